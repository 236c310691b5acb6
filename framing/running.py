"""The words of texts in the order in which they run, from which copies and collocates are found.

A word is what `framing.text.tokens` counts: a run of letters, digits, underscores and combining marks, with
the apostrophes inside it. Nothing is done word by word: edges, hashes and sums are array operations. Two
words are taken for one if their 64-bit hashes are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.columns import ranges
from framing.model import Span
from framing.text.fold import code_points, split_chunks
from framing.text.tokens import word_mask

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Hashes = NDArray[np.uint64]

FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xC2B2AE3D27D4EB4F)
_APOSTROPHES = (ord("'"), ord("\u2019"))
_BATCH = 1_000_000  # characters handled at once


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """The words of documents in the order of their texts.

    words          the different words, in small letters, in the order in which they come first
    ids            for each word of the texts, its number in `words`
    starts, ends   where it stands in its document, in code points
    breaks         whether it is the first of an uninterrupted stretch of counted text
    bounds         where each document's words begin in these arrays; one more than there are documents
    """

    words: tuple[str, ...]
    ids: Small
    starts: Small
    ends: Small
    breaks: NDArray[np.bool_]
    bounds: Ints

    @property
    def documents(self) -> int:
        """The number of documents."""
        return len(self.bounds) - 1


def running_words(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Running:
    """The words of each text, within its `spans`, which are in order. Spans that touch are one stretch."""
    found = [_chunk(texts[a:b], [_merged(s) for s in spans[a:b]]) for a, b in split_chunks(texts, _BATCH)]
    _powers.cache_clear()
    return join(found)


def join(parts: Sequence[Running]) -> Running:
    """The documents of all parts, one below the other."""
    if len(parts) == 1:
        return parts[0]
    numbers: dict[str, int] = {}
    ids = []
    for part in parts:
        new = [numbers.setdefault(word, len(numbers)) for word in part.words]
        ids.append(np.array(new, np.int32)[part.ids])
    none = np.empty(0, np.int32)
    sizes = [np.diff(part.bounds) for part in parts]
    return Running(
        tuple(numbers),
        np.concatenate([none, *ids]),
        np.concatenate([none, *(part.starts for part in parts)]),
        np.concatenate([none, *(part.ends for part in parts)]),
        np.concatenate([np.empty(0, bool), *(part.breaks for part in parts)]),
        np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes])),
    )


def take(running: Running, rows: Ints) -> Running:
    """The documents at `rows`, in that order, without the words that none of them has."""
    if np.array_equal(rows, np.arange(running.documents)):
        return running
    sizes = np.diff(running.bounds)
    kept = ranges(sizes, rows)
    ids, numbers = pd.factorize(running.ids[kept])
    return Running(
        tuple(running.words[i] for i in numbers.tolist()),
        ids.astype(np.int32),
        running.starts[kept],
        running.ends[kept],
        running.breaks[kept],
        np.cumsum(np.concatenate([np.zeros(1, np.int64), sizes[rows]])),
    )


def to_arrays(running: Running) -> dict[str, NDArray[np.generic]]:
    """The words as plain arrays, to be kept in a file."""
    before = np.zeros_like(running.starts)
    before[1:] = running.ends[:-1]
    before[running.bounds[:-1][np.diff(running.bounds) > 0]] = 0
    return {
        "words": np.frombuffer("\n".join(running.words).encode("utf-8", "surrogatepass"), np.uint8),
        "ids": _small(running.ids),
        "gaps": _small(running.starts - before),
        "lengths": _small(running.ends - running.starts),
        "breaks": running.breaks,
        "sizes": np.diff(running.bounds),
    }


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Running:
    """What `to_arrays` gave. Raises `ValueError` or `KeyError` for anything else."""
    text = arrays["words"].tobytes().decode("utf-8", "surrogatepass")
    words = tuple(text.split("\n")) if text else ()
    ids, gaps, lengths, breaks, sizes = (
        arrays[name] for name in ("ids", "gaps", "lengths", "breaks", "sizes")
    )
    bounds = np.cumsum(np.concatenate([np.zeros(1, np.int64), sizes]))
    if (
        {len(ids), len(gaps), len(lengths), len(breaks)} != {int(bounds[-1])}
        or (len(ids) and int(ids.max()) >= len(words))
        or breaks.dtype != bool
    ):
        raise ValueError("running words that do not belong together")
    ends = np.cumsum(gaps.astype(np.int64) + lengths)
    # Each document begins at zero.
    ends -= np.repeat(np.concatenate(([0], ends))[bounds[:-1]], sizes)
    return Running(
        words,
        ids.astype(np.int32),
        (ends - lengths).astype(np.int32),
        ends.astype(np.int32),
        breaks,
        bounds,
    )


def _small(numbers: Small) -> NDArray[np.generic]:
    highest = int(numbers.max(initial=0))
    return numbers.astype(next(t for t in (np.uint8, np.uint16, np.int32) if highest <= np.iinfo(t).max))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, with those that touch made one."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _chunk(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Running:
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
    if not len(starts):
        none = np.empty(0, np.int32)
        return Running((), none, none, none, np.empty(0, bool), np.zeros(len(texts) + 1, np.int64))

    lengths = np.array([end - start + 1 for _, (start, end) in pieces], np.int64)
    begins = 1 + np.concatenate(([0], np.cumsum(lengths)))[:-1].astype(np.int64)
    piece = np.searchsorted(begins, starts, "right") - 1
    shift = np.array([start for _, (start, _) in pieces], np.int64) - begins
    owner = np.array([number for number, _ in pieces], np.int64)
    ids, unique = pd.factorize(_hashes(letters, starts, ends))
    first = np.empty(len(unique), np.int64)
    first[ids[::-1]] = np.arange(len(ids))[::-1]
    words = [
        low[start:end].replace("\u2019", "'")
        for start, end in zip(starts[first].tolist(), ends[first].tolist(), strict=True)
    ]
    sizes = np.bincount(owner[piece], minlength=len(texts))
    return Running(
        tuple(words),
        ids.astype(np.int32),
        (starts + shift[piece]).astype(np.int32),
        (ends + shift[piece]).astype(np.int32),
        np.diff(piece, prepend=-1) > 0,
        np.cumsum(np.concatenate([np.zeros(1, np.int64), sizes])),
    )


def _hashes(letters: Hashes, starts: Ints, ends: Ints) -> Hashes:
    """A hash of each stretch: the polynomial of its letters modulo 2**64, from differences of prefix sums."""
    size = 1 << len(letters).bit_length()
    sums = np.empty(len(letters) + 1, np.uint64)
    sums[0] = 0
    np.cumsum(letters * _powers(size)[: len(letters)], out=sums[1:])
    return mixed((sums[ends] - sums[starts]) * _powers(size, inverse=True)[starts])


@lru_cache(maxsize=2)
def _powers(size: int, *, inverse: bool = False) -> Hashes:
    """The powers 0 to `size` - 1 of the factor, or of its inverse, modulo 2**64."""
    factor = pow(int(FACTOR), -1, 1 << 64) if inverse else int(FACTOR)
    powers = np.full(size, factor, np.uint64)
    powers[0] = 1
    np.multiply.accumulate(powers, out=powers)
    powers.flags.writeable = False
    return powers


def mixed(values: Hashes) -> Hashes:
    """Each number as another one that depends on all of its bits."""
    mixed = values * _MIX
    mixed ^= mixed >> np.uint64(31)
    mixed *= FACTOR
    mixed ^= mixed >> np.uint64(29)
    return mixed
