"""Citations for programs, read back and held against source and record."""

import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from dossier.model import Described
from dossier.proof.facts import Text
from dossier.web.site import SiteContext

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")

_FIELD = re.compile(r"^  (\w+) = \{?(.*?)\}?,?$", re.MULTILINE)
_TEX = re.compile(r"\\([$&%#_])|\{\\text(backslash|asciitilde|asciicircum|braceleft|braceright)\}")
_TEX_NAMES = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^"}
_TEX_NAMES |= {"braceleft": "{", "braceright": "}"}
_TEX_URL = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_MONTHS = [f"{datetime.date(1, month, 1):%b}".lower() for month in range(1, 13)]

_NAME = re.compile(r"[^\s,;&{}]+")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says; "" or nothing where it does not say it."""

    title: str
    date: str
    authors: Counter[str]
    """The words of their names: each format orders them in its own way."""

    source: str
    address: str
    language: str
    themes: str
    abstract: str


Reader: TypeAlias = Callable[[str], Cited]
Check: TypeAlias = Callable[[str, Text, SiteContext], Iterator[str]]


def check(read: Reader) -> Check:
    """Return how a citation that `read` reads is held against its text."""

    def compare(content: str, text: Text, site: SiteContext) -> Iterator[str]:
        try:
            found = read(content)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            yield f"cannot be read back: {error!r}"
            return
        wanted = _wanted(text, site)
        for name in Cited.__slots__:
            expected, said = getattr(wanted, name), getattr(found, name)
            if name == "address":
                expected, said = expected.translate(_TEX_URL), said.translate(_TEX_URL)
            if expected != said:
                yield f"cites {str(said)[:80]!r} as {name}, not {str(expected)[:80]!r}"

    return compare


def abstract(briefing: Described, site: SiteContext) -> str:
    """Return what stands for a briefing: its editor's bottom line, else its lead with the ¶."""
    say, bottom_line = site.phrases.say, briefing.front.bottom_line
    if bottom_line:
        return say("abstract_bottom_line", text=bottom_line)
    return say("abstract_lead", number=briefing.lead.paragraph, text=briefing.lead.text)


def plain(text: str | None) -> str:
    """Return `text` on one line and with U+FFFD for each control character."""
    return _CONTROL.sub("\ufffd", " ".join((text or "").split()))


def names(text: str) -> Counter[str]:
    """Return the words of authors' names."""
    return Counter(word for word in _NAME.findall(text) if word != "and")


def _wanted(text: Text, site: SiteContext) -> Cited:
    front, day = text.document.source.front, text.document.date
    places = text.record.places
    return Cited(
        title=plain(text.document.title),
        date=day.isoformat() if day else "",
        authors=names(plain(front.author)),
        source=plain(front.source),
        address=plain(front.url) or site.page(text.record) or "",
        language=text.document.language,
        themes=", ".join(plain(theme.name) for theme in site.themes if theme.id in places),
        abstract=plain(abstract(text.record, site)),
    )


# --- the formats ----------------------------------------------------------------------


def _bibtex(content: str) -> Cited:
    fields = {key: _untex(value) for key, value in _FIELD.findall(content)}
    day = [fields.get("year", ""), fields.get("month", ""), fields.get("day", "")]
    if any(day):
        day = [day[0], f"{_MONTHS.index(day[1]) + 1:02}", f"{int(day[2]):02}"]
    return Cited(
        title=fields["title"].removeprefix("{").removesuffix("}"),
        date="-".join(day) if any(day) else "",
        authors=names(fields.get("author", "")),
        source=fields.get("institution", ""),
        address=fields.get("url", ""),
        language=fields.get("language", ""),
        themes=fields.get("keywords", ""),
        abstract=fields.get("abstract", ""),
    )


def _untex(value: str) -> str:
    return _TEX.sub(lambda match: match[1] or _TEX_NAMES[match[2]], value)


def _ris(content: str) -> Cited:
    fields: dict[str, list[str]] = {}
    for line in content.split("\n"):
        tag, _, value = line.partition("  - ")
        fields.setdefault(tag, []).append(value)
    first: Mapping[str, str] = {tag: values[0] for tag, values in fields.items()}
    return Cited(
        title=first["TI"],
        date=first.get("DA", "").replace("/", "-"),
        authors=names(" ".join(fields.get("AU", ()))),
        source=first.get("PB", ""),
        address=first.get("UR", ""),
        language=first.get("LA", ""),
        themes=", ".join(fields.get("KW", ())),
        abstract=first.get("AB", ""),
    )


def _csl_json(content: str) -> Cited:
    item: dict[str, Any]
    (item,) = json.loads(content)
    authors = (" ".join(name.values()) for name in item.get("author", ()))
    (day,) = item["issued"]["date-parts"] if "issued" in item else ((),)
    return Cited(
        title=item["title"],
        date="-".join(f"{part:02}" for part in day).rjust(10, "0") if day else "",
        authors=names(" ".join(authors)),
        source=item.get("publisher", ""),
        address=item.get("URL", ""),
        language=item.get("language", ""),
        themes=item.get("keyword", ""),
        abstract=item.get("abstract", ""),
    )


READERS: dict[str, Reader] = {"bib": _bibtex, "ris": _ris, "csl.json": _csl_json}
