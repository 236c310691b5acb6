"""The words of a sentence with their closed classes: what a clause chunker can know without a tagger."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from operator import attrgetter
from string import ascii_lowercase
from typing import NamedTuple

from framing.model import Span
from framing.text.quotations import Quotation
from framing.voice.attribution.tables import with_s

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
    r"\d+(?:[.,]\d+)+|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-‐‑/&@.][^\W_]+)*"
    r"|['’](?:[sS]|[lL][lL]|[dD]|[rR][eE]|[vV][eE]|[mM]|[tT])\b|[^\w\s]|_"
)
_CHUNK = re.compile(r"\S+")
_LETTERS = bytes(byte if chr(byte) in ascii_lowercase else ord(" ") for byte in range(256))
_NO_SUBJECT = DET | PREP | CC | PUNCT | FINITE | ADV | ING | NUMBER
POSSESSIVE = frozenset({"'s", "’s"})
# What a possessive is behind these: "it's feared that", "she's warned that".
_SHORT_IS = dict.fromkeys(("it", "there", "here", "what", "where", "that"), "is") | dict.fromkeys(
    ("he", "she", "who"), "has"
)
_NO_OBJECT = frozenset({"such", "all", "both", "each"})
_LIMITS = frozenset({"only", "just", "nearly", "about", "also", "none", "eleven", "twelve"})
_END = frozenset(".,!?—…")
# Read alike.
_ALIKE = {"―": "—", "‒": "–", "upon": "on", "·": ";", "•": ";", "|": ";"} | {
    mark + short: full
    for mark in "'’"
    for short, full in (("re", "are"), ("m", "am"), ("ve", "have"), ("ll", "will"), ("d", "would"))
}
_CLOSING = "’'”\""  # of a quotation within: its end mark stands before them
_LONG = 40  # code points; a longer chunk is not kept
_MANY = 1 << 16  # chunks kept
_LEAST_QUOTE = 3  # words; a shorter quotation stands for a word of the sentence around it


_TABLE = tomllib.loads(files("framing.voice.cues").joinpath("clause_words.toml").read_text(encoding="utf-8"))
_NOUNS_IN_LY = frozenset(_TABLE["noun_in_ly"].split())
_NO_PAST = frozenset(_TABLE["no_past"].split())


def _classes() -> dict[str, int]:
    names = {
        "determiner": DET, "possessive": POSS | DET, "subject_pronoun": SUBJ, "object_pronoun": OBJ,
        "preposition": PREP, "conjunction": CC, "subordinator": SUB, "relative": REL, "question_word": WH,
        "be": BE, "have": HAVE, "do": DO, "modal_past": PAST_MODAL, "modal_present": MODAL,
        "negation": NEG, "adverb": ADV, "time": TIME, "medium": MEDIUM, "group": GROUP, "past": PAST,
        "verb": BASE,
    }  # fmt: skip
    classes: dict[str, int] = {}
    for key, bit in names.items():
        for word in _TABLE[key].split():
            classes[word] = classes.get(word, 0) | bit
    for verb in _TABLE["verb"].split():
        form = with_s(verb)
        classes[form] = classes.get(form, 0) | PRESENT
    for word in ("is", "are", "am", "has", "have", "do", "does"):
        classes[word] = classes.get(word, 0) | PRESENT
    for mark in "'’":
        classes[mark + "s"] = 0  # a possessive
        classes[mark + "t"] = NEG
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
    """The tokens of one sentence: parallel lists, lower-case words, class bits, where they start and end.

    A quotation of `_LEAST_QUOTE` words or more is one token with the bit QUOTE and the word ``"``.
    """

    words: list[str]
    bits: list[int]
    # Of each quotation: its token, whether it begins in lower case, whether it ends in a mark.
    quotes: list[tuple[int, bool, bool]]
    _text: str
    # Start, end, what was read in the chunks; a quotation has no chunks.
    _runs: list[tuple[int, int, list[_Chunk]]]
    _places: tuple[list[int], list[int]] | None = None

    @property
    def starts(self) -> list[int]:
        return (self._places or self._find_places())[0]

    @property
    def ends(self) -> list[int]:
        return (self._places or self._find_places())[1]

    def in_capitals(self, high: int) -> bool:
        """Whether all letters before token `high` are capitals."""
        return self._text[self.starts[0] : self.starts[high]].isupper()

    def _find_places(self) -> tuple[list[int], list[int]]:
        """Where the tokens stand: asked for only where a cue may reach a term."""
        places: list[Span] = []
        for start, end, found in self._runs:
            if not found:
                places.append((start, end))
                continue
            chunks = _CHUNK.finditer(self._text, start, end)
            begins = [(match.start(), known.places) for match, known in zip(chunks, found, strict=True)]
            places += [(at + low, at + high) for at, within in begins for low, high in within]
        self._places = [low for low, _ in places], [high for _, high in places]
        return self._places


def plain_words(text: str) -> list[str]:
    """The runs of ASCII letters in a text, in lower case: a quick look at which cues it may hold.

    Every token of `read_words` that consists of ASCII letters alone is among them.
    """
    return text.lower().encode("ascii", "replace").translate(_LETTERS).decode("ascii").split()


def read_words(text: str, span: Span, quotations: Sequence[Quotation]) -> Words:
    """The tokens of `text` in `span`. `quotations` are those that overlap the span, outermost only."""
    w = Words([], [], [], text, [])
    position = span[0]
    for quotation in quotations:
        low, high = max(quotation.start, span[0]), min(quotation.end, span[1])
        length = text.count(" ", low, high) + 1
        last = text[max(quotation.inner[1] - 3, low) : quotation.inner[1]].rstrip(_CLOSING)[-1:]
        ended = last in _END
        if length < _LEAST_QUOTE and not ended:
            continue
        _read(w, position, low)
        small = text[quotation.inner[0] : quotation.inner[0] + 1].islower()
        w.quotes.append((len(w.words), small, ended or text[high : high + 1] == ","))
        w.words.append('"')
        w.bits.append(QUOTE)
        w._runs.append((low, high, []))
        position = high
    _read(w, position, span[1])
    words, bits = w.words, w.bits
    # A word in -s between a noun and a determiner is a verb: "the ruling intensifies the need".
    for k in range(1, len(words) - 1):
        if (
            not bits[k]
            and words[k][-1] == "s"
            and words[k] not in POSSESSIVE
            and (bits[k + 1] & (DET | OBJ | THAT | NUMBER) or words[k + 1] in _LIMITS)
            and not bits[k - 1] & _NO_SUBJECT
            and words[k + 1] not in _NO_OBJECT
        ):
            bits[k] = PRESENT
    return w


def _read(w: Words, low: int, high: int) -> None:
    """Add the tokens of a stretch of text. None holds white space, so its chunks are read one by one."""
    chunks = w._text[low:high].split()
    if not chunks:
        return
    found = list(map(_KNOWN.__getitem__, chunks))
    opens = not w.words
    w.words.extend(chain.from_iterable(map(_words, found)))
    w.bits.extend(chain.from_iterable(map(_bits, found)))
    if opens:
        w.bits[0] = found[0].opening
    w._runs.append((low, high, found))


class _Chunk(NamedTuple):
    """The tokens of a stretch without white space: words, class bits, places within it.

    `opening` are the bits of the first one where it opens a sentence.
    """

    words: tuple[str, ...]
    bits: tuple[int, ...]
    places: tuple[Span, ...]
    opening: int


_words = attrgetter("words")
_bits = attrgetter("bits")


def _new_chunk(chunk: str) -> _Chunk:
    found = list(_TOKEN.finditer(chunk))
    kinds = [_kind(match[0]) for match in found]
    if len(kinds) > 1 and kinds[1][0] in POSSESSIVE and kinds[0][0] in _SHORT_IS:
        kinds[1] = _kind(_SHORT_IS[kinds[0][0]])
    return _Chunk(
        tuple(kind[0] for kind in kinds),
        tuple(kind[1] for kind in kinds),
        tuple(match.span() for match in found),
        kinds[0][2],
    )


class _Chunks(dict[str, _Chunk]):
    """What was read in each chunk. Texts say most things in the same words: few chunks are new."""

    def __missing__(self, chunk: str) -> _Chunk:
        found = _new_chunk(chunk)
        if len(chunk) <= _LONG:
            if len(self) >= _MANY:
                self.clear()
            self[chunk] = found
        return found


_KNOWN = _Chunks()


def _kind(surface: str) -> tuple[str, int, int]:
    """The word in lower case, its class bits within a sentence, and as a sentence's first word."""
    word = surface.lower()
    word = _ALIKE.get(word, word)
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
    if word.endswith("ed") and len(word) > 3 and word not in _NO_PAST:
        return 0 if "-" in word else PAST | ED  # "state-owned" is an adjective
    if word.endswith("ing") and len(word) > 4:
        return ING
    if word.endswith("ly") and len(word) > 3 and word not in _NOUNS_IN_LY:
        return ADV
    return 0
