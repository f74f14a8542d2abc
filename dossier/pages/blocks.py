"""The paragraphs of a text on a page: in their quotes and lists, with the reasons for filing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from dossier.filing import evidence
from dossier.filing.evidence import Evidence
from dossier.model import Filed, Filing, Frame, Paragraph, Theme, Themes, WordShare, margin
from dossier.sources.markdown.links import one_deeper
from dossier.text.highlight import mark


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paragraph is filed where it is; the numbers add up to `score`."""

    best: Theme
    """The best theme, whether or not it was taken."""

    score: float
    """Its log-odds against no theme."""

    second: Theme | None
    """The next choice; None is no theme."""

    margin: float
    """How far the first choice is ahead of it."""

    words: tuple[WordShare, ...]
    """Those that speak most for the best theme; they are marked in the paragraph."""

    others: float
    """The share of all other words."""

    desk: tuple[WordShare, ...]
    """What the desk's line adds for a word or takes."""

    desk_share: float
    """All of that together."""

    rest: float
    """The share of the other paragraphs of its list."""

    context: float
    """The share of the other paragraphs of the text."""

    standing: float
    """What the theme starts from."""

    is_twice: bool
    """Was the paragraph read twice?"""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A source paragraph on a page."""

    paragraph: Paragraph
    filing: Filing
    html: str
    """Its inner HTML, safe, with the words of `reason` marked."""

    theme: Theme | None
    also: tuple[Theme, ...]
    reason: Reason | None
    """None for headings, and where the page does not show it."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A quote, list or item and what stands in it."""

    frame: Frame
    blocks: tuple["Block", ...]


Block: TypeAlias = Framed | ParagraphView


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


def one_below(view: ParagraphView) -> ParagraphView:
    """Return a paragraph as the page below the briefing's own shows it."""
    return replace(view, html=one_deeper(view.html))


def without_reason(filed: Filed, themes: Themes) -> ParagraphView:
    """Return a paragraph without the evidence for its filing."""
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
    view = without_reason(filed, themes)
    found = evidence.explain(filed.filing, filed.paragraph.text)
    if found is None:
        return view
    spans = evidence.marked_spans(filed.paragraph.text, found.speaking)
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
        margin=margin(filing.ranked),
        words=found.shown,
        others=found.others,
        desk=found.desk,
        desk_share=found.desk_share,
        rest=found.rest,
        context=found.context,
        standing=found.standing,
        is_twice=found.is_twice,
    )
