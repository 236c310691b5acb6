"""Properties of rulings: one for each span, moved by nothing but their own surroundings, and explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cases import CASES, Case, rule_on, zones_of

from framing.model import VOICES, Document, Override, Zone
from framing.voice.classify import RULES, classify, classify_in_sentences, rule_id
from framing.voice.explain import explain, marked_passage, render, render_briefly
from framing.voice.replay import mask, replay

# The share of rulings that words outside the evidence help to decide, such as the end of a reported clause.
NOT_REPLAYED = 1 / 75


def document(text: str) -> Document:
    return Document("a.txt", "a", text)


def body(text: str) -> tuple[Zone, ...]:
    return (Zone(0, len(text), "body"),)


def test_replay() -> None:
    """A rule that is shown only its evidence and the term gives the same voice."""
    different, ruled = [], 0
    for case in CASES:
        ruling = rule_on(case)
        if ruling.voice == "own":
            continue  # own has no evidence: nothing put the term elsewhere
        ruled += 1
        again = replay(document(case.text), zones_of(case), (case.start, case.end), ruling)
        if again.voice != ruling.voice:
            different.append(f"{case.rule}-{case.line}: {ruling.rule} became {again.rule}")
    assert len(different) <= NOT_REPLAYED * ruled, different


def test_mask_keeps_length_and_marks() -> None:
    assert mask("Ida said “go”.", ((4, 8),)) == "Xxx said “xx”."


@pytest.mark.parametrize("case", CASES[::9], ids=lambda case: f"{case.rule}-{case.line}")
def test_neutral_paragraphs_only_shift_spans(case: Case) -> None:
    before = "The ferry leaves at noon and comes back at nine.\n\n"
    shift = len(before)
    plain = classify(document(case.text), body(case.text), [(case.start, case.end)])[0]
    text = before + case.text + "\n\nThe hall has forty seats and a small stage."
    moved = classify(document(text), body(text), [(case.start + shift, case.end + shift)])[0]
    assert (moved.voice, moved.rule, moved.speaker) == (plain.voice, plain.rule, plain.speaker)
    assert moved.evidence == tuple((start + shift, end + shift) for start, end in plain.evidence)


def test_evidence_lies_in_the_text() -> None:
    for case in CASES:
        for start, end in rule_on(case).evidence:
            assert 0 <= start < end <= len(case.text)


WORDS = (
    "said the camps “ ” \" ' ’ ( ) [ ] – , . : so-called what calls not but China of Act \n word 5 (CCP) "
    "「 」 \u200f"
)
TEXTS = st.lists(st.sampled_from([*WORDS.split(" "), "\n\n", "العربية", "слово", "中国"]), max_size=60).map(
    " ".join
)


@settings(max_examples=120, deadline=None)
@given(TEXTS, st.data())
def test_one_ruling_for_each_span(text: str, data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, max(0, len(text) - 1)), max_size=5))
    spans = [(start, min(len(text), start + 5)) for start in starts if start < len(text)]
    rulings = classify(document(text), body(text), spans)
    assert len(rulings) == len(spans)
    assert all(ruling.voice in VOICES and ruling.rule for ruling in rulings)


HOSTILE = {
    "one paragraph": "word " * 400_000,
    "one token": "x" * 2_000_000,
    "marks": '"' * 100_000,
    "single marks that nothing closes": "'x " * 100_000,
    "capitals": "HE SAID THE CAMPS WERE (CCP) BAD " * 10_000,
    "right to left": "مرحبا \u200f“x” said 「中国」 " * 10_000,
    "brackets": "(x [x " * 30_000,
    "paragraphs that reopen": "“x said\n" * 20_000,
    "cues": "what which calls so-called as not but " * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_documents(text: str) -> None:
    spans = [(start, start + 1) for start in range(0, len(text), max(1, len(text) // 40))]
    assert len(classify(document(text), body(text), spans)) == len(spans)


def test_sentences_do_not_end_within_a_quotation() -> None:
    text = "It rained. “The camp is full. Go home,” she said. The camp closed."
    overrides = (Override(text.rindex("camp"), "name", "as on the sign"),)
    found = classify_in_sentences(
        Document("a.txt", "a", text, overrides=overrides),
        body(text),
        [(at, at + 4) for at in (text.index("camp"), text.rindex("camp"))],
    )
    assert [text[start:end] for _, (start, end) in found] == [
        "“The camp is full. Go home,” she said.",
        "The camp closed.",
    ]


def test_override_comes_first() -> None:
    text = "She said the camp was full."
    corrected = Document("a.txt", "a", text, overrides=(Override(13, "own", "her own statement"),))
    assert classify(corrected, body(text), [(13, 17)])[0].rule == "override"
    shown = explain(corrected, body(text), (13, 17))
    assert shown.ruling.voice == "own"
    assert render(shown).count("override: A person who worked on this study decided this case. her own") == 1


@pytest.mark.parametrize(
    ("surface", "made"),
    [("", True), ("training centre", True), ("Training  Centre", True), ("camp", False), ("centre", False)],
)
def test_an_override_is_made_of_the_words_that_it_names(surface: str, made: bool) -> None:
    text = "She said the training\ncentre was full."
    override = Override(13, "own", "her own statement", surface)
    corrected, spans = Document("a.txt", "a", text, overrides=(override,)), [(13, 28)]
    assert [ruling.rule == "override" for ruling in classify(corrected, body(text), spans)] == [made]
    for shown in (
        render(explain(corrected, body(text), spans[0])),
        render_briefly(corrected, body(text), spans),
    ):
        assert ("her own statement" in shown) == made


def test_an_override_without_a_reason_is_told_in_a_whole_sentence() -> None:
    text = "She said the camp was full."
    corrected = Document("a.txt", "a", text, overrides=(Override(13, "own", ""),))
    shown = render(explain(corrected, body(text), (13, 17)))
    assert "override: A person who worked on this study decided this case.\n" in shown


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The mayor said İzmir was a “bad old wharf” on Monday.", " said"),
        ("The İzmir pier, also known as the wharf, was shut.", "also known as the"),
        ("In İzmir they built a so-called “wharf” on Monday.", "so-called"),
    ],
)
def test_evidence_is_not_moved_by_a_letter_that_lower_case_lengthens(text: str, evidence: str) -> None:
    at = text.index("wharf")
    ruling = classify(document(text), body(text), [(at, at + 5)])[0]
    assert evidence.strip() in [text[low:high].strip() for low, high in ruling.evidence]


def test_a_name_that_has_its_marks_in_the_lexicon_is_explained_as_it_is_ruled_on() -> None:
    text = "The crews at “old mill” went home on Monday."
    span = (text.index("“"), text.index("”") + 1)
    [ruling] = classify(document(text), body(text), [span])
    assert ruling.voice == "distanced"
    assert explain(document(text), body(text), span).ruling == ruling


def test_explain_agrees_and_names_every_rule() -> None:
    text = "The ministry opened two so-called “harmony centres” (HCs) on Monday."
    span = (35, 42)
    shown = explain(document(text), body(text), span)
    assert shown.ruling == classify(document(text), body(text), [span])[0]
    assert "‹so-called›" in marked_passage(shown)
    assert "⟦harmony⟧" in marked_passage(shown)
    others = {other.rule for other in shown.others}
    asked = {rule_id(rule) for rule in RULES} - {"own-narration", shown.ruling.rule}
    assert asked <= others
    assert "rule      so-called: " in render(shown)


@pytest.mark.parametrize("case", CASES[::15], ids=lambda case: f"{case.rule}-{case.line}")
def test_explain_cases(case: Case) -> None:
    shown = explain(document(case.text), zones_of(case), (case.start, case.end))
    assert shown.ruling == rule_on(case)
    assert shown.rule
    assert all(other.why for other in shown.others)


def test_every_rule_is_described() -> None:
    """The guide for researchers names every rule that can decide, and no other."""
    guide = (Path(__file__).parents[2] / "docs" / "voice.md").read_text(encoding="utf-8")
    described = {line.split("`")[1] for line in guide.splitlines() if line.startswith("- `")}
    rules = {rule_id(rule) for rule in RULES} - {"attribution"} | {"override"}
    assert rules <= described
    assert {case.rule for case in CASES} <= described
    ruled = {rule_on(case).rule for case in CASES}
    assert ruled <= described
