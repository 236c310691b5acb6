"""What changed since the last run: a worked example, and what the next run finds in the state."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from framing import pipeline
from framing.changes import Cause, Changes, Crossing, Move
from framing.changes.compare import compare
from framing.changes.state import Last, State, dump, load
from framing.changes.words import lines
from framing.study import open_study

A, B = ("lex", "camps", "camp"), ("lex", "camps", "centre")


def state(documents: dict[str, tuple[str, dict[tuple[str, str, str], int]]], causes: str = "x") -> State:
    return State(
        {path: (source, f"{source}{sorted(counts.items())}") for path, (source, counts) in documents.items()},
        {path: dict(counts) for path, (_, counts) in documents.items() if counts},
        {("setting", "voices"): causes},
        5,
    )


OLD = state({"n/1": ("n", {A: 3, B: 1}), "n/2": ("n", {A: 1}), "n/3": ("n", {B: 1}), "s/1": ("s", {A: 2})})


def test_nothing_changed() -> None:
    assert compare(OLD, OLD) is None


def test_a_share_that_moved_and_the_texts_that_moved_it() -> None:
    # n before: camp 4, centre 2. n/3 goes (centre 1), n/4 comes (camp 2), n/2 has camp 1 more: 7 and 1.
    new = state(
        {"n/1": ("n", {A: 3, B: 1}), "n/2": ("n", {A: 2}), "n/4": ("n", {A: 2}), "s/1": ("s", {A: 2})}
    )
    changes = compare(OLD, new)
    assert changes is not None
    assert (changes.added, changes.removed, changes.changed) == (("n/4",), ("n/3",), ("n/2",))
    assert changes.causes == ()
    # Without n/3's going 7 of 9; without n/4's coming 5 of 6; without n/2's change 6 of 7.
    share = 7 / 8
    assert changes.moves == (
        Move(
            "n", *A, 4 / 6, share, 6, 8,
            (
                ("n/3", round(share - 7 / 9, 6)),
                ("n/4", round(share - 5 / 6, 6)),
                ("n/2", round(share - 6 / 7, 6)),
            ),
        ),
        Move(
            "n", *B, 2 / 6, 1 - share, 6, 8,
            (
                ("n/3", round(7 / 9 - share, 6)),
                ("n/4", round(5 / 6 - share, 6)),
                ("n/2", round(6 / 7 - share, 6)),
            ),
        ),
    )  # fmt: skip
    told = list(lines(changes))
    assert told[0] == "1 text new: n/4"
    assert any("n, camps: 'camp' from 4 of 6 to 7 of 8; most by n/3 (+9.7 points)" in line for line in told)


def test_a_source_that_comes_and_one_that_goes() -> None:
    changes = compare(OLD, state({"n/1": ("n", {A: 3, B: 1}), "t/1": ("t", {B: 2})}))
    assert changes is not None
    moved = {(move.source, move.term): (move.before, move.after) for move in changes.moves}
    assert moved["s", "camp"] == (1.0, None)
    assert moved["t", "centre"] == (None, 1.0)
    # There is no share that a text could have moved.
    assert [move.texts for move in changes.moves if move.source in ("s", "t")] == [(), ()]


def test_other_causes_are_named() -> None:
    changed = State(OLD.documents, OLD.counts, {("setting", "voices"): "y", ("lexicon", "lex"): "new"}, 5)
    changes = compare(State(OLD.documents, OLD.counts, {("setting", "voices"): "x"}, 5), changed)
    assert changes is not None
    assert changes.causes == (Cause("lexicon", "lex", "new"), Cause("setting", "voices"))
    assert changes.moves == ()
    told = list(lines(changes))
    assert told == ["no text changed, but the lexicon 'lex' (new) and the setting 'voices' did"]
    causes = (
        Cause("framing"),
        Cause("lexicon", "a", "gone"),
        Cause("setting", "seed"),
        Cause("setting", "voices"),
    )
    [line] = lines(replace(changes, causes=causes))
    assert line.endswith(
        "but framing itself, the lexicon 'a' (gone) and the settings 'seed' and 'voices' did"
    )
    # Whatever a lexicon is called, it is one.
    [line] = lines(replace(changes, causes=(Cause("lexicon", "it's 'new'"), Cause("lexicon", "the setting"))))
    assert line == "no text changed, but the lexicons 'it's 'new'' and 'the setting' did"
    told = list(lines(replace(changes, removed=("n/9",))))
    assert told[1] == "besides the texts, the lexicon 'lex' (new) and the setting 'voices' changed"


def test_a_text_that_did_not_change_moves_nothing() -> None:
    """After a change of settings its occurrences count otherwise, and it is not the text that did that."""
    more = {**OLD.counts, "n/1": {A: 3, B: 2}}
    changes = compare(OLD, State(OLD.documents, more, {("setting", "voices"): "y"}, 5))
    assert changes is not None
    assert [(move.term, move.before, move.after) for move in changes.moves] == [
        ("camp", 4 / 6, 4 / 7),
        ("centre", 2 / 6, 3 / 7),
    ]
    assert [move.texts for move in changes.moves] == [(), ()]
    assert not any("most by" in line for line in lines(changes))
    # Where settings and a text changed, nobody can say by how much the text moved it.
    documents = {**OLD.documents, "n/4": ("n", "new")}
    changes = compare(OLD, State(documents, {**more, "n/4": {A: 1}}, {("setting", "voices"): "y"}, 5))
    assert changes is not None
    assert [move.texts for move in changes.moves] == [(), ()]
    # The settings moved nothing of another source: there the text is named.
    documents = {**OLD.documents, "s/2": ("s", "new")}
    changes = compare(OLD, State(documents, {**more, "s/2": {B: 1}}, {("setting", "voices"): "y"}, 5))
    assert changes is not None
    assert {path for move in changes.moves if move.source == "s" for path, _ in move.texts} == {"s/2"}


def test_a_date_that_came_is_a_change(make_study: Callable[..., Path]) -> None:
    """No rule looks at it, but the figures over time do."""
    study = make_study()
    assert pipeline.run(open_study(study)).changes is None
    (study / "texts" / "metadata.csv").write_text("file,date\nnorth/one.txt,2031-05\n", "utf-8")
    changes = pipeline.run(open_study(study)).changes
    assert changes is not None
    assert (changes.changed, changes.moves, changes.causes) == (("north/one.txt",), (), ())


def test_a_renamed_source_is_the_same_source() -> None:
    old = State(
        {
            "north/1": ("north", "a"),
            "north/2": ("north", "b"),
            "north/3": ("north", "c"),
            "south/1": ("south", "d"),
        },
        {"north/1": {A: 2}, "north/2": {B: 1}},
        {},
        5,
    )
    documents = {
        "nord/1": ("nord", "a"),
        "nord/2": ("nord", "b"),
        "nord/4": ("nord", "e"),
        "south/1": ("south", "d"),
    }
    changes = compare(old, State(documents, {"nord/1": {A: 2}, "nord/2": {B: 1}, "nord/4": {B: 1}}, {}, 5))
    assert changes is not None
    assert changes.sources == (("north", "nord"),)
    assert (changes.added, changes.removed, changes.changed) == (("nord/4",), ("north/3",), ())
    assert changes.renamed == ()
    # The new text moves the share of the source that was there by another name.
    camp, centre = sorted(changes.moves, key=lambda move: move.term)
    assert (camp.source, camp.before, camp.after) == ("nord", 2 / 3, 2 / 4)
    assert (centre.source, centre.before, centre.after) == ("nord", 1 / 3, 2 / 4)
    assert camp.texts == (("nord/4", round(2 / 4 - 2 / 3, 6)),)
    assert next(iter(lines(changes))) == "the source 'north' is called 'nord' now"
    # With two texts of four it is another source, as with one of three.
    four = State({**old.documents, "north/4": ("north", "x")}, old.counts, {}, 5)
    changes = compare(four, State(documents, {"nord/1": {A: 2}, "nord/2": {B: 1}}, {}, 5))
    assert changes is not None
    assert changes.sources == ()
    # With one text of three it is another source, and the text has another place.
    changes = compare(
        old, State({"nord/1": ("nord", "a"), "south/1": ("south", "d")}, {"nord/1": {A: 2}}, {}, 5)
    )
    assert changes is not None
    assert (changes.sources, changes.renamed) == ((), (("north/1", "nord/1"),))
    assert (changes.added, changes.removed) == ((), ("north/2", "north/3"))
    assert {(move.source, move.after) for move in changes.moves} == {("nord", 1.0), ("north", None)}


def test_a_source_that_gets_its_name_from_a_table_is_renamed_too() -> None:
    """Its texts stay where they are."""
    paths = {"x/1": "a", "x/2": "b", "y/1": "c"}

    def study(*sources: str) -> State:
        named = zip(paths.items(), sources, strict=True)
        return State({path: (source, text) for (path, text), source in named}, {"x/1": {A: 1}}, {}, 5)

    changes = compare(study("n", "n", "s"), study("m", "m", "s"))
    assert changes == Changes(sources=(("n", "m"),))
    # Two sources that are put together are not one of them by another name.
    changes = compare(study("n", "n", "s"), study("m", "m", "m"))
    assert changes is not None
    assert (changes.sources, changes.renamed, changes.changed) == ((), (), tuple(paths))


def test_a_text_that_became_another_sources_is_seen(make_study: Callable[..., Path]) -> None:
    """Its readings are the same, but not whose they are."""
    study = make_study()
    one, two = sorted(path.name for path in (study / "texts" / "north").iterdir())
    table = study / "texts" / "metadata.csv"
    table.write_text(f"file,source\nnorth/{one},north\nnorth/{two},north\n", "utf-8")
    pipeline.run(open_study(study))
    table.write_text(f"file,source\nnorth/{one},north\nnorth/{two},south\n", "utf-8")
    changes = pipeline.run(open_study(study)).changes
    assert changes is not None
    assert changes.changed == (f"north/{two}",)
    assert f"north/{two},south," in (study / "data" / "documents.csv").read_text("utf-8")


def test_texts_that_are_grouped_otherwise_did_not_change() -> None:
    old = State(
        {"n/1": ("n", "a"), "n/2": ("n", "b"), "s/1": ("s", "c")},
        {"n/1": {A: 3}, "n/2": {B: 1}, "s/1": {B: 1}},
        {("setting", "source_column"): "x"},
        5,
    )
    new = replace(
        old,
        documents={"n/1": ("left", "a"), "n/2": ("right", "b"), "s/1": ("right", "c")},
        causes={("setting", "source_column"): "y"},
        grouping="party",
    )
    changes = compare(old, new)
    assert changes == Changes(grouping=("source", "party"))
    told = "the texts are grouped by the column 'party' of metadata.csv now, before by source"
    assert list(lines(changes)) == [told]
    back = compare(new, old)
    assert back is not None
    [line] = lines(back)
    assert line == "the texts are grouped by source now, before by the column 'party' of metadata.csv"
    # What changed besides is told of the groups as they are now.
    new = replace(
        new,
        documents={"n/1": ("left", "a"), "n/2": ("right", "new"), "s/3": ("right", "d")},
        counts={"n/1": {A: 3}, "n/2": {A: 1, B: 1}, "s/3": {B: 1}},
        causes={("setting", "source_column"): "y", ("setting", "seed"): "1"},
    )
    changes = compare(old, new)
    assert changes is not None
    assert (changes.added, changes.removed, changes.changed) == (("s/3",), ("s/1",), ("n/2",))
    assert changes.causes == (Cause("setting", "seed", "new"),)
    assert {(move.source, move.term, move.before, move.after) for move in changes.moves} == {
        ("right", "camp", 0.0, 1 / 3),
        ("right", "centre", 1.0, 2 / 3),
    }


def test_the_report_says_that_the_grouping_changed_and_lists_no_text(make_study: Callable[..., Path]) -> None:
    study = make_study()
    table = "file,party\n" + "".join(
        f"{path.relative_to(study / 'texts').as_posix()},{party}\n"
        for path, party in zip(sorted((study / "texts").glob("*/*.txt")), ("reds", "blues") * 9, strict=False)
    )
    (study / "texts" / "metadata.csv").write_text(table, "utf-8")
    pipeline.run(open_study(study))
    (study / "framing.toml").write_text('source_column = "party"\n', "utf-8")
    assert pipeline.run(open_study(study)).changes == Changes(grouping=("source", "party"))
    report = (study / "report.html").read_text("utf-8")
    assert (
        "The texts are grouped by the column &#39;party&#39; of metadata.csv now, before by source." in report
    )
    # A third run finds nothing new and tells the same.
    assert pipeline.run(open_study(study)).changes is None


def test_renamed_and_moved_texts() -> None:
    old = State(
        {"n/1": ("n", "a"), "n/2": ("n", "b"), "n/3": ("n", "c"), "s/1": ("s", "d")}, {"n/2": {A: 1}}, {}, 5
    )
    documents = {"n/0": ("n", "a"), "s/2": ("s", "b"), "n/3": ("n", "c"), "s/1": ("s", "d")}
    changes = compare(old, State(documents, {"s/2": {A: 1}}, {}, 5))
    assert changes is not None
    assert (changes.added, changes.removed, changes.changed, changes.sources) == ((), (), (), ())
    told = list(lines(changes))
    assert told[0] == "2 texts with another name or place: n/0 (was n/1), s/2 (was n/2)"
    assert [(move.source, move.before, move.after) for move in changes.moves] == [
        ("n", 1.0, None),
        ("s", None, 1.0),
    ]
    # The same text twice at each place: each is paired once.
    old = State({"n/1": ("n", "a"), "n/2": ("n", "a")}, {}, {}, 5)
    changes = compare(old, State({"m/1": ("m", "a"), "m/2": ("m", "a"), "m/3": ("m", "a")}, {}, {}, 5))
    assert changes is not None
    assert (changes.sources, changes.renamed, changes.added) == ((("n", "m"),), (), ("m/3",))


def test_a_source_that_crosses_the_minimum_of_texts_is_told() -> None:
    def study(texts: int, with_name: int, minimum: int) -> State:
        paths = [f"n/{n}" for n in range(texts)]
        return State(
            {path: ("n", path) for path in paths}, {path: {A: 1} for path in paths[:with_name]}, {}, minimum
        )

    few = "too few to compare"
    for old, new, told in (
        ((9, 6, 5), (9, 5, 5), []),
        ((9, 6, 5), (8, 4, 5), [f"n, camps: now in 4 texts, {few} (6 before; the minimum is 5)"]),
        ((9, 1, 5), (9, 5, 5), ["n, camps: now in 5 texts, enough to compare (1 before; the minimum is 5)"]),
        ((9, 6, 5), (4, 4, 5), [f"n: now 4 texts, {few} (9 before; the minimum is 5)"]),
        ((9, 6, 5), (9, 6, 7), [f"n, camps: now in 6 texts, {few} (6 before; the minimum is 7)"]),
        (
            (4, 3, 5),
            (5, 5, 5),
            [
                "n: now 5 texts, enough to compare (4 before; the minimum is 5)",
                "n, camps: now in 5 texts, enough to compare (3 before; the minimum is 5)",
            ],
        ),
        ((9, 0, 5), (9, 1, 5), []),  # that nobody named it, the moves say
    ):
        changes = compare(study(*old), study(*new))
        assert changes is not None
        assert [line for line in lines(changes) if "to compare" in line] == told


def test_what_the_report_and_the_command_say_of_a_renamed_source_below_the_minimum(
    make_study: Callable[..., Path],
) -> None:
    study = make_study()
    (study / "framing.toml").write_text("minimum_texts = 2\n", "utf-8")
    pipeline.run(open_study(study))
    (study / "texts" / "north").rename(study / "texts" / "a")
    changes = pipeline.run(open_study(study)).changes
    assert changes == Changes(sources=(("north", "a"),))
    assert "The source &#39;north&#39; is called &#39;a&#39; now." in (study / "report.html").read_text(
        "utf-8"
    )
    # What the cache holds of its texts is theirs under the new name, too.
    tables = {file: file.read_bytes() for file in (study / "data").iterdir()}
    shutil.copytree(study, study.parent / "fresh", ignore=shutil.ignore_patterns(".framing", "data"))
    pipeline.run(open_study(study.parent / "fresh"))
    for file, content in tables.items():
        if file.suffix == ".csv":
            assert (study.parent / "fresh" / "data" / file.name).read_bytes() == content
    (study / "texts" / "a" / "two.txt").unlink()
    (study / "texts" / "south" / "one.txt").rename(study / "texts" / "south" / "first.txt")
    changes = pipeline.run(open_study(study)).changes
    assert changes is not None
    [crossing] = changes.crossings
    report = (study / "report.html").read_text("utf-8")
    assert f"a: {crossing}." in report
    assert "1 text with another name or place: " in report
    assert " (was south/one.txt)" in report


def test_a_renamed_lexicon_is_the_same_lexicon(make_study: Callable[..., Path]) -> None:
    study = make_study()
    pipeline.run(open_study(study))
    file = study / "lexicons" / "camps.toml"
    file = file.rename(file.with_name("names.toml"))
    changes = pipeline.run(open_study(study)).changes
    assert changes == Changes(lexicons=(("camps", "names"),))
    assert list(lines(changes)) == ["the lexicon 'camps' is called 'names' now"]
    assert "The lexicon &#39;camps&#39; is called &#39;names&#39; now." in (study / "report.html").read_text(
        "utf-8"
    )
    # With other words in it, too, it is another lexicon; a text that is new moves the shares of this one.
    file = file.rename(file.with_name("places.toml"))
    (study / "texts" / "north" / "three.txt").write_text("The holding camp.\n", "utf-8")
    changes = pipeline.run(open_study(study)).changes
    assert changes is not None
    assert (changes.lexicons, changes.added) == ((("names", "places"),), ("north/three.txt",))
    assert {(move.source, move.lexicon, move.before is None) for move in changes.moves} == {
        ("north", "places", False)
    }
    file.write_text(file.read_text("utf-8").replace("holding camp", "holding site"), "utf-8")
    file.rename(file.with_name("sites.toml"))
    changes = pipeline.run(open_study(study)).changes
    assert changes is not None
    assert changes.lexicons == ()
    assert changes.causes == (Cause("lexicon", "places", "gone"), Cause("lexicon", "sites", "new"))


def test_state_comes_back_and_a_spoilt_one_does_not(tmp_path) -> None:  # type: ignore[no-untyped-def]
    new = state({"n/1": ("n", {A: 4})})
    found = compare(OLD, new)
    assert found is not None
    found = replace(
        found,
        causes=(Cause("lexicon", "lex", "new"),),
        grouping=("source", "party"),
        renamed=(("a", "b"),),
        sources=(("n", "m"),),
        lexicons=(("lex", "lexicon"),),
        crossings=(Crossing("n", "lex", "camps", 5, 4, 5),),
    )
    new = replace(new, grouping="party")
    last = Last(new, found, "inputs", ("report.html",), (("a", "b"),), ("note",))
    file = tmp_path / ".framing" / "state.json"
    file.parent.mkdir()
    assert load(tmp_path) is None
    file.write_bytes(dump(last))
    assert load(tmp_path) == last
    whole = file.read_bytes()
    for spoilt in (b"", whole[:-20], b"[]", b'{"version":5}', whole.replace(b'"version":5', b'"version":0')):
        file.write_bytes(spoilt)
        assert load(tmp_path) is None
