"""Earlier names of texts: a page at each address, which leads to where the text is now."""

from pathlib import Path

import pytest

from tests.site import Page, run


@pytest.fixture
def desk(workshop: Path) -> Path:
    """Return a workshop with two short texts, seeds/rail.txt and seeds/tea.txt."""
    for seed in (workshop / "seeds").iterdir():
        seed.unlink()
    _seed(workshop, "rail", "Rail freight grew by a tenth.")
    _seed(workshop, "tea", "Tariffs on tea rose in May.")
    return workshop


def _seed(folder: Path, name: str, text: str, front: str = "") -> None:
    head = f"---\n{front}\n---\n" if front else ""
    (folder / "seeds" / f"{name}.txt").write_text(f"{head}{text}\n", "utf-8")


def test_an_alias_leads_to_its_briefing(desk: Path) -> None:
    """By itself, by a link in words, and for search engines; links of other pages may lead to it.

    A text that is not shown leads nowhere.
    """
    front = 'title: "Rail & freight"\naliases: [old-rail, /briefings/ältere-bahn/]'
    _seed(desk, "rail", "Rail freight grew by a tenth.", front)
    _seed(desk, "tea", "Tariffs on tea rose in May.", "publish: draft\naliases: old-tea")
    about = "# About\n\n[Before](briefings/old-rail/index.html)\n"
    (desk / "docs" / "about.md").write_text(about, "utf-8")
    done = run(desk)
    assert done.returncode == 0, done.stderr
    for name in ("old-rail", "ältere-bahn"):
        page = Page(desk / "site" / "briefings" / name / "index.html")
        metas = {
            e.attributes.get("http-equiv", e.attributes.get("name")): e.attributes["content"]
            for e in page.having("content")
        }
        assert metas["refresh"] == "0; url=../../briefings/rail/"
        assert metas["robots"] == "noindex"
        assert "default-src 'none'" in metas["Content-Security-Policy"]
        (link,) = (e for e in page.elements if e.tag == "a")
        assert (link.words, link.attributes["href"]) == ("Rail & freight", "../../briefings/rail/")
        (canonical,) = (e for e in page.elements if e.attributes.get("rel") == "canonical")
        assert canonical.attributes["href"] == "https://briefings.test/briefings/rail/"
    assert not (desk / "site" / "briefings" / "old-tea").exists()
    assert "old-rail" not in (desk / "site" / "sitemap.xml").read_text("utf-8")


def test_without_an_address_of_the_site_there_is_none_for_search_engines(desk: Path) -> None:
    """The page leads on all the same, below a path too."""
    _seed(desk, "rail", "Rail freight grew by a tenth.", "aliases: old-rail")
    config = desk / "mkdocs.yml"
    text = config.read_text("utf-8")
    text = "\n".join(line for line in text.split("\n") if not line.startswith("site_url"))
    text = text.replace(
        "    seeds: seeds\n", "    seeds: seeds\n    path: library\n    pdf: false\n"
    )
    text = text[: text.index("nav:")] + text[text.index("plugins:") :]
    config.write_text(text, "utf-8")
    done = run(desk)
    assert done.returncode == 0, done.stderr
    html = (desk / "site" / "library" / "old-rail" / "index.html").read_text("utf-8")
    assert 'content="0; url=../../library/rail/"' in html
    assert "canonical" not in html


def test_what_stands_in_the_way_of_an_alias_is_refused(desk: Path) -> None:
    """Texts, other aliases and hand-written pages; each is said with its line."""
    _seed(desk, "rail", "Rail freight grew by a tenth.", "aliases: [tea, rail]\ntitle: Rail")
    _seed(desk, "tea", "Tariffs on tea rose in May.", "title: Tea\naliases:\n  - old\n  - older")
    _seed(desk, "salt", "Salt fell in June.", "publish: withheld\naliases: older")
    for command in ("build", "check"):
        done = run(desk, command)
        assert done.returncode == 1
        for said in (
            "seeds/rail.txt:2: the alias tea is the address of seeds/tea.txt; take it out, or",
            "seeds/rail.txt:2: the alias rail is the name that this text has now; take it out",
            "seeds/tea.txt:5: the alias older is an alias of seeds/salt.txt too; keep it in one",
        ):
            assert said in " ".join(done.stderr.split()), command


def test_a_hand_written_page_is_not_replaced(desk: Path) -> None:
    """It is said which page stands there."""
    _seed(desk, "rail", "Rail freight grew by a tenth.", "aliases: old-rail")
    (desk / "docs" / "briefings").mkdir()
    (desk / "docs" / "briefings" / "old-rail.md").write_text("# Mine\n", "utf-8")
    done = run(desk)
    assert done.returncode == 1
    assert "docs/briefings/old-rail.md: Dossier itself writes" in " ".join(done.stderr.split())
