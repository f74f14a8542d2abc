"""The two pages of a briefing: by themes, and as published."""

from dataclasses import dataclass, replace

from dossier.export import citation, feeds, metadata
from dossier.export.citation import Reference
from dossier.export.metadata import Alternate
from dossier.model import Briefing, Extract, Section, Theme
from dossier.pages.base import Link, PageHead, RenderedPage, render_page
from dossier.pages.base import head as page_head
from dossier.pages.blocks import Block, nest, one_below, with_reason, without_reason
from dossier.pages.charts import StripMark, strip
from dossier.proof import FIRST_POINTS
from dossier.web.i18n import direction
from dossier.web.site import SiteContext, lead_of


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the themed page."""

    section: Section
    blocks: tuple[Block, ...]


LONG = 250
"""Paragraphs from which on a browser draws only those that are seen, and the evidence for their
filing stands on the page as published alone: a phone takes seconds to read a thousand of them."""


@dataclass(frozen=True, slots=True)
class SectionPoints:
    """Key points of one section."""

    id: str
    theme: Theme | None
    """None of a section of no theme."""

    key_points: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class BriefingView:
    """`briefing.html`: the themed briefing."""

    briefing: Briefing
    sections: tuple[SectionView, ...]
    strip: tuple[StripMark, ...]
    points: tuple[SectionPoints, ...]
    """The first few, in the order of the sections."""

    more_points: tuple[SectionPoints, ...]
    """The others."""

    long: bool
    """Does the page leave the evidence for the filing to the other?"""

    full: bool
    """False: only the extracts may be shown."""

    unread: bool
    """The text is in another language than the themes, so nothing in it was filed."""

    as_published: str
    json: str
    text: str | None
    """Path of the source text, if it may be shown."""

    pdf: str | None
    """Path of the summary for print."""

    citation: str
    """In words."""

    citations: tuple[Link, ...]
    """The same for programs that keep references; none: the site's address is not known, so the
    briefing cannot be cited."""


@dataclass(frozen=True, slots=True)
class AsPublishedView:
    """`as-published.html`: the same paragraphs in the order of the source."""

    briefing: Briefing
    blocks: tuple[Block, ...]
    strip: tuple[StripMark, ...]
    themed: str
    long: bool


def themed(briefing: Briefing, ref: Reference, site: SiteContext) -> RenderedPage:
    """Render the page that shows a text by themes; raises TemplateError."""
    description = _description(briefing, site)
    known = metadata.of_briefing(briefing, ref, site, description, alternates(briefing, site))
    head = PageHead(
        title=briefing.title,
        description=description,
        language=briefing.language,
        direction=direction(briefing.language),
        path=site.urls.briefing(briefing.slug),
        metadata=known,
    )
    page = render_page("briefing.html", head, briefing_view(briefing, ref, site), site)
    return replace(page, changed=briefing.front.updated or briefing.date)


def as_published(briefing: Briefing, site: SiteContext) -> RenderedPage:
    """Render the page that shows a text in the order of its source; raises TemplateError."""
    path = site.urls.as_published(briefing.slug)
    description = _description(briefing, site)
    head = page_head(site, path, briefing.title, description, language=briefing.language)
    page = render_page("as-published.html", head, as_published_view(briefing, site), site)
    return replace(page, indexed=False)


def briefing_view(briefing: Briefing, ref: Reference, site: SiteContext) -> BriefingView:
    """Gather what the themed page shows."""
    themes = site.themes
    points, more_points = _points(briefing)
    shown = without_reason if _is_long(briefing) else with_reason
    return BriefingView(
        briefing=briefing,
        sections=tuple(
            SectionView(section, nest([shown(filed, themes) for filed in section.filed]))
            for section in briefing.sections
        ),
        strip=_strip(briefing, site),
        points=points,
        more_points=more_points,
        long=_is_long(briefing),
        full=briefing.is_full,
        unread=briefing.is_unread,
        as_published=site.urls.as_published(briefing.slug),
        json=site.urls.briefing_json(briefing.slug),
        text=site.urls.source_text(briefing.slug) if briefing.has_source else None,
        pdf=site.pdf(briefing),
        citation=citation.in_words(ref, site.phrases),
        citations=tuple(
            Link(form.name, site.urls.citation(briefing.slug, form.ending))
            for form in citation.formats(site)
        ),
    )


def as_published_view(briefing: Briefing, site: SiteContext) -> AsPublishedView:
    """Gather what the as-published page shows."""
    shown = with_reason if _is_long(briefing) else without_reason
    return AsPublishedView(
        briefing=briefing,
        blocks=nest([one_below(shown(filed, site.themes)) for filed in briefing.filed]),
        strip=_strip(briefing, site),
        themed=site.urls.briefing(briefing.slug),
        long=_is_long(briefing),
    )


def alternates(briefing: Briefing, site: SiteContext) -> tuple[Alternate, ...]:
    """Return the formats that stand beside a briefing's page."""
    slug, title = briefing.slug, briefing.title
    formats = [Alternate(title, site.urls.briefing_json(slug), "application/json")]
    if pdf := site.pdf(briefing):
        formats.append(Alternate(title, pdf, feeds.PDF))
    formats += [
        Alternate(title, site.urls.citation(slug, form.ending), form.media_type)
        for form in citation.formats(site)
    ]
    if briefing.has_source:
        formats.append(Alternate(title, site.urls.source_text(slug), "text/plain"))
    return tuple(formats)


def _points(briefing: Briefing) -> tuple[tuple[SectionPoints, ...], tuple[SectionPoints, ...]]:
    """Return the first key points of a text, and the others; a section may have some of both."""
    first, more, room = list[SectionPoints](), list[SectionPoints](), FIRST_POINTS
    for section in briefing.sections:
        points = section.key_points
        for part, some in ((first, points[:room]), (more, points[room:])):
            if some:
                part.append(SectionPoints(section.id, section.theme, some))
        room = max(0, room - len(points))
    return tuple(first), tuple(more)


def _is_long(briefing: Briefing) -> bool:
    return len(briefing.document.paragraphs) >= LONG


def _description(briefing: Briefing, site: SiteContext) -> str:
    lead = lead_of(briefing)
    return (lead.text if lead else briefing.front.bottom_line) or site.description


def _strip(briefing: Briefing, site: SiteContext) -> tuple[StripMark, ...]:
    return strip((filed.filing.place for filed in briefing.filed), site.themes)
