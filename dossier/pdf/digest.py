"""Stage 8: what the printed digest of a theme's year says."""

from collections.abc import Iterator, Sequence

from dossier.briefings.library import digest_years
from dossier.model import Theme, ThemeEntry
from dossier.pdf.data import Digest, Entry, Point
from dossier.pdf.phrases import STATEMENT, TITLE, Press, cut, link, phrase
from dossier.web import urls

ENTRIES = 22
"""Briefings tried; those that do not fit on two pages are counted."""


def digests(
    entries: Sequence[ThemeEntry], theme: Theme, press: Press
) -> Iterator[tuple[str, Digest]]:
    """Yield year and digest of every year in which several briefings have a theme."""
    for year, members in digest_years(entries).items():
        yield year, digest(year, members, theme, press)


def points(digest: Digest) -> Iterator[tuple[str, Point]]:
    """Yield the slug of a briefing and its sentence that a digest shows."""
    yield from ((entry.slug, entry.point) for entry in digest.entries if entry.point)


def digest(year: str, members: Sequence[ThemeEntry], theme: Theme, press: Press) -> Digest:
    """Gather what the printed digest of a theme's year says; `members` are its entries there."""
    paragraphs = sum(len(entry.paragraphs) for entry in members)
    shown = members[:ENTRIES]
    return Digest(
        frame=press.frame(
            title=press.house(press.words.say("theme_in_year", name=theme.name, year=year), TITLE),
            kind="digest",
            path=urls.theme(theme.id),
            date=members[0].record.date,
            keywords=(theme.name,),
        ),
        letter=theme.letter,
        colour=theme.light,
        definition=press.house(theme.definition, STATEMENT),
        count=press.say("paragraphs_in", paragraphs=paragraphs, count=len(members)),
        entries=tuple(_entry(entry, press) for entry in shown),
        more=tuple(
            press.words.say("and_more", count=len(members) - number)
            for number in range(len(shown) + 1)
        ),
        total=len(members),
    )


def _entry(entry: ThemeEntry, press: Press) -> Entry:
    record = entry.record
    return Entry(
        slug=record.slug,
        day=press.day(record.date),
        title=phrase(cut(record.title, TITLE), record.language),
        url=link(press.publication.page(record)),
        point=press.point(record, entry.sentence),
        marks=press.marks(record, entry.paragraphs),
    )
