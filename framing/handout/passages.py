"""Passages that could stand on a sheet: one or two sentences that hold a term and what decided its voice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any, Literal

from framing.handout.reading_level import flesch_kincaid
from framing.handout.settings import Level, Place
from framing.model import Document, Span
from framing.text.sentences import paragraph_at, split_sentences
from framing.text.zones import find_zones
from framing.voice.site import Page, Site, any_of, cue_table, marks_of

if TYPE_CHECKING:
    import pandas as pd

    from framing.profile import Profile

Mark = Literal["", "term", "cue"]

# Readings that are looked at for each concept, source and voice: enough to choose from, however large the
# corpus.
_ENOUGH = 24
_SHORTEST, _LONG = 8, 30  # words; less says too little to decide by, more is much to read
_MARKS = " \"“”„‘’'«»,"
_SHORT_QUOTATION = 4  # words
_SPEECH = re.compile(rf"\b{any_of(cue_table('marks')['speech'])}\b")


@dataclass(frozen=True, slots=True)
class Passage:
    """One or two sentences that hold a term and the evidence for its voice.

    `span` and `term_span` index the document. `parts` is the passage in pieces, its white space folded: the
    term, the words or marks that decided (`cue`), and the rest. `cues` are the deciding words, without bare
    marks; `said_by` names the source of a report as the passage does. `doubt` counts what makes the case less
    clear; 0 is clearest. `grade` is None where not measured. `whose` is the source as a reader knows it: of a
    group, whose the text is.
    """

    document: str
    source: str
    whose: str
    title: str
    date: str
    lexicon: str
    concept: str
    term: str
    frame: str
    surface: str
    voice: str
    rule: str
    speaker: str
    said_by: str
    span: Span
    term_span: Span
    evidence: tuple[Span, ...]
    parts: tuple[tuple[str, Mark], ...]
    cues: tuple[str, ...]
    words: int
    sentences: int
    grade: float | None
    doubt: int

    @property
    def place(self) -> Place:
        """What pins and bans name: the document and the first code point of the term."""
        return self.document, self.term_span[0]

    @property
    def text(self) -> str:
        """The passage as it is printed."""
        return "".join(piece for piece, _ in self.parts)


@cache
def _words() -> dict[str, frozenset[str]]:
    path = files("framing.handout").joinpath("passage_words.toml")
    return {key: frozenset(value) for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def weak_rules() -> frozenset[str]:
    """Rules whose rulings never come on a sheet unless a teacher pins the passage."""
    return _words()["weak_rules"]


def find_passages(
    profile: Profile,
    read: Callable[[str], Document],
    level: Level,
    concepts: Collection[tuple[str, str]],
    pinned: Collection[Place] = (),
) -> list[Passage]:
    """Passages for the concepts (lexicon, concept), in order of document and position.

    All counted readings in the level's voices, a seeded draw of at most `_ENOUGH` for each concept, source
    and voice; pinned ones whatever their voice and rule. Those that are too long, or whose evidence lies
    elsewhere, are left out.
    """
    rows = _drawn(profile, level, concepts, frozenset(pinned))
    languages = {lexicon.id: lexicon.language for lexicon in profile.lexicons}
    dates = profile.documents.set_index("document")[["title", "date"]]
    found: list[Passage] = []
    for document, group in rows.groupby("document", sort=True):
        text = read(str(document))
        page = Page(text, find_zones(text.text, text.title))
        title, date = dates.loc[document]
        beside = profile.readings[(profile.readings["document"] == document) & profile.readings["counted"]]
        for row in group.itertuples(index=False):
            english = languages[str(row.lexicon)].startswith("en")
            whose = profile.whose(str(document), str(row.source))
            passage = _passage(row, page, level, whose, str(title), str(date), beside, english)
            if passage:
                found.append(passage)
    return found


def _drawn(
    profile: Profile, level: Level, concepts: Collection[tuple[str, str]], pinned: frozenset[Place]
) -> pd.DataFrame:
    import pandas as pd

    rows = profile.readings[profile.readings["counted"]]
    wanted = pd.MultiIndex.from_frame(rows[["lexicon", "concept"]]).isin(list(concepts))
    rows = rows[wanted]
    places = pd.MultiIndex.from_frame(rows[["document", "start"]])
    is_pinned = places.isin(list(pinned)) if pinned else pd.Series(data=False, index=rows.index)
    fit = rows["voice"].isin(level.voices) & ~rows["rule"].isin(weak_rules())
    random = Random(profile.settings.seed)
    open_ = rows[fit & ~is_pinned].copy()
    open_["draw"] = [random.random() for _ in range(len(open_))]
    cells = open_.sort_values("draw").groupby(["lexicon", "concept", "source", "voice"])
    return pd.concat([rows[is_pinned], cells.head(_ENOUGH)]).sort_values(["document", "start"])


def _passage(
    row: Any,
    page: Page,
    level: Level,
    whose: str,
    title: str,
    date: str,
    beside: pd.DataFrame,
    english: bool,
) -> Passage | None:
    text = page.text
    term = (int(row.start), int(row.end))
    evidence = tuple((int(start), int(end)) for start, end in row.evidence)
    low = min([term[0], *(start for start, _ in evidence)])
    high = max([term[1], *(end for _, end in evidence)])
    sentences = [
        (start, end)
        for start, end in split_sentences(text, paragraph_at(text, term[0]), page.quotations)
        if end > low and start < high
    ]
    if not sentences or sentences[0][0] > low or sentences[-1][1] < high:
        return None
    span = sentences[0][0], sentences[-1][1]
    words = len(text[slice(*span)].split())
    if len(sentences) > level.sentences or words > level.words:
        return None
    # A headline may be nothing but the name: there is nothing to decide by.
    if not any(map(str.isalnum, text[span[0] : term[0]] + text[term[1] : span[1]])):
        return None
    site = Site(page, *term)
    telling, said_by = _telling(site, row)
    parts = tuple(_parts(text, span, term, telling))
    grade = flesch_kincaid(text[slice(*span)], len(sentences)) if english else None
    cues = tuple(
        piece.strip(_MARKS) for piece, kind in parts if kind == "cue" and any(map(str.isalnum, piece))
    )
    named = bool(said_by) or _names(row.speaker, text[slice(*span)])
    others = beside[(beside["start"] >= span[0]) & (beside["end"] <= span[1]) & (beside["start"] != term[0])]
    return Passage(
        document=row.document,
        source=row.source,
        whose=whose,
        title=title,
        date=date,
        lexicon=row.lexicon,
        concept=row.concept,
        term=row.term,
        frame=row.frame,
        surface=" ".join(row.surface.split()),
        voice=row.voice,
        rule=row.rule,
        speaker=row.speaker,
        span=span,
        term_span=term,
        evidence=evidence,
        parts=parts,
        cues=cues,
        words=words,
        sentences=len(sentences),
        grade=grade,
        said_by=said_by,
        doubt=_doubt(
            row.voice,
            site,
            span,
            len(sentences),
            grade is not None and grade > level.grade,
            others,
            named,
            telling,
        ),
    )


def _doubt(
    voice: str,
    site: Site,
    span: Span,
    sentences: int,
    hard_to_read: bool,
    others: pd.DataFrame,
    named: bool,
    telling: tuple[Span, ...],
) -> int:
    """Points against a passage. A clear case is one plain sentence of the body with one voice in it."""
    page = site.page
    text = page.text[slice(*span)]
    quoted = [q for q in page.quotations if q.depth == 0 and q.start < span[1] and q.end > span[0]]
    inside = sum(len(page.text[max(q.start, span[0]) : min(q.end, span[1])].split()) for q in quoted)
    short = site.chain[0].inner if site.chain else span
    points = (
        sentences > 1,
        not _SHORTEST <= len(text.split()) <= _LONG,
        hard_to_read,
        _leans(text),
    )
    hard = (
        site.zone != "body",
        bool((others["voice"] != voice).any()),
        # Near a report, a question or a quotation a reader hesitates whether the word is the publisher's.
        voice == "own" and bool(quoted or site.scopes_at() or _SPEECH.search(text.lower())),
        voice == "quoted" and len(text.split()) - inside < 3,
        # A word or two in marks may be somebody's words or a name held at a distance.
        voice == "quoted" and len(page.text[slice(*short)].split()) < _SHORT_QUOTATION,
        voice in ("quoted", "attributed") and not named,
        # "It spoke of a “clash”": who keeps a distance, and from whose word, stands in the sentence before.
        voice == "distanced" and not named and _leans(text),
        # A second verb of speech: whose claim is it?
        voice == "attributed" and _speaks_elsewhere(text, span[0], telling),
        # A participle has no subject of its own to hand the claim to.
        voice == "attributed" and any(site.text[slice(*place)].endswith("ing") for place in telling),
        ";" in text or "](" in text,
        not text.lstrip("“\"'‘«([").lstrip()[:1].isupper(),
    )
    return sum(points) + 3 * sum(hard)


def _telling(site: Site, row: Any) -> tuple[tuple[Span, ...], str]:
    """(Evidence that a reader needs, the words that name the source of a report).

    Of a report these are the verb and the source, not the words that bound it; of a quotation the marks and
    what stands outside them.
    """
    evidence = tuple((int(start), int(end)) for start, end in row.evidence)
    if row.voice == "quoted" and site.chain:
        outer = site.chain[-1]
        outside = (span for span in evidence if span[1] <= outer.start or span[0] >= outer.end)
        return tuple(sorted({*marks_of(site.chain[0]), *marks_of(outer), *outside})), ""
    if row.voice != "attributed" or not site.scopes:
        return evidence, ""
    scope = min(site.scopes, key=lambda scope: scope.end - scope.start)
    if not scope.source:
        return (scope.cue,), ""
    source = " ".join(site.text[slice(*scope.source)].split())
    return tuple(sorted({scope.cue, scope.source})), "" if _leans(source) else source


def _speaks_elsewhere(text: str, offset: int, telling: tuple[Span, ...]) -> bool:
    """Whether a passage that begins at `offset` has a verb of speech outside the spans in `telling`."""
    spans = [(start - offset, end - offset) for start, end in telling]
    return any(
        all(match.end() <= start or match.start() >= end for start, end in spans)
        for match in _SPEECH.finditer(text.lower())
    )


def _leans(words: str) -> bool:
    """Whether a stretch begins with a word that points back to the sentence before."""
    first = words.split()[0] if words.split() else ""
    return first.strip("“\"'‘(,").lower() in _words()["leaning"]


def _names(speaker: str, text: str) -> bool:
    """Whether the speaker's name, or its last word, stands in the passage."""
    words = speaker.split()
    return bool(words) and words[-1] in text


def _parts(text: str, span: Span, term: Span, evidence: tuple[Span, ...]) -> Iterator[tuple[str, Mark]]:
    """The passage cut at the borders of term and evidence; the term wins where they overlap."""
    kinds: list[Mark] = [""] * (span[1] - span[0])
    end_before = span[0]
    for start, end in sorted(evidence):
        # White space between two pieces of evidence belongs to them.
        begin = end_before if text[end_before:start].isspace() else start
        for at in range(max(begin, span[0]), min(end, span[1])):
            kinds[at - span[0]] = "cue"
        end_before = max(end_before, end)
    for at in range(*term):
        kinds[at - span[0]] = "term"
    start = span[0]
    for at in range(span[0] + 1, span[1] + 1):
        if at == span[1] or kinds[at - span[0]] != kinds[start - span[0]]:
            yield _folded(text[start:at]), kinds[start - span[0]]
            start = at


def _folded(piece: str) -> str:
    """White space runs as one space; at the ends too, since the neighbours stand close."""
    inner = " ".join(piece.split())
    return (" " if piece[:1].isspace() else "") + inner + (" " if inner and piece[-1:].isspace() else "")
