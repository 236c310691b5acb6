"""What changed, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framing.changes import Changes
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
