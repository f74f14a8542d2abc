"""Dossier's own preview: MkDocs' server, begun as soon as it has an address, and never chatty."""

import logging
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands import build as build_command
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from dossier.errors import Fault
from dossier.plugin import commands, serve, site_config
from dossier.plugin.complaints import complaints_as_faults
from dossier.plugin.folders import named
from dossier.plugin.listening import Place
from dossier.runtime import interrupts
from dossier.runtime.progress import Progress

_ENDED_BY = ("SIGINT", "SIGTERM", "SIGHUP")  # Ctrl-C, another program, a window that is closed

_POLL = 0.2
"""Seconds between two looks at the files; one takes 3.5 ms for a thousand."""


@dataclass(frozen=True, slots=True)
class Update:
    """What came of building the preview, at first or after a change."""

    seconds: float
    faults: tuple[str, ...] = ()
    """What is wrong, in sentences; none, if the pages are up to date."""

    notes: tuple[Fault, ...] = ()
    """What an editor should look at, and what MkDocs warns of."""

    rebuilt: Counter[str] = field(default_factory=Counter)
    """How many texts, pages and PDFs were made anew."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is told how the preview goes."""

    served: Callable[[str], None]
    """Called once, with the address, when the preview can be looked at."""

    updated: Callable[[Update], None]
    progress: Progress
    """Of the first build; no other takes long."""


class Preview(LiveReloadServer):
    """MkDocs' server of a site that is rebuilt whenever a file is saved."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone before it was answered."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def run(
    config: MkDocsConfig, config_file: Path, place: Place, audience: Audience, *, in_browser: bool
) -> None:
    """Build the site into a folder of its own, and serve it there until it is interrupted.

    A site that cannot be built is waited for. Raises OSError if nothing can be served.
    """
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())  # its server logs every request
    with tempfile.TemporaryDirectory(prefix="dossier-preview-") as room, _ended_quietly():
        config.site_dir = str(Path(room, "site"))
        _Run(config, config_file, place, audience).serve(in_browser)


class _Run:
    """A preview that is running."""

    def __init__(
        self, config: MkDocsConfig, config_file: Path, place: Place, audience: Audience
    ) -> None:
        self._config_file, self._audience = config_file, audience
        self._config = config
        self._read: MkDocsConfig | None = config
        """The settings as they are, if no build has been made by them."""

        self._site = config.site_dir
        self._notes: tuple[Fault, ...] = ()
        self._rebuilt: Counter[str] = Counter()
        self._since = 0.0
        path = urlsplit(config.site_url or "/").path
        self._server = Preview(
            self._build, place.ip, place.port, self._site, path, polling_interval=_POLL
        )
        self._server.url = place.url + self._server.mount_path
        self._server.error_handler = self._error_page
        serve.guard(self._server, self._tell)

    def serve(self, in_browser: bool) -> None:
        """Build the site, and serve it."""
        config, server = self._config, self._server
        plugin = commands.plugin_of(config, self._config_file)
        plugin.progress = self._audience.progress
        config.plugins.on_startup(command="serve", dirty=False)
        try:
            server.builder()
            plugin.progress = Progress()
            server.watch(config.docs_dir)
            server.watch(str(self._config_file))
            config.plugins.on_serve(server, config=config, builder=server.builder)
            for path in config.watch:
                server.watch(path)
            self._audience.served(server.url)
            server.serve(open_in_browser=in_browser)  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()
            config.plugins.on_shutdown()

    def _build(self) -> None:
        """Build the site by what the file of settings says now."""
        self._since = time.monotonic()
        with complaints_as_faults(self._config_file) as complaints:
            config, self._read = self._read, None
            config = config or site_config.load(self._config_file, site_dir=self._site)
            complaints.docs = named(Path(config.docs_dir))
            config.site_url = self._server.url
            try:
                build_command.build(config, serve_url=self._server.url)
            except MkDocsException as error:
                raise serve.known_cause(error) or error from None
        done = commands.plugin_of(config, self._config_file).build
        self._notes = (*done.notes, *complaints.faults)
        self._rebuilt = done.resources.rebuilt

    def _tell(self, faults: list[str]) -> None:
        seconds = time.monotonic() - self._since
        update = Update(seconds, (), self._notes, self._rebuilt)
        self._audience.updated(Update(seconds, tuple(faults)) if faults else update)

    def _error_page(self, code: int) -> bytes | None:
        """Return the page of the site for an error, if it has one."""
        page = Path(self._site, f"{code}.html")
        return page.read_bytes() if page.is_file() else None


@contextmanager
def _ended_quietly() -> Iterator[None]:
    """End at once, and without a word, when a person or another program wants it."""
    for name in _ENDED_BY:
        if number := getattr(signal, name, None):
            signal.signal(number, interrupts.interrupt)
    with suppress(KeyboardInterrupt):
        yield
