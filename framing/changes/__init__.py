"""What changed since the last run: which texts came, went or changed, and which shares they moved.

A run leaves its state in ``.framing/state.json``: the digest of each document and how often it has each
term in the chosen voices. The next run compares. A text that is gone and stands unchanged at a new place is
the same text, a source of which most texts do is the same source by another name, and a lexicon that is gone
and stands unchanged in a file of another name is the same lexicon. Where another column
says now whose a text is, the last run is compared as if it had said so then. While nothing changes, the
changes last found are kept, so that running again gives the same report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from framing.wording import plural


@dataclass(frozen=True, slots=True)
class Move:
    """A share of choice that moved.

    `before` and `after` are shares in the chosen voices, None where the source did not name the concept;
    `of_before` and `of_after` the occurrences they are shares of. `texts` are the texts that moved it most:
    (path, by how much the share would differ if this text were as it was before), the largest first;
    none where there was no share to move, or is none now, or where something else than texts moved it too.
    """

    source: str
    lexicon: str
    concept: str
    term: str
    before: float | None
    after: float | None
    of_before: int
    of_after: int
    texts: tuple[tuple[str, float], ...]

    @property
    def count_before(self) -> int | None:
        """How often the source chose the term before; None where it did not name the concept."""
        return None if self.before is None else round(self.before * self.of_before)

    @property
    def count_after(self) -> int | None:
        """How often it does now."""
        return None if self.after is None else round(self.after * self.of_after)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A source whose number of texts crossed the minimum for a comparison: of all its texts, or of those that
    name a concept in the chosen voices. `lexicon` and `concept` are empty for all texts.
    """

    source: str
    lexicon: str
    concept: str
    before: int
    after: int
    minimum: int

    def __str__(self) -> str:
        into = "in " if self.concept else ""
        enough = "enough" if self.after >= self.minimum else "too few"
        return (
            f"now {into}{plural(self.after, 'text')}, {enough} to compare ({self.before} before; "
            f"the minimum is {self.minimum})"
        )


class Cause(NamedTuple):
    """Something besides the texts that changed.

    `kind` is "lexicon", "setting" or "framing": the program itself, which has no name. `how` is "new" or
    "gone" where it was there in one run only.
    """

    kind: str
    name: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the run before.

    `renamed` are texts that stand at another place: (path before, path now), but for those of `sources`,
    which have another name: (name before, name now), as have `lexicons`. `grouping` is the setting
    `source_column` before and now, where it changed.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    moves: tuple[Move, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    crossings: tuple[Crossing, ...] = ()
    grouping: tuple[str, str] | None = None
    lexicons: tuple[tuple[str, str], ...] = ()
