"""What a search transfers: python -m benchmarks.search SITE [--query WORDS]

The bytes of all files sent from the moment a reader opens the search page with a query until the
first result stands there, in Chromium with an empty cache: page, styles, scripts and index. The
server does not compress: the index is compressed in itself, the rest is not, and most web servers
would send that smaller.
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
from typing import Any
from urllib.parse import urlencode

QUERIES = ("tariff", "the agreement with Iran", "the")
"""A word, words that stand in nearly all texts, and one of these alone."""

PATIENCE = 60_000
"""Milliseconds after which a result does not come any more."""


def main() -> None:
    """Print what a search of a built site transfers."""
    parser = argparse.ArgumentParser(description="What a search transfers.")
    parser.add_argument("site", type=Path, metavar="SITE")
    parser.add_argument("--query", action="append", metavar="WORDS")
    options = parser.parse_args()
    for query in options.query or QUERIES:
        sys.stdout.write(measured(options.site, query) + "\n")


def measured(site: Path, query: str = QUERIES[0]) -> str:
    """Return a sentence on searching for `query`, or on why it could not be measured."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if not chromium:
        return "Search: not measured, there is no Chromium or no playwright"
    sent: list[int] = []
    with _served(site, sent) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        start = time.monotonic()
        page.goto(f"{address}search/?{urlencode({'q': query})}", wait_until="commit")
        page.wait_for_selector("#results li", timeout=PATIENCE)
        seconds = time.monotonic() - start
        size, files = sum(sent) / 1000, len(sent)
        browser.close()
    return f"Search for “{query}”: {size:.0f} kB in {files} files to the results, {seconds:.2f} s"


@contextlib.contextmanager
def _served(site: Path, sent: list[int]) -> Iterator[str]:
    """Serve a site; the bytes of each file that was sent are put into `sent`."""
    handler = functools.partial(_Counting, sent, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Counting(http.server.SimpleHTTPRequestHandler):
    """Serves without a word, and counts."""

    def __init__(self, sent: list[int], *args: Any, **options: Any) -> None:
        self._sent = sent
        super().__init__(*args, **options)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file."""
        data = source.read()
        outputfile.write(data)
        self._sent.append(len(data))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main()
