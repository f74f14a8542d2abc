"""The manual shows what a review really shows; its text and figures are made up here."""

import datetime

import pytest
from rich.console import Console

from dossier.cli.review_lines import fitted, lines_of, names_of
from dossier.filing.doubtful import Doubtful, Place, Sum, Waiting
from dossier.filing.review import Review, keys_of, step
from dossier.model import Paragraph, WordShare
from tests.factories import REPOSITORY, make_theme

THEMES = (
    make_theme("economy"),
    make_theme("security"),
    make_theme("regional", name="Regional issues"),
    make_theme("symbolism", letter="Y"),
)
NAMES = names_of(THEMES)

CROSSING = (
    "Since the spring the old crossing has been guarded by two hundred soldiers, who search every "
    "lorry. Trade through it has halved, and the merchants of the upper valley ask who is kept "
    "out: the smugglers, or they."
)


def _words(**shares: float) -> tuple[WordShare, ...]:
    return tuple(WordShare(word, share) for word, share in shares.items())


DOUBTFUL = Doubtful(
    paragraphs=(Paragraph(number=7, kind="prose", text=CROSSING, html="", line=13),),
    before="In May the two governors opened a second post on the lower road, with a band.",
    after="A third post is to follow in the autumn, if the lower house pays for it.",
    places=(
        Place("security", 1.13, _words(soldiers=0.71, guarded=0.44, smugglers=0.35)),
        Place("economy", 0.86, _words(trade=0.78, merchants=0.41, lorry=0.22)),
    ),
    sums=(
        Sum("security", 1.13, _words(soldiers=0.71, guarded=0.44, smugglers=0.35), (), 0.18, -0.55),
        Sum("economy", 0.86, _words(trade=0.78, merchants=0.41, lorry=0.22), (), 0.1, -0.65),
    ),
)
SCREEN = (80, 18)


def _shown(review: Review) -> list[str]:
    width, height = SCREEN
    console = Console(width=width, height=height, force_terminal=True)
    rows, _ = fitted(lines_of(review, NAMES), console, 0)
    return [row.plain.rstrip() for row in rows]


def test_the_manual_shows_a_review_as_it_is() -> None:
    """The screen in docs/manual/filing.md is what is painted after one paragraph was decided."""
    manual = (REPOSITORY / "docs" / "manual" / "filing.md").read_text("utf-8")
    first = Doubtful(
        paragraphs=(Paragraph(number=3, kind="prose", text="A.", html="", line=5),),
        before="",
        after="",
        places=DOUBTFUL.places,
        sums=DOUBTFUL.sums,
    )
    text = Waiting(
        path="seeds/2026-05-20-crossings.txt",
        sha256="",
        title="Two crossings",
        date=datetime.date(2026, 5, 20),
        reviewed=None,
        doubtful=(first, DOUBTFUL, first),
    )
    review = step(Review((text, text), keys_of(THEMES)), "R")
    shown = "\n".join(_shown(review)).strip()
    assert f"```text\n{shown}\n```" in manual, shown


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize("rows", [8, 12, 24, 60])
@pytest.mark.parametrize("keys", ["", "?", "1", "x"])
def test_no_terminal_is_too_small(columns: int, rows: int, keys: str) -> None:
    """Every row fits, and there are no more of them than the terminal has."""
    review = Review(
        (Waiting("seeds/a.txt", "", "A", None, None, (DOUBTFUL, DOUBTFUL)),), keys_of(THEMES)
    )
    for key in keys:
        review = step(review, key)
    console = Console(width=columns, height=rows, force_terminal=True)
    seen: set[str] = set()
    for top in range(80):
        shown, _ = fitted(lines_of(review, NAMES), console, top)
        assert len(shown) <= rows
        assert max(row.cell_len for row in shown) <= columns
        seen |= {word for row in shown for word in row.plain.split()}
    if rows > 8:
        assert {"halved,", "smugglers,", "they."} <= seen
