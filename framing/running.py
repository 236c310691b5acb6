"""The words of texts in the order in which they run: what is kept of a text for everything about words.

Edges, hashes and numbers are array operations over many texts. Two words are taken for one if their 64-bit
hashes are equal, which a million different words would do once in tens of millions of corpora.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.columns import ranges
from framing.model import Zone, ZoneKind
from framing.text.fold import keep_memory, split_chunks
from framing.text.tokens import CHUNK, Found, find_words, per_kind, small, words_per_zone

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]

SAME, ZONE, STRETCH = 0, 1, 2  # what lies before a word: its zone, another counted zone, something else

FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xC2B2AE3D27D4EB4F)
_FIRST_BYTES = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)
_HASHED = 64  # letters of a word that are hashed in arrays; the few longer words are hashed one by one


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """The words in the counted zones of some documents, in the order of their texts, in small arrays.

    spelled  the different words, in small letters, one after the other in UTF-8 with line ends between them
    ids      for each word of the texts, its number among them
    gaps     code points between the word before in the document, or its beginning, and this word
    lengths  code points of each word
    breaks   what lies before each word: `SAME`, `ZONE` or `STRETCH`
    sizes    how many words each document has
    """

    spelled: NDArray[np.uint8]
    ids: NDArray[Any]
    gaps: NDArray[Any]
    lengths: NDArray[Any]
    breaks: NDArray[np.uint8]
    sizes: Ints

    @property
    def documents(self) -> int:
        """The number of documents."""
        return len(self.sizes)

    @property
    def words(self) -> tuple[str, ...]:
        """The different words. They are not held as strings, which take many times the room."""
        text = self.spelled.tobytes().decode("utf-8", "surrogatepass")
        return tuple(text.split("\n")) if text else ()

    def hashes(self) -> Hashes:
        """A hash of each of the different words."""
        return _hashes(self.spelled, *self._edges())

    def some_words(self, which: Ints) -> list[str]:
        """Some of the different words."""
        spelled = self.spelled.tobytes()
        starts, ends = (edges[which].tolist() for edges in self._edges())
        edges = zip(starts, ends, strict=True)
        return [spelled[start:end].decode("utf-8", "surrogatepass") for start, end in edges]

    def _edges(self) -> tuple[Ints, Ints]:
        """Where each of the different words begins and ends in `spelled`."""
        if not len(self.spelled):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        ends = np.append(np.flatnonzero(self.spelled == ord("\n")), len(self.spelled))
        return np.append(0, ends[:-1] + 1), ends


def running_words(
    texts: Sequence[str], zones: Sequence[Sequence[Zone]], counted: Sequence[ZoneKind]
) -> tuple[Running, list[list[tuple[ZoneKind, int]]]]:
    """The words of each text in the zones that are `counted`, and how many stand in each kind of zone.

    The zones of a text cover it; a text without any has no words. Words are numbered as they come first.
    """
    keep_memory()
    chunks, per_zone = [], []
    for first, last in split_chunks(texts, CHUNK):
        found = find_words(texts[first:last])
        words = words_per_zone(found, zones[first:last])
        per_zone += per_kind(words, zones[first:last])
        chunks.append(_Chunk(found, words, zones[first:last], counted))
    ids, new = numbered([chunk.hashes for chunk in chunks])
    spelled: list[str] = []
    at = 0
    for chunk in chunks:
        spelled += chunk.spelled(np.flatnonzero(new[at : at + len(chunk.hashes)]))
        at += len(chunk.hashes)
    return Running(
        _spelled(spelled),
        _small(ids, len(spelled)),
        _concatenated([chunk.gaps for chunk in chunks]),
        _concatenated([chunk.lengths for chunk in chunks]),
        _concatenated([chunk.breaks for chunk in chunks]),
        _concatenated([chunk.sizes for chunk in chunks], np.int64),
    ), per_zone


def numbered(hashes: Sequence[Hashes]) -> tuple[Ints, Mask]:
    """For each hash its number, counted as they come first; and whether it has not come before."""
    ids, _ = pd.factorize(_concatenated(hashes, np.uint64))
    # What is new raises the highest number so far.
    highest = np.maximum.accumulate(ids)
    new = np.ones(len(ids), bool)
    new[1:] = highest[1:] > highest[:-1]
    return ids, new


class _Chunk:
    """The counted words of a few texts: arrays as in `Running`, and the hash of each word."""

    def __init__(
        self, found: Found, words: Ints, zones: Sequence[Sequence[Zone]], counted: Sequence[ZoneKind]
    ) -> None:
        document = np.repeat(np.arange(len(zones)), [len(partition) for partition in zones])
        counts = np.array([zone.kind in counted for partition in zones for zone in partition], bool)
        # A stretch of counted text ends where a zone that is not counted, or another document, begins.
        before = np.concatenate(([False], counts[:-1])) & (np.diff(document, prepend=-1) == 0)
        stretch = np.cumsum(~before)
        kept = np.repeat(counts, words)
        starts, ends = found.starts[kept], found.ends[kept]
        self._found, self._starts, self._ends = found, starts, ends
        self.hashes = _hashes(found.letters, starts, ends)
        words = np.where(counts, words, 0)
        self.sizes = np.bincount(document, words, len(zones)).astype(np.int64)
        # What lies before a word is another zone only for the first word of one.
        begun = np.flatnonzero(words)
        self.breaks = np.full(len(starts), SAME, np.uint8)
        self.breaks[(np.cumsum(words) - words)[begun]] = np.where(
            np.diff(stretch[begun], prepend=0) > 0, STRETCH, ZONE
        )
        before_word = np.concatenate(([0], ends[:-1]))
        firsts = (np.cumsum(self.sizes) - self.sizes)[self.sizes > 0]
        before_word[firsts] = found.bases[self.sizes > 0]
        self.gaps = _small(starts - before_word)
        self.lengths = _small(ends - starts)

    def spelled(self, which: Ints) -> list[str]:
        """The words at these places."""
        joined = self._found.joined
        places = zip(self._starts[which].tolist(), self._ends[which].tolist(), strict=True)
        return [small(joined[start:end]).replace("\u2019", "'") for start, end in places]


def join(parts: Sequence[Running]) -> Running:
    """The documents of all parts, one below the other."""
    numbers: dict[str, int] = {}
    ids = []
    for part in parts:
        new = [numbers.setdefault(word, len(numbers)) for word in part.words]
        ids.append(np.array(new, np.int64)[part.ids])
    return Running(
        _spelled(numbers),
        _small(_concatenated(ids, np.int64), len(numbers)),
        _concatenated([part.gaps for part in parts]),
        _concatenated([part.lengths for part in parts]),
        _concatenated([part.breaks for part in parts]),
        _concatenated([part.sizes for part in parts], np.int64),
    )


def take(running: Running, rows: Ints) -> Running:
    """The documents at `rows`, in that order. All words keep their numbers."""
    if np.array_equal(rows, np.arange(running.documents)):
        return running
    kept = ranges(running.sizes, rows)
    return Running(
        running.spelled,
        running.ids[kept],
        running.gaps[kept],
        running.lengths[kept],
        running.breaks[kept],
        running.sizes[rows],
    )


def to_arrays(running: Running) -> dict[str, NDArray[np.generic]]:
    """The words as plain arrays, to be kept in a file."""
    return {field.name: getattr(running, field.name) for field in fields(running)}


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Running:
    """What `to_arrays` gave. Raises `ValueError` or `KeyError` for anything else."""
    running = Running(**{field.name: arrays[field.name] for field in fields(Running)})
    lengths = {len(array) for array in (running.ids, running.gaps, running.lengths, running.breaks)}
    words = np.count_nonzero(running.spelled == ord("\n")) + (len(running.spelled) > 0)
    if (
        lengths != {int(running.sizes.sum())}
        or (len(running.ids) and int(running.ids.max()) >= words)
        or running.spelled.dtype != np.uint8
        or running.breaks.dtype != np.uint8
    ):
        raise ValueError("running words that do not belong together")
    return running


def _spelled(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode("utf-8", "surrogatepass"), np.uint8)


def _small(numbers: Ints, end: int | None = None) -> NDArray[Any]:
    """Numbers, which lie below `end`, in as few bytes as hold them."""
    highest = int(numbers.max(initial=0)) if end is None else end
    return numbers.astype(next(t for t in (np.uint8, np.uint16, np.int32) if highest <= np.iinfo(t).max))


def _concatenated(arrays: Iterable[NDArray[Any]], dtype: Any = np.uint8) -> NDArray[Any]:
    return np.concatenate([np.empty(0, dtype), *arrays])


def _hashes(letters: NDArray[Any], starts: Ints, ends: Ints) -> Hashes:
    """A 64-bit hash of each stretch of letters."""
    hashes = _hashes_of_bytes(letters.astype(np.uint8), starts, ends)
    # The few words with letters beyond the first 256 code points: their higher bytes are hashed as well.
    for shift in range(8, 8 * letters.itemsize, 8):
        wide = np.flatnonzero(letters >= 1 << shift)
        within = np.searchsorted(ends, wide, "right")
        within, wide = within[within < len(ends)], wide[within < len(ends)]
        has_wide = np.zeros(len(starts), bool)
        has_wide[within[starts[within] <= wide]] = True
        word = np.flatnonzero(has_wide)
        if len(word):
            higher = _hashes_of_bytes((letters >> shift).astype(np.uint8), starts[word], ends[word])
            # One of the two times a number, as a letter may have the bytes of another the other way round.
            hashes[word] = mixed(hashes[word] * FACTOR ^ higher)
    for i in np.flatnonzero(ends - starts > _HASHED).tolist():
        digest = blake2b(letters[starts[i] : ends[i]].astype(np.uint32).tobytes(), digest_size=8).digest()
        hashes[i] = np.uint64(int.from_bytes(digest, "little"))
    return hashes


def _hashes_of_bytes(letters: NDArray[Any], starts: Ints, ends: Ints) -> Hashes:
    """A hash of the first `_HASHED` bytes of each stretch."""
    padded = np.concatenate((letters, np.zeros(8, np.uint8)))
    # Eight bytes from each position on, without a copy.
    eight = np.ndarray((padded.size - 7,), "<u8", padded, strides=(1,))
    sizes = ends - starts
    hashes = mixed(eight[starts] & _FIRST_BYTES[np.minimum(sizes, 8)])
    todo = np.flatnonzero(sizes > 8)
    for offset in range(8, _HASHED, 8):
        part = eight[starts[todo] + offset] & _FIRST_BYTES[np.minimum(sizes[todo] - offset, 8)]
        hashes[todo] = mixed(hashes[todo] ^ part)
        todo = todo[sizes[todo] > offset + 8]
        if not todo.size:
            break
    return hashes


def mixed(values: Hashes) -> Hashes:
    """Each number as another one that depends on all of its bits."""
    mixed = values * _MIX
    mixed ^= mixed >> np.uint64(31)
    mixed *= FACTOR
    mixed ^= mixed >> np.uint64(29)
    return mixed
