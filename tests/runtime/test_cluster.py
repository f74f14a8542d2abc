"""A cluster of workers: the same bytes come out, and what is missing or goes away is said."""

import os
import shutil
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster

from dossier.errors import InputError, WorkerError
from dossier.runtime import cluster
from dossier.runtime.parallel import map_shares
from tests.site import REPOSITORY, run, tree


def _local(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=False
    )


def _doubled(share: Sequence[int], by: int) -> list[int]:
    time.sleep(0.02)
    return [number * by for number in share]


def _fatal(share: Sequence[int], by: int) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_two_workers_of_a_cluster_give_the_same_bytes(workshop: Path) -> None:
    """The texts go to two processes by way of a scheduler; the site is what one process makes."""
    for seed in sorted((REPOSITORY / "examples" / "seeds").iterdir())[:4]:
        shutil.copy(seed, workshop / "seeds")
    assert run(workshop, "-q").returncode == 0
    alone = tree(workshop / "site")
    for made in ("site", ".dossier-cache"):
        shutil.rmtree(workshop / made)
    with _local(2) as here:
        done = run(workshop, "build", "-q", "--scheduler", here.scheduler_address)
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(workshop / "site") == alone


def test_a_scheduler_that_does_not_answer_is_a_sentence() -> None:
    """The address is named, without a traceback."""
    with (
        pytest.raises(InputError, match="no Dask scheduler answers"),
        cluster.workers("tcp://127.0.0.1:1", patience=0.2),
    ):
        pass


def test_a_cluster_that_loses_its_workers_is_a_sentence() -> None:
    """In the middle of the work or before: the address is named, and nobody waits for ever."""
    with _local(1) as here, cluster.workers(here.scheduler_address, patience=0.5) as executor:
        results = map_shares(_doubled, range(10_000), 2, executor)
        assert next(results) == 0
        here.scale(0)
        for left in (results, map_shares(_doubled, range(10), 2, executor)):
            with pytest.raises(WorkerError, match=f"{here.scheduler_address}: no worker is left"):
                list(left)


def test_a_scheduler_that_goes_away_is_a_sentence() -> None:
    """It is not waited for."""
    with _local(1) as here, cluster.workers(here.scheduler_address) as executor:
        results = map_shares(_doubled, range(10_000), 2, executor)
        assert next(results) == 0
        here.close()
        with pytest.raises(WorkerError, match="the scheduler has gone away"):
            list(results)


def test_work_that_kills_every_worker_is_a_sentence() -> None:
    """The cluster starts new workers a few times, and then gives up."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        _local(1) as here,
        cluster.workers(here.scheduler_address) as executor,
        pytest.raises(WorkerError, match="its workers end before their work is done"),
    ):
        list(map_shares(_fatal, range(10), 2, executor))
