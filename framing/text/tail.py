"""What a page ends with and is no text any more: who the author is, who publishes it, where to write.

The words looked for are data, in ``zone_cues.toml``.
"""

from __future__ import annotations

import re
from typing import Final

from framing.model import ZoneKind
from framing.text.lines import CUES, SMALL, folded, is_counter, is_date, is_prose, links_in_row, name_share

_TAIL: Final = 12  # paragraphs from the end that are looked at
_FRONT: Final = 6  # paragraphs at the beginning in which author and publisher are named
_FRONT_LINE: Final = 110  # characters of such a paragraph
_START: Final = 40  # characters within which it says what it is
_FOOTER: Final = 500  # characters of a paragraph that ends a page
_CALL: Final = 300  # characters of one that tells readers where to write
_BYLINE: Final = re.compile(rf"(?:{'|'.join(CUES['front']['byline'])})\b", re.IGNORECASE)
_WORDS: Final = tuple(CUES["tail"]["contains"])
_LONG_WORD: Final = 5  # characters of a word that few paragraphs have
_STARTS: Final = tuple(CUES["tail"]["starts"])
_PAGE: Final = re.compile(r"\d{1,4}")
_CONTACTS: Final = 4  # lines of page furniture above a portrait that may name the publisher
# Ida Marr, born 1961, …; The Harbour League is a …
_NAME: Final = r"(?:The )?(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|for|and|&|in|de|van|von)){1,7}"
_LIFE: Final = "|".join(CUES["tail"]["lives"])
_PORTRAIT: Final = "|".join(CUES["tail"]["portraits"])
_SUBJECT: Final = re.compile(rf"{_NAME}?),? (?:(?P<life>{_LIFE})|(?:{_PORTRAIT}))\b")
_INNER_STOP: Final = re.compile(r"[.!?][\"”]? [A-Z]")
_AUTHOR: Final = re.compile(rf"The (?:author|writer) (?:{_LIFE})\b")
_SHORT_NAME: Final = re.compile(rf"(?P<name>[A-Z]{{3,8}}) (?:{_PORTRAIT})\b")  # SHL is a …
_IMPRINT: Final = re.compile(rf"{_NAME})(?=[ ,].*\d)")
_ADDRESS: Final = re.compile(r"\S@\S+\.\w|\bwww\.|https?://|\+?\(?\d[\d ()./-]{7,}\d")
_DIGIT: Final = re.compile(r"\d")
_TO_US: Final = re.compile(r"\b(?:us|our|newsdesk|editor|reach (?:her|him|them))\b", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"\s+[|·•]\s+")
_PORTRAIT_OF: Final = tuple(CUES["boilerplate"]["portrait_of"])


def _shared_words(cues: tuple[str, ...]) -> tuple[str, ...]:
    """A few words of which each cue has one: a paragraph with none of them has no cue."""
    rest = list(cues)
    shared = []
    while rest:
        words = [word for cue in rest for word in cue.split() if len(word) >= _LONG_WORD] or rest[:1]
        shared.append(max(dict.fromkeys(words), key=words.count))
        rest = [cue for cue in rest if shared[-1] not in cue]
    return tuple(shared)


_SHARED: Final = _shared_words(_WORDS)


def mark_tail(lines: list[str], stops: list[bool], kinds: list[ZoneKind]) -> None:
    """Mark as boilerplate what stands behind the end of the text, from the last paragraph upwards."""
    for i in range(len(lines) - 1, max(1, len(lines) - 1 - _TAIL), -1):
        if kinds[i] in ("notes", "boilerplate"):
            continue
        if len(lines[i]) > _FOOTER or kinds[i] not in ("body", "signatories"):
            break
        if kinds[i] == "signatories" and not _has_cue(lines[i]):
            break
        about = not stops[i] and kinds[-1] == "boilerplate" and lines[i].startswith(_PORTRAIT_OF)
        paged = i + 1 == len(lines) and _PAGE.fullmatch(lines[i]) and not _PAGE.fullmatch(lines[i - 1])
        if (
            not about
            and not paged
            and not _ends_page(lines[i], stops[i], lines[:_FRONT] + _contacts_above(lines, kinds, i))
        ):
            break
        if not any(is_prose(line, stop) for line, stop in zip(lines[:i], stops, strict=False)):
            break
        kinds[i] = "boilerplate"


def _ends_page(line: str, stop: bool, front: list[str]) -> bool:
    """Whether a paragraph at the end of a page belongs to it and not to the text."""
    if _has_cue(line):
        return True
    if folded(line[:_START]).startswith(_STARTS) or is_counter(line):
        return True
    if not stop and ((" " not in line and _ADDRESS.search(line)) or _is_menu(line) or _is_stamp(line)):
        return True
    if len(line) <= _CALL and _TO_US.search(line) and _ADDRESS.search(line):
        return True
    return _is_about(line, stop, front)


def _has_cue(line: str) -> bool:
    """Whether a paragraph has a phrase of imprints and mailing lists somewhere: "Registered charity"."""
    if len(line) > _CALL and ("“" in line or '"' in line or not ("@" in line or _DIGIT.search(line))):
        return False  # a long one has an address or a number, and nobody speaks in it
    plain = _in_small_letters(line)
    return any(map(plain.__contains__, _SHARED)) and any(map(plain.__contains__, _WORDS))


def _in_small_letters(line: str) -> str:
    """A line with A to Z in small letters. Much faster than folding every letter there is."""
    return line.encode("utf-8", "replace").lower().decode()


def _is_stamp(line: str) -> bool:
    """Whether a line tells when a page was made: "Published – January 22, 09:17 pm"."""
    return folded(line).startswith(("published", "updated", "posted")) and is_date(line)


def _is_menu(line: str) -> bool:
    """Whether a line is a row of links: "Follow the Globe: Instagram | Threads | RSS"."""
    if links_in_row(line):
        return True
    parts = _SEPARATOR.split(folded(line))
    return len(parts) > 2 and any(_ADDRESS.search(part) or part.startswith("follow ") for part in parts)


def _contacts_above(lines: list[str], kinds: list[ZoneKind], i: int) -> list[str]:
    """Who is to be written to, on the lines of page furniture above: "Press desk, Harbour League"."""
    begin = i
    while begin > max(0, i - _CONTACTS) and kinds[begin - 1] == "boilerplate":
        begin -= 1
    return [_ADDRESS.split(line)[0].rpartition(",")[0] or line for line in lines[begin:i]]


def _is_about(line: str, stop: bool, front: list[str]) -> bool:
    """Whether a paragraph tells who the author or the publisher is, both named at the beginning."""
    if line[:4] == "The " and _AUTHOR.match(line):
        return True
    short = _SHORT_NAME.match(line) if line[1:2].isupper() else None
    told = _SUBJECT.match(line) if stop or _INNER_STOP.search(line) else None
    subject = told or (None if stop else _IMPRINT.match(line))
    if subject is None and short is None:
        return False
    front = [named for named in front if len(named) <= _FRONT_LINE]
    if short and any(_initials(named) == short["name"] for named in front):
        return True
    if subject is None:
        return False
    name = subject["name"]
    if told and (name in front or any(_BYLINE.match(named) and name in named for named in front)):
        return True
    if told and told["life"]:
        return any(name in named for named in front[:1])
    return any(_is_publisher(named, name) for named in front)


def _initials(line: str) -> str:
    """The first letters of a name in capitals: "Stell Harbour League", "LEAGUE OF STELL" are SHL, LS."""
    return "".join(word[0] for word in line.split() if word[0].isupper() and folded(word) not in SMALL)


def _is_publisher(line: str, name: str) -> bool:
    """Whether a line names a publisher: alone, before place and date, or as that of a newsletter."""
    line, name = line.replace("’", "'"), name.replace("’", "'")
    if name not in line or name_share(line) < 0.6:
        return False
    before, _, behind = line.partition(name)
    alone = not before.strip("— –|") and not behind.strip()[:1].isalpha()
    return alone or before.endswith((" of the ", " of ", ", "))
