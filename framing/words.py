"""The words of a corpus: parts that are looked at one after the other, with one vocabulary over all.

A gigabyte of text has more words than should be held at once. So whoever needs them goes through them block
by block, as often as needed, and adds up. Nothing that comes of it may depend on which documents share a
part: sums are of whole numbers, and what is computed for a document depends on its own words and such sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.kept import Piece
from framing.running import Ints, Running, numbered, take

_WORDS = 1_000_000  # of a block, about
_DOCUMENTS = 50_000  # of a block, at most


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The words of some whole documents, one after the other.

    rows    the documents' numbers in the corpus
    ids     for each word its number in the corpus's vocabulary
    gaps, lengths, breaks  as in `framing.running.Running`
    bounds  where each document's words begin in these arrays; one more than there are documents
    """

    rows: Ints
    ids: NDArray[np.int32]
    gaps: NDArray[Any]
    lengths: NDArray[Any]
    breaks: NDArray[np.uint8]
    bounds: Ints

    @property
    def document(self) -> NDArray[np.uint16]:
        """For each word, the place of its document in `rows`."""
        return np.repeat(np.arange(len(self.rows), dtype=np.uint16), np.diff(self.bounds))

    def places(self) -> tuple[Ints, Ints]:
        """Where each word begins and ends in its document, in code points."""
        ends = np.add(self.gaps, self.lengths, dtype=np.int64)
        np.cumsum(ends, out=ends)
        # Each document begins at zero.
        ends -= np.repeat(np.concatenate(([0], ends))[self.bounds[:-1]], np.diff(self.bounds))
        return ends - self.lengths, ends


class Words:
    """The running words of a corpus.

    vocabulary  all words in order, so that results do not depend on how documents came together
    sizes       how many words each document has
    """

    def __init__(self, parts: Sequence[Piece[Running]]) -> None:
        self._parts = parts
        self.sizes = np.zeros(sum(len(part.rows) for part in parts), np.int64)
        hashes = []
        for part in parts:
            running = part.load()
            self.sizes[part.rows] = running.sizes[part.taken]
            hashes.append(running.hashes())
        # Words are numbered as they come, so that each is made once, and in their order at the end.
        ends = np.cumsum([len(of_part) for of_part in hashes], dtype=np.int64)
        ids, new = numbered(hashes)
        came: list[str] = []
        for part, new_here in zip(parts, np.split(new, ends)[:-1], strict=True):
            came += part.load().some_words(np.flatnonzero(new_here))
        order = sorted(range(len(came)), key=came.__getitem__)
        self.vocabulary = tuple(came[number] for number in order)
        place = np.empty(len(came), np.int32)
        place[order] = np.arange(len(came))
        self._numbers = np.split(place[ids], ends)[:-1]

    @property
    def documents(self) -> int:
        """The number of documents."""
        return len(self.sizes)

    def blocks(self) -> Iterator[Block]:
        """All words, block by block, each document once and in no certain order."""
        for part, numbers in zip(self._parts, self._numbers, strict=True):
            running = take(part.load(), part.taken)
            ends = np.concatenate(([0], np.cumsum(running.sizes)))
            first = 0
            while first < len(part.rows):
                last = int(np.searchsorted(ends, ends[first] + _WORDS, "left"))
                last = min(max(last, first + 1), first + _DOCUMENTS, len(part.rows))
                cut = slice(int(ends[first]), int(ends[last]))
                yield Block(
                    part.rows[first:last],
                    numbers[running.ids[cut]],
                    running.gaps[cut],
                    running.lengths[cut],
                    running.breaks[cut],
                    ends[first : last + 1] - ends[first],
                )
                first = last


def words_of(running: Running) -> Words:
    """The words of documents that are at hand, numbered as they come."""
    rows = np.arange(running.documents)
    return Words([Piece(lambda: running, rows, rows)])
