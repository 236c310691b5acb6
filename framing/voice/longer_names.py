"""Longer names that hold a term, found by the capitals around it and by the words that make them a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from framing.model import Span
from framing.voice.marks import is_title_case
from framing.voice.site import Site, any_of, cue_table, stems_of

_CUES = cue_table("name")
_HEADS = frozenset(_CUES["heads"])
_HEADLINE_HEADS = frozenset(_CUES["headline_heads"])
_LEADING = frozenset(_CUES["leading_heads"])
_BEFORE_HEADS = frozenset(_CUES["before_heads"])
_SURE_BEFORE = frozenset(_CUES["sure_before_heads"])
_OFFICES = frozenset(_CUES["offices"])
_TITLES = frozenset(_CUES["titles"])
_PLACES = frozenset(_CUES["places"])
_STARTERS = frozenset(_CUES["starters"])
_DAYS = frozenset(_CUES["days"])
# Words that are capitalised only within a headline: "On", "With", "Is".
_SMALL_CAPITALISED = _STARTERS - frozenset(_CUES["joined_starters"])
_JOINERS = frozenset(_CUES["joiners"])
_COMPANY = frozenset(_CUES["company_forms"])
_CHAMBERS = frozenset(_CUES["chambers"])
_GROUPS = frozenset(_CUES["groups"])
_GROUP_LEADS = frozenset(_CUES["group_leads"])
_SENT = frozenset(_CUES["sent"])
_PREPOSITIONS = frozenset(_CUES["prepositions"])
_TITLES_OR_PLACES = _TITLES | _PLACES
_NO_LAST = _TITLES_OR_PLACES | _CHAMBERS  # words that do not end a name
_NOT_BEFORE_LAST = _NO_LAST | _STARTERS
_NO_LEAD = _TITLES | _STARTERS | _DAYS
_AIMS = frozenset({"for", "on", "against"})
_PURPOSES = _AIMS | {"of", "without", "with"}  # small words behind the first word of a name
_MOST_WORDS = 8  # before a term, looked at for the first word of its name
_NEARBY = 10_000  # code points to either side in which a name is looked for without its "the"
_REACH = 100  # code points to either side in which the words of a name are looked for

_RIGHT = re.compile(r"(?P<gap>\s?-|\s+(?:\([A-Z][\w ]{1,40}\)\s+)?)(?P<word>[^\W_][\w’'&.-]*|&)")
_NAME_WORD = re.compile(r"[\w’'&.-]+")
# The possessive of one: OWNER; of many or of a group, which may begin a name: Teachers’ Union.
OWNER = re.compile(r"(?<![sS])[’'][sS]?\Z")
_GROUP_OWNER = re.compile(
    r"(?:[sS][’']|\b(?:[Pp]eople|[Ww]omen|[Mm]en|[Cc]hildren|PEOPLE"
    r"|WOMEN)[’'][sS])\Z"
)
_ACRONYM_BEHIND = re.compile(r"\s*\([“\"]?([A-Z][A-Za-z-]*[A-Z])[”\"]?\)")
# A common noun with a capital goes on: Human Rights in China.
_COMMON_BEHIND = re.compile(r"\s+(?:in|of|for|without|against)\s+(?:the\s+)?[A-Z]")
# The term is itself the head of a longer name: the Communist Party of Lirra.
_GOES_ON = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w’'-]*")
# Martyrs of Ilva Station
_OF_HEAD = re.compile(r"\s+of\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,3}(?P<head>[A-Z][\w’'-]*)\b")
# A … PAC
_ONE_OF_MANY = re.compile(r"\b[Aa]n?\s+\Z")
_OWNED = re.compile(r"[’'][sS]\s")
_APOSTROPHE_S = re.compile(r"[’']s?\Z")
_CASE_BEHIND = re.compile(r"\s+v\.?\s+[A-Z]")
_BARE_WORK = re.compile(rf"\b{any_of(_CUES['bare_works'])},?\s+\Z")
_BEHIND_THE = re.compile(r"\b[Tt]he\s+(?:[A-Z][\w.]*[-–])?\Z")
# "The", and capitals up to the term.
_THE_RUN = re.compile(r"\b[Tt]he\s+(?:(?:[A-Z][\w&-]*|[A-Z]\.(?:[A-Z]\.)*)\s+){0,3}\Z")
_WORKS = any_of([*_CUES["bare_works"], *_CUES["subtitled_works"]])
# A law named by its subject: the Act on … in the …, Decree 41 on …
_LAW = re.compile(
    rf"\b{any_of(_CUES['laws'])}(?:\s+\d+)?\s+(?:on|concerning|regarding|against|for)\s+(?!{any_of(_CUES['days'])}\b)"
    rf"(?:(?:[A-Z][\w’'-]*|{any_of(_CUES['joiners'])})\s+){{0,12}}\Z"
)
# A law named by its subject, the kind of law last: the Care of … from … Bill.
_LINKS = any_of([*_CUES["joiners"], "from"])
_LAW_BEHIND = re.compile(
    rf"\s+(?!and\b){_LINKS}\s+(?:(?:[A-Z][\w’'-]*|{_LINKS})\s+){{1,8}}?"
    rf"{any_of(_CUES['subject_heads'])}\b"
)
_MARKED_BEHIND = re.compile(r"\s(?:I{1,3}|I?V|VI{1,3}|I?X)\b(?![’'.])|\s?[®™]|(?:\s+[A-Z][\w-]*){1,3}\s?[®™]")
_TITLE_JOINT = re.compile(r"\s(?:for|of|to|in|against)\s(?:an?\s|the\s)?\Z")
_ENDS_JOINT = frozenset(("for", "of", "to", "in", "against", "a", "an", "the"))
# A title that opens a sentence: Word: A Family Album.
_TITLE_OPENS = re.compile(r":\s(?:An?|The)(?:\s[A-Z][\w’'-]*){1,4}\s+[a-z]")
_LAWS = stems_of(_CUES["laws"])
_SUBTITLED = stems_of([*_CUES["bare_works"], *_CUES["subtitled_works"]])
_BARE_WORKS = stems_of(_CUES["bare_works"])
_WITHOUT_MARKS = stems_of([*_CUES["bare_works"], *_CUES["written_works"], "report", "study"])
# A work named by title and subtitle without marks: its report, Words: More Words and …
_SUBTITLE = re.compile(
    rf"\b{_WORKS},?\s+(?:(?:[A-Z][\w’'-]*|{any_of(_CUES['joiners'])})\s+){{0,8}}[\w’'-]+:\s+"
    rf"(?:(?:[A-Z][\w’'-]*|{any_of(_CUES['joiners'])})\s+){{0,10}}\Z"
)
_EMPHASIS_OPENS = re.compile(r"(?<![\w*_])(?P<mark>[*_])(?P<words>(?:[^\s*_][^*_]*\s)?)\Z")
_EMPHASIS_CLOSES = re.compile(r"(?P<words>(?:\s[^*_]*[^\s*_])?)(?P<mark>[*_])(?![\w*_])")
_WRITTEN = any_of(_CUES["written_works"])
_TITLE_WORD = rf"(?:[A-Z][\w’'-]*|{any_of(_CUES['joiners'])})"
# Her third novel, The …,
_WORK_COMMA = re.compile(
    rf"(?:\b(?:[Hh]er|[Hh]is|[Tt]heir|[Mm]y|first|second|third|last|latest|new|best-known)\b|[’']s?)\s(?:\w+\s){{0,3}}?"
    rf"{_WRITTEN},\s+(?:{_TITLE_WORD}\s+){{0,6}}\Z"
)
_TITLE_CLOSED = re.compile(rf"(?:\s+{_TITLE_WORD}){{0,8}}[,.;]")
# The film … in Cell Block Nine
_TITLE_FURTHER = re.compile(r"\s+(?:in|of|and|on|for|from|at|under|without)\s+(?:the\s+|a\s+)?[A-Z][\w’'-]*")
# … in the Hills, the group's first report, …
_WORK_EXPLAINED = re.compile(
    rf"(?:\s+{_TITLE_WORD}){{0,8}},\s+(?:the|an?|her|his|its|their)\s+(?:[\w’'-]+\s){{0,4}}?"
    rf"(?:{_WRITTEN}|report|study)(?=[,.;]|\sof\s|\sby\s)"
)
_WITHIN = tuple("abcdefghijklmnopqrstuvwxyz,")  # ends of a word before which no sentence begins
_PEOPLE = re.compile(r"(?:[^s]s|ese|ish|[a-z]ans?|i)\Z")
# … Advocates, a legal charity: what is named is a body.
_BODY_BEHIND = re.compile(
    rf",\s+(?:an?|the)\s+(?:(?!(?:of|in|for|by|with|who|that)\b)[\w-]+\s+){{0,4}}?{any_of(_CUES['bodies'])}\b(?![’'-])"
)
_LINKED_BEFORE = re.compile(r"\b[A-Z][\w’'-]*\s+(?:in|of|for|on|against|without)\s+(?:the\s+)?\Z")


@dataclass(slots=True)
class _Around:
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


def name_around(site: Site) -> tuple[Span, ...]:
    """Return the longer name around a term and the words that make it one; nothing where there is none."""
    around = _look_around(site)
    if around is None:
        return ()
    for find in (_by_head,) if around.headline else _FINDERS:
        span = find(around)
        if span:
            common = _in_lower_case(site) if find is _by_common_ending else None
            return (span, common) if common else (span,)
    return ()


def _look_around(site: Site) -> _Around | None:
    """Return what stands around a term that can be part of a name: a capital, but not all in capitals."""
    text, start, end = site.text, site.start, site.end
    if not (text[start].isupper() or text[start].isdigit()):
        return None
    before = text[max(0, start - _REACH) : start]
    before = before[before.rfind("\n") + 1 :]
    behind = text[end : end + _REACH].split("\n", 1)[0]
    if not (before[-1:] in " -&" or behind[:1] in " -(:" or before.endswith("\u00a0")):
        return None
    if not any(map(str.islower, before + site.surface + behind)):
        return None  # capitals only: they tell nothing
    complete = site.surface.isupper() or site.surface.split()[-1] in _HEADS
    last = _last_word(before)
    the = None
    if last.endswith(("the", "The")) or (last[:1].isupper() and "he" in before):
        the = _BEHIND_THE.search(before) or _THE_RUN.search(before)
    right = _right(behind, the is not None, complete)
    return _Around(site, before, last, behind, _is_title_case(site), the, right)


def _last_word(before: str) -> str:
    """Return the last word of a stretch, as white space divides words; nothing where there is none."""
    return (before.rsplit(None, 1) or [""])[-1]


def _by_head(around: _Around) -> Span | None:
    """… Council, … Act: a capital behind the term is the head of a name."""
    surface, right = around.site.surface, around.right
    if not right or OWNER.search(surface):
        return None
    heads = _HEADLINE_HEADS if around.headline else _HEADS
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
        if (plain in heads or plain in _COMPANY) and (not around.headline or number < 2):
            joined = " and " in around.behind[:stop]
            return around.span_from(around.the, stop) if around.the and joined else around.span(on=stop)
        if number == 0 and plain in _GROUPS and surface.split()[-1] in _GROUP_LEADS:
            return around.span(on=stop)
    return None


def _by_left(around: _Around) -> Span | None:
    """Friends of …, Operation …: what precedes the term begins a name."""
    last = around.last
    if last.isalpha() and last.islower() and last not in _JOINERS:
        return None  # nearly always
    left = _left(around.site, around.before)
    return None if left is None else around.span(back=left)


def _by_law(around: _Around) -> Span | None:
    """The Act on … in the …, the … from … Bill, and works with a subtitle."""
    stems = around.site.stems
    title = None if _LAWS.isdisjoint(stems) else _LAW.search(around.before)
    if title is None and ":" in around.before and not _SUBTITLED.isdisjoint(stems):
        title = _SUBTITLE.search(around.before)
    if title:
        return around.span_from(title)
    marked = _MARKED_BEHIND.match(around.behind)
    if marked:
        return around.span(on=marked.end())
    title = _TITLE_OPENS.match(around.behind) if around.begins else None
    if title:
        return around.span(on=title.end())
    law = _LAW_BEHIND.match(around.behind) if around.the else None
    return around.span_from(around.the, law.end()) if around.the and law else None


def _by_leading_term(around: _Around) -> Span | None:
    """The … of Somewhere: the term itself is a head that goes on."""
    headed = _OF_HEAD.match(around.behind)
    if headed and headed["head"] in _HEADS and around.site.surface.split()[-1] not in _TITLES:
        return around.span(on=headed.end())
    goes_on = _GOES_ON.match(around.behind)
    if goes_on and around.site.surface.split()[-1] in _LEADING:
        return around.span(on=goes_on.end())
    return None


def _by_capitals(around: _Around) -> Span | None:
    """Capitals behind the term, and something that shows them to be a name."""
    if not around.right:
        return None
    site, behind = around.site, around.behind
    first, (last, stop) = around.right[0][0], around.right[-1]
    acronym = _ACRONYM_BEHIND.match(behind, stop)
    if acronym and len(acronym[1]) > 2:
        return around.span(on=acronym.end())
    work = _bare_work(around)
    if work and first not in _TITLES:
        return around.span_from(work, stop)
    if first in _TITLES_OR_PLACES:
        return None
    the = _THE_RUN.search(around.before)
    long = the is not None and len(the[0].split()) > 1 and len(around.right) > 1
    alone = " and " not in behind[:stop] and (long or _lone_name(last, behind[stop:]))
    if the and alone and not _drops_the(site, behind[:stop]):
        return around.span_from(the, stop)
    body = _BODY_BEHIND.match(behind, stop)
    if body:
        return around.span(on=body.end())
    common = not around.begins and site.page.has_lower(site.surface)
    if common and not behind.startswith("-") and _ends_a_name(behind, stop):
        return around.span(on=stop)
    return None


def _bare_work(around: _Around) -> re.Match[str] | None:
    """Find a word for a kind of work directly before a term."""
    return None if _BARE_WORKS.isdisjoint(around.site.stems) else _BARE_WORK.search(around.before)


def _by_work(around: _Around) -> Span | None:
    """A title without marks, and a body that is explained: Bread in …, a charity."""
    further = _TITLE_FURTHER.match(around.behind) if around.before.endswith(" The ") else None
    if further and around.before[:-5].endswith(_WITHIN):
        return around.span(back=4, on=further.end())  # published as The … on the Weathercock
    work = _bare_work(around)
    if work and re.match(r": [A-Z]", around.behind):
        return around.span_from(work, 2)
    body = _BODY_BEHIND.match(around.behind)
    if body and _LINKED_BEFORE.search(around.before):
        return around.span(on=body.end())
    if _WITHOUT_MARKS.isdisjoint(around.site.stems):
        return None
    reach = _title_without_marks(around.before, around.behind)
    return around.span(*reach) if reach else None


def _by_common_noun(around: _Around) -> Span | None:
    """A common noun with a capital that goes on: Human Rights in China."""
    site = around.site
    goes_on = _COMMON_BEHIND.match(around.behind)
    if goes_on and not around.begins and not site.chain and site.page.has_lower(site.surface):
        return around.span(on=6)
    return None


def _by_common_ending(around: _Around) -> Span | None:
    """A common noun with a capital that ends a name: the Sea Poacher, in a text that speaks of poachers."""
    site, before, last = around.site, around.before, around.last
    if around.begins or site.chain or around.right or not site.surface.istitle() or " " in site.surface:
        return None
    if last in _ENDS_JOINT:
        before = _TITLE_JOINT.sub("", before)  # Lament for a …
        last = _last_word(before)
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


def _by_acronym(around: _Around) -> Span | None:
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


def _by_emphasis(around: _Around) -> Span | None:
    """*The … of Stell*: more than the term in marks of emphasis, and capitalised, is a title."""
    if "*" not in around.before and "_" not in around.before:
        return None
    opening, closing = _EMPHASIS_OPENS.search(around.before), _EMPHASIS_CLOSES.match(around.behind)
    if not (opening and closing and opening["mark"] == closing["mark"] and len(opening[0] + closing[0]) > 2):
        return None
    title = opening["words"] + around.site.surface + closing["words"]
    return around.span_from(opening, closing.end()) if is_title_case(_NAME_WORD.findall(title)) else None


def _by_case(around: _Around) -> Span | None:
    """One party of a case before a court: A v B."""
    against = around.before.rstrip().endswith(("v", "v."))
    if against and re.search(r"[A-Z]\w+\s+v\.?\s+\Z", around.before):
        return around.span(back=3)
    case = _CASE_BEHIND.match(around.behind)
    return around.span(on=case.end()) if case else None


# The first that finds a name decides.
_FINDERS = (
    _by_emphasis,
    _by_acronym,
    _by_head,
    _by_left,
    _by_law,
    _by_leading_term,
    _by_capitals,
    _by_work,
    _by_common_noun,
    _by_common_ending,
    _by_case,
)


def _title_without_marks(before: str, behind: str) -> Span | None:
    """Return how far the title of a work reaches before and behind a term, if a word for a work announces it.

    Her novel, The …, …; the film … in the …; … in the …, the group's report, …
    """
    closed = _TITLE_CLOSED.match(behind)
    announced = _WORK_COMMA.search(before) if closed else None
    if announced and closed:
        return len(before) - announced.start(), closed.end()
    further = _TITLE_FURTHER.match(behind)
    announced = _BARE_WORK.search(before) if further else None
    if announced and further:
        return len(before) - announced.start(), further.end()
    explained = _WORK_EXPLAINED.match(behind)
    if explained:
        return 0, explained.end()
    return None


def _capital_before(around: _Around) -> bool:
    """Tell whether a capitalised word that can begin a name stands directly before a term."""
    return around.last[:1].isupper() and around.last not in _STARTERS


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
            if OWNER.search(plain) and not _GROUP_OWNER.search(plain):
                break
        elif (plain == "&" and not found) or (found and plain in _COMPANY):
            if plain != "&":
                found.append((plain, match.start("word") + len(plain)))
        elif (plain == "and" and the and not pending and (found or not complete)) or (
            found
            and plain in _JOINERS
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


def _leads(surface: str, word: str, initial: bool) -> bool:
    """Tell whether the word directly before a term makes it part of a name: Free Lirra, the Tea Party."""
    if surface in _HEADS:
        return word not in _TITLES and word not in _STARTERS
    head = surface.split()[-1]
    named = head in _HEADS and head not in _OFFICES and not word.isupper() and not _PEOPLE.search(word)
    if named and word not in _NO_LEAD:
        return " " in surface  # the … Motorcycle Club, but not: the UN Security Council
    if surface in _GROUPS and word in _GROUP_LEADS:
        return True
    return word in _BEFORE_HEADS and (not initial or word in _SURE_BEFORE)


def _left(site: Site, before: str) -> int | None:
    """How many code points before the term a longer name begins, if what precedes makes it one."""
    joiners: list[str] = []
    for steps, (word, at) in enumerate(_words_back(before), 1):
        if word in _JOINERS and word != "&":
            if len(joiners) > 4 or (word == "and" and joiners and joiners[-1] in _PREPOSITIONS):
                return None  # of the first and of the second: two phrases
            joiners.append(word)
            continue
        if not word[0].isupper():
            return None
        if joiners:
            begins = _begins_name(site, word, joiners, steps > len(joiners) + 1)
        else:
            initial = not before[:at].strip() or before[:at].rstrip()[-1:] in '.!?"“'
            begins = True if _leads(site.surface, word, initial) else None
        if begins is not None:
            return len(before) - at if begins else None
        if word in _STARTERS or word in _TITLES:
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
        if not word or not (word[-1].isalnum() or word[-1] in "’'&") or not _NAME_WORD.fullmatch(word):
            return
        if OWNER.search(word) and not _GROUP_OWNER.search(word):
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
    if not _PURPOSES.isdisjoint(linked):
        if linked[0] in ("with", "without") and not (word.endswith("s") or word == "Women"):
            return False  # Doctors without …, but no House without …
        if word in _LEADING and not ("and" in joiners and linked[-1] == "and"):
            return True
        aimed = not _AIMS.isdisjoint(linked)
        return True if aimed and (word in _OFFICES or (word in _HEADS and word not in _TITLES)) else None
    if linked == ["to"] and (word in _SENT or (further and word in _HEADS | _LEADING)):
        return True  # the Observer Mission to …, the Committee to Defend …
    return False if linked[0] in ("in", "to", "at") else None


def _is_title_case(site: Site) -> bool:
    """Tell whether the words of a headline are capitalised throughout.

    Within the text a line is one only if it capitalises words that no name would: What It Said In March.
    """
    if site.zone == "notes":
        return False  # a reference: its titles have capitals
    low, high = site.sentence
    found = site.text[low : min(high, low + 400)].split()
    headline = site.zone in ("headline", "subhead")
    if not headline and _SMALL_CAPITALISED.isdisjoint(found[1:]):
        return False
    longer = [word for word in found if len(word) > 3]
    capitals = sum(not word[0].islower() for word in longer)
    if headline:
        return len(longer) > 1 and capitals > 0.7 * len(longer)
    return len(longer) > 3 and capitals > 0.9 * len(longer)
