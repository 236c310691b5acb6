"""What a figure is to the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass

from framing.figures.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure before it is written: what it says, and its sheet."""

    name: str
    title: str
    finding: str
    alt: str
    table: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure as files.

    name     stem of its files, such as ``share-facilities``; further pages end in ``-2``, ``-3``, …
    title    what is shown
    finding  one plain sentence with the main numbers
    alt      for readers who do not see it: what it shows, the finding, and how to read it
    table    name of the table in ``data/`` that it is drawn from
    svg      the figure as SVG, with words as outlines
    png      the figure as PNG with 300 dots per inch
    notes    what could not be drawn as it should, such as characters without a font
    key      a digest of all that the PNG was drawn from
    """

    name: str
    title: str
    finding: str
    alt: str
    table: str
    svg: bytes
    png: bytes
    notes: tuple[str, ...] = ()
    key: bytes = b""
