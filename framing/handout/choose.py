"""Which passages come on a sheet: pairs that set sources and voices side by side, clear cases first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from random import Random

from framing.handout.passages import Passage
from framing.handout.settings import Place

Pair = tuple[Passage, ...]  # two passages of one concept; one where there is no second

_CLEAR = 2  # points of doubt up to which a case counts as clear
_TOO_HARD = 6  # points of doubt from which a passage is left out


def choose(
    passages: Iterable[Passage],
    pairs: int,
    seed: int,
    pinned: Collection[Place] = (),
    banned: Collection[Place] = (),
) -> tuple[Pair, ...]:
    """Up to `pairs` pairs, the clearest pair first; the same for the same input.

    Each step takes the passage that keeps concepts, voices and sources most even, in this order, among the
    clear cases as long as there are any, the rarer voice first; then the less doubtful one, then the term and
    document less used, and at last a seeded draw. The second of a pair is of the same concept, if possible of
    another source and voice. Pinned passages come first, banned ones never; no two passages overlap.
    """
    wanted, unwanted = set(pinned), set(banned)
    fit = (p for p in passages if p.place in wanted or (p.doubt < _TOO_HARD and p.place not in unwanted))
    left = sorted(fit, key=lambda p: (p.document, p.span, p.place))
    Random(seed).shuffle(left)
    draw = {p.place: number for number, p in enumerate(left)}
    used: Counter[tuple[str, str]] = Counter()
    supply = Counter(p.voice for p in left if p.doubt <= _CLEAR)
    found: list[Pair] = []

    def cost(p: Passage) -> tuple[object, ...]:
        return (
            p.place not in wanted,
            p.doubt > _CLEAR,
            used["concept", f"{p.lexicon} {p.concept}"],
            used["voice", p.voice],
            supply[p.voice],
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
        alike = {q.place: (first.source == q.source, first.voice == q.voice) for q in fellows}
        second = min((cost(q)[:2], alike[q.place], cost(q), number) for number, q in enumerate(fellows))
        found.append((first, take(fellows[second[-1]])))
    return tuple(sorted(found, key=lambda pair: (len(pair) == 1, sum(p.doubt for p in pair) / len(pair))))


def _overlap(one: Passage, other: Passage) -> bool:
    return one.text == other.text or (
        one.document == other.document and one.span[0] < other.span[1] and other.span[0] < one.span[1]
    )


def flat(pairs: Sequence[Pair]) -> list[Passage]:
    """The passages in the order of the sheet."""
    return [passage for pair in pairs for passage in pair]
