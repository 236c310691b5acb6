"""Zones of the five texts that the project is measured on, told by offsets and counts."""

import re
from pathlib import Path

import pytest

from framing.model import COUNTED_ZONES
from framing.readers import list_texts, read_document
from framing.text.zones import find_zones

TEXTS = Path(__file__).parents[2] / ".." / "shared" / "texts"

pytestmark = pytest.mark.skipif(not TEXTS.is_dir(), reason="the shared texts are not beside this checkout")

EXPECTED = {
    "amnesty": [
        ("body", 0), ("pullquote", 302), ("body", 496), ("pullquote", 836), ("body", 988),
    ],
    "coalition": [("headline", 0), ("body", 150), ("signatories", 6744), ("notes", 14116)],
    "hric": [("headline", 0), ("boilerplate", 82), ("body", 112), ("subhead", 4035), ("body", 4091)],
    "news-site": [
        ("body", 0), ("subhead", 1960), ("body", 2011), ("subhead", 3122), ("body", 3200), ("subhead", 5060),
        ("body", 5097), ("boilerplate", 6139),
    ],
    "wire-news": [("headline", 0), ("body", 69)],
}  # fmt: skip


@pytest.fixture(scope="module")
def documents():
    return {document.source: document for document in map(read_document, list_texts(TEXTS).files)}


@pytest.mark.parametrize("source", sorted(EXPECTED))
@pytest.mark.parametrize("titled", [True, False])
def test_zones(documents, source, titled):
    document = documents[source]
    zones = find_zones(document.text, document.title if titled else "")
    assert [(zone.kind, zone.start) for zone in zones] == EXPECTED[source]


def test_bare_tibet_counted_by_hand(documents):
    text = documents["coalition"].text
    bare = [match.start() for match in re.finditer(r"\bTibet\b(?! Autonomous Region)", text)]
    zones = find_zones(text)
    kinds = [next(zone.kind for zone in zones if zone.start <= place < zone.end) for place in bare]
    assert sum(kind in COUNTED_ZONES for kind in kinds) == 5
    assert kinds.count("signatories") == 69
