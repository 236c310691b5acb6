"""How the main result changes if something is decided differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.analysis.sensitivity import AS_REPORTED
from framing.charts import concept_names, frame_looks
from framing.figures.chart import Drawing
from framing.figures.layout import PERCENT, Axis, Cell, Group, Row, columns_of, ends, paged, rows_and_columns
from framing.figures.looks import frame_labels, with_most_texts
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

_Found = dict[str, list[Any]]  # a row of the table, or None, for each source, by variation; as reported first


class _Change(NamedTuple):
    """How a decision changes a source's share; `firm` where there are texts enough for both shares."""

    firm: bool
    size: float
    source: str
    concept: str
    variation: str
    cell: Any
    base: Any


def draw_sensitivity(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Drawing]:
    """For each concept the share of its most frequent usage, by source and decision."""
    table = tables["sensitivity"]
    variations = [AS_REPORTED, *(v for v in dict.fromkeys(table["variation"]) if v != AS_REPORTED)]
    leading = _leading(table[table["variation"] == AS_REPORTED])
    shown = set(
        sorted((key for key in leading if leading[key][1]), key=lambda k: (-leading[k][0], k))[:CONCEPTS]
    )
    if not shown:
        return []
    cells: dict[tuple[str, str, str, str, str], Any] = {
        (row.lexicon, row.concept, row.frame, row.source, row.variation): row
        for row in records(table)
        if row.total
    }
    looks = frame_looks(profile.lexicons)
    title = "How the main result changes with what is counted"
    which = with_most_texts(profile, "sensitivity")
    lines = [HOW, *which]
    if len(shown) < len(leading):
        lines.append(f"The {CONCEPTS} things with the most occurrences; data/sensitivity.csv has all.")
    sheets = []
    changes: list[_Change] = []
    for sources in columns_of(profile.foremost, style):
        groups = []
        for lexicon, concept, _ in concept_names(profile.lexicons):
            if (lexicon.id, concept.id) not in shown:
                continue
            frame = leading[lexicon.id, concept.id][2]
            found = {
                variation: [cells.get((lexicon.id, concept.id, frame, s, variation)) for s in sources]
                for variation in variations
            }
            heading = f"{concept.label}: {frame_labels(lexicon).get(frame, frame)}"
            groups.append(_group(heading, looks[frame], found))
            changes += _changes(found, sources, concept.label)
        sheets += rows_and_columns(style, title, (), [(s, "") for s in sources], groups, AXIS, lines)
    finding = _finding(changes)
    alt = (
        f"Dots for {plural(len(profile.foremost), 'source')}: the share of the most frequent usage of a "
        f"concept, one row for each decision. {finding}"
    )
    return paged("sensitivity", title, finding, alt, "sensitivity", sheets, which)


def _leading(reported: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int, str]]:
    """For each lexicon and concept its occurrences, and those of its most frequent frame, with that frame."""
    sums = reported.groupby(["lexicon", "concept", "frame"])["occurrences"].sum()
    leading: dict[tuple[str, str], tuple[int, int, str]] = {}
    for (lexicon, concept, frame), n in list[Any](sums.items()):
        total, most, leader = leading.get((lexicon, concept), (0, 0, ""))
        most, leader = (int(n), frame) if n > most else (most, leader)
        leading[lexicon, concept] = (total + int(n), most, leader)
    return leading


def _group(heading: str, look: int, found: _Found) -> Group:
    """A row for each decision that changes something; the others are named below."""
    reported = found[AS_REPORTED]
    rows: list[Row] = []
    same: list[str] = []
    for variation, row in found.items():
        cells = tuple(map(_cell, row, reported))
        if rows and _alike(rows[0].cells, cells):
            same.append(variation)
        else:
            rows.append(Row(variation, look, cells))
    return Group(heading, (), tuple(rows), f"No change: {', '.join(same)}" if same else "")


def _changes(found: _Found, sources: Sequence[str], concept: str) -> Iterator[_Change]:
    for variation, row in found.items():
        for source, cell, base in zip(sources, row, found[AS_REPORTED], strict=True):
            if cell is not None and base is not None:
                firm = cell.status == "ok" and base.status == "ok"
                yield _Change(firm, abs(cell.share - base.share), source, concept, variation, cell, base)


def _finding(changes: Sequence[_Change]) -> str:
    """The largest change, one that rests on texts enough before any other."""
    widest = max(changes, key=lambda change: (change.firm, change.size), default=None)
    if widest is None or widest.size < 0.005:
        enough = ", where texts are enough" if widest and widest.firm else ""
        return f"No share changes under any of these decisions{enough}."
    cell, base = widest.cell, widest.base
    return (
        f"The largest change: {widest.source}, {widest.concept}, {widest.variation}: {cell.occurrences:,} of "
        f"{cell.total:,} instead of {base.occurrences:,} of {base.total:,}"
        f"{'' if widest.firm else ', which rests on too few texts'}."
    )


def _alike(reported: Sequence[Cell | None], row: Sequence[Cell | None]) -> bool:
    """Whether no share changes by half a percentage point, nor whether there are texts enough."""
    return all(
        (a is None and b is None)
        or (a is not None and b is not None and abs(a.value - b.value) < 0.005 and a.thin == b.thin)
        for a, b in zip(reported, row, strict=True)
    )


def _cell(cell: Any, base: Any) -> Cell | None:
    if cell is None:
        return None
    low, high = ends(cell)
    thin = cell.status != "ok"
    label = f"{cell.occurrences}/{cell.total}" if thin else percent(cell.share)
    return Cell(cell.share, label, low, high, thin, None if base is None else base.share)
