"""The name in the words of a source: without titles, offices and places, in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from framing.voice.attribution.phrases import is_agent
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.attribution.tokens import ADV, BE, CLASSES, DO, FINITE, HAVE, PREP, REL, SUB, WH
from framing.voice.site import Page, any_of, cue_table

_CUES = cue_table("speaker")
_TITLES = frozenset(_CUES["titles"])
_PERSONS = cue_table("persons")
MALE, FEMALE = frozenset(_PERSONS["male_names"]), frozenset(_PERSONS["female_names"])
GIVEN_NAMES = MALE | FEMALE
MEN = frozenset(word.lower() for word in _PERSONS["men"])
WOMEN = frozenset(word.lower() for word in _PERSONS["women"])
BODIES = frozenset(_PERSONS["bodies"])
PRINTED = frozenset(_CUES["printed"])
_COMMON = frozenset(_CUES["common"])
HEADS = frozenset(cue_table("name")["heads"])
_SIDES = frozenset(_CUES["sides"])
_PARENTHESIS = re.compile(r"\s*\([^()]{1,60}\)")
_PLACED = frozenset({"of", "in", "on", "for"})
_JOINTS = frozenset({"of", "for", "the", "and", "in", "on", "without", "&"})
_REACH = 160
_PLACES = 100  # of a name that are looked at for a longer form of it

# A run of capitalised words, with small words of names between them.
NAME = re.compile(
    r"[^\W\d_a-zà-öø-ÿ][\w’'.-]*(?:\s+(?:(?:of|for|de|del|der|di|da|dos|du|van|von|bin|al|el|la|the|and|in|on"
    r"|without|&)\s+){0,2}[^\W\d_a-zà-öø-ÿ][\w’'.-]*){0,9}"
)
# Capitalised words before a name: given names, initials, titles.
_GIVEN = re.compile(r"(?:(?<![\w.])(?:(?:[A-Z]\.)+|[^\W\d_a-zà-öø-ÿ][\w’'-]*[^\W’'-])[ \u00a0]+){1,3}\Z")
# Small words that a sentence may begin with before a name: Although Marr.
_FUNCTION = frozenset(word for word, bits in CLASSES.items() if bits & (SUB | PREP | WH | BE | HAVE | DO)) | {
    "maybe",
    "perhaps",
}
# Small words of a person's name.
PARTICLES = r"(?:de|del|der|di|da|dos|du|van|von|bin|al|el|la)"
# A surname behind a given name, and the words of a name before its acronym.
_SURNAME = re.compile(rf"[ \u00a0]((?:{PARTICLES} )?[A-ZÀ-ÖØ-Þ][\w’'-]*[^\W’'-])")
_RUN_BEFORE = re.compile(NAME.pattern + r"\s+\Z")
_NOUN_BEHIND = re.compile(r"\s+([a-z][\w’'-]*)")
_VERBS = frozenset(word for word, bits in CLASSES.items() if bits & (FINITE | PREP | ADV | SUB | WH | REL))
_NOUNS_IN_LY = frozenset(_CUES["nouns_in_ly"])
_BEHIND_NAMES = frozenset(_CUES["no_nouns"]) | VERBS.keys() | LISTS["nouns"] | _VERBS
OFFICE_BEFORE = re.compile(r"\b(?:for|of|on)\s(?:the\s)?\Z")
_PERSON_OF = re.compile(r"[A-Z][\w’'-]+\s[A-Z][\w’'-]+\s(?:of|for|in)\s")
WHERE_BEFORE = re.compile(rf"\b{any_of(_CUES['where'])}\s+(?:the\s+)?(?:[a-z]+\s+)?\Z")
# The river's mayor Ida Marr
_OWNED = re.compile(r"[A-Z].*[’']s\s+.*[A-Z]")
_OF_GROUP = re.compile(r"\b(?:Women|Men|Children|People)[’']s\s+[A-Z]")
_OWNER = re.compile(r"\A.*[’']s\s+(?=[^a-z]*[A-Z])")
_WHERE_WORDS = frozenset(_CUES["where"])
_WHERE = re.compile(rf"\s+{any_of(_CUES['where'])}\b")
_OF_WHERE = re.compile(r"\s(?:of|for|in)\s(?:the\s)?")
_CONTRACTED = re.compile(r"[’']")
_POSSESSIVE = re.compile(r"[’']s?\Z")
_INITIAL_LAST = re.compile(r"\w \w\.[ .,]*\Z")  # Jon P.
# Told Stell TV on Monday Ida Marr
_BY_DAY = re.compile(r" (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+(?=[A-Z])")
_COUNT = re.compile(r"(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)-[a-z]+\Z")
_REPORT = rf"(?:[\w-]+ ){{0,4}}?{any_of(sorted(PRINTED))}"
# A report of the Marsh Trust speaks for it.
REPORT_OF = re.compile(rf"\A(?i:(?:an?|the|its|their) {_REPORT} (?:by|of|from) (?:the )?)(?=[^\W\d_a-z])")


def first_name_in(page: Page, source: str) -> str:
    """Return the name in one phrase, up to a comma."""
    if _OWNED.search(source) and not _OF_GROUP.search(source):
        source = _OWNER.sub("", source)
    source, by = REPORT_OF.subn("", source)
    best = sex = ""
    for match in NAME.finditer(source):
        name, rest = strip_titles(match[0]), source[match.end() :]
        if not name or (" " not in name and is_common(page, name)):
            continue
        if WHERE_BEFORE.search(source, 0, match.start()):
            continue  # the mayor of Stell, traders along the quay: where, not who
        if qualifies(name, rest):
            continue  # "Western governments", "UN Human Rights office": not the name of who speaks
        if starts_with_where(match[0]):
            continue  # In Stell, hundreds marched
        best = _OF_WHERE.split(name)[0] if _is_person_of(name) else name
        sex = sex_by_title(match[0])
        if by or _WHERE.match(rest):
            break
    return full_name(page, best, sex)


def starts_with_where(run: str) -> bool:
    """Tell whether a run of capitals that opens a sentence says where: In Stell."""
    first, _, rest = run.partition(" ")
    owns = _POSSESSIVE.search(run) is not None  # In Marr's view
    return bool(rest) and not owns and first[0].isupper() and first.lower() in _WHERE_WORDS


def sex_by_title(written: str) -> str:
    """Return "he" or "she" for a name with a title that tells: Mrs. Marr."""
    for word in written.split()[:-1]:
        plain = word.strip(".,").lower()
        if plain in MEN or plain in WOMEN:
            return "he" if plain in MEN else "she"
    return ""


def qualifies(name: str, rest: str) -> bool:
    """Tell whether a name belongs to the noun behind it: Western governments, but Marr says, Marr's view."""
    behind = _NOUN_BEHIND.match(rest)
    if behind is None or len(name.split()) > 2 or behind[1] in _BEHIND_NAMES:
        return False
    adverb = behind[1].endswith("ly") and behind[1] not in _NOUNS_IN_LY
    return not adverb and not behind[1].endswith("ed")  # Marr quietly left, Marr raged


def is_common(page: Page, word: str) -> bool:
    """Tell whether a capitalised word is no name: an office, a body, or a noun that opens a sentence."""
    known = page.common.get(word)
    if known is None:
        known = page.common[word] = _looks_common(page, word)
    return known


def _looks_common(page: Page, word: str) -> bool:
    plain = word.strip(".,").lower()
    if plain in BODIES:
        return True  # the Court, though there is the Marsh Court
    if " " in full_name(page, word):
        return False  # Lindqvist, if the text has Ida Lindqvist
    if is_agent(plain) or word in HEADS or is_title(word) or _CONTRACTED.split(word)[0] in _COMMON:
        return True
    if _COUNT.match(word):
        return True  # Fifty-eight of them
    # Settlers on the river, Parents said: a noun, which has its capital from the sentence that it begins
    return not page.has_within(word) and (plain.endswith(("s", "men", "ing")) or page.has_small(plain))


def _is_person_of(name: str) -> bool:
    """Tell whether a run of capitals is a person of some body: Ida Marr of the Marsh Union."""
    parts = name.split()
    return len(parts) > 3 and HEADS.isdisjoint(parts[:2]) and _PERSON_OF.match(name) is not None


def strip_titles(name: str) -> str:
    """Take titles off the front of a name; nothing is left of an office: the Archdeacon of Stell."""
    parts = _BY_DAY.split(name)[-1].split()
    while len(parts) > 2 and parts[0] in _SIDES and HEADS.isdisjoint(parts):
        parts.pop(0)  # Republican Ida Marr
    if parts and parts[-1] in _SIDES and parts[0] not in GIVEN_NAMES:
        return ""  # the Vermont Democrat
    body = _body_of_persons(parts)
    if body:
        return body
    titles = [number for number, part in enumerate(parts[:-1]) if is_title(part)]
    if titles and HEADS.isdisjoint(parts[titles[-1] + 1 :]):
        parts = parts[titles[-1] :]  # White House Press Secretary Ilan Deske
    while parts and (
        parts[0] in _COMMON
        or (parts[1:] and parts[0].lower() in _FUNCTION)
        or parts[0].strip(".,") in _TITLES
        or (parts[1:] and is_title(parts[0]))
    ):
        if len(parts) == 2 and parts[1] in HEADS and parts[0] in _TITLES:
            break  # Home Office, State Department
        first = parts.pop(0)
        if (
            first in _COMMON
            and first.endswith("s")
            and parts[:1]
            and parts[0] in _PLACED
            and is_agent(first.lower())
        ):
            return ""  # Farmers in Stell County
        office = first not in _COMMON and first.lower() not in _FUNCTION
        if office and parts and parts[0] in _JOINTS:
            rest = [part for part in parts if part not in _JOINTS]
            return " ".join(rest[-2:]) if len(rest) > 2 else ""  # Minister for Roads Ida Marr
        while parts and parts[0] in _JOINTS:
            parts.pop(0)
    while parts and (parts[-1] in _JOINTS or (parts[-1] in _COMMON and not _is_body_of(parts))):
        parts.pop()
    name = " ".join(parts)
    return name.rstrip(" ,") if _INITIAL_LAST.search(name) else _POSSESSIVE.sub("", name).strip(" .,")


def _is_body_of(parts: list[str]) -> bool:
    """Tell whether words name a body by its members: Federation of Dock Workers."""
    return "of" in parts[:-1] and not HEADS.isdisjoint(parts[: parts.index("of")])


def bare_name(name: str) -> str:
    """Return a person's name as two writers of it agree on it, in small letters.

    *Mayor Cy Dunn* and *Cy Dunn, mayor* are *cy dunn*; a title alone stays: *the mayor*.
    """
    name = _PARENTHESIS.sub("", name).split(",")[0].strip()
    words = (word.capitalize() if word.islower() and word not in _JOINTS else word for word in name.split())
    return (strip_titles(" ".join(words)) or name).casefold()


def _body_of_persons(parts: list[str]) -> str:
    """Return a body before those who sit in it: Division Bench of Justice A and Justice B."""
    if "of" not in parts or "and" not in parts:
        return ""
    at = parts.index("of")
    body, inside = parts[:at], parts[at + 1 :]
    if not body or any(map(is_title, body)) or not inside or not is_title(inside[0]):
        return ""
    return " ".join(body if body[0] not in _COMMON else body[1:])


def is_title(word: str) -> bool:
    """Tell whether a word is a title or an office, also in capitals: Gen., GEN."""
    plain = word.strip(".,")
    if plain in _TITLES or (plain.isupper() and plain.title() in _TITLES) or "-of-" in plain:
        return True  # mother-of-two
    if "-" in plain and all(part in _TITLES for part in plain.split("-")):
        return True  # Secretary-General
    return plain not in HEADS and is_agent(plain.lower())


def full_name(page: Page, name: str, sex: str = "") -> str:
    """Return the longest form in which the document names somebody: Hom becomes Sharon Hom.

    With a sex, only forms that fit it: Mrs. Hom is not Karl Hom.
    """
    if not name or " " in name:
        return name
    key = name + " " + sex
    known = page.full_names.get(key)
    if known is None:
        known = page.full_names[key] = _longest_form(page, name, sex)
    return known


def _longest_form(page: Page, name: str, sex: str) -> str:
    """Return a name with its given name or surname, or what an acronym stands for."""
    others = FEMALE if sex == "he" else MALE
    if name.isupper():
        full = full_name(page, name.title()) if name.title() != name else name
        return full if " " in full else _spelt_out(page, name)  # ADU: Blessing Adu
    places = list(islice(page.places_of(name), _PLACES))
    forms = Counter(filter(None, (_with_given_name(page.text, name, at) for at in places)))
    if not forms and name in GIVEN_NAMES:
        forms = Counter(filter(None, (_with_surname(page.text, name, at) for at in places)))
    ends = {form for form in forms if form.split()[0] in GIVEN_NAMES}
    for form in [*forms]:
        if any(form.endswith(" " + end) for end in ends):
            del forms[form]  # the Herald's Ida Hom, where there is Ida Hom
    if sex:
        fits = [form for form in forms if form.split()[0] not in others]
        forms = Counter({form: forms[form] for form in fits if not _is_end(form, forms)})
    again = [form for form, times in forms.items() if times > 1]
    return next(iter([*again, *forms]), name)  # who was named first, but once may be a mistake: Will Hom


def _is_end(form: str, forms: Iterable[str]) -> bool:
    """Tell whether a form is but the end of another one: J. Marr, of Karl J. Marr."""
    return any(other.endswith(" " + form) for other in forms)


def _with_given_name(text: str, name: str, at: int) -> str:
    """Return a surname at an offset with what is before it: Sharon Hom."""
    end = at + len(name)
    if text[at - 1 : at] not in (" ", "\u00a0") or text[end : end + 1].isalnum():
        return ""
    match = _GIVEN.search(text, max(0, at - _REACH // 2), at)
    if match is None:
        return ""
    full = strip_titles(text[match.start() : end])
    if len(full.split()) > 2 and OFFICE_BEFORE.search(text, max(0, match.start() - 8), match.start()):
        full = " ".join(full.split()[-2:])  # … for Human Rights Ilan Deske
    return full if " " in full and full.endswith(name) else ""


def _with_surname(text: str, name: str, at: int) -> str:
    """Return a given name at an offset with the surname behind it: Ewan Tolley."""
    match = _SURNAME.match(text, at + len(name))
    return f"{name} {match[1]}" if match and match[1] not in HEADS else ""


def _spelt_out(page: Page, letters: str) -> str:
    """Return the name that an acronym stands for, where the document gives it: Marsh Relief Trust (MRT)."""
    if not 2 <= len(letters) <= 7:
        return letters
    at = page.text.find(f"({letters})")
    before = _RUN_BEFORE.search(page.text, max(0, at - _REACH), at) if at >= 0 else None
    words = before[0].split() if before else []
    for first in range(len(words)):
        run = words[first:]
        small = [word for word in run if word not in _JOINTS]
        if letters in ("".join(w[0] for w in run).upper(), "".join(w[0] for w in small).upper()):
            return " ".join(run) if run[0] not in _JOINTS | {"The"} else letters
    return letters
