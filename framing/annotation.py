"""The spine: a document and a lexicon in, readings and word counts out. Pure, and done once per document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from framing.matching import Matcher
from framing.model import COUNTED_ZONES, Annotation, Document, Lexicon, Occurrence, Reading, Zone, ZoneKind
from framing.text.tokens import count_words
from framing.text.zones import find_zones


def annotate(document: Document, lexicon: Lexicon, counted: Sequence[ZoneKind] = COUNTED_ZONES) -> Annotation:
    """All readings of a document with one lexicon, and its words per zone.

    For many documents or several lexicons, build a `Matcher` once and call `annotate_batch`.
    """
    return annotate_batch([document], Matcher([lexicon]), counted)[0]


def annotate_batch(
    documents: Sequence[Document], matcher: Matcher, counted: Sequence[ZoneKind] = COUNTED_ZONES
) -> list[Annotation]:
    """Annotations of the documents, in their order. `counted` are the zones whose readings count.

    Each annotation depends on its own document alone; a batch only shares the scan for terms.
    """
    zones = zones_of(documents)
    words = count_words([document.text for document in documents], zones)
    return annotate_zoned(documents, zones, words, matcher, counted)


def zones_of(documents: Sequence[Document]) -> list[Sequence[Zone]]:
    """The zones of each document; none where the text is blank."""
    return [
        find_zones(document.text, document.title) if document.text.strip() else () for document in documents
    ]


def annotate_zoned(
    documents: Sequence[Document],
    zones: Sequence[Sequence[Zone]],
    words: Sequence[Sequence[tuple[ZoneKind, int]]],
    matcher: Matcher,
    counted: Sequence[ZoneKind] = COUNTED_ZONES,
) -> list[Annotation]:
    """`annotate_batch` where the zones of the documents, and the words in each, are known already."""
    found = matcher.find_batch([document.text for document in documents])
    return [
        Annotation(
            document.path,
            document.source,
            _readings(document, occurrences, partition, counted),
            tuple(counts),
        )
        for document, occurrences, partition, counts in zip(documents, found, zones, words, strict=True)
    ]


def read_batch(
    documents: Sequence[Document], matcher: Matcher, counted: Sequence[ZoneKind] = COUNTED_ZONES
) -> list[tuple[Reading, ...]]:
    """The readings alone of each document: texts without an occurrence cost the scan and nothing else."""
    found = matcher.find_batch([document.text for document in documents])
    return [
        _readings(document, occurrences, find_zones(document.text, document.title), counted)
        if occurrences
        else ()
        for document, occurrences in zip(documents, found, strict=True)
    ]


def _readings(
    document: Document,
    occurrences: Sequence[Occurrence],
    zones: Sequence[Zone],
    counted: Sequence[ZoneKind],
) -> tuple[Reading, ...]:
    if not occurrences:
        return ()
    from framing.voice.classify import classify_in_sentences  # a third of a second, for new texts alone

    rulings = classify_in_sentences(document, zones, [(place.start, place.end) for place in occurrences])
    starts = [zone.start for zone in zones]
    readings = []
    for place, (ruling, sentence) in zip(occurrences, rulings, strict=True):
        zone = zones[bisect_right(starts, place.start) - 1].kind
        surface = document.text[place.start : place.end]
        readings.append(Reading(place, surface, zone, zone in counted, ruling, sentence))
    return tuple(readings)
