"""Where the preview is served: an address as people type it, tried before anything is built."""

import errno
import ipaddress
import os
import re
import socket
from contextlib import suppress
from dataclasses import dataclass

from dossier import invocation
from dossier.errors import Fault, InputError

HOST, PORT = "127.0.0.1", 8000

_LAST, _DIGITS = 65535, 5
"""The highest port, and how many digits it has."""

_ADDRESS = re.compile(r"(?:http://)?(?P<host>\[[^]]*\]|[^][:/\s]*)(?::(?P<port>-?[0-9]+))?/?")
_EVERYWHERE = {"0.0.0.0": HOST, "::": "::1"}  # noqa: S104 - nobody is served there unasked
"""Addresses that stand for all of this computer's, and one at which a browser finds it."""

_NEXT = 100
"""Ports that are tried before any is taken that is free."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address of this computer at which nothing is served yet."""

    name: str
    """The host as it was named."""

    ip: str
    port: int

    @property
    def url(self) -> str:
        """The address for a browser, without a path."""
        host = _EVERYWHERE.get(self.name, self.name)
        return f"http://{_bracketed(host)}:{self.port}"


def free_place(typed: str, said_by: str) -> Place:
    """Return the place that `typed` means, such as 127.0.0.1:8001, localhost, or a port alone.

    Raises InputError, which names `said_by` as the file at fault, if it is no address, or none of
    this computer, or if nobody can be served there now.
    """
    host, port = _parsed(typed, said_by)
    try:
        return _tried(host, port)
    except OSError as error:
        raise refused(host, port, error, said_by) from None


def refused(host: str, port: int, error: OSError, said_by: str) -> InputError:
    """Return what is to be said about a place where nobody can be served, and where one could."""
    if isinstance(error, socket.gaierror):
        return _fault(said_by, f"there is no computer called '{host}'; this one is {HOST}")
    if error.errno == errno.EADDRINUSE:
        sentence = f"port {port} is in use, perhaps by a preview that you began before; end that, "
        return _fault(said_by, f"{sentence}or try {_other(host, port)}")
    if error.errno == errno.EACCES:
        sentence = f"this system does not let you serve at port {port}; try {_other(host, port)}"
        return _fault(said_by, sentence)
    sentence = f"{host} is no address of this computer; {HOST} is, and 0.0.0.0 is all that it has"
    return _fault(said_by, sentence)


def _parsed(typed: str, said_by: str) -> tuple[str, int]:
    if _is_ip(typed):
        return typed, PORT
    found = _ADDRESS.fullmatch(typed.strip())
    if not found:
        sentence = f"'{typed}' is no address; write a host and a port, such as {HOST}:8001"
        raise _fault(said_by, f"{sentence}, or a port alone")
    host, port = found["host"].strip("[]"), found["port"]
    if port is None and host.isdigit():
        host, port = HOST, host
    if port is None:
        return host or HOST, PORT
    if len(port) > _DIGITS or not 0 <= int(port) <= _LAST:
        raise _fault(said_by, f"a port is a number from 1 to {_LAST}, such as {PORT + 1}")
    return host or HOST, int(port)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _tried(host: str, port: int) -> Place:
    """Return a place where a server can begin; raises OSError where none can.

    A name may stand for several addresses; the older kind is taken, as by MkDocs.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise socket.gaierror from None
    family, *_, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    with socket.socket(family, socket.SOCK_STREAM) as server:
        if os.name != "nt":  # there it would let two servers share a port
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(address)
        server.listen()
        return Place(host, str(address[0]), server.getsockname()[1])


def _other(host: str, port: int) -> str:
    """Return the command that serves at a port which is free."""
    first = port + 1 if port >= PORT else PORT + 1
    for other in range(first, min(first + _NEXT, _LAST + 1)):
        with suppress(OSError):
            return _command(_tried(host, other))
    return _command(_tried(host, 0))


def _command(place: Place) -> str:
    return invocation.typed("serve", "-a", f"{_bracketed(place.name)}:{place.port}")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _fault(said_by: str, sentence: str) -> InputError:
    return InputError(Fault(said_by, 0, sentence))
