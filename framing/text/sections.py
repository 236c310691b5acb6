"""The parts of a document that announce themselves: signatories, notes, references, page furniture.

The words looked for are data, in ``zone_cues.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from framing.model import ZoneKind
from framing.text.lines import (
    BULLETS,
    CUES,
    LONG,
    OPENING_MARKS,
    folded,
    is_date,
    is_entry,
    is_furniture,
    is_name,
    is_page_mark,
    is_prose,
    is_run_on_list,
    may_be_page_mark,
    name_share,
)
from framing.text.paragraphs import NUMBERED, REFERENCE

_DECORATION: Final = '#*_-–—=•>|/[("“ \t'
_MARKED: Final = frozenset(_DECORATION + "¹²³⁴⁵⁶⁷⁸⁹^©@")
_SALUTATIONS: Final = tuple(CUES["front"]["salutations"])
_FRONT: Final = 10  # paragraphs within which a letter greets whom it is written to
_GREETING: Final = 40  # characters of a line that ends a letter
_FEWEST_NAMES: Final = 4  # signatories of a letter without a heading
_COLOPHON: Final = 4  # paragraphs of thanks and credits at the end, with their heading
_LAST_NOTE: Final = 300  # characters of a note that ends a document: "Note: …"


def _cue_table() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Phrases, longest first, and what each announces, by the first three characters."""
    kinds = {
        "valediction": CUES["signatories"]["valedictions"],
        "notes": CUES["notes"]["headings"],
        "weak notes": CUES["notes"]["weak_headings"],
        "links": CUES["boilerplate"]["headings"],
        "portrait": CUES["boilerplate"]["portraits"],
        "colophon": CUES["boilerplate"]["colophons"],
        "whole": CUES["boilerplate"]["whole"],
        "start": CUES["boilerplate"]["starts"],
        "credit": CUES["boilerplate"]["credits"],
        "note": CUES["notes"]["starts"],
        "attachment": CUES["notes"]["attachments"],
    }
    table: dict[str, list[tuple[str, str]]] = {}
    for kind, phrases in kinds.items():
        for phrase in phrases:
            table.setdefault(folded(phrase)[:3], []).append((folded(phrase), kind))
    ordered = {key: sorted(found, key=lambda cue: -len(cue[0])) for key, found in table.items()}
    return {
        key: (tuple(cue[0] for cue in cues), tuple(cue[1] for cue in cues)) for key, cues in ordered.items()
    }


def _beginnings(phrases: Iterable[str]) -> frozenset[str]:
    """The first six characters of each phrase, of short ones three, two or one; with either apostrophe."""
    begins = [phrase[:6] if len(phrase) > 5 else phrase[:3] for phrase in phrases]
    return frozenset(begins + [begin.replace("'", "’") for begin in begins])


_TABLE: Final = _cue_table()
_BEGINNINGS: Final = _beginnings(phrase for phrases, _ in _TABLE.values() for phrase in phrases)
_ENDS: Final = frozenset(CUES["boilerplate"]["ends"])
_PORTRAIT_OF: Final = tuple(CUES["boilerplate"]["portrait_of"])
_HEADINGS: Final = frozenset(CUES["boilerplate"]["headings"])
_MORE: Final = tuple(CUES["boilerplate"]["more"])
_CREDIT: Final = 80  # characters of the names behind a picture's colon
_LINKS: Final = 20  # headlines of other pages at the end
# With spring greetings; yours in struggle
_VALEDICTION: Final = re.compile(
    rf"(?:with|in|yours) (?:[\w’'-]+ ){{0,3}}(?:{'|'.join(CUES['signatories']['regards'])})"
    r"|yours(?: [\w’'-]+){1,3}",
    re.IGNORECASE,
)
_NO_CUE: Final = ("", False)
_STEMS: Final = tuple(CUES["signatories"]["stems"])
_SPEAKERS: Final = frozenset(CUES["signatories"]["speakers"])
_RULES: Final = frozenset("_-–—*=")
_RULE: Final = 2  # characters of a line between text and footnotes
_REFERRED: Final = 100  # paragraphs above a footnote in which its number may stand
_FOOTNOTE: Final = re.compile(r"(\d{1,3})\.?\s+\S")  # 44  The name appears …
_GLUED: Final = re.compile(r"ENDS?(?=[A-Z][a-z])")  # ENDNotes to editors: a line break is lost
_CONTINUATIONS: Final = tuple(CUES["notes"]["continuations"])


def mark_sections(lines: list[str], stops: list[bool], kinds: list[ZoneKind]) -> None:
    """One pass in reading order; `section` is what the last heading opened and nothing has closed."""
    count = len(lines)
    section = ""
    seen_prose = False
    for i, line in enumerate(lines):
        head = line[:60]
        if head[0] == "E" and _GLUED.match(head):
            line = _GLUED.sub("", line)
            head = line[:60]
        marked = head[0] in _MARKED
        first = head[:6].casefold()
        cued = first[:3] in _TABLE and (first in _BEGINNINGS or first[:3] in _BEGINNINGS)
        cued = cued or (first[0] > "z" and first[:2] in _BEGINNINGS)
        cue, alone = _cue(line) if cued or marked else _NO_CUE
        if not cue and len(line) <= _GREETING and _VALEDICTION.fullmatch(line.strip(" ,!")):
            cue = "valediction"
        if (
            stops[i]
            and not (cue or section)
            and len(head) > 12
            and (not marked or head[0] in OPENING_MARKS)
            and not (":" in head or "：" in head)
        ):
            seen_prose = seen_prose or is_prose(line, True)
            continue  # the common case, settled without a closer look
        short = len(line) <= LONG
        if short and not stops[i] and (is_page_mark(line) or _cuts_a_sentence(lines, stops, i)):
            kinds[i] = "boilerplate"
            continue
        if cue == "credit":
            cue = "start" if _is_credit(line) else ""
        if cue == "note":
            cue = cue if i >= 0.4 * count and seen_prose else ""
        if cue == "attachment":
            cue = "weak notes" if short and i >= 0.4 * count and seen_prose and not stops[i] else ""
            alone = bool(cue)
        elif cue == "weak notes" and not (
            (i >= 0.4 * count and (alone or _is_reference_list(lines, i)))
            or (i + 1 == count and len(line) <= _LAST_NOTE)
        ):
            cue = ""
        if cue == "colophon":
            cue = "portrait" if alone and count - i <= _COLOPHON else ""
        if cue == "portrait" and not (alone or i + 1 == count or kinds[i - 1] in ("notes", "boilerplate")):
            cue = ""  # Who we are: a point in a statement
        if not seen_prose and cue not in ("start", "whole", "notes"):
            seen_prose = is_prose(line, stops[i])
            cue = ""
        if (seen_prose and _opens_signatories(lines, stops, i)) or (
            cue == "valediction" and i + 1 < count and is_entry(lines[i + 1], stops[i + 1])
        ):
            section = "signatories"
            kinds[i] = "signatories"
        elif cue in ("notes", "weak notes"):
            kinds[i] = "notes"
            section = "notes" if alone and seen_prose else section
        elif cue == "note":
            kinds[i] = "notes"
            section = "" if section == "signatories" else section
        elif i and REFERENCE.match(line) and (i >= 0.4 * count or "://" in line):
            kinds[i] = "notes"
            section = section if section == "notes" else "references"
        elif cue == "portrait" or (short and seen_prose and _is_portrait(lines, stops, i)):
            kinds[i] = "boilerplate"
            section = "portrait" if alone or cue != "portrait" else section
        elif cue == "links" or (short and seen_prose and _opens_links(lines, stops, i)):
            kinds[i] = "boilerplate"
            section = "links"
        elif short and line.strip("-–—*# /").casefold() in _ENDS and i >= 0.3 * count and i:
            kinds[i] = "boilerplate"
            section = "notes"
        elif short and line[0] in _RULES and _opens_footnotes(lines, i):
            kinds[i] = "notes"
            section = "notes"
        elif cue in ("start", "whole") or (
            short and not stops[i] and section != "signatories" and is_furniture(line)
        ):
            kinds[i] = "boilerplate"
            if cue == "start" and seen_prose and short and line[-1] == ":" and 2 * i >= count:
                section = "links"  # For more information or an interview, contact:
        elif section == "signatories":
            if is_entry(line, stops[i]) or (kinds[i - 1] == "signatories" and is_run_on_list(line)):
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


def mark_tail_list(lines: list[str], stops: list[bool], kinds: list[ZoneKind]) -> None:
    """A long run of names at the end is a list of signatories without a heading too; in a letter, of four."""
    end = len(lines)
    while end and kinds[end - 1] in ("notes", "boilerplate"):
        end -= 1
    begin = end
    while begin and kinds[begin - 1] == "body" and len(lines[begin - 1]) <= (60 if stops[begin - 1] else 120):
        if stops[begin - 1] and lines[begin - 1][-1] in ":：":
            break
        begin -= 1
    if end - begin < _FEWEST_NAMES:
        return  # nearly always
    letter = any(folded(line[:60]).startswith(_SALUTATIONS) for line in lines[:_FRONT])
    names = [name_share(line) >= 0.7 or (letter and is_name(line)) for line in lines[begin:end]]
    ahead = next((number for number, named in enumerate(names) if named), len(names))
    begin, names = begin + ahead, names[ahead:]
    if begin == 0 or len(names) < (_FEWEST_NAMES if letter else 5) or sum(names) < 0.8 * len(names):
        return
    if sum(stops[begin:end]) > 0.3 * len(names):
        return
    before = lines[begin - 1]
    if before[-1] in ":：" or not stops[begin - 1]:
        return  # a list that the text announces, or no prose before it
    bullets = sum(line[0] in BULLETS for line in lines[begin:end])
    cased = any(character.isupper() for line in lines[begin:end] for character in line[:3])
    if (bullets or not cased) and len(names) < 10:
        return
    kinds[begin:end] = ["signatories"] * (end - begin)


def _cuts_a_sentence(lines: list[str], stops: list[bool], i: int) -> bool:
    """Whether a page break has left line `i` in the midst of a sentence: "The Quarterly      47"."""
    if i == 0 or i + 1 == len(lines) or stops[i - 1] or not lines[i + 1][0].islower():
        return False
    return len(lines[i - 1]) > 40 and may_be_page_mark(lines[i])


def _cue(line: str) -> tuple[str, bool]:
    """What a paragraph announces by its first words, and whether it is those words only."""
    if not line[0].isalnum():
        line = line[:LONG].lstrip(_DECORATION) or line
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
        if kind in ("start", "credit", "note"):
            if phrase[-1] == ":" and not rest.strip() and phrase[:-1] in _HEADINGS:
                continue  # Contacts: on a line of its own
            if not (rest[:1].isalnum() and phrase[-1].isalnum() and phrase[-1].isascii()):
                return kind, False
            continue
        if phrase == "signed" and _is_place_and_date(rest):
            return kind, True
        rest = rest.lstrip(' *_)]-–—=#/"”')
        alone = not rest.rstrip(':： .,!*_"”') or (len(rest) < 25 and rest[0] == "(" and rest[-1] in "):")
        if alone and (kind in ("valediction", "whole") or rest[:1] not in (".", "!", ",")):
            return kind, True
        if rest[:1] in (":", "：") and kind in ("notes", "weak notes", "portrait", "attachment"):
            return kind, False
    return "", False


def _is_place_and_date(rest: str) -> bool:
    """Whether what stands behind "Signed" is where and when: ", Stell and Oster, 4 May 2031"."""
    places, _, date = rest.rpartition(", ")
    return rest[0:1] == "," and len(places) <= _GREETING and len(date) > 4 and is_date(date)


def _is_reference_list(lines: list[str], i: int) -> bool:
    """Whether a note or a reference follows paragraph `i`, or is in it."""
    below = lines[i + 1 : i + 2]
    return "://" in lines[i] or any(REFERENCE.match(line) or NUMBERED.match(line) for line in below)


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
    plain = folded(line[: colon + 1] if colon >= 0 else line)
    if not any(stem in plain for stem in _STEMS):
        return False
    if rest:
        return rest[0] not in OPENING_MARKS and name_share(rest[:2_000]) >= 0.5
    if colon < 0 and len(line.split()) > 9:
        return False
    below = range(i + 1, min(i + 4, len(lines)))
    if not below:
        return colon >= 0
    if not _SPEAKERS.isdisjoint(plain.replace(",", " ").split()) and _are_demands(lines[i + 1 : i + 4]):
        return False
    if is_run_on_list(lines[below[0]]):
        return True
    return all(is_entry(lines[k], stops[k]) for k in below[: 1 if colon >= 0 else 2])


def _are_demands(lines: list[str]) -> bool:
    """Whether lines say what is asked for, and by their capitals are no names: "➜ close all five camps"."""
    plain = [NUMBERED.sub("", line.lstrip(_DECORATION + "".join(BULLETS))) for line in lines]
    return sum(map(name_share, plain)) < 0.5 * len(plain)


def _opens_footnotes(lines: list[str], i: int) -> bool:
    """Whether line `i` is a mere rule, and below it stands a note that the text above refers to by number."""
    note = _FOOTNOTE.match(lines[i + 1]) if i + 1 < len(lines) and not lines[i].strip("_-–—*=") else None
    if note is None or len(lines[i]) < _RULE:
        return False
    above = lines[max(0, i - _REFERRED) : i]
    return any(mark in line for line in above for mark in (f"[{note[1]}]", f"({note[1]})", f"^{note[1]}"))


def _is_credit(line: str) -> bool:
    """Whether names, and no caption in words, stand behind a picture's colon: "Photo: Ida Marr/Herald"."""
    names = line.partition(":")[2]
    return len(names) <= _CREDIT and name_share(names) >= 0.6


def _opens_links(lines: list[str], stops: list[bool], i: int) -> bool:
    """A heading over the headlines of other pages, with which a document ends: "MORE FROM THE HERALD"."""
    if stops[i] or 2 * i < len(lines) or not folded(lines[i]).startswith(_MORE) or i + 1 == len(lines):
        return False
    return len(lines) - i <= _LINKS and not any(stops[i + 1 :])


def _is_portrait(lines: list[str], stops: list[bool], i: int) -> bool:
    """ "About X" over a paragraph that begins with X, late in the document."""
    if stops[i] and not lines[i].endswith((":", "*")):
        return False
    line = lines[i].strip(_DECORATION + ":*_")
    prefix = next((prefix for prefix in _PORTRAIT_OF if line.startswith(prefix)), "")
    name = line[len(prefix) :].casefold().removeprefix("the ").split()
    if not prefix or not name or i + 1 >= len(lines):
        return False
    below = lines[i + 1][:LONG].casefold().removeprefix("the ")
    named = below.startswith(name[0]) or " ".join(name) in below  # Founded in 1994, X …
    return 2 * i >= len(lines) - 2 and len(line) < 90 and named
