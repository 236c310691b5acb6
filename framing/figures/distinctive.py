"""The words that set each source apart from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.figures.chart import Drawing
from framing.figures.layout import foot, head, paged, scale
from framing.figures.looks import with_most_texts
from framing.figures.sheet import Sheet
from framing.figures.style import Style
from framing.profile import Profile
from framing.tables import records
from framing.wording import listed, plural

if TYPE_CHECKING:
    import pandas as pd

WORDS = 10  # for each source
LINES = 3  # of panels on a page
HOW = (
    "z: log odds ratio against all other sources, with an informative Dirichlet prior, divided by its "
    "standard error. Hollow: the word stands in one text only of the source. After the word: its count."
)


def draw_distinctive(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Drawing]:
    """A panel per source with its most distinctive words."""
    table = tables["distinctive"]
    table = table[(table["against"] == "") & (table["z"] > 0)]
    table = table.sort_values(["source", "z", "word"], ascending=[True, False, True], kind="stable")
    panels: list[tuple[str, list[Any]]] = []
    for source in profile.foremost:
        rows = list(records(table[table["source"] == source].head(WORDS)))
        if rows:
            panels.append((source, rows))
    if not panels:
        return []
    title = "Words that set each source apart from the others"
    highest = max(row.z for _, rows in panels for row in rows)
    across = min(1 if style.narrow else 3, len(panels))
    each = across * LINES
    which = with_most_texts(profile, "distinctive")
    lines = [HOW, *which]
    sheets = [
        _page(style, title, panels[n : n + each], across, highest, lines) for n in range(0, len(panels), each)
    ]
    parts = [f"{source}: {listed([row.word for row in rows[:3]])}" for source, rows in panels[:8]]
    finding = "Most distinctive words: " + "; ".join(parts) + "."
    alt = (
        f"A panel for each of {plural(len(panels), 'source')} with its {WORDS} most distinctive words, the "
        f"strongest first; a dot farther right stands for a stronger preference. {finding}"
    )
    return paged("distinctive", title, finding, alt, "distinctive", sheets, which)


def _page(
    style: Style,
    title: str,
    panels: list[tuple[str, list[Any]]],
    across: int,
    highest: float,
    lines: list[str],
) -> Sheet:
    sheet = Sheet(style)
    size = style.size
    top = head(sheet, title)
    gap = size * 2
    wide = (style.width - 4 - gap * (across - 1)) / across
    axis = scale(highest, bars=False)
    step = size * 1.45
    y = top
    for begin in range(0, len(panels), across):
        line = panels[begin : begin + across]
        heads = [sheet.wrap(source, wide, bold=True) for source, _ in line]
        tall = max(map(len, heads))
        rows = max(len(words) for _, words in line)
        for place, ((_, words), name) in enumerate(zip(line, heads, strict=True)):
            x = 2 + place * (wide + gap)
            _panel(sheet, x, y, wide, name, tall, words, axis.top, step)
        y += tall * size * 1.3 + size * 1.6 + rows * step + size * 1.4
    foot(sheet, y - size, lines)
    return sheet


def _panel(
    sheet: Sheet,
    x: float,
    y: float,
    wide: float,
    name: list[str],
    lines: int,
    words: list[Any],
    highest: float,
    step: float,
) -> None:
    size = sheet.style.size
    for n, part in enumerate(name):
        sheet.text(x, y + size + n * size * 1.3, part, bold=True)
    y += lines * size * 1.3 + size * 1.2
    left = x + wide * 0.58
    room = x + wide - left - size * 0.5
    for share in (0.0, 0.5, 1.0):
        label = ("z = " if share == 0 else "") + f"{highest * share:g}"
        align = "centre" if share else "right"
        at = left + room * share
        sheet.text(at + (0 if share else size * 0.3), y, label, size=size * 0.85, colour="soft", align=align)
        sheet.line(at, y + size * 0.3, at, y + size * 0.5 + step * len(words), "line", 0.6)
    y += size * 0.5
    for row in words:
        count = f" {row.count:,}"
        [label] = sheet.wrap(row.word, left - x - size - sheet.measure(count, size=size * 0.85), lines=1)
        at = left + room * row.z / highest
        middle = y + step / 2
        sheet.text(x, middle + size * 0.35, label)
        sheet.text(
            x + sheet.measure(label) + size * 0.4,
            middle + size * 0.35,
            count.strip(),
            size=size * 0.85,
            colour="soft",
        )
        sheet.line(left, middle, at, middle, "soft", 0.7)
        sheet.mark(at, middle, "o", "item0", hollow=row.documents < 2, size=size * 0.7)
        y += step
