"""Patterns that are tried only where one of their words stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from framing.model import Document
from framing.text.zones import find_zones
from framing.voice.classify import classify
from framing.voice.cued import Cued, needles
from tests.voice.test_cases import CASES

_WORDS = re.compile(r"[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*)?")


@pytest.mark.parametrize(
    ("phrase", "needle"),
    [
        ("dubbed", "dubbed"),
        ("calls?", "call"),
        ("labell?ed", "label"),  # not "labell": it may lack an l
        ("characteri[sz]e[sd]? as", "characteri"),
        ("so[- ‑–]?called", "called"),
        ("supposed(?! to)", "supposed"),
        ("referred(?: \\w+ly)? to(?: \\w+ly)? as", "referred"),
        ("(?:in|under) the guise of", "guise"),
        ("under (?:the (?:thin )?)?cloak of", "under"),
        ("pass(?:es|ed|ing)?(?: [\\w-]+){0,3} off as", "pass"),
        ("name*d", "nam"),
    ],
)
def test_needle_of_phrase(phrase: str, needle: str) -> None:
    assert needles([phrase]) == {needle}


@pytest.mark.parametrize("phrase", ["(?:known|called)", "a\\.k\\.a\\.?", "s(?:ell|old)"])
def test_phrase_whose_forms_share_no_word_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="write it as several phrases"):
        needles([phrase])


def test_likely_patterns_come_in_their_order() -> None:
    billed, known, sold = (re.compile(rf"{word} as\Z") for word in ("billed", "known", "sold"))
    cued = Cued((["billed"], billed), (["know"], known), (["sold", "known"], sold))
    assert cued.likely("a ferry") == ()
    assert cued.likely("billed as and known") == (billed, known, sold)
    assert cued.likely("they know it, unbilled") == (billed, known)
    found = cued.search("sold and known as")
    assert found is not None
    assert found.re is known
    assert cued.search("sold or billed") is None


def test_text_with_half_a_surrogate_pair_is_ruled_on() -> None:
    text = "\ud83d What the owners call the reed college is shut."
    document = Document("a.txt", "a", text)
    start = text.index("reed")
    ruling = classify(document, find_zones(text), [(start, start + len("reed college"))])[0]
    assert (ruling.voice, ruling.rule) == ("distanced", "called-by")


def test_no_pattern_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying every pattern everywhere gives the same rulings."""
    passages = {case.text for case in CASES}
    documents = [Document("case.txt", "case", text) for text in sorted(passages)]
    spans = [[match.span() for match in _WORDS.finditer(document.text)] for document in documents]
    zones = [find_zones(document.text) for document in documents]

    def rulings() -> list[Sequence[object]]:
        return [classify(*work) for work in zip(documents, zones, spans, strict=True)]

    found = rulings()
    tried = {"likely": 0, "all": 0}

    def everything(cued: Cued, text: str) -> tuple[re.Pattern[str], ...]:
        tried["likely"] += len(likely(cued, text))
        tried["all"] += len(cued._patterns)
        return cued._patterns

    likely = Cued.likely
    monkeypatch.setattr(Cued, "likely", everything)
    assert rulings() == found
    assert tried["likely"] < tried["all"] / 10  # else nothing is gained
