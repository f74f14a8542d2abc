"""The weekly digests, pages and mails, held against the records of what is published."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.errors import Fault
from dossier.model import Extract, Record
from dossier.proof import hiding
from dossier.proof.data import NO_ADDRESS, Read
from dossier.proof.lists import Listed, Lists, check_page, in_order, published
from dossier.proof.parts import Part, Proved, digests
from dossier.text import invisible
from dossier.text.sentences import fold
from dossier.web.site import SiteContext

MAILED = 30
"""Briefings of a mail, the newest of a week: Gmail cuts one off at 102 KB."""


@dataclass(frozen=True, slots=True)
class Week:
    """The digest of a week."""

    name: str
    wanted: Sequence[str]
    """The slugs that its pages must list, in order."""

    pages: Lists
    mailed: Sequence[Listed]
    """The entries of its mails, the newest of those that are no drafts."""

    @property
    def listed(self) -> list[Listed]:
        """The entries of all its pages."""
        return [entry for entries in self.pages.values() for entry in entries]


def week_parts(lists: Lists, records: Iterable[Record], site: SiteContext) -> Iterator[Part]:
    """Yield the proof of each week's digest, but for the entries of the pages themselves.

    Those `list_parts` holds against what they are to list, which is judged here.
    """
    known = published(records)
    told = digests(known.values())
    for week in _weeks(lists, known, site):
        mails = [site.urls.mail(week.name, ending) for ending in ("html", "txt")]
        against = week, [told.get(entry.slug) for entry in week.listed]
        yield Part("week", against, (*week.pages, *mails), partial(_check, week, known, site))


def _weeks(lists: Lists, known: Mapping[str, Record], site: SiteContext) -> Iterator[Week]:
    """Yield the weeks in which there is anything, or of which there is a page."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for record in in_order(known.values()):
        if record.date:
            wanted[_week(record.date)].append(record.slug)
    pages: dict[str, dict[str, Sequence[Listed]]] = defaultdict(dict)
    for where, entries in lists.items():
        name = where.removeprefix(site.urls.weekly).split("/")[0]
        if where.startswith(site.urls.weekly) and name != "index.html":
            pages[name][where] = entries
    ready = {slug for slug, record in known.items() if not record.front.publish.is_draft}
    for name in sorted(wanted.keys() | pages.keys()):
        mailed = [entry for one in pages[name].values() for entry in one if entry.slug in ready]
        yield Week(name, wanted[name], pages[name], mailed[:MAILED])


def _check(week: Week, known: Mapping[str, Record], site: SiteContext, read: Read) -> Proved:
    """Return what is wrong with the digest of a week."""
    return Proved(tuple(_found(week, known, site, read)))


def _found(
    week: Week, known: Mapping[str, Record], site: SiteContext, read: Read
) -> Iterator[Fault]:
    for where, entries in week.pages.items():
        yield from _faults(where, _labels(where, entries, known, read, site))
    if [entry.slug for entry in week.listed] != week.wanted:
        slugs = ", ".join(week.wanted) or "nothing"
        yield Fault(f"{site.urls.week(week.name)}index.html", 0, f"must list {slugs}")
    yield from _mails(week.name, week.mailed, known, read, site)


def _week(day: datetime.date) -> str:
    """Return the week of a day by its Thursday, as ISO 8601 defines it: 2026-W22."""
    thursday = day.toordinal() - day.weekday() + 3
    year = datetime.date.fromordinal(min(thursday, datetime.date.max.toordinal())).year
    first = datetime.date(year, 1, 1).toordinal()
    return f"{year}-W{(thursday - first) // 7 + 1:02}"


def _faults(where: str, sentences: Iterable[str]) -> Iterator[Fault]:
    yield from (Fault(where, 0, sentence) for sentence in sentences)


def _labels(
    where: str,
    entries: Sequence[Listed],
    records: Mapping[str, Record],
    read: Read,
    site: SiteContext,
) -> Iterator[str]:
    """Yield what is wrong with the names of the sections behind which key points stand."""
    try:
        tree = LexborHTMLParser(read(where).decode())
    except (KeyError, OSError, ValueError):
        return  # the page's own part says so
    yield from _labelled(tree, entries, records, site)


def _labelled(
    tree: LexborHTMLParser,
    entries: Sequence[Listed],
    records: Mapping[str, Record],
    site: SiteContext,
) -> Iterator[str]:
    nodes = tree.css("[data-briefing]")
    for node, entry in zip(nodes, entries, strict=False):
        if record := records.get(entry.slug):
            wanted = [_label(record, point, site) for point in entry.points]
            if (said := [*map(_said, node.css("[data-section]"))]) != wanted:
                yield f"files the key points of {entry.slug} under {said}, not {wanted}"


def _label(record: Record, point: Extract, site: SiteContext) -> tuple[str, str, str]:
    """Return section and its name, and the number of a paragraph, as a digest says them."""
    holding = (section for section in record.summarised if point in section.key_points)
    section = next((one.id for one in holding), "")
    return section, fold(site.place_name(section)) if section else "", f"¶{point.paragraph}"


def _said(node: LexborNode) -> tuple[str, str, str]:
    label, words = node.css_first("b"), fold(node.text())
    section = node.attributes["data-section"] or ""
    return section, fold(label.text()) if label else "", words[words.rfind("¶") :]


# --- mails ----------------------------------------------------------------------------


def _mails(
    name: str,
    entries: Sequence[Listed],
    records: Mapping[str, Record],
    read: Read,
    site: SiteContext,
) -> Iterator[Fault]:
    """Yield what is wrong with the mails of a week; without address or entries there are none."""
    html, text = site.urls.mail(name, "html"), site.urls.mail(name, "txt")
    if not (site.url and entries):
        for path in (html, text):
            with suppress(KeyError, OSError):
                read(path)
                yield Fault(path, 0, "has nothing to tell" if site.url else NO_ADDRESS)
        return
    for path, check in ((html, _html), (text, _text)):
        try:
            found = read(path).decode()
        except (KeyError, OSError, ValueError) as error:
            yield Fault(path, 0, f"cannot be read back: {error}")
            continue
        yield from _faults(path, check(path, found, entries, records, site))


def _html(
    where: str,
    text: str,
    entries: Sequence[Listed],
    records: Mapping[str, Record],
    site: SiteContext,
) -> Iterator[str]:
    """Yield what is wrong with a mail in HTML, in which styles stand in the elements."""
    tree = LexborHTMLParser(text)
    yield from _labelled(tree, entries, records, site)
    for node in tree.css("[style]"):
        yield from _hiding(node.attributes["style"] or "")
        del node.attrs["style"]
    if tree.css("style, script"):
        yield "has a stylesheet or a script, by which it may show something else"
    yield from check_page(where, entries, records, site, tree)


@lru_cache(maxsize=256)
def _hiding(style: str) -> tuple[str, ...]:
    """Say what a style hides or changes; thousands of elements share a dozen styles."""
    declarations = [
        (one.lower_name, tinycss2.serialize(one.value).strip())
        for one in tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True)
        if one.type == "declaration"
    ]
    return tuple(
        f"hides or changes words by {name}: {value}"
        for name, value in declarations
        if hiding.places(name, value, "")
    )


def _text(
    where: str,
    text: str,
    entries: Sequence[Listed],
    records: Mapping[str, Record],
    site: SiteContext,
) -> Iterator[str]:
    """Yield what a mail of plain text leaves out or says otherwise, line by line."""
    lines = iter([fold(line) for line in text.split("\n")])
    for entry in entries:
        record = records[entry.slug]
        for line in map(_line, _lines(record, entry, site)):
            if line not in lines:  # which goes on behind the line that was found last
                yield f"does not say {line[:60]!r} of {entry.slug} in its place"
                return


def _lines(record: Record, entry: Listed, site: SiteContext) -> Iterator[str]:
    yield record.title
    yield site.page(record) or ""
    yield site.abstract(record)
    for point in entry.points:
        _, name, _ = _label(record, point, site)
        yield site.say("mail_point", name=name, text=point.text, number=point.paragraph)


def _line(text: str) -> str:
    return fold(invisible.spell_out(fold(text)))
