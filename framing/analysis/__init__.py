"""From a profile to its tables: shares, rates, differences, words, and what a run's methods were.

A file for each family of tables; each takes the counts and gives data frames with the columns of
``framing/data_schema.toml``. `analyse` calls them in order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from framing.analysis.cells import Cells, Ints, Mask, cells, chosen, counted, each, estimate, tally
from framing.analysis.collocates import collocates
from framing.analysis.differences import differences
from framing.analysis.dispersion import dispersion
from framing.analysis.distinctive import distinctive
from framing.analysis.gaps import Gap, gaps
from framing.analysis.methods import methods
from framing.analysis.schema import columns, table
from framing.analysis.sensitivity import sensitivity
from framing.analysis.shares import Counting, balance, rates, shares
from framing.analysis.similarity import similarity
from framing.analysis.speakers import speakers
from framing.analysis.timeline import change, timeline
from framing.batch import code
from framing.cache import Cache
from framing.parallel import side_by_side
from framing.profile import Profile
from framing.remembered import Remembered
from framing.reuse import Passages, find_passages, inside
from framing.wordcounts import Counts, Forms, fewest, telling_forms

__all__ = ["Analysis", "Gap", "analyse"]

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a profile says in figures.

    tables    data frames by name; names and columns are those of ``data_schema.toml``
    gaps      where the plain count and the chosen voices part most, the widest first
    methods   how it was done, in Markdown, with the run's figures
    """

    tables: dict[str, pd.DataFrame]
    gaps: tuple[Gap, ...]
    methods: str


def analyse(profile: Profile, jobs: int = 1, cache: Path | None = None) -> Analysis:
    """All tables of a profile, by at most `jobs` processes.

    They do not depend on `jobs` nor on what earlier runs left in the folder `cache`.
    """
    import sklearn.feature_extraction.text  # noqa: F401  once here instead of in each process

    program = code("analysis", "stats", "remembered.py", libraries=("numpy", "scipy"))
    # Each task keeps its own, since it may be in a process of its own.
    known = [Remembered(Cache(cache, kind, program)) for kind in ("counted", "copied")]
    grid = cells(profile, known[0])
    forms = telling_forms(profile.words.vocabulary)
    tasks: list[Callable[[], Any]] = [  # the longest first
        lambda: _worded(grid, forms),
        lambda: _counted(grid),
        lambda: _copied(replace(grid, remembered=known[1])),
        lambda: collocates(grid, profile.words, forms),
    ]
    # `each` shares out the cores; matrix products that take all of them too would wait for each other.
    with threadpool_limits(1, "blas"):
        worded, counted, (copied, reused), near = side_by_side(tasks, jobs)
    tables = {
        "documents": profile.documents,
        "readings": profile.readings.assign(copied=copied)[columns("readings")],
        **counted,
        **worded,
        **reused,
        "collocates": near,
    }
    return Analysis(tables, gaps(tables["shares"]), methods(grid, tables))


def _counted(grid: Cells) -> Tables:
    """The tables that the readings give."""
    countings = _countings(grid)
    tables = {
        "counts": grid.profile.to_frame(),
        "shares": shares(grid, countings),
        "rates": rates(grid, countings),
        "differences": differences(grid, countings),
        "balance": balance(grid, countings),
        "time": timeline(grid, countings),
        "change": change(grid, countings),
        "speakers": speakers(grid.profile),
        "dispersion": dispersion(grid, countings[1].tally),
    }
    grid.remembered.keep()
    return tables


def _worded(grid: Cells, forms: Forms) -> Tables:
    """The tables that the counts of words give."""
    counts = Counts(grid.profile.words, forms, fewest(len(grid.profile.documents)))
    similar, places = similarity(grid, counts)
    return {"similarity": similar, "map": places, "distinctive": distinctive(grid, counts)}


def _copied(grid: Cells) -> tuple[Mask, Tables]:
    """Which readings stand in copied passages, and the tables that these give."""
    profile = grid.profile
    passages = find_passages(profile.words, grid.source, _order(profile))
    copied = inside(passages, grid.document, profile.readings["start"].to_numpy(np.int64))
    tables = {"reuse": _reuse(profile, passages), "sensitivity": sensitivity(grid, copied)}
    grid.remembered.keep()
    return copied, tables


def _countings(grid: Cells) -> list[Counting]:
    """The chosen voices and all voices, added up and estimated from the same resamples."""
    inner = counted(grid.profile)
    tallies = [tally(grid, chosen(grid.profile) & inner), tally(grid, inner)]
    items, least = np.arange(len(grid.items)), [grid.settings.minimum_texts] * 2
    found = each(lambda rows: estimate(tallies, rows, least, grid.settings, items), grid.rows)
    return [
        Counting(voices, tallies[i], tuple(estimates[i] for estimates in found))
        for i, voices in enumerate(("chosen", "all"))
    ]


def _order(profile: Profile) -> Ints:
    """Each document's place in time: by date, then path; those without a date last."""
    documents = profile.documents
    keys = [
        (date or "9999", path)
        for date, path in zip(documents["date"].tolist(), documents["document"].tolist(), strict=True)
    ]
    order = np.empty(len(keys), np.int64)
    order[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return order


def _reuse(profile: Profile, passages: Passages) -> pd.DataFrame:
    paths, sources = (profile.documents[name].to_numpy(object) for name in ("document", "source"))
    return table(
        "reuse",
        [
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
            }
        ],
        "document_b start_b",
    )
