"""Compose a briefing of a document and its filings: sections, extracts, entities and dates."""

from collections.abc import Sequence

from dossier import entities
from dossier.briefings import extracts, judge
from dossier.briefings.chosen import chosen
from dossier.entities import dates
from dossier.filing.places import names_of
from dossier.model import (
    CONTEXT,
    OUTLOOK,
    OVERVIEW,
    Briefing,
    Document,
    Filed,
    Filing,
    Section,
    Themes,
)


def _notes_last(filed: Filed) -> bool:
    return filed.paragraph.kind == "note"


def compose(document: Document, filings: Sequence[Filing], themes: Themes) -> Briefing:
    """Return the briefing, its sections in order: overview, the themes, context, outlook.

    What an editor chose as lead or key points takes the place of what would be chosen; raises
    InputError where the text does not have it.
    """
    editors = chosen(document)
    judged = judge.judge(document)
    lead = editors.lead or extracts.lead(judged)
    filed = [Filed(p, f) for p, f in zip(document.paragraphs, filings, strict=True)]
    by_id = {theme.id: theme for theme in themes}
    names = names_of(themes)
    sections = []
    for place in (OVERVIEW, *by_id, CONTEXT, OUTLOOK):
        members = tuple(sorted((f for f in filed if f.filing.section == place), key=_notes_last))
        if members:
            theme = by_id.get(place)
            if editors.key_points:
                points = best = editors.among(members)
            else:
                best = extracts.best(judged, members, lead) if theme else ()
                points = extracts.key_points(best, members)
            sections.append(Section(place, names[place], theme, members, points, best))
    mentions = entities.mentions(document.paragraphs, document.language)
    return Briefing(
        document,
        lead,
        tuple(sections),
        mentions,
        dates.mentions(document),
        lead_is_weak=not editors.lead and extracts.is_weak(judged, lead),
    )
