"""At a glance: how each source names each concept in its own voice, and where a plain count would mislead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from framing.concordance import context
from framing.model import Document
from framing.profile import Profile
from framing.report import doors
from framing.report.numbers import interval, percent, plural, whole
from framing.report.parts import (
    Cell,
    Frame,
    Gap,
    Item,
    Names,
    Row,
    Segment,
    Sentence,
    Subject,
    grouped,
    rows_of,
)

if TYPE_CHECKING:
    import pandas as pd

    from framing.analysis.findings import Gap as WideGap

SQUARES = 24  # at most in a row; beyond it a square stands for several occurrences
SQUARE = 11  # px from one square to the next
MOST_GAPS = 4
EXCERPT = 170  # characters on each side


def own_voice(profile: Profile) -> str:
    """The voices held to be a source's own choice, as a phrase: "in its own voice"."""
    voices = profile.settings.voices
    return "in its own voice" if voices == ("own",) else f"in the voices chosen ({', '.join(voices)})"


def legend(subject: Subject, names: Names) -> tuple[Frame, ...]:
    """The frames of a concept's terms, in alphabetical order of their ids."""
    used = set(subject.frame_of.values())
    frames = sorted(
        (frame for frame in subject.lexicon.frames if frame.id in used), key=lambda frame: frame.id
    )
    return tuple(Frame(frame.label, names.styles[subject.lexicon.id, frame.id]) for frame in frames)


def _of(shares: pd.DataFrame, subject: Subject, voices: str) -> dict[str, list[Any]]:
    """The shares of a concept's terms in the voices, by source."""
    part = subject.rows(shares)
    return grouped(part[(part["level"] == "term") & (part["voices"] == voices)], "source")


def glance_rows(
    profile: Profile, mine: pd.DataFrame, shares: pd.DataFrame, subject: Subject, names: Names
) -> tuple[tuple[Row, ...], str]:
    """A row per source in alphabetical order, and what one square stands for where there are squares.

    `mine` are the readings in the voices chosen.
    """
    texts = {source: set[str]() for source in profile.sources}
    for row in rows_of(subject.rows(mine)[["source", "document"]]):
        texts[row.source].add(row.document)
    chosen = _of(shares, subject, "chosen")
    everywhere = _of(shares, subject, "all")
    thin = [row.occurrences for rows in chosen.values() for row in rows if row.status in ("few", "one")]
    unit = max(1, -(-max(thin, default=0) // SQUARES))
    frame_of = subject.frame_of
    rows = []
    for source in profile.sources:
        part = [row for row in chosen.get(source, ()) if row.occurrences > 0]
        part.sort(key=lambda row: (frame_of[row.item], row.item))
        total = sum(int(row.occurrences) for row in part)
        status = part[0].status if part else "none"
        documents = len(texts[source])
        others = sum(int(row.occurrences) for row in everywhere.get(source, ())) - total
        items, bar, at = [], [], 0.0
        for entry in part:
            count = int(entry.occurrences)
            frame = subject.lexicon.id, frame_of[entry.item]
            style = names.styles[frame]
            href = doors.passages(
                source=source, concept=subject.key, level="term", item=entry.item, voice="chosen"
            )
            enough = status == "ok"
            items.append(
                Item(
                    entry.item,
                    names.frames[frame],
                    style,
                    whole(count),
                    href,
                    percent(count / total) if enough else "",
                    interval(entry.low, entry.high) if enough else "",
                    "" if enough else f"{max(1.0, SQUARE * count / unit):g}",
                )
            )
            if enough:
                width = 100 * count / total
                label = f"{source}: {entry.item}, {plural(count, 'occurrence')}"
                bar.append(Segment(f"{at:.3f}%", f"{width:.3f}%", style, href, label))
                at += width
        rows.append(
            Row(
                source,
                "#" + names.sources[source],
                Cell(
                    whole(total),
                    doors.passages(source=source, concept=subject.key, voice="chosen") if total else "",
                ),
                plural(documents, "text"),
                _verdict(status, documents, total, others),
                tuple(bar),
                tuple(items),
                Cell(whole(others), doors.passages(source=source, concept=subject.key, voice="other"))
                if others
                else None,
            )
        )
    scale = ""
    if any(thin):
        scale = "One square: one occurrence." if unit == 1 else f"One square: {unit} occurrences."
    return tuple(rows), scale


def _verdict(status: str, documents: int, total: int, others: int) -> str:
    if status == "one":
        return "One text: this describes that text alone."
    if status == "few":
        return f"{plural(documents, 'text')}: too few to say more than this."
    if total == 0:
        return "Uses none of these names itself." if others else "Uses none of these names."
    return ""


def summary(profile: Profile, shares: pd.DataFrame, subject: Subject) -> Sentence:
    """What the sources choose for a concept, in plain sentences with doors."""
    chosen = _of(shares, subject, "chosen")
    groups: dict[tuple[tuple[str, ...], bool], list[tuple[str, int, int]]] = {}
    without: list[str] = []
    enough = 0
    for source in profile.sources:
        part = chosen.get(source, [])
        total = sum(int(row.occurrences) for row in part)
        if not total:
            without.append(source)
            continue
        enough += any(row.status == "ok" for row in part)
        top = max(int(row.occurrences) for row in part)
        leading = tuple(sorted(row.item for row in part if row.occurrences == top))
        groups.setdefault((leading, top == total), []).append((source, top, total))
    voices = profile.settings.voices
    where = "in its own voice" if voices == ("own",) else f"in the voices chosen ({', '.join(voices)})"
    if not groups:
        return (Cell(f"No source uses one of these names {where}."),)
    words = [Cell("In their own voice, " if voices == ("own",) else where.capitalize() + ", ")]
    for number, ((leading, alone), members) in enumerate(groups.items()):
        writes = "writes" if len(members) == 1 else "write"
        how = f"{writes} only" if alone else f"most often {writes}" if len(leading) == 1 else writes
        names = _listed([f"“{term}”" for term in leading[:3]]) + (" and others" if len(leading) > 3 else "")
        evenly = " equally often" if len(leading) > 1 else ""
        who = _listed([source for source, _, _ in members])
        words.append(Cell(f"{'; ' if number else ''}{who} {how} {names}{evenly} ("))
        for place, (source, top, total) in enumerate(members):
            words += [Cell(", ")] if place else []
            words.append(_share_cell(subject.key, source, leading, top, total))
        words.append(Cell(")"))
    if without:
        uses = "uses" if len(without) == 1 else "use"
        words.append(Cell(f"; {_listed(without)} {uses} none of these names"))
    words.append(Cell("."))
    if enough < 2 and len(profile.sources) > 1:
        words.append(Cell(" The texts are too few to compare the sources."))
    return tuple(words)


def _share_cell(key: str, source: str, leading: tuple[str, ...], top: int, total: int) -> Cell:
    if len(leading) == 1:
        href = doors.passages(source=source, concept=key, level="term", item=leading[0], voice="chosen")
        return Cell(f"{whole(top)} of {whole(total)}", href)
    href = doors.passages(source=source, concept=key, voice="chosen")
    return Cell(f"{whole(top)} each of {whole(total)}", href)


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence: "a, b and c"."""
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]


# Which other voice shows best that a count of words misleads.
_TELLING = ("distanced", "quoted", "glossed", "name", "attributed", "own")


def gaps(
    profile: Profile,
    mine: pd.DataFrame,
    wide: Sequence[WideGap],
    read: Callable[[str], Document],
    names: Names,
    rule_words: Callable[[str], str],
) -> tuple[Gap, ...]:
    """Where the plain count and the own voice part most, the widest first, each with a telling passage.

    Only terms that the plain count makes look more frequent than they are, and one for each source. `mine`
    are the readings in the voices chosen.
    """
    seen: set[str] = set()
    result: list[Gap] = []
    for gap in wide:
        if gap.gap <= 0 or gap.occurrences_all <= gap.occurrences_chosen or gap.source in seen:
            continue
        seen.add(gap.source)
        result.append(_gap(profile, mine, read, gap, names.concepts[gap.lexicon, gap.concept], rule_words))
        if len(result) == MOST_GAPS:
            break
    return tuple(result)


def _gap(
    profile: Profile,
    mine: pd.DataFrame,
    read: Callable[[str], Document],
    gap: WideGap,
    label: str,
    rule_words: Callable[[str], str],
) -> Gap:
    source, lexicon, concept, term = gap.source, gap.lexicon, gap.concept, gap.term
    plain, own = gap.occurrences_all, gap.occurrences_chosen
    key = f"{lexicon}/{concept}"
    readings = profile.readings
    mask = (
        readings["counted"]
        & (readings["source"] == source)
        & (readings["lexicon"] == lexicon)
        & (readings["concept"] == concept)
        & (readings["term"] == term)
        & ~readings.index.isin(mine.index)
    )
    rows = readings[mask]
    rank = rows["voice"].map({voice: place for place, voice in enumerate(_TELLING)})
    best = rows.assign(rank=rank).sort_values(["rank", "document", "start"], kind="stable").iloc[0]
    document = read(best["document"])
    left, node, right = _excerpt(document.text, int(best["start"]), int(best["end"]))
    door = {"source": source, "concept": key, "level": "term", "item": term}
    sentence = (
        Cell(f"A plain count finds “{term}” "),
        Cell(plural(plain, "time"), doors.passages(**door)),
        Cell(f" in {source}. {own_voice(profile).capitalize()}, {source} uses it "),
        Cell(plural(own, "time"), doors.passages(**door, voice="chosen")) if own else Cell("never"),
        Cell("; "),
        Cell(whole(plain - own), doors.passages(**door, voice="other")),
        Cell(f" {'belongs' if plain - own == 1 else 'belong'} to other voices. ({label})"),
    )
    where = ", ".join(part for part in (source, document.title or document.path, document.date) if part)
    return Gap(
        sentence,
        left,
        node,
        right,
        where,
        doors.reader(document.path, int(best["start"])),
        f"Voice: {best['voice']}. {rule_words(best['rule'])}",
    )


def _excerpt(text: str, start: int, end: int) -> tuple[str, str, str]:
    """A passage around a span, within its paragraph; an ellipsis where the paragraph goes on."""
    first = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    last = text.find("\n\n", end)
    paragraph = text[first : last if last >= 0 else len(text)]
    left, node, right = context(paragraph, (start - first, end - first), EXCERPT)
    opening = "… " if start - first > EXCERPT else ""
    closing = " …" if first + len(paragraph) - end > EXCERPT else ""
    return opening + left, node, right + closing
