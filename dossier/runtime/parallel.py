"""One map over many items: in this process, in several, or on any executor, such as a cluster.

The work is a pure function of a share of the items and of what all of them have in common, so it
does not matter where it is done. Results come back in order.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from dossier.errors import Fault, WorkerError

T = TypeVar("T")
C = TypeVar("C")
R = TypeVar("R")

SHARE = 25
"""Items handed out together."""

FEW = 4 * SHARE
"""Below this many items, starting processes takes longer than the work."""

AHEAD = max(8, 2 * (os.cpu_count() or 1))
"""Shares handed out before their turn: what waits in memory must not grow with the library."""

_CURE = "close other programs and try again"


def map_shares(
    work: Callable[[Sequence[T], C], Sequence[R]],
    items: Sequence[T],
    common: C,
    executor: Executor | None = None,
    *,
    few: int = FEW,
    share: int = SHARE,
) -> Iterator[R]:
    """Return the results of `work` for all items, in order, from `share` items at a time.

    The work is done by `executor` if there is one; else by one process a core, or by this process
    if there are fewer than `few` items, or only one core, or no processes can be started. Others
    begin at once, this process when the first result is asked for.

    Raises what `work` raises, and WorkerError if a worker ends before its work is done, or has not
    enough memory for it.
    """
    shares = [slice(start, start + share) for start in range(0, len(items), share)]
    if executor:
        return _in_order(shares, lambda part: executor.submit(work, items[part], common))
    cores = os.cpu_count() or 1
    if len(items) >= few and cores >= 2 and "fork" in multiprocessing.get_all_start_methods():
        results = _in_processes(work, items, common, shares, min(cores, len(shares)))
        if results is not None:
            return results
    return (result for part in shares for result in work(items[part], common))


def _in_processes(
    work: Callable[[Sequence[T], C], Sequence[R]],
    items: Sequence[T],
    common: C,
    shares: Sequence[slice],
    count: int,
) -> Iterator[R] | None:
    """Begin the work in `count` processes; return None where the system does not let them begin.

    It may refuse more processes, threads or open files, or have no semaphores: not every container
    has /dev/shm.
    """
    others = set(multiprocessing.active_children())
    try:
        pool = ProcessPoolExecutor(
            count,
            multiprocessing.get_context("fork"),  # items and `common` are there without being sent
            _begin,
            (work, items, common),
        )
        return _in_order(shares, lambda part: pool.submit(_work_on, part), pool)
    except (OSError, ImportError, NotImplementedError, RuntimeError):
        for begun in set(multiprocessing.active_children()) - others:
            begun.kill()  # it would wait for work for ever
            begun.join()
        return None


def _in_order(
    shares: Sequence[slice],
    submit: Callable[[slice], Future[Sequence[R]]],
    pool: Executor | None = None,
) -> Iterator[R]:
    """Hand out the first shares, and return all results; at their end, `pool` is shut down."""
    rest = iter(shares)
    with _ends_of_workers_told():
        under_way = deque(map(submit, islice(rest, AHEAD)))

    def results() -> Iterator[R]:
        try:
            while under_way:
                with _ends_of_workers_told():
                    done = under_way.popleft().result()
                    under_way.extend(map(submit, islice(rest, 1)))
                yield from done
        finally:
            if pool:
                pool.shutdown(cancel_futures=True)

    return results()


@contextmanager
def _ends_of_workers_told() -> Iterator[None]:
    try:
        yield
    except BrokenExecutor as error:
        sentence = "ended before its work was done, perhaps for want of memory"
        raise WorkerError(Fault("a worker process", 0, f"{sentence}; {_CURE}")) from error
    except MemoryError as error:
        sentence = "has not enough memory for its work"
        raise WorkerError(Fault("a worker process", 0, f"{sentence}; {_CURE}")) from error


_task: tuple[Callable[[Any, Any], Sequence[Any]], Sequence[Any], Any]
"""In a worker process: the work, the items, and what all of them have in common."""


def _begin(work: Callable[[Any, Any], Sequence[Any]], items: Sequence[Any], common: object) -> None:
    """Begin a worker process."""
    global _task  # noqa: PLW0603 - what a worker is told once must stand where it finds it
    _task = work, items, common
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it is interrupted, and ends it
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Else a worker whose build was killed would wait for ever, and hold what that had locked."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - this runs in worker processes alone
    parent.join()
    os._exit(1)


def _work_on(part: slice) -> Sequence[Any]:
    work, items, common = _task
    return work(items[part], common)
