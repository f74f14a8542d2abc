"""Workers on other machines: a Dask cluster as an executor.

Dask is an extra; nothing else of this program knows of it. Its scheduler and workers need the same
release of this program, and no files: texts go there, pages come back.

All that is Dask's runs in a thread of its own, which is never waited for: whatever becomes of the
cluster, what happens here is a result, or a sentence.
"""

import asyncio
import logging
import threading
import time
import warnings
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from dossier.errors import DossierError, Fault, InputError, WorkerError
from dossier.runtime import scheduler
from dossier.runtime.program import DISTRIBUTION

if TYPE_CHECKING:
    from distributed import Client

R = TypeVar("R")

PATIENCE = 20.0
"""Seconds without a sign of life after which a scheduler or a worker counts as lost.

Workers give a sign every second or so, however long they work on a text.
"""

_CLOSING = 2.0
"""Seconds for taking leave of a scheduler."""

_SAME = {"distributed": "Dask", "python": "Python", DISTRIBUTION: "Dossier"}
"""What has to be the same release everywhere, and its name."""


@contextmanager
def workers(address: str, patience: float = PATIENCE) -> Iterator[Executor]:
    """Provide the workers of the scheduler at `address`, such as tcp://10.0.0.5:8786.

    Raises InputError if Dask is not installed, if no scheduler answers within `patience`, in
    seconds, or if it or a worker has another release. Results raise WorkerError if the scheduler
    or a worker gives no sign of life for as long, or all workers are out of memory.
    """
    address, host, port = scheduler.checked(address)
    _load(address)
    scheduler.knock(address, host, port, patience / 2)
    with _Cluster(address, patience) as executor:
        executor.begin()
        yield executor


def _load(address: str) -> None:
    """Import Dask, and see to it that it prints nothing: what is wrong is said in a sentence."""
    try:
        import dask
        from distributed import Security
        from distributed.versions import VersionMismatchWarning
    except ImportError:
        sentence = 'Dask is not installed; pip install "mkdocs-dossier[dask]" brings it'
        raise InputError(Fault("--scheduler", 0, sentence)) from None
    for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.simplefilter("ignore", VersionMismatchWarning)
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"})
    if address.startswith("tls:"):
        try:
            certified = Security().get_connection_args("client").get("ssl_context")
        except (OSError, ValueError, TypeError) as error:
            certified, reason = None, f" ({error})"
        else:
            reason = ""
        if not certified:
            sentence = f"tls:// needs certificates, and Dask has none{reason}; name them in Dask's "
            sentence += "settings under distributed.comm.tls"
            raise InputError(Fault(address, 0, sentence))


class _Cluster(Executor):
    """Hands work to a cluster, and sees when nobody is left to do it."""

    def __init__(self, address: str, patience: float) -> None:
        self._address = address
        self._patience = patience
        self._waiting = 0
        self._client: Client
        self._watch: asyncio.Task[None]
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda *_: None)  # of what is given up, nobody asks
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def begin(self) -> None:
        """Find the scheduler; raises InputError."""
        try:
            self._run(self._connect()).result(self._patience)
        except DossierError:
            raise
        except Exception as error:  # whatever listens there, it is no scheduler that can be used
            sentence = "what listens there does not answer as a Dask scheduler; look after it, or "
            sentence += "correct the address"
            raise InputError(Fault(self._address, 0, sentence)) from error

    def submit(self, work: Callable[..., R], /, *args: Any, **named: Any) -> Future[R]:
        """Hand `work` to the cluster."""
        return self._run(self._result(work, args, named))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take leave of the scheduler; one that does not answer is left without."""
        with suppress(Exception):
            self._run(self._close()).result(3 * _CLOSING)
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self, task: Coroutine[Any, Any, R]) -> Future[R]:
        return asyncio.run_coroutine_threadsafe(task, self._loop)

    # --- in the thread of Dask ---

    async def _connect(self) -> None:
        from distributed import Client, Security, rpc

        certificates = Security().get_connection_args("client")
        async with asyncio.timeout(self._patience / 2):
            async with rpc(self._address, connection_args=certificates) as asked:
                versions = await asked.versions(packages=[DISTRIBUTION])
            self._check({"the scheduler": versions})
            self._client = Client(
                self._address, timeout=self._patience / 2, set_as_default=False, asynchronous=True
            )
            await self._client
        with suppress(TimeoutError):  # a worker that does not answer is seen when it has work
            async with asyncio.timeout(self._patience / 4):
                message = {"op": "versions", "packages": [DISTRIBUTION]}
                self._check(
                    await self._client.scheduler.broadcast(msg=message, on_error="ignore"),
                    "worker ",
                )
        self._watch = asyncio.create_task(self._look())

    def _check(self, versions: Mapping[str, Any], kind: str = "") -> None:
        """Raise InputError if somebody of the cluster has another release than this machine."""
        from distributed.versions import get_versions

        here = get_versions(packages=[DISTRIBUTION])["packages"]
        for who, said in versions.items():
            for package, name in _SAME.items():
                there = said["packages"].get(package)
                if there != here[package]:
                    has = f"has {name} {there}" if there else f"has no {name}"
                    sentence = f"{kind}{who} {has}, and this machine {here[package]}; install the "
                    raise InputError(Fault(self._address, 0, f"{sentence}same release there"))

    async def _result(self, work: Callable[..., R], args: Any, named: Any) -> R:
        from distributed import KilledWorker

        self._waiting += 1
        try:
            task = self._client.submit(work, *args, **named, pure=False)
            result: asyncio.Future[R] = asyncio.ensure_future(task.result())
            await asyncio.wait((result, self._watch), return_when=asyncio.FIRST_COMPLETED)
            if result.done():
                return result.result()
            result.cancel()
            await self._watch
            raise AssertionError  # it ends with an error only
        except DossierError:
            raise
        except KilledWorker as error:
            what = "its workers end before their work is done, perhaps for want of memory"
            raise self._error(what) from error
        except (CancelledError, OSError) as error:
            raise self._error("the scheduler has gone away") from error
        except Exception as error:
            what = f"a worker fails with {type(error).__name__}: {error}"
            raise self._error(what) from error
        finally:
            self._waiting -= 1

    async def _look(self) -> None:
        """Raise WorkerError as soon as somebody who is waited for gives no sign of life."""
        signs: dict[str, tuple[float, float]] = {}
        able = time.monotonic()
        while True:
            await asyncio.sleep(self._patience / 20)
            if not self._waiting:
                able = time.monotonic()
                continue
            try:
                async with asyncio.timeout(self._patience):
                    found = (await self._client.scheduler.identity())["workers"]
            except TimeoutError:
                raise self._error(f"the scheduler is silent for {self._patience:g} s") from None
            except Exception as error:
                raise self._error("the scheduler has gone away") from error
            now = time.monotonic()
            signs = {
                worker: signs[worker]
                if worker in signs and signs[worker][0] == one["last_seen"]
                else (one["last_seen"], now)
                for worker, one in found.items()
            }
            for worker, (_, since) in signs.items():
                if now - since > self._patience:
                    raise self._error(f"worker {worker} is silent for {self._patience:g} s")
            if any(_can_work(one) for one in found.values()):
                able = now
            elif now - able > self._patience:
                what = "all its workers are out of memory" if found else "no worker is there"
                raise self._error(what)

    async def _close(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        client = getattr(self, "_client", None)
        if client:
            with suppress(Exception):
                async with asyncio.timeout(_CLOSING):
                    await client.close()
            client.status = "closed"  # else it tries again when it is deleted
        for task in others:
            task.cancel()
        if others:
            await asyncio.wait(others, timeout=_CLOSING)

    def _error(self, what: str) -> WorkerError:
        return WorkerError(Fault(self._address, 0, f"{what}; look after the cluster"))


def _can_work(worker: Mapping[str, Any]) -> bool:
    """Does a worker take work, or has it some under way? One that is short of memory pauses."""
    counts = worker["metrics"].get("task_counts") or {}
    return worker["status"] == "running" or bool(counts.get("executing"))
