"""The tables of one concept, from the rows of the analysis that are about it; each number is a door."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from framing.model import VOICES
from framing.report import doors
from framing.report.numbers import DASH, decimal, interval, missing, p_value, percent, whole
from framing.report.parts import Cell, Names, Subject, Table
from framing.report.tables import digits, heads, table, text, without
from framing.stats.too_few import WIDEST
from framing.wording import decimals

NEAR = 8  # words that stand near a name
_INTERVAL = f"95 %: interval with texts as the units; {DASH} where the texts are too few."
_WIDE = f" Too few, as they differ: the interval would be wider than {100 * WIDEST:.0f} points of 100."
STATUS = {
    "ok": "enough",
    "wide": "too few, as they differ",
    "few": "too few texts",
    "one": "one text",
    "none": "no occurrence",
}


def counts(found: Iterable[Any], subject: Subject, names: Names) -> tuple[Table, ...]:
    """Counted occurrences by source, term and voice."""
    numbers: dict[tuple[str, str, str], dict[str, int]] = {}
    for row in found:
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


def shares(found: Iterable[Any], subject: Subject, names: Names) -> tuple[Table, ...]:
    """Shares of the frames in the voices chosen beside all voices."""
    part = [row for row in found if row.level == "frame" and row.total > 0]
    both = {(row.source, row.item, row.voices): row for row in part}
    rows = []
    for source, item in sorted({name[:2] for name in both}):
        cells = [
            text(source),
            _usage(item, subject, names),
        ]
        for voices in ("chosen", "all"):
            row = both.get((source, item, voices))
            door = doors.passages(source=source, concept=subject.key, level="frame", item=item, voice=voices)
            cells += _share_cells(row, door)
        chosen = both.get((source, item, "chosen"))
        rows.append((*cells, text(STATUS[chosen.status if chosen else "none"])))
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
        f"Texts, {names.chosen}",
    )
    note = _INTERVAL + (_WIDE if any(row.status == "wide" for row in both.values()) else "")
    if not any(row.status == "ok" for row in both.values()):
        columns, rows = without((4, 5, 8, 9, 10), columns, rows)
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


def _usage(frame: str, subject: Subject, names: Names) -> Cell:
    """Whose usage a frame is, with its pattern."""
    place = subject.lexicon.id, frame
    return text(names.frames[place], swatch=names.styles[place])


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


def rates(found: Iterable[Any], subject: Subject, names: Names) -> tuple[Table, ...]:
    """Occurrences per 1,000 words."""
    part = [row for row in found if row.level == "term" and row.voices == "chosen" and row.occurrences > 0]
    frame_of = subject.frame_of
    places = max(2, decimals(max((row.rate for row in part), default=0)))
    rows = [
        (
            text(row.source),
            text(row.item, swatch=names.styles[subject.lexicon.id, frame_of[row.item]]),
            digits(
                decimal(row.rate, places),
                doors.passages(
                    source=row.source, concept=subject.key, level="term", item=row.item, voice="chosen"
                ),
            ),
            digits(DASH if missing(row.low) else f"{decimal(row.low, places)}–{decimal(row.high, places)}"),
            digits(whole(row.occurrences)),
            digits(whole(row.words)),
        )
        for row in sorted(part, key=attrgetter("source", "item"))
    ]
    columns = heads("Source", "Name", "#per 1,000 words", "#95 %", "#occurrences", "#words")
    caption = f"{subject.concept.label}: occurrences per 1,000 counted words, {names.chosen}"
    return table(f"{subject.id}-rates", caption, columns, rows, "rates", note=_INTERVAL, first=2)


def differences(found: Iterable[Any], subject: Subject, names: Names) -> tuple[Table, ...]:
    """Differences between pairs of sources, where there are texts enough."""
    part = [row for row in found if row.level == "frame" and row.voices == "chosen" and row.status == "ok"]

    def door(source: str, item: str) -> str:
        return doors.passages(source=source, concept=subject.key, level="frame", item=item, voice="chosen")

    rows = [
        (
            text(row.source_a),
            text(row.source_b),
            _usage(row.item, subject, names),
            digits(percent(row.share_a), door(row.source_a, row.item)),
            digits(percent(row.share_b), door(row.source_b, row.item)),
            digits(DASH if missing(row.difference) else f"{decimal(100 * row.difference, 0)} points"),
            digits(p_value(row.p)),
            digits(p_value(row.p_holm)),
        )
        for row in sorted(part, key=attrgetter("source_a", "source_b", "item"))
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


def balance(found: Iterable[Any], subject: Subject, names: Names) -> tuple[Table, ...]:
    """Balance between two frames or entropy over more."""
    part = [row for row in found if row.voices == "chosen" and row.status == "ok"]

    def label(frame_id: str) -> str:
        return names.frames[subject.lexicon.id, frame_id]

    rows: list[tuple[Cell, ...]] = []
    for row in sorted(part, key=attrgetter("source")):
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
    caption = f"{subject.concept.label}: balance between two usages"
    entropy = "Entropy: 0 one usage only, 1 all equally often."
    note = f"Balance: share of one usage less share of the other. {entropy} {_INTERVAL}"
    if all(row[1].text == DASH for row in rows):  # more than two usages have no balance
        columns, rows = without((1, 2, 3), columns, rows)
        caption = f"{subject.concept.label}: how evenly the usages are spread"
        note = entropy
    return table(f"{subject.id}-balance", caption, columns, rows, "balance", note=note)


def collocates(found: Iterable[Any], subject: Subject) -> tuple[Table, ...]:
    """Words near each term over all sources."""
    part = [row for row in found if row.source == "" and row.window == "5 words"]
    part.sort(key=lambda row: (row.term, -row.log_dice, row.word))
    rows = [
        (
            text(row.term),
            text(row.word, doors.words(row.word)),
            digits(whole(row.together)),
            digits(whole(row.word_count)),
            digits(decimal(row.log_dice, 1)),
        )
        for _, near in groupby(part, key=attrgetter("term"))
        for row in islice(near, NEAR)
    ]
    columns = heads("Name", "Word near it", "#together", "#word in all", "#logDice")
    caption = f"{subject.concept.label}: words that stand within five words of a name, all sources"
    note = (
        "together: places where the word stands near the name. logDice: how closely the two go together, "
        "however frequent they are; 14 at most, one more is twice as close."
    )
    return table(f"{subject.id}-collocates", caption, columns, rows, "collocates", note=note, first=2)


def time(found: Iterable[Any], subject: Subject, names: Names) -> tuple[Table, ...]:
    """Counts and shares by period."""
    part = [row for row in found if row.voices == "chosen" and row.occurrences > 0]
    rows: list[tuple[Cell, ...]] = [
        (
            text(row.source),
            text(row.period),
            _usage(row.frame, subject, names),
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
            text(STATUS[row.status]),
        )
        for row in sorted(part, key=attrgetter("source", "period", "frame"))
    ]
    columns = heads("Source", "Period", "Whose usage", "#occurrences", "#of", "#share", "#95 %", "Texts")
    caption = f"{subject.concept.label}: by period, {names.chosen}"
    statuses = {row.status for row in part}
    note = _INTERVAL + (_WIDE if "wide" in statuses else "")
    if part and "ok" not in statuses:
        columns, rows = without((5, 6, 7), columns, rows)
        note = "No period of a source has texts enough for a share"
        note += ": each has one." if statuses == {"one"} else "."
    return table(f"{subject.id}-time", caption, columns, rows, "time", note=note, first=3)


def change(found: Iterable[Any], subject: Subject, names: Names) -> tuple[Table, ...]:
    """Change between the earlier and the later texts."""
    part = [row for row in found if row.voices == "chosen" and row.status == "ok"]
    rows = [
        (
            text(row.source),
            _usage(row.frame, subject, names),
            text(row.period_a),
            digits(percent(row.share_a)),
            text(row.period_b),
            digits(percent(row.share_b)),
            digits(p_value(row.p)),
        )
        for row in sorted(part, key=attrgetter("source", "frame"))
    ]
    columns = heads("Source", "Whose usage", "earlier", "#share", "later", "#share", "#p")
    caption = f"{subject.concept.label}: the earlier half of the dated texts and the later"
    note = "p is that of a permutation test over texts; it is not corrected."
    return table(f"{subject.id}-change", caption, columns, rows, "change", note=note, first=2)


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
    columns = heads("Name", "Whose usage", "also written", "Where that is documented", "Note", "#occurrences")
    if not any(term.source and term.note for term in subject.concept.terms):
        columns, rows = without((4,), columns, rows)
    return table(f"{subject.id}-terms", subject.concept.label, columns, rows)
