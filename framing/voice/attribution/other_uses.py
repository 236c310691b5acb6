"""Verbs of speech that mean something else among other words: "claimed nine lives", "called the office"."""

from __future__ import annotations

from collections.abc import Callable

from framing.voice.attribution import tokens as t
from framing.voice.attribution.clauses import complement, frame, skip_adjuncts
from framing.voice.attribution.complements import called, that_ahead
from framing.voice.attribution.tables import FALSE_FRIENDS, LISTS, NOUNS
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.verb import Verb

_NO_NAMER = frozenset({"np", "other", "none", "comma", "appos"})


def has_other_use(v: Verb) -> bool:
    """Whether one of the other uses is meant."""
    return any(use(v) for use in _USES)


def _connective(v: Verb) -> bool:
    """ "That said, …", "having said that, …", "that is odd, considering that …" """
    words = v.w.words
    if v.lemma == "consider" and v.tense == "ing" and v.follow == "that":
        return v.subj != "np" or not v.before & t.NAME
    if words[v.i - 1 : v.i] == ["having"]:
        return words[v.i + 1 : v.i + 3] in (["that", ","], ["this", ","], ["so", ","])
    return v.subj == "rel" and v.start == 0 and words[0] == "that" and v.follow == ","


def _uncalled(v: Verb) -> bool:
    """Nobody is called anything: "called the office", "the recipe calls for", "a group called X"."""
    if v.lemma == "call" and v.follow not in {"for", "on", "out"} and not called(v.w, v.i + 1):
        return True
    someone = v.lemma == "call" and v.follow in {"obj", "pron"}
    if someone and not LISTS["called_to"].isdisjoint(v.w.words[v.i + 2 : v.i + 3]):
        return True  # "called it off", "called him over"
    if v.lemma == "call" and v.follow == "for" and v.source and v.w.words[v.end - 1] in LISTS["undemanding"]:
        return True
    naming = v.form == "ed" and (v.lemma in LISTS["need_as"] or v.lemma in LISTS["naming"])
    return naming and v.subj in _NO_NAMER and _named(v.w, v.i + 1)


def _named(w: Words, i: int) -> bool:
    """Whether token `i` begins a bare name with nothing said of it: "a group called X"."""
    bits = w.bits
    i += i < len(bits) and bool(bits[i] & t.DET)
    k = i
    while k < len(bits) and bits[k] & t.NAME:
        k += 1
    return k > i and not (k < len(bits) and (bits[k] & (t.DET | t.QUOTE | t.ADV) or not bits[k]))


def _without_particle(v: Verb) -> bool:
    """ "point" without "out", "speak" without "of"."""
    if v.lemma not in LISTS["need_particle"]:
        return False
    behind = v.i + 1 + (v.w.bits[v.i + 1 : v.i + 2] != [] and v.w.bits[v.i + 1] & t.ADV > 0)
    particle, *rest = v.w.words[behind : behind + 2] or [""]
    if particle == "out" and v.lemma == "speak":
        return LISTS["sides"].isdisjoint(rest)  # "speaks out on the toll": a topic
    if particle == "to" and v.lemma == "point" and v.end > v.start:
        # "All signs point to", "she pointed to a cross on the map"
        return v.w.words[v.end - 1] in LISTS["pointers"] or _in_sight(v.w, behind + 1)
    return particle not in LISTS[f"{v.lemma}_words"]


def _in_sight(w: Words, start: int) -> bool:
    """Whether a thing stands at token `start` with where it is seen: "a cross on the map", "in the crowd"."""
    words, bits = w.words, w.bits
    if start >= len(words) or words[start] not in LISTS["articles"]:
        return False
    for k in range(start + 2, min(len(words) - 2, start + 6)):
        if words[k] in LISTS["at_places"]:
            place = k + 1 + (bits[k + 1] & t.DET > 0)
            return not LISTS["places_in_sight"].isdisjoint(words[place : place + 2])
        if bits[k] & (t.PUNCT | t.FINITE | t.SUBJ | t.REL | t.THAT | t.PREP) and not bits[k] & t.NAME:
            return False
    return False


def _of_writing(v: Verb) -> bool:
    """ "X, writing in the Courier, …" tells where; "those who write these stories rarely sign them"."""
    if v.lemma != "write":
        return False
    if v.form == "ing" and v.before & t.PUNCT and v.follow in {"in", "prep"}:
        return True
    return v.subj == "rel" and v.follow in {"det", "poss", "noun"}


def _by_itself(v: Verb) -> bool:
    """A thing says it: "these figures explain why", "which helps explain why", "all evidence suggests"."""
    last = v.w.words[v.end - 1] if v.end > v.start else ""
    if v.lemma == "explain":
        return last in LISTS["records"] or (v.i > 0 and v.w.words[v.i - 1] in LISTS["helping"])
    return v.lemma in LISTS["inferring"] and last in LISTS["pointers"]


def _topic(v: Verb) -> bool:
    """What is said is but spoken of: "contrary to what she says, …", "what she said about the toll was"."""
    if v.lemma == "consider" and v.follow == "wh":
        return True  # "consider what they should do": no claim yet
    before = v.w.words[max(0, v.start - 3) : v.end]
    if "what" in before and not LISTS["despite"].isdisjoint(before[: before.index("what")]):
        return True
    return v.lemma == "say" and v.follow == "about" and v.start > 0 and v.w.words[v.start - 1] == "what"


def _something_else(v: Verb) -> bool:
    """It means something else with what stands behind it: "claimed nine lives", "told a story"."""
    if v.lemma == "appeal" and v.follow in {"against", "to"}:
        return _appeals_to(v)
    if v.lemma == "add" and v.follow == "to":
        return True  # "adds to evidence that"
    if v.lemma == "reckon" and v.follow == "with":
        return True  # "reckoning with the past"
    if v.lemma == "tell" and "how" in v.w.words[v.i + 1 : v.i + 5]:
        return False  # "told stories of how"
    told_it = v.lemma == "tell" and v.w.words[v.i + 1 : v.i + 2] == ["it"]
    if told_it and frame(v.w, v.i + 2) in {"noun", "adv"}:
        return True  # "tells it well"
    if v.lemma == "call" and v.follow in {"for", "on"}:
        return False
    friends = FALSE_FRIENDS.get(v.lemma)
    if friends is None:
        return False
    dated = v.i + any(bit & t.TIME for bit in v.w.bits[v.i + 1 : v.i + 2])  # "testified Wednesday at"
    near = _near(v.w, v.i, friends) or _near(v.w, dated, friends)
    return near and not _reports_all_the_same(v)


def _appeals_to(v: Verb) -> bool:
    """ "Has until May to appeal against the order", "appeal to the voters"."""
    if v.follow == "against":
        return v.subj == "to"
    return any(bit & (t.DET | t.NAME) for bit in v.w.bits[v.i + 2 : v.i + 3])


def _reports_all_the_same(v: Verb) -> bool:
    """ "Was asked in the House whether", "reported in May", "is reported to have fled"."""
    after = skip_adjuncts(v.w, v.i + 1)
    if v.lemma == "ask" and v.w.words[after : after + 1] and v.w.words[after] in LISTS["questions"]:
        return True
    if v.lemma == "write" and v.start and v.w.words[v.start - 1] in {",", '"'}:
        return True  # "The tax, she wrote to her sister, was …"
    behind = v.w.bits[v.i + 2] if v.i + 2 < len(v.w.bits) else 0
    if v.follow in {"in", "on"} and behind & (t.NAME | t.TIME) and v.lemma != "cite":
        return True
    bare = v.passive or v.subj in {"comma", "none"}
    if v.follow == "to" and v.form == "ed" and bare and behind & t.BASE:
        return True
    return v.group == "clause" and that_ahead(v.w, v.i + 1, after, v.lemma) > 0


def _near(w: Words, i: int, friends: frozenset[str]) -> bool:
    """Whether one of the words stands directly behind token `i`, or, if it is a noun, within four tokens."""
    for k in range(i + 1, min(len(w.words), i + 7)):
        if w.words[k] in friends and (k == i + 1 or not w.bits[k] & (t.PREP | t.ADV)):
            # "said a prayer for them", but "said the prayer house had burnt"
            behind = w.bits[k + 1] if k + 1 < len(w.bits) else t.PUNCT
            return k == i + 1 or bool(behind & ~(t.NAME | t.AUX | t.FINITE | t.BASE))
        if w.bits[k] & (t.THAT | t.PUNCT | t.QUOTE | t.SUBJ | t.AUX):
            return False
    return False


def _others(v: Verb) -> bool:
    """The object is somebody else's word, or no word: "respond to the questions", "rejected the budget"."""
    if v.lemma == "ask" and v.i == 0 and v.follow in {"for", "to"}:
        return True  # "Asked for a word on the toll, the mayor …": by the publisher
    if v.lemma == "reject" and v.follow != "that":
        return NOUNS.keys().isdisjoint(v.w.words[v.i + 1 : v.i + 7])
    dated = any(bit & t.TIME for bit in v.w.bits[v.i + 2 : v.i + 3])  # "asked on Monday whether"
    if v.lemma == "ask" and v.follow in {"about", "on"} and not dated:
        return v.passive or not v.helpers & t.HAVE  # "asked about the fire": a topic
    if _questions_somebody(v):
        return True
    if v.kind == "object.deny" and _is_claim(v.w, v.i + 1):
        return True  # "denied the charges": that is what the publisher calls them
    follow = v.follow if v.follow != "adv" else frame(v.w, v.i + 2)  # "respond justly to"
    return v.lemma in LISTS["answering"] and follow in {"to", "det", "noun", "poss", "name"}


def _questions_somebody(v: Verb) -> bool:
    """ "Questioned several of the clerks", but not "questioned Marr's plan"."""
    if v.lemma != "question" or v.passive:
        return False
    behind = v.w.words[v.i + 1 : v.i + 5]
    someone = v.follow in {"noun", "name", "obj", "adv"} or not LISTS["fresh"].isdisjoint(behind[:1])
    return someone and "'s" not in behind and "’s" not in behind


def _is_claim(w: Words, i: int) -> bool:
    """Whether the object that begins at token `i` is but the name of a claim: "the charges", "her claim"."""
    k = i
    while k < len(w.words) and (w.bits[k] & t.DET or w.words[k - 1 : k + 1] == ["all", "of"]):
        k += 1  # "all of the charges"
    if k >= len(w.words) or w.words[k] not in NOUNS:
        return False
    return frame(w, k + 1) in {"end", "cc", ",", ".", "prep", "in", "on"}


def _denied_somebody(v: Verb) -> bool:
    """ "Denied two girls their seats": what somebody is kept from, no claim."""
    if v.lemma != "deny":
        return False
    w = v.w
    for k in range(v.i + 1, min(len(w.words), v.i + 12)):
        if w.bits[k] & (t.PUNCT | t.THAT | t.SUBJ | t.CC | t.QUOTE | t.AUX):
            return False
        if (
            k > v.i + 1
            and w.bits[k] & t.DET
            and not w.bits[k - 1] & (t.PREP | t.DET | t.ING | t.FINITE | t.ADV | t.SUB)
        ):
            return True
    return False


def _says_a_name(v: Verb) -> bool:
    """ "Nobody was saying Lirra before the war": the word itself."""
    often = v.form == "ing" or v.helpers & t.NEG
    if v.lemma != "say" or v.follow != "name" or v.source is None or not often:
        return False
    end = next((k for k in range(v.i + 1, len(v.w.bits)) if not v.w.bits[k] & t.NAME), len(v.w.bits))
    behind = v.w.bits[end] if end < len(v.w.bits) else t.PUNCT
    ends = behind & (t.PUNCT | t.SUB) or (v.form == "ing" and behind & t.PREP)
    return bool(ends) and complement(v.w, v.i + 1) == "phrase"


def _let_in(v: Verb) -> bool:
    """ "Admitted 400 refugees", "admit the crews as guests when the gale falls": people, not a fault."""
    if v.lemma != "admit" or v.follow not in {"det", "noun", "name"}:
        return False
    bits = v.w.bits[v.i + 1 : v.i + 16]
    verb = next((k for k, bit in enumerate(bits) if bit & t.FINITE and not bit & t.NAME), len(bits))
    moment = any(bit & t.SUB for bit in bits[:verb])
    return moment or (verb == len(bits) and bool(bits[0] & t.NUMBER))


def _endangers(v: Verb) -> bool:
    """ "Homes threatened by slides", "threatened them with rifles": a danger, unless a deed is threatened."""
    if v.lemma != "threaten":
        return False
    w, after = v.w, skip_adjuncts(v.w, v.i + 1)
    after += w.words[after : after + 1] == ["not"]
    if not {v.follow, frame(w, after)}.isdisjoint({"to", "that", "quote"}):
        return False  # "threatened last week not to pay"
    if v.form == "ed" and v.follow in {"by", "with"}:
        return True  # "families threatened with eviction"
    within = True  # its object, or what stands behind "with"
    for k in range(v.i + 1, min(len(w.words), v.i + 14)):
        bit = w.bits[k]
        if bit & (t.QUOTE | t.THAT | t.SUBJ | t.REL) or w.words[k] in ",;:—–.":
            return not bit & t.QUOTE
        if within and w.words[k] in LISTS["threats"]:
            return k + 1 < len(w.bits) and not w.bits[k + 1]  # "threatens the strike fund"
        if bit & t.PREP:
            within = w.words[k] == "with"
    return True


_USES: tuple[Callable[[Verb], bool], ...] = (
    _connective, _uncalled, _without_particle, _of_writing, _by_itself, _topic, _something_else, _others,
    _denied_somebody, _says_a_name, _let_in, _endangers,
)  # fmt: skip
