"""MkDocs itself: building and previewing through its own commands gives the same work and proof."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site import run, tree

MKDOCS = [sys.executable, "-W", "error", "-m", "mkdocs"]
PATIENCE = 30
"""Seconds to wait for a preview to follow a change."""


def _mkdocs(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MKDOCS, *args], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_mkdocs_build_strict_gives_the_same_site(workshop: Path) -> None:
    """The command mkdocs build --strict is clean and writes what build.py writes."""
    assert run(workshop).returncode == 0
    ours = tree(workshop / "site")
    built = _mkdocs(workshop, "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    assert tree(workshop / "site") == ours


def test_mkdocs_build_shows_faults_and_keeps_the_site(workshop: Path) -> None:
    """A bad text is a sentence there too, without a traceback, and the site stays."""
    assert _mkdocs(workshop, "build").returncode == 0
    before = tree(workshop / "site")
    (workshop / "seeds" / "bad.txt").write_text("---\ntitel: A\n---\nText.\n", "utf-8")
    failed = _mkdocs(workshop, "build")
    assert failed.returncode == 1
    assert "seeds/bad.txt:2: there is no key 'titel'" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert tree(workshop / "site") == before


def test_a_warning_in_a_strict_build_publishes_nothing(workshop: Path) -> None:
    """A broken link in docs/ stops build.py, which is strict, before the swap."""
    assert run(workshop).returncode == 0
    before = tree(workshop / "site")
    about = workshop / "docs" / "about.md"
    about.write_text(about.read_text("utf-8") + "\n[gone](gone.md)\n", "utf-8")
    failed = run(workshop)
    assert failed.returncode == 1
    assert "gone.md" in failed.stderr
    assert tree(workshop / "site") == before


def test_settings_may_come_through_a_pipe(workshop: Path) -> None:
    """`mkdocs build -f -` reads them there; paths are then relative to where one is."""
    settings = (workshop / "mkdocs.yml").read_text("utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "-"]
    done = subprocess.run(
        command, cwd=workshop, input=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (workshop / "site" / "index.html").is_file()


def test_dirty_builds_are_refused(workshop: Path) -> None:
    """A build of only the changed pages could not be proved."""
    refused = _mkdocs(workshop, "build", "--dirty")
    assert refused.returncode == 1
    assert "a dirty build cannot be proved" in refused.stderr


def log(workshop: Path) -> Path:
    """Return the file of what the preview prints, which is outside what it watches."""
    return workshop.with_suffix(".log")


@pytest.fixture
def preview(workshop: Path) -> Iterator[str]:
    """Serve the workshop on a free port and return its address."""
    with log(workshop).open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-u", "build.py", "serve", "--address", f"127.0.0.1:{_free_port()}"],
            cwd=workshop,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            said = re.compile(r"Preview at ([^;]+);")
            found = _wait(lambda: said.search(log(workshop).read_text("utf-8")))
            yield found[1]
        finally:
            server.terminate()
            server.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(look: Callable[[], re.Match[str] | None]) -> re.Match[str]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if match := look():
            return match
        time.sleep(0.1)
    raise AssertionError(f"not seen within {PATIENCE} s")


def _find(address: str, pattern: str) -> Callable[[], re.Match[str] | None]:
    def look() -> re.Match[str] | None:
        with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310 - our own server
            return re.search(pattern, page.read().decode())

    return look


def test_preview_follows_texts_themes_and_templates_and_survives_faults(
    workshop: Path, preview: str
) -> None:
    """Saving any kind of input renews the page; a fault is said and, once mended, forgotten."""
    seed = workshop / "seeds" / "note.txt"
    seed.write_text("A first note on trade and tariffs.\n", "utf-8")
    page = preview + "briefings/note/"
    _wait(_find(preview, "A first note"))
    seed.write_text("---\ntitel: A\n---\nNever shown.\n", "utf-8")
    _wait(lambda: re.search("there is no key 'titel'", log(workshop).read_text("utf-8")))
    seed.write_text("A second note on trade.\n", "utf-8")
    _wait(_find(page, "A second note"))
    themes = workshop / "themes.yml"
    themes.write_text(themes.read_text("utf-8").replace("name: Economy", "name: Wealth"), "utf-8")
    _wait(_find(preview, "Wealth"))
    base = workshop / "templates" / "site" / "base.html"
    base.write_text(base.read_text("utf-8").replace('class="skip"', 'class="jump"'), "utf-8")
    _wait(_find(page, 'class="jump"'))
    words = workshop / "templates" / "words.yml"
    words.write_text(words.read_text("utf-8").replace("Skip to", "Jump to"), "utf-8")
    _wait(_find(page, "Jump to"))
    about = workshop / "docs" / "about.md"
    about.write_text(about.read_text("utf-8") + "\nA new line.\n", "utf-8")
    _wait(_find(preview + "about/", "A new line"))


_HOOK = """from pathlib import Path

def on_post_build(config):
    for page in Path(config.site_dir).rglob("*.html"):
        with page.open("r+") as file:
            file.write("<!-- altered -->")
    raise SystemExit("refused")
"""


def test_what_others_do_to_the_pages_does_not_reach_the_site(workshop: Path) -> None:
    """A hook that writes into every page it finds changes nothing of the site that stands."""
    assert run(workshop).returncode == 0
    before = tree(workshop / "site")
    (workshop / "hook.py").write_text(_HOOK, "utf-8")
    config = workshop / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nhooks: [hook.py]\n", "utf-8")
    assert _mkdocs(workshop, "build").returncode == 1
    assert tree(workshop / "site") == before
