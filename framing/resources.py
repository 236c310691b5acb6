"""Files that come with framing: the shipped lexicons and templates; and those that a study has instead."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(kind: str) -> Path:
    """The folder of shipped `kind` ("lexicons" or "templates").

    In a wheel it lies inside the package; in a checkout or an editable install beside it.
    """
    inside = _PACKAGE / "_bundled" / kind
    return inside if inside.is_dir() else _PACKAGE.parent / kind


def files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder. Links are followed, each folder is read once."""
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders.sort()
        yield from (Path(place, name) for name in names)


def template_fault(folders: Sequence[Path], error: Exception) -> str:
    """Which template of the `folders`, which line, and what is wrong there, in one line."""
    name, line = getattr(error, "name", None) or "", getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.parent in folders:
            name, line = file.name, trace.tb_lineno
        trace = trace.tb_next
    folder = next((folder for folder in folders if (folder / name).is_file()), folders[0])
    what = str(error).splitlines()[0] if str(error) else type(error).__name__
    return f"{folder / name}, line {line}: {what}" if line else f"{folder / name}: {what}"
