"""The content of the printed digest of a theme's year."""

from collections.abc import Iterator, Sequence

from dossier.model import Theme, ThemeEntry
from dossier.pdf.data import Digest, Entry, Point
from dossier.pdf.phrases import STATEMENT, TITLE, Press, cut, link, phrase
from dossier.web import urls

ENTRIES = 22
"""Briefings at most; those that do not fit on two pages are counted."""


def points(digest: Digest) -> Iterator[tuple[str, Point]]:
    """Yield each sentence that a digest shows, with the slug of its briefing."""
    yield from ((entry.slug, entry.point) for entry in digest.entries if entry.point)


def digest(year: str, members: Sequence[ThemeEntry], theme: Theme, press: Press) -> Digest:
    """Return the printed digest of a theme's year; `members` are the theme's entries in it."""
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
