"""What holds for the zones of any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.model import ZONES
from framing.text import paragraphs
from framing.text.zones import find_zones

LINES = [
    "Harbour council votes to raise the storm wall",
    "The council voted on Tuesday to raise the wall by two metres, after three winters of floods.",
    "Signed by:",
    "Ann Smith",
    "— Benno Falk, first horn",
    "“We ask the board to wait until the bus runs at night.”",
    "We ask the board to wait until the bus runs at night.",
    "Notes to editors:",
    "[1] Letters, page 4.",
    "ENDS",
    "About Sarn Water",
    "Media contact:",
    "By Mara Lindqvist",
    "Lida, 34, seamstress",
    "Chair, Ballot Watch",
    "[p. 4]",
    " | ",
    "Press release – 4 May",
    "Newsletter of the Friends of Sarn Water",
    "Sarn Water is a charity. Write to us at desk@sarn.example.",
    "With spring greetings",
    "3 May 2031",
    "- a bullet",
    "of detours through the valley",
    "联署：",
    "\u200f",
    "\ufeff",
    "…",
    "'",
    " ",
    "",
]


def covers(text, zones):
    return (
        [zone.start for zone in zones] == [0, *[zone.end for zone in zones[:-1]]]
        and zones[-1].end == len(text)
        and all(zone.start < zone.end and zone.kind in ZONES for zone in zones)
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028", "\f"]),
    st.sampled_from(["", "Harbour council votes to raise the storm wall"]),
)
def test_zones_cover_the_text_without_gap_or_overlap(lines, newline, title):
    text = newline.join(lines)
    zones = find_zones(text, title)
    assert covers(text, zones) if text else zones == ()


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_at_all(text, title):
    zones = find_zones(text, title)
    assert covers(text, zones) if text else zones == ()


def test_nothing_and_white_space():
    assert find_zones("") == ()
    assert [zone.kind for zone in find_zones(" \n\t\n\n")] == ["body"]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25), st.integers(1, 5))
def test_white_space_before_the_text_only_shifts_the_zones(lines, by):
    text = "\n".join(["Ann.", *lines])
    plain = find_zones(text)
    shifted = find_zones("\n" * by + text)
    assert [(zone.kind, zone.end) for zone in shifted] == [(zone.kind, zone.end + by) for zone in plain]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "Ann Smith\n" * 20_000,
        '"' * 100_000,
        "“We ask the board to wait until morning comes again”\n" * 5_000,
        "Ann Smith\nWe ask you all to come down to the harbour today.\n" * 5_000,
        "[1] a\n" * 20_000,
        "Lida, 34, cook\nI was there and saw all of it, and my coat too.\n" * 5_000,
        "About Ann Smith\n" * 20_000,
        "the wind came over the quay and took what it found\n[p. 4]\n" * 5_000,
        ("word " * 14 + "\n") * 10_000,
        "Signed by:\nAnn\n" * 10_000,
        "A: b c\n" * 20_000,
        "\u202e\u200f" * 50_000,
        "THE WALL FELL " * 50_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_get_an_answer(text):
    assert covers(text, find_zones(text))


@pytest.mark.parametrize("length", [5, 12, 60, 400])
def test_lists_of_any_length(length):
    head = "We ask the ministry to stop the dredging of the sound, for it drives the herring away.\n\n"
    names = "\n\n".join(f"Friends of Village {chr(65 + n % 26)}{'abcdefgh'[n % 8]}" for n in range(length))
    for heading in ("", "Signed by:\n\n", "Signatories\n\n"):
        zones = find_zones(head + heading + names)
        assert [(zone.kind, zone.start) for zone in zones] == [("body", 0), ("signatories", len(head))]


def test_a_wrapped_paragraph_is_not_read_again_at_each_of_its_lines(monkeypatch):
    seen = []
    squeeze = paragraphs.squeeze
    monkeypatch.setattr(paragraphs, "squeeze", lambda text: seen.append(len(text)) or squeeze(text))
    line = "the wind came over the quay and took what it found there along with the nets"
    text = "A headline of the day\n\n" + f"{line}\n" * 3_000
    starts, _ = paragraphs.split_paragraphs(text, "Another headline")
    assert len(starts) == 2
    assert 0 < sum(seen) < len(text)
