"""Words as glyphs: their widths, outlines and the fonts that have them.

DejaVu Sans, which comes with matplotlib, draws everything it can, so that figures are the same bytes on every
machine. Installed fonts serve only the characters it lacks. Words are never read as mathematics.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import get_data_path
from matplotlib.font_manager import fontManager, get_font
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath

SCALE = 100.0  # outlines and widths are for words of this size in points
STAND_IN = "□"
NO_BREAK = "\u00a0"  # words that it joins stay in one line
_STEPS = {
    int(Outline.MOVETO): ("m", 1),
    int(Outline.LINETO): ("l", 1),
    int(Outline.CURVE3): ("q", 2),
    int(Outline.CURVE4): ("c", 3),
}
_JOINERS = "\u200c\u200d"
_LATIN = re.compile(
    "[ -\u024f\u2010-\u2027\u2212\u25a1]*"
)  # with dashes, quotation marks, minus and stand-in
_layout = TextToPath()
_outlines: dict[str, Any] = {}


Glyph = tuple[str, float, float]  # name, x, y


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words laid out at `SCALE`. Each glyph is (name, x, y); `missing` has no font."""

    width: float
    glyphs: tuple[Glyph, ...]
    missing: tuple[str, ...]


@lru_cache(maxsize=50_000)
def line(words: str, bold: bool = False) -> Line:
    """`words` laid out in one line, with joined and right-to-left letters as their script wants them."""
    string = clean(words)
    if not (_LATIN.fullmatch(string) and _known(bold).issuperset(map(ord, string))):
        return _shaped(string, bold)
    # DejaVu Sans never kerns across a space: the words stand side by side, and each is laid out once.
    glyphs: list[Glyph] = []
    at = width = 0.0
    for word in string.split(" "):
        found, room = _word(word, bold)
        glyphs += [(name, at + right, up) for name, right, up in found.glyphs]
        width = max(width, at + found.width)
        at += room
    return Line(width, tuple(glyphs), ())


@lru_cache(maxsize=50_000)
def _word(word: str, bold: bool) -> tuple[Line, float]:
    """A word, and the room that it takes with the space behind it."""
    placed = _placed(word + "  ", [_dejavu(bold)])
    return Line(*_inked(placed), ()), placed[-1][1]


def _shaped(string: str, bold: bool) -> Line:
    """A line in any script, laid out as a whole."""
    known = _known(bold)
    fonts = [_dejavu(bold)]
    missing = []
    shown = []
    for letter in string:
        if ord(letter) not in known and letter not in _JOINERS:
            found = _installed(letter)
            if found and found not in fonts:
                fonts.append(found)
            if not found:
                missing.append(letter)
                letter = STAND_IN
        shown.append(letter)
    return Line(*_inked(_placed("".join(shown), fonts)), tuple(missing))


def _placed(string: str, fonts: list[str]) -> list[Glyph]:
    """The glyphs of a string, spaces too, and where each stands."""
    font = get_font(fonts)
    font.set_size(SCALE, 72)
    placed, _, _ = _layout.get_glyphs_with_font(
        font, string, glyph_map=_outlines, return_new_glyphs_only=False
    )
    return [(name, float(x), float(y)) for name, x, y, _ in placed]


def _inked(placed: list[Glyph]) -> tuple[float, tuple[Glyph, ...]]:
    """Where the ink of some glyphs ends, and those that have any."""
    glyphs = tuple(glyph for glyph in placed if len(_outlines[glyph[0]][0]))
    return max((x + _right(name) for name, x, _ in glyphs), default=0.0), glyphs


@cache
def _right(name: str) -> float:
    """Where the ink of a glyph ends."""
    return float(np.asarray(_outlines[name][0])[:, 0].max())


@cache
def outline(name: str) -> Outline:
    """The outline of a glyph that `line` has named, at `SCALE`, y upwards."""
    vertices, codes = _outlines[name]
    return Outline(vertices, codes)


@cache
def markup(name: str) -> str:
    """The outline as the data of an SVG path, y downwards, in tenths of a point at `SCALE`.

    Steps are relative, because small whole numbers are short.
    """
    vertices, codes = _outlines[name]
    points = [(round(10 * x), -round(10 * y)) for x, y in vertices]
    parts = []
    here = start = (0, 0)
    at = 0
    while at < len(codes):
        code = int(codes[at])
        if code == Outline.CLOSEPOLY:
            parts.append("z")
            here = start
            at += 1
            continue
        letter, steps = _STEPS[code]
        moves = [(x - here[0], y - here[1]) for x, y in points[at : at + steps]]
        at += steps
        here = points[at - 1]
        if letter == "m":
            start = here
        if letter == "l" and 0 in moves[0]:
            parts.append(f"v{moves[0][1]}" if moves[0][0] == 0 else f"h{moves[0][0]}")
        else:
            parts.append(letter + " ".join(f"{x} {y}" for x, y in moves).replace(" -", "-"))
    return "".join(parts)


def clean(words: str) -> str:
    """`words` without line breaks, controls and marks that turn the direction of what follows."""
    kept = words if words.isprintable() else "".join(map(_kept, words))
    return " ".join(word for word in kept.split(" ") if word)


def _kept(letter: str) -> str:
    if letter.isspace():
        return letter if letter == NO_BREAK else " "
    kind = unicodedata.category(letter)
    return "" if kind == "Cs" or (kind in ("Cc", "Cf") and letter not in _JOINERS) else letter


def describe(missing: str) -> str:
    """A character that no font has, by number, name and the script whose font is wanted."""
    name = unicodedata.name(missing, "unnamed").lower()
    return f"U+{ord(missing):04X} {name}"


@cache
def _dejavu(bold: bool) -> str:
    return str(
        Path(get_data_path()) / "fonts" / "ttf" / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
    )


@cache
def _known(bold: bool) -> frozenset[int]:
    return frozenset(get_font(_dejavu(bold)).get_charmap())


@cache
def _characters(path: str) -> frozenset[int]:
    return frozenset(get_font(path).get_charmap())


@cache
def _scripts() -> list[dict[str, Any]]:
    data = tomllib.loads((Path(__file__).parent / "fonts.toml").read_text(encoding="utf-8"))
    return list(data["scripts"])


@cache
def _families() -> dict[str, str]:
    """The file of each installed family, in its regular weight where there is one."""
    entries = sorted(
        (abs(_weight(entry.weight) - 400), entry.style != "normal", entry.fname, entry.name)
        for entry in fontManager.ttflist
    )
    found: dict[str, str] = {}
    for _, _, file, family in entries:
        found.setdefault(family, file)
    return found


def _weight(weight: object) -> int:
    return weight if isinstance(weight, int) else 700 if weight == "bold" else 400


@cache
def _installed(letter: str) -> str:
    """The file of the font to use for a character that DejaVu Sans lacks; empty if none is installed."""
    code = ord(letter)
    for script in _scripts():
        if any(low <= code <= high for low, high in script["ranges"]):
            for family in script["families"]:
                file = _families().get(family, "")
                if file and code in _characters(file):
                    return file
    return ""
