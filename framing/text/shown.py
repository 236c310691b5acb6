"""Evidence as it is shown to a reader."""

from __future__ import annotations

from collections.abc import Iterable

from framing.model import Span

_SHORT_GAP = 12  # code points between two stretches over which a reader reads on


def shown_evidence(text: str, term: Span, evidence: Iterable[Span]) -> list[Span]:
    """Return the stretches of evidence for a ruling on `term` in order; near ones are one.

    These overlap, or have no more than a word or two between them. A gap stays in which the term stands or a
    line ends, and one beside a quotation mark.
    """
    shown: list[Span] = []
    for start, end in sorted(evidence):
        if shown:
            low, high = shown[-1]
            words = text[high - 1 : high].isalnum() and text[start : start + 1].isalnum()
            near = words and start - high <= _SHORT_GAP and "\n" not in text[high:start]
            if start < high or (near and not (high < term[1] and term[0] < start)):
                start, end = low, max(high, end)
                shown.pop()
        shown.append((start, end))
    return shown
