"""Verbs before what they report: "X said (that) …", "X told Y …", "X accused Y of …"."""

from __future__ import annotations

from typing import NamedTuple

from framing.voice.attribution import tokens as t
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import complement, frame, skip_adjuncts
from framing.voice.attribution.complements import (
    called,
    marked_end,
    quotation_ahead,
    reason_ahead,
    said_of,
    that_ahead,
)
from framing.voice.attribution.tables import LISTS
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.verb import Verb

_BREAKS = frozenset({",", ";", "end", ".", ")", "cc"})
_PLAIN_SUBJECTS = frozenset({"pron", "name", "it", "to", "appos"})


def _owned(v: Verb) -> bool:
    """Whether a pronoun and its verb describe the noun right before them: "the book | she wrote"."""
    before = v.start - 1
    return v.subj == "pron" and before > 0 and not v.w.bits[before] and v.w.words[before].isalpha()


def _points(w: Words, that: int) -> bool:
    """Whether "that" points at a noun: "repeated that phrase in the letter"."""
    bits = w.bits
    return (
        that + 2 < len(bits)
        and not bits[that + 1]
        and bool(bits[that + 2] & t.PREP)
        and (complement(w, that + 1) == "phrase")
    )


def _infinitive(w: Words, k: int) -> bool:
    """Whether "to sell" or "not to sell" stands at token `k`, rather than "to the growers"."""
    if k < len(w.words) and w.words[k] == "not":
        k += 1
    return k + 1 < len(w.words) and bool(w.bits[k] & t.TO) and not w.bits[k + 1] & (t.DET | t.NAME | t.PUNCT)


def _relative(w: Words, verb: int) -> bool:
    """Whether what stands behind "that" is a verb: "that helped the crew", but not "that paid work"."""
    bit = w.bits[verb]
    if not bit & t.ED:
        return bool(bit & (t.AUX | t.PAST))
    behind = w.bits[verb + 1] if verb + 1 < len(w.bits) else 0
    return bool(behind & (t.BASE | t.PREP | t.DET | t.OBJ))


def _purpose(v: Verb, comp: str) -> bool:
    """Whether nobody says anything: "tossed a coin to determine the winner", "a threat to be taken"."""
    if v.lemma == "worry" and (comp != "clause" or v.subj == "rel") and v.follow not in {"about", "over"}:
        return True  # "a rumour that worries the board"
    if v.lemma == "find" and v.follow == "obj":
        return True  # "found themselves at odds"
    if v.lemma in LISTS["aims"]:
        plural = v.subj in {"np", "name", "pron"} and not v.before & t.BASE  # "analysts estimate"
        bare = v.tense == "inf" or (v.tense == "base" and not plural)
        return bare and (comp == "phrase" or v.lemma in {"determine", "assure"})
    if v.lemma in LISTS["inferred"]:
        return v.tense == "ing" and comp == "phrase"
    if v.lemma in LISTS["undertaking"]:
        follow = v.w.words[v.i + 1 : v.i + 3]
        return follow == ["to", "be"] or (v.tense == "ing" and follow[:1] != ["to"])
    return False


def _done_by(w: Words, start: int) -> bool:
    """Whether a deed is told of the object that begins before token `start`: "the raid carried out by …"."""
    for k in range(start, min(len(w.words) - 2, start + 9)):
        if w.bits[k] & t.ED and "by" in w.words[k + 1 : k + 3]:
            return True
        if w.bits[k] & (t.PUNCT | t.FINITE & ~t.PAST | t.SUBJ | t.REL):
            return False
    return False


def _event_ahead(w: Words, start: int) -> int:
    """Where an event is told behind a demand: "a ban | following the fire", "talks | after the dam broke"."""
    for k in range(start + 1, len(w.words) - 1):
        behind = w.bits[k + 1]
        if w.words[k] == "following" and behind & (t.DET | t.NAME):
            return k
        if w.words[k] == "after" and behind & (t.DET | t.NAME | t.SUBJ) and complement(w, k + 1) != "phrase":
            return k
        if w.words[k] in ';:"' or w.bits[k] & (t.THAT | t.REL | t.QUOTE):
            break
    return 1 << 30


def read_leading(v: Verb, rule: str, features: list[str]) -> Candidate | None:
    """ "X said (that) …", "X told Y (that) …", "X accused Y of …"."""
    w, i = v.w, v.i
    source = v.source
    after = skip_adjuncts(w, i + 1)
    that = _that(v, after)
    if that < 0:
        return None
    if v.lemma in LISTS["need_that"] and not (
        that == after or _at_the_time(v, that) or _agree(v) or _heard_how(v)
    ):
        return None
    start = _beginning(v, that, after, features)
    if start and rule == "passive-report" and w.words[start : start + 1] == ["by"]:
        source, start = _agent(v, start)
    high = 1 << 30
    if start:
        start, high = _without_object(v, rule, start)
    if not start or ("that" not in features and _when_said(v, start)):
        return None
    if "particle.for" in features:
        high = min(high, _event_ahead(w, start))
    follow = frame(w, start)
    clause = "that" in features
    if follow == "about" and start > i + 1 and w.bits[start - 1] & t.MEDIUM:
        return None  # "said in an interview about the dam"
    if not clause and follow in _BREAKS and not _resumes(v, source, start):
        return None
    comp = complement(w, start)
    if not clause and _claims_nothing(v, rule, _Content(start, follow, comp, features)):
        return None
    features += [f"comp={comp}", f"{v.kind}.comp={comp}", f"r={follow}", f"{v.kind}.r={follow}"]
    low = source[0] if source and source[0] < i else i
    if low and w.bits[low - 1] & (t.SUB | t.REL | t.WH | t.THAT):
        features.append(f"under={w.words[low - 1]}")
    if v.subj == "rel":
        low = i
    if rule == "passive-report" and w.words[start : start + 1] == ["of"] and start + 1 < len(w.words):
        start += 1
    sure = _certain(v, source, clause, follow, comp)
    return Candidate(rule, (i, i + 1), source, -1, start, (low, start), features, sure=sure, high=high)


def _agree(v: Verb) -> bool:
    """ "Economists agree the levy will pass", but not "the parties agree the budget"."""
    if v.lemma != "agree" or v.follow not in {"det", "poss", "pron"}:
        return False
    ahead = v.w.bits[v.i + 1 : v.i + 7]
    return complement(v.w, v.i + 1) == "clause" and any(bit & t.AUX and bit & t.FINITE for bit in ahead)


def _heard_how(v: Verb) -> bool:
    """ "The court heard how the gate had been locked"."""
    heard = v.lemma == "hear" and not v.passive and v.w.words[v.i + 1 : v.i + 2] == ["how"]
    return heard and not LISTS["hearings"].isdisjoint(v.w.words[v.start : v.end])


def _at_the_time(v: Verb, that: int) -> bool:
    """ "Charged at the time that": nothing but when or where stands before "that"."""
    ahead = v.w.bits[v.i + 1 : that]
    if not 0 < len(ahead) < 5 or not ahead[0] & t.PREP or ahead[0] & t.TO:
        return False
    return not any(bit & (t.NAME | t.FINITE) for bit in ahead)


def _without_object(v: Verb, rule: str, start: int) -> tuple[int, int]:
    """Where content begins, 0 where there is none, and ends without the object: "called the raid | a crime".

    The object is the publisher's.
    """
    if v.kind in {"object.accuse", "object.praise"} and v.lemma not in LISTS["charging"]:
        return _charge(v, rule, start), 1 << 30
    if v.lemma == "call" and v.follow == "out":
        return reason_ahead(v.w, v.i + 2), 1 << 30  # "called out the field for …"
    if v.lemma == "call" and v.follow not in {"for", "on"}:
        start = called(v.w, v.i + 1) or start
        return start, _end_of_called(v, start)
    if v.kind == "object.describe" and v.lemma != "call" and frame(v.w, start) != "wh":
        said = said_of(v.w, start, v.lemma)  # what stands behind "as" is said of it
        return said or (start if _witnessed(v) else 0), 1 << 30
    if _what_is_held(v):
        return start, _phrase_end(v.w, start + 3)  # "… to be a hit list | lay in the cellar"
    return start, 1 << 30


def _witnessed(v: Verb) -> bool:
    """ "Former inmates describe beatings": what witnesses tell that they saw, not what is known already."""
    if v.lemma != "describe" or v.passive or v.subj not in {"np", "name", "appos"}:
        return False
    words, bits = v.w.words, v.w.bits
    ends = (k for k in range(v.start, v.end) if bits[k] & (t.PREP | t.REL) or words[k] == ",")
    head = next(ends, v.end) - 1
    if words[head] not in LISTS["witnesses"] or v.i + 1 >= len(words):
        return False
    if words[v.i + 1] in {"a", "an"}:
        return True
    return v.follow in {"noun", "adv"} and not bits[v.i + 1] & t.FINITE


def _phrase_end(w: Words, start: int) -> int:
    """Where the phrase with token `start` ends at the latest: before a mark or a finite verb."""
    bits = w.bits
    ends = (k for k in range(start, len(bits)) if bits[k] & (t.FINITE | t.PUNCT) and not bits[k] & t.NAME)
    return next((k for k in ends if not bits[k - 1] & t.DET), 1 << 30)


def _end_of_called(v: Verb, start: int) -> int:
    """Where what somebody is called ends at the latest.

    "What they call a relief road | is a motorway": the publisher says what it is.
    """
    w, high = v.w, marked_end(v.w, start)
    if "what" not in w.words[max(0, v.start - 1) : v.start + 1]:
        return high
    verbs = (k for k in range(start + 1, len(w.words)) if w.bits[k] & t.FINITE & (t.AUX | t.PRESENT))
    return min(high, next((k for k in verbs if not w.bits[k] & t.NAME), high))


def _that(v: Verb, after: int) -> int:
    """The "that" that opens the content, 0 without one; -1 where it shows that nothing is reported."""
    w = v.w
    that = that_ahead(w, v.i + 1, after, v.lemma)
    if not that or that + 1 >= len(w.words):
        return that
    if _points(w, that) and v.lemma != "say":
        return -1  # "repeated that phrase in his letter"
    if w.bits[that + 1] & t.FINITE and not w.bits[that + 1] & t.NAME:
        # A relative clause: "responded with a phrase that could …", "states that have suffered".
        if v.form in {"base", "s"} and v.lemma in LISTS["noun_like"]:
            return -1
        if that > after:
            return 0
        if v.lemma in LISTS["need_clause"] and (_relative(w, that + 1) or _owned(v)):
            return -1  # "the book she wrote that helped to …"
    return that


def _beginning(v: Verb, that: int, after: int, features: list[str]) -> int:
    """Where the content begins; 0 where there is none."""
    w = v.w
    start = v.i + 1
    dated = any(bit & t.TIME for bit in w.bits[start + 1 : start + 2])  # "reported on Monday"
    particle = not dated and w.words[start : start + 1] and w.words[start] in LISTS["frame_prepositions"]
    # "was told by the board to leave"
    by_whom = v.passive and w.words[start : start + 1] == ["by"] and _agent(v, start)[1]
    if particle and v.lemma in LISTS["particles"] and not by_whom:
        features.append(f"particle.{w.words[start]}")
        start += 1
    if that:
        features += ["that", f"that.{v.group}"]
        return that + 1
    if (
        v.lemma == "ask"
        and after > start
        and w.words[after : after + 1]
        and w.words[after] in LISTS["questions"]
    ):
        return after  # "asked in the House whether"
    spoken_to = v.lemma in LISTS["addressing"] or v.group in {"object", "action"}
    if (v.lemma == "call" and "particle.on" in features) or (start == v.i + 1 and spoken_to):
        start = _behind_object(v, start, features)
    elif v.group == "clause" and (resumed := _behind_aside(v, after)):
        return resumed
    elif v.group == "clause" and after > start:
        if frame(w, after) not in {",", ".", "end"}:
            start = after
        elif v.form == "ed" and v.subj in {"np", "doc"} and v.lemma in LISTS["announcing"]:
            return 0  # "in new advertisements announced on Monday, the party …"
    if v.group == "clause" and "that" not in features:
        quoted = quotation_ahead(w, start, v.lemma in LISTS["addressing"])
        if quoted:
            features.append("quotation")
            return quoted
    return start


def _behind_aside(v: Verb, after: int) -> int:
    """Where content begins in "the paper reported on Monday, based on early counts, | the vote …"; or 0."""
    words, bits = v.w.words, v.w.bits
    if v.start or v.form == "ing" or words[after : after + 1] != [","]:
        return 0
    for k in range(after + 1, min(len(words) - 1, after + 12)):
        if words[k] == ",":
            return k + 1 if complement(v.w, k + 1) == "clause" or bits[k + 1] & t.SUB else 0
        if bits[k] & (t.FINITE | t.SUBJ | t.QUOTE | t.THAT | t.REL) and not bits[k] & (t.NAME | t.ED):
            return 0
    return 0


def _behind_object(v: Verb, start: int, features: list[str]) -> int:
    """Where the content begins behind who is spoken to, or "start" where nobody is."""
    words, bits = v.w.words, v.w.bits
    stop = t.THAT | t.FINITE | t.PUNCT | t.TO | t.QUOTE | t.SUBJ | t.WH | t.REL
    k, edge = start, min(len(words), start + 12)
    if words[start : start + 1] in (["it"], ["you"]) and _infinitive(v.w, start + 1):
        k += 1  # "pressed it to sell"
    while (
        k < edge and (not bits[k] & stop or bits[k] & t.NAME) and words[k] not in LISTS["frame_prepositions"]
    ):
        k += 1
    then = frame(v.w, k)
    features += [f"obj={then}", f"{v.kind}.obj={then}"]
    if k == start:
        return start
    if then == "," and v.lemma in LISTS["to_someone"] and k + 1 < len(words) and bits[k + 1] & t.REL:
        # "told the widow, who had come by bus, that"
        for m in range(k + 2, min(len(words) - 1, k + 24)):
            if words[m] == ",":
                if bits[m + 1] & t.THAT:
                    features.append("that")
                    return m + 2
                break
        else:
            return 0  # "told the clerks, who are looking into the fire": who they are
    if v.kind == "action.urge" and then == ",":
        # "ordered the mayor, along with her clerk, to stay"
        k = next((m for m in range(k + 1, edge) if words[m - 1] == "," and _infinitive(v.w, m)), k)
    if then == "of" and words[k - 1] in LISTS["crowds"]:
        k = next((m for m in range(k + 1, edge) if _infinitive(v.w, m)), k)
    demand = v.kind in {"action.urge", "clause.say", "clause.ask"} or v.lemma == "call"
    if demand and _infinitive(v.w, k) and (k == start or v.lemma not in LISTS["for_things"]):
        return k  # "urged the growers | to sell": who is urged is the publisher's
    if v.group != "clause" or then in {"to", "not"}:
        return start
    if then == "that":
        features.append("that")
        return k + 1
    if v.lemma in LISTS["to_someone"] and (told := _clause_behind_hearer(v.w, start, k)):
        return told
    if then in {"aux", "noun", "base"} or (k < len(words) and bits[k] & t.FINITE):
        # "warn the drought could last": no one is spoken to, or "told X the drought could last".
        inner = [m for m in range(start + 1, k) if bits[m] & t.DET]
        someone = v.lemma in LISTS["to_someone"] and bits[start] & t.NAME > 0
        return inner[-1] if inner else start + someone
    return k


def _clause_behind_hearer(w: Words, start: int, stop: int) -> int:
    """Where the clause begins in "told the Courier | the search of the well is over"; 0 without one."""
    opens = (m for m in range(start + 1, stop) if w.bits[m] & t.DET and not w.bits[m - 1] & t.PREP)
    begin = next(opens, 0)
    if not begin or any(bit & t.SUBJ for bit in w.bits[begin + 1 : begin + 4]):
        return 0  # "told us the things we want to hear"
    return begin if complement(w, begin) == "clause" else 0


def _agent(v: Verb, start: int) -> tuple[tuple[int, int], int]:
    """Who says it in "was told by the army that …", and where the content begins; 0 without any."""
    words, bits = v.w.words, v.w.bits
    k = start + 1
    joints = {"of", "for", "as"} if v.group != "clause" or v.lemma in LISTS["addressing"] else frozenset()
    while (
        k < len(words)
        and not bits[k] & (t.THAT | t.TO | t.PUNCT | t.SUB | t.QUOTE)
        and words[k] not in joints
    ):
        k += 1
    if k >= len(words) or bits[k] & (t.PUNCT | t.QUOTE):
        return (start + 1, k), 0
    return (start + 1, k), k + 1 if bits[k] & t.THAT else k


def _when_said(v: Verb, start: int) -> bool:
    """Whether what follows tells when it was said: "…," she said after reading it, "what X said when"."""
    behind = v.w.words[v.i + 1 : v.i + 2]
    if v.group != "clause" or not behind:
        return False
    if v.start and v.w.bits[v.start - 1] & t.QUOTE and behind[0] in LISTS["moments"]:
        return True
    doing = v.w.bits[v.i + 2 : v.i + 3]
    return (start == v.i + 1 and behind[0] in LISTS["moments"] and bool(doing and doing[0] & t.ING)) or (
        behind == ["when"] and v.start > 0 and v.w.words[v.start - 1] == "what"
    )


def _charge(v: Verb, rule: str, start: int) -> int:
    """Where the charge begins: "slammed the visit | for hiding …". The visit is the publisher's.

    Without a reason no claim is made, "condemned the raid", unless the deed is told: "the raid carried out by
    the army".
    """
    reason = reason_ahead(v.w, start)
    if reason:
        deed = v.kind == "object.praise" and v.w.words[reason] == "for"
        return 0 if deed else reason  # "praised the crews for saving …": they did
    return 0 if rule == "passive-report" or not _done_by(v.w, start + 1) else start


def _resumes(v: Verb, source: tuple[int, int] | None, start: int) -> bool:
    """Whether content goes on behind a mark: "wrote, "…"", "reported, The mayor …"."""
    bits = v.w.bits
    if start + 1 >= len(bits):
        return False
    if bits[start + 1] & (t.QUOTE | t.REL):
        return True
    under = source and source[0] and bits[source[0] - 1] & t.SUB
    told = v.group == "clause" and v.tense not in {"inf", "ing"}
    return bool(told and bits[start + 1] & t.NAME and not under)


class _Content(NamedTuple):
    """What follows a verb without "that": where, what kind of word, whether a clause, and the features."""

    start: int
    follow: str
    comp: str
    features: list[str]


def _claims_nothing(v: Verb, rule: str, c: _Content) -> bool:
    """Whether the verb, without "that", makes no claim of what follows it."""
    if _not_asked(v, c) or _purpose(v, c.comp):
        return True
    if v.lemma in LISTS["need_plain"] and c.follow not in _MARKED:
        return not _plainly_said(v, c)
    if rule == "passive-report" or v.group != "clause":
        return False
    return _while_doing(v, c) or _only_thought(v, c) or _without_clause(v, c)


_PLAIN_OBJECTS = frozenset({"det", "name", "noun", "poss"})
_MARKED = frozenset({"quote", "pron", ":", ","})
_CLAUSE_FRAMES = frozenset({"quote", ":", ",", "wh", "of", "about", "to", "—"})


def _not_asked(v: Verb, c: _Content) -> bool:
    """ "Pressed the chairman on taxes", "the question nobody asked was", "boasts about them"."""
    if v.lemma in LISTS["need_to"] and c.follow != "to" and {"obj=to", "obj=for"}.isdisjoint(c.features):
        return True
    if v.kind == "clause.ask" and c.follow == "aux":
        return True
    if v.lemma in LISTS["deeds"] and frame(v.w, skip_adjuncts(v.w, v.i + 1)) in _PLAIN_OBJECTS:
        return c.comp != "clause"  # "proposed a rule"
    return c.follow == "obj" and c.comp == "phrase" and "particle.about" in c.features


def _plainly_said(v: Verb, c: _Content) -> bool:
    """ "…, stating the mill had burnt", "countered if", "maintain the bill will pass", "recalled how"."""
    if v.lemma == "recall":
        return c.follow == "wh"
    if v.lemma == "counter" and v.w.words[c.start] == "if":
        return True
    kept = v.lemma == "maintain" and v.follow in {"det", "name"}
    return c.comp == "clause" and (v.form == "ing" or kept)


def _while_doing(v: Verb, c: _Content) -> bool:
    """ "Tweeted as she left"; in a headline, where few verbs are known: "Mayor fumes as team loses"."""
    return c.follow == "as" and (c.comp != "phrase" or v.headline)


def _only_thought(v: Verb, c: _Content) -> bool:
    """ "Hopes to win", "thought about what to write", "think of it", but not "expect rain to fall"."""
    if v.kind != "clause.belief":
        return False
    if c.follow in {"to", "about"}:
        return not _what_is_held(v)
    wished = v.lemma == "expect" and any(bit & t.TO for bit in v.w.bits[c.start + 1 : c.start + 8])
    return c.comp == "phrase" and not (wished or _held_to_be(v))


def _what_is_held(v: Verb) -> bool:
    """ "What police believe to be a hit list"."""
    what = "what" in v.w.words[max(0, v.i - 4) : v.i]
    return what and v.w.words[v.i + 1 : v.i + 3] in (["to", "be"], ["to", "have"])


def _held_to_be(v: Verb) -> bool:
    """ "Consider the levy to be a mistake"."""
    ahead = v.w.words[v.i + 2 : v.i + 10]
    return v.kind == "clause.belief" and ["to", "be"] in [ahead[k : k + 2] for k in range(len(ahead))]


def _without_clause(v: Verb, c: _Content) -> bool:
    """ "Maintain a lead", "find a job": with a plain object they mean something else."""
    if c.comp != "phrase" or v.lemma not in LISTS["need_clause"] or c.follow in _CLAUSE_FRAMES:
        return False
    if _held_to_be(v):
        return False
    return not any(feature.startswith("particle.") for feature in c.features)


def _certain(v: Verb, source: tuple[int, int] | None, that: bool, follow: str, comp: str) -> bool:
    """Whether what follows is content without weighing."""
    if v.lemma in LISTS["sure"] and v.tense != "inf" and source and v.subj != "it":
        return True
    if v.kind == "object.describe" and follow == "ing":
        return True
    if v.group != "clause" or v.kind == "clause.ask" or follow in {"as", "sub", "prep", "ing", "aux"}:
        return False
    feared = v.kind == "clause.belief" and v.form == "base" and comp == "clause"
    noun_like = v.lemma in LISTS["noun_like"] and v.form in {"base", "s"} and not feared
    if noun_like and v.subj not in _PLAIN_SUBJECTS:
        return False
    if that:
        return comp != "phrase"
    return comp == "clause" and (v.lemma in LISTS["plain"] or follow == "pron")
