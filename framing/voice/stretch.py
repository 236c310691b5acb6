"""A stretch in quotation marks, with what it says by itself and the text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from framing.model import Span
from framing.text.quotations import Quotation
from framing.voice.site import Site, Unit, any_of, cue_table, lower, words

_CUES = cue_table("marks")
CLAUSE_WORDS = frozenset(_CUES["clause_words"])
SPEECH = re.compile(rf"(?<!\bso )(?<![-‑])\b{any_of(_CUES['speech'])}\b")
EVALUATION = re.compile(rf"(?:an?|(?!{any_of(_CUES['nouns_in_ly'])}\s)\w+ly|too|so|very|more|most|no)\s")
_NO_SUPERLATIVES = frozenset(_CUES["no_superlatives"])
_ADJECTIVE_ENDS = tuple(_CUES["adjective_ends"])
NOUN_NEXT = re.compile(rf"\s(?!{any_of(_CUES['no_noun'])}\b)[a-z]{{3,}}")
# Said it was a "…"
_PREDICATE = re.compile(r"\b(?:is|are|was|were|be|been|being|become|becomes|became)\s(?:an?\s)?\Z")
_SMALL = frozenset(_CUES["small_in_titles"])

Kind = Literal["speech", "title", "term"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a stretch in marks is, why (in a few words), and the words that decided it."""

    kind: Kind
    why: str
    evidence: tuple[Span, ...] = ()


class Stretch:
    """A stretch in marks with its words, and the text on either side of it in lower case.

    `unit` is there when the stretch is short enough to be a term; its text is cut to the sentence.
    """

    def __init__(self, site: Site, marks: Quotation) -> None:
        text = site.text
        self.site = site
        self.marks = marks
        self.content = text[marks.inner[0] : marks.inner[1]]
        self.found = words(self.content[:400])
        self.unit: Unit | None = site.unit if site.unit.marks is marks else None
        if self.unit:
            self.written_before, self.written_behind = self.unit.before, self.unit.behind
        else:
            self.written_before = text[max(0, marks.start - 80) : marks.start]
            self.written_behind = text[marks.end : marks.end + 60]
        self.before, self.behind = lower(self.written_before), lower(self.written_behind)

    @cached_property
    def cues(self) -> list[re.Match[str]]:
        """The words of speech before it."""
        return list(SPEECH.finditer(self.before))

    @property
    def said_to_be(self) -> tuple[Span, ...]:
        """The words before it that make it what somebody or something is said to be, if they do."""
        be = _PREDICATE.search(self.before)
        return (self.ahead(be),) if be else ()

    @cached_property
    def names_thing(self) -> bool:
        """Whether it is a bare noun phrase (see `is_label`)."""
        return is_label(self.content.lower().strip())

    @property
    def label(self) -> bool:
        """Whether it is the bare name of a thing, in three words at most, and nothing is said to be it."""
        return len(self.found) < 4 and self.names_thing and not self.said_to_be

    @property
    def begins(self) -> bool:
        """Whether the sentence begins with it."""
        return not self.before.strip()

    def ahead(self, match: re.Match[str]) -> Span:
        """Return where a match in `before` lies in the document."""
        offset = self.marks.start - len(self.before)
        return offset + match.start(), offset + match.end()

    def after(self, match: re.Match[str]) -> Span:
        """Return where a match in `behind` lies in the document."""
        return self.marks.end + match.start(), self.marks.end + match.end()


def is_clause(content: str) -> bool:
    """Tell whether a short stretch holds a word that a noun phrase does not hold, or ends like a sentence."""
    if content.rstrip()[-1:] in ("?", "!") or "..." in content:
        return True
    return not CLAUSE_WORDS.isdisjoint([word.lower() for word in words(content)])


def is_label(content: str) -> bool:
    """Tell whether a short stretch, in lower case, is a bare noun phrase that names a thing: no opinion."""
    found = words(content)
    if not 0 < len(found) < 5 or content[-1:] in ".;:!?" or "," in content or " to " in content:
        return False
    adjective = content.endswith(_ADJECTIVE_ENDS) and found[-1] not in _NO_SUPERLATIVES
    return not (adjective or is_clause(content) or EVALUATION.match(content))


def is_title_case(found: list[str]) -> bool:
    """Tell whether the words of a stretch are capitalised, but for small words inside it."""
    content = [word for word in found if word.lower() not in _SMALL]
    return bool(content) and all(not word[0].islower() for word in content) and not found[0][0].islower()
