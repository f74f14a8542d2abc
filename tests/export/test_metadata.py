"""Metadata: the head says what is stated, names no address it does not know, and cannot break."""

import datetime
import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given

from dossier.export import channels, citation, metadata
from dossier.export.metadata import Alternate, Metadata, Tag
from dossier.model import ORGANISATION, PERSON, Briefing
from dossier.pages.briefing import alternates
from dossier.web.site import SiteContext
from tests.factories import (
    make_briefing,
    make_mention,
    make_site,
    make_themes,
    mentioning,
    plain_texts,
    templates,
)

THEMES = make_themes("economy security")
SITE = make_site(THEMES, name="Desk", url="https://example.org/site/", pdfs=True)
UNKNOWN = make_site(THEMES, name="Desk", url=None)
PAGE = "https://example.org/site/briefings/rails/"
FRONT: dict[str, Any] = {
    "title": "Rails & “ports”",
    "date": datetime.date(2026, 2, 3),
    "updated": datetime.date(2026, 2, 5),
    "author": "Ludwig van Beethoven; Ministry of Trade; Plato",
    "source": "The Morning Post",
    "url": "https://news.example/rails?a=1&b=2",
    "rights": "© 2026",
    "language": "en-GB",
}
TWIN = Alternate("briefing.json", "briefings/rails/briefing.json", "application/json")
HOSTILE = '"Q" <b>&amp; ]]> </script><!-- <script> \x01\x0b \'{{ x }} 🚆 قطار \u202eRTL '


class _Head(HTMLParser):
    """Collects what a browser finds in a head."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.links: list[dict[str, str | None]] = []
        self.scripts: list[str] = []
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            key = values.get("name") or values.get("property") or ""
            self.meta.append((key, values.get("content") or ""))
        elif tag == "link":
            self.links.append(values)
        elif tag == "script":
            self.scripts.append("")
        else:
            self.others.append(tag)

    def handle_data(self, data: str) -> None:
        if self.scripts and data.strip():
            self.scripts[-1] += data


def _rails(**front: Any) -> Briefing:
    text = "Trade grew.\n\nTroops marched.\n"
    return make_briefing(text, "economy security", "rails.txt", THEMES, **front)


def _of(briefing: Briefing, site: SiteContext = SITE) -> Metadata:
    ref = citation.reference(briefing, site)
    return metadata.of_briefing(briefing, ref, site, "It pays.", (TWIN,))


def _report(
    briefing: Briefing, site: SiteContext = SITE, alternates: tuple[Alternate, ...] = (TWIN,)
) -> dict[str, Any]:
    return metadata.report(briefing, citation.reference(briefing, site), site, alternates)


def _written(meta: Metadata) -> _Head:
    source = '{% from "parts/head.html" import head with context %}{{ head(meta) }}'
    parser = _Head()
    parser.feed(templates().from_string(source).render(meta=meta, base_url="../.."))
    return parser


def _pairs(tags: tuple[Tag, ...]) -> list[tuple[str, str]]:
    return [(tag.name, tag.content) for tag in tags]


def test_open_graph_of_a_briefing() -> None:
    """A link preview has title, description, address, site, locale and the two days."""
    assert _pairs(_of(_rails(**FRONT)).open_graph) == [
        ("og:type", "article"),
        ("og:title", "Rails & “ports”"),
        ("og:description", "It pays."),
        ("og:url", PAGE),
        ("og:site_name", "Desk"),
        ("og:locale", "en_GB"),
        ("article:published_time", "2026-02-03"),
        ("article:modified_time", "2026-02-05"),
    ]


def test_a_briefing_has_its_picture_where_there_is_one() -> None:
    """It is told with its full address, its size and what it says, and shown large."""
    meta = _of(_rails(**FRONT), make_site(THEMES, url=SITE.url, share_images=True))
    assert [pair for pair in _pairs(meta.open_graph) if pair[0].startswith("og:image")] == [
        ("og:image", f"{PAGE}rails.png"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "Title card: Rails & “ports”"),
    ]
    assert meta.twitter_card == "summary_large_image"
    for site in (SITE, make_site(THEMES, url=None, share_images=True)):
        plain = _of(_rails(**FRONT), site)
        assert [name for name, _ in _pairs(plain.open_graph) if "image" in name] == []
        assert plain.twitter_card == "summary"


def test_highwire_of_a_briefing() -> None:
    """Google Scholar and Zotero find a report with one tag per author and theme."""
    assert _pairs(_of(_rails(**FRONT)).highwire) == [
        ("citation_title", "Rails & “ports”"),
        ("citation_author", "van Beethoven, Ludwig"),
        ("citation_author", "Ministry of Trade"),
        ("citation_author", "Plato"),
        ("citation_publication_date", "2026/02/03"),
        ("citation_technical_report_institution", "The Morning Post"),
        ("citation_language", "en-GB"),
        ("citation_keywords", "Economy"),
        ("citation_keywords", "Security"),
        ("citation_public_url", PAGE),
        ("citation_abstract_html_url", PAGE),
        ("citation_pdf_url", "https://example.org/site/briefings/rails/rails.pdf"),
    ]


def test_dublin_core_of_a_briefing() -> None:
    """The same statements in the names of Dublin Core, with source and rights."""
    assert _pairs(_of(_rails(**FRONT)).dublin_core) == [
        ("DC.type", "Report"),
        ("DC.title", "Rails & “ports”"),
        ("DC.creator", "van Beethoven, Ludwig"),
        ("DC.creator", "Ministry of Trade"),
        ("DC.creator", "Plato"),
        ("DC.date", "2026-02-03"),
        ("DC.language", "en-GB"),
        ("DC.source", "The Morning Post"),
        ("DC.source", "https://news.example/rails?a=1&b=2"),
        ("DC.rights", "© 2026"),
        ("DC.identifier", PAGE),
    ]


def test_the_report_of_a_briefing() -> None:
    """The JSON-LD has each statement in the words of schema.org."""
    briefing = _rails(**FRONT)
    record = _report(briefing)
    assert record == {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": PAGE,
        "url": PAGE,
        "headline": "Rails & “ports”",
        "name": "Rails & “ports”",
        "abstract": "Lead extract (¶1): Trade grew.",
        "inLanguage": "en-GB",
        "datePublished": "2026-02-03",
        "dateModified": "2026-02-05",
        "author": [
            {
                "@type": "Person",
                "name": "Ludwig van Beethoven",
                "givenName": "Ludwig",
                "familyName": "van Beethoven",
            },
            {"@type": "Organization", "name": "Ministry of Trade"},
            "Plato",
        ],
        "publisher": {"@type": "Organization", "name": "Desk", "url": SITE.url},
        "isBasedOn": {
            "@type": "CreativeWork",
            "url": "https://news.example/rails?a=1&b=2",
            "publisher": {"@type": "Organization", "name": "The Morning Post"},
        },
        "about": [
            {
                "@type": "DefinedTerm",
                "termCode": id_,
                "name": name,
                "url": f"https://example.org/site/themes/{id_}/",
                "inDefinedTermSet": "https://example.org/site/themes/",
            }
            for id_, name in (("economy", "Economy"), ("security", "Security"))
        ],
        "copyrightNotice": "© 2026",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "SHA-256 of the source text",
            "value": briefing.document.source.sha256,
        },
        "encoding": [
            {
                "@type": "MediaObject",
                "name": "briefing.json",
                "contentUrl": "https://example.org/site/briefings/rails/briefing.json",
                "encodingFormat": "application/json",
            }
        ],
    }


def test_a_report_mentions_who_and_where() -> None:
    """Countries have their code, all others what Wikidata calls them, where it is known."""
    un = make_mention(ORGANISATION, "United Nations", 1, identifier="Q1065")
    people = (make_mention(PERSON, name, 1) for name in ("Ada Writer", "Sharif"))
    code = {"@type": "PropertyValue", "propertyID": "ISO 3166-1 alpha-2", "value": "PE"}
    assert _report(mentioning(make_briefing("Peru."), un, *people))["mentions"] == [
        {"@type": "Country", "name": "Peru", "identifier": code},
        {
            "@type": "Organization",
            "name": "United Nations",
            "sameAs": "https://www.wikidata.org/entity/Q1065",
        },
        {"@type": "Person", "name": "Ada Writer"},
    ]


def test_a_pdf_is_told_where_there_is_one() -> None:
    """It is an encoding of the report, and the address that Google Scholar fetches."""
    for pdfs, expected in ((True, [f"{PAGE}rails.pdf"]), (False, [])):
        site, briefing = make_site(THEMES, url=SITE.url, pdfs=pdfs), _rails()
        record = _report(briefing, site, alternates(briefing, site))
        printed = [e for e in record["encoding"] if e["encodingFormat"] == "application/pdf"]
        assert [encoding["contentUrl"] for encoding in printed] == expected
        highwire = _of(briefing, site).highwire
        tags = [tag.content for tag in highwire if tag.name == "citation_pdf_url"]
        assert tags == expected


def test_nothing_is_invented() -> None:
    """A bare text on a site of unknown address has no author, date, source or address anywhere."""
    meta = _of(_rails(), UNKNOWN)
    assert (meta.canonical, meta.feeds) == (None, ())
    assert [tag.name for tag in meta.open_graph] == [
        *("og:type", "og:title", "og:description", "og:site_name")
    ]
    assert {tag.name for tag in meta.highwire} == {
        *("citation_title", "citation_language", "citation_keywords")
    }
    assert [tag.name for tag in meta.dublin_core] == ["DC.type", "DC.title", "DC.language"]
    record = _report(_rails(), UNKNOWN)
    assert set(record) == {
        *("@context", "@type", "headline", "name", "abstract", "inLanguage", "publisher", "about"),
        "identifier",
    }
    assert "http" not in json.dumps(record | {"@context": ""})


def test_any_other_page() -> None:
    """It has its canonical address, Open Graph and the site's feeds, but cites nothing."""
    meta = metadata.of_page(SITE, "About", "What it is.", "en", "https://example.org/site/about/")
    assert meta.canonical == "https://example.org/site/about/"
    assert ("og:type", "website") in _pairs(meta.open_graph)
    assert (meta.highwire, meta.dublin_core, meta.json_ld) == ((), (), None)
    assert meta.feeds == (
        Alternate("Desk", "feed.xml", "application/atom+xml"),
        Alternate("Desk", "feed.json", "application/feed+json"),
    )


def test_a_theme_page_offers_its_own_feeds_first() -> None:
    """Feed readers take the first feed that they find."""
    followed = channels.of_theme(SITE, THEMES[0])
    meta = metadata.of_page(SITE, "Economy", "Trade.", "en", None, followed)
    assert [(feed.title, feed.path) for feed in meta.feeds] == [
        ("Desk: Economy", "themes/economy/feed.xml"),
        ("Desk: Economy", "themes/economy/feed.json"),
        ("Desk", "feed.xml"),
        ("Desk", "feed.json"),
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "en_GB"),
        ("zh-Hant-TW", "zh_TW"),
        ("en", None),
        ("es-419", None),
        ("PT-br", "pt_BR"),
    ],
)
def test_a_locale_needs_a_country(language: str, expected: str | None) -> None:
    """Open Graph knows en_GB but no en, so a language alone makes no locale."""
    assert metadata.locale(language) == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Jane Doe", "Doe, Jane"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Johann Ludwig van Beethoven", "Johann Ludwig van Beethoven"),
        ("Ortega Villar, María José", "María José Ortega Villar"),
    ],
)
def test_zotero_sees_one_author(author: str, expected: str) -> None:
    """A comma with a space on either side would make two authors of one."""
    assert [tag.content for tag in _of(_rails(author=author)).highwire][1] == expected


def test_the_head_is_written_as_gathered() -> None:
    """Every tag, link and record is found again by an HTML parser."""
    meta = _of(_rails(**FRONT))
    head = _written(meta)
    card = [("twitter:card", "summary")]
    cited = _pairs(meta.highwire + meta.dublin_core)
    assert head.meta == [*_pairs(meta.open_graph), *card, *cited]
    assert [(link["rel"], link["href"]) for link in head.links] == [
        ("canonical", PAGE),
        ("alternate", "../../feed.xml"),
        ("alternate", "../../feed.json"),
        ("schema.DC", "http://purl.org/dc/elements/1.1/"),
    ]
    assert [json.loads(script) for script in head.scripts] == [_report(_rails(**FRONT))]


def test_a_bare_head_is_written() -> None:
    """Without an address, citation or record there is no element for it."""
    head = _written(metadata.of_page(UNKNOWN, "About", "What it is.", "en", None))
    assert (head.links, head.scripts, head.others) == ([], [], [])
    assert [name for name, _ in head.meta] == [
        *("og:type", "og:title", "og:description", "og:site_name", "twitter:card")
    ]


def test_hostile_values_stay_text() -> None:
    """No title, author or rights can open an element or end the script."""
    names = ("title", "author", "source", "rights", "bottom_line")
    meta = _of(_rails(**dict.fromkeys(names, HOSTILE * 200)))
    head = _written(meta)
    assert (len(head.scripts), head.others) == (1, [])
    assert json.loads(head.scripts[0])["name"] == HOSTILE * 200
    title = dict(head.meta)["citation_title"]
    assert title.startswith('"Q" <b>&amp; ]]> </script><!-- <script> \ufffd')


@given(plain_texts, plain_texts)
def test_the_script_never_ends_early(text: str, words: str) -> None:
    """Whatever a text and its front matter hold, the JSON has no `<` and comes back whole."""
    briefing = make_briefing(text, title=words, author=words, rights=words, bottom_line=words)
    written = _of(briefing).json_ld
    assert written is not None
    assert "<" not in written
    assert json.loads(written)["name"] == briefing.document.title
