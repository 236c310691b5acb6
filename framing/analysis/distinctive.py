"""Words and pairs of words that set a source apart: from all others together, and from each other one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.analysis.cells import Cells, Ints
from framing.analysis.schema import make, stack
from framing.stats.dispersion import dispersion
from framing.stats.intervals import Floats
from framing.stats.keyness import conservative_log_ratio, g2, log_ratio, weighted_log_odds
from framing.wordcounts import WordCounts, tfidf

LEAST = 3  # occurrences in the two sets of texts compared
PRIOR = 1000.0  # sum of the prior's pseudo-counts
MOST = 100  # words listed for a source against the others
MOST_OF_PAIR = 30  # words listed for each side of a pair of sources


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """The vocabulary added up by source: arrays (sources, words)."""

    counts: Floats
    documents: Floats
    tfidf: Floats
    texts: Floats
    single: int


def distinctive(grid: Cells, counts: WordCounts) -> pd.DataFrame:
    """The table of distinctive words. Rows of a source go down from the highest z.

    Single words and pairs of words are compared each with their like. The prior is the whole corpus's
    counts, scaled to a sum of `PRIOR`.
    """
    if len(grid.sources) < 2:
        return stack("distinctive", [], "source")
    member = np.zeros((len(grid.sources), len(grid.words)))
    for number, rows in enumerate(grid.rows):
        member[number, rows] = 1
    member = sparse.csr_array(member)
    ones = sparse.csr_array(
        (np.ones_like(counts.counts.data, np.float64), counts.counts.indices, counts.counts.indptr),
        shape=counts.counts.shape,
    )
    sums = _Sums(
        (member @ counts.counts).toarray().astype(np.float64),
        (member @ ones).toarray(),
        (member @ tfidf(counts)).toarray(),
        np.array([len(rows) for rows in grid.rows], np.float64),
        len(counts.words),
    )
    vocabulary = np.array(counts.vocabulary, object)
    everyone = np.arange(len(grid.sources))
    columns = sparse.csc_array(counts.counts)
    parts = []
    for number, source in enumerate(grid.sources):
        others = everyone[everyone != number]
        rows = _compare(sums, [number], others.tolist())
        rows = rows[rows["z"] > 0].nlargest(MOST, "z", keep="all").head(MOST)
        parts.append(_table(grid, columns, vocabulary, rows, number, source, ""))
    for first, second in combinations(range(len(grid.sources)), 2):
        rows = _compare(sums, [first], [second])
        rows = pd.concat(
            [
                rows[rows["z"] > 0].nlargest(MOST_OF_PAIR, "z"),
                rows[rows["z"] < 0].nsmallest(MOST_OF_PAIR, "z").iloc[::-1],
            ]
        )
        parts.append(
            _table(grid, columns, vocabulary, rows, first, grid.sources[first], grid.sources[second])
        )
    return stack("distinctive", parts, "source against")


def _compare(sums: _Sums, target: list[int], reference: list[int]) -> pd.DataFrame:
    """The measures of every word that is frequent enough: columns as in the table, and its `column`."""
    parts = []
    for cut in (slice(0, sums.single), slice(sums.single, sums.counts.shape[1])):
        a, b = sums.counts[target, cut].sum(axis=0), sums.counts[reference, cut].sum(axis=0)
        n_a, n_b = a.sum(), b.sum()
        which = np.flatnonzero(a + b >= LEAST)
        if not (n_a and n_b and len(which)):
            continue
        everywhere = sums.counts[:, cut].sum(axis=0)
        odds = weighted_log_odds(
            a[which],
            b[which],
            np.maximum(everywhere[which] * (PRIOR / everywhere.sum()), 1e-12),
            n_a=float(n_a),
            n_b=float(n_b),
        )
        column = which + (cut.start or 0)
        parts.append(
            pd.DataFrame(
                {
                    "column": column,
                    "count": a[which],
                    "count_against": b[which],
                    "n_a": n_a,
                    "n_b": n_b,
                    "compared": len(which),
                    "documents": sums.documents[target][:, column].sum(axis=0),
                    "tfidf": sums.tfidf[target][:, column].sum(axis=0) / sums.texts[target].sum(),
                    "tfidf_against": sums.tfidf[reference][:, column].sum(axis=0)
                    / sums.texts[reference].sum(),
                    "log_odds": odds.delta,
                    "z": odds.z,
                }
            )
        )
    if not parts:
        return pd.DataFrame({"z": np.empty(0), "column": np.empty(0, np.int64)})
    return pd.concat(parts, ignore_index=True)


def _table(
    grid: Cells,
    columns: sparse.csc_array,
    vocabulary: np.ndarray,  # type: ignore[type-arg]
    rows: pd.DataFrame,
    number: int,
    source: str,
    against: str,
) -> pd.DataFrame:
    if rows.empty:
        return pd.DataFrame()
    which: Ints = rows["column"].to_numpy(np.int64)
    a, b = rows["count"].to_numpy(), rows["count_against"].to_numpy()
    n_a, n_b = rows["n_a"].to_numpy(), rows["n_b"].to_numpy()
    compared = int(rows["compared"].max())
    spread = dispersion(columns[:, which].toarray()[grid.rows[number]], grid.words[grid.rows[number]])
    return make(
        "distinctive",
        {
            "source": source,
            "against": against,
            "word": vocabulary[which],
            **{
                name: rows[name].to_numpy()
                for name in ("count", "count_against", "documents", "tfidf", "tfidf_against", "log_odds", "z")
            },
            "g2": np.abs(g2(a, n_a, b, n_b)),
            "log_ratio": log_ratio(a, n_a, b, n_b),
            "lrc": conservative_log_ratio(a, n_a, b, n_b, comparisons=compared).lrc,
            "dpnorm": spread.dp_norm,
        },
    )
