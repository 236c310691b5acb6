"""Many phrases in one pass over folded text.

Nearly every phrase begins with a word. So the heads of all words are compared with the heads of all phrases,
as arrays, and only where one is known are phrases compared in full. What may begin within a word is left to
an Aho-Corasick automaton.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind
from numpy.typing import NDArray

from framing.text.fold import WORD, Offsets

_HEADS = (8, 4, 3, 2, 1)  # a phrase is known by the longest head that it has
_MASKS = {size: np.uint64((1 << 8 * size) - 1) for size in _HEADS}
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_BITS = 17
_SHIFT = np.uint64(64 - _BITS)


class Scanner:
    """Finds `phrases` (folded, different, not empty) in folded text; those in `anywhere` within words too."""

    def __init__(self, phrases: Sequence[bytes], anywhere: Collection[bytes] = ()) -> None:
        self._phrases = tuple(phrases)
        loose = [i for i, phrase in enumerate(phrases) if phrase[0] < WORD or phrase in anywhere]
        self._loose = np.array(loose, np.int64)
        self._automaton = BytesAhoCorasick(
            [phrases[i] for i in loose], matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )
        self._known: dict[int, dict[int, list[int]]] = {}
        for i in sorted(set(range(len(phrases))) - set(loose)):
            size = next(size for size in _HEADS if size <= len(phrases[i]))
            head = int.from_bytes(phrases[i][:size], "little")
            self._known.setdefault(size, {}).setdefault(head, []).append(i)
        self._tables = {size: _table(known, size) for size, known in self._known.items()}

    def scan(self, classes: NDArray[np.uint8]) -> tuple[Offsets, Offsets]:
        """Which phrases stand where: their numbers, and where they start, in no particular order."""
        found: list[tuple[int, int]] = []
        if self._known:
            found += self._at_words(classes)
        if self._loose.size:
            hits = self._automaton.find_matches_as_indexes(classes.data, overlapping=True)
            found += [(self._loose[number], start) for number, start, _ in hits]
        numbers, starts = np.array(found, np.int64).reshape(-1, 2).T
        return numbers, starts

    def _at_words(self, classes: NDArray[np.uint8]) -> list[tuple[int, int]]:
        text = classes.tobytes() + bytes(8)
        eight = np.ndarray((classes.size,), "<u8", text, strides=(1,))
        word = classes >= WORD
        starts = np.flatnonzero(np.diff(word, prepend=False) & word)
        heads = eight[starts]
        found = []
        for size, table in self._tables.items():
            here = np.flatnonzero(table[_hash(heads, size)])
            known = self._known[size]
            masked = heads[here] & _MASKS[size]
            for start, head in zip(starts[here].tolist(), masked.tolist(), strict=True):
                found += [
                    (number, start)
                    for number in known.get(head, ())
                    if text.startswith(self._phrases[number], start)
                ]
        return found


def _hash(heads: NDArray[np.uint64], size: int) -> Offsets:
    return (((heads & _MASKS[size]) * _MULTIPLIER) >> _SHIFT).view(np.int64)


def _table(heads: Collection[int], size: int) -> NDArray[np.bool_]:
    table = np.zeros(1 << _BITS, bool)
    table[_hash(np.array(list(heads), np.uint64), size)] = True
    return table
