"""Folders: what has not changed is kept, what has is made anew, and both give the same bytes."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dossier import work
from dossier.plugin import driver
from dossier.progress import Progress
from tests.site import REPOSITORY, run, tree


@pytest.fixture
def library(workshop: Path) -> Path:
    """Return the workshop with some more texts, built once."""
    for seed in sorted((REPOSITORY / "examples" / "seeds").iterdir())[:5]:
        shutil.copy(seed, workshop / "seeds")
    assert run(workshop, "-q").returncode == 0
    return workshop


def _anew(folder: Path) -> str:
    lines = run(folder).stdout.splitlines()
    return next((line for line in lines if line.startswith("Anew")), "")


def _cold(folder: Path) -> dict[str, bytes]:
    shutil.rmtree(folder / ".dossier-cache")
    assert "Anew" not in run(folder).stdout
    return tree(folder / "site")


def test_nothing_is_made_again_that_has_not_changed(library: Path) -> None:
    """A second build makes nothing anew, and writes the same bytes."""
    before = tree(library / "site")
    assert _anew(library) == "Anew    0 filed, 0 rendered, 0 printed, no index; the rest was kept"
    assert tree(library / "site") == before == _cold(library)


def test_a_changed_text_alone_is_made_anew(library: Path) -> None:
    """Its words change itself; its title also changes the pages that link to it."""
    seed = library / "seeds" / "pakistan-iran-partnership.txt"
    seed.write_bytes(seed.read_bytes() + b"\n\nTrade in tea grew last year.\n")
    assert _anew(library).startswith("Anew    1 filed, 1 rendered, ")
    warm = tree(library / "site")
    assert warm == _cold(library)
    seed.write_text(seed.read_text("utf-8").replace('title: "', 'title: "New '), "utf-8")
    filed, rendered = _anew(library).removeprefix("Anew").split(", ")[:2]
    assert filed.split() == ["1", "filed"]
    assert 1 < int(rendered.split()[0]) < 6
    assert tree(library / "site") == _cold(library)


@pytest.mark.parametrize("file", ["templates/site/briefing.html", "templates/words.yml"])
def test_a_changed_look_is_shown_on_every_page(library: Path, file: str) -> None:
    """Nothing stale is taken from the cache when a template or a word has changed."""
    path = library / file
    changed = path.read_text("utf-8").replace("provenance: Provenance", "provenance: Origin")
    path.write_text(changed.replace('class="briefing"', 'class="briefing new"'), "utf-8")
    assert "6 rendered" in run(library).stdout or "Anew" not in run(library).stdout
    for page in (library / "site" / "briefings").glob("*/index.html"):
        text = page.read_text("utf-8")
        assert "Origin" in text or 'class="briefing new"' in text


def test_a_damaged_cache_is_made_again(library: Path) -> None:
    """Whatever is done to the entries, the site is the same."""
    before = tree(library / "site")
    for number, path in enumerate(sorted((library / ".dossier-cache").rglob("*"))):
        if path.is_file():
            data = path.read_bytes()
            path.write_bytes((data[: len(data) // 2], b"", data[:-1] + b"!")[number % 3])
    assert run(library).returncode == 0
    assert tree(library / "site") == before


def test_one_worker_and_two_give_the_same_bytes(workshop: Path) -> None:
    """So many texts that processes are started for them become what one thread makes of them."""
    for number in range(work.FEW + 1):
        seed = workshop / "seeds" / f"2025-01-{number % 28 + 1:02}-note-{number}.txt"
        seed.write_text(f"Trade with Peru grew by {number} per cent.\n\nTroops marched.\n", "utf-8")
    config = workshop / "mkdocs.yml"
    options = "    language: en\n    pdf: false\n    search: false\n"
    config.write_text(config.read_text("utf-8").replace("    language: en\n", options), "utf-8")
    driver.build(config, Progress())
    two = tree(workshop / "site")
    shutil.rmtree(workshop / ".dossier-cache")
    with ThreadPoolExecutor(1) as one:
        report = driver.build(config, Progress(), one)
    assert report.anew["filed"] == work.FEW + 2
    assert tree(workshop / "site") == two
