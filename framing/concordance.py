"""Concordance lines (KWIC): each occurrence in its context, on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from framing.model import Document, Reading, Span

_WHITE = re.compile(r"\s+")


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


def matches(reading: Reading, pattern: str) -> bool:
    """Whether a pattern names a reading: its concept's id, its term, or its surface (`*` as in a glob)."""
    key = reading.occurrence.key
    names = (key.concept, key.term, _WHITE.sub(" ", reading.surface))
    wanted = pattern.casefold().replace("[", "[[]").replace("?", "[?]")
    return any(fnmatchcase(name.casefold(), wanted) for name in names)
