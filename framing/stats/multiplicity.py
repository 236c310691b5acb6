"""p-values adjusted for the number of comparisons in a family.

The family is whatever array is given: state it where the result is shown. nan (no comparison was possible)
stays nan and does not count towards the family.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from framing.stats.intervals import Floats


def holm(p: ArrayLike) -> Floats:
    """Return Holm's adjusted p-values: they hold the chance of any false claim in the family.

    With p sorted, p(1) <= ... <= p(m)::

        adjusted(i) = min(1, max over j <= i of (m - j + 1) p(j))

    `p` is an array of any shape, values in 0..1 or nan; the result has its shape.

    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of
    Statistics 6.
    """
    values, known = _known(p)
    q = values[known]
    order = np.argsort(q, kind="stable")
    steps = np.maximum.accumulate(q[order] * np.arange(len(q), 0, -1))
    adjusted = np.empty_like(q)
    adjusted[order] = np.minimum(steps, 1.0)
    result = np.full(values.shape, np.nan)
    result[known] = adjusted
    return result


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Return Benjamini and Hochberg's adjusted p-values: they hold the expected share of false claims.

    ``adjusted(i) = min(1, min over j >= i of m p(j) / j)``, by scipy. `p` is an array of any shape, values in
    0..1 or nan; the result has its shape.

    Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful
    approach to multiple testing. Journal of the Royal Statistical Society B 57.
    """
    values, known = _known(p)
    result = np.full(values.shape, np.nan)
    if known.any():
        from scipy.stats import false_discovery_control  # takes half a second to import

        result[known] = false_discovery_control(values[known], method="bh")
    return result


def _known(p: ArrayLike) -> tuple[Floats, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    values = np.asarray(p, np.float64)
    known = ~np.isnan(values)
    if np.any((values[known] < 0) | (values[known] > 1)):
        raise ValueError("p-values must lie between 0 and 1")
    return values, known
