"""Zones: which part of a document a passage stands in.

A document is cut into paragraphs (`_paragraphs`), and a few passes give each of them a kind. Later passes
touch only what is still body. Most paragraphs of a news text are settled by their length and last character
alone. The words that passes look for are data, in ``zone_cues.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from typing import Final

from framing.model import Zone, ZoneKind

_CUES: Final = tomllib.loads(files("framing.text").joinpath("zone_cues.toml").read_text("utf-8"))

_STOPS: Final = frozenset(".!?…。！？؟।:：;；,，")
_SENTENCE_STOPS: Final = frozenset(".!?…。！？؟।")
_CLOSERS: Final = "\"'”’»›」』)]*_ "
_OPENING_MARKS: Final = frozenset("\"“„«「『‘'")
_CLOSING_MARKS: Final = frozenset("\"”“»」』’'")
_DECORATION: Final = '#*_-–—=•>|/[("“ \t'
_MARKED: Final = frozenset(_DECORATION + "¹²³⁴⁵⁶⁷⁸⁹^©@")
_BULLETS: Final = frozenset("-–—•*·▪◦●■►‣+")
_CLOSING_QUESTION: Final = frozenset('?？"”»)*_')
_LONG: Final = 200  # characters; a longer paragraph is neither headline nor subhead nor a line of a list
_WRAP: Final = 130  # characters; a text with longer lines is not hard-wrapped
_FRONT: Final = 10  # paragraphs within which headline, byline and date are looked for
_LOOKS: Final = 64  # paragraphs of one document that are looked for elsewhere in it
_NEAR: Final = 50_000  # characters before and after within which a pull quote's sentence is looked for

_REFERENCE: Final = re.compile(r"\[\d{1,3}\]|\[[ivx]{1,5}\]|[¹²³⁴-⁹]|\^\d")
_NUMBERED: Final = re.compile(r"\(?\d{1,3}[.)\]]\s")
_EMAIL_OR_PHONE: Final = re.compile(r"\S@\S+\.\w|\+?\(?\d[\d ()./-]{7,}\d")
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"\w+(?:['’]\w+)?")
# "HARBOURTOWN, June 3 (Wire) — …"
_DATELINE: Final = re.compile(r"[A-Z][\w.,’' /]{2,60}(?:\([A-Z][\w ./]{1,30}\) ?)?[ ]?(?:—|–|--)[ \w]")
_SPEAKER: Final = re.compile(r"[A-Z][\w.’' -]{1,40}:\s")


def _plain(phrase: str) -> str:
    return phrase.casefold().replace("’", "'")


def _cue_table() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Phrases, longest first, and what each announces, by the first three characters."""
    kinds = {
        "valediction": _CUES["signatories"]["valedictions"],
        "notes": _CUES["notes"]["headings"],
        "weak notes": _CUES["notes"]["weak_headings"],
        "links": _CUES["boilerplate"]["headings"],
        "portrait": _CUES["boilerplate"]["portraits"],
        "whole": _CUES["boilerplate"]["whole"],
        "start": _CUES["boilerplate"]["starts"],
    }
    table: dict[str, list[tuple[str, str]]] = {}
    for kind, phrases in kinds.items():
        for phrase in phrases:
            table.setdefault(_plain(phrase)[:3], []).append((_plain(phrase), kind))
    ordered = {key: sorted(found, key=lambda cue: -len(cue[0])) for key, found in table.items()}
    return {
        key: (tuple(cue[0] for cue in cues), tuple(cue[1] for cue in cues)) for key, cues in ordered.items()
    }


_TABLE: Final = _cue_table()
_CONTAINS: Final = tuple(_CUES["boilerplate"]["contains"])
_ENDS: Final = frozenset(_CUES["boilerplate"]["ends"])
_PORTRAIT_OF: Final = tuple(_CUES["boilerplate"]["portrait_of"])
_NO_CUE: Final = ("", False)
_STEMS: Final = tuple(_CUES["signatories"]["stems"])
_CONTINUATIONS: Final = tuple(_CUES["notes"]["continuations"])
_BYLINES: Final = tuple(_CUES["front"]["byline"])
_LABELS: Final = frozenset(_CUES["front"]["labels"])
_SALUTATIONS: Final = tuple(_CUES["front"]["salutations"])
_DATE_WORDS: Final = frozenset(_CUES["front"]["date_words"])
_SMALL: Final = frozenset(_CUES["names"]["small"])
_FIRST_PERSON: Final = frozenset(_CUES["names"]["first_person"])


def find_zones(text: str, title: str = "") -> tuple[Zone, ...]:
    """The zones of a text in order; together they cover it without gap or overlap.

    `title` is the document's title where the metadata gives one: it settles which line is the headline. White
    space belongs to the zone before it, at the beginning to the first. A pull quote includes the line with
    its speaker's name; neighbouring pull quotes, headlines and subheads stay apart. An empty text has no
    zones, one of white space only is body. Linear in the length of the text.
    """
    starts, paragraphs = _paragraphs(text, title)
    if not paragraphs:
        return (Zone(0, len(text), "body"),) if text else ()
    stops = [
        len(line) > _LONG or line[-1] in _STOPS or line.rstrip(_CLOSERS)[-1:] in _STOPS for line in paragraphs
    ]
    kinds: list[ZoneKind] = ["body"] * len(paragraphs)
    _mark_sections(paragraphs, stops, kinds)
    _mark_tail_list(paragraphs, stops, kinds)
    _mark_front(paragraphs, stops, kinds, title)
    joined = _mark_quotes_and_subheads(text, starts, paragraphs, stops, kinds)
    return _as_zones(len(text), starts, kinds, joined)


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


# -- paragraphs ---------------------------------------------------------------------------------------------


def _paragraphs(text: str, title: str) -> tuple[list[int], list[str]]:
    """Start and stripped text of each paragraph. A line is a paragraph, unless the text is hard-wrapped."""
    starts: list[int] = []
    lines: list[str] = []
    adjacent: list[bool] = []  # no blank line before this one
    position = 0
    blank = True
    longest = 0
    for line in text.splitlines(keepends=True):
        if line == "\n":
            position += 1
            blank = True
            continue
        core = line.strip()
        if core:
            indent = len(line) - len(line.lstrip()) if line[0] != core[0] else 0
            starts.append(position + indent)
            lines.append(core)
            adjacent.append(not blank)
            if len(core) > longest and " " in core:
                longest = len(core)
            blank = False
        else:
            blank = True
        position += len(line)
    if longest > _WRAP or not any(adjacent):
        return starts, lines
    return _unwrapped(starts, lines, adjacent, title)


def _unwrapped(
    starts: list[int], lines: list[str], adjacent: list[bool], title: str
) -> tuple[list[int], list[str]]:
    """Lines that a fixed line width has cut, put together again.

    A line break is a wrap where the next word would not have fitted. A text is taken as wrapped if enough
    lines after such breaks go on in lower case, which a list of names does not.
    """
    pairs = [i for i in range(1, len(lines)) if adjacent[i]]
    lengths = sorted(len(lines[i - 1]) for i in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if width < 40:
        return starts, lines
    full = {i for i in pairs if len(lines[i - 1]) + 1 + len(lines[i].split(None, 1)[0]) > width}
    # Scripts without case have no capital that would tell a new line of a list.
    going_on = sum(lines[i][0].isalpha() and not lines[i][0].isupper() for i in full)
    if going_on < 2 or going_on < 0.3 * len(full):
        return starts, lines
    new_starts: list[int] = []
    parts: list[list[str]] = []
    heading = _squeezed(title)
    for i, line in enumerate(lines):
        goes_on = (i in full or (adjacent[i] and line[0].islower())) and not (
            line[0] in _BULLETS
            or _REFERENCE.match(line)
            or _NUMBERED.match(line)
            or (heading and _squeezed(" ".join(parts[-1])) == heading)
        )
        if goes_on:
            parts[-1].append(line)
        else:
            new_starts.append(starts[i])
            parts.append([line])
    return new_starts, [" ".join(part) for part in parts]


def _squeezed(text: str) -> str:
    """Letters and digits only, case folded, for comparing a line with a title."""
    return "".join(_WORD.findall(text[:400])).casefold().replace("’", "'")


# -- sections and single lines that announce themselves ----------------------------------------------------


def _cue(line: str) -> tuple[str, bool]:
    """What a paragraph announces by its first words, and whether it is those words only."""
    if not line[0].isalnum():
        line = line[:_LONG].lstrip(_DECORATION) or line
    found = _TABLE.get(line[:3].casefold()) or _TABLE.get(line[:2]) or _TABLE.get(line[0])
    if found is None:
        return "", False
    head = line[:120].casefold().replace("’", "'")
    phrases, kinds = found
    if not head.startswith(phrases):
        return "", False
    for phrase, kind in zip(phrases, kinds, strict=True):
        if not head.startswith(phrase):
            continue
        rest = head[len(phrase) :]
        if kind == "start":
            if not (rest[:1].isalnum() and phrase[-1].isalnum() and phrase[-1].isascii()):
                return kind, False
            continue
        rest = rest.lstrip(' *_)]-–—=#/"”')
        alone = not rest.rstrip(':： .,!*_"”') or (len(rest) < 25 and rest[0] == "(" and rest[-1] in "):")
        if alone and (kind in ("valediction", "whole") or rest[:1] not in (".", "!", ",")):
            return kind, True
        if rest[:1] in (":", "：") and kind in ("notes", "weak notes"):
            return kind, False
    return "", False


def _mark_sections(lines: list[str], stops: list[bool], kinds: list[ZoneKind]) -> None:
    """One pass in reading order; `section` is what the last heading opened and nothing has closed."""
    count = len(lines)
    section = ""
    seen_prose = False
    for i, line in enumerate(lines):
        marked = line[0] in _MARKED
        cue, alone = _cue(line) if marked or line[:3].casefold() in _TABLE or line[:2] in _TABLE else _NO_CUE
        if (
            stops[i]
            and len(line) > 12
            and not (cue or section)
            and (not marked or line[0] in _OPENING_MARKS)
            and line.find(":", 0, 60) < 0
            and (line.isascii() or line.find("：", 0, 60) < 0)
        ):
            seen_prose = seen_prose or _is_prose(line, True)
            continue  # the common case, settled without a closer look
        short = len(line) <= _LONG
        if cue == "weak notes" and not (i >= 0.4 * count and (alone or _is_reference_list(lines, i))):
            cue = ""
        if not seen_prose and cue not in ("start", "whole", "notes"):
            seen_prose = _is_prose(line, stops[i])
            cue = ""
        if (seen_prose and _opens_signatories(lines, stops, i)) or (
            cue == "valediction" and i + 1 < count and _is_entry(lines[i + 1], stops[i + 1])
        ):
            section = "signatories"
            kinds[i] = "signatories"
        elif cue in ("notes", "weak notes"):
            kinds[i] = "notes"
            section = "notes" if alone and seen_prose else section
        elif i and _REFERENCE.match(line) and (i >= 0.4 * count or "://" in line):
            kinds[i] = "notes"
            section = section if section == "notes" else "references"
        elif cue == "portrait" or (short and seen_prose and _is_portrait(lines, stops, i)):
            kinds[i] = "boilerplate"
            section = "portrait"
        elif cue == "links":
            kinds[i] = "boilerplate"
            section = "links"
        elif short and line.strip("-–—*# /").casefold() in _ENDS and i >= 0.3 * count and i:
            kinds[i] = "boilerplate"
            section = "notes"
        elif cue in ("start", "whole") or (
            short and not stops[i] and section != "signatories" and _is_furniture(line)
        ):
            kinds[i] = "boilerplate"
        elif section == "signatories":
            if _is_entry(line, stops[i]) or (kinds[i - 1] == "signatories" and _is_run_on_list(line)):
                kinds[i] = "signatories"
            else:
                section = ""
        elif section == "notes":
            kinds[i] = "notes"
        elif section == "references":
            if line.casefold().startswith(_CONTINUATIONS) or line[0].islower():
                kinds[i] = "notes"
            else:
                section = ""
        elif section == "portrait":
            kinds[i] = "boilerplate"
        elif section == "links":
            if (stops[i] and len(line) > 100) or not short:
                section = ""
            else:
                kinds[i] = "boilerplate"


def _is_reference_list(lines: list[str], i: int) -> bool:
    """Whether a note or a reference follows paragraph `i`, or is in it."""
    below = lines[i + 1 : i + 2]
    return "://" in lines[i] or any(_REFERENCE.match(line) or _NUMBERED.match(line) for line in below)


def _opens_signatories(lines: list[str], stops: list[bool], i: int) -> bool:
    """A heading such as "Signed by:", with a list of names below it or behind its colon."""
    line = lines[i]
    colon = line.find(":", 0, 110)
    if colon < 0:
        colon = line.find("：", 0, 110)
    if colon < 0 and (stops[i] or len(line) > 110):
        return False
    rest = line[colon + 1 :].strip() if colon >= 0 else ""
    if rest and colon > 60:
        return False
    plain = _plain(line[: colon + 1] if colon >= 0 else line)
    if not any(stem in plain for stem in _STEMS):
        return False
    if rest:
        return rest[0] not in _OPENING_MARKS and _name_share(rest[:2_000]) >= 0.5
    if colon < 0 and len(line.split()) > 9:
        return False
    below = range(i + 1, min(i + 4, len(lines)))
    if not below:
        return colon >= 0
    if _is_run_on_list(lines[below[0]]):
        return True
    return all(_is_entry(lines[k], stops[k]) for k in below[: 1 if colon >= 0 else 2])


def _is_entry(line: str, stop: bool) -> bool:
    """Whether a line can stand in a list of signatories."""
    if len(line) > _LONG:
        return False
    if (stop and line[-1] in _SENTENCE_STOPS) or len(line) > 120:
        return _name_share(line) >= 0.6
    return True


def _is_run_on_list(line: str) -> bool:
    """Names in one paragraph, with commas or semicolons between them."""
    part = line[:2_000]
    separators = part.count(",") + part.count(";") + part.count("，") + part.count("、") + part.count("|")
    words = part.count(" ") + 1
    return separators >= max(2, words / 7) and _name_share(part) >= 0.7


def _is_portrait(lines: list[str], stops: list[bool], i: int) -> bool:
    """ "About X" over a paragraph that begins with X, late in the document."""
    if stops[i] and not lines[i].endswith((":", "*")):
        return False
    line = lines[i].strip(_DECORATION + ":*_")
    prefix = next((prefix for prefix in _PORTRAIT_OF if line.startswith(prefix)), "")
    name = line[len(prefix) :].casefold().removeprefix("the ").split()
    if not prefix or not name or i + 1 >= len(lines):
        return False
    below = lines[i + 1][:120].casefold().removeprefix("the ")
    return 2 * i >= len(lines) - 2 and len(line) < 90 and below.startswith(name[0])


def _is_furniture(line: str) -> bool:
    """A short line that belongs to the page and not to the text."""
    plain = line.casefold()
    if any(phrase in plain for phrase in _CONTAINS):
        return True
    # A line of mere address: little is left of it without the address.
    match = _EMAIL_OR_PHONE.search(line)
    return match is not None and len(line) < 90 and not any(mark in line for mark in '"“')


def _mark_tail_list(lines: list[str], stops: list[bool], kinds: list[ZoneKind]) -> None:
    """A long run of names at the end is a list of signatories even without a heading."""
    end = len(lines)
    while end and kinds[end - 1] in ("notes", "boilerplate"):
        end -= 1
    begin = end
    while begin and kinds[begin - 1] == "body" and len(lines[begin - 1]) <= (60 if stops[begin - 1] else 120):
        if stops[begin - 1] and lines[begin - 1][-1] in ":：":
            break
        begin -= 1
    names = [_name_share(line) >= 0.7 for line in lines[begin:end]]
    while begin < end and not names[0]:
        begin += 1
        names.pop(0)
    if begin == 0 or len(names) < 5 or sum(names) < 0.8 * len(names):
        return
    if sum(stops[begin:end]) > 0.3 * len(names):
        return
    before = lines[begin - 1]
    if before[-1] in ":：" or not stops[begin - 1]:
        return  # a list that the text announces, or no prose before it
    bullets = sum(line[0] in _BULLETS for line in lines[begin:end])
    cased = any(character.isupper() for line in lines[begin:end] for character in line[:3])
    if (bullets or not cased) and len(names) < 10:
        return
    kinds[begin:end] = ["signatories"] * (end - begin)


def _name_share(line: str) -> float:
    """How much of a line is capitalised as in a name: 0 to 1. Words without case count as capitalised."""
    good = bad = 0
    for token in line.split():
        word = token.lstrip("(“\"'‘«[-–—•*·#")
        if not word or not word[0].isalpha():
            bad += word[:1].isdigit() and good > 0
        elif word[0].islower():
            plain = word.rstrip(",;.)").casefold()
            if plain not in _SMALL and plain[:2] not in ("d'", "l'", "d’", "l’"):
                bad += 1
        else:
            good += 1
    return good / (good + bad) if good else 0.0


# -- the front -------------------------------------------------------------------------------------------


def _mark_front(lines: list[str], stops: list[bool], kinds: list[ZoneKind], title: str) -> None:
    """Headline, deck, byline, date: what stands before the first paragraph of the text proper."""
    limit = min(_FRONT, len(lines))
    heading = _squeezed(title)
    headline = -1
    if heading:
        squeezed = [_squeezed(line) if len(line) <= 300 else "" for line in lines[:limit]]
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
        elif kinds[i] != "body" or len(line) > _LONG:
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
    if _is_date(line):
        return True
    plain = line.casefold().strip(" *_[]:|-–—")
    # Before the headline a label or "By …" is one only if a headline can still follow.
    if not after_headline and not (i + 1 < len(lines) and _is_headline(lines, stops, kinds, i + 1)):
        return False
    if plain in _LABELS:
        return True
    words = plain.split()
    if 1 < len(words) <= 4 and (words[-1] in _LABELS or " ".join(words[-2:]) in _LABELS):
        return after_headline and _name_share(line) == 1.0
    for cue in _BYLINES:
        if plain.startswith(cue) and not plain[len(cue) : len(cue) + 1].isalpha():
            return len(words) <= 14 and not stops[i] and _name_share(line[len(cue) :]) >= 0.6
    return False


def _is_date(line: str) -> bool:
    """A line of date and time, at most with a place before it."""
    if len(line) > 80 or not _DIGIT.search(line):
        return False
    strange = known = 0
    for token in line.casefold().replace("/", " ").split():
        word = token.strip(".,:;()|-–—[]•·")
        if not word or word in _DATE_WORDS or word[0].isdigit():
            known += bool(word) and (word[0].isdigit() or len(word) > 2)
        else:
            strange += 1
    return strange == 0 or (strange <= 2 and known >= 3 and len(line) < 50 and line[-1] not in ".?!")


def _is_line(line: str, stop: bool) -> bool:
    """A short line that is no sentence of a paragraph: not cut off, no bullet, no end of a sentence."""
    if len(line) > _LONG or line[0].islower() or line[0] in _BULLETS:
        return False
    if stop:  # a question may be a heading, but most questions are sentences of the text
        return line.rstrip(_CLOSERS)[-1:] in ("?", "？")
    return any(map(str.isalpha, line[:20]))


def _is_prose(line: str, stop: bool) -> bool:
    return (stop and len(line) > 45) or len(line) > 150 or line[-1] in "。！？"


def _prose_follows(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int, reach: int) -> bool:
    """Whether one of the next few paragraphs is prose of the text."""
    if i + 1 < len(lines) and lines[i + 1][0].islower():
        return False  # it goes on: a page break has cut it
    for k in range(i + 1, min(i + 1 + reach, len(lines))):
        if kinds[k] == "body" and _is_prose(lines[k], stops[k]):
            return True
        if stops[k] and kinds[k] == "body":
            return False
    return False


def _is_deck(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int) -> bool:
    """A line between headline and text."""
    line = lines[i]
    return (
        _is_line(line, stops[i]) and not _is_marked(line) and _prose_follows(lines, stops, kinds, i, reach=4)
    )


def _is_headline(lines: list[str], stops: list[bool], kinds: list[ZoneKind], i: int) -> bool:
    line = lines[i]
    if not _is_line(line, stops[i]):
        # A headline with a stop is told by its capitals or by the dateline of the paragraph below it.
        if len(line) > 130 or line[-1] in ":;," or line[0].islower() or line[0] in _BULLETS:
            return False
        dateline = i + 1 < len(lines) and _DATELINE.match(lines[i + 1]) and not _DATELINE.match(line)
        capitals = line[0].isupper() and line.count(" ") >= 3 and _name_share(line) >= 0.85
        if not (dateline or capitals or line[-1] == "!"):
            return False
    if kinds[i] != "body" or _plain(line).startswith(_SALUTATIONS):
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
        if line[0] in _OPENING_MARKS and 30 < len(line) <= 400 and _is_marked(line):
            marked.append(i)
        if len(line) <= 120 and (not stops[i] or line[-1] in _CLOSING_QUESTION):
            if _is_line(line, stops[i]):
                candidates.append(i)
            elif line[0] in "-–—":
                dashed.append(i)
    joined: set[int] = set()
    looks = 0
    named = Counter(lines[i] for i in candidates)
    for i in sorted(candidates + dashed):
        if kinds[i] != "body" or looks >= _LOOKS or not _is_name(lines[i]):
            continue
        sides = [
            k
            for k in (i - 1, i + 1)
            if 0 <= k < len(lines) and kinds[k] == "body" and _can_be_pulled(lines[k])
        ]
        if not sides:
            continue
        looks += 1
        share, below = max((_repeated(text, starts[k], lines[k]), -k) for k in sides)
        best = -below
        if share < 0.4:
            before = i - 1
            if before not in sides or not _is_set_off(lines, i, named[lines[i]], text):
                continue
            best = before
        kinds[i] = kinds[best] = "pullquote"
        joined.add(max(i, best))
    for i in marked[:_LOOKS]:
        core = lines[i].strip("\"“”„«»「」『』‘’' .,!?")
        if (
            kinds[i] == "body"
            and not any(mark in core for mark in '“”"„«»')
            and (text.count(core, max(0, starts[i] - _NEAR), starts[i] + _NEAR) > 1)
        ):
            kinds[i] = "pullquote"
    _mark_subheads(lines, stops, kinds, candidates)
    return frozenset(joined)


def _is_name(line: str) -> bool:
    """A line such as "Ann Smith" or "Ann Smith, head of the Harbour League"."""
    first, comma, _ = line.partition(",")
    words = line.split()
    return (
        2 <= len(words) <= 16
        and line[-1] not in "?？"
        and (
            _name_share(line) >= 0.75
            or (bool(comma) and 2 <= len(first.split()) <= 5 and _name_share(first) == 1.0)
        )
    )


def _can_be_pulled(line: str) -> bool:
    if not 25 < len(line) <= 400 or line[0] in _BULLETS:
        return False
    return _is_marked(line) or line.rstrip(_CLOSERS)[-1:] in _SENTENCE_STOPS


def _is_marked(line: str) -> bool:
    """Whether a paragraph stands in quotation marks from its first to its last character."""
    return line[0] in _OPENING_MARKS and line[-1] in _CLOSING_MARKS


def _repeated(text: str, start: int, line: str) -> float:
    """Share of a paragraph's word triples, of at most 16 of them, that stand elsewhere nearby too."""
    words = [match.span() for match in _WORD.finditer(line)]
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
    marked = quote[0] in _OPENING_MARKS and quote.rstrip(" .,")[-1:] in _CLOSING_MARKS
    again = name.partition(",")[0].strip(" -–—")
    known = "," in name and len(again.split()) > 1 and text.count(again) > 1
    if (
        not marked
        and not known
        and _FIRST_PERSON.isdisjoint(word.casefold() for word in _WORD.findall(quote))
    ):
        return False
    if name[0] in "-–—":
        return True
    person = name.partition(",")[0].split()
    # Speaker labels of a transcript come back; a pull quote's name line comes once or twice.
    if times > 2 or not 2 <= len(person) <= 5:
        return False
    surname = person[-1].strip("()")
    if known and i + 1 < len(lines):
        return True  # Ann Smith, head of the League: named again outside the quote
    return ("," in name and marked) or (text.count(surname) > 1 and surname.casefold() not in text)


def _mark_subheads(lines: list[str], stops: list[bool], kinds: list[ZoneKind], candidates: list[int]) -> None:
    """Short lines between paragraphs of prose; at most two in a row."""
    for i in reversed(candidates):
        if kinds[i] != "body" or i == 0 or len(lines[i].split()) > 18:
            continue
        if stops[i] and (len(lines[i]) > 60 or lines[i][0] in _OPENING_MARKS):
            continue
        if lines[i].startswith("#"):
            kinds[i] = "subhead"
            continue
        if i + 1 >= len(lines) or _SPEAKER.match(lines[i]):
            continue
        below = kinds[i + 1] == "body" and (
            (_is_prose(lines[i + 1], stops[i + 1]) and not lines[i + 1][0].islower())
            or lines[i + 1][0] in _BULLETS
        )
        below = below or (kinds[i + 1] == "subhead" and kinds[min(i + 2, len(kinds) - 1)] != "subhead")
        above = kinds[i - 1] != "body" or _is_prose(lines[i - 1], stops[i - 1])
        if below and above:
            kinds[i] = "subhead"
