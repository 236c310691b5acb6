"""Where in a lexicon file something stands, so that an error can name the line."""

from __future__ import annotations

import re

Place = tuple[str | int, ...]

_HEADER = re.compile(r"\s*\[\[?\s*([\w\"'. -]+?)\s*\]\]?\s*(?:#.*)?$")
_NAMES = {
    "frames": "frame",
    "concepts": "concept",
    "terms": "term",
    "variants": "variant",
    "exclude": "exclude",
}


def in_words(path: Place) -> str:
    """``("concepts", 0, "terms", 1, "frame")`` as ``concept 1, term 2, frame``: people count from one."""
    words: list[str] = []
    for part, following in zip(path, (*path[1:], ""), strict=True):
        if isinstance(part, int):
            words[-1] += f" {part + 1}"
        else:
            words.append(_NAMES.get(part, part) if isinstance(following, int) else part)
    return ", ".join(words)


def line_of(text: str, path: Place, value: str = "") -> int | None:
    """The line, counted from 1, of the entry at `path` in the TOML `text`; None if it cannot be told.

    tomllib keeps no positions, so the table headers are counted. Where `value` is given, it is the
    first line with it in the table, from the key on. Tables written in one line are found by `value` alone.
    """
    lines = text.splitlines()
    table = tuple(path[: max((n for n, part in enumerate(path) if isinstance(part, int)), default=-1) + 1])
    if table and table[-2] in ("variants", "exclude"):
        table = table[:-2]
    key = str(path[len(table)]) if len(path) > len(table) else ""
    begin, end = _table(lines, table)
    if begin is None:
        return next((n for n, line in enumerate(lines, 1) if value and value in line), None)
    at = begin
    if key:
        assigned = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        at = next((n for n in range(begin, end) if assigned.match(lines[n])), begin)
    return next((n for n in range(at, end) if value and value in lines[n]), at) + 1


def _table(lines: list[str], table: Place) -> tuple[int | None, int]:
    """First and past-the-last index of the lines of a table; all before the first header for the root."""
    counts: dict[Place, int] = {}
    begin: int | None = None if table else 0
    for n, line in enumerate(lines):
        header = _HEADER.match(line) if line.lstrip().startswith("[") else None
        if not header or (not line.lstrip().startswith("[[") and "=" in line):
            continue
        if begin is not None:
            return begin, n
        here: Place = ()
        names = header[1].replace(" ", "").split(".")
        for depth, name in enumerate(names):
            here = (*here, name)
            if depth == len(names) - 1:
                counts[here] = counts.get(here, -1) + 1
            here = (*here, counts.get(here, 0))
        if here == table:
            begin = n
    return begin, len(lines)
