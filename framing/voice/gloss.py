"""Terms given as the equivalent of another: in brackets, abbreviated, also known as, between dashes."""

from __future__ import annotations

import re

from framing.model import Ruling, Span
from framing.voice.site import Site, Unit, any_of, cue_table, stems_of, words

_CUES = cue_table("gloss")
_MARK = "[“”\"'‘’„«‹「]"
_REACH = 140  # code points to either side in which the brackets are looked for
_LABELS = any_of(_CUES["labels"])
_EQUIVALENTS = any_of(_CUES["equivalents"])
_INSIDE_BEFORE = re.compile(
    rf"\s*(?:(?:in (?:the )?(?:\w+ ){{0,2}}?(?:{_LABELS}|spelling|language|dialect|tongue|usage"
    rf"|jargon|parlance|words|translation)|in \w+[,:]"
    rf"|{_LABELS}\.?(?: name)?[:,]?|[\w-]{{2,12}}\.?:|{_EQUIVALENTS})[,:]?\s+){{0,2}}(?:(?:the"
    rf"|an?)\s+)?(?:{_MARK}\s*)?\Z"
)
_LABELLED = re.compile(rf"(?:in (?:the )?\w+|{_LABELS}\.?(?: name)?[:,]|[\w-]{{2,12}}\.?:|{_EQUIVALENTS})")
# Ch: one; Rus: another.
_EARLIER_LABELLED = re.compile(r"\s*(?:[\w-]{2,12}\.?:\s[^;:,]{1,40}[;,]\s*){1,3}(?=[\w-]{2,12}\.?:\s)")
_LABEL_COLON = re.compile(r"\s*[\w. ]{1,20}:\s+(?=(?:[A-Z][\w’'-]*\s+){1,2}\Z)")
_INSIDE_BEHIND = re.compile(
    r"[”\"'’]?\s*(?:\Z|[;,]\s*[a-z\d“\"'‘(]|[;,]\s*[A-Z][\w’'-]*\Z|[;,]\s*[\w-]{2,12}\.?:\s|for short\b"
    r"|in \w+\s*\Z|of the \w+(?: \w+)?\Z|to (?:the|its|their|most|many|some|locals|outsiders)\b[^,.;]{0,30}\Z"
    r"|region\Z|province\Z|[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}\Z)"
)
_BINOMIAL = re.compile(r"[A-Z][a-z]+ [a-z]+(?: [a-z]+)?\Z")  # the Latin name of a species
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&.-]*[A-Z0-9.]s?\Z|[A-Z]{2,}s?\Z")
_ALSO = re.compile(rf"(?:\b|(?<=,\s)){any_of(_CUES['also_known'])}\s+(?:the\s+)?{_MARK}?\Z")
_HEADS = frozenset(cue_table("name")["heads"])
_KNOWN = stems_of(_CUES["stems"])
# A name of several capitalised words behind "the": an organisation, not a person.
_ORGANISATION = re.compile(
    r"\b[Tt]he (?:[A-Z][\w’'-]*\s+(?:(?:of|for|and|the)\s+){0,2}){1,6}[A-Z][\w’'-]*\s+\Z"
)
_AFTER = frozenset(",(–—")
_NAMING = re.compile(
    r"known|called|named|k\.?a\b|alias|née|refer|spel|writt|render|styl|dubb|transl|abbrev|short|or \w+ly"
    r"|rechrist|/a"
)
_KNOWN_A = re.compile(r"\bknown (?:\w+ )?as an?\s+\Z")
_UNTIL = re.compile(
    rf"\b(?<!\bso )(?:known|called|named)\s+(?:(?:until|before|since|from|till|after|in|under"
    rf"|throughout)\s+(?:[\w’'-]+\s+){{1,4}})as\s+(?:the\s+)?{_MARK}?\Z"
)
# Also known as one or another: the second of them.
_ONE_NAME = rf"(?:the\s+)?{_MARK}?[\w’'-]+(?: [\w-]+){{0,3}}?{_MARK}?"
_ANOTHER = re.compile(
    rf"(?:\b|(?<=,\s)){any_of(_CUES['also_known'])}\s+{_ONE_NAME}(?:,\s+{_ONE_NAME}){{0,2}}"
    rf"(?P<link>,|,? or| and)\s+(?:the\s+)?{_MARK}?\Z"
)
_LINKS = (",", "or", "and")
_GOES_ON = re.compile(r"[”\"'’]?,?\s+(?:or|and)\s+(?:the\s+)?[“\"'‘]?[A-Z]")
_NEVER = re.compile(r"\b(?:not|never|n[’']t|hardly)\s+(?:as\s+)?(?:\w+ly\s+)?\Z")
_COMMA = re.compile(
    rf"[,(–—]\s*(?:{any_of(_CUES['comma_equivalents'])}|in {_LABELS}),?\s+(?:(?:the|an?)\s+)?{_MARK}?\Z"
)
_NOW_A = re.compile(r"\b(?:now|once|today|formerly|previously)\s+an?\s+\Z")
_FORMER = re.compile(r",\s+(?:the|a)\s+(?:former|old|erstwhile|present-day|modern)\s+\Z")
_CLOSED = re.compile(r"[”\"'’]?\s*(?:[,.;:)–—]|\Z)")
_NAME_FOR = re.compile(
    r"(?:\b|(?=[,(–—-]))(?:the (?:[A-Z]\w+|local|old|former) (?:name|word|term)"
    r"|(?:an?|the|its|their) (?:[\w-]+ )?(?:acronym|abbreviation|initialism|short form)"
    r"|[,(–—-] ?short|\b(?:is|are|was) short|\b[A-Z]{2,}s? stands) for (?:the )?\Z"
)
_WAS_KNOWN = re.compile(
    r"\s+(?:is|was|were|are|has been)\s+(?:(?:then|also|once|formerly|now|later|still|sometimes"
    r"|officially|locally|better|previously)\s+)?(?:known|called|named)\b"
)
_AS = re.compile(r",\s+as\s+(?:the\s+)?\Z")
_ABBREVIATED = re.compile(
    r"(?:\b(?:abbreviated(?: as| to)?|shortened to|or simply|known by (?:its|the|their) "
    r"(?:initials|acronym)|acronym|initials|hereafter|for short)|,\s+or)\s+(?:the\s+)?[“\"'‘]?\Z"
)
_COMMA_SHORT = re.compile(r"(?<=[a-z]),\s+the\s+\Z")
# A name — its abbreviation for short — …
_FOR_SHORT = re.compile(r"[”\"'’]?,?\s+for short\b")
_SET_OFF = re.compile(r"\w+[”\"’]?\s*(?:[,(–—]|\s-)\s*(?:or\s+)?(?:the\s+)?[“\"'‘]?\Z")
_DASH_BEFORE = re.compile(
    rf"(?P<dash>\s[–—-]\s|—|–|--)\s*(?:(?:the|an?|or|also|literally|i\.e\.)\s+)?{_MARK}?\Z"
)
_DASH_BEHIND = re.compile(
    r"[”\"'’]?(?:\s+to\s+(?:its|their|the|most|many|some|locals|outsiders)\b[^,.;–—]{0,40}?)?(?:\s+in(?:\s+the)?(?:\s+[A-Z][\w’-]*){1,3})?\s*(?:\s[–—-]\s|—|–|--)"
)
# … the cause — that — she lives for: the sentence goes on with a clause about what stands before the dash.
_RESUMED = re.compile(r"\s*(?:he|she|they|it|we|I|you)\b")
_DEFINITE_THING = re.compile(
    r"\b(?:the|this|that|its|their|his|her)\s(?:[\w’'-]+\s)?[a-z][\w’'-]*\Z", re.IGNORECASE
)
_ARTICLE_LAST = re.compile(r"\b(an?|the)\s+\W?\Z")
_AROUND = frozenset(",:–—-")
_LITERAL = frozenset(("lite", "mean", "tran", "say"))
_OR_LITERAL = _LITERAL | {"or", "that", "whic"}
_LITERALLY = re.compile(
    rf"\b(?:literally|meaning|which means|which is to say|that is to say|translated (?:\w+ )?as"
    rf"|translates as|or, in \w+),?\s*(?:the\s+)?{_MARK}\Z|"
    r"(?:(?<=[,(–—-] )|(?<=[(–—]))"
    r"(?:literally|meaning|which means|that is to say|translated as|translates as),?\s+(?:the\s+)?\Z"
)
_COMMA_THE = re.compile(
    r"(?P<article>\b(?:the|The|an?|their|its|his|her|is|called|joined|celebrate)\s+)?"
    r"(?P<word>[^\W\d_][\w’'-]*),\s+(?P<the>the\s+|The\s+)?\Z"
)
_CLOSED_BY_PLACE = re.compile(r",\s+(?:at|in|on|by|for|from|when|where|before|after|until|while)\b")
_CAPITAL_PHRASE = re.compile(r"(?:[Tt]he )?[A-Z]\w+ (?:of |for |and )?(?:the )?[A-Z]")
_TO_THEM = re.compile(
    r"\s+to\s+(?:its|their|his|her|the|those|most|many|some|local|officials|foreigners"
    r"|outsiders)\b[^,.;]{0,30}[,.;]"
)
_FUNCTION = frozenset(_CUES["function_words"])
_HEREAFTER = re.compile(r"\s*hereafter\b")


def _enclosing(site: Site, unit: Unit) -> Span | None:
    """Return where the bracket around a unit opens and closes, if it is near."""
    text = site.text
    low = max(0, unit.start - _REACH)
    opening = max(text.rfind("(", low, unit.start), text.rfind("[", low, unit.start))
    if opening < 0 or "\n\n" in text[opening : unit.start]:
        return None
    closer = ")" if text[opening] == "(" else "]"
    if closer in text[opening : unit.start]:
        return None
    closing = text.find(closer, unit.end, min(len(text), unit.end + _REACH))
    return None if closing < 0 else (opening, closing)


def _words_before(text: str, end: int, low: int = 0) -> list[str]:
    return re.findall(r"[^\W_][\w’'.&]*", text[max(low, end - 120) : end])


def _initials_match(acronym: str, before: list[str]) -> bool:
    """Tell whether an abbreviation is made of the initials of the words before it.

    Letters are compared from the last to the first; a word may be passed over. Two letters of three must
    match, the first letter always.
    """
    letters = [c.lower() for c in re.sub(r"s\Z", "", acronym) if c.isalnum()]
    if len(letters) < 2 or not before:
        return False
    candidates = before[-(len(letters) + 6) :]
    at = len(candidates) - 1
    matched = 0
    for letter in reversed(letters):
        here = at
        while here >= 0 and here > at - 4:
            if candidates[here][0].lower() == letter:
                break
            here -= 1
        if here >= 0 and here > at - 4 and candidates[here][0].lower() == letter:
            matched += 1
            at = here - 1
            first = True
        else:
            first = False
    return first and 3 * matched >= 2 * len(letters)


def abbreviation(site: Site) -> Ruling | str:
    """The term is the abbreviation of the name before it, or the full name behind its abbreviation."""
    unit = site.tight
    text = site.text
    surface = site.surface
    brackets = _enclosing(site, unit)
    if brackets is None:
        if not _ACRONYM.match(surface):
            return "not in brackets, and no abbreviation"
        short = _FOR_SHORT.match(unit.behind)
        dash = _SET_OFF.search(unit.before) if short else None
        if short and dash:
            offset = unit.start - len(unit.before)
            return Ruling(
                "glossed",
                "abbreviation",
                ((offset + dash.start(), unit.start), (unit.end, unit.end + short.end())),
            )
        cue = _ABBREVIATED.search(unit.before) or _COMMA_SHORT.search(unit.before)
        if cue and _CLOSED.match(unit.behind):
            offset = unit.start - len(unit.before)
            before = _words_before(text, offset + cue.start(), offset)
            sure = cue.re is _ABBREVIATED and "or" not in cue[0].split()
            if sure or _initials_match(surface, before):
                return Ruling(
                    "glossed", "abbreviation", ((max(offset, offset + cue.start() - 60), offset + cue.end()),)
                )
        return 'not in brackets, and no "abbreviated" before it'
    opening, closing = brackets
    low = max(site.sentence[0], opening - 120)
    before = _words_before(text, opening, low)
    inside = text[opening + 1 : unit.start]
    fits = before and text[opening - 1 : opening].isspace() and _INSIDE_BEFORE.match(inside.lower())
    if not fits and not _HEREAFTER.match(inside):
        return "other words stand before it in the bracket"
    rest = text[unit.end : closing]
    if rest.strip("”\"'’ ") and not re.match(r"[”\"'’]?\s*(?:for short|[,;])", rest):
        return "other words stand behind it in the bracket"
    evidence = ((low, opening + 1 + len(inside)), (unit.end, closing + 1))
    if _ACRONYM.match(surface):
        parts = [part for word in before for part in re.split(r"[-‐‑'’]", word) if part]
        hyphened = re.findall(r"[^\W_]+", text[low:opening])
        if (
            _initials_match(surface, before)
            or _initials_match(surface, hyphened)
            or _initials_match(surface, parts)
        ):
            return Ruling("glossed", "abbreviation", evidence)
        if _ORGANISATION.search(text[low:opening]) or (len(before) > 1 and before[-1] in _HEADS):
            return Ruling("glossed", "abbreviation", evidence)
        first = surface[0].lower()
        if before[-1][0].islower() and any(word[0].lower() == first for word in before[-len(surface) - 1 :]):
            return Ruling("glossed", "abbreviation", evidence)
        return "its letters are not the initials of the words before the bracket"
    if _ACRONYM.match(before[-1]) and _initials_match(before[-1], _words_before(surface, len(surface))):
        return Ruling("glossed", "abbreviation", evidence)
    if unit.marks and inside.lower().split()[:1] == ["the"] and surface in before[-4:]:
        return Ruling("glossed", "abbreviation", evidence)
    return "neither it nor the word before the bracket is an abbreviation"


def bracket_gloss(site: Site) -> Ruling | str:
    """The term stands in brackets as the equivalent of the name before them."""
    unit = site.tight
    text = site.text
    brackets = _enclosing(site, unit)
    if brackets is None:
        return "not in brackets"
    opening, closing = brackets
    if text[opening] == "[" and text[closing + 1 : closing + 2] == "(":
        return "the words of a link"
    inside, rest = text[opening + 1 : unit.start], text[unit.end : closing]
    pair = _EARLIER_LABELLED.match(inside)
    if pair:
        inside = inside[pair.end() :]
    label = _LABEL_COLON.match(inside)
    if label:
        inside = label[0]  # a longer name may hold the term behind the label
    if not _INSIDE_BEFORE.match(inside.lower()):
        return "the bracket holds a remark, not an equivalent"
    if (
        re.search(r"\ban?\s+\Z", inside)
        and text[opening - 2 : opening - 1].isalpha()
        and _named(text, opening)
    ):
        return "the bracket says what the one named before it is"
    if text[opening] == "[" and _inserted(site, opening, closing):
        return "the words of an editor within a quotation, for others or to complete them"
    if not _INSIDE_BEHIND.match(rest):
        return "the bracket goes on behind it"
    if "," in rest and re.search(r",\s*[A-Z]", rest) and not _LABELLED.search(inside.lower()):
        return "the bracket holds a list"
    if opening == 0 or not (
        text[opening - 1].isspace() or text[opening - 1].isalnum() or text[opening - 1] in "”\"’'"
    ):
        return "nothing before the bracket that it could be the equivalent of"
    before = _words_before(text, opening)
    labelled = bool(_LABELLED.search(inside.lower()))
    if not before or (before[-1].lower() in _FUNCTION and not labelled):
        return "no name before the bracket"
    surface = site.surface
    if not labelled:
        if _PARTY.match(surface) or _RANK_BEFORE.search(text[max(0, opening - 80) : opening]):
            return "a person before the bracket: an affiliation"
        if _DATELINE.match(text, closing + 1) and not text[max(0, opening - 40) : opening].islower():
            return "a dateline with its agency"
        if _PERSON_BEFORE.search(text[max(0, opening - 60) : opening]) and _PERSON_VERB.match(
            text, closing + 1
        ):
            return "a person before the bracket: an affiliation"
        acronym = _ACRONYM.match(surface) and surface.upper() == surface
        if acronym:
            return "an abbreviation that does not fit the words before it, such as a party or a country"
        if (
            surface[:1].isupper()
            and not _BINOMIAL.match(surface)
            and before[-1][0].islower()
            and text[opening - 1] not in "”\"’'"
            and not inside.strip()
        ):
            near = text[max(0, opening - 40) : opening]
            if near.isascii() and not re.search(
                r"\b(?:regions?|areas?|provinces?|city|town|country|counties|territor(?:y|ies)"
                r"|lands?|islands?|districts?|homeland|peninsula|prefecture|valley)\s*\Z",
                near,
            ):
                return "a common noun before the bracket: an affiliation"
        if _affiliations(text, opening, closing) and surface[:1].isupper():
            return "one of several affiliations in brackets"
    end = opening
    start = max(0, end - 40)
    gap = text.rfind(" ", start, max(start, end - 1))
    return Ruling(
        "glossed",
        "bracket-gloss",
        ((max(start, gap + 1), opening + 1 + len(inside)), (unit.end, closing + 1)),
    )


def _named(text: str, opening: int) -> bool:
    """Tell whether a capitalised word stands directly before a bracket."""
    return _words_before(text, opening)[-1:] != [] and _words_before(text, opening)[-1][:1].isupper()


def _inserted(site: Site, opening: int, closing: int) -> bool:
    """Tell whether square brackets replace the first words of a quotation, or complete a name within it."""
    around = site.chain[0] if site.chain else None
    if around is None:
        return False
    if not words(site.text[around.inner[0] : opening]):
        return True
    return site.text[closing + 1 : closing + 2] == " " and site.text[closing + 2 : closing + 3].isupper()


_PERSON_BEFORE = re.compile(
    rf"(?:\A|[^\w\s]\s+|\b[a-z]+\s+)(?!{any_of(_CUES['place_words'])}\b)[A-Z][a-z]+ [A-Z][\w’'-]*[a-z]\s+\Z"
)
# Party and state, as in (R-Lirra); a rank before a name; an agency in a dateline.
_PARTY = re.compile(r"[A-Z]{1,3}-[A-Z]")
_RANK_BEFORE = re.compile(rf"\b{any_of(_CUES['ranks'])}\.?\s+(?:[A-Z][\w.’'-]*\s+){{1,3}}\Z")
_DATELINE = re.compile(r"\s*[-–—]{1,2}\s")
_PERSON_VERB = re.compile(rf"\s+(?:{'|'.join(_CUES['person_verbs'])})\b")


def _affiliations(text: str, opening: int, closing: int) -> bool:
    """Tell whether another bracket of the same form, one capitalised word, stands near: (Kenya), (Labour)."""
    near = text[max(0, opening - 80) : opening] + " " + text[closing + 1 : closing + 80]
    return re.search(r"[a-z] \([A-Z][\w ]{1,20}\)", near) is not None


def also_known_as(site: Site) -> Ruling | str:
    """The term follows "also known as", "formerly", "or" between commas, or the like."""
    unit = site.tight
    before = unit.before.lower()
    if len(before) != len(unit.before):
        before = unit.before
    offset = unit.start - len(before)
    match = None
    if (
        not _KNOWN.isdisjoint(site.stems)
        and _NAMING.search(before, max(0, len(before) - 90))
        and not _KNOWN_A.search(before)
    ):
        match = _ALSO.search(before) or _UNTIL.search(before)
    if match is None and not _AFTER.isdisjoint(before[-24:]):
        match = _COMMA.search(before) or _FORMER.search(before)
        if match and not (_CLOSED.match(unit.behind) and (match.start() > 0)):
            match = None
        if match and _NOW_A.search(match[0]) and site.surface[:1].islower():
            match = None  # now a …: what became of it
        if match and match.re is _FORMER and not site.surface[:1].isupper():
            match = None
    if match is not None and _NEVER.search(before, 0, match.start()):
        match = None
    if (
        match is None
        and not _KNOWN.isdisjoint(site.stems)
        and site.surface[:1].isupper()
        and any(link in before[-24:] for link in _LINKS)
    ):
        second = _second_name(unit, before)
        if second:
            return second
    if match is not None and unit.marks and match[0].startswith("known"):
        match = None  # known as "…": a term in marks, presented as such
    if match is None and "for " in before[-8:]:
        match = _NAME_FOR.search(unit.before)
    if match is not None:
        return Ruling("glossed", "also-known-as", ((offset + match.start(), offset + match.end()),))
    known = _WAS_KNOWN.match(unit.behind)
    as_ = _AS.search(before) if known else None
    if known and as_:
        return Ruling(
            "glossed",
            "also-known-as",
            ((offset + as_.start(), unit.start), (unit.end, unit.end + known.end())),
        )
    return 'no "also known as", "formerly" or the like before it'


def _second_name(unit: Unit, before: str) -> Ruling | None:
    """Rule on "also known as one or …", which gives two names; in a list of them one more has to follow."""
    match = _ANOTHER.search(before, max(0, len(before) - 120))
    if match is None:
        return None
    offset = unit.start - len(before)
    evidence = [(offset + match.start(), offset + match.end())]
    if match["link"] == ",":
        further = _GOES_ON.match(unit.behind)
        if further is None:
            return None
        evidence.append((unit.end, unit.end + further.end()))
    return Ruling("glossed", "also-known-as", tuple(evidence))


def apposition_gloss(site: Site) -> Ruling | str:
    """The term stands alone between dashes or commas as the equivalent of the word before it."""
    unit = site.tight
    before = unit.before
    offset = unit.start - len(before)
    if _AROUND.isdisjoint(before[-12:]) and _LITERAL.isdisjoint(site.stems):
        return "not alone between dashes or commas"
    match = None if _OR_LITERAL.isdisjoint(site.stems) else _LITERALLY.search(before)
    if match:
        return Ruling("glossed", "apposition-gloss", ((offset + match.start(), offset + match.end()),))
    dash, closing = _DASH_BEFORE.search(before), _DASH_BEHIND.match(unit.behind)
    if dash and closing and not _RESUMED.match(unit.behind, closing.end()):
        word = before[: dash.start()].split()[-1:] or [""]
        if (
            word[0][-1:].isalnum()
            and word[0].lower() not in _FUNCTION
            and not _identifies(site, before, dash)
        ):
            return Ruling(
                "glossed",
                "apposition-gloss",
                ((offset + dash.start(), offset + dash.end()), (unit.end, unit.end + closing.end())),
            )
    ruling = _between_commas(site, unit)
    return ruling or "not alone between dashes or commas"


def _identifies(site: Site, before: str, dash: re.Match[str]) -> bool:
    """Tell whether a term between dashes says which or of what kind a thing is: the winner – Stell –."""
    thing = _DEFINITE_THING.search(before, 0, dash.start())
    if thing is None:
        return False
    article = _ARTICLE_LAST.search(dash[0])
    return article[1] in ("a", "an") if article else site.surface[:1].isupper()


def _between_commas(site: Site, unit: Unit) -> Ruling | None:
    """A name, a comma, "the" and the term, closed by a comma or the sentence's end."""
    before, offset = unit.before, unit.start - len(unit.before)
    match = _COMMA_THE.search(before, max(0, len(before) - 60)) if "," in before[-8:] else None
    if match is None:
        return None
    to_them = _TO_THEM.match(unit.behind)
    if to_them and site.surface[:1].isupper():
        return Ruling(
            "glossed",
            "apposition-gloss",
            ((offset + match.start(), offset + match.end()), (unit.end, unit.end + to_them.end())),
        )
    behind = unit.behind.lstrip("”\"'’")
    if not (match["the"] or site.surface.lower().startswith("the ")) or behind[:1] not in (
        ",",
        ".",
        ";",
        ")",
    ):
        return None
    if re.match(r",\s*(?:(?:and|or|the|an?)\b|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2},)", behind) or re.search(
        r",[^,]*\Z", before[: match.start("word")]
    ):
        return None
    word = match["word"]
    previous = before[: match.start("word")].split()[-1:] or [""]
    article = (match["article"] or "").strip().lower()
    if word.lower() in _FUNCTION:
        return None
    if article in ("the", "a", "an", "their", "its"):
        fits = word[0].isupper() or behind[:1] != "," or bool(_CLOSED_BY_PLACE.match(behind))
    else:
        fits = (
            word[0].isupper()
            and len(previous[0]) > 0
            and not previous[0][0].isupper()
            and previous[0].lower()
            not in ("in", "on", "at", "after", "before", "by", "since", "until", "from")
        )
        fits = fits or (word[0].isupper() and bool(_CAPITAL_PHRASE.match(site.surface)))
    if not fits:
        return None
    return Ruling(
        "glossed",
        "apposition-gloss",
        ((offset + match.start(), offset + match.end()), (unit.end, unit.end + 1)),
    )
