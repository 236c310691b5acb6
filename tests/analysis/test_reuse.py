"""Copied passages: found, joined over small changes, counted once, and no more than linear work."""

from __future__ import annotations

import numpy as np
import pytest
from tiny_profiles import Text, tiny

from framing import reuse, words
from framing.analysis import analyse
from framing.model import Zone
from framing.reuse import SHINGLE, Passages, find_passages, inside
from framing.running import Running, from_arrays, join, running_words, take, to_arrays
from framing.words import words_of

LONG = (
    "at dawn the ferry left the lower quay with sixty crates of lamp oil two mules and a "
    "surveyor who had been told nothing about the flood above the mill or the men who waited there"
)
OTHER = "one grey goose walked along a wall where nobody had painted any sign since winter ended early"


FILLING = " ".join(f"w{number}" for number in range(300))
AT_SECOND = np.array([1]), np.array([5])  # a place in the second document


def running(texts: list[str]) -> Running:
    return running_words(texts, [[Zone(0, len(text), "body")] for text in texts], ("body",))[0]


def passages(texts: list[str], sources: list[int] | None = None, order: list[int] | None = None):  # type: ignore[no-untyped-def]
    n = len(texts)
    places = (np.array(numbers or range(n), np.int64) for numbers in (sources, order))
    return find_passages(words_of(running(texts)), *places)


def rows(found: Passages) -> list[tuple[int, int, int, int, int, int, bool]]:
    """The passages as (a, b, start_a, end_a, start_b, end_b, kept), in order."""
    arrays = (found.a, found.b, found.start_a, found.end_a, found.start_b, found.end_b, found.kept)
    return sorted(zip(*(array.tolist() for array in arrays), strict=True))


def test_words_keep_their_places() -> None:
    text = "Don’t stop—ÉCOLE re-opens in İzmir, don't 东 京."
    found = words_of(running([text]))
    (block,) = found.blocks()
    surfaces = [text[s:e] for s, e in zip(*block.places(), strict=True)]
    assert surfaces == ["Don’t", "stop", "ÉCOLE", "re", "opens", "in", "İzmir", "don't", "东", "京"]
    spelled = [found.vocabulary[i] for i in block.ids]
    assert spelled == ["don't", "stop", "école", "re", "opens", "in", "izmir", "don't", "东", "京"]


def test_a_copy_is_found_with_its_offsets() -> None:
    texts = [f"{OTHER}. {LONG}.", f"{LONG.capitalize()}."]
    found = passages(texts)
    assert (found.a.tolist(), found.b.tolist(), found.kept.tolist()) == ([0], [1], [True])
    assert texts[0][found.start_a[0] : found.end_a[0]] == LONG
    assert texts[1][found.start_b[0] : found.end_b[0]].lower() == LONG
    assert found.similarity[0] == 1
    assert found.words[0] == len(LONG.split())


def test_small_changes_do_not_break_a_passage_and_lower_its_similarity() -> None:
    words = LONG.split()
    words[12] = "kerosene"
    found = passages([LONG, " ".join(words)])
    assert len(found.a) == 1
    n = len(words) - SHINGLE + 1
    assert found.similarity[0] == pytest.approx((n - SHINGLE) / (n + SHINGLE))


@pytest.mark.parametrize(("size", "expected"), [(19, 0), (20, 1)])
def test_passages_have_a_least_length(size: int, expected: int) -> None:
    found = passages([LONG, f"{OTHER} {' '.join(LONG.split()[:size])} {OTHER[::-1]}"])
    assert len(found.a) == expected


def test_the_earlier_document_holds_the_passage_first() -> None:
    found = passages([LONG, LONG, LONG], order=[2, 0, 1])
    assert sorted(zip(found.a.tolist(), found.b.tolist(), strict=True)) == [(1, 0), (1, 2)]


def test_a_copy_counts_once_per_source() -> None:
    found = passages([LONG, LONG, LONG, LONG], sources=[0, 0, 1, 1])
    rows = sorted(zip(found.b.tolist(), found.a.tolist(), found.kept.tolist(), strict=True))
    assert rows == [(1, 0, False), (2, 0, True), (3, 2, False)]
    again = inside(found, np.array([0, 1, 2, 3]), np.array([5, 5, 5, 5]))
    assert again.tolist() == [False, True, False, True]


def test_two_sentences_that_stand_apart_elsewhere_are_no_passage() -> None:
    one, two = " ".join(LONG.split()[:15]), " ".join(LONG.split()[20:34])
    apart = f"{one} {FILLING} {two}"
    assert len(passages([apart, f"{one} {two}"]).a) == 0
    assert len(passages([f"{one} {two}", f"{one} so {two}"]).a) == 1


def test_what_another_source_has_does_not_hide_a_copy_of_the_own_text() -> None:
    one, two = " ".join(LONG.split()[:15]), " ".join(LONG.split()[15:29])
    texts = [f"{one} early {two}", f"{one} late {two}"]
    (alone,) = [p for p in rows(passages(texts, [0, 0])) if not p[-1]]
    with_other = rows(passages([*texts, f"{one} late {two}"], [0, 0, 1], order=[0, 2, 1]))
    assert alone in with_other
    assert inside(passages([*texts, texts[1]], [0, 0, 1], order=[0, 2, 1]), *AT_SECOND).tolist() == [True]


def test_a_text_made_of_two_is_traced_to_both() -> None:
    found = rows(passages([f"{LONG}.", f"{FILLING}.", f"{LONG} {FILLING}"]))
    assert [(a, b) for a, b, *_ in found] == [(0, 2), (1, 2)]


def test_a_passage_comes_from_one_document_though_parts_are_older() -> None:
    words = LONG.split()
    older = " ".join(words[:18])
    found = rows(passages([f"{older} {FILLING}", f"{OTHER} {LONG}", LONG]))
    assert [(a, b) for a, b, *_ in found if b == 2] == [(1, 2)]
    assert found[-1][2:4] == (len(OTHER) + 1, len(OTHER) + 1 + len(LONG))


def test_a_refrain_in_the_older_text_does_not_break_a_passage() -> None:
    words = LONG.split()
    refrain = " ".join(words[12:20])
    found = rows(passages([f"{refrain} {OTHER} {LONG}", LONG]))
    assert [(a, b) for a, b, *_ in found] == [(0, 1)]


@pytest.mark.parametrize(("changed", "expected"), [(4, 1), (5, 0)])
def test_as_many_words_may_be_changed(changed: int, expected: int) -> None:
    words = LONG.split()
    other = [*words[:15], *(f"x{number}" for number in range(changed)), *words[15 + changed : 34]]
    assert len(passages([LONG, " ".join(other)]).a) == expected


def test_a_document_is_no_copy_of_itself() -> None:
    assert len(passages([f"{LONG}. {LONG}. {LONG}."]).a) == 0


def test_many_copies_give_one_row_each() -> None:
    found = passages([LONG] * 300, sources=[0] * 300)
    assert len(found.a) == 299
    assert set(found.a.tolist()) == {0}


@pytest.mark.parametrize("texts", [["", "x"], ["a b c", "a b c"], ["\n\n", "…"]])
def test_texts_too_short_for_a_shingle(texts: list[str]) -> None:
    assert len(passages(texts).a) == 0


def test_readings_in_copies_are_left_out_of_the_sensitivity_only() -> None:
    texts = [
        Text("a", ["riot/o"], LONG, "2022-01-01"),
        Text("a", ["riot/o"], LONG, "2022-01-02"),
        Text("b", ["riot/o"], LONG, "2022-01-03"),
        Text("a", ["clash/o"], OTHER, "2022-01-04"),
    ]
    tables = analyse(tiny(texts)).tables
    assert tables["readings"]["copied"].tolist() == [False, True, False, False]
    counts = {
        (row.variation, row.source): row.occurrences
        for row in tables["sensitivity"].itertuples()
        if row.frame == "south" and row.concept == "event"
    }
    assert counts["as reported", "a"] == 2
    assert counts["without copied passages", "a"] == 1
    assert counts["without copied passages", "b"] == 1
    copies = tables["reuse"][["document_b", "kept"]].drop_duplicates()
    assert copies["kept"].tolist() == [False, True]


def test_words_of_a_few_documents_are_those_of_these_documents_alone() -> None:
    texts = [LONG, "", f"{OTHER}. {LONG}.", "İzmir’s quay — 东京", OTHER]
    rows = [4, 3, 1, 0]
    alone = words_of(running([texts[i] for i in rows]))
    taken = take(join([running([text]) for text in texts]), np.array(rows))
    for part in (taken, from_arrays(to_arrays(taken))):
        found = words_of(part)
        assert found.sizes.tolist() == alone.sizes.tolist()
        (block,), (expected,) = found.blocks(), alone.blocks()
        assert [found.vocabulary[i] for i in block.ids] == [alone.vocabulary[i] for i in expected.ids]
        for name in ("gaps", "lengths", "breaks", "bounds"):
            assert getattr(block, name).tolist() == getattr(expected, name).tolist()


@pytest.mark.parametrize("near", [1, 5, 64])
def test_shingles_are_the_same_however_many_are_hashed_at_once(
    monkeypatch: pytest.MonkeyPatch, near: int
) -> None:
    texts = [f"{OTHER}. {LONG}.", f"{LONG} {OTHER}", "too short"]
    expected = passages(texts)
    monkeypatch.setattr(reuse, "_NEAR", near)
    found = passages(texts)
    assert len(expected.a) == 1
    for name in Passages.__slots__:
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()


@pytest.mark.parametrize("held", [3, 40])
def test_a_large_corpus_has_the_same_passages(monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    texts = [f"{OTHER}. {LONG}.", LONG, OTHER, f"{LONG} {OTHER}"]
    expected = passages(texts, [0, 1, 0, 1])
    monkeypatch.setattr(reuse, "_HELD", held)
    monkeypatch.setattr(words, "_WORDS", 50)
    found = passages(texts, [0, 1, 0, 1])
    assert len(expected.a) == 2
    for name in Passages.__slots__:
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()
