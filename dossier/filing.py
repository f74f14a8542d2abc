"""Stage 3c: from scores, and the editor's corrections, to one filing per paragraph.

A paragraph goes to its best theme if that score is above 0, else to no theme. Those of no theme at
the start of a text are its overview, those at its end its outlook, any between them context. What
the editor wrote under `filed` wins. A heading is filed with the paragraph below it.
"""

from collections.abc import Sequence
from dataclasses import replace

from dossier.errors import Fault, InputError
from dossier.model import (
    CONTEXT,
    OUTLOOK,
    OVERVIEW,
    UNTHEMED,
    Document,
    Filing,
    Score,
    Themes,
)


def file(
    document: Document, scores: Sequence[tuple[Score, ...]], themes: Themes
) -> tuple[Filing, ...]:
    """Return the filing of every paragraph, in order.

    `scores` has one entry per paragraph, best theme first, empty for headings. Raises InputError
    for a correction that cannot be followed.
    """
    demand_sound_corrections(document, themes)
    chosen = [s[0].theme if s and s[0].value > 0 else None for s in scores]
    themed = [index for index, theme in enumerate(chosen) if theme]
    first, last = (themed[0], themed[-1]) if themed else (len(chosen), len(chosen))
    filings = [
        _filing(index + 1, theme, _unthemed(index, first, last), scores[index])
        for index, theme in enumerate(chosen)
    ]
    filings = [_corrected(filing, document) for filing in filings]
    return tuple(_with_headings(filings, document))


def _unthemed(index: int, first: int, last: int) -> str:
    if index < first:
        return OVERVIEW
    return CONTEXT if index < last else OUTLOOK


def _filing(number: int, theme: str | None, unthemed: str, scores: tuple[Score, ...]) -> Filing:
    best = scores[0] if scores else None
    return Filing(
        number=number,
        theme=theme,
        section=theme or unthemed,
        filed_by="dossier",
        because=None,
        score=best.value if best else 0.0,
        best=best.theme if best else None,
        runner_up=scores[1].theme if len(scores) > 1 else None,
        evidence=best.evidence if best else (),
    )


def _corrected(filing: Filing, document: Document) -> Filing:
    correction = document.source.front.filed.get(filing.number)
    if correction is None:
        return filing
    return replace(
        filing,
        theme=None if correction.place in UNTHEMED else correction.place,
        section=correction.place,
        filed_by="editor",
        because=correction.because,
    )


def _with_headings(filings: list[Filing], document: Document) -> list[Filing]:
    """Let every heading that no editor moved follow the paragraph below it, else the one above."""
    headings = [p.kind == "heading" for p in document.paragraphs]
    last = next((i for i in reversed(range(len(headings))) if not headings[i]), len(headings) - 1)
    for index in reversed(range(len(filings))):
        if headings[index] and filings[index].filed_by == "dossier":
            leader = filings[index + 1 if index < last else last]
            filings[index] = replace(filings[index], theme=leader.theme, section=leader.section)
    return filings


def demand_sound_corrections(document: Document, themes: Themes) -> None:
    """Raise InputError for a correction of a paragraph or to a theme that does not exist."""
    source = document.source
    places = [theme.id for theme in themes] + list(UNTHEMED)
    count = len(document.paragraphs)
    faults = []
    for number, correction in source.front.filed.items():
        if number > count:
            sentence = f"filed names ¶{number}, but the text has {count} paragraphs"
            faults.append(Fault(source.path, correction.line, sentence))
        if correction.place not in places:
            sentence = f"filed sends ¶{number} to {correction.place}, which is no theme; "
            sentence += f"there are {', '.join(places)}"
            faults.append(Fault(source.path, correction.line, sentence))
    if faults:
        raise InputError(*faults)
