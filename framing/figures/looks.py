"""Legends, voices and concepts as the figures show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from framing.charts import concept_names, frame_looks
from framing.figures.layout import Key
from framing.model import VOICES, Concept, Lexicon
from framing.profile import Profile, foremost

if TYPE_CHECKING:
    import pandas as pd


def frame_labels(lexicon: Lexicon) -> dict[str, str]:
    """Each frame's label by its id."""
    return {frame.id: frame.label for frame in lexicon.frames}


def frame_keys(profile: Profile, lexicon: Lexicon, frames: Sequence[str]) -> tuple[Key, ...]:
    """The legend of some frames, in alphabetical order of their ids."""
    looks, labels = frame_looks(profile.lexicons), frame_labels(lexicon)
    return tuple(Key(looks.get(frame, 0), labels.get(frame, frame)) for frame in sorted(set(frames)))


def voice_look(voice: str) -> int:
    """The number of a voice's look."""
    return list(VOICES).index(voice)  # type: ignore[arg-type]


def concept_parts(
    lexicons: Sequence[Lexicon], table: pd.DataFrame
) -> Iterator[tuple[Lexicon, Concept, str, pd.DataFrame]]:
    """Each concept with its name in file names and its rows of a table, where the table has any."""
    parts = dict(iter(table.groupby(["lexicon", "concept"])))
    for lexicon, concept, name in concept_names(lexicons):
        if (lexicon.id, concept.id) in parts:
            yield lexicon, concept, name, parts[lexicon.id, concept.id]


def with_most_texts(profile: Profile, table: str = "") -> list[str]:
    """A line that says which sources a figure shows, where these are not all. `table` has the others."""
    return _of_most(profile.foremost, profile.sources, "with most texts", table)


def that_name_it(
    sources: Sequence[str], texts: Mapping[str, int], table: str
) -> tuple[tuple[str, ...], list[str]]:
    """Those of the sources that a figure on one concept shows, and a line on that where they are not all.

    `texts` says in how many texts a source names the concept; `table` has the others.
    """
    shown = foremost(sources, texts)
    return shown, _of_most(shown, sources, "that name it in most texts", table)


def _of_most(shown: Sequence[str], sources: Sequence[str], which: str, table: str) -> list[str]:
    if len(shown) == len(sources):
        return []
    others = f"; data/{table}.csv has all" if table else ""
    return [f"Of {len(sources):,} sources the {len(shown)} {which}{others}."]


def chosen_words(profile: Profile) -> str:
    """The voices held to be a source's own choice: "own voice", or those the study names."""
    voices = profile.settings.voices
    return "own voice" if voices == ("own",) else "chosen voices: " + ", ".join(voices)
