"""Attribution outside quotation marks: whose claim, belief or demand a stretch of a sentence is.

A sentence is read once. Each cue in it (`cues`) proposes content on its left, its right or both,
cut into pieces between clause boundaries (`clauses`). What English grammar settles is settled by rule:
the clause that a verb of speech opens is content, and certain boundaries end it (`stretches`). What is left
in doubt is weighed, piece by piece, by a logistic model over named features
(``weights.json``, trained by ``benchmarks/train_scope.py``). Adjoining pieces that pass make a
`Scope`. The speaker's own phrase and the cue never belong to the content.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.model import Span
from framing.text.quotations import Quotation
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.cues import HEADLINE_MARKS, may_hold_cue
from framing.voice.attribution.listed import find_listed, is_item
from framing.voice.attribution.running import find_running, may_go_on
from framing.voice.attribution.scopes import Scope, scopes_in
from framing.voice.attribution.sentence import Sentence, overlapping, read_sentence
from framing.voice.attribution.tokens import plain_words

_MARKS = frozenset({",", ":", "—", "–"})  # between a quotation and the clause that says whose it is
_LEADS = _MARKS | {"as", "a", "an", "the"}  # the same behind a verb that evaluates: condemned it as a “…”
_FEW = 2  # places asked about in a sentence; where there are more, all its scopes are worked out


def find_scopes(
    text: str, sentence: Span, paragraph: Span, quotations: Sequence[Quotation], headline: bool = False
) -> tuple[Scope, ...]:
    """The reported content in one sentence. `quotations` are the document's, in order of start."""
    return Reported(text, sentence, paragraph, quotations, headline).scopes()


class Reported:
    """The reported content in one sentence, worked out for the places that are asked about.

    `quotations` are the document's, in order of start.
    """

    def __init__(
        self,
        text: str,
        sentence: Span,
        paragraph: Span,
        quotations: Sequence[Quotation],
        headline: bool = False,
    ) -> None:
        words = plain_words(text[slice(*sentence)])
        may_run = not headline and paragraph[0] < sentence[0] and may_go_on(text, sentence, paragraph, words)
        self._all: tuple[Scope, ...] | None = None
        self._asked = 0
        self._sentence = None
        # What holds the whole sentence: a report before it, or the introduction of its list.
        self._outer: Scope | None = None
        if may_run or may_hold_cue(words) or (headline and _has_colon(text, sentence)):
            self._sentence = read_sentence(text, sentence, overlapping(quotations, sentence), headline)
            if may_run:
                self._outer = find_running(text, sentence, self._sentence, paragraph, quotations)
            if not self._sentence.candidates:
                self._sentence = None
        if self._outer is None and is_item(text, sentence, paragraph):
            self._outer = find_listed(text, sentence)

    def scopes(self, at: int | None = None) -> tuple[Scope, ...]:
        """The scopes in the order of their cues: all, or those that hold the offset `at`."""
        if self._sentence is None:
            return (self._outer,) if self._outer else ()
        if self._all is None:
            if at is not None and self._asked < _FEW:
                self._asked += 1
                return self._with_outer(scopes_in(self._sentence, at))
            self._all = self._with_outer(scopes_in(self._sentence))
        return self._all if at is None else tuple(s for s in self._all if s.start <= at < s.end)

    def source_beside(self, quotation: Span) -> Span | None:
        """Who says a quotation in marks: the speaker of the clause beside it, or of what holds it."""
        s = self._sentence
        if s is None:
            return None
        w = s.words
        token = next((k for k, _, _ in w.quotes if w.starts[k] <= quotation[0] < w.ends[k]), -1)
        if token >= 0:
            for c in s.candidates:
                low, high = c.hole
                between = range(token + 1, low) if low > token else range(high, token)
                beside = low > token or high <= token
                leads = _LEADS if _evaluates(s, c) else _MARKS
                if c.source and beside and all(w.words[k] in leads for k in between):
                    return w.starts[c.source[0]], w.ends[c.source[1] - 1]
            if token > 0:  # "X said that the trip “went well”": the quotation ends what is reported
                last = w.starts[token - 1]
                for scope in self.scopes(last):
                    if scope.source and scope.cue[1] <= last and scope.end >= w.ends[token - 1]:
                        return scope.source
        for scope in self.scopes(quotation[0]):
            if scope.source and scope.start <= quotation[0] and quotation[1] <= scope.end + 2:
                return scope.source
        return None

    def _with_outer(self, found: list[Scope]) -> tuple[Scope, ...]:
        return (*found, self._outer) if self._outer else tuple(found)


def _evaluates(s: Sentence, c: Candidate) -> bool:
    """Whether a cue says what its source makes of something; a passive without "by" hides who does."""
    by = c.source is not None and s.words.words[c.source[0] - 1] == "by"
    return c.rule == "accusation" or (c.rule == "passive-report" and by)


def _has_colon(text: str, sentence: Span) -> bool:
    """A quick look whether a colon or a dash can divide a headline from its speaker."""
    return any(text.find(mark, *sentence) >= 0 for mark in HEADLINE_MARKS)
