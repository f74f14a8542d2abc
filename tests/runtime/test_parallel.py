"""Working on many items: in order, wherever it is done, and no more at once than is sound."""

import importlib
import multiprocessing
import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dossier.errors import WorkerError
from dossier.runtime.parallel import AHEAD, FEW, SHARE, map_shares
from tests.site import REPOSITORY, run, tree

ENDLESS = """
import os, time
from dossier.runtime.parallel import map_shares

def work(share, common):
    if share[0]:
        time.sleep(600)
    return [os.getpid()] * len(share)

for worker in map_shares(work, range(1_000), None, few=1, share=1):
    print(worker, flush=True)
"""


def _halved(share: Sequence[int], by: int) -> list[tuple[float, int]]:
    return [(number / by, os.getpid()) for number in share]


def _fatal(share: Sequence[int], last: int) -> Sequence[int]:
    if last in share:
        os.kill(os.getpid(), signal.SIGKILL)
    return share


@pytest.mark.parametrize("count", [0, 1, 24, 25, 26, 333])
def test_results_come_in_order_wherever_the_work_is_done(count: int) -> None:
    """One process, two threads and two processes give the same results."""
    expected = [number / 2 for number in range(count)]
    for executor in (None, ThreadPoolExecutor(2), ProcessPoolExecutor(2)):
        results = list(map_shares(_halved, range(count), 2, executor))
        assert [number for number, _ in results] == expected
        assert executor is None or executor.shutdown() is None


def _hungry(share: Sequence[int], most: int) -> list[int]:
    return [len(bytes(sys.maxsize // 2 if most in share else 1))]


class _Noted(ThreadPoolExecutor):
    """One thread, and how many shares it was handed."""

    def __init__(self) -> None:
        super().__init__(1)
        self.handed = 0

    def submit(self, *args: Any, **named: Any) -> Any:
        self.handed += 1
        return super().submit(*args, **named)


def test_no_more_is_handed_out_than_is_under_way() -> None:
    """Of a long list only some shares wait in memory; these are begun at once."""
    with _Noted() as executor:
        results = map_shares(_halved, range(10_000), 2, executor)
        assert executor.handed == AHEAD
        next(results)
        assert executor.handed == AHEAD + 1
        assert len(list(results)) == 9_999
    assert executor.handed == 10_000 / SHARE


@pytest.mark.parametrize(
    ("count", "few", "cores", "others"),
    [
        (FEW - 1, FEW, 2, False),
        (FEW, FEW, 2, True),
        (FEW, FEW, 1, False),
        (4, 4, 2, True),
        (FEW, FEW + 1, 2, False),
    ],
)
def test_processes_are_started_for_many_items_only(
    monkeypatch: pytest.MonkeyPatch, count: int, few: int, cores: int, others: bool
) -> None:
    """A few are worked on here, and all where there is one core."""
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    results = list(map_shares(_halved, range(count), 2, few=few))
    assert [number for number, _ in results] == [number / 2 for number in range(count)]
    assert (os.getpid() not in {process for _, process in results}) == others


def test_an_executor_that_was_handed_in_is_always_used() -> None:
    """Be there one item or many."""
    with _Noted() as executor:
        assert len(list(map_shares(_halved, range(1), 2, executor))) == 1
        assert len(list(map_shares(_halved, range(FEW), 2, executor, share=10))) == FEW
    assert executor.handed == 1 + FEW / 10


@pytest.mark.parametrize("count", [1, FEW])
def test_what_goes_wrong_in_the_work_is_raised_here(count: int) -> None:
    """An error of the work is the same error wherever it is done, and spoils nothing after it."""
    with ProcessPoolExecutor(1) as executor, pytest.raises(ZeroDivisionError):
        list(map_shares(_halved, range(count), 0, executor))
    with pytest.raises(ZeroDivisionError):
        list(map_shares(_halved, range(count), 0))
    assert len(list(map_shares(_halved, range(count), 2))) == count


@pytest.mark.parametrize("last", [0, 3 * FEW - 1])
def test_a_worker_that_is_killed_is_a_sentence(last: int) -> None:
    """Be it with the first share or with the last; the results before it were handed over."""
    results: list[int] = []
    with pytest.raises(WorkerError, match="a worker process: ended before its work was done"):
        results.extend(map_shares(_fatal, range(3 * FEW), last))
    assert list(map_shares(_fatal, range(FEW), -1)) == list(range(FEW))


def test_a_worker_without_memory_is_a_sentence() -> None:
    """It need not be killed: Python itself may be refused what it asks for."""
    with pytest.raises(WorkerError, match="a worker process: has not enough memory for its work"):
        list(map_shares(_hungry, range(3 * FEW), FEW))


@pytest.mark.parametrize(
    ("refused", "error", "allowed"),
    [
        ("os.fork", OSError(11, "Resource temporarily unavailable"), 0),
        ("os.fork", OSError(12, "Cannot allocate memory"), 1),
        ("os.pipe", OSError(24, "Too many open files"), 1),
        ("_multiprocessing.SemLock", OSError(38, "Function not implemented"), 0),
        ("threading.Thread.start", RuntimeError("can't start new thread"), 0),
    ],
)
def test_where_processes_cannot_be_started_this_one_works(
    monkeypatch: pytest.MonkeyPatch, refused: str, error: Exception, allowed: int
) -> None:
    """The system may run out of them at any number; none is left that was begun."""
    before = multiprocessing.active_children()
    module, name = refused.split(".", 1)
    real = operator.attrgetter(name)(importlib.import_module(module))
    left = [allowed]

    def limited(*args: Any, **named: Any) -> Any:
        if not left[0]:
            raise error
        left[0] -= 1
        return real(*args, **named)

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(refused, limited)
    results = list(map_shares(_halved, range(FEW), 2))
    assert results == [(number / 2, os.getpid()) for number in range(FEW)]
    assert multiprocessing.active_children() == before


def test_a_build_whose_worker_is_killed_leaves_the_site(workshop: Path) -> None:
    """As where memory runs out: a sentence, exit code 1, and the old site."""
    assert run(workshop, "-q").returncode == 0
    before = tree(workshop / "site")
    seed = workshop / "seeds" / "pakistan-iran-partnership.txt"
    seed.write_bytes(seed.read_bytes() + b"\n\nOne more paragraph on trade.\n")
    (workshop / "kill.py").write_text(
        "import os\nos.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), 9))\n", "utf-8"
    )
    with (workshop / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [kill.py]\n")
    done = run(workshop)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "a worker process: ended before its work was done, perhaps for want of memory; close other "
        "programs and try again",
        "1 fault; nothing was changed.",
    ]
    assert tree(workshop / "site") == before
    assert [path.name for path in workshop.glob(".site*")] == []


def test_workers_end_with_the_build_that_is_killed() -> None:
    """None is left that waits for work, or works for nobody."""
    build = subprocess.Popen([sys.executable, "-c", ENDLESS], cwd=REPOSITORY, stdout=-1, text=True)
    assert build.stdout
    worker = Path("/proc") / build.stdout.readline().strip()
    assert worker.is_dir()
    build.kill()
    build.communicate()
    end = time.monotonic() + 10
    while worker.exists() and "zombie" not in (worker / "status").read_text("utf-8"):
        assert time.monotonic() < end, "the worker outlives its build"
        time.sleep(0.05)
