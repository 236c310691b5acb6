"""Readings as tidy rows, and rows as JSON lines, CSV or Parquet."""

from __future__ import annotations

import csv
import itertools
import json
from collections import namedtuple
from collections.abc import Iterable, Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from framing.errors import OutputError
from framing.model import Annotation

if TYPE_CHECKING:
    import pandas as pd

READING_COLUMNS = (
    "document",
    "source",
    "start",
    "end",
    "surface",
    "lexicon",
    "concept",
    "term",
    "frame",
    "zone",
    "counted",
    "voice",
    "rule",
    "evidence",
    "speaker",
)

# Spreadsheets take a cell that begins so for a formula; an apostrophe in front makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_AT_ONCE = 5_000  # rows
_json = json.JSONEncoder(ensure_ascii=False).encode


def reading_rows(annotation: Annotation) -> Iterator[tuple[Any, ...]]:
    """One row per reading of a document, in position order, in the order of `READING_COLUMNS`.

    `evidence` is a list of [start, end] pairs.
    """
    for reading in annotation.readings:
        place, ruling = reading.occurrence, reading.ruling
        yield (
            annotation.path,
            annotation.source,
            place.start,
            place.end,
            reading.surface,
            place.key.lexicon,
            place.key.concept,
            place.key.term,
            place.key.frame,
            reading.zone,
            reading.counted,
            ruling.voice,
            ruling.rule,
            [list(span) for span in ruling.evidence],
            ruling.speaker,
        )


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, each with its columns as attributes. Much faster than `itertuples` on strings."""
    row = namedtuple("row", list(frame.columns))  # type: ignore[misc]
    return map(row._make, zip(*(frame[column].tolist() for column in frame.columns), strict=True))


def readings_frame(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """The readings of all documents as a data frame with the columns `READING_COLUMNS`."""
    import pandas as pd

    rows = [row for annotation in annotations for row in reading_rows(annotation)]
    frame = pd.DataFrame(rows, columns=list(READING_COLUMNS))
    return frame.astype({"start": "int64", "end": "int64", "counted": "bool"})


def jsonl(rows: Iterable[tuple[Any, ...]], columns: tuple[str, ...] = READING_COLUMNS) -> Iterator[str]:
    """Rows as JSON lines."""
    for row in rows:
        yield _json(dict(zip(columns, row, strict=True))) + "\n"


def csv_lines(rows: Iterable[Iterable[Any]], columns: Iterable[str] = READING_COLUMNS) -> Iterator[str]:
    """Rows as CSV lines, the head first. Text that a spreadsheet would run gets an apostrophe."""
    for row in itertools.chain([list(columns)], rows):
        yield from _lines([[_cell(value) for value in row]])


def _lines(rows: Iterable[Iterable[Any]]) -> list[str]:
    """Rows of cells as CSV lines."""
    written: list[str] = []
    # The writer quotes what holds a character of its line end, and a carriage return must be quoted too.
    writer = csv.writer(SimpleNamespace(write=written.append), lineterminator="\r\n")
    writer.writerows(rows)
    return [line[:-2] + "\n" for line in written]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return _json(value)
    if isinstance(value, float):
        return "" if value != value else format(value, ".10g")
    return "" if value is None else value


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A data frame as UTF-8 CSV; missing values are empty cells."""
    written = BytesIO()
    written.writelines(line.encode() for line in csv_lines([], frame.columns))
    # Some rows at a time: those of all, as plain values, would take much memory.
    for first in range(0, len(frame), _AT_ONCE):
        part = frame.iloc[first : first + _AT_ONCE]
        rows = zip(*(_cells(part[name].tolist()) for name in frame.columns), strict=True)
        written.write("".join(_lines(rows)).encode())
    return written.getvalue()


def _cells(values: list[Any]) -> list[Any]:
    """The values of a column as cells."""
    kinds = set(map(type, values))
    if kinds == {int}:
        return values
    if kinds in ({str}, {bool}):  # mostly the same few over and over
        known = {value: _cell(value) for value in set(values)}
        return [known[value] for value in values]
    return [_cell(value) for value in values]


def parquet_bytes(readings: pd.DataFrame) -> bytes:
    """The data frame of `readings_frame` as Parquet. Raises `OutputError` without pyarrow.

    The types of the columns are the same for any readings, none included.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise OutputError("Parquet needs pyarrow: pip install pyarrow") from error
    types = {
        "start": pa.int64(),
        "end": pa.int64(),
        "counted": pa.bool_(),
        "evidence": pa.list_(pa.list_(pa.int64())),
    }
    schema = pa.schema([(name, types.get(name, pa.string())) for name in READING_COLUMNS])
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pandas(readings, schema, preserve_index=False), sink)
    data: bytes = sink.getvalue().to_pybytes()
    return data
