"""A sheet on which things are placed in points from the top left, drawn by matplotlib's renderers.

The figures of this project are rows of words, bars and dots. Axes would place their labels by themselves and
cost more time than all of the rest, so a sheet has none, nor a matplotlib figure around it. Things of one
look are drawn as one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import methodcaller

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from framing.figures import glyphs
from framing.figures.style import Style

Align = str  # "left", "centre" or "right"
Placed = tuple[float, float, str, float, bool, str]  # x, y, words, size, bold, colour


MOST_LETTERS = 400  # of a label; no figure has room for more


class Sheet:
    """What is to be drawn. All positions are in points, y downwards; colours are names of `Style.colour`."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.width = style.width
        self.height = 0.0
        self.words: list[Placed] = []
        self._bars: dict[tuple[str, str, bool], list[tuple[float, float, float, float]]] = defaultdict(list)
        self._lines: dict[tuple[str, float, tuple[float, ...]], list[tuple[float, float, float, float]]] = (
            defaultdict(list)
        )
        self._marks: dict[tuple[str, str, bool, float], list[tuple[float, float]]] = defaultdict(list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 0.0,
        bold: bool = False,
        colour: str = "ink",
        align: Align = "left",
    ) -> None:
        """Write `words` with their base line at `y`."""
        size = size or self.style.size
        if align != "left":
            x -= self.measure(words, size=size, bold=bold) * (0.5 if align == "centre" else 1.0)
        self.words.append((x, y, words, size, bold, colour))

    def measure(self, words: str, *, size: float = 0.0, bold: bool = False) -> float:
        """The width of `words` in points."""
        return glyphs.line(words, bold).width * (size or self.style.size) / glyphs.SCALE

    def wrap(
        self, words: str, width: float, *, size: float = 0.0, bold: bool = False, lines: int = 2
    ) -> list[str]:
        """`words` in at most so many lines of at most `width`; what does not fit ends in an ellipsis."""
        space = self.measure("a b", size=size, bold=bold) - self.measure("ab", size=size, bold=bold)
        found: list[str] = []
        used = 0.0
        left = _pieces(glyphs.clean(words[:MOST_LETTERS]))[::-1]
        while left:
            gap, piece = left.pop()
            room = used + space * gap + self.measure(piece, size=size, bold=bold)
            if found and room > width * 0.8:  # near the edge, measure the line itself
                room = self.measure(found[-1] + " " * gap + piece, size=size, bold=bold)
            if found and room <= width:
                found[-1] += " " * gap + piece
                used = room
                continue
            if len(found) == lines:
                found[-1] = self._cut(found[-1] + " " * gap + piece, width, size, bold)
                break
            begins = self._fitting(piece, width, size, bold)
            found.append(piece[:begins])
            used = self.measure(piece[:begins], size=size, bold=bold)
            if begins < len(piece):
                left.append((False, piece[begins:]))
        return found or [""]

    def _cut(self, words: str, width: float, size: float, bold: bool) -> str:
        """`words` cut to `width`, with an ellipsis."""
        room = width - self.measure("…", size=size, bold=bold)
        return words[: self._fitting(words, room, size, bold)].rstrip() + "…"

    def _fitting(self, words: str, width: float, size: float, bold: bool) -> int:
        """How many characters of `words` fit into `width`; at least one."""
        if self.measure(words, size=size, bold=bold) <= width:
            return len(words)
        low, high = 1, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if self.measure(words[:middle], size=size, bold=bold) <= width:
                low = middle
            else:
                high = middle - 1
        return low

    def bar(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        hatch: str = "",
        hollow: bool = False,
    ) -> None:
        """A rectangle with its top left corner at x, y."""
        self._bars[colour, hatch, hollow].append((x, y, width, height))

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        colour: str = "ink",
        weight: float = 0.8,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """A straight line; `dashes` are the lengths of its dashes and gaps in weights."""
        self._lines[colour, weight, dashes].append((x0, y0, x1, y1))

    def mark(
        self, x: float, y: float, shape: str, colour: str, *, hollow: bool = False, size: float = 5.0
    ) -> None:
        """A marker centred at x, y. `shape` is matplotlib's letter for it."""
        self._marks[shape, colour, hollow, size].append((x, y))

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters in the words that no installed font has."""
        found = {c for _, _, words, _, bold, _ in self.words for c in glyphs.line(words, bold).missing}
        return tuple(sorted(found))

    def draw(self, renderer: RendererBase, dpi: float) -> None:
        """Draw everything but the words onto a renderer with `dpi` dots per inch."""
        renderer.open_group("figure")
        for artist in sorted(self._artists(self._place(dpi)), key=methodcaller("get_zorder")):
            artist.draw(renderer)
        renderer.close_group("figure")

    def draw_words(self, renderer: RendererBase, dpi: float) -> None:
        """Draw the words: each glyph is drawn once and then set where it stands."""
        points: dict[tuple[str, float, str], list[tuple[float, float]]] = defaultdict(list)
        for x, y, words, size, bold, colour in self.words:
            scale = size / glyphs.SCALE
            for name, right, up in glyphs.line(words, bold).glyphs:
                points[name, size, colour].append((x + right * scale, y - up * scale))
        place = self._place(dpi)
        gc = renderer.new_gc()
        gc.set_linewidth(0.0)
        gc.set_snap(False)
        fills = {colour: to_rgba(self.style.colour(colour)) for colour in {entry[5] for entry in self.words}}
        for (name, size, colour), stands in points.items():
            gc.set_foreground(fills[colour], isRGBA=True)
            enlarge = Affine2D().scale(size / glyphs.SCALE * (dpi / 72))
            renderer.draw_markers(
                gc, glyphs.outline(name), enlarge, Path(np.array(stands)), place, fills[colour]
            )
        gc.restore()

    def _place(self, dpi: float) -> Transform:
        """From points below the top left corner to the renderer's dots above the bottom left one."""
        return Affine2D().scale(1 / 72, -1 / 72).translate(0, self.height / 72).scale(dpi)

    def _artists(self, place: Transform) -> Iterator[Artist]:
        style = self.style
        paper, hatching = style.colour("paper"), style.colour("hatch")
        yield Rectangle(
            (0, self.height),
            self.width,
            -self.height,
            transform=place,
            facecolor=paper,
            edgecolor="white",
            linewidth=0,
            zorder=0,
        )
        for (colour, weight, dashes), segments in self._lines.items():
            codes = np.tile([Path.MOVETO, Path.LINETO], len(segments))
            yield PathPatch(
                Path(np.array(segments, float).reshape(-1, 2), codes),
                transform=place,
                fill=False,
                edgecolor=style.colour(colour),
                linewidth=weight,
                linestyle=(0, dashes) if dashes else "solid",
                zorder=_LAYERS.get(colour, 3),
                capstyle="butt",
            )
        for (colour, hatch, hollow), boxes in self._bars.items():
            fill = style.colour(colour)
            yield PathPatch(
                _boxes(boxes, inset=0.4 if hollow else 0.0),
                transform=place,
                facecolor=paper if hollow else fill,
                edgecolor=fill if hollow else hatching,
                linewidth=0.8 if hollow else 0.0,
                hatch=(hatch[: (len(hatch) + 1) // 2] if hollow else hatch) or None,
                joinstyle="miter",
                zorder=2,
            )
        for (shape, colour, hollow, size), points in self._marks.items():
            xs, ys = zip(*points, strict=True)
            yield Line2D(
                xs,
                ys,
                transform=place,
                linestyle="none",
                marker=shape,
                markersize=size * _SIZES.get(shape, 1.0),
                markerfacecolor=paper if hollow else style.colour(colour),
                markeredgecolor=style.colour(colour),
                markeredgewidth=0.9 if hollow else 0.4,
                zorder=4,
            )


def _pieces(words: str) -> list[tuple[bool, str]]:
    """The pieces of a line between which it may break, each with whether a space precedes it."""
    found = []
    for word in words.split(" "):
        parts = re.findall(r"[^-]+-*|-+", word)
        found += [(not n, part) for n, part in enumerate(parts)]
    return found


# Markers that look larger or smaller than a circle of their width.
_SIZES = {"D": 0.85, "P": 1.1, "X": 1.1}
_LAYERS = {"line": 1.0, "paper": 2.6}  # grid lines below the bars; halos above them, below the ink


def _boxes(boxes: Sequence[tuple[float, float, float, float]], inset: float) -> Path:
    vertices = []
    for x, y, width, height in boxes:
        left, right = x + inset, x + max(width - inset, inset)
        top, bottom = y + inset, y + height - inset
        vertices += [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(boxes)
    return Path(np.array(vertices, float), codes)
