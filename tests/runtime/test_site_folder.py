"""The site's folder: nothing that an editor keeps is ever replaced by a site."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.site import run, tree

OWN = {
    "seeds": "site_dir: seeds holds your texts; choose a folder of its own, such as site",
    "seeds/site": "site_dir: seeds/site lies in the folder of your texts",
    "templates": "site_dir: templates holds your templates",
    "templates/site": "site_dir: templates/site lies in the folder of your templates",
    "docs": "the 'docs_dir' should not be within the 'site_dir'",
    "docs/site": "the 'site_dir' should not be within the 'docs_dir'",
    "pages": "site_dir: pages holds your pages",
    "type/faces": "site_dir: type/faces lies in the folder of your fonts",
    "design": "site_dir: design holds your themes",
    ".dossier-cache": "site_dir: .dossier-cache holds the cache",
    "link": "site_dir: link holds your texts",
    "link/site": "site_dir: link/site lies in the folder of your texts",
    ".": "the 'docs_dir' should not be within the 'site_dir'",
    "..": "the 'docs_dir' should not be within the 'site_dir'",
}
"""Folders in which an editor keeps something, and what is said of them as `site_dir`."""


def _publish_to(workshop: Path, site: str) -> subprocess.CompletedProcess[str]:
    """Build the quickest site there is, in `site`."""
    config = workshop / "mkdocs.yml"
    lines = config.read_text("utf-8").replace("site_dir: site", f"site_dir: {site}")
    lines = lines.replace("    language: en", "    language: en\n    pdf: false\n    search: false")
    config.write_text(lines, "utf-8")
    return run(workshop)


def _put(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.mark.parametrize("site", OWN)
def test_a_site_in_a_folder_of_the_editor_is_refused(workshop: Path, site: str) -> None:
    """Whichever folder it is, one sentence says so, and not a byte of any file is changed."""
    (workshop / "link").symlink_to("seeds")
    (workshop / "pages").symlink_to("docs")
    (workshop / "type").mkdir()
    (workshop / "design").mkdir()
    (workshop / "themes.yml").rename(workshop / "design" / "themes.yml")
    config = (workshop / "mkdocs.yml").read_text("utf-8")
    config = config.replace("themes: themes.yml", "themes: design/themes.yml\n    fonts: type")
    (workshop / "mkdocs.yml").write_text(config, "utf-8")
    before = tree(workshop)
    done = _publish_to(workshop, site)
    assert done.returncode == 1
    assert OWN[site].lower() in done.stderr.lower()
    assert done.stderr.splitlines()[-1] == "1 fault; nothing was changed."
    after = tree(workshop)
    assert after.pop("mkdocs.yml") != before.pop("mkdocs.yml")
    assert after == before


def test_a_settings_file_that_stands_apart_is_not_replaced(workshop: Path) -> None:
    """Its own folder is the editor's, though texts and pages lie elsewhere."""
    config = (workshop / "mkdocs.yml").read_text("utf-8")
    for name in ("docs", "templates/site", "seeds", "themes.yml"):
        config = config.replace(f": {name}\n", f": ../{name}\n")
    _put(workshop, {"settings/mkdocs.yml": config.replace("site_dir: site", "site_dir: .")})
    done = run(workshop, "-f", "settings/mkdocs.yml")
    assert done.returncode == 1
    assert "settings/mkdocs.yml: site_dir: settings holds the cache" in done.stderr
    assert (workshop / "settings" / "mkdocs.yml").exists()


def test_a_folder_that_dossier_did_not_make_is_refused(workshop: Path) -> None:
    """It says what lies there and what to do; MkDocs itself refuses it too, in the same words."""
    _put(workshop, {"public/letter.txt": "mine", "public/.nojekyll": ""})
    sentence = "public: holds files that Dossier did not make, such as letter.txt; move them away"
    done = _publish_to(workshop, "public")
    assert (done.returncode, sentence in done.stderr) == (1, True)
    for command in (["build"], ["build", "--site-dir", "public"], ["gh-deploy"]):
        mkdocs = [sys.executable, "-m", "mkdocs", *command]
        done = subprocess.run(mkdocs, cwd=workshop, capture_output=True, text=True, check=False)
        assert (done.returncode, sentence in done.stderr) == (1, True)
    assert tree(workshop / "public") == {"letter.txt": b"mine", ".nojekyll": b""}


def test_a_site_of_another_program_is_not_taken_for_one_of_dossier(workshop: Path) -> None:
    """A file of the same name is not enough, be it what it may."""
    (workshop / "site").mkdir()
    for text in ('{"generator": "Pelican 4"}', "[]", "no JSON"):
        _put(workshop, {"site/briefings.json": text})
        done = run(workshop)
        assert done.returncode == 1
        assert "site: holds files that Dossier did not make" in done.stderr
        assert tree(workshop / "site") == {"briefings.json": text.encode()}


def test_what_the_host_and_git_need_survives_every_build(workshop: Path) -> None:
    """Hidden files and CNAME stay as they are, from a folder that was empty but for them on."""
    host = {
        "CNAME": "desk.example.org\n",
        ".nojekyll": "",
        ".git/HEAD": "ref: refs/heads/gh-pages\n",
        ".git/objects/ab/cdef": "an object",
        ".well-known/security.txt": "Contact: mailto:desk@example.org\n",
    }
    _put(workshop / "site", host)
    (workshop / "site" / ".git" / "hooks").symlink_to("../../elsewhere")
    assert _publish_to(workshop, "site").returncode == 0
    first = tree(workshop / "site")
    assert {name: first[name].decode() for name in host} == host
    assert (workshop / "site" / ".git" / "hooks").readlink() == Path("../../elsewhere")
    assert run(workshop).returncode == 0
    assert tree(workshop / "site") == first
    _put(workshop, {"docs/CNAME": "new.example.org\n"})
    assert run(workshop).returncode == 0
    assert tree(workshop / "site") == first | {"CNAME": b"new.example.org\n"}


def test_a_site_of_dossier_0_1_is_replaced(workshop: Path) -> None:
    """It has no mark, but says in briefings.json who made it; the new site has a mark."""
    _put(workshop / "site", {"old.html": "old"})
    made_by = json.dumps({"briefings": [], "generator": "Dossier 0.1.0"})
    _put(workshop / "site", {"briefings.json": made_by})
    assert _publish_to(workshop, "site").returncode == 0
    assert not (workshop / "site" / "old.html").exists()
    assert (workshop / "site" / ".dossier-site").read_text("utf-8").startswith("Dossier built this")


def _built_by_mkdocs(workshop: Path) -> Path:
    """Return the site that MkDocs makes of the hand-written pages, without Dossier."""
    settings = "site_name: Desk\ntheme: mkdocs\nplugins: [search]\n"
    _put(workshop, {"plain.yml": settings})
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "plain.yml"]
    subprocess.run(mkdocs, cwd=workshop, check=True)
    return workshop / "site"


def test_a_site_that_mkdocs_built_without_dossier_is_replaced(workshop: Path) -> None:
    """MkDocs would replace it, too: a first build with Dossier needs no clearing up."""
    old = _built_by_mkdocs(workshop)
    assert (old / "search" / "search_index.json").is_file()
    assert _publish_to(workshop, "site").returncode == 0
    assert not (old / "search" / "search_index.json").exists()
    assert (old / ".dossier-site").is_file()


@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap.xml.gz", "404.html", "index.html.gz"])
def test_what_only_looks_like_a_site_of_mkdocs_is_refused(workshop: Path, name: str) -> None:
    """A part of its sign is missing or says something else, or another program compressed more."""
    old = _built_by_mkdocs(workshop)
    if name == "404.html":
        (old / name).unlink()
    else:
        _put(old, {name: "another program's"})
    before = tree(old)
    done = _publish_to(workshop, "site")
    assert (done.returncode, "site: holds files that Dossier did not make" in done.stderr) == (
        1,
        True,
    )
    assert tree(old) == before


def test_a_site_outside_the_project_is_reached_by_a_link(
    workshop: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The link stays a link, be its folder there or not; the folder it leads to is the site."""
    server = tmp_path_factory.mktemp("server")
    (workshop / "site").symlink_to(server / "www")
    for _ in range(2):
        assert _publish_to(workshop, "site").returncode == 0
        assert (workshop / "site").readlink() == server / "www"
        assert (server / "www" / "index.html").is_file()
        assert [path.name for path in server.iterdir()] == ["www"]
    shutil.rmtree(server / "www")
    _put(server / "www", {"letter.txt": "mine"})
    assert run(workshop).returncode == 1
    assert tree(server / "www") == {"letter.txt": b"mine"}
