"""Passages that stand nearly word for word in two documents.

The counted zones of each document are a row of words (`framing.running`). Every eight words in a row are a
shingle, hashed to 64 bits (Broder 1997). Only shingles that occur twice are looked at again. Each
is traced to one earlier document: the first of the same source that holds it, else the first of all. So the
work grows with the length of the texts, also where all of them are copies of each other. Shingles near each
other make a passage if they span `LEAST` words or more.

Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of
Sequences.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.running import FACTOR, STRETCH, Hashes, Ints, mixed
from framing.wordcounts import runs
from framing.words import Block, Words

Mask = NDArray[np.bool_]

SHINGLE = 8  # words
LEAST = 20  # words of the shortest passage
GAP = 4  # words in a row that a passage may change

_HELD = 20_000_000  # hashes held at once
_TABLE = 24  # bits of a hash that are looked up before it is searched for


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Copied passages, arrays of one length: documents as rows, offsets in code points.

    `kept` marks a copy that is the first in its source: the other document is of another source.
    """

    a: Ints
    b: Ints
    start_a: Ints
    end_a: Ints
    start_b: Ints
    end_b: Ints
    words: Ints
    similarity: NDArray[np.float64]
    kept: Mask


def find_passages(words: Words, source: Ints, order: Ints) -> Passages:
    """The passages of each document that an earlier one holds too.

    `source` is the number of each document's source; `order` is each document's place in time.
    """
    found = _shared(words)
    by_source = _first(found.hash, found.document, order, source[found.document])
    overall = _first(found.hash, found.document, order, np.zeros_like(found.document))
    copied = found.document[by_source] != found.document
    origin = np.where(copied, by_source, overall)
    known = found.document[origin] != found.document
    return _join(found.take(known), found.take(origin[known]), copied[known])


def inside(passages: Passages, document: Ints, start: Ints) -> Mask:
    """Which places (document, code point) stand in a passage that their source has had before."""
    again = np.flatnonzero(~passages.kept)
    if not len(again):
        return np.zeros(len(document), bool)
    order = again[np.lexsort((passages.start_b[again], passages.b[again]))]
    key = (passages.b[order] << 32) | passages.start_b[order]
    at = np.searchsorted(key, (document << 32) | start, "right") - 1
    held = order[np.maximum(at, 0)]
    mask: Mask = (at >= 0) & (passages.b[held] == document) & (start < passages.end_b[held])
    return mask


@dataclass(frozen=True, slots=True, eq=False)
class _Shingles:
    """Shingles that stand at two places or more: arrays of one length, in order of documents and places.

    `position` counts the words of the corpus, document by document; `start` and `end` are code points.
    """

    hash: Hashes
    document: Ints
    position: Ints
    start: Ints
    end: Ints

    def take(self, which: Ints | Mask) -> _Shingles:
        """Some of the shingles."""
        return _Shingles(*(getattr(self, field.name)[which] for field in fields(self)))


def _shared(words: Words) -> _Shingles:
    """The shingles that occur more than once."""
    # So few hashes are sorted at a time that they fit into memory: those from `low` up to `high`.
    passes = int(words.sizes.sum()) // _HELD + 1
    limits = [(1 << 64) * i // passes for i in range(passes)] + [1 << 64]
    twice = np.concatenate(
        [_twice(words, np.uint64(low), np.uint64(high - 1)) for low, high in pairwise(limits)]
    )
    # A table of their first bits spares most others the search.
    first_bits = np.zeros(1 << _TABLE, bool)
    first_bits[twice >> np.uint64(64 - _TABLE)] = True
    begins = np.cumsum(words.sizes) - words.sizes
    parts = []
    for block in words.blocks():
        place, hashes = _shingles(block)
        likely = np.flatnonzero(first_bits[hashes >> np.uint64(64 - _TABLE)])
        at = np.searchsorted(twice, hashes[likely])
        likely = likely[twice[np.minimum(at, len(twice) - 1)] == hashes[likely]] if len(twice) else likely[:0]
        place = place[likely]
        starts, ends = block.places()
        row = block.document[place].astype(np.int64)
        document = block.rows[row]
        position = begins[document] + place - block.bounds[row]
        parts.append((hashes[likely], document, position, starts[place], ends[place + SHINGLE - 1]))
    none = (np.empty(0, np.uint64), *[np.empty(0, np.int64)] * 4)
    found = _Shingles(*(np.concatenate(arrays) for arrays in zip(none, *parts, strict=True)))
    return found.take(np.argsort(found.position))


def _twice(words: Words, low: np.uint64, high: np.uint64) -> Hashes:
    """The hashes from `low` to `high` that occur more than once, in order."""
    parts = [np.empty(0, np.uint64)]
    for block in words.blocks():
        _, hashes = _shingles(block)
        parts.append(hashes[(hashes >= low) & (hashes <= high)])
    hashes = np.concatenate(parts)
    del parts
    hashes.sort()
    again: Hashes = hashes[1:][hashes[1:] == hashes[:-1]]
    return again[runs(again)[0]]


def _shingles(block: Block) -> tuple[Ints, Hashes]:
    """Which words of a block begin a shingle, and the shingles' hashes. No shingle leaves its stretch."""
    size = len(block.ids) - SHINGLE + 1
    if size <= 0:
        return np.empty(0, np.int64), np.empty(0, np.uint64)
    # A polynomial of the words, built up by doubling: of two words, of four, of eight.
    hashes = mixed(block.ids.astype(np.uint64) + np.uint64(1))
    reach = 1
    while reach < SHINGLE:
        hashes = hashes[:-reach] * np.uint64(pow(int(FACTOR), reach, 1 << 64)) + hashes[reach:]
        reach *= 2
    # How many stretches have begun says which one a word stands in.
    begun = np.cumsum(block.breaks == STRETCH, dtype=np.int32)
    place = np.flatnonzero(begun[:size] == begun[SHINGLE - 1 :])
    return place, mixed(hashes[place])


def _first(hashes: Hashes, document: Ints, order: Ints, group: Ints) -> Ints:
    """For each shingle, the place of the same shingle in the earliest document of its group."""
    sequence = np.lexsort((order[document], group, hashes))
    new = np.ones(len(sequence), bool)
    new[1:] = (hashes[sequence][1:] != hashes[sequence][:-1]) | (group[sequence][1:] != group[sequence][:-1])
    leader = sequence[np.maximum.accumulate(np.where(new, np.arange(len(sequence)), 0))]
    first = np.empty(len(sequence), np.int64)
    first[sequence] = leader
    return first


def _join(copies: _Shingles, origins: _Shingles, copied: Mask) -> Passages:
    """Shared shingles, in order of position, and where each is taken from, joined to passages."""
    if not len(copied):
        none = np.empty(0, np.int64)
        return Passages(none, none, none, none, none, none, none, np.empty(0), np.empty(0, bool))
    position, document = copies.position, copies.document
    new = np.ones(len(position), bool)
    new[1:] = (np.diff(position) > SHINGLE + GAP) | (np.diff(document) != 0) | (copied[1:] != copied[:-1])
    run = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(position)) - 1
    begin, end = position[first], position[last] + SHINGLE
    long_enough = end - begin >= LEAST

    # The document that most of a run's shingles come from, and where they stand there.
    votes = pd.DataFrame(
        {
            "run": run,
            "document": origins.document,
            "origin": origins.position,
            "start": origins.start,
            "end": origins.end,
        }
    )
    votes = votes[long_enough[run]]
    grouped = votes.groupby(["run", "document"], sort=True).agg(
        size=("origin", "size"),
        low=("origin", "min"),
        high=("origin", "max"),
        start=("start", "min"),
        end=("end", "max"),
    )
    best = grouped.reset_index().sort_values(
        ["run", "size", "document"], ascending=[True, False, True], kind="stable"
    )
    best = best.drop_duplicates("run")
    runs, a, low, high, start_a, end_a = (
        best[name].to_numpy(np.int64) for name in ("run", "document", "low", "high", "start", "end")
    )
    begin, end = begin[runs], end[runs]
    hits = best["size"].to_numpy(np.float64)
    together = (end - begin) + (high + SHINGLE - low) - 2 * (SHINGLE - 1) - hits
    return Passages(
        a,
        document[first][runs],
        start_a,
        end_a,
        copies.start[first][runs],
        copies.end[last][runs],
        end - begin,
        np.minimum(hits / np.maximum(together, hits), 1.0),
        ~copied[first][runs],
    )
