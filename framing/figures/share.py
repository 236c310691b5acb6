"""How each source names a concept: shares of the names in its own voice, beside all voices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from framing.charts import frame_looks
from framing.figures.chart import Drawing, Layout
from framing.figures.layout import PERCENT, Cell, Group, Row, ends, paged, rows_and_columns
from framing.figures.looks import chosen_words, concept_parts, frame_keys, that_name_it
from framing.figures.style import Style
from framing.model import Concept, Lexicon
from framing.profile import Profile
from framing.stats.too_few import WIDEST
from framing.tables import records
from framing.wording import listed, percent, plural

if TYPE_CHECKING:
    import pandas as pd

HOW = (
    "Bars: share of the source’s occurrences of these names. Line over a bar: 95 % interval with texts as "
    "units. Hollow bar: too few texts for an interval; it describes these texts only."
)
WIDE = (
    "Hollow, too, where the texts differ so much that the interval would be wider than "
    f"{100 * WIDEST:.0f} points of 100: too few to tell."
)


def layouts_of_shares(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Layout]:
    """A figure for each concept with an occurrence."""
    shares = tables["shares"]
    shares = shares[shares["level"] == "term"]
    return [
        partial(_figure, profile, lexicon, concept, f"share-{name}", part, style)
        for lexicon, concept, name, part in concept_parts(profile.lexicons, shares)
        if part["occurrences"].sum() > 0
    ]


def _figure(
    profile: Profile, lexicon: Lexicon, concept: Concept, name: str, part: pd.DataFrame, style: Style
) -> list[Drawing]:
    looks = frame_looks(profile.lexicons)
    frame_of = {term.term: term.frame for term in concept.terms}
    cells: dict[tuple[str, str, str], Any] = {
        (row.source, row.voices, row.item): row for row in records(part)
    }
    texts = {row.source: row.documents for row in cells.values() if row.voices == "chosen"}
    with_rows = [source for source in profile.sources if (source, "all", _first(part)) in cells]
    sources, which = that_name_it(with_rows, texts, "shares")
    terms = sorted(frame_of, key=lambda term: (frame_of[term], term))
    groups, used = [], set()
    for source in sources:
        rows = []
        for term in terms:
            pair = [cells.get((source, voices, term)) for voices in ("chosen", "all")]
            if any(cell is not None and cell.occurrences for cell in pair):
                used.add(frame_of[term])
                rows.append(Row(term, looks[frame_of[term]], tuple(_cell(cell, style) for cell in pair)))
        remarks = tuple(
            _remark([cells[key] for term in terms if (key := (source, voices, term)) in cells], style)
            for voices in ("chosen", "all")
        )
        groups.append(Group(source, remarks, tuple(rows)))
    own = chosen_words(profile)
    title = f"{concept.label}: names in the sources’ {own} and in all voices"
    columns = [(own.capitalize(), ""), ("All voices", "")]
    finding = _finding(sources, terms, cells, own)
    alt = (
        f"Bars for {plural(len(sources), 'source')}: the share of each name for “{concept.label}”, in the "
        f"{own} on the left and in all voices on the right. {finding} Hollow bars rest on too few texts "
        "and have no interval."
    )
    keys = frame_keys(profile, lexicon, sorted(used))
    wide = any(cell.status == "wide" for cell in cells.values() if cell.source in sources)
    lines = [HOW, *([WIDE] if wide else []), *which]
    sheets = rows_and_columns(style, title, keys, columns, groups, PERCENT, lines)
    return paged(name, title, finding, alt, "shares", sheets, which)


def _first(part: pd.DataFrame) -> str:
    return str(part["item"].iloc[0])


def _cell(cell: Any, style: Style) -> Cell | None:
    if cell is None or not cell.total:
        return None
    if not cell.occurrences:
        return Cell(0.0, "0")
    if cell.status == "ok":
        label = percent(cell.share) if style.narrow else f"{percent(cell.share)} ({cell.occurrences:,})"
        return Cell(cell.share, label, *ends(cell))
    label = f"{cell.occurrences}/{cell.total}" if style.narrow else f"{cell.occurrences:,} of {cell.total:,}"
    return Cell(cell.share, label, thin=True)


def _remark(names: Sequence[Any], style: Style) -> str:
    """How much the shares of a source's names in some voices rest on."""
    if not names or not names[0].total:
        return "no occurrence"
    cell = names[0]
    texts = "one text only" if cell.status == "one" else plural(cell.documents, "text")
    words = f"{cell.total:,} in {texts}" if style.narrow else f"{plural(cell.total, 'occurrence')} in {texts}"
    if all(name.status == "wide" for name in names if name.occurrences):
        return f"{words}: too few to tell"
    return f"{words}: too few texts" if cell.status == "few" else words


def _finding(
    sources: Sequence[str], terms: list[str], cells: dict[tuple[str, str, str], Any], own: str
) -> str:
    """Which name each source writes most often, with the numbers."""
    groups: dict[tuple[str, ...], list[str]] = {}
    without = []
    for source in sources:
        mine = {term: cells[source, "chosen", term] for term in terms if (source, "chosen", term) in cells}
        top = max((cell.occurrences for cell in mine.values()), default=0)
        if not top:
            without.append(source)
            continue
        leading = tuple(term for term, cell in mine.items() if cell.occurrences == top)
        total = next(iter(mine.values())).total
        each = " each" if len(leading) > 1 else ""
        groups.setdefault(leading, []).append(f"{source} ({top:,} of {total:,}{each})")
    parts = [
        f"{listed(members, 6)} {'writes' if len(members) == 1 else 'write'} most often "
        + listed([f"“{term}”" for term in leading], 3)
        for leading, members in groups.items()
    ]
    if without:
        parts.append(f"{listed(without, 6)} {'uses' if len(without) == 1 else 'use'} none of these names")
    if len(parts) > 6:
        parts = [*parts[:6], "the others differ again"]
    return f"In the {own}: " + "; ".join(parts) + "."
