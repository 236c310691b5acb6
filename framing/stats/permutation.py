"""Is the difference between two groups of documents more than the way the documents happen to fall?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.stats.intervals import Floats, cell_arrays, distinct, divide, packed, precision

# Labels held at a time, first as bytes, then as numbers.
_LABELS = 2_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """Two groups of documents compared, per cell.

    Attributes
    ----------
    a, b : float arrays (cells,)
        The ratio in each group; nan where the group's total is zero.
    difference : a - b, in the unit of the ratio.
    p : two-sided p-value in (0, 1]; nan where the difference is undefined.
    arrangements : int array
        The arrangements of documents that p was computed from, in which the difference is defined.
    exact : bool
        True if these are all arrangements, False if they are a random sample.
    """

    a: Floats
    b: Floats
    difference: Floats
    p: Floats
    arrangements: NDArray[np.int64]
    exact: bool


def permutation_test(
    hits_a: ArrayLike,
    totals_a: ArrayLike,
    hits_b: ArrayLike,
    totals_b: ArrayLike,
    *,
    per: float = 1.0,
    permutations: int = 9999,
    exact_up_to: int = 20_000,
    seed: int = 0,
) -> Differences:
    """Compare sum(hits) / sum(totals) between two groups by reassigning whole documents.

    Under the null hypothesis the documents of both groups are exchangeable: which group a document is in does
    not matter. The statistic is |a - b| sqrt(T_a T_b), with T the totals of the groups: the z of two pooled
    proportions (or rates), but for a factor that is the same in all arrangements. By chance |a - b| is larger
    where one group has little; alone it would find differences between sources that only differ in how much
    they have in a document. Where all documents have the same totals, both give the same p.
    With b arrangements at least as extreme as the one observed:

    - exact: p = b / m over all m = C(n_a + n_b, n_a) arrangements, when m <= `exact_up_to`;
    - else p = (b + 1) / (m + 1) over m = `permutations` random ones (Phipson and Smyth 2010), so that p is
      never zero. All cells use the same arrangements.

    Parameters
    ----------
    hits_a, hits_b : arrays (documents, cells) or (documents,)
        Occurrences per document. A cell is one comparison, for example one term in one set of voices.
    totals_a, totals_b : arrays (documents, cells), (documents, 1) or (documents,)
        Occurrences of the concept (for shares) or counted words (for rates).
    per : float
        Factor of `a`, `b` and `difference`: 1 for shares, 1000 for rates per 1,000 words.

    Zero policy
    -----------
    A group whose total is zero has no ratio: difference and p are nan. Arrangements that leave a group
    without a total are left out of b and m. No hits in either group: difference 0, p = 1.

    Examples
    --------
    >>> result = permutation_test([6, 0, 1], [100, 100, 100], [0, 1, 0], [100, 100, 100])
    >>> result.p.round(2).tolist(), result.exact
    ([0.7], True)

    Phipson, B., & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in
    Genetics and Molecular Biology 9(1).
    """
    ha, ta = cell_arrays(hits_a, totals_a)
    hb, tb = cell_arrays(hits_b, totals_b)
    if ha.shape[1] != hb.shape[1] or ta.shape[1] != tb.shape[1]:
        raise ValueError(f"the groups differ in their cells: {ha.shape} and {hb.shape}")
    h, t = np.concatenate([ha, hb]), np.concatenate([ta, tb])
    size, documents, cells = len(ha), len(h), h.shape[1]
    a, b = divide(ha.sum(axis=0), ta.sum(axis=0)), divide(hb.sum(axis=0), tb.sum(axis=0))
    observed = a - b
    h_sum, t_sum = h.sum(axis=0), t.sum(axis=0)

    exact = comb(documents, size) <= max(1, exact_up_to)
    blocks = _all(documents, size) if exact else _random(documents, size, permutations, seed)
    extreme = np.zeros(cells, np.int64)
    defined = np.zeros(cells, np.int64)
    root = np.sqrt(ta.sum(axis=0) * tb.sum(axis=0))
    # Equal arrangements must tie whatever order their sums were taken in.
    bar = (np.abs(observed) - 1e-9 * np.maximum(np.nan_to_num(a + b), 1e-300)) * root
    kind = precision(h, t, max(h_sum.max(initial=0), t_sum.max(initial=0)))
    # Items of one concept have the same totals: each is added up once.
    kept, back = distinct(t)
    h, t, t_sum = packed(h, kind), packed(t[:, kept], kind), t_sum[kept, None].astype(np.float64)
    for labels in blocks:
        chosen = labels.T.astype(kind, order="C")
        hits, totals = (h @ chosen).astype(np.float64), (t @ chosen).astype(np.float64)
        root = np.sqrt(totals * (t_sum - totals))
        # The same as |a - b| sqrt(T_a T_b), with one division.
        gap = divide(np.abs(hits * t_sum[back] - h_sum[:, None] * totals[back]), root[back])
        extreme += (gap >= bar[:, None]).sum(axis=1)
        defined += np.isfinite(gap).sum(axis=1)
    extra = 0 if exact else 1
    p = np.where(np.isfinite(observed), divide(extreme + extra, defined + extra), np.nan)
    return Differences(a * per, b * per, observed * per, p, defined, exact)


def _all(documents: int, size: int) -> Iterator[NDArray[np.int8]]:
    """Yield every choice of `size` documents as rows of 0 and 1."""
    block = max(1, _LABELS // max(documents, 1))
    choices = combinations(range(documents), size)
    while rows := list(islice(choices, block)):
        labels = np.zeros((len(rows), documents), np.int8)
        if size:
            labels[np.arange(len(rows))[:, None], np.array(rows)] = 1
        yield labels


def _random(documents: int, size: int, permutations: int, seed: int) -> Iterator[NDArray[np.int8]]:
    """Yield `permutations` random choices of `size` documents as rows of 0 and 1; 0 < size < documents.

    Each document draws a random key; the `size` smallest keys are chosen. That is several times faster than
    shuffling.
    """
    rng = np.random.default_rng(seed)
    block = max(1, _LABELS // documents)
    for start in range(0, permutations, block):
        rows = min(block, permutations - start)
        keys = rng.integers(0, 2**32, size=(rows, documents), dtype=np.uint32)
        bound = np.partition(keys, size, axis=1)[:, size : size + 1]
        labels = (keys < bound).astype(np.int8)
        # Once in a long while two documents draw the same key at the bound: then the first of them is chosen.
        for row in np.flatnonzero(labels.sum(axis=1, dtype=np.int64) != size):
            labels[row, np.argsort(keys[row], kind="stable")[:size]] = 1
        yield labels
