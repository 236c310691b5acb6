"""Direct quotation: in marks, set off as a block or a pull quote, or as a turn of a transcript."""

from __future__ import annotations

from bisect import bisect_left

from framing.model import Ruling
from framing.text.pulled import end_of_words
from framing.text.quotations import Quotation
from framing.text.set_off import FIRST_PERSON, sign_of_turn
from framing.voice.marks import judge_marks
from framing.voice.site import Site, marks_of

_TURNS = 6  # turns to either side of one whose labels show that it is one
_BEFORE_BRACKET = 24  # code points
_INTRODUCTION = 60  # code points before a stretch in angles that announce it
_NAME_LINE = 100  # code points of a line that names who speaks


def quotation(site: Site) -> Ruling | str:
    """The term is inside somebody's words in quotation marks."""
    for marks in site.chain:
        if marks.kind == "marks":
            judgement = judge_marks(site, marks)
            evidence = {*marks_of(marks), *judgement.evidence}
            content = site.text[marks.inner[0] : min(marks.inner[1], marks.inner[0] + 2000)]
            if site.text[marks.start] in "'‘’" and ("'" in content or "’" in content):
                evidence.add(marks.inner)  # the words tell an apostrophe from a closing mark
            if site.text[site.start - 1 : site.start] == "[":  # what the editor's words stand for
                evidence.add((max(marks.inner[0], site.start - _BEFORE_BRACKET), site.start))
            return Ruling("quoted", "quotation", tuple(sorted(evidence)))
    return "no quotation marks around it"


def block_quotation(site: Site) -> Ruling | str:
    """The term is in a paragraph that an introduction with a colon sets off as somebody's words."""
    for block in site.chain:
        if block.kind == "block":
            if block.start < block.inner[0]:
                marks = marks_of(block)
                if site.text.startswith(">>", block.start):  # with what announces it
                    marks = ((max(site.paragraph[0], block.start - _INTRODUCTION), block.start), *marks)
                return Ruling("quoted", "block-quotation", marks)
            signature = site.text[block.end : block.end + _NAME_LINE].split("\n", 1)[0].rstrip()
            if signature.lstrip()[:1] in ("—", "–"):
                return Ruling("quoted", "block-quotation", ((block.end - 1, block.end + len(signature)),))
            low = max(0, block.start - 200)
            intro = site.text[low : block.start].rstrip()
            line = intro.rfind("\n") + 1
            evidence = (low + line, low + len(intro)) if intro else (block.start, block.start + 1)
            spoken = FIRST_PERSON.search(site.text, *block.inner)
            return Ruling("quoted", "block-quotation", (evidence, spoken.span()) if spoken else (evidence,))
    return "no introduction with a colon before its paragraph"


def pull_quotation(site: Site) -> Ruling | str:
    """The term is in a pull quote: a sentence set off, its speaker named on the line before or behind."""
    if site.zone == "pullquote":
        pull = next((held for held in site.chain if held.kind == "pull"), None)
        if pull and _names_speaker(site, pull):
            return "in the line that names the speaker"
        return Ruling("quoted", "pull-quotation")
    return "not in a pull quote"


def _names_speaker(site: Site, pull: Quotation) -> bool:
    """Tell whether a site stands in the last lines of a pull quote, below its sentences: Ida Marr, farmer."""
    line = site.text.rfind("\n", pull.start, site.start) + 1
    if line <= pull.start:
        signed = end_of_words(site.text[pull.start : pull.end])
        return signed > 0 and site.start >= pull.start + signed
    return all(_is_name_line(rest) for rest in site.text[line : pull.end].split("\n") if rest.strip())


def _is_name_line(line: str) -> bool:
    """Tell whether a line of a pull quote can name who speaks: short, without a stop, not in marks."""
    return len(line) < _NAME_LINE and line[-1:] not in '.!?”"' and line[:1] not in '“"'


def transcript(site: Site) -> Ruling | str:
    """The term is in a turn of a transcript, behind a speaker's label, or in an interview without any."""
    for turn in site.chain:
        if turn.kind == "transcript":
            turns = site.page.quoted.turns
            number = bisect_left(turns, turn.start, key=lambda other: other.start)
            turns = turns[max(0, number - _TURNS) : number + _TURNS + 1]
            signs = tuple(sign_of_turn(site.text, *other.inner) for other in turns)
            spoken = FIRST_PERSON.search(site.text, *turn.inner) if len(turns) == 1 else None
            signs += (spoken.span(),) if spoken else ()
            return Ruling("quoted", "transcript", signs)
    return "no speaker's label before its paragraph"
