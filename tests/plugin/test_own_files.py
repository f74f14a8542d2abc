"""A site's own file wins over Dossier's, file by file; all others come with Dossier."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dossier.runtime.packaged import ROOT
from tests.site import Page, tree

SETTINGS = """\
site_name: Desk
theme: dossier
plugins:
  - dossier: {pdf: false, search: false}
"""
TEXT = "Tariffs on trade rose in May.\n\nTroops trained at the border.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a site that has nothing of Dossier's but its name."""
    _put(tmp_path, {"mkdocs.yml": SETTINGS, "docs/about.md": "# About\n", "seeds/note.txt": TEXT})
    return tmp_path


def _put(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dossier", *args]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def _built(folder: Path) -> Path:
    built = _run(folder, "build")
    assert built.returncode == 0, built.stderr
    return folder / "site"


def _packaged(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


# --- templates and phrases ------------------------------------------------------------


def test_templates_assets_feeds_and_phrases_of_the_site_win_one_by_one(desk: Path) -> None:
    """A template may be changed alone, an asset, a feed, and one phrase of all."""
    feed = _packaged("templates/feeds/atom.xml").replace("<feed", "<!-- ours --><feed", 1)
    own = {
        "templates/site/404.html": '{% extends "base.html" %}{% block main %}Ours{% endblock %}',
        "templates/site/assets/mark.svg": "<svg><!-- ours --></svg>",
        "templates/feeds/atom.xml": feed,
        "templates/words.yml": "made_with: Gemacht mit {generator}.\n",
    }
    _put(desk, own)
    _put(desk, {"mkdocs.yml": f"{SETTINGS}site_url: https://desk.test/\n"})
    site = _built(desk)
    home = (site / "index.html").read_text("utf-8")
    assert "Gemacht mit Dossier" in home
    assert "Skip to the text" in home, "the other phrases come with Dossier"
    assert "Ours" in (site / "404.html").read_text("utf-8")
    assert (site / "assets" / "mark.svg").read_text("utf-8") == "<svg><!-- ours --></svg>"
    assert "<!-- ours -->" in (site / "feed.xml").read_text("utf-8")
    stylesheet = (site / "assets" / "dossier.css").read_text("utf-8")
    assert stylesheet == _packaged("templates/site/assets/dossier.css")
    assert len(Page(site / "briefings" / "note" / "index.html").having("data-paragraph")) == 2


def test_the_language_of_the_sites_own_phrases_is_the_sites(desk: Path) -> None:
    """Dates and plurals follow it, though a phrase that it lacks is Dossier's."""
    _put(desk, {"templates/words.yml": "language: de\nskip: Zum Text\n"})
    _put(desk, {"seeds/note.txt": f"---\ndate: 2026-05-03\nlanguage: en\n---\n{TEXT}"})
    page = (_built(desk) / "briefings" / "note" / "index.html").read_text("utf-8")
    assert "Zum Text" in page
    assert "3. Mai 2026" in page


@pytest.mark.parametrize("name", ["dossier", "null"])
def test_a_custom_dir_needs_only_what_it_changes(desk: Path, name: str) -> None:
    """With the theme's name beside it, or with a shell of its own and no name."""
    theme = f"theme:\n  name: {name}\n  custom_dir: overrides\n  static_templates: [404.html]\n"
    own = {
        "mkdocs.yml": SETTINGS.replace("theme: dossier\n", theme),
        "overrides/shell.html": _packaged("templates/site/shell.html"),
        "overrides/404.html": '{% extends "base.html" %}{% block main %}Lost{% endblock %}',
        "templates/site/404.html": "not this one",
        "templates/site/assets/mark.svg": "<svg></svg>",
    }
    _put(desk, own)
    site = _built(desk)
    assert "Lost" in (site / "404.html").read_text("utf-8")
    assert (site / "assets" / "mark.svg").read_text("utf-8") == "<svg></svg>"
    assert (site / "assets" / "dossier.css").is_file()


def test_a_fault_in_a_file_of_the_site_names_it(desk: Path) -> None:
    """As the owner would: from the working folder."""
    _put(desk, {"templates/site/home.html": "{% if %}"})
    assert "templates/site/home.html:1: " in _run(desk, "build").stderr
    _put(desk, {"templates/words.yml": "home: ["})
    assert _run(desk, "build").stderr.startswith("templates/words.yml:")


def test_one_template_of_print_works_with_the_others_of_dossier(desk: Path) -> None:
    """They import each other by name, wherever each of them stands."""
    house = _packaged("templates/pdf/house.typ")
    assert _run(desk, "pdf", "seeds/note.txt", "-o", "plain.pdf").returncode == 0
    _put(desk, {"templates/pdf/house.typ": house.replace('rgb("#1d2226")', 'rgb("#702226")')})
    assert _run(desk, "pdf", "seeds/note.txt", "-o", "own.pdf").returncode == 0
    assert (desk / "own.pdf").read_bytes() != (desk / "plain.pdf").read_bytes()
    _put(desk, {"templates/pdf/house.typ": f"{house}\n#nothing\n"})
    failed = _run(desk, "pdf", "seeds/note.txt")
    assert failed.returncode == 1
    assert "error: unknown variable: nothing" in failed.stderr
    assert "─ templates/pdf/house.typ:" in failed.stderr


# --- themes and lists of words --------------------------------------------------------

THEMES = """\
themes:
  - {id: sea, name: Sea, definition: Ships and harbours., vocabulary: [tariff*, trade]}
  - {id: land, name: Land, definition: Roads and rails., vocabulary: [troops, border]}
"""
FRENCH = "language: fr\nthemes:\n  economy: [zorglub]\n  security: [frontière*]\n"


def test_themes_of_the_site_win_over_those_of_dossier(desk: Path) -> None:
    """Then lists of words beside Dossier's are no lists of them."""
    assert "Economy" in _run(desk, "check").stdout
    _put(desk, {"themes.yml": THEMES})
    checked = _run(desk, "check")
    assert checked.returncode == 0, checked.stderr
    assert "Sea" in checked.stdout
    assert "Economy" not in checked.stdout


def test_a_list_of_the_site_wins_over_that_of_dossier(desk: Path) -> None:
    """The themes, and all other lists, still come with Dossier."""
    text = "---\nlanguage: fr\n---\nUn zorglub est arrivé.\n"
    _put(desk, {"seeds/note.txt": text})
    assert '"theme": "economy"' not in _run(desk, "explain", "--json", "seeds/note.txt").stdout
    _put(desk, {"themes.fr.yml": FRENCH})
    assert '"theme": "economy"' in _run(desk, "explain", "--json", "seeds/note.txt").stdout
    _put(desk, {"themes.fr.yml": "language: fr\nthemes:\n  econmy: [zorglub]\n"})
    assert _run(desk, "check").stderr.startswith("themes.fr.yml:3: there is no theme 'econmy'")


def test_themes_that_are_named_and_missing_are_a_fault(desk: Path) -> None:
    """Only the file that a site has by default may be left out."""
    named = SETTINGS.replace("{pdf", "{themes: subjects.yml, pdf")
    _put(desk, {"mkdocs.yml": named})
    done = _run(desk, "build")
    assert done.returncode == 1
    assert done.stderr.startswith("subjects.yml: ")


def test_what_corrections_teach_lies_in_the_site(desk: Path) -> None:
    """Though the themes are Dossier's: what an editor edits is never looked for among its files."""
    _put(desk, {"learned.yml": "security:\n  tariffs: 4\n  trade: 4\n"})
    explained = _run(desk, "explain", "seeds/note.txt").stdout
    assert "your desk" in explained
    _put(desk, {"learned.yml": "securty:\n  tariffs: 4\n"})
    assert "learned.yml:1: there is no theme 'securty'" in _run(desk, "check").stderr


# --- copy -----------------------------------------------------------------------------


def test_without_a_name_all_that_can_be_copied_is_listed(desk: Path) -> None:
    """What the site has already is marked; what is no part of a site is not there."""
    _put(desk, {"templates/words.yml": "home: Home\n"})
    listed = _run(desk, "copy").stdout.splitlines()
    assert "templates/words.yml  (yours)" in listed
    assert {"themes.yml", "themes.fr.yml", "templates/pdf/house.typ"} <= set(listed)
    assert [line for line in listed if "starter" in line or "mkdocs_theme" in line] == []


def test_a_copy_stands_where_it_wins_and_changes_nothing_yet(desk: Path) -> None:
    """Each file as it is; a site of copies is the site that it was."""
    before = tree(_built(desk))
    names = ["themes.yml", "themes.fr.yml", "templates/words.yml", r"templates\site\home.html"]
    copied = _run(desk, "copy", *names)
    assert copied.returncode == 0, copied.stderr
    for name in (name.replace("\\", "/") for name in names):
        assert f"{name} is yours now; delete it to go back to Dossier's own." in copied.stdout
        assert (desk / name).read_text("utf-8") == _packaged(name)
    assert "copy those that you need, such as themes.fr.yml" in copied.stdout
    assert tree(_built(desk)) == before


def test_themes_are_copied_to_where_the_settings_look_for_them(desk: Path) -> None:
    """Under the name that they have there, and lists of words after it."""
    _put(desk, {"mkdocs.yml": SETTINGS.replace("{pdf", "{themes: desk/subjects.yml, pdf")})
    copied = _run(desk, "copy", "--quiet", "themes.yml", "themes.fr.yml")
    assert (copied.returncode, copied.stdout) == (0, "")
    assert (desk / "desk" / "subjects.yml").read_text("utf-8") == _packaged("themes.yml")
    assert (desk / "desk" / "subjects.fr.yml").is_file()
    assert _run(desk, "check").returncode == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("theme.yml", "Dossier has no file 'theme.yml'. Did you mean 'themes.yml'?"),
        ("words.yml", "Dossier has no file 'words.yml'. Did you mean 'templates/words.yml'?"),
        ("qqq", "Dossier has no file 'qqq'; without a name, all are listed"),
        ("../mkdocs.yml", "Dossier has no file '../mkdocs.yml'"),
        ("templates/feeds/atom.xml", "templates/feeds/atom.xml: is there already and stays as it"),
    ],
)
def test_a_wrong_name_or_a_file_that_is_there_copies_nothing(
    desk: Path, name: str, sentence: str
) -> None:
    """Not even what is named beside it; no file of the editor is ever replaced."""
    _put(desk, {"templates/feeds/atom.xml": "mine"})
    before = tree(desk)
    done = _run(desk, "copy", "templates/words.yml", name)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert tree(desk) == before


# --- what no site may take the place of -----------------------------------------------


@pytest.mark.parametrize(
    ("site", "sentence"),
    [
        ("overrides", "site_dir: overrides holds your theme"),
        ("templates/print", "site_dir: templates/print lies in the folder of your templates"),
        ("desk", "site_dir: desk holds your themes"),
    ],
)
def test_a_site_where_own_files_stand_is_refused(desk: Path, site: str, sentence: str) -> None:
    """Also where the site has none of them yet."""
    theme = "theme: {name: dossier, custom_dir: overrides}"
    settings = SETTINGS.replace("theme: dossier", theme)
    if site == "desk":
        settings = settings.replace("{pdf", "{themes: desk/subjects.yml, pdf")
        _put(desk, {"desk/subjects.yml": THEMES})
    own = {"mkdocs.yml": f"{settings}site_dir: {site}\n", "overrides/404.html": "Lost"}
    _put(desk, own)
    before = tree(desk)
    done = _run(desk, "build")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert tree(desk) == before
