"""Copied passages: found, joined over small changes, counted once, and no more than linear work."""

from __future__ import annotations

import numpy as np
import pytest
from tiny_profiles import Text, tiny

from framing.analysis import analyse
from framing.reuse import LEAST, SHINGLE, find_passages, inside
from framing.running import from_arrays, join, running_words, take, to_arrays

LONG = (
    "at dawn the ferry left the lower quay with sixty crates of lamp oil two mules and a "
    "surveyor who had been told nothing about the flood above the mill or the men who waited there"
)
OTHER = "one grey goose walked along a wall where nobody had painted any sign since winter ended early"


def passages(texts: list[str], sources: list[int] | None = None, order: list[int] | None = None):  # type: ignore[no-untyped-def]
    running = running_words(texts, [[(0, len(text))] for text in texts])
    n = len(texts)
    return find_passages(
        running, np.array(sources or range(n), np.int64), np.array(order or range(n), np.int64)
    )


def test_words_keep_their_places() -> None:
    text = "Don’t stop—ÉCOLE re-opens in İzmir, don't 东京."
    running = running_words([text], [[(0, len(text))]])
    surfaces = [text[s:e] for s, e in zip(running.starts, running.ends, strict=True)]
    assert surfaces == ["Don’t", "stop", "ÉCOLE", "re", "opens", "in", "İzmir", "don't", "东京"]
    assert running.words[running.ids[0]] == running.words[running.ids[7]] == "don't"
    assert running.words[running.ids[2]] == "école"


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


@pytest.mark.parametrize(("size", "expected"), [(LEAST - 1, 0), (LEAST, 1)])
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
    tables = analyse(*tiny(texts)).tables
    assert tables["readings"]["copied"].tolist() == [False, True, False, False]
    counts = {
        (row.variation, row.source): row.occurrences
        for row in tables["sensitivity"].itertuples()
        if row.frame == "south" and row.concept == "event"
    }
    assert counts["as reported", "a"] == 2
    assert counts["without copied passages", "a"] == 1
    assert counts["without copied passages", "b"] == 1
    assert tables["reuse"]["kept"].tolist() == [False, True]


def test_words_of_a_few_documents_are_those_of_these_documents_alone() -> None:
    texts = [LONG, "", f"{OTHER}. {LONG}.", "İzmir’s quay — 东京", OTHER]
    spans = [[(0, len(text) // 2), (len(text) // 2 + 1, len(text))] if text else [] for text in texts]
    rows = [4, 3, 1, 0]
    alone = running_words([texts[i] for i in rows], [spans[i] for i in rows])
    parts = [running_words([text], [place]) for text, place in zip(texts, spans, strict=True)]
    taken = take(join(parts), np.array(rows))
    for found in (taken, from_arrays(to_arrays(taken))):
        assert found.words == alone.words
        for name in ("ids", "starts", "ends", "breaks", "bounds"):
            assert getattr(found, name).tolist() == getattr(alone, name).tolist()
