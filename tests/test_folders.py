"""Folders: what has not changed is kept, what has is made anew, and both give the same bytes."""

import shutil
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dossier.briefings.library import gather
from dossier.build import folders
from dossier.build.imprint import Imprint
from dossier.errors import Faults, InputError, ProofError
from dossier.pages.neighbours import GAP, around
from dossier.plugin import commands
from dossier.runtime import ledger, parallel
from dossier.runtime.cache import Cache
from dossier.runtime.kept import Shelf
from dossier.runtime.progress import Progress
from dossier.settings import Means
from tests.factories import make_imprint, make_received, make_themes, site_templates
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
    nothing = "0 filed, 0 rendered, 0 placed, 0 printed, no index"
    assert _anew(library) == f"Anew    {nothing}; the rest was kept"
    assert tree(library / "site") == before == _cold(library)


def test_without_a_site_only_the_search_index_is_made_again(library: Path) -> None:
    """What is kept is put in place; pages are joined with their surroundings, and indexed."""
    before = tree(library / "site")
    shutil.rmtree(library / "site")
    nothing = "0 filed, 0 rendered, 6 placed, 0 printed, indexed"
    assert _anew(library) == f"Anew    {nothing}; the rest was kept"
    assert tree(library / "site") == before


def _counts(line: str) -> dict[str, int]:
    """Return how many were filed, rendered, placed and printed, as `Anew` says."""
    counted = line.removeprefix("Anew").split("; ")[0].split(", ")[:4]
    return {name: int(count) for count, name in (part.split() for part in counted)}


def test_a_changed_text_alone_is_made_anew(library: Path) -> None:
    """Its words change itself and what lists it; its title also what stands around others."""
    seed = library / "seeds" / "pakistan-iran-partnership.txt"
    lists = len(list((library / "site").glob("*/*/**/index.html")))
    seed.write_bytes(seed.read_bytes() + b"\n\nTrade in tea grew last year.\n")
    said = _anew(library)
    made = _counts(said)
    assert (made["filed"], made["placed"], made["printed"]) == (1, 1, 1)
    assert 2 < made["rendered"] < lists
    assert ", indexed; " in said
    assert tree(library / "site") == _cold(library)
    seed.write_text(seed.read_text("utf-8").replace('title: "', 'title: "New '), "utf-8")
    made = _counts(_anew(library))
    assert made["filed"] == 1
    assert 1 < made["placed"] < 6
    assert tree(library / "site") == _cold(library)


@pytest.mark.parametrize("file", ["templates/site/briefing.html", "templates/words.yml"])
def test_a_changed_look_is_shown_on_every_page(library: Path, file: str) -> None:
    """Nothing stale is taken from the cache when a template or a word has changed."""
    path = library / file
    changed = path.read_text("utf-8").replace("provenance: Provenance", "provenance: Origin")
    path.write_text(changed.replace('class="briefing"', 'class="briefing new"'), "utf-8")
    done = run(library)
    assert (done.returncode, "Anew" in done.stdout) == (0, False)
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


def test_what_is_damaged_while_its_site_stands_is_made_again(library: Path) -> None:
    """Files that are linked need no cache, but the page of a neighbour's new title does."""
    for path in (library / ".dossier-cache").rglob("*"):
        if path.is_file() and b"dossier.kept" in path.read_bytes():
            path.write_bytes(path.read_bytes()[:-1] + b"!")
    seed = library / "seeds" / "pakistan-iran-partnership.txt"
    seed.write_text(seed.read_text("utf-8").replace('title: "', 'title: "New '), "utf-8")
    done = run(library)
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(library / "site") == _cold(library)


def test_a_file_that_was_touched_on_the_site_is_made_again(library: Path) -> None:
    """The next build puts in order what somebody has changed, and changes nothing it linked."""
    before = tree(library / "site")
    home = library / "site" / "briefings" / "pakistan-iran-partnership"
    (home / "index.html").write_text("mine", "utf-8")
    (home / "briefing.json").write_text("mine", "utf-8")
    (home / "source.txt").unlink()
    assert _anew(library).startswith("Anew    0 filed, 0 rendered, 1 placed, 0 printed")
    assert tree(library / "site") == before


def test_a_refused_build_leaves_the_site_to_the_letter(library: Path) -> None:
    """Nothing is written through what it linked, be it by MkDocs; no time is another either."""
    static = library / "docs" / "briefings" / "pakistan-iran-partnership" / "briefing.json"
    static.parent.mkdir(parents=True)
    static.write_text("mine", "utf-8")
    before, times = tree(library / "site"), _times(library / "site")
    template = library / "templates" / "pdf" / "summary.typ"
    template.write_text(f"{template.read_text('utf-8')}#nonsense\n", "utf-8")
    assert run(library).returncode == 1
    assert tree(library / "site") == before
    assert _times(library / "site") == times


def _times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_one_worker_and_two_give_the_same_bytes(workshop: Path) -> None:
    """So many texts that processes are started for them become what one thread makes of them."""
    for number in range(parallel.FEW + 1):
        seed = workshop / "seeds" / f"2025-01-{number % 28 + 1:02}-note-{number}.txt"
        seed.write_text(f"Trade with Peru grew by {number} per cent.\n\nTroops marched.\n", "utf-8")
    config = workshop / "mkdocs.yml"
    options = "    language: en\n    pdf: false\n    search: false\n"
    config.write_text(config.read_text("utf-8").replace("    language: en\n", options), "utf-8")
    commands.build(config, Progress())
    two = tree(workshop / "site")
    shutil.rmtree(workshop / ".dossier-cache")
    with ThreadPoolExecutor(1) as one:
        report = commands.build(config, Progress(), one)
    assert report.anew["filed"] == parallel.FEW + 2
    assert tree(workshop / "site") == two


# --- making and placing ---------------------------------------------------------------

THEMES = make_themes("economy security")
IMPRINT = make_imprint(THEMES)
TEXTS = {
    "2026-01-01-first": "Trade grew.\n",
    "2026-01-02-second": "Troops marched.\n",
    "2026-01-03-third": "Rain fell.\n",
    "2026-01-04-fourth": "Ports opened.\n",
}


class _Workshop:
    """A cache and sites that take each other's place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = Cache(folder / "cache")
        self.site = folder / "site"
        self.builds = 0

    def build(self, texts: Mapping[str, str], imprint: Imprint = IMPRINT) -> Counter[str]:
        """Make, place and publish the folders of texts, by name; return how many are new."""
        self.builds += 1
        new = self.folder / str(self.builds)
        site, means, faults = ledger.site(new, self.site, self.cache), Means(), Faults()
        received = [make_received(text, f"{name}.txt") for name, text in texts.items()]
        shelf = Shelf(self.cache, Cache(self.folder / "spare"))
        kept = folders.make(received, imprint, shelf, site, means, faults)
        faults.raise_any()
        library = gather([one.note.record for one in kept], imprint.themes)
        by_slug = {one.note.record.slug: one for one in kept}
        shown = [by_slug[known.slug] for known in library.records]
        folders.place(site, shown, around(library), imprint, means)
        if self.site.exists():
            self.site.rename(self.folder / f"old-{self.builds}")
        new.rename(self.site)
        site.keep(self.cache)
        return means.anew


@pytest.fixture
def sites(tmp_path: Path) -> _Workshop:
    """Return a place for sites, in which nothing was built so far."""
    return _Workshop(tmp_path)


def test_all_files_of_a_text_stand_in_its_folder(sites: _Workshop) -> None:
    """What is only searched or printed stands nowhere, and every gap is filled."""
    assert sites.build(TEXTS) == {"filed": 4, "rendered": 8, "placed": 4}
    files = tree(sites.site / "briefings" / "first")
    assert set(files) == {
        *("index.html", "as-published/index.html", "briefing.json", "source.txt"),
        *("first.bib", "first.ris", "first.csl.json"),
    }
    assert GAP.encode() not in files["index.html"]
    assert files["source.txt"] == b"Trade grew.\n"
    assert b"../../briefings/second/" in files["index.html"]


def test_a_neighbours_new_title_changes_only_what_stands_around(sites: _Workshop) -> None:
    """No page of another text is rendered; but its gap is filled anew, its other files linked."""
    sites.build(TEXTS)
    before = tree(sites.site)
    titled = {**TEXTS, "2026-01-02-second": "---\ntitle: March\n---\nTroops marched.\n"}
    assert sites.build(titled) == {"filed": 1, "rendered": 2, "placed": 3}
    after = tree(sites.site)
    changed = {name for name in after if after[name] != before[name]}
    others = {name for name in changed if "/second/" not in name}
    assert others == {"briefings/first/index.html", "briefings/third/index.html"}
    for name in others:
        assert after[name] == before[name].replace(b"<bdi>Second</bdi>", b"<bdi>March</bdi>")
    assert (sites.site / "briefings/first/source.txt").stat().st_nlink == 2


def test_a_text_more_changes_its_neighbours_alone(sites: _Workshop) -> None:
    """One is filed, and beside it the one that it follows is placed anew."""
    sites.build(TEXTS)
    more = {**TEXTS, "2026-01-05-fifth": "Tea.\n"}
    assert sites.build(more) == {"filed": 1, "rendered": 2, "placed": 2}
    less = {name: text for name, text in more.items() if "first" not in name}
    assert sites.build(less) == {"placed": 1}
    assert not (sites.site / "briefings" / "first").exists()


def test_a_withheld_text_stands_nowhere(sites: _Workshop) -> None:
    """It is filed like any other, once, and nothing of it is written or linked to."""
    secret = {**TEXTS, "2026-01-02-second": "---\npublish: withheld\n---\nTroops marched.\n"}
    assert sites.build(secret) == {"filed": 4, "rendered": 6, "placed": 3}
    files = tree(sites.site)
    assert len(files) == 3 * 7
    assert [name for name, data in files.items() if b"second" in data or "second" in name] == []
    assert sites.build(secret) == {}
    assert tree(sites.site) == files


def test_all_that_the_proofs_find_is_raised_together(sites: _Workshop) -> None:
    """A template that loses words refuses the build by every text; nothing of it is kept."""
    text, path = site_templates()["as-published.html"]
    changed = text.replace("{{ blocks(view.blocks", "{{ blocks(view.blocks[:0]")
    assert changed != text
    lossy = make_imprint(
        THEMES, templates={**site_templates(), "as-published.html": (changed, path)}
    )
    for _ in range(2):
        with pytest.raises(ProofError) as caught:
            sites.build(TEXTS, lossy)
        assert [fault.path for fault in caught.value.faults] == [
            f"briefings/{slug}/as-published/index.html"
            for slug in ("first", "second", "third", "fourth")
        ]


def test_faults_of_texts_are_gathered(sites: _Workshop) -> None:
    """All of them are said at once, at every build; those that are sound are kept."""
    faulty = {**TEXTS, "blank": " ", "filed": "---\nfiled:\n  9: economy\n---\nTrade.\n"}
    for _ in range(2):
        with pytest.raises(InputError) as caught:
            sites.build(faulty)
        named = [fault.path for fault in caught.value.faults]
        assert named == ["seeds/blank.txt", "seeds/filed.txt"]
    assert sites.build(TEXTS)["filed"] == 0


def test_a_cache_that_cannot_be_written_changes_nothing(sites: _Workshop, tmp_path: Path) -> None:
    """Then all is made anew each time, beside the site."""
    (tmp_path / "cache").write_text("no folder", "utf-8")
    assert sites.build(TEXTS) == sites.build(TEXTS) == {"filed": 4, "rendered": 8, "placed": 4}
    files = tree(sites.site)
    (tmp_path / "cache").unlink()
    sites.build(TEXTS)
    assert tree(sites.site) == files
