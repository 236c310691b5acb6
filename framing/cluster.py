"""The same annotation on a Dask cluster: batches are read and annotated by its workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from framing.batch import Annotator, Batch
from framing.errors import StudyError
from framing.parallel import Done
from framing.readers import DocumentFile

_RETRIES = 2  # times that a batch is tried again after its worker died


@contextmanager
def dask_engine(scheduler: str | None, jobs: int) -> Iterator[Any]:
    """An `Engine` of `framing.pipeline` on the cluster at `scheduler`, or on one of `jobs` local processes.

    Raises `StudyError` without dask, or if there is no such cluster.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise StudyError("--engine dask needs dask: pip install 'framing[cluster]'") from error

    import contextlib

    with contextlib.ExitStack() as stack:
        try:
            if scheduler is None:
                # Loopback only: nobody else can send work to it.
                cluster = stack.enter_context(
                    LocalCluster(
                        n_workers=jobs, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
                    )
                )
                client = stack.enter_context(Client(cluster))
            else:
                client = stack.enter_context(Client(scheduler, timeout="20s"))
        except (OSError, ValueError) as error:
            raise StudyError(
                f"{scheduler}: no cluster answers there; check the address and that the scheduler runs"
            ) from error
        yield lambda work, batches: on_cluster(client, work, batches)


def on_cluster(
    client: Any, work: Annotator, batches: Sequence[Sequence[DocumentFile]]
) -> Iterator[Done[DocumentFile, Batch]]:
    """`framing.parallel.each_batch`, on the workers of a cluster, which must see the same files."""
    from distributed import KilledWorker, as_completed

    sent = client.scatter(work, broadcast=True, hash=False)
    numbers = {}
    for number, batch in enumerate(batches):
        future = client.submit(annotate_on_worker, sent, batch, pure=False, retries=_RETRIES)
        numbers[future.key] = number
    futures = [client.futures[key] for key in numbers]
    del futures
    raise NotImplementedError(KilledWorker, as_completed)


def annotate_on_worker(work: Annotator, batch: Sequence[DocumentFile]) -> Batch:
    """What a worker does."""
    return work(batch)
