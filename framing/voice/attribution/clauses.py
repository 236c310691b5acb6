"""Pieces of a sentence between clause boundaries, and the small parses that cues need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from framing.voice.attribution import tokens as t
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.attribution.tokens import Words

_MARKS = frozenset(",;:()…—–-")
_ENDING = frozenset({";", ":", "—", "–", '"', "than"})  # what ends a complement
_BARRIER = frozenset(',;:"—–(')
_SEPARATING = t.PUNCT | t.QUOTE | t.CC | t.REL | t.THAT | t.SUB
_ADJUNCT_OPENERS = LISTS["time_openers"] | LISTS["adjunct_openers"]
_REACH = 24  # tokens: how far a subject or an apposition is followed


@dataclass(slots=True)
class Piece:
    """A stretch between two boundaries, in token indices."""

    start: int
    end: int
    label: str  # the words and marks of the boundary before it, joined with "+"
    opens: str  # what kind of word it begins with
    tense: str  # of its first finite verb; "" without one
    hole: bool = False  # a cue with its speaker


def read_pieces(w: Words, points: dict[int, bool] | None = None) -> list[Piece]:
    """The pieces of a sentence, cut at marks, conjunctions, relatives, "that", quotations, adjuncts.

    They are cut at `points` too: token -> whether a cue with its speaker begins there.
    """
    points = points or {}
    ordered = sorted(points)
    pieces: list[Piece] = []
    at = 0
    for start, end, label in _stretches(w):
        hole = points.get(start, False)
        while at < len(ordered) and ordered[at] < end:
            point = ordered[at]
            at += 1
            if start < point:
                pieces.append(_piece(w, start, point, label, hole))
                start, label, hole = point, "/", points[point]
        pieces.append(_piece(w, start, end, label, hole))
    return pieces


def _stretches(w: Words) -> Iterator[tuple[int, int, str]]:
    """The stretches between two boundaries: first token, the one behind the last, label."""
    words, bits = w.words, w.bits
    n = len(words)
    begin, label, i = 0, "^", 0
    while i < n:
        part = _separator(words[i], bits[i]) if bits[i] & _SEPARATING else ""
        if not part:
            if i > begin + (bits[begin] & t.DET > 0) and words[i] in _ADJUNCT_OPENERS:
                kind = adjunct(w, i)
                if kind:
                    yield begin, i, label
                    begin, label = i, kind
            i += 1
            continue
        if i > begin:
            yield begin, i, label
            parts = [part]
        else:
            parts = [part] if label in {"^", "/"} else [label, part]
        i += 1
        while i < n and (part := _separator(words[i], bits[i])):
            parts.append(part)
            i += 1
        begin, label = i, "+".join(parts[-4:])
    if begin < n:
        yield begin, n, label


def _separator(word: str, bit: int) -> str:
    if bit & t.PUNCT:
        return ("—" if word in "—–-" else word) if word in _MARKS else ""
    if bit & t.QUOTE:
        return '"'
    if bit & (t.CC | t.REL | t.THAT):
        return word
    if bit & t.SUB and word not in LISTS["weak_subordinators"]:
        return word
    return ""


def adjunct(w: Words, i: int) -> str:
    """Whether token `i` begins a phrase of time ("on Monday") or of medium ("in a letter"); "" if neither."""
    words, bits = w.words, w.bits
    word = words[i]
    if word in LISTS["time_openers"]:
        return "~time" if i + 1 < len(words) and bits[i + 1] & t.TIME and not bits[i - 1] & t.PREP else ""
    if word not in LISTS["adjunct_openers"]:
        return ""
    named = False
    for k in range(i + 1, min(len(words), i + 6)):
        bit = bits[k]
        if bit & t.TIME:
            return "" if named else "~time"  # "in Stell this year" tells where
        named = named or bool(bit & t.NAME)
        if bit & t.MEDIUM and (k + 1 == len(words) or bits[k + 1]):
            return "~medium"  # but not "on her email server"
        if bit & (t.PUNCT | t.FINITE | t.PREP | t.CC) and not bit & t.NAME:
            return ""
    return ""


def _piece(w: Words, start: int, end: int, label: str, hole: bool) -> Piece:
    """The piece from token `start` to `end`, with its tense and what it opens with."""
    bits = w.bits
    tense = _tense(w, start, end, label.endswith(("who", "which")))
    k = start
    while k < end - 1 and bits[k] & t.ADV and not bits[k] & (t.SUBJ | t.DET):
        k += 1
    return Piece(start, end, label, _opens(w, k, end, tense), tense, hole)


def _tense(w: Words, start: int, end: int, relative: bool) -> str:
    words, bits = w.words, w.bits
    for k in range(start, end):
        bit = bits[k]
        if not bit & t.FINITE or bit & t.NAME:
            continue
        before = bits[k - 1] if k > start else 0
        if bit & t.PAST_MODAL:
            return "would"
        if words[k] == "had":
            return "had"
        if bit & t.MODAL:
            return "will"
        if bit & t.PRESENT:
            if bit & t.AUX or ((k > start or relative) and not before & (t.DET | t.PREP | t.TO)):
                return "present"
        elif bit & t.ED and k + 2 < end and words[k + 1] in {"by", "in", "on"} and words[k + 2] != ".":
            if before & t.SUBJ:
                return "past"  # "others relied on luck"
            continue
        elif k == start + 1 and bit & t.ED and before & t.BASE:
            continue  # "complete proposed works"
        elif not before & (t.DET | t.HAVE | t.BE | t.PREP):
            return "past"
    return ""


_BEHIND_NOUN = t.PREP | t.PUNCT | t.CC


def _opens(w: Words, k: int, end: int, tense: str) -> str:
    word, first = w.words[k], w.bits[k]
    if word in LISTS["indefinite"] and (k + 1 >= end or w.bits[k + 1] & _BEHIND_NOUN):
        return "noun"  # "bakers, weavers and others": the last of a list
    if first & t.SUBJ:
        if word in LISTS["dummies"]:
            return "it"
        return "we" if word in LISTS["first_person"] else "he"
    cue = VERBS.get(word)
    if cue is not None and not first & t.NAME and cue.form != "base":
        return "cue-ing" if cue.form == "ing" else "cue"
    if first & t.TO and k + 1 < end and w.bits[k + 1] & t.BASE:
        return "to"
    name = _opening_name(first)
    return name + "+v" if tense and name in {"name", "det", "noun", "base"} else name


@lru_cache(maxsize=1 << 12)
def _opening_name(bits: int) -> str:
    return next((name for bit, name in _OPENINGS if bits & bit), "noun")


_OPENINGS = (
    (t.ING, "ing"), (t.AUX, "aux"), (t.ED, "ed"), (t.PAST, "past"), (t.PREP, "prep"), (t.WH, "wh"),
    (t.NAME, "name"), (t.DET, "det"), (t.BASE, "base"), (t.PUNCT, "punct"),
)  # fmt: skip


def subject(w: Words, verb: int) -> tuple[int, int, str]:
    """The subject before the verb at token `verb`: start, end (before auxiliaries), and what it is."""
    words, bits = w.words, w.bits
    k = verb - 1
    while k >= 0 and bits[k] & (t.ADV | t.AUX | t.NEG | t.TIME) and not bits[k] & (t.SUBJ | t.NAME | t.DET):
        k -= 1
    if k > 0 and bits[k] & t.TO and words[k - 1] == "used":
        k -= 2  # "he used to say"
    end = k + 1
    if k < 0:
        return 0, 0, "none"
    if k > 1 and words[k - 1 : k + 1] == ["all", "but"]:
        k, end = k - 2, k - 1  # "he all but accused"
    bit, word = bits[k], words[k]
    if bit & t.SUBJ:
        return k, end, "I" if word in {"i", "we"} else "it" if word in {"it", "there", "you"} else "pron"
    if bit & (t.REL | t.THAT):
        return k, end, "rel"
    if bit & t.CC:
        return end, end, "cc"
    if bit & (t.SUB | t.WH) and not bit & t.PREP:
        return end, end, "sub"
    if bit & t.TO:
        return end, end, "to"
    if word == "," or word in "—–":
        start = _before_apposition(w, k)
        return (start, k, "appos") if start >= 0 else (end, end, "comma" if word == "," else "punct")
    if word == ")":
        k = _opening(words, k, max(0, k - 8)) - 1
    elif bit & t.QUOTE:
        return end, end, "quote"
    elif bit & t.PUNCT and word not in {".", "'", "’", "%", "$", "]", "…"}:
        return end, end, "punct"
    start = phrase_start(w, k + 1)
    if start >= end:
        return end, end, "other"
    kind = "name" if bit & t.NAME else "np"
    surveyed = not LISTS["not_polls"].isdisjoint(words[start:end])
    for x in range(start, end):
        if words[x] in LISTS["polls"] and not surveyed:
            return start, end, "poll"
        if kind == "np" and bits[x] & t.MEDIUM:
            kind = "doc"
    return start, end, kind


def _opening(words: list[str], close: int, low: int) -> int:
    """The parenthesis that the one at token `close` closes, or `low`."""
    m = close - 1
    while m > low and words[m] != "(":
        m -= 1
    return m


def _before_apposition(w: Words, comma: int) -> int:
    """Where the noun phrase begins that an apposition closed by the comma belongs to; -1 without one."""
    words, bits = w.words, w.bits
    m = comma - 1
    low = max(0, comma - _REACH)
    stops = _BARRIER if words[comma] == "," else frozenset(";:—–")
    while m > low and words[m] not in stops:
        m = _opening(words, m, low) if words[m] == ")" else m
        m -= 1
    if m <= low or words[m] not in ",—–" or bits[m + 1] & (t.SUBJ | t.CC | t.QUOTE):
        return -1
    if not bits[m + 1] & t.REL:
        # "…, speaking on condition of anonymity because she was not allowed to, said"
        doing = bits[m + 1] & (t.ING | t.ED)
        end = next((x for x in range(m + 2, comma) if doing and words[x] in LISTS["because"]), comma)
        for x in range(m + 1, end):
            bit = bits[x]
            if (
                bit & t.FINITE
                and not bit & (t.NAME | t.ED)
                and not bits[x - 1] & (t.DET | t.PREP | t.REL | t.TO | t.AUX)
            ):
                return -1
    start = phrase_start(w, m)
    if start >= m:
        return -1
    if start == m - 1 and bits[start] & t.NUMBER and start > 1 and words[start - 1] == ",":
        start = phrase_start(w, start - 1)  # "Ida Marr, 35, the daughter of …, said"
    # Behind a quotation, all that stands before the verb is the speaker: "…," A B, 30, of C, who …, said.
    k = start - 1
    while (k > low and words[k] == ",") or (k > low and not bits[k] & (t.FINITE | t.QUOTE | t.SUBJ)):
        k -= 1
    return k + 1 if k >= 0 and bits[k] & t.QUOTE else start


def phrase_start(w: Words, end: int) -> int:
    """Where the noun phrase that ends before token `end` begins."""
    words, bits = w.words, w.bits
    k = end - 1
    low = max(0, end - _REACH)
    joint = 0
    while k >= low:
        bit, word = bits[k], words[k]
        if joint and _infinite(bits, k):
            k = joint  # "would bring in more people and | the mayor says": the verb has its object
            break
        if word == "and":
            joint = joint or k
        if word in _BARRIER or bit & (t.SUBJ | t.REL | t.THAT | t.QUOTE | t.NEG) or word == "what":
            break
        if (
            (bit & t.AUX and not bit & t.NAME)
            or (bit & t.SUB and not bit & t.PREP)
            or (bit & t.CC and word != "and")
        ):
            break
        if bit & t.PAST and not bit & t.NAME and not (
            (k and bits[k - 1] & t.DET) or (k + 1 < end and bits[k + 1] & t.PREP and not bits[k + 1] & t.TO)
        ):  # fmt: skip
            break
        if word == "and" and k and (bits[k - 1] & t.PUNCT or _infinite(bits, k - 1)):
            break
        k -= 1
    start = k + 1
    while start < end and bits[start] & (t.CC | t.ADV) and not bits[start] & t.DET:
        start += 1
    return start


def _infinite(bits: list[int], k: int) -> bool:
    """Whether token `k` is the verb of "to sell", "would not sell"."""
    return k > 0 and bool(bits[k] & t.BASE and bits[k - 1] & (t.TO | t.NEG | t.MODAL | t.PAST_MODAL))


def skip_adjuncts(w: Words, i: int) -> int:
    """Behind "Monday", "in a statement", "to reporters" and adverbs from token `i` on."""
    words, bits = w.words, w.bits
    high = min(len(words), i + 14)
    content = t.NAME | t.TIME | t.MEDIUM | t.NUMBER | t.GROUP
    while i < high:
        bit, word = bits[i], words[i]
        if bit & (t.ADV | t.TIME | t.NUMBER) and not bit & (t.DET | t.SUBJ):
            i += 1
            continue
        if word in LISTS["time_openers"] and i + 1 < high and bits[i + 1] & t.TIME:
            i += 2
            continue
        if word not in LISTS["adjunct_openers"] and word != "to":
            return i
        k, seen = i + 1, 0
        while k < high and (bits[k] & (content | t.DET) or not bits[k]):
            if bits[k] & t.DET and k > i + 1 and not bits[k] & t.POSS:
                break
            seen |= bits[k] & content
            k += 1
        if not seen:
            return i
        i = k
    return i


def frame(w: Words, i: int) -> str:
    """What kind of word token `i` is, as the complement of a cue before it."""
    if i >= len(w.words):
        return "end"
    bit, word = w.bits[i], w.words[i]
    if word in ",;:—–-.()":
        return "end" if word == "." and i == len(w.words) - 1 else "—" if word in "–-" else word
    if word in LISTS["frame_prepositions"]:
        return word
    for mask, name in _FRAMES:
        if bit & mask:
            return name
    return "noun"


_FRAMES = (
    (t.THAT, "that"), (t.QUOTE, "quote"), (t.TO, "to"), (t.WH, "wh"), (t.SUBJ, "pron"), (t.POSS, "poss"),
    (t.OBJ, "obj"), (t.ING, "ing"), (t.NAME, "name"), (t.DET, "det"), (t.SUB, "sub"), (t.PREP, "prep"),
    (t.AUX, "aux"), (t.CC, "cc"), (t.ADV, "adv"),
)  # fmt: skip


def plural_before(w: Words, k: int) -> bool:
    """Whether the word before "that" is a plural, which looks like a verb there: "reminds viewers that"."""
    return (
        bool(w.bits[k] & t.PRESENT and w.bits[k + 1 : k + 2] and w.bits[k + 1] & t.THAT)
        and w.words[k] not in VERBS
        and not w.bits[k] & t.AUX
    )


def _resumes_with_verb(w: Words, comma: int) -> bool:
    """Whether a relative clause opens at a comma, and a verb follows it: "the speech, in which …, would"."""
    words, bits = w.words, w.bits
    first = comma + 1 + (bits[comma + 1 : comma + 2] != [] and bits[comma + 1] & t.PREP > 0)
    if first >= len(words) or not bits[first] & t.REL or bits[first] & t.THAT:
        return False
    close = next((k for k in range(first + 1, min(len(words) - 1, first + 20)) if words[k] == ","), 0)
    return close > 0 and bool(bits[close + 1] & t.AUX and bits[close + 1] & t.FINITE)


def complement(w: Words, start: int) -> str:
    """Whether a clause begins at token `start`, as far as a finite verb shows it."""
    words, bits = w.words, w.bits
    guess = "phrase"
    commas = 0
    for k in range(start, min(len(words), start + 16)):
        bit = bits[k]
        if k > start and (
            words[k] in _ENDING or bit & (t.REL | t.THAT) or (bit & t.SUB and not bit & t.PREP)
        ):
            break
        if bit & t.CC and k > start and k + 1 < len(words) and bits[k + 1] & t.FINITE:
            break  # "claimed responsibility and left"
        before = bits[k - 1] if k else 0
        if bit & t.SUBJ and (k == start or not before & t.PREP):
            return "clause"
        participle = bit & t.ED and (before & (t.HAVE | t.BE) or words[k + 1 : k + 2] == ["by"])
        if k == start and bit & t.AUX & ~t.HAVE and bit & t.FINITE and not bit & t.NAME:
            return "clause"  # "the rule, which X thinks | will fail"
        if k == start or bit & t.NAME or participle:
            continue
        if bit & t.AUX & ~t.DO and bit & t.FINITE and not before & t.TO:
            return "clause"
        if bit & t.FINITE and not before & (t.DET | t.PREP | t.TO) and not plural_before(w, k):
            if not bit & (t.ED | t.BASE):
                return "clause"
            guess = "maybe"
        if words[k] == ",":
            commas += 1
            if _resumes_with_verb(w, k):
                return "clause"
            behind = bits[k + 1] if k + 1 < len(words) else t.CC
            if bits[start] & behind & t.NAME:
                continue  # "said Lirra, Stell and Ova had …"
            if k - start < 2 or behind & t.CC or (commas == 1 and behind & (t.AUX | t.SUBJ | t.ING)):
                break  # "find a job, | can they …", "repeated that line, | saying they …"
    return guess
