"""The content of a briefing's printed summary."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from dossier.entities import most_mentioned, name_of
from dossier.errors import Fault, ProofError
from dossier.export import citation
from dossier.export.citation import Reference
from dossier.model import Briefing, Section
from dossier.pdf import check, phrases
from dossier.pdf.data import Lead, Phrase, Point, Share, Statement, Summary, ThemeBlock, Watch
from dossier.pdf.phrases import (
    LINE,
    NAME,
    STATEMENT,
    TITLE,
    cut,
    day,
    frame,
    house,
    link,
    phrase,
    remark,
    say,
)
from dossier.web import urls
from dossier.web.site import SiteContext, lead_of

SHOWN_THEMES = 20
"""Themes with text that are shown; there is no room for more on two pages."""

WATCHED = 6
"""Items of `watch` that are shown."""


def print_data(briefing: Briefing, ref: Reference, site: SiteContext) -> str:
    """Return what the printed summary of a briefing says, as JSON.

    Raises ProofError if a sentence that it takes for the source's is not.
    """
    summary = summarise(briefing, ref, site)
    where = site.urls.pdf(briefing.slug)
    if faults := [Fault(where, 0, said) for said in check.check_points(points(summary), briefing)]:
        raise ProofError(*faults)
    return json.dumps(asdict(summary))


def summarise(briefing: Briefing, ref: Reference, site: SiteContext) -> Summary:
    """Return the printed summary of a briefing."""
    document, front = briefing.document, briefing.document.source.front
    shown = [s for s in briefing.sections if s.theme or s.key_points][:SHOWN_THEMES]
    named = [
        name_of(mention, site.language)
        for kind in urls.ENTITIES
        for mention in most_mentioned(briefing.mentions, kind)
    ]
    byline = " · ".join(part for part in (front.byline, front.source) if part)
    unread = briefing.is_unread
    return Summary(
        frame=frame(
            site,
            title=phrase(cut(document.title, TITLE), document.language),
            kind="briefing",
            path=site.urls.briefing(briefing.slug),
            date=document.date,
            author=front.byline,
            keywords=(*(section.name for section in shown if section.theme), *named),
        ),
        day=day(site, document.date),
        byline=phrase(cut(byline, LINE), document.language) if byline else None,
        lead=_lead(briefing, site),
        shares=() if unread else tuple(_shares(briefing, site)),
        themes=tuple(_theme(briefing, section, site) for section in shown),
        chosen=say(site, "points_chosen") if front.key_points else None,
        notice=_notice(briefing, site),
        why=remark(site, "why_it_matters", front.why_it_matters, document.language),
        watch=_watch(briefing, site),
        provenance=tuple(_provenance(briefing, ref, site)),
        whole=_whole(briefing, site),
    )


def points(summary: Summary) -> Iterator[Point]:
    """Yield every sentence of the source that a summary shows, the lead first."""
    lead = summary.lead
    if lead.mark and lead.text:
        yield Point(lead.text, lead.mark)
    yield from (point for theme in summary.themes for point in theme.points)


def _lead(briefing: Briefing, site: SiteContext) -> Lead:
    front = briefing.document.source.front
    lead = lead_of(briefing)
    if said := remark(site, "bottom_line", None if lead else front.bottom_line, briefing.language):
        return Lead(said.label, said.note, said.text, None)
    point = phrases.point(site, briefing, briefing.lead)
    mark = phrases.mark(site, briefing, briefing.lead.paragraph)
    note = say(site, "chosen_by_editor") if front.lead else None
    return Lead(say(site, "lead_extract"), note, point.text if point else None, mark)


def _shares(briefing: Briefing, site: SiteContext) -> Iterator[Share]:
    counts = {section.id: len(section.numbers) for section in briefing.sections if section.theme}
    for theme in site.themes:
        if theme.id in counts:
            name = house(site, theme.name, NAME)
            yield Share(name, theme.letter, theme.light, counts[theme.id])
    if rest := len(briefing.filed) - sum(counts.values()):
        yield Share(say(site, "no_theme"), None, None, rest)


def _theme(briefing: Briefing, section: Section, site: SiteContext) -> ThemeBlock:
    theme, lead = section.theme, lead_of(briefing)
    # Where rights allow extracts only, print shows no more of them than the page does.
    best = section.best if briefing.is_full else section.key_points
    above = (lead.text, lead.paragraph) if lead else None
    new = [extract for extract in best if (extract.text, extract.paragraph) != above] or best
    ranked = enumerate((phrases.point(site, briefing, extract) for extract in new), start=1)
    found = [(point, rank) for rank, point in ranked if point]
    if not briefing.front.key_points:  # whose order is the editor's
        found.sort(key=lambda ranked: ranked[0].mark.number)
    return ThemeBlock(
        name=house(site, site.place_name(section.id), NAME),
        letter=theme.letter if theme else None,
        colour=theme.light if theme else None,
        points=tuple(point for point, _ in found),
        ranks=tuple(rank for _, rank in found),
        marks=phrases.marks(site, briefing, section.numbers),
    )


def _watch(briefing: Briefing, site: SiteContext) -> Watch | None:
    document = briefing.document
    items = document.source.front.watch[:WATCHED]
    if not items:
        return None
    shown = tuple(phrase(cut(item, TITLE), document.language) for item in items)
    return Watch(say(site, "watch"), say(site, "by_the_editor"), shown)


def _notice(briefing: Briefing, site: SiteContext) -> Phrase | None:
    """Return what a reader is to know of a text first of all."""
    if briefing.front.publish.is_draft:
        return say(site, "draft_text")
    return say(site, "not_filed") if briefing.is_unread else None


def _provenance(briefing: Briefing, ref: Reference, site: SiteContext) -> Iterator[Statement]:
    document, front = briefing.document, briefing.document.source.front
    if front.url:
        yield Statement(say(site, "address"), house(site, front.url, TITLE), link(front.url))
    if front.updated:
        yield Statement(say(site, "updated"), day(site, front.updated))
    if front.rights:
        yield Statement(say(site, "rights"), phrase(cut(front.rights, TITLE), document.language))
    yield Statement(say(site, "checksum"), house(site, document.source.sha256))
    if citation.formats(site):
        cited = cut(f"{citation.in_words(ref, site.phrases)} {ref.found_at}", STATEMENT)
        yield Statement(say(site, "cite"), phrase(cited, document.language))


def _whole(briefing: Briefing, site: SiteContext) -> Statement | None:
    """Return where the whole text can be read, if it can."""
    if briefing.is_full:
        url, key = site.page(briefing), "whole_on_site"
    else:
        url, key = briefing.document.source.front.url, "whole_at_source"
    return Statement(say(site, key), house(site, url, TITLE), link(url)) if url else None
