"""The nouns of the field, as frozen records without logic. This docstring is the glossary.

study       a folder: ``texts/``, ``lexicons/``, ``figures/``, optional ``templates/``, ``framing.toml``
corpus      the documents of a study
document    one text, exactly as its reader decoded it; nothing rewrites it after that
source      the outlet or organisation that published a document
zone        a part of a document (`ZONES`); only some zones are counted, by default `COUNTED_ZONES`
lexicon     a file of concepts; a concept is one thing in the world that has competing names
term        one of those names; a variant is one of its spellings
frame       the perspective whose users prefer a term; its label says who they are
occurrence  one place in one document where a variant stands
voice       whose words the occurrence is in, seen from the publisher (`VOICES`)
ruling      a voice, the rule that decided it, the evidence for it, and the speaker where one is named
reading     occurrence + zone + ruling: the row from which every figure is computed
annotation  all readings of one document, with its word counts

A span is a half-open pair of code-point offsets into `Document.text`: ``text[start:end]`` is the surface.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

Span = tuple[int, int]

Voice = Literal["own", "quoted", "attributed", "distanced", "glossed", "name"]
VOICES: tuple[Voice, ...] = get_args(Voice)

ZoneKind = Literal["headline", "subhead", "body", "pullquote", "signatories", "notes", "boilerplate"]
ZONES: tuple[ZoneKind, ...] = get_args(ZoneKind)
COUNTED_ZONES: tuple[ZoneKind, ...] = ("headline", "subhead", "body", "pullquote")


@dataclass(frozen=True, slots=True)
class Frame:
    """A perspective whose users prefer certain terms. `label` says who they are."""

    id: str
    label: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One competing name of a concept. `variants` are unexpanded patterns; `term` is a pattern too."""

    term: str
    frame: str
    variants: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    match_case: bool = False
    source: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing in the world that has competing names."""

    id: str
    label: str
    terms: tuple[Term, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon file. `id` is the file's stem and unique within a run."""

    id: str
    title: str
    language: str
    frames: tuple[Frame, ...]
    concepts: tuple[Concept, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A person's correction of one ruling: the occurrence that starts at `start` has this voice.

    `surface` are the words that have to stand there, if the person named them.
    """

    start: int
    voice: Voice
    reason: str
    surface: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One text. `path` is relative to the texts folder, with forward slashes; `date` is ISO 8601 or empty."""

    path: str
    source: str
    text: str
    title: str = ""
    date: str = ""
    url: str = ""
    type: str = ""
    spokespeople: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a document. The zones of a document cover it without gap or overlap."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True, order=True)
class TermKey:
    """Which term of which lexicon: the identity that counts are grouped by."""

    lexicon: str
    concept: str
    term: str
    frame: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a variant of a term stands in a document."""

    start: int
    end: int
    key: TermKey


@dataclass(frozen=True, slots=True)
class Ruling:
    """In whose voice an occurrence stands. `evidence` are spans of the words or marks that decided it."""

    voice: Voice
    rule: str
    evidence: tuple[Span, ...] = ()
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An occurrence with its zone and ruling. `surface` is the text at the span, `sentence` is around it."""

    occurrence: Occurrence
    surface: str
    zone: ZoneKind
    counted: bool
    ruling: Ruling
    sentence: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one document adds up to: its readings in order, and its words per zone.

    `words` holds (zone, number of words) for each zone that occurs, in the order of `ZONES`.
    """

    path: str
    source: str
    readings: tuple[Reading, ...]
    words: tuple[tuple[ZoneKind, int], ...] = field(default=())
