"""What figures and report share: a chart as files, and how frames and concepts are told apart in both.

Here and not among the figures, so that whoever only shows charts need not import matplotlib.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.model import Concept, Lexicon


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


def frame_looks(lexicons: Sequence[Lexicon]) -> dict[str, int]:
    """The number of each frame's look, by the frame's id in alphabetical order over all lexicons."""
    ids = sorted({frame.id for lexicon in lexicons for frame in lexicon.frames})
    return {frame: number for number, frame in enumerate(ids)}


def concept_names(lexicons: Sequence[Lexicon]) -> list[tuple[Lexicon, Concept, str]]:
    """Each concept with its name in file names; with the lexicon's name where two share an id."""
    ids = [concept.id for lexicon in lexicons for concept in lexicon.concepts]
    return [
        (lexicon, concept, concept.id if ids.count(concept.id) == 1 else f"{lexicon.id}-{concept.id}")
        for lexicon in lexicons
        for concept in lexicon.concepts
    ]
