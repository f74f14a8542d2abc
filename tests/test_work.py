"""Working on many texts: in order, wherever it is done, and no more at once than is sound."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from dossier import work


def _halved(share: Sequence[int], by: int) -> list[tuple[float, int]]:
    return [(number / by, os.getpid()) for number in share]


@pytest.mark.parametrize("count", [0, 1, 24, 25, 26, 333])
def test_results_come_in_order_wherever_the_work_is_done(count: int) -> None:
    """One process, two threads and two processes give the same results."""
    expected = [number / 2 for number in range(count)]
    for executor in (None, ThreadPoolExecutor(2), ProcessPoolExecutor(2)):
        found = list(work.spread(_halved, range(count), 2, executor))
        assert [number for number, _ in found] == expected
        assert executor is None or executor.shutdown() is None


def test_what_goes_wrong_in_a_worker_is_raised_here() -> None:
    """An error in another process is an error of the work."""
    with ProcessPoolExecutor(1) as executor, pytest.raises(ZeroDivisionError):
        list(work.spread(_halved, range(30), 0, executor))


def test_no_more_is_taken_than_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long list only some shares wait in memory."""
    monkeypatch.setattr(work, "_AHEAD", 2)
    numbers = iter(range(10_000))
    with ThreadPoolExecutor(1) as executor:
        next(work.spread(_halved, numbers, 2, executor))
    assert next(numbers) <= 3 * work.SHARE


def test_processes_are_started_for_many_texts_only() -> None:
    """A few are done here; an executor that was handed in is always used."""
    with work.crew(work.FEW - 1) as executor:
        assert executor is None
    with work.crew(work.FEW) as executor:
        assert isinstance(executor, ProcessPoolExecutor) == ((os.cpu_count() or 1) > 1)
    with ThreadPoolExecutor(1) as mine, work.crew(1, mine) as executor:
        assert executor is mine
