"""Pieces behind a cue that begin something of the publisher's own: there its content certainly ends.

Each reason is a function of its own, with an example; in the examples "|" stands for the boundary. Here are
those that hold for any piece; the others are in `own_phrases` and `own_clauses`.
"""

from __future__ import annotations

from collections.abc import Callable

from framing.voice.attribution import tokens as t
from framing.voice.attribution.asides import predicate
from framing.voice.attribution.boundary import (
    CONCESSION,
    CONTRAST,
    NOMINAL,
    SHIFTED,
    Boundary,
    goes_on_listing,
)
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import Piece, adjunct
from framing.voice.attribution.own_clauses import is_own_clause
from framing.voice.attribution.own_phrases import is_own_phrase
from framing.voice.attribution.sentence import Sentence
from framing.voice.attribution.tables import LISTS, NOUNS, VERBS
from framing.voice.attribution.tokens import Words

_COORDINATED = frozenset({"and", ",+and", ";+and", "but", ",+but", ",+while", ",+though", ",+although"})
_BEFORE_OTHERS = _COORDINATED | {",+as", "", '"'}
_AND_THAT = frozenset({"and+that", ",+and+that"})
_AND_WHO = frozenset({"and+who", ",+and+who", "but+who", ",+but+who"})
_COMPARED = frozenset({",+as+if", ",+as+though", "—+as+if", "—+as+though"})
_MOMENTS = LISTS["moments"]
_NO_VERB = t.PREP | t.PUNCT | t.CC | t.DET | t.TO | t.NAME


def closes(s: Sentence, c: Candidate, number: int) -> bool:
    """Whether piece `number` certainly begins something of the publisher's own."""
    piece = s.pieces[number]
    b = Boundary(
        s, c, number, piece, piece.label, piece.label.rpartition('"+')[2], piece.opens, piece.tense,
        s.words.words[piece.start],
        _has_subject(s.words, piece) or piece.opens in {"he", "it"} or _is_plural_cue(s.words, piece),
    )  # fmt: skip
    if _contrasts(b) or _stays_shifted(b):
        return False
    if any(reason(b) for reason in _REASONS):
        return True
    return is_own_clause(b) if b.clause else is_own_phrase(b)


def _has_subject(w: Words, piece: Piece) -> bool:
    """Whether a piece with a verb begins with its subject, not with a verb: "and | implement tax cuts"."""
    if piece.opens == "noun+v" and piece.label == "and" and w.bits[piece.start + 1] & (t.DET | t.POSS):
        return False  # "to extend and | deepen the cuts": a verb in no list
    if piece.opens != "base+v" or piece.label not in {"and", "or"}:
        return piece.opens[-2:] == "+v"
    behind = w.bits[piece.start + 1] if piece.start + 1 < piece.end else 0
    return bool(behind & (t.FINITE | t.PREP | t.AUX))


def _is_plural_cue(w: Words, piece: Piece) -> bool:
    """Whether what looks like a cue is the subject of a piece: "but | protests are forming"."""
    k = piece.start + 1
    return piece.opens == "cue" and w.words[k - 1][-1:] == "s" and k < piece.end and bool(
        w.bits[k] & t.AUX and w.bits[k] & t.FINITE
    )  # fmt: skip


def _contrasts(b: Boundary) -> bool:
    """ "It was not the dam, X said; | rather, it was …"."""
    return b.c.trailing and b.word in LISTS["rather"]


def _stays_shifted(b: Boundary) -> bool:
    """ "Replied that there was no tax; | there was a charge, and it would fall": the tense goes on."""
    c = b.c
    if c.trailing and c.tense == "past" and b.label == ";":
        # "There was no way out, he said; | the bridge would fall", but not "the bridge had no rail"
        bits = b.s.words.bits[b.piece.start : b.piece.end]
        verb = next((k for k, word in enumerate(b.words) if word in SHIFTED), len(bits))
        return b.tense == "would" or (
            b.tense == "had" and any(bit & t.PAST for bit in bits[verb + 1 : verb + 3])
        )
    return (
        _semicolon(b)
        and c.that
        and not c.trailing
        and c.tense == "past"
        and b.tense in {"past", "had", "would"}
        and b.opens in {"it", "he"}
        and not SHIFTED.isdisjoint(b.s.words.words[b.piece.start :])
    )


def _semicolon(b: Boundary) -> bool:
    """What follows a semicolon, unless "that" or a phrase without a verb goes on."""
    goes_on = "that" in b.label or (not b.tense and b.opens in {"to", "prep", "ing"})
    return b.joint[:1] == ";" and not goes_on


def _instead(b: Boundary) -> bool:
    """ "Speak of "camps" instead of what they are: | …"."""
    return b.label[0] == ":" and "instead" in b.s.words.words[max(0, b.c.right) : b.piece.start]


def _behind_quotation(b: Boundary) -> bool:
    """Behind a quotation: when or where its words were said.

    "argued that the dam "will hold" | during a speech", "called it "a farce" | after the vote failed".
    """
    w, start = b.s.words, b.piece.start
    if b.c.trailing or not _closes_quotation(w, b.s.pieces[b.number - 1].end, start):
        return False
    if any(piece.label in _AND_THAT for piece in b.s.pieces[b.number + 1 :]):
        return False  # "said it was "stable" from Tuesday on and that …"
    if b.joint in _MOMENTS:
        # "When it comes to" tells of what, not when.
        deed = bool(b.tense) or b.opens[-3:] == "ing"
        return deed and w.words[start : start + 3] != ["it", "comes", "to"]
    if b.opens == "prep" and not b.tense:
        return bool(adjunct(w, start)) or b.word == "during"
    return False


def _closes_quotation(w: Words, low: int, high: int) -> bool:
    """Whether one of the tokens from `low` - 1 up to `high` is or ends a quotation."""
    return any(w.bits[k] & t.QUOTE or w.words[k] in '”’"' for k in range(max(0, low - 1), high))


def _others_say(b: Boundary) -> bool:
    """ "X said he would stay and | others said they would go", "…, as | the mayor suggested"."""
    own_cue = b.piece.hole and not b.c.trailing and b.opens[:3] != "cue"
    return own_cue and b.joint in _BEFORE_OTHERS


def _since(b: Boundary) -> bool:
    """ "…, X said on Thursday, | two days after the vote"."""
    if b.label != "," or (b.c.that and not b.c.trailing):
        return False
    words = b.s.words.words
    high = min(b.piece.end, b.piece.start + 4, len(words) - 1)
    return any(
        words[k] in LISTS["units"] and words[k + 1] in LISTS["since"] for k in range(b.piece.start, high)
    )


def _main_verb(b: Boundary) -> bool:
    """ "The report, which accuses X of theft, | was …"."""
    c = b.c
    if not c.embedded or not (b.label == "," or (c.trailing and b.label == ",+and")):
        return False
    finite = predicate(b.s.words, b.piece.start) and not b.first & t.BASE
    if c.rule == "passive-report" and b.opens == "ed" and b.tense == "past":
        return True  # "the mayor, accused of theft, | resigned"
    return finite or b.opens in {"aux", "past", "cue"}


def _other_subject(b: Boundary) -> bool:
    """ "The duke, who is said to have fled, | and his clerk"."""
    return b.c.embedded and b.c.phrase and b.label == ",+and" and b.opens in NOMINAL


def _and_each_year(b: Boundary) -> bool:
    """ "Is said to cure the sick, and | every August pilgrims fill …"."""
    return b.c.phrase and b.label == ",+and" and b.tells_when(1, 2)


def _and_who(b: Boundary) -> bool:
    """ "A man who has called it a crime | and who is ready to sue"."""
    return b.c.embedded and b.joint in _AND_WHO


def _source_named(b: Boundary) -> bool:
    """ "…, | according to the paper", "…, as | was expected"."""
    return b.word == "according" or (b.label == ",+as" and b.opens == "aux" and not b.c.that)


def _remark(b: Boundary) -> bool:
    """A remark of the publisher's on the content: "…, | a plan he has changed since"."""
    c = b.c
    if b.label[:1] == "," and c.phrase and (b.word == "so" or b.label == ",+so"):
        return True  # "spent years complaining about the tax, so | now that …"
    if b.label[-1] not in ",—" or b.word not in LISTS["asides"]:
        return False
    if not (c.trailing or c.phrase or any(piece.tense for piece in b.before)):
        return False
    if c.trailing and c.sure and (b.tense or not b.before):
        return False  # "Overall, X said, | a number of …", "is, X said, | a …"
    if _has_verb(b):
        return False
    return not goes_on_listing(b.s.pieces, b.number)


def _has_verb(b: Boundary) -> bool:
    """Whether the noun phrase that opens the piece has a verb: "a clerk is named", not "a step they took"."""
    for bit in b.s.words.bits[b.piece.start + 1 : b.piece.end]:
        if bit & (t.SUBJ | t.DET | t.NAME | t.REL):
            return False
        if bit & (t.BE | t.MODAL | t.PAST_MODAL) and bit & t.FINITE:
            return True
    return False


def _as_if(b: Boundary) -> bool:
    """What the publisher thinks of a report: "write of abuses, as if | the pictures had been painted"."""
    if b.joint not in _COMPARED:
        return False
    begins = max(0, b.c.right)  # "of "alleged abuses"": no clause, though it holds what may be a verb
    return b.c.phrase or b.c.trailing or bool(b.s.words.bits[begins] & t.PREP)


def _by_which(b: Boundary) -> bool:
    """What is meant by it: "speak of order, | by which they mean curfews"."""
    if b.label[-1:] != "," or b.s.words.words[b.piece.start + 1 : b.piece.start + 2] != ["which"]:
        return False
    who, *verb = b.s.words.words[b.piece.start + 2 : b.piece.start + 5] or [""]
    return who not in LISTS["first_person"] and not LISTS["means"].isdisjoint(verb)


def _where_we(b: Boundary) -> bool:
    """ "Had brought it to the harbour, where | our reporter …", "object to the term, where | they …"."""
    return b.label == ",+where" and (b.c.phrase or not LISTS["own_possessives"].isdisjoint(b.words))


def _when_in_fact(b: Boundary) -> bool:
    """ "Says he stayed, when | in fact …"."""
    return b.label == ",+when" and b.word in LISTS["facts_follow"] and not b.c.that


def _stands_for(b: Boundary) -> bool:
    """What the words before it stand for: "…, | the management's euphemism for the sack"."""
    if b.label[-1:] != ",":
        return False
    words = b.words[:7]
    return any(words[k] in LISTS["words"] and words[k + 1] == "for" for k in range(len(words) - 1))


def _and_now(b: Boundary) -> bool:
    """ "Accused the navy of sinking boats, and | the boats now lie …"."""
    c = b.c
    if not c.phrase or c.trailing or b.label != ",+and":
        return False
    return b.opens.partition("+")[0] in NOMINAL and (
        "now" in b.s.words.words[b.piece.start : b.piece.start + 4]
    )


def _main_clause(b: Boundary) -> bool:
    """ "While the board says it is clean, | rats nest there": behind the last comma at the latest."""
    if not b.c.opened or b.c.trailing or b.label != "," or not _subordinate(b):
        return False
    return all(piece.label[0] not in ",;—" for piece in b.s.pieces[b.number + 1 :])


def _subordinate(b: Boundary) -> bool:
    """Whether "while", "although" or the like opens the cue's clause, right before its subject.

    Behind "as X pointed out, …" the content is yet to come.
    """
    words, bits = b.s.words.words, b.s.words.bits
    for k in range(b.c.hole[0] - 1, max(-1, b.c.hole[0] - 9), -1):
        if bits[k] & t.SUB and words[k] not in {"even", "as"}:
            return True
        if bits[k] & (t.FINITE | t.REL | t.THAT | t.PUNCT | t.QUOTE) and not bits[k] & t.NAME:
            return False
    return False


def _except(b: Boundary) -> bool:
    """ "Accused them of trying to lower the price – except that | it rose"."""
    return b.label[0] in ",—" and "except" in (b.word, *b.label.split("+"))


def _comment(b: Boundary) -> bool:
    """What the publisher makes of it: "said it took her months, | underscoring the gap between …"."""
    return b.label == "," and b.word in LISTS["commenting"]


def _behind_opening(b: Boundary) -> bool:
    """ "Waving signs saying "no," | the marchers …"."""
    inserted = b.c.tense == "ing" and b.clause  # "unable to say, "We won," | it lives on"
    return (b.c.opened or inserted) and "quotation" in b.c.features and b.label == ',+"'


def _own_aside(b: Boundary) -> bool:
    """ "Is sure that the voters are for it – | the mayor is too – and …": a clause between dashes."""
    if b.label not in {"—", "–"} or not b.clause or b.c.trailing or not b.c.that:
        return False
    return not {"—", "–"}.isdisjoint(b.s.words.words[b.piece.start :])


def _names_claim(b: Boundary) -> bool:
    """It names what stood before it: "…, | a charge the army denies"."""
    return b.label == "," and b.word in {"a", "an"} and not NOUNS.keys().isdisjoint(b.words[1:3])


def _next_cue(b: Boundary) -> bool:
    """The next deed of who speaks: "said he would stay, | called her a liar and left"."""
    c = b.c
    if c.trailing or c.that or b.label != "," or not b.piece.hole or b.word not in VERBS:
        return False
    form = VERBS[b.word].form
    return (c.tense == "s" and form == "s") or (c.tense == "past" and form in {"ed", "past"})


def _meanwhile(b: Boundary) -> bool:
    """ "Bring accusations of theft as | he becomes …", "called for calm as | the tanks closed in"."""
    if b.joint not in _MOMENTS or not b.clause:
        return False
    dated = b.s.pieces[b.number - 1].label == "~time" and not (b.c.trailing or b.c.that)
    if dated and b.joint == "as" and b.tense == "past" == b.c.tense:
        return True  # "warned it would flood on Tuesday as | the crews left"
    if b.joint == "after" and b.tense == "past" and b.c.phrase and b.c.rule == "passive-report":
        return True  # "is accused of bowing to a donor after | it left the name out"
    if b.tense == "past" and "k=object.describe" in b.c.features:
        return True  # "likened her to a child after | the court had let her go"
    demanded = b.c.demand and b.c.phrase and not b.s.words.bits[b.piece.start - 2] & t.PREP
    return b.c.brief or demanded


def _contradicts(b: Boundary) -> bool:
    """ "Says it was cut, whereas | it had in fact grown", "while | our reporter found it locked"."""
    if b.label not in CONTRAST or b.c.trailing:
        return False
    return b.opens == "we" or b.word in LISTS["own_possessives"] or "fact" in b.words[:8]


def _as_it_happens(b: Boundary) -> bool:
    """In a headline: "Minister says fence will hold, as | first bodies are found"."""
    if not b.s.headline or b.joint not in {"as", ",+as"} or b.c.trailing:
        return False  # nearly always
    if b.clause or b.c.demand:
        return True
    # "as thousands flee": few verbs are known, but what stands behind a plural is one.
    start = b.piece.start
    return b.word[-1:] == "s" and start + 1 < b.piece.end and not b.s.words.bits[start + 1] & _NO_VERB


def _dated_deed(b: Boundary) -> bool:
    """ "Vowed to appeal, and | by nightfall …", "says they are empty, though | on Monday …"."""
    c = b.c
    if c.trailing or b.opens != "prep" or b.tense not in {"past", "had", "would"} or not b.tells_when():
        return False
    deed = c.demand or (c.phrase and not c.that)
    return (b.label == ",+and" and b.tense != "would" and deed) or b.label in CONCESSION | CONTRAST


def _contrasted_place(b: Boundary) -> bool:
    """ "Says it is voluntary, while | on the road below …"."""
    return b.label in CONTRAST and b.opens == "prep" and not b.c.trailing


def _though_that(b: Boundary) -> bool:
    """ "Stressed that the grain was let go, though that | was after the raid"."""
    return b.label == ",+though+that" and b.opens == "aux"


def _next_day(b: Boundary) -> bool:
    """ "Said on Monday that it met the norm, and | the next morning the yard was white"."""
    if not b.clause or b.c.trailing or b.label != ",+and" or b.tense != "past":
        return False
    # … an hour later shelled it
    return "next" in b.words[:2] or ("later" in b.words[:4] and b.tells_when())


def _while_saying(b: Boundary) -> bool:
    """ "Rejected the idea that it must close, | while reminding readers of it": the speaker's turn."""
    if b.joint not in {"while", ",+while"} or b.opens != "cue-ing" or b.c.trailing:
        return False
    start = b.piece.start
    that = any(bit & t.THAT for bit in b.s.words.bits[start + 1 : start + 2])
    return that or (b.word in VERBS and VERBS[b.word].lemma in LISTS["to_someone"])


_REASONS: tuple[Callable[[Boundary], bool], ...] = (
    _semicolon, _instead, _behind_quotation, _others_say, _since, _main_verb, _other_subject, _and_each_year,
    _and_who, _source_named, _remark, _as_if, _by_which, _where_we, _when_in_fact, _stands_for, _and_now,
    _names_claim, _own_aside, _behind_opening,
    _main_clause, _except, _comment,
    _next_cue, _meanwhile, _dated_deed, _contrasted_place, _contradicts, _as_it_happens, _next_day,
    _though_that, _while_saying,
)  # fmt: skip
