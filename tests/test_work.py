"""Working on many texts: in order, wherever it is done, and no more at once than is sound."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest

from dossier.runtime import parallel


def _halved(share: Sequence[int], by: int) -> list[tuple[float, int]]:
    return [(number / by, os.getpid()) for number in share]


@pytest.mark.parametrize("count", [0, 1, 24, 25, 26, 333])
def test_results_come_in_order_wherever_the_work_is_done(count: int) -> None:
    """One process, two threads and two processes give the same results."""
    expected = [number / 2 for number in range(count)]
    for executor in (None, ThreadPoolExecutor(2), ProcessPoolExecutor(2)):
        found = list(parallel.spread(_halved, range(count), 2, executor))
        assert [number for number, _ in found] == expected
        assert executor is None or executor.shutdown() is None


def test_what_goes_wrong_in_a_worker_is_raised_here() -> None:
    """An error in another process is an error of the work."""
    with ProcessPoolExecutor(1) as executor, pytest.raises(ZeroDivisionError):
        list(parallel.spread(_halved, range(30), 0, executor))


class _Noted(ThreadPoolExecutor):
    """One thread, and how many shares it was handed."""

    def __init__(self) -> None:
        super().__init__(1)
        self.handed = 0

    def submit(self, *args: Any, **named: Any) -> Any:
        self.handed += 1
        return super().submit(*args, **named)


def test_no_more_is_taken_than_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long list only some shares wait in memory; these are begun at once."""
    monkeypatch.setattr(parallel, "_AHEAD", 2)
    with _Noted() as executor:
        found = parallel.spread(_halved, range(10_000), 2, executor)
        assert executor.handed == 2
        next(found)
        assert executor.handed == 3
        assert len(list(found)) == 9_999
    assert executor.handed == 10_000 / parallel.SHARE


@pytest.mark.parametrize(
    ("count", "few", "cores", "others"),
    [
        (parallel.FEW - 1, parallel.FEW, 2, False),
        (parallel.FEW, parallel.FEW, 2, True),
        (parallel.FEW, parallel.FEW, 1, False),
        (4, 4, 2, True),
        (parallel.FEW, parallel.FEW + 1, 2, False),
    ],
)
def test_processes_are_started_for_many_things_only(
    monkeypatch: pytest.MonkeyPatch, count: int, few: int, cores: int, others: bool
) -> None:
    """A few are done here, and all where there is one core."""
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    found = list(parallel.spread(_halved, range(count), 2, few=few))
    assert [number for number, _ in found] == [number / 2 for number in range(count)]
    assert (os.getpid() not in {process for _, process in found}) == others


def test_an_executor_that_was_handed_in_is_always_used() -> None:
    """Be there one thing to do or many."""
    with _Noted() as executor:
        assert len(list(parallel.spread(_halved, range(1), 2, executor))) == 1
        assert (
            len(list(parallel.spread(_halved, range(parallel.FEW), 2, executor, share=10)))
            == parallel.FEW
        )
    assert executor.handed == 1 + parallel.FEW / 10


def test_what_goes_wrong_in_processes_of_our_own_is_raised_here() -> None:
    """An error there is an error of the work, and what comes after it is done."""
    with pytest.raises(ZeroDivisionError):
        list(parallel.spread(_halved, range(parallel.FEW), 0))
    assert len(list(parallel.spread(_halved, range(parallel.FEW), 2))) == parallel.FEW
