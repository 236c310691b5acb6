"""Files that come with framing: the shipped lexicons and templates."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(kind: str) -> Path:
    """The folder of shipped `kind` ("lexicons" or "templates").

    In a wheel it lies inside the package; in a checkout or an editable install beside it.
    """
    inside = _PACKAGE / "_bundled" / kind
    return inside if inside.is_dir() else _PACKAGE.parent / kind
