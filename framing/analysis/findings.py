"""The figures that a report's sentences need: what each source mostly says, and where voices matter most."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from framing.analysis.cells import Cells, chosen, counted


@dataclass(frozen=True, slots=True)
class Finding:
    """The item of a concept that a source uses most in the chosen voices.

    item is empty and share None where the concept does not occur in these voices (status "none"). `tied` are
    the items as frequent as `item`, which is the first of them in alphabetical order.
    """

    source: str
    lexicon: str
    concept: str
    level: str
    item: str
    share: float | None
    low: float | None
    high: float | None
    occurrences: int
    total: int
    documents: int
    status: str
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A term whose share in all voices and whose share in the chosen voices differ.

    share_chosen is None where the source never names the concept in the chosen voices. `reading` is the row
    in the readings of the first occurrence that the plain count has and the chosen voices have not (gap > 0),
    else of the first occurrence in the chosen voices. `gap` is share_all - share_chosen, with 0 for None.
    """

    source: str
    lexicon: str
    concept: str
    term: str
    occurrences_all: int
    share_all: float
    occurrences_chosen: int
    share_chosen: float | None
    gap: float
    reading: int


def findings(shares: pd.DataFrame) -> tuple[Finding, ...]:
    """Per source, concept and level the item most used in the chosen voices, in the table's order."""
    groups: dict[tuple[str, ...], list[Any]] = {}
    for row in shares[shares["voices"] == "chosen"].to_dict("records"):
        groups.setdefault((row["source"], row["lexicon"], row["concept"], row["level"]), []).append(row)
    found = []
    for key, rows in sorted(groups.items()):
        source, lexicon, concept, level = key
        most = max(row["occurrences"] for row in rows)
        top = sorted((row for row in rows if row["occurrences"] == most), key=itemgetter("item"))
        found.append(
            Finding(
                source,
                lexicon,
                concept,
                level,
                top[0]["item"] if most else "",
                _number(top[0]["share"]),
                _number(top[0]["low"]),
                _number(top[0]["high"]),
                most,
                top[0]["total"],
                top[0]["documents"],
                top[0]["status"],
                tuple(row["item"] for row in top) if most and len(top) > 1 else (),
            )
        )
    return tuple(found)


def gaps(grid: Cells, shares: pd.DataFrame) -> tuple[Gap, ...]:
    """Terms by how far the plain count and the chosen voices part: |gap| times the root of the plain total.

    The root keeps a concept that occurs once or twice from standing before one that occurs often. Of equal
    ones the term that the plain count has too often comes first.
    """
    keys = ["source", "lexicon", "concept", "item"]
    terms = shares[shares["level"] == "term"]
    every, own = (
        terms[terms["voices"] == voices].set_index(keys)[["occurrences", "total", "share"]].sort_index()
        for voices in ("all", "chosen")
    )
    joined = every.join(own.add_suffix("_own"))
    joined = joined[joined["total"] > 0]
    difference = joined["share"] - joined["share_own"].fillna(0.0)
    joined = joined.assign(gap=difference, weight=(difference.abs() * np.sqrt(joined["total"])).round(9))
    joined = joined[joined["weight"] > 1e-9].reset_index()
    joined = joined.sort_values(["weight", "gap", *keys], ascending=[False, False, True, True, True, True])

    readings = grid.profile.readings
    inside, mine = counted(grid.profile), chosen(grid.profile)
    first = {
        wanted: readings[inside & (mine == wanted)]
        .reset_index(names="row")
        .groupby(["source", "lexicon", "concept", "term"])["row"]
        .first()
        .to_dict()
        for wanted in (False, True)
    }
    found = []
    for row in joined.to_dict("records"):
        place = first[row["gap"] < 0].get(tuple(row[key] for key in keys))
        if place is None:
            continue
        found.append(
            Gap(
                str(row["source"]),
                str(row["lexicon"]),
                str(row["concept"]),
                str(row["item"]),
                int(row["occurrences"]),
                float(row["share"]),
                int(row["occurrences_own"]),
                _number(row["share_own"]),
                float(row["gap"]),
                int(place),
            )
        )
    return tuple(found)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
