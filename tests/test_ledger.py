"""The ledger: a file made of the same is linked, any other is written, and what stands is safe."""

import os
from pathlib import Path

import pytest

from dossier.runtime import ledger
from dossier.runtime.cache import Cache
from dossier.runtime.ledger import Site
from tests.site import tree


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """Return an empty cache."""
    return Cache(tmp_path / "cache")


@pytest.fixture
def before(tmp_path: Path, cache: Cache) -> Path:
    """Return a site that stands, with two files of one text and one of another, and its ledger."""
    folder = tmp_path / "site"
    site = ledger.site(folder, folder, cache)
    site.write("briefings/rails/index.html", b"rails", "one")
    site.write("briefings/rails/source.txt", b"text", "one")
    site.write("search/index/a", b"words", "words")
    site.keep(cache)
    return folder


RAILS = ("briefings/rails/index.html", "briefings/rails/source.txt")


def _next(tmp_path: Path, before: Path, cache: Cache) -> Site:
    return ledger.site(tmp_path / "next", before, cache)


def test_what_is_made_of_the_same_is_the_same_file(
    tmp_path: Path, before: Path, cache: Cache
) -> None:
    """It is linked: not a byte is written, and the time of its last change stays."""
    site = _next(tmp_path, before, cache)
    assert site.link(RAILS, "one")
    assert all((tmp_path / "next" / path).samefile(before / path) for path in RAILS)


def test_what_is_made_otherwise_or_is_not_known_is_not_linked(
    tmp_path: Path, before: Path, cache: Cache
) -> None:
    """Another key, another path, another site or no ledger: all is to be written."""
    site = _next(tmp_path, before, cache)
    assert not site.link(RAILS, "other")
    assert not site.link((*RAILS, "briefings/rails/new.txt"), "one")
    assert not ledger.site(tmp_path / "next", tmp_path / "elsewhere", cache).link(RAILS, "one")
    assert not ledger.site(tmp_path / "next", before, Cache(tmp_path / "no")).link(RAILS, "one")


def test_what_was_touched_is_not_linked(tmp_path: Path, before: Path, cache: Cache) -> None:
    """A file that somebody changed on the site, even to one of the same length, is written anew."""
    path = before / RAILS[1]
    path.write_bytes(b"tixt")
    os.utime(path, ns=(1, 1))
    site = _next(tmp_path, before, cache)
    assert not site.link(RAILS, "one")
    assert not (tmp_path / "next" / RAILS[1]).exists()


def test_what_is_gone_is_not_linked(tmp_path: Path, before: Path, cache: Cache) -> None:
    """A file that somebody deleted from the site is written anew."""
    (before / RAILS[0]).unlink()
    assert not _next(tmp_path, before, cache).link(RAILS, "one")


def test_where_there_are_no_links_all_is_written(
    tmp_path: Path, before: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every disk knows them."""

    def refused(source: str, target: str) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    assert not _next(tmp_path, before, cache).link(RAILS, "one")


def test_writing_never_changes_the_site_that_stands(
    tmp_path: Path, before: Path, cache: Cache
) -> None:
    """Where a link was made before another could not be, the file is a new one."""
    (before / RAILS[1]).unlink()
    site = _next(tmp_path, before, cache)
    assert not site.link(RAILS, "one")
    site.write(RAILS[0], b"new", "two")
    assert (tmp_path / "next" / RAILS[0]).read_bytes() == b"new"
    assert (before / RAILS[0]).read_bytes() == b"rails"


def test_a_whole_folder_is_linked_or_nothing_is_promised(
    tmp_path: Path, before: Path, cache: Cache
) -> None:
    """All that stands below it, if it is made of the same; whatever it is made of, if so asked."""
    assert _next(tmp_path, before, cache).link_below("search", "words")
    assert (tmp_path / "next" / "search/index/a").samefile(before / "search/index/a")
    (tmp_path / "next" / "search/index/a").unlink()
    assert not _next(tmp_path, before, cache).link_below("search", "other")
    assert not _next(tmp_path, before, cache).link_below("sea", "words")
    assert _next(tmp_path, before, cache).link_below("search", None)


def test_what_others_wrote_is_noted_for_the_next_build(
    tmp_path: Path, before: Path, cache: Cache
) -> None:
    """Files that a program made in a folder of the site are linked like any others."""
    made = before / "pagefind" / "fragment" / "b"
    made.parent.mkdir(parents=True)
    made.write_bytes(b"fragment")
    site = ledger.site(before, before, cache)
    site.note_below("pagefind", "index")
    site.keep(cache)
    assert _next(tmp_path, before, cache).link_below("pagefind", "index")
    assert (tmp_path / "next" / "pagefind" / "fragment" / "b").samefile(made)


def test_a_damaged_ledger_is_none(tmp_path: Path, before: Path, cache: Cache) -> None:
    """Then all is written, as at first."""
    for path in cache.folder.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    assert not _next(tmp_path, before, cache).link(RAILS, "one")


def test_what_was_written_joins_the_whole_site(tmp_path: Path, before: Path, cache: Cache) -> None:
    """Folders are merged, a file takes the place of another, and the site that stands stays."""
    site = _next(tmp_path, before, cache)
    assert site.link(RAILS, "one")
    site.write("index.html", b"home", "home")
    whole = tmp_path / "whole"
    (whole / "briefings" / "rails").mkdir(parents=True)
    (whole / "briefings" / "own.html").write_bytes(b"hand-written")
    (whole / RAILS[0]).write_bytes(b"in the way")
    site.join(whole)
    assert tree(whole) == {
        "briefings/own.html": b"hand-written",
        RAILS[0]: b"rails",
        RAILS[1]: b"text",
        "index.html": b"home",
    }
    assert (before / RAILS[0]).read_bytes() == b"rails"
