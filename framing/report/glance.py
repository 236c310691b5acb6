"""At a glance: how each source names each concept in its own voice, and where a plain count would mislead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from framing.concordance import context
from framing.model import Concept, Document, Lexicon
from framing.profile import Profile
from framing.report import doors
from framing.report.numbers import interval, missing, percent, plural, whole
from framing.report.parts import Cell, Frame, Gap, Item, Row, Segment, Sentence

if TYPE_CHECKING:
    import pandas as pd

SQUARES = 30  # at most in a row; beyond it a square stands for several occurrences
SQUARE = 8  # px from one square to the next
MOST_GAPS = 4
EXCERPT = 170  # characters on each side


def own_voice(profile: Profile) -> str:
    """The voices held to be a source's own choice, as a phrase: "in its own voice"."""
    voices = profile.settings.voices
    return "in its own voice" if voices == ("own",) else f"in the voices chosen ({', '.join(voices)})"


def frame_styles(lexicons: Sequence[Lexicon]) -> dict[tuple[str, str], int]:
    """The number of the pattern of each frame (lexicon id, frame id), the same throughout the page."""
    ids = sorted({frame.id for lexicon in lexicons for frame in lexicon.frames})
    return {(lexicon.id, frame.id): ids.index(frame.id) for lexicon in lexicons for frame in lexicon.frames}


def legend(lexicon: Lexicon, concept: Concept, styles: dict[tuple[str, str], int]) -> tuple[Frame, ...]:
    """The frames of a concept's terms, in alphabetical order of their ids."""
    used = {term.frame for term in concept.terms}
    frames = sorted((frame for frame in lexicon.frames if frame.id in used), key=lambda frame: frame.id)
    return tuple(Frame(frame.label, styles[lexicon.id, frame.id]) for frame in frames)


def _of(shares: pd.DataFrame, lexicon: Lexicon, concept: Concept, voices: str) -> pd.DataFrame:
    """The shares of a concept's terms in the voices."""
    return shares[
        (shares["lexicon"] == lexicon.id)
        & (shares["concept"] == concept.id)
        & (shares["level"] == "term")
        & (shares["voices"] == voices)
    ]


def glance_rows(
    profile: Profile,
    shares: pd.DataFrame,
    lexicon: Lexicon,
    concept: Concept,
    styles: dict[tuple[str, str], int],
    source_ids: dict[str, str],
) -> tuple[tuple[Row, ...], str]:
    """A row per source in alphabetical order, and what one square stands for where there are squares."""
    chosen = _of(shares, lexicon, concept, "chosen")
    everywhere = _of(shares, lexicon, concept, "all").groupby("source")["occurrences"].sum()
    frame_of = {term.term: term.frame for term in concept.terms}
    label_of = {frame.id: frame.label for frame in lexicon.frames}
    thin = chosen[chosen["status"].isin(["few", "one"])]
    most = int(thin["occurrences"].max()) if len(thin) else 0
    unit = max(1, -(-most // SQUARES))
    key = f"{lexicon.id}/{concept.id}"
    rows = []
    for source in profile.sources:
        part = chosen[(chosen["source"] == source) & (chosen["occurrences"] > 0)]
        part = part.assign(frame=[frame_of[term] for term in part["item"]])
        part = part.sort_values(["frame", "item"], kind="stable")
        total = int(part["occurrences"].sum())
        status = str(part["status"].iloc[0]) if total else "none"
        documents = _documents(profile, source, lexicon, concept)
        others = int(everywhere.get(source, 0)) - total
        items, bar, at = [], [], 0.0
        for entry in part.itertuples(index=False):
            count = int(entry.occurrences)
            style = styles[lexicon.id, entry.frame]
            href = doors.passages(source=source, concept=key, level="term", item=entry.item, voice="chosen")
            enough = status == "ok"
            items.append(
                Item(
                    entry.item,
                    label_of[entry.frame],
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
                "#" + source_ids[source],
                Cell(
                    whole(total), doors.passages(source=source, concept=key, voice="chosen") if total else ""
                ),
                plural(documents, "text"),
                _verdict(status, documents, total, others),
                tuple(bar),
                tuple(items),
                Cell(whole(others), doors.passages(source=source, concept=key, voice="other"))
                if others
                else None,
            )
        )
    scale = ""
    if len(thin[thin["occurrences"] > 0]):
        scale = "One square: one occurrence." if unit == 1 else f"One square: {unit} occurrences."
    return tuple(rows), scale


def _documents(profile: Profile, source: str, lexicon: Lexicon, concept: Concept) -> int:
    chosen = profile.chosen()
    mask = (
        (chosen["source"] == source) & (chosen["lexicon"] == lexicon.id) & (chosen["concept"] == concept.id)
    )
    return int(chosen.loc[mask, "document"].nunique())


def _verdict(status: str, documents: int, total: int, others: int) -> str:
    if status == "one":
        return "One text: this describes that text alone."
    if status == "few":
        return f"{plural(documents, 'text')}: too few to say more than this."
    if total == 0:
        return "Uses none of these names itself." if others else "Uses none of these names."
    return ""


def summary(profile: Profile, shares: pd.DataFrame, lexicon: Lexicon, concept: Concept) -> Sentence:
    """What the sources choose for a concept, in plain sentences with doors."""
    key = f"{lexicon.id}/{concept.id}"
    chosen = _of(shares, lexicon, concept, "chosen")
    groups: dict[tuple[str, ...], list[tuple[str, int, int]]] = {}
    without: list[str] = []
    enough = 0
    for source in profile.sources:
        part = chosen[chosen["source"] == source]
        total = int(part["occurrences"].sum())
        if not total:
            without.append(source)
            continue
        enough += bool((part["status"] == "ok").any())
        top = int(part["occurrences"].max())
        leading = tuple(sorted(part.loc[part["occurrences"] == top, "item"]))
        groups.setdefault(leading, []).append((source, top, total))
    if not groups:
        return (Cell("No source uses one of these names " + _their(profile) + "."),)
    words: list[Cell] = [Cell(_their(profile, capital=True) + ", ")]
    for number, (leading, members) in enumerate(sorted(groups.items(), key=lambda group: group[1][0][0])):
        if number:
            words.append(Cell("; "))
        for place, (source, top, total) in enumerate(members):
            words.append(Cell(_joint(place, len(members)) + source + " ("))
            words.append(_share_cell(key, source, leading, top, total))
            words.append(Cell(")"))
        often = " writes " if len(members) == 1 else " write "
        alone = all(top == total for _, top, total in members)
        how = "only " if alone else "most often " if len(leading) == 1 else "equally often "
        names = " and ".join(f"“{term}”" for term in leading[:3]) + (
            " and others" if len(leading) > 3 else ""
        )
        words.append(Cell(often + how + names))
    if without:
        listed = _listed(without)
        words.append(Cell(f"; {listed} {'uses' if len(without) == 1 else 'use'} none of these names"))
    words.append(Cell(". "))
    if enough < 2:
        words.append(Cell("The texts are too few to compare the sources."))
    return tuple(words)


def _share_cell(key: str, source: str, leading: tuple[str, ...], top: int, total: int) -> Cell:
    if len(leading) == 1:
        href = doors.passages(source=source, concept=key, level="term", item=leading[0], voice="chosen")
        return Cell(f"{whole(top)} of {whole(total)}", href)
    href = doors.passages(source=source, concept=key, voice="chosen")
    return Cell(f"{whole(top)} each of {whole(total)}", href)


def _their(profile: Profile, *, capital: bool = False) -> str:
    voices = profile.settings.voices
    phrase = "in their own voice" if voices == ("own",) else f"in the voices chosen ({', '.join(voices)})"
    return phrase[0].upper() + phrase[1:] if capital else phrase


def _joint(place: int, count: int) -> str:
    return "" if place == 0 else " and " if place == count - 1 else ", "


def _listed(names: Sequence[str]) -> str:
    if len(names) > 6:
        return f"{len(names)} other sources"
    return "".join(_joint(place, len(names)) + name for place, name in enumerate(names))


# Which other voice shows best that a count of words misleads.
_TELLING = ("distanced", "quoted", "glossed", "name", "attributed", "own")


def gaps(
    profile: Profile,
    shares: pd.DataFrame,
    read: Callable[[str], Document],
    labels: dict[tuple[str, str], str],
    rule_words: Callable[[str], str],
) -> tuple[Gap, ...]:
    """Where the plain count and the own voice part most, each with a passage that shows it.

    The measure is the number of occurrences that stand in other voices, times the change that leaving them
    out makes to the term's share: many occurrences that alter the picture come first. One per source.
    """
    found = []
    keys = ["source", "lexicon", "concept", "item"]
    terms = shares[shares["level"] == "term"]
    both = terms[terms["voices"] == "all"].merge(
        terms[terms["voices"] == "chosen"], on=keys, suffixes=("_all", "_chosen")
    )
    for row in both.itertuples(index=False):
        others = int(row.occurrences_all - row.occurrences_chosen)
        if others <= 0 or missing(row.share_all):
            continue
        share = 0.0 if missing(row.share_chosen) else float(row.share_chosen)
        found.append((-others * abs(float(row.share_all) - share), row.source, row.lexicon, row.concept, row))
    seen: set[str] = set()
    result = []
    for weight, source, lexicon, concept, row in sorted(
        found, key=lambda entry: entry[:4] + (entry[4].item,)
    ):
        if weight == 0 or source in seen or len(result) == MOST_GAPS:
            continue
        gap = _gap(profile, read, row, labels[lexicon, concept], rule_words)
        if gap is not None:
            seen.add(source)
            result.append(gap)
    return tuple(result)


def _gap(
    profile: Profile,
    read: Callable[[str], Document],
    row: object,
    label: str,
    rule_words: Callable[[str], str],
) -> Gap | None:
    source, lexicon, concept, term = row.source, row.lexicon, row.concept, row.item  # type: ignore[attr-defined]
    plain, own = int(row.occurrences_all), int(row.occurrences_chosen)  # type: ignore[attr-defined]
    key = f"{lexicon}/{concept}"
    readings = profile.readings
    mask = (
        readings["counted"]
        & (readings["source"] == source)
        & (readings["lexicon"] == lexicon)
        & (readings["concept"] == concept)
        & (readings["term"] == term)
        & ~readings.index.isin(profile.chosen().index)
    )
    rows = readings[mask]
    if rows.empty:
        return None
    rank = rows["voice"].map({voice: place for place, voice in enumerate(_TELLING)})
    best = rows.assign(rank=rank).sort_values(["rank", "document", "start"], kind="stable").iloc[0]
    document = read(best["document"])
    left, node, right = context(document.text, (int(best["start"]), int(best["end"])), EXCERPT)
    door = {"source": source, "concept": key, "level": "term", "item": term}
    sentence = (
        Cell(f"A plain count finds “{term}” "),
        Cell(plural(plain, "time"), doors.passages(**door)),
        Cell(f" in {source}. {own_voice(profile).capitalize()} it stands there "),
        Cell(
            "never" if own == 0 else plural(own, "time"),
            doors.passages(**door, voice="chosen") if own else "",
        ),
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
        f"{best['voice']}: {rule_words(best['rule'])}",
    )
