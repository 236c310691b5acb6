"""Where quotations begin and end, in every style of marks, and how little a wrong mark may change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.model import Zone
from framing.text.quotations import Quotations, find_quotations
from framing.text.zones import find_zones

CASES = {
    "curly": ("She said “go home” and left.", ["“go home”"]),
    "straight": ('She said "go home" and left.', ['"go home"']),
    "single": ("She said 'go home' and left.", ["'go home'"]),
    "single with possessive": ("‘the miners’ strike’ began", ["‘the miners’ strike’"]),
    "possessive behind the quotation": (
        "the ‘learning villages’ and their inmates’ families",
        ["‘learning villages’"],
    ),
    "nested": ("“They say ‘detox’ here,” he said.", ["“They say ‘detox’ here,”", "‘detox’"]),
    "nested in one family": ("“the “new” law”", ["“the “new” law”", "“new”"]),
    "guillemets": ("Il dit « partez » et sort.", ["« partez »"]),
    "reversed guillemets": ("Er sagte »geht« und ging.", ["»geht«"]),
    "German": ("Er sagte „geht“ und ging.", ["„geht“"]),
    "Swedish": ("Hon sa ”gå hem” och gick.", ["”gå hem”"]),
    "corner": ("知事は「暴動」と言った。", ["「暴動」"]),
    "TeX": ("He said ``go'' and left.", ["``go''"]),
    "two apostrophes": ("He said ''go'' and left.", ["''go''"]),
    "punctuation inside": ("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"]),
    "punctuation outside": ("“Go”, she said.", ["“Go”"]),
    "reference behind": ("called it “grave”[8].", ["“grave”"]),
    "apostrophes": ("It's the dogs' dinner, isn't it, in the '90s and ’74?", []),
    "elisions": ("'Tis rock 'n' roll; tell 'em, ’til dawn.", []),
    "measures": ('A 5\'10" man with a 12" pipe.', []),
    "measure inside": ('"The 12" pipe burst," he said.', ['"The 12" pipe burst,"']),
    "opening mark that closes": ("He said “go“ and left.", ["“go“"]),
    "closing mark that opens": ("He said ”go” and left.", ["”go”"]),
    "stray closing mark": ("He left.” Then she said “go”.", ["“go”"]),
    "stray mark and the next paragraph": ('A " here.\n\nShe said "go" then.', ['"go"']),
    "closing mark forgotten": ('He said "go now. They left. "Stay," she said.', ['"go now.', '"Stay,"']),
    "reopened": ("“One.\n\n“Two.\n\n“Three,” he said.", ["“One.", "“Two.", "“Three,”"]),
    "only first and last mark": ("He wrote: “One.\n\nTwo.\n\nThree.”", ["“One.", "Two.", "Three.”"]),
    "interrupted": ("“Go,” he said, “and stay.”", ["“Go,”", "“and stay.”"]),
    "wrapped lines": (
        "She told the board that it was “a question of time and of the\nwill to act” and left the hall. "
        "The rest of this paragraph fills\nthe lines to their width, as a wrapped text does.\n\nThe end.",
        ["“a question of time and of the\nwill to act”"],
    ),
    "empty": ("He said “” and left.", []),
    "block": (
        "The statement said:\n\nWe shall open the dam when the rain has come and no sooner.\n\nIt rained.",
        ["We shall open the dam when the rain has come and no sooner."],
    ),
    "transcript": ("MARA: Why?\nTOM: Because.\nMARA: I see.", ["Why?", "Because.", "I see."]),
    "list with labels": ("Place: Stell\nDate: 3 May\nPrice: nine crowns", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_quotations(text: str, expected: list[str]) -> None:
    found = find_quotations(text)
    assert [text[quotation.start : quotation.end] for quotation in found] == expected


def test_parts() -> None:
    text = "“They say ‘detox’ here”"
    outer, inner = find_quotations(text)
    assert (outer.inner, outer.depth, outer.closed, outer.kind) == ((1, 22), 0, True, "marks")
    assert (text[slice(*inner.inner)], inner.depth) == ("detox", 1)


def test_pull_quote_needs_no_marks() -> None:
    text = "The dam leaks.\n\nNobody listened to us\n\nIlan Deske"
    zones = (Zone(0, 16, "body"), Zone(16, 39, "pullquote"), Zone(39, len(text), "body"))
    (quotation,) = find_quotations(text, zones)
    assert (text[quotation.start : quotation.end], quotation.kind) == ("Nobody listened to us", "pull")


MARKED = st.text(st.sampled_from("ab s.,\n\"'“”‘’„«»「」:5\u200f"), max_size=80)


@settings(max_examples=150, deadline=None)
@given(MARKED)
def test_any_string(text: str) -> None:
    found = find_quotations(text)
    starts = [quotation.start for quotation in found]
    assert starts == sorted(starts)
    for quotation in found:
        assert 0 <= quotation.start <= quotation.inner[0] <= quotation.inner[1] <= quotation.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(MARKED)
def test_a_stray_mark_stays_in_its_paragraph(text: str) -> None:
    tail = "\n\nThe end of it. She said “go home” and left."
    before = text.replace("“", "").replace("„", "").replace("”", "").replace('"', "") + tail
    closed = find_quotations(before)[-1]
    stray = find_quotations("A ” here and b.\n\n" + before)[-1]
    assert (stray.start - 17, stray.end - 17) == (closed.start, closed.end)


def test_many_marks() -> None:
    text = '"' * 100_000
    assert find_quotations(text) == ()
    assert len(find_quotations('"a b." ' * 20_000)) == 20_000


def same_everywhere(text: str, zones: Sequence[Zone]) -> None:
    """The quotations read where they are asked for are those of the whole text."""
    whole = find_quotations(text, zones)
    for offset in [*range(len(text) - 1, 0, -max(1, len(text) // 60)), *(q.inner[0] for q in whole[:40])]:
        held = [q for q in whole if q.inner[0] <= offset and offset + 1 <= q.inner[1]]
        assert sorted(Quotations(text, zones).around(offset, offset + 1), key=whole.index) == held
    apart = Quotations(text, zones)
    assert apart.between(0, len(text) + 1) == whole
    low, high = len(text) // 3, 2 * len(text) // 3
    reaching = [q for q in whole if q.end > low and q.start < high]
    assert [
        q for q in Quotations(text, zones).between(low, high) if q.end > low and q.start < high
    ] == reaching
    for number in range(0, len(whole), max(1, len(whole) // 20)):
        assert tuple(apart.before(whole[number], len(text)))[::-1] == whole[:number]
        assert tuple(apart.behind(whole[number], len(text))) == whole[number + 1 :]


FOLDER = Path(__file__).parent
TEXTS = sorted((FOLDER.parents[1] / "texts").rglob("*.txt"))
TEXTS += sorted((FOLDER.parents[2] / "shared" / "texts").rglob("*.txt"))


@pytest.mark.parametrize("cases", sorted((FOLDER / "cases").glob("*.jsonl")), ids=lambda path: path.stem)
def test_read_where_asked_for_in_cases(cases: Path) -> None:
    for line in cases.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        same_everywhere(text, find_zones(text))


@pytest.mark.parametrize("path", TEXTS[:: max(1, len(TEXTS) // 60)], ids=lambda path: path.stem)
def test_read_where_asked_for_in_texts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    same_everywhere(text, find_zones(text))


PIECES = (
    "ab ",
    "s",
    ".",
    ", ",
    *"\"“”'’‘«»„「」",
    "''",
    "``",
    "\n",
    "\n\n",
    "said:\n\n",
    "> ",
    "MARA: ",
    "TOM: ",
)
LINE = "A longer run of words that fills the better part of a line "
SOUP = st.lists(st.sampled_from((*PIECES, LINE)), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(SOUP, st.lists(st.integers(0, 400), max_size=6))
def test_read_where_asked_for_in_soup(text: str, cuts: list[int]) -> None:
    bounds = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    zones = [
        Zone(low, high, "pullquote" if n % 2 else "body") for n, (low, high) in enumerate(pairwise(bounds))
    ]
    same_everywhere(text, zones)
