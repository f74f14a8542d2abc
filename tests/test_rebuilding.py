"""Rebuilding: what has not changed comes from the cache, and the site is as if built anew."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from dossier.build.outputs import Outputs
from dossier.pages.base import RenderedPage
from dossier.plugin import commands
from dossier.runtime.cache import Cache
from dossier.runtime.progress import Progress
from tests.plugin.others import add_hook
from tests.site import REPOSITORY, furnish, run, tree

T = TypeVar("T")

FIRST = "pakistan-iran-partnership"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with four texts and their site; its search index is tested elsewhere."""
    folder = furnish(tmp_path_factory.mktemp("built"), REPOSITORY / "seeds")
    for seed in sorted((REPOSITORY / "examples" / "seeds").iterdir())[:3]:
        shutil.copy(seed, folder / "seeds")
    _configure(folder, "search: false")
    done = run(folder)
    assert done.returncode == 0, done.stderr
    assert "Rebuilt" not in done.stdout
    return folder


@pytest.fixture
def library(built: Path, tmp_path: Path) -> Path:
    """Return a copy of them, cache and site included, to be changed."""
    return shutil.copytree(built, tmp_path / "library")


def _configure(folder: Path, option: str) -> Path:
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "    language: en\n" in text
    config.write_text(
        text.replace("    language: en\n", f"    language: en\n    {option}\n"), "utf-8"
    )
    return config


def _rebuild(folder: Path) -> str:
    """Build again and return what the report says of it."""
    done = run(folder)
    assert done.returncode == 0, done.stderr
    return next((line for line in done.stdout.splitlines() if line.startswith("Rebuilt")), "")


def _cold(folder: Path) -> dict[str, bytes]:
    """Build again without the cache and return the site."""
    shutil.rmtree(folder / ".dossier-cache")
    assert _rebuild(folder) == ""
    return tree(folder / "site")


# --- what is made anew ----------------------------------------------------------------


def test_an_unchanged_site_comes_from_the_cache(library: Path) -> None:
    """Nothing is made again, and the site is the same bytes, whether or not it stood there."""
    before = tree(library / "site")
    nothing = "Rebuilt 0 texts, 0 pages, 0 PDFs; the rest was in the cache"
    assert _rebuild(library) == nothing
    assert tree(library / "site") == before
    shutil.rmtree(library / "site")
    assert _rebuild(library) == nothing
    assert tree(library / "site") == before


def test_a_changed_text_alone_is_made_anew(library: Path) -> None:
    """Its two pages and its PDF with it, and the lists that name it; the site is as if new."""
    seed = library / "seeds" / f"{FIRST}.txt"
    text = seed.read_text("utf-8")
    seed.write_text(text.replace('title: "', 'title: "New ') + "\n\nTrade in tea grew.\n", "utf-8")
    said = _rebuild(library)
    assert said.startswith("Rebuilt 1 text, ")
    assert said.endswith(" pages, 1 PDF; the rest was in the cache")
    pages = int(said.split()[3])
    assert 2 < pages < len(list((library / "site").rglob("index.html"))) - 2 * 3
    assert tree(library / "site") == _cold(library)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("templates/site/briefing.html", 'class="briefing ', 'class="briefing new '),
        ("templates/words.yml", "provenance: About this text", "provenance: Origin"),
    ],
)
def test_a_changed_look_is_shown_on_every_page(
    library: Path, file: str, before: str, after: str
) -> None:
    """Nothing stale is taken from the cache where a template or phrase changed."""
    path = library / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    assert "texts" not in _rebuild(library)
    assert tree(library / "site") == _cold(library)


def test_a_text_that_is_withheld_leaves_nothing(library: Path) -> None:
    """Not a file and not a mention of it stays of what was on the site."""
    assert [name for name in tree(library / "site") if FIRST in name] != []
    seed = library / "seeds" / f"{FIRST}.txt"
    seed.write_text(
        seed.read_text("utf-8").replace("---\n", "---\npublish: withheld\n", 1), "utf-8"
    )
    assert _rebuild(library).startswith("Rebuilt 1 text, ")
    site = tree(library / "site")
    slug = FIRST.encode()
    assert [name for name, data in site.items() if FIRST in name or slug in data] == []
    assert site == _cold(library)


def test_processes_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many texts that several processes make them become what one process makes of them."""
    monkeypatch.chdir(furnish(tmp_path))
    (tmp_path / "seeds").mkdir()
    for number in range(60):
        seed = tmp_path / "seeds" / f"2025-01-{number % 28 + 1:02}-note-{number}.txt"
        seed.write_text(f"Trade with Peru grew by {number} per cent.\n\nTroops marched.\n", "utf-8")
    _configure(tmp_path, "pdf: false")
    config = _configure(tmp_path, "search: false")
    sites = []
    for few in (1, 100):
        report = commands.build(config, Progress(), few=few)
        assert report.rebuilt["texts"] == 60
        sites.append(tree(tmp_path / "site"))
        shutil.rmtree(tmp_path / ".dossier-cache")
    assert sites[0] == sites[1]


# --- what others did to cache and site ------------------------------------------------


def test_a_damaged_cache_is_made_again(library: Path) -> None:
    """Whatever is done to its entries, the site is the same."""
    before = tree(library / "site")
    entries = sorted(path for path in (library / ".dossier-cache").rglob("*") if path.is_file())
    assert len(entries) > 12
    for number, path in enumerate(entries):
        data = path.read_bytes()
        path.write_bytes((data[: len(data) // 2], b"", data[:-1] + b"!")[number % 3])
    _rebuild(library)
    assert tree(library / "site") == before


def _forge(folder: Path, kind: type[T], forge: Callable[[list[T]], T]) -> None:
    """Put what `forge` makes of the cached values of a kind under the key of the last of them."""
    cache = Cache(folder / ".dossier-cache")
    keys = [path.parent.name + path.name for path in sorted(cache.folder.glob("??/*"))]
    found = [(key, value) for key in keys if (value := cache.get(key, kind)) is not None]
    values = [value for _, value in found]
    assert len(values) > 1
    cache.put(found[-1][0], forge(values))


def _elsewhere(page: RenderedPage | None) -> RenderedPage:
    assert page
    return replace(page, head=replace(page.head, path="../../escaped/"))


FORGERIES: dict[str, Callable[[Path], None]] = {
    "another text": lambda folder: _forge(folder, Outputs, lambda made: made[0]),
    "a page elsewhere": lambda folder: _forge(
        folder, Outputs, lambda made: replace(made[-1], themed=_elsewhere(made[-1].themed))
    ),
    "another list": lambda folder: _forge(folder, RenderedPage, lambda pages: pages[0]),
    "a list elsewhere": lambda folder: _forge(
        folder, RenderedPage, lambda pages: _elsewhere(pages[-1])
    ),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_entry_is_refused(library: Path, forge: Callable[[Path], None]) -> None:
    """Under a right key and checksum, what is another's is not published, here or elsewhere."""
    before = {path for path in library.parent.rglob("*") if ".dossier-cache" not in path.parts}
    site = tree(library / "site")
    forge(library)
    done = run(library)
    assert done.returncode == 1
    assert "is another's; delete .dossier-cache and build again" in done.stderr
    after = {path for path in library.parent.rglob("*") if ".dossier-cache" not in path.parts}
    assert {path for path in after - before if ".building." not in str(path)} == set()
    assert tree(library / "site") == site


def test_a_file_that_changed_on_the_site_is_written_anew(library: Path) -> None:
    """Its size and time may be as they were, as after `rsync -t` or on a failing disk."""
    before = tree(library / "site")
    home = library / "site" / "briefings" / FIRST
    for name in ("index.html", f"{FIRST}.pdf", "briefing.json"):
        path = home / name
        times = path.stat()
        path.write_bytes(b"!" * times.st_size)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    (home / "source.txt").unlink()
    _rebuild(library)
    assert tree(library / "site") == before


def test_a_refused_build_leaves_the_site_to_the_letter(library: Path) -> None:
    """Neither a byte nor a time is another, however late it was refused."""

    def times() -> dict[str, int]:
        files = (path for path in (library / "site").rglob("*") if path.is_file())
        return {str(path): path.stat().st_mtime_ns for path in files}

    before = tree(library / "site"), times()
    template = library / "templates" / "pdf" / "summary.typ"
    template.write_text(f"{template.read_text('utf-8')}#nonsense\n", "utf-8")
    assert run(library).returncode == 1
    assert (tree(library / "site"), times()) == before


WRITES_AND_FAILS = """
from pathlib import Path


def on_post_build(config):
    with Path(config.site_dir, "briefings.json").open("r+b") as file:
        file.write(b"!")
    raise ValueError("nonsense")
"""


def test_what_another_plugin_writes_into_a_refused_site_is_not_in_the_one_before(
    library: Path,
) -> None:
    """What is unchanged is no link to the site that stands, if others might write into it."""
    before = tree(library / "site")
    add_hook(library, WRITES_AND_FAILS)
    assert run(library).returncode == 1
    assert tree(library / "site") == before
