"""One ruling for each occurrence: the rules in order, the first that rules wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from framing.model import Document, Override, Ruling, Span, Zone
from framing.text.fold import plain
from framing.text.lines import CLOSING_MARKS, OPENING_MARKS
from framing.voice import brackets, called, distance, gloss, name, quoted, rejection
from framing.voice.site import WINDOW, Page, Rule, Site
from framing.voice.speaker import speaker_of

_WHAT_IT_IS = re.compile(
    r"\b(?:instead of|rather than|not) what (?:it|they|he|she|this|these) (?:is|are|was|were)\s*[:,–—]"
)
_NEAR = 3  # spaces between a cue and a term in headlines that run into each other


def reported(site: Site) -> Ruling | str:
    """The term is inside what somebody is reported to say, believe, demand or allege."""
    if not site.scopes:
        return "outside every reported clause"
    scope = min(site.scopes, key=lambda scope: scope.end - scope.start)
    if site.page.run_together and site.text.count(" ", scope.cue[1], site.start) > _NEAR:
        return "among headlines that run into each other, not near enough to the cue"
    if _WHAT_IT_IS.search(site.text, max(scope.start, site.start - WINDOW), site.start):
        return 'behind "instead of what it is", the publisher speaks'
    evidence = tuple(sorted({scope.cue, *scope.evidence, *((scope.source,) if scope.source else ())}))
    return Ruling("attributed", scope.rule, evidence)


_OWN_NARRATION = Ruling("own", "own-narration")


def own_narration(site: Site) -> Ruling | str:
    """Nothing puts the term into another voice."""
    return _OWN_NARRATION


# What is nearest to the term is asked first: a name or an address, then words that hold the term up, then
# glosses and marks of its own, then the quotation and the reported clause around it.
RULES: tuple[Rule, ...] = (
    name.address,
    name.signatory,
    called.so_called,
    called.called_by,
    distance.mention,
    distance.framing_noun,
    rejection.rejection,
    distance.acronym_of_distanced,
    name.longer_name,
    brackets.abbreviation,
    brackets.bracket_gloss,
    gloss.also_known_as,
    gloss.apposition_gloss,
    distance.scare_quotes,
    quoted.pull_quotation,
    quoted.quotation,
    quoted.block_quotation,
    quoted.transcript,
    reported,
    own_narration,
)


def rule_id(rule: Rule) -> str:
    """Return the name under which a rule's outcome is known; `reported` stands for all of attribution."""
    return "attribution" if rule is reported else rule.__name__.replace("_", "-")


def overrides_of(document: Document, spans: Iterable[Span]) -> dict[Span, Override]:
    """Return a person's corrections of `spans`, each by its span; none that is meant for other words."""
    given = {override.start: override for override in document.overrides}
    if not given:
        return {}
    return {
        (start, end): given[start]
        for start, end in spans
        if start in given and is_meant(given[start], document.text[start:end])
    }


def is_meant(override: Override, surface: str) -> bool:
    """Tell whether a correction may be one of these words: *motorway*, not *relief road*.

    Texts change, and other words come to stand where it was made. One that names no words is for any.
    """
    return not override.surface or plain(override.surface) == plain(surface)


def classify(document: Document, zones: Sequence[Zone], spans: Sequence[Span]) -> list[Ruling]:
    """Return the ruling on each of `spans`, in the same order. A person's override comes first."""
    return [ruling for ruling, _ in classify_in_sentences(document, zones, spans)]


def classify_in_sentences(
    document: Document, zones: Sequence[Zone], spans: Sequence[Span]
) -> list[tuple[Ruling, Span]]:
    """Return the rulings of `classify`, each with the sentence in which its span begins."""
    if not spans:
        return []
    page = Page(document, zones)
    overrides = overrides_of(document, spans)
    rulings = []
    for start, end in spans:
        override = overrides.get((start, end))
        if override:
            rulings.append((Ruling(override.voice, "override"), page.sentence_at(start)[0]))
            continue
        site = site_at(page, start, end)
        rulings.append((rule_on(site), site.sentence))
    return rulings


def site_at(page: Page, start: int, end: int) -> Site:
    """Return the site of an occurrence, as the rules look at it.

    It is without quotation marks at both of its ends: a lexicon may have its term in marks.
    """
    text = page.document.text
    while end - start > 2 and text[start] in OPENING_MARKS and text[end - 1] in CLOSING_MARKS:
        start, end = start + 1, end - 1
    return Site(page.of(start), start, end)


def rule_on(site: Site) -> Ruling:
    """Return the ruling on one site."""
    for rule in RULES:
        outcome = rule(site)
        if not isinstance(outcome, str):
            speaker = speaker_of(site, outcome)
            return Ruling(outcome.voice, outcome.rule, outcome.evidence, speaker) if speaker else outcome
    raise AssertionError("the last rule always rules")
