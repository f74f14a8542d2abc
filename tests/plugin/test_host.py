"""Dossier's pages inside another theme: the host's stays the host's, and the proof holds."""

import re
from pathlib import Path

import pytest

from tests.plugin.others import MATERIAL, Built, add_hook, build, command, furnish
from tests.site import Page

THEMES = {
    "material": MATERIAL,
    "mkdocs": "{name: mkdocs, highlightjs: false}",
    "readthedocs": "{name: readthedocs, highlightjs: false}",
}
DOSSIER = "dossier: {pdf: false, search: false}"
NAV = "nav: [Welcome: index.md, Guide: guide.md, All briefings: briefings/index.md]\n"

FERRY = """\
---
title: Ferries & <tolls>
date: 2024-03-05
bottom_line: The "zeppelin" toll is settled.
---
## What it costs

Trade and tariffs rose at the quokka pier in May.

## Who guards it

Soldiers patrol the border at night.
"""

WELCOME = """\
# Welcome

See [it](https://harbour.test/).

| a | b |
|---|---|
| 1 | 2 |
"""
GUIDE = """\
# Guide

A [briefing](briefings/ferry.md#p2).

> Quoted.

## Part

End.
"""
FILES = {
    "seeds/ferry.md": FERRY,
    "seeds/note.txt": "Trade with Peru doubled in a year.\n\nTroops left the border.\n",
    "docs/index.md": WELCOME,
    "docs/guide.md": GUIDE,
}
"""A site with a front page of its own, to which two texts are added."""


def _furnish(folder: Path, theme: str, *plugins: str, more: str = "") -> Path:
    return furnish(folder, THEMES[theme], plugins or ("search", DOSSIER), FILES, more)


@pytest.fixture(scope="module", params=THEMES)
def hosted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site in each theme that comes with MkDocs, and in Material, without any `nav`."""
    return build(_furnish(tmp_path_factory.mktemp(request.param), request.param))


def _page(site: Built, path: str) -> Page:
    return Page(site.folder / "site" / path / "index.html")


def _meta(page: Page, name: str) -> list[str]:
    named = [
        e for e in page.elements if name in (e.attributes.get("name"), e.attributes.get("property"))
    ]
    return [element.attributes["content"] for element in named]


def _links(page: Page, rel: str) -> list[str]:
    links = [e for e in page.having("rel") if rel in e.attributes["rel"].split()]
    return [link.attributes["href"] for link in links if link.tag == "link"]


def _paragraphs(page: Page) -> list[tuple[str, str]]:
    return [(e.attributes["id"], e.words) for e in page.having("data-paragraph")]


def test_the_contracts_of_a_briefing_hold_inside_the_hosts_page(hosted: Built) -> None:
    """Each paragraph stands once, verbatim, under its anchor and theme, in both orders."""
    texts = ["What it costs", "Trade and tariffs rose at the quokka pier in May."]
    texts += ["Who guards it", "Soldiers patrol the border at night."]
    numbered = [(f"p{number}", text) for number, text in enumerate(texts, start=1)]
    assert sorted(_paragraphs(_page(hosted, "briefings/ferry"))) == numbered
    assert _paragraphs(_page(hosted, "briefings/ferry/as-published")) == numbered
    sections = _page(hosted, "briefings/ferry").having("data-section")
    assert {"economy", "security"} <= {e.attributes["data-section"] for e in sections}
    assert "Proved 6 paragraphs verbatim and exactly once" in hosted.said


def test_the_article_stands_in_the_hosts_own_page(hosted: Built) -> None:
    """The host's navigation is around it, and its window, its title spelt as the text spells it."""
    text = hosted.page("briefings/ferry")
    page = _page(hosted, "briefings/ferry")
    (article,) = [e for e in page.elements if "briefing" in e.attributes.get("class", "").split()]
    assert any("dossier" in around.get("class", "").split() for around in article.around)
    assert "<title>Ferries &amp; &lt;tolls&gt; - Harbour house</title>" in text
    assert "<tolls>" not in text
    links = [e.attributes["href"] for e in page.elements if e.tag == "a" and "href" in e.attributes]
    assert "../../guide/" in links
    assert not re.search("masthead|colophon|Content-Security-Policy", text)


def _contents(page: Page) -> dict[str, str]:
    """Return what the links outside the article say that lead to a place in it."""
    links = [e for e in page.elements if e.attributes.get("href", "").startswith("#")]
    outside = [e for e in links if "dossier" not in str([a.get("class") for a in e.around])]
    return {link.attributes["href"]: link.words for link in outside}


def test_the_table_of_contents_is_that_of_the_article(hosted: Built) -> None:
    """Sections and headings of the text lead there; ¶ marks and letters of themes are no words."""
    assert _contents(_page(hosted, "briefings"))["#browse"].startswith("All briefings by theme")
    if "rst-content" in hosted.page("briefings"):
        return  # readthedocs shows the contents of pages that its navigation names, and of no other
    assert _contents(_page(hosted, "briefings/ferry"))["#section-economy"] == "Economy"
    contents = _contents(_page(hosted, "briefings/ferry/as-published"))
    assert contents["#p1"] == "What it costs"
    assert contents["#p3"] == "Who guards it"


def test_programs_read_in_the_head_what_the_host_does_not_say(hosted: Built) -> None:
    """Address and description stand there once; feeds, data and the wish not to be indexed too."""
    page = _page(hosted, "briefings/ferry")
    assert _links(page, "canonical") == ["https://harbour.test/house/briefings/ferry/"]
    assert _meta(page, "description") == ['The "zeppelin" toll is settled.']
    assert _meta(page, "og:title") == _meta(page, "citation_title") == ["Ferries & <tolls>"]
    assert "../../briefings/feed.xml" in _links(page, "alternate")
    assert '"@type": "Report"' in hosted.page("briefings/ferry")
    assert _meta(page, "robots") == []
    assert _meta(_page(hosted, "briefings/ferry/as-published"), "robots") == ["noindex"]


def test_without_a_nav_one_section_leads_to_the_briefings(hosted: Built) -> None:
    """It names the ways in, and no briefing; forth and back stay those of the host's pages."""
    page = _page(hosted, "guide")
    links = {e.attributes["href"]: e for e in page.elements if "href" in e.attributes}
    for path in ("", "themes/", "countries/", "archive/"):
        assert f"../briefings/{path}" in links
    assert "Who and where" in links["../briefings/countries/"].words
    briefings = [link for link in links if "ferry" in link or "note" in link]
    assert briefings == ["../briefings/ferry/#p2"]  # as the page itself says
    steps = [link for link, e in links.items() if e.attributes.get("rel") in ("prev", "next")]
    assert [link for link in steps if "briefings" in link] == []


def test_the_landing_page_is_called_briefings(hosted: Built) -> None:
    """The name of the site stands in the host's header already."""
    (heading,) = [e for e in _page(hosted, "briefings").elements if e.tag == "h1"]
    assert heading.words == "Briefings"


def test_the_hosts_own_error_page_and_sitemap_stand(hosted: Built) -> None:
    """Ours belong to our theme; the host's sitemap names our pages."""
    assert b"dossier" not in hosted.files["404.html"]
    sitemap = hosted.files["sitemap.xml"].decode()
    assert "<loc>https://harbour.test/house/briefings/ferry/</loc>" in sitemap
    assert "<loc>https://harbour.test/house/guide/</loc>" in sitemap


def test_pages_that_hold_nothing_of_ours_are_the_same_bytes(tmp_path: Path) -> None:
    """With `nav` as written, the plugin changes no page of the host and adds no entry.

    Material's are compared in `test_material.py`.
    """
    with_it = build(_furnish(tmp_path / "with", "mkdocs", "search", DOSSIER, more=NAV))
    folder = _furnish(tmp_path / "without", "mkdocs", "search", more=NAV)
    (folder / "docs" / "briefings").mkdir()
    for name in ("index.md", "ferry.md"):  # what pages and navigation lead to
        (folder / "docs" / "briefings" / name).write_text("# There\n\n## p2\n", "utf-8")
    without = build(folder)
    for path in ("index.html", "guide/index.html"):
        assert with_it.files[path] == without.files[path]
    assert "All briefings" in with_it.page("guide")
    assert "../briefings/themes/" not in with_it.page("guide")


def test_templates_of_the_owner_may_have_the_names_of_ours(tmp_path: Path) -> None:
    """The theme stays the host's, whatever is in its `custom_dir`."""
    folder = _furnish(tmp_path, "mkdocs", DOSSIER)
    config = folder / "mkdocs.yml"
    theme = f"theme: {THEMES['mkdocs']}"
    settings = config.read_text("utf-8").replace(theme, "theme: {name: mkdocs, custom_dir: mine}")
    config.write_text(settings, "utf-8")
    (folder / "mine").mkdir()
    for name in ("shell.html", "briefing.html"):
        (folder / "mine" / name).write_text("Mine.", "utf-8")
    assert 'id="dossier"' in build(folder).page("briefings/ferry")


def test_a_briefing_may_be_called_otherwise_in_the_navigation(tmp_path: Path) -> None:
    """Its window has its whole title nevertheless."""
    more = "nav: [index.md, guide.md, Crossings: briefings/ferry.md]\n"
    site = build(_furnish(tmp_path, "mkdocs", DOSSIER, more=more))
    assert "<title>Ferries &amp; &lt;tolls&gt; - Harbour house</title>" in site.page(
        "briefings/ferry"
    )
    assert "Crossings" in site.page("guide")


def test_at_the_top_the_landing_page_is_the_front_page(tmp_path: Path) -> None:
    """The host's header leads there, and its window has the name of the site alone."""
    folder = _furnish(tmp_path, "material")
    (folder / "docs" / "index.md").unlink()
    site = build(folder)
    assert "<title>Harbour house</title>" in site.page("")
    assert 'data-briefing="ferry"' in site.page("")
    assert "themes/" in site.page("guide")
    assert (folder / "site" / "assets" / "article.css").is_file()


_LEAVES_OUT = """
from mkdocs.plugins import event_priority

@event_priority(-100)
def on_files(files, config):
    files.remove(files.get_file_from_path("briefings/ferry.md"))
    return files
"""


def test_a_plugin_that_leaves_a_page_out_fails_the_build(tmp_path: Path) -> None:
    """The sentence says what is missing, and not where MkDocs wrote."""
    folder = _furnish(tmp_path, "mkdocs", DOSSIER, more="nav: [index.md]\n")
    (folder / "docs" / "guide.md").unlink()
    add_hook(folder, _LEAVES_OUT)
    failed = command(folder, "build")
    assert failed.returncode != 0
    assert "ferry/index.html: cannot be read back: it is not there, perhaps" in failed.stderr
    assert ".building" not in failed.stderr.split("ERROR", 1)[1]


def test_a_stylesheet_of_the_owner_may_hide_no_paragraph(tmp_path: Path) -> None:
    """`extra_css` is checked in a host too."""
    folder = _furnish(tmp_path, "material", DOSSIER, more="extra_css: [mine.css]\n")
    (folder / "docs" / "mine.css").write_text("nav, .filed p {\n  display: none;\n}\n", "utf-8")
    failed = command(folder, "build")
    assert failed.returncode != 0
    assert "mine.css:2: .filed p { display: none } would hide" in failed.stderr


_LINK = """
from pathlib import Path

def on_post_page(output, page, config):
    Path(config.site_dir, "late.css").write_text("{rules}", "utf-8")
    output = output.replace('<article class="briefing', '<article class="card d-none briefing')
    return output.replace("</head>", '<link rel="stylesheet" href="/late.css"></head>')
"""

AIMED = (
    "#dossier .prose { opacity: 0 }",
    "[data-paragraph] { display: none }",
    ".d-none { display: none !important }",
)


def test_no_stylesheet_hides_what_it_names_of_an_article(tmp_path: Path) -> None:
    """A plugin may bring it, and the theme may have it for a class that a plugin adds."""
    folder = _furnish(tmp_path, "mkdocs", DOSSIER)
    add_hook(folder, _LINK.replace("{rules}", "\\n".join(AIMED)))
    failed = command(folder, "build")
    assert failed.returncode != 0
    for line, rule in enumerate(AIMED, start=1):
        assert f"late.css:{line}: {rule.split(' !')[0]}" in failed.stderr


def test_the_other_rules_of_a_host_are_its_own(tmp_path: Path) -> None:
    """They do not reach into an article, whatever they say of bare elements."""
    folder = _furnish(tmp_path, "mkdocs", DOSSIER)
    hook = _LINK.replace(" d-none", "")
    rules = "p { text-transform: uppercase } [x-cloak] { display: none !important }"
    add_hook(folder, hook.replace("{rules}", rules))
    done = command(folder, "build")
    assert done.returncode == 0, done.stderr
