"""Direct quotations of a document, as spans.

The marks of each paragraph are paired by themselves (`framing.text.pairing`), so a mark that finds no partner
costs at most its own paragraph: a stray mark never turns the rest of a text inside out. Quotations without
marks come from layout: a block after a colon, a transcript with speaker labels, and the zones that were
recognised as pull quotes.

Time and space are linear in the length of the text.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final, NamedTuple

from framing.model import Span, Zone
from framing.text.pairing import (
    FAMILY,
    OPENERS,
    TWICE,
    Mark,
    Open,
    Quotation,
    QuotationKind,
    context_of,
    cut,
    marks_of,
    marks_within,
    pair,
)
from framing.text.paragraphs import paragraph_spans
from framing.text.set_off import block, tagged, transcript

__all__ = ["Quotation", "QuotationKind", "Quotations", "find_quotations"]

_PAIR = ("open", "close")  # see `context_of`
_REOPENED = 4  # paragraphs looked ahead for the end of a quotation that was not closed
_NARRATED_WORDS: list[str] = tomllib.loads(
    files("framing.text").joinpath("quotation_words.toml").read_text(encoding="utf-8")
)["narrated"]
_NARRATED = re.compile(rf",\s(?:[\w’-]+\s){{0,4}}?(?:{'|'.join(_NARRATED_WORDS)})\b")


class _Layout(NamedTuple):
    """A text with its paragraphs, and the quotation marks that it uses.

    `marks` are their characters; `whole` are the marks that may lead over to another paragraph.
    """

    text: str
    paragraphs: list[Span]
    marks: tuple[str, ...]
    whole: tuple[str, ...]


def _lay_out(text: str) -> _Layout:
    marks = marks_of(text)
    doubled = [mark + mark if mark in TWICE else mark for mark in marks]
    whole = tuple([mark for mark in doubled if FAMILY[mark] != "single" and (len(mark) == 1 or mark in text)])
    return _Layout(text, paragraph_spans(text), marks, whole)


def find_quotations(text: str, zones: Sequence[Zone] = ()) -> tuple[Quotation, ...]:
    """Return the quotations of `text` in order of their start, nested ones behind those that hold them.

    `zones` are the document's zones; those of kind ``pullquote`` are quotations even without marks.
    Never raises for any string.
    """
    layout = _lay_out(text)
    found = _turns(text, layout.paragraphs)
    for number in range(len(layout.paragraphs)):
        found += _blocks(text, layout.paragraphs, number)
        found += _read_marks(layout, number)
    found += _pulled(text, zones)
    return _with_depth(found)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pulled(text: str, zones: Sequence[Zone]) -> list[Quotation]:
    """The pull quotes among the zones."""
    found = []
    for zone in zones:
        if zone.kind == "pullquote":
            start, end = _stripped(text, zone.start, zone.end)
            if start < end:
                found.append(Quotation(start, end, (start, end), 0, "pull", True))
    return found


def _read_marks(layout: _Layout, number: int) -> list[Quotation]:
    """The quotations that begin with a mark of one paragraph, and where the last one goes on behind it."""
    text, spans, kinds, _ = layout
    marks = marks_within(text, spans[number], kinds)
    if not marks:
        return []
    found, open_mark = pair(text, spans[number], marks)
    if open_mark is not None:
        found += _unclosed(layout, number, open_mark)
    return found


class _Part(NamedTuple):
    """The quotations of one part of a text, in order.

    `parents` gives for each the number of the last one before it that may still hold what follows it.
    """

    quotations: tuple[Quotation, ...]
    starts: list[int]
    parents: list[int]


_NO_QUOTATIONS: Final = _Part((), [], [])


class Quotations:
    """The quotations of a text, read where they are asked for; the same as `find_quotations` gives.

    A quotation lies within one paragraph, unless it is a pull quote. So a text is read in parts: a paragraph
    each, or the paragraphs that a pull quote touches.
    """

    def __init__(self, text: str, zones: Sequence[Zone] = ()) -> None:
        self._layout = _lay_out(text)
        self._paragraphs = self._layout.paragraphs
        self.turns = tuple(_turns(text, self._paragraphs))
        self._pulled = _pulled(text, zones)
        begins = [start for start, _ in self._paragraphs]
        joined: set[int] = set()  # paragraphs that are read together with the one before
        for pull in self._pulled:
            first = max(0, bisect_right(begins, pull.start) - 1)
            joined.update(range(first + 1, bisect_left(begins, pull.end)))
        # The first paragraph of each part, then the number of paragraphs.
        self._firsts = list(range(len(begins) + 1))
        if joined:
            self._firsts = [first for first in self._firsts if first not in joined]
        self._starts = [begins[first] for first in self._firsts[:-1]]
        self._parts: dict[int, _Part] = {}
        self._odd: dict[int, bool] = {}  # see `_left_open`

    def _part(self, number: int) -> _Part:
        part = self._parts.get(number)
        if part is None:
            part = self._parts[number] = self._read(number)
        return part

    def _read(self, number: int) -> _Part:
        layout, spans = self._layout, self._paragraphs
        first, behind = self._firsts[number : number + 2]
        low, high = spans[first][0], spans[behind - 1][1]
        found: list[Quotation] = []
        if self.turns:
            at = bisect_left(self.turns, low, key=_start)
            found += self.turns[at : bisect_left(self.turns, high, lo=at, key=_start)]
        for before in range(max(0, first - _REOPENED), first):
            if self._left_open(before):
                found += [entered for entered in _read_marks(layout, before) if entered.start >= low]
        for inside in range(first, behind):
            found += _blocks(layout.text, spans, inside)
            found += _read_marks(layout, inside)
        found = [quotation for quotation in found if quotation.start < high]
        found += [pull for pull in self._pulled if pull.start < high and pull.end > low]
        if not found:
            return _NO_QUOTATIONS
        quotations = _with_depth(found)
        return _Part(quotations, [quotation.start for quotation in quotations], _parents(quotations))

    def _left_open(self, paragraph: int) -> bool:
        """Whether a quotation may go on behind a paragraph: it has an odd number of marks of some family."""
        known = self._odd.get(paragraph)
        if known is None:
            text, spans, _, whole = self._layout
            counts: dict[str, int] = {}
            for mark in whole:
                counts[FAMILY[mark]] = counts.get(FAMILY[mark], 0) + text.count(mark, *spans[paragraph])
            known = self._odd[paragraph] = any(count % 2 for count in counts.values())
        return known

    def around(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Return the quotations that hold a span, innermost first."""
        number = bisect_right(self._starts, start) - 1
        if number < 0:
            return ()
        part = self._part(number)
        found = []
        at = bisect_right(part.starts, start) - 1
        while at >= 0:
            quotation = part.quotations[at]
            if quotation.inner[0] <= start and end <= quotation.inner[1]:
                found.append(quotation)
            at = part.parents[at]
        return tuple(found)

    def between(self, low: int, high: int) -> tuple[Quotation, ...]:
        """Return the quotations that begin within a stretch, and those that may reach into it, in order."""
        found: list[Quotation] = []
        first = max(0, bisect_right(self._starts, low) - 1)
        for number in range(first, bisect_left(self._starts, high)):
            part = self._part(number)
            at = bisect_right(part.starts, low)
            while at and part.parents[at - 1] >= 0:
                at -= 1
            found += part.quotations[max(0, at - 1) : bisect_right(part.starts, high)]
        return tuple(found)

    def _place(self, quotation: Quotation) -> tuple[int, int]:
        """The part that holds a quotation, and its number there."""
        number = bisect_right(self._starts, quotation.start) - 1
        part = self._part(number)
        at = bisect_left(part.starts, quotation.start)
        while part.quotations[at] != quotation:
            at += 1
        return number, at

    def before(self, quotation: Quotation, reach: int) -> Iterator[Quotation]:
        """The quotations before one, nearest first, none more than `reach` code points before the next."""
        latest = quotation.start
        number, at = self._place(quotation)
        while True:
            for other in reversed(self._part(number).quotations[:at]):
                if other.end < latest - reach:
                    return
                latest = other.start
                yield other
            number -= 1
            if number < 0 or self._paragraphs[self._firsts[number + 1] - 1][1] < latest - reach:
                return
            at = len(self._part(number).quotations)

    def behind(self, quotation: Quotation, reach: int) -> Iterator[Quotation]:
        """The quotations behind one, nearest first, none more than `reach` code points behind the last."""
        latest = quotation.end
        number, at = self._place(quotation)
        while number < len(self._starts) and self._starts[number] <= latest + reach:
            for other in self._part(number).quotations[at + 1 :]:
                if other.start > latest + reach:
                    return
                latest = max(latest, other.end)
                yield other
            number, at = number + 1, -1


def _start(quotation: Quotation) -> int:
    return quotation.start


def _parents(quotations: Sequence[Quotation]) -> list[int]:
    parents: list[int] = []
    open_: list[int] = []
    for number, quotation in enumerate(quotations):
        while open_ and quotations[open_[-1]].end <= quotation.start:
            open_.pop()
        parents.append(open_[-1] if open_ else -1)
        open_.append(number)
    return parents


def _with_depth(found: list[Quotation]) -> tuple[Quotation, ...]:
    """Sort, drop doubles and give each its depth by containment."""
    found.sort(key=lambda quotation: (quotation.start, -quotation.end))
    out: list[Quotation] = []
    ends: list[int] = []
    for quotation in found:
        if out and (out[-1].start, out[-1].end) == (quotation.start, quotation.end):
            continue
        while ends and ends[-1] <= quotation.start:
            ends.pop()
        out.append(quotation._replace(depth=len(ends)) if ends else quotation)
        ends.append(min(quotation.end, ends[-1]) if ends else quotation.end)
    return tuple(out)


def _unclosed(layout: _Layout, number: int, opened: Open) -> list[Quotation]:
    """The quotation of a mark that found no partner in its paragraph.

    It goes on if the next paragraph reopens, or if the first mark of the next few paragraphs closes. If not,
    the closing mark was forgotten: the quotation ends with its paragraph when it fills it or follows a colon
    or comma, else with its sentence.
    """
    text, spans, kinds, _ = layout
    start, end = spans[number]
    # The closing mark was forgotten before ", the mayor said".
    narrated = _NARRATED.search(text, opened.inner, end)
    if narrated and opened.family == "single":
        end = narrated.start()
    whole = Quotation(opened.start, end, (opened.inner, end), 0, "marks", False)
    if number + 1 < len(spans) and FAMILY.get(text[spans[number + 1][0]]) == opened.family:
        return [whole]
    passed: list[Quotation] = []
    for later in range(number + 1, min(number + 1 + _REOPENED, len(spans))):
        begin, stop = spans[later]
        closing = _lone_mark(text, spans[later], kinds, opened.family)
        if closing is None:
            passed.append(Quotation(begin, stop, (begin, stop), 0, "marks", False))
            continue
        closes = context_of(text, begin, stop, closing) == "close" and closing.mark not in OPENERS
        if closes and opened.family != "single":
            passed.append(Quotation(begin, closing.end, (begin, closing.start), 0, "marks", True))
            return [whole, *passed]
        break
    if opened.family == "single" or not text[opened.inner : end].strip() or text[opened.inner].isspace():
        return []
    if narrated:
        end = narrated.start()
        return [Quotation(opened.start, end, (opened.inner, end), 0, "marks", False)]
    before = text[start : opened.start].rstrip()
    if not before or before[-1] in ":,":
        return [whole]
    return [cut(text, opened, end) or whole]


def _lone_mark(text: str, span: Span, kinds: Sequence[str], family: str) -> Mark | None:
    """The first mark of a family in a paragraph, or the one at its end if those before it are pairs.

    Nothing if there is none, or all are pairs: a quotation may go on around them.
    """
    marks = [mark for mark in marks_within(text, span, kinds) if FAMILY[mark.mark] == family]
    pairs = marks[: len(marks) // 2 * 2]
    paired = all(context_of(text, *span, mark) == _PAIR[k % 2] for k, mark in enumerate(pairs))
    if not marks or not paired:
        return marks[0] if marks else None
    if len(marks) == len(pairs):
        return None
    return marks[-1] if not pairs or span[1] - marks[-1].end < 2 else marks[0]


def _turns(text: str, spans: Sequence[Span]) -> list[Quotation]:
    """The turns of a transcript."""
    return [Quotation(*turn, turn, 0, "transcript", True) for turn in transcript(text, spans)]


def _blocks(text: str, spans: Sequence[Span], number: int) -> list[Quotation]:
    """What is set off as somebody's words in a paragraph: by its introduction, or by tags."""
    found = (*block(text, spans, number), *tagged(text, *spans[number]))
    return [Quotation(*outer, inner, 0, "block", True) for outer, inner in found]
