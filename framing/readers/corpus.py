"""A texts folder as a corpus: which files are texts, whose they are, and what they say.

Listing is cheap and reads only the tables; `read_document` reads one file, so that workers can read their
own. Everything comes in the order of the paths.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.errors import Faults, StudyError
from framing.model import Document, Override
from framing.readers.decode import UndecodableError, beginning, decode
from framing.readers.tables import (
    METADATA,
    OVERRIDES,
    SOURCE,
    MetadataRow,
    as_column,
    composed,
    read_metadata,
    read_overrides,
)
from framing.wording import listed

SUFFIXES = (".txt", ".md")
EXAMPLE = "example-source/example.txt"  # what a new study has, so that it runs
EXAMPLE_TEXT = """\
An example text

Replace this file with your own texts: one folder per source, one .txt file per text. The folder's name is
the source's name. Then call framing run. Once there is another text, this one is left out.
"""
# How the source of a web page begins, and files of XML, JSON and RTF.
_MARKUP = re.compile(
    r'\s*(?:<!doctype\b|<html\b|<\?xml\b|(?:\[\s*)?\{\s*"|\{\\rtf)', re.IGNORECASE | re.ASCII
)
_HEAD = 800  # bytes in which that shows
_TABLES = (METADATA, OVERRIDES)
_IGNORED = {"readme", "readme.md", "readme.txt", "license", "license.md", "license.txt"}


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A text that has not been read yet: it lies at `path` below `folder`. The rest is as in `Document`.

    `member` is, where another column than ``source`` groups the texts, whose the text would be without it.
    """

    folder: Path
    path: str
    source: str
    title: str = ""
    date: str = ""
    url: str = ""
    type: str = ""
    spokespeople: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    member: str = ""

    @property
    def file(self) -> str:
        """Where the text lies. Made when asked for: a quarter of a million paths take 100 MB.

        Not a `Path`, which takes as long to make as the file to read.
        """
        return f"{self.folder}{os.sep}{self.path}"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a texts folder holds: `files` to read, `skipped` as (path, reason), and `notes` for the user."""

    files: tuple[DocumentFile, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def list_texts(texts: Path, source_column: str = SOURCE) -> Listing:
    """What a texts folder holds, without reading the texts.

    The example of a new study is left out where there are others.
    Texts lie in one folder per source, at any depth, or directly in `texts`. A row of ``metadata.csv`` names
    the source of its file, else the folder does, else the file's stem. For a text in a source folder, a
    source that is no folder here counts as a slip of the pen. Another `source_column` than ``source`` may
    group the texts otherwise, whatever their folders are. Raises `StudyError` when there is no text or a
    table cannot be used.
    """
    if not texts.is_dir():
        if texts.exists():
            raise StudyError(f"{texts}: is a file; name a folder of texts, with one folder per source in it")
        raise StudyError(f"{texts}: no such folder; make it, with one folder of .txt files per source")
    paths, tables, odd = _walk(texts)
    known = _as_written(paths)
    folders = _as_written(sorted({path.partition("/")[0] for path in paths if "/" in path}))
    source_column = as_column(source_column)
    grouped = source_column != SOURCE
    if METADATA not in tables and grouped:
        raise StudyError(
            f"{texts / METADATA}: is not there; source_column in framing.toml takes '{source_column}' from it"
        )
    rows: dict[str, MetadataRow] = {}
    overrides: dict[str, tuple[Override, ...]] = {}
    notes: list[str] = []
    more: list[str] = []
    faults = Faults(StudyError)
    with faults.gathered():
        if METADATA in tables:
            rows, notes = read_metadata(tables[METADATA], known, folders, source_column)
    with faults.gathered():
        if OVERRIDES in tables:
            overrides, more = read_overrides(tables[OVERRIDES], known)
    faults.stop()
    files = []
    skipped = [
        (path, "no regular file but a pipe, socket or device; save its text as a file") for path in odd
    ]
    for path in paths:
        if not path.lower().endswith(SUFFIXES):
            skipped.append((path, _why_not(path)))
            continue
        row = rows.get(path, _NO_ROW)
        files.append(
            DocumentFile(
                texts,
                path,
                _source(path, row.source),
                row.title,
                row.date,
                row.url,
                row.type,
                row.spokespeople,
                overrides.get(path, ()),
                _source(path, row.member) if grouped else "",
            )
        )
    if len(files) > 1 and _is_example(texts / EXAMPLE):
        files = [file for file in files if file.path != EXAMPLE]
        skipped.append((EXAMPLE, "the example of a new study; delete it when you like"))
    if not files:
        raise StudyError(
            f"{texts}: no texts; put .txt files (UTF-8) in one folder per source, as in {texts.name}/gazette/"
        )
    strays = _unnamed(files, rows, source_column) if grouped else _strays(files, rows)
    notes += [*more, *strays, *_tables_outside(texts, tables)]
    return Listing(tuple(files), tuple(sorted(skipped)), tuple(notes))


def _why_not(path: str) -> str:
    """Why a file is not read, and what to do."""
    name = path.rpartition("/")[2].lower()
    if name in _TABLES:
        return "not read here; move it out of this folder, to where the sources' folders are"
    for table in _TABLES:
        if name.partition(".")[0] == table.partition(".")[0]:
            return f"not read; save the table as {table}"
    return f"not a text file (only {', '.join(SUFFIXES)} are read); save its text as .txt"


def _tables_outside(texts: Path, tables: Mapping[str, Path]) -> list[str]:
    """Notes on tables that lie beside the texts folder instead of in it."""
    return [
        f"{name} lies beside {texts.name}/ and is not read; move it into {texts.name}/"
        for name in _TABLES
        if name not in tables and (texts.parent / name).is_file()
    ]


def _strays(files: Sequence[DocumentFile], rows: Mapping[str, MetadataRow]) -> list[str]:
    """A note on texts that lie beside the sources' folders and so became sources themselves, if any do."""
    stray = [file.path for file in files if "/" not in file.path and not rows.get(file.path, _NO_ROW).source]
    if not stray or all("/" not in file.path for file in files):
        return []
    return [
        f"{listed(stray, 3)} {'lies' if len(stray) == 1 else 'lie'} in no source's folder, so the file's "
        f"name counts as the source; put a text into its source's folder, or name the source in {METADATA}"
    ]


def _unnamed(files: Sequence[DocumentFile], rows: Mapping[str, MetadataRow], column: str) -> list[str]:
    """A note on texts of which a column that groups the texts does not say the group, if there are any."""
    unnamed = [file.path for file in files if not rows.get(file.path, _NO_ROW).source]
    if not unnamed:
        return []
    return [
        f"{METADATA} does not say the {column} of {listed(unnamed, 3)}, so the folder, or the file's name, "
        "counts as the source; fill these cells"
    ]


def _as_written(names: Iterable[str]) -> dict[str, str]:
    """Names of files and folders as the disk has them, by how tables name them (`composed`)."""
    return {composed(name): name for name in names}


def _is_example(file: Path) -> bool:
    """Whether a file is the example as it was made. Line ends may have changed on the way."""
    try:
        return file.is_file() and file.read_bytes().split() == EXAMPLE_TEXT.encode().split()
    except OSError:
        return False


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is one that editors and systems hide."""
    return name.startswith((".", "~$"))


def read_document(file: DocumentFile) -> Document:
    """One text, decoded and otherwise untouched. Raises `StudyError` if it cannot be read or is no text.

    An empty file gives an empty text, which callers leave out.
    """
    return decode_document(file, read_bytes(file))


def read_bytes(file: DocumentFile) -> bytes:
    """The bytes of one text. Raises `StudyError` if it cannot be read."""
    try:
        with open(file.file, "rb", buffering=0) as stream:  # noqa: PTH123
            return stream.read()
    except OSError as error:
        raise StudyError(
            f"{file.file}: cannot be read: {error.strerror}; check the file and its permissions"
        ) from error


def is_markup(file: DocumentFile) -> bool:
    """Whether a file begins like the source of a web page or a document, and not like prose."""
    try:
        with open(file.file, "rb", buffering=0) as stream:  # noqa: PTH123
            return _MARKUP.match(beginning(stream.read(_HEAD))) is not None
    except OSError:
        return False  # whoever reads it whole will say what is wrong


def decode_document(file: DocumentFile, data: bytes) -> Document:
    """The document whose bytes are `data`. Raises `StudyError` if they are no text."""
    try:
        text = decode(data)
    except UndecodableError as error:
        raise StudyError(
            f"{file.file}: {error}; save it as plain text in UTF-8 or take it out of the folder"
        ) from error
    return Document(
        file.path,
        file.source,
        text,
        file.title,
        file.date,
        file.url,
        file.type,
        file.spokespeople,
        file.overrides,
    )


_NO_ROW = MetadataRow()


def _source(path: str, named: str) -> str:
    """Whose a text is: as it is `named` in the table, else its folder, else the file's stem."""
    folder, slash, _ = path.partition("/")
    # One string for all documents of a source.
    return sys.intern(named or (folder if slash else Path(path).stem))


def _walk(texts: Path) -> tuple[list[str], dict[str, Path], list[str]]:
    """What is visible below `texts`: files by relative path in order, tables by their names, and odd things.

    Odd things, such as named pipes, are not read: that might never end. Links are followed, each folder is
    read once. Tables are found whatever the case of their letters.
    """
    found: list[str] = []
    tables: dict[str, Path] = {}
    odd: list[str] = []
    seen: set[tuple[int, int]] = set()
    pending = [""]
    while pending:
        below = pending.pop()
        place = texts / below
        try:
            status = place.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            entries = sorted(os.scandir(place), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            raise StudyError(f"{place}: cannot be read: {error.strerror}; check its permissions") from error
        for entry in entries:
            path = f"{below}/{entry.name}" if below else entry.name
            if is_hidden(entry.name):
                continue
            try:
                entry.name.encode()
            except UnicodeEncodeError:
                name = ascii(entry.name)
                raise StudyError(f"{place}: the name {name} is not UTF-8; rename the file") from None
            is_table = not below and entry.name.lower() in _TABLES
            if entry.is_dir():
                if is_table:
                    raise StudyError(
                        f"{entry.path}: is a folder; a table of that name is read here, so rename the folder"
                    )
                pending.append(path)
            elif not entry.is_file() and Path(entry.path).exists():
                odd.append(path)
            elif is_table:
                tables.setdefault(entry.name.lower(), texts / entry.name)
            elif below or entry.name.lower() not in _IGNORED:
                found.append(path)
    return sorted(found), tables, odd
