"""Briefings in a site of Material's with many plugins, as its owner has it already."""

import importlib
import json
import shutil
from pathlib import Path

import fontpkg
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.plugin.others import (
    DOSSIER,
    FILES,
    MATERIAL,
    Built,
    add_hook,
    build,
    command,
    furnish,
    serving,
    until,
)

PLUGINS = (
    "search",
    "blog",
    "tags",
    "rss: {use_git: false}",
    "redirects: {redirect_maps: {old.md: briefings/ferry.md#p4}}",
    "minify: {minify_html: true, htmlmin_opts: {remove_comments: true}}",
    "git-revision-date-localized: {enable_creation_date: true}",
    "glightbox",
    "macros",
)

SITE = {
    **FILES,
    "docs/index.md": """\
---
tags: [Start]
---
# Harbour house

Welcome to {{ config.site_name }}.

![A dot](dot.png)
""",
    "docs/new.md": """\
# New

Here is what tadpoles read.

The yam stays secret.
{ data-search-exclude="yes" }

<!-- dossier: newest 3 -->
""",
    "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/first.md": """\
---
date: 2024-05-06
---
# First

A wombat.

<!-- more -->

More of it.
""",
}

NAV = "nav: [index.md, about.md, tags.md, blog/index.md]"

HAND_WRITTEN = ("", "about", "tags", "blog", "blog/2024/05/06/first", "blog/archive/2024")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build it with Dossier as the last of the plugins."""
    folder = tmp_path_factory.mktemp("material")
    return build(furnish(folder, MATERIAL, (*PLUGINS, DOSSIER), SITE, NAV))


def test_nothing_is_amiss_in_a_strict_build(site: Built) -> None:
    """No plugin warns of anything."""
    assert "Proved 8 paragraphs" in site.said
    assert "WARNING" not in site.said


def test_the_order_of_plugins_does_not_matter(site: Built, tmp_path: Path) -> None:
    """With Dossier first, the same site comes out, to the byte; and so it does twice."""
    first = build(furnish(tmp_path, MATERIAL, (DOSSIER, *PLUGINS), SITE, NAV))
    assert sorted(first.files) == sorted(site.files)
    assert [path for path in first.files if first.files[path] != site.files[path]] == []


def test_hand_written_pages_are_what_they_were(site: Built, tmp_path: Path) -> None:
    """They are those of the same site without Dossier, to the byte."""
    without = [one for one in PLUGINS if not one.startswith("redirects")]
    before = build(furnish(tmp_path, MATERIAL, without, SITE, NAV))
    for path in HAND_WRITTEN:
        assert site.page(path) == before.page(path), path


def test_a_search_leads_to_the_paragraph_once(site: Built) -> None:
    """Each word of a text is found under its ¶, and nowhere else."""
    assert site.places("quokka") == ["briefings/ferry/#p1"]
    assert site.places("12 xylophones") == ["briefings/ferry/#p3"]
    assert site.places("zugzwang") == ["briefings/ferry/#p4"]
    assert site.places("zeppelin") == ["briefings/ferry/"]
    assert site.places("Why here?") == []
    assert site.places("yam") == []  # and so for what the owner keeps out of it
    assert ("briefings/ferry/#p4", "¶4") in [one[:2] for one in site.searched()]
    locations = [location for location, _, _ in site.searched()]
    assert len(locations) == len(set(locations))
    assert [one for one in locations if "as-published" in one or "/search" in one] == []


def test_a_title_is_words_and_no_markup_for_the_host(site: Built) -> None:
    """Its quotes and braces stand in the head of the page as they are."""
    page = LexborHTMLParser(site.page("briefings/ferry"))
    title, description = page.css_first("title"), page.css_first("meta[name=description]")
    assert title is not None
    assert description is not None
    assert title.text().startswith('The ferry {{ and }} the "toll"')
    assert description.attributes["content"] == 'The "zeppelin" toll <is> settled.'


def test_redirects_and_feeds_know_briefings(site: Built) -> None:
    """As they do in Dossier's own theme."""
    assert "../briefings/ferry/#p4" in site.page("old")
    feed = json.loads(site.files["feed_json_created.json"])
    (ferry,) = [item for item in feed["items"] if "/briefings/" in item["url"]]
    assert ferry["url"] == "https://harbour.test/house/briefings/ferry/"
    assert ferry["date_published"].startswith("2024-03-05")
    assert ferry["title"] == 'The ferry {{ and }} the "toll"'


_DROPS = """
def on_post_page(output, page, config):
    return output.replace("quokka", "")
"""


def test_a_plugin_that_drops_a_word_fails_the_build(tmp_path: Path) -> None:
    """The proof reads what is published, in any theme."""
    folder = furnish(tmp_path, MATERIAL, ("search", DOSSIER), SITE, NAV)
    add_hook(folder, _DROPS)
    done = command(folder, "build")
    assert done.returncode == 1
    assert "briefings/ferry/index.html" in done.stderr
    assert "quokka" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_a_saved_text_is_served(tmp_path: Path) -> None:
    """The preview follows a text, among all these plugins."""
    folder = furnish(tmp_path, MATERIAL, (*PLUGINS, DOSSIER), SITE, NAV)
    with serving(folder) as address:
        until(address + "briefings/note/", "gnomon")
        (folder / "seeds/note.txt").write_text("Nobody dated this obelisk on trade.\n", "utf-8")
        until(address + "briefings/note/", "obelisk")


def test_properdocs_builds_the_same_site(site: Built, tmp_path: Path) -> None:
    """In a host's theme, too."""
    folder = furnish(tmp_path, MATERIAL, (*PLUGINS, DOSSIER), SITE, NAV)
    done = build(folder, "properdocs")
    for path in ("briefings/ferry", "briefings", "briefings/themes/economy"):
        assert _article(done.page(path)) == _article(site.page(path)), path
    assert done.searched() == site.searched()


def _article(page: str) -> str:
    article = LexborHTMLParser(page).css_first(".md-content")
    assert article is not None
    return article.html or ""


def test_social_cards_are_drawn(tmp_path: Path) -> None:
    """Material draws one of each page; its font would come from elsewhere."""
    try:
        importlib.import_module("cairosvg")
    except (ImportError, OSError) as error:
        pytest.skip(f"no card was drawn: {error}")
    font = fontpkg.path("Source Sans 3")
    roboto = tmp_path / ".cache/plugin/social/fonts/Roboto/Regular.ttf"
    roboto.parent.mkdir(parents=True)
    shutil.copy(font, roboto)
    site = build(
        furnish(tmp_path, MATERIAL.replace(", font: false", ""), ("social", DOSSIER), SITE, NAV)
    )
    assert "assets/images/social/briefings/ferry.png" in site.files
    page = LexborHTMLParser(site.page("briefings/ferry"))
    (title,) = page.css("meta[property='og:title']")
    assert (title.attributes["content"] or "").startswith('The ferry {{ and }} the "toll"')
