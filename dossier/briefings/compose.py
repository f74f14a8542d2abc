"""Compose a briefing of a document and its filings: sections, extracts, entities and dates."""

from collections.abc import Sequence

from dossier import entities
from dossier.briefings import extracts
from dossier.briefings.chosen import chosen
from dossier.entities import dates
from dossier.model import (
    CONTEXT,
    OUTLOOK,
    OVERVIEW,
    UNTHEMED,
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
    filed = [Filed(p, f) for p, f in zip(document.paragraphs, filings, strict=True)]
    by_id = {theme.id: theme for theme in themes}
    names = {theme.id: theme.name for theme in themes} | UNTHEMED
    sections = []
    for place in (OVERVIEW, *by_id, CONTEXT, OUTLOOK):
        members = tuple(sorted((f for f in filed if f.filing.section == place), key=_notes_last))
        if members:
            theme = by_id.get(place)
            if editors.key_points:
                points = best = editors.among(members)
            else:
                best = extracts.best(members, theme, document.language) if theme else ()
                points = extracts.key_points(best, members)
            sections.append(Section(place, names[place], theme, members, points, best))
    lead = editors.lead or extracts.lead(filed, document.language)
    mentions = entities.mentions(document.paragraphs, document.language)
    return Briefing(document, lead, tuple(sections), mentions, dates.mentions(document))
