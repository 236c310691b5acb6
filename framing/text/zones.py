"""Zones: which part of a document a passage stands in.

A document is cut into paragraphs, and a few passes give each of them a kind. Later passes touch only what is
still body. Most paragraphs of a news text are settled by their length and last character alone. The words
that passes look for are data, in ``zone_cues.toml``.
"""

from __future__ import annotations

import re
from typing import Final

from framing.model import Span, Zone, ZoneKind
from framing.text.lines import (
    BULLETS,
    CLOSERS,
    CUES,
    LONG,
    OPENING_MARKS,
    folded,
    is_date,
    is_line,
    is_marked,
    is_page_mark,
    is_prose,
    name_share,
)
from framing.text.links import link_lists
from framing.text.paragraphs import split_paragraphs, squeeze
from framing.text.pulled import Page, mark_pulled
from framing.text.sections import mark_sections, mark_tail_list

_STOPS: Final = frozenset(".!?…。！？؟।:：;；,，")
_CLOSING_QUESTION: Final = frozenset('?？"”»)*_')
_FRONT: Final = 10  # paragraphs within which headline, byline and date are looked for
# "HARBOURTOWN, June 3 (Wire) — …"
_DATELINE: Final = re.compile(r"[A-Z][\w.,’' /]{2,60}(?:\([A-Z][\w ./]{1,30}\) ?)?[ ]?(?:—|–|--)[ \w]")
_SPEAKER: Final = re.compile(r"[A-Z][\w.’' -]{1,40}:\s")
_BYLINES: Final = tuple(CUES["front"]["byline"])
_LABELS: Final = frozenset(CUES["front"]["labels"])
_SALUTATIONS: Final = tuple(CUES["front"]["salutations"])
_GREETING: Final = 60  # characters of a salutation


def find_zones(text: str, title: str = "") -> tuple[Zone, ...]:
    """The zones of a text in order; together they cover it without gap or overlap.

    `title` is the document's title where the metadata gives one: it settles which line is the headline. White
    space belongs to the zone before it, at the beginning to the first. A pull quote includes the line with
    its speaker's name; neighbouring pull quotes, headlines and subheads stay apart. An empty text has no
    zones, one of white space only is body. Linear in the length of the text.
    """
    starts, paragraphs = split_paragraphs(text, title)
    if not paragraphs:
        return (Zone(0, len(text), "body"),) if text else ()
    stops = [
        len(line) > LONG or line[-1] in _STOPS or line.rstrip(CLOSERS)[-1:] in _STOPS for line in paragraphs
    ]
    kinds: list[ZoneKind] = ["body"] * len(paragraphs)
    mark_sections(paragraphs, stops, kinds)
    mark_tail_list(paragraphs, stops, kinds)
    _mark_front(paragraphs, stops, kinds, title)
    joined = _mark_quotes_and_subheads(text, starts, paragraphs, stops, kinds)
    zones = _as_zones(len(text), starts, kinds, joined)
    return _without_links(zones, link_lists(text))


def _as_zones(
    length: int, starts: list[int], kinds: list[ZoneKind], joined: frozenset[int]
) -> tuple[Zone, ...]:
    """Paragraphs of one kind together; each headline, subhead and pull quote for itself."""
    zones = []
    begin = 0
    for i in range(1, len(kinds)):
        kind = kinds[i]
        if kind != kinds[i - 1] or (kind in ("headline", "subhead", "pullquote") and i not in joined):
            zones.append(Zone(begin, starts[i], kinds[i - 1]))
            begin = starts[i]
    zones.append(Zone(begin, length, kinds[-1]))
    return tuple(zones)


def _without_links(zones: tuple[Zone, ...], links: tuple[Span, ...]) -> tuple[Zone, ...]:
    """The zones, with each list of links within one of them cut out as boilerplate."""
    if not links:
        return zones
    cut = []
    at = 0
    for zone in zones:
        begin = zone.start
        while at < len(links) and links[at][0] < zone.end:
            low, high = links[at]
            cut += [Zone(begin, low, zone.kind), Zone(low, high, "boilerplate")]
            begin = high
            at += 1
        cut.append(Zone(begin, zone.end, zone.kind))
    return tuple(zone for zone in cut if zone.start < zone.end)


# -- the front -------------------------------------------------------------------------------------------


def _mark_front(lines: list[str], stops: list[bool], kinds: list[ZoneKind], title: str) -> None:
    """Headline, deck, byline, date: what stands before the first paragraph of the text proper."""
    limit = min(_FRONT, len(lines))
    heading = squeeze(title)
    headline = -1
    if heading:
        squeezed = [squeeze(line) if len(line) <= 300 else "" for line in lines[:limit]]
        headline = next((i for i, line in enumerate(squeezed) if line and line == heading), -1)
        if headline < 0:
            headline = next(
                (i for i, line in enumerate(squeezed) if line in heading and 2 * len(line) > len(heading)), -1
            )
        if headline >= 0:
            kinds[headline] = "headline"
    found = False
    decks = 0
    for i in range(limit):
        line = lines[i]
        if i == headline:
            found = True
        elif kinds[i] == "boilerplate":
            continue
        elif kinds[i] != "body" or len(line) > LONG:
            break
        elif i < headline:
            kinds[i] = "boilerplate" if not stops[i] else "body"
        elif _is_front_line(lines, stops, kinds, i, found):
            kinds[i] = "boilerplate"
        elif not found:
            if not _is_headline(lines, stops, kinds, i):
                break
            kinds[i] = "headline"
            found = True
        elif decks < 2 and _is_deck(lines, stops, kinds, i):
            kinds[i] = "subhead"
            decks += 1
        else:
            break


def _is_front_line(
    lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int, after_headline: bool
) -> bool:
    """Byline, date line or label."""
    line = lines[i]
    if len(line) > 110:
        return False
    if is_date(line):
        return True
    plain = line.casefold().strip(" *_[]:|-–—")
    words = plain.split()
    if plain in _LABELS:
        front = True
    elif 1 < len(words) <= 4 and (words[-1] in _LABELS or " ".join(words[-2:]) in _LABELS):
        front = after_headline and name_share(line) == 1.0
    else:
        front = not stops[i] and len(words) <= 14 and _is_byline(line, plain)
    # Before the headline a label or "By …" is one only if a headline can still follow.
    return front and (after_headline or (i + 1 < len(lines) and _is_headline(lines, stops, kinds, i + 1)))


def _is_byline(line: str, plain: str) -> bool:
    """Whether a line is "By" and a name. `plain` is the line in lower case."""
    for cue in _BYLINES:
        if plain.startswith(cue) and not plain[len(cue) : len(cue) + 1].isalpha():
            return name_share(line[len(cue) :]) >= 0.6
    return False


def _prose_follows(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int, reach: int) -> bool:
    """Whether one of the next few paragraphs is prose of the text."""
    below = i + 2 if i + 1 < len(lines) and is_page_mark(lines[i + 1]) else i + 1
    if below < len(lines) and lines[below][0].islower():
        return False  # it goes on: a page break has cut it
    for k in range(i + 1, min(i + 1 + reach, len(lines))):
        if kinds[k] == "body" and is_prose(lines[k], stops[k]):
            return True
        if stops[k] and kinds[k] == "body" and _is_salutation(lines[k]):
            return lines[i].count(" ") >= 3 and _is_prose_at(lines, stops, kinds, k + 1)
        if stops[k] and kinds[k] == "body":
            return _is_short_sentence(lines[k]) and _is_prose_at(lines, stops, kinds, k + 1)
    return False


def _is_salutation(line: str) -> bool:
    """Whether a line greets who is written to: "Dear Ida Marr," or "Prime Minister,"."""
    if len(line) > _GREETING or line[-1] not in ",:":
        return False
    return folded(line).startswith(_SALUTATIONS) or (line[-1] == "," and name_share(line) == 1.0)


def _is_short_sentence(line: str) -> bool:
    """Whether a short line is a sentence, which may open the text, and neither a question nor a greeting."""
    return (
        line[0].isupper() and line[-1] in ".!" and " " in line and not folded(line).startswith(_SALUTATIONS)
    )


def _is_prose_at(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int) -> bool:
    """Whether there is a paragraph `i`, and it is a paragraph of prose that begins like one."""
    if i >= len(lines) or kinds[i] != "body" or lines[i][0].islower() or lines[i][0] in BULLETS:
        return False
    return is_prose(lines[i], stops[i])


def _is_deck(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int) -> bool:
    """A line between headline and text."""
    line = lines[i]
    return is_line(line, stops[i]) and not is_marked(line) and _prose_follows(lines, stops, kinds, i, reach=4)


def _is_headline(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int) -> bool:
    line = lines[i]
    if not is_line(line, stops[i]):
        # A headline with a stop is told by its capitals or by the dateline of the paragraph below it.
        if len(line) > 130 or line[-1] in ":;," or line[0].islower() or line[0] in BULLETS:
            return False
        dateline = i + 1 < len(lines) and _DATELINE.match(lines[i + 1]) and not _DATELINE.match(line)
        capitals = line[0].isupper() and line.count(" ") >= 3 and name_share(line) >= 0.85
        if not (dateline or capitals or line[-1] == "!"):
            return False
    if kinds[i] != "body" or folded(line).startswith(_SALUTATIONS):
        return False
    if _SPEAKER.match(line) and i + 1 < len(lines) and _SPEAKER.match(lines[i + 1]):
        return False
    return _prose_follows(lines, stops, kinds, i, reach=6)


# -- within the text -------------------------------------------------------------------------------------


def _mark_quotes_and_subheads(
    text: str, starts: list[int], lines: list[str], stops: list[bool], kinds: list[ZoneKind]
) -> frozenset[int]:
    """Pull quotes with their name lines, then subheads. Returns paragraphs that go on with a pull quote."""
    candidates = []
    dashed = []
    marked = []
    for i, line in enumerate(lines):
        if kinds[i] != "body":
            continue
        if line[0] in OPENING_MARKS and 30 < len(line) <= 400 and is_marked(line):
            marked.append(i)
        if len(line) <= 120 and (not stops[i] or line[-1] in _CLOSING_QUESTION):
            if is_line(line, stops[i]):
                candidates.append(i)
            elif line[0] in "-–—":
                dashed.append(i)
    page = Page(text, starts, lines, stops, kinds)
    joined = mark_pulled(page, sorted(candidates + dashed), marked)
    _mark_subheads(lines, stops, kinds, candidates)
    return joined


def _mark_subheads(lines: list[str], stops: list[bool], kinds: list[ZoneKind], candidates: list[int]) -> None:
    """Short lines between paragraphs of prose; at most two in a row."""
    for i in reversed(candidates):
        if kinds[i] != "body" or i == 0 or len(lines[i].split()) > 18:
            continue
        if stops[i] and (len(lines[i]) > 60 or lines[i][0] in OPENING_MARKS):
            continue
        if lines[i].startswith("#"):
            kinds[i] = "subhead"
            continue
        if i + 1 >= len(lines) or _SPEAKER.match(lines[i]):
            continue
        below = kinds[i + 1] == "body" and (
            (is_prose(lines[i + 1], stops[i + 1]) and not lines[i + 1][0].islower())
            or lines[i + 1][0] in BULLETS
        )
        below = below or (kinds[i + 1] == "subhead" and kinds[min(i + 2, len(kinds) - 1)] != "subhead")
        above = kinds[i - 1] != "body" or is_prose(lines[i - 1], stops[i - 1])
        if below and above:
            kinds[i] = "subhead"
