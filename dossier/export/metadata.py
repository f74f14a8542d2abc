"""What the head of a page tells machines, from canonical address to schema.org.

`of_briefing` and `of_page` gather it; `templates/site/parts/head.html` writes it. What needs a full
address is left out while the site's own is not known, and what a text does not state is left out
always: a missing author, date or source has no stand-in.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.entities import most_mentioned, name_of
from dossier.export import channels, citation, feeds
from dossier.export.authors import Author
from dossier.export.channels import Channel
from dossier.export.citation import Reference
from dossier.model import COUNTRY, ORGANISATION, PERSON, Briefing, Mention, Theme
from dossier.web.site import SiteContext, absolute

IMAGE = (1200, 630)
"""Width and height of the picture of a briefing, in pixels."""

_ENTITIES = {COUNTRY: "Country", ORGANISATION: "Organization", PERSON: "Person"}
"""Types of schema.org for the kinds of entities."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One `meta` element."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """A feed, or a briefing in another format."""

    title: str
    path: str
    """From the site's root."""

    media_type: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """`parts/head.html`: what the head of one page has besides its title and styles."""

    canonical: str | None
    """The page's full address; None while the site's own is not known."""

    open_graph: tuple[Tag, ...]
    """For `property` attributes (https://ogp.me)."""

    highwire: tuple[Tag, ...]
    """For `name` attributes: the citation_* names that Google Scholar and Zotero read."""

    dublin_core: tuple[Tag, ...]
    """For `name` attributes, prefix DC (DCMI, "Expressing Dublin Core in HTML meta", 2003)."""

    twitter_card: str
    """What kind of preview X shows: one with a large picture, or a summary with none."""

    feeds: tuple[Alternate, ...]
    json_ld: str | None
    """A schema.org Report in JSON without any `<`, to stand in a script element as it is."""


def of_briefing(
    briefing: Briefing,
    ref: Reference,
    site: SiteContext,
    description: str,
    alternates: Sequence[Alternate] = (),
) -> Metadata:
    """Gather what the page of a briefing tells.

    `description` is the page's own, one line for link previews. `alternates` are the formats to be
    found beside the page.
    """
    page, pdf = site.page(briefing), site.pdf(briefing)
    updated, image = briefing.front.updated, site.share_image(briefing)
    graph = [
        *_open_graph(site, "article", ref.title, description, ref.language, page),
        *(_image(site, image, ref.title) if image else ()),
        ("article:published_time", ref.date.isoformat() if ref.date else None),
        ("article:modified_time", updated.isoformat() if updated else None),
    ]
    return Metadata(
        canonical=page,
        open_graph=_tags(graph),
        highwire=_tags(_highwire(ref, site.address(pdf) if pdf else None)),
        dublin_core=_tags(_dublin_core(ref, briefing.front.rights)),
        twitter_card="summary_large_image" if image else "summary",
        feeds=_feeds(site),
        json_ld=script(report(briefing, ref, site, alternates)),
    )


def of_page(
    site: SiteContext,
    title: str,
    description: str,
    language: str,
    canonical: str | None,
    channel: Channel | None = None,
) -> Metadata:
    """Gather what any other page tells; `channel` is what can be followed from it."""
    graph = _open_graph(site, "website", title, description, language, canonical)
    return Metadata(
        canonical=canonical,
        open_graph=_tags(graph),
        highwire=(),
        dublin_core=(),
        twitter_card="summary",
        feeds=_feeds(site, channel),
        json_ld=None,
    )


def report(
    briefing: Briefing, ref: Reference, site: SiteContext, alternates: Sequence[Alternate] = ()
) -> dict[str, Any]:
    """Return a briefing as a Report (https://schema.org/Report)."""
    document, front = briefing.document, briefing.document.source.front
    page = site.page(briefing)
    publisher = {"@type": "Organization", "name": site.name, "url": site.url}
    source = {"@type": "Organization", "name": ref.source} if ref.source else None
    original = {"@type": "CreativeWork", "url": ref.url, "publisher": source}
    themes = [section.theme for section in briefing.sections if section.theme]
    return _stated(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "@id": page,
            "url": page,
            "headline": document.title,
            "name": document.title,
            "abstract": ref.abstract,
            "inLanguage": document.language,
            "datePublished": ref.date.isoformat() if ref.date else None,
            "dateModified": front.updated.isoformat() if front.updated else None,
            "author": [_author(name) for name in ref.authors],
            "publisher": _stated(publisher),
            "isBasedOn": _stated(original) if ref.url or ref.source else None,
            "about": [_term(site, theme) for theme in themes],
            "mentions": [
                _entity(mention, site)
                for kind in _ENTITIES
                for mention in most_mentioned(briefing.mentions, kind)
            ],
            "copyrightNotice": front.rights,
            "identifier": {
                "@type": "PropertyValue",
                "propertyID": "SHA-256 of the source text",
                "value": document.source.sha256,
            },
            "encoding": [_encoding(site.url, alternate) for alternate in alternates if site.url],
        }
    )


def script(record: dict[str, Any]) -> str:
    r"""Return a record as JSON that can stand in a script element.

    Every `<` becomes `\u003c`: `</` could end the element, `<!--` and `<script` hide its end (HTML
    Standard, "Restrictions for contents of script elements").
    """
    return json.dumps(record, ensure_ascii=False).replace("<", "\\u003c")


def locale(language: str) -> str | None:
    """Return en_GB of en-GB; None of a tag that names no country, for none is to be guessed."""
    parts = language.split("-")
    display_name = next((part for part in parts[1:] if len(part) == 2 and part.isalpha()), None)
    return f"{parts[0].lower()}_{display_name.upper()}" if display_name else None


def _open_graph(
    site: SiteContext, kind: str, title: str, description: str, language: str, page: str | None
) -> Iterator[tuple[str, str | None]]:
    yield "og:type", kind
    yield "og:title", title
    yield "og:description", description
    yield "og:url", page
    yield "og:site_name", site.name
    yield "og:locale", locale(language)


def _image(site: SiteContext, address: str, title: str) -> Iterator[tuple[str, str | None]]:
    """Yield what is told of the picture of a briefing (https://ogp.me/#structured)."""
    width, height = IMAGE
    yield "og:image", address
    yield "og:image:type", "image/png"
    yield "og:image:width", str(width)
    yield "og:image:height", str(height)
    yield "og:image:alt", site.say("share_image", title=title)


def _highwire(ref: Reference, pdf: str | None) -> Iterator[tuple[str, str | None]]:
    yield "citation_title", ref.title
    yield from (("citation_author", _highwire_name(name)) for name in ref.authors)
    yield "citation_publication_date", ref.date.isoformat().replace("-", "/") if ref.date else None
    yield "citation_technical_report_institution", ref.source
    yield "citation_language", ref.language
    yield from (("citation_keywords", theme) for theme in ref.themes)
    yield "citation_public_url", ref.page
    yield "citation_abstract_html_url", ref.page
    yield "citation_pdf_url", pdf


def _highwire_name(name: Author) -> str:
    """Return "Family, Given", except where Zotero would take that for two authors.

    It does so when both sides of the comma have a space.
    """
    family, _, given = name.inverted.partition(", ")
    return name.natural if " " in family and " " in given else name.inverted


def _dublin_core(ref: Reference, rights: str | None) -> Iterator[tuple[str, str | None]]:
    yield "DC.type", "Report"
    yield "DC.title", ref.title
    yield from (("DC.creator", name.inverted) for name in ref.authors)
    yield "DC.date", ref.date.isoformat() if ref.date else None
    yield "DC.language", ref.language
    yield "DC.source", ref.source
    yield "DC.source", ref.url
    yield "DC.rights", rights
    yield "DC.identifier", ref.page


def _feeds(site: SiteContext, channel: Channel | None = None) -> tuple[Alternate, ...]:
    """Return the feeds of a channel, if there is one, then those of the site."""
    known = (*((channel,) if channel else ()), channels.of_site(site))
    return tuple(
        Alternate(one.title, path, kind)
        for one in known
        for path, kind in ((one.atom, feeds.ATOM), (one.json, feeds.JSON_FEED))
        if site.url
    )


def _author(name: Author) -> dict[str, str] | str:
    """Return a person or an organisation where that is clear, else the name alone."""
    if name.organisation:
        return {"@type": "Organization", "name": name.text}
    if not name.family:
        return name.text
    family = f"{name.particle} {name.family}".strip()
    parts = {"name": name.natural, "givenName": name.given, "familyName": family}
    suffix = {"honorificSuffix": name.suffix} if name.suffix else {}
    return {"@type": "Person"} | parts | suffix


def _encoding(root: str, alternate: Alternate) -> dict[str, str]:
    return {
        "@type": "MediaObject",
        "name": alternate.title,
        "contentUrl": absolute(root, alternate.path),
        "encodingFormat": alternate.media_type,
    }


def _term(site: SiteContext, theme: Theme) -> dict[str, Any]:
    return _stated(
        {
            "@type": "DefinedTerm",
            "termCode": theme.id,
            "name": theme.name,
            "url": site.address(site.urls.theme(theme.id)),
            "inDefinedTermSet": site.address(site.urls.themes),
        }
    )


def _entity(mention: Mention, site: SiteContext) -> dict[str, Any]:
    """Return a country by its code, anything else by Wikidata's identifier where it is known."""
    code = {"@type": "PropertyValue", "propertyID": "ISO 3166-1 alpha-2", "value": mention.id}
    known = f"https://www.wikidata.org/entity/{mention.identifier}" if mention.identifier else None
    return _stated(
        {
            "@type": _ENTITIES[mention.kind],
            "name": name_of(mention, site.language),
            "identifier": code if mention.kind == COUNTRY else None,
            "sameAs": known,
        }
    )


def _stated(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value}


def _tags(pairs: Iterable[tuple[str, str | None]]) -> tuple[Tag, ...]:
    return tuple(Tag(name, citation.one_line(content)) for name, content in pairs if content)
