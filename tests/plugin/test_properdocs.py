"""Beside MkDocs 1.6 the plugin works in ProperDocs, the fork that goes on with it."""

import subprocess
import sys
from pathlib import Path

from tests.site import tree


def _run(program: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build the site in `folder` as a user of `program` would."""
    return subprocess.run(
        [sys.executable, "-m", program, "build", *options, "--config-file", "mkdocs.yml"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _built_by(program: str, folder: Path) -> tuple[str, dict[str, bytes]]:
    """Return what was said and made by a strict build, which must end well."""
    done = _run(program, folder, "--strict")
    assert done.returncode == 0, done.stderr
    return done.stderr, tree(folder / "site")


def test_properdocs_builds_the_same_site_to_the_byte(workshop: Path) -> None:
    """ProperDocs finds the plugin, proves the site, and writes what MkDocs writes."""
    said, by_mkdocs = _built_by("mkdocs", workshop)
    assert "Proved 11 paragraphs" in said
    said, by_properdocs = _built_by("properdocs", workshop)
    assert "Proved 11 paragraphs" in said
    assert sorted(by_properdocs) == sorted(by_mkdocs)
    assert [path for path in by_mkdocs if by_mkdocs[path] != by_properdocs[path]] == []


def test_properdocs_refuses_what_dossier_refuses(workshop: Path) -> None:
    """A faulty text is an error in ProperDocs too, told as a sentence; no site is left behind."""
    (workshop / "seeds" / "key.txt").write_text("---\ntitel: A\n---\nText.\n", encoding="utf-8")
    done = _run("properdocs", workshop)
    assert done.returncode == 1
    assert "seeds/key.txt:2: there is no key 'titel'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workshop / "site").exists()


def test_what_properdocs_warns_of_changes_nothing_in_strict_mode(workshop: Path) -> None:
    """A link that leads nowhere is refused with --strict, and the site stays as it was."""
    _, before = _built_by("properdocs", workshop)
    with (workshop / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write("\n[Lost](nowhere.md)\n")
    done = _run("properdocs", workshop, "--strict")
    assert done.returncode == 1
    assert "link 'nowhere.md'" in done.stderr
    assert "Aborted with 1 warnings in strict mode" in done.stdout
    assert tree(workshop / "site") == before
