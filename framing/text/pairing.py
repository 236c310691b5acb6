"""The quotation marks of a paragraph, and which of them belong together.

One pass over the marks with a small stack. What a mark does is read from its shape and from the characters
around it; where these disagree, from what is open.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Final, Literal, NamedTuple

from framing.model import Span
from framing.text.set_off import QUOTATION_MARKS

QuotationKind = Literal["marks", "block", "pull", "transcript"]


class Quotation(NamedTuple):
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


class Mark(NamedTuple):
    """A quotation mark, and where it stands."""

    mark: str
    start: int
    end: int


class Open(NamedTuple):
    """An opening mark that waits for its partner; `inner` lies behind it."""

    family: str
    mark: str
    start: int
    inner: int


class _Paragraph(NamedTuple):
    """The marks of a paragraph, and for each the number of the next mark of its family."""

    text: str
    start: int
    end: int
    marks: Sequence[Mark]
    following: Sequence[int | None]


_ELISIONS: list[str] = tomllib.loads(
    files("framing.text").joinpath("quotation_words.toml").read_text(encoding="utf-8")
)["elisions"]

# Marks by family: a quotation closes with a mark of the family that opened it.
FAMILY: Final = (
    dict.fromkeys(('"', "“", "”", "„", "‟", "＂", "``", "''"), "double")
    | dict.fromkeys("'‘’‚‛`´", "single")
    | {"«": "guillemet", "»": "guillemet", "‹": "angle", "›": "angle"}
    | {"「": "corner", "」": "corner", "『": "white corner", "』": "white corner"}
)
OPENERS: Final = frozenset("“„‟‘‚‛`«‹「『") | {"``"}
_CLOSERS = frozenset("”»›」』´") | {"''"}  # ’ is an apostrophe too, so its context decides
TWICE: Final = frozenset("'`")  # two of them are one double mark

_ENDS_SENTENCE = ".!?…"
_SENTENCE_END = re.compile(r"[.?!…。](?=\s)")
# A decade, a year, a word that lost its head: no quotation begins here.
_ELISION = re.compile(rf"(?:\d0s|\d\d(?!\w|['’])|(?:{'|'.join(_ELISIONS)})(?!\w))", re.IGNORECASE)
_BEFORE_OPENING = frozenset("([{<-–—/…*_~|") | QUOTATION_MARKS
_BEHIND_CLOSING = frozenset(")]}>-–—/.,;:!?…*_~|([") | QUOTATION_MARKS
_DEEPEST = 8  # levels of nesting followed; deeper marks are noise
_POSSESSIVE_REACH = 120  # code points in which a later closing mark makes "s'" a possessive
_POSSESSIVES = 4  # marks behind "s" passed over on the way to it


def marks_of(text: str) -> tuple[str, ...]:
    """Return the characters of a text that are quotation marks or apostrophes, each once."""
    return tuple([mark for mark in QUOTATION_MARKS if mark in text])


def marks_within(text: str, span: Span, marks: Sequence[str]) -> list[Mark]:
    """Return where `marks` stand within a span, in order, but no apostrophes.

    A single mark between two word characters is an apostrophe.
    """
    places = []
    for mark in marks:
        at = text.find(mark, *span)
        while at >= 0:
            places.append(at)
            at = text.find(mark, at + 1, span[1])
    places.sort()
    found: list[Mark] = []
    for start in places:
        mark = text[start]
        if mark in "'’" and start and text[start - 1].isalnum() and text[start + 1 : start + 2].isalnum():
            continue
        if mark in TWICE and found and found[-1].mark == mark and found[-1].end == start:
            found[-1] = Mark(mark + mark, start - 1, start + 1)
            continue
        found.append(Mark(mark, start, start + 1))
    return found


def pair(text: str, span: Span, marks: Sequence[Mark]) -> tuple[list[Quotation], Open | None]:
    """Pair the marks of one paragraph. Returns its quotations and the mark that still waits at the end."""
    found: list[Quotation] = []
    if "".join([mark.mark for mark in marks]) == "“”" * (len(marks) // 2):  # nearly always
        for (_, start, inner), (_, at, behind) in zip(marks[::2], marks[1::2], strict=True):
            if not text[inner:at].isspace() and inner < at:
                found.append(Quotation(start, behind, (inner, at), 0, "marks", True))
        return found, None
    waiting: list[Open] = []
    paragraph = _Paragraph(text, *span, marks, _next_of_family(marks))
    for number, (mark, at, behind) in enumerate(marks):
        family = FAMILY[mark]
        level = len(waiting) - 1
        while level >= 0 and waiting[level].family != family:
            level -= 1
        opened = waiting[level] if level >= 0 else None
        role = _role(paragraph, number, opened)
        if role == "close" and opened is not None:
            if family == "single" and level != len(waiting) - 1:
                continue
            if opened.mark == "“" and mark == '"' and level and waiting[level - 1].mark == '"':
                level -= 1  # a straight mark closes the straight one
                opened = waiting[level]
            del waiting[level:]
            if text[opened.inner : at].strip():
                found.append(Quotation(opened.start, behind, (opened.inner, at), 0, "marks", True))
        elif role == "open":
            if opened is not None and not _nests(paragraph, number, opened):
                if family != "single" and (
                    ended := _reopened(paragraph, opened, at) or cut(text, opened, at)
                ):
                    found.append(ended)
                del waiting[level:]
            if len(waiting) < _DEEPEST:
                waiting.append(Open(family, mark, at, behind))
    rest = [opened for opened in waiting if opened.family != "single" or opened.start == span[0]]
    return found, (rest[0] if rest else None)


def _reopened(paragraph: _Paragraph, opened: Open, at: int) -> Quotation | None:
    """A paragraph of direct speech whose next one, which opens again at `at`, lost its line break.

    Several are one line then, which begins with an opening and ends with a closing mark; each of them begins
    where a sentence does.
    """
    text, start, end, marks, _ = paragraph
    if marks[0].start != start or marks[-1].end != end or FAMILY[marks[-1].mark] != opened.family:
        return None
    ahead, said = text[start : opened.start].rstrip(), text[opened.inner : at].rstrip()
    if ahead[-1:] not in _ENDS_SENTENCE or not said or said[-1] not in _ENDS_SENTENCE:
        return None
    stop = opened.inner + len(said)
    return Quotation(opened.start, stop, (opened.inner, stop), 0, "marks", False)


def _next_of_family(marks: Sequence[Mark]) -> list[int | None]:
    """For each mark the number of the next mark of its family."""
    latest: dict[str, int] = {}
    out: list[int | None] = [None] * len(marks)
    for number in range(len(marks) - 1, -1, -1):
        family = FAMILY[marks[number].mark]
        out[number] = latest.get(family)
        latest[family] = number
    return out


def context_of(text: str, start: int, end: int, mark: Mark) -> str:
    """Return what the neighbours of a mark allow: ``open``, ``close`` or ``either``."""
    left = text[mark.start - 1] if mark.start > start else " "
    right = text[mark.end] if mark.end < end else " "
    may_open = left.isspace() or left in _BEFORE_OPENING
    may_close = right.isspace() or right in _BEHIND_CLOSING
    if may_open == may_close:
        return "either"
    return "open" if may_open else "close"


def _role(paragraph: _Paragraph, number: int, opened: Open | None) -> str:
    """Return what a mark does: ``open``, ``close`` or ``none``. `opened` waits for a mark of its family."""
    text, start, end, marks, following = paragraph
    match = marks[number]
    mark = match.mark
    context = context_of(text, start, end, match)
    if FAMILY[mark] == "single":
        return _single_role(paragraph, number, opened, context)
    later = following[number]
    if mark == '"' and context != "open" and _is_measure(paragraph, number, opened):
        return "none"
    if mark in OPENERS:
        if opened is not None and (context == "close" or opened.mark in "„»"):
            return "close"
        return "none" if context == "close" and later is None else "open"
    if mark in _CLOSERS:
        if opened is not None:
            return "close"
        # A closing mark that stands where only an opening one can, with a partner or a sentence to come.
        opens = context == "open" and (
            later is not None or (mark == "”" and text[match.end : match.end + 1].isupper())
        )
        return "open" if opens else "none"
    if context == "either":
        return "open" if opened is None else "close"
    return context if context == "open" or opened is not None else "none"


def _single_role(paragraph: _Paragraph, number: int, opened: Open | None, context: str) -> str:
    text, _, _, marks, following = paragraph
    mark, at, behind = marks[number]
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


def _is_measure(paragraph: _Paragraph, number: int, opened: Open | None) -> bool:
    """Tell whether a straight mark behind a number is an inch sign: nothing is open, or a partner follows."""
    text, start, end, marks, following = paragraph
    at = marks[number].start
    if at <= start or not text[at - 1].isdigit():
        return False
    if opened is None:
        return True
    later = following[number]
    return later is not None and context_of(text, start, end, marks[later]) == "close"


def _nests(paragraph: _Paragraph, number: int, opened: Open) -> bool:
    """Tell whether an opening mark within its own family nests.

    It does when two closing marks follow, or when it is curly within straight marks that close later.
    """
    text, start, end, marks, following = paragraph
    first = following[number]
    if first is not None and opened.mark == '"' and (marks[number].mark, marks[first].mark) == ("“", "”"):
        return any(mark.mark == '"' for mark in marks[first + 1 : first + 40])
    second = following[first] if first is not None else None
    if first is None or second is None:
        return False
    return all(
        context_of(text, start, end, marks[n]) != "open" and marks[n].mark not in OPENERS
        for n in (first, second)
    )


def cut(text: str, opened: Open, limit: int) -> Quotation | None:
    """End a quotation that lacks its closing mark at its first sentence end before `limit`."""
    stop = _SENTENCE_END.search(text, opened.inner, limit)
    if stop is None:
        return None
    return Quotation(opened.start, stop.end(), (opened.inner, stop.end()), 0, "marks", False)
