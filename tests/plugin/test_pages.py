"""Generated pages are pages of MkDocs: linked to, navigated, and seen by other plugins."""

import gzip
from pathlib import Path

import pytest

from tests.site import Page, run

HOOK = """
from pathlib import Path

def on_page_content(html, page, config, files):
    with Path("content.log").open("a") as log:
        log.write(page.file.src_uri + "\\n")
    return html

def on_post_page(output, page, config):
    with Path("output.log").open("a") as log:
        log.write(page.url + "\\n")
    return output.replace("</body>", "<!-- hooked --></body>")
"""


@pytest.fixture
def note(workshop: Path) -> Path:
    """Return a workshop with one short text, seeds/note.txt, of two paragraphs."""
    for seed in (workshop / "seeds").iterdir():
        seed.unlink()
    text = "Tariffs on trade rose in May.\n\nTroops trained at the border.\n"
    (workshop / "seeds" / "note.txt").write_text(text, "utf-8")
    return workshop


def _about(folder: Path, text: str) -> None:
    (folder / "docs" / "about.md").write_text(f"# About\n\n{text}\n", "utf-8")


def _set(folder: Path, before: str, after: str) -> None:
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert before in text
    config.write_text(text.replace(before, after), "utf-8")


def test_hand_written_pages_link_to_generated_ones(note: Path) -> None:
    """Links by .md lead to briefings, paragraphs, themes, countries, years and the search."""
    _about(
        note,
        "[a](briefings/note.md) [b](briefings/note.md#p2) [c](themes/economy.md) "
        "[d](briefings/note/as-published.md) [e](archive/undated.md) [f](search/index.md) "
        "[g](themes/index.md) [h](index.md)",
    )
    assert run(note).returncode == 0
    page = Page(note / "site" / "about" / "index.html")
    links = [e.attributes["href"] for e in page.elements if e.tag == "a" and len(e.words) == 1]
    assert links == [
        "../briefings/note/",
        "../briefings/note/#p2",
        "../themes/economy/",
        "../briefings/note/as-published/",
        "../archive/undated/",
        "../search/",
        "../themes/",
        "../",
    ]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("briefings/gone.md", "briefings/gone.md"),
        ("briefings/note.md#p3", "links to #p3 of briefings/note.md"),
        ("themes/gone.md", "themes/gone.md"),
    ],
)
def test_a_broken_link_to_a_generated_page_is_refused(note: Path, link: str, said: str) -> None:
    """A briefing, paragraph or theme that is not there stops a strict build."""
    _about(note, f"[x]({link})")
    failed = run(note)
    assert failed.returncode == 1
    assert said in failed.stderr
    assert not (note / "site").exists()


def test_the_navigation_is_as_written(note: Path) -> None:
    """Titles, sections, links that lead elsewhere and briefings stand in the masthead."""
    _set(
        note,
        "  - Archive: archive/index.md\n",
        "  - Front: index.md\n"
        "  - Years: archive/index.md\n"
        "  - Also:\n      - Deeper:\n          - Our note: briefings/note.md\n"
        "      - Elsewhere: https://example.com/there\n",
    )
    assert run(note).returncode == 0
    page = Page(note / "site" / "briefings" / "note" / "index.html")
    masthead = [
        e
        for e in page.elements
        if any(a.get("class") == "masthead" for a in e.around)
        and not any(a.get("class") == "top" for a in e.around)
    ]
    entries = [(e.words, e.attributes["href"]) for e in masthead if e.tag == "a"]
    assert entries == [
        ("Themes", "../../themes/"),
        ("Countries", "../../countries/"),
        ("People", "../../people/"),
        ("Organisations", "../../organisations/"),
        ("Weekly", "../../weekly/"),
        ("Front", "../../"),
        ("Years", "../../archive/"),
        ("Our note", "../../briefings/note/"),
        ("Elsewhere", "https://example.com/there"),
        ("Method", "../../method/"),
        ("About", "../../about/"),
    ]
    assert [e.words for e in masthead if e.tag == "summary"] == ["Also", "Deeper"]
    current = [e.words for e in masthead if e.attributes.get("aria-current") == "page"]
    assert current == ["Our note"]


def test_an_entry_of_the_navigation_that_is_not_there_is_refused(note: Path) -> None:
    """MkDocs names the page that `nav` has and the site has not."""
    _set(note, "  - About: about.md", "  - About: about.md\n  - Gone: briefings/gone.md")
    failed = run(note)
    assert failed.returncode == 1
    assert "'briefings/gone.md' is included in the 'nav' configuration" in failed.stderr


def test_events_of_other_plugins_run_on_every_page(note: Path) -> None:
    """A hook sees the content and the output of each generated page, and may add to them."""
    (note / "hook.py").write_text(HOOK, "utf-8")
    _set(note, "docs_dir: docs", "hooks: [hook.py]\ndocs_dir: docs")
    built = run(note)
    assert built.returncode == 0, built.stderr
    pages = {
        p.parent.relative_to(note / "site").as_posix() for p in (note / "site").rglob("index.html")
    }
    seen = (note / "output.log").read_text("utf-8").split("\n")[:-1]
    assert {path.strip("/") or "." for path in seen} == pages
    assert len(seen) == len(pages)
    assert "briefings/note.md" in (note / "content.log").read_text("utf-8")
    for path in pages:
        assert "<!-- hooked -->" in (note / "site" / path / "index.html").read_text("utf-8")


def test_templates_of_others_keep_their_environment(note: Path) -> None:
    """A hook's own template is rendered by MkDocs' environment, which neither escapes nor fails."""
    (note / "own").mkdir()
    (note / "own" / "own.html").write_text("{{ '<b>' }}{{ nothing }}{{ page.title }}", "utf-8")
    hook = "def on_config(config):\n    config.theme.dirs.append('own')\n"
    (note / "hook.py").write_text(hook, "utf-8")
    _set(note, "docs_dir: docs", "hooks: [hook.py]\ndocs_dir: docs")
    (note / "docs" / "own.md").write_text("---\ntemplate: own.html\n---\n# Mine\n", "utf-8")
    _set(note, "  - About: about.md", "  - About: about.md\n  - Own: own.md")
    built = run(note)
    assert built.returncode == 0, built.stderr
    assert (note / "site" / "own" / "index.html").read_text("utf-8") == "<b>Own"


@pytest.mark.parametrize("year", ["1450", "1969", "2106", "9999"])
def test_texts_of_any_age_make_a_site(note: Path, year: str) -> None:
    """The newest may be older, or younger, than what a compressed file can say of its time."""
    (note / "seeds" / "note.txt").unlink(missing_ok=True)
    seed = note / "seeds" / f"{year}-02-03-rail.txt"
    seed.write_text("Rail freight grew by a tenth.\n", "utf-8")
    assert run(note).returncode == 0
    sitemap = gzip.decompress((note / "site" / "sitemap.xml.gz").read_bytes()).decode()
    assert f"/briefings/rail/</loc><lastmod>{year}-02-03</lastmod>" in sitemap


def test_the_sitemap_lists_each_page_with_its_own_date(note: Path) -> None:
    """A briefing by its date; a page that repeats its text is left out."""
    seed = note / "seeds" / "2026-02-03-rail.txt"
    seed.write_text("Rail freight grew by a tenth.\n", "utf-8")
    assert run(note).returncode == 0
    sitemap = (note / "site" / "sitemap.xml").read_text("utf-8")
    assert "/briefings/rail/</loc><lastmod>2026-02-03</lastmod>" in sitemap
    assert "/briefings/note/</loc></url>" in sitemap
    assert "/themes/economy/</loc>" in sitemap
    assert "as-published" not in sitemap
