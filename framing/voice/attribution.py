"""Attribution outside quotation marks: whose claim, belief or demand a stretch of a sentence is.

A sentence is read once. Each cue in it (`attribution_cues`) proposes content on its left, its right or both;
the pieces between clause boundaries (`scope_clauses`) are then weighed, one by one, by a logistic model over
named features (``attribution_weights.json``, trained by ``benchmarks/train_scope.py``). Adjoining pieces that
pass make a `Scope`. The speaker's own phrase and the cue never belong to the content.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from framing.model import Span
from framing.text.quotations import Quotation
from framing.voice.attribution_cues import Candidate, find_candidates
from framing.voice.scope_clauses import Piece, cut_pieces, read_pieces
from framing.voice.scope_tokens import Words, read_words

_STEPS = 16  # pieces: no content is looked for further away from its cue


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of reported content. `cue` and `source` say why; `evidence` suffices to find it again."""

    start: int
    end: int
    rule: str
    cue: Span
    source: Span | None
    evidence: tuple[Span, ...]


@dataclass(slots=True)
class Sentence:
    """A sentence as the rules see it: its words, its pieces and its cues."""

    words: Words
    pieces: list[Piece]
    candidates: list[Candidate]


def read_sentence(text: str, span: Span, quotations: Sequence[Quotation], headline: bool = False) -> Sentence:
    """Tokens, pieces and cues of the sentence at `span`."""
    inside = [q for q in quotations if q.depth == 0 and q.end > span[0] and q.start < span[1]]
    w = read_words(text, span, inside)
    candidates = list(find_candidates(w, headline))
    points: dict[int, bool] = {}
    for c in candidates:
        if c.right >= 0:
            points.setdefault(c.right, False)
        if c.left >= 0:
            points.setdefault(c.left, False)
        if c.fixed:
            points.setdefault(c.low, False)
            points.setdefault(min(c.high, len(w.words)), False)
        points[c.hole[0]] = True
        points.setdefault(c.hole[1], False)
    pieces = read_pieces(w) if candidates else []
    return Sentence(w, cut_pieces(w, pieces, points), candidates)


def pair_features(s: Sentence, c: Candidate, index: int) -> list[str]:
    """The named features of piece `index` as content of candidate `c`."""
    pieces = s.pieces
    piece = pieces[index]
    features = list(c.features)
    if piece.start >= c.right >= 0:
        side = "R"
        crossed = pieces[_first(pieces, c.right) + 1 : index + 1]
        distance = piece.start - c.right
    else:
        side = "L"
        crossed = pieces[index + 1 : _first(pieces, c.left)]
        distance = c.left - piece.end
    steps = len(crossed)
    if c.trailing:
        side += "T"
    far = 0 if distance < 5 else 1 if distance < 12 else 2 if distance < 25 else 3
    features += [f"{c.rule}.{side}", f"{side}.steps={min(steps, 5)}", f"{side}.far={far}"]
    sub = any(f[:6] == "under=" or f == "subj=rel" for f in c.features)
    for p in crossed:
        if sub:
            features.append(f"{side}.sub.x={p.label}")
        features += [f"{side}.x={p.label}", f"{side}.x={p.label}|{p.opens}", f"{side}.o={p.opens}"]
        features.append(f"{c.rule}.{side}.x={p.label}")
        if p.hole:
            features.append(f"{side}.xhole")
        if p.tense and side[0] == "R":
            features.append(f"{side}.t={p.tense}")
    if crossed and side[0] == "R":
        for p in crossed:
            if p.opens[-2:] == "+v" or p.opens in {"he", "it", "we"}:
                features.append(f"{side}.new={p.label}.{p.tense}")
                features.append(f"{side}.new={p.tense}.{c.rule}")
        features += [f"{side}.last={piece.label}|{piece.opens}", f"{side}.lasttense={piece.tense}"]
    tense = next((f for f in c.features if f.startswith("tense=")), "tense=")
    features.append(f"{side}.{tense}>{piece.tense}")
    if piece.hole:
        features.append(f"{side}.inhole")
    if piece.label[0] == "~":
        features.append(f"{side}.at{piece.label}")
    if not steps:
        features += [f"{side}.tense={piece.tense}", f"{side}.opens={piece.opens}"]
    return features


def _first(pieces: list[Piece], token: int) -> int:
    """The first piece that begins at token `token` or behind it."""
    return bisect_left(pieces, token, key=lambda p: p.start)


def stretches(s: Sentence, c: Candidate) -> Iterator[int]:
    """The indices of the pieces that may be content of `c`: on its sides, no more than `_STEPS` away."""
    pieces = s.pieces
    low, high = c.hole
    if c.fixed:
        for index, piece in enumerate(pieces):
            if c.low <= piece.start and piece.end <= c.high and (piece.end <= c.left or piece.start >= c.right >= 0):
                yield index
        return
    if c.left > 0:
        edge = _first(pieces, c.left)
        for index in range(max(0, edge - _STEPS), edge):
            if not (low <= pieces[index].start and pieces[index].end <= high):
                yield index
    if c.right >= 0:
        edge = _first(pieces, c.right)
        for index in range(edge, min(len(pieces), edge + _STEPS)):
            if not (low <= pieces[index].start and pieces[index].end <= high):
                yield index


def weigh(features: list[str]) -> float:
    """How strongly the features speak for content; above 0 it is."""
    return _WEIGHTS.get("bias", 0.0) + sum(_WEIGHTS.get(f, 0.0) for f in features)


def find_scopes(
    text: str, sentence: Span, paragraph: Span, quotations: Sequence[Quotation], headline: bool = False
) -> tuple[Scope, ...]:
    """The reported content in one sentence."""
    s = read_sentence(text, sentence, quotations, headline)
    w = s.words
    scopes: list[Scope] = []
    for c in s.candidates:
        cue = (w.starts[c.cue[0]], w.ends[c.cue[1] - 1])
        source = (w.starts[c.source[0]], w.ends[c.source[1] - 1]) if c.source else None
        evidence = (cue, source) if source else (cue,)
        start = end = -1
        for index in stretches(s, c):
            piece = s.pieces[index]
            if not c.fixed and weigh(pair_features(s, c, index)) <= 0:
                continue
            if end == index:
                scopes.pop()
            else:
                start = w.starts[piece.start]
            end = index + 1
            scopes.append(Scope(start, w.ends[piece.end - 1], c.rule, cue, source, evidence))
    return tuple(scopes)


def _load_weights() -> dict[str, float]:
    path = files("framing.voice").joinpath("attribution_weights.json")
    weights: dict[str, float] = (
        json.loads(path.read_text(encoding="utf-8"))["weights"] if path.is_file() else {}
    )
    return weights


_WEIGHTS = _load_weights()
