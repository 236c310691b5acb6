"""Zones: which part of a document a passage stands in.

A document is cut into paragraphs, and a few passes give each of them a kind. Later passes touch only what is
still body. Most paragraphs of a news text are settled by their length and last character alone. The words
that passes look for are data, in ``zone_cues.toml``.
"""

from __future__ import annotations

from typing import Final

from framing.model import Span, Zone, ZoneKind
from framing.text.front import SALUTATIONS, SPEAKER, mark_front
from framing.text.lines import (
    BULLETS,
    CLOSERS,
    CLOSING_MARKS,
    LONG,
    OPENING_MARKS,
    SMALL,
    folded,
    is_caption,
    is_line,
    is_prose,
)
from framing.text.links import link_lists
from framing.text.paragraphs import split_paragraphs
from framing.text.pulled import Page, end_of_words, mark_pulled
from framing.text.sections import mark_sections, mark_tail_list
from framing.text.tail import mark_tail

_GREETING: Final = 30  # characters within which a line shows that it greets somebody
_STOPS: Final = frozenset(".!?…。！？؟।:：;；,，")
_CLOSING_QUESTION: Final = frozenset('?？"”»)*_')


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
    mark_tail(paragraphs, stops, kinds)
    mark_tail_list(paragraphs, stops, kinds)
    mark_front(paragraphs, stops, kinds, title)
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
        length = len(line)
        if length > 400:
            continue
        if length > 30 and line[0] in OPENING_MARKS:
            if line[-1] in CLOSING_MARKS:
                marked.append(i)
            elif not stops[i] and end_of_words(line):
                kinds[i] = "pullquote"
                continue
        if length <= 120 and (not stops[i] or line[-1] in _CLOSING_QUESTION):
            if is_line(line, stops[i]):
                candidates.append(i)
            elif line[0] in "-–—":
                dashed.append(i)
    if not (candidates or dashed or marked):
        return frozenset()
    page = Page(text, starts, lines, stops, kinds)
    joined = mark_pulled(page, sorted(candidates + dashed), marked)
    _mark_subheads(lines, stops, kinds, candidates)
    return joined


def _leads_on(line: str, below: str) -> bool:
    """Whether a list goes on with a line's sentence: "We ask Parliament to ¶ ➜ close the camps"."""
    return (below[0] in BULLETS or below[0] == "(") and line.rsplit(None, 1)[-1] in SMALL


def _mark_subheads(lines: list[str], stops: list[bool], kinds: list[ZoneKind], candidates: list[int]) -> None:
    """Short lines between paragraphs of prose; at most two in a row."""
    for i in reversed(candidates):
        if kinds[i] != "body" or i == 0 or len(lines[i].split()) > 18:
            continue
        if stops[i] and (len(lines[i]) > 60 or lines[i][0] in OPENING_MARKS):
            continue
        if folded(lines[i][:_GREETING]).startswith(SALUTATIONS):
            continue
        if lines[i].startswith("#"):
            kinds[i] = "subhead"
            continue
        if (
            i + 1 >= len(lines)
            or _leads_on(lines[i], lines[i + 1])
            or SPEAKER.match(lines[i])
            or is_caption(lines[i])
        ):
            continue
        below = kinds[i + 1] in ("body", "pullquote") and (
            (is_prose(lines[i + 1], stops[i + 1]) and not lines[i + 1][0].islower())
            or lines[i + 1][0] in BULLETS
        )
        below = below or (kinds[i + 1] == "subhead" and kinds[min(i + 2, len(kinds) - 1)] != "subhead")
        above = kinds[i - 1] != "body" or is_prose(lines[i - 1], stops[i - 1])
        if below and above:
            kinds[i] = "subhead"
