"""What changed from one run to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import replace

from framing.changes import Cause, Changes, Crossing, Move
from framing.changes.state import State

_SMALLEST = 0.0005  # changes that would round to 0.0 percentage points are not listed
_MOST = 50  # moves that are listed
_TEXTS = 3  # texts that are named for a move
_Where = tuple[str, str, str]  # source, lexicon, concept
_Sides = tuple[dict[str, int], dict[str, int]]  # counts by term: before and now
_GROUPING = ("setting", "source_column")  # told by itself


def compare(old: State, new: State) -> Changes | None:
    """What changed from one run to the next; None if nothing did."""
    if old == new:
        return None
    pairs = _same_texts(old, new)
    grouping = (old.grouping, new.grouping) if old.grouping != new.grouping else None
    sources = {} if grouping else _same_sources(old, new, pairs)
    renamed = tuple(
        (path, now)
        for path, now in sorted(pairs.items())
        if path != now and (old.documents[path][0], new.documents[now][0]) not in sources.items()
    )
    lexicons = _same_lexicons(old, new)
    old = _brought_forward(old, pairs, sources, lexicons)
    added = tuple(sorted(new.documents.keys() - old.documents.keys()))
    removed = tuple(sorted(old.documents.keys() - new.documents.keys()))
    if grouping:
        old = _grouped_as(new, old)
    before, after = old.documents, new.documents
    there = before.keys() & after.keys() - {now for _, now in renamed}
    changed = tuple(sorted(path for path in there if before[path] != after[path]))
    causes = tuple(
        Cause(
            *what,
            "" if what in old.causes and what in new.causes else "gone" if what in old.causes else "new",
        )
        for what in sorted(old.causes.keys() | new.causes.keys())
        if old.causes.get(what) != new.causes.get(what) and what != _GROUPING
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
        grouping,
        tuple(sorted(lexicons.items())),
    )


def _same_texts(old: State, new: State) -> dict[str, str]:
    """Texts that stand unchanged where they did, or now at a new place: path before -> path now."""
    before, now = ({path: digest for path, (_, digest) in state.documents.items()} for state in (old, new))
    there = before.keys() & now.keys()
    return {path: path for path in there if before[path] == now[path]} | _moved(before, now)


def _same_lexicons(old: State, new: State) -> dict[str, str]:
    """Lexicons that stand unchanged in a file of another name: name before -> name now."""
    before, now = (
        {name: digest for (kind, name), digest in state.causes.items() if kind == "lexicon"}
        for state in (old, new)
    )
    return _moved(before, now)


def _moved(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What is gone and has the digest of something new: name before -> name now."""
    places: dict[str, list[str]] = {}
    for name in sorted(now.keys() - before.keys(), reverse=True):
        places.setdefault(now[name], []).append(name)
    gone = sorted(before.keys() - now.keys())
    return {name: there.pop() for name in gone if (there := places.get(before[name]))}


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


def _brought_forward(
    old: State, pairs: Mapping[str, str], sources: Mapping[str, str], lexicons: Mapping[str, str]
) -> State:
    """The old state with the new places of its texts and the new names of its sources and lexicons."""
    documents = {
        pairs.get(path, path): (sources.get(source, source), digest)
        for path, (source, digest) in old.documents.items()
    }
    counts = {
        pairs.get(path, path): {(lexicons.get(cell[0], cell[0]), *cell[1:]): n for cell, n in counts.items()}
        for path, counts in old.counts.items()
    }
    causes = {
        (kind, lexicons.get(name, name) if kind == "lexicon" else name): digest
        for (kind, name), digest in old.causes.items()
    }
    return replace(old, documents=documents, counts=counts, causes=causes)


def _grouped_as(new: State, old: State) -> State:
    """The old state of the texts that are still there, grouped as they are now."""
    there = old.documents.keys() & new.documents.keys()
    documents = {path: (new.documents[path][0], old.documents[path][1]) for path in there}
    return replace(
        old, documents=documents, counts={path: old.counts[path] for path in there & old.counts.keys()}
    )


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
    """The shares that moved, the furthest first."""
    before, after = _totals(old), _totals(new)
    changed = {path for path in _paths(old, new) if old.documents.get(path) != new.documents.get(path)}
    moves = []
    for where, texts in _touched(old, new, changed).items():
        was, now = before.get(where, {}), after.get(where, {})
        for term in sorted(was.keys() | now.keys()):
            shares = _share(was, term), _share(now, term)
            if _stayed(*shares):
                continue
            # Where a text that did not change counts otherwise, a setting or a lexicon moved the share. And
            # without the concept, before or now, there is no share that a text could have moved.
            by_texts = texts.keys() <= changed and None not in shares
            effects = _effects(now, term, texts) if by_texts else ()
            moves.append(Move(*where, term, *shares, sum(was.values()), sum(now.values()), effects))
    moves.sort(
        key=lambda m: (-abs((m.after or 0.0) - (m.before or 0.0)), m.source, m.lexicon, m.concept, m.term)
    )
    return tuple(moves[:_MOST])


def _paths(old: State, new: State) -> set[str]:
    return old.documents.keys() | new.documents.keys()


def _touched(old: State, new: State, changed: Set[str]) -> dict[_Where, dict[str, _Sides]]:
    """For each source and concept, what each text that changed, or counts otherwise, held and holds."""
    touched = changed | {path for path in _paths(old, new) if old.counts.get(path) != new.counts.get(path)}
    held: dict[_Where, dict[str, _Sides]] = {}
    for side, state in enumerate((old, new)):
        for path in sorted(touched):
            for (lexicon, concept, term), n in state.counts.get(path, {}).items():
                of_concept = held.setdefault((state.documents[path][0], lexicon, concept), {})
                of_concept.setdefault(path, ({}, {}))[side][term] = n
    return held


def _stayed(before: float | None, after: float | None) -> bool:
    return (before is None) == (after is None) and abs((after or 0.0) - (before or 0.0)) < _SMALLEST


def _effects(now: Mapping[str, int], term: str, texts: Mapping[str, _Sides]) -> tuple[tuple[str, float], ...]:
    """The texts that moved a share most, each with what it adds to the share: now, less if it were as before.

    `now` has the counts of the share's concept.
    """
    share = _share(now, term) or 0.0
    effects = []
    for path, (then, here) in texts.items():
        as_before = {each: now.get(each, 0) + then.get(each, 0) - here.get(each, 0) for each in {*now, *then}}
        effects.append((path, round(share - (_share(as_before, term) or 0.0), 6)))
    effects.sort(key=lambda effect: (-abs(effect[1]), effect[0]))
    return tuple(effect for effect in effects[:_TEXTS] if effect[1])


def _totals(state: State) -> dict[_Where, dict[str, int]]:
    totals: dict[_Where, dict[str, int]] = {}
    for path, cells in state.counts.items():
        for (lexicon, concept, term), n in cells.items():
            of_concept = totals.setdefault((state.documents[path][0], lexicon, concept), {})
            of_concept[term] = of_concept.get(term, 0) + n
    return totals


def _share(counts: Mapping[str, int], term: str) -> float | None:
    total = sum(counts.values())
    return counts.get(term, 0) / total if total else None
