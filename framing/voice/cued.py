"""Patterns that are tried only where one of their words stands: one scan of a text tells which these are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

# What the forms of a phrase need not share: a group without groups in it, a class, a letter that may lack.
_GROUP = re.compile(r"\([^()]*\)(?:[*+?]|\{[^{}]*\})?")
_VARIES = re.compile(r"\\.[*+?]?|\[[^\]]*\][*+?]?|[^\W\d_][*?]")
_LETTERS = re.compile(r"[^\W\d_]+")
_MANY = 1 << 12  # sets of patterns kept


def needles(phrases: Iterable[str]) -> frozenset[str]:
    """Return for each phrase the longest run of letters that all its forms hold.

    A phrase may be a regular expression. Raises `ValueError` for one whose forms share no two letters.
    """
    return frozenset(map(_needle, phrases))


def _needle(phrase: str) -> str:
    shared, removed = phrase, 1
    while removed:
        shared, removed = _GROUP.subn(" ", shared)
    needle = max(_LETTERS.findall(_VARIES.sub(" ", shared)), key=len, default="")
    if len(needle) < 2:
        raise ValueError(f'the forms of "{phrase}" share no word; write it as several phrases')
    return needle


class Cued:
    """Patterns in order, each with its needles: letters of which some always stand in what it matches."""

    def __init__(self, *patterns: tuple[Iterable[str], re.Pattern[str]]) -> None:
        self._patterns = tuple(pattern for _, pattern in patterns)
        bits: dict[str, int] = {}
        for number, (needed, _) in enumerate(patterns):
            for needle in sorted(needed):
                bits[needle] = bits.get(needle, 0) | 1 << number
        self._bits = list(bits.values())
        self._scan = AhoCorasick(list(bits)).find_matches_as_indexes
        self._known: dict[int, tuple[re.Pattern[str], ...]] = {0: ()}

    def likely(self, text: str) -> tuple[re.Pattern[str], ...]:
        """Return the patterns that may match in a text, in their order."""
        try:
            hits = self._scan(text, overlapping=True)
        except UnicodeEncodeError:
            return self._patterns  # half of a pair of surrogates, which cannot be scanned
        found = 0
        for needle, _, _ in hits:
            found |= self._bits[needle]
        known = self._known.get(found)
        if known is None:
            if len(self._known) >= _MANY:
                self._known = {0: ()}
            known = tuple(pattern for number, pattern in enumerate(self._patterns) if found >> number & 1)
            self._known[found] = known
        return known

    def search(self, text: str) -> re.Match[str] | None:
        """Return the match of the first pattern that has one in a text."""
        for pattern in self.likely(text):
            if match := pattern.search(text):
                return match
        return None
