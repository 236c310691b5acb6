"""Where the content of a cue may lie, what of it is certain, and where it certainly ends."""

from __future__ import annotations

from collections.abc import Iterator

from framing.voice.attribution import tokens as t
from framing.voice.attribution.asides import predicate
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import Piece, adjunct
from framing.voice.attribution.sentence import Sentence, piece_at
from framing.voice.attribution.tables import LISTS, NOUNS, VERBS
from framing.voice.attribution.tokens import Words

# Boundaries before a clause with a subject of its own, behind which plain tense is the publisher's.
_FRESH = frozenset({
    ",+while", "but", ",+but", ";+but", "—+but", ",+and", ";+and", ",+yet", "yet", ";+yet",
    ",+although", ",+though", ",+whereas",
})  # fmt: skip
_TIGHT = frozenset({"that", "who", "which", "whose", "whom", "because", "if", "where", "unless", "until"})
_RELATIVES = frozenset({",+who", ",+which", ",+whom"})
_DASHED = frozenset({"—+which", "—+who", "—+as", "—+though", "—+although"})
_COORDINATED = frozenset({"and", ",+and", ";+and", "but", ",+but", ",+while", ",+though", ",+although"})
_CONCESSION = frozenset({",+although", ",+though"})
_CONTRAST = frozenset({",+while", ",+whereas"})
# What a piece without a verb begins with when it goes on with a list or a phrase.
_PHRASES = frozenset({"noun", "name", "det", "prep", "to", "ing", "base", "ed", "wh"})
_NOMINAL = frozenset({"name", "det", "noun"})
SURE = -1
_STEPS = 16  # pieces: no content is looked for further away from its cue


def _closes(s: Sentence, c: Candidate, index: int) -> bool:
    """Whether the piece certainly begins something of the publisher's own.

    That is what follows a semicolon; a clause with a subject of its own behind "but" or ", and" in plain
    tense; any such clause behind a content that is no clause; and the main clause behind a subordinate one
    that holds the cue: "After X said …, the …".
    """
    piece, bits = s.pieces[index], s.words.bits
    label, opens, tense = piece.label, piece.opens, piece.tense
    word = s.words.words[piece.start]
    if c.trailing and word in LISTS["rather"]:
        return False  # "It was not the dam, X said; rather, it was …"
    if (
        label.rpartition('"+')[2][:1] == ";"
        and "that" not in label
        and (tense or opens not in {"to", "prep", "ing"})
    ):
        # "replied that there was no tax; there was a charge, and it would fall": the tense is still shifted
        shifted = c.that and opens in {"it", "he"} and {"would", "had"} & set(s.words.words[piece.start :])
        return not (shifted and tense in {"past", "had", "would"} and c.tense == "past" and not c.trailing)
    if label[0] == ":" and "instead" in s.words.words[max(0, c.right) : piece.start]:
        return True  # "speak of "camps" instead of what they are: …"
    clause = opens[-2:] == "+v" or opens in {"he", "it"}
    joint = label.rpartition('"+')[2]  # a quotation before the joint does not matter
    if _behind_quotation(s, c, index, joint):
        return True
    if (
        piece.hole
        and not c.trailing
        and opens[:3] != "cue"
        and (joint in _COORDINATED or joint == ",+as" or not joint or joint == '"')
    ):
        return True  # "X said he would stay and | others said they would go", "…, as | the mayor suggested"
    if c.trailing and label == "," and _dates(s.words, piece):
        return True  # "…, X said on Thursday, two days after …"
    verb = predicate(s.words, piece.start) and not bits[piece.start] & t.BASE
    next_verb = label == "," or (c.trailing and label == ",+and")
    if c.embedded and next_verb and (opens in {"aux", "past", "cue"} or verb):
        return True  # "the report, which accuses X of theft, was …"
    if c.embedded and c.phrase and label == ",+and" and opens in {"name", "det", "noun"}:
        return True  # "the duke, who is said to have fled, and his clerk"
    if (
        c.phrase
        and label == ",+and"
        and s.words.bits[piece.start + 1 : piece.start + 2]
        and (s.words.bits[piece.start + 1] & t.TIME)
    ):
        return True  # "is said to cure the sick, and every August pilgrims fill …"
    word = s.words.words[piece.start]
    if c.embedded and joint in {"and+who", ",+and+who", "but+who", ",+but+who"}:
        return True  # "a man who has called it a crime | and who is ready to sue"
    if word == "according" or (label == ",+as" and opens == "aux" and not c.that):
        return True
    # "Overall, X said, a number of …"
    whole = (c.trailing and c.sure and bool(tense)) or _is_clause(s.words, piece)
    begun = c.trailing or c.phrase or any(p.tense for p in s.pieces[piece_at(s.pieces, c.right) : index])
    if begun and label[-1] in ",—" and word in LISTS["asides"] and not whole and not _lists(s.pieces, index):
        return True  # "…, a plan he has changed since"
    if label == ",+where" and any(
        word in LISTS["own_possessives"] for word in s.words.words[piece.start : piece.end]
    ):
        return True  # "had brought it to the harbour, where our reporter …"
    if label == ",+when" and word in {"there", "in"} and not c.that:
        return True  # "says he stayed, when in fact …"
    if c.phrase and label == ",+where":
        return True  # "object to the term, …, where the houses are condemned"
    if label[-1:] == "," and _names(s.words, piece):
        return True  # ", the management's euphemism for the sack"
    now = "now" in s.words.words[piece.start : piece.start + 4]
    if now and c.phrase and label == ",+and" and not c.trailing and opens.partition("+")[0] in _NOMINAL:
        return True  # "accused the navy of sinking boats, and the boats now lie …"
    if label == "," and _claims(s.words, piece):
        return True  # "…, a charge the army denies"
    if (
        not c.trailing
        and label == ","
        and piece.hole
        and c.tense in {"past", "s"}
        and word in VERBS
        and VERBS[word].form in ({"s"} if c.tense == "s" else {"ed", "past"})
        and not c.that
    ):
        return True  # "said he would stay, called her a liar and left": the next deed
    if c.brief and joint in LISTS["moments"] and clause:
        return True  # "bring accusations of theft | as he becomes the first …"
    if c.demand and c.phrase and joint in LISTS["moments"] and clause and not bits[piece.start - 2] & t.PREP:
        return True  # "called for calm | as the tanks closed in"
    dated = opens == "prep" and any(bit & t.TIME for bit in bits[piece.start : piece.start + 4])
    if dated and tense in {"past", "had", "would"} and not c.trailing:
        deed = tense != "would" and label == ",+and" and (c.demand or (c.phrase and not c.that))
        if deed or label in _CONCESSION | _CONTRAST:
            return True  # "vowed to appeal, and by nightfall …", "says they are empty, though on Monday …"
    if label in _CONTRAST and opens == "prep" and not c.trailing:
        return True  # "says it is voluntary, while on the road below …"
    if clause and not c.trailing and label == ",+and" and tense == "past" and (
        "next" in s.words.words[piece.start : piece.start + 2]
    ):  # fmt: skip
        return True  # "said on Monday that it met the norm, and the next morning the yard was white"
    if not clause:
        if _goes_on(s, c, index, joint):
            return True
        if (
            label == ",+but"
            and opens in {"noun", "name", "det"}
            and not _denied(s.words, s.pieces[index - 1])
        ):
            return True
        if label == ",+and" and opens == "prep" and tense == "past" and c.tense in {"past", "perfect"}:
            # "…, and on Friday the tanks left"
            return (
                any(bit & t.TIME for bit in s.words.bits[piece.start : piece.start + 4])
                and _shifted_before(s.pieces, c, index)
                and (_first_tense(s.pieces, c, index) == "would" or not _stative(s.words, piece))
            )
        if c.phrase and ":" in label and '"' not in label:
            return True
        if label in _CONTRAST and opens in {"noun", "name", "det"}:
            return True
        if (
            c.brief
            and (label[0] in ",—" or joint[:1] == "—")
            and (word in LISTS["definite"] or not _lists(s.pieces, index))
        ):
            return True  # "claims of fraud, | further weaken …", "the claim of fraud, | the fire and …"
        # "claimed responsibility and left": the next deed of the same subject. What "denied that" governs
        # would be joined with "or".
        if c.rule == "passive-report" and label[-3:] == "and" and opens == "aux":
            return True  # "are suspected of theft and have been moved"
        participle = opens in {"ing", "cue-ing"}
        listed = _lists(s.pieces, index) and (
            not participle or any(bit & t.ING for bit in bits[c.right : piece.start])
        )
        if c.phrase and label == "," and not listed:
            if participle and word != "including":
                return True  # "claimed responsibility, leading the police to …"
            if c.opened and opens in {"name", "det", "noun"}:
                return True  # "Recalling that moment, the captain, who …"
        deed = opens in {"past", "ed", "cue"} and not piece.hole
        if opens == "cue" and c.tense == "past" and word in VERBS and VERBS[word].form == "s":
            deed = False  # "said the raids and protests …": a noun
        return ((c.phrase and not c.that) or c.denies) and label[-3:] == "and" and deed
    if label == "," and c.opened:
        return True
    if (
        not c.that
        and c.rule not in {"reporting-clause", "according-to"}
        and (label in {"and", "while"} or label[0] in ',;—"')
    ):
        return "that" not in label
    fronted = joint[:6] == ",+and+" and joint != ",+and+that"  # ", and | as the vote nears, the …"
    if c.rule == "according-to" and not c.trailing and label == ",+and":
        return False  # its tense is that of the content
    if joint not in _FRESH and not fronted and not (joint != label and joint == "and"):
        return False
    if label in _CONCESSION and tense == "had":
        return not _shifted_before(s.pieces, c, index)
    if c.trailing:
        # "The plan, X said, was bad, and the money short": the speaker stands in the middle of the whole, as
        # in "It is clear, X said, that the plan is bad, while the other …".
        whole = label == ",+and" or (
            label in _CONTRAST and s.pieces[piece_at(s.pieces, c.right)].label == ",+that"
        )
        return not whole or c.rule == "according-to"
    if label == ",+and" and tense == "past" and c.tense in {"past", "perfect"}:
        # "said the attack had failed, and on Friday the tanks left": the tense is no longer shifted.
        return _shifted_before(s.pieces, c, index) and not _stative(s.words, piece)
    if c.that and joint == "and" and tense == c.tense == "past":
        return False  # "stated that the vote was "a farce" and the mayor was hurt": the shifted tense goes on
    return tense in {"past", "present", "will"}


def _goes_on(s: Sentence, c: Candidate, index: int, joint: str) -> bool:
    """Whether a verb without a subject of its own is the speaker's next deed, as its tense shows.

    "said she would visit | and has only sent a note", "says he is at peace | but took her to court".
    """
    piece = s.pieces[index]
    if joint not in {"and", "but", ",+and", ",+but", ","} or c.trailing or piece.hole:
        return False
    first = _first_tense(s.pieces, c, index)
    verb = s.words.bits[piece.start]
    if joint == "and" and '"' in piece.label and c.tense == "past" and piece.opens in {"past", "ed"}:
        return True  # "said it was "a matter for others" and left by the side door"
    if joint == ",+and" and first == "had" and c.tense == "past" and verb & t.PAST and not verb & t.AUX:
        return True  # "alleged that it had been drafted there, and walked out"
    if verb & t.PAST and not verb & (t.ED | t.BASE | t.AUX) and c.tense in {"past", "s"}:
        return first in {
            "present",
            "will",
            "would",
        }  # "took", but not "called" or "let", which may be no past
    return piece.opens == "aux" and piece.tense == "present" and first == "would"


def _behind_quotation(s: Sentence, c: Candidate, index: int, joint: str) -> bool:
    """Whether the piece behind a quotation tells when or where its words were said.

    "argued that the dam "will hold" | during a speech", "called it "a farce" | after the vote failed".
    """
    piece, w = s.pieces[index], s.words
    if c.trailing or not _closes_quotation(w, s.pieces[index - 1].end, piece.start):
        return False
    if joint in LISTS["moments"]:
        # "When it comes to" tells of what, not when.
        return bool(piece.tense) and w.words[piece.start : piece.start + 3] != ["it", "comes", "to"]
    if piece.opens == "prep" and not piece.tense:
        return bool(adjunct(w, piece.start)) or w.words[piece.start] == "during"
    return False


def _closes_quotation(w: Words, low: int, high: int) -> bool:
    """Whether the last token before `high` other than a joint, from `low` - 1 on, ends a quotation."""
    return any(w.bits[k] & t.QUOTE or w.words[k] in '”’"' for k in range(max(0, low - 1), high))


def _is_clause(w: Words, piece: Piece) -> bool:
    """Whether the noun phrase that opens the piece has a verb: "a clerk is named", not "a step they took"."""
    for k in range(piece.start + 1, piece.end):
        if w.bits[k] & (t.SUBJ | t.DET | t.NAME | t.REL):
            return False
        if w.bits[k] & (t.BE | t.MODAL | t.PAST_MODAL) and w.bits[k] & t.FINITE:
            return True
    return False


def _dates(w: Words, piece: Piece) -> bool:
    """Whether the piece tells when: "two days after the vote", "a week before"."""
    words = w.words
    return any(
        words[k] in LISTS["units"] and k + 1 < len(words) and words[k + 1] in LISTS["since"]
        for k in range(piece.start, min(piece.end, piece.start + 4))
    )


def _claims(w: Words, piece: Piece) -> bool:
    """Whether the piece names what stood before it: "a charge", "an unproven claim"."""
    k = piece.start
    return w.words[k] in {"a", "an"} and any(word in NOUNS for word in w.words[k + 1 : min(k + 3, piece.end)])


def _names(w: Words, piece: Piece) -> bool:
    """Whether the piece says what the words before it stand for: "the board's euphemism for …"."""
    words = w.words
    return any(
        words[k] in LISTS["words"] and words[k + 1] == "for"
        for k in range(piece.start, min(piece.end - 1, piece.start + 6))
    )


def _denied(w: Words, piece: Piece) -> bool:
    """Whether the piece holds the "not" that a "but" answers: "not the dam, but the bridge"."""
    return any(w.bits[k] & t.NEG or w.words[k] == "only" for k in range(piece.start, piece.end))


def _lists(pieces: list[Piece], index: int) -> bool:
    """Whether the piece behind a comma goes on with a list, as far as an "and" shows."""
    for piece in pieces[index:]:
        if piece.tense or piece.opens not in _PHRASES:
            return False
        if piece.label in {"and", "or", ",+and", ",+or"}:
            return True
        if piece.label not in {",", "/"}:
            return False
    return False


def _shifted_before(pieces: list[Piece], c: Candidate, index: int) -> bool:
    """Whether the first clause of the content is in shifted tense."""
    return any(p.tense in {"had", "would"} for p in pieces[piece_at(pieces, c.right) : index])


def _first_tense(pieces: list[Piece], c: Candidate, index: int) -> str:
    """The tense of the first clause of the content that has one."""
    return next((p.tense for p in pieces[piece_at(pieces, c.right) : index] if p.tense), "")


def _stative(w: Words, piece: Piece) -> bool:
    """Whether the piece's verb is "was" or "were", which may be a shifted "is"; "was closed" may not."""
    return any(
        w.bits[k] & t.BE and w.bits[k] & t.PAST and not (k + 1 < piece.end and w.bits[k + 1] & t.ED)
        for k in range(piece.start, piece.end)
    )


def _divides(label: str) -> bool:
    """Whether a cue behind the boundary has no content before it: a semicolon, a colon with a quotation."""
    return label[0] == ";" or (label[0] == ":" and '"' in label) or ")+—" in label


def stretches(s: Sentence, c: Candidate) -> Iterator[tuple[int, int]]:
    """The pieces that may be content of `c`, no more than `_STEPS` away: index, and the piece that decides.

    That piece is for the weights to judge; one that goes on with the piece before it shares its fate. `SURE`
    stands for a piece that certainly is content.
    """
    yield from reach_before(s, c)
    yield from reach_behind(s, c)


def reach_before(s: Sentence, c: Candidate) -> Iterator[tuple[int, int]]:
    """The `stretches` before the cue."""
    pieces = s.pieces
    hole = c.hole
    if c.fixed:
        for index, piece in enumerate(pieces):
            if c.low <= piece.start and piece.end <= min(c.high, c.left):
                yield index, SURE
    elif c.left > 0:
        edge = start = piece_at(pieces, c.left)
        low = _floor(s, c, edge)
        while start > max(low, edge - _STEPS) and (start == len(pieces) or not _divides(pieces[start].label)):
            start -= 1
        again = c.source is not None and bool(s.words.bits[c.source[0]] & t.SUBJ)
        sure = edge if c.whole else edge + 1
        while (
            c.whole
            and sure > start
            and not (pieces[sure - 1].hole or pieces[min(sure, edge - 1)].label[0] == ":")
        ):
            sure -= 1
        for index in range(start, edge):
            piece = pieces[index]
            if piece.start < c.low or (hole[0] <= piece.start and piece.end <= hole[1]):
                continue
            if again and piece.hole and not index:
                continue  # "The farmers said they would stay, they said": the speaker is named before
            yield index, SURE if index >= sure else index


def _floor(s: Sentence, c: Candidate, edge: int) -> int:
    """The piece with which the clause begins that the cue behind it belongs to.

    "She has a book which, X said, | …"; "a plan - ten pages, X said, that …". Behind direct speech and its
    speaker nothing is left to tell: ""…," X said in a letter, according to the Herald".
    """
    pieces = s.pieces
    for other in s.candidates:
        if other.hole[0] < c.hole[0] and other.right < 0 and 'trail="' in other.features:
            return edge
    for index in range(edge - 1, max(-1, edge - 4), -1):
        piece = pieces[index]
        if piece.tense:
            break
        if "broken" in c.features and piece.label in {",+and", ",+but", ";+and", ";"}:
            return index  # "They left, and the pump, she says, | still works"
        if piece.label[0] == "—" and index:
            return 0 if any(p.label[0] == "—" for p in pieces[:index]) else index
    if edge and c.right > 0 and not pieces[edge - 1].tense and pieces[edge - 1].label in LISTS["relatives"]:
        return edge - 1
    return 0


def reach_behind(s: Sentence, c: Candidate) -> Iterator[tuple[int, int]]:
    """The `stretches` behind the cue."""
    pieces = s.pieces
    low, high = c.hole
    if c.right < 0:
        return
    if c.fixed:
        for index, piece in enumerate(pieces):
            if max(c.low, c.right) <= piece.start and piece.end <= c.high:
                yield index, SURE
        return
    edge = piece_at(pieces, c.right)
    lead = outer = SURE if c.sure else edge
    aside, resumed = "", -1
    for index in range(edge, min(len(pieces), edge + _STEPS)):
        piece = pieces[index]
        if piece.label in {',+"', ':+"'} and piece.opens == "prep" and not c.trailing:
            break  # "wrote, "…" on Friday afternoon"
        if piece.label == "—" and index > edge and index != resumed:
            resumed, outer = _behind_dashes(pieces, index), lead
        if index < resumed:
            continue
        behind = index > edge or c.trailing or '"' in piece.label  # something stands between it and the cue
        if piece.start >= c.high or (behind and _closes(s, c, index)):
            break
        if low <= piece.start and piece.end <= high:
            continue
        if index > edge and not aside and (_aside(pieces, index) or (c.phrase and piece.label == ",+whose")):
            aside = piece.label  # "the mayor, who left in May, | stole …": the publisher says who he is
        elif (aside[:1] == "—" and piece.label[0] == "—") or (
            aside[:1] == ","
            and piece.label == ","
            and (piece.opens in {"aux", "past", "cue"} or s.words.words[piece.start] == "of")
        ):
            aside = ""
        if aside:
            continue
        if index == resumed:
            lead = outer  # "ban the sect — a million people — | from the land"
        elif index > edge and not _runs_on(s, c, index):
            lead = index
        yield index, lead


def _behind_dashes(pieces: list[Piece], index: int) -> int:
    """The piece behind an aside between dashes that begins at `index`, if the clause goes on there; or -1."""
    for k in range(index + 1, min(len(pieces), index + 4)):
        if pieces[k].label == "—":
            return k if pieces[k].opens in {"prep", "to", "aux"} else -1
    return -1


def _aside(pieces: list[Piece], index: int) -> bool:
    """Whether a relative clause between commas begins here, or a clause between dashes."""
    piece = pieces[index]
    if piece.tense not in {"past", "present", "will"}:
        return False
    clause = piece.label in {"—", "—+—"} and (piece.opens[-2:] == "+v" or piece.opens in {"it", "he"})
    if clause or piece.label in _DASHED:
        return any(p.label[0] == "—" for p in pieces[index + 1 : index + 4])
    return piece.label in _RELATIVES


def _runs_on(s: Sentence, c: Candidate, index: int) -> bool:
    """Whether the piece surely belongs to the clause before it: no mark and no conjunction stands between."""
    piece = s.pieces[index]
    if piece.hole:
        return False
    label = piece.label
    words = s.words.words
    if label in {"/", "~time", "~medium"} or label in _TIGHT:
        return True
    if c.sure and not c.trailing and label == "," and not c.phrase and (
        not any(p.tense for p in s.pieces[piece_at(s.pieces, c.right) : index])
    ):  # fmt: skip
        return True  # "that Mr Bell, a butcher, threw …": the clause still wants its verb
    if label == "as" and words[piece.start - 2] == "such":
        return True
    if label == "," and words[piece.start] == "including":
        return True
    if c.trailing and label == ",+and":
        return True  # "The dam, X said, had cracked, and the town was warned": the whole sentence is X's
    if piece.tense:
        return False
    if label in {"and", "or"} and piece.opens in {"noun", "name", "det", "base"}:
        return True
    if label == "," and piece.opens in {"prep", "to"}:
        return c.rule != "according-to"
    if label != "," and s.pieces[index - 1].label != ",":
        return False
    # "accused the police of holding clerks, deputies, and singers"
    return piece.opens in _PHRASES and label in {",", ",+and", ",+or"} and _lists(s.pieces, index)
