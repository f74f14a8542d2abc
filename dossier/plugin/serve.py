"""What a preview shows while something is wrong: it survives every bad edit, and recovers.

`guard` holds for Dossier's own preview and for that of `mkdocs serve`.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.types import StartResponse, WSGIEnvironment

import mkdocs
from mkdocs.exceptions import MkDocsException

from dossier import pipeline
from dossier.errors import DossierError, Fault, Faults
from dossier.settings import Settings

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a web server, which few builds need

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Something is wrong</title>
<style>body {{ font: 1.05rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto;
padding: 0 1.25rem; overflow-wrap: break-word; }} li {{ margin: 0 0 .8rem; }}</style></head>
<body><h1>Something is wrong</h1><ul>{faults}</ul>
<p>The page comes back as soon as this is mended and saved.</p></body></html>
"""

_STOPPING = (f"{mkdocs.__name__}.commands", f"{mkdocs.__name__}.config")
"""Who logs errors that end a build: MkDocs, or ProperDocs, which answers for it."""


def guard(server: "LiveReloadServer", told: Callable[[list[str]], None]) -> None:
    """Let builds fail without an end of the server, and show their faults in place of pages.

    `told` is handed the faults of every build: none, if it was a good one.
    """
    faults: list[str] = []
    built = threading.Lock()  # or a page asked for during a bad build would stay, and show nothing
    build, site = server.builder, server.serve_request

    def guarded(*args: Any) -> None:
        with built:
            faults[:] = _faults_of(build, *args)
        told([*faults])

    def shown(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").endswith(("/", ".html")):
            return site(environ, start)
        with built:
            items = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
        if not items:
            return site(environ, start)
        start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [_PAGE.format(faults=items).encode()]

    server.builder = guarded
    server.set_app(shown)


def guard_of_mkdocs(server: "LiveReloadServer") -> None:
    """Guard the preview of `mkdocs serve`, and print each fault once, though MkDocs logs it."""
    before: list[str] = []

    def told(faults: list[str]) -> None:
        if faults != before:
            sys.stderr.write("".join(f"{fault}\n" for fault in faults))
        before[:] = faults

    build = server.builder

    def unlogged(*args: Any) -> None:
        with _unlogged() as said:
            try:
                build(*args)
            except MkDocsException as error:
                if said and not known_cause(error):
                    raise MkDocsException("\n".join(dict.fromkeys(said))) from None
                raise

    server.builder = unlogged
    guard(server, told)


def load(settings: Settings) -> None:
    """Load everything that a text is filed with, so that the first save need not wait for it."""
    pipeline.load(pipeline.read_rules(settings, (), Faults()))


def known_cause(error: BaseException) -> DossierError | None:
    """Return the error of ours for which MkDocs raised its own, if there is one."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, DossierError):
        found = found.__cause__ or found.__context__
    return found


@contextmanager
def _unlogged() -> Iterator[list[str]]:
    """Keep MkDocs from logging what ends a build; the list fills with it."""
    said: list[str] = []

    def is_logged(record: logging.LogRecord) -> bool:
        is_held = record.levelno >= logging.ERROR and record.name.startswith(_STOPPING)
        if is_held:
            said.append(record.getMessage())
        return not is_held

    handlers = [*logging.getLogger(mkdocs.__name__).handlers]
    for handler in handlers:
        handler.addFilter(is_logged)
    try:
        yield said
    finally:
        for handler in handlers:
            handler.removeFilter(is_logged)


def _faults_of(build: Callable[..., None], *args: Any) -> list[str]:
    """Build; return what went wrong, in sentences."""
    try:
        build(*args)
    except (Exception, SystemExit) as error:
        if known := known_cause(error):
            return [str(fault) for fault in known.faults]
        if isinstance(error, (MkDocsException, OSError)):
            return [str(error)]
        place = traceback.extract_tb(error.__traceback__)[-1]  # in a plugin, say
        sentence = f"{type(error).__name__}: {error}"
        return [str(Fault(Path(place.filename).as_posix(), place.lineno or 0, sentence))]
    return []
