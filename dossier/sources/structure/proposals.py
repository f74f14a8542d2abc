"""What a text says of its author and its date, for the editor to confirm."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Literal

from dossier.model import FrontMatter, Paragraph, Proposal
from dossier.sources.structure.furniture import role_of
from dossier.sources.structure.markings import forbids
from dossier.sources.structure.persons import authors_in
from dossier.text.dates import days_in

_DATING = ("date", "dateline", "memo header", "marking", "release line")
"""Kinds of furniture whose date is that of the text."""

_DATELINE_END = re.compile(r"\s?(?:\([A-Z][\w ]*\)\s?)?(?:\s[-–—]{1,2}\s|:\s)")
"""What stands between a dateline and the sentence behind it."""

_FROM = re.compile(r"From ?: ?(.+)", re.IGNORECASE)
"""The line of a memo that names who wrote it."""


def of(front: FrontMatter, paragraphs: Sequence[Paragraph], language: str) -> Iterator[Proposal]:
    """Yield the author and the date that furniture names, where the front matter states none.

    A day that can be read two ways is not proposed.
    """
    furniture = [paragraph for paragraph in paragraphs if paragraph.kind == "furniture"]
    if not front.author:
        yield from _first("author", furniture, _author)
    if front.date is None:
        body = (paragraph for paragraph in paragraphs if paragraph.is_body)
        dated = [*furniture, *islice(body, 1)]
        yield from _first("date", dated, lambda one: _day(one, language))


def _first(
    key: Literal["author", "date"],
    furniture: Sequence[Paragraph],
    read: Callable[[Paragraph], str | None],
) -> Iterator[Proposal]:
    found = ((one.line, read(one)) for one in furniture)
    yield from islice((Proposal(line, key, value) for line, value in found if value), 1)


def _author(paragraph: Paragraph) -> str | None:
    if paragraph.role == "byline":
        return authors_in(paragraph.text)
    if paragraph.role == "memo header":
        matches = (_FROM.fullmatch(line) for line in paragraph.lines())
        return next((match[1] for match in matches if match), None)
    return None


def _day(paragraph: Paragraph, language: str) -> str | None:
    if forbids(paragraph):  # the end of an embargo is no date of the text
        return None
    text = paragraph.text
    if paragraph.is_body:  # NAIROBI, 5 March 2024 -- Traders welcomed the news.
        text = _DATELINE_END.split(text, maxsplit=1)[0]
        if role_of(text, language) != "dateline":
            return None
    elif paragraph.role not in _DATING:
        return None
    day = next(days_in(text, language), None)
    return day.isoformat() if day else None
