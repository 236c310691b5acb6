"""A figure before it is written."""

from __future__ import annotations

from collections.abc import Callable
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


Layout = Callable[[], list[Drawing]]
"""Lays out one figure, on as many sheets as it needs."""
