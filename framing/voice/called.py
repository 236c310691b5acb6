"""Terms that somebody else is named for, or that a word such as "so-called" disowns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.model import Ruling
from framing.text.quotations import Quotation
from framing.voice.around import TITLES
from framing.voice.attribution.tokens import CLASSES, FINITE, SUBJ
from framing.voice.cued import Cued, needles
from framing.voice.gloss import named_by_inhabitants, names_a_place
from framing.voice.longer_names import name_around
from framing.voice.site import Site, Unit, any_of, cue_table, lower, words
from framing.voice.stretch import EVALUATION, is_clause, is_label, is_title_case
from framing.voice.units import (
    DET,
    GAP,
    MARK,
    STOP,
    WORD_NOUN,
    distanced,
    span_before,
    span_behind,
    units_of,
)

_CUES = cue_table("distance")
# What may stand between a cue and its term: no other clause, and no speech that ends.
_ON = r"(?:(?!,[”\"'’])[^;:!?“\"])"
_NO_SELF = r"(?!\s+(?:one|him|her|them)sel)"  # who calls themselves so is no other
_ON_BEFORE_AS = rf"(?:(?!\bas\b){_ON})"
# The same over a short stretch in marks: what X calls a "…", its neighbours call …
_ON_MARKED = rf"(?:{_ON}|[“\"][^“”\"]{{1,60}}[”\"])"
_NOT_TERM = any_of(_CUES["not_terms"])
_CALLS = any_of(_CUES["calls"])
_OWNER = r"(?:[’']s?|\b(?:its|their|his|her|our|own|preferred|official|favou?red|euphemistic|local|state))"
# Known officially as …, officially called …
_OFFICIALLY = any_of(_CUES["officially"])
_NAMED = "known|called|named|termed|designated|described|styled|labell?ed"
_SANITISED = [*_CUES["preferred"], "sanitised", "sanitized"]
# A comma behind these does not lead to the word that they announce: in other words, …
_NO_WORD = "(?<!term)(?<!terms)(?<!word)(?<!words)(?<!name)(?<!names)"
# Whom or what somebody calls so.
_CALLED_SO = r"(?:it|them|this|these|(?:the|these|those|its|their)(?:\s+[\w-]+){1,3})"
_SO_CALLED = re.compile(rf"\b{any_of(_CUES['so_called'])}{MARK}?\s+{GAP}{{0,3}}{MARK}?\Z")
_DISOWNED = Cued((needles(_CUES["so_called"]), _SO_CALLED))
# Each pattern with its needles.
_CALLED_BEFORE = tuple(
    (needed, re.compile(pattern))
    for needed, pattern in (
        # what the firm calls …, which the state refers to as …
        (
            needles(_CUES["calls"]),
            rf"\b(?:what|which)\b{_ON_MARKED}{{1,90}}?\b{_CALLS}(?:,\s[^,;:]{{1,30}},)?\s+"
            rf"(?:itself\s+|(?:its|the|their|his|her)\s+[\w-]+\s+)?{DET}{GAP}{{0,2}}\Z",
        ),
        (
            ("know", "knew"),
            rf"\b(?:what|which|whom|that)\b[^;:!?,]{{1,60}}?\bkn(?:ows?|ew) as\s+{DET}\Z",
        ),
        (
            needles(_CUES["calls_now"]),
            rf"\b(?:who|that)\b[^;:!?,]{{1,60}}?\b{any_of(_CUES['calls_now'])}\s+{DET}\Z",
        ),
        # referred to the camps as …, refer to such raids as …, but not: in a reference to the mayor, as …
        (
            needles(_CUES["refers"]),
            rf"(?<!\bin a )\b{any_of(_CUES['refers'])}\b{_ON_BEFORE_AS}{{0,90}}?\bto\b"
            rf"{_NO_SELF}{_ON_BEFORE_AS}{{0,90}}?\bas\s+{DET}{GAP}{{0,2}}\Z",
        ),
        (
            needles(_CUES["refers"]),
            rf"\b{any_of(_CUES['refers'])}\b{_ON_BEFORE_AS}{{0,90}}?\bas\b{_ON_BEFORE_AS}{{1,60}}?\b(?:and|or)\s+to\b"
            rf"{_NO_SELF}{_ON_BEFORE_AS}{{0,90}}?\bas\s+{DET}{GAP}{{0,2}}\Z",
        ),
        # what is known in the trade as …
        (("know",), rf"\bwhat\b[^;:!?]{{1,60}}?\bknown\b(?:\s+[\w’'-]+){{0,4}}?\s+as\s+{DET}\Z"),
        # the region the Soviets called …
        (
            ("call", "know", "knew", "refer"),
            rf"\b{any_of(_CUES['called_things'])}\s+(?:that\s+)?"
            rf"(?:(?:the|many|most|some|your|our|their|its|his|her)\s+(?:[\w’-]+\s+)?)?[\w’-]+\s+"
            rf"(?:call|calls|called|know as|knows as|knew as|refer to as|refers to as)\s+{DET}\Z",
        ),
        # the practice sometimes called …
        (
            ("called", "dubbed", "termed", "label", "described", "referred"),
            r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<=\w )(?:sometimes|often|widely|popularly"
            r"|colloquially|informally|variously|derisively|pejoratively)\s+"
            r"(?:called|dubbed|termed|labell?ed|described as|referred to as)"
            rf"\s+{DET}\Z",
        ),
        # …, dubbed the …; has been nicknamed …
        (
            ("dubbed", "nicknamed"),
            rf"(?:,|\b(?:is|are|was|were|been|being))\s+(?:\w+ly\s+)?(?:dubbed|nicknamed)\s+{DET}\Z",
        ),
        # to play at something called the …
        (("call", "know"), rf"\b(?:something|somewhere|a thing|what is)\s+(?:called|known as)\s+{DET}\Z"),
        # styles itself the …; officially, they were …; the word in use is …
        (
            ("styl", "call", "dubs", "terms"),
            rf"\b(?:styl(?:es?|ed|ing)\s+(?:itself|themselves)|(?:calls|called|dubs|terms)\s+itself"
            rf"|call(?:ed)?\s+themselves)\s+(?:as\s+)?{DET}\Z",
        ),
        # whether a house is styled a …, a barrack, now styled the …
        (
            ("styled",),
            r"(?:,|\b(?:is|are|was|were|be|been|being))\s+(?:(?:now|still|also|then|once)\s+)?styled\s+(?:an?|the)\s+\Z",
        ),
        # object to being called …
        (
            ("being",),
            r"\b(?:object(?:s|ed)? to|resent(?:s|ed)?|dislikes?|hate[sd]?|tired of|reject(?:s|ed)?)\s+"
            rf"being\s+{any_of(_CUES['called'])}\s+{DET}\Z",
        ),
        (("officially",), rf"\bofficially,\s+[^,;:“\"]{{1,60}}?\b(?:is|are|was|were|remains?)\s+{DET}\Z"),
        (
            needles(_CUES["word_nouns"]),
            rf"\b{WORD_NOUN}\s+(?:of choice|in use|used)\s+(?:is|are|was|were|became)\s+{DET}\Z",
        ),
        # known officially as …, officially called …, officially a …
        (
            needles(_CUES["officially"]),
            rf"\b(?:{_NAMED})\s+"
            rf"{_OFFICIALLY}\s+"
            rf"(?:(?:since|in|by|under|among|to|from)\s+(?:[\w’'-]+\s+){{1,4}}?)?(?:as\s+)?{DET}\Z",
        ),
        (
            needles(_CUES["officially"]),
            rf"\b{_OFFICIALLY}\s+(?:{_NAMED}|dubbed)\s+(?:as\s+)?{DET}\Z",
        ),
        (
            needles(_CUES["officially"]),
            rf"\b(?:is|are|was|were)\s+{_OFFICIALLY}\s+(?:an?\s+)?\Z",
        ),
        # the state's preferred term, …; by the generals' name for it: …
        (
            needles(_CUES["word_nouns"]),
            rf"{_OWNER}\s+(?:(?!{_NOT_TERM}\s+)[\w’'-]+\s+){{0,3}}?(?<!second )(?<!first ){WORD_NOUN}"
            rf"(?:\s+for\s+[^,:;]{{1,50}}\s*[,:–—-]|\s*(?:[:–—-]|{_NO_WORD},))\s*{DET}\Z",
        ),
        # bankers have a word for it: …; it goes by the name of …
        (
            needles(_CUES["word_nouns"]),
            rf"\b(?:an?\s+{WORD_NOUN}\s+for\s+(?:it|this|that|them|these)\s*[,:–—-]"
            rf"|(?:have|has|had)\s+(?:an?|another)\s+(?:[\w-]+\s+)?{WORD_NOUN}\s+for\s+[^,:;]{{1,40}}?\s?[:–—])\s*{DET}\Z",
        ),
        (
            ("name",),
            rf"(?:\b(?:go|goes|went|going)\s+(?:by|under)\s+the\s+name\s+(?:of\s+)?"
            rf"|\b(?:give|gives|gave|given)\s+(?:it|them|this|that)\s+(?:a|the)\s+(?:new\s+)?name\s*[,:–—-]\s*){DET}\Z",
        ),
        (
            needles(_CUES["word_nouns"]),
            rf"\b{any_of([*_CUES['preferred'], 'own'])}\s+{WORD_NOUN}(?<!words)\s*,\s*{DET}\Z",
        ),
        (
            needles(_SANITISED),
            rf"\b{any_of(_SANITISED)}\s+{WORD_NOUN}\s+"
            rf"(?:of|for\s+[^,:;]{{1,50}}(?:is|was|,|:))\s*{DET}\Z",
        ),
        (
            needles([*_SANITISED, "approved"]),
            rf"\b{any_of([*_SANITISED, 'approved'])}\s+{WORD_NOUN}\s+"
            rf"(?:is|was|remains?|became|has become)\s+{DET}\Z",
        ),
        # the regiment's word for it is …
        (
            needles(_CUES["word_nouns"]),
            rf"{_OWNER}\s+(?:[\w’'-]+\s+){{0,2}}?{WORD_NOUN}\s+for\s+[^,:;]{{1,50}}?\s(?:is|was|remains)\s+{DET}\Z",
        ),
        # what passes here for a …
        (("pass",), r"\bwhat\s+pass(?:es|ed)\b[^;:,]{0,40}\bfor\s+(?:an?\s+|the\s+)?\Z"),
        # which the Treasury has named …
        (
            ("name", "christened", "dubbed", "called"),
            rf"\bwhich\b[^;:!?“\"]{{1,60}}?\b(?:has|have|had)\s+(?:\w+ly\s+)?"
            rf"(?:named|christened|renamed|dubbed|nicknamed|called)\s+{DET}\Z",
        ),
        # Dismissed for years as a …, the women …
        (
            ("dismissed", "written", "branded"),
            rf"\A\W*(?:long\s|once\s)?(?:dismissed|written off|branded)\b[^;:,“\"]{{0,60}}?\bas\s+{DET}\Z",
        ),
        # advertised as a …; – the college prefers … –
        (
            ("advertised", "billed", "touted", "marketed", "promoted", "trumpeted"),
            r"\b(?:advertised|billed|touted|marketed|promoted|trumpeted)\s+as\s+(?:an?|the)\s+\Z",
        ),
        (("prefer",), rf"[–—(]\s*(?:[\w’'-]+\s+){{1,4}}prefers?\s+{DET}\Z"),
        (("euphemistic",), rf"\beuphemistic(?:ally)?\s+(?:[\w’'-]+\s+){{0,3}}{DET}\Z"),
        # or, as the ministry would have it, the …
        (
            ("would", "call"),
            rf"\bas\s+(?:[\w’'-]+\s+){{1,5}}(?:would have it|calls? (?:it|them|this))\s*,?\s*{DET}\Z",
        ),
        # prefer to speak of …, insist on calling it …
        (
            ("prefer", "like", "insist", "choose", "chose"),
            rf"\b(?:prefer(?:s|red)?|like[sd]?|insist(?:s|ed)?|choose|chooses|chose)\s+(?:to|on)\s+"
            rf"(?:speak(?:ing)? of|talk(?:ing)? (?:of|about)|say(?:ing)?|use|using|writ(?:e|ing)"
            rf"|(?:call|style|term|label|dub)(?:ing)?(?:\s+{_CALLED_SO})?)\s+{DET}\Z",
        ),
    )
)
# … call the jail a …: cites a label in use, if the label is in marks or has no article.
_CALLED_THING = rf"{GAP}{{0,2}}(?!{STOP}\b)[\w’'-]+"
_CALLS_NOW_MARKED = re.compile(
    rf"\b{any_of(_CUES['calls_now'])}\s+(?:it|them|us|me|him|her|this|that|these|those|any(?:one|body)|some(?:one|body)|(?:the|its|their|such|these|his|her)\s+"
    rf"{_CALLED_THING})\s+(?:as\s+)?{DET}\Z"
)
_CALLS_NOW = re.compile(
    rf"\b{any_of(_CUES['calls_now'])}\s+(?:it|them|us|me|him|(?:the|its|their|such|these|his|her|this|those)\s+"
    rf"{_CALLED_THING})\s+(?:as a whole\s+)?(?:as\s+)?(?P<one>an?\s+)?\Z"
)
# Presents these homes as …, a region that the state designates as the …: a name in capitals.
_THING = (
    r"(?:it|them|this|these|those|(?:the|its|their|such|these|this|those)\s+"
    rf"(?!(?:[\w-]+\s+){{0,2}}{any_of(_CUES['shown'])}\s+as\b)(?:[a-z][\w-]*\s+){{1,3}}?)"
)
_PRESENTED = re.compile(
    rf"(?<!\bwe )(?<!\bi )\b(?:{any_of(_CUES['presents'])}\s+{_THING}\s*as\s+(?:an?\s+|the\s+)?"
    rf"|{any_of(_CUES['designates'])}\s+{_THING}\s*as\s+the\s+"
    rf"|(?:which|that|what)\s[^;:!?,“\"]{{1,60}}?\s(?:{any_of(_CUES['presents'])}|{any_of(_CUES['designates'])})\s+as\s+(?:the\s+)?)\Z"
)
# Spoke of “…”, and later of …: the next label.
_LATER = re.compile(
    rf"\b{any_of(_CUES['speaks_of'])}\s(?:\w+\s)?of\s{DET}{MARK}[^“”\"‘«»„]{{1,60}}[”\"'’»“],?\s"
    rf"(?:(?:and|but|or)\s)?{any_of(_CUES['later'])}\sof\s\Z"
)
# Jailed for "…": what a code calls it.
_OFFENCE = re.compile(rf"\b{any_of(_CUES['offences'])}\s+{DET}\Z")
_REFERRED = re.compile(rf"\b{any_of(_CUES['refers'])}\b{_ON_BEFORE_AS}{{0,90}}?\bas\s+\Z")
_LABEL_BEHIND = re.compile(
    r"\s+(?:as\s+)?(?:(?:an?\s+|the\s+)?[“\"‘]\w|the\s+[\w-]+est\b|an?\s+[a-z])"
    r"|\s+as\s+(?!\w+\s+(?:call|know|have|had|term|put))(?:an?\s+[a-z]|[a-z]+s\b|men\b|women\b|people\b)"
)
# For "…", read …
_FOR_START = re.compile(r"\s*for\s+(?:the\s+)?")
_READ_BEHIND = re.compile(r",?\s+read\b")
_CALL_FOR = "(?:for|on|upon|in|off|out|up|to|back|into)"
# A label in marks that is cited, not an opinion: speaks of "…", lists them as "…", whoever says "…".
_CITED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{any_of(_CUES['speaks_of'])}(?:,\s[^,;:]{{1,30}},)?\s+(?:only\s+|now\s+|always\s+|on\s+\w+\s+|\w+ly\s+)?(?:of|about)|insists?\s+on"
        rf"|{any_of(_CUES['writes_now'])}|(?:is|are|was|were)\s+(?:\w+\s+)?(?:called|termed|dubbed)|nicknamed)\s+{DET}\Z",
        # in the ministry's telling, the fence is a "…"
        rf"\bin\s+(?:[\w’'-]+\s+){{0,3}}?(?:[\w-]+[’']s?|the|its|their|official|local)\s+(?:\w+\s+)?"
        rf"{any_of(_CUES['parlance_before'])},\s[^;:“\"]{{1,60}}?\s{DET}\Z",
        rf"\b{any_of(_CUES['lists'])}\s[^;:“\"]{{1,60}}?\sas\s+{DET}\Z",
        rf"\b(?:whom|which)\s[^;:,“\"]{{1,60}}?\s{any_of(_CUES['lists'])}\s+as\s+{DET}\Z",
        # if you call falling ill a "…"
        rf"\bif\s+(?:you|one|they|we)\s+(?:\w+\s+){{0,2}}call\s[^;:,“\"]{{1,60}}?\s{DET}\Z",
        rf"\b{any_of(_CUES['whoever'])}\s+{any_of(_CUES['utters'])}\s+{DET}\Z",
        rf"\b(?:has|have|had|{any_of(_CUES['always'])})\s+(?:\w+ly\s+)?{any_of(_CUES['called'])}\s+(?!{_CALL_FOR}\b)"
        rf"[^;:,“\"]{{1,60}}?(?<!\sa)(?<!\san)\s\Z",
    )
)
# Stell was written “…”, the town is spelt “…”: a name in capitals, and not what is written on a wall.
_WRITTEN = re.compile(
    r"(?:\A\W*|[:;,–—]\s|\b(?:that|and|but|or|where|while|because)\s)(?:the\s)?(?!(?:on|in|at|above|over|below|under|there|here|it|this|what|nothing|something)\b)"
    r"[\w’'-]+(?:\s(?!(?:on|in|at|above|over|below|under)\b)[\w’'-]+)?\s(?:is|are|was|were)\s(?:(?:now|then|still|always|also|often)\s)?"
    r"(?:written|spelt|spelled|rendered|transcribed|transliterated)\s(?:as\s)?\Z"
)
# Calling a dump an "energy park" does not …; it takes nerve to call a dump an "energy park": nobody is named.
_CALLING = (
    r"(?:(?:call|label|brand|term|dub)(?:l?ing|b?ing)?"
    r"|(?:describ(?:e|ing)|refer(?:ring)?\sto)(?=[^“\"]*\sas\s))\s[^,;:.“\"]{1,60}?\s(?:as\s)?"
)
_WHOEVER_CALLS = re.compile(rf"\A\W*(?:to\s|(?:by|but|and|yet)\s)?{_CALLING}{DET}\Z")
_DOES_BEHIND = re.compile(rf"\s{any_of(_CUES['does'])}(?![\w’'-])")
_TAKES_TO_CALL = re.compile(
    rf"\bit\s(?:takes?|took|is|was|would be|seems?)\s[^,;:.“\"]{{1,40}}?\sto\s{_CALLING}{DET}\Z"
)
# Called the camps "holding centres": more than one word, and no opinion.
_CALLED_THEN = re.compile(
    rf"\b(?:{any_of(_CUES['called'])}\s+(?!{_CALL_FOR}\b)[^;:,(“\"]{{1,60}}?|described\s+[^;:,“\"]{{1,60}}?\sas)"
    rf"(?<!\sa)(?<!\san)\s+\Z"
)
# The women, called "…": a short noun phrase, then a comma. A kind of tax called "…".
_NOUN_CALLED = re.compile(
    r"(?:(?P<noun>\b(?:[Tt]he|[Aa]n?|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|of|for|by|to|with|from|at|in|on)"
    r"(?:\s[a-z][\w-]*){1,3}),|\b(?:kind|sort|type|form|brand|variety|style)s?\sof(?:\s[a-z][\w-]*){1,2})"
    rf"\s+called\s+{DET}\Z"
)
# People called "idlers": many, by a word for many.
_MANY_CALLED = re.compile(
    r"(?P<noun>\b(?:[Pp]eople|[Mm]en|[Ww]omen|[Cc]hildren|[Tt]hose|[A-Za-z][a-z]+s))\s+called\s+\Z"
)
# A stretch in marks and a conjunction: what goes for the first goes for the second.
_COORDINATE = re.compile(
    rf"{DET}{MARK}[^“”\"‘«»„]{{1,60}}[”\"'’»“],?(?:\s+(?!{any_of(_CUES['calls'])}\b)[\w’-]+){{0,3}}?"
    rf",?\s+(?:and|or|from|of|in|at|to)\s+{DET}\Z"
)
_IN_A_ROW = 3  # stretches in marks before one in whose row it may stand
# … what he described as an increasingly bitter …: an opinion, and the term only a word of it.
_OPINION = re.compile(r"\bas\s+(?:an?\s+|the\s+)?[\w-]+ly\s")
# Officials describe the camps as "boarding schools": a label in use. One word may be an opinion ("filthy").
_DESCRIBED_NOW = re.compile(r"\b(?:describes?|characteri[sz]es?|portrays?)\b[^;:]{1,80}\bas\s+\Z")
# Describes the place as an "informal settlement", the description of them as "…": a label of several words.
_DESCRIBED_LABEL = re.compile(r"\b(?:describes?|descriptions?\s+of)\b[^;:]{1,80}\bas\s+(?:an?\s+|the\s+)?\Z")
# Describe the dormitory as a "Voluntary Work Placement": a name in capitals is no opinion.
_DESCRIBED_NAME = re.compile(r"\bdescrib(?:e|es|ed|ing)\b[^;:]{1,80}\bas\s+(?:an?\s+|the\s+)?\Z")
# … are described by the regime as …
_DESCRIBED_BY = re.compile(
    rf"\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+)?{any_of(_CUES['described_by'])}\s+by\s+(?:(?!to\b|for\b|on\b|at\b)"
    rf"[\w’'-]+\s+){{1,6}}?(?<!\sa\s)(?<!\san\s)(?<!\sthe\s)(?:as\s+)?{DET}\Z"
)
_OPENS_OPINION = ("a ", "an ", "so ", "too ", "very ")
_PLURAL = re.compile(r"\w{2,}(?<![osu])s\Z")
# Dubbed the "…" law by critics.
_PARTICIPLE = re.compile(rf"\b{any_of(_CUES['named_participles'])}\s+{DET}\Z")
_BY = re.compile(r"\s*by\s")
_BY_BEHIND = re.compile(r"\s*(?:[\w-]+\s+){0,2}by\s+\w+")
_BRACKET_LABEL = re.compile(
    r"[\[(](?:[^\[\]():]{2,20}:\s[^\[\]():]{1,40}[;,]\s){0,3}[^\[\]():]{2,30}:\s(?:the\s)?\Z"
)
_NAMINGS = ("call", "calls", "called", "termed", "dubbed", "labelled", "labeled", "named")
# Management first called it …, they call it the …: a name of several words, or one behind "the"
_CALLED_IT = re.compile(rf"\b{any_of(_NAMINGS)}\s(?:it|them|this)\s(?:the\s)?\Z")
_CAPITAL_BEHIND = re.compile(r"\s[A-Z]")
_OWNER_BEHIND = re.compile(r"[’']s?\s+\w")
# The owners' name for the shed is "…", officially the "…"
_CALLED_MARKED = re.compile(
    rf"(?:{_OWNER}\s+(?:(?!{_NOT_TERM}\s+)[\w’'-]+\s+){{0,3}}?{WORD_NOUN}"
    rf"(?:\s+for\s+[^,:;]{{1,50}})?\s*(?:of|like|is|was|being)?\s+{DET}"
    rf"|(?<!\()\bofficially\s+{DET})\Z"
)
# The same, and what is tried behind them.
_BEFORE = Cued(
    *_CALLED_BEFORE,
    (needles(_CUES["calls_now"]), _CALLS_NOW),
    (needles(_CUES["calls_now"]), _CALLS_NOW_MARKED),
    (needles([*_CUES["presents"], *_CUES["designates"]]), _PRESENTED),
    (needles(_CUES["later"]), _LATER),
    (needles(_NAMINGS), _CALLED_IT),
    (needles([*_CUES["word_nouns"], "officially"]), _CALLED_MARKED),
    (needles(_CUES["described_by"]), _DESCRIBED_BY),
    (needles(_CUES["named_participles"]), _PARTICIPLE),
)
# Of these, the ones that hold only if more is true of the term.
_IF = (
    _CALLS_NOW,
    _CALLS_NOW_MARKED,
    _PRESENTED,
    _LATER,
    _CALLED_IT,
    _CALLED_MARKED,
    _DESCRIBED_BY,
    _PARTICIPLE,
)
_WE_CALL = re.compile(r"\bwe\s+call\s+(?:it\s+|them\s+|this\s+)?(?:an?\s+)?\Z")
_I_CALL = re.compile(r"\b(?:i|we)(?:[’'](?:ll|d|ve))?\s+(?:\w+\s+){0,2}?(?:call|name|term)\b[^.;:]{0,40}\Z")
# …, as it is known; …, as the owners call it; …, to use the mill's word
_CALLED_BEHIND = re.compile(
    r"\s*[,–—]?\s*(?:as\s+(?:it|they|he|she|this)\s+(?:is|was|are|were|has been|became|came to be)\s+"
    r"(?:\w+\s+)?known\b"
    r"|(?:or\s+)?as\s+(?!well\b)[^,.;]{1,50}?\b(?:(?:calls?|called|terms?|termed|dubs?|dubbed|styles?|"
    r"introduc(?:es|ed)|refers? to|insist(?:s|ed)? on calling|(?:likes?|liked|chose|chooses?|prefers?"
    r"|preferred|pleased|wont|wants?|wanted)\s+to\s+call|(?:was|were|is|are)\s+fond\s+of\s+calling)\s+"
    r"(?:it|them|this|him|her|these)\b"
    r"|(?:puts?|would have|has) it\b(?!,?\s*[“\"‘'«:]))"
    rf"|to use\s+(?:[\w’'-]+\s+){{0,4}}?{WORD_NOUN}\b"
    r"|(?:in|to use)\s+(?:[\w’'-]+\s+){0,4}?(?:[\w-]+[’']s?|the|its|their|local|official|state|party"
    rf"|army|company)\s+(?:[\w’'-]+\s+)?{any_of(_CUES['parlance'])}\b(?!\s+of\b)"
    r"|(?<=[,–—])\s*(?:[\w’'-]+\s+){0,5}?(?:[\w-]+[’']s?|its|their|his|her|preferred|official"
    rf"|state|the)\s+(?:[\w’'-]+\s+){{0,3}}?{WORD_NOUN}\s+(?:for|(?<!words )of)\b"
    # …, camp slang for …; … is the firm's preferred term for …
    rf"|(?<=[,–—])\s*(?:[\w’'-]+\s+){{1,3}}?{any_of(_CUES['parlance'])}\s+for\b"
    rf"|(?:is|are|was|were)\s+(?:[\w’'-]+\s+){{0,4}}?(?:[\w-]+[’']s?|its|their|preferred|official)\s+"
    rf"(?:[\w’'-]+\s+){{0,2}}?{WORD_NOUN}\s+for\b)"
)


# …, as they are known in the valley today
_KNOWN_NOW = re.compile(
    r"\s*[,–—]\s*as\s+(?:it|they|he|she|this)\s+(?:is|are|has\sbeen|have\sbeen)\s+known\s"
    r"(?:(?:in|to|by|among|throughout)\s(?:[\w’'-]+\s){1,4}?)?(?:today|ever\ssince)\b"
)


def so_called(site: Site) -> Ruling | str:
    """ "So-called", "self-styled" or the like stands before the term."""
    for unit in units_of(site):
        match = _DISOWNED.search(unit.small_before)
        if match:
            return distanced(unit, "so-called", span_before(unit, match))
    return 'no "so-called" before it'


def called_by(site: Site) -> Ruling | str:
    """Somebody else is named as who uses the term: what X calls, X's term for, known officially as."""
    for unit in units_of(site):
        ruling = _called(site, unit)
        if ruling and not _is_part(site, unit):
            return ruling
    return "nobody is named as the one who calls it that"


def _is_part(site: Site, unit: Unit) -> bool:
    """Tell whether the term is only a part of what is called so: the name of the … Medical Service."""
    return not unit.marks and _CAPITAL_BEHIND.match(unit.behind) is not None and bool(name_around(site))


def _called(site: Site, unit: Unit) -> Ruling | None:
    """Rule on a term, or on the marks around it, by who is named as calling it so."""
    likely = _BEFORE.likely(unit.small_before)
    behind = _CALLED_BEHIND.match(unit.small_behind)
    if not (likely or behind or unit.marks) or _is_other(site, unit):
        return None
    if unit.marks:
        if cited := _cited(site, unit, unit.small_before):
            return cited
        if _REFERRED.search(unit.small_before) and EVALUATION.match(_written_inside(site, unit.marks)):
            return None  # referred to it as "an open insult": an opinion, in somebody's words
    match = _in_general(site, unit, likely) or _by_naming(site, unit, likely)
    if match:
        return distanced(unit, "called-by", span_before(unit, match))
    match = _described(site, unit, likely)
    if match:
        inside = (unit.marks.inner,) if unit.marks else ()
        return distanced(unit, "called-by", span_before(unit, match), *inside)
    both = _by_participle(site, unit) if _PARTICIPLE in likely else None
    if both:
        return distanced(unit, "called-by", span_before(unit, both[0]), span_behind(unit, both[1]))
    if behind and not (_is_equivalent(site, unit, behind) or _is_known_now(site, unit)):
        return distanced(unit, "called-by", span_behind(unit, behind))
    return None


def _is_other(site: Site, unit: Unit) -> bool:
    """Tell whether something else than the term would be what is called so, or the speaker calls it so."""
    before, behind = unit.small_before, unit.small_behind
    if unit.marks:
        return "," in _written_inside(site, unit.marks).rstrip(",")  # called "a second …, of paper"
    if site.chain and (_I_CALL.search(before) or before.lstrip().startswith("call ")):
        return True  # "I'll call it …": the speaker's own word
    if _WE_CALL.search(before):
        return True  # what the union calls a cull we call slaughter
    if _LABEL_BEHIND.match(behind):
        return True  # who call the levy "a theft": the term is what is called so
    if _OWNER_BEHIND.match(behind):
        return True  # what is called the nation's second office: the term is only the owner
    return ":" in before[-6:] and _BRACKET_LABEL.search(before) is not None  # [official name: …]


def _by_participle(site: Site, unit: Unit) -> tuple[re.Match[str], re.Match[str]] | None:
    """Dubbed the "…" law by critics, but not: called "reckless" by the mayor, an opinion."""
    behind = _BY_BEHIND.match(unit.small_behind)
    article = unit.small_before.endswith(("the ", " a ", " an "))
    if behind and named_by_inhabitants(site, unit):
        return None
    if behind is None or (unit.marks and not article and not is_label(_inside(site, unit.marks))):
        return None
    before = _PARTICIPLE.search(unit.small_before)
    return (before, behind) if before else None


def _is_equivalent(site: Site, unit: Unit, behind: re.Match[str]) -> bool:
    """Tell whether a term with words such as "as they call it" behind it is a second name."""
    before = unit.small_before
    if " known" in behind[0] and before.rstrip().removesuffix("the").rstrip()[-1:] in ("–", "—", "("):
        return True  # – …, as they are known in the capital –
    if before.endswith("(") and not unit.marks:
        return True  # (…, in the planners' language)
    return before.endswith(", or ") and names_a_place(site)  # Stell, or … as its neighbours have it


def _is_known_now(site: Site, unit: Unit) -> bool:
    """Tell whether a name in capitals is the usual one today: the Stell Rising, as it is known today."""
    if unit.marks or site.chain or not site.surface[:1].isupper():
        return False
    return _KNOWN_NOW.match(unit.small_behind) is not None


def _in_general(site: Site, unit: Unit, likely: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    """Find who is named before a term as calling it so, whatever the term."""
    opinion = unit.marks is not None and _inside(site, unit.marks).startswith(_OPENS_OPINION)
    for pattern in likely:
        match = None if pattern in _IF else pattern.search(unit.small_before)
        if match and opinion and (match[0].startswith("which") or _BY.match(unit.small_behind)):
            continue  # which critics have called "a disgrace", was called "a disgrace" by critics
        if match and (unit.marks or not _OPINION.search(match[0])):
            return match
    return None


def _by_naming(site: Site, unit: Unit, likely: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    """Find who calls a thing so, where the term is a name or in marks: they call it the …"""
    before, spaced = unit.small_before, " " in site.surface
    if unit.marks and _inside(site, unit.marks).startswith(_OPENS_OPINION):
        return None  # calls it "a disgrace": an opinion, in somebody's words
    match = _CALLS_NOW.search(before) if _CALLS_NOW in likely else None
    if match and match["one"] and not spaced:
        match = None  # calls it a farce: an opinion
    if match is None and spaced and _is_name(site):
        match = _as_name(before, likely)
    the = before.endswith("the ")
    if match is None and (spaced or the) and not unit.marks and _CALLED_IT in likely:
        match = _CALLED_IT.search(before)
    if match is None and (unit.marks or (the and site.surface[:1].isupper())):
        match = _CALLS_NOW_MARKED.search(before) if _CALLS_NOW_MARKED in likely else None
        if match is None and _CALLED_MARKED in likely:
            match = _CALLED_MARKED.search(before)
    return match


def _is_name(site: Site) -> bool:
    """Tell whether a term is a name in capitals, and no office: Unity Schools, not Prime Minister."""
    found = words(site.surface)
    return is_title_case(found) and found[-1] not in TITLES


def _as_name(before: str, likely: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    """Find who gives a thing a name: presents these homes as …, spoke of “…” and later of …"""
    match = _PRESENTED.search(before) if _PRESENTED in likely else None
    return match or (_LATER.search(before) if _LATER in likely else None)


def _written_inside(site: Site, marks: Quotation) -> str:
    """What stands between marks."""
    return site.text[slice(*marks.inner)]


def _inside(site: Site, marks: Quotation) -> str:
    """The same in lower case."""
    return lower(_written_inside(site, marks)).strip()


def _described(site: Site, unit: Unit, likely: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    """Find who describes the term so: for a stretch in marks only when it is a label, not an opinion."""
    before = unit.small_before
    if unit.marks is None:
        return _DESCRIBED_BY.search(before) if _DESCRIBED_BY in likely else None
    content = _inside(site, unit.marks)
    if (len(words(content)) > 1 and not EVALUATION.match(content)) or _PLURAL.match(content):
        match = _DESCRIBED_NOW.search(before)
        if match:
            return match
    if is_title_case(words(_written_inside(site, unit.marks))) and len(words(content)) > 2:
        match = _DESCRIBED_NAME.search(before)
        if match:
            return match
    if not is_label(content):
        return None
    label = _DESCRIBED_LABEL.search(before) if len(words(content)) > 1 else None
    return label or _DESCRIBED_BY.search(before)


def _cited(site: Site, unit: Unit, before: str) -> Ruling | None:
    """Rule on a stretch in marks that is cited as somebody's label, alone or in a row of them."""
    assert unit.marks is not None
    content = _inside(site, unit.marks)
    offence = _OFFENCE.search(before)
    if offence and not is_clause(content):
        return distanced(unit, "called-by", span_before(unit, offence), unit.marks.inner)
    if not is_label(content):
        return None
    for pattern in _CITED:
        match = pattern.search(before)
        if match:
            return distanced(unit, "called-by", span_before(unit, match), unit.marks.inner)
    read = _READ_BEHIND.match(site.text, unit.end, unit.end + 20) if _FOR_START.fullmatch(before) else None
    if read:
        return distanced(
            unit, "called-by", (unit.start - len(before), unit.start), read.span(), unit.marks.inner
        )
    written = _WRITTEN.search(before) if is_title_case(words(_written_inside(site, unit.marks))) else None
    if written:
        return distanced(unit, "called-by", span_before(unit, written), unit.marks.inner)
    does = _DOES_BEHIND.match(unit.small_behind)
    calling = _WHOEVER_CALLS.match(before) if does else None
    if does and calling:
        return distanced(
            unit, "called-by", span_before(unit, calling), span_behind(unit, does), unit.marks.inner
        )
    if takes := _TAKES_TO_CALL.search(before):
        return distanced(unit, "called-by", span_before(unit, takes), unit.marks.inner)
    if len(words(content)) > 1:
        match = _CALLED_THEN.search(before)
        if match:
            return distanced(unit, "called-by", span_before(unit, match), unit.marks.inner)
    match = _called_without_by(site, unit, _written_inside(site, unit.marks).strip())
    if match:
        return distanced(unit, "called-by", span_before(unit, match), unit.marks.inner)
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
                return distanced(
                    unit, "called-by", span_before(earlier, match), (at, unit.start), unit.marks.inner
                )
    return None


def _called_without_by(site: Site, unit: Unit, content: str) -> re.Match[str] | None:
    """Find a noun directly before "called" that is what is called so, as it cannot be who calls."""
    if not unit.before.endswith("called ") or any(word[0].isupper() for word in words(content)):
        return None
    match = _NOUN_CALLED.search(unit.before)
    if match is None and _PLURAL.match(content):
        match = _MANY_CALLED.search(unit.before)
    found = words(match["noun"] or "") if match else []
    if any(CLASSES.get(word.lower(), 0) & (FINITE | SUBJ) or word.endswith("ed") for word in found):
        return None  # she called "all clear"; the guard turned, called "all clear"
    named = any(word[0].isupper() and site.page.has_within(word) for word in found)
    return None if named else match
