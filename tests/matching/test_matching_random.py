"""The matcher finds what the oracle finds, at the same offsets, whatever the text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import matching_oracle as oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.matching import Matcher
from framing.model import Concept, Frame, Lexicon, Term

FRAMES = (Frame("a", "A"), Frame("b", "B"))


def lexicon(name: str, *terms: Term) -> Lexicon:
    return Lexicon(name, name, "en", FRAMES, (Concept("c", "C", terms),))


FIRST = lexicon(
    "first",
    Term("camp", "a", exclude=("camp guardian", "summer camp")),
    Term("training cent{re,er}", "a", ("re-training cent{re,er}",)),
    Term("training", "b"),
    Term("café", "b", ("kave*",)),
    Term("US", "a", ("U.S.",), match_case=True),
    Term("us", "b"),
    Term("strasse", "a", ("gross* strasse",)),
    Term("people's camp", "b"),
    Term("ista*bul", "a", match_case=False),
    Term("agency", "b", ("*agency",)),
    Term("Σας", "a"),
    Term("Işık", "a", match_case=True),
    Term("new * camp", "b"),
    Term("\u65b0\u7586", "a", ("\u30a6\u30a4\u30b0\u30eb", "\u0e01\u0e32*")),
)
SECOND = lexicon(
    "second",
    Term("training", "a"),
    Term("guardian", "b", exclude=("guardian agency",)),
    Term("summer camp", "b"),
    Term("c*p", "a", exclude=("cap",)),
    Term("centre", "a"),
)
MATCHER = Matcher([FIRST, SECOND])

PARTS = tomllib.loads((Path(__file__).parent / "matching_words.toml").read_text("utf-8"))
WORDS, GAPS = PARTS["words"], PARTS["gaps"]
text = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=12).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
wild = st.text(
    st.sampled_from(
        "camp CAMPusUS'’-–\n\r\u0301\u0327\u00ad\u200bißsſİıIéEe\u0323\u0302ﬀfgt*\ud800\U0001f600"
        "新疆在ウイグルあกา้"
    ),
    max_size=40,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(text | wild, min_size=1, max_size=4))
def test_same_as_the_oracle(texts: list[str]) -> None:
    found = MATCHER.find_batch(texts)
    assert found == [oracle.find([FIRST, SECOND], text) for text in texts]
    assert found == [MATCHER.find(text) for text in texts]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.data())
def test_same_as_the_oracle_for_any_terms(data: st.DataObject) -> None:
    phrase = (
        st.lists(st.text(st.sampled_from("absß éeİi*'新กา้"), min_size=1, max_size=4), min_size=1, max_size=3)
        .map(" ".join)
        .filter(lambda p: any(c.isalpha() for c in p) and p.strip(" *'") != "")
    )
    terms = [
        Term(term, "a", (), exclude, match_case)
        for term, exclude, match_case in data.draw(
            st.lists(
                st.tuples(phrase, st.lists(phrase, max_size=2).map(tuple), st.booleans()),
                min_size=1,
                max_size=4,
            )
        )
    ]
    lexicons = [lexicon("one", *terms), lexicon("two", *terms[:1])]
    text = data.draw(st.text(st.sampled_from("aabbsß  éeE\u0301İi'-\nSAB新疆กา้"), max_size=30))
    assert Matcher(lexicons).find(text) == oracle.find(lexicons, text)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_batch_size_changes_nothing(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    texts = [f"{a} {b}" for a in WORDS for b in WORDS[:8]]
    whole = MATCHER.find_batch(texts)
    monkeypatch.setattr("framing.matching.BATCH", size)
    assert MATCHER.find_batch(texts) == whole
