"""The persons that a paragraph names, each with what tells whether "he" or "she" can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from framing.voice.attribution.phrases import is_agent
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.site import Page, any_of, cue_table
from framing.voice.speaker_names import (
    GIVEN_NAMES,
    HEADS,
    NAME,
    OFFICE_BEFORE,
    full_name,
    is_common,
    is_title,
    qualifies,
    strip_titles,
)

_CUES = cue_table("persons")
_MALE, _FEMALE = frozenset(_CUES["male_names"]), frozenset(_CUES["female_names"])
_MEN = frozenset(word.lower() for word in _CUES["men"])
_WOMEN = frozenset(word.lower() for word in _CUES["women"])
_NOUNS = frozenset(_CUES["nouns"]) | _MEN | _WOMEN
BODIES = frozenset(_CUES["bodies"])
_PLACES = 30  # of a name that are looked at for a sign that it is a person's
_FORMS = frozenset({"s", "past", "ed"})
_SAY = frozenset(word for word, cue in VERBS.items() if cue.kind == "clause.say" and cue.form in _FORMS)
_TELL = frozenset(word for word in _SAY if VERBS[word].lemma in LISTS["spoken_to"])
SPOKE = _SAY | {word for word, cue in VERBS.items() if cue.kind == "clause.belief" and cue.form in _FORMS}
_SHORT = [title for title in cue_table("speaker")["titles"] if len(title) < 6]
# Words of a person's name: Ida Marr, H. Basavaraj, Hanneke de Wit.
_WORD = rf"(?:{any_of(_SHORT)}\.|[A-Z]\.(?:[A-Z]\.)*|[A-ZÀ-ÖØ-Þ][\w’'-]*[\w’])"
RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \u00a0](?:(?:de|der|van|von|bin|al|el|la|du) )?{_WORD}){{0,5}}")
VERB_BEHIND = re.compile(
    r"(?:,[^.;\n]{1,90},| \([^()\n]{1,30}\))?\s+(?:also |later |then |has |had |who )?(\w+)"
)
_ROLE_BEHIND = re.compile(r",? \(?\d\d(?=[,.)])|, who\b")
_WORD_BEFORE = re.compile(
    r"(?:([\w’'-]+)|\b(?i:the|an?|his|her|its|their|my|our)\s(?:[\w’'-]+\s){0,4}?([\w’'-]+),)\s+\Z"
)
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
        name = full_name(page, written)
        owns = match[0].endswith(("’s", "'s"))
        if not name or _is_body(name) or (not owns and qualifies(written, part[match.end() :])):
            continue
        at = match.end() - len(written)
        opens = _LED_BY.search(part, 0, match.start()) is not None
        titled = is_title(match[0].split()[0]) and " " in match[0]
        speaks = _speaks(part, match.start(), match.end()) and not is_common(page, written)
        if speaks or titled or _has_role(part, match.start(), match.end()) or is_person(page, name):
            yield Mention(name, low + at, low + match.end(), speaks, opens)
        elif opens and not written.endswith("s") and (" " in written or page.has_within(written)):
            yield Mention("", low + at, low + match.end(), False, opens)


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
    if rest and (first in _MALE or first in _FEMALE or _INITIAL.search(name)):
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
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    noun = (before[1] or before[2]) if before else ""
    return noun.islower() and (noun in _NOUNS or is_office(noun))


def is_office(noun: str) -> bool:
    """Tell whether a noun is one person's office: minister, convener."""
    return noun not in BODIES and is_agent(noun) and not noun.endswith("s")


def _speaks(part: str, start: int, end: int) -> bool:
    """Tell whether a verb of speech or thought stands beside a name."""
    verb = VERB_BEHIND.match(part, end)
    if verb and verb[1] in SPOKE:
        return True
    ahead = _SAYING_BEFORE.search(part, max(0, start - 20), start)
    says = ahead is not None and (not ahead[1] or ahead[1] in _SAY - _TELL)
    return says and _SAID_END.match(part, end) is not None


def last_unnamed(part: str, low: int, sex: str) -> int:
    """Return where the last person without a name stands who opens a sentence, one mother, her son; or -1."""
    last = -1
    for match in _UNNAMED.finditer(part):
        noun = match[2].lower().split()[-1]
        if (noun not in _NOUNS and not is_office(noun)) or noun in {"he": _WOMEN, "she": _MEN}.get(sex, ()):
            continue
        if not NAME.match(part[match.end() : match.end() + 60].lstrip(" ,")):  # but: the mayor, Ida Marr
            last = low + match.start(1)
    return last


def sex_of(page: Page, name: str) -> str:
    """Return "he" or "she" for somebody whose given name, title or kinship tells; nothing if none does."""
    first, *rest = name.split()
    if rest and first in _MALE | _FEMALE:
        return "he" if first in _MALE else "she"
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
        if plain in _MEN or plain in _WOMEN:
            return "he" if plain in _MEN else "she"
        if not word[0].isupper() and (number or word != ","):
            break
    return ""
