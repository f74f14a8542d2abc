"""The content of the printed digest of a theme's year."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from dossier.errors import Fault, ProofError
from dossier.model import Theme, ThemeEntry
from dossier.pdf import check, phrases
from dossier.pdf.data import Digest, Entry, Point
from dossier.pdf.phrases import STATEMENT, TITLE, cut, frame, house, link, phrase, say
from dossier.web.site import SiteContext

ENTRIES = 22
"""Briefings at most; those that do not fit on two pages are counted."""


def print_data(year: str, entries: Sequence[ThemeEntry], theme: Theme, site: SiteContext) -> str:
    """Return what the printed digest of a theme's year says, as JSON.

    Raises ProofError if a sentence is none of a briefing's extracts.
    """
    made = digest(year, entries, theme, site)
    records = {entry.record.slug: entry.record for entry in entries}
    where = site.urls.digest(theme.id, year)
    faults = [
        Fault(where, 0, sentence)
        for slug, point in points(made)
        for sentence in check.check_extracts([point], records[slug])
    ]
    if faults:
        raise ProofError(*faults)
    return json.dumps(asdict(made))


def points(digest: Digest) -> Iterator[tuple[str, Point]]:
    """Yield each sentence that a digest shows, with the slug of its briefing."""
    yield from ((entry.slug, entry.point) for entry in digest.entries if entry.point)


def digest(year: str, members: Sequence[ThemeEntry], theme: Theme, site: SiteContext) -> Digest:
    """Return the printed digest of a theme's year; `members` are the theme's entries in it."""
    paragraphs = sum(len(entry.paragraphs) for entry in members)
    shown = members[:ENTRIES]
    return Digest(
        frame=frame(
            site,
            title=house(site, site.say("theme_in_year", name=theme.name, year=year), TITLE),
            kind="digest",
            path=site.urls.theme(theme.id),
            date=members[0].record.date,
            keywords=(theme.name,),
        ),
        letter=theme.letter,
        colour=theme.light,
        definition=house(site, theme.definition, STATEMENT),
        count=say(site, "paragraphs_in", paragraphs=paragraphs, count=len(members)),
        entries=tuple(_entry(entry, site) for entry in shown),
        more=tuple(
            site.say("and_more", count=len(members) - number) for number in range(len(shown) + 1)
        ),
        total=len(members),
    )


def _entry(entry: ThemeEntry, site: SiteContext) -> Entry:
    record = entry.record
    return Entry(
        slug=record.slug,
        kicker=phrases.kicker(site, record),
        title=phrase(cut(record.title, TITLE), record.language),
        url=link(site.page(record)),
        bottom_line=phrases.remark(
            site, "bottom_line", record.front.bottom_line, record.language, TITLE
        ),
        point=phrases.point(site, record, entry.sentence),
        marks=phrases.marks(site, record, entry.paragraphs),
    )
