"""Stage 6b: a briefing becomes what its two pages show of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dossier.briefings.library import is_full
from dossier.entities.countries import country_name
from dossier.export import citation
from dossier.filing import evidence
from dossier.filing.evidence import Evidence
from dossier.model import Briefing, Filed, Filing, Frame, Mention, Theme, Themes
from dossier.pages.charts import strip
from dossier.pages.contexts import (
    AsPublishedView,
    Block,
    BriefingView,
    Framed,
    Link,
    MentionLink,
    ParagraphView,
    Reason,
    SectionView,
    StripMark,
    ThemePoints,
)
from dossier.text.highlight import mark
from dossier.text.tokens import tokenize
from dossier.web import urls

MENTIONS = 12
"""Countries named on a briefing's page."""


def briefing_view(
    briefing: Briefing, themes: Themes, language: str, pdf: str | None = None
) -> BriefingView:
    """Gather what the themed page shows; `language` is the interface's, `pdf` the print's path."""
    return BriefingView(
        briefing=briefing,
        sections=tuple(
            SectionView(section, nest([with_reason(f, themes) for f in section.filed]))
            for section in briefing.sections
        ),
        strip=_strip(briefing, themes),
        points=tuple(_points(briefing, theme) for theme in themes),
        full=is_full(briefing),
        unread=is_unread(briefing),
        as_published=urls.as_published(briefing.slug),
        json=urls.briefing_json(briefing.slug),
        text=urls.source_text(briefing.slug),
        pdf=pdf,
        citation=citation.in_words(citation.reference(briefing, None), language),
        citations=tuple(
            Link(form.name, urls.citation(briefing.slug, form.ending)) for form in citation.FORMATS
        ),
        mentions=tuple(_mention(mention, language) for mention in briefing.mentions[:MENTIONS]),
    )


def as_published_view(briefing: Briefing, themes: Themes) -> AsPublishedView:
    """Gather what the as-published page shows."""
    return AsPublishedView(
        briefing=briefing,
        blocks=nest([_without_reason(filed, themes) for filed in briefing.filed]),
        strip=_strip(briefing, themes),
        themed=urls.briefing(briefing.slug),
    )


def _strip(briefing: Briefing, themes: Themes) -> tuple[StripMark, ...]:
    return strip((filed.filing.section for filed in briefing.filed), themes)


def _mention(mention: Mention, language: str) -> MentionLink:
    name = country_name(mention.code, language)
    return MentionLink(name, urls.country(mention.code), mention.paragraphs)


def is_unread(briefing: Briefing) -> bool:
    """Tell whether there was something to file, and none of it was."""
    worded = [
        f for f in briefing.filed if f.paragraph.kind != "heading" and tokenize(f.paragraph.text)
    ]
    return bool(worded) and all(filed.filing.scores is None for filed in worded)


def nest(paragraphs: Sequence[ParagraphView], depth: int = 0) -> tuple[Block, ...]:
    """Put neighbours that share a frame back into it together."""
    blocks: list[Block] = []
    for frame, members in groupby(paragraphs, key=lambda p: _frame_at(p, depth)):
        if frame is None:
            blocks.extend(members)
        else:
            blocks.append(Framed(frame, nest(tuple(members), depth + 1)))
    return tuple(blocks)


def _frame_at(view: ParagraphView, depth: int) -> Frame | None:
    frames = view.paragraph.frames
    return frames[depth] if depth < len(frames) else None


def _points(briefing: Briefing, theme: Theme) -> ThemePoints:
    section = next((s for s in briefing.sections if s.id == theme.id), None)
    if section is None:
        return ThemePoints(theme, (), ())
    numbers = tuple(filed.paragraph.number for filed in section.filed)
    return ThemePoints(theme, section.key_points, numbers)


def _without_reason(filed: Filed, themes: Themes) -> ParagraphView:
    return ParagraphView(
        paragraph=filed.paragraph,
        filing=filed.filing,
        html=filed.paragraph.html,
        theme=next((theme for theme in themes if theme.id == filed.filing.theme), None),
        also=tuple(theme for theme in themes if theme.id in filed.filing.also),
        reason=None,
    )


def with_reason(filed: Filed, themes: Themes) -> ParagraphView:
    """Return a paragraph with the evidence for its filing, its words marked."""
    view = _without_reason(filed, themes)
    found = evidence.explain(filed.filing, filed.paragraph.text)
    if found is None:
        return view
    spans = evidence.marked_spans(filed.paragraph.text, found.shown)
    marked = mark(filed.paragraph.html, filed.paragraph.text, spans)
    return replace(view, html=marked, reason=_reason(filed.filing, found, themes))


def _reason(filing: Filing, found: Evidence, themes: Themes) -> Reason:
    by_id = {theme.id: theme for theme in themes}
    none: list[tuple[float, Theme | None]] = [(0.0, None)]
    choices = none + [(value, by_id[theme]) for theme, value in filing.ranked]
    choices.sort(key=lambda choice: -choice[0])
    return Reason(
        best=by_id[found.theme],
        score=found.score,
        second=choices[1][1],
        margin=choices[0][0] - choices[1][0],
        words=found.shown,
        others=found.others,
        context=found.context,
        standing=found.standing,
    )
