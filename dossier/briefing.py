"""Stage 4: a document and its filings become a briefing: sections and extracts."""

from collections.abc import Iterable, Sequence

from dossier.model import (
    CONTEXT,
    OUTLOOK,
    OVERVIEW,
    UNTHEMED,
    Briefing,
    Document,
    Extract,
    Filed,
    Filing,
    Section,
    Themes,
)
from dossier.prose import sentences


def compose(document: Document, filings: Sequence[Filing], themes: Themes) -> Briefing:
    """Arrange the paragraphs in sections: overview, themes in their order, context, outlook."""
    filed = [Filed(p, f) for p, f in zip(document.paragraphs, filings, strict=True)]
    by_id = {theme.id: theme for theme in themes}
    names = {theme.id: theme.name for theme in themes} | UNTHEMED
    sections = []
    for place in (OVERVIEW, *by_id, CONTEXT, OUTLOOK):
        members = tuple(f for f in filed if f.filing.section == place)
        if members:
            theme = by_id.get(place)
            points = _key_points(members, document.language) if theme else ()
            sections.append(Section(place, names[place], theme, members, points))
    return Briefing(document, _lead(filed, document.language), tuple(sections))


def _lead(filed: Iterable[Filed], language: str) -> Extract:
    """Return the first sentence of the text, headings passed over where there is prose."""
    ranked = sorted(filed, key=lambda f: (f.paragraph.kind != "prose", f.paragraph.number))
    paragraph = ranked[0].paragraph
    return Extract(sentences(paragraph.text, language)[0], paragraph.number)


def _key_points(filed: Iterable[Filed], language: str) -> tuple[Extract, ...]:
    """Return the first sentence of the prose that speaks most clearly for the theme."""
    ranked = sorted(
        (f for f in filed if f.paragraph.kind == "prose"),
        key=lambda f: (-f.filing.score, f.paragraph.number),
    )
    return tuple(
        Extract(sentences(f.paragraph.text, language)[0], f.paragraph.number) for f in ranked[:1]
    )
