"""The rule for "too few texts to say".

Counted are documents of the source in which the concept occurs, in the voices that a share is about; copies
of a passage count like others.

==========  ==========  ==================================================================================
documents   status      what may be said
==========  ==========  ==================================================================================
0           ``none``    nothing: the concept does not occur
1           ``one``     a description of that text; no interval, no comparison
2 to 4      ``few``     a description of these texts; no interval, no comparison
5 and more  ``ok``      a share with its interval, and a comparison with another source that has 5 or more
5 and more  ``wide``    where the interval is wider than `WIDEST`: a description of these texts
==========  ==========  ==================================================================================

Why 5: in ``benchmarks/coverage.py`` the bootstrap interval for a share, nominally 95 %, covers 93-98 % with
5 documents, but as little as 82 % with 3 and 69 % with 2. A permutation test of 3 against 3 documents
cannot give a p under .10; 4 against 4 can just reach .03; 5 against 5 reaches .008, which leaves room for a
correction over a few comparisons. From 15 documents up, the coverage was checked over a grid of shares and
clustering.

Why .80: the number of documents says little where one of them holds most of the occurrences, or where each
uses another name. What they are worth shows in the width of the interval. The exact interval (Clopper and
Pearson 1934) for five texts that each use one name is at most .80 wide. A wider one says less than five
texts would, as surveys reckon with the effective size of a sample (Kish 1965; Korn and Graubard 1998). It
is a low bar: official health statistics publish no share whose interval is .30 wide or wider (Parker et al.
2017).

The bar takes out intervals that hold almost anything, and so nearly always the truth: of those that are
left, fewer hold it. With 5 documents and an intraclass correlation of .2 these are 88 to 97 %, from 8 on 95
% and more.

A comparison asks for documents only: the permutation test weighs by itself how much they differ.

References
----------
Clopper, C. J., & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of
the binomial. Biometrika 26.
Kish, L. (1965). Survey sampling. Wiley.
Korn, E. L., & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of
positive counts estimated from survey data. Survey Methodology 24.
Parker, J. D., Talih, M., Malec, D. J., et al. (2017). National Center for Health Statistics data presentation
standards for proportions. Vital and Health Statistics 2(175).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

MINIMUM = 5
WIDEST = 0.80  # width of an interval of a share, from 0 to 1


def standing(
    documents: ArrayLike, minimum: ArrayLike = MINIMUM, width: ArrayLike = np.nan
) -> NDArray[np.object_]:
    """Return what `documents`, the numbers of documents with the concept, allow to be said.

    An array of words: ``"none"`` for 0, ``"one"`` for 1, ``"few"`` below `minimum`, ``"wide"`` where `width`,
    that of the interval of a share, is above `WIDEST`, else ``"ok"``. The arguments are scalars or arrays
    that broadcast; a `width` of nan says nothing. `minimum` is at least 2: one text never speaks for a
    source. Two sources can be compared if the smaller of their numbers is ``"ok"``.
    """
    number, least, wide = np.broadcast_arrays(np.asarray(documents), np.asarray(minimum), np.asarray(width))
    if np.any(least < 2):
        raise ValueError(
            f"minimum must be at least 2, not {np.min(least)}: one text never speaks for a source"
        )
    if np.any(number < 0):
        raise ValueError(f"documents must not be negative, not {np.min(number)}")
    # An end of an interval is a float, and so a width of just .8 may come out a little above.
    conditions = [number == 0, number == 1, number < least, wide > WIDEST + 1e-9]
    return np.select(conditions, ["none", "one", "few", "wide"], default="ok").astype(object)
