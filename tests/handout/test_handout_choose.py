"""Choosing: balanced, clear cases first, the same every time, and as the teacher wishes."""

from __future__ import annotations

from collections import Counter

import pytest
from handout_passages import passage
from hypothesis import given
from hypothesis import strategies as st

from framing.handout.choose import choose, flat
from framing.handout.passages import Passage

SOURCES = ("north", "south", "west")
VOICES = ("own", "quoted", "attributed")
PLENTY = [
    passage(100 * n + 10 * s + v, source, voice)
    for n in range(4)
    for s, source in enumerate(SOURCES)
    for v, voice in enumerate(VOICES)
]

some = st.lists(
    st.builds(
        passage,
        st.integers(0, 200),
        st.sampled_from(SOURCES),
        st.sampled_from(VOICES),
        st.integers(0, 8),
        st.sampled_from(("camps", "people")),
    ),
    max_size=30,
    unique_by=lambda p: p.place,
)


@pytest.mark.parametrize("seed", range(20))
def test_plenty_is_balanced_over_sources_and_voices(seed: int) -> None:
    chosen = flat(choose(PLENTY, 3, seed))
    assert len(chosen) == 6
    for kind, names in (("source", SOURCES), ("voice", VOICES)):
        counts = Counter(getattr(p, kind) for p in chosen)
        assert max(counts[name] for name in names) - min(counts[name] for name in names) <= 1, (kind, counts)


@pytest.mark.parametrize("seed", range(5))
def test_a_pair_sets_two_sources_and_voices_side_by_side(seed: int) -> None:
    for first, second in choose(PLENTY, 3, seed):
        assert first.source != second.source
        assert first.voice != second.voice


def test_different_seeds_choose_differently() -> None:
    assert len({tuple(p.place for p in flat(choose(PLENTY, 3, seed))) for seed in range(10)}) > 1


@given(some, st.integers(1, 4), st.integers(0, 3))
def test_properties(passages: list[Passage], pairs: int, seed: int) -> None:
    chosen = choose(passages, pairs, seed)
    every = flat(chosen)
    assert len(chosen) <= pairs
    assert len({p.place for p in every}) == len(every)
    assert all(p.doubt < 6 for p in every)
    assert all(len({p.concept for p in pair}) == 1 for pair in chosen)
    # The order in which the passages come in says nothing.
    assert choose(list(reversed(passages)), pairs, seed) == chosen


@given(some, st.data())
def test_banned_never_pinned_always(passages: list[Passage], data: st.DataObject) -> None:
    banned = data.draw(st.lists(st.sampled_from(passages), max_size=5)) if passages else []
    out = {p.place for p in banned}
    assert out.isdisjoint(p.place for p in flat(choose(passages, 3, 0, banned=out)))
    wanted = {p.place for p in passages[:2] if p.concept == passages[0].concept}
    assert wanted <= {p.place for p in flat(choose(passages, 3, 0, pinned=wanted))}


def test_clear_cases_come_before_doubtful_ones() -> None:
    doubtful = [passage(n, "north", "quoted", doubt=4) for n in range(5)]
    clear = [passage(10 + n, "south", "own") for n in range(5)]
    assert {p.doubt for p in flat(choose(doubtful + clear, 2, 0))} == {0}


def test_the_clearest_pair_stands_first() -> None:
    passages = [passage(n, source, "own", doubt) for n, (source, doubt) in enumerate(
        [("north", 0), ("south", 0), ("north", 2), ("south", 2)]
    )]  # fmt: skip
    assert [sum(p.doubt for p in pair) for pair in choose(passages, 2, 0)] == [0, 4]


def test_overlapping_passages_are_taken_once() -> None:
    same = [passage(1, term_span=(10, 22)), passage(1, term_span=(30, 38), parts=(("Other words.", ""),))]
    assert len(flat(choose(same, 2, 0))) == 1
