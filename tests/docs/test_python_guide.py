"""The Python guide runs as it is printed."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import framing
from framing.errors import FramingError

ROOT = Path(__file__).resolve().parents[2]


def test_the_guide_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert result.attempted > 10
    assert result.failed == 0


def test_a_profile_shows_itself_and_escapes_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "lexicons").mkdir()
    for name in (ROOT / "lexicons").glob("valley.toml"):
        (tmp_path / "lexicons" / name.name).write_bytes(name.read_bytes())
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text("The junta said nothing.\n", encoding="utf-8")
    (tmp_path / "texts" / "metadata.csv").write_text(
        "file,source\none.txt,<script>x</script>\n", encoding="utf-8"
    )
    shown = framing.read_study(tmp_path)._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "<td>1</td>" in shown


def test_run_writes_a_report_and_bad_input_raises(tmp_path: Path) -> None:
    with pytest.raises(FramingError, match="no such folder"):
        framing.run(tmp_path / "nowhere")


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        framing.nonsense  # noqa: B018
