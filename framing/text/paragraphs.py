"""A document cut into paragraphs, with lines that a fixed line width has cut put together again.

Zones look at lines one by one, so only lines that a width has cut are put together. Quotations run on over
whatever cuts a sentence, a page break too.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from framing.model import Span
from framing.text.lines import BULLETS, may_be_page_mark
from framing.text.set_off import LIST_ITEM, QUOTATION_MARKS

_WRAP: Final = 130  # characters; a text with longer lines is not hard-wrapped
_HEAD: Final = 400  # characters of a line or title that are compared
REFERENCE: Final = re.compile(r"\[\d{1,3}\]|\[[ivx]{1,5}\]|[¹²³⁴-⁹]|\^\d")
NUMBERED: Final = re.compile(r"\(?\d{1,3}[.)\]]\s")
WORD: Final = re.compile(r"\w+(?:['’]\w+)?")
_TERMINAL: Final = frozenset(".!?:;…。”\"’'»)]")
_MARK: Final = 160  # characters of a line that a page break leaves
_INDENT: Final = 2  # characters by which a block is indented at least
_BLOCK: Final = 90  # characters of a line of a block at most
_FULL: Final = 45  # characters from which such a line is full, whatever ends it


def split_paragraphs(text: str, title: str) -> tuple[list[int], list[str]]:
    """Start and stripped text of each paragraph. A line is a paragraph, unless the text is hard-wrapped."""
    starts: list[int] = []
    lines: list[str] = []
    position = 0
    if "\r" in text:
        text = text.replace("\r\n", " \n")  # now each line ends in one character
    for line in text.splitlines():
        core = line.strip()
        if core:
            starts.append(position if core is line else position + len(line) - len(line.lstrip()))
            lines.append(core)
        position += len(line) + 1
    if any(len(line) > _WRAP and " " in line for line in lines):
        return starts, lines
    ends = [start + len(line) for start, line in zip(starts, lines, strict=True)]
    gaps = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    adjacent = [False, *(len(f"{gap}.".splitlines()) == 2 for gap in gaps)]  # no blank line before this one
    return _unwrapped(starts, lines, adjacent, title) if any(adjacent) else (starts, lines)


def _unwrapped(
    starts: list[int], lines: list[str], adjacent: list[bool], title: str
) -> tuple[list[int], list[str]]:
    """Lines that a fixed line width has cut, put together again.

    A line break is a wrap where the next word would not have fitted. A text is taken as wrapped if enough
    lines after such breaks go on in lower case, which a list of names does not.
    """
    pairs = [i for i in range(1, len(lines)) if adjacent[i]]
    lengths = sorted(len(lines[i - 1]) for i in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if width < 40:
        return starts, lines
    full = {i for i in pairs if len(lines[i - 1]) + 1 + len(lines[i].split(None, 1)[0]) > width}
    # Scripts without case have no capital that would tell a new line of a list.
    going_on = sum(lines[i][0].isalpha() and not lines[i][0].isupper() for i in full)
    if going_on < 2 or going_on < 0.3 * len(full):
        return starts, lines
    new_starts: list[int] = []
    parts: list[list[str]] = []
    heading = squeeze(title)
    size = 0  # characters of the paragraph so far: a long one is no headline, and is not looked at again
    for i, line in enumerate(lines):
        goes_on = (i in full or (adjacent[i] and line[0].islower())) and not (
            line[0] in BULLETS
            or REFERENCE.match(line)
            or NUMBERED.match(line)
            or (heading and size <= _HEAD and squeeze(" ".join(parts[-1])) == heading)
        )
        if goes_on:
            parts[-1].append(line)
            size += len(line)
        else:
            new_starts.append(starts[i])
            parts.append([line])
            size = len(line)
    return new_starts, [" ".join(part) for part in parts]


def squeeze(text: str) -> str:
    """Letters and digits only, case folded, for comparing a line with a title."""
    return "".join(WORD.findall(text[:_HEAD])).casefold().replace("’", "'")


def paragraph_spans(text: str) -> list[Span]:
    """Return the paragraphs of `text`, in order, without the white space around them.

    A blank line ends a paragraph, and so does a line break, unless the text is wrapped to a fixed width. A
    paragraph that breaks off without final punctuation and goes on in lower case (a page break) is one.
    """
    spans: list[Span] = []
    wrapped: bool | None = None
    last = -1  # where the line before ends
    page: Span | None = None  # a line that a page break may have left in the last paragraph
    position = 0
    for line in text.split("\n"):
        core = line.strip()
        start = position if core is line else position + len(line) - len(line.lstrip())
        position += len(line) + 1
        if not core:
            continue
        end = start + len(core)
        span = start, end
        if page:
            if text[start].islower():
                spans[-1] = (spans[-1][0], end)
                page, last = None, end
                continue
            spans.append(page)
            page = None
        if last < 0 or (text.startswith("\n\n", last) and not text[start].islower()):
            if spans and len(core) <= _MARK and _breaks_off(text, spans[-1]) and may_be_page_mark(core):
                page = span
            else:
                spans.append(span)  # nearly always
        else:
            if wrapped is None:
                wrapped = _is_wrapped(text)
            if _continues(text, spans[-1], start, wrapped):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append(span)
        last = end
    return [*spans, page] if page else spans


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
    end = paragraph[1]
    single = text.count("\n", end, start) == 1
    if single and wrapped and not LIST_ITEM.match(text, start):
        return True
    if single and text[start - 1] != "\n":
        return _goes_on_indented(text, paragraph, start)
    return text[start].islower() and _breaks_off(text, paragraph)


def _breaks_off(text: str, paragraph: Span) -> bool:
    """Tell whether a paragraph of some length ends without final punctuation."""
    begin, end = paragraph
    return end - begin > 40 and text[end - 1] not in _TERMINAL


def _goes_on_indented(text: str, paragraph: Span, start: int) -> bool:
    """Tell whether an indented line goes on with one that is indented as far, and full or cut off.

    So it is with a block quotation in a text whose own paragraphs are one line each.
    """
    end = paragraph[1]
    above = text.rfind("\n", 0, end) + 1
    line = text.rfind("\n", 0, start) + 1
    lead = len(text[above:end]) - len(text[above:end].lstrip())
    if lead < _INDENT or lead != start - line or end - above - lead > _BLOCK:
        return False
    if LIST_ITEM.match(text, start) or text[start] in QUOTATION_MARKS:
        return False
    return text[end - 1] not in _TERMINAL or end - above - lead >= _FULL
