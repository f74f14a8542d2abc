"""The content of a briefing's printed summary."""

from collections.abc import Iterator

from dossier.briefings.library import is_full
from dossier.entities.countries import country_name
from dossier.export import citation
from dossier.model import Briefing, Section
from dossier.pages.briefing import MENTIONS, is_unread
from dossier.pdf.data import Lead, Point, Share, Statement, Summary, ThemeBlock, Watch
from dossier.pdf.phrases import LINE, NAME, STATEMENT, TITLE, Press, cut, link, phrase
from dossier.web import urls

SHOWN_THEMES = 20
"""Themes with text that are shown; there is no room for more on two pages."""

WATCHED = 6
"""Items of `watch` that are shown."""


def summarise(briefing: Briefing, press: Press) -> Summary:
    """Return the printed summary of a briefing."""
    document, front = briefing.document, briefing.document.source.front
    sections = [section for section in briefing.sections if section.theme][:SHOWN_THEMES]
    countries = [country_name(m.code, press.words.language) for m in briefing.mentions[:MENTIONS]]
    byline = " · ".join(part for part in (front.author, front.source) if part)
    unread = is_unread(briefing)
    return Summary(
        frame=press.frame(
            title=phrase(cut(document.title, TITLE), document.language),
            kind="briefing",
            path=urls.briefing(briefing.slug),
            date=document.date,
            author=front.author,
            keywords=(*(section.name for section in sections), *countries),
        ),
        day=press.day(document.date),
        byline=phrase(cut(byline, LINE), document.language) if byline else None,
        lead=_lead(briefing, press),
        shares=() if unread else tuple(_shares(briefing, press)),
        themes=tuple(_theme(briefing, section, press) for section in sections),
        silent=None if unread else _silent(briefing, press),
        notice=press.say("not_filed") if unread else None,
        watch=_watch(briefing, press),
        provenance=tuple(_provenance(briefing, press)),
        whole=_whole(briefing, press),
    )


def points(summary: Summary) -> Iterator[Point]:
    """Yield every sentence of the source that a summary shows, the lead first."""
    lead = summary.lead
    if lead.mark and lead.text:
        yield Point(lead.text, lead.mark)
    yield from (point for theme in summary.themes for point in theme.points)


def _lead(briefing: Briefing, press: Press) -> Lead:
    document = briefing.document
    if said := document.source.front.bottom_line:
        text = phrase(cut(said, STATEMENT), document.language)
        return Lead(press.say("bottom_line"), press.say("by_the_editor"), text, None)
    point = press.point(briefing, briefing.lead)
    mark = press.mark(briefing, briefing.lead.paragraph)
    return Lead(press.say("lead_extract"), None, point.text if point else None, mark)


def _shares(briefing: Briefing, press: Press) -> Iterator[Share]:
    counts = {section.id: len(section.filed) for section in briefing.sections if section.theme}
    for theme in press.themes:
        if theme.id in counts:
            name = press.house(theme.name, NAME)
            yield Share(name, theme.letter, theme.light, counts[theme.id])
    if rest := len(briefing.filed) - sum(counts.values()):
        yield Share(press.say("no_theme"), None, None, rest)


def _theme(briefing: Briefing, section: Section, press: Press) -> ThemeBlock:
    assert section.theme is not None  # noqa: S101 - sections of no theme are not handed in
    bottom_line = briefing.document.source.front.bottom_line  # printed in the lead's place
    # Where rights allow extracts only, print shows no more of them than the page does.
    best = section.best if is_full(briefing) else section.key_points
    new = [e for e in best if bottom_line or e != briefing.lead] or best
    ranked = enumerate((press.point(briefing, extract) for extract in new), start=1)
    found = [(point, rank) for rank, point in ranked if point]
    found.sort(key=lambda ranked: ranked[0].mark.number)
    return ThemeBlock(
        name=press.house(section.name, NAME),
        letter=section.theme.letter,
        colour=section.theme.light,
        points=tuple(point for point, _ in found),
        ranks=tuple(rank for _, rank in found),
        marks=press.marks(briefing, [filed.paragraph.number for filed in section.filed]),
    )


def _silent(briefing: Briefing, press: Press) -> Statement | None:
    found = {section.id for section in briefing.sections}
    names = [theme.name for theme in press.themes if theme.id not in found]
    if not names:
        return None
    return Statement(press.house(", ".join(names), STATEMENT), press.say("nothing"))


def _watch(briefing: Briefing, press: Press) -> Watch | None:
    document = briefing.document
    items = document.source.front.watch[:WATCHED]
    if not items:
        return None
    shown = tuple(phrase(cut(item, TITLE), document.language) for item in items)
    return Watch(press.say("watch"), press.say("by_the_editor"), shown)


def _provenance(briefing: Briefing, press: Press) -> Iterator[Statement]:
    document, front = briefing.document, briefing.document.source.front
    if front.url:
        yield Statement(press.say("address"), press.house(front.url, TITLE), link(front.url))
    if front.updated:
        yield Statement(press.say("updated"), press.day(front.updated))
    if front.rights:
        yield Statement(press.say("rights"), phrase(cut(front.rights, TITLE), document.language))
    yield Statement(press.say("checksum"), press.house(document.source.sha256))
    reference = citation.reference(briefing, press.publication.page(briefing))
    cited = cut(citation.formatted(reference, press.words.language), STATEMENT)
    yield Statement(press.say("cite"), phrase(cited, document.language))


def _whole(briefing: Briefing, press: Press) -> Statement | None:
    """Return where the whole text can be read, if it can."""
    if is_full(briefing):
        url, key = press.publication.page(briefing), "whole_on_site"
    else:
        url, key = briefing.document.source.front.url, "whole_at_source"
    return Statement(press.say(key), press.house(url, TITLE), link(url)) if url else None
