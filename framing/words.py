"""What is kept of a text's words: how often each stands in it, and in which order they run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from numpy.typing import NDArray

from framing import running, wordcounts, wordtables
from framing.model import Span
from framing.running import Ints, Running
from framing.wordtables import WordCounts

_RUNNING = "running_"  # before the names of arrays in a file
_LARGE = 20  # documents


class Words(NamedTuple):
    """The words of some documents, row by row."""

    counts: WordCounts
    running: Running

    @property
    def documents(self) -> int:
        """The number of documents."""
        return self.counts.documents


def words_of(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Words:
    """The words of each text within its `spans`. Function words are not counted."""
    counts = wordcounts.count(texts, spans)
    # Function words are in every text, so half of all counts would be theirs.
    counts = wordtables.join([wordcounts.select(counts, wordcounts.stop_words())])
    return Words(counts, running.running_words(texts, spans))


def gather(parts: list[Words], rows: Ints) -> Words:
    """The documents at `rows` of all parts one below the other. Empties `parts`, which take much memory."""
    counts, runs = [part.counts for part in parts], [part.running for part in parts]
    parts.clear()
    joined = wordtables.join(counts)
    counts.clear()
    taken = wordtables.take(joined, rows)
    del joined
    whole = running.join(runs)
    runs.clear()
    return Words(taken, running.take(whole, rows))


def without_rare(counts: WordCounts) -> WordCounts:
    """In a large corpus, the counts of what stands in two documents or more; the rest tells nobody apart."""
    return wordcounts.select(counts, wordcounts.stop_words(), 2 if counts.documents >= _LARGE else 1)


def take(words: Words, rows: Ints) -> Words:
    """The documents at `rows`, in that order."""
    return Words(wordtables.take(words.counts, rows), running.take(words.running, rows))


def to_arrays(words: Words) -> dict[str, NDArray[Any]]:
    """The words as plain arrays, to be kept in a file."""
    runs = {_RUNNING + name: array for name, array in running.to_arrays(words.running).items()}
    return wordtables.to_arrays(words.counts) | runs


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Words:
    """What `to_arrays` gave. Raises `ValueError` or `KeyError` for anything else."""
    runs = {name.removeprefix(_RUNNING): array for name, array in arrays.items() if name.startswith(_RUNNING)}
    found = Words(wordtables.from_arrays(arrays), running.from_arrays(runs))
    if found.running.documents != found.documents:
        raise ValueError("words that do not belong together")
    return found
