"""How hard a passage is to read."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def flesch_kincaid(text: str, sentences: int) -> float | None:
    """The Flesch-Kincaid grade of an English text: the US school year that should read it with ease.

    grade = 0.39 words / sentences + 11.8 syllables / words - 15.59, from Kincaid, Fishburne, Rogers and
    Chissom, "Derivation of new readability formulas for Navy enlisted personnel", Research Branch Report
    8-75, 1975. Syllables are pyphen's points of hyphenation (en_US) plus one for each word, which is a
    syllable too few for about one word in four or five of three syllables; of a single sentence the grade is
    a rough guide. None without pyphen, or without words.
    """
    words = _WORD.findall(text)
    hyphenation = _hyphenation()
    if not words or hyphenation is None:
        return None
    syllables = sum(len(hyphenation.positions(word.lower())) + 1 for word in words)
    return 0.39 * len(words) / max(sentences, 1) + 11.8 * syllables / len(words) - 15.59


def school_year(grade: float) -> str:
    """A grade as a teacher reads it: 1 to 12, and "12+" for what is harder than school texts."""
    return "12+" if round(grade) > 12 else str(max(1, round(grade)))


@cache
def _hyphenation() -> Any:
    try:
        import pyphen
    except ImportError:
        return None
    return pyphen.Pyphen(lang="en_US")
