"""Readings in columns: what many documents say, small to keep, quick to join and to send."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.model import ZONES, Annotation

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]
Arrays = Mapping[str, NDArray[np.generic]]

_SENTENCE = ("sentence_start", "sentence_end")
_NUMBERS = ("document", "start", "end", "counted", "evidence", *_SENTENCE)
_STRINGS = ("surface", "lexicon", "concept", "term", "frame", "zone", "voice", "rule", "speaker")
_ABSENT = -1


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The readings of some documents, and their words.

    words    shape (documents, zones): words in each kind of zone in the order of `ZONES`, -1 where the
             document has no such zone; a document without any zone has no text
    columns  arrays with an item per reading, in the order of documents and positions: `document` (row of
             `words`), `start`, `end`, `counted`, `evidence` (number of spans), `sentence_start`,
             `sentence_end`, and the columns of text as numbers of `strings`
    spans    shape (spans, 2): the evidence of all readings, one after the other
    strings  the different texts
    """

    words: NDArray[np.int32]
    columns: dict[str, NDArray[np.int32]]
    spans: NDArray[np.int32]
    strings: tuple[str, ...]

    @property
    def documents(self) -> int:
        """The number of documents."""
        return len(self.words)

    @property
    def empty(self) -> NDArray[np.bool_]:
        """Which documents have no text."""
        return np.asarray((self.words == _ABSENT).all(axis=1))


def in_columns(annotations: Sequence[Annotation]) -> Columns:
    """Annotations in columns."""
    words = np.full((len(annotations), len(ZONES)), _ABSENT, np.int32)
    numbers: dict[str, int] = {}
    rows: list[tuple[int, ...]] = []
    spans: list[tuple[int, int]] = []

    def number(string: str) -> int:
        return numbers.setdefault(string, len(numbers))

    for document, annotation in enumerate(annotations):
        for zone, count in annotation.words:
            words[document, ZONES.index(zone)] = count
        for reading in annotation.readings:
            place, ruling = reading.occurrence, reading.ruling
            key = place.key
            spans += ruling.evidence
            rows.append(
                (
                    document,
                    place.start,
                    place.end,
                    reading.counted,
                    len(ruling.evidence),
                    *reading.sentence,
                    *map(number, (reading.surface, key.lexicon, key.concept, key.term, key.frame)),
                    *map(number, (reading.zone, ruling.voice, ruling.rule, ruling.speaker)),
                )
            )
    names = (*_NUMBERS, *_STRINGS)
    table = np.array(rows, np.int32).reshape(len(rows), len(names)).T.copy()
    return Columns(
        words,
        dict(zip(names, table, strict=True)),
        np.array(spans, np.int32).reshape(len(spans), 2),
        tuple(numbers),
    )


def join(parts: Sequence[Columns]) -> Columns:
    """The documents of all parts, one below the other."""
    numbers: dict[str, int] = {}
    gathered: dict[str, list[NDArray[np.int32]]] = {name: [] for name in (*_NUMBERS, *_STRINGS)}
    base = 0
    for part in parts:
        new = np.array([numbers.setdefault(string, len(numbers)) for string in part.strings], np.int32)
        for name in _NUMBERS:
            gathered[name].append(part.columns[name] + (base if name == "document" else 0))
        for name in _STRINGS:
            gathered[name].append(new[part.columns[name]])
        base += part.documents
    none = np.empty(0, np.int32)
    return Columns(
        np.concatenate([np.empty((0, len(ZONES)), np.int32), *(part.words for part in parts)]),
        {name: np.concatenate([none, *arrays]).astype(np.int32) for name, arrays in gathered.items()},
        np.concatenate([none.reshape(0, 2), *(part.spans for part in parts)]),
        tuple(numbers),
    )


def take(readings: Columns, rows: Ints) -> Columns:
    """The documents at `rows`, in that order; one may be taken twice."""
    if np.array_equal(rows, np.arange(readings.documents)):
        return readings
    columns = readings.columns
    sizes = np.bincount(columns["document"], minlength=readings.documents)
    kept = ranges(sizes, rows)
    evidence = ranges(columns["evidence"], kept)
    taken = {name: array[kept] for name, array in columns.items()}
    taken["document"] = np.repeat(np.arange(len(rows)), sizes[rows]).astype(np.int32)
    return Columns(readings.words[rows], taken, readings.spans[evidence], readings.strings)


def ranges(sizes: NDArray[np.integer], rows: Ints) -> Ints:
    """Where the items of `rows` lie if row after row has `sizes` items."""
    firsts = np.cumsum(sizes) - sizes
    count = np.asarray(sizes[rows], np.int64)
    begins = np.cumsum(count) - count
    return np.repeat(firsts[rows] - begins, count) + np.arange(count.sum())


def frame(readings: Columns, paths: Sequence[str], sources: Sequence[str]) -> pd.DataFrame:
    """The readings as a data frame: the columns of `framing.tables.READING_COLUMNS`, and the sentence's span.

    `paths` and `sources` are those of the documents, in their order.
    """
    import pandas as pd

    from framing.tables import READING_COLUMNS

    names = (*READING_COLUMNS, *_SENTENCE)
    columns = readings.columns
    strings = objects(readings.strings)
    ends = np.cumsum(columns["evidence"]).tolist()
    # Each different offset is one number, to which all spans with it point.
    offsets, places = np.unique(readings.spans, return_inverse=True)
    spans = offsets.astype(object)[places.reshape(-1, 2)].tolist()
    evidence = np.empty(len(ends), object)
    evidence[:] = [spans[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    values = {
        "document": objects(paths)[columns["document"]],
        "source": objects(sources)[columns["document"]],
        **{name: columns[name].astype(np.int64) for name in ("start", "end", *_SENTENCE)},
        "counted": columns["counted"].astype(bool),
        "evidence": evidence,
        **{name: strings[columns[name]] for name in _STRINGS},
    }
    if not ends:
        numbers = dict.fromkeys(("start", "end", *_SENTENCE), "int64")
        return pd.DataFrame([], columns=list(names)).astype(numbers | {"counted": "bool"})
    # Not as Arrow's strings, which pandas would make of them: those are copied into each row.
    return pd.DataFrame({name: pd.Series(values[name], dtype=values[name].dtype) for name in names})


def objects(strings: Sequence[str]) -> NDArray[np.object_]:
    """Strings as an array of objects. Where one is taken many times, all places point at the same string."""
    array = np.empty(len(strings), object)
    array[:] = strings
    return array


def to_arrays(readings: Columns) -> dict[str, NDArray[np.generic]]:
    """The readings as plain arrays, to be kept in a file."""
    strings = np.frombuffer(json.dumps(readings.strings).encode(), np.uint8)
    return {"words": readings.words, "spans": readings.spans, "strings": strings, **readings.columns}


def from_arrays(arrays: Arrays) -> Columns:
    """What `to_arrays` gave. Raises `ValueError` or `KeyError` for anything else."""
    strings = tuple(json.loads(arrays["strings"].tobytes()))
    columns = {name: arrays[name].astype(np.int32, copy=False) for name in (*_NUMBERS, *_STRINGS)}
    words = arrays["words"].astype(np.int32, copy=False)
    spans = arrays["spans"].astype(np.int32, copy=False)
    sizes = set(map(len, columns.values()))
    highest = max(chain([-1], (int(columns[name].max()) for name in _STRINGS if len(columns[name]))))
    if (
        len(sizes) != 1
        or words.shape[1:] != (len(ZONES),)
        or spans.shape != (columns["evidence"].sum(), 2)
        or highest >= len(strings)
        or (len(columns["document"]) and columns["document"].max() >= len(words))
    ):
        raise ValueError("readings that do not belong together")
    return Columns(words, columns, spans, strings)
