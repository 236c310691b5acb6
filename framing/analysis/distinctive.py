"""Words and pairs of words that set a source apart: from all others together, and from each other one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from framing.analysis.cells import Cells, Ints
from framing.analysis.schema import table
from framing.stats.dispersion import dispersion
from framing.stats.intervals import Floats
from framing.stats.keyness import conservative_log_ratio, g2, log_ratio, weighted_log_odds
from framing.wordcounts import tfidf
from framing.wordtables import WordCounts

LEAST = 3  # occurrences in the two sets of texts compared
PRIOR = 1000.0  # sum of the prior's pseudo-counts
MOST = 100  # words listed for a source against the others
MOST_OF_PAIR = 30  # words listed for each side of a pair of sources

_COMPARED = ("count", "count_against", "documents", "tfidf", "tfidf_against", "log_odds", "z")


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
    counts, scaled to a sum of `PRIOR`. What occurs less than `LEAST` times in a comparison is left out.
    """
    if len(grid.sources) < 2:
        return table("distinctive", [], "source")
    enough = np.bincount(counts.counts.indices, counts.counts.data, counts.counts.shape[1]) >= LEAST
    kept = np.flatnonzero(enough)
    single = int(np.count_nonzero(kept < len(counts.words)))
    columns = counts.counts[:, kept]
    member = members(grid)
    ones = sparse.csr_array((np.ones(columns.nnz), columns.indices, columns.indptr), shape=columns.shape)
    sums = _Sums(
        _dense(member @ columns),
        _dense(member @ ones),
        _dense(member @ tfidf(counts)[:, kept]),
        np.array([len(rows) for rows in grid.rows], np.float64),
        single,
    )
    by_word = sparse.csc_array(columns)
    everyone = np.arange(len(grid.sources))
    parts: list[dict[str, Any]] = []

    def add(found: pd.DataFrame, number: int, against: str) -> None:
        if len(found):
            which = found["column"].to_numpy(np.int64)
            texts = by_word[:, which].toarray()[grid.rows[number]]
            evenly = dispersion(texts, grid.words[grid.rows[number]]).dp_norm
            about = {"source": grid.sources[number], "against": against, "dpnorm": evenly}
            parts.append(about | {"word": _names(counts, kept[which])} | _measures(found))

    for number in range(len(grid.sources)):
        found = _compare(sums, [number], everyone[everyone != number].tolist())
        add(found[found["z"] > 0].nlargest(MOST, "z"), number, "")
    for first, second in combinations(range(len(grid.sources)), 2):
        found = _compare(sums, [first], [second])
        high, low = (
            found[found["z"] > 0].nlargest(MOST_OF_PAIR, "z"),
            found[found["z"] < 0].nsmallest(MOST_OF_PAIR, "z").iloc[::-1],
        )
        add(pd.concat([high, low]), first, grid.sources[second])
    return table("distinctive", parts, "source against")


def members(grid: Cells) -> sparse.csr_array:
    """Which document is whose: shape (sources, documents)."""
    size = len(grid.source)
    return sparse.csr_array((np.ones(size), (grid.source, np.arange(size))), shape=(len(grid.sources), size))


def _dense(matrix: Any) -> Floats:
    return np.asarray(matrix.toarray(), np.float64)


def _names(counts: WordCounts, columns: Ints) -> list[str]:
    """The words and pairs of words in these columns."""
    words, single = counts.words, len(counts.words)
    return [
        words[i] if i < single else " ".join(words[j] for j in counts.pairs[i - single].tolist())
        for i in columns.tolist()
    ]


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
        column = which + cut.start
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


def _measures(rows: pd.DataFrame) -> dict[str, Any]:
    """The columns of the table that words listed have beside those compared."""
    a, b, n_a, n_b = (rows[name].to_numpy() for name in ("count", "count_against", "n_a", "n_b"))
    compared = int(rows["compared"].max())
    return {
        **{name: rows[name].to_numpy() for name in _COMPARED},
        "g2": np.abs(g2(a, n_a, b, n_b)),
        "log_ratio": log_ratio(a, n_a, b, n_b),
        "lrc": conservative_log_ratio(a, n_a, b, n_b, comparisons=compared).lrc,
    }
