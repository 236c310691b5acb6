"""Where a relative clause ends that reports: "those who say the camps are shut | should visit one".

The noun it hangs on still wants its verb. If just one that fits it follows the cue, it is that verb, and
content ends before it: "the man who told us this | lives by the dam", "growers accused of fraud | sell here".
"""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.clauses import complement
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.verb import Verb

_NO_VERB_BEHIND = t.DET | t.PREP | t.NUMBER | t.TO
_VERB_BEFORE = t.DET | t.OBJ | t.PREP | t.ADV | t.TIME | t.TO | t.PUNCT | t.ING
_POINTERS = frozenset({"this", "that", "these", "those", "so", "it", "as", "much"})
_MARKS = frozenset("'\"‘’“”«»")
_PLURALS = frozenset({"media", "data", "criteria"})
_ONE = frozenset({"is", "was", "has", "does"})
_MANY = frozenset({"are", "were", "have", "do"})
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
        if w.bits[k] & (t.PUNCT | t.QUOTE) and w.words[k] not in _MARKS - {'"'}:
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


def lone_verb(v: Verb) -> int:
    """The only verb behind a relative clause in the subject that reports; 0 where none is sure."""
    w, bits = v.w, v.w.bits
    begin = _relative(v)
    if not begin or bits[begin - 1] & t.PUNCT or not _on_subject(w, begin) or _told_behind(w):
        return 0
    many, found = _is_many(v, begin), 0
    for k in range(v.i + 1, len(bits)):
        bit = bits[k]
        if w.words[k] in _MARKS or bit & t.QUOTE or w.words[k] == "so":
            continue
        if bit & (t.PUNCT | t.REL | t.THAT | t.CC | t.WH) or (bit & t.SUB and not bit & t.PREP):
            if bit & t.PUNCT and k + 1 < len(bits) and bits[k + 1] & t.FINITE and not bits[k + 1] & t.NAME:
                return 0  # "who believe the board is at fault, | are few"
            break
        if _may_be_verb(w, k, k == v.i + 1, many):
            if found and not bit & t.FINITE and any(b & t.DET for b in bits[found + 1 : k]):
                continue  # "never mention | the rocket fire"
            if found or not _agrees(w, k, many):
                return 0
            found = k
    return found if found and _ends_before(v, found) else 0


def _told_behind(w: Words) -> bool:
    """Whether the sentence ends with who says or found it: "…, an inquiry found." """
    last = len(w.words) - 2
    cue = VERBS.get(w.words[last]) if w.words[-1] == "." else None
    return cue is not None and cue.form != "base" and "," in w.words[max(0, last - 6) : last]


def _relative(v: Verb) -> int:
    """Where a relative clause with the verb begins, with or without a pronoun; 0 without one.

    "Those | who say so", "the man | they accused of theft", "growers | accused of fraud", "a text | calling".
    """
    if v.subj == "rel":
        return v.start
    blamed = v.kind == "object.accuse" and v.form == "ed" and v.follow in {"of", "for"}
    if not (blamed or v.form == "ing") or v.helpers & t.AUX or v.subj not in {"np", "doc", "name", "pron"}:
        return 0
    begin = v.start if v.subj == "pron" else v.i
    noun = (
        begin > 0
        and not v.w.bits[begin - 1] & ~(t.NAME | t.MEDIUM | t.GROUP)
        and v.w.words[begin - 1].isalpha()
    )
    opens = v.w.bits[v.start if v.subj != "pron" else 0] & (t.PREP | t.TIME | t.ADV)
    return begin if noun and not opens else 0


def _is_many(v: Verb, begin: int) -> bool:
    """Whether the noun before the relative clause is a plural, as the verb in it or the noun itself shows."""
    words, bits = v.w.words, v.w.bits
    if v.subj == "rel":
        helpers = words[v.end : v.i]
        if not _MANY.isdisjoint(helpers) or not _ONE.isdisjoint(helpers):
            return not _MANY.isdisjoint(helpers)
        if v.form == "s" or (v.form == "base" and not v.helpers & t.AUX):
            return v.form == "base"
    head = begin - 1
    for k in range(begin - 1, -1, -1):
        if bits[k] & (t.PUNCT | t.CC | t.SUBJ):
            break
        if k and (bits[k] & t.PREP or (bits[k] & t.DET and not bits[k - 1] & ~t.NAME)):
            head = k - 1  # "farmers | of the valley who", "farmers | the board accused"
    return words[head] in LISTS["plurals"] or words[head] == "those" or _is_plural(words[head])


def _is_plural(word: str) -> bool:
    return word[-1:] == "s" and word[-2:] not in {"ss", "us", "is"}


def _may_be_verb(w: Words, k: int, first: bool, many: bool) -> bool:
    """Whether a token may be a finite verb; `first` behind the cue a plural may be its object."""
    bit, before = w.bits[k], w.bits[k - 1]
    behind = w.bits[k + 1] if k + 1 < len(w.bits) else t.PUNCT
    if bit & t.NAME or _goes_on(w, k):
        return False
    if bit & t.AUX:
        return bool(bit & t.FINITE)
    if before & _NO_VERB_BEHIND and not (before & t.DET and w.words[k - 1] in _POINTERS):
        return False
    if bit & t.ED:
        return w.words[k + 1 : k + 2] != ["by"] and not behind & t.CC
    if bit & t.PRESENT:
        return not (first and many) and w.words[k - 1] not in t.POSSESSIVE
    if bit & t.PAST:
        return True
    return bool(many and bit & t.BASE and (behind & _VERB_BEFORE or before & (t.ADV | t.NEG)))


def _agrees(w: Words, k: int, many: bool) -> bool:
    """Whether a verb is in the number of the noun: "people have", "the man lives"."""
    word, bit = w.words[k], w.bits[k]
    if word in _ONE or word in _MANY:
        return many == (word in _MANY)
    return not many or bool(bit & t.BASE or not bit & t.PRESENT)


def _ends_before(v: Verb, verb: int) -> bool:
    """Whether what stands between the cue and the verb cannot be the subject of that verb."""
    words, bits = v.w.words, v.w.bits
    between = [k for k in range(v.i + 1, verb) if not bits[k] & (t.ADV | t.NEG) or words[k] in _POINTERS]
    if all(words[k] in _POINTERS or bits[k] & t.OBJ for k in between):
        return True
    if any(bits[k] & t.SUBJ and not bits[k - 1] & t.PREP for k in between):
        return False
    phrase = bits[between[0]] & t.PREP and not any(bits[k] & t.TIME for k in between)
    apart = all(bits[k - 1] & t.PREP for k in between[1:] if bits[k] & t.DET and not bits[k - 1] & t.DET)
    takes_clause = v.group in {"clause", "factive"} or v.kind in {"object.deny", "action.commit"}
    if (phrase and apart) or not takes_clause:
        return True
    # "Those who claim asylum | live here", "the man who claims benefits | works here"
    one, many = words[verb] in _ONE, words[verb] in _MANY
    if _is_plural(words[between[-1]]):
        return one or bool(bits[verb] & t.PRESENT and not bits[verb] & t.AUX)
    singular = not bits[between[-1]] and words[between[-1]] not in LISTS["plurals"] | _PLURALS
    return singular and (many or bits[verb] & (t.BASE | t.FINITE) == t.BASE)
