"""Themes of one's own: what an editor writes into themes.yml is filed by, without training."""

from pathlib import Path

import numpy as np
import pytest

from dossier.filing.assign import file_paragraphs
from dossier.filing.classifier import Classifier
from dossier.filing.themes import read
from dossier.model import Scheme
from tests.factories import FIXTURES, REPOSITORY, cases, make_document
from tests.filed import best_of, classifier, make_classifier

NO_THEME = "\n# What speaks for no theme"
"""Where the list of themes ends in the themes.yml of the repository."""


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Scheme:
    """Return the site's own four themes and, behind them, the climate."""
    path = tmp_path_factory.mktemp("five") / "themes.yml"
    before, mark, behind = (
        (REPOSITORY / "themes.yml").read_text(encoding="utf-8").partition(NO_THEME)
    )
    assert mark
    climate = (FIXTURES / "classify" / "climate.yml").read_text(encoding="utf-8")
    path.write_text(f"{before.rstrip()}\n\n{climate}{mark}{behind}", encoding="utf-8")
    return read(path)


@pytest.fixture(scope="module")
def with_climate(five: Scheme) -> Classifier:
    """Return a classifier for four themes that were learned and one that was not."""
    return make_classifier(five)


@pytest.fixture(scope="module")
def home_affairs() -> Classifier:
    """Return a classifier for the themes of a desk for home affairs."""
    return make_classifier(read(FIXTURES / "classify" / "home-affairs.yml"))


@pytest.fixture(scope="module")
def public() -> Classifier:
    """Return a classifier for themes of which none was ever learned."""
    return make_classifier(read(FIXTURES / "classify" / "public.yml"))


@pytest.mark.parametrize(("text", "expected"), cases("classify/climate.txt"))
def test_a_fifth_theme_gets_what_is_its_own(
    with_climate: Classifier, text: str, expected: str
) -> None:
    """A sentence that plainly belongs to the new theme goes there, though nothing was learned."""
    assert best_of(text, with_climate) == expected.strip()


@pytest.mark.parametrize(("text", "expected"), cases("classify/clear.txt"))
def test_a_fifth_theme_takes_nothing_from_the_others(
    with_climate: Classifier, text: str, expected: str
) -> None:
    """Sentences that plainly belong to one of the four stay there."""
    assert best_of(text, with_climate) == expected.strip()


@pytest.mark.parametrize(("text", "expected"), cases("classify/public.txt"))
def test_other_themes_altogether_are_filed_by(public: Classifier, text: str, expected: str) -> None:
    """A list of four themes, each with a definition, some words and three examples, is enough."""
    assert best_of(text, public) == expected.strip()


@pytest.mark.parametrize(("text", "expected"), cases("classify/home-affairs.txt"))
def test_a_list_of_six_themes_files_what_is_its_own(
    home_affairs: Classifier, text: str, expected: str
) -> None:
    """So does a list with fifty words a theme, and with subjects of its own that are none of them.

    It is the list that the figure in docs/manual/themes.md was measured with.
    """
    assert (best_of(text, home_affairs) or "-") == expected.strip()


@pytest.mark.parametrize(("text", "expected"), cases("classify/public.txt"))
def test_other_themes_have_evidence_too(public: Classifier, text: str, expected: str) -> None:
    """The shares of an unlearned theme add up to its score as those of any other."""
    (scores,) = public.scores(make_document(text))
    assert scores
    totals = scores.words.sum(axis=0) + scores.context + scores.standing
    ranked = dict(scores.ranked())
    assert [ranked[theme] for theme in scores.themes] == pytest.approx(totals.tolist(), abs=1e-9)
    assert np.ptp(scores.standing) == 0


@pytest.mark.parametrize(("text", "expected"), cases("classify/clear.txt"))
def test_the_order_of_the_themes_does_not_matter(five: Scheme, text: str, expected: str) -> None:
    """What was learned of a theme is found by its id, wherever it stands in the list."""
    turned = make_classifier(
        Scheme(tuple(reversed(five.themes)), framing=five.framing, subjects=five.subjects)
    )
    (scores,) = turned.scores(make_document(text))
    (again,) = make_classifier(five).scores(make_document(text))
    assert scores
    assert again
    assert dict(scores.ranked()) == pytest.approx(dict(again.ranked()), abs=1e-9)


@pytest.mark.parametrize("text", ["Patients", "Tea was served at four.", "In sum, it was so."])
def test_the_themes_of_another_desk_know_nothing_of_ours(public: Classifier, text: str) -> None:
    """Its filings name its own themes alone."""
    document = make_document(text)
    scheme = read(FIXTURES / "classify" / "public.yml")
    (filing,) = file_paragraphs(document, public.scores(document), scheme.themes)
    assert {theme for theme, _ in filing.ranked} == {"health", "education", "law", "sport"}
    assert filing.section in ("health", "education", "law", "sport", "overview")


def test_a_theme_is_known_by_its_id_and_not_by_its_name(tmp_path: Path) -> None:
    """A theme that is called otherwise files as before; its letter and colour do not matter."""
    text = (REPOSITORY / "themes.yml").read_text(encoding="utf-8")
    assert "name: Economy\n    letter: E\n" in text
    path = tmp_path / "themes.yml"
    path.write_text(text.replace("name: Economy\n    letter: E\n", "name: Wealth\n"), "utf-8")
    document = make_document("Trade and banks.")
    (renamed,), (known,) = (
        make_classifier(read(path)).scores(document),
        classifier().scores(document),
    )
    assert renamed
    assert known
    assert renamed.ranked() == known.ranked()
