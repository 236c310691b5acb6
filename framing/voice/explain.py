"""Why an occurrence has its voice: the rule in words, its evidence, and what the other rules say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.model import Document, Ruling, Span, Zone, ZoneKind
from framing.text.shown import shown_evidence
from framing.voice.classify import RULES, overrides_of, rule_id, rule_on
from framing.voice.site import Page, Site

_AROUND = 160  # code points of the passage shown to either side of the term


@dataclass(frozen=True, slots=True)
class OtherRule:
    """A rule that did not decide, and why. `would` is the voice it would have given, had it been asked."""

    rule: str
    why: str
    would: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A ruling with its reasons. `passage` is a span of the document around `span`; `rule` is in words."""

    span: Span
    passage: Span
    text: str
    zone: ZoneKind
    ruling: Ruling
    rule: str
    others: tuple[OtherRule, ...]

    @property
    def evidence(self) -> list[Span]:
        """The stretches of evidence as they are shown."""
        return shown_evidence(self.text, self.span, self.ruling.evidence)


def explain(document: Document, zones: Sequence[Zone], span: Span) -> Explanation:
    """Explain the ruling on one span of a document."""
    page = Page(document, zones)
    site = Site(page, *span)
    override = overrides_of(document).get(span[0])
    ruling = Ruling(override.voice, "override") if override else rule_on(site)
    words = f"A person corrected this one: {override.reason}" if override else ""
    others = []
    for rule in RULES:
        outcome = rule(Site(page, *span))
        if isinstance(outcome, Ruling):
            if outcome.rule == ruling.rule and not override:
                words = summary(rule.__doc__)
            elif outcome.voice != "own":
                others.append(OtherRule(outcome.rule, "a rule before it decided", outcome.voice))
        else:
            others.append(OtherRule(rule_id(rule), outcome))
    low, high = span
    for start, end in ruling.evidence:
        low, high = min(low, max(start, span[0] - 2 * _AROUND)), max(high, min(end, span[1] + 2 * _AROUND))
    passage = _passage(document.text, low, high)
    return Explanation(span, passage, document.text, site.zone, ruling, words, tuple(others))


def summary(docstring: str | None) -> str:
    """Return the first paragraph of a rule's docstring as one line: the rule in words."""
    return " ".join((docstring or "").split("\n\n")[0].split())


def _passage(text: str, low: int, high: int) -> Span:
    """Return a passage around two offsets that begins and ends between words."""
    low, high = max(0, low - _AROUND), min(len(text), high + _AROUND)
    while low > 0 and not text[low - 1].isspace() and low % _AROUND:
        low -= 1
    while high < len(text) and not text[high].isspace() and high % _AROUND:
        high += 1
    return low, high


def marked_passage(explanation: Explanation) -> str:
    """Return the passage in one line: the term between ⟦ and ⟧, each piece of evidence between ‹ and ›."""
    low, high = explanation.passage
    cuts: list[tuple[int, int, str]] = []
    for start, end in (*explanation.evidence, explanation.span):
        start, end = max(start, low), min(end, high)
        if start < end:
            marks = "⟦⟧" if (start, end) == explanation.span else "‹›"
            cuts += [(start, 1, marks[0]), (end, 0, marks[1])]
    out = []
    at = low
    for offset, _, mark in sorted(cuts):
        out.append(explanation.text[at:offset])
        out.append(mark)
        at = offset
    out.append(explanation.text[at:high])
    return " ".join("".join(out).split())


def render(explanation: Explanation) -> str:
    """Return an explanation as plain text, one fact a line."""
    ruling = explanation.ruling
    start, end = explanation.span
    lines = [
        marked_passage(explanation),
        "",
        f"term      {explanation.text[start:end]} ({start}-{end}, {explanation.zone})",
        f"voice     {ruling.voice}",
        f"rule      {ruling.rule}: {explanation.rule}",
    ]
    if ruling.speaker:
        lines.append(f"speaker   {ruling.speaker}")
    for first, last in explanation.evidence:
        lines.append(f"evidence  {' '.join(explanation.text[first:last].split())} ({first}-{last})")
    lines += ["", "other rules"]
    for other in explanation.others:
        note = f"{other.why}; it would have said {other.would}" if other.would else other.why
        lines.append(f"  {other.rule}: {note}")
    return "\n".join(lines) + "\n"
