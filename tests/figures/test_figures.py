"""Figures: the same bytes for the same study, every status as what it is, any label as it stands."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from figure_tables import STATUSES, Analysis, lexicon, study
from PIL import Image

from framing.figures import Style, charts, draw, drawn_as, layouts
from framing.figures import glyphs as glyph_module
from framing.figures.chart import Drawing
from framing.figures.glyphs import clean, line
from framing.figures.save import DPI
from framing.figures.sheet import Sheet
from framing.figures.style import (
    DARK,
    ITEMS_DARK,
    ITEMS_LIGHT,
    LIGHT,
    VOICE_LINES,
    Scheme,
    colours,
    hatch,
    marker,
)
from framing.figures.timeline import calendar
from framing.figures.voices import STRONG_TONES
from framing.model import VOICES
from framing.profile import Profile
from framing.wording import decimals

ALL = tuple((f"source-{status}", status) for status in STATUSES)
MONTHS = ("2023-01", "2023-02", "2023-05")


def drawings(profile: Profile, analysis: Analysis, style: Style | None = None) -> dict[str, Drawing]:
    found = [d for layout in layouts(profile, analysis, style or Style()) for d in layout()]
    return {drawing.name: drawing for drawing in found}


def words(drawing: Drawing) -> list[str]:
    return [entry[2] for entry in drawing.sheet.words]


def test_every_figure_is_there() -> None:
    found = drawings(*study(ALL, periods=MONTHS))
    assert list(found) == [
        "share-c0",
        "rates",
        "voices",
        "distinctive",
        "similarity",
        "map",
        "time-c0",
        "dispersion",
        "sensitivity",
    ]
    for drawing in found.values():
        assert drawing.title in drawing.sheet.words[0][2] or drawing.title.startswith(
            drawing.sheet.words[0][2]
        )
        assert drawing.finding.endswith(".")
        assert drawing.finding in drawing.alt
        assert "nan" not in (drawing.finding + drawing.alt + " ".join(words(drawing))).split()


def test_same_bytes_twice_and_in_another_process() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/figures'); import hashlib; from figure_tables import *;"
        "from framing.figures import draw;"
        f"charts = draw(*study({ALL!r}, periods={MONTHS!r}));"
        "print(*(hashlib.sha256(c.svg + c.png).hexdigest() for c in charts))"
    )
    root = Path(__file__).parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop().split()) == 9


def test_files_are_what_they_should_be() -> None:
    for chart in draw(*study(ALL, periods=MONTHS)):
        root = ElementTree.fromstring(chart.svg)
        assert root.tag.endswith("svg")
        assert root.get("aria-label") == chart.title
        assert [child.text for child in root if child.tag.endswith("desc")] == [chart.alt]
        assert b"<text" not in chart.svg, "words are outlines, so no font is needed"
        assert len(chart.svg) < 80_000
        assert all(f'id="{name}"'.encode() in chart.svg for name in _references(root))
        image = Image.open(io.BytesIO(chart.png))
        assert image.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)
        assert image.width == int(Style().width / 72 * DPI)
        assert not {"Software", "Creation Time", "date"} & set(image.info)


def _references(root: ElementTree.Element) -> set[str]:
    return {
        value.removeprefix("#")
        for element in root.iter()
        for key, value in element.attrib.items()
        if key.endswith("href") and value.startswith("#")
    }


@pytest.mark.parametrize(
    ("status", "remark", "label", "interval"),
    [
        ("ok", "20 occurrences in 8 texts", "25\u00a0% (5)", True),
        ("wide", "20 occurrences in 6 texts: too few to tell", "5 of 20", False),
        ("few", "20 occurrences in 3 texts: too few texts", "5 of 20", False),
        ("one", "20 occurrences in one text only", "5 of 20", False),
        ("none", "no occurrence", "", False),
    ],
)
def test_status_in_shares(status: str, remark: str, label: str, interval: bool) -> None:
    # The second source keeps the concept's figure from being left out.
    drawing = drawings(*study((("a", status), ("b", "none" if status != "none" else "ok"))))["share-c0"]
    heading = words(drawing).index("a")
    part = words(drawing)[heading : words(drawing).index("b")]
    assert remark in part
    assert any("wider than 80 points of 100" in text for text in words(drawing)) == (status == "wide")
    assert (label in part) == bool(label)
    if status != "none":
        bars = [key for key, boxes in drawing.sheet._bars.items() if any(box[2] > 20 for box in boxes)]
        assert {hollow for _, _, hollow in bars} == {not interval}
        assert any(key[:2] == ("ink", 1.0) for key in drawing.sheet._lines) == interval


def test_a_source_with_a_few_words_does_not_press_the_other_bars_together() -> None:
    profile, analysis = study((("a", "ok"), ("b", "few")))
    before = drawings(profile, analysis)["rates"]
    rates = analysis.tables["rates"]
    rates.loc[rates["source"] == "b", "rate"] = 500.0
    after = drawings(profile, analysis)["rates"]
    longest = [
        max(box[2] for (_, _, hollow), boxes in drawing.sheet._bars.items() if not hollow for box in boxes)
        for drawing in (before, after)
    ]
    assert longest[1] > 0.8 * longest[0], "the longer number takes a little room"
    assert "500.00→" in words(after)
    assert any("beyond the scale" in line for line in words(after))
    assert "→" not in "".join(words(before))


def test_empty_tables_draw_nothing() -> None:
    profile, analysis = study(ALL)
    assert drawings(profile, Analysis({name: t.iloc[:0] for name, t in analysis.tables.items()})) == {}
    assert "time-c0" not in drawings(profile, analysis), "no dates, no figure"


def test_nothing_occurs() -> None:
    profile, analysis = study((("a", "none"), ("b", "none")))
    assert not {"share-c0", "rates", "voices", "dispersion", "sensitivity"} & set(drawings(profile, analysis))


def test_one_source() -> None:
    found = drawings(*study((("alone", "ok"),)))
    assert "share-c0" in found
    assert not {"similarity", "map"} & set(found)


@pytest.mark.parametrize("preset", ["report", "single", "double"])
def test_nothing_is_cut_off_with_many_sources_and_long_labels(preset: str) -> None:
    sources = [(f"The very long name of the {n}th newspaper", STATUSES[n % 3]) for n in range(23)]
    lex = lexicon(
        [f"Usage of the {n}th party to a very long and winding quarrel about names" for n in range(12)],
        [f"a name with several words and a number {n}" for n in range(24)],
        concepts=2,
    )
    style = Style(preset)  # type: ignore[arg-type]
    for drawing in drawings(*study(sources, lex, MONTHS), style).values():
        sheet = drawing.sheet
        assert sheet.width == style.width
        assert sheet.height < 800, "goes on in another figure"
        for x, y, text, size, bold, _ in sheet.words:
            wide = sheet.measure(text, size=size, bold=bold)
            assert x >= 0, (drawing.name, text)
            assert x + wide <= sheet.width + 0.5, (drawing.name, text)
            assert size <= y + 1, (drawing.name, text)
            assert y < sheet.height, (drawing.name, text)


@pytest.mark.parametrize("preset", ["report", "single"])
def test_words_do_not_overlap(preset: str) -> None:
    sources = [(name, STATUSES[n % 3]) for n, name in enumerate(("harbour-ledger", "the-post", "wire", "x"))]
    lex = lexicon(
        ("Critics’ usage", "Government usage", "News agencies’ usage"), ("camp", "centre", "holding place")
    )
    for drawing in drawings(*study(sources, lex, MONTHS), Style(preset)).values():  # type: ignore[arg-type]
        sheet = drawing.sheet
        boxes = [
            (x, y - size * 0.7, x + sheet.measure(text, size=size, bold=bold), y, text)
            for x, y, text, size, bold, _ in sheet.words
        ]
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, (drawing.name, a, b)


HOSTILE = [
    "$x^2$ and $",
    r"\frac{a}{b} \n",
    "a_b ^ {c} %",
    "<script>alert(1)</script>",
    "]]> -- <!-- & \"'",
    "line\nbreak\ttab\x00\x1b\u202eturned",
    "x" * 3000,
    "",
]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels(label: str) -> None:
    lex = lexicon((label, "Government usage"), (label or "camp", "centre"), concept=label)
    for chart in draw(*study(((label or "empty", "ok"), ("b", "few"), ("c", "one")), lex, MONTHS)):
        ElementTree.fromstring(chart.svg)
        assert b"<script" not in chart.svg
        assert b"\x00" not in chart.svg


def test_words_are_not_mathematics() -> None:
    assert len(line("$a$").glyphs) == 3
    assert len(line(r"\a_b").glyphs) == 4


def test_clean_keeps_what_is_written() -> None:
    assert clean("a\n b\u202e\u0000c") == "a bc"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("3\u00a0texts") == "3\u00a0texts"


def test_characters_that_dejavu_has_need_no_other_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyph_module, "_installed", _fail)
    line.cache_clear()
    for text in ("Ünïcödé “quotes” – … ’", "Вести", "Ειδήσεις", "خبر", "Տուն"):
        assert line(text).glyphs
        assert not line(text).missing


def _fail(letter: str) -> str:
    raise AssertionError(f"looked for another font for {letter!r}")


def test_no_tofu_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing: Callable[[str], str] = lambda letter: ""  # noqa: E731
    monkeypatch.setattr(glyph_module, "_installed", nothing)
    line.cache_clear()
    lex = lexicon(concept="བོད and 新疆")
    profile, analysis = study((("a", "ok"), ("b", "few")), lex)
    chart = next(chart for chart in draw(profile, analysis) if chart.name == "share-c0")
    assert len(chart.notes) == 1
    assert "U+0F56 tibetan letter ba" in chart.notes[0]
    shown = words(drawings(profile, analysis)["share-c0"])
    assert any("no installed font" in text for text in shown), "the figure says so itself"
    line.cache_clear()


@pytest.mark.parametrize(("text", "script"), [("新疆", "CJK"), ("བོད", "Tibetan"), ("ᠮᠣᠩᠭᠣᠯ", "Mongolian")])
def test_installed_fonts_help_out(text: str, script: str) -> None:
    line.cache_clear()
    if line(text).missing:
        pytest.skip(f"no font for {script} is installed")
    assert all(script in name for name, _, _ in line(text).glyphs)


def test_looks_differ_beyond_the_number_of_colours() -> None:
    looks = {(n % len(ITEMS_LIGHT), hatch(n), marker(n)) for n in range(40)}
    assert len(looks) == 40
    assert len({hatch(n) for n in range(10)}) == 10, "told apart without colour"
    assert len({marker(n) for n in range(10)}) == 10


def test_voices_look_like_no_usage() -> None:
    """Beside a figure of usages, a colour or hatch of theirs would say that a voice is somebody's."""
    profile, analysis = study((("a", "ok"), ("b", "few")))
    sheet = drawings(profile, analysis)["voices"].sheet
    assert sheet._bars
    for colour, hatching, hollow in sheet._bars:
        assert colour.startswith("voice") or (colour == "soft" and hollow)
        assert not hatching


@pytest.mark.parametrize("scheme", ["light", "dark", "white"])
def test_voices_are_told_apart_in_grey(scheme: Scheme) -> None:
    found = colours(scheme)
    tones = [_light(found[f"voice{n}"]) for n in range(len(VOICES))]
    paper = _light(found["paper"])
    away = [abs(tone - paper) for tone in tones]
    assert away == sorted(away, reverse=True), "from the ink towards the paper"
    assert all(a / b > 1.35 or b / a > 1.35 for a, b in pairwise(tone + 0.05 for tone in tones))
    for n, tone in enumerate(tones):
        number = _light(found["onshade" if n < STRONG_TONES else "ink"])
        low, high = sorted((tone + 0.05, number + 0.05))
        assert high / low >= 4.5, "the number on it can be read"
    assert len(set(VOICE_LINES)) == len(VOICE_LINES) == len(VOICES)


def _light(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_same_frame_has_the_same_look_in_every_concept() -> None:
    lex = lexicon(concepts=2)
    found = drawings(*study((("a", "ok"),), lex))
    first, second = (set(found[name].sheet._bars) for name in ("share-c0", "share-c1"))
    assert first == second


def test_dark_style_and_dark_rules() -> None:
    profile, analysis = study((("a", "ok"),))
    light, dark = draw(profile, analysis)[0], draw(profile, analysis, Style(dark=True))[0]
    assert b"prefers-color-scheme:dark" in light.svg
    for name, colour in colours("light").items():
        drawn = light.svg.partition(b"</style>")[2]
        assert (colour.encode() in drawn) == (colours("dark")[name].encode() in light.svg)
    assert b"prefers-color-scheme" not in dark.svg
    assert LIGHT["paper"].encode() not in dark.svg
    corner = Image.open(io.BytesIO(dark.png)).convert("RGB").getpixel((0, 0))
    assert corner == tuple(bytes.fromhex(DARK["paper"][1:]))
    assert set(colours("dark")) == set(colours("light")) == set(colours("white"))
    assert len(ITEMS_DARK) == len(ITEMS_LIGHT)


def test_what_is_printed_lies_on_white_whatever_the_reader_prefers() -> None:
    """A journal's figure on tinted paper prints as a grey box; a dark one cannot be printed at all."""
    profile, analysis = study((("a", "ok"),))
    printed = draw(profile, analysis, Style("single"))[0]
    assert b"prefers-color-scheme" not in printed.svg
    assert LIGHT["paper"].encode() not in printed.svg
    assert Image.open(io.BytesIO(printed.png)).convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_pdf() -> None:
    inputs = study((("a", "ok"), ("b", "few")))
    files = drawn_as("pdf", *inputs)
    assert set(files) == {chart.name for chart in draw(*inputs)}
    assert files == drawn_as("pdf", *inputs)
    for data in files.values():
        assert data.startswith(b"%PDF")
        assert b"CreationDate" not in data


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2022", "2024", ["2022", "2023", "2024"]),
        ("2022-Q4", "2023-Q2", ["2022-Q4", "2023-Q1", "2023-Q2"]),
        ("2022-12", "2023-02", ["2022-12", "2023-01", "2023-02"]),
        ("2022-05", "2022-05", ["2022-05"]),
    ],
)
def test_calendar(first: str, last: str, found: list[str]) -> None:
    assert calendar(first, last) == found


def test_gaps_in_time_are_gaps() -> None:
    drawing = drawings(*study((("a", "ok"),), periods=MONTHS))["time-c0"]
    joined = [lines for (colour, *_), lines in drawing.sheet._lines.items() if colour.startswith("item")]
    assert [len(lines) for lines in joined] == [1, 1], "January joins February, and nothing joins May"
    assert {"2023-03", "2023-04"} <= set(words(drawing))


def test_only_the_most_frequent_usages_over_time() -> None:
    lex = lexicon([f"Usage {n}" for n in range(7)], [f"name {n}" for n in range(7)])
    drawing = drawings(*study((("a", "ok"),), lex, MONTHS))["time-c0"]
    assert [text for text in words(drawing) if text.startswith("Usage")] == [
        f"Usage {n}" for n in (3, 4, 5, 6)
    ]
    assert any("data/time.csv has all" in text for text in words(drawing))


def test_labels_of_a_crowded_map_stand_apart() -> None:
    drawing = drawings(*study([(f"Daily Paper of City {n}", "ok") for n in range(20)]))["map"]
    sheet = drawing.sheet
    boxes = [
        (x, y - size * 0.7, x + sheet.measure(text, size=size, bold=bold), y)
        for x, y, text, size, bold, _ in sheet.words
    ]
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert sum(text.startswith("Daily") for text in words(drawing)) == 20


def test_of_many_sources_the_figures_show_those_with_most_texts_and_say_so() -> None:
    sources = [(f"a{n:02}", "few") for n in range(10)] + [(f"s{n:02}", "ok") for n in range(24)]
    profile, analysis = study(sources, periods=MONTHS)
    with_most = [f"s{n:02}" for n in range(24)]
    assert list(profile.foremost) == with_most
    for name, drawing in drawings(profile, analysis).items():
        kind = name.partition("-")[0]
        assert not {text for text in words(drawing) if text.startswith("a0")}, name
        which = "that name it in most texts" if kind in ("share", "time") else "with most texts"
        [said] = [text for text in words(drawing) if text.startswith("Of 34 sources the 24 " + which)]
        assert said in drawing.alt


def test_of_few_sources_no_figure_says_which() -> None:
    for drawing in drawings(*study(ALL, periods=MONTHS)).values():
        assert not any("most texts" in text for text in [*words(drawing), drawing.alt])


def test_wrap() -> None:
    sheet = Sheet(Style())
    assert sheet.wrap("", 50) == [""]
    assert sheet.wrap("short", 500) == ["short"]
    parts = sheet.wrap("several words that need more than a single line of this width", 90, lines=2)
    assert len(parts) == 2
    assert parts[1].endswith("…")
    assert all(sheet.measure(part) <= 90 for part in parts)


def test_shares_of_the_figures_are_all_of_them_once() -> None:
    about = study(ALL)
    whole = draw(*about)
    shares = [charts(*about, share=share, shares=3) for share in range(3)]
    assert sum(map(len, shares)) == len(whole)
    by_place = {place: chart for share in shares for place, chart in share.items()}
    assert [by_place[place] for place in sorted(by_place)] == whole


def test_no_pyplot() -> None:
    code = "import sys, framing.figures; print('matplotlib.pyplot' in sys.modules)"
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(("largest", "places"), [(0, 1), (250, 1), (10, 1), (9.9, 2), (0.97, 3), (0.04, 4)])
def test_rates_have_decimals_enough_for_a_hundredth_of_the_largest(largest: float, places: int) -> None:
    assert decimals(largest) == places
    assert largest == 0 or f"{largest / 100:.{places}f}".strip("0.")


def test_rates_of_long_texts_are_no_noughts() -> None:
    profile, analysis = study(ALL)
    rates = analysis.tables["rates"]
    for name in ("rate", "low", "high"):
        rates[name] /= 1000
    drawing = drawings(profile, analysis)["rates"]
    assert not {"0.0", "0.00"} & set(words(drawing))
    assert " 0.0," not in drawing.alt
