"""Sheets as files: the same bytes for the same sheet, whatever the machine and the day."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from functools import cache
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr
from zlib import crc32

import numpy as np
from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from PIL import Image

from framing.figures import glyphs
from framing.figures.sheet import Sheet
from framing.figures.style import Scheme, colours

Format = Literal["svg", "png", "pdf"]
Pixels = np.ndarray[Any, np.dtype[np.uint8]]
DPI = 300
_STEPS = 8  # tones between a colour and the paper in a PNG
_SETTINGS: Any = {"svg.hashsalt": "framing", "hatch.linewidth": 0.7, "path.simplify": False}


def save(sheet: Sheet, format: Format, title: str = "", description: str = "") -> bytes:  # noqa: A002
    """The sheet as SVG, as PNG with 300 dots per inch, or as PDF."""
    with rc_context(_SETTINGS):
        if format == "svg":
            return _svg(sheet, title, description)
        return _png(sheet) if format == "png" else _pdf(sheet, title)


def _png(sheet: Sheet) -> bytes:
    # A whole number of pixels may lack a trifle after the division.
    width, height = (int(points / 72 * DPI + 1e-8) for points in (sheet.width, sheet.height))
    renderer = RendererAgg(width, height, DPI)  # type: ignore[no-untyped-call]
    sheet.draw(renderer, DPI)
    sheet.draw_words(renderer, DPI)
    pixels = np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]
    image = Image.fromarray(_index(pixels, sheet.style.scheme))
    image.putpalette(_palette(sheet.style.scheme).tobytes())
    file = io.BytesIO()
    image.save(file, "png", dpi=(DPI, DPI), compress_level=3)
    return file.getvalue()


def _index(pixels: Pixels, scheme: Scheme) -> Pixels:
    """Each pixel's number in the palette. An indexed PNG is a third of the size and quicker to write."""
    palette, nearest = _palette(scheme), _nearest(scheme)
    whole = np.ascontiguousarray(pixels).view("<u4")[..., 0]
    indexed = np.zeros(whole.shape, np.uint8)  # the paper, which is most of it, is number 0
    drawn = np.flatnonzero(whole != whole[0, 0])
    found = whole.ravel()[drawn]
    keys = (found >> 3 & 0x1F) | (found >> 6 & 0x3E0) | (found >> 9 & 0x7C00)
    new = np.flatnonzero((np.bincount(keys, minlength=nearest.size) > 0) & (nearest < 0))
    colours_of = np.stack([new & 0x1F, new >> 5 & 0x1F, new >> 10], axis=1) * 8 + 4
    for begin in range(0, len(new), 256):
        part = colours_of[begin : begin + 256, None, :] - palette[None, :, :].astype(int)
        nearest[new[begin : begin + 256]] = (part**2).sum(axis=2).argmin(axis=1)
    indexed.ravel()[drawn] = nearest[keys]
    return indexed


@cache
def _palette(scheme: Scheme) -> Pixels:
    """The colours of a style, the paper first, and tones between each and the paper and ink: (n, 3)."""
    found = {name: np.array(_rgb(colour), float) for name, colour in colours(scheme).items()}
    paper, ink = found.pop("paper"), found["ink"]
    tones = [paper]
    for name, colour in found.items():
        # Shades have no edges, and tones of ink lie between it and the paper anyway.
        steps = 1 if name.startswith(("shade", "voice")) else _STEPS
        tones += [paper + (colour - paper) * step / steps for step in range(steps, 0, -1)]
        if name.startswith("item"):  # intervals cross bars
            tones += [ink + (colour - ink) * step / 3 for step in (1, 2)]
    return np.array(tones).round().astype(np.uint8)


@cache
def _nearest(scheme: Scheme) -> np.ndarray[Any, np.dtype[np.int16]]:
    """For a colour of 5 bits a channel its number in the palette; -1 where it has not been needed yet."""
    table = np.full(1 << 15, -1, np.int16)
    palette = _palette(scheme)
    exact = {tuple(colour): number for number, colour in reversed(list(enumerate(palette.tolist())))}
    for colour in colours(scheme).values():
        red, green, blue = _rgb(colour)
        table[red >> 3 | green >> 3 << 5 | blue >> 3 << 10] = exact[red, green, blue]
    return table


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _pdf(sheet: Sheet, title: str) -> bytes:
    # These two take a fifth of a second to import, and figures are seldom wanted as PDF.
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    figure = Figure(figsize=(sheet.width / 72, sheet.height / 72), frameon=False)
    figure.add_artist(_WholeSheet(sheet))
    file = io.BytesIO()
    about = {"Title": title, "CreationDate": None, "Creator": None, "Producer": None}
    FigureCanvasPdf(figure).print_pdf(file, metadata=about)  # type: ignore[no-untyped-call]
    return file.getvalue()


class _WholeSheet(Artist):
    """A sheet as part of a matplotlib figure."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet

    def draw(self, renderer: RendererBase) -> None:
        """Draw onto a renderer of 72 dots per inch."""
        self.sheet.draw(renderer, 72)
        self.sheet.draw_words(renderer, 72)


def _svg(sheet: Sheet, title: str, description: str) -> bytes:
    file = io.StringIO()
    about = {"Date": None, "Creator": None, "Format": None, "Type": None}
    renderer = RendererSVG(  # type: ignore[no-untyped-call]
        sheet.width, sheet.height, file, metadata=about
    )
    sheet.draw(renderer, 72)
    renderer.finalize()  # type: ignore[no-untyped-call]
    drawing = file.getvalue()
    begin = drawing.index("<svg")
    inside = drawing.index(">", begin) + 1
    head = drawing[begin : inside - 1]
    body = drawing[inside : drawing.rindex("</svg>")]
    body = re.sub(r"\s*<metadata>.*?</metadata>", "", body, count=1, flags=re.DOTALL)
    body = re.sub(r"\n\s*", "\n", body)
    body = re.sub(r"<g>\n((?:<use [^>]*/>\n)+)</g>", _style_once, body)
    body += _words(sheet)
    label = f"<title>{escape(_plain(title))}</title>\n<desc>{escape(_plain(description))}</desc>"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{head} role="img" aria-label={quoteattr(_plain(title))}>\n'
        f"{label}\n{_dark_rules(body) if sheet.style.scheme == 'light' else ''}{body}</svg>\n"
    ).encode()


def _style_once(group: re.Match[str]) -> str:
    """A group of markers with their common style said once."""
    styles = set(re.findall(r' style="([^"]*)"', group[1]))
    if len(styles) != 1:
        return group[0]
    uses = re.sub(r' style="[^"]*"', "", group[1])
    return f'<g style="{styles.pop()}">\n{uses}</g>'


def _plain(words: str) -> str:
    return glyphs.clean(words)


def _dark_rules(drawing: str) -> str:
    """Rules that turn the colours of a light figure dark for readers who prefer that."""
    rules = []
    dark = colours("dark")
    for name, colour in colours("light").items():
        for part in ("fill", "stroke"):
            styled, plain = f"{part}: {colour}", f'{part}="{colour}"'
            if styled in drawing or plain in drawing:
                rules.append(f'[style*="{styled}"],[{plain}]{{{part}:{dark[name]}!important}}')
    return "<style>@media (prefers-color-scheme:dark){" + "".join(rules) + "}</style>\n"


def _words(sheet: Sheet) -> str:
    """The words as outlines: each glyph once, and a reference wherever it stands; so too for repeated words.

    matplotlib's own text as paths takes five times the bytes and ten times the time.
    """
    placed = [entry for entry in sheet.words if glyphs.line(entry[2], entry[4]).glyphs]
    times = Counter((words, bold) for _, _, words, _, bold, _ in placed)
    used: set[str] = set()
    repeated: dict[str, str] = {}
    groups: dict[str, list[str]] = defaultdict(list)
    for x, y, words, size, bold, colour in placed:
        spelt = glyphs.line(words, bold).glyphs
        scale = f"{size / glyphs.SCALE:.4f}".rstrip("0")
        at = f'transform="translate({x:.1f} {y:.1f})scale({scale})"'
        name = f"w{crc32(repr((words, bold)).encode()):08x}"
        if name not in repeated:
            used.update(glyph for glyph, _, _ in spelt)
            uses = "".join(
                f'<use href="#{_id(glyph)}"'
                + (f' x="{right:.0f}"' if right else "")
                + (f' y="{-up:.0f}"' if up else "")
                + "/>"
                for glyph, right, up in spelt
            )
            if times[words, bold] == 1:
                groups[colour].append(f"<g {at}>{uses}</g>")
                continue
            repeated[name] = f'<g id="{name}">{uses}</g>'
        groups[colour].append(f'<use href="#{name}" {at}/>')
    outlines = "".join(
        f'<path id="{_id(name)}" d="{glyphs.markup(name)}" transform="scale(.1)"/>' for name in sorted(used)
    )
    drawn = "\n".join(
        f'<g fill="{sheet.style.colour(colour)}">\n' + "\n".join(lines) + "\n</g>"
        for colour, lines in groups.items()
    )
    return f"<defs>{outlines}\n" + "\n".join(repeated.values()) + f"</defs>\n{drawn}\n"


@cache
def _id(name: str) -> str:
    """A short id for a glyph, the same in every figure."""
    for font, letter in (("DejaVuSans-Bold-", "b"), ("DejaVuSans-", "d")):
        if name.startswith(font):
            return letter + name.removeprefix(font)
    return re.sub(r"[^A-Za-z0-9-]", "", name)
