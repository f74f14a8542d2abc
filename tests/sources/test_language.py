"""Languages: that of a text which states none, told by its letters or its words."""

import pytest

from dossier.sources.language import differing
from tests.factories import cases, make_document

PARAMETERS = cases("languages.txt")
FRENCH = next(str(case.values[0]) for case in PARAMETERS if case.id == "French")


@pytest.mark.parametrize(("text", "expected"), PARAMETERS)
def test_a_text_in_another_language_is_known(text: str, expected: str) -> None:
    """On an English site: what is plainly no English has its language, all else stays English."""
    assert (differing(text, "en") or "en") == expected.strip()


@pytest.mark.parametrize("assumed", ["fr", "fr-CA", "ur-PK", "zh-Hant", "sr-Latn", "xx"])
def test_a_text_in_the_language_of_the_site_is_left_alone(assumed: str) -> None:
    """Whatever its region and script, and if nothing is known of it."""
    texts = {str(case.values[1]).strip(): str(case.values[0]) for case in PARAMETERS}
    own = texts.get(assumed.split("-")[0])
    assert own is None or differing(own, assumed) is None


def test_languages_of_one_script_are_told_apart_on_any_site() -> None:
    """An English text among French ones, Ukrainian among English; near kin are never said."""
    english = "The two governments agreed on Tuesday to reopen the customs post at the border. " * 4
    assert differing(english, "fr") == "en"
    assert differing(FRENCH, "de-AT") == "fr"
    ukrainian = next(str(case.values[0]) for case in PARAMETERS if case.id == "Ukrainian")
    assert differing(ukrainian, "ru") is None
    assert differing(english, "ru") == "en"
    assert differing("Trade rose in May.", "ru") is None


def test_the_language_found_is_said_and_used() -> None:
    """With what to write to have it so, or otherwise."""
    document = make_document(FRENCH)
    assert document.language == "fr"
    assert [note.sentence for note in document.notes] == [
        "reads like French, and is taken for it; write language: fr in its front matter, or "
        "language: en if it is English"
    ]


def test_a_language_that_is_stated_is_believed() -> None:
    """Even where it is wrong, for the editor knows better."""
    document = make_document(FRENCH, language="ht")
    assert (document.language, document.notes) == ("ht", ())
