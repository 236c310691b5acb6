"""Verbs of speech, thought, blame and demand: which of them report, and on which side."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.leading import read_leading
from framing.voice.attribution.refusals import impersonal, reports_nothing
from framing.voice.attribution.tables import LISTS, Cue
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.trailing import read_inverted, read_trailing
from framing.voice.attribution.verb import parse_verb


def read_verb(w: Words, i: int, cue: Cue, headline: bool) -> Candidate | None:
    """The verb at token `i` as a cue, if it reports anything."""
    if _is_noun(w, i, cue.form):
        return None
    if cue.lemma == "suspect" and _charged(w, i + 1):
        cue = cue._replace(kind="object.accuse")  # "suspect the guard of theft"
    v = parse_verb(w, i, cue, headline)
    if v.passive and w.bits[0] & t.THAT and v.group != "action" and v.kind != "factive":
        aux = next((k for k in range(i - 1, 0, -1) if not w.bits[k] & (t.AUX | t.ADV | t.NEG)), 0) + 1
        features = [f"k={v.kind}"]
        return Candidate("passive-report", (i, i + 1), None, aux, -1, (aux, i + 1), features, fixed=True, low=1)
    if reports_nothing(v):
        return None
    features = [f"k={v.kind}", f"subj={v.subj}", f"tense={v.tense}"]
    if v.helpers & t.NEG:
        features.append("negated")
    if v.passive:
        features.append("passive")
    clausal = v.group == "clause" or v.kind == "factive"
    participle = v.form in {"ed", "part"} and v.subj in {"comma", "none", "sub"}
    rule = "reporting-clause" if clausal else "accusation"
    if v.passive or (participle and v.follow in {"of", "by", "to"}):
        rule = "passive-report"
    may_trail = (clausal or v.lemma in LISTS["parenthetical"]) and (not v.passive or impersonal(v))
    if may_trail and v.tense != "ing" and v.lemma not in LISTS["never_behind"]:
        found = read_trailing(v, rule, features)
        if (
            found is None
            and v.lemma not in LISTS["to_someone"]
            and (v.group == "clause" or v.subj != "appos")
        ):
            found = read_inverted(v, rule, features)
        if found is not None:
            return found
    return read_leading(v, rule, features)


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
        return word not in LISTS["each" if form == "s" else "bare_subjects"]
    if word in {"'s", "’s"}:
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
