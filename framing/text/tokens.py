"""Words: how many stand in each zone.

A word is a run of letters, digits, underscores and combining marks, with the apostrophes inside it: *don't*
and *China's* are one word each, *re-education* is two.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from framing.model import ZONES, Zone, ZoneKind
from framing.text import characters
from framing.text.fold import code_points, split_chunks

_BATCH = 250_000
_APOSTROPHES = (ord("'"), ord("\u2019"))


@lru_cache(maxsize=1)
def word_table() -> NDArray[np.bool_]:
    """For each code point, whether it is a word character: a letter, digit, underscore or combining mark."""
    table = np.zeros(0x110000, bool)
    for run in characters.survey()[0]:
        table[ord(run[0]) : ord(run[-1]) + 1] = True
    table[0x20000:0x32400] = True
    table.flags.writeable = False
    return table


@lru_cache(maxsize=1)
def ascii_words() -> bytes:
    """For each byte, whether it is an ASCII word character: a table for `bytes.translate`."""
    return word_table()[:128].tobytes() + bytes(128)


def word_mask(codes: NDArray[np.unsignedinteger]) -> NDArray[np.bool_]:
    """Which of `codes`, the code points of a text, are word characters."""
    # Beyond ASCII the low byte means nothing; these few are looked up again.
    low = codes.astype(np.uint8).tobytes()
    mask = np.frombuffer(bytearray(low.translate(ascii_words())), bool)
    rare = np.flatnonzero(codes > 127)
    mask[rare] = word_table()[codes[rare]]
    return mask


def count_words(texts: Sequence[str], zones: Sequence[Sequence[Zone]]) -> list[list[tuple[ZoneKind, int]]]:
    """The words in each kind of zone of each text, for the kinds that occur in it, in the order of `ZONES`.

    A word that a zone boundary cuts counts where it begins.
    """
    counts: list[list[tuple[ZoneKind, int]]] = []
    for first, last in split_chunks(texts, _BATCH):
        chunk = texts[first:last]
        # The line feed before each text keeps the words of two texts apart.
        joined = "\n".join(("", *chunk))
        starts = _word_starts(joined)
        base = 1
        for text, partition in zip(chunk, zones[first:last], strict=True):
            found: dict[ZoneKind, int] = {}
            for zone in partition:
                words = int(np.count_nonzero(starts[base + zone.start : base + zone.end]))
                found[zone.kind] = found.get(zone.kind, 0) + words
            counts.append([(kind, found[kind]) for kind in ZONES if kind in found])
            base += len(text) + 1
    return counts


def _word_starts(text: str) -> NDArray[np.bool_]:
    """Where words begin. `text` begins with a character that is no word character."""
    codes = code_points(text)
    mask = word_mask(codes)
    starts = mask.copy()
    np.greater(mask[1:], mask[:-1], out=starts[1:])
    marks = np.flatnonzero((codes == _APOSTROPHES[0]) | (codes == _APOSTROPHES[1]))
    marks = marks[(marks > 0) & (marks < codes.size - 1)]
    starts[marks[mask[marks - 1]] + 1] = False
    return starts
