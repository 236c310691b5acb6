"""Counts, shares and lists as English writes them."""

from __future__ import annotations

import math
import os
import re
import shlex
from collections.abc import Sequence


def as_argument(path: object) -> str:
    """A path as it stands in a command that can be pasted into a shell: ``'my study'``.

    One that begins with a hyphen would be an option.
    """
    name = str(path)
    if name.startswith("-"):
        name = f"{os.curdir}{os.sep}{name}"
    if os.name == "nt":  # no name has a double quotation mark there
        return name if re.fullmatch(r"[\w.:/\\-]+", name) else f'"{name}"'
    return shlex.quote(name)


def capital(words: str) -> str:
    """Words as they begin a sentence. At least one character."""
    return words[0].upper() + words[1:]


def plural(number: int, noun: str) -> str:
    """A number with its noun: "1 text", "1,200 texts"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent; what is not quite none or all never becomes 0 % or 100 %."""
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return "< 1\u00a0%"
    return "> 99\u00a0%" if rounded == 100 and share < 1 else f"{rounded}\u00a0%"


def decimals(largest: float) -> int:
    """Decimals with which a hundredth of the largest of some numbers is not shown as nought; at least one."""
    return max(1, 2 - math.floor(math.log10(largest))) if largest > 0 else 1


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Words in a list with "and"; what is beyond the first `most` is counted. At least one word."""
    shown = list(words[:most])
    if len(shown) < len(words):
        shown.append(f"{len(words) - len(shown):,} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
