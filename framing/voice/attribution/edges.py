"""Where the content of a cue may lie, and what of it is certain."""

from __future__ import annotations

from collections.abc import Iterator

from framing.voice.attribution import tokens as t
from framing.voice.attribution.boundary import PHRASES, goes_on_listing
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import Piece
from framing.voice.attribution.own_pieces import closes
from framing.voice.attribution.sentence import Sentence, piece_at
from framing.voice.attribution.tables import LISTS

_TIGHT = frozenset({"that", "who", "which", "whose", "whom", "because", "if", "where", "unless", "until"})
_RELATIVES = frozenset({",+who", ",+which", ",+whom"})
_DASHED = frozenset({"—+which", "—+who", "—+as", "—+though", "—+although"})
SURE = -1
_STEPS = 16  # pieces: no content is looked for further away from its cue


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
            if c.rule == "hearsay" and piece.label in _RELATIVES:
                continue  # "the singer, who grew up on a farm, has reportedly left"
            if c.low <= piece.start and piece.end <= min(c.high, c.left):
                yield index, SURE
    elif c.left > 0 and not (c.rule == "reporting-clause" and _opens_joint(s, c.left)):
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


def _opens_joint(s: Sentence, left: int) -> bool:
    """Whether a conjunction stands before a cue between commas: "live near and, X says, | pay no toll"."""
    words, bits = s.words.words, s.words.bits
    comma = left if words[left] == "," else left - 1
    return (
        comma > 1
        and words[comma] == ","
        and words[comma - 1] in {"and", "or"}
        and not bits[comma - 2] & t.PUNCT
    )


def _floor(s: Sentence, c: Candidate, edge: int) -> int:
    """The piece with which the clause begins that the cue behind it belongs to.

    "She has a book which, X said, | …"; "a plan - ten pages, X said, that …". Behind direct speech and its
    speaker nothing is left to tell: ""…," X said in a letter, according to the Herald".
    """
    pieces = s.pieces
    for other in s.candidates:
        if other.hole[0] < c.hole[0] and other.right < 0 and 'trail="' in other.features:
            return edge
    if c.rule == "according-to":
        for index in range(edge - 1, 0, -1):
            if _turns(pieces, index):
                return index
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


def _turns(pieces: list[Piece], index: int) -> bool:
    """Whether a clause begins at piece `index` that what stands before it does not belong with.

    "… but the well is dry, according to X", "While the mill …, | the dam is …, according to X".
    """
    piece = pieces[index]
    if index == 1 and pieces[0].label in {"while", "although", "though"} and piece.label == ",":
        return True
    joined = piece.label == ",+and" or "but" in piece.label.split("+")
    return joined and (piece.opens[-2:] == "+v" or (piece.opens == "prep" and piece.tense == "present"))


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
        aside_behind = piece.label == "—" and index > edge and index != resumed
        # In "his plan - including a tax - would …" it is part of what is said.
        if aside_behind and s.words.words[piece.start] != "including":
            resumed, outer = _behind_dashes(pieces, index), lead
        if index < resumed:
            continue
        behind = index > edge or c.trailing or '"' in piece.label  # something stands between it and the cue
        if piece.start >= c.high or (behind and not _charge_behind(s, index) and closes(s, c, index)):
            break
        if low <= piece.start and piece.end <= high:
            continue
        if index > edge and not aside and (_aside(pieces, index) or _told_of_place(c, piece)):
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


def _charge_behind(s: Sentence, index: int) -> bool:
    """Whether the charge stands behind a relative clause: "accused the firm, | which runs it, of theft"."""
    if s.pieces[index].label not in _RELATIVES:
        return False
    return any(p.label == "," and s.words.words[p.start] == "of" for p in s.pieces[index + 1 : index + 4])


def _aside(pieces: list[Piece], index: int) -> bool:
    """Whether a relative clause between commas begins here, or a clause between dashes."""
    piece = pieces[index]
    if piece.tense not in {"past", "present", "will"}:
        return False
    clause = piece.label in {"—", "—+—"} and (piece.opens[-2:] == "+v" or piece.opens in {"it", "he"})
    if clause or piece.label in _DASHED:
        return any(p.label[0] == "—" for p in pieces[index + 1 : index + 4])
    return piece.label in _RELATIVES


def _told_of_place(c: Candidate, piece: Piece) -> bool:
    """ "Said it was worth a visit to Stell, | where he trails by ten", "praised Marr, | whose work …"."""
    if piece.label == ",+where":
        return c.tense == "past" and piece.tense == "present"
    return c.phrase and piece.label == ",+whose"


def _runs_on(s: Sentence, c: Candidate, index: int) -> bool:
    """Whether the piece surely belongs to the clause before it: no mark and no conjunction stands between."""
    piece = s.pieces[index]
    if piece.hole:
        # "asked her what | she would say to growers": the question word wants its clause
        return piece.label == "/" and s.pieces[index - 1].opens == "wh" and not s.pieces[index - 1].tense
    label = piece.label
    words = s.words.words
    if label in {"/", "~time", "~medium"} or label in _TIGHT:
        return True
    if c.sure and not c.trailing and label in {",", "and"} and not c.phrase and (
        not any(p.tense for p in s.pieces[piece_at(s.pieces, c.right) : index])
    ):  # fmt: skip
        return True  # "that Mr Bell, a butcher, threw …", "and his son threw …": the clause wants its verb
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
    return piece.opens in PHRASES and label in {",", ",+and", ",+or"} and goes_on_listing(s.pieces, index)
