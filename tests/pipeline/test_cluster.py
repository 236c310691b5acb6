"""Annotation on a Dask cluster: the same results, also when workers die."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from framing.errors import StudyError

pytest.importorskip("distributed")

Make = Callable[..., Path]

# In a process of its own: a cluster leaves threads and warnings that are none of ours.
SCRIPT = """
import os, sys, signal
from pathlib import Path

from framing import batch, pipeline
from framing.corpus import annotate_files
from framing.cluster import dask_engine
from framing.readers import list_texts
from framing.study import open_study

def ids(words):
    return {
        row: block.ids[block.bounds[i] : block.bounds[i + 1]].tolist()
        for block in words.blocks()
        for i, row in enumerate(block.rows.tolist())
    }

def same(one, two):
    assert one.keys == two.keys
    assert one.words.vocabulary == two.words.vocabulary
    assert ids(one.words) == ids(two.words)
    assert one.readings.spans.tolist() == two.readings.spans.tolist()
    for name in ("document", "start", "end", "counted"):
        assert one.readings.columns[name].tolist() == two.readings.columns[name].tolist()

def main():
    from distributed import get_client
    study = open_study(Path(sys.argv[1]))
    lexicons, listing = pipeline.read_lexicons(study), list_texts(study.texts)
    alone = annotate_files(study, lexicons, listing)
    batch.BATCH_BYTES = 600
    with dask_engine(None, 2, "file://" + str(study.texts.resolve())) as engine:
        same(alone, annotate_files(study, lexicons, listing, engine=engine))
        print("same")

        def killing(work, batches):
            # One of the workers is killed when the first batch is done.
            for number, done in enumerate(engine(work, batches)):
                if not number:
                    victim = next(iter(get_client().run(os.getpid).values()))
                    os.kill(victim, signal.SIGKILL)
                yield done

        cache = Path(sys.argv[1]) / "cache"
        same(alone, annotate_files(study, lexicons, listing, engine=killing, cache=cache))
        print("same after a worker was killed")

        def broken(work, batches):
            raise AssertionError("everything is there already")

        same(alone, annotate_files(study, lexicons, listing, engine=broken, cache=cache))
        print("resumed")

if __name__ == "__main__":
    main()
"""


def test_a_local_cluster_of_which_a_worker_is_killed(make_study: Make, tmp_path: Path) -> None:
    line = "The holding camp {} is full. “A training centre,” one said.\n"
    texts = {f"s{n % 3}/{n}.txt": line.format(n) * 4 for n in range(40)}
    study = make_study(texts)
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    result = subprocess.run(
        [sys.executable, str(script), str(study)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "critical"},
    )
    assert result.returncode == 0, result.stderr[-3000:]
    assert result.stdout.splitlines() == ["same", "same after a worker was killed", "resumed"]


class Future:
    """A result that is there already, or a worker that died."""

    def __init__(self, key: str, result: object) -> None:
        self.key, self._result = key, result

    def result(self) -> object:
        if isinstance(self._result, Exception):
            raise self._result
        return self._result

    def release(self) -> None:
        pass


def test_a_document_that_kills_its_workers_is_given_up_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import distributed

    from framing import cluster
    from framing.readers import DocumentFile

    class Finished(list[Future]):
        def add(self, future: Future) -> None:
            self.append(future)

        def __iter__(self):  # type: ignore[no-untyped-def]
            while self:
                yield self.pop(0)

    class Client:
        number = 0

        def scatter(self, work: object, **_: object) -> object:
            return work

        def nthreads(self) -> dict[str, int]:
            return {"worker": 1}

        def submit(
            self, function: object, work: object, part: list[DocumentFile], *_: str, pure: bool
        ) -> Future:
            self.number += 1
            dead = any(file.path == "7" for file in part)
            killed = distributed.KilledWorker("task", None, 3)
            return Future(str(self.number), killed if dead else [file.path for file in part])

    monkeypatch.setattr(distributed, "as_completed", Finished)
    files = [DocumentFile(Path(str(n)), str(n), "source") for n in range(12)]
    batches = [files[i : i + 3] for i in range(0, 12, 3)]
    found: list[str] = []
    lost = []
    for done in cluster.on_cluster(Client(), None, batches, "texts"):  # type: ignore[arg-type]
        lost += [file.path for file in done.lost]
        for part, result in done.results:
            assert [file.path for file in part] == result
            found += result  # type: ignore[arg-type]
    assert lost == ["7"]
    assert sorted(found, key=int) == [str(n) for n in range(12) if n != 7]


def lost_errors() -> list[Exception]:
    from distributed.client import ClosedClientError, FutureCancelledError
    from distributed.comm import CommClosedError

    return [
        TimeoutError("No valid workers found"),
        CommClosedError("in <TCP>:\nstream is closed"),
        FutureCancelledError("key", "scheduler-connection-lost"),
        ClosedClientError("Client is closed"),
    ]


@pytest.mark.parametrize("error", lost_errors(), ids=lambda error: type(error).__name__)
def test_a_cluster_that_is_lost_is_told_in_one_line(error: Exception) -> None:
    from framing.cluster import until_lost
    from framing.parallel import Done

    def work() -> Iterator[Done[Any, Any]]:
        yield Done(0, [], [])
        raise error

    found = until_lost("tls://cluster:8786", work())
    assert next(found).number == 0
    with pytest.raises(StudyError, match=r"tls://cluster:8786: the cluster was lost.*run again") as caught:
        next(found)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("error", [StudyError("a text cannot be read"), ZeroDivisionError()])
def test_other_errors_come_through_from_a_cluster(error: Exception) -> None:
    from framing.cluster import until_lost
    from framing.parallel import Done

    def work() -> Iterator[Done[Any, Any]]:
        yield Done(0, [], [])
        raise error

    with pytest.raises(type(error)) as caught:
        list(until_lost("tls://cluster:8786", work()))
    assert caught.value is error


@pytest.mark.parametrize("address", ["tcp://10.1.2.3:8786", "scheduler.example:8786", "ws://cluster:80"])
def test_addresses_without_encryption_are_refused(address: str) -> None:
    from framing.cluster import dask_engine

    with pytest.raises(StudyError, match="not encrypted"), dask_engine(address, 1, "texts"):
        pass


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ("nosuchstore://bucket/texts", "Protocol not known"),
        ("file:///nowhere/texts", "No such file"),
    ],
)
def test_a_store_that_cannot_be_read_is_named_in_one_line(texts: str, why: str) -> None:
    from framing.batch import Annotator
    from framing.cluster import annotate_on_worker
    from framing.matching import Matcher
    from framing.readers import DocumentFile

    work = Annotator(Matcher([]), ("body",))
    with pytest.raises(StudyError, match=why) as caught:
        annotate_on_worker(work, [DocumentFile(Path("a.txt"), "north/a.txt", "north")], texts)
    assert f"{texts}/north/a.txt" in str(caught.value)
    assert "--texts-at" in str(caught.value)
    assert "\n" not in str(caught.value)
