"""Who is meant by "he", by an office or by a short name: somebody named before it in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.voice.attribution.tables import VERBS
from framing.voice.site import Page
from framing.voice.speaker_names import HEADS, WHERE_BEFORE, full_name, is_title, strip_titles

_NEAR = 700  # code points before "he said" within which he is named
_SPOKE = frozenset(word for word, cue in VERBS.items() if cue.kind in ("clause.say", "clause.belief"))
_CAPITALS = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3}")
_VERB_BEHIND = re.compile(r"(?:,[^,.;\n]{1,60},)?\s+(?:also |later |then |has |had )?(\w+)")
_WORD_BEFORE = re.compile(r"(\w+)\s+\Z")
IN_MARKS = re.compile(r"[“\"][^“”\"]*[”\"]")


def last_person(page: Page, offset: int) -> str:
    """Return the one person who spoke shortly before, or else was named; nothing for two or none.

    The last paragraph in which anybody speaks decides, or else the last that names anybody.
    """
    before = IN_MARKS.sub(" ", page.text[max(0, offset - _NEAR) : offset])
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
        titled = " " in match[0] and is_title(match[0].split()[0])
        if titled or (" " in strip_titles(match[0]) and not WHERE_BEFORE.search(text, 0, match.start())):
            yield from _person(page, match[0])


def _person(page: Page, run: str) -> Iterator[str]:
    """Yield the full name of a person in a run of capitalised words, if it is one."""
    name = full_name(page, strip_titles(run))
    if name and HEADS.isdisjoint(name.split()):
        yield name
