"""Feeds, read back and held against the records of what is published."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from xml.etree import ElementTree as Xml

from dossier.entities import name_of
from dossier.errors import Fault
from dossier.export.citation import authors_of
from dossier.model import Mention, Record, Theme
from dossier.proof.data import NO_ADDRESS, Read
from dossier.proof.feed_reading import Entry, names, plain, read_atom, read_json
from dossier.proof.lists import in_order, published
from dossier.proof.parts import Part, Proved, digests
from dossier.web import urls
from dossier.web.site import SiteContext

LENGTH, ENTITY_LENGTH = 50, 20
"""Entries of a feed, and of one of a country, an organisation or a person: the newest."""

FEWEST = 2
"""Dated briefings from which on a country, an organisation or a person has a feed."""

NAMED = 12
"""Countries, organisations or people of an entry."""

_PARSERS = {"feed.xml": read_atom, "feed.json": read_json}
"""What reads the file of a feed, by its name."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that must be there, in both kinds."""

    page: str
    """Path of the page that it belongs to."""

    title: str
    told: Sequence[tuple[Record, Mention | None]]
    """Of what it tells, and the mention for which each is in it."""

    label: str = ""
    """What stands before the sentence of a mention."""


class _Entries(dict[str, Entry]):
    """The entries of briefings by their slugs, each made when it is first asked for."""

    def __init__(self, records: Mapping[str, Record], site: SiteContext) -> None:
        super().__init__()
        self._records, self._site = records, site

    def __missing__(self, slug: str) -> Entry:
        self[slug] = entry = _wanted(self._records[slug], self._site)
        return entry


def feed_parts(records: Iterable[Record], site: SiteContext) -> Iterator[Part]:
    """Yield the proof of each feed, in both kinds; `records` are those of all texts.

    There are none while the site's address is not known.
    """
    known = published(records)
    digested, entries = digests(known.values()), _Entries(known, site)
    ordered = in_order(known.values())
    for feed in (*_of_themes(ordered, site), *_of_entities(ordered, site)):
        told = [(digested[record.slug], mention) for record, mention in feed.told]
        paths = tuple(f"{feed.page}{name}" for name in _PARSERS)
        against = feed.page, feed.title, feed.label, told
        yield Part("feed", against, paths, partial(_check, feed, entries, site))


def _check(feed: Feed, entries: Mapping[str, Entry], site: SiteContext, read: Read) -> Proved:
    """Return what is wrong with a feed, in either kind."""
    return Proved(tuple(_faults(feed, entries, site, read)))


def _faults(
    feed: Feed, entries: Mapping[str, Entry], site: SiteContext, read: Read
) -> Iterator[Fault]:
    expected = [
        _mentioning(record, mention, feed.label, entries[record.slug])
        if mention
        else entries[record.slug]
        for record, mention in feed.told
    ]
    for name, parse in _PARSERS.items():
        path = f"{feed.page}{name}"
        if not site.url:
            yield from _present(path, read)
            continue
        try:
            title, found = parse(read(path))
        except (KeyError, OSError, ValueError, TypeError, AttributeError, Xml.ParseError) as error:
            yield Fault(path, 0, f"cannot be read back: {error!r}")
            continue
        if title != plain(feed.title):
            yield Fault(path, 0, f"is called {title!r}, not {feed.title!r}")
        yield from (Fault(path, 0, sentence) for sentence in _compare(expected, found))


def _is_news(record: Record) -> bool:
    """Do feeds tell of a briefing?"""
    return record.date is not None and not record.front.publish.is_draft


def _of_themes(ordered: Sequence[Record], site: SiteContext) -> Iterator[Feed]:
    """Yield the feeds of the site and of its themes."""
    news = [record for record in ordered if _is_news(record)]
    for theme in (None, *site.themes):
        newest = [record for record in news if _has(record, theme)][:LENGTH]
        page = site.urls.theme(theme.id) if theme else site.urls.home
        title = _title(theme.name, site) if theme else site.name
        yield Feed(page, title, [(record, None) for record in newest])


def _of_entities(ordered: Sequence[Record], site: SiteContext) -> Iterator[Feed]:
    """Yield the feeds of the countries, organisations and people that several briefings mention.

    Each has the name that most of the briefings give it, the undated ones included.
    """
    mentioned: dict[tuple[str, str], list[tuple[Record, Mention]]] = defaultdict(list)
    for record in ordered:
        for one in record.mentions:
            if one.id:
                mentioned[one.kind, one.id].append((record, one))
    language = site.language
    for (kind, id_), pairs in mentioned.items():
        told = [pair for pair in pairs if _is_news(pair[0])]
        if len(told) >= FEWEST:
            names_given = Counter(name_of(one, language) for _, one in pairs)
            name = names_given.most_common(1)[0][0]
            page, label = site.urls.entity(kind, id_), f"{name}{site.say('colon')}"
            yield Feed(page, _title(name, site), told[:ENTITY_LENGTH], label)


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
