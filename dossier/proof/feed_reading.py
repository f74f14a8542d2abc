"""Feeds of either kind, read back entry by entry in one form."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

from selectolax.lexbor import LexborHTMLParser

from dossier.text import invisible
from dossier.text.sentences import fold

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


def plain(text: str) -> str:
    """Return words as both kinds of feed can say them."""
    return fold(_NOT_XML.sub("\ufffd", invisible.spell_out(text)))


def names(text: str) -> Counter[str]:
    """Return the words of authors' names."""
    return Counter(word for word in _NAME.findall(text) if word != "and")


def _content(markup: str) -> tuple[str, ...]:
    return tuple(plain(node.text()) for node in LexborHTMLParser(markup).css("p, li"))


def read_atom(data: bytes) -> tuple[str, list[Entry]]:
    """Return title and entries of an Atom feed; raises what a file that is none makes it raise."""
    root = Xml.fromstring(data)  # noqa: S314 - this build wrote it
    entries = [_atom_entry(entry) for entry in root.iter(f"{_ATOM}entry")]
    return plain(root.findtext(f"{_ATOM}title") or ""), entries


def _atom_entry(entry: Xml.Element) -> Entry:
    def said(tag: str) -> str:
        return entry.findtext(f"{_ATOM}{tag}") or ""

    links = {link.get("rel"): link.get("href") or "" for link in entry.findall(f"{_ATOM}link")}
    return Entry(
        id=said("id"),
        link=links.get("alternate", ""),
        title=plain(said("title")),
        language=entry.get(_LANGUAGE) or "",
        published=said("published"),
        updated=said("updated"),
        authors=names(" ".join(plain(n.text or "") for n in entry.iter(f"{_ATOM}name"))),
        summary=plain(said("summary")),
        via=links.get("via", ""),
        pdf=links.get("enclosure", ""),
        categories=tuple(plain(c.get("label") or "") for c in entry.findall(f"{_ATOM}category")),
        content=_content(said("content")),
    )


def read_json(data: bytes) -> tuple[str, list[Entry]]:
    """Return title and entries of a JSON Feed; raises what a file that is none makes it raise."""
    feed = json.loads(data)
    return plain(feed["title"]), [_json_entry(item) for item in feed["items"]]


def _json_entry(item: dict[str, Any]) -> Entry:
    return Entry(
        id=item["id"],
        link=item["url"],
        title=plain(item["title"]),
        language=item["language"],
        published=item["date_published"],
        updated=item["date_modified"],
        authors=names(" ".join(plain(author["name"]) for author in item.get("authors", ()))),
        summary=plain(item["summary"]),
        via=item.get("external_url", ""),
        pdf=next((file["url"] for file in item.get("attachments", ())), ""),
        categories=tuple(map(plain, item.get("tags", ()))),
        content=_content(item["content_html"]),
    )
