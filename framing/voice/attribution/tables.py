"""Cue tables of attribution, read once: word -> the cues it can be."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import NamedTuple


class Cue(NamedTuple):
    """One reading of a word form. `form` is base, s, past, part, ed (past or participle) or ing."""

    lemma: str
    kind: str
    form: str


TABLE = tomllib.loads(files("framing.voice.cues").joinpath("attribution.toml").read_text(encoding="utf-8"))


def inflect(lemma: str) -> dict[str, str]:
    """The forms of a verb: form -> word. Irregular verbs come from the table."""
    irregular = TABLE["irregular"].get(lemma)
    if irregular:
        third, past, part, ing = irregular.split()
        forms = {"base": lemma, "s": third, "ing": ing}
        return forms | ({"ed": past} if past == part else {"past": past, "part": part})
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    if lemma.endswith("e"):
        past, ing = lemma + "d", (lemma[:-1] if not lemma.endswith("ee") else lemma) + "ing"
    elif third.endswith("ies"):
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = lemma + "ed", lemma + "ing"
    return {"base": lemma, "s": third, "ed": past, "ing": ing}


def _verbs() -> dict[str, Cue]:
    """A form that two classes share belongs to the first of them in the table."""
    found: dict[str, Cue] = {}
    for group in ("clause", "object", "action"):
        for name, entry in TABLE[group].items():
            for lemma in entry["lemmas"].split():
                for form, word in inflect(lemma).items():
                    found.setdefault(word, Cue(lemma, f"{group}.{name}", form))
    for lemma in TABLE["factive"]["lemmas"].split():
        for form, word in inflect(lemma).items():
            found.setdefault(word, Cue(lemma, "factive", form))
    return found


def _nouns() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for frame in ("that", "of", "to", "for", "about", "voiced", "whether"):
        for noun in TABLE["nouns"][frame].split():
            plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
            for word in (noun, plural):
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
