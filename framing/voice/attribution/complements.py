"""Where the content of a verb of speech begins, behind objects, adjuncts and what it is called."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.clauses import complement, frame, plural_before
from framing.voice.attribution.tables import LISTS
from framing.voice.attribution.tokens import Words


def that_ahead(w: Words, start: int, after: int, lemma: str) -> int:
    """The "that" that opens the content, behind adjuncts or a person spoken to; 0 without one.

    `start` is behind the verb, `after` behind the adjuncts that follow it without a mark.
    """
    words, bits, n = w.words, w.bits, len(w.words)
    if after < n and bits[after] & t.THAT:
        return after
    mark = words[after] if after < n else ""
    if mark == "(" and after + 1 < n:
        # "writes (Letters, 9 May) that"
        return _that_behind(w, ")", after + 1, after + 12) or 0
    if mark == "," and after - start < 2:
        # "testified, for example, that"
        found = _that_behind(w, ",", after + 1, after + 7)
        if found is not None:
            return found
    if mark in _SETTING_OFF and after - start < 14:
        return _that_behind_adjuncts(w, after)
    spoken_to = lemma in LISTS["addressing"] or lemma == "encourage"
    if start < n and (spoken_to or bits[start] & (t.PREP | t.TIME | t.ADV)):
        return _that_behind_hearer(w, start)
    return 0


_SETTING_OFF = frozenset({",", "—", "–", "-"})


def _that_behind(w: Words, mark: str, low: int, high: int) -> int | None:
    """The "that" behind the first such mark between two tokens, 0 if it is none; None without a mark."""
    mark_at = next((k for k in range(low, min(len(w.words) - 1, high)) if w.words[k] == mark), -1)
    if mark_at < 0:
        return None
    return mark_at + 1 if w.bits[mark_at + 1] & t.THAT else 0


def _that_behind_adjuncts(w: Words, mark: int) -> int:
    """ "Said on Sunday in Stell, Orland, that", "told friends, at parties and in huddles, that"; or 0."""
    for k in range(mark + 1, min(len(w.words) - 1, mark + 20)):
        if w.words[k] == w.words[mark] and w.bits[k + 1] & t.THAT:
            return k + 1
        plural = w.words[k][-1] == "s" and not w.bits[k] & (t.AUX | t.SUBJ)
        if w.bits[k] & (t.FINITE | t.SUBJ | t.QUOTE | t.THAT) and not (plural or w.bits[k] & (t.NAME | t.ED)):
            return 0
    return 0


def _that_behind_hearer(w: Words, start: int) -> int:
    """ "Told the growers of Stell that", "warned on Monday that"; 0 without a "that"."""
    words, bits = w.words, w.bits
    those = start + 2 if words[start : start + 2] in (["those", "who"], ["people", "who"]) else start
    for k in range(those, min(len(words), those + 14)):
        if bits[k] & t.THAT and words[k - 1] not in LISTS["before_nouns"]:
            return k
        if those > start and bits[k] & (t.FINITE | t.SUBJ):
            continue  # "warned those who might have left that"
        if _ends_hearer(w, k) or words[k] in LISTS["questions"]:
            return 0  # "asked whether the claim that …"
    return 0


def _ends_hearer(w: Words, k: int) -> bool:
    """Whether a token cannot stand within the phrase for who is spoken to."""
    words, bits = w.words, w.bits
    if bits[k] & t.NAME or not bits[k] & (t.FINITE | t.PUNCT | t.SUBJ | t.QUOTE | t.REL | t.CC | t.WH):
        return False
    if plural_before(w, k) or (bits[k] & t.ED and bits[k - 1] & t.DET):
        return False
    # "told Ida Marr, of Stell, that", "told Ida R. Marr that"
    in_name = words[k] in ",." and k + 1 < len(words) and bits[k - 1] & t.NAME
    return not (in_name and bits[k + 1] & (t.NAME | t.PREP))


def reason_ahead(w: Words, start: int) -> int:
    """The "for" that opens the charge in "slammed the visit for hiding …"; 0 without one."""
    for k in range(start, min(len(w.words) - 1, start + 20)):
        fault = w.words[k] == "over" and not LISTS["faults"].isdisjoint(w.words[k + 1 : k + 4])
        if (
            fault
            or (w.words[k] == "for" and _is_charge(w, k + 1))
            or (
                w.words[k] == "as"
                and w.words[k - 1] not in {"such", "known"}
                and w.words[k + 1] != "part"
                and not w.bits[k + 1] & t.SUBJ
            )
        ):
            return k
        owned = k > start and w.words[k - 1] in t.POSSESSIVE  # "condemned the mayor's posts as"
        if w.bits[k] & (t.FINITE | t.SUBJ | t.REL | t.THAT) and not (w.bits[k] & (t.NAME | t.ED) or owned):
            return 0
    return 0


def _is_charge(w: Words, k: int) -> bool:
    """Whether what begins at token `k` is held against somebody: "for again raising", "for its silence on".

    A plain deed is the publisher's: "for its decision to".
    """
    verb = k + bool(w.bits[k] & t.ADV)  # "for again raising"
    if w.bits[verb : verb + 1] and w.bits[verb] & t.ING:
        return True
    return not LISTS["faults"].isdisjoint(w.words[k : k + 3])


def said_of(w: Words, start: int, lemma: str) -> int:
    """Where "as …", "to …" or the second object begins behind a verb of description; 0 without one."""
    words, bits = w.words, w.bits
    doing = w.bits[start : start + 1] and (w.bits[start] & t.ING or w.words[start] in {"being", "having"})
    if doing and lemma not in LISTS["need_as"]:
        return start  # "described hearing a blast", but not "view voting as"
    joint = LISTS["likening"] if lemma in LISTS["liken"] else LISTS["as"]
    for k in range(start, min(len(words), start + 24)):
        behind = bits[k + 1] if k + 1 < len(words) else 0
        if words[k] in joint and not (behind & t.BASE if bits[k] & t.TO else behind & t.SUBJ):
            return k  # but not in "described it as he walked"
        if (
            bits[k] & (t.FINITE | t.SUBJ)
            and not bits[k] & (t.NAME | t.ED)
            and (k > start or not bits[k] & (t.OBJ | t.SUBJ))
        ):
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


def regarded_as(w: Words, start: int) -> bool:
    """Whether "as" and what somebody is taken for stand behind the object at token `start`."""
    if start < len(w.words) and w.words[start] in LISTS["reflexives"]:
        return False  # "sees herself as": a feeling, not a claim
    for k in range(start, min(len(w.words) - 1, start + 8)):
        if w.words[k] == "as":
            return k > start and complement(w, k + 1) == "phrase"
        if w.bits[k] & (t.FINITE | t.PUNCT | t.THAT | t.REL | t.QUOTE) and not w.bits[k] & t.NAME:
            return False
    return False


def quotation_ahead(w: Words, start: int, addressed: bool) -> int:
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


def called(w: Words, i: int) -> int:
    """Where what somebody is called begins, behind who is called so; 0 where nothing is."""
    return i + 2 if _two_nouns(w, i) else _marks_ahead(w, i) or _name_ahead(w, i)


def _two_nouns(w: Words, i: int) -> bool:
    """ "Called the protesters rioters": a determiner and two nouns, no more."""
    words, bits = w.words, w.bits
    return (
        i + 2 < len(words)
        and bool(bits[i] & t.DET)
        and words[i] not in LISTS["articles"] - {"the"}
        and not any(bits[i + 1 : i + 3])
        and words[i + 2] not in t.POSSESSIVE
        and (frame(w, i + 3) in {"end", ",", "."} or bool(bits[i + 3] & t.FINITE))
    )


def _name_ahead(w: Words, i: int) -> int:
    """Where the second noun phrase begins: "called the plan of the board | a farce", "called it | vital"."""
    words, bits = w.words, w.bits
    for k in range(i, min(len(words), i + 14)):
        word, bit = words[k], bits[k]
        if k > i and bit & t.AUX and bit & t.FINITE:
            return 0  # "what they call a relief road is a …"
        if bit & t.QUOTE or (k > i and word in '"“”‘’'):
            return k
        if k > i and word in LISTS["articles"] and not bits[k - 1] & t.PREP:
            return k
        if (bit & t.PUNCT and word in ",;:—–.") or bit & t.REL or (bit & t.SUB and not bit & t.PREP):
            return 0
        if bit & (t.PREP | t.TIME) and word != "of" and k == i + 2:
            return 0  # "called the office on Monday"
        if bit & t.OBJ and k == i and k + 1 < len(words) and not bits[k + 1] & ~t.ADV:
            # "called her brave.", but not "called her doctor for a test"
            return k + 1 if not bit & t.POSS or frame(w, k + 2) in {"end", ",", ".", "cc"} else 0
    return 0


def _marks_ahead(w: Words, i: int) -> int:
    """The words in marks that what is called so leads to: "called the plan for a dam "madness"."""
    for k in range(i, min(len(w.words), i + 24)):
        if w.bits[k] & t.QUOTE or w.words[k] in '"“':
            # "called it a result of "madness"": the article belongs to it.
            for m in range(k - 1, max(i, k - 5), -1):
                if w.words[m] in LISTS["articles"]:
                    return m
                if w.bits[m] & (t.PREP | t.NAME) and w.words[m] != "of":
                    break  # "called the plan for a dam in Stell "madness"
            return k
        if (
            w.bits[k] & (t.FINITE | t.SUBJ | t.REL | t.CC)
            and not w.bits[k] & (t.NAME | t.ED)
            and w.words[k - 1] not in {"to", "'s", "’s"}
        ):
            return 0
        if w.words[k] in ";:—–,":
            return 0
    return 0


def marked_end(w: Words, start: int) -> int:
    """Behind the words in marks that begin at token `start`: no more than they is what somebody is called."""
    if start < len(w.words):
        if w.bits[start] & t.QUOTE:
            return start + 1
        if w.words[start] in '“"‘':
            return next((k + 1 for k in range(start + 1, len(w.words)) if w.words[k] in '”"’“'), 1 << 30)
    return 1 << 30
