"""Work on many texts at once: in this process, in several, or on any executor.

What is handed out is a pure function of a share of the texts and of what they have in common, so it
does not matter where it is done. Results come back in order.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
C = TypeVar("C")
R = TypeVar("R")

SHARE = 25
"""Texts handed out together: what they have in common is handed over with each share."""

FEW = 4 * SHARE
"""Texts that are done sooner than processes are started for them."""

_AHEAD = 8
"""Shares under way: what waits in memory must not grow with the library."""


@contextmanager
def crew(count: int, executor: Executor | None = None) -> Iterator[Executor | None]:
    """Provide who works on `count` texts: `executor` if there is one, else processes of our own.

    None, and so this process alone, where the texts are few or there is but one core.
    """
    cores = os.cpu_count() or 1
    if (
        executor
        or count < FEW
        or cores < 2
        or "fork" not in multiprocessing.get_all_start_methods()
    ):
        yield executor
        return
    with ProcessPoolExecutor(cores, multiprocessing.get_context("fork")) as processes:
        yield processes


def spread(
    work: Callable[[Sequence[T], C], Sequence[R]],
    items: Iterable[T],
    common: C,
    executor: Executor | None,
) -> Iterator[R]:
    """Yield the results of `work` for all items, in order; raises what `work` raises."""
    rest = iter(items)
    shares = iter(lambda: tuple(islice(rest, SHARE)), ())
    if executor is None:
        for share in shares:
            yield from work(share, common)
        return
    under_way: deque[Future[Sequence[R]]] = deque()
    for share in shares:
        under_way.append(executor.submit(work, share, common))
        if len(under_way) >= _AHEAD:
            yield from under_way.popleft().result()
    while under_way:
        yield from under_way.popleft().result()
