"""Terms that the publisher refuses in favour of others: not a … but a …, instead of what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.model import Ruling
from framing.voice.cued import Cued
from framing.voice.site import Site, Unit, lower
from framing.voice.units import GAP, distanced, span_before, span_behind, units_of

_REACH = 110  # code points behind a term
_NEAR = 20  # the same before a refusal, for who refuses
_BE = r"(?:\b(?:is|are|was|were|be|been|call(?:s|ed|ing)?|as)|[’'](?:s|re))"
# It is not really a …, what it is: not a …, they aren't …
_NOT_BEFORE = re.compile(
    rf"(?:{_BE}\s+(?:not|no|never|hardly)|\bwhat (?:it|they|this|these|he|she) "
    rf"(?:is|are|was|were)\s?[:,–—]\s+not|\b(?:isn|aren|wasn|weren|ain)[’']t)\s+(?:(?:an?|the|some"
    rf"|any|really|actually|about|in)\s+){{0,2}}{GAP}{{0,1}}\Z"
)
# … but rather a barn; …, whatever the sign says. It is a barn; …: they are barns
_BUT_BEHIND = re.compile(
    r"\W{0,3}\s*(?:but\s+(?:rather\s+)?(?:an?|the|of|(?!(?:his|its|is|was|has|as|does|this)\b)\w+s)\b"
    r"|,?\s(?:though|although|whatever|despite)\s[^.;:]{1,60}[.;]\s+(?:they|it|this|these|those)(?:\s+(?:is|are|was|were)|[’'](?:s|re))\s+(?:(?:an?|the)\b|[a-z]+\s+[a-z]+[.,;])"
    r"|[;,:–—.]+\s*(?:(?:they|it|this|these|that|he|she|we|there)(?:\s+(?:is|are|was|were)|[’'](?:s|re))\b|rather\b(?!\s+than)))"
)
_NOT_BEHIND_ONLY = re.compile(r"(?:\bnot|n[’']t)\s+(?:only|just|merely|simply|solely|so much)\b")
_COMMA_NOT = re.compile(
    rf"(?:{_BE}:?|\bit)\s+(?!in\b|at\b|on\b|from\b|to\b)(?:an?\s+|the\s+)?[\w-]+"
    rf"(?:\s+[\w-]+){{0,2}},\s*(?:and\s+)?not\s+(?:(?:an?|the)\s+)?\Z"
)
_DOING = re.compile(r"ing,\s*(?:and\s+)?not\s+\Z")
# Is called a barn rather than a …, instead of the …
_RATHER = re.compile(
    rf"(?:(?:{_BE}|\b(?:say|says|said|write|writes|speak|speaks|describ\w+))\b[^;:]{{0,80}}"
    rf"|\A\s*)\b(?:rather than|instead of)\s+(?:an?\s+|the\s+)?\Z"
)
# As though she were a guest rather than a …: how it is not. He calls himself a dealer rather than a …, the
# plaque shows him as a donor rather than a …: the choice of who calls him so.
_UNREAL = re.compile(r"\bas\s(?:if|though)\s[^;:.]{1,100}\Z")
_THEIR_CHOICE = re.compile(
    r"\b(?P<who>[\w’'-]+)\s(?:\w+ly\s)?(?:(?:calls?|called|dubs|dubbed)\s(?!(?:an?|by|for|on|upon|off)\s)[\w’'-]+\s"
    r"|(?:describe[sd]?|presents?|presented|portrays?|portrayed|depicts?|depicted|shows?|showed|treats?"
    r"|treated|regards?|regarded|sees?|saw)\s(?!as\s|by\s)(?:(?!(?:is|are|was|were)\b)[\w’'-]+\s){1,6}?as\s)"
    r"[^;:,]{0,60}\b(?:rather than|instead of)\s(?:an?\s|the\s)?\Z"
)
_NOBODY_ELSE = frozenset(("we", "i", "you", "us", "and", "or", "to", "not", "never", "let", "do")) | {
    *("is", "are", "was", "were", "be", "been", "being"),
    *("should", "must", "can", "could", "would", "will", "may", "might", "shall"),
}
# Rather than …, they are …
_NAMES_BEHIND = re.compile(
    r"[”\"'’]?,[”\"'’]?\s+(?:[\w’'-]+\s+){1,4}?(?:(?:is|are|was|were|calls?|called|speaks?|spoke|says?|said)\b|[’'](?:s|re)\b)"
)
# Not …: …
_NOT_START = re.compile(r"\A\s*not\s+(?:an?\s+|the\s+)?\Z")
_COLON_BEHIND = re.compile(r"\s*[:—–]\s*\w+")
_RATHER_BEHIND = re.compile(
    r"\W{0,2}\s*(?:(?:instead of|rather than)\s+(?:what\b|[\w’'-]+[^.;]{0,40}what (?:it|they) "
    r"(?:is|are|was|were))|,\s*or rather\b)"
)
# There is no such thing as …, stop calling it a …, should not call them …
_FAR_FROM = re.compile(
    r"\b(?:there(?: is|[’']s) no such thing as|far from being|anything but|nothing like|"
    r"stop (?:saying|writing|calling (?:it|them|this|these))|"
    r"(?:let us|let[’']s|do|must|should|can|could|would) not call (?:it|them|this|these|that|those)|"
    r"(?:do|must|should|ca|can|could|would)n[’']t call (?:it|them|this|these|that|those)|"
    r"refus\w+ to (?:say|call (?:it|them|this))|say [\w-]+ than)\s+(?:an?\s+|the\s+)?\Z"
)
_ANYTHING_BUT = ("anything but", "nothing like")
_NEGATED = re.compile(
    r"(?:n[’']t|\b(?:never|not|nobody|no one|none|nor|hardly|rarely|seldom|without|cannot))\b[^.;:]*\Z"
)
# Nobody says …: they say …
_UNSAID = re.compile(
    r"(?:n[’']t|\b(?:never|not|nobody|no one|no longer|avoids?|refus\w+ to))\s+(?:ever\s+|once\s+)?"
    r"(?:say|says|said|saying|utter|utters|write|writes)\s+(?:the\s+|an?\s+)?\Z"
)
# Cannot say “…”, nobody in the valley says “…”: before marks, or at the end
_UNSAID_MARKED = re.compile(
    r"\b(?:cannot|(?:nobody|no one|no-one|none)\s(?:in|on|at|of|from|among|around|here|there)"
    r"(?:\s[\w’'-]+){0,4}?)\s(?:say|says|said|utter|utters)\s(?:the\s|an?\s)?\Z"
)
_ENDS = re.compile(r"\s*[.;!](?!\w)")
# Nobody would dream of calling it a …
_NOBODY_CALLS = re.compile(
    r"(?:n[’']t|\b(?:nobody|no one|none|never|not))\b[^.;:]{0,40}\bcall(?:s|ed|ing)?\s+"
    r"(?:it|them|this|these|that|him|her)\s+(?:an?\s+|the\s+)?\Z"
)
# Cease describing them as …, stop calling the fence a …
_STOP = r"\b(?:cease|stop|avoid|refrain from|end the practice of)\s+"
_STOP_CALLING = re.compile(
    rf"{_STOP}(?:(?:describing|referring to)\b[^.;:]{{1,60}}?\sas"
    r"|(?:calling|labell?ing|terming|branding)\s(?!(?:an?|the|these|those|its|their|his|her|our|such)\s\Z)"
    r"[^.;:]{1,60}?)\s+(?:an?\s+|the\s+)?\Z"
)
# … a wall, … as camps, … “cells”, … criminals: the term is what is called so.
_CALLED_SO_BEHIND = re.compile(
    r"\s+(?:as\s+(?!if\b|though\b|long\b|soon\b|well\b|it\b|they\b)|an?\s|the\s|[“\"‘]|[a-z]+s(?=[.,;!?]|\sand\b|\sor\b|\Z))"
)
_PORTRAYED_BY = re.compile(r"\bby\s[^,;]{1,60}\sas\s")
# Stop using …: a word, but not: stop using the gate, stop using … as an excuse
_STOP_USING = re.compile(r"\bstop using\s\Z")
_USED_BEHIND = re.compile(r"\s(?:as|to|for)\b")
# We don't say …: the publisher's choice, also where somebody asks about it.
_WE = re.compile(r"\bwe\s(?:\w+\s?)?\Z")
# Stop talking about …, and speak of …
_STOP_SPEAKING = re.compile(r"\bstop (?:speaking|talking|writing) (?:of|about)\s+(?:an?\s+|the\s+)?\Z")
_AND_SPEAK = re.compile(r",?\s+and\s+(?:to\s+)?(?:start\s+)?(?:speak|talk|write|call|say)(?:ing)?\b")
_SPEAK_OF = re.compile(r"\bto (?:speak|talk|write) of\s+(?:an?\s+|the\s+)?\Z")
# To speak of … is absurd, would be a lie
_IS_WRONG = re.compile(
    r"\s+(?:\w+\s+){0,5}?(?:is|would be) (?:to|wrong|misleading|false|absurd|dishonest|inaccurate"
    r"|nonsense|obscene|grotesque|ludicrous|an insult|a lie|a mistake)\b"
)
# To describe the raid as a … is an insult; do not speak of a …: it was a massacre
_TO_CALL = re.compile(
    r"\A\W*(?:(?:but|and|yet)\s)?to\s(?:(?:describe|present|portray)\s[^,;:.“\"]{1,60}?\sas|(?:call|label)\s[^,;:.“\"]{1,60}?)"
    r"\s(?:an?\s|the\s)?\Z"
)
_DO_NOT_SPEAK = re.compile(
    r"\b(?:(?:do|must|should|can) not|cannot|never|(?:do|must|should|ca)n[’']t|let (?:no one|nobody))\s"
    r"(?:speak|talk) (?:of|about)\s(?:an?\s|the\s)?\Z"
)
_IT_IS = re.compile(
    r"[”\"'’]?\s?[;:,–—]\s?(?:there|it|this|that|they|these)(?:\s(?:is|was|are|were)|[’'](?:s|re))\b"
)
# What may stand before the term, of which the first that matches counts; then what holds only with what is
# behind it.
_REFUSED = (
    (("cease", "stop", "avoid", "refrain", "practice"), _STOP_CALLING),
    (("call",), _NOBODY_CALLS),
    (("not",), _COMMA_NOT),
    (("say", "said", "utter", "writ"), _UNSAID),
    (("say", "said", "utter"), _UNSAID_MARKED),
    (("stop",), _STOP_USING),
    (("rather", "instead"), _RATHER),
    (("such", "far", "anything", "nothing", "stop", "refus", "say", "call"), _FAR_FROM),
)
_BEFORE = Cued(
    *_REFUSED,
    (("speak", "talk"), _DO_NOT_SPEAK),
    (("describ", "call", "label", "present", "portray"), _TO_CALL),
    (("not", "n’t", "n't", "no", "never", "hardly"), _NOT_BEFORE),
    (("not",), _NOT_START),
    (("speak", "talk", "writ"), _SPEAK_OF),
    (("stop",), _STOP_SPEAKING),
)
_BOTH = (
    (_NOT_START, _COLON_BEHIND),
    (_SPEAK_OF, _IS_WRONG),
    (_TO_CALL, _IS_WRONG),
    (_STOP_SPEAKING, _AND_SPEAK),
    (_DO_NOT_SPEAK, _IT_IS),
)
_WITH_BEHIND = (_NOT_BEFORE, *(opening for opening, _ in _BOTH))


def rejection(site: Site) -> Ruling | str:
    """The term is refused in favour of another: not a X but a Y, X instead of what they are."""
    for unit in units_of(site):
        if site.chain and not unit.marks:
            continue  # a speaker refuses it, not the publisher
        likely = _BEFORE.likely(unit.small_before)
        if likely and _is_their_choice(unit.small_before, likely):
            return "an unreal comparison, or the choice of who is named, not the publisher's"
        before, behind = unit.small_before, lower(site.text[unit.end : unit.end + _REACH])
        after = _BUT_BEHIND.match(behind) if _NOT_BEFORE in likely else None
        match = _NOT_BEFORE.search(before) if after else None
        if match and not unit.marks and match[0].endswith("the "):
            match = None  # not the one but the other: which of two things, not what to call it
        if match and after and not _NOT_BEHIND_ONLY.search(before):
            if not unit.marks and _by_another(site, span_before(unit, match)[0], match[0]):
                return "a source refuses it, not the publisher"
            return distanced(unit, "rejection", span_before(unit, match), span_behind(unit, after))
        match = next(filter(None, (p.search(before) for p in likely if p not in _WITH_BEHIND)), None)
        if match and match.re is _UNSAID_MARKED and not (unit.marks or _ENDS.match(behind)):
            match = None  # cannot say Stell has a port: a report
        if match and match[0].startswith(_ANYTHING_BUT) and _NEGATED.search(before, 0, match.start()):
            match = None  # she never called it anything but a …: what she called it
        if match and match.re is _STOP_CALLING and _CALLED_SO_BEHIND.match(behind):
            match = None
        if match and match.re is _STOP_USING and (_USED_BEHIND.match(behind) or _is_thing(site, unit)):
            match = None
        if match and (match.re is not _RATHER or _names(match[0]) or _NAMES_BEHIND.match(behind)):
            if site.surface.endswith("ing") and _DOING.search(match[0]):
                continue  # it was raining, not snowing: what happens, not what it is called
            if _by_another(site, span_before(unit, match)[0], match[0]):
                return "a source refuses it, not the publisher"
            chosen = _THEIR_CHOICE.search(before)  # who calls it so, here nobody else
            whose = (span_before(unit, chosen),) if chosen else ()
            return distanced(unit, "rejection", span_before(unit, match), *whose)
        for opening, closing in _BOTH:
            after = closing.match(behind) if opening in likely else None
            match = opening.search(before) if after else None
            if match and after:
                return distanced(unit, "rejection", span_before(unit, match), span_behind(unit, after))
        after = _RATHER_BEHIND.match(behind)
        if after:
            return distanced(unit, "rejection", span_behind(unit, after))
    return "it is not refused in favour of another term"


def _is_thing(site: Site, unit: Unit) -> bool:
    """Tell whether a term has its article and no marks, so that it is no word: stop using the gate."""
    return unit.marks is None and site.surface.lower().startswith("the ")


def _names(refusal: str) -> bool:
    """Tell whether a "rather than" or "instead of" is in a clause that says what a thing is or is called."""
    return not refusal.lstrip().startswith(("rather", "instead"))


def _is_their_choice(before: str, likely: Sequence[re.Pattern[str]]) -> bool:
    """Tell whether it is somebody else, or nobody, who sets a term against another."""
    if _UNREAL.search(before):
        return True
    choice = _THEIR_CHOICE.search(before) if _RATHER in likely else None  # it needs the same words
    return choice is not None and choice["who"] not in _NOBODY_ELSE


def _by_another(site: Site, start: int, words_: str) -> bool:
    """Tell whether a refusal that begins at `start` is part of what a source says or of its portrait."""
    ours = words_.startswith(("n’t", "n't", "no", "never")) and _WE.search(lower(site.text[:start][-_NEAR:]))
    inside = not ours and any(scope.start <= start and site.end <= scope.end for scope in site.scopes)
    return inside or _PORTRAYED_BY.search(words_) is not None
