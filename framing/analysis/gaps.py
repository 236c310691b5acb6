"""Where the plain count and the voices that a source chooses part most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Gap:
    """A term whose share in all voices and whose share in the chosen voices differ.

    `gap` is the first share less the second, from -1 to 1; a source that never names the concept in the
    chosen voices has 0 there. `documents` are the source's that name the concept, in any voice.
    """

    source: str
    lexicon: str
    concept: str
    term: str
    occurrences_all: int
    occurrences_chosen: int
    gap: float
    documents: int


def gaps(shares: pd.DataFrame) -> tuple[Gap, ...]:
    """Terms by how far the plain count and the chosen voices part: |gap| times the root of the plain total.

    `shares` is the table of that name. The root keeps a concept that occurs once or twice from standing
    before one that occurs often. Of equal ones the term that the plain count has too often comes first.
    """
    keys = ["source", "lexicon", "concept", "item"]
    terms = shares[shares["level"] == "term"]
    figures = ["occurrences", "total", "share", "documents"]
    every, own = (
        terms[terms["voices"] == voices].set_index(keys)[figures].sort_index() for voices in ("all", "chosen")
    )
    joined = every.join(own.add_suffix("_own"))
    joined = joined[joined["total"] > 0]
    difference = joined["share"] - joined["share_own"].fillna(0.0)
    joined = joined.assign(gap=difference, weight=(difference.abs() * np.sqrt(joined["total"])).round(9))
    joined = joined[joined["weight"] > 1e-9].reset_index()
    joined = joined.sort_values(["weight", "gap", *keys], ascending=[False, False, True, True, True, True])
    return tuple(
        Gap(
            str(row["source"]),
            str(row["lexicon"]),
            str(row["concept"]),
            str(row["item"]),
            int(row["occurrences"]),
            int(row["occurrences_own"]),
            float(row["gap"]),
            int(row["documents"]),
        )
        for row in joined.to_dict("records")
    )
