"""The close calls of a text, for an editor to decide: each with its two best places, and why.

What is decided is one paragraph or one whole list, which is filed as one.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.filing import evidence
from dossier.filing.evidence import Evidence
from dossier.model import (
    CONTEXT,
    OUTLOOK,
    OVERVIEW,
    UNTHEMED,
    Document,
    Filing,
    Paragraph,
    WordShare,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a paragraph could be filed."""

    id: str
    """A theme's id, or one of `UNTHEMED`."""

    score: float
    """Log-odds against no theme; 0 for no theme itself."""

    words: tuple[WordShare, ...]
    """Those that speak most for it, the desk's line included, strongest first. For no theme speak
    the words that speak most against the best theme; their shares are negative."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The score of a theme, as the parts that add up to it."""

    theme: str
    score: float
    words: tuple[WordShare, ...]
    """The share of every word, largest first; of a list, the words of all its paragraphs."""

    desk: tuple[WordShare, ...]
    """What the desk's line adds for a word or takes, largest first."""

    context: float
    """The share of the other paragraphs of the text."""

    standing: float
    """What the theme starts from."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A paragraph, or a list, whose two best places are nearly equal."""

    paragraphs: tuple[Paragraph, ...]
    """One, or those of the list, in the order of the source."""

    before: str
    """The words of the paragraph before; "" if it is the first."""

    after: str
    places: tuple[Place, Place]
    """The best, and the next."""

    sums: tuple[Sum, ...]
    """Of every theme, best first."""

    @property
    def number(self) -> int:
        """The ¶ number of its first paragraph."""
        return self.paragraphs[0].number

    @property
    def margin(self) -> float:
        """How far the best place is ahead of the next, in log-odds."""
        return self.places[0].score - self.places[1].score


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text with what its editor has to decide."""

    path: str
    """The file, as the user would name it."""

    sha256: str
    """SHA-256 of the bytes of the file, as 64 hexadecimal digits."""

    title: str
    date: datetime.date | None
    reviewed: datetime.date | None
    """The day of an earlier review."""

    doubtful: tuple[Doubtful, ...]


def waiting(document: Document, filings: Sequence[Filing], sha256: str) -> Waiting:
    """Return a text with its close calls; `filings` are those of all its paragraphs, in order.

    What an editor has filed is none, and a list is one. `sha256` is of the bytes of the file.
    """
    source = document.source
    return Waiting(
        path=source.path,
        sha256=sha256,
        title=document.title,
        date=document.date,
        reviewed=source.front.reviewed,
        doubtful=tuple(_doubtful(document, filings, one) for one in filings if one.close_call),
    )


def _doubtful(document: Document, filings: Sequence[Filing], filing: Filing) -> Doubtful:
    paragraphs = document.paragraphs
    numbers = filing.filed_with or (filing.number,)
    sums = tuple(
        _sum(_explained(document, filings, numbers, theme), theme, score)
        for theme, score in filing.ranked
    )
    return Doubtful(
        paragraphs=tuple(paragraphs[number - 1] for number in numbers),
        before=paragraphs[numbers[0] - 2].text if numbers[0] > 1 else "",
        after=paragraphs[numbers[-1]].text if numbers[-1] < len(paragraphs) else "",
        places=_places(sums, _section(document, filings, filing)),
        sums=sums,
    )


def _explained(
    document: Document, filings: Sequence[Filing], numbers: Sequence[int], theme: str
) -> list[Evidence]:
    """Return the evidence of each paragraph that has any; at least one has."""
    pairs = ((filings[number - 1], document.paragraphs[number - 1].text) for number in numbers)
    found = (evidence.explain(filing, text, theme) for filing, text in pairs)
    return [one for one in found if one]


def _sum(found: Sequence[Evidence], theme: str, score: float) -> Sum:
    """Return the parts of a score of a paragraph, or of all paragraphs of a list together."""
    return Sum(
        theme=theme,
        score=score,
        words=evidence.ordered(_joined(word for one in found for word in one.words)),
        desk=evidence.ordered(_joined(word for one in found for word in one.desk)),
        context=found[0].context,
        standing=found[0].standing,
    )


def _joined(words: Iterable[WordShare]) -> Mapping[str, float]:
    """Return the share of each word in all its places together."""
    shares: Counter[str] = Counter()
    for one in words:
        shares.update({one.word: one.share})
    return shares


def _places(sums: Sequence[Sum], section: str) -> tuple[Place, Place]:
    shares = [_joined((*one.words, *one.desk)) for one in sums[:2]]
    against = evidence.strongest({word: -share for word, share in shares[0].items()})
    none = Place(section, 0.0, tuple(WordShare(one.word, -one.share) for one in against))
    themes = (
        Place(one.theme, one.score, evidence.strongest(words))
        for one, words in zip(sums, shares, strict=False)
    )
    first, second, *_ = sorted((none, *themes), key=lambda place: -place.score)
    return first, second


def _section(document: Document, filings: Sequence[Filing], filing: Filing) -> str:
    """Return the section in which a paragraph stands if it is of no theme: by its place."""
    own = filing.filed_with or (filing.number,)
    themed = [
        other.number
        for other, paragraph in zip(filings, document.paragraphs, strict=True)
        if paragraph.is_body and other.proposed not in UNTHEMED and other.number not in own
    ]
    if not themed or filing.number < themed[0]:
        return OVERVIEW
    return CONTEXT if filing.number < themed[-1] else OUTLOOK
