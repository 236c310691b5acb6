"""From a profile to its tables: shares, rates, differences, words, and what a run's methods were.

A file for each family of tables; each takes the counts and gives data frames with the columns of
``framing/data_schema.toml``. `analyse` calls them in order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.analysis.cells import Cells, Ints, Tally, cells, chosen, counted, estimate, tally
from framing.analysis.collocates import collocates
from framing.analysis.differences import differences
from framing.analysis.dispersion import dispersion
from framing.analysis.distinctive import distinctive
from framing.analysis.findings import Finding, Gap, findings, gaps
from framing.analysis.methods import methods
from framing.analysis.schema import make
from framing.analysis.sensitivity import sensitivity
from framing.analysis.shares import Counting, balance, rates, shares
from framing.analysis.similarity import similarity
from framing.analysis.speakers import speakers
from framing.analysis.timeline import change, timeline
from framing.model import Document
from framing.profile import Profile
from framing.reuse import Passages, find_passages, inside, running_words
from framing.wordcounts import select, stop_words

__all__ = ["Analysis", "Finding", "Gap", "analyse"]

# Words of a large corpus that stand in one document only say nothing about a source.
_LARGE = 20


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a profile says in figures.

    tables    data frames by name; names and columns are those of ``data_schema.toml``
    findings  for each concept and source the item most used in the chosen voices, by level
    gaps      where the plain count and the chosen voices part most, the widest first
    methods   how it was done, in Markdown, with the run's figures
    """

    tables: dict[str, pd.DataFrame]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    methods: str


def analyse(profile: Profile, read: Callable[[str], Document]) -> Analysis:
    """All tables of a profile. `read` gives a document by its path, for what stands around the terms."""
    grid = cells(profile)
    inner = counted(profile)
    countings = []
    for voices, mask in (("chosen", chosen(profile) & inner), ("all", inner)):
        countings.append(_counting(grid, voices, tally(grid, mask)))
    everything = countings[1].tally

    running = running_words(list(profile.documents["document"]), read, profile.settings.zones)
    passages = find_passages(running, _source_numbers(grid), _order(profile))
    starts = profile.readings["start"].to_numpy(np.int64)
    copied = inside(passages, grid.document, starts)

    words = select(profile.words, stop_words(), 2 if len(profile.documents) >= _LARGE else 1)
    similar, places = similarity(grid, words)
    tables = {
        "readings": profile.readings.assign(copied=copied),
        "documents": profile.documents,
        "counts": profile.to_frame(),
        "shares": shares(grid, countings),
        "rates": rates(grid, countings),
        "differences": differences(grid, countings),
        "balance": balance(grid, countings),
        "distinctive": distinctive(grid, words),
        "similarity": similar,
        "map": places,
        "collocates": collocates(grid, running, read),
        "time": timeline(grid, countings),
        "change": change(grid, countings),
        "speakers": speakers(profile),
        "dispersion": dispersion(grid, everything),
        "reuse": _reuse(profile, passages),
        "sensitivity": sensitivity(grid, copied),
    }
    return Analysis(
        tables,
        findings(grid, tables["shares"]),
        gaps(grid, tables["shares"]),
        methods(grid, tables),
    )


def _counting(grid: Cells, voices: str, counts: Tally) -> Counting:
    everything = np.arange(len(grid.items))
    found = (
        estimate([counts], rows, [grid.settings.minimum_texts], grid.settings, everything)[0]
        for rows in grid.rows
    )
    return Counting(voices, counts, tuple(found))


def _source_numbers(grid: Cells) -> Ints:
    numbers = np.zeros(len(grid.words), np.int64)
    for number, rows in enumerate(grid.rows):
        numbers[rows] = number
    return numbers


def _order(profile: Profile) -> Ints:
    """Each document's place in time: by date, then path; those without a date last."""
    documents = profile.documents
    keys = [
        (date or "9999", path) for date, path in zip(documents["date"], documents["document"], strict=True)
    ]
    order = np.empty(len(keys), np.int64)
    order[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return order


def _reuse(profile: Profile, passages: Passages) -> pd.DataFrame:
    paths, sources = (profile.documents[name].to_numpy(object) for name in ("document", "source"))
    return make(
        "reuse",
        {
            "document_a": paths[passages.a],
            "document_b": paths[passages.b],
            "source_a": sources[passages.a],
            "source_b": sources[passages.b],
            "start_a": passages.start_a,
            "end_a": passages.end_a,
            "start_b": passages.start_b,
            "end_b": passages.end_b,
            "words": passages.words,
            "similarity": passages.similarity,
            "kept": passages.kept,
        },
        "document_b start_b",
    )
