"""How often words and pairs of words stand in each document, and their TF-IDF weights.

A pair is two words in a row within a zone. Which words count, and as which, is told by `Forms`. Counts are
made block by block from the running words, by sorting, and are not kept: that is quicker than reading them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.running import FACTOR, SAME, Hashes, Ints
from framing.text.fold import alone_table
from framing.words import Block, Words

Mask = NDArray[np.bool_]
Places = NDArray[np.uint16]  # of documents in a block

_LARGE = 20  # documents
_FEW = 10_000_000  # words of a corpus, so few that all of its counts can be held
_BITS = 22  # of a hash: so many buckets are told apart
_MERGED = 4_000_000  # numbers that wait before they are added up


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """What words count as: `numbers` has, for each word of a vocabulary, its place in `words`, or -1."""

    words: tuple[str, ...]
    numbers: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Words and pairs of words that are counted.

    forms      what words count as
    keys       for each term, in order: ``first * (n + 1) + second + 1``, where `first` and `second` are
               numbers of the n forms, and `second` is -1 for a single word; with up to eleven million forms
               a key and the number of a document in its block fit into 63 bits
    documents  in how many documents each term stands
    corpus     the number of all documents
    """

    forms: Forms
    keys: Ints
    documents: Ints
    corpus: int

    @property
    def single(self) -> Mask:
        """Which terms are single words."""
        return np.asarray(self.keys % (len(self.forms.words) + 1) == 0)

    def names(self, which: Ints) -> list[str]:
        """These terms as words, a space between the words of a pair."""
        words = self.forms.words
        firsts, seconds = np.divmod(self.keys[which], len(words) + 1)
        return [
            f"{words[i]} {words[j - 1]}" if j else words[i]
            for i, j in zip(firsts.tolist(), seconds.tolist(), strict=True)
        ]

    def take(self, which: Ints | Mask) -> Terms:
        """Some of the terms."""
        return Terms(self.forms, self.keys[which], self.documents[which], self.corpus)


def all_forms(vocabulary: Sequence[str]) -> Forms:
    """Every word counts as itself."""
    return Forms(tuple(vocabulary), np.arange(len(vocabulary), dtype=np.int32))


def telling_forms(vocabulary: Sequence[str]) -> Forms:
    """Words without the endings of possessives and contractions; no function words, no single characters.

    An ideograph, or another letter that is a word by itself (`framing.text.tokens`), stays.
    """
    stops, endings = _word_list("stopwords_en.txt"), _word_list("endings_en.txt")
    forms = []
    for word in vocabulary:
        stem, _, ending = word.rpartition("'")
        form = stem if ending in endings else word
        single = len(form) < 2 and not (form and alone_table()[ord(form)])
        forms.append("" if single or form in stops else form)
    # In the vocabulary's order they are nearly sorted.
    words = tuple(sorted(dict.fromkeys(form for form in forms if form)))
    number = {word: i for i, word in enumerate(words)}
    return Forms(words, np.array([number.get(form, -1) for form in forms], np.int32))


@lru_cache(maxsize=2)
def _word_list(name: str) -> frozenset[str]:
    lines = (files("framing.text") / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def fewest(documents: int) -> int:
    """In how many of a corpus's documents a term must stand to be counted.

    What stands in one tells nobody apart, except where there are few. The number grows with the corpus, one
    for 5,000 documents, so that the terms do not grow with it.
    """
    return max(2, documents // 5_000) if documents >= _LARGE else 1


class Counts:
    """How often the words and pairs that stand in at least `least` documents stand in each document.

    Up to `_FEW` words of text, the counts are held; beyond, they are made anew each time.
    """

    def __init__(self, words: Words, forms: Forms, least: int = 1) -> None:
        few = words.sizes.sum() <= _FEW
        frequent = None if few or least == 1 else _frequent(words, forms, least)
        self._words = words
        entries: list[tuple[Ints, _Entries]] = []
        found = Sum()
        for block in words.blocks():
            counted = _entries(block, forms, frequent)
            entries.append((block.rows, counted))
            found.add(counted.terms, counted.documents)
            if not few:
                entries.clear()
        keys, documents = found.whole()
        enough = documents >= least
        self.terms = Terms(forms, keys[enough], documents[enough], words.documents)
        self._held: list[tuple[Ints, sparse.csr_array]] = []
        entries.reverse()
        while entries:
            rows, counted = entries.pop()
            self._held.append((rows, _table(counted, self.terms, len(rows))))

    @property
    def held(self) -> bool:
        """Whether the corpus is so small that all counts are held."""
        return bool(self._held)

    def tables(self, terms: Terms) -> Iterator[tuple[Ints, sparse.csr_array]]:
        """How often each of some of the terms stands in each document, a block of documents at a time.

        Yields the documents' numbers and a table with a row for each of them and a column for each term.
        Every document comes once.
        """
        if self._held:
            if len(terms.keys) == len(self.terms.keys):
                yield from self._held
                return
            columns = np.searchsorted(self.terms.keys, terms.keys)
            for rows, table in self._held:
                yield rows, table[:, columns]
            return
        wanted = np.zeros(1 << _BITS, bool)
        wanted[_bucket(terms.keys)] = True
        for block in self._words.blocks():
            yield block.rows, _table(_entries(block, terms.forms, wanted), terms, len(block.rows))


def runs(ordered: Ints | Hashes) -> tuple[Ints, Ints]:
    """Where each different number of a sorted array comes first, and how often it occurs."""
    new = np.ones(len(ordered), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    first = np.flatnonzero(new)
    return first, np.diff(first, append=len(ordered))


def added_up(parts: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """The different keys of all parts in order, each with the sum of its numbers."""
    keys = np.concatenate([keys for keys, _ in parts])
    order = np.argsort(keys)
    keys, numbers = keys[order], np.concatenate([numbers for _, numbers in parts])[order]
    first, _ = runs(keys)
    return keys[first], np.add.reduceat(numbers, first) if len(first) else numbers


class Sum:
    """Numbers by key, added up as they come."""

    def __init__(self) -> None:
        self._parts = [(np.empty(0, np.int64), np.empty(0, np.int64))]
        self._waiting = 0

    def add(self, keys: Ints, numbers: Ints) -> None:
        """Add these numbers to those of their keys."""
        self._parts.append((keys, numbers))
        self._waiting += len(keys)
        # What is known is merged again only when as much is new, so that the work grows with what comes.
        if self._waiting > max(_MERGED, len(self._parts[0][0])):
            self.whole()

    def whole(self) -> tuple[Ints, Ints]:
        """The different keys in order, each with the sum of its numbers."""
        self._parts, self._waiting = [added_up(self._parts)], 0
        return self._parts[0]


def weighting(terms: Terms) -> Callable[[sparse.csr_array], sparse.csr_array]:
    """What turns a table of counts of `terms` into TF-IDF weights: each row has length 1, or is empty.

    By scikit-learn, with its defaults: a count times ``ln((1 + n) / (1 + df)) + 1``, n documents, df of them
    with the term; then each document is divided by its Euclidean length.
    """
    from sklearn.feature_extraction.text import TfidfTransformer  # takes a second to import

    if not len(terms.keys):
        return lambda table: table
    transformer = TfidfTransformer()
    transformer.idf_ = np.log((1 + terms.corpus) / (1 + terms.documents)) + 1
    weigh: Callable[[sparse.csr_array], sparse.csr_array] = transformer.transform
    return weigh


class _Entries(NamedTuple):
    """How often terms stand in documents, in order of terms, then documents.

    terms         the different terms
    documents     in how many documents each stands
    place, times  for each document of the first term, of the second and so on: its place in the block, and
                  how often it has the term
    """

    terms: Ints
    documents: Ints
    place: Places
    times: NDArray[np.int32]


def _entries(block: Block, forms: Forms, wanted: Mask | None) -> _Entries:
    """The counts of a block's terms; only of those in buckets that are `wanted`."""
    packed, bits = _packed(block, forms)
    if wanted is not None:
        packed = packed[wanted[_bucket(packed >> bits)]]
    packed.sort()
    first, times = runs(packed)
    packed = packed[first]
    place = (packed & ((1 << bits) - 1)).astype(np.uint16)
    packed >>= bits
    first, documents = runs(packed)
    return _Entries(packed[first], documents, place, times.astype(np.int32))


def _table(entries: _Entries, terms: Terms, documents: int) -> sparse.csr_array:
    """The counts of `terms` as a table."""
    shape = (documents, len(terms.keys))
    if not shape[1]:
        return sparse.csr_array(shape)
    found = entries.terms
    # Both are in order, which makes the search quick.
    column = np.searchsorted(terms.keys, found).astype(np.int32)
    by_term = sparse.csc_array(
        (entries.times.astype(np.float64), entries.place, np.append(0, np.cumsum(entries.documents))),
        shape=(documents, len(found)),
    )
    known = terms.keys.take(column, mode="clip") == found
    if not known.all():
        by_term, column = by_term[:, known], column[known]
    by_row = by_term.tocsr()
    return sparse.csr_array((by_row.data, column[by_row.indices], by_row.indptr), shape=shape)


def _packed(block: Block, forms: Forms) -> tuple[Ints, int]:
    """The key of each word and of each pair of a block, with the place of its document in the lowest bits.

    Returns them and the number of these bits.
    """
    bits = len(block.rows).bit_length()
    form = forms.numbers[block.ids]
    counted = np.flatnonzero(form >= 0)
    form = form[counted].astype(np.int64)
    words = ((form * (len(forms.words) + 1)) << bits) | block.document[counted]
    # Neighbours that no other word and no end of a zone parts.
    pairs = np.flatnonzero((np.diff(counted) == 1) & (block.breaks[counted[1:]] == SAME))
    return np.concatenate((words, words[pairs] + ((form[pairs + 1] + 1) << bits))), bits


def _frequent(words: Words, forms: Forms, least: int) -> Mask:
    """The buckets that hold terms so often that one of them could stand in `least` documents."""
    times = np.zeros(1 << _BITS, np.int64)
    for block in words.blocks():
        packed, bits = _packed(block, forms)
        times += np.bincount(_bucket(packed >> bits), minlength=len(times))
    return times >= least


def _bucket(terms: Ints) -> Ints:
    return ((terms.astype(np.uint64) * FACTOR) >> np.uint64(64 - _BITS)).astype(np.int64)
