"""Annotations added up: the tables from which all statistics are computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from framing.columns import Columns, frame
from framing.model import VOICES, ZONES, Lexicon
from framing.readers import DocumentFile
from framing.study import Settings
from framing.voice.classify import is_meant
from framing.voice.speaker_names import bare_name
from framing.wording import listed

if TYPE_CHECKING:
    import pandas as pd

    from framing.changes import Changes
    from framing.words import Words


MOST_SOURCES = 24  # shown or compared one by one


@dataclass(frozen=True, slots=True)
class Profile:
    """What the sources of a study add up to.

    documents  a row per document in path order: document, source, title, date, type, url, `words` (in counted
               zones), `words_<zone>` for each zone, `occurrences` (counted), `uncounted`
    readings   a row per reading (`READING_COLUMNS`), `sentence_start` and `sentence_end`: the sentence in
               which it begins, and `own_side`: a quotation or report of the source's own spokesperson
    words      the words in the counted zones of each document, in the order of the text
    sources    the sources in alphabetical order
    foremost   those that figures show and that are compared with each other: at most `MOST_SOURCES`
    members    whose each text is, by its path, where a source groups the texts of several; else nothing
    changes    what differs from the run before, if anything does
    """

    settings: Settings
    lexicons: tuple[Lexicon, ...]
    documents: pd.DataFrame
    readings: pd.DataFrame
    words: Words
    skipped: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    changes: Changes | None = None
    members: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = field(init=False)
    foremost: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        texts = Counter(self.documents["source"].tolist())
        object.__setattr__(self, "sources", tuple(sorted(texts)))
        object.__setattr__(self, "foremost", foremost(self.sources, texts))

    def chosen(self, voices: Sequence[str] | None = None) -> pd.DataFrame:
        """Counted readings in the given voices; by default those in which a source chooses a name itself.

        With `own_spokespeople`, what a source's own spokespeople say counts as its own voice.
        """
        return self.readings[self.readings["counted"] & self.in_voices(voices)]

    def in_voices(
        self, voices: Sequence[str] | None = None, *, own_spokespeople: bool | None = None
    ) -> pd.Series[bool]:
        """Which readings, counted or not, stand in the given voices; the settings' by default."""
        wanted = tuple(self.settings.voices if voices is None else voices)
        own_side = self.settings.own_spokespeople if own_spokespeople is None else own_spokespeople
        mask = self.readings["voice"].isin(wanted)
        return mask | self.readings["own_side"] if own_side and "own" in wanted else mask

    def whose(self, document: str, source: str) -> str:
        """Whose a text is, its group behind: "Coast Radio (national)"; its source where none is grouped."""
        member = self.members.get(document, source)
        return source if member == source else f"{member} ({source})"

    def to_frame(self) -> pd.DataFrame:
        """Counted occurrences by source, term and voice: columns `occurrences`, `documents`."""
        keys = ["source", "lexicon", "concept", "term", "frame", "voice"]
        grouped = self.readings[self.readings["counted"]].groupby(keys, sort=True)["document"]
        return grouped.agg(occurrences="size", documents="nunique").reset_index()

    def _repr_html_(self) -> str:
        """In a notebook: counted occurrences by source and voice."""
        counted = self.readings[self.readings["counted"]]
        table = counted.groupby(["source", "voice"]).size().unstack("voice", fill_value=0)
        columns = [voice for voice in VOICES if voice in table.columns]
        shown: str = table.reindex(index=self.sources, columns=columns, fill_value=0).to_html()
        return f"<p>Counted occurrences by source and voice, {len(self.documents)} documents</p>{shown}"


def foremost(sources: Iterable[str], texts: Mapping[str, int]) -> tuple[str, ...]:
    """The sources in their order; of more than `MOST_SOURCES`, as many of those with most `texts`.

    Those without a text are then left out, unless none has any.
    """
    everyone = list(sources)
    if len(everyone) <= MOST_SOURCES:
        return tuple(everyone)
    with_texts = [source for source in everyone if texts.get(source, 0)] or everyone
    most = set(sorted(with_texts, key=lambda source: -texts.get(source, 0))[:MOST_SOURCES])
    return tuple(source for source in everyone if source in most)


def profile_of(
    settings: Settings,
    lexicons: Sequence[Lexicon],
    files: Sequence[DocumentFile],
    readings: Columns,
    words: Words,
    skipped: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
) -> Profile:
    """The profile of a corpus. `readings` and `words` have the documents of `files`, in path order."""
    import numpy as np
    import pandas as pd

    about = {
        "document": [file.path for file in files],
        "source": [file.source for file in files],
        "title": [file.title for file in files],
        "date": [file.date for file in files],
        "type": [file.type for file in files],
        "url": [file.url for file in files],
    }
    zones = np.maximum(readings.words, 0).astype(np.int64)
    row, counted = readings.columns["document"], readings.columns["counted"].astype(bool)
    table = frame(readings, about["document"], about["source"])
    table["own_side"] = _own_side(files, row.tolist(), table)
    in_counted = np.bincount(row[counted], minlength=len(files))
    documents = pd.DataFrame(
        {
            **{name: pd.Series(column, dtype=object) for name, column in about.items()},
            "words": zones[:, [zone in settings.zones for zone in ZONES]].sum(axis=1),
            **{f"words_{zone}": zones[:, i] for i, zone in enumerate(ZONES)},
            "occurrences": in_counted,
            "uncounted": np.bincount(row, minlength=len(files)) - in_counted,
        }
    )
    return Profile(
        settings,
        tuple(lexicons),
        documents,
        table,
        words,
        tuple(skipped),
        (
            *notes,
            *_idle_overrides(files, table),
            *_silent_spokespeople(files, table),
            *_idle_lexicons(lexicons, table),
        ),
        members=_members(files),
    )


def _members(files: Sequence[DocumentFile]) -> dict[str, str]:
    """Whose each text is; nothing where a column only gives each source another name."""
    pairs = {(file.source, file.member) for file in files if file.member}
    if len(pairs) == len({source for source, _ in pairs}) == len({member for _, member in pairs}):
        return {}
    return {file.path: file.member for file in files}


def _idle_overrides(files: Sequence[DocumentFile], readings: pd.DataFrame) -> list[str]:
    """A note for each override that meets no occurrence, or other words, so that none is lost in silence."""
    wanted = [(file.path, override) for file in files for override in file.overrides]
    if not wanted:
        return []
    there: dict[str, dict[int, str]] = {path: {} for path, _ in wanted}
    near_by = readings[readings["document"].isin(there.keys())]
    for path, start, surface in zip(near_by["document"], near_by["start"], near_by["surface"], strict=True):
        there[path][start] = " ".join(surface.split())
    notes = []
    for path, override in wanted:
        begins = [start for start, surface in there[path].items() if is_meant(override, surface)]
        near = min(begins, key=lambda start: abs(start - override.start), default=None)
        if near == override.start:
            continue
        nearest = "" if near is None else f" (the nearest begins at {near})"
        words = f" of '{override.surface}'" if override.surface else ""
        other = there[path].get(override.start)
        what = (
            f"no occurrence{words} in '{path}' begins at {override.start}{nearest}"
            if other is None
            else f"at {override.start} in '{path}' stands '{other}', not '{override.surface}'{nearest}"
        )
        notes.append(f"overrides.csv: {what}; the correction was not made; see `framing occurrences`")
    return notes


def _idle_lexicons(lexicons: Sequence[Lexicon], readings: pd.DataFrame) -> list[str]:
    """A note for each lexicon that no text has a name of."""
    used = set(readings["lexicon"].unique())
    return [
        f"no text has one of the names in the lexicon '{lexicon.id}'; if the texts are about something else, "
        "take it out of lexicons/ or name the others in framing.toml"
        for lexicon in lexicons
        if lexicon.id not in used
    ]


def _own_side(files: Sequence[DocumentFile], rows: Sequence[int], readings: pd.DataFrame) -> list[bool]:
    """Which readings are quotations or reports of a spokesperson of the document's own source."""
    if not any(file.spokespeople for file in files):
        return [False] * len(rows)
    bare = cache(bare_name)
    people = [{bare(name) for name in file.spokespeople} for file in files]
    return [
        bool(speaker) and voice in ("quoted", "attributed") and bare(speaker) in people[row]
        for row, speaker, voice in zip(rows, readings["speaker"], readings["voice"], strict=True)
    ]


def _silent_spokespeople(files: Sequence[DocumentFile], readings: pd.DataFrame) -> list[str]:
    """A note on spokespeople who speak in no text for which they are named, if there are any."""
    named = {(file.source, name): bare_name(name) for file in files for name in file.spokespeople}
    if not named:
        return []
    own = readings[readings["own_side"]]
    heard = {
        (source, bare_name(speaker))
        for source, speaker in set(zip(own["source"], own["speaker"], strict=True))
    }
    silent = [
        f"{name} ({source})" for (source, name), bare in sorted(named.items()) if (source, bare) not in heard
    ]
    if not silent:
        return []
    return [
        "metadata.csv: of the words that are looked for, none is quoted or reported from "
        f"{listed(silent, 5)}; "
        "if one should be, write the spokesperson's name as the texts do"
    ]
