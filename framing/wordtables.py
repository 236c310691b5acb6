"""Tables of word counts: joined, picked from, and kept in files.

`framing.wordcounts` counts. Here the counts of many batches get one vocabulary, in an order that depends on
nothing but the words, so that results are the same however the documents came together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How often each word and each pair of words stands in each document.

    words   the different words
    pairs   shape (pairs, 2): which words a pair consists of, as indices into `words`
    counts  shape (documents, words + pairs): a row for each document in the order of counting, a column for
            each word and then for each pair
    """

    words: tuple[str, ...]
    pairs: NDArray[np.int32]
    counts: sparse.csr_array

    @property
    def documents(self) -> int:
        """The number of documents."""
        return int(self.counts.shape[0])

    @property
    def vocabulary(self) -> list[str]:
        """The names of the columns: words, then pairs joined by a space."""
        words = self.words
        return [*words, *(f"{words[i]} {words[j]}" for i, j in self.pairs.tolist())]


def join(counts: Iterable[WordCounts]) -> WordCounts:
    """The documents of all `counts`, one below the other, with one vocabulary.

    Words are in order of code points, pairs in order of their words, whatever the order of the parts.
    """
    parts = list(counts)
    if len(parts) == 1 and in_order(parts[0]):
        return parts[0]
    words = tuple(sorted(set().union(*(part.words for part in parts))))
    index = {word: i for i, word in enumerate(words)}
    keys, orders, places = [], [], []
    for part in parts:
        place = np.fromiter(map(index.__getitem__, part.words), np.int64, len(part.words))
        key = (place[part.pairs[:, 0]] << 32) | place[part.pairs[:, 1]]
        order = None if _rises(key) else np.argsort(key)
        keys.append(key if order is None else key[order])
        orders.append(order)
        places.append(place)
    pair_keys = _distinct(np.concatenate([np.empty(0, np.int64), *keys]))
    width = len(words) + pair_keys.size
    indices, data = [], []
    for part, place, key, order in zip(parts, places, keys, orders, strict=True):
        # Both are in order, which makes the search quick.
        found = np.searchsorted(pair_keys, key) + len(words)
        columns = np.empty(place.size + key.size, np.int32)
        columns[: place.size] = place
        columns[place.size :][slice(None) if order is None else order] = found
        old = part.counts
        if order is None and _rises(place):
            indices.append(columns[old.indices])
            data.append(old.data)
        else:
            block = sparse.csr_array(
                (old.data.copy(), columns[old.indices], old.indptr), shape=(part.documents, width)
            )
            block.sort_indices()
            indices.append(block.indices)
            data.append(block.data)
    pairs = np.stack((pair_keys >> 32, pair_keys & 0xFFFFFFFF), axis=1).astype(np.int32)
    sizes = [np.diff(part.counts.indptr) for part in parts]
    ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes]))
    none = np.empty(0, np.int32)
    table = (
        np.concatenate([none, *data]),
        np.concatenate([none, *indices]),
        ends if ends[-1] > np.iinfo(np.int32).max else ends.astype(np.int32),
    )
    return WordCounts(words, pairs, sparse.csr_array(table, shape=(ends.size - 1, width)))


def in_order(counts: WordCounts) -> bool:
    """Whether words and pairs are in the order that `join` gives them."""
    words, pairs = counts.words, counts.pairs.astype(np.int64)
    return all(a < b for a, b in pairwise(words)) and _rises((pairs[:, 0] << 32) | pairs[:, 1])


def _rises(numbers: Ints) -> bool:
    return bool((numbers[1:] > numbers[:-1]).all())


def _distinct(numbers: Ints) -> Ints:
    """The different numbers in order. `np.unique` hashes, which is slow for numbers like these."""
    ordered = np.sort(numbers)
    new = np.ones(ordered.size, bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return np.asarray(ordered[new])


def take(counts: WordCounts, rows: Ints) -> WordCounts:
    """The documents at `rows`, in that order, without the words and pairs that none of them has."""
    if np.array_equal(rows, np.arange(counts.documents)):
        return counts
    taken = counts.counts[rows]
    used = np.bincount(taken.indices, minlength=taken.shape[1]) > 0
    if used.all():
        return WordCounts(counts.words, counts.pairs, taken)
    n = len(counts.words)
    place = np.cumsum(used, dtype=np.int32) - 1
    table = (taken.data, place[taken.indices], taken.indptr)
    return WordCounts(
        tuple(word for word, keep in zip(counts.words, used[:n].tolist(), strict=True) if keep),
        place[counts.pairs[used[n:]]],
        sparse.csr_array(table, shape=(taken.shape[0], int(used.sum()))),
    )


def to_arrays(counts: WordCounts) -> dict[str, NDArray[np.generic]]:
    """The counts as plain arrays, to be kept in a file."""
    table = counts.counts
    highest = int(table.data.max(initial=0))
    kind = next(t for t in (np.uint8, np.uint16, np.int32) if highest <= np.iinfo(t).max)
    return {
        "words": np.frombuffer("\n".join(counts.words).encode("utf-8", "surrogatepass"), np.uint8),
        "pairs": counts.pairs,
        "counts": table.data.astype(kind),
        "columns": table.indices.astype(np.int32, copy=False),
        "ends": table.indptr,
    }


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> WordCounts:
    """What `to_arrays` gave. Raises `ValueError` or `KeyError` for anything else."""
    text = arrays["words"].tobytes().decode("utf-8", "surrogatepass")
    words = tuple(text.split("\n")) if text else ()
    pairs, columns, ends = arrays["pairs"], arrays["columns"], arrays["ends"]
    width = len(words) + len(pairs)
    if (
        (len(pairs) and int(pairs.max()) >= len(words))
        or (len(columns) and int(columns.max()) >= width)
        or ends[-1] != len(columns)
    ):
        raise ValueError("counts that do not belong together")
    table = (arrays["counts"].astype(np.int32), columns, ends)
    return WordCounts(words, pairs, sparse.csr_array(table, shape=(len(ends) - 1, width)))
