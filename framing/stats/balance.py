"""One figure for a concept: how its occurrences are divided between frames.

The balance says which of two frames a source's words lean to. It is a count of choices, not a verdict: which
frame is called plus is a convention, and +0.2 says no more than that of ten occurrences six are of the one
frame and four of the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from framing.stats.intervals import Floats, Intervals, bootstrap_shares, divide


def balance(
    plus: ArrayLike, minus: ArrayLike, *, resamples: int = 2000, seed: int = 0, level: float = 0.95
) -> Intervals:
    """Return the balance between two frames, (P - M) / (P + M), from -1 (all minus) to +1 (all plus).

    P and M are the sums of `plus` and `minus` over documents: arrays (documents, cells) or (documents,) of
    occurrences. The balance is 2 * share - 1, with the share and the interval of `bootstrap_shares`, and has
    its zero policy: neither frame occurs: nan; one document: no interval.
    """
    p, m = np.asarray(plus, np.float64), np.asarray(minus, np.float64)
    if p.shape != m.shape:
        raise ValueError(f"plus {p.shape} and minus {m.shape} differ in shape")
    share = bootstrap_shares(p, p + m, resamples=resamples, seed=seed, level=level)
    return Intervals(
        2 * share.estimate - 1, 2 * share.low - 1, 2 * share.high - 1, share.documents, share.level
    )


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """How evenly occurrences fall on k frames.

    Attributes
    ----------
    shares : float array (k, cells), each column sums to 1; nan where nothing occurs.
    entropy : float array (cells,), from 0 (one frame only) to 1 (all alike); nan where nothing occurs.
    effective : float array (cells,), the number of equally common frames with this entropy, 1 to k.
    """

    shares: Floats
    entropy: Floats
    effective: Floats


def spread(counts: ArrayLike) -> Spread:
    """Return the shares of k frames and their normalised entropy, - sum p ln p / ln k.

    `counts` is an array (k,) or (k, cells) of occurrences, a row for each frame of the concept, also for
    those that do not occur: k is part of the measure. A frame without occurrences adds 0. k = 1: entropy 0,
    since there is nothing to choose. Few occurrences make the entropy too low; compare it only between like
    numbers.

    Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27.
    """
    n = np.asarray(counts, np.float64)
    n = n[:, None] if n.ndim == 1 else n
    if n.ndim != 2 or len(n) == 0 or np.any(n < 0):
        raise ValueError("counts must be an array (frames, cells) of at least one frame, not negative")
    shares = divide(n, n.sum(axis=0))
    nats = -np.asarray(xlogy(shares, shares)).sum(axis=0)
    # + 0.0 turns the -0.0 of a single frame into 0.0.
    entropy = nats / np.log(len(n)) + 0.0 if len(n) > 1 else nats + 0.0
    return Spread(shares, entropy, np.exp(nats))
