"""Handouts: from the evidence of a study to pages for a class.

`make_pack` chooses the passages, fills the templates and gives the files of a pack. The way of the data:
readings -> passages (`passages`) -> pairs (`choose`) -> plain data (`view`) -> HTML (`page`) -> PDF, DOCX.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError, StudyError
from framing.handout import view
from framing.handout.choose import Pair, choose, flat
from framing.handout.language import Translate, translator
from framing.handout.page import Pages
from framing.handout.passages import Passage, find_passages
from framing.handout.reading_level import school_year
from framing.handout.settings import Level, Wishes, levels, read_wishes
from framing.model import Document, Lexicon
from framing.study import Study
from framing.tables import records
from framing.text.fold import plain

if TYPE_CHECKING:
    import pandas as pd

    from framing.analysis import Analysis
    from framing.handout.figure import Figure
    from framing.profile import Profile

__all__ = ["Pack", "levels", "make_pack"]

_MOST_SOURCES = 7  # on the evidence card, which is one page


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack's files by name, what to tell the teacher (`notes`), and what went wrong (`fault`, if anything).

    With a fault the HTML pages are there all the same. `pages` counts the pages of each part, where a PDF was
    made.
    """

    name: str
    files: dict[str, bytes]
    pairs: tuple[Pair, ...]
    notes: tuple[str, ...]
    pages: dict[str, int]
    fault: FramingError | None = None


def make_pack(
    study: Study,
    profile: Profile,
    analysis: Analysis,
    read: Callable[[str], Document],
    concept: str = "",
    level: str = "standard",
    kind: str = "html",
    paper: str = "a4",
    language: str = "en",
) -> Pack:
    """The pack for one concept, or for the whole study where none is named.

    Raises `StudyError` if the concept is unknown or there is no passage that fits.
    """
    from framing.handout.figure import draw_card

    wishes, chosen_level = read_wishes(study.root), levels()[level]
    if wishes.word_cap:
        chosen_level = replace(chosen_level, words=wishes.word_cap)
    if view.shown_sources(chosen_level, Wishes()) and not view.shown_sources(chosen_level, wishes):
        # The list of all texts at the end of the sheet is a page that the level has no room for.
        sheet = chosen_level.pages["student-sheet"] + 1
        chosen_level = replace(chosen_level, pages=chosen_level.pages | {"student-sheet": sheet})
    concepts = _concepts(profile, concept)
    pairs, notes = _pairs(study, profile, read, concepts, chosen_level, wishes)
    pages = Pages(study.root, translator(language))
    card = concepts[0] if len(concepts) == 1 else _best_card(profile, _used_concepts(pairs))
    shares = _card_shares(analysis, card)
    lexicon = next(lexicon for lexicon in profile.lexicons if lexicon.id == card[0])
    named = next(concept for concept in lexicon.concepts if concept.id == card[1])
    figure = draw_card(profile, lexicon, named, shares, translator(language))
    values = _values(study, profile, shares, figure, pairs, concepts, card, chosen_level, wishes, language)
    files: dict[str, bytes] = {}
    texts = {
        part: pages.fill(
            part, paper, chosen_level.points[part], study.title, values | {"part": part, "heading": title}
        )
        for part, title in values["titles"].items()
    }
    for part, text in texts.items():
        files[f"{part}.html"] = text.encode()
    picture = figure.png if figure else b""
    made, counts, fault = _convert(kind, paper, texts, study, chosen_level, picture)
    for part, number in counts.items():
        if number > chosen_level.pages[part]:
            notes.append(
                f"{part}: {number} pages instead of {chosen_level.pages[part]}; "
                "lower word_cap in handout.toml or ban a long passage"
            )
    if pages.faults and fault is None:
        fault = StudyError(pages.faults[0])
    name = f"{concept or 'study'}-{level}-{language}"
    return Pack(name, files | made, pairs, tuple(notes), counts, fault)


def _concepts(profile: Profile, wanted: str) -> list[tuple[str, str]]:
    from framing.readers.tables import did_you_mean

    every = [(lexicon.id, concept.id) for lexicon in profile.lexicons for concept in lexicon.concepts]
    found = [key for key in every if wanted in ("", key[1])]
    if not found:
        known = sorted({concept for _, concept in every})
        raise StudyError(
            f"no concept '{wanted}'{did_you_mean(wanted, known)}; the concepts are: {', '.join(known)}"
        )
    # Two lexicons may have a concept of the same name; the one that the texts do not use is not meant.
    readings = profile.readings[profile.readings["counted"]]
    used = set(zip(readings["lexicon"], readings["concept"], strict=True))
    return [key for key in found if key in used] or found


def _pairs(
    study: Study,
    profile: Profile,
    read: Callable[[str], Document],
    concepts: list[tuple[str, str]],
    level: Level,
    wishes: Wishes,
) -> tuple[tuple[Pair, ...], list[str]]:
    """The chosen pairs, and notes on what the teacher should know."""
    readings = profile.readings[profile.readings["counted"]]
    there = dict(
        zip(zip(readings["document"], readings["start"], strict=True), readings["surface"], strict=True)
    )
    file, lists = study.root / "handout.toml", "`framing occurrences` lists the places"
    for document, start in wishes.pin:
        if (document, start) not in there:
            raise StudyError(f"{file}: no term begins at {start} in {document}; {lists}")
    for (document, start), surface in wishes.surfaces.items():
        stands = there.get((document, start), "")
        if plain(stands) != plain(surface):
            raise StudyError(f"{file}: at {start} in {document} stands '{stands}', not '{surface}'; {lists}")
    found = find_passages(profile, read, level, concepts, wishes.pin)
    pairs = choose(found, level.pairs, profile.settings.seed, wishes.pin, wishes.ban)
    if not pairs:
        raise StudyError(_nothing(study, profile, concepts, level, bool(found)))
    notes = []
    if len({p.source for p in flat(pairs)}) == 1:
        notes.append("all passages are from one source; add texts of another one to set words side by side")
    if len(flat(pairs)) < 2 * level.pairs:
        narrow = len(concepts) == 1 and readings["concept"].nunique() > 1
        remedy = ", or leave out --concept" if narrow else ", or add texts"
        notes.append(
            f"passages: {len(flat(pairs))} instead of {2 * level.pairs}; no more are clear and short enough; "
            f"raise word_cap in handout.toml{remedy}"
        )
    missing = [voice for voice in level.voices if voice not in {p.voice for p in flat(pairs)}]
    if missing:
        called = view.voice_names(translator("en"))
        notes.append(f"no clear passage for: {', '.join(called[voice] for voice in missing)}")
    return pairs, notes


def _nothing(
    study: Study, profile: Profile, concepts: list[tuple[str, str]], level: Level, banned: bool
) -> str:
    """Why there is no passage, and what to do."""
    names = ", ".join(sorted({concept for _, concept in concepts}))
    readings = profile.readings[profile.readings["counted"]]
    there = readings[readings["concept"].isin([concept for _, concept in concepts])]
    if there.empty:
        others = sorted(readings["concept"].unique())
        remedy = f"choose one of: {', '.join(others)}" if others else "check that the lexicon fits the texts"
        return f"no passage: the names of '{names}' do not occur in the texts; {remedy}"
    if banned:
        return (
            f"no clear passage for '{names}' at level {level.name}; try another --level, "
            f"or pin one in {study.root / 'handout.toml'}"
        )
    return (
        f"no passage for '{names}' of at most {level.sentences} sentences and {level.words} words; "
        f"raise word_cap in {study.root / 'handout.toml'}, or take another --level"
    )


def _convert(
    kind: str, paper: str, texts: Mapping[str, str], study: Study, level: Level, picture: bytes
) -> tuple[dict[str, bytes], dict[str, int], FramingError | None]:
    """The files beyond HTML, the pages of each part where they are known, and what went wrong."""
    made: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    try:
        for part, text in texts.items():
            if kind == "pdf":
                from framing.handout.pdf import write_pdf

                made[f"{part}.pdf"], counts[part] = write_pdf(text)
            elif kind == "docx":
                from framing.handout.docx import write_docx

                made[f"{part}.docx"] = write_docx(
                    text, paper, study.title, study.root, level.points[part], picture
                )
    except FramingError as error:
        return {}, {}, error
    return made, counts, None


def _values(
    study: Study,
    profile: Profile,
    shares: pd.DataFrame,
    figure: Figure | None,
    pairs: tuple[Pair, ...],
    concepts: list[tuple[str, str]],
    card_key: tuple[str, str],
    level: Level,
    wishes: Wishes,
    language: str,
) -> dict[str, Any]:
    """What the templates print."""
    _ = translator(language)
    passages = flat(pairs)
    lexicons = {lexicon.id: lexicon for lexicon in profile.lexicons}
    languages = {lexicon.id: lexicon.language for lexicon in profile.lexicons}
    frames = {(lexicon.id, frame.id): frame.label for lexicon in profile.lexicons for frame in lexicon.frames}
    one = concepts[0] if len(concepts) == 1 else None
    subject = _concept(lexicons, one).label if one else study.title
    there = _used_concepts(pairs)
    readings = profile.readings[profile.readings["counted"]]
    used = _words_used(readings, passages, there, 6 if one else 2)
    pages = {item.number: item for row in view.items(pairs, True, languages, _) for item in row}
    numbers = {id(p): number for number, p in enumerate(passages, 1)}
    swapped, names = view.swap(pairs, used)
    rewritten = view.rewrite(pairs, swapped)
    grades = sorted(p.grade for p in passages if p.grade is not None)
    shown = view.shown_sources(level, wishes)
    example = view.vocabulary(
        lexicons[rewritten.lexicon],
        _concept(lexicons, (rewritten.lexicon, rewritten.concept)),
        used[rewritten.lexicon, rewritten.concept],
    )
    vocabulary = _vocabulary(lexicons, used, explained=bool(one))
    sheet = [p.text for p in passages]
    for group in vocabulary:
        sheet.append(f"{group['label']} {group['about']}")
        sheet += [f"{word.name}: {word.users}" for word in group["words"]]
    return {
        "titles": {
            "student-sheet": _("Student sheet"),
            "teachers-key": _("Teacher's key"),
            "evidence-card": _("Evidence card"),
            "lesson": _("How to run this lesson"),
        },
        "language": language,
        "study": study.title,
        "subject": subject,
        "objective": view.objective(level, _),
        "minutes": wishes.minutes,
        "level_name": view.level_names(_)[level.name],
        "standard": wishes.standard,
        "reading": school_year(grades[len(grades) // 2]) if grades else "",
        "words": level.words,
        "choices": [
            {"name": view.voice_names(_)[voice], "meaning": view.voice_meanings(_)[voice]}
            for voice in level.voices
        ],
        "pairs": view.items(pairs, shown, languages, _),
        "answers": view.answers(pairs, _counts(profile, readings), frames, languages, _),
        "swap": {
            "number": numbers[id(swapped)],
            "parts": view.blanked(pages[numbers[id(swapped)]].parts),
            "names": names,
            "language": languages[swapped.lexicon],
        },
        "rewrite": {"number": numbers[id(rewritten)], "language": languages[rewritten.lexicon]},
        "example": example[:2],
        "questions": [
            {"ask": ask, "answer": answer}
            for ask, answer in view.figure_questions(shares, profile.settings.minimum_texts, _)
        ],
        "vocabulary": vocabulary,
        "room": view.room(sheet, level.points["student-sheet"]),
        "texts": () if shown else view.texts_quoted(pairs, _),
        "steps": view.steps(wishes.minutes, _),
        "card": {
            "label": _concept(lexicons, card_key).label,
            "language": languages[card_key[0]],
            **_card(profile, shares, figure, _),
        },
    }


def _words_used(
    readings: pd.DataFrame, passages: Sequence[Passage], concepts: Iterable[tuple[str, str]], most: int
) -> dict[tuple[str, str], list[str]]:
    """The names of each concept to explain: all in its passages, then the most frequent up to `most`."""
    return {
        key: view.most_used(
            readings[(readings["lexicon"] == key[0]) & (readings["concept"] == key[1])],
            {p.term for p in passages if (p.lexicon, p.concept) == key},
            most,
        )
        for key in concepts
    }


def _vocabulary(
    lexicons: Mapping[str, Lexicon], used: Mapping[tuple[str, str], Sequence[str]], *, explained: bool
) -> list[dict[str, Any]]:
    """The names of each concept and whose they are; what the concept is, if it is to be `explained`."""
    found = []
    for key, terms in used.items():
        lexicon, concept = lexicons[key[0]], _concept(lexicons, key)
        found.append(
            {
                "label": concept.label,
                "about": concept.about if explained else "",
                "language": lexicon.language,
                "words": view.vocabulary(lexicon, concept, terms),
            }
        )
    return found


def _card(profile: Profile, shares: pd.DataFrame, figure: Figure | None, _: Translate) -> dict[str, Any]:
    """What the evidence card shows of a concept."""
    dates = sorted(date for date in profile.documents["date"] if date)
    minimum = profile.settings.minimum_texts
    return {
        "image": _image(figure),
        "alt": figure.alt if figure else "",
        "table": view.table(shares, _) if (shares["total"] > 0).any() else view.Table((), ()),
        "minimum": minimum,
        "wide": bool((shares["status"] == "wide").any()),
        "texts": len(profile.documents),
        "dates": " – ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else "",
        "undated": len(profile.documents) - len(dates),
    }


def _concept(lexicons: Mapping[str, Lexicon], key: tuple[str, str]) -> Any:
    return next(concept for concept in lexicons[key[0]].concepts if concept.id == key[1])


def _used_concepts(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    return sorted({(p.lexicon, p.concept) for p in flat(pairs)})


def _best_card(profile: Profile, among: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The concept with most occurrences in the chosen voices."""
    counts = profile.chosen().groupby(["lexicon", "concept"]).size()
    return min(among, key=lambda key: (-int(counts.get(key, 0)), key))


def _counts(profile: Profile, readings: pd.DataFrame) -> dict[tuple[str, ...], tuple[int, int]]:
    whose = {row.document: profile.whose(row.document, row.source) for row in records(profile.documents)}

    def numbers(part: pd.DataFrame) -> dict[Any, int]:
        part = part.assign(whose=part["document"].map(whose))
        found: dict[Any, int] = part.groupby(["whose", "lexicon", "concept", "term"]).size().to_dict()
        return found

    own, every = numbers(profile.chosen()), numbers(readings)
    return {key: (int(own.get(key, 0)), int(number)) for key, number in every.items()}


def _card_shares(analysis: Analysis, key: tuple[str, str]) -> pd.DataFrame:
    """The shares that the card shows: terms in the chosen voices, for the sources that use most of them."""
    shares = analysis.tables["shares"]
    shares = shares[
        (shares["lexicon"] == key[0])
        & (shares["concept"] == key[1])
        & (shares["level"] == "term")
        & (shares["voices"] == "chosen")
    ]
    totals = shares.groupby("source")["total"].max()
    most = sorted(totals.index, key=lambda source: (-totals[source], source))[:_MOST_SOURCES]
    return shares[shares["source"].isin(most)]


def _image(figure: Figure | None) -> str:
    """The figure as a data URL."""
    import base64

    return "data:image/svg+xml;base64," + base64.b64encode(figure.svg).decode() if figure else ""
