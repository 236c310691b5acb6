"""Attribution scopes: which words of a sentence are somebody else's claim."""

import pytest

from framing.text.quotations import find_quotations
from framing.text.sentences import paragraph_at, sentence_at
from framing.voice.attribution import find_scopes

# The reported content stands in brackets.
CASES = [
    "The minister said that [the camps were closed].",
    "[The camps were closed], the minister said.",
    "According to the ministry, [the camps were closed].",
    "Villagers accused [the army] of [torture].",
]


@pytest.mark.parametrize("marked", CASES)
def test_content(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    quotations = find_quotations(text)
    scopes = find_scopes(text, sentence_at(text, 0, quotations), paragraph_at(text, 0), quotations)
    covered = {i for s in scopes for i in range(s.start, s.end)}
    expected, depth, at = set(), 0, 0
    for char in marked:
        if char in "[]":
            depth += 1 if char == "[" else -1
            continue
        if depth:
            expected.add(at)
        at += 1
    words = [i for i, char in enumerate(text) if char.isalpha()]
    assert [i for i in words if i in expected and i not in covered] == []


@pytest.mark.parametrize(
    "hostile", ["said " * 3000, ", " * 3000, "A" * 5000, "“" * 3000, "\u202eوقال الوزير أن", ""]
)
def test_hostile_input_gets_an_answer(hostile: str) -> None:
    quotations = find_quotations(hostile)
    sentence = sentence_at(hostile, 0, quotations)
    find_scopes(hostile, sentence, paragraph_at(hostile, 0), quotations)
