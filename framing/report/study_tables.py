"""The tables of the whole study: rows of the analysis as cells, each number a door to its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.analysis.sensitivity import AS_REPORTED, AT_LEAST
from framing.model import VOICES, ZONES
from framing.profile import Profile
from framing.report import doors
from framing.report.concept_tables import STATUS
from framing.report.numbers import DASH, decimal, interval, missing, whole
from framing.report.parts import Cell, Names, Table, tally
from framing.report.tables import MOST_ROWS, digits, heads, table, text
from framing.tables import records

if TYPE_CHECKING:
    import pandas as pd

WORDS_SHOWN = 15


def voices(profile: Profile) -> tuple[Table, ...]:
    """Occurrences by source and voice."""
    counted = profile.readings[profile.readings["counted"]]
    numbers = tally(counted, "source", "voice")
    rows = []
    for source in profile.sources:
        cells = [
            digits(whole(numbers.get((source, voice), 0)), doors.passages(source=source, voice=voice))
            for voice in VOICES
        ]
        total = sum(numbers.get((source, voice), 0) for voice in VOICES)
        rows.append((text(source), *cells, digits(whole(total), doors.passages(source=source))))
    columns = heads("Source", *(f"#{voice}" for voice in VOICES), "#all")
    return table(
        "voices-table", "Occurrences in each voice, in the parts that count", columns, rows, "counts"
    )


def rules(profile: Profile, words: dict[str, str]) -> tuple[Table, ...]:
    """How often each rule decided, and what it says."""
    numbers = tally(profile.readings, "voice", "rule")
    rows = [
        (
            text(words[rule]),
            text(voice),
            digits(whole(number), doors.passages(rule=rule, voice=voice, counted="any")),
        )
        for (voice, rule), number in numbers.items()
    ]
    columns = heads("Why", "Voice", "#occurrences")
    return table("rules-table", "The rules that decided, counted parts or not", columns, rows, "readings")


def zones(profile: Profile) -> tuple[Table, ...]:
    """Words and occurrences by source and kind of zone."""
    numbers = tally(profile.readings, "source", "zone")
    totals = profile.documents.groupby("source")[[f"words_{zone}" for zone in ZONES]].sum()
    rows = []
    for source in profile.sources:
        for zone in ZONES:
            words, found = int(totals[f"words_{zone}"][source]), numbers.get((source, zone), 0)
            if not words and not found:
                continue
            door = doors.passages(source=source, zone=zone, counted="any")
            counted = "counted" if zone in profile.settings.zones else "not counted"
            rows.append(
                (text(source), text(zone), text(counted), digits(whole(words)), digits(whole(found), door))
            )
    columns = heads("Source", "Part of the text", "Is", "#words", "#occurrences")
    return table(
        "zones-table", "The parts of the texts, and what stands in them", columns, rows, "documents", first=2
    )


def documents(profile: Profile, name: str, frame: pd.DataFrame, caption: str) -> tuple[Table, ...]:
    """The documents with their words and occurrences."""
    rows = [
        (
            text(row.title or row.document, doors.reader(row.document)),
            text(profile.whose(row.document, row.source)),
            text(row.date or DASH),
            text(row.type or DASH),
            digits(whole(row.words)),
            digits(whole(row.occurrences), doors.passages(document=row.document)),
            digits(whole(row.uncounted), doors.passages(document=row.document, counted="no")),
        )
        for row in records(frame.head(MOST_ROWS))
    ]
    columns = heads(
        "Text", "Source", "Date", "Kind", "#counted words", "#occurrences", "#occurrences not counted"
    )
    return table(name, caption, columns, rows, "documents", of=len(frame))


def speakers(name: str, caption: str, frame: pd.DataFrame, names: Names) -> tuple[Table, ...]:
    """Who is quoted or reported with which term."""
    # Those who are not named come last.
    part = frame.assign(unnamed=frame["speaker"] == "").sort_values(
        ["source", "unnamed", "speaker", "lexicon", "concept", "term", "voice"]
    )
    rows = [
        (
            text(row.source),
            text(row.speaker or "not named"),
            text(row.term, swatch=names.styles[row.lexicon, row.frame]),
            text(names.concepts[row.lexicon, row.concept]),
            text(row.voice),
            digits(
                whole(row.occurrences),
                doors.passages(
                    source=row.source,
                    concept=f"{row.lexicon}/{row.concept}",
                    level="term",
                    item=row.term,
                    voice=row.voice,
                    speaker=row.speaker or "not named",
                ),
            ),
            digits(whole(row.documents)),
        )
        for row in records(part.head(MOST_ROWS))
    ]
    columns = heads("Source", "Speaker", "Name", "Concept", "Voice", "#occurrences", "#texts")
    return table(name, caption, columns, rows, "speakers", first=3, of=len(part))


def source_names(
    prefix: str, profile: Profile, mine: pd.DataFrame, source: str, names: Names
) -> tuple[Table, ...]:
    """Every name a source uses, in the voices chosen and in all. `mine` are the readings in the former."""
    keys = ["lexicon", "concept", "term", "frame"]
    readings = profile.readings
    everywhere = tally(readings[readings["counted"] & (readings["source"] == source)], *keys)
    own = tally(mine[mine["source"] == source], *keys)
    rows = []
    for (lexicon, concept, term, frame), number in everywhere.items():
        door = {"source": source, "concept": f"{lexicon}/{concept}", "level": "term", "item": term}
        chose = own.get((lexicon, concept, term, frame), 0)
        rows.append(
            (
                text(names.concepts[lexicon, concept]),
                text(term, swatch=names.styles[lexicon, frame]),
                digits(whole(chose), doors.passages(**door, voice="chosen")),
                digits(whole(number - chose), doors.passages(**door, voice="other")),
                digits(whole(number), doors.passages(**door)),
            )
        )
    columns = heads("Concept", "Name", f"#{names.chosen}", "#other voices", "#all")
    return table(f"{prefix}-names", f"{source}: the names it uses", columns, rows, "counts", first=2)


def distinctive(name: str, frame: pd.DataFrame, source: str) -> tuple[Table, ...]:
    """The words that set a source apart from all others together."""
    part = frame[(frame["source"] == source) & (frame["against"] == "") & (frame["z"] > 0)]
    part = part.sort_values(["z", "word"], ascending=[False, True]).head(WORDS_SHOWN)
    rows = [
        (
            text(row.word, doors.words(row.word, source)),
            digits(whole(row.count), doors.words(row.word, source)),
            digits(whole(row.count_against), doors.words(row.word, without=source)),
            digits(decimal(row.tfidf, 3)),
            digits(decimal(row.z, 1)),
            digits(decimal(row.log_ratio, 1)),
        )
        for row in records(part)
    ]
    columns = heads("Word", "#here", "#elsewhere", "#TF-IDF", "#z", "#log ratio")
    caption = f"{source}: words that set it apart from the other sources"
    note = (
        "here, elsewhere: places. TF-IDF: weight of the word in the source’s texts, from 0 to 1. "
        "z: log-odds ratio over its standard error; it ranks the words and is no test. "
        "log ratio: 1 twice as frequent here as elsewhere, 2 four times."
    )
    return table(name, caption, columns, rows, "distinctive", note=note)


def similarity(name: str, frame: pd.DataFrame, profile: Profile) -> tuple[Table, ...]:
    """Cosine similarities as a square of the sources that were compared."""
    sources = profile.foremost
    note = f"The {len(sources)} sources with most texts." if len(sources) < len(profile.sources) else ""
    found: dict[tuple[str, str], Any] = {}
    for row in records(frame):
        found[row.source_a, row.source_b] = found[row.source_b, row.source_a] = row
    rows = []
    for source in sources if found else ():
        cells = [text(source)]
        for other in sources:
            row = found.get((source, other))
            if row is None or source == other or missing(row.cosine):
                cells.append(digits(DASH))
                continue
            value = decimal(row.cosine)
            if not missing(row.low):
                value += f" ({decimal(row.low)}–{decimal(row.high)})"
            cells.append(digits(value, doors.apart(source, other), shade=min(8, int(9 * row.cosine))))
        rows.append(tuple(cells))
    caption = (
        "Cosine similarity of the sources’ words: 1 the same words in the same proportions, 0 no word shared"
    )
    return table(
        name,
        caption,
        (Cell("Source"), *(Cell(source, number=True) for source in sources)),
        rows,
        "similarity",
        note=note,
    )


def dispersion(name: str, frame: pd.DataFrame, names: Names) -> tuple[Table, ...]:
    """How evenly terms are spread over a source's texts."""
    part = frame[frame["occurrences"] > 0].sort_values(["source", "lexicon", "concept", "term"])
    rows = [
        (
            text(row.source),
            text(names.concepts[row.lexicon, row.concept]),
            text(row.term),
            digits(
                whole(row.occurrences),
                doors.passages(
                    source=row.source, concept=f"{row.lexicon}/{row.concept}", level="term", item=row.term
                ),
            ),
            digits(f"{whole(row.documents)} of {whole(row.documents_in_source)}"),
            digits(decimal(row.dpnorm)),
        )
        for row in records(part.head(MOST_ROWS))
    ]
    columns = heads("Source", "Concept", "Name", "#occurrences", "#texts", "#DPnorm")
    return table(
        name,
        "How evenly the names are spread over each source’s texts",
        columns,
        rows,
        "dispersion",
        note="DPnorm: 0 spread evenly, 1 all in one place.",
        first=3,
        of=len(part),
    )


def sensitivity(name: str, frame: pd.DataFrame, names: Names) -> tuple[Table, ...]:
    """Shares under other decisions, where they differ from those reported."""
    variations = [AS_REPORTED, *sorted(set(frame["variation"]) - {AS_REPORTED})]
    found: dict[tuple[str, str, str, str], dict[str, Any]] = {}
    for row in records(frame):
        found.setdefault((row.source, row.lexicon, row.concept, row.frame), {})[row.variation] = row
    rows = [
        (
            text(source),
            text(names.concepts[lexicon, concept]),
            text(names.frames[lexicon, frame_id], swatch=names.styles[lexicon, frame_id]),
            *(
                digits(_under(by[variation]), _door(variation, source, f"{lexicon}/{concept}", frame_id))
                for variation in variations
            ),
        )
        for (source, lexicon, concept, frame_id), by in sorted(found.items())
        if len({(row.occurrences, row.total, row.status == "ok") for row in by.values()}) > 1
    ]
    return table(
        name,
        "What would differ under other decisions",
        heads("Source", "Concept", "Whose usage", *(f"#{variation}" for variation in variations)),
        rows,
        "sensitivity",
        note=f"Each cell: occurrences of all occurrences of the concept; {DASH} where there are none. "
        "Another least number of texts changes no count: there, the share's interval, or why it has none.",
        first=3,
    )


def _under(row: Any) -> str:
    """What is said of a share under a decision: its counts, or, of how many texts it takes, the interval."""
    if row.variation.startswith(AT_LEAST):
        return interval(row.low, row.high) or STATUS[row.status]
    return f"{whole(row.occurrences)} of {whole(row.total)}" if row.total else DASH


def _door(variation: str, source: str, concept: str, frame: str) -> str:
    """The passages of a count, for the decisions whose passages the page can pick out."""
    voice = {AS_REPORTED: "chosen", "all voices": "all"}.get(variation)
    if voice is None:
        return ""
    return doors.passages(source=source, concept=concept, level="frame", item=frame, voice=voice)


def reuse(name: str, frame: pd.DataFrame) -> tuple[Table, ...]:
    """Passages that stand in two documents."""
    rows = [
        (
            text(row.document_a, doors.reader(row.document_a, int(row.start_a), int(row.end_a))),
            text(row.document_b, doors.reader(row.document_b, int(row.start_b), int(row.end_b))),
            text(row.source_a),
            text(row.source_b),
            digits(whole(row.words)),
            digits(decimal(row.similarity)),
            text("kept" if row.kept else "left out"),
        )
        for row in records(frame.sort_values(["document_a", "start_a", "document_b", "start_b"]))
    ]
    columns = heads(
        "First in",
        "again in",
        "Source",
        "Source of the second",
        "#words",
        "#likeness",
        "Without copies it is",
    )
    return table(
        name,
        "Passages that stand nearly word for word in two texts",
        columns,
        rows,
        "reuse",
        note="Likeness: share of the runs of eight words that both have; 1 word for word.",
        first=2,
    )
