"""The evidence card's figure: shares of the names in each source's own words, large enough for a desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.charts import frame_looks
from framing.figures.layout import PERCENT, Cell, Group, Row, ends, rows_and_columns
from framing.figures.looks import frame_keys
from framing.figures.save import save
from framing.figures.style import POINTS_PER_MM, Scheme, Style
from framing.handout.language import Translate
from framing.handout.view import display
from framing.model import Concept, Lexicon

if TYPE_CHECKING:
    import pandas as pd

    from framing.profile import Profile


class CardStyle(Style):
    """As wide as the text of a page, in type of eleven points."""

    __slots__ = ()

    @property
    def width(self) -> float:
        """Width in points."""
        return 176 * POINTS_PER_MM

    @property
    def size(self) -> float:
        """Size of the words in points."""
        return 11.0

    @property
    def scheme(self) -> Scheme:
        """A card is copied in black and white."""
        return "white"


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure as SVG and PNG, with words for those who do not see it."""

    svg: bytes
    png: bytes
    alt: str


def draw_card(
    profile: Profile, lexicon: Lexicon, concept: Concept, shares: pd.DataFrame, _: Translate
) -> Figure | None:
    """Bars for each source; `shares` are one concept's rows at term level in the chosen voices.

    Hatching tells the names' users apart, so that the figure can be copied in black and white. None where
    no source uses one of the names itself.
    """
    looks = frame_looks(profile.lexicons)
    frame_of = {term.term: term.frame for term in concept.terms}
    shown = shares[shares["occurrences"] > 0]
    if shown.empty:
        return None
    groups = [
        Group(
            str(source),
            (),
            tuple(
                Row(display(str(row.item)), looks[frame_of[str(row.item)]], (_cell(row, _),))
                for row in rows.sort_values("item").itertuples(index=False)
            ),
        )
        for source, rows in shown.groupby("source", sort=True)
    ]
    keys = frame_keys(profile, lexicon, [frame_of[item] for item in shown["item"]])
    title = _("How often each source uses each name in its own words")
    lines = [
        _("Bar: share of all the times that the source names the thing in its own words."),
        _(
            "Line across a bar: where the true share may well lie (95 % interval). "
            "Hollow bar: too few texts for that."
        ),
    ]
    [sheet, *_more] = rows_and_columns(CardStyle(), title, keys, [("", "")], groups, PERCENT, lines)
    alt = _(
        "Bars that show, for each source, the share of each name in its own words. "
        "The table below has the numbers."
    )
    return Figure(save(sheet, "svg", concept.label, alt), save(sheet, "png"), alt)


def _cell(row: Any, _: Translate) -> Cell:
    label = _("%(count)s of %(total)s") % {"count": row.occurrences, "total": row.total}
    return Cell(row.share, label, *ends(row)) if row.status == "ok" else Cell(row.share, label, thin=True)
