"""Verbs of speech, thought, blame and demand: which of them report, and on which side."""

from __future__ import annotations

from collections.abc import Sequence

from framing.voice.attribution import tokens as t
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import complement, skip_adjuncts, subject
from framing.voice.attribution.leading import read_leading
from framing.voice.attribution.refusals import impersonal, reports_nothing
from framing.voice.attribution.relatives import lone_verb, main_verb
from framing.voice.attribution.tables import LISTS, VERBS, Cue
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.trailing import read_inverted, read_trailing
from framing.voice.attribution.verb import Verb, parse_verb

_NO_VERB = t.NAME | t.AUX | t.DET | t.PREP | t.ADV | t.SUBJ


def read_verb(w: Words, i: int, cue: Cue, headline: bool) -> Candidate | None:
    """The verb at token `i` as a cue, if it reports anything."""
    if _is_noun(w, i, cue.form):
        return None
    if cue.lemma == "suspect" and _charged(w, i + 1):
        cue = cue._replace(kind="object.accuse")  # "suspect the guard of theft"
    v = parse_verb(w, i, cue, headline)
    clause = w.bits[0] & t.THAT and complement(w, 1) == "clause"  # "That she left is believed"
    if v.passive and clause and v.group != "action" and v.kind != "factive":
        return _said_of_clause(v)
    if cue.lemma == "charge" and (crime := _crime(w, i)):
        return _charged_with(v, crime)
    if reports_nothing(v):
        return None
    features = [f"k={v.kind}", f"subj={v.subj}", f"tense={v.tense}"]
    if v.helpers & t.NEG:
        features.append("negated")
    if v.passive:
        features.append("passive")
    rule = "reporting-clause" if _takes_clause(v) else "accusation"
    participle = v.form in {"ed", "part"} and v.subj in {"comma", "none", "sub"}
    charged = v.group == "object" and v.follow == "for"  # "the army, blamed for the fire, left"
    held = v.lemma in LISTS["need_as"] and v.subj == "comma"  # "the mayor, considered a rebel, left"
    if v.passive or (participle and (charged or held or v.follow in {"of", "by", "to"})):
        rule = "passive-report"
    found = _read_behind(v, rule, features) if _may_trail(v) else None
    if found:
        return found
    found = read_leading(v, rule, features)
    if found and v.subj == "rel" and found.right > 0:
        found.high = main_verb(w, v.start, found.right, v.group == "clause") or found.high
    if found and found.right > 0:
        found.high = min(found.high, lone_verb(v) or found.high)
    fled = v.passive and v.follow == "to" and v.subj in {"np", "name"}
    if found and fled and v.lemma not in LISTS["spoken_to"]:
        # "The militia is said to have fled": the subject is part of what is said
        found.left, found.low, found.source, found.whole = v.end, v.start, None, True
        found.hole = (v.end, found.right)
    return found


def _said_of_clause(v: Verb) -> Candidate:
    """ "That the mill was sold is widely believed": the clause with "that" is the subject."""
    i, bits = v.i, v.w.bits
    aux = next((k for k in range(i - 1, 0, -1) if not bits[k] & (t.AUX | t.ADV | t.NEG)), 0) + 1
    features = [f"k={v.kind}"]
    return Candidate("passive-report", (i, i + 1), None, aux, -1, (aux, i + 1), features, fixed=True, low=1)


def _crime(w: Words, i: int) -> int:
    """Where a crime begins in "charged | with murder", "charged a man | with two counts of theft"; or 0."""
    words, bits = w.words, w.bits
    joint = next((k for k in range(i + 1, min(len(words), i + 9)) if words[k] == "with"), 0)
    if any(bit & (t.PUNCT | t.THAT | t.SUBJ | t.QUOTE | t.AUX) for bit in bits[i + 1 : joint]):
        return 0
    for k in range(joint + 1, min(len(words), joint + 6) if joint else 0):
        if words[k] in LISTS["crimes"] or words[k : k + 2] == ["setting", "fire"]:
            named = any(bit & ~(t.PUNCT | t.CC | t.FINITE) or not bit for bit in bits[k + 1 : k + 2])
            return joint + 1 if named else 0  # "charged with treason": no more than the charge's name
        if bits[k] & (t.ING | t.PREP | t.PUNCT) and words[k - 1] not in LISTS["counts"]:
            return 0  # "charged with preventing theft": a duty
    return 0


def _charged_with(v: Verb, crime: int) -> Candidate:
    """ "Police charged a man with theft of a harp", "he is charged with theft of a harp"."""
    rule = "passive-report" if v.follow == "with" else "accusation"
    features = ["k=object.accuse", f"subj={v.subj}", f"tense={v.tense}", "comp=phrase"]
    found = Candidate(rule, (v.i, v.i + 1), v.source, -1, crime, (v.end, crime), features, sure=True)
    if rule == "passive-report" and not v.helpers & t.AUX:
        verbs = (k for k in range(crime + 1, len(v.w.words)) if v.w.bits[k] & t.FINITE)
        found.high = next((k for k in verbs if not v.w.bits[k] & t.NAME), found.high)
    return found  # "a man charged with theft | was freed"


def _takes_clause(v: Verb) -> bool:
    return v.group == "clause" or v.kind == "factive"


def _may_trail(v: Verb) -> bool:
    """Whether a verb can stand behind its content or within it."""
    if v.tense == "ing" or not (_takes_clause(v) or v.lemma in LISTS["parenthetical"]):
        return False
    if v.lemma in LISTS["never_behind"]:
        # ", the jury heard,"
        heard = v.lemma == "hear" and v.end > v.start and v.w.words[v.end - 1] in LISTS["hearings"]
        if not heard:
            return False
    return not v.passive or impersonal(v) or _was_told(v)


def _was_told(v: Verb) -> bool:
    """ "The valve had been open, the court was told.": with no time or condition before it.

    Within its content only what needs one: "if the gate was shut, the court was told, …".
    """
    words, bits = v.w.words, v.w.bits
    if v.lemma not in LISTS["to_someone"] or not v.start or words[v.start - 1] != ",":
        return False
    if v.subj not in {"np", "name", "doc", "pron"} or v.helpers & (t.NEG | t.MODAL | t.PAST_MODAL):
        return False
    if v.follow == ",":
        return v.lemma == "tell"
    return v.follow == "end" and not bits[0] & (t.SUB | t.PREP | t.ING)


def _read_behind(v: Verb, rule: str, features: list[str]) -> Candidate | None:
    """ "…, X said", "…, said X"."""
    found = read_trailing(v, rule, features)
    if found is None and v.lemma not in LISTS["to_someone"] and (v.group == "clause" or v.subj != "appos"):
        return read_inverted(v, rule, features)
    return found


def other_verb(w: Words, i: int) -> Cue | None:
    """The verb at token `i` as a cue, if it is in no list and a clause with "that" follows: "deposed that …".

    Nearly all verbs with such a clause are of speech or thought; the list `no_report` has the others.
    """
    words, bits = w.words, w.bits
    word, bit = words[i], bits[i]
    if not i or bit & _NO_VERB:
        return None
    before = bits[i - 1]
    if i > 1 and before & t.NEG and bits[i - 2] & t.DO:
        if bit & ~(t.BASE | t.PAST) or subject(w, i)[2] == "it":
            return None  # "it does not hurt that"
        form = "base"  # "does not accept that"
    elif bit & t.PAST and not before & (t.BE | t.DET | t.PREP):
        form = "ed"
    elif before & (t.MODAL | t.PAST_MODAL) and (not bit or bit & t.BASE):
        form = "base"
    elif bit & t.PRESENT and word[-1] == "s" and bits[i + 1 : i + 2] and bits[i + 1] & t.THAT and _acts(w, i):
        if not LISTS["so_much"].isdisjoint(words[:i]):
            return None  # "caused so much anger among users that"
        form = "s"
    else:
        return None
    if word in VERBS or word in LISTS["no_report"]:
        return None
    that = i + 1 if bits[i + 1 : i + 2] and bits[i + 1] & t.THAT else skip_adjuncts(w, i + 1)
    if that + 2 >= len(words) or not bits[that] & t.THAT or complement(w, that + 1) != "clause":
        return None
    relative = bits[that + 1] & (t.AUX | t.FINITE) and not bits[that + 1] & t.NAME
    return None if relative else Cue(word, "clause.say", form)


def _acts(w: Words, i: int) -> bool:
    """Whether a clause begins with what would be the subject of token `i`, so that this is no plural.

    "The clerk fancies that …", but not "there are signs that", "warning signs that".
    """
    bits = w.bits
    start, end, kind = subject(w, i)
    if (
        any(bit & t.AUX for bit in bits[end:i])
        or kind not in {"pron", "name", "np"}
        or (start and not bits[start - 1] & (t.PUNCT | t.CC | t.SUB | t.THAT))
    ):
        return False
    if kind == "np" and (not bits[start] & t.DET or w.words[end - 1][-1] == "s"):
        return False
    if kind == "np" and bits[end - 2] & t.PREP:
        return False  # "a grid of tin roofs that the firm has named"
    return kind == "pron" or start > 0 or end > start + 1


def may_hold_other(words: Sequence[str]) -> bool:
    """A quick look whether `other_verb` can find one among a sentence's plain words."""
    for k, word in enumerate(words):
        if word == "that" and (
            (k > 1 and words[k - 1][-1] == "s")
            or any(
                before[-2:] == "ed" or before in LISTS["open_before"] for before in words[max(0, k - 8) : k]
            )
        ):
            return True
    return False


def _is_noun(w: Words, i: int, form: str) -> bool:
    """Whether what stands before token `i` makes it a noun or an adjective."""
    if not i:
        return False
    if form == "ing":
        return bool(w.bits[i - 1] & t.DET)
    word, before = w.words[i - 1], w.bits[i - 1]
    if before & t.DET:
        if form == "base" and word in LISTS["singular"]:
            return True
        if form == "ed" and i + 1 < len(w.words) and w.bits[i + 1] & t.THAT:
            return False  # "nine alleged that"
        return word not in LISTS["each" if form == "s" else "bare_subjects"]
    if word in t.POSSESSIVE:
        return True
    if before & t.TO:
        return form == "s"
    return form in {"base", "s"} and bool(before & t.PREP) and not before & t.ADV


def _charged(w: Words, i: int) -> bool:
    """Whether "of" and a charge stand behind the object that begins at token `i`."""
    for k in range(i, min(len(w.words), i + 8)):
        if w.words[k] == "of" and k > i + (w.bits[i] & t.DET > 0):
            return k + 1 < len(w.words) and bool(w.bits[k + 1] & t.ING)
        if w.bits[k] & (t.PUNCT | t.THAT | t.SUBJ | t.QUOTE) or (
            w.bits[k] & t.FINITE and not w.bits[k] & t.NAME
        ):
            return False
    return False
