"""Words and pairs of words that set a source apart: from all others together, and from each other one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from framing.analysis.cells import Cells, Ints
from framing.analysis.schema import table
from framing.analysis.sums import Sums, sums_by_source
from framing.stats.dispersion import dispersion
from framing.stats.intervals import Floats
from framing.stats.keyness import conservative_log_ratio, g2, log_ratio, weighted_log_odds
from framing.wordcounts import Counts, Terms

LEAST = 3  # occurrences in the two sets of texts compared
PRIOR = 1000.0  # sum of the prior's pseudo-counts
MOST = 100  # words listed for a source against the others
MOST_OF_PAIR = 30  # words listed for each side of a pair of sources

_COMPARED = ("count", "count_against", "documents", "tfidf", "tfidf_against", "log_odds", "z")


def distinctive(grid: Cells, counts: Counts) -> pd.DataFrame:
    """The table of distinctive words. Rows of a source go down from the highest z.

    The sizes compared are all counted words of the sources, and the prior is the corpus scaled to a sum of
    `PRIOR` such words. What occurs less than `LEAST` times in a comparison is left out.
    """
    if len(grid.sources) < 2:
        return table("distinctive", [], "source")
    terms = counts.terms
    sums = sums_by_source(grid, counts, terms)
    often = sums.counts.sum(axis=0) >= LEAST
    sizes = np.array([grid.words[rows].sum() for rows in grid.rows], float)
    kinds = [
        (columns, kind := sums.counts[:, columns], kind.sum(axis=0))
        for columns in (np.flatnonzero(often & terms.single), np.flatnonzero(often & ~terms.single))
    ]
    documents = np.array([len(rows) for rows in grid.rows])
    everyone = np.arange(len(grid.sources))
    listed: list[tuple[int, str, pd.DataFrame]] = []
    for number in range(len(grid.sources)):
        rest = everyone[everyone != number].tolist()
        found = _compare(kinds, sizes, [number], rest)
        most = found[found["z"] > 0].nlargest(MOST, "z")
        listed.append((number, "", _with_weights(sums, documents, most, [number], rest)))
    for first, second in combinations(grid.compared(), 2):
        found = _compare(kinds, sizes, [first], [second])
        high, low = (
            found[found["z"] > 0].nlargest(MOST_OF_PAIR, "z"),
            found[found["z"] < 0].nsmallest(MOST_OF_PAIR, "z").iloc[::-1],
        )
        most = pd.concat([high, low])
        listed.append((first, grid.sources[second], _with_weights(sums, documents, most, [first], [second])))
    shown = np.unique(np.concatenate([found["column"].to_numpy(np.int64) for _, _, found in listed]))
    texts = _texts(grid, counts, terms.take(shown))
    parts: list[dict[str, Any]] = []
    for number, against, found in listed:
        if len(found):
            which = found["column"].to_numpy(np.int64)
            own = texts[number][:, np.searchsorted(shown, which)].toarray()
            evenly = dispersion(own, grid.words[grid.rows[number]]).dp_norm
            about = {"source": grid.sources[number], "against": against, "dpnorm": evenly}
            parts.append(about | {"word": terms.names(which)} | _measures(found))
    return table("distinctive", parts, "source against")


def _texts(grid: Cells, counts: Counts, terms: Terms) -> list[sparse.csc_array]:
    """For each source, how often the terms stand in each of its documents."""
    rows, tables = [], []
    for numbers, found in counts.tables(terms):
        rows.append(numbers)
        tables.append(found)
    place = np.empty(len(grid.source), np.int64)
    place[np.concatenate(rows)] = np.arange(len(place))
    whole = sparse.csr_array(sparse.vstack(tables))
    return [sparse.csc_array(whole[place[mine]]) for mine in grid.rows]


def _compare(
    kinds: Sequence[tuple[Ints, Floats, Floats]], sizes: Floats, target: list[int], reference: list[int]
) -> pd.DataFrame:
    """How every term that is frequent enough sets two sets of sources apart.

    Each of `kinds` are the columns of single words or of pairs, their counts by source, and in all. `sizes`
    are the sources' words.
    """
    n_a, n_b = float(sizes[target].sum()), float(sizes[reference].sum())
    parts = []
    for kind, counts, everywhere in kinds:
        a = counts[target].sum(axis=0)
        b = everywhere - a if len(target) + len(reference) == len(counts) else counts[reference].sum(axis=0)
        which = np.flatnonzero(a + b >= LEAST)
        if not (n_a and n_b and len(which)):
            continue
        prior = everywhere[which] * (PRIOR / sizes.sum())
        odds = weighted_log_odds(a[which], b[which], prior, n_a=n_a, n_b=n_b, n_prior=PRIOR)
        parts.append(
            pd.DataFrame(
                {
                    "column": kind[which],
                    "count": a[which],
                    "count_against": b[which],
                    "n_a": n_a,
                    "n_b": n_b,
                    "compared": len(which),
                    "log_odds": odds.delta,
                    "z": odds.z,
                }
            )
        )
    if not parts:
        return pd.DataFrame({"z": np.empty(0), "column": np.empty(0, np.int64)})
    return pd.concat(parts, ignore_index=True)


def _with_weights(
    sums: Sums, texts: Ints, found: pd.DataFrame, target: list[int], reference: list[int]
) -> pd.DataFrame:
    """What `_compare` found, with the documents and the mean weights. `texts` are each source's documents."""
    column = found["column"].to_numpy(np.int64)
    own, others = np.ix_(column, np.array(target)), np.ix_(column, np.array(reference))
    return found.assign(
        documents=sums.documents.T[own].sum(axis=1),
        tfidf=sums.tfidf.T[own].sum(axis=1) / texts[target].sum(),
        tfidf_against=sums.tfidf.T[others].sum(axis=1) / texts[reference].sum(),
    )


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
