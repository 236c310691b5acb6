"""Where the content of a cue certainly ends: at a piece that begins something of the publisher's own.

Each reason is a function of its own, with an example; in the examples "|" stands for the boundary.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from framing.voice.attribution import tokens as t
from framing.voice.attribution.asides import predicate
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import Piece, adjunct
from framing.voice.attribution.sentence import Sentence, piece_at
from framing.voice.attribution.tables import LISTS, NOUNS, VERBS
from framing.voice.attribution.tokens import Words

# Joints before a clause with a subject of its own, behind which plain tense is the publisher's.
_FRESH = frozenset({
    ",+while", "but", ",+but", ";+but", "—+but", ",+and", ";+and", ",+yet", "yet", ";+yet",
    ",+although", ",+though", ",+whereas",
})  # fmt: skip
_COORDINATED = frozenset({"and", ",+and", ";+and", "but", ",+but", ",+while", ",+though", ",+although"})
_BEFORE_OTHERS = _COORDINATED | {",+as", "", '"'}
_BEFORE_DEEDS = frozenset({"and", "but", ",+and", ",+but", ","})
_AND_WHO = frozenset({"and+who", ",+and+who", "but+who", ",+but+who"})
_CONCESSION = frozenset({",+although", ",+though"})
_CONTRAST = frozenset({",+while", ",+whereas"})
_NOMINAL = frozenset({"name", "det", "noun"})
# What a piece without a verb begins with when it goes on with a list or a phrase.
PHRASES = _NOMINAL | {"prep", "to", "ing", "base", "ed", "wh"}
_SHIFTED = frozenset({"had", "would"})
_FUTURE = frozenset({"will", "would"})
_MOMENTS = LISTS["moments"]


class Boundary(NamedTuple):
    """A piece behind a cue, with what stands before it."""

    s: Sentence
    c: Candidate
    number: int  # of the piece
    piece: Piece
    label: str  # the words and marks before the piece: see `Piece`
    joint: str  # the same without a quotation before them
    opens: str  # what kind of word the piece begins with: see `Piece`
    tense: str
    word: str  # the first of the piece
    clause: bool  # the piece has a subject of its own

    @property
    def words(self) -> list[str]:
        """The words of the piece."""
        return self.s.words.words[self.piece.start : self.piece.end]

    @property
    def first(self) -> int:
        """The classes of its first word."""
        return self.s.words.bits[self.piece.start]

    @property
    def before(self) -> list[Piece]:
        """The pieces of the content before it."""
        return self.s.pieces[piece_at(self.s.pieces, self.c.right) : self.number]

    def tells_when(self, low: int = 0, high: int = 4) -> bool:
        """Whether one of the words from its start on is of time."""
        start = self.piece.start
        return any(bit & t.TIME for bit in self.s.words.bits[start + low : start + high])


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
    if b.clause:
        return _is_own_clause(b)
    return any(reason(b) for reason in _PHRASE_REASONS)


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


# -- what goes on ----------------------------------------------------------------------------------------


def _contrasts(b: Boundary) -> bool:
    """ "It was not the dam, X said; | rather, it was …"."""
    return b.c.trailing and b.word in LISTS["rather"]


def _stays_shifted(b: Boundary) -> bool:
    """ "Replied that there was no tax; | there was a charge, and it would fall": the tense goes on."""
    c = b.c
    return (
        _semicolon(b)
        and c.that
        and not c.trailing
        and c.tense == "past"
        and b.tense in {"past", "had", "would"}
        and b.opens in {"it", "he"}
        and not _SHIFTED.isdisjoint(b.s.words.words[b.piece.start :])
    )


# -- whatever the piece is -------------------------------------------------------------------------------


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
    return b.c.embedded and b.c.phrase and b.label == ",+and" and b.opens in _NOMINAL


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
    if (c.trailing and c.sure and b.tense) or _has_verb(b):
        return False  # "Overall, X said, | a number of …"
    return not goes_on_listing(b.s.pieces, b.number)


def _has_verb(b: Boundary) -> bool:
    """Whether the noun phrase that opens the piece has a verb: "a clerk is named", not "a step they took"."""
    for bit in b.s.words.bits[b.piece.start + 1 : b.piece.end]:
        if bit & (t.SUBJ | t.DET | t.NAME | t.REL):
            return False
        if bit & (t.BE | t.MODAL | t.PAST_MODAL) and bit & t.FINITE:
            return True
    return False


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
    return b.opens.partition("+")[0] in _NOMINAL and (
        "now" in b.s.words.words[b.piece.start : b.piece.start + 4]
    )


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
    if b.tense == "past" and "k=object.describe" in b.c.features:
        return True  # "likened her to a child after | the court had let her go"
    demanded = b.c.demand and b.c.phrase and not b.s.words.bits[b.piece.start - 2] & t.PREP
    return b.c.brief or demanded


def _contradicts(b: Boundary) -> bool:
    """ "Says it was cut, whereas | it had in fact grown", "while | our reporter found it locked"."""
    if b.label not in _CONTRAST or b.c.trailing:
        return False
    return b.opens == "we" or b.word in LISTS["own_possessives"] or "fact" in b.words[:8]


_NO_VERB = t.PREP | t.PUNCT | t.CC | t.DET | t.TO | t.NAME


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
    return (b.label == ",+and" and b.tense != "would" and deed) or b.label in _CONCESSION | _CONTRAST


def _contrasted_place(b: Boundary) -> bool:
    """ "Says it is voluntary, while | on the road below …"."""
    return b.label in _CONTRAST and b.opens == "prep" and not b.c.trailing


def _though_that(b: Boundary) -> bool:
    """ "Stressed that the grain was let go, though that | was after the raid"."""
    return b.label == ",+though+that" and b.opens == "aux"


def _next_day(b: Boundary) -> bool:
    """ "Said on Monday that it met the norm, and | the next morning the yard was white"."""
    if not b.clause or b.c.trailing or b.label != ",+and" or b.tense != "past":
        return False
    # … an hour later shelled it
    return "next" in b.words[:2] or ("later" in b.words[:4] and b.tells_when())


_REASONS: tuple[Callable[[Boundary], bool], ...] = (
    _semicolon, _instead, _behind_quotation, _others_say, _since, _main_verb, _other_subject, _and_each_year,
    _and_who, _source_named, _remark, _where_we, _when_in_fact, _stands_for, _and_now, _names_claim,
    _own_aside, _behind_opening,
    _next_cue, _meanwhile, _dated_deed, _contrasted_place, _contradicts, _as_it_happens, _next_day,
    _though_that,
)  # fmt: skip


# -- a piece without a subject of its own ----------------------------------------------------------------


def _deed_by_tense(b: Boundary) -> bool:
    """A verb without a subject of its own is the speaker's next deed, as its tense shows.

    "said she would visit | and has only sent a note", "says he is at peace | but took her to court".
    """
    c, verb = b.c, b.first
    if b.joint not in _BEFORE_DEEDS or c.trailing or b.piece.hole:
        return False
    if b.joint == "and" and '"' in b.label and c.tense == "past" and b.opens in {"past", "ed"}:
        return True  # "said it was "a matter for others" and | left by the side door"
    content = _content_tense(b)
    if b.joint == ",+and" and content == "had" and c.tense == "past" and verb & t.PAST and not verb & t.AUX:
        return True  # "alleged that it had been drafted there, and | walked out"
    if verb & t.PAST and not verb & (t.ED | t.BASE | t.AUX) and c.tense in {"past", "s"}:
        return content in {"present", "will", "would"}  # "took"; but "called" or "let" may be no past
    if b.opens == "aux" and b.tense == "past" and "but" in b.joint and c.phrase and not c.that:
        return not content  # "boasted of the bridge but | was booed"
    return b.opens == "aux" and b.tense == "present" and content == "would"


def _but_another(b: Boundary) -> bool:
    """ "Said he would stay, but | the others …", where no "not" or "only" is answered."""
    if b.label != ",+but" or b.opens not in _NOMINAL:
        return False
    w, denied = b.s.words, b.s.pieces[b.number - 1]
    return not any(w.bits[k] & t.NEG or w.words[k] == "only" for k in range(denied.start, denied.end))


def _in_past(b: Boundary) -> bool:
    """Whether a phrase and plain past follow behind ", and": "…, and | in March the tanks left"."""
    return (
        b.label == ",+and"
        and b.opens == "prep"
        and b.tense == "past"
        and b.c.tense in {"past", "perfect"}
    )  # fmt: skip


def _and_later(b: Boundary) -> bool:
    """ "Said the attack had failed, and | on Friday the tanks left": the tense is no longer shifted."""
    if not _in_past(b) or not b.tells_when() or not _is_shifted(b):
        return False
    return _content_tense(b) == "would" or not _stative(b)


def _behind_colon(b: Boundary) -> bool:
    """ "Accused the mayor of theft: | …", without a quotation."""
    listed = b.opens[-3:] == "ing" and b.c.demand  # "urged them to do three things: paying …, selling …"
    return b.c.phrase and ":" in b.label and '"' not in b.label and not listed


def _while_another(b: Boundary) -> bool:
    """ "Said he would stay, while | others …", but not "while | 6 in 10 …" of a poll."""
    if b.c.rule == "according-to" and b.first & t.NUMBER:
        return False
    return b.label in _CONTRAST and b.opens in _NOMINAL


def _behind_noun_phrase(b: Boundary) -> bool:
    """ "Claims of fraud, | further weaken …", "the claim of fraud, | the fire and …"."""
    if b.c.brief and b.label == "and" and b.opens == "ing" and b.s.words.bits[max(0, b.c.cue[0] - 1)] & t.ING:
        return True  # "by hurling allegations of treason and | imposing fines"
    quoted = b.label in {'"+which', '"+who'}  # "appeals to "law and order," which …"
    if not b.c.brief or _in_past(b) or not (b.label[0] in ",—" or b.joint[:1] == "—" or quoted):
        return False
    if b.word == "including":
        return False  # "calls for new laws, including a ban"
    return b.word in LISTS["definite"] or not goes_on_listing(b.s.pieces, b.number)


def _also_done(b: Boundary) -> bool:
    """ "Are suspected of theft and | have been moved"."""
    return b.c.rule == "passive-report" and b.label[-3:] == "and" and b.opens == "aux"


def _effect(b: Boundary) -> bool:
    """ "Claimed responsibility, | leading the police to …", "Recalling that moment, | the captain …"."""
    c = b.c
    if not c.phrase or b.label != ",":
        return False
    participle = b.opens in {"ing", "cue-ing"}
    if not participle:
        return c.opened and b.opens in _NOMINAL and not goes_on_listing(b.s.pieces, b.number)
    begun = any(bit & t.ING for bit in b.s.words.bits[c.right : b.piece.start])
    return b.word != "including" and not (begun and goes_on_listing(b.s.pieces, b.number))


def _all_the_while(b: Boundary) -> bool:
    """ "The vow that it will be repealed, while | neglecting to admit …"."""
    return b.label == ",+while" and b.c.that and b.opens[-3:] == "ing"


def _deed_behind_comma(b: Boundary) -> bool:
    """The next of several deeds: "warned of a flood, | backed the dam and left"."""
    c = b.c
    told = c.phrase and not c.that and c.tense == "past" and not c.trailing
    if not told or b.label != "," or b.opens != "ed" or b.piece.hole:
        return False
    return any(bit & (t.DET | t.POSS | t.NAME) for bit in b.s.words.bits[b.piece.start + 1 :][:1])


def _next_deed(b: Boundary) -> bool:
    """The next deed of the same subject: "claimed responsibility and | left".

    What "denied that" governs would be joined with "or".
    """
    c = b.c
    if b.label[-3:] != "and":
        return False
    if b.piece.hole:  # "called it a sham, and | cited a clerk"
        both_past = b.tense == b.c.tense == "past"
        return both_past and b.c.rule == "accusation" and b.opens == "cue"
    if c.demand and b.tense == "past" and b.s.words.bits[c.right] & t.TO:
        return True  # "called on them to stay and | loudly denounced the levy"
    if not ((c.phrase and not c.that) or c.denies):
        return False
    if b.opens == "cue" and c.tense == "past" and b.word in VERBS and VERBS[b.word].form == "s":
        return False  # "said the raids and | protests …": a noun
    if b.opens == "aux":
        return c.demand and b.tense in _FUTURE  # "calls for a levy and | would close the mine"
    return b.opens in {"past", "ed", "cue"}


_PHRASE_REASONS: tuple[Callable[[Boundary], bool], ...] = (
    _deed_by_tense, _but_another, _and_later, _behind_colon, _while_another, _behind_noun_phrase, _also_done,
    _effect, _all_the_while, _deed_behind_comma,
    _next_deed,
)  # fmt: skip


# -- a clause with a subject of its own ------------------------------------------------------------------


def _is_own_clause(b: Boundary) -> bool:
    """Whether a clause is the publisher's, as its joint and its tense show."""
    c, label = b.c, b.label
    if label in {",", "—", "–"} and c.opened:
        return True  # "After X said the well was dry, | the council …"
    if (c.demand or c.brief) and label == "and" and _is_plural(b):
        return False  # "called for a bill and | tax cuts for the crews": no verb
    no_clause = not c.that and c.rule not in {"reporting-clause", "according-to"}
    if no_clause and (label in {"and", "but", "while"} or label[0] in ',;—"'):
        return "that" not in label  # "accused the clerk of theft, | he resigned"
    return _is_fresh(b) and _is_own_tense(b)


def _is_plural(b: Boundary) -> bool:
    """Whether what looks like the only verb of a piece is rather a plural: "tax cuts for"."""
    w, start, end = b.s.words, b.piece.start, b.piece.end
    found = [k for k in range(start, end) if w.bits[k] & t.FINITE and not w.bits[k] & t.NAME]
    if b.opens != "noun+v" or len(found) != 1 or w.bits[found[0]] & t.AUX or w.words[found[0]][-1:] != "s":
        return False
    return found[0] + 1 == end or bool(w.bits[found[0] + 1] & (t.PREP | t.PUNCT))


def _is_fresh(b: Boundary) -> bool:
    """Whether a clause behind this joint may be the publisher's."""
    if b.c.rule == "according-to" and not b.c.trailing and b.label == ",+and":
        return False  # its tense is that of the content
    fronted = b.joint[:6] == ",+and+" and b.joint != ",+and+that"  # ", and | as the vote nears, the …"
    quoted = b.joint == "and" and b.joint != b.label  # ""…" and | the mayor left"
    return b.joint in _FRESH or fronted or quoted


def _is_own_tense(b: Boundary) -> bool:
    """Whether the tense of a clause shows that the report is over."""
    c, label, tense = b.c, b.label, b.tense
    if label in _CONCESSION and tense == "had":
        return not _is_shifted(b)
    if c.trailing:
        return c.rule == "according-to" or not _around_speaker(b)
    if label == ",+and" and tense == "past" and c.tense in {"past", "perfect"}:
        # "said the attack had failed, and | the tanks left": the tense is no longer shifted
        return _is_shifted(b) and not _stative(b)
    if c.that and b.joint == "and" and tense == c.tense == "past":
        return False  # "stated that the vote was "a farce" and | the mayor was hurt": it goes on
    return tense in {"past", "present", "will"}


def _around_speaker(b: Boundary) -> bool:
    """Whether the speaker stands in the middle of the whole.

    "The plan, X said, was bad, and | the money short"; "It is clear, X said, that the plan is bad, while …".
    """
    if b.label == ",+and":
        return True
    return b.label in _CONTRAST and b.s.pieces[piece_at(b.s.pieces, b.c.right)].label == ",+that"


# -- small parses ----------------------------------------------------------------------------------------


def goes_on_listing(pieces: list[Piece], index: int) -> bool:
    """Whether the piece behind a comma goes on with a list, as far as an "and" shows."""
    for piece in pieces[index:]:
        if piece.tense or piece.opens not in PHRASES:
            return False
        if piece.label in {"and", "or", ",+and", ",+or"}:
            return True
        if piece.label not in {",", "/"}:
            return False
    return False


def _is_shifted(b: Boundary) -> bool:
    """Whether a clause of the content is in shifted tense."""
    return any(piece.tense in _SHIFTED for piece in b.before)


def _content_tense(b: Boundary) -> str:
    """The tense of the first clause of the content that has one."""
    return next((piece.tense for piece in b.before if piece.tense), "")


def _stative(b: Boundary) -> bool:
    """Whether the piece's verb is "was" or "were", which may be a shifted "is"; "was closed" may not."""
    bits = b.s.words.bits
    return any(
        bits[k] & t.BE and bits[k] & t.PAST and not (k + 1 < b.piece.end and bits[k + 1] & t.ED)
        for k in range(b.piece.start, b.piece.end)
    )
