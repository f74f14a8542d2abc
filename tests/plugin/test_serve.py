"""The preview: it survives bad edits, shows the fault in the browser, and recovers."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site import run, tree

PATIENCE = 30
"""Seconds after which a preview that does not show what it should has failed."""

Fetch = Callable[[str, str], str]


@pytest.fixture
def fetch(workshop: Path) -> Iterator[Fetch]:
    """Serve the workshop; return what fetches a page until it holds the given words."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "build.py", "serve", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=workshop, stderr=subprocess.DEVNULL)

    def fetch(path: str, words: str) -> str:
        text, end = "", time.monotonic() + PATIENCE
        while words not in text and time.monotonic() < end:
            assert server.poll() is None, "the preview has ended"
            time.sleep(0.1)
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as page:
                    text = page.read().decode()
            except OSError:
                continue
        assert words in text
        return text

    yield fetch
    server.terminate()
    server.wait()


def test_the_preview_survives_bad_edits_of_every_kind(workshop: Path, fetch: Fetch) -> None:
    """A bad text, template, words file, themes file and settings file are shown, then mended."""
    good = "Pakistan and Iran"
    assert "'unsafe-inline'" in fetch("", good)  # the server's own script reloads the page
    bad = {
        "seeds/new.txt": "---\ntitel: A slip\n---\nTrade <b>grew</b>.\n",
        "templates/site/home.html": "{% block main %}{{ nothing }}{% endblock %}",
        "templates/words.yml": "home: [",
        "themes.yml": "themes: none",
        "mkdocs.yml": "site_name: [",
    }
    for name, text in bad.items():
        path = workshop / name
        before = path.read_bytes() if path.exists() else None
        path.write_text(text, encoding="utf-8")
        shown = fetch("", "Something is wrong")
        assert path.name in shown
        assert "Traceback" not in shown
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        fetch("", good)


def test_a_draft_is_shown_and_marked(workshop: Path, fetch: Fetch) -> None:
    """It is a briefing like any other, called a draft on its page and in lists, in no feed."""
    draft = workshop / "seeds" / "new.txt"
    draft.write_text("---\ndate: 2026-05-02\npublish: draft\n---\nTrade in tea grew.\n", "utf-8")
    page = fetch("briefings/new/", "Trade in tea")
    assert '<strong class="draft"' in page
    assert "og:image" not in page
    assert "only you can see it" in page
    assert "only you can see it" in fetch("briefings/new/as-published/", "Trade in tea")
    assert '<strong class="draft"' in fetch("archive/2026/", "Trade in tea")
    assert '"publish": "draft"' in fetch("briefings/new/briefing.json", "Trade in tea")
    assert "Trade in tea" not in fetch("feed.xml", "</feed>")
    draft.write_text("---\ndate: 2026-05-02\n---\nTrade in tea grew.\n", "utf-8")
    assert "Trade in tea" in fetch("feed.xml", "Trade in tea")
    assert "only you can see it" not in fetch("briefings/new/", "Trade in tea")


def test_what_was_previewed_is_in_no_build(workshop: Path, fetch: Fetch) -> None:
    """A build after a preview takes nothing from the cache that it may not show."""
    draft = workshop / "seeds" / "new.txt"
    draft.write_text("---\ndraft: true\n---\nTrade in tea grew.\n", "utf-8")
    withheld = workshop / "seeds" / "kept.txt"
    withheld.write_text("---\npublish: withheld\n---\nTrade in salt grew.\n", "utf-8")
    fetch("briefings/new/", "Trade in tea")
    for word in (b"salt", b"briefings/kept"):
        assert word not in fetch("archive/undated/", "Trade in tea").encode()
    done = run(workshop)
    assert done.returncode == 0, done.stderr
    assert not [path for path, data in tree(workshop / "site").items() if b"in tea" in data]
    assert not (workshop / "site" / "briefings" / "new").exists()
    fetch("briefings/new/", "Trade in tea")


def test_a_changed_text_is_shown(workshop: Path, fetch: Fetch) -> None:
    """What is saved is served, a moment later."""
    fetch("", "Pakistan and Iran")
    (workshop / "seeds" / "new.txt").write_text("Trade in tea grew last year.", encoding="utf-8")
    assert "Trade in tea" in fetch("briefings/new/", "Trade in tea")
