"""File every paragraph under a theme or a section, by its scores and the editor's corrections.

A paragraph is filed under its best theme if that score is above 0, else under none; the opening and
the closing of a text that announces its themes are filed under none. Paragraphs of no theme at the
start of a text are its overview, those at its end its outlook, and those between its context. A
correction under `filed` overrides all this. A list is filed as one paragraph, with the sentence
that introduces it: by the scores that all of it has together, and so is a correction of any part. A
heading is filed with the paragraph below it, a note with the paragraph that refers to it. Furniture
stands with its neighbour, and counts for no theme.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dossier import invocation
from dossier.errors import Fault, InputError
from dossier.filing.openings import opening_and_closing
from dossier.model import (
    CONTEXT,
    OUTLOOK,
    OVERVIEW,
    UNTHEMED,
    Correction,
    Document,
    Filing,
    Paragraph,
    Scores,
    Themes,
    margin,
)
from dossier.text.nearest import alternatives

CLOSE_MARGIN, CLOSE_MARGIN_TWICE = 0.8, 2.0
"""A filing is a close call if the two best choices are less than this apart, in log-odds; the other
one is of what was read twice, whose scores are further apart. They mark about a third of the
paragraphs of new texts; `benchmarks/filing.py` prints how many, and how many of all errors are
among them."""

ALSO_RATIO = 0.5
"""A further theme is named beside the best one if it has at least this share of its score.
Where the best one is clear it takes more to be named beside it; a fixed distance in log-odds is
wrong more often."""


def file_paragraphs(
    document: Document, scores: Sequence[Scores | None], themes: Themes
) -> tuple[Filing, ...]:
    """Return the filing of every paragraph, in order.

    `scores` has one entry a paragraph, None for what is no body text. Raises InputError for a
    correction of a paragraph or to a theme that does not exist.
    """
    check_corrections(document, themes)
    filings = [_proposed(number, score) for number, score in enumerate(scores, start=1)]
    filings = _with_lists(filings, document.lists)
    opening, closing = opening_and_closing(document, [filing.theme for filing in filings], themes)
    filings = [_framed(f) if f.number - 1 in opening | closing else f for f in filings]
    filings = _with_leaders(_with_sections(filings), document)
    filings = [f if f.proposed == f.section else replace(f, proposed=f.section) for f in filings]
    corrections = corrections_of(document)
    filings = [_corrected(filing, corrections.get(filing.number)) for filing in filings]
    return tuple(_with_leaders(filings, document))


def corrections_of(document: Document) -> Mapping[int, Correction]:
    """Return the correction of each paragraph that an editor moved, by its number.

    One of a paragraph in a list is one of the whole list; its other paragraphs take over the first.
    """
    filed = document.source.front.filed
    corrections = dict(filed)
    for one in document.lists:
        if correction := next((filed[number] for number in one if number in filed), None):
            corrections |= {number: correction for number in one if number not in filed}
    return corrections


def _proposed(number: int, scores: Scores | None) -> Filing:
    ranked = scores.ranked() if scores else ()
    best = ranked[0][1] if ranked else 0.0
    theme = ranked[0][0] if best > 0 else None
    close = CLOSE_MARGIN_TWICE if scores and scores.is_twice else CLOSE_MARGIN
    return Filing(
        number=number,
        theme=theme,
        section=theme or "",
        also=tuple(t for t, value in ranked[1:] if theme and value >= ALSO_RATIO * best),
        filed_by="dossier",
        because=None,
        ranked=ranked,
        close_call=bool(ranked) and margin(ranked) < close,
        framed=False,
        proposed=theme or "",
        scores=scores,
    )


def _with_lists(filings: list[Filing], lists: Sequence[tuple[int, ...]]) -> list[Filing]:
    """File all paragraphs of a list as its first one with scores; they have one score together.

    A close call is one of the whole list, and is said once, where it begins.
    """
    placed = list(filings)
    for numbers in lists:
        members = [filings[number - 1] for number in numbers]
        decided = next((one for one in members if one.ranked), members[0])
        for member in members:
            placed[member.number - 1] = replace(
                decided,
                number=member.number,
                scores=member.scores,
                close_call=decided.close_call and member is members[0],
                filed_with=numbers,
            )
    return placed


def _framed(filing: Filing) -> Filing:
    return replace(filing, theme=None, section="", also=(), close_call=False, framed=True)


def _with_sections(filings: list[Filing]) -> list[Filing]:
    """File paragraphs of no theme under the overview, the context or the outlook."""
    themed = [index for index, filing in enumerate(filings) if filing.theme]
    first, last = (themed[0], themed[-1]) if themed else (len(filings), len(filings))
    sections = (
        OVERVIEW if index < first else CONTEXT if index < last else OUTLOOK
        for index in range(len(filings))
    )
    return [
        filing if filing.theme else replace(filing, section=section)
        for filing, section in zip(filings, sections, strict=True)
    ]


def _corrected(filing: Filing, correction: Correction | None) -> Filing:
    if correction is None:
        return filing
    theme = None if correction.place in UNTHEMED else correction.place
    return replace(
        filing,
        theme=theme,
        section=correction.place,
        also=tuple(other for other in filing.also if other != theme),
        filed_by="editor",
        because=correction.because,
        close_call=False,
    )


def _with_leaders(filings: list[Filing], document: Document) -> list[Filing]:
    """File headings, notes and furniture that no editor moved where their leaders are."""
    paragraphs = document.paragraphs
    leading = [
        p.is_body or f.filed_by == "editor" for p, f in zip(paragraphs, filings, strict=True)
    ]
    placed = list(filings)
    for index, leader in _leaders(paragraphs, leading, document.lists):
        theme = None if paragraphs[index].kind == "furniture" else filings[leader].theme
        placed[index] = replace(filings[index], theme=theme, section=filings[leader].section)
    return placed


def _leaders(
    paragraphs: Sequence[Paragraph], leading: Sequence[bool], lists: Sequence[tuple[int, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield the index of each paragraph that goes with another, and the index of that one.

    A heading and a term go with what follows, and so does furniture at the top, below a heading, or
    with a colon at its end; other furniture goes with what it follows. What stands within a list
    goes with that.
    """
    within = {index: one[0] - 1 for one in lists for index in range(one[0], one[-1] - 1)}
    below: int | None = None
    following: dict[int, int | None] = {}
    for index in reversed(range(len(paragraphs))):
        below = index if leading[index] else below
        following[index] = below
    above: int | None = None
    headed = True
    leaders: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        if leading[index]:
            above, headed = index, False
            continue
        leads_on = paragraph.kind == "heading" or paragraph.is_term or paragraph.text.endswith(":")
        headed = headed or leads_on
        choices = (following[index], above) if headed else (above, following[index])
        noted = [paragraph.noted_in - 1] if paragraph.noted_in else []
        places = (*noted, within.get(index), *choices)
        found = (leaders.get(one, one) for one in places if one is not None)
        leader = next((one for one in found if leading[one]), None)
        if leader is not None:
            leaders[index] = leader
            yield index, leader


def check_corrections(document: Document, themes: Themes) -> None:
    """Raise InputError for a correction of a paragraph or to a theme that does not exist."""
    source = document.source
    places = [theme.id for theme in themes] + list(UNTHEMED)
    count = len(document.paragraphs)
    faults = []
    for number, correction in source.front.filed.items():
        if number > count:
            sentence = f"filed names ¶{number}, but the text has {count} paragraphs"
            if correction.line:  # it stands in the file already
                back = invocation.typed("unfile", source.path, str(number))
                sentence += f"; correct the number, or take it back: {back}"
            faults.append(Fault(source.path, correction.line, sentence))
        if correction.place not in places:
            ending = alternatives(correction.place, places, "there are")
            sentence = f"there is no theme '{correction.place}' for ¶{number}{ending}"
            faults.append(Fault(source.path, correction.line, sentence))
    faults += _torn(document)
    if faults:
        raise InputError(*faults)


def _torn(document: Document) -> Iterator[Fault]:
    """Yield corrections that would tear a list apart."""
    filed = document.source.front.filed
    for one in document.lists:
        first, *others = [number for number in one if number in filed] or [0]
        for number in others:
            if filed[number].place != filed[first].place:
                sentence = f"filed puts ¶{first} under {filed[first].place} and ¶{number} under "
                sentence += f"{filed[number].place}, but ¶{one[0]} to ¶{one[-1]} are a list, which "
                sentence += "stays together; name one place for all of it"
                yield Fault(document.source.path, filed[number].line, sentence)
