"""Nouns that hold what somebody says: "the claim that …", "calls for …"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from framing.voice.attribution import tokens as t
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import complement, frame, phrase_start, plural_before, skip_adjuncts
from framing.voice.attribution.tables import LISTS, NOUNS, VERBS
from framing.voice.attribution.tokens import Words

_NO_DOER = t.DET | t.PREP | t.AUX | t.ADV | t.PUNCT | t.CC
_REACH = 30  # tokens: how far the holder of a claim is followed
_NO_END = 1 << 30


class Noun(NamedTuple):
    """Token `i` of a sentence as a noun that may hold what somebody says."""

    w: Words
    i: int
    word: str
    follow: str  # the word behind it
    before: int  # the classes of the token before it
    previous: str  # that token's word

    @property
    def owned(self) -> bool:
        """Whether it is said whose it is: "her claim", "the board's claim"."""
        return bool(self.before & t.POSS) or self.previous in _POSSESSIVES


_POSSESSIVES = frozenset({"'s", "’s", "’", "'"})


def read_spread(w: Words, i: int) -> Candidate | None:
    """ "Word went round the market that …", "rumours reached them that …", "word in the inns is that …"."""
    reach = range(i + 2, min(len(w.words), i + 9))
    if not reach or not (w.words[i + 1] in LISTS["spreads"] or w.bits[i + 1] & t.PREP):
        return None
    that = next((k for k in reach if w.bits[k] & t.THAT), -1)
    if that < 0 or LISTS["spreads"].isdisjoint((w.words[i + 1], w.words[that - 1])):
        return None
    return _content("hearsay", i, that + 1, ["k=noun", "that"])


def read_noun(w: Words, i: int) -> Candidate | None:
    """ "The claim that …", "calls for …", "concerns about … were voiced", "a row over whether …"."""
    if i + 1 >= len(w.words):
        return None
    before, previous = (w.bits[i - 1], w.words[i - 1]) if i else (0, "")
    follow = "about" if w.words[i + 1] in LISTS["regarding"] else w.words[i + 1]
    noun = Noun(w, i, w.words[i], follow, before, previous)
    if any(refusal(noun) for refusal in _REFUSALS):
        return None
    found = _itemised(noun) or _voiced(noun) or _disputed(noun) or _claim(noun)
    if found and noun.previous in _POSSESSIVES:
        found.source = (phrase_start(w, i - 1), i - 1)  # "the harbour master's claim that"
    return found


def _content(rule: str, i: int, start: int, features: list[str], high: int = _NO_END) -> Candidate:
    """What certainly begins at token `start`, held by the noun at token `i`."""
    cue = (i, start)
    return Candidate(rule, cue, None, -1, start, cue, features, sure=True, high=high)


# -- nouns that hold nothing -----------------------------------------------------------------------------


def _is_verb(noun: Noun) -> bool:
    """ "They call for", "to demand", "The unions call for"."""
    asked = noun.follow == "to" and noun.previous in {"what", "which"}  # "what promises to be"
    if (
        asked
        or noun.before & (t.SUBJ | t.MODAL | t.PAST_MODAL)
        or (noun.before & t.TO and noun.word in LISTS["plain_forms"])
    ):
        return True  # "should call for"; but "due to accusations of"
    if noun.word not in LISTS["plain_forms"]:
        return False
    if noun.follow == "for" and noun.before & t.PUNCT:
        return True
    plural = noun.previous[-1:] == "s" and noun.previous not in LISTS["no_plurals"]
    return noun.follow in {"for", "to"} and plural and not noun.before & t.PREP


def _of_market(noun: Noun) -> bool:
    """ "Demand for heat pumps doubled": nobody's, as nothing before it says whose."""
    if noun.follow != "for" or noun.word not in LISTS["markets"] or noun.before & (t.POSS | t.ADV):
        return False
    return not noun.i or bool(noun.before & t.PREP) or noun.previous in LISTS["market_openers"]


def _addressed(noun: Noun) -> bool:
    """ "Calls to the line", "his appeal to old, rural voters"."""
    if noun.follow != "to":
        return False
    behind = noun.w.bits[noun.i + 2] if noun.i + 2 < len(noun.w.bits) else t.BASE
    someone = behind & (t.DET | t.NAME | t.PUNCT) and not behind & t.BASE
    named = (
        not behind and noun.w.words[noun.i + 2].endswith(_ADJECTIVE) and noun.w.bits[noun.i + 3 : noun.i + 4]
    )
    if named and named[0] & t.NAME:
        return True  # "an appeal to moderate Unionists"
    return bool(someone) or noun.w.words[noun.i + 3 : noun.i + 4] == [","]


def _in_name(noun: Noun) -> bool:
    """ "The Court of Appeals for"."""
    w, i = noun.w, noun.i
    return (
        i > 1 and noun.previous == "of" and bool(noun.before & t.PREP and w.bits[i] & w.bits[i - 2] & t.NAME)
    )


def _in_phrase(noun: Noun) -> bool:
    """ "On account of", "for the sake of argument", "a phone call for"."""
    pair = (noun.previous, noun.word)
    return pair in _SET_PHRASES or noun.previous in LISTS["undemanding"]


def _by_a_body(noun: Noun) -> bool:
    """ "The report of the Group on the camps": whose it is and what on, but not "a report of gunfire"."""
    the = noun.w.words[noun.i + 2 : noun.i + 3] == ["the"]
    return noun.word in {"report", "message", "statement"} and noun.follow == "of" and the


def _about_us(noun: Noun) -> bool:
    """ "A complaint about our report": what it is about, in the publisher's words."""
    behind = noun.w.words[noun.i + 2 : noun.i + 3]
    return noun.follow in {"about", "over", "of"} and not LISTS["own_possessives"].isdisjoint(behind)


def _on_earth(noun: Noun) -> bool:
    """ "The ground that they gave up", but not "on the grounds that"."""
    on_the = noun.i > 1 and noun.w.words[noun.i - 2 : noun.i] == ["on", "the"]
    return noun.word.startswith("ground") and not on_the


def _admitted(noun: Noun) -> bool:
    """ "Pleaded guilty to one charge of fraud": a fact, as "pleaded not guilty" is none."""
    before = noun.w.words[max(0, noun.i - 6) : noun.i]
    return "guilty" in before and "not" not in before


def _authors(noun: Noun) -> bool:
    """ "This author's contention": the publisher's."""
    who = noun.w.words[max(0, noun.i - 3) : noun.i - 1]
    return noun.previous in _POSSESSIVES and who[:1] == ["this"] and not LISTS["ourselves"].isdisjoint(who)


_ADJECTIVE = ("al", "ic", "ive", "ous", "rate", "ian", "ist")
_SET_PHRASES = frozenset({("on", "account"), ("in", "charge"), ("of", "argument"), ("this", "point")})
_REFUSALS: tuple[Callable[[Noun], bool], ...] = (
    _is_verb,
    _of_market,
    _addressed,
    _in_name,
    _in_phrase,
    _on_earth,
    _about_us,
    _by_a_body,
    _admitted,
    _authors,
)


# -- nouns that hold something ---------------------------------------------------------------------------


def _voiced(noun: Noun) -> Candidate | None:
    """ "Raised its concerns about …", "concern about … was voiced": what is felt is content."""
    if "voiced" not in NOUNS[noun.word] or noun.follow not in LISTS["voiced_over"]:
        return None
    high = _voiced_up_to(noun.w, noun.i)
    if not high:
        return None
    found = _content("nominal-cue", noun.i, noun.i + 2, ["k=noun", "noun.frame=about"], high)
    found.phrase = True
    return found


def _itemised(noun: Noun) -> Candidate | None:
    """ "Listed their grievances: …", "has three demands: …", "complaints included: …": what follows."""
    w, i = noun.w, noun.i
    colon = i + 1 + (noun.follow in LISTS["holding"])
    if noun.word not in LISTS["itemised"] or w.words[colon : colon + 1] != [":"] or colon + 1 >= len(w.words):
        return None
    if LISTS["own_possessives"] & set(w.words[max(0, i - 3) : i]):
        return None
    listed = not LISTS["itemising"].isdisjoint(w.words[max(0, i - 5) : i])
    if colon == i + 1 and not (listed or noun.owned):
        return None
    found = _content("nominal-cue", i, colon + 1, ["k=noun", "noun.frame=of"])
    found.fixed = True
    return found


def _disputed(noun: Noun) -> Candidate | None:
    """ "The furore over whether …", "a row about who …": what is asked is content, up to the next verb."""
    w, at = noun.w, noun.i + 1 + (noun.follow in LISTS["disputed_over"])
    if "whether" not in NOUNS[noun.word] or at >= len(w.words):
        return None
    if not w.bits[at] & t.WH and w.words[at] not in LISTS["questions"]:
        return None
    return _content("nominal-cue", noun.i, at, ["k=noun", "noun.frame=that"], _second_verb(w, noun.i, at + 1))


def _claim(noun: Noun) -> Candidate | None:
    """ "The claim that …", "her argument is that …", "rumours of …", "calls for …"."""
    w, i, follow = noun.w, noun.i, noun.follow
    words, frames = w.words, NOUNS[noun.word]
    if noun.word in LISTS["given"] and noun.previous not in LISTS["testifying"]:
        return None
    if noun.word in LISTS["nobodys"] and not noun.owned and not (i > 1 and _airs(words[i - 2])):
        return None  # "the idea that …": nobody is named who has it, as in "rejects the idea that"
    if follow in LISTS["carrying"] and "that" in frames and i + 3 < len(words):
        return _content("nominal-cue", i, i + 2, ["k=noun", "noun.frame=about"], _verb_ahead(w, i + 2))
    at = i + 1
    if follow in LISTS["growing"] and words[at + 1 : at + 2] and words[at + 1] in frames:
        at += 1  # "calls grow for", "hopes rise that"
        follow = words[at]
    if follow not in frames:
        if "that" not in frames:
            return None
        told = w.bits[at] & t.SUBJ and noun.word in LISTS["charges"]  # "allegations he had lied"
        voiced = w.bits[at] & t.DET and not LISTS["voicing"].isdisjoint(w.words[max(0, i - 2) : i])
        if (told or (voiced and complement(w, at) == "clause")) and not _made(w, at):
            return _content("nominal-cue", i, at, ["k=noun", "noun.frame=that"])
        at = _behind_holder(noun)
        if _announces(w, at):
            return _after_colon(w, i, at)
        at += words[at : at + 1] == [":"]  # "make three points: that …"
        if at >= len(words) or not w.bits[at] & t.THAT:
            return None
        follow = "that"
    if noun.word in LISTS["positions"] and not w.bits[at - 1] & t.BE:
        return None  # "the position that she held"
    if words[at + 1 : at + 2] in (["fact"], ["of"]) or (follow == "that" and _is_relative(w, at)):
        return None
    features = ["k=noun", f"noun.frame={follow}"]
    if noun.owned:
        features.append("noun.possessed")
    elif noun.before & t.DET:
        features.append("noun.det")
    # The content ends before the verb whose subject it is: "claims of fraud | spread".
    high = _second_verb(w, i, at + 1) if follow == "that" else _verb_ahead(w, at + 1, noun.word[-1] == "s")
    if follow == "of" and not noun.owned and _tell(w, at + 1):
        return None  # "official reports of the riot also claimed": what tells, and of what
    return Candidate("nominal-cue", (i, at + 1), None, -1, at + 1, (i, at + 1), features, high=high)


def _behind_holder(noun: Noun) -> int:
    """Behind what says whose the claim is, and behind a verb: "the claim by X, the secretary, is | that"."""
    w, i = noun.w, noun.i
    words, bits, n = w.words, w.bits, len(w.words)
    by = i + 1 + (bits[i + 1] & t.ED > 0)  # "the concerns voiced by the clerks that"
    at = by if words[by : by + 1] and words[by] in LISTS["among"] else skip_adjuncts(w, i + 1)
    reach = range(at + 1, min(n, at + _REACH))
    if words[at : at + 1] == ["of"] and i > 1 and bits[i - 2] & t.BE:
        # "It has long been the belief of the crofters that".
        ahead = next((k for k in reach if bits[k] & (t.THAT | t.REL)), at)
        at = ahead if bits[ahead] & t.THAT else at
    elif at < n and words[at] in LISTS["among"]:
        # "fear among the growers that", "complaints by the secretary, X Y, that"
        at = next((k for k in reach if _ends_holder(w, k)), at)
    if at + 2 < n and words[at] == ",":
        if bits[at + 1] & t.THAT and noun.previous not in LISTS["several"]:
            return at + 1  # "her explanation, that the gate had stuck, is …"; not "in some cases, that"
        at = next((k + 1 for k in range(at + 1, min(n - 1, at + 20)) if words[k] == ","), at)
    if at < n and bits[at] & t.HAVE:  # "his position has long been that"
        at = next((k for k in range(at + 1, min(n, at + 4)) if not bits[k] & t.ADV), at)
    return _plainly(w, at + 1) if at < n and bits[at] & t.BE else at


def _announces(w: Words, at: int) -> bool:
    """Whether token `at` is a colon behind "was" or "was plain", not before "that" or a quotation."""
    if at + 1 >= len(w.words) or w.words[at] != ":" or w.bits[at + 1] & (t.THAT | t.QUOTE):
        return False
    return bool(w.bits[at - 1] & t.BE) or not w.bits[at - 1]


def _is_relative(w: Words, that: int) -> bool:
    """Whether a relative clause follows: "a claim that could not be checked", "the claim that he made"."""
    verb = w.bits[that + 1] if that + 1 < len(w.bits) else 0
    if verb & t.ED and _forced(w, that + 1):
        return False
    behind = w.bits[that + 2] if that + 2 < len(w.bits) else 0
    if w.words[that - 1][-1] == "s" and verb & t.BASE and behind & t.PREP:
        return True  # "proposals that align with"
    return bool(verb & (t.AUX | t.FINITE) and not verb & t.NAME) or _made(w, that + 1)


def _forced(w: Words, k: int) -> bool:
    """Whether the form in -ed at token `k` belongs to a noun with a verb: "that forced labour was used"."""
    bits = w.bits
    if k + 2 >= len(bits) or bits[k + 1] & ~t.BASE or not (bits[k + 2] & t.AUX and bits[k + 2] & t.FINITE):
        return False
    # "Claims that rocked markets were …" has no other verb.
    before = any(bit & (t.FINITE | t.BASE) for bit in bits[: max(0, k - 2)])
    return before or any(bit & t.FINITE and not bit & t.NAME for bit in bits[k + 4 :])


def _plainly(w: Words, at: int) -> int:
    """Behind an adjective that closes with a colon: "was plain:"; `at` itself without one."""
    return next((k for k in range(at, min(len(w.words), at + 4)) if w.words[k] == ":"), at)


def _after_colon(w: Words, i: int, colon: int) -> Candidate | None:
    """What a message, noun at token `i`, was: "the message was plain: | the tax would …"."""
    if colon == i + 1 or complement(w, colon + 1) != "clause":
        return None
    return _content("nominal-cue", i, colon + 1, ["k=noun", "noun.frame=that"])


def _made(w: Words, start: int) -> bool:
    """Whether the claim is what somebody made, as the missing object shows: "the claim | he made in May"."""
    words, bits = w.words, w.bits
    for k in range(start + 1, min(len(words), start + 8)):
        ahead = k - 1 - (bits[k - 1] & t.ADV > 0)  # "is actually caused by"
        if words[k] in LISTS["made"] and not bits[ahead] & (t.BE | t.DET):
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
    if bit & t.THAT and w.bits[k - 1] & t.PREP:
        return False  # "accusations from that era"
    if bit & t.THAT or (bit & t.FINITE and not bit & t.NAME and not plural_before(w, k)):
        return True
    return bool(bit & t.PUNCT) and w.words[k] not in {",", ".", "(", ")", "-", "'s", "’s"}


def _voiced_up_to(w: Words, i: int) -> int:
    """Where the object ends of the feeling at token `i` that somebody voices; 0 if nobody does.

    "raised its concerns about …": at a boundary. "Concern about … was voiced": before the verb.
    """
    voicing = LISTS["voicing"]
    if any(word in voicing for word in w.words[max(0, i - 4) : i]):
        return _NO_END
    verb = _verb_ahead(w, i + 2)
    passive = verb < len(w.words) and w.bits[verb] & t.BE
    return verb if passive and any(word in voicing for word in w.words[verb + 1 : verb + 4]) else 0


def _tell(w: Words, start: int) -> bool:
    """Whether the phrase that begins at token `start` ends before a verb of speech with content."""
    for k in range(start + 1, min(len(w.words), start + 8)):
        if w.bits[k] & (t.PUNCT | t.THAT | t.REL | t.SUBJ | t.QUOTE | t.AUX):
            return False
        cue = VERBS.get(w.words[k])
        if cue and cue.kind == "clause.say" and cue.form in {"ed", "past"}:
            return frame(w, k + 1) in {"that", "pron", "det", "quote"}
    return False


def _airs(word: str) -> bool:
    return word in VERBS or word in LISTS["airing"]


def _second_verb(w: Words, noun: int, start: int) -> int:
    """The verb whose subject is "the claim that …": the second finite one behind, where none is before."""
    words, bits = w.words, w.bits
    if any(bits[k] & t.FINITE and not bits[k] & t.NAME for k in range(noun)):
        return _NO_END
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
        elif bits[k - 1] & t.ADV and bits[k - 2] & t.AUX:
            continue  # "is actually caused"
        elif k > first + 1 and not bits[k - 1] & (t.AUX | t.NEG | t.DET | t.TO | t.PREP) and (
            bits[k] & t.AUX or bits[k - 1] & t.ADV or not bits[k] & (t.ED | t.BASE | t.PRESENT)
        ):  # fmt: skip
            return k
    return _NO_END


def _verb_ahead(w: Words, start: int, plural: bool = False) -> int:
    """The first finite verb from token `start` on, outside relative and other subordinate clauses.

    A `plural` has no verb in -s: "calls for tax cuts".
    """
    words, bits = w.words, w.bits
    for k in range(start + 1, len(words)):
        bit = bits[k]
        if (bit & (t.REL | t.THAT | t.QUOTE | t.SUBJ | t.SUB) and not bit & t.PREP) or words[k] in ";:—–":
            break
        if bit & t.AUX & t.FINITE and not bit & t.NAME:
            return k
        if plural and words[k] in LISTS["growing"] and not bits[k - 1] & (t.DET | t.TO):
            return k  # "calls to jail the crews | rise"
        if plural and words[k][-1] == "s":
            continue
        if bit & t.FINITE and not bit & (t.NAME | t.BASE | t.ED) and not bits[k - 1] & (t.DET | t.PREP):
            return k
        behind = bits[k + 1] if k + 1 < len(words) else 0
        if bit & t.ED and behind & t.DET and not bits[k - 1] & _NO_DOER:
            return k  # "complaints about the dam | prompted an inquiry"
        if bit & t.PAST and bit & t.BASE and not bits[k - 1] & (t.DET | t.PREP | t.TO) and behind & t.PREP:
            return k  # "spread through"
    return _NO_END
