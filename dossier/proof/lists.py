"""Pages, data and feeds across briefings, held against the records of all that is published."""

import json
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.errors import Fault
from dossier.model import COUNTRY, Extract, Record
from dossier.proof.data import Read, differences, heading
from dossier.proof.markup import HIDING, canonical, shown
from dossier.proof.parts import Part, Proved, digests
from dossier.proof.record import written
from dossier.text import invisible
from dossier.text.sentences import fold
from dossier.web import urls
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry that a page must have."""

    slug: str
    extract: Extract | None
    """What it shows of the briefing besides its bottom line; None: nothing."""

    bottom_line: bool = True
    """Does it show the editor's bottom line, if there is one?"""

    points: tuple[Extract, ...] = ()
    """Further extracts that it shows, behind that one."""


Lists: TypeAlias = Mapping[str, Sequence[Listed]]
"""The entries of every page that lists briefings, in order, by its file."""


def list_parts(lists: Lists, records: Iterable[Record], site: SiteContext) -> Iterator[Part]:
    """Yield the proof of each finished page that lists briefings; `records` are all of them.

    Where a page lists what it must, no other record is looked at than those of its entries.
    """
    known = published(records)
    told = digests(known.values())
    for where, entries in lists.items():
        against = where, entries, [told.get(entry.slug) for entry in entries]
        yield Part("list", against, (where,), partial(_check, where, entries, known, site))


def check_library(
    lists: Lists, records: Iterable[Record], read: Read, site: SiteContext
) -> Iterator[Fault]:
    """Yield what is wrong with the data across briefings, which page lists too few, which none."""
    known = published(records)
    archived = {
        e.slug for where, es in lists.items() if where.startswith(site.urls.archive) for e in es
    }
    for slug in sorted(known.keys() - archived):
        yield Fault(f"{site.urls.archive}index.html", 0, f"no year lists {slug}")
    ordered = in_order(known.values())
    yield from _mentioned(lists, ordered, site)
    yield from _data(ordered, read, site)


def _mentioned(lists: Lists, ordered: Iterable[Record], site: SiteContext) -> Iterator[Fault]:
    """Yield the pages of countries, organisations and people that do not list what mentions them.

    A country has a page in any case, all others if several briefings mention them.
    """
    wanted: dict[str, list[str]] = defaultdict(list)
    for record in ordered:
        for one in record.mentions:
            if one.id:
                wanted[site.urls.entity(one.kind, one.id)].append(record.slug)
    found: dict[str, list[str]] = defaultdict(list)
    folders = tuple(map(site.urls.entities, urls.ENTITIES))
    for where, entries in lists.items():
        for folder in folders:
            if where.startswith(folder):
                name = where.removeprefix(folder).split("/")[0]
                found[f"{folder}{name}/"] += [entry.slug for entry in entries]
    countries = site.urls.entities(COUNTRY)
    for path in sorted(wanted.keys() | found.keys()):
        slugs = wanted[path]
        is_paged = path.startswith(countries) or len(slugs) > 1
        expected = slugs if is_paged else []
        if found[path] != expected:
            yield Fault(f"{path}index.html", 0, f"must list {', '.join(expected) or 'nothing'}")


def published(records: Iterable[Record]) -> dict[str, Record]:
    """Return the records of what is on the site, by their slugs."""
    return {r.slug: r for r in records if r.front.publish.is_shown}


def in_order(records: Iterable[Record]) -> list[Record]:
    """Return records in the order of all lists: newest first, undated last."""
    return sorted(records, key=_newest_first)


def _newest_first(record: Record) -> tuple[int, str]:
    return -record.date.toordinal() if record.date else 0, record.slug


_HEADINGS = ("h2", "h3")
_SAYING = "[data-extract], .editor-words, h2, h3, h2 a, h3 a"
"""What an entry says of a briefing."""


# --- pages ----------------------------------------------------------------------------


def _check(
    where: str,
    entries: Sequence[Listed],
    records: Mapping[str, Record],
    site: SiteContext,
    read: Read,
) -> Proved:
    """Return what is wrong with a finished page, or that it cannot be read."""
    try:
        page = LexborHTMLParser(read(where).decode())
        sentences = [*check_page(where, entries, records, site, page)]
    except (KeyError, OSError, ValueError) as error:
        sentences = [f"cannot be read back: {error}"]
    return Proved(tuple(Fault(where, 0, sentence) for sentence in sentences))


def check_page(
    where: str,
    wanted: Sequence[Listed],
    records: Mapping[str, Record],
    site: SiteContext,
    page: LexborHTMLParser,
) -> Iterator[str]:
    """Yield what is wrong with the entries of a finished page; `records` are by slug."""
    entries = page.css("[data-briefing]")
    slugs = [entry.attributes["data-briefing"] or "" for entry in entries]
    listed = [entry.slug for entry in wanted]
    yield from (f"lists {slug}, which is not on the site" for slug in slugs if slug not in records)
    if slugs != listed:
        yield from (f"does not list {slug}" for slug in listed if slug not in slugs)
        yield from (f"lists {slug}, which does not belong there" for slug in {*slugs} - {*listed})
        if sorted(slugs) == sorted(listed):
            yield "lists its briefings in another order"
        elif {*slugs} == {*listed}:
            yield "lists a briefing twice"
        return
    for node, entry in zip(entries, wanted, strict=True):
        if record := records.get(entry.slug):
            yield from _entry(where, node, entry, record, site)


def _entry(
    where: str, node: LexborNode, entry: Listed, record: Record, site: SiteContext
) -> Iterator[str]:
    within = {one.mem_id: one for one in node.css(_SAYING)}.values()
    links = [one for one in within if one.tag == "a" and one.parent and one.parent.tag in _HEADINGS]
    titles = [fold(link.text()) for link in links]
    if titles != [fold(invisible.spell_out(record.title))]:
        yield f"calls {record.slug} {titles}, not {record.title!r}"
    targets = [target(where, link.attributes.get("href") or "", site) for link in links]
    if any(target != site.urls.briefing(record.slug) for target in targets):
        yield f"does not lead to {record.slug} but to {', '.join(targets)}"
    found = [
        (extract.attributes["data-extract"], canonical(extract.inner_html or ""))
        for extract in within
        if "data-extract" in extract.attributes
    ]
    wanted = (*((entry.extract,) if entry.extract else ()), *entry.points)
    extracts = record.extracts
    for one in wanted:
        if one not in extracts and not _may_quote(record, one):
            yield f"shows a sentence of {record.slug} that it may not: {one.text[:60]!r}"
    if found != (expected := [(str(one.paragraph), shown(one.text)) for one in wanted]):
        for number, words in [one for one in found if one not in expected] or found or [("", "")]:
            yield f"an extract is not a part of ¶{number}: {words[:60]!r}"
    stated = record.front.bottom_line if entry.bottom_line else None
    bottom_line = [written(stated)] if stated else []
    if (said := [fold(one.text()) for one in node.css(".editor-words")]) != bottom_line:
        yield f"shows {said} as the bottom line of {record.slug}, not {bottom_line}"
    for element in (node, *within):
        if hiding := sorted(HIDING & element.attributes.keys()):
            yield f"hides {record.slug}: {', '.join(hiding)}"


def _may_quote(record: Record, extract: Extract) -> bool:
    """May a page show a sentence for a mention or a date in it?"""
    mentioned = any(mention.sentence == extract for mention in record.mentions)
    return record.is_full and (mentioned or any(one.sentence == extract for one in record.dates))


def target(where: str, link: str, site: SiteContext) -> str:
    """Return where on the site a link leads."""
    parts = urlsplit(link)
    if parts.scheme:
        return unquote(link.split("#")[0].removeprefix((site.url or "").rstrip("/") + "/"))
    path = posixpath.normpath(posixpath.join(posixpath.dirname(where), unquote(parts.path)))
    return f"{path.removesuffix('/index.html')}/"


# --- briefings.json -------------------------------------------------------------------


def _data(ordered: Sequence[Record], read: Read, site: SiteContext) -> Iterator[Fault]:
    """Read the list of all briefings page by page."""
    briefings: list[Any] = []
    number, path, last = 1, site.urls.library_json(1), 0
    while path:
        try:
            found = json.loads(read(path))
            briefings += found["briefings"]
            count, following = found["pages"], found["next"]
        except (KeyError, OSError, ValueError, TypeError) as error:
            yield Fault(path, 0, f"cannot be read back: {error!r}")
            return
        wanted = {
            "briefings": found["briefings"],
            "page": number,
            "pages": last or count,
            "next": site.urls.library_json(number + 1) if number < (last or count) else None,
            "generator": site.generator,
        }
        yield from (Fault(path, 0, sentence) for sentence in differences(wanted, found))
        last = last or count
        if following != wanted["next"]:
            return
        number, path = number + 1, following
    wanted_list = [_described(record, site) for record in ordered]
    first = site.urls.library_json(1)
    yield from (Fault(first, 0, s) for s in differences(wanted_list, briefings, "briefings"))


def _described(record: Record, site: SiteContext) -> dict[str, Any]:
    return heading(record) | {
        "url": urls.url(site.urls.briefing(record.slug)),
        "json": urls.url(site.urls.briefing_json(record.slug)),
        "themes": [section.id for section in record.sections],
    }
