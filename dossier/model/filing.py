"""Themes, scores, and where each paragraph is filed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:  # a build whose texts are all cached need not wait for NumPy
    import numpy as np
    from numpy.typing import NDArray


OVERVIEW, CONTEXT, OUTLOOK = "overview", "context", "outlook"
UNTHEMED = {OVERVIEW: "Overview", CONTEXT: "Context", OUTLOOK: "Outlook"}
"""The sections of paragraphs without a theme: at the beginning, in between, at the end."""

FURNITURE = "furniture"
"""What is said, in the place of a section, of furniture that stands in the section of a theme."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a theme's vocabulary."""

    phrase: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as themes.yml defines it."""

    id: str
    name: str
    letter: str
    """One capital that marks the theme where colour alone must not."""

    definition: str
    vocabulary: tuple[Term, ...]
    examples: tuple[str, ...]
    light: str
    """Accent colour on a light page, `#rrggbb`."""

    dark: str
    """Accent colour on a dark page, `#rrggbb`."""


Themes: TypeAlias = tuple[Theme, ...]
"""All themes in the order in which sections show them."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The content of themes.yml."""

    themes: Themes
    language: str = "en"
    """Of definitions, vocabulary and examples; BCP 47 tag. It files texts in no other."""

    framing: tuple[Term, ...] = ()
    """Words of openings, transitions and procedure; they speak for no theme."""

    subjects: tuple[Term, ...] = ()
    """Words of subjects that no theme is about."""


@dataclass(frozen=True, slots=True)
class DeskWeight:
    """What a word adds to the score of a theme, as learned.yml says."""

    theme: str
    word: str
    """As filing compares words: in lower case, without a possessive 's."""

    weight: float
    """In log-odds, once in each paragraph that has the word."""


Desk: TypeAlias = tuple[DeskWeight, ...]
"""What learned.yml says, theme by theme."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The scores of one paragraph, as shares that add up to them.

    The score of a theme is its log-odds against no theme: above 0, the paragraph belongs to the
    theme rather than to none.
    """

    themes: tuple[str, ...]
    """Ids, in the order of the columns below."""

    spans: "NDArray[np.int32]"
    """Words x 2: start and end of each word, in characters of the paragraph's text."""

    words: "NDArray[np.float64]"
    """Words x themes: the share of each word."""

    context: "NDArray[np.float64]"
    """Themes: the share of the other paragraphs of the text."""

    standing: "NDArray[np.float64]"
    """Themes: the score of each before any word is read, the intercept."""

    rest: "NDArray[np.float64]"
    """Themes: the share of the other paragraphs of its list, which is scored as one paragraph; 0
    for a paragraph that belongs to no list."""

    is_twice: bool = False
    """Are the shares those of two readings?"""

    desk: "NDArray[np.float64] | None" = None
    """Words x themes: the share that the desk's line gives to each word (learned.yml); None if it
    says nothing of any."""

    def totals(self) -> "NDArray[np.float64]":
        """Return the score of each theme."""
        totals: NDArray[np.float64] = self.words.sum(axis=0) + self.rest
        totals = totals + self.context + self.standing
        return totals if self.desk is None else totals + self.desk.sum(axis=0)

    def ranked(self) -> tuple[tuple[str, float], ...]:
        """Return the themes with their scores, best first."""
        pairs = zip(self.themes, self.totals().tolist(), strict=True)
        return tuple(sorted(pairs, key=lambda pair: -pair[1]))


def margin(ranked: Iterable[tuple[str, float]]) -> float:
    """Return how far the best choice is ahead of the next, in log-odds, no theme being one.

    `ranked` has the themes with their scores, at least one.
    """
    best, second, *_ = sorted((0.0, *(score for _, score in ranked)), reverse=True)
    return best - second


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a paragraph is filed, and why."""

    number: int
    theme: str | None
    """None for no theme."""

    section: str
    """The theme's id, or one of `UNTHEMED`."""

    also: tuple[str, ...]
    """Further themes that it is clearly about, strongest first."""

    filed_by: Literal["dossier", "editor"]
    because: str | None
    """The editor's reason."""

    ranked: tuple[tuple[str, float], ...]
    """Every theme with its score, best first, before any correction; empty without scores."""

    close_call: bool
    """Are the two best choices, one of which may be no theme, so near that editors often differ?"""

    framed: bool
    """Is it in the opening or the closing of a text that announces its themes, and so of none?"""

    scores: Scores | None
    """None for what is no body text, and for a text that is not in the language of the themes."""

    proposed: str
    """The section under which Dossier would have filed it."""

    filed_with: tuple[int, ...] = ()
    """The ¶ numbers of the list that it is filed with, its own among them; none if with no list."""

    @property
    def place(self) -> str:
        """Where it counts: the theme's id, one of `UNTHEMED`, or `FURNITURE`."""
        return self.section if self.theme or self.section in UNTHEMED else FURNITURE

    @property
    def is_decision(self) -> bool:
        """Does it count as a decision? Of a list, which is filed as one, the first does."""
        return not self.filed_with or self.number == self.filed_with[0]

    @property
    def moved(self) -> bool:
        """Did an editor file it under another section than Dossier would have?"""
        return self.filed_by == "editor" and self.section != self.proposed


@dataclass(frozen=True, slots=True)
class WordShare:
    """A word and the share of all its occurrences in the score of a theme."""

    word: str
    share: float
