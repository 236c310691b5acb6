"""Direct quotation, and what a short stretch in quotation marks is.

The judgement between somebody's words and a term held at a distance is made in one place, `judge_marks`:
by length and form of the stretch first, then by a speaker or a verb of speech near it. Without either, a
short noun phrase in the publisher's own sentence is a term that the publisher does not adopt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from framing.model import Ruling, Span
from framing.text.quotations import Quotation
from framing.voice.site import SHORT, Site, any_of, cue_table, marks_of, words

_CUES = cue_table("marks")
_CLAUSE_WORDS = frozenset(_CUES["clause_words"])
_SPEECH = re.compile(rf"(?<!\bso )(?<![-‑])\b{any_of(_CUES['speech'])}\b")
_DIRECTLY = re.compile(
    rf"\b{any_of(_CUES['says'])}\b(?: that| only| simply| just| of)?\s?[,:]?\s*\Z|[:,]\s*\Z"
    rf"|\b{any_of(_CUES['said_things'])} that\s\Z"
)
_BEHIND = re.compile(
    rf"[,.?!]?\s*(?:,?\s*(?:\w[\w.’'-]*\s+){{1,6}}?{any_of(_CUES['says'])}\b|{any_of(_CUES['says'])}\s+\w)"
)
_SAYING_BEHIND = re.compile(
    rf",?\s*(?:(?P<subject>[\w.’'-]+(?:\s[\w.’'-]+){{0,5}}?)\s+)?(?P<verb>{any_of(_CUES['says'])})\b"
)
_WORKS = any_of(_CUES["works"])
_WORK_BEFORE = re.compile(
    rf"\b{_WORKS}\b[,:]?(?: (?:called|titled|entitled|named|of|on|like|about|is|was))?(?: the)?[,:]?\s*\Z"
)
# A report by somebody called "…"
_WORK_CALLED = re.compile(rf"\b{_WORKS}\b[^.;:“\"]{{1,60}}\s(?:called|titled|entitled|named)\s\Z")
_WORK_NEAR = re.compile(rf"\b{_WORKS}\b")
_WORK_BEHIND = re.compile(
    rf"(?:\s\(\d{{4}}\))?,?\s*(?:(?:is|was|by|an?|the|his|her|their|this"
    rf"|[\w’'-]+)\s+){{0,4}}{_WORKS}\b"
)
_MADE_BEFORE = re.compile(rf"\b{any_of(_CUES['makes'])}\s+\Z")
_BODY_BEFORE = re.compile(rf"\b{any_of(_CUES['bodies_before'])}\s(?:the\s)?\Z")
_SHOWN_BEFORE = re.compile(
    rf"\b(?:{any_of(_CUES['broadcasters'])}[’']s?\s+(?:[\w-]+\s+)?|{any_of(_CUES['appears'])}\b[^“\"]{{0,40}}\bon\s+)\Z"
)
# A quotation that ended in a comma, some words, and a comma: "It is," she paused, "a …"
_INTERRUPTED = re.compile(r",[”\"’»][^“”\"«»]{1,60},\s*\Z")
_CARRIED_BEHIND = re.compile(r"\s?,\s+\w")
_CITED_BEHIND = re.compile(r"[,.]?\s*\(?(?:\d{1,2}\s+\w+\s+)?(?:1[89]|20)\d\d\b")
# A noun of speech, not a verb: Beijing's claim; and a noun that a stretch in marks qualifies.
_NOMINAL = re.compile(
    r"(?:[’']s?|\b(?:the|an?|its|their|his|her|any|of))\s(?:\w+\s)?(?:claims?|calls?|reports?|comments?|statement)\Z"
)
_NOUN_NEXT = re.compile(rf"\s(?!{any_of(_CUES['no_noun'])}\b)[a-z]{{3,}}")
# … , sade hon: whatever the language, a verb and who speaks.
_TAG_BEHIND = re.compile(r"\s*(?:,|[–—-])\s*[^\W\d_]+(?:\s[^\W\d_]+){0,2}\.?\s*")
_CARRIER_BEHIND = re.compile(rf"\s(?:[\w-]+\s)?{any_of(_CUES['carriers'])}\b")
_CAMP_BEHIND = re.compile(rf"\s{any_of(_CUES['camps'])}\b")
# Odo "the Pike" Lenn
_NAME_AROUND = re.compile(r"\b[A-Z][\w’'-]*[a-z]\s\Z"), re.compile(r"\s[A-Z][\w’'-]*[a-z]")
_DEGREES = frozenset(_CUES["degrees"])
_SUBJECT_BEFORE = re.compile(r"(?:\b[A-Z][\w’'-]*[a-z]|\b(?:he|she|they|it))\s\Z")
# After he spoke of reform, the "new order" was …
_NEW_CLAUSE = re.compile(r",\s(?:the|an?|this|that|these|those)\s\Z")
_FINITE_BEHIND = re.compile(r"\s(?:is|are|was|were|has|had|will|would|can|could)\b")
_TURN_REACH = 200  # code points between the end of a quotation and one that goes on with it
_TURNS = 6  # turns to either side of one whose labels show that it is one
_NAME_LINE = 100  # code points of a line that names who speaks
_SMALL = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "to",
        "for",
        "from",
        "with",
        "at",
        "by",
        "as",
        "is",
        "&",
        "de",
        "vs",
    )
)
_DETERMINED = re.compile(
    r"\b(?:an?|the|this|that|these|those|its|his|her|their|our|such|any|some|no|two|three|of|for"
    r"|with|and|or|in|into|from|between|most|more)\s\Z|[’']s?\s\Z"
)

# Rules of attribution that give somebody's words; the others give what somebody wants or is blamed for.
_SPEAKING = frozenset(("reporting-clause", "according-to", "running-report", "passive-report"))

# Author, "Title", date: a reference.
_AUTHOR_BEFORE = re.compile(r"(?:\n|\A|[\]).;:]\s|\bsee,?\s)[^\n“”\"‘]{1,80}[,:]\s\Z")
_DATED_BEHIND = re.compile(
    rf"[,.]?\s*\(?(?:(?:{any_of(_CUES['months'])})\b|\d|https?:|www\.|pp?\.|available\b|accessed\b)",
    re.IGNORECASE,
)
# Denied that anybody had been "…": the words of others.
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying))\b[^;:“\"]{0,90}\b(?:been|was|were|is|are|being|of|an?|the|\w+ing)\s\Z"
)
# … that in the capital is still a "…"
_STILL = re.compile(
    r"\b(?:that|which)\s(?:in|at|for|to|on|among)\s(?:(?!(?:it|he|she|they|there|this)\s)[\w’'-]+\s){1,6}(?:is|are|was|were|remains?)\s"
    r"(?:(?:still|now|merely|only|officially|always)\s)?(?:an?\s|the\s)?\Z"
)
_SPEECH_ENDS = re.compile(rf"\b{any_of(_CUES['speech'])}\s(?:\w+\s)?\Z")
_SAYING = re.compile(rf"\b{any_of(_CUES['says'])}\b")
_WE = re.compile(r"\b(?:we|i)\s(?:(?:also|further|now|again|therefore|\w+ly)\s)?\Z")
_THIS = re.compile(r"\b(?:this|these|such|those|so much for (?:the|their|its|his|her))\s\Z")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_SAYS_BEHIND = re.compile(r"\s*と(?!は|いう|呼)")
_CJK_SAYS_BEFORE = re.compile(r"(?:说|說|表示|称|稱|道|指出|强调|認為|认为)?[:：,，]\s*\Z")

Kind = Literal["speech", "title", "term"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a stretch in marks is, why (in a few words), and the words that decided it."""

    kind: Kind
    why: str
    evidence: tuple[Span, ...] = ()


def judge_marks(site: Site, marks: Quotation) -> Judgement:
    """Tell whether a stretch in marks is speech, the title of a work, or a term held at a distance."""
    known = site.page.judged.get((marks.start, marks.end))
    if isinstance(known, Judgement):
        return known
    judgement = _judge(site, marks)
    site.page.judged[marks.start, marks.end] = judgement
    return judgement


def _judge(site: Site, marks: Quotation) -> Judgement:
    text = site.text
    content = text[marks.inner[0] : marks.inner[1]]
    found = words(content[:400])
    unit = site.unit if site.unit.marks is marks else None
    reference = _reference(site, marks)
    if reference:
        return reference
    if unit is None:
        if 0 < len(found) <= 24 and is_title_case(found):
            title = _title(
                site,
                marks,
                found,
                text[max(0, marks.start - 80) : marks.start],
                text[marks.end : marks.end + 60],
            )
            if title:
                return title
        return Judgement("speech", "longer than a term")
    before, behind = unit.before.lower(), unit.behind.lower()
    title = _title(site, marks, found, before, behind)
    if title:
        return title
    if _CJK.search(content):
        return _judge_cjk(content, unit.before, unit.behind, marks)
    this = _THIS.search(before)
    if this:
        place = _place(marks.start - len(before), this)
        return Judgement("term", 'pointed at with "this" or "such"', (place,))
    held = _DENIED.search(before) or _STILL.search(before)
    if held and held.re is _STILL and _SPEECH_ENDS.search(before, 0, held.start()):
        held = None  # said that in the capital it was a "…": a report
    if held and not _SAYING.search(held[0]) and not is_clause(content):
        place = _place(marks.start - len(before), held)
        return Judgement("term", "denied, or somebody's name for it, not the words of who speaks", (place,))
    if len(found) < 4 and _NAME_AROUND[0].search(unit.before) and _NAME_AROUND[1].match(unit.behind):
        return Judgement("term", "a nickname within a name", ((marks.start - len(unit.before), marks.start),))
    direct = _DIRECTLY.search(before)
    if direct and (direct[0].strip(" ,:") or _SPEECH.search(before) or (":" in direct[0] and len(found) > 2)):
        return Judgement(
            "speech", "directly behind a verb of speech", (_place(unit.start - len(before), direct),)
        )
    saying = _SAYING_BEHIND.match(behind)
    if saying and (marks.depth == 0) and _is_saying(saying, unit.behind):
        return Judgement("speech", "a verb of speech stands behind it", (_place(unit.end, saying),))
    if _CARRIED_BEHIND.match(behind) and text[marks.start] in "«»„‹›" and len(found) > 2:
        return Judgement("speech", "a clause goes on behind the closing mark", ((marks.end, marks.end + 1),))
    if content.rstrip().endswith(",") and (not before.strip() or _INTERRUPTED.search(before)):
        return Judgement("speech", "the sentence begins with it and goes on behind a comma")
    if marks.depth == 0 and _INTERRUPTED.search(before):
        return Judgement("speech", "it continues a quotation that was interrupted")
    if not before.strip() and behind.startswith(":") and len(found) > 2:
        return Judgement("speech", "a colon behind it, and who says so", ((marks.end, marks.end + 1),))
    if not before.strip() and len(found) > 2 and _TAG_BEHIND.fullmatch(behind) and not is_title_case(found):
        return Judgement("speech", "a few words behind it say who speaks", ((marks.end, marks.end + 1),))
    carrier = _CARRIER_BEHIND.match(behind)
    if carrier and len(found) > 1:
        return Judgement("speech", "words on a sign or the like", (_place(unit.end, carrier),))
    cues = list(_SPEECH.finditer(before))
    if is_clause(content) and (cues or not _qualifies(content, behind)):
        cue = (_place(unit.start - len(before), cues[-1]),) if cues else ()
        return Judgement("speech", "a clause, not a noun phrase", (marks.inner, *cue))
    if _predicated(found, unit.before):
        return Judgement("speech", "a verb and what belongs to it, behind its subject", (marks.inner,))
    if _is_next_turn(site, marks, content, before):
        return Judgement("speech", "a sentence that follows a quotation", (marks.inner,))
    if marks.depth:
        return Judgement("term", "a short noun phrase in marks within a quotation")
    if cues and _NEW_CLAUSE.search(before, cues[-1].end()) and _FINITE_BEHIND.match(behind):
        return Judgement("term", "the subject of a clause behind the one with the verb of speech")
    if cues and len(found) < 3 and _NOUN_NEXT.match(behind) and _NOMINAL.search(before, 0, cues[-1].end()):
        return Judgement("term", "it qualifies a noun, and no verb of speech governs it")
    if cues and marks.depth == 0 and _WE.search(before, 0, cues[-1].start()):
        place = _place(unit.start - len(before), cues[-1])
        return Judgement("term", "the publisher speaks, and would not quote itself", (place,))
    if cues and not before.rstrip().endswith(";"):
        return Judgement(
            "speech", "a verb of speech governs it", (_place(unit.start - len(before), cues[-1]),)
        )
    speaking = _SPEAKING if _NOUN_NEXT.match(behind) else _SPEAKING | {"headline-colon"}
    for scope in site.scopes_at(marks.start):
        if scope.rule in speaking and scope.start <= marks.start and marks.end <= scope.end + 2:
            return Judgement("speech", "inside reported speech", (scope.cue, *scope.evidence))
    if len(found) > 4 and not is_title_case(found) and not _DETERMINED.search(before):
        return Judgement("speech", "too long for a term, and no determiner before it")
    return Judgement("term", "a short noun phrase within the publisher's own sentence")


def _qualifies(content: str, behind: str) -> bool:
    """Tell whether a stretch that looks like a clause only qualifies the noun behind it.

    So it does if it is a name in capitals, "Never Again", or what makes it a clause are words of degree.
    """
    if not _NOUN_NEXT.match(behind) or content.rstrip()[-1:] in "?!":
        return False
    found = words(content)
    small = [word.lower() for word in found if word.lower() in _CLAUSE_WORDS]
    if len(found) > 1 and _CAMP_BEHIND.match(behind):
        return True
    return (len(found) > 1 and all(word[0].isupper() for word in found)) or _DEGREES.issuperset(small)


def _predicated(found: list[str], before: str) -> bool:
    """Tell whether a stretch begins with a verb in the past, its subject, a name, before the marks."""
    subject = _SUBJECT_BEFORE.search(before)
    return bool(subject) and len(found) > 1 and found[0].islower() and found[0].endswith("ed")


def _is_next_turn(site: Site, marks: Quotation, content: str, before: str) -> bool:
    """Tell whether a stretch is a sentence by itself and a quotation stands before it in the paragraph."""
    if before.strip() or content.rstrip()[-1:] not in ".!?…":
        return False
    return any(
        site.paragraph[0] <= other.start and len(words(site.text[slice(*other.inner)])) > SHORT
        for other in islice(site.page.quoted.before(marks, _TURN_REACH), _TURNS)
    )


def is_clause(content: str) -> bool:
    """Tell whether a short stretch holds a word that a noun phrase does not hold, or ends like a sentence."""
    if content.rstrip()[-1:] in ("?", "!") or "..." in content:
        return True
    return not _CLAUSE_WORDS.isdisjoint([word.lower() for word in words(content)])


def _judge_cjk(content: str, before: str, behind: str, marks: Quotation) -> Judgement:
    """Judge a stretch in Chinese or Japanese, which has no spaces: by length and what frames it."""
    if says := _CJK_SAYS_BEHIND.match(behind):
        cue = (marks.end + says.start(), marks.end + says.end())
        return Judgement("speech", "a verb of speech stands behind it", (cue,))
    if says := _CJK_SAYS_BEFORE.search(before):
        begin = marks.start - len(before)
        return Judgement(
            "speech", "a verb of speech stands before it", ((begin + says.start(), begin + says.end()),)
        )
    if len(content) > 12:
        return Judgement("speech", "longer than a term")
    return Judgement("term", "a short stretch in corner brackets")


def _is_saying(match: re.Match[str], behind: str) -> bool:
    """Tell whether "…" she said: a verb of speech with a subject that can speak."""
    subject = match["subject"]
    if subject is None:
        return bool(re.match(r"\s+(?:[A-Z]|the|an?|one|his|her|their|its|in)\b", behind[match.end() :]))
    first = behind[match.start("subject") : match.start("subject") + 1]
    return (
        subject in ("he", "she", "they", "it", "i", "we")
        or first.isupper()
        or subject.startswith(("the ", "a ", "an ", "one ", "his ", "her "))
    )


def _place(offset: int, match: re.Match[str]) -> Span:
    return offset + match.start(), offset + match.end()


def is_title_case(found: list[str]) -> bool:
    """Tell whether the words of a stretch are capitalised, but for small words inside it."""
    content = [word for word in found if word.lower() not in _SMALL]
    return bool(content) and all(not word[0].islower() for word in content) and not found[0][0].islower()


def _title(site: Site, marks: Quotation, found: list[str], before: str, behind: str) -> Judgement | None:
    """Judge a stretch to be a title: capitalised, with a word for a kind of work near it."""
    if not found or not is_title_case(found):
        return None
    before, behind = before.lower(), behind.lower()
    cue = _WORK_BEFORE.search(before) or _WORK_CALLED.search(before)
    if cue:
        return Judgement(
            "title",
            "a work is named before it",
            (
                marks.inner,
                _place(marks.start - len(before), cue),
            ),
        )
    cue = _BODY_BEFORE.search(before)
    if cue and len(found) > 1:
        return Judgement("title", "a body is named", (marks.inner, _place(marks.start - len(before), cue)))
    cue = _SHOWN_BEFORE.search(before)
    if cue:
        return Judgement(
            "title",
            "a broadcaster or an appearance stands before it",
            (marks.inner, _place(marks.start - len(before), cue)),
        )
    cue = _MADE_BEFORE.search(before)
    if cue and len(found) > 2:
        return Judgement(
            "title",
            "a verb of making stands before it",
            (marks.inner, _place(marks.start - len(before), cue)),
        )
    cue = _WORK_BEHIND.match(behind)
    if cue and (len(found) > 1 or "(" in cue[0]):
        return Judgement(
            "title",
            "a work is named behind it",
            (
                marks.inner,
                _place(marks.end, cue),
            ),
        )
    cue = _CITED_BEHIND.match(behind)
    if cue and len(found) > 1:
        return Judgement(
            "title", "a year behind it, as in a reference", (marks.inner, _place(marks.end, cue))
        )
    if len(found) > 1:
        cue = _WORK_NEAR.search(before, max(0, len(before) - 60))
        if cue and not _SPEECH.search(before, cue.end()):
            return Judgement(
                "title",
                "a work is named near it",
                (
                    marks.inner,
                    _place(marks.start - len(before), cue),
                ),
            )
    if site.zone == "notes" and len(found) > 3:
        return Judgement("title", "a reference in the notes", (marks.inner,))
    return None


def _reference(site: Site, marks: Quotation) -> Judgement | None:
    """Judge a stretch in the notes to be a title: an author before it, a date, page or address behind."""
    if site.zone != "notes" or marks.inner[1] - marks.inner[0] > 300:
        return None
    author = _AUTHOR_BEFORE.search(site.text, max(0, marks.start - 120), marks.start)
    dated = _DATED_BEHIND.match(site.text, marks.end, marks.end + 60)
    if not (author and dated):
        return None
    return Judgement("title", "a reference in the notes", (author.span(), dated.span()))


def quotation(site: Site) -> Ruling | str:
    """The term is inside somebody's words in quotation marks."""
    for marks in site.chain:
        if marks.kind == "marks":
            judgement = judge_marks(site, marks)
            evidence = {*marks_of(marks), *judgement.evidence}
            content = site.text[marks.inner[0] : min(marks.inner[1], marks.inner[0] + 2000)]
            if site.text[marks.start] in "'‘’" and ("'" in content or "’" in content):
                evidence.add(marks.inner)  # the words tell an apostrophe from a closing mark
            return Ruling("quoted", "quotation", tuple(sorted(evidence)))
    return "no quotation marks around it"


def block_quotation(site: Site) -> Ruling | str:
    """The term is in a paragraph that an introduction with a colon sets off as somebody's words."""
    for block in site.chain:
        if block.kind == "block":
            if block.start < block.inner[0]:
                return Ruling("quoted", "block-quotation", marks_of(block))
            low = max(0, block.start - 200)
            intro = site.text[low : block.start].rstrip()
            line = intro.rfind("\n") + 1
            evidence = (low + line, low + len(intro)) if intro else (block.start, block.start + 1)
            return Ruling("quoted", "block-quotation", (evidence,))
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
    """Tell whether a site stands in the last line of a pull quote, below its sentences: Ida Marr, farmer."""
    line = site.text.rfind("\n", pull.start, site.start) + 1
    if line <= pull.start:
        return False
    rest = site.text[line : pull.end]
    return "\n" not in rest and len(rest) < _NAME_LINE and rest[-1:] not in '.!?”"' and rest[:1] not in '“"'


def transcript(site: Site) -> Ruling | str:
    """The term is in a turn of a transcript, behind the label of a speaker."""
    for turn in site.chain:
        if turn.kind == "transcript":
            turns = site.page.quoted.turns
            number = bisect_left(turns, turn.start, key=lambda other: other.start)
            turns = turns[max(0, number - _TURNS) : number + _TURNS + 1]
            return Ruling("quoted", "transcript", tuple(_label(site.text, other.start) for other in turns))
    return "no speaker's label before its paragraph"


def _label(text: str, start: int) -> Span:
    line = text.rfind("\n", max(0, start - 80), start) + 1
    return max(line, start - 80), start
