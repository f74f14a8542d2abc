"""The desk's line: learned.yml is read, checked and written, and its shares add up."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import InputError
from dossier.filing import desk, desk_fit, evidence
from dossier.filing.assign import file_paragraphs
from dossier.filing.desk_fit import Case
from dossier.model import Desk, DeskWeight, Filing
from tests.factories import cases, make_document
from tests.filed import THEMES, classifier, scheme

FAMINE = "Famine relief reached the valley before the snow, and famine relief was needed."
LISTED = """\
The two ministers agreed to:

- open the customs post to lorries;

- send soldiers to guard the bridge, and lorries to the camp.
"""


def _read(tmp_path: Path, text: str) -> Desk:
    path = tmp_path / desk.NAME
    path.write_text(text, encoding="utf-8")
    return desk.read(path, scheme().themes)


def _file(text: str, line: Desk) -> tuple[Filing, ...]:
    document = make_document(text)
    scores = desk.with_desk(document, classifier().scores(document), line)
    return file_paragraphs(document, scores, scheme().themes)


# --- the file -------------------------------------------------------------------------


def test_no_file_and_an_empty_one_say_nothing(tmp_path: Path) -> None:
    """Where nothing was learned, there is nothing to add."""
    assert desk.read(tmp_path / desk.NAME, scheme().themes) == ()
    assert _read(tmp_path, "# nothing yet\n") == _read(tmp_path, "economy:\n") == ()


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """It would be as if nothing had been learned."""
    path = tmp_path / "learned.yml"
    path.symlink_to(tmp_path / "nowhere.yml")
    with pytest.raises(InputError, match="cannot be read"):
        desk.read(path, ())


def test_an_edit_by_hand_is_read(tmp_path: Path) -> None:
    """Whole numbers and one line are as good as what the program writes."""
    line = _read(tmp_path, "security: {sanctions: 1, 'no': -0.5}\neconomy:\n  rail: 0.25\n")
    assert line == (
        DeskWeight("security", "sanctions", 1.0),
        DeskWeight("security", "no", -0.5),
        DeskWeight("economy", "rail", 0.25),
    )


@pytest.mark.parametrize(("text", "expected"), cases("desk/faults.txt"))
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    """Each thing wrong in learned.yml is one sentence with its line, all in one run."""
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    found = str(caught.value).replace(tmp_path.as_posix() + "/", "")
    assert sorted(found.splitlines()) == sorted(expected.splitlines())


weights = st.lists(
    st.builds(
        DeskWeight,
        st.sampled_from(THEMES),
        st.sampled_from(["no", "on", "null", "émigré", "制裁", "sanctions", "0x1", "1e3", "5g"]),
        st.integers(-300, 300).map(lambda number: number / 100),
    ),
    unique_by=lambda one: (one.theme, one.word),
).map(lambda found: tuple(sorted(found, key=lambda one: (THEMES.index(one.theme), one.word))))


@given(line=weights)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, line: Desk
) -> None:
    """Words that YAML would take for something else come back; equal weights give equal bytes."""
    path = tmp_path_factory.getbasetemp() / desk.NAME
    desk.write(line, path)
    first = path.read_bytes()
    assert desk.read(path, scheme().themes) == line
    desk.write(line, path)
    assert path.read_bytes() == first


def test_the_file_can_be_read_by_people(tmp_path: Path) -> None:
    """A header says what it is; each theme has its words, with two decimals."""
    line = (DeskWeight("economy", "rail", -0.3), DeskWeight("security", "sanctions", 1.0))
    desk.write(line, tmp_path / desk.NAME)
    header, _, content = (tmp_path / desk.NAME).read_text("utf-8").partition("\n\n")
    assert "your desk" in header
    assert all(row.startswith("#") for row in header.splitlines())
    assert content == "economy:\n  rail: -0.30\nsecurity:\n  sanctions: 1.00\n"


# --- the shares -----------------------------------------------------------------------


def test_a_word_counts_once_however_often_it_stands() -> None:
    """Its weight is spread over its occurrences, and moves the score by itself, no more."""
    (before,), (after,) = _file(FAMINE, ()), _file(FAMINE, (DeskWeight("security", "famine", 2.0),))
    moved = {theme: dict(after.ranked)[theme] - value for theme, value in before.ranked}
    assert moved == pytest.approx({**dict.fromkeys(THEMES, 0.0), "security": 2.0})


@pytest.mark.parametrize("text", [FAMINE, LISTED], ids=["a paragraph", "a list"])
def test_the_parts_add_up_with_the_desk(text: str) -> None:
    """Words, the desk's line, the rest of a list, context and standing are the score."""
    themes = ("economy", "security")
    words = ("famine", "lorries", "guard")
    line = tuple(DeskWeight(theme, word, 1.5) for theme in themes for word in words)
    document = make_document(text)
    filings = _file(text, line)
    said = []
    for paragraph, filing in zip(document.paragraphs, filings, strict=True):
        found = evidence.explain(filing, paragraph.text)
        assert found
        every_word = sum(word.share for word in found.words)
        parts = every_word + found.desk_share + found.rest + found.context + found.standing
        assert parts == pytest.approx(found.score, abs=1e-9)
        said += [(paragraph.number, word.word, word.share) for word in found.desk]
    assert said == (
        [(1, "famine", 1.5)]
        if text == FAMINE
        else [(2, "lorries", 0.75), (3, "guard", 1.5), (3, "lorries", 0.75)]
    )


def test_a_line_about_other_words_changes_nothing() -> None:
    """Scores that it says nothing of are the same, and name no desk."""
    line = (DeskWeight("security", "sanctions", 2.0),)
    for before, after in zip(_file(LISTED, ()), _file(LISTED, line), strict=True):
        assert after.ranked == before.ranked
        assert after.scores
        assert after.scores.desk is None


# --- learning -------------------------------------------------------------------------

IDS = ("economy", "security")
LIBRARY = [frozenset(f"the of word{n} other{n % 7}".split()) for n in range(200)]


def _case(text: str, words: str, place: int, scores: tuple[float, ...] = (2.0, 0.0)) -> Case:
    return Case(text, frozenset(words.split()), scores, place)


SANCTIONS = [_case(f"{n % 4}.txt", f"the of sanctions word{n}", 1) for n in range(12)]


def test_the_word_that_the_corrections_share_is_learned() -> None:
    """It speaks for the editor's theme and against the other; words of every paragraph do not."""
    line = desk_fit.learn(SANCTIONS, LIBRARY, IDS)
    assert {(one.theme, one.word) for one in line} == {(theme, "sanctions") for theme in IDS}
    economy, security = (one.weight for one in line)
    assert economy < 0 < security
    assert desk_fit.agreeing(SANCTIONS, (), IDS) == 0
    assert desk_fit.agreeing(SANCTIONS, line, IDS) == 12


def test_corrections_to_no_theme_take_from_the_themes() -> None:
    """A word that stands in what editors put into the context speaks against every theme."""
    line = desk_fit.learn([Case(c.text, c.words, (1.0, 0.9), 2) for c in SANCTIONS], LIBRARY, IDS)
    assert [(one.theme, one.word, one.weight < 0) for one in line] == [
        ("economy", "sanctions", True),
        ("security", "sanctions", True),
    ]


def test_confirmed_filings_teach_nothing_new() -> None:
    """Where the program is sure of what the editor says, no word stands out."""
    agreed = [_case(f"{n}.txt", "the of trade", 0, (4.0, 0.0)) for n in range(30)]
    assert desk_fit.learn(agreed, LIBRARY, IDS) == ()


@pytest.mark.parametrize(
    "corrections",
    [
        pytest.param(SANCTIONS[:2], id="too few with the word"),
        pytest.param([_case("1.txt", "sanctions", 1)] * 12, id="one text"),
        pytest.param([_case(f"{n}.txt", "0", 1) for n in range(12)], id="a number"),
        pytest.param(
            [_case(f"{n}.txt", "sanctions", n % 2, (1.0, 1.0)) for n in range(12)], id="no line"
        ),
    ],
)
def test_what_is_no_line_is_not_learned(corrections: list[Case]) -> None:
    """Few corrections, those of one text, numbers and contradictions teach nothing."""
    assert desk_fit.learn(corrections, LIBRARY, IDS) == ()


numbers = st.floats(-60, 60)
cases_of_any_kind = st.lists(
    st.builds(
        Case,
        st.sampled_from(["1.txt", "2.txt", "3.txt"]),
        st.frozensets(st.sampled_from([*"abcdefgh", "0"])),
        st.tuples(numbers, numbers),
        st.integers(0, 2),
    ),
    max_size=40,
)


@given(corrections=cases_of_any_kind, copies=st.integers(1, 20))
def test_whatever_is_corrected_the_weights_are_bounded(
    corrections: list[Case], copies: int
) -> None:
    """No weight is beyond the bound or not worth the line; the order of corrections is nothing."""
    line = desk_fit.learn(corrections * copies, LIBRARY, IDS)
    assert [one for one in line if not desk_fit.LEAST <= abs(one.weight) <= desk.BOUND] == []
    assert line == desk_fit.learn(corrections[::-1] * copies, LIBRARY, IDS)
    assert len({one.word for one in line}) <= desk_fit.MOST_WORDS
