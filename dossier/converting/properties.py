"""Facts from what programs write into a file beside its text: its properties."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from dossier.converting.record import Fact

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


def of_office(root: ElementTree.Element | None) -> tuple[Fact, ...]:
    """Return the facts in the properties of Word's or OpenDocument's files."""
    if root is None:
        return ()
    texts = {element.tag: (element.text or "").strip() for element in root.iter()}
    author = texts.get(f"{_META}initial-creator") or texts.get(f"{_DC}creator", "")
    created = texts.get(f"{_TERMS}created") or texts.get(f"{_META}creation-date", "")
    return tuple(of(texts.get(f"{_DC}title", ""), author, created))


def of(title: str, author: str, created: str) -> Iterator[Fact]:
    """Yield the facts that stand in properties; what is no author or title is only shown."""
    if title:
        if _NO_TITLE.fullmatch(title):
            yield Fact("title", title, f"{_PROPERTIES}; looks like no title", stated=False)
        else:
            yield Fact("title", " ".join(title.split()), _PROPERTIES)
    if author:
        if _NOBODY.fullmatch(author):
            yield Fact("author", author, f"{_PROPERTIES}; looks like no person", stated=False)
        else:
            yield Fact("author", "; ".join(re.split(r"\s*;\s*", author)), _OWNER)
    if created and not created.startswith("0000"):
        origin = f"{_PROPERTIES}; the day of the file, not of publication"
        yield Fact("created", created[:10], origin, stated=False)
