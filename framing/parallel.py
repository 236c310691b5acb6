"""Work in several processes, so that a process that dies costs as little as can be."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import connection, get_context, parent_process
from types import FrameType
from typing import Any, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Done(NamedTuple, Generic[Item, Result]):
    """What became of a batch: its items, in order, with their results, and the items that were given up."""

    number: int
    results: list[tuple[Sequence[Item], Result]]
    lost: list[Item]


def cores() -> int:
    """The number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each_batch(
    work: Callable[[Sequence[Item]], Result],
    batches: Sequence[Sequence[Item]],
    jobs: int = 1,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Done[Item, Result]]:
    """`work` done on each batch by at most `jobs` processes; batches come as they are finished.

    `meanwhile` is called in this process each time that the others have been given work.

    A batch whose process dies is tried again by itself; if that process dies too, its items are tried one by
    one, and an item whose process dies is given up. With one job everything happens in this process. An
    exception in `work` ends everything and is raised here. `work` must be importable in another process.
    """
    jobs = min(jobs, len(batches))
    if jobs <= 1:
        for number, batch in enumerate(batches):
            yield Done(number, [(batch, work(batch))], [])
        return
    waiting = list(range(len(batches)))[::-1]
    while waiting:
        suspects: list[int] = []
        for number, result in _pool(work, batches, waiting, suspects, jobs, meanwhile):
            yield Done(number, [(batches[number], result)], [])
        for number in sorted(suspects):
            yield _careful(work, number, batches[number])


def side_by_side(tasks: Sequence[Callable[[], Result]], jobs: int = 1) -> list[Result]:
    """The results of tasks that do not need each other, in order, from at most `jobs` processes.

    This process is one of them, and does the first task, whose result need not be brought here. The others
    are copies of it, in which a task finds what is in memory here; only its result is brought back.
    Where there are no copies to be had, or one dies, the tasks are done here. An exception in a task is
    raised here.
    """
    # What is in memory by now is not searched for what nobody needs, and the copies share it for longer.
    gc.freeze()
    try:
        return _shared_out(tasks, min(jobs, len(tasks)))
    finally:
        gc.unfreeze()


def _shared_out(tasks: Sequence[Callable[[], Result]], jobs: int) -> list[Result]:
    results: dict[int, Result] = {}
    if jobs > 1 and _can_copy():
        # A task may take long: whoever stops the run stops it at once, unless interrupts are ignored here.
        ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        on_interrupt = signal.SIG_IGN if ignored else signal.SIG_DFL
        with _numbers(range(1, len(tasks))) as left:
            pool = _processes(lambda _: {number: tasks[number]() for number in left}, jobs - 1, on_interrupt)
            with _interrupts() as interrupted:
                try:
                    with _quiet():
                        others = [pool.submit(_do, None) for _ in range(jobs - 1)]
                    results[0] = tasks[0]()
                    for number in left:
                        results[number] = tasks[number]()
                    for other in others:
                        results |= other.result()
                except BrokenProcessPool:
                    pass  # what is missing is done below
                finally:
                    pool.shutdown(wait=True, cancel_futures=True)
        if interrupted:
            raise KeyboardInterrupt
    return [results[number] if number in results else task() for number, task in enumerate(tasks)]


@contextmanager
def _numbers(numbers: Sequence[int]) -> Iterator[Iterator[int]]:
    """These numbers, each of which only one of this process and its copies gets.

    They wait in a pipe, which has no lock that a process could hold when it dies.
    """
    size = 4  # bytes of a number
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(size, "little") for number in numbers))
    os.close(writing)
    try:
        yield (int.from_bytes(number, "little") for number in iter(partial(os.read, reading, size), b""))
    finally:
        os.close(reading)


def _pool(
    work: Callable[[Sequence[Item]], Result],
    batches: Sequence[Sequence[Item]],
    waiting: list[int],
    suspects: list[int],
    jobs: int,
    meanwhile: Callable[[], None],
) -> Iterator[tuple[int, Result]]:
    """Results by number, taken from the end of `waiting`, until all are done or a process dies.

    The batches that were under way when a process died are left in `suspects`.
    """
    running: dict[Future[Result], int] = {}
    pool = _processes(work, jobs)
    try:
        while waiting or running:
            # Two batches more for each process keep them busy `meanwhile`; more would only take memory.
            while waiting and len(running) < 3 * jobs:
                with _quiet():
                    running[pool.submit(_do, batches[waiting[-1]])] = waiting[-1]
                waiting.pop()
            meanwhile()
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=running.__getitem__):
                result = future.result()
                yield running.pop(future), result
    except BrokenProcessPool:
        suspects += running.values()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _careful(
    work: Callable[[Sequence[Item]], Result], number: int, batch: Sequence[Item]
) -> Done[Item, Result]:
    """One batch in a process of its own, and its items one by one if that process dies."""
    results: list[tuple[Sequence[Item], Result]] = []
    lost: list[Item] = []
    pending: list[Sequence[Item]] = [batch]
    while pending:
        pool = _processes(work, 1)
        try:
            while pending:
                with _quiet():
                    future = pool.submit(_do, pending[0])
                results.append((pending[0], future.result()))
                pending.pop(0)
        except BrokenProcessPool:
            failed = pending.pop(0)
            if len(failed) == 1:
                lost.append(failed[0])
            else:
                pending += [[item] for item in failed]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return Done(number, results, lost)


_work: Any = None


def _can_copy() -> bool:
    # A copy of this process starts at once, with everything imported; but a lock that a thread holds would
    # stay locked in it for ever.
    return sys.platform == "linux" and threading.active_count() == 1


def _processes(
    work: Callable[[Any], Result], jobs: int, on_interrupt: signal.Handlers = signal.SIG_IGN
) -> ProcessPoolExecutor:
    context = get_context("fork" if _can_copy() else "spawn")
    return ProcessPoolExecutor(jobs, context, _begin, (work, on_interrupt))


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """Notes interrupts, each of which is raised as well.

    While a process is copied Python may drop what is raised, and the copies' death would look like any other.
    """
    noted: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        noted.append(number)
        signal.default_int_handler(number, frame)

    ours = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    if not ours:
        yield noted
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _quiet() -> Iterator[None]:
    # Python 3.12 warns of threads of numerical libraries, which are idle here.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def _begin(work: Any, on_interrupt: signal.Handlers) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, on_interrupt)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A pool's processes would wait for ever for work from a parent that was killed.
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _do(batch: Any) -> Any:
    return _work(batch)
