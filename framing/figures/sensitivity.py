"""How the main result changes if something is decided differently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.analysis.sensitivity import AS_REPORTED
from framing.charts import concept_names, frame_looks
from framing.figures.chart import Drawing
from framing.figures.layout import (
    PERCENT,
    Axis,
    Cell,
    Group,
    Row,
    columns_of,
    ends,
    paged,
    rows_and_columns,
)
from framing.figures.looks import frame_labels
from framing.figures.style import Style
from framing.profile import Profile
from framing.tables import records
from framing.wording import percent, plural

if TYPE_CHECKING:
    import pandas as pd

CONCEPTS = 4  # those with the most occurrences
AXIS = Axis(1.0, PERCENT.ticks, bars=False)
HOW = (
    "Dot: share of choice; line: 95 % interval with texts as units; upright tick: the share as reported. "
    "Hollow: too few texts for an interval; it describes these texts only."
)


def draw_sensitivity(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Drawing]:
    """For each concept the share of its most frequent usage, by source and decision."""
    table = tables["sensitivity"]
    variations = [AS_REPORTED, *(v for v in dict.fromkeys(table["variation"]) if v != AS_REPORTED)]
    reported = table[table["variation"] == AS_REPORTED]
    sums = reported.groupby(["lexicon", "concept", "frame"])["occurrences"].sum()
    if not len(sums) or not sums.max():
        return []
    leading: dict[tuple[str, str], tuple[int, int, str]] = {}
    for (lexicon_id, concept_id, frame), n in list[Any](sums.items()):
        total, most, leader = leading.get((lexicon_id, concept_id), (0, 0, ""))
        better = int(n) > most
        most, leader = (int(n), frame) if better else (most, leader)
        leading[lexicon_id, concept_id] = (total + int(n), most, leader)
    shown = set(
        sorted((key for key in leading if leading[key][1]), key=lambda k: (-leading[k][0], k))[:CONCEPTS]
    )
    cells: dict[tuple[str, str, str, str, str], Any] = {
        (row.lexicon, row.concept, row.frame, row.source, row.variation): row
        for row in records(table)
        if row.total
    }
    looks = frame_looks(profile.lexicons)
    title = "How the main result changes with what is counted"
    lines = [HOW]
    if len(shown) < len(leading):
        lines.append(f"The {CONCEPTS} things with the most occurrences; data/sensitivity.csv has all.")
    sheets = []
    widest: tuple[Any, ...] = (False, 0.0)
    for columns in columns_of(profile.sources, style):
        groups = []
        for lexicon, concept, _ in concept_names(profile.lexicons):
            if (lexicon.id, concept.id) not in shown:
                continue
            frame = leading[lexicon.id, concept.id][2]
            rows: list[Row] = []
            same: list[str] = []
            for variation in variations:
                row = []
                for source in columns:
                    key = (lexicon.id, concept.id, frame, source)
                    cell, base = cells.get((*key, variation)), cells.get((*key, AS_REPORTED))
                    row.append(_cell(cell, base))
                    if cell is not None and base is not None:
                        firm = cell.status == "ok" and base.status == "ok"
                        change = abs(cell.share - base.share)
                        widest = max(
                            widest, (firm, change, source, concept.label, variation, cell, base), key=_first
                        )
                if variation != AS_REPORTED and _alike(rows[0].cells, row):
                    same.append(variation)
                else:
                    rows.append(Row(variation, looks[frame], tuple(row)))
            heading = f"{concept.label}: {frame_labels(lexicon).get(frame, frame)}"
            groups.append(Group(heading, (), tuple(rows), f"No change: {', '.join(same)}" if same else ""))
        sheets += rows_and_columns(style, title, (), [(s, "") for s in columns], groups, AXIS, lines)
    if widest[1] < 0.005:
        finding = "No share changes under any of these decisions" + (
            ", where texts are enough." if widest[0] else "."
        )
    else:
        firm, _, source, label, variation, cell, base = widest
        finding = (
            f"The largest change: {source}, {label}, {variation}: {cell.occurrences:,} of "
            f"{cell.total:,} instead of "
            f"{base.occurrences:,} of {base.total:,}{'' if firm else ', which rests on too few texts'}."
        )
    alt = (
        f"Dots for {plural(len(profile.sources), 'source')}: the share of the most frequent usage "
        f"of a concept, one "
        f"row for each decision. {finding}"
    )
    return paged("sensitivity", title, finding, alt, "sensitivity", sheets)


def _alike(reported: Sequence[Cell | None], row: Sequence[Cell | None]) -> bool:
    """Whether no share changes by half a percentage point, nor whether there are texts enough."""
    return all(
        (a is None and b is None)
        or (a is not None and b is not None and abs(a.value - b.value) < 0.005 and a.thin == b.thin)
        for a, b in zip(reported, row, strict=True)
    )


def _first(change: tuple[Any, ...]) -> tuple[bool, float]:
    return change[0], change[1]


def _cell(cell: Any, base: Any) -> Cell | None:
    if cell is None:
        return None
    low, high = ends(cell)
    thin = cell.status != "ok"
    label = f"{cell.occurrences}/{cell.total}" if thin else percent(cell.share)
    return Cell(cell.share, label, low, high, thin, None if base is None else base.share)
