"""What the script in the page works on: every reading, and the texts or passages they stand in.

Columns of numbers with shared lists of names, so that 50,000 readings take a few megabytes. Offsets for the
script are in UTF-16 units, as a browser counts; `at` is the code point, as the tables in ``data/`` count.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.model import VOICES, ZONES, Document, Span
from framing.profile import Profile
from framing.report.doors import web_address
from framing.tables import records
from framing.text.shown import shown_evidence
from framing.text.zones import find_zones
from framing.voice.classify import overrides_of

if TYPE_CHECKING:
    import pandas as pd

WHOLE_BYTES = 3_000_000  # texts in full, at most
PASSAGE_BYTES = 3_600_000  # passages of the other texts, at most (about)
MOST_READINGS = 50_000
MOST_DOCUMENTS = 50_000  # listed although nothing of them is held
WIDEST, NARROWEST = 200, 36  # characters on each side of a term in a passage

_Offsets = Callable[[list[int]], list[int]]  # in a text, in one unit to those in another

CHOSEN, OWN_SIDE, COPIED, COUNTED = 1, 2, 4, 8  # bits of a reading's flags


@dataclass(frozen=True, slots=True)
class Payload:
    """The data for the script as JSON, and what they leave out.

    held      readings in the page
    readings  readings of the study
    whole     documents whose text is in the page
    width     characters on each side of a term in the passages of the other documents
    lengths   length of each document that has readings, in code points
    """

    json: str
    held: int
    readings: int
    whole: int
    width: int
    lengths: dict[str, int]


def script_json(value: object) -> str:
    """`value` as JSON that can stand in a script element: no "<", ">", "&" or line separator in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def build_payload(
    profile: Profile,
    readings: pd.DataFrame,
    mine: pd.DataFrame,
    read: Callable[[str], Document],
    rule_words: Callable[[str], str],
    period_of: Callable[[str], str],
) -> Payload:
    """The data for the script. `readings` is the table of that name, `mine` those in the voices chosen.

    `read` reads a document by its path, `rule_words` puts a rule into words, `period_of` a date into the
    period that the tables of time use.
    """
    rows = _bounded(readings, mine)
    places: dict[str, list[int]] = {}
    for place, path in enumerate(rows["document"].tolist()):
        places.setdefault(path, []).append(place)
    whole = _whole_documents(profile)
    width = _width(sum(len(here) for path, here in places.items() if path not in whole))
    names = _Names(profile, rows)
    found = _Readings(rows)
    documents: list[list[Any]] = []
    left = WHOLE_BYTES
    held_whole = 0
    lengths: dict[str, int] = {}
    # Texts of which nothing is held are listed too, unless there are very many.
    all_listed = len(profile.documents) <= MOST_DOCUMENTS
    for row in records(profile.documents[["document", "source", "title", "date", "type", "url"]]):
        here = places.get(row.document, [])
        wanted = row.document in whole
        if not (all_listed or wanted or here):
            continue
        pieces: list[list[Any]] = []
        zones: list[list[int]] = []
        if here or wanted:
            document = read(row.document)
            lengths[row.document] = len(document.text)
            to_utf16 = _utf16(document.text)
            if wanted and (size := len(document.text.encode("utf-8", "replace"))) <= left:
                left -= size
                held_whole += 1
                pieces = [[0, document.text]]
                zones = _zones(document, to_utf16)
            else:
                pieces = _passages(document.text, found.spans(here), width or WIDEST, to_utf16)
            found.add(document, here, to_utf16)
        entry = [row.document, names.sources[row.source], row.title, row.date, row.type]
        whose = profile.whose(row.document, row.source)
        entry += [web_address(row.url), period_of(row.date), pieces, zones, len(here)]
        documents.append([*entry, whose] if whose != row.source else entry)
    columns = found.columns | names.codes(rows.iloc[found.order])
    if not any(columns["shift"]):
        columns["shift"] = []
    value = {
        "sources": list(names.sources),
        "voices": list(VOICES),
        "zones": list(ZONES),
        "counted": [ZONES.index(zone) for zone in profile.settings.zones],
        "lexicons": [[lexicon.id, lexicon.title] for lexicon in profile.lexicons],
        "concepts": names.concept_list,
        "frames": names.frame_list,
        "terms": names.term_list,
        "rules": [[rule, rule_words(rule)] for rule in names.rules],
        "speakers": list(names.speakers),
        "documents": documents,
        "kinds": list(names.kinds),
        "readings": columns,
        "reasons": found.reasons,
    }
    return Payload(script_json(value), len(rows), len(profile.readings), held_whole, width, lengths)


class _Readings:
    """The readings in the order of the documents in the page.

    order    their places in the table
    columns  where each begins and how long it is, by how much code points and UTF-16 units differ there, and
             its evidence; term, kind and speaker are filled in by `_Names.codes`
    reasons  those given for corrections by hand, by the reading's place in `order`
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        self._starts, self._ends, self._evidence = (
            rows[name].tolist() for name in ("start", "end", "evidence")
        )
        self.order: list[int] = []
        self.columns: dict[str, list[Any]] = {
            name: [] for name in ("start", "length", "shift", "term", "kind", "speaker", "evidence")
        }
        self.reasons: dict[int, str] = {}

    def spans(self, here: Sequence[int]) -> list[Span]:
        """The spans of the readings at these places of the table."""
        return [(self._starts[place], self._ends[place]) for place in here]

    def add(self, document: Document, here: Sequence[int], to_utf16: _Offsets) -> None:
        """The readings of a document, which stand at the places `here` of the table."""
        begins = to_utf16([self._starts[place] for place in here])
        stops = to_utf16([self._ends[place] for place in here])
        spans = self.spans(here)
        given = overrides_of(document, spans)
        for place, span, begin, stop in zip(here, spans, begins, stops, strict=True):
            if span in given and given[span].reason:
                self.reasons[len(self.order)] = given[span].reason
            evidence = shown_evidence(document.text, span, map(tuple, self._evidence[place]))
            self.columns["start"].append(begin)
            self.columns["length"].append(stop - begin)
            self.columns["shift"].append(begin - span[0])
            self.columns["evidence"].append(_relative(evidence, begin, to_utf16))
            self.order.append(place)


class _Names:
    """Where each name stands in the shared lists."""

    def __init__(self, profile: Profile, rows: pd.DataFrame) -> None:
        self.sources = {source: i for i, source in enumerate(profile.sources)}
        self.rules = {rule: i for i, rule in enumerate(sorted(rows["rule"].unique()))}
        self.speakers = {name: i for i, name in enumerate(sorted({"", *rows["speaker"]}))}
        self.concept_list: list[list[Any]] = []
        self.frame_list: list[list[Any]] = []
        self.term_list: list[list[Any]] = []
        self.terms: dict[tuple[str, str, str], int] = {}
        self.kinds: dict[tuple[int, int, int, int], int] = {}  # zone, voice, rule and flags of a reading
        frames: dict[tuple[str, str], int] = {}
        for number, lexicon in enumerate(profile.lexicons):
            for frame in lexicon.frames:
                frames[lexicon.id, frame.id] = len(self.frame_list)
                self.frame_list.append([number, frame.id, frame.label])
            for concept in lexicon.concepts:
                for term in concept.terms:
                    self.terms[lexicon.id, concept.id, term.term] = len(self.term_list)
                    self.term_list.append([len(self.concept_list), term.term, frames[lexicon.id, term.frame]])
                self.concept_list.append([number, concept.id, concept.label])

    def codes(self, rows: pd.DataFrame) -> dict[str, list[int]]:
        """The places of each reading's term, kind and speaker in the lists."""
        zones = {zone: place for place, zone in enumerate(ZONES)}
        voices = {voice: place for place, voice in enumerate(VOICES)}
        terms, kinds, speakers = [], [], []
        for row in records(rows):
            terms.append(self.terms[row.lexicon, row.concept, row.term])
            kind = zones[row.zone], voices[row.voice], self.rules[row.rule], row.flags
            kinds.append(self.kinds.setdefault(kind, len(self.kinds)))
            speakers.append(self.speakers[row.speaker])
        return {"term": terms, "kind": kinds, "speaker": speakers}


def _relative(spans: Sequence[Span], at: int, to_utf16: _Offsets) -> list[int] | int:
    """The ends of the spans of evidence as distances from the reading; 0 if there are none."""
    if not len(spans):
        return 0
    return [offset - at for offset in to_utf16([offset for span in spans for offset in span])]


def _bounded(rows: pd.DataFrame, mine: pd.DataFrame) -> pd.DataFrame:
    """The readings with their flags; evenly thinned out if there are more than the page can hold."""
    if len(rows) > MOST_READINGS:
        rows = rows.iloc[np.unique(np.linspace(0, len(rows) - 1, MOST_READINGS).astype(np.int64))]
    flags = np.where(rows["counted"], COUNTED, 0)
    flags |= np.where(rows.index.isin(mine.index), CHOSEN, 0)
    flags |= np.where(rows["own_side"], OWN_SIDE, 0)
    flags |= np.where(rows["copied"], COPIED, 0)
    return rows.assign(flags=flags.astype(np.int64))


def _whole_documents(profile: Profile) -> frozenset[str]:
    """The documents to hold in full: all, or as many as the settings allow, in turn from each source."""
    documents = profile.documents[["document", "source"]]
    rank = documents.groupby("source").cumcount()
    order = documents.assign(rank=rank).sort_values(["rank", "source"], kind="stable")
    return frozenset(order["document"].head(profile.settings.whole_texts))


def _width(readings: int) -> int:
    return max(NARROWEST, min(WIDEST, PASSAGE_BYTES // (2 * readings))) if readings else 0


def _zones(document: Document, to_utf16: _Offsets) -> list[list[int]]:
    """The zones of a text as [end, number of the kind]."""
    found = find_zones(document.text, document.title)
    stops = to_utf16([zone.end for zone in found])
    return [[stop, ZONES.index(zone.kind)] for stop, zone in zip(stops, found, strict=True)]


def _passages(text: str, spans: Sequence[tuple[int, int]], width: int, to_utf16: _Offsets) -> list[list[Any]]:
    """The stretches of a text around its readings as [start, stretch]; stretches that touch become one."""
    stretches: list[list[int]] = []
    for start, end in sorted(spans):
        begin, stop = max(0, start - width), min(len(text), end + width)
        if stretches and begin <= stretches[-1][1]:
            stretches[-1][1] = max(stop, stretches[-1][1])
        else:
            stretches.append([begin, stop])
    begins = to_utf16([begin for begin, _ in stretches])
    return [[at, text[begin:stop]] for at, (begin, stop) in zip(begins, stretches, strict=True)]


def _utf16(text: str) -> _Offsets:
    """A function from code-point offsets of `text` to UTF-16 offsets."""
    # Where every character is one unit, encoding shows it quickest.
    if text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return lambda offsets: offsets
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    beyond = np.flatnonzero(points > 0xFFFF)
    return lambda offsets: (offsets + np.searchsorted(beyond, offsets, side="left")).tolist()
