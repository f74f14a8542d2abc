"""What is searched of a briefing, and shown where it is found."""

import datetime
from collections.abc import Mapping

import msgspec

from dossier.briefings.library import UNDATED
from dossier.entities import name_of
from dossier.model import Briefing
from dossier.text.invisible import spell_out
from dossier.web import urls
from dossier.web.site import SiteContext


class Named(msgspec.Struct, frozen=True, array_like=True):
    """A country, organisation or person that a text mentions."""

    kind: str
    id: str
    name: str
    """As the site says it: of a country, in the site's language."""

    paragraphs: tuple[int, ...]
    """¶ numbers."""


class SearchEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is searched of a briefing, and shown where it is found; the search page reads it."""

    path: str
    title: str
    language: str
    facets: Mapping[str, tuple[str, ...]]
    """Values by the names that the search page has for them: of an entity, its id."""

    themes: tuple[str, ...]
    """Names."""

    paragraphs: tuple[tuple[int, str], ...]
    """Number and text of each paragraph, or of each extract where only these are published."""

    is_full: bool = True
    """Is the whole text published? Then each paragraph has an anchor on the page."""

    date: str = ""
    """As a reader sees it."""

    kind: str = ""
    source: str = ""
    author: str = ""
    bottom_line: str = ""
    named: tuple[Named, ...] = ()


def entry(briefing: Briefing, site: SiteContext) -> SearchEntry:
    """Gather what is searched of a briefing."""
    front, day = briefing.front, briefing.date
    paragraphs = ((one.number, one.numbered_text) for one in briefing.document.paragraphs)
    extracts = dict.fromkeys((one.paragraph, one.text) for one in briefing.extracts)
    return SearchEntry(
        path=site.urls.briefing(briefing.slug),
        title=spell_out(briefing.title),
        language=briefing.language,
        facets=_facets(briefing, day),
        themes=briefing.theme_names,
        paragraphs=tuple(
            (number, spell_out(text))
            for number, text in (paragraphs if briefing.is_full else extracts)
        ),
        is_full=briefing.is_full,
        date=site.phrases.day(day) if day else site.say("undated"),
        kind=spell_out(front.kind or ""),
        source=spell_out(front.source or ""),
        author=spell_out(front.byline or ""),
        bottom_line=spell_out(front.bottom_line or ""),
        named=tuple(
            Named(one.kind, one.id, spell_out(name_of(one, site.language)), one.paragraphs)
            for one in briefing.mentions
            if one.id
        ),
    )


def _facets(briefing: Briefing, day: datetime.date | None) -> dict[str, tuple[str, ...]]:
    entities = {
        kind: tuple(one.id for one in briefing.mentions if one.kind == kind and one.id)
        for kind in urls.ENTITIES
    }
    return {
        "theme": tuple(section.id for section in briefing.sections if section.theme),
        "kind": (briefing.front.kind,) if briefing.front.kind else (),
        **entities,
        "year": (str(day.year) if day else UNDATED,),
    }


def write(one: SearchEntry) -> str:
    """Return an entry as JSON."""
    return msgspec.json.encode(one).decode()


def read(data: str | bytes) -> SearchEntry:
    """Return the entry that JSON has; raises msgspec.MsgspecError."""
    return msgspec.json.decode(data, type=SearchEntry)
