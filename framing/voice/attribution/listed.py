"""The items of a list whose introduction reports them: "The speakers called for:" and what they wanted."""

from __future__ import annotations

import re

from framing.model import Span
from framing.text.set_off import LIST_ITEM
from framing.voice.attribution.scopes import Scope, scopes_in
from framing.voice.attribution.sentence import read_sentence

_REACH = 4_000  # code points before an item in which its list begins
_LONGEST = 300  # code points of an introduction
_SENTENCE_ENDS = re.compile(r"[.!?]\s+(?=[A-Z])")

_ACCORDING = re.compile(r"according to\b", re.IGNORECASE)


def is_item(text: str, sentence: Span, paragraph: Span) -> bool:
    """Whether a sentence opens an item of a list."""
    return sentence[0] == paragraph[0] and LIST_ITEM.match(text, *paragraph) is not None


def find_listed(text: str, sentence: Span) -> Scope | None:
    """The scope over the item at `sentence`, if the list's introduction leaves its content open."""
    introduction = _introduction(text, sentence[0])
    mark = LIST_ITEM.match(text, *sentence)
    if introduction is None or mark is None:
        return None
    start, colon = introduction
    # Read as one sentence, as it is meant; a place in the introduction stays where it is but for `start`.
    opening = text[start:colon]
    item = text[mark.end() : sentence[1]].strip()
    joints = (", ",) if _ACCORDING.match(opening) else (" ", ": ")
    for joint in joints:
        found = _read_joined(opening, joint, item)
        if found is not None:
            moved = [
                (low + start, min(high + start, colon)) for low, high in found.evidence if low < len(opening)
            ]
            source = found.source and (found.source[0] + start, found.source[1] + start)
            cue = (found.cue[0] + start, min(found.cue[1] + start, colon))
            return Scope(*sentence, found.rule, cue, source, (*moved, (colon, colon + 1)))
    return None


def _read_joined(opening: str, joint: str, item: str) -> Scope | None:
    """The scope that a cue of the introduction opens over the item, read as one sentence with it."""
    joined = f"{opening}{joint}{item}"
    read = read_sentence(joined, (0, len(joined)), ())
    end = len(opening) + len(joint.rstrip())
    for scope in scopes_in(read, len(joined) - len(item)):
        if scope.cue[1] <= end and (scope.source is None or scope.source[1] <= len(opening)):
            return scope
    return None


def _introduction(text: str, item: int) -> Span | None:
    """The last sentence before a list, up to its colon, behind which there are only items up to `item`."""
    low = max(0, item - _REACH)
    end = item
    while True:
        end = len(text[low:end].rstrip()) + low
        begin = text.rfind("\n", low, end) + 1
        if end <= low or (low and begin <= low):
            return None
        if not LIST_ITEM.match(text, begin, end):
            break
        end = begin
    if text[end - 1] != ":" or end - begin > _LONGEST:
        return None
    begin = max([begin, *(match.end() for match in _SENTENCE_ENDS.finditer(text, begin, end))])
    return begin, end - 1
