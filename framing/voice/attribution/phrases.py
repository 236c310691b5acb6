"""Cues that are no verbs with a subject: "according to", views, hearsay, labels of headlines."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.asides import asides_end, finite, wants_more
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import complement, subject
from framing.voice.attribution.tables import LISTS, PHRASES, VERBS
from framing.voice.attribution.tokens import Words


def read_has_it(w: Words, i: int) -> Candidate | None:
    """ "Legend has it that …", "rumour has it …"."""
    if not i or w.words[i + 1 : i + 2] != ["it"]:
        return None
    end = i + 3 if w.words[i + 2 : i + 3] == ["that"] else i + 2
    if end == i + 2 and w.words[i - 1] not in LISTS["hearers"]:
        return None
    return Candidate("hearsay", (i, end), None, -1, end, (i, end), ["k=noun", "that"], sure=True)


def read_story(w: Words, i: int) -> Candidate | None:
    """ "The rebels, the theory goes, are paid in rifles.": a story that goes or runs, between marks."""
    words = w.words
    low = next((k for k in range(i - 1, max(-1, i - 5), -1) if words[k] in {",", "—", "–"}), -1)
    noun = any(word in LISTS["stories"] for word in words[max(low, i - 2) : i])
    if not noun or words[i + 1 : i + 2] not in ([","], ["."], ["—"], ["–"], [":"]):
        return None
    if low < 0:  # "So the story goes: …"
        right = i + 2 if words[i + 1] in {":", ","} else -1
        return (
            Candidate("hearsay", (i, i + 1), None, -1, right, (0, i + 2), [], fixed=True)
            if right > 0
            else None
        )
    return Candidate("hearsay", (i, i + 1), None, low, i + 2, (low, i + 2), [], fixed=True)


def read_believed(w: Words, i: int) -> Candidate | None:
    """ "The rebels, if the radio is to be believed, have fled."."""
    words = w.words
    if i < 4 or words[i - 2 : i] != ["to", "be"]:
        return None
    low = next((k for k in range(i - 3, max(-1, i - 14), -1) if words[k] == "if"), -1)
    if low < 0:
        return None
    source = (low + 1, i - 3)
    left = low - 1 if low > 1 and words[low - 1] in {",", "—", "–"} else low if low else -1
    right = i + 2 if words[i + 1 : i + 2] in ([","], ["—"], ["–"]) else -1
    return Candidate("according-to", (low, i + 1), source, left, right, (low, i + 1), [], fixed=True)


def read_went_on(w: Words, i: int) -> Candidate | None:
    """ "The miners, she went on, had been paid in rice." """
    words = w.words
    if words[i + 1 : i + 3] not in (["on", ","], ["on", "."]):
        return None
    s0, s1, subj = subject(w, i)
    if subj not in {"pron", "name", "np"} or not s0 or words[s0 - 1] != "," or words[s0] in LISTS["singular"]:
        return None  # "…, this fight goes on."
    right = i + 3 if words[i + 2] == "," else -1
    hole = (s0, i + 3)
    return Candidate("reporting-clause", (i, i + 2), (s0, s1), s0, right, hole, [], trailing=True, fixed=True)


def read_asked(w: Words, i: int) -> Candidate | None:
    """ "It is, if you ask Ida Marr, a farce." """
    if i < 2 or w.words[i - 2 : i] != ["if", "you"]:
        return None
    end = next((k for k in range(i + 1, min(len(w.words), i + 8)) if w.words[k] in ",.;—–"), 0)
    left = i - 3 if i > 2 and w.words[i - 3] in {",", "—", "–"} else -1
    if not end or (left < 0 and i > 2):
        return None
    right = end + 1 if end + 1 < len(w.words) and w.words[end] != "." else -1
    return Candidate("according-to", (i - 2, i + 1), (i + 1, end), left, right, (i - 2, end), [], fixed=True)


def read_out(w: Words, i: int) -> Candidate | None:
    """ "The sign read: no fishing": all that stands behind the colon is written there."""
    if w.words[i + 1 : i + 2] != [":"]:
        return None
    start, end, _ = subject(w, i)
    if LISTS["read_out"].isdisjoint(w.words[start:end]):
        return None
    hole = (start, i + 2)
    return Candidate("reporting-clause", (i, i + 1), (start, end), -1, i + 2, hole, [], fixed=True)


def read_put_it(w: Words, i: int) -> Candidate | None:
    """ "As X put it, …", "…, as X puts it"."""
    if w.words[i + 1 : i + 2] != ["it"]:
        return None
    s0, s1, _ = subject(w, i)
    if w.words[i + 2 : i + 3] == ["to"] and s1 > s0:
        return _put_to(w, i, (s0, s1))
    if not s0 or w.words[s0 - 1] != "as" or s1 <= s0:
        return None
    features = ["k=according", f"according.{'first' if s0 == 1 else 'comma'}.open"]
    within = (
        s0 > 3 and w.words[s0 - 2] == "," and w.bits[s0 - 3] & (t.REL | t.WH)
    )  # "where, as X put it, | …"
    left = -1 if within or s0 < 2 else s0 - 1
    hole = (s0 - 1, i + 2)
    right = i + 2
    if "," in w.words[i + 2 : i + 16]:
        # "As X put it in a letter to my colleague, | …"
        close = w.words.index(",", i + 2)
        if not any(bit & (t.FINITE | t.SUBJ) and not bit & t.NAME for bit in w.bits[i + 2 : close]):
            right = close
            hole = (s0 - 1, close)
    # Behind a quotation it is the quotation that was put so.
    quoted = s0 > 2 and (w.words[s0 - 3] in '"”’' or w.words[s0 - 2] in '"”’')
    return Candidate(
        "reporting-clause",
        (i, i + 2),
        (s0, s1),
        left,
        -1 if quoted else right,
        hole,
        features,
        trailing=s0 > 1,
    )


def _put_to(w: Words, i: int, source: tuple[int, int]) -> Candidate | None:
    """ "Counsel put it to her that …"."""
    for k in range(i + 3, min(len(w.words) - 1, i + 9)):
        if w.bits[k] & t.THAT:
            hole = (source[0], k + 1)
            features = ["k=clause.say", "that"]
            return Candidate("reporting-clause", (i, i + 2), source, -1, k + 1, hole, features, sure=True)
        if w.bits[k] & (t.PUNCT | t.FINITE) and not w.bits[k] & t.NAME:
            break
    return None


def _is_manner(w: Words, i: int) -> bool:
    """Whether a bare noun tells how: "laid out according to village", but not "according to police"."""
    word = w.words[i]
    if (
        w.bits[i]
        or word[-1] == "s"
        or word in LISTS["headline_speakers"] | LISTS["papers"] | LISTS["bare_sources"]
    ):
        return False
    behind = w.bits[i + 1] if i + 1 < len(w.bits) else t.PUNCT
    return bool(behind & (t.PUNCT | t.CC)) and word not in LISTS["plurals"]


def read_according(w: Words, i: int) -> Candidate | None:
    """ "According to X, …", "…, according to X"."""
    words, bits, n = w.words, w.bits, len(w.words)
    if words[i + 1 : i + 2] != ["to"]:
        return None
    if words[i + 2 : i + 3] in (["which"], ["whom"]) and i + 4 < n:
        # "A report, according to which | forty were hurt"
        return Candidate(
            "according-to", (i, i + 2), None, -1, i + 3, (i, i + 3), ["k=according"], sure=True, embedded=True
        )
    manner = i + 3 if i + 2 < n and (bits[i + 2] & t.POSS or words[i + 2] in {"a", "an"}) else i + 2
    if manner >= n or words[manner] in LISTS["not_sources"] or _is_manner(w, i + 2):
        return None
    # "But according to X, …", "Meanwhile, according to X, …" stand first too.
    first = all(bit & (t.CC | t.ADV | t.SUB | t.PUNCT) for bit in bits[:i])
    k = _source_end(w, i + 2)
    # "While the wells are dry, according to X, | the …": the clause in front is the publisher's
    fronted = words[0] in LISTS["fronting"] and "," not in words[: i - 1] and words[k : k + 1] == [","]
    fronted = fronted and i > 1 and k + 2 < n
    wanting = not first and wants_more(w, i - 1) and words[k : k + 1] == [","] and not bits[k - 1] & t.NAME
    if not wanting and not fronted:
        k = _behind_aside(w, k) if first else asides_end(w, k)
    back = not first and not fronted and not _opens_clause(w, i) and not (wanting and bits[i - 2] & t.CC)
    place = "first" if first else "comma" if words[i - 1] in ",—–" else "plain"
    features = ["k=according", f"according.{place}.{'end' if k >= n - 1 else 'open'}"]
    inserted = place == "comma" and words[k : k + 1] == [","] and not finite(w, 0, i)
    return Candidate(
        "according-to", (i, i + 2), (i + 2, k), i if back else -1, k, (i, k), features, trailing=not first,
        sure=first or inserted or wanting or fronted, whole=place == "comma", embedded=_in_relative(w, i),
    )  # fmt: skip


def _source_end(w: Words, k: int) -> int:
    """Where the source ends that begins at token `k`: at a mark or a conjunction."""
    words, bits, n = w.words, w.bits, len(w.words)
    i = k
    while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1):
        if bits[k] & (t.SUB | t.CC) and words[k] not in {"and", "as"} and not bits[k] & t.PREP:
            break
        if k > i and bits[k] & t.DET and not bits[k - 1] & ~(t.NAME | t.MEDIUM | t.GROUP) and _bare(w, k):
            break  # "according to the same report | the plan remains"
        k += 1
        if k < n and bits[k] & t.QUOTE and words[k - 1] in t.POSSESSIVE:
            k += 1  # "according to her "Life on the Moor" and other sources"
    return k


def _bare(w: Words, k: int) -> bool:
    """Whether a clause begins at token `k`, and no mark stands before its verb."""
    verbs = (
        m for m in range(k + 1, len(w.words)) if w.bits[m] & (t.FINITE | t.PUNCT) and not w.bits[m] & t.NAME
    )
    verb = next(verbs, len(w.words) - 1)
    return not w.bits[verb] & t.PUNCT


def _behind_aside(w: Words, k: int) -> int:
    """Behind what is said of the source: "According to X, who was …, | the …". It is the publisher's."""
    words, bits, n = w.words, w.bits, len(w.words)
    if k + 1 >= n or words[k] != ",":
        return k
    close = next((m for m in range(k + 1, min(n - 1, k + 24)) if words[m] == ","), -1)
    if close < 0:
        return k
    if bits[k + 1] & t.REL:
        return close
    # But "…, the mills kill fish, while …" is a clause.
    verb = any(bit & t.FINITE and not bit & (t.NAME | t.ED) for bit in bits[k + 1 : close])
    aside = bits[k + 1] & (t.DET | t.ED) and not verb and not bits[close + 1] & (t.CC | t.SUB)
    return close if aside else k


def _opens_clause(w: Words, i: int) -> bool:
    """Whether nothing before the phrase is the source's.

    "…, because, according to X, | the …", "The Herald reported, according to X, | …", ", and according to X".
    """
    if i > 1 and w.words[i - 1] in {"and", "but"} and w.words[i - 2] == ",":
        return True
    if i < 2 or w.words[i - 1] != ",":
        return False
    before = w.bits[i - 2]
    if before & (t.SUB | t.THAT) and not before & t.PREP:
        return True
    cue = VERBS.get(w.words[i - 2])
    return cue is not None and cue.kind == "clause.say" and not finite(w, 0, i - 2)


def _in_relative(w: Words, i: int) -> bool:
    """ "Farmers, most of whom are poor according to X, | have …"."""
    words, bits = w.words, w.bits
    mark = next((m for m in range(i - 2, -1, -1) if words[m] in ",;:—–("), -1)
    return any(bits[m] & t.REL or (bits[m] & t.THAT and bits[m + 1] & t.FINITE) for m in range(mark + 1, i))


def read_hearsay(w: Words, i: int) -> Candidate:
    """The clause around "reportedly": to the nearest comma or conjunction with a clause of its own."""
    words = w.words
    low = subject(w, i)[0] if i else 0
    behind = words[i + 1 : i + 2]
    if i and words[i - 1] == "," and behind in ([], ["."], [";"]):
        # "the well is dry, reportedly."
        low = max((k + 1 for k in range(i - 1) if words[k] in ";:—–"), default=0)
    elif i and words[i - 1] == "," and behind != [","]:
        low = i  # "the man, allegedly drunk"
    elif low >= i or w.bits[i - 1] & (t.PREP | t.ING):
        low = i
    high = i + 1
    while high < len(words) and not _ends_clause(w, high, i):
        high += 1
    return Candidate("hearsay", (i, i + 1), None, i, i + 1, (i, i + 1), [], fixed=True, low=low, high=high)


_NO_NOUN = t.FINITE | t.DET | t.POSS | t.PREP | t.CC | t.PUNCT | t.ADV


def _has_subject(w: Words, i: int) -> bool:
    """Whether who alleges stands before token `i`."""
    if not i or w.words[i] != "alleged":
        return False
    before = w.bits[i - 1]
    if before & (t.SUBJ | t.HAVE):
        return True
    return not before & _NO_NOUN and subject(w, i)[2] in {"name", "np", "doc"}


def read_alleged(w: Words, i: int) -> Candidate | None:
    """ "The alleged plot": the noun phrase behind the adjective; "she alleged torture" has the verb."""
    if i + 1 >= len(w.words) or _has_subject(w, i):
        return None
    behind = w.bits[i + 1]
    if behind & (t.PUNCT | t.PREP | t.THAT | t.DET | t.TO) and not behind & t.NAME:
        return None
    end = _phrase_end(w, i + 1)
    return Candidate("hearsay", (i, i + 1), None, -1, i + 1, (i, i + 1), [], fixed=True, high=end)


def _ends_clause(w: Words, k: int, i: int) -> bool:
    word, bit = w.words[k], w.bits[k]
    if word in ";:—–" or bit & (t.QUOTE | t.REL):
        return True
    if word == ",":
        # A comma around the adverb itself does not count, nor one before "including".
        return abs(k - i) > 1 and w.words[k + 1 : k + 2] != ["including"]
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


def read_view(w: Words, i: int) -> Candidate | None:
    """ "In the view of X, …", "by the union's account, …", "…, per the report"."""
    words, bits, n = w.words, w.bits, len(w.words)
    if i and words[i - 1] not in ',;—–"' and not bits[i - 1] & (t.CC | t.THAT):
        return None
    cue = _view_end(w, i)
    if cue < 0 or "your" in words[i + 1 : cue]:
        return None
    if not LISTS["own_possessives"].isdisjoint(words[i + 1 : cue]):
        return None
    if words[cue - 1] == "per" and not LISTS["not_sources"].isdisjoint(words[cue : cue + 3]):
        return None  # "as per the schedule"
    if words[cue - 1] == "submission" and words[cue : cue + 1] == ["of"]:
        return None  # "in their submission of May"
    k = _marked_off(w, cue)
    if not _is_whole(words[i:k], cue - i, i == 0):
        return None
    whose = cue - 2 - (words[cue - 2] == "own")
    bare = bits[whose] & t.POSS or words[whose] in LISTS["several"]
    if bare and not bits[cue] & t.PUNCT and whose == i + 1:
        k = cue  # "in her view the …": the speaker is in the phrase
    source = (cue, k) if k > cue else (i, cue)
    if k + 1 < n and words[k] == "," and (bits[k + 1] & t.QUOTE or words[k + 1] in '"“'):
        return None  # "because, in her words, "they know how"": no more than the quotation
    features = ["k=according", f"according.{'first' if not i else 'comma'}.{'end' if k >= n - 1 else 'open'}"]
    # "Two men who, in the eyes of many, have failed": nothing before it is theirs.
    back = i > 0 and not (i > 1 and words[i - 1] == "," and bits[i - 2] & (t.REL | t.THAT | t.SUB))
    return Candidate("according-to", (i, cue), source, i if back else -1, k, (i, k), features, trailing=i > 0)


def _marked_off(w: Words, k: int) -> int:
    """The first mark from token `k` on, or the full stop at the sentence's end, or its end."""
    n = len(w.words)
    while k < n and w.words[k] not in ',;:"—–' and not (w.words[k] == "." and k == n - 1):
        k += 1
    return k


def _view_end(w: Words, i: int) -> int:
    """Behind the words at token `i` that announce whose view follows; -1 where they do not."""
    words = w.words
    if words[i] in LISTS["short"]:
        determined = w.bits[1:2] and w.bits[1] & t.DET
        cue = i + 1 if i or determined else -1  # "Per" may be a man's name
    else:
        cue = next((i + len(p) for p in PHRASES if tuple(words[i : i + len(p)]) == p), -1)
    return cue if cue >= 0 else _held_view(w, i)


def _held_view(w: Words, i: int) -> int:
    """Behind "by some accounts", "in her view", "in the joint opinion of" at token `i`; -1 without one."""
    words, bits = w.words, w.bits
    for k in range(i + 1, min(len(words) - 1, i + 8)):
        if words[i] == "by" and words[k] == "accounts" and words[k - 1] in LISTS["several"]:
            return k + 1
        if words[k] in LISTS["nouns"] and words[i] in LISTS["prepositions"]:
            whose = words[i + 1] == "the" and words[k + 1] == "of" and words[k] in LISTS["opinions"]
            if whose and k < i + 4:
                return k + 2
            owned = bits[k - 1] & t.POSS or words[k - 1] in _OWNERS
            return k + 1 if owned else -1
        if bits[k] & t.PUNCT and words[k] not in {"'", "’"}:
            return -1
    return -1


_OWNERS = frozenset({"'s", "’s", "'", "’", "own"})


def _is_whole(phrase: list[str], named: int, first: bool) -> bool:
    """Whether a phrase has the verb it needs: "to hear X tell it", "as far as X is concerned".

    The speaker stands from word `named` of the phrase on; `first` says whether it opens the sentence.
    """
    if phrase[0] == "to":
        return "tell" in phrase[named:]
    return phrase[:2] != ["as", "far"] or (first and "concerned" in phrase[named:])


def read_headline(w: Words, i: int) -> Candidate | None:
    """A speaker before a colon, or behind a colon or dash, in a headline."""
    words, bits = w.words, w.bits
    n = len(words)
    told = any(bit & t.AUX and bit & t.FINITE for bit in bits[:i])  # "Camp is no prison: mayor"
    kicker = i > 1 and w.in_capitals(i) and not w.in_capitals(n - 1)  # "ROOF JUSTICE: builder is jailed"
    if (
        i <= 6
        and not (told or kicker)
        and (_speaks(w, 0, i) or (i <= 4 and words[i] == ":" and _named_speaker(w, i)))
    ):
        return Candidate("headline-colon", (i, i + 1), (0, i), -1, i + 1, (0, i + 1), [], fixed=True)
    last = n - 1 if words[-1] == "." else n
    who = words[i + 1 : last]
    doers = 0 < len(who) < 3 and who[-1].endswith(("ers", "ors")) and not bits[last - 1] & t.NAME
    if (
        last - i <= 6
        and not any(words[k] in VERBS for k in range(i + 2, last))
        and (
            doers or _speaks(w, i + 1, last) or (i > 2 and all(bits[k] & t.NAME for k in range(i + 1, last)))
        )
    ):
        return Candidate(
            "headline-colon", (i, i + 1), (i + 1, last), i, -1, (i, n), [], trailing=True, fixed=True
        )
    return None


def _is_nominal(w: Words, i: int) -> bool:
    """Whether a headline goes on from token `i` as the title of a debate: "Return to the Marsh State"."""
    words, bits = w.words, w.bits
    if i + 2 >= len(words) or bits[i] & (t.DET | t.PREP | t.NEG | t.SUBJ) or not bits[i + 1] & t.PREP:
        return False
    told = (words[k] in VERBS and words[k].endswith(("s", "ed")) for k in range(i + 1, len(words)))
    return not any(told) and not any(bit & t.FINITE for bit in bits[i + 1 :])


def _speaks(w: Words, low: int, high: int) -> bool:
    label = w.words[low:high]
    if any(word in LISTS["headline_kinds"] for word in label):
        return False
    return any(map(is_agent, label))


def is_agent(word: str) -> bool:
    """Whether a word in lower case is a common noun for somebody who speaks: minister, biologist, union."""
    return word in LISTS["headline_speakers"] or word.endswith(_AGENTS)


# Ends of words for persons: "biologist", "statisticians".
_AGENTS = ("ist", "ists", "ician", "icians", "woman", "women", "sman", "smen", "ologer")


def _named_speaker(w: Words, i: int) -> bool:
    """Whether a bare name before a colon speaks: what follows is a claim, not a description."""
    words, bits = w.words, w.bits
    if any(word in LISTS["headline_kinds"] for word in words[:i]):
        return False
    if not all(bits[k] & t.NAME or words[k] in {".", "-", "'s", "’s"} for k in range(i)):
        return False
    if bits[i + 1] & (t.WH | t.PREP) and not bits[i + 1] & t.TO:
        return False
    if _is_nominal(w, i + 1):
        return False  # Orrim: Return to the Marshes
    # "Northern Province: the drought nobody saw coming" describes; "Graham: Trump's plan is bad" claims.
    if not bits[i + 1] & t.DET or bits[i + 1] & (t.NAME | t.POSS):
        return bool(bits[i + 1] & t.SUBJ) or not any(
            words[k] in VERBS and VERBS[words[k]].kind != "factive"
            for k in range(i + 2, min(len(words), i + 4))
        )
    return complement(w, i + 1) == "clause" and not any(
        bits[k] & t.SUBJ for k in range(i + 2, min(len(words), i + 5))
    )
