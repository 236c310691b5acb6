"""Characters as named data: what counts as a gap, an apostrophe, a mark, a letter when texts are compared."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, decomposition, normalize

CARRIAGE_RETURN = "\r"
# What ends a line without ending a paragraph: line feed, vertical tab, form feed, next line, U+2028.
LINE_ENDS = "\n\v\f\x85\u2028"
BLANKS = (
    "\t \x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
# Hyphen-minus, hyphen, non-breaking hyphen, figure dash, en dash, minus, small and full-width hyphen.
# Not the em dash: it stands between clauses, not within a name.
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
# Straight, curly, modifier letters (turned comma, apostrophe, reversed comma), prime, grave,
# acute, full width.
APOSTROPHES = "'\u2018\u2019\u02bb\u02bc\u02bd\u2032`\u00b4\uff07"
# Characters without a shape: soft hyphen, joiners, direction marks, byte-order mark, variation selectors.
IGNORABLE = "".join(
    (
        "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e",
        "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff",
        *map(chr, range(0xFE00, 0xFE10)),
        *map(chr, range(0xE0100, 0xE01F0)),
    )
)

# Scripts that put no spaces between words: ideographs and hiragana, of which Unicode takes each character for
# a word (UAX #29), and Thai, Lao, Burmese and Khmer, whose words only a dictionary can tell. Katakana is
# no such script: its words are runs.
_IDEOGRAPHIC = (
    *(range(0x2E80, 0x2FE0), range(0x3005, 0x3008), range(0x3021, 0x302A), range(0x3038, 0x303C)),
    *(range(0x3041, 0x3097), range(0x309D, 0x30A0), range(0x3400, 0x4DC0), range(0x4E00, 0xA000)),
    *(range(0xF900, 0xFB00), range(0x20000, 0x32400)),
)
_THAI_AND_LAO, _BURMESE, _KHMER = range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800)

# Above this code point lie ideographs (letters) and little else that words are made of.
_SURVEYED = 0x20000
_IDEOGRAPHS = (range(0x3400, 0xA000), range(0xAC00, 0xF900))


@lru_cache(maxsize=1)
def survey() -> tuple[tuple[str, ...], frozenset[str], dict[str, str]]:
    """What Unicode says of each character: (runs of word characters, composing marks, folds).

    Word characters are letters, digits, the underscore and combining marks. Composing marks can merge with
    the character before them into one. Folds gives the caseless composed form of each character that is not
    its own, of one or more characters.
    """
    everything = "".join(map(chr, range(_SURVEYED)))
    skipped = {c for block in _IDEOGRAPHS for c in map(chr, block)}
    composing = set(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))
    words = re.findall(r"\w+", everything)
    folds = {}
    for char in everything:
        if char in skipped:
            continue
        parts = decomposition(char)
        if parts and parts[0] != "<":
            composing.update(chr(int(part, 16)) for part in parts.split()[1:])
        elif category(char)[0] == "M":
            words.append(char)
        if (parts or char.casefold() != char) and caseless(char) != char:
            folds[char] = caseless(char)
    # A deprecated ligature of an apostrophe and a letter: two words by its parts, one by its shape.
    folds.pop("\u0149")
    return tuple(words), frozenset(composing), folds


@lru_cache(maxsize=1)
def unspaced() -> tuple[tuple[range, ...], tuple[int, ...]]:
    """The code points of letters that are written without spaces between words, and of the marks on them."""
    letters, marks = [], []
    for code in (*_THAI_AND_LAO, *_BURMESE, *_KHMER):
        kind = category(chr(code))
        if kind in ("Lo", "Lm"):
            letters.append(range(code, code + 1))
        elif kind[0] == "M":
            marks.append(code)
    return (*_IDEOGRAPHIC, *letters), tuple(marks)


def caseless(text: str) -> str:
    """`text` without case, composed (Unicode canonical caseless form); a dot above an i is no accent."""
    return normalize("NFC", normalize("NFD", text).casefold()).replace("i\u0307", "i")


def is_mark(char: str) -> bool:
    """Whether `char` is a combining mark."""
    return category(char)[0] == "M"
