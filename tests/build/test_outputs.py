"""The outputs of one text: made within its rights, and found again under a key of all they need."""

import dataclasses
import json
from typing import Any

import pytest

from dossier.build import outputs
from dossier.build.outputs import Outputs, Recipe
from dossier.errors import InputError, TemplateError
from dossier.model import Publish
from dossier.sources.files import LIMITS, Received
from dossier.web.i18n import Phrases
from dossier.web.site import NavItem
from dossier.web.templates import Templates
from tests.factories import (
    RAIL,
    RICE,
    make_received,
    make_recipe,
    make_themes,
    phrases,
    site_templates,
)

TEXT = f"{RAIL} It had to.\n\n{RICE}\n"
THEMES = make_themes("economy security")
RECIPE = make_recipe(THEMES, pdfs=True)
EXTRACTS, WITHHELD = (
    f"---\npublish: {rights}\n---\n{TEXT}" for rights in (Publish.EXTRACTS, Publish.WITHHELD)
)


def _made(text: str, recipe: Recipe = RECIPE) -> Outputs:
    (made,) = outputs.make([make_received(text)], recipe)
    assert isinstance(made, Outputs)
    return made


# --- what is made ---------------------------------------------------------------------


def test_a_text_has_all_its_outputs() -> None:
    """Two pages, JSON, citations and source, and what is searched and printed of it."""
    made = _made(TEXT)
    assert [page.head.path for page in made.pages] == [
        "briefings/note/",
        "briefings/note/as-published/",
    ]
    names = ("briefing.json", "note.bib", "note.ris", "note.csl.json", "source.txt")
    files = dict(made.files(RECIPE.site.urls))
    assert list(files) == [f"briefings/note/{name}" for name in names]
    assert files["briefings/note/source.txt"] == TEXT
    assert json.loads(files["briefings/note/briefing.json"])["slug"] == made.record.slug == "note"
    assert RICE in made.searched
    assert RICE in made.print_data


def test_of_a_text_for_extracts_there_is_no_more_than_extracts() -> None:
    """It has no page as published and no source, and its second sentence stands nowhere."""
    made = _made(EXTRACTS)
    assert [page.head.path for page in made.pages] == ["briefings/note/"]
    assert "briefings/note/source.txt" not in dict(made.files(RECIPE.site.urls))
    assert RAIL in made.searched
    assert "It had to." not in repr(made)


def test_a_withheld_text_has_only_its_record() -> None:
    """It is counted, and stands nowhere."""
    made = _made(WITHHELD)
    assert made == Outputs(made.record)
    assert (list(made.pages), list(made.files(RECIPE.site.urls))) == ([], [])
    assert (made.record.front.publish, len(made.record.places)) == (Publish.WITHHELD, 2)


def test_nothing_is_made_that_is_not_wanted() -> None:
    """Without a search nothing is searched, without PDFs nothing is printed or linked to."""
    made = _made(TEXT, make_recipe(THEMES, search=False, pdfs=False))
    assert (made.searched, made.print_data) == ("", "")
    assert ".pdf" not in repr(made)
    assert ".pdf" in repr(_made(TEXT))


def test_the_same_text_gives_the_same_outputs() -> None:
    """Alone or with others, in any order."""
    one, two = make_received(TEXT), make_received("Ports opened.", "other.md")
    assert outputs.make([one, two], RECIPE) == list(reversed(outputs.make([two, one], RECIPE)))
    assert outputs.make([one], RECIPE) == outputs.make([one, two], RECIPE)[:1]


# --- faults ---------------------------------------------------------------------------


def test_what_is_wrong_with_a_text_is_told_and_the_others_are_made() -> None:
    """Each fault names its file."""
    texts = [
        make_received(TEXT),
        make_received("---\nfiled:\n  9: economy\n---\nTrade.", "filed.txt"),
        make_received("  \n", "blank.txt"),
        make_received("---\ntitel: 1\n---\nTrade.", "front.txt"),
    ]
    sound, *faulty = outputs.make(texts, RECIPE)
    assert isinstance(sound, Outputs)
    named = [fault.path for one in faulty if isinstance(one, tuple) for fault in one]
    assert named == ["seeds/filed.txt", "seeds/blank.txt", "seeds/front.txt"]


def test_a_template_at_fault_is_no_fault_of_a_text() -> None:
    """It is raised, with its file and line."""
    broken = "\n{% block main %}{{ nothing }}{% endblock %}"
    templates = {**site_templates(), "briefing.html": (broken, "site/briefing.html")}
    with pytest.raises(TemplateError, match=r"briefing\.html:2: the template fails"):
        _made(TEXT, make_recipe(THEMES, templates=templates))


def test_a_worker_of_another_release_makes_nothing() -> None:
    """What it made would be kept as this release's; it says what to do."""
    with pytest.raises(InputError, match="a worker there has another release"):
        _made(TEXT, make_recipe(THEMES, program="another"))


# --- keys -----------------------------------------------------------------------------


def _key(text: Received, recipe: Recipe = RECIPE) -> str:
    (key,) = recipe.keys([text])
    return key


OTHER_TEXTS = {
    "words": make_received(TEXT + "More.\n"),
    "name": make_received(TEXT, "other.txt"),
    "date": make_received(TEXT, "2026-02-03-note.txt"),
    "markup": make_received(TEXT, "note.md"),
    "front matter": make_received(f"---\ntitle: Trade\n---\n{TEXT}"),
    "correction": make_received(f"---\nfiled:\n  1: security\n---\n{TEXT}"),
}


@pytest.mark.parametrize("text", OTHER_TEXTS.values(), ids=OTHER_TEXTS)
def test_another_text_has_another_key(text: Received) -> None:
    """All that is received of a text decides what is made of it."""
    assert _key(text) != _key(make_received(TEXT)) == _key(make_received(TEXT))


def _altered(template: str, before: str, after: str) -> Templates:
    """Return the site's templates with one thing replaced in one of them."""
    text, path = site_templates()[template]
    assert before in text
    return {**site_templates(), template: (text.replace(before, after), path)}


def _site(**values: Any) -> Recipe:
    return dataclasses.replace(RECIPE, site=dataclasses.replace(RECIPE.site, **values))


def _rules(**values: Any) -> Recipe:
    return dataclasses.replace(RECIPE, rules=dataclasses.replace(RECIPE.rules, **values))


_FEWER = make_recipe(THEMES[:1]).rules.scheme
OTHER_RECIPES = {
    "language of texts": _rules(language="fr"),
    "limit": _rules(limits=dataclasses.replace(LIMITS, paragraphs=5)),
    "scheme": _rules(scheme=_FEWER),
    "theme": _site(themes=_FEWER.themes),
    "phrase": _site(phrases=Phrases(phrases().locale, {**phrases().phrases, "home": "Front"})),
    "language": _site(phrases=Phrases(phrases().locale.parse("fr"), phrases().phrases)),
    "template": _site(templates=_altered("briefing.html", "<h1", "<h1 data-new")),
    "template more": _site(templates={**site_templates(), "parts/new.html": ("", "new.html")}),
    "name": _site(name="Other"),
    "address": _site(url=None),
    "paper": _site(paper="us-letter"),
    "no PDFs": _site(pdfs=False),
    "no search": _site(search=False),
    "release": _site(program="another"),
}


@pytest.mark.parametrize("recipe", OTHER_RECIPES.values(), ids=OTHER_RECIPES)
def test_another_recipe_has_another_key(recipe: Recipe) -> None:
    """Themes, phrases, templates, settings and release decide too."""
    text = make_received(TEXT)
    assert _key(text, recipe) != _key(text)


_MOVED = {name: (text, f"/elsewhere{path}") for name, (text, path) in site_templates().items()}
SAME_RECIPES = {
    "navigation": _site(nav=(NavItem("Home", ""),)),
    "preview": _site(preview=True),
    "folder of templates": _site(templates=_MOVED),
    "again": make_recipe(THEMES, pdfs=True),
}


@pytest.mark.parametrize("recipe", SAME_RECIPES.values(), ids=SAME_RECIPES)
def test_what_stands_around_the_article_is_not_in_the_key(recipe: Recipe) -> None:
    """With another navigation, or in another folder, the same is made, and found again."""
    text = make_received(TEXT)
    assert _key(text, recipe) == _key(text)
    assert outputs.make([text], recipe) == outputs.make([text], RECIPE)
