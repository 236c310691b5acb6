"""``framing explain``: the right place, and the reason in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import StudyError
from framing.explaining import explain_passage
from framing.model import Ruling
from framing.voice.explain import Explanation, marked_passage


def test_a_marked_term_in_a_pasted_passage() -> None:
    shown = explain_passage(None, None, "They call the so-called [[reform]] a [[purge]].", None, ())
    assert "⟦reform⟧" in shown
    assert "⟦purge⟧" in shown
    assert "voice     distanced" in shown
    assert "evidence  so-called" in shown
    assert "other rules" in shown


def test_a_named_term_and_white_space_in_it() -> None:
    shown = explain_passage(None, None, "He said the border\nfence would stay.", "border fence", ())
    assert "voice     attributed" in shown


def test_an_offset_in_a_file_of_a_study_uses_its_lexicon_and_overrides(
    make_study: Callable[..., Path],
) -> None:
    study = make_study()
    file = study / "texts" / "north" / "one.txt"
    at = file.read_text(encoding="utf-8").index("centre")
    assert "⟦training centre⟧" in explain_passage(file, at, None, None, ())
    (study / "texts" / "overrides.csv").write_text(
        "document,start,voice,reason\nnorth/one.txt,4,quoted,it is a caption\n", encoding="utf-8"
    )
    shown = explain_passage(file, at, None, None, ())
    assert "voice     quoted" in shown
    assert "it is a caption" in shown


def test_a_whole_text_is_told_name_by_name_and_each_rule_once(make_study: Callable[..., Path]) -> None:
    study = make_study()
    file = study / "texts" / "north" / "long.txt"
    file.write_text(
        "It rained. The holding camp was quiet.\n\n"
        "Officials speak of a so-called “training centre” near the holding camp.\n\n"
        "The minister, Ada Rell, said:\n\n“"
        + "The river rose and nobody slept. " * 12
        + "\n\n“The holding camp is full.”\n",
        encoding="utf-8",
    )
    text = file.read_text(encoding="utf-8")
    starts = [
        text.index("holding"),
        text.index("training"),
        text.index("holding", 60),
        text.rindex("holding"),
    ]
    (study / "texts" / "overrides.csv").write_text(
        f"document,start,voice,reason\nnorth/long.txt,{starts[2]},own,they say so themselves\n",
        encoding="utf-8",
    )
    shown = explain_passage(file, None, None, None, ())
    assert "other rules" not in shown
    entries, _, rules = shown.partition("rules that decided\n")
    heads = [line for line in entries.splitlines() if line[:1].isdigit()]
    assert [int(head.split()[0]) for head in heads] == starts
    assert heads[0].endswith("holding camp  own  [own-narration]")
    assert heads[2].endswith("own  [override: they say so themselves]")
    assert "The ⟦holding camp⟧ was quiet." in entries
    assert "It rained" not in entries
    assert "‹so-called›" in entries
    for rule in ("own-narration: ", "so-called: ", "override: A person"):
        assert rules.count(rule) == 1
    assert rules.endswith(f"as in --at {starts[0]}\n")
    assert "other rules" in explain_passage(file, starts[0], None, None, ())


def test_evidence_outside_what_is_shown_has_a_line(make_study: Callable[..., Path]) -> None:
    file = make_study() / "texts" / "north" / "far.txt"
    aside = "which the spring floods had washed away twice and the long wet autumn once more, " * 3
    file.write_text(
        f"The holding camp is old.\n\nA spokesman said that the road, {aside}ended at the holding camp.\n",
        encoding="utf-8",
    )
    own, reported = explain_passage(file, None, None, None, ()).partition("rules")[0].rstrip().split("\n\n")
    assert "evidence" not in own
    assert "A spokesman said" not in reported.partition("evidence")[0]
    assert "  evidence  A spokesman said" in reported


def test_marks_of_a_term_stand_within_those_of_its_evidence() -> None:
    text = "The Decree on Resettlement was called a “holding camp” law."
    span = (14, 26)
    for evidence, shown in (
        ((4, 26), "The ‹Decree on ⟦Resettlement⟧› was"),
        ((14, 26), "The Decree on ⟦Resettlement⟧ was"),
        ((14, 30), "The Decree on ‹⟦Resettlement⟧ was›"),
        ((26, 30), "The Decree on ⟦Resettlement⟧‹ was›"),
    ):
        told = Explanation(span, (0, 30), text, "body", Ruling("name", "longer-name", (evidence,)), "", ())
        assert marked_passage(told) == shown


def test_only_the_lexicons_that_the_settings_name_are_used(make_study: Callable[..., Path]) -> None:
    study = make_study()
    file = study / "texts" / "north" / "one.txt"
    (own,) = (study / "lexicons").glob("*.toml")
    other = own.read_text(encoding="utf-8").replace("training cent", "sorting cent")
    (study / "lexicons" / "other.toml").write_text(other, encoding="utf-8")
    (study / "framing.toml").write_text('lexicons = ["other"]\n', encoding="utf-8")
    at = file.read_text(encoding="utf-8").index("centre")
    assert "⟦training centre⟧" not in explain_passage(file, at, None, None, ())


def test_an_offset_outside_every_term_takes_the_word(make_study: Callable[..., Path]) -> None:
    file = make_study() / "texts" / "north" / "one.txt"
    at = file.read_text(encoding="utf-8").index("Monday") + 2
    shown = explain_passage(file, at, None, None, ())
    assert "⟦Monday⟧" in shown
    assert shown.startswith(
        f"no name of the lexicon 'camps' stands at {at} (the nearest is 'holding camps' at "
    )


def test_a_place_as_the_report_gives_it_is_understood(
    make_study: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_study())
    with pytest.raises(StudyError, match=r"did you mean 'texts.north.one\.txt'\?"):
        explain_passage(Path("north/one.txt"), 4, None, None, ())
    for place in ("north/one.txt, 4", "north/one.txt, 4, training centre", "north/one.txt,4"):
        with pytest.raises(StudyError, match=r"did you mean 'texts.north.one\.txt' --at 4\?"):
            explain_passage(Path(place), None, None, None, ())


def test_a_passage_is_read_with_the_lexicons_of_the_study_one_stands_in(
    make_study: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make_study()
    loose = tmp_path / "loose.txt"
    loose.write_text("They built a relief hut.", encoding="utf-8")
    bare = tmp_path / "bare"
    bare.mkdir()
    for folder, lexicons in ((study, "lexicon 'camps'"), (bare, "lexicons 'china' and 'valley'")):
        monkeypatch.chdir(folder)
        for file, text in ((None, "They built a relief hut."), (loose, None)):
            with pytest.raises(StudyError, match=f"no name of the {lexicons}"):
                explain_passage(file, None, text, None, ())


def test_an_offset_beside_a_name_is_told_which_name_is_near(make_study: Callable[..., Path]) -> None:
    file = make_study() / "texts" / "north" / "one.txt"
    text = file.read_text(encoding="utf-8")
    start = text.index("training centre")
    end = start + len("training centre")
    for at in (start - 1, end):
        assert not text[at].isalnum()
        with pytest.raises(
            StudyError, match=rf"stands at {at} \(the nearest is 'training centre' at {start}\)"
        ):
            explain_passage(file, at, None, None, ())


def test_a_term_that_stands_elsewhere_is_not_explained_instead() -> None:
    text = "The camp is near the other camp."
    assert "(4-8, body)" in explain_passage(None, None, text, "camp", ())
    assert "(27-31, body)" in explain_passage(None, 27, text, "camp", ())
    with pytest.raises(StudyError, match="'camp' does not stand at 12, but at 4 and 27"):
        explain_passage(None, 12, text, "camp", ())


def test_a_table_is_no_text(make_study: Callable[..., Path]) -> None:
    table = make_study() / "texts" / "metadata.csv"
    table.write_text("file,title\nnorth/one.txt,The camp\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"is no text; give a \.txt or \.md file"):
        explain_passage(table, 3, None, None, ())


@pytest.mark.parametrize(
    ("file", "at", "text", "term", "says"),
    [
        (None, None, None, None, "either a FILE or --text"),
        (Path("nowhere.txt"), 3, None, None, "no such file"),
        (Path(), 3, None, None, "is a folder"),
        (None, None, "Nothing to see here.", None, "mark the term as [[term]]"),
        (None, 7, "Nothing to see here.", None, "or anywhere in the text"),
        (None, None, "Nothing to see here.", "fence", "does not stand in the text"),
        (None, 99, "Nothing to see here.", None, "behind the end"),
        (None, None, "Nothing to see here.", "", "--term is empty"),
        (None, None, "Nothing to see here.", " \n", "--term is empty"),
        (None, 0, "Nothing to see here.", " ", "--term is empty"),
        (None, None, "the [[ ]] road", None, "[[ ]] marks nothing"),
        (None, None, "the [[]] road and the [[camp]]", None, "[[ ]] marks nothing"),
    ],
)
def test_what_cannot_be_explained(
    file: Path | None, at: int | None, text: str | None, term: str | None, says: str
) -> None:
    with pytest.raises(StudyError, match=says.replace("[", r"\[")):
        explain_passage(file, at, text, term, ())
