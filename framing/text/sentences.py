"""Paragraphs and sentences around an offset, as spans. Work is bounded, however long the text is."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Protocol

from framing.model import Span


class Quoted(Protocol):
    """What this module needs to know about a quotation: where it lies, and how deep."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def depth(self) -> int: ...


_WORDS: dict[str, str] = tomllib.loads(
    files("framing.text").joinpath("sentence_words.toml").read_text(encoding="utf-8")
)
_ABBREVIATIONS = frozenset(_WORDS["abbreviations"].split())
_MAY_END = frozenset(_WORDS["may_end"].split())  # abbreviations that may also end a sentence
_STARTERS = frozenset(_WORDS["starters"].split())
_REPORTING = frozenset(_WORDS["reporting"].split())

# A paragraph longer than this is cut, at a place that does not depend on who asks.
BLOCK = 4096
NESTED = 64  # quotations within one that are passed over in looking for the outer one

_TERMINAL = frozenset(".!?:;…。！？\"”’'»)]")
_HANGING = re.compile(
    r"\b(?:the|an?|of|and|or|in|on|at|to|for|by|with|from|that|mr|mrs|ms|dr)\s*\Z", re.IGNORECASE
)
# What a page leaves within a text: its number, with a name before or behind it.
# 7, – 7 –, Page 7 of 12, 7 | The Clarion
_PAGE_NUMBER = r"(?:page\s)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?"
_PAGE_NAME = r"[^\W\d_][^\n.!?:;,]{2,60}?"
_PAGE_MARK = re.compile(
    rf"\s*(?:[–—|(\[-]?\s?{_PAGE_NUMBER}(?:\s?[–—|)\]-](?:\s{_PAGE_NAME})?)?|{_PAGE_NAME}\s[–—|·-]\s{_PAGE_NUMBER}(?:\s?[–—|-])?)"
    r"\s*\n\s*",
    re.IGNORECASE,
)
# What leads to a note, with no space before it: .[5] .[2][3] .(3) .7 .¹² .* .”14 .[citation needed]
_NOTE = (
    r"(?P<note>(?:\[[^\[\]\n]{1,24}\]){1,9}|\(\d{1,3}\)|[¹²³⁰⁴-⁹]{1,9}|[*†‡]{1,3}"
    r"|(?<=[^\W\d_][.!?…])\d{1,3}|(?<=[\"”’'»)\]])\d{1,3})"
)
_STOP = re.compile(
    rf"[.!?…。！？](?:[.!?…。！？]*[\"”’'»)\]]*{_NOTE}?(?=\s)"
    r"|(?<=[。！？])(?=\w)"
    r"|(?<=[a-z][a-z][.!?])(?=“?[A-Z][a-z]+[\s,’])|[”](?=[A-Z][a-z]+[\s,’]))"  # a page lost a space
)
_LAST_WORD = re.compile(r"(?:[^\s(\[\"“‘'’]|['’](?=\w))*")  # read backwards; it may hold an apostrophe
_WORD_CHARACTER = re.compile(r"[^\W_]")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")


def paragraph_at(text: str, offset: int) -> Span:
    """The paragraph around `offset`: between line breaks, without the white space at its ends.

    A line break within a sentence (no end mark before it, a small letter or an open phrase around it) does
    not count. A paragraph longer than `BLOCK` code points is cut into blocks.
    """
    start, end = _line_start(text, offset), _line_end(text, offset)
    if end - start > BLOCK:
        block = offset // BLOCK
        low, high = _cut(text, block), _cut(text, block + 1)
        if offset >= high:
            low, high = high, _cut(text, block + 2)
        start, end = max(start, low), min(end, high)
    return _trim(text, start, end)


def _line_start(text: str, offset: int) -> int:
    position, low = offset, max(0, offset - 2 * BLOCK)
    while (position := text.rfind("\n", low, position)) >= 0:
        if not _joins(text, position):
            return position + 1
    return low


def _line_end(text: str, offset: int) -> int:
    position, high = offset, min(len(text), offset + 2 * BLOCK + 1)
    while (position := text.find("\n", position, high)) >= 0:
        if not _joins(text, position):
            return position
        position += 1
    return high


def _cut(text: str, block: int) -> int:
    """Where block number `block` begins: behind the last end mark or space before the grid line."""
    line = block * BLOCK
    if not block or line >= len(text):
        return min(line, len(text))
    for mark in (". ", " "):
        at = text.rfind(mark, line - BLOCK // 8, line)
        if at >= 0:
            return at + len(mark)
    return line


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))


def _joins(text: str, newline: int) -> bool:
    """Whether the line break at `newline` stands within a sentence, also one at a page's number."""
    last = text[newline - 1 : newline]
    if last == "\n":  # a blank line: what stands above it counts
        last = text[max(0, newline - 24) : newline].rstrip()[-1:]
    if last in _TERMINAL:
        return False
    low, high = newline, newline
    reach = newline + 100
    # A line of its own: what follows the break has another break shortly behind it.
    mark = _PAGE_MARK.match(text, newline, reach) if "\n" in text[newline:reach].lstrip() else None
    if mark:
        high = mark.end()
    else:
        line = text.rfind("\n", max(0, newline - 80), newline)
        if line >= 0 and _PAGE_MARK.fullmatch(text, line, newline + 1):
            low = line
    before = text[max(0, low - 24) : low].rstrip()
    after = text[high : high + 24].lstrip()
    if not before or not after or before[-1] in _TERMINAL:
        return False
    opens = after[0] in "“‘\"'" and after[1:2].islower()  # officially called ¶ “holding centres”
    return after[0].islower() or opens or bool(low == high and _HANGING.search(before))


def split_sentences(text: str, paragraph: Span, quotations: Sequence[Quoted] = ()) -> tuple[Span, ...]:
    """The sentences of one paragraph, in order. End marks within a quotation do not end one.

    `quotations` are in order of start. A quotation that ends in an end mark ends the sentence, unless a
    reporting clause or a small letter follows it.
    """
    return tuple(read_sentences(text, paragraph, quotations))


def read_sentences(text: str, paragraph: Span, quotations: Sequence[Quoted] = ()) -> Iterator[Span]:
    """Yield what `split_sentences` gives, each sentence read when it is asked for."""
    start, high = paragraph
    quoted = _outer(quotations, start, high)
    at = 0
    for match in _STOP.finditer(text, start, high):
        stop = match.end()
        while at < len(quoted) and quoted[at][1] < stop:
            at += 1
        # Inside: the mark stands before the end of a quotation that began before it.
        if at < len(quoted) and quoted[at][0] < match.start() and stop < quoted[at][1]:
            continue
        if _ends(text, match, high):
            yield start, stop
            start = stop
            while start < high and text[start].isspace():
                start += 1
    if start < high:
        yield start, high


def _outer(quotations: Sequence[Quoted], low: int, high: int) -> list[Span]:
    if not quotations:
        return []
    first = bisect_right(quotations, low, key=lambda q: q.start)
    lowest = max(0, first - NESTED)
    while first > lowest and quotations[first - 1].depth:
        first -= 1
    first = max(0, first - 1)
    spans: list[Span] = []
    for quotation in quotations[first:]:
        if quotation.start >= high:
            break
        if not quotation.depth and quotation.end > low:
            spans.append((quotation.start, quotation.end))
    return spans


def _ends(text: str, match: re.Match[str], high: int) -> bool:
    """Whether the end mark of `match` ends a sentence."""
    marks, behind = match[0].removesuffix(match["note"] or ""), match.end()
    begin = behind + 1
    if begin >= high or not text[begin].isalnum() or text[behind].isalnum():
        following = _WORD_CHARACTER.search(text, behind, min(high, behind + 40))
        if following is None:
            return True
        begin = following.start()
    if text[begin].islower():
        return marks[0] in "。！？" or "\n" in text[behind:begin]
    if marks == ".":
        before = text[max(0, match.start() - 24) : match.start()]
        word = _last_word(before).strip(".")
        last = word.lower()
        if len(last) == 1 and last.isalpha() and last not in "i":
            return False
        if word[-1:].isupper() and word[-2:-1] in ("'", "’"):
            return False  # O’B. Marr
        if last in _MAY_END:
            following = _NEXT_WORD.match(text, begin, min(high, behind + 40))
            return following is not None and following[0].lower() in _STARTERS
        return last not in _ABBREVIATIONS
    if len(marks) > 1 and marks[0] in "!?" and not text[behind : behind + 2].isspace():
        ahead = [m.group().lower() for m in _NEXT_WORD.finditer(text, behind, behind + 60)]
        return _REPORTING.isdisjoint(ahead[:5])
    return True


def _last_word(before: str) -> str:
    word = before[before.rfind(" ") + 1 :]
    if word.isalpha():
        return word  # nearly always
    found = _LAST_WORD.match(before[::-1])
    return found[0][::-1] if found else ""


def sentence_at(text: str, offset: int, quotations: Sequence[Quoted] = ()) -> Span:
    """The sentence around `offset`."""
    sentences = split_sentences(text, paragraph_at(text, offset), quotations)
    for sentence in sentences:
        if offset < sentence[1]:
            return sentence
    return sentences[-1] if sentences else (offset, offset)
