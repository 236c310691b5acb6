"""Titles of works and laws without quotation marks, found by the words that announce them."""

from __future__ import annotations

import re

from framing.model import Span
from framing.voice.around import NAME_WORD, Around
from framing.voice.cued import Cued, needles
from framing.voice.site import Site, any_of, cue_table
from framing.voice.stretch import is_title_case

_CUES = cue_table("name")
_LINKS = any_of([*_CUES["joiners"], "from"])
_WORKS = [*_CUES["bare_works"], *_CUES["subtitled_works"]]
_WRITTEN = any_of(_CUES["written_works"])
_WORD = rf"(?:[A-Z][\w’'-]*|{any_of(_CUES['joiners'])})"
_WITHIN = tuple("abcdefghijklmnopqrstuvwxyz,")  # ends of a word before which no sentence begins

# A law named by its subject: the Act on … in the …, Decree 41 on …
_LAW = re.compile(
    rf"\b{any_of(_CUES['laws'])}(?:\s+\d+)?\s+(?:on|concerning|regarding|against|for)\s+"
    rf"(?!{any_of(_CUES['days'])}\b)(?:{_WORD}\s+){{0,12}}\Z"
)
# A law named by its subject, the kind of law last: the Care of … from … Bill.
_LAW_BEHIND = re.compile(
    rf"\s+(?!and\b){_LINKS}\s+(?:(?:[A-Z][\w’'-]*|{_LINKS})\s+){{1,8}}?"
    rf"{any_of(_CUES['subject_heads'])}\b"
)
# A title that opens a sentence: Word: A Family Album.
_SENTENCE_OPENS = re.compile(r":\s(?:An?|The)(?:\s[A-Z][\w’'-]*){1,4}\s+[a-z]")
# A work named by title and subtitle: its report, Words: More Words and …
_SUBTITLE = re.compile(rf"\b{any_of(_WORKS)},?\s+(?:{_WORD}\s+){{0,8}}[\w’'-]+:\s+(?:{_WORD}\s+){{0,10}}\Z")
# The film …
_BARE_WORK = re.compile(rf"\b{any_of(_CUES['bare_works'])},?\s+\Z")
_BARE_WORKS = tuple(_CUES["bare_works"])
# A sentence that begins with a work and its title: the report, Under the Hill: copper and graves in the …, is
# based on …; the report, The Price of …, is published.
_SMALL = any_of([*_CUES["joiners"], "from", "under", "a", "an"])
_TITLE_WORDS = rf"(?:[A-Z][\w’'-]*|\d+|{_SMALL})"
_SUBJECT_WORK = (
    rf"(?:\A|[.!?]\s)(?P<work>(?!{any_of(_CUES['phrase_openers'])}\b)[A-Z][\w’'-]*(?:\s[\w’'-]+){{0,4}}?\s"
    rf"{any_of(_WORKS)}),\s"
)
_SUBJECT_TITLE = re.compile(rf"{_SUBJECT_WORK}(?P<title>(?:[A-Z][\w’'-]*\s(?:{_TITLE_WORDS},?\s){{0,8}})?)\Z")
_SUBJECT_SUBTITLE = re.compile(
    rf"{_SUBJECT_WORK}(?P<title>[A-Z][\w’'-]*(?:,?\s{_TITLE_WORDS}){{0,8}}[:?!]\s[^.:;“”\"()]{{0,80}})\Z"
)
_TITLE_SHAPE = re.compile(r"(?:The|An?)\s|.*\s(?:of|in|under|for|from|without|to)\s(?:the\s|an?\s)?\Z")
_WORK_DOES = rf",\s{any_of(_CUES['work_verbs'])}\b"
_SUBTITLE_GOES_ON = re.compile(rf"(?:\s{_TITLE_WORDS}){{0,6}}[:?!]\s[^.:;“”\"()]{{1,90}}?{_WORK_DOES}")
_SUBTITLE_CLOSES = re.compile(rf"[^.:;“”\"()]{{0,60}}?{_WORK_DOES}")
_TITLE_CLOSES = re.compile(rf"(?:\s{_TITLE_WORDS}){{0,6}}{_WORK_DOES}")
# … in Cell Block Nine
_FURTHER = re.compile(r"\s+(?:in|of|and|on|for|from|at|under|without)\s+(?:the\s+|a\s+)?[A-Z][\w’'-]*")
# Her third novel, The …,
_WORK_COMMA = re.compile(
    r"(?:\b(?:[Hh]er|[Hh]is|[Tt]heir|[Mm]y|first|second|third|last|latest|new|best-known)\b|[’']s?)\s"
    rf"(?:\w+\s){{0,3}}?{_WRITTEN},\s+(?:{_WORD}\s+){{0,6}}\Z"
)
_SUBJECTS = Cued((needles(_WORKS), _SUBJECT_TITLE), (needles(_WORKS), _SUBJECT_SUBTITLE))
_BEFORE = Cued(
    (needles(_CUES["laws"]), _LAW),
    (needles(_WORKS), _SUBTITLE),
    (needles(_CUES["written_works"]), _WORK_COMMA),
)
# … of the Hills,
_CLOSED = re.compile(rf"(?:\s+{_WORD}){{0,8}}[,.;]")
# … in the Hills, the group's first report, …
_EXPLAINED = re.compile(
    rf"(?:\s+{_WORD}){{0,8}},\s+(?:the|an?|her|his|its|their)\s+(?:[\w’'-]+\s){{0,4}}?"
    rf"(?:{_WRITTEN}|report|study)(?=[,.;]|\sof\s|\sby\s)"
)
# … and the Law, 16 pp.; … for Beginners (2nd edition); … and Presidents, episode 3
_EDITION_BEHIND = re.compile(
    rf"(?::?\s{_WORD}){{0,12}}?(?:,\s|\s\()(?:\d+(?:st|nd|rd|th)\s(?:edn|ed|edition)|\d+\s?pp"
    r"|(?:episode|part|volume)\s\d+|(?:vol|ep)\.\s?\d+)\b"
)
_DIGIT = re.compile(r"\d")
_TITLE_OPENS = re.compile(rf"(?:\A|:\s|[•*–-]\s)(?:{_WORD}\s+){{0,8}}\Z")
# Their leaflet, Who Are the …?, was on sale
_ASKED = re.compile(rf",\s[A-Z][\w’'-]*\s(?:{_WORD}\s){{0,6}}\Z")
# *The … of Stell*
_EMPHASIS_OPENS = re.compile(r"(?<![\w*_])(?P<mark>[*_])(?P<words>(?:[^\s*_][^*_]*\s)?)\Z")
_TITLE_REACH = 180  # code points before a term, as far as its title and the work before that may begin
_REACH = 160  # code points behind it
_EMPHASIS_CLOSES = re.compile(r"(?P<words>(?:\s[^*_]*[^\s*_])?)(?P<mark>[*_])(?![\w*_])")


def by_emphasis(around: Around) -> Span | None:
    """*The … of Stell*: more than the term in marks of emphasis, and capitalised, is a title."""
    if "*" not in around.before and "_" not in around.before:
        return None
    opening, closing = _EMPHASIS_OPENS.search(around.before), _EMPHASIS_CLOSES.match(around.behind)
    if not (opening and closing and opening["mark"] == closing["mark"] and len(opening[0] + closing[0]) > 2):
        return None
    title = opening["words"] + around.site.surface + closing["words"]
    return around.span_from(opening, closing.end()) if is_title_case(NAME_WORD.findall(title)) else None


def by_title_before(around: Around) -> Span | None:
    """The Act on … in the …, and works with a subtitle: the title begins before the term."""
    likely = _BEFORE.likely(around.before)
    title = _LAW.search(around.before) if _LAW in likely else None
    if title is None and ":" in around.before and _SUBTITLE in likely:
        title = _SUBTITLE.search(around.before)
    return around.span_from(title) if title else None


def by_title_behind(around: Around) -> Span | None:
    """…: A Family Album, the … from … Bill: the title goes on behind the term."""
    title = _SENTENCE_OPENS.match(around.behind) if around.begins else None
    if title:
        return around.span(on=title.end())
    law = _LAW_BEHIND.match(around.behind) if around.the else None
    return around.span_from(around.the, law.end()) if around.the and law else None


def title_of_subject(site: Site) -> Span | None:
    """The report, Words: more of the …, is based on …: a sentence that begins with a work and its title."""
    before = site.text[max(site.paragraph[0], site.start - _TITLE_REACH) : site.start]
    before = before[before.rfind("\n") + 1 :]
    if "," not in before or site.chain:
        return None
    likely = _SUBJECTS.likely(before)
    title = _SUBJECT_SUBTITLE.search(before) if _SUBJECT_SUBTITLE in likely else None
    closed = _SUBTITLE_CLOSES.match(site.text, site.end, site.end + _REACH) if title else None
    if closed is None:
        title = _SUBJECT_TITLE.search(before) if _SUBJECT_TITLE in likely else None
        closed = _SUBTITLE_GOES_ON.match(site.text, site.end, site.end + _REACH) if title else None
    if title and closed is None and _TITLE_SHAPE.match(title["title"]):
        closed = _TITLE_CLOSES.match(site.text, site.end, site.end + _REACH)
    return (site.start - len(before) + title.start("work"), closed.end()) if title and closed else None


def by_question(around: Around) -> Span | None:
    """…, Who Are the …?, was on sale: a title that asks, and the sentence goes on."""
    opening = _ASKED.search(around.before) if around.behind[:2] in ("?,", "!,") else None
    return around.span_from(opening, 2) if opening else None


def by_title_around(around: Around) -> Span | None:
    """Published as The … on the Weathercock; the film …: A …"""
    further = _FURTHER.match(around.behind) if around.before.endswith(" The ") else None
    if further and around.before[:-5].endswith(_WITHIN):
        return around.span(back=4, on=further.end())
    work = bare_work(around)
    return around.span_from(work, 2) if work and re.match(r": [A-Z]", around.behind) else None


def by_kind_of_work(around: Around) -> Span | None:
    """Her novel, The …, …; the film … in the …; … in the …, the group's report, …"""
    before, behind = around.before, around.behind
    closed = _CLOSED.match(behind) if "," in before and _WORK_COMMA in _BEFORE.likely(before) else None
    work = _WORK_COMMA.search(before) if closed else None
    if work and closed:
        return around.span_from(work, closed.end())
    work = bare_work(around)
    further = _FURTHER.match(behind) if work else None
    if work and further:
        return around.span_from(work, further.end())
    explained = _EXPLAINED.match(behind) if "," in behind else None
    return around.span(on=explained.end()) if explained else None


def by_edition(around: Around) -> Span | None:
    """… and the Law, 16 pp.: an entry of a list that begins with a title and ends with its edition."""
    edition = _EDITION_BEHIND.match(around.behind) if _DIGIT.search(around.behind) else None
    opening = _TITLE_OPENS.search(around.before) if edition else None
    return around.span_from(opening, edition.end()) if opening and edition else None


def bare_work(around: Around) -> re.Match[str] | None:
    """Find a word for a kind of work directly before a term."""
    return _BARE_WORK.search(around.before) if around.last.rstrip(",").endswith(_BARE_WORKS) else None
