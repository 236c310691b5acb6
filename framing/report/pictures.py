"""The charts as the page shows them: in it, packed in it, or linked."""

from __future__ import annotations

import base64
import gzip
import re
from collections import Counter
from collections.abc import Sequence
from string import ascii_letters, digits
from urllib.parse import quote

from framing.charts import Chart, concept_names
from framing.profile import Profile
from framing.report.parts import Picture

PICTURE_BYTES = 250_000  # charts that stand in the page as they are, at most
PACKED_BYTES = 400_000  # further charts, packed; those beyond are linked

_KINDS = ("dispersion", "distinctive", "map", "rates", "sensitivity", "similarity", "voices")
_ON_CONCEPTS = ("share", "time")
_LAST = ("share", "time", "rates")  # the last to get room
_PLAIN = {*ascii_letters, *digits, *" !$()*+,-./:;=?@[]^_{|}~'"}
_PAGE = re.compile(r"-[0-9]+$")


def shown(charts: Sequence[Chart]) -> tuple[Picture, ...]:
    """The charts; in the page as long as there is room, then packed, those on one concept last."""
    left, left_packed = PICTURE_BYTES, PACKED_BYTES
    titles = Counter[str]()
    found = []
    for chart in sorted(charts, key=_importance):
        # The address is longer than the chart, so that most charts need not be tried.
        uri = _address(chart.svg.decode()) if len(chart.svg) <= left else ""
        uri = uri if len(uri) <= left else ""
        left -= len(uri)
        packed = "" if uri else base64.b64encode(gzip.compress(chart.svg, mtime=0)).decode()
        packed = packed if len(packed) <= left_packed else ""
        left_packed -= len(packed)
        # Further pages have the same title; regions of a page must not.
        titles[chart.title] += 1
        page = titles[chart.title]
        title = chart.title + (f", page {page}" if page > 1 else "")
        found.append(Picture(chart.name, title, chart.finding, chart.alt, uri, packed, chart.table, page))
    return tuple(found)


def _address(svg: str) -> str:
    """The chart as an address. What an attribute and an address can hold stays as it is."""
    # The percent sign first: it is what the others are escaped with.
    for character in ("%", *sorted(set(svg) - _PLAIN - {"%"})):
        svg = svg.replace(character, quote(character, safe=""))
    return "data:image/svg+xml," + svg


def _importance(chart: Chart) -> int:
    kind = chart.name.partition("-")[0]
    return _LAST.index(kind) + 1 if kind in _LAST else 0


def by_subject(shown: Sequence[Picture], profile: Profile) -> dict[tuple[str, str], tuple[Picture, ...]]:
    """The charts on one concept, with their further pages, by their kind and the concept's key."""
    keys = {name: f"{lexicon.id}/{concept.id}" for lexicon, concept, name in concept_names(profile.lexicons)}
    found: dict[tuple[str, str], tuple[Picture, ...]] = {}
    for picture in shown:
        kind, _, rest = picture.name.partition("-")
        key = keys.get(rest) or keys.get(_PAGE.sub("", rest), "")
        if kind in _ON_CONCEPTS and key:
            found[kind, key] = (*found.get((kind, key), ()), picture)
    return found


def by_kind(shown: Sequence[Picture]) -> dict[str, tuple[Picture, ...]]:
    """The charts that are not on one concept, with their further pages; nothing for a kind without any."""
    found: dict[str, tuple[Picture, ...]] = dict.fromkeys(_KINDS, ())
    for picture in shown:
        kind = _PAGE.sub("", picture.name)
        if kind in found:
            found[kind] = (*found[kind], picture)
    return found


# The hatches of framing.figures.style, as paths on a tile of 8 by 8.
_HATCHES = (
    "",
    "M-2 2 2 -2 M0 8 8 0 M6 10 10 6",
    "M0 0 8 8 M8 0 0 8",
    "M0 2H8 M0 6H8",
    "M-2 6 2 10 M0 0 8 8 M6 -2 10 2",
    "M0 4H8 M4 0V8",
    "M2 0V8 M6 0V8",
    "M0 8 8 0",
    "M4 0V8",
    "M0 0 8 8",
)


def pattern(number: int) -> tuple[int, int, str]:
    """The number of a look, the number of its colour, and its hatch; the same as in the figures."""
    colours = len(_HATCHES)
    return number, number % colours, _HATCHES[(number + number // colours) % colours]
