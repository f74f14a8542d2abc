"""Words: phrases with holes and plurals, dates by language, and none of them idle or missing."""

import datetime
import re
from pathlib import Path

import pytest
from jinja2 import nodes

from dossier.errors import InputError
from dossier.filing import themes
from dossier.web import i18n
from dossier.web.i18n import Phrases, direction, read
from tests.factories import REPOSITORY, phrases, site_templates, templates

IDLE: set[str] = set()
"""Phrases that wait for a template to say them."""

HOLE = re.compile(r"\{(\w+)\}")


def _read(folder: Path, text: str) -> Phrases:
    path = folder / "words.yml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def _fault(folder: Path, text: str) -> str:
    with pytest.raises(InputError) as caught:
        _read(folder, text)
    (fault,) = caught.value.faults
    return str(fault).removeprefix(folder.as_posix() + "/")


def _said() -> list[tuple[str, str, set[str]]]:
    """Return each `say("key", hole=...)` of the templates with its template."""
    return [
        (name, call.args[0].value, {keyword.key for keyword in call.kwargs})
        for name, (text, _) in site_templates().items()
        for call in templates().parse(text).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "say"
        if isinstance(call.args[0], nodes.Const)
    ]


def _forms(phrase: object) -> list[str]:
    return list(phrase.values()) if isinstance(phrase, dict) else [str(phrase)]


# --- the site's own words -------------------------------------------------------------


def test_templates_say_only_what_is_written() -> None:
    """Each key that a template says is in the file of words."""
    assert [(name, key) for name, key, _ in _said() if key not in phrases().phrases] == []


def test_every_phrase_is_said_somewhere() -> None:
    """A phrase that neither a template nor the program names is not in the file."""
    named = {key for _, key, _ in _said()}
    code = "".join(path.read_text("utf-8") for path in (REPOSITORY / "dossier").rglob("*.py"))
    named |= {key for key in phrases().phrases if f'"{key}"' in code or key.startswith("theme_of_")}
    assert set(phrases().phrases) - named <= IDLE


def test_templates_fill_exactly_the_holes() -> None:
    """What a template hands over is what the phrase has holes for, `count` besides."""
    wrong = []
    for name, key, given in _said():
        for form in _forms(phrases().phrases.get(key, "")):
            holes = set(HOLE.findall(form))
            if not holes <= given or not given <= holes | {"count"}:
                wrong.append((name, key, given ^ holes))
    assert wrong == []


def test_plural_phrases_are_given_a_count() -> None:
    """Without a count no form could be chosen."""
    plural = {key for key, phrase in phrases().phrases.items() if not isinstance(phrase, str)}
    assert plural
    assert [call for call in _said() if call[1] in plural and "count" not in call[2]] == []


def test_the_words_have_the_names_and_definitions_of_the_themes() -> None:
    """Word for word as themes.yml has them: by these, a translation finds what it replaces."""
    scheme = themes.read(REPOSITORY / "themes.yml")
    expected = {f"theme_of_{theme.id}": theme.name for theme in scheme.themes}
    expected |= {f"theme_of_{theme.id}_text": theme.definition for theme in scheme.themes}
    known = phrases().phrases
    assert {key: known[key] for key in known if key.startswith("theme_of_")} == expected


# --- saying ---------------------------------------------------------------------------


def test_holes_are_filled() -> None:
    """Values stand where the phrase has their names, whatever they hold."""
    known = Phrases(phrases().locale, {"page": "Page {number} of {count}{odd }"})
    assert known.say("page", number=2, count=3) == "Page 2 of 3{odd }"
    assert known.say("page", number="{count}", count="{number}") == "Page {count} of {number}{odd }"


def test_what_is_missing_is_an_error() -> None:
    """A phrase that is not there, a hole without a value, a plural without a count are refused."""
    known = Phrases(phrases().locale, {"one": "{name}", "many": {"one": "1", "other": "n"}})
    for key in ("none", "one", "many"):
        with pytest.raises(KeyError):
            known.say(key, other="x")


@pytest.mark.parametrize(
    ("language", "count", "form"),
    [
        *(("en", 0, "other"), ("en", 1, "one"), ("en", 2, "other"), ("en", 21, "other")),
        *(("fr", 0, "one"), ("fr", 2, "other")),
        *(("pl", 1, "one"), ("pl", 3, "few"), ("pl", 5, "many"), ("pl", 22, "few")),
        *(("ar", 0, "zero"), ("ar", 2, "two"), ("ar", 7, "few"), ("ar", 11, "many")),
        *(("ja", 1, "other"), ("en", "1", "one")),
    ],
)
def test_plurals_follow_the_language(
    tmp_path: Path, language: str, count: object, form: str
) -> None:
    """The form is the one that the language has for the count."""
    forms = "".join(
        f"  {form}: {form} {{count}}\n" for form in ("zero", "one", "two", "few", "many", "other")
    )
    known = _read(tmp_path, f"language: {language}\nphrase:\n{forms}")
    assert known.say("phrase", count=count) == f"{form} {count}"


def test_a_form_that_is_not_written_is_said_as_other(tmp_path: Path) -> None:
    """A translation need not write a form that reads like the others."""
    known = _read(tmp_path, "language: pl\nx:\n  one: a\n  other: b\n")
    assert [known.say("x", count=count) for count in (1, 3, 5)] == ["a", "b", "b"]


# --- language -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en-GB", "3 February 2026", "February"),
        ("en-US", "February 3, 2026", "February"),
        ("de", "3. Februar 2026", "Februar"),
        ("pl", "3 lutego 2026", "luty"),
    ],
)
def test_dates_follow_the_language(tmp_path: Path, language: str, day: str, month: str) -> None:
    """A day is written in full; the name of a month stands alone."""
    known = _read(tmp_path, f"language: {language}\n")
    assert known.language == language
    assert known.day(datetime.date(2026, 2, 3)) == day
    assert known.month(2) == month


@pytest.mark.parametrize(
    ("language", "number", "signed", "listed"),
    [
        ("en-GB", "-0.50", "+1.25", ["a", "a and b", "a, b and c"]),
        ("en-US", "-0.50", "+1.25", ["a", "a and b", "a, b, and c"]),
        ("fr", "-0,50", "+1,25", ["a", "a et b", "a, b et c"]),
    ],
)
def test_numbers_and_lists_follow_the_language(
    tmp_path: Path, language: str, number: str, signed: str, listed: list[str]
) -> None:
    """The sign before decimals; commas and the last word of a list in a sentence."""
    known = _read(tmp_path, f"language: {language}\n")
    assert (known.number(-0.5), known.number(1.25, signed=True)) == (number, signed)
    assert [known.listed("abc"[:length]) for length in (1, 2, 3)] == listed


@pytest.mark.parametrize(
    ("language", "tag", "name"),
    [
        ("en-GB", "ur", "Urdu"),
        ("de", "pt-BR", "Portugiesisch (Brasilien)"),
        ("en-GB", "x-unknown", "x-unknown"),
    ],
)
def test_languages_are_called_by_their_names(
    tmp_path: Path, language: str, tag: str, name: str
) -> None:
    """In the language of the site; one that has no name there is called by its tag."""
    assert _read(tmp_path, f"language: {language}\n").language_name(tag) == name


def test_without_a_language_the_words_are_english(tmp_path: Path) -> None:
    """The language is no phrase, and English if it is not named."""
    known = _read(tmp_path, "home: Home\n")
    assert (known.language, dict(known.phrases)) == ("en", {"home": "Home"})


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        *(("en", "ltr"), ("en-GB", "ltr"), ("zh-Hant-TW", "ltr"), ("az-Latn", "ltr")),
        *(("ar", "rtl"), ("fa", "rtl"), ("he-IL", "rtl"), ("ur-PK", "rtl"), ("az-Arab", "rtl")),
        *(("xx", "ltr"), ("", "ltr"), ("no such language", "ltr")),
    ],
)
def test_languages_have_their_direction(language: str, expected: str) -> None:
    """Arabic, Persian, Hebrew, Urdu run from right to left; what is not known does not."""
    assert direction(language) == expected


# --- faults ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("language: xx-none\n", "words.yml: language xx-none is not known"),
        ("language: \n", "words.yml:1: language must be text in quotes"),
        ("a: x\nhome: 1\n", "words.yml:2: home must be text in quotes, or one: and other: "),
        ("a: yes\n", "words.yml:1: a must be text in quotes"),
        ("a: [x]\n", "words.yml:1: a must be text in quotes"),
        ("a:\n  one: x\n", "words.yml:1: a must be text in quotes"),
        ("a:\n  other: x\n  twelve: y\n", "words.yml:1: a must be text in quotes"),
        ("a:\n  one: 1\n  other: x\n", "words.yml:1: a must be text in quotes"),
        ("a: x\na: y\n", "words.yml:2: "),
        ("a: {name\n", "words.yml:"),
        pytest.param("- a\n", "words.yml:1: "),
    ],
)
def test_what_is_no_phrase_is_said_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    """A file of words that cannot be used is one sentence with file and line."""
    assert _fault(tmp_path, text).startswith(sentence)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """Without a file there are no words."""
    with pytest.raises(InputError) as caught:
        i18n.read(tmp_path / "none.yml")
    assert "none.yml: cannot be read: " in str(caught.value)


def test_words_in_another_encoding_are_said(tmp_path: Path) -> None:
    """A file that is not UTF-8 is a sentence, not a traceback."""
    path = tmp_path / "words.yml"
    path.write_bytes("home: Übersicht\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"words\.yml: is not UTF-8; save it as UTF-8$"):
        i18n.read(path)
