"""Forms of a verb of speech that are rather a noun or an adjective: "her remarks", "the alleged thief"."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.asides import finite, predicate
from framing.voice.attribution.clauses import complement, frame, skip_adjuncts
from framing.voice.attribution.complements import reason_ahead, that_ahead
from framing.voice.attribution.tables import LISTS
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.verb import Verb

# What stands behind a word that is a verb, where it might be a noun.
_VERB_FRAMES = frozenset(
    {"more", "that", "name", "det", "pron", "quote", "obj", "wh", "to", "for", "poss", "out"}
)
_NO_SUBJECT = frozenset({"none", "cc", "other", "punct", "quote", "comma"})


def rather_a_noun(v: Verb) -> bool:
    """It is a noun as often as a verb, and no plain sign shows the verb: "her remarks", "a state that"."""
    if v.lemma == "say" and v.form == "base" and v.follow in LISTS["disputed_over"] and v.subj == "np":
        return not (v.helpers & t.AUX or _plural(v.w, v.start, v.end))  # "the final legal say on"
    if v.lemma not in LISTS["noun_like"]:
        return False
    if _is_counted(v):
        return True
    if _is_headline_verb(v):
        return False
    if _is_part_of_subject(v):
        return True
    if _is_plainly_verb(v) or _closes_aside(v):
        return False
    follow = (
        "more" if v.w.words[v.i + 1 : v.i + 2] == ["more"] else v.follow
    )  # "the mayor promises more parks"
    if v.subj in _NO_SUBJECT or follow not in _VERB_FRAMES:
        return True
    return v.follow == "for" and v.lemma not in LISTS["for_verbs"]


def _is_counted(v: Verb) -> bool:
    """A plural that could be a verb: "critics such as", "40 claims", "her recurring appeals"."""
    words, bits = v.w.words, v.w.bits
    if v.i > 1 and bits[v.i - 1] & t.ING and (words[v.i - 2] in t.POSSESSIVE or bits[v.i - 2] & t.POSS):
        return True
    if words[v.i + 1 : v.i + 3] == ["such", "as"]:
        return True
    return v.form == "s" and v.i > 0 and words[v.i - 1][0].isdigit()


def _is_headline_verb(v: Verb) -> bool:
    """ "Mayor praises dam, fears flood", "Growers demand rain", "Coalition demands end to live exports"."""
    if not v.headline:
        return False
    if not v.i:
        return complement(v.w, 1) == "clause"  # "Fears dam will burst"
    ahead = v.w.words[v.i - 1] if v.i else ""
    if ahead == "," or (v.form == "base" and ahead[-1:] == "s" and v.follow != "for"):
        return True
    opening = v.form == "s" and v.start == 0 and v.end == v.i and v.subj in {"np", "name"}
    bits = v.w.bits
    if not opening or v.follow != "noun" or v.i + 2 >= len(bits):
        return False
    # "Demands end to the levy", "claims rehab farm chained boys"
    return bool(bits[v.i + 2] & t.PREP) or complement(v.w, v.i + 1) != "phrase"


def _is_part_of_subject(v: Verb) -> bool:
    """ "Moves to western states that": the clause has its verb. "The first state to vote": a singular."""
    if v.subj not in {"np", "name"}:
        return False
    if v.form == "s" and _is_bare(v):
        if v.start and v.w.words[v.start - 1] not in {",", '"', "as"}:
            return True
        if v.start and v.kind == "clause.belief" and v.follow == "end":
            return True  # "…, trade hopes"
    if v.form == "s" and v.w.bits[v.start] & (t.PREP | t.ING) and v.end > v.start + 1:
        return True  # "in the strict rules that", "using the old rules to"
    if _has_verb(v.w, v.start, v.end):
        return True
    return v.form == "base" and not (v.helpers & t.AUX or _plural(v.w, v.start, v.end))


def _is_bare(v: Verb) -> bool:
    """ "There are good reasons to": a singular subject has an article, or is a source such as legend."""
    if v.w.words[v.end - 1] in LISTS["bare_sources"]:
        return False
    return not any(bit & (t.DET | t.NAME | t.NUMBER) for bit in v.w.bits[v.start : v.end])


def _is_plainly_verb(v: Verb) -> bool:
    """ "They claim", "has to demand", "The Herald reports: …", "X, who left, suspects foxes may …"."""
    if v.subj in {"pron", "it", "to", "rel"} or v.helpers & t.AUX:
        return True
    if v.form == "s" and v.subj == "appos" and complement(v.w, v.i + 1) == "clause":
        return True
    named = v.form == "s" and v.subj == "name" and v.follow in {"adv", "noun"} and not v.headline
    if named and complement(v.w, v.i + 1) == "clause" and not predicate(v.w, v.i + 1):
        return True  # "the Courier reports well over 50,000 letters have"
    objected = v.form == "base" and v.follow in {"noun", "det", "name"}
    if objected and v.kind == "clause.belief" and complement(v.w, v.i + 1) == "clause":
        return _plural(v.w, v.start, v.end)  # "experts fear talks with the crews could"
    if v.lemma == "call" and v.follow == "on":
        # "nineteen surgeons call on the governor to", "the letter calls on the rector to"
        return _calls_on(v) if v.form == "s" else _plural(v.w, v.start, v.end)
    if v.kind == "object.accuse" and v.form == "s" and reason_ahead(v.w, v.i + 1):
        return True  # "the club blames travelling fans for breaking"
    if v.lemma == "blame" and v.form == "s" and v.subj == "name" and "on" in v.w.words[v.i + 2 : v.i + 8]:
        return True  # "Orsk blames lost vote on the levy"
    blamed = v.kind == "object.accuse" and v.form == "base" and "for" in v.w.words[v.i + 2 : v.i + 7]
    if blamed and _plural(v.w, v.start, v.end):
        return True  # "ministers blame traders for the price"
    if v.lemma == "point" and v.w.words[v.i + 1 : v.i + 3] == ["out", "that"]:
        return True
    told = v.subj == "name" and v.i > 1 and v.before & t.NAME
    return bool(told) and v.follow == ":" and not v.headline


def _calls_on(v: Verb) -> bool:
    """Whether somebody is called on to act: in "calls on the mayor to go were ignored", "calls" is a noun."""
    w, asked = v.w, 0
    if v.subj not in {"name", "np", "doc", "appos"}:
        return False
    for k in range(v.i + 2, len(w.words) - 1):
        bit = w.bits[k]
        if bit & (t.SUBJ | t.REL | t.THAT | t.SUB & ~t.PREP | t.PUNCT | t.QUOTE | t.CC) and asked:
            break
        verb = bit & t.FINITE and not bit & t.NAME and not w.bits[k - 1] & t.DET
        if verb and (bit & (t.AUX | t.PAST) or w.bits[k - 1] & t.CC):
            return False
        if bit & t.TO and not w.bits[k + 1] & (t.DET | t.NAME | t.PUNCT):
            asked = asked or k
    return 0 < asked < v.i + 14


def _closes_aside(v: Verb) -> bool:
    """ "…, the mayor claims, …"."""
    w, start, end = v.w, v.start, v.end
    if (
        v.subj not in {"name", "np", "doc", "appos"}
        or not start
        or w.words[start - 1] not in {",", '"', "as"}
    ):
        return False
    open_end = v.follow not in {"end", ",", ";"} and not _only_time(w, v.i + 1)
    if open_end and (v.follow != "in" or finite(w, v.i + 1, len(w.words))):
        return False
    return v.subj == "appos" or (end - start <= 6 and not any(bit & t.PREP for bit in w.bits[start:end]))


def _only_time(w: Words, k: int) -> bool:
    """Whether only a time stands between token `k` and the sentence's end: "researchers report today."."""
    rest = w.words[k : k + 3]
    return rest[-1:] == ["."] and all(w.bits[k + n] & t.TIME for n in range(len(rest) - 1))


def _has_verb(w: Words, low: int, high: int) -> bool:
    """Whether a finite verb stands within what looks like a subject, outside its own relative clauses."""
    bits = w.bits
    return any(
        bits[k] & t.PRESENT and not bits[k] & (t.NAME | t.BASE) and not bits[k - 1] & (t.DET | t.PREP | t.REL)
        for k in range(low + 1, high)
    )


def _plural(w: Words, low: int, high: int) -> bool:
    """Whether the noun phrase may be plural, as a verb without -s wants it."""
    # "signs of their wish to sell our old mill": the last phrase tells.
    low = next((k for k in range(high - 1, low, -1) if w.bits[k] & (t.POSS | t.TO)), low)
    return any(
        word in LISTS["plurals"] or word == "%" or (word[-1] == "s" and word not in t.POSSESSIVE)
        for word in w.words[low + (w.bits[low] & t.POSS > 0) : high]
    )


def verbal_noun(v: Verb) -> bool:
    """A form in -ing that is a noun or an adjective, or of which nothing is said: "echoing of the claim"."""
    return (
        _behind_preposition(v)
        or _of_something(v)
        or _qualifies(v)
        or _bare_deed(v)
        or _of_court(v)
        or _is_label(v)
    )


def _is_label(v: Verb) -> bool:
    """ "WARNING: this page …", "Content warning: …": the publisher's own notice."""
    return (
        v.follow == ":" and v.i < 3 and not any(bit & (t.AUX | t.SUBJ | t.PUNCT) for bit in v.w.bits[: v.i])
    )


def _of_court(v: Verb) -> bool:
    """ "Issued a modest ruling on Monday that saved the levy", "quoting the court's ruling"."""
    before = v.w.words[max(0, v.i - 2) : v.i]
    return v.lemma == "rule" and not {"a", "an", "'s", "’s"}.isdisjoint(before)


def _behind_preposition(v: Verb) -> bool:
    """ "Under questioning from the board", "worth noting", "instead of reporting"."""
    words = v.w.words[max(0, v.i - 2) : v.i]
    if v.lemma == "question" and words[-1:] == ["of"]:
        return v.follow not in {"wh", "det", "name"}  # "twelve hours of questioning before the panel"
    return words[-1:] in (["under"], ["worth"]) or words == ["instead", "of"]


def _of_something(v: Verb) -> bool:
    """ "Echoing of the claim", "the thinking of the board"."""
    if v.follow != "of":
        return False
    return v.lemma not in LISTS["of_verbs"] or (v.subj in {"np", "doc"} and not v.helpers & t.BE)


def _qualifies(v: Verb) -> bool:
    """ "A court ruling made it legal", "Warning lights flash"."""
    if v.i + 1 < len(v.w.words) and not v.helpers & t.BE and predicate(v.w, v.i + 1):
        return True
    if v.lemma == "rule" and any(bit & t.FINITE for bit in v.w.bits[v.i + 1 : v.i + 2]):
        return True
    if v.i and v.w.words[v.i - 1] in LISTS["degrees"]:
        return True  # "less threatening to the towns"
    if v.lemma in LISTS["noise"] and v.follow == "noun":
        return True  # "by shouting protesters"
    return v.follow == "noun" and v.subj in {"none", "cc"} and frame(v.w, v.i + 2) in {"noun", "aux"}


def _bare_deed(v: Verb) -> bool:
    """ "After announcing a visit", "reporting the fire": no clause follows."""
    going_on = v.helpers & t.BE  # "the clinics are reporting a rise"
    if v.lemma == "report" and not going_on and v.follow != "that" and complement(v.w, v.i + 1) != "clause":
        return True
    if v.lemma not in LISTS["announcing"] or (v.lemma == "report" and going_on):
        return False
    opening = v.before & t.SUB and v.follow in {"det", "poss"}
    if not opening and complement(v.w, v.i + 1) != "phrase":
        return False
    return not that_ahead(v.w, v.i + 1, skip_adjuncts(v.w, v.i + 1), v.lemma)


def adjective(v: Verb) -> bool:
    """A participle that describes a noun: "among pledged delegates", "measures announced by the mayor"."""
    if v.before & (t.NUMBER | t.PREP) and not v.before & t.ADV and v.follow in {"noun", "name"}:
        return True
    if v.lemma == "suspect" and v.before & t.DET and v.follow in {"noun", "name"}:
        return True  # "two suspected rebels"
    if v.lemma == "find" and v.follow == "ing" and not v.helpers & t.HAVE:
        return True  # "anybody found moving cattle"
    if v.lemma in LISTS["need_as"] and v.subj in {"comma", "none"} and v.follow in {"to", "with"}:
        return True  # ", compared to last year"
    if v.i > 1 and v.before & t.ADV and v.w.bits[v.i - 2] & t.DET and v.follow in {"noun", "name"}:
        return True  # "the newly confirmed secretary"
    if v.helpers & t.AUX:
        return False
    if v.lemma in LISTS["liken"] and v.follow == "to":
        return True  # "a portrait attributed to the abbot"
    if v.kind == "object.accuse" and v.subj in {"np", "sub", "other"} and v.follow in {"for", "by"}:
        return True  # "the office so often blamed for the leak"
    by = v.i + 1 if v.follow == "by" else skip_adjuncts(v.w, v.i + 1)  # "quoted on Monday by"
    return (
        v.group in {"clause", "action"}
        and v.w.words[by : by + 1] == ["by"]
        and frame(v.w, by + 1) in {"det", "name", "poss"}
        and v.subj in {"np", "doc", "other", "name"}
    )
