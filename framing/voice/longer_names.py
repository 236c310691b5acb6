"""Longer names that hold a term, found by the capitals around it and by the words that make them a name."""

from __future__ import annotations

import re

from framing.model import Span
from framing.voice.around import (
    CHAMBERS,
    COMPANY,
    GROUP_LEADS,
    GROUPS,
    HEADS,
    LEADING,
    NO_LAST,
    OWNER,
    PEOPLE,
    PLACES,
    THE_RUN,
    TITLES,
    Around,
    look_around,
)
from framing.voice.names_before import (
    by_common_ending,
    by_leading_head,
    by_left,
    capital_before,
    in_lower_case,
)
from framing.voice.site import Site, any_of, cue_table
from framing.voice.titles import (
    bare_work,
    by_edition,
    by_emphasis,
    by_kind_of_work,
    by_question,
    by_title_around,
    by_title_before,
    by_title_behind,
    title_of_subject,
)

_CUES = cue_table("name")
_HEADLINE_HEADS = frozenset(_CUES["headline_heads"])
_TRADES = frozenset(_CUES["trades"])
_EVENTS = frozenset(_CUES["events"])
_NUMBERED = frozenset(_CUES["numbered"])
_NUMBER_BEHIND = re.compile(r"\s(?:No|Nr)\.?\s?\d+\b")
_YEAR_BEHIND = re.compile(r"\s20[2-9]\d(?=[,.;:)]|\s[a-z])")
_CLOSING = frozenset(",.;:)")
_PLAN_BEFORE = re.compile(rf"\b{any_of(_CUES['plans'])},?\s(?:[A-Z][\w’'-]*\s)?\Z")
_PLAN_NEXT = re.compile(rf"\s{any_of(_CUES['plans'])}\b")
_RALLYING = frozenset(_CUES["rallying"])
_NEARBY = 10_000  # code points to either side in which a name is looked for without its "the"

_LOWER_NEXT = re.compile(r"\s[a-z]")
# The …-Stell border
_PAIR_BEHIND = re.compile(rf"\s?-[A-Z][\w’'-]*\s(?:[\w-]+\s)?{any_of(_CUES['between'])}\b")

# The Metals (… and …) Regulations
_IN_BRACKET_BEFORE = re.compile(r"\b[A-Z][\w’'-]*\s\((?:[A-Z][\w’'-]*\s(?:(?:and|of|for)\s)?){0,3}\Z")
_IN_BRACKET_BEHIND = re.compile(
    rf"(?:\s(?:(?:and|of|for)\s)?[A-Z][\w’'-]*){{0,3}}\)\s(?:[A-Z][\w’'-]*\s){{0,2}}{any_of(_CUES['laws'])}\b"
)
# … (CAZ)
_ACRONYM_BEHIND = re.compile(r"\s*\([“\"]?([A-Z][A-Za-z-]*[A-Z])[”\"]?\)")
# A common noun with a capital goes on: Human Rights in China.
_COMMON_BEHIND = re.compile(
    r"\s+(?:in|of|for|without|against)\s+(?:the\s+)?[A-Z][\w’'-]*\b"
    r"(?!\s+(?!(?:said|says|is|was|are|were|has|had|will|which|who|and|to|on|in|for|at|by)\b)[a-z])"
)
# The term is itself the head of a longer name: the Communist Party of Lirra.
_GOES_ON = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w’'-]*")
# … Government in Exile
_IN_EXILE = re.compile(r"(?:\s[A-Z][\w’'-]*){1,3}(?:\sin\sExile|-in-[Ee]xile)\b")
# Martyrs of Ilva Station
_OF_HEAD = re.compile(r"\s+of\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,3}(?P<head>[A-Z][\w’'-]*)\b")
# A … PAC
_ONE_OF_MANY = re.compile(r"\b[Aa]n?\s+\Z")
# A v B
_CASE_BEFORE = re.compile(r"[A-Z]\w+\s+v\.?\s+\Z")
_CASE_BEHIND = re.compile(r"\s+v\.?\s+[A-Z]")
# … II, … ®, … Deluxe Plus ™; an "I" with a verb behind it speaks: on East Meadow I saw a lark.
_MARKED_BEHIND = re.compile(
    rf"\s(?:I(?:\s{any_of(_CUES['joiners'])}\b|(?!\s[a-z]))|I{{2,3}}|I?V|VI{{1,3}}|I?X)\b(?![’'.])"
    r"|\s?[®™]|(?:\s+[A-Z][\w-]*){1,3}\s?[®™]"
)
# … Advocates, a legal charity: what is named is a body.
_BODY_BEHIND = re.compile(
    rf",\s+(?:an?|the)\s+(?:(?!(?:of|in|for|by|with|who|that)\b)[\w-]+\s+){{0,4}}?{any_of(_CUES['bodies'])}\b(?![’'-])"
)
# A movement named Young Guard of …
_NAMED_BODY = re.compile(
    rf"\b{any_of([*_CUES['bodies'], *_CUES['named_bodies']])}\s"
    r"(?:(?:was|is|that\sis|now|then|formerly)\s)?(?:named|called|known\sas|calling\sitself)\s"
    r"[“\"]?(?:the\s)?(?:[A-Z][\w’'-]*\s){1,4}(?:of|for)\s(?:the\s)?\Z"
)
# Bread in …, Walkers against …
_LINKED_BEFORE = re.compile(r"\b[A-Z][\w’'-]*\s+(?:in|of|for|on|against|without)\s+(?:the\s+)?\Z")


def name_around(site: Site) -> tuple[Span, ...]:
    """Return the longer name around a term and the words that make it one; nothing where there is none."""
    title = title_of_subject(site)
    if title:
        return (title,)
    around = look_around(site)
    if around is None:
        return ()
    for find in (_by_head, by_leading_head) if around.headline else _FINDERS:
        span = find(around)
        if span:
            common = in_lower_case(site) if find is by_common_ending else None
            return (span, common) if common else (span,)
    return ()


def _by_head(around: Around) -> Span | None:
    """… Council, … Act: a capital behind the term is the head of a name."""
    surface, right = around.site.surface, around.right
    if not right or OWNER.search(surface):
        return None
    heads = _HEADLINE_HEADS if around.headline else HEADS
    trade = not around.headline and around.site.short is None
    for number, (word, stop) in enumerate(right):
        plain = word.rstrip(".,")
        if plain in TITLES and plain not in ("Justice", "General") and number == 0:
            return None
        if plain in PLACES and len(right) == 1 and not capital_before(around):
            return None  # the city of that name
        if plain in CHAMBERS and (number + 1 < len(right) or not (number or capital_before(around))):
            continue
        if plain.isupper() and _ONE_OF_MANY.search(around.before):
            continue  # a … PAC: what kind of body, not which
        last = number + 1 == len(right)
        if (
            plain in heads
            or plain in COMPANY
            or (trade and (plain in _EVENTS or (last and plain in _TRADES)))
        ) and (not around.headline or number < 2):
            joined = " and " in around.behind[:stop]
            return around.span_from(around.the, stop) if around.the and joined else around.span(on=stop)
        if number == 0 and plain in GROUPS and surface.split()[-1] in GROUP_LEADS:
            return around.span(on=stop)
    return None


def _by_mark(around: Around) -> Span | None:
    """… II, … ®, … School No. 7, the … 2040 plan: a number or a trade mark behind the term."""
    marked = _MARKED_BEHIND.match(around.behind)
    if marked is None and around.site.surface.split()[-1] in _NUMBERED:
        marked = _NUMBER_BEHIND.match(around.behind)
    if marked:
        return around.span(on=marked.end())
    year = _YEAR_BEHIND.match(around.behind)
    plan = _PLAN_NEXT.match(around.behind, year.end()) if year else None
    if year and plan:
        return around.span(on=plan.end())
    closed = year is not None and around.behind[year.end()] in _CLOSING
    before = _PLAN_BEFORE.search(around.before) if closed else None
    return around.span_from(before, year.end()) if year and before else None


def _by_rally(around: Around) -> Span | None:
    """… First, One … Now: what a campaign calls for ends its name."""
    if len(around.right) != 1 or around.right[0][0] not in _RALLYING:
        return None
    stop = around.right[0][1]
    if around.last == "One":
        return around.span(back=len("One "), on=stop)
    named = around.last[:1].islower() or (around.begins and _LOWER_NEXT.match(around.behind, stop))
    return around.span(on=stop) if named else None


def _by_leading_term(around: Around) -> Span | None:
    """The … of Somewhere: the term itself is a head that goes on."""
    goes_on = _GOES_ON.match(around.behind)
    last = around.site.surface.split()[-1]
    if goes_on is None or last.islower():
        return None
    headed = _OF_HEAD.match(around.behind)
    if headed and headed["head"] in HEADS and last not in TITLES:
        return around.span(on=headed.end())
    return around.span(on=goes_on.end()) if last in LEADING else None


def _by_capitals(around: Around) -> Span | None:
    """Capitals behind the term, and something that shows them to be a name."""
    if not around.right:
        return None
    site, behind = around.site, around.behind
    first, (last, stop) = around.right[0][0], around.right[-1]
    acronym = _ACRONYM_BEHIND.match(behind, stop)
    if acronym and len(acronym[1]) > 2:
        return around.span(on=acronym.end())
    work = bare_work(around)
    if work and first not in TITLES:
        return around.span_from(work, stop)
    if first in TITLES or first in PLACES:
        return None
    the = THE_RUN.search(around.before)
    long = the is not None and len(the[0].split()) > 1 and len(around.right) > 1
    alone = " and " not in behind[:stop] and (long or _lone_name(last, behind[stop:]))
    if the and alone and not _is_pair(around) and not _drops_the(site, behind[:stop]):
        return around.span_from(the, stop)
    body = _BODY_BEHIND.match(behind, stop)
    if body:
        return around.span(on=body.end())
    common = not around.begins and site.page.has_lower(site.surface)
    if common and not behind.startswith("-") and _ends_a_name(behind, stop):
        return around.span(on=stop)
    return None


def _by_body(around: Around) -> Span | None:
    """A body that is explained: Bread in …, a charity."""
    body = _BODY_BEHIND.match(around.behind)
    return around.span(on=body.end()) if body and _LINKED_BEFORE.search(around.before) else None


def _by_common_noun(around: Around) -> Span | None:
    """A common noun with a capital that goes on: Human Rights in China."""
    site = around.site
    goes_on = _COMMON_BEHIND.match(around.behind) if site.surface[0].isupper() else None
    if (
        goes_on
        and " " in site.surface
        and not around.begins
        and not site.chain
        and site.page.has_lower(site.surface)
    ):
        return around.span(on=6)
    return None


def _by_acronym(around: Around) -> Span | None:
    """The Clean … (CAZ): the initials in the bracket begin before the term."""
    acronym = _ACRONYM_BEHIND.match(around.behind) if "(" in around.behind[:3] else None
    if acronym is None:
        return None
    words = around.before.split()[::-1]
    letters = "".join(word[0] for word in around.site.surface.split())
    if not acronym[1].endswith(letters):
        return None
    back = len(acronym[1]) - len(letters)
    if not 0 < back <= len(words) or "".join(word[0] for word in words[:back])[::-1] + letters != acronym[1]:
        return None
    start = around.before.rstrip().rfind(words[back - 1])
    return around.span(back=len(around.before) - start, on=acronym.end())


def _by_law_in_brackets(around: Around) -> Span | None:
    """The Metals (… and …) Regulations: what a law deals with stands in brackets within its name."""
    opening = _IN_BRACKET_BEFORE.search(around.before) if "(" in around.before[-60:] else None
    law = _IN_BRACKET_BEHIND.match(around.behind) if opening else None
    return around.span_from(opening, law.end()) if opening and law else None


def _by_exile(around: Around) -> Span | None:
    """… Government in Exile: also of words that are no heads of names."""
    exile = _IN_EXILE.match(around.behind)
    return around.span(on=exile.end()) if exile else None


def _by_naming(around: Around) -> Span | None:
    """A movement named Young Guard of …: a body is called so, in capitals up to the term."""
    named = _NAMED_BODY.search(around.before) if around.before.endswith(("of ", "for ", "the ")) else None
    return around.span_from(named) if named else None


def _by_case(around: Around) -> Span | None:
    """One party of a case before a court: A v B."""
    if around.last in ("v", "v.") and _CASE_BEFORE.search(around.before):
        return around.span(back=3)
    case = _CASE_BEHIND.match(around.behind)
    return around.span(on=case.end()) if case else None


# The first that finds a name decides.
_FINDERS = (
    by_emphasis,
    _by_acronym,
    _by_head,
    by_left,
    by_title_before,
    _by_mark,
    _by_rally,
    by_title_behind,
    _by_leading_term,
    _by_capitals,
    by_title_around,
    _by_body,
    by_kind_of_work,
    _by_common_noun,
    by_common_ending,
    _by_law_in_brackets,
    by_edition,
    by_question,
    _by_exile,
    _by_naming,
    _by_case,
)


def _is_pair(around: Around) -> bool:
    """Tell whether a term and the name tied to it are two with something between: the Stell-Orra border."""
    return len(around.right) == 1 and _PAIR_BEHIND.match(around.behind) is not None


def _drops_the(site: Site, run: str) -> bool:
    """Tell whether the last word of a run behind "the" also stands alone in the text around it.

    A name with "the" keeps it; a person's name or a place's, before a noun that it qualifies, does not.
    """
    *_, previous, last = re.split(r"[\s-]+", site.surface + run)
    text, high = site.text, site.end + _NEARBY
    at = text.find(last, max(0, site.start - _NEARBY), high)
    while at >= 0:
        end = at + len(last)
        whole = not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()
        if whole and not text.endswith((f"{previous} ", f"{previous}-", "the ", "The "), 0, at):
            return True
        at = text.find(last, end, high)
    return False


def _ends_a_name(behind: str, at: int) -> bool:
    """Tell whether a run of capitals stops where a name may: not in the middle of "Word Word's word"."""
    return not re.match(r"[’']s\b", behind[at:])


def _lone_name(last: str, rest: str) -> bool:
    """Tell whether the last word of a run behind "the" can be a name's: no title, people or acronym."""
    if last in NO_LAST or last.isupper() or last[0].isdigit():
        return False
    return not PEOPLE.search(last) and not re.match(r"\s*[-–]|[’']s?\s+[A-Z]", rest)
