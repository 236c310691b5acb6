"""Rows and columns: the layout that most figures share. Groups of rows, a column of bars or dots per voice,
source or period, numbers beside them, intervals over them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from framing.figures.chart import Drawing
from framing.figures.glyphs import STAND_IN, describe
from framing.figures.sheet import Sheet
from framing.figures.style import Style, hatch, item, marker

MOST_HEIGHT = 640.0  # points; taller figures go on in another


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: the number of the item's look, and what it stands for."""

    style: int
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a column. `low` and `high` where there is an interval; `thin`: too few texts, drawn hollow.

    `other` is a second value, drawn as an upright tick.
    """

    value: float
    label: str
    low: float | None = None
    high: float | None = None
    thin: bool = False
    other: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, the number of its look, and a cell or nothing for each column."""

    label: str
    style: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading, with a remark for each column, and a note below them."""

    heading: str
    remarks: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of all columns: from nought to `top`, with ticks."""

    top: float
    ticks: tuple[tuple[float, str], ...]
    bars: bool = True


PERCENT = Axis(1.0, ((0.0, "0"), (0.5, "50"), (1.0, "100 %")))


def scale(highest: float, *, bars: bool = True, unit: str = "") -> Axis:
    """An axis from nought to a round number at or above `highest`, with a tick in the middle."""
    if not math.isfinite(highest) or highest <= 0:
        highest = 1.0
    power = 10.0 ** math.floor(math.log10(highest))
    top = next(n * power for n in (1, 2, 3, 4, 5, 6, 8, 10) if n * power >= highest * 0.999)
    return Axis(top, tuple((top * f, f"{top * f:g}{unit if f == 1 else ''}") for f in (0.0, 0.5, 1.0)), bars)


Swatch = Callable[[Sheet, float, float, int], None]
"""Draws the look of a number in a legend, from x on before words with their base line at y."""


def bar_swatch(sheet: Sheet, x: float, y: float, number: int) -> None:
    """A usage as bars show it."""
    size = sheet.style.size
    sheet.bar(x, y - size * 0.8, size * 1.5, size * 0.9, item(number), hatch(number))


def mark_swatch(sheet: Sheet, x: float, y: float, number: int) -> None:
    """A usage as markers show it."""
    size = sheet.style.size
    sheet.mark(x + size * 0.7, y - size * 0.35, marker(number), item(number), size=size * 0.75)


def head(sheet: Sheet, title: str, keys: Sequence[Key] = (), swatch: Swatch = bar_swatch) -> float:
    """Write the title and the legend. Returns the y below them."""
    size = sheet.style.size
    y = 4 + size * 1.15
    for words in sheet.wrap(title, sheet.width - 4, size=size * 1.2, bold=True, lines=3):
        sheet.text(2, y, words, size=size * 1.2, bold=True)
        y += size * 1.6
    y += size * 0.25
    return legend(sheet, y, keys, swatch)


def legend(sheet: Sheet, y: float, keys: Sequence[Key], swatch: Swatch) -> float:
    """Write the legend in lines. Returns the y below it."""
    size = sheet.style.size
    x = 2.0
    for key in keys:
        [words] = sheet.wrap(key.label, sheet.width - size * 3, lines=1)
        width = size * 2 + sheet.measure(words)
        if x > 2 and x + width > sheet.width - 2:
            x, y = 2.0, y + size * 1.5
        swatch(sheet, x, y, key.style)
        sheet.text(x + size * 1.9, y, words)
        x += width + size * 1.6
    return y + size * (1.7 if keys else 0.4)


def foot(sheet: Sheet, y: float, lines: Sequence[str]) -> None:
    """Write how to read the figure below it, and end the sheet there."""
    size = sheet.style.size * 0.9
    y += size * 0.6
    if sheet.missing:
        names = ", ".join(map(describe, sheet.missing[:3])) + (" …" if len(sheet.missing) > 3 else "")
        lines = [*lines, f"{STAND_IN} stands for characters that no installed font has: {names}."]
    for words in lines:
        for part in sheet.wrap(words, sheet.width - 6, size=size, lines=4):
            y += size * 1.35
            sheet.text(2, y, part, size=size, colour="soft")
    sheet.height = math.ceil(y + size * 0.9)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the columns stand, in points: from `left` on, `wide` each, its scale as wide as `plot`."""

    columns: int
    left: float
    wide: float
    gap: float
    plot: float

    def at(self, column: int) -> float:
        """The left end of a column."""
        return self.left + column * (self.wide + self.gap)

    @property
    def all(self) -> list[float]:
        """The left ends of all columns."""
        return [self.at(column) for column in range(self.columns)]


def rows_and_columns(
    style: Style,
    title: str,
    keys: Sequence[Key],
    columns: Sequence[tuple[str, str]],
    groups: Sequence[Group],
    axis: Axis,
    lines: Sequence[str],
) -> list[Sheet]:
    """Draw the groups, on as many sheets as they need. `columns` are pairs of a heading and a remark."""
    size = style.size
    step = size * 1.5
    places = _places(style, groups, len(columns))
    pages: list[Sheet] = []

    def begin() -> tuple[Sheet, float]:
        sheet = Sheet(style)
        words = f"{title} (continued)" if pages else title
        y = head(sheet, words, keys, bar_swatch if axis.bars else mark_swatch)
        pages.append(sheet)
        return sheet, _column_heads(sheet, y, columns, places, axis)

    sheet, top = begin()
    y = top
    for group in groups:
        heading = sheet.wrap(
            group.heading, places.left - size if any(group.remarks) else style.width, bold=True
        )
        tall = size * 0.5 + len(heading) * size * 1.3 + step
        if y + tall + step * min(len(group.rows), 8) > MOST_HEIGHT and y > top + 1:
            foot(sheet, y, lines)
            sheet, top = begin()
            y = top
        y = first = _heading(sheet, y, heading, group.remarks, places)
        for number, row in enumerate(group.rows):
            if y + step > MOST_HEIGHT and number:
                _grid(sheet, places, axis, first, y)
                foot(sheet, y, lines)
                sheet, top = begin()
                y = first = _heading(sheet, top, [*heading[:-1], heading[-1] + " …"], (), places)
            _row(sheet, y + step * 0.46, row, places, axis)
            y += step
        _grid(sheet, places, axis, first, y)
        if group.note:
            for words in sheet.wrap(group.note, style.width - size * 2, size=size * 0.9):
                y += size * 1.25
                sheet.text(size * 1.4, y, words, size=size * 0.9, colour="soft")
            y += size * 0.3
    foot(sheet, y, lines)
    return pages


def _places(style: Style, groups: Sequence[Group], columns: int) -> _Places:
    """The columns beside the labels, each with room for its numbers behind the scale."""
    sheet = Sheet(style)
    left = _left(sheet, groups, columns)
    gap = style.size * 1.4
    wide = (style.width - left - gap * (columns - 1) - 4) / columns
    labels = {cell.label for group in groups for row in group.rows for cell in row.cells if cell}
    number = max((sheet.measure(label, size=style.size * 0.95) for label in labels), default=0.0)
    return _Places(columns, left, wide, gap, wide - min(number + style.size * 0.8, wide * 0.55))


def _left(sheet: Sheet, groups: Sequence[Group], columns: int) -> float:
    """The room that headings and labels need, within bounds."""
    style = sheet.style
    found = [sheet.measure(row.label) for group in groups for row in group.rows]
    found += [sheet.measure(group.heading, bold=True) for group in groups if any(group.remarks)]
    most = style.width * (0.36 if columns < 3 else 0.3)
    return min(max(found, default=0.0) + style.size * 3.0, most)


def _column_heads(
    sheet: Sheet, y: float, columns: Sequence[tuple[str, str]], places: _Places, axis: Axis
) -> float:
    """Write what stands over the columns, and their scales. Returns the y below them."""
    size = sheet.style.size
    heads = [sheet.wrap(name, places.wide, bold=True, lines=3) for name, _ in columns]
    most = max(map(len, heads))
    remarks = [sheet.wrap(remark, places.wide, size=size * 0.9, lines=2) for _, remark in columns]
    below = max(len(r) if r[0] else 0 for r in remarks)
    if any(h[0] for h in heads) or below:
        for x, words, remark in zip(places.all, heads, remarks, strict=True):
            for n, part in enumerate(words):
                sheet.text(x, y + n * size * 1.3, part, bold=True)
            for n, part in enumerate(remark if below else ()):
                sheet.text(x, y + (most + n) * size * 1.3, part, size=size * 0.9, colour="soft")
        y += (most + below) * size * 1.3
    ticks = axis.ticks
    if places.plot < 1.4 * sum(sheet.measure(label, size=size * 0.85) for _, label in ticks):
        ticks = (ticks[0], ticks[-1])
    for x in places.all:
        for value, label in ticks:
            align = "left" if value == 0 else "right" if value == axis.top else "centre"
            stands = x + places.plot * value / axis.top
            sheet.text(stands, y, label, size=size * 0.85, colour="soft", align=align)
    return y + size * 0.5


def _grid(sheet: Sheet, places: _Places, axis: Axis, begins: float, ends: float) -> None:
    """A line for each tick of each column, from one y to another."""
    for x in places.all:
        for value, _ in axis.ticks:
            stands = x + places.plot * value / axis.top
            sheet.line(stands, begins, stands, ends, "line", 0.6)


def _row(sheet: Sheet, y: float, row: Row, places: _Places, axis: Axis) -> None:
    """A row with its middle at `y`: the mark of its look, its label and its cells."""
    size = sheet.style.size
    [words] = sheet.wrap(row.label, places.left - size * 2.4, lines=1)
    if axis.bars:
        sheet.bar(2, y - size * 0.4, size * 0.8, size * 0.8, item(row.style), hatch(row.style))
    else:
        sheet.mark(2 + size * 0.4, y, marker(row.style), item(row.style), size=size * 0.72)
    sheet.text(size * 1.4, y + size * 0.36, words)
    for x, cell in zip(places.all, row.cells, strict=False):
        if cell:
            _cell(sheet, x, y, places, cell, row.style, axis)


def _heading(
    sheet: Sheet,
    y: float,
    heading: Sequence[str],
    remarks: Sequence[str],
    places: _Places,
) -> float:
    """Write the heading of a group with its remarks. Returns the y below them."""
    size = sheet.style.size
    y += size * 0.5
    for n, words in enumerate(heading):
        sheet.text(2, y + size * (0.95 + n * 1.3), words, bold=True)
    tall = len(heading)
    for x, remark in zip(places.all, remarks, strict=False):
        parts = sheet.wrap(remark, places.wide, size=size * 0.9, lines=2)
        tall = max(tall, len(parts))
        for n, words in enumerate(parts):
            sheet.text(x + 2, y + size * (0.95 + n * 1.3), words, size=size * 0.9, colour="soft")
    return y + tall * size * 1.3


def _cell(sheet: Sheet, x: float, y: float, places: _Places, cell: Cell, look: int, axis: Axis) -> None:
    """A cell in the column at `x`, with its middle at `y`."""
    size = sheet.style.size
    right = x + places.wide

    def at(value: float) -> float:
        return x + places.plot * min(max(value / axis.top, 0.0), 1.0)

    colour = item(look)
    if cell.label == "0":
        sheet.text(right, y + size * 0.35, cell.label, size=size * 0.95, align="right", colour="soft")
    if axis.bars and cell.value > 0:
        tall = size * 0.85
        sheet.bar(x, y - tall / 2, max(at(cell.value) - x, 1.0), tall, colour, hatch(look), cell.thin)
    if cell.other is not None:
        sheet.line(at(cell.other), y - size * 0.55, at(cell.other), y + size * 0.55, "soft", 1.0)
    if cell.low is not None and cell.high is not None:
        interval(sheet, at(cell.low), at(cell.high), y)
    if cell.label == "0" and axis.bars:
        return
    if not axis.bars:
        sheet.mark(at(cell.value), y, marker(look), colour, hollow=cell.thin, size=size * 0.72)
    if cell.label != "0":
        sheet.text(right, y + size * 0.35, cell.label, size=size * 0.95, align="right")


def interval(sheet: Sheet, left: float, right: float, y: float) -> None:
    """An interval as a line with short ends."""
    half = sheet.style.size * 0.22
    sheet.line(left, y, right, y, "paper", 1.9)
    sheet.line(left, y, right, y, "ink", 0.9)
    sheet.line(left, y - half, left, y + half, "ink", 1.0)
    sheet.line(right, y - half, right, y + half, "ink", 1.0)


def ends(row: Any) -> tuple[float | None, float | None]:
    """The interval of a table's row; nothing where the texts are too few."""
    # An empty end is "not a number", which differs from itself.
    there = row.status == "ok" and row.low == row.low and row.high == row.high
    return (row.low, row.high) if there else (None, None)


def columns_of(sources: Sequence[str], style: Style) -> list[tuple[str, ...]]:
    """The sources in groups that fit side by side, as even as can be."""
    most = 2 if style.narrow else 5
    pages = -(-len(sources) // most)
    each = -(-len(sources) // pages)
    return [tuple(sources[n : n + each]) for n in range(0, len(sources), each)]


def paged(
    name: str,
    title: str,
    finding: str,
    alt: str,
    table: str,
    sheets: Sequence[Sheet],
    which: Sequence[str] = (),
) -> list[Drawing]:
    """The pages of a figure: the first has its name, the others "-2", "-3", …

    `which` says what part of all is shown; whoever does not see the figure is told it too.
    """
    alt = " ".join((alt, *which))
    return [
        Drawing(f"{name}-{n}" if n > 1 else name, title, finding, alt, table, sheet)
        for n, sheet in enumerate(sheets, 1)
    ]
