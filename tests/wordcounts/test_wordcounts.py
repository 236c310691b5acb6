"""Counts and weights are scikit-learn's on the same words; parts add up in any order."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from framing import wordcounts, wordtables
from framing.model import Zone, ZoneKind
from framing.text.tokens import count_words
from framing.wordtables import WordCounts

MARKS = "\u0300-\u036f"
PATTERN = rf"[\w{MARKS}]{{2,}}"  # scikit-learn's own, but that combining marks belong to words

TEXTS = [
    "The Élan of a camp; the élan of a CAMP.",
    "Straße ΣΑΣ, ΟΔΟΣ İstanbul and cafe\u0301s x y zz; don't",
    "",
    "… — “”",
    f"{'long' * 40} {'long' * 41} {'x' * 63} {'x' * 64} {'x' * 65} 李 李明 said 12 _ __",
    "camp camp camp élan",
    "éé é à éa Éa É",
]

pieces = st.sampled_from(
    [
        "camp",
        "Camp",
        "a",
        "é",
        "ÉÉ",
        "İİ",
        "Σας",
        "ΑΣ",
        "ß",
        "李",
        "e\u0301e",
        "x" * 70,
        "don't",
        "K",
        "\U0001f600",
    ]
)
gaps = st.sampled_from([" ", "  ", "\n", ".", "-", "’", ""])
text = st.lists(st.tuples(pieces, gaps), max_size=15).map(lambda pairs: "".join(a + b for a, b in pairs))


def dense(counts: WordCounts) -> dict[str, list[int]]:
    return dict(zip(counts.vocabulary, counts.counts.toarray().T.tolist(), strict=True))


def by_scikit_learn(texts: list[str]) -> dict[str, list[int]]:
    vectorizer = CountVectorizer(ngram_range=(1, 2), token_pattern=PATTERN)
    matrix = vectorizer.fit_transform(texts)
    return dict(zip(vectorizer.get_feature_names_out(), matrix.toarray().T.tolist(), strict=True))


def test_counts_are_scikit_learns() -> None:
    assert dense(wordcounts.count(TEXTS)) == by_scikit_learn(TEXTS)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(text, max_size=5))
def test_counts_are_scikit_learns_for_any_text(texts: list[str]) -> None:
    texts = [*texts, "one word"]  # scikit-learn refuses an empty vocabulary
    assert dense(wordcounts.count(texts)) == by_scikit_learn(texts)


def test_weights_are_scikit_learns() -> None:
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), token_pattern=PATTERN)
    expected = vectorizer.fit_transform(TEXTS)
    counts = wordcounts.count(TEXTS)
    columns = [vectorizer.vocabulary_[name] for name in counts.vocabulary]
    np.testing.assert_allclose(
        wordcounts.tfidf(counts).toarray(), expected[:, columns].toarray(), rtol=0, atol=1e-9
    )


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(text, min_size=1, max_size=6), st.integers(0, 6), st.integers(1, 50))
def test_parts_add_up(texts: list[str], cut: int, size: int) -> None:
    whole = wordcounts.count(texts)
    parts = wordtables.join([wordcounts.count(texts[:cut]), wordcounts.count(texts[cut:])])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wordcounts, "_BATCH", size)
        chunked = wordcounts.count(texts)
    for other in (parts, chunked, wordtables.join([whole])):
        assert other.vocabulary == whole.vocabulary
        for name in ("data", "indices", "indptr"):
            assert getattr(other.counts, name).tobytes() == getattr(whole.counts, name).tobytes()


def test_rows_keep_the_order_of_the_parts() -> None:
    a, b = wordcounts.count(["one two"]), wordcounts.count(["two three", ""])
    merged = wordtables.join([b, a])
    assert merged.documents == 3
    assert dense(merged) == {
        "one": [0, 0, 1],
        "three": [1, 0, 0],
        "two": [1, 0, 1],
        "one two": [0, 0, 1],
        "two three": [1, 0, 0],
    }


def test_only_the_spans_count_and_nothing_reaches_over_their_ends() -> None:
    text = "aa bb CUT cc dd ee"
    counts = wordcounts.count([text], [[(0, 5), (10, 15), (15, 18)]])
    assert dense(counts) == {
        "aa": [1],
        "bb": [1],
        "cc": [1],
        "dd": [1],
        "ee": [1],
        "aa bb": [1],
        "cc dd": [1],
    }


def test_nothing_counted() -> None:
    assert wordcounts.count([]).counts.shape == wordtables.join([]).counts.shape == (0, 0)
    nothing = wordcounts.count(["", "?"])
    assert nothing.documents == 2
    assert nothing.vocabulary == []
    assert wordcounts.tfidf(nothing).shape == (2, 0)


def test_select() -> None:
    counts = wordcounts.count(["the camp opened", "the camp of the year", "camp opened"])
    selected = wordcounts.select(counts, frozenset({"the", "of"}), min_documents=2)
    assert dense(selected) == {"camp": [1, 1, 1], "opened": [1, 0, 1], "camp opened": [1, 0, 1]}


def test_stop_words_are_function_words() -> None:
    words = wordcounts.stop_words()
    assert {"the", "of", "and", "they"} <= words
    assert all(re.fullmatch("[a-z]+", word) for word in words)
    # Words that reports and claims are made of are no function words.
    assert not words & {"said", "government", "people", "claims", "alleged"}


def zones(*parts: tuple[int, int, ZoneKind]) -> list[Zone]:
    return [Zone(*part) for part in parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("don't say China’s re-education 'camp'", 6),
        ("cafe\u0301s 李明 x_1 1,000", 5),
        ("'tis — … ‘yes’", 2),
        ("a''b '", 2),
    ],
)
def test_words(text: str, expected: int) -> None:
    # An independent count: apostrophes inside words taken away, then runs of word characters.
    plain = re.sub(rf"(?<=[\w{MARKS}])['’](?=[\w{MARKS}])", "", text)
    assert len(re.findall(rf"[\w{MARKS}]+", plain)) == expected
    assert count_words(["x", text], [zones((0, 1, "body")), zones((0, len(text), "body"))]) == [
        [("body", 1)],
        [("body", expected)],
    ]


def test_words_of_each_zone() -> None:
    text = "Head line\nBody text here\nsub head\nmore"
    found = count_words(
        [text], [zones((0, 10, "headline"), (10, 25, "body"), (25, 34, "subhead"), (34, 38, "body"))]
    )
    assert found == [[("headline", 2), ("subhead", 2), ("body", 4)]]
