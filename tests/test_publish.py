"""Publishing: the old site stands until the new one takes its place."""

from pathlib import Path

import pytest

from dossier.publish import discard, publish, stage
from tests.site import tree


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with one page."""
    path = tmp_path / "site"
    path.mkdir()
    (path / "index.html").write_text("old", encoding="utf-8")
    return path


def test_building_aside_leaves_the_site_alone(site: Path) -> None:
    """The staging folder is empty, hidden, beside the site, and nothing else has changed."""
    staging = stage(site)
    assert staging.parent == site.parent
    assert staging.name.startswith(".")
    assert list(staging.iterdir()) == []
    assert tree(site) == {"index.html": b"old"}


def test_publishing_replaces_the_whole_site(site: Path) -> None:
    """What was built aside is the site; no old file and no folder beside it is left."""
    (stage(site) / "new.html").write_text("new", encoding="utf-8")
    publish(site)
    assert tree(site.parent) == {"site/new.html": b"new"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    """A site is published where there was none, its parent folders made."""
    site = tmp_path / "public" / "site"
    (stage(site) / "new.html").write_text("new", encoding="utf-8")
    publish(site)
    assert tree(site) == {"new.html": b"new"}


def test_discarding_leaves_the_old_site(site: Path) -> None:
    """A build that is thrown away leaves nothing behind."""
    (stage(site) / "new.html").write_text("new", encoding="utf-8")
    discard(site)
    discard(site)
    assert tree(site.parent) == {"site/index.html": b"old"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared(site: Path) -> None:
    """The next build begins with an empty folder."""
    (stage(site) / "half.html").write_text("half", encoding="utf-8")
    assert list(stage(site).iterdir()) == []


def test_a_build_killed_between_the_renames_is_mended(site: Path) -> None:
    """If the old site was moved away and the new one not yet in place, the old one comes back."""
    (stage(site) / "half.html").write_text("half", encoding="utf-8")
    renames: list[Path] = []

    class Killed(Exception):  # noqa: N818 - not an error, an end
        """The process ends here."""

    def rename_once(path: Path, target: Path) -> None:
        if renames:
            raise Killed
        renames.append(path)
        path.replace(target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", rename_once)
        with pytest.raises(Killed):
            publish(site)
    assert not site.exists()
    stage(site)
    assert tree(site) == {"index.html": b"old"}
