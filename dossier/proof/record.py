"""A record held against the source that it is of: a record may come from anywhere."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from dossier.errors import Fault
from dossier.model import FrontMatter
from dossier.proof.facts import Text
from dossier.sources.files import Received
from dossier.text.sentences import fold
from dossier.web.site import SiteContext


def faults(received: Received, text: Text, site: SiteContext) -> Iterator[Fault]:
    """Yield what a record says otherwise than the source."""
    for sentence in (*_statements(received, text), *_places(text, site), *_extracts(text, site)):
        yield Fault(received.path, 0, f"its record {sentence}")


def _statements(received: Received, text: Text) -> Iterator[str]:
    document, record = text.document, text.record
    pairs = {
        **{field.name: _stated(text, field.name) for field in fields(FrontMatter)},
        "path": (received.path, record.path),
        "slug": (received.slug, record.slug),
        "title": (document.title, record.title),
        "date": (document.date, record.date),
        "language": (document.language, record.language),
    }
    for name, (expected, found) in pairs.items():
        if expected != found:
            yield f"has another {name}: {found!r}, not {expected!r}"


def _stated(text: Text, name: str) -> tuple[object, object]:
    if name == "filed":  # a record holds what became of it
        return {}, dict(text.record.front.filed)
    return getattr(text.document.source.front, name), getattr(text.record.front, name)


def _places(text: Text, site: SiteContext) -> Iterator[str]:
    record, count = text.record, len(text.paragraphs)
    if len(record.places) != count:
        yield f"has {len(record.places)} paragraphs, and the text {count}"
        return
    for place in sorted({*record.places} - {*site.places}):
        yield f"files paragraphs under {place}, which is no theme"
    for number, correction in text.document.source.front.filed.items():
        if not 0 < number <= count or record.places[number - 1] != correction.place:
            yield f"does not file ¶{number} under {correction.place}, as its editor does"
    themes = site.by_id
    for theme, numbers in record.also.items():
        wrong = [n for n in numbers if not 0 < n <= count or record.places[n - 1] == theme]
        if wrong or theme not in themes:
            yield f"names {theme} beside {_numbers(wrong or numbers)}, where it cannot be"
    mentioned = [n for mention in record.mentions for n in mention.paragraphs]
    if wrong := [n for n in mentioned if not 0 < n <= count]:
        yield f"finds mentions in {_numbers(wrong)}, which the text has not"
    corrected = len(text.document.source.front.filed)
    if len(record.moves) > corrected:
        yield f"has {len(record.moves)} moves of its editor, who moved {corrected}"


def _extracts(text: Text, site: SiteContext) -> Iterator[str]:
    record, places = text.record, text.record.places
    if len(places) != len(text.paragraphs):
        return
    expected = [(theme.id, theme.name) for theme in site.themes if theme.id in places]
    if (found := [(section.id, section.name) for section in record.sections]) != expected:
        yield f"has the sections {_names(found)}, and its paragraphs {_names(expected)}"
    for extract in record.extracts:
        if not extract.text or fold(extract.text) not in text.texts.get(extract.paragraph, ""):
            words = repr(extract.text[:60])
            yield f"has an extract that is not a part of ¶{extract.paragraph}: {words}"
    for section in record.sections:
        numbers = [point.paragraph for point in section.key_points]
        if len({*numbers}) < len(numbers):
            yield f"has two key points of one paragraph under {section.name}"
        elsewhere = [n for n in numbers if 0 < n <= len(places) and places[n - 1] != section.id]
        if elsewhere:
            yield f"has key points under {section.name} of {_numbers(elsewhere)}, filed elsewhere"


def _names(sections: list[tuple[str, str]]) -> str:
    return ", ".join(name for _, name in sections) or "none"


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(f"¶{number}" for number in numbers)
