"""The commands that other things may rely on, called as a user calls them: as processes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from framing import concordance, corpus, pipeline
from framing.cli import cli
from framing.errors import StudyError, said, unforeseen
from framing.init import init_study
from framing.model import VOICES, ZONES
from framing.study import open_study
from framing.tables import READING_COLUMNS, csv_lines

Make = Callable[..., Path]


def framing(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line; output decoded as UTF-8."""
    command = [sys.executable, "-W", "error", "-m", "framing", *map(str, arguments)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=cwd, capture_output=True, encoding="utf-8", env=environment, check=False
    )


def rows(result: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_occurrences_of_a_study_follow_the_contract(make_study: Make) -> None:
    study = make_study()
    found = rows(framing("occurrences", study))
    assert [(row["document"], row["surface"]) for row in found] == [
        ("north/one.txt", "training centre"),
        ("north/one.txt", "holding camps"),
        ("north/two.txt", "holding camp"),
        ("north/two.txt", "training centre"),
        ("south/one.txt", "training centers"),
        ("south/one.txt", "holding camps"),
        ("south/one.txt", "holding camp"),
    ]
    for row in found:
        assert tuple(row) == READING_COLUMNS
        text = (study / "texts" / str(row["document"])).read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] == row["surface"]
        assert row["voice"] in VOICES
        assert row["zone"] in ZONES
        assert all(0 <= start < end <= len(text) for start, end in row["evidence"])


def test_sources_are_those_of_the_column_that_the_settings_name(make_study: Make) -> None:
    study = make_study()
    with (study / "framing.toml").open("a", encoding="utf-8") as settings:
        settings.write('\nsource_column = "Party"\n')
    paths = ("north/one.txt", "north/two.txt", "south/one.txt")
    table = "file,party\n" + "".join(f"{path},the left\n" for path in paths)
    (study / "texts" / "metadata.csv").write_text(table, encoding="utf-8")
    assert {row["source"] for row in rows(framing("occurrences", study))} == {"the left"}
    result = framing("explain", study / "texts" / "north" / "one.txt")
    assert result.returncode == 0, result.stderr
    (study / "texts" / "metadata.csv").unlink()
    for arguments in (("explain", study / "texts" / "north" / "one.txt"), ("run", study)):
        result = framing(*arguments)
        assert result.returncode == 2
        assert "source_column in framing.toml takes 'Party' from it" in result.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals here")
def test_no_binary_file_is_poured_into_a_terminal(make_study: Make) -> None:
    ours, terminal = os.openpty()
    command = [sys.executable, "-m", "framing", "occurrences", str(make_study()), "--format", "parquet"]
    result = subprocess.run(
        command, stdout=terminal, stderr=subprocess.PIPE, encoding="utf-8", check=False, timeout=60
    )
    os.close(terminal)
    os.close(ours)
    assert (result.returncode, result.stderr) == (
        2,
        "framing: a parquet file cannot be shown here; name one with -o\n",
    )


def test_occurrences_with_texts_and_lexicon_in_an_empty_folder(make_study: Make, tmp_path: Path) -> None:
    study = make_study()
    empty = tmp_path / "empty"
    empty.mkdir()
    given = framing(
        "occurrences",
        "--texts",
        study / "texts",
        "--lexicon",
        study / "lexicons" / "camps.toml",
        "--format",
        "jsonl",
        cwd=empty,
    )
    assert rows(given) == rows(framing("occurrences", study))
    assert list(empty.iterdir()) == []


def test_csv_and_parquet_hold_the_same_rows(make_study: Make, tmp_path: Path) -> None:
    import pandas as pd

    study = make_study({"a/one.txt": "=cmd the holding camp\n", "b/one.txt": "A training centre.\n"})
    found = rows(framing("occurrences", study))
    table = list(csv.DictReader(io.StringIO(framing("occurrences", study, "--format", "csv").stdout)))
    assert [(row["document"], int(row["start"]), row["voice"]) for row in table] == [
        (row["document"], row["start"], row["voice"]) for row in found
    ]
    assert [json.loads(row["evidence"]) for row in table] == [row["evidence"] for row in found]
    file = tmp_path / "out.parquet"
    assert framing("occurrences", study, "--format", "parquet", "-o", file).returncode == 0
    frame = pd.read_parquet(file)
    assert list(frame.columns) == list(READING_COLUMNS)
    assert list(frame["surface"]) == [row["surface"] for row in found]


@pytest.mark.parametrize("cell", ["training\rcentre", "a\r\nb", "a\nb", 'a, "b"', "é", ""])
def test_a_csv_cell_is_read_as_it_was_written(cell: str) -> None:
    text = "".join(csv_lines([(cell, 1), ("next", 2)], ("surface", "start")))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["surface", "start"],
        [cell, "1"],
        ["next", "2"],
    ]


def test_parquet_has_the_same_types_without_any_occurrence(make_study: Make, tmp_path: Path) -> None:
    from pyarrow import parquet

    schemas = []
    for name, text in (("none", "Nothing here.\n"), ("some", "The so-called holding camp.\n")):
        file = tmp_path / f"{name}.parquet"
        study = make_study({"a/one.txt": text}, name=name)
        assert framing("occurrences", study, "--format", "parquet", "-o", file).returncode == 0
        schemas.append(parquet.read_schema(file).remove_metadata())
    assert schemas[0] == schemas[1]
    assert str(schemas[0].field("evidence").type) == "list<element: list<element: int64>>"


def test_two_lexicons_give_a_reading_each_for_the_same_span(make_study: Make) -> None:
    study = make_study({"a/one.txt": "The holding camp.\n"})
    first = study / "lexicons" / "camps.toml"
    second = study / "lexicons" / "other.toml"
    second.write_text(first.read_text(encoding="utf-8"), encoding="utf-8")
    found = rows(framing("occurrences", study))
    assert [(row["lexicon"], row["start"]) for row in found] == [("camps", 4), ("other", 4)]


def test_kwic_shows_lines_and_says_when_there_are_none(make_study: Make) -> None:
    study = make_study()
    result = framing("kwic", "camps", study)
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == 7
    assert "[holding camps]" in result.stdout
    assert len(framing("kwic", "holding*", study, "--voice", "own").stdout.splitlines()) < 7
    assert "PATTERN is empty" in framing("kwic", " ", study).stderr
    none = framing("kwic", "nothing like it", study)
    assert none.returncode == 2
    assert "nothing found" in none.stderr
    assert "camps.toml" in none.stderr
    assert "in the voice 'glossed'" in framing("kwic", "camps", study, "--voice", "glossed").stderr
    typo = framing("kwic", "camps", study, "--voice", "owned")
    assert typo.returncode == 2
    assert "'distanced'" in typo.stderr


ROADS = """title = "Roads"
language = "en"
[[frames]]
id = "press"
label = "Press"
[[concepts]]
id = "relief-road"
label = "The road"
[[concepts.terms]]
term = "relief road"
frame = "press"
note = "unreferenced"
variants = ["by-pass highway"]
[[concepts.terms]]
term = "ring"
frame = "press"
note = "unreferenced"
[[concepts]]
id = "other"
label = "Others"
[[concepts.terms]]
term = "rings"
frame = "press"
note = "unreferenced"
"""


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("relief road", "relief road|Relief  Roads|relief-road|by-pass highways"),
        ("relief roads", "relief road|Relief  Roads|relief-road|by-pass highways"),
        ("relief  road", "relief road|Relief  Roads|relief-road|by-pass highways"),
        ("relief-road", "relief road|Relief  Roads|relief-road|by-pass highways|ring"),  # the concept
        ("By‑pass highway", "by-pass highways"),
        ("by-pass highways", "by-pass highways"),
        ("relief-r*", "relief road|Relief  Roads|relief-road|by-pass highways|ring"),
        ("*-highways", "by-pass highways"),
        ("ring", "ring"),
        ("rings", "rings"),  # another term, not the plural of this one
        ("road", ""),
    ],
)
def test_kwic_takes_a_spelling_as_the_lexicon_does(make_study: Make, pattern: str, found: str) -> None:
    text = "A relief road. Relief  Roads. The relief-road, by-pass highways. A ring, the rings.\n"
    study = open_study(make_study({"a/one.txt": text}, ROADS))
    lexicons = pipeline.read_lexicons(study)
    named = concordance.finder(pattern, lexicons)
    [(_, annotation)] = corpus.annotate_each(study, lexicons, pipeline.texts_of(study))
    assert "|".join(reading.surface for reading in annotation.readings if named(reading)) == found


def test_init_makes_a_study_that_runs_and_is_not_overwritten(tmp_path: Path) -> None:
    made = framing("init", tmp_path / "new")
    assert made.returncode == 0, made.stderr
    assert framing("occurrences", tmp_path / "new").returncode == 0
    assert [file.name for file in (tmp_path / "new" / "lexicons").iterdir()] == ["china.toml"]
    again = framing("init", tmp_path / "new")
    assert again.returncode == 2
    assert "already" in again.stderr


def test_the_example_of_a_new_study_never_counts_beside_texts(tmp_path: Path) -> None:
    init_study(tmp_path / "new")
    own = tmp_path / "new" / "texts" / "gazette" / "one.txt"
    own.parent.mkdir()
    own.write_text("The camps in Xinjiang are full.\n", "utf-8")
    result = framing("run", tmp_path / "new")
    assert result.returncode == 0, result.stderr
    assert "left out: example-source/example.txt" in result.stderr
    table = (tmp_path / "new" / "data" / "documents.csv").read_text("utf-8")
    assert "gazette" in table
    assert "example-source" not in table
    # Somebody who deletes it, or writes a text in its place, is not stopped by what init left elsewhere.
    example = tmp_path / "new" / "texts" / "example-source" / "example.txt"
    example.write_text("A text of my own.\n", "utf-8")
    assert "left out" not in framing("run", tmp_path / "new").stderr
    example.unlink()
    assert framing("run", tmp_path / "new").returncode == 0


def test_the_source_of_a_page_is_named_in_every_run(make_study: Make) -> None:
    study = make_study()
    page = study / "texts" / "north" / "page.txt"
    page.write_text("<!doctype html><title>The holding camp</title>", encoding="utf-8")
    for jobs in ("1", "2"):
        assert (
            "markup instead of plain text: north/page.txt; tags"
            in framing("run", study, "--jobs", jobs).stderr
        )
    page.write_text("The holding camp.", encoding="utf-8")
    assert "markup" not in framing("run", study).stderr


def test_a_text_that_a_source_has_twice_is_named(make_study: Make) -> None:
    study = make_study()
    text = (study / "texts" / "north" / "one.txt").read_bytes()
    for name in ("north/one (2).txt", "south/from north.txt"):
        (study / "texts" / name).write_bytes(text)
    result = framing("run", study)
    assert result.returncode == 0, result.stderr
    assert (
        "the same text twice in one source: north/one.txt (= north/one (2).txt); each file" in result.stderr
    )
    # What another source prints is a text of its own.
    assert "from north.txt" not in result.stderr.replace("\\", "/")


@pytest.mark.parametrize("name", ['my "best" study', "line\nbreak", "back\\slash {x}", "\udcff"])
def test_init_takes_any_folder_name(tmp_path: Path, name: str) -> None:
    try:
        (tmp_path / name).mkdir()
    except OSError:
        pytest.skip("no such names here")
    init_study(tmp_path / name)
    assert open_study(tmp_path / name).title == name.replace("\udcff", "?")


def bad_empty_texts(study: Path) -> str:
    for file in (study / "texts").rglob("*.txt"):
        file.unlink()
    return "no texts"


def bad_all_blank(study: Path) -> str:
    for file in (study / "texts").rglob("*.txt"):
        file.write_text("  \n")
    return "every text is empty"


def bad_bytes(study: Path) -> str:
    (study / "texts" / "north" / "one.txt").write_bytes(bytes(range(256)) * 20)
    return "one.txt"


def bad_source(study: Path) -> str:
    (study / "texts" / "metadata.csv").write_text("file,source\nnorth/one.txt,nort\n")
    return "did you mean 'north'"


def bad_missing_file(study: Path) -> str:
    (study / "texts" / "metadata.csv").write_text("file,source\nnorth/oen.txt,north\n")
    return "north/oen.txt"


def bad_lexicon_key(study: Path) -> str:
    file = study / "lexicons" / "camps.toml"
    file.write_text(file.read_text().replace("language", "langauge"))
    return "langauge"


def bad_duplicate_term(study: Path) -> str:
    file = study / "lexicons" / "camps.toml"
    file.write_text(file.read_text().replace('term = "training centre"', 'term = "holding camp"'))
    return "holding camp"


def bad_frame(study: Path) -> str:
    file = study / "lexicons" / "camps.toml"
    file.write_text(file.read_text().replace('frame = "state"', 'frame = "stat"'))
    return "did you mean"


def bad_pattern(study: Path) -> str:
    file = study / "lexicons" / "camps.toml"
    braces = "{a,b,c,d}" * 8
    file.write_text(file.read_text().replace('"training cent{re,er}"', f'"{braces}"'))
    return "camps.toml"


def bad_lexicon_bytes(study: Path) -> str:
    try:
        (study / "lexicons" / "camps.toml").rename(study / "lexicons" / "camp\udce9.toml")
    except OSError:
        pytest.skip("no such names here")
    return "lexicons: the name 'camp\\udce9.toml' is not UTF-8; rename the file"


def bad_lexicons_file(study: Path) -> str:
    shutil.rmtree(study / "lexicons")
    (study / "lexicons").write_text("")
    return "lexicons: is a file; make it a folder"


def bad_texts_file(study: Path) -> str:
    shutil.rmtree(study / "texts")
    (study / "texts").write_text("")
    return "texts: is a file; name a folder of texts"


def bad_settings_folder(study: Path) -> str:
    (study / "framing.toml").mkdir()
    return "framing.toml: is a folder; a file of that name is read here"


def bad_settings_link(study: Path) -> str:
    try:
        (study / "framing.toml").symlink_to("nowhere")
    except OSError:
        pytest.skip("no symbolic links here")
    return "framing.toml: is a link that leads nowhere"


def bad_table_folder(study: Path) -> str:
    (study / "texts" / "Metadata.csv").mkdir()
    return "Metadata.csv: is a folder; a table of that name is read here"


def bad_overrides_folder(study: Path) -> str:
    (study / "texts" / "overrides.csv").mkdir()
    (study / "texts" / "overrides.csv" / "one.txt").write_text("The holding camp.")
    return "overrides.csv: is a folder; a table of that name is read here"


def bad_empty_column(study: Path) -> str:
    (study / "framing.toml").write_text('source_column = " "\n')
    return "framing.toml: 'source_column' is empty; name a column of metadata.csv"


def bad_no_lexicon(study: Path) -> str:
    (study / "lexicons" / "camps.toml").unlink()
    return "no lexicon"


def bad_toml(study: Path) -> str:
    (study / "framing.toml").write_text('title = "x\n')
    return "check the quotation marks"


def bad_settings(study: Path) -> str:
    (study / "framing.toml").write_text("minimum_text = 3\n")
    return "did you mean 'minimum_texts'"


def bad_choice(study: Path) -> str:
    (study / "framing.toml").write_text('voices = ["own", "quote"]\n')
    return "own, quoted, attributed, distanced, glossed, name (did you mean 'quoted'?)"


def bad_lexicon_name(study: Path) -> str:
    (study / "framing.toml").write_text('lexicons = ["camp"]\n')
    return "did you mean 'camps'"


BAD = [value for name, value in sorted(globals().items()) if name.startswith("bad_")]


@pytest.mark.parametrize("spoil", BAD, ids=[spoil.__name__ for spoil in BAD])
def test_bad_input_gets_one_line_and_nothing_is_written(
    make_study: Make, spoil: Callable[[Path], str]
) -> None:
    study = make_study()
    expected = spoil(study)
    before = sorted(path for path in study.rglob("*") if ".framing" not in path.parts)
    result = framing("run", study)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert expected in result.stderr
    assert "Traceback" not in result.stderr
    assert "--lexicon" not in result.stderr  # `run` has no such option
    assert sorted(path for path in study.rglob("*") if ".framing" not in path.parts) == before


def test_all_faults_of_the_lexicons_are_told_a_line_each(make_study: Make) -> None:
    study = make_study()
    file = study / "lexicons" / "camps.toml"
    good = file.read_text()
    (study / "lexicons" / "good.toml").write_text(good)
    file.write_text(good.replace("language", "langauge").replace("cent{re,er}", "cent{re,er"))
    (study / "lexicons" / "other.toml").write_text("title = x\n")
    files = sorted((study / "lexicons").glob("*.toml"))
    ran, checked = framing("run", study), framing("lexicon", "check", *files)
    assert (ran.returncode, checked.returncode) == (2, 2)
    assert ran.stderr == checked.stderr
    places = [line.partition(" (")[0].partition(": not")[0] for line in ran.stderr.splitlines()]
    spelling = next(n for n, line in enumerate(good.splitlines(), 1) if "cent{re,er}" in line)
    assert places == [
        f"framing: {file}, line 2",
        f"framing: {file}, line {spelling}",
        f"framing: {files[2]}, line 1",
    ]
    assert ran.stdout == ""
    assert f"{files[1]}: can be used" in checked.stdout


def test_a_broken_lexicon_hides_none_of_the_others(make_study: Make) -> None:
    study = make_study()
    (study / "lexicons" / "a.toml").write_text("title = x\n")
    (study / "lexicons" / "b.toml").write_text('title = "B"\n[[concepts]]\n')
    result = framing("lexicon", "list", study)
    assert result.returncode == 2
    assert [line.split("\t")[0] for line in result.stdout.splitlines()].count("study") == 1
    assert {line.split("\t")[0] for line in result.stdout.splitlines()} == {"study", "shipped"}
    faults = result.stderr.splitlines()
    assert f"{study / 'lexicons' / 'a.toml'}, line 1: not valid TOML" in faults[0]
    assert all(f"{study / 'lexicons' / 'b.toml'}" in fault for fault in faults[1:])
    assert len(faults) > 1


def test_hidden_files_are_no_lexicons(make_study: Make) -> None:
    """Emacs leaves a link that leads nowhere beside a file that is edited, macOS a file of bytes."""
    study = make_study()
    (study / "lexicons" / "._camps.toml").write_bytes(b"\0\5\x16\7")
    (study / "lexicons" / "~$camps.toml").write_bytes(b"\0\5\x16\7")
    try:
        (study / "lexicons" / ".#camps.toml").symlink_to("somebody@machine.1234")
    except OSError:
        pytest.skip("no symbolic links here")
    assert [path.name for path in open_study(study).lexicons] == ["camps.toml"]
    listed = framing("lexicon", "list", study)
    assert (listed.returncode, listed.stderr) == (0, "")
    own = [line.split("\t")[2] for line in listed.stdout.splitlines() if line.startswith("study")]
    assert own == [str(study / "lexicons" / "camps.toml")]
    # A lexicon that is there in name only is no hidden one.
    (study / "lexicons" / "lost.toml").symlink_to("nowhere.toml")
    assert "lost.toml: no such file" in framing("lexicon", "list", study).stderr


def test_a_missing_study_and_a_wrong_option_are_usage_errors(tmp_path: Path) -> None:
    for arguments in (["run", tmp_path / "none"], ["run", "--nonsense"], ["nonsense"]):
        result = framing(*arguments)
        assert result.returncode == 2
        assert result.stderr.startswith("framing: ")
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("occurrences", ".", "-o", ""),
        ("occurrences", "--texts", ""),
        ("figures", ".", "-o", ""),
        ("kwic", "camps", "--lexicon", ""),
        ("run", ""),
        ("lexicon", "check", ""),
    ],
)
def test_an_empty_name_is_not_the_current_folder(
    make_study: Make, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(make_study())
    with pytest.raises(click.BadParameter, match="the name is empty"):
        cli.main(arguments, standalone_mode=False)


@pytest.mark.parametrize("command", [("lexicon", "list"), ("cache", "show"), ("cache", "clear")])
def test_a_file_is_no_study_and_is_not_missing(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "notes.txt").write_text("x")
    for name, says in (("notes.txt", "is a file"), ("none", "no such folder")):
        with pytest.raises(StudyError, match=f"{says}; name the folder of a study"):
            cli.main((*command, str(tmp_path / name)), standalone_mode=False)
    with pytest.raises(StudyError, match="is a file"):
        open_study(tmp_path / "notes.txt")


def test_what_cannot_be_read_is_not_missing(make_study: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    study = make_study()

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    for name in ("iterdir", "glob"):
        monkeypatch.setattr(Path, name, refuse)
    with pytest.raises(StudyError, match=r"lexicons: cannot be read: .*; check its permissions"):
        open_study(study)
    # Whoever may not look into a folder may not ask either whether a file is there.
    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(PermissionError) as refused:
        cli.main(("lexicon", "check", str(study / "lexicons" / "camps.toml")), standalone_mode=False)
    assert (
        unforeseen(refused.value)
        .partition("camps.toml: ")[2]
        .startswith("Permission denied; check its permissions")
    )


def test_a_folder_beside_a_study_is_no_study(make_study: Make) -> None:
    study = make_study()
    for folder in (study.parent, study / "texts"):
        with pytest.raises(StudyError, match=rf"is no study \(did you mean '.*{study.name}'\?\); name the"):
            open_study(folder)
    with pytest.raises(StudyError, match="is no study; name the folder"):
        open_study(study / "texts" / "north")


def test_an_empty_file_is_named_and_skipped(make_study: Make) -> None:
    study = make_study()
    (study / "texts" / "south" / "two.txt").write_text("")
    result = framing("run", study)
    assert result.returncode == 0, result.stderr
    assert "south/two.txt" in result.stderr
    assert "south/two.txt" in (study / "report.html").read_text(encoding="utf-8")


def test_a_lexicon_that_fits_no_text_is_named(make_study: Make) -> None:
    study = make_study()
    other = (study / "lexicons" / "camps.toml").read_text("utf-8")
    other = other.replace("holding camp", "heron").replace("training cent", "stork ")
    (study / "lexicons" / "birds.toml").write_text(other, "utf-8")
    result = framing("run", study)
    assert result.returncode == 0, result.stderr
    assert "no text has one of the names in the lexicon 'birds'" in result.stderr
    assert "'camps'" not in result.stderr


def test_help_needs_no_heavy_library() -> None:
    heavy = ("numpy", "pandas", "matplotlib", "sklearn", "scipy", "jinja2", "pyarrow")
    code = f"import sys, framing.cli; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_too_little_memory_is_one_line() -> None:
    code = """
import framing.__main__, framing.cli

def fail(**_):
    raise MemoryError("Unable to allocate 8 TiB")

framing.cli.cli.main = fail
framing.__main__.main()
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    [line] = result.stderr.splitlines()
    assert line.startswith("framing: there is not memory enough for this;")


def test_figures_for_publication(make_study: Make, tmp_path: Path) -> None:
    study = make_study()
    drawn = framing("figures", study, "--width", "single", "--format", "pdf", "-o", tmp_path / "print")
    assert drawn.returncode == 0, drawn.stderr
    files = [Path(line) for line in drawn.stdout.splitlines()]
    assert "share-camps.pdf" in [file.name for file in files]
    for file in files:
        assert file.read_bytes().startswith(b"%PDF")


def test_what_an_earlier_call_made_does_not_stay_once_it_is_outdated(
    make_study: Make, tmp_path: Path
) -> None:
    study, folder = make_study(), tmp_path / "print"

    def call(kind: str, *options: str) -> tuple[set[str], str]:
        result = framing(*options, study, "--format", kind, "-o", folder)
        assert result.returncode == 0, result.stderr
        return {Path(line).name for line in result.stdout.splitlines()}, result.stderr

    svg, _ = call("svg", "figures")
    mine = folder / "mine.svg"
    mine.write_text("<svg/>", "utf-8")
    png, said = call("png", "figures")
    assert not said
    # Made from the same: both formats are right.
    assert {file.name for file in folder.iterdir()} == svg | png | {mine.name}
    first, *others = sorted(svg)
    (folder / first).write_text("edited", "utf-8")
    (study / "texts" / "north" / "one.txt").write_text("The holding camp is long.\n", "utf-8")
    png, said = call("png", "figures")
    assert {file.name for file in folder.iterdir()} == png | {first, mine.name}
    assert f"note: {folder}: deleted, as outdated: {others[0]}" in said
    assert f"outdated, but changed since it was made: {first}; delete it, or move it away" in said


def test_an_override_that_meets_no_occurrence_is_named(make_study: Make) -> None:
    study = make_study()
    at = (study / "texts" / "north" / "one.txt").read_text(encoding="utf-8").index("training")
    (study / "texts" / "overrides.csv").write_text(
        f"document,start,voice,reason\nnorth/one.txt,{at},quoted,a caption\nnorth/one.txt,2,own,a slip\n"
    )
    result = framing("run", study)
    assert result.returncode == 0, result.stderr
    assert f"no occurrence in 'north/one.txt' begins at 2 (the nearest begins at {at});" in result.stderr
    assert result.stderr.count("no occurrence in") == 1
    # The report gives the reason, with the reading that it belongs to.
    page = (study / "report.html").read_text("utf-8")
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    [(place, reason)] = data["reasons"].items()
    assert reason == "a caption"
    assert data["readings"]["start"][int(place)] == at


def test_an_override_stays_with_its_words_when_the_text_changes(make_study: Make) -> None:
    study = make_study()
    text = study / "texts" / "north" / "one.txt"
    text.write_text("The training centre opened. The holding camp is long.\n", "utf-8")
    (study / "texts" / "overrides.csv").write_text(
        "document,start,surface,voice,reason\nnorth/one.txt,4,training centre,quoted,a picture\n"
    )

    def rules() -> dict[object, object]:
        found = framing("occurrences", study, "--format", "csv")
        return {
            row["surface"]: row["rule"]
            for row in csv.DictReader(io.StringIO(found.stdout))
            if row["document"] == "north/one.txt"
        }

    assert "overrides.csv" not in framing("run", study).stderr
    assert rules() == {"training centre": "override", "holding camp": "own-narration"}
    text.write_text("The holding camp opened. The training centre is long.\n", "utf-8")
    result = framing("run", study)
    assert (
        "note: overrides.csv: at 4 in 'north/one.txt' stands 'holding camp', not 'training centre' "
        "(the nearest begins at 29); the correction was not made; see `framing occurrences`\n"
    ) in result.stderr
    assert rules() == {"training centre": "own-narration", "holding camp": "own-narration"}
    page = (study / "report.html").read_text("utf-8")
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert data["reasons"] == {}
    text.write_text("It opened. The training centre is long.\n", "utf-8")
    assert (
        "no occurrence of 'training centre' in 'north/one.txt' begins at 4 (the nearest begins at 15);"
        in framing("run", study).stderr
    )


def test_figures_of_texts_without_a_name_say_so(tmp_path: Path) -> None:
    init_study(tmp_path / "new")
    result = framing("figures", tmp_path / "new", "-o", tmp_path / "drawn")
    assert (result.returncode, result.stdout) == (2, "")
    assert "nothing to draw" in result.stderr


def through_shell(line: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A line of bash in which $framing stands for the command, and $1, $2, … for the arguments."""
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("no bash here")
    return subprocess.run(
        [bash, "-c", line, "bash", *map(str, arguments)],
        capture_output=True,
        encoding="latin-1",
        env={**os.environ, "framing": f"{sys.executable} -W error -m framing", **environment},
        check=False,
    )


@pytest.mark.parametrize("command", ["occurrences $1", "kwic camps $1", "occurrences $1 --format csv"])
def test_a_reader_that_has_gone_is_no_fault(make_study: Make, command: str) -> None:
    study = make_study({"a/one.txt": "The holding camp. " * 2000})
    result = through_shell(f"$framing {command} | head -c 10; exit ${{PIPESTATUS[0]}}", study)
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout) == 10


def test_letters_that_the_terminal_lacks_are_shown_by_their_numbers(make_study: Make) -> None:
    study = make_study({"a/\U0001f426.txt": "“Café,” they said in the holding camp.\n"})
    result = through_shell("$framing kwic camps $1", study, PYTHONIOENCODING="latin-1")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("a/\\U0001f426.txt:")
    assert "\\u201cCafé,\\u201d" in result.stdout


@pytest.mark.parametrize("options", ["", " --format parquet"])
def test_without_standard_output_there_is_a_line(make_study: Make, options: str) -> None:
    result = through_shell(f"$framing occurrences $1{options} >&-", make_study())
    assert (result.returncode, result.stderr.splitlines()) == (
        2,
        ["framing: standard output is closed; name a file with -o"],
    )


def test_a_run_needs_no_standard_streams(make_study: Make) -> None:
    study = make_study()
    assert through_shell("$framing run $1 >&- 2>&-", study).returncode == 0
    assert (study / "report.html").is_file()


def test_what_the_shell_tells_matplotlib_is_nothing_to_us(make_study: Make, tmp_path: Path) -> None:
    study = make_study()
    files = []
    for number, told in enumerate(({}, {"MPLBACKEND": "nonsense", "SOURCE_DATE_EPOCH": "abc"})):
        drawn = tmp_path / str(number)
        for kind in ("pdf", "svg"):
            result = through_shell(f"$framing figures $1 --format {kind} -o $2", study, drawn, **told)
            assert (result.returncode, result.stderr) == (0, "")
        files.append({file.name: file.read_bytes() for file in drawn.iterdir()})
    assert files[0] == files[1]
    assert files[0]


@pytest.mark.skipif(os.name == "nt", reason="other shells there")
@pytest.mark.parametrize(
    "name", ["my study", "a&b(1)", "it's", 'new "q"/deep', "nosuch$(x)", "two  spaces", "-x", "plain"]
)
def test_a_command_that_is_shown_can_be_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StudyError) as missing:
        open_study(Path(name))
    init = re.search(r"`(framing init .*)`", said(str(missing.value)))
    assert init
    run = init_study(Path(name))[-1].removeprefix("3. ")
    for command in (init[1], run):
        shell = ["sh", "-c", f'framing() {{ printf "%s" "$2"; }}; {command}']
        assert Path(subprocess.run(shell, capture_output=True, text=True, check=True).stdout) == Path(name)
