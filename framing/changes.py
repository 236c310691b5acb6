"""What changed since the last run: which texts came, went or changed, and which shares they moved.

A run leaves its state in ``.framing/state.json``: the digest of each document and how often it has each
term in the chosen voices. The next run compares. While nothing changes, the changes last found are kept, so
that running again gives the same report.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.cache import key
from framing.output import PRIVATE
from framing.wording import listed, plural

if TYPE_CHECKING:
    from framing.profile import Profile

STATE = f"{PRIVATE}/state.json"
_VERSION = 2
_SMALLEST = 0.0005  # changes that would round to 0.0 percentage points are not listed
_MOST = 50  # moves that are listed
_TEXTS = 3  # texts that are named for a move

Cell = tuple[str, str, str]  # lexicon, concept, term
Counts = Mapping[str, Mapping[Cell, int]]  # by document


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
class Changes:
    """What differs from the run before. `causes` are other things than texts: "the lexicon 'names'"."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What a run leaves for the next.

    documents  path -> (source, digest)
    counts     path -> term -> how often it stands there in the chosen voices
    causes     what else results depend on, by name, with a digest
    """

    documents: dict[str, tuple[str, str]]
    counts: dict[str, dict[Cell, int]]
    causes: dict[str, str]


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


def state_of(profile: Profile, keys: Sequence[bytes], causes: Mapping[str, str]) -> State:
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
    return State(documents, counts, dict(causes))


def compare(old: State, new: State) -> Changes | None:
    """What changed from one run to the next; None if nothing did."""
    if old == new:
        return None
    before, after = old.documents, new.documents
    added = tuple(sorted(after.keys() - before.keys()))
    removed = tuple(sorted(before.keys() - after.keys()))
    changed = tuple(sorted(path for path in before.keys() & after.keys() if before[path] != after[path]))
    causes = tuple(
        name
        + (
            ""
            if name in old.causes and name in new.causes
            else f" ({'gone' if name in old.causes else 'new'})"
        )
        for name in sorted(old.causes.keys() | new.causes.keys())
        if old.causes.get(name) != new.causes.get(name)
    )
    return Changes(added, removed, changed, causes, _moves(old, new))


def _moves(old: State, new: State) -> tuple[Move, ...]:
    paths = old.documents.keys() | new.documents.keys()
    differ = {path for path in paths if old.documents.get(path) != new.documents.get(path)}
    touched = differ | {path for path in paths if old.counts.get(path) != new.counts.get(path)}
    before, after = _totals(old), _totals(new)
    # For each source and concept, what each touched text held before and holds now.
    held: dict[tuple[str, str, str], dict[str, tuple[dict[str, int], dict[str, int]]]] = {}
    for side, state in enumerate((old, new)):
        for path in sorted(touched):
            for (lexicon, concept, term), n in state.counts.get(path, {}).items():
                source = state.documents[path][0]
                of_concept = held.setdefault((source, lexicon, concept), {})
                of_concept.setdefault(path, ({}, {}))[side][term] = n
    moves = []
    for where, texts in held.items():
        was, now = before.get(where, {}), after.get(where, {})
        # Where a text that did not change counts otherwise, a setting or a lexicon moved the share.
        by_texts = texts.keys() <= differ
        for term in sorted(was.keys() | now.keys()):
            share_was, share_now = _share(was, term), _share(now, term)
            if (share_was is None) == (share_now is None) and abs(
                (share_now or 0.0) - (share_was or 0.0)
            ) < _SMALLEST:
                continue
            effects = []
            # Without the concept, before or now, there is no share that a text could have moved.
            movable = by_texts and None not in (share_was, share_now)
            for path, (then, here) in texts.items() if movable else ():
                total = sum(now.values()) + sum(then.values()) - sum(here.values())
                count = now.get(term, 0) + then.get(term, 0) - here.get(term, 0)
                without = count / total if total else 0.0
                effects.append((path, round((share_now or 0.0) - without, 6)))
            effects.sort(key=lambda effect: (-abs(effect[1]), effect[0]))
            moves.append(
                Move(
                    *where,
                    term,
                    share_was,
                    share_now,
                    sum(was.values()),
                    sum(now.values()),
                    tuple(effect for effect in effects[:_TEXTS] if effect[1]),
                )
            )
    moves.sort(
        key=lambda m: (
            -abs((m.after or 0.0) - (m.before or 0.0)),
            m.source,
            m.lexicon,
            m.concept,
            m.term,
        )
    )
    return tuple(moves[:_MOST])


def _totals(state: State) -> dict[tuple[str, str, str], dict[str, int]]:
    totals: dict[tuple[str, str, str], dict[str, int]] = {}
    for path, cells in state.counts.items():
        for (lexicon, concept, term), n in cells.items():
            of_concept = totals.setdefault((state.documents[path][0], lexicon, concept), {})
            of_concept[term] = of_concept.get(term, 0) + n
    return totals


def _share(counts: Mapping[str, int], term: str) -> float | None:
    total = sum(counts.values())
    return counts.get(term, 0) / total if total else None


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
            {str(name): str(digest) for name, digest in raw["causes"].items()},
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
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
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
        "causes": state.causes,
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
    added, removed, changed, causes = (
        tuple(map(str, raw[name])) for name in ("added", "removed", "changed", "causes")
    )
    return Changes(added, removed, changed, causes, tuple(moves))


def changed_texts(changes: Changes) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What has happened to texts, in a word or two, and to which; only what has happened to any."""
    changed = "changed (in words, metadata or corrections)"
    for word, paths in (("new", changes.added), ("gone", changes.removed), (changed, changes.changed)):
        if paths:
            yield word, paths


def changed_causes(changes: Changes) -> str:
    """What changed besides texts, as a sentence without its stop; empty if nothing did."""
    if not changes.causes:
        return ""
    told = listed(_by_kind(changes.causes))
    if any(changed_texts(changes)):
        return f"besides the texts, {told} changed"
    return f"no text changed, but {told} did"


def _by_kind(causes: Sequence[str]) -> list[str]:
    """The causes with those of a kind together: "the settings 'period' and 'voices'"."""
    kinds: dict[str, list[str]] = {}
    for cause in causes:
        kind, quote, name = cause.partition(" '")
        kinds.setdefault(kind, []).append(quote.strip() + name)
    return [f"{kind}{'s' if len(names) > 1 else ''} {listed(names)}".strip() for kind, names in kinds.items()]


def lines(changes: Changes, most: int = 8) -> Iterable[str]:
    """The changes in words, a line each."""
    for word, paths in changed_texts(changes):
        more = f" and {len(paths) - most} more" if len(paths) > most else ""
        yield f"{plural(len(paths), 'text')} {word}: {', '.join(paths[:most])}{more}"
    if causes := changed_causes(changes):
        yield causes
    for move in changes.moves[:most]:
        texts = ", ".join(f"{path} ({100 * effect:+.1f} points)" for path, effect in move.texts)
        yield (
            f"{move.source}, {move.concept}: '{move.term}' from {_of(move.count_before, move.of_before)} "
            f"to {_of(move.count_after, move.of_after)}" + (f"; most by {texts}" if texts else "")
        )
    if len(changes.moves) > most:
        yield f"and {plural(len(changes.moves) - most, 'other share')} moved; see the report"


def _of(count: int | None, total: int) -> str:
    # No percentage: how sure it would be, one line cannot say.
    return "no use" if count is None else f"{count} of {total}"
