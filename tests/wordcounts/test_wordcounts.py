"""Counts and weights are scikit-learn's on the same words; parts add up in any order."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from framing import running as running_module
from framing import wordcounts, words
from framing.kept import Piece
from framing.model import Zone, ZoneKind
from framing.running import Running, running_words
from framing.text import tokens
from framing.text.tokens import count_words, find_words
from framing.wordcounts import Counts, Forms, Terms, all_forms, telling_forms, weighting
from framing.words import Words, words_of

MARKS = "\u0300-\u036f"
ALONE = "\u4e00-\u9fff\u3041-\u3096"  # a word each
# What a word is, for scikit-learn.
PATTERN = rf"[{ALONE}]|(?:(?![{ALONE}])[\w{MARKS}])+(?:['’](?:(?![{ALONE}])[\w{MARKS}])+)*"

TEXTS = [
    "The Élan of a camp; the élan of a CAMP.",
    "Straße ΣΑΣ, ΟΔΟΣ İstanbul and cafe\u0301s x y zz; don't",
    "",
    "… — “”",
    f"{'long' * 40} {'long' * 41} {'x' * 63} {'x' * 64} {'x' * 65} 李 李明 said 12 _ __",
    "camp camp camp élan",
    "éé é à éa Éa É",
    "ŏ 企 ďd 企 Ŏ",  # letters with each other's bytes
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
        "Ŏ",
        "企",
    ]
)
gaps = st.sampled_from([" ", "  ", "\n", ".", "-", "’", ""])
text = st.lists(st.tuples(pieces, gaps), max_size=15).map(lambda pairs: "".join(a + b for a, b in pairs))


def body(texts: list[str]) -> list[list[Zone]]:
    return [[Zone(0, len(text), "body")] for text in texts]


def running(texts: list[str]) -> Running:
    return running_words(texts, body(texts), ("body",))[0]


def counted(found: Words, forms: Forms | None = None, least: int = 1) -> tuple[Terms, np.ndarray]:
    """The terms, and how often each stands in each document."""
    counts = Counts(found, forms or all_forms(found.vocabulary), least)
    return counts.terms, whole(counts, counts.terms)


def whole(counts: Counts, terms: Terms) -> np.ndarray:
    table = np.zeros((terms.corpus, len(terms.keys)))
    for rows, part in counts.tables(terms):
        table[rows] = part.toarray()
    return table


def dense(found: Words, forms: Forms | None = None, least: int = 1) -> dict[str, list[int]]:
    terms, table = counted(found, forms, least)
    return dict(zip(terms.names(np.arange(len(terms.keys))), table.T.tolist(), strict=True))


def prepared(text: str) -> str:
    return text.replace("İ", "i").lower().replace("’", "'")


def by_scikit_learn(texts: list[str]) -> dict[str, list[int]]:
    vectorizer = CountVectorizer(ngram_range=(1, 2), token_pattern=PATTERN, preprocessor=prepared)
    matrix = vectorizer.fit_transform(texts)
    return dict(zip(vectorizer.get_feature_names_out(), matrix.toarray().T.tolist(), strict=True))


def test_counts_are_scikit_learns() -> None:
    assert dense(words_of(running(TEXTS))) == by_scikit_learn(TEXTS)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(text, max_size=5))
def test_counts_are_scikit_learns_for_any_text(texts: list[str]) -> None:
    texts = [*texts, "one word"]  # scikit-learn refuses an empty vocabulary
    assert dense(words_of(running(texts))) == by_scikit_learn(texts)


def test_weights_are_scikit_learns() -> None:
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), token_pattern=PATTERN, preprocessor=prepared)
    expected = vectorizer.fit_transform(TEXTS)
    terms, table = counted(words_of(running(TEXTS)))
    columns = [vectorizer.vocabulary_[name] for name in terms.names(np.arange(len(terms.keys)))]
    found = weighting(terms)(sparse.csr_array(table))
    np.testing.assert_allclose(found.toarray(), expected[:, columns].toarray(), rtol=0, atol=1e-9)


def same(found: Words, other: Words) -> None:
    """Words of the same documents give the same counts and the same blocks, however they came together."""
    terms, table = counted(found)
    others, others_table = counted(other)
    assert (terms.forms.words, terms.keys.tolist()) == (others.forms.words, others.keys.tolist())
    assert terms.documents.tolist() == others.documents.tolist()
    assert table.tolist() == others_table.tolist()
    assert found.sizes.tolist() == other.sizes.tolist()
    assert listed(found) == listed(other)


def listed(found: Words) -> dict[int, list[tuple[str, int, int, int]]]:
    """For each document its words, with their places and what lies before them."""
    documents = {}
    for block in found.blocks():
        spelled = [found.vocabulary[i] for i in block.ids.tolist()]
        rows = list(zip(spelled, *(a.tolist() for a in (*block.places(), block.breaks)), strict=True))
        for i, row in enumerate(block.rows.tolist()):
            documents[row] = rows[block.bounds[i] : block.bounds[i + 1]]
    return documents


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(text, min_size=1, max_size=6), st.integers(0, 6), st.integers(1, 50))
def test_parts_and_blocks_add_up(texts: list[str], cut: int, size: int) -> None:
    expected = words_of(running(texts))
    cut = min(cut, len(texts))
    parts = [running(texts[:cut]), running(texts[cut:])]
    rows = [np.arange(cut), np.arange(cut, len(texts))]
    pieces = [
        Piece(lambda part=part: part, np.arange(part.documents), row)
        for part, row in zip(parts, rows, strict=True)
    ]
    same(Words(pieces[::-1]), expected)
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((tokens, "CHUNK"), (running_module, "CHUNK"), (words, "_WORDS")):
            patch.setattr(module, name, size)
        same(words_of(running(texts)), expected)


@pytest.mark.parametrize("least", [1, 2, 3])
def test_a_large_corpus_is_counted_like_a_small_one(monkeypatch: pytest.MonkeyPatch, least: int) -> None:
    rng = np.random.default_rng(4)
    texts = [" ".join(rng.choice(["camp", "élan", "李", "don't", "of", "x"], 30)) for _ in range(40)]
    found = words_of(running(texts))
    expected = dense(found, least=least)
    some = dict(list(expected.items())[::3])
    monkeypatch.setattr(wordcounts, "_FEW", 10)
    monkeypatch.setattr(wordcounts, "_MERGED", 3)
    monkeypatch.setattr(words, "_WORDS", 100)
    monkeypatch.setattr(wordcounts, "_BITS", 5)
    assert dense(found, least=least) == expected
    counts = Counts(found, all_forms(found.vocabulary), least)
    terms = counts.terms.take(np.arange(len(expected))[::3])
    assert dict(zip(terms.names(np.arange(len(some))), whole(counts, terms).T.tolist(), strict=True)) == some


def test_only_counted_zones_count_and_no_pair_leaves_its_zone() -> None:
    text = "aa bb CUT cc dd ee"
    parts = zones((0, 6, "headline"), (6, 10, "notes"), (10, 16, "subhead"), (16, 18, "body"))
    found, per_zone = running_words([text], [parts], ("headline", "subhead", "body"))
    assert per_zone == [[("headline", 2), ("subhead", 2), ("body", 1), ("notes", 1)]]
    assert sorted(dense(words_of(found))) == ["aa", "aa bb", "bb", "cc", "cc dd", "dd", "ee"]
    assert found.breaks.tolist() == [2, 0, 2, 0, 1]


def test_words_of_all_parts_have_one_numbering_in_order() -> None:
    """Words that share parts, are longer than what is hashed at once, or lie beyond ASCII."""
    texts = ["zeta alpha ünder alpha", f"{'long' * 30}a {'long' * 30}b", "", "mid žluť alpha 地 名 zeta"]
    parts = [running([text]) for text in texts]
    rows = np.zeros(1, np.int64)
    whole = Words([Piece(lambda part=part: part, rows, rows + i) for i, part in enumerate(parts)])
    assert whole.vocabulary == tuple(sorted({word for text in texts for word in text.split()}))
    found = {int(block.rows[0]): [whole.vocabulary[i] for i in block.ids] for block in whole.blocks()}
    assert found == {i: text.split() for i, text in enumerate(texts) if text} | {2: []}
    assert Words([]).vocabulary == ()
    assert list(Words([]).blocks()) == []


def test_nothing_counted() -> None:
    for texts in ([], ["", "?"]):
        found = words_of(running(texts))
        terms, table = counted(found)
        assert table.shape == (len(texts), 0)
        assert found.documents == len(texts)
        assert weighting(terms)(sparse.csr_array(table)).shape == table.shape


def test_telling_forms() -> None:
    texts = [
        "The camp’s year.",
        "They're in the camp of 5 y o'clock men, don't",
        "camp year, I'd say: o'clock",
    ]
    found = words_of(running(texts))
    forms = telling_forms(found.vocabulary)
    assert dense(found, forms, 2) == {
        "camp": [1, 1, 1],
        "camp year": [1, 0, 1],
        "o'clock": [0, 1, 1],
        "year": [1, 0, 1],
    }
    assert "say" in forms.words
    assert not {"they", "don", "y", "5", "i"} & set(forms.words)


def test_ideographs_are_telling() -> None:
    found = words_of(running(["新疆在", "新疆 x"]))
    assert telling_forms(found.vocabulary).words == ("在", "新", "疆")
    assert dense(found, telling_forms(found.vocabulary), 2)["新 疆"] == [1, 1]


def test_stop_words_are_function_words() -> None:
    stops = wordcounts._word_list("stopwords_en.txt")
    assert {"the", "of", "and", "they"} <= stops
    assert all(re.fullmatch("[a-z]+", word) for word in stops)
    # Words that reports and claims are made of are no function words.
    assert not stops & {"said", "government", "people", "claims", "alleged"}


def test_no_other_capital_has_a_small_letter_of_two_characters() -> None:
    longer = [c for c in map(chr, range(0x110000)) if len(c.lower()) != 1]
    assert longer == ["İ"]


def zones(*parts: tuple[int, int, ZoneKind]) -> list[Zone]:
    return [Zone(*part) for part in parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("don't say China’s re-education 'camp'", 6),
        ("cafe\u0301s Ли x_1 1,000", 5),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("李明说abc2009年。", "李 明 说 abc2009 年"),
        ("ウイグルの人、カメラ", "ウイグル の 人 カメラ"),
        ("ค่ายน้ำ กำ", "ค่ า ย น้ ำ ก ำ"),  # a mark belongs to its letter
        ("\u0e49\u0e49 a\u0e49b 新\u0e49疆", "\u0e49\u0e49 a\u0e49 b 新\u0e49 疆"),
        ("don't 新'疆 a'疆 'b新’c", "don't 新 疆 a 疆 b 新 c"),
    ],
)
def test_words_in_scripts_without_spaces(text: str, expected: str) -> None:
    found = find_words(["", text])
    spans = zip(found.starts.tolist(), found.ends.tolist(), strict=True)
    assert [found.joined[start:end] for start, end in spans] == expected.split()


def test_words_of_each_zone() -> None:
    text = "Head line\nBody text here\nsub head\nmore"
    found = count_words(
        [text], [zones((0, 10, "headline"), (10, 25, "body"), (25, 34, "subhead"), (34, 38, "body"))]
    )
    assert found == [[("headline", 2), ("subhead", 2), ("body", 4)]]
