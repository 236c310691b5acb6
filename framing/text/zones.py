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
    CLOSING_MARKS,
    CUES,
    LONG,
    OPENING_MARKS,
    SAYS_I,
    can_be_pulled,
    folded,
    is_date,
    is_line,
    is_marked,
    is_name,
    is_prose,
    name_share,
)
from framing.text.links import link_lists
from framing.text.paragraphs import WORD, split_paragraphs, squeeze
from framing.text.sections import mark_sections, mark_tail_list

_STOPS: Final = frozenset(".!?…。！？؟।:：;；,，")
_CLOSING_QUESTION: Final = frozenset('?？"”»)*_')
_FRONT: Final = 10  # paragraphs within which headline, byline and date are looked for
_LOOKS: Final = 64  # paragraphs of one document that are looked for elsewhere in it
_NEAR: Final = 50_000  # characters before and after within which a pull quote's sentence is looked for
# "HARBOURTOWN, June 3 (Wire) — …"
_DATELINE: Final = re.compile(r"[A-Z][\w.,’' /]{2,60}(?:\([A-Z][\w ./]{1,30}\) ?)?[ ]?(?:—|–|--)[ \w]")
_SPEAKER: Final = re.compile(r"[A-Z][\w.’' -]{1,40}:\s")
_BYLINES: Final = tuple(CUES["front"]["byline"])
_LABELS: Final = frozenset(CUES["front"]["labels"])
_SALUTATIONS: Final = tuple(CUES["front"]["salutations"])
_FIRST_PERSON: Final = frozenset(CUES["names"]["first_person"])
_FULL_STOPS: Final = frozenset(".!?…")
# Ann Smith, baker
_ROLE: Final = re.compile(r"\A[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,3}, (?:the )?[a-z][^.!?]{2,60}\Z")
_IN_MARKS: Final = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘]*’(?!\w)")
_PULLED: Final = 300  # characters of a pull quote that only its name line shows
_GREETING: Final = 60  # characters of a salutation
_PROSE: Final = 45  # characters from which a line with a full stop is a sentence of the text


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
    if i + 1 < len(lines) and lines[i + 1][0].islower():
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
    joined = _mark_named_quotes(text, starts, lines, stops, kinds, candidates, dashed)
    _mark_repeated_quotes(text, starts, lines, kinds, marked)
    _mark_subheads(lines, stops, kinds, candidates)
    return joined


def _mark_named_quotes(
    text: str,
    starts: list[int],
    lines: list[str],
    stops: list[bool],
    kinds: list[ZoneKind],
    candidates: list[int],
    dashed: list[int],
) -> frozenset[int]:
    """Pull quotes that a line with a name shows, and that line. Returns the second paragraph of each pair."""
    joined = set()
    looks = 0
    for i in sorted(candidates + dashed):
        if looks >= _LOOKS:
            break
        if kinds[i] != "body" or not is_name(lines[i]):
            continue
        sides = [
            k
            for k in (i - 1, i + 1)
            if 0 <= k < len(lines)
            and kinds[k] == "body"
            and (can_be_pulled(lines[k]) or (k == i - 1 and _is_said(lines[k], stops[k])))
            and not _is_reported(lines[k])
        ]
        if not sides:
            continue
        looks += 1
        # What stands twice as a paragraph was copied twice; a pull quote repeats words of a longer one.
        share, nearest = max(
            (0.0 if lines.count(lines[k]) > 1 else _repeated(text, starts[k], lines[k]), -k) for k in sides
        )
        if share >= 0.4:
            quote = -nearest
        elif (
            i - 1 in sides
            and not _stands_above_its_words(lines, i)
            and _is_set_off(lines, i, [lines[k] for k in candidates].count(lines[i]), text)
        ):
            quote = i - 1
        elif i + 1 in sides and _is_introduced(lines, stops, kinds, i):
            quote = i + 1
        else:
            continue
        kinds[i] = kinds[quote] = "pullquote"
        joined.add(max(i, quote))
    return frozenset(joined)


def _mark_repeated_quotes(
    text: str, starts: list[int], lines: list[str], kinds: list[ZoneKind], marked: list[int]
) -> None:
    """Pull quotes in marks, without a name, whose words stand elsewhere nearby too."""
    for i in marked[:_LOOKS]:
        core = lines[i].strip("\"“”„«»「」『』‘’' .,!?")
        whole = kinds[i] == "body" and not any(mark in core for mark in '“”"„«»')
        if whole and text.count(core, max(0, starts[i] - _NEAR), starts[i] + _NEAR) > 1:
            kinds[i] = "pullquote"


def _repeated(text: str, start: int, line: str) -> float:
    """Share of a paragraph's word triples, of at most 16 of them, that stand elsewhere nearby too."""
    words = [match.span() for match in WORD.finditer(line)]
    triples = len(words) - 2
    if triples < 3:
        return 0.0
    low, high = max(0, start - _NEAR), start + _NEAR
    probes = range(0, triples, -(-triples // 16))
    found = sum(text.count(line[words[k][0] : words[k + 2][1]], low, high) > 1 for k in probes)
    return found / len(probes)


def _is_set_off(lines: list[str], i: int, times: int, text: str) -> bool:
    """A quote that is not repeated in the text, with its speaker below: in marks or in the first person."""
    quote, name = lines[i - 1], lines[i]
    marked = quote[0] in OPENING_MARKS and quote.rstrip(" .,")[-1:] in CLOSING_MARKS
    # Ann Smith, Head of the League; Head of the League, Ann Smith.
    parts = [part.strip(" -–—") for part in name.split(",", 1)]
    known = len(parts) > 1 and any(len(part.split()) > 1 and text.count(part) > 1 for part in parts)
    if not marked and not known and not _speaks(quote):
        return (
            len(quote) <= _PULLED
            and times == 1
            and _ROLE.search(name) is not None
            and _is_between_prose(lines, i)
        )
    if name[0] in "-–—":
        return True
    person = name.partition(",")[0].split()
    # Speaker labels of a transcript come back; a pull quote's name line comes once or twice.
    if times > 2 or not 2 <= len(person) <= 5:
        return False
    surname = person[-1].strip("()")
    if known and i + 1 < len(lines):
        return True  # Ann Smith, head of the League: named again outside the quote
    if "," in name and (marked or _is_between_others(lines, i - 1, i)):
        return True
    last = i + 1 == len(lines) and _ROLE.search(name) and i > 1 and lines[i - 2][-1] in _FULL_STOPS
    if last and not any(_speaks(line) for line in lines[: i - 1]):
        return True  # the last of an article in which nobody else says "I"
    return text.count(surname) > 1 and surname.casefold() not in text


def _stands_above_its_words(lines: list[str], i: int) -> bool:
    """Whether the words of who is named on line `i` follow it, in the first person, and do not precede it."""
    above = is_marked(lines[i - 1]) or _speaks(lines[i - 1])
    return i + 1 < len(lines) and not above and SAYS_I.search(_IN_MARKS.sub("", lines[i + 1])) is not None


def _is_between_prose(lines: list[str], i: int) -> bool:
    """Whether the text goes on in whole sentences before the paragraph above line `i` and behind the line."""
    if i < 2 or i + 1 >= len(lines):
        return False
    return all(
        len(line) > _PROSE and line.rstrip(CLOSERS)[-1:] in _FULL_STOPS
        for line in (lines[i - 2], lines[i + 1])
    )


def _is_introduced(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int) -> bool:
    """A paragraph in the first person with its speaker, a name and a role, on the line above."""
    name, comma, _ = lines[i].partition(",")
    if not comma or stops[i] or not 2 <= len(name.split()) <= 4 or not _speaks(lines[i + 1]):
        return False
    above = kinds[i - 1] == "body" and is_prose(lines[i - 1], stops[i - 1]) if i else False
    return above and _is_between_others(lines, i, i + 1)


def _is_between_others(lines: list[str], first: int, last: int) -> bool:
    """Whether there is text on both sides of some paragraphs, and nobody says "I" there but in marks."""
    if first == 0 or last + 1 >= len(lines):
        return False
    return not any(_speaks(_IN_MARKS.sub("", lines[k])) for k in (first - 1, last + 1))


def _is_said(line: str, stop: bool) -> bool:
    """Whether a line without a full stop is somebody's sentence: long enough, and in the first person."""
    return not stop and 40 < len(line) <= LONG and line[0].isupper() and _speaks(line) and not is_name(line)


def _is_reported(line: str) -> bool:
    """Whether a paragraph tells of what is said in it: speech in marks, and words of others around it."""
    around = _IN_MARKS.sub("", line)
    if len(WORD.findall(around)) < 2 or _speaks(around):
        return False
    return any(said[-2] in ",.!?…" or said.count(" ") > 2 for said in _IN_MARKS.findall(line))


def _speaks(line: str) -> bool:
    """Whether a line holds a word of the first person."""
    return not _FIRST_PERSON.isdisjoint(word.casefold() for word in WORD.findall(line))


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
