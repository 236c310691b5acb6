"""The words of a sentence with their closed classes: what a clause chunker can know without a tagger."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from framing.model import Span
from framing.text.quotations import Quotation

DET, POSS, SUBJ, OBJ, PREP, CC, SUB, REL, WH, BE, HAVE, DO, MODAL, NEG, ADV, TIME, MEDIUM, GROUP = (
    1 << n for n in range(18)
)
PAST, PRESENT, BASE, ING, ED, NAME, QUOTE, NUMBER, PUNCT, TO, THAT, CUE, PAST_MODAL = (
    1 << n for n in range(18, 31)
)
# A token that can begin the verb of a clause: its tense shows.
FINITE = PAST | PRESENT | MODAL | PAST_MODAL
AUX = BE | HAVE | DO | MODAL | PAST_MODAL

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-‐‑/&@.][^\W_]+)*|['’](?:s|ll|d|re|ve|m|t)\b|[^\w\s]+?|_",
    re.IGNORECASE,
)
_LETTERS = re.compile("[a-z]+")
_NO_SUBJECT = DET | PREP | CC | PUNCT | FINITE | ADV | ING | NUMBER
_POSSESSIVE = frozenset({"'s", "’s"})
_NO_OBJECT = frozenset({"such", "all", "both", "each"})
_LIMITS = frozenset({"only", "just", "nearly", "about", "also", "none", "eleven", "twelve"})
_END = frozenset(".,!?—…")
_CLOSING = "’'”\""  # of a quotation within: its end mark stands before them
_LEAST_QUOTE = 3  # words; a shorter quotation stands for a word of the sentence around it


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _classes() -> dict[str, int]:
    table = tomllib.loads(
        files("framing.voice.cues").joinpath("clause_words.toml").read_text(encoding="utf-8")
    )
    names = {
        "determiner": DET, "possessive": POSS | DET, "subject_pronoun": SUBJ, "object_pronoun": OBJ,
        "preposition": PREP, "conjunction": CC, "subordinator": SUB, "relative": REL, "question_word": WH,
        "be": BE, "have": HAVE, "do": DO, "modal_past": PAST_MODAL, "modal_present": MODAL,
        "negation": NEG, "adverb": ADV, "time": TIME, "medium": MEDIUM, "group": GROUP, "past": PAST,
        "verb": BASE,
    }  # fmt: skip
    classes: dict[str, int] = {}
    for key, bit in names.items():
        for word in table[key].split():
            classes[word] = classes.get(word, 0) | bit
    for verb in table["verb"].split():
        form = _third_person(verb)
        classes[form] = classes.get(form, 0) | PRESENT
    for word in (
        "is",
        "are",
        "am",
        "has",
        "have",
        "do",
        "does",
        "'s",
        "’s",
        "'re",
        "’re",
        "'ve",
        "’ve",
        "'m",
        "’m",
    ):
        classes[word] = classes.get(word, 0) | PRESENT
    for word in ("'s", "’s"):
        classes[word] = 0  # a possessive far more often than "is"
    for word in ("'ll", "’ll"):
        classes[word] = MODAL
    for word in ("'d", "’d"):
        classes[word] = PAST_MODAL
    for word in ("'t", "’t"):
        classes[word] = NEG
    for word in ("don", "doesn", "didn", "isn", "aren", "wasn", "weren", "won", "can", "couldn", "wouldn",
                 "shouldn", "hasn", "haven", "hadn", "ain", "mustn"):  # fmt: skip
        classes.setdefault(word, PRESENT | DO if word in {"don", "doesn"} else PAST | DO)
    classes["to"] = TO | PREP
    classes["that"] = THAT
    classes["her"] = OBJ | POSS | DET
    return classes


CLASSES = _classes()


@dataclass(slots=True)
class Words:
    """The tokens of one sentence: parallel lists, lower-case words, spans, class bits.

    A quotation of `_LEAST_QUOTE` words or more is one token with the bit QUOTE and the word ``"``.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    bits: list[int]
    quotes: list[tuple[int, int, int]]  # token index, words in it, its last word character is an end mark


def plain_words(text: str) -> list[str]:
    """The runs of ASCII letters in a text, in lower case: a quick look at which cues it may hold.

    Every token of `read_words` that consists of ASCII letters alone is among them.
    """
    return _LETTERS.findall(text.lower())


def read_words(text: str, span: Span, quotations: Sequence[Quotation]) -> Words:
    """The tokens of `text` in `span`. `quotations` are those that overlap the span, outermost only."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    bits: list[int] = []
    quotes: list[tuple[int, int, int]] = []
    position = span[0]
    for quotation in quotations:
        low, high = max(quotation.start, span[0]), min(quotation.end, span[1])
        length = text.count(" ", low, high) + 1
        last = text[max(quotation.inner[1] - 3, low) : quotation.inner[1]].rstrip(_CLOSING)[-1:]
        ended = last in _END
        if length < _LEAST_QUOTE and not ended:
            continue
        _read(text, position, low, words, starts, ends, bits)
        quotes.append((len(words), length, int(ended or text[high : high + 1] == ",")))
        words.append('"')
        starts.append(low)
        ends.append(high)
        bits.append(QUOTE)
        position = high
    _read(text, position, span[1], words, starts, ends, bits)
    # A word in -s between a noun and a determiner is a verb: "the ruling intensifies the need".
    for k in range(1, len(words) - 1):
        if (
            not bits[k]
            and words[k][-1] == "s"
            and words[k] not in _POSSESSIVE
            and (bits[k + 1] & (DET | OBJ | THAT | NUMBER) or words[k + 1] in _LIMITS)
            and not bits[k - 1] & _NO_SUBJECT
            and words[k + 1] not in _NO_OBJECT
        ):
            bits[k] = PRESENT
    return Words(words, starts, ends, bits, quotes)


def _read(
    text: str, low: int, high: int, words: list[str], starts: list[int], ends: list[int], bits: list[int]
) -> None:
    found = list(_TOKEN.finditer(text, low, high))
    kinds = [_kind(match[0]) for match in found]
    bits += [kind[1] for kind in kinds]
    if kinds and not words:
        bits[0] = kinds[0][2]
    words += [kind[0] for kind in kinds]
    starts += [match.start() for match in found]
    ends += [match.end() for match in found]


@lru_cache(maxsize=1 << 16)
def _kind(surface: str) -> tuple[str, int, int]:
    """The word in lower case, its class bits within a sentence, and as a sentence's first word."""
    word = surface.lower()
    capital = surface[0].isupper()
    kind = CLASSES.get(word)
    if kind is None:
        kind = _guess(surface, word)
        return word, NAME if capital else kind, kind | NAME if capital else kind
    opening = kind
    if capital:
        if kind & BASE:
            opening |= NAME
        if kind & (MODAL | PAST_MODAL):
            kind = NAME  # "Will", "May"
        elif not kind & (SUBJ | TIME) or kind & BASE:
            kind |= NAME
    return word, kind, opening


def _guess(surface: str, word: str) -> int:
    """The class of a word in no list, by its shape."""
    if not surface[0].isalnum():
        return PUNCT
    if surface[0].isdigit():
        return NUMBER
    if word.endswith("ed") and len(word) > 3:
        return PAST | ED
    if word.endswith("ing") and len(word) > 4:
        return ING
    if word.endswith("ly") and len(word) > 3:
        return ADV
    return 0
