"""How much more a word belongs to one set of texts than to another, from its counts in both.

Throughout: a and b are the counts of a word in the target and in the reference; n_a and n_b are the sizes of
the two in words. All arguments are scalars or arrays that broadcast, such as one entry per word of the
vocabulary. These measures take words as independent. Use them to rank words, not to claim a difference
between sources: for that there is `framing.stats.permutation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, ndtri, xlogy

from framing.stats.intervals import Floats, divide


def g2(
    a: ArrayLike,
    n_a: ArrayLike,
    b: ArrayLike,
    n_b: ArrayLike,
    *,
    terms: Literal[2, 4] = 4,
    williams: bool = False,
) -> Floats:
    """Return the log-likelihood ratio G², signed: above zero where the word is more frequent in the target.

    With O the observed and E the expected counts, G² = 2 sum O ln(O / E).

    terms=4 : over the four cells of the table (word or not, target or reference); Dunning (1993).
    terms=2 : over the two counts of the word only, with E = n (a + b) / (n_a + n_b); Rayson and Garside
        (2000), as UCREL's calculator has it. Nearly the same for rare words.
    williams : divide by Williams's q for a 2 x 2 table,
        q = 1 + (N / (a + b) + N / (N - a - b) - 1) (N / n_a + N / n_b - 1) / (6 N); only with terms=4.

    Chi-squared with 1 degree of freedom under independence. Zero counts add 0 (0 ln 0 = 0). Empty target or
    reference: nan.

    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational
    Linguistics 19(1). Rayson, P., & Garside, R. (2000). Comparing corpora using frequency profiling. Workshop
    on Comparing Corpora, ACL. Williams, D. A. (1976). Improved likelihood ratio tests for complete
    contingency tables. Biometrika 63.
    """
    x, m, y, n = _counts(a, n_a, b, n_b)
    total, word = m + n, x + y
    value = _times_log(x, divide(m * word, total)) + _times_log(y, divide(n * word, total))
    if terms == 4:
        rest = total - word
        value = (
            value + _times_log(m - x, divide(m * rest, total)) + _times_log(n - y, divide(n * rest, total))
        )
    elif williams:
        raise ValueError("Williams's correction is defined for the four-term G2")
    value = np.maximum(2 * value, 0.0)
    if williams:
        value = value / _williams(word, m, n)
    return _signed(value, x, m, y, n)


def _williams(word: Floats, m: Floats, n: Floats) -> Floats:
    """Return Williams's q; 1 for a word that is nowhere or everything, whose value is 0 anyway."""
    total = m + n
    margins = (divide(total, word) + divide(total, total - word) - 1) * (
        divide(total, m) + divide(total, n) - 1
    )
    q: Floats = np.nan_to_num(1 + divide(margins, 6 * total), nan=1.0)
    return q


def chi_squared(
    a: ArrayLike,
    n_a: ArrayLike,
    b: ArrayLike,
    n_b: ArrayLike,
    *,
    correction: Literal["none", "yates", "williams"] = "none",
) -> Floats:
    """Return Pearson's chi² of the 2 x 2 table, signed as `g2`.

    N (|ad - bc| - c)² / (product of the margins), with c = 0, or N / 2 for Yates's correction (never beyond
    zero); "williams" divides by Williams's q, see `g2`. A word that is nowhere or everything: 0. Empty target
    or reference: nan.
    """
    x, m, y, n = _counts(a, n_a, b, n_b)
    total, word = m + n, x + y
    cross = np.abs(x * (n - y) - y * (m - x))
    if correction == "yates":
        cross = np.maximum(cross - total / 2, 0.0)
    value = np.nan_to_num(divide(total * cross**2, m * n * word * (total - word)))
    if correction == "williams":
        value = value / _williams(word, m, n)
    return _signed(value, x, m, y, n)


def log_ratio(a: ArrayLike, n_a: ArrayLike, b: ArrayLike, n_b: ArrayLike, *, add: float = 0.5) -> Floats:
    """Return log2((a / n_a) / (b / n_b)): each point is a doubling of the relative frequency.

    Where a or b is zero, `add` is put in its place, as Hardie (2014) does with 0.5; add=0 leaves nan there.
    Both zero, or an empty target or reference: nan.

    Hardie, A. (2014). Log Ratio: an informal introduction. CASS blog, Lancaster University.
    """
    x, m, y, n = _counts(a, n_a, b, n_b)
    usable = (x + y > 0) & (m > 0) & (n > 0)
    p, q = divide(np.where(x > 0, x, add), m), divide(np.where(y > 0, y, add), n)
    usable &= (np.nan_to_num(p) > 0) & (np.nan_to_num(q) > 0)
    return np.where(usable, np.log2(np.where(usable, p, 1.0)) - np.log2(np.where(usable, q, 1.0)), np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class LogRatioBounds:
    """Confidence bounds of the log ratio in bits, and LRC: the bound nearer zero, 0 where they enclose it."""

    low: Floats
    high: Floats
    lrc: Floats


def conservative_log_ratio(
    a: ArrayLike,
    n_a: ArrayLike,
    b: ArrayLike,
    n_b: ArrayLike,
    *,
    level: float = 0.95,
    comparisons: int | None = None,
) -> LogRatioBounds:
    """Return LRC, the conservative log ratio: the least difference that the counts are evidence for.

    Given a + b, a is about binomial with success odds (p_a n_a) / (p_b n_b). With (l, u) the exact interval
    of Clopper and Pearson for a of a + b::

        bounds = log2(l / (1 - l) * n_b / n_a),  log2(u / (1 - u) * n_b / n_a)
        LRC = low bound if > 0; high bound if < 0; else 0

    `comparisons` is the number of words compared, for Bonferroni's correction of `level`. By default it is
    the number of entries; 1 corrects nothing. a = 0: low is -inf; b = 0: high is inf; LRC is finite still.
    Both zero, or an empty side: bounds nan, LRC 0.

    Evert, S. (2022). Measuring keyness. Digital Humanities 2022. Clopper, C. J., & Pearson, E. S. (1934). The
    use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika 26.
    """
    x, m, y, n = _counts(a, n_a, b, n_b)
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    tail = (1 - level) / 2 / max(1, x.size if comparisons is None else comparisons)
    usable = (x + y > 0) & (m > 0) & (n > 0)
    lower = np.asarray(betaincinv(np.where(x > 0, x, 1.0), y + 1, tail), np.float64)
    upper = np.asarray(betaincinv(x + 1, np.where(y > 0, y, 1.0), 1 - tail), np.float64)
    scale = np.log2(np.where(usable, divide(n, m), 1.0))
    low = np.where(x > 0, _log2_odds(lower) + scale, -np.inf)
    high = np.where(y > 0, _log2_odds(upper) + scale, np.inf)
    lrc = np.where(low > 0, low, np.where(high < 0, high, 0.0))
    return LogRatioBounds(
        np.where(usable, low, np.nan), np.where(usable, high, np.nan), np.where(usable, lrc, 0.0)
    )


@dataclass(frozen=True, slots=True, eq=False)
class LogOdds:
    """Weighted log-odds per word: `delta` in nats, its standard error, `z` = delta / se, and an interval."""

    delta: Floats
    se: Floats
    z: Floats
    low: Floats
    high: Floats
    level: float


def weighted_log_odds(
    a: ArrayLike,
    b: ArrayLike,
    prior: ArrayLike,
    *,
    n_a: float | None = None,
    n_b: float | None = None,
    n_prior: float | None = None,
    variance_terms: Literal[2, 4] = 2,
    level: float = 0.95,
) -> LogOdds:
    """Return the log-odds ratio with an informative Dirichlet prior ("Fightin' Words") of each word.

    With prior counts alpha, alpha_0 their sum, and n the sum of a side's counts::

        delta = ln((a + alpha) / (n_a + alpha_0 - a - alpha)) - ln((b + alpha) / (n_b + alpha_0 - b - alpha))
        variance = 1 / (a + alpha) + 1 / (b + alpha)                            (two terms, eq. 20 there)
        z = delta / sqrt(variance)

    Parameters
    ----------
    a, b : arrays (words,)
        Counts of the words in the two sets of texts.
    prior : array (words,) or scalar
        alpha per word, above zero. Informative: counts in a background corpus, scaled to a chosen sum.
        A scalar, such as 0.01, is the uninformative prior.
    n_a, n_b, n_prior : float, optional
        n of either side and alpha_0, where `a`, `b` and `prior` are of some of the words only; by default
        their sums.
    variance_terms : 2 or 4
        4 adds 1 / (n + alpha_0 - a - alpha) for each side, as scattertext has it. It differs for words that
        make up much of a text.

    Every value is finite for a vocabulary of two words or more: the prior keeps zeros out of the logarithms.
    A vocabulary of one word has no odds: nan.

    Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' Words: lexical feature selection and
    evaluation for identifying the content of political conflict. Political Analysis 16(4).
    """
    x, y = np.asarray(a, np.float64), np.asarray(b, np.float64)
    if x.shape != y.shape or x.ndim != 1:
        raise ValueError(f"counts of one vocabulary are needed, not shapes {x.shape} and {y.shape}")
    alpha = np.broadcast_to(np.asarray(prior, np.float64), x.shape)
    if np.any(~(alpha > 0)) or np.any(x < 0) or np.any(y < 0):
        raise ValueError("the prior must be above zero and counts not negative")
    alpha_0 = float(alpha.sum()) if n_prior is None else n_prior
    with_a, with_b = x + alpha, y + alpha
    rest_a = (float(x.sum()) if n_a is None else n_a) + alpha_0 - with_a
    rest_b = (float(y.sum()) if n_b is None else n_b) + alpha_0 - with_b
    usable = (rest_a > 1e-12) & (rest_b > 1e-12)
    rest_a, rest_b = np.where(usable, rest_a, 1.0), np.where(usable, rest_b, 1.0)
    delta = np.where(usable, np.log(with_a / rest_a) - np.log(with_b / rest_b), np.nan)
    variance = 1 / with_a + 1 / with_b
    if variance_terms == 4:
        variance = variance + 1 / rest_a + 1 / rest_b
    se = np.where(usable, np.sqrt(variance), np.nan)
    reach = float(ndtri((1 + level) / 2)) * se
    return LogOdds(delta, se, delta / se, delta - reach, delta + reach, level)


def _counts(
    a: ArrayLike, n_a: ArrayLike, b: ArrayLike, n_b: ArrayLike
) -> tuple[Floats, Floats, Floats, Floats]:
    x, m, y, n = np.broadcast_arrays(*(np.asarray(v, np.float64) for v in (a, n_a, b, n_b)))
    if np.any((x < 0) | (y < 0) | (x > m) | (y > n)):
        raise ValueError("counts must lie between 0 and the size of their side")
    return x, m, y, n


def _times_log(observed: Floats, expected: Floats) -> Floats:
    """Return O ln(O / E), 0 where O is 0."""
    return np.asarray(
        xlogy(observed, np.where(observed > 0, np.nan_to_num(divide(observed, expected), nan=1.0), 1.0))
    )


def _log2_odds(p: Floats) -> Floats:
    inside = (p > 0) & (p < 1)
    q = np.where(inside, p, 0.5)
    return np.where(inside, np.log2(q) - np.log2(1 - q), np.where(p <= 0, -np.inf, np.inf))


def _signed(value: Floats, x: Floats, m: Floats, y: Floats, n: Floats) -> Floats:
    signed = np.where(x * n >= y * m, value, -value)
    return np.where((m > 0) & (n > 0), signed, np.nan)
