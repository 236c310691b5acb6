"""Shares of choice, rates, and the balance between frames, per source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.analysis.cells import Cells, Estimate, Tally
from framing.analysis.schema import table
from framing.stats.balance import spread
from framing.stats.intervals import Floats, bootstrap_rates, distinct, divide, wilson
from framing.stats.too_few import standing

_SORT = "source lexicon concept level item voices"


@dataclass(frozen=True, slots=True, eq=False)
class Counting:
    """One set of voices: what was counted per document, and each source's shares from it."""

    voices: str
    tally: Tally
    estimates: tuple[Estimate, ...]


def shares(grid: Cells, countings: list[Counting]) -> pd.DataFrame:
    """The table of shares: each term and frame of each concept, by source and voices."""
    names = grid.columns(np.arange(len(grid.items)))
    parts = []
    for counting in countings:
        for source, found in zip(grid.sources, counting.estimates, strict=True):
            plain = wilson(found.occurrences, found.total)
            steady = np.isfinite(found.low)
            parts.append(
                {
                    "source": source,
                    **names,
                    "voices": counting.voices,
                    **found.columns(),
                    "wilson_low": np.where(steady, plain.low, np.nan),
                    "wilson_high": np.where(steady, plain.high, np.nan),
                }
            )
    return table("shares", parts, _SORT)


def rates(grid: Cells, countings: list[Counting]) -> pd.DataFrame:
    """The table of rates per 1,000 counted words. Its documents are those with words."""
    settings = grid.settings
    names = grid.columns(np.arange(len(grid.items)))
    width = len(grid.items)
    everything = np.arange(width)
    parts = []
    for number, source in enumerate(grid.sources):
        rows = grid.rows[number]
        words = grid.words[rows]
        documents = int((words > 0).sum())
        hits = np.concatenate([counting.tally.hits(rows, everything) for counting in countings], axis=1)
        low = high = np.full(hits.shape[1], np.nan)
        if documents >= settings.minimum_texts:
            kept, back = distinct(hits)
            low, high = grid.remembered.of(
                (2, len(kept)), _bounds, hits[:, kept], words, settings.resamples, settings.seed
            )[:, back]
        for i, counting in enumerate(countings):
            cut = slice(i * width, (i + 1) * width)
            occurrences = hits[:, cut].sum(axis=0)
            parts.append(
                {
                    "source": source,
                    **names,
                    "voices": counting.voices,
                    "occurrences": occurrences,
                    "words": int(words.sum()),
                    "documents": documents,
                    "rate": 1000 * divide(occurrences, words.sum()),
                    "low": low[cut],
                    "high": high[cut],
                    "status": standing(np.full(width, documents), settings.minimum_texts),
                }
            )
    return table("rates", parts, _SORT)


def _bounds(hits: NDArray[Any], words: Floats, resamples: int, seed: int) -> Floats:
    """The lower and the upper ends of the intervals of rates."""
    found = bootstrap_rates(hits, words, resamples=resamples, seed=seed)
    return np.stack([found.low, found.high])


def balance(grid: Cells, countings: list[Counting]) -> pd.DataFrame:
    """The table of balances (two frames) and entropies (any number), by source, concept and voices.

    The balance is 2 * share - 1 of the alphabetically second frame, and so is its interval.
    """
    frames = grid.level("frame")
    rows: list[dict[str, object]] = []
    for counting in countings:
        for source, found in zip(grid.sources, counting.estimates, strict=True):
            for number, (lexicon, concept, names) in enumerate(grid.concepts):
                which = frames[grid.concept[frames] == number]
                last = which[-1]
                two = len(names) == 2
                low, high = (2 * bound[last] - 1 if two else np.nan for bound in (found.low, found.high))
                rows.append(
                    {
                        "source": source,
                        "lexicon": lexicon,
                        "concept": concept,
                        "voices": counting.voices,
                        "frame_low": names[0] if two else "",
                        "frame_high": names[1] if two else "",
                        "balance": 2 * found.share[last] - 1 if two else np.nan,
                        "low": low,
                        "high": high,
                        "entropy": spread(found.occurrences[which]).entropy[0],
                        "total": found.total[last],
                        "documents": found.documents[last],
                        "status": found.status[last],
                    }
                )
    return table("balance", rows, "source lexicon concept voices")
