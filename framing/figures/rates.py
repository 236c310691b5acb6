"""How often each source uses the names that each side prefers: occurrences per 1,000 words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.charts import concept_names, frame_looks
from framing.figures.chart import Drawing
from framing.figures.glyphs import NO_BREAK
from framing.figures.layout import Cell, Group, Key, Row, columns_of, ends, paged, rows_and_columns, scale
from framing.figures.looks import chosen_words, frame_labels, with_most_texts
from framing.figures.style import Style
from framing.profile import Profile
from framing.tables import records
from framing.wording import decimals, plural

if TYPE_CHECKING:
    import pandas as pd

_BEYOND = "→"


def draw_rates(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Drawing]:
    """One figure of all concepts by source, on as many pages as it needs."""
    rates = tables["rates"]
    rates = rates[(rates["level"] == "frame") & (rates["occurrences"] > 0)]
    rates = rates[rates["source"].isin(profile.foremost)]
    if rates.empty:
        return []
    cells: dict[tuple[str, str, str, str, str], Any] = {
        (row.lexicon, row.concept, row.item, row.source, row.voices): row for row in records(rates)
    }
    looks = frame_looks(profile.lexicons)
    words = profile.documents.groupby("source")["words"].sum()
    texts = profile.documents.groupby("source").size()
    own = chosen_words(profile)
    title = f"Names per 1,000 words, by whose usage they are ({own})"
    how = [
        f"Bar: rate in the {own}; upright tick: rate in all voices. Line: 95 % interval with texts as units. "
        "Hollow bar: too few texts for an interval; it describes these texts only."
    ]
    sheets = []
    highest = _highest(rates)
    axis, places = scale(highest), decimals(highest)
    if (rates["rate"] > axis.top).any():
        how[0] += f" {_BEYOND}: goes on beyond the scale."
    which = with_most_texts(profile, "rates")
    for sources in columns_of(profile.foremost, style):
        groups = []
        used: dict[int, Key] = {}
        for lexicon, concept, _ in concept_names(profile.lexicons):
            labels = frame_labels(lexicon)
            rows = []
            for frame in sorted({term.frame for term in concept.terms}):
                if any(
                    (lexicon.id, concept.id, frame, source, "all") in cells for source in profile.foremost
                ):
                    of = (lexicon.id, concept.id, frame)
                    row = tuple(
                        _cell(
                            cells.get((*of, source, "chosen")),
                            cells.get((*of, source, "all")),
                            axis.top,
                            places,
                        )
                        for source in sources
                    )
                    used[looks[frame]] = Key(looks[frame], labels.get(frame, frame))
                    rows.append(Row(labels.get(frame, frame), looks[frame], row))
            if rows:
                groups.append(Group(concept.label, (), tuple(rows)))
        heads = [(s, _size(int(texts[s]), int(words[s]))) for s in sources]
        sheets += rows_and_columns(
            style, title, [used[look] for look in sorted(used)], heads, groups, axis, [*how, *which]
        )
    finding = _finding(profile, rates, own, places)
    alt = (
        f"Bars for {plural(len(profile.foremost), 'source')}, side by side: occurrences per 1,000 words of "
        f"the names that each side prefers, concept by concept. {finding}"
    )
    return paged("rates", title, finding, alt, "rates", sheets, which)


def _highest(rates: pd.DataFrame) -> float:
    """What the scale holds: the sources with enough texts, if there are any, and their intervals.

    A name in a text of twenty words is fifty per 1,000: it would press all other bars together.
    """
    sure = rates[rates["status"] == "ok"]
    shown = sure if len(sure) else rates
    return float(max([shown["rate"].max(), *shown["high"].dropna()]))


def _size(texts: int, words: int) -> str:
    return ", ".join(plural(n, noun).replace(" ", NO_BREAK) for n, noun in ((texts, "text"), (words, "word")))


def _cell(own: Any, every: Any, top: float, places: int) -> Cell | None:
    """The bar of one source; `top` is the end of the scale, and a tick beyond it is left out.

    The rate has so many decimal `places`.
    """
    if every is None:
        return None
    tick = every.rate if every.rate <= top else None
    if own is None:
        return Cell(0.0, "0", other=tick)
    low, high = ends(own)
    label = f"{own.rate:.{places}f}{_BEYOND if own.rate > top else ''}"
    return Cell(own.rate, label, low, high, own.status != "ok", tick)


def _finding(profile: Profile, rates: pd.DataFrame, own: str, places: int) -> str:
    chosen = rates[rates["voices"] == "chosen"]
    parts = []
    for source in profile.foremost:
        mine = chosen[chosen["source"] == source]
        rate = float(mine["rate"].sum())
        parts.append(f"{source} {rate:.{places}f}")
    more = f" and {len(parts) - 8} more sources" if len(parts) > 8 else ""
    return f"All names together, {own}, per 1,000 words: {', '.join(parts[:8])}{more}."
