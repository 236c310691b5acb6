"""Where names stand in documents: a strip for each, with a tick for each name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.profile import Profile
from framing.report import doors, glance
from framing.report.parts import Names, Strip, Strips, Subject, grouped
from framing.tables import records

if TYPE_CHECKING:
    import pandas as pd

STRIP_DOCUMENTS = 40  # for each concept
STRIP_TICKS = 1000  # in all


def strips(
    profile: Profile,
    mine: pd.DataFrame,
    lengths: dict[str, int],
    subjects: Sequence[Subject],
    names: Names,
) -> tuple[Strips, ...]:
    """Strips for the documents with the most names of each concept, as many as there is room for.

    `mine` are the readings in the voices chosen, `lengths` those of the documents in code points.
    """
    readings = profile.readings.assign(chosen=profile.readings.index.isin(mine.index))
    columns = ["document", "lexicon", "concept", "term", "frame", "start", "surface", "voice", "chosen"]
    counted = readings.loc[readings["counted"], columns]
    places = counted.groupby(["lexicon", "concept"]).indices
    about = {row.document: row for row in records(profile.documents[["document", "source", "title", "date"]])}
    left = STRIP_TICKS
    found = []
    for subject in subjects:
        here = list(records(counted.iloc[places.get(subject.pair, [])]))
        by_document = grouped(here, "document")
        fullest = sorted(by_document, key=lambda path: (-len(by_document[path]), path))[:STRIP_DOCUMENTS]
        drawn = []
        for document in sorted(fullest, key=lambda path: (about[path].source, about[path].date, path)):
            rows = by_document[document]
            if len(rows) > left or document not in lengths:
                continue
            left -= len(rows)
            ticks = tuple(
                (
                    f"{0.4 + 99 * row.start / lengths[document]:.2f}%",
                    names.styles[subject.lexicon.id, row.frame],
                    doors.reader(document, int(row.start)),
                    f"{row.surface} ({row.voice})",
                    bool(row.chosen),
                )
                for row in rows
            )
            entry = about[document]
            drawn.append(Strip(entry.title or document, doors.reader(document), entry.source, ticks))
        if drawn:
            legend = glance.legend(subject, names, {row.term for row in here})
            note = "" if len(drawn) == len(by_document) else f"{len(drawn)} of {len(by_document)} texts."
            found.append(Strips(subject.concept.label, legend, tuple(drawn), note))
    return tuple(found)
