"""The logistic model over named features that decides which doubtful pieces are content."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import Piece
from framing.voice.attribution.sentence import Sentence, piece_at


def pair_features(s: Sentence, c: Candidate, index: int) -> list[str]:
    """The named features of piece `index` as content of candidate `c`: what training counts."""
    side, crossed, distance = _path(s.pieces, c, index)
    piece = s.pieces[index]
    features = [*c.features, f"{c.rule}.{side}"]
    embedded = c.embedded
    for p in crossed:
        features += _crossing(side, c.rule, embedded, p.label, p.opens, p.tense, p.hole)
    features += _arrival(side, len(crossed), distance, piece.label, piece.opens, piece.tense, piece.hole)
    return features


def weigh(s: Sentence, c: Candidate, index: int, base: float) -> float:
    """How much speaks for piece `index` as content of `c`; above 0 it is. `base`: see `base_weight`."""
    side, crossed, distance = _path(s.pieces, c, index)
    piece = s.pieces[index]
    for p in crossed:
        base += _crossing_weight(side, c.rule, c.embedded, p.label, p.opens, p.tense, p.hole)
    return base + _arrival_weight(
        side, len(crossed), distance, piece.label, piece.opens, piece.tense, piece.hole
    )


def base_weight(c: Candidate, side: str) -> float:
    """What the cue itself adds on one side."""
    return _sum(c.features) + _WEIGHTS.get("bias", 0.0) + _WEIGHTS.get(f"{c.rule}.{side}", 0.0)


def _path(pieces: list[Piece], c: Candidate, index: int) -> tuple[str, list[Piece], int]:
    """Side, the pieces whose boundary lies between the cue and piece `index`, and how far it is (0 to 3)."""
    piece = pieces[index]
    if piece.start >= c.right >= 0:
        side = "RT" if c.trailing else "R"
        crossed = pieces[piece_at(pieces, c.right) + 1 : index + 1]
        distance = piece.start - c.right
    else:
        side = "LT" if c.trailing else "L"
        crossed = pieces[index + 1 : piece_at(pieces, c.left)]
        distance = c.left - piece.end
    return side, crossed, 0 if distance < 5 else 1 if distance < 12 else 2 if distance < 25 else 3


def _crossing(
    side: str, rule: str, embedded: bool, label: str, opens: str, tense: str, hole: bool
) -> list[str]:
    """Features of one boundary on the way from the cue."""
    features = [f"{side}.x={label}", f"{side}.o={opens}"]
    if embedded:
        features.append(f"{side}.sub.x={label}")
    if hole:
        features.append(f"{side}.xhole")
    if side[0] == "R":
        if tense:
            features.append(f"{side}.t={tense}")
        if opens[-2:] == "+v" or opens in {"he", "it", "we"}:
            features += [f"{side}.new={label}.{tense}", f"{side}.new={tense}.{rule}"]
    return features


def _arrival(
    side: str, steps: int, distance: int, label: str, opens: str, tense: str, hole: bool
) -> list[str]:
    """Features of the piece itself and of its distance from the cue."""
    features = [f"{side}.steps={min(steps, 5)}", f"{side}.far={distance}"]
    if hole:
        features.append(f"{side}.inhole")
    if label[0] == "~":
        features.append(f"{side}.at{label}")
    if not steps:
        features += [f"{side}.tense={tense}", f"{side}.opens={opens}"]
    return features


def _sum(features: Sequence[str]) -> float:
    known = _WEIGHTS.get
    return sum(known(f, 0.0) for f in features)


@lru_cache(maxsize=1 << 15)
def _crossing_weight(
    side: str, rule: str, embedded: bool, label: str, opens: str, tense: str, hole: bool
) -> float:
    return _sum(_crossing(side, rule, embedded, label, opens, tense, hole))


@lru_cache(maxsize=1 << 15)
def _arrival_weight(
    side: str, steps: int, distance: int, label: str, opens: str, tense: str, hole: bool
) -> float:
    return _sum(_arrival(side, steps, distance, label, opens, tense, hole))


def _load_weights() -> dict[str, float]:
    path = files("framing.voice.attribution").joinpath("weights.json")
    weights: dict[str, float] = (
        json.loads(path.read_text(encoding="utf-8"))["weights"] if path.is_file() else {}
    )
    return weights


_WEIGHTS = _load_weights()
