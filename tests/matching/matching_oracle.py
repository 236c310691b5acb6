"""The matcher again, as plain and slow as it can be said: one regular expression per phrase.

Characters become units (folded character, start, end) one by one; every phrase is tried at every unit; of all
matches the longest is taken, what overlaps it is struck out, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category, name, normalize

from framing.lexicon_files.patterns import expand
from framing.matching import plurals
from framing.model import Lexicon, Occurrence, TermKey
from framing.text.characters import APOSTROPHES, BLANKS, HYPHENS, IGNORABLE, LINE_ENDS

Unit = tuple[str, int, int]

SPACES = BLANKS + LINE_ENDS + "\r"
GAPS = SPACES + HYPHENS
STAR = 64


def folded(char: str, keep_case: bool) -> str:
    if any(c in APOSTROPHES for c in char):
        char = "".join("'" if c in APOSTROPHES else c for c in char)
    if keep_case:
        return normalize("NFC", char)
    if char == "\u0149":
        return char
    return normalize("NFC", normalize("NFD", char).casefold()).replace("i\u0307", "i")


def units(text: str, keep_case: bool = False) -> list[Unit]:
    """Letters with their marks, nothing for characters without a shape; each gap is one space."""
    found: list[Unit] = []
    at = 0
    while at < len(text):
        end = at + 1
        if text[at] not in IGNORABLE:
            while (
                is_word(text[at])
                and end < len(text)
                and category(text[end])[0] == "M"
                and text[end] not in IGNORABLE
            ):
                end += 1
            found.extend((c, at, end) for c in folded(text[at:end], keep_case))
        at = end
    line = "".join(char if len(char) == 1 else "?" for char, _, _ in found)
    merged: list[Unit] = []
    last = 0
    for run in re.finditer(f"[{re.escape(GAPS)}]+", line):
        merged += found[last : run.start()]
        inside = found[run.start() : run.end()]
        if is_gap(run.group()):
            merged.append((" ", inside[0][1], inside[0][2]))
        else:
            merged += [("\n", start, end) for _, start, end in inside]
        last = run.end()
    return merged + found[last:]


def joined_units(text: str, keep_case: bool = False) -> list[Unit]:
    """The units of `text` without the hyphens and line ends that break a word."""
    whole, places = "", []
    at = 0
    while at < len(text):
        broken = re.match(f"[-\u2010\u00ad][{BLANKS}]*(\r\n|[\r{LINE_ENDS}])[{BLANKS}]*", text[at:])
        if broken and at and text[at - 1].isalpha() and text[at + broken.end() :][:1].islower():
            at += broken.end()
        whole += text[at]
        places.append(at)
        at += 1
    return [(c, places[start], places[end - 1] + 1) for c, start, end in units(whole, keep_case)]


def is_gap(run: str) -> bool:
    hyphens = sum(char in HYPHENS for char in run)
    breaks = len(re.findall(f"\r\n|[\r{LINE_ENDS}]", run))
    if hyphens:
        return hyphens == 1 and run[0] in HYPHENS and (len(run) == 1 or breaks == 1)
    return breaks <= 1


def is_word(char: str) -> bool:
    return (re.match(r"\w", char) is not None and char not in APOSTROPHES) or category(char)[0] == "M"


def is_alone_block(char: str) -> bool:
    """Of a script without spaces between words: Han, hiragana, Thai, Lao, Burmese, Khmer."""
    blocks = ("CJK ", "HIRAGANA", "IDEOGRAPHIC", "HANGZHOU", "THAI ", "LAO ", "MYANMAR ", "KHMER ")
    return name(char, "").startswith(blocks)


def is_alone(char: str) -> bool:
    return is_alone_block(char) and (category(char)[0] == "L" or category(char) == "Nl")


def char_class(chars: Sequence[str]) -> str:
    return "[" + "".join(map(re.escape, chars)) + "]" if chars else r"[^\s\S]"


def phrase_units(phrase: str, keep_case: bool) -> str:
    phrase = re.sub(f"[{re.escape(GAPS)}]+", " ", phrase).strip()
    return "".join(char for char, _, _ in units(phrase, keep_case))


def regex(phrase: str, keep_case: bool, word: str) -> str:
    out = ""
    shape = re.sub(r"\*+", "*", phrase_units(phrase, keep_case))
    for i, char in enumerate(shape):
        if char == "*":
            alone = shape[i - 1 : i] in ("", " ") and shape[i + 1 : i + 2] in ("", " ")
            out += f"{word}{{{int(alone)},{STAR}}}"
        else:
            out += re.escape(char)
    return out


def find(lexicons: Sequence[Lexicon], text: str) -> list[Occurrence]:
    views = units, joined_units
    lines = [view(text) for view in views]
    string = "".join(char for char, _, _ in lines[0])
    chars = sorted(set(string))
    alone = char_class([char for char in chars if is_alone(char)])
    word = char_class([char for char in chars if is_word(char) and not is_alone(char)])
    mark = char_class([char for char in chars if category(char)[0] == "M" and is_alone_block(char)])
    claims: dict[tuple[int, int], list[tuple[tuple[int, int], bool, int, int, TermKey]]] = {}
    order = 0
    for number, lexicon in enumerate(lexicons):
        for concept in lexicon.concepts:
            for term in concept.terms:
                key = TermKey(lexicon.id, concept.id, term.term, term.frame)
                listed = [(False, p) for p in (term.term, *term.variants)] + [(True, p) for p in term.exclude]
                for decoy, pattern in listed:
                    for spelling in expand(pattern):
                        order += 1
                        for kind, phrase in [(0, spelling), *((1, p) for p in plurals(spelling))]:
                            if "*" in phrase:
                                kind = 2
                            once = re.compile(
                                f"(?:(?<!{word})|(?={alone}))(?:{regex(phrase, False, word)})"
                                f"(?:(?!{word})|(?<={alone})(?!{mark}))",
                                re.DOTALL,
                            )
                            ends: set[int] = set()
                            for view, line in zip(views, lines, strict=True):
                                string = "".join(char for char, _, _ in line)
                                spans = [
                                    (line[match.start()][1], line[match.end() - 1][2])
                                    for begin in range(len(string))
                                    if (match := once.match(string, begin))
                                ]
                                if term.match_case:
                                    shape = regex(phrase, True, "[^ ]")
                                    spans = [
                                        (start, end)
                                        for start, end in spans
                                        if re.fullmatch(
                                            shape, "".join(c for c, _, _ in view(text[start:end], True))
                                        )
                                    ]
                                # What is found as it stands is not found again, longer, over a line end.
                                spans = [span for span in spans if ends.isdisjoint(span)]
                                ends.update(*spans)
                                rank = (0 if term.match_case else 1, kind)
                                for span in spans:
                                    claims.setdefault(span, []).append((rank, not decoy, order, number, key))
    found = []
    left = set(claims)
    while left:
        start, end = min(left, key=lambda span: (span[0] - span[1], span[0]))
        left = {(s, e) for s, e in left if e <= start or s >= end}
        barred: set[TermKey] = set()
        keys: dict[int, TermKey] = {}
        for _, is_term, _, number, key in sorted(claims[start, end]):
            if not is_term:
                barred.add(key)
            elif key not in barred:
                keys.setdefault(number, key)
        found += [(start, end, number, key) for number, key in keys.items()]
    return [Occurrence(start, end, key) for start, end, _, key in sorted(found)]
