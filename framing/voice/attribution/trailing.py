"""Verbs behind or within what they report: "…, X said", "…, said X", "as X said, …"."""

from __future__ import annotations

from framing.voice.attribution import tokens as t
from framing.voice.attribution.asides import asides_end, finite
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import complement, frame, skip_adjuncts
from framing.voice.attribution.complements import that_ahead
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.verb import Verb

_SCENE = t.ADV | t.CC | t.ING | t.SUB | t.TIME | t.PREP  # what may open a phrase about when and where


def read_trailing(v: Verb, rule: str, features: list[str]) -> Candidate | None:
    """ "…, X said on Monday", with or without more content behind it; "as X said, …"."""
    w, i, source, subj, lemma = v.w, v.i, v.source, v.subj, v.lemma
    words, bits = w.words, w.bits
    if source is None or subj in {"rel", "sub"}:
        return None
    low = source[0]
    if (
        low
        and words[low - 1] == ","
        and subj == "np"
        and bits[low] & (t.ED | t.ING)
        and not bits[low] & t.NAME
    ):
        return None  # "…, egged on by the lies that hucksters tell"
    after = skip_adjuncts(w, i + 1 + (lemma in LISTS["need_particle"] and v.follow == "out"))
    if i + 1 < after < len(words) and bits[after] & t.ED:
        after = _behind_participle(w, after)  # "said in a bulletin issued before dawn"
    follow = frame(w, after)
    mark = words[low - 1] if low else "^"
    if mark == '"' and not any(at == low - 1 and stop for at, _, stop in w.quotes):
        mark = "quoted words"
    elif mark == '"' and low > 1 and not finite(w, 0, low - 1):
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
        if that_ahead(w, i + 1, after, lemma):
            return None
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
        if right + 1 < len(words) and bits[right + 1] & t.QUOTE and bits[0] & _SCENE:
            return None  # "In speaking of the fire, X told the paper, "…""
        if right >= 0 and _broken(w, low - 1):
            features.append("broken")
        features += ["trail.rest", "trail=,"]
        return Candidate(rule, (i, i + 1), source, low, right, (low, after), features, True, whole=told)
    if mark == "," and follow == "," and not finite(w, 0, low) and not finite(w, after, len(words)):
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
    if mark == "," and low > 1 and bits[low - 2] & (t.REL | t.SUB | t.WH) and after > low and end == "mid":
        # "a line of poplars, where, she said, the dead are buried"
        return Candidate(
            rule, (i, i + 1), source, -1, after, (low, after), [*features, f"trail=,.{end}"], sure=True
        )
    where = mark if mark in ',"—–(as' else "clause"
    return Candidate(
        rule, (i, i + 1), source, low, after, (low, after), [*features, f"trail={where}.{end}"], True,
        whole=mark == "," and end != "quote" and subj != "appos" and lemma in LISTS["plain"],
        sure=end == "mid" and mark == "," and follow == "," and not finite(w, 0, low),
    )  # fmt: skip


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
    w, i, subj, lemma, kind, form = v.w, v.i, v.subj, v.lemma, v.kind, v.form
    words, bits = w.words, w.bits
    n = len(words)
    if form not in {"ed", "past", "s", "base"} or not i or words[i - 1] not in {",", '"', "—", "–"}:
        return None
    if kind == "clause.belief" and frame(w, i + 1) == "noun":
        return None  # "the path, believed lost, was found"
    if form == "s" and words[i - 2] in VERBS and VERBS[words[i - 2]].form == "s":
        return None  # "Mayor praises, mourns the dam"
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
        and not finite(w, 0, i)
        and not finite(w, i + 2, n)
    ):
        return None  # "Ida Marr, of the board, tweeted a warning"
    if rule == "accusation" and (n - i > 7 or form not in {"s", "base"}):
        return None  # "…, vows the premier", but "…, promised reform if …"
    opening = next((small for at, small, _ in w.quotes if at == i - 1), True)
    if words[i - 1] == '"' and not opening and i > 1 and words[i - 2] in "—–-:(":
        return None  # "… the bill – "Shame!" shouted a man –"
    k = i + 1
    while k < n and words[k] not in ',;:"—–' and not (words[k] == "." and k == n - 1) and not bits[k] & t.REL:
        if bits[k] & t.THAT and k > i + 2:
            break
        if bits[k] & t.THAT or (
            k > i + 1
            and bits[k] & t.FINITE
            and not bits[k] & t.NAME
            and not _ends_phrase(w, i, k)
            and (not bits[k] & t.ED or (k + 1 < n and bits[k + 1] & (t.DET | t.OBJ | t.SUBJ)))
        ):
            return None
        k += 1
    if k < n and words[k] == "," and not strict:
        k = asides_end(w, k)
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
