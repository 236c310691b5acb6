"""A boundary behind a cue: a piece of the sentence, with what stands before it."""

from __future__ import annotations

from typing import NamedTuple

from framing.voice.attribution import tokens as t
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import Piece
from framing.voice.attribution.sentence import Sentence, piece_at

CONCESSION = frozenset({",+although", ",+though"})
CONTRAST = frozenset({",+while", ",+whereas"})
NOMINAL = frozenset({"name", "det", "noun"})
# What a piece without a verb begins with when it goes on with a list or a phrase.
PHRASES = NOMINAL | {"prep", "to", "ing", "base", "ed", "wh"}
SHIFTED = frozenset({"had", "would"})


class Boundary(NamedTuple):
    """A piece behind a cue, with what stands before it."""

    s: Sentence
    c: Candidate
    number: int  # of the piece
    piece: Piece
    label: str  # the words and marks before the piece: see `Piece`
    joint: str  # the same without a quotation before them
    opens: str  # what kind of word the piece begins with: see `Piece`
    tense: str
    word: str  # the first of the piece
    clause: bool  # the piece has a subject of its own

    @property
    def words(self) -> list[str]:
        """The words of the piece."""
        return self.s.words.words[self.piece.start : self.piece.end]

    @property
    def first(self) -> int:
        """The classes of its first word."""
        return self.s.words.bits[self.piece.start]

    @property
    def before(self) -> list[Piece]:
        """The pieces of the content before it."""
        return self.s.pieces[piece_at(self.s.pieces, self.c.right) : self.number]

    def tells_when(self, low: int = 0, high: int = 4) -> bool:
        """Whether one of the words from its start on is of time."""
        start = self.piece.start
        return any(bit & t.TIME for bit in self.s.words.bits[start + low : start + high])

    @property
    def shifted(self) -> bool:
        """Whether a clause of the content is in shifted tense."""
        return any(piece.tense in SHIFTED for piece in self.before)

    @property
    def content_tense(self) -> str:
        """The tense of the first clause of the content that has one."""
        return next((piece.tense for piece in self.before if piece.tense), "")

    @property
    def stative(self) -> bool:
        """Whether the piece's verb is "was" or "were", which may be a shifted "is"; "was closed" may not."""
        bits = self.s.words.bits
        return any(
            bits[k] & t.BE and bits[k] & t.PAST and not (k + 1 < self.piece.end and bits[k + 1] & t.ED)
            for k in range(self.piece.start, self.piece.end)
        )


def goes_on_listing(pieces: list[Piece], index: int) -> bool:
    """Whether the piece behind a comma goes on with a list, as far as an "and" shows."""
    for piece in pieces[index:]:
        if piece.tense or piece.opens not in PHRASES:
            return False
        if piece.label in {"and", "or", ",+and", ",+or"}:
            return True
        if piece.label not in {",", "/"}:
            return False
    return False
