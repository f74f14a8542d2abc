"""Card: the picture that a link to a briefing is shown with."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from dossier.briefings.library import record_of
from dossier.errors import ProofError
from dossier.pdf import card
from dossier.pdf.card import NAMED
from dossier.pdf.data import Card
from dossier.pdf.typst import CARD, Pdf, Typesetter
from tests.factories import make_briefing, make_site, make_theme, make_themes, typesetter

THEMES = make_themes("economy security")
SITE = make_site(THEMES, share_images=True)
FRONT: dict[str, Any] = {
    "title": "Two neighbours",
    "kind": "Readout",
    "date": datetime.date(2026, 5, 27),
}
TEXT = "Trade grew.\n\nTroops marched.\n\nWho knows?\n"


def _card(**front: Any) -> Card:
    briefing = make_briefing(TEXT, "economy security -", "note.txt", THEMES, **(FRONT | front))
    return card.card(record_of(briefing), SITE)


def _drawn(by: Typesetter | None = None, **front: Any) -> Pdf:
    briefing = make_briefing(TEXT, "economy security -", "note.txt", THEMES, **(FRONT | front))
    data = card.print_data(record_of(briefing), SITE)
    return (by or typesetter()).typeset_json(CARD, data)


def _opened(pdf: Pdf) -> Image.Image:
    return Image.open(io.BytesIO(pdf.data))


def test_it_says_title_kicker_and_themes() -> None:
    """They are those of the record; the rest of the bar is of no theme."""
    made = _card()
    assert (made.frame.title.text, made.frame.site.text) == ("Two neighbours", "Name")
    assert [phrase.text for phrase in made.kicker] == ["Readout", "27 May 2026", "1 min"]
    assert [(one.name.text, one.count) for one in made.shares] == [
        *(("Economy", 1), ("Security", 1), ("no theme", 1))
    ]
    assert [one.name.text for one in made.named] == ["Economy", "Security"]


def test_of_many_themes_those_with_most_paragraphs_are_named() -> None:
    """All of them have their part of the bar."""
    themes = tuple(make_theme(f"t{n}") for n in range(10))
    places = " ".join(f"t{n} " * (2 if n > 3 else 1) for n in range(10))
    text = "\n\n".join(f"Trade of kind {n} grew." for n in range(len(places.split())))
    briefing = make_briefing(text, places, "note.txt", themes)
    made = card.card(record_of(briefing), make_site(themes, share_images=True))
    assert len(made.shares) == 10
    assert [one.count for one in made.named] == [2] * NAMED


def test_a_text_of_no_theme_has_no_bar() -> None:
    """There is nothing to tell of it."""
    made = card.card(record_of(make_briefing("Who knows?", "-", "note.txt", THEMES)), SITE)
    assert (made.shares, made.named) == ((), ())


def test_it_is_a_picture_of_the_promised_size_and_light() -> None:
    """1200 by 630 pixels, below 60 KB, and not empty."""
    drawn = _drawn()
    picture = _opened(drawn)
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(drawn.data) < 60_000
    assert len(picture.convert("RGB").getcolors() or ()) > 10


def test_it_has_the_colours_of_its_themes() -> None:
    """They are the same as on the page, but for what the palette makes of them."""
    colours = _opened(_drawn()).convert("RGB").getcolors() or ()
    wanted = tuple(bytes.fromhex(THEMES[0].light[1:]))
    off = [
        max(abs(part - other) for part, other in zip(colour, wanted, strict=True))
        for _, colour in colours
        if isinstance(colour, tuple)
    ]
    assert min(off) <= 4


def test_the_same_data_give_the_same_bytes() -> None:
    """Another title gives others."""
    assert _drawn().data == _drawn().data != _drawn(title="Three neighbours").data


@pytest.mark.parametrize(
    "title", ["A", "W" * 300, "Wörterbuch " * 60, "Њ" * 700, "貿易" * 200, "التجارة " * 90]
)
def test_any_title_fits(title: str) -> None:
    """It is set smaller, then cut; it runs over no edge, and the picture stays light."""
    drawn = _drawn(title=title)
    assert _opened(drawn).size == (1200, 630)
    assert len(drawn.data) < 60_000


def test_characters_that_no_font_has_are_named() -> None:
    """They become squares, as in PDFs."""
    assert _drawn(title="A train 🚆 over the Andes").lacking == ("🚆",)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("#title\n", "\n", "does not say"),
        ("#title\n", "#title\nAlmost.\n", "says what it was not given"),
        ("par(say(doc.frame.title))", "hide(par(say(doc.frame.title)))", "does not say"),
        ('fill: rgb("#fdfcfa")', "fill: ink", "says what cannot be seen"),
        ("width: 1200pt", "width: 1300pt", "is 1300 by 630 pixels, not 1200 by 630"),
        ("#v(1fr)", "#pagebreak()", "takes more than 1 page,"),
    ],
)
def test_a_picture_by_a_false_template_is_refused(
    altered: Callable[[str, str, str], Typesetter], before: str, after: str, fault: str
) -> None:
    """It is proved as a PDF before it is drawn."""
    with pytest.raises(ProofError, match=fault):
        _drawn(altered("card.typ", before, after))
