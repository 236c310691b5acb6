"""Lists of links that a page leaves in the middle of a sentence, behind the name they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.model import Span

_END = " MORE"
_LONGEST = 800  # code points of one list
# The name in full once more, and on to it without a space the first headline: Mayor Orsk | Ida OrskCouncil …
_BEGIN = re.compile(r"\b([A-Z][\w’'-]+)(?=(?: [\w.()’'-]+){0,5}? ?\1[A-Z\d‘“\"'])")


def link_lists(text: str) -> tuple[Span, ...]:
    """The lists of links within sentences, in order: from behind the name to the word MORE that ends each."""
    found = []
    low, at = 0, text.find(_END)
    while at >= 0:
        end = at + len(_END)
        if not text[end : end + 1].isalnum():
            line = max(low, text.rfind("\n", low, at) + 1, at - _LONGEST)
            begin = _BEGIN.search(text, line, at)
            if begin:
                found.append((begin.end(), end))
            low = end
        at = text.find(_END, end)
    return tuple(found)


def blank(text: str, spans: Sequence[Span]) -> str:
    """The text with spaces in place of `spans`: what is read of the rest keeps its offsets."""
    kept = []
    at = 0
    for start, end in spans:
        kept += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*kept, text[at:]]) if spans else text
