"""Where a relative clause ends that reports: "those who say the camps are shut | should visit one"."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.clauses import complement
from framing.voice.attribution.tokens import Words

_BEHIND_VERB = t.DET | t.POSS | t.OBJ | t.NAME | t.NUMBER | t.THAT | t.TO


def main_verb(w: Words, pronoun: int, right: int, clause: bool) -> int:
    """The verb of the clause whose subject holds the relative clause; 0 where none is sure.

    `pronoun` is the token of "who" or "that", `right` the first token of what the relative clause reports,
    which may be a `clause` of its own.
    """
    if not pronoun or w.bits[pronoun - 1] & t.PUNCT or not _on_subject(w, pronoun):
        return 0
    bits, n = w.bits, len(w.words)
    bare = clause and not bits[right - 1] & t.PREP and complement(w, right) == "clause"
    wanted = int(bare or bool(bits[right - 1] & t.THAT))  # verbs of clauses within what is reported
    for k in range(right, n):
        bit = bits[k]
        if bit & (t.PUNCT | t.QUOTE):
            return 0
        if k > right and (bit & (t.REL | t.THAT) or (bit & t.SUB and not bit & t.PREP)):
            wanted += 1
        elif bit & t.CC and k + 1 < n and _is_verb(w, k + 1):
            wanted += 1  # "say the camps are shut and were bought"
        elif _is_verb(w, k) and not _goes_on(w, k):
            if not wanted:
                return k
            wanted -= 1
    return 0


def _on_subject(w: Words, pronoun: int) -> bool:
    """Whether no verb stands before the pronoun in its clause, so that it hangs on the subject."""
    for k in range(pronoun - 1, -1, -1):
        if w.bits[k] & (t.PUNCT | t.QUOTE):
            return True
        if w.bits[k] & t.FINITE and not w.bits[k] & t.NAME:
            return False
    return True


def _is_verb(w: Words, k: int) -> bool:
    """Whether a token certainly is a finite verb: an auxiliary, or a verb with an object behind it."""
    bit = w.bits[k]
    if not bit & t.FINITE or bit & t.NAME:
        return False
    return bool(bit & t.AUX) or (k + 1 < len(w.bits) and bool(w.bits[k + 1] & _BEHIND_VERB))


def _goes_on(w: Words, k: int) -> bool:
    """Whether a token belongs to the verb before it: "should | have", "to | have"."""
    while k and w.bits[k - 1] & (t.ADV | t.NEG):
        k -= 1
    return k > 0 and bool(w.bits[k - 1] & (t.AUX | t.TO))
