"""The JSON files of a site: one briefing.json a text, and the list briefings.json.

`docs/schema/` has the JSON Schema of each.
"""

import json
from collections.abc import Iterator
from typing import Any

from dossier.briefings.library import paginate
from dossier.export import citation
from dossier.model import (
    COUNTRY,
    ORGANISATION,
    PERSON,
    Briefing,
    DateMention,
    Described,
    Extract,
    Filed,
    Library,
    Mention,
)
from dossier.text.spans import Span
from dossier.web import urls
from dossier.web.site import GENERATOR, SiteContext

LIST_LENGTH = 500
"""The most briefings in one file of the list; further ones are in the next file."""


def briefing_json(briefing: Briefing) -> str:
    """Return a briefing as JSON; the text of its paragraphs only if its rights allow that."""
    source = briefing.document.source
    record = _heading(briefing) | {
        "author": [author.text for author in citation.authors_of(source.front)],
        "source": source.front.source,
        "url": source.front.url,
        "rights": source.front.rights,
        "publish": source.front.publish.stated.value,
        "reviewed": source.front.reviewed.isoformat() if source.front.reviewed else None,
        "sha256": source.sha256,
        "bottom_line": source.front.bottom_line,
        "why_it_matters": source.front.why_it_matters,
        "watch": list(source.front.watch),
        "lead": _chosen(briefing.lead),
        "extracts": [_chosen(extract) for extract in briefing.extracts],
        "sections": [
            {
                "id": section.id,
                "name": section.name,
                "theme": section.theme.id if section.theme else None,
                "key_points": [_chosen(point) for point in section.key_points],
                "paragraphs": [_paragraph(filed, briefing.is_full) for filed in section.filed],
            }
            for section in briefing.sections
        ],
        "countries": [
            {"code": mention.id, "paragraphs": list(mention.paragraphs)}
            for mention in briefing.mentions
            if mention.kind == COUNTRY
        ],
        "organisations": [_named(one) for one in briefing.mentions if one.kind == ORGANISATION],
        "people": [_named(one) for one in briefing.mentions if one.kind == PERSON],
        "dates": [_date(mention) for mention in briefing.dates if _is_shown(mention, briefing)],
        "generator": GENERATOR,
    }
    return _dump(record)


def library_json(library: Library, site: SiteContext) -> Iterator[str]:
    """Yield the files of the list of all briefings, newest first."""
    for number, count, members in paginate(library.records, LIST_LENGTH):
        record = {
            "briefings": [
                _heading(b)
                | {
                    "url": urls.url(site.urls.briefing(b.slug)),
                    "json": urls.url(site.urls.briefing_json(b.slug)),
                    "themes": [section.id for section in b.sections],
                }
                for b in members
            ],
            "page": number,
            "pages": count,
            "next": site.urls.library_json(number + 1) if number < count else None,
            "generator": GENERATOR,
        }
        yield _dump(record)


def _heading(briefing: Described) -> dict[str, Any]:
    day, updated = briefing.date, briefing.front.updated
    return {
        "slug": briefing.slug,
        "title": briefing.title,
        "kind": briefing.front.kind,
        "date": day.isoformat() if day else None,
        "updated": updated.isoformat() if updated else None,
        "language": briefing.language,
    }


def _extract(extract: Extract) -> dict[str, Any]:
    return {"text": extract.text, "paragraph": extract.paragraph}


def _named(mention: Mention) -> dict[str, Any]:
    """Return an organisation or a person, whose identifier is Wikidata's."""
    return {
        "name": mention.name,
        "identifier": mention.identifier or None,
        "paragraphs": list(mention.paragraphs),
    }


def _chosen(extract: Extract) -> dict[str, Any]:
    return _extract(extract) | {"chosen_by": extract.chosen_by}


def _is_shown(mention: DateMention, briefing: Briefing) -> bool:
    """Is its sentence to be seen on the briefing's page as well?"""
    one = mention.sentence
    return briefing.is_full or any(
        one.paragraph == extract.paragraph and one.text in extract.text
        for extract in briefing.extracts
    )


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


def _paragraph(filed: Filed, full: bool) -> dict[str, Any]:
    text: dict[str, Any] = {}
    if full:
        struck = [list(span) for span in filed.paragraph.struck]
        text = {"text": filed.paragraph.text, "struck": struck}
    return {
        "number": filed.paragraph.number,
        "kind": filed.paragraph.kind,
        "label": filed.paragraph.label or None,
        "noted_in": filed.paragraph.noted_in or None,
        **text,
        "theme": filed.filing.theme,
        "also": list(filed.filing.also),
        "close_call": filed.filing.close_call,
        "filed_with": list(filed.filing.filed_with),
        "filed_by": filed.filing.filed_by,
        "because": filed.filing.because,
    }


def _dump(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
