"""The repository is itself a study: its figures and rulings are those that the code makes."""

from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

import pytest

from framing import pipeline
from framing.study import open_study

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample study, run."""
    copy = tmp_path_factory.mktemp("sample") / "study"
    for name in ("texts", "lexicons"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "framing.toml", copy)
    pipeline.run(open_study(copy))
    return copy


def test_the_figures_are_regenerated_byte_for_byte(sample: Path) -> None:
    kept = sorted(path.name for path in (ROOT / "figures").iterdir() if path.suffix in (".svg", ".png"))
    made = sorted(path.name for path in (sample / "figures").iterdir())
    assert kept == made, "run `make figures` and commit figures/"
    _, differ, failed = filecmp.cmpfiles(ROOT / "figures", sample / "figures", kept, shallow=False)
    assert (differ, failed) == ([], []), "run `make figures` and commit figures/"


def test_the_rulings_are_those_that_were_read(sample: Path) -> None:
    """A changed ruling must be looked at; then copy data/readings.csv to tests/golden/."""
    golden = (Path(__file__).parent / "readings.csv").read_text(encoding="utf-8").splitlines()
    assert (sample / "data" / "readings.csv").read_text(encoding="utf-8").splitlines() == golden


def test_a_second_run_changes_no_byte(sample: Path) -> None:
    files = [path for path in sample.rglob("*") if path.is_file() and ".framing" not in path.parts]
    before = {path: path.read_bytes() for path in files}
    pipeline.run(open_study(sample))
    after = {path: path.read_bytes() for path in files}
    assert [str(path) for path in files if before[path] != after[path]] == []
