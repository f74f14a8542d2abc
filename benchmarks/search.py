"""What a search transfers: python -m benchmarks.search SITE [--query WORD]

The bytes of all answers, as they were sent, from the moment a reader types a word on the search page
to the first result; measured in Chromium with an empty cache. The site is served without
compression here: most of the index is compressed in itself, but Pagefind's script is not, which
most web servers would send smaller.
"""

import argparse
import contextlib
import functools
import http.server
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

QUERY = "tariff"

PATIENCE = 60_000
"""Milliseconds after which a result does not come any more."""


def main() -> None:
    """Print what a search of a built site transfers."""
    parser = argparse.ArgumentParser(description="What a search transfers.")
    parser.add_argument("site", type=Path, metavar="SITE")
    parser.add_argument("--query", default=QUERY)
    options = parser.parse_args()
    sys.stdout.write(measured(options.site, options.query) + "\n")


def measured(site: Path, query: str = QUERY) -> str:
    """Return a sentence on searching for `query`, or on why it could not be measured."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if not chromium:
        return "Search: not measured, there is no Chromium or no playwright"
    with _served(site) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        sent: list[float] = []
        session = page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", lambda done: sent.append(done["encodedDataLength"]))
        session.send("Network.enable")
        page.goto(f"{address}search/", wait_until="networkidle")
        sent.clear()
        start = time.monotonic()
        page.fill("#q", query)
        page.wait_for_selector("#results li", timeout=PATIENCE)
        seconds = time.monotonic() - start
        browser.close()
    size, answers = sum(sent) / 1000, len(sent)
    return (
        f"Search for “{query}”: {size:.0f} kB in {answers} answers to the results, {seconds:.2f} s"
    )


@contextlib.contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main()
