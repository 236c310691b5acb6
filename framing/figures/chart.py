"""A figure before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from framing.figures.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a figure says, and its sheet."""

    name: str
    title: str
    finding: str
    alt: str
    table: str
    sheet: Sheet
