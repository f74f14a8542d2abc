"""Feeds: sound Atom and JSON Feed with the editors' dates, within each text's rights."""

import datetime
import json
import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import jsonschema
import pytest
from hypothesis import given

from dossier.model import ORGANISATION, PERSON, Briefing, Choice, Library, Mention, Publish
from dossier.web.site import SiteContext
from tests.factories import (
    RAIL,
    TROOPS,
    feeds_of,
    make_briefing,
    make_library,
    make_mention,
    make_site,
    make_themes,
    mentioning,
    plain_texts,
)

THEMES = make_themes("economy security")


def _site(url: str | None = "https://example.org/site/", **values: bool) -> SiteContext:
    return make_site(THEMES, name="Desk <&>", url=url, **values)


SITE = _site()
ATOM = "{http://www.w3.org/2005/Atom}"
FRONT: dict[str, Any] = {
    "title": "Rails & ports",
    "updated": datetime.date(2026, 2, 5),
    "author": "Jane Doe and Ludwig van Beethoven",
    "source": "The Morning Post",
    "url": "https://news.example/rails?a=1&b=2",
    "rights": "© 2026",
    "language": "en-GB",
    "bottom_line": "It pays.",
}
TEXT = f"{RAIL} Secret detail.\n\n{TROOPS}\n"
HOSTILE = '"Q" <b>&amp; ]]> </script>\x01\x0b\ufffe \'{{ x }} 🚆 قطار \u202eRTL ' + "long " * 500

TEXTS = {"type": "string", "minLength": 1}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items", "feed_url", "home_page_url"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXTS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "url", "content_html", "date_published"],
                "properties": {
                    "id": TEXTS,
                    "content_html": TEXTS,
                    "date_published": {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$"},
                    "date_modified": {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$"},
                    "authors": {"minItems": 1, "items": {"required": ["name"]}},
                    "tags": {"minItems": 1, "items": TEXTS},
                },
            },
        },
    },
}
"""What https://www.jsonfeed.org/version/1.1/ demands."""


def _library(*briefings: Briefing) -> Library:
    return make_library(briefings, THEMES)


def _rails(**front: Any) -> Briefing:
    named = "2026-02-03-rails.txt"
    return make_briefing(TEXT, "economy security", named, THEMES, **(FRONT | front))


def _text(library: Library, path: str = "feed.xml") -> str:
    return feeds_of(library, SITE)[path]


def _parsed(library: Library, path: str = "feed.xml") -> Any:
    return feedparser.parse(_text(library, path))


def _atom(library: Library) -> ElementTree.Element:
    return ElementTree.fromstring(_text(library))  # noqa: S314 - our own


def _json(library: Library, path: str = "feed.json") -> dict[str, Any]:
    record = json.loads(_text(library, path))
    jsonschema.validate(record, JSON_FEED)
    assert isinstance(record, dict)
    return record


def _faults(root: ElementTree.Element) -> list[str]:
    """Return what RFC 4287 forbids and `root` has."""
    entries = root.findall(f"{ATOM}entry")
    once = {
        f"{element.tag} has {len(element.findall(ATOM + name))} of {name}"
        for element in (root, *entries)
        for name in ("id", "title", "updated")
        if len(element.findall(ATOM + name)) != 1
    }
    at_most_once = {
        f"{element.tag} has {name} twice"
        for element in (root, *entries)
        for name in ("subtitle", "generator", "rights", "published", "summary", "content")
        if len(element.findall(ATOM + name)) > 1
    }
    alternates = {
        f"{element.tag} has {count} alternates"
        for element in (root, *entries)
        if (count := len(element.findall(f"{ATOM}link[@rel='alternate']"))) != 1
    }
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    people = {"an author has no name" for a in root.iter(f"{ATOM}author") if not a[0].text}
    hrefs = {"a link has no href" for link in root.iter(f"{ATOM}link") if not link.get("href")}
    terms = {"a category has no term" for c in root.iter(f"{ATOM}category") if not c.get("term")}
    twice = {f"{id_} is there twice" for id_, count in ids.items() if count > 1}
    nobody = set() if root.find(f"{ATOM}author") is not None else {"the feed has no author"}
    return sorted(once | at_most_once | alternates | people | hrefs | terms | twice | nobody)


def test_a_reader_finds_all_that_is_stated() -> None:
    """A feed reader takes the Atom feed without complaint and finds each statement in it."""
    found = _parsed(_library(_rails()))
    assert (found.bozo, found.version, found.feed.title) == (False, "atom10", "Desk <&>")
    assert (found.feed.id, found.feed.link) == (SITE.url, SITE.url)
    assert (found.feed.author, found.feed.language) == ("Desk <&>", SITE.language)
    (entry,) = found.entries
    page = "https://example.org/site/briefings/rails/"
    assert (entry.id, entry.link, entry.title) == (page, page, "Rails & ports")
    assert (entry.published, entry.updated) == ("2026-02-03T00:00:00Z", "2026-02-05T00:00:00Z")
    assert [author.name for author in entry.authors] == ["Jane Doe", "Ludwig van Beethoven"]
    assert [link.href for link in entry.links if link.rel == "via"] == [FRONT["url"]]
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("economy", "Economy"),
        ("security", "Security"),
        ("IR", "Iran"),
        ("PK", "Pakistan"),
    ]
    assert (entry.rights, entry.summary) == ("© 2026", "Bottom line, by the editor: It pays.")
    assert entry.title_detail.language == "en-GB"


def test_who_and_where_are_categories() -> None:
    """Behind the themes, each kind in a scheme of its own; no person without a full name."""
    un = make_mention(ORGANISATION, "United Nations", 1)
    people = (make_mention(PERSON, name, 1) for name in ("Ada Writer", "Sharif"))
    peru = make_briefing("Peru.", "economy", "2026-02-03-peru.txt", THEMES)
    library = _library(mentioning(peru, un, *people))
    (entry,) = _parsed(library).entries
    root = SITE.url
    assert [(tag.term, tag.scheme, tag.label) for tag in entry.tags] == [
        ("economy", f"{root}themes/", "Economy"),
        ("PE", f"{root}countries/", "Peru"),
        ("united-nations", f"{root}organisations/", "United Nations"),
        ("ada-writer", f"{root}people/", "Ada Writer"),
    ]
    (item,) = _json(library)["items"]
    assert item["tags"] == ["Economy", "Peru", "United Nations", "Ada Writer"]


def test_atom_holds_its_standard() -> None:
    """A full, a bare and an empty feed have what RFC 4287 demands, and nothing twice."""
    bare = make_briefing("Trade grew.", "", "2026-01-01-bare.txt", THEMES)
    assert _faults(_atom(_library(_rails(), bare))) == []
    assert _faults(_atom(_library())) == []


def test_both_kinds_say_the_same() -> None:
    """The JSON Feed has the entries of the Atom feed, with the same ids, dates and summaries."""
    library = _library(_rails(), make_briefing("Trade grew.", "", "2026-01-01-bare.txt", THEMES))
    names = ("id", "title", "published", "updated", "summary", "content")
    atom = [[e.findtext(ATOM + n) for n in names] for e in _atom(library).iter(f"{ATOM}entry")]
    keys = ("id", "title", "date_published", "date_modified", "summary", "content_html")
    assert [[item[key] for key in keys] for item in _json(library)["items"]] == atom
    assert len(atom) == 2


def test_content_is_the_key_points_and_not_the_text() -> None:
    """A reader sees bottom line and key points, each linked to its ¶, and no more of the text."""
    (item,) = _json(_library(_rails()))["items"]
    content = item["content_html"]
    assert '<p dir="auto">Bottom line, by the editor: It pays.</p>' in content
    link = '<a href="https://example.org/site/briefings/rails/#p2">¶2</a>'
    assert f"Security: {TROOPS} {link}" in content
    assert "Secret detail" not in content


def test_key_points_of_no_theme_stand_under_their_section() -> None:
    """An editor may choose some; they make no category of it."""
    chosen = (Choice(3, None, 2), Choice(1, None, 2))
    text, places = f"{TEXT}\nWho knows?\n", "economy security -"
    one = make_briefing(text, places, "2026-01-01-a.txt", THEMES, key_points=chosen)
    (item,) = _json(_library(one))["items"]
    points = re.findall(r'<li dir="auto">(\w+): ', item["content_html"])
    assert points == ["Economy", "Outlook"]
    assert item["tags"][:2] == ["Economy", "Security"]
    assert "Outlook" not in item["tags"]


def test_a_text_without_key_points_has_no_list() -> None:
    """Its entry says the bottom line or the lead, and its themes."""
    table = make_briefing("| a |\n|---|\n| 1 |", "economy", "2026-01-01-a.md", THEMES)
    (item,) = _json(_library(table))["items"]
    assert ("<ul>" in item["content_html"], item["tags"]) == (False, ["Economy"])
    assert item["summary"].startswith("Lead extract (¶1)")


def test_a_reader_may_take_the_pdf() -> None:
    """Where there are PDFs each entry has its own, and where there are none it has none."""
    library = _library(_rails())
    written = feeds_of(library, _site(pdfs=True))
    url = "https://example.org/site/briefings/rails/rails.pdf"
    (entry,) = feedparser.parse(written["feed.xml"]).entries
    assert [(link.href, link.type) for link in entry.enclosures] == [(url, "application/pdf")]
    (item,) = json.loads(written["themes/economy/feed.json"])["items"]
    assert item["attachments"] == [{"url": url, "mime_type": "application/pdf"}]
    bare = feeds_of(library, SITE)
    assert [path for path, text in bare.items() if "pdf" in text or "attachments" in text] == []


def test_rights_keep_links_into_the_text_out() -> None:
    """Of a text for extracts there are extracts and ¶ numbers, with nothing to link to."""
    (item,) = _json(_library(_rails(publish=Publish.EXTRACTS, bottom_line=None)))["items"]
    assert item["summary"] == f"Lead extract (¶1): {RAIL}"
    assert f"{TROOPS} ¶2" in item["content_html"]
    assert ("#p" in item["content_html"], "Secret" in json.dumps(item)) == (False, False)


def test_withheld_and_undated_texts_are_in_no_feed() -> None:
    """A date is never invented, so what has none is not news."""
    undated = make_briefing("Trade grew.", "", "undated.txt", THEMES, updated=FRONT["updated"])
    library = _library(undated, _rails(publish=Publish.WITHHELD))
    assert _json(library)["items"] == []


def test_an_empty_feed_has_a_fixed_date() -> None:
    """Without entries there is nothing to take a date from but a constant."""
    assert _parsed(_library()).feed.updated == "1970-01-01T00:00:00Z"


def test_a_feed_is_as_new_as_its_newest_change() -> None:
    """The day of an update counts, even of an entry that is not the newest."""
    newer = make_briefing("Trade grew.", "", "2026-02-04-newer.txt", THEMES)
    assert _parsed(_library(_rails(), newer)).feed.updated == "2026-02-05T00:00:00Z"


def test_a_feed_ends_after_the_newest() -> None:
    """The newest fifty are in it, newest first."""
    names = [f"2025-{key // 28 + 1:02}-{key % 28 + 1:02}-n{key}.txt" for key in range(60)]
    library = _library(*(make_briefing("Trade grew.", "", name, THEMES) for name in names))
    found = [entry.id.rsplit("/", 2)[1] for entry in _parsed(library).entries]
    assert found == [f"n{key}" for key in range(59, 9, -1)]


def test_ids_outlive_titles() -> None:
    """A new title, author or date of an update leaves an entry's id as it is."""
    before, after = _rails(), _rails(title="Ports & rails", author=None, updated=None)
    assert _parsed(_library(before)).entries[0].id == _parsed(_library(after)).entries[0].id


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ({"author": "Jane Doe", "source": "The Post"}, ("Jane Doe",)),
        ({"author": None, "source": "The Post"}, ("The Post",)),
        ({"author": None, "source": None}, ()),
    ],
)
def test_authors_are_those_stated(front: dict[str, Any], expected: tuple[str, ...]) -> None:
    """The author, else the source, else nobody but the site, which the feed itself names."""
    library = _library(_rails(**front))
    (entry,) = _parsed(library).entries
    assert tuple(author.name for author in entry.get("authors", ())) == expected
    assert _faults(_atom(library)) == []


def test_every_theme_has_its_feeds() -> None:
    """The files are two for the site and two a theme, each knowing its own address."""
    written = feeds_of(_library(_rails()), SITE)
    assert list(written) == [
        "feed.xml",
        "feed.json",
        "themes/economy/feed.xml",
        "themes/economy/feed.json",
        "themes/security/feed.xml",
        "themes/security/feed.json",
    ]
    theme = feedparser.parse(written["themes/security/feed.xml"])
    assert (theme.bozo, theme.feed.title, len(theme.entries)) == (False, "Desk <&>: Security", 1)
    own = {link.rel: link.href for link in theme.feed.links}
    assert own == {
        "self": "https://example.org/site/themes/security/feed.xml",
        "alternate": "https://example.org/site/themes/security/",
    }
    twin = json.loads(written["themes/security/feed.json"])
    assert twin["feed_url"] == "https://example.org/site/themes/security/feed.json"
    assert twin["description"] == THEMES[1].definition


def test_a_theme_feed_has_only_its_own() -> None:
    """A briefing without a paragraph on the theme is not in the theme's feed."""
    trade = make_briefing("Trade grew.", "economy", "2026-01-01-trade.txt", THEMES)
    feed = _parsed(_library(_rails(), trade), "themes/security/feed.xml")
    assert [entry.title for entry in feed.entries] == ["Rails & ports"]


def _talks(day: int, *mentions: Mention, text: str = "Tea grew.", **front: Any) -> Briefing:
    named = f"2026-01-{day:02}-n{day}.txt"
    return mentioning(make_briefing(text, "economy", named, THEMES, **front), *mentions)


def test_who_is_named_again_has_a_feed_with_the_sentences_that_do() -> None:
    """Each entry says the bottom line or the lead, and the sentence, with its ¶ to go to."""
    un = make_mention(ORGANISATION, "United Nations", 1, sentence="The UN talks.")
    library = _library(_talks(1, un), _talks(2, un, text="Peru grew."), _rails())
    written = set(feeds_of(library, SITE))
    path = "organisations/united-nations/feed"
    assert {f"{path}.xml", f"{path}.json"} < written
    assert [one for one in written if one.startswith("countries")] == []  # one text each
    found = _parsed(library, f"{path}.xml")
    page = f"{SITE.url}organisations/united-nations/"
    assert (found.bozo, found.feed.title, found.feed.id) == (
        False, "Desk <&>: United Nations", page,
    )  # fmt: skip
    assert found.feed.subtitle == "New briefings that mention United Nations."
    assert [entry.id for entry in found.entries] == [
        f"{SITE.url}briefings/n2/",
        f"{SITE.url}briefings/n1/",
    ]
    item = _json(library, f"{path}.json")["items"][0]
    assert item["content_html"].count("<li") == 1
    assert 'United Nations: The UN talks. <a href="' in item["content_html"]
    assert item["tags"] == ["Economy"]


@pytest.mark.parametrize(
    ("file_name", "front"),
    [("other.txt", {}), ("2026-02-02-other.txt", {"publish": Publish.DRAFT})],
    ids=["undated", "draft"],
)
def test_what_is_no_news_gives_nobody_a_feed(file_name: str, front: dict[str, Any]) -> None:
    """Two briefings that a feed can tell of are the least; a draft is shown in the preview only."""
    other = make_briefing("Peru grew.", "economy", file_name, THEMES, **front)
    library = _library(_talks(1, text="Peru grew."), other)
    assert [path for path in feeds_of(library, SITE) if path.startswith("countries")] == []


def test_rights_keep_a_sentence_that_is_no_extract_out() -> None:
    """Of a text for extracts, the feed of a country quotes no other sentence."""
    un = make_mention(ORGANISATION, "United Nations", 1, sentence="The UN talks.")
    texts = (_talks(day, un, publish=Publish.EXTRACTS) for day in (1, 2))
    written = _text(_library(*texts), "organisations/united-nations/feed.xml")
    assert ("Tea grew." in written, "The UN talks." in written) == (True, False)


def test_the_feed_of_a_country_ends_after_the_newest_twenty() -> None:
    """There are many such feeds, so they are short."""
    library = _library(*(_talks(day, text="Peru grew.") for day in range(1, 26)))
    found = [
        entry.id.rsplit("/", 2)[1] for entry in _parsed(library, "countries/pe/feed.xml").entries
    ]
    assert found == [f"n{day}" for day in range(25, 5, -1)]


def test_without_the_sites_address_there_are_no_feeds() -> None:
    """Atom and JSON Feed need full addresses, and none is made up."""
    unknown = _site(url=None)
    assert feeds_of(_library(_rails()), unknown) == {}


def test_hostile_values_stay_text() -> None:
    """Markup, entities and odd characters come out as text, as U+FFFD or as their code."""
    library = _library(
        _rails(title=HOSTILE, author=HOSTILE, source=HOSTILE, rights=HOSTILE, bottom_line=HOSTILE)
    )
    text = _text(library)
    assert feedparser.parse(text).bozo is False
    root = _atom(library)
    assert _faults(root) == []
    title = root.findtext(f"{ATOM}entry/{ATOM}title")
    shown = {1: "⟦U+0001⟧", 0xB: "\ufffd", 0xFFFE: "⟦U+FFFE⟧", 0x202E: "⟦U+202E⟧"}
    assert title == HOSTILE.translate(shown)
    assert _json(library)["items"][0]["title"] == HOSTILE
    assert "<b>" not in _json(library)["items"][0]["content_html"]


@given(plain_texts, plain_texts)
def test_atom_always_parses(text: str, words: str) -> None:
    """Whatever a text and its front matter hold, the feed is XML and its title comes back."""
    briefing = make_briefing(
        text, "", "2026-02-03-a.txt", title=words, author=words, rights=words, bottom_line=words
    )
    root = _atom(make_library([briefing], make_themes()))
    assert _faults(root) == []
    assert root.findtext(f"{ATOM}entry/{ATOM}title")
