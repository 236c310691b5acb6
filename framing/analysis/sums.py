"""The counts and weights of words added up by source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.analysis.cells import Cells, Ints
from framing.stats.intervals import Floats
from framing.wordcounts import Counts, Terms, weighting

_UNIT = 2.0**40  # weights are added up as whole numbers of 1 / _UNIT, so that their order does not matter


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Terms added up by source: arrays (sources, terms).

    counts     how often a term occurs
    documents  in how many documents
    tfidf      the sum of its weights in all documents
    filled     for each source, its documents with any of the terms
    """

    counts: Floats
    documents: Floats
    tfidf: Floats
    filled: Ints


def sums_by_source(grid: Cells, counts: Counts, terms: Terms) -> Sums:
    """The sums of `terms`. They are the same in whatever blocks the documents come."""
    size = len(grid.sources) * len(terms.keys)
    occurrences, documents, tfidf = (np.zeros(size, np.int64) for _ in range(3))
    filled = np.zeros(len(grid.sources), np.int64)
    weigh = weighting(terms)
    for rows, table in counts.tables(terms):
        sizes = np.diff(table.indptr)
        cell = np.repeat(grid.source[rows] * len(terms.keys), sizes) + table.indices
        weights = weigh(table)
        np.add.at(occurrences, cell, table.data.astype(np.int64))
        np.add.at(documents, cell, 1)
        np.add.at(tfidf, cell, np.rint(weights.data * _UNIT).astype(np.int64))
        filled += np.bincount(grid.source[rows[sizes > 0]], minlength=len(grid.sources))
    shape = (len(grid.sources), len(terms.keys))
    return Sums(
        occurrences.reshape(shape).astype(np.float64),
        documents.reshape(shape).astype(np.float64),
        tfidf.reshape(shape) / _UNIT,
        filled,
    )
