"""What a run leaves for the next, and the file that holds it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.cache import key
from framing.changes import Cause, Changes, Crossing, Move
from framing.output import PRIVATE
from framing.readers.tables import SOURCE

if TYPE_CHECKING:
    from framing.profile import Profile

STATE = f"{PRIVATE}/state.json"
_VERSION = 5

Cell = tuple[str, str, str]  # lexicon, concept, term


@dataclass(frozen=True, slots=True)
class State:
    """What a run leaves for the next.

    documents  path -> (source, digest); the digest says nothing of path and source
    counts     path -> term -> how often it stands there in the chosen voices
    causes     what else results depend on, by kind and name (as in `Cause`), with a digest
    minimum    fewest texts for a comparison
    grouping   the column that says whose a text is
    """

    documents: dict[str, tuple[str, str]]
    counts: dict[str, dict[Cell, int]]
    causes: dict[tuple[str, str], str]
    minimum: int
    grouping: str = SOURCE


@dataclass(frozen=True, slots=True)
class Last:
    """The last run: its state, what it found changed, what it said, and how to tell that nothing is new.

    inputs   a digest of everything that the results depend on
    outputs  the results, by their path below the study
    skipped, notes  what was left out and what the user was told
    """

    state: State
    changes: Changes | None
    inputs: str
    outputs: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def state_of(profile: Profile, keys: Sequence[bytes], causes: Mapping[tuple[str, str], str]) -> State:
    """The state of a run. `keys` are digests of the documents, in the order of the profile.

    They hold what rules look at. The date and the address are in the report, and so in the digests here.
    """
    about = (profile.documents[name].tolist() for name in ("document", "source", "date", "url"))
    documents = {
        path: (source, key(digest, repr((date, url)).encode()).hex())
        for path, source, date, url, digest in zip(*about, keys, strict=True)
    }
    counts: dict[str, dict[Cell, int]] = {}
    chosen = profile.chosen()
    columns = (chosen[name].tolist() for name in ("document", "lexicon", "concept", "term"))
    for path, *cell in zip(*columns, strict=True):
        of_document = counts.setdefault(path, {})
        place = (cell[0], cell[1], cell[2])
        of_document[place] = of_document.get(place, 0) + 1
    settings = profile.settings
    return State(documents, counts, dict(causes), settings.minimum_texts, settings.source_column)


def load(root: Path) -> Last | None:
    """What the last run left, or None where there is nothing that can be used."""
    try:
        raw = json.loads((root / STATE).read_text("utf-8"))
        if raw["version"] != _VERSION:
            return None
        cells = [(str(a), str(b), str(c)) for a, b, c in raw["cells"]]
        state = State(
            {path: (str(source), str(digest)) for path, (source, digest) in raw["documents"].items()},
            {path: {cells[i]: int(n) for i, n in counts} for path, counts in raw["counts"].items()},
            {(str(kind), str(name)): str(digest) for kind, name, digest in raw["causes"]},
            int(raw["minimum"]),
            str(raw["grouping"]),
        )
        if not state.counts.keys() <= state.documents.keys():
            return None
        return Last(
            state,
            _changes(raw["changes"]),
            str(raw["inputs"]),
            tuple(map(str, raw["outputs"])),
            tuple((str(path), str(reason)) for path, reason in raw["skipped"]),
            tuple(map(str, raw["notes"])),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None


def dump(last: Last) -> bytes:
    """A run as `load` reads it."""
    state = last.state
    cells = sorted({cell for counts in state.counts.values() for cell in counts})
    number = {cell: i for i, cell in enumerate(cells)}
    raw = {
        "version": _VERSION,
        "documents": state.documents,
        "counts": {
            path: sorted((number[cell], n) for cell, n in counts.items())
            for path, counts in state.counts.items()
        },
        "cells": cells,
        "causes": [(*cause, digest) for cause, digest in state.causes.items()],
        "minimum": state.minimum,
        "grouping": state.grouping,
        "changes": asdict(last.changes) if last.changes else None,
        "inputs": last.inputs,
        "outputs": last.outputs,
        "skipped": last.skipped,
        "notes": last.notes,
    }
    return json.dumps(raw, separators=(",", ":")).encode()


def _changes(raw: Any) -> Changes | None:
    if raw is None:
        return None
    moves = []
    for move in raw["moves"]:
        texts = tuple((str(path), float(effect)) for path, effect in move.pop("texts"))
        moves.append(Move(**move, texts=texts))
    added, removed, changed = (tuple(map(str, raw[name])) for name in ("added", "removed", "changed"))
    causes = tuple(Cause(str(kind), str(name), str(how)) for kind, name, how in raw["causes"])
    renamed, sources, lexicons = (
        tuple((str(before), str(now)) for before, now in raw[name])
        for name in ("renamed", "sources", "lexicons")
    )
    crossings = tuple(Crossing(**crossing) for crossing in raw["crossings"])
    grouping = (str(raw["grouping"][0]), str(raw["grouping"][1])) if raw["grouping"] else None
    return Changes(
        added, removed, changed, causes, tuple(moves), renamed, sources, crossings, grouping, lexicons
    )
