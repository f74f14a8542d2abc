"""The opening and the closing of a text that announces its themes.

Some texts name their themes at the beginning of paragraphs ("Economic cooperation ...", "Security
considerations ..."). If a text names three or more of them so, the paragraphs before the first are
its opening and those after the last its closing. Both speak for the whole text, whatever theme
their words suggest. In all other texts every paragraph is judged by itself. A list is one paragraph
here too, and its first words are those that count.
"""

from collections.abc import Sequence

from dossier.model import Document, Theme, Themes
from dossier.text.tokens import first_forms, tokenize

ANNOUNCED = 3
"""The fewest themes that a text must announce."""

_HEAD = 3
"""The first words of a paragraph, among which the name of the theme must be."""

_STEM = 6
"""Letters at the beginning of a name that must agree: "economic" names the economy."""


def opening_and_closing(
    document: Document, chosen: Sequence[str | None], themes: Themes
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the indices of the paragraphs of the opening and of the closing.

    `chosen` is the theme that the words of each paragraph suggest. Both are empty unless the text
    announces its themes.
    """
    stems = {theme.id: _stems(theme) for theme in themes}
    within = {number - 1 for one in document.lists for number in one[1:]}
    announced = [
        (index, theme)
        for index, (paragraph, theme) in enumerate(zip(document.paragraphs, chosen, strict=True))
        if theme is not None and index not in within and _names(paragraph.text, stems[theme])
    ]
    if len({theme for _, theme in announced}) < ANNOUNCED:
        return frozenset(), frozenset()
    (first, _), (last, theme) = announced[0], announced[-1]
    body = [paragraph.is_body for paragraph in document.paragraphs]
    rest = (index for index in range(last + 1, len(chosen)) if body[index])
    start = next((index for index in rest if chosen[index] != theme), len(chosen))
    return frozenset(range(first)), frozenset(range(start, len(chosen)))


def _stems(theme: Theme) -> set[str]:
    """Return the beginnings of the words that name `theme`."""
    forms = tokenize(theme.name).forms
    long = [form for form in forms if len(form) >= _STEM - 1]
    return {form[:_STEM] for form in long or forms}


def _names(text: str, stems: set[str]) -> bool:
    """Does one of the first words of `text` begin with one of `stems`?"""
    return any(form[:_STEM] in stems for form in first_forms(text, _HEAD))
