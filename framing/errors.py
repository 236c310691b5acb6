"""The errors a user can cause and mend: a line for each fault, shown without a traceback, exit code 2."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOST_FAULTS = 20  # of a file that are told; the others are counted


class FramingError(Exception):
    """Something in the input stops the work. Each of its `args` is a fault: what, where, how to mend it."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


def said(fault: str) -> str:
    """A fault as it is shown: one line, and who says so. The spaces in a name stay as they are."""
    return "framing: " + " ".join(filter(None, map(str.strip, fault.splitlines())))


def unforeseen(error: OSError) -> str:
    """What the system complained of, where, and how to mend it, where nobody knows better."""
    where = f"{error.filename}: " if error.filename else ""
    remedy = "that the place exists and its disk works and has room"
    if isinstance(error, PermissionError):
        remedy = "its permissions and those of the folders that it lies in"
    return f"{where}{error.strerror or error}; check {remedy}"


class LexiconError(FramingError):
    """A lexicon file cannot be used as it stands."""


class StudyError(FramingError):
    """A study folder, its texts or its metadata cannot be used as they stand."""


class OutputError(FramingError):
    """A result cannot be written."""


class Faults:
    """What is wrong with a file, or with several, so that one error tells it all."""

    def __init__(self, kind: type[FramingError], file: object = "") -> None:
        self.kind, self.file = kind, file
        self._told: list[tuple[int, str]] = []  # line, or 0 where it cannot be told; fault
        self._more = 0

    def add(self, fault: Callable[[], tuple[int, str]]) -> None:
        """One more fault of the file. `fault` gives its line and words; asked only if they are told."""
        if len(self._told) < MOST_FAULTS:
            self._told.append(fault())
        else:
            self._more += 1

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Take the faults of an error that is raised within, and go on."""
        try:
            yield
        except self.kind as error:
            self._told += [(0, fault) for fault in error.args]

    def stop(self) -> None:
        """Raise the error if there is any fault, in the order of the lines."""
        told = [fault for _, fault in sorted(self._told, key=lambda fault: fault[0])]
        if self._more:
            told.append(f"{self.file}: {self._more:,} more faults; mend these and check again")
        if told:
            raise self.kind(*told)
