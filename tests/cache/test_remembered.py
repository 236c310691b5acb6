"""What pure functions gave in the last run: given back for the same, computed anew for anything else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from framing import figures, pipeline
from framing.cache import Cache
from framing.remembered import Array, Remembered
from framing.study import open_study

Make = Callable[..., Path]


CALLS: list[int] = []


def double(numbers: Array, more: float = 0.0) -> Array:
    CALLS.append(1)
    return 2.0 * numbers + more


def memory(folder: Path | None, context: bytes = b"1") -> Remembered:
    return Remembered(Cache(folder, "doubled", context))


@pytest.mark.parametrize(
    ("given", "calls"),
    [
        ((np.arange(3),), 0),
        ((np.arange(3), 1.0), 1),
        ((np.arange(3.0),), 1),
        ((np.arange(3)[::-1],), 1),
    ],
)
def test_the_same_is_not_computed_again(tmp_path: Path, given: tuple[Array, ...], calls: int) -> None:
    first = memory(tmp_path)
    first.of((3,), double, np.arange(3))
    first.keep()
    CALLS.clear()
    found = memory(tmp_path).of((3,), double, *given)
    assert len(CALLS) == calls
    assert found.tolist() == double(*given).tolist()


def test_only_what_the_last_run_used_is_kept(tmp_path: Path) -> None:
    for size in (3, 4):
        now = memory(tmp_path)
        now.of((size,), double, np.arange(size))
        now.keep()
    assert len(list(tmp_path.iterdir())) == 1
    assert [found.tolist() for found in memory(tmp_path).known.values()] == [[0, 2, 4, 6]]


def test_another_program_knows_nothing_of_it(tmp_path: Path) -> None:
    now = memory(tmp_path)
    now.of((3,), double, np.arange(3))
    now.keep()
    assert memory(tmp_path, b"2").known == {}


@pytest.mark.parametrize("array", [np.zeros(2), np.zeros(3, np.int64), np.zeros((3, 1))])
def test_what_does_not_fit_is_computed(tmp_path: Path, array: Array) -> None:
    now = memory(tmp_path)
    now.of((3,), double, np.arange(3))
    spoilt = dict.fromkeys(now._used, array)
    now._used = spoilt
    now.keep()
    assert memory(tmp_path).of((3,), double, np.arange(3)).tolist() == [0, 2, 4]


def test_a_spoilt_pack_is_nothing_known(tmp_path: Path) -> None:
    now = memory(tmp_path)
    now.of((3,), double, np.arange(3))
    now.keep()
    next(tmp_path.iterdir()).write_bytes(b"no archive")
    again = memory(tmp_path)
    assert again.known == {}
    assert again.of((3,), double, np.arange(3)).tolist() == [0, 2, 4]


def test_without_a_folder_nothing_is_kept() -> None:
    now = memory(None)
    assert now.of((3,), double, np.arange(3)).tolist() == [0, 2, 4]
    now.keep()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_after_a_change_gives_the_bytes_of_a_first_run(
    make_study: Make, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study()
    pipeline.run(open_study(root), jobs=jobs)
    text = next((root / "texts").rglob("*.txt"))
    text.write_text(text.read_text("utf-8") + "\nThe gate was shut again, and nobody said why.", "utf-8")
    drawn = []
    save = figures.save
    monkeypatch.setattr(figures, "save", lambda sheet, *rest: drawn.append(rest[0]) or save(sheet, *rest))
    names = [name for name in pipeline.run(open_study(root), jobs=jobs).files if name != "report.html"]
    warm = {name: (root / name).read_bytes() for name in names}
    if jobs == 1:
        assert drawn.count("png") < drawn.count("svg")  # some figures show nothing of the change
    shutil.rmtree(root / ".framing")
    pipeline.run(open_study(root))
    assert {name: (root / name).read_bytes() for name in names} == warm
