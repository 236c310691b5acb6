"""Where in a lexicon file something stands, so that an error can name the line."""

from __future__ import annotations

import re

Place = tuple[str | int, ...]

_NAMES = {
    "frames": "frame",
    "concepts": "concept",
    "terms": "term",
    "variants": "variant",
    "exclude": "exclusion",
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
    lines = text.split("\n")
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
        named = tuple(part for part in (*table, key) if isinstance(part, str))
        places = (n for n in range(begin, end) if assigned.match(lines[n]))
        headers = (n for n in range(begin, len(lines)) if _names(lines[n]) == named)
        at = next(places, next(headers, begin))
    return next((n for n in range(at, end) if value and value in lines[n]), at) + 1


def _table(lines: list[str], table: Place) -> tuple[int | None, int]:
    """First and past-the-last index of the lines of a table; all before the first header for the root."""
    counts: dict[Place, int] = {}
    begin: int | None = None if table else 0
    for n, line in enumerate(lines):
        names = _names(line)
        if not names:
            continue
        if begin is not None:
            return begin, n
        here: Place = ()
        for depth, name in enumerate(names):
            here = (*here, name)
            if depth == len(names) - 1:
                counts[here] = counts.get(here, -1) + 1
            here = (*here, counts.get(here, 0))
        if here == table:
            begin = n
    return begin, len(lines)


def _names(line: str) -> tuple[str, ...]:
    """The names in a table header, as in ``[[concepts.terms]]``; nothing for any other line."""
    if not line.lstrip().startswith("["):
        return ()
    header = line.partition("#")[0].strip()
    inner = header.strip("[]")
    if not header.endswith("]") or not inner or any(char in inner for char in ",={[]}"):
        return ()
    return tuple(name.strip(" \"'") for name in inner.split("."))
