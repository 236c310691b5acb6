"""The persons that a paragraph names, each with what tells whether "he" or "she" can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from framing.voice.attribution.phrases import is_agent
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.attribution.tokens import CLASSES, FINITE
from framing.voice.site import Page, any_of, cue_table
from framing.voice.speaker_names import (
    BODIES,
    GIVEN_NAMES,
    HEADS,
    MALE,
    MEN,
    NAME,
    OFFICE_BEFORE,
    PARTICLES,
    WOMEN,
    full_name,
    is_common,
    is_title,
    qualifies,
    sex_by_title,
    strip_titles,
)

_CUES = cue_table("persons")
_OFFICES = frozenset(_CUES["offices"])
_NOUNS = frozenset(_CUES["nouns"]) | MEN | WOMEN
_PLACES = 30  # of a name that are looked at for a sign that it is a person's
_FORMS = frozenset({"s", "past", "ed"})
_SAY = frozenset(word for word, cue in VERBS.items() if cue.kind == "clause.say" and cue.form in _FORMS)
_TELL = frozenset(word for word in _SAY if VERBS[word].lemma in LISTS["spoken_to"])
SPOKE = _SAY | {word for word, cue in VERBS.items() if cue.kind == "clause.belief" and cue.form in _FORMS}
_SHORT = [title for title in cue_table("speaker")["titles"] if len(title) < 6]
# Words of a person's name: Ida Marr, H. Basavaraj, Hanneke de Wit.
_WORD = rf"(?:{any_of(_SHORT)}\.|[A-Z]\.(?:[A-Z]\.)*|[A-ZÀ-ÖØ-Þ][\w’'-]*[\w’])"
RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \u00a0](?:{PARTICLES} )?{_WORD}){{0,5}}")
VERB_BEHIND = re.compile(
    r"(?:,[^.;\n]{1,90},| \([^()\n]{1,30}\))?\s+(?:also |later |then |has |had |who )?(\w+)"
)
_APPOSED_VERB = re.compile(r",\s(?:also |later |then |has |had )?(\w+)")
_NAMED = re.compile(r"\b([\w-]+)\s(?:named|nicknamed|called)\s\Z")
_ROLE_BEHIND = re.compile(r",? \(?\d\d(?=[,.)])|, who\b")
_WORD_BEFORE = re.compile(
    r"(?:([\w’'-]+)|\b(?:(?i:the|an?|his|her|its|their|my|our)|\w+[’']s?)\s(?:[\w’'-]+\s){0,4}?([\w’'-]+),)\s+\Z"
)
# In, and: in Stell,
_WHERE = rf"\b{any_of(cue_table('speaker')['where'])} (?:the )?(?:[a-z]+ )?"
_WHERE_BEFORE = re.compile(rf"{_WHERE}\Z")
_PLACE_BEFORE = re.compile(rf"{_WHERE}[A-Z][\w.]+(?: [A-Z]\w+)?, \Z")
_SAYING_BEFORE = re.compile(r"(?:(?:\A|[,”\"’']|\s{3})\s*(\w+)|\b[Aa]ccording to)\s+\Z")
_SAID_END = re.compile(r"\s*(?:[,.:;“”\"—–\n(]|\Z|(?:in|at|on|of|from|during|about|who)\s)")
_INITIAL = re.compile(r"(?:\A|\s)[A-Z]\.")
_LEADS = [*_CUES["leads"], *map(str.title, _CUES["leads"])]
_LED = rf"(?:(?:{any_of(_LEADS)})\b[^,.;\n]{{0,60}},\s|(?:But|And|Yet|Then)\s)?"
# Whose name opens a sentence, perhaps behind a time or place: On Monday, Ida Marr …
_LED_BY = re.compile(rf"(?:\A|[.!?…:—–]\s+|\n){_LED}\Z")
# One mother, her son, a senior aide: somebody unnamed at the start of a sentence.
_UNNAMED = re.compile(
    rf"(?:\A|[.!?…:]\s+){_LED}"
    r"(?i:(the|an?|one|another|his|her|their|my|our)\s+)((?:[\w’'-]+\s+){0,3}?[\w’'-]+)"
    r"(?=[\s,]+(?:who|\w+ed|said|says|told|tells|has|had|was|is|in|from|with|of|at|for|\w+s)\b)"
)
# What opens a sentence before a name: Her neighbour; The village’s mayor,; Leader of the Opposition
_ROLE_LED = re.compile(rf"(?:\A|[.!?…:—–]\s+|\n){_LED}((?:[\w’'-]+\s){{0,5}}[\w’'-]+,?\s)\Z")
_OFFICE_OF = re.compile(r"(?:The\s)?([A-Z][\w-]+)\s(?:of|for)\s(?:the\s)?(?:[A-Z][\w-]+,?\s){1,3}\Z")
_NOT_BEFORE = frozenset(_CUES["not_before_office"])
_FINITE = VERBS.keys() | {word for word, bits in CLASSES.items() if bits & FINITE}
_PARTICIPLES = frozenset({"retired", "elected", "appointed", "seasoned", "celebrated"})
_OWNER = re.compile(r"\A.*[’']s\s")  # the Herald's Ida Marr
_TOKENS = re.compile(r"[A-Z]\w{0,3}\.|[\w’'-]+|[^\w\s]")


class Mention(NamedTuple):
    """Somebody named in a paragraph. `opens` a sentence; without a `name`, perhaps no person."""

    name: str
    start: int
    end: int
    speaks: bool
    opens: bool


def persons_in(page: Page, part: str, low: int) -> Iterator[Mention]:
    """Yield the persons that a paragraph names, in order, and names of others that open a sentence."""
    for match in RUN.finditer(part):
        written = _OWNER.sub("", strip_titles(match[0]))
        if OFFICE_BEFORE.search(part, max(0, match.start() - 8), match.start()):
            written = " ".join(written.split()[-2:])  # the minister for Water Resources Ida Marr
        if any(word.lower() in _SAY for word in written.split()):
            continue  # a headline: Ida Marr Says Vell Lied
        name = full_name(page, written, sex_by_title(match[0]))
        owns = match[0].endswith(("’s", "'s"))
        if not name or _is_body(name) or (not owns and qualifies(written, part[match.end() :])):
            continue
        at = match.end() - len(written)
        opens = _LED_BY.search(part, 0, match.start()) is not None or _opens_by_role(part, match.start())
        titled = is_title(match[0].split()[0]) and " " in match[0]
        speaks = _speaks(part, match.start(), match.end()) and not is_common(page, written)
        if speaks or titled or _has_role(part, match.start(), match.end()) or is_person(page, name):
            yield Mention(name, low + at, low + match.end(), speaks, opens)
        elif opens and not written.endswith("s") and _may_be_person(page, written):
            yield Mention("", low + at, low + match.end(), False, opens)


def _may_be_person(page: Page, name: str) -> bool:
    """Tell whether a name that opens a sentence can be a person's: not Stell, if the text has "in Stell"."""
    if " " in name:
        return True
    places = islice(page.places_of(name), _PLACES)
    return page.has_within(name) and not any(page.text.startswith(" in ", at - 4) for at in places)


def _opens_by_role(part: str, start: int) -> bool:
    """Tell whether an office or kinship opens the sentence, and behind it a name: Her neighbour Ida Marr."""
    led = _ROLE_LED.search(part, max(0, start - 100), start)
    if led is None:
        return False
    office, *rest = reversed(led[1].rstrip(", ").split())
    of = _OFFICE_OF.match(led[1])
    noun = of[1] if of else office
    if not _is_one(noun) and not is_title(noun):
        return False
    return not any(word.lower() in _NOT_BEFORE or _is_verb(word) for word in rest)


def _is_one(noun: str) -> bool:
    """Tell whether a common noun is one for a person: neighbour, minister, hydrologist."""
    return noun.islower() and (noun in _NOUNS or is_office(noun) or noun.endswith(("ist", "woman", "man")))


def _is_verb(word: str) -> bool:
    """Tell whether a word is likely a finite verb: met, thanked; but not: retired."""
    return word in _FINITE or (word.endswith("ed") and word not in _PARTICIPLES)


def _is_body(name: str) -> bool:
    """Tell whether a name is a body's or a place's: Marsh Bill, but Bill Marsh."""
    first, *rest = name.split()
    return not HEADS.isdisjoint(rest if rest and first in GIVEN_NAMES else (first, *rest))


def is_person(page: Page, name: str) -> bool:
    """Tell whether a name is a person's: by a given name, an initial, or what the document says of it."""
    key = f"is {name}"
    known = page.told.get(key)
    if known is None:
        known = page.told[key] = name if _looks_like_person(page, name) else ""
    return bool(known)


def _looks_like_person(page: Page, name: str) -> bool:
    first, *rest = name.split()
    if rest and (first in GIVEN_NAMES or _INITIAL.search(name)):
        return True
    last = rest[-1] if rest else first
    for at in islice(page.places_of(last), _PLACES):
        end = at + len(last)
        start = at - (len(name) - len(last)) if page.text.endswith(name, 0, end) else at
        if _has_role(page.text, start, end):
            return True
        verb = VERB_BEHIND.match(page.text, end)
        if rest and verb and verb[1] in _SAY:
            return True
        title = _WORD_BEFORE.search(page.text, max(0, start - 40), start)
        if title and title[1] and title[1][0].isupper() and is_title(title[1]):
            return True
    return False


def _has_role(text: str, start: int, end: int) -> bool:
    """Tell whether an age, an office or kinship stands beside a name: its convener, H. Basavaraj."""
    if _ROLE_BEHIND.match(text, end):
        return True
    named = _NAMED.search(text, max(0, start - 40), start)
    if named:
        return _is_one(named[1])
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    noun = (before[1] or before[2]) if before else ""
    return noun.islower() and (noun in _NOUNS or is_office(noun))


def is_office(noun: str) -> bool:
    """Tell whether a noun is one person's office: minister, convener."""
    return noun in _OFFICES or (noun not in BODIES and is_agent(noun) and not noun.endswith("s"))


def _is_where(part: str, start: int, end: int) -> bool:
    """Tell whether a name says where or of what: the head of the Union; in Stell, Orrimland,"""
    if _WHERE_BEFORE.search(part, max(0, start - 40), start):
        return True
    if part[end : end + 1] != "," or " " in part[start:end]:
        return False
    return _PLACE_BEFORE.search(part, max(0, start - 60), start) is not None


def _speaks(part: str, start: int, end: int) -> bool:
    """Tell whether a verb of speech or thought stands beside a name."""
    verb = VERB_BEHIND.match(part, end)
    if verb and verb[1] in SPOKE:
        return not _is_where(part, start, end)  # the head of the Union said
    verb = _APPOSED_VERB.match(part, end) if part[:start].endswith(", ") else None
    if verb and verb[1] in SPOKE and (_has_role(part, start, end) or _opens_by_role(part, start)):
        return True  # her deputy, Ida Marr, said
    ahead = _SAYING_BEFORE.search(part, max(0, start - 20), start)
    says = ahead is not None and (not ahead[1] or ahead[1] in _SAY - _TELL)
    return says and _SAID_END.match(part, end) is not None


def last_unnamed(part: str, low: int, sex: str) -> int:
    """Return where the last person without a name stands who opens a sentence, one mother, her son; or -1."""
    last = -1
    for match in _UNNAMED.finditer(part):
        noun = match[2].lower().split()[-1]
        if (noun not in _NOUNS and not is_office(noun)) or noun in {"he": WOMEN, "she": MEN}.get(sex, ()):
            continue
        if not NAME.match(part[match.end() : match.end() + 60].lstrip(" ,")):  # but: the mayor, Ida Marr
            last = low + match.start(1)
    return last


def sex_of(page: Page, name: str) -> str:
    """Return "he" or "she" for somebody whose given name, title or kinship tells; nothing if none does."""
    first, *rest = name.split()
    if rest and first in GIVEN_NAMES:
        return "he" if first in MALE else "she"
    key = f"sex of {name}"
    known = page.told.get(key)
    if known is None:
        places = islice(page.places_of(rest[-1] if rest else first), _PLACES)
        known = page.told[key] = next(filter(None, (_sex_before(page.text, at) for at in places)), "")
    return known


def _sex_before(text: str, at: int) -> str:
    """Return what the words before a name tell: Mrs. Ida Marr, his granddaughter, Ida."""
    for number, word in enumerate(reversed(_TOKENS.findall(text, max(0, at - 60), at)[-6:])):
        plain = word.strip(".").lower()
        if plain in MEN or plain in WOMEN:
            return "he" if plain in MEN else "she"
        if not word[0].isupper() and (number or word != ","):
            break
    return ""
