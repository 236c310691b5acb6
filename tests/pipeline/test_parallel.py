"""Work in several processes: the same results as in one, and what a process that dies costs."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from framing import pipeline
from framing.batch import BATCH_BYTES, batches
from framing.corpus import annotate_files
from framing.errors import StudyError
from framing.parallel import each_batch, side_by_side
from framing.pipeline import read_lexicons
from framing.readers import DocumentFile, list_texts
from framing.study import open_study
from framing.words import Words

Make = Callable[..., Path]


def double(batch: Sequence[int]) -> list[int]:
    return [2 * item for item in batch]


def die_on_seven(batch: Sequence[int]) -> list[int]:
    if 7 in batch:
        os._exit(9)
    return double(batch)


class DieOnce:
    """Dies the first time that it meets 7, and leaves a mark."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self, batch: Sequence[int]) -> list[int]:
        if 7 in batch and not self.mark.exists():
            self.mark.touch()
            os._exit(9)
        return double(batch)


def refuse(batch: Sequence[int]) -> list[int]:
    raise StudyError(f"{batch[0]}: cannot be read")


BATCHES = [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11], [12]]


def gathered(work: Callable[[Sequence[int]], list[int]], jobs: int) -> tuple[dict[int, int], list[int]]:
    results: dict[int, int] = {}
    lost: list[int] = []
    numbers = []
    for done in each_batch(work, BATCHES, jobs):
        numbers.append(done.number)
        lost += done.lost
        for part, result in done.results:
            results |= dict(zip(part, result, strict=True))
    assert sorted(numbers) == list(range(len(BATCHES)))
    return results, lost


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_results_do_not_depend_on_the_number_of_jobs(jobs: int) -> None:
    assert gathered(double, jobs) == ({n: 2 * n for n in range(1, 13)}, [])


def test_an_item_that_kills_its_process_is_given_up_alone_and_named() -> None:
    results, lost = gathered(die_on_seven, 2)
    assert lost == [7]
    assert results == {n: 2 * n for n in range(1, 13) if n != 7}


@contextmanager
def another_thread() -> Iterator[None]:
    """Beside another thread no copies of this process are made."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_processes_that_begin_anew_give_the_same() -> None:
    with another_thread():
        assert gathered(double, 2) == ({n: 2 * n for n in range(1, 13)}, [])


def test_a_process_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    assert gathered(DieOnce(tmp_path / "mark"), 2) == ({n: 2 * n for n in range(1, 13)}, [])


def test_an_error_in_the_input_comes_through() -> None:
    with pytest.raises(StudyError, match="cannot be read"):
        gathered(refuse, 2)


def ids(words: Words) -> dict[int, list[int]]:
    """The words of each document, as numbers of the vocabulary."""
    return {
        row: block.ids[block.bounds[i] : block.bounds[i + 1]].tolist()
        for block in words.blocks()
        for i, row in enumerate(block.rows.tolist())
    }


def test_a_corpus_in_two_processes(make_study: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    study = open_study(make_study())
    monkeypatch.setattr("framing.batch.BATCH_BYTES", 50)
    monkeypatch.setattr("framing.corpus._WORTH_PROCESSES", 0)
    listing, lexicons = list_texts(study.texts), read_lexicons(study)
    one, two = (annotate_files(study, lexicons, listing, jobs=jobs) for jobs in (1, 2))
    assert one.keys == two.keys
    assert one.words.vocabulary == two.words.vocabulary
    assert ids(one.words) == ids(two.words)
    assert one.readings.spans.tolist() == two.readings.spans.tolist()
    assert one.readings.columns["start"].tolist() == two.readings.columns["start"].tolist()


def test_what_is_in_memory_is_not_collected_while_tasks_run_and_is_again_behind_them() -> None:
    for jobs in (1, 2):
        assert all(frozen > 1_000 for frozen in side_by_side([gc.get_freeze_count] * 2, jobs))
        assert gc.get_freeze_count() == 0
    with pytest.raises(ZeroDivisionError):
        side_by_side([lambda: 1 // 0])
    assert gc.get_freeze_count() == 0


def test_tasks_side_by_side_find_what_is_in_memory_and_come_in_order() -> None:
    held = list(range(100))
    tasks = [lambda number=number: held[number] ** 2 for number in held]
    for jobs in (1, 2, 3):
        assert side_by_side(tasks, jobs) == [number**2 for number in held]
    assert side_by_side([], 2) == []


def test_tasks_of_a_process_that_dies_are_done_here() -> None:
    here = os.getpid()

    def die() -> int:
        if os.getpid() != here:
            os._exit(9)
        return 7

    assert side_by_side([lambda: 1, die, lambda: 3], 2) == [1, 7, 3]


def test_a_task_that_fails_says_why() -> None:
    with pytest.raises(StudyError, match="cannot be read"):
        side_by_side([lambda: 1, lambda: refuse([2])], 2)


SHARED_OUT = """
import os
from framing.parallel import side_by_side

reading, writing = os.pipe()

def wait():
    return os.getpid(), os.read(reading, 1)

def tell():
    os.write(writing, b"x")
    return os.getpid()

(first, _), second = side_by_side([wait, tell], 2)
print(first == os.getpid(), second == os.getpid())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no copies of a process")
def test_the_first_task_is_done_here_and_others_elsewhere() -> None:
    # Not in this process, where other tests may have left threads: then no copies of it are made.
    done = subprocess.run([sys.executable, "-c", SHARED_OUT], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout == "True False\n"


def test_tasks_beside_another_thread_are_done_here() -> None:
    with another_thread():
        assert side_by_side([os.getpid] * 2, 2) == [os.getpid()] * 2


SLOW = """
import os
import signal
import time
from framing.parallel import side_by_side

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it

def slow():
    os.write(1, b"begun\\n")
    time.sleep(600)

try:
    side_by_side([slow, slow], 2)
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no groups of processes")
def test_tasks_under_way_are_stopped_with_the_run() -> None:
    command = [sys.executable, "-c", SLOW]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True, text=True) as process:
        assert process.stdout is not None
        for _ in range(2 if sys.platform == "linux" else 1):
            assert process.stdout.readline() == "begun\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=120)[0] == "stopped\n"


IGNORED = """
import os
import signal
import time
from framing.parallel import side_by_side

signal.signal(signal.SIGINT, signal.SIG_IGN)

def slow():
    os.write(1, b"begun\\n")
    time.sleep(1)
    return 1

print(side_by_side([slow, slow], 2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no copies of a process")
def test_interrupts_that_are_ignored_stop_nothing() -> None:
    command = [sys.executable, "-c", IGNORED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True, text=True) as process:
        assert process.stdout is not None
        for _ in range(2):
            assert process.stdout.readline() == "begun\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=120)[0] == "[1, 1]\n"  # each was begun once


def test_tasks_without_copies_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert side_by_side([os.getpid, os.getpid], 2) == [os.getpid()] * 2


def test_a_run_in_two_processes_gives_the_same_bytes(make_study: Make) -> None:
    root = make_study()
    found = []
    for jobs in (1, 2):
        shutil.rmtree(root / ".framing", ignore_errors=True)
        outcome = pipeline.run(open_study(root), jobs=jobs)
        found.append({name: (root / name).read_bytes() for name in outcome.files})
    assert found[0] == found[1]


@pytest.mark.parametrize(("jobs", "sizes"), [(1, [50, 50]), (2, [50, 50]), (3, [34, 34, 32])])
def test_batches_are_as_many_for_each_process(tmp_path: Path, jobs: int, sizes: list[int]) -> None:
    files = [DocumentFile(tmp_path, f"a/{n}.txt", "a") for n in range(100)]
    found = list(batches(files, [BATCH_BYTES // 50] * 100, jobs))
    assert [file for batch in found for file in batch] == files
    assert [len(batch) for batch in found] == sizes
