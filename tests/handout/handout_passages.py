"""Passages made up for the tests of choosing."""

from __future__ import annotations

from framing.handout.passages import Passage


def passage(
    number: int,
    source: str = "north",
    voice: str = "own",
    doubt: int = 0,
    concept: str = "camps",
    **changes: object,
) -> Passage:
    """A passage with a place of its own."""
    values: dict[str, object] = {
        "document": f"{source}/{number}.txt",
        "whose": source,
        "source": source,
        "title": "",
        "date": "",
        "lexicon": "camps",
        "concept": concept,
        "term": "holding camp",
        "frame": "critics",
        "surface": "holding camp",
        "voice": voice,
        "rule": "own-narration",
        "speaker": "",
        "said_by": "",
        "span": (0, 40),
        "term_span": (10, 22),
        "evidence": (),
        "parts": ((f"Passage {number} of {source}.", ""),),
        "cues": (),
        "words": 8,
        "sentences": 1,
        "grade": 6.0,
        "doubt": doubt,
    }
    return Passage(**{**values, **changes})  # type: ignore[arg-type]
