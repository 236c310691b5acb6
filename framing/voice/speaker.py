"""Who speaks: the source of quoted and attributed words, as a name resolved within the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from framing.model import Ruling, Span
from framing.text.lines import is_name
from framing.text.quotations import Quotation
from framing.text.set_off import label_before
from framing.voice.attribution.phrases import is_agent
from framing.voice.attribution.tables import LISTS, VERBS
from framing.voice.attribution.tokens import CLASSES, FINITE, PREP
from framing.voice.site import Page, Site, any_of, cue_table

_CUES = cue_table("speaker")
_TITLES = frozenset(_CUES["titles"])
_PERSONS = frozenset(_CUES["persons"])
_PRONOUNS = frozenset(_CUES["pronouns"])
_COMMON = frozenset(_CUES["common"])
_HEADS = frozenset(cue_table("name")["heads"])
_WITH_SUBJECT = frozenset({"reporting-clause", "accusation"})
_JOINTS = frozenset({"of", "for", "the", "and", "in", "on", "without", "&"})
_HEARD = frozenset({"hear", "hears", "heard"})
_REACH = 160
_GAP = 400  # code points between a quotation and the next one that continues it
_NEAR = 700  # code points before "he said" within which he is named
_CHAIN = 6  # quotations looked at before and behind one for its speaker
_LINES = 32  # of a block quotation, above one of its lines
_BREAKS = re.compile(r"\n\s*")

# A run of capitalised words, with small words of names between them.
_NAME = re.compile(
    r"[^\W\d_a-zà-öø-ÿ][\w’'.-]*(?:\s+(?:(?:of|for|de|der|van|von|bin|al|el|the|and|in|on|without"
    r"|&)\s+){0,2}[^\W\d_a-zà-öø-ÿ][\w’'.-]*){0,9}"
)
# The Minister for the Sea (Mr Karl Brand)
_OFFICE_HELD = re.compile(r"\AThe\s[^()]{1,60}\(((?:Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\b[^()]{1,40})\)")
_PARENTHESIS = re.compile(r"\s*\([^()]{1,60}\)")
# Capitalised words before a name: given names, initials, titles.
_GIVEN = re.compile(r"(?:(?<!\w)(?:[A-Z]\.|[^\W\d_a-zà-öø-ÿ][\w’'-]*[^\W’'-])[ \u00a0]+){1,3}\Z")
_SPOKE = frozenset(word for word, cue in VERBS.items() if cue.kind in ("clause.say", "clause.belief"))
_CAPITALS = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3}")
_VERB_BEHIND = re.compile(r"(?:,[^,.;\n]{1,60},)?\s+(?:also |later |then |has |had )?(\w+)")
_WORD_BEFORE = re.compile(r"(\w+)\s+\Z")
_NESTED_COMMAS = re.compile(r",[^,]{1,100},")
_NOUN_BEHIND = re.compile(r"\s+([a-z][\w’'-]*)")
_VERBS = frozenset(word for word, bits in CLASSES.items() if bits & (FINITE | PREP))
_BEHIND_NAMES = frozenset(_CUES["no_nouns"]) | VERBS.keys() | LISTS["nouns"] | _VERBS
_DATELINE = re.compile(r"\A[A-Z][A-Z .’'-]{2,40}(?:,[^—–:()]{1,30})?\s*(?:\([^()]{1,40}\)\s*)?[-—–:]\s")
_OFFICE_BEFORE = re.compile(r"\b(?:for|of|on)\s\Z")
# Ida Marr, farmer: — the line above somebody's words, or their signature.
_NAME_AND_ROLE = re.compile(r"((?:[A-Z][\w.’'-]*\s?){1,4}),\s[^.!?]{1,80}\Z")
_PERSON_OF = re.compile(r"[A-Z][\w’'-]+\s[A-Z][\w’'-]+\s(?:of|for|in)\s")
_WHERE_BEFORE = re.compile(rf"\b{any_of(_CUES['where'])}\s+(?:the\s+)?(?:[a-z]+\s+)?\Z")
_ACCORDING = re.compile(r"\b[Aa]ccording to (.*)")
_IN_MARKS = re.compile(r"[“\"][^“”\"]*[”\"]")
_PHRASES = re.compile(r",| who | which |\(")
_NO_NAMES = re.compile(r"\s*(?:including|such as|like|and|from|in|at|of|on)\b")
# The river's mayor Ida Marr
_OWNED = re.compile(r"[A-Z].*[’']s\s+.*[A-Z]")
_OWNER = re.compile(r"\A.*[’']s\s+(?=[^a-z]*[A-Z])")
_WHERE = re.compile(rf"\s+{any_of(_CUES['where'])}\b")
_OF_WHERE = re.compile(r"\s(?:of|for|in)\s(?:the\s)?")
_POSSESSIVE = re.compile(r"[’']s?\Z")
_LABEL = re.compile(r"\A[\W\d]*(?P<label>[^\n:]{1,60}?)(?:[:.*]+\s*|\n\s*)\Z")


def speaker_of(site: Site, ruling: Ruling) -> str:
    """Return the name of who speaks at a quoted or attributed site, or nothing when none is named."""
    page = site.page
    if ruling.voice == "attributed":
        for scope in sorted(site.scopes, key=lambda scope: scope.end - scope.start):
            if scope.source and scope.rule == "passive-report" and not _behind_by(page, scope.source):
                return ""  # the passive hides who speaks
            if scope.source and page.text[slice(*scope.cue)].lower() in _HEARD:
                return ""  # the court heard: from whom?
            if scope.source:
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


def _behind_by(page: Page, source: Span) -> bool:
    """Tell whether a source in a passive clause stands behind "by"."""
    return page.text[max(0, source[0] - 3) : source[0]] == "by " or page.text.startswith("by ", source[0])


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
            return _full(page, _strip(held[1]))
        turn_of = _PARENTHESIS.sub("", label["label"].split(",")[0]).strip(" *[]0123456789:-")
        turn_of = _strip(turn_of) or turn_of  # a role alone, HOST, is a name here
        return _full(page, turn_of) if len(turn_of) > 1 else ""
    if ruling.rule == "block-quotation" and ruling.evidence:
        low, high = ruling.evidence[0]
        if text[low:high] == ">":
            low, high = _announcement(page, low)
        introduction = text[low:high].lstrip('.!?…”"’ —–')
        signed = _NAME_AND_ROLE.match(introduction)
        if signed:
            return _full(page, _strip(signed[1]))
        return _subject(page, introduction, low)
    if ruling.rule == "pull-quotation":
        pull = next((quotation for quotation in reversed(site.chain) if quotation.kind == "pull"), None)
        if pull is None:
            return ""
        inside = text[pull.start : pull.end].split("\n")
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
    return _subject(page, before, low) if before.rstrip().endswith(":") else None


def _subject(page: Page, before: str, offset: int) -> str:
    """Return the name of the subject at the start of a clause."""
    plain = _IN_MARKS.sub(" ", _DATELINE.sub("", before))
    plain = _NESTED_COMMAS.sub(" ", _PARENTHESIS.sub("", plain))
    accord = _ACCORDING.search(plain)
    if accord:
        return _name_in(page, accord[1], offset)
    last = ""
    for match in _NAME.finditer(plain):
        if _WHERE_BEFORE.search(plain, 0, match.start()):
            continue
        name = _strip(match[0])
        if not name or (" " not in name and _is_common(page, name)):
            continue
        if not _qualifies(name, plain[match.end() :]):
            last = name
            if plain[match.end() :].lstrip()[:1] not in (",",) and match.start() < 3:
                break
    pronoun = plain.split()[-1:] or [""]
    if not last and "," in before and pronoun[0].lower() not in _PERSONS:
        return _name_in(page, before)  # The mayor, Mara Aldern, told reporters
    if not last or pronoun[0].lower() in _PERSONS:
        return _name_in(page, pronoun[0], offset + len(before)) if pronoun[0].lower() in _PERSONS else ""
    return _full(page, last)


def _carried(page: Page, quotation: Quotation) -> str:
    """The speaker of the quotation before, when it is in the same paragraph or leads over to this one."""
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
    return ""


def _named(page: Page, source: Span) -> str:
    return _name_in(page, page.text[source[0] : source[1]], source[0])


def _name_in(page: Page, source: str, offset: int = 0) -> str:
    """Return the name in the words of a source: without titles and possessors, in full."""
    source = _PARENTHESIS.sub("", source).rpartition(")")[2].strip(' ,.:;“”"‘’')
    if source.lower() in _PERSONS:
        return _last_person(page, offset)
    first, *rest = [word for word in source.lower().split() if word not in LISTS["prepositions"]] or [""]
    if first in ("his", "her") and rest and rest[0] in LISTS["nouns"]:
        return _last_person(page, offset)  # by his account
    if source.lower() in _PRONOUNS:
        return ""
    for part in _PHRASES.split(source)[:3]:
        name = _first_name_in(page, part)
        if name:
            return name
        if _NO_NAMES.match(part):
            break
    return ""


def _qualifies(name: str, rest: str) -> bool:
    """Tell whether a name belongs to the noun behind it: Western governments, but Marr says, Marr's view."""
    behind = _NOUN_BEHIND.match(rest)
    return behind is not None and len(name.split()) < 3 and behind[1] not in _BEHIND_NAMES


def _is_common(page: Page, word: str) -> bool:
    """Tell whether a capitalised word is no name: an office, a body, or a noun that opens a sentence."""
    known = page.common.get(word)
    if known is None:
        known = page.common[word] = _looks_common(page, word)
    return known


def _looks_common(page: Page, word: str) -> bool:
    plain = word.strip(".,").lower()
    if " " in _full(page, word):
        return False  # Lindqvist, if the text has Ida Lindqvist
    if is_agent(plain) or word in _HEADS or word in _TITLES:
        return True
    # Settlers on the river, Parents said: a noun, which has its capital from the sentence that it begins
    return not page.has_within(word) and (plain.endswith(("s", "men")) or page.has_small(plain))


def _first_name_in(page: Page, source: str) -> str:
    """Return the name in one phrase, up to a comma."""
    if _OWNED.search(source):
        source = _OWNER.sub("", source)
    best = ""
    for match in _NAME.finditer(source):
        name, rest = _strip(match[0]), source[match.end() :]
        if not name or (" " not in name and _is_common(page, name)):
            continue
        if _WHERE_BEFORE.search(source, 0, match.start()):
            continue  # the mayor of Stell, traders along the quay: where, not who
        if _qualifies(name, rest):
            continue  # "Western governments", "UN Human Rights office": not the name of who speaks
        best = _OF_WHERE.split(name)[0] if _is_person_of(name) else name
        if _WHERE.match(rest):
            break
    return _full(page, best)


def _is_person_of(name: str) -> bool:
    """Tell whether a run of capitals is a person of some body: Ida Marr of the Marsh Union."""
    parts = name.split()
    return len(parts) > 3 and _HEADS.isdisjoint(parts[:2]) and _PERSON_OF.match(name) is not None


def _strip(name: str) -> str:
    """Take titles off the front of a name; nothing is left of an office: the Archdeacon of Stell."""
    parts = name.split()
    titles = [number for number, part in enumerate(parts[:-1]) if _is_title(part)]
    if titles and _HEADS.isdisjoint(parts[titles[-1] + 1 :]):
        parts = parts[titles[-1] :]  # White House Press Secretary Ilan Deske
    while parts and (
        parts[0] in _COMMON or parts[0].strip(".,") in _TITLES or (parts[1:] and _is_title(parts[0]))
    ):
        if len(parts) == 2 and parts[1] in _HEADS and parts[0] in _TITLES:
            break  # Home Office, State Department
        office = parts.pop(0) not in _COMMON
        if office and parts and parts[0] in _JOINTS:
            rest = [part for part in parts if part not in _JOINTS]
            return " ".join(rest[-2:]) if len(rest) > 2 else ""  # Minister for Roads Ida Marr
        while parts and parts[0] in _JOINTS:
            parts.pop(0)
    while parts and (parts[-1] in _JOINTS or parts[-1] in _COMMON):
        parts.pop()
    return _POSSESSIVE.sub("", " ".join(parts)).strip(" .,")


def _is_title(word: str) -> bool:
    """Tell whether a word is a title or an office, also in capitals: Gen., GEN."""
    plain = word.strip(".,")
    if plain in _TITLES or (plain.isupper() and plain.title() in _TITLES):
        return True
    return plain not in _HEADS and is_agent(plain.lower())


def _full(page: Page, name: str) -> str:
    """Return the longest form in which the document names somebody: Hom becomes Sharon Hom."""
    if not name or " " in name:
        return name
    small = name.title() if name.isupper() else name
    if small != name and " " in (full := _full(page, small)):
        return full  # ADU: Blessing Adu
    known = page.full_names.get(name)
    if known is None:
        text, known = page.text, name
        for at in page.places_of(name):
            end = at + len(name)
            match = None
            if text[at - 1 : at] in (" ", "\u00a0") and not text[end : end + 1].isalnum():
                match = _GIVEN.search(text, max(0, at - _REACH // 2), at)
            if match is None:
                continue
            full = _strip(text[match.start() : end])
            if len(full.split()) > 2 and _OFFICE_BEFORE.search(
                text, max(0, match.start() - 8), match.start()
            ):
                full = " ".join(full.split()[-2:])  # … for Human Rights Ilan Deske
            if " " in full and full.endswith(name):
                known = full
                break
        page.full_names[name] = known
    return known


def _last_person(page: Page, offset: int) -> str:
    """Return the one person who spoke shortly before, or else was named; nothing for two or none.

    The last paragraph in which anybody speaks decides, or else the last that names anybody.
    """
    before = _IN_MARKS.sub(" ", page.text[max(0, offset - _NEAR) : offset])
    for find in (_spoken, _persons):
        for part in reversed(before.split("\n")):
            names = set(find(page, part))
            if names:
                return names.pop() if len(names) == 1 else ""
    return ""


def _spoken(page: Page, text: str) -> Iterator[str]:
    """Yield the names next to a verb of speech or thought."""
    for match in _CAPITALS.finditer(text):
        verb = _VERB_BEHIND.match(text, match.end())
        ahead = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
        if (verb and verb[1] in _SPOKE) or (ahead and ahead[1] in _SPOKE):
            yield from _person(page, match[0])


def _persons(page: Page, text: str) -> Iterator[str]:
    """Yield the names of two words that do not say where, and those with a title."""
    for match in _CAPITALS.finditer(text):
        titled = " " in match[0] and _is_title(match[0].split()[0])
        if titled or (" " in _strip(match[0]) and not _WHERE_BEFORE.search(text, 0, match.start())):
            yield from _person(page, match[0])


def _person(page: Page, run: str) -> Iterator[str]:
    """Yield the full name of a person in a run of capitalised words, if it is one."""
    name = _full(page, _strip(run))
    if name and _HEADS.isdisjoint(name.split()):
        yield name
