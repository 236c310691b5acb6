"""Verbs behind or within what they report: "…, X said", "…, said X", "as X said, …"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from framing.voice.attribution import tokens as t
from framing.voice.attribution.asides import asides_end, finite, predicate, wants_more
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import complement, frame, skip_adjuncts
from framing.voice.attribution.complements import that_ahead
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.verb import Verb

_SETTING = t.ADV | t.CC | t.ING | t.SUB | t.TIME
_SCENE = _SETTING | t.PREP  # what may open a phrase about when and where
_ENDS = frozenset({"end", ",", ".", "—", ";"})


class Behind(NamedTuple):
    """A verb with its speaker behind or within what it reports."""

    v: Verb
    rule: str
    features: list[str]
    low: int  # the first token of the speaker
    mark: str  # what stands before it: see `_mark`
    after: int  # behind the verb and what tells when and where
    follow: str  # what stands there: see `clauses.frame`

    def content(self, left: int, right: int, *features: str) -> Candidate:
        """The cue, with content up to token `left` and from token `right` on."""
        v = self.v
        hole = (self.low, self.after)
        return Candidate(
            self.rule, (v.i, v.i + 1), v.source, left, right, hole, [*self.features, *features], trailing=True
        )


def read_trailing(v: Verb, rule: str, features: list[str]) -> Candidate | None:
    """ "…, X said on Monday", with or without more content behind it; "as X said, …"."""
    w = v.w
    if v.source is None or v.subj in {"rel", "sub"} or _participial(v):
        return None
    if v.lemma == "suggest" and v.follow == "ing":
        return None  # "If the door opens, X have suggested calling the clerk"
    if v.lemma in LISTS["particles"] and v.follow == "about":
        return None  # "For years, X have been warning about the dam, …"
    after = skip_adjuncts(w, v.i + 1 + (v.lemma in LISTS["need_particle"] and v.follow == "out"))
    if v.i + 1 < after < len(w.words) and w.bits[after] & t.ED:
        after = _behind_participle(w, after)  # "said in a bulletin issued before dawn"
    if v.lemma in LISTS["addressing"] and after < len(w.bits) and w.bits[after] & t.OBJ:
        after += 1  # "as the guides so often tell us, …"
    b = Behind(v, rule, features, v.start, _mark(w, v.start), after, frame(w, after))
    if b.follow == ":" and b.mark == "," and w.bits[0] & t.SUB:
        return None  # "When I say so, Marr tells me: "…""
    if b.mark == '"':
        return _behind_quotation(b)
    if b.mark in {",", "—", "–"} and (close := _parenthesis(w, b.low - 1, v.i)):
        found = b._replace(after=close).content(b.low, close, "broken", "trail=,.mid")
        found.sure = found.whole = True
        return found
    if b.follow not in _ENDS | {")"}:
        return _with_rest(b)
    return _between_marks(b)


def _participial(v: Verb) -> bool:
    """ "…, egged on by the lies that hucksters tell": what looks like the speaker is a participle."""
    w, low = v.w, v.start
    if v.subj != "np" or not low or w.words[low - 1] != ",":
        return False
    if w.words[low] in {"a", "an"} and w.words[v.end - 1] in LISTS["announced"]:
        return v.form == "ed" and v.lemma in LISTS["announcing"]  # "…, a plan announced last year."
    return bool(w.bits[low] & (t.ED | t.ING)) and not w.bits[low] & t.NAME


def _mark(w: Words, low: int) -> str:
    """What stands before the speaker, who begins at token `low`; a quotation only if it ends in a mark."""
    mark = w.words[low - 1] if low else "^"
    if mark in {"?", "!"}:
        return ","  # "Would the dam hold? she asked."
    if mark != '"':
        return mark
    if not any(at == low - 1 and stop for at, _, stop in w.quotes):
        return "quoted words"
    if low > 1 and not finite(w, 0, low - 1):
        return ","  # "Despite his "rough manner," X wrote, he is …": a phrase that ends in a quotation
    return mark


def _behind_quotation(b: Behind) -> Candidate | None:
    """ ""…," X said on Monday": what follows tells when, where and to whom."""
    if b.follow == "that" or _goes_on_itself(b.v):
        return None
    rest = [] if b.follow in _ENDS else ["trail.rest"]
    # What follows direct speech and its speaker is scenery, or a quotation, which needs no scope.
    return b.content(b.low, -1, *rest, 'trail="')


def _goes_on_itself(v: Verb) -> bool:
    """Whether the verb behind a quotation has content of its own: ""…," but X added that"."""
    if v.lemma in LISTS["addressing"]:
        return _object_ends(v.w, v.i + 1) in {"that", "wh", "to"}
    direct = frame(v.w, v.i + 1)
    if direct in {"that", "pron", "wh", "sub"}:
        return True
    return direct in {"name", "det", "poss", "noun"} and complement(v.w, v.i + 1) == "clause"


def _with_rest(b: Behind) -> Candidate | None:
    """ "…, X said with a shrug", "…, the captain told the paper, …"."""
    v, w, low = b.v, b.v.w, b.low
    words, bits = w.words, w.bits
    if b.mark != "," or b.follow in {"that", "wh"}:
        return None
    if v.subj == "appos" and (v.lemma not in LISTS["to_someone"] or bits[0] & _SCENE or not _last(w, v.i)):
        return None  # but "…, a spokeswoman, Ida Marr, told a briefing."
    if that_ahead(w, v.i + 1, b.after, v.lemma):
        return None
    told = v.lemma in LISTS["addressing"] and complement(w, v.i + 1) == "phrase" and _bare_object(w, v.i + 1)
    if not told and not _adverbial(w, v.i + 1):
        return None
    right = -1
    if told:
        # Content goes on behind the one who was told.
        right = next((k for k in range(b.after, min(len(words), b.after + 8)) if words[k] in {",", ";"}), -1)
        b = b._replace(after=max(b.after, right))
    if right < 0 and not _has_verb(w, 0, low):
        return None
    if right + 1 < len(words) and bits[right + 1] & t.QUOTE and bits[0] & _SCENE:
        return None  # "In speaking of the fire, X told the paper, "…""
    broken = ["broken"] if right >= 0 and _broken(w, low - 1) else []
    found = b.content(low, right, *broken, "trail.rest", "trail=,")
    found.whole = told
    return found


def _between_marks(b: Behind) -> Candidate | None:
    """ "…, X said.", "…, X said, …", "as X said, …": a mark or the end stands behind."""
    v, w, low, mark, after = b.v, b.v.w, b.low, b.mark, b.after
    scenery = mark == "," and not finite(w, 0, low)
    if scenery and b.follow == "," and not finite(w, after, len(w.words)):
        return None  # "over forty years the firm has advised, in no order, …"
    if mark in {"as", "than"}:
        low, mark = low - 1, "as"
        b = b._replace(low=low, mark=mark)
        if not _opens_comparison(w, low):
            return None
    elif mark not in {",", '"', "—", "–", "("} and not _joined(b):
        return None
    end = "end" if b.follow in {"end", "."} else "dash" if b.follow == "—" else "mid"
    if end == "mid" and low > 1 and _broken(w, low - 1):
        b.features.append("broken")  # for what is read next, too, if nothing is found here
    if after + 1 < len(w.words) and w.bits[after + 1] & t.QUOTE:
        if _introduces(b):
            return None
        end = "part" if mark == "," and not _has_verb(w, 1, low) else "quote"
    if end == "mid" and _in_relative(b):
        found = b.content(-1, after, "trail=,.mid")
        found.trailing, found.sure = False, True
        return found
    where = mark if mark in ',"—–(as' else "clause"
    found = b.content(low, after, f"trail={where}.{end}")
    found.whole = mark == "," and end != "quote" and v.subj != "appos" and v.lemma in LISTS["plain"]
    found.sure = end == "mid" and b.follow == "," and (scenery or wants_more(w, b.low - 1))
    return found


def _opens_comparison(w: Words, at: int) -> bool:
    """Whether "as" at token `at` opens a clause: not in "as much as many hoped", "rode on as he replied"."""
    if not at or w.words[at - 1] in {",", "—", "–", "-", "(", ";"}:
        return True
    return bool(w.bits[at - 1] & (t.CC | t.SUB))


def _joined(b: Behind) -> bool:
    """Whether the speaker stands behind "and", "that" or a relative within the content.

    Not in "after the interview concluded, …", "about whom she has written.", "the loss they feared,".
    """
    before = b.v.w.bits[b.low - 1] if b.low else 0
    if before & t.REL and b.follow in {"end", "."}:
        return False
    return bool(before & (t.REL | t.CC))


def _introduces(b: Behind) -> bool:
    """Whether the quotation behind the cue alone is content: "An hour later, X wrote, "…""."""
    w, low = b.v.w, b.low
    if b.mark == "," and not _has_verb(w, 1, low):
        # But "The sources of authority, X wrote, "do not agree"": the subject of what is quoted.
        return bool(w.bits[0] & _SETTING) or any(
            bit & (t.TIME | t.MEDIUM | t.ADV | t.OBJ) for bit in w.bits[:low]
        )
    # "After the vote was lost, X wrote, "It …"": a sentence of its own
    capital = any(at == b.after + 1 and not small for at, small, _ in w.quotes)
    return capital and bool(
        (w.bits[0] | w.bits[_clause_before(w, low - 1)]) & (t.SUB | t.PREP | t.TIME | t.ED)
    )


def _clause_before(w: Words, mark: int) -> int:
    """Where the clause begins that ends at token `mark`: "…, and | while she was away, X wrote"."""
    k = mark - 1
    while k > 0 and w.words[k] not in {",", ";"}:
        k -= 1
    return min(k + 1 + (w.bits[k + 1] & t.CC > 0), mark) if k else 0


def _in_relative(b: Behind) -> bool:
    """ "A line of poplars, where, she said, | the dead are buried"."""
    opens = b.v.w.bits[b.low - 2] & (t.REL | t.SUB | t.WH) if b.low > 1 else 0
    return b.mark == "," and opens > 0 and b.after > b.low


def _has_verb(w: Words, low: int, high: int) -> bool:
    """Whether a finite verb stands between two tokens."""
    return any(bit & t.FINITE and not bit & t.NAME for bit in w.bits[low:high])


def _behind_participle(w: Words, i: int) -> int:
    """Where a phrase that begins with the participle at token `i` ends in a mark; `i` if it holds a verb."""
    for k in range(i + 1, min(len(w.words), i + 12)):
        if w.words[k] in {",", ";", "."}:
            return k
        if w.bits[k] & (t.FINITE | t.SUBJ | t.THAT | t.QUOTE | t.WH) and not w.bits[k] & t.NAME:
            break
    return i


def _ends_phrase(w: Words, verb: int, k: int) -> bool:
    """Whether token `k`, which looks like a verb in -s, is a noun: "said a man of the dye works"."""
    plain = w.bits[k] & t.PRESENT and not w.bits[k] & t.AUX and w.words[k] not in VERBS
    return bool(plain) and any(bit & t.PREP for bit in w.bits[max(verb + 2, k - 3) : k])


def _parenthesis(w: Words, mark: int, verb: int) -> int:
    """The mark that closes "the vaccine, X told the paper on Monday, had …"; 0 if the verb opens none."""
    words, bits = w.words, w.bits
    if not mark or not _broken(w, mark) or bits[0] & (t.PREP | t.SUB | t.ADV | t.TIME):
        return 0  # "For instance, a poll showed …"
    for k in range(verb + 1, min(len(words) - 1, verb + 16)):
        if words[k] == words[mark]:
            behind = k + 1 + bool(bits[k + 1] & t.ADV)
            return k if behind < len(words) and bits[behind] & t.FINITE and not bits[behind] & t.NAME else 0
        if bits[k] & (t.FINITE | t.THAT | t.SUBJ | t.REL | t.QUOTE | t.WH) and not bits[k] & t.NAME:
            return 0
    return 0


def _broken(w: Words, mark: int) -> bool:
    """Whether the clause before token `mark` still wants its verb: "the vaccine, X said, had …"."""
    bits = w.bits
    if mark and bits[mark - 1] & (t.AUX | t.PREP | t.DET):
        return True
    for k in range(mark - 1, max(-1, mark - 12), -1):
        if bits[k] & t.FINITE and not bits[k] & t.NAME:
            return False
        if w.words[k] in ",;:—":
            return False
    return True


def _object_ends(w: Words, i: int) -> str:
    """What follows the one spoken to, who begins at token `i`: "that", "wh", "to" (and a verb), or ""."""
    words, bits = w.words, w.bits
    for k in range(i, min(len(words), i + 12)):
        bit = bits[k]
        if bit & t.THAT:
            return "that"
        if bit & t.TO and k + 1 < len(words) and bits[k + 1] & t.BASE:
            return "to"
        if bit & t.WH and words[k] not in LISTS["moments"] and not bit & t.REL:
            return "wh"
        if bit & (t.FINITE | t.PUNCT | t.SUBJ | t.QUOTE | t.SUB) and not bit & (t.NAME | t.PREP):
            return ""
    return ""


def _bare_object(w: Words, i: int) -> bool:
    """Whether the one spoken to is followed by a mark, not by content: "told the paper." """
    for k in range(i, min(len(w.words), i + 10)):
        bit = w.bits[k]
        if bit & (t.WH | t.THAT | t.TO | t.SUBJ) and not bit & t.NAME:
            return False
        if bit & t.PUNCT and w.words[k] in ",;:—–.":
            return True
    return True


def _last(w: Words, i: int) -> bool:
    """Whether no mark stands behind token `i` but the full stop."""
    return not any(bit & (t.PUNCT | t.QUOTE) for bit in w.bits[i:-1]) and w.words[-1] == "."


def _adverbial(w: Words, i: int) -> bool:
    """Whether token `i` begins only a phrase of time, place or manner: "in posing the question"."""
    if i >= len(w.words):
        return False
    opens = w.words[i] in LISTS["adjunct_openers"] or w.bits[i] & (t.ING | t.SUB | t.ADV | t.TIME)
    if w.bits[i] & t.TIME and i + 1 < len(w.words) and w.words[i + 1] in LISTS["adjunct_openers"]:
        return True
    return bool(opens) and complement(w, i) == "phrase"


def read_inverted(v: Verb, rule: str, features: list[str]) -> Candidate | None:
    """ "…, said X"."""
    w, i = v.w, v.i
    words, bits, n = w.words, w.bits, len(w.words)
    if not _may_invert(v) or any(refusal(v, rule) for refusal in _NOT_INVERTED):
        return None
    end = _speaker_end(w, i)
    if end < 0:
        return None
    apposition = v.subj == "appos"
    if end + 1 < n and words[end] == "," and (not apposition or bits[end + 1] & t.REL):
        end = asides_end(w, end)
    right = end
    if end < n and bits[end] & t.THAT:
        # "wrote one of the drivers in a diary that relatives found": said of the diary, to the end.
        end, right = n, -1
    cut = apposition and end < n and (words[end] == '"' or bits[end] & t.REL)
    if end == i + 1 or cut:
        return None
    mark = words[i - 1]
    found = Candidate(
        rule, (i, i + 1), (i + 1, end), i, right if mark != '"' else -1, (i, end),
        [*features, f"inverted={mark}"], trailing=True,
    )  # fmt: skip
    ends = end >= n - 1 and frame(w, i + 1) != "poss"
    found.whole = mark == "," and not apposition and (v.lemma in LISTS["plain"] or ends)
    return found


def _may_invert(v: Verb) -> bool:
    """Whether the verb stands behind a mark and before what may be its subject."""
    w, i = v.w, v.i
    if v.form not in {"ed", "past", "s", "base"} or not i or w.words[i - 1] not in {",", '"', "—", "–"}:
        return False
    if v.subj not in {"comma", "quote", "punct", "appos"} or frame(w, i + 1) not in _SPEAKERS:
        return False
    return v.subj != "appos" or bool(w.bits[i + 1] & t.NAME)


_SPEAKERS = frozenset({"name", "det", "noun", "pron", "adv", "poss"})


def _is_participle(v: Verb, rule: str) -> bool:
    """ "The path, believed lost, was found"."""
    return v.kind == "clause.belief" and frame(v.w, v.i + 1) == "noun"


def _in_row(v: Verb, rule: str) -> bool:
    """ "Mayor praises, mourns the dam"."""
    before = VERBS.get(v.w.words[v.i - 2])
    return v.form == "s" and before is not None and before.form == "s"


def _other_speaker(v: Verb, rule: str) -> bool:
    """ "…, said they had gone": the speaker stands further ahead."""
    bits = v.w.bits
    return v.i + 2 < len(bits) and bool(bits[v.i + 1] & t.SUBJ and bits[v.i + 2] & t.FINITE)


def _only_verb(v: Verb, rule: str) -> bool:
    """ "Ida Marr, of the board, tweeted a warning"."""
    w, i = v.w, v.i
    if v.form == "s" and frame(w, i + 1) not in {"det", "poss"}:
        return False
    return not finite(w, 0, i) and not finite(w, i + 2, len(w.words))


def _promises(v: Verb, rule: str) -> bool:
    """ "…, promised reform if …", but not "…, vows the premier"."""
    return rule == "accusation" and (len(v.w.words) - v.i > 7 or v.form not in {"s", "base"})


def _shouted(v: Verb, rule: str) -> bool:
    """ "… the bill – "Shame!" shouted a man –"."""
    w, i = v.w, v.i
    opening = next((small for at, small, _ in w.quotes if at == i - 1), True)
    return w.words[i - 1] == '"' and not opening and i > 1 and w.words[i - 2] in "—–-:("


_NOT_INVERTED: tuple[Callable[[Verb, str], bool], ...] = (
    _is_participle, _in_row, _other_speaker, _only_verb, _promises, _shouted,
)  # fmt: skip


def _speaker_end(w: Words, verb: int) -> int:
    """Behind the speaker who follows the verb; -1 if what follows is a clause and no speaker."""
    words, bits, n = w.words, w.bits, len(w.words)
    k = verb + 1
    while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1) and not bits[k] & t.REL:
        if bits[k] & t.THAT:
            return k if k > verb + 2 else -1
        if k > verb + 1 and predicate(w, k, opens=t.SUBJ) and not _ends_phrase(w, verb, k):
            return -1
        k += 1
    return k
