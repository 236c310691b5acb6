"""What the rules about terms held at a distance look at, and the pieces that their patterns share.

They look at *units*: the term, or the short stretch in quotation marks that holds it.
"""

from __future__ import annotations

import re

from framing.model import Ruling, Span
from framing.voice.site import Site, Unit, any_of, cue_table, marks_of, words
from framing.voice.stretch import is_clause, is_title_case

_CUES = cue_table("distance")
MARK = "[“”\"'‘’„«‹「]"
# Words that end a noun phrase: a cue does not reach a term beyond them.
STOP = any_of(_CUES["phrase_ends"])
GAP = rf"(?:(?!{STOP}\b)[\w’'‑-]+\s+)"
DET = r"(?:(?:an?|the|its|their|his|her|our|this|these|being|simply|merely|only|just)\s+){0,2}"
WORD_NOUN = any_of(_CUES["word_nouns"])
# *term*, **term**, <em>term</em>
_EMPHASIS_OPENS = re.compile(r"(?:(?<![*_])(?:\*{1,3}|_{1,2})|<(?:em|i|b|strong)>)\Z")
_EMPHASIS_MARKS = ("*", "_", ">")
_EMPHASIS_CLOSES = re.compile(r"(?:\*{1,3}|_{1,2})(?![\w*])|</(?:em|i|b|strong)>")


def span_before(unit: Unit, match: re.Match[str]) -> Span:
    """Return where a match before a unit lies in the document, without white space at its ends."""
    offset = unit.start - len(unit.before)
    piece = match[0]
    start = offset + match.start() + len(piece) - len(piece.lstrip())
    return start, max(start, offset + match.start() + len(piece.rstrip()))


def span_behind(unit: Unit, match: re.Match[str]) -> Span:
    """Return where a match behind a unit lies in the document."""
    return unit.end + match.start(), unit.end + match.end()


def distanced(unit: Unit, rule: str, *evidence: Span) -> Ruling:
    """Return the ruling by `rule` that holds a unit at a distance; its marks belong to the evidence."""
    marks = marks_of(unit.marks) if unit.marks else ()
    return Ruling("distanced", rule, tuple(sorted({*evidence, *marks, *unit.emphasis})))


def units_of(site: Site) -> tuple[Unit, ...]:
    """Return the units to look at, the wider one first."""
    if site.units is None:
        site.units = _units_of(site)
    return site.units


def _units_of(site: Site) -> tuple[Unit, ...]:
    if site.short is None:
        return (_with_emphasis(site.unit),)
    content = site.text[site.short.inner[0] : site.short.inner[1]]
    if is_clause(content) and not is_title_case(words(content)):
        return (_with_emphasis(site.bare),)
    return (_with_emphasis(site.unit), _with_emphasis(site.bare))


def _with_emphasis(unit: Unit) -> Unit:
    """Return a unit with the emphasis directly around it, so that words stand before and behind it."""
    if unit.before[-1:] not in _EMPHASIS_MARKS:
        return unit  # nearly always
    opening, closing = _EMPHASIS_OPENS.search(unit.before), _EMPHASIS_CLOSES.match(unit.behind)
    if opening is None or closing is None:
        return unit
    start, end = unit.start - len(opening[0]), unit.end + closing.end()
    before, behind = unit.before[: opening.start()], unit.behind[closing.end() :]
    return Unit(start, end, before, behind, unit.marks, ((start, unit.start), (unit.end, end)))
