"""A whole run, as a process: the same bytes warm and cold, kills, and what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import framing
from framing import pipeline
from framing.errors import OutputError, StudyError
from framing.output import BusyError
from framing.study import open_study

Make = Callable[..., Path]


def command(study: Path, *options: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "framing", "run", str(study), *options]


def run(study: Path, *options: str) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        command(study, *options), capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert "Traceback" not in result.stderr
    return result


def outputs(study: Path) -> dict[str, bytes]:
    files = [study / "report.html", *(study / "data").rglob("*"), *(study / "figures").rglob("*")]
    return {file.relative_to(study).as_posix(): file.read_bytes() for file in files if file.is_file()}


def test_texts_without_words_are_left_out_and_named(make_study: Make) -> None:
    texts = {"a/one.txt": "The gulls left.\n", "a/empty.txt": "", "a/blank.txt": "\ufeff \n\t\n"}
    profile = framing.read_study(make_study(texts))
    assert profile.documents["document"].tolist() == ["a/one.txt"]
    assert profile.skipped == (("a/blank.txt", "empty file"), ("a/empty.txt", "empty file"))


@pytest.mark.parametrize("later", ["", "Nobody saw it. ", None], ids=["emptied", "longer", "gone"])
def test_a_text_that_changes_while_a_run_is_at_work_stops_it(make_study: Make, later: str | None) -> None:
    study = make_study()
    pipeline.run(open_study(study))
    before = outputs(study)
    text = study / "texts" / "south" / "one.txt"
    text.write_text(old := "A new holding camp. " + text.read_text("utf-8"), "utf-8")

    def meddle(done: int, total: int) -> None:  # called when the texts have been annotated
        if later is None:
            text.unlink(missing_ok=True)
        else:
            text.write_text(later and later + old, "utf-8")

    with pytest.raises(StudyError, match=r"one\.txt: (changed while the run was at work; run again|cannot)"):
        pipeline.run(open_study(study), meddle)
    assert outputs(study) == before
    assert pipeline.run(open_study(study)).changes is not None


def test_a_text_that_is_saved_again_as_it_was_stops_nothing(make_study: Make) -> None:
    study = make_study()
    text = study / "texts" / "south" / "one.txt"
    pipeline.run(open_study(study), lambda done, total: text.write_bytes(text.read_bytes()) and None)
    assert (study / "report.html").is_file()


@pytest.mark.parametrize("closed", ["", "figures", "data", ".framing"])
def test_a_place_that_cannot_be_written_is_found_before_any_work(
    make_study: Make, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    study = make_study()
    for name in ("figures", "data", ".framing"):
        (study / name).mkdir()
    original = tempfile.TemporaryFile

    def temporary(dir: Path) -> object:  # noqa: A002  # a superuser may write anywhere
        if dir == study / closed:
            raise PermissionError(13, "Permission denied")
        return original(dir=dir)

    monkeypatch.setattr(tempfile, "TemporaryFile", temporary)
    with pytest.raises(OutputError, match=f"{re.escape(str(study / closed))}: cannot be written"):
        pipeline.run(open_study(study), lambda done, total: pytest.fail("work was done"))


def test_a_folder_where_the_report_belongs_is_found_before_any_work(make_study: Make) -> None:
    study = make_study()
    (study / "report.html").mkdir()
    with pytest.raises(OutputError, match=r"report\.html: is a folder"):
        pipeline.run(open_study(study), lambda done, total: pytest.fail("work was done"))


def own_style(folder: Path, style: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.css").write_text(f"/* {style} */", "utf-8")


def test_a_template_that_is_edited_late_in_a_run_is_new_to_the_next(
    make_study: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make_study()
    templates = study / "templates" / "report"
    own_style(templates, "heron")
    original = pipeline.results

    def edited(*given: Any) -> dict[str, bytes]:
        made = original(*given)
        own_style(templates, "stork")
        return made

    monkeypatch.setattr(pipeline, "results", edited)
    pipeline.run(open_study(study))
    monkeypatch.setattr(pipeline, "results", original)
    assert "heron" in (study / "report.html").read_text("utf-8")
    pipeline.run(open_study(study))
    assert "stork" in (study / "report.html").read_text("utf-8")


def test_templates_behind_a_link_are_noticed_and_loops_end(make_study: Make, tmp_path: Path) -> None:
    study = make_study()
    own_style(tmp_path / "elsewhere", "heron")
    (study / "templates").mkdir()
    try:
        (study / "templates" / "report").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "elsewhere" / "again").symlink_to(study / "templates")
    except OSError:
        pytest.skip("no symbolic links here")
    pipeline.run(open_study(study))
    assert "heron" in (study / "report.html").read_text("utf-8")
    before = (study / "report.html").stat().st_mtime_ns
    pipeline.run(open_study(study))
    assert (study / "report.html").stat().st_mtime_ns == before
    own_style(tmp_path / "elsewhere", "stork")
    pipeline.run(open_study(study))
    assert "stork" in (study / "report.html").read_text("utf-8")


@pytest.mark.slow
def test_runs_again_and_again(make_study: Make, tmp_path: Path) -> None:
    study = make_study()
    first = run(study)
    assert first.returncode == 0, first.stderr
    assert first.stdout.strip() == str(study / "report.html")
    cold = outputs(study)
    assert len(cold) > 10

    # Nothing new: nothing is written, and nothing is said to have changed.
    times = {name: (study / name).stat().st_mtime_ns for name in cold}
    again = run(study)
    assert (again.returncode, again.stderr) == (0, "")
    assert outputs(study) == cold
    assert {name: (study / name).stat().st_mtime_ns for name in cold} == times

    # Results that were meddled with are made again, from the cache, byte for byte.
    (study / "report.html").write_text("meddled")
    shutil.rmtree(study / "figures")
    warm = run(study)
    assert (warm.returncode, warm.stderr) == (0, "")
    assert outputs(study) == cold

    # The same study elsewhere, cold.
    elsewhere = tmp_path / "elsewhere" / study.name
    shutil.copytree(
        study, elsewhere, ignore=shutil.ignore_patterns(".framing", "data", "figures", "report.html")
    )
    assert run(elsewhere, "--jobs", "2").returncode == 0
    assert outputs(elsewhere) == cold

    # A text comes: tables and figures are those of a cold run, the report says what changed.
    text = "The holding camps are full. Another holding camp opened.\n"
    for root in (study, elsewhere):
        (root / "texts" / "south" / "new.txt").write_text(text)
    shutil.rmtree(elsewhere / ".framing")
    news = run(study)
    assert news.returncode == 0, news.stderr
    assert "since the last run: 1 text new: south/new.txt" in news.stderr
    assert run(elsewhere).returncode == 0
    warm_files, cold_files = outputs(study), outputs(elsewhere)
    assert "south/new.txt" in warm_files.pop("report.html").decode()
    cold_files.pop("report.html")
    assert warm_files == cold_files


@pytest.mark.slow
def test_killed_runs_leave_old_results_or_new_ones(make_study: Make, tmp_path: Path) -> None:
    study = make_study()
    assert run(study).returncode == 0
    old = outputs(study)
    text = study / "texts" / "south" / "one.txt"
    text.write_text("Nobody saw the training centre. " + text.read_text(encoding="utf-8"), encoding="utf-8")
    found = []
    for seconds in (1.5, 3.0, 4.0, 4.5):
        process = subprocess.Popen(command(study), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.kill()
        process.wait()
        # With a journal there, the next start moves the rest into its place.
        if not (study / ".framing" / "journal.json").exists():
            found.append(outputs(study))
    final = run(study)
    assert final.returncode == 0, final.stderr
    new = outputs(study)
    assert new != old
    assert all(results in (old, new) for results in found)


def test_the_cache_is_shown_and_cleared(make_study: Make) -> None:
    study = make_study()
    (study / ".framing" / "cache").mkdir(parents=True)
    (study / ".framing" / "cache" / "words-0-0.npz").write_bytes(bytes(1_500_000))

    def cache(*words: object) -> str:
        call = [sys.executable, "-m", "framing", "cache", *map(str, words)]
        return subprocess.run(call, capture_output=True, text=True, check=True, cwd=study).stdout

    assert "1 files, 1.5 MB of at most" in cache()
    assert "1 files, 1.5 MB deleted" in cache("clear", study)
    assert "0 files" in cache("show", study)
    assert (study / "texts").is_dir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a POSIX system")
def test_watching_runs_again_and_survives_errors(make_study: Make) -> None:
    pytest.importorskip("watchfiles")
    from framing.watch import keep_running

    study = make_study()
    lexicon = study / "lexicons" / "camps.toml"
    said: list[str] = []
    runs = 0

    def once() -> None:
        nonlocal runs
        runs += 1
        if runs == 1:
            (study / "report.html").write_text("our own results wake nobody")
            lexicon.write_text(lexicon.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        elif runs == 2:
            (study / "texts" / "north" / "new.txt").write_text("A holding camp.\n")
            raise StudyError("something is wrong\nin two lines")
        else:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep_running(study, once, said.append)
    assert runs == 3
    assert "framing: something is wrong in two lines" in said


def test_watching_tries_again_while_another_run_is_at_work(make_study: Make) -> None:
    pytest.importorskip("watchfiles")
    from framing.watch import keep_running

    study = make_study()
    said: list[str] = []
    ends = iter((BusyError("at work"), BusyError("at work"), None, BusyError("at work"), KeyboardInterrupt()))

    def once() -> None:
        end = next(ends)
        if end is not None:
            raise end
        (study / "texts" / "north" / "new.txt").write_text("A holding camp.\n")

    with pytest.raises(KeyboardInterrupt):
        keep_running(study, once, said.append)
    # Once for each time that there was something to wait for.
    assert [line for line in said if "at work" in line] == ["framing: at work"] * 2
