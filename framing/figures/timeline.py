"""How the shares change over time, where the texts have dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from framing.charts import frame_looks
from framing.figures.chart import Drawing, Layout
from framing.figures.layout import ends, foot, head, mark_swatch, paged
from framing.figures.looks import chosen_words, concept_parts, frame_keys, that_name_it
from framing.figures.sheet import Sheet
from framing.figures.style import Style, item, marker
from framing.model import Concept, Lexicon
from framing.profile import Profile
from framing.tables import records
from framing.wording import percent, plural

if TYPE_CHECKING:
    import pandas as pd

MOST_PERIODS = 120  # drawn at most; the latest
FRAMES = 4  # in a figure; the most frequent
LINES = 5  # of panels on a page
HOW = (
    "Marker: share of choice in the period; upright line: 95 % interval with texts as units. Hollow: too few "
    "texts for an interval. No marker: no occurrence. Neighbouring periods are joined."
)


def layouts_of_time(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Layout]:
    """A figure for each concept that has occurrences in two periods or more."""
    table = tables["time"]
    table = table[(table["voices"] == "chosen") & (table["total"] > 0)]
    return [
        partial(_figure, profile, lexicon, concept, f"time-{name}", part, style)
        for lexicon, concept, name, part in concept_parts(profile.lexicons, table)
        if part["period"].nunique() > 1
    ]


def _figure(
    profile: Profile, lexicon: Lexicon, concept: Concept, name: str, part: pd.DataFrame, style: Style
) -> list[Drawing]:
    span = str(part["period"].min()), str(part["period"].max())
    periods = calendar(*span)[-MOST_PERIODS:]
    part = part[part["period"].isin(periods)]
    once = part.drop_duplicates(["source", "period"]).groupby("source")["documents"].sum()
    texts = {str(source): int(number) for source, number in once.items()}
    sources, which = that_name_it(sorted(texts), texts, "time")
    sums = part.groupby("frame")["occurrences"].sum()
    ranked = sorted((frame for frame in sums.index if sums[frame]), key=lambda frame: (-sums[frame], frame))
    frames = sorted(ranked[:FRAMES])
    lines = [HOW, *which]
    if len(ranked) > FRAMES:
        lines.append(f"The {FRAMES} most frequent usages; data/time.csv has all.")
    cut = len(calendar(*span)) > MOST_PERIODS
    if cut:
        lines.append(f"The last {MOST_PERIODS} periods; data/time.csv has all.")
    keys = frame_keys(profile, lexicon, frames)
    own = chosen_words(profile)
    title = f"{concept.label}: share by period, {own}"
    cells: dict[tuple[str, str, str], Any] = {
        (row.source, row.frame, row.period): row for row in records(part)
    }
    looks = frame_looks(profile.lexicons)
    sheets = []
    across = 1 if style.narrow or len(sources) == 1 else 2
    for begin in range(0, len(sources), across * LINES):
        sheet = Sheet(style)
        y = head(sheet, title, keys, mark_swatch)
        size = style.size
        gap = size * 2
        wide = (style.width - 4 - gap * (across - 1)) / across
        tall = size * 10.5
        shown = sources[begin : begin + across * LINES]
        for n, source in enumerate(shown):
            x = 2 + (n % across) * (wide + gap)
            top = y + (n // across) * (tall + size * 2.2)
            _panel(sheet, x, top, wide, tall, source, periods, frames, looks, cells)
        foot(sheet, y + -(-len(shown) // across) * (tall + size * 2.2) - size, lines)
        sheets.append(sheet)
    finding = (
        f"From {part['period'].min()} to {part['period'].max()}, {plural(len(texts), 'source')} "
        f"{'uses' if len(texts) == 1 else 'use'} a name in "
        f"{plural(int(part['period'].nunique()), 'period')}{', earlier ones left out' if cut else ''}."
    )
    first, last = _ends(sources, frames, periods, cells)
    if first:
        finding += f" {first} {last}".rstrip()
    alt = (
        "A panel for each source; markers show the share of each usage by period, gaps where there is none. "
        f"{finding}"
    )
    return paged(name, title, finding, alt, "time", sheets, which)


def _ends(
    sources: Sequence[str], frames: list[str], periods: list[str], cells: dict[tuple[str, str, str], Any]
) -> tuple[str, str]:
    """The first and last share of the source with the most occurrences."""
    sums = {s: sum(c.occurrences for (source, _, _), c in cells.items() if source == s) for s in sources}
    source = max(sources, key=lambda s: (sums[s], s))
    frame = max(
        frames,
        key=lambda f: (sum(c.occurrences for (s, g, _), c in cells.items() if s == source and g == f), f),
    )
    rows = [cells[source, frame, p] for p in periods if (source, frame, p) in cells]
    if len(rows) < 2:
        return "", ""
    a, b = rows[0], rows[-1]
    return (
        f"{source}, most frequent usage: {a.occurrences} of {a.total} in {a.period}",
        f"and {b.occurrences} of {b.total} in {b.period}.",
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where a panel's scales lie, in points: shares from `bottom` to `top`, periods from `begin` on."""

    left: float
    right: float
    top: float
    bottom: float
    begin: float
    step: float

    def up(self, share: float) -> float:
        """The height of a share."""
        return self.bottom - (self.bottom - self.top) * share

    def place(self, number: int) -> float:
        """The middle of a period."""
        return self.begin + self.step * number


def _panel(
    sheet: Sheet,
    x: float,
    y: float,
    wide: float,
    tall: float,
    source: str,
    periods: list[str],
    frames: list[str],
    looks: dict[str, int],
    cells: dict[tuple[str, str, str], Any],
) -> None:
    size = sheet.style.size
    [words] = sheet.wrap(source, wide, bold=True, lines=1)
    sheet.text(x, y + size, words, bold=True)
    left, right = x + size * 3.4, x + wide - size
    step = (right - left - size * 1.2) / max(1, len(periods) - 1)
    plot = _Plot(left, right, y + size * 2.2, y + tall - size * 3.0, left + size * 0.6, step)
    _axes(sheet, plot, periods, x + wide + size)
    wide_apart = step > size * 1.2
    if wide_apart:
        counts = {p: c.documents for (s, _, p), c in cells.items() if s == source}
        _texts(sheet, plot, [counts.get(period, 0) for period in periods])
    shift = min(step * 0.14, size * 0.7)
    for number, frame in enumerate(frames):
        found = [cells.get((source, frame, period)) for period in periods]
        if any(cell.occurrences for cell in found if cell is not None):
            off = (number - (len(frames) - 1) / 2) * shift
            _series(sheet, plot, found, looks[frame], off, wide_apart)


def _axes(sheet: Sheet, plot: _Plot, periods: list[str], most: float) -> None:
    """The lines of the shares, and as many periods below them as there is room for up to `most`."""
    size = sheet.style.size
    for share in (0.0, 0.5, 1.0):
        level = plot.up(share)
        sheet.line(plot.left - size * 0.4, level, plot.right + size * 0.6, level, "line", 0.6)
        sheet.text(
            plot.left - size * 0.8,
            level + size * 0.3,
            percent(share),
            size=size * 0.8,
            colour="soft",
            align="right",
        )
    label_wide = max(sheet.measure(p, size=size * 0.8) for p in (periods[0], periods[-1])) + size
    every = max(1, -(-int(label_wide) // max(1, int(plot.step)))) if plot.step < label_wide else 1
    y = plot.bottom + size * 1.6
    for n in range(0, len(periods), every):
        if n and plot.place(n) + label_wide / 2 > most:
            break
        sheet.text(plot.place(n), y, periods[n], size=size * 0.8, colour="soft", align="centre")


def _texts(sheet: Sheet, plot: _Plot, counts: list[int]) -> None:
    """How many texts there are, below each period."""
    size = sheet.style.size
    y = plot.bottom + size * 2.7
    sheet.text(plot.left - size * 0.8, y, "texts", size=size * 0.8, colour="soft", align="right")
    for n, count in enumerate(counts):
        sheet.text(plot.place(n), y, f"{count}", size=size * 0.8, colour="soft", align="centre")


def _series(sheet: Sheet, plot: _Plot, found: list[Any], look: int, off: float, wide_apart: bool) -> None:
    """One usage: a marker for each period, `off` beside its place, and lines between neighbours."""
    size = sheet.style.size
    colour = item(look)
    before: tuple[int, float, float] | None = None
    for n, cell in enumerate(found):
        if cell is None:
            continue
        at = (plot.place(n) + off, plot.up(cell.share))
        if before and before[0] == n - 1:
            sheet.line(before[1], before[2], *at, colour, 0.9)
        low, high = ends(cell)
        if low is not None and high is not None:
            ink, weight = ("ink", 0.8) if wide_apart else ("soft", 0.4)
            sheet.line(at[0], plot.up(low), at[0], plot.up(high), ink, weight)
        small = size * (0.72 if wide_apart else 0.4)
        sheet.mark(*at, marker(look), colour, hollow=cell.status != "ok", size=small)
        before = (n, *at)


def calendar(first: str, last: str) -> list[str]:
    """All periods from the first to the last, of their kind: years, quarters ("2022-Q2") or months."""
    kind = 4 if "Q" in first else 12 if "-" in first else 1
    start, end = _number(first, kind), _number(last, kind)
    return [_period(n, kind) for n in range(start, end + 1)]


def _number(period: str, kind: int) -> int:
    parts = [int(part) for part in re.findall(r"\d+", period)]
    return parts[0] * kind + (parts[1] - 1 if len(parts) > 1 else 0)


def _period(number: int, kind: int) -> str:
    year, part = divmod(number, kind)
    if kind == 1:
        return f"{year:04d}"
    return f"{year:04d}-Q{part + 1}" if kind == 4 else f"{year:04d}-{part + 1:02d}"
