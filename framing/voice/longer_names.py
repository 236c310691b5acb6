"""Longer names that hold a term, found by the capitals around it and by the words that make them a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.model import Span
from framing.voice.around import (
    COMPANY,
    GROUP_OWNER,
    HEADS,
    JOINERS,
    NAME_WORD,
    OWNER,
    STARTERS,
    THE_RUN,
    Around,
    last_word,
    look_around,
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
_YEAR_BEHIND = re.compile(r"\s20[2-9]\d(?=[,.;:)]|\s[a-z])")
_CLOSING = frozenset(",.;:)")
_PLAN_BEFORE = re.compile(rf"\b{any_of(_CUES['plans'])},?\s(?:[A-Z][\w’'-]*\s)?\Z")
_PLAN_NEXT = re.compile(rf"\s{any_of(_CUES['plans'])}\b")
_HEADLINE_LEADS = frozenset(_CUES["headline_leads"])
_LEADING = frozenset(_CUES["leading_heads"])
_BEFORE_HEADS = frozenset(_CUES["before_heads"])
_BEFORE_WITHIN = frozenset(_CUES["before_within"])
_SURE_BEFORE = frozenset(_CUES["sure_before_heads"])
_OFFICES = frozenset(_CUES["offices"])
_FIELD_OFFICES = frozenset(_CUES["field_offices"])
_FIELD_ENDS = tuple(_CUES["field_ends"])
_FIELDS = frozenset(_CUES["fields"])
_RALLYING = frozenset(_CUES["rallying"])
_LEADING_WITHIN = frozenset(_CUES["leading_within"])
_TITLES = frozenset(_CUES["titles"])
_PLACES = frozenset(_CUES["places"])
_DAYS = frozenset(_CUES["days"])
_CHAMBERS = frozenset(_CUES["chambers"])
_GROUPS = frozenset(_CUES["groups"])
_GROUP_LEADS = frozenset(_CUES["group_leads"])
_SENT = frozenset(_CUES["sent"])
_PREPOSITIONS = frozenset(_CUES["prepositions"])
_TITLES_OR_PLACES = _TITLES | _PLACES
_NO_LAST = _TITLES_OR_PLACES | _CHAMBERS  # words that do not end a name
_NOT_BEFORE_LAST = _NO_LAST | {"The", "A", "An"}
# Behind one a capital is no sentence's: Alliance for a Just Tax.
_ARTICLE_ENDS = re.compile(r"\b(?:an?|the)\s\Z")
_NO_LEAD = _TITLES | STARTERS | _DAYS
_AIMS = frozenset({"for", "on", "against"})
_PURPOSES = _AIMS | {"of", "without", "with"}  # small words behind the first word of a name
_AIMLESS = frozenset(
    {"States", "Force", "Forces", "Army", "Congress", "Services", "House", "Senate", "Department", "News"}
)  # the United States against …
_MOST_WORDS = 8  # before a term, looked at for the first word of its name
_NEARBY = 10_000  # code points to either side in which a name is looked for without its "the"

_LOWER_NEXT = re.compile(r"\s[a-z]")
# Where a sentence opens, and behind "to": the Committee to Keep …
_NOT_WITHIN = re.compile(r"(?:\A|[.!?:–—;*])[\s\"“”'‘’»«()\[\]]*\Z|[\"“'‘«]\s*\Z|\sto\s\Z")

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
# Martyrs of Ilva Station
_OF_HEAD = re.compile(r"\s+of\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,3}(?P<head>[A-Z][\w’'-]*)\b")
# A … PAC
_ONE_OF_MANY = re.compile(r"\b[Aa]n?\s+\Z")
# A v B
_CASE_BEFORE = re.compile(r"[A-Z]\w+\s+v\.?\s+\Z")
_CASE_BEHIND = re.compile(r"\s+v\.?\s+[A-Z]")
# … II, … ®, … Deluxe Plus ™
_MARKED_BEHIND = re.compile(r"\s(?:I{1,3}|I?V|VI{1,3}|I?X)\b(?![’'.])|\s?[®™]|(?:\s+[A-Z][\w-]*){1,3}\s?[®™]")
# On East Meadow I saw a lark: the one who speaks, not a number.
_I_SPEAK = re.compile(r"\sI\s(?:have|am|do|don[’']t|haven[’']t|think|know|saw|heard|felt|met|feel)\b")
_I_DO = re.compile(r"\sI\s[a-z]")
_WHERE_FIRST = re.compile(
    r"(?:\A|[.!?]\s|[“\"])(?:In|On|At|Near|Around|From|Behind|Under|Inside|Outside)\s(?:\w+\s){0,2}\Z"
)
# Friends of the …
_LEADING_OF = re.compile(r"\b(?P<head>[A-Z][\w’'-]*) of (?:the )?\Z")
# Lament for a …
_JOINTS = ("for", "of", "to", "in", "on", "against", "with", "without", "inside", "under")
_TITLE_JOINT = re.compile(rf"\s(?:{any_of(_JOINTS)}\s(?:an?\s|the\s)?|(?:an?|the)\s)\Z")
_ENDS_JOINT = frozenset((*_JOINTS, "a", "an", "the"))
_PEOPLE = re.compile(r"(?:[^s]s|ese|ish|[a-z]ans?|i)\Z")
# … Advocates, a legal charity: what is named is a body.
_BODY_BEHIND = re.compile(
    rf",\s+(?:an?|the)\s+(?:(?!(?:of|in|for|by|with|who|that)\b)[\w-]+\s+){{0,4}}?{any_of(_CUES['bodies'])}\b(?![’'-])"
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
    for find in (_by_head, _by_leading_head) if around.headline else _FINDERS:
        span = find(around)
        if span:
            common = _in_lower_case(site) if find is _by_common_ending else None
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
        if plain in _TITLES and plain not in ("Justice", "General") and number == 0:
            return None
        if plain in _PLACES and len(right) == 1 and not _capital_before(around):
            return None  # the city of that name
        if plain in _CHAMBERS and (number + 1 < len(right) or not (number or _capital_before(around))):
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
        if number == 0 and plain in _GROUPS and surface.split()[-1] in _GROUP_LEADS:
            return around.span(on=stop)
    return None


def _by_left(around: Around) -> Span | None:
    """Friends of …, Operation …: what precedes the term begins a name."""
    last = around.last
    if around.before.islower() or (last.isalpha() and last.islower() and last not in JOINERS):
        return None  # nearly always: no capital, or a small word, stands before it
    left = _left(around.site, around.before)
    return None if left is None else around.span(back=left)


def _by_leading_head(around: Around) -> Span | None:
    """Friends of …, in a headline or a masthead: a word that begins names stands before the term."""
    leading = _LEADING_OF.search(around.before)
    if leading is None or leading["head"] not in _HEADLINE_LEADS:
        return None
    return around.span(back=len(around.before) - leading.start())


def _by_mark(around: Around) -> Span | None:
    """… II, … ®, the … 2040 plan: a number or a trade mark behind the term."""
    marked = _MARKED_BEHIND.match(around.behind)
    if (
        marked
        and not _I_SPEAK.match(around.behind)
        and not (_I_DO.match(around.behind) and _WHERE_FIRST.search(around.before))
    ):
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
    if headed and headed["head"] in HEADS and last not in _TITLES:
        return around.span(on=headed.end())
    return around.span(on=goes_on.end()) if last in _LEADING else None


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
    if work and first not in _TITLES:
        return around.span_from(work, stop)
    if first in _TITLES_OR_PLACES:
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


def _by_common_ending(around: Around) -> Span | None:
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
    return around.span(back=len(around.before) - start) if _in_lower_case(site) else None


def _in_lower_case(site: Site) -> Span | None:
    """Where the text has the term as a common noun, in the singular or the plural."""
    one = site.surface.removesuffix("s").lower()
    for form in (one, one + "s"):
        if site.page.has_lower(form):
            found = re.search(rf"(?<![\w/.@#&=-]){re.escape(form)}(?![\w/@])", site.text)
            return found.span() if found else None
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
    _by_left,
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
    _by_common_ending,
    _by_law_in_brackets,
    by_edition,
    by_question,
    _by_case,
)


def _capital_before(around: Around) -> bool:
    """Tell whether a capitalised word that can begin a name stands directly before a term."""
    return around.last[:1].isupper() and around.last not in STARTERS


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
    if last in _NO_LAST or last.isupper() or last[0].isdigit():
        return False
    return not _PEOPLE.search(last) and not re.match(r"\s*[-–]|[’']s?\s+[A-Z]", rest)


def _leads(surface: str, word: str, initial: bool) -> bool:
    """Tell whether the word directly before a term makes it part of a name: Free Lirra, the Tea Party."""
    if surface in HEADS:
        return word not in _TITLES and word not in STARTERS
    head = surface.split()[-1]
    named = head in HEADS and head not in _OFFICES and not word.isupper() and not _PEOPLE.search(word)
    if named and word not in _NO_LEAD:
        return " " in surface  # the … Motorcycle Club, but not: the UN Security Council
    if surface in _GROUPS and word in _GROUP_LEADS:
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
        if word in _TITLES or (word in STARTERS and not _ARTICLE_ENDS.search(before, 0, at)):
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
        if word in _LEADING and not ("and" in joiners and linked[-1] == "and"):
            return True
        if linked in (["of"], ["for"]) and not further and word in _FIELD_OFFICES and _is_field(site):
            return True  # Head of Border Operations
        head = word in HEADS and word not in _TITLES
        return True if aimed and (word in _OFFICES or head) else None
    if linked == ["to"] and (word in _SENT or (further and word in HEADS | _LEADING)):
        return True  # the Observer Mission to …, the Committee to Defend …
    return False if linked[0] in ("in", "to", "at") else None


def _is_field(site: Site) -> bool:
    """Tell whether a term is a field that an office can have, and no place: Asylum Support."""
    last = site.surface.split()[-1]
    return last[0].isupper() and (last in _FIELDS or last.endswith(_FIELD_ENDS))
