"""Tables of the page: cells, headings, and what a table without rows or with too many becomes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from framing.report.numbers import DASH, missing, whole
from framing.report.parts import Cell, Table

MOST_ROWS = 100  # rows of one table in the page; data/ holds all


def text(value: object, href: str = "", swatch: int = -1) -> Cell:
    """A cell of words."""
    return Cell(DASH if missing(value) else str(value), href, swatch=swatch)


def digits(value: str, href: str = "", shade: int = -1) -> Cell:
    """A cell of digits. A nought ("0", "0 %", "0 of 14") and a dash lead nowhere."""
    leads = value.split()[:1] not in ([], ["0"], [DASH])
    return Cell(value, href if leads else "", number=True, shade=shade)


def heads(*names: str) -> tuple[Cell, ...]:
    """Column headings; those that begin with "#" stand over digits."""
    return tuple(Cell(name.lstrip("#"), number=name.startswith("#")) for name in names)


def table(
    name: str,
    caption: str,
    columns: tuple[Cell, ...],
    rows: Iterable[tuple[Cell, ...]],
    file: str = "",
    note: str = "",
    first: int = 1,
    of: int = 0,
) -> tuple[Table, ...]:
    """A table, or nothing where there are no rows. `of` is the number of all rows if `rows` are but some."""
    listed = list(rows)
    if not listed:
        return ()
    of = max(of, len(listed))
    if of > MOST_ROWS:
        note = f"{note} The first {MOST_ROWS} of {whole(of)} rows.".strip()
    return (Table(name, caption, columns, tuple(listed[:MOST_ROWS]), file, note, first),)


def without(
    places: Collection[int], columns: tuple[Cell, ...], rows: Sequence[tuple[Cell, ...]]
) -> tuple[tuple[Cell, ...], list[tuple[Cell, ...]]]:
    """A table's columns and rows without the columns at the places."""

    def kept(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(cell for place, cell in enumerate(cells) if place not in places)

    return kept(columns), [kept(row) for row in rows]
