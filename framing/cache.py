"""What earlier runs found out about texts, so that only new and changed ones are annotated.

Results lie in packs: plain NumPy archives, never pickles. A pack holds a number of documents of one kind of
result, each known by a key, a digest of its bytes and its metadata. The name of a pack says its kind and its
context, a digest of everything else that the results depend on: lexicons, cue tables, settings, our code. So
nothing can be out of date. A pack that cannot be read is deleted, and its documents are annotated again.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

KEY = 16  # bytes of a document's key
LIMIT = 4_000_000_000  # bytes; the packs that were not used for longest are deleted first
_KEYS = "keys"

Arrays = Mapping[str, NDArray[np.generic]]


def key(*parts: bytes) -> bytes:
    """A digest of `parts`, as long as a key."""
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()[:KEY]


class Pack(NamedTuple):
    """A file of the cache, with the keys of its documents in order."""

    file: Path
    keys: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """What a cache holds."""

    packs: int
    bytes: int


class Cache:
    """The packs of one kind and context in a folder. With no folder nothing is found or kept."""

    def __init__(self, folder: Path | None, kind: str, context: bytes) -> None:
        self.folder = folder
        self.trouble = ""  # why results could not be kept
        self._prefix = f"{kind}-{context.hex()}-"

    def packs(self) -> list[Pack]:
        """All packs that can be read, in order of their names."""
        found = []
        for file in sorted(self.folder.glob(f"{self._prefix}*.npz")) if self.folder else ():
            arrays = self._read(file, (_KEYS,))
            if arrays is None:
                continue
            table = arrays[_KEYS]
            if table.dtype != np.uint8 or table.ndim != 2 or table.shape[1] != KEY:
                self.drop([file])
                continue
            raw = table.tobytes()
            found.append(Pack(file, tuple(raw[i : i + KEY] for i in range(0, len(raw), KEY))))
        return found

    def load(self, pack: Pack) -> Arrays | None:
        """The arrays of a pack, or None if it turns out to be spoilt; then it is deleted."""
        arrays = self._read(pack.file)
        if arrays is not None and self.folder is not None:
            with contextlib.suppress(OSError):
                os.utime(pack.file)  # the last use
        return arrays

    def add(self, keys: Sequence[bytes], arrays: Arrays) -> Pack | None:
        """Keep the results of documents. Where they cannot be kept, say so in `trouble`."""
        if self.folder is None or self.trouble or not keys:
            return None
        name = self._prefix + sha256(b"".join(sorted(keys))).hexdigest()[:24] + ".npz"
        table = np.frombuffer(b"".join(keys), np.uint8).reshape(len(keys), KEY)
        target = self.folder / name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as stream:
                    np.savez(stream, **{_KEYS: table, **arrays})  # type: ignore[arg-type]
                Path(temporary).replace(target)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            self.trouble = f"{self.folder}: results could not be kept for the next run: {error.strerror}"
            return None
        return Pack(target, tuple(keys))

    def drop(self, files: Sequence[Path]) -> None:
        """Delete packs."""
        for file in files:
            with contextlib.suppress(OSError):
                file.unlink()

    def _read(self, file: Path, names: Sequence[str] | None = None) -> dict[str, NDArray[np.generic]] | None:
        try:
            with file.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
                return {name: archive[name] for name in names or archive.files}
        except Exception:  # a spoilt archive raises almost anything
            self.drop([file])
            return None


def size(folder: Path) -> Size:
    """How much lies in a cache folder."""
    sizes = [file.stat().st_size for file in _files(folder)]
    return Size(len(sizes), sum(sizes))


def clear(folder: Path) -> Size:
    """Delete everything in a cache folder; says what was there."""
    before = size(folder)
    for file in _files(folder):
        file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()
    return before


def prune(folder: Path, limit: int = LIMIT) -> None:
    """Delete what was not used for longest until `limit` bytes are left, and what a kill left over."""
    with contextlib.suppress(OSError):
        states = []
        for file in _files(folder):
            if file.suffix == ".npz":
                states.append((file.stat().st_mtime_ns, file.name, file))
            else:
                file.unlink(missing_ok=True)
        total = 0
        for _, _, file in sorted(states, reverse=True):
            total += file.stat().st_size
            if total > limit:
                file.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []
