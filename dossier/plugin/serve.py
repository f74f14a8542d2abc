"""The preview: it survives every bad edit, shows what is wrong, and recovers when it is mended."""

import sys
import traceback
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.exceptions import MkDocsException

from dossier import pipeline
from dossier.errors import DossierError, Faults
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


def guard(server: "LiveReloadServer") -> None:
    """Let builds fail without an end of the server, and show their faults in place of pages."""
    faults: list[str] = []
    build, site = server.builder, server.serve_request

    def guarded(*args: Any) -> None:
        faults.clear()
        try:
            build(*args)
        except (Exception, SystemExit) as error:
            faults.extend(_sentences(error))
            sys.stderr.write("\n".join([*faults, ""]))

    def shown(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        page = environ.get("PATH_INFO", "").endswith(("/", ".html"))
        if not (faults and page):
            return site(environ, start)
        items = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
        start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [_PAGE.format(faults=items).encode()]

    server.builder = guarded
    server.set_app(shown)


def load(settings: Settings) -> None:
    """Load everything that a text is filed with, so that the first save need not wait for it."""
    pipeline.load(pipeline.read_rules(settings, (), Faults()))


def known_cause(error: BaseException) -> DossierError | None:
    """Return the error of ours for which MkDocs raised its own, if there is one."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, DossierError):
        found = found.__cause__ or found.__context__
    return found


def _sentences(error: BaseException) -> list[str]:
    if known := known_cause(error):
        return [str(fault) for fault in known.faults]
    if isinstance(error, (MkDocsException, OSError)):
        return [str(error)]
    return traceback.format_exception(error)
