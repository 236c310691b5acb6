"""Differences of shares between two sources, with document permutation tests corrected over a family."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.analysis.cells import Cells, Ints, Tally, each
from framing.analysis.schema import table
from framing.analysis.shares import Counting
from framing.stats.intervals import Floats, distinct
from framing.stats.multiplicity import benjamini_hochberg, holm
from framing.stats.permutation import permutation_test
from framing.stats.too_few import standing

# Random arrangements of a pair of sources: as many as its documents leave room for, up to `_MOST`.
_MOST = 9_999
_LABELS = 4_000_000

Counted = NDArray[Any]


def arrangements(documents: int, resamples: int) -> int:
    """The random arrangements for a pair with so many documents: `resamples`, and up to 9,999 if cheap."""
    return max(resamples, min(_MOST, _LABELS // max(documents, 1)))


def differences(grid: Cells, countings: list[Counting]) -> pd.DataFrame:
    """The table of differences: pairs of sources that both have the concept, each item that either uses.

    Whole documents are reassigned between the two sources. A pair is compared (has a p-value) if both have
    `minimum_texts` documents with the concept.
    """
    parts = each(lambda pair: _pair(grid, countings, *pair), combinations(grid.compared(), 2))
    rows = table("differences", chain(*parts), "source_a source_b lexicon concept level item voices")
    for _, family in rows.groupby(["level", "voices"], sort=True):
        p = family["p"].to_numpy(np.float64)
        rows.loc[family.index, "p_holm"] = holm(p)
        rows.loc[family.index, "p_bh"] = benjamini_hochberg(p)
        rows.loc[family.index, "family"] = int(np.isfinite(p).sum())
    return rows


def _pair(grid: Cells, countings: list[Counting], first: int, second: int) -> list[dict[str, Any]]:
    """The rows of two sources, a part for each way of counting."""
    parts = []
    pairs = [(counting.estimates[first], counting.estimates[second]) for counting in countings]
    used = [
        np.flatnonzero((a.total > 0) & (b.total > 0) & (a.occurrences + b.occurrences > 0)) for a, b in pairs
    ]
    states = [
        standing(np.minimum(a.documents, b.documents)[which], grid.settings.minimum_texts)
        for (a, b), which in zip(pairs, used, strict=True)
    ]
    tested = [which[state == "ok"] for which, state in zip(used, states, strict=True)]
    found, exact = _test(grid, countings, tested, grid.rows[first], grid.rows[second])
    for counting, (a, b), which, state, p_tested in zip(countings, pairs, used, states, found, strict=True):
        p = np.full(len(which), np.nan)
        p[state == "ok"] = p_tested
        parts.append(
            {
                "source_a": grid.sources[first],
                "source_b": grid.sources[second],
                **grid.columns(which),
                "voices": counting.voices,
                "documents_a": a.documents[which],
                "documents_b": b.documents[which],
                "share_a": a.share[which],
                "share_b": b.share[which],
                "difference": (a.share - b.share)[which],
                "log_odds_ratio": _log_odds(a.occurrences, a.total, b.occurrences, b.total)[which],
                "p": p,
                "p_holm": np.nan,
                "p_bh": np.nan,
                "exact": exact & (state == "ok"),
                "family": 0,
                "status": state,
            }
        )
    return parts


def _test(
    grid: Cells, countings: list[Counting], items: list[Ints], rows_a: Ints, rows_b: Ints
) -> tuple[list[Floats], bool]:
    """The p-values of the items of each way of counting, all from the same arrangements of the documents."""
    if not sum(map(len, items)):
        return [np.empty(0) for _ in items], False
    groups = [
        np.concatenate(
            [matrix(c.tally, rows, which) for c, which in zip(countings, items, strict=True)], axis=1
        )
        for rows in (rows_a, rows_b)
        for matrix in (Tally.hits, Tally.totals)
    ]
    kept, back = distinct(np.concatenate(groups))
    number = arrangements(len(rows_a) + len(rows_b), grid.settings.resamples)
    *p, exact = grid.remembered.of(
        (len(kept) + 1,), _tested, *(group[:, kept] for group in groups), number, grid.settings.seed
    )
    return np.split(np.array(p)[back], np.cumsum([len(which) for which in items])[:-1]), bool(exact)


def _tested(
    hits_a: Counted, totals_a: Counted, hits_b: Counted, totals_b: Counted, permutations: int, seed: int
) -> Floats:
    """The p-values, and 1 if all arrangements were tried, else 0."""
    found = permutation_test(hits_a, totals_a, hits_b, totals_b, permutations=permutations, seed=seed)
    return np.append(found.p, float(found.exact))


def _log_odds(hits_a: Ints, total_a: Ints, hits_b: Ints, total_b: Ints) -> Floats:
    """Natural log of the odds ratio, 0.5 added to each of the four cells (Haldane 1956; Anscombe 1956)."""
    odds: Floats = np.log((hits_a + 0.5) / (total_a - hits_a + 0.5)) - np.log(
        (hits_b + 0.5) / (total_b - hits_b + 0.5)
    )
    return odds
