"""The reading level, against values worked out by hand."""

from __future__ import annotations

import pytest

from framing.handout import reading_level
from framing.handout.reading_level import flesch_kincaid, school_year


@pytest.mark.parametrize(
    ("text", "sentences", "grade"),
    [
        # words, syllables: 6, 6; 0.39 x 6 + 11.8 x 1 - 15.59
        ("The cat sat on the mat.", 1, -1.45),
        # 4 words, 8 syllables (vil-lage, gov-ern-ment): 0.39 x 4 + 11.8 x 2 - 15.59
        ("Village government; the village.", 1, 9.57),
        # the same words as two sentences
        ("The cat sat. On the mat.", 2, 0.39 * 3 + 11.8 - 15.59),
    ],
)
def test_formula(text: str, sentences: int, grade: float) -> None:
    assert flesch_kincaid(text, sentences) == pytest.approx(grade)


@pytest.mark.parametrize(
    ("grade", "shown"), [(-1.4, "1"), (8.6, "9"), (12.4, "12"), (12.6, "12+"), (18, "12+")]
)
def test_a_level_is_a_year_that_schools_have(grade: float, shown: str) -> None:
    assert school_year(grade) == shown


def test_no_words_no_level() -> None:
    assert flesch_kincaid("1,234 – 5", 1) is None


def test_no_pyphen_no_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_level, "_hyphenation", lambda: None)
    assert flesch_kincaid("The cat sat.", 1) is None
