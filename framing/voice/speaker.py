"""Who speaks: the source of quoted and attributed words, as a name resolved within the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from framing.model import Ruling, Span
from framing.text.lines import is_name
from framing.text.pulled import end_of_words
from framing.text.quotations import Quotation
from framing.text.set_off import TAKEN_FROM, label_before
from framing.voice.attribution.scopes import Scope
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.site import Page, Site, any_of, cue_table
from framing.voice.speaker_meant import IN_MARKS, holder, last_body, last_of_age, last_person, subject_of
from framing.voice.speaker_names import (
    GIVEN_NAMES,
    NAME,
    PRINTED,
    WHERE_BEFORE,
    first_name_in,
    full_name,
    is_common,
    qualifies,
    sex_by_title,
    starts_with_where,
    strip_titles,
)
from framing.voice.speaker_persons import RUN, SPOKE, is_person

_CUES = cue_table("speaker")
_PERSONS = frozenset(_CUES["persons"])
_PRONOUNS = frozenset(_CUES["pronouns"])
_WITH_SUBJECT = frozenset({"reporting-clause", "accusation"})
_REPORTS = frozenset({"reporting-clause", "according-to"})
_TELLS = frozenset(_CUES["manner"]) | {
    word
    for word, cue in VERBS.items()
    if cue.form in ("s", "past", "ed") and not cue.kind.startswith("object")
}
_NOBODY = frozenset({"nobody", "no one", "no-one", "none", "nothing", "that"})
_HEARD = frozenset({"hear", "hears", "heard"})
_REACH = 160
_GAP = 400  # code points between a quotation and the next one that continues it
_CHAIN = 6  # quotations looked at before and behind one for its speaker
_LINES = 32  # of a block quotation, above one of its lines
_BREAKS = re.compile(r"\n\s*")

# The Minister for the Sea (Mr Karl Brand)
_OFFICE_HELD = re.compile(r"\AThe\s[^()]{1,60}\(((?:Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\b[^()]{1,40})\)")
_PARENTHESIS = re.compile(r"\s*\([^()]{1,60}\)")
_NESTED_COMMAS = re.compile(r",[^,]{1,100},")
_DATELINE = re.compile(r"\A[A-Z][A-Z .’'-]{2,40}(?:,[^—–:()]{1,30})?\s*(?:\([^()]{1,40}\)\s*)?[-—–:]\s")
# Ida Marr, farmer: — the line above somebody's words, or their signature.
_NAME_AND_ROLE = re.compile(r"((?:[A-Z][\w.’'-]*\s?){1,4}),\s[^.!?]{1,80}\Z")
_ACCORDING = re.compile(r"\b[Aa]ccording to (.*)")
_LABELS = re.compile(rf"({NAME.pattern})\s{any_of(_CUES['labels'])}\s[^,;:“”\"\n]{{0,90}}\Z")
_LAST_VERB = re.compile(r"\b(\w+),?\s*\Z")
# Behind a quotation: Ida Marr remembers, or: demands the councillor Ida Marr
_NAME_SAYS = re.compile(rf",?\s((?:[a-z]+\s){{0,3}}?{NAME.pattern})\s(\w+)(?=[,.:;—]|\Z)")
_SAYS_NAME = re.compile(r",?\s(\w+)\s([^,.;:“”\"\n]{2,80})")
_SAID_NAME = re.compile(rf",\s(?:(?:said|says)\s({RUN.pattern})|({RUN.pattern})\s(?:said|says)\b)")
_BEARS = re.compile(
    r"\b(?:bears?|bore|bearing|carries|carried|carrying)\b[^.,:]*"
    r"\b(?:inscription|words|legend|text|slogan|motto|notice|message|lines?):\s*\Z"
)
_PERSON_SAID = re.compile(
    rf"\b([Hh]e|[Ss]he)\s(?:\w+ly\s|has\s|had\s|then\s|also\s)?(?:{any_of(sorted(SPOKE))}):\s*\Z"
)
# – Ida Marr, baker: behind a quotation, the end of its line.
_SIGNED = re.compile(rf"\s*[—–-]+\s*({NAME.pattern})(?:,\s[^.!?\n]{{1,60}})?\s*\Z")
# s — Ida Marr (@idamarr) May 28, 2017: behind a block, with its last sign.
_SIGNATURE = re.compile(r"\A\S?\s*[—–]\s?")
_POSTER = re.compile(r"([^\n]{2,60}?) \(@\w+\)")
# Speaking to Ida Marr, Tom Vell said:
_FRONTED = re.compile(
    r"\A\s*(?!According)[A-Z][a-z]+ing\b[^:;“”\"]{2,200},\s(?=(?:[A-Z][\w.’'-]*\s){1,4}[a-z])"
)
_JUNIORS = frozenset((" Jr", " Sr"))
# The grandad-of-four, the 45-year-old.
_AGED = re.compile(r"[Tt]he (?:(?:\d\d-year-old|[\w-]+-of-\w+)(?: [a-z]+){0,2}|(?:\w+ )?pensioner)\Z")
_ITS_REPORT = re.compile(rf"([Tt]he [A-Z][\w-]+)[’']s? (?:own )?(?:\w+ ){{0,2}}{any_of(sorted(PRINTED))}\Z")
# Ida Marr, an adviser at Stell Bank, who; and: Marr (2018), who
_WHO_APPOSED = re.compile(rf"({RUN.pattern}), (?:the|an?|his|her|its|their|[a-z]+) [^,.;()\n]{{2,100}},? \Z")
_WHO = re.compile(
    rf"({RUN.pattern})(?: (?:of|from) (?:[A-Z][\w.]+ ?){{1,2}}\b)?(?: (\([^()\n]{{1,30}}\)))?,? \Z"
)
_YEAR = re.compile(r"\(\d{4}\)")
_AWAY = re.compile(r"\b(?:of|from|in|at|for|near|to)\s(?:the\s)?(?:[A-Z][\w.]+,\s)?\Z")
# A source that begins within a parenthesis: SAN), urged
_HALF = re.compile(r"\([^()]*\), ")
_CALLED = re.compile(
    r"\bwho .*\b(?:call (?:him|her|them)|goes by|calls (?:him|her|them)self)"
    rf" ({NAME.pattern})"
)
_RELATIVE = re.compile(r",?\s(?:who|which|whose)\s[^,]*(?:,|\Z)")
_PHRASES = re.compile(r",| who | which |\(")
_NO_NAMES = re.compile(r"\s*(?:including|such as|like|and|from|in|at|of|on)\b")
_LABEL = re.compile(r"\A[\W\d]*(?P<label>[^\n:]{1,60}?)(?:[:.*]+\s*|\n\s*)\Z")


def speaker_of(site: Site, ruling: Ruling) -> str:
    """Return the name of who speaks at a quoted or attributed site, or nothing when none is named."""
    name = _speaker(site, ruling)
    return f"{name}." if name[-3:] in _JUNIORS and f"{name}." in site.text else name


def _speaker(site: Site, ruling: Ruling) -> str:
    page = site.page
    if ruling.voice == "attributed":
        for scope in sorted(site.scopes, key=lambda scope: scope.end - scope.start):
            if scope.source and scope.rule == "passive-report" and not _behind_by(page, scope.source):
                return ""  # the passive hides who speaks
            cue = page.text[slice(*scope.cue)].lower()
            if cue == "hearing":
                continue  # hearing that soldiers came, they fled, she said
            if scope.source and cue in _HEARD:
                return ""  # the court heard: from whom?
            half = scope.source and _HALF.match(page.text, max(0, scope.source[0] - 1), scope.source[1])
            if scope.source and not half:
                if _says_nobody(page, scope, site.scopes):
                    continue  # nobody told her that, Marr said
                return _named(page, scope.source)
            if scope.rule in _WITH_SUBJECT and (low := site.sentence[0]) < scope.cue[0] < scope.end:
                return _subject(page, page.text[low : scope.cue[0]], low)  # …, arguing that
        return ""
    if ruling.voice != "quoted" or not site.chain:
        return ""
    if ruling.rule == "quotation":
        outermost = [quotation for quotation in site.chain if quotation.kind == "marks"]
        return _quoted(page, outermost[-1]) if outermost else ""
    key = (site.chain[-1].start, -1)
    known = page.speakers.get(key)
    if known is None:
        known = page.speakers[key] = _by_layout(page, site, ruling)
    return known


def _says_nobody(page: Page, scope: Scope, scopes: Sequence[Scope]) -> bool:
    """Tell whether a source is nobody within somebody's report: Marr said nobody had told them that."""
    if not scope.source or len(scopes) < 2:
        return False
    source = page.text[slice(*scope.source)].lower()
    return source in _NOBODY or (source == "it" and not last_body(page, scope.source[0]))


def _behind_by(page: Page, source: Span) -> bool:
    """Tell whether a source in a passive clause stands behind "by"."""
    return page.text[max(0, source[0] - 3) : source[0]] == "by " or page.text.startswith("by ", source[0])


def _antecedent(page: Page, offset: int) -> str:
    """Return the person whom "who" at an offset continues: Ida Marr, an adviser at Stell Bank, who says."""
    low = max(page.sentence_at(offset)[0][0], offset - _REACH)
    found = _WHO_APPOSED.search(page.text, low, offset) or _WHO.search(page.text, low, offset)
    if found is None:
        return ""
    written = strip_titles(found[1])
    name = full_name(page, written, sex_by_title(found[1]))
    away = _AWAY.search(page.text, max(0, found.start() - 30), found.start()) and written == found[1]
    if not name or (away and name.split()[0] not in GIVEN_NAMES):
        return ""  # a nurse from Stell, who says
    cited = found.re is _WHO and _YEAR.match(found[2] or "")  # Marr (2018), who contends
    return name if cited or is_person(page, name) else ""


def _by_layout(page: Page, site: Site, ruling: Ruling) -> str:
    text = page.text
    if ruling.rule == "transcript" and ruling.evidence:
        turn = next((quotation for quotation in site.chain if quotation.kind == "transcript"), None)
        if turn is None:
            return ""
        label = _LABEL.match(text[slice(*label_before(text, turn.start))])
        if label is None:
            return ""
        held = _OFFICE_HELD.match(label["label"])
        if held:
            return full_name(page, strip_titles(held[1]))
        turn_of = _PARENTHESIS.sub("", label["label"].split(",")[0]).strip(" *[]0123456789:-.")
        turn_of = strip_titles(turn_of) or turn_of  # a role alone, HOST, is a name here
        return full_name(page, turn_of) if len(turn_of) > 1 else ""
    if ruling.rule == "block-quotation" and ruling.evidence:
        low, high = ruling.evidence[0]
        if text[low:high] == ">":
            low, high = _announcement(page, low)
        line = _SIGNATURE.sub("", text[low:high]).lstrip('.!?…”"’ ')
        taken = TAKEN_FROM.match(line)
        if taken:
            return taken["name"]
        signed = _POSTER.match(line) or _NAME_AND_ROLE.match(line)
        if signed:
            return full_name(page, strip_titles(signed[1]) or signed[1])
        if text[low:high].rstrip().endswith(":"):
            low = max(low, page.sentence_at(high - 1)[0][0])
            line = text[low:high].lstrip('.!?…”"’ ')
        return _subject(page, line, low)
    if ruling.rule == "pull-quotation":
        pull = next((quotation for quotation in reversed(site.chain) if quotation.kind == "pull"), None)
        if pull is None:
            return ""
        inside = text[pull.start : pull.end].split("\n")
        behind = end_of_words(inside[0]) if len(inside) == 1 else 0
        if behind:
            return full_name(page, strip_titles(re.split(r"[,(]", inside[0][behind:])[0].strip()))
        named = [line for line in inside if line and is_name(line.partition(" (")[0])]
        around = [*named[:1], inside[-1], inside[0]] if len(inside) > 1 else []  # Ida Marr / Chair of the …
        after = text[pull.end : pull.end + 2 * _REACH].strip().split("\n", 1)[0]
        before = text[max(0, pull.start - 2 * _REACH) : pull.start].strip().rsplit("\n", 1)[-1]
        for line in (*around, after, before):
            line = line.strip(" –—-\t")
            if 0 < len(line) < 100 and line[-1] not in '.!?”"':
                for part in sorted(line.split(","), key=_is_office):
                    name = _name_in(page, part)
                    if " " in name:
                        return name
    return ""


def _announcement(page: Page, block: int) -> Span:
    """Return the sentence with a colon that announces a block of lines with ">", or an empty span."""
    end = block
    for _ in range(_LINES):
        low = max(0, end - _GAP)
        end = low + len(page.text[low:end].rstrip())
        line = page.text.rfind("\n", 0, end) + 1
        if page.text[line] != ">":
            break
        end = line
    if not end or page.text[end - 1] != ":":
        return block, block
    return page.sentence_at(end - 1)[0][0], end


def _is_office(part: str) -> bool:
    """Tell whether a part of a name line is an office, not the name: Director of Policy, Ida Marr."""
    return " of " in part or " for " in part


def _quoted(page: Page, quotation: Quotation) -> str:
    """Return the speaker of a quotation, named beside it or beside one that it continues."""
    key = (quotation.start, quotation.end)
    known = page.speakers.get(key)
    if known is None:
        name = _around(page, quotation)
        known = page.speakers[key] = _carried(page, quotation) if name is None else name
    return known


def _around(page: Page, quotation: Quotation) -> str | None:
    """Return who is named in the clause around a quotation; None when there is no such clause."""
    text = page.text
    sentence, paragraph = page.sentence_at(quotation.start)
    reported = page.reported_in(sentence, paragraph, False)
    source = reported.source_beside((quotation.start, quotation.end))
    if source:
        return _named(page, source)
    for scope in reported.scopes(quotation.start):
        clause = text[sentence[0] : scope.cue[0]]
        if scope.rule in _WITH_SUBJECT and not scope.source and clause.endswith(", "):
            return _subject(page, clause, sentence[0])  # …, saying it was “…”
    low = max(sentence[0], quotation.start - 2 * _REACH)
    before = text[low : quotation.start]
    if quotation.start == paragraph[0] and low:  # the paragraph above may announce it
        end = low
        while end and text[end - 1].isspace():
            end -= 1
        low = page.sentence_at(end - 1)[0][0] if end and text[end - 1] == ":" else low
        before = text[low:end]
    if before.rstrip().endswith(":") or _says_at_end(before):
        return _subject(page, before, low)
    return _beside(page, quotation) or _labelled(page, sentence, quotation)


def _labelled(page: Page, sentence: Span, quotation: Quotation) -> str | None:
    """Return who opens a sentence with a word for evaluating: Coach Ida Marr labelled it “…”."""
    text = page.text
    match = _LABELS.match(text, sentence[0], quotation.start)
    return first_name_in(page, match[1]) or None if match else None


def _says_at_end(before: str) -> bool:
    """Tell whether a verb of speech announces a quotation: she stood up and said, "…"."""
    last = _LAST_VERB.search(before)
    return last is not None and last[1] in SPOKE


def _beside(page: Page, quotation: Quotation) -> str | None:
    """Return who is named beside a quotation, in a clause of its own: "…", remembers Ida Marr."""
    text = page.text
    low, high = quotation.inner
    if not quotation.closed:
        end = text.find("\n", low, high)
        said = _SAID_NAME.search(text, low, end if end > 0 else high)  # the closing mark is forgotten
        return full_name(page, strip_titles(said[1] or said[2])) if said else None
    behind = text[quotation.end : quotation.end + _REACH].split("\n", 1)[0]
    signed = _SIGNED.match(behind)
    if signed and not is_common(page, signed[1]):
        return full_name(page, strip_titles(signed[1]))
    if text[high - 1] not in ",?!…—" and text[quotation.end : quotation.end + 1] != ",":
        return None
    says = _NAME_SAYS.match(behind)
    if says and says[2] in _TELLS:
        return _name_in(page, says[1], quotation.end) or None
    says = _SAYS_NAME.match(behind)
    return _name_in(page, says[2], quotation.end) or None if says and says[1] in _TELLS else None


def _subject(page: Page, before: str, offset: int) -> str:
    """Return the name of the subject at the start of a clause."""
    if before.rstrip().rsplit(" ", 1)[-1].lower() in _HEARD:
        return ""  # the synod heard calls: from whom?
    if _BEARS.search(before):
        return ""  # the stone bears the inscription: nobody speaks
    spoke = _PERSON_SAID.search(before)
    if spoke:
        return last_person(page, offset + spoke.start(1), spoke[1].lower())  # Before reading, he said:
    opening = before.lstrip().split(" ", 1)[0].lower()
    if opening == "it":
        return last_body(page, offset + len(before) - len(before.lstrip()), has_spoken=True)
    if opening in _PERSONS:  # he told the court the camp was closed, and asked
        return last_person(page, offset + len(before) - len(before.lstrip()), opening)
    clause = _FRONTED.sub("", _DATELINE.sub("", before))
    plain = IN_MARKS.sub(" ", clause)
    plain = _NESTED_COMMAS.sub(" ", _PARENTHESIS.sub("", plain))
    accord = _ACCORDING.search(plain)
    if accord:
        return _name_in(page, accord[1], offset)
    last = sex = ""
    for match in NAME.finditer(plain):
        if WHERE_BEFORE.search(plain, 0, match.start()) or starts_with_where(match[0]):
            continue
        name = strip_titles(match[0])
        if not name or (" " not in name and is_common(page, name)):
            continue
        if not qualifies(name, plain[match.end() :]):
            last, sex = name, sex_by_title(match[0])
            if plain[match.end() :].lstrip()[:1] not in (",",) and match.start() < 3:
                break
    pronoun = plain.split()[-1:] or [""]
    if not last and "," in before and pronoun[0].lower() not in _PERSONS:
        return _name_in(page, clause)  # The mayor, Mara Aldern, told reporters
    if not last or pronoun[0].lower() in _PERSONS:
        return _name_in(page, pronoun[0], offset + len(before)) if pronoun[0].lower() in _PERSONS else ""
    return full_name(page, last, sex)


def _carried(page: Page, quotation: Quotation) -> str:
    """Return the speaker of the quotation that this one continues, or who opens the sentence before it."""
    later = quotation
    for other in islice(page.quoted.before(quotation, _GAP), _CHAIN):
        if other.kind != "marks" or other.depth:
            continue
        between = page.text[other.end : later.start]
        breaks = len(_BREAKS.findall(between))
        lead = between.rsplit("\n", 1)[-1].strip()
        if breaks > 1 or len(between) > _GAP or (breaks and lead):
            break  # not the next paragraph, or one that begins with other words
        name = page.speakers.get((other.start, other.end)) or _around(page, other)
        if name is not None:
            return name
        later = other
    if not quotation.closed:
        for other in islice(page.quoted.behind(quotation, _GAP), _CHAIN):
            if other.depth == 0 and other.kind == "marks":
                name = _around(page, other)
                if name is not None:
                    return name
                if other.closed:
                    break
    return _led_in(page, later)


def _led_in(page: Page, quotation: Quotation) -> str:
    """Return the person who opens the sentence before a quotation of whole sentences.

    "Ida Marr is less forgiving." and then, in the same paragraph or the next: "We were told …"
    """
    text = page.text
    low, high = quotation.inner
    if not text[low : low + 1].isupper() or (quotation.closed and text[high - 1] not in ".!?…"):
        return ""
    if text[quotation.end : quotation.end + 2].strip()[:1].islower():
        return ""
    start = max(0, quotation.start - _GAP)
    end = start + len(text[start : quotation.start].rstrip())
    if not end or text[end - 1] not in ".:":
        return ""
    sentence, _ = page.sentence_at(end - 1)
    if sentence[1] < end - 1 or sentence[0] < start or IN_MARKS.search(text, *sentence):
        return ""
    opening = text[sentence[0] : sentence[1]].split(" ", 1)[0]
    if opening in ("He", "She"):
        return last_person(page, sentence[0], opening.lower())
    return subject_of(page, sentence) or _reported_by(page, sentence)


def _reported_by(page: Page, sentence: Span) -> str:
    """Return the person whose words all of a sentence is: the mill was shut, said Ida Marr."""
    reported = page.reported_in(sentence, page.sentence_at(sentence[0])[1], False)
    for scope in reported.scopes(sentence[0]):
        if scope.source and scope.rule in _REPORTS:
            name = _named(page, scope.source)
            return name if name and is_person(page, name) else ""
    return ""


def _named(page: Page, source: Span) -> str:
    return _name_in(page, page.text[source[0] : source[1]], source[0])


def _name_in(page: Page, source: str, offset: int = 0) -> str:
    """Return the name in the words of a source: without titles and possessors, in full."""
    source = _PARENTHESIS.sub("", source).rpartition(")")[2].strip(' ,:;“”"‘’')
    source = source if source[-3:-2] == " " else source.strip(".")  # Jon P.
    if source.lower() in _PERSONS:
        return last_person(page, offset, source.lower())
    first, *rest = [word for word in source.lower().split() if word not in LISTS["prepositions"]] or [""]
    if first in ("his", "her") and rest and rest[0] in LISTS["nouns"]:
        return last_person(page, offset, first)  # by his account
    if source.lower() == "it":
        return last_body(page, offset)
    if source == "who":
        return _antecedent(page, offset)
    if source.lower() in _PRONOUNS:
        return ""
    if _AGED.match(source):
        return last_of_age(page, offset, re.split(r"[ -]", source))
    by = _ITS_REPORT.match(source)
    held = holder(page, by[1] if by else source, offset)
    if held:
        return held
    called = _CALLED.search(source)
    if called:
        return full_name(page, strip_titles(called[1]))  # a nurse who asked me to call her Ida
    for part in _PHRASES.split(_RELATIVE.sub(",", source))[:3]:
        name = first_name_in(page, part)
        if name:
            return name
        if _NO_NAMES.match(part):
            break
    return ""
