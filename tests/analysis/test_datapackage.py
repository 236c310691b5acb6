"""The data package: what it says of each column holds, by an independent reader of the standard."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from tiny_profiles import Text, tiny

from framing.analysis import analyse
from framing.analysis.schema import columns, schema
from framing.datapackage import data_files, describe
from framing.tables import csv_bytes, csv_lines

CORPORA = {
    "some": [
        Text(s, ["riot/o", "clash/q", "Upper Vale/a"], date="2022-01-01", speaker="=Ann, “A”")
        for s in "aabbb" * 3
    ],
    "none": [Text("a"), Text("b")],
    "one": [Text("a", ["riot/o"])],
}


@pytest.fixture(params=CORPORA.values(), ids=CORPORA)
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    profile = tiny(request.param)
    return data_files(profile, analyse(profile))


@pytest.mark.filterwarnings("default")
def test_frictionless_finds_it_valid(files: dict[str, bytes], tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]


def test_every_table_is_there_with_its_columns(files: dict[str, bytes]) -> None:
    assert set(files) == {f"{name}.csv" for name in schema()["tables"]} | {"datapackage.json", "methods.md"}
    for name in schema()["tables"]:
        head = next(csv.reader(io.StringIO(files[f"{name}.csv"].decode())))
        assert head == columns(name)
        assert b"nan" not in files[f"{name}.csv"].lower().replace(b"ferdinand", b"")


@pytest.mark.parametrize(
    "values",
    [
        ["plain", "=1+1", "", 'a "quoted", word', "two\nlines", "carriage\rreturn", "plain"],
        [True, False, True],
        [1, True, 1.0, "1", None, [], [[1, 2]]],
        [0.1, float("nan"), -2.5e-11, 1e300],
        [3, -1, 10**18],
    ],
)
def test_columns_are_written_like_rows(values: list[object]) -> None:
    column = pd.Series(values, dtype=object)
    rows = [(value, "x") for value in values]
    expected = "".join(csv_lines(rows, ["value", "text"]))
    assert csv_bytes(pd.DataFrame({"value": column, "text": "x"})).decode() == expected


def test_every_column_says_what_it_is() -> None:
    for resource in json.loads(json.dumps(describe()))["resources"]:
        assert resource["title"]
        for field in resource["schema"]["fields"]:
            assert field["description"], (resource["name"], field["name"])
            if field["type"] in ("integer", "number"):
                assert field["unit"], (resource["name"], field["name"])


def test_methods_say_when_nothing_could_be_compared() -> None:
    profile = tiny(CORPORA["none"])
    text = analyse(profile).methods
    assert "no difference was tested" in text
    assert "Holm" not in text


def test_methods_say_how_many_voices_a_person_decided() -> None:
    profile = tiny([Text("a", ["riot/o", "riot/q", "clash/o", "clash/o/notes"])])
    assert "overrides.csv" not in analyse(profile).methods
    readings = profile.readings.copy()
    readings["rule"] = ["override", "quotation", "override", "override"]
    text = analyse(replace(profile, readings=readings)).methods
    assert "cue words, but for 2 occurrences that a person decided (overrides.csv): own" in text


def test_methods_say_how_p_values_came_about_and_count_what_occurs() -> None:
    few = [Text(source, ["riot/o" if n else "clash/o"]) for source in "ab" for n in range(5)]
    text = analyse(tiny(few)).methods
    assert "(1 concept and 2 terms that occur)" in text
    assert "over all arrangements in which both name the concept: p = b / m, with b of m" in text
    assert "random" not in text
    many = [Text(source, ["riot/o" if n % 3 else "clash/o"]) for source in "ab" for n in range(12)]
    text = analyse(tiny(many)).methods
    assert "over at least 200 random arrangements: p = (b + 1) / (m + 1), Phipson and Smyth 2010" in text
    assert "over all arrangements" not in text
    mixed = analyse(tiny([*many, *(text._replace(source="c") for text in few[:5])])).methods
    assert "over all arrangements in which both name the concept: p = b / m; the others over" in mixed
    unread = Text("a", ["Upper Vale/o/notes"])
    assert "(1 concept and 2 terms that occur)" in analyse(tiny([*few, unread])).methods


def test_methods_name_only_references_that_are_listed() -> None:
    profile = tiny(CORPORA["some"])
    text, _, references = analyse(profile).methods.partition("## References")
    listed = [line for line in references.splitlines() if line.startswith("- ")]
    assert len(listed) == 18
    for line in listed:
        surname = line[2:].split(",")[0]
        assert surname in text, line
    for figure in ("15 documents of 2 sources", "200 resamples", "seed 20220528", "fewer than 5 documents"):
        assert figure in text, figure
    assert "{" not in text
