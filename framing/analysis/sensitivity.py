"""How the shares change if something is decided differently."""

from __future__ import annotations

import pandas as pd

from framing.analysis.cells import Cells, Mask, chosen, counted, each, estimate, tally
from framing.analysis.schema import table

AS_REPORTED = "as reported"
AT_LEAST = "at least"  # begins the names of variations that change how many texts an interval takes


def variations(grid: Cells, copied: Mask) -> dict[str, tuple[Mask, int]]:
    """What can be decided differently: which readings then count, and the fewest texts for an interval."""
    profile = grid.profile
    own, inside = chosen(profile), counted(profile)
    headline = (profile.readings["zone"] == "headline").to_numpy(bool)
    minimum = profile.settings.minimum_texts
    found = {
        AS_REPORTED: (own & inside, minimum),
        "all voices": (inside, minimum),
        "all zones": (own, minimum),
        "headlines left out": (own & inside & ~headline, minimum),
        "without copied passages": (own & inside & ~copied, minimum),
        f"{AT_LEAST} 3 texts": (own & inside, 3),
        f"{AT_LEAST} 10 texts": (own & inside, 10),
    }
    if "own" in profile.settings.voices:
        counts = profile.settings.own_spokespeople
        name = "own spokespeople as quotations" if counts else "own spokespeople as own voice"
        found[name] = (chosen(profile, own_spokespeople=not counts) & inside, minimum)
    return found


def sensitivity(grid: Cells, copied: Mask) -> pd.DataFrame:
    """The table of frames' shares by variation and source."""
    ways = variations(grid, copied)
    frames = grid.level("frame")
    names = grid.named("frame", frames)
    tallies = [tally(grid, mask) for mask, _ in ways.values()]
    minimum = [least for _, least in ways.values()]
    parts = []
    found_in = each(lambda rows: estimate(tallies, rows, minimum, grid.settings, frames), grid.rows)
    for source, found in zip(grid.sources, found_in, strict=True):
        for name, shares in zip(ways, found, strict=True):
            parts.append({"variation": name, "source": source, **names, **shares.columns()})
    return table("sensitivity", parts, "variation source lexicon concept frame")
