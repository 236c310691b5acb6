"""How strongly two words keep company."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from framing.stats.intervals import Floats, divide


def log_dice(together: ArrayLike, node: ArrayLike, collocate: ArrayLike) -> Floats:
    """Return log-Dice, 14 + log2(2 f_xy / (f_x + f_y)).

    `together` f_xy, `node` f_x and `collocate` f_y are counts, scalars or arrays that broadcast. At most 14
    when both always occur together; 0 means less than one co-occurrence in 16,000; one point more is twice as
    often. It does not depend on the size of the corpus. Never together: nan.

    A window can count a collocate for two nodes, so f_xy may exceed f_y; count each place once to stay below
    14.

    Rychlý, P. (2008). A lexicographer-friendly association score. Recent Advances in Slavonic Natural
    Language Processing (RASLAN).
    """
    xy, x, y = (np.asarray(value, np.float64) for value in (together, node, collocate))
    return 14 + _log2(divide(2 * xy, x + y))


def mutual_information(
    together: ArrayLike, node: ArrayLike, collocate: ArrayLike, words: ArrayLike, *, window: float = 1.0
) -> Floats:
    """Return pointwise mutual information in bits, log2(f_xy N / (f_x f_y window)).

    `words` is N, the counted words of the corpus; the counts are as in `log_dice`. `window` is the number of
    places around a node in which the collocate was looked for; 1 leaves the window out of account, as Church
    and Hanks do. High values are common among rare words: use a minimum count. Never together: nan.

    Church, K. W., & Hanks, P. (1990). Word association norms, mutual information, and lexicography.
    Computational Linguistics 16(1).
    """
    if window <= 0:
        raise ValueError("window must be above zero")
    xy, x, y, n = (np.asarray(value, np.float64) for value in (together, node, collocate, words))
    return _log2(divide(xy * n, x * y * window))


def _log2(ratio: Floats) -> Floats:
    fit = ratio > 0
    return np.where(fit, np.log2(np.where(fit, ratio, 1.0)), np.nan)
