"""Uses of a verb of speech that report nothing. Each function says which; `reports_nothing` asks them all."""

from __future__ import annotations

from collections.abc import Callable

from framing.voice.attribution import tokens as t
from framing.voice.attribution.clauses import complement, frame, skip_adjuncts
from framing.voice.attribution.complements import that_ahead
from framing.voice.attribution.noun_like import adjective, rather_a_noun, verbal_noun
from framing.voice.attribution.other_uses import has_other_use
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.verb import Verb

# Behind these a passive reports: "was noted that", "is said to".
_PASSIVE_FRAMES = frozenset({"that", "to", "as", "quote", ":", "of"})
_CLAUSE_OPENS = frozenset({"det", "name", "pron", "poss", "noun"})
_LOOSE_SUBJECT = frozenset({"cc", "to", "none", "comma", "other"})
_NO_SUBJECT = frozenset({"none", "cc", "comma", "punct", "quote"})
_KNOWN = (["it", "be"], ["made", "it"], ["makes", "it"])


def reports_nothing(v: Verb) -> bool:
    """Whether one of the refusals holds."""
    return any(refusal(v) for refusal in _REFUSALS[v.form])


def _our_own(v: Verb) -> bool:
    """The publisher speaks: "I think", "our board says", "let us say"."""
    words = v.w.words
    if v.passive and v.lemma in LISTS["to_someone"]:
        return False  # "we were told that"
    if v.lemma in LISTS["publishing"] and (
        "can" in words[v.end : v.i] or (v.subj == "to" and v.i > 1 and words[v.i - 2] in LISTS["glad"])
    ):
        return True  # "The Courier can reveal that", "the zoo is delighted to announce"
    if v.start and v.w.bits[v.start] & t.PREP and words[v.start - 1] in LISTS["first_person"]:
        return True  # "we at the Marsh Trust believe"
    if v.subj == "name":
        return False  # "our officer Ida Marr says": a person, not the publisher
    if words[v.start : v.start + 1] == ["this"] and words[v.end - 1] in LISTS["ourselves"]:
        return True  # "this author believes"
    if v.subj == "I" or any(word in LISTS["own_possessives"] for word in _first_and_last(v)):
        return True
    if v.end > v.start and words[v.end - 1] in LISTS["own_objects"]:
        return not LISTS["causing"].isdisjoint(words[max(0, v.end - 2) : v.end])  # "makes us wonder"
    return _ours(v.w, v.i, v.subj)


def _first_and_last(v: Verb) -> list[str]:
    """Where the subject may say whose it is: "our clerk", "on Monday our clerk"."""
    words = v.w.words[v.start : v.end]
    if len(words) < 2 or words[-1] in LISTS["not_us"] or not LISTS["not_us"].isdisjoint(words[1:3]):
        return []  # "our guide says", "our partner church in the hills says"
    if len(words) > 2 and v.w.bits[v.end - 3] & t.PREP:
        return words[:1]  # "cases on our site alleging"
    return words[:1] + words[-2:-1]


def _ours(w: Words, i: int, subj: str) -> bool:
    """Whether "we" governs the verb from further away: "we, the unions, call for", "we ask … and demand"."""
    words, bits = w.words, w.bits
    if subj == "comma" and words[0] in LISTS["first_person"] and words[1] == "," and bits[2] & t.REL:
        return "," not in words[2 : i - 1]  # "We, who disagree about the rest, ask that"
    if subj == "appos":
        return words[0] in LISTS["first_person"] and words[1] == "," and not any(
            bits[k] & t.SUBJ for k in range(1, i)
        )  # fmt: skip
    if subj not in _LOOSE_SUBJECT:
        return False
    if subj == "comma" and _in_insert(w, i):
        return False
    for k in range(i - 1, -1, -1):
        if bits[k] & (t.REL | t.THAT | t.QUOTE) or words[k] in ";:":
            return False
        if bits[k] & t.SUBJ:
            return words[k] in {"we", "i"}
    return False


def _in_insert(w: Words, verb: int) -> bool:
    """Whether we speak only between the commas before a verb: "the council, I should note, | has said"."""
    close = next((k for k in range(verb - 1, max(0, verb - 5), -1) if w.words[k] == ","), 0)
    opens = next((k for k in range(close - 1, 0, -1) if w.words[k] == ","), 0)
    return opens > 0 and bool(w.bits[opens + 1] & t.SUBJ) and close - opens < 6


def _vouched_for(v: Verb) -> bool:
    """The content is given as fact: "the photographs show that", "the inquiry found that"."""
    if v.lemma == "confirm" and not LISTS["records"].isdisjoint(v.w.words[v.start : v.end]):
        return True  # "satellite images confirm that"
    return v.kind == "factive" and not _heard_or_asked(v)


def _heard_or_asked(v: Verb) -> bool:
    """Whether a verb of knowing tells of hearsay, of a question or of a message."""
    before = v.w.words[max(0, v.i - 2) : v.i]
    if v.lemma == "understand":
        return v.passive and v.subj == "it"  # "it is understood that"
    if v.lemma != "know":
        return False
    if v.subj == "to" and v.i > 1 and before[0] in LISTS["wanting"] and v.follow != "about":
        return True  # "parents wanted to know why"
    return before in _KNOWN  # "let it be known that"


def _unsaid(v: Verb) -> bool:
    """Nothing was said: "failed to condemn", "left without naming or blaming", "chose to not recommend"."""
    words, bits = v.w.words, v.w.bits
    if v.helpers & t.NEG and v.helpers & t.DO and v.lemma in {"say", "mention"} and v.follow == "that":
        return True  # "it doesn't say that the lockout came first"
    if v.helpers & t.NEG and v.helpers & t.DO and v.lemma == "explain":
        return True  # "did not explain why"
    if (v.subj == "to" and v.helpers & t.NEG) or (v.lemma == "say" and words[max(0, v.i - 1)] == "without"):
        return True  # "it goes without saying"
    coordinated = v.form == "base" and "or" in words[max(0, v.i - 2) : v.i]
    if coordinated and not LISTS["omissions"].isdisjoint(words[: v.i]):
        return True  # "refused to meet them or even acknowledge that"
    start, end = (v.end, v.end) if v.tense in {"inf", "ing"} or v.source is None else v.source
    start -= start < end and bits[start] & t.TO > 0  # "a clerk who refused | to give a name said"
    for k in range(v.i - 1, max(-1, v.i - 7), -1):
        if start <= k < end:
            continue  # "families without water say": of the subject, not of what it says
        if words[k] in LISTS["omissions"]:
            return k + 1 < v.i
        if bits[k] & (t.PUNCT | t.THAT | t.REL | t.SUBJ | t.QUOTE):
            return False
        if bits[k] & t.FINITE and not bits[k] & t.NAME:
            return False
    return False


def _owed(v: Verb) -> bool:
    """Nobody has said it yet: "the minister must explain why"."""
    helpers = v.w.words[v.end : v.i]
    if v.helpers & t.PAST_MODAL and v.helpers & t.HAVE:
        return not LISTS["unreal"].isdisjoint(helpers)  # "could have announced a plan"
    return not LISTS["owing"].isdisjoint(helpers) and "have" not in helpers


def _merely_noted(v: Verb) -> bool:
    """A thing is noted, not that something is so: "has noted with concern a number of posts"."""
    if v.lemma not in LISTS["noting"] or v.passive or v.follow not in {"det", "poss", "with", "name", "noun"}:
        return False
    if v.form == "ed" and v.subj == "comma" and v.follow in {"det", "name"}:
        return False  # "…, noted the clerk."
    after = skip_adjuncts(v.w, v.i + 1)
    if after > v.i + 1 and frame(v.w, after) in {"end", ".", ","}:
        return False  # "…, the agency announced late Friday"
    dated = v.start > 0 and v.w.words[v.start - 1] in LISTS["since"]  # "after he announced his support"
    if not dated and not LISTS["intents"].isdisjoint(v.w.words[v.i + 1 : v.i + 4]):
        return False  # "announced its plan to close the mine"
    return not _has_clause(v.w, after)


def _has_clause(w: Words, start: int) -> bool:
    """Whether a clause begins at token `start`, and has its verb before the next comma."""
    stop = next((k for k in range(start, len(w.words)) if w.words[k] in {",", ";"}), len(w.words))
    bits = w.bits
    found = (k for k in range(start, stop) if bits[k] & t.FINITE and not bits[k] & t.NAME)
    verbs = any(not bits[k - 1] & t.DET for k in found)  # in "the spread of" it is a noun
    return verbs and complement(w, start) == "clause"


def _undisputed(v: Verb) -> bool:
    """ "Nobody disputes that", "no clerk denies that": everybody says so, the publisher too."""
    if v.lemma not in LISTS["undisputed"] or v.end <= v.start:
        return False
    return not LISTS["nobody"].isdisjoint(v.w.words[max(0, v.start - 1) : v.start + 1])


def _amount(v: Verb, words: list[str]) -> bool:
    """ "Says a lot about the board", "has much to say about it"; not "said the things about it are"."""
    if not words:
        return v.subj == "to" and v.w.words[v.end - 2] in LISTS["amounts"]
    bits = v.w.bits[v.i + 1 : v.i + 1 + len(words)]
    known = bits[0] & (t.DET | t.POSS) and words[0] not in LISTS["fresh"]
    told = any(bit & (t.SUBJ | t.AUX) for bit in bits)
    return not (known or told or LISTS["amounts"].isdisjoint(words))


def _emptied(v: Verb) -> bool:
    """The object empties it: "said nothing about the fire", but not "said nothing had burnt"."""
    ahead = v.w.words[v.i + 1 : v.i + 7]
    if v.lemma == "say" and "about" in ahead and _amount(v, ahead[: ahead.index("about")]):
        return True
    words = ahead[:2]
    if words in (["the", "same"], ["as", "much"], ["it", ","], ["it", "all"]) or words[1:] == ["fact"]:
        return True
    if words[:1] == ["no"] and words[1:] and words[1] in LISTS["stances"]:
        return True  # "implies no opinion on the name"
    if words and words[0] in LISTS["empty_objects"]:
        return not any(bit & (t.FINITE | t.THAT) for bit in v.w.bits[v.i + 2 : v.i + 3])
    return v.helpers & t.NEG > 0 and v.lemma == "comment" and v.follow not in {"that", "quote"}


def _nobodys(v: Verb) -> bool:
    """The infinitive belongs to "it is fair to say", "too close to call": nobody's claim."""
    if v.form == "ing" and v.i > 1 and v.w.words[v.i - 2 : v.i] == ["way", "of"]:
        return True  # "a polite way of saying"
    if v.form == "ing" and v.i and v.w.words[v.i - 1] in LISTS["meaning"]:
        return True  # "it means acknowledging that"
    if v.subj != "to":
        return False
    words, bits, to = v.w.words, v.w.bits, v.end
    if v.lemma == "say" and to > 1 and bits[to - 2 - (words[to - 2] == "not")] & t.BE:
        return True  # "none of this is to say that", "that is not to say that"
    if "too" in words[max(0, to - 3) : to] or words[max(0, to - 2)] in LISTS["grounds"]:
        return True  # "too close to call", "good reasons to believe"
    if v.lemma in {"say", "speak"} and _hard_to_say(v.w, to):
        return True
    for k in range(to - 1, max(-1, to - 7), -1):
        if words[k] in {"it", "there"}:
            return k + 1 < to and bool(bits[k + 1] & t.BE or words[k + 1] in t.POSSESSIVE)
        if bits[k] & (t.PUNCT | t.REL | t.THAT):
            return False
    return False


def _hard_to_say(w: Words, verb: int) -> bool:
    """ "The name is not easy to | say aloud", "was a hard one to | say": of the words, no claim."""
    k = verb - 2 - (w.words[verb - 2] in {"one", "thing", "word", "name"})
    if k < 1 or w.words[k] not in LISTS["hard"]:
        return False
    while k > 1 and w.bits[k - 1] & (t.ADV | t.NEG | t.DET):
        k -= 1
    return bool(w.bits[k - 1] & t.BE)


def _thought_likely(v: Verb) -> bool:
    """The publisher supposes it: "one might think", "as they say of doctors", "it could encourage her to"."""
    words = v.w.words
    subject = words[v.start : v.end]
    told = v.lemma == "hear" and v.helpers & t.HAVE  # "you have heard that"
    if subject == ["you"] and (told or v.lemma in LISTS["guessing"]):
        return True  # "by, you guessed it, the toll"
    if v.lemma == "say" and v.helpers & t.PAST_MODAL and v.start and words[v.start - 1] == "as":
        return True  # "as he might say"
    if subject == ["one"]:
        return v.lemma == "wonder" or bool(v.helpers & (t.MODAL | t.PAST_MODAL))
    if subject == ["they"]:
        return v.start > 0 and words[v.start - 1] == "as" and v.lemma in {"say", "call"}
    supposed = v.subj == "it" or v.helpers & (t.MODAL | t.PAST_MODAL)
    if v.lemma in LISTS["inferring"] and supposed and v.follow == "that":
        return True  # "the message would indicate that", "for it suggests that"
    if v.passive and v.kind == "object.describe" and v.helpers & t.PAST_MODAL and "what" in words[: v.i]:
        return True  # "what might be seen as a farce"
    if v.lemma in LISTS["inferred"] and v.form == "ing" and v.before & t.PUNCT and not _spoken_before(v):
        return True  # "the state has begun to print cards, suggesting the amnesty may be near"
    if v.lemma == "find" and v.subj == "to":
        return any(word in LISTS["seeming"] for word in words[max(0, v.i - 4) : v.i])
    if v.form == "ed" and v.follow in {",", "end", "—"} and v.i and words[v.i - 1] in {"than", "as"}:
        return True  # "sooner than expected, the …"
    if v.form == "ed" and v.follow == "—" and v.helpers & t.HAVE and "than" in words[max(0, v.i - 7) : v.i]:
        return True  # "more slowly than the clerks had anticipated – and the …"
    if v.lemma == "encourage" and "to" not in v.w.words[v.i + 1 : v.i + 8]:
        return True  # "encouraged the protests": a deed
    thing = v.subj == "it" or subject[:1] in (["that"], ["which"])
    return thing and v.lemma == "encourage"


def _spoken_before(v: Verb) -> bool:
    """Whether somebody speaks earlier in the sentence, so that a participle goes on with it."""
    return any(bit & t.QUOTE or word in VERBS for word, bit in zip(v.w.words[: v.i], v.w.bits, strict=False))


def _imperative(v: Verb) -> bool:
    """ "NOTE: …", "Write to the editor", "please ask yourself"."""
    asked = "please" in (v.w.words[0], v.w.words[max(0, v.i - 1)])
    if v.helpers & t.NEG and v.subj in _NO_SUBJECT and not {"do", "don"}.isdisjoint(v.w.words[v.end : v.i]):
        return True  # "and don't think that"
    if v.form == "base" and v.subj == "comma" and v.w.bits[0] & (t.TO | t.SUB) and v.follow in {"to", "obj"}:
        return True  # "to object, write to the clerk"
    if v.form == "base" and v.subj == "punct" and v.lemma in LISTS["guessing"]:
        return True  # "a thin show – think two planks and a lamp"
    item = v.i == 1 and not v.w.words[0][:1].isalnum()  # "✔ say publicly that"
    return v.i == 0 or item or bool(asked) or (v.subj == "none" and v.follow == ":")


def impersonal(v: Verb) -> bool:
    """Whether nobody is named who says so: "the raid, it was alleged in court, …", "…, we are told, …"."""
    words = v.w.words
    if not v.passive or not v.start or words[v.start - 1] != ",":
        return False
    return words[v.start] == "it" or (
        words[v.start] in LISTS["first_person"] and v.lemma in LISTS["to_someone"]
    )


def _by_whom(v: Verb) -> bool:
    """Whether "by" and a speaker stand before the content: "claimed by rebels that", "said by X to"."""
    words, bits, by = v.w.words, v.w.bits, v.i + 1
    if words[by : by + 1] != ["by"] or words[by + 1 : by + 2] == ["no"]:
        return False
    to = next((k for k in range(by + 1, min(len(bits) - 1, by + 8)) if bits[k] & t.TO), 0)
    if to and v.lemma in LISTS["said_to"] and not bits[to + 1] & (t.DET | t.POSS | t.NAME | t.OBJ | t.NUMBER):
        return True
    return any(bit & t.THAT for bit in bits[by + 1 : by + 10])


def _does_something(v: Verb) -> bool:
    """Whether an infinitive stands behind "to": "is said to thrive", but not "is said to visitors"."""
    k = v.i + 2
    bit, word = (v.w.bits[k], v.w.words[k]) if k < len(v.w.bits) else (0, "")
    if bit & t.BASE or v.lemma not in LISTS["said_to"]:
        return bool(bit & t.BASE)
    # The list of base forms is short, but whoever is said to do something can do anything.
    return not (
        bit & (t.DET | t.POSS | t.NAME | t.OBJ | t.NUMBER) or (word[-1:] == "s" and word[-2:] != "ss")
    )


def _event(v: Verb) -> bool:
    """A passive that tells of an event: "was promised a grant", "was ordered to leave", "was noted when"."""
    if not v.passive or impersonal(v):
        return False
    if (v.kind == "action.commit" or v.lemma in LISTS["deeds"]) and v.follow not in {"to", "that"}:
        return True
    if v.lemma in LISTS["notices"] and v.helpers & t.PRESENT:
        return True  # "Readers are reminded that": the publisher's own notice
    after = skip_adjuncts(v.w, v.i + 1)
    behind = frame(v.w, after)
    if v.w.words[after : after + 1] and v.w.words[after] in LISTS["questions"]:
        behind = "wh"
    if v.lemma in LISTS["orders"] and "to" in (v.follow, behind):
        return True
    if v.lemma == "determine" and v.follow == "to":
        return True  # "is determined to stay"
    if v.w.words[v.i + 1 : v.i + 3] == ["as", "part"]:
        return True  # "was announced as part of"
    if v.group != "clause" or v.lemma in LISTS["addressing"]:
        return False
    done = v.follow == "to" and not _does_something(v)
    if v.follow in _PASSIVE_FRAMES and not done:
        return False  # but "was admitted to the ward"
    if v.subj == "it" and that_ahead(v.w, v.i + 1, after, v.lemma):
        return False  # "it is said in the capital that"
    if v.subj == "it" and v.lemma in LISTS["it_is"] and v.follow in _CLAUSE_OPENS:
        return False  # "it is feared the dam will burst"
    return behind not in {"that", "wh"} and not _by_whom(v)


def _so_much_so(v: Verb) -> bool:
    """ "Is so politically charged that the board met", "was so worried that she left": what came of it."""
    words, bits = v.w.words, v.w.bits
    k = v.i - 1
    while k > 0 and bits[k] & t.ADV and words[k] != "so":
        k -= 1
    if k < 1 or words[k] != "so" or sum(bit & t.THAT > 0 for bit in bits[v.i :]) > 1:
        return False  # "so worried that it may fall that they pray"
    while k > 1 and bits[k - 1] & t.ADV:
        k -= 1
    return bool(bits[k - 1] & t.BE) or words[k - 1] in LISTS["linking"]


def _explained(v: Verb) -> bool:
    """ "Was not persuaded: the law …", "was convinced: it found that": behind the colon stands why."""
    if not v.passive or v.follow != ":":
        return False
    if v.helpers & t.NEG:
        return complement(v.w, v.i + 2) == "clause"
    behind = v.w.words[v.i + 3 : v.i + 4]
    own = VERBS.get(behind[0]) if behind and v.w.bits[v.i + 2] & t.SUBJ else None
    return own is not None and own.kind == "factive"


_OF_ANY_FORM: tuple[Callable[[Verb], bool], ...] = (
    _vouched_for, _our_own, _undisputed, _owed, _merely_noted, _emptied, _nobodys, _thought_likely, _unsaid,
    has_other_use,
)  # fmt: skip
# By the form of the verb, as in `Cue`.
_REFUSALS: dict[str, tuple[Callable[[Verb], bool], ...]] = {
    "base": (*_OF_ANY_FORM, rather_a_noun, _imperative),
    "s": (*_OF_ANY_FORM, rather_a_noun),
    "past": _OF_ANY_FORM,
    "ed": (*_OF_ANY_FORM, adjective, _event, _explained, _so_much_so),
    "part": (*_OF_ANY_FORM, adjective, _event, _explained, _so_much_so),
    "ing": (*_OF_ANY_FORM, verbal_noun),
}
