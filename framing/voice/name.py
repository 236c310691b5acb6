"""Terms that are part of a longer name: organisations, laws, works, addresses, lists of signatories."""

from __future__ import annotations

import re

from framing.model import Ruling, Span
from framing.voice.marks import judge_marks
from framing.voice.site import Site, any_of, cue_table, marks_of, stems_of

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
# Words that are capitalised only within a headline: "On", "With", "Is".
_SMALL_CAPITALISED = _STARTERS - frozenset(_CUES["joined_starters"])
_JOINERS = frozenset(_CUES["joiners"])
_COMPANY = frozenset(_CUES["company_forms"])
_CHAMBERS = frozenset(_CUES["chambers"])
_GROUPS = frozenset(_CUES["groups"])
_GROUP_LEADS = frozenset(_CUES["group_leads"])
_AROUND_TAG = "“”\"'‘’()[].,:;!?…-–—"
_PREPOSITIONS = frozenset(("of", "for", "on", "against", "in", "at", "to", "with", "without"))
_NEARBY = 10_000  # code points to either side in which a name is looked for without its "the"
_REACH = 100  # code points to either side in which the words of a name are looked for

_RIGHT = re.compile(r"(?P<gap>\s?-|\s+(?:\([A-Z]\w+\)\s+)?)(?P<word>[^\W_][\w’'&.-]*|&)")
_NAME_WORD = re.compile(r"[\w’'&.-]+")
_OWNER = re.compile(r"(?<![sS])[’'][sS]?\Z")
_GROUP_OWNER = re.compile(
    r"(?:[sS][’']|\b(?:[Pp]eople|[Ww]omen|[Mm]en|[Cc]hildren|PEOPLE"
    r"|WOMEN)[’'][sS])\Z"
)
_ACRONYM_BEHIND = re.compile(r"\s*\([“\"]?([A-Z][A-Za-z-]*[A-Z])[”\"]?\)")
_ADDRESS = re.compile(
    rf"://|\bwww\.|\w@\w|^[(\[“\"'‘]*@\w|#[^\W\d_]|[\w-]\.{any_of(_CUES['hosts'])}"
    rf"(?=[/:?#)\]>,.”\"]|$)|\.{any_of(_CUES['files'])}\b",
    re.IGNORECASE,
)
_STREET = re.compile(rf"\s+{any_of(_CUES['streets'])}\b(?!\s+(?:Party|Journal|Bank))")
# A common noun with a capital goes on: Human Rights in China.
_COMMON_BEHIND = re.compile(r"\s+(?:in|of|for|without|against)\s+(?:the\s+)?[A-Z]")
# The term is itself the head of a longer name: the Communist Party of Lirra.
_GOES_ON = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w’'-]*")
_ONE_OF_MANY = re.compile(r"\b[Aa]n?\s+\Z")
_CASE = re.compile(r"\bv\.?\s+\Z")
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
    rf"{any_of(_CUES['laws'])}\b"
)
_TITLED = stems_of([*_CUES["laws"], *_CUES["bare_works"], *_CUES["subtitled_works"]])
_BARE_WORKS = stems_of(_CUES["bare_works"])
# A work named by title and subtitle without marks: its report, Words: More Words and …
_SUBTITLE = re.compile(
    rf"\b{_WORKS},?\s+(?:(?:[A-Z][\w’'-]*|{any_of(_CUES['joiners'])})\s+){{0,8}}[\w’'-]+:\s+"
    rf"(?:(?:[A-Z][\w’'-]*|{any_of(_CUES['joiners'])})\s+){{0,10}}\Z"
)
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
_PEOPLE = re.compile(r"(?:[^s]s|ese|ish|[a-z]ans?|i)\Z")
# … Advocates, a legal charity: what is named is a body.
_BODY_BEHIND = re.compile(
    rf",\s+(?:an?|the)\s+(?:(?!(?:of|in|for|by|with|who|that)\b)[\w-]+\s+){{0,4}}?{any_of(_CUES['bodies'])}\b(?![’'-])"
)
_LINKED_BEFORE = re.compile(r"\b[A-Z][\w’'-]*\s+(?:in|of|for|on|against|without)\s+(?:the\s+)?\Z")
_PO_BOX = re.compile(r"\bP\.?\s?O\.? Box \d+,\s+\Z")


def address(site: Site) -> Ruling | str:
    """The term is part of an address: a web or e-mail address, a hashtag, a handle, a file name, a street."""
    text = site.text
    low, high = site.start, site.end
    stop = max(0, low - 200)
    while low > stop and not text[low - 1].isspace():
        low -= 1
    stop = min(len(text), high + 200)
    while high < stop and not text[high].isspace():
        high += 1
    if high - low > site.end - site.start:
        token = text[low:high]
        found = _ADDRESS.search(token)
        if found and site.chain and token.strip(_AROUND_TAG)[1:] == site.surface:
            return "a tag or handle that is the term itself, within a quotation"
        if found:
            link = token.find("](")
            if link < 0 or site.start > low + link:
                return Ruling("name", "address", ((low, high),))
    if site.surface[:1].isupper():
        street = _STREET.match(text, site.end, min(len(text), site.end + 40))
        if street and not _OWNER.search(site.surface):
            return Ruling("name", "address", ((site.end, street.end()),))
        box = _PO_BOX.search(text, max(0, site.start - 30), site.start)
        if box:
            return Ruling("name", "address", (box.span(),))
    return "not in an address, a hashtag or a file name"


def signatory(site: Site) -> Ruling | str:
    """The term is in the list of those who signed."""
    if site.zone == "signatories":
        return Ruling("name", "signatory")
    return "not in a list of signatories"


def longer_name(site: Site) -> Ruling | str:
    """The term is part of a longer proper name, or of the title of a work."""
    if site.short is not None or site.chain:
        marks = site.chain[0]
        if marks.kind == "marks":
            judgement = judge_marks(site, marks)
            if judgement.kind == "title":
                return Ruling("name", "longer-name", (*marks_of(marks), *judgement.evidence))
    span = _name_around(site)
    if span is None:
        return "no capitalised neighbours that make it part of a longer name"
    return Ruling("name", "longer-name", (span,))


def _name_around(site: Site) -> Span | None:
    """Return the longer name around a term, with the words that make it one."""
    text, start, end = site.text, site.start, site.end
    if not (text[start].isupper() or text[start].isdigit()):
        return None
    before = text[max(0, start - _REACH) : start]
    behind = text[end : end + _REACH]
    if "\n" in before:
        before = before[before.rindex("\n") + 1 :]
    behind = behind.split("\n", 1)[0]
    if not (before[-1:] in " -&" or behind[:1] in " -(:" or before.endswith("\u00a0")):
        return None
    if not any(c.islower() for c in before + site.surface + behind):
        return None  # capitals only: they tell nothing
    headline = _is_title_case(site)
    heads = _HEADLINE_HEADS if headline else _HEADS
    complete = site.surface.isupper() or site.surface.split()[-1] in _HEADS
    stem = before.rstrip()
    behind_the = (_BEHIND_THE.search(before) or _THE_RUN.search(before)) if "he" in before else None
    right = _right(behind, behind_the is not None, complete)
    if right and not _OWNER.search(site.surface):
        for number, (word, stop) in enumerate(right):
            plain = word.rstrip(".,")
            if plain in _TITLES and plain not in ("Justice", "General") and number == 0:
                break
            if plain in _PLACES and len(right) == 1 and not _capital_before(before):
                break  # the city of that name
            if plain in _CHAMBERS and (number + 1 < len(right) or not (number or _capital_before(before))):
                continue
            if plain.isupper() and _ONE_OF_MANY.search(before):
                continue  # a … PAC: what kind of body, not which
            if (plain in heads or plain in _COMPANY) and (not headline or number == 0):
                joined = behind_the if " and " in behind[:stop] else None
                return start - len(before) + joined.start() if joined else start, end + stop
            if number == 0 and plain in _GROUPS and site.surface.split()[-1] in _GROUP_LEADS:
                return start, end + stop
    if headline:
        return None
    left = _left(site, before)
    if left is not None:
        return start - left, end
    for pattern in () if _TITLED.isdisjoint(site.stems) else (_LAW, _SUBTITLE):
        title = pattern.search(before)
        if title:
            return start - len(before) + title.start(), end
    law = _LAW_BEHIND.match(behind) if behind_the else None
    if behind_the and law:
        return start - len(before) + behind_the.start(), end + law.end()
    goes_on = _GOES_ON.match(behind)
    if goes_on and site.surface.split()[-1] in _LEADING:
        return start, end + goes_on.end()
    work = None if _BARE_WORKS.isdisjoint(site.stems) else _BARE_WORK.search(before)
    if right:
        acronym = _ACRONYM_BEHIND.match(behind, right[-1][1])
        if acronym and len(acronym[1]) > 2:
            return start, end + acronym.end()
        stop = right[-1][1]
        if work and right[0][0] not in _TITLES:
            return start - len(before) + work.start(), end + stop
        the = _THE_RUN.search(before)
        if (
            the
            and " and " not in behind[:stop]
            and _lone_name(right[-1][0], behind[stop:])
            and right[0][0] not in _TITLES | _PLACES
            and not _drops_the(site, behind[:stop])
        ):
            return start - len(before) + the.start(), end + stop
        body = _BODY_BEHIND.match(behind, stop)
        if body and right[0][0] not in _TITLES | _PLACES:
            return start, end + body.end()
        first = right[0][0]
        sentence_start = site.sentence[0] == start
        if (
            not sentence_start
            and first not in _TITLES
            and first not in _PLACES
            and site.page.has_lower(site.surface)
            and not behind.startswith("-")
            and _ends_a_name(behind, right[-1][1])
        ):
            return start, end + stop
    if work and re.match(r": [A-Z]", behind):
        return start - len(before) + work.start(), end + 2
    body = _BODY_BEHIND.match(behind) if _LINKED_BEFORE.search(before) else None
    if body:
        return start, end + body.end()
    reach = _title_without_marks(before, behind)
    if reach:
        return start - reach[0], end + reach[1]
    if (
        _COMMON_BEHIND.match(behind)
        and site.sentence[0] != start
        and not site.chain
        and site.page.has_lower(site.surface)
    ):
        return start, end + 6
    if stem.endswith(("v", "v.")) and _CASE.search(before) and re.search(r"[A-Z]\w+\s+v\.?\s+\Z", before):
        return start - 3, end
    case = _CASE_BEHIND.match(behind)
    if case:
        return start, end + case.end()
    return None


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


def _capital_before(before: str) -> bool:
    """Tell whether a capitalised word that can begin a name stands directly before a term."""
    word = before.split()[-1:] or [""]
    return word[0][:1].isupper() and word[0] not in _STARTERS


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
    if last in _TITLES | _PLACES | _CHAMBERS or last.isupper() or last[0].isdigit():
        return False
    return not _PEOPLE.search(last) and not re.match(r"\s*[-–]|[’']s?\s+[A-Z]", rest)


def _right(behind: str, the: bool, complete: bool) -> list[tuple[str, int]]:
    """The capitalised words that follow a term, with the offset at which each ends.

    Behind "the" they may go on over an "and", unless the term is `complete`, a name by itself.
    """
    if re.match(r"[’'][sS]?\s", behind) and not re.match(r"[’']\s", behind):
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
            found.append((re.sub(r"[’']s?\Z", "", plain), match.start("word") + len(plain)))
            pending = 0
            if _OWNER.search(plain) and not _GROUP_OWNER.search(plain):
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
    if surface in _GROUPS and word in _GROUP_LEADS:
        return True
    return word in _BEFORE_HEADS and (not initial or word in _SURE_BEFORE)


def _left(site: Site, before: str) -> int | None:
    """How many code points before the term a longer name begins, if what precedes makes it one."""
    joiners: list[str] = []
    position = len(before)
    steps = 0
    crossed_and = False
    while steps < 8:
        piece = before[:position].rstrip(" \u00a0")
        if piece == before[:position] and not piece.endswith("-"):
            return None
        piece = piece.removesuffix("-")
        at = max(piece.rfind(" "), piece.rfind("\u00a0"), piece.rfind("-")) + 1
        while at < len(piece) and not (piece[at].isalnum() or piece[at] == "&"):
            at += 1
        word = piece[at:]
        if not word or not (word[-1].isalnum() or word[-1] in "’'&") or not _NAME_WORD.fullmatch(word):
            return None
        if _OWNER.search(word) and not _GROUP_OWNER.search(word):
            return None
        steps += 1
        if word in _JOINERS and word != "&":
            if word == "and":
                if joiners and joiners[-1] in _PREPOSITIONS:
                    return None  # of the first and of the second: two phrases
                crossed_and = True
            joiners.append(word)
            if len(joiners) > 5:
                return None
            position = at
            continue
        if not word[0].isupper():
            # Small words between two joiners may belong to a name: for the Study of the …
            return None
        linked = [joiner for joiner in joiners if joiner != "the"]
        initial = not before[:at].strip() or before[:at].rstrip()[-1:] in '.!?"“'
        if joiners:
            if any(joiner in ("for", "of", "on", "against", "without", "with") for joiner in linked):
                if not (word.endswith("s") or word == "Women") and linked[0] in ("with", "without"):
                    return None  # Doctors without …, but no House without …
                if word in _LEADING and not (crossed_and and linked[-1] == "and"):
                    return len(before) - at
                if word in _OFFICES and any(joiner in ("for", "on", "against") for joiner in linked):
                    return len(before) - at
                if (
                    word in _HEADS
                    and word not in _TITLES
                    and any(j in ("for", "on", "against") for j in linked)
                ):
                    return len(before) - at
            elif linked and linked != ["and"] and linked[0] in ("in", "to", "at"):
                return None
            elif not linked:
                return None if word not in _BEFORE_HEADS else len(before) - at
        elif _leads(site.surface, word, initial):
            return len(before) - at
        if word in _STARTERS or word in _TITLES:
            return None
        position = at
    return None


def _is_title_case(site: Site) -> bool:
    """Tell whether the words of a headline are capitalised throughout.

    Within the text a line is one only if it capitalises words that no name would: What It Said In March.
    """
    low, high = site.sentence
    found = site.text[low:high][:400].split()
    longer = [word for word in found if len(word) > 3]
    capitals = sum(not word[0].islower() for word in longer)
    if len(longer) > 1 and site.zone in ("headline", "subhead"):
        return capitals > 0.7 * len(longer)
    if site.zone == "notes":
        return False  # a reference: its titles have capitals
    return len(longer) > 3 and capitals > 0.9 * len(longer) and not _SMALL_CAPITALISED.isdisjoint(found[1:])
