"""The content of a briefing's printed summary."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from dossier.entities import most_mentioned, name_of
from dossier.errors import Fault, ProofError
from dossier.export import citation
from dossier.export.citation import Reference
from dossier.model import COUNTRY, ORGANISATION, PERSON, Briefing, Section
from dossier.pdf import check, phrases
from dossier.pdf.data import (
    Lead,
    Named,
    Phrase,
    Point,
    Share,
    Statement,
    Summary,
    ThemeBlock,
    Watch,
    WhoAndWhere,
)
from dossier.pdf.phrases import (
    BOTTOM_LINE,
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
"""Themes that are shown; there is no room for more on two pages."""

NAMED = 6
"""Entities of a kind that are named; the others are counted."""

_LABELS = {PERSON: "people", ORGANISATION: "organisations", COUNTRY: "countries"}
"""The phrase for each kind of entity, in the order in which they are named."""

WATCHED = 6
"""Items of `watch` that are shown."""


def print_data(briefing: Briefing, ref: Reference, site: SiteContext) -> str:
    """Return what the printed summary of a briefing says, as JSON.

    Raises ProofError if a sentence that it takes for the source's is not.
    """
    summary = summarise(briefing, ref, site)
    where = site.urls.pdf(briefing.slug)
    said = [
        *check.check_points(points(summary), briefing),
        *check.check_names(summary.who, briefing, site.language),
    ]
    if said:
        raise ProofError(*(Fault(where, 0, sentence) for sentence in said))
    return json.dumps(asdict(summary))


def summarise(briefing: Briefing, ref: Reference, site: SiteContext) -> Summary:
    """Return the printed summary of a briefing."""
    document, front = briefing.document, briefing.document.source.front
    themes = [_theme(briefing, section, site) for section in briefing.sections]
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
            keywords=(*briefing.theme_names[:SHOWN_THEMES], *named),
        ),
        kicker=phrases.kicker(site, briefing),
        byline=phrase(cut(byline, LINE), document.language) if byline else None,
        lead=_lead(briefing, site),
        shares=() if unread else _shares(briefing, site),
        themes=tuple(theme for theme in themes if theme.points)[:SHOWN_THEMES],
        chosen=say(site, "points_chosen") if front.key_points else None,
        notice=_notice(briefing, site),
        why=remark(site, "why_it_matters", front.why_it_matters, document.language),
        watch=_watch(briefing, site),
        who=_who_and_where(briefing, site),
        provenance=tuple(_provenance(briefing, ref, site)),
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
    bottom_line = None if lead else front.bottom_line
    if said := remark(site, "bottom_line", bottom_line, briefing.language, BOTTOM_LINE):
        return Lead(said.label, said.note, said.text, None)
    point = phrases.point(site, briefing, briefing.lead)
    mark = phrases.mark(site, briefing, briefing.lead.paragraph)
    note = say(site, "chosen_by_editor") if front.lead else None
    return Lead(say(site, "lead_extract"), note, point.text if point else None, mark)


def _shares(briefing: Briefing, site: SiteContext) -> tuple[Share, ...]:
    counts = {section.id: len(section.numbers) for section in briefing.sections if section.theme}
    return phrases.shares(site, counts, len(briefing.filed))


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


def _who_and_where(briefing: Briefing, site: SiteContext) -> WhoAndWhere | None:
    kinds = tuple(_named(briefing, kind, site) for kind in _LABELS)
    found = tuple(named for named in kinds if named.names)
    return WhoAndWhere(say(site, "who_and_where"), found) if found else None


def _named(briefing: Briefing, kind: str, site: SiteContext) -> Named:
    known = [mention for mention in briefing.mentions if mention.kind == kind and mention.id]
    language = site.language if kind == COUNTRY else briefing.language
    names = [cut(name_of(mention, site.language), NAME) for mention in known[:NAMED]]
    rest = len(known) - len(names)
    return Named(
        kind=kind,
        label=say(site, _LABELS[kind]),
        names=tuple(phrase(name, language) for name in names),
        more=site.say("and_more", count=rest) if rest else None,
    )


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
    if citation.formats(site):
        cited = cut(f"{citation.in_words(ref, site.phrases)} {ref.found_at}", STATEMENT)
        yield Statement(say(site, "cite"), phrase(cited, document.language))
    yield from _whole(briefing, site)
    yield Statement(say(site, "checksum"), house(site, document.source.sha256))


def _whole(briefing: Briefing, site: SiteContext) -> Iterator[Statement]:
    """Yield where the whole text can be read, if it can."""
    if briefing.is_full:
        url, key = site.page(briefing), "whole_on_site"
    else:
        url, key = briefing.document.source.front.url, "whole_at_source"
    if url:
        yield Statement(say(site, key), house(site, url, TITLE), link(url))
