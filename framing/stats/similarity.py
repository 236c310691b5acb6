"""How alike the sources' vocabularies are, and a map of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.special import ndtri

from framing.stats.intervals import Floats, divide, resampled

# Numbers held at a time while resampling: 8 bytes each.
_HELD = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """Cosine between sources: arrays (sources, sources), symmetric, 1 on the diagonal.

    nan where a source has no words; `low` and `high` are nan too where either source has one document.
    `documents` counts each source's documents with words.
    """

    cosine: Floats
    low: Floats
    high: Floats
    documents: NDArray[np.int64]
    level: float


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """Points (n, 2), and the share of the distances' variation that each of the two axes shows (0 to 1)."""

    points: Floats
    explained: Floats


def source_similarity(
    tfidf: Any, source: ArrayLike, sources: int, *, resamples: int = 300, seed: int = 0, level: float = 0.95
) -> Similarity:
    """Return the cosine between the mean TF-IDF rows of sources, with document bootstrap intervals.

    Parameters
    ----------
    tfidf : array or SciPy sparse matrix (documents, words)
        TF-IDF computed per document, not negative; rows without words are all zero and left out.
    source : int array (documents,)
        The source of each document, 0 to `sources` - 1.
    resamples, seed, level
        As in `framing.stats.intervals.bootstrap_shares`. Documents are resampled within each source.

    Method
    ------
    A resampled mean repeats some documents and lacks others, which makes every resampled cosine too low; its
    percentiles would lie below the estimate. So only the spread is taken from the bootstrap: on Fisher's
    scale, atanh(cosine), the interval is the estimate ± z sd * sqrt(n / (n - 1)), n of the smaller source.
    The estimate itself is low where a source has few documents: compare sources of like size.

    Cost: `resamples` sparse products; memory is bounded whatever the vocabulary.
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    x = csr_array(tfidf).astype(np.float64)
    group = np.asarray(source, np.int64)
    if group.shape != (x.shape[0],) or np.any((group < 0) | (group >= sources)):
        raise ValueError("source must give a number from 0 to sources - 1 for each document")
    filled = np.asarray(abs(x).sum(axis=1)).ravel() > 0
    rows = [csr_array(x[np.flatnonzero(filled & (group == s))]) for s in range(sources)]
    n = np.array([part.shape[0] for part in rows], np.int64)
    centres = np.stack([_mean(part) for part in rows]) if sources else np.zeros((0, x.shape[1]))
    cosine = _cosine(centres[None])[0]

    block = max(1, _HELD // max(1, sources * x.shape[1]))
    drawn = np.empty((resamples, sources, sources))
    # One stream of weights a source; each has its own seed, so that another source changes nothing here.
    streams = [_weights(len_s, resamples, block, seed + s) for s, len_s in enumerate(n.tolist())]
    for start in range(0, resamples, block):
        count = min(block, resamples - start)
        means = np.zeros((count, sources, x.shape[1]))
        for s, part in enumerate(rows):
            if n[s]:
                means[:, s] = (part.T @ next(streams[s])[:count].T).T / n[s]
        drawn[start : start + count] = _cosine(means)

    fisher = np.arctanh(np.clip(np.nan_to_num(drawn), -1 + 1e-12, 1 - 1e-12))
    smaller = np.minimum(n[:, None], n[None, :])
    sd = fisher.std(axis=0) * np.sqrt(np.nan_to_num(divide(smaller, smaller - 1), nan=1.0))
    reach = float(ndtri((1 + level) / 2)) * sd
    centre = np.arctanh(np.clip(np.nan_to_num(cosine), -1 + 1e-12, 1 - 1e-12))
    known = (smaller >= 2) & np.isfinite(cosine)
    low = np.where(known, np.minimum(np.tanh(centre - reach), cosine), np.nan)
    high = np.where(known, np.maximum(np.tanh(centre + reach), cosine), np.nan)
    same = np.eye(sources, dtype=bool) & known
    return Similarity(cosine, np.where(same, 1.0, low), np.where(same, 1.0, high), n, level)


def classical_map(distances: ArrayLike) -> Map:
    """Return points in two dimensions whose distances come near to `distances`: classical scaling.

    B = -1/2 J D² J with J = I - 1/n; the points are the first two eigenvectors of B times the root of their
    eigenvalues (Torgerson 1952). `distances` is symmetric (n, n), zero on the diagonal; for cosines c take
    sqrt(2 (1 - c)). An axis with a negative or no eigenvalue is 0, so that one or two points have a map too.
    Signs are fixed: on each axis the first of the coordinates farthest from zero is positive. The axes have
    no meaning of their own.

    Torgerson, W. S. (1952). Multidimensional scaling: I. Theory and method. Psychometrika 17.
    """
    d = np.asarray(distances, np.float64)
    if d.ndim != 2 or d.shape[0] != d.shape[1]:
        raise ValueError("distances must be a square array")
    if not np.isfinite(d).all() or not np.allclose(d, d.T):
        raise ValueError("distances must be finite and symmetric")
    size = len(d)
    points, explained = np.zeros((size, 2)), np.zeros(2)
    if size < 2:
        return Map(points, explained)
    squared = d**2
    b = -(squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()) / 2
    values, vectors = np.linalg.eigh((b + b.T) / 2)
    values, vectors = values[::-1][:2], vectors[:, ::-1][:, :2]
    total = float(np.abs(np.linalg.eigvalsh((b + b.T) / 2)).sum())
    for axis in range(min(2, size)):
        if values[axis] > 1e-12 * max(total, 1e-300):
            coordinates = vectors[:, axis] * np.sqrt(values[axis])
            reach = np.abs(coordinates)
            # The first within rounding of the farthest, so that ties break alike on every machine.
            lead = int(np.flatnonzero(reach >= reach.max() * (1 - 1e-9))[0])
            points[:, axis] = coordinates * np.sign(coordinates[lead])
            explained[axis] = values[axis] / total
    return Map(points, explained)


def _weights(documents: int, resamples: int, block: int, seed: int) -> Any:
    """Yield the bootstrap's weights in blocks of `block` rows."""
    if documents == 0:
        return
    held = np.zeros((0, documents))
    for rows in resampled(documents, resamples, seed):
        held = np.concatenate([held, rows])
        while len(held) >= block:
            yield held[:block]
            held = held[block:]
    if len(held):
        yield held


def _mean(rows: Any) -> Floats:
    if rows.shape[0] == 0:
        return np.zeros(rows.shape[1])
    total: Floats = np.asarray(rows.sum(axis=0), np.float64).ravel()
    total /= rows.shape[0]
    return total


def _cosine(centres: Floats) -> Floats:
    """Return cosines (block, sources, sources) of centres (block, sources, words), nan if one is empty."""
    dots = centres @ centres.transpose(0, 2, 1)
    norms = np.sqrt(np.diagonal(dots, axis1=1, axis2=2))
    cosine = np.clip(divide(dots, norms[:, :, None] * norms[:, None, :]), -1.0, 1.0)
    index = np.arange(centres.shape[1])
    cosine[:, index, index] = np.where(norms > 0, 1.0, np.nan)
    return cosine
