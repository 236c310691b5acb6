"""Inserts between brackets, dashes or commas: a cue within one tells of no more than the insert."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import phrase_start
from framing.voice.attribution.tables import LISTS
from framing.voice.attribution.tokens import Words

_DASHES = frozenset("—–-")
_STOPS = frozenset(",;:()—–")
_BRACKETED = 40  # tokens from a parenthesis to a cue within


def keep_in_parentheses(w: Words, i: int, c: Candidate) -> None:
    """What is said between parentheses ends with them: "(he was said to have fled)"."""
    words = w.words
    if "(" not in words:
        return
    low = next((k for k in range(i - 1, max(-1, i - _BRACKETED), -1) if words[k] in "()"), -1)
    if low >= 0 and words[low] == "(":
        high = next((k for k in range(i + 1, len(words)) if words[k] == ")"), len(words))
        c.high = min(c.high, high)
        if _holds_content(w, c, low, high):
            c.low = max(c.low, low + 1)


def keep_in_insert(w: Words, i: int, c: Candidate) -> None:
    """A cue in the midst of an insert tells of no more than the insert: what stands around it is not said.

    "The kiln – built, locals say, by monks – | works", "The kiln, built, locals say, by monks, | works".
    """
    if not (c.trailing or c.left > 0 or any(feature.startswith("trail=") for feature in c.features)):
        return
    low, high = _between_dashes(w, i)
    if high and not _holds_content(w, c, low, high):
        return
    if not high:
        low, high = _between_commas(w, c)
    if high:
        c.low, c.high = max(c.low, low + 1), min(c.high, high)


def _between_dashes(w: Words, i: int) -> tuple[int, int]:
    """The pair of dashes around token `i`, without the dash of a dateline; (0, 0) without one."""
    opened = 0
    for k, word in enumerate(w.words):
        if word not in _DASHES or not k or (not opened and _is_dateline(w, k)):
            continue
        if not opened or word == w.words[opened]:
            if opened and opened < i < k:
                return opened, k
            opened = 0 if opened else k
    return 0, 0


def _is_dateline(w: Words, dash: int) -> bool:
    """ "NORTH STELL – The board …": nothing but capitals before the dash."""
    if not all(bit & (t.NAME | t.PUNCT) for bit in w.bits[:dash]):
        return False
    return w.in_capitals(dash)


def _holds_content(w: Words, c: Candidate, low: int, high: int) -> bool:
    """Whether the insert between two marks holds what is said, and not only who says it."""
    before = w.bits[low + 1 : c.hole[0]]
    told = [bit for bit in (*before, *w.bits[c.hole[1] : high]) if not bit & t.PUNCT]
    return not all(bit & t.PUNCT for bit in before) and not all(bit & (t.CC | t.ADV) for bit in told)


def _between_commas(w: Words, c: Candidate) -> tuple[int, int]:
    """The commas around an insert that begins with a participle or a relative right before a cue; (0, 0).

    A verb stands behind the insert, and none before it: "The pier, built, locals say, by monks, | fell".
    """
    words, bits = w.words, w.bits
    mark = c.hole[0] - 1
    if mark < 3 or words[mark] != ",":
        return 0, 0
    low = next(
        (k for k in range(mark - 1, max(0, mark - 9), -1) if words[k] in _STOPS or bits[k] & t.THAT), 0
    )
    first = bits[low + 1]
    participle = (first & t.PAST and not first & t.AUX) or words[low + 1] in LISTS["participles"]
    if words[low] != "," or not (participle or first & t.REL) or bits[low - 1] & (t.PUNCT | t.ADV | t.TIME):
        return 0, 0
    begin = phrase_start(w, low)
    if begin >= low or any(bit & t.FINITE and not bit & (t.ED | t.NAME) for bit in bits[begin:low]):
        return 0, 0
    behind = c.hole[1] + (words[c.hole[1] : c.hole[1] + 1] == [","])
    for k in range(behind + 1, min(len(words) - 1, behind + 20)):
        if words[k] == ",":
            return (low, k) if bits[k + 1] & t.FINITE and not bits[k + 1] & t.NAME else (0, 0)
        if words[k] in _STOPS:
            break
    return 0, 0
