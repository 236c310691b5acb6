"""Annotations added up: the tables from which all statistics are computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.model import ZONES, Annotation, Lexicon
from framing.readers import DocumentFile
from framing.study import Settings
from framing.tables import readings_frame

if TYPE_CHECKING:
    import pandas as pd

    from framing.wordcounts import WordCounts


@dataclass(frozen=True, slots=True)
class Profile:
    """What the sources of a study add up to.

    documents  a row per document in path order: document, source, title, date, type, url, `words` (in counted
               zones), `words_<zone>` for each zone, `occurrences` (counted), `uncounted`
    readings   a row per reading (`READING_COLUMNS`), and `own_side`: a quotation or report of the source's
               own spokesperson
    words      counts of words and word pairs in the counted zones, one row per document, in path order
    sources    the sources in alphabetical order
    """

    settings: Settings
    lexicons: tuple[Lexicon, ...]
    documents: pd.DataFrame
    readings: pd.DataFrame
    words: WordCounts
    skipped: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources, in alphabetical order."""
        return tuple(sorted(self.documents["source"].unique()))

    def chosen(self, voices: Sequence[str] | None = None) -> pd.DataFrame:
        """Counted readings in the given voices; by default those in which a source chooses a name itself.

        With `own_spokespeople`, what a source's own spokespeople say counts as its own voice.
        """
        counted = self.readings[self.readings["counted"]]
        wanted = tuple(self.settings.voices if voices is None else voices)
        mask = counted["voice"].isin(wanted)
        if self.settings.own_spokespeople and "own" in wanted:
            mask |= counted["own_side"]
        return counted[mask]

    def to_frame(self) -> pd.DataFrame:
        """Counted occurrences by source, term and voice: columns `occurrences`, `documents`."""
        keys = ["source", "lexicon", "concept", "term", "frame", "voice"]
        grouped = self.readings[self.readings["counted"]].groupby(keys, sort=True)["document"]
        return grouped.agg(occurrences="size", documents="nunique").reset_index()


def build_profile(
    settings: Settings,
    lexicons: Sequence[Lexicon],
    files: Iterable[DocumentFile],
    annotations: Sequence[Annotation],
    words: WordCounts,
    skipped: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
) -> Profile:
    """The profile of a corpus. `annotations` and the rows of `words` are in the order of the paths."""
    import pandas as pd

    by_path = {file.path: file for file in files}
    readings = readings_frame(annotations)
    people = {path: {name.casefold() for name in file.spokespeople} for path, file in by_path.items()}
    readings["own_side"] = [
        bool(speaker) and voice in ("quoted", "attributed") and speaker.casefold() in people.get(path, ())
        for path, speaker, voice in zip(
            readings["document"], readings["speaker"], readings["voice"], strict=True
        )
    ]
    rows = []
    for annotation in annotations:
        file = by_path[annotation.path]
        per_zone = dict(annotation.words)
        counted = sum(reading.counted for reading in annotation.readings)
        rows.append(
            {
                "document": annotation.path,
                "source": annotation.source,
                "title": file.title,
                "date": file.date,
                "type": file.type,
                "url": file.url,
                "words": sum(n for zone, n in annotation.words if zone in settings.zones),
                **{f"words_{zone}": per_zone.get(zone, 0) for zone in ZONES},
                "occurrences": counted,
                "uncounted": len(annotation.readings) - counted,
            }
        )
    return Profile(
        settings,
        tuple(lexicons),
        pd.DataFrame(rows),
        readings,
        words,
        tuple(skipped),
        tuple(notes),
    )
