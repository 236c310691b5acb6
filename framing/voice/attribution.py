"""Attribution outside quotation marks: whose claim, belief or demand a stretch of a sentence is.

A sentence is read once. Each cue in it (`attribution_cues`) proposes content on its left, its right or both,
cut into pieces between clause boundaries (`scope_clauses`). What English grammar settles is settled by rule:
the clause that a verb of speech opens is content, and certain boundaries end it (`stretches`). What is left
in doubt is weighed, piece by piece, by a logistic model over named features
(``attribution_weights.json``, trained by ``benchmarks/train_scope.py``). Adjoining pieces that pass make a
`Scope`. The speaker's own phrase and the cue never belong to the content.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from framing.model import Span
from framing.text.quotations import Quotation
from framing.text.sentences import NESTED, split_sentences
from framing.voice import scope_tokens as t
from framing.voice.attribution_cues import HEADLINE_MARKS, TRIGGERS, Candidate, find_candidates, may_hold_cue
from framing.voice.scope_clauses import Piece, adjunct, read_pieces
from framing.voice.scope_cues import LISTS, NOUNS
from framing.voice.scope_tokens import Words, plain_words, read_words

_LOOK_BACK = 1200  # code points before a sentence in which a report it continues may begin
_SENTENCES_BACK = 3
_TELLING = t.FINITE | t.AUX | t.SUBJ | t.TO | t.THAT | t.CC | t.SUB | t.REL | t.WH | t.DET
_TELLING_OBJECT = _TELLING | t.ING | t.ED | t.TIME
# Boundaries before a clause with a subject of its own, behind which plain tense is the publisher's.
_FRESH = frozenset({
    ",+while", "but", ",+but", ";+but", "—+but", ",+and", ";+and", ",+yet", "yet", ";+yet",
    ",+although", ",+though", ",+whereas",
})  # fmt: skip
_TIGHT = frozenset({"that", "who", "which", "whose", "whom", "because", "if", "where", "unless", "until"})
_RELATIVES = frozenset({",+who", ",+which", ",+whom"})
_COORDINATED = frozenset({"and", ",+and", ";+and", "but", ",+but", ",+while", ",+though", ",+although"})
_CONCESSION = frozenset({",+although", ",+though"})
_CONTRAST = frozenset({",+while", ",+whereas"})
# What a piece without a verb begins with when it goes on with a list or a phrase.
_PHRASES = frozenset({"noun", "name", "det", "prep", "to", "ing", "base", "ed", "wh"})
_RUNNING_RULES = frozenset({"reporting-clause", "according-to", "accusation"})
_SHIFTS = frozenset({"would", "had"})
_STEPS = 16  # pieces: no content is looked for further away from its cue


_NARRATED = ("ccording to", "as follows", "like this")
_ANNOUNCED = (["as", "follows"], ["like", "this"])


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
class Sentence:
    """A sentence as the rules see it: its words, its pieces and its cues."""

    words: Words
    pieces: list[Piece]
    candidates: list[Candidate]


def read_sentence(text: str, span: Span, quotations: Sequence[Quotation], headline: bool = False) -> Sentence:
    """Tokens, pieces and cues of the sentence at `span`."""
    inside = [q for q in quotations if q.depth == 0 and q.end > span[0] and q.start < span[1]]
    w = read_words(text, span, inside)
    candidates = list(find_candidates(w, headline))
    points: dict[int, bool] = {}
    for c in candidates:
        if c.right >= 0:
            points.setdefault(c.right, False)
        if c.left >= 0:
            points.setdefault(c.left, False)
        if c.low:
            points.setdefault(c.low, False)
        if c.high < len(w.words):
            points.setdefault(c.high, False)
        points[c.hole[0]] = True
        points.setdefault(c.hole[1], False)
    pieces = read_pieces(w, points) if candidates else []
    return Sentence(w, pieces, candidates)


def pair_features(s: Sentence, c: Candidate, index: int) -> list[str]:
    """The named features of piece `index` as content of candidate `c`: what training counts."""
    side, crossed, distance = _path(s.pieces, c, index)
    piece = s.pieces[index]
    features = [*c.features, f"{c.rule}.{side}"]
    embedded = c.embedded
    for p in crossed:
        features += _crossing(side, c.rule, embedded, p.label, p.opens, p.tense, p.hole)
    features += _arrival(side, len(crossed), distance, piece.label, piece.opens, piece.tense, piece.hole)
    return features


def weigh(s: Sentence, c: Candidate, index: int, base: float) -> float:
    """How much speaks for piece `index` as content of `c`; above 0 it is. `base`: see `base_weight`."""
    side, crossed, distance = _path(s.pieces, c, index)
    piece = s.pieces[index]
    for p in crossed:
        base += _crossing_weight(side, c.rule, c.embedded, p.label, p.opens, p.tense, p.hole)
    return base + _arrival_weight(
        side, len(crossed), distance, piece.label, piece.opens, piece.tense, piece.hole
    )


def base_weight(c: Candidate, side: str) -> float:
    """What the cue itself adds on one side."""
    return _sum(c.features) + _WEIGHTS.get("bias", 0.0) + _WEIGHTS.get(f"{c.rule}.{side}", 0.0)


def _closes(s: Sentence, c: Candidate, index: int) -> bool:
    """Whether the piece certainly begins something of the publisher's own.

    That is what follows a semicolon; a clause with a subject of its own behind "but" or ", and" in plain
    tense; any such clause behind a content that is no clause; and the main clause behind a subordinate one
    that holds the cue: "After X said …, the …".
    """
    piece, bits = s.pieces[index], s.words.bits
    label, opens, tense = piece.label, piece.opens, piece.tense
    if label[0] == ";" and "that" not in label and (tense or opens not in {"to", "prep", "ing"}):
        return True
    clause = opens[-2:] == "+v" or opens in {"he", "it"}
    joint = label.rpartition('"+')[2]  # a quotation before the joint does not matter
    if _behind_quotation(s, c, index, joint):
        return True
    if (
        piece.hole
        and not c.trailing
        and opens[:3] != "cue"
        and (joint in _COORDINATED or joint == ",+as" or not joint or joint == '"')
    ):
        return True  # "X said he would stay and | others said they would go", "…, as | the mayor suggested"
    if c.trailing and label == "," and _dates(s.words, piece):
        return True  # "…, X said on Thursday, two days after …"
    if c.embedded and label == "," and opens in {"aux", "past", "cue"}:
        return True  # "the report, which accuses X of theft, was …"
    if c.embedded and c.phrase and label == ",+and" and opens in {"name", "det", "noun"}:
        return True  # "the duke, who is said to have fled, and his clerk"
    if (
        c.phrase
        and label == ",+and"
        and s.words.bits[piece.start + 1 : piece.start + 2]
        and (s.words.bits[piece.start + 1] & t.TIME)
    ):
        return True  # "is said to cure the sick, and every August pilgrims fill …"
    word = s.words.words[piece.start]
    if word == "according" or (label == ",+as" and opens == "aux" and not c.that):
        return True
    whole = c.trailing and c.sure and tense  # "Overall, X said, a number of …"
    if label[-1] in ",—" and word in LISTS["asides"] and not whole and not _lists(s.pieces, index):
        return True  # "…, a plan he has changed since"
    if label == "," and _claims(s.words, piece):
        return True  # "…, a charge the army denies"
    if c.demand and c.phrase and joint in LISTS["moments"] and clause and not bits[piece.start - 2] & t.PREP:
        return True  # "called for calm | as the tanks closed in"
    if not clause:
        if _goes_on(s, c, index, joint):
            return True
        if (
            label == ",+but"
            and opens in {"noun", "name", "det"}
            and not _denied(s.words, s.pieces[index - 1])
        ):
            return True
        if label == ",+and" and opens == "prep" and tense == "past" and c.tense in {"past", "perfect"}:
            # "…, and on Friday the tanks left"
            return (
                any(bit & t.TIME for bit in s.words.bits[piece.start : piece.start + 4])
                and _shifted_before(s.pieces, c, index)
                and not _stative(s.words, piece)
            )
        if c.phrase and ":" in label and '"' not in label:
            return True
        if label in _CONTRAST and opens in {"noun", "name", "det"}:
            return True
        if c.brief and label[0] in ",—" and (word in LISTS["definite"] or not _lists(s.pieces, index)):
            return True  # "claims of fraud, | further weaken …", "the claim of fraud, | the fire and …"
        # "claimed responsibility and left": the next deed of the same subject. What "denied that" governs
        # would be joined with "or".
        if c.rule == "passive-report" and label[-3:] == "and" and opens == "aux":
            return True  # "are suspected of theft and have been moved"
        if c.phrase and label == "," and not _lists(s.pieces, index):
            if opens in {"ing", "cue-ing"} and word != "including":
                return True  # "claimed responsibility, leading the police to …"
            if c.opened and opens in {"name", "det", "noun"}:
                return True  # "Recalling that moment, the captain, who …"
        deed = opens in {"past", "ed", "cue"} and not piece.hole
        return ((c.phrase and not c.that) or c.denies) and label[-3:] == "and" and deed
    if label == "," and c.opened:
        return True
    if (
        not c.that
        and c.rule not in {"reporting-clause", "according-to"}
        and (label in {"and", "while"} or label[0] in ',;—"')
    ):
        return "that" not in label
    fronted = joint[:6] == ",+and+" and joint != ",+and+that"  # ", and | as the vote nears, the …"
    if joint not in _FRESH and not fronted and not (joint != label and joint == "and"):
        return False
    if label in _CONCESSION and tense == "had":
        return not _shifted_before(s.pieces, c, index)
    if c.trailing:
        # "The plan, X said, was bad, and the money short": the speaker stands in the middle of the whole.
        return label != ",+and" or c.rule == "according-to"
    if label == ",+and" and tense == "past" and c.tense in {"past", "perfect"}:
        # "said the attack had failed, and on Friday the tanks left": the tense is no longer shifted.
        return _shifted_before(s.pieces, c, index) and not _stative(s.words, piece)
    return tense in {"past", "present", "will"}


def _goes_on(s: Sentence, c: Candidate, index: int, joint: str) -> bool:
    """Whether a verb without a subject of its own is the speaker's next deed, as its tense shows.

    "said she would visit | and has only sent a note", "says he is at peace | but took her to court".
    """
    piece = s.pieces[index]
    if joint not in {"and", "but", ",+and", ",+but", ","} or c.trailing or piece.hole:
        return False
    first = next((p.tense for p in s.pieces[_first(s.pieces, c.right) : index] if p.tense), "")
    verb = s.words.bits[piece.start]
    if verb & t.PAST and not verb & (t.ED | t.BASE | t.AUX) and c.tense in {"past", "s"}:
        return first in {
            "present",
            "will",
            "would",
        }  # "took", but not "called" or "let", which may be no past
    return piece.opens == "aux" and piece.tense == "present" and first == "would"


def _behind_quotation(s: Sentence, c: Candidate, index: int, joint: str) -> bool:
    """Whether the piece behind a quotation tells when or where its words were said.

    "argued that the dam "will hold" | during a speech", "called it "a farce" | after the vote failed".
    """
    piece, w = s.pieces[index], s.words
    if c.trailing or not _closes_quotation(w, s.pieces[index - 1].end, piece.start):
        return False
    if joint in LISTS["moments"]:
        return bool(piece.tense)
    if piece.opens == "prep" and not piece.tense:
        return bool(adjunct(w, piece.start)) or w.words[piece.start] == "during"
    return False


def _closes_quotation(w: Words, low: int, high: int) -> bool:
    """Whether the last token before `high` other than a joint, from `low` - 1 on, ends a quotation."""
    return any(w.bits[k] & t.QUOTE or w.words[k] in '”’"' for k in range(max(0, low - 1), high))


def _dates(w: Words, piece: Piece) -> bool:
    """Whether the piece tells when: "two days after the vote", "a week before"."""
    words = w.words
    return any(
        words[k] in LISTS["units"] and k + 1 < len(words) and words[k + 1] in LISTS["since"]
        for k in range(piece.start, min(piece.end, piece.start + 4))
    )


def _claims(w: Words, piece: Piece) -> bool:
    """Whether the piece names what stood before it: "a charge", "an unproven claim"."""
    k = piece.start
    return w.words[k] in {"a", "an"} and any(word in NOUNS for word in w.words[k + 1 : min(k + 3, piece.end)])


def _denied(w: Words, piece: Piece) -> bool:
    """Whether the piece holds the "not" that a "but" answers: "not the dam, but the bridge"."""
    return any(w.bits[k] & t.NEG or w.words[k] == "only" for k in range(piece.start, piece.end))


def _lists(pieces: list[Piece], index: int) -> bool:
    """Whether the piece behind a comma goes on with a list, as far as an "and" shows."""
    for piece in pieces[index:]:
        if piece.tense or piece.opens not in _PHRASES:
            return False
        if piece.label in {"and", "or", ",+and", ",+or"}:
            return True
        if piece.label not in {",", "/"}:
            return False
    return False


def _shifted_before(pieces: list[Piece], c: Candidate, index: int) -> bool:
    """Whether the first clause of the content is in shifted tense."""
    return any(p.tense in {"had", "would"} for p in pieces[_first(pieces, c.right) : index])


def _stative(w: Words, piece: Piece) -> bool:
    """Whether the piece's verb is "was" or "were", which may be a shifted "is"; "was closed" may not."""
    return any(
        w.bits[k] & t.BE and w.bits[k] & t.PAST and not (k + 1 < piece.end and w.bits[k + 1] & t.ED)
        for k in range(piece.start, piece.end)
    )


def _divides(label: str) -> bool:
    """Whether a cue behind the boundary has no content before it: a semicolon, a colon with a quotation."""
    return label[0] == ";" or (label[0] == ":" and '"' in label) or ")+—" in label


def _path(pieces: list[Piece], c: Candidate, index: int) -> tuple[str, list[Piece], int]:
    """Side, the pieces whose boundary lies between the cue and piece `index`, and how far it is (0 to 3)."""
    piece = pieces[index]
    if piece.start >= c.right >= 0:
        side = "RT" if c.trailing else "R"
        crossed = pieces[_first(pieces, c.right) + 1 : index + 1]
        distance = piece.start - c.right
    else:
        side = "LT" if c.trailing else "L"
        crossed = pieces[index + 1 : _first(pieces, c.left)]
        distance = c.left - piece.end
    return side, crossed, 0 if distance < 5 else 1 if distance < 12 else 2 if distance < 25 else 3


def _crossing(
    side: str, rule: str, embedded: bool, label: str, opens: str, tense: str, hole: bool
) -> list[str]:
    """Features of one boundary on the way from the cue."""
    features = [f"{side}.x={label}", f"{side}.o={opens}"]
    if embedded:
        features.append(f"{side}.sub.x={label}")
    if hole:
        features.append(f"{side}.xhole")
    if side[0] == "R":
        if tense:
            features.append(f"{side}.t={tense}")
        if opens[-2:] == "+v" or opens in {"he", "it", "we"}:
            features += [f"{side}.new={label}.{tense}", f"{side}.new={tense}.{rule}"]
    return features


def _arrival(
    side: str, steps: int, distance: int, label: str, opens: str, tense: str, hole: bool
) -> list[str]:
    """Features of the piece itself and of its distance from the cue."""
    features = [f"{side}.steps={min(steps, 5)}", f"{side}.far={distance}"]
    if hole:
        features.append(f"{side}.inhole")
    if label[0] == "~":
        features.append(f"{side}.at{label}")
    if not steps:
        features += [f"{side}.tense={tense}", f"{side}.opens={opens}"]
    return features


def _sum(features: Sequence[str]) -> float:
    known = _WEIGHTS.get
    return sum(known(f, 0.0) for f in features)


@lru_cache(maxsize=1 << 15)
def _crossing_weight(
    side: str, rule: str, embedded: bool, label: str, opens: str, tense: str, hole: bool
) -> float:
    return _sum(_crossing(side, rule, embedded, label, opens, tense, hole))


@lru_cache(maxsize=1 << 15)
def _arrival_weight(
    side: str, steps: int, distance: int, label: str, opens: str, tense: str, hole: bool
) -> float:
    return _sum(_arrival(side, steps, distance, label, opens, tense, hole))


def _first(pieces: list[Piece], token: int) -> int:
    """The first piece that begins at token `token` or behind it."""
    return bisect_left(pieces, token, key=lambda p: p.start)


def stretches(s: Sentence, c: Candidate) -> Iterator[tuple[int, bool]]:
    """The pieces that may be content of `c`, no more than `_STEPS` away: index, and whether they surely are.

    What is not sure is for the weights to decide.
    """
    yield from _before(s, c)
    yield from _behind(s, c)


def _before(s: Sentence, c: Candidate) -> Iterator[tuple[int, bool]]:
    """The `stretches` before the cue."""
    pieces = s.pieces
    low, high = c.hole
    if c.fixed:
        for index, piece in enumerate(pieces):
            if c.low <= piece.start and piece.end <= min(c.high, c.left):
                yield index, True
    elif c.left > 0:
        edge = start = _first(pieces, c.left)
        while start > max(0, edge - _STEPS) and (start == len(pieces) or not _divides(pieces[start].label)):
            start -= 1
        sure = edge if c.whole else edge + 1
        while (
            c.whole
            and sure > start
            and not (pieces[sure - 1].hole or pieces[min(sure, edge - 1)].label[0] == ":")
        ):
            sure -= 1
        for index in range(start, edge):
            if not (low <= pieces[index].start and pieces[index].end <= high):
                yield index, index >= sure


def _behind(s: Sentence, c: Candidate) -> Iterator[tuple[int, bool]]:
    """The `stretches` behind the cue."""
    pieces = s.pieces
    low, high = c.hole
    if c.right < 0:
        return
    if c.fixed:
        for index, piece in enumerate(pieces):
            if max(c.low, c.right) <= piece.start and piece.end <= c.high:
                yield index, True
        return
    edge = _first(pieces, c.right)
    sure, aside = c.sure, False
    for index in range(edge, min(len(pieces), edge + _STEPS)):
        piece = pieces[index]
        if piece.label in {',+"', ':+"'} and piece.opens == "prep" and not c.trailing:
            break  # "wrote, "…" on Friday afternoon"
        if piece.start >= c.high or ((index > edge or c.trailing) and _closes(s, c, index)):
            break
        if low <= piece.start and piece.end <= high:
            continue
        if index > edge and _aside(pieces, index):
            aside = True  # "the mayor, who left in May, | stole …": the publisher says who he is
        elif (
            aside
            and piece.label == ","
            and (piece.opens in {"aux", "past", "cue"} or s.words.words[piece.start] == "of")
        ):
            aside = False
        if aside:
            continue
        sure = sure and (index == edge or _runs_on(s, c, index))
        yield index, sure


def _aside(pieces: list[Piece], index: int) -> bool:
    """Whether a relative clause between commas begins here."""
    return pieces[index].label in _RELATIVES and pieces[index].tense in {"past", "present", "will"}


def _runs_on(s: Sentence, c: Candidate, index: int) -> bool:
    """Whether the piece surely belongs to the clause before it: no mark and no conjunction stands between."""
    piece = s.pieces[index]
    if piece.hole:
        return False
    label = piece.label
    words = s.words.words
    if label in {"/", "~time", "~medium"} or label in _TIGHT:
        return True
    if label == "as" and words[piece.start - 2] == "such":
        return True
    if label == "," and words[piece.start] == "including":
        return True
    if c.trailing and label == ",+and":
        return True  # "The dam, X said, had cracked, and the town was warned": the whole sentence is X's
    if piece.tense:
        return False
    if label in {"and", "or"} and piece.opens in {"noun", "name", "det", "base"}:
        return True
    if label == "," and piece.opens in {"prep", "to"}:
        return c.rule != "according-to"
    # "accused the police of holding clerks, deputies, and singers"
    return piece.opens in _PHRASES and label in {",", ",+and", ",+or"} and _lists(s.pieces, index)


def find_scopes(
    text: str, sentence: Span, paragraph: Span, quotations: Sequence[Quotation], headline: bool = False
) -> tuple[Scope, ...]:
    """The reported content in one sentence. `quotations` are the document's, in order of start."""
    return Reported(text, sentence, paragraph, quotations, headline).scopes()


class Reported:
    """The reported content in one sentence, worked out for the places that are asked about.

    `quotations` are the document's, in order of start. `words` are the sentence's `plain_words`, where they
    are known already.
    """

    def __init__(
        self,
        text: str,
        sentence: Span,
        paragraph: Span,
        quotations: Sequence[Quotation],
        headline: bool = False,
        words: Collection[str] | None = None,
    ) -> None:
        if words is None:
            words = plain_words(text[slice(*sentence)])
        may_run = not headline and paragraph[0] < sentence[0] and _may_run(text, sentence, paragraph, words)
        self._sentence = None
        self._running = None
        if may_run or may_hold_cue(words) or (headline and _has_colon(text, sentence)):
            self._sentence = read_sentence(text, sentence, _overlapping(quotations, sentence), headline)
            if may_run:
                self._running = _running(text, sentence, self._sentence, paragraph, quotations)

    def scopes(self, at: int | None = None) -> tuple[Scope, ...]:
        """The scopes in the order of their cues: all, or those that hold the offset `at`."""
        if self._sentence is None:
            return ()
        found = scopes_in(self._sentence, at)
        return (*found, self._running) if self._running else tuple(found)


def _has_colon(text: str, sentence: Span) -> bool:
    """A quick look whether a colon or a dash can divide a headline from its speaker."""
    return any(text.find(mark, *sentence) >= 0 for mark in HEADLINE_MARKS)


def scopes_in(s: Sentence, at: int | None = None) -> list[Scope]:
    """The scopes that the sentence's own cues open: adjoining pieces that pass are one scope.

    Given an offset, only those that hold it.
    """
    found: list[Scope] = []
    if not s.candidates:
        return found
    token = -1 if at is None else max(0, bisect_right(s.words.starts, at) - 1)
    for c in s.candidates:
        if token < c.left:
            found += _scopes_on(s, c, _before(s, c), "L", token)
        if token < 0 or c.right <= token < c.high:
            found += _scopes_on(s, c, _behind(s, c), "R", token)
    return found


def _scopes_on(
    s: Sentence, c: Candidate, reach: Iterator[tuple[int, bool]], side: str, token: int
) -> Iterator[Scope]:
    """The scopes of a cue on one side of it; of them the one that holds a token, unless that is negative."""
    base: float | None = None
    first = last = -2
    for index, sure in reach:
        if not sure:
            if base is None:
                base = base_weight(c, side + ("T" if c.trailing else ""))
            if weigh(s, c, index, base) <= 0:
                continue
        if index != last + 1:
            if first >= 0 and _holds(s, first, last, token):
                yield _scope(s, c, first, last)
            first = index
        last = index
    if first >= 0 and _holds(s, first, last, token):
        yield _scope(s, c, first, last)


def _holds(s: Sentence, first: int, last: int, token: int) -> bool:
    return token < 0 or s.pieces[first].start <= token < s.pieces[last].end


def _scope(s: Sentence, c: Candidate, first: int, last: int) -> Scope:
    """The scope over the pieces `first` to `last`."""
    w = s.words
    cue = (w.starts[c.cue[0]], w.ends[c.cue[1] - 1])
    source = (w.starts[c.source[0]], w.ends[c.source[1] - 1]) if c.source else None
    start, end = w.starts[s.pieces[first].start], w.ends[s.pieces[last].end - 1]
    return Scope(start, end, c.rule, cue, source, _evidence(s, c, first, last))


def _evidence(s: Sentence, c: Candidate, first: int, last: int) -> tuple[Span, ...]:
    """The words the decision rests on.

    These are the speaker and the cue, and of the pieces between the cue and the scope's far edge the words at
    their boundaries and those that carry tense.
    """
    w, pieces = s.words, s.pieces
    words, bits = w.words, w.bits
    tokens = set(range(max(0, c.hole[0] - 2), c.hole[1]))
    if c.source:
        tokens.update(range(*c.source))
    if pieces[first].start >= c.right >= 0:
        low, high = _first(pieces, c.right), last
        reach = range(c.right, min(len(words), c.right + 16))
    else:
        low, high = first, _first(pieces, c.left) - 1
        reach = range(c.hole[1], min(len(words), c.hole[1] + 8))
    for number in range(low, high + 1):
        piece = pieces[number]
        before = pieces[number - 1].end if number else 0
        tokens.update(range(before, min(piece.start + 3, piece.end)))
        if piece.hole or piece.label[0] == "~":
            tokens.update(range(piece.start, min(piece.end, piece.start + 8)))
        tokens.update(k for k in range(piece.start, piece.end) if bits[k] & _TELLING or words[k] in TRIGGERS)
    tokens.update(k for k in reach if bits[k] & _TELLING_OBJECT or words[k] in TRIGGERS or words[k] == "of")
    tokens.update(k - 1 for k in tuple(tokens) if k and bits[k] & t.FINITE)
    spans: list[Span] = []
    for k in sorted(tokens):
        if bits[k] & t.QUOTE:
            continue
        if spans and tokens.issuperset((k - 1, k)) and spans[-1][1] == w.ends[k - 1]:
            spans[-1] = (spans[-1][0], w.ends[k])
        else:
            spans.append((w.starts[k], w.ends[k]))
    return tuple(spans)


def _overlapping(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """The quotations that reach into `span`; an outer one may begin well before it."""
    if not quotations:
        return ()
    first = bisect_left(quotations, span[0], key=lambda q: q.start)
    last = bisect_left(quotations, span[1], lo=first, key=lambda q: q.start)
    lowest = max(0, first - NESTED)
    while first > lowest and quotations[first - 1].depth:
        first -= 1
    return quotations[max(0, first - 1) : last]


# --- attribution that runs on -------------------------------------------------------------------------


def _may_run(text: str, sentence: Span, paragraph: Span, words: Collection[str]) -> bool:
    """A quick look whether the sentence can go on with a report before it: see `_running`."""
    return not _SHIFTS.isdisjoint(words) or _is_narrated(text, sentence, paragraph)


def _is_narrated(text: str, sentence: Span, paragraph: Span) -> bool:
    """Whether an account that may run on over sentences stands shortly before one."""
    low = max(paragraph[0], sentence[0] - _LOOK_BACK)
    return any(text.find(words, low, sentence[0]) >= 0 for words in _NARRATED)


def _running(
    text: str,
    sentence: Span,
    s: Sentence,
    paragraph: Span,
    quotations: Sequence[Quotation],
) -> Scope | None:
    """Free indirect speech: a sentence in shifted tense ("would", "had been") behind a reported one.

    It ends with the first sentence that has a speaker of its own; one sentence in between may be unshifted.
    """
    shift = _shifted(s.words)
    low = max(paragraph[0], sentence[0] - _LOOK_BACK)
    narrated = _is_narrated(text, sentence, paragraph)
    if not (shift or narrated) or _speaks(s) or s.words.words[0] in LISTS["turns"]:
        return None
    before = split_sentences(text, (low, sentence[0]), quotations)
    if narrated:
        found = _narrated(text, sentence, s, before, quotations)
        if found is not None:
            return found
    if not shift:
        return None
    shifts, gap = [shift], False
    for span in reversed(before[-_SENTENCES_BACK:]):
        p = read_sentence(text, span, _overlapping(quotations, span))
        for scope in reversed(scopes_in(p)):
            if scope.rule in _RUNNING_RULES and scope.source and _to_the_end(p, scope):
                evidence = tuple(sorted({*scope.evidence, *shifts}))
                return Scope(sentence[0], sentence[1], "running-report", scope.cue, scope.source, evidence)
        account = _account(p.words)
        if account and not gap:
            evidence = tuple(sorted({*account, *shifts}))
            return Scope(sentence[0], sentence[1], "running-report", account[1], account[0], evidence)
        if _speaks(p):
            return None
        shift = _shifted(p.words)
        if shift:
            shifts.append(shift)
        elif gap:
            return None
        gap = gap or not shift
    return None


def _narrated(
    text: str, sentence: Span, s: Sentence, before: Sequence[Span], quotations: Sequence[Quotation]
) -> Scope | None:
    """What a diary, a legend or an indictment tells, sentence by sentence, in plain past tense.

    So does what "runs as follows". The first sentence with a speaker of its own, or one that turns, ends it.
    """
    tense = next((p.tense for p in read_pieces(s.words) if p.tense), "past")
    for span in reversed(before):
        p = read_sentence(text, span, _overlapping(quotations, span))
        words = p.words.words
        if words[-3:-1] in _ANNOUNCED and any(word in LISTS["accounts"] for word in words):
            whole = (p.words.starts[0], p.words.ends[-1])
            return Scope(sentence[0], sentence[1], "running-report", whole, None, (whole,))
        if tense not in {"past", "had", "would"}:
            return None
        for scope in scopes_in(p):
            if scope.rule != "according-to" or not scope.source or not _to_the_end(p, scope):
                continue
            if any(word in LISTS["narrators"] for word in text[slice(*scope.source)].lower().split()):
                return Scope(
                    sentence[0], sentence[1], "running-report", scope.cue, scope.source, scope.evidence
                )
        if _speaks(p) or words[0] in LISTS["turns"]:
            return None
    return None


def _speaks(s: Sentence) -> bool:
    """Whether the sentence has a speaker of its own."""
    return any(c.source and c.rule != "passive-report" for c in s.candidates)


def _account(w: Words) -> tuple[Span, Span] | None:
    """The speaker and the cue of "X gave a different version", "X described the raid"."""
    words, bits = w.words, w.bits
    for k, word in enumerate(words):
        if word in LISTS["recounts"] and k and not bits[k - 1] & (t.DET | t.PREP | t.AUX | t.TO):
            return (w.starts[0], w.ends[k - 1]), (w.starts[k], w.ends[k])
        if word in LISTS["accounts"] and 1 < k <= 14 and bits[k - 1] & (t.DET | t.ADV) | (not bits[k - 1]):
            verb = next((m for m in range(1, k) if words[m] in LISTS["gives"]), 0)
            if verb:
                return (w.starts[0], w.ends[verb - 1]), (w.starts[verb], w.ends[k])
    return None


def _shifted(w: Words) -> Span | None:
    """The words that shift the tense of the first clause: "would", or "had" with its participle."""
    words, bits = w.words, w.bits
    for k, bit in enumerate(bits):
        if bit & t.QUOTE or words[k] in ";:":
            return None
        if not bit & t.FINITE or bit & t.NAME or (k and bits[k - 1] & t.REL):
            continue
        start = w.starts[k - 1] if k else w.starts[0]
        if words[k] == "would":
            return start, w.ends[k]
        if words[k] == "had":
            for m in range(k + 1, min(k + 4, len(words))):
                if not bits[m] & (t.ADV | t.NEG):
                    return (
                        (start, w.ends[m]) if bits[m] & t.PAST or words[m] in LISTS["participles"] else None
                    )
        if not k or not bits[k - 1] & (t.DET | t.PREP):
            return None
    return None


def _to_the_end(s: Sentence, scope: Scope) -> bool:
    """Whether nothing of the publisher's own stands behind the scope but its speaker."""
    last = s.words.ends[-1] if s.words.ends else 0
    cue_end = max(scope.cue[1], scope.source[1] if scope.source else 0)
    return scope.end >= last - 1 or (scope.end < cue_end and cue_end >= last - 40)


def _load_weights() -> dict[str, float]:
    path = files("framing.voice").joinpath("attribution_weights.json")
    weights: dict[str, float] = (
        json.loads(path.read_text(encoding="utf-8"))["weights"] if path.is_file() else {}
    )
    return weights


_WEIGHTS = _load_weights()
