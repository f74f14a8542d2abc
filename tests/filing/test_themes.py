"""Themes: themes.yml is read in its order, and each fault in it is a sentence with its line."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from dossier.errors import InputError
from dossier.filing.themes import read
from dossier.model import Scheme, Term, Theme
from tests.factories import REPOSITORY, cases, texts

TWO = """\
language: fr
themes:
  - id: economy
    name: Economy
    letter: W
    definition: >-
      Wealth and
      exchange.
    colour: {light: "#0B5D4E", dark: "#6fcfb4"}
    vocabulary:
      - trade
      - rail  corridor: 2
      - tariff*: 0.5
    examples:
      - Trade rose by a fifth.
  - {id: hard-power-2, name: Hard power, definition: Force.}
no_theme:
  framing: [in conclusion, {finally: 2}]
  subjects:
    - election*
"""

ONE = "themes: [{id: a, name: A, definition: All a.}]\n"


def _read(tmp_path: Path, text: str) -> Scheme:
    path = tmp_path / "themes.yml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_themes_are_read_in_their_order(tmp_path: Path) -> None:
    """Every key of a theme is taken; what is left out has a default."""
    economy, power = _read(tmp_path, TWO).themes
    assert economy == Theme(
        id="economy",
        name="Economy",
        letter="W",
        definition="Wealth and exchange.",
        vocabulary=(Term("trade", 1.0), Term("rail corridor", 2.0), Term("tariff*", 0.5)),
        examples=("Trade rose by a fifth.",),
        light="#0b5d4e",
        dark="#6fcfb4",
    )
    assert (power.id, power.letter, power.vocabulary, power.examples) == (
        "hard-power-2",
        "H",
        (),
        (),
    )
    assert power.light.startswith("#")


def test_what_speaks_for_no_theme_is_read_too(tmp_path: Path) -> None:
    """The scheme has the language, and the words of openings and of other subjects."""
    scheme = _read(tmp_path, TWO)
    assert scheme.language == "fr"
    assert scheme.framing == (Term("in conclusion"), Term("finally", 2.0))
    assert scheme.subjects == (Term("election*"),)


@pytest.mark.parametrize("rest", ["", "no_theme: {}\n", "no_theme:\n  framing: []\n"])
def test_themes_alone_are_enough(tmp_path: Path, rest: str) -> None:
    """Without a word of anything else the language is English and no word speaks for no theme."""
    scheme = _read(tmp_path, ONE + rest)
    assert scheme == Scheme(scheme.themes, language="en", framing=(), subjects=())
    assert [theme.id for theme in scheme.themes] == ["a"]


def test_the_themes_of_the_repository_are_sound() -> None:
    """The themes.yml that is delivered has four themes with words and examples, and the rest."""
    scheme = read(REPOSITORY / "themes.yml")
    assert [theme.id for theme in scheme.themes] == ["economy", "security", "regional", "symbolism"]
    assert min(len(theme.vocabulary) for theme in scheme.themes) >= 100
    assert min(len(theme.examples) for theme in scheme.themes) >= 3
    assert min(len(scheme.framing), len(scheme.subjects)) >= 30
    assert scheme.language == "en"


def _lists(scheme: Scheme) -> list[tuple[Term, ...]]:
    return [*(theme.vocabulary for theme in scheme.themes), scheme.framing, scheme.subjects]


@pytest.mark.parametrize("number", range(6))
def test_no_list_of_the_repository_has_a_term_twice(number: int) -> None:
    """A term that stands twice in one list would count once or twice, by its kind."""
    terms = [term.phrase.lower() for term in _lists(read(REPOSITORY / "themes.yml"))[number]]
    assert [term for term, count in Counter(terms).items() if count > 1] == []


@pytest.mark.parametrize(("text", "expected"), cases("themes/faults.txt"))
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    """Each thing wrong in themes.yml is one sentence with its line, all in one run."""
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    found = str(caught.value).replace(tmp_path.as_posix() + "/", "")
    assert sorted(found.splitlines()) == sorted(expected.splitlines())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"themes: caf\xe9\n", "is not UTF-8; save it as UTF-8"), (None, "cannot be read: No such")],
)
def test_a_file_that_is_no_text_is_said(tmp_path: Path, data: bytes | None, sentence: str) -> None:
    """A wrong encoding and a missing file are faults too."""
    path = tmp_path / "themes.yml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path.as_posix()}: {sentence}")


@given(texts)
def test_any_themes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Whatever the file holds, the outcome is themes or faults with a line."""
    path = tmp_path_factory.getbasetemp() / "themes.yml"
    path.write_text("themes:\n  - name: " + text, encoding="utf-8", newline="")
    with pytest.raises(InputError) as caught:
        read(path)
    assert min(fault.line for fault in caught.value.faults) >= 1


def _luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", read(REPOSITORY / "themes.yml").themes, ids=lambda t: t.id)
@pytest.mark.parametrize("paper", ["#fbfaf7", "#f3f0e9", "#14181c", "#1c2228"])
def test_theme_colours_are_legible(theme: Theme, paper: str) -> None:
    """Each accent has a contrast of 4.5 or more with the page and the panel it stands on."""
    accent = theme.light if paper > "#8" else theme.dark
    css = (REPOSITORY / "templates/site/assets/dossier.css").read_text("utf-8")
    assert paper in css
    lighter, darker = sorted((_luminance(accent), _luminance(paper)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("weight", ["9" * 400, ".nan", "-.inf"])
def test_a_weight_that_is_no_number_to_count_with_is_told(tmp_path: Path, weight: str) -> None:
    """However it is written."""
    path = tmp_path / "themes.yml"
    theme = f"{{id: a, name: A, definition: A., vocabulary: [{{b: {weight}}}]}}"
    path.write_text(f"themes:\n  - {theme}\n", "utf-8")
    with pytest.raises(InputError, match="a phrase and its weight"):
        read(path)
