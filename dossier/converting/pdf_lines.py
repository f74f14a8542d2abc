"""A line of a PDF, and what can be said of its text alone."""

import re
from dataclasses import dataclass

RAISED_START, RAISED_END = "\ue000", "\ue001"
"""Around figures that stand higher and smaller than their line, as the calls of footnotes do."""

RAISED = re.compile(f"{RAISED_START}([^{RAISED_END}]*){RAISED_END}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; lengths in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int
    height: float
    """Of the page."""

    gaps: int
    """Gaps between words that are as wide as those of a table."""

    sideways: bool = False
    """Does it run up or down the page?"""

    @property
    def plain(self) -> str:
        """The text without marks."""
        return self.text.replace(RAISED_START, "").replace(RAISED_END, "")
