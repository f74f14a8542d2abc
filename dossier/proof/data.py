"""The files for programs beside a briefing's page, held against its source and record."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeAlias

from dossier.export import citation
from dossier.export.citation import Format, Reference, one_line
from dossier.model import COUNTRY, DateMention, Extract, Record
from dossier.proof.record import Text
from dossier.text.spans import Span
from dossier.web.site import SiteContext

_TEX_NAME = re.compile(r"\{\\text[a-z]+\}")
"""How BibTeX writes what has a meaning in LaTeX."""

RIGHTS = "the rights of this text do not allow this file"
NO_ADDRESS = "must not be there while the address of the site is not known"
"""Why a file must not be there."""

Read: TypeAlias = Callable[[str], bytes]
"""Returns a finished file by its path from the site's root; KeyError or OSError if it is absent."""

Check: TypeAlias = Callable[[str, Text, SiteContext], Iterable[str]]
"""Yields what a file says otherwise than it must."""


def paths(slug: str, site: SiteContext) -> Iterator[str]:
    """Yield the path of each file beside the pages of a text."""
    yield site.urls.briefing_json(slug)
    yield site.urls.source_text(slug)
    yield from (site.urls.citation(slug, form.ending) for form in citation.FORMATS)


def files(text: Text, site: SiteContext) -> Iterator[tuple[str, Check, str]]:
    """Yield the path of each file, how it is checked, and why it must not be there, else ""."""
    slug = text.record.slug
    shown = "" if text.is_shown else RIGHTS
    yield site.urls.briefing_json(slug), _briefing_json, shown
    has_source = text.is_full and not text.document.has_comments
    yield site.urls.source_text(slug), _source_text, "" if has_source else RIGHTS
    ref = citation.reference(text.record, site)
    for form in citation.FORMATS:
        where = site.urls.citation(slug, form.ending)
        yield where, partial(_citation, form, ref), shown if site.url else NO_ADDRESS


def differences(wanted: object, found: object, where: str = "") -> Iterator[str]:
    """Yield where one JSON value differs from another, by the way that leads there."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in wanted.keys() | found.keys():
            place = f"{where}.{key}" if where else str(key)
            if key not in found:
                yield f"lacks {place}"
            elif key not in wanted:
                yield f"says {place}, which it should not"
            elif wanted[key] != found[key]:
                yield from differences(wanted[key], found[key], place)
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for index, pair in enumerate(zip(wanted, found, strict=True)):
            yield from differences(*pair, f"{where}[{index}]")
    elif isinstance(wanted, list) and isinstance(found, list):
        yield f"has {len(found)} {where}, not {len(wanted)}"
    elif wanted != found or type(wanted) is not type(found):
        yield f"says {str(found)[:60]!r} as {where}, not {str(wanted)[:60]!r}"


def heading(text: Any) -> dict[str, Any]:
    """Return the fields with which every description of a briefing begins; of a record."""
    return {
        "slug": text.slug,
        "title": text.title,
        "kind": text.front.kind,
        "date": text.date.isoformat() if text.date else None,
        "updated": text.front.updated.isoformat() if text.front.updated else None,
        "language": text.language,
    }


# --- briefing.json --------------------------------------------------------------------


def _briefing_json(content: str, text: Text, site: SiteContext) -> Iterator[str]:
    try:
        found = json.loads(content)
    except ValueError as error:
        yield f"cannot be read back: {error}"
        return
    rows = _rows(found)
    yield from differences(_briefing(text, site, rows), found)
    calls = sum(row.get("close_call") is True for row in rows.values())
    if calls != text.record.close_calls:
        yield f"names {calls} close calls, and its record {text.record.close_calls}"


def _rows(found: Any) -> dict[int, dict[str, Any]]:
    """Return what is said of each paragraph, by its number."""
    rows = (
        row
        for section in _list(found, "sections")
        for row in _list(section, "paragraphs")
        if isinstance(row, dict)
    )
    return {row["number"]: row for row in rows if type(row.get("number")) is int}


def _list(value: Any, key: str) -> list[Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _briefing(text: Text, site: SiteContext, rows: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """Return what briefing.json must say.

    Of `rows`, what it says of the paragraphs, two things are taken: which of them are close calls,
    for a record has only their number, and which of several further themes is the stronger one.
    """
    source, record = text.document.source, text.record
    front = source.front
    points = {section.id: section.key_points for section in record.summarised}
    themes = site.by_id
    unthemed = {"overview": "Overview", "context": "Context", "outlook": "Outlook"}
    return heading(record) | {
        "author": [author.text for author in citation.authors_of(front)],
        "source": front.source,
        "url": front.url,
        "rights": front.rights,
        "publish": front.publish.stated.value,
        "reviewed": front.reviewed.isoformat() if front.reviewed else None,
        "sha256": source.sha256,
        "bottom_line": front.bottom_line,
        "why_it_matters": front.why_it_matters,
        "watch": list(front.watch),
        "lead": _chosen(record.lead),
        "extracts": [_chosen(extract) for extract in record.extracts],
        "sections": [
            {
                "id": place,
                "name": themes[place].name if place in themes else unthemed[place],
                "theme": place if place in themes else None,
                "key_points": [_chosen(point) for point in points.get(place, ())],
                "paragraphs": [
                    _paragraph(text, number, site, rows.get(number, {}))
                    for number in sorted(
                        (n for n, filed in enumerate(record.places, start=1) if filed == place),
                        key=lambda n: text.paragraphs[n - 1].kind == "note",
                    )
                ],
            }
            for place in site.places
            if place in record.places
        ],
        "countries": [
            {"code": mention.id, "paragraphs": list(mention.paragraphs)}
            for mention in record.mentions
            if mention.kind == COUNTRY
        ],
        "organisations": _named(record, "organisation"),
        "people": _named(record, "person"),
        "dates": [_date(mention) for mention in record.dates if _may_say(mention.sentence, text)],
        "generator": site.generator,
    }


def _extract(extract: Extract) -> dict[str, Any]:
    return {"text": extract.text, "paragraph": extract.paragraph}


def _named(record: Record, kind: str) -> list[dict[str, Any]]:
    return [
        {
            "name": mention.name,
            "identifier": mention.identifier or None,
            "paragraphs": list(mention.paragraphs),
        }
        for mention in record.mentions
        if mention.kind == kind
    ]


def _chosen(extract: Extract) -> dict[str, Any]:
    return _extract(extract) | {"chosen_by": extract.chosen_by}


def _may_say(sentence: Extract, text: Text) -> bool:
    """May the file have a sentence? Of a text for extracts, it must be in one of them."""
    said = [one.text for one in text.record.extracts if one.paragraph == sentence.paragraph]
    return text.is_full or any(sentence.text in extract for extract in said)


def _date(mention: DateMention) -> dict[str, Any]:
    start, end = mention.start, mention.end
    return {
        "text": mention.text,
        "date": Span(start, end).edtf if start and end else None,
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "paragraph": mention.sentence.paragraph,
        "sentence": mention.sentence.text,
    }


def _paragraph(text: Text, number: int, site: SiteContext, row: dict[str, Any]) -> dict[str, Any]:
    paragraph = text.paragraphs[number - 1]
    struck = [list(span) for span in paragraph.struck]
    correction = text.corrections.get(number)
    also = [theme for theme, numbers in text.record.also.items() if number in numbers]
    said = [theme for theme in _list(row, "also") if isinstance(theme, str)]
    return {
        "number": number,
        "kind": paragraph.kind,
        "label": paragraph.label or None,
        "noted_in": paragraph.noted_in or None,
        **({"text": paragraph.text, "struck": struck} if text.is_full else {}),
        "theme": text.theme(number, site),
        "also": said if sorted(said) == sorted(also) else also,
        "close_call": row.get("close_call") is True,
        "filed_with": list(text.lists.get(number, ())),
        "filed_by": "editor" if correction else "dossier",
        "because": correction.because if correction else None,
    }


# --- citations ------------------------------------------------------------------------


def _citation(
    form: Format, ref: Reference, content: str, text: Text, site: SiteContext
) -> Iterator[str]:
    """Yield what a citation says otherwise than the record, or leaves out of it."""
    if content != form.write(ref):
        yield "cites otherwise than its record does"
    said, byline = _letters(content), one_line(text.document.source.front.byline)
    for author in ref.authors:
        if author.text not in byline:
            yield f"names {author.text!r}, which the front matter does not"
    names = " ".join(author.text for author in ref.authors)
    authors = (word for word in re.split(r"[\s,]+", names) if word)
    for stated in (ref.title, ref.source, *authors, ref.language):
        if _letters(stated) not in said:
            yield f"does not cite {stated!r}"


def _letters(text: str) -> str:
    """Return letters and digits alone, whatever a format escapes them with."""
    return "".join(filter(str.isalnum, _TEX_NAME.sub("", text)))


# --- the text -------------------------------------------------------------------------


def _source_text(content: str, text: Text, site: SiteContext) -> Iterator[str]:
    if content != text.document.source.text:
        yield "is not the text of its source, without its front matter"
