"""How evenly a word is spread over the parts of a corpus, here its documents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from framing.stats.intervals import Floats, divide


@dataclass(frozen=True, slots=True, eq=False)
class Dispersion:
    """Measures of dispersion, one value per word; nan where a word does not occur.

    Attributes
    ----------
    dp : 0 (spread as the parts' sizes) to nearly 1 (all in the smallest part).
    dp_norm : `dp` over its largest possible value, so 0 to 1.
    juilland_d : 1 (even) to 0 (all in one part).
    rosengren_s : 1 (even) to nearly 0.
    carroll_d2 : 1 (even) to 0.
    kl : Kullback-Leibler divergence of the word's spread from the parts' sizes, in bits; 0 is even.
    range : the number of parts the word is in.
    """

    dp: Floats
    dp_norm: Floats
    juilland_d: Floats
    rosengren_s: Floats
    carroll_d2: Floats
    kl: Floats
    range: Floats


def dispersion(counts: ArrayLike, sizes: ArrayLike) -> Dispersion:
    """Return the dispersion of words over the parts of a corpus.

    With v_i the count of a word in part i of n, f its sum, s_i the part's share of all words, and
    r_i = v_i / size_i its relative frequency there::

        DP     = 1/2 sum |v_i / f - s_i|                  Gries (2008)
        DPnorm = DP / (1 - min s_i)                       Lijffijt and Gries (2012)
        D      = 1 - sd(r) / mean(r) / sqrt(n - 1)        Juilland; sd of the population (divided by n)
        S      = (sum sqrt(s_i v_i))² / f                 Rosengren
        D2     = - sum (v_i / f) log2(v_i / f) / log2 n     Carroll; takes the parts as alike in size
        KL     = sum (v_i / f) log2(v_i / f / s_i)

    Parameters
    ----------
    counts : array (parts, words) or (parts,)
        Counts of each word in each part.
    sizes : array (parts,)
        Words in each part. Parts of size zero are left out.

    Returns
    -------
    Dispersion
        Arrays (words,). A word that does not occur: nan, range 0. A single part: nothing to be spread over,
        so nan, except that DP and KL are 0 and S is 1.

    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus
    Linguistics 13(4), which also defines the older measures. Lijffijt, J., & Gries, S. Th. (2012). Correction
    to Stefan Th. Gries' "Dispersions and adjusted frequencies in corpora". International Journal of Corpus
    Linguistics 17(1).
    """
    v, size = np.asarray(counts, np.float64), np.asarray(sizes, np.float64)
    v = v[:, None] if v.ndim == 1 else v
    if v.ndim != 2 or size.shape != (len(v),):
        raise ValueError(
            f"counts {v.shape} and sizes {size.shape} do not fit: need (parts, words) and (parts,)"
        )
    if np.any(v < 0) or np.any(size < 0):
        raise ValueError("counts and sizes must not be negative")
    kept = size > 0
    v, size = v[kept], size[kept]
    n, f = len(size), v.sum(axis=0)
    nothing = np.full(f.shape, np.nan)
    if n == 0:
        return Dispersion(nothing, nothing, nothing, nothing, nothing, nothing, np.zeros(f.shape))
    s = (size / size.sum())[:, None]
    share = divide(v, f)
    rate = v / size[:, None]
    dp = np.abs(share - s).sum(axis=0) / 2
    kl = np.asarray(xlogy(share, share / s)).sum(axis=0) / np.log(2)
    rosengren = divide(np.sqrt(s * v).sum(axis=0) ** 2, f)
    if n == 1:
        dp_norm = juilland = carroll = nothing
    else:
        dp_norm = dp / (1 - s.min())
        juilland = 1 - divide(rate.std(axis=0), rate.mean(axis=0)) / np.sqrt(n - 1)
        carroll = -np.asarray(xlogy(share, share)).sum(axis=0) / np.log(n)
    return Dispersion(dp, dp_norm, juilland, rosengren, carroll, kl, (v > 0).sum(axis=0).astype(np.float64))
