"""Differences of shares between two sources, with document permutation tests corrected over a family."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from framing.analysis.cells import Cells, Ints, status
from framing.analysis.schema import make, stack
from framing.analysis.shares import Counting
from framing.stats.intervals import Floats
from framing.stats.multiplicity import benjamini_hochberg, holm
from framing.stats.permutation import permutation_test

# Random arrangements of a pair of sources: as many as its documents leave room for, up to `_MOST`.
_MOST = 9_999
_LABELS = 4_000_000


def arrangements(documents: int, resamples: int) -> int:
    """The random arrangements for a pair with so many documents: `resamples`, and up to 9,999 if cheap."""
    return max(resamples, min(_MOST, _LABELS // max(documents, 1)))


def differences(grid: Cells, countings: list[Counting]) -> pd.DataFrame:
    """The table of differences: pairs of sources that both have the concept, each item that either uses.

    Whole documents are reassigned between the two sources. A pair is compared (has a p-value) if both have
    `minimum_texts` documents with the concept.
    """
    parts = []
    for first, second in combinations(range(len(grid.sources)), 2):
        documents = len(grid.rows[first]) + len(grid.rows[second])
        for counting in countings:
            a, b = counting.estimates[first], counting.estimates[second]
            both = (a.total > 0) & (b.total > 0) & (a.occurrences + b.occurrences > 0)
            which = np.flatnonzero(both)
            fewer = np.minimum(a.documents, b.documents)[which]
            states = status(fewer, grid.settings.minimum_texts)
            p = np.full(len(which), np.nan)
            exact = np.zeros(len(which), bool)
            tested = np.flatnonzero(states == "ok")
            if len(tested):
                cells = which[tested]
                one, two = (_documents(counting, grid.rows[s], cells) for s in (first, second))
                result = permutation_test(
                    *one,
                    *two,
                    permutations=arrangements(documents, grid.settings.resamples),
                    seed=grid.settings.seed,
                )
                p[tested], exact[tested] = result.p, result.exact
            parts.append(
                make(
                    "differences",
                    {
                        "source_a": grid.sources[first],
                        "source_b": grid.sources[second],
                        **grid.columns(which),
                        "voices": counting.voices,
                        "documents_a": a.documents[which],
                        "documents_b": b.documents[which],
                        "share_a": a.share[which],
                        "share_b": b.share[which],
                        "difference": a.share[which] - b.share[which],
                        "log_odds_ratio": _log_odds(a.occurrences, a.total, b.occurrences, b.total)[which],
                        "p": p,
                        "p_holm": np.nan,
                        "p_bh": np.nan,
                        "exact": exact,
                        "family": 0,
                        "status": states,
                    },
                )
            )
    table = stack("differences", parts, "source_a source_b lexicon concept level item voices")
    for _, family in table.groupby(["level", "voices"], sort=True):
        p = family["p"].to_numpy(np.float64)
        table.loc[family.index, "p_holm"] = holm(p)
        table.loc[family.index, "p_bh"] = benjamini_hochberg(p)
        table.loc[family.index, "family"] = int(np.isfinite(p).sum())
    return table


def _documents(counting: Counting, rows: Ints, cells: Ints) -> tuple[Floats, Floats]:
    picked = np.ix_(rows, cells)
    return counting.tally.hits[picked], counting.tally.totals[picked]


def _log_odds(hits_a: Ints, total_a: Ints, hits_b: Ints, total_b: Ints) -> Floats:
    """Natural log of the odds ratio, 0.5 added to each of the four cells (Haldane 1956; Anscombe 1956)."""
    odds: Floats = np.log((hits_a + 0.5) / (total_a - hits_a + 0.5)) - np.log(
        (hits_b + 0.5) / (total_b - hits_b + 0.5)
    )
    return odds
