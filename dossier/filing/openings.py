"""The frame of a text that announces its themes.

Some texts name their themes at the head of paragraphs ("Economic cooperation ...", "Security
considerations ..."). Where a text names three or more of them so, what stands before the first is
its opening and what stands behind the last is its closing, whatever theme their words are nearest
to: they speak for the whole. In all other texts every paragraph is taken by itself.
"""

from collections.abc import Sequence

from dossier.model import Document, Theme, Themes
from dossier.text.tokens import first_forms, tokenize

ANNOUNCED = 3
"""Themes that a text must name for the rule to hold."""

_HEAD = 3
"""Words at the head of a paragraph among which the name must stand."""

_STEM = 6
"""Letters of a name by which it is known, so that "economic" names the economy."""


def opening_and_closing(
    document: Document, chosen: Sequence[str | None], themes: Themes
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the indices of the paragraphs that open and of those that close the text.

    `chosen` is the theme that each paragraph's words are nearest to. Both are empty unless the
    text announces its themes.
    """
    stems = {theme.id: _stems(theme) for theme in themes}
    announced = [
        (index, theme)
        for index, (paragraph, theme) in enumerate(zip(document.paragraphs, chosen, strict=True))
        if theme is not None and _names(paragraph.text, stems[theme])
    ]
    if len({theme for _, theme in announced}) < ANNOUNCED:
        return frozenset(), frozenset()
    (first, _), (last, theme) = announced[0], announced[-1]
    headings = [paragraph.kind == "heading" for paragraph in document.paragraphs]
    behind = (index for index in range(last + 1, len(chosen)) if not headings[index])
    start = next((index for index in behind if chosen[index] != theme), len(chosen))
    return frozenset(range(first)), frozenset(range(start, len(chosen)))


def _stems(theme: Theme) -> set[str]:
    """Return what one of the first words of a paragraph that names `theme` begins with."""
    forms = tokenize(theme.name).forms
    long = [form for form in forms if len(form) >= _STEM - 1]
    return {form[:_STEM] for form in long or forms}


def _names(text: str, stems: set[str]) -> bool:
    """Tell whether the head of `text` has a word with one of the stems of a theme's name."""
    return any(form[:_STEM] in stems for form in first_forms(text, _HEAD))
