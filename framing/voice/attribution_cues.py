"""What each cue in a sentence proposes: where its speaker stands and where its content may lie."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from framing.voice import scope_tokens as t
from framing.voice.scope_clauses import complement, frame, skip_adjuncts, subject
from framing.voice.scope_cues import FALSE_FRIENDS, LISTS, NOUNS, PHRASE_OPENERS, PHRASES, VERBS, Cue
from framing.voice.scope_tokens import Words


@dataclass(slots=True)
class Candidate:
    """A cue and where its content may lie, in token indices."""

    rule: str
    cue: tuple[int, int]
    source: tuple[int, int] | None
    left: int  # content may reach from the sentence's start up to here; -1: none on this side
    right: int  # content may begin here; -1: none on this side
    hole: tuple[int, int]  # cue, speaker and what stands between: never content
    features: list[str]
    trailing: bool = False  # "…, X said": behind or within its content
    tense: str = ""  # of the cue
    embedded: bool = False  # the cue stands in a subordinate or relative clause
    that: bool = False  # "that" opens the content
    sure: bool = False  # what follows up to the first doubtful boundary is content without weighing
    whole: bool = False  # all that stands before is content without weighing
    denies: bool = False  # the content is denied
    demand: bool = False  # the content is wanted
    brief: bool = False  # the content is a noun phrase
    phrase: bool = False  # the content is no clause
    opened: bool = False  # that clause stands first, so that the main clause follows it
    fixed: bool = False  # needs no weighing: all pieces from `low` to `high` are content
    low: int = 0
    high: int = 1 << 30


TRIGGERS = (
    VERBS.keys() | NOUNS.keys() | PHRASE_OPENERS | {"according"}
    | LISTS["put_it"] | LISTS["hearsay"] | LISTS["hearsay_adjectives"]
    | LISTS["prepositions"] | LISTS["short"] | LISTS["has_it"]
)  # fmt: skip
HEADLINE_MARKS = ":—–"
# A sentence without any of these words holds no cue; "put it" and "has it" need an "it" besides.
_SIGNS = (
    VERBS.keys() | NOUNS.keys() | {"according"} | LISTS["hearsay"] | LISTS["hearsay_adjectives"]
    | LISTS["nouns"] | LISTS["short"] | {max(phrase, key=len) for phrase in PHRASES}
)  # fmt: skip
_SIGNS_WITH_IT = LISTS["put_it"] | LISTS["has_it"]


def may_hold_cue(words: Collection[str]) -> bool:
    """A quick look whether a sentence with these `plain_words` can hold a cue, but for a headline's colon."""
    return not _SIGNS.isdisjoint(words) or ("it" in words and not _SIGNS_WITH_IT.isdisjoint(words))


_DEMANDS = frozenset({"particle.for", "particle.on", "noun.frame=for"})
_PLAIN_SUBJECTS = frozenset({"pron", "name", "it", "to", "appos"})
# What stands behind a word that is a verb, where it might be a noun.
_VERB_FRAMES = frozenset({"that", "name", "det", "pron", "quote", "obj", "wh", "to", "for", "poss", "out"})


def find_candidates(w: Words, headline: bool) -> Iterator[Candidate]:
    """Every cue of the sentence. In a headline capitals do not make a name."""
    words, bits = w.words, w.bits
    n = len(words)
    for i, word in enumerate(words):
        if word not in TRIGGERS and not (headline and bits[i] & t.PUNCT):
            continue
        found: Candidate | None = None
        cue = VERBS.get(word)
        if word in LISTS["put_it"] and i + 1 < n and words[i + 1] == "it":
            found = _put_it(w, i)
        if found is None and cue is not None and (headline or not i or not bits[i] & t.NAME):
            found = _verb(w, i, cue, headline)
        if word in LISTS["has_it"] and i and words[i + 1 : i + 2] == ["it"]:
            found = _has_it(w, i)
        if found is None and word in NOUNS:
            found = _noun(w, i)
        elif word == "according" and i + 1 < n and words[i + 1] == "to":
            found = _according(w, i)
        elif word in LISTS["hearsay"]:
            found = _hearsay(w, i)
        elif word in LISTS["hearsay_adjectives"] and i + 1 < n and (
            not bits[i + 1] & (t.PUNCT | t.PREP | t.THAT | t.DET | t.TO) or bits[i + 1] & t.NAME
        ):  # fmt: skip
            found = Candidate(
                "hearsay", (i, i + 1), None, -1, i + 1, (i, i + 1), [], fixed=True, high=_phrase_end(w, i + 1)
            )
        elif word in PHRASE_OPENERS or word in LISTS["prepositions"] or word in LISTS["short"]:
            found = _view(w, i)
        elif headline and bits[i] & t.PUNCT and word in HEADLINE_MARKS and 0 < i < n - 1:
            found = _headline(w, i)
        if found is not None:
            for feature in found.features:
                if feature == "that" or feature == "noun.frame=that":
                    found.that = True
                if feature == "comp=phrase":
                    found.phrase = True
                if feature[:11] == "noun.frame=" and feature != "noun.frame=that":
                    found.brief = True
                if feature[:6] == "tense=":
                    found.tense = feature[6:]
                elif feature[:6] == "under=" or feature == "subj=rel":
                    found.embedded = True
                elif feature == "subj=comma" and found.rule == "passive-report":
                    found.embedded = True  # "the army, accused of theft, has …"
            _keep_in_parentheses(w, i, found)
            found.demand = any(f in _DEMANDS or f[:9] == "k=action." for f in found.features)
            found.denies = cue is not None and cue.lemma in LISTS["denying"]
            before = found.hole[0] - 1
            if (
                found.tense == "ing"
                and before < 2
                and (before < 0 or bits[before] & (t.PREP | t.SUB | t.ADV))
            ):
                found.opened = True  # "In calling for calm, the …"
            elif before >= 0 and bits[before] & t.SUB and (before < 4 or words[before - 1] in ",—"):
                found.opened = not found.trailing
            elif (
                not found.trailing
                and before > 0
                and any(bits[k] & t.SUB for k in range(min(3, before)))
                and not any(words[k] in ",;:—–" or bits[k] & (t.QUOTE | t.THAT) for k in range(before + 1))
            ):
                found.opened = True  # "Just as the loss had the owners wondering about the roof, the …"
            elif found.rule == "nominal-cue" and found.that and 0 <= before < 8 and bits[0] & (t.PREP | t.ED):
                # "Despite X's assurance that …, the …"
                found.opened = not any(
                    words[k] == "," or (bits[k] & t.FINITE and not bits[k] & t.NAME)
                    for k in range(1, before + 1)
                )
            yield found


def _keep_in_parentheses(w: Words, i: int, c: Candidate) -> None:
    """What is said between parentheses ends with them: "(he was said to have fled)"."""
    words = w.words
    low = next((k for k in range(i - 1, max(-1, i - 16), -1) if words[k] in "()"), -1)
    if low >= 0 and words[low] == "(":
        c.high = min(c.high, next((k for k in range(i + 1, len(words)) if words[k] == ")"), c.high))


def _has_it(w: Words, i: int) -> Candidate | None:
    """ "Legend has it that …", "rumour has it …"."""
    end = i + 3 if w.words[i + 2 : i + 3] == ["that"] else i + 2
    if end == i + 2 and w.words[i - 1] not in LISTS["hearers"]:
        return None
    return Candidate("hearsay", (i, end), None, -1, end, (i, end), ["k=noun", "that"], sure=True)


def _put_it(w: Words, i: int) -> Candidate | None:
    """ "As X put it, …", "…, as X puts it"."""
    s0, s1, _ = subject(w, i)
    if not s0 or w.words[s0 - 1] != "as" or s1 <= s0:
        return None
    features = ["k=according", f"according.{'first' if s0 == 1 else 'comma'}.open"]
    left = s0 - 1 if s0 > 1 else -1
    hole = (s0 - 1, i + 2)
    # Behind a quotation it is the quotation that was put so.
    quoted = s0 > 2 and (w.words[s0 - 3] in '"”’' or w.words[s0 - 2] in '"”’')
    return Candidate(
        "reporting-clause",
        (i, i + 2),
        (s0, s1),
        left,
        -1 if quoted else i + 2,
        hole,
        features,
        trailing=s0 > 1,
    )


def _according(w: Words, i: int) -> Candidate | None:
    words, bits = w.words, w.bits
    n = len(words)
    manner = i + 3 if i + 2 < n and bits[i + 2] & t.POSS else i + 2
    if manner >= n or words[manner] in LISTS["not_sources"]:
        return None
    k = i + 2
    while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1):
        if bits[k] & (t.SUB | t.CC) and words[k] not in {"and", "as"} and not bits[k] & t.PREP:
            break
        k += 1
    # "But according to X, …", "Meanwhile, according to X, …" stand first too.
    first = all(bits[m] & (t.CC | t.ADV | t.SUB | t.PUNCT) for m in range(i))
    if first and k + 1 < n and words[k] == ",":
        # "According to X, who was …, the …": what is said of the speaker is the publisher's.
        close = next((m for m in range(k + 1, min(n - 1, k + 24)) if words[m] == ","), -1)
        aside = bits[k + 1] & t.REL or (
            bits[k + 1] & (t.DET | t.ED)
            and not any(bits[m] & t.FINITE and not bits[m] & (t.NAME | t.ED) for m in range(k + 1, close))
        )
        if close > 0 and aside:
            k = close
    if not first:
        k = _asides_end(w, k)
    place = "first" if first else "comma" if words[i - 1] in ",—–" else "plain"
    end = "end" if k >= n - 1 else "open"
    features = ["k=according", f"according.{place}.{end}"]
    return Candidate(
        "according-to", (i, i + 2), (i + 2, k), -1 if first else i, k, (i, k), features, trailing=not first,
        sure=first or (place == "comma" and words[k : k + 1] == [","] and not _finite(w, 0, i)),
        whole=place == "comma",
    )  # fmt: skip


def _asides_end(w: Words, k: int) -> int:
    """Behind what is said of the speaker named before token `k`: ", a law professor from Stell, who …"."""
    words, bits = w.words, w.bits
    n = len(words)
    for _ in range(3):
        if (
            k + 1 >= n
            or words[k] != ","
            or not (bits[k + 1] & (t.DET | t.REL | t.NUMBER | t.NAME) or not bits[k + 1])
        ):
            break
        close = next((m for m in range(k + 1, min(n, k + 24)) if words[m] in ',;:"—–' or m == n - 1), -1)
        if close < 0 or (not bits[k + 1] & t.REL and any(_predicate(w, m) for m in range(k + 1, close))):
            break
        k = close if words[close] in ',;:"—–.' else n
    return k


def _predicate(w: Words, k: int) -> bool:
    """Whether token `k` is a finite verb; a form in -ed only before an object."""
    bit = w.bits[k]
    if not bit & t.FINITE or bit & t.NAME:
        return False
    behind = w.bits[k + 1] if k + 1 < len(w.bits) else 0
    return not bit & t.ED or bool(behind & (t.DET | t.OBJ | t.THAT))


def _hearsay(w: Words, i: int) -> Candidate:
    """The clause around "reportedly": to the nearest comma or conjunction with a clause of its own."""
    words, bits = w.words, w.bits
    low = i
    if not (
        i
        and words[i - 1] == ","
        and i + 1 < len(words)
        and bits[i + 1] & (t.ED | t.ING | t.PAST)
        and words[i + 1] not in {"was", "were", "had"}
    ):
        while low and not _ends_clause(w, low - 1, i):
            low -= 1
    high = i + 1
    while high < len(words) and not _ends_clause(w, high, i):
        high += 1
    return Candidate("hearsay", (i, i + 1), None, i, i + 1, (i, i + 1), [], fixed=True, low=low, high=high)


def _ends_clause(w: Words, k: int, i: int) -> bool:
    word, bit = w.words[k], w.bits[k]
    if word in ";:—–" or bit & (t.QUOTE | t.REL):
        return True
    if word == ",":
        # A comma around the adverb itself does not count.
        return abs(k - i) > 1
    return (bool(bit & t.SUB) and not bit & t.PREP and word not in LISTS["weak_subordinators"]) or word in {
        "but",
        "while",
    }


def _phrase_end(w: Words, i: int) -> int:
    """Behind the noun phrase that begins at token `i`."""
    k = i
    while k < len(w.bits) and not w.bits[k] & (t.PUNCT | t.PREP | t.QUOTE | t.THAT | t.REL | t.CC | t.AUX):
        if w.bits[k] & t.FINITE and not w.bits[k] & (t.NAME | t.ED | t.BASE) and k > i:
            break
        k += 1
    return max(k, i + 1)


def _view(w: Words, i: int) -> Candidate | None:
    """ "In the view of X, …", "by the union's account, …", "…, per the report"."""
    words, bits = w.words, w.bits
    n = len(words)
    first = not i or words[i - 1] in ',;—–"' or bool(bits[i - 1] & (t.CC | t.THAT))
    if not first:
        return None
    cue = -1
    if words[i] in LISTS["short"]:
        cue = i + 1 if i or (bits[1:2] and bits[1] & t.DET) else -1  # "Per" may be a man's name
    else:
        for phrase in PHRASES:
            if tuple(words[i : i + len(phrase)]) == phrase:
                cue = i + len(phrase)
                break
    if cue < 0:
        for k in range(i + 1, min(n - 1, i + 8)):
            if words[k] in LISTS["nouns"] and words[i] in LISTS["prepositions"]:
                if bits[k - 1] & t.POSS or words[k - 1] in {"'s", "’s", "'", "’", "own"}:
                    cue = k + 1
                break
            if bits[k] & t.PUNCT and words[k] not in {"'", "’"}:
                break
    if cue < 0 or any(word in LISTS["own_possessives"] for word in words[i + 1 : cue]):
        return None
    k = cue
    while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1):
        k += 1
    if (words[i] == "to" and "tell" not in words[cue:k]) or (
        words[i : i + 2] == ["as", "far"] and (i or "concerned" not in words[cue:k])
    ):
        return None
    if bits[cue - 2] & t.POSS and not bits[cue] & t.PUNCT and cue - i == 3:
        k = cue  # "in her view the …": the speaker is in the phrase
    source = (cue, k) if k > cue else (i, cue)
    if k + 1 < n and words[k] == "," and (bits[k + 1] & t.QUOTE or words[k + 1] in '"“'):
        return None  # "because, in her words, "they know how"": no more than the quotation
    features = ["k=according", f"according.{'first' if not i else 'comma'}.{'end' if k >= n - 1 else 'open'}"]
    return Candidate("according-to", (i, cue), source, i if i else -1, k, (i, k), features, trailing=i > 0)


def _headline(w: Words, i: int) -> Candidate | None:
    """A speaker before a colon, or behind a colon or dash, in a headline."""
    words, bits = w.words, w.bits
    n = len(words)
    if i <= 6 and (_speaks(w, 0, i) or (i <= 4 and words[i] == ":" and _named_speaker(w, i))):
        return Candidate("headline-colon", (i, i + 1), (0, i), -1, i + 1, (0, i + 1), [], fixed=True)
    last = n - 1 if words[-1] == "." else n
    if (
        last - i <= 6
        and not any(words[k] in VERBS for k in range(i + 2, last))
        and (_speaks(w, i + 1, last) or (i > 2 and all(bits[k] & t.NAME for k in range(i + 1, last))))
    ):
        return Candidate(
            "headline-colon", (i, i + 1), (i + 1, last), i, -1, (i, n), [], trailing=True, fixed=True
        )
    return None


def _speaks(w: Words, low: int, high: int) -> bool:
    label = w.words[low:high]
    if any(word in LISTS["headline_kinds"] for word in label):
        return False
    return any(word in LISTS["headline_speakers"] for word in label)


def _named_speaker(w: Words, i: int) -> bool:
    """Whether a bare name before a colon speaks: what follows is a claim, not a description."""
    words, bits = w.words, w.bits
    if any(word in LISTS["headline_kinds"] for word in words[:i]):
        return False
    if not all(bits[k] & t.NAME or words[k] in {".", "-", "'s", "’s"} for k in range(i)):
        return False
    if bits[i + 1] & (t.WH | t.PREP) and not bits[i + 1] & t.TO:
        return False
    # "Northern Province: the drought nobody saw coming" describes; "Graham: Trump's plan is bad" claims.
    if not bits[i + 1] & t.DET or bits[i + 1] & (t.NAME | t.POSS):
        return bool(bits[i + 1] & t.SUBJ) or not any(
            words[k] in VERBS and VERBS[words[k]].kind != "factive"
            for k in range(i + 2, min(len(words), i + 4))
        )
    return complement(w, i + 1) == "clause" and not any(
        bits[k] & t.SUBJ for k in range(i + 2, min(len(words), i + 5))
    )


def _noun(w: Words, i: int) -> Candidate | None:
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
    if follow == "to" and words[i + 3 : i + 4] == [","]:
        return None  # "his appeal to old, rural voters"
    if i and (words[i - 1] in LISTS["undemanding"] or words[i - 1 : i + 1] == ["in", "charge"]):
        return None
    owned = before & t.POSS or (i and words[i - 1] in {"'s", "’s", "’", "'"})
    if words[i] in LISTS["nobodys"] and not (owned or (i > 1 and _airs(words[i - 2]))):
        return None  # "the idea that …": nobody is named who has it, as in "rejects the idea that"
    at = i + 1
    if "that" in frames and follow not in frames:
        # "her argument is that", "the claim on Monday that", "made the point that"
        at = skip_adjuncts(w, at)
        if at < n and words[at] in LISTS["among"]:
            # "fear among the growers that"
            at = next(
                (k for k in range(at + 1, min(n, at + 8)) if bits[k] & (t.THAT | t.PUNCT | t.FINITE)), at
            )
        if at + 2 < n and words[at] == ",":
            at = next((k + 1 for k in range(at + 1, min(n - 1, at + 6)) if words[k] == ","), at)
        if at < n and bits[at] & t.BE:
            at += 1
        if at >= n or not bits[at] & t.THAT:
            return None
        follow = "that"
    elif follow not in frames:
        return None
    if follow == "that" and at + 1 < n and bits[at + 1] & (t.AUX | t.FINITE) and not bits[at + 1] & t.NAME:
        return None  # a relative clause: "a claim that could not be checked"
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
        if not bits[k] & t.FINITE or bits[k] & t.NAME:
            continue
        if first < 0:
            first = k
        elif k > first + 1 and not bits[k - 1] & (t.AUX | t.DET | t.TO | t.PREP | t.ADV) and (
            bits[k] & t.AUX or not bits[k] & (t.ED | t.BASE | t.PRESENT)
        ):  # fmt: skip
            return k
    return 1 << 30


def _verb(w: Words, i: int, cue: Cue, headline: bool) -> Candidate | None:
    words, bits = w.words, w.bits
    lemma, kind, form = cue
    if lemma == "suspect" and _charged(w, i + 1):
        kind = "object.accuse"  # "suspect the guard of theft"
        cue = Cue(lemma, kind, form)
    group = kind.partition(".")[0]
    before = bits[i - 1] if i else 0
    if _is_noun(w, i, form):
        return None
    s0, s1, subj = subject(w, i)
    helpers = 0
    for k in range(s1, i):
        helpers |= bits[k]
    follow = frame(w, i + 1)
    if lemma == "see" and follow == "as" and s0 and words[s0 - 1] == "what":
        kind, group = "object.describe", "object"  # "what they saw as a …"
        cue = Cue(lemma, kind, form)
    if kind == "factive" and subj != "poll" and not _shown(w, i, s0, s1, lemma):
        return None
    if subj == "I" or (s1 > s0 and words[s0] in LISTS["own_possessives"]) or _ours(w, i, subj):
        return None  # the publisher speaks
    if s1 > s0 and words[s1 - 1] in LISTS["own_objects"] and "let" in words[max(0, s1 - 2) : s1]:
        return None  # "let us say it plainly"
    if _unsaid(w, i, helpers, form):
        return None
    if words[i + 2 : i + 3] == ["fact"] or (
        words[i + 1 : i + 2]
        and words[i + 1] in LISTS["empty_objects"]
        and not any(bit & (t.FINITE | t.THAT) for bit in bits[i + 2 : i + 3])
    ):
        return None  # "said nothing about the fire", but not "said nothing had burnt"
    if helpers & t.NEG and lemma == "comment" and follow not in {"that", "quote"}:
        return None
    if subj == "rel" and s0 == 0 and words[0] == "that" and follow == ",":
        return None  # "That said, …"
    if lemma == "call" and follow not in {"for", "on"} and not _called(w, i + 1):
        return None
    plural = headline and form == "base" and i > 0 and words[i - 1][-1] == "s" and follow != "for"
    if (
        lemma in LISTS["noun_like"]
        and form in {"base", "s"}
        and not (headline and i and words[i - 1] == ",")
        and not plural
    ):
        # A noun as often as a verb: only a plain sign of a verb will do.
        if subj in {"np", "name"} and _has_verb(w, s0, s1):
            return None  # "moves to western states that": the clause has its verb
        sure = subj in {"pron", "it", "to", "I", "rel"} or helpers & t.AUX
        # "The Herald reports: …"
        sure = sure or (lemma == "point" and words[i + 1 : i + 3] == ["out", "that"])
        sure = sure or (follow == ":" and subj == "name" and i > 1 and not headline and before & t.NAME)
        parenthesis = (
            subj in {"name", "np", "appos"}
            and s0
            and words[s0 - 1] in {",", '"', "as"}
            and follow in {"end", ","}
            and (subj == "appos" or (s1 - s0 <= 6 and not any(bits[k] & t.PREP for k in range(s0, s1))))
        )
        if form == "base" and subj in {"np", "name"} and not (helpers & t.AUX or _plural(w, s0, s1)):
            return None  # "the first state to vote", "her tweet that …": a singular noun and a noun
        if (
            not sure
            and not parenthesis
            and (
                subj in {"none", "cc", "other", "punct", "quote", "comma"}
                or follow not in _VERB_FRAMES
                or (follow == "for" and lemma not in LISTS["for_verbs"])
            )
        ):
            return None
    if form == "ed" and before & t.NUMBER and follow in {"noun", "name"}:
        return None
    if lemma in LISTS["need_particle"] and not (
        i + 1 < len(words) and words[i + 1] in LISTS[f"{lemma}_words"]
    ):
        return None
    if (
        form == "ed"
        and lemma in LISTS["need_as"] | {"call", "dub"}
        and subj in {"np", "other", "none", "comma", "appos"}
        and _named(w, i + 1)
    ):
        return None
    if subj == "to" and _impersonal(w, s1):
        return None
    if form == "ing" and follow == "noun" and subj in {"none", "cc"} and frame(w, i + 2) in {"noun", "aux"}:
        return None  # "Warning lights flash"
    if lemma == "report" and form == "ing" and follow != "that" and complement(w, i + 1) != "clause":
        return None
    passive = form in {"ed", "part"} and bool(helpers & t.BE)
    if (
        lemma in FALSE_FRIENDS
        and _false_friend(w, i, FALSE_FRIENDS[lemma])
        and not (follow == "in" and any(bit & t.NAME for bit in bits[i + 2 : i + 3]))
        and not _that_ahead(w, i + 1, skip_adjuncts(w, i + 1), lemma)
        and not (
            follow == "to"
            and form == "ed"
            and (passive or subj in {"comma", "none"})
            and bits[i + 2] & t.BASE
        )
    ):
        return None
    if form == "ing" and follow == "of" and (
        lemma not in LISTS["of_verbs"] or (subj in {"np", "doc"} and not helpers & t.BE)
    ):  # fmt: skip
        return None  # "echoing of the claim", "the thinking of the board"
    if lemma == "reject" and follow != "that" and not any(word in NOUNS for word in words[i + 1 : i + 7]):
        return None  # "rejected the budget"
    if lemma in LISTS["answering"] and follow in {"to", "det", "noun", "poss", "name"}:
        return None  # "did not respond to questions": the object is somebody else's
    if form == "ing" and i and (words[i - 1] == "worth" or words[max(0, i - 2) : i] == ["instead", "of"]):
        return None  # "it is worth noting", "instead of denying"
    if form == "base" and (i == 0 or (subj == "none" and follow == ":")):
        return None  # "NOTE: …", "Write to the editor"
    if passive and kind == "action.commit" and follow not in {"to", "that"}:
        return None  # "was promised a grant"
    if passive and lemma in LISTS["orders"] and follow == "to":
        return None  # "was ordered to surrender his passport": an event
    if (
        form == "ing"
        and lemma in LISTS["announcing"]
        and complement(w, i + 1) == "phrase"
        and not _that_ahead(w, i + 1, skip_adjuncts(w, i + 1), lemma)
    ):
        return None  # "after announcing a visit"
    if lemma == "ask" and follow in {"about", "on"} and not helpers & t.HAVE:
        return None  # "asked about the fire": a topic
    if lemma == "call" and follow == "for" and s1 > s0 and words[s1 - 1] in LISTS["undemanding"]:
        return None  # "the recipe calls for"
    tense = _tense(form, helpers, passive, subj)
    features = [f"k={kind}", f"subj={subj}", f"tense={tense}"]
    if helpers & t.NEG:
        features.append("negated")
    if (
        form == "ed"
        and subj in {"np", "sub", "other"}
        and follow in {"for", "by"}
        and not helpers & t.AUX
        and kind == "object.accuse"
    ):
        return None  # "the office so often blamed for the leak"
    if (
        form == "ed"
        and group == "clause"
        and follow == "by"
        and frame(w, i + 2) in {"det", "name", "poss"}
        and not helpers & t.AUX
        and subj in {"np", "doc", "other", "name"}
    ):
        return None  # "the measures announced by the mayor"
    if form == "ed" and before & t.PREP and not before & t.ADV and follow in {"noun", "name"}:
        return None  # "among pledged delegates"
    if form == "ed" and lemma in LISTS["need_as"] and subj in {"comma", "none"} and follow in {"to", "with"}:
        return None  # ", compared to last year"
    if (
        passive
        and group == "clause"
        and lemma not in LISTS["addressing"]
        and follow not in {"that", "to", "as", "quote", ":", "of"}
    ):
        return None  # "was first noted when"
    if passive:
        features.append("passive")
    rule = "reporting-clause" if group == "clause" or kind == "factive" else "accusation"
    if passive or (
        form in {"ed", "part"} and subj in {"comma", "none", "sub"} and follow in {"of", "by", "to"}
    ):
        rule = "passive-report"
    source = (s0, s1) if s1 > s0 else None
    behind = group == "clause" or kind == "factive" or lemma in LISTS["parenthetical"]
    if behind and not passive and tense != "ing" and lemma not in LISTS["never_behind"]:
        trailing = _trailing(w, i, rule, source, subj, lemma, features)
        if trailing is None and lemma not in LISTS["to_someone"] and (group == "clause" or subj != "appos"):
            trailing = _inverted(w, i, rule, subj, cue, features)
        if trailing is not None:
            return trailing
    return _leading(w, i, rule, source, subj, cue, tense, features)


def _shown(w: Words, i: int, s0: int, s1: int, lemma: str) -> bool:
    """Whether a study shows it, as "the study found that" does, or papers do: "…, filings show"."""
    if lemma not in LISTS["showing"]:
        return False
    source = w.words[s0:s1]
    for k in range(s0 - 1, max(-1, s0 - 12), -1):
        # "A poll released on Sunday by two papers shows": the head stands further ahead.
        if w.words[k] in LISTS["studies"] or w.words[k] in LISTS["polls"]:
            source = [w.words[k]] if w.bits[k + 1] & (t.ED | t.PREP) else source
            break
        if w.bits[k] & t.PUNCT or (w.bits[k] & t.FINITE and not w.bits[k] & (t.ED | t.NAME)):
            break
    if any(word in LISTS["polls"] for word in source):
        return True
    if any(word in LISTS["papers"] for word in source):
        return s0 > 1 and w.words[s0 - 1] == "," and frame(w, i + 1) in {"end", ","}
    return any(word in LISTS["studies"] for word in source) and (
        frame(w, i + 1) in {"that", "end"} or complement(w, i + 1) == "clause"
    )


def _plural(w: Words, low: int, high: int) -> bool:
    """Whether the noun phrase may be plural, as a verb without -s wants it."""
    return any(
        word in LISTS["plurals"] or (word[-1] == "s" and word not in {"'s", "’s"})
        for word in w.words[low:high]
    )


def _has_verb(w: Words, low: int, high: int) -> bool:
    """Whether a finite verb stands within what looks like a subject, outside its own relative clauses."""
    bits = w.bits
    return any(
        bits[k] & t.PRESENT and not bits[k] & (t.NAME | t.BASE) and not bits[k - 1] & (t.DET | t.PREP | t.REL)
        for k in range(low + 1, high)
    )


def _charged(w: Words, i: int) -> bool:
    """Whether "of" and a charge stand behind the object that begins at token `i`."""
    for k in range(i, min(len(w.words), i + 8)):
        if w.words[k] == "of" and k > i + (w.bits[i] & t.DET > 0):
            return k + 1 < len(w.words) and bool(w.bits[k + 1] & t.ING)
        if w.bits[k] & (t.PUNCT | t.THAT | t.SUBJ | t.QUOTE) or (
            w.bits[k] & t.FINITE and not w.bits[k] & t.NAME
        ):
            return False
    return False


def _ours(w: Words, i: int, subj: str) -> bool:
    """Whether "we" governs the verb from further away: "we, the unions, call for", "we ask … and demand"."""
    words, bits = w.words, w.bits
    if subj == "appos":
        return words[0] in LISTS["first_person"] and words[1] == "," and not any(
            bits[k] & t.SUBJ for k in range(1, i)
        )  # fmt: skip
    if subj not in {"cc", "to", "none", "comma", "other"}:
        return False
    for k in range(i - 1, -1, -1):
        if bits[k] & (t.REL | t.THAT | t.QUOTE) or words[k] in ";:":
            return False
        if bits[k] & t.SUBJ:
            return words[k] in {"we", "i"}
    return False


def _unsaid(w: Words, i: int, helpers: int, form: str) -> bool:
    """Whether nothing was said: "failed to condemn", "left without naming or blaming"."""
    words, bits = w.words, w.bits
    for k in range(i - 1, max(-1, i - 7), -1):
        if words[k] in LISTS["omissions"]:
            return k + 1 < i
        if bits[k] & (t.PUNCT | t.THAT | t.REL | t.SUBJ | t.QUOTE):
            return False
        if bits[k] & t.FINITE and not bits[k] & t.NAME:
            return False
    return False


def _false_friend(w: Words, i: int, friends: frozenset[str]) -> bool:
    """Whether one of the words stands directly behind token `i`, or, if it is a noun, within four tokens."""
    for k in range(i + 1, min(len(w.words), i + 5)):
        if w.words[k] in friends and (k == i + 1 or not w.bits[k] & (t.PREP | t.ADV)):
            return True
        if w.bits[k] & (t.THAT | t.PUNCT | t.QUOTE | t.SUBJ | t.AUX):
            return False
    return False


def _impersonal(w: Words, to: int) -> bool:
    """Whether the infinitive belongs to "it is fair to say", "too close to call": nobody's claim."""
    words, bits = w.words, w.bits
    if "too" in words[max(0, to - 3) : to]:
        return True
    for k in range(to - 1, max(-1, to - 7), -1):
        if words[k] in {"it", "'s", "there"}:
            return k + 1 < to and bool(bits[k + 1] & t.BE or words[k] == "'s" or bits[k] & t.BE)
        if bits[k] & (t.PUNCT | t.REL | t.THAT):
            return False
    return False


def _that_ahead(w: Words, start: int, after: int, lemma: str) -> int:
    """The "that" that opens the content, behind adjuncts or a person spoken to; 0 without one."""
    words, bits = w.words, w.bits
    n = len(words)
    if after < n and bits[after] & t.THAT:
        return after
    if after + 1 < n and words[after] == "," and after - start < 2:
        # "testified, for example, that"
        for k in range(after + 1, min(n - 1, after + 7)):
            if words[k] == ",":
                return k + 1 if bits[k + 1] & t.THAT else 0
    if after < n and words[after] in {",", "—", "–", "-"} and after - start < 14:
        # "said on Sunday in Stell, Orland, that", "told friends, at parties and in huddles, that"
        for k in range(after + 1, min(n - 1, after + 20)):
            if words[k] == words[after] and bits[k + 1] & t.THAT:
                return k + 1
            if bits[k] & (t.FINITE | t.SUBJ | t.QUOTE | t.THAT) and not bits[k] & (t.NAME | t.ED):
                return 0
        return 0
    if start < n and (
        bits[start] & (t.PREP | t.TIME | t.ADV) or lemma in LISTS["addressing"] or lemma == "encourage"
    ):
        for k in range(start, min(n, start + 14)):
            if bits[k] & t.THAT and words[k - 1] not in LISTS["before_nouns"]:
                return k
            if (
                bits[k] & (t.FINITE | t.PUNCT | t.SUBJ | t.QUOTE | t.REL | t.CC | t.WH)
                and not bits[k] & t.NAME
                and not (
                    words[k] in ",."
                    and k + 1 < n
                    and bits[k - 1] & t.NAME
                    and bits[k + 1] & (t.NAME | t.PREP)
                )
            ):
                return 0
            if words[k] in LISTS["questions"]:
                return 0  # "asked whether the claim that …"
    return 0


def _owned(w: Words, subj: str, source: tuple[int, int] | None) -> bool:
    """Whether a pronoun and its verb describe the noun right before them: "the book | she wrote"."""
    if subj != "pron" or not source or source[0] < 2:
        return False
    before = source[0] - 1
    return not w.bits[before] and w.words[before].isalpha()


def _points(w: Words, that: int) -> bool:
    """Whether "that" points at a noun: "repeated that phrase in the letter"."""
    bits = w.bits
    return (
        that + 2 < len(bits)
        and not bits[that + 1]
        and bool(bits[that + 2] & t.PREP)
        and (complement(w, that + 1) == "phrase")
    )


def _infinitive(w: Words, k: int) -> bool:
    """Whether "to sell" or "not to sell" stands at token `k`, rather than "to the growers"."""
    if k < len(w.words) and w.words[k] == "not":
        k += 1
    return k + 1 < len(w.words) and bool(w.bits[k] & t.TO) and not w.bits[k + 1] & (t.DET | t.NAME | t.PUNCT)


def _relative(w: Words, verb: int) -> bool:
    """Whether what stands behind "that" is a verb: "that helped the crew", but not "that paid work"."""
    bit = w.bits[verb]
    if not bit & t.ED:
        return bool(bit & (t.AUX | t.PAST))
    behind = w.bits[verb + 1] if verb + 1 < len(w.bits) else 0
    return bool(behind & (t.BASE | t.PREP | t.DET | t.OBJ))


def _reason_ahead(w: Words, start: int) -> int:
    """The "for" that opens the charge in "slammed the visit for hiding …"; 0 without one."""
    for k in range(start, min(len(w.words) - 1, start + 20)):
        if (w.words[k] == "for" and w.bits[k + 1] & t.ING) or (
            w.words[k] == "as" and not w.bits[k + 1] & t.SUBJ
        ):
            return k
        if w.bits[k] & (t.FINITE | t.SUBJ | t.REL | t.THAT) and not w.bits[k] & (t.NAME | t.ED):
            return 0
    return 0


def _purpose(w: Words, i: int, cue: Cue, tense: str, comp: str, features: list[str]) -> bool:
    """Whether nobody says anything: "tossed a coin to determine the winner", "a threat to be taken"."""
    follow = w.words[i + 1 : i + 3]
    if "that" in features:
        return False
    if cue.lemma == "find" and frame(w, i + 1) == "obj":
        return True  # "found themselves at odds"
    if cue.lemma in LISTS["aims"]:
        return tense in {"inf", "base"} and (comp == "phrase" or cue.lemma == "determine")
    if cue.lemma in LISTS["inferred"]:
        return tense == "ing" and comp == "phrase"
    if cue.lemma in LISTS["undertaking"]:
        return follow == ["to", "be"] or (tense == "ing" and follow[:1] != ["to"])
    return False


def _done_by(w: Words, start: int) -> bool:
    """Whether a deed is told of the object that begins before token `start`: "the raid carried out by …"."""
    for k in range(start, min(len(w.words) - 2, start + 9)):
        if w.bits[k] & t.ED and "by" in w.words[k + 1 : k + 3]:
            return True
        if w.bits[k] & (t.PUNCT | t.FINITE & ~t.PAST | t.SUBJ | t.REL):
            return False
    return False


def _said_of(w: Words, start: int, lemma: str) -> int:
    """Where "as …", "to …" or the second object begins behind a verb of description; 0 without one."""
    words, bits = w.words, w.bits
    if w.bits[start : start + 1] and w.bits[start] & t.ING:
        return start  # "described hearing a blast"
    joint = LISTS["likening"] if lemma in LISTS["liken"] else LISTS["as"]
    for k in range(start, min(len(words), start + 24)):
        if words[k] in joint and not (bits[k] & t.TO and k + 1 < len(words) and bits[k + 1] & t.BASE):
            return k
        if bits[k] & (t.FINITE | t.SUBJ) and not bits[k] & (t.NAME | t.ED):
            return 0
        if k > start and bits[k] & t.QUOTE and lemma in LISTS["two_objects"]:
            return k
        if (
            k > start
            and words[k] in {"a", "an"}
            and not bits[k - 1] & t.PREP
            and lemma in LISTS["two_objects"]
        ):
            return k
    return 0


def _quotation_ahead(w: Words, start: int, addressed: bool) -> int:
    """The quotation that "said in a letter to the board, "…"" leads to; 0 without one.

    A relative clause may tell who is addressed: "told the crews who had come by sea, "…"".
    """
    relative = False
    for k in range(start, min(len(w.words), start + 24)):
        bit = w.bits[k]
        if bit & t.QUOTE:
            return k if k > start and w.words[k - 1] in {",", ":"} else 0
        relative = relative or bool(addressed and bit & t.REL)
        if bit & (t.FINITE | t.SUBJ | t.THAT) and not bit & t.NAME and not relative:
            return 0
    return 0


def _called(w: Words, i: int) -> int:
    """Where what somebody is called begins, behind who is called so; 0 where nothing is."""
    words, bits = w.words, w.bits
    # "called the protesters rioters": a determiner and two nouns, no more.
    if (
        bits[i : i + 1]
        and bits[i] & t.DET
        and not any(bits[i + 1 : i + 3])
        and (frame(w, i + 3) in {"end", ",", "."} or w.bits[i + 3] & t.FINITE)
    ):
        return i + 2
    marked = _marks_ahead(w, i)
    if marked:
        return marked
    for k in range(i, min(len(words), i + 14)):
        if (
            bits[k] & t.QUOTE
            or (words[k] in {"a", "an", "the"} and k > i and not bits[k - 1] & t.PREP)
            or (words[k] in '"“”‘’' and k > i)
        ):
            return k
        if (
            (bits[k] & t.PUNCT and words[k] in ";:—–.")
            or bits[k] & t.REL
            or (bits[k] & t.SUB and not bits[k] & t.PREP)
        ):
            return 0
        if bits[k] & (t.PREP | t.TIME) and words[k] != "of" and k == i + 2:
            return 0  # "called the office on Monday"
        if bits[k] & t.OBJ and k == i and k + 1 < len(words) and not bits[k + 1] & ~t.ADV:
            return k + 1
    return 0


def _marks_ahead(w: Words, i: int) -> int:
    """The words in marks that what is called so leads to: "called the plan for a dam "madness"."""
    for k in range(i, min(len(w.words), i + 24)):
        if w.bits[k] & t.QUOTE or w.words[k] in '"“':
            # "called it a result of "madness"": the article belongs to it.
            return next((m for m in range(k - 1, max(i, k - 5), -1) if w.words[m] in LISTS["articles"]), k)
        if w.bits[k] & (t.FINITE | t.SUBJ | t.REL | t.CC) and not w.bits[k] & (t.NAME | t.ED):
            return 0
        if w.words[k] in ";:—–,":
            return 0
    return 0


def _marked_end(w: Words, start: int) -> int:
    """Behind the words in marks that begin at token `start`: no more than they is what somebody is called."""
    if start < len(w.words):
        if w.bits[start] & t.QUOTE:
            return start + 1
        if w.words[start] in '“"‘':
            return next((k + 1 for k in range(start + 1, len(w.words)) if w.words[k] in '”"’“'), 1 << 30)
    return 1 << 30


def _named(w: Words, i: int) -> bool:
    """Whether token `i` begins a bare name with nothing said of it: "a group called X"."""
    bits = w.bits
    i += i < len(bits) and bool(bits[i] & t.DET)
    k = i
    while k < len(bits) and bits[k] & t.NAME:
        k += 1
    return k > i and not (k < len(bits) and (bits[k] & (t.DET | t.QUOTE | t.ADV) or not bits[k]))


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


def _is_noun(w: Words, i: int, form: str) -> bool:
    """Whether what stands before token `i` makes it a noun or an adjective."""
    if not i:
        return False
    if form == "ing":
        return bool(w.bits[i - 1] & t.DET)
    word, before = w.words[i - 1], w.bits[i - 1]
    if before & t.DET:
        if form == "base" and word in LISTS["singular"]:
            return True
        return word not in LISTS["each" if form == "s" else "bare_subjects"]
    if word in {"'s", "’s"}:
        return True
    if before & t.TO:
        return form == "s"
    return form in {"base", "s"} and bool(before & t.PREP) and not before & t.ADV


def _tense(form: str, helpers: int, passive: bool, subj: str) -> str:
    if helpers & t.HAVE and not passive:
        return "perfect"
    if helpers & (t.MODAL | t.PAST_MODAL):
        return "modal"
    if form == "ing":
        return "progressive" if helpers & t.BE else "ing"
    if form == "base":
        return "inf" if subj == "to" else "base"
    return "s" if form == "s" else "past"


def _trailing(
    w: Words, i: int, rule: str, source: tuple[int, int] | None, subj: str, lemma: str, features: list[str]
) -> Candidate | None:
    """ "…, X said on Monday", with or without more content behind it; "as X said, …"."""
    if source is None or subj in {"rel", "sub"}:
        return None
    words, bits = w.words, w.bits
    low = source[0]
    if (
        low
        and words[low - 1] == ","
        and subj == "np"
        and bits[low] & (t.ED | t.ING)
        and not bits[low] & t.NAME
    ):
        return None  # "…, egged on by the lies that hucksters tell"
    after = skip_adjuncts(w, i + 1)
    follow = frame(w, after)
    mark = words[low - 1] if low else "^"
    if mark == '"' and not any(at == low - 1 and stop for at, _, stop in w.quotes):
        mark = "quoted words"
    elif mark == '"' and low > 1 and not _finite(w, 0, low - 1):
        mark = ","  # "Despite his "rough manner," X wrote, he is …": a phrase that ends in a quotation
    if mark == '"':
        # Behind a quotation, what follows the verb tells when, where and to whom.
        direct = frame(w, i + 1)
        if (
            follow == "that"
            or (lemma in LISTS["addressing"] and _object_ends(w, i + 1) in {"that", "wh", "to"})
            or (
                lemma not in LISTS["addressing"]
                and (
                    direct in {"that", "pron", "wh", "sub"}
                    or (direct in {"name", "det", "poss", "noun"} and complement(w, i + 1) == "clause")
                )
            )
        ):
            return None
        if follow not in {"end", ",", ".", "—", ";"}:
            features.append("trail.rest")
        # What follows direct speech and its speaker is scenery, or a quotation, which needs no scope.
        return Candidate(rule, (i, i + 1), source, low, -1, (low, after), [*features, 'trail="'], True)
    if mark in {",", "—", "–"} and (close := _parenthesis(w, low - 1, i)):
        return Candidate(
            rule, (i, i + 1), source, low, close, (low, close), [*features, "broken", "trail=,.mid"], True,
            sure=True, whole=True,
        )  # fmt: skip
    if follow not in {"end", ",", ".", "—", ";", ")"}:
        told = lemma in LISTS["addressing"] and complement(w, i + 1) == "phrase" and _bare_object(w, i + 1)
        if mark != "," or subj == "appos" or follow in {"that", "wh"} or not (told or _adverbial(w, i + 1)):
            return None
        right = -1
        if told:
            # "…, the captain told the paper, …": content goes on behind the one who was told.
            right = next((k for k in range(after, min(len(words), after + 8)) if words[k] == ","), -1)
            after = max(after, right)
        if right < 0 and not any(bits[k] & t.FINITE and not bits[k] & t.NAME for k in range(low)):
            return None
        if right >= 0 and _broken(w, low - 1):
            features.append("broken")
        features += ["trail.rest", "trail=,"]
        return Candidate(rule, (i, i + 1), source, low, right, (low, after), features, True)
    if mark == "," and follow == "," and not _finite(w, 0, low) and not _finite(w, after, len(words)):
        return None  # "over forty years the firm has advised, in no order, …"
    if mark in {"as", "than"}:
        low -= 1
        mark = "as"
        if (
            low
            and words[low - 1] not in {",", "—", "–", "-", "(", ";"}
            and not bits[low - 1] & (t.CC | t.SUB)
        ):
            return None  # "as much as many had hoped", "rode the tide as he replied"
    elif mark not in {",", '"', "—", "–", "("}:
        before = bits[low - 1] if low else 0
        if not before & (t.THAT | t.REL | t.CC) or (before & t.REL and follow in {"end", "."}):
            return None  # "after the interview concluded, …", "those about whom she has written."
    end = "end" if follow in {"end", "."} else "mid" if follow != "—" else "dash"
    if end == "mid" and low > 1 and _broken(w, low - 1):
        features.append("broken")
    if after + 1 < len(words) and bits[after + 1] & t.QUOTE:
        end = "quote"
        if mark == "," and not any(bits[k] & t.FINITE and not bits[k] & t.NAME for k in range(1, low)):
            if bits[0] & (t.ADV | t.CC | t.ING | t.SUB | t.TIME) or any(
                bits[k] & (t.TIME | t.MEDIUM | t.ADV | t.OBJ) for k in range(low)
            ):
                return None  # "An hour later, X wrote, "…"": the quotation alone is content
            # "The sources of authority, X wrote, "do not agree"": the subject of what is quoted.
            end = "part"
        elif bits[0] & (t.SUB | t.PREP | t.TIME) and (after + 1, False) in {
            (at, small) for at, small, _ in w.quotes
        }:
            return None  # "After the vote was lost, X wrote, "It …"": a sentence of its own
    where = mark if mark in ',"—–(as' else "clause"
    return Candidate(
        rule, (i, i + 1), source, low, after, (low, after), [*features, f"trail={where}.{end}"], True,
        whole=mark == "," and end != "quote" and subj != "appos" and lemma in LISTS["plain"],
        sure=end == "mid" and mark == "," and follow == "," and not _finite(w, 0, low),
    )  # fmt: skip


def _finite(w: Words, low: int, high: int) -> bool:
    """Whether a finite verb, or what may be one, or a quotation stands between two tokens."""
    return any(bit & (t.FINITE | t.BASE | t.QUOTE) and not bit & t.NAME for bit in w.bits[low:high])


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


def _adverbial(w: Words, i: int) -> bool:
    """Whether token `i` begins only a phrase of time, place or manner: "in posing the question"."""
    if i >= len(w.words):
        return False
    opens = w.words[i] in LISTS["adjunct_openers"] or w.bits[i] & (t.ING | t.SUB | t.ADV | t.TIME)
    if w.bits[i] & t.TIME and i + 1 < len(w.words) and w.words[i + 1] in LISTS["adjunct_openers"]:
        return True
    return bool(opens) and complement(w, i) == "phrase"


def _inverted(w: Words, i: int, rule: str, subj: str, cue: Cue, features: list[str]) -> Candidate | None:
    """ "…, said X"."""
    words, bits = w.words, w.bits
    lemma, kind, form = cue
    n = len(words)
    if form not in {"ed", "past", "s", "base"} or not i or words[i - 1] not in {",", '"', "—", "–"}:
        return None
    if kind == "clause.belief" and frame(w, i + 1) == "noun":
        return None  # "the path, believed lost, was found"
    if subj not in {"comma", "quote", "punct", "appos"} or frame(w, i + 1) not in {
        "name",
        "det",
        "noun",
        "pron",
        "adv",
        "poss",
    }:
        return None
    if subj == "appos" and not bits[i + 1] & t.NAME:
        return None
    if bits[i + 1] & t.SUBJ and bits[i + 2 : i + 3] and bits[i + 2] & t.FINITE:
        return None  # ", said they had gone": the speaker stands further ahead
    strict = subj == "appos"
    if (
        (form != "s" or frame(w, i + 1) in {"det", "poss"})
        and not _finite(w, 0, i)
        and not _finite(w, i + 2, n)
    ):
        return None  # "Ida Marr, of the board, tweeted a warning"
    if rule == "accusation" and (n - i > 7 or form not in {"s", "base"}):
        return None  # "…, vows the premier", but "…, promised reform if …"
    k = i + 1
    while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1) and not bits[k] & t.REL:
        if bits[k] & t.THAT and k > i + 2:
            break
        if bits[k] & t.THAT or (
            k > i + 1
            and bits[k] & t.FINITE
            and not bits[k] & t.NAME
            and (not bits[k] & t.ED or (k + 1 < n and bits[k + 1] & (t.DET | t.OBJ | t.SUBJ)))
        ):
            return None
        k += 1
    if k < n and words[k] == "," and not strict:
        k = _asides_end(w, k)
    right = k
    if k < n and bits[k] & t.THAT:
        # "wrote one of the drivers in a diary that relatives found": said of the diary, to the end.
        k, right = n, -1
    if k == i + 1 or (strict and k < n and (words[k] == '"' or bits[k] & t.REL)):
        return None
    return Candidate(
        rule, (i, i + 1), (i + 1, k), i, right if words[i - 1] != '"' else -1, (i, k),
        [*features, f"inverted={words[i - 1]}"], True,
        whole=words[i - 1] == "," and not strict
        and (lemma in LISTS["plain"] or (k >= n - 1 and frame(w, i + 1) != "poss")),
    )  # fmt: skip


def _leading(
    w: Words,
    i: int,
    rule: str,
    source: tuple[int, int] | None,
    subj: str,
    cue: Cue,
    tense: str,
    features: list[str],
) -> Candidate | None:
    """ "X said (that) …", "X told Y (that) …", "X accused Y of …"."""
    words, bits = w.words, w.bits
    n = len(words)
    lemma, kind, _ = cue
    group = kind.partition(".")[0]
    start = i + 1
    high = 1 << 30
    if lemma in LISTS["particles"] and start < n and words[start] in LISTS["frame_prepositions"]:
        features.append(f"particle.{words[start]}")
        start += 1
    after = skip_adjuncts(w, i + 1)
    that = _that_ahead(w, i + 1, after, lemma)
    if that and _points(w, that):
        return None  # "repeated that phrase in his letter"
    if that + 1 < n and that and bits[that + 1] & t.FINITE and not bits[that + 1] & t.NAME:
        # A relative clause: "responded with a phrase that could …", "states that have suffered".
        if cue.form in {"base", "s"} and lemma in LISTS["noun_like"]:
            return None
        if that > after:
            that = 0
        elif lemma in LISTS["need_clause"] and (_relative(w, that + 1) or _owned(w, subj, source)):
            return None  # "the book she wrote that helped to …"
    if that:
        start = that + 1
        features += ["that", f"that.{group}"]
    elif start == i + 1 and (lemma in LISTS["addressing"] or group in {"object", "action"}):
        k = start
        edge = min(n, start + 12)
        stop = t.THAT | t.FINITE | t.PUNCT | t.TO | t.QUOTE | t.SUBJ | t.WH | t.REL
        while (
            k < edge
            and (not bits[k] & stop or bits[k] & t.NAME)
            and words[k] not in LISTS["frame_prepositions"]
        ):
            k += 1
        then = frame(w, k)
        features += [f"obj={then}", f"{kind}.obj={then}"]
        if group == "clause" and k > start:
            if then == "that":
                features.append("that")
            if then in {"aux", "noun", "base"} or (k < n and bits[k] & t.FINITE):
                # "warn the drought could last": no one is spoken to, or "told X the drought could last".
                inner = [m for m in range(start + 1, k) if bits[m] & t.DET]
                start = (
                    inner[-1]
                    if inner
                    else start + (lemma in LISTS["to_someone"] and bits[start] & t.NAME > 0)
                )
            elif then not in {"to", "not"}:
                start = k + (then == "that")
        if kind in {"action.urge", "clause.say", "clause.ask"} and k > start and _infinitive(w, k):
            start = k  # "urged the growers | to sell": who is urged is the publisher's
    elif group == "clause" and after > start:
        if frame(w, after) not in {",", ".", "end"}:
            start = after
        elif cue.form == "ed" and subj in {"np", "doc"} and lemma in LISTS["announcing"]:
            return None  # "in new advertisements announced on Monday, the party …"
    if group == "clause" and "that" not in features:
        quoted = _quotation_ahead(w, start, lemma in LISTS["addressing"])
        if quoted:
            start = quoted
            features.append("quotation")
    if rule == "passive-report" and start < n and words[start] == "by":
        k = start + 1
        while (
            k < n
            and not bits[k] & (t.THAT | t.TO | t.PUNCT | t.SUB | t.QUOTE)
            and not (words[k] in {"of", "for", "as"} and (group != "clause" or lemma in LISTS["addressing"]))
        ):
            k += 1
        if k >= n or bits[k] & (t.PUNCT | t.QUOTE):
            return None
        source, start = (start + 1, k), k + 1 if bits[k] & t.THAT else k
    if kind in {"object.accuse", "object.praise"} and lemma not in LISTS["charging"]:
        # "slammed the visit for hiding …": the visit is the publisher's; without that the weights decide.
        k = _reason_ahead(w, start)
        if k:
            start = k
        elif rule == "passive-report" or not _done_by(w, start + 1):
            # "has been criticised for its contracts", "condemned the raid": no claim, unless it goes on
            # "the raid carried out by the army".
            return None
    if lemma in LISTS["need_to"] and not any(f in features for f in ("obj=to", "obj=for", "that", "r=to")):
        return None  # "pressed the chairman on taxes"
    if lemma == "call" and words[i + 1 : i + 2] not in (["for"], ["on"]):
        start = _called(w, i + 1) or start
        high = _marked_end(w, start)
    follow = frame(w, start)
    if lemma in LISTS["need_that"] and that != after:
        return None
    if kind == "object.describe" and lemma != "call" and follow != "wh":
        # The object is the publisher's: only what stands behind "as" is said of it.
        start = _said_of(w, start, lemma)
        if not start:
            return None
        follow = frame(w, start)
    if (
        follow in {",", ";", "end", ".", ")", "cc"}
        and "that" not in features
        and not (
            start + 1 < n
            and (
                bits[start + 1] & (t.QUOTE | t.REL)
                or (
                    group == "clause"
                    and tense not in {"inf", "ing"}
                    and bits[start + 1] & t.NAME
                    and not (source and source[0] and bits[source[0] - 1] & t.SUB)
                )
            )
        )
    ):
        return None
    comp = complement(w, start)
    if group == "clause" and rule != "passive-report" and follow == "as" and comp != "phrase" and not that:
        return None  # "tweeted as she left"
    if kind == "clause.ask" and follow == "aux":
        return None  # "the question nobody asked was"
    if _purpose(w, i, cue, tense, comp, features):
        return None
    if (
        lemma in LISTS["need_plain"]
        and "that" not in features
        and follow not in {"quote", "pron", ":", ","}
        and not (lemma == "recall" and follow == "wh")
    ):
        return None
    if kind == "clause.belief" and follow in {"to", "about"} and rule != "passive-report":
        return None  # "hopes to win": a wish, not a word; "thought about what to write": a topic
    # "expect the snow line to fall"
    wished = lemma == "expect" and any(bits[k] & t.TO for k in range(start + 1, min(n, start + 8)))
    if (
        kind == "clause.belief"
        and comp == "phrase"
        and not wished
        and "that" not in features
        and rule != "passive-report"
    ):
        return None  # "think about the results", "hopes to win"
    if (
        comp == "phrase"
        and group == "clause"
        and lemma in LISTS["need_clause"]
        and "that" not in features
        and follow not in {"quote", ":", ",", "wh", "of", "about", "to", "—"}
        and not any(f.startswith("particle.") for f in features)
        and rule != "passive-report"
    ):
        return None
    features += [f"comp={comp}", f"{kind}.comp={comp}", f"r={follow}", f"{kind}.r={follow}"]
    low = source[0] if source and source[0] < i else i
    if low and bits[low - 1] & (t.SUB | t.REL | t.WH | t.THAT):
        features.append(f"under={words[low - 1]}")
    if subj == "rel":
        low = i
    if rule == "passive-report" and words[start : start + 1] == ["of"] and start + 1 < n:
        start += 1
    sure = lemma in LISTS["sure"] and tense != "inf" and bool(source) and subj != "it"
    noun = lemma in LISTS["noun_like"] and cue.form in {"base", "s"} and subj not in _PLAIN_SUBJECTS
    if (
        group == "clause"
        and kind != "clause.ask"
        and not noun
        and follow not in {"as", "sub", "prep", "ing"}
        and (
            ("that" in features and comp != "phrase")
            or (comp == "clause" and (lemma in LISTS["plain"] or follow == "pron"))
        )
    ):
        sure = True
    if kind == "object.describe" and follow == "ing":
        sure = True
    return Candidate(rule, (i, i + 1), source, -1, start, (low, start), features, sure=sure, high=high)
