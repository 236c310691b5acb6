"""Terms that are part of a longer name: organisations, laws, works, addresses, lists of signatories."""

from __future__ import annotations

import re

from framing.model import Ruling
from framing.voice.around import OWNER
from framing.voice.longer_names import name_around
from framing.voice.marks import judge_marks
from framing.voice.site import Site, any_of, cue_table, marks_of

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
    r"|\((?:[^()\n]{1,60},\s)(?:1[89]|20)\d\d\)|\b[A-Z][^.:\n]{2,80}:\s[A-Z][^.:\n]{2,80},\spp?\.\s?\d"
)


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
    if site.zone == "notes":
        line = site.text.rfind("\n", 0, site.start) + 1
        end = site.text.find("\n", site.end)
        reference = _REFERENCE.search(site.text, line, end if end >= 0 else len(site.text))
        if reference:
            return Ruling("name", "longer-name", (reference.span(),))
    spans = name_around(site)
    if not spans:
        return "no capitalised neighbours that make it part of a longer name"
    return Ruling("name", "longer-name", tuple(sorted(spans)))
