"""What each cue in a sentence proposes: where its speaker stands and where its content may lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing.voice import scope_tokens as t
from framing.voice.scope_clauses import complement, frame, skip_adjuncts, subject
from framing.voice.scope_cues import LISTS, NOUNS, VERBS, Cue
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


def find_candidates(w: Words, headline: bool) -> Iterator[Candidate]:
    """Every cue of the sentence. In a headline capitals do not make a name."""
    words, bits = w.words, w.bits
    n = len(words)
    for i in range(n):
        word = words[i]
        found: Candidate | None = None
        cue = VERBS.get(word)
        if cue is not None and (headline or not i or not bits[i] & t.NAME):
            found = _verb(w, i, cue)
        if found is None and word in NOUNS:
            found = _noun(w, i)
        elif word == "according" and i + 1 < n and words[i + 1] == "to":
            found = _according(w, i)
        elif word in LISTS["hearsay"]:
            found = Candidate("hearsay", (i, i + 1), None, i, i + 1, (i, i + 1), ["k=hearsay"])
        elif word in LISTS["hearsay_adjectives"] and i + 1 < n and (
            not bits[i + 1] & (t.PUNCT | t.PREP | t.THAT | t.DET | t.TO) or bits[i + 1] & t.NAME
        ):  # fmt: skip
            found = Candidate("hearsay", (i, i + 1), None, -1, i + 1, (i, i + 1), ["k=alleged"])
        elif headline and bits[i] & t.PUNCT and word in ":—–" and 0 < i < n - 1:
            found = _headline(w, i)
        if found is not None:
            yield found


def _according(w: Words, i: int) -> Candidate | None:
    words, bits = w.words, w.bits
    n = len(words)
    if i + 2 >= n or words[i + 2] in LISTS["not_sources"]:
        return None
    k = i + 2
    while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1):
        if bits[k] & (t.SUB | t.CC) and words[k] not in {"and", "as"} and not bits[k] & t.PREP:
            break
        k += 1
    place = "first" if i == 0 else "comma" if words[i - 1] in ",—–" else "plain"
    end = "end" if k >= n - 1 else "open"
    features = ["k=according", f"according.{place}.{end}"]
    return Candidate(
        "according-to", (i, i + 2), (i + 2, k), i if i else -1, k, (i, k), features, trailing=i > 0
    )


def _headline(w: Words, i: int) -> Candidate | None:
    """ "Minister: camps to close", "Camps to close – minister"."""
    words, bits = w.words, w.bits
    n = len(words)
    if (
        words[i] == ":"
        and i <= 5
        and not any(bits[k] & (t.FINITE | t.NUMBER) and not bits[k] & t.NAME for k in range(i))
    ):
        return Candidate("headline-colon", (i, i + 1), (0, i), -1, i + 1, (0, i + 1), ["k=colon.before"])
    last = n - 1 if words[-1] == "." else n
    if (
        last - i <= 6
        and i > 2
        and not any(bits[k] & (t.FINITE | t.PREP) and not bits[k] & t.NAME for k in range(i + 1, last))
    ):
        return Candidate("headline-colon", (i, i + 1), (i + 1, last), i, -1, (i, n), ["k=colon.after"], True)
    return None


def _noun(w: Words, i: int) -> Candidate | None:
    words, bits = w.words, w.bits
    if i + 1 >= len(words):
        return None
    frames = NOUNS[words[i]]
    follow = words[i + 1]
    before = bits[i - 1] if i else 0
    if follow not in frames or before & (t.SUBJ | t.TO):
        return None
    features = ["k=noun", f"noun.frame={follow}", f"noun={words[i].rstrip('s')}.{follow}"]
    if before & t.POSS or i and words[i - 1] in {"'s", "’s", "’", "'"}:
        features.append("noun.possessed")
    elif before & t.DET:
        features.append("noun.det")
    return Candidate("nominal-cue", (i, i + 2), None, -1, i + 2, (i, i + 2), features)


def _verb(w: Words, i: int, cue: Cue) -> Candidate | None:
    words, bits = w.words, w.bits
    lemma, kind, form = cue
    group = kind.partition(".")[0]
    before = bits[i - 1] if i else 0
    if _is_noun(w, i, form):
        return None
    s0, s1, subj = subject(w, i)
    helpers = 0
    for k in range(s1, i):
        helpers |= bits[k]
    follow = frame(w, i + 1)
    if kind == "factive" and subj != "poll":
        return None
    if lemma in LISTS["noun_like"] and form in {"base", "s"}:
        # A noun as often as a verb: only a plain sign of a verb will do.
        sure = subj in {"pron", "to", "I", "rel"} or helpers & t.AUX
        parenthesis = (
            subj in {"name", "np", "appos"} and s0 and words[s0 - 1] in {",", '"'} and follow in {"end", ","}
        )
        if (
            not sure
            and not parenthesis
            and (
                subj in {"none", "cc", "other", "punct", "quote", "comma"}
                or follow not in {"that", "name", "det", "pron", "quote", "obj", "wh", "to", "for", "poss"}
            )
        ):
            return None
    if form == "ed" and before & t.NUMBER and follow in {"noun", "name"}:
        return None
    if lemma in LISTS["need_particle"] and not (
        i + 1 < len(words) and words[i + 1] in LISTS["particle_words"]
    ):
        return None
    if (
        form == "ed"
        and lemma in LISTS["need_as"] | {"call", "dub"}
        and subj in {"np", "other"}
        and _named(w, i + 1)
    ):
        return None
    passive = form in {"ed", "part"} and bool(helpers & t.BE)
    tense = _tense(form, helpers, passive, subj)
    features = [f"l={lemma}", f"k={kind}", f"subj={subj}", f"tense={tense}"]
    if helpers & t.NEG:
        features.append("negated")
    if passive:
        features += ["passive", f"passive.{lemma}"]
    rule = "reporting-clause" if group == "clause" or kind == "factive" else "accusation"
    if passive or form in {"ed", "part"} and subj in {"comma", "none"} and follow in {"of", "by"}:
        rule = "passive-report"
    source = (s0, s1) if s1 > s0 else None
    if not passive and (group == "clause" or kind == "factive" or lemma in LISTS["parenthetical"]):
        trailing = _trailing(w, i, rule, source, subj, lemma, features) or _inverted(
            w, i, rule, subj, form, features
        )
        if trailing is not None:
            return trailing
    return _leading(w, i, rule, source, subj, cue, tense, features)


def _named(w: Words, i: int) -> bool:
    """Whether token `i` begins a bare name with nothing said of it: "a group called X"."""
    bits = w.bits
    k = i
    while k < len(bits) and bits[k] & t.NAME:
        k += 1
    return k > i and not (k < len(bits) and (bits[k] & (t.DET | t.QUOTE | t.ADV) or not bits[k]))


def _is_noun(w: Words, i: int, form: str) -> bool:
    """Whether what stands before token `i` makes it a noun or an adjective."""
    if not i or form == "ing":
        return False
    word, before = w.words[i - 1], w.bits[i - 1]
    if before & t.DET:
        return word not in LISTS["bare_subjects"]
    if word in {"'s", "’s"}:
        return True
    return form in {"base", "s"} and bool(before & t.PREP) and not before & (t.TO | t.ADV)


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
    after = skip_adjuncts(w, i + 1)
    follow = frame(w, after)
    mark = words[low - 1] if low else "^"
    if mark == '"' and not any(at == low - 1 and stop for at, _, stop in w.quotes):
        mark = "quoted words"
    if mark == '"':
        # Behind a quotation, what follows the verb tells when, where and to whom.
        direct = frame(w, i + 1)
        if direct in {"that", "pron"} and lemma not in LISTS["addressing"] or follow == "that":
            return None
        closed = follow in {"end", ",", ".", "—", ";"}
        if not closed:
            features += ["trail.rest"]
            return Candidate(rule, (i, i + 1), source, low, -1, (low, after), [*features, 'trail="'], True)
    elif follow not in {"end", ",", ".", "—", ";", ")"}:
        told = lemma in LISTS["addressing"] and complement(w, i + 1) == "phrase"
        if mark != "," or subj == "appos" or follow in {"that", "wh"} or not (told or _adverbial(w, i + 1)):
            return None
        if not any(bits[k] & t.FINITE and not bits[k] & t.NAME for k in range(low)):
            return None
        return Candidate(
            rule, (i, i + 1), source, low, -1, (low, after), [*features, "trail.rest", "trail=,"], True
        )
    if mark in {"as", "than"}:
        low -= 1
        mark = "as"
    elif mark not in {",", '"', "—", "–", "("} and not (
        low and bits[low - 1] & (t.THAT | t.REL | t.CC | t.SUB)
    ):
        return None
    end = "end" if follow in {"end", "."} else "mid" if follow != "—" else "dash"
    where = mark if mark in ',"—–(as' else "clause"
    return Candidate(
        rule, (i, i + 1), source, low, after, (low, after), [*features, f"trail={where}.{end}"], True
    )


def _adverbial(w: Words, i: int) -> bool:
    """Whether token `i` begins only a phrase of time, place or manner: "in posing the question"."""
    direct = frame(w, i)
    return (
        direct in LISTS["adjunct_openers"] or direct in {"ing", "sub", "adv"} or bool(w.bits[i] & t.TIME)
    ) and (complement(w, i) == "phrase")


def _inverted(w: Words, i: int, rule: str, subj: str, form: str, features: list[str]) -> Candidate | None:
    """ "…, said X"."""
    words, bits = w.words, w.bits
    n = len(words)
    if form not in {"ed", "past", "s"} or not i or words[i - 1] not in {",", '"', "—", "–"}:
        return None
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
    k = i + 1
    while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1) and not bits[k] & t.REL:
        if bits[k] & t.THAT or bits[k] & t.FINITE and not bits[k] & (t.NAME | t.ED) and k > i + 2:
            return None
        k += 1
    if k == i + 1:
        return None
    return Candidate(
        rule, (i, i + 1), (i + 1, k), i, k, (i, k), [*features, f"inverted={words[i - 1]}"], True
    )


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
    if lemma in LISTS["particles"] and start < n and words[start] in LISTS["frame_prepositions"]:
        features.append(f"{lemma}+{words[start]}")
        start += 1
    after = skip_adjuncts(w, i + 1)
    if after < n and bits[after] & t.THAT:
        start = after + 1
        features += ["that", f"that.{group}"]
    elif lemma in LISTS["addressing"] or group in {"object", "action"}:
        k = start
        high = min(n, start + 12)
        stop = t.THAT | t.FINITE | t.PUNCT | t.TO | t.QUOTE | t.SUBJ | t.WH | t.REL
        while (
            k < high
            and (not bits[k] & stop or bits[k] & t.NAME)
            and words[k] not in LISTS["frame_prepositions"]
        ):
            k += 1
        then = frame(w, k)
        features += [f"obj={then}", f"{kind}.obj={then}", f"{lemma}.obj={then}"]
        if group == "clause" and k > start:
            if then == "that":
                features.append("that")
            start = k + (then == "that")
    elif group == "clause" and after > start and frame(w, after) not in {",", ".", "end"}:
        start = after
    follow = frame(w, start)
    comp = complement(w, start)
    if (
        comp == "phrase"
        and lemma in LISTS["need_clause"]
        and "that" not in features
        and follow not in {"quote", ":", ",", "wh", "of", "about", "to", "—"}
        and rule != "passive-report"
    ):
        return None
    features += [
        f"comp={comp}", f"{group}.comp={comp}", f"{kind}.comp={comp}", f"{lemma}.comp={comp}", f"{tense}.comp={comp}",
        f"r={follow}", f"{group}.r={follow}", f"{kind}.r={follow}", f"{group}.subj={subj}.{tense}",
    ]  # fmt: skip
    low = source[0] if source else i
    if low and bits[low - 1] & (t.SUB | t.REL | t.WH | t.THAT):
        features.append(f"under={words[low - 1]}")
    if subj == "rel":
        low = i
    return Candidate(rule, (i, i + 1), source, -1, start, (low, start), features)
