"""Passages that stand nearly word for word in two documents.

The counted zones of each document are a row of words (`framing.running`). Every eight words in a row are a
shingle, hashed to 64 bits (Broder 1997). Only shingles that stand in two documents are looked at again. Each
is traced to one earlier document: the first of the same source that holds it, else the first of all. So the
work grows with the length of the texts, also where all of them are copies of each other. Shingles near each
other make a passage if they span `LEAST` words or more.

Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of
Sequences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.running import FACTOR, Hashes, Ints, Running, mixed

Mask = NDArray[np.bool_]

SHINGLE = 8  # words
LEAST = 20  # words of the shortest passage
GAP = 4  # words in a row that a passage may change

_BATCH = 2_000_000  # words handled at once
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


def find_passages(running: Running, source: Ints, order: Ints) -> Passages:
    """The passages of each document that an earlier one holds too.

    `source` is the number of each document's source; `order` is each document's place in time.
    """
    whole, shingle = _shingles(running)
    shared = _shared(shingle)
    position, shingle = np.flatnonzero(whole)[shared], shingle[shared]
    document = np.searchsorted(running.bounds, position, "right") - 1
    by_source = _first(shingle, document, order, source[document])
    overall = _first(shingle, document, order, np.zeros_like(document))
    copied = document[by_source] != document
    origin = np.where(copied, by_source, overall)
    known = document[origin] != document
    return _join(
        running,
        position[known],
        document[known],
        position[origin][known],
        document[origin][known],
        copied[known],
    )


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


def _shingles(running: Running) -> tuple[Mask, Hashes]:
    """Which words begin a shingle, and the hashes of those. No shingle leaves its piece."""
    size = len(running.ids) - SHINGLE + 1
    if size <= 0:
        return np.empty(0, bool), np.empty(0, np.uint64)
    hashes = np.empty(size, np.uint64)
    for first in range(0, size, _BATCH):
        last = min(first + _BATCH, size)
        words = mixed(running.ids[first : last + SHINGLE - 1].astype(np.uint64) + np.uint64(1))
        block = np.zeros(last - first, np.uint64)
        for i in range(SHINGLE):
            block *= FACTOR
            block += words[i : i + last - first]
        hashes[first:last] = mixed(block)
    # How many stretches have begun says which one a word stands in.
    begun = np.cumsum(running.breaks, dtype=np.int32)
    whole = begun[:size] == begun[SHINGLE - 1 :]
    del begun
    return whole, hashes[whole]


def _shared(hashes: Hashes) -> Ints:
    """The places of hashes that occur more than once."""
    ordered = np.sort(hashes)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(twice):
        return np.empty(0, np.int64)
    # A table of their first bits spares most others the search.
    first_bits = np.zeros(1 << _TABLE, bool)
    first_bits[twice >> np.uint64(64 - _TABLE)] = True
    likely = np.flatnonzero(first_bits[hashes >> np.uint64(64 - _TABLE)])
    at = np.searchsorted(twice, hashes[likely])
    shared: Ints = likely[twice[np.minimum(at, len(twice) - 1)] == hashes[likely]]
    return shared


def _first(hashes: Hashes, document: Ints, order: Ints, group: Ints) -> Ints:
    """For each shingle, the place of the same shingle in the earliest document of its group."""
    sequence = np.lexsort((order[document], group, hashes))
    new = np.ones(len(sequence), bool)
    new[1:] = (hashes[sequence][1:] != hashes[sequence][:-1]) | (group[sequence][1:] != group[sequence][:-1])
    leader = sequence[np.maximum.accumulate(np.where(new, np.arange(len(sequence)), 0))]
    first = np.empty(len(sequence), np.int64)
    first[sequence] = leader
    return first


def _join(
    running: Running, position: Ints, document: Ints, origin: Ints, origin_document: Ints, copied: Mask
) -> Passages:
    """Shared shingles, in order of position, joined to passages."""
    if not len(position):
        none = np.empty(0, np.int64)
        return Passages(none, none, none, none, none, none, none, np.empty(0), np.empty(0, bool))
    new = np.ones(len(position), bool)
    new[1:] = (np.diff(position) > SHINGLE + GAP) | (np.diff(document) != 0) | (copied[1:] != copied[:-1])
    run = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(position)) - 1
    begin, end = position[first], position[last] + SHINGLE
    long_enough = end - begin >= LEAST

    # The document that most of a run's shingles come from, and where they stand there.
    votes = pd.DataFrame({"run": run, "document": origin_document, "origin": origin})
    votes = votes[long_enough[run]]
    grouped = (
        votes.groupby(["run", "document"], sort=True)["origin"].agg(["size", "min", "max"]).reset_index()
    )
    best = grouped.sort_values(["run", "size", "document"], ascending=[True, False, True], kind="stable")
    best = best.drop_duplicates("run")
    runs = best["run"].to_numpy(np.int64)
    a = best["document"].to_numpy(np.int64)
    low, high = best["min"].to_numpy(np.int64), best["max"].to_numpy(np.int64) + SHINGLE
    begin, end = begin[runs], end[runs]
    hits = best["size"].to_numpy(np.float64)
    together = (end - begin) + (high - low) - 2 * (SHINGLE - 1) - hits
    return Passages(
        a,
        document[first][runs],
        running.starts[low].astype(np.int64),
        running.ends[high - 1].astype(np.int64),
        running.starts[begin].astype(np.int64),
        running.ends[end - 1].astype(np.int64),
        end - begin,
        np.minimum(hits / np.maximum(together, hits), 1.0),
        ~copied[first][runs],
    )
