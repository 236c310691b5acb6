"""What a document begins with: headline, deck, byline, date, labels.

The words looked for are data, in ``zone_cues.toml``.
"""

from __future__ import annotations

import re
from typing import Final

from framing.model import ZoneKind
from framing.text.lines import (
    BULLETS,
    CUES,
    LONG,
    folded,
    is_counter,
    is_date,
    is_line,
    is_marked,
    is_page_mark,
    is_prose,
    name_share,
)
from framing.text.paragraphs import squeeze

_FRONT: Final = 10  # paragraphs within which headline, byline and date are looked for
# "HARBOURTOWN, June 3 (Wire) — …"
_DATELINE: Final = re.compile(r"[A-Z][\w.,’' /]{2,60}(?:\([A-Z][\w ./]{1,30}\) ?)?[ ]?(?:—|–|--)[ \w]")
# Ida Marr: …, 6. Ida Marr (Stell West) (Lab): …
SPEAKER: Final = re.compile(
    r"(?:\d{1,3}\. (?=[^:\n]+\) ?\())?[A-Z][\w.’' -]{1,40}(?: \([^():\n]{1,40}\)){0,2}:\s"
)
_BYLINES: Final = tuple(CUES["front"]["byline"])
_LABELS: Final = frozenset(CUES["front"]["labels"])
_LABEL_STARTS: Final = frozenset(label[:3] for label in _LABELS)
_JOBS: Final = frozenset(CUES["front"]["jobs"])
_EMBARGOES: Final = tuple(CUES["front"]["embargoes"])
_PARTS: Final = re.compile(r"(?:\s+[-–—|•·]|:)\s+")
_NUMBER: Final = re.compile(r"\s+(?:(?:no\.?|nr\.?|number|#)\s?[\d/-]+|\d{1,3}[/-]\d{2,4})\Z")
# Ida Marr in Stell, Ida Marr and Odo Lenn
_AUTHOR: Final = re.compile(
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}(?:(?: and |, )[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}){0,2}"
    r"(?:,? in [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})?"
)
_TITLES: Final = tuple(CUES["boilerplate"]["titles"])
SALUTATIONS: Final = tuple(CUES["front"]["salutations"])
_ADDRESSED: Final = tuple(CUES["front"]["addressed"])
_ADDRESSEES: Final = tuple(CUES["front"]["addressees"])
_SUBJECTS: Final = tuple(CUES["front"]["subjects"])
_SUBJECT: Final = 12  # characters within which the word for it ends
_ISSUE: Final = re.compile(
    rf"(?:{'|'.join(CUES['front']['issues'])}) ?\d{{1,4}}\b", re.IGNORECASE
)  # Issue 12
_NO_HEADLINES: Final = SALUTATIONS + _ADDRESSEES
_DECKS: Final = 4  # lines between headline and text
_CUT: Final = 60  # characters of the first line of a point that goes on below
_POINTS: Final = 5  # points between headline and byline
_GREETING: Final = 60  # characters of a salutation
_HEAD: Final = 60  # characters within which a cue at the beginning of a line ends


def mark_front(lines: list[str], stops: list[bool], kinds: list[ZoneKind], title: str) -> None:
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
        elif _is_front_line(lines, stops, kinds, i, found) or is_counter(line):
            kinds[i] = "boilerplate"
        elif found and _is_listed_deck(lines, stops, i):
            kinds[i] = "subhead"
        elif not found:
            if not _is_headline(lines, stops, kinds, i):
                break
            kinds[i] = "headline"
            found = True
        elif ":" in line[:_SUBJECT] and folded(line[:_SUBJECT]).startswith(_ADDRESSEES):
            continue  # To: The Chair
        elif decks > 1 and (stops[i] or _AUTHOR.fullmatch(line)):
            break
        elif decks < _DECKS and (
            _is_deck(lines, stops, kinds, i) or _is_above_byline(lines, stops, kinds, i)
        ):
            kinds[i] = "subhead"
            decks += 1
        else:
            break
    if not found:
        _mark_subject(lines, stops, kinds, limit)


def _mark_subject(lines: list[str], stops: list[bool], kinds: list[ZoneKind], limit: int) -> None:
    """What a letter is about, above who is greeted, is its headline: "Re: Your visit"."""
    for i in range(limit - 1):
        line = lines[i]
        if len(line) > LONG or (stops[i] and is_prose(line, True)):
            return
        subject = ":" in line[:_SUBJECT] and folded(line[:_SUBJECT]).startswith(_SUBJECTS)
        if subject and kinds[i] == "body" and _is_salutation(lines[i + 1]):
            kinds[i] = "headline"
            return


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
    works = after_headline and not stops[i] and len(words) <= 4 and not _JOBS.isdisjoint(words[-1:])
    if works and _is_byline(lines[i - 1], lines[i - 1].casefold()):
        return True
    dated = after_headline and not stops[i] and (_is_dateline(line) or _is_named_above_date(lines, i))
    addressed = plain.startswith(_ADDRESSED) and name_share(line) == 1.0 and not after_headline
    if dated or addressed or plain in _LABELS or _is_label(plain):
        front = True
    elif 1 < len(words) <= 4 and (words[-1] in _LABELS or " ".join(words[-2:]) in _LABELS):
        front = after_headline and name_share(line) == 1.0
    else:
        front = not stops[i] and len(words) <= 14 and _is_byline(line, plain)
    # Before the headline a label or "By …" is one only if a headline can still follow.
    return front and (after_headline or (i + 1 < len(lines) and _is_headline(lines, stops, kinds, i + 1)))


def _is_label(plain: str) -> bool:
    """Whether a line is a label with its number or date: "press release – 4 May", "statement no. 12"."""
    if plain.startswith(_EMBARGOES) or (
        plain[-1:].isalnum() and _ISSUE.match(plain) and len(plain.split()) <= 6
    ):
        return True
    if plain[:3] not in _LABEL_STARTS:
        return False
    first, *rest = _PARTS.split(plain)
    dated = all(part in _LABELS or is_date(part.rpartition(", ")[2]) for part in rest)
    return _NUMBER.sub("", first) in _LABELS and dated and all(len(part.split()) <= 5 for part in rest)


def _is_dateline(line: str) -> bool:
    """Whether a line is a publisher or a place, and a date: "Harbour League, Stell, 4 May"."""
    *before, date = line.replace(" | ", ", ").rsplit(", ", 2)
    if len(before) == 2 and is_date(f"{before[1]}, {date}"):
        before = before[:1]  # May 4, 2031
    named = ", ".join(before)
    return (
        bool(named)
        and len(date) > 4
        and is_date(date)
        and len(named.split()) <= 7
        and name_share(named) == 1.0
    )


def _is_named_above_date(lines: list[str], i: int) -> bool:
    """Whether line `i` is the author's name, with at most a place, and the next line is the date."""
    return i + 1 < len(lines) and is_date(lines[i + 1]) and _AUTHOR.fullmatch(lines[i]) is not None


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
    points = 0
    while points < _POINTS and i + 1 + points < len(lines) and lines[i + 1 + points][0] in BULLETS:
        points += 1
    for k in range(i + 1, min(i + 1 + points + reach, len(lines))):
        if kinds[k] == "body" and is_prose(lines[k], stops[k]):
            return True
        if stops[k] and kinds[k] == "body" and _is_salutation(lines[k]):
            # the name of a newsletter, in capitals or above its number
            apart = k > i + 1 and (lines[i].isupper() or _ISSUE.match(lines[i + 1]) is not None)
            return (apart or lines[i].count(" ") >= 3) and _is_prose_at(lines, stops, kinds, k + 1, True)
        if stops[k] and kinds[k] == "body" and not is_counter(lines[k]):
            cut = lines[k - 1]
            if cut[0] in BULLETS and not stops[k - 1] and len(cut) > _CUT:
                return True  # a long point of a summary, which a line break has cut
            return _is_short_sentence(lines[k]) and _is_prose_at(lines, stops, kinds, k + 1)
    return False


def _is_salutation(line: str) -> bool:
    """Whether a line greets who is written to: "Dear Ida Marr," or "Prime Minister,"."""
    if len(line) > _GREETING or line[-1] not in ",:":
        return False
    return folded(line).startswith(SALUTATIONS) or (line[-1] == "," and name_share(line) == 1.0)


def _is_short_sentence(line: str) -> bool:
    """Whether a short line is a sentence, which may open the text, and neither a question nor a greeting."""
    return line[0].isupper() and line[-1] in ".!" and " " in line and not folded(line).startswith(SALUTATIONS)


def _is_prose_at(
    lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int, greeted: bool = False
) -> bool:
    """Whether there is a paragraph `i`, and it is prose that begins like one; in lower case if `greeted`."""
    if i >= len(lines) or kinds[i] != "body" or lines[i][0] in BULLETS:
        return False
    if lines[i][0].islower() and not greeted:
        return False
    return is_prose(lines[i], stops[i])


def _is_deck(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int) -> bool:
    """A line between headline and text."""
    line = lines[i]
    if folded(line[:_HEAD]).startswith(SALUTATIONS) or ("):" in line[:_HEAD] and SPEAKER.match(line)):
        return False
    return is_line(line, stops[i]) and not is_marked(line) and _prose_follows(lines, stops, kinds, i, reach=4)


def _is_listed_deck(lines: list[str], stops: list[bool], i: int) -> bool:
    """Whether line `i` is one of a few points between headline and byline, which say what is to come."""
    end = i
    while end < min(i + _POINTS, len(lines)) and lines[end][0] in BULLETS and not stops[end]:
        end += 1
    if end == i or end == len(lines) or len(lines[end]) > 110:
        return False
    dated = not stops[end] and is_date(lines[end])
    return dated or _is_byline(lines[end], lines[end].casefold())


def _is_above_byline(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int) -> bool:
    """A sentence or two between headline and byline: they tell what the text is about."""
    if i + 1 >= len(lines) or lines[i][-1] not in ".!?" or len(lines[i].split()) < 5:
        return False
    below = lines[i + 1]
    byline = len(below) <= 110 and _is_byline(below, below.casefold()) and kinds[i + 1] == "body"
    named = _is_named_above_date(lines, i + 1)
    return (byline or named) and (_prose_follows(lines, stops, kinds, i + 1, reach=4) or named)


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
    if kinds[i] != "body" or folded(line[:_HEAD]).startswith(_NO_HEADLINES):
        return False
    if i + 1 < len(lines) and folded(lines[i + 1][:_HEAD]).startswith(_TITLES):
        return True
    if SPEAKER.match(line) and i + 1 < len(lines) and SPEAKER.match(lines[i + 1]):
        return False
    return _prose_follows(lines, stops, kinds, i, reach=6)
