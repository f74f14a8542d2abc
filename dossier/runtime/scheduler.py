"""The address of a Dask scheduler: is it one, and does anything listen there?"""

import re
import socket
import threading
from concurrent.futures import Future

from dossier.errors import Fault, InputError

_ADDRESS = re.compile(
    r"(?P<scheme>(?:tcp|tls)://)?"
    r"(?P<host>\[[0-9a-fA-F:.]+(?:%\w+)?\]|[^][:/?#@\s]+)"
    r":(?P<port>[0-9]{1,5})/?"
)


def checked(address: str) -> tuple[str, str, int]:
    """Return an address as Dask takes it, its host and its port; raises InputError if it is none.

    A scheme that is left out is tcp.
    """
    found = _ADDRESS.fullmatch(address.strip())
    if not found or not 0 < int(found["port"]) < 2**16:
        sentence = f"'{address}' is no address of a Dask scheduler; write tcp://HOST:PORT, such as "
        sentence += "tcp://10.0.0.5:8786 or tcp://[::1]:8786"
        raise InputError(Fault("--scheduler", 0, sentence))
    scheme, host, port = found["scheme"] or "tcp://", found["host"], int(found["port"])
    return f"{scheme}{host}:{port}", host.strip("[]"), port


def knock(address: str, host: str, port: int, patience: float) -> None:
    """Raise InputError if nothing listens there, or says nothing within `patience`, in seconds."""
    done: Future[None] = Future()

    def connect() -> None:
        try:
            socket.create_connection((host, port), patience).close()
            done.set_result(None)
        except (OSError, UnicodeError) as error:
            done.set_exception(error)

    # A server of names that is silent cannot be interrupted, and must not be waited for.
    threading.Thread(target=connect, daemon=True).start()
    try:
        done.result(patience)
    except TimeoutError:
        reason = "nothing answers there"
    except UnicodeError:
        reason = "no machine can have that name"
    except OSError as error:
        reason = error.strerror or str(error)
    else:
        return
    sentence = f"cannot be reached ({reason}); start the scheduler, or correct the address"
    raise InputError(Fault(address, 0, sentence))
