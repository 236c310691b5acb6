"""The rule for "too few texts to say".

Counted are documents of the source in which the concept occurs in the voices chosen, once per copied passage.

==========  ===========================================================================================
documents   what may be said
==========  ===========================================================================================
0           nothing: the concept does not occur
1           a description of that text; no interval, no comparison
2 to 4      a description of these texts; no interval is drawn, no comparison is made
5 and more  a share with its interval, and a comparison with another source that has 5 or more
==========  ===========================================================================================

Why 5: in ``benchmarks/coverage.py`` the bootstrap interval for a share, nominally 95 %, covers 93-98 % with 5
documents, but as little as 82 % with 3 and 69 % with 2. The interval is then as wide as most of the scale,
which is what 5 texts can say. A permutation test of 3 against 3 documents cannot give a p under .10; 4
against 4 can just reach .03; 5 against 5 reaches .008, which leaves room for a correction over a few
comparisons. From `STEADY` documents up, the coverage was checked over a grid of shares and clustering.
"""

from __future__ import annotations

from typing import Literal

MINIMUM = 5
STEADY = 15

Standing = Literal["none", "one text", "too few", "enough"]


def standing(documents: int, *, minimum: int = MINIMUM) -> Standing:
    """Return what `documents`, the number of documents with the concept, allow to be said.

    ``"none"`` for 0, ``"one text"`` for 1, ``"too few"`` below `minimum`, else ``"enough"``. `minimum` is at
    least 2: one text never speaks for a source.
    """
    if minimum < 2:
        raise ValueError(f"minimum must be at least 2, not {minimum}: one text never speaks for a source")
    if documents < 0:
        raise ValueError(f"documents must not be negative, not {documents}")
    if documents == 0:
        return "none"
    if documents == 1:
        return "one text"
    return "too few" if documents < minimum else "enough"


def comparable(documents_a: int, documents_b: int, *, minimum: int = MINIMUM) -> bool:
    """Return whether both sources have enough documents with the concept to be compared."""
    return all(standing(n, minimum=minimum) == "enough" for n in (documents_a, documents_b))
