"""Workers on other machines: a Dask cluster as an executor.

Dask is an extra; nothing else of this program knows of it. Its workers need the same release of
this program, and no files: texts go there, pages come back.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from dossier.errors import Fault, InputError

_PATIENCE = 10
"""Seconds after which a scheduler that does not answer is none."""


@contextmanager
def workers(address: str) -> Iterator[Executor]:
    """Provide the workers of the scheduler at `address`, such as tcp://10.0.0.5:8786.

    Raises InputError if Dask is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError:
        sentence = "Dask is not installed; .venv/bin/python -m pip install '.[dask]' brings it"
        raise InputError(Fault("--scheduler", 0, sentence)) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        sentence = f"no Dask scheduler answers there: {error}"
        raise InputError(Fault(address, 0, sentence)) from error
    with client:
        yield client.get_executor()
