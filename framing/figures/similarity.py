"""How alike the sources’ words are: a table of numbers with shades, and a map."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Any

from framing.figures.chart import Drawing
from framing.figures.glyphs import NO_BREAK
from framing.figures.layout import foot, head, paged
from framing.figures.looks import with_most_texts
from framing.figures.sheet import Sheet
from framing.figures.style import Style
from framing.profile import Profile
from framing.tables import records
from framing.wording import plural

if TYPE_CHECKING:
    import pandas as pd

SHADES = 9
DEEP = 6  # from this shade on, the numbers are in the colour of paper
HOW = (
    "Cosine of the sources’ mean TF-IDF weights: 1 the same words in the same proportions, 0 no word in "
    "common. Outlined cell: too few texts for an interval; it compares these texts only."
)
HOW_MAP = (
    "Sources that stand closer together use more of the same words: distances approach 1 − cosine. The "
    "directions mean nothing. Hollow: too few texts; the place is that of these texts only."
)


def draw_similarity(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Drawing]:
    """The heat map, for two sources or more."""
    found: dict[tuple[str, str], Any] = {}
    for row in records(tables["similarity"]):
        if row.cosine == row.cosine:
            found[str(row.source_a), str(row.source_b)] = row
    compared = {source for pair in found for source in pair}
    sources = [source for source in profile.foremost if source in compared]
    pairs = [(a, b) for a, b in combinations(sources, 2) if (a, b) in found]
    if not pairs:
        return []
    title = "How alike the sources’ words are"
    ordered = sorted(pairs, key=lambda pair: (-found[pair].cosine, pair))
    finding = f"Most alike: {_pair(ordered[0], found)}."
    if len(ordered) > 1:
        finding = f"Most alike: {_pair(ordered[0], found)}; least alike: {_pair(ordered[-1], found)}."
    which = with_most_texts(profile)
    alt = (
        f"A table of {plural(len(sources), 'source')} by the same sources; each cell gives the cosine "
        f"similarity of two sources, darker for more alike. {finding}"
    )
    sheet = Sheet(style)
    size = style.size
    y = head(sheet, title)
    left = min(max(sheet.measure(s, bold=True) for s in sources) + size * 3, style.width * 0.34)
    cell = min((style.width - left - 4) / (len(sources) - 1), size * 11)
    tall = min(cell, size * 2.6)
    # Columns too narrow for names have numbers, which then stand before all names on the left.
    numbered = cell < size * 5.5
    first = 0 if numbered else 1
    # Below the diagonal: rows from the second source on, columns up to the last but one.
    for i, source in enumerate(sources[first:], first):
        middle = y + (i - first + 0.5) * tall
        label = f"{i + 1}{NO_BREAK}{source}" if numbered else source
        names = sheet.wrap(label, left - size, bold=True, lines=2 if tall > size * 2 else 1)
        for n, part in enumerate(names):
            sheet.text(
                left - size * 0.8,
                middle + size * (0.35 - (len(names) - 1) * 0.65 + n * 1.3),
                part,
                bold=True,
                align="right",
            )
        for j, other in enumerate(sources[:i]):
            row = found.get((other, source))
            if row is not None:
                _cell(sheet, left + j * cell, y + (i - first) * tall, cell, tall, row)
    bottom = y + (len(sources) - first) * tall
    for j, other in enumerate(sources[:-1]):
        label = str(j + 1) if numbered else other
        names = sheet.wrap(label, cell - size * 0.4, bold=True, lines=3)
        for n, part in enumerate(names):
            sheet.text(
                left + (j + 0.5) * cell, bottom + size * (1.3 + n * 1.3), part, bold=True, align="centre"
            )
    foot(sheet, bottom + size * (1.6 if numbered else 4.2), [HOW, *which])
    return paged("similarity", title, finding, alt, "similarity", [sheet], which)


def _pair(pair: tuple[str, str], found: dict[tuple[str, str], Any]) -> str:
    return f"{pair[0]} and {pair[1]} ({found[pair].cosine:.2f})"


def _cell(sheet: Sheet, x: float, y: float, wide: float, tall: float, row: Any) -> None:
    size = sheet.style.size
    shade = min(SHADES - 1, max(0, int(row.cosine * SHADES)))
    thin = row.status != "ok"
    if thin:
        sheet.bar(x + 0.8, y + 0.8, wide - 1.6, tall - 1.6, "soft", hollow=True)
    else:
        sheet.bar(x + 0.8, y + 0.8, wide - 1.6, tall - 1.6, f"shade{shade}")
    label = f"{row.cosine:.2f}"
    small = min(size, size * wide / (sheet.measure(label) * 1.25))
    dark = shade >= DEEP and not thin
    extra = ""
    if row.low == row.low and wide > size * 7:
        extra = f"{row.low:.2f}–{row.high:.2f}"
    middle = y + tall / 2 + size * (0.35 if not extra else -0.1)
    colour = "onshade" if dark else "ink"
    sheet.text(x + wide / 2, middle, label, size=small, align="centre", colour=colour)
    if extra:
        sheet.text(x + wide / 2, middle + size * 1.05, extra, size=size * 0.8, align="centre", colour=colour)


def draw_map(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Drawing]:
    """The map, for three sources or more: two have only a distance."""
    points = [
        (str(row.source), float(row.x), float(row.y))
        for row in records(tables["map"])
        if row.source in profile.foremost and math.isfinite(row.x) and math.isfinite(row.y)
    ]
    if len(points) < 3:
        return []
    texts = profile.documents.groupby("source").size()
    title = "Map of the sources by their words"
    near = sorted((math.dist(a[1:], b[1:]), a[0], b[0]) for a, b in combinations(points, 2))
    finding = f"{near[0][1]} and {near[0][2]} stand closest; {near[-1][1]} and {near[-1][2]} farthest apart."
    which = with_most_texts(profile, "map")
    alt = f"{plural(len(points), 'source')} as dots on a plane. {finding} Directions have no meaning."
    sheet = Sheet(style)
    size = style.size
    y = head(sheet, title)
    xs, ys = [p[1] for p in points], [p[2] for p in points]
    span = max(max(xs) - min(xs), (max(ys) - min(ys)) * 2.0, 1e-9)
    margin = style.width * 0.2
    unit = (style.width - 2 * margin) / span
    height = (max(ys) - min(ys)) * unit + size * 6
    placed: list[tuple[float, float, float, float]] = []
    spots = []
    for source, px, py in points:
        at = (
            style.width / 2 + (px - (max(xs) + min(xs)) / 2) * unit,
            y + height / 2 - (py - (max(ys) + min(ys)) / 2) * unit,
        )
        spots.append((source, *at))
        placed.append((at[0] - size * 0.5, at[1] - size * 0.5, at[0] + size * 0.5, at[1] + size * 0.5))
    for source, x, cy in spots:
        thin = int(texts.get(source, 0)) < profile.settings.minimum_texts
        sheet.mark(x, cy, "o", "item0", hollow=thin, size=size * 0.9)
        [words] = sheet.wrap(source, margin * 1.6, lines=1)
        wide = sheet.measure(words)
        for dx, dy in _SPOTS:
            left = x + size * 0.8 if dx > 0 else x - size * 0.8 - wide if dx < 0 else x - wide / 2
            base = cy + size * 0.35 + dy * size * 1.35
            box = (left, base - size * 0.9, left + wide, base + size * 0.3)
            inside = box[0] >= 2 and box[2] <= style.width - 2 and y < box[1] and box[3] < y + height
            if inside and not any(_overlap(box, other) for other in placed):
                placed.append(box)
                sheet.text(left, base, words)
                if abs(dy) > 1.9:  # too far for the eye
                    sheet.line(x, cy, left - 1 if dx > 0 else left + wide + 1, base - size * 0.3, "soft", 0.4)
                break
    foot(sheet, y + height, [HOW_MAP, *which])
    return paged("map", title, finding, alt, "map", [sheet], which)


# Where a label may stand, in steps right and down from its dot: the nearest free place is taken.
_SPOTS: tuple[tuple[int, float], ...] = (
    *((1, 0), (-1, 0), (0, -0.8), (0, 0.8), (1, -0.8), (1, 0.8), (-1, -0.8), (-1, 0.8), (0, -1.7), (0, 1.7)),
    *((side, way * n) for n in range(2, 30) for way in (-1, 1) for side in (1, -1)),
)
_Box = tuple[float, float, float, float]


def _overlap(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
