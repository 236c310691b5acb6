"""The counts and weights of words added up by source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

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
    """

    counts: Floats
    documents: Floats
    tfidf: Floats


def sums_by_source(grid: Cells, counts: Counts, terms: Terms) -> Sums:
    """The sums of `terms`. They are the same in whatever blocks the documents come."""
    size = len(grid.sources) * len(terms.keys)
    occurrences, documents, tfidf = (np.zeros(size, np.int64) for _ in range(3))
    weigh = weighting(terms)
    for rows, table in counts.tables(terms):
        cell = _cells(grid, rows, table)
        np.add.at(occurrences, cell, table.data.astype(np.int64))
        np.add.at(documents, cell, 1)
        np.add.at(tfidf, cell, _whole(weigh(table)))
    shape = (len(grid.sources), len(terms.keys))
    return Sums(
        occurrences.reshape(shape).astype(np.float64),
        documents.reshape(shape).astype(np.float64),
        tfidf.reshape(shape) / _UNIT,
    )


def mean_weights(grid: Cells, weights: Iterable[tuple[Ints, csr_array]], terms: Terms) -> Floats:
    """For each source the mean weights of `terms` in its documents with any of them: (sources, terms).

    `weights` are documents' numbers and their weights, a block at a time.
    """
    tfidf = np.zeros(len(grid.sources) * len(terms.keys), np.int64)
    filled = np.zeros(len(grid.sources), np.int64)
    for rows, table in weights:
        np.add.at(tfidf, _cells(grid, rows, table), _whole(table))
        filled += np.bincount(grid.source[rows[np.diff(table.indptr) > 0]], minlength=len(filled))
    means: Floats = tfidf.reshape(len(filled), len(terms.keys)) / _UNIT / np.maximum(filled, 1)[:, None]
    return means


def _cells(grid: Cells, rows: Ints, table: csr_array) -> Ints:
    """Where each entry of a table is added up."""
    cells: Ints = np.repeat(grid.source[rows] * table.shape[1], np.diff(table.indptr)) + table.indices
    return cells


def _whole(weights: csr_array) -> Ints:
    whole: Ints = np.rint(weights.data * _UNIT).astype(np.int64)
    return whole
