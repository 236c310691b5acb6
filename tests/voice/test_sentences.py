"""Sentences and paragraphs: cases as data, and what must hold for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.model import Document
from framing.text.quotations import find_quotations
from framing.text.sentences import BLOCK, paragraph_at, sentence_at, split_sentences
from framing.voice.site import Page

CASES = [
    "Rain fell. | The river rose.",
    "Dr. Adeyo spoke at 9 a.m. on Monday. | Nobody came.",
    "The U.S. Navy sailed. | It was noon.",
    "They left the U.S. | The ship stayed.",
    "“Why us?” Mira asked. | Nobody knew.",
    "“Stop!” he said. | She went on.",
    "“We waited. Nobody came,” the clerk said. | The shop closed.",
    "He said, “We waited.” | The shop closed.",
    "J. R. Malik won. | K. Oru lost.",
    "It cost $3.50 a head... and more. | They paid.",
    "She rowed when he couldn't. | In June the ice broke.",
    "Its roof is higher than Anna’s. | The rain came in.",
    "Letters from L. d'A. Sorel came. | Nobody wrote back.",
    "‘Mr. Adeyo came.’ | He left at once.",
    "Nobody was paid.[14] | The ferry sank.",
    "Nobody was paid.[2][3] | The ferry sank. | [5] It lay there.",
    "Nobody was paid.(3) | “The ferry sank.”14 | It lay there.",
    "Nobody was paid.7 | The ferry sank.¹² | It lay there.* | Nobody came.",
    "She said, “We waited.”[9] | Ferries lay there.[citation needed] | Nobody came?† | It rained.",
    "Nobody was paid[14]. | Pier 3.2 Marsh Street and report.7z Marr sent lay there.",
    "At No.4 Marsh Street, in vol.2 Marr and p.7 Oru, see Fig.[3] Adeyo wrote.[5] and went on.",
    "“We waited.[3] Nobody came,” the clerk said. | The shop closed.",
]


@pytest.mark.parametrize("marked", CASES)
def test_split(marked: str) -> None:
    expected = marked.split(" | ")
    text = " ".join(expected)
    found = split_sentences(text, (0, len(text)), find_quotations(text))
    assert [text[a:b] for a, b in found] == expected


def test_marks_that_lead_to_no_note_take_no_longer() -> None:
    text = "a." + "[5]" * 50_000 + "b" + ".[" * 50_000 + ".”" * 50_000 + ".7" * 50_000
    assert split_sentences(text, (0, len(text))) == ((0, len(text)),)


def test_paragraph_ignores_a_break_within_a_sentence() -> None:
    text = "The talks broke down over the\nborder on Monday.\nA new round is planned."
    low, high = paragraph_at(text, 5)
    assert text[low:high] == "The talks broke down over the\nborder on Monday."


@given(st.text(alphabet="aB. \n“”?!’", max_size=300), st.integers(0, 300))
def test_every_offset_has_a_paragraph(text: str, offset: int) -> None:
    offset = min(offset, max(0, len(text) - 1))
    low, high = paragraph_at(text, offset)
    assert 0 <= low <= high <= len(text)
    sentence_at(text, offset, find_quotations(text))


def test_long_paragraph_is_cut_the_same_for_all_its_offsets() -> None:
    text = "Rain fell on the hills. " * 2000
    spans = {paragraph_at(text, offset) for offset in range(0, len(text), 97)}
    assert all(high - low <= 2 * BLOCK for low, high in spans)
    ordered = sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(ordered))


@given(st.text(alphabet="aB. \n“”?!’", max_size=200), st.lists(st.integers(0, 199), max_size=8))
def test_a_page_reads_the_same_sentences_in_any_order(text: str, offsets: list[int]) -> None:
    page = Page(Document("a.txt", "a", text), ())
    for offset in offsets:
        paragraph = paragraph_at(text, offset)
        sentences = split_sentences(text, paragraph, page.quotations)
        expected = next((sentence for sentence in sentences if offset < sentence[1]), paragraph)
        assert page.sentence_at(offset) == (expected, paragraph)
