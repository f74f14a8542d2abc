"""A cluster of workers: the same bytes come out, and what is missing is said."""

import shutil
from pathlib import Path

import pytest
from distributed import LocalCluster

from dossier.errors import InputError
from dossier.runtime import cluster
from tests.site import REPOSITORY, run, tree


def test_two_workers_of_a_cluster_give_the_same_bytes(workshop: Path) -> None:
    """The texts go to two processes by way of a scheduler; the site is what one process makes."""
    for seed in sorted((REPOSITORY / "examples" / "seeds").iterdir())[:4]:
        shutil.copy(seed, workshop / "seeds")
    assert run(workshop, "-q").returncode == 0
    alone = tree(workshop / "site")
    for made in ("site", ".dossier-cache"):
        shutil.rmtree(workshop / made)
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=False
    ) as here:
        done = run(workshop, "build", "-q", "--scheduler", here.scheduler_address)
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(workshop / "site") == alone


def test_a_scheduler_that_does_not_answer_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is named, without a traceback."""
    monkeypatch.setattr(cluster, "_PATIENCE", 0.2)
    with (
        pytest.raises(InputError, match="no Dask scheduler answers"),
        cluster.workers("tcp://127.0.0.1:1"),
    ):
        pass
