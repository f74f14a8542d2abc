"""mkdocs gh-deploy: what is proved is what is pushed."""

from pathlib import Path

import pytest

from tests.plugin.others import DOSSIER, OWN, command, furnish, git


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a site whose repository has another one to push to."""
    remote = tmp_path / "remote.git"
    remote.mkdir()
    git(remote, "init", "--quiet", "--bare")
    folder = furnish(tmp_path / "site", OWN, ("search", DOSSIER))
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "config", "user.name", "Somebody")
    git(folder, "config", "user.email", "somebody@example.com")
    return folder


@pytest.mark.parametrize("options", [(), ("--no-history", "--force")])
def test_the_proved_site_is_deployed(folder: Path, options: tuple[str, ...]) -> None:
    """The branch holds the site, and nothing of the folder in which it was built."""
    done = command(folder, "gh-deploy", "--strict", *options)
    assert done.returncode == 0, done.stderr
    assert "Proved 8 paragraphs" in done.stderr
    remote = folder.parent / "remote.git"
    deployed = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    site = folder / "site"
    written = [p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()]
    assert sorted(deployed) == sorted([*written, ".nojekyll"])
    page = git(remote, "show", "gh-pages:briefings/ferry/index.html")
    assert page == (site / "briefings/ferry/index.html").read_text("utf-8")


def test_what_is_refused_is_not_deployed(folder: Path) -> None:
    """A faulty text stops the command before it touches a branch."""
    (folder / "seeds/bad.txt").write_text("---\ntitel: A\n---\nText.\n", "utf-8")
    done = command(folder, "gh-deploy")
    assert done.returncode == 1
    assert "seeds/bad.txt:2: there is no key 'titel'" in done.stderr
    assert git(folder.parent / "remote.git", "branch", "--list") == ""
