"""Facts that a web page states about itself: in JSON-LD, in meta elements, in links.

A date is taken only from what is stated as the date of publication; never from an address, a
"last modified", or the words of the page.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from dossier.converting.record import Fact
from dossier.sources.front.fields import LANGUAGE, is_web_address
from dossier.text.bylines import without_by

_META = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "date": (
        "article:published_time", "citation_publication_date", "citation_date", "datepublished",
        "dc.date.issued", "dcterms.issued", "dc.date.published", "parsely-pub-date", "pubdate",
        "publish-date", "publication_date", "sailthru.date", "article.published",
    ),
    "author": (
        "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "article:author",
        "author", "sailthru.author", "byl",
    ),
    "source": ("og:site_name", "citation_journal_title", "dc.publisher", "publisher"),
    "url": ("og:url",),
}  # fmt: skip
"""Names of meta elements, the surest first."""

_OWN_DATA = "the page's own data (JSON-LD)"
HEADING = "the page's heading"
"""Where a title was found that a word processor means as the first chapter's."""

SURE = (_OWN_DATA, HEADING)
"""Origins of a title that is surer than the first line of the text."""

_ARTICLE = re.compile(r".*Article|BlogPosting|Report|WebPage|.*Posting|CreativeWork")
_DAY = re.compile(r"\s*(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|(\d\d))(\d{1,2})(?!\d)")
_PUBLISHED = "time[itemprop~=datePublished], time[pubdate], [itemprop~=datePublished]"
_BY = '[itemprop~=author] [itemprop~=name], a[rel~="author"]'


def of_page(tree: LexborHTMLParser) -> tuple[Fact, ...]:
    """Return what a page states: title, date, author, source, url, language."""
    facts = [*_heading(tree), *_linked_data(tree), *_metas(tree), *_elements(tree)]
    return tuple(fact for fact in facts if fact.value and _fits(fact))


def _heading(tree: LexborHTMLParser) -> Iterator[Fact]:
    """Yield the page's only main heading if it stands in the title of the page as well."""
    headings, title = tree.css("h1"), tree.css_first("head > title")
    if len(headings) == 1 and title:
        words = " ".join(headings[0].text().split())
        if words.casefold() in " ".join(title.text().split()).casefold():
            yield Fact("title", words, HEADING)


def _day(text: str) -> str:
    """Return the day at the beginning of a time in ISO 8601 as it is written there, or ""."""
    match = _DAY.match(text)
    try:
        return date(*(int(part) for part in match.groups() if part)).isoformat() if match else ""
    except ValueError:
        return ""


def _fits(fact: Fact) -> bool:
    if fact.key == "url":
        return is_web_address(fact.value)
    return fact.key != "author" or not re.match(r"https?:|www\.|@", fact.value)


def _fact(key: str, value: str | None, origin: str) -> Fact:
    words = " ".join(unescape(value or "").split())  # some pages escape twice
    if key == "author":
        words = without_by(words)
    return Fact(key, _day(words) if key == "date" else words, origin)


def _linked_data(tree: LexborHTMLParser) -> Iterator[Fact]:
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            kinds = [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
            if any(_ARTICLE.fullmatch(kind) for kind in kinds):
                yield from _article(thing, is_page="WebPage" in kinds)


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the things that a page describes: one, a list of them, or a graph."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (
                one
                for one in (graph if isinstance(graph, list) else [graph])
                if isinstance(one, dict)
            )


def _article(thing: dict[str, Any], is_page: bool) -> Iterator[Fact]:
    if not is_page:
        yield _fact("title", "".join(_names(thing.get("headline"))[:1]), _OWN_DATA)
        yield _fact("author", "; ".join(_names(thing.get("author"))), _OWN_DATA)
        yield _fact("source", "".join(_names(thing.get("publisher"))[:1]), _OWN_DATA)
    yield _fact("date", "".join(_names(thing.get("datePublished"))[:1]), _OWN_DATA)


def _names(value: Any) -> list[str]:
    """Return the strings, or names of the things, that stand at a key."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return list(dict.fromkeys(name for one in value for name in _names(one)))
    return [value] if isinstance(value, str) and value.strip() else []


def _metas(tree: LexborHTMLParser) -> Iterator[Fact]:
    values: dict[str, list[str]] = {}
    for meta in tree.css("meta[content]"):
        for key in ("property", "name", "itemprop"):
            name = (meta.attributes.get(key) or "").strip().lower()
            if content := (meta.attributes["content"] or "").strip():
                values.setdefault(name, []).append(content)
    for canonical in tree.css('link[rel="canonical"][href]'):
        yield _fact("url", canonical.attributes["href"], "the page's canonical address")
    for key, names in _META.items():
        for name in names:
            if name in values:
                found = dict.fromkeys(values[name] if key == "author" else values[name][:1])
                yield _fact(key, "; ".join(found), f"the page's meta {name}")


def _elements(tree: LexborHTMLParser) -> Iterator[Fact]:
    for time in tree.css(_PUBLISHED):
        value = time.attributes.get("datetime") or time.attributes.get("content") or time.text()
        yield _fact("date", value, "the page's mark for the day of publication")
    for author in tree.css(_BY):
        yield _fact("author", author.text(), "the page's mark for its author")
    headings = tree.css("h1")
    if len(headings) == 1:
        yield _fact("title", headings[0].text(), HEADING)
    if title := tree.css_first("head > title"):  # most pages put the name of the site behind it
        words = re.split(r"\s+[|–—·«»]\s+|\s+-\s+(?=[^-]*$)", title.text().strip())[0]
        yield _fact("title", words, "the page's title")
    html = tree.css_first("html")
    language = (html.attributes.get("lang") or "") if html else ""
    if re.fullmatch(LANGUAGE, language):
        yield Fact("language", language, "the page's lang")
