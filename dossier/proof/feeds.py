"""Feeds, read back and held against the records of what is published."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from xml.etree import ElementTree as Xml

from dossier.entities import name_of
from dossier.errors import Fault
from dossier.export.citation import authors_of
from dossier.model import Mention, Record, Theme
from dossier.proof.data import NO_ADDRESS, Read
from dossier.proof.feed_reading import Entry, names, plain, read_atom, read_json
from dossier.web import urls
from dossier.web.site import SiteContext

LENGTH, ENTITY_LENGTH = 50, 20
"""Entries of a feed, and of one of a country, an organisation or a person: the newest."""

FEWEST = 2
"""Dated briefings from which on a country, an organisation or a person has a feed."""

NAMED = 12
"""Countries, organisations or people of an entry."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that must be there, of either kind."""

    page: str
    """Path of the page that it belongs to."""

    title: str
    entries: Sequence[Entry]


def check(ordered: Sequence[Record], read: Read, site: SiteContext) -> Iterator[Fault]:
    """Yield what is wrong with the feeds; `ordered` is all that is published, newest first.

    There are none while the site's address is not known.
    """
    news = [record for record in ordered if record.date and not record.front.publish.is_draft]
    known = {record.slug: _wanted(record, site) for record in news}
    for feed in (*_of_themes(news, known, site), *_of_entities(news, ordered, known, site)):
        for path, parse in (
            (f"{feed.page}feed.xml", read_atom),
            (f"{feed.page}feed.json", read_json),
        ):
            if not site.url:
                yield from _present(path, read)
                continue
            try:
                title, entries = parse(read(path))
            except (KeyError, OSError, ValueError, TypeError, AttributeError, Xml.ParseError) as e:
                yield Fault(path, 0, f"cannot be read back: {e!r}")
                continue
            if title != plain(feed.title):
                yield Fault(path, 0, f"is called {title!r}, not {feed.title!r}")
            yield from (Fault(path, 0, sentence) for sentence in _compare(feed.entries, entries))


def _of_themes(
    news: Sequence[Record], known: Mapping[str, Entry], site: SiteContext
) -> Iterator[Feed]:
    """Yield the feeds of the site and of its themes; `known` are the entries of the briefings."""
    for theme in (None, *site.themes):
        entries = [known[record.slug] for record in news if _has(record, theme)][:LENGTH]
        page = site.urls.theme(theme.id) if theme else site.urls.home
        yield Feed(page, _title(theme.name, site) if theme else site.name, entries)


def _of_entities(
    news: Sequence[Record],
    ordered: Sequence[Record],
    known: Mapping[str, Entry],
    site: SiteContext,
) -> Iterator[Feed]:
    """Yield the feeds of the countries, organisations and people that several briefings mention.

    Each has the name that most of the briefings give it, the undated ones included.
    """
    named: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    told: dict[tuple[str, str], list[tuple[Record, Mention]]] = defaultdict(list)
    for record in ordered:
        for one in record.mentions:
            if one.id:
                named[one.kind, one.id][name_of(one, site.language)] += 1
    for record in news:
        for one in record.mentions:
            if one.id:
                told[one.kind, one.id].append((record, one))
    for (kind, id_), pairs in told.items():
        if len(pairs) < FEWEST:
            continue
        name = named[kind, id_].most_common(1)[0][0]
        newest = pairs[:ENTITY_LENGTH]
        entries = [
            _mentioning(record, one, f"{name}{site.say('colon')}", known[record.slug])
            for record, one in newest
        ]
        yield Feed(site.urls.entity(kind, id_), _title(name, site), entries)


def _title(name: str, site: SiteContext) -> str:
    return site.say("feed_of", site=site.name, name=name)


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


def _mentioning(record: Record, mention: Mention, label: str, entry: Entry) -> Entry:
    """Return an entry of the feed of an entity: its points are the sentence that mentions it."""
    sentence = mention.sentence
    is_shown = sentence and (record.is_full or sentence in record.extracts)
    points = [f"{label} {sentence.text} ¶{sentence.paragraph}"] if sentence and is_shown else []
    return replace(
        entry,
        categories=tuple(plain(section.name) for section in record.sections),
        content=(entry.summary, *map(plain, points)),
    )


def _wanted(record: Record, site: SiteContext) -> Entry:
    """Return an entry of any other feed."""
    front, summary, day = record.front, site.abstract(record), record.date or datetime.date.min
    page = site.page(record) or ""
    authors = " ".join(author.text for author in authors_of(front))
    colon = site.say("colon")
    points = ((section, point) for section in record.summarised for point in section.key_points)
    return Entry(
        id=page,
        link=page,
        title=plain(record.title),
        language=record.language,
        published=f"{day.isoformat()}T00:00:00Z",
        updated=f"{(front.updated or day).isoformat()}T00:00:00Z",
        authors=names(plain(authors)) or names(plain(front.source or "")),
        summary=plain(summary),
        via=front.url or "",
        pdf=(site.address(site.urls.pdf(record.slug)) or "") if site.pdfs else "",
        categories=tuple(map(plain, _categories(record, site))),
        content=(
            plain(summary),
            *(
                plain(f"{site.place_name(section.id)}{colon} {point.text} ¶{point.paragraph}")
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
