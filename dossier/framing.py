"""The frame of a text that announces its themes.

Some texts name their themes at the head of paragraphs ("Economic cooperation ...", "Security
considerations ..."). Where a text names three or more of them so, what stands before the first is
its opening and what stands behind the last is its closing, whatever theme their words are nearest
to: they speak for the whole. In all other texts every paragraph is taken by itself.
"""

from collections.abc import Sequence

from dossier.model import Document, Theme, Themes
from dossier.vocabulary import words

ANNOUNCED = 3
"""Themes that a text must name for the rule to hold."""

_HEAD = 3
"""Words at the head of a paragraph among which the name must stand."""

_STEM = 6
"""Letters of a name by which it is known, so that "economic" names the economy."""


def frame(
    document: Document, chosen: Sequence[str | None], themes: Themes
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the indices of the paragraphs that open and of those that close the text.

    `chosen` is the theme that each paragraph's words are nearest to. Both are empty unless the
    text announces its themes.
    """
    announced = [
        (index, theme.id)
        for index, paragraph in enumerate(document.paragraphs)
        for theme in themes
        if theme.id == chosen[index] and _names(paragraph.text, theme)
    ]
    if len({theme for _, theme in announced}) < ANNOUNCED:
        return frozenset(), frozenset()
    (first, _), (last, theme) = announced[0], announced[-1]
    headings = [paragraph.kind == "heading" for paragraph in document.paragraphs]
    behind = (index for index in range(last + 1, len(chosen)) if not headings[index])
    start = next((index for index in behind if chosen[index] != theme), len(chosen))
    return frozenset(range(first)), frozenset(range(start, len(chosen)))


def _names(text: str, theme: Theme) -> bool:
    """Tell whether the head of `text` names `theme`."""
    forms = [word.form for word in words(theme.name)]
    long = [form for form in forms if len(form) >= _STEM - 1]
    stems = {form[:_STEM] for form in long or forms}
    return any(word.form[:_STEM] in stems for word in words(text)[:_HEAD])
