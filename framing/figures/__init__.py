"""Figures by matplotlib: the only place that imports it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from framing.cache import key
from framing.charts import Chart
from framing.figures.chart import Drawing, Layout
from framing.figures.dispersion import draw_dispersion
from framing.figures.distinctive import draw_distinctive
from framing.figures.glyphs import describe
from framing.figures.rates import draw_rates
from framing.figures.save import Format, Pixels, save
from framing.figures.sensitivity import draw_sensitivity
from framing.figures.share import layouts_of_shares
from framing.figures.similarity import draw_map, draw_similarity
from framing.figures.style import Style
from framing.figures.timeline import layouts_of_time
from framing.figures.voices import draw_voices
from framing.profile import Profile

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = ["Chart", "Style", "charts", "draw", "drawn_as", "layouts"]

DEFAULT = Style()
NOTHING: Mapping[bytes, Pixels] = MappingProxyType({})


def layouts(profile: Profile, analysis: Analysis, style: Style = DEFAULT) -> list[Layout]:
    """Functions that lay out the figures that the tables allow, in the order of the figures."""
    about = (profile, analysis.tables, style)
    between = (draw_rates, draw_voices, draw_distinctive, draw_similarity, draw_map)
    last = (draw_dispersion, draw_sensitivity)
    return [
        *layouts_of_shares(*about),
        *(partial(family, *about) for family in between),
        *layouts_of_time(*about),
        *(partial(family, *about) for family in last),
    ]


def draw(profile: Profile, analysis: Analysis, style: Style = DEFAULT) -> list[Chart]:
    """All figures that the tables allow. A figure whose table is empty is left out."""
    return list(charts(profile, analysis, style).values())


def charts(
    profile: Profile,
    analysis: Analysis,
    style: Style = DEFAULT,
    known: Mapping[bytes, Pixels] = NOTHING,
    share: int = 0,
    shares: int = 1,
) -> dict[tuple[int, int], Chart]:
    """One of `shares` shares of the figures that the tables allow, by their places in order.

    `known` are PNGs drawn before, by `Chart.key`.
    """
    mine = [*enumerate(layouts(profile, analysis, style))][share::shares]
    return {
        (number, page): _chart(drawing, known)
        for number, layout in mine
        for page, drawing in enumerate(layout())
    }


def drawn_as(kind: Format, profile: Profile, analysis: Analysis, style: Style = DEFAULT) -> dict[str, bytes]:
    """The figures as SVG, PNG or PDF, by name: for publication, in the width that `style` presets."""
    return {
        drawing.name: save(drawing.sheet, kind, drawing.title, drawing.alt)
        for layout in layouts(profile, analysis, style)
        for drawing in layout()
    }


def _chart(drawing: Drawing, known: Mapping[bytes, Pixels]) -> Chart:
    missing = drawing.sheet.missing
    notes = (
        (
            f"figures/{drawing.name}: no installed font has {', '.join(map(describe, missing[:5]))}"
            f"{' and others' if len(missing) > 5 else ''}; □ stands for it",
        )
        if missing
        else ()
    )
    svg = save(drawing.sheet, "svg", drawing.title, drawing.alt)
    # The SVG has the outlines of all glyphs, and the sheet the places to the last digit.
    name = key(svg, repr(vars(drawing.sheet)).encode())
    png = known[name].tobytes() if name in known else save(drawing.sheet, "png")
    about = (drawing.name, drawing.title, drawing.finding, drawing.alt, drawing.table)
    return Chart(*about, svg, png, notes, name)
