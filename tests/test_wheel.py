"""The wheel: what is in it, what it says of itself, and a site built with it alone."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from dossier import __version__
from tests.site import REPOSITORY, Page, tree

DESK = {
    "mkdocs.yml": "site_name: Desk\ntheme: dossier\nplugins: [dossier]\n",
    "docs/about.md": "# About\n\nWho writes here.\n",
    "seeds/harbour.txt": (
        "Trade between the two ports grew by a third, and tariffs fell.\n\n"
        "Both navies will patrol the strait, and troops are to train together.\n"
    ),
}
"""A site that has nothing of Dossier's but its name."""


def _build(source: Path, kind: str, folder: Path) -> Path:
    """Build a wheel or an sdist of the checkout at `source`, with what is installed here."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True, timeout=120)
    (made,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    return _build(REPOSITORY, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    """Return what the wheel says of itself."""
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment with the wheel, and with what this one has but for this checkout.

    A folder that a .pth file adds is searched for packages, but its own .pth files are not read:
    so the checkout, which one of those may add, is not seen.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    variables = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", variables))
    installed = [path for path in sys.path if Path(path).name == "site-packages"]
    (packages / "dependencies.pth").write_text("\n".join(installed), "utf-8")
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--offline", "--no-deps"]
    target = ["--python", str(folder), str(wheel)]
    subprocess.run([*install, *target], check=True, capture_output=True, timeout=120)
    return folder


def _run(
    environment: Path, folder: Path, program: str, *args: str
) -> subprocess.CompletedProcess[str]:
    """Run a program of an environment in `folder`; nothing of this one leads it elsewhere."""
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(scripts / program), *args],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def _own() -> Iterator[Path]:
    """Yield every file of the top level that the package carries."""
    yield from REPOSITORY.glob("themes*.yml")
    yield from (path for path in (REPOSITORY / "templates").rglob("*") if path.is_file())


# --- what is in it --------------------------------------------------------------------


def test_templates_phrases_and_themes_are_data_of_the_package(wheel: Path) -> None:
    """Every one of them, to the byte, and nothing else from the top of the repository."""
    own = {f"dossier/data/{p.relative_to(REPOSITORY).as_posix()}": p.read_bytes() for p in _own()}
    assert "dossier/data/templates/words.yml" in own
    assert "dossier/data/themes.fr.yml" in own
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        data = {n: archive.read(n) for n in names if n.startswith("dossier/data/")}
    assert data == own
    assert {name.split("/")[0] for name in names} == {
        "dossier",
        f"mkdocs_dossier-{__version__}.dist-info",
    }
    assert [name for name in names if name.endswith(".pyc") or "__pycache__" in name] == []


def test_the_sdist_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """Whoever builds from it gets the bytes that were tried here."""
    sdist = _build(REPOSITORY, "sdist", tmp_path)
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    again = _build(tmp_path / f"mkdocs_dossier-{__version__}", "wheel", tmp_path / "again")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


# --- what it says of itself -----------------------------------------------------------


def test_the_metadata_name_the_package_its_licences_and_its_extras(metadata: Message) -> None:
    """The name is one that is free; what it is under is an SPDX expression, with the texts."""
    assert (metadata["Name"], metadata["Version"]) == ("mkdocs-dossier", __version__)
    assert metadata["License-Expression"] == "MIT AND Apache-2.0"
    assert metadata.get_all("License-File") == ["LICENSE", "dossier/filing/reader.LICENSE.txt"]
    assert set(metadata.get_all("Provides-Extra", [])) == {"add", "dask", "fonts"}
    assert "Framework :: MkDocs" in metadata.get_all("Classifier", [])


def test_what_dossier_is_developed_with_is_not_asked_of_its_users(metadata: Message) -> None:
    """Tests, checkers and what builds packages are groups of the checkout."""
    needed = [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]
    names = {requirement.name for requirement in needed}
    assert {"mkdocs", "typst", "mammoth", "distributed"} <= names
    assert names.isdisjoint({"pytest", "ruff", "mypy", "torch", "hatchling", "mkdocs-material"})


def test_the_texts_of_both_licences_are_in_it(wheel: Path) -> None:
    """One for the program, one for the model that the second reader derives from."""
    with ZipFile(wheel) as archive:
        texts = {n: archive.read(n).decode() for n in archive.namelist() if "/licenses/" in n}
    first = {name.partition("/licenses/")[2]: text.strip()[:11] for name, text in texts.items()}
    assert first["LICENSE"] == "MIT License"
    assert first.keys() == {"LICENSE", "dossier/filing/reader.LICENSE.txt"}
    assert any("Apache License" in text for text in texts.values())


# --- a site built with it -------------------------------------------------------------


def _furnish(folder: Path) -> Path:
    for name, text in DESK.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_it_runs_from_where_it_was_installed(environment: Path, tmp_path: Path) -> None:
    """Not from this checkout, else nothing here would try the wheel; by both of its names."""
    where = _run(environment, tmp_path, "python", "-c", "import dossier; print(dossier.__file__)")
    assert Path(where.stdout).is_relative_to(environment)
    by_name = _run(environment, tmp_path, "dossier", "--help")
    assert by_name.stdout.startswith("Usage: dossier [OPTIONS] COMMAND")
    assert _run(environment, tmp_path, "python", "-m", "dossier", "--help").stdout == by_name.stdout


def test_a_file_copied_from_the_wheel_is_the_sites_own(environment: Path, tmp_path: Path) -> None:
    """It is changed in the site, beside the theme's other files, which still come with Dossier."""
    desk = _furnish(tmp_path)
    listed = _run(environment, desk, "dossier", "copy").stdout.splitlines()
    assert {"themes.yml", "templates/words.yml", "templates/site/home.html"} <= set(listed)
    copied = _run(environment, desk, "dossier", "copy", "templates/site/404.html")
    assert copied.stdout.startswith("templates/site/404.html is yours now"), copied.stderr
    own = desk / "templates" / "site" / "404.html"
    own.write_text(own.read_text("utf-8").replace("<h1>", "<h1>Dear reader: "), "utf-8")
    settings = desk / "mkdocs.yml"
    options = "plugins:\n  - dossier: {pdf: false, search: false}\n"
    settings.write_text(DESK["mkdocs.yml"].replace("plugins: [dossier]\n", options), "utf-8")
    built = _run(environment, desk, "python", "-m", "mkdocs", "build")
    assert built.returncode == 0, built.stderr
    assert "Dear reader: " in (desk / "site" / "404.html").read_text("utf-8")
    page = Page(desk / "site" / "briefings" / "harbour" / "index.html")
    assert len(page.having("data-paragraph")) == 2


def _package(environment: Path) -> dict[str, bytes]:
    (package,) = environment.rglob("site-packages/dossier")
    return {name: data for name, data in tree(package).items() if not name.endswith(".pyc")}


def test_a_new_site_is_made_and_built_with_the_wheel(environment: Path, tmp_path: Path) -> None:
    """All comes from the package, which stays as it is; it says `dossier` to the site's owner."""
    before, desk = _package(environment), tmp_path / "desk"
    begun = _run(environment, tmp_path, "dossier", "new", "desk")
    assert "  cd desk\n  dossier serve --open\n" in begun.stdout, begun.stderr
    written = {path.name for path in desk.iterdir()}
    built = _run(environment, desk, "dossier", "build")
    assert built.returncode == 0, built.stderr
    assert "Read    1 text, 9 paragraphs" in built.stdout
    assert "Proved  9 paragraphs verbatim and exactly once" in built.stdout
    (briefing,) = (desk / "site" / "briefings").iterdir()
    assert len(Page(briefing / "index.html").having("data-paragraph")) == 9
    for path in (briefing / f"{briefing.name}.pdf", desk / "site" / "assets" / "dossier.css"):
        assert path.is_file(), path
    published = {path.suffix for path in (desk / "site").rglob("*")}
    assert published.isdisjoint({".md", ".yml", ".typ"}), "sources of the theme are published"
    assert _package(environment) == before, "the package was written into"
    assert {path.name for path in desk.iterdir()} == written | {"site", ".dossier-cache"}
