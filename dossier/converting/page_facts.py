"""Facts that a web page states about itself: in JSON-LD, in meta elements, in links.

A date is taken only from what is stated as the date of publication; never from an address, a
"last modified", or the words of the page.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from dossier.converting.record import Fact

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

OWN_DATA = "the page's own data (JSON-LD)"
HEADING = "the page's heading"
"""Where a title was found that a word processor means as the first chapter's."""

SURE = (OWN_DATA, HEADING)
"""Origins of a title that is surer than the first line of the text."""

_ARTICLE = re.compile(r".*Article|BlogPosting|Report|WebPage|.*Posting|CreativeWork")
_DAY = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|\s*(\d{4})(\d{2})(\d{2})(?!\d)|\s*(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)"
)


def of_page(tree: LexborHTMLParser) -> tuple[Fact, ...]:
    """Return what a page states: title, date, author, source, url, language."""
    facts = [*_heading(tree), *_linked_data(tree), *_metas(tree), *_elements(tree)]
    return tuple(fact for fact in facts if fact.value and _fits(fact))


def _heading(tree: LexborHTMLParser) -> Iterator[Fact]:
    """Yield the page's only main heading if it stands in the title of the page as well."""
    headings, title = tree.css("h1"), tree.css_first("head > title")
    if len(headings) == 1 and title:
        words = " ".join(headings[0].text().split())
        if words and words.casefold() in " ".join(title.text().split()).casefold():
            yield Fact("title", words, HEADING)


def day(text: str) -> str:
    """Return the day at the beginning of a time in ISO 8601 as it is written there, or ""."""
    match = _DAY.match(text)
    try:
        return date(*(int(part) for part in match.groups() if part)).isoformat() if match else ""
    except ValueError:
        return ""


def _fits(fact: Fact) -> bool:
    if fact.key == "url":
        try:
            parts = urlsplit(fact.value)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in fact.value
    if fact.key == "author":
        return not re.match(r"https?:|www\.|@", fact.value)
    return True


def _fact(key: str, value: str, origin: str) -> Fact:
    value = " ".join(unescape(value).split())  # some pages escape twice
    return Fact(key, day(value) if key == "date" else value, origin)


# --- JSON-LD --------------------------------------------------------------------------


def _linked_data(tree: LexborHTMLParser) -> Iterator[Fact]:
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text() or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            if any(
                _ARTICLE.fullmatch(str(k)) for k in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield from _article(thing)


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = data.get("@graph")
    if isinstance(data, list) and depth < 5:
        for item in data:
            yield from _things(item, depth + 1)


def _article(thing: dict[str, Any]) -> Iterator[Fact]:
    origin = OWN_DATA
    page = "WebPage" in str(thing.get("@type"))
    if not page:
        yield _fact("title", _name(thing.get("headline")), origin)
        yield _fact("author", "; ".join(_names(thing.get("author"))), origin)
        yield _fact("source", _name(thing.get("publisher")), origin)
    yield _fact("date", _name(thing.get("datePublished")), origin)


def _names(value: Any) -> list[str]:
    people = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(name for person in people if (name := _name(person))))


def _name(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = value[0] if value else ""
    return value.strip() if isinstance(value, str) else ""


# --- elements -------------------------------------------------------------------------


def _metas(tree: LexborHTMLParser) -> Iterator[Fact]:
    values: dict[str, list[str]] = {}
    for meta in tree.css("meta[content]"):
        for key in ("property", "name", "itemprop"):
            name = (meta.attributes.get(key) or "").strip().lower()
            if name:
                values.setdefault(name, []).append((meta.attributes["content"] or "").strip())
    for canonical in tree.css('link[rel="canonical"][href]'):
        yield _fact("url", canonical.attributes["href"] or "", "the page's canonical address")
    for key, names in _META.items():
        for name in names:
            if name in values:
                value = "; ".join(_unique(values[name])) if key == "author" else values[name][0]
                yield _fact(key, value, f"the page's meta {name}")


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _elements(tree: LexborHTMLParser) -> Iterator[Fact]:
    origin = "the page's mark for the day of publication"
    for time in tree.css("time[itemprop~=datePublished], time[pubdate], [itemprop~=datePublished]"):
        attributes = time.attributes
        value = attributes.get("datetime") or attributes.get("content") or time.text()
        yield _fact("date", value or "", origin)
    for author in tree.css('[itemprop~=author] [itemprop~=name], a[rel~="author"]'):
        yield _fact("author", author.text(), "the page's mark for its author")
    headings = tree.css("h1")
    if len(headings) == 1:
        yield _fact("title", headings[0].text(), HEADING)
    if title := tree.css_first("head > title"):
        yield _fact("title", _without_site(title.text()), "the page's title")
    html = tree.css_first("html")
    language = (html.attributes.get("lang") or "") if html else ""
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        yield Fact("language", language, "the page's lang")


def _without_site(title: str) -> str:
    """Return the title of a page without the name of the site that most put behind it."""
    return re.split(r"\s+[|–—·«»]\s+|\s+-\s+(?=[^-]*$)", title.strip())[0]
