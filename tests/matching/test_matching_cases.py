"""What terms find: cases as data, and what holds beyond them."""

from __future__ import annotations

import pickle
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import matching_oracle as oracle
import pytest

from framing.errors import LexiconError
from framing.matching import Matcher, plurals
from framing.model import Concept, Frame, Lexicon, Occurrence, Term, TermKey

CASES = tomllib.loads((Path(__file__).parent / "matching_cases.toml").read_text("utf-8"))["case"]


def lexicon(*terms: str | dict[str, Any], name: str = "lexicon") -> Lexicon:
    made = []
    for term in terms:
        fields: dict[str, Any] = {"term": term} if isinstance(term, str) else dict(term)
        fields["exclude"] = tuple(fields.get("exclude", ()))
        made.append(Term(frame="f", **fields))
    return Lexicon(name, name, "en", (Frame("f", "F"),), (Concept("c", "C", tuple(made)),))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    lexicons = [lexicon(*case["terms"])]
    found = Matcher(lexicons).find(case["text"])
    assert [case["text"][o.start : o.end] for o in found] == case["hits"]
    assert found == oracle.find(lexicons, case["text"])


def test_one_reading_for_each_lexicon() -> None:
    one, two = lexicon("camp", name="one"), lexicon("camp", {"term": "site", "exclude": ["camp"]}, name="two")
    found = Matcher([two, one]).find("a camp")
    assert found == [
        Occurrence(2, 6, TermKey("two", "c", "camp", "f")),
        Occurrence(2, 6, TermKey("one", "c", "camp", "f")),
    ]


def test_a_spelled_out_variant_comes_before_a_plural() -> None:
    found = Matcher([lexicon("mass", "masses")]).find("mass masses")
    assert [o.key.term for o in found] == ["mass", "masses"]


def test_matching_case_comes_before_not_matching_it() -> None:
    found = Matcher([lexicon("us", {"term": "US", "match_case": True})]).find("us US")
    assert [o.key.term for o in found] == ["us", "US"]


def test_documents_do_not_touch() -> None:
    matcher = Matcher([lexicon("training camp", "*x", "\u0301y")])
    assert matcher.find_batch(["training", "camp", "training-", "\ncamp", "x", "\u0301y"]) == [
        [],
        [],
        [],
        [],
        [Occurrence(0, 1, TermKey("lexicon", "c", "*x", "f"))],
        [Occurrence(0, 2, TermKey("lexicon", "c", "\u0301y", "f"))],
    ]
    assert matcher.find_batch([]) == []


def test_no_lexicon_finds_nothing() -> None:
    assert Matcher([]).find_batch(["camp", ""]) == [[], []]


def test_more_letters_than_classes() -> None:
    """Letters that share a class in the folded text are told apart by the surface."""
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 400)]
    found = Matcher([lexicon(*letters)]).find(" ".join(letters))
    assert [o.key.term for o in found] == letters


def test_it_can_be_sent_to_another_process() -> None:
    matcher = Matcher([lexicon("camp")])
    copy = pickle.loads(pickle.dumps(matcher))
    assert copy.find("camps") == matcher.find("camps") != []


def test_a_star_alone_is_an_error() -> None:
    with pytest.raises(LexiconError):
        Matcher([lexicon("*")])


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("camp", ("camps",)),
        ("café", ("cafés",)),
        ("agency", ("agencies",)),
        ("journey", ("journeys",)),
        ("class", ("classes",)),
        ("box", ("boxes",)),
        ("church", ("churches",)),
        ("virus", ("viruses",)),
        ("authorities", ()),
        ("crisis", ()),
        ("VETC", ("VETCs",)),
        ("US", ()),
        ("us", ()),
        ("x", ()),
        ("U.S.", ()),
        ("1989", ()),
        ("terroris*", ()),
        ("photo", ("photos", "photoes")),
        ("camp-guard", ("camp-guards",)),
    ],
)
def test_plurals(phrase: str, expected: tuple[str, ...]) -> None:
    assert plurals(phrase) == expected


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a ",
        "-",
        " -",
        "\n",
        "\r",
        "\u0301",
        "e\u0301",
        "\u00ad",
        "ß",
        "'",
        "camp",
        "camp guard ",
        "a-\n",
        "camp-\n",
        "\ufb03",
    ],
)
def test_long_monotonous_texts(unit: str) -> None:
    """A text without paragraphs, of one thing only: found or not, the work is linear."""
    matcher = Matcher([lexicon("camp guard", "camp", "a a", "*ss*", "a*", "e\u0301")])
    text = unit * (300_000 // len(unit))
    found = matcher.find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
