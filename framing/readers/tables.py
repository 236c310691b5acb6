"""The two tables that may lie beside the texts: ``metadata.csv`` and ``overrides.csv``."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from framing.errors import Faults, StudyError
from framing.model import VOICES, Override
from framing.readers.decode import UndecodableError, decode
from framing.wording import listed

METADATA = "metadata.csv"
OVERRIDES = "overrides.csv"
SOURCE = "source"
METADATA_COLUMNS = ("file", SOURCE, "title", "date", "url", "type", "spokespeople")
OVERRIDE_COLUMNS = ("document", "start", "surface", "voice", "reason")
OFFSET_DIGITS = 12  # at most: no text is longer
# Tells Excel what stands between the cells.
_SEPARATOR_LINE = re.compile(r"\A\"?sep=.\"?(?=[\r\n])", re.IGNORECASE)
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
# A time of day behind a date is left out: databases and spreadsheets write it of their own accord.
_TIME = r"(?:[Tt ] ?\d{1,2}:?\d\d[\d:.,]* ?(?:[A-Za-z]+|[+-][\d:]+)?)?"
_DATES = (
    re.compile(rf"(\d{{4}})(?:-(\d\d)(?:-(\d\d){_TIME})?)?", re.ASCII),
    re.compile(rf"(\d{{4}})(\d\d)(\d\d){_TIME}", re.ASCII),
)


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """One row of ``metadata.csv`` and the line it begins on. `date` is ISO 8601 or empty.

    `member` is what the column ``source`` says where another column gives the source.
    """

    line: int = 0
    source: str = ""
    title: str = ""
    date: str = ""
    url: str = ""
    type: str = ""
    spokespeople: tuple[str, ...] = ()
    member: str = ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` (did you mean '…'?)`` where something known is close to `word`, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""


def _did_you_mean_file(name: str, paths: Collection[str]) -> str:
    """As `did_you_mean`, for a file: the one that is called so and lies in some folder, or a name like it."""
    folder, slash, last = name.casefold().rpartition("/")
    called = [path for path in paths if path.casefold().rpartition("/")[2] in (last, last + ".txt")]
    # Only those of the same folder, where it has any: among very many files the search takes seconds.
    beside = [path for path in paths if path.casefold().startswith(folder + slash)]
    return did_you_mean(called[0], called) if len(called) == 1 else did_you_mean(name, beside or paths)


def as_column(name: str) -> str:
    """The name of a column as a user wrote it, without spaces; ``source`` whatever its capitals."""
    name = name.strip()
    return SOURCE if name.casefold() == SOURCE else name


def composed(name: str) -> str:
    """The name of a file with its accents composed (NFC).

    A Mac may have written é as two characters where a table has it as one; both look the same.
    """
    return unicodedata.normalize("NFC", name)


class _TableFaults(Faults):
    """What is wrong with a table."""

    def row(self, line: int, what: str, remedy: str, meant: Callable[[], str] | None = None) -> None:
        """One more fault. `meant` says what may have been meant; it is asked only if that is told."""
        self.add(lambda: (line, f"{self.file}, line {line}: {what}{meant() if meant else ''}; {remedy}"))


def read_metadata(
    file: Path, paths: Mapping[str, str], folders: Mapping[str, str], source_column: str = SOURCE
) -> tuple[dict[str, MetadataRow], list[str]]:
    """Rows of ``metadata.csv`` by file path as the disk has it, and notes on what was left out.

    `paths` are the files of the texts folder and `folders` those of its sources, as the disk has them, by
    their `composed` names. The source stands in `source_column`; in another one than ``source`` any name may.

    Raises `StudyError`, which tells all faults: unknown or missing columns, a row without a file or with more
    cells than columns, a file named twice or not there, a path that leaves the texts folder, and a source
    that is no folder for a text in another source's folder.
    """
    rows: dict[str, MetadataRow] = {}
    notes: list[str] = []
    undated: list[str] = []
    faults = _TableFaults(StudyError, file)
    column = as_column(source_column).casefold()
    grouped = column != SOURCE
    required = ("file", column) if grouped else ("file",)
    for line, cells in _read_table(file, METADATA_COLUMNS, required, notes, faults):
        name = _inside(cells["file"], line, faults)
        path = paths.get(name, "")
        if name and not path:
            meant = partial(_did_you_mean_file, name, paths)
            faults.row(line, f"there is no file '{name}'", "correct the path or delete the row", meant)
        if not path:
            continue
        if path in rows:
            again = f"'{name}' is named again (first on line {rows[path].line})"
            faults.row(line, again, "keep one row for each file")
            continue
        folder, slash, _ = path.partition("/")
        source = cells[column]
        if slash and source and not grouped:
            if composed(source) not in folders:
                remedy = f"name a source folder, or empty the cell for '{folder}'"
                meant = partial(did_you_mean, source, folders)
                faults.row(line, f"unknown source '{source}' for '{name}'", remedy, meant)
                continue
            source = folders[composed(source)]
        day = _iso_date(cells["date"])
        if cells["date"] and not day:
            undated.append(f"'{cells['date']}' of '{name}' (line {line})")
        people = tuple(person.strip() for person in cells["spokespeople"].split(";") if person.strip())
        member = cells[SOURCE] if grouped else ""
        rows[path] = MetadataRow(
            line, source, cells["title"], day, cells["url"], cells["type"], people, member
        )
    faults.stop()
    if undated:
        one = len(undated) == 1
        notes.append(
            f"{METADATA}: {'the date' if one else 'dates'} {listed(undated, 3)} "
            f"{'is' if one else 'are'} not in one of the forms that are read and "
            f"{'was' if one else 'were'} left out; write 2022-05-28, 20220528, 2022-05 or 2022"
        )
    return rows, notes


def read_overrides(file: Path, paths: Mapping[str, str]) -> tuple[dict[str, tuple[Override, ...]], list[str]]:
    """Overrides by document path as the disk has it, in order of their start; and notes.

    `paths` are the files of the texts folder, as the disk has them, by their `composed` names. Raises
    `StudyError`, which tells all faults: unknown or missing columns, a document that is not there, a start
    that is no offset, an unknown voice, and two overrides for one place.
    """
    found: dict[str, dict[int, tuple[int, Override]]] = {}
    notes: list[str] = []
    faults = _TableFaults(StudyError, file)
    for line, cells in _read_table(file, OVERRIDE_COLUMNS, ("document", "start", "voice"), notes, faults):
        name = _inside(cells["document"], line, faults)
        if name and name not in paths:
            meant = partial(_did_you_mean_file, name, paths)
            faults.row(line, f"there is no document '{name}'", "correct the path or delete the row", meant)
        digits = cells["start"]
        is_offset = digits.isascii() and digits.isdigit() and len(digits) <= OFFSET_DIGITS
        if not is_offset:
            remedy = "give the whole number that `framing occurrences` shows"
            faults.row(line, f"start '{digits}' is no offset", remedy)
        voice = next((known for known in VOICES if known == cells["voice"]), None)
        if voice is None:
            meant = partial(did_you_mean, cells["voice"], VOICES)
            faults.row(line, f"unknown voice '{cells['voice']}'", f"use one of {', '.join(VOICES)}", meant)
        if name not in paths or not is_offset or voice is None:
            continue
        start = int(digits)
        places = found.setdefault(paths[name], {})
        if start in places:
            what = f"a second override for '{name}' at {start} (the first is on line {places[start][0]})"
            faults.row(line, what, "keep one of them")
        else:
            places[start] = (line, Override(start, voice, cells["reason"], cells["surface"]))
    faults.stop()
    return {path: tuple(places[n][1] for n in sorted(places)) for path, places in found.items()}, notes


def _read_table(
    file: Path, columns: tuple[str, ...], required: tuple[str, ...], notes: list[str], faults: _TableFaults
) -> Iterable[tuple[int, dict[str, str]]]:
    """(line, cells by column) of a CSV file; absent cells are empty, empty rows are left out.

    A column of another name is noted and not read, unless it looks like a slip of the pen. Where a required
    column is missing, or a quotation mark, nothing more is read.
    """
    try:
        text = decode(file.read_bytes())
    except UndecodableError as error:
        raise StudyError(f"{file}: {error}; save it as CSV in UTF-8") from error
    except OSError as error:
        raise StudyError(f"{file}: cannot be read: {error.strerror}; check its permissions") from error
    read = tuple(dict.fromkeys((*columns, *required)))
    # The line stays, empty, so that the others keep their numbers.
    text = _SEPARATOR_LINE.sub("", text)
    head = "".join(text.lstrip("\r\n").splitlines()[:1])
    # Spreadsheets write semicolons or tabs in some countries; the head tells.
    delimiter = next((mark for mark in _DELIMITERS if mark in head), ",")
    # Strict: a quotation mark that is never closed would swallow the rows below it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1  # the line on which the row begins that is read now; `line_num` is where it ends
    try:
        names = [name.strip().casefold() for name in next(filter(None, reader), [])]
        if others := _check_names(names, reader.line_num or 1, columns, required, faults):
            notes.append(
                f"{file.name}: {listed(others)} not read; the columns that are read are {', '.join(read)}"
            )
        if any(name not in names for name in required):
            return
        begins = reader.line_num + 1
        for row in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(names):
                remedy = f"put a cell that contains a {_DELIMITERS[delimiter]} in double quotation marks"
                faults.row(line, f"{len(row)} cells for {len(names)} columns", remedy)
                continue
            cells = dict.fromkeys(read, "")
            cells.update((n, cell.strip()) for n, cell in zip(names, row, strict=False) if n in cells)
            yield line, cells
    except csv.Error as error:
        faults.row(begins, str(error), "check the quotation marks of this row")


def _check_names(
    names: Sequence[str], line: int, columns: Sequence[str], required: Sequence[str], faults: _TableFaults
) -> list[str]:
    """The names in the head, on `line`, that are no columns. Those close to a column's are slips."""
    others = [name for name in names if name and name not in columns and name not in required]
    missing = [name for name in columns if name not in names]
    # A column of the other table is none: source is not surface.
    odd = [name for name in others if name not in (*METADATA_COLUMNS, *OVERRIDE_COLUMNS)]
    slips = {name: meant for name in odd if (meant := difflib.get_close_matches(name, missing, n=1))}
    for name in slips:
        faults.row(
            line, f"unknown column '{name}'", "correct or delete it", partial(did_you_mean, name, missing)
        )
    slipped = {column for close in slips.values() for column in close}
    for name in required:
        if name not in columns and name not in names:
            remedy = f"correct source_column in framing.toml, or name one of the columns '{name}'"
            faults.row(line, f"there is no column '{name}'", remedy, partial(did_you_mean, name, names))
        elif name in missing and name not in slipped:
            remedy = f"add it to the first line; the columns are {', '.join(columns)}"
            faults.row(line, f"there is no column '{name}'", remedy)
    known = [name for name in names if name in columns]
    if len(set(known)) < len(known):
        faults.row(line, "a column is named twice", "keep one of them")
    return others


def _inside(name: str, line: int, faults: _TableFaults) -> str:
    """`name` as a path within the texts folder, with forward slashes and `composed`; empty if it is none."""
    if not name:
        faults.row(line, "no file is named", "fill the first cell or delete the row")
        return ""
    parts = [part for part in name.replace("\\", "/").split("/") if part != "."]
    if ".." in parts or "" in parts or ":" in parts[0]:
        faults.row(line, f"'{name}' leaves the texts folder", "give a path relative to that folder")
        return ""
    return composed("/".join(parts))


def _iso_date(text: str) -> str:
    """The date that `text` is, or begins with where a time of day is behind it, in ISO 8601; else nothing."""
    match = next((found for form in _DATES if (found := form.fullmatch(text))), None)
    if match is None:
        return ""
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(part for part in (year, month, day) if part)
