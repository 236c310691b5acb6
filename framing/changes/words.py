"""What changed, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from framing.changes import Cause, Changes
from framing.readers.tables import SOURCE
from framing.wording import listed, plural


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


def changed_names(changes: Changes) -> Iterable[str]:
    """Whether texts are grouped otherwise, and which sources and lexicons have another name: sentences
    without stops.
    """
    if changes.grouping:
        before, now = map(_column, changes.grouping)
        yield f"the texts are grouped by {now} now, before by {before}"
    for before, now in changes.sources:
        yield f"the source '{before}' is called '{now}' now"
    for before, now in changes.lexicons:
        yield f"the lexicon '{before}' is called '{now}' now"


def _column(name: str) -> str:
    return "source" if name == SOURCE else f"the column '{name}' of metadata.csv"


def changed_causes(changes: Changes) -> str:
    """What changed besides texts, as a sentence without its stop; empty if nothing did."""
    if not changes.causes:
        return ""
    told = listed(list(_named(changes.causes)))
    if changes.sources or any(changed_texts(changes)):
        return f"besides the texts, {told} changed"
    return f"no text changed, but {told} did"


def _named(causes: Sequence[Cause]) -> Iterable[str]:
    """The causes with those of a kind together: "the settings 'period' and 'voices'"."""
    for kind, group in groupby(causes, key=attrgetter("kind")):
        names = [f"'{cause.name}'" + (f" ({cause.how})" if cause.how else "") for cause in group]
        yield (
            "framing itself"
            if kind == "framing"
            else f"the {kind}{'s' if len(names) > 1 else ''} {listed(names)}"
        )


def lines(changes: Changes, most: int = 8) -> Iterable[str]:
    """The changes in words, a line each."""
    yield from changed_names(changes)
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
