"""Attribution scopes: which words of a sentence are somebody else's claim, and what says so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.text.quotations import find_quotations
from framing.text.sentences import paragraph_at, sentence_at, split_sentences
from framing.voice.attribution import edges, scopes, weighing
from framing.voice.attribution.reported import Reported, find_scopes
from framing.voice.attribution.scopes import Scope
from framing.voice.attribution.sentence import read_sentence
from framing.voice.attribution.tables import NOUNS, TABLE, VERBS, inflect

# The reported content of the last sentence stands in brackets; the rule that finds it.
CONTENT = [
    ("reporting-clause", "The minister said that [the camps were closed]."),
    ("reporting-clause", "The minister said on Monday that [the camps were closed]."),
    ("reporting-clause", "[The camps were closed], the minister said."),
    ("reporting-clause", "[The camps], the minister said, [were closed]."),
    ("reporting-clause", "[The camps were closed], said Orla Venn, a deputy from the north."),
    ("reporting-clause", "Rina Osk told reporters that [the river had been poisoned]."),
    ("reporting-clause", "The police said [the march was illegal], but the marchers went on."),
    ("reporting-clause", "As the mayor put it, [the bridge is a scandal]."),
    ("according-to", "According to the ministry, [the camps were closed]."),
    ("according-to", "[The camps were closed], according to the ministry."),
    ("according-to", "In the view of the union, [the lockout is illegal]."),
    ("accusation", "Villagers accused [the army of torture]."),
    ("accusation", "The union urged the council [to drop the plan]."),
    ("accusation", "The firm denied [fraud]."),
    ("nominal-cue", "Claims of [fraud] spread through the town."),
    ("nominal-cue", "Her argument is that [the dam is unsafe]."),
    ("passive-report", "He is accused of [fraud]."),
    ("passive-report", "It is alleged that [the vote was rigged]."),
    ("hearsay", "[The mayor] reportedly [fled the town]; the police are silent."),
    ("running-report", "The mayor said she would stay. [The slums would go]."),
]

# Cues that are not, speakers, and what lies outside a scope: nothing here is attributed.
NOTHING = [
    "Everything went according to plan.",
    "The blast claimed nine lives.",
    "He was charged with treason.",
    "A group called the Iron Front took the town.",
    "The envoy said nothing.",
    "We demand the release of the miners.",
    "I said the law was bad.",
    "It is far from easy to say how such a vote went.",
    "The photographs show that the walls were moved.",
    "The job demands patience.",
    "He told stories about the war.",
    "That said, the tax has worked.",
]


def scopes_of(text: str, headline: bool = False) -> tuple[Scope, ...]:
    """The scopes of the last sentence of a text."""
    quotations = find_quotations(text)
    paragraph = paragraph_at(text, len(text) - 1)
    sentence = split_sentences(text, paragraph, quotations)[-1]
    return find_scopes(text, sentence, paragraph, quotations, headline)


@pytest.mark.parametrize(("rule", "marked"), CONTENT)
def test_content(rule: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    expected = []
    depth = 0
    for char in marked:
        if char in "[]":
            depth += 1 if char == "[" else -1
        else:
            expected.append(depth > 0)
    scopes = scopes_of(text)
    letters = [i for i, char in enumerate(text) if char.isalpha()]
    covered = [any(s.start <= i < s.end for s in scopes) for i in letters]
    assert covered == [expected[i] for i in letters], [text[s.start : s.end] for s in scopes]
    assert {s.rule for s in scopes} == {rule}


@pytest.mark.parametrize("text", NOTHING)
def test_no_content(text: str) -> None:
    assert [text[s.start : s.end] for s in scopes_of(text)] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Minister: camps to close", "camps to close"),
        ("Camps to close – minister", "Camps to close"),
        ("Opinion: The tax deserves a second look", ""),
        ("Photos: Harvest feast returns to the hills", ""),
        ("Camps to close, says minister", "Camps to close"),
    ],
)
def test_headline(text: str, content: str) -> None:
    assert [text[s.start : s.end] for s in scopes_of(text, headline=True)] == ([content] if content else [])


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The head of the dockers' union said the port was shut.", "said", "The head of the dockers' union"),
        ("The port was shut, said Ada Moor.", "said", "Ada Moor"),
        ("According to the harbour board, the port was shut.", "According to", "the harbour board"),
        (
            "Ada Moor, who leads the union, said that the port was shut.",
            "said",
            "Ada Moor, who leads the union,",
        ),
    ],
)
def test_cue_and_source(text: str, cue: str, source: str) -> None:
    scope = scopes_of(text)[0]
    assert text[slice(*scope.cue)] == cue
    assert scope.source is not None
    assert text[slice(*scope.source)].strip(", ") == source.strip(", ")
    assert any(a <= scope.cue[0] and scope.cue[1] <= b for a, b in scope.evidence)


def test_weight_is_the_sum_of_the_named_features() -> None:
    text = "Rina Osk said the dam, built in 1950, had failed, and that the town knew, but the board slept."
    s = read_sentence(text, (0, len(text)), ())
    checked = 0
    for candidate in s.candidates:
        for index, _ in edges.stretches(s, candidate):
            features = weighing.pair_features(s, candidate, index)
            side = ("R" if s.pieces[index].start >= candidate.right >= 0 else "L") + (
                "T" if candidate.trailing else ""
            )
            weight = weighing.weigh(s, candidate, index, weighing.base_weight(candidate, side))
            known = weighing._WEIGHTS
            assert weight == pytest.approx(known["bias"] + sum(known.get(f, 0.0) for f in features))
            checked += 1
    assert checked > 3


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("accuse", {"accuse", "accuses", "accused", "accusing"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("press", {"press", "presses", "pressed", "pressing"}),
        ("sob", {"sob", "sobs", "sobbed", "sobbing"}),
        ("quip", {"quip", "quips", "quipped", "quipping"}),
        ("concur", {"concur", "concurs", "concurred", "concurring"}),
        ("murmur", {"murmur", "murmurs", "murmured", "murmuring"}),
        ("posit", {"posit", "posits", "posited", "positing"}),
        ("crow", {"crow", "crows", "crowed", "crowing"}),
        ("fear", {"fear", "fears", "feared", "fearing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("echo", {"echo", "echoes", "echoed", "echoing"}),
        ("boo", {"boo", "boos", "booed", "booing"}),
        ("appeal", {"appeal", "appeals", "appealed", "appealing"}),
        ("label", {"label", "labels", "labelled", "labeled", "labelling", "labeling"}),
        ("signal", {"signal", "signals", "signalled", "signaled", "signalling", "signaling"}),
    ],
)
def test_inflection(lemma: str, forms: set[str]) -> None:
    assert {word for _, word in inflect(lemma)} == forms


def test_no_form_of_a_short_verb_lacks_its_second_consonant() -> None:
    forms = [(cue.lemma, word) for word, cue in VERBS.items() if cue.form in ("ed", "ing")]
    once = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt](?:ed|ing)")
    assert not [word for lemma, word in forms if once.fullmatch(word) and not lemma.endswith("e")]


@pytest.mark.parametrize(
    ("noun", "plural", "not_so"),
    [
        ("claim", "claims", "claimes"),
        ("hunch", "hunches", "hunchs"),
        ("hypothesis", "hypotheses", "hypothesiss"),
        ("testimony", "testimonies", "testimonys"),
        ("disagree", "disagrees", "disagreeds"),
        ("whispers", "whispers", "whisperses"),
    ],
)
def test_plurals(noun: str, plural: str, not_so: str) -> None:
    assert NOUNS[noun] <= NOUNS[plural]
    assert not_so not in NOUNS


@pytest.mark.parametrize(
    "hostile",
    [
        "said " * 3000,
        "he said, " * 3000,
        ", " * 3000,
        "A" * 5000,
        "“" * 3000,
        "\u202eوقال الوزير أن",
        "",
        ":",
        "said",
    ],
)
def test_hostile_input_gets_an_answer(hostile: str) -> None:
    quotations = find_quotations(hostile)
    sentence = sentence_at(hostile, 0, quotations)
    for headline in (False, True):
        for scope in find_scopes(hostile, sentence, paragraph_at(hostile, 0), quotations, headline=headline):
            assert 0 <= scope.start <= scope.end <= len(hostile)


def test_a_sentence_full_of_terms_is_weighed_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "the dam said " * 200
    weighed = []
    weigh = scopes.weigh
    monkeypatch.setattr(scopes, "weigh", lambda *given: weighed.append(0) or weigh(*given))
    quotations = find_quotations(text)
    reported = Reported(text, (0, len(text)), (0, len(text)), quotations)
    everything = find_scopes(text, (0, len(text)), (0, len(text)), quotations)
    once = len(weighed)
    for at in range(4, len(text), 13):
        assert reported.scopes(at) == tuple(s for s in everything if s.start <= at < s.end)
    assert once < len(weighed) < 5 * once


_WORDS = st.sampled_from(
    [
        "he",
        "said",
        "that",
        "the",
        "dam",
        ",",
        "had",
        "failed",
        "and",
        "but",
        "according",
        "to",
        "Osk",
        "accused",
        "of",
        "“",
        "”",
        ";",
        ":",
        "reportedly",
        "claims",
        "called",
        "for",
        ".",
        "told",
        "would",
    ]
)


@given(st.lists(_WORDS, max_size=40), st.booleans())
def test_scopes_lie_in_the_sentence_and_apart_from_their_cue(words: list[str], headline: bool) -> None:
    text = " ".join(words)
    quotations = find_quotations(text)
    paragraph = paragraph_at(text, 0)
    for sentence in split_sentences(text, paragraph, quotations):
        for scope in find_scopes(text, sentence, paragraph, quotations, headline):
            assert sentence[0] <= scope.start < scope.end <= sentence[1]
            assert scope.end <= scope.cue[0] or scope.cue[1] <= scope.start
            assert scope.evidence
            assert list(scope.evidence) == sorted(scope.evidence)


@pytest.mark.parametrize(
    "text", ["calls the", "The army called the", "The army called the camp", "They call a"]
)
def test_a_sentence_may_break_off_behind_a_verb_of_naming(text: str) -> None:
    assert find_scopes(text, (0, len(text)), (0, len(text)), ()) == ()


def test_no_list_hides_another_of_its_name() -> None:
    assert TABLE["phrases"].keys().isdisjoint(TABLE["lists"])
