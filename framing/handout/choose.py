"""Which passages come on a sheet: pairs that set sources and voices side by side, clear cases first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from random import Random

from framing.handout.passages import Passage
from framing.handout.settings import Place

Pair = tuple[Passage, ...]  # two passages of one concept; one where there is no second

_CLEAR = 1  # points of doubt up to which a case counts as clear


def choose(
    passages: Iterable[Passage],
    pairs: int,
    seed: int,
    pinned: Collection[Place] = (),
    banned: Collection[Place] = (),
) -> tuple[Pair, ...]:
    """Up to `pairs` pairs, the clearest pair first; the same for the same input.

    Each step takes the passage that keeps concepts, voices and sources most even, in this order, among the
    clear cases as long as there are any; then the less doubtful, then the term and document less used, and
    at last a seeded draw. The second of a pair is of the same concept, if possible of another source and
    voice. Pinned passages come first, banned ones never; no two passages overlap.
    """
    left = sorted(
        (p for p in passages if p.place not in set(banned)), key=lambda p: (p.document, p.span, p.place)
    )
    Random(seed).shuffle(left)
    draw = {p.place: number for number, p in enumerate(left)}
    used: Counter[tuple[str, str]] = Counter()
    found: list[Pair] = []

    def cost(p: Passage) -> tuple[object, ...]:
        return (
            p.place not in pinned,
            p.doubt > _CLEAR,
            used["concept", f"{p.lexicon} {p.concept}"],
            used["voice", p.voice],
            used["source", p.source],
            p.doubt,
            used["term", p.term],
            used["document", p.document],
            draw[p.place],
        )

    def take(p: Passage) -> Passage:
        for kind in ("voice", "source", "term", "document"):
            used[kind, getattr(p, kind)] += 1
        used["concept", f"{p.lexicon} {p.concept}"] += 1
        left[:] = [q for q in left if not _overlap(p, q)]
        return p

    while left and len(found) < pairs:
        first = take(min(left, key=cost))
        fellows = [q for q in left if (q.lexicon, q.concept) == (first.lexicon, first.concept)]
        if not fellows:
            found.append((first,))
            continue
        second = min(fellows, key=lambda q: (*_alike(first, q, pinned), *cost(q)))
        found.append((first, take(second)))
    return tuple(sorted(found, key=lambda pair: (len(pair) == 1, sum(p.doubt for p in pair) / len(pair))))


def _alike(first: Passage, other: Passage, pinned: Collection[Place]) -> tuple[bool, bool, bool]:
    return other.place not in pinned, first.source == other.source, first.voice == other.voice


def _overlap(one: Passage, other: Passage) -> bool:
    return one.text == other.text or (
        one.document == other.document and one.span[0] < other.span[1] and other.span[0] < one.span[1]
    )


def flat(pairs: Sequence[Pair]) -> list[Passage]:
    """The passages in the order of the sheet."""
    return [passage for pair in pairs for passage in pair]
