"""The parts of a pack as plain data: what the templates print. Templates do no arithmetic."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from framing.handout.choose import Pair, flat
from framing.handout.language import Translate
from framing.handout.passages import Mark, Passage
from framing.handout.reading_level import school_year
from framing.handout.settings import Level, Wishes
from framing.lexicon_files.patterns import expand
from framing.model import Concept, Lexicon
from framing.wording import percent

if TYPE_CHECKING:
    import pandas as pd

Parts = tuple[tuple[str, Mark], ...]

_MOST_COLUMNS = 5  # names with a column of their own on the evidence card
_LINE_POINTS = 1000  # characters on a line of a page, times the size of type
_ROOMY = 245  # lines of text, times the size of type, up to which there is room to write
_CANDIDATES = 3  # names offered for the swap


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered passage on the student sheet. `source` is empty where students are to find it."""

    number: int
    parts: Parts
    source: str
    date: str
    language: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the key says to a passage."""

    item: Item
    voice: str
    whose: str
    why: str
    cues: tuple[str, ...]
    users: str
    counts: str
    title: str
    reading: str


@dataclass(frozen=True, slots=True)
class Word:
    """A name in the vocabulary, who uses it, and where that is documented."""

    name: str
    users: str
    where: str


@dataclass(frozen=True, slots=True)
class Table:
    """The evidence card's table: a row per source, a cell per name with its count and share."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the lesson: its minutes, what it is, what to do."""

    minutes: int
    name: str
    do: str


def reasons() -> dict[str, str]:
    """For each rule the sentence that explains its rulings."""
    return _table("reasons.toml")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("framing.handout").joinpath(name).read_text(encoding="utf-8"))


def voice_names(_: Translate) -> dict[str, str]:
    """The voices as students meet them."""
    return {
        "own": _("own"),
        "quoted": _("quoted"),
        "attributed": _("reported"),
        "distanced": _("at a distance"),
        "glossed": _("second name"),
        "name": _("part of a name"),
    }


def voice_meanings(_: Translate) -> dict[str, str]:
    """What the voices mean, in a sentence each."""
    return {
        "own": _("The publisher uses the word itself."),
        "quoted": _("The word stands inside somebody's words in quotation marks."),
        "attributed": _("The text tells what somebody says, without quotation marks."),
        "distanced": _("The publisher shows the word, but does not take it over."),
        "glossed": _("The word is given as another name for what was just named."),
        "name": _("The word is part of a longer name."),
    }


def level_names(_: Translate) -> dict[str, str]:
    """The levels as a header shows them."""
    return {"first-steps": _("first steps"), "standard": _("standard"), "advanced": _("advanced")}


def display(term: str) -> str:
    """A term as a reader would write it: its pattern's first spelling."""
    return expand(term)[0].replace("*", "")


def items(
    pairs: Sequence[Pair], shown: bool, languages: Mapping[str, str], _: Translate
) -> tuple[tuple[Item, ...], ...]:
    """The passages by pair, numbered through."""
    number = 0
    found = []
    for pair in pairs:
        row = []
        for passage in pair:
            number += 1
            row.append(
                Item(
                    number,
                    tuple((piece, kind if kind == "term" else "") for piece, kind in _joined(passage.parts)),
                    passage.whose if shown else "",
                    passage.date or _("no date"),
                    languages[passage.lexicon],
                )
            )
        found.append(tuple(row))
    return tuple(found)


def _joined(parts: Parts) -> Iterable[tuple[str, Mark]]:
    """Parts with cues taken for plain text, neighbours of one kind joined."""
    held = ""
    for piece, kind in parts:
        if kind == "term":
            if held:
                yield held, ""
            yield piece, kind
            held = ""
        else:
            held += piece
    if held:
        yield held, ""


def answers(
    pairs: Sequence[Pair],
    counts: Mapping[tuple[str, ...], tuple[int, int]],
    frames: Mapping[tuple[str, str], str],
    languages: Mapping[str, str],
    _: Translate,
) -> tuple[Answer, ...]:
    """The key's answers, in the order of the sheet.

    `counts` gives, by (whose, lexicon, concept, term), how often they write the term in their own words, and
    in all.
    """
    found = []
    for number, p in enumerate(flat(pairs), 1):
        own, every = counts.get((p.whose, p.lexicon, p.concept, p.term), (0, 0))
        found.append(
            Answer(
                item=Item(number, p.parts, p.whose, p.date or _("no date"), languages[p.lexicon]),
                voice=voice_names(_)[p.voice],
                whose=_whose(p, _),
                why=_(reasons()[p.rule]) if p.rule in reasons() else voice_meanings(_)[p.voice],
                cues=p.cues,
                users=frames[p.lexicon, p.frame],
                counts=_("Places in its texts: %(all)s, of these in its own words: %(own)s.")
                % {"all": every, "own": own},
                title=p.title,
                reading="" if p.grade is None else school_year(p.grade),
            )
        )
    return tuple(found)


def _whose(p: Passage, _: Translate) -> str:
    if p.voice in ("own", "glossed", "name"):
        return p.whose
    if p.voice == "distanced":
        return _("somebody else's, shown by %(source)s") % {"source": p.whose}
    return p.speaker or p.said_by or _("somebody else's, not %(source)s's") % {"source": p.whose}


def vocabulary(lexicon: Lexicon, concept: Concept, terms: Iterable[str]) -> tuple[Word, ...]:
    """The names of a concept among `terms`, in alphabetical order."""
    labels = {frame.id: frame.label for frame in lexicon.frames}
    wanted = set(terms)
    words = [
        Word(display(term.term), labels[term.frame], term.source)
        for term in concept.terms
        if term.term in wanted
    ]
    return tuple(sorted(words, key=lambda word: word.name.casefold()))


def most_used(readings: pd.DataFrame, first: Iterable[str], most: int) -> list[str]:
    """All terms in `first`, then those of the readings by how often they occur, until there are `most`."""
    ranked = sorted(readings["term"].value_counts().items(), key=lambda item: (-item[1], item[0]))
    needed = sorted(set(first))
    return list(dict.fromkeys([*needed, *(str(term) for term, _ in ranked)]))[: max(most, len(needed))]


def swap(
    pairs: Sequence[Pair], used: Mapping[tuple[str, str], Sequence[str]]
) -> tuple[Passage, tuple[str, ...]]:
    """The passage whose name is swapped, in the publisher's own words if any, and the other names to try."""
    passages = flat(pairs)
    plain = [
        p
        for p in passages
        if p.surface.casefold().startswith(display(p.term).casefold())
        and p.text.casefold().count(display(p.term).casefold()) == 1
    ]
    passage = next((p for p in plain if p.voice == "own"), (plain or passages)[0])
    others = [display(term) for term in used[passage.lexicon, passage.concept] if term != passage.term]
    return passage, tuple(sorted(others[:_CANDIDATES], key=str.casefold))


def rewrite(pairs: Sequence[Pair], other: Passage) -> Passage:
    """The passage to rewrite neutrally: in the publisher's own words and not the swapped one, if any."""
    passages = flat(pairs)
    return next(
        (p for p in passages if p.voice == "own" and p is not other),
        next((p for p in passages if p is not other), other),
    )


def room(texts: Iterable[str], points: int) -> int:
    """Lines to write on under a task: fewer where the texts of the sheet take much of its pages.

    A line of type holds about `_LINE_POINTS` / `points` characters.
    """
    lines = sum(-(-len(text) * points // _LINE_POINTS) for text in texts)
    return 2 if lines * points <= _ROOMY else 1


def blanked(parts: Parts) -> Parts:
    """A passage with its name left out."""
    return tuple(
        _joined(tuple((("______________" if kind == "term" else piece), kind) for piece, kind in parts))
    )


def table(shares: pd.DataFrame, _: Translate) -> Table:
    """The shares of one concept's terms in the chosen voices: a row per source, the names most used apart.

    A source whose texts are too few has counts only.
    """
    shown = shares[shares["total"] > 0]
    totals = shown.groupby("item")["occurrences"].sum()
    ranked = [
        str(item)
        for item in totals[totals > 0].sort_index().sort_values(ascending=False, kind="stable").index
    ]
    rest = len(ranked) > _MOST_COLUMNS
    names = sorted(ranked[: _MOST_COLUMNS - rest])
    head = [_("Source"), *map(display, names), *([_("other names")] if rest else []), _("All"), _("Texts")]
    rows = []
    for source, group in shares.groupby("source", sort=True):
        by_name = group.set_index("item")["occurrences"]
        total, documents = int(group["total"].iloc[0]), int(group["documents"].max())
        ends = str(total), str(documents)
        cells = [int(by_name.get(name, 0)) for name in names]
        if rest:
            cells.append(total - sum(cells))
        enough = (group["status"] == "ok").all()
        rows.append((str(source), *(_cell(n, total if enough else 0) for n in cells), *ends))
    return Table(tuple(head), tuple(rows))


def _cell(count: int, total: int) -> str:
    return f"{count} ({percent(count / total)})" if count and total else str(count)


def figure_questions(shares: pd.DataFrame, minimum: int, _: Translate) -> tuple[tuple[str, str], ...]:
    """Questions to the evidence card, each with its answer; none where no source uses a name itself."""
    shown = shares[shares["total"] > 0]
    if shown.empty:
        return ()
    totals = shown.groupby("source")["total"].max()
    most = min(totals.index, key=lambda source: (-totals[source], source))
    rows = shown[shown["source"] == most]
    top = rows[rows["occurrences"] == rows["occurrences"].max()]
    names = " / ".join(sorted(display(item) for item in top["item"]))
    least = min(totals.index, key=lambda source: (totals[source], source))
    texts = int(shown[shown["source"] == least]["documents"].max())
    statuses = set(shown[shown["source"] == least]["status"])
    questions = [
        (
            _("Which name does %(source)s use most often in its own words? How often, out of how many times?")
            % {"source": most},
            _("“%(names)s”: %(count)s of %(total)s times.")
            % {"names": names, "count": int(top["occurrences"].iloc[0]), "total": int(totals[most])},
        )
    ]
    if least != most:
        questions.append(
            (
                _(
                    "Look at %(source)s. How many texts stand behind its row? "
                    "What can you say about it, and what not?"
                )
                % {"source": least},
                _behind_the_row(statuses, _) % {"texts": texts, "minimum": minimum},
            )
        )
    return tuple(questions)


def _behind_the_row(statuses: set[str], _: Translate) -> str:
    """What a row with shares of these statuses allows to say, with places for its texts and the minimum."""
    if "wide" in statuses:
        return _(
            "Texts behind the row: %(texts)s. One can say what stands in them. "
            "They differ so much that one cannot say how the source writes in general."
        )
    if statuses == {"ok"}:
        return _(
            "Texts behind the row: %(texts)s. One can say what stands in them. "
            "How sure the share is, the interval in the figure shows."
        )
    return _(
        "Texts behind the row: %(texts)s. One can say what stands in them. "
        "With fewer than %(minimum)s texts one cannot say how the source writes in general."
    )


def steps(minutes: int, _: Translate) -> tuple[Step, ...]:
    """The lesson's steps; their minutes add up to `minutes`."""
    plan = _table("lesson.toml")["steps"]
    whole = sum(step["minutes"] for step in plan)
    so_far = list(accumulate(step["minutes"] for step in plan))
    ends = [0, *(round(minutes * part / whole) for part in so_far)]
    return tuple(
        Step(end - start, _(step["name"]), _(step["do"]))
        for step, (start, end) in zip(plan, pairwise(ends), strict=True)
    )


def objective(level: Level, _: Translate) -> str:
    """What students can do after the lesson."""
    if "distanced" in level.voices:
        return _(
            "I can tell in whose voice a name stands, show the words that decide it, "
            "and say what the choice of a name does."
        )
    return _(
        "I can tell whether a name is the publisher's own word or somebody else's, "
        "and show the words that decide it."
    )


def shown_sources(level: Level, wishes: Wishes) -> bool:
    """Whether the source stands under each passage."""
    return (wishes.sources or level.sources) == "shown"


def texts_quoted(pairs: Sequence[Pair], _: Translate) -> tuple[str, ...]:
    """The texts that the passages are from, in alphabetical order: source, title, date."""
    return tuple(
        sorted(
            {
                ", ".join(filter(None, (p.whose, f"“{p.title}”" if p.title else "", p.date or _("no date"))))
                for p in flat(pairs)
            }
        )
    )
