"""How alike the sources' vocabularies are, and a map of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from framing.stats.intervals import Floats, divide


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


def source_similarity(products: ArrayLike, source: ArrayLike, *, level: float = 0.95) -> Similarity:
    """Return the cosine between the mean TF-IDF rows of sources, with intervals over documents.

    Parameters
    ----------
    products : array (documents, sources)
        The inner product of each document's TF-IDF row with the mean row of each source. The mean is over the
        source's documents with words; rows are not negative, and all zero for a document without words.
    source : int array (documents,)
        The source of each document, 0 to sources - 1.
    level : float
        Nominal coverage.

    Method
    ------
    The variance is that of the infinitesimal jackknife (Efron 1982). For sources s and t with
    mean rows a and b and cosine c, a document x of s has the influence::

        x·b / (|a| |b|) - c x·a / |a|²

    and one of t likewise; the variance is the sum over both sources of (sum of squared influences) /
    (n (n - 1)). The interval is symmetric on Fisher's scale: atanh(c) ± z sd / (1 - c²). It agrees with a
    bootstrap over documents, except that it is wider, by up to a third, where c is near 1 and documents are
    few. The estimate itself is low where a source has few documents: compare sources of like size.

    Efron, B. (1982). The jackknife, the bootstrap and other resampling plans. SIAM.
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    x = np.asarray(products, np.float64)
    group = np.asarray(source, np.int64)
    if x.ndim != 2 or group.shape != (len(x),) or np.any((group < 0) | (group >= x.shape[1])):
        raise ValueError("source must give a number from 0 to sources - 1 for each document")
    sources = x.shape[1]
    # A document with words has a part in its own source's mean.
    filled = x[np.arange(len(x)), group] > 0
    rows = [x[filled & (group == s)] for s in range(sources)]
    n = np.array([len(part) for part in rows], np.int64)
    dots = np.stack([part.mean(axis=0) if len(part) else np.zeros(sources) for part in rows])
    dots = (dots + dots.T) / 2
    norms = np.sqrt(np.diagonal(dots))
    cosine = np.clip(divide(dots, norms[:, None] * norms), -1.0, 1.0)
    np.fill_diagonal(cosine, np.where(norms > 0, 1.0, np.nan))

    variance = np.zeros((sources, sources))
    for s, part in enumerate(rows):
        if n[s] > 1:
            influence = divide(part, norms[s] * norms) - cosine[s] * part[:, [s]] / norms[s] ** 2
            variance[s] = np.nan_to_num((influence**2).sum(axis=0)) / (n[s] * (n[s] - 1))
    variance = variance + variance.T
    inside = np.clip(np.nan_to_num(cosine), -1 + 1e-12, 1 - 1e-12)
    reach = float(ndtri((1 + level) / 2)) * np.sqrt(variance) / (1 - inside**2)
    known = (np.minimum(n[:, None], n) >= 2) & np.isfinite(cosine)
    low = np.where(known, np.minimum(np.tanh(np.arctanh(inside) - reach), cosine), np.nan)
    high = np.where(known, np.maximum(np.tanh(np.arctanh(inside) + reach), cosine), np.nan)
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
