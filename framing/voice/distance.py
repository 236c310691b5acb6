"""Terms held up as terms: so-called, what X calls, the word, the false framing, not a … but a …, and marks.

Every rule here looks at the *unit*: the term, or the short stretch in quotation marks that holds it.
"""

from __future__ import annotations

import re

from framing.model import Ruling, Span
from framing.voice.quoted import is_clause, is_title_case, judge_marks
from framing.voice.site import Page, Site, Unit, any_of, cue_groups, cue_table, marks_of, stems_of, words

_CUES = cue_table("distance")
_MARK = "[“”\"'‘’„«‹「]"
# Words that end a noun phrase: a cue does not reach a term beyond them.
_STOP = any_of(_CUES["phrase_ends"])
_GAP = rf"(?:(?!{_STOP}\b)[\w’'‑-]+\s+)"
_DET = r"(?:(?:an?|the|its|their|his|her|our|this|these|being|simply|merely|only|just)\s+){0,2}"
# What may stand between a cue and its term: no other clause, and no speech that ends.
_ON = r"(?:(?!,[”\"'’])[^;:!?“\"])"
_ON_BEFORE_AS = rf"(?:(?!\bas\b){_ON})"
# The same over a short stretch in marks: what X calls a "…", its neighbours call …
_ON_MARKED = rf"(?:{_ON}|[“\"][^“”\"]{{1,60}}[”\"])"
_NOUN = any_of(_CUES["word_nouns"])
_BARE_NOUN = any_of(_CUES["bare_word_nouns"])
_NOT_TERM = any_of(_CUES["not_terms"])
_CALLS = any_of(_CUES["calls"])
_OWNER = (
    r"(?:[’']s?|\b(?:its|their|his|her|our|own|preferred|official|favou?red|euphemistic|the|local|state))"
)

_STEMS = {rule: stems_of(stems) for rule, stems in cue_groups("distance", "stems").items()}

_SO_CALLED = re.compile(rf"\b{any_of(_CUES['so_called'])}{_MARK}?\s+{_GAP}{{0,3}}{_MARK}?\Z")
# Each pattern with the stems of which the sentence must hold one: a look into a set is cheap.
_CALLED_BEFORE = tuple(
    (frozenset(stems), re.compile(pattern))
    for stems, pattern in (
        # what the firm calls …, which the state refers to as …
        (
            ("what", "whic"),
            rf"\b(?:what|which)\b{_ON_MARKED}{{1,90}}?\b{_CALLS}\s+(?:itself\s+|(?:its|the|their|his|her)\s+[\w-]+\s+)?"
            rf"{_DET}{_GAP}{{0,2}}\Z",
        ),
        (
            ("know", "knew"),
            rf"\b(?:what|which|whom|that)\b[^;:!?,]{{1,60}}?\bkn(?:ows?|ew) as\s+{_DET}\Z",
        ),
        (("who", "that"), rf"\b(?:who|that)\b[^;:!?,]{{1,60}}?\b{any_of(_CUES['calls_now'])}\s+{_DET}\Z"),
        # referred to the camps as …, refer to such raids as …
        (
            ("refe", "allu"),
            rf"\b{any_of(_CUES['refers'])}\b{_ON_BEFORE_AS}{{0,90}}?\bto\b{_ON_BEFORE_AS}{{0,90}}?\bas\s+{_DET}{_GAP}{{0,2}}\Z",
        ),
        # what is known in the trade as …
        (("know",), rf"\bwhat\b[^;:!?]{{1,60}}?\bknown\b(?:\s+[\w’'-]+){{0,4}}?\s+as\s+{_DET}\Z"),
        # the region the Soviets called …
        (
            ("call", "know", "knew", "refe"),
            rf"\b{any_of(_CUES['called_things'])}\s+(?:that\s+)?(?:the\s+|many\s+|most\s+|some\s+)?[\w’-]+\s+"
            rf"(?:call|calls|called|know as|knows as|knew as|refer to as|refers to as)\s+{_DET}\Z",
        ),
        # the practice sometimes called …
        (
            ("some", "ofte", "wide", "popu", "coll", "info", "vari", "deri", "pejo"),
            r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<=\w )(?:sometimes|often|widely|popularly"
            r"|colloquially|informally|variously|derisively|pejoratively)\s+"
            r"(?:called|dubbed|termed|labell?ed|described as|referred to as)"
            rf"\s+{_DET}\Z",
        ),
        # styles itself the …; officially, they were …; the word in use is …
        (
            ("styl", "call", "dubs", "term"),
            rf"\b(?:styl(?:es?|ed|ing)\s+(?:itself|themselves)|(?:calls|called|dubs|terms)\s+itself)\s+(?:as\s+)?{_DET}\Z",
        ),
        # object to being called …
        (
            ("bein",),
            r"\b(?:object(?:s|ed)? to|resent(?:s|ed)?|dislikes?|hate[sd]?|tired of|reject(?:s|ed)?)\s+"
            rf"being\s+{any_of(_CUES['called'])}\s+{_DET}\Z",
        ),
        (("offi",), rf"\bofficially,\s+[^,;:“\"]{{1,60}}?\b(?:is|are|was|were|remains?)\s+{_DET}\Z"),
        (
            ("choi", "use", "used"),
            rf"\b{_NOUN}\s+(?:of choice|in use|used)\s+(?:is|are|was|were|became)\s+{_DET}\Z",
        ),
        # known officially as …, officially called …, officially a …
        (
            ("offi", "form", "euph"),
            r"\b(?:known|called|named|termed|designated|described|styled|labell?ed)\s+"
            rf"(?:officially|formally|euphemistically)\s+(?:as\s+)?{_DET}\Z",
        ),
        (
            ("offi", "form", "euph"),
            r"\b(?:officially|formally|euphemistically)\s+(?:known|called|named|termed|designated|described"
            rf"|styled|labell?ed|dubbed)\s+(?:as\s+)?{_DET}\Z",
        ),
        (
            ("offi", "form", "euph"),
            r"\b(?:is|are|was|were)\s+(?:officially|formally|euphemistically)\s+(?:an?\s+)?\Z",
        ),
        # the state's preferred term, …; by the generals' name for it: …
        (
            stems_of(_CUES["word_nouns"]),
            rf"{_OWNER}\s+(?:(?!{_NOT_TERM}\s+)[\w’'-]+\s+){{0,3}}?(?<!second )(?<!first ){_NOUN}"
            rf"(?:\s+for\s+[^,:;]{{1,50}}\s*[,:–—-]|\s*(?:[:–—-]|(?<!term)(?<!terms),))\s*{_DET}\Z",
        ),
        (
            ("pref", "offi", "favo", "euph", "chos", "own"),
            rf"\b(?:preferred|official|favou?red|euphemistic|chosen|own)\s+{_NOUN}\s*,\s*{_DET}\Z",
        ),
        (
            ("pref", "offi", "favo", "euph", "chos", "sani"),
            rf"\b(?:preferred|official|favou?red|euphemistic|chosen|sanitised|sanitized)\s+{_NOUN}\s+"
            rf"(?:of|for\s+[^,:;]{{1,50}}(?:is|was|,|:))\s*{_DET}\Z",
        ),
        (("euph",), rf"\beuphemistic(?:ally)?\s+(?:[\w’'-]+\s+){{0,3}}{_DET}\Z"),
        # or, as the ministry would have it, the …
        (
            ("have", "call"),
            rf"\bas\s+(?:[\w’'-]+\s+){{1,5}}(?:would have it|calls? (?:it|them|this))\s*,?\s*{_DET}\Z",
        ),
        # prefer to speak of …, insist on calling it …
        (
            ("pref", "like", "insi", "choo", "chos"),
            r"\b(?:prefer(?:s|red)?|like[sd]?|insist(?:s|ed)?|choose|chooses|chose)\s+(?:to|on)\s+"
            r"(?:speak(?:ing)? of|talk(?:ing)? (?:of|about)|say(?:ing)?|use|using|writ(?:e|ing)"
            r"|(?:call|style|term|label|dub)(?:ing)?(?:\s+(?:it|them|this|these|the\s+[\w-]+))?)\s+"
            rf"{_DET}\Z",
        ),
    )
)
# … call the jail a …: cites a label in use, if the label is in marks or has no article.
_CALLED_THING = rf"{_GAP}{{0,2}}(?!{_STOP}\b)[\w’'-]+"
_CALLS_NOW_MARKED = re.compile(
    rf"\b{any_of(_CUES['calls_now'])}\s+(?:it|them|him|her|this|these|those|(?:the|its|their|such|these|his|her)\s+"
    rf"{_CALLED_THING})\s+(?:as\s+)?{_DET}\Z"
)
_CALLS_NOW = re.compile(
    rf"\b{any_of(_CUES['calls_now'])}\s+(?:it|them|him|(?:the|its|their|such|these|his|her|this|those)\s+"
    rf"{_CALLED_THING})\s+(?:as a whole\s+)?(?:as\s+)?\Z"
)
# A label in marks that is cited, not an opinion: speaks of "…", lists them as "…", whoever says "…".
# Jailed for "…": what a code calls it.
_OFFENCE = re.compile(rf"\b{any_of(_CUES['offences'])}\s+{_DET}\Z")
# For "…", read …
_FOR_START = re.compile(r"\s*for\s+(?:the\s+)?")
_READ_BEHIND = re.compile(r",?\s+read\b")
_CALL_FOR = "(?:for|on|upon|in|off|out|up|to|back|into)"
_CITED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{any_of(_CUES['speaks_of'])}\s+(?:only\s+|now\s+|always\s+|\w+ly\s+)?(?:of|about)|insists?\s+on"
        rf"|{any_of(_CUES['writes_now'])}|(?:is|are|was|were)\s+(?:\w+\s+)?(?:called|termed|dubbed))\s+{_DET}\Z",
        # in the ministry's telling, the fence is a "…"
        rf"\bin\s+(?:[\w’'-]+\s+){{0,3}}?(?:[\w-]+[’']s?|the|its|their|official|local)\s+(?:\w+\s+)?"
        rf"{any_of(_CUES['parlance_before'])},\s[^;:“\"]{{1,60}}?\s{_DET}\Z",
        rf"\b{any_of(_CUES['lists'])}\s[^;:“\"]{{1,60}}?\sas\s+{_DET}\Z",
        rf"\b{any_of(_CUES['whoever'])}\s+{any_of(_CUES['utters'])}\s+{_DET}\Z",
        rf"\b(?:has|have|had|{any_of(_CUES['always'])})\s+(?:\w+ly\s+)?{any_of(_CUES['called'])}\s+(?!{_CALL_FOR}\b)"
        rf"[^;:,“\"]{{1,60}}?(?<!\sa)(?<!\san)\s\Z",
    )
)
# Called the camps "holding centres": more than one word, and no opinion.
_CALLED_THEN = re.compile(
    rf"\b(?:{any_of(_CUES['called'])}\s+(?!{_CALL_FOR}\b)[^;:,(“\"]{{1,60}}?|described\s+[^;:,“\"]{{1,60}}?\sas)"
    rf"(?<!\sa)(?<!\san)\s+\Z"
)
# A stretch in marks and a conjunction: what goes for the first goes for the second.
_COORDINATE = re.compile(
    rf"{_DET}{_MARK}[^“”\"‘«»„]{{1,60}}[”\"'’»“],?(?:\s+(?!{any_of(_CUES['calls'])}\b)[\w’-]+){{0,3}}?"
    rf",?\s+(?:and|or|from|of|in|at|to)\s+{_DET}\Z"
)
_IN_A_ROW = 3  # stretches in marks before one in whose row it may stand
_CALLS_STEMS = stems_of(_CUES["calls_now"])
_CLOSE = 60  # code points before a term in which a short cue that ends at it begins
_NEAR = 120  # the same for a longer one
# … what he described as an increasingly bitter …: an opinion, and the term only a word of it.
_OPINION = re.compile(r"\bas\s+(?:an?\s+|the\s+)?[\w-]+ly\s")
_EVALUATION = re.compile(r"(?:an?|\w+ly|too|so|very|more|most|no)\s")
_ADJECTIVE_ENDS = tuple(_CUES["adjective_ends"])
# Officials describe the camps as "boarding schools": a label in use. One word may be an opinion ("filthy").
_DESCRIBED_NOW = re.compile(r"\b(?:describes?|characteri[sz]es?|portrays?)\b[^;:]{1,80}\bas\s+\Z")
# … are described by the regime as …
_DESCRIBED_BY = re.compile(
    r"\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+)?(?:described|characteri[sz]ed|labell?ed|branded"
    rf"|presented|called|termed|dubbed|styled|classified)\s+by\s+(?:(?!to\b|for\b|on\b|at\b)"
    rf"[\w’'-]+\s+){{1,6}}?(?<!\sa\s)(?<!\san\s)(?<!\sthe\s)(?:as\s+)?{_DET}\Z"
)
_PLURAL = re.compile(r"\w{2,}(?<![osu])s\Z")
# Dubbed the "…" law by critics.
_PARTICIPLE = re.compile(rf"\b{any_of(_CUES['named_participles'])}\s+{_DET}\Z")
_BY_BEHIND = re.compile(r"\s*(?:[\w-]+\s+){0,2}by\s+\w+")
_OWNER_BEHIND = re.compile(r"[’']s?\s+\w")
_CALLED_MARKED = re.compile(
    rf"(?:{_OWNER}\s+(?:(?!{_NOT_TERM}\s+)[\w’'-]+\s+){{0,3}}?{_NOUN}"
    rf"(?:\s+for\s+[^,:;]{{1,50}})?\s*(?:of|like|is|was|being)?\s+{_DET}"
    rf"|\bofficially\s+{_DET})\Z"
)
_CALLED_BEHIND = re.compile(
    r"\s*,?\s*(?:(?:or\s+)?as\s+(?!well\b)[^,.;]{1,50}?\b(?:(?:calls?|called|terms?|termed|dubs?|dubbed|styles?|"
    r"refers? to|likes? to call|insist(?:s|ed)? on calling)\s+(?:it|them|this|him|her|these)\b"
    r"|(?:puts?|would have|has|have) it\b(?!,?\s*[“\"‘'«:]))"
    r"|(?:in|to use)\s+(?:[\w’'-]+\s+){0,4}?(?:[\w-]+[’']s?|the|its|their|local|official|state|party"
    rf"|army|company)\s+(?:[\w’'-]+\s+)?{any_of(_CUES['parlance'])}\b(?!\s+of\b)"
    r"|(?<=[,–—])\s*(?:[\w’'-]+\s+){0,5}?(?:[\w-]+[’']s?|its|their|his|her|preferred|official"
    rf"|state|the)\s+(?:[\w’'-]+\s+){{0,3}}?{_NOUN}\s+(?:for|(?<!words )of)\b"
    # …, camp slang for …; … is the firm's preferred term for …
    rf"|(?<=[,–—])\s*(?:[\w’'-]+\s+){{1,3}}?{any_of(_CUES['parlance'])}\s+for\b"
    rf"|(?:is|are|was|were)\s+(?:[\w’'-]+\s+){{0,4}}?(?:[\w-]+[’']s?|its|their|preferred|official)\s+"
    rf"(?:[\w’'-]+\s+){{0,2}}?{_NOUN}\s+for\b)"
)
_MENTION_BARE = re.compile(
    rf"\b(?<!other )(?:the|this|that|its|their|an?|no|[\w-]+[’']s?)\s+(?:[\w-]+\s+)?(?<!second )"
    rf"(?<!first )(?<!third )(?<!prison )(?<!last ){_BARE_NOUN}\s+{_MARK}?\Z"
)
_MENTION_MARKED = re.compile(
    rf"\b{_NOUN}(?:\s+(?:of|like|such as|as|than|is|was|included?|including|are|were"
    rf"|for [\w\s]{{1,30}})|\s*[,:]|\s+(?:[\w’']+\s+){{0,3}}(?:was|is|than))?\s+{_DET}"
    rf"(?:{_MARK}[^“”\"]{{1,60}}{_MARK},?\s+(?:and|or|,)?\s*)?{_DET}\Z"
)
# Words that somebody says, not a word that is spoken of: he wrote one word: "…"; in her words, "…"
_OWN_WORDS = re.compile(
    r"\b(?:in (?:other|a|his|her|their|its|the) words?|(?:one|two|three|few|last|final|famous"
    r"|own) words?|words(?=\s*[:,]))\s*[:,]?\s*\Z"
)
_MENTION_VERB = re.compile(
    r"\b(?:defin(?:e|es|ed|ing)|spell(?:s|ed)?|mistranslat\w+|pronounc\w+|to (?:write|say))\s+"
    r"(?:an?\s+|the\s+)?\Z"
)
_WHEN = re.compile(r"\s+(?:when|is to)\b")
# … replaces the older word; a mark, closing or left over, and "refers to".
_MENTION_REPLACES = re.compile(
    rf"\s+(?:has |had )?(?:replaces?|replaced|supplants?|supplanted|displaced)\s+(?:the|an?|its|their)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?{any_of(_CUES['bare_word_nouns'])}\b"
)
_MENTION_DEFINED = re.compile(r"[”\"'’]\s+(?:here\s+)?(?:refers? to|denotes?|stands for|is short for)\b")
# Their own language: … for sackings, … for mistakes.
_MENTION_LIST = re.compile(
    rf"\b{any_of(_CUES['vocabularies'])}\s*:\s+(?:[^:.;“”\"]{{1,120}}?\s(?:for|instead of)\s"
    rf"[^:.;“”\"]{{1,80}},\s+(?:and\s+)?)?{_DET}\Z"
)
_FOR_BEHIND = re.compile(r"\s+(?:for|instead of)\s+\w")
_MENTION_BEHIND = re.compile(
    rf"\s*(?:,|is|was|are|were|remains?|became)\s+(?:not\s+)?(?:an?|the|its|their|another|one"
    rf"|itself an?)\s+{_GAP}{{0,4}}?{any_of(_CUES['bare_word_nouns'])}\b"
    rf"|\s+as\s+an?\s+{_GAP}{{0,2}}?{any_of(_CUES['parts_of_speech'])}\b"
)
_MENTION_DICTIONARY = re.compile(r"\b(?:dictionary|lexicon|vocabulary|jargon|parlance)\s*,\s*\Z")
_FRAME_BEHIND_MARKED = re.compile(
    rf"[,.]?\s*(?:(?!an?\b|the\b|is\b|was\b)[\w-]+\s+)?{any_of(_CUES['frame_nouns_behind'])}\b"
)
_FRAME_BEHIND = re.compile(rf"\s+{any_of(_CUES['frame_nouns_sure'])}\b")
# Anti-… rhetoric, … and racist rhetoric: described, not held up.
_DESCRIBING_BEFORE = re.compile(r"(?:\w[-‑]|\band\s+|\bor\s+)\Z")
_DESCRIBING = tuple(_CUES["describing_ends"])
_FRAMED_BY_NOUNS = ("fram", "narrative", "canard", "hoax", "talking")
_WEAK_FRAMES = frozenset(_CUES["frame_nouns_weak"])
_FRAME_ADJECTIVE = re.compile(rf"(?:\b{any_of(_CUES['frame_adjectives'])}|[’']s)\s+\Z")
_FRAME_BEFORE = re.compile(
    rf"\b(?:{any_of(_CUES['frame_nouns_of'])}\s+(?:of|about|that)\s+(?:an?\s+|the\s+)?{_GAP}{{0,1}}"
    rf"|{any_of(_CUES['frame_nouns_of_bare'])}\s+of\s+(?:an?\s+)?{_GAP}{{0,1}})\Z"
)
_DISGUISE = re.compile(rf"\b{any_of(_CUES['disguises'])}\s+{_DET}{_GAP}{{0,1}}\Z")
_DISGUISE_MARKED = re.compile(rf"\b{any_of(_CUES['disguises_marked'])}\s+{_DET}\Z")
_BE = r"(?:\b(?:is|are|was|were|be|been|call(?:s|ed|ing)?|as)|[’'](?:s|re))"
_NOT_BEFORE = re.compile(
    rf"(?:{_BE}\s+(?:not|no|never|hardly)|\bwhat (?:it|they|this|these|he|she) "
    rf"(?:is|are|was|were)\s?[:,–—]\s+not|\b(?:isn|aren|wasn|weren|ain)[’']t)\s+(?:(?:an?|the|some"
    rf"|any|really|actually|about|in)\s+){{0,2}}{_GAP}{{0,1}}\Z"
)
_BUT_BEHIND = re.compile(
    r"\W{0,3}\s*(?:but\s+(?:rather\s+)?(?:an?|the|of|(?!(?:his|its|is|was|has|as|does|this)\b)\w+s)\b|[;,:–—.]+\s*(?:(?:they|it|this|these"
    r"|that|he|she|we|there)"
    r"(?:\s+(?:is|are|was|were)|[’'](?:s|re))\b|rather\b(?!\s+than)))"
)
_NOT_BEHIND_ONLY = re.compile(r"\b(?:not|n[’']t)\s+(?:only|just|merely|simply|solely|so much)\b")
_COMMA_NOT = re.compile(
    rf"(?:{_BE}:?|\bit)\s+(?!in\b|at\b|on\b|from\b|to\b)(?:an?\s+|the\s+)?[\w-]+"
    rf"(?:\s+[\w-]+){{0,2}},\s*(?:and\s+)?not\s+(?:(?:an?|the)\s+)?\Z"
)
_RATHER = re.compile(
    rf"(?:(?:{_BE}|\b(?:say|says|said|write|writes|speak|speaks|describ\w+))\b[^;:]{{0,80}}"
    rf"|\A\s*)\b(?:rather than|instead of)\s+(?:an?\s+|the\s+)?\Z"
)
_RATHER_BEHIND = re.compile(
    r"\W{0,2}\s*(?:(?:instead of|rather than)\s+(?:what\b|[\w’'-]+[^.;]{0,40}what (?:it|they) "
    r"(?:is|are|was|were))|,\s*or rather\b|,?\s*as [^,.;]{1,30} has it\b)"
)
_FAR_FROM = re.compile(
    r"\b(?:far from being|anything but|nothing like|stop (?:saying|writing|using|calling (?:it"
    r"|them|this|these))|"
    r"(?:let us|let[’']s|do|must|should|can|could|would) not call (?:it|them|this|these|that|those)|"
    r"(?:do|must|should|ca|can|could|would)n[’']t call (?:it|them|this|these|that|those)|"
    r"refus\w+ to (?:say|call (?:it|them|this))|say [\w-]+ than)\s+(?:an?\s+|the\s+)?\Z"
)
# Nobody says …: they say …
_UNSAID = re.compile(
    r"\b(?:never|not|n[’']t|nobody|no one|no longer|avoids?|refus\w+ to)\s+"
    r"(?:say|says|said|saying|utter|utters|write|writes)\s+(?:the\s+|an?\s+)?\Z"
)
_REFUSED_BEFORE = (
    ((", not", ", and not"), _COMMA_NOT),
    (("say", "said", "utter", "writ"), _UNSAID),
    (("rather than", "instead of"), _RATHER),
    (("far from", "anything but", "nothing like", "stop ", "refus", "say ", " call "), _FAR_FROM),
)
_PORTRAYED_BY = re.compile(r"\bby\s[^,;]{1,60}\sas\s")
# Stop talking about …, and speak of …
_STOP_SPEAKING = re.compile(r"\bstop (?:speaking|talking|writing) (?:of|about)\s+(?:an?\s+|the\s+)?\Z")
_AND_SPEAK = re.compile(r",?\s+and\s+(?:to\s+)?(?:start\s+)?(?:speak|talk|write|call|say)(?:ing)?\b")
_SPEAK_OF = re.compile(r"\bto (?:speak|talk|write) of\s+(?:an?\s+|the\s+)?\Z")
_IS_WRONG = re.compile(
    r"\s+(?:\w+\s+){0,5}?(?:is|would be) (?:to|wrong|misleading|false|absurd|dishonest|inaccurate"
    r"|nonsense|obscene|grotesque|ludicrous|an insult|a lie"
    r"|a mistake)\b"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]*[A-Z]s?\Z")
_BRACKET = re.compile(rf"\(\s*(?:or|the|hereafter|also|known as|abbreviated(?: as| to)?)?\s*{_MARK}?\Z")
_LEAD = re.compile(r"(?:So-called|The|A|An|These|Those|Such|Its|Their)\s+")
_CAPITALS = re.compile(
    r"(?:[A-Z][\w’'-]*(?:\s+(?:of|for|and|the|to|in"
    r"|on))*\s+){0,7}[A-Z][\w’'-]*\s*,?\s*\Z"
)


def _span(unit: Unit, match: re.Match[str]) -> Span:
    """Return where a match before a unit lies in the document, without white space at its ends."""
    offset = unit.start - len(unit.before)
    piece = match[0]
    start = offset + match.start() + len(piece) - len(piece.lstrip())
    return start, max(start, offset + match.start() + len(piece.rstrip()))


def _behind_span(unit: Unit, match: re.Match[str]) -> Span:
    return unit.end + match.start(), unit.end + match.end()


def _lower(text: str) -> str:
    """Lower case, of the same length."""
    low = text.lower()
    return low if len(low) == len(text) else text


def _ruled(unit: Unit, rule: str, *evidence: Span) -> Ruling:
    marks = marks_of(unit.marks) if unit.marks else ()
    return Ruling("distanced", rule, tuple(sorted({*evidence, *marks})))


def _units(site: Site, rule: str) -> tuple[Unit, ...]:
    """The units to look at, the wider one first; none when the sentence holds no word of the rule."""
    if _STEMS[rule].isdisjoint(site.stems) and (
        site.short is None or rule != "called_by" or _STEMS["cited"].isdisjoint(site.stems)
    ):
        return ()
    if site.short is None:
        return (site.unit,)
    content = site.text[site.short.inner[0] : site.short.inner[1]]
    if is_clause(content) and not is_title_case(words(content)):
        return (site.bare,)
    return (site.unit, site.bare)


def so_called(site: Site) -> Ruling | str:
    """ "So-called", "self-styled" or the like stands before the term."""
    for unit in _units(site, "so_called"):
        match = _SO_CALLED.search(_lower(unit.before))
        if match:
            return _ruled(unit, "so-called", _span(unit, match))
    return 'no "so-called" before it'


def called_by(site: Site) -> Ruling | str:
    """Somebody else is named as who uses the term: what X calls, X's term for, known officially as."""
    for unit in _units(site, "called_by"):
        before, behind = _lower(unit.before), _lower(unit.behind)
        if not unit.marks and _OWNER_BEHIND.match(behind):
            continue  # what is called the nation's second office: the term is only the owner
        cited = _cited(site, unit, before) if unit.marks else None
        if cited:
            return cited
        for stems, pattern in _CALLED_BEFORE:
            match = None if stems.isdisjoint(site.stems) else pattern.search(before)
            if match and (unit.marks or not _OPINION.search(match[0])):
                return _ruled(unit, "called-by", _span(unit, match))
        match = None if _CALLS_STEMS.isdisjoint(site.stems) else _CALLS_NOW.search(before)
        if match is None and unit.marks:
            match = _CALLS_NOW_MARKED.search(before) or _CALLED_MARKED.search(before)
        if match:
            return _ruled(unit, "called-by", _span(unit, match))
        match = _described(site, unit, before)
        if match:
            return _ruled(unit, "called-by", _span(unit, match), *((unit.marks.inner,) if unit.marks else ()))
        after = _BY_BEHIND.match(behind)
        match = _PARTICIPLE.search(before) if after else None
        if match and after:
            return _ruled(unit, "called-by", _span(unit, match), _behind_span(unit, after))
        match = _CALLED_BEHIND.match(behind)
        if match:
            return _ruled(unit, "called-by", _behind_span(unit, match))
    return "nobody is named as the one who calls it that"


def _described(site: Site, unit: Unit, before: str) -> re.Match[str] | None:
    """Find who describes the term so: for a stretch in marks only when it is a label, not an opinion."""
    if "as " not in before[-20:] and " by " not in before:
        return None
    if unit.marks is None:
        return _DESCRIBED_BY.search(before)
    content = _lower(site.text[slice(*unit.marks.inner)]).strip()
    if (len(words(content)) > 1 and not _EVALUATION.match(content)) or _PLURAL.match(content):
        match = _DESCRIBED_NOW.search(before)
        if match:
            return match
    return _DESCRIBED_BY.search(before) if is_label(content) else None


def _cited(site: Site, unit: Unit, before: str) -> Ruling | None:
    """Rule on a stretch in marks that is cited as somebody's label, alone or in a row of them."""
    assert unit.marks is not None
    content = _lower(site.text[slice(*unit.marks.inner)]).strip()
    offence = _OFFENCE.search(before)
    if offence and not is_clause(content):
        return _ruled(unit, "called-by", _span(unit, offence), unit.marks.inner)
    if not is_label(content):
        return None
    for pattern in _CITED:
        match = pattern.search(before)
        if match:
            return _ruled(unit, "called-by", _span(unit, match), unit.marks.inner)
    read = _READ_BEHIND.match(site.text, unit.end, unit.end + 20) if _FOR_START.fullmatch(before) else None
    if read:
        return _ruled(
            unit, "called-by", (unit.start - len(before), unit.start), read.span(), unit.marks.inner
        )
    if len(words(content)) > 1:
        match = _CALLED_THEN.search(before)
        if match:
            return _ruled(unit, "called-by", _span(unit, match), unit.marks.inner)
    first = before
    for _ in range(_IN_A_ROW):
        row = _COORDINATE.search(first)
        if row is None:
            return None
        first = first[: row.start()]
        at = unit.start - len(before) + row.start()
        earlier = Unit(at, unit.end, unit.before[: row.start()], unit.behind, unit.marks)
        for pattern in (*_CITED, *(pattern for _, pattern in _CALLED_BEFORE)):
            match = pattern.search(first)
            if match:
                return _ruled(unit, "called-by", _span(earlier, match), (at, unit.start), unit.marks.inner)
    return None


def is_label(content: str) -> bool:
    """Tell whether a short stretch, in lower case, is a bare noun phrase that names a thing: no opinion."""
    found = words(content)
    if not 0 < len(found) < 5 or content[-1:] in ".;:!?" or "," in content or " to " in content:
        return False
    return not (is_clause(content) or _EVALUATION.match(content) or content.endswith(_ADJECTIVE_ENDS))


def mention(site: Site) -> Ruling | str:
    """The term is spoken of as a word: the term X, the word X, X is a euphemism."""
    for unit in _units(site, "mention"):
        before, behind = _lower(unit.before), _lower(unit.behind)
        if _OWN_WORDS.search(before, max(0, len(before) - _CLOSE)):
            continue
        match = _MENTION_BARE.search(before) or _MENTION_DICTIONARY.search(
            before, max(0, len(before) - _CLOSE)
        )
        if match is None and unit.marks:
            match = _MENTION_MARKED.search(before) or _MENTION_VERB.search(before)
        if match is None and before.endswith(("to write ", "to say ")) and _WHEN.match(behind):
            match, end = _MENTION_VERB.search(before), _WHEN.match(behind)
            if match and end:
                return _ruled(unit, "mention", _span(unit, match), _behind_span(unit, end))
        if match:
            return _ruled(unit, "mention", _span(unit, match))
        match = _MENTION_REPLACES.match(behind) or _MENTION_DEFINED.match(site.text, unit.end, unit.end + 40)
        if match is None and unit.marks and site.text[unit.end - 1] in "”\"'’":
            match = _MENTION_DEFINED.match(site.text, unit.end - 1, unit.end + 40)
            if match:
                return _ruled(unit, "mention", match.span())
        if match:
            start = unit.end if match.re is _MENTION_REPLACES else 0
            return _ruled(unit, "mention", (start + match.start(), start + match.end()))
        after, match = _FOR_BEHIND.match(behind), None
        if after:
            match = _MENTION_LIST.search(before)
            if match:
                return _ruled(unit, "mention", _span(unit, match), _behind_span(unit, after))
        match = _MENTION_BEHIND.match(behind)
        if match and (unit.marks or not match[0].startswith((",", " ,"))):
            return _ruled(unit, "mention", _behind_span(unit, match))
    return "it is used, not spoken of as a word"


def framing_noun(site: Site) -> Ruling | str:
    """A noun for a way of putting things holds the term: the false X framing, the myth of X."""
    for unit in _units(site, "framing_noun"):
        before, behind = _lower(unit.before), _lower(unit.behind)
        match = _FRAME_BEFORE.search(before, max(0, len(before) - _NEAR)) or _DISGUISE.search(
            before, max(0, len(before) - _NEAR)
        )
        if match and not unit.marks and site.surface[:1].isupper():
            match = None  # the rhetoric of Beijing: whose it is, not what it says
        if match is None and unit.marks:
            match = _DISGUISE_MARKED.search(before)
        if match:
            return _ruled(unit, "framing-noun", _span(unit, match))
        describes = not unit.marks and _describes(site, before)
        after = (_FRAME_BEHIND_MARKED if unit.marks else _FRAME_BEHIND).match(behind)
        if after and describes and not after[0].strip().startswith(_FRAMED_BY_NOUNS):
            after = None
        if after is None and not unit.marks and not describes:
            weak = _FRAME_BEHIND_MARKED.match(behind)
            if weak and weak[0].split()[-1] not in _WEAK_FRAMES:
                adjective = _FRAME_ADJECTIVE.search(before)
                if adjective:
                    return _ruled(unit, "framing-noun", _span(unit, adjective), _behind_span(unit, weak))
        if after:
            return _ruled(unit, "framing-noun", _behind_span(unit, after))
    return "no noun such as framing, myth or narrative holds it"


def _describes(site: Site, before: str) -> bool:
    """Tell whether a term without marks is an adjective or part of one, and says what kind of words."""
    single = " " not in site.surface
    return (single and site.surface.endswith(_DESCRIBING)) or _DESCRIBING_BEFORE.search(before) is not None


def rejection(site: Site) -> Ruling | str:
    """The term is refused in favour of another: not a X but a Y, X instead of what they are."""
    for unit in _units(site, "rejection"):
        if site.chain and not unit.marks:
            continue  # a speaker refuses it, not the publisher
        before, behind = _lower(unit.before), _lower(site.text[unit.end : unit.end + 80])
        after = _BUT_BEHIND.match(behind)
        match = _NOT_BEFORE.search(before) if after else None
        if match and not unit.marks and match[0].endswith("the "):
            match = None  # not the one but the other: which of two things, not what to call it
        if match and after and not _NOT_BEHIND_ONLY.search(before):
            return _ruled(unit, "rejection", _span(unit, match), _behind_span(unit, after))
        for needles, pattern in _REFUSED_BEFORE:
            match = pattern.search(before) if any(needle in before for needle in needles) else None
            if match:
                break
        if match and (match.start() or not before.startswith("rather ") or behind.lstrip("”\"'’")[:1] == ","):
            if _by_another(site, _span(unit, match)[0], match[0]):
                return "a source refuses it, not the publisher"
            return _ruled(unit, "rejection", _span(unit, match))
        after = _RATHER_BEHIND.match(behind)
        if after:
            return _ruled(unit, "rejection", _behind_span(unit, after))
        after = _IS_WRONG.match(behind)
        match = _SPEAK_OF.search(before) if after else None
        if match and after:
            return _ruled(unit, "rejection", _span(unit, match), _behind_span(unit, after))
        after = _AND_SPEAK.match(behind)
        match = _STOP_SPEAKING.search(before) if after else None
        if match and after:
            return _ruled(unit, "rejection", _span(unit, match), _behind_span(unit, after))
    return "it is not refused in favour of another term"


def _by_another(site: Site, start: int, words_: str) -> bool:
    """Tell whether a refusal that begins at `start` is part of what a source says or of its portrait."""
    inside = any(scope.start <= start and site.end <= scope.end for scope in site.scopes)
    return inside or _PORTRAYED_BY.search(words_) is not None


def acronym_of_distanced(site: Site) -> Ruling | str:
    """The term is the abbreviation, in the same breath, of a term that is held at a distance."""
    unit = site.tight
    if not _ACRONYM.match(site.surface):
        return "not an abbreviation"
    bracket = _BRACKET.search(unit.before)
    if bracket is None:
        return "no bracket before it"
    end = unit.start - len(unit.before) + bracket.start()
    while end > 0 and site.text[end - 1].isspace():
        end -= 1
    long = _long_form(site.page, end)
    if long is None:
        return "no longer form before the bracket"
    start, end = long
    other = Site(site.page, start, end)
    for rule in (so_called, called_by, mention, framing_noun, rejection, scare_quotes):
        outcome = rule(other)
        if not isinstance(outcome, str):
            evidence = {
                *outcome.evidence,
                long,
                (unit.start - len(unit.before) + bracket.start(), unit.start),
            }
            return Ruling(
                "distanced",
                "acronym-of-distanced",
                tuple(sorted(span for span in evidence if span[0] < span[1])),
            )
    return "the longer form is not held at a distance"


def _long_form(page: Page, end: int) -> Span | None:
    """Return the stretch before a bracket: the inside of marks that end there, or a run of capitals."""
    text = page.text
    around = page.quoted.around(end - 2, end - 2) if end > 2 else ()
    for quotation in around:
        if quotation.end == end and len(words(text[quotation.inner[0] : quotation.inner[1]])) <= 8:
            return quotation.inner
    low = max(0, end - 120)
    run = _CAPITALS.search(text[low:end])
    if run is None:
        return None
    start = low + run.start()
    lead = _LEAD.match(text, start, end)
    return (lead.end() if lead else start, end)


def scare_quotes(site: Site) -> Ruling | str:
    """Marks around a short noun phrase in the publisher's own sentence show that the term is not adopted."""
    if site.short is None:
        return "not in marks of its own" if not site.chain else "the quotation is longer than a term"
    judgement = judge_marks(site, site.short)
    if judgement.kind != "term":
        return judgement.why
    return Ruling("distanced", "scare-quotes", (*marks_of(site.short), *judgement.evidence))
