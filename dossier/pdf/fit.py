"""How much of a document is shown, so that it fits on its pages; the type is never made smaller.

A template prints all that it is given. What there is no room for is taken out of the data here, and
only here, so that the proof of a print knows what must stand in it.
"""

from collections.abc import Iterator
from typing import Any

PAGES = 2
"""Of a printed document at most."""

_ALL = 1_000
_STEPS = (
    *((_ALL, 1), (3, 1), (2, 1), (1, 1)),
    *((_ALL, 2), (3, 2), (2, 2), (1, 2), (0, 2), (-1, 2), (-2, 2), (-3, 2), (-4, 2)),
)
"""Sentences for each theme, and pages: one sentence on one page goes before three on two. Only an
editor chooses more than three."""


_TITLES = (170, 140, 120, 100, 80, 60, 40, 20)
"""Characters of the title of a picture."""

_BEFORE_ELLIPSIS = " ,;:–—"
"""What does not stand before an ellipsis."""


def versions(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield what may be shown of a document, and on how many pages, best first."""
    if "provenance" not in data and "entries" not in data:
        for most in _TITLES:
            yield _card(data, most), 1
    elif "entries" in data:
        for most in (*range(len(data["entries"]), 0, -2), 0):
            yield _digest(data, most), PAGES
    else:
        for most, pages in _STEPS:
            yield _summary(data, most), pages


def _summary(data: dict[str, Any], most: int) -> dict[str, Any]:
    """Return a summary with the `most` best sentences of each theme; a theme without any vanishes.

    Below 0 who and where are left out, below -1 what is to be watched as well, then the shares,
    then why it matters.
    """
    themes = [_theme(theme, most) for theme in data["themes"]]
    return data | {
        "themes": [theme for theme in themes if theme["points"]],
        "who": data["who"] if most >= 0 else None,
        "watch": data["watch"] if most >= -1 else None,
        "shares": data["shares"] if most >= -2 else [],
        "why": data["why"] if most >= -3 else None,
    }


def _theme(theme: dict[str, Any], most: int) -> dict[str, Any]:
    ranked = zip(theme["points"], theme["ranks"], strict=True)
    shown = [(point, rank) for point, rank in ranked if rank <= most]
    return theme | {"points": [p for p, _ in shown], "ranks": [rank for _, rank in shown]}


def _digest(data: dict[str, Any], most: int) -> dict[str, Any]:
    """Return a digest with the `most` newest of its briefings, and what to say of the others."""
    more = data["more"][most : most + 1] if most < data["total"] else []
    return data | {"entries": data["entries"][:most], "more": more}


def _card(data: dict[str, Any], most: int) -> dict[str, Any]:
    """Return a picture with a title of `most` characters or fewer, cut at a word if it can be."""
    frame, title = data["frame"], data["frame"]["title"]
    words = title["text"]
    if len(words) > most:
        end = words.rfind(" ", most // 2, most)
        words = words[: end if end > 0 else most - 1].rstrip(_BEFORE_ELLIPSIS) + "…"
    return data | {"frame": frame | {"title": title | {"text": words}}}
