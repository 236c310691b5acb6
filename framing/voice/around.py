"""What stands around a term on its line: the words before it and the capitals behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from framing.model import Span
from framing.voice.site import Site, cue_table

_CUES = cue_table("name")
HEADS = frozenset(_CUES["heads"])
STARTERS = frozenset(_CUES["starters"])
JOINERS = frozenset(_CUES["joiners"])
COMPANY = frozenset(_CUES["company_forms"])
LEADING = frozenset(_CUES["leading_heads"])
TITLES = frozenset(_CUES["titles"])
PLACES = frozenset(_CUES["places"])
CHAMBERS = frozenset(_CUES["chambers"])
GROUPS = frozenset(_CUES["groups"])
GROUP_LEADS = frozenset(_CUES["group_leads"])
NO_LAST = TITLES | PLACES | CHAMBERS  # words that do not end a name
PEOPLE = re.compile(r"(?:[^s]s|ese|ish|[a-z]ans?|i)\Z")
# Words that are capitalised only within a headline: "On", "With", "Is".
_SMALL_CAPITALISED = (STARTERS - frozenset(_CUES["joined_starters"])) | frozenset(_CUES["title_verbs"])
_REACH = 100  # code points to either side in which the words of a name are looked for
NAME_WORD = re.compile(r"[\w’'&.-]+")
# A hyphen or a gap, which may hold a bracket, and the next word: "-Kader", " (ABC) Council".
_RIGHT = re.compile(r"(?:\s?-|\s+(?:\([A-Z][\w ]{1,40}\)\s+)?)(?P<word>[^\W_][\w’'&.-]*|&)")

# The possessive of one: OWNER; of many or of a group, which may begin a name: Teachers’ Union.
OWNER = re.compile(r"(?<![sS])[’'][sS]?\Z")
GROUP_OWNER = re.compile(r"(?:[sS][’']|\b(?:[Pp]eople|[Ww]omen|[Mm]en|[Cc]hildren|PEOPLE|WOMEN)[’'][sS])\Z")
_OWNED = re.compile(r"[’'][sS]\s")
_APOSTROPHE_S = re.compile(r"[’']s?\Z")
_BEHIND_THE = re.compile(r"\b[Tt]he\s+(?:[A-Z][\w.]*[-–])?\Z")
# "The", and capitals up to the term.
THE_RUN = re.compile(r"\b[Tt]he\s+(?:(?:[A-Z][\w&-]*|[A-Z]\.(?:[A-Z]\.)*)\s+){0,3}\Z")


@dataclass(slots=True)
class Around:
    """What stands around a term on its line.

    `last` is the word before it, as white space divides words; `the` is a "the" before it, with capitals
    between; `right` are the capitals behind it.
    """

    site: Site
    before: str
    last: str
    behind: str
    headline: bool
    the: re.Match[str] | None
    right: list[tuple[str, int]]

    def span(self, back: int = 0, on: int = 0) -> Span:
        """Return the span that begins so much before the term and ends so much behind it."""
        return self.site.start - back, self.site.end + on

    def span_from(self, match: re.Match[str], on: int = 0) -> Span:
        """Return the span from the beginning of a match in `before`."""
        return self.span(len(self.before) - match.start(), on)

    @property
    def begins(self) -> bool:
        """Whether the sentence begins with the term."""
        return self.site.sentence[0] == self.site.start


def look_around(site: Site) -> Around | None:
    """Return what stands around a term that can be part of a name: a capital, but not all in capitals."""
    text, start, end = site.text, site.start, site.end
    if not text[start].isupper() and (not text[start].isdigit() or site.surface.islower()):
        return None
    before = text[max(0, start - _REACH) : start]
    before = before[before.rfind("\n") + 1 :]
    behind = text[end : end + _REACH].split("\n", 1)[0]
    if not (before[-1:] in " -&(" or behind[:1] in " -(:" or before.endswith("\u00a0")):
        return None
    if not any(map(str.islower, before + site.surface + behind)):
        return None  # capitals only: they tell nothing
    complete = site.surface.isupper() or site.surface.split()[-1] in HEADS
    last = last_word(before)
    the = None
    if last.endswith(("the", "The")) or (last[:1].isupper() and "he" in before):
        the = _BEHIND_THE.search(before) or THE_RUN.search(before)
    right = _right(behind, the is not None, complete)
    return Around(site, before, last, behind, _is_headline_case(site), the, right)


def last_word(before: str) -> str:
    """Return the last word of a stretch, as white space divides words; nothing where there is none."""
    return (before.rsplit(None, 1) or [""])[-1]


def _right(behind: str, the: bool, complete: bool) -> list[tuple[str, int]]:
    """The capitalised words that follow a term, with the offset at which each ends.

    Behind "the" they may go on over an "and", unless the term is `complete`, a name by itself.
    """
    if behind[:1] == " " and behind[1:2].islower() and not behind.startswith(" and"):
        return []  # nearly always
    if _OWNED.match(behind):
        return []
    found: list[tuple[str, int]] = []
    at = 0
    pending = 0
    if behind.startswith(("’ ", "' ")):
        at = 1
    while len(found) < 8:
        match = _RIGHT.match(behind, at)
        if match is None:
            break
        word = match["word"]
        plain = word.rstrip(".,")
        if word[0].isupper() or (word[0].isdigit() and found):
            found.append((_APOSTROPHE_S.sub("", plain), match.start("word") + len(plain)))
            pending = 0
            if OWNER.search(plain) and not GROUP_OWNER.search(plain):
                break
        elif (plain == "&" and not found) or (found and plain in COMPANY):
            if plain != "&":
                found.append((plain, match.start("word") + len(plain)))
        elif (plain == "and" and the and not pending and (found or not complete)) or (
            found
            and plain in JOINERS
            and plain not in ("and", "in", "to", "with", "at", "on")
            and pending < 2
        ):
            pending += 1
        else:
            break
        if word[-1] in ".," and word not in ("St.", "U.S.", "U.N."):
            break
        at = match.end()
    return found


_LINE = 160  # code points: a paragraph that is hardly longer than a headline is judged as a whole


def _is_headline_case(site: Site) -> bool:
    """Tell whether the words of a headline are capitalised throughout.

    Within the text a line is one only if it capitalises words that no name would: What It Said In March.
    """
    if site.zone == "notes":
        return False  # a reference: its titles have capitals
    low, high = site.sentence if site.paragraph[1] - site.paragraph[0] > _LINE else site.paragraph
    found = site.text[low : min(high, low + 400)].split()
    headline = site.zone in ("headline", "subhead")
    if not headline and _SMALL_CAPITALISED.isdisjoint(found[1:]):
        return False
    longer = [word for word in found if len(word) > 3]
    capitals = sum(not word[0].islower() for word in longer)
    if headline:
        return len(longer) > 1 and capitals > 0.7 * len(longer)
    return len(longer) > 3 and capitals > 0.9 * len(longer)
