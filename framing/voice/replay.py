"""Replay of a ruling: its rule, shown only the evidence and the term, must give the same voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from framing.model import Document, Ruling, Span, Zone
from framing.voice.classify import classify


def mask(text: str, shown: Iterable[Span]) -> str:
    """Return `text` with every word character outside the `shown` spans replaced.

    Capital letters become ``X``, other letters and digits ``x``; everything else, marks and line breaks among
    it, stays. The length does not change.
    """
    out = []
    at = 0
    for start, end in sorted(shown):
        if end > at:
            out.append(_masked(text[at : max(at, start)]))
            out.append(text[max(at, start) : end])
            at = end
    out.append(_masked(text[at:]))
    return "".join(out)


def _masked(text: str) -> str:
    return "".join(("X" if c.isupper() else "x") if c.isalnum() else c for c in text)


def replay(document: Document, zones: Sequence[Zone], span: Span, ruling: Ruling) -> Ruling:
    """Rule again on `span`, in a text that shows only the evidence of `ruling` and the term."""
    text = mask(document.text, (*ruling.evidence, span))
    return classify(replace(document, text=text), zones, [span])[0]
