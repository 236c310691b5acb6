"""Counts of words and of word pairs per document, and their TF-IDF weights.

Words are what scikit-learn's vectorizers count: runs of at least two word characters, in small letters; a
pair is two such words in a row. Combining marks are word characters here, so that a decomposed accent does
not cut a word. Nothing is done word by word: edges, hashes and sums are array operations over a batch. Two
words are taken for one if their 64-bit hashes are equal, which a million different words would do once in
tens of millions of corpora.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.model import Span
from framing.text.fold import keep_memory, split_chunks
from framing.text.tokens import ascii_words, word_table
from framing.wordtables import Ints, WordCounts, join

__all__ = ["WordCounts", "count", "document_frequency", "select", "stop_words", "tfidf"]

_BATCH = 4_000_000
_ROWS = 1_000  # documents that are weighted at once
_HASHED = 64  # bytes of a word that are hashed in arrays; the few longer words are hashed one by one
_CHARACTER_BYTES = np.array([1] * 192 + [2] * 32 + [3] * 16 + [4] * 16, np.int64)
_MULTIPLIERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_FIRST_BYTES = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)


def count(texts: Sequence[str], spans: Sequence[Sequence[Span]] | None = None) -> WordCounts:
    """Counts the words and pairs of each text, within its `spans` (default: the whole text).

    No word and no pair reaches over the end of a span. The order of words and pairs is that of `join`.
    """
    keep_memory()
    if spans is None:
        spans = [[(0, len(text))] for text in texts]
    return join(
        _count_chunk(texts[first:last], spans[first:last]) for first, last in split_chunks(texts, _BATCH)
    )


def select(
    counts: WordCounts, stop_words: frozenset[str] = frozenset(), min_documents: int = 1
) -> WordCounts:
    """`counts` without stop words, pairs with one, and what is in fewer than `min_documents` documents."""
    frequent = document_frequency(counts) >= min_documents
    meaning = np.array([word not in stop_words for word in counts.words], bool)
    n = len(counts.words)
    keep_pairs = frequent[n:] & meaning[counts.pairs].all(axis=1)
    keep_words = frequent[:n] & meaning
    kept = np.concatenate((keep_words, keep_pairs))
    if kept.all():
        return counts
    columns = np.flatnonzero(kept)
    # A pair cannot be in more documents than its words, so the words of kept pairs are kept.
    place = np.cumsum(keep_words) - 1
    return WordCounts(
        tuple(word for word, keep in zip(counts.words, keep_words.tolist(), strict=True) if keep),
        place[counts.pairs[keep_pairs]].astype(np.int32),
        counts.counts[:, columns],
    )


def document_frequency(counts: WordCounts) -> Ints:
    """For each column, the number of documents it occurs in."""
    return np.bincount(counts.counts.indices, minlength=counts.counts.shape[1])


def tfidf(counts: WordCounts) -> sparse.csr_array:
    """TF-IDF weights: shape (documents, columns), each row of length 1 (or empty).

    By scikit-learn, with its defaults: a count times ``ln((1 + n) / (1 + df)) + 1``, n documents, df of them
    with the word; then each document is divided by its Euclidean length.
    """
    from sklearn.feature_extraction.text import TfidfTransformer  # takes a second to import

    table = counts.counts.astype(np.float64)
    if 0 in table.shape:
        return sparse.csr_array(table)
    return sparse.csr_array(TfidfTransformer().fit_transform(table))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """English function words, which say nothing about a source."""
    lines = (files("framing.text") / "stopwords_en.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _count_chunk(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> WordCounts:
    pieces = [text[start:end] for text, places in zip(texts, spans, strict=True) for start, end in places]
    buffer, mask, sizes = _lowered(pieces)
    edges = np.flatnonzero(mask[1:] != mask[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    long_enough = (ends - starts) > _CHARACTER_BYTES[buffer[starts]]
    starts, ends = starts[long_enough], ends[long_enough]

    ids, unique = pd.factorize(_hashes(buffer, starts, ends))
    first = np.flatnonzero(np.diff(np.maximum.accumulate(ids), prepend=-1))
    raw = buffer.tobytes()
    spelled = b"\n".join(raw[s:e] for s, e in zip(starts[first].tolist(), ends[first].tolist(), strict=True))
    words = spelled.decode("utf-8", "surrogatepass").split("\n") if unique.size else []
    by_name = sorted(range(len(words)), key=words.__getitem__)
    ids = _ranks(np.array(by_name, np.int64))[ids]

    # How many words each piece has, and each document.
    piece_ends = np.searchsorted(starts, np.cumsum(sizes + 1))
    piece_words = np.diff(piece_ends, prepend=0)
    bounds = np.concatenate(([0], np.cumsum([len(places) for places in spans])))
    word_ends = np.concatenate(([0], np.cumsum(piece_words)))[bounds]
    pair_ends = np.concatenate(([0], np.cumsum(np.maximum(piece_words - 1, 0))))[bounds]

    inside = np.ones(ids.size, bool)
    inside[piece_ends[piece_words > 0] - 1] = False
    left = np.flatnonzero(inside)
    pair_ids, pair_keys = pd.factorize((ids[left] << 32) | ids[left + 1])
    by_words = np.argsort(pair_keys)
    pair_ids, pair_keys = _ranks(by_words)[pair_ids], pair_keys[by_words]

    # A document's words, then its pairs, in one row; then sorted and added up.
    lengths = np.stack((np.diff(word_ends), np.diff(pair_ends)), axis=1)
    columns = np.empty(ids.size + pair_ids.size, np.int32)
    is_pair = np.repeat(np.tile([False, True], len(texts)), lengths.ravel())
    columns[~is_pair] = ids
    columns[is_pair] = pair_ids + len(words)
    row_ends = (word_ends + pair_ends).astype(np.int32)
    shape = (len(texts), len(words) + pair_keys.size)
    counts = sparse.csr_array((np.ones(columns.size, np.int32), columns, row_ends), shape=shape)
    # There and back puts the columns of each row in order without comparing any.
    counts = counts.tocsc().tocsr()
    counts.sum_duplicates()
    pairs = np.stack((pair_keys >> 32, pair_keys & 0xFFFFFFFF), axis=1).astype(np.int32)
    return WordCounts(tuple(words[i] for i in by_name), pairs, counts)


def _ranks(order: Ints) -> Ints:
    """The place of each number in `order`."""
    ranks = np.empty_like(order)
    ranks[order] = np.arange(order.size)
    return ranks


def _lowered(pieces: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.bool_], Ints]:
    """The pieces in small letters, as UTF-8 bytes with a line feed before and after each.

    Returns the bytes (and some zeros behind them), which of them belong to word characters, and the number
    of bytes of each piece.
    """
    encoded = [piece.encode("utf-8", "surrogatepass") for piece in pieces]
    buffer, mask, same = _joined(encoded)
    if not same:
        encoded = [piece.lower().encode("utf-8", "surrogatepass") for piece in pieces]
        buffer, mask, _ = _joined(encoded)
    return buffer, mask, np.array([len(piece) for piece in encoded], np.int64)


def _joined(encoded: Sequence[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.bool_], bool]:
    """Bytes, word mask, and whether they are in small letters: not if that takes more than new bytes."""
    joined = b"\n".join((b"", *encoded, bytes(8)))
    buffer = np.frombuffer(bytearray(joined.lower()), np.uint8)
    mask = np.frombuffer(bytearray(joined.translate(ascii_words())), bool)
    rare = np.flatnonzero(buffer > 127)
    same = True
    if rare.size:
        # The bytes beyond ASCII are a text of their own.
        chars = buffer[rare].tobytes().decode("utf-8", "surrogatepass")
        low = chars.lower()
        if low != chars:
            low_bytes = np.frombuffer(low.encode("utf-8", "surrogatepass"), np.uint8)
            # A sigma's small letter depends on its neighbours.
            same = "\u03a3" not in chars and np.array_equal(_leads(low_bytes), _leads(buffer[rare]))
            if same:
                buffer[rare] = low_bytes
                chars = low
        codes = np.frombuffer(chars.encode("utf-32-le", "surrogatepass"), np.uint32)
        mask[rare] = word_table()[codes][np.cumsum(_leads(buffer[rare])) - 1]
    return buffer, mask, same


def _leads(rare: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return rare >= 0xC0


def _hashes(buffer: NDArray[np.uint8], starts: Ints, ends: Ints) -> NDArray[np.uint64]:
    """A 64-bit hash of each stretch of bytes. `buffer` has at least 8 bytes behind the last of them."""
    # Eight bytes from each position on, without a copy.
    eight = np.ndarray((buffer.size - 7,), "<u8", buffer, strides=(1,))
    sizes = ends - starts
    hashes = _mix(sizes.astype(np.uint64), eight[starts] & _FIRST_BYTES[np.minimum(sizes, 8)])
    todo = np.flatnonzero(sizes > 8)
    for offset in range(8, _HASHED, 8):
        part = eight[starts[todo] + offset] & _FIRST_BYTES[np.minimum(sizes[todo] - offset, 8)]
        hashes[todo] = _mix(hashes[todo], part)
        todo = todo[sizes[todo] > offset + 8]
        if not todo.size:
            break
    for i in np.flatnonzero(sizes > _HASHED).tolist():
        digest = blake2b(buffer[starts[i] : ends[i]].tobytes(), digest_size=8).digest()
        hashes[i] = np.uint64(int.from_bytes(digest, "little"))
    return hashes


def _mix(hashes: NDArray[np.uint64], part: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (hashes * _MULTIPLIERS[1] ^ part) * _MULTIPLIERS[0]
    mixed ^= mixed >> np.uint64(32)
    return mixed * _MULTIPLIERS[1] ^ (mixed >> np.uint64(29))
