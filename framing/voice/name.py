"""Terms that are part of a longer name: organisations, laws, works, addresses, lists of signatories."""

from __future__ import annotations

import re

from framing.model import Ruling, Span
from framing.text.quotations import Quotation
from framing.voice.around import OWNER
from framing.voice.longer_names import name_around
from framing.voice.marks import judge_marks
from framing.voice.site import Site, any_of, cue_table, marks_of, words
from framing.voice.stretch import is_title_case

_CUES = cue_table("name")
# https://…, www.…, desk@…, @…, #…, mill.example/, notes.pdf
_ADDRESS = re.compile(
    rf"://|\bwww\.|\w@\w|^[(\[“\"'‘]*@\w|#[^\W\d_]|[\w-]\.{any_of(_CUES['hosts'])}"
    rf"(?=[/:?#)\]>,.”\"]|$)|\.{any_of(_CUES['files'])}\b",
    re.IGNORECASE,
)
_RUN_ON = re.compile(r"\A[^/@#]*[a-z]{2}\.[A-Z][a-z]*\W*\Z")  # a sentence that begins without a space
_ADDRESS_SIGNS = frozenset("/.@#")  # of which every address holds one
_STREET = re.compile(rf"\s+{any_of(_CUES['streets'])}\b(?!\s+(?:Party|Journal|Bank))")
_HOUSE_NUMBER = re.compile(r"(?:[,(:\n]|\b(?:at|of|from))\s?\d{1,4}[a-d]?\s\Z")  # 12 … Lane
_STREETS = tuple(f" {street}" for street in _CUES["streets"])
_PO_BOX = re.compile(r"\bP\.?\s?O\.? Box \d+,\s+\Z")
_AROUND_TAG = "“”\"'‘’()[].,:;!?…-–—"
# A line of a list of references: a year in brackets or before a volume.
_REFERENCE = re.compile(
    r"\((?:[^()\n]{1,60}[,:]\s*)?(?:1[89]|20)\d\d[a-z]?\)[.,;]|\b(?:1[89]|20)\d\d;\s?\d"
    # Marr, Ida: … before the Mill. Stell 1977, p. 31.; see I. Marr, … before the Mill, Stell 1977.
    r"|(?:\A|(?<=\n))[^\w\n]*(?:\d+[^\w\n]+)?(?:[Ss]ee (?:also )?)?"
    r"(?:(?:[A-Z]\. )+[A-Z][\w’'-]*|[A-Z][\w’'-]*, [A-Z][^:\n]{0,60})[:,.] "
    r"[^:\n]{2,160}?[.,] (?:[A-Z][\w’'-]*[ ,:&]*(?:and )?){1,6}(?:1[89]|20)\d\d(?=[.,;]|\n|\Z)"
    r"|\((?:[^()\n]{1,60},\s)(?:1[89]|20)\d\d\)|\b[A-Z][^.:\n]{2,80}:\s[A-Z][^.:\n]{2,80},\spp?\.\s?\d"
)
# Prose in a note: see Marr (2018), who contends that …; there was no census of … before 1951.
_PROSE_BEHIND = re.compile(
    r"\),?\s(?:who|which|where|and|but|for|though|although|on|says?|argues?|shows?|that)\b"
)
_FINITE = re.compile(
    r"(?<![\w’'-])(?:is|are|was|were|has|had|have|did|does|says?|said|argues?|argued|writes|wrote|means?|meant|remains?|remained|became)(?![\w’'-])"
)
_CHUNK_ENDS = re.compile(r"[.;:?!]\s")
# For the history of …, see Marr (2011)
_FOR_BEFORE = re.compile(r"\W*(?:\d+\W+)?(?:for|on|about)\b", re.IGNORECASE)
_SEE_BEHIND = re.compile(r"[^.;:\n]{0,60}?,?\s(?:see|cf\.|compare)\s")
# What stands before the title of a work: Marr, T. (2019).; Voss B, Marr T.
_BEFORE_TITLE = re.compile(r"(?:\d{4}[a-z]?\)|\b[A-Z]{1,3}|\bal|\beds?)[.,:]*\Z")
# Under the heading “…, second phase”; the “Visit …” campaign
_HEADING = re.compile(r"\b[Uu]nder the (?:\w+ )?(?:heading|rubric|title|caption):? \Z")
_NAMED_THING = re.compile(rf"\s(?:[a-z-]+\s)?{any_of(_CUES['named_things'])}\b")
_HEADING_REACH = 40  # code points around the marks
_NAME_LENGTH = 8  # words
_WHERE = re.compile(rf"\b{any_of([*_CUES['joiners'], 'from', 'near', 'à', 'en', 'aus'])}\s\Z")
_BEFORE_ENTRY = " \t•*–—-➜→►▪◦✓0123456789.)"  # bullets and numbers in a list of who signed
_IN_PLAIN_MARKS = re.compile(r"[“\"‘][^“”\"]*[”\"]|\([^()]*\)")


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
        found = None
        if not _ADDRESS_SIGNS.isdisjoint(token.strip(_AROUND_TAG)) and not _RUN_ON.search(token):
            found = _ADDRESS.search(token)
        if found and site.chain and token.strip(_AROUND_TAG)[1:] == site.surface:
            return "a tag or handle that is the term itself, within a quotation"
        if found:
            link = token.find("](")
            if link < 0 or site.start > low + link:
                return Ruling("name", "address", ((low, high),))
    if site.surface[:1].isupper():
        street = _STREET.match(text, site.end, min(len(text), site.end + 40))
        if street and not OWNER.search(site.surface):
            return Ruling("name", "address", ((site.end, street.end()),))
        near = max(0, site.start - 30)
        house = _HOUSE_NUMBER.search(text, near, site.start) if site.surface.endswith(_STREETS) else None
        if house:
            return Ruling("name", "address", (house.span(),))
        box = _PO_BOX.search(text, near, site.start) if "Box" in text[near : site.start] else None
        if box:
            return Ruling("name", "address", (box.span(),))
    return "not in an address, a hashtag or a file name"


def signatory(site: Site) -> Ruling | str:
    """The term is in the list of those who signed."""
    if site.zone != "signatories":
        return "not in a list of signatories"
    before, behind = _entry_around(site)
    entry = (before + site.surface).lstrip(_BEFORE_ENTRY)
    if entry[:1].islower() and (site.surface[0].islower() or _WHERE.search(before)):
        return "what somebody who signed does or did, in small letters"
    if entry + behind.strip() == site.surface and site.text[site.start - 2 : site.start] == ", ":
        return "where somebody who signed lives"
    return Ruling("name", "signatory")


def _entry_around(site: Site) -> tuple[str, str]:
    """What stands around a term as far as the commas and its line go: "born in " in "Ida, born in Stell"."""
    low, high = site.paragraph
    before = re.split(r"[,;\n]", site.text[low : site.start])[-1]
    behind = re.split(r"[,;\n]", site.text[site.end : high], maxsplit=1)[0]
    return before, behind


def longer_name(site: Site) -> Ruling | str:
    """The term is part of a longer proper name, or of the title of a work."""
    if site.short is not None or site.chain:
        marks = site.chain[0]
        if marks.kind == "marks":
            judgement = judge_marks(site, marks)
            if judgement.kind == "title":
                return Ruling("name", "longer-name", (*marks_of(marks), *judgement.evidence))
            named = _marked_name(site, marks)
            if named:
                return Ruling("name", "longer-name", (*marks_of(marks), named))
    if site.zone == "notes":
        line = site.text.rfind("\n", 0, site.start) + 1
        end = site.text.find("\n", site.end)
        end = end if end >= 0 else len(site.text)
        reference = _REFERENCE.search(site.text, line, end)
        if reference and not _is_prose(site, (line, end), reference):
            return Ruling("name", "longer-name", (reference.span(),))
    spans = name_around(site)
    if not spans:
        return "no capitalised neighbours that make it part of a longer name"
    return Ruling("name", "longer-name", tuple(sorted(spans)))


def _marked_name(site: Site, marks: Quotation) -> Span | None:
    """Find what shows that a term is a part of the name in marks: a heading, the “Visit …” campaign."""
    start, end = marks.inner
    found = words(site.text[start:end])
    if site.text[start:end].strip(" ,.") == site.surface or not 1 < len(found) <= _NAME_LENGTH:
        return None
    heading = _HEADING.search(site.text, max(site.paragraph[0], marks.start - _HEADING_REACH), marks.start)
    if heading and found[0][0].isupper():
        return heading.span()
    thing = _NAMED_THING.match(site.text, marks.end, marks.end + _HEADING_REACH)
    return thing.span() if thing and is_title_case(found) else None


def _is_prose(site: Site, line: Span, reference: re.Match[str]) -> bool:
    """Tell whether a term in a note with a reference is in a sentence of prose, not in a title."""
    text = site.text
    if site.short is None and site.chain and site.chain[0].kind == "marks":
        return True  # a quotation: what is the title of a work in marks has been told
    if reference.end() <= site.start:
        behind = _PROSE_BEHIND.search(text, max(line[0], reference.start()), site.start)
        if behind and behind.start() < reference.end() and "." not in text[behind.end() : site.start]:
            return True
    low = line[0]
    for stop in _CHUNK_ENDS.finditer(text, line[0], site.start):
        low = stop.end()
    if _BEFORE_TITLE.search(text[line[0] : low].rstrip()):
        return False
    see = _SEE_BEHIND.match(text, site.end, line[1])
    if see and see.end() <= reference.end() and _FOR_BEFORE.match(text, low, site.start):
        return True
    ends = _CHUNK_ENDS.search(text, site.end, line[1])
    around = text[low : site.start] + " … " + text[site.end : ends.start() if ends else line[1]]
    return _FINITE.search(_IN_PLAIN_MARKS.sub("", around)) is not None
