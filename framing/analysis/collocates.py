"""Words that stand near a term: within five words of it, and in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.analysis.cells import Cells, Ints, Mask, counted
from framing.analysis.schema import table
from framing.running import Running
from framing.stats.association import log_dice, mutual_information
from framing.wordcounts import stop_words

WINDOW = 5  # words on each side
LEAST = 3  # times that a word must stand near the term
_ROWS = 1_000  # documents handled at once
MOST = 20  # words listed for a term in a source and window


@dataclass(frozen=True, slots=True, eq=False)
class _Nodes:
    """Counted occurrences as stretches of running words: first word, and the one behind the last.

    The sentence is a span of code points.
    """

    term: Ints
    document: Ints
    source: Ints
    first: Ints
    last: Ints
    sentence_start: Ints
    sentence_end: Ints


def collocates(grid: Cells, running: Running) -> pd.DataFrame:
    """The table of collocates of each term, for each source and for all together.

    Counted are the occurrences in counted zones, in all voices. A place counts once, for the nearest
    occurrence of the term, and an occurrence counts a word once; so `together` never exceeds either count.
    Stop words and single characters are left out.
    """
    nodes = _nodes(grid, running)
    if not len(nodes.term):
        return table("collocates", [], "word")
    stops = stop_words()
    telling = np.array([len(word) > 1 and word not in stops for word in running.words], bool)
    # Words of a term are not their own collocates.
    own = _Own(nodes, running)
    parts: list[dict[str, Any]] = []
    for name, (node, place) in (
        ("5 words", _window(nodes, running)),
        ("sentence", _sentences(nodes, running)),
    ):
        useful = telling[running.ids[place]]
        node, place = node[useful], place[useful]
        free = ~own.holds(nodes.term[node], place)
        parts.append(
            _score(grid, running, nodes, node[free], running.ids[place[free]].astype(np.int64), name)
        )
    return table("collocates", parts, "lexicon concept term source window")


def _nodes(grid: Cells, running: Running) -> _Nodes:
    readings = grid.profile.readings
    which = np.flatnonzero(counted(grid.profile) & (grid.term >= 0) & (grid.document >= 0))
    start, end, *sentence = (
        readings[name].to_numpy(np.int64)[which]
        for name in ("start", "end", "sentence_start", "sentence_end")
    )
    document, term = grid.document[which], grid.term[which]
    first = _search(running, running.ends, document, start + 1)
    last = _search(running, running.starts, document, end)
    found = np.flatnonzero(last > first)
    order = found[np.lexsort((first[found], term[found]))]
    return _Nodes(
        term[order],
        document[order],
        grid.source[document[order]],
        first[order],
        last[order],
        sentence[0][order],
        sentence[1][order],
    )


def _search(running: Running, offsets: NDArray[np.int32], document: Ints, wanted: Ints) -> Ints:
    """In each document, the first word whose offset is `wanted` or more: all halved at the same time."""
    low, high = running.bounds[document], running.bounds[document + 1]
    while (open_ := low < high).any():
        middle = (low + high) >> 1
        less = offsets[np.minimum(middle, len(offsets) - 1)] < wanted
        low = np.where(open_ & less, middle + 1, low)
        high = np.where(open_ & ~less, middle, high)
    return low


def _window(nodes: _Nodes, running: Running) -> tuple[Ints, Ints]:
    """Pairs (node, place) of the places within `WINDOW` words, each with its nearest node of the term."""
    low, high = running.bounds[nodes.document], running.bounds[nodes.document + 1]
    near, places, reach = [], [], []
    number = np.arange(len(nodes.term))
    for distance in range(1, WINDOW + 1):
        for place in (nodes.first - distance, nodes.last + distance - 1):
            fits = (place >= low) & (place < high)
            near.append(number[fits])
            places.append(place[fits])
            reach.append(np.full(int(fits.sum()), distance))
    node, where, far = np.concatenate(near), np.concatenate(places), np.concatenate(reach)
    order = np.lexsort((node, far, where, nodes.term[node]))
    node, where = node[order], where[order]
    new = np.ones(len(node), bool)
    new[1:] = (where[1:] != where[:-1]) | (np.diff(nodes.term[node]) != 0)
    return node[new], where[new]


def _sentences(nodes: _Nodes, running: Running) -> tuple[Ints, Ints]:
    """Pairs (node, place) of the places in a node's sentence, which belongs to its first node of a term."""
    first = _search(running, running.starts, nodes.document, nodes.sentence_start)
    last = _search(running, running.starts, nodes.document, nodes.sentence_end)
    sequence = np.lexsort((nodes.first, first, nodes.term))
    new = np.ones(len(sequence), bool)
    new[1:] = (np.diff(first[sequence]) != 0) | (np.diff(nodes.term[sequence]) != 0)
    chosen = sequence[new]
    which, places = _stretch(first[chosen], np.maximum(last, first)[chosen])
    return chosen[which], places


def _stretch(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Every place of every stretch, with the number of the stretch."""
    sizes = last - first
    which = np.repeat(np.arange(len(first)), sizes)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return which, first[which] + offset


class _Own:
    """Which places are words of an occurrence of a term."""

    def __init__(self, nodes: _Nodes, running: Running) -> None:
        which, places = _stretch(nodes.first, nodes.last)
        self._size = len(running.ids)
        self._any = np.zeros(self._size, bool)
        self._any[places] = True
        self._codes = np.sort(nodes.term[which] * self._size + places)

    def holds(self, term: Ints, place: Ints) -> Mask:
        """Whether each place belongs to an occurrence of the term."""
        found = self._any[place]
        likely = np.flatnonzero(found)
        codes = term[likely] * self._size + place[likely]
        at = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        found[likely] = self._codes[at] == codes
        return found


def _runs(ordered: Ints) -> tuple[Ints, Ints]:
    """The different values of a sorted array, and how often each occurs. Sorting beats hashing here."""
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[first], np.diff(np.append(first, len(ordered)))


def _score(
    grid: Cells, running: Running, nodes: _Nodes, node: Ints, word: Ints, window: str
) -> dict[str, Any]:
    """The rows of one window, for each source and for all."""
    width = max(len(running.words), 1)
    unique, _ = _runs(np.sort(node * width + word))
    node, word = unique // width, unique % width
    everywhere = len(grid.sources)
    # Each pair counts for its source and for all together.
    base = nodes.term[node] * (everywhere + 1)
    key = np.concatenate(((base + nodes.source[node]) * width + word, (base + everywhere) * width + word))
    key.sort()
    key, together = _runs(key)
    key, together = key[together >= LEAST], together[together >= LEAST]
    words, cell = key % width, key // width
    terms, sources = cell // (everywhere + 1), cell % (everywhere + 1)

    # Counts of the words found, by source.
    found, place = np.unique(words, return_inverse=True)
    number = np.full(width, -1, np.int64)
    number[found] = np.arange(len(found))
    size = np.diff(running.bounds)
    counts = np.zeros((everywhere, max(len(found), 1)), np.int64)
    for row in range(0, len(size), _ROWS):
        sizes = size[row : row + _ROWS]
        column = number[running.ids[running.bounds[row] : running.bounds[row + len(sizes)]]]
        cells = np.repeat(grid.source[row : row + _ROWS] * counts.shape[1], sizes) + column
        counts += np.bincount(cells[column >= 0], minlength=counts.size).reshape(counts.shape)
    counts = np.concatenate((counts, counts.sum(axis=0, keepdims=True)))
    totals = np.bincount(grid.source, size, minlength=everywhere)
    totals = np.append(totals, totals.sum())
    term_counts = np.zeros((everywhere + 1, len(grid.terms)), np.int64)
    np.add.at(term_counts, (nodes.source, nodes.term), 1)
    term_counts[-1] = term_counts[:-1].sum(axis=0)

    word_count, term_count = counts[sources, place.ravel()], term_counts[sources, terms]
    dice = log_dice(together, term_count, word_count)
    order = np.lexsort((words, -together, -dice, cell))
    new = np.flatnonzero(np.diff(cell[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(new, np.diff(np.append(new, len(order))))
    kept = order[rank < MOST]
    keys = [grid.terms[i] for i in terms[kept]]
    names = (*grid.sources, "")
    return {
        "lexicon": [k[0] for k in keys],
        "concept": [k[1] for k in keys],
        "term": [k[2] for k in keys],
        "source": [names[i] for i in sources[kept]],
        "window": window,
        "word": [running.words[i] for i in words[kept]],
        "together": together[kept],
        "word_count": word_count[kept],
        "term_count": term_count[kept],
        "log_dice": dice[kept],
        "mi": mutual_information(together[kept], term_count[kept], word_count[kept], totals[sources[kept]]),
    }
