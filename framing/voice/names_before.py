"""Longer names that begin before a term: Friends of …, Operation …, the Sea …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.model import Span
from framing.voice.around import (
    GROUP_LEADS,
    GROUP_OWNER,
    GROUPS,
    HEADS,
    JOINERS,
    LEADING,
    NAME_WORD,
    NO_LAST,
    OWNER,
    PEOPLE,
    STARTERS,
    TITLES,
    Around,
    last_word,
)
from framing.voice.site import Site, any_of, cue_table

_CUES = cue_table("name")
_HEADLINE_LEADS = frozenset(_CUES["headline_leads"])
_BEFORE_HEADS = frozenset(_CUES["before_heads"])
_BEFORE_WITHIN = frozenset(_CUES["before_within"])
_SURE_BEFORE = frozenset(_CUES["sure_before_heads"])
_OFFICES = frozenset(_CUES["offices"])
_FIELD_OFFICES = frozenset(_CUES["field_offices"])
_FIELD_ENDS = tuple(_CUES["field_ends"])
_FIELDS = frozenset(_CUES["fields"])
_LEADING_WITHIN = frozenset(_CUES["leading_within"])
_DAYS = frozenset(_CUES["days"])
_SENT = frozenset(_CUES["sent"])
_PREPOSITIONS = frozenset(_CUES["prepositions"])

_NOT_BEFORE_LAST = NO_LAST | {"The", "A", "An"}
# Behind one a capital is no sentence's: Alliance for a Just Tax.
_ARTICLE_ENDS = re.compile(r"\b(?:an?|the)\s\Z")
_NO_LEAD = TITLES | STARTERS | _DAYS
_AIMS = frozenset({"for", "on", "against"})
_PURPOSES = _AIMS | {"of", "without", "with"}  # small words behind the first word of a name
_AIMLESS = frozenset(
    {"States", "Force", "Forces", "Army", "Congress", "Services", "House", "Senate", "Department", "News"}
)  # the United States against …
_MOST_WORDS = 8  # before a term, looked at for the first word of its name
# Where a sentence opens, and behind "to": the Committee to Keep …
_NOT_WITHIN = re.compile(r"(?:\A|[.!?:–—;*])[\s\"“”'‘’»«()\[\]]*\Z|[\"“'‘«]\s*\Z|\sto\s\Z")

# Friends of the …
_LEADING_OF = re.compile(r"\b(?P<head>[A-Z][\w’'-]*) of (?:the )?\Z")
# Lament for a …
_JOINTS = ("for", "of", "to", "in", "on", "against", "with", "without", "inside", "under")
_TITLE_JOINT = re.compile(rf"\s(?:{any_of(_JOINTS)}\s(?:an?\s|the\s)?|(?:an?|the)\s)\Z")
_ENDS_JOINT = frozenset((*_JOINTS, "a", "an", "the"))


def by_left(around: Around) -> Span | None:
    """Friends of …, Operation …: what precedes the term begins a name."""
    last = around.last
    if around.before.islower() or (last.isalpha() and last.islower() and last not in JOINERS):
        return None  # nearly always: no capital, or a small word, stands before it
    left = _left(around.site, around.before)
    return None if left is None else around.span(back=left)


def by_leading_head(around: Around) -> Span | None:
    """Friends of …, in a headline or a masthead: a word that begins names stands before the term."""
    leading = _LEADING_OF.search(around.before)
    if leading is None or leading["head"] not in _HEADLINE_LEADS:
        return None
    return around.span(back=len(around.before) - leading.start())


def by_common_ending(around: Around) -> Span | None:
    """A common noun with a capital that ends a name: the Sea Poacher, in a text that speaks of poachers."""
    site, before, last = around.site, around.before, around.last
    if around.begins or site.chain or around.right or not site.surface.istitle():
        return None
    if last in _ENDS_JOINT:
        before = _TITLE_JOINT.sub("", before)  # Lament for a …
        last = last_word(before)
    if not last[:1].isupper() or not last.isalpha() or last.isupper() or last in _NOT_BEFORE_LAST:
        return None
    start = len(before.rstrip()) - len(last)
    if before[:start].rstrip()[-1:] in ("", ".", "!", "?", "”", '"', "“", ":", "\n"):
        return None
    return around.span(back=len(around.before) - start) if in_lower_case(site) else None


def in_lower_case(site: Site) -> Span | None:
    """Where the text has the term as a common noun, in the singular or the plural."""
    one = site.surface.removesuffix("s").lower()
    for form in (one, one + "s"):
        if site.page.has_lower(form):
            found = re.search(rf"(?<![\w/.@#&=-]){re.escape(form)}(?![\w/@])", site.text)
            return found.span() if found else None
    return None


def capital_before(around: Around) -> bool:
    """Tell whether a capitalised word that can begin a name stands directly before a term."""
    return around.last[:1].isupper() and around.last not in STARTERS


def _leads(surface: str, word: str, initial: bool) -> bool:
    """Tell whether the word directly before a term makes it part of a name: Free Lirra, the Tea Party."""
    if surface in HEADS:
        return word not in TITLES and word not in STARTERS
    head = surface.split()[-1]
    named = head in HEADS and head not in _OFFICES and not word.isupper() and not PEOPLE.search(word)
    if named and word not in _NO_LEAD:
        return " " in surface  # the … Motorcycle Club, but not: the UN Security Council
    if surface in GROUPS and word in GROUP_LEADS:
        return True
    return word in _BEFORE_HEADS and (not initial or word in _SURE_BEFORE)


def _leads_within(site: Site, word: str, joiners: list[str]) -> bool:
    """Tell whether a word makes a term part of a name within a sentence: Keep …, the Star of …"""
    if site.short is not None:
        return False  # the shirts say “Stand With Stell”: words
    if joiners in ([], ["the"]):
        return word in _BEFORE_WITHIN and site.surface.split()[-1][0].isupper()
    return joiners[0] == "of" and word in _LEADING_WITHIN


def _left(site: Site, before: str) -> int | None:
    """How many code points before the term a longer name begins, if what precedes makes it one."""
    joiners: list[str] = []
    for steps, (word, at) in enumerate(_words_back(before), 1):
        if word in JOINERS and word != "&":
            if len(joiners) > 4 or (word == "and" and joiners and joiners[-1] in _PREPOSITIONS):
                return None  # of the first and of the second: two phrases
            joiners.append(word)
            continue
        if word in ("a", "an") and steps > 1 and not joiners:
            continue  # Alliance for a Just …
        if not word[0].isupper():
            return None
        initial = not before[:at].strip() or before[:at].rstrip()[-1:] in '.!?"“'
        if _leads_within(site, word, joiners) and not (initial or _NOT_WITHIN.search(before, 0, at)):
            begins: bool | None = True
        elif joiners:
            begins = _begins_name(site, word, joiners, steps > len(joiners) + 1)
        else:
            begins = True if _leads(site.surface, word, initial) else None
        if begins is not None:
            return len(before) - at if begins else None
        if word in TITLES or (word in STARTERS and not _ARTICLE_ENDS.search(before, 0, at)):
            return None
    return None


def _words_back(before: str) -> Iterator[tuple[str, int]]:
    """Yield the words before a term, the last first, with where each begins, as far as a name may reach."""
    position = len(before)
    for _ in range(_MOST_WORDS):
        piece = before[:position].rstrip(" \u00a0")
        if piece == before[:position] and not piece.endswith("-"):
            return
        piece = piece.removesuffix("-")
        at = max(piece.rfind(" "), piece.rfind("\u00a0"), piece.rfind("-")) + 1
        while at < len(piece) and not (piece[at].isalnum() or piece[at] == "&"):
            at += 1
        word = piece[at:]
        if not word or not (word[-1].isalnum() or word[-1] in "’'&") or not NAME_WORD.fullmatch(word):
            return
        if OWNER.search(word) and not GROUP_OWNER.search(word):
            return
        yield word, at
        position = at


def _begins_name(site: Site, word: str, joiners: list[str], further: bool) -> bool | None:
    """Tell whether a capitalised word begins a name that small words join to the term; None: look further.

    `joiners` are these words, the last first; `further` says that capitalised words stand among them.
    """
    linked = [joiner for joiner in joiners if joiner != "the"]
    if not linked:
        complete = site.surface.split()[-1][0].isupper()  # Stop the Mine, but not: stop the Tembo mine
        return word in _BEFORE_HEADS and complete
    aimed = not _AIMS.isdisjoint(linked)
    if aimed and word in _AIMLESS:
        return None
    if not _PURPOSES.isdisjoint(linked):
        if linked[0] in ("with", "without") and not (word.endswith("s") or word == "Women"):
            return False  # Doctors without …, but no House without …
        if word in LEADING and not ("and" in joiners and linked[-1] == "and"):
            return True
        if linked in (["of"], ["for"]) and not further and word in _FIELD_OFFICES and _is_field(site):
            return True  # Head of Border Operations
        head = word in HEADS and word not in TITLES
        return True if aimed and (word in _OFFICES or head) else None
    if linked == ["to"] and (word in _SENT or (further and word in HEADS | LEADING)):
        return True  # the Observer Mission to …, the Committee to Defend …
    return False if linked[0] in ("in", "to", "at") else None


def _is_field(site: Site) -> bool:
    """Tell whether a term is a field that an office can have, and no place: Asylum Support."""
    last = site.surface.split()[-1]
    return last[0].isupper() and (last in _FIELDS or last.endswith(_FIELD_ENDS))
