"""Feeds, read back and held against the records of what is published."""

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

from selectolax.lexbor import LexborHTMLParser

from dossier.entities import name_of
from dossier.errors import Fault
from dossier.export.citation import authors_of
from dossier.model import Record, Theme
from dossier.proof.data import NO_ADDRESS, Read
from dossier.text import invisible
from dossier.text.sentences import fold
from dossier.web import urls
from dossier.web.site import SiteContext

LENGTH = 50
"""Entries of a feed: the newest that have a date."""

NAMED = 12
"""Countries, organisations or people of an entry."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_NAME = re.compile(r"[^\s,;&]+")

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says, in either kind of feed."""

    id: str
    link: str
    title: str
    language: str
    published: str
    updated: str
    authors: Counter[str]
    """The words of their names."""

    summary: str
    via: str
    pdf: str
    categories: tuple[str, ...]
    """Themes, then countries, organisations and people."""

    content: tuple[str, ...]
    """The summary, then the key points with their themes and ¶ numbers."""


def check(ordered: Sequence[Record], read: Read, site: SiteContext) -> Iterator[Fault]:
    """Yield what is wrong with the feeds; `ordered` is all that is published, newest first.

    There are none while the site's address is not known.
    """
    for theme in (None, *site.themes):
        told = [r for r in ordered if _has(r, theme) and not r.front.publish.is_draft]
        entries = [_wanted(r, r.date, site) for r in told if r.date][:LENGTH]
        page = site.urls.theme(theme.id) if theme else site.urls.home
        title = site.say("feed_of", site=site.name, name=theme.name) if theme else site.name
        for path, parse in ((f"{page}feed.xml", _atom), (f"{page}feed.json", _json)):
            if not site.url:
                yield from _present(path, read)
                continue
            try:
                found_title, found = parse(read(path))
            except (KeyError, OSError, ValueError, TypeError, AttributeError, Xml.ParseError) as e:
                yield Fault(path, 0, f"cannot be read back: {e!r}")
                continue
            if found_title != title:
                yield Fault(path, 0, f"is called {found_title!r}, not {title!r}")
            yield from (Fault(path, 0, sentence) for sentence in _compare(entries, found))


def _present(path: str, read: Read) -> Iterator[Fault]:
    """Yield a fault if there is a file."""
    with suppress(KeyError, OSError):
        read(path)
        yield Fault(path, 0, NO_ADDRESS)


def _has(record: Record, theme: Theme | None) -> bool:
    """Is there anything of a theme in a briefing?"""
    return theme is None or theme.id in record.also or theme.id in record.places


def _compare(wanted: Sequence[Entry], found: Sequence[Entry]) -> Iterator[str]:
    ids, said = [entry.id for entry in wanted], [entry.id for entry in found]
    if ids != said:
        yield from (f"lacks {address}" for address in ids if address not in said)
        yield from (f"has {address}, which does not belong there" for address in {*said} - {*ids})
        if {*ids} == {*said}:
            yield "has its entries in another order, or one twice"
        return
    for one, other in zip(wanted, found, strict=True):
        for name in Entry.__slots__:
            if (expected := getattr(one, name)) != (shown := getattr(other, name)):
                yield f"says {shown!r} as {name} of {one.id}, not {expected!r}"


def _wanted(record: Record, day: datetime.date, site: SiteContext) -> Entry:
    front, summary = record.front, site.abstract(record)
    page = site.page(record) or ""
    authors = " ".join(author.text for author in authors_of(front))
    colon = site.say("colon")
    points = ((section, point) for section in record.summarised for point in section.key_points)
    return Entry(
        id=page,
        link=page,
        title=_plain(record.title),
        language=record.language,
        published=f"{day.isoformat()}T00:00:00Z",
        updated=f"{(front.updated or day).isoformat()}T00:00:00Z",
        authors=_names(_plain(authors)) or _names(_plain(front.source or "")),
        summary=_plain(summary),
        via=front.url or "",
        pdf=(site.address(site.urls.pdf(record.slug)) or "") if site.pdfs else "",
        categories=tuple(map(_plain, _categories(record, site))),
        content=(
            _plain(summary),
            *(
                _plain(f"{site.place_name(section.id)}{colon} {point.text} ¶{point.paragraph}")
                for section, point in points
            ),
        ),
    )


def _categories(record: Record, site: SiteContext) -> Iterator[str]:
    """Yield its themes, then whom and what most paragraphs mention, kind by kind."""
    yield from (section.name for section in record.sections)
    for kind in urls.ENTITIES:
        known = [one for one in record.mentions if one.kind == kind and one.id]
        yield from (name_of(one, site.language) for one in known[:NAMED])


def _plain(text: str) -> str:
    """Return words as both kinds of feed can say them."""
    return fold(_NOT_XML.sub("\ufffd", invisible.spell_out(text)))


def _names(text: str) -> Counter[str]:
    """Return the words of authors' names."""
    return Counter(word for word in _NAME.findall(text) if word != "and")


def _content(markup: str) -> tuple[str, ...]:
    return tuple(_plain(node.text()) for node in LexborHTMLParser(markup).css("p, li"))


def _atom(data: bytes) -> tuple[str, list[Entry]]:
    root = Xml.fromstring(data)  # noqa: S314 - this build wrote it
    entries = [_atom_entry(entry) for entry in root.iter(f"{_ATOM}entry")]
    return root.findtext(f"{_ATOM}title") or "", entries


def _atom_entry(entry: Xml.Element) -> Entry:
    def said(tag: str) -> str:
        return entry.findtext(f"{_ATOM}{tag}") or ""

    links = {link.get("rel"): link.get("href") or "" for link in entry.findall(f"{_ATOM}link")}
    return Entry(
        id=said("id"),
        link=links.get("alternate", ""),
        title=_plain(said("title")),
        language=entry.get(_LANGUAGE) or "",
        published=said("published"),
        updated=said("updated"),
        authors=_names(" ".join(_plain(n.text or "") for n in entry.iter(f"{_ATOM}name"))),
        summary=_plain(said("summary")),
        via=links.get("via", ""),
        pdf=links.get("enclosure", ""),
        categories=tuple(_plain(c.get("label") or "") for c in entry.findall(f"{_ATOM}category")),
        content=_content(said("content")),
    )


def _json(data: bytes) -> tuple[str, list[Entry]]:
    feed = json.loads(data)
    return feed["title"], [_json_entry(item) for item in feed["items"]]


def _json_entry(item: dict[str, Any]) -> Entry:
    return Entry(
        id=item["id"],
        link=item["url"],
        title=_plain(item["title"]),
        language=item["language"],
        published=item["date_published"],
        updated=item["date_modified"],
        authors=_names(" ".join(_plain(author["name"]) for author in item.get("authors", ()))),
        summary=_plain(item["summary"]),
        via=item.get("external_url", ""),
        pdf=next((file["url"] for file in item.get("attachments", ())), ""),
        categories=tuple(map(_plain, item.get("tags", ()))),
        content=_content(item["content_html"]),
    )
