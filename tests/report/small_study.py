"""A small study for the tests of the report: invented texts, readings by hand-made rules, and its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from framing.analysis import analyse
from framing.columns import in_columns
from framing.figures import draw
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
from framing.report import render
from framing.running import running_words
from framing.study import Settings, Study
from framing.words import words_of

LEXICON = Lexicon(
    "valley",
    "Names in the valley",
    "en",
    (
        Frame("critics", "Critics’ usage"),
        Frame("press", "News agencies’ usage"),
        Frame("state", "Government usage"),
    ),
    (
        Concept(
            "places",
            "The places",
            (
                Term("camp", "press", note="unreferenced"),
                Term("holding camp", "critics", source="A report, 2021", url="https://example.org/report"),
                Term("training centre", "state", ("training cent{re,er}",)),
            ),
            "Where people were kept.",
        ),
        Concept("river", "The river", (Term("Marrow", "state"), Term("Old Marrow", "critics"))),
    ),
)


def annotate(document: Document, lexicon: Lexicon) -> Annotation:
    """Readings by looking terms up, the longest first; quotation marks make them quoted."""
    text, taken, readings = document.text, set[int](), []
    terms = [(concept, term) for concept in lexicon.concepts for term in concept.terms]
    for concept, term in sorted(terms, key=lambda pair: -len(pair[1].term)):
        at = text.find(term.term)
        while at >= 0:
            end = at + len(term.term)
            if not taken & set(range(at, end)):
                taken |= set(range(at, end))
                ruling = Ruling("own", "own-narration")
                opened = text.rfind("“", 0, at)
                if opened > text.rfind("”", 0, at):
                    close = text.find("”", end)
                    scare = close - opened < 30
                    ruling = Ruling(
                        "distanced" if scare else "quoted",
                        "scare-quotes" if scare else "quotation",
                        ((opened, opened + 1), (close, close + 1)),
                        "" if scare else "Ann <b>Example</b>",
                    )
                note = text.find("\n\nNotes\n")
                zone = "notes" if 0 <= note < at else "headline" if at < text.find("\n") else "body"
                key = TermKey(lexicon.id, concept.id, term.term, term.frame)
                readings.append(
                    Reading(Occurrence(at, end, key), text[at:end], zone, zone != "notes", ruling)
                )
            at = text.find(term.term, end)
    readings.sort(key=lambda reading: reading.occurrence.start)
    return Annotation(document.path, document.source, tuple(readings), (("body", len(text.split())),))


@dataclass
class Small:
    """A study with its profile and tables."""

    documents: list[Document]
    lexicon: Lexicon = LEXICON
    settings: Settings = field(default_factory=lambda: Settings(title="Names in the valley"))
    root: Path = Path("no-such-folder")

    @property
    def study(self) -> Study:
        return Study(self.root, self.root / "texts", (), self.settings)

    def read(self, path: str) -> Document:
        return next(document for document in self.documents if document.path == path)

    def profile(self) -> Profile:
        documents = sorted(self.documents, key=lambda document: document.path)
        files = [DocumentFile(Path("x"), d.path, d.source, d.title, d.date, d.url, d.type) for d in documents]
        found = in_columns([annotate(document, self.lexicon) for document in documents])
        zones = [[Zone(0, len(document.text), "body")] for document in documents]
        running, _ = running_words([document.text for document in documents], zones, ("body",))
        return profile_of(self.settings, (self.lexicon,), files, found, words_of(running))

    def report(self) -> str:
        profile = self.profile()
        analysis = analyse(profile)
        return render(self.study, profile, analysis, draw(profile, analysis), self.read)


def documents() -> list[Document]:
    """Three sources: one with six texts, one with two, one with one."""
    made = [
        Document(
            f"north/{n}.txt",
            "north",
            f"A day at the training centre {n}\n\nThe training centre by the Marrow is open. "
            + ("Some call it a “camp”, or so it is said. " if n % 2 else "A camp it is not. ")
            + "“The holding camp is full and it always was so,” Ann said 𝒳. The training centre closed."
            + "\n\nNotes\nThe camp is listed in the notes.\n",
            f"A day at the training centre {n}",
            f"2022-0{n}-11",
            "https://example.org/north",
            "news",
        )
        for n in range(1, 7)
    ]
    made += [
        Document(
            f"south/{n}.txt",
            "south",
            f"Item {n}\n\nThe holding camp on the Old Marrow grew. 😀 The holding camp!",
        )
        for n in (1, 2)
    ]
    made.append(
        Document("west/one.txt", "west", "A camp\n\nThe camp. “No training centre” said the sign. Camp.")
    )
    return made
