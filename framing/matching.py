"""Lexicons -> matcher -> occurrences: every place where a variant of a term stands, with exact offsets.

The texts are never rewritten. A batch is folded to one byte per character (`framing.text.fold`), scanned once
for all patterns of all lexicons, and only what was found is looked at again: word boundaries, case, `*`.
Then the longest match wins wherever two overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple
from unicodedata import normalize

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind
from numpy.typing import NDArray

from framing.errors import LexiconError
from framing.lexicon_files.patterns import expand
from framing.model import Lexicon, Occurrence, Term, TermKey
from framing.text import characters
from framing.text.fold import (
    ALONE,
    GAP,
    MARK,
    WORD,
    Folded,
    Folder,
    Offsets,
    join_broken,
    keep_memory,
    plain,
    split_chunks,
)

BATCH = 800_000  # characters that are folded and scanned at once: few enough for the processor's cache
_MANY = 20_000  # phrases for which the quickest automaton would take some 40 MB
_LONGEST_STAR = 64  # word characters that one `*` may stand for
# Between two documents: never part of a match, whatever the documents end and begin with.
_BETWEEN = "\n\n"
_IGNORABLE = frozenset(characters.IGNORABLE)
_SPELLED, _PLURAL, _STARRED = range(3)


class _Claim(NamedTuple):
    """What a match of a phrase means: an occurrence of `key`, or, as a decoy, that here is none."""

    rank: tuple[int, int, int]  # which claim is heard first where several hold for one span
    lexicon: int
    key: TermKey
    decoy: bool
    star: re.Pattern[bytes] | None  # the whole phrase in folded text, where it has a `*`
    leading: bool  # whether the phrase begins with a `*`
    surface: re.Pattern[str] | None  # what the surface must look like in `plain` form
    keep_case: bool


class _Phrase(NamedTuple):
    """One spelling of a term that a claim rests on."""

    text: str
    rank: tuple[int, int, int]
    lexicon: int
    key: TermKey
    decoy: bool
    keep_case: bool


class Matcher:
    """Finds the terms of all lexicons of a run. Build it once; it can be sent to other processes.

    Where two matches overlap, the longest wins, over all concepts and lexicons; of equally long ones the
    leftmost. An excluded phrase takes part like a term and yields nothing. The same span in two lexicons
    gives an occurrence for each.
    """

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        """Raises `LexiconError` for patterns that cannot be expanded or have no literal part."""
        self._lexicons = tuple(lexicons)
        keep_memory()
        phrases = list(_phrases(self._lexicons))
        self._folder = Folder({char for phrase in phrases for char in plain(phrase.text)})
        # A `*` would run to the end of a sentence where words have no spaces between them.
        word = b"[" + re.escape(bytes([WORD])) + b"-" + re.escape(bytes([ALONE - 1])) + b"]"
        claims: dict[bytes, list[_Claim]] = {}
        for phrase in phrases:
            needle, claim = _claim(phrase, self._folder, word)
            if claim not in claims.setdefault(needle, []):
                claims[needle].append(claim)
        # A literal must begin and end at word boundaries; the literal part of a starred phrase need not.
        self._literal = [[c for c in found if c.star is None] for found in claims.values()]
        self._starred = [[c for c in found if c.star is not None] for found in claims.values()]
        self._has_star = np.array([bool(found) for found in self._starred], bool)
        self._leading = np.array([any(c.leading for c in found) for found in self._starred], bool)
        self._automaton = BytesAhoCorasick(
            list(claims),
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA if len(claims) < _MANY else None,
        )

    def __reduce__(self) -> tuple[type[Matcher], tuple[tuple[Lexicon, ...]]]:
        # The automaton cannot be pickled; it is rebuilt in the process that receives it.
        return Matcher, (self._lexicons,)

    def find(self, text: str) -> list[Occurrence]:
        """The occurrences in one text, in order of position."""
        return self.find_batch([text])[0]

    def find_batch(self, texts: Sequence[str]) -> list[list[Occurrence]]:
        """The occurrences in each of `texts`, in order of position; spans are code points of that text."""
        found: list[list[Occurrence]] = []
        for first, last in split_chunks(texts, BATCH):
            found += self._find_chunk(texts[first:last])
        return found

    def _find_chunk(self, texts: Sequence[str]) -> list[list[Occurrence]]:
        found: list[list[Occurrence]] = [[] for _ in texts]
        joined = _BETWEEN.join((*texts, ""))
        spans: dict[tuple[int, int], list[_Claim]] = {}
        folded = self._folder.fold(joined)
        for span, claim in self._claims(joined, folded):
            spans.setdefault(span, []).append(claim)
        if folded.broken:
            for span, claim in self._broken_claims(joined, spans):
                spans.setdefault(span, []).append(claim)
        kept = _longest(spans)
        begins = np.array([*accumulate((len(text) + len(_BETWEEN) for text in texts), initial=0)])
        number = np.searchsorted(begins, [start for start, _ in kept], "right") - 1
        for span, document, base in zip(kept, number.tolist(), begins[number].tolist(), strict=True):
            for key in _keys(spans[span]):
                found[document].append(Occurrence(span[0] - base, span[1] - base, key))
        return found

    def _claims(self, text: str, folded: Folded) -> Iterator[tuple[tuple[int, int], _Claim]]:
        """Every place in `text` where a claim holds."""
        for start, end, claims in self._candidates(folded):
            while text[end - 1] in _IGNORABLE:
                end -= 1
            for claim in claims:
                surface = claim.surface
                if surface is None or surface.fullmatch(plain(text[start:end], claim.keep_case)):
                    yield (start, end), claim

    def _broken_claims(
        self, text: str, known: dict[tuple[int, int], list[_Claim]]
    ) -> Iterator[tuple[tuple[int, int], _Claim]]:
        """The places in `text` where a claim holds only once the words broken at line ends are put together.

        A `*` would take in the next word of "harbour-\nwide", too: what is `known` is not made longer.
        """
        joined = join_broken(text)
        if not joined:
            return
        whole, shift = joined
        found = list(self._claims(whole, self._folder.fold(whole)))
        if not found:
            return
        sides = {(side, claim) for span, claims in known.items() for claim in claims for side in span}
        starts, ends = np.array([span for span, _ in found]).T
        across = np.searchsorted(shift.at, starts, "right") < np.searchsorted(shift.at, ends)
        for number, start, end in zip(
            np.flatnonzero(across).tolist(),
            shift.back(starts[across]).tolist(),
            (shift.back(ends[across] - 1) + 1).tolist(),
            strict=True,
        ):
            claim = found[number][1]
            if sides.isdisjoint(((start, claim), (end, claim))):
                yield (start, end), claim

    def _candidates(self, folded: Folded) -> Iterator[tuple[int, int, list[_Claim]]]:
        """Where claims hold in the folded text, but for what the folding took away: spans of code points."""
        classes = folded.classes
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            classes.data, overlapping=True
        )
        needle, start, end = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3).T
        # The separator behind the last document makes index -1 a character that is no word character. Only
        # the gap that a phrase like "* * x" is sought by can end there; what holds for it is looked at below.
        whole = np.flatnonzero(
            _begins_word(classes[start - 1], classes.take(start, mode="wrap"))
            & _ends_word(classes[end - 1], classes.take(end, mode="wrap"))
        )
        starts, ends = start[whole].tolist(), end[whole].tolist()
        claims = [self._literal[number] for number in needle[whole].tolist()]
        for match, claim in self._starred_matches(classes, needle, start):
            starts.append(match.start())
            ends.append(match.end())
            claims.append([claim])
        starts, ends = (folded.back(np.array(side, np.int64)).tolist() for side in (starts, ends))
        return zip(starts, ends, claims, strict=True)

    def _starred_matches(
        self, classes: NDArray[np.uint8], needle: Offsets, start: Offsets
    ) -> Iterator[tuple[re.Match[bytes], _Claim]]:
        """Where phrases with a `*` hold, of which the literal parts `needle` were found at `start`."""
        found = np.flatnonzero(self._has_star[needle])
        if not found.size:
            return
        needle, start = needle[found], start[found]
        haystack = classes.tobytes()
        leading = self._leading[needle]
        word_start = start
        if leading.any():
            outside = np.flatnonzero((classes < WORD) | (classes >= ALONE))
            word_start = np.concatenate(([-1], outside))[np.searchsorted(outside, start)] + 1
        begins = _begins_word(classes[start - 1], classes[start])
        fits = begins | (leading & (start - word_start <= _LONGEST_STAR))
        for number, left, first, begun in zip(
            needle[fits].tolist(), start[fits].tolist(), word_start[fits].tolist(), begins[fits], strict=True
        ):
            for claim in self._starred[number]:
                if claim.star:
                    match = claim.star.match(haystack, first) if claim.leading else None
                    if match is None and begun:
                        match = claim.star.match(haystack, left)
                    if match and _ends_word(haystack[match.end() - 1], haystack[match.end()]):
                        yield match, claim


def _begins_word(before: Any, first: Any) -> Any:
    """Whether a word may begin between two classes, or arrays of them.

    It does where no letter stands before, and anywhere in scripts without spaces between words.
    """
    return (before < WORD) | (before >= ALONE) | (first >= ALONE)


def _ends_word(last: Any, behind: Any) -> Any:
    """The same for the end of a word; a mark belongs to the letter before it."""
    return (behind < WORD) | (behind >= ALONE) | ((last >= ALONE) & (behind < MARK))


def plurals(phrase: str) -> tuple[str, ...]:
    """`phrase` with a regular plural of its last word; none where that is no letter, or a plural by its look.

    An acronym takes a small s, and none if it ends in S. A word in -s takes -es after another s, or in -us.
    """
    word = re.split(r"[\s-]", phrase)[-1]
    if len(word) < 2:
        return ()
    # The letter under an accent decides.
    last = normalize("NFD", word[-1])[0].lower()
    if not last.isalpha():
        return ()
    if word.isupper():
        return () if last == "s" else (phrase + "s",)
    low = word.lower()
    if last == "s":
        return (phrase + "es",) if low.endswith("ss") or (low.endswith("us") and len(word) > 2) else ()
    if low.endswith(("x", "z", "ch", "sh")):
        return (phrase + "es",)
    if last == "y" and low[-2] not in "aeiou":
        return (phrase[:-1] + "ies",)
    if last == "o":
        return (phrase + "s", phrase + "es")
    return (phrase + "s",)


def _phrases(lexicons: Iterable[Lexicon]) -> Iterator[_Phrase]:
    """Every spelling of every term and every excluded phrase, with its plurals."""
    for number, lexicon in enumerate(lexicons):
        order = 0
        for concept in lexicon.concepts:
            for term in concept.terms:
                key = TermKey(lexicon.id, concept.id, term.term, term.frame)
                for decoy, pattern in _patterns(term):
                    for spelling in expand(pattern):
                        kind = _STARRED if "*" in spelling else _SPELLED
                        order += 1
                        for text, plural in ((spelling, 0), *((p, _PLURAL) for p in plurals(spelling))):
                            rank = (0 if term.match_case else 1, max(kind, plural), order)
                            yield _Phrase(text, rank, number, key, decoy, term.match_case)


def _patterns(term: Term) -> Iterator[tuple[bool, str]]:
    yield from ((False, pattern) for pattern in (term.term, *term.variants))
    yield from ((True, pattern) for pattern in term.exclude)


def _claim(phrase: _Phrase, folder: Folder, word: bytes) -> tuple[bytes, _Claim]:
    """The bytes to scan for, and what it means to find them."""
    text = plain(phrase.text).strip()
    surface = None
    if phrase.keep_case or not folder.distinct:
        shape = plain(phrase.text, phrase.keep_case).strip()
        surface = re.compile(f"[^ ]{{0,{_LONGEST_STAR}}}".join(map(re.escape, re.split(r"\*+", shape))))
    parts = [folder.encode(part) for part in re.split(r"\*+", text)]
    star = None
    if len(parts) > 1:
        # A `*` that is a whole word stands for at least one character.
        gap = bytes([GAP])
        regex = re.escape(parts[0])
        for before, after in pairwise(parts):
            whole = before[-1:] in (b"", gap) and after[:1] in (b"", gap)
            regex += word + b"{%d,%d}" % (whole, _LONGEST_STAR) + re.escape(after)
        star = re.compile(regex, re.DOTALL)
    needle = parts[0] or parts[1] if len(parts) > 1 else parts[0]
    if not needle:
        raise LexiconError(
            f'"{phrase.text}" has no literal part before or after the *; write a part of a word'
        )
    leading = not parts[0]
    claim = _Claim(
        phrase.rank, phrase.lexicon, phrase.key, phrase.decoy, star, leading, surface, phrase.keep_case
    )
    return needle, claim


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of overlapping spans the longest, of equally long ones the leftmost; in order of position."""
    kept: list[tuple[int, int]] = []
    cluster: list[tuple[int, int]] = []
    reach = -1
    for span in sorted(spans):
        if span[0] >= reach:
            kept += cluster if len(cluster) < 2 else _longest_of(cluster)
            cluster = []
        cluster.append(span)
        reach = max(reach, span[1])
    return kept + _longest_of(cluster)


def _longest_of(cluster: list[tuple[int, int]]) -> list[tuple[int, int]]:
    base = min((start for start, _ in cluster), default=0)
    taken = bytearray(max((end for _, end in cluster), default=0) - base)
    kept = []
    for start, end in sorted(cluster, key=lambda span: (span[0] - span[1], span[0])):
        # Longer spans came first, so one that overlaps covers the first or the last character.
        if not (taken[start - base] or taken[end - base - 1]):
            taken[start - base : end - base] = b"\x01" * (end - start)
            kept.append((start, end))
    return sorted(kept)


def _keys(claims: list[_Claim]) -> list[TermKey]:
    """Whose occurrence a span is: of one term at most in each lexicon, in the order of the lexicons."""
    if len(claims) == 1:
        return [] if claims[0].decoy else [claims[0].key]
    barred: set[TermKey] = set()
    keys: dict[int, TermKey] = {}
    # A phrase that a term excludes bars its own equally long spellings, unless only its plural is that long.
    for claim in sorted(claims, key=lambda c: (c.rank[:2], not c.decoy, c.rank[2])):
        if claim.decoy:
            barred.add(claim.key)
        elif claim.key not in barred:
            keys.setdefault(claim.lexicon, claim.key)
    return [keys[lexicon] for lexicon in sorted(keys)]
