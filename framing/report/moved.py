"""What changed since the last run, in sentences whose texts and numbers are doors."""

from __future__ import annotations

from collections.abc import Iterable

from framing.changes import Changes, Crossing, Move
from framing.changes.words import changed_causes, changed_names, changed_texts
from framing.profile import Profile
from framing.report import doors
from framing.report.numbers import decimal, share_of, whole
from framing.report.parts import Cell, Names, Sentence
from framing.wording import capital, plural

MOST_TEXTS = 50  # named in one sentence


def told(changes: Changes | None, profile: Profile, names: Names) -> tuple[Sentence, ...]:
    """A sentence for another grouping, for each renamed source and lexicon, for the texts of each kind, for
    other causes, for each source with too few texts now or enough, and for each share that moved.
    """
    if changes is None:
        return ()
    here = set(profile.documents["document"])
    sentences: list[Sentence] = [_sentence(name) for name in changed_names(changes)]
    for word, texts in changed_texts(changes):
        more = f" and {whole(len(texts) - MOST_TEXTS)} more" if len(texts) > MOST_TEXTS else ""
        named = _texts(texts[:MOST_TEXTS], here)
        sentences.append((Cell(f"{plural(len(texts), 'text')} {word}: "), *named, Cell(f"{more}.")))
    if causes := changed_causes(changes):
        sentences.append(_sentence(causes))
    sentences += [_crossing(crossing, names) for crossing in changes.crossings]
    sentences += [_move(move, here, names) for move in changes.moves]
    return tuple(sentences)


def _sentence(words: str) -> Sentence:
    return (Cell(f"{capital(words)}."),)


def _crossing(crossing: Crossing, names: Names) -> Sentence:
    concept = names.concepts.get((crossing.lexicon, crossing.concept), crossing.concept)
    return (Cell(f"{crossing.source}{f', {concept}' if concept else ''}: {crossing}."),)


def _move(move: Move, here: set[str], names: Names) -> Sentence:
    concept = names.concepts.get((move.lexicon, move.concept), move.concept)
    after = doors.passages(
        source=move.source,
        concept=f"{move.lexicon}/{move.concept}",
        level="term",
        item=move.term,
        voice="chosen",
    )
    now = move.count_after
    words = [
        Cell(f"{move.source}, {concept}: “{move.term}” from {_of(move.count_before, move.of_before)} to "),
        Cell(_of(now, move.of_after), after if now else ""),
    ]
    if move.texts:
        parts = (
            (path, f" ({'+' if effect > 0 else ''}{decimal(100 * effect, 1)} points)")
            for path, effect in move.texts
        )
        words += [Cell("; most by "), *_texts(parts, here)]
    return (*words, Cell("."))


def _of(count: int | None, total: int) -> str:
    return "no use" if count is None else share_of(count, total)


def _texts(parts: Iterable[tuple[str, str]], here: set[str]) -> Iterable[Cell]:
    """Texts, each with what is said of it behind; those that are still there are doors."""
    for number, (path, said) in enumerate(parts):
        if number:
            yield Cell(", ")
        yield Cell(path, doors.reader(path) if path in here else "")
        yield Cell(said)
