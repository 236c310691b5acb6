"""Why an occurrence has its voice: the rule in words, its evidence, and what the other rules say.

`explain` and `render` tell all of one place, `render_briefly` what decided at each of several.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from framing.model import Document, Ruling, Span, Zone, ZoneKind
from framing.text.shown import shown_evidence
from framing.voice.classify import RULES, classify_in_sentences, overrides_of, rule_id, rule_on, site_at
from framing.voice.site import Page

_AROUND = 160  # code points of the passage shown to either side of the term
_WIDTH = 100  # characters of a line where several places are told


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
    site = site_at(page, *span)
    override = overrides_of(document, [span]).get(span)
    ruling = Ruling(override.voice, "override") if override else rule_on(site)
    words = " ".join((rule_words("override"), override.reason)).strip() if override else ""
    others = []
    for rule in RULES:
        outcome = rule(site_at(page, *span))
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


_IN_WORDS = {rule_id(rule): summary(rule.__doc__) for rule in RULES}
_IN_WORDS["override"] = "A person who worked on this study decided this case."


def rule_words(rule: str) -> str:
    """A rule in words. The rules of attribution share a sentence, with the kind of attribution behind it."""
    general = _IN_WORDS["attribution"].rstrip(".")
    return _IN_WORDS.get(rule) or f"{general} ({rule.replace('-', ' ')})."


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
    cuts: list[tuple[int, str]] = []
    evidence = [(span, "‹›") for span in explanation.evidence if span != explanation.span]
    for (start, end), marks in (*evidence, (explanation.span, "⟦⟧")):
        start, end = max(start, low), min(end, high)
        if start < end:
            cuts += [(start, marks[0]), (end, marks[1])]
    out = []
    at = low
    # At one offset, what ends there comes first, and the term's marks are within those of evidence.
    for offset, mark in sorted(cuts, key=lambda cut: (cut[0], "⟧›‹⟦".index(cut[1]))):
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


def render_briefly(document: Document, zones: Sequence[Zone], spans: Sequence[Span]) -> str:
    """What decided at each of `spans`, in their order, as plain text; then the rules that did, in words.

    A place has its offset, its name and its ruling, and its sentence below, marked as in `marked_passage`.
    Evidence that lies outside what is shown of the sentence has a line of its own.
    """
    page = Page(document, zones)
    overrides = overrides_of(document, spans)
    indent = " " * (len(str(spans[-1][0])) + 2)
    lines: list[str] = []
    rules: dict[str, None] = {}
    for span, (ruling, sentence) in zip(spans, classify_in_sentences(document, zones, spans), strict=True):
        start, end = span
        low, high = _passage(document.text, start, end)
        passage = max(low, min(sentence[0], start)), min(high, max(sentence[1], end))
        zone = page.zone_at(start)
        told = Explanation(span, passage, document.text, zone, ruling, rule_words(ruling.rule), ())
        rules[ruling.rule] = None
        if span in overrides and overrides[span].reason:
            why = f"{ruling.rule}: {overrides[span].reason}"
        else:
            why = ruling.rule
        name = " ".join(document.text[start:end].split())
        lines.append(
            f"{start:<{len(indent)}}{name}{'' if zone == 'body' else f' ({zone})'}  {ruling.voice}"
            f"{f', {ruling.speaker}' if ruling.speaker else ''}  [{why}]"
        )
        lines += textwrap.wrap(marked_passage(told), _WIDTH, initial_indent=indent, subsequent_indent=indent)
        for first, last in told.evidence:
            hidden = document.text[first : passage[0]] + document.text[max(first, passage[1]) : last]
            if hidden.strip():
                words = " ".join(document.text[first:last].split())
                lines.append(f"{indent}evidence  {words} ({first}-{last})")
        lines.append("")
    lines.append("rules that decided")
    for rule in rules:
        lines += textwrap.wrap(
            f"{rule}: {rule_words(rule)}", _WIDTH, initial_indent="  ", subsequent_indent="    "
        )
    return "\n".join(lines) + "\n"
