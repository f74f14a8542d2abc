"""The sets of words that come with Dossier: whole, of one shape, and chosen by the language."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel import Locale

from dossier.errors import InputError
from dossier.filing import themes
from dossier.web.i18n import Phrases, read, read_site
from tests.factories import REPOSITORY

TEMPLATES = REPOSITORY / "templates"
ENGLISH = TEMPLATES / "words.yml"
OTHERS = sorted(TEMPLATES.glob("words.*.yml"))
HOLE = re.compile(r"\{(\w+)\}")


def _forms(phrase: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"other": phrase} if isinstance(phrase, str) else phrase


def _holes(phrase: str | Mapping[str, str]) -> set[str]:
    return {hole for form in _forms(phrase).values() for hole in HOLE.findall(form)}


def _needed(locale: Locale) -> set[str]:
    """Return the plural forms of a language that numbers up to a hundred have."""
    return {locale.plural_form(number) for number in range(101)}


# --- a translation is whole -------------------------------------------------------------


def test_there_is_a_second_set_of_words() -> None:
    """What follows is tried on it."""
    assert TEMPLATES / "words.fr.yml" in OTHERS


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_a_translation_has_every_phrase_and_no_other(path: Path) -> None:
    """The keys that are missing, and those that nobody says any more."""
    english, other = read(ENGLISH).phrases, read(path).phrases
    assert (sorted(english.keys() - other.keys()), sorted(other.keys() - english.keys())) == (
        [],
        [],
    )


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_a_translation_fills_in_what_the_original_does(path: Path) -> None:
    """No {name} is lost or mistyped; `count` may be wanted for a plural alone."""
    english, other = read(ENGLISH).phrases, read(path).phrases
    differing = {key: _holes(other[key]) ^ _holes(english[key]) for key in english.keys() & other}
    assert {key: holes for key, holes in differing.items() if holes - {"count"}} == {}


@pytest.mark.parametrize("path", [ENGLISH, *OTHERS], ids=lambda path: path.name)
def test_a_plural_has_every_form_of_its_language(path: Path) -> None:
    """As CLDR has them: a phrase that changes with a number says all its forms."""
    known = read(path)
    plural = {key: _forms(one) for key, one in known.phrases.items() if not isinstance(one, str)}
    assert plural
    lacking = {key: _needed(known.locale) - forms.keys() for key, forms in plural.items()}
    assert {key: forms for key, forms in lacking.items() if forms} == {}


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_a_number_is_handed_to_every_plural(path: Path) -> None:
    """A phrase with forms in a translation is one that the site says with a number."""
    english, other = read(ENGLISH).phrases, read(path).phrases
    plain = [key for key, one in english.items() if "count" not in _holes(one)]
    assert [key for key in plain if not isinstance(other.get(key, ""), str)] == []


# --- French -----------------------------------------------------------------------------


def test_french_has_its_spaces_and_quotation_marks() -> None:
    """U+00A0 before a colon and within guillemets, U+202F before ; ? and !; curly apostrophes."""
    wrong = {}
    for key, phrase in read(TEMPLATES / "words.fr.yml").phrases.items():
        for form in _forms(phrase).values():
            text = form.replace("publish: draft", "")
            found = re.findall(r"[^\u00a0]:|^:|[^\u202f][;?!]|«[^\u00a0]|[^\u00a0]»|'", text)
            if found and key != "search_hint":
                wrong[key] = found
    assert wrong == {}


# --- chosen by the language -------------------------------------------------------------


def _site(folder: Path, language: str, **files: str) -> Phrases:
    """Return the words of a site with these files in its templates/, by names without an ending."""
    own = folder / "templates"
    own.mkdir()
    for name, text in files.items():
        (own / f"{name.replace('_', '.')}.yml").write_text(text, encoding="utf-8")
    return read_site((own, TEMPLATES), language, ENGLISH)


@pytest.mark.parametrize(
    ("language", "stated", "home"),
    [
        *(("en", "en-GB", "Home"), ("fr", "fr", "Accueil"), ("fr-CA", "fr", "Accueil")),
        ("cy", "en-GB", "Home"),
    ],
)
def test_a_site_has_the_words_of_its_language(
    tmp_path: Path, language: str, stated: str, home: str
) -> None:
    """English ones where there are none."""
    known = _site(tmp_path, language)
    assert (known.language, known.say("home")) == (stated, home)


def test_a_file_of_a_further_language_is_all_that_it_takes(tmp_path: Path) -> None:
    """It is found by its name; what it leaves out is said in English."""
    known = _site(tmp_path, "de", words_de="language: de\nhome: Start\n")
    assert (known.language, known.say("home"), known.say("themes")) == ("de", "Start", "Themes")


def test_own_words_win_one_by_one(tmp_path: Path) -> None:
    """The others are those of the language."""
    known = _site(tmp_path, "fr", words="home: Une\n")
    assert (known.language, known.say("home"), known.say("themes")) == ("fr", "Une", "Thèmes")


def test_own_words_may_be_in_another_language_than_the_texts(tmp_path: Path) -> None:
    """Their file says so, and the rest is in that language, too."""
    known = _site(tmp_path, "fr", words="language: en-GB\nhome: Front\n")
    assert (known.language, known.say("home"), known.say("themes")) == ("en-GB", "Front", "Themes")


def test_a_file_of_another_language_than_its_name_says_is_refused(tmp_path: Path) -> None:
    """Else dates and plurals would be in the language of which it was copied."""
    with pytest.raises(InputError, match=r"words\.de\.yml: must say language: de, .* it says en$"):
        _site(tmp_path, "de", words_de="language: en-GB\nhome: Start\n")


def test_themes_of_dossier_are_called_in_the_language_of_the_site(tmp_path: Path) -> None:
    """Both name and definition; those that an owner has written stay as they are."""
    scheme = themes.read(REPOSITORY / "themes.yml")
    french = _site(tmp_path, "fr")
    shown = french.themes(scheme.themes)
    assert [theme.name for theme in shown][:2] == ["Économie", "Sécurité"]
    assert all(
        new.definition != old.definition for new, old in zip(shown, scheme.themes, strict=True)
    )
    assert french.themes(shown) == shown
    assert read(ENGLISH).themes(scheme.themes) == scheme.themes
