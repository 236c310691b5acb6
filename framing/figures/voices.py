"""In whose voice the names stand, source by source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.figures.chart import Drawing
from framing.figures.layout import Key, foot, head, paged
from framing.figures.looks import voice_look, with_most_texts
from framing.figures.sheet import Sheet
from framing.figures.style import VOICE_LINES, Style
from framing.model import VOICES
from framing.profile import Profile
from framing.wording import plural

if TYPE_CHECKING:
    import pandas as pd

HOW = (
    "Numbers in the bars: occurrences in counted parts of the texts. Voices go from the strongest tone to "
    "the faintest, as in the legend; the line below each is the one that marks it in the report’s reader. "
    "Hollow bar: fewer texts than the study asks for; it describes these texts only."
)
STRONG_TONES = 3  # of the voices; the numbers on them have the colour of the paper


def draw_voices(profile: Profile, tables: dict[str, pd.DataFrame], style: Style) -> list[Drawing]:
    """A bar per source, divided by voice."""
    sources = profile.foremost
    counts = tables["counts"].groupby(["source", "voice"])["occurrences"].sum()
    found = {(str(source), str(voice)): int(n) for (source, voice), n in list[Any](counts.items())}
    if not sum(found.values()):
        return []
    texts = profile.documents.groupby("source").size()
    used: list[str] = [voice for voice in VOICES if any(found.get((s, voice), 0) for s in sources)]
    keys = [Key(voice_look(voice), voice) for voice in used]
    title = "In whose voice the names stand"
    which = with_most_texts(profile, "counts")
    least = profile.settings.minimum_texts
    sheet = _sheet(style, title, keys, used, sources, found, texts, least, [HOW, *which])
    parts = []
    for source in sources[:8]:
        total = sum(found.get((source, voice), 0) for voice in used)
        parts.append(f"{source} {found.get((source, 'own'), 0):,} of {total:,}")
    more = f" and {len(sources) - 8} more sources" if len(sources) > 8 else ""
    finding = f"Occurrences in the source’s own voice: {', '.join(parts)}{more}."
    alt = (
        f"A bar for each of {plural(len(sources), 'source')}, divided by the voice in which "
        f"names stand, from left to right: {', '.join(used)}. {finding}"
    )
    return paged("voices", title, finding, alt, "counts", [sheet], which)


def _sheet(
    style: Style,
    title: str,
    keys: list[Key],
    used: list[str],
    sources: tuple[str, ...],
    found: dict[tuple[str, str], int],
    texts: pd.Series[int],
    minimum: int,
    lines: list[str],
) -> Sheet:
    sheet = Sheet(style)
    size = style.size
    y = head(sheet, title, keys, _swatch)
    names = {source: sheet.wrap(source, style.width * 0.3, bold=True) for source in sources}
    left = max(sheet.measure(part, bold=True) for parts in names.values() for part in parts) + size * 1.2
    remarks = {}
    for source in sources:
        total = sum(found.get((source, voice), 0) for voice in used)
        n = int(texts[source])
        unit = "one text" if n == 1 else f"{n:,} texts"
        remarks[source] = f"{total:,} in {unit}"
    right = max(sheet.measure(words, size=size * 0.9) for words in remarks.values()) + size
    room = style.width - left - right - 2
    step = size * 2.6
    for source in sources:
        middle = y + step / 2
        for n, part in enumerate(names[source]):
            lift = (len(names[source]) - 1) * 0.65
            sheet.text(2, middle + size * (0.35 - lift + n * 1.3), part, bold=True)
        total = sum(found.get((source, voice), 0) for voice in used)
        x = left
        thin = int(texts[source]) < minimum
        for voice in used:
            n = found.get((source, voice), 0)
            if not n:
                continue
            width = room * n / total
            _part(sheet, x, middle, max(width - 0.8, 0.6), voice_look(voice), f"{n:,}", thin)
            x += width
        if not total:
            sheet.text(left, middle + size * 0.35, "no occurrence", size=size * 0.9, colour="soft")
        else:
            words = remarks[source]
            sheet.text(
                style.width - 2, middle + size * 0.35, words, size=size * 0.9, colour="soft", align="right"
            )
        y += step
    foot(sheet, y, lines)
    return sheet


def _part(sheet: Sheet, x: float, middle: float, width: float, look: int, label: str, thin: bool) -> None:
    """One voice's part of a bar: its tone or an outline, its line and, where there is room, its number."""
    size = sheet.style.size
    tall = size * 1.5
    sheet.bar(x, middle - tall / 2, width, tall, "soft" if thin else f"voice{look}", hollow=thin)
    # Ending a little before the bar, so that the lines of neighbours do not run together.
    _line(sheet, x, x + max(width - size * 0.2, 0.6), middle + tall / 2 + size * 0.3, look)
    if width > sheet.measure(label, size=size * 0.9) + size * 0.3:
        colour = "onshade" if look < STRONG_TONES and not thin else "ink"
        centre = x + width / 2
        sheet.text(centre, middle + size * 0.33, label, size=size * 0.9, colour=colour, align="centre")


def _swatch(sheet: Sheet, x: float, y: float, look: int) -> None:
    """A voice in the legend."""
    size = sheet.style.size
    sheet.bar(x, y - size * 0.8, size * 1.5, size * 0.8, f"voice{look}")
    _line(sheet, x, x + size * 1.5, y + size * 0.3, look)


def _line(sheet: Sheet, left: float, right: float, y: float, look: int) -> None:
    """The line that marks a voice."""
    for down, weight, dashes in VOICE_LINES[look]:
        sheet.line(left, y + down, right, y + down, "ink", weight, dashes)
