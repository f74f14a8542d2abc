"""The two pages of a briefing: by themes, and as published."""

from dataclasses import dataclass, replace

from dossier.export import citation, feeds, metadata
from dossier.export.citation import Reference
from dossier.export.metadata import Alternate
from dossier.model import Briefing, Extract, Section, Theme
from dossier.pages import blocks
from dossier.pages.base import Link, PageHead, RenderedPage, render_page
from dossier.pages.base import head as page_head
from dossier.pages.blocks import Block, nest, with_reason
from dossier.pages.charts import StripMark, strip
from dossier.web.i18n import direction
from dossier.web.site import SiteContext, lead_of


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the themed page."""

    section: Section
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SectionPoints:
    """What the summary says of one section: its key points, else where its paragraphs stand."""

    id: str
    theme: Theme | None
    """None of a section of no theme, which is here for its key points alone."""

    key_points: tuple[Extract, ...]
    paragraphs: tuple[int, ...]
    """¶ numbers filed under it."""


@dataclass(frozen=True, slots=True)
class BriefingView:
    """`briefing.html`: the themed briefing."""

    briefing: Briefing
    sections: tuple[SectionView, ...]
    strip: tuple[StripMark, ...]
    points: tuple[SectionPoints, ...]
    """Of the sections that have any, and of every theme with paragraphs, in their order."""

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
    return BriefingView(
        briefing=briefing,
        sections=tuple(
            SectionView(section, nest([with_reason(f, themes) for f in section.filed]))
            for section in briefing.sections
        ),
        strip=_strip(briefing, site),
        points=tuple(
            SectionPoints(section.id, section.theme, section.key_points, section.numbers)
            for section in briefing.sections
            if section.theme or section.key_points
        ),
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
    return AsPublishedView(
        briefing=briefing,
        blocks=nest([blocks.as_published(filed, site.themes) for filed in briefing.filed]),
        strip=_strip(briefing, site),
        themed=site.urls.briefing(briefing.slug),
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


def _description(briefing: Briefing, site: SiteContext) -> str:
    lead = lead_of(briefing)
    return (lead.text if lead else briefing.front.bottom_line) or site.description


def _strip(briefing: Briefing, site: SiteContext) -> tuple[StripMark, ...]:
    return strip((filed.filing.place for filed in briefing.filed), site.themes)
