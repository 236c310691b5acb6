"""Passages that stand nearly word for word in two documents.

The counted zones of each document are a row of words (`framing.running`). Every eight words in a row are a
shingle, hashed to 64 bits (Broder 1997). Only shingles that occur twice are looked at again. Each is traced
to one earlier document: the first of the same source that holds it, else the first of all; neighbours to the
same one, where one of a few holds them. So the work grows with the length of the texts, also where all of
them are copies of each other. Shingles that are near each other in both documents make a passage if they
span `LEAST` words or more.

Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of
Sequences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.running import FACTOR, STRETCH, Hashes, Ints, mixed
from framing.wordcounts import runs
from framing.words import Block, Words

Mask = NDArray[np.bool_]
_Hasher = Callable[[Block], tuple[Ints, Hashes]]

SHINGLE = 8  # words
LEAST = 20  # words of the shortest passage
GAP = 4  # words in a row that a passage may change

_PLACES = ("document", "position", "start", "end")  # of a shingle
_ASKED = 3  # documents that most of a run may be from

_NEAR = 1 << 15  # hashes made at once, so few that they stay in the processor's cache
_HELD = 20_000_000  # words of a corpus, so few that the hashes of all shingles can be held


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
    again = found.document[by_source] != found.document
    first = ~again & (found.document[overall] != found.document)
    # Apart, so that what other sources have does not change which copies a source has of its own texts.
    joined = [_join(found, again, by_source, kept=False), _join(found, first, overall, kept=True)]
    return Passages(*(np.concatenate([getattr(part, f.name) for part in joined]) for f in fields(Passages)))


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
    shingles = _hasher(words)
    find = _finder(_twice(words, shingles))
    begins = np.cumsum(words.sizes) - words.sizes
    parts = []
    for block in words.blocks():
        place, hashes = shingles(block)
        found, _ = find(hashes)
        if not len(found):
            continue
        place = place[found]
        starts, ends = block.places()
        row = block.document[place].astype(np.int64)
        document = block.rows[row]
        position = begins[document] + place - block.bounds[row]
        parts.append((hashes[found], document, position, starts[place], ends[place + SHINGLE - 1]))
    none = (np.empty(0, np.uint64), *[np.empty(0, np.int64)] * 4)
    shared = _Shingles(*(np.concatenate(arrays) for arrays in zip(none, *parts, strict=True)))
    return shared.take(np.argsort(shared.position))


def _twice(words: Words, shingles: _Hasher) -> Hashes:
    """The hashes that occur more than once, in order."""
    size = int(words.sizes.sum())
    if size > _HELD:
        likely = _likely(words, shingles, size)
        times = np.zeros(len(likely), np.int32)
        find = _finder(likely)
        for block in words.blocks():
            # Hashes in order are found more quickly.
            np.add.at(times, find(np.sort(shingles(block)[1]))[1], 1)
        return likely[times > 1]
    hashes, end = np.empty(size, np.uint64), 0
    for block in words.blocks():
        _, new = shingles(block)
        hashes[end : end + len(new)] = new
        end += len(new)
    hashes = hashes[:end]
    hashes.sort()
    return _different(hashes[1:][hashes[1:] == hashes[:-1]])


def _likely(words: Words, shingles: _Hasher, size: int) -> Hashes:
    """All hashes that occur more than once, and a few of the others, in order.

    A table with ten bits or more for each word of the corpus says which of the hashes' first bits have
    occurred. So the memory taken is a fraction of that of the hashes, however many there are.
    """
    width = size.bit_length() + 3
    seen = np.zeros(1 << (width - 3), np.uint8)
    parts = []
    for block in words.blocks():
        hashes = np.sort(shingles(block)[1])
        bits = hashes >> np.uint64(64 - width)
        byte, bit = (bits >> np.uint64(3)).astype(np.int64), np.uint8(1) << bits.astype(np.uint8) % 8
        again = seen[byte] & bit != 0
        again[1:] |= bits[1:] == bits[:-1]
        parts.append(hashes[again])
        first, _ = runs(byte)
        seen[byte[first]] |= np.bitwise_or.reduceat(bit, first)
    del seen  # the largest of all that a run holds
    likely = np.concatenate(parts)
    del parts
    likely.sort()
    return _different(likely)


def _different(ordered: Hashes) -> Hashes:
    """Each of the hashes once."""
    return ordered[runs(ordered)[0]]


def _finder(ordered: Hashes) -> Callable[[Hashes], tuple[Ints, Ints]]:
    """A function that says which of some hashes are in `ordered`, and where each of these stands there."""
    # A table of their first bits spares most others the search.
    width = (8 * len(ordered) + 1).bit_length()
    first_bits = np.zeros(1 << width, bool)
    first_bits[ordered >> np.uint64(64 - width)] = True

    def find(hashes: Hashes) -> tuple[Ints, Ints]:
        likely = np.flatnonzero(first_bits[hashes >> np.uint64(64 - width)])
        at = np.searchsorted(ordered, hashes[likely])
        known = ordered[np.minimum(at, len(ordered) - 1)] == hashes[likely]
        return likely[known], at[known]

    return find


def _hasher(words: Words) -> _Hasher:
    """A function that says which words of a block begin a shingle, and what the shingles' hashes are.

    No shingle leaves its stretch.
    """
    numbers = mixed(np.arange(1, len(words.vocabulary) + 1, dtype=np.uint64))

    def shingles(block: Block) -> tuple[Ints, Hashes]:
        size = len(block.ids) - SHINGLE + 1
        if size <= 0:
            return np.empty(0, np.int64), np.empty(0, np.uint64)
        hashes = np.empty(size, np.uint64)
        for first in range(0, size, _NEAR):
            # A polynomial of the words, built up by doubling: of two words, of four, of eight.
            part = numbers[block.ids[first : first + _NEAR + SHINGLE - 1]]
            reach = 1
            while reach < SHINGLE:
                part = part[:-reach] * np.uint64(pow(int(FACTOR), reach, 1 << 64)) + part[reach:]
                reach *= 2
            hashes[first : first + _NEAR] = mixed(part)
        whole = np.ones(size, bool)
        begins = np.flatnonzero(block.breaks == STRETCH)
        for before in range(1, SHINGLE):
            over = begins - before
            whole[over[(over >= 0) & (over < size)]] = False
        place = np.flatnonzero(whole)
        return place, hashes[place]

    return shingles


def _first(hashes: Hashes, document: Ints, order: Ints, group: Ints) -> Ints:
    """For each shingle, the place of the same shingle in the earliest document of its group."""
    sequence = np.lexsort((order[document], group, hashes))
    new = np.ones(len(sequence), bool)
    new[1:] = (hashes[sequence][1:] != hashes[sequence][:-1]) | (group[sequence][1:] != group[sequence][:-1])
    leader = sequence[np.maximum.accumulate(np.where(new, np.arange(len(sequence)), 0))]
    first = np.empty(len(sequence), np.int64)
    first[sequence] = leader
    return first


def _join(found: _Shingles, copied: Mask, origin: Ints, kept: bool) -> Passages:
    """The shingles that are `copied`, and where each is taken from, joined to passages.

    Neighbours in a passage are neighbours where they are taken from, too, but for `GAP` words.
    """
    copies = np.flatnonzero(copied)
    position, document = found.position[copies], found.document[copies]
    run = _numbered((document, 0), (position, SHINGLE + GAP))
    origin = _of_few(found, copies, run, origin[copies])
    taken, shift = found.document[origin], found.position[origin] - position
    order = np.lexsort((shift, taken, run))
    together = np.empty_like(run)
    together[order] = _numbered((run[order], 0), (taken[order], 0), (shift[order], GAP))
    order = np.lexsort((position, together))
    copies, origin = copies[order], origin[order]
    shingles = pd.DataFrame(
        {
            "passage": _numbered((together[order], 0), (found.position[copies], SHINGLE + GAP)),
            **{f"{name}_a": getattr(found, name)[origin] for name in _PLACES},
            **{f"{name}_b": getattr(found, name)[copies] for name in _PLACES},
        }
    )
    grouped = shingles.groupby("passage")
    low, high, hits = grouped.min(), grouped.max(), grouped.size().to_numpy(np.int64)
    sizes = [(high[name] - low[name]).to_numpy(np.int64) + 1 for name in ("position_a", "position_b")]
    words = sizes[1] + SHINGLE - 1
    long = words >= LEAST
    low, high = low[long], high[long]
    return Passages(
        low["document_a"].to_numpy(),
        low["document_b"].to_numpy(),
        low["start_a"].to_numpy(),
        high["end_a"].to_numpy(),
        low["start_b"].to_numpy(),
        high["end_b"].to_numpy(),
        words[long],
        (hits / (sizes[0] + sizes[1] - hits))[long],
        np.full(len(low), kept),
    )


def _numbered(*steps: tuple[Ints, int]) -> Ints:
    """A number for each row: a new one wherever an array takes a step of more than is given with it."""
    new = [np.abs(np.diff(array)) > most for array, most in steps]
    return np.cumsum(np.concatenate(([False], np.logical_or.reduce(new)))[: len(steps[0][0])])


def _of_few(found: _Shingles, copies: Ints, run: Ints, origin: Ints) -> Ints:
    """Where each copied shingle is taken from, so that a run of them comes from few documents.

    What the document that holds most of a run has too is taken from there, not from its `origin`.
    """
    votes = _most_first(pd.DataFrame({"run": run, "document": found.document[origin]}))
    votes = votes[votes["run"].duplicated(keep=False)]
    asked = votes.groupby("run").head(_ASKED)[["run", "document"]]
    some = np.flatnonzero(np.isin(run, asked["run"]))
    wanted = pd.DataFrame({"run": run[some], "hash": found.hash[copies[some]], "row": some}).merge(asked)
    there = np.flatnonzero(np.isin(found.document, asked["document"]))
    known = pd.DataFrame({"hash": found.hash[there], "document": found.document[there], "place": there})
    held = wanted.merge(known.drop_duplicates(["hash", "document"]))
    best = held.merge(_most_first(held[["run", "document"]]).drop_duplicates("run"))
    origin = origin.copy()
    origin[best["row"].to_numpy(np.int64)] = best["place"].to_numpy(np.int64)
    return origin


def _most_first(shingles: pd.DataFrame) -> pd.DataFrame:
    """The documents of each run with the `count` of their shingles, those with most first."""
    counts = shingles.value_counts().reset_index()
    return counts.sort_values(["run", "count", "document"], ascending=[True, False, True])
