"""A cluster of workers: the same bytes come out, and what is missing or goes away is said."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import LocalCluster

from dossier.errors import InputError, WorkerError
from dossier.runtime import cluster
from dossier.runtime.parallel import map_shares
from tests.site import REPOSITORY, run, tree

MISSPELLED = """
x
tcp://
tcp://host
tcp://host:
tcp://:8786
tcp://host:0
tcp://host:99999
tcp://host:-1
tcp://host:abc
tcp://host:٨٧٨٦
tcp://the host:8786
tcp://::1:8786
tcp://[::1]
tcp://host:8786/status
tcp//host:8786
tcp:/host:8786
http://host:8787
ucx://host:8786
inproc://host/1/1
"""
"""What is no address of a scheduler, one on a line; nothing at all is none either."""

UNREACHABLE = """
tcp://127.0.0.1:1
127.0.0.1:1
tcp://[::1]:1
tcp://nobody.invalid:8786
tcp://größe.invalid:8786
tcp://two..dots:8786
"""
"""Addresses at which nothing listens, one on a line."""

NO_SCHEDULER: dict[str, Callable[[socket.socket], object]] = {
    "says nothing": lambda _: time.sleep(5),
    "closes at once": lambda it: it.close(),
    "is a web server": lambda it: it.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    "talks of zeros": lambda it: it.sendall(bytes(64)),
    "talks of very much": lambda it: it.sendall(b"\xff" * 64),
}
"""What may listen at an address that is no scheduler's."""

LOST = """
import os, signal, subprocess, sys, time
from dossier.errors import WorkerError
from dossier.runtime import cluster
from dossier.runtime.parallel import map_shares

address, scheduler, sign = sys.argv[1], int(sys.argv[2]), getattr(signal, sys.argv[3])

def work(share, common):
    import time
    time.sleep(0.05)
    return share

try:
    with cluster.workers(address, patience=3) as executor:
        results = map_shares(work, range(100_000), None, executor, share=1)
        next(results)
        os.kill(scheduler, sign)
        list(results)
except WorkerError as error:
    print(error)
"""


def _local(workers: int, **options: Any) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address=None,
        silence_logs=False,
        **options,
    )


@contextmanager
def _process(*args: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program of Dask's, and end it, whatever has become of it."""
    process = subprocess.Popen(
        [sys.executable, "-m", *args, "--no-dashboard"],
        env={**os.environ, **env},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        for sign in (signal.SIGTERM, signal.SIGCONT):
            process.send_signal(sign)
        try:
            process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


@contextmanager
def _listening(answer: Callable[[socket.socket], object]) -> Iterator[str]:
    """Answer everybody at an address, which is returned."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=_answer, args=(server.accept()[0],)).start()

        def _answer(who: socket.socket) -> None:
            with suppress(OSError), who:
                answer(who)

        threading.Thread(target=serve, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)


def _doubled(share: Sequence[int], by: int) -> list[int]:
    time.sleep(0.02)
    return [number * by for number in share]


def _slow(share: Sequence[int], seconds: float) -> Sequence[int]:
    time.sleep(seconds)
    return share


def _fatal(share: Sequence[int], by: int) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def _faulty(share: Sequence[int], by: int) -> list[int]:
    raise MemoryError("no room")


def _process_ids(share: Sequence[int], by: int) -> list[int]:
    return [os.getpid()]


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


@pytest.mark.parametrize("address", ["", *MISSPELLED.split("\n")[1:-1]])
def test_a_misspelled_address_is_a_sentence(address: str) -> None:
    """It shows what would be right."""
    with (
        pytest.raises(InputError, match="is no address of a Dask scheduler; write tcp://HOST:PORT"),
        cluster.workers(address),
    ):
        pass


@pytest.mark.parametrize("address", UNREACHABLE.split())
def test_an_address_where_nothing_listens_is_a_sentence(address: str) -> None:
    """Nothing is waited for."""
    with (
        pytest.raises(InputError, match=r"cannot be reached \(.+\); start the scheduler"),
        cluster.workers(address),
    ):
        pass


@pytest.mark.parametrize("answer", NO_SCHEDULER.values(), ids=NO_SCHEDULER.keys())
def test_what_is_no_scheduler_is_a_sentence(answer: Callable[[socket.socket], object]) -> None:
    """Whatever listens there, and whatever it says, or if it says nothing."""
    with (
        _listening(answer) as address,
        pytest.raises(InputError, match="does not answer as a Dask scheduler"),
        cluster.workers(address, patience=2),
    ):
        pass


def test_certificates_that_are_wanting_are_a_sentence() -> None:
    """Dask's settings have to name them."""
    with (
        pytest.raises(InputError, match="tls:// needs certificates"),
        cluster.workers("tls://127.0.0.1:1"),
    ):
        pass


def test_a_build_with_a_wrong_address_is_a_sentence_and_nothing_else(workshop: Path) -> None:
    """No traceback, not even when the program ends; exit code 1, and no site."""
    for address in ("", "tcp://127.0.0.1:1"):
        done = run(workshop, "build", "--scheduler", address)
        assert done.returncode == 1
        assert done.stderr.splitlines()[1:] == ["1 fault; nothing was changed."]
        assert not (workshop / "site").exists()


def test_another_release_is_a_sentence(tmp_path: Path) -> None:
    """The worker with it is named, with its release and that of this machine."""
    info = tmp_path / "mkdocs_dossier-0.0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: mkdocs-dossier\nVersion: 0.0.1\n", "utf-8")
    worker = ("distributed.cli.dask_worker", "--no-nanny", "--local-directory", str(tmp_path))
    with (
        _local(0) as here,
        _process(*worker, here.scheduler_address, PYTHONPATH=str(tmp_path)),
    ):
        here.wait_for_workers(1, 30)
        with (
            pytest.raises(InputError, match=r"worker tcp://.* has Dossier 0\.0\.1, and this mach"),
            cluster.workers(here.scheduler_address),
        ):
            pass


def test_long_work_is_waited_for() -> None:
    """A worker that works gives signs of life, however long it takes."""
    with _local(1) as here, cluster.workers(here.scheduler_address, patience=2) as executor:
        assert list(map_shares(_slow, range(1), 4.0, executor)) == [0]


def test_a_cluster_that_loses_its_workers_is_a_sentence() -> None:
    """In the middle of the work or before: the address is named, and nobody waits for ever."""
    with _local(1) as here, cluster.workers(here.scheduler_address, patience=2) as executor:
        results = map_shares(_doubled, range(10_000), 2, executor)
        assert next(results) == 0
        here.scale(0)
        for left in (results, map_shares(_doubled, range(10), 2, executor)):
            with pytest.raises(WorkerError, match=f"{here.scheduler_address}: no worker is there"):
                list(left)


def test_a_worker_that_is_stopped_is_a_sentence() -> None:
    """It is named: it still holds its connection, and the scheduler waits for it."""
    with _local(1) as here, cluster.workers(here.scheduler_address, patience=2) as executor:
        (worker,) = map_shares(_process_ids, range(1), 2, executor)
        os.kill(worker, signal.SIGSTOP)
        try:
            with pytest.raises(WorkerError, match=r"worker tcp://.* is silent for 2 s"):
                list(map_shares(_doubled, range(10), 2, executor))
        finally:
            os.kill(worker, signal.SIGCONT)


def test_workers_without_memory_are_a_sentence() -> None:
    """A worker that is short of it pauses, and may do so for ever."""
    with (
        dask.config.set({"distributed.worker.memory.pause": 0.001}),
        _local(1, memory_limit="1GB") as here,
        cluster.workers(here.scheduler_address, patience=2) as executor,
        pytest.raises(WorkerError, match="all its workers are out of memory"),
    ):
        list(map_shares(_doubled, range(10_000), 2, executor))


def test_work_that_fails_on_a_worker_is_a_sentence() -> None:
    """The error is named as it is there."""
    with (
        _local(1) as here,
        cluster.workers(here.scheduler_address) as executor,
        pytest.raises(WorkerError, match="a worker fails with MemoryError: no room"),
    ):
        list(map_shares(_faulty, range(10), 2, executor))


def test_work_that_kills_every_worker_is_a_sentence() -> None:
    """The cluster starts new workers a few times, and then gives up."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        _local(1) as here,
        cluster.workers(here.scheduler_address) as executor,
        pytest.raises(WorkerError, match="its workers end before their work is done"),
    ):
        list(map_shares(_fatal, range(10), 2, executor))


@pytest.mark.parametrize(
    ("sign", "sentence"),
    [("SIGKILL", "the scheduler has gone away"), ("SIGSTOP", "the scheduler is silent for 3 s")],
)
def test_a_scheduler_that_is_lost_is_a_sentence_and_nothing_else(
    tmp_path: Path, sign: str, sentence: str
) -> None:
    """Whether it ends or hangs, nothing else is printed, not even when the program ends."""
    scheduler = ("distributed.cli.dask_scheduler", "--host", "tcp://127.0.0.1", "--port", "0")
    worker = ("distributed.cli.dask_worker", "--no-nanny", "--local-directory", str(tmp_path))
    with _process(*scheduler) as process:
        assert process.stderr
        address = next(line.split()[-1] for line in process.stderr if "Scheduler at:" in line)
        with _process(*worker, address):
            done = subprocess.run(
                [sys.executable, "-c", LOST, address, str(process.pid), sign],
                cwd=REPOSITORY,
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{address}: {sentence}; look after the cluster\n"
