"""Profiles written out by hand: each document is a list of (term, voice), so that every count is known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from framing.columns import in_columns
from framing.model import (
    Annotation,
    Concept,
    Document,
    Frame,
    Lexicon,
    Occurrence,
    Reading,
    Ruling,
    Term,
    TermKey,
    Zone,
)
from framing.profile import Profile, profile_of
from framing.readers import DocumentFile
from framing.running import running_words
from framing.study import Settings
from framing.text.sentences import sentence_at
from framing.words import words_of

LEXICON = Lexicon(
    "names",
    "Names of a valley",
    "en",
    (Frame("north", "Northern usage"), Frame("south", "Southern usage"), Frame("press", "Press usage")),
    (
        Concept("valley", "The valley", (Term("Upper Vale", "north"), Term("Lower Vale", "south"))),
        Concept(
            "event",
            "The event",
            (
                Term("gathering", "north"),
                Term("riot", "south"),
                Term("clash", "press"),
                Term("fray", "press"),
            ),
        ),
    ),
)
_KEYS = {
    term.term: TermKey(LEXICON.id, concept.id, term.term, term.frame)
    for concept in LEXICON.concepts
    for term in concept.terms
}
_VOICES = {"o": "own", "q": "quoted", "a": "attributed", "d": "distanced", "g": "glossed", "n": "name"}


class Text(NamedTuple):
    """A document: its source, its occurrences as "term/voice letter", and what else is wanted of it.

    A term may carry a zone too ("riot/o/headline"). `words` are put between the terms, and repeated.
    """

    source: str
    terms: Sequence[str] = ()
    words: str = "the water rose slowly that spring"
    date: str = ""
    speaker: str = ""
    title: str = ""
    member: str = ""


def tiny(texts: Sequence[Text], **settings: Any) -> Profile:
    """The profile of these texts."""
    documents: dict[str, Document] = {}
    annotations, files = [], []
    for number, text in enumerate(texts):
        path = f"{text.source}/{number:03d}.txt"
        body, readings = "", []
        for spec in text.terms:
            term, letter, zone = (*spec.split("/"), "body")[:3]
            body += text.words + " "
            span = Occurrence(len(body), len(body) + len(term), _KEYS[term])
            voice = _VOICES[letter]
            ruling = Ruling(voice, "by hand", (), text.speaker if voice in ("quoted", "attributed") else "")  # type: ignore[arg-type]
            readings.append((span, term, zone, zone not in ("notes", "signatories"), ruling))
            body += term + " "
        body += text.words + "."
        documents[path] = Document(path, text.source, body, text.title, text.date)
        files.append(DocumentFile(Path(path), path, text.source, text.title, text.date, member=text.member))
        count = len(body.split())
        placed = tuple(Reading(*parts, sentence_at(body, parts[0].start)) for parts in readings)  # type: ignore[arg-type]
        annotations.append(Annotation(path, text.source, placed, (("body", count),)))
    order = sorted(range(len(texts)), key=lambda i: annotations[i].path)
    bodies = [documents[annotations[i].path].text for i in order]
    running, _ = running_words(bodies, [[Zone(0, len(body), "body")] for body in bodies], ("body",))
    return profile_of(
        Settings(**({"resamples": 200} | settings)),
        (LEXICON,),
        [files[i] for i in order],
        in_columns([annotations[i] for i in order]),
        words_of(running),
    )
