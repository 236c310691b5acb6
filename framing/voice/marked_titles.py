"""Stretches in quotation marks that are titles of works, bodies, broadcasts, or references."""

from __future__ import annotations

import re

from framing.voice.site import any_of, cue_table
from framing.voice.stretch import NOUN_NEXT, SPEECH, Judgement, Stretch, is_title_case

_CUES = cue_table("marks")
_WORKS = any_of(_CUES["works"])
_RECORDS = frozenset(_CUES["records"])
_WORK_BEFORE = re.compile(
    rf"\b{_WORKS}\b[,:]?(?: (?:called|titled|entitled|named|of|on|like|about|is|was))?(?: the)?[,:]?\s*\Z"
)
# A report by somebody called "…"
_WORK_CALLED = re.compile(rf"\b{_WORKS}\b[^.;:“\"]{{1,60}}\s(?:called|titled|entitled|named),?\s\Z")
_WORK_NEAR = re.compile(rf"\b{_WORKS}\b")
# What a work tells of: new figures on the “…”
_TOLD_OF = re.compile(r"\b(?:about|around|from|inside|into|on|within) (?:the|its|their|his|her|this) \Z")
_WORK_BEHIND = re.compile(
    rf"(?:\s\(\d{{4}}\))?(?:,|\s[–—-])?\s*(?:(?:is|was|by|an?|the|his|her|their|this"
    rf"|[\w’'-]+)\s+){{0,4}}{_WORKS}\b(?!-)"
)
_MADE_BEFORE = re.compile(rf"\b{any_of(_CUES['makes'])}\s+\Z")
_BODY_BEFORE = re.compile(rf"\b{any_of(_CUES['bodies_before'])}\s(?:the\s)?\Z")
_SHOWN_BEFORE = re.compile(
    rf"\b(?:{any_of(_CUES['broadcasters'])}[’']s?\s+(?:[\w-]+\s+)?|{any_of(_CUES['appears'])}\b[^“\"]{{0,40}}\bon\s+)\Z"
)
_CITED_BEHIND = re.compile(
    r"[,.]?\s*\(?(?:\d{1,2}\s+\w+\s+)?(?:1[89]|20)\d\d\b"
    # …, Upland Studies 12 (1998)
    r"|[,.]?\s+(?:[A-Z][\w’'-]*\s(?:(?:of|and|the|in|for)\s){0,2}){1,7}\d{0,4}[\s,:.\d–-]{0,12}\((?:1[89]|20)\d\d\)"
)
# “Songs and Saints”, at the Guildhall Gallery until 4 May
_VENUE_BEHIND = re.compile(rf",?\s(?:at|in)\s(?:the\s)?(?:[A-Z][\w’'-]*\s){{0,3}}{any_of(_CUES['venues'])}\b")
# “Songs of the Hills” (Guildhall, 2 April)
_PLACE_BEHIND = re.compile(r"\s\([A-Z][^()\n]{2,30}, [^()\n]{2,20}\)")
_TITLE_LENGTH = 24  # words
# Author, "Title", date: a reference.
_AUTHOR_BEFORE = re.compile(r"(?:\n|\A|[\]).;:]\s|\bsee,?\s)[^\n“”\"‘]{1,80}[,:]\s\Z|\b[Ss]ee,?\s\Z")
# The declaration begins: “…”
_QUOTED_BEFORE = re.compile(
    rf"\b(?:{any_of(_CUES['says'])}|begins?|began|opens?|opened|ends?|ended|continues?)\s?[,:]\s\Z"
)
_DATED_BEHIND = re.compile(
    rf"[,.]?[^\S\n]*(?:[A-Z][\w’' -]{{2,40}},\s)?\(?"
    rf"(?:(?:{any_of(_CUES['months'])})\b|\d|https?:|www\.|pp?\.|available\b|accessed\b)",
    re.IGNORECASE,
)


def judge_title(stretch: Stretch) -> Judgement | None:
    """Tell whether the stretch is a title, and why."""
    return _reference(stretch) or _title(stretch)


def _reference(stretch: Stretch) -> Judgement | None:
    """A title in the notes: an author before it, a date, page or address behind."""
    site, marks = stretch.site, stretch.marks
    if site.zone != "notes" or marks.inner[1] - marks.inner[0] > 300:
        return None
    author = _AUTHOR_BEFORE.search(site.text, max(0, marks.start - 120), marks.start)
    dated = _DATED_BEHIND.match(site.text, marks.end, marks.end + 60)
    if not (author and dated) or _QUOTED_BEFORE.search(author[0]):
        return None
    return Judgement("title", "a reference in the notes", (author.span(), dated.span()))


# Printed with “…” on its maps: a name that a thing bears.
_ON_BEARER = re.compile(
    rf"\son\s(?:its|the|their|his|her|our|any|all|every|each|a)\s(?:[\w-]+\s)?{any_of(_CUES['name_bearers'])}\b"
)
# The full title is “…”
_TITLED = re.compile(
    r"\b(?:official|full|formal|working|original|provisional|complete|long|short|new)\s(?:sub)?title(?:\s(?:is|was|of\s[^,;:“\"]{1,40}?(?:is|was)))?[,:]?\s\Z"
)

# Fair Wool in the Hills: Findings 2023
_SUBTITLED = re.compile(r"[^:;.!?]{6,}:\s[^:;!?]{4,}\Z")

# What stands before a title, the fewest words that it then has, and why it is one.
_TITLE_BEFORE = (
    (_WORK_BEFORE, 1, "a work is named before it"),
    (_WORK_CALLED, 1, "a work is named before it"),
    (_TITLED, 2, "a title is announced"),
    (_BODY_BEFORE, 2, "a body is named"),
    (_SHOWN_BEFORE, 1, "a broadcaster or an appearance stands before it"),
    (_MADE_BEFORE, 3, "a verb of making stands before it"),
)


def _title(stretch: Stretch) -> Judgement | None:
    """A title: capitalised, with a word for a kind of work near it."""
    found, before, inner = stretch.found, stretch.before, stretch.marks.inner
    if not 0 < len(found) <= _TITLE_LENGTH or not is_title_case(found):
        return None
    for pattern, fewest, why in _TITLE_BEFORE:
        cue = pattern.search(before) if len(found) >= fewest else None
        if cue and pattern is _MADE_BEFORE and NOUN_NEXT.match(stretch.behind):
            continue  # her newly released “Care for All” plan
        if cue:
            return Judgement("title", why, (inner, stretch.ahead(cue)))
    cue = _WORK_BEHIND.match(stretch.behind)
    if cue and (len(found) > 1 or "(" in cue[0]):
        return Judgement("title", "a work is named behind it", (inner, stretch.after(cue)))
    if len(found) > 1 and not _ON_BEARER.match(stretch.behind):
        cue = _CITED_BEHIND.match(stretch.written_behind)
        if cue:
            return Judgement("title", "a year behind it, as in a reference", (inner, stretch.after(cue)))
        cue = _WORK_NEAR.search(before, max(0, len(before) - 60))
        if cue and not SPEECH.search(before, cue.end()) and not _TOLD_OF.search(before, cue.end()):
            return Judgement("title", "a work is named near it", (inner, stretch.ahead(cue)))
    if len(found) > 4 and not stretch.cues and _SUBTITLED.match(stretch.content.strip(" ,.")):
        return Judgement("title", "it has a subtitle behind a colon", (inner,))
    if len(found) > 1 and found[-1] in _RECORDS:
        return Judgement("title", "the name of a body of papers", (inner,))
    if stretch.site.zone == "notes" and len(found) > 3:
        return Judgement("title", "a reference in the notes", (inner,))
    place = _PLACE_BEHIND.match(stretch.written_behind) if len(found) > 3 else None
    if place is None and len(found) > 2:
        place = _VENUE_BEHIND.match(stretch.written_behind)
    if place:
        return Judgement("title", "where or when it is shown behind it", (inner, stretch.after(place)))
    return None
