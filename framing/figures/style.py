"""How figures look: sizes, colours, hatches and markers, the same for the same item in every figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

POINTS_PER_MM = 72 / 25.4

LIGHT = {
    "paper": "#fffefb",
    "ink": "#1b1a18",
    "soft": "#5b5750",
    "line": "#d9d4c8",
    "hatch": "#fffffe",
    "onshade": "#fefefe",
}
WHITE = LIGHT | {"paper": "#ffffff"}  # what is printed lies on the paper that there is
DARK = {
    "paper": "#171614",
    "ink": "#ebe7de",
    "soft": "#aea89b",
    "line": "#3b3833",
    "hatch": "#171615",
    "onshade": "#131211",
}
# Paul Tol's bright and muted schemes, which colour-blind readers can tell apart; the report uses the same.
ITEMS_LIGHT = (
    "#4477aa", "#cc6677", "#228833", "#b58900", "#66ccee",
    "#aa3377", "#888888", "#332288", "#44aa99", "#882255",
)  # fmt: skip
ITEMS_DARK = (
    "#6699cc", "#ee8899", "#55aa66", "#d4aa22", "#88ddff",
    "#cc66aa", "#aaaaaa", "#8877dd", "#66ccbb", "#bb5588",
)  # fmt: skip
# No dots or circles: they make an SVG five times as large.
HATCHES = ("", "/////", "xxxx", "-----", "\\\\\\\\\\", "+++", "|||||", "//", "||", "\\\\")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "h")
# From light to dark, for heat maps; the middle of the scale reads in grey.
SHADES_LIGHT = (
    "#f1eee6",
    "#dfe3e6",
    "#c5d3df",
    "#a6bfd5",
    "#84a7c7",
    "#628eb7",
    "#4477aa",
    "#335f8d",
    "#23486f",
)
SHADES_DARK = (
    "#211f1c",
    "#24303a",
    "#274054",
    "#2c5170",
    "#34628b",
    "#4375a3",
    "#5a8abb",
    "#7aa5d2",
    "#a3c6e8",
)
# Voices are told apart by tones of ink and by the lines that the report's reader draws below them, and never
# by the colours and hatches of usages. In the order of `model.VOICES`, away from the ink.
VOICES_LIGHT = ("#292623", "#524e48", "#77726b", "#9c968d", "#bcb6ac", "#d8d3ca")
VOICES_DARK = ("#e7e3da", "#bbb5ab", "#8f897f", "#6a655d", "#524e48", "#3d3a36")
# The line below a voice: for each stroke how far down it lies, its weight in points, and its dashes and gaps
# in weights.
VOICE_LINES: tuple[tuple[tuple[float, float, tuple[float, ...]], ...], ...] = (
    ((0.0, 1.6, ()),),
    ((0.0, 1.6, (1.0, 1.0)),),
    ((0.0, 1.6, (3.0, 1.5)),),
    ((-0.8, 0.7, ()), (0.8, 0.7, ())),
    ((0.0, 0.7, ()),),
    ((0.0, 0.7, (1.0, 2.0)),),
)

Preset = Literal["report", "single", "double"]
Scheme = Literal["light", "dark", "white"]
_WIDTHS: dict[str, tuple[float, float]] = {"report": (183, 8.0), "single": (89, 6.5), "double": (183, 7.0)}


@dataclass(frozen=True, slots=True)
class Style:
    """How to draw. `preset`: report, or a journal's single (89 mm) or double (183 mm) column.

    `dark` draws light words on dark paper. A report's light SVG holds the dark colours, too, for readers
    who prefer them; a journal's lies on white, whatever the reader prefers.
    """

    preset: Preset = "report"
    dark: bool = False

    @property
    def width(self) -> float:
        """Width in points."""
        return _WIDTHS[self.preset][0] * POINTS_PER_MM

    @property
    def size(self) -> float:
        """Size of the words in points."""
        return _WIDTHS[self.preset][1]

    @property
    def narrow(self) -> bool:
        """Whether there is room for short labels only."""
        return self.preset == "single"

    @property
    def scheme(self) -> Scheme:
        """Which colours: the report's light ones, dark ones, or the light ones on white for print."""
        if self.dark:
            return "dark"
        return "light" if self.preset == "report" else "white"

    def colour(self, name: str) -> str:
        """A colour by its name: its role ("ink", "soft", …), "item3", "voice2", or "shade0" to "shade8"."""
        return colours(self.scheme)[name]


def colours(scheme: Scheme) -> dict[str, str]:
    """All colours by name."""
    dark = scheme == "dark"
    return {
        **{"light": LIGHT, "dark": DARK, "white": WHITE}[scheme],
        **{f"item{n}": hexa for n, hexa in enumerate(ITEMS_DARK if dark else ITEMS_LIGHT)},
        **{f"shade{n}": hexa for n, hexa in enumerate(SHADES_DARK if dark else SHADES_LIGHT)},
        **{f"voice{n}": hexa for n, hexa in enumerate(VOICES_DARK if dark else VOICES_LIGHT)},
    }


def item(number: int) -> str:
    """The colour name of the item with this number."""
    return f"item{number % len(ITEMS_LIGHT)}"


def hatch(number: int) -> str:
    """The hatch of an item. Beyond the tenth, colours return with other hatches."""
    return HATCHES[(number + number // len(ITEMS_LIGHT)) % len(HATCHES)]


def marker(number: int) -> str:
    """The marker of an item, as matplotlib names it."""
    return MARKERS[(number + number // len(ITEMS_LIGHT)) % len(MARKERS)]
