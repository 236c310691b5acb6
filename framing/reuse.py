"""Passages that stand nearly word for word in two documents.

The counted zones of each document become a row of words (`Running`). Every eight words in a row are a
shingle, hashed to 64 bits (Broder 1997). Only shingles that stand in two documents are looked at again. Each
is traced to one earlier document: the first of the same source that holds it, else the first of all. So the
work grows with the length of the texts, also where all of them are copies of each other. Shingles near each
other make a passage if they span `LEAST` words or more.

Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of
Sequences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.model import Document, Span
from framing.text.fold import code_points
from framing.text.tokens import word_mask
from framing.text.zones import find_zones

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]

SHINGLE = 8  # words
LEAST = 20  # words of the shortest passage
GAP = 4  # words in a row that a passage may change

_BATCH = 2_000_000  # characters handled at once
_TABLE = 24  # bits of a hash that are looked up before it is searched for
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xC2B2AE3D27D4EB4F)
_APOSTROPHES = (ord("'"), ord("\u2019"))


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """The words of a corpus in the order of its texts.

    words          the different words, in small letters
    ids            for each word of the texts, its number in `words`
    starts, ends   where it stands in its document, in code points
    pieces         which uninterrupted stretch of counted text it stands in
    bounds         where each document's words begin in these arrays; one more than there are documents
    """

    words: tuple[str, ...]
    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    pieces: NDArray[np.int32]
    bounds: Ints


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


def running_words(paths: Sequence[str], read: Callable[[str], Document], zones: Sequence[str]) -> Running:
    """The words in the given zones of the documents, which are read one batch at a time."""
    ids: list[Small] = []
    places: list[tuple[Small, Small, Small]] = []
    sizes: list[Ints] = []
    numbers: dict[int, int] = {}
    words: list[str] = []
    pieces = 0
    for batch in _batches(read(path) for path in paths):
        spans = [
            _merged((z.start, z.end) for z in find_zones(d.text, d.title) if z.kind in zones) for d in batch
        ]
        found = _words([d.text for d in batch], spans)
        # Numbers of this batch's words, new ones at the end.
        number = np.empty(len(found.unique), np.int32)
        for i, (key, word) in enumerate(zip(found.unique.tolist(), found.words, strict=True)):
            if key not in numbers:
                numbers[key] = len(words)
                words.append(word)
            number[i] = numbers[key]
        ids.append(number[found.ids])
        places.append(
            (
                found.starts.astype(np.int32),
                found.ends.astype(np.int32),
                (found.pieces + pieces).astype(np.int32),
            )
        )
        sizes.append(found.sizes)
        pieces += sum(map(len, spans))
    _powers.cache_clear()
    starts, ends, piece = (
        np.concatenate([np.empty(0, np.int32), *(place[i] for place in places)]) for i in range(3)
    )
    return Running(
        tuple(words),
        np.concatenate([np.empty(0, np.int32), *ids]),
        starts,
        ends,
        piece,
        np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes])),
    )


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


def _batches(documents: Iterable[Document]) -> Iterable[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, with those that touch made one."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


class _Batch(NamedTuple):
    """The words of a few texts, as in `Running`; `unique` are the hashes of `words`, `sizes` words a text."""

    unique: Hashes
    words: list[str]
    ids: Ints
    starts: Ints
    ends: Ints
    pieces: Ints
    sizes: Ints


def _words(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> _Batch:
    pieces = [(number, span) for number, places in enumerate(spans) for span in places]
    joined = "\n" + "".join(texts[number][start:end] + "\n" for number, (start, end) in pieces)
    low = joined.lower()
    if len(low) != len(joined):
        # A capital whose small letter is two characters stays as it is.
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in joined)
    codes = code_points(low)
    mask = word_mask(codes)
    marks = np.flatnonzero((codes == _APOSTROPHES[0]) | (codes == _APOSTROPHES[1]))
    marks = marks[mask[marks - 1] & mask[np.minimum(marks + 1, len(mask) - 1)]]
    letters = codes.astype(np.uint64)
    letters[marks] = _APOSTROPHES[0]
    mask[marks] = True
    edges = np.flatnonzero(mask[1:] != mask[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]

    lengths = np.array([end - start + 1 for _, (start, end) in pieces], np.int64)
    begins = 1 + np.concatenate(([0], np.cumsum(lengths)))[:-1].astype(np.int64)
    piece = np.searchsorted(begins, starts, "right") - 1
    shift = np.array([start for _, (start, _) in pieces], np.int64) - begins
    owner = np.array([number for number, _ in pieces], np.int64)
    ids, unique = pd.factorize(_hashes(letters, starts, ends))
    first = np.flatnonzero(np.diff(np.maximum.accumulate(ids), prepend=-1))
    words = [
        low[start:end].replace("\u2019", "'")
        for start, end in zip(starts[first].tolist(), ends[first].tolist(), strict=True)
    ]
    if not len(ids):
        return _Batch(unique, words, ids, ids, ids, ids, np.zeros(len(texts), np.int64))
    sizes = np.bincount(owner[piece], minlength=len(texts))
    return _Batch(unique, words, ids, starts + shift[piece], ends + shift[piece], piece, sizes)


def _hashes(letters: Hashes, starts: Ints, ends: Ints) -> Hashes:
    """A hash of each stretch: the polynomial of its letters modulo 2**64, from differences of prefix sums."""
    size = 1 << len(letters).bit_length()
    sums = np.empty(len(letters) + 1, np.uint64)
    sums[0] = 0
    np.cumsum(letters * _powers(size)[: len(letters)], out=sums[1:])
    return _mixed((sums[ends] - sums[starts]) * _powers(size, inverse=True)[starts])


@lru_cache(maxsize=2)
def _powers(size: int, *, inverse: bool = False) -> Hashes:
    """The powers 0 to `size` - 1 of the factor, or of its inverse, modulo 2**64."""
    factor = pow(int(_FACTOR), -1, 1 << 64) if inverse else int(_FACTOR)
    powers = np.full(size, factor, np.uint64)
    powers[0] = 1
    np.multiply.accumulate(powers, out=powers)
    powers.flags.writeable = False
    return powers


def _mixed(values: Hashes) -> Hashes:
    mixed = values * _MIX
    mixed ^= mixed >> np.uint64(31)
    mixed *= _FACTOR
    mixed ^= mixed >> np.uint64(29)
    return mixed


def _shingles(running: Running) -> tuple[Mask, Hashes]:
    """Which words begin a shingle, and the hashes of those. No shingle leaves its piece."""
    size = len(running.ids) - SHINGLE + 1
    if size <= 0:
        return np.empty(0, bool), np.empty(0, np.uint64)
    hashes = np.empty(size, np.uint64)
    for first in range(0, size, _BATCH):
        last = min(first + _BATCH, size)
        words = _mixed(running.ids[first : last + SHINGLE - 1].astype(np.uint64) + np.uint64(1))
        block = np.zeros(last - first, np.uint64)
        for i in range(SHINGLE):
            block *= _FACTOR
            block += words[i : i + last - first]
        hashes[first:last] = _mixed(block)
    whole = running.pieces[:size] == running.pieces[SHINGLE - 1 :]
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
