"""How a briefing is cited: in words, as BibTeX, RIS and CSL-JSON.

`reference` gathers once what a citation may say, the writers below turn it into text. What the
front matter does not state is left out everywhere; the day of access is the reader's to add.

A text's author is one string, so names are told apart by rules:

- `;` divides authors; without it commas, `and` and `&` do, if every part is clearly a person.
- A person is clear in two to five words with capitals; particles (van, de la, bin) lead the
  family name, which else is the last word, or the one word before a comma. Titles, suffixes,
  digits, words in capitals throughout, and words such as Ministry or Institute make it unclear.
- What is unclear stands undivided as it is written.
"""

import datetime
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any

from babel.dates import format_date

from dossier.model import Briefing
from dossier.web.site import SiteContext

_INSTITUTION = re.compile(
    r"\b(academy|affairs|agency|alliance|association|authority|bank|board|bureau|cent(er|re)|chamber"
    r"|commission|committee|company|council|court|department|desk|division|editors?|editorial"
    r"|embassy|federation|force|forum|foundation|fund|government|group|house|initiative|international"
    r"|institut(e|ion|o)?|journal|minist(ry|ère|erio|erium)|mission|monitor|movement|nations|network"
    r"|news|office|organi[sz]ation|parliament|party|post|press|programme|project|school|secretariat"
    r"|senate|service|society|staff|studies|team|the|times|trust|union|universit(y|ät|é|à)|watch)\b",
    re.IGNORECASE,
)
_TITLE_OR_SUFFIX = re.compile(
    r"jr|sr|ii|iii|iv|phd|md|mp|esq|dr|prof|professor|sir|dame|lord|lady|mrs?|ms|rev|gen|col|capt"
    r"|amb|ambassador|president|minister|secretary|king|queen|prince(ss)?|sheikh|ayatollah"
)
_PARTICLE = re.compile(
    r"a[fl]|av|bint?|da|das|del?|della|de[nr]|des|d[iou]|dos|el|ibn|l[ae]|las|los|te[nr]|va[nm]"
    r"|vo[mn]|zu|zu[mr]"
)
_PREFIX = re.compile(r"(a[dlnrst]|ash|az|el|d|l)[-'’]", re.IGNORECASE)
"""What may stand before the capital of a family name, as in al-Khatib and d'Alembert."""
_BREAK = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")

_TEX = str.maketrans({character: f"\\{character}" for character in "$&%#_"}) | str.maketrans(
    {"\\": r"{\textbackslash}", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
    | {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
)
"""Characters with a meaning in LaTeX; braces by name, for BibTeX counts even those after `\\`."""

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"  # BibTeX's own names, in any language
_TEX_URL = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
"""In an address nothing is escaped for TeX, but braces must balance."""


@dataclass(frozen=True, slots=True)
class Name:
    """One author as written, and taken apart if it is clearly a person."""

    text: str
    family: str = ""
    given: str = ""
    particle: str = ""
    """What leads the family name, such as van."""

    institution: bool = False
    """It has a word that personal names do not have."""

    @property
    def inverted(self) -> str:
        """Return "van Family, Given" of a person, and any other name as written."""
        family = f"{self.particle} {self.family}".strip()
        return f"{family}, {self.given}" if self.family else self.text


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation may say, each on one line without control characters; empty if not known."""

    key: str
    """The slug, in Punycode (RFC 3492) if it is not ASCII: no change of title changes it."""

    title: str
    author: str
    names: tuple[Name, ...]
    source: str
    date: datetime.date | None
    url: str
    page: str
    """The briefing's full address, where `url` is its source's."""

    found_at: str
    """Says, in the language of the interface, that the briefing is at `page`."""

    language: str
    abstract: str
    themes: tuple[str, ...]

    @property
    def address(self) -> str:
        """Return the source's address, else the briefing's."""
        return self.url or self.page

    @property
    def note(self) -> str:
        """Say where the briefing is, unless `address` does."""
        return self.found_at if self.url else ""


def reference(briefing: Briefing, site: SiteContext) -> Reference:
    """Return what a citation of a briefing may say; it is gathered once for each text."""
    document, front = briefing.document, briefing.front
    page = site.page(briefing)
    return Reference(
        key=briefing.slug if briefing.slug.isascii() else briefing.slug.encode("punycode").decode(),
        title=plain(document.title),
        author=plain(front.author),
        names=names(plain(front.author)),
        source=plain(front.source),
        date=document.date,
        url=plain(front.url),
        page=page or "",
        found_at=site.say("briefing_at", address=page) if page else "",
        language=document.language,
        abstract=plain(site.abstract(briefing)),
        themes=tuple(plain(section.name) for section in briefing.sections if section.theme),
    )


def formatted(ref: Reference, language: str = "en-GB") -> str:
    """Write a citation in words, the source's address in angle brackets (RFC 3986, appendix C).

    `language` is that of the date.
    """
    locale = language.replace("-", "_")
    date = format_date(ref.date, format="long", locale=locale) if ref.date else None
    parts = [part for part in (ref.author, f"“{ref.title}”", ref.source, date) if part]
    url = f" <{ref.url}>" if ref.url else ""
    return f"{', '.join(parts)}{url}."


def bibtex(ref: Reference) -> str:
    """Write a BibTeX entry; braces keep styles from dividing institutions, lower-casing titles."""
    fields = {
        "author": " and ".join(
            name.inverted.translate(_TEX) if name.family else f"{{{name.text.translate(_TEX)}}}"
            for name in ref.names
        ),
        "title": f"{{{ref.title.translate(_TEX)}}}",
        "institution": ref.source.translate(_TEX),
        "type": "Report" if ref.source else "",
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
    """Write a record of Research Information Systems' "RIS Format Specifications" (2001).

    Lines end in LF, not CR LF, for files that are the same everywhere; known readers take both.
    """
    fields = [
        ("TY", "RPRT"),
        ("ID", ref.key),
        ("TI", ref.title),
        *(("AU", name.inverted) for name in ref.names),
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
    """Write a list of one item, as https://citationstyles.org's csl-data.json defines it."""
    day = ref.date and [ref.date.year, ref.date.month, ref.date.day]
    item: dict[str, Any] = {
        "id": ref.key,
        "type": "report",
        "title": ref.title,
        "author": [_csl_name(name) for name in ref.names],
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


@lru_cache(maxsize=1024)
def names(author: str) -> tuple[Name, ...]:
    """Tell the authors apart by the rules above; every name is a verbatim part of `author`."""
    alone = tuple(_name(part.strip()) for part in author.split(";") if part.strip())
    together = tuple(_name(part) for part in _BREAK.split(author))
    return together if all(name.family for name in together) else alone


def plain(text: str | None) -> str:
    """Return `text`, if any, on one line and with U+FFFD for each control character."""
    if not text:
        return ""
    if text.isprintable() and "  " not in text:  # it has no white space but single spaces
        return text.strip()
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def _name(text: str) -> Name:
    if _INSTITUTION.search(text):
        return Name(text, institution=True)
    before, comma, after = text.partition(",")
    family, given = before.split(), after.split()
    if not comma:
        particles = (i for i, word in enumerate(family) if _PARTICLE.fullmatch(word))
        at = next(particles, len(family) - 1)
        family, given = family[at:], family[:at]
    leading = len(list(takewhile(_PARTICLE.fullmatch, family)))
    clear = len(family) + len(given) <= 5 and all(map(_is_clear, given + family))
    if not clear or not given or not family[leading:] or (comma and family[leading + 1 :]):
        return Name(text)
    return Name(text, " ".join(family[leading:]), " ".join(given), " ".join(family[:leading]))


def _is_clear(word: str) -> bool:
    letters = re.sub(r"[-.'’]", "", word)
    usual = letters.isalpha() and _PREFIX.sub("", word)[:1].isupper()
    shouted = len(letters) > 1 and letters.isupper() and "." not in word
    odd = shouted or _TITLE_OR_SUFFIX.fullmatch(letters.lower())
    return bool(_PARTICLE.fullmatch(word)) or (usual and not odd)


def _csl_name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle}
    return {key: part for key, part in parts.items() if part} or {"literal": name.text}


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which programs read citations."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Reference], str]


FORMATS = (
    Format("BibTeX", "bib", "application/x-bibtex", bibtex),
    Format("RIS", "ris", "application/x-research-info-systems", ris),
    Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json),
)
