"""Terms in brackets, and abbreviations: the equivalent of the name before them.

A bracket may hold many other things (an affiliation, a remark, a list); most of this module tells them apart.
"""

from __future__ import annotations

import re

from framing.model import Ruling, Span
from framing.voice.site import Site, Unit, any_of, cue_table, words

_CUES = cue_table("gloss")
MARK = "[“”\"'‘’„«‹「]"
LABELS = any_of(_CUES["labels"])
CLOSED = re.compile(r"[”\"'’]?\s*(?:[,.;:)–—]|\Z)")
FUNCTION_WORDS = frozenset(_CUES["function_words"])
_REACH = 140  # code points to either side in which the brackets are looked for
_EQUIVALENTS = any_of(_CUES["equivalents"])
_CARRIERS = any_of(_CUES["carriers"])
# What may stand before a term in its bracket: in the local dialect; in Stell, on older maps; Ch.; also.
_IN_TONGUE = rf"in (?:the )?(?:\w+ ){{0,2}}?(?:{LABELS}|{any_of(_CUES['tongues'])})"
_IN_PLACE = r"in \w+[,:]|in [\w’'-]+(?: [\w’'-]+){0,2}[,:]"
_ON_CARRIER = rf"on (?:[\w’'-]+ ){{0,2}}{_CARRIERS},?"
_LABEL = (
    rf"\[?{LABELS}\.?\]?(?: name)?[:,]?"
    r"|\[?(?:[\w.-]{2,12} ){0,3}[\w-]{2,12}\.?\]?:|\[?[a-z]{2,8}\.\]?"
)
_INSIDE_BEFORE = re.compile(
    rf"\s*(?:(?:{_IN_TONGUE}|{_IN_PLACE}|{_ON_CARRIER}|{_LABEL}|{_EQUIVALENTS})[,:]?\s+){{0,2}}"
    rf"(?:{MARK}\s*)?(?:(?:the|an?)\s+)?(?:{MARK}\s*)?\Z"
)
_LABELLED = re.compile(
    rf"(?:in (?:the )?\w+|\[?{LABELS}\.?\]?(?: name)?[:,]|[\w-]{{2,12}}\.?:|\[?\b[a-z]{{2,8}}\.\]?\s"
    rf"|{_EQUIVALENTS})"
)
# Ch: one; Rus: another; local name: a third.
_ITEM_LABEL = r"(?:[\w-]{2,12}(?:\.?:|\.)|(?:[\w-]{2,12} ){1,2}name:)\s"
_EARLIER_LABELLED = re.compile(rf"\s*(?:{_ITEM_LABEL}[^;:,]{{1,40}}[;,]\s*){{1,3}}(?={_ITEM_LABEL})")
# (its name in another language, the abbreviation; another name or the abbreviation
_EARLIER_NAME = re.compile(
    rf"\s*(?:[\w. ]{{2,20}}:\s)?(?P<name>[^;:]{{2,90}}?)(?:[,;]|\sor)\s+(?:the\s+)?{MARK}?\Z"
)
_NAMED_HEREAFTER = re.compile(
    rf"[^;:]{{2,90}}[,;]\s+(?:hereafter|hereinafter|henceforth)(?: called| the| as)*:?\s+{MARK}?\Z"
)
_LABEL_COLON = re.compile(r"\s*[\w. ]{1,20}:\s+(?=(?:[A-Z][\w’'-]*\s+){1,2}\Z)")
# What may follow it there: a remark, a further label, for short, in the other language, to outsiders.
_REMARK = r"[;,]\s*[a-z\d“\"'‘(]|[;,]\s*[A-Z][\w’'-]*\Z|[;,]\s*[\w-]{2,12}(?:\.?:|\.)\s"
_TONGUE_BEHIND = r"in \w+\s*\Z| in [A-Z][\w.]*(?: \w+)?\Z|of the \w+(?: \w+)?\Z"
_TO_WHOM = r"to (?:the|its|their|most|many|some|locals|outsiders)\b[^,.;]{0,30}\Z"
_INSIDE_BEHIND = re.compile(
    rf"[”\"'’]?\s*(?:\Z|[–—-]\s*Ed\.?\Z|{_REMARK}|for short\b|{_TONGUE_BEHIND}|{_TO_WHOM}"
    r"|region\Z|province\Z|[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}\Z)"
)
# A name on the state charts; a labelled term in the gazette.
_WHERE_BEHIND = re.compile(
    r"[”\"'’]? (?:in|on|until|till|since|before|after|under|among|by|for|from|to) [^,.;:()]{1,40}\Z"
    r"|[”\"'’]?, as [^,.;:()]{1,40}\Z"
)
# In the planners' language, in the local notices; if you must
_LOOSE_BEHIND = re.compile(
    r"[”\"'’]?,? in (?:the|its|their|these|those) [^,.;:()]{2,40}\Z"
    r"|,? if [^,.;:()]{2,30}\Z|, to (?:give|use|call) [^.;:()]{2,40}\Z"
)
_OTHER_SHORT = re.compile(r"[A-Z]{2,}(?:/|,? or |, )")  # (ISOV/ISOL)
_SHOUTED = re.compile(r"\s*(?:[A-Z]{4,}\b[^:]{0,30}:|[Ss]ee\b)")  # PHOTOS: what a page shows; see: an example
_BINOMIAL = re.compile(r"[A-Z][a-z]+ [a-z]+(?: [a-z]+)?\Z")  # the Latin name of a species
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&.-]*[A-Z0-9.]s?\Z|[A-Z]{2,}s?\Z")
_WORD = re.compile(r"[^\W_][\w’'.&]*")
_LETTERS = re.compile(r"[^\W_]+")
_HYPHENS = re.compile(r"[-‐‑'’]")
_SUBJECT = re.compile(
    r"[\[(](?:the|this|that|these|those|his|her|their|its)\s[^()\[\]]{2,60}[\])]\s(?:is|are|was|were|has|have|had|will|would)\b"
)
_BEFORE_VERB = frozenset(
    ("to", "we", "they", "i", "you", "he", "she", "would", "will", "can", "could", "must", "should")
)
_BEFORE_CLAUSE = frozenset(("how", "if", "whether", "when", "why", "because", "while", "until", "unless"))
_BEFORE_NOUN = ("ing", "ly", "million", "thousand", "hundred", "more", "fewer", "’s", "'s")
_HEADS = frozenset(cue_table("name")["heads"])
_COMMON_BODIES = frozenset(_CUES["common_bodies"])
_COUNTRIES = frozenset(_CUES["countries"])
# A name of several capitalised words behind "the": an organisation, not a person.
_ORGANISATION = re.compile(
    r"\b[Tt]he (?:[A-Z][\w’'-]*\s+(?:(?:of|for|and|the)\s+){0,2}){1,6}[A-Z][\w’'-]*\s+\Z"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:abbreviated(?: as| to)?|shortened to|or simply|(?:acronym|initials)(?: as| of)?|hereafter"
    r"|for short)|,[”\"'’]?\s+or)\s+(?:the\s+)?[“\"'‘]?\Z"
)
_COMMA_SHORT = re.compile(r"(?<=[a-z]),\s+the\s+\Z")
# A name — its abbreviation for short — …
_FOR_SHORT = re.compile(r"[”\"'’]?,?\s+for short\b")
_SET_OFF = re.compile(r"\w+[”\"’]?\s*(?:[,(–—]|\s-)\s*(?:or\s+)?(?:the\s+)?[“\"'‘]?\Z")
_HEREAFTER = re.compile(r"\s*hereafter\b")
_AN = re.compile(r"\ban?\s+\Z")
_BECAME = re.compile(r"\s*(?:once|then|now|formerly|previously|later|today|currently|originally)\s+an?\s+\Z")
_BEHIND_SHORT = re.compile(r"[”\"'’]?\s*(?:for short|[,;]|or [A-Z][\w-]*\Z)")
_PERSON_BEFORE = re.compile(
    rf"(?:\A|[^\w\s]\s+|\b[a-z]+\s+)(?!{any_of(_CUES['place_words'])}\b)[A-Z][a-z]+ [A-Z][\w’'-]*[a-z]\s+\Z"
)
# Party and state, as in (R-Lirra); a rank before a name; an agency in a dateline.
_PARTY = re.compile(r"[A-Z]{1,3}-[A-Z]")
_RANK_BEFORE = re.compile(rf"\b{any_of(_CUES['ranks'])}\.?\s+(?:[A-Z][\w.’'-]*\s+){{1,3}}\Z")
_DATELINE = re.compile(r"\s*[-–—]{1,2}\s")
_PERSON_VERB = re.compile(rf"\s+(?:{'|'.join(_CUES['person_verbs'])})\b")
_PLACE_NOUN = re.compile(rf"\b{any_of(_CUES['place_nouns'])}\s*\Z")


def _enclosing(site: Site, unit: Unit) -> Span | None:
    """Return where the bracket around a unit opens and closes, if it is near."""
    text = site.text
    low = max(0, unit.start - _REACH)
    opening = max(text.rfind("(", low, unit.start), text.rfind("[", low, unit.start))
    if opening > low and text[opening - 1] == "(" and "]" in text[opening : unit.start]:
        opening -= 1  # ([Kor.] …): a label in brackets of its own
    if opening < 0 or "\n\n" in text[opening : unit.start]:
        return None
    closer = ")" if text[opening] == "(" else "]"
    if closer in text[opening : unit.start]:
        return None
    closing = text.find(closer, unit.end, min(len(text), unit.end + _REACH))
    return None if closing < 0 else (opening, closing)


def _words_before(text: str, end: int, low: int = 0) -> list[str]:
    return _WORD.findall(text, max(low, end - 120), end)


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
        reach = range(at, max(at - 4, -1), -1)
        here = next((k for k in reach if candidates[k][0].lower() == letter), -1)
        first = here >= 0
        if first:
            matched += 1
            at = here - 1
    return first and 3 * matched >= 2 * len(letters)


def abbreviation(site: Site) -> Ruling | str:
    """The term is the abbreviation of the name before it, or the full name behind its abbreviation."""
    unit = site.tight
    brackets = _enclosing(site, unit)
    if brackets is None:
        return _abbreviated(site.surface, unit, site)
    text, surface = site.text, site.surface
    opening, closing = brackets
    low = max(site.sentence[0], opening - 120)
    before = _words_before(text, opening, low)
    inside, rest = text[opening + 1 : unit.start], text[unit.end : closing]
    inside_fits = _INSIDE_BEFORE.match(inside.lower()) or _OTHER_SHORT.fullmatch(inside)
    fits = text[opening - 1 : opening].isspace() and inside_fits
    second = bool(before) and _is_second(surface, inside, before)
    if not before or not (fits or second or _HEREAFTER.match(inside)):
        return "other words stand before it in the bracket"
    if rest.strip("”\"'’ ") and not _BEHIND_SHORT.match(rest):
        return "other words stand behind it in the bracket"
    ruling = Ruling("glossed", "abbreviation", ((low, opening + 1 + len(inside)), (unit.end, closing + 1)))
    if second:
        return ruling
    if _ACRONYM.match(surface):
        if _abbreviates(surface, before, text[low:opening]):
            return ruling
        return "its letters are not the initials of the words before the bracket"
    if _ACRONYM.match(before[-1]) and _initials_match(before[-1], _words_before(surface, len(surface))):
        return ruling
    if unit.marks and inside.lower().split()[:1] == ["the"] and surface in before[-4:]:
        return ruling
    return "neither it nor the word before the bracket is an abbreviation"


def _is_second(surface: str, inside: str, before: list[str]) -> bool:
    """Tell whether a term behind another item of its bracket is a short form that the bracket introduces.

    Its letters are the initials of that item or, if there are three, of the words before the bracket. If the
    item is an abbreviation, a name with these initials is what it stands for; and if it abbreviates the words
    before the bracket, a name that is not written as in English is that name, in another language.
    """
    if _NAMED_HEREAFTER.match(inside):
        return True
    item = _EARLIER_NAME.match(inside)
    if item is None:
        return False
    earlier = _WORD.findall(item["name"])
    if _ACRONYM.match(surface):
        letters = sum(letter.isupper() for letter in surface)
        return _initials_match(surface, earlier) or (letters > 2 and _initials_match(surface, before))
    if len(earlier) != 1 or " " not in surface or not surface[:1].isupper() or not _ACRONYM.match(earlier[0]):
        return False
    if _initials_match(earlier[0], surface.split()):
        return True  # (PD, Partido Delta)
    foreign = not surface.isascii() or surface.split()[-1].islower()
    return foreign and _initials_match(earlier[0], before)


def _abbreviated(surface: str, unit: Unit, site: Site) -> Ruling | str:
    """Rule on an abbreviation that is set off without brackets: …, or …; …, the …, ; — … for short —."""
    if not _ACRONYM.match(surface):
        return "not in brackets, and no abbreviation"
    offset = unit.start - len(unit.before)
    short = _FOR_SHORT.match(unit.behind)
    dash = _SET_OFF.search(unit.before) if short else None
    if short and dash:
        evidence = ((offset + dash.start(), unit.start), (unit.end, unit.end + short.end()))
        return Ruling("glossed", "abbreviation", evidence)
    cue = _ABBREVIATED.search(unit.before) or _COMMA_SHORT.search(unit.before)
    if cue and CLOSED.match(unit.behind):
        sure = cue.re is _ABBREVIATED and "or" not in cue[0].split()
        if sure or _initials_match(surface, _words_before(site.text, offset + cue.start(), offset)):
            low = max(offset, offset + cue.start() - 60)
            return Ruling("glossed", "abbreviation", ((low, offset + cue.end()),))
    return 'not in brackets, and no "abbreviated" before it'


def _abbreviates(surface: str, before: list[str], written: str) -> bool:
    """Tell whether an abbreviation can stand for the words before its bracket."""
    parts = [part for word in before for part in _HYPHENS.split(word) if part]
    hyphened = _LETTERS.findall(written)
    if any(_initials_match(surface, list_) for list_ in (before, hyphened, parts)):
        return True
    if _ORGANISATION.search(written) or (len(before) > 1 and before[-1] in _HEADS):
        return True
    if _is_common_body(surface, before):
        return True
    first = surface[0].lower()
    return before[-1][0].islower() and any(word[0].lower() == first for word in before[-len(surface) - 1 :])


def _is_common_body(surface: str, before: list[str]) -> bool:
    """Tell whether initials may be another language's for a body in small letters: armed bands (BKA)."""
    if len(surface) < 3 or not (surface.isalpha() and surface.isupper()) or surface in _COUNTRIES:
        return False
    return len(before) > 1 and before[-2][0].islower() and before[-1] in _COMMON_BODIES


def bracket_gloss(site: Site) -> Ruling | str:
    """The term stands in brackets as the equivalent of the name before them."""
    unit, text = site.tight, site.text
    brackets = _enclosing(site, unit)
    if brackets is None:
        return "not in brackets"
    opening, closing = brackets
    whole = text[opening + 1 : unit.start]
    inside = _behind_labels(whole)
    labelled = bool(_LABELLED.search(inside.lower()))
    before = _words_before(text, opening)
    other = _other_content(site, opening, closing, inside, labelled)
    if other is None and (not before or (before[-1].lower() in FUNCTION_WORDS and not labelled)):
        other = "no name before the bracket"
    explained = text.startswith((", as ", ", to ", " for short"), unit.end) or _LOOSE_BEHIND.match(
        text[unit.end : closing]
    )
    if other is None and not labelled and not explained:
        other = _affiliation(site, opening, closing, inside)
    if other:
        return other
    start = max(0, opening - 40)
    start = max(start, text.rfind("\n", start, opening) + 1)  # no further than its own line
    gap = text.rfind(" ", start, max(start, opening - 1))
    shown = opening + 1 + len(inside)
    if whole.endswith(inside):
        shown = unit.start  # with the names before it and their labels
    evidence = ((max(start, gap + 1), shown), (unit.end, closing + 1))
    return Ruling("glossed", "bracket-gloss", evidence)


def _behind_labels(inside: str) -> str:
    """Return what stands before the term in its bracket, without names with labels of their own."""
    pair = _EARLIER_LABELLED.match(inside)
    inside = inside[pair.end() :] if pair else inside
    label = _LABEL_COLON.match(inside)
    return label[0] if label else inside  # a longer name may hold the term behind the label


def _other_content(site: Site, opening: int, closing: int, inside: str, labelled: bool) -> str | None:
    """Say what a bracket holds, if it is no equivalent of what stands before it."""
    text = site.text
    rest = text[site.tight.end : closing]
    if text[opening] == "[" and text[closing + 1 : closing + 2] == "(":
        return "the words of a link"
    if not _INSIDE_BEFORE.match(inside.lower()) or _SHOUTED.match(inside):
        return "the bracket holds a remark, not an equivalent"
    name = _words_before(text, opening)[-1:]
    if _AN.search(inside) and text[opening - 2 : opening - 1].isalpha() and name and name[0][0].isupper():
        return "the bracket says what the one named before it is"
    if _BECAME.match(inside) and site.surface[:1].islower():
        return "the bracket says what the one named before it was or became"
    if _inserted(site, opening, closing):
        return "the words of an editor within a quotation, for others or to complete them"
    placed = (labelled or site.surface[:1].isupper()) and _WHERE_BEHIND.match(rest)
    if not (placed or _INSIDE_BEHIND.match(rest) or _LOOSE_BEHIND.match(rest)):
        return "the bracket goes on behind it"
    if not labelled and re.search(r",\s*[A-Z]|\betc\b", rest):
        return "the bracket holds a list"
    last = text[opening - 1 : opening]
    if not (last.isspace() or last.isalnum() or (last and last in "”\"'’")):
        return "nothing before the bracket that it could be the equivalent of"
    return None


def _inserted(site: Site, opening: int, closing: int) -> bool:
    """Tell whether brackets replace words of a quotation: square ones the first words or part of a name.

    In round ones what replaces a subject has its article: "they think (the ban) was wrong".
    """
    around = site.chain[0] if site.chain else None
    if around is None:
        return False
    if _SUBJECT.match(site.text, opening):
        return True
    if site.text[opening] != "[":
        return False
    said = words(site.text[around.inner[0] : opening])
    if not said or _wants_noun(said):
        return True
    return site.text[closing + 1 : closing + 2] == " " and site.text[closing + 2 : closing + 3].isupper()


def _wants_noun(said: list[str]) -> bool:
    """Tell whether a noun is missing behind words of a quotation: "has to allow […]", "11 million […]"."""
    last, before = said[-1], said[-2].lower() if len(said) > 1 else ""
    if last[0].isupper():
        return last.endswith(("’s", "'s"))  # "Mbeza’s […]", but not "to Mbeza […]"
    return before in _BEFORE_VERB or last.lower() in _BEFORE_CLAUSE or last.endswith(_BEFORE_NOUN)


def _affiliation(site: Site, opening: int, closing: int, inside: str) -> str | None:
    """Say why a name in brackets is somebody's party, place or agency and no equivalent."""
    text, surface = site.text, site.surface
    near = text[max(0, opening - 40) : opening]
    if _PARTY.match(surface) or _RANK_BEFORE.search(text[max(0, opening - 80) : opening]):
        return "a person before the bracket: an affiliation"
    if _DATELINE.match(text, closing + 1) and not near.islower():
        return "a dateline with its agency"
    named = _PERSON_BEFORE.search(text[max(0, opening - 60) : opening])
    if named and _PERSON_VERB.match(text, closing + 1):
        return "a person before the bracket: an affiliation"
    if any(letter.isdigit() for letter in surface) and near.rstrip()[-1:].islower():
        return None  # a substance and its number
    if _ACRONYM.match(surface) and surface.upper() == surface:
        return "an abbreviation that does not fit the words before it, such as a party or a country"
    if not surface[:1].isupper() or surface.split()[-1][0].islower():
        return None
    common = _words_before(text, opening)[-1][0].islower() and text[opening - 1] not in "”\"'’"
    person = common and near.isascii() and not _PLACE_NOUN.search(near)
    if person and not inside.strip() and not _BINOMIAL.match(surface):
        return "a common noun before the bracket: an affiliation"
    return "one of several affiliations in brackets" if _affiliations(text, opening, closing) else None


def _affiliations(text: str, opening: int, closing: int) -> bool:
    """Tell whether another bracket of the same form, one capitalised word, stands near: (Kenya), (Labour)."""
    near = text[max(0, opening - 80) : opening] + " " + text[closing + 1 : closing + 80]
    return re.search(r"[a-z] \([A-Z][\w ]{1,20}\)", near) is not None
