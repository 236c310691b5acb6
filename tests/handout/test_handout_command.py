"""`framing handout` as a teacher calls it."""

from __future__ import annotations

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


def test_a_fault_is_one_line_and_exit_code_2(make_study: Callable[..., Path]) -> None:
    result = framing("handout", make_study(), "--concept", "nothing")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "the concepts are: camps" in result.stderr
