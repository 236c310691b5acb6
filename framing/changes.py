"""What changed since the last run: which texts came, went or changed, and which shares they moved.

A run leaves its state in ``.framing/state.json``: the digest of each document and how often it has each
term in the chosen voices. The next run compares. A text that is gone and stands unchanged at a new place is
the same text, and a source of which most texts do is the same source by another name. While nothing changes,
the changes last found are kept, so that running again gives the same report.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.cache import key
from framing.output import PRIVATE
from framing.wording import listed, plural

if TYPE_CHECKING:
    from framing.profile import Profile

STATE = f"{PRIVATE}/state.json"
_VERSION = 3
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


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the run before. `causes` are other things than texts: "the lexicon 'names'".

    `renamed` are texts that stand at another place: (path before, path now), but for those of `sources`,
    which have another name: (name before, name now).
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    crossings: tuple[Crossing, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What a run leaves for the next.

    documents  path -> (source, digest); the digest says nothing of path and source
    counts     path -> term -> how often it stands there in the chosen voices
    causes     what else results depend on, by name, with a digest
    minimum    fewest texts for a comparison
    """

    documents: dict[str, tuple[str, str]]
    counts: dict[str, dict[Cell, int]]
    causes: dict[str, str]
    minimum: int


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
    return State(documents, counts, dict(causes), profile.settings.minimum_texts)


def compare(old: State, new: State) -> Changes | None:
    """What changed from one run to the next; None if nothing did."""
    if old == new:
        return None
    pairs = _same_texts(old, new)
    sources = _same_sources(old, new, pairs)
    renamed = tuple(
        (path, now)
        for path, now in sorted(pairs.items())
        if path != now and (old.documents[path][0], new.documents[now][0]) not in sources.items()
    )
    old = _brought_forward(old, pairs, sources)
    before, after = old.documents, new.documents
    added = tuple(sorted(after.keys() - before.keys()))
    removed = tuple(sorted(before.keys() - after.keys()))
    there = before.keys() & after.keys() - {now for _, now in renamed}
    changed = tuple(sorted(path for path in there if before[path] != after[path]))
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
    return Changes(
        added,
        removed,
        changed,
        causes,
        _moves(old, new),
        renamed,
        tuple(sorted(sources.items())),
        _crossings(old, new),
    )


def _same_texts(old: State, new: State) -> dict[str, str]:
    """Texts that stand unchanged where they did, or now at a new place: path before -> path now."""
    places: dict[str, list[str]] = {}
    for path in sorted(new.documents.keys() - old.documents.keys(), reverse=True):
        places.setdefault(new.documents[path][1], []).append(path)
    gone = sorted(old.documents.keys() - new.documents.keys())
    moved = {path: now.pop() for path in gone if (now := places.get(old.documents[path][1]))}
    there = old.documents.keys() & new.documents.keys()
    return {path: path for path in there if old.documents[path][1] == new.documents[path][1]} | moved


def _same_sources(old: State, new: State, pairs: Mapping[str, str]) -> dict[str, str]:
    """Sources that are gone and most of whose texts are a new source's: name before -> name now.

    The new source has no texts of any other.
    """
    texts = Counter(source for source, _ in old.documents.values())
    there = {source for source, _ in new.documents.values()}
    found: dict[str, str] = {}
    together = Counter((old.documents[path][0], new.documents[now][0]) for path, now in pairs.items())
    origins = Counter(now for _, now in together)
    for (before, now), number in together.items():
        is_new = before not in there and now not in texts and origins[now] == 1
        if is_new and 2 * number > texts[before]:
            found[before] = now
    return found


def _brought_forward(old: State, pairs: Mapping[str, str], sources: Mapping[str, str]) -> State:
    """The old state with the new places of its texts and the new names of its sources."""
    documents = {
        pairs.get(path, path): (sources.get(source, source), digest)
        for path, (source, digest) in old.documents.items()
    }
    counts = {pairs.get(path, path): counts for path, counts in old.counts.items()}
    return replace(old, documents=documents, counts=counts)


def _crossings(old: State, new: State) -> tuple[Crossing, ...]:
    before, after = _texts(old), _texts(new)
    found = [
        Crossing(*where, before[where], after[where], new.minimum)
        for where in sorted(before.keys() & after.keys())
        if (before[where] >= old.minimum) != (after[where] >= new.minimum)
    ]
    # Where a source has too few texts, it has too few with any concept.
    few = {crossing.source for crossing in found if not crossing.concept and crossing.after < new.minimum}
    told = [crossing for crossing in found if not crossing.concept or crossing.source not in few]
    return tuple(told[:_MOST])


def _texts(state: State) -> Counter[tuple[str, str, str]]:
    """How many texts each source has, and how many of them name each concept in the chosen voices."""
    texts = Counter((source, "", "") for source, _ in state.documents.values())
    for path, counts in state.counts.items():
        texts.update({(state.documents[path][0], lexicon, concept) for lexicon, concept, _ in counts})
    return texts


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
            int(raw["minimum"]),
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
        "minimum": state.minimum,
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
    renamed, sources = (
        tuple((str(before), str(now)) for before, now in raw[name]) for name in ("renamed", "sources")
    )
    crossings = tuple(Crossing(**crossing) for crossing in raw["crossings"])
    return Changes(added, removed, changed, causes, tuple(moves), renamed, sources, crossings)


def changed_texts(changes: Changes) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    """What has happened to texts, in a word or two, and to which; only what has happened to any.

    A text is its path, and what is said of it behind that.
    """
    moved = tuple((now, f" (was {before})") for before, now in changes.renamed)
    for word, texts in (
        ("new", _plain(changes.added)),
        ("gone", _plain(changes.removed)),
        ("changed (in words, metadata or corrections)", _plain(changes.changed)),
        ("with another name or place", moved),
    ):
        if texts:
            yield word, texts


def _plain(paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((path, "") for path in paths)


def changed_sources(changes: Changes) -> Iterable[str]:
    """Which sources have another name, a sentence each without its stop."""
    for before, now in changes.sources:
        yield f"the source '{before}' is called '{now}' now"


def changed_causes(changes: Changes) -> str:
    """What changed besides texts, as a sentence without its stop; empty if nothing did."""
    if not changes.causes:
        return ""
    told = listed(_by_kind(changes.causes))
    if changes.sources or any(changed_texts(changes)):
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
    yield from changed_sources(changes)
    for word, texts in changed_texts(changes):
        more = f" and {len(texts) - most} more" if len(texts) > most else ""
        named = ", ".join(path + said for path, said in texts[:most])
        yield f"{plural(len(texts), 'text')} {word}: {named}{more}"
    if causes := changed_causes(changes):
        yield causes
    for crossing in changes.crossings[:most]:
        yield f"{', '.join(filter(None, (crossing.source, crossing.concept)))}: {crossing}"
    if len(changes.crossings) > most:
        yield f"and {len(changes.crossings) - most} more crossed the minimum of texts; see the report"
    for move in changes.moves[:most]:
        by = ", ".join(f"{path} ({100 * effect:+.1f} points)" for path, effect in move.texts)
        yield (
            f"{move.source}, {move.concept}: '{move.term}' from {_of(move.count_before, move.of_before)} "
            f"to {_of(move.count_after, move.of_after)}" + (f"; most by {by}" if by else "")
        )
    if len(changes.moves) > most:
        yield f"and {plural(len(changes.moves) - most, 'other share')} moved; see the report"


def _of(count: int | None, total: int) -> str:
    # No percentage: how sure it would be, one line cannot say.
    return "no use" if count is None else f"{count} of {total}"
