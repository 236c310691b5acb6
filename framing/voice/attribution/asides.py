"""Small parses of a sentence that several kinds of cue need: finite verbs, what is said of a speaker."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.tokens import Words


def asides_end(w: Words, k: int) -> int:
    """Behind what is said of the speaker named before token `k`: ", a law professor from Stell, who …"."""
    words, bits = w.words, w.bits
    n = len(words)
    for _ in range(3):
        if (
            k + 1 >= n
            or words[k] != ","
            or not (bits[k + 1] & (t.DET | t.REL | t.NUMBER | t.NAME) or not bits[k + 1])
        ):
            break
        close = next((m for m in range(k + 1, min(n, k + 24)) if words[m] in ',;:"—–' or m == n - 1), -1)
        if close < 0 or (not bits[k + 1] & t.REL and any(predicate(w, m) for m in range(k + 1, close))):
            break
        k = close if words[close] in ',;:"—–.' else n
    return k


def predicate(w: Words, k: int, opens: int = t.THAT) -> bool:
    """Whether token `k` is a finite verb; a form in -ed only before an object or a word that `opens` one."""
    bit = w.bits[k]
    if not bit & t.FINITE or bit & t.NAME:
        return False
    behind = w.bits[k + 1] if k + 1 < len(w.bits) else 0
    return not bit & t.ED or bool(behind & (t.DET | t.OBJ | opens))


def finite(w: Words, low: int, high: int) -> bool:
    """Whether a finite verb, or what may be one, or a quotation stands between two tokens."""
    return any(bit & (t.FINITE | t.BASE | t.QUOTE) and not bit & t.NAME for bit in w.bits[low:high])


def wants_more(w: Words, mark: int) -> bool:
    """Whether the clause wants something behind an insert that begins at the comma `mark`.

    "A mill and, locals say, | a prison", "is now, according to locals, | a prison".
    """
    words, bits = w.words, w.bits
    if mark < 2 or words[mark] != ",":
        return False
    k = mark - 1
    if words[k] in {"and", "or"}:
        return not bits[k - 1] & t.PUNCT
    while k > 1 and bits[k] & (t.ADV | t.NEG) and not bits[k] & t.SUBJ:
        k -= 1
    return bool(bits[k] & t.BE and bits[k] & t.FINITE)
