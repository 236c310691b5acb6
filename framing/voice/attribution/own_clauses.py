"""Clauses with a subject of their own behind a cue: which are the publisher's, by joint and tense."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.boundary import CONCESSION, CONTRAST, Boundary
from framing.voice.attribution.sentence import piece_at

# Joints before a clause with a subject of its own, behind which plain tense is the publisher's.
_FRESH = frozenset({
    ",+while", "but", ",+but", ";+but", "—+but", ",+and", ";+and", ",+yet", "yet", ";+yet",
    ",+although", ",+though", ",+whereas",
})  # fmt: skip


def is_own_clause(b: Boundary) -> bool:
    """Whether a clause is the publisher's, as its joint and its tense show."""
    c, label = b.c, b.label
    if label in {",", "—", "–"} and c.opened:
        return True  # "After X said the well was dry, | the council …"
    if (c.demand or c.brief) and label == "and" and _is_plural(b):
        return False  # "called for a bill and | tax cuts for the crews": no verb
    if label == "and" and b.opens == "det+v" and c.rule == "reporting-clause" and not c.trailing:
        future = c.tense == "past" and b.content_tense == "would"
        if future and b.tense == "past" and not b.stative:
            return True  # "said it would rain and | the crowd went home"
    no_clause = not c.that and c.rule not in {"reporting-clause", "according-to"}
    if no_clause and (label in {"and", "but", "while"} or label[0] in ',;—"'):
        return "that" not in label  # "accused the clerk of theft, | he resigned"
    return _is_fresh(b) and _is_own_tense(b)


def _is_plural(b: Boundary) -> bool:
    """Whether what looks like the only verb of a piece is rather a plural: "tax cuts for"."""
    w, start, end = b.s.words, b.piece.start, b.piece.end
    found = [k for k in range(start, end) if w.bits[k] & t.FINITE and not w.bits[k] & t.NAME]
    if b.opens != "noun+v" or len(found) != 1 or w.bits[found[0]] & t.AUX or w.words[found[0]][-1:] != "s":
        return False
    return found[0] + 1 == end or bool(w.bits[found[0] + 1] & (t.PREP | t.PUNCT))


def _is_fresh(b: Boundary) -> bool:
    """Whether a clause behind this joint may be the publisher's."""
    if b.c.rule == "according-to" and not b.c.trailing and b.label == ",+and":
        return False  # its tense is that of the content
    # ", and | as the vote nears, the …", but not ", and that he …", ", and if not, he …"
    fronted = b.joint[:6] == ",+and+" and b.joint not in {",+and+that", ",+and+if"}
    quoted = b.joint == "and" and b.joint != b.label  # ""…" and | the mayor left"
    return b.joint in _FRESH or fronted or quoted


def _is_own_tense(b: Boundary) -> bool:
    """Whether the tense of a clause shows that the report is over."""
    c, label, tense = b.c, b.label, b.tense
    if label in CONCESSION and tense == "had":
        return not b.shifted
    if c.trailing:
        return c.rule == "according-to" or not _around_speaker(b)
    if label == ",+and" and tense == "past" and c.tense in {"past", "perfect"}:
        # "said the attack had failed, and | the tanks left": the tense is no longer shifted
        return b.shifted and not b.stative
    if c.that and b.joint == "and" and tense == c.tense == "past":
        return False  # "stated that the vote was "a farce" and | the mayor was hurt": it goes on
    return tense in {"past", "present", "will"}


def _around_speaker(b: Boundary) -> bool:
    """Whether the speaker stands in the middle of the whole.

    "The plan, X said, was bad, and | the money short"; "It is clear, X said, that the plan is bad, while …".
    """
    if b.label == ",+and":
        return True
    return b.label in CONTRAST and b.s.pieces[piece_at(b.s.pieces, b.c.right)].label == ",+that"
