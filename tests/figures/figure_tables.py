"""Tables of an invented study for the tests of the figures: every column that they read, no statistics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.analysis.schema import columns
from framing.model import VOICES, Concept, Frame, Lexicon, Term
from framing.profile import Profile
from framing.study import Settings

EMPTY = float("nan")
STATUSES = ("ok", "few", "one", "none")
TEXTS = {"ok": 8, "wide": 6, "few": 3, "one": 1, "none": 2}


@dataclass(frozen=True)
class Analysis:
    """Stands in for the analysis: the figures read its tables only."""

    tables: dict[str, pd.DataFrame]


def lexicon(
    labels: Sequence[str] = ("Critics’ usage", "Government usage"),
    terms: Sequence[str] = ("camp", "centre"),
    concept: str = "The places",
    concepts: int = 1,
) -> Lexicon:
    """A lexicon with a frame per label and a term per frame in each concept."""
    frames = tuple(Frame(f"f{n}", label) for n, label in enumerate(labels))
    pairs = [Term(term, frames[n % len(frames)].id) for n, term in enumerate(terms)]
    made = [Concept(f"c{n}", concept if not n else f"{concept} {n}", tuple(pairs)) for n in range(concepts)]
    return Lexicon("valley", "Names in the valley", "en", frames, tuple(made))


def study(
    sources: Sequence[tuple[str, str]], lex: Lexicon | None = None, periods: Sequence[str] = ()
) -> tuple[Profile, Analysis]:
    """A profile and tables. `sources` are pairs of a name and the status of all its rows."""
    lex = lex or lexicon()
    sources = sorted(sources)
    documents = pd.DataFrame(
        [
            {"document": f"{source}/{n}.txt", "source": source, "words": 100, "date": ""}
            for source, status in sources
            for n in range(TEXTS[status])
        ]
    )
    words: Any = None
    profile = Profile(Settings(), (lex,), documents, pd.DataFrame(), words)
    rows = {
        "shares": _shares(sources, lex),
        "rates": _rates(sources, lex),
        "counts": _counts(sources, lex),
        "distinctive": _distinctive(sources),
        "similarity": _similarity(sources),
        "map": [{"source": s, "x": n % 3, "y": n // 3} for n, (s, _) in enumerate(sources)],
        "time": _time(sources, lex, periods),
        "dispersion": _dispersion(sources, lex),
        "sensitivity": _sensitivity(sources, lex),
    }
    return profile, Analysis({name: pd.DataFrame(part, columns=columns(name)) for name, part in rows.items()})


def _numbers(n: int, status: str) -> dict[str, Any]:
    """Occurrences of the nth term or frame, and its share: 5, 6, 7, …"""
    if status == "none":
        return {
            "occurrences": 0,
            "total": 0,
            "documents": 0,
            "share": EMPTY,
            "low": EMPTY,
            "high": EMPTY,
            "status": status,
        }
    share = min(1.0, (5 + n) / 20)
    ends = {"ok": (share * 0.5, min(1.0, share * 1.5)), "wide": (0.02, 0.97)}
    low, high = ends.get(status, (EMPTY, EMPTY))
    return {
        "occurrences": 5 + n,
        "total": 20,
        "documents": TEXTS[status],
        "share": share,
        "low": low,
        "high": high,
        "status": status,
    }


def _items(lex: Lexicon) -> list[tuple[str, str, int, str]]:
    return [
        (concept.id, level, n, item)
        for concept in lex.concepts
        for level in ("term", "frame")
        for n, item in enumerate(sorted({str(getattr(term, level)) for term in concept.terms}))
    ]


def _shares(sources: Sequence[tuple[str, str]], lex: Lexicon) -> list[dict[str, Any]]:
    return [
        {
            "source": source,
            "lexicon": lex.id,
            "concept": concept,
            "level": level,
            "item": item,
            "voices": voices,
            **_numbers(n, status),
        }
        for source, status in sources
        for concept, level, n, item in _items(lex)
        for voices in ("chosen", "all")
    ]


def _rates(sources: Sequence[tuple[str, str]], lex: Lexicon) -> list[dict[str, Any]]:
    rows = _shares(sources, lex)
    for row in rows:
        row |= {"rate": row.pop("share") * 10, "low": row["low"] * 10, "high": row["high"] * 10}
    return [row for row in rows if row["status"] != "none"]


def _counts(sources: Sequence[tuple[str, str]], lex: Lexicon) -> list[dict[str, Any]]:
    return [
        {"source": source, "voice": voice, "occurrences": n + 1, "documents": 1}
        for source, status in sources
        if status != "none"
        for n, voice in enumerate(VOICES)
    ]


def _distinctive(sources: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "source": source,
            "against": "",
            "word": f"word{n}",
            "count": 9 - n,
            "documents": 3 - n % 3,
            "z": 4 - n / 3,
        }
        for source, _ in sources
        for n in range(8)
    ]


def _similarity(sources: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    rows = []
    for i, (a, status_a) in enumerate(sources):
        for b, status_b in sources[i:]:
            status = "ok" if status_a == status_b == "ok" else "few"
            rows.append(
                {
                    "source_a": a,
                    "source_b": b,
                    "cosine": 1.0 if a == b else 0.3 + (i % 5) / 10,
                    "low": 0.2 if status == "ok" else EMPTY,
                    "high": 0.8 if status == "ok" else EMPTY,
                    "status": status,
                }
            )
    return rows


def _time(sources: Sequence[tuple[str, str]], lex: Lexicon, periods: Sequence[str]) -> list[dict[str, Any]]:
    columns = {"source": "", "period": "", "lexicon": "", "concept": "", "frame": "", "voices": ""}
    rows = [
        {
            **row,
            "frame": row["item"],
            "period": period,
        }
        for row in _shares(sources, lex)
        if row["level"] == "frame"
        for period in periods
    ]
    return rows or [{**columns, **_numbers(0, "none")}]


def _dispersion(sources: Sequence[tuple[str, str]], lex: Lexicon) -> list[dict[str, Any]]:
    return [
        {
            "source": source,
            "lexicon": lex.id,
            "concept": concept.id,
            "term": term.term,
            "occurrences": 4,
            "documents": 2,
            "documents_in_source": TEXTS[status],
            "dpnorm": 0.1 * (n % 10),
        }
        for source, status in sources
        for concept in lex.concepts
        for n, term in enumerate(concept.terms)
        if status in ("ok", "few")
    ]


def _sensitivity(sources: Sequence[tuple[str, str]], lex: Lexicon) -> list[dict[str, Any]]:
    rows = []
    for variation, more in (("as reported", 0), ("all voices", 3), ("all zones", 0)):
        for row in _shares(sources, lex):
            if row["level"] == "frame" and row["voices"] == "chosen":
                share = row["share"] if row["status"] == "none" else min(1.0, row["share"] + more / 20)
                rows.append({**row, "frame": row["item"], "variation": variation, "share": share})
    return rows
