"""Reads a lexicon file, version 1. All that is wrong is told, each fault with its line, place and remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from framing.errors import Faults, LexiconError
from framing.lexicon_files.patterns import expand, one_line, quoted
from framing.lexicon_files.places import Place, in_words, line_of
from framing.model import Concept, Frame, Lexicon, Term
from framing.readers.tables import did_you_mean
from framing.readers.toml import toml_table, toml_text
from framing.text.fold import plain

_DEFAULT_LANGUAGE = "en"
_ID = re.compile(r"\w[\w-]*")


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon in the TOML file `path`; its id is the file's stem.

    Raises `LexiconError` if the file cannot be read, is no UTF-8 or no TOML. Else it tells all faults, in the
    order of their lines: an unknown, missing or wrongly typed key, an id or a spelling twice, a frame that
    the file does not list, a pattern that `expand` refuses.
    """
    return _Reader(path, read_source(path)).lexicon()


def read_all(paths: Iterable[Path]) -> tuple[Lexicon, ...]:
    """The lexicons in several files. Raises `LexiconError`, which tells the faults of all files."""
    lexicons: list[Lexicon] = []
    faults = Faults(LexiconError)
    for path in paths:
        with faults.gathered():
            lexicons.append(read_lexicon(path))
    faults.stop()
    return tuple(lexicons)


def read_source(path: Path) -> str:
    """The text of a lexicon file. Raises `LexiconError` if there is none."""
    try:
        path.stem.encode()
    except UnicodeEncodeError:
        raise LexiconError(f"{path.parent}: the name {path.name!a} is not UTF-8; rename the file") from None
    if path.is_dir():
        raise LexiconError(f"{path}: is a folder; name a lexicon file in it, such as {path / 'names.toml'}")
    try:
        return toml_text(path, LexiconError)
    except FileNotFoundError:
        near = did_you_mean(path.name, (other.name for other in path.parent.glob("*.toml")))
        raise LexiconError(f"{path}: no such file{near}; correct the name of the lexicon") from None


class _Reader:
    """One file being read: keeps the text, so that a fault can name its line, and the faults.

    What is faulty is read as empty, and what follows from a fault is not told as well.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.faults = Faults(LexiconError, path)

    def lexicon(self) -> Lexicon:
        """The lexicon. Raises `LexiconError` if anything is wrong with it."""
        lexicon = self._read()
        self.faults.stop()
        return lexicon

    def _read(self) -> Lexicon:
        table = toml_table(self.text, self.path, LexiconError)
        self._known((), table, Lexicon, not_in_file=("id",))
        frames = tuple(self._frame(("frames", n), row) for n, row in self._tables((), table, "frames"))
        ids = [frame.id for frame in frames]
        self._unique("frames", ids)
        # While an id is missing or there twice, nobody knows which frames there will be.
        sure = ids if all(ids) and len(set(ids)) == len(ids) else []
        concepts = tuple(
            self._concept(("concepts", n), row, sure) for n, row in self._tables((), table, "concepts")
        )
        self._unique("concepts", [concept.id for concept in concepts])
        self._spellings(concepts)
        return Lexicon(
            id=self.path.stem,
            title=self._text((), table, "title"),
            language=self._text((), {"language": _DEFAULT_LANGUAGE, **table}, "language"),
            frames=frames,
            concepts=concepts,
            about=self._text((), table, "about", optional=True),
        )

    def _frame(self, place: Place, table: dict[str, Any]) -> Frame:
        self._known(place, table, Frame)
        return Frame(
            id=self._id(place, table),
            label=self._text(place, table, "label"),
            about=self._text(place, table, "about", optional=True),
        )

    def _concept(self, place: Place, table: dict[str, Any], frames: Sequence[str]) -> Concept:
        self._known(place, table, Concept)
        terms = self._tables(place, table, "terms")
        return Concept(
            id=self._id(place, table),
            label=self._text(place, table, "label"),
            terms=tuple(self._term((*place, "terms", n), row, frames) for n, row in terms),
            about=self._text(place, table, "about", optional=True),
        )

    def _term(self, place: Place, table: dict[str, Any], frames: Sequence[str]) -> Term:
        self._known(place, table, Term)
        frame = self._text(place, table, "frame")
        if frame and frames and frame not in frames:
            self._fault(
                (*place, "frame"),
                f"there is no frame {quoted(frame)}{did_you_mean(frame, frames)}",
                f"use one of {', '.join(frames)}, or add a [[frames]] entry with this id",
                frame,
            )
        match_case = table.get("match_case", False)
        if not isinstance(match_case, bool):
            self._wrong_type((*place, "match_case"), match_case, "true or false, without quotation marks")
            match_case = True  # else a spelling might be told as another term's, too
        return Term(
            term=self._pattern((*place, "term"), self._text(place, table, "term")),
            frame=frame,
            variants=self._patterns(place, table, "variants"),
            exclude=self._patterns(place, table, "exclude"),
            match_case=match_case,
            source=self._text(place, table, "source", optional=True),
            url=self._text(place, table, "url", optional=True),
            note=self._text(place, table, "note", optional=True),
        )

    def _spellings(self, concepts: tuple[Concept, ...]) -> None:
        """Refuses a spelling that two terms claim: a word in a text could not be counted as both."""
        owners: dict[str, list[tuple[str, Term, str]]] = {}
        for i, concept in enumerate(concepts):
            listed: dict[str, int] = {}
            for j, term in enumerate(concept.terms):
                place = ("concepts", i, "terms", j)
                if term.term and listed.setdefault(term.term, j) != j:
                    self._fault(
                        (*place, "term"),
                        f"{quoted(term.term)} is already term {listed[term.term] + 1} of this concept",
                        "put the two entries together",
                        term.term,
                    )
                    continue
                for key, pattern in (
                    ("term", term.term),
                    *(("variants", variant) for variant in term.variants),
                ):
                    for spelling in expand(pattern) if pattern else ():
                        owned = owners.setdefault(plain(spelling), [])
                        if not self._claim(owned, (*place, key), pattern, spelling, concept, term):
                            break  # one fault for a pattern

    def _claim(
        self,
        owners: list[tuple[str, Term, str]],
        place: Place,
        pattern: str,
        spelling: str,
        concept: Concept,
        term: Term,
    ) -> bool:
        """Whether the spelling can be the term's."""
        for label, other, earlier in owners:
            if other is term and label == concept.label:
                continue
            told_apart = (
                term.match_case and other.match_case and plain(spelling, True) != plain(earlier, True)
            )
            if not told_apart:
                case = "" if spelling == earlier else " (case and hyphens do not count)"
                self._fault(
                    place,
                    f"{quoted(spelling)} also belongs to {quoted(other.term)} of {quoted(label)}{case}",
                    "delete it from one of the two, or tell them apart with match_case = true on both",
                    pattern,
                )
                return False
        owners.append((concept.label, term, spelling))
        return True

    def _unique(self, key: str, ids: list[str]) -> None:
        first: dict[str, int] = {}
        for n, name in enumerate(ids):
            if name and first.setdefault(name, n) != n:
                self._fault(
                    (key, n, "id"),
                    f"the id {quoted(name)} is already taken by {key[:-1]} {first[name] + 1}",
                    "choose another",
                )

    def _known(
        self, place: Place, table: dict[str, Any], kind: type[Any], not_in_file: tuple[str, ...] = ()
    ) -> None:
        """Refuses keys that `kind` does not have, and misses those that it must have."""
        names = [field.name for field in fields(kind) if field.name not in not_in_file]
        meant: set[str] = set()
        for key in table:
            if key not in names:
                meant.update(difflib.get_close_matches(key, names, n=1))
                self._fault(
                    (*place, key),
                    f"unknown key{did_you_mean(key, names)}",
                    f"correct or delete it; known are {', '.join(names)}",
                )
        for field in fields(kind):
            required = field.default is MISSING and field.name in names and field.name != "language"
            if required and field.name not in table and field.name not in meant:
                add = f'{field.name} = "…"'
                if field.name in ("frames", "concepts", "terms"):
                    add = f"[[{_header((*place, field.name))}]]"
                self._fault(place, f"the key '{field.name}' is missing", f"add {add}")

    def _tables(self, place: Place, table: dict[str, Any], key: str) -> list[tuple[int, dict[str, Any]]]:
        if key not in table:
            return []
        rows = table[key]
        header = _header((*place, key))
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._fault(
                (*place, key),
                f"must be a list of entries, not {_kind(rows)}",
                f"write [[{header}]] before each",
            )
            return []
        if not rows:
            self._fault((*place, key), "is empty", f"add at least one [[{header}]] entry")
        return list(enumerate(rows))

    def _text(self, place: Place, table: dict[str, Any], key: str, optional: bool = False) -> str:
        if key not in table:
            return ""
        value = table[key]
        if not isinstance(value, str):
            self._wrong_type((*place, key), value, f'a text in quotation marks, as in {key} = "…"')
            return ""
        text: str = value.strip()
        if not text and not optional:
            self._fault((*place, key), "is empty", "write a text between the quotation marks")
        return text

    def _id(self, place: Place, table: dict[str, Any]) -> str:
        value = self._text(place, table, "id")
        if value and not _ID.fullmatch(value):
            self._fault(
                (*place, "id"),
                f"{quoted(value)} is no id",
                "use letters, digits, - and _ only, no spaces",
                value,
            )
        return value

    def _patterns(self, place: Place, table: dict[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list):
            self._wrong_type(
                (*place, key), value, f'a list of texts in quotation marks, as in {key} = ["…", "…"]'
            )
            return ()
        patterns: list[str] = []
        for n, pattern in enumerate(value):
            if not isinstance(pattern, str):
                self._wrong_type((*place, key, n), pattern, "a text in quotation marks")
            elif not pattern.strip():
                self._fault((*place, key, n), "is empty", "write a name or delete the entry")
            elif good := self._pattern((*place, key, n), pattern):
                patterns.append(good)
        return tuple(patterns)

    def _pattern(self, place: Place, pattern: str) -> str:
        """The pattern, trimmed, if it can be expanded; else nothing."""
        try:
            if pattern:
                expand(pattern)
        except LexiconError as error:
            self._fault(place, str(error), "", pattern)
            return ""
        return pattern.strip()

    def _wrong_type(self, place: Place, value: object, wanted: str) -> None:
        self._fault(place, f"must be {wanted}; it is {_kind(value)}", "")

    def _fault(self, place: Place, what: str, remedy: str, value: str = "") -> None:
        """One more fault."""

        def fault() -> tuple[int, str]:
            line = line_of(self.text, place, value)
            where = f"{self.path}{f', line {line}' if line else ''}{f' ({in_words(place)})' if place else ''}"
            return line or 0, one_line(f"{where}: {what}{f'; {remedy}' if remedy else ''}")

        self.faults.add(fault)


def _header(place: Place) -> str:
    return ".".join(part for part in place if isinstance(part, str))


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case str():
            return "a text"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "a table"
    return "a date or a time"
