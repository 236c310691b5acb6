"""How evenly each term is spread over a source's documents."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.analysis.cells import Cells, Tally
from framing.analysis.schema import table
from framing.stats import dispersion as measure


def dispersion(grid: Cells, everything: Tally) -> pd.DataFrame:
    """The table of dispersions: terms in all voices, per source, where they occur in counted zones."""
    terms = grid.level("term")
    parts = []
    for source, rows in zip(grid.sources, grid.rows, strict=True):
        counts = everything.hits(rows, terms)
        used = np.flatnonzero(counts.sum(axis=0))
        found = measure.dispersion(counts[:, used], grid.words[rows])
        parts.append(
            {
                "source": source,
                **grid.named("term", terms[used]),
                "occurrences": counts[:, used].sum(axis=0),
                "documents": (counts[:, used] > 0).sum(axis=0),
                "documents_in_source": len(rows),
                "dp": found.dp,
                "dpnorm": found.dp_norm,
            }
        )
    return table("dispersion", parts, "source lexicon concept term")
