"""Texts as patterns see them: one byte per character, without case, with every gap between words alike.

A `Folder` knows the characters that the patterns of a run use. It turns text into bytes, one class per
character, and keeps a map back, so that what is found there can be named by exact offsets in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from framing.text import characters

Offsets = NDArray[np.int64]

# The classes of characters. A gap is what a space in a pattern matches; until gaps have been judged the five
# lowest classes tell its kinds apart. Classes from WORD on are word characters, and only those; from ALONE on
# letters of scripts without spaces between words, from MARK up to ALONE the marks on these. The library that
# scans looks out for bytes that it takes to be rare, so the commonest one here is its line feed.
BLANK, LINE, FEED, RETURN, HYPHEN = 6, 7, 8, 9, 10
GAP = HYPHEN
OTHER = 11
WORD = OTHER_WORD = 64
MARK = OTHER_MARK = 160
ALONE = OTHER_ALONE = 192
_PUNCTUATION = "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~"
_WORD_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
# Other characters that patterns use take the classes that are left.
_FREE_MARKS = range(OTHER + 1 + len(_PUNCTUATION), WORD)
_FREE_LETTERS = range(WORD + 1 + len(_WORD_CHARACTERS), MARK)
_FREE_LETTER_MARKS = range(MARK + 1, ALONE)
_FREE_ALONE = range(ALONE + 1, 256)

_KEPT = 32_000_000  # bytes; the most that the C library takes note of
_CLUSTER_LIMIT = 32  # more combining marks on one letter than any script writes
_SOFT_HYPHEN = "\u00ad"
# A hyphen at a line end, in the forms in which words are broken.
_LINE_END_HYPHEN = re.compile(
    f"[-\u2010{_SOFT_HYPHEN}][{characters.BLANKS}]*(?:\r\n?|[{characters.LINE_ENDS}])[{characters.BLANKS}]*"
)
_GAPS = re.compile(f"[{re.escape(characters.BLANKS + characters.LINE_ENDS + characters.HYPHENS)}\r]+")
_APOSTROPHES = str.maketrans(dict.fromkeys(characters.APOSTROPHES, "'"))
_IGNORABLE = str.maketrans(dict.fromkeys(characters.IGNORABLE))


def plain(text: str, keep_case: bool = False) -> str:
    """`text` in the form in which a pattern and a surface are equal: composed, one space for each gap."""
    text = text.translate(_IGNORABLE)
    text = normalize("NFC", text) if keep_case else characters.caseless(text)
    return _GAPS.sub(" ", text.translate(_APOSTROPHES))


def code_points(text: str) -> NDArray[np.uint16] | NDArray[np.uint32]:
    """The code points of `text`."""
    # Two bytes do for nearly every text; a character that needs more shows in the length.
    pairs = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    if pairs.size == len(text):
        return pairs
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


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
def alone_table() -> NDArray[np.bool_]:
    """For each code point, whether it is a letter of a script that puts no spaces between words."""
    table = np.zeros(0x110000, bool)
    for run in characters.unspaced()[0]:
        table[run.start : run.stop] = True
    table &= word_table()
    table.flags.writeable = False
    return table


@lru_cache(maxsize=1)
def mark_table() -> NDArray[np.bool_]:
    """For each code point, whether it is a combining mark of such a script."""
    table = np.zeros(0x110000, bool)
    table[[*characters.unspaced()[1]]] = True
    table.flags.writeable = False
    return table


class Shift(NamedTuple):
    """A map back: position `at[k] + i` in the new bytes was position `was[k] + i` in the old ones."""

    at: Offsets
    was: Offsets

    def back(self, positions: Offsets) -> Offsets:
        k = np.searchsorted(self.at, positions, side="right") - 1
        shifted: Offsets = self.was[k] + positions - self.at[k]
        return shifted


def join_broken(text: str) -> tuple[str, Shift] | None:
    """`text` without the hyphens and line ends at which words are broken, and the map back to `text`.

    None if there are none. Whether a hyphen is of the word or of the line cannot be seen: texts are to be
    looked through as they are, too. A name begins the next line with a capital, so that is left.
    """
    breaks = [
        (start, end)
        for start, end in map(re.Match.span, _LINE_END_HYPHEN.finditer(text, 1))
        if text[start - 1].isalpha() and text[end : end + 1].islower()
    ]
    if not breaks:
        return None
    starts, ends = np.array(breaks).T
    edges = [0, *ends.tolist()]
    parts = [text[end:start] for end, start in zip(edges, [*starts.tolist(), len(text)], strict=True)]
    at = np.cumsum([0, *map(len, parts[:-1])])
    return "".join(parts), Shift(at, np.array(edges))


class Folded(NamedTuple):
    """The classes of a text, and the maps back to its code points, the last one made first.

    `broken` tells whether a hyphen stands at the end of a line, or may.
    """

    classes: NDArray[np.uint8]
    shifts: tuple[Shift, ...]
    broken: bool

    def back(self, positions: Offsets) -> Offsets:
        """The code points that stand at `positions` of `classes`."""
        for shift in self.shifts:
            positions = shift.back(positions)
        return positions


class Folder:
    """Folds texts for patterns made of `alphabet` (characters of `plain` texts).

    `distinct` is false if the alphabet has more characters than there are classes: then some share one, and
    whoever finds a match must compare it.
    """

    def __init__(self, alphabet: Iterable[str]) -> None:
        _, composing, folds = characters.survey()
        table = np.where(word_table(), np.uint8(OTHER_WORD), np.uint8(OTHER))
        table[alone_table()] = OTHER_ALONE
        table[mark_table()] = OTHER_MARK
        for number, char in enumerate(_PUNCTUATION, OTHER + 1):
            table[ord(char)] = number
        for number, char in enumerate(_WORD_CHARACTERS, WORD + 1):
            table[[ord(char), ord(char.upper())]] = number
        for kind, chars in (
            (BLANK, characters.BLANKS),
            (LINE, characters.LINE_ENDS),
            (FEED, "\n"),
            (RETURN, characters.CARRIAGE_RETURN),
            (HYPHEN, characters.HYPHENS),
            (table[ord("'")], characters.APOSTROPHES),
        ):
            table[[ord(char) for char in chars]] = kind

        free = {
            OTHER: _FREE_MARKS,
            OTHER_WORD: _FREE_LETTERS,
            OTHER_MARK: _FREE_LETTER_MARKS,
            OTHER_ALONE: _FREE_ALONE,
        }
        taken = dict.fromkeys(free, 0)
        for char in sorted({char for char in alphabet if char > "\x7f"}):
            kind = int(table[ord(char)])
            if kind in free:
                table[ord(char)] = free[kind][taken[kind] % len(free[kind])]
                taken[kind] += 1
        self.distinct = all(taken[kind] <= len(free[kind]) for kind in free)

        special = np.zeros(0x110000, bool)
        special[[ord(char) for char in (*composing, *characters.IGNORABLE)]] = True
        for char, fold in folds.items():
            if len(fold) == 1:
                table[ord(char)] = table[ord(fold)]
            else:
                special[ord(char)] = True
        self._table, self._special = table, special
        self._ascii = bytes(table[:128].tobytes()) + bytes([OTHER]) * 128
        self._clusters: dict[str, bytes] = {}

    def encode(self, phrase: str) -> bytes:
        """The classes of `phrase`, a `plain` text."""
        codes = code_points(phrase)
        return _judge_gaps(self._table[codes])[0].tobytes()

    def fold(self, text: str) -> Folded:
        """Folds `text`. Linear in its length, whatever it holds."""
        codes = code_points(text)
        # Beyond ASCII the low byte means nothing; these few are looked up again.
        low = bytearray(codes.astype(np.uint8))
        classes = np.frombuffer(low.translate(self._ascii), np.uint8)
        shifts = []
        rare = np.flatnonzero(codes > 127)
        if rare.size:
            rare_codes = codes[rare]
            classes[rare] = self._table[rare_codes]
            special = rare[self._special[rare_codes]]
            if special.size:
                classes, shift = self._compose(text, classes, special)
                shifts.append(shift)
        classes, dropped, broken = _judge_gaps(classes)
        if dropped.size:
            at = np.concatenate(([0], dropped - np.arange(dropped.size)))
            was = np.concatenate(([0], dropped + 1))
            # Of neighbours dropped together only the last entry holds; searchsorted takes that one.
            shifts.append(Shift(at, was))
        # A soft hyphen has no class.
        return Folded(classes, tuple(reversed(shifts)), broken or _SOFT_HYPHEN in text)

    def _compose(
        self, text: str, classes: NDArray[np.uint8], special: Offsets
    ) -> tuple[NDArray[np.uint8], Shift]:
        """Replaces the characters that fold to more or fewer than one class."""
        old = classes.tobytes()
        pieces, at, was = [], [0], [0]
        done = length = 0
        for position in special.tolist():
            if position < done:
                continue
            start, end = position, position + 1
            if ord(text[position]) not in _IGNORABLE:
                floor = max(done, position - _CLUSTER_LIMIT)
                _, composing, _ = characters.survey()
                if text[position] in composing:
                    # A mark on a space or a bracket stands alone, above all at the beginning of a text.
                    while start > floor and _joins(text[start], composing) and old[start - 1] >= WORD:
                        start -= 1
                ceiling = min(len(text), position + _CLUSTER_LIMIT)
                while end < ceiling and _joins(text[end], composing):
                    end += 1
            new = self._fold_cluster(text[start:end])
            pieces += [old[done:start], new]
            length += start - done
            at += range(length, length + len(new) + 1)
            was += [start] * len(new) + [end]
            length += len(new)
            done = end
        pieces.append(old[done:])
        joined = np.frombuffer(bytearray(b"".join(pieces)), np.uint8)
        return joined, Shift(np.array(at), np.array(was))

    def _fold_cluster(self, cluster: str) -> bytes:
        known = self._clusters.get(cluster)
        if known is None:
            if len(self._clusters) > 10_000:
                self._clusters.clear()
            folded = characters.caseless(cluster.translate(_IGNORABLE))
            codes = [ord(char) for char in folded]
            known = self._clusters[cluster] = bytes(self._table[codes].tobytes())
        return known


def _joins(char: str, composing: frozenset[str]) -> bool:
    return char in composing or (char > "\x7f" and characters.is_mark(char))


def _judge_gaps(classes: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], Offsets, bool]:
    """Makes each gap one `GAP`. Returns the new classes, the positions dropped, and `Folded.broken`.

    A gap is a run of white space with at most one line break, a single hyphen, or a hyphen at the end of a
    line with the white space after it. Blank lines, and hyphens that have blanks beside them, are no gaps:
    they stay more than one `GAP`, which is in no pattern.
    """
    pairs = np.flatnonzero(np.maximum(classes[1:], classes[:-1]) <= HYPHEN)
    # Two line feeds end what is before them and begin what is behind: nearly all there is in most texts.
    pairs = pairs[(classes[pairs] != FEED) | (classes[pairs + 1] != FEED)]
    dropped: Offsets = np.empty(0, np.int64)
    broken = False
    if pairs.size:
        breaks = np.diff(pairs) > 1
        first = pairs[np.concatenate(([True], breaks))]
        last = pairs[np.concatenate((breaks, [True]))] + 1
        sizes = last - first + 1
        offsets = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        run = np.repeat(np.arange(first.size), sizes)
        members = np.arange(run.size) + (first - offsets)[run]
        kinds = classes[members]
        lines = (kinds >= LINE) & (kinds <= RETURN)
        # A carriage return and a line feed are one line break.
        lines[1:] &= (kinds[1:] != FEED) | (kinds[:-1] != RETURN) | (run[1:] != run[:-1])
        line_count = np.add.reduceat(lines.astype(np.int64), offsets)
        hyphen_count = np.add.reduceat((kinds == HYPHEN).astype(np.int64), offsets)
        is_gap = (hyphen_count == 0) & (line_count <= 1)
        at_line_end = (hyphen_count == 1) & (line_count == 1) & (classes[first] == HYPHEN)
        broken = bool(at_line_end.any())
        is_gap |= at_line_end
        dropped = members[is_gap[run] & (members != first[run])]
    # The kinds of gaps become one. Numpy is ten times as quick with two arrays as with a number.
    np.maximum(classes, np.full_like(classes, GAP), out=classes)
    if dropped.size:
        kept = np.ones(classes.size, bool)
        kept[dropped] = False
        classes = classes[kept]
    return classes, dropped, broken


def split_chunks(texts: Sequence[str], size: int) -> list[tuple[int, int]]:
    """Ranges of `texts` whose lengths add up to about `size` characters each."""
    ranges, start, total = [], 0, 0
    for i, text in enumerate(texts):
        total += len(text)
        if total >= size:
            ranges.append((start, i + 1))
            start, total = i + 1, 0
    if start < len(texts):
        ranges.append((start, len(texts)))
    return ranges


def keep_memory() -> None:
    """Lets the process keep the memory of one batch for the next.

    The C library of Linux gives large blocks back at once, and asking for them again, page by page, takes as
    long as the work in them. Once a block has been freed, it keeps blocks of up to that size.
    """
    np.empty(_KEPT, np.uint8)
