"""Direct quotations of a document, as spans.

One pass over the quotation marks of each paragraph with a small stack. What a mark does is read from its
shape and from the characters around it; where these disagree, from what is open. A mark that finds no
partner costs at most its own paragraph: the stack is emptied at every paragraph's end, so a stray mark never
turns the rest of a text inside out. Quotations without marks come from layout: a block after a colon, a
transcript with speaker labels, and the zones that were recognised as pull quotes.

Time and space are linear in the length of the text.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from framing.model import Span, Zone
from framing.text.set_off import LIST_ITEM, QUOTATION_MARKS, block, tagged, transcript

QuotationKind = Literal["marks", "block", "pull", "transcript"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words as given by the text.

    `start` is the first code point of the opening mark, `end` lies behind the closing mark, or where the
    quotation ends when it is not `closed`; `inner` is the content without marks; `depth` is 0 for an
    outermost quotation. Paragraphs that each reopen are a quotation each, all but the last one not closed.
    """

    start: int
    end: int
    inner: Span
    depth: int
    kind: QuotationKind
    closed: bool


_WORDS: dict[str, list[str]] = tomllib.loads(
    files("framing.text").joinpath("quotation_words.toml").read_text(encoding="utf-8")
)

# Marks by family: a quotation closes with a mark of the family that opened it.
_FAMILY = dict.fromkeys('"“”„‟＂', "double")
_FAMILY |= {"``": "double", "''": "double"}
_FAMILY |= dict.fromkeys("'‘’‚‛`´", "single")
_FAMILY |= {"«": "guillemet", "»": "guillemet", "‹": "angle", "›": "angle"}
_FAMILY |= {"「": "corner", "」": "corner", "『": "white corner", "』": "white corner"}
_OPENERS = frozenset("“„‟‘‚‛`«‹「『") | {"``"}
_CLOSERS = frozenset("”»›」』´") | {"''"}  # ’ is an apostrophe too, so its context decides

_LINE = re.compile(r"\S(?:.*\S)?")  # without the white space around it
_SENTENCE_END = re.compile(r"[.?!…。](?=\s)")
# A decade, a year, a word that lost its head: no quotation begins here.
_ELISION = re.compile(rf"(?:\d0s|\d\d(?!\w|['’])|(?:{'|'.join(_WORDS['elisions'])})(?!\w))", re.IGNORECASE)
_BEFORE_OPENING = frozenset("([{<-–—/…*_~|") | QUOTATION_MARKS
_BEHIND_CLOSING = frozenset(")]}>-–—/.,;:!?…*_~|([") | QUOTATION_MARKS
_TWICE = frozenset("'`")  # two of them are one double mark
_DEEPEST = 8  # levels of nesting followed; deeper marks are noise
_TERMINAL = frozenset(".!?:;…。”\"’'»)]")
_REOPENED = 4  # paragraphs looked ahead for the end of a quotation that was not closed
_POSSESSIVE_REACH = 120  # code points in which a later closing mark makes "s'" a possessive
_POSSESSIVES = 4  # marks behind "s" passed over on the way to it

_NARRATED = re.compile(rf",\s(?:[\w’-]+\s){{1,4}}?(?:{'|'.join(_WORDS['narrated'])})\b")


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of `text`, in order, without the white space around them.

    A blank line ends a paragraph, and so does a line break, unless the text is wrapped to a fixed width. A
    paragraph that breaks off without final punctuation and goes on in lower case (a page break) is one.
    """
    spans: list[Span] = []
    wrapped: bool | None = None
    for line in _LINE.finditer(text):
        start, end = line.span()
        if not spans or (text.startswith("\n\n", spans[-1][1]) and not text[start].islower()):
            spans.append((start, end))  # nearly always
            continue
        if wrapped is None:
            wrapped = _is_wrapped(text)
        if _continues(text, spans[-1], start, wrapped):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_wrapped(text: str) -> bool:
    """Tell whether line breaks come from a fixed width: full lines, none long, and blank lines between."""
    sample = text[:20_000]
    if "\n\n" not in sample:
        return False
    lines = sample.split("\n")
    if max(map(len, lines)) > 110:
        return False
    inside = [len(line) for line, after in pairwise(lines) if line.strip() and after.strip()]
    return len(inside) >= 2 and sum(length >= 50 for length in inside) >= 0.7 * len(inside)


def _continues(text: str, paragraph: Span, start: int, wrapped: bool) -> bool:
    """Tell whether the line at `start` goes on with the paragraph before it."""
    begin, end = paragraph
    single = text.count("\n", end, start) == 1
    if single and wrapped and not LIST_ITEM.match(text, start):
        return True
    if single and text[start - 1] != "\n":
        return False  # indented
    return end - begin > 40 and text[start].islower() and text[end - 1] not in _TERMINAL


class _Layout(NamedTuple):
    """A text with its paragraphs, and where every quotation mark or apostrophe stands."""

    text: str
    paragraphs: list[Span]
    marks: list[int]


def _lay_out(text: str) -> _Layout:
    marks = []
    for mark in QUOTATION_MARKS:
        at = text.find(mark)
        while at >= 0:
            marks.append(at)
            at = text.find(mark, at + 1)
    marks.sort()
    return _Layout(text, paragraphs(text), marks)


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
    marks = _marks(layout, number)
    if not marks:
        return []
    start, end = layout.paragraphs[number]
    found, open_mark = _read_paragraph(layout.text, start, end, marks)
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
        self._ranges = self._cut()
        self._starts = [self._paragraphs[first][0] for first, _ in self._ranges]
        self._parts: dict[int, _Part] = {}

    def _cut(self) -> list[Span]:
        """The parts, as numbers of their first paragraph and of the one behind their last."""
        ranges: list[Span] = []
        begins = [start for start, _ in self._paragraphs]
        for pull in self._pulled:
            first = max(0, bisect_right(begins, pull.start) - 1)
            last = bisect_left(begins, pull.end)
            at = ranges[-1][1] if ranges else 0
            if ranges and first < at:
                ranges[-1] = (ranges[-1][0], max(at, last))
                continue
            ranges += [(number, number + 1) for number in range(at, first)]
            ranges.append((first, last))
        at = ranges[-1][1] if ranges else 0
        return ranges + [(number, number + 1) for number in range(at, len(begins))]

    def _part(self, number: int) -> _Part:
        part = self._parts.get(number)
        if part is None:
            part = self._parts[number] = self._read(number)
        return part

    def _read(self, number: int) -> _Part:
        layout, spans = self._layout, self._paragraphs
        first, behind = self._ranges[number]
        low, high = spans[first][0], spans[behind - 1][1]
        found: list[Quotation] = []
        if self.turns:
            at = bisect_left(self.turns, low, key=_start)
            found += self.turns[at : bisect_left(self.turns, high, lo=at, key=_start)]
        if _may_be_entered(layout, first):
            for before in range(max(0, first - _REOPENED), first):
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
            if number < 0 or self._paragraphs[self._ranges[number][1] - 1][1] < latest - reach:
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


def _may_be_entered(layout: _Layout, number: int) -> bool:
    """Tell whether a quotation from before may go on in a paragraph: the next mark of a family closes."""
    text, spans, marks = layout
    begin, end = spans[number][0], spans[min(number + _REOPENED, len(spans)) - 1][1]
    seen = set()
    for at in marks[bisect_left(marks, begin) : bisect_left(marks, end)]:
        mark = text[at]
        if mark in _TWICE and text.startswith(mark, at + 1):
            mark += mark
        family = _FAMILY[mark]
        if family == "single" or family in seen:
            continue
        seen.add(family)
        if mark in _OPENERS:
            continue
        if len(mark) > 1 or _context(text, begin, end, _Mark(mark, at, at + 1)) != "open":
            return True
    return False


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
        out.append(replace(quotation, depth=len(ends)) if ends else quotation)
        ends.append(min(quotation.end, ends[-1]) if ends else quotation.end)
    return tuple(out)


class _Mark(NamedTuple):
    """A quotation mark, and where it stands."""

    mark: str
    start: int
    end: int


def _marks(layout: _Layout, number: int) -> list[_Mark]:
    """Return all marks of a paragraph but apostrophes: a single mark between two word characters is one."""
    text, spans, marks = layout
    low, high = spans[number]
    found: list[_Mark] = []
    for start in marks[bisect_left(marks, low) : bisect_left(marks, high)]:
        mark = text[start]
        if mark in "'’" and start and text[start - 1].isalnum() and text[start + 1 : start + 2].isalnum():
            continue
        if mark in _TWICE and found and found[-1].mark == mark and found[-1].end == start:
            found[-1] = _Mark(mark + mark, start - 1, start + 1)
            continue
        found.append(_Mark(mark, start, start + 1))
    return found


@dataclass(frozen=True, slots=True)
class _Open:
    """An opening mark that waits for its partner."""

    family: str
    mark: str
    start: int
    inner: int


def _read_paragraph(
    text: str, start: int, end: int, marks: Sequence[_Mark]
) -> tuple[list[Quotation], _Open | None]:
    """Pair the marks of one paragraph. Returns its quotations and the mark that still waits at the end."""
    found: list[Quotation] = []
    waiting: list[_Open] = []
    following = _next_of_family(marks)
    for number, match in enumerate(marks):
        mark, at, behind = match
        family = _FAMILY[mark]
        level = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n].family == family), None)
        role = _role(
            text, start, end, marks, number, following, waiting[level] if level is not None else None
        )
        if role == "close" and level is not None:
            if family == "single" and level != len(waiting) - 1:
                continue
            opened = waiting[level]
            if opened.mark == "“" and mark == '"' and level and waiting[level - 1].mark == '"':
                level -= 1  # a straight mark closes the straight one
                opened = waiting[level]
            del waiting[level:]
            if text[opened.inner : at].strip():
                found.append(Quotation(opened.start, behind, (opened.inner, at), 0, "marks", True))
        elif role == "open":
            if level is not None and not _nests(text, start, end, marks, number, following, waiting[level]):
                cut = _cut(text, waiting[level], at) if family != "single" else None
                del waiting[level:]
                if cut is not None:
                    found.append(cut)
            if len(waiting) < _DEEPEST:
                waiting.append(_Open(family, mark, at, behind))
    rest = [opened for opened in waiting if opened.family != "single" or opened.start == start]
    return found, (rest[0] if rest else None)


def _next_of_family(marks: Sequence[_Mark]) -> list[int | None]:
    """For each mark the number of the next mark of its family."""
    latest: dict[str, int] = {}
    out: list[int | None] = [None] * len(marks)
    for number in range(len(marks) - 1, -1, -1):
        family = _FAMILY[marks[number].mark]
        out[number] = latest.get(family)
        latest[family] = number
    return out


def _context(text: str, start: int, end: int, match: _Mark) -> str:
    """Return what the neighbours of a mark allow: ``open``, ``close`` or ``either``."""
    left = text[match.start - 1] if match.start > start else " "
    right = text[match.end] if match.end < end else " "
    may_open = left.isspace() or left in _BEFORE_OPENING
    may_close = right.isspace() or right in _BEHIND_CLOSING
    if may_open == may_close:
        return "either"
    return "open" if may_open else "close"


def _role(
    text: str,
    start: int,
    end: int,
    marks: Sequence[_Mark],
    number: int,
    following: Sequence[int | None],
    opened: _Open | None,
) -> str:
    """Return what a mark does: ``open``, ``close`` or ``none``. `opened` waits for a mark of its family."""
    match = marks[number]
    mark = match.mark
    context = _context(text, start, end, match)
    if _FAMILY[mark] == "single":
        return _single_role(text, marks, number, following, opened, context)
    later = following[number]
    if mark == '"' and context != "open" and _is_measure(text, start, end, marks, number, following, opened):
        return "none"
    if mark in _OPENERS:
        if opened is not None and (context == "close" or opened.mark in "„»"):
            return "close"
        return "none" if context == "close" and later is None else "open"
    if mark in _CLOSERS:
        if opened is not None:
            return "close"
        # A closing mark that stands where only an opening one can, with a partner to come.
        return "open" if context == "open" and later is not None else "none"
    if context == "either":
        return "open" if opened is None else "close"
    return context if context == "open" or opened is not None else "none"


def _single_role(
    text: str,
    marks: Sequence[_Mark],
    number: int,
    following: Sequence[int | None],
    opened: _Open | None,
    context: str,
) -> str:
    match = marks[number]
    mark, at, behind = match
    if text[at - 2 : at] in ("'n", "’n", "‘n"):
        return "none"
    right = text[behind : behind + 1]
    left = text[at - 1 : at] if at else " "
    if (
        opened is not None
        and not left.isspace()
        and (context == "close" or (context == "either" and mark != "‘"))
    ):
        ambiguous = left in "sSzZ" and right == " " and text[behind + 1 : behind + 2].isalpha()
        if not ambiguous:
            return "close"
        if mark == "'" and opened.mark == "‘":
            return "none"
        if behind - opened.start > _POSSESSIVE_REACH:
            return "none"
        # "s'" is a possessive if a mark that can only close is near.
        later = following[number]
        for _ in range(_POSSESSIVES):
            if later is None or marks[later].start - behind > _POSSESSIVE_REACH:
                return "close"
            then = marks[later].start
            if text[then - 1].isspace():
                return "close"
            if text[then - 1] not in "sS" or not text[then + 1 : then + 2].isspace():
                return "none"
            later = following[later]
        return "close"
    if mark == "‘" and right.isspace() and left.isspace() and following[number] is not None:
        return "open"  # a stray space behind a mark that can only open
    if context == "close" or not right or right.isspace() or _ELISION.match(text, behind):
        return "none"
    if mark in "’´" and opened is not None and opened.mark == "‘":
        return "none"
    return "open"


def _is_measure(
    text: str,
    start: int,
    end: int,
    marks: Sequence[_Mark],
    number: int,
    following: Sequence[int | None],
    opened: _Open | None,
) -> bool:
    """Tell whether a straight mark behind a number is an inch sign: nothing is open, or a partner follows."""
    at = marks[number].start
    if at <= start or not text[at - 1].isdigit():
        return False
    if opened is None:
        return True
    later = following[number]
    return later is not None and _context(text, start, end, marks[later]) == "close"


def _nests(
    text: str,
    start: int,
    end: int,
    marks: Sequence[_Mark],
    number: int,
    following: Sequence[int | None],
    opened: _Open,
) -> bool:
    """Tell whether an opening mark within its own family nests.

    It does when two closing marks follow, or when it is curly within straight marks that close later.
    """
    first = following[number]
    if first is not None and opened.mark == '"' and (marks[number].mark, marks[first].mark) == ("“", "”"):
        return any(mark.mark == '"' for mark in marks[first + 1 : first + 40])
    second = following[first] if first is not None else None
    if first is None or second is None:
        return False
    return all(
        _context(text, start, end, marks[n]) != "open" and marks[n].mark not in _OPENERS
        for n in (first, second)
    )


def _cut(text: str, opened: _Open, limit: int) -> Quotation | None:
    """End a quotation that lacks its closing mark at its first sentence end before `limit`."""
    stop = _SENTENCE_END.search(text, opened.inner, limit)
    if stop is None:
        return None
    return Quotation(opened.start, stop.end(), (opened.inner, stop.end()), 0, "marks", False)


def _unclosed(layout: _Layout, number: int, opened: _Open) -> list[Quotation]:
    """The quotation of a mark that found no partner in its paragraph.

    It goes on if the next paragraph reopens, or if the first mark of the next few paragraphs closes. If not,
    the closing mark was forgotten: the quotation ends with its paragraph when it fills it or follows a colon
    or comma, else with its sentence.
    """
    text, spans, _ = layout
    start, end = spans[number]
    narrated = _NARRATED.search(text, opened.inner, end) if opened.family == "single" else None
    if narrated:
        end = narrated.start()  # the closing mark was forgotten before ", the mayor said"
    whole = Quotation(opened.start, end, (opened.inner, end), 0, "marks", False)
    if number + 1 < len(spans) and _FAMILY.get(text[spans[number + 1][0]]) == opened.family:
        return [whole]
    passed: list[Quotation] = []
    for later in range(number + 1, min(number + 1 + _REOPENED, len(spans))):
        begin, stop = spans[later]
        closing = next((m for m in _marks(layout, later) if _FAMILY[m.mark] == opened.family), None)
        if closing is None:
            passed.append(Quotation(begin, stop, (begin, stop), 0, "marks", False))
            continue
        closes = _context(text, begin, stop, closing) == "close" and closing.mark not in _OPENERS
        if closes and opened.family != "single":
            passed.append(Quotation(begin, closing.end, (begin, closing.start), 0, "marks", True))
            return [whole, *passed]
        break
    if opened.family == "single" or not text[opened.inner : end].strip() or text[opened.inner].isspace():
        return []
    before = text[start : opened.start].rstrip()
    if not before or before[-1] in ":,":
        return [whole]
    cut = _cut(text, opened, end)
    return [cut if cut is not None else whole]


def _turns(text: str, spans: Sequence[Span]) -> list[Quotation]:
    """The turns of a transcript."""
    return [Quotation(*turn, turn, 0, "transcript", True) for turn in transcript(text, spans)]


def _blocks(text: str, spans: Sequence[Span], number: int) -> list[Quotation]:
    """What is set off as somebody's words in a paragraph: by its introduction, or by tags."""
    found = (*block(text, spans, number), *tagged(text, *spans[number]))
    return [Quotation(*outer, inner, 0, "block", True) for outer, inner in found]
