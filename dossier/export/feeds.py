"""The newest briefings as Atom 1.0 (RFC 4287) and as JSON Feed 1.1.

There is a feed of each kind for everything that can be followed (`channels`). Both kinds need full
addresses, so without the site's own there are no feeds. A feed is as new as its newest entry, never
as the build. Of a country, an organisation or a person, an entry has the sentence that mentions it
in place of the key points, and themes for its only categories: so thousands of them stay small.

An entry's id is its page's full address: unique, made from the file's name and so the same under a
new title, and no claim to have held the host on some day, which a tag URI (RFC 4151) would make.
"""

import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import jinja2

from dossier.entities import most_mentioned, name_of
from dossier.errors import Fault, TemplateError
from dossier.export import citation
from dossier.export.channels import Item, News
from dossier.model import Abridged, Extract, Record
from dossier.web import urls
from dossier.web.site import GENERATOR, Files, SiteContext, absolute, environment_of
from dossier.web.templates import render

ATOM, JSON_FEED, PDF = "application/atom+xml", "application/feed+json", "application/pdf"

TEMPLATE = "atom.xml"

_EPOCH = "1970-01-01T00:00:00Z"
"""When a feed without entries was last changed: Atom demands an answer."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may have, not even escaped (section 2.2)."""


@dataclass(frozen=True, slots=True)
class Category:
    """A country, organisation or person that a briefing mentions."""

    id: str
    name: str
    scheme: str
    """Full address of the page of all of its kind."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A briefing in a feed."""

    id: str
    """Full address of its page."""

    title: str
    language: str
    published: str
    updated: str
    authors: tuple[str, ...]
    """Those stated, else the source; none: the site."""

    summary: str
    """The editor's bottom line, labelled as such, or the lead with its ¶."""

    rights: str | None
    via: str | None
    """Full address of the source."""

    pdf: str | None
    """Full address of the summary for print."""

    sections: tuple[Abridged, ...]
    """Those of themes."""

    entities: tuple[Category, ...]
    """Those of most paragraphs, kind by kind."""

    points: tuple[tuple[str, Extract], ...]
    """Each key point behind the name of its section, or a sentence behind whom it mentions."""

    full: bool
    """False: only extracts may be shown, and its paragraphs cannot be linked to."""


@dataclass(frozen=True, slots=True)
class Feed:
    """`feeds/atom.xml`: what both kinds of feed say."""

    title: str
    description: str
    language: str
    author: str
    """Of entries that name none: the site."""

    home: str
    page: str
    """Full address of the page whose news it tells; the feed's id."""

    atom: str
    json: str
    scheme: str
    """Full address of the page that defines the themes."""

    updated: str
    entries: tuple[Entry, ...]


def write(all_news: Sequence[News], site: SiteContext) -> list[Files]:
    """Write the two feeds of some channels of a site whose address is known."""
    env = environment_of(site)
    items = {item.record.slug: item for news in all_news for item in news.items}
    entries = {slug: _entry(site, item.record, item.date) for slug, item in items.items()}
    written = []
    for news in all_news:
        feed = _feed(site, news, [_told(entries[i.record.slug], i, news) for i in news.items])
        texts = {news.channel.atom: atom(env, feed), news.channel.json: json_feed(env, feed)}
        written.append(Files(texts))
    return written


def _feed(site: SiteContext, news: News, entries: Sequence[Entry]) -> Feed:
    root = site.url or ""
    return Feed(
        title=news.channel.title,
        description=news.description,
        language=site.language,
        author=site.name,
        home=absolute(root, site.urls.home),
        page=absolute(root, news.channel.page),
        atom=absolute(root, news.channel.atom),
        json=absolute(root, news.channel.json),
        scheme=absolute(root, site.urls.themes),
        updated=max((entry.updated for entry in entries), default=_EPOCH),
        entries=tuple(entries),
    )


def _told(entry: Entry, item: Item, news: News) -> Entry:
    """Return a briefing's entry as the feed of a channel has it."""
    if news.entity is None:
        return entry
    points = ((news.entity, item.sentence),) if item.sentence else ()
    return replace(entry, entities=(), points=points)


def atom(env: jinja2.Environment, feed: Feed) -> str:
    """Write a feed as Atom, with U+FFFD for what no XML may have."""
    text = render(env, TEMPLATE, feed.home, feed=feed, generator=GENERATOR)
    return _NOT_XML.sub("\ufffd", text)


def json_feed(env: jinja2.Environment, feed: Feed) -> str:
    """Write a feed as JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    record = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.json,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.home}],
        "items": [_item(env, entry) for entry in feed.entries],
    }
    return json.dumps(_stated(record), ensure_ascii=False, indent=1) + "\n"


def _item(env: jinja2.Environment, entry: Entry) -> dict[str, Any]:
    themes = [section.name for section in entry.sections]
    record = {
        "id": entry.id,
        "url": entry.id,
        "external_url": entry.via,
        "title": entry.title,
        "content_html": _content(env, entry),
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": author} for author in entry.authors] or None,
        "tags": [*themes, *(entity.name for entity in entry.entities)] or None,
        "attachments": [{"url": entry.pdf, "mime_type": PDF}] if entry.pdf else None,
        "language": entry.language,
    }
    return _stated(record)


def _stated(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, "")}


def _content(env: jinja2.Environment, entry: Entry) -> str:
    """Return the block of the Atom template that holds an entry's content, as HTML."""
    template = env.get_template(TEMPLATE)
    if "content" not in template.blocks:
        sentence = "must have a block content, which holds an entry"
        raise TemplateError(Fault(str(template.filename), 0, sentence))
    return "".join(template.blocks["content"](template.new_context({"entry": entry})))


def _entry(site: SiteContext, record: Record, date: datetime.date) -> Entry:
    front = record.front
    names = tuple(name.text for name in citation.authors_of(front))
    return Entry(
        id=site.page(record) or "",
        title=record.title,
        language=record.language,
        published=_midnight(date),
        updated=_midnight(front.updated or date),
        authors=names or ((front.source,) if front.source else ()),
        summary=site.abstract(record),
        rights=front.rights,
        via=front.url,
        pdf=site.address(path) if (path := site.pdf(record)) else None,
        sections=record.sections,
        entities=tuple(
            Category(
                one.id, name_of(one, site.language), site.address(site.urls.entities(kind)) or ""
            )
            for kind in urls.ENTITIES
            for one in most_mentioned(record.mentions, kind)
        ),
        points=tuple(
            (site.place_name(section.id), point)
            for section in record.summarised
            for point in section.key_points
        ),
        full=record.is_full,
    )


def _midnight(date: datetime.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"
