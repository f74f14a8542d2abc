"""Work on many things at once: in this process, in several, or on any executor.

What is handed out is a pure function of a share of the things and of what they have in common, so
it does not matter where it is done. Results come back in order.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
C = TypeVar("C")
R = TypeVar("R")

SHARE = 25
"""Things handed out together."""

FEW = 4 * SHARE
"""Things that are done sooner than processes are started for them."""

_PR_SET_PDEATHSIG = 1  # prctl(2)

_AHEAD = max(8, 2 * (os.cpu_count() or 1))
"""Shares under way: what waits in memory must not grow with the library."""


def spread(
    work: Callable[[Sequence[T], C], Sequence[R]],
    items: Sequence[T],
    common: C,
    executor: Executor | None = None,
    *,
    few: int = FEW,
    share: int = SHARE,
) -> Iterator[R]:
    """Yield the results of `work` for all items, in order; raises what `work` raises.

    It is handed `share` items at a time. It is done by `executor` if there is one; else in one
    process a core, or in this one where there are fewer than `few` items or there is one core.
    """
    shares = [slice(start, start + share) for start in range(0, len(items), share)]
    if executor:
        made = _in_order(shares, lambda part: executor.submit(work, items[part], common))
    elif len(items) < few or (os.cpu_count() or 1) < 2 or not _can_fork():
        return (result for part in shares for result in work(items[part], common))
    else:
        made = _forked(work, items, common, shares)
    next(made, None)  # work begins now, and not when the first result is asked for
    return made


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _forked(
    work: Callable[[Sequence[T], C], Sequence[R]],
    items: Sequence[T],
    common: C,
    shares: Sequence[slice],
) -> Iterator[Any]:
    """Let processes work that are copies of this one: they know the items, and are sent none."""
    global _task  # noqa: PLW0603 - what the copies are to know must stand where they find it
    _task = lambda part: work(items[part], common)  # noqa: E731 - a name for the copies alone
    gc.freeze()  # or the copies' first collection would write to, and so double, all they know
    fork = multiprocessing.get_context("fork")
    try:
        count = min(os.cpu_count() or 1, len(shares))
        with ProcessPoolExecutor(count, fork, _end_with_parent) as processes:
            yield from _in_order(shares, lambda part: processes.submit(_do, part))
    finally:
        gc.unfreeze()
        _task = None


def _end_with_parent() -> None:
    """Have this process killed as soon as the one that it was copied from is no more.

    Else it would wait for work for ever, and hold what that one has locked. Only Linux knows how.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


_task: Callable[[slice], Sequence[Any]] | None = None


def _do(part: slice) -> Sequence[Any]:
    assert _task is not None  # noqa: S101 - it was set before the processes were started
    return _task(part)


def _in_order(
    shares: Sequence[slice], submit: Callable[[slice], Future[Sequence[R]]]
) -> Iterator[Any]:
    """Yield None as soon as work has begun, then all results."""
    rest = iter(shares)
    under_way = deque(submit(part) for part in islice(rest, _AHEAD))
    yield None
    while under_way:
        results = under_way.popleft().result()
        under_way.extend(submit(part) for part in islice(rest, 1))
        yield from results
