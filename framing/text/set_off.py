"""Somebody's words that the layout sets off without quotation marks: transcripts, blocks, tagged passages."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise

from framing.model import Span
from framing.text.lines import SAYS_I

_WORDS: dict[str, list[str]] = tomllib.loads(
    files("framing.text").joinpath("quotation_words.toml").read_text(encoding="utf-8")
)
LIST_ITEM = re.compile(r"\s*(?:[-*•·–]|\d{1,3}[.)]|\[\d|https?:)")
QUOTATION_MARKS = frozenset("\"'`«´»‘’‚‛“”„‟‹›「」『』＂")
_BETWEEN = 4  # paragraphs between two turns of one conversation
_LONG_TURN = 20  # the same in a document that is a conversation throughout: so many turns, and so close
_THROUGHOUT, _CLOSE = 8, 4
_COMES_BACK = 3  # times that the name of a speaker stands above a turn
_NAME_REACH = 40  # code points of a line that may be a name
_BARE_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,3}")
_SPEECH_INTRODUCTION = re.compile(
    rf"\b(?:{'|'.join(_WORDS['introductions'])})\b[^.!?\n]{{0,60}}:$", re.IGNORECASE
)
# From the Stell Courier: above what was taken from it.
TAKEN_FROM = re.compile(
    r"(?:From|Via|Per|According to) (?:[Tt]he )?"
    r"(?!\w+day\b|January|February|March|April|May|June|July|August|Sept|Oct|Nov|Dec)"
    r"(?P<name>[A-Z][\w.’'&-]*(?: (?:[A-Z&][\w.’'&-]*|of|the|and|for)){0,8}):\Z"
)
_POINTERS = tuple(f"{before}{word}:" for word in _WORDS["pointers"] for before in (" ", "\n"))
_CONVERSATION = re.compile(rf"\b(?:{'|'.join(_WORDS['conversations'])})\b", re.IGNORECASE)
_PERSON = re.compile(rf"\b(?:{'|'.join(_WORDS['persons'])})\b")
FIRST_PERSON = re.compile(r"\b(?:I|I[’']\w+|my|My|we|We)\b")
_STOPS = frozenset(".?!…”\"'’)—-")
_TITLED = re.compile(rf"(?:{'|'.join(_WORDS['titles'])})\b")
_ROLES = frozenset(_WORDS["roles"])
# Words between tags; a closing tag may also be written <…/>.
_TAGGED = re.compile(
    rf"<(?P<tag>{'|'.join(_WORDS['tags'])})\b[^<>\n]{{0,400}}(?<!/)>(?P<words>[^<>\n]+)<(?:/(?P=tag)|(?P=tag)\s?/)>"
)
# posted yesterday: >> Words between angles <<
_ANGLED = re.compile(r"(?<=\w:\s)>>\s?(?P<words>[^<>\n]{10,}?)\s?<<(?![<\w])")
_MARKED = re.compile(r"[“\"]")
_VOCATIVES = ("Sir, ", "Madam, ", "Mr Speaker, ", "Mr. Speaker, ", "Madam Speaker, ")
_DASHES = frozenset("–—")
_SAID = 40  # code points that somebody says at least behind such a label
_LABEL_REACH = 80  # code points within which a label ends
_BEFORE_LABEL = " *_[]().:0123456789"
_NO_SPEAKER = frozenset(f"{word}:".casefold() for word in _WORDS["not_speakers"])
_UPPER = "A-ZÀ-ÖØ-Þ"
_LABEL = re.compile(
    r"(?:\[[\d:.,\s]+\]\s*|\(?\d{1,2}:\d\d(?::\d\d)?\)?\s+|\d{1,3}\. (?=[^:\n]+\) \([^:\n]+\):))?(?:\*\*|__)?"
    rf"(?:(?P<turn>Q|A|[QA]\d{{1,2}}|{'|'.join(_WORDS['turns'])})"
    rf"|(?P<caps>(?:[{_UPPER}][{_UPPER}.'’-]+)(?: [{_UPPER}][{_UPPER}.'’-]*){{0,4}}"
    r"(?: \d{1,2})?(?: \([^)\n]{1,40}\))?)"
    r"|(?P<name>(?:[A-Z][\w.'’-]+)(?: (?:[A-Z][\w.'’-]*|\d{1,2})){0,3}(?=[*_]*:))"
    # Mr Marr (Stell West), Ida Marr (Stell West) (Lab), The Minister for Finance, Ida Marr, publican
    r"|(?P<person>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|for|of|the|and|de|van|von|al|bin)){0,6}"
    r"(?P<seat>(?: \([^)\n]{1,40}\)){1,2})?(?P<role>, [a-z][^:.!?\n]{2,50})?))"
    r"(?:\*\*|__)?(?::|(?<=\b[QA])\.)(?:\*\*|__)?\s+(?=[^\s\d])"
)
# Ida Marr, farmer: — on a line of its own.
_NAME_LINE = re.compile(
    rf"(?:(?:{'|'.join(_WORDS['titles'])})\b\.? )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){{1,3}},"
    r" (?:[a-z][^:\n]{2,60}|[A-Z]\w+ [A-Z][^:,\n]{2,40}):\Z"
)
# … is what it is. — Ida, 58, plumber
_SIGNED = re.compile(
    r"[.!?…][”\"’]?\s+[—–]\s?"
    r"(?=[A-Z][\w’-]+(?: [A-Z][\w’.-]+){0,3}(?:, (?:\d{1,3}|[A-Za-z][^,.\n]{2,40})){1,3}\Z)"
)
_SIGNED_REACH = 90  # code points at the end of a paragraph in which it may be signed
# A message that was copied with its address and date: … — Ida Marr (@idamarr) May 28, 2017
_POSTED = re.compile(
    r"\s*[—–-]\s?[^\n—–]{2,60} \(@\w{2,30}\)\s+(?:[A-Z][a-z]+ \d{1,2}|\d{1,2} [A-Z][a-z]+),? \d{4}\Z"
)
_POSTED_REACH = 120  # the same for the address and date
# A reader's comment below a page: Ida M. · 3 days ago — Words
_AGO = " ago"
_COMMENT = re.compile(
    r"[A-Z][^\s·•|—–:]{0,20}(?: [^\s·•|—–:]{1,20}){1,4} [·•|]"
    r" (?:\d{1,2}|an?) (?:min|minute|hour|day|week|month)s? ago"
    r" ?[·•|—–:-] ?(?=[^\s\d])"
)
# What somebody leaves out of another's text, or adds to it: [...], [emphasis mine]
_EXCERPTED = re.compile(
    r"\[(?:\.\.\.|\. \. \.|…|emphasis (?:mine|added|ours|in (?:the )?original)\.?)\]", re.IGNORECASE
)
# “But wait,” Marr injected:
_NAME_AND_VERB = re.compile(r"\b(?:[A-Z][\w’'-]+|he|she|they) [a-z]+ed:\Z")
# A paragraph of narration between two turns: its subject by name, and what that one does.
_ON_SPEAKER = re.compile(
    rf"(?:(?:{'|'.join(_WORDS['titles'])})\.? )?(?:[A-Z][\w’'-]+ ){{0,2}}?([A-Z][\w’'-]+?)(?:[’']s)?,? [a-z]"
)
# Who answers: Ida Marr spoke to us, in conversation with Ida Marr
_MET = re.compile(
    r"(?:^|\b(?:[Ii]nterview|[Cc]onversation|[Ii]nterviewed|spoke|talked|talks|speaks|asked|met)"
    r"(?: with| to)? )(?:(?:the|our|a|an|[a-z]+) ){0,4}(?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w’'-]+){1,3})\b",
    re.MULTILINE,
)
_IN_MARKS = re.compile(r"“[^“”]*”?|\"[^\"]*\"?")
_INTRODUCED = 600  # code points before the first turn in which the one who answers is named
_LONGEST_QUESTION = 500  # code points of a paragraph that only asks
_PAGE_MARK = 12  # code points of a line that only numbers a page
_FEWEST_QUESTIONS = 5  # of an interview
_DASHED = re.compile(r"[–—] ?(?=[A-Z¿¡«“\"])")


def transcript(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the turns of a conversation, and the paragraphs between two turns.

    Labels of speakers show them, which are left out, or names on lines of their own, dashes, or questions.
    """
    labels: dict[int, re.Match[str]] = {}
    for number in _perhaps_labelled(text, spans):
        start, end = spans[number]
        match = _LABEL.match(text, start, min(end, start + _LABEL_REACH))
        if match:
            labels[number] = match
    if not labels:
        yield from _dialogue(text, spans)
    if len(labels) < 2:
        yield from _interview(text, spans)
    if len(labels) < _THROUGHOUT:
        yield from _below_names(text, spans)
    if len(labels) == 1:
        yield from _lone_turn(text, spans, labels)
    if len(labels) < 2:
        return
    labels = {
        number: label
        for number, label in labels.items()
        if label["turn"] or label["caps"] or text[spans[number][1] - 1] in _STOPS
    }  # but "Transcript: the weekly briefing"
    names = {
        number: match[0].lstrip(_BEFORE_LABEL).rstrip(" *_[]0123456789") for number, match in labels.items()
    }
    turns = [n for n, name in names.items() if name and name.casefold() not in _NO_SPEAKER]
    throughout = len(turns) >= _THROUGHOUT and len(turns) * _CLOSE >= turns[-1] - turns[0]
    between = _LONG_TURN if throughout else _BETWEEN
    run: list[int] = []
    for number in [*(n for n, name in names.items() if name), len(spans) + between]:
        # THE FACTS: what follows is the publisher's again
        breaks = names.get(number, "").casefold() in _NO_SPEAKER
        if run and (breaks or number - run[-1] > between - 1):
            if _is_conversation(text, spans, labels, names, run):
                spoken = set(run)
                narrated = _narrated(text, spans, labels, run)
                for inside in range(run[0], run[-1] + 1):
                    start, end = spans[inside]
                    if inside in narrated:
                        continue
                    if inside not in spoken and text[end - 1] == ":":
                        continue  # the publisher leads to the next turn
                    yield labels[inside].end() if inside in spoken else start, end
                yield from _without_labels(text, spans, run, labels)
            run = []
        if not breaks:
            run.append(number)


def _narrated(
    text: str, spans: Sequence[Span], labels: Mapping[int, re.Match[str]], run: Sequence[int]
) -> frozenset[int]:
    """The paragraphs between turns that are the publisher's: they tell of the speaker of the turn before.

    Such a paragraph begins with the name of that speaker, or of who is introduced before questions and
    answers, and nobody speaks or is spoken to in it. So it is with what follows up to the next turn.
    """
    found: set[int] = set()
    first = spans[run[0]][0]
    for turn, next_ in pairwise(run):
        tells = False
        for number in range(turn + 1, next_):
            start, end = spans[number]
            subject = _ON_SPEAKER.match(text, start, end)
            tells = tells or (subject is not None and _is_speaker(text, first, subject[1], labels[turn]))
            tells = tells and not _PERSON.search(_IN_MARKS.sub("", text[start:end]))
            if tells:
                found.add(number)
    return frozenset(found)


def _is_speaker(text: str, first: int, name: str, label: re.Match[str]) -> bool:
    """Tell whether a surname is the one of a label, or of who is introduced before the first turn."""
    if not label["turn"]:
        surname = re.split(r"[,(:]", label[0].strip(" *_[]0123456789"))[0].split()[-1:]
        return [part.strip("*_ ").casefold() for part in surname] == [name.casefold()]
    introduction = text[max(0, first - _INTRODUCED) : first]
    return any(met["name"].endswith(f" {name}") for met in _MET.finditer(introduction))


def _below_names(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The turns of a conversation that has each speaker's name on a line of its own above what is said.

    At least two names come back, by turns, and in most turns somebody speaks or is spoken to.
    """
    lines = {n: text[start:end] for n, (start, end) in enumerate(spans) if end - start < _NAME_REACH}
    times = Counter(line for line in lines.values() if _BARE_NAME.fullmatch(line))
    names = [n for n, line in lines.items() if times[line] >= _COMES_BACK]
    if len({lines[n] for n in names}) < 2 or len(names) < _THROUGHOUT:
        return
    turns = [
        (n, next_) for n, next_ in pairwise([*names, min(len(spans), names[-1] + _BETWEEN)]) if next_ > n + 1
    ]
    by_turns = sum(lines[n] != lines[next_] for n, next_ in pairwise(names))
    spoken = sum(_PERSON.search(text, spans[n + 1][0], spans[end - 1][1]) is not None for n, end in turns)
    if 3 * by_turns < 2 * len(names) or 2 * spoken < len(turns):
        return
    for n, end in turns:
        yield from spans[n + 1 : end]


def _interview(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Questions and answers without labels: paragraphs that only ask, and an "I" in two answers of three."""
    asked = [n for n, span in enumerate(spans) if _asks(text, span)]
    if len(asked) < _FEWEST_QUESTIONS:
        return  # nearly always
    turns = [(n, next_) for n, next_ in pairwise([*asked, min(len(spans), asked[-1] + 2)]) if next_ > n + 1]
    answered = sum(any(_says_i(text, span) for span in spans[n + 1 : next_]) for n, next_ in turns)
    close = len(turns) * _CLOSE >= asked[-1] - asked[0]
    if len(turns) < _FEWEST_QUESTIONS or 3 * answered < 2 * len(turns) or not close:
        return
    end = asked[-1] + 2
    while end < len(spans) and _says_i(text, spans[end]):
        end += 1
    yield from spans[asked[0] : end]


def _without_labels(
    text: str, spans: Sequence[Span], run: Sequence[int], labels: Mapping[int, re.Match[str]]
) -> Iterator[Span]:
    """The later answers of an interview of which only the first question and answer have labels.

    A question is the next paragraph, there are at least two, and in each pair of paragraphs somebody speaks
    or is spoken to, up to the last in which somebody says "I". Who asks is the publisher.
    """
    first = run[-1] + 1
    if len(run) != 2 or run[1] != run[0] + 1 or first >= len(spans) or not _asks(text, spans[first]):
        return  # nearly always
    asked = 0
    speaks = True
    last = end = first
    while end < len(spans) and end not in labels:
        low, high = spans[end]
        said = speaks
        speaks = _PERSON.search(_IN_MARKS.sub("", text[low:high])) is not None or _asks(text, spans[end])
        if not (said or speaks or high - low < _PAGE_MARK):
            break
        asked += _asks(text, spans[end])
        last = end if _says_i(text, spans[end]) else last
        end += 1
    if asked > 1 and asked * 2 * _CLOSE >= last - first:
        for span in spans[first : last + 1]:
            if FIRST_PERSON.search(_IN_MARKS.sub("", text[slice(*span)])) and not _asks(text, span):
                yield span


def _asks(text: str, span: Span) -> bool:
    """Whether a short paragraph without marks ends with a question."""
    start, end = span
    return text[end - 1] == "?" and end - start < _LONGEST_QUESTION and not _MARKED.search(text, start, end)


def _says_i(text: str, span: Span) -> bool:
    """Whether somebody says "I" in a paragraph, before any marks."""
    said = SAYS_I.search(text, *span)
    return said is not None and not _MARKED.search(text, span[0], said.start())


def label_before(text: str, start: int) -> Span:
    """Return where the label of a turn stands, on its line or on the line above it; else an empty span."""
    low = max(0, start - _LABEL_REACH)
    line = max(low, text.rfind("\n", low, start) + 1)
    if line == start:
        above = text.rfind("\n", low, low + len(text[low:start].rstrip())) + 1
        line = above if above or not low else start
    return line, start


def sign_of_turn(text: str, start: int, end: int) -> Span:
    """Return what shows a turn: its label, else the "I" of an answer, else the mark that ends it."""
    label = label_before(text, start)
    if text[slice(*label)].rstrip()[-1:] not in {"", ".", "!", "?"}:
        return label
    said = SAYS_I.search(text, start, end)
    return said.span() if said else (end - 1, end)


def _dialogue(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Speech after dashes: paragraphs in a row that each begin with one, of which one asks."""
    if _DASHES.isdisjoint([text[start] for start, _ in spans]):
        return  # nearly always
    run: list[Span] = []
    for start, end in (*spans, (len(text), len(text))):
        dash = _DASHED.match(text, start) if start < end and text[end - 1] in '.?!…”"»' else None
        if dash:
            run.append((dash.end(), end))
            continue
        if len(run) > 1 and any("?" in text[low:high] for low, high in run[:40]):
            yield from run
        run = []


def _perhaps_labelled(text: str, spans: Sequence[Span]) -> list[int]:
    """The numbers of the paragraphs that begin like a labelled turn."""
    numbers = {
        n for n, (start, _) in enumerate(spans) if text[start] in "QA" and text[start + 1 : start + 2] == "."
    }
    at = text.find(":")
    while at >= 0:
        number = bisect_right(spans, (at, len(text))) - 1
        start, end = spans[number]
        if at < start + _LABEL_REACH:
            numbers.add(number)
        at = text.find(":", end)
    return sorted(numbers)


def _lone_turn(text: str, spans: Sequence[Span], labels: Mapping[int, re.Match[str]]) -> Iterator[Span]:
    """The only labelled paragraph, if the label is a role before a court or the like: WITNESS 4."""
    ((number, label),) = labels.items()
    content, end = label.end(), spans[number][1]
    role = _is_role(label, text[content:end])
    before = text[slice(*spans[number - 1])] if number else ""
    # Mr Marr asked whether … The Minister: It was. Mr Marr (Stell West): Sir, I want to know …
    titled = _TITLED.match(label["person"] or label["name"] or "")
    speaks = titled and (" asked " in before or text.startswith(_VOCATIVES, content))
    # The Minister of Ferries (Dr Ida Marr): The pier has held.
    holder = titled and label["seat"] and _TITLED.match(label["seat"].strip(" ("))
    holds = holder and text[content].isupper() and text[end - 1] in ".?!" and end - content > _SAID
    # "You've been rude about it." "Ida Marr: I have been accurate."
    answer = label["name"] and " " in label["name"] and before[:4] in ("You ", "You’", "You'", "Your")
    if role or speaks or holds or (answer and FIRST_PERSON.search(text, content, end)):
        yield content, end


def _is_role(label: re.Match[str], content: str) -> bool:
    """Tell whether a label in capitals is a role. HIGH COURT: is where a report is from, if nobody speaks."""
    caps = label["caps"].split() if label["caps"] else []
    if caps[-1:] == ["COURT"] and caps not in (["COURT"], ["THE", "COURT"]):
        return FIRST_PERSON.search(content) is not None
    return not _ROLES.isdisjoint(caps)


def _is_conversation(
    text: str,
    spans: Sequence[Span],
    labels: Mapping[int, re.Match[str]],
    names: Mapping[int, str],
    run: Sequence[int],
) -> bool:
    """Tell whether labelled paragraphs are turns of speakers, not the entries of a table or a list.

    Labels for turns (Q, Host) or in capitals alternate; names come back, one of them asks a question, a
    paragraph announces a conversation, or in every turn somebody speaks or is spoken to.
    """
    different = {names[turn] for turn in run}
    if len(different) < 2:
        return False
    if all(labels[turn]["turn"] or labels[turn]["caps"] for turn in run):
        return True
    if all(_is_person(labels[turn]) for turn in run) and all(text[spans[n][1] - 1] in _STOPS for n in run):
        return True
    if any(text[spans[turn][1] - 1] not in _STOPS for turn in run[:40]):
        return False
    back = len(different) < len(run)
    asks = any("?" in text[spans[turn][0] : min(spans[turn][1], spans[turn][0] + 400)] for turn in run[:40])
    hosts = any(labels[turn]["turn"] for turn in run)
    if (hosts and asks) or (len(run) > 2 and (back or asks or hosts)):
        return True
    low, high = spans[run[0] - 1] if run[0] else (0, 0)
    if high - low < 200 and _CONVERSATION.search(text, low, high):
        return True
    return all(_PERSON.search(text, spans[n][0], min(spans[n][1], spans[n][0] + 400)) for n in run[:40])


def _is_person(label: re.Match[str]) -> bool:
    """Tell whether a label can only be a person's: with a title, a seat, a role or in capitals."""
    kinds = ("turn", "caps", "seat", "role")
    return any(label[kind] for kind in kinds) or _TITLED.match(label[0].lstrip(" *_[]")) is not None


def tagged(text: str, start: int, end: int) -> list[tuple[Span, Span]]:
    """Return somebody's words between tags that were left from a page, each with its tags and without.

    So are words between two pairs of angles behind a colon, which a verb or noun of speech announces.
    """
    if text.find("<", start, end) < 0:
        return []
    found = [*_TAGGED.finditer(text, start, end)]
    found += [words for words in _ANGLED.finditer(text, start, end) if _is_announced(text, start, words)]
    return [(words.span(), words.span("words")) for words in found]


def _is_announced(text: str, start: int, words: re.Match[str]) -> bool:
    introduction = text[max(start, words.start() - 160) : words.start()].rstrip()
    return _SPEECH_INTRODUCTION.search(introduction) is not None


def block(text: str, spans: Sequence[Span], number: int) -> list[tuple[Span, Span]]:
    """Return a paragraph as a block quotation, with its mark and without, or nothing.

    It stands behind one that announces somebody's words and ends with a colon, begins with ">", is signed
    with a name or an address, is a comment with its reader's name and age, or shows that something was left
    out of it.
    """
    start, end = spans[number]
    whole = [((start, end), (start, end))]
    if text[start] == ">":
        return [((start, end), (start + 1, end))]
    ago = text.find(_AGO, start, min(end, start + _LABEL_REACH))
    comment = _COMMENT.match(text, start, end) if ago >= 0 else None
    if comment:
        return [((start, end), (comment.end(), end))]
    signed = _SIGNED.search(text, max(start, end - _SIGNED_REACH), end) if text[end - 1].isalnum() else None
    if signed:
        stop = signed.start() + 1
        return [((start, stop), (start, stop))]
    posted = _POSTED.search(text, max(start, end - _POSTED_REACH), end) if text[end - 1].isdigit() else None
    if posted and posted.start() > start:
        return [((start, posted.start()), (start, posted.start()))]
    bracket = text.find("[", start, end)
    if bracket >= 0 and _EXCERPTED.search(text, bracket, end) and _MARKED.search(text, start, end) is None:
        return whole
    before = spans[number - 1] if number else (0, 0)
    if not number or text[before[1] - 1] != ":" or text.endswith(_POINTERS, 0, before[1]):
        return []
    introduction = text[max(before[0], before[1] - 160) : before[1]]
    if introduction.startswith(("To ", "Read ", "Watch ", "See ")):
        return []  # To the Governor of the State: who is spoken to; Read the letter: what a page links to
    named = before[1] - before[0] < 110 and _NAME_LINE.match(text[slice(*before)])
    if named and text[end - 1] in ".!?…" and end - start > 20 and not LIST_ITEM.match(text, start):
        return whole
    plain = text[start] not in QUOTATION_MARKS and not LIST_ITEM.match(text, start)
    line = text.rfind("\n", 0, start) + 1
    indented = start - line > 1
    spoken = FIRST_PERSON.search(text, start, end)
    # "we" within marks is somebody else's, in a paragraph of the publisher's
    told = (
        spoken is not None
        and not _MARKED.search(text, start, spoken.start())
        and FIRST_PERSON.search(introduction) is None
    )
    leads = text[end - 1] == ":"  # it leads to what the publisher shows next
    announces = (
        _SPEECH_INTRODUCTION.search(introduction)
        or _NAME_AND_VERB.search(introduction)
        or TAKEN_FROM.match(text[slice(*before)])
    )
    announced = not leads and announces is not None
    if plain and end - start > 40 and (indented or told or announced):
        return whole
    return []
