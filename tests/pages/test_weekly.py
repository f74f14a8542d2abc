"""The weekly digest, as a page and as a mail, and the page of all that can be followed."""

import re
from typing import Any

import pytest

from dossier.model import ORGANISATION, PERSON, Briefing, Choice, Library, Publish
from dossier.pages import base, list_pages, mail
from dossier.pages.base import ListPage
from dossier.web.site import SiteContext
from tests.factories import (
    NEWS,
    mails_of,
    make_briefing,
    make_library,
    make_mention,
    make_site,
    make_themes,
    mentioning,
)

THEMES = make_themes("economy security")
SITE = make_site(THEMES)
NOWHERE = make_site(THEMES, url=None)
RAIL, TROOPS, RICE, RADARS = NEWS
PLACES = "economy security economy security"
CHOSEN: dict[str, Any] = {
    "lead": Choice(1, None, 2),
    "key_points": tuple(Choice(number, None, 2) for number in (1, 2, 4, 3)),
}
WEEK = "weekly/2026-W22/"


def _briefing(day: str, text: str = "Trade grew.", places: str = "", **front: Any) -> Briefing:
    return make_briefing(text, places, f"{day}-on-{day}.txt", THEMES, **front)


def _pages(library: Library, site: SiteContext = SITE) -> dict[str, ListPage]:
    return {page.path: page for page in list_pages(library, site)}


def _html(library: Library, path: str = WEEK, site: SiteContext = SITE) -> str:
    return base.render_list(_pages(library, site)[path], site).blocks["main"]


def _mail(library: Library, ending: str = "html") -> str:
    return mails_of(library, SITE)[f"{WEEK}mail.{ending}"]


def _library(*briefings: Briefing) -> Library:
    return make_library(briefings, THEMES)


@pytest.mark.parametrize(
    ("day", "path", "title"),
    [
        ("2026-05-25", "weekly/2026-W22/", "Week 22: 25–31 May 2026"),
        ("2026-05-31", "weekly/2026-W22/", "Week 22: 25–31 May 2026"),
        ("2026-07-01", "weekly/2026-W27/", "Week 27: 29 Jun – 5 Jul 2026"),
        ("2027-01-01", "weekly/2026-W53/", "Week 53: 28 Dec 2026 – 3 Jan 2027"),
        ("2024-12-30", "weekly/2025-W01/", "Week 1: 30 Dec 2024 – 5 Jan 2025"),
    ],
)
def test_weeks_are_those_of_the_iso_calendar(day: str, path: str, title: str) -> None:
    """From Monday to Sunday; the year of a week is that of its Thursday."""
    assert _pages(_library(_briefing(day)))[path].title == title


def test_a_week_has_its_dated_briefings_newest_first() -> None:
    """Those of other weeks have their own page, and the undated none."""
    days = ("2026-05-25", "2026-05-31", "2026-06-01")
    undated = make_briefing("Rain.", "", "undated.txt", THEMES)
    pages = _pages(_library(*map(_briefing, days), undated))
    weeks = {path: page.listed for path, page in pages.items() if path.startswith("weekly/2")}
    assert {path: [one.slug for one in listed] for path, listed in weeks.items()} == {
        "weekly/2026-W22/": ["on-2026-05-31", "on-2026-05-25"],
        "weekly/2026-W23/": ["on-2026-06-01"],
    }


def test_all_weeks_are_listed_by_year_with_their_newest_briefing() -> None:
    """A week counts its briefings; the year is that of the week."""
    days = ("2027-01-01", "2027-01-02", "2025-03-03")
    html = _html(_library(*map(_briefing, days)), "weekly/")
    assert re.findall(r'<h2 id="year-(\d+)"', html) == ["2026", "2025"]
    assert re.findall(r"Week \d+|\d briefings?|on-[\d-]+/", html) == [
        *("Week 53", "2 briefings", "on-2027-01-02/", "Week 10", "1 briefing", "on-2025-03-03/")
    ]


def test_a_week_leads_to_the_nearest_others() -> None:
    """Empty weeks are passed over."""
    library = _library(*map(_briefing, ("2026-05-05", "2026-05-25", "2026-07-01")))
    html = _html(library)
    assert re.findall(r'rel="(\w+)" href="[./]*(weekly/[^"]+)"', html) == [
        ("prev", "weekly/2026-W19/"),
        ("next", "weekly/2026-W27/"),
    ]


def test_a_digest_shows_the_lead_and_three_key_points_by_theme() -> None:
    """The first of each theme come first, the lead is said once, and each ¶ can be gone to."""
    text = "\n\n".join((*NEWS, "Sugar followed."))
    points = (*CHOSEN["key_points"], Choice(5, None, 2))
    front = CHOSEN | {"key_points": points}
    html = _html(_library(_briefing("2026-05-27", text, f"{PLACES} economy", **front)))
    assert re.findall(r'data-extract="(\d)"', html) == ["1", "3", "5", "2"]
    assert re.findall(r'data-section="(\w+)"', html) == ["economy", "economy", "security"]
    assert [html.count(sentence) for sentence in NEWS] == [1, 1, 1, 0]
    assert len(re.findall(r'briefings/on-2026-05-27/#p\d"', html)) == 4


def test_the_bottom_line_stands_in_place_of_the_lead() -> None:
    """It is labelled as the editor's."""
    library = _library(_briefing("2026-05-27", RAIL, "economy", bottom_line="It pays."))
    for html in (_html(library), _mail(library)):
        assert html.index("by the editor") < html.index(">It pays.<") < html.index(RAIL)
    assert "Bottom line, by the editor: It pays." in _mail(library, "txt")


def test_who_and_where_lead_to_their_pages() -> None:
    """Whoever has none is named all the same."""
    un = make_mention(ORGANISATION, "United Nations", 1)
    ada = make_mention(PERSON, "Ada Writer", 1)
    first = mentioning(_briefing("2026-05-27", "Peru talked."), un, ada)
    html = _html(_library(first, mentioning(_briefing("2026-05-05"), un)))
    chips = re.findall(r'<li><(?:a href="[./]*([^"]*)"|span)><bdi>([^<]*)', html)
    assert chips == [
        ("countries/pe/", "Peru"),
        ("organisations/united-nations/", "United Nations"),
        ("", "Ada Writer"),
    ]


# --- mails ----------------------------------------------------------------------------


def test_a_mail_needs_nothing_but_itself() -> None:
    """No script, picture, stylesheet or tracker; it leads to the site alone, by full addresses."""
    library = _library(_briefing("2026-05-27", "\n\n".join(NEWS), PLACES, url="https://a.test/"))
    html = _mail(library)
    tags = set(re.findall(r"<([a-z]\w*)", html))
    assert tags & {"script", "style", "link", "img", "iframe", "form", "svg", "object"} == set()
    assert re.findall(r"\ssrc=|url\(|@import|unsubscribe", html) == []
    addresses = re.findall(r'href="([^"]*)"', html)
    assert addresses != []
    assert [one for one in addresses if not one.startswith("https://example.org/")] == []
    assert "<title>Name: Week 22: 25–31 May 2026</title>" in html
    assert '<meta name="robots" content="noindex">' in html


def test_both_mails_say_the_same() -> None:
    """Title, address, lead and key points of each briefing, and where to read on."""
    library = _library(
        _briefing("2026-05-27", "\n\n".join(NEWS), PLACES, title="Rails & ports", **CHOSEN)
    )
    html, text = _mail(library), _mail(library, "txt")
    assert "Rails &amp; ports" in html
    assert [line for line in text.split("\n") if line] == [
        "Name",
        "Week 22: 25–31 May 2026",
        "-" * 40,
        "Rails & ports",
        "27 May 2026 · 1 min",
        "https://example.org/briefings/on-2026-05-27/",
        f"Lead extract (¶1): {RAIL}",
        f"Economy: {RICE} (¶3)",
        f"Security: {TROOPS} (¶2)",
        f"Security: {RADARS} (¶4)",
        "-" * 40,
        "Read this digest on the site:",
        "https://example.org/weekly/2026-W22/",
    ]
    assert [html.count(sentence) for sentence in NEWS] == [1, 1, 1, 1]


def test_a_draft_is_in_the_preview_and_in_no_mail() -> None:
    """What was sent is sent."""
    draft = _briefing("2026-05-27", "Peru talked.", publish=Publish.PREVIEW)
    assert "Peru talked." in _html(_library(draft))
    assert "mail.html" not in _html(_library(draft))
    assert mails_of(_library(draft), SITE) == {}
    assert "Peru talked." not in _mail(_library(draft, _briefing("2026-05-28")))


def test_rights_keep_links_into_the_text_out_of_a_digest() -> None:
    """Of a text for extracts there are extracts and ¶ numbers, with nothing to link to."""
    library = _library(
        _briefing(
            "2026-05-27",
            f"{RAIL} Secret.\n\n{TROOPS}",
            "economy security",
            publish=Publish.EXTRACTS,
        )
    )
    for text in (_html(library), _mail(library)):
        assert ("¶2" in text, "#p" in text, "Secret" in text) == (True, False, False)


def test_a_mail_has_the_newest_and_says_how_many_more_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A mail program may cut off what is long."""
    monkeypatch.setattr(mail, "MAILED", 1)
    library = _library(*map(_briefing, ("2026-05-25", "2026-05-26", "2026-05-27")))
    for ending in ("html", "txt"):
        text = _mail(library, ending)
        assert ("on-2026-05-27" in text, "on-2026-05-26" in text) == (True, False)
        assert "2 more briefings of this week are on the site." in text


def test_without_the_sites_address_there_are_digests_but_no_mails() -> None:
    """A mail needs full addresses, and none is made up; nor is there anything to subscribe to."""
    library = _library(_briefing("2026-05-27"))
    assert mails_of(library, NOWHERE) == {}
    html = _html(library, site=NOWHERE)
    assert ("Trade grew." in html, "mail." in html) == (True, False)
    assert "subscribe/" not in _pages(library, NOWHERE)


# --- subscribing ----------------------------------------------------------------------


def test_what_can_be_followed_is_on_one_page_the_most_mentioned_first() -> None:
    """The site, its themes, and whom or what two dated briefings mention; each with its count."""
    days = ("2026-05-25", "2026-05-26", "2026-05-27")
    texts = ("Chile and Peru talked.", "Peru and Chile talked.", "Peru and Fiji talked.")
    library = _library(*(_briefing(*pair) for pair in zip(days, texts, strict=True)))
    html = _html(library, "subscribe/")
    found = re.findall(r'href="[./]*([^"]*feed\.xml)" type=[^>]*>(?:<bdi>)?([^<]*)', html)
    assert found == [
        ("feed.xml", "https://example.org/feed.xml"),
        ("themes/economy/feed.xml", "Economy"),
        ("themes/security/feed.xml", "Security"),
        ("countries/pe/feed.xml", "Peru"),
        ("countries/cl/feed.xml", "Chile"),
    ]
    assert re.findall(r"<span>(\d briefings?) ", html) == [
        *("3 briefings", "0 briefings", "3 briefings", "2 briefings")
    ]
    assert html.count("feed.json") == 5
    assert "weekly/2026-W22/" in html


def test_the_page_of_whom_can_be_followed_announces_the_feed() -> None:
    """A feed reader that is given the page finds it."""
    library = _library(*(_briefing(day, "Peru talked.") for day in ("2026-05-25", "2026-05-26")))
    rendered = base.render_list(_pages(library)["countries/pe/"], SITE)
    announced = [feed.path for feed in rendered.head.metadata.feeds]
    assert announced[:2] == ["countries/pe/feed.xml", "countries/pe/feed.json"]
    alone = base.render_list(
        _pages(_library(_briefing("2026-05-25", "Peru talked.")))["countries/pe/"], SITE
    )
    assert [feed.path for feed in alone.head.metadata.feeds] == ["feed.xml", "feed.json"]
