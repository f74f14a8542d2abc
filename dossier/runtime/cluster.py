"""Workers on other machines: a Dask cluster as an executor.

Dask is an extra; nothing else of this program knows of it. Its workers need the same release of
this program, and no files: texts go there, pages come back.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dossier.errors import Fault, InputError, WorkerError
from dossier.runtime.parallel import AHEAD

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 10.0
"""Seconds that a scheduler has to answer, and a cluster without workers to have one again."""


@contextmanager
def workers(address: str, patience: float = PATIENCE) -> Iterator[Executor]:
    """Provide the workers of the scheduler at `address`, such as tcp://10.0.0.5:8786.

    Raises InputError if Dask is not installed, or no scheduler answers. Results raise WorkerError
    if the scheduler or all workers go away for longer than `patience`, in seconds.
    """
    try:
        from distributed import Client
    except ImportError:
        sentence = 'Dask is not installed; pip install "mkdocs-dossier[dask]" brings it'
        raise InputError(Fault("--scheduler", 0, sentence)) from None
    for name in ("distributed", "distributed.client"):  # what it would log is said in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError) as error:
        sentence = f"no Dask scheduler answers there: {error}"
        raise InputError(Fault(address, 0, sentence)) from error
    with client, _ClusterExecutor(client, address, patience) as executor:
        yield executor


class _ClusterExecutor(ThreadPoolExecutor):
    """Hands work to a cluster; a thread waits for each result, and sees when nobody is left."""

    def __init__(self, client: "Client", address: str, patience: float) -> None:
        super().__init__(AHEAD)
        self._client = client
        self._address = address
        self._patience = patience

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        """Hand `work` to the cluster."""
        return super().submit(self._result, work, args, named)

    def _result(self, work: Callable[..., Any], args: Any, named: Any) -> Any:
        from distributed import KilledWorker
        from distributed.comm import CommClosedError

        try:
            task = self._client.submit(work, *args, **named, pure=False)
            while True:
                try:
                    return task.result(timeout=self._patience)
                except TimeoutError:
                    if not self._client.scheduler_info()["workers"]:
                        raise self._error("no worker is left there") from None
        except KilledWorker as error:
            raise self._error("its workers end before their work is done") from error
        except (CancelledError, CommClosedError) as error:
            raise self._error("the scheduler has gone away") from error

    def _error(self, what: str) -> WorkerError:
        return WorkerError(Fault(self._address, 0, f"{what}; look after the cluster"))
