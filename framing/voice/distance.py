"""Terms held up as terms: the word, the false framing, marks, and abbreviations of such terms."""

from __future__ import annotations

import re

from framing.model import Ruling, Span
from framing.voice.called import called_by, so_called
from framing.voice.cued import Cued, needles
from framing.voice.marks import judge_marks
from framing.voice.rejection import rejection
from framing.voice.site import Page, Site, any_of, cue_table, marks_of, words
from framing.voice.units import (
    DET,
    GAP,
    MARK,
    WORD_NOUN,
    distanced,
    span_before,
    span_behind,
    units_of,
)

_CUES = cue_table("distance")
_BARE_NOUN = any_of(_CUES["bare_word_nouns"])
_CLOSE = 60  # code points before a term in which a short cue that ends at it begins
_NEAR = 120  # the same for a longer one
# Known by its brand name …: a second name.
_KNOWN_BY = re.compile(r"\bknown\s(?:\w+\s)?by\s(?:[\w-]+\s){1,3}names?\s(?:of\s)?\Z")
# The term …, the growers' word …
_MENTION_BARE = re.compile(
    rf"\b(?<!other )(?:the|this|that|its|their|an?|no|[\w-]+[’']s?)\s+(?:[\w-]+\s+)?(?<!second )"
    rf"(?<!first )(?<!third )(?<!prison )(?<!last ){_BARE_NOUN}\s+{MARK}?\Z"
)
# Words such as "…" and "…", the phrase for it was "…"
_MENTION_MARKED = re.compile(
    rf"\b{WORD_NOUN}(?:\s+(?:of|like|such as|as|than|is|was|included?|including|are|were"
    rf"|for [\w\s]{{1,30}})|\s*[,:]|\s+(?:[\w’']+\s+){{0,3}}(?:was|is|than))?\s+{DET}"
    rf"(?:{MARK}[^“”\"]{{1,60}}{MARK},?\s+(?:and|or|,)?\s*)?{DET}\Z"
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
# Whoever said …, they never say …
_MENTION_SAID = re.compile(
    r"(?:n[’']t|\b(?:who|ever|never|not|nobody|would|must|to|we|they|you|people))\s+(?:\w+\s+)?(?:say|says|said)\s+\Z"
)
# The wires say *…*: in emphasis, the word that somebody uses.
_SAYS_EMPHASISED = re.compile(r"\bsays?\s\Z")
_WORD_ENDS = re.compile(r"\s*[.,;](?!\w)|\s(?:where|when|while|for|and|but|not|instead|rather)\b")
_STOPS_BEHIND = re.compile(r"\s*[.,;!?](?!\w)")
# … replaces the older word; a mark, closing or left over, and "refers to".
_MENTION_REPLACES = re.compile(
    rf"\s+(?:has |had )?(?:replaces?|replaced|supplants?|supplanted|displaced)\s+(?:the|an?|its|their)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?{_BARE_NOUN}\b"
)
_MENTION_DEFINED = re.compile(r"[”\"'’]\s+(?:here\s+)?(?:refers? to|denotes?|stands for|is short for)\b")
# Their own language: … for sackings, … for mistakes.
_MENTION_LIST = re.compile(
    rf"\b{any_of(_CUES['vocabularies'])}\s*:\s+(?:[^:.;“”\"]{{1,120}}?\s(?:for|instead of)\s"
    rf"[^:.;“”\"]{{1,80}},\s+(?:and\s+)?)?{DET}\Z"
)
_FOR_BEHIND = re.compile(r"\s+(?:for|instead of)\s+\w")
# The words on their forms were chosen with care: …, …, …
_MENTION_CHOSEN = re.compile(
    rf"\b{any_of(_CUES['chosen_words'])}\b[^:;.“\"]{{0,60}}?\s(?:chosen|picked|selected|invented|coined|softened|changed"
    rf"|sanitised|sanitized|agreed)\b[^:;.,“\"]{{0,30}}:\s(?:(?:[\w-]+\s){{0,2}}[\w-]+,\s(?:and\s)?){{0,5}}(?:and\s)?\Z"
)
_LISTED_BEHIND = re.compile(r"\s*(?:[.;](?!\w)|,\s(?:and\s)?(?:[\w-]+\s){0,2}[\w-]+[.,;])")
# “…” in the mouths of these men, as used by the league
_MENTION_MOUTH = re.compile(
    r",?\s(?:in\sthe\smouths?\sof|on\sthe\slips\sof|in\s(?:his|her|their|its|your)\smouths?)\b"
)
# All references to “…” or to … are removed
_MENTION_REMOVED = re.compile(
    rf"\breferences?\sto\s{DET}{MARK}[^“”\"]{{1,60}}[”\"’'],?\s(?:and|or)\s(?:to\s)?{DET}\Z"
)
_REMOVED_BEHIND = re.compile(
    r"\s(?:(?:is|are|was|were|be|being)|(?:must|should|shall|will|to)\sbe|(?:has|have)\sbeen)\s(?:\w+\s)?"
    r"(?:removed|deleted|dropped|struck|erased|cut|corrected|replaced|withdrawn|taken)\b"
)
# … is not the word, … became another name, … as a noun
_MENTION_BEHIND = re.compile(
    rf"(?:\s\([^()]{{1,80}}\))?\s*(?:,|is|was|are|were|remains?|became)\s+(?:not\s+)?(?:an?|the|its|their|another|one"
    rf"|itself an?)\s+{GAP}{{0,4}}?{_BARE_NOUN}\b"
    rf"|\s+as\s+an?\s+{GAP}{{0,2}}?{any_of(_CUES['parts_of_speech'])}\b"
    rf"|,?\s+which\s+(?:\w+\s+(?:says?|said|calls?|called)\s+)?(?:is|was)\s+(?:not\s+)?(?:an?|the)\s+{GAP}{{0,3}}?{_BARE_NOUN}\b"
)
# … (in Orran, …) is the word: its equivalents before what is said of the word
_TONGUES = re.compile(r"\s\((?:in\s[\w-]+,|[\w-]+:)\s[^()]+\)\s(?:is|was|are|were|remains?|became)\b")
# “…,” a term that …
_MENTION_APPOSED = re.compile(rf"\s(?:an?|the|its|their|another)\s+{GAP}{{0,3}}?{_BARE_NOUN}\b")
# An earlier version of this article referred to “…”: the publisher takes the word back.
_MENTION_CORRECTED = re.compile(
    r"\b(?:earlier|previous|original)\s+version\s+of\s+(?:this|the)\s+(?:[\w-]+\s+)?(?:article|story|report"
    r"|piece|post|page|headline|text|caption)\b[^:;“\"]{0,60}?\b(?:referred to|spoke of|used|called"
    r"|described)\b[^:;“\"]{0,60}?\s\Z"
)
# In the dictionary, …; the word itself – … –
_MENTION_DICTIONARY = re.compile(
    r"\b(?:dictionary|lexicon|vocabulary|jargon|parlance)\s*,\s*\Z"
    r"|\b(?:word|term|phrase|label) itself\s*[,–—-]\s*\Z"
)
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
# The myth of the …, the fiction that the shed was a …
_FRAME_BEFORE = re.compile(
    rf"\b(?:{any_of(_CUES['frame_nouns_of'])}\s+(?:of|(?<!rhetoric\s)about|(?<!rhetoric\s)that(?!\ssuch))\s+(?:an?\s+|the\s+)?{GAP}{{0,1}}"
    rf"|{any_of(_CUES['frame_nouns_of_bare'])}\s+of\s+(?:an?\s+)?{GAP}{{0,1}}"
    rf"|{any_of(_CUES['falsehoods'])}\s+that\s+[^,;:“\"]{{1,60}}?\s(?:is|are|was|were)\s+{DET})\Z"
)
_DISGUISE = re.compile(rf"\b{any_of(_CUES['disguises'])}\s+{DET}{GAP}{{0,1}}\Z")
_DISGUISE_MARKED = re.compile(rf"\b{any_of(_CUES['disguises_marked'])}\s+{DET}\Z")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]*[A-Z]s?\Z")
_BRACKET = re.compile(rf"\(\s*(?:or|the|hereafter|also|known as|abbreviated(?: as| to)?)?\s*{MARK}?\Z")
_OR = re.compile(r"(?P<mark>,?[”\"’'])?,?\s+or\s+(?:the\s+)?\Z")
_LEAD = re.compile(r"(?:So-called|The|A|An|These|Those|Such|Its|Their)\s+")
_CAPITALS = re.compile(
    r"(?:[A-Z][\w’'-]*(?:\s+(?:of|for|and|the|to|in"
    r"|on))*\s+){0,7}[A-Z][\w’'-]*\s*,?\s*\Z"
)
_MENTIONS = Cued(
    (("word",), _OWN_WORDS),
    (("known",), _KNOWN_BY),
    (needles(_CUES["bare_word_nouns"]), _MENTION_BARE),
    (("dictionary", "lexicon", "vocabulary", "jargon", "parlance", "itself"), _MENTION_DICTIONARY),
    (("say", "said"), _MENTION_SAID),
    (("say",), _SAYS_EMPHASISED),
    (needles(_CUES["vocabularies"]), _MENTION_LIST),
    (needles(_CUES["chosen_words"]), _MENTION_CHOSEN),
    (("reference",), _MENTION_REMOVED),
)
# What stands before the term and behind it; may it stand in marks, may it begin with a capital.
_MENTION_BOTH = (
    (_MENTION_CHOSEN, _LISTED_BEHIND, False, False),
    (_MENTION_REMOVED, _REMOVED_BEHIND, False, True),
    (_MENTION_LIST, _FOR_BEHIND, True, True),
)
_FRAMES = Cued(
    (needles([*_CUES["frame_nouns_of"], *_CUES["frame_nouns_of_bare"], *_CUES["falsehoods"]]), _FRAME_BEFORE),
    (needles(_CUES["disguises"]), _DISGUISE),
)


def mention(site: Site) -> Ruling | str:
    """The term is spoken of as a word: the term X, the word X, X is a euphemism."""
    for unit in units_of(site):
        before, behind = unit.small_before, unit.small_behind
        likely = _MENTIONS.likely(before)
        close = max(0, len(before) - _CLOSE)
        if _OWN_WORDS in likely and _OWN_WORDS.search(before, close):
            continue
        if _KNOWN_BY in likely and _KNOWN_BY.search(before):
            continue
        match = _MENTION_BARE.search(before) if _MENTION_BARE in likely else None
        if match is None and _MENTION_DICTIONARY in likely:
            match = _MENTION_DICTIONARY.search(before, close)
        if match is None and unit.marks:
            match = _MENTION_MARKED.search(before) or _MENTION_VERB.search(before)
            match = match or _MENTION_CORRECTED.search(before)
        if match is None and before.endswith(("to write ", "to say ")) and _WHEN.match(behind):
            match, end = _MENTION_VERB.search(before), _WHEN.match(behind)
            if match and end:
                return distanced(unit, "mention", span_before(unit, match), span_behind(unit, end))
        if match:
            return distanced(unit, "mention", span_before(unit, match))
        may_say = _MENTION_SAID in likely and not (unit.marks or site.chain) and site.surface.islower()
        said = _MENTION_SAID.search(before) if may_say else None
        stop = _STOPS_BEHIND.match(behind) if said else None
        if said and stop:
            return distanced(unit, "mention", span_before(unit, said), span_behind(unit, stop))
        if unit.emphasis and not site.chain and site.surface.islower() and _SAYS_EMPHASISED in likely:
            said, stop = _SAYS_EMPHASISED.search(before), _WORD_ENDS.match(behind)
            if said and stop:
                return distanced(unit, "mention", span_before(unit, said), span_behind(unit, stop))
        match = _MENTION_REPLACES.match(behind) or _MENTION_DEFINED.match(site.text, unit.end, unit.end + 40)
        if match is None and unit.marks and site.text[unit.end - 1] in "”\"'’":
            match = _MENTION_DEFINED.match(site.text, unit.end - 1, unit.end + 40)
            if match:
                return distanced(unit, "mention", match.span())
        if match:
            start = unit.end if match.re is _MENTION_REPLACES else 0
            return distanced(unit, "mention", (start + match.start(), start + match.end()))
        mouth = _MENTION_MOUTH.match(behind) if unit.marks else None
        if mouth:
            return distanced(unit, "mention", span_behind(unit, mouth))
        for opening, closing, marked, capital in _MENTION_BOTH:
            fits = (marked or not unit.marks) and (capital or site.surface[:1].islower())
            after = closing.match(behind) if fits and opening in likely else None
            match = opening.search(before) if after else None
            if match and after:
                return distanced(unit, "mention", span_before(unit, match), span_behind(unit, after))
        match = _MENTION_BEHIND.match(behind)
        if match is None and unit.marks and site.text[unit.marks.inner[1] - 1] == ",":
            match = _MENTION_APPOSED.match(behind)
        if match and not unit.marks and site.scopes and site.surface[:1].isupper():
            match = None  # said that Stell is a good name: the source speaks of it
        if match and (unit.marks or _TONGUES.match(match[0]) or match[0].lstrip()[0] not in ",("):
            return distanced(unit, "mention", span_behind(unit, match))
    return "it is used, not spoken of as a word"


def framing_noun(site: Site) -> Ruling | str:
    """A noun for a way of putting things holds the term: the false X framing, the myth of X."""
    for unit in units_of(site):
        before, behind = unit.small_before, unit.small_behind
        likely = _FRAMES.likely(before)
        low = max(0, len(before) - _NEAR)
        match = _FRAME_BEFORE.search(before, low) if _FRAME_BEFORE in likely else None
        if match is None and _DISGUISE in likely:
            match = _DISGUISE.search(before, low)
        if match and not unit.marks and site.surface[:1].isupper():
            match = None  # the rhetoric of Beijing: whose it is, not what it says
        if match is None and unit.marks:
            match = _DISGUISE_MARKED.search(before)
        if match:
            return distanced(unit, "framing-noun", span_before(unit, match))
        after = (_FRAME_BEHIND_MARKED if unit.marks else _FRAME_BEHIND).match(behind)
        if after and not unit.marks and site.short and unit.end + after.end() <= site.short.inner[1]:
            after = None  # a rant about “this … hoax”: all of it is somebody's
        if (
            after
            and not unit.marks
            and not after[0].strip().startswith(_FRAMED_BY_NOUNS)
            and _describes(site, before)
        ):
            after = None
        if after is None and not unit.marks:
            weak = _FRAME_BEHIND_MARKED.match(behind)
            if weak and weak[0].split()[-1] not in _WEAK_FRAMES and not _describes(site, before):
                adjective = _FRAME_ADJECTIVE.search(before)
                if adjective:
                    return distanced(
                        unit, "framing-noun", span_before(unit, adjective), span_behind(unit, weak)
                    )
        if after:
            return distanced(unit, "framing-noun", span_behind(unit, after))
    return "no noun such as framing, myth or narrative holds it"


def _describes(site: Site, before: str) -> bool:
    """Tell whether a term without marks is an adjective or part of one, and says what kind of words."""
    single = " " not in site.surface
    return (single and site.surface.endswith(_DESCRIBING)) or _DESCRIBING_BEFORE.search(before) is not None


def acronym_of_distanced(site: Site) -> Ruling | str:
    """The term is the abbreviation, in the same breath, of a term that is held at a distance."""
    unit = site.tight
    if not _ACRONYM.match(site.surface):
        return "not an abbreviation"
    bracket = _BRACKET.search(unit.before) or _OR.search(unit.before)
    if bracket is None:
        return "no bracket before it"
    end = unit.start - len(unit.before) + bracket.start()
    if bracket.re is _OR:
        end += len(bracket["mark"] or "")  # the long form ends with its closing mark
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
        if quotation.end == end and len(words(text[slice(*quotation.inner)])) <= 8:
            start, stop = quotation.inner
            return start, stop - text[start:stop].endswith(",")
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
