"""A sentence as attribution reads it: its words, its pieces and its cues."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from framing.model import Span
from framing.text.quotations import Quotation
from framing.text.sentences import NESTED
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import Piece, read_pieces
from framing.voice.attribution.cues import find_candidates
from framing.voice.attribution.tokens import Words, read_words


@dataclass
class Sentence:
    """A sentence as the rules see it: its words, its pieces and its cues."""

    words: Words
    candidates: list[Candidate]
    headline: bool = False

    @cached_property
    def pieces(self) -> list[Piece]:
        """The pieces, cut at the cues too: asked for only where a cue may reach a term; none without cues."""
        points: dict[int, bool] = {}
        for c in self.candidates:
            if c.right >= 0:
                points.setdefault(c.right, False)
            if c.left >= 0:
                points.setdefault(c.left, False)
            if c.low:
                points.setdefault(c.low, False)
            if c.high < len(self.words.words):
                points.setdefault(c.high, False)
            points[c.hole[0]] = True
            points.setdefault(c.hole[1], False)
        return read_pieces(self.words, points) if points else []


def read_sentence(text: str, span: Span, quotations: Sequence[Quotation], headline: bool = False) -> Sentence:
    """The sentence at `span`."""
    inside = [q for q in quotations if q.depth == 0 and q.end > span[0] and q.start < span[1]]
    w = read_words(text, span, inside)
    return Sentence(w, list(find_candidates(w, headline)), headline)


def piece_at(pieces: list[Piece], token: int) -> int:
    """The first piece that begins at token `token` or behind it."""
    return bisect_left(pieces, token, key=lambda p: p.start)


def overlapping(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """The quotations that reach into `span`; an outer one may begin well before it."""
    if not quotations:
        return ()
    first = bisect_left(quotations, span[0], key=lambda q: q.start)
    last = bisect_left(quotations, span[1], lo=first, key=lambda q: q.start)
    lowest = max(0, first - NESTED)
    while first > lowest and quotations[first - 1].depth:
        first -= 1
    return quotations[max(0, first - 1) : last]
