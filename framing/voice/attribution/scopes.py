"""The scopes that the cues of a sentence open, and the words each of them rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from framing.model import Span
from framing.voice.attribution import tokens as t
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.cues import TRIGGERS
from framing.voice.attribution.edges import SURE, reach_before, reach_behind
from framing.voice.attribution.sentence import Sentence, piece_at
from framing.voice.attribution.tables import LISTS
from framing.voice.attribution.weighing import base_weight, weigh

_TELLING = t.FINITE | t.AUX | t.SUBJ | t.TO | t.THAT | t.CC | t.SUB | t.REL | t.WH | t.DET
_TELLING_OBJECT = _TELLING | t.ING | t.ED | t.TIME


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of reported content. `cue` and `source` say why; `evidence` suffices to find it again."""

    start: int
    end: int
    rule: str
    cue: Span
    source: Span | None
    evidence: tuple[Span, ...]


def scopes_in(s: Sentence, at: int | None = None) -> list[Scope]:
    """The scopes that the sentence's own cues open: adjoining pieces that pass are one scope.

    Given an offset, only those that hold it.
    """
    found: list[Scope] = []
    if not s.candidates:
        return found
    token = -1 if at is None else max(0, bisect_right(s.words.starts, at) - 1)
    for c in s.candidates:
        if token < c.left:
            found += _scopes_on(s, c, reach_before(s, c), "L", token)
        if token < 0 or c.right <= token < c.high:
            found += _scopes_on(s, c, reach_behind(s, c), "R", token)
    return found


def _scopes_on(
    s: Sentence, c: Candidate, reach: Iterator[tuple[int, int]], side: str, token: int
) -> Iterator[Scope]:
    """The scopes of a cue on one side of it; of them the one that holds a token, unless that is negative."""
    base: float | None = None
    first = last = judged = -2
    accepted = True
    for index, lead in reach:
        if lead != judged:
            if base is None and lead != SURE:
                base = base_weight(c, side + ("T" if c.trailing else ""))
            accepted = base is None or lead == SURE or weigh(s, c, lead, base) > 0
            judged = lead
        if not accepted:
            continue
        if index != last + 1:
            if first >= 0 and _holds(s, first, last, token):
                yield _scope(s, c, first, last)
            first = index
        last = index
    if first >= 0 and _holds(s, first, last, token):
        yield _scope(s, c, first, last)


def _holds(s: Sentence, first: int, last: int, token: int) -> bool:
    return token < 0 or s.pieces[first].start <= token < s.pieces[last].end


def _scope(s: Sentence, c: Candidate, first: int, last: int) -> Scope:
    """The scope over the pieces `first` to `last`."""
    w = s.words
    cue = (w.starts[c.cue[0]], w.ends[c.cue[1] - 1])
    source = (w.starts[c.source[0]], w.ends[c.source[1] - 1]) if c.source else None
    start, end = w.starts[s.pieces[first].start], w.ends[s.pieces[last].end - 1]
    return Scope(start, end, c.rule, cue, source, _evidence(s, c, first, last))


def _evidence(s: Sentence, c: Candidate, first: int, last: int) -> tuple[Span, ...]:
    """The words the decision rests on.

    These are the speaker and the cue, and of the pieces between the cue and the scope's far edge the words at
    their boundaries and those that carry tense.
    """
    w, pieces = s.words, s.pieces
    words, bits = w.words, w.bits
    tokens = set(range(max(0, c.hole[0] - 2), c.hole[1]))
    if c.trailing and c.sure:  # "is now, X says, | a prison": the verb before it
        tokens.update(k for k in range(max(0, c.hole[0] - 12), c.hole[0]) if bits[k] & t.FINITE)
    if c.source:
        tokens.update(range(*c.source))
    if c.rule == "according-to" and words[0] in LISTS["fronting"]:
        tokens.add(0)
    if pieces[first].start >= c.right >= 0:
        low, high = piece_at(pieces, c.right), last
        reach = range(c.right, min(len(words), c.right + 16))
        if "k=action.commit" in c.features:
            tokens.update([k for k in reach if words[k] in LISTS["threats"]])
    else:
        low, high = first, piece_at(pieces, c.left) - 1
        reach = range(c.hole[1], min(len(words), c.hole[1] + 8))
    for number in range(low, high + 1):
        piece = pieces[number]
        before = pieces[number - 1].end if number else 0
        tokens.update(range(before, min(piece.start + 3, piece.end)))
        if piece.hole or piece.label[0] == "~":
            tokens.update(range(piece.start, min(piece.end, piece.start + 8)))
        inside = range(piece.start, piece.end)
        tokens.update([k for k in inside if bits[k] & _TELLING or words[k] in TRIGGERS])
    tokens.update([k for k in reach if bits[k] & _TELLING_OBJECT or words[k] in TRIGGERS or words[k] == "of"])
    tokens.update([k - 1 for k in tokens if k and bits[k] & t.FINITE])
    spans: list[Span] = []
    starts, ends = w.starts, w.ends
    latest = -1  # the last token of the last span
    for k in sorted(tokens):
        if bits[k] & t.QUOTE:
            continue
        if latest == k - 1 and spans:
            spans[-1] = (spans[-1][0], ends[k])
        else:
            spans.append((starts[k], ends[k]))
        latest = k
    return tuple(spans)
