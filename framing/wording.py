"""Counts and lists as English writes them."""

from __future__ import annotations

from collections.abc import Sequence


def plural(number: int, noun: str) -> str:
    """A number with its noun: "1 text", "1,200 texts"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Words in a list with "and"; what is beyond the first `most` is counted. At least one word."""
    shown = list(words[:most])
    if len(shown) < len(words):
        shown.append(f"{len(words) - len(shown)} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
