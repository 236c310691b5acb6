"""A verb of speech, thought, blame or demand as it stands in its clause."""

from __future__ import annotations

from dataclasses import dataclass

from framing.voice.attribution import tokens as t
from framing.voice.attribution.clauses import frame, subject
from framing.voice.attribution.complements import regarded_as
from framing.voice.attribution.tables import Cue
from framing.voice.attribution.tokens import Words


@dataclass(slots=True)
class Verb:
    """Token `i` of a sentence as a verb: what it is, who is its subject, what stands behind it."""

    w: Words
    i: int
    lemma: str
    kind: str  # its class in the table: "clause.say"
    group: str  # the first part of the class: "clause"
    form: str  # as in `Cue`
    start: int  # the subject's first token
    end: int  # behind the subject, before auxiliaries
    subj: str  # what the subject is: see `clauses.subject`
    helpers: int  # classes of the auxiliaries, adverbs and negations between subject and verb
    follow: str  # what stands behind it: see `clauses.frame`
    passive: bool
    tense: str
    headline: bool

    @property
    def source(self) -> tuple[int, int] | None:
        """The subject, if there is one."""
        return (self.start, self.end) if self.end > self.start else None

    @property
    def before(self) -> int:
        """The classes of the token before it."""
        return self.w.bits[self.i - 1] if self.i else 0


def parse_verb(w: Words, i: int, cue: Cue, headline: bool) -> Verb:
    """The verb at token `i`."""
    lemma, kind, form = cue
    start, end, subj = subject(w, i)
    helpers = 0
    for k in range(end, i):
        helpers |= w.bits[k]
    follow = frame(w, i + 1)
    if lemma == "see" and follow == "as" and "what" in w.words[max(0, min(start - 1, i - 6)) : i]:
        lemma, kind = "regard", "object.describe"  # "what they saw as a …"
    elif lemma == "see" and _sees_something(w, i, follow) and regarded_as(w, i + 1):
        kind = "object.describe"  # "saw him as a …"
    passive = form in {"ed", "part"} and bool(helpers & t.BE)
    tense = _tense(form, helpers, passive, subj)
    group = kind.partition(".")[0]
    return Verb(w, i, lemma, kind, group, form, start, end, subj, helpers, follow, passive, tense, headline)


def _sees_something(w: Words, i: int, follow: str) -> bool:
    """Whether an object may stand behind "see" at token `i`: "it" is one too."""
    return follow in {"obj", "poss", "name", "det"} or w.words[i + 1 : i + 2] == ["it"]


def _tense(form: str, helpers: int, passive: bool, subj: str) -> str:
    if helpers & t.HAVE and not passive:
        return "perfect"
    if helpers & (t.MODAL | t.PAST_MODAL):
        return "modal"
    if form == "ing":
        return "progressive" if helpers & t.BE else "ing"
    if form == "base":
        return "inf" if subj == "to" else "base"
    return "s" if form == "s" else "past"
