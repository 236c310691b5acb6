"""The view model: everything the templates show, worked out as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, Any

from framing import __version__
from framing.analysis.timeline import period_of
from framing.charts import Chart, frame_looks
from framing.model import VOICES, Document
from framing.profile import MOST_SOURCES, Profile, foremost
from framing.readers.tables import SOURCE
from framing.report import concept_tables, doors, glance, moved, pictures, study_tables
from framing.report.numbers import percent, whole
from framing.report.parts import (
    Cell,
    Concept,
    Names,
    Sentence,
    Source,
    Subject,
    grouped,
    tally,
)
from framing.report.payload import Payload, build_payload, script_json
from framing.report.strips import strips
from framing.tables import records
from framing.voice.explain import rule_words
from framing.wording import listed, plural

if TYPE_CHECKING:
    import pandas as pd

    from framing.analysis import Analysis

_ABOUT_CONCEPTS = ("counts", "shares", "rates", "balance", "differences", "collocates", "time", "change")
_PACKAGES = ("framing", "jinja2", "matplotlib", "numpy", "pandas", "scikit-learn", "scipy")
SCATTER_WORDS = 160  # for each source

VOICE_WORDS = {
    "own": "The source writes it in its own name.",
    "quoted": "It stands in a quotation of somebody’s words.",
    "attributed": "It is part of what somebody is reported to say, believe, ask or allege.",
    "distanced": "It is held up as somebody’s name for the thing: in scare quotes, after “so-called”.",
    "glossed": "It explains another name that stands just before it, for instance in brackets.",
    "name": "It is part of a longer name or title.",
}


def build(
    profile: Profile,
    analysis: Analysis,
    read: Callable[[str], Document],
    title: str,
) -> dict[str, Any]:
    """What the templates show, by name, but for the charts; those come with `illustrated`."""
    frames = analysis.tables
    lexicons = profile.lexicons
    looks = frame_looks(lexicons)
    names = Names(
        {(lexicon.id, concept.id): concept.label for lexicon in lexicons for concept in lexicon.concepts},
        {(lexicon.id, frame.id): frame.label for lexicon in lexicons for frame in lexicon.frames},
        {(lexicon.id, frame.id): looks[frame.id] for lexicon in lexicons for frame in lexicon.frames},
        doors.slugs(profile.sources, "source"),
        "own voice" if profile.settings.voices == ("own",) else "voices chosen",
    )
    subjects = _subjects(profile)
    mine = profile.chosen()
    period = partial(period_of, unit=profile.settings.period)
    payload = build_payload(profile, frames["readings"], mine, read, rule_words, period)
    about = {name: grouped(records(frames[name]), "lexicon", "concept") for name in _ABOUT_CONCEPTS}
    concepts = _concepts(profile, mine, about, subjects, names)
    return {
        "title": title,
        "lead": _lead(profile, len(mine)),
        "figured": _figured(profile),
        "own_voice": glance.own_voice(profile),
        "chosen": names.chosen,
        "concepts": concepts,
        "absent": "; ".join(concept.label for concept in concepts if not concept.found),
        "gaps": glance.gaps(profile, mine, analysis.gaps, read, names, rule_words),
        "sources": _sources(profile, mine, frames, names),
        "voice_words": [Cell(voice, doors.passages(voice=voice)) for voice in VOICES],
        "voices": VOICE_WORDS,
        "voice_tables": (*study_tables.voices(profile), *study_tables.rules(profile, _all_rules(profile))),
        "speaker_tables": study_tables.speakers(
            "speakers-table", "Who is quoted or reported with which name", frames["speakers"], names
        ),
        "word_tables": [
            entry
            for number, source in enumerate(profile.foremost)
            for entry in study_tables.distinctive(f"words-{number}", frames["distinctive"], source)
        ],
        "scatter": script_json(_scatter(frames["distinctive"])),
        "similarity_tables": study_tables.similarity("similarity-table", frames["similarity"], profile),
        "times": [
            (subject.concept.label, subject.key, entries)
            for subject in subjects
            if (
                entries := (
                    *concept_tables.time(about["time"].get(subject.pair, ()), subject, names),
                    *concept_tables.change(about["change"].get(subject.pair, ()), subject, names),
                )
            )
        ],
        "strips": strips(profile, mine, payload.lengths, subjects, names),
        "dispersion_tables": study_tables.dispersion("dispersion-table", frames["dispersion"], names),
        "reuse_tables": study_tables.reuse("reuse-table", frames["reuse"]),
        "document_tables": study_tables.documents(profile, "documents-table", profile.documents, "All texts"),
        "zone_tables": study_tables.zones(profile),
        "sensitivity_tables": study_tables.sensitivity("sensitivity-table", frames["sensitivity"], names),
        "skipped": profile.skipped,
        "notes": profile.notes,
        "uncounted": _uncounted(profile),
        "lexicons": _lexicons(profile, subjects, names),
        "methods": _blocks(analysis.methods),
        "versions": [(name, metadata.version(name)) for name in _PACKAGES],
        "changes": moved.told(profile.changes, profile, names),
        "patterns": [pictures.pattern(number) for number in sorted(looks.values())],
        "version": __version__,
        "held": _held(payload),
        "payload": payload.json,
        "settings": _settings(profile),
    }


def illustrated(values: dict[str, Any], profile: Profile, charts: Sequence[Chart]) -> dict[str, Any]:
    """What `build` gave, with the charts."""
    shown = pictures.shown(charts)
    found = pictures.by_subject(shown, profile)
    return values | {
        "concepts": tuple(
            replace(concept, pictures=found.get(("share", concept.key), ())) for concept in values["concepts"]
        ),
        "times": [(label, found.get(("time", key), ()), entries) for label, key, entries in values["times"]],
        "pictures": pictures.by_kind(shown),
    }


def _subjects(profile: Profile) -> tuple[Subject, ...]:
    pairs = [(lexicon, concept) for lexicon in profile.lexicons for concept in lexicon.concepts]
    ids = doors.slugs([f"{lexicon.id}/{concept.id}" for lexicon, concept in pairs], "concept")
    return tuple(Subject(lexicon, concept, ids[f"{lexicon.id}/{concept.id}"]) for lexicon, concept in pairs)


def _concepts(
    profile: Profile,
    mine: pd.DataFrame,
    about: dict[str, dict[tuple[str, str], list[Any]]],
    subjects: Sequence[Subject],
    names: Names,
) -> tuple[Concept, ...]:
    """The concepts with their views. `about` are the rows about each, by table."""
    texts: dict[tuple[str, str], dict[str, int]] = {}
    for row in records(mine.groupby(["lexicon", "concept", "source"])["document"].nunique().reset_index()):
        texts.setdefault((row.lexicon, row.concept), {})[row.source] = row.document
    found = []
    for subject in subjects:
        here = {name: rows.get(subject.pair, []) for name, rows in about.items()}
        rows, note = glance.glance_rows(profile, texts.get(subject.pair, {}), here["shares"], subject, names)
        concept = subject.concept
        found.append(
            Concept(
                subject.id,
                subject.key,
                concept.label,
                concept.about.strip(),
                subject.lexicon.title,
                glance.summary(profile, here["shares"], subject, names),
                glance.legend(subject, names, {item.term for row in rows for item in row.items}),
                note,
                any(row.total.href or row.other for row in rows),
                rows,
                (),
                (
                    *concept_tables.counts(here["counts"], subject, names),
                    *concept_tables.shares(here["shares"], subject, names),
                    *concept_tables.rates(here["rates"], subject, names),
                    *concept_tables.balance(here["balance"], subject, names),
                    *concept_tables.differences(here["differences"], subject, names),
                    *concept_tables.collocates(here["collocates"], subject),
                ),
            )
        )
    return tuple(found)


def _sources(
    profile: Profile, mine: pd.DataFrame, frames: dict[str, pd.DataFrame], names: Names
) -> tuple[Source, ...]:
    found = []
    for source in profile.sources:
        documents = profile.documents[profile.documents["source"] == source]
        said = frames["speakers"][frames["speakers"]["source"] == source]
        counted = int(documents["occurrences"].sum())
        own = int((mine["source"] == source).sum())
        sentence = (
            Cell(f"{plural(len(documents), 'text')}, {whole(int(documents['words'].sum()))} counted words. "),
            Cell(plural(counted, "occurrence"), doors.passages(source=source) if counted else ""),
            Cell(" of the names in the lexicon, "),
            Cell(whole(own), doors.passages(source=source, voice="chosen") if own else ""),
            Cell(f" of them {glance.own_voice(profile)}."),
        )
        prefix = names.sources[source]
        found.append(
            Source(
                prefix,
                source,
                sentence,
                _members(profile, documents),
                (
                    *study_tables.source_names(prefix, profile, mine, source, names),
                    *study_tables.distinctive(f"{prefix}-words", frames["distinctive"], source),
                    *study_tables.speakers(
                        f"{prefix}-speakers", f"{source}: who is quoted or reported", said, names
                    ),
                    *study_tables.documents(
                        profile, f"{prefix}-documents", documents, f"{source}: its texts"
                    ),
                ),
            )
        )
    return tuple(found)


def _members(profile: Profile, documents: pd.DataFrame) -> str:
    """Whose texts the documents of a source are, in a sentence; empty where it groups none."""
    texts = Counter(profile.members[path] for path in documents["document"] if path in profile.members)
    if not texts:
        return ""
    shown = foremost(sorted(texts), texts)
    named = [f"{name} ({plural(texts[name], 'text')})" for name in shown]
    if rest := len(texts) - len(shown):
        named.append(f"{rest:,} more with fewer texts")
    return f"{plural(len(texts), 'source')} in this group: {listed(named)}."


def _lead(profile: Profile, chosen: int) -> Sentence:
    documents = profile.documents
    counted = int(documents["occurrences"].sum())
    return (
        Cell(plural(len(documents), "text"), "#texts"),
        Cell(" of "),
        Cell(plural(len(profile.sources), "source"), "#sources"),
        Cell(_grouped_by(profile)),
        Cell(f", {whole(int(documents['words'].sum()))} words. The names in the lexicon occur "),
        Cell(plural(counted, "time"), doors.passages() if counted else ""),
        Cell("; "),
        Cell(whole(chosen), doors.passages(voice="chosen") if chosen else ""),
        Cell(f" of these ({percent(chosen / counted) if counted else 'none'}) stand there "),
        Cell(glance.own_voice(profile, "the source’s") + "."),
    )


def _figured(profile: Profile) -> Sentence:
    """Which sources the figures show, and where the others are; empty if they show all."""
    if profile.foremost == profile.sources:
        return ()
    return (
        Cell(
            f"Of {len(profile.sources):,} sources figures show the {MOST_SOURCES} with most texts, those on "
            f"one concept the {MOST_SOURCES} that name it in most. Each source has its page under "
        ),
        Cell("Sources", "#sources"),
        Cell(
            " and its rows in data/. To see others in figures, group the sources by a column of metadata.csv "
            "(source_column in framing.toml), or make a study of those that you want to compare."
        ),
    )


def _grouped_by(profile: Profile) -> str:
    column = profile.settings.source_column
    return f" (texts grouped by “{column}”)" if column != SOURCE else ""


def _uncounted(profile: Profile) -> Sentence:
    number = int(profile.documents["uncounted"].sum())
    zones = ", ".join(profile.settings.zones)
    if not number:
        return (
            Cell(f"Counted are these parts of a text: {zones}. No name of the lexicon stands outside them."),
        )
    return (
        Cell(f"Counted are these parts of a text: {zones}. Names of the lexicon stand "),
        Cell(plural(number, "time"), doors.passages(counted="no")),
        Cell(" in other parts. They are listed here and enter no figure."),
    )


def _held(payload: Payload) -> str:
    """What the page leaves to the tables in data/, in a sentence; empty if nothing."""
    words = []
    if payload.held < payload.readings:
        words.append(
            f"This page holds {whole(payload.held)} of {whole(payload.readings)} passages, picked evenly; "
            "data/readings.csv has all."
        )
    if payload.width:
        words.append(
            f"{plural(payload.whole, 'text')} in full; of the others it holds {payload.width} characters "
            "on each side of a name."
        )
    return " ".join(words)


def _scatter(frame: pd.DataFrame) -> dict[str, list[list[Any]]]:
    """Words for the scatter: for each "source, against" the words that stand out most, either way."""
    found: dict[str, list[list[Any]]] = {}
    if not len(frame):
        return found
    for (source, against), part in frame.groupby(["source", "against"], sort=True):
        best = part.assign(size=part["z"].abs()).nlargest(SCATTER_WORDS, "size").sort_values("word")
        key = f"{source}\n{against}"
        found[key] = [
            [row.word, int(row.count), int(row.count_against), round(row.log_odds, 3), round(row.z, 2)]
            for row in records(best)
        ]
    return found


def _lexicons(profile: Profile, subjects: Sequence[Subject], names: Names) -> list[dict[str, Any]]:
    numbers = tally(profile.readings, "lexicon", "concept", "term")
    return [
        {
            "title": lexicon.title,
            "id": lexicon.id,
            "language": lexicon.language,
            "about": lexicon.about.strip(),
            "frames": [
                (frame.label, frame.about.strip(), names.styles[lexicon.id, frame.id])
                for frame in sorted(lexicon.frames, key=lambda frame: frame.id)
            ],
            "concepts": [
                (subject.concept.about.strip(), concept_tables.terms(subject, names, numbers))
                for subject in subjects
                if subject.lexicon is lexicon
            ],
        }
        for lexicon in profile.lexicons
    ]


def _all_rules(profile: Profile) -> dict[str, str]:
    return {rule: rule_words(rule) for rule in sorted(profile.readings["rule"].unique())}


def _blocks(markdown: str) -> list[tuple[str, list[str]]]:
    """Headings, lists and paragraphs of a plain Markdown text, as (kind, lines)."""
    blocks: list[tuple[str, list[str]]] = []
    for part in markdown.split("\n\n"):
        lines = [line.strip() for line in part.strip().splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("#"):
            heading = lines.pop(0).lstrip("# ")
            blocks += [("heading", [heading])] if heading != "Methods" else []
        if lines and all(line.startswith(("- ", "* ")) for line in lines):
            blocks.append(("list", [line[2:] for line in lines]))
        elif lines:
            blocks.append(("text", [" ".join(lines)]))
    return blocks


def _settings(profile: Profile) -> list[tuple[str, str]]:
    settings = profile.settings
    return [
        ("Column of metadata.csv that names the source", settings.source_column),
        ("Parts of a text that count", ", ".join(settings.zones)),
        ("Voices held to be a source’s own choice", ", ".join(settings.voices)),
        (
            "Quotations of a source’s own spokespeople count as its own voice",
            "yes" if settings.own_spokespeople else "no",
        ),
        ("Fewest texts for a share or a comparison", whole(settings.minimum_texts)),
        ("Resamples and permutations", whole(settings.resamples)),
        ("Seed", str(settings.seed)),
        ("Period", settings.period),
    ]
