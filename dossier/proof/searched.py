"""What is searched of a briefing, held against its source and record."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from dossier.entities import name_of
from dossier.proof.markup import difference
from dossier.proof.record import Text
from dossier.text import invisible
from dossier.text.sentences import fold
from dossier.web import urls
from dossier.web.site import SiteContext


def entry(content: str, text: Text, site: SiteContext) -> Iterator[str]:
    """Yield what the entry of a briefing in the search says otherwise than it must."""
    found = json.loads(content)
    front, record = text.document.source.front, text.record
    if found["title"] != (wanted := _plain(text.document.title)):
        yield f"is called {found['title']!r}, not {wanted!r}"
    if (said := found.get("bottom_line", "")) != (wanted := _plain(front.bottom_line)):
        yield f"is summed up by {said!r}, not {wanted!r}"
    for name, value in (("author", front.byline), ("source", front.source), ("kind", front.kind)):
        if (said := found.get(name, "")) != _plain(value):
            yield f"has the {name} {said!r}, not {value!r}"
    if found.get("is_full", True) != text.is_full:
        yield "says otherwise than the source whether the whole text is published"
    yield from _paragraphs(found["paragraphs"], text)
    named = [
        [one.kind, one.id, _plain(name_of(one, site.language)), list(one.paragraphs)]
        for one in record.mentions
        if one.id
    ]
    if (said := found.get("named", [])) != named:
        yield f"names {said}, not {named}"
    yield from _facets(found["facets"], text, site)


def _plain(text: str | None) -> str:
    return invisible.spell_out(text or "")


def _facets(found: dict[str, list[str]], text: Text, site: SiteContext) -> Iterator[str]:
    day, mentions = text.document.date, text.record.mentions
    facets = {
        "theme": [theme.id for theme in site.themes if theme.id in text.record.places],
        "kind": [kind] if (kind := text.document.source.front.kind) else [],
        "year": [str(day.year) if day else "undated"],
        **{
            kind: [one.id for one in mentions if one.kind == kind and one.id]
            for kind in urls.ENTITIES
        },
    }
    for name, values in facets.items():
        if (said := found.get(name)) != values:
            yield f"is found by the {name} {said}, not {values}"


def _paragraphs(entries: Sequence[tuple[int, str]], text: Text) -> Iterator[str]:
    """Yield how the paragraphs that are searched differ from the text's, or from its extracts."""
    extracts = dict.fromkeys((one.paragraph, one.text) for one in text.record.extracts)
    shown = text.texts.items() if text.is_full else extracts
    wanted = [(number, fold(_plain(words))) for number, words in shown]
    found = [(number, fold(words)) for number, words in entries]
    if found != wanted:
        differences = _differences(wanted, found)
        yield from (f"is searched by other paragraphs: {one}" for one in differences)


def _differences(
    wanted: Sequence[tuple[int, str]], found: Sequence[tuple[int, str]]
) -> Iterator[str]:
    surplus = [*(Counter(found) - Counter(wanted)).elements()]
    missing = [*(Counter(wanted) - Counter(found)).elements()]
    for number, words in missing:
        other = next((one for one in surplus if one[0] == number), None)
        if other is None:
            yield f"p{number} is missing: {words[:60]!r}"
        else:
            surplus.remove(other)
            yield f"of p{number}, {difference(words, other[1])}"
    yield from (f"p{number} is not of the text: {words[:60]!r}" for number, words in surplus)
    if not missing and not surplus:
        yield f"{', '.join(f'p{number}' for number, _ in found)} is another order"
