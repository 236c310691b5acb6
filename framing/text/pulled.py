"""Pull quotes: paragraphs set off from the text that a line with a name, or their own repetition, shows."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from framing.model import ZoneKind
from framing.text.lines import (
    CLOSERS,
    CLOSING_MARKS,
    CUES,
    LONG,
    OPENING_MARKS,
    SAYS_I,
    can_be_pulled,
    folded,
    is_aged,
    is_date,
    is_marked,
    is_name,
    is_prose,
    name_share,
)
from framing.text.paragraphs import WORD

_FRONT: Final = 10  # paragraphs within which the author of the whole text is named
_LOOKS: Final = 64  # paragraphs of one document that are looked for elsewhere in it
_NEAR: Final = 50_000  # characters before and after within which a pull quote's sentence is looked for
_FIRST_PERSON: Final = frozenset(CUES["names"]["first_person"])
_SINGULAR: Final = frozenset(CUES["names"]["singular"])
_ROLES: Final = frozenset(CUES["names"]["roles"])
_FULL_STOPS: Final = frozenset(".!?…")
# Ann Smith, baker
_ROLE: Final = re.compile(r"\A[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,3}, (?:the )?[a-z][^.!?]{2,60}\Z")
_FIRST_AND_ROLE: Final = re.compile(r"\A[A-Z][\w’'-]+, (?:a |an |the )?[a-z][^.!?:]{2,60}\Z")
_IN_MARKS: Final = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")
# … is no park.” – Samira, hut 114
_SIGNATURE: Final = re.compile(
    r"[.!?…,](?:['’”] ?)?[\"”’»“‘』」']\s+[–—-]\s?(?P<name>[A-Z][\w’.-]*(?: [A-Z][\w’.-]*){0,3})"
    r"(?:[,(] ?[^.!?:;“”\"]{2,50})?\Z"
)
_SIGNED: Final = 100  # characters at the end of a paragraph in which it is signed
# Marks within which a quotation would have ended, by the one that opens it
_PAIRS: Final = {"“": "“", '"': '"', "„": "„", "«": "«", "「": "「", "『": "『", "‘": "‘", "'": '"“'}
_PULLED: Final = 300  # characters of a pull quote that only its name line shows
_PROSE: Final = 45  # characters from which a line with a full stop is a sentence of the text
_TOLD: Final = 1_200  # characters of what one of several witnesses tells
_ROLE_LINE: Final = 120  # characters of a line that tells who the name above it is
_SPLIT: Final = re.compile(r" ?\(| [–—|] |[;|]")


class Page(NamedTuple):
    """The paragraphs of a document: where each begins, without white space, whether it ends with a stop."""

    text: str
    starts: list[int]
    lines: list[str]
    stops: list[bool]
    kinds: list[ZoneKind]

    def is_close(self, i: int) -> bool:
        """Whether paragraph `i` stands directly below the one before: no blank line is between them."""
        low = max(0, self.starts[i] - 200)
        gap = self.text[low : self.starts[i]]
        return i > 0 and len(f"{gap[len(gap.rstrip()) :]}.".splitlines()) == 2


def end_of_words(line: str) -> int:
    """Where the words of a paragraph in marks end, if a dash and its speaker follow: “No.” – Una, hut 9."""
    signature = _SIGNATURE.search(line, max(0, len(line) - _SIGNED)) if line[0] in _PAIRS else None
    if signature is None or name_share(signature["name"]) < 1.0:
        return 0
    return (
        0 if any(mark in line[1 : signature.start()] for mark in _PAIRS[line[0]]) else signature.start("name")
    )


def mark_pulled(page: Page, named: list[int], marked: list[int]) -> frozenset[int]:
    """Mark pull quotes, with the lines that name who speaks. Return the paragraphs that go on with one.

    `named` are the short lines without a stop, `marked` the paragraphs in marks from end to end.
    """
    joined = _mark_witnesses(page, named) | _mark_named_quotes(page, named)
    _mark_repeated_quotes(page, marked)
    return frozenset(joined)


def _mark_named_quotes(page: Page, named: list[int]) -> set[int]:
    """Pull quotes that a line with a name shows, and that line. Returns all but the first line of each."""
    lines, kinds = page.lines, page.kinds
    joined: set[int] = set()
    looks = 0
    for i in named:
        if looks >= _LOOKS:
            break
        if kinds[i] != "body" or not (is_name(lines[i]) or is_aged(lines[i]) or _is_first_name(page, i)):
            continue
        end = _end_of_signature(page, i)
        sides = [k for k in (i - 1, end) if _can_stand_beside(page, k, k < i) and not _is_about(page, i, k)]
        if not sides:
            continue
        looks += 1
        # What stands twice as a paragraph was copied twice; a pull quote repeats words of a longer one.
        share, nearest = max(
            (0.0 if lines.count(lines[k]) > 1 else _repeated(page.text, page.starts[k], lines[k]), -k)
            for k in sides
        )
        if share >= 0.4:
            quote = -nearest
        elif (
            i - 1 in sides
            and not _is_signed_above(page, i - 1)
            and not _stands_above_its_words(lines, i, end)
            and _is_set_off(page, i, end, [lines[k] for k in named].count(lines[i]))
        ):
            quote = i - 1
        elif end in sides and _is_introduced(page, i, end):
            quote = end
        else:
            continue
        begin, last = min(i, quote), max(end, quote + 1)
        kinds[begin:last] = ["pullquote"] * (last - begin)
        joined.update(range(begin + 1, last))
    return joined


def _can_stand_beside(page: Page, k: int, above: bool) -> bool:
    """Whether paragraph `k`, above or below a line with a name, may be a pull quote."""
    if not 0 <= k < len(page.lines) or page.kinds[k] != "body":
        return False
    line = page.lines[k]
    said = can_be_pulled(line) or (above and _is_said(line, page.stops[k]))
    return said and not _is_reported(line)


def _is_about(page: Page, i: int, k: int) -> bool:
    """Whether paragraph `k` is about who is named on line `i`, not by them, or the whole text is by them.

    Ida Marr / Director / Ida joined us in May.
    """
    person = _person(page.lines[i])
    if not person or is_marked(page.lines[k]):
        return False
    written = any(
        kind == "boilerplate" and " ".join(person) in line
        for line, kind in zip(page.lines[:_FRONT], page.kinds, strict=False)
    )
    return written or not {person[0], person[-1]}.isdisjoint(WORD.findall(page.lines[k]))


def _person(name: str) -> list[str]:
    """The words of the name on a line: "Kofi Lenn (72)" is Kofi, Lenn."""
    return _SPLIT.split(name.strip("-–— ").partition(",")[0], maxsplit=1)[0].split()


def _end_of_signature(page: Page, i: int) -> int:
    """The paragraph behind the name on line `i` and behind the lines that tell who that is, of at most two.

    Ama Dorley / Chairperson / Assembly of the Orrim. Such a line has a word for a role, or no blank line is
    above it, and one is below.
    """
    lines, kinds = page.lines, page.kinds
    end = i + 1
    if "," in lines[i] and not is_aged(lines[i]):
        return end  # Ama Dorley, chair: she is introduced
    while end < min(i + 3, len(lines)) and kinds[end] == "body" and not page.stops[end]:
        line = lines[end]
        apart = end + 1 == len(lines) or not page.is_close(end + 1)
        tells = _has_role(line) or (
            page.is_close(end) and (apart or (end == i + 1 and _has_role(lines[end + 1])))
        )
        if len(line) > _ROLE_LINE or line[0] in OPENING_MARKS or is_date(line) or not tells:
            break
        end += 1
    return end


def _is_first_name(page: Page, i: int) -> bool:
    """Whether line `i` is a first name only, under what that one says, and above who it is.

    I still count at night. / Tam / held for 14 months
    """
    line = page.lines[i]
    if not (line.isalpha() and line.istitle() and 0 < i < len(page.lines) - 1):
        return False
    below, quote = page.lines[i + 1], _IN_MARKS.sub("", page.lines[i - 1])
    return not page.stops[i + 1] and _has_role(below) and len(below) <= _ROLE_LINE and _says_i(quote)


def _has_role(line: str) -> bool:
    """Whether a line begins with who somebody is: "Mother of three", "Deputy chair, Ballot Watch"."""
    return not _ROLES.isdisjoint(word.casefold() for word in WORD.findall(line[:60])[:4])


# -- witnesses -------------------------------------------------------------------------------------------


def _mark_witnesses(page: Page, named: list[int]) -> set[int]:
    """What several people tell, each with name and age or role above it. Returns all but the first lines.

    Lida, 34, seamstress / I made school uniforms there. / Bekzat, cook / They took my knives from me.
    """
    found = [i for i in named if page.kinds[i] == "body" and _is_witness(page, i)]
    if len(found) < 2 or sum(is_aged(page.lines[i]) for i in found) < 1:
        return set()
    for i in found:
        page.kinds[i] = page.kinds[i + 1] = "pullquote"
    return {i + 1 for i in found}


def _is_witness(page: Page, i: int) -> bool:
    """Whether line `i` names somebody with age or role, and the paragraph below says "I" and not above."""
    lines = page.lines
    if i + 1 >= len(lines) or page.kinds[i + 1] != "body" or len(lines[i]) > _ROLE_LINE:
        return False
    told = lines[i + 1]
    introduced = is_aged(lines[i]) or _FIRST_AND_ROLE.match(lines[i]) or _ROLE.match(lines[i])
    prose = 25 < len(told) <= _TOLD and told.rstrip(CLOSERS)[-1:] in _FULL_STOPS
    return bool(introduced and prose and _says_i(_IN_MARKS.sub("", told)))


# -- repeated --------------------------------------------------------------------------------------------


def _mark_repeated_quotes(page: Page, marked: list[int]) -> None:
    """Pull quotes in marks, without a name, whose words stand elsewhere nearby too."""
    for i in marked[:_LOOKS]:
        core = page.lines[i].strip("\"“”„«»「」『』‘’' .,!?")
        whole = page.kinds[i] == "body" and not any(mark in core for mark in '“”"„«»')
        start = page.starts[i]
        if whole and page.text.count(core, max(0, start - _NEAR), start + _NEAR) > 1:
            page.kinds[i] = "pullquote"


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


# -- signed ----------------------------------------------------------------------------------------------


def _is_set_off(page: Page, i: int, end: int, times: int) -> bool:
    """A quote that is not repeated in the text, with its speaker below: in marks or in the first person."""
    lines, text = page.lines, page.text
    quote = lines[i - 1]
    name = ", ".join(lines[i:end])
    marked = quote[0] in OPENING_MARKS and quote.rstrip(" .,")[-1:] in CLOSING_MARKS
    if not marked and is_date(name):
        return False  # Stell, 23 November 2031: where and when a statement was made
    # Ann Smith, Head of the League; Head of the League, Ann Smith.
    parts = [part.strip(" -–—") for part in name.split(",", 1)]
    known = len(parts) > 1 and any(len(part.split()) > 1 and text.count(part) > 1 for part in parts)
    tight = end > i + 1 and page.is_close(i) and i > 1 and not page.is_close(i - 1)
    alone = len(quote) <= _PULLED and times == 1 and _is_between_prose(lines, i, end)
    if not marked and not known and not _speaks(quote):
        return alone and (tight or _ROLE.search(name) is not None)
    if name[0] in "-–—":
        return True
    person = _person(name)
    # Speaker labels of a transcript come back; a pull quote's name line comes once or twice.
    if times > 2 or not (1 if is_aged(name) or _is_first_name(page, i) else 2) <= len(person) <= 5:
        return False
    surname = person[-1].strip("()")
    if known and i + 1 < len(lines):
        return True  # Ann Smith, head of the League: named again outside the quote
    if alone and tight and not page.is_close(end):
        return True  # whatever the publisher's "we" says below it
    if ("," in name or _SPLIT.search(name)) and (marked or _is_between_others(lines, i - 1, i - 1, end)):
        return True
    last = end == len(lines) and _ROLE.search(name) and i > 1 and lines[i - 2][-1] in _FULL_STOPS
    if last and not any(_speaks(line) for line in lines[: i - 1]):
        return True  # the last of an article in which nobody else says "I"
    return text.count(surname) > 1 and surname.casefold() not in text


def _stands_above_its_words(lines: list[str], i: int, end: int) -> bool:
    """Whether the words of who is named on line `i` follow it, in the first person, and do not precede it."""
    above = is_marked(lines[i - 1]) or _speaks(lines[i - 1])
    return end < len(lines) and not above and SAYS_I.search(_IN_MARKS.sub("", lines[end])) is not None


def _is_signed_above(page: Page, quote: int) -> bool:
    """Whether a name and a role stand above a paragraph without marks: it may be that person's.

    Odo Lenn / Head of Reserves / I look after the marsh. / Una Pell
    """
    lines = page.lines
    if quote < 2 or is_marked(lines[quote]) or "pullquote" in page.kinds[quote - 2 : quote]:
        return False
    role = not page.stops[quote - 1] and _has_role(lines[quote - 1])
    return role and (is_name(lines[quote - 2]) or is_name(lines[quote - 1]))


def _is_between_prose(lines: list[str], i: int, end: int) -> bool:
    """Whether the text goes on in whole sentences above the quote and behind its name."""
    if i < 2 or end >= len(lines):
        return False
    return all(
        len(line) > _PROSE and line.rstrip(CLOSERS)[-1:] in _FULL_STOPS for line in (lines[i - 2], lines[end])
    )


def _is_introduced(page: Page, i: int, end: int) -> bool:
    """A paragraph in the first person with its speaker, a name and a role, on the lines above."""
    lines = page.lines
    name, comma, _ = ", ".join(lines[i:end]).partition(",")
    spoken = is_marked(lines[end]) or _speaks(_IN_MARKS.sub("", lines[end]))
    if not comma or page.stops[i] or not spoken or not _speaks(lines[end]):
        return False
    if not (1 if is_aged(lines[i]) else 2) <= len(name.split()) <= 4:
        return False
    above = page.kinds[i - 1] == "body" and is_prose(lines[i - 1], page.stops[i - 1]) if i else False
    return above and _is_between_others(lines, end, i, end + 1)


def _is_between_others(lines: list[str], quote: int, begin: int, end: int) -> bool:
    """Whether there is text on both sides of lines `begin` to `end`, and nobody says "I" there but in marks.

    Behind a quote that says "I" the publisher may say "we".
    """
    if begin == 0 or end >= len(lines):
        return False
    speaks = _says_i if _says_i(lines[quote]) else _speaks
    return not any(speaks(_IN_MARKS.sub("", lines[k])) for k in (begin - 1, end))


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
    return not _FIRST_PERSON.isdisjoint(folded(word) for word in WORD.findall(line))


def _says_i(line: str) -> bool:
    """Whether a line holds a word of the first person singular."""
    return not _SINGULAR.isdisjoint(folded(word) for word in WORD.findall(line))
