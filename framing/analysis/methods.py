"""A paragraph of methods, filled in with a run's figures, that can be pasted into a paper."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import numpy as np
import pandas as pd

from framing import __version__
from framing.analysis.cells import Cells, chosen, counted
from framing.analysis.collocates import LEAST as LEAST_COLLOCATE
from framing.analysis.collocates import WINDOW
from framing.analysis.distinctive import LEAST as LEAST_WORD
from framing.analysis.distinctive import PRIOR
from framing.analysis.timeline import undated
from framing.model import VOICES
from framing.profile import MOST_SOURCES
from framing.readers.tables import SOURCE
from framing.reuse import GAP, LEAST, SHINGLE
from framing.stats.too_few import WIDEST
from framing.wording import listed, plural


def methods(grid: Cells, tables: dict[str, pd.DataFrame]) -> str:
    """The methods of a run in Markdown: paragraphs, then the references they name."""
    words = tomllib.loads(files("framing.analysis").joinpath("methods.toml").read_text("utf-8"))
    figures = _figures(grid, tables)
    paragraphs = [words["counts"], words["voices"], words["intervals"]]
    if len(grid.sources) > 1:
        compared = (tables["differences"]["status"] == "ok").any()
        paragraphs += [words["differences" if compared else "no_differences"], words["words"]]
    paragraphs += [words["terms"], words["reuse"]]
    if len(tables["time"]):
        paragraphs.append(words["time"])
    paragraphs.append(words["software"])
    text = "\n\n".join(" ".join(paragraph.split()).format(**figures) for paragraph in paragraphs)
    named = [entry["text"] for entry in words["references"] if entry["cited"] in text]
    return f"# Methods\n\n{text}\n\n## References\n\n" + "\n".join(f"- {entry}" for entry in named) + "\n"


def _per_source(grid: Cells) -> str:
    """Each source's documents and words; of more sources than can be read, the range."""
    sizes = [len(rows) for rows in grid.rows]
    words = [int(grid.words[rows].sum()) for rows in grid.rows]
    if len(sizes) > MOST_SOURCES:
        return (
            f"a source has {min(sizes):,} to {plural(max(sizes), 'document')} (median {np.median(sizes):,g}) "
            f"and {min(words):,} to {plural(max(words), 'word')} (median {np.median(words):,.0f})"
        )
    return "; ".join(
        f"{source}: {plural(size, 'document')}, {plural(number, 'word')}"
        for source, size, number in zip(grid.sources, sizes, words, strict=True)
    )


def _arrangements(exact: int, compared: int, resamples: int) -> str:
    """Over which arrangements the p-values were computed, and how."""
    whole = "over all arrangements in which both name the concept: p = b / m"
    some, way = f"over at least {resamples:,} random", "p = (b + 1) / (m + 1), Phipson and Smyth 2010"
    if exact == compared:
        return whole
    if not exact:
        return f"{some} arrangements: {way}"
    return f"{exact:,} {whole}; the others {some} ones: {way}"


def _figures(grid: Cells, tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    profile, settings = grid.profile, grid.settings
    readings = profile.readings
    inside = counted(profile)
    found = readings[inside]
    terms = found[["lexicon", "concept", "term"]].drop_duplicates()
    concepts = terms[["lexicon", "concept"]].drop_duplicates()
    voices, total = found["voice"].value_counts(), len(found)
    differences = tables["differences"]
    compared = differences[differences["status"] == "ok"]
    family = compared.drop_duplicates(["level", "voices"]).sort_values(["level", "voices"])
    reuse = tables["reuse"]
    corrected = int((found["rule"] == "override").sum())
    copied = int((tables["readings"]["copied"] & inside).sum())
    return {
        "version": __version__,
        "sources": plural(len(grid.sources), "source")
        + (f" (by the column “{settings.source_column}”)" if settings.source_column != SOURCE else ""),
        "documents": plural(len(profile.documents), "document"),
        "per_source": _per_source(grid),
        "of_most": f" Of {len(grid.sources):,} sources, the {len(grid.compared())} with most documents were "
        "compared with each other."
        if len(grid.compared()) < len(grid.sources)
        else "",
        "words": plural(int(grid.words.sum()), "word"),
        "zones": listed(settings.zones),
        "occurrences": plural(total, "occurrence"),
        "uncounted": plural(len(readings) - total, "occurrence"),
        "lexicons": listed([f"“{lexicon.title}”" for lexicon in profile.lexicons]),
        "shape": f"{plural(len(concepts), 'concept')} and {plural(len(terms), 'term')}",
        "corrected": f", but for {plural(corrected, 'occurrence')} that a person decided (overrides.csv)"
        if corrected
        else "",
        "voice_shares": ", ".join(
            f"{voice} {100 * int(voices[voice]) / total:.1f} %" for voice in VOICES if voice in voices
        )
        or "none",
        "chosen": listed(settings.voices),
        "chosen_count": plural(int((inside & chosen(profile)).sum()), "occurrence"),
        "spokespeople": "What a source's own spokespeople say was counted as its own voice."
        if settings.own_spokespeople
        else "What a source's own spokespeople say was counted as quotation or report.",
        "minimum": str(settings.minimum_texts),
        "widest": f"{WIDEST:.2f}",
        "resamples": f"{settings.resamples:,}",
        "seed": str(settings.seed),
        "compared": plural(len(compared), "comparison"),
        "arrangements": _arrangements(int(compared["exact"].sum()), len(compared), settings.resamples),
        "families": "; ".join(
            f"{level}s in {'the chosen' if which == 'chosen' else 'all'} voices: {size:,}"
            for level, which, size in zip(family["level"], family["voices"], family["family"], strict=True)
        ),
        "prior": f"{PRIOR:,.0f}",
        "least_word": str(LEAST_WORD),
        "window": str(WINDOW),
        "least_collocate": str(LEAST_COLLOCATE),
        "shingle": str(SHINGLE),
        "least_passage": str(LEAST),
        "gap": str(GAP),
        "passages": plural(len(reuse), "passage"),
        "repeated": f"{int((~reuse['kept']).sum()):,}",
        "copied": plural(copied, "counted occurrence"),
        "period": settings.period,
        "undated": plural(len(undated(grid)), "document"),
    }
