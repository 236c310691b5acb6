"""Where an occurrence stands: the view of a document that every rule looks through."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from importlib.resources import files

from framing.model import Document, Ruling, Span, Zone, ZoneKind
from framing.text.links import blank, link_lists
from framing.text.quotations import Quotation, Quotations, find_quotations
from framing.text.sentences import paragraph_at, read_sentences
from framing.voice.attribution.reported import Reported
from framing.voice.attribution.scopes import Scope

WINDOW = 200  # code points that a rule may look to either side of a term
SHORT = 8  # words; a longer stretch in marks is speech or a title, never a term held at a distance

_WORD = re.compile(r"[^\W_]+(?:[-'’‑.][^\W_]+)*")
_BREAK = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Col|Prof|vs|No|Lir|Ved|Orl|Ch|e\.g|i\.e|a\.k\.a))\.\s+\Z"
)

Rule = Callable[["Site"], "Ruling | str"]
"""A rule rules on a site, or says in a few words why it does not."""


@cache
def cue_table(name: str) -> dict[str, list[str]]:
    """Return the word lists of one file in ``cues/``."""
    path = files("framing.voice").joinpath("cues", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def any_of(words: Sequence[str]) -> str:
    """Return a group that matches any of `words`, longest first; each may be a regular expression."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


# A capitalised word, up to an apostrophe; one in lower case; what stands before a word within a sentence.
_CAPITAL = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-ÞĀ-ɏΆ-ΫЀ-Я][\w-]*")
_SMALL = re.compile(r"(?<![\w/.@#&=-])[a-zà-öø-ÿ]\w*")
_GOES_ON = re.compile(r"[a-z,;] ")
_FEW = 16  # words looked for in a document one by one; for more it is read once, so that they take no longer


class Page:
    """A document with its zones and quotations, and what has been read of it so far.

    `text` has spaces in place of `links`, the lists of links within sentences. `run_together` tells that a
    page has these lists alone (see `of`): headlines with nothing between them.
    """

    def __init__(self, document: Document, zones: Sequence[Zone], run_together: bool = False) -> None:
        self.document = document
        self.links = link_lists(document.text)
        self.text = blank(document.text, self.links)
        self.run_together = run_together
        self.zones = zones
        self.quoted = Quotations(self.text, zones)
        self._zone_starts = [zone.start for zone in zones]
        self._paragraph: Span = (0, 0)
        self._near: tuple[Span, tuple[Quotation, ...]] = ((-1, -1), ())
        self._sentences: dict[Span, tuple[list[Span], Iterator[Span]]] = {}
        self._reported: dict[Span, Reported] = {}
        self.full_names: dict[str, str] = {}
        self.told: dict[str, str] = {}  # of a name or an office
        self.speakers: dict[Span, str] = {}
        self.meant: dict[tuple[int, str], str | int] = {}  # by "he" at an offset: a name, or another "he"
        self.held: dict[int, frozenset[str]] = {}  # by whom, the office that ends at an offset
        self._lower: dict[str, bool] = {}
        self.common: dict[str, bool] = {}
        self._looks = 0
        self.judged: dict[Span, object] = {}

    def of(self, offset: int) -> Page:
        """Return the page on which an occurrence at `offset` is read: in a list of links, the lists alone."""
        number = bisect_right(self.links, (offset, len(self.text))) - 1
        if number < 0 or offset >= self.links[number][1]:
            return self
        return self._linked

    @cached_property
    def _linked(self) -> Page:
        edges = [0, *(edge for span in self.links for edge in span), len(self.text)]
        gaps = tuple(zip(edges[::2], edges[1::2], strict=True))
        text = blank(self.document.text, gaps)
        return Page(replace(self.document, text=text), self.zones, run_together=True)

    def zone_at(self, offset: int) -> ZoneKind:
        """Return the kind of the zone at `offset`; body where there are no zones."""
        number = bisect_right(self._zone_starts, offset) - 1
        return self.zones[number].kind if number >= 0 else "body"

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """All quotations of the document."""
        return find_quotations(self.text, self.zones)

    def sentence_at(self, offset: int) -> tuple[Span, Span]:
        """Return the sentence and the paragraph around `offset`."""
        paragraph = self._paragraph
        if not paragraph[0] <= offset < paragraph[1]:
            paragraph = self._paragraph = paragraph_at(self.text, offset)
        read = self._sentences.get(paragraph)
        if read is None:
            near = self._quotations_near(paragraph)
            read = self._sentences[paragraph] = [], read_sentences(self.text, paragraph, near)
        known, coming = read
        for sentence in known:
            if offset < sentence[1]:
                return sentence, paragraph
        for sentence in coming:
            known.append(sentence)
            if offset < sentence[1]:
                return sentence, paragraph
        return paragraph, paragraph

    def _quotations_near(self, paragraph: Span) -> tuple[Quotation, ...]:
        """Return the quotations that reach into a paragraph."""
        if self._near[0] != paragraph:
            self._near = (paragraph, self.quoted.between(*paragraph))
        return self._near[1]

    def reported_in(self, sentence: Span, paragraph: Span, headline: bool) -> Reported:
        """Return what is reported in a sentence."""
        known = self._reported.get(sentence)
        if known is None:
            near = self._quotations_near(paragraph)
            known = self._reported[sentence] = Reported(self.text, sentence, paragraph, near, headline)
        return known

    def has_lower(self, surface: str) -> bool:
        """Tell whether `surface` also stands somewhere in the document in lower case, so is a common noun."""
        known = self._lower.get(surface)
        if known is None:
            lower = surface.lower()
            known = lower in self.text and bool(
                re.search(rf"(?<![\w/.@#&=-]){re.escape(lower)}(?![\w/@])", self.text)
            )
            self._lower[surface] = known
        return known

    def _few(self) -> bool:
        """Tell whether but a few words of the document have been looked for, this one included."""
        self._looks += 1
        return self._looks <= _FEW

    @cached_property
    def _capitals(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for match in _CAPITAL.finditer(self.text):
            found.setdefault(match[0], []).append(match.start())
        return found

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(_SMALL.findall(self.text))

    def places_of(self, name: str) -> Iterator[int]:
        """Yield where a name stands in the document."""
        first = _CAPITAL.match(name)
        if first is None:
            return
        if self._few():
            yield from _places(self.text, name, _CAPITAL, first[0])
            return
        for at in self._capitals.get(first[0], ()):
            if self.text.startswith(name, at):
                yield at

    def has_within(self, word: str) -> bool:
        """Tell whether a capitalised word also stands within a sentence, so is a name."""
        places = self.places_of(word)
        return any(_GOES_ON.match(self.text, max(0, at - 2), at) is not None for at in places)

    def has_small(self, word: str) -> bool:
        """Tell whether a word stands in the document in lower case."""
        if self._few():
            return any(True for _ in _places(self.text, word, _SMALL, word))
        return word in self._small_words


def _places(text: str, phrase: str, pattern: re.Pattern[str], first: str) -> Iterator[int]:
    """Yield where a phrase stands with `first`, as `pattern` divides words, for its first word."""
    at = text.find(phrase)
    while at >= 0:
        match = pattern.match(text, at)
        if match and match[0] == first:
            yield at
        at = text.find(phrase, at + 1)


class Unit:
    """What a rule about a term looks at: the term, or the short stretch in marks that holds it.

    `start` and `end` include the marks; `before` and `behind` are the text around it in the same sentence and
    within the same quotation, cut to `WINDOW`, `small_before` and `small_behind` the same in lower case.
    Where `start` and `end` include `emphasis`, that is where it stands.
    """

    __slots__ = ("before", "behind", "emphasis", "end", "marks", "small_before", "small_behind", "start")

    def __init__(
        self,
        start: int,
        end: int,
        before: str,
        behind: str,
        marks: Quotation | None,
        emphasis: tuple[Span, ...] = (),
    ) -> None:
        self.start = start
        self.end = end
        self.before = before
        self.behind = behind
        self.marks = marks
        self.emphasis = emphasis
        self.small_before = lower(before)
        self.small_behind = lower(behind)


class Site:
    """One occurrence on its page. What costs much is worked out when first asked for.

    `short` is the innermost quotation in marks, when it is short enough to be a term. `unit` is that short
    stretch, or the term by itself; `bare` is the term by itself, whatever marks are around it; `tight` is the
    short stretch if it holds nothing but the term, else the term by itself.
    """

    def __init__(self, page: Page, start: int, end: int) -> None:
        self.page = page
        self.text = page.text
        self.start = start
        self.end = end
        self.zone = page.zone_at(start)
        self.chain = page.quoted.around(start, end)
        self.sentence, self.paragraph = page.sentence_at(start)
        self.surface = self.text[start:end]
        self.short = self._short() if self.chain else None
        self.unit = self.bare = self.tight = self._unit_of(None)
        if self.short is not None:
            self.unit = self._unit_of(self.short)
            if len(words(self.text[slice(*self.short.inner)])) <= len(words(self.surface)):
                self.tight = self.unit
        self.units: tuple[Unit, ...] | None = None
        self._scopes: tuple[Scope, ...] | None = None

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Attribution scopes that hold the term."""
        if self._scopes is None:
            found = self.scopes_at(self.start)
            self._scopes = tuple(s for s in found if s.start <= self.start and self.end <= s.end)
        return self._scopes

    def scopes_at(self, offset: int | None = None) -> tuple[Scope, ...]:
        """Attribution scopes of the sentence, or those of them that hold an offset."""
        headline = self.zone in ("headline", "subhead")
        return self.page.reported_in(self.sentence, self.paragraph, headline).scopes(offset)

    def _short(self) -> Quotation | None:
        """The innermost quotation in marks, when it is short enough to be a term."""
        if self.chain[0].kind != "marks" or not self.chain[0].closed:
            return None
        start, end = self.chain[0].inner
        if end - start > 120 or len(self.text[start:end].split()) > SHORT:
            return None
        return self.chain[0]

    def _unit_of(self, marks: Quotation | None) -> Unit:
        start, end = (marks.start, marks.end) if marks else (self.start, self.end)
        low, high = self.sentence
        around = next((quotation for quotation in self.chain if quotation is not marks), None)
        if around:
            low, high = max(low, around.inner[0]), min(high, around.inner[1])
        low, high = max(low, start - WINDOW), max(end, min(high, end + WINDOW))
        before, behind = self.text[low:start], self.text[end:high]
        if around:
            before = before[last_break(before) :]
            stop = _BREAK.search(behind)
            behind = behind[: stop.start() + 1] if stop else behind
        return Unit(start, end, before, behind, marks)


def last_break(before: str) -> int:
    """Return where the last sentence within `before` begins."""
    at = 0
    for match in _BREAK.finditer(before):
        if not _ABBREVIATED.search(before, max(0, match.end() - 12), match.end()):
            at = match.end()
    return at


def lower(text: str) -> str:
    """Lower case, of the same length: İ alone would become two code points."""
    return text.replace("İ", "i").lower()


def words(text: str) -> list[str]:
    """Return the words of a short stretch of text."""
    return _WORD.findall(text)


def marks_of(quotation: Quotation) -> tuple[Span, ...]:
    """Return the spans of a quotation's marks."""
    opening = (quotation.start, quotation.inner[0])
    closing = (quotation.inner[1], quotation.end)
    return tuple(span for span in (opening, closing) if span[0] < span[1])
