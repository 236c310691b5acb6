"""The two tables that may lie beside the texts: ``metadata.csv`` and ``overrides.csv``."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from framing.errors import StudyError
from framing.model import VOICES, Override
from framing.readers.decode import UndecodableError, decode
from framing.wording import listed

METADATA = "metadata.csv"
OVERRIDES = "overrides.csv"
METADATA_COLUMNS = ("file", "source", "title", "date", "url", "type", "spokespeople")
OVERRIDE_COLUMNS = ("document", "start", "voice", "reason")
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """One line of ``metadata.csv``. `date` is ISO 8601 (year, month or day) or empty."""

    line: int
    file: str
    source: str = ""
    title: str = ""
    date: str = ""
    url: str = ""
    type: str = ""
    spokespeople: tuple[str, ...] = ()


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` (did you mean '…'?)`` where something known is close to `word`, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""


def composed(name: str) -> str:
    """The name of a file with its accents composed (NFC).

    A Mac may have written é as two characters where a table has it as one; both look the same.
    """
    return unicodedata.normalize("NFC", name)


def read_metadata(file: Path) -> tuple[dict[str, MetadataRow], list[str]]:
    """Rows of ``metadata.csv`` by file path (forward slashes, `composed`), and notes on what was left out.

    Raises `StudyError` on unknown or missing columns, a row without a file, a file named twice, and a path
    that leaves the texts folder.
    """
    rows: dict[str, MetadataRow] = {}
    notes: list[str] = []
    for line, cells in _read_table(file, METADATA_COLUMNS, ("file",), notes):
        name = _inside(cells["file"], file, line)
        if name in rows:
            raise StudyError(
                f"{file}: line {line}: '{name}' is named again (first on line {rows[name].line}); "
                "keep one row for each file"
            )
        day = cells["date"]
        if day and not _is_iso_date(day):
            notes.append(
                f"{METADATA}: line {line}: the date '{day}' of '{name}' is not ISO 8601 and was left out; "
                "write 2022-05-28, 2022-05 or 2022"
            )
            day = ""
        people = tuple(person.strip() for person in cells["spokespeople"].split(";") if person.strip())
        rows[name] = MetadataRow(
            line, name, cells["source"], cells["title"], day, cells["url"], cells["type"], people
        )
    return rows, notes


def read_overrides(file: Path) -> tuple[dict[str, tuple[tuple[int, Override], ...]], list[str]]:
    """Overrides by document path (`composed`), in order of their start, each with its line; and notes.

    Raises `StudyError` on unknown or missing columns, a start that is no offset, an unknown voice, and two
    overrides for one place.
    """
    found: dict[str, dict[int, tuple[int, Override]]] = {}
    notes: list[str] = []
    for line, cells in _read_table(file, OVERRIDE_COLUMNS, ("document", "start", "voice"), notes):
        name = _inside(cells["document"], file, line)
        if not (cells["start"].isascii() and cells["start"].isdigit()):
            raise StudyError(
                f"{file}: line {line}: start '{cells['start']}' is no offset; "
                "give the whole number that `framing occurrences` shows"
            )
        voice = next((known for known in VOICES if known == cells["voice"]), None)
        if voice is None:
            raise StudyError(
                f"{file}: line {line}: unknown voice '{cells['voice']}'"
                f"{did_you_mean(cells['voice'], VOICES)}; use one of {', '.join(VOICES)}"
            )
        start = int(cells["start"])
        if start in found.setdefault(name, {}):
            raise StudyError(
                f"{file}: line {line}: a second override for '{name}' at {start} "
                f"(the first is on line {found[name][start][0]}); keep one of them"
            )
        found[name][start] = (line, Override(start, voice, cells["reason"]))
    ordered = {name: tuple(places[start] for start in sorted(places)) for name, places in found.items()}
    return ordered, notes


def _read_table(
    file: Path, columns: tuple[str, ...], required: tuple[str, ...], notes: list[str]
) -> Iterable[tuple[int, dict[str, str]]]:
    """(line, cells by column) of a CSV file; absent cells are empty, empty rows are left out.

    A column of another name is noted and not read, unless it looks like a slip of the pen.
    """
    try:
        text, _ = decode(file.read_bytes())
    except UndecodableError as error:
        raise StudyError(f"{file}: {error}; save it as CSV in UTF-8") from error
    except OSError as error:
        raise StudyError(f"{file}: cannot be read: {error.strerror}; check its permissions") from error
    head = text.partition("\n")[0]
    # Spreadsheets write semicolons or tabs in some countries; the head tells.
    delimiter = next((mark for mark in _DELIMITERS if mark in head), ",")
    # Strict: a quotation mark that is never closed would swallow the rows below it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1  # the line on which the row begins that is read now; `line_num` is where it ends
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        others = [name for name in names if name and name not in columns]
        for name in others:
            if meant := did_you_mean(name, set(columns) - set(names)):
                raise StudyError(
                    f"{file}: unknown column '{name}'{meant}; the columns are {', '.join(columns)}"
                )
        for name in required:
            if name not in names:
                raise StudyError(f"{file}: there is no column '{name}'; add it to the first line")
        known = [name for name in names if name in columns]
        if len(set(known)) < len(known):
            raise StudyError(f"{file}: a column is named twice in the first line; keep one of them")
        if others:
            notes.append(
                f"{file.name}: {listed(others)} not read; the columns that are read are {', '.join(columns)}"
            )
        begins = reader.line_num + 1
        for row in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(names):
                raise StudyError(
                    f"{file}: line {line}: {len(row)} cells for {len(names)} columns; "
                    f"put a cell that contains a {_DELIMITERS[delimiter]} in double quotation marks"
                )
            cells = dict.fromkeys(columns, "")
            cells.update((n, cell.strip()) for n, cell in zip(names, row, strict=False) if n in cells)
            yield line, cells
    except csv.Error as error:
        raise StudyError(f"{file}: line {begins}: {error}; check the quotation marks of this row") from error


def _inside(name: str, file: Path, line: int) -> str:
    """`name` as a path within the texts folder, with forward slashes and `composed`."""
    if not name:
        raise StudyError(f"{file}: line {line}: no file is named; fill the first cell or delete the row")
    parts = [part for part in name.replace("\\", "/").split("/") if part != "."]
    if ".." in parts or "" in parts or ":" in parts[0]:
        raise StudyError(
            f"{file}: line {line}: '{name}' leaves the texts folder; give a path relative to that folder"
        )
    return composed("/".join(parts))


def _is_iso_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        return False
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True
