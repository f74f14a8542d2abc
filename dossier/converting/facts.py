"""Facts from the properties of a file, and dates that its words only name."""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from dossier.converting.record import Fact
from dossier.text.bylines import without_by
from dossier.text.dates import days_in

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"

_NOBODY = re.compile(
    r"(microsoft|office|windows|ms)\b.*|.*\b(user|admin|administrator)\b.*|python-docx|author|owner"
    r"|unknown|anonymous|root|test|pc|laptop|hp|dell|lenovo|acer|asus|apple|mac|[\W\d_]*|(?-i:[a-z0-9._-]+)"
    r"|.*@.*|.*\b(writer|acrobat|indesign|reportlab|libreoffice|word|latex|quark)\b.*",
    re.IGNORECASE,
)
"""What programs and shops put where an author's name belongs; and names to log in with."""

_NO_TITLE = re.compile(
    r"\s*(microsoft word|powerpoint presentation|untitled|document\d*|dokument\d*|title|titel"
    r"|word document|.*\.(docx?|odt|rtf|pdf|indd|qxp|html?|tmp|wpd|pages|tex|dvi))\b.*|[\W\d_]*",
    re.IGNORECASE,
)
_PROPERTIES = "the file's properties"
_OWNER = f"{_PROPERTIES}; often the owner of the computer, so check it"

_FIRST, _LAST = 5, 3
"""Paragraphs at the beginning and the end in which a text says when it was published."""

_SHORT, _EARLY = 15, 80
"""Words up to which a paragraph may be a dateline, and characters in which others name a date."""


def of_office(root: Element | None) -> tuple[Fact, ...]:
    """Return the facts in the properties of Word's or OpenDocument's files."""
    texts = {} if root is None else {one.tag: (one.text or "").strip() for one in root.iter()}
    author = texts.get(f"{_META}initial-creator") or texts.get(f"{_DC}creator", "")
    created = texts.get(f"{_TERMS}created") or texts.get(f"{_META}creation-date", "")
    return tuple(of(texts.get(f"{_DC}title", ""), author, created))


def of(title: str, author: str, created: str) -> Iterator[Fact]:
    """Yield the facts that stand in properties; what is no author or title is only shown."""
    if title and _NO_TITLE.fullmatch(title):
        yield Fact("title", title, f"{_PROPERTIES}; looks like no title", stated=False)
    elif title:
        yield Fact("title", " ".join(title.split()), _PROPERTIES)
    if author and _NOBODY.fullmatch(author):
        yield Fact("author", author, f"{_PROPERTIES}; looks like no person", stated=False)
    elif author:
        yield Fact("author", "; ".join(map(without_by, re.split(r"\s*;\s*", author))), _OWNER)
    if created and not created.startswith("0000"):
        origin = f"{_PROPERTIES}; the day of the file, not of publication"
        yield Fact("created", created[:10], origin, stated=False)


def named_day(texts: Sequence[str]) -> Iterator[Fact]:
    """Yield the first date that the words of a text name where a text usually says its own."""
    for text in dict.fromkeys((*texts[:_FIRST], *texts[-_LAST:])):
        words = text if len(text.split()) <= _SHORT else text[:_EARLY]
        if day := next(days_in(words, "en"), None):
            origin = "only in the words of the text; if that is the day of publication, "
            yield Fact("date", day.isoformat(), f"{origin}add date: {day}", stated=False)
            return
