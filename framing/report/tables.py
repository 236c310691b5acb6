"""The tables of the page: rows of the analysis as cells, each number a door to its passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from framing.model import VOICES, ZONES
from framing.profile import Profile
from framing.report import doors
from framing.report.numbers import DASH, decimal, interval, missing, p_value, percent, whole
from framing.report.parts import Cell, Names, Subject, Table, rows_of, tally

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 100  # rows of one table in the page; data/ holds all
WORDS_SHOWN = 15
STATUS = {"ok": "", "few": "too few texts", "one": "one text", "none": "no occurrence"}


def text(value: object, href: str = "", swatch: int = -1) -> Cell:
    """A cell of words."""
    return Cell(DASH if missing(value) else str(value), href, swatch=swatch)


def digits(value: str, href: str = "", shade: int = -1) -> Cell:
    """A cell of digits. A nought and a dash lead nowhere."""
    return Cell(value, "" if value in ("0", DASH, "") else href, number=True, shade=shade)


def heads(*names: str) -> tuple[Cell, ...]:
    """Column headings; those that begin with "#" stand over digits."""
    return tuple(Cell(name.lstrip("#"), number=name.startswith("#")) for name in names)


def table(
    name: str,
    caption: str,
    columns: tuple[Cell, ...],
    rows: Iterable[tuple[Cell, ...]],
    file: str = "",
    note: str = "",
    first: int = 1,
    of: int = 0,
) -> tuple[Table, ...]:
    """A table, or nothing where there are no rows. `of` is the number of all rows if `rows` are but some."""
    listed = list(rows)
    if not listed:
        return ()
    of = max(of, len(listed))
    if of > MOST_ROWS:
        note = f"{note} The first {MOST_ROWS} of {whole(of)} rows.".strip()
    return (Table(name, caption, columns, tuple(listed[:MOST_ROWS]), file, note, first),)


def counts(frame: pd.DataFrame, subject: Subject, names: Names) -> tuple[Table, ...]:
    """Counted occurrences by source, term and voice."""
    part = subject.rows(frame)
    numbers: dict[tuple[str, str, str], dict[str, int]] = {}
    for row in rows_of(part):
        numbers.setdefault((row.source, row.term, row.frame), {})[row.voice] = int(row.occurrences)
    rows = []
    for (source, term, frame_id), by_voice in sorted(numbers.items()):
        door = {"source": source, "concept": subject.key, "level": "term", "item": term}
        rows.append(
            (
                text(source),
                text(term, swatch=names.styles[subject.lexicon.id, frame_id]),
                *(
                    digits(whole(by_voice.get(voice, 0)), doors.passages(**door, voice=voice))
                    for voice in VOICES
                ),
                digits(whole(sum(by_voice.values())), doors.passages(**door)),
            )
        )
    columns = heads("Source", "Name", *(f"#{voice}" for voice in VOICES), "#all")
    caption = f"{subject.concept.label}: every name in every voice, occurrences in the parts that count"
    return table(f"{subject.id}-counts", caption, columns, rows, "counts", first=2)


def shares(frame: pd.DataFrame, subject: Subject, names: Names) -> tuple[Table, ...]:
    """Shares of the frames in the voices chosen beside all voices."""
    part = subject.rows(frame)
    part = part[(part["level"] == "frame") & (part["total"] > 0)]
    both = {(row.source, row.item, row.voices): row for row in rows_of(part)}
    rows = []
    for source, item in sorted({name[:2] for name in both}):
        cells = [
            text(source),
            text(names.frames[subject.lexicon.id, item], swatch=names.styles[subject.lexicon.id, item]),
        ]
        for voices in ("chosen", "all"):
            row = both.get((source, item, voices))
            door = doors.passages(source=source, concept=subject.key, level="frame", item=item, voice=voices)
            cells += _share_cells(row, door)
        rows.append(tuple(cells))
    columns = heads(
        "Source",
        "Whose usage",
        f"#{names.chosen}: count",
        "#of",
        "#share",
        "#95 %",
        "#all voices: count",
        "#of",
        "#share",
        "#95 %",
        "Texts",
    )
    rows = [(*row, text(_standing(both, row))) for row in rows]
    note = "No share or interval is given where the texts are too few."
    if not any(row.status == "ok" for row in both.values()):
        columns, rows = _without((4, 5, 8, 9, 10), columns, rows)
        note = "The texts of every source are too few for a share."
    return table(
        f"{subject.id}-shares",
        f"{subject.concept.label}: by whose usage a name is, {names.chosen} and all voices",
        columns,
        rows,
        "shares",
        note=note,
        first=2,
    )


def _without(
    places: Collection[int], columns: tuple[Cell, ...], rows: Sequence[tuple[Cell, ...]]
) -> tuple[tuple[Cell, ...], list[tuple[Cell, ...]]]:
    """A table's columns and rows without the columns at the places."""

    def kept(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(cell for place, cell in enumerate(cells) if place not in places)

    return kept(columns), [kept(row) for row in rows]


def _share_cells(row: Any, door: str) -> list[Cell]:
    if row is None:
        return [digits("0"), digits("0"), digits(DASH), digits(DASH)]
    enough = row.status == "ok"
    return [
        digits(whole(row.occurrences), door),
        digits(whole(row.total)),
        digits(percent(row.share) if enough else DASH, door),
        digits((interval(row.low, row.high) or DASH) if enough else DASH),
    ]


def _standing(both: dict[Any, Any], row: tuple[Cell, ...]) -> str:
    statuses = {
        entry.status
        for (source, _, voices), entry in both.items()
        if source == row[0].text and voices == "chosen"
    }
    for status in ("one", "few", "none", "ok"):
        if status in statuses:
            return STATUS[status] or "enough"
    return STATUS["none"]


def rates(frame: pd.DataFrame, subject: Subject, names: Names) -> tuple[Table, ...]:
    """Occurrences per 1,000 words."""
    part = subject.rows(frame)
    part = part[(part["level"] == "term") & (part["voices"] == "chosen") & (part["occurrences"] > 0)]
    frame_of = subject.frame_of
    rows = [
        (
            text(row.source),
            text(row.item, swatch=names.styles[subject.lexicon.id, frame_of[row.item]]),
            digits(
                decimal(row.rate),
                doors.passages(
                    source=row.source, concept=subject.key, level="term", item=row.item, voice="chosen"
                ),
            ),
            digits(DASH if missing(row.low) else f"{decimal(row.low)}–{decimal(row.high)}"),
            digits(whole(row.occurrences)),
            digits(whole(row.words)),
        )
        for row in rows_of(part.sort_values(["source", "item"]))
    ]
    columns = heads("Source", "Name", "#per 1,000 words", "#95 %", "#occurrences", "#words")
    caption = f"{subject.concept.label}: occurrences per 1,000 counted words, {names.chosen}"
    return table(f"{subject.id}-rates", caption, columns, rows, "rates", first=2)


def differences(frame: pd.DataFrame, subject: Subject, names: Names) -> tuple[Table, ...]:
    """Differences between pairs of sources, where there are texts enough."""
    part = subject.rows(frame)
    part = part[(part["level"] == "frame") & (part["voices"] == "chosen") & (part["status"] == "ok")]

    def door(source: str, item: str) -> str:
        return doors.passages(source=source, concept=subject.key, level="frame", item=item, voice="chosen")

    rows = [
        (
            text(row.source_a),
            text(row.source_b),
            text(
                names.frames[subject.lexicon.id, row.item], swatch=names.styles[subject.lexicon.id, row.item]
            ),
            digits(percent(row.share_a), door(row.source_a, row.item)),
            digits(percent(row.share_b), door(row.source_b, row.item)),
            digits(DASH if missing(row.difference) else f"{decimal(100 * row.difference, 0)} points"),
            digits(p_value(row.p)),
            digits(p_value(row.p_holm)),
        )
        for row in rows_of(part.sort_values(["source_a", "source_b", "item"]))
    ]
    columns = heads(
        "Source", "and", "Whose usage", "#share", "#share of the other", "#difference", "#p", "#p (Holm)"
    )
    return table(
        f"{subject.id}-differences",
        f"{subject.concept.label}: differences between sources, {names.chosen}",
        columns,
        rows,
        "differences",
        note="p is that of a permutation test over texts; Holm corrects it for the number of comparisons.",
        first=3,
    )


def change(frame: pd.DataFrame, subject: Subject, names: Names) -> tuple[Table, ...]:
    """Change between the earlier and the later texts."""
    part = subject.rows(frame)
    part = part[(part["voices"] == "chosen") & (part["status"] == "ok")]
    rows = [
        (
            text(row.source),
            text(
                names.frames[subject.lexicon.id, row.frame],
                swatch=names.styles[subject.lexicon.id, row.frame],
            ),
            text(row.period_a),
            digits(percent(row.share_a)),
            text(row.period_b),
            digits(percent(row.share_b)),
            digits(p_value(row.p)),
        )
        for row in rows_of(part.sort_values(["source", "frame"]))
    ]
    columns = heads("Source", "Whose usage", "earlier", "#share", "later", "#share", "#p")
    caption = f"{subject.concept.label}: the earlier half of the dated texts and the later"
    return table(f"{subject.id}-change", caption, columns, rows, "change", first=2)


def collocates(frame: pd.DataFrame, subject: Subject) -> tuple[Table, ...]:
    """Words near each term over all sources."""
    part = subject.rows(frame)
    part = part[(part["source"] == "") & (part["window"] == "5 words")]
    part = part.sort_values(["term", "log_dice", "word"], ascending=[True, False, True])
    part = part.groupby("term", sort=False).head(8)
    rows = [
        (
            text(row.term),
            text(row.word, doors.words(row.word)),
            digits(whole(row.together)),
            digits(whole(row.word_count)),
            digits(decimal(row.log_dice, 1)),
        )
        for row in rows_of(part)
    ]
    columns = heads("Name", "Word near it", "#together", "#word in all", "#logDice")
    caption = f"{subject.concept.label}: words that stand within five words of a name, all sources"
    return table(f"{subject.id}-collocates", caption, columns, rows, "collocates", first=2)


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
        for row in rows_of(part.head(MOST_ROWS))
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
        for row in rows_of(part.head(MOST_ROWS))
    ]
    columns = heads("Source", "Speaker", "Name", "Concept", "Voice", "#occurrences", "#texts")
    return table(name, caption, columns, rows, "speakers", first=3, of=len(part))


def similarity(name: str, frame: pd.DataFrame, sources: Sequence[str]) -> tuple[Table, ...]:
    """Cosine similarities as a square of sources."""
    found: dict[tuple[str, str], Any] = {}
    for row in rows_of(frame):
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
    )


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
        for row in rows_of(frame.sort_values(["document_a", "start_a", "document_b", "start_b"]))
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
        name, "Passages that stand nearly word for word in two texts", columns, rows, "reuse", first=2
    )


def time(frame: pd.DataFrame, subject: Subject, names: Names) -> tuple[Table, ...]:
    """Counts and shares by period."""
    part = subject.rows(frame)
    part = part[(part["voices"] == "chosen") & (part["occurrences"] > 0)]
    rows: list[tuple[Cell, ...]] = [
        (
            text(row.source),
            text(row.period),
            text(
                names.frames[subject.lexicon.id, row.frame],
                swatch=names.styles[subject.lexicon.id, row.frame],
            ),
            digits(
                whole(row.occurrences),
                doors.passages(
                    source=row.source,
                    concept=subject.key,
                    level="frame",
                    item=row.frame,
                    voice="chosen",
                    period=row.period,
                ),
            ),
            digits(whole(row.total)),
            digits(percent(row.share) if row.status == "ok" else DASH),
            digits((interval(row.low, row.high) or DASH) if row.status == "ok" else DASH),
            text(STATUS[row.status] or "enough"),
        )
        for row in rows_of(part.sort_values(["source", "period", "frame"]))
    ]
    columns = heads("Source", "Period", "Whose usage", "#occurrences", "#of", "#share", "#95 %", "Texts")
    caption = f"{subject.concept.label}: by period, {names.chosen}"
    note = ""
    if len(part) and not (part["status"] == "ok").any():
        columns, rows = _without((5, 6, 7), columns, rows)
        note = "No period of a source has texts enough for a share"
        note += ": each has one." if (part["status"] == "one").all() else "."
    return table(f"{subject.id}-time", caption, columns, rows, "time", note=note, first=3)


def sensitivity(name: str, frame: pd.DataFrame, names: Names) -> tuple[Table, ...]:
    """Shares under other decisions, where they differ from those reported."""
    variations = ["as reported", *sorted(set(frame["variation"]) - {"as reported"})]
    found: dict[tuple[str, str, str, str], dict[str, str]] = {}
    for row in rows_of(frame):
        pair = f"{whole(row.occurrences)} of {whole(row.total)}" if row.total else DASH
        found.setdefault((row.source, row.lexicon, row.concept, row.frame), {})[row.variation] = pair
    rows = [
        (
            text(source),
            text(names.concepts[lexicon, concept]),
            text(names.frames[lexicon, frame_id], swatch=names.styles[lexicon, frame_id]),
            *(
                digits(pairs.get(variation, DASH), _door(variation, source, f"{lexicon}/{concept}", frame_id))
                for variation in variations
            ),
        )
        for (source, lexicon, concept, frame_id), pairs in sorted(found.items())
        if len(set(pairs.values())) > 1
    ]
    return table(
        name,
        "What the counts would be under other decisions, where they differ",
        heads("Source", "Concept", "Whose usage", *(f"#{variation}" for variation in variations)),
        rows,
        "sensitivity",
        note="Each cell: occurrences of all occurrences of the concept.",
        first=3,
    )


def _door(variation: str, source: str, concept: str, frame: str) -> str:
    """The passages of a count, for the decisions whose passages the page can pick out."""
    voice = {"as reported": "chosen", "all voices": "all"}.get(variation)
    if voice is None:
        return ""
    return doors.passages(source=source, concept=concept, level="frame", item=frame, voice=voice)


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


def documents(name: str, frame: pd.DataFrame, caption: str) -> tuple[Table, ...]:
    """The documents with their words and occurrences."""
    rows = [
        (
            text(row.title or row.document, doors.reader(row.document)),
            text(row.source),
            text(row.date or DASH),
            text(row.type or DASH),
            digits(whole(row.words)),
            digits(whole(row.occurrences), doors.passages(document=row.document)),
            digits(whole(row.uncounted), doors.passages(document=row.document, counted="no")),
        )
        for row in rows_of(frame.head(MOST_ROWS))
    ]
    columns = heads("Text", "Source", "Date", "Kind", "#counted words", "#occurrences", "#not counted")
    return table(name, caption, columns, rows, "documents", of=len(frame))


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
        for row in rows_of(part)
    ]
    columns = heads("Word", "#here", "#elsewhere", "#TF-IDF", "#z", "#log ratio")
    caption = f"{source}: words that set it apart from the other sources"
    return table(name, caption, columns, rows, "distinctive")


def balance(frame: pd.DataFrame, subject: Subject, names: Names) -> tuple[Table, ...]:
    """Balance between two frames or entropy over more."""
    part = subject.rows(frame)
    part = part[(part["voices"] == "chosen") & (part["status"] == "ok")]

    def label(frame_id: str) -> str:
        return names.frames[subject.lexicon.id, frame_id]

    rows = []
    for row in rows_of(part.sort_values("source")):
        ends = (
            f"−1 {label(row.frame_low)}, +1 {label(row.frame_high)}"
            if row.frame_low and not missing(row.frame_low)
            else DASH
        )
        span = DASH if missing(row.low) else f"{decimal(row.low)} to {decimal(row.high)}"
        rows.append(
            (
                text(row.source),
                digits(decimal(row.balance)),
                digits(span),
                text(ends),
                digits(decimal(row.entropy)),
                digits(
                    whole(row.total),
                    doors.passages(source=row.source, concept=subject.key, voice="chosen"),
                ),
            )
        )
    columns = heads("Source", "#balance", "#95 %", "between", "#entropy", "#occurrences")
    caption = f"{subject.concept.label}: balance between two usages, or evenness over more"
    return table(f"{subject.id}-balance", caption, columns, rows, "balance")


def terms(subject: Subject, names: Names, numbers: dict[tuple[str, str, str], int]) -> tuple[Table, ...]:
    """The names of a concept in a lexicon, whose they are, and where that is documented."""
    rows: list[tuple[Cell, ...]] = []
    for term in subject.concept.terms:
        excluded = "not in: " + ", ".join(term.exclude) if term.exclude else ""
        found = numbers.get((subject.lexicon.id, subject.concept.id, term.term), 0)
        door = doors.passages(concept=subject.key, level="term", item=term.term, counted="any")
        rows.append(
            (
                text(term.term, swatch=names.styles[subject.lexicon.id, term.frame]),
                text(names.frames[subject.lexicon.id, term.frame]),
                text("; ".join(part for part in (", ".join(term.variants), excluded) if part) or DASH),
                text(term.source or term.note or DASH, doors.web_address(term.url)),
                text(term.note if term.source and term.note else DASH),
                digits(whole(found), door),
            )
        )
    columns = heads(
        "Name",
        "Whose usage",
        "also written",
        "Where that is documented",
        "Note",
        "#occurrences",
    )
    if not any(term.source and term.note for term in subject.concept.terms):
        columns, rows = _without((4,), columns, rows)
    return table(f"{subject.id}-terms", subject.concept.label, columns, rows)


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
