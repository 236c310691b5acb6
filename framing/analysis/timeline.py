"""Shares over time, and their change between the earlier and the later half of a source's documents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.analysis.cells import Cells, Ints, each, estimate
from framing.analysis.differences import arrangements
from framing.analysis.schema import table
from framing.analysis.shares import Counting
from framing.stats.permutation import permutation_test
from framing.stats.too_few import standing

# How much of an ISO date a period needs: "2022", "2022-05".
_PRECISION = {"year": 4, "quarter": 7, "month": 7}


def period_of(date: str, unit: str) -> str:
    """The period of an ISO 8601 date: "2022", "2022-Q2" or "2022-05"; empty if the date is not that precise.

    >>> period_of("2022-05-28", "quarter"), period_of("2022", "month")
    ('2022-Q2', '')
    """
    if len(date) < _PRECISION[unit]:
        return ""
    if unit == "quarter":
        return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"
    return date[: _PRECISION[unit]]


def timeline(grid: Cells, countings: list[Counting]) -> pd.DataFrame:
    """The table of frames' shares by source and period. A period without the concept has no row."""
    unit = grid.settings.period
    periods = np.array([period_of(date, unit) for date in grid.profile.documents["date"]], object)
    frames = grid.level("frame")
    names = grid.named("frame", frames)
    groups = [
        (source, period, rows[periods[rows] == period])
        for source, rows in zip(grid.sources, grid.rows, strict=True)
        for period in sorted(set(periods[rows]) - {""})
    ]
    tallies = [counting.tally for counting in countings]
    least = [grid.settings.minimum_texts] * len(countings)
    estimates = each(lambda group: estimate(tallies, group[2], least, grid.settings, frames), groups)
    parts = []
    for (source, period, _), found in zip(groups, estimates, strict=True):
        for counting, shares in zip(countings, found, strict=True):
            part = {
                "source": source,
                "period": period,
                **names,
                "voices": counting.voices,
                **shares.columns(),
            }
            parts.append(part)
    found_in = table("time", parts, "source period lexicon concept frame voices")
    return found_in[found_in["total"] > 0].reset_index(drop=True)


def change(grid: Cells, countings: list[Counting]) -> pd.DataFrame:
    """The table of changes: for each source, its dated documents cut at the date in the middle.

    Documents of one date stay together; a source whose documents all have one date has no rows. A document
    whose date leaves open on which side of the cut it lies, such as a year alone, is left out. A change is
    tested if both halves have `minimum_texts` documents with the concept.
    """
    least = _PRECISION[grid.settings.period]
    dates = grid.profile.documents["date"].to_numpy(object)
    frames = grid.level("frame")
    parts: list[dict[str, Any]] = []
    for source, rows in zip(grid.sources, grid.rows, strict=True):
        dated, cut = _cut([row for row in rows.tolist() if len(dates[row]) >= least], dates)
        if not cut:
            continue
        later = np.array([dates[row] >= cut for row in dated], bool)
        halves = np.array(dated)[~later], np.array(dated)[later]
        spans = [f"{min(dates[half])}/{max(dates[half])}" for half in halves]
        parts += [_changed(grid, counting, source, halves, spans, frames) for counting in countings]
    return table("change", parts, "source lexicon concept frame voices")


def undated(grid: Cells) -> Ints:
    """The rows of documents that no period holds, because their date is missing or not precise enough."""
    least = _PRECISION[grid.settings.period]
    return np.flatnonzero([len(date) < least for date in grid.profile.documents["date"]])


def _changed(
    grid: Cells, counting: Counting, source: str, halves: tuple[Ints, Ints], spans: list[str], frames: Ints
) -> dict[str, Any]:
    hits, totals = (
        [matrix(half, frames) for half in halves] for matrix in (counting.tally.hits, counting.tally.totals)
    )
    with_concept = [(total > 0).sum(axis=0) for total in totals]
    fewer = np.minimum(*with_concept)
    used = np.flatnonzero((fewer > 0) & (hits[0].sum(axis=0) + hits[1].sum(axis=0) > 0))
    states = standing(fewer, grid.settings.minimum_texts)[used]
    result = permutation_test(
        hits[0][:, used],
        totals[0][:, used],
        hits[1][:, used],
        totals[1][:, used],
        permutations=arrangements(len(halves[0]) + len(halves[1]), grid.settings.resamples)
        if (states == "ok").any()
        else 1,
        seed=grid.settings.seed,
    )
    return {
        "source": source,
        **grid.named("frame", frames[used]),
        "voices": counting.voices,
        "period_a": spans[0],
        "period_b": spans[1],
        "documents_a": with_concept[0][used],
        "documents_b": with_concept[1][used],
        "share_a": result.a,
        "share_b": result.b,
        "difference": result.b - result.a,
        "p": np.where(states == "ok", result.p, np.nan),
        "status": states,
    }


def _cut(rows: list[int], dates: NDArray[np.object_]) -> tuple[list[int], str]:
    """The rows that lie clearly on one side of the cut, and its date; empty if the dates cannot be cut."""
    while True:
        cut = _middle([dates[row] for row in rows])
        clear = [row for row in rows if dates[row] == cut or not cut.startswith(dates[row])]
        if len(clear) == len(rows):
            return rows, cut
        rows = clear


def _middle(dates: list[str]) -> str:
    """The date at which the later half begins; empty if the dates cannot be cut."""
    ordered = sorted(dates)
    if not ordered or ordered[0] == ordered[-1]:
        return ""
    middle = ordered[len(ordered) // 2]
    return middle if middle > ordered[0] else next(date for date in ordered if date > middle)
