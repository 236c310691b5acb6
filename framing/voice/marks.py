"""What a short stretch in quotation marks is: somebody's words, a title, or a term held at a distance.

The judgement is made here, in one place: by length and form of the stretch first, then by a speaker or a verb
of speech near it. Without either, a short noun phrase in the publisher's own sentence is a term that the
publisher does not adopt.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from framing.text.quotations import Quotation
from framing.voice.attribution.tables import VERBS
from framing.voice.attribution.tokens import BASE, CLASSES, PAST
from framing.voice.marked_titles import judge_title
from framing.voice.site import SHORT, Site, any_of, cue_table, words
from framing.voice.stretch import (
    CLAUSE_WORDS,
    NOUN_NEXT,
    SPEECH,
    Judgement,
    Stretch,
    is_clause,
    is_title_case,
)
from framing.voice.units import WORD_NOUN

_CUES = cue_table("marks")
_DIRECTLY = re.compile(
    rf"\b{any_of(_CUES['says'])}\b(?: that| only| simply| just| of)?\s?[,:]?\s*\Z|[:,]\s*\Z"
    rf"|\b{any_of(_CUES['said_things'])} that\s\Z"
    r"|(?:\b(?:his|her|their|its)|[’']s?) (?:cries|chants?|shouts?) of\s\Z"
)
# The "…", its "…", the board's "…"
_DEFINITE = re.compile(r"(?:\b(?:the|its|their|his|her|this|these|those|our)|[’']s?)\s\Z")
_OWNED_THING = re.compile(r"(?:\b(?:its|their|his|her|our)|[’']s?)\s(?:[\w-]+\s){1,2}\Z")
_USES = re.compile(r"\bsays?\s\Z")
_WORD_BEHIND = re.compile(r"[,;.]|\s(?:where|when|while|for|and|but|not|instead|rather)\b")
_SHORT_SENTENCE = re.compile(r"\w\s+\w+[.!]\s*\Z")  # Ferry cancelled.
_SAYING_BEHIND = re.compile(
    rf",?\s*(?:(?P<subject>[\w.’'-]+(?:\s[\w.’'-]+){{0,5}}?)\s+)?(?P<verb>{any_of(_CUES['says'])})\b"
)
# A quotation that ended in a comma, some words, and a comma: "It is," she paused, "a …"
_INTERRUPTED = re.compile(r",[”\"’»][^“”\"«»]{1,60},\s*\Z")
_CARRIED_BEHIND = re.compile(r"\s?,\s+\w")
# A noun of speech, not a verb: Beijing's claim; and a noun that a stretch in marks qualifies.
_NOMINAL = re.compile(
    r"(?:[’']s?|\b(?:the|an?|its|their|his|her|any|of))\s(?:\w+\s)?(?:claims?|calls?|reports?|comments?|statement)\Z"
)
# … , sade hon: whatever the language, a verb and who speaks.
_TAG_BEHIND = re.compile(r"\s*(?:,|[–—-])\s*[^\W\d_]+(?:\s[^\W\d_]+){0,2}\.?\s*")
_CARRIER_BEHIND = re.compile(rf"\s(?:[\w-]+\s)?{any_of(_CUES['carriers'])}\b")
_CAMP_BEHIND = re.compile(rf"\s{any_of(_CUES['camps'])}\b")
# Odo "the Pike" Lenn
_NAME_AROUND = re.compile(r"\b[A-Z][\w’'-]*[a-z]\s\Z"), re.compile(r"\s[A-Z][\w’'-]*[a-z]")
_DEGREES = frozenset(_CUES["degrees"])
_SUBJECT_BEFORE = re.compile(r"(?:\b[A-Z][\w’'-]*[a-z]|\b(?:he|she|they|it))\s\Z")
_THAT = re.compile(r"\bthat\s\Z")
_FAR = 9  # words behind a verb of speech from which it governs no label
# After he spoke of reform, the "new order" was …
_NEW_CLAUSE = re.compile(r",\s(?:the|an?|this|that|these|those)\s\Z")
_FINITE_BEHIND = re.compile(r"\s(?:is|are|was|were|has|had|will|would|can|could)\b")
_EARLIER = 6  # quotations before one that are looked at
_TURN_REACH = 200  # code points between the end of a quotation and one that goes on with it
_DETERMINED = re.compile(
    r"\b(?:an?|the|this|that|these|those|its|his|her|their|our|such|any|some|no|two|three|of|for"
    r"|with|and|or|in|into|from|between|most|more)\s\Z|[’']s?\s\Z"
)
_OWNED = re.compile(r"(?:\b(?:the|its|his|her|their|our|these|those)|[’']s?)\s\Z")
_DEFINITE_BEFORE = re.compile(r"\b(?:the|this|that|these|those|an?)\s\Z")
_JOINTS = frozenset(("in", "with", "by", "from", "off", "like", "about", "and", "or"))
# Rules of attribution that give somebody's words; the others give what somebody wants or is blamed for.
_SPEAKING = frozenset(("reporting-clause", "according-to", "running-report", "passive-report"))
# Denied that anybody had been "…": the words of others.
_NEGATED = re.compile(
    r"\b(?:is|are|was|were|isn[’']t|aren[’']t|wasn[’']t|weren[’']t)\s(?:(?<=n[’']t\s)|not\s|no\s|hardly\s|scarcely\s)(?:the\s|an?\s)?\Z"
)
_DENIED = re.compile(
    rf"\b(?:den(?:y|ies|ied|ying))\b(?:(?!\s(?:and|but)\s{any_of(_CUES['speech'])}\b)[^;:“\"]){{0,90}}\b(?:been|was|were|is|are|being|of|an?|the|\w+ing)\s\Z"
)
# … that in the capital is still a "…"
_STILL = re.compile(
    r"\b(?:that|which)\s(?:in|at|for|to|on|among)\s(?:(?!(?:it|he|she|they|there|this)\s)[\w’'-]+\s){1,6}(?:is|are|was|were|remains?)\s"
    r"(?:(?:still|now|merely|only|officially|always)\s)?(?:an?\s|the\s)?\Z"
)
# Whether the treaty should say “…”: the word to be used, unless it is one that is only said.
_MAY_SAY = re.compile(
    r"\b(?:should|must|may|can|cannot|shall|(?:needs?|ought|has|have) to)\s(?:not\s|never\s|only\s)?say\s\Z"
)
_BEARER_SHOWS = re.compile(
    rf"\b{any_of(_CUES['name_bearers'])}\s(?:still\s|now\s|only\s)?(?:shows?|bears?|carr(?:y|ies)|gives?|has|have|prints?)\s\Z"
)
# Former inmates describe two years in a “…”, the report found forty deaths at the “…”
_TOLD_PLACE = re.compile(
    rf"\b{any_of(_CUES['tells_of'])}\b[^,;:“\"]{{1,60}}?\s{any_of(_CUES['where'])}\s(?:an?\s|the\s)?\Z"
)
# Some papers write “…” and others “…”
_OTHERS_BEFORE = re.compile(
    r"(?:\band\s|,\s(?:and\s|while\s|but\s)?|;\s)"
    r"(?:others?|another|some|the (?:others?|rest|second|third)|the [\w-]+(?: [\w-]+)?),?\s\Z"
)
_USED_BEFORE = re.compile(
    r"\b(?:writes?|wrote|prints?|printed|uses?|used|prefers?|preferred)\s"
    r"[“\"‘'](?P<word>[^“”\"‘]{2,30})[,.]?[”\"’'],?\s?\Z"
)
# They “add to the damage”
_WANTS_VERB = re.compile(
    r"\b(?:to|they|we|you|i|did|do|does|(?P<modal>can|could|may|might|must|shall|should|will|would))"
    r"\s(?:not\s|only\s)?\Z"
)
_LONG_WORD = 5  # words
_ONLY_SAID = frozenset(_CUES["only_said"])
_PLACES = frozenset(_CUES["places"])
_SPEECH_ENDS = re.compile(rf"\b{any_of(_CUES['speech'])}\s(?:\w+\s)?\Z")
_SAYING = re.compile(rf"\b{any_of(_CUES['says'])}\b")
_WE = re.compile(r"\b(?:we|i)\s(?:(?:also|further|now|again|therefore|\w+ly)\s)?\Z")
_THIS = re.compile(r"\b(?:this|these|such|those|so much for (?:the|their|its|his|her))\s\Z")
_POINTING = frozenset(("this", "these", "that", "those", "my", "our", "your"))
# Known as “…”; “distance” instead of “…”
_NAMED_BEFORE = re.compile(r"\b(?:known as|instead of|rather than)\s(?:the\s)?\Z")
# ‘…’: a worn-out lie; “…”: another myth about the valley
_BELIED_BEHIND = re.compile(
    rf"\s?[:–—]\s(?:(?!{any_of(_CUES['clause_words'])}\b)[\w’'-]+\s){{0,4}}?{any_of(_CUES['falsehoods'])}\b(?!\s?,?\s{any_of(_CUES['says'])}\b)"
)
# It should be noted that “…” is no word for a place: the publisher says so
_IMPERSONAL = re.compile(
    r"\bit\s(?:(?:should|must|may|might|can)\s(?:also\s|again\s)?be|is\sto\sbe|(?:has|needs|ought|bears)\sto\sbe|is\sworth|bears)\s\Z"
)
# “…” – the name that it wants others to use; “…”, the ministry’s word for it
_WORD_OF_BEHIND = re.compile(
    rf"\s?[,–—]\s(?:the|its|their|an?|[\w’' -]{{2,40}}[’']s?)\s(?:[\w-]+\s){{0,3}}?{WORD_NOUN}"
    r"\s(?:for|that|which|it|they|he|she|used by|preferred by|of choice)\b"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_SAYS_BEHIND = re.compile(r"\s*と(?!は|いう|呼)")
_CJK_SAYS_BEFORE = re.compile(r"(?:说|說|表示|称|稱|道|指出|强调|認為|认为)?[:：,，]\s*\Z")


def judge_marks(site: Site, marks: Quotation) -> Judgement:
    """Tell whether a stretch in marks is speech, the title of a work, or a term held at a distance."""
    known = site.page.judged.get((marks.start, marks.end))
    if isinstance(known, Judgement):
        return known
    judgement = _judge(Stretch(site, marks))
    site.page.judged[marks.start, marks.end] = judgement
    return judgement


def _judge(stretch: Stretch) -> Judgement:
    title = judge_title(stretch)
    if title:
        return title
    if stretch.unit is None:
        return Judgement("speech", "longer than a term")
    if _CJK.search(stretch.content):
        return _judge_cjk(stretch)
    for check in _CHECKS:
        judgement = check(stretch)
        if judgement:
            return judgement
    return Judgement("term", "a short noun phrase within the publisher's own sentence")


def _judge_cjk(stretch: Stretch) -> Judgement:
    """Judge a stretch in Chinese or Japanese, which has no spaces: by length and what frames it."""
    if says := _CJK_SAYS_BEHIND.match(stretch.written_behind):
        return Judgement("speech", "a verb of speech stands behind it", (stretch.after(says),))
    if says := _CJK_SAYS_BEFORE.search(stretch.written_before):
        return Judgement("speech", "a verb of speech stands before it", (stretch.ahead(says),))
    if len(stretch.content) > 12:
        return Judgement("speech", "longer than a term")
    return Judgement("term", "a short stretch in corner brackets")


def _pointed_at(stretch: Stretch) -> Judgement | None:
    this = _THIS.search(stretch.before)
    if this:
        return Judgement("term", 'pointed at with "this" or "such"', (stretch.ahead(this),))
    named = _NAMED_BEFORE.search(stretch.before)
    return Judgement("term", "named, not said", (stretch.ahead(named),)) if named else None


def _belied(stretch: Stretch) -> Judgement | None:
    """A term that opens a headline and is called false behind a colon: ‘…’: a worn-out lie."""
    if not stretch.begins or not stretch.names_thing:
        return None
    false = _BELIED_BEHIND.match(stretch.behind)
    return Judgement("term", "called false behind it", (stretch.after(false),)) if false else None


def _explained(stretch: Stretch) -> Judgement | None:
    """A label that is explained behind it as somebody's word: “…” – the name it wants others to use."""
    if not stretch.names_thing:
        return None
    word = _WORD_OF_BEHIND.match(stretch.behind)
    return Judgement("term", "called somebody's word behind it", (stretch.after(word),)) if word else None


def _of_others(stretch: Stretch) -> Judgement | None:
    """What somebody denies that it is, or what it is called in some place."""
    before = stretch.before
    held = _DENIED.search(before) or _STILL.search(before) or _NEGATED.search(before)
    if held and held.re is _NEGATED and (len(stretch.found) > 3 or stretch.cues):
        return None  # was not “ready to talk”
    if held and held.re is _STILL and _SPEECH_ENDS.search(before, 0, held.start()):
        return None  # said that in the capital it was a "…": a report
    if held and not _SAYING.search(held[0]) and not is_clause(stretch.content):
        why = "denied, or somebody's name for it, not the words of who speaks"
        return Judgement("term", why, (stretch.ahead(held),))
    return None


def _in_use(stretch: Stretch) -> Judgement | None:
    """A word that is to be written, or a place by its name: two years in a “training centre”."""
    if not stretch.names_thing or stretch.marks.depth:
        return None
    say = _MAY_SAY.search(stretch.before) if _ONLY_SAID.isdisjoint(stretch.content.lower().split()) else None
    if say and len(stretch.found) < _LONG_WORD:
        return Judgement("term", "the word that is to be used", (stretch.marks.inner, stretch.ahead(say)))
    shown = _BEARER_SHOWS.search(stretch.before)
    if shown:
        return Judgement("term", "the name that a thing bears", (stretch.marks.inner, stretch.ahead(shown)))
    told = _TOLD_PLACE.search(stretch.before) if stretch.found[-1].lower() in _PLACES else None
    if told and len(stretch.cues) == 1:
        why = "the place of which somebody tells, not what is told"
        return Judgement("term", why, (stretch.marks.inner, stretch.ahead(told)))
    return None


def _of_the_others(stretch: Stretch) -> Judgement | None:
    """Some write “the North” and others “…”: the word that they use, with the verb left out."""
    others = _OTHERS_BEFORE.search(stretch.before)
    if others is None or not 0 < len(stretch.found) < _LONG_WORD or is_clause(stretch.content):
        return None
    used = _USED_BEFORE.search(stretch.before, 0, others.start())
    if used is None or is_clause(used["word"]):
        return None
    why = "the word that others use for the same"
    return Judgement("term", why, (stretch.marks.inner, stretch.ahead(others), stretch.ahead(used)))


def _nickname(stretch: Stretch) -> Judgement | None:
    first, last = _NAME_AROUND
    if len(stretch.found) > 3 or not last.match(stretch.written_behind):
        return None
    name = first.search(stretch.written_before)
    return Judgement("term", "a nickname within a name", (stretch.ahead(name),)) if name else None


def _tagged(stretch: Stretch) -> Judgement | None:
    """A verb of speech directly before it, or behind it with its subject."""
    direct = _DIRECTLY.search(stretch.before)
    if direct and (ours := _impersonal(stretch, direct)):
        return ours
    behind = _WORD_BEHIND.match(stretch.behind) if direct and _USES.search(direct[0]) else None
    if direct and behind and _is_word(stretch):
        why = "the word that somebody uses"
        return Judgement("term", why, (stretch.marks.inner, stretch.ahead(direct), stretch.after(behind)))
    if direct and (
        direct[0].strip(" ,:")
        or SPEECH.search(stretch.before)
        or (":" in direct[0] and (len(stretch.found) > 2 or _SHORT_SENTENCE.search(stretch.content)))
    ):
        return Judgement("speech", "directly behind a verb of speech", (stretch.ahead(direct),))
    saying = _SAYING_BEHIND.match(stretch.behind)
    subject = _OWNED.search(stretch.before)  # the regime's “…” asked: it is what does so
    if saying and stretch.marks.depth == 0 and not subject and _is_saying(saying, stretch.written_behind):
        return Judgement("speech", "a verb of speech stands behind it", (stretch.after(saying),))
    return None


def _impersonal(stretch: Stretch, cue: re.Match[str]) -> Judgement | None:
    """A label behind a verb of speech that nobody else governs: it should be noted that “…” is no place."""
    ours = _IMPERSONAL.search(stretch.before, 0, cue.start()) if stretch.label else None
    if ours is None:
        return None
    why = "the publisher speaks, and would not quote itself"
    return Judgement("term", why, (stretch.ahead(ours), stretch.ahead(cue)))


def _is_word(stretch: Stretch) -> bool:
    """Tell whether somebody is said to say but a name for a thing: they say “…”, we say bulldozer."""
    return 0 < len(stretch.found) < 4 and stretch.found[0].islower() and not is_clause(stretch.content)


def _is_saying(match: re.Match[str], behind: str) -> bool:
    """Tell whether "…" she said: a verb of speech with a subject that can speak."""
    subject = match["subject"]
    if subject is None:
        return bool(
            re.match(r"\s+(?:[A-Z]|the|an?|one|his|her|their|its|our|my|in)\b", behind[match.end() :])
        )
    first = behind[match.start("subject") : match.start("subject") + 1]
    return (
        subject in ("he", "she", "they", "it", "i", "we")
        or first.isupper()
        or subject.startswith(("the ", "a ", "an ", "one ", "his ", "her ", "our ", "my "))
    )


def _carried_on(stretch: Stretch) -> Judgement | None:
    """Punctuation shows that the sentence around it only says who speaks, or goes on with the words."""
    before, behind, found, marks = stretch.before, stretch.behind, stretch.found, stretch.marks
    closing = ((marks.end, marks.end + 1),)
    if _CARRIED_BEHIND.match(behind) and stretch.site.text[marks.start] in "«»„‹›" and len(found) > 2:
        return Judgement("speech", "a clause goes on behind the closing mark", closing)
    if stretch.content.rstrip().endswith(",") and (stretch.begins or _INTERRUPTED.search(before)):
        return Judgement("speech", "the sentence begins with it and goes on behind a comma")
    if marks.depth == 0 and _INTERRUPTED.search(before):
        return Judgement("speech", "it continues a quotation that was interrupted")
    if stretch.begins and len(found) > 2:
        if behind.startswith(":"):
            return Judgement("speech", "a colon behind it, and who says so", closing)
        if _TAG_BEHIND.fullmatch(behind) and not is_title_case(found):
            return Judgement("speech", "a few words behind it say who speaks", closing)
    return None


def _on_a_sign(stretch: Stretch) -> Judgement | None:
    carrier = _CARRIER_BEHIND.match(stretch.behind) if len(stretch.found) > 1 else None
    return Judgement("speech", "words on a sign or the like", (stretch.after(carrier),)) if carrier else None


def _sentence(stretch: Stretch) -> Judgement | None:
    """A clause, a predicate, or a sentence in a row of them: more than a noun phrase."""
    content, inner = stretch.content, stretch.marks.inner
    if is_clause(content) and (stretch.cues or not _qualifies(stretch)):
        cue = (stretch.ahead(stretch.cues[-1]),) if stretch.cues else ()
        return Judgement("speech", "a clause, not a noun phrase", (inner, *cue))
    found = stretch.found
    if len(found) > 1 and found[0] in _POINTING:
        return Judgement("speech", "it points at something, as speech does", (inner,))
    if len(found) > 1 and found[0].islower() and (found[0].endswith("ed") or CLASSES.get(found[0], 0) & PAST):
        subject = _SUBJECT_BEFORE.search(stretch.written_before)
        if subject:
            return Judgement("speech", "a verb and what belongs to it, behind its subject", (inner,))
    if _is_next_turn(stretch):
        return Judgement("speech", "a sentence that follows a quotation", (inner,))
    return None


def _qualifies(stretch: Stretch) -> bool:
    """Tell whether a stretch that looks like a clause only qualifies the noun behind it.

    So it does if it is a name in capitals, "Never Again", or what makes it a clause are words of degree.
    """
    found = stretch.found
    if not NOUN_NEXT.match(stretch.behind) or stretch.content.rstrip()[-1:] in "?!":
        return False
    if len(found) > 1 and (_CAMP_BEHIND.match(stretch.behind) or all(word[0].isupper() for word in found)):
        return True
    return _DEGREES.issuperset(word.lower() for word in found if word.lower() in CLAUSE_WORDS)


def _infinitive(stretch: Stretch) -> Judgement | None:
    """Behind "to", "will" or "they" a verb and what belongs to it: asked them to "put the mine on trial"."""
    wants = _WANTS_VERB.search(stretch.before) if len(stretch.found) > 2 else None
    if wants is None:
        return None
    first = stretch.found[0]
    known = CLASSES.get(first, 0) & BASE or (first in VERBS and VERBS[first].form == "base")
    if not known and not (wants["modal"] and first.islower()):
        return None
    evidence = (stretch.marks.inner, stretch.ahead(wants))
    return Judgement("speech", "a verb and what belongs to it, behind what wants one", evidence)


def _listed(stretch: Stretch) -> Judgement | None:
    """Several things in one pair of marks were said so: "open gates, easy travel"."""
    if len(stretch.found) < 3 or stretch.found[0][0].isupper() or "," not in stretch.content.rstrip(" ,"):
        return None
    return Judgement("speech", "a list, not a term", (stretch.marks.inner,))


def _is_next_turn(stretch: Stretch) -> bool:
    """Tell whether a stretch is a sentence by itself and a quotation stands before it in the paragraph."""
    if not stretch.begins or stretch.content.rstrip()[-1:] not in ".!?…":
        return False
    site = stretch.site
    return any(
        site.paragraph[0] <= other.start and len(words(site.text[slice(*other.inner)])) > SHORT
        for other in islice(site.page.quoted.before(stretch.marks, _TURN_REACH), _EARLIER)
    )


def _nested(stretch: Stretch) -> Judgement | None:
    if stretch.marks.depth:
        return Judgement("term", "a short noun phrase in marks within a quotation")
    return None


def _thing(stretch: Stretch) -> Judgement | None:
    """A label behind "the" or "its" stands for a thing, also where somebody speaks of it."""
    definite = _DEFINITE.search(stretch.before)
    if definite is None and NOUN_NEXT.match(stretch.behind):
        definite = _OWNED_THING.search(stretch.before)  # her newly drawn up “care for all” plan
    if definite and stretch.names_thing:
        return Judgement("term", "with its article it stands for a thing", (stretch.ahead(definite),))
    return None


def _governed(stretch: Stretch) -> Judgement | None:
    """A verb of speech before it makes it speech, unless it governs something else or is the publisher's."""
    if not stretch.cues:
        return None
    before, behind, cue = stretch.before, stretch.behind, stretch.cues[-1]
    if _NEW_CLAUSE.search(before, cue.end()) and _FINITE_BEHIND.match(behind):
        return Judgement("term", "the subject of a clause behind the one with the verb of speech")
    if stretch.label and (
        len(before.split()) - len(before[: cue.end()].split()) >= _FAR
        or (_THAT.search(before) and _FINITE_BEHIND.match(behind))
    ):
        return Judgement("term", "a label, and no verb of speech near enough to govern it")
    if len(stretch.found) < 3 and NOUN_NEXT.match(behind) and _NOMINAL.search(before, 0, cue.end()):
        return Judgement("term", "it qualifies a noun, and no verb of speech governs it")
    if ours := _impersonal(stretch, cue):
        return ours
    if _WE.search(before, 0, cue.start()):
        return Judgement("term", "the publisher speaks, and would not quote itself", (stretch.ahead(cue),))
    if before.rstrip().endswith(";"):
        return None
    return Judgement("speech", "a verb of speech governs it", (stretch.ahead(cue), *stretch.said_to_be))


def _reported(stretch: Stretch) -> Judgement | None:
    marks = stretch.marks
    if stretch.label and not stretch.begins:  # but ‘Total chaos’ at the port, says union
        return None
    speaking = _SPEAKING if NOUN_NEXT.match(stretch.behind) else _SPEAKING | {"headline-colon"}
    for scope in stretch.site.scopes_at(marks.start):
        if scope.rule in speaking and scope.start <= marks.start and marks.end <= scope.end + 2:
            evidence = (scope.cue, *scope.evidence, *stretch.said_to_be)
            return Judgement("speech", "inside reported speech", evidence)
    return None


def _long(stretch: Stretch) -> Judgement | None:
    if len(stretch.found) > 4 and not is_title_case(stretch.found) and not _DETERMINED.search(stretch.before):
        return Judgement("speech", "too long for a term, and no determiner before it")
    return None


def _built(stretch: Stretch) -> Judgement | None:
    """It says more than a label: "strongly loyal", "spreading the fever", "friends in the growers' union"."""
    found = stretch.found
    if not found or not found[0].islower() or _DEFINITE_BEFORE.search(stretch.before):
        return None
    told = (len(found) > 2 and found[0].endswith("ing")) or (len(found) > 1 and found[0].endswith("ly"))
    if told or (len(found) > 3 and not _JOINTS.isdisjoint(found[1:])):
        return Judgement("speech", "more than a label", (stretch.marks.inner,))
    return None


# The first that judges decides.
_CHECKS: tuple[Callable[[Stretch], Judgement | None], ...] = (
    _pointed_at,
    _belied,
    _explained,
    _of_others,
    _in_use,
    _of_the_others,
    _nickname,
    _tagged,
    _carried_on,
    _on_a_sign,
    _sentence,
    _infinitive,
    _listed,
    _nested,
    _thing,
    _governed,
    _reported,
    _long,
    _built,
)
