"""Verbs of speech, thought, blame and demand: which uses of them report, and on which side."""

from __future__ import annotations

from framing.voice import scope_tokens as t
from framing.voice.attribution_leading import read_leading
from framing.voice.attribution_trailing import read_inverted, read_trailing
from framing.voice.candidate import Candidate
from framing.voice.complements import called, that_ahead
from framing.voice.scope_clauses import complement, frame, skip_adjuncts, subject
from framing.voice.scope_cues import FALSE_FRIENDS, LISTS, NOUNS, Cue
from framing.voice.scope_tokens import Words

# What stands behind a word that is a verb, where it might be a noun.
_VERB_FRAMES = frozenset({"that", "name", "det", "pron", "quote", "obj", "wh", "to", "for", "poss", "out"})


def read_verb(w: Words, i: int, cue: Cue, headline: bool) -> Candidate | None:
    words, bits = w.words, w.bits
    lemma, kind, form = cue
    if lemma == "suspect" and _charged(w, i + 1):
        kind = "object.accuse"  # "suspect the guard of theft"
        cue = Cue(lemma, kind, form)
    group = kind.partition(".")[0]
    before = bits[i - 1] if i else 0
    if _is_noun(w, i, form):
        return None
    s0, s1, subj = subject(w, i)
    helpers = 0
    for k in range(s1, i):
        helpers |= bits[k]
    follow = frame(w, i + 1)
    if lemma == "see" and follow == "as" and s0 and words[s0 - 1] == "what":
        kind, group = "object.describe", "object"  # "what they saw as a …"
        cue = Cue(lemma, kind, form)
    if lemma == "appeal" and follow == "to" and bits[i + 2 : i + 3] and bits[i + 2] & (t.DET | t.NAME):
        return None  # "appeal to the voters"
    if kind == "factive" and subj != "poll" and not _shown(w, i, s0, s1, lemma):
        return None
    if subj == "I" or (s1 > s0 and words[s0] in LISTS["own_possessives"]) or _ours(w, i, subj):
        return None  # the publisher speaks
    if s1 > s0 and words[s1 - 1] in LISTS["own_objects"] and "let" in words[max(0, s1 - 2) : s1]:
        return None  # "let us say it plainly"
    if _unsaid(w, i, helpers, form):
        return None
    if (
        words[i + 1 : i + 3] == ["the", "same"]
        or words[i + 2 : i + 3] == ["fact"]
        or (
            words[i + 1 : i + 2]
            and words[i + 1] in LISTS["empty_objects"]
            and not any(bit & (t.FINITE | t.THAT) for bit in bits[i + 2 : i + 3])
        )
    ):
        return None  # "said nothing about the fire", but not "said nothing had burnt"
    if helpers & t.NEG and lemma == "comment" and follow not in {"that", "quote"}:
        return None
    if subj == "rel" and s0 == 0 and words[0] == "that" and follow == ",":
        return None  # "That said, …"
    if lemma == "call" and follow not in {"for", "on"} and not called(w, i + 1):
        return None
    plural = headline and form == "base" and i > 0 and words[i - 1][-1] == "s" and follow != "for"
    if (
        lemma in LISTS["noun_like"]
        and form in {"base", "s"}
        and not (headline and i and words[i - 1] == ",")
        and not plural
    ):
        # A noun as often as a verb: only a plain sign of a verb will do.
        if subj in {"np", "name"} and _has_verb(w, s0, s1):
            return None  # "moves to western states that": the clause has its verb
        sure = subj in {"pron", "it", "to", "I", "rel"} or helpers & t.AUX
        # "The Herald reports: …"
        sure = sure or (lemma == "point" and words[i + 1 : i + 3] == ["out", "that"])
        sure = sure or (follow == ":" and subj == "name" and i > 1 and not headline and before & t.NAME)
        parenthesis = (
            subj in {"name", "np", "appos"}
            and s0
            and words[s0 - 1] in {",", '"', "as"}
            and follow in {"end", ","}
            and (subj == "appos" or (s1 - s0 <= 6 and not any(bits[k] & t.PREP for k in range(s0, s1))))
        )
        if form == "base" and subj in {"np", "name"} and not (helpers & t.AUX or _plural(w, s0, s1)):
            return None  # "the first state to vote", "her tweet that …": a singular noun and a noun
        if (
            not sure
            and not parenthesis
            and (
                subj in {"none", "cc", "other", "punct", "quote", "comma"}
                or follow not in _VERB_FRAMES
                or (follow == "for" and lemma not in LISTS["for_verbs"])
            )
        ):
            return None
    if form == "ed" and before & t.NUMBER and follow in {"noun", "name"}:
        return None
    if lemma in LISTS["need_particle"] and not (
        i + 1 < len(words) and words[i + 1] in LISTS[f"{lemma}_words"]
    ):
        return None
    if (
        form == "ed"
        and lemma in LISTS["need_as"] | {"call", "dub"}
        and subj in {"np", "other", "none", "comma", "appos"}
        and _named(w, i + 1)
    ):
        return None
    if subj == "to" and _impersonal(w, s1):
        return None
    if form == "ing" and follow == "noun" and subj in {"none", "cc"} and frame(w, i + 2) in {"noun", "aux"}:
        return None  # "Warning lights flash"
    if lemma == "report" and form == "ing" and follow != "that" and complement(w, i + 1) != "clause":
        return None
    passive = form in {"ed", "part"} and bool(helpers & t.BE)
    if (
        lemma in FALSE_FRIENDS
        and _false_friend(w, i, FALSE_FRIENDS[lemma])
        and not (follow == "in" and any(bit & t.NAME for bit in bits[i + 2 : i + 3]))
        and not that_ahead(w, i + 1, skip_adjuncts(w, i + 1), lemma)
        and not (
            follow == "to"
            and form == "ed"
            and (passive or subj in {"comma", "none"})
            and bits[i + 2] & t.BASE
        )
    ):
        return None
    if form == "ing" and follow == "of" and (
        lemma not in LISTS["of_verbs"] or (subj in {"np", "doc"} and not helpers & t.BE)
    ):  # fmt: skip
        return None  # "echoing of the claim", "the thinking of the board"
    if lemma == "reject" and follow != "that" and not any(word in NOUNS for word in words[i + 1 : i + 7]):
        return None  # "rejected the budget"
    if lemma in LISTS["answering"] and follow in {"to", "det", "noun", "poss", "name"}:
        return None  # "did not respond to questions": the object is somebody else's
    if form == "ing" and i and (words[i - 1] == "worth" or words[max(0, i - 2) : i] == ["instead", "of"]):
        return None  # "it is worth noting", "instead of denying"
    if form == "base" and (i == 0 or (subj == "none" and follow == ":")):
        return None  # "NOTE: …", "Write to the editor"
    if passive and kind == "action.commit" and follow not in {"to", "that"}:
        return None  # "was promised a grant"
    if passive and lemma in LISTS["orders"] and follow == "to":
        return None  # "was ordered to surrender his passport": an event
    if (
        form == "ing"
        and lemma in LISTS["announcing"]
        and complement(w, i + 1) == "phrase"
        and not that_ahead(w, i + 1, skip_adjuncts(w, i + 1), lemma)
    ):
        return None  # "after announcing a visit"
    if lemma == "ask" and follow in {"about", "on"} and not helpers & t.HAVE:
        return None  # "asked about the fire": a topic
    if lemma == "call" and follow == "for" and s1 > s0 and words[s1 - 1] in LISTS["undemanding"]:
        return None  # "the recipe calls for"
    tense = _tense(form, helpers, passive, subj)
    features = [f"k={kind}", f"subj={subj}", f"tense={tense}"]
    if helpers & t.NEG:
        features.append("negated")
    if (
        form == "ed"
        and subj in {"np", "sub", "other"}
        and follow in {"for", "by"}
        and not helpers & t.AUX
        and kind == "object.accuse"
    ):
        return None  # "the office so often blamed for the leak"
    if (
        form == "ed"
        and group == "clause"
        and follow == "by"
        and frame(w, i + 2) in {"det", "name", "poss"}
        and not helpers & t.AUX
        and subj in {"np", "doc", "other", "name"}
    ):
        return None  # "the measures announced by the mayor"
    if form == "ed" and before & t.PREP and not before & t.ADV and follow in {"noun", "name"}:
        return None  # "among pledged delegates"
    if form == "ed" and lemma in LISTS["need_as"] and subj in {"comma", "none"} and follow in {"to", "with"}:
        return None  # ", compared to last year"
    if (
        passive
        and group == "clause"
        and lemma not in LISTS["addressing"]
        and follow not in {"that", "to", "as", "quote", ":", "of"}
    ):
        return None  # "was first noted when"
    if passive:
        features.append("passive")
    rule = "reporting-clause" if group == "clause" or kind == "factive" else "accusation"
    if passive or (
        form in {"ed", "part"} and subj in {"comma", "none", "sub"} and follow in {"of", "by", "to"}
    ):
        rule = "passive-report"
    source = (s0, s1) if s1 > s0 else None
    behind = group == "clause" or kind == "factive" or lemma in LISTS["parenthetical"]
    if behind and not passive and tense != "ing" and lemma not in LISTS["never_behind"]:
        trailing = read_trailing(w, i, rule, source, subj, lemma, features)
        if trailing is None and lemma not in LISTS["to_someone"] and (group == "clause" or subj != "appos"):
            trailing = read_inverted(w, i, rule, subj, cue, features)
        if trailing is not None:
            return trailing
    return read_leading(w, i, rule, source, subj, cue, tense, features)


def _shown(w: Words, i: int, s0: int, s1: int, lemma: str) -> bool:
    """Whether a study shows it, as "the study found that" does, or papers do: "…, filings show"."""
    if lemma not in LISTS["showing"]:
        return False
    source = w.words[s0:s1]
    for k in range(s0 - 1, max(-1, s0 - 12), -1):
        # "A poll released on Sunday by two papers shows": the head stands further ahead.
        if w.words[k] in LISTS["studies"] or w.words[k] in LISTS["polls"]:
            source = [w.words[k]] if w.bits[k + 1] & (t.ED | t.PREP) else source
            break
        if w.bits[k] & t.PUNCT or (w.bits[k] & t.FINITE and not w.bits[k] & (t.ED | t.NAME)):
            break
    if any(word in LISTS["polls"] for word in source):
        return True
    if any(word in LISTS["papers"] for word in source):
        return s0 > 1 and w.words[s0 - 1] == "," and frame(w, i + 1) in {"end", ","}
    return any(word in LISTS["studies"] for word in source) and (
        frame(w, i + 1) in {"that", "end"} or complement(w, i + 1) == "clause"
    )


def _plural(w: Words, low: int, high: int) -> bool:
    """Whether the noun phrase may be plural, as a verb without -s wants it."""
    return any(
        word in LISTS["plurals"] or (word[-1] == "s" and word not in {"'s", "’s"})
        for word in w.words[low:high]
    )


def _has_verb(w: Words, low: int, high: int) -> bool:
    """Whether a finite verb stands within what looks like a subject, outside its own relative clauses."""
    bits = w.bits
    return any(
        bits[k] & t.PRESENT and not bits[k] & (t.NAME | t.BASE) and not bits[k - 1] & (t.DET | t.PREP | t.REL)
        for k in range(low + 1, high)
    )


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


def _ours(w: Words, i: int, subj: str) -> bool:
    """Whether "we" governs the verb from further away: "we, the unions, call for", "we ask … and demand"."""
    words, bits = w.words, w.bits
    if subj == "appos":
        return words[0] in LISTS["first_person"] and words[1] == "," and not any(
            bits[k] & t.SUBJ for k in range(1, i)
        )  # fmt: skip
    if subj not in {"cc", "to", "none", "comma", "other"}:
        return False
    for k in range(i - 1, -1, -1):
        if bits[k] & (t.REL | t.THAT | t.QUOTE) or words[k] in ";:":
            return False
        if bits[k] & t.SUBJ:
            return words[k] in {"we", "i"}
    return False


def _unsaid(w: Words, i: int, helpers: int, form: str) -> bool:
    """Whether nothing was said: "failed to condemn", "left without naming or blaming"."""
    words, bits = w.words, w.bits
    for k in range(i - 1, max(-1, i - 7), -1):
        if words[k] in LISTS["omissions"]:
            return k + 1 < i
        if bits[k] & (t.PUNCT | t.THAT | t.REL | t.SUBJ | t.QUOTE):
            return False
        if bits[k] & t.FINITE and not bits[k] & t.NAME:
            return False
    return False


def _false_friend(w: Words, i: int, friends: frozenset[str]) -> bool:
    """Whether one of the words stands directly behind token `i`, or, if it is a noun, within four tokens."""
    for k in range(i + 1, min(len(w.words), i + 5)):
        if w.words[k] in friends and (k == i + 1 or not w.bits[k] & (t.PREP | t.ADV)):
            return True
        if w.bits[k] & (t.THAT | t.PUNCT | t.QUOTE | t.SUBJ | t.AUX):
            return False
    return False


def _impersonal(w: Words, to: int) -> bool:
    """Whether the infinitive belongs to "it is fair to say", "too close to call": nobody's claim."""
    words, bits = w.words, w.bits
    if "too" in words[max(0, to - 3) : to]:
        return True
    for k in range(to - 1, max(-1, to - 7), -1):
        if words[k] in {"it", "'s", "there"}:
            return k + 1 < to and bool(bits[k + 1] & t.BE or words[k] == "'s" or bits[k] & t.BE)
        if bits[k] & (t.PUNCT | t.REL | t.THAT):
            return False
    return False


def _named(w: Words, i: int) -> bool:
    """Whether token `i` begins a bare name with nothing said of it: "a group called X"."""
    bits = w.bits
    i += i < len(bits) and bool(bits[i] & t.DET)
    k = i
    while k < len(bits) and bits[k] & t.NAME:
        k += 1
    return k > i and not (k < len(bits) and (bits[k] & (t.DET | t.QUOTE | t.ADV) or not bits[k]))


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


def _tense(form: str, helpers: int, passive: bool, subj: str) -> str:
    if helpers & t.HAVE and not passive:
        return "perfect"
    if helpers & (t.MODAL | t.PAST_MODAL):
        return "modal"
    if form == "ing":
        return "progressive" if helpers & t.BE else "ing"
    if form == "base":
        return "inf" if subj == "to" else "base"
    return "s" if form == "s" else "past"
