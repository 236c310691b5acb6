"""A document cut into paragraphs, with lines that a fixed line width has cut put together again."""

from __future__ import annotations

import re
from typing import Final

from framing.text.lines import BULLETS

_WRAP: Final = 130  # characters; a text with longer lines is not hard-wrapped
_HEAD: Final = 400  # characters of a line or title that are compared
REFERENCE: Final = re.compile(r"\[\d{1,3}\]|\[[ivx]{1,5}\]|[¹²³⁴-⁹]|\^\d")
NUMBERED: Final = re.compile(r"\(?\d{1,3}[.)\]]\s")
WORD: Final = re.compile(r"\w+(?:['’]\w+)?")


def split_paragraphs(text: str, title: str) -> tuple[list[int], list[str]]:
    """Start and stripped text of each paragraph. A line is a paragraph, unless the text is hard-wrapped."""
    starts: list[int] = []
    lines: list[str] = []
    adjacent: list[bool] = []  # no blank line before this one
    position = 0
    blank = True
    longest = 0
    for line in text.splitlines(keepends=True):
        if line == "\n":
            position += 1
            blank = True
            continue
        core = line.strip()
        if core:
            indent = len(line) - len(line.lstrip()) if line[0] != core[0] else 0
            starts.append(position + indent)
            lines.append(core)
            adjacent.append(not blank)
            if len(core) > longest and " " in core:
                longest = len(core)
            blank = False
        else:
            blank = True
        position += len(line)
    if longest > _WRAP or not any(adjacent):
        return starts, lines
    return _unwrapped(starts, lines, adjacent, title)


def _unwrapped(
    starts: list[int], lines: list[str], adjacent: list[bool], title: str
) -> tuple[list[int], list[str]]:
    """Lines that a fixed line width has cut, put together again.

    A line break is a wrap where the next word would not have fitted. A text is taken as wrapped if enough
    lines after such breaks go on in lower case, which a list of names does not.
    """
    pairs = [i for i in range(1, len(lines)) if adjacent[i]]
    lengths = sorted(len(lines[i - 1]) for i in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if width < 40:
        return starts, lines
    full = {i for i in pairs if len(lines[i - 1]) + 1 + len(lines[i].split(None, 1)[0]) > width}
    # Scripts without case have no capital that would tell a new line of a list.
    going_on = sum(lines[i][0].isalpha() and not lines[i][0].isupper() for i in full)
    if going_on < 2 or going_on < 0.3 * len(full):
        return starts, lines
    new_starts: list[int] = []
    parts: list[list[str]] = []
    heading = squeeze(title)
    size = 0  # characters of the paragraph so far: a long one is no headline, and is not looked at again
    for i, line in enumerate(lines):
        goes_on = (i in full or (adjacent[i] and line[0].islower())) and not (
            line[0] in BULLETS
            or REFERENCE.match(line)
            or NUMBERED.match(line)
            or (heading and size <= _HEAD and squeeze(" ".join(parts[-1])) == heading)
        )
        if goes_on:
            parts[-1].append(line)
            size += len(line)
        else:
            new_starts.append(starts[i])
            parts.append([line])
            size = len(line)
    return new_starts, [" ".join(part) for part in parts]


def squeeze(text: str) -> str:
    """Letters and digits only, case folded, for comparing a line with a title."""
    return "".join(WORD.findall(text[:_HEAD])).casefold().replace("’", "'")
