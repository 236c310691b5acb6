"""Readings as matrices of document x item counts, from which shares, rates and differences are added up.

An item is a term, or a frame with all its terms, within one concept. Whatever is decided about voices, zones
or copies is a mask over the readings; each mask gives one `Tally`. Everything after that is arithmetic on
columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from framing.parallel import cores
from framing.profile import Profile
from framing.remembered import Remembered
from framing.stats.intervals import Floats, bootstrap_shares, distinct, divide
from framing.stats.too_few import standing
from framing.study import Settings

Result = TypeVar("Result")
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

_KEYS = ["lexicon", "concept", "term", "frame"]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """What is counted, and where each reading counts.

    sources   in alphabetical order
    items     (lexicon, concept, level, item), sorted; only concepts that occur in the corpus
    concept   for each item, the number of its concept
    concepts  (lexicon, concept, its frames in alphabetical order), sorted
    terms     the index of terms: lexicon, concept, term, frame
    document  for each reading, the row of its document; term: the row of its term
    source    for each document, the number of its source
    rows      for each source, in alphabetical order, the rows of its documents
    words     counted words of each document
    remembered  what is slow to compute and may be known from the last run
    """

    profile: Profile
    sources: tuple[str, ...]
    items: tuple[tuple[str, str, str, str], ...]
    concept: Ints
    concepts: tuple[tuple[str, str, tuple[str, ...]], ...]
    terms: pd.MultiIndex
    gather: NDArray[np.int32]
    within: NDArray[np.int32]
    document: Ints
    term: Ints
    source: Ints
    rows: tuple[Ints, ...]
    words: Floats
    remembered: Remembered

    @property
    def settings(self) -> Settings:
        """The study's settings."""
        return self.profile.settings

    def compared(self) -> list[int]:
        """Numbers of the sources compared each with each: pairs grow with their square."""
        return [self.sources.index(source) for source in self.profile.foremost]

    def level(self, level: str) -> Ints:
        """The numbers of the items of a level, "term" or "frame"."""
        return np.flatnonzero([item[2] == level for item in self.items])

    def columns(self, which: Ints) -> dict[str, NDArray[np.object_]]:
        """The columns lexicon, concept, level, item of the items `which`."""
        names = np.array([self.items[i] for i in which.tolist()], object).reshape(len(which), 4)
        return {name: names[:, i] for i, name in enumerate(("lexicon", "concept", "level", "item"))}

    def named(self, level: str, which: Ints) -> dict[str, NDArray[np.object_]]:
        """The columns lexicon, concept and `level` of the items `which`, which are all of that level."""
        columns = self.columns(which)
        return {"lexicon": columns["lexicon"], "concept": columns["concept"], level: columns["item"]}


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Readings added up per document and term.

    Most documents have few, so that what is asked for is made of a sparse table of shape (documents, terms).
    `kind` holds every whole number that can come of it.
    """

    grid: Cells
    counts: csr_array
    kind: np.dtype[Any]

    def hits(self, rows: Ints, items: Ints) -> NDArray[Any]:
        """Occurrences of each item in each document: whole numbers, shape (rows, items)."""
        return self._table(rows, self.grid.gather[:, items])

    def totals(self, rows: Ints, items: Ints) -> NDArray[Any]:
        """Occurrences of each item's whole concept, in the same shape."""
        concepts, back = np.unique(self.grid.concept[items], return_inverse=True)
        return self._table(rows, self.grid.within[:, concepts])[:, back]

    def _table(self, rows: Ints, belongs: NDArray[np.int32]) -> NDArray[Any]:
        table: NDArray[Any] = (self.counts[rows] @ csr_array(belongs)).astype(self.kind).toarray()
        return table


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """Shares of choice, one per item; `documents` have the concept. nan where there is no figure.

    A share that is ``wide`` has its interval: it is the reason why there are too few texts to tell.
    """

    occurrences: Ints
    total: Ints
    documents: Ints
    share: Floats
    low: Floats
    high: Floats
    status: NDArray[np.object_]

    def columns(self) -> dict[str, NDArray[Any]]:
        """The estimate as columns of a table."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def cells(profile: Profile, remembered: Remembered) -> Cells:
    """The cells of a profile."""
    readings, documents = profile.readings, profile.documents
    present = set(zip(readings["lexicon"].tolist(), readings["concept"].tolist(), strict=True))
    keys = sorted(
        {
            (lexicon.id, concept.id, term.term, term.frame)
            for lexicon in profile.lexicons
            for concept in lexicon.concepts
            if (lexicon.id, concept.id) in present
            for term in concept.terms
        }
    )
    items = sorted(
        {(lex, con, "term", term) for lex, con, term, _ in keys}
        | {(lex, con, "frame", frame) for lex, con, _, frame in keys}
    )
    concepts = sorted({(lex, con) for lex, con, _, _ in keys})
    place = {item: i for i, item in enumerate(items)}
    number = {concept: i for i, concept in enumerate(concepts)}
    gather, within = (np.zeros((len(keys), n), np.int32) for n in (len(items), len(concepts)))
    for t, (lex, con, term, frame) in enumerate(keys):
        gather[t, place[lex, con, "term", term]] = 1
        gather[t, place[lex, con, "frame", frame]] = 1
        within[t, number[lex, con]] = 1
    index = pd.MultiIndex.from_tuples(keys, names=_KEYS) if keys else pd.MultiIndex.from_arrays([[]] * 4)
    codes, uniques = pd.factorize(pd.MultiIndex.from_frame(readings[_KEYS]))
    known = index.get_indexer(pd.MultiIndex.from_tuples(list(uniques))) if len(uniques) else np.empty(0, int)
    source = pd.Index(profile.sources).get_indexer(pd.Index(documents["source"])).astype(np.int64)
    return Cells(
        profile,
        profile.sources,
        tuple(items),
        np.array([number[item[0], item[1]] for item in items], np.int64),
        tuple(
            (lex, con, tuple(sorted({k[3] for k in keys if k[:2] == (lex, con)}))) for lex, con in concepts
        ),
        index,
        gather,
        within,
        pd.Index(documents["document"]).get_indexer(pd.Index(readings["document"])).astype(np.int64),
        known[codes].astype(np.int64),
        source,
        tuple(np.flatnonzero(source == number) for number in range(len(profile.sources))),
        documents["words"].to_numpy(np.float64),
        remembered,
    )


def tally(grid: Cells, mask: Mask) -> Tally:
    """The readings of `mask` added up per document."""
    mask = mask & (grid.term >= 0) & (grid.document >= 0)
    shape = (len(grid.words), len(grid.terms))
    ones = np.ones(int(mask.sum()), np.int32)
    counts = csr_array(coo_array((ones, (grid.document[mask], grid.term[mask])), shape=shape))
    most = int(counts.sum(axis=1).max()) if mask.any() else 0
    return Tally(grid, counts, np.min_scalar_type(most))


def chosen(profile: Profile, *, own_spokespeople: bool | None = None) -> Mask:
    """Which readings stand in the voices that the study holds to be a source's own choice, in any zone."""
    return profile.in_voices(own_spokespeople=own_spokespeople).to_numpy(bool)


def counted(profile: Profile) -> Mask:
    """Which readings stand in counted zones."""
    return profile.readings["counted"].to_numpy(bool)


def estimate(
    tallies: list[Tally], rows: Ints, minimum: list[int], settings: Settings, items: Ints
) -> list[Estimate]:
    """The shares of `items` in one group of documents in each way of counting, with their intervals.

    `minimum` is, for each tally, the fewest documents with the concept for an interval. All cells of the
    group are estimated from the same resamples.
    """
    hits = np.concatenate([t.hits(rows, items) for t in tallies], axis=1)
    totals = np.concatenate([t.totals(rows, items) for t in tallies], axis=1)
    width = len(items)
    least = np.repeat(minimum, width)
    documents = (totals > 0).sum(axis=0).astype(np.int64)
    occurrences, total = hits.sum(axis=0), totals.sum(axis=0)
    share = divide(occurrences, total)
    low, high = np.full(share.shape, np.nan), np.full(share.shape, np.nan)
    steady = np.flatnonzero(documents >= least)
    if len(steady):
        # Two ways of counting often give the same columns: each is estimated once.
        first, back = distinct(np.concatenate([hits[:, steady], totals[:, steady]]))
        which = steady[first]
        bounds = tallies[0].grid.remembered.of(
            (2, len(which)), _bounds, hits[:, which], totals[:, which], settings.resamples, settings.seed
        )
        low[steady], high[steady] = bounds[:, back]
    states = standing(documents, least, high - low)
    cuts = [slice(i * width, (i + 1) * width) for i in range(len(tallies))]
    return [
        Estimate(
            occurrences[cut].astype(np.int64),
            total[cut].astype(np.int64),
            documents[cut],
            share[cut],
            low[cut],
            high[cut],
            states[cut],
        )
        for cut in cuts
    ]


def _bounds(hits: NDArray[Any], totals: NDArray[Any], resamples: int, seed: int) -> Floats:
    """The lower and the upper ends of the intervals of shares."""
    found = bootstrap_shares(hits, totals, resamples=resamples, seed=seed)
    return np.stack([found.low, found.high])


def each(function: Callable[..., Result], *arguments: Iterable[Any]) -> list[Result]:
    """`map` over sources or pairs of sources, on up to four cores: NumPy works outside Python's lock."""
    with ThreadPoolExecutor(min(cores(), 4)) as pool:
        return list(pool.map(function, *arguments))
