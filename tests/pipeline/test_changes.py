"""What changed since the last run: a worked example, and what the next run finds in the state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from framing import pipeline
from framing.changes import Last, Move, State, compare, dump, lines, load
from framing.study import open_study

A, B = ("lex", "camps", "camp"), ("lex", "camps", "centre")


def state(documents: dict[str, tuple[str, dict[tuple[str, str, str], int]]], causes: str = "x") -> State:
    return State(
        {path: (source, f"{source}{sorted(counts.items())}") for path, (source, counts) in documents.items()},
        {path: dict(counts) for path, (_, counts) in documents.items() if counts},
        {"settings": causes},
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
    changed = State(OLD.documents, OLD.counts, {"the setting 'voices'": "y", "the lexicon 'lex'": "new"})
    changes = compare(State(OLD.documents, OLD.counts, {"the setting 'voices'": "x"}), changed)
    assert changes is not None
    assert changes.causes == ("the lexicon 'lex' (new)", "the setting 'voices'")
    assert changes.moves == ()
    told = list(lines(changes))
    assert told == ["no text changed, but the lexicon 'lex' (new) and the setting 'voices' did"]
    causes = ("framing itself", "the lexicon 'a' (gone)", "the setting 'seed'", "the setting 'voices'")
    [line] = lines(replace(changes, causes=causes))
    assert line.endswith(
        "but framing itself, the lexicon 'a' (gone) and the settings 'seed' and 'voices' did"
    )
    told = list(lines(replace(changes, removed=("n/9",))))
    assert told[1] == "besides the texts, the lexicon 'lex' (new) and the setting 'voices' changed"


def test_a_text_that_did_not_change_moves_nothing() -> None:
    """After a change of settings its occurrences count otherwise, and it is not the text that did that."""
    more = {**OLD.counts, "n/1": {A: 3, B: 2}}
    changes = compare(OLD, State(OLD.documents, more, {"settings": "y"}))
    assert changes is not None
    assert [(move.term, move.before, move.after) for move in changes.moves] == [
        ("camp", 4 / 6, 4 / 7),
        ("centre", 2 / 6, 3 / 7),
    ]
    assert [move.texts for move in changes.moves] == [(), ()]
    assert not any("most by" in line for line in lines(changes))
    # Where settings and a text changed, nobody can say by how much the text moved it.
    documents = {**OLD.documents, "n/4": ("n", "new")}
    changes = compare(OLD, State(documents, {**more, "n/4": {A: 1}}, {"settings": "y"}))
    assert changes is not None
    assert [move.texts for move in changes.moves] == [(), ()]
    # The settings moved nothing of another source: there the text is named.
    documents = {**OLD.documents, "s/2": ("s", "new")}
    changes = compare(OLD, State(documents, {**more, "s/2": {B: 1}}, {"settings": "y"}))
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


def test_state_comes_back_and_a_spoilt_one_does_not(tmp_path) -> None:  # type: ignore[no-untyped-def]
    new = state({"n/1": ("n", {A: 4})})
    last = Last(new, compare(OLD, new), "inputs", ("report.html",), (("a", "b"),), ("note",))
    file = tmp_path / ".framing" / "state.json"
    file.parent.mkdir()
    assert load(tmp_path) is None
    file.write_bytes(dump(last))
    assert load(tmp_path) == last
    whole = file.read_bytes()
    for spoilt in (b"", whole[:-20], b"[]", b'{"version":2}', whole.replace(b'"version":2', b'"version":0')):
        file.write_bytes(spoilt)
        assert load(tmp_path) is None
