"""Attribution outside quotation marks: whose claim, belief or demand a stretch of a sentence is.

A sentence is read once. Each cue in it (`scope_cues`) proposes content on its left, its right or both; the
stretches between clause boundaries are then weighed, one by one, by a logistic model over named features
(`attribution_weights.json`, trained by ``benchmarks/train_scope.py``). Adjoining stretches that pass make a
`Scope`. The speaker's own phrase and the cue never belong to the content.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from framing.model import Span
from framing.text.quotations import Quotation
from framing.voice import scope_tokens as t
from framing.voice.scope_cues import (
    HEARSAY,
    HEARSAY_ADJECTIVES,
    NOT_SOURCES,
    NOUNS,
    POLLS,
    VERBS,
)
from framing.voice.scope_tokens import Words, read_words


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of reported content. `cue` and `source` say why; `evidence` suffices to find it again."""

    start: int
    end: int
    rule: str
    cue: Span
    source: Span | None
    evidence: tuple[Span, ...]


@dataclass(slots=True)
class Candidate:
    """A cue and where its content may lie, in token indices."""

    rule: str
    cue: tuple[int, int]
    source: tuple[int, int] | None
    left: int  # content goes from the sentence's start up to here; -1: none
    right: int  # content goes from here on; -1: none
    hole: tuple[int, int]  # cue, source and what stands between them: never content
    features: list[str]


@dataclass(slots=True)
class Piece:
    """A stretch between two clause boundaries."""

    start: int
    end: int
    label: str  # the words and marks of the boundary before it
    opens: str  # what it begins with
    tense: str  # of its first finite verb; "" without one
    quoted: bool
    cue: bool  # holds another cue with a subject of its own


@dataclass(slots=True)
class Sentence:
    words: Words
    pieces: list[Piece]
    candidates: list[Candidate]


_WEIGHTS: dict[str, float] = {}
THRESHOLD = 0.0

_STRONG = frozenset(";:—–()")
_DASH = frozenset("—–-")


def load_weights() -> None:
    path = files("framing.voice").joinpath("attribution_weights.json")
    if path.is_file():
        _WEIGHTS.update(json.loads(path.read_text(encoding="utf-8"))["weights"])


# --- boundaries ---------------------------------------------------------------------------------------


def read_pieces(w: Words) -> list[Piece]:
    words, bits = w.words, w.bits
    n = len(words)
    cuts: list[tuple[int, int, str]] = []  # separator start, piece start, label
    i = 0
    while i < n:
        word, bit = words[i], bits[i]
        label = ""
        if word in ",;:()…" or word in _DASH:
            label = word if word not in _DASH else "—"
        elif bit & t.QUOTE:
            label = '"'
        elif bit & t.CC:
            label = word
        elif bit & (t.REL | t.THAT):
            label = word
        elif bit & t.SUB and word != "as" and not (word in {"so", "even", "rather", "despite"}):
            label = word
        elif word == "as":
            label = "as"
        if not label:
            i += 1
            continue
        j = i + 1
        parts = [label]
        while j < n and len(parts) < 4:
            word, bit = words[j], bits[j]
            if word in ",;:()…" or word in _DASH:
                parts.append(word if word not in _DASH else "—")
            elif bit & t.QUOTE:
                parts.append('"')
            elif bit & (t.CC | t.REL | t.THAT | t.SUB):
                parts.append(word)
            else:
                break
            j += 1
        cuts.append((i, j, "".join(parts) if len(parts) == 1 else "+".join(parts)))
        i = j
    pieces: list[Piece] = []
    begin, label = 0, "^"
    for sep, start, next_label in [*cuts, (n, n, "")]:
        if sep > begin or label == "^" and sep > 0:
            pieces.append(_piece(w, begin, sep, label))
            label = next_label
        elif next_label:
            label = f"{label}+{next_label}" if label != "^" else next_label
        begin = start
    return pieces


def _piece(w: Words, start: int, end: int, label: str) -> Piece:
    words, bits = w.words, w.bits
    tense = ""
    cue = False
    subject = False
    for k in range(start, end):
        bit = bits[k]
        if bit & t.FINITE and not tense:
            before = bits[k - 1] if k > start else 0
            if bit & t.PAST_MODAL:
                tense = "would"
            elif bit & t.MODAL:
                tense = "will"
            elif bit & t.PRESENT:
                if bit & t.AUX or not before & (t.DET | t.PREP | t.TO) and k > start:
                    tense = "present"
            elif bit & t.ED and (k + 1 < end and bits[k + 1] & t.PREP and words[k + 1] in {"by", "in", "on"}):
                pass
            elif not before & (t.DET | t.HAVE | t.BE):
                tense = "past"
        if words[k] in VERBS and k > start and VERBS[words[k]].kind != "factive":
            cue = True
    first = bits[start]
    word = words[start]
    k = start
    while k < end - 1 and bits[k] & t.ADV and not bits[k] & (t.SUBJ | t.DET):
        k += 1
    first, word = bits[k], words[k]
    if word in {"he", "she", "it", "they", "there"}:
        opens = "it" if word in {"it", "there"} else "he"
    elif first & t.SUBJ:
        opens = "we" if word in {"i", "we", "you"} else "pron"
    elif word in VERBS and not first & t.NAME and VERBS[word].form != "base":
        opens = "cue-ing" if first & t.ING or VERBS[word].form == "ing" else "cue"
    elif first & t.ING:
        opens = "ing"
    elif first & t.AUX:
        opens = "aux"
    elif first & t.ED:
        opens = "ed"
    elif first & t.PAST:
        opens = "past"
    elif first & t.TO and k + 1 < end and bits[k + 1] & t.BASE:
        opens = "to"
    elif first & t.PREP:
        opens = "prep"
    elif first & t.WH:
        opens = "wh"
    elif first & t.NAME:
        opens = "name"
    elif first & t.DET:
        opens = "det"
    elif first & t.BASE:
        opens = "base"
    elif first & t.PUNCT:
        opens = "punct"
    else:
        opens = "noun"
    if opens in {"name", "det", "noun", "base"}:
        opens += "+v" if tense else ""
    return Piece(start, end, label, opens, tense, False, cue)


# --- candidates ---------------------------------------------------------------------------------------


def _subject(w: Words, verb: int) -> tuple[int, int, str]:
    """The subject that ends before `verb` (auxiliaries and adverbs included): start, end, what it is."""
    words, bits = w.words, w.bits
    k = verb - 1
    while k >= 0 and bits[k] & (t.ADV | t.AUX | t.NEG | t.TIME) and not bits[k] & t.SUBJ:
        k -= 1
    end = k + 1
    if k < 0:
        return 0, 0, "none"
    bit = bits[k]
    if bit & t.SUBJ:
        return k, end, "I" if words[k] in {"i", "we"} else "you" if words[k] == "you" else "pron"
    if bit & (t.REL | t.THAT):
        return k, end, "rel"
    if bit & t.CC:
        return end, end, "cc"
    if bit & (t.SUB | t.WH) and not bit & t.PREP:
        return end, end, "sub"
    if bit & t.TO:
        return end, end, "to"
    if words[k] == ",":
        # An apposition or a relative clause between the name and the verb.
        m = k - 1
        low = max(0, k - 25)
        while m >= low and words[m] not in ',;:"—–':
            m -= 1
        if (
            m > low
            and words[m] == ","
            and m > 0
            and bits[m + 1] & (t.DET | t.REL | t.NAME | t.NUMBER | t.POSS | t.PREP) | (not bits[m + 1])
        ):
            start = _np_start(w, m)
            if start < m:
                return start, k, "appos"
        return end, end, "comma"
    if bit & t.QUOTE:
        return end, end, "quote"
    if bit & t.PUNCT and words[k] not in {")", ".", "'", "’", "%", "$"}:
        return end, end, "punct"
    start = _np_start(w, end)
    if start >= end:
        return end, end, "other"
    head = bits[start]
    kind = "name" if bit & t.NAME else "np"
    if any(bits[x] & t.MEDIUM for x in range(start, end)) and kind == "np":
        kind = "doc"
    if any(words[x] in POLLS for x in range(start, end)):
        kind = "poll"
    return start, end, kind


def _np_start(w: Words, end: int) -> int:
    """Where the noun phrase that ends before token `end` begins."""
    words, bits = w.words, w.bits
    k = end - 1
    low = max(0, end - 22)
    while k >= low:
        bit = bits[k]
        word = words[k]
        if word in ',;:"—–(' or bit & (t.SUBJ | t.REL | t.THAT | t.QUOTE | t.AUX | t.NEG):
            break
        if bit & t.SUB and not bit & t.PREP:
            break
        if bit & t.CC and word != "and":
            break
        if (
            bit & (t.PAST | t.ED)
            and not bit & t.NAME
            and not (
                k
                and bits[k - 1] & (t.DET | t.POSS)
                or k + 1 < end
                and bits[k + 1] & t.PREP
                and words[k + 1] != "to"
            )
        ):
            break
        if word == "and" and k and bits[k - 1] & t.PUNCT:
            break
        if bit & t.PREP and k == 0:
            break
        k -= 1
    start = k + 1
    while start < end and bits[start] & (t.CC | t.ADV) and not bits[start] & t.DET:
        start += 1
    # "In Geneva the minister said": the phrase before the determiner is no part of the subject.
    return start


_ADJUNCT = frozenset("in on at to during from with by through via after before under of".split())


def _skip_adjuncts(w: Words, i: int) -> int:
    """Behind "Monday", "in a statement", "to reporters" and adverbs from token `i` on."""
    words, bits = w.words, w.bits
    n = len(words)
    high = min(n, i + 14)
    while i < high:
        bit = bits[i]
        if bit & t.THAT or words[i] in ',;:"—–.':
            return i
        if bit & (t.ADV | t.TIME | t.NUMBER) and not bit & t.DET:
            i += 1
            continue
        if words[i] in _ADJUNCT:
            k = i + 1
            seen = False
            while k < high and bits[k] & (
                t.DET | t.NAME | t.TIME | t.MEDIUM | t.NUMBER | t.GROUP | t.POSS
            ) | (not bits[k]):
                if bits[k] & (t.NAME | t.TIME | t.MEDIUM | t.NUMBER | t.GROUP):
                    seen = True
                if bits[k] & t.DET and k > i + 1:
                    break
                k += 1
            if not seen:
                return i
            i = k
            continue
        return i
    return i


def _right_frame(w: Words, i: int) -> str:
    """What token `i`, behind the cue, begins."""
    words, bits = w.words, w.bits
    if i >= len(words):
        return "end"
    bit, word = bits[i], words[i]
    if bit & t.THAT:
        return "that"
    if bit & t.QUOTE:
        return "quote"
    if word in ",;:—–.()":
        return "dash" if word in "—–" else word
    if bit & t.TO:
        return "to"
    if word in {"of", "for", "on", "about", "against", "as", "by", "with", "in", "at", "out"}:
        return word
    if bit & t.WH or word == "if":
        return "wh"
    if bit & t.SUBJ:
        return "pron"
    if bit & t.OBJ and not bit & t.DET:
        return "obj"
    if bit & t.ING:
        return "ing"
    if bit & t.NAME:
        return "name"
    if bit & t.DET:
        return "det"
    if bit & t.PREP:
        return "prep"
    if bit & t.AUX:
        return "aux"
    if bit & t.CC:
        return "cc"
    if bit & t.ADV:
        return "adv"
    return "noun"


def find_candidates(w: Words, headline: bool) -> Iterator[Candidate]:
    words, bits = w.words, w.bits
    n = len(words)
    for i in range(n):
        word = words[i]
        cue = VERBS.get(word)
        if cue is not None:
            found = _verb_candidate(w, i, cue.lemma, cue.kind, cue.form)
            if found is not None:
                yield found
                continue
        if word in NOUNS:
            found = _noun_candidate(w, i)
            if found is not None:
                yield found
        elif word == "according" and i + 1 < n and words[i + 1] == "to":
            found = _according(w, i)
            if found is not None:
                yield found
        elif word in HEARSAY:
            yield Candidate("hearsay", (i, i + 1), None, i, i + 1, (i, i + 1), ["k=hearsay"])
        elif (
            word in HEARSAY_ADJECTIVES
            and i + 1 < n
            and not bits[i + 1] & (t.PUNCT | t.PREP | t.THAT | t.DET | t.TO)
            and (i and bits[i - 1] & (t.DET | t.PREP | t.POSS | t.CC) or not i or word == "alleged")
        ):
            yield Candidate("hearsay", (i, i + 1), None, -1, i + 1, (i, i + 1), ["k=alleged"])
        elif word == ":" and 0 < i < n - 1:
            found = _colon(w, i, headline)
            if found is not None:
                yield found


def _according(w: Words, i: int) -> Candidate | None:
    words, bits = w.words, w.bits
    n = len(words)
    if i + 2 >= n or words[i + 2] in NOT_SOURCES:
        return None
    k = i + 2
    while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1):
        if bits[k] & (t.SUB | t.CC) and words[k] not in {"and", "as"} and not bits[k] & t.PREP:
            break
        k += 1
    source = (i + 2, k)
    lead = i == 0 or words[i - 1] in ',;—–"' or bits[i - 1] & (t.CC | t.SUB | t.THAT)
    place = "first" if i == 0 else "comma" if words[i - 1] in ",—–" else "plain"
    # Behind "according to X," content goes on only if the phrase stood first or in the middle.
    return Candidate(
        "according-to", (i, i + 2), source, i if i else -1, k, (i, k), ["k=according", f"according.{place}"]
    )


def _colon(w: Words, i: int, headline: bool) -> Candidate | None:
    words, bits = w.words, w.bits
    if bits[i - 1] & t.NUMBER:
        return None
    last = words[i - 1]
    verb = VERBS.get(last)
    if verb is not None and verb.kind.startswith("clause"):
        return None  # the verb is the cue
    short = i <= 5
    finite = any(bits[k] & t.FINITE for k in range(i))
    quote = bits[i + 1] & t.QUOTE
    if quote:
        return None
    feats = ["k=colon", f"colon.headline={headline}", f"colon.short={short}", f"colon.finite={finite}"]
    if not headline:
        return None
    if not finite and short:
        return Candidate("headline-colon", (i, i + 1), (0, i), -1, i + 1, (0, i + 1), feats)
    return None


def _noun_candidate(w: Words, i: int) -> Candidate | None:
    words, bits = w.words, w.bits
    n = len(words)
    frames = NOUNS[words[i]]
    if i + 1 >= n:
        return None
    follow = words[i + 1]
    before = bits[i - 1] if i else 0
    if before & t.SUBJ or before & t.TO:
        return None
    frame = ""
    start = i + 2
    if follow == "that" and "that" in frames:
        frame = "that"
    elif follow in {"of", "to", "for", "about"} and follow in frames:
        frame = follow
    elif follow in {"alleging", "claiming", "saying", "suggesting", "accusing", "stating"}:
        return None
    if not frame:
        return None
    feats = ["k=noun", f"noun.frame={frame}", f"noun={words[i].rstrip('s')}.{frame}"]
    if before & t.POSS or i and words[i - 1] in {"'s", "’s", "’", "'"}:
        feats.append("noun.possessed")
    elif before & t.DET:
        feats.append("noun.det" if words[i - 1] != "no" else "noun.no")
    return Candidate("nominal-cue", (i, i + 2), None, -1, start, (i, i + 2), feats)


def _verb_candidate(w: Words, i: int, lemma: str, kind: str, form: str) -> Candidate | None:
    words, bits = w.words, w.bits
    n = len(words)
    before = bits[i - 1] if i else 0
    if bits[i] & t.NAME and i:
        return None
    # Noun readings: behind a determiner, a possessive or a preposition.
    if (
        form in {"base", "s", "ed", "part"}
        and i
        and (
            before & (t.DET | t.POSS)
            and words[i - 1]
            not in {
                "that",
                "this",
                "all",
                "both",
                "most",
                "many",
                "some",
                "others",
                "neither",
                "each",
                "another",
                "no",
                "few",
                "several",
                "dozens",
                "hundreds",
                "thousands",
            }
            or words[i - 1] in {"'s", "’s"}
            or (form in {"base", "s"} and before & t.PREP and not before & (t.TO | t.ADV))
        )
    ):
        return None
    s0, s1, subject = _subject(w, i)
    auxes = [words[k] for k in range(s1, i)]
    aux_bits = 0
    for k in range(s1, i):
        aux_bits |= bits[k]
    group, _, name = kind.partition(".")
    passive = form in {"ed", "part"} and aux_bits & t.BE != 0
    negated = aux_bits & t.NEG != 0
    tense = {"base": "base", "s": "s", "ing": "ing"}.get(form, "past")
    if aux_bits & t.HAVE and not passive:
        tense = "perfect"
    elif aux_bits & (t.MODAL | t.PAST_MODAL):
        tense = "modal"
    elif form == "ing" and aux_bits & t.BE:
        tense = "progressive"
    if form == "base" and not aux_bits & (t.MODAL | t.PAST_MODAL | t.DO) and subject == "to":
        tense = "inf"
    r = i + 1
    frame0 = _right_frame(w, r)
    if name == "point" and lemma == "point" and frame0 not in {"out", "to"}:
        return None
    if lemma == "point" and frame0 in {"out", "to"}:
        r += 1
        frame0 = _right_frame(w, r)
    elif lemma in {
        "call",
        "warn",
        "complain",
        "comment",
        "boast",
        "brag",
        "muse",
        "talk",
        "speak",
    } and frame0 in {"for", "of", "on", "about", "out"}:
        r += 1
    if kind == "factive" and subject != "poll":
        return None
    # Trailing and parenthetical clauses.
    r2 = _skip_adjuncts(w, i + 1)
    frame2 = _right_frame(w, r2)
    closed = frame2 in {"end", ",", ".", "dash", ";"} or (frame2 == ":" and False)
    lead_mark = s0 - 1
    mark = words[lead_mark] if lead_mark >= 0 else "^"
    as_clause = mark in {"as", "than"} and lead_mark >= 0
    feats = [f"l={lemma}", f"k={kind}", f"subj={subject}", f"tense={tense}"]
    if negated:
        feats.append("negated")
    if passive:
        feats.append("passive")
        feats.append(f"passive.{lemma}")
    source: tuple[int, int] | None = (s0, s1) if s1 > s0 else None
    rule = {"clause": "reporting-clause", "object": "accusation", "action": "accusation"}.get(
        group, "reporting-clause"
    )
    if passive or form in {"ed", "part"} and subject in {"comma", "none"} and frame0 in {"of", "by"}:
        rule = "passive-report"
    clausal = group == "clause" or lemma in {
        "claim",
        "allege",
        "reveal",
        "vow",
        "promise",
        "describe",
        "show",
    }
    if (
        clausal
        and not passive
        and subject in {"pron", "name", "np", "appos", "I", "you", "doc", "poll", "rel"}
        and closed
        and s1 > s0
    ):
        a = s0 - 1 if as_clause else s0
        m = words[a - 1] if a > 0 else "^"
        if (
            as_clause
            or m in {",", '"', "—", "–"}
            or (a > 0 and bits[a - 1] & (t.THAT | t.REL | t.CC | t.SUB))
        ):
            where = "as" if as_clause else m
            end = "end" if frame2 in {"end", "."} else "mid"
            feats += [f"trail={where}.{end}", "trail"]
            if frame2 == "dash":
                feats.append("trail.dash")
            return Candidate(rule, (i, i + 1), source, a, r2, (a, r2), feats)
    inverted = (
        clausal
        and not passive
        and subject in {"comma", "quote", "punct"}
        and form in {"ed", "past", "s"}
        and i > 0
        and words[i - 1] in {",", '"', "—", "–"}
    )
    if inverted:
        k = i + 1
        while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1):
            if (
                bits[k] & t.THAT
                or bits[k] & t.FINITE
                and not bits[k] & t.NAME
                and not bits[k] & t.ED
                and k > i + 2
            ):
                break
            k += 1
        ok = k >= n or words[k] in ',;:"—–.' or bits[k] & t.REL
        if ok and k > i + 1 and frame0 in {"name", "det", "noun", "pron", "adv"}:
            # The speaker with all appositions, up to the next quotation or the end.
            feats += [f"inv={words[i - 1]}", "trail"]
            stop = k
            return Candidate(rule, (i, i + 1), (i + 1, k), i, stop, (i, stop), feats)
    # Leading.
    start = r
    if frame2 == "that":
        start = r2 + 1
        feats += ["that", f"that.{group}"]
    elif (
        lemma
        in {
            "tell",
            "remind",
            "assure",
            "inform",
            "notify",
            "warn",
            "advise",
            "ask",
            "urge",
            "promise",
            "brief",
        }
        or group != "clause"
    ):
        k = r
        high = min(n, r + 10)
        while (
            k < high
            and not bits[k] & (t.THAT | t.FINITE | t.PUNCT | t.TO | t.QUOTE | t.WH)
            and words[k] not in {"of", "for", "as"}
        ):
            k += 1
        mid = _right_frame(w, k) if k < n else "end"
        feats += [f"obj={mid}", f"{lemma}.obj={mid}" if group == "clause" else f"{kind}.obj={mid}"]
        if group == "clause" and mid == "that" and k > r:
            start = k + 1
            feats += ["that"]
        elif group == "clause" and lemma == "tell" and frame0 in {"obj"}:
            start = r + 1
    elif frame2 in {"quote", ":"}:
        start = r2
    else:
        start = r2 if group == "clause" and r2 > r and frame2 not in {",", "."} else r
    frame = _right_frame(w, start)
    if frame in {",", ";", "end", "."}:
        feats.append("intransitive")
    feats += [f"r={frame}", f"{group}.r={frame}", f"{kind}.r={frame}", f"{group}.subj={subject}.{tense}"]
    if mark != "^" and lead_mark >= 0:
        if bits[lead_mark] & (t.SUB | t.REL | t.WH):
            feats.append(f"under={mark}")
    hole = (s0 if source else i, start) if subject not in {"rel"} else (i, start)
    return Candidate(rule, (i, i + 1), source, -1, start, hole, feats)


def read_sentence(text: str, span: Span, quotations: Sequence[Quotation], headline: bool = False) -> Sentence:
    inside = [q for q in quotations if q.depth == 0 and q.end > span[0] and q.start < span[1]]
    w = read_words(text, span, inside)
    return Sentence(w, read_pieces(w), list(find_candidates(w, headline)))


# --- weighing -----------------------------------------------------------------------------------------


def pair_features(s: Sentence, c: Candidate, index: int, start: int) -> list[str]:
    """The named features of piece `index` (from token `start`) as content of candidate `c`."""
    pieces = s.pieces
    piece = pieces[index]
    feats = list(c.features)
    group = c.rule
    if c.right >= 0 and piece.end > c.right and start >= c.right:
        first = next((k for k, p in enumerate(pieces) if p.end > c.right), index)
        steps = index - first
        side = "R"
        crossed = pieces[first + 1 : index + 1]
        if start == c.right and c.right > piece.start:
            crossed = crossed[:0]
            steps = 0
        elif first == index or pieces[first].start >= c.right:
            crossed = pieces[first : index + 1]
            steps += 1
        distance = start - c.right
    else:
        side = "L"
        last = next((k for k in range(len(pieces) - 1, -1, -1) if pieces[k].start < c.left), index)
        steps = last - index
        crossed = pieces[index + 1 : last + 1]
        distance = c.left - piece.end
    trail = "T" if "trail" in c.features else ""
    side += trail
    feats.append(f"{group}.{side}")
    feats.append(f"{side}.steps={min(steps, 5)}")
    feats.append(f"{side}.far={0 if distance < 5 else 1 if distance < 12 else 2 if distance < 25 else 3}")
    for p in crossed:
        feats.append(f"{side}.x={p.label}")
        feats.append(f"{side}.x={p.label}|{p.opens}")
        feats.append(f"{side}.o={p.opens}")
        if p.cue:
            feats.append(f"{side}.xcue")
        if p.tense and side[0] == "R":
            feats.append(f"{side}.t={p.tense}")
    if crossed and side[0] == "R":
        p = crossed[-1]
        feats.append(f"{side}.last={p.label}|{p.opens}")
        feats.append(f"{side}.lasttense={p.tense}")
    if not steps:
        feats.append(f"{side}.tense={piece.tense}")
        feats.append(f"{side}.opens={piece.opens}")
    return feats


def weigh(features: list[str]) -> float:
    weights = _WEIGHTS
    return weights.get("bias", 0.0) + sum(weights.get(f, 0.0) for f in features)


def stretches(s: Sentence, c: Candidate) -> Iterator[tuple[int, int, int]]:
    """(piece index, first token, behind the last token) of every stretch that may be content of `c`."""
    a, b = c.hole
    for index, piece in enumerate(s.pieces):
        if c.left > 0 and piece.start < c.left:
            end = min(piece.end, a)
            if end > piece.start:
                yield index, piece.start, end
        if c.right >= 0 and piece.end > c.right:
            start = max(piece.start, c.right)
            if start < piece.end:
                yield index, start, piece.end


def find_scopes(
    text: str, sentence: Span, paragraph: Span, quotations: Sequence[Quotation], headline: bool = False
) -> tuple[Scope, ...]:
    """The reported content in one sentence."""
    s = read_sentence(text, sentence, quotations, headline)
    w = s.words
    scopes: list[Scope] = []
    for c in s.candidates:
        for index, start, end in stretches(s, c):
            if weigh(pair_features(s, c, index, start)) <= THRESHOLD:
                continue
            cue = (w.starts[c.cue[0]], w.ends[c.cue[1] - 1])
            source = (
                (w.starts[c.source[0]], w.ends[c.source[1] - 1])
                if c.source and c.source[1] > c.source[0]
                else None
            )
            scopes.append(
                Scope(
                    w.starts[start],
                    w.ends[end - 1],
                    c.rule,
                    cue,
                    source,
                    (cue, *([source] if source else [])),
                )
            )
    return tuple(scopes)


load_weights()
