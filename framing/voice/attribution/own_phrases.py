"""Pieces without a subject of their own behind a cue: which begin the next deed of whoever speaks."""

from __future__ import annotations

from collections.abc import Callable

from framing.voice.attribution import tokens as t
from framing.voice.attribution.boundary import CONTRAST, NOMINAL, Boundary, goes_on_listing
from framing.voice.attribution.tables import LISTS, VERBS

_BEFORE_DEEDS = frozenset({"and", "but", ",+and", ",+but", ","})
_FUTURE = frozenset({"will", "would"})


def is_own_phrase(b: Boundary) -> bool:
    """Whether one of the reasons holds."""
    return any(reason(b) for reason in _REASONS)


def _deed_by_tense(b: Boundary) -> bool:
    """A verb without a subject of its own is the speaker's next deed, as its tense shows.

    "said she would visit | and has only sent a note", "says he is at peace | but took her to court".
    """
    c, verb = b.c, b.first
    if b.joint not in _BEFORE_DEEDS or c.trailing or b.piece.hole:
        return False
    if b.joint == "and" and '"' in b.label and c.tense == "past" and b.opens in {"past", "ed"}:
        return True  # "said it was "a matter for others" and | left by the side door"
    content = b.content_tense
    if (
        c.tense == "perfect"
        and b.joint == "and"
        and b.word in {"has", "have"}
        and content in {"present", "will"}
    ):
        return True  # "has said the well is dry and | has left"
    denied = c.denies and c.phrase and not c.that and not content
    if denied and (b.opens == "aux" or ("but" in b.joint and b.opens in {"past", "ed"})):
        return True  # "denied any link and | has since hired a clerk", "denied it but | resigned"
    if b.joint == ",+and" and content == "had" and c.tense == "past" and verb & t.PAST and not verb & t.AUX:
        return True  # "alleged that it had been drafted there, and | walked out"
    if verb & t.PAST and not verb & (t.ED | t.BASE | t.AUX) and c.tense in {"past", "s"}:
        return content in {"present", "will", "would"}  # "took"; but "called" or "let" may be no past
    if b.opens == "aux" and b.tense == "past" and "but" in b.joint and c.phrase and not c.that:
        return not content  # "boasted of the bridge but | was booed"
    return b.opens == "aux" and b.tense == "present" and content == "would"


def _but_another(b: Boundary) -> bool:
    """ "Said he would stay, but | the others …", where no "not" or "only" is answered."""
    if b.label != ",+but" or b.opens not in NOMINAL:
        return False
    w, denied = b.s.words, b.s.pieces[b.number - 1]
    return not any(w.bits[k] & t.NEG or w.words[k] == "only" for k in range(denied.start, denied.end))


def _in_past(b: Boundary) -> bool:
    """Whether a phrase and plain past follow behind ", and": "…, and | in March the tanks left"."""
    return (
        b.label == ",+and"
        and b.opens == "prep"
        and b.tense == "past"
        and b.c.tense in {"past", "perfect"}
    )  # fmt: skip


def _and_later(b: Boundary) -> bool:
    """ "Said the attack had failed, and | on Friday the tanks left": the tense is no longer shifted."""
    if not _in_past(b) or not b.tells_when() or not b.shifted:
        return False
    return b.content_tense == "would" or not b.stative


def _behind_colon(b: Boundary) -> bool:
    """ "Accused the mayor of theft: | …", without a quotation."""
    listed = b.opens[-3:] == "ing" and b.c.demand  # "urged them to do three things: paying …, selling …"
    return b.c.phrase and ":" in b.label and '"' not in b.label and not listed


def _while_another(b: Boundary) -> bool:
    """ "Said he would stay, while | others …", but not "while | 6 in 10 …" of a poll."""
    if b.c.rule == "according-to" and b.first & t.NUMBER:
        return False
    return b.label in CONTRAST and b.opens in NOMINAL


def _behind_noun_phrase(b: Boundary) -> bool:
    """ "Claims of fraud, | further weaken …", "the claim of fraud, | the fire and …"."""
    if b.c.brief and b.label == "and" and b.opens == "ing" and b.s.words.bits[max(0, b.c.cue[0] - 1)] & t.ING:
        return True  # "by hurling allegations of treason and | imposing fines"
    quoted = b.label in {'"+which', '"+who'}  # "appeals to "law and order," which …"
    if not b.c.brief or _in_past(b) or not (b.label[0] in ",—" or b.joint[:1] == "—" or quoted):
        return False
    if b.word == "including":
        return False  # "calls for new laws, including a ban"
    return b.word in LISTS["definite"] or not goes_on_listing(b.s.pieces, b.number)


def _also_done(b: Boundary) -> bool:
    """ "Are suspected of theft and | have been moved"."""
    return b.c.rule == "passive-report" and b.label[-3:] == "and" and b.opens == "aux"


def _effect(b: Boundary) -> bool:
    """ "Claimed responsibility, | leading the police to …", "Recalling that moment, | the captain …"."""
    c = b.c
    if not c.phrase or b.label != ",":
        return False
    participle = b.opens in {"ing", "cue-ing"}
    if not participle:
        return c.opened and b.opens in NOMINAL and not goes_on_listing(b.s.pieces, b.number)
    begun = any(bit & t.ING for bit in b.s.words.bits[c.right : b.piece.start])
    return b.word != "including" and not (begun and goes_on_listing(b.s.pieces, b.number))


def _all_the_while(b: Boundary) -> bool:
    """ "The vow that it will be repealed, while | neglecting to admit …"."""
    return b.label == ",+while" and b.c.that and b.opens[-3:] == "ing"


def _deed_behind_comma(b: Boundary) -> bool:
    """The next of several deeds: "warned of a flood, | backed the dam and left"."""
    c = b.c
    told = c.phrase and not c.that and c.tense == "past" and not c.trailing
    if not told or b.label != "," or b.opens != "ed" or b.piece.hole:
        return False
    return any(bit & (t.DET | t.POSS | t.NAME) for bit in b.s.words.bits[b.piece.start + 1 :][:1])


def _next_deed(b: Boundary) -> bool:
    """The next deed of the same subject: "claimed responsibility and | left".

    What "denied that" governs would be joined with "or".
    """
    c = b.c
    if b.label[-3:] != "and":
        return False
    if b.piece.hole:  # "called it a sham, and | cited a clerk"
        both_past = b.tense == b.c.tense == "past"
        return both_past and b.c.rule == "accusation" and b.opens == "cue"
    if c.demand and b.tense == "past" and b.s.words.bits[c.right] & t.TO:
        return True  # "called on them to stay and | loudly denounced the levy"
    if not ((c.phrase and not c.that) or c.denies):
        return False
    if b.opens == "cue" and c.tense == "past" and b.word in VERBS and VERBS[b.word].form == "s":
        return False  # "said the raids and | protests …": a noun
    if b.opens == "aux":
        return c.demand and b.tense in _FUTURE  # "calls for a levy and | would close the mine"
    return b.opens in {"past", "ed", "cue"}


_REASONS: tuple[Callable[[Boundary], bool], ...] = (
    _deed_by_tense, _but_another, _and_later, _behind_colon, _while_another, _behind_noun_phrase, _also_done,
    _effect, _all_the_while, _deed_behind_comma,
    _next_deed,
)  # fmt: skip
