"""At a glance: how each source names each concept in its own voice, and where a plain count would mislead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.concordance import context
from framing.model import Document
from framing.profile import MOST_SOURCES, Profile, foremost
from framing.report import doors
from framing.report.numbers import interval, percent, share_of, whole
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
)
from framing.wording import capital, listed, plural

if TYPE_CHECKING:
    import pandas as pd

    from framing.analysis.gaps import Gap as WideGap

SQUARES = 24  # at most in a row; beyond it a square stands for several occurrences
SQUARE = 11  # px from one square to the next
MOST_GAPS = 4
EXCERPT = 170  # characters on each side


def own_voice(profile: Profile, whose: str = "its") -> str:
    """The voices held to be a source's own choice, as a phrase: "in its own voice"."""
    voices = profile.settings.voices
    return f"in {whose} own voice" if voices == ("own",) else f"in the voices chosen ({', '.join(voices)})"


def legend(subject: Subject, names: Names, terms: Iterable[str]) -> tuple[Frame, ...]:
    """The frames of those of a concept's terms, in alphabetical order of the frames' ids."""
    used = {subject.frame_of[term] for term in terms}
    frames = sorted(
        (frame for frame in subject.lexicon.frames if frame.id in used), key=lambda frame: frame.id
    )
    return tuple(Frame(frame.label, names.styles[subject.lexicon.id, frame.id]) for frame in frames)


def _of(shares: Iterable[Any], voices: str) -> dict[str, list[Any]]:
    """The shares of terms in the voices, by source."""
    return grouped((row for row in shares if row.level == "term" and row.voices == voices), "source")


def glance_rows(
    profile: Profile, texts: Mapping[str, int], shares: Sequence[Any], subject: Subject, names: Names
) -> tuple[tuple[Row, ...], str]:
    """A row per source in alphabetical order (of many, those with most texts), and a note on all rows.

    `texts` says in how many texts of a source the concept is named in the voices chosen; `shares` are the
    rows of that table on it.
    """
    chosen = _of(shares, "chosen")
    everywhere = _of(shares, "all")
    few = [part for part in chosen.values() if _widest(part).status not in ("ok", "none")]
    thin = [row.occurrences for part in few for row in part]
    unit = max(1, -(-max(thin, default=0) // SQUARES))
    frame_of = subject.frame_of
    # Said once below the rows instead of in each.
    alone = len(chosen) > 1 and {row.status for part in chosen.values() for row in part} <= {"one", "none"}
    rows = []
    shown = foremost(names.sources, texts)
    for source in shown:
        part = [row for row in chosen.get(source, ()) if row.occurrences > 0]
        part.sort(key=lambda row: (frame_of[row.item], row.item))
        total = sum(int(row.occurrences) for row in part)
        widest = _widest(part) if part else None
        enough = widest is not None and widest.status == "ok"
        documents = texts.get(source, 0)
        others = sum(int(row.occurrences) for row in everywhere.get(source, ())) - total
        items, bar, at = [], [], 0.0
        for entry in part:
            count = int(entry.occurrences)
            frame = subject.lexicon.id, frame_of[entry.item]
            style = names.styles[frame]
            href = doors.passages(
                source=source, concept=subject.key, level="term", item=entry.item, voice="chosen"
            )
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
                "" if alone else plural(documents, "text"),
                "" if alone and total else _verdict(profile, widest, documents, total, others),
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
    said = "No source has more than one text with these names: each row describes one text." if alone else ""
    rest = ""
    if len(shown) < len(names.sources):
        rest = (
            f"Of {plural(len(names.sources), 'source')} the {len(shown)} that name it in most texts; the "
            "others have their pages under Sources, and rows in data/shares.csv."
        )
    return tuple(rows), " ".join(filter(None, (scale, said, rest)))


def _widest(shares: Sequence[Any]) -> Any:
    """That of a source's shares whose interval is the widest: what it allows to be said, all allow."""
    return max(shares, key=lambda row: row.high - row.low if row.low == row.low else 0.0)


def _verdict(profile: Profile, widest: Any, documents: int, total: int, others: int) -> str:
    """What the texts of a row do not allow to say. `widest` is its share with the widest interval, if any."""
    if widest is None:
        return f"Uses none of these names{' ' + own_voice(profile) if others else ''}."
    if widest.status == "one":
        return "One text: this describes that text alone."
    if widest.status == "few":
        return f"{plural(documents, 'text')}: too few to say more than this."
    if widest.status == "wide":
        return (
            f"{plural(documents, 'text')} that differ: too few to tell; the share of “{widest.item}” "
            f"could be anything within {interval(widest.low, widest.high)}."
        )
    return ""


def summary(profile: Profile, shares: Sequence[Any], subject: Subject, names: Names) -> Sentence:
    """What the sources choose for a concept, in plain sentences with doors.

    `shares` are the rows of that table on the concept.
    """
    chosen = _of(shares, "chosen")
    everywhere = _of(shares, "all")
    groups: dict[tuple[tuple[str, ...], bool], list[tuple[str, int, int]]] = {}
    others: list[str] = []
    never: list[str] = []
    enough = 0
    for source in names.sources:
        part = chosen.get(source, [])
        total = sum(int(row.occurrences) for row in part)
        if not total:
            elsewhere = any(row.occurrences for row in everywhere.get(source, ()))
            (others if elsewhere else never).append(source)
            continue
        enough += any(row.status in ("ok", "wide") for row in part)
        top = max(int(row.occurrences) for row in part)
        leading = tuple(sorted(row.item for row in part if row.occurrences == top))
        groups.setdefault((leading, top == total), []).append((source, top, total))
    if not groups:
        return (Cell(f"No source uses one of these names {own_voice(profile)}."),)
    whose = "its" if sum(map(len, groups.values())) == 1 else "their"
    where = own_voice(profile, whose)
    words = [Cell(f"{capital(where)}, ")]
    many = len(names.sources) > MOST_SOURCES
    ordered = sorted(groups.items(), key=lambda group: -len(group[1])) if many else list(groups.items())
    for number, ((leading, alone), members) in enumerate(ordered):
        writes = "writes" if len(members) == 1 else "write"
        how = f"{writes} only" if alone else f"most often {writes}" if len(leading) == 1 else writes
        terms = listed([f"“{term}”" for term in leading[:3]]) + (" and others" if len(leading) > 3 else "")
        evenly = " equally often" if len(leading) > 1 else ""
        who = _who([source for source, _, _ in members], many)
        words.append(Cell(f"{'; ' if number else ''}{who} {how} {terms}{evenly}"))
        if many:
            continue
        words.append(Cell(" ("))
        for place, (source, top, total) in enumerate(members):
            words += [Cell(", ")] if place else []
            words.append(_share_cell(subject.key, source, leading, top, total))
        words.append(Cell(")"))
    if others:
        uses, whose = ("uses", "its") if len(others) == 1 else ("use", "their")
        words.append(Cell(f"; {_who(others, many)} {uses} none of these names {own_voice(profile, whose)}"))
        words += [] if many else [Cell(" (")]
        for place, source in enumerate(() if many else others):
            number = sum(int(row.occurrences) for row in everywhere[source])
            words += [Cell(", ")] if place else []
            words.append(Cell(whole(number), doors.passages(source=source, concept=subject.key)))
        words.append(Cell(", only in other voices" if many else " in other voices)"))
    if never:
        uses = "uses" if len(never) == 1 else "use"
        words.append(Cell(f"; {_who(never, many)} {uses} none of them in any voice"))
    words.append(Cell("."))
    if enough < 2 and len(names.sources) > 1:
        words.append(Cell(" The texts are too few to compare the sources."))
    return tuple(words)


def _who(sources: Sequence[str], many: bool) -> str:
    """The sources by name; of too `many` their number."""
    return plural(len(sources), "source") if many else listed(sources)


def _share_cell(key: str, source: str, leading: tuple[str, ...], top: int, total: int) -> Cell:
    if len(leading) == 1:
        href = doors.passages(source=source, concept=key, level="term", item=leading[0], voice="chosen")
        return Cell(share_of(top, total), href)
    href = doors.passages(source=source, concept=key, voice="chosen")
    return Cell(f"{whole(top)} each of {whole(total)}", href)


# Which other voice shows best that a count of words misleads.
_TELLING = ("distanced", "quoted", "glossed", "name", "attributed", "own")
_BARE = 10  # characters around a name in its sentence; with fewer there is nothing to see but the name


def gaps(
    profile: Profile,
    mine: pd.DataFrame,
    wide: Sequence[WideGap],
    read: Callable[[str], Document],
    names: Names,
    rule_words: Callable[[str], str],
) -> tuple[Gap, ...]:
    """Where the plain count and the own voice part most, the widest first, each with a telling passage.

    Only terms that the plain count makes look more frequent than they are, one for each source. First come
    those of sources with enough texts and occurrences, then those that occur more than once, each on another
    concept as long as there is one; where there is neither, the widest. `mine` are the readings in the voices
    chosen.
    """
    told = [gap for gap in wide if gap.gap > 0 and gap.occurrences_all > gap.occurrences_chosen]
    enough = profile.settings.minimum_texts
    picked: list[WideGap] = []
    for texts, occurrences, other_concept in ((enough, enough, True), (1, 2, True), (1, 2, False)):
        for gap in told:
            shown = any((gap.lexicon, gap.concept) == (old.lexicon, old.concept) for old in picked)
            fits = gap.documents >= texts and gap.occurrences_all >= occurrences
            if fits and not (other_concept and shown) and all(gap.source != old.source for old in picked):
                picked.append(gap)
    picked = picked or told[:1]
    return tuple(
        _gap(profile, mine, read, gap, names.concepts[gap.lexicon, gap.concept], rule_words)
        for gap in picked[:MOST_GAPS]
    )


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
    # A headline or a pull quote that is nothing but the name shows nothing.
    around = rows["sentence_end"] - rows["sentence_start"] - (rows["end"] - rows["start"])
    order = rows.assign(bare=around < _BARE, rank=rank)
    best = order.sort_values(["bare", "rank", "document", "start"], kind="stable").iloc[0]
    document = read(best["document"])
    left, node, right = _excerpt(document.text, int(best["start"]), int(best["end"]))
    door = {"source": source, "concept": key, "level": "term", "item": term}
    voice = own_voice(profile)
    rest = plain - own
    sentence: Sentence = (Cell(f"{capital(voice)}, {source} never uses it."),)
    if own:
        times = "once" if own == 1 else plural(own, "time")
        sentence = (
            Cell(f"{capital(voice)}, {source} uses it {times}; "),
            Cell(whole(rest), doors.passages(**door, voice="other")),
            Cell(f" of the {whole(plain)} {'belongs' if rest == 1 else 'belong'} to other voices."),
        )
    whose = profile.whose(document.path, source)
    where = ", ".join(part for part in (whose, document.title or document.path, document.date) if part)
    return Gap(
        term,
        source,
        label,
        Cell(whole(plain), doors.passages(**door)),
        Cell(whole(own), doors.passages(**door, voice="chosen") if own else ""),
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
