"""Results are the old ones or the new ones, whatever happens; one run at a time."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from framing import output
from framing.changes.state import load
from framing.errors import OutputError, StudyError
from framing.output import note_results, only_run, publish, recover, untouched, write_all

NAMES = ["report.html", *(f"data/{n}.csv" for n in range(12)), *(f"figures/{n}.svg" for n in range(12))]
STATE = ".framing/state.json"


def version(number: int) -> dict[str, bytes]:
    """Results of which every file says which version it is; every other version has two files fewer."""
    names = NAMES if number % 2 else NAMES[:-2]
    return {name: f"{number} {name}".encode() * 50 for name in [*names, STATE]}


def versions_there(root: Path) -> set[str]:
    files = [root / name for name in (*NAMES, STATE) if (root / name).exists()]
    return {file.read_text().split()[0] for file in files}


def test_new_results_replace_old_ones_and_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "mine.svg").write_text("a file of the user's")
    publish(tmp_path, version(1))
    publish(tmp_path, version(2))
    assert versions_there(tmp_path) == {"2"}
    assert not (tmp_path / NAMES[-1]).exists()
    assert (tmp_path / "figures" / "mine.svg").read_text() == "a file of the user's"
    assert sorted(path.name for path in (tmp_path / ".framing").iterdir()) == ["state.json", "written.json"]


def test_files_that_stay_the_same_are_not_touched(tmp_path: Path) -> None:
    publish(tmp_path, version(1))
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in NAMES}
    publish(tmp_path, version(1) | {"report.html": b"new"})
    after = {name: (tmp_path / name).stat().st_mtime_ns for name in NAMES}
    assert [name for name in NAMES if before[name] != after[name]] == ["report.html"]


PUBLISHER = """
import itertools, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_output import version
from framing.output import publish, recover
root = Path(sys.argv[1])
recover(root)
print("begun", flush=True)
for number in itertools.count(int(sys.argv[3])):
    publish(root, version(number))
"""


def test_killed_at_random_points_results_are_never_a_mixture(tmp_path: Path) -> None:
    rng = random.Random(20220528)
    publish(tmp_path, version(1))
    number, unfinished = 1, 0
    for _ in range(25):
        command = [sys.executable, "-c", PUBLISHER, str(tmp_path), str(Path(__file__).parent), str(number)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(rng.random() * 0.05)
        process.kill()
        process.wait()
        process.stdout.close()
        unfinished += (tmp_path / ".framing" / "journal.json").exists()
        recover(tmp_path)
        found = versions_there(tmp_path)
        assert len(found) == 1
        number = int(found.pop()) + 1
        assert (tmp_path / NAMES[-1]).exists() == bool((number - 1) % 2)
    assert number > 25


def test_an_error_names_the_folder_and_not_a_file_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**where: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied", f"{where['dir']}/{where['prefix']}x1y2")

    monkeypatch.setattr("framing.output.tempfile.mkstemp", refused)
    with pytest.raises(OutputError, match=r"^[^;]*out: cannot be written") as caught:
        write_all(tmp_path, {"out/a.txt": b""})
    assert ".framing-" not in str(caught.value)


def test_a_folder_in_the_place_of_a_result_leaves_the_old_results(tmp_path: Path) -> None:
    publish(tmp_path, version(1))
    (tmp_path / "figures" / "5.svg").unlink()
    (tmp_path / "figures" / "5.svg").mkdir()
    with pytest.raises(OutputError, match=r"5\.svg: is a folder; .* move it away"):
        publish(tmp_path, version(2))
    (tmp_path / "figures" / "5.svg").rmdir()
    assert versions_there(tmp_path) == {"1"}
    assert sorted(path.name for path in (tmp_path / ".framing").iterdir()) == ["state.json", "written.json"]


def test_what_cannot_be_moved_leaves_nothing_beside_its_place(tmp_path: Path) -> None:
    staged, target = tmp_path / "staged", tmp_path / "figures" / "0.svg"
    staged.write_text("new")
    (target / "of the user").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        output._move(staged, target)
    assert list(target.parent.iterdir()) == [target]
    assert staged.read_text() == "new"


@pytest.mark.parametrize("moved", [0, 1, 9, 20])
def test_whoever_stops_while_moving_is_finished_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    publish(tmp_path, version(1))
    original, count = output._move, 0

    def stop(staged: Path, target: Path) -> None:
        nonlocal count
        if count == moved:
            raise KeyboardInterrupt
        count += 1
        original(staged, target)

    monkeypatch.setattr(output, "_move", stop)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, version(2))
    monkeypatch.setattr(output, "_move", original)
    recover(tmp_path)
    assert versions_there(tmp_path) == {"2"}


def test_a_full_disk_leaves_the_old_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, version(1))
    written = 0

    def write(self: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > 10:
            raise OSError(28, "No space left on device", str(self))
        with self.open("wb") as stream:
            return stream.write(data)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(OutputError, match=r"No space left on device.*room"):
        publish(tmp_path, version(2))
    assert versions_there(tmp_path) == {"1"}
    assert not (tmp_path / ".framing" / "staging").exists()


@pytest.mark.parametrize(
    "plan",
    [
        b"",
        b"[1, 2]",
        json.dumps({"moves": [["0", "../stolen"]], "gone": []}).encode(),
        json.dumps({"moves": [], "gone": ["texts/one.txt"]}).encode(),
        json.dumps({"moves": [], "gone": ["data/../texts/one.txt"]}).encode(),
        json.dumps({"moves": [["../../texts/one.txt", "data/one.csv"]], "gone": []}).encode(),
    ],
)
def test_a_journal_from_elsewhere_does_no_harm(tmp_path: Path, plan: bytes) -> None:
    study = tmp_path / "study"
    (study / ".framing" / "staging").mkdir(parents=True)
    (study / ".framing" / "staging" / "0").write_text("anything")
    (study / "texts").mkdir()
    (study / "texts" / "one.txt").write_text("kept")
    (study / ".framing" / "journal.json").write_bytes(plan)
    recover(study)
    assert (study / "texts" / "one.txt").read_text() == "kept"
    assert not (tmp_path / "stolen").exists()
    assert not (study / ".framing" / "journal.json").exists()


SPOILT = [b"null", b"7", b'{"a": 1}', b"[null]", b"[" * 100_000, b"\xff", None]


@pytest.mark.parametrize("name", ["state.json", "written.json", "seen.json", "journal.json", "staging"])
@pytest.mark.parametrize("spoilt", SPOILT, ids=["null", "7", "object", "list", "deep", "bytes", "folder"])
def test_private_files_that_are_spoilt_count_as_absent(
    tmp_path: Path, name: str, spoilt: bytes | None
) -> None:
    publish(tmp_path, version(1))
    place = tmp_path / ".framing" / name
    place.unlink(missing_ok=True)
    if spoilt is None:
        (place / "with something in it").mkdir(parents=True)
    else:
        place.write_bytes(spoilt)
    recover(tmp_path)
    assert load(tmp_path) is None
    assert not untouched(tmp_path, NAMES)
    publish(tmp_path, version(3))
    note_results(tmp_path, NAMES)
    assert versions_there(tmp_path) == {"3"}
    assert untouched(tmp_path, NAMES)
    there = ["seen.json", "state.json", "written.json"]
    assert sorted(path.name for path in (tmp_path / ".framing").iterdir()) == there
    publish(tmp_path, version(4))
    assert not (tmp_path / NAMES[-1]).exists()


def test_a_folder_in_the_place_of_the_lock_is_told(tmp_path: Path) -> None:
    (tmp_path / ".framing" / "lock").mkdir(parents=True)
    with pytest.raises(OutputError, match="lock: cannot be written: Is a directory"), only_run(tmp_path):
        pass


HOLDER = """
import sys, time
from pathlib import Path
from framing.output import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_says_who_is_at_work_and_a_killed_one_does_not_block(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"held\n"
        with (
            pytest.raises(StudyError, match=f"another `framing run` .process {process.pid}."),
            only_run(tmp_path, patience=0.2),
        ):
            pass
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
    with only_run(tmp_path, patience=0.2):
        pass


def test_results_are_known_again_until_they_are_touched_or_copied(tmp_path: Path) -> None:
    study, copy = tmp_path / "study", tmp_path / "copy"
    study.mkdir()
    publish(study, version(1))
    assert not untouched(study, NAMES)
    note_results(study, NAMES)
    assert untouched(study, NAMES)
    assert not untouched(study, NAMES[1:])
    shutil.copytree(study, copy, copy_function=shutil.copy2)
    assert not untouched(copy, NAMES)
    state = (study / "report.html").stat()
    (study / "report.html").write_bytes((study / "report.html").read_bytes()[::-1])
    os.utime(study / "report.html", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert not untouched(study, NAMES)


def test_notes_on_files_that_are_not_results_are_refused(tmp_path: Path) -> None:
    note_results(tmp_path, ["../elsewhere", "/dev/zero"])
    (tmp_path / "texts").mkdir()
    (tmp_path / ".framing").mkdir()
    note_results(tmp_path, ["texts"])
    assert not untouched(tmp_path, ["texts"])
