"""Texts in other languages are filed by a list of words beside themes.yml."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from dossier.errors import Faults, InputError
from dossier.filing import languages, weights
from dossier.filing.assign import file_paragraphs
from dossier.filing.classifiers import Classifiers
from dossier.filing.evidence import explain
from dossier.filing.wordlists import WordLists
from dossier.model import Scheme, Term
from dossier.runtime.cache import Cache
from dossier.text.tokens import tokenize
from dossier.text.word_forms import fold
from tests.factories import FIXTURES, REPOSITORY, cases, make_document, make_scheme, make_themes
from tests.filed import scheme

LANGUAGES = ("ar", "es", "fa", "fr", "ru", "ur")


@cache
def _lists() -> tuple[Scheme, ...]:
    faults = Faults()
    lists, notes = languages.read_all(REPOSITORY / "themes.yml", scheme(), faults)
    faults.raise_any()
    assert notes == []
    return lists


@cache
def _classifiers() -> Classifiers:
    return Classifiers(scheme(), _lists(), weights.load())


# --- the lists that come with the program ---------------------------------------------


def _sentences() -> list[tuple[str, str, str]]:
    text = (FIXTURES / "classify" / "languages.txt").read_text("utf-8")
    return re.findall(r"^([a-z]{2}) (\w+) (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize(("language", "theme", "sentence"), _sentences())
def test_a_clear_sentence_is_filed_by_its_words(language: str, theme: str, sentence: str) -> None:
    """Each line of classify/languages.txt, alone, goes where an editor would put it."""
    (scores,) = _classifiers().scores(make_document(sentence, language=language))
    assert scores is not None
    best, value = scores.ranked()[0]
    assert (best, value > 0) == (theme, True)


def test_every_list_is_sound_and_tried() -> None:
    """Six languages have words for every theme and for none, and sentences that try them."""
    assert tuple(known.language for known in _lists()) == LANGUAGES
    for known in _lists():
        assert [theme.id for theme in known.themes] == [theme.id for theme in scheme().themes]
        assert min(len(theme.vocabulary) for theme in known.themes) >= 150
        assert min(len(known.framing), len(known.subjects)) >= 100
    tried = {(language, theme) for language, theme, _ in _sentences()}
    assert tried == {(one, theme.id) for one in LANGUAGES for theme in scheme().themes}


@pytest.mark.parametrize("number", range(6))
def test_no_list_has_a_term_twice(number: int) -> None:
    """Nor one that differs from another by accents or letters that are not told apart."""
    known = _lists()[number]
    for terms in (*(theme.vocabulary for theme in known.themes), known.framing, known.subjects):
        spelt = Counter(
            " ".join(
                fold(form, known.language) + "*" * part.endswith("*")
                for part in term.phrase.split()
                for form in tokenize(part).forms
            )
            for term in terms
        )
        assert [phrase for phrase, count in spelt.items() if count > 1] == []


# --- how words are looked up ----------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), cases("tokens/lookups.txt"))
def test_what_a_list_finds_in_its_language(text: str, expected: str) -> None:
    """A case has its language, the terms of a list and a text; then the words that are found."""
    language, *terms, sentence = text.splitlines()
    lists = WordLists([[Term(term) for term in terms]], language)
    tokens = tokenize(sentence)
    weights_of = np.array([lists.of_word(form)[0] for form in tokens.forms])
    for hit in lists.phrases(tokens.forms):
        weights_of[hit.words] += hit.weight
    found = [sentence[start:end] for start, end in tokens.spans[weights_of > 0].tolist()]
    assert found == expected.split()


# --- filing ---------------------------------------------------------------------------


def test_the_words_that_are_named_are_those_of_the_text_and_add_up() -> None:
    """The evidence has the words as they are written, and its parts sum to the score."""
    text = "L’économie, le commerce et les exportations.\n\nDes soldats gardent le camp militaire."
    document = make_document(text, language="fr-BE")
    filings = file_paragraphs(document, _classifiers().scores(document), scheme().themes)
    found = [
        explain(filing, p.text) for filing, p in zip(filings, document.paragraphs, strict=True)
    ]
    assert [one.theme for one in found if one] == ["economy", "security"]
    for one in found:
        assert one
        total = sum(one.shares.values()) + one.rest + one.context + one.standing
        assert total == pytest.approx(one.score)
    assert found[0]
    assert {word.word for word in found[0].shown} == {"l'économie", "commerce", "exportations"}


@pytest.mark.parametrize(("language", "filed"), [("de", False), ("frr", False), ("FR-ca", True)])
def test_a_text_whose_language_has_no_list_is_not_filed(language: str, filed: bool) -> None:
    """It has no scores at all; the tag of a list's language may have a country."""
    (scores,) = _classifiers().scores(make_document("Le commerce.", language=language))
    assert (scores is not None) == filed


# --- reading --------------------------------------------------------------------------

SITE = make_scheme(make_themes("economy security symbolism"))


def _read(folder: Path, text: str, known: Scheme = SITE) -> tuple[Scheme | None, list[str]]:
    path = folder / "themes.fr.yml"
    path.write_text(text, encoding="utf-8")
    found, notes = languages.read(path, "fr", known)
    return found, [str(note).replace(folder.as_posix() + "/", "") for note in notes]


@pytest.mark.parametrize(("text", "expected"), cases("themes/lists.txt"))
def test_what_is_wrong_in_a_list_is_said_with_its_line(
    tmp_path: Path, text: str, expected: str
) -> None:
    """Each thing wrong in themes.fr.yml is one sentence with its line, all in one run."""
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    found = str(caught.value).replace(tmp_path.as_posix() + "/", "")
    assert sorted(found.splitlines()) == sorted(expected.splitlines())


def test_a_list_has_the_names_of_themes_yml_and_its_own_words(tmp_path: Path) -> None:
    """What it leaves out, and themes that the site does not have, is noted."""
    text = "language: fr\nthemes:\n  economy: [commerce, {douane*: 2}]\n  gastronomie: [pain]\n"
    found, notes = _read(tmp_path, text)
    assert found is not None
    assert [theme.name for theme in found.themes] == [theme.name for theme in SITE.themes]
    vocabularies = [theme.vocabulary for theme in found.themes]
    assert vocabularies == [(Term("commerce"), Term("douane*", 2)), (), ()]
    assert notes == [
        "themes.fr.yml:4: themes.yml has no theme 'gastronomie'; these words are passed over",
        "themes.fr.yml: has no words for security, symbolism, so nothing is filed there in its "
        "language",
    ]


def test_a_list_for_other_themes_is_passed_over_in_silence(tmp_path: Path) -> None:
    """So a site may replace its themes and leave the lists that came with the program."""
    text = (REPOSITORY / "themes.fr.yml").read_text("utf-8")
    assert _read(tmp_path, text, make_scheme(make_themes("harvest sailing"))) == (None, [])


def test_the_language_of_themes_yml_has_no_list_besides(tmp_path: Path) -> None:
    """Its words stand in themes.yml itself."""
    with pytest.raises(InputError, match="itself is in this language"):
        _read(
            tmp_path,
            "language: fr\nthemes: {economy: [pain]}\n",
            make_scheme(SITE.themes, language="fr"),
        )


def test_lists_are_found_by_their_names(tmp_path: Path) -> None:
    """They are called after the file of themes, whatever that is called."""
    for name in (
        "sujets.yaml",
        "sujets.fr.yaml",
        "sujets.es.yml",
        "sujets.old-1.yaml",
        "x.fr.yaml",
    ):
        (tmp_path / name).touch()
    found = languages.find(tmp_path / "sujets.yaml")
    assert found == {"fr": tmp_path / "sujets.fr.yaml"}


@pytest.mark.parametrize("name", ["themes.FR.yml", "themes.fr-CA.yml", "themes.fr.yaml"])
def test_what_is_named_nearly_as_a_list_is_noted(name: str, tmp_path: Path) -> None:
    """It is not passed over in silence, and the note says what it should be called."""
    (tmp_path / name).write_text("language: fr\n", "utf-8")
    faults = Faults()
    lists, notes = languages.read_all(tmp_path / "themes.yml", scheme(), faults)
    faults.raise_any()
    assert lists == ()
    (note,) = notes
    assert note.path == (tmp_path / name).as_posix()
    assert note.sentence == "is not read; a list of words is called themes.fr.yml"


def test_what_was_learned_for_lists_alone_fits_the_themes() -> None:
    """Nothing of an embedding counts, and there are corrections for each theme of themes.yml."""
    alone = weights.load().words_alone
    assert (alone.generic.own, alone.generic.near) == (0, 0)
    count = len(scheme().themes)
    assert alone.lists.shape == alone.near_lists.shape == (count + 2, count)
    assert alone.standing.shape == (count,)
    assert np.isfinite(np.vstack([alone.lists, alone.near_lists, alone.standing])).all()


# --- kept -----------------------------------------------------------------------------


def test_a_list_that_is_kept_says_what_it_says_now(tmp_path: Path) -> None:
    """What was kept of it is not taken once a word in it, or the file of themes, is another."""
    path = tmp_path / "themes.fr.yml"
    kept = Cache(tmp_path / "cache")

    def words(known: Scheme) -> tuple[Term, ...]:
        faults = Faults()
        (found,), _ = languages.read_all(tmp_path / "themes.yml", known, faults, None, kept)
        faults.raise_any()
        return found.themes[0].vocabulary

    for word in ("commerce", "commerce", "douane"):
        path.write_text(f"language: fr\nthemes: {{economy: [{word}]}}\n", encoding="utf-8")
        assert words(scheme()) == (Term(word),)
    other = replace(scheme(), themes=scheme().themes[:1])
    faults = Faults()
    (found,), _ = languages.read_all(tmp_path / "themes.yml", other, faults, None, kept)
    assert len(found.themes) == 1


def test_the_faults_of_a_list_are_said_each_time(tmp_path: Path) -> None:
    """A list with a fault is not kept."""
    (tmp_path / "themes.fr.yml").write_text("language: fr\n", encoding="utf-8")
    for _ in range(2):
        faults = Faults()
        kept = Cache(tmp_path / "cache")
        languages.read_all(tmp_path / "themes.yml", scheme(), faults, None, kept)
        assert [fault.path for fault in faults.found] == [f"{tmp_path.as_posix()}/themes.fr.yml"]
