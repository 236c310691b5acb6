"""Evidence as it is shown: near stretches are one, but not over the term or the end of a line."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.text.shown import shown_evidence

# Evidence between < and >, the term between [ and ]; then the same as it is shown.
CASES = [
    ("<Ida said that the> [cull] <would> go <on>.", "<Ida said that the> [cull] <would go on>."),
    ("<Ida said> on the way home from Stell <that> the [cull] ended.", None),
    ("<the> [so-called] <“>", None),
    ("<Ida said>\n<that> the [cull] ended.", None),
]


def parsed(marked: str) -> tuple[str, tuple[int, int], list[tuple[int, int]]]:
    text, spans, term, begins = "", [], (0, 0), 0
    for character in marked:
        if character in "<[":
            begins = len(text)
        elif character == ">":
            spans.append((begins, len(text)))
        elif character == "]":
            term = (begins, len(text))
        else:
            text += character
    return text, term, spans


@pytest.mark.parametrize(("given_", "shown"), CASES)
def test_near_stretches_are_one(given_: str, shown: str | None) -> None:
    text, term, evidence = parsed(given_)
    assert shown_evidence(text, term, evidence) == parsed(shown or given_)[2]


def test_what_overlaps_is_one_also_over_the_term() -> None:
    assert shown_evidence("a" * 40, (10, 12), [(0, 30), (5, 40)]) == [(0, 40)]


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), max_size=12))
def test_all_evidence_is_shown_in_order(found: list[tuple[int, int]]) -> None:
    evidence = [(start, start + length) for start, length in found]
    shown = shown_evidence("x " * 60, (50, 52), evidence)
    assert shown == sorted(shown)
    assert all(any(low <= start and end <= high for low, high in shown) for start, end in evidence)
    assert all(a[1] <= b[0] for a, b in pairwise(shown))
