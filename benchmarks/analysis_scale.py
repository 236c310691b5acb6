"""Time and memory of the analysis: 10,000 documents of some 4 KB, 50 terms, 6 sources. No model, no files.

    python benchmarks/analysis_scale.py [--documents 10000] [--profile]

Texts are random words with planted terms; voices are drawn at random. Each source has preferences of its
own, one document in twenty copies a passage of the one before, and the dates spread over a year.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import time
from dataclasses import replace

import numpy as np

from framing.columns import in_columns
from framing.model import (
    VOICES,
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

SOURCES = 6
CONCEPTS = 10
TERMS = 5  # per concept
VOICE_WEIGHTS = (0.4, 0.2, 0.25, 0.05, 0.05, 0.05)


def lexicon() -> Lexicon:
    """Ten concepts of five terms in four frames."""
    frames = tuple(Frame(f"side{i}", f"Side {i}") for i in range(4))
    concepts = tuple(
        Concept(
            f"thing{c}", f"Thing {c}", tuple(Term(f"name{c}x{t} place", f"side{t % 4}") for t in range(TERMS))
        )
        for c in range(CONCEPTS)
    )
    return Lexicon("scale", "Names at scale", "en", frames, concepts)


def corpus(documents: int, seed: int = 1) -> tuple[Profile, dict[str, Document]]:
    """A profile of random documents and the documents by path."""
    rng = np.random.default_rng(seed)
    names = lexicon()
    vocabulary = np.array([f"w{i:x}{'abcdefgh'[i % 8]}" for i in range(30_000)], object)
    weights = 1 / np.arange(1, len(vocabulary) + 1)
    weights /= weights.sum()
    tastes = rng.dirichlet(np.full(TERMS, 0.7), (SOURCES, CONCEPTS))
    texts: dict[str, Document] = {}
    files, annotations = [], []
    passage: list[str] = []
    for number in range(documents):
        source = int(rng.integers(SOURCES))
        words = vocabulary[rng.choice(len(vocabulary), 560, p=weights)].tolist()
        if number % 20 == 0:
            passage = words[100:160]
        elif number % 20 == 1:
            words[200:260] = passage
        planted = []
        for concept in rng.choice(CONCEPTS, 4, replace=False).tolist():
            for _ in range(int(rng.integers(1, 4))):
                term = names.concepts[concept].terms[int(rng.choice(TERMS, p=tastes[source, concept]))]
                planted.append((int(rng.integers(20, len(words))), concept, term))
        places = {place: (concept, term) for place, concept, term in planted}
        text, length, readings = [], 0, []
        for place, word in enumerate(words):
            if place in places:
                concept, term = places[place]
                key = TermKey("scale", names.concepts[concept].id, term.term, term.frame)
                voice = VOICES[int(rng.choice(6, p=VOICE_WEIGHTS))]
                span = Occurrence(length, length + len(term.term), key)
                speaker = f"Speaker {number % 300}" if voice == "quoted" else ""
                ruling = Ruling(voice, "drawn", (), speaker)
                readings.append(Reading(span, term.term, "body", True, ruling))
                text.append(term.term + " ")
                length += len(term.term) + 1
            end = ".\n\n" if place % 60 == 59 else ". " if place % 20 == 19 else " "
            shown = word.capitalize() if place % 20 == 0 else word
            text.append(shown + end)
            length += len(shown) + len(end)
        path = f"source{source}/{number:06d}.txt"
        date = f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}"
        texts[path] = Document(path, f"source{source}", "".join(text), date=date)
        files.append(DocumentFile(None, path, f"source{source}", date=date))  # type: ignore[arg-type]
        readings = [
            replace(reading, sentence=sentence_at(texts[path].text, reading.occurrence.start))
            for reading in readings
        ]
        annotations.append(Annotation(path, f"source{source}", tuple(readings), (("body", len(words)),)))
    order = sorted(range(documents), key=lambda i: annotations[i].path)
    annotations = [annotations[i] for i in order]
    bodies = [texts[a.path].text for a in annotations]
    running, _ = running_words(bodies, [[Zone(0, len(body), "body")] for body in bodies], ("body",))
    found = in_columns(annotations)
    profile = profile_of(Settings(), (names,), [files[i] for i in order], found, words_of(running))
    return profile, texts


def main() -> None:
    """Print the time of the analysis, of the files, and the peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args()
    profile, texts = corpus(options.documents)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    from framing.analysis import analyse
    from framing.datapackage import data_files

    profiler = cProfile.Profile()
    start, used = time.perf_counter(), time.process_time()
    if options.profile:
        profiler.enable()
    analysis = analyse(profile)
    middle = time.perf_counter()
    data_files(profile, analysis)
    end, cpu = time.perf_counter(), time.process_time() - used
    if options.profile:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
    size = sum(len(text.text) for text in texts.values()) / 1e6
    print(f"{len(texts):,} documents, {size:.0f} MB, {len(profile.readings):,} readings")
    print(f"analyse {middle - start:.1f} s, data files {end - middle:.1f} s; CPU {cpu:.1f} s in all")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, before the analysis {before:.0f} MB")


if __name__ == "__main__":
    main()
