"""What a cue proposes: where its speaker stands and where its content may lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Candidate:
    """A cue and where its content may lie, in token indices."""

    rule: str
    cue: tuple[int, int]
    source: tuple[int, int] | None
    left: int  # content may reach from the sentence's start up to here; -1: none on this side
    right: int  # content may begin here; -1: none on this side
    hole: tuple[int, int]  # cue, speaker and what stands between: never content
    features: list[str]
    trailing: bool = False  # "…, X said": behind or within its content
    tense: str = ""  # of the cue
    embedded: bool = False  # the cue stands in a subordinate or relative clause
    that: bool = False  # "that" opens the content
    sure: bool = False  # what follows up to the first doubtful boundary is content without weighing
    whole: bool = False  # all that stands before is content without weighing
    denies: bool = False  # the content is denied
    demand: bool = False  # the content is wanted
    brief: bool = False  # the content is a noun phrase
    phrase: bool = False  # the content is no clause
    opened: bool = False  # that clause stands first, so that the main clause follows it
    fixed: bool = False  # needs no weighing: all pieces from `low` to `high` are content
    low: int = 0
    high: int = 1 << 30
