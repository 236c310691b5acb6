"""The plain data that the templates show. Everything is worked out here; templates only place it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from framing import model

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called, and which pattern is whose.

    concepts  label by (lexicon id, concept id)
    frames    label by (lexicon id, frame id)
    styles    number of the pattern by (lexicon id, frame id), the same throughout the page
    sources   element id of a source's view by source
    chosen    what the voices held to be a source's own choice are called: "own voice"
    """

    concepts: dict[tuple[str, str], str]
    frames: dict[tuple[str, str], str]
    styles: dict[tuple[str, str], int]
    sources: dict[str, str]
    chosen: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A concept of a lexicon, with the id of its view."""

    lexicon: model.Lexicon
    concept: model.Concept
    id: str

    @property
    def key(self) -> str:
        """How addresses name it."""
        return f"{self.lexicon.id}/{self.concept.id}"

    @property
    def frame_of(self) -> dict[str, str]:
        """The frame of each term."""
        return {term.term: term.frame for term in self.concept.terms}

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the lexicon and the concept."""
        return self.lexicon.id, self.concept.id


def grouped(rows: Iterable[Any], *columns: str) -> dict[Any, list[Any]]:
    """Rows in lists by the values of one column, or by tuples of the values of several."""
    groups: dict[Any, list[Any]] = {}
    value = attrgetter(*columns)
    for row in rows:
        groups.setdefault(value(row), []).append(row)
    return groups


def tally(frame: pd.DataFrame, *columns: str) -> dict[tuple[Any, ...], int]:
    """How many rows have each combination of values, in the order of the values."""
    return dict(sorted(Counter(zip(*(frame[column].tolist() for column in columns), strict=True)).items()))


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text, or a cell of a table. With `href` it is a door. `number` sets it in columns of digits.

    `swatch` is the number of a frame's pattern, `shade` a step from 0 to 8 behind the cell, -1 for none.
    """

    text: str
    href: str = ""
    number: bool = False
    swatch: int = -1
    shade: int = -1


Sentence = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first `heads` cells of a row head it. `file` is the table in ``data/`` with all rows."""

    id: str
    caption: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    file: str = ""
    note: str = ""
    heads: int = 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a bar, from `x` over `width` (SVG lengths)."""

    x: str
    width: str
    style: int
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """One name in a source's own voice. `squares` is the width of its row of squares, empty for none."""

    term: str
    frame: str
    style: int
    count: str
    href: str
    share: str
    interval: str
    squares: str


@dataclass(frozen=True, slots=True)
class Row:
    """How a source names a concept. `bar` is empty where the texts are too few for a share.

    `documents` and `verdict` are empty where they are said once for all rows.
    """

    source: str
    source_href: str
    total: Cell
    documents: str
    verdict: str
    bar: tuple[Segment, ...]
    items: tuple[Item, ...]
    other: Cell | None


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame in a legend."""

    label: str
    style: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart by the figures module.

    The picture is in `uri`, or packed in `packed` (gzip, base64) for the script; with neither it is linked.
    `page` is 1 for the first page of a chart.
    """

    name: str
    title: str
    finding: str
    alt: str
    uri: str
    packed: str
    table: str
    page: int


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its view. `found` says whether any source uses one of its names, in any voice.

    `note` stands below the rows: what a square is, and what holds for all of them.
    """

    id: str
    key: str
    label: str
    about: str
    lexicon: str
    sentence: Sentence
    legend: tuple[Frame, ...]
    note: str
    found: bool
    rows: tuple[Row, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the plain count and the own voice part: two counts, a sentence, and a passage that shows it."""

    term: str
    source: str
    label: str
    plain: Cell
    own: Cell
    sentence: Sentence
    left: str
    node: str
    right: str
    reference: str
    href: str
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its view. `members` says whose texts it groups, where it groups any."""

    id: str
    name: str
    sentence: Sentence
    members: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Where the names of a concept stand in a document. Each tick is (x, style, href, label, full height)."""

    label: str
    href: str
    source: str
    ticks: tuple[tuple[str, int, str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """The documents of a concept in which it has a name."""

    concept: str
    legend: tuple[Frame, ...]
    strips: tuple[Strip, ...]
    note: str
