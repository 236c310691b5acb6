"""Nouns that hold what somebody says: "the claim that …", "calls for …"."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import complement, plural_before, skip_adjuncts
from framing.voice.attribution.tables import LISTS, NOUNS, VERBS
from framing.voice.attribution.tokens import Words


def _disputed(w: Words, i: int) -> Candidate | None:
    """ "The furore over whether …", "a row about who …": what is asked is content, up to the next verb."""
    words, bits = w.words, w.bits
    at = i + 2 if words[i + 1] in LISTS["disputed_over"] else i + 1
    if at >= len(words) or not (bits[at] & t.WH or words[at] in LISTS["questions"]):
        return None
    cue = (i, at)
    high = _second_verb(w, i, at + 1)
    return Candidate(
        "nominal-cue", cue, None, -1, at, cue, ["k=noun", "noun.frame=that"], sure=True, high=high
    )


def read_spread(w: Words, i: int) -> Candidate | None:
    """ "Word went round the market that …", "rumours reached them that …"."""
    if w.words[i + 1 : i + 2] and w.words[i + 1] in LISTS["spreads"]:
        for k in range(i + 2, min(len(w.words), i + 9)):
            if w.bits[k] & t.THAT:
                cue = (i, k + 1)
                return Candidate("hearsay", cue, None, -1, k + 1, cue, ["k=noun", "that"], sure=True)
    return None


def read_noun(w: Words, i: int) -> Candidate | None:
    words, bits = w.words, w.bits
    if i + 1 >= len(words):
        return None
    n = len(words)
    frames = NOUNS[words[i]]
    follow = words[i + 1]
    before = bits[i - 1] if i else 0
    if before & (t.SUBJ | t.TO) or (
        before & t.PUNCT and words[i] in LISTS["plain_forms"] and follow == "for"
    ):
        return None
    if follow in {"for", "to"} and words[i] in LISTS["plain_forms"] and i and words[i - 1][-1:] == "s" and (
        words[i - 1] not in {"'s", "’s", "this", "its", "his"} and not before & t.PREP
    ):  # fmt: skip
        return None  # "the unions call for": the verb
    if follow == "for" and words[i] in LISTS["markets"] and (
        not before & (t.POSS | t.ADV) and (not i or before & t.PREP or words[i - 1] in {"the", "as"})
    ):  # fmt: skip
        return None  # "demand for heat pumps doubled"
    if follow == "to" and i + 2 < n and not bits[i + 2] & t.BASE and bits[i + 2] & (t.DET | t.NAME | t.PUNCT):
        return None  # "calls to the line"
    if i > 1 and words[i - 1] == "of" and before & t.PREP and bits[i] & bits[i - 2] & t.NAME:
        return None  # "the Court of Appeals for"
    if follow == "to" and words[i + 3 : i + 4] == [","]:
        return None  # "his appeal to old, rural voters"
    if i and words[i - 1] == "on" and words[i] == "account":
        return None
    if i and (words[i - 1] in LISTS["undemanding"] or words[i - 1 : i + 1] == ["in", "charge"]):
        return None
    if "voiced" in frames and follow in LISTS["voiced_over"] and (high := _voiced_up_to(w, i)):
        cue, features = (i, i + 2), ["k=noun", "noun.frame=about"]
        return Candidate(
            "nominal-cue", cue, None, -1, i + 2, cue, features, sure=True, phrase=True, high=high
        )
    if "whether" in frames and (disputed := _disputed(w, i)):
        return disputed
    owned = before & t.POSS or (i and words[i - 1] in {"'s", "’s", "’", "'"})
    if words[i] in LISTS["nobodys"] and not (owned or (i > 1 and _airs(words[i - 2]))):
        return None  # "the idea that …": nobody is named who has it, as in "rejects the idea that"
    at = i + 1
    if "that" in frames and follow not in frames:
        # "her argument is that", "the claim on Monday that", "made the point that"
        if words[at] not in LISTS["among"]:
            at = skip_adjuncts(w, at)
        # "It has long been the belief of the crofters that".
        held = at < n and words[at] == "of" and i > 1 and bits[i - 2] & t.BE
        if held:
            at = next((k for k in range(at + 1, min(n, at + 30)) if bits[k] & t.THAT), at)
        elif at < n and words[at] in LISTS["among"]:
            # "fear among the growers that", "complaints by the secretary, X Y, that"
            at = next((k for k in range(at + 1, min(n, at + 30)) if _ends_holder(w, k)), at)
        if at + 2 < n and words[at] == ",":
            at = next((k + 1 for k in range(at + 1, min(n - 1, at + 20)) if words[k] == ","), at)
        if at < n and bits[at] & t.BE:
            at += 1
            at = _plainly(w, at)
        if at + 1 < n and words[at] == ":":
            if not bits[at + 1] & (t.THAT | t.QUOTE) and bits[at - 1] & t.BE | (not bits[at - 1]):
                # "the message was plain: the tax would …"
                return _after_colon(w, i, at) if at > i + 1 else None
            at += 1  # "make three points: that …"
        if at >= n or not bits[at] & t.THAT:
            return None
        follow = "that"
    elif follow not in frames:
        return None
    if follow == "that" and at + 1 < n and bits[at + 1] & (t.AUX | t.FINITE) and not bits[at + 1] & t.NAME:
        return None  # a relative clause: "a claim that could not be checked"
    if follow == "that" and _made(w, at + 1):
        return None  # one without a subject: "the speculation that the mayor has caused"
    if words[at + 1 : at + 2] == ["fact"]:
        return None
    features = ["k=noun", f"noun.frame={follow}"]
    if owned:
        features.append("noun.possessed")
    elif before & t.DET:
        features.append("noun.det")
    # The content ends before the verb whose subject it is: "claims of fraud | spread".
    high = _second_verb(w, i, at + 1) if follow == "that" else _verb_ahead(w, at + 1)
    return Candidate("nominal-cue", (i, at + 1), None, -1, at + 1, (i, at + 1), features, high=high)


def _plainly(w: Words, at: int) -> int:
    """Behind an adjective that closes with a colon: "was plain:"; `at` itself without one."""
    return next((k for k in range(at, min(len(w.words), at + 4)) if w.words[k] == ":"), at)


def _after_colon(w: Words, i: int, colon: int) -> Candidate | None:
    """What a message, noun at token `i`, is said to be behind a colon."""
    if complement(w, colon + 1) != "clause":
        return None
    cue = (i, colon + 1)
    return Candidate("nominal-cue", cue, None, -1, colon + 1, cue, ["k=noun", "noun.frame=that"], sure=True)


def _made(w: Words, start: int) -> bool:
    """Whether the claim is what somebody made, as the missing object shows: "the claim | he made in May"."""
    words, bits = w.words, w.bits
    for k in range(start + 1, min(len(words), start + 8)):
        if words[k] in LISTS["made"] and not bits[k - 1] & (t.BE | t.DET):
            behind = bits[k + 1] if k + 1 < len(words) else t.PUNCT
            made_up = words[k + 1 : k + 2] in (["up"], ["out"])
            return bool(behind & (t.PREP | t.PUNCT | t.TIME | t.AUX | t.SUB)) and not made_up
        if words[k] != "." and not bits[k] & (t.NAME | t.AUX) and (
            bits[k] & (t.PUNCT | t.THAT | t.REL | t.QUOTE | t.FINITE)
        ):  # fmt: skip
            return False
    return False


def _ends_holder(w: Words, k: int) -> bool:
    """Whether the phrase that tells whose claim it is ends before token `k`."""
    bit = w.bits[k]
    if bit & t.THAT or (bit & t.FINITE and not bit & t.NAME and not plural_before(w, k)):
        return True
    return bool(bit & t.PUNCT) and w.words[k] not in {",", ".", "(", ")", "-", "'s", "’s"}


def _voiced_up_to(w: Words, i: int) -> int:
    """Where the object ends of the feeling at token `i` that somebody voices; 0 if nobody does.

    "raised its concerns about …": at a boundary. "Concern about … was voiced": before the verb.
    """
    voicing = LISTS["voicing"]
    if any(word in voicing for word in w.words[max(0, i - 4) : i]):
        return 1 << 30
    verb = _verb_ahead(w, i + 2)
    passive = verb < len(w.words) and w.bits[verb] & t.BE
    return verb if passive and any(word in voicing for word in w.words[verb + 1 : verb + 4]) else 0


def _airs(word: str) -> bool:
    return word in VERBS or word in LISTS["airing"]


def _second_verb(w: Words, noun: int, start: int) -> int:
    """The verb whose subject is "the claim that …": the second finite one behind, where none is before."""
    words, bits = w.words, w.bits
    if any(bits[k] & t.FINITE and not bits[k] & t.NAME for k in range(noun)):
        return 1 << 30
    first = -1
    for k in range(start, len(words)):
        if bits[k] & (t.REL | t.THAT | t.CC | t.QUOTE) or words[k] in ",;:—–" or (
            bits[k] & t.SUB and not bits[k] & t.PREP
        ):  # fmt: skip
            break
        if first < 0 and words[k] == "be" and not bits[k - 1] & (t.TO | t.MODAL | t.PAST_MODAL):
            first = k  # "demands that the gate be pulled down | were read out"
        if not bits[k] & t.FINITE or bits[k] & t.NAME:
            continue
        if first < 0:
            first = k
        elif k > first + 1 and not bits[k - 1] & (t.AUX | t.DET | t.TO | t.PREP) and (
            bits[k] & t.AUX or bits[k - 1] & t.ADV or not bits[k] & (t.ED | t.BASE | t.PRESENT)
        ):  # fmt: skip
            return k
    return 1 << 30


def _verb_ahead(w: Words, start: int) -> int:
    """The first finite verb from token `start` on, outside relative and other subordinate clauses."""
    words, bits = w.words, w.bits
    for k in range(start + 1, len(words)):
        bit = bits[k]
        if (bit & (t.REL | t.THAT | t.QUOTE | t.SUBJ | t.SUB) and not bit & t.PREP) or words[k] in ";:—–":
            break
        if bit & t.AUX & t.FINITE and not bit & t.NAME:
            return k
        if bit & t.FINITE and not bit & (t.NAME | t.BASE | t.ED) and not bits[k - 1] & (t.DET | t.PREP):
            return k
        if (
            bit & t.PAST
            and bit & t.BASE
            and not bits[k - 1] & (t.DET | t.PREP | t.TO)
            and k + 1 < len(words)
            and bits[k + 1] & t.PREP
        ):
            return k  # "spread through"
    return 1 << 30
