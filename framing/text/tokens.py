"""Words: where they stand in texts, and how many stand in each zone.

A word is a run of letters, digits, underscores and combining marks, with the apostrophes inside it: *don't*
and *China's* are one word each, *re-education* is two. In scripts that put no spaces between words (Chinese,
Japanese but for katakana, Thai, Lao, Burmese, Khmer) each letter is a word, with the marks on it, as Unicode
has it for ideographs and hiragana (UAX #29); the others would need a dictionary. This is the one definition:
for words in zones, for counts and TF-IDF, for copies and collocates. Nothing is done word by word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from framing.model import ZONES, Zone, ZoneKind
from framing.text.fold import alone_table, code_points, mark_table, split_chunks, word_table

Ints = NDArray[np.int64]
Letters = NDArray[np.uint16] | NDArray[np.uint32]

CHUNK = 1_000_000  # characters handled at once: more does not fit a processor's cache
_APOSTROPHE, _CURLY = ord("'"), ord("\u2019")
_ASCII_SMALL = bytes(range(256)).lower()


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The words of some texts, which are laid end to end, a line feed before each.

    joined        the texts so laid
    letters       the code points of its small letters, both apostrophes as the straight one; every character
                  is where it was, as none is two in small letters
    starts, ends  where each word stands in `joined`
    bases         where each text begins in `joined`
    """

    joined: str
    letters: Letters
    starts: Ints
    ends: Ints
    bases: Ints


def find_words(texts: Sequence[str]) -> Found:
    """The words of `texts`."""
    joined = "\n".join(("", *texts, ""))
    if "Σ" in joined:  # Which small letter it takes depends on the letters around it.
        joined = small(joined)
    codes = code_points(joined)
    # Beyond ASCII the low byte means nothing; these few are looked up again.
    low = bytearray(codes.astype(np.uint8))
    mask = np.frombuffer(low.translate(_ascii_words()), bool)
    letters: Letters = np.empty_like(codes)
    letters[:] = np.frombuffer(low.translate(_ASCII_SMALL), np.uint8)
    rare = np.flatnonzero(codes > 127)
    rare_codes = codes[rare]
    mask[rare] = word_table()[rare_codes]
    letters[rare] = _small_table()[rare_codes]
    alone = rare[alone_table()[rare_codes]]
    marks = np.flatnonzero((letters == _APOSTROPHE) | (letters == _CURLY))
    inside = marks[mask[marks - 1] & mask[marks + 1]]
    if alone.size:
        near = np.zeros(codes.size + 1, bool)
        near[alone - 1] = near[alone + 1] = True
        inside = inside[~near[inside]]
    letters[inside] = _APOSTROPHE
    mask[inside] = True
    edges = np.flatnonzero(mask[1:] != mask[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    if alone.size:
        cuts = _cuts(mask, alone, rare[mark_table()[rare_codes]])
        starts, ends = (np.sort(np.concatenate((side, cuts))) for side in (starts, ends))
    sizes = [len(text) + 1 for text in texts]
    bases = np.fromiter(accumulate([1, *sizes]), np.int64, len(sizes) + 1)[:-1]
    return Found(joined, letters, starts, ends, bases)


def _cuts(mask: NDArray[np.bool_], alone: Ints, marks: Ints) -> Ints:
    """Where words meet without a space: before and behind letters `alone`, but not before `marks` on them."""
    cut = np.zeros(mask.size + 1, bool)
    cut[alone] = cut[alone + 1] = cut[marks + 1] = True
    cut[marks] = False
    cuts = np.flatnonzero(cut)
    return cuts[mask[cuts] & mask[cuts - 1]]


def words_per_zone(found: Found, zones: Sequence[Sequence[Zone]]) -> Ints:
    """How many of the words of texts begin in each of their zones, one zone after the other."""
    places = [
        base + zone.start
        for base, partition in zip(found.bases.tolist(), zones, strict=True)
        for zone in partition
    ]
    firsts = np.searchsorted(found.starts, np.array(places, np.int64))
    return np.diff(firsts, append=len(found.starts))


def per_kind(words: Ints, zones: Sequence[Sequence[Zone]]) -> list[list[tuple[ZoneKind, int]]]:
    """What `words_per_zone` gave, added up for each text and kind of zone, in the order of `ZONES`."""
    counts: list[list[tuple[ZoneKind, int]]] = []
    numbers = iter(words.tolist())
    for partition in zones:
        found: dict[ZoneKind, int] = {}
        for zone in partition:
            found[zone.kind] = found.get(zone.kind, 0) + next(numbers)
        counts.append([(kind, found[kind]) for kind in ZONES if kind in found])
    return counts


def count_words(texts: Sequence[str], zones: Sequence[Sequence[Zone]]) -> list[list[tuple[ZoneKind, int]]]:
    """The words in each kind of zone of each text, for the kinds that occur in it, in the order of `ZONES`.

    A word that a zone boundary cuts counts where it begins.
    """
    counts: list[list[tuple[ZoneKind, int]]] = []
    for first, last in split_chunks(texts, CHUNK):
        found = find_words(texts[first:last])
        counts += per_kind(words_per_zone(found, zones[first:last]), zones[first:last])
    return counts


def small(text: str) -> str:
    """`text` in small letters, as many as it has characters."""
    # The only capital whose small letter is two characters becomes the one that its readers take it for.
    return text.replace("İ", "i").lower()


@lru_cache(maxsize=1)
def _ascii_words() -> bytes:
    """For each byte, whether it is an ASCII word character: a table for `bytes.translate`."""
    return word_table()[:128].tobytes() + bytes(128)


@lru_cache(maxsize=1)
def _small_table() -> NDArray[np.uint32]:
    """For each code point, that of its small letter."""
    table = np.arange(0x110000, dtype=np.uint32)
    # No letter beyond has case.
    cased = table[:0x20000]
    cased[:] = code_points(small(cased.tobytes().decode("utf-32-le", "surrogatepass")))
    table.flags.writeable = False
    return table
