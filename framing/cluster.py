"""The same annotation on a Dask cluster: batches of texts are read and annotated by its workers."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from framing.batch import Annotator, Batch, document_key
from framing.errors import StudyError
from framing.parallel import Done
from framing.readers import DocumentFile, decode_document

_AHEAD = 3  # batches for each thread of the cluster that are under way; more would only fill its memory
_TIMEOUT = "20s"


@contextmanager
def dask_engine(scheduler: str | None, jobs: int, texts: str) -> Iterator[Any]:
    """An `Engine` of `framing.corpus` on the cluster at `scheduler`, or on one of `jobs` local processes.

    `texts` is where the workers find the texts folder: a path, or a URL that fsspec can read. Raises
    `StudyError` without dask, if no cluster answers, and for an address that is neither encrypted nor on this
    machine: whoever reaches a scheduler can run programs on its workers.
    """
    try:
        import_module("fsspec")
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise StudyError(
            "--engine dask needs dask: pip install 'dask[distributed]' fsspec pyarrow"
        ) from error
    if scheduler is not None:
        _require_safe(scheduler)
    with ExitStack() as stack:
        try:
            if scheduler is None:
                cluster = distributed.LocalCluster(
                    n_workers=jobs,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,  # we say in a line what went wrong
                )
                client = stack.enter_context(distributed.Client(stack.enter_context(cluster)))
            else:
                logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
                client = stack.enter_context(distributed.Client(scheduler, timeout=_TIMEOUT))
        except (OSError, TypeError, ValueError) as error:
            what = " ".join(str(error).split())[:200]
            raise StudyError(
                f"{scheduler or 'local cluster'}: no cluster answers there ({what}); check the address, "
                "that the scheduler runs, and the TLS files in Dask's configuration"
            ) from error
        yield lambda work, batches: until_lost(
            scheduler or "local cluster", on_cluster(client, work, batches, texts)
        )


def until_lost(
    cluster: str, done: Iterator[Done[DocumentFile, Batch]]
) -> Iterator[Done[DocumentFile, Batch]]:
    """What is `done` on a cluster. Raises `StudyError` where the cluster cannot be reached any more."""
    client: Any = import_module("distributed.client")
    closed = getattr(client, "ClosedClientError", OSError)  # younger than the oldest dask that will do
    try:
        yield from done
    except (OSError, client.CancelledError, closed) as error:
        what = " ".join(str(error).split())[:200]
        raise StudyError(
            f"{cluster}: the cluster was lost, or has no workers ({what}); start it again with workers, and "
            "run again: the texts that were done are kept"
        ) from error


def on_cluster(
    client: Any, work: Annotator, batches: Sequence[Sequence[DocumentFile]], texts: str
) -> Iterator[Done[DocumentFile, Batch]]:
    """`framing.parallel.each_batch` on the workers of a cluster.

    Dask gives a batch to another worker when its worker dies, and gives up after some deaths
    (``distributed.scheduler.allowed-failures``). Then the documents are tried one by one.
    """
    distributed: Any = import_module("distributed")
    work = client.scatter(work, broadcast=True, hash=False)
    waiting = list(enumerate(batches))[::-1]
    under_way: dict[str, tuple[int, Sequence[DocumentFile]]] = {}
    # For each batch: documents still to come, results so far, documents given up.
    open_batches: dict[int, tuple[int, list[tuple[Sequence[DocumentFile], Batch]], list[DocumentFile]]] = {}
    finished = distributed.as_completed()

    def submit(number: int, part: Sequence[DocumentFile]) -> None:
        # Other workers may be younger than the first ones: the number is asked again each time.
        future = client.submit(annotate_on_worker, work, list(part), texts, pure=False)
        under_way[future.key] = (number, part)
        finished.add(future)

    def fill() -> None:
        room = _AHEAD * max(1, sum(client.nthreads().values()))
        while waiting and len(under_way) < room:
            number, batch = waiting.pop()
            open_batches[number] = (len(batch), [], [])
            submit(number, batch)

    fill()
    for future in finished:
        number, part = under_way.pop(future.key)
        left, results, lost = open_batches[number]
        try:
            results.append((part, future.result()))
        except distributed.KilledWorker:
            if len(part) > 1:
                for file in part:
                    submit(number, [file])
                continue
            lost.append(part[0])
        finally:
            future.release()
        left -= len(part)
        open_batches[number] = (left, results, lost)
        if not left:
            del open_batches[number]
            yield Done(number, results, lost)
        fill()


def annotate_on_worker(work: Annotator, files: Sequence[DocumentFile], texts: str) -> Batch:
    """What a worker does with a batch: read the files below `texts`, annotate them."""
    from fsspec.core import url_to_fs

    keys, documents = [], []
    for file in files:
        try:
            system, root = url_to_fs(texts)
            data = system.cat_file(f"{root.rstrip('/')}/{file.path}")
        except Exception as error:  # each store has errors of its own
            why = " ".join(str(getattr(error, "strerror", None) or error).split())[:200]
            raise StudyError(
                f"{texts}/{file.path}: a worker cannot read it: {why}; "
                "say with --texts-at where the workers find the texts"
            ) from None
        keys.append(document_key(file, data))
        documents.append(decode_document(file, data))
    return work.annotate(keys, documents)


def _require_safe(scheduler: str) -> None:
    parts = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    if parts.scheme == "tls" or parts.hostname in ("localhost", "127.0.0.1", "::1"):
        return
    raise StudyError(
        f"{scheduler}: this address is not encrypted; use a tls:// address, or a tunnel to this machine"
    )
