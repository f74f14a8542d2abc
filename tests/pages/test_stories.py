"""Running stories: the pages of a theme, a country, an organisation and a person."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.model import ORGANISATION, PERSON, Briefing, Library, Mention, Publish
from dossier.pages import base, list_pages
from dossier.pages.base import ListPage
from tests.factories import (
    make_briefing,
    make_library,
    make_mention,
    make_site,
    make_themes,
    mentioning,
)

THEMES = make_themes("economy security")
SITE = make_site(THEMES, pdfs=True)
GREW = (
    "Tea exports of Peru rose by 30 percent in 2025 and earned $600 million, the Ministry of Trade "
    "said."
)
TEXT = f"{GREW}\n\nTrade.\n\nPeru.\n\nPeru.\n\nPeru.\n\nPeru."
PLACES = "economy economy economy economy security economy"


def _named(name: str, text: str = TEXT, places: str = PLACES, **front: Any) -> Briefing:
    return make_briefing(text, places, f"{name}.txt", THEMES, **front)


def _story(*names: str) -> Library:
    return make_library([_named(name) for name in names], THEMES)


def _pages(library: Library) -> dict[str, ListPage]:
    return {page.path: page for page in list_pages(library, SITE)}


def _tree(library: Library, path: str) -> LexborHTMLParser:
    html = base.render_list(_pages(library)[path], SITE).blocks["main"]
    return LexborHTMLParser(html)


def _words(nodes: Sequence[LexborNode]) -> list[str]:
    return [" ".join(node.text().split()) for node in nodes]


FOUR = ("2026-05-27-last", "2026-01-02-next", "2024-03-04-old", "undated")


@pytest.mark.parametrize("path", ["themes/economy/", "countries/pe/"])
def test_the_newest_stands_first_and_the_others_by_years(path: str) -> None:
    """Years are headings below the name of the story, and entries stand below them."""
    tree = _tree(_story(*FOUR), path)
    assert _words(tree.css("h1 bdi, h1:not(:has(bdi))"))[0].endswith(("Economy", "Peru"))
    newest = tree.css(".newest")[0]
    assert newest.attributes["data-briefing"] == "last"
    assert _words(newest.css(".kicker, h2, .passage")) == [
        "27 May 2026 · 1 min",
        "Last",
        f"{GREW} ¶1",
    ]
    assert _words(tree.css(".story-year h2, .story-year h3")) == [
        *("2026", "Next", "2024", "Old", "Undated", "Undated"),
    ]
    assert _words(tree.css(".when")) == ["2 Jan", "4 Mar"]
    extent = "In 4 briefings, from 4 March 2024 to 27 May 2026. 1 has no date."
    assert _words(tree.css(".extent")) == [extent]


def test_only_the_first_paragraphs_are_numbered() -> None:
    """All others are counted, and each number leads to its paragraph."""
    (first, *_) = _tree(_story(*FOUR), "countries/pe/").css(".newest")
    assert _words(first.css(".numbers")) == ["also in ¶3 ¶4 ¶5 and 1 more"]
    links = [link.attributes["href"] or "" for link in first.css(".cite")]
    assert [link.partition("#")[2] for link in links] == ["p1", "p3", "p4", "p5"]


def test_one_entry_alone_has_neither_years_nor_timeline() -> None:
    """A country that one text mentions shows that text, and the day it is of."""
    tree = _tree(_story("2026-05-27-last"), "countries/pe/")
    assert _words(tree.css(".extent")) == ["In 1 briefing, of 27 May 2026."]
    assert len(tree.css("[data-briefing]")) == 1
    assert tree.css(".story-year, .rail, svg") == []


def test_an_undated_story_says_no_date() -> None:
    """Nothing is invented."""
    assert _words(_tree(_story("a", "b"), "countries/pe/").css(".extent")) == ["In 2 briefings."]


def test_a_theme_without_a_briefing_says_so() -> None:
    """Its definition is there all the same, folded up."""
    tree = _tree(_story(), "themes/economy/")
    assert "No briefing has a paragraph on this theme yet." in tree.css("article")[0].text()
    assert _words(tree.css("details")) == ["What this theme coversAll that is economy."]
    assert tree.css(".newest, .rail, .extent") == []


def test_chips_say_in_how_many_of_the_briefings() -> None:
    """What is often with a story leads to its own page."""
    ada = make_mention(PERSON, "Ada Writer", 1)
    briefings = [mentioning(_named(name, "Peru and Chile.", "economy"), ada) for name in FOUR[:3]]
    briefings += [_named("2026-03-01-alone", "Peru.", "security")]
    tree = _tree(make_library(briefings, THEMES), "countries/pe/")
    (often,) = tree.css(".often-with")
    assert _words(often.css("h3, .chips li")) == [
        *("Themes", "Economy 3", "Countries", "Chile 3", "People", "Ada Writer 3"),
    ]
    assert "The numbers say in how many of the 4." in often.text()
    assert [link.attributes["href"] for link in often.css("a")] == [
        *("../../themes/economy/", "../../countries/cl/", "../../people/ada-writer/"),
    ]


def test_the_timeline_says_in_words_what_it_shows() -> None:
    """It is one picture, with a dot for each dated briefing."""
    (picture,) = _tree(_story(*FOUR), "themes/economy/").css("svg[role=img]")
    assert picture.attributes["aria-label"] == "Dated briefings by year: 1 in 2024, 2 in 2026."
    assert len(picture.css("circle")) == 3
    assert _words(picture.css("text")) == ["2024", "2025", "2026"]
    (said,) = _tree(_story(*FOUR), "themes/economy/").css(".timeline p")
    assert _words([said]) == ["Each dot is a dated briefing."]


def test_a_further_page_goes_on_with_its_years(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest, the timeline and what is often with it stand on the first page alone."""
    monkeypatch.setattr(base, "PAGE_LENGTH", 2)
    library = _story(*FOUR)
    tree = _tree(library, "countries/pe/page-2/")
    assert _words(tree.css("h2, h3")) == ["2024", "Old", "Undated", "Undated"]
    assert _words(tree.css(".extent"))[0].endswith("1 has no date. Page 2 of 2.")
    assert tree.css(".newest, .rail") == []
    first = _tree(library, "countries/pe/")
    assert len(first.css("circle")) == 3
    assert _words(first.css(".story-year h2, .story-year h3")) == ["2026", "Next"]


def test_subscribing_leads_to_the_feed_of_the_page_itself() -> None:
    """The feed of the whole site, which every page announces, is none of a story."""
    pages = _pages(_story(*FOUR))
    theme, country = pages["themes/economy/"], pages["countries/pe/"]
    assert 'href="../../themes/economy/feed.xml">Subscribe to Economy</a>' in _main(theme)
    assert 'href="../../countries/pe/feed.xml">Subscribe to Peru</a>' in _main(country)
    once = _pages(_story(FOUR[0]))["countries/pe/"]
    assert "Subscribe to" not in _main(once)


def _main(page: ListPage) -> str:
    return base.render_list(page, SITE).blocks["main"]


def test_digests_and_wikidata_stand_on_top() -> None:
    """Each link says where it leads."""
    un = make_mention(ORGANISATION, "United Nations", 1, identifier="Q1065")
    library = make_library([mentioning(_named(name), un) for name in FOUR], THEMES)
    assert "Digest 2026 (PDF)" in _words(_tree(library, "themes/economy/").css("header a"))
    links = _words(_tree(library, "organisations/united-nations/").css("header a"))
    assert links == ["Organisation", "Subscribe to United Nations", "United Nations on Wikidata"]


def test_rights_hold_in_the_newest_development() -> None:
    """Of a text for extracts only, a sentence that is none is not shown, and no ¶ is led to."""
    secret = make_mention(ORGANISATION, "Trade Office", 2, sentence="Trade.")
    briefings = [mentioning(_named(name, publish=Publish.EXTRACTS), secret) for name in FOUR]
    tree = _tree(make_library(briefings, THEMES), "organisations/trade-office/")
    assert tree.css(".passage, .cite") == []
    assert _words(tree.css(".newest h2")) == ["Last"]
    (cited,) = _tree(make_library(briefings, THEMES), "themes/economy/").css(".newest .cite")
    assert cited.tag == "span"


def test_all_themes_show_their_newest_development() -> None:
    """Each with the number of its briefings, and its definition folded up."""
    library = make_library([_named(FOUR[0], bottom_line="It pays."), _named(FOUR[1])], THEMES)
    tree = _tree(library, "themes/")
    (economy, security) = tree.css(".theme-card")
    assert _words(economy.css(".extent, h3, .passage")) == [
        *("2 briefings", "Last", f"{GREW} ¶1"),
    ]
    assert _words(security.css("summary")) == ["What Security covers"]
    assert [entry.slug for entry in _pages(library)["themes/"].listed] == ["last", "last"]
    assert _words(_tree(_story(), "themes/").css(".extent")) == ["0 briefings"] * 2


def test_the_title_is_in_the_direction_of_its_text() -> None:
    """The date beside it stays in that of the site."""
    library = make_library([_named(name, language="ar") for name in FOUR], THEMES)
    tree = _tree(library, "themes/economy/")
    for heading in tree.css("[data-briefing] :is(h2, h3)"):
        assert (heading.attributes["lang"], heading.attributes["dir"]) == ("ar", "rtl")
    assert {node.attributes["dir"] for node in tree.css(".when, .kicker[dir]")} == {"ltr"}


ADA = make_mention(PERSON, "Ada Writér", 1)
AROUND = {
    "renamed": [(f"2026-04-0{n}-more{n}", replace(ADA, name="Ada Writer")) for n in range(1, 6)],
    "later": [("2027-01-01-later", make_mention(PERSON, "Bob Writer", 1))],
}
"""Texts that say nothing of Peru."""


@pytest.mark.parametrize("others", AROUND.values(), ids=AROUND)
def test_a_page_is_rendered_anew_if_what_stands_around_its_list_changes(
    others: Sequence[tuple[str, Mention]],
) -> None:
    """Other texts may rename what is often with it, and prolong its timeline."""
    peru = [mentioning(_named(name, "Peru.", "economy"), ADA) for name in FOUR]
    more = [mentioning(_named(name, "Tea.", "security"), one) for name, one in others]
    before = _pages(make_library(peru, THEMES))["countries/pe/"]
    after = _pages(make_library([*peru, *more], THEMES))["countries/pe/"]
    assert (after.view != before.view, after.key != before.key) == (True, True)


def test_nothing_in_a_story_is_styled_in_place() -> None:
    """The policy of the site allows no style in an element."""
    for path in ("themes/economy/", "countries/pe/", "themes/"):
        assert not re.search(r'\sstyle="', _main(_pages(_story(*FOUR))[path]))
