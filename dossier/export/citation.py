"""How a briefing is cited: in words, as BibTeX, RIS and CSL-JSON.

`reference` gathers what a citation may say; the writers below turn it into text. What the front
matter does not state is left out everywhere; the date of access is the reader's to add. While the
site's address is not known, nothing can be cited: see `formats`.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dossier.export.authors import Author, split_authors
from dossier.model import Described, FrontMatter
from dossier.text.slugs import ascii_slug_of
from dossier.web.i18n import Phrases
from dossier.web.site import SiteContext

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")

_TEX = str.maketrans({character: f"\\{character}" for character in "$&%#_"}) | str.maketrans(
    {"\\": r"{\textbackslash}", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
    | {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
)
"""Characters with a meaning in LaTeX; braces by name, for BibTeX counts even those after `\\`."""

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"  # BibTeX's own names, in any language
_TEX_URL = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
"""BibTeX does not unescape addresses, but their braces must balance."""

_LONGEST_KEY, _DIGEST = 79, 8
"""BibTeX reads keys of less than 80 ASCII letters everywhere; citation-js refuses more than 100."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The parts of a citation, each on one line without control characters; "" if not stated."""

    key: str
    """Made of the slug, so that it does not change with the title; see `_key`."""

    title: str
    author: str
    authors: tuple[Author, ...]
    source: str
    kind: str
    """What the text is called in a bibliography: Report, in the language of the interface."""

    date: datetime.date | None
    url: str
    page: str
    """Full address of the briefing; `url` is that of its source."""

    found_at: str
    """Says, in the language of the interface, that the briefing is at `page`."""

    language: str
    abstract: str
    themes: tuple[str, ...]

    @property
    def address(self) -> str:
        """Return the address of the source, or else of the briefing."""
        return self.url or self.page

    @property
    def note(self) -> str:
        """Return where the briefing is, unless `address` says it."""
        return self.found_at if self.url else ""


def authors_of(front: FrontMatter) -> tuple[Author, ...]:
    """Return the authors of a text; one that the editor has not listed may be several."""
    listed = tuple(one_line(author) for author in front.author)
    return split_authors(listed[0] if len(listed) == 1 else listed)


def reference(briefing: Described, site: SiteContext) -> Reference:
    """Return the reference to a briefing; it is gathered once a text."""
    front, page = briefing.front, site.page(briefing)
    return Reference(
        key=_key(briefing.slug),
        title=one_line(briefing.title),
        author=one_line(front.byline),
        authors=authors_of(front),
        source=one_line(front.source),
        kind=site.say("report"),
        date=briefing.date,
        url=one_line(front.url),
        page=page or "",
        found_at=site.say("briefing_at", address=page) if page else "",
        language=briefing.language,
        abstract=one_line(site.abstract(briefing)),
        themes=tuple(map(one_line, briefing.theme_names)),
    )


def _key(slug: str) -> str:
    """Return the slug; if it is long, or not ASCII and so transliterated, with a hash of it.

    The hash keeps apart what is the same when transliterated or cut.
    """
    if slug.isascii() and len(slug) <= _LONGEST_KEY:
        return slug
    words = ascii_slug_of(slug)
    digest = hashlib.sha256(slug.encode()).hexdigest()[:_DIGEST]
    return f"{words[: _LONGEST_KEY - _DIGEST - 1]}-{digest}".replace("--", "-").lstrip("-")


def in_words(ref: Reference, words: Phrases) -> str:
    """Return a citation in words, the source's address in angle brackets (RFC 3986, appendix C).

    The quotation marks, the commas and the date are those of the language of `words`.
    """
    date = words.day(ref.date) if ref.date else None
    title = words.say("quoted", text=ref.title)
    parts = [part for part in (ref.author, title, ref.source, date) if part]
    url = f" <{ref.url}>" if ref.url else ""
    return f"{words.say('comma').join(parts)}{url}."


def bibtex(ref: Reference) -> str:
    """Return a BibTeX entry; braces keep institutions whole and titles in their case."""
    fields = {
        "author": " and ".join(map(_tex_name, ref.authors)),
        "title": f"{{{ref.title.translate(_TEX)}}}",
        "institution": ref.source.translate(_TEX),
        "type": ref.kind.translate(_TEX) if ref.source else "",
        "year": ref.date.isoformat()[:4] if ref.date else "",
        "day": str(ref.date.day) if ref.date else "",
        "url": ref.address.translate(_TEX_URL),
        "note": ref.note.translate(_TEX),
        "language": ref.language,
        "keywords": ", ".join(ref.themes).translate(_TEX),
        "abstract": ref.abstract.translate(_TEX),
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    if ref.date:
        lines.append(f"  month = {_MONTHS[3 * ref.date.month - 3 :][:3]}")
    kind = "techreport" if ref.source else "misc"
    return f"@{kind}{{{ref.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(ref: Reference) -> str:
    """Return a record by Research Information Systems' "RIS Format Specifications" (2001).

    Lines end in LF, not CR LF, so that files are the same everywhere; reference managers read both.
    """
    fields = [
        ("TY", "RPRT"),
        ("ID", ref.key),
        ("TI", ref.title),
        *(("AU", name.inverted) for name in ref.authors),
        ("PY", ref.date.isoformat()[:4] if ref.date else ""),
        ("DA", ref.date.isoformat().replace("-", "/") if ref.date else ""),
        ("PB", ref.source),
        ("UR", ref.address),
        ("LA", ref.language),
        *(("KW", theme) for theme in ref.themes),
        ("AB", ref.abstract),
        ("N1", ref.note),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - ", ""])


def csl_json(ref: Reference) -> str:
    """Return a list of one item, by csl-data.json of https://citationstyles.org."""
    day = ref.date and [ref.date.year, ref.date.month, ref.date.day]
    item: dict[str, Any] = {
        "id": ref.key,
        "type": "report",
        "title": ref.title,
        "author": [_csl_name(name) for name in ref.authors],
        "issued": day and {"date-parts": [day]},
        "publisher": ref.source,
        "URL": ref.address,
        "language": ref.language,
        "keyword": ", ".join(ref.themes),
        "abstract": ref.abstract,
        "note": ref.note,
    }
    stated = {key: value for key, value in item.items() if value}
    return json.dumps([stated], ensure_ascii=False, indent=1) + "\n"


def one_line(text: str | None) -> str:
    """Return `text` on one line, with U+FFFD for each control character; "" for None."""
    if not text:
        return ""
    if text.isprintable() and "  " not in text:  # then single spaces are its only white space
        return text.strip()
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def _tex_name(name: Author) -> str:
    """Return "van Family, Jr., Given", or any other name in braces, which keep it whole."""
    if not name.family:
        return f"{{{name.text.translate(_TEX)}}}"
    parts = (f"{name.particle} {name.family}".strip(), name.suffix, name.given)
    return ", ".join(part for part in parts if part).translate(_TEX)


def _csl_name(name: Author) -> dict[str, str]:
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: part for key, part in parts.items() if part} or {"literal": name.text}


@dataclass(frozen=True, slots=True)
class Format:
    """A file format for citations."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Reference], str]


FORMATS = (
    Format("BibTeX", "bib", "application/x-bibtex", bibtex),
    Format("RIS", "ris", "application/x-research-info-systems", ris),
    Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json),
)


def formats(site: SiteContext) -> tuple[Format, ...]:
    """Return the formats in which briefings are cited.

    A citation leads to the briefing, so there is none while the site's address is not known.
    """
    return FORMATS if site.url else ()
