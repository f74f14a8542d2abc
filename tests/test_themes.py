"""Themes: themes.yml is read in its order, and each fault in it is a sentence with its line."""

from pathlib import Path

import pytest
from hypothesis import given

from dossier.errors import InputError
from dossier.model import Term, Theme
from dossier.themes import read
from tests.factories import REPOSITORY, cases, texts

TWO = """\
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
  examples:
    - Trade rose by a fifth.
- {id: hard-power-2, name: Hard power, definition: Force.}
"""


def _read(tmp_path: Path, text: str) -> tuple[Theme, ...]:
    path = tmp_path / "themes.yml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_themes_are_read_in_their_order(tmp_path: Path) -> None:
    """Every key is taken; what is left out has a default."""
    economy, power = _read(tmp_path, TWO)
    assert economy == Theme(
        id="economy",
        name="Economy",
        letter="W",
        definition="Wealth and exchange.",
        vocabulary=(Term("trade", 1.0), Term("rail corridor", 2.0)),
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


def test_the_themes_of_the_repository_are_sound() -> None:
    """The themes.yml that is delivered has the four themes with words and examples."""
    themes = read(REPOSITORY / "themes.yml")
    assert [theme.id for theme in themes] == ["economy", "security", "regional", "symbolism"]
    assert min(len(theme.vocabulary) for theme in themes) >= 10
    assert min(len(theme.examples) for theme in themes) >= 1


@pytest.mark.parametrize(("text", "expected"), cases("themes/faults.txt"))
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    """Each thing wrong in themes.yml is one sentence with its line, all in one run."""
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    found = str(caught.value).replace(tmp_path.as_posix() + "/", "")
    assert sorted(found.splitlines()) == sorted(expected.splitlines())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"- id: caf\xe9\n", "is not UTF-8; save it as UTF-8"), (None, "cannot be read: No such")],
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
    path.write_text("- name: " + text, encoding="utf-8", newline="")
    with pytest.raises(InputError) as caught:
        read(path)
    assert min(fault.line for fault in caught.value.faults) >= 1
