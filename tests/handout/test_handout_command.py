"""`framing handout` as a teacher calls it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("student-sheet", "teachers-key", "evidence-card", "lesson")


def framing(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "framing", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_writes_and_names_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    result = framing("handout", ROOT, "--concept", "facilities", "--format", "pdf", "-o", folder)
    assert result.returncode == 0, result.stderr
    made = [folder / f"{part}.{kind}" for kind in ("html", "pdf") for part in PARTS]
    assert result.stdout.split() == [str(file) for file in made]
    assert all(file.stat().st_size > 1000 for file in made)


def test_a_sheet_in_another_format_does_not_stay_beside_a_new_key(tmp_path: Path) -> None:
    for name in ("texts", "lexicons"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "framing.toml", tmp_path)
    folder = tmp_path / "pack"
    html = {f"{part}.html" for part in PARTS}
    docx = {f"{part}.docx" for part in PARTS}
    for level, kind, there in (
        ("standard", "docx", html | docx),
        ("standard", "html", html | docx),  # which say the same
        ("advanced", "html", html),
    ):
        result = framing("handout", tmp_path, "--level", level, "--format", kind, "-o", folder)
        assert result.returncode == 0, result.stderr
        assert {file.name for file in folder.iterdir()} == there
        assert ("deleted, as outdated: evidence-card.docx" in result.stderr) == (level == "advanced")


def test_a_fault_is_one_line_and_exit_code_2(make_study: Callable[..., Path]) -> None:
    result = framing("handout", make_study(), "--concept", "nothing")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "the concepts are: camps" in result.stderr
