"""Attribution that runs on over sentences: free indirect speech, diaries and other accounts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from framing.model import Span
from framing.text.quotations import Quotation
from framing.text.sentences import split_sentences
from framing.voice.attribution import tokens as t
from framing.voice.attribution.clauses import read_pieces, subject
from framing.voice.attribution.scopes import Scope, scopes_in
from framing.voice.attribution.sentence import Sentence, overlapping, read_sentence
from framing.voice.attribution.tables import LISTS
from framing.voice.attribution.tokens import Words

_LOOK_BACK = 1200  # code points before a sentence in which a report it continues may begin
_SENTENCES_BACK = 3
_RUNNING_RULES = frozenset({"reporting-clause", "according-to", "accusation"})
_NO_SPEECH = frozenset({"passive-report", "nominal-cue"})  # of these, nobody begins to speak
_SHIFTS = frozenset({"would", "had"})
_NARRATED = ("ccording to", "as follows", "like this")
_ANNOUNCED = (["as", "follows"], ["like", "this"])


def may_go_on(text: str, sentence: Span, paragraph: Span, words: Collection[str]) -> bool:
    """A quick look whether the sentence can go on with a report before it: see `find_running`."""
    return not _SHIFTS.isdisjoint(words) or _is_narrated(text, sentence, paragraph)


def _is_narrated(text: str, sentence: Span, paragraph: Span) -> bool:
    """Whether an account that may run on over sentences stands shortly before one."""
    low = max(paragraph[0], sentence[0] - _LOOK_BACK)
    return any(text.find(words, low, sentence[0]) >= 0 for words in _NARRATED)


def find_running(
    text: str,
    sentence: Span,
    s: Sentence,
    paragraph: Span,
    quotations: Sequence[Quotation],
) -> Scope | None:
    """Free indirect speech: a sentence in shifted tense ("would", "had been") behind a reported one.

    It ends with the first sentence that has a speaker of its own; one sentence in between may be unshifted.
    """
    shift = _shifted(s.words, given=True)
    low = max(paragraph[0], sentence[0] - _LOOK_BACK)
    narrated = _is_narrated(text, sentence, paragraph)
    first = s.words.words[0]
    turns = first in LISTS["turns"] and not (shift and first == "instead")  # "Instead they had got"
    if not (shift or narrated) or _speaks(s) or turns:
        return None
    before = split_sentences(text, (low, sentence[0]), quotations)
    if narrated:
        found = _narrated(text, sentence, s, before, quotations)
        if found is not None:
            return found
    if not shift:
        return None
    shifts, gap = [shift], False
    for span in reversed(before[-_SENTENCES_BACK:]):
        p = read_sentence(text, span, overlapping(quotations, span))
        for scope in reversed(scopes_in(p)):
            if scope.source and text.endswith(" as ", 0, scope.source[0]):
                return None  # "…, as his friends had feared. Such a move would …"
            if scope.rule in _RUNNING_RULES and scope.source and _to_the_end(p, scope):
                evidence = tuple(sorted({*scope.evidence, *shifts}))
                return Scope(sentence[0], sentence[1], "running-report", scope.cue, scope.source, evidence)
        account = _account(p.words)
        if account and not gap:
            evidence = tuple(sorted({*account, *shifts}))
            return Scope(sentence[0], sentence[1], "running-report", account[1], account[0], evidence)
        if _speaks(p):
            return None
        shift = _shifted(p.words)
        if shift:
            shifts.append(shift)
        elif gap:
            return None
        gap = gap or not shift
    return None


def _narrated(
    text: str, sentence: Span, s: Sentence, before: Sequence[Span], quotations: Sequence[Quotation]
) -> Scope | None:
    """What a diary, a legend or an indictment tells, sentence by sentence, in plain past tense.

    So does what "runs as follows". The first sentence with a speaker of its own, or one that turns, ends it.
    """
    tense = next((p.tense for p in read_pieces(s.words) if p.tense), "past")
    for span in reversed(before):
        p = read_sentence(text, span, overlapping(quotations, span))
        words = p.words.words
        if words[-3:-1] in _ANNOUNCED and any(word in LISTS["accounts"] for word in words):
            whole = (p.words.starts[0], p.words.ends[-1])
            return Scope(sentence[0], sentence[1], "running-report", whole, None, (whole,))
        if tense not in {"past", "had", "would"}:
            return None
        for scope in scopes_in(p):
            if scope.rule != "according-to" or not scope.source or not _to_the_end(p, scope):
                continue
            if any(word in LISTS["narrators"] for word in text[slice(*scope.source)].lower().split()):
                return Scope(
                    sentence[0], sentence[1], "running-report", scope.cue, scope.source, scope.evidence
                )
        if _speaks(p) or words[0] in LISTS["turns"]:
            return None
    return None


def _speaks(s: Sentence) -> bool:
    """Whether the sentence has a speaker of its own."""
    return any(
        c.source and c.rule not in _NO_SPEECH and "tense=modal" not in c.features for c in s.candidates
    )


def _account(w: Words) -> tuple[Span, Span] | None:
    """The speaker and the cue of "X gave a different version", "X described the raid"."""
    words, bits = w.words, w.bits
    for k, word in enumerate(words):
        if word in LISTS["recounts"] and k and not bits[k - 1] & (t.DET | t.PREP | t.AUX | t.TO):
            return (w.starts[0], w.ends[k - 1]), (w.starts[k], w.ends[k])
        if word in LISTS["accounts"] and 1 < k <= 14 and bits[k - 1] & (t.DET | t.ADV) | (not bits[k - 1]):
            verb = next((m for m in range(1, k) if words[m] in LISTS["gives"]), 0)
            if verb:
                return (w.starts[0], w.ends[verb - 1]), (w.starts[verb], w.ends[k])
    return None


def _shifted(w: Words, given: bool = False) -> Span | None:
    """The words that shift the tense of the first clause: "would", or "had" with its participle.

    With `given`, its subject must take up what was spoken of: "the dam", "they", not "hundreds of guests".
    """
    words, bits = w.words, w.bits
    begin = -1
    for k, bit in enumerate(bits):
        if bit & t.QUOTE or words[k] in ";:":
            return None
        if not bit & t.FINITE or bit & t.NAME or (k and bits[k - 1] & t.REL):
            continue
        s0, s1, _ = subject(w, k)
        if (
            given
            and not _takes_up(w, s0, s1)
            and not ("would" in words[k + 1 :] and words[k] in {"was", "were"})
        ):
            return None
        start = w.starts[s0 if given else max(0, k - 1)] if begin < 0 else begin
        if words[k] == "would":
            return start, w.ends[k]
        if words[k] == "had":
            if words[k + 1 : k + 2] in (["earlier"], ["previously"]):
                return None  # "The crews had earlier blocked the road": what went before, in the news
            participle = k + (4 if words[k + 1 : k + 4] == ["at", "no", "time"] else 1)
            for m in range(participle, min(participle + 3, len(words))):
                if not bits[m] & (t.ADV | t.NEG):
                    return (
                        (start, w.ends[m]) if bits[m] & t.PAST or words[m] in LISTS["participles"] else None
                    )
        going = words[k] in {"was", "were"} and bits[k + 1 : k + 2] and bits[k + 1] & t.ING
        if going and "would" in words[k:]:
            begin = w.starts[max(0, k - 1)]
            continue  # "The mill was shrinking, and the town would follow": shifted as well
        if not k or not bits[k - 1] & (t.DET | t.PREP):
            return None
    return None


def _takes_up(w: Words, s0: int, s1: int) -> bool:
    """Whether the subject, the tokens from `s0` to `s1`, is known, or holds what is: "life in the camp"."""
    if (s0 and w.words[s0 - 1] == "no") or w.words[s0] in {"none", "nobody"}:
        return True  # "no | prisoner had been beaten"
    if s0 >= s1 or (s0 and w.bits[s0 - 1] & (t.SUB | t.WH) and not w.bits[s0 - 1] & t.PREP):
        return False
    if w.words[s0] in LISTS["fresh"]:
        return False
    return bool(w.bits[s0] & (t.DET | t.SUBJ)) or (
        not w.bits[s0] & ~(t.NAME | t.GROUP) and "the" in w.words[s0:s1]
    )


def _to_the_end(s: Sentence, scope: Scope) -> bool:
    """Whether nothing of the publisher's own stands behind the scope but its speaker."""
    last = s.words.ends[-1] if s.words.ends else 0
    cue_end = max(scope.cue[1], scope.source[1] if scope.source else 0)
    return scope.end >= last - 1 or (scope.end < cue_end and cue_end >= last - 40)
