"""Zones of whole documents: each text in ``cases`` against what a reader would say of it."""

import tomllib
from pathlib import Path

import pytest

from framing.text.zones import find_zones

CASES = Path(__file__).parent / "cases"
EXPECTED = tomllib.loads((CASES / "expected.toml").read_text("utf-8"))


def test_every_text_has_an_expectation():
    assert sorted(path.stem for path in CASES.glob("*.txt")) == sorted(EXPECTED)
    assert len(EXPECTED) >= 25


def cut(text, title):
    return [(zone.kind, text[zone.start : zone.end].strip()) for zone in find_zones(text, title)]


@pytest.mark.parametrize("name", sorted(EXPECTED))
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_case(name, newline):
    text = (CASES / f"{name}.txt").read_text("utf-8").replace("\n", newline)
    zones = cut(text, EXPECTED[name].get("title", ""))
    assert [
        (kind, passage[: len(first)])
        for (kind, passage), (_, first) in zip(zones, EXPECTED[name]["zones"], strict=False)
    ] == [tuple(zone) for zone in EXPECTED[name]["zones"]]
    assert len(zones) == len(EXPECTED[name]["zones"])


def blank_lines_between(text):
    return "\n\n".join(line for line in text.splitlines() if line.strip())


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - {"hard_wrapped", "hard_wrapped_signatories"}))
def test_blank_lines_change_nothing(name):
    """A paragraph is a paragraph, with one line break behind it or with three."""
    text = (CASES / f"{name}.txt").read_text("utf-8")
    title = EXPECTED[name].get("title", "")
    spread = blank_lines_between(text)
    tight = spread.replace("\n\n", "\n")
    kinds = [kind for kind, _ in cut(spread, title)]
    assert [kind for kind, _ in cut(tight, title)] == kinds
    assert kinds == [kind for kind, _ in EXPECTED[name]["zones"]]


PROSE = "The council bought nine trams in the spring and has kept them in a shed since then."
OPENINGS = [
    ("Ghost trams of Oster\n\nThey never ran.\n\n" + PROSE, "headline"),
    ("Ghost trams of Oster\n\nBy Ida Marr\n\nThey never ran!\n\n" + PROSE, "headline"),
    ("Ghost trams of Oster\n\nThey never ran.", "body"),
    ("Ghost trams of Oster\n\nThey never ran.\n\nNobody saw them.\n\n" + PROSE, "body"),
    ("Ghost trams of Oster\n\nThey never ran.\n\n- " + PROSE, "body"),
    ("Ghost trams of Oster\n\nthey ran by night,\n\n" + PROSE, "body"),
    ("The trams\nThey never ran.\nNobody saw them.\nThe shed is dark.\nThe bell is gone.", "body"),
    ("Dear Sir,\n\nThey never ran.\n\n" + PROSE, "body"),
    ("The tram shed, Oster\n\nDear Ms Marr.\n\n" + PROSE, "body"),
    ("Coats\nLamps.\n1. " + PROSE, "body"),
]


@pytest.mark.parametrize(("text", "kind"), OPENINGS)
def test_a_short_sentence_may_open_the_text(text, kind):
    assert cut(text, "")[0][0] == kind


ABOVE_A_NAME = [
    ("“It is the timetable,” said Ida Holm, a driver. “Nobody reads it.”", False),
    ("The board spoke of “a late and costly mistake” and went home at six.", False),
    ("“It is the timetable. Nobody ever reads it.”", True),
    ("We call the shed “the pit”, and nobody goes down there now.", True),
    ("I told him “go home and sleep at last”, and he went home.", True),
]


@pytest.mark.parametrize(("above", "pulled"), ABOVE_A_NAME)
def test_what_tells_who_spoke_is_no_pull_quote(above, pulled):
    closing = "The mayor, Unni Falk, went home and told nobody of it, and the shed was shut again."
    text = "\n\n".join(["Ghost trams of Oster", PROSE, above, "Unni Falk, Oster Radio", closing, PROSE])
    assert any(kind == "pullquote" for kind, _ in cut(text, "")) == pulled
