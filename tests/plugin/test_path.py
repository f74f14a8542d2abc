"""Below a path of the site: where everything stands beside the front page that a site has."""

import json
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.config.defaults import MkDocsConfig

from dossier.plugin.config import DossierConfig, root_path
from tests.site import Page, run, tree

FRONT_PAGE = "# Welcome\n\n[all](briefings/index.md) [a theme](briefings/themes/economy.md)\n"
NAV = "nav: [index.md, briefings/index.md, briefings/note.md]\n"


@pytest.fixture
def note(workshop: Path) -> Path:
    """Return a workshop with a front page of its own and one text, seeds/note.txt."""
    for seed in (workshop / "seeds").iterdir():
        seed.unlink()
    text = "Tariffs on trade with Peru rose in May.\n\nTroops trained at the border.\n"
    (workshop / "seeds" / "note.txt").write_text(text, "utf-8")
    (workshop / "docs" / "index.md").write_text(FRONT_PAGE, "utf-8")
    _settings(workshop, "")
    return workshop


def _settings(folder: Path, options: str) -> None:
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    text = re.sub(r"^nav:\n(  .*\n)+", NAV, text, flags=re.MULTILINE)
    text = text.replace("    language: en\n", f"    language: en\n{options}")
    config.write_text(text, "utf-8")


def _broken(site: Path) -> list[tuple[str, str]]:
    """Return the links of all pages that lead to no file, each with its page."""
    broken = []
    for path in sorted(site.rglob("index.html")):
        folder = path.parent.relative_to(site).as_posix()
        for element in Page(path).elements:
            for name in ("href", "src", "action", "data-index", "data-search"):
                link = re.split("[?#]", element.attributes.get(name, ""))[0]
                target = site / posixpath.normpath(posixpath.join(folder, unquote(link)))
                there = target.is_file() or (target / "index.html").is_file()
                if ":" not in link and not there:
                    broken.append((path.relative_to(site).as_posix(), link))
    return broken


def test_beside_a_front_page_everything_stands_in_one_folder(note: Path) -> None:
    """All but Dossier's theme is below `briefings/`, and all links lead there."""
    made = run(note)
    assert made.returncode == 0, made.stderr
    site = note / "site"
    assert "Welcome" in (site / "index.html").read_text("utf-8")
    expected = ("index.html", "note/index.html", "note/note.pdf", "note/as-published/index.html")
    lists = ("themes/economy/index.html", "archive/index.html", "countries/pe/index.html")
    others = ("search/index.html", "search/index/index.json", "assets/themes.css", "briefings.json")
    for path in (*expected, *lists, *others, "feed.xml"):
        assert (site / "briefings" / path).is_file(), path
    theirs = {"about", "assets", "method", "schema"}
    ours = {path.split("/")[0] for path in tree(site) if "/" in path} - theirs
    assert ours == {"briefings"}
    assert _broken(site) == []
    (entry,) = json.loads((site / "briefings" / "briefings.json").read_bytes())["briefings"]
    assert entry["url"] == "briefings/note/"


@pytest.mark.parametrize(
    ("page", "path"),
    [
        *(("index.md", "briefings/"), ("README.md", "briefings/"), ("index.html", "briefings/")),
        *(("index.markdown", "briefings/"), ("index.mkd", "briefings/"), ("indexed.md", "")),
        *(("readme.txt", ""), ("sub/index.md", "")),
    ],
)
def test_whatever_mkdocs_takes_for_a_front_page_is_one(
    tmp_path: Path, page: str, path: str
) -> None:
    """Under each of its names; of a folder below, it is none."""
    (tmp_path / page).parent.mkdir(exist_ok=True)
    (tmp_path / page).write_text("# Welcome\n", "utf-8")
    config = MkDocsConfig()
    config.load_dict({"docs_dir": str(tmp_path)})
    assert root_path(config, DossierConfig()) == path


def test_the_path_may_be_chosen(note: Path) -> None:
    """Slashes around it are free; the front page may be given to Dossier nevertheless."""
    (note / "docs" / "index.md").write_text("# Welcome\n", "utf-8")
    _settings(note, "    path: /desk/library/\n")
    text = (note / "mkdocs.yml").read_text("utf-8").replace("briefings/", "desk/library/")
    (note / "mkdocs.yml").write_text(text, "utf-8")
    made = run(note)
    assert made.returncode == 0, made.stderr
    assert (note / "site" / "desk" / "library" / "note" / "index.html").is_file()
    assert _broken(note / "site") == []


NO_FOLDERS = ["../up", "a//b", "a b", "https://x.org", "up.", "404.html", "sitemap.xml"]


@pytest.mark.parametrize("path", NO_FOLDERS)
def test_a_path_that_is_no_folder_is_refused(path: str) -> None:
    """The sentence says what would be right."""
    options = DossierConfig()
    options.load_dict({"path": path})
    ((key, fault),) = options.validate()[0]
    assert key == "path"
    assert "must be the name of a folder, such as briefings" in str(fault)


def test_at_the_top_the_front_page_is_in_the_way(note: Path) -> None:
    """`path: ""` beside docs/index.md would publish two front pages."""
    (note / "docs" / "index.md").write_text("# Welcome\n", "utf-8")
    _settings(note, '    path: ""\n')
    failed = run(note)
    assert failed.returncode == 1
    said = " ".join(failed.stderr.split())
    assert "docs/index.md: Dossier itself writes index.html there; rename this page or move" in said
    assert "or set the plugin's option path to a folder" in said


def test_a_file_may_be_in_the_way_of_a_folder(note: Path) -> None:
    """It is said which; a site cannot have both."""
    (note / "docs" / "briefings").write_text("Mine.\n", "utf-8")
    failed = run(note)
    assert failed.returncode == 1
    assert "docs/briefings: Dossier itself writes briefings there" in failed.stderr
    assert not (note / "site").exists()


def test_texts_that_mkdocs_would_publish_are_refused(note: Path) -> None:
    """Among the pages a draft would be public; a file that is excluded is not."""
    (note / "docs" / "texts").mkdir()
    (note / "docs" / "texts" / "tea.md").write_text("---\npublish: draft\n---\nA.\n", "utf-8")
    config = note / "mkdocs.yml"
    settings = config.read_text("utf-8").replace("seeds: seeds", "seeds: docs/texts")
    config.write_text(settings, "utf-8")
    failed = run(note)
    assert failed.returncode == 1
    assert "docs/texts/tea.md: is in docs/texts, and MkDocs would publish it" in failed.stderr
    assert not (note / "site").exists()
    settings = settings.replace(", briefings/note.md", "")
    settings = settings.replace(
        "exclude_docs: /manual/", "exclude_docs: |\n  /manual/\n  /texts/\n#"
    )
    config.write_text(settings, "utf-8")
    made = run(note)
    assert made.returncode == 0, made.stderr
    assert not [path for path in tree(note / "site") if "tea" in path]


def test_texts_with_the_names_of_pages_are_refused(note: Path) -> None:
    """Below a path briefings stand beside Dossier's other pages."""
    names = ("themes", "countries", "search", "assets", "index")
    for name in names:
        (note / "seeds" / f"2026-02-03-{name}.txt").write_text("A text.\n", "utf-8")
    failed = run(note)
    assert failed.returncode == 1
    for name in names:
        sentence = f"seeds/2026-02-03-{name}.txt: Dossier itself has a page '{name}' there"
        assert sentence in failed.stderr
    assert not (note / "site").exists()
