"""A real browser, for tests of what readers see; without Chromium their modules are skipped."""

import http.server
import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

if not CHROMIUM and os.environ.get("DOSSIER_BROWSER") != "demanded":
    pytest.skip(
        "no Chromium on this machine: nothing was tried in a browser (apt install chromium)",
        allow_module_level=True,
    )


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module", name="browser")
def start() -> Iterator[Browser]:
    """Start Chromium."""
    assert CHROMIUM, "Chromium is demanded here and is not installed"
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


def open_page(browser: Browser, **settings: object) -> tuple[Page, list[str]]:
    """Open a page; the list fills with whatever the browser complains of."""
    page = browser.new_context(**settings).new_page()  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda request: complaints.extend(_failed(request)))
    return page, complaints


def _failed(request: Request) -> list[str]:
    """Return the address of a request that failed, unless the reader left before it was done."""
    return [] if "ABORTED" in str(request.failure) else [request.url]
