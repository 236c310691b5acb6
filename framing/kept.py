"""Results of one kind for many documents: those of earlier runs from the cache, and new ones.

Results lie in parts, each with its own rows. What fits is held in memory; other parts are read again from
their packs each time they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from framing.cache import Arrays, Cache, Pack
from framing.errors import OutputError

T = TypeVar("T")
Ints = NDArray[np.int64]

_SMALL = 1_000_000  # bytes of a pack that is joined with others
_MOST_SMALL = 8


class Kind(NamedTuple, Generic[T]):
    """What can be done with a part: one below the other, some of its rows, and as plain arrays and back."""

    join: Callable[[Sequence[T]], T]
    take: Callable[[T, Ints], T]
    to_arrays: Callable[[T], Arrays]
    from_arrays: Callable[[Arrays], T]


class Piece(NamedTuple, Generic[T]):
    """Some documents: how to get at the part they are in, which of its rows they are, and their numbers."""

    load: Callable[[], T]
    taken: Ints
    rows: Ints


class Kept(Generic[T]):
    """The results of one kind. `places` says for each document's key its part, and its row there.

    At most `room` bytes are held in memory, where the cache can give back the others.
    """

    def __init__(
        self, cache: Cache, wanted: frozenset[bytes], kind: Kind[T], room: float = float("inf")
    ) -> None:
        self.places: dict[bytes, tuple[int, int]] = {}
        self._cache, self._kind, self._room = cache, kind, room
        self._packs: list[Pack | None] = []
        self._held: list[T | None] = []
        for pack in cache.packs():
            new = wanted.intersection(pack.keys).difference(self.places)
            rows = {key: row for row, key in enumerate(pack.keys) if key in new}
            arrays = cache.load(pack) if rows else None
            if arrays is None:
                continue
            try:
                self._place(rows, pack, kind.from_arrays(arrays), arrays)
            except (KeyError, ValueError, IndexError):
                cache.drop([pack.file])

    @property
    def trouble(self) -> str:
        """Why results could not be kept for the next run; nothing where they could."""
        return self._cache.trouble

    def add(self, keys: Sequence[bytes], part: T) -> None:
        """New results, which are kept for the next run too."""
        arrays = self._kind.to_arrays(part)
        rows = {key: row for row, key in enumerate(keys)}
        self._place(rows, self._cache.add(keys, arrays), part, arrays)

    def _place(self, rows: dict[bytes, int], pack: Pack | None, part: T, arrays: Arrays) -> None:
        self.places |= {key: (len(self._packs), row) for key, row in rows.items()}
        size = sum(array.nbytes for array in arrays.values())
        held = pack is None or size <= self._room
        self._room -= size if held else 0
        self._packs.append(pack)
        self._held.append(part if held else None)

    def pieces(self, order: Sequence[bytes]) -> list[Piece[T]]:
        """The documents with these keys, part by part; a document's number is its place in `order`."""
        places = np.array([self.places[key] for key in order], np.int64).reshape(-1, 2)
        found = []
        for number in np.unique(places[:, 0]).tolist():
            rows = np.flatnonzero(places[:, 0] == number)
            # Not a method of this object, which would keep all `places` with it.
            load = partial(_part, self._cache, self._kind, self._packs[number], self._held[number])
            found.append(Piece(load, places[rows, 1], rows))
        return found

    def whole(self, order: Sequence[bytes]) -> T:
        """The results of the documents with these keys, in that order."""
        pieces = self.pieces(order)
        joined = self._kind.join([self._kind.take(piece.load(), piece.taken) for piece in pieces])
        rows = np.concatenate([np.empty(0, np.int64), *(piece.rows for piece in pieces)])
        return self._kind.take(joined, np.argsort(rows))

    def tidy(self) -> None:
        """Join the small packs of the cache where there are many."""
        small = {i: pack for i, pack in enumerate(self._packs) if pack and pack.file.stat().st_size < _SMALL}
        if len(small) <= _MOST_SMALL:
            return
        order = [key for key, (number, _) in self.places.items() if number in small]
        whole = self.whole(order)
        joined = self._cache.add(order, self._kind.to_arrays(whole))
        if joined is None:
            return
        self._cache.drop([pack.file for pack in small.values() if pack.file != joined.file])
        self.places |= {key: (len(self._packs), row) for row, key in enumerate(order)}
        self._packs.append(joined)
        self._held.append(whole)
        for number in small:
            self._held[number] = None


def _part(cache: Cache, kind: Kind[T], pack: Pack | None, held: T | None) -> T:
    if held is not None:
        return held
    arrays = cache.load(pack) if pack else None
    if arrays is None:
        raise OutputError(f"{cache.folder}: was cleared while a run needed it; run again")
    return kind.from_arrays(arrays)
