"""What a teacher decides: the level, and ``handout.toml`` in the study folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from framing.errors import StudyError
from framing.readers.tables import OFFSET_DIGITS
from framing.study import read_keys, require_within

FILE = "handout.toml"
PARTS = ("student-sheet", "teachers-key", "evidence-card", "lesson")

_TEACHER_POINTS = 12  # the size of type on the pages for teachers

Place = tuple[str, int]  # document, first code point of the term


@dataclass(frozen=True, slots=True)
class Level:
    """What a sheet holds: see ``levels.toml``. `pages` is how many pages each part fills at most, `points`
    the size of its type."""

    name: str
    pairs: int
    words: int
    sentences: int
    grade: int
    voices: tuple[str, ...]
    sources: str
    points: dict[str, int]
    pages: dict[str, int]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What ``handout.toml`` asks for.

    word_cap  most words of a passage, 10 to 80; 0 leaves it to the level
    sources   under each passage: "shown", "blank" (listed at the end), or empty for the level's choice
    minutes   length of the lesson, 20 to 120
    standard  curriculum standard, for the header
    pin, ban  passages to take, or to leave out, by document and first code point of the term
    surfaces  the words that have to stand there, where somebody named them
    """

    word_cap: int = 0
    sources: str = ""
    minutes: int = 40
    standard: str = ""
    pin: tuple[Place, ...] = field(default=())
    ban: tuple[Place, ...] = field(default=())
    surfaces: dict[Place, str] = field(default_factory=dict)


@cache
def levels() -> dict[str, Level]:
    """The levels by name, from easy to hard."""
    table = tomllib.loads(files("framing.handout").joinpath("levels.toml").read_text(encoding="utf-8"))
    pages = table.pop("pages")
    return {
        name: Level(
            name=name,
            pages=pages[name],
            points={part: values["points"] if part == "student-sheet" else _TEACHER_POINTS for part in PARTS},
            **{key: value for key, value in values.items() if key not in ("points", "voices")},
            voices=tuple(values["voices"]),
        )
        for name, values in table.items()
    }


def read_wishes(root: Path) -> Wishes:
    """The wishes in the study's ``handout.toml``; the defaults if there is none. Raises `StudyError`."""
    file = root / FILE
    values = read_keys(file, Wishes.__dataclass_fields__.keys() - {"surfaces"})
    wishes = {key: _checked(file, key, value) for key, value in values.items()}
    chosen = [item for key in ("pin", "ban") for item in values.get(key, ())]
    surfaces = {(item["document"], item["start"]): item["surface"] for item in chosen if "surface" in item}
    return Wishes(**wishes, surfaces=surfaces)


_RANGES = {"word_cap": (10, 80), "minutes": (20, 120)}


def _checked(file: Path, key: str, value: Any) -> Any:
    if key in _RANGES:
        require_within(file, key, value, *_RANGES[key])
    elif key == "sources":
        if value not in ("shown", "blank"):
            raise StudyError(f'{file}: \'sources\' must be "shown" or "blank"')
    elif key == "standard":
        if not isinstance(value, str):
            raise StudyError(f"{file}: 'standard' must be a text in quotation marks")
    else:
        return tuple(_place(file, key, item) for item in _list(file, key, value))
    return value


def _list(file: Path, key: str, value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    raise StudyError(f"{file}: '{key}' must be a list such as {_EXAMPLE.format(key)}")


_EXAMPLE = '{} = [{{ document = "north/one.txt", start = 120 }}]'


def _place(file: Path, key: str, item: Any) -> Place:
    if (
        isinstance(item, dict)
        and {"document", "start"} <= item.keys() <= {"document", "start", "surface"}
        and isinstance(item["document"], str)
        and isinstance(item.get("surface", ""), str)
        and type(item["start"]) is int
        and 0 <= item["start"] < 10**OFFSET_DIGITS
    ):
        return item["document"], item["start"]
    raise StudyError(f"{file}: '{key}' must be a list such as {_EXAMPLE.format(key)}")
