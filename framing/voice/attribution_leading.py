"""Verbs before what they report: "X said (that) …", "X told Y …", "X accused Y of …"."""

from __future__ import annotations

from framing.voice import scope_tokens as t
from framing.voice.candidate import Candidate
from framing.voice.complements import called, marked_end, quotation_ahead, reason_ahead, said_of, that_ahead
from framing.voice.scope_clauses import complement, frame, skip_adjuncts
from framing.voice.scope_cues import LISTS
from framing.voice.scope_tokens import Words
from framing.voice.verb import Verb

_PLAIN_SUBJECTS = frozenset({"pron", "name", "it", "to", "appos"})


def _owned(w: Words, subj: str, source: tuple[int, int] | None) -> bool:
    """Whether a pronoun and its verb describe the noun right before them: "the book | she wrote"."""
    if subj != "pron" or not source or source[0] < 2:
        return False
    before = source[0] - 1
    return not w.bits[before] and w.words[before].isalpha()


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


def _purpose(v: Verb, comp: str, features: list[str]) -> bool:
    """Whether nobody says anything: "tossed a coin to determine the winner", "a threat to be taken"."""
    if "that" in features:
        return False
    if v.lemma == "worry" and comp != "clause" and v.follow not in {"about", "over"}:
        return True  # "a rumour that worries the board"
    if v.lemma == "find" and v.follow == "obj":
        return True  # "found themselves at odds"
    if v.lemma in LISTS["aims"]:
        return v.tense in {"inf", "base"} and (comp == "phrase" or v.lemma == "determine")
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


def read_leading(v: Verb, rule: str, features: list[str]) -> Candidate | None:
    """ "X said (that) …", "X told Y (that) …", "X accused Y of …"."""
    w, i, subj, lemma, kind, group, tense = v.w, v.i, v.subj, v.lemma, v.kind, v.group, v.tense
    words, bits = w.words, w.bits
    source = v.source
    n = len(words)
    start = i + 1
    high = 1 << 30
    if lemma in LISTS["particles"] and start < n and words[start] in LISTS["frame_prepositions"]:
        features.append(f"particle.{words[start]}")
        start += 1
    after = skip_adjuncts(w, i + 1)
    that = that_ahead(w, i + 1, after, lemma)
    if that and _points(w, that):
        return None  # "repeated that phrase in his letter"
    if that + 1 < n and that and bits[that + 1] & t.FINITE and not bits[that + 1] & t.NAME:
        # A relative clause: "responded with a phrase that could …", "states that have suffered".
        if v.form in {"base", "s"} and lemma in LISTS["noun_like"]:
            return None
        if that > after:
            that = 0
        elif lemma in LISTS["need_clause"] and (_relative(w, that + 1) or _owned(w, subj, source)):
            return None  # "the book she wrote that helped to …"
    if that:
        start = that + 1
        features += ["that", f"that.{group}"]
    elif start == i + 1 and (lemma in LISTS["addressing"] or group in {"object", "action"}):
        k = start
        edge = min(n, start + 12)
        stop = t.THAT | t.FINITE | t.PUNCT | t.TO | t.QUOTE | t.SUBJ | t.WH | t.REL
        while (
            k < edge
            and (not bits[k] & stop or bits[k] & t.NAME)
            and words[k] not in LISTS["frame_prepositions"]
        ):
            k += 1
        then = frame(w, k)
        features += [f"obj={then}", f"{kind}.obj={then}"]
        if group == "clause" and k > start:
            if then == "that":
                features.append("that")
            if then in {"aux", "noun", "base"} or (k < n and bits[k] & t.FINITE):
                # "warn the drought could last": no one is spoken to, or "told X the drought could last".
                inner = [m for m in range(start + 1, k) if bits[m] & t.DET]
                start = (
                    inner[-1]
                    if inner
                    else start + (lemma in LISTS["to_someone"] and bits[start] & t.NAME > 0)
                )
            elif then not in {"to", "not"}:
                start = k + (then == "that")
        wanted = kind in {"action.urge", "clause.say", "clause.ask"} or "particle.on" in features
        if wanted and k > start and _infinitive(w, k):
            start = k  # "urged the growers | to sell": who is urged is the publisher's
    elif group == "clause" and after > start:
        if frame(w, after) not in {",", ".", "end"}:
            start = after
        elif v.form == "ed" and subj in {"np", "doc"} and lemma in LISTS["announcing"]:
            return None  # "in new advertisements announced on Monday, the party …"
    if group == "clause" and "that" not in features:
        quoted = quotation_ahead(w, start, lemma in LISTS["addressing"])
        if quoted:
            start = quoted
            features.append("quotation")
    if rule == "passive-report" and start < n and words[start] == "by":
        k = start + 1
        while (
            k < n
            and not bits[k] & (t.THAT | t.TO | t.PUNCT | t.SUB | t.QUOTE)
            and not (words[k] in {"of", "for", "as"} and (group != "clause" or lemma in LISTS["addressing"]))
        ):
            k += 1
        if k >= n or bits[k] & (t.PUNCT | t.QUOTE):
            return None
        source, start = (start + 1, k), k + 1 if bits[k] & t.THAT else k
    if kind in {"object.accuse", "object.praise"} and lemma not in LISTS["charging"]:
        # "slammed the visit for hiding …": the visit is the publisher's; without that the weights decide.
        k = reason_ahead(w, start)
        if k:
            start = k
        elif rule == "passive-report" or not _done_by(w, start + 1):
            # "has been criticised for its contracts", "condemned the raid": no claim, unless it goes on
            # "the raid carried out by the army".
            return None
    if lemma in LISTS["need_to"] and not any(f in features for f in ("obj=to", "obj=for", "that", "r=to")):
        return None  # "pressed the chairman on taxes"
    if lemma == "call" and words[i + 1 : i + 2] not in (["for"], ["on"]):
        start = called(w, i + 1) or start
        high = marked_end(w, start)
    follow = frame(w, start)
    if lemma in LISTS["need_that"] and that != after:
        return None
    if kind == "object.describe" and lemma != "call" and follow != "wh":
        # The object is the publisher's: only what stands behind "as" is said of it.
        start = said_of(w, start, lemma)
        if not start:
            return None
        follow = frame(w, start)
    if (
        follow in {",", ";", "end", ".", ")", "cc"}
        and "that" not in features
        and not (
            start + 1 < n
            and (
                bits[start + 1] & (t.QUOTE | t.REL)
                or (
                    group == "clause"
                    and tense not in {"inf", "ing"}
                    and bits[start + 1] & t.NAME
                    and not (source and source[0] and bits[source[0] - 1] & t.SUB)
                )
            )
        )
    ):
        return None
    comp = complement(w, start)
    if group == "clause" and rule != "passive-report" and follow == "as" and comp != "phrase" and not that:
        return None  # "tweeted as she left"
    if kind == "clause.ask" and follow == "aux":
        return None  # "the question nobody asked was"
    if _purpose(v, comp, features):
        return None
    if (
        lemma in LISTS["need_plain"]
        and "that" not in features
        and follow not in {"quote", "pron", ":", ","}
        and not (lemma == "recall" and follow == "wh")
    ):
        return None
    if kind == "clause.belief" and follow in {"to", "about"} and rule != "passive-report":
        return None  # "hopes to win": a wish, not a word; "thought about what to write": a topic
    # "expect the snow line to fall"
    wished = lemma == "expect" and any(bits[k] & t.TO for k in range(start + 1, min(n, start + 8)))
    if (
        kind == "clause.belief"
        and comp == "phrase"
        and not wished
        and "that" not in features
        and rule != "passive-report"
    ):
        return None  # "think about the results", "hopes to win"
    if (
        comp == "phrase"
        and group == "clause"
        and lemma in LISTS["need_clause"]
        and "that" not in features
        and follow not in {"quote", ":", ",", "wh", "of", "about", "to", "—"}
        and not any(f.startswith("particle.") for f in features)
        and rule != "passive-report"
    ):
        return None
    features += [f"comp={comp}", f"{kind}.comp={comp}", f"r={follow}", f"{kind}.r={follow}"]
    low = source[0] if source and source[0] < i else i
    if low and bits[low - 1] & (t.SUB | t.REL | t.WH | t.THAT):
        features.append(f"under={words[low - 1]}")
    if subj == "rel":
        low = i
    if rule == "passive-report" and words[start : start + 1] == ["of"] and start + 1 < n:
        start += 1
    sure = lemma in LISTS["sure"] and tense != "inf" and bool(source) and subj != "it"
    noun = lemma in LISTS["noun_like"] and v.form in {"base", "s"} and subj not in _PLAIN_SUBJECTS
    if (
        group == "clause"
        and kind != "clause.ask"
        and not noun
        and follow not in {"as", "sub", "prep", "ing", "aux"}
        and (
            ("that" in features and comp != "phrase")
            or (comp == "clause" and (lemma in LISTS["plain"] or follow == "pron"))
        )
    ):
        sure = True
    if kind == "object.describe" and follow == "ing":
        sure = True
    return Candidate(rule, (i, i + 1), source, -1, start, (low, start), features, sure=sure, high=high)
