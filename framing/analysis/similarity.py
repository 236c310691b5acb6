"""How alike the sources' words are, and a map of it."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pandas as pd
from scipy import sparse

from framing.analysis.cells import Cells
from framing.analysis.distinctive import members
from framing.analysis.schema import table
from framing.stats.similarity import classical_map, source_similarity
from framing.stats.too_few import standing
from framing.wordcounts import tfidf
from framing.wordtables import WordCounts


def single_words(counts: WordCounts) -> WordCounts:
    """The counts without pairs of words."""
    width = len(counts.words)
    return WordCounts(counts.words, np.empty((0, 2), np.int32), sparse.csr_array(counts.counts[:, :width]))


def similarity(grid: Cells, counts: WordCounts) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables of similarity (each pair of sources, and each source with itself) and of the map."""
    sources = grid.sources
    weights = tfidf(single_words(counts))
    filled = np.diff(weights.indptr) > 0
    texts = np.bincount(grid.source[filled], minlength=len(sources))
    sums = (members(grid) @ weights).toarray()
    means = sums / np.maximum(texts, 1)[:, None]
    found = source_similarity(weights @ means.T, grid.source)
    pairs = np.array(list(combinations_with_replacement(range(len(sources)), 2)), np.int64).reshape(-1, 2)
    a, b = pairs[:, 0], pairs[:, 1]
    states = standing(np.minimum(found.documents[a], found.documents[b]), grid.settings.minimum_texts)
    steady = states == "ok"
    pairwise = table(
        "similarity",
        [
            {
                "source_a": [sources[i] for i in a],
                "source_b": [sources[i] for i in b],
                "cosine": found.cosine[a, b],
                "low": np.where(steady, found.low[a, b], np.nan),
                "high": np.where(steady, found.high[a, b], np.nan),
                "documents_a": found.documents[a],
                "documents_b": found.documents[b],
                "status": states,
            }
        ],
    )
    known = np.flatnonzero(np.isfinite(np.diagonal(found.cosine)))
    distance = np.sqrt(np.maximum(2 * (1 - found.cosine[np.ix_(known, known)]), 0))
    np.fill_diagonal(distance, 0)
    points = classical_map(distance).points
    places = table("map", [{"source": [sources[i] for i in known], "x": points[:, 0], "y": points[:, 1]}])
    return pairwise, places
