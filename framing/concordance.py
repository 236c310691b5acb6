"""Concordance lines (KWIC): each occurrence in its context, on one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from framing.matching import Matcher, plurals
from framing.model import Document, Lexicon, Reading, Span
from framing.text.fold import join_broken, plain

_WHITE = re.compile(r"\s+")
_KEPT = 10_000  # names whose folded forms are kept: the same few come again and again


@dataclass(frozen=True, slots=True)
class Line:
    """One concordance line. `left`, `node` and `right` have their white space folded to single spaces."""

    document: str
    left: str
    node: str
    right: str
    reading: Reading


def context(text: str, span: Span, width: int) -> tuple[str, str, str]:
    """(left, node, right) of a span: up to `width` characters on each side, cut at white space."""
    start, end = span
    left = text[max(0, start - width) : start]
    if start > width and (cut := _WHITE.search(left)):
        left = left[cut.end() :]
    right = text[end : end + width]
    if end + width < len(text):
        right = right[: len(right) - len(right.split()[-1])] if len(right.split()) > 1 else right
    return (
        _WHITE.sub(" ", left).lstrip(),
        _WHITE.sub(" ", text[start:end]),
        _WHITE.sub(" ", right).rstrip(),
    )


def lines(document: Document, readings: tuple[Reading, ...], width: int = 60) -> Iterator[Line]:
    """The concordance of one document: a line per reading, in order."""
    for reading in readings:
        place = reading.occurrence
        left, node, right = context(document.text, (place.start, place.end), width)
        yield Line(document.path, left, node, right, reading)


def finder(pattern: str, lexicons: Sequence[Lexicon]) -> Callable[[Reading], bool]:
    """Whether a reading is one that a pattern names: by its concept's id, its term, or its spelling.

    Terms and spellings are folded as the matcher folds: ``Relief-Roads`` names ``relief road``. A `*` stands
    for any characters.
    """
    pattern = pattern.strip()
    concept, folded = pattern.casefold(), _folded(pattern)
    whole = (0, len(pattern))
    keys = {found.key for found in Matcher(lexicons).find(pattern) if (found.start, found.end) == whole}

    def named(reading: Reading) -> bool:
        key, surface = reading.occurrence.key, _joined(reading.surface)
        if (
            _fits(key.concept.casefold(), concept)
            or _fits(_folded(key.term), folded)
            or _fits(_folded(surface), folded)
        ):
            return True
        # A plural is the same name, unless the lexicon has it as another term.
        return key in keys and (
            folded in _forms(key.term) or folded in _forms(surface) or _folded(surface) in _forms(pattern)
        )

    return named


def _fits(name: str, wanted: str) -> bool:
    return fnmatchcase(name, wanted.replace("[", "[[]").replace("?", "[?]"))


def _joined(surface: str) -> str:
    """A surface, with the word put together that a line end breaks."""
    joined = join_broken(surface)
    return joined[0] if joined else surface


@lru_cache(_KEPT)
def _folded(name: str) -> str:
    return plain(name).strip()


@lru_cache(_KEPT)
def _forms(name: str) -> frozenset[str]:
    """A name and its plurals, folded."""
    return frozenset(map(_folded, (name, *plurals(name))))
