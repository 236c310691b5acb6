"""Terms given as the equivalent of another without brackets: also known as, between dashes or commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from framing.model import Ruling
from framing.voice.attribution.phrases import is_agent
from framing.voice.brackets import CLOSED, FUNCTION_WORDS, LABELS, MARK
from framing.voice.cued import Cued
from framing.voice.site import Site, Unit, any_of, cue_table

_CUES = cue_table("gloss")
_ALSO = re.compile(
    rf"(?:\b|(?<=,\s)){any_of(_CUES['also_known'])}\s+(?:the\s+|(?<=known as )an?\s+)?{MARK}?\Z"
)
_NEAR = 90  # code points before a term in which the words begin that give it as a second name
_AFTER = frozenset(",(–—")
# The wreck known as …: it says which, and gives no second name.
_WHICH_IS = re.compile(r"(?<!\w)(?!(?:is|are|was|were|be|been|being|\w+ly)\s)[a-z][\w’'-]*\s\Z")
# Or formally …
_OR_LY = re.compile(rf"\bor\s\w+ly\s+(?:the\s+)?{MARK}?\Z")
_KNOWN_A = re.compile(r"(?<!\balso )(?<!\botherwise )\bknown (?:\w+ )?as an?\s+\Z")
# Who once called the tax a folly: somebody calls it so, it has no second name.
_SOMEBODY = re.compile(r"(?i)\b(?:who|which|that|i|he|she|it|we|you|they|has|have|had)\Z")
_UNTIL = re.compile(
    rf"\b(?<!\bso )(?:known|called|named)\s+(?:(?:until|before|since|from|till|after|in|under"
    rf"|throughout)\s+(?:[\w’'-]+\s+){{1,4}})as\s+(?:the\s+)?{MARK}?\Z"
)
# Known to science as one and to cooks as another.
_KNOWN_AND = re.compile(
    rf"\bknown\b[^.;:!?]{{3,120}}?\sas\s[^.;:!?]{{2,80}}?,?\s+(?:and|but)\s+(?:to|in|among|by|for)\s+[^,.;:]{{2,60}}?\s+as\s+"
    rf"(?:the\s+|an?\s+)?{MARK}?\Z"
)
# Also known as one or another: the second of them.
_ONE_NAME = rf"(?:the\s+)?{MARK}?[\w’'-]+(?: [\w-]+){{0,3}}?{MARK}?"
_ANOTHER = re.compile(
    rf"(?:\b|(?<=,\s)){any_of(_CUES['also_known'])}\s+{_ONE_NAME}(?:,\s+{_ONE_NAME}){{0,2}}"
    rf"(?P<link>,|,? or| and)\s+(?:the\s+)?{MARK}?\Z"
)
_LINKS = (",", "or", "and")
_GOES_ON = re.compile(r"[”\"'’]?,?\s+(?:or|and)\s+(?:the\s+)?[“\"'‘]?[A-Z]")
_OR = re.compile(r"[\w”\"’'],\s+or\s+(?:the\s+)?\Z")
# …, or … as it is sold abroad; …, in the speech of the coast
_AS_SOLD = re.compile(
    r"\s+as\s+(?:it|they)\s+(?:is|are|was|were)\s+(?:\w+\s+)?"
    r"(?:sold|called|known|named|written|spelt|spelled|labell?ed|marketed|branded)\b"
    rf"|,?\s+in\s+(?:the\s+|their\s+|its\s+)?(?:\w+\s+){{0,2}}?{any_of([*_CUES['tongues'], 'speech'])}\s+of\b"
    r"|\s+as\s+[^,.;:]{1,40}?\swould\s(?:have\s)?(?:say|said|put\sit|called?\s(?:it|them))\b"
)
_AS_THEY_HAVE_IT = re.compile(
    r"\s+as\s+[^,.;:]{1,50}?\s(?:has|have|had|calls?|called|knows?|knew)\s+(?:it|them)\b"
)
# Stell, or … to the Germans,; the strait, or … to the navy,: who calls it so, not where it leads
_TO_SOME = re.compile(rf"\s+(?:to|for)\s+(?:the\s+)?(?:[A-Z][\w’-]+s|{any_of(_CUES['some'])})(?=[,.;)])")
# Stell, … in German,
_IN_TONGUE = re.compile(rf"\s+in\s+(?=[A-Z])(?i:{LABELS})(?=[,.;)])")
_NAME_COMMA = re.compile(r"[\w”’'],\s\Z")
_NEVER = re.compile(r"(?:n[’']t|\b(?:not|never|hardly))\s+(?:as\s+)?(?:\w+ly\s+)?\Z")
_COMMA = re.compile(
    rf"[,(–—]\s*(?:{any_of(_CUES['comma_equivalents'])}|in {LABELS}),?\s+(?:(?:the|an?)\s+)?{MARK}?\Z"
)
_ROW = re.compile(r",\s+(?:or\s+)?(?:the\s+)?[\w’'-]+(?:\s[\w’'-]+){0,3}\Z")
_NOW_A = re.compile(r"\b(?:now|once|today|formerly|previously)\s+an?\s+\Z")
# A reef, called … in the other language
_CALLED_IN = re.compile(r"(?:,\s+|\()(?:called|named)\s+(?:the\s+)?\Z")
_IN_BEHIND = re.compile(
    r"\s+(?:in|by|among)\s+(?:the\s+)?[\w’'-]+(?:\s[\w’'-]+)?[,.;)]"
    rf"|\s+on\s+(?:[\w’'-]+\s+){{0,3}}{any_of(_CUES['carriers'])}[,.;)]"
)
# …, called … by those who live there,
_LIVE = "live|lived|farm|fish|graze|herd|till|work|sail|dive|dwell|grew up|were born"
_BY_INHABITANTS = re.compile(
    rf"\s+by\s+(?:(?:those|people|all)\s+who\s+(?:{_LIVE})\b[^,.;()]{{0,30}}"
    r"|(?:(?:the|its|their|most|many|older|local|all)\s+){0,3}(?:of\s+its\s+)?(?:[\w’-]+\s+)?"
    rf"{any_of(_CUES['inhabitants'])})[,.;)]"
)
_FORMER = re.compile(r",\s+(?:the|a)\s+(?:former|old|erstwhile|present-day|modern)\s+\Z")
# The local name for …, an abbreviation for …, (short for …
_NAME_FOR = re.compile(
    r"(?:\b|(?=[,(–—-]))(?:the (?:[A-Z]\w+|local|old|former) (?:name|word|term)"
    r"|(?:an?|the|its|their) (?:[\w-]+ )?(?:acronym|abbreviation|initialism|short form)"
    r"|[,(–—-] ?short|\b(?:is|are|was) short|\b[A-Z]{2,}s? stands) for (?:the )?\Z"
)
# Its old name, …, is on no map
_ITS_NAME = re.compile(
    r"(?:\b(?:[Ii]ts|[Tt]heir)|[’']s)\s(?:[A-Z]\w+|local|old|older|former|ancient|original|colonial|native)"
    r" name,\s(?:the\s)?\Z"
)
_WAS_KNOWN = re.compile(
    r"\s+(?:is|was|were|are|has been)\s+(?:(?:then|also|once|formerly|now|later|still|sometimes"
    r"|officially|locally|better|previously)\s+)?(?:known|called|named)\b"
)
_AS = re.compile(r",\s+as\s+(?:the\s+)?\Z")
_DASH_BEFORE = re.compile(
    r"(?P<dash>\s[–—-]\s|—|–|--)\s*"
    rf"(?:(?:the(?: former| old)?|an?|or|also|literally|formerly|once|now|i\.e\.)\s+)?{MARK}?\Z"
)
# Between a term and the dash behind it: as they are called …, in the books, to its people, on old maps.
_AS_CALLED = (
    r",?\s+as\s+(?:it|they|he|she)\s+(?:is|are|was|were)\s+(?:\w+\s+)?(?:known|called)\b[^–—.;]{0,40}?"
    r"|,\s+to\s+(?:give|use|call)\s+(?:it|them)\s[^–—.;]{0,50}?"
)
_ON_PAPER = rf"\s+(?:of|in)\s+(?:the\s+)?(?:\w+\s+){{0,2}}{any_of(_CUES['papers'])}"
_TO_WHOM = (
    r",?\s+to\s+(?:its|their|anybody|anyone|everybody|everyone|those|the|most|many|some|locals|outsiders)\b"
    r"[^,.;–—]{0,40}?"
)
_IN_LANGUAGE = (
    r"\s+in(?:\s+the|\s+[a-z]+)?(?:\s+[A-Z][\w’-]*){1,3}"
    r"|,?\s+in\s+(?:the|these|those|its|their|his|her)(?:\s+[\w’'-]+){1,5}"
)
_WHERE = (
    r"\s+(?:on|in)\s+(?:any|all|most|some|old|older|the|every|local|official|camp|state|army|prison)\s+"
    r"[^,.;:–—]{2,40}?"
)
_DASH_BEHIND = re.compile(
    rf"[”\"'’]?(?:{_AS_CALLED}|{_ON_PAPER}|{_TO_WHOM})?(?:{_IN_LANGUAGE}|{_WHERE})?\s*(?:\s[–—-]\s|—|–|--)"
    # – the staggers to those who saw it first, ataxia in the journals –: one name of two
    rf"|(?:{_TO_WHOM}|{_IN_LANGUAGE}),\s(?=[^–—.]{{2,80}}[–—])"
    # – a …, if you were under twenty –
    r"|,\s(?:if|as|depending)\s[^–—.;]{3,50}?\s[–—-]\s"
)
# … the cause — that — she lives for: the sentence goes on with a clause about what stands before the dash.
_RESUMED = re.compile(r"\s*(?:he|she|they|it|we|I|you)\b")
_DEFINITE_THING = re.compile(
    r"\b(?:the|this|that|its|their|his|her)\s(?:[\w’'-]+\s)?[a-z][\w’'-]*\Z", re.IGNORECASE
)
_ARTICLE_LAST = re.compile(r"\b(an?|the)\s+\W?\Z")
_AROUND = frozenset(",:–—-")
# Literally "…"; translated loosely as "…"; (meaning …
_LITERALLY = re.compile(
    rf"\b(?:literally|meaning|which means|which is to say|that is to say|translated (?:\w+ )?as"
    rf"|translates as|or, in \w+),?\s*(?:the\s+)?{MARK}\Z|"
    r"(?:(?<=[,(–—-] )|(?<=[(–—]))"
    r"(?:literally|meaning|which means|that is to say|translated as|translates as),?\s+(?:the\s+)?\Z"
)
_LITERAL = Cued((("literally", "meaning", "means", "say", "translate", "or,"), _LITERALLY))
_COMMA_THE = re.compile(
    r"(?P<article>\b(?:the|The|an?|their|its|his|her|is|called|joined|celebrate)\s+)?"
    r"(?P<word>[^\W\d_][\w’'-]*),\s+(?P<the>the\s+|The\s+)?\Z"
)
_CLOSED_BY_PLACE = re.compile(r",\s+(?:at|in|on|by|for|from|when|where|before|after|until|while)\b")
_CAPITAL_PHRASE = re.compile(r"(?:[Tt]he )?[A-Z]\w+ (?:of |for |and )?(?:the )?[A-Z]")
# A list, or a further comma: …, the sea and the …; …, the sea, Stell, …
_LISTED = re.compile(r",\s*(?:(?:and|or|the|an?)\b|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2},)")
_CLOSING = frozenset(",.;)")
_PLACE_OR_TIME = frozenset(("in", "on", "at", "after", "before", "by", "since", "until", "from"))
_QUOTES = tuple(MARK.strip("[]"))
_NOT_ALONE = "not alone between dashes or commas"
_TO_THEM = re.compile(
    r"\s+to\s+(?:its|their|his|her|the|those|most|many|some|local|officials|foreigners"
    r"|outsiders|locals|generations|regulars|everyone|everybody)\b[^,.;]{0,30}[,.;]|\s+on\s+(?:\w+\s+){0,2}?(?:maps|charts|signs|tickets|paper)\b[^,.;]{0,40}[,.;]"
)


def also_known_as(site: Site) -> Ruling | str:
    """The term follows "also known as", "formerly", "or" between commas, or the like."""
    unit = site.tight
    near = _Near(site, unit, unit.small_before, _BEFORE.likely(unit.small_before))
    for find in _SECOND_NAMES:
        found = find(near)
        if found:
            ahead, after = found
            offset = unit.start - len(unit.before)
            evidence = [(offset + ahead.start(), offset + ahead.end())]
            if after:
                evidence.append((unit.end + after.start(), unit.end + after.end()))
            return Ruling("glossed", "also-known-as", tuple(evidence))
    return 'no "also known as", "formerly" or the like before it'


class _Near(NamedTuple):
    """A term, what stands before it in lower case, and the patterns that may match there."""

    site: Site
    unit: Unit
    before: str
    likely: Sequence[re.Pattern[str]]


_BEFORE = Cued(
    (_CUES["also_known_needles"], _ALSO),
    (("known",), _KNOWN_AND),
    (("called", "named"), _CALLED_IN),
)

# What shows a second name: before the term, and perhaps behind it.
_Found = tuple[re.Match[str], re.Match[str] | None]


def _also(near: _Near) -> _Found | None:
    """Also known as, formerly called, known until the war as."""
    before = near.before
    if "ly" in before[-12:] and (found := _OR_LY.search(before)):
        return _unless_denied(near, found)
    if _ALSO not in near.likely or _KNOWN_A.search(before):
        return None
    found = _ALSO.search(before, max(0, len(before) - _NEAR))
    if found and found[0].startswith("known as") and _WHICH_IS.search(near.unit.before, 0, found.start()):
        return None
    if found and _has_caller(near, found):
        return None
    return _unless_denied(near, found or _UNTIL.search(before))


def _has_caller(near: _Near, called: re.Match[str]) -> bool:
    """Tell whether somebody calls the term so: who once called the tax, the mayor then named the firm."""
    before = near.unit.before[: called.start()].rstrip(" ")
    if _SOMEBODY.search(before):
        return True
    word = before.rsplit(None, 1)[-1:] or [""]
    if "known" in called[0] or not word[0][-1:].isalnum():
        return False  # the strait, once called the Narrows
    # A name may be what is called so: Stell Water once called the …, but not: called the levy
    name = word[0][0].isupper() and called[0].endswith("the ") and near.site.surface.islower()
    return name or is_agent(word[0].lower())


def _and_as(near: _Near) -> _Found | None:
    """Known to science as one and to cooks as another."""
    if _KNOWN_AND not in near.likely or not near.before.endswith(("as ", "as the ", "as a ")):
        return None
    return _unless_denied(near, _KNOWN_AND.search(near.before, max(0, len(near.before) - 220)))


def _called_in(near: _Near) -> _Found | None:
    """A reef, called … in the other language."""
    named = _CALLED_IN.search(near.before) if _CALLED_IN in near.likely else None
    where = (_BY_INHABITANTS.match(near.unit.behind) or _IN_BEHIND.match(near.unit.behind)) if named else None
    return (named, where) if named and where else None


def named_by_inhabitants(site: Site, unit: Unit) -> bool:
    """Tell whether a name is the one of those who live there: the island, called … by its people,"""
    if unit.marks or not site.surface[:1].isupper() or not _CALLED_IN.search(unit.small_before):
        return False
    return _BY_INHABITANTS.match(unit.behind) is not None


def _between(near: _Near) -> _Found | None:
    """Set off: today the …, or …, the former …"""
    before, surface = near.before, near.site.surface
    if _AFTER.isdisjoint(before[-24:]):
        return None
    near_by = max(0, len(before) - _NEAR)
    match = _COMMA.search(before, near_by) or _FORMER.search(before, near_by)
    row = _ROW.search(before, 0, match.start()) if match and "or" in match[0].split() else None
    if near.unit.behind.startswith(", or ") and match and "or" in match[0].split():
        return None
    if row and ("or" in row[0].split() or near.unit.behind[:1] != ","):
        return None  # rifles, shotguns, or …: one more of them
    if match is None or not match.start() or not CLOSED.match(near.unit.behind):
        return None
    if _NOW_A.search(match[0]) and surface[:1].islower():
        return None  # now a …: what became of it
    if match.re is _FORMER and not surface[:1].isupper():
        return None
    return _unless_denied(near, match)


def _unless_denied(near: _Near, match: re.Match[str] | None) -> _Found | None:
    """Leave out what is "not known as", and a term in marks, which is presented as such."""
    if match is None or _NEVER.search(near.before, 0, match.start()):
        return None
    return None if near.unit.marks and match[0].startswith("known") else (match, None)


def _another(near: _Near) -> _Found | None:
    """Also known as one or …, which gives two names; in a list of them one more has to follow."""
    before = near.before
    if _ALSO not in near.likely or not near.site.surface[:1].isupper():
        return None
    if not any(link in before[-24:] for link in _LINKS):
        return None
    match = _ANOTHER.search(before, max(0, len(before) - 120))
    further = _GOES_ON.match(near.unit.behind) if match and match["link"] == "," else None
    if match is None or (match["link"] == "," and further is None):
        return None
    return match, further


def _or_as(near: _Near) -> _Found | None:
    """Or … as it is sold abroad; the place, or … as its neighbours have it."""
    either = _OR.search(near.before) if "or " in near.before[-8:] else None
    if either is None:
        return None
    behind = near.unit.behind
    sold = _AS_SOLD.match(behind) or (_AS_THEY_HAVE_IT.match(behind) if names_a_place(near.site) else None)
    if sold is None and near.site.surface[:1].isupper():
        sold = _TO_SOME.match(behind)
    return (either, sold) if sold else None


def _in_tongue(near: _Near) -> _Found | None:
    """The town, … in German,"""
    tongue = _IN_TONGUE.match(near.unit.behind) if near.site.surface[:1].isupper() else None
    comma = _NAME_COMMA.search(near.unit.before) if tongue else None
    return (comma, tongue) if comma else None


def _name_for(near: _Near) -> _Found | None:
    """The local name for …, short for …; its old name, …,"""
    match = _NAME_FOR.search(near.unit.before) if "for " in near.before[-8:] else None
    if match and near.before.endswith(("using ", "used ", "uses "), 0, match.start()):
        return None  # using the short form for …: that is what is meant
    if match is None and "name, " in near.before[-12:] and CLOSED.match(near.unit.behind):
        match = _ITS_NAME.search(near.unit.before)
    return (match, None) if match else None


def _was_known(near: _Near) -> _Found | None:
    """…, as … was then known."""
    as_ = _AS.search(near.before) if "as " in near.before[-8:] else None
    known = _WAS_KNOWN.match(near.unit.behind) if as_ else None
    return (as_, known) if as_ and known else None


# The first that finds a second name decides.
_SECOND_NAMES: tuple[Callable[[_Near], _Found | None], ...] = (
    _also, _and_as, _called_in, _between, _another, _or_as, _in_tongue, _name_for, _was_known,
)  # fmt: skip


def names_a_place(site: Site) -> bool:
    """Tell whether a term can be a place's name, which is no more than a name to those who use it."""
    return site.surface[:1].isupper() and " " not in site.surface


def apposition_gloss(site: Site) -> Ruling | str:
    """The term stands alone between dashes or commas as the equivalent of the word before it."""
    unit = site.tight
    offset = unit.start - len(unit.before)
    match = _LITERAL.search(unit.before)
    if match is None and _AROUND.isdisjoint(unit.before[-16:]):
        return _NOT_ALONE
    if match:
        literal = (offset + match.start(), offset + match.end())
        if match[0].rstrip().endswith(_QUOTES):
            return Ruling("glossed", "apposition-gloss", (literal,))
        if end := CLOSED.match(unit.behind):  # not in: …, meaning … could be
            return Ruling("glossed", "apposition-gloss", (literal, (unit.end, unit.end + end.end())))
    found = _between_dashes(site, unit) or _between_commas(site, unit)
    if found is None:
        return _NOT_ALONE
    opening, closed = found
    before, behind = (offset + opening.start(), offset + opening.end()), (unit.end, unit.end + closed)
    return Ruling("glossed", "apposition-gloss", (before, behind))


def _between_dashes(site: Site, unit: Unit) -> tuple[re.Match[str], int] | None:
    """What opens the place of a term between dashes, and how far behind the term it is closed."""
    dash, closing = _DASH_BEFORE.search(unit.before), _DASH_BEHIND.match(unit.behind)
    if not dash or not closing or _RESUMED.match(unit.behind, closing.end()):
        return None
    word = (unit.before[: dash.start()].split() or [""])[-1]
    if not word[-1:].isalnum() or word.lower() in FUNCTION_WORDS:
        return None
    article = _ARTICLE_LAST.search(dash[0])
    if article and article[1] != "the" and word.endswith("s") and not word.endswith("ss"):
        return None  # the carriers – a bailout –: not one for the other
    told = closing[0].lstrip(" ,").startswith(("to ", "in ", "on "))  # to whom, where
    return None if not told and _identifies(site, unit.before, dash) else (dash, closing.end())


def _identifies(site: Site, before: str, dash: re.Match[str]) -> bool:
    """Tell whether a term between dashes says which or of what kind a thing is: the winner – Stell –."""
    thing = _DEFINITE_THING.search(before, 0, dash.start())
    if thing is None:
        return False
    article = _ARTICLE_LAST.search(dash[0])
    return article[1] in ("a", "an") if article else site.surface[:1].isupper()


def _between_commas(site: Site, unit: Unit) -> tuple[re.Match[str], int] | None:
    """A name, a comma, "the" and the term, closed by a comma or the sentence's end."""
    before = unit.before
    match = _COMMA_THE.search(before, max(0, len(before) - 60)) if "," in before[-8:] else None
    if match is None:
        return None
    to_them = _TO_THEM.match(unit.behind)
    definite = match["the"] or site.surface.lower().startswith("the ")
    if to_them and (definite or site.surface[:1].isupper()):
        return match, to_them.end()
    behind = unit.behind.lstrip("”\"'’")
    if not definite or behind[:1] not in _CLOSING:
        return None
    if _LISTED.match(behind) or "," in before[: match.start("word")]:
        return None
    return (match, 1) if _can_be_renamed(match, site.surface, behind) else None


def _can_be_renamed(match: re.Match[str], surface: str, behind: str) -> bool:
    """Tell whether the word before the comma has an article or is a name: a term can stand for it."""
    word, article = match["word"], (match["article"] or "").strip().lower()
    if word.lower() in FUNCTION_WORDS or (word.endswith("ly") and not article):
        return False  # "Similarly, the …, one of": no name
    if article in ("the", "a", "an", "their", "its"):
        return word[0].isupper() or behind[0] != "," or _CLOSED_BY_PLACE.match(behind) is not None
    if not word[0].isupper():
        return False
    previous = match.string[: match.start("word")].split()[-1:]
    alone = bool(previous) and not previous[0][0].isupper() and previous[0].lower() not in _PLACE_OR_TIME
    return alone or _CAPITAL_PHRASE.match(surface) is not None
