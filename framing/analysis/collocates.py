"""Words that stand near a term: within five words of it, and in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.analysis.cells import Cells, Ints, Mask, counted
from framing.analysis.schema import table
from framing.columns import ranges
from framing.running import SAME
from framing.stats.association import log_dice, mutual_information
from framing.wordcounts import Forms, Sum, added_up, runs
from framing.words import Block, Words

WINDOW = 5  # words on each side
LEAST = 3  # times that a word must stand near the term
MOST = 20  # words listed for a term in a source and window


@dataclass(frozen=True, slots=True, eq=False)
class _Nodes:
    """Counted occurrences in a block, and their sentences, as stretches of its words.

    `first` is the first word, `last` the one behind the last; the document is its place in the block.
    """

    term: Ints
    document: Ints
    source: Ints
    first: Ints
    last: Ints
    sentence_first: Ints
    sentence_last: Ints


class _Occurrences:
    """The occurrences in counted zones, in order of documents."""

    def __init__(self, grid: Cells) -> None:
        readings = grid.profile.readings
        which = np.flatnonzero(counted(grid.profile) & (grid.term >= 0) & (grid.document >= 0))
        which = which[np.argsort(grid.document[which], kind="stable")]
        self._grid = grid
        self._sizes = np.bincount(grid.document[which], minlength=len(grid.source))
        self._term = grid.term[which]
        self._spans = [
            readings[name].to_numpy(np.int64)[which]
            for name in ("start", "end", "sentence_start", "sentence_end")
        ]

    def nodes(self, block: Block) -> _Nodes:
        """Those that stand in a block, in order of terms and positions."""
        these = ranges(self._sizes, block.rows)
        document = np.repeat(np.arange(len(block.rows)), self._sizes[block.rows])
        term = self._term[these]
        start, end, *sentence = (array[these] for array in self._spans)
        starts, ends = block.places()
        first = _search(block, ends, document, start + 1)
        last = _search(block, starts, document, end)
        found = np.flatnonzero(last > first)
        order = found[np.lexsort((first[found], term[found]))]
        return _Nodes(
            term[order],
            document[order],
            self._grid.source[block.rows[document[order]]],
            first[order],
            last[order],
            *(_search(block, starts, document[order], side[order]) for side in sentence),
        )


def collocates(grid: Cells, words: Words, forms: Forms) -> pd.DataFrame:
    """The table of collocates of each term, for each source and for all together.

    Counted are the occurrences in counted zones, in all voices. A place counts once, for the nearest
    occurrence of the term, and an occurrence counts a word once; so `together` never exceeds either count.
    Words that `forms` leaves out, and those of the term itself, are left out.
    """
    occurrences = _Occurrences(grid)
    width = len(forms.words)
    together = {"5 words": Sum(), "sentence": Sum()}
    uses = np.zeros((len(grid.sources), len(grid.terms)), np.int64)
    for block in words.blocks():
        nodes = occurrences.nodes(block)
        np.add.at(uses, (nodes.source, nodes.term), 1)
        own = _Own(nodes, len(block.ids))
        for window, near in (("5 words", _window), ("sentence", _sentences)):
            node, place = near(nodes, block)
            form = forms.numbers[block.ids[place]].astype(np.int64)
            useful = form >= 0
            node, place, form = node[useful], place[useful], form[useful]
            free = ~own.holds(nodes.term[node], place)
            node, found = node[free], form[free]
            # An occurrence counts a word once.
            pairs = np.sort(node * max(width, 1) + found)
            node, found = np.divmod(pairs[runs(pairs)[0]], max(width, 1))
            cell = nodes.term[node] * len(grid.sources) + nodes.source[node]
            together[window].add(cell * width + found, np.ones(len(cell), np.int64))
    parts = [_Found(grid, width, pairs.whole()) for pairs in together.values()]
    counts = _WordCounts(grid, words, forms, np.concatenate([part.word for part in parts]))
    return table(
        "collocates",
        [
            _score(grid, part, uses, counts, forms) | {"window": window}
            for window, part in zip(together, parts, strict=True)
        ],
        "lexicon concept term source window",
    )


def _search(block: Block, offsets: Ints, document: Ints, wanted: Ints) -> Ints:
    """In each document, the first word whose offset is `wanted` or more: all halved at the same time."""
    low, high = block.bounds[document], block.bounds[document + 1]
    while (open_ := low < high).any():
        middle = (low + high) >> 1
        less = offsets[np.minimum(middle, len(offsets) - 1)] < wanted
        low = np.where(open_ & less, middle + 1, low)
        high = np.where(open_ & ~less, middle, high)
    return low


def _window(nodes: _Nodes, block: Block) -> tuple[Ints, Ints]:
    """Pairs (node, place) of the places within `WINDOW` words, each with its nearest node of the term.

    A place in another zone is not near, nor one behind text that is not counted.
    """
    low, high = block.bounds[nodes.document], block.bounds[nodes.document + 1]
    stretch = np.cumsum(block.breaks != SAME)
    near, places, reach = [], [], []
    number = np.arange(len(nodes.term))
    for distance in range(1, WINDOW + 1):
        for edge, place in (
            (nodes.first, nodes.first - distance),
            (nodes.last - 1, nodes.last + distance - 1),
        ):
            fits = np.flatnonzero((place >= low) & (place < high))
            fits = fits[stretch[place[fits]] == stretch[edge[fits]]]
            near.append(number[fits])
            places.append(place[fits])
            reach.append(np.full(len(fits), distance))
    node, where, far = np.concatenate(near), np.concatenate(places), np.concatenate(reach)
    order = np.lexsort((node, far, where, nodes.term[node]))
    node, where = node[order], where[order]
    new = np.ones(len(node), bool)
    new[1:] = (where[1:] != where[:-1]) | (np.diff(nodes.term[node]) != 0)
    return node[new], where[new]


def _sentences(nodes: _Nodes, block: Block) -> tuple[Ints, Ints]:
    """Pairs (node, place) of the places in the sentences of nodes, each with its nearest node of the term."""
    new = np.ones(len(nodes.term), bool)
    new[1:] = (np.diff(nodes.sentence_first) != 0) | (np.diff(nodes.term) != 0)
    chosen = np.flatnonzero(new)
    first = nodes.sentence_first[chosen]
    which, places = _stretch(first, np.maximum(nodes.sentence_last[chosen], first))
    # The nodes before and behind a place; those of its sentence and term stand in a row.
    size = len(block.ids) + 1
    begins = nodes.term * size + nodes.first
    behind = np.searchsorted(begins, nodes.term[chosen][which] * size + places, "right")
    low, high = chosen[which], np.append(chosen[1:], len(new))[which] - 1
    before, behind = np.clip(behind - 1, low, high), np.clip(behind, low, high)
    nearer = nodes.first[behind] - places < places - nodes.last[before] + 1
    return np.where((behind > before) & nearer, behind, before), places


def _stretch(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Every place of every stretch, with the number of the stretch."""
    sizes = last - first
    which = np.repeat(np.arange(len(first)), sizes)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return which, first[which] + offset


class _Own:
    """Which places are words of an occurrence of a term."""

    def __init__(self, nodes: _Nodes, size: int) -> None:
        which, places = _stretch(nodes.first, nodes.last)
        self._size = size
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


class _Found:
    """Which word stands how often near which term, in a source or in all together: arrays of one length.

    Only what stands there often enough. `source` is the number of sources where all are added up.
    """

    def __init__(self, grid: Cells, width: int, pairs: tuple[Ints, Ints]) -> None:
        sources = len(grid.sources)
        key, together = pairs
        cell, word = np.divmod(key, max(width, 1))
        term, source = np.divmod(cell, max(sources, 1))
        base = term * (sources + 1)
        everywhere = added_up([((base + sources) * width + word, together)])
        key, together = added_up([((base + source) * width + word, together), everywhere])
        key, self.together = key[together >= LEAST], together[together >= LEAST]
        self.cell, self.word = np.divmod(key, max(width, 1))
        self.term, self.source = np.divmod(self.cell, sources + 1)


class _WordCounts:
    """How often some words occur, by source and in all: `of` looks them up; `totals` are of all words."""

    def __init__(self, grid: Cells, words: Words, forms: Forms, which: Ints) -> None:
        self._words = np.unique(which)
        # The last column is for all other words.
        shape = (len(grid.sources), len(self._words) + 1)
        number = np.full(len(forms.words) + 1, len(self._words))  # the last stands for words without a form
        number[self._words] = np.arange(len(self._words))
        column = number[forms.numbers]
        counts = np.zeros(shape, np.int64)
        for block in words.blocks():
            cells = np.repeat(grid.source[block.rows] * shape[1], np.diff(block.bounds))
            cells += column[block.ids]
            counts += np.bincount(cells, minlength=counts.size).reshape(shape)
        self._counts = _with_total(counts)
        totals = np.bincount(grid.source, words.sizes, minlength=shape[0]).astype(np.int64)
        self.totals = _with_total(totals)

    def of(self, source: Ints, word: Ints) -> Ints:
        """How often each word occurs in the source beside it."""
        counts: Ints = self._counts[source, np.searchsorted(self._words, word)]
        return counts


def _with_total(by_source: Ints) -> Ints:
    """The rows of sources, and one of their sums."""
    return np.concatenate((by_source, by_source.sum(axis=0, keepdims=True)))


def _score(grid: Cells, found: _Found, uses: Ints, counts: _WordCounts, forms: Forms) -> dict[str, Any]:
    """The rows of one window, for each source and for all."""
    word_count, term_count = counts.of(found.source, found.word), _with_total(uses)[found.source, found.term]
    dice = log_dice(found.together, term_count, word_count)
    order = np.lexsort((found.word, -found.together, -dice, found.cell))
    new = np.flatnonzero(np.diff(found.cell[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(new, np.diff(np.append(new, len(order))))
    kept = order[rank < MOST]
    together, term_count, word_count = found.together[kept], term_count[kept], word_count[kept]
    terms = list(grid.terms)
    keys = [terms[i] for i in found.term[kept]]
    names = (*grid.sources, "")
    return {
        "lexicon": [k[0] for k in keys],
        "concept": [k[1] for k in keys],
        "term": [k[2] for k in keys],
        "source": [names[i] for i in found.source[kept]],
        "word": [forms.words[i] for i in found.word[kept]],
        "together": together,
        "word_count": word_count,
        "term_count": term_count,
        "log_dice": dice[kept],
        "mi": mutual_information(together, term_count, word_count, counts.totals[found.source[kept]]),
    }
