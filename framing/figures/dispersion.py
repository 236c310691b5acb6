"""How evenly each source's texts use a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.charts import concept_names, frame_looks
from framing.figures.chart import Drawing
from framing.figures.layout import Axis, Cell, Group, Row, columns_of, paged, rows_and_columns
from framing.figures.looks import with_most_texts
from framing.figures.style import Style
from framing.profile import Profile
from framing.tables import records
from framing.wording import plural

if TYPE_CHECKING:
    import pandas as pd

AXIS = Axis(1.0, ((0.0, "0 even"), (1.0, "1")), bars=False)
HOW = (
    "Gries’ DPnorm: 0 spread over the texts in proportion to their length, 1 all in one text. Beside it: "
    "texts with the name. Hollow: too few texts to say how a name is spread. Sources with one text have no "
    "dispersion."
)


def draw_dispersion(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Drawing]:
    """A dot per source and name; names that occur once are left out, for they cannot be spread."""
    table = tables["dispersion"]
    table = table[table["source"].isin(profile.foremost)]
    table = table[(table["documents_in_source"] > 1) & (table["occurrences"] > 1) & table["dpnorm"].notna()]
    if table.empty:
        return []
    cells: dict[tuple[str, str, str, str], Any] = {
        (row.lexicon, row.concept, row.term, row.source): row for row in records(table)
    }
    looks = frame_looks(profile.lexicons)
    minimum = profile.settings.minimum_texts
    sources = [source for source in profile.foremost if source in set(table["source"])]
    texts = profile.documents.groupby("source").size()
    title = "How evenly the names are spread over each source’s texts"
    which = with_most_texts(profile, "dispersion")
    sheets = []
    for columns in columns_of(sources, style):
        groups = []
        for lexicon, concept, _ in concept_names(profile.lexicons):
            rows = []
            for term in sorted(concept.terms, key=lambda term: (term.frame, term.term)):
                found = [cells.get((lexicon.id, concept.id, term.term, source)) for source in columns]
                if any(found):
                    row = tuple(
                        None
                        if cell is None
                        else Cell(
                            cell.dpnorm,
                            f"{cell.documents} of {cell.documents_in_source}",
                            thin=cell.documents_in_source < minimum,
                        )
                        for cell in found
                    )
                    rows.append(Row(term.term, looks[term.frame], row))
            if rows:
                groups.append(Group(concept.label, (), tuple(rows)))
        heads = [(source, plural(int(texts[source]), "text")) for source in columns]
        sheets += rows_and_columns(style, title, (), heads, groups, AXIS, [HOW, *which])
    most = table.sort_values(
        ["dpnorm", "occurrences", "source", "term"], ascending=[True, False, True, True], kind="stable"
    )
    enough = most[most["documents_in_source"] >= minimum]
    even = next(records(enough if len(enough) else most))
    finding = (
        f"Most evenly spread: “{even.term}” in {even.source} ({even.documents} of "
        f"{plural(int(even.documents_in_source), 'text')}, DPnorm {even.dpnorm:.2f})."
    )
    alt = (
        f"A dot for each name and source, farther right where the name is crowded into fewer texts. {finding}"
    )
    return paged("dispersion", title, finding, alt, "dispersion", sheets, which)
