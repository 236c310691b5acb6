"""Who is quoted or reported with which term."""

from __future__ import annotations

import pandas as pd

from framing.analysis.schema import columns, table
from framing.profile import Profile

_BORROWED = ("quoted", "attributed")


def speakers(profile: Profile) -> pd.DataFrame:
    """The table of speakers: counted readings that are quoted or attributed, by source and speaker."""
    readings = profile.readings
    borrowed = readings[readings["counted"] & readings["voice"].isin(_BORROWED)]
    if borrowed.empty:
        return table("speakers", [])
    keys = ["source", "speaker", "lexicon", "concept", "term", "frame", "voice"]
    grouped = borrowed.groupby(keys, sort=True)["document"]
    return grouped.agg(occurrences="size", documents="nunique").reset_index()[columns("speakers")]
