"""Cue tables of attribution, read once: word -> the cues it can be."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import NamedTuple


class Cue(NamedTuple):
    """One reading of a word form. `form` is base, s, past, part, ed (past or participle) or ing."""

    lemma: str
    kind: str
    form: str


TABLE = tomllib.loads(files("framing.voice.cues").joinpath("attribution.toml").read_text(encoding="utf-8"))


_DOUBLED = frozenset(TABLE["lists"]["doubled"].split())
# One syllable and one consonant behind its vowel: sob, sobbed, but not fear or crow.
_SHORT = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")
_UNSTRESSED_L = re.compile(r".*[^aeiou][aeiou]l")


def with_s(word: str) -> str:
    """The third person of a regular verb, the plural of a regular noun."""
    if word.endswith(("s", "x", "z", "ch", "sh")) or (word.endswith("o") and word[-2:-1] not in "aeiou"):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _stems(lemma: str) -> tuple[tuple[str, str], ...]:
    """What "-d" and "-ing" follow in the forms of a regular verb, for each of its spellings."""
    if lemma.endswith("e"):
        return ((lemma, lemma if lemma.endswith("ee") else lemma[:-1]),)
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return ((lemma[:-1] + "ie", lemma),)
    double = lemma + lemma[-1]
    if lemma in _DOUBLED or _SHORT.fullmatch(lemma):
        return ((double + "e", double),)
    once = (lemma + "e", lemma)
    return (once, (double + "e", double)) if _UNSTRESSED_L.fullmatch(lemma) else (once,)


def inflect(lemma: str) -> list[tuple[str, str]]:
    """The forms of a verb, as (form, word), in British and American spelling. Irregular ones are data."""
    irregular = TABLE["irregular"].get(lemma)
    if irregular:
        third, past, part, ing = irregular.split()
        pasts = [("ed", past)] if past == part else [("past", past), ("part", part)]
        return [("base", lemma), ("s", third), *pasts, ("ing", ing)]
    forms = [("base", lemma), ("s", with_s(lemma))]
    for before_d, before_ing in _stems(lemma):
        forms += [("ed", before_d + "d"), ("ing", before_ing + "ing")]
    return forms


def _verbs() -> dict[str, Cue]:
    """A form that two classes share belongs to the first of them in the table."""
    found: dict[str, Cue] = {}
    for group in ("clause", "object", "action"):
        for name, entry in TABLE[group].items():
            for lemma in entry["lemmas"].split():
                for form, word in inflect(lemma):
                    found.setdefault(word, Cue(lemma, f"{group}.{name}", form))
    for lemma in TABLE["factive"]["lemmas"].split():
        for form, word in inflect(lemma):
            found.setdefault(word, Cue(lemma, "factive", form))
    return found


def _nouns() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    one_form = frozenset(TABLE["nouns"]["one_form"].split())
    for frame in ("that", "of", "to", "for", "about", "voiced", "whether"):
        for noun in TABLE["nouns"][frame].split():
            plural = TABLE["irregular_nouns"].get(noun) or with_s(noun)
            for word in (noun,) if noun in one_form else (noun, plural):
                found.setdefault(word, set()).add(frame)
    return {word: frozenset(frames) for word, frames in found.items()}


VERBS = _verbs()
NOUNS = _nouns()
PHRASES = tuple(tuple(words.split()) for words in TABLE["phrases"]["openings"])
PHRASE_OPENERS = frozenset(words[0] for words in PHRASES)
FALSE_FRIENDS = {lemma: frozenset(words.split()) for lemma, words in TABLE["false_friends"].items()}
LISTS = {name: frozenset(words.split()) for name, words in TABLE["phrases"].items() if name != "openings"} | {
    name: frozenset(words.split()) for name, words in TABLE["lists"].items()
}
