"""The preview: it survives bad edits, shows the fault in the browser, and recovers."""

import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from dossier.errors import InputError
from dossier.plugin import listening
from tests.site import run, tree

PATIENCE = 60
"""Seconds after which a preview that does not show what it should has failed."""

Fetch = Callable[[str, str], str]


class Preview:
    """A preview that is running, what it shows and what it prints."""

    def __init__(self, folder: Path, *command: str, **environment: str) -> None:
        self.address = f"127.0.0.1:{free_port()}"
        self._printed = folder.parent / "printed"
        with self._printed.open("wb") as printed:
            self.process = subprocess.Popen(
                [sys.executable, *command, "serve", "-a", self.address],
                cwd=folder,
                env={**os.environ, **environment},
                stdout=printed,
                stderr=subprocess.STDOUT,
            )

    @property
    def printed(self) -> str:
        """All that was printed so far."""
        return self._printed.read_text(encoding="utf-8")

    def fetch(self, path: str, words: str) -> str:
        """Return a page as soon as it holds these words."""
        return self._wait(lambda: self._page(path), words)

    def see(self, words: str) -> str:
        """Return what was printed as soon as it holds these words."""
        return self._wait(lambda: self.printed, words)

    def end(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def _wait(self, ask: Callable[[], str], words: str) -> str:
        text, end = "", time.monotonic() + PATIENCE
        while words not in text and time.monotonic() < end:
            assert self.process.poll() is None, f"the preview has ended: {self.printed}"
            time.sleep(0.1)
            text = ask()
        assert words in text
        return text

    def _page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as page:
                return str(page.read().decode())
        except OSError:
            return ""


def free_port() -> int:
    """Return a port at which nothing is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def preview(workshop: Path) -> Iterator[Preview]:
    """Serve the workshop."""
    server = Preview(workshop, "build.py")
    yield server
    server.process.terminate()
    server.process.wait()


@pytest.fixture
def fetch(preview: Preview) -> Fetch:
    """Return what fetches a page of the preview as soon as it holds the given words."""
    return preview.fetch


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


# --- what it prints -------------------------------------------------------------------

SLIP = "---\ntitel: A slip\n---\nTrade grew.\n"
FAULT = "seeds/new.txt:2: there is no key 'titel'. Did you mean 'title'?"
OURS = re.compile(
    r"\d\d:\d\d:\d\d  (Mended\. )?(Built|Rebuilt.*) in [\d.]+ s"
    r"|Preview at http://[\d.:]+/; it follows every change you save\. Ctrl-C ends it\."
)
"""Every line that a preview prints while nothing is wrong."""


def test_a_fault_is_printed_once_and_its_mending_is_said(workshop: Path, preview: Preview) -> None:
    """Saved again as it is, it is not repeated; nothing of MkDocs, and Ctrl-C adds no word."""
    new = workshop / "seeds" / "new.txt"
    preview.fetch("", "Pakistan and Iran")
    new.write_text(SLIP, encoding="utf-8")
    preview.see(FAULT)
    new.write_text(f"{SLIP}\nTea grew.\n", encoding="utf-8")
    preview.see("Saved, but the fault above is still there")
    new.write_text("Trade grew.\n", encoding="utf-8")
    printed = preview.see("Mended. Rebuilt 1 text,").splitlines()
    assert [line[10:] for line in printed if FAULT in line] == [FAULT]
    told = [line for line in printed if not OURS.fullmatch(line)]
    assert len(told) == 2, told
    assert preview.end() == 0
    assert preview.printed.splitlines() == printed


def test_warnings_of_mkdocs_are_kept_in_sentences(workshop: Path, preview: Preview) -> None:
    """With the page that is meant, once, and again only after they were gone."""
    page = workshop / "docs" / "about.md"
    before = page.read_text(encoding="utf-8")
    preview.fetch("", "Pakistan and Iran")
    page.write_text(f"{before}\n[There](nowhere.md)\n", encoding="utf-8")
    preview.see(
        "\n          docs/about.md: contains a link 'nowhere.md', but the target is not found"
    )
    page.write_text(f"{before}\n[There](nowhere.md)\n\nMore.\n", encoding="utf-8")
    preview.fetch("about/", "<p>More.</p>")
    assert preview.printed.count("nowhere.md") == 1


def test_a_page_that_no_code_can_read_is_named(workshop: Path, preview: Preview) -> None:
    """What MkDocs said of it is shown, not where in Python it happened."""
    preview.fetch("", "Pakistan and Iran")
    (workshop / "docs" / "about.md").write_bytes(b"# \xff\xfe\n")
    shown = preview.fetch("", "Something is wrong")
    assert "about.md" in shown
    assert "Traceback" not in preview.printed + shown


def test_a_bad_first_build_is_waited_for(workshop: Path) -> None:
    """The preview begins all the same, says what is wrong, and shows the site once it is mended."""
    new = workshop / "seeds" / "new.txt"
    new.write_text(SLIP, encoding="utf-8")
    server = Preview(workshop, "build.py")
    try:
        assert "titel" in server.fetch("", "Something is wrong")
        new.write_text("Trade grew.\n", encoding="utf-8")
        server.fetch("briefings/new/", "Trade grew.")
        assert server.see("Mended. Rebuilt 1 text,").count(FAULT) == 1
    finally:
        assert server.end() == 0


def test_mkdocs_serve_keeps_its_log_and_prints_a_fault_once(workshop: Path) -> None:
    """And again when it comes back after it was mended."""
    new = workshop / "seeds" / "new.txt"
    server = Preview(workshop, "-m", "mkdocs")
    try:
        server.fetch("", "Pakistan and Iran")
        assert "INFO    -  Building documentation..." in server.printed
        for times in (1, 2):
            new.write_text(SLIP, encoding="utf-8")
            server.fetch("", "Something is wrong")
            new.write_text(f"{SLIP}\nTea grew.\n", encoding="utf-8")
            time.sleep(2)
            new.write_text(f"Trade grew {times}.\n", encoding="utf-8")
            server.fetch("briefings/new/", f"Trade grew {times}.")
            assert server.printed.count(FAULT) == times
    finally:
        server.end()


def test_a_browser_that_goes_away_is_no_news(preview: Preview) -> None:
    """Nor is a page that is not there."""
    preview.fetch("", "Pakistan and Iran")
    before = preview.printed
    host, port = preview.address.split(":")
    for _ in range(3):
        browser = socket.create_connection((host, int(port)))
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        browser.send(b"GET / HT")
        browser.close()  # and with that reset
    with pytest.raises(OSError, match="404"):
        urllib.request.urlopen(f"http://{preview.address}/favicon.png", timeout=10)
    assert preview.printed == before


def test_ctrl_c_ends_a_build_at_once_and_leaves_nothing(workshop: Path) -> None:
    """The first build is as good to be interrupted as any other."""
    rooms = workshop.parent / "rooms"
    rooms.mkdir()
    server = Preview(workshop, "build.py", TMPDIR=str(rooms))
    end = time.monotonic() + PATIENCE
    while not list(rooms.glob("*/.site.building.*")) and time.monotonic() < end:
        time.sleep(0.02)
    assert server.end() == 0
    assert server.printed == ""
    assert list(rooms.iterdir()) == []


# --- where it is served ---------------------------------------------------------------

REFUSED = [
    ("host:99999", "--address: a port is a number from 1 to 65535, such as 8001"),
    ("127.0.0.1:-1", "--address: a port is a number from 1 to 65535, such as 8001"),
    ("9" * 5000, "--address: a port is a number from 1 to 65535, such as 8001"),
    ("localhost:http", "--address: 'localhost:http' is no address; write a host and a port, "),
    ("x\n:8000", "--address: 'x⟦U+000A⟧:8000' is no address"),
    ("https://localhost:8000", "--address: 'https://localhost:8000' is no address"),
    ("nowhere.invalid", "--address: there is no computer called 'nowhere.invalid'; this one is 12"),
    ("nö..invalid:8000", "--address: there is no computer called 'nö..invalid'"),
    ("192.0.2.1:8000", "--address: 192.0.2.1 is no address of this computer; 127.0.0.1 is, and "),
]


@pytest.mark.parametrize(("address", "sentence"), REFUSED)
def test_an_address_that_cannot_be_is_refused(address: str, sentence: str) -> None:
    """In a sentence that says what would be right."""
    with pytest.raises(InputError) as refused:
        listening.free_place(address, "--address")
    assert str(refused.value).startswith(sentence)


def test_a_port_in_use_is_said_before_building_with_one_that_is_free(workshop: Path) -> None:
    """The next free one is proposed, as it can be typed; the port may also be set in mkdocs.yml."""
    with socket.socket() as used:
        used.bind(("127.0.0.1", 0))
        used.listen()
        port = used.getsockname()[1]
        said = run(workshop, "serve", "-a", str(port))
        with (workshop / "mkdocs.yml").open("a", encoding="utf-8") as settings:
            settings.write(f"\ndev_addr: 127.0.0.1:{port}\n")
        in_settings = run(workshop, "serve")
    sentence = (
        f"port {port} is in use, perhaps by a preview that you began before; end that, or try"
    )
    assert said.returncode == 1
    assert said.stderr.startswith(f"--address: {sentence} python build.py serve -a 127.0.0.1:")
    assert in_settings.stderr.startswith(f"mkdocs.yml: {sentence}")
    assert not (workshop / ".dossier-cache").exists()
    proposed = re.search(r"serve -a 127\.0\.0\.1:(\d+)$", said.stderr.splitlines()[0])
    assert proposed
    with socket.socket() as free:
        free.bind(("127.0.0.1", int(proposed[1])))


ACCEPTED = [
    ("{}", "http://127.0.0.1:{}/"),
    (":{}", "http://127.0.0.1:{}/"),
    ("localhost:{}", "http://localhost:{}/"),
    ("http://127.0.0.1:{}/", "http://127.0.0.1:{}/"),
    ("0.0.0.0:{}", "http://127.0.0.1:{}/"),
    ("[::1]:{}", "http://[::1]:{}/"),
]


@pytest.mark.parametrize(("address", "url"), ACCEPTED)
def test_an_address_is_taken_as_people_type_it(address: str, url: str) -> None:
    """A port alone, a name, an address copied from the browser, one of the newer kind."""
    port = free_port()
    place = listening.free_place(address.format(port), "--address")
    assert f"{place.url}/" == url.format(port)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost"])
def test_a_host_alone_is_served_at_the_usual_port(host: str) -> None:
    """Which here is in use, by this test or another program."""
    is_new = ":" in host
    with socket.socket(socket.AF_INET6 if is_new else socket.AF_INET) as used:
        with suppress(OSError):
            used.bind(("::1" if is_new else "127.0.0.1", 8000))
            used.listen()
        with pytest.raises(InputError, match="port 8000 is in use"):
            listening.free_place(host, "--address")
