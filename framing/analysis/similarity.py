"""How alike the sources' words are, and a map of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from framing.analysis.cells import Cells, Ints
from framing.analysis.schema import table
from framing.analysis.sums import mean_weights
from framing.stats.intervals import Floats
from framing.stats.similarity import classical_map, source_similarity
from framing.stats.too_few import standing
from framing.wordcounts import Counts, weighting


def similarity(grid: Cells, counts: Counts) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables of similarity (sources compared, each with itself too) and of the map of all."""
    sources = grid.sources
    found = source_similarity(_products(grid, counts), grid.source)
    pairs = np.array(list(combinations_with_replacement(grid.compared(), 2)), np.int64).reshape(-1, 2)
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


def _products(grid: Cells, counts: Counts) -> Floats:
    """The inner product of each document's TF-IDF row with each source's mean row, over single words."""
    words = counts.terms.take(counts.terms.single)
    weigh = weighting(words)

    def weights() -> Iterator[tuple[Ints, csr_array]]:
        return ((rows, weigh(counted)) for rows, counted in counts.tables(words))

    held = list(weights()) if counts.held else None
    means = mean_weights(grid, held or weights(), words)
    products = np.zeros((len(grid.source), len(grid.sources)))
    for rows, table_ in held or weights():
        products[rows] = table_ @ means.T
    return products
