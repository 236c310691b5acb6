"""The name in the words of a source: without titles, offices and places, in full."""

from __future__ import annotations

import re

from framing.voice.attribution.phrases import is_agent
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.attribution.tokens import CLASSES, FINITE, PREP
from framing.voice.site import Page, any_of, cue_table

_CUES = cue_table("speaker")
_TITLES = frozenset(_CUES["titles"])
_COMMON = frozenset(_CUES["common"])
HEADS = frozenset(cue_table("name")["heads"])
_JOINTS = frozenset({"of", "for", "the", "and", "in", "on", "without", "&"})
_REACH = 160

# A run of capitalised words, with small words of names between them.
NAME = re.compile(
    r"[^\W\d_a-zà-öø-ÿ][\w’'.-]*(?:\s+(?:(?:of|for|de|der|van|von|bin|al|el|the|and|in|on|without"
    r"|&)\s+){0,2}[^\W\d_a-zà-öø-ÿ][\w’'.-]*){0,9}"
)
# Capitalised words before a name: given names, initials, titles.
_GIVEN = re.compile(r"(?:(?<!\w)(?:[A-Z]\.|[^\W\d_a-zà-öø-ÿ][\w’'-]*[^\W’'-])[ \u00a0]+){1,3}\Z")
_NOUN_BEHIND = re.compile(r"\s+([a-z][\w’'-]*)")
_VERBS = frozenset(word for word, bits in CLASSES.items() if bits & (FINITE | PREP))
_BEHIND_NAMES = frozenset(_CUES["no_nouns"]) | VERBS.keys() | LISTS["nouns"] | _VERBS
_OFFICE_BEFORE = re.compile(r"\b(?:for|of|on)\s\Z")
_PERSON_OF = re.compile(r"[A-Z][\w’'-]+\s[A-Z][\w’'-]+\s(?:of|for|in)\s")
WHERE_BEFORE = re.compile(rf"\b{any_of(_CUES['where'])}\s+(?:the\s+)?(?:[a-z]+\s+)?\Z")
# The river's mayor Ida Marr
_OWNED = re.compile(r"[A-Z].*[’']s\s+.*[A-Z]")
_OWNER = re.compile(r"\A.*[’']s\s+(?=[^a-z]*[A-Z])")
_WHERE = re.compile(rf"\s+{any_of(_CUES['where'])}\b")
_OF_WHERE = re.compile(r"\s(?:of|for|in)\s(?:the\s)?")
_POSSESSIVE = re.compile(r"[’']s?\Z")


def first_name_in(page: Page, source: str) -> str:
    """Return the name in one phrase, up to a comma."""
    if _OWNED.search(source):
        source = _OWNER.sub("", source)
    best = ""
    for match in NAME.finditer(source):
        name, rest = strip_titles(match[0]), source[match.end() :]
        if not name or (" " not in name and is_common(page, name)):
            continue
        if WHERE_BEFORE.search(source, 0, match.start()):
            continue  # the mayor of Stell, traders along the quay: where, not who
        if qualifies(name, rest):
            continue  # "Western governments", "UN Human Rights office": not the name of who speaks
        best = _OF_WHERE.split(name)[0] if _is_person_of(name) else name
        if _WHERE.match(rest):
            break
    return full_name(page, best)


def qualifies(name: str, rest: str) -> bool:
    """Tell whether a name belongs to the noun behind it: Western governments, but Marr says, Marr's view."""
    behind = _NOUN_BEHIND.match(rest)
    return behind is not None and len(name.split()) < 3 and behind[1] not in _BEHIND_NAMES


def is_common(page: Page, word: str) -> bool:
    """Tell whether a capitalised word is no name: an office, a body, or a noun that opens a sentence."""
    known = page.common.get(word)
    if known is None:
        known = page.common[word] = _looks_common(page, word)
    return known


def _looks_common(page: Page, word: str) -> bool:
    plain = word.strip(".,").lower()
    if " " in full_name(page, word):
        return False  # Lindqvist, if the text has Ida Lindqvist
    if is_agent(plain) or word in HEADS or word in _TITLES:
        return True
    # Settlers on the river, Parents said: a noun, which has its capital from the sentence that it begins
    return not page.has_within(word) and (plain.endswith(("s", "men")) or page.has_small(plain))


def _is_person_of(name: str) -> bool:
    """Tell whether a run of capitals is a person of some body: Ida Marr of the Marsh Union."""
    parts = name.split()
    return len(parts) > 3 and HEADS.isdisjoint(parts[:2]) and _PERSON_OF.match(name) is not None


def strip_titles(name: str) -> str:
    """Take titles off the front of a name; nothing is left of an office: the Archdeacon of Stell."""
    parts = name.split()
    titles = [number for number, part in enumerate(parts[:-1]) if is_title(part)]
    if titles and HEADS.isdisjoint(parts[titles[-1] + 1 :]):
        parts = parts[titles[-1] :]  # White House Press Secretary Ilan Deske
    while parts and (
        parts[0] in _COMMON or parts[0].strip(".,") in _TITLES or (parts[1:] and is_title(parts[0]))
    ):
        if len(parts) == 2 and parts[1] in HEADS and parts[0] in _TITLES:
            break  # Home Office, State Department
        office = parts.pop(0) not in _COMMON
        if office and parts and parts[0] in _JOINTS:
            rest = [part for part in parts if part not in _JOINTS]
            return " ".join(rest[-2:]) if len(rest) > 2 else ""  # Minister for Roads Ida Marr
        while parts and parts[0] in _JOINTS:
            parts.pop(0)
    while parts and (parts[-1] in _JOINTS or parts[-1] in _COMMON):
        parts.pop()
    return _POSSESSIVE.sub("", " ".join(parts)).strip(" .,")


def is_title(word: str) -> bool:
    """Tell whether a word is a title or an office, also in capitals: Gen., GEN."""
    plain = word.strip(".,")
    if plain in _TITLES or (plain.isupper() and plain.title() in _TITLES):
        return True
    return plain not in HEADS and is_agent(plain.lower())


def full_name(page: Page, name: str) -> str:
    """Return the longest form in which the document names somebody: Hom becomes Sharon Hom."""
    if not name or " " in name:
        return name
    small = name.title() if name.isupper() else name
    if small != name and " " in (full := full_name(page, small)):
        return full  # ADU: Blessing Adu
    known = page.full_names.get(name)
    if known is None:
        text, known = page.text, name
        for at in page.places_of(name):
            end = at + len(name)
            match = None
            if text[at - 1 : at] in (" ", "\u00a0") and not text[end : end + 1].isalnum():
                match = _GIVEN.search(text, max(0, at - _REACH // 2), at)
            if match is None:
                continue
            full = strip_titles(text[match.start() : end])
            if len(full.split()) > 2 and _OFFICE_BEFORE.search(
                text, max(0, match.start() - 8), match.start()
            ):
                full = " ".join(full.split()[-2:])  # … for Human Rights Ilan Deske
            if " " in full and full.endswith(name):
                known = full
                break
        page.full_names[name] = known
    return known
