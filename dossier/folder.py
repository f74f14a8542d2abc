"""Stage 8: all files in the folder of a briefing but its print, proved.

They depend on the briefing, on what stands around it, and on what holds for all of them, and on
nothing else: so they can be made anywhere, and kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import jinja2

from dossier import addresses, citation, feeds, kept, metadata, twins, views
from dossier.cache import key
from dossier.contexts import PageHead, Site
from dossier.errors import Fault
from dossier.feeds import Publication
from dossier.metadata import Alternate, Metadata
from dossier.model import Briefing, Themes
from dossier.render import environment, render
from dossier.verify import check
from dossier.views import Around
from dossier.words import Words, direction


@dataclass(frozen=True, slots=True)
class Imprint:
    """What holds for all briefings of a site."""

    site: Site
    themes: Themes
    publication: Publication
    words: Words
    templates: tuple[str, ...]
    """Folders, first match first."""

    key: str
    """Tells what is made with this from what is made otherwise."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A briefing with what stands around it."""

    briefing: Briefing
    around: Around


Packed: TypeAlias = tuple[bytes, Around]
"""A packed briefing with what stands around it: it goes well from process to process."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a briefing."""

    packed: bytes
    """Text by path from the site's root, as `kept.pack_files` packs it."""

    faults: tuple[Fault, ...] = ()
    """What the proof found."""


def imprint(
    site: Site,
    themes: Themes,
    publication: Publication,
    words: Words,
    templates: Sequence[str],
) -> Imprint:
    """Gather what holds for all briefings; `templates` are folders, first match first."""
    sources = [
        path.read_bytes() for name in templates for path in sorted(Path(name).rglob("*.html"))
    ]
    parts = map(repr, (site, themes, publication, words.phrases))
    known_as = key(kept.program(), *parts, *sources)
    return Imprint(site, themes, publication, words, tuple(templates), known_as)


def pack(placed: Placed) -> Packed:
    """Return what `make` takes."""
    return kept.pack(placed.briefing), placed.around


def make(share: Sequence[Packed], imprint: Imprint) -> list[Folder]:
    """Make and prove the folders of some briefings; raises TemplateError."""
    return [
        _folder(Placed(kept.unpack(packed, imprint.themes), around), imprint)
        for packed, around in share
    ]


def paths(briefing: Briefing) -> Iterator[str]:
    """Yield where the pages of a briefing stand, as files."""
    yield f"{addresses.briefing(briefing.slug)}index.html"
    if views.is_full(briefing):
        yield f"{addresses.as_published(briefing.slug)}index.html"


def _folder(placed: Placed, imprint: Imprint) -> Folder:
    files = dict(_files(placed, imprint))
    return Folder(kept.pack_files(files), tuple(check(files.__getitem__, placed.briefing)))


def _files(placed: Placed, imprint: Imprint) -> Iterator[tuple[str, str]]:
    briefing, publication = placed.briefing, imprint.publication
    slug, language = briefing.slug, imprint.words.language
    view = views.briefing_view(
        briefing, imprint.themes, placed.around, language, publication.pdf(briefing)
    )
    front = briefing.document.source.front
    description = front.bottom_line or briefing.lead.text or imprint.site.description
    page = addresses.briefing(slug)
    known = metadata.of_briefing(
        briefing, publication, description, alternates(briefing, publication), view.pdf
    )
    yield _page(imprint, briefing, "briefing.html", page, view, description, known)
    if view.full:
        page = addresses.as_published(slug)
        title, spoken = briefing.document.title, briefing.document.language
        address = publication.address(page)
        known = metadata.of_page(publication, title, description, spoken, address)
        twin = views.as_published_view(briefing, imprint.themes)
        yield _page(imprint, briefing, "as-published.html", page, twin, description, known)
        yield addresses.source_text(slug), briefing.document.source.text
    reference = citation.reference(briefing, publication.page(briefing), publication.labels)
    for form in citation.FORMATS:
        yield addresses.citation(slug, form.ending), form.write(reference)
    yield addresses.briefing_json(slug), twins.briefing_json(briefing)


def _page(
    imprint: Imprint,
    briefing: Briefing,
    template: str,
    path: str,
    view: object,
    description: str,
    known: Metadata,
) -> tuple[str, str]:
    language = briefing.document.language
    title = briefing.document.title
    head = PageHead(title, description, language, direction(language), path, known)
    up = "/".join([".."] * path.count("/"))
    html = render(_environment(imprint), template, up, site=imprint.site, page=head, view=view)
    return f"{path}index.html", html


def alternates(briefing: Briefing, publication: Publication) -> tuple[Alternate, ...]:
    """Return the formats that stand beside a briefing's page."""
    slug, title = briefing.slug, briefing.document.title
    found = [Alternate(title, addresses.briefing_json(slug), "application/json")]
    if pdf := publication.pdf(briefing):
        found.append(Alternate(title, pdf, feeds.PDF))
    found += [
        Alternate(title, addresses.citation(slug, form.ending), form.media_type)
        for form in citation.FORMATS
    ]
    if views.is_full(briefing):
        found.append(Alternate(title, addresses.source_text(slug), "text/plain"))
    return tuple(found)


_environments: dict[str, jinja2.Environment] = {}


def _environment(imprint: Imprint) -> jinja2.Environment:
    """Return the environment of an imprint, one in each process."""
    if imprint.key not in _environments:
        _environments.clear()
        _environments[imprint.key] = environment(imprint.templates, imprint.words)
    return _environments[imprint.key]
