"""Sheets as files: the same bytes for the same sheet, whatever the machine and the day."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from functools import cache
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from PIL import Image

from framing.figures import glyphs
from framing.figures.sheet import Sheet, WordsArtist
from framing.figures.style import colours

Format = Literal["svg", "png", "pdf"]
DPI = 300
_STEPS = 9  # tones between a colour and the paper in a PNG
_SETTINGS = {"svg.hashsalt": "framing", "hatch.linewidth": 0.7, "path.simplify": False}


def save(sheet: Sheet, format: Format, title: str = "", description: str = "") -> bytes:  # noqa: A002
    """The sheet as SVG, as PNG with 300 dots per inch, or as PDF."""
    with rc_context(_SETTINGS):
        if format == "svg":
            return _svg(sheet, title, description)
        return _png(sheet) if format == "png" else _pdf(sheet, title)


def _png(sheet: Sheet) -> bytes:
    figure = sheet.figure()
    figure.add_artist(WordsArtist(sheet))
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = Image.frombuffer(
        "RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1
    ).convert("RGB")
    indexed = pixels.quantize(palette=_palette(sheet.style.dark), dither=Image.Dither.NONE)
    file = io.BytesIO()
    indexed.save(file, "png", dpi=(DPI, DPI), compress_level=3)
    return file.getvalue()


@cache
def _palette(dark: bool) -> Image.Image:
    """The colours of a style and tones between each and the paper."""
    found = colours(dark)
    paper = _rgb(found["paper"])
    flat: list[int] = []
    for name, colour in found.items():
        steps = 1 if name in ("paper", "hatch", "line") or name.startswith("shade") else _STEPS
        for step in range(steps, 0, -1):
            flat += [round(p + (c - p) * step / steps) for p, c in zip(paper, _rgb(colour), strict=True)]
    ink = _rgb(found["ink"])
    for name, colour in found.items():
        if name.startswith("item"):  # intervals cross bars
            flat += [round((a + b) / 2) for a, b in zip(ink, _rgb(colour), strict=True)]
    image = Image.new("P", (1, 1))
    image.putpalette(flat[: 256 * 3])
    return image


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _pdf(sheet: Sheet, title: str) -> bytes:
    figure = sheet.figure()
    figure.add_artist(WordsArtist(sheet))
    file = io.BytesIO()
    about = {"Title": title, "CreationDate": None, "Creator": None, "Producer": None}
    FigureCanvasPdf(figure).print_pdf(file, metadata=about)
    return file.getvalue()


def _svg(sheet: Sheet, title: str, description: str) -> bytes:
    file = io.StringIO()
    FigureCanvasSVG(sheet.figure()).print_svg(
        file, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
    )
    drawing = file.getvalue()
    begin = drawing.index("<svg")
    inside = drawing.index(">", begin) + 1
    head = drawing[begin : inside - 1]
    body = drawing[inside : drawing.rindex("</svg>")]
    body = re.sub(r"\s*<metadata>.*?</metadata>", "", body, count=1, flags=re.DOTALL)
    body = re.sub(r"\n\s*", "\n", body)
    label = f"<title>{escape(_plain(title))}</title>\n<desc>{escape(_plain(description))}</desc>"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{head} role="img" aria-label={quoteattr(_plain(title))}>\n'
        f"{label}\n{'' if sheet.style.dark else _dark_rules()}{body}{_words(sheet)}</svg>\n"
    ).encode()


def _plain(words: str) -> str:
    return glyphs.clean(words)


@cache
def _dark_rules() -> str:
    """Rules that turn a light figure dark for readers who prefer that."""
    rules = []
    dark = colours(True)
    for name, colour in colours(False).items():
        rules.append(f'[style*="fill: {colour}"],[fill="{colour}"]{{fill:{dark[name]}!important}}')
        if not name.startswith("shade"):
            rules.append(f'[style*="stroke: {colour}"],[stroke="{colour}"]{{stroke:{dark[name]}!important}}')
    return "<style>@media (prefers-color-scheme:dark){" + "".join(rules) + "}</style>\n"


def _words(sheet: Sheet) -> str:
    """The words as outlines: each glyph once, and a reference to it wherever it stands.

    matplotlib's own text as paths takes five times the bytes and ten times the time.
    """
    used: dict[str, None] = {}
    groups: dict[str, list[str]] = defaultdict(list)
    for x, y, words, size, bold, colour in sheet.words:
        placed = glyphs.line(words, bold).glyphs
        if not placed:
            continue
        used |= dict.fromkeys(name for name, _, _ in placed)
        scale = f"{size / glyphs.SCALE:.4f}".rstrip("0")
        uses = "".join(
            f'<use href="#{_id(name)}"'
            + (f' x="{_short(right)}"' if right else "")
            + (f' y="{_short(-up)}"' if up else "")
            + "/>"
            for name, right, up in placed
        )
        groups[colour].append(f'<g transform="translate({x:.1f} {y:.1f})scale({scale})">{uses}</g>')
    outlines = "".join(
        f'<path id="{_id(name)}" d="{glyphs.markup(name)}" transform="scale(.1)"/>' for name in sorted(used)
    )
    drawn = "\n".join(
        f'<g fill="{sheet.style.colour(colour)}">\n' + "\n".join(lines) + "\n</g>"
        for colour, lines in groups.items()
    )
    return f"<defs>{outlines}</defs>\n{drawn}\n"


@cache
def _id(name: str) -> str:
    """A short id for a glyph, the same in every figure."""
    for font, letter in (("DejaVuSans-Bold-", "b"), ("DejaVuSans-", "d")):
        if name.startswith(font):
            return letter + name.removeprefix(font)
    return re.sub(r"[^A-Za-z0-9-]", "", name)


def _short(number: float) -> str:
    return f"{number:.0f}"
