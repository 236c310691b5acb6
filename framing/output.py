"""Writing results: all of them, whole, or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from framing.errors import OutputError


def write_whole(file: Path, data: bytes) -> None:
    """Write a file so that it is there complete or not at all. Raises `OutputError`."""
    write_all(file.parent, {file.name: data})


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files (by path below `folder`): first beside their places, then each moved over the old one.

    Nothing is moved before everything is written, so a full disk leaves the old files. Raises `OutputError`.
    """
    staged: list[tuple[str, Path]] = []
    try:
        for name in sorted(files):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".framing-")
            staged.append((temporary, target))
            with os.fdopen(handle, "wb") as stream:
                stream.write(files[name])
            Path(temporary).chmod(0o644)
        while staged:
            temporary, target = staged[0]
            Path(temporary).replace(target)
            staged.pop(0)
    except OSError as error:
        raise OutputError(
            f"{error.filename or folder}: cannot be written: {error.strerror}; "
            "check that the folder is writable and the disk has room"
        ) from error
    finally:
        for temporary, _ in staged:
            Path(temporary).unlink(missing_ok=True)
