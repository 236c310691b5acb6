"""Who is meant by "he", "it" or "the minister": somebody named before it in the document.

Paragraph by paragraph, back from the pronoun: the nearest one that names a person who can be meant decides.
Two of them, and nothing that tells them apart, are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.model import Span
from framing.voice.site import Page, any_of, cue_table
from framing.voice.speaker_names import (
    BODIES,
    HEADS,
    MEN,
    NAME,
    WOMEN,
    full_name,
    is_title,
    sex_by_title,
    strip_titles,
)
from framing.voice.speaker_persons import (
    RUN,
    SPOKE,
    VERB_BEHIND,
    Mention,
    is_office,
    last_unnamed,
    persons_in,
    sex_of,
)

_SEX = {"he": "he", "his": "he", "she": "she", "her": "she"}
_NEAR = 1500  # code points before "he said" within which he is named
_FAR = 8000  # code points before "the minister" within which the minister is named
_PARTS = 5  # paragraphs looked at that have words outside quotations
_HOPS = 8  # from one "he" to the "he" before it
IN_MARKS = re.compile(r"[“\"][^“”\"]*[”\"]")
_ASKS = frozenset({"asks", "asked", "questions", "questioned"})
_ITS = re.compile(r"\s(?:that\s)?(?:its?)\b")
_BECAUSE = re.compile(r"\b(?:because|although|though|since|if|when|while|as)\s\Z")
_OPENING = re.compile(r"(?:\A|[.!?…:—–]|\n)[\"”’'“‘)\]]*\s*(?:The\s)?\Z")
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?]\s")  # but not behind Mr.
_TRAILING = re.compile(r"(?:he|she)\s(?:has\s|had\s)?\w+(?:[.,;:]|\s*\Z|\n)")
_PREDICATE = re.compile(r"\s(?!and\s)[a-z]|,\s(?:who|\d|an?\s|the\s|[a-z])")
# Another "he" before this one: he said, and he at the start of a sentence.
_AGAIN = {
    sex: re.compile(
        rf"(?:(?:\A|[.!?…]\s+|\n)(?:[A-Z][^,.;\n]{{0,60}},\s)?(?=(?i:{sex})\b)"
        rf"|(?=\b{sex}\s(?:{any_of(sorted(SPOKE))})\b))"
    )
    for sex in ("he", "she")
}
_OFFICE = r"[Tt]he (?:(?:[Rr]t |[Rr]ight )?[Hh]on\.? |[Hh]onou?rable )?[A-Za-z]+"
# The Minister, in an opening statement the Minister, but not: a wing of the party
_DEFINITE = re.compile(
    rf"(?:\A|\b(?!(?:{any_of(cue_table('speaker')['where'])}|and|or)\b)[a-z]+ ){_OFFICE}\Z"
)
# The Hon. Minister recalled
_OFFICE_SPEAKS = re.compile(rf"\b({_OFFICE})\s(?={any_of(sorted(SPOKE))}\b)")
# What follows an office: for Roads, the Rt Hon. Ida Marr
_HELD_BY = re.compile(
    r"(?:\s(?:for|of)\s(?:(?:the|and)\s|[A-Z][\w’'-]*,?\s){0,8}?[A-Z][\w’'-]*,\s(?:the\s)?"
    rf"|,\s(?:the\s)?|\s\(|\s)({RUN.pattern})(?=,|\)|\.|:|\s[a-z])"
)
# What stands before an office: Ida Marr, the
_HOLDING = re.compile(rf"({RUN.pattern}),\s(?:the|our|its|their|whose)?\s?(?:[a-z-]+\s){{0,2}}\Z")
_OTHER_OFFICE = re.compile(
    r"[a-z]\s[A-Z][\w’'-]*\s\Z|[A-Z][\w’'-]*\s[A-Z][\w’'-]*\s\Z|\b(?:[Vv]ice|[Dd]eputy|[Ff]ormer)[ -]\Z"
)
_OWN = frozenset({"government", "court", "parliament", "senate", "embassy"})  # there are many of each
_APART = re.compile(r" and (?=the )|\n")
_ELSEWHERE = re.compile(r"\s(?:in|on)\s|(?<=\w{4})\.(?:\s|\Z)")


def last_person(page: Page, offset: int, pronoun: str) -> str:
    """Return who is meant by "he" or "she" at an offset; nothing for two or none."""
    key = (-1 - offset, offset)  # no quotation stands there
    known = page.speakers.get(key)
    if known is None:
        behind = _TRAILING.match(page.text, offset)
        start = page.sentence_at(offset)[0][0] if behind else offset  # Vell lied, he said: he is not Vell
        known = page.speakers[key] = _resolve(page, start, _SEX[pronoun])
    return known


def last_of_age(page: Page, offset: int, words: list[str]) -> str:
    """Return who is meant by "the grandad-of-four" or "the 45-year-old" at an offset."""
    sexes = ["he"] if not MEN.isdisjoint(words) else ["she"] if not WOMEN.isdisjoint(words) else ["he", "she"]
    names = {_resolve(page, offset, sex) for sex in sexes} - {""}
    return names.pop() if len(names) == 1 else ""


def _resolve(page: Page, offset: int, sex: str) -> str:
    """Return who is meant at an offset, by way of the pronouns before it."""
    for _ in range(_HOPS):
        found = page.meant.get((offset, sex))
        if found is None:
            found = page.meant[offset, sex] = _nearest(page, offset, sex)
        if isinstance(found, str):
            return found
        offset = found
    return ""


def _nearest(page: Page, offset: int, sex: str) -> str | int:
    """Return the one person of the nearest paragraph that names any, or where the same "he" stands before."""
    for part, low in _parts_before(page, offset):
        named = [m for m in _mentions(page, part, low) if not m.name or sex_of(page, m.name) in ("", sex)]
        unnamed = last_unnamed(part, low, sex)
        again = [low + match.end() for match in _AGAIN[sex].finditer(part)]
        if again and again[-1] > unnamed:
            named = [m for m in named if m.start > again[-1] and (m.opens or m.speaks)]
            if not named:
                return again[-1]
        if unnamed > (named[-1].end if named else -1):
            return ""
        if named:
            return _choice(part, low, named)
    return ""


def _parts_before(page: Page, offset: int) -> Iterator[tuple[str, int]]:
    """Yield the paragraphs before an offset, the nearest first, with blanks in place of quotations."""
    low = max(0, offset - _NEAR)
    low = max(low, page.text.find(" ", low, offset)) if low else 0
    text = page.text[low:offset]
    for quotation in page.quoted.between(low, offset):
        if quotation.kind == "marks" and quotation.depth == 0 and quotation.end > low:
            start, end = max(0, quotation.start - low), min(offset, quotation.end) - low
            text = text[:start] + " " * (end - start) + text[end:]
    end = len(text)
    count = 0
    while end > 0 and count < _PARTS:
        start = text.rfind("\n", 0, end) + 1
        part = text[start:end]
        is_heading = end < len(text) and page.text[low + start : low + end].rstrip()[-1:].isalnum()
        if part.strip() and not is_heading:
            count += 1
            yield part, low + start
        end = start - 1


def _mentions(page: Page, part: str, low: int) -> list[Mention]:
    """Return the persons in a paragraph, by name or by an office that one of them holds."""
    found = list(persons_in(page, part, low))
    for match in _OFFICE_SPEAKS.finditer(part):
        name = holder(page, match[1], low + match.start(1))
        if name:
            found.append(Mention(name, low + match.start(1), low + match.end(), True, True))
    return sorted(found, key=lambda mention: mention.start)


def _choice(part: str, low: int, named: list[Mention]) -> str:
    """Return the one of several persons who is meant: who speaks, or the subject of the last sentence."""
    clear = {m.name for m in named if m.speaks}
    number, subject = max(((k, m) for k, m in enumerate(named) if m.opens), default=(-1, named[-1]))
    if subject.opens and not _STOP.search(part, subject.end - low, named[-1].start - low):
        asks = VERB_BEHIND.match(part, subject.end - low)
        if asks and asks[1] in _ASKS and named[number + 1 :]:
            return _choice(part, low, named[number + 1 :])  # Ida Marr asked Tom Vell: he answers
        if not any(m.speaks for m in named[number + 1 :]):
            clear.add(subject.name)
        if part[subject.end - low :].startswith(" and ") and named[number + 1 :]:
            clear.add(named[number + 1].name)  # Ida Marr and Tom Vell
    chosen = clear or {m.name for m in named}
    return chosen.pop() if len(chosen) == 1 else ""


def subject_of(page: Page, sentence: Span) -> str:
    """Return the person who is the subject of a sentence: Dr Oxby, who ran the unit, is less forgiving."""
    part = page.text[slice(*sentence)]
    first = next(persons_in(page, part, sentence[0]), None)
    if first is None or not first.opens or not _PREDICATE.match(part, first.end - sentence[0]):
        return ""
    return first.name


def last_body(page: Page, offset: int, has_spoken: bool = False) -> str:
    """Return the one body that spoke before an offset in its paragraph: the Ministry said so, it said.

    A body is a name with a word for one in it, or what has said something of "its" own.
    """
    part, _ = next(_parts_before(page, offset), ("", 0))
    if _BECAUSE.search(part):
        return ""  # Stell objects because it believes that
    found: dict[str, bool] = {}
    for match in NAME.finditer(part):
        name = strip_titles(match[0])
        if not _OPENING.search(part, 0, match.start()) or " " not in name:
            continue
        verb = VERB_BEHIND.match(part, match.end())
        said = verb if verb and verb[1] in SPOKE else None
        same = page.text[offset : offset + 2] == "it" and "." not in part[match.end() :]  # Stell Rail said it
        if not HEADS.isdisjoint(name.split()) or (said and (same or _ITS.match(part, said.end()))):
            found[name] = found.get(name, False) or said is not None
    names = [name for name, spoke in found.items() if spoke] or ([] if has_spoken else list(found))
    return names[0] if len(names) == 1 else ""


def holder(page: Page, source: str, offset: int) -> str:
    """Return the one name that a document ties to an office or body before an offset: the minister.

    "The Hon. Minister" is Ida Marr behind "the Minister for Roads, Ida Marr"; "the committee" is the Marsh
    Relief Committee where no other committee has a name.
    """
    definite = _DEFINITE.search(source)
    if definite is None:
        return ""
    noun = definite[0].split()[-1]
    kind = noun.lower()
    if kind in _OWN and noun.islower():
        return ""  # the government, of no matter which country
    key = f"{kind} {offset}"
    known = page.told.get(key)
    if known is None:
        low = max(0, offset - _FAR)
        names = _bodies(page, kind, low, offset) if kind in BODIES else set()
        if is_office(kind):
            names = _holders(page, kind, low, offset)
        known = page.told[key] = names.pop() if len(names) == 1 else ""
    return known


def _holders(page: Page, office: str, low: int, high: int) -> set[str]:
    """Return the names beside an office: Minister Ida Marr; the minister for Roads, Ida Marr."""
    found: set[str] = set()
    for match in re.finditer(rf"\b(?:{office}|{office.title()})\b", page.text[low:high]):
        at = low + match.end()
        names = page.held.get(at)
        if names is None:
            names = page.held[at] = frozenset(_beside(page, low + match.start(), at))
        found |= names
    return found


def _beside(page: Page, start: int, end: int) -> Iterator[str]:
    """Yield the names of who holds the office between two offsets."""
    if _OTHER_OFFICE.search(page.text, max(0, start - 40), start):
        return  # World Bank President Ida Marr
    behind = _HELD_BY.match(page.text[end : end + 160])
    if behind:
        name = full_name(page, strip_titles(behind[1]), sex_by_title(behind[1]))
        if " " in name and HEADS.isdisjoint(name.split()):
            yield name
    before = _HOLDING.search(page.text, max(0, end - 120), start)
    if before and not is_title(before[1].split()[-1]):
        name = full_name(page, strip_titles(before[1]))
        if name:
            yield name


def _bodies(page: Page, kind: str, low: int, high: int) -> set[str]:
    """Return the names of bodies of a kind: for the committee, the Marsh Relief Committee."""
    found = set()
    for match in NAME.finditer(page.text, low, high):
        for run in _APART.split(_ELSEWHERE.split(match[0])[0]):
            name = run.removeprefix("The ").removeprefix("the ")
            if not name.startswith(kind.title() + " of "):
                name = strip_titles(name)
            if kind.title() in name.split():
                found.add(name)
    return {name for name in found if " " in name}
