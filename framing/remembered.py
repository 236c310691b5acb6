"""What pure functions gave in the last run, by a digest of what they were given.

Unlike annotations, which belong to documents and are kept for long, only what a run used is kept for the next
one. It lies in one pack of the cache: plain arrays, never pickles.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.cache import Cache, key

Array = NDArray[Any]


class Remembered:
    """Results of one kind. `known` are those of the last run; those of this run are kept by `keep`."""

    def __init__(self, cache: Cache) -> None:
        self.known: dict[bytes, Array] = {}
        self._cache = cache
        self._used: dict[bytes, Array] = {}
        self._packs = cache.packs()
        for pack in self._packs:
            arrays = cache.load(pack) or {}
            found = ((name, arrays.get(str(number))) for number, name in enumerate(pack.keys))
            self.known |= {name: array for name, array in found if array is not None}

    def of(self, shape: tuple[int, ...], function: Callable[..., Array], *given: Any) -> Array:
        """`function(*given)`, numbers of this shape, or what the function gave for the same in the last run.

        `given` are arrays and plain values. May be called from several threads.
        """
        name = key(f"{function.__module__}.{function.__qualname__}".encode(), *map(_bytes, given))
        found = self.known.get(name)
        if found is None or found.shape != shape or found.dtype != np.float64:
            found = function(*given)
        self.use(name, found)
        return found

    def use(self, name: bytes, result: Array) -> None:
        """Note a result that the next run may need, too."""
        self._used[name] = result

    def keep(self) -> None:
        """Keep what was used, and nothing else."""
        if self._used.keys() == self.known.keys() and len(self._packs) == 1:
            return
        names = sorted(self._used)
        new = self._cache.add(names, {str(number): self._used[name] for number, name in enumerate(names)})
        if new:
            self._cache.drop([pack.file for pack in self._packs if pack.file != new.file])


def _bytes(value: Any) -> bytes:
    if not isinstance(value, np.ndarray):
        return repr(value).encode()
    return f"{value.dtype.str} {value.shape} ".encode() + value.tobytes()
