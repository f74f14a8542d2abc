"""A folder: all that a text alone decides, made and proved in one step, within its rights."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.build import folders, outputs
from dossier.build import imprint as imprint_of
from dossier.build.imprint import AS_PUBLISHED, ASIDE, PAGE, PRINTED, SEARCHED, Folder, Imprint
from dossier.errors import InputError, TemplateError
from dossier.model import Briefing, Publish
from dossier.pages.contexts import Link
from dossier.pdf import summary
from dossier.pdf.data import Summary
from dossier.pdf.phrases import Press
from dossier.runtime.cache import Cache
from dossier.runtime.kept import Shelf
from dossier.sources.files import LIMITS, Received
from dossier.web.i18n import Phrases
from dossier.web.templates import Templates
from tests.factories import (
    SITE,
    make_imprint,
    make_press,
    make_received,
    make_scheme,
    make_themes,
    phrases,
    site_templates,
)

TEXT = "Trade with Peru grew. It had to.\n\nTroops marched.\n"
THEMES = make_themes("economy security")
IMPRINT = make_imprint(THEMES, press=make_press(THEMES))
EXTRACTS, WITHHELD = (
    f"---\npublish: {rights}\n---\n{TEXT}" for rights in (Publish.EXTRACTS, Publish.WITHHELD)
)


def _made(text: str, imprint: Imprint = IMPRINT, file_name: str = "note.txt") -> Folder:
    (made,) = outputs.make([make_received(text, file_name)], imprint)
    assert isinstance(made, Folder)
    return made


def _altered(template: str, before: str, after: str) -> Templates:
    """Return the site's templates with one thing replaced in one of them."""
    text, path = site_templates()[template]
    assert before in text
    return {**site_templates(), template: (text.replace(before, after), path)}


# --- what is made ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "missing"),
    [(TEXT, set()), (EXTRACTS, {AS_PUBLISHED, "source.txt"})],
    ids=["full", "extracts"],
)
def test_a_text_has_all_its_files(text: str, missing: set[str]) -> None:
    """Pages, twin, source, citations, and what is searched and printed, within its rights."""
    made = _made(text)
    every = {PAGE, AS_PUBLISHED, PRINTED, SEARCHED, "source.txt", "briefing.json"}
    every |= {"note.bib", "note.ris", "note.csl.json"}
    assert (set(made.files), made.faults) == (every - missing, ())
    assert made.record.slug == json.loads(made.files["briefing.json"])["slug"] == "note"


def test_a_withheld_text_has_no_file() -> None:
    """Its record alone is known: it is counted, and stands nowhere."""
    made = _made(WITHHELD)
    assert (made.files, made.faults) == ({}, ())
    assert (made.record.front.publish, len(made.record.places)) == (Publish.WITHHELD, 2)


@pytest.mark.parametrize("text", [TEXT, EXTRACTS], ids=["full", "extracts"])
def test_where_the_files_stand_is_known(text: str, tmp_path: Path) -> None:
    """All that is for the site, the page among it, so that no hand-written file is in the way."""
    made = _made(text)
    kept = Shelf(Cache(tmp_path), Cache(tmp_path)).put("0" * 64, made.files, made.record, "")
    names = {name for name in made.files if name not in ASIDE} | {PAGE}
    assert set(folders.taken(kept)) == {f"briefings/note/{name}" for name in names}


def test_nothing_is_made_that_is_not_wanted() -> None:
    """Without a search nothing is searched, without PDFs nothing printed or linked to."""
    site = dataclasses.replace(SITE, search=False)
    made = _made(TEXT, make_imprint(THEMES, site=site))
    assert not {SEARCHED, PRINTED} & set(made.files)
    assert b".pdf" not in _made(TEXT, make_imprint(THEMES)).files[SEARCHED]


def test_a_record_carries_the_key_of_its_folder() -> None:
    """Pages that list it are told apart by it."""
    text = make_received(TEXT)
    (made,) = outputs.make([text], IMPRINT)
    assert isinstance(made, Folder)
    assert made.record.key == imprint_of.key_of(text, IMPRINT)


def test_the_same_text_gives_the_same_bytes() -> None:
    """Alone or with others, in any order."""
    one, two = make_received(TEXT), make_received("Ports opened.", "other.md")
    assert outputs.make([one, two], IMPRINT) == list(reversed(outputs.make([two, one], IMPRINT)))
    assert outputs.make([one], IMPRINT) == outputs.make([one, two], IMPRINT)[:1]


# --- faults ---------------------------------------------------------------------------


def test_what_is_wrong_with_a_text_is_told_and_the_others_are_made() -> None:
    """Each fault names its file and line."""
    texts = [
        make_received(TEXT),
        make_received("---\nfiled:\n  9: economy\n---\nTrade.", "filed.txt"),
        make_received("  \n", "blank.txt"),
        make_received("---\nno such: 1\n---\nTrade.", "front.txt"),
    ]
    sound, *faulty = outputs.make(texts, IMPRINT)
    assert isinstance(sound, Folder)
    named = [fault.path for one in faulty if isinstance(one, tuple) for fault in one]
    assert named == ["seeds/filed.txt", "seeds/blank.txt", "seeds/front.txt"]


PROVED: dict[str, tuple[str, str, str, str]] = {
    "page": (
        *("briefing.html", "{{ view.briefing.lead.text | verbatim }}", "Trade shrank."),
        "briefings/note/index.html: an extract is not a part of ¶1: 'Trade shrank.'",
    ),
    "as published": (
        *("as-published.html", "{{ blocks(view.blocks", "{{ blocks(view.blocks[:1]"),
        "briefings/note/as-published/index.html: ¶2 is lost: 'Troops marched.'",
    ),
}


@pytest.mark.parametrize(("template", "before", "after", "said"), PROVED.values(), ids=PROVED)
def test_what_the_proof_finds_is_told(template: str, before: str, after: str, said: str) -> None:
    """Nothing is thrown away here: who asked for the folder refuses it."""
    imprint = make_imprint(THEMES, templates=_altered(template, before, after))
    assert [str(fault) for fault in _made(TEXT, imprint).faults] == [said]


def test_what_is_printed_is_proved_with_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that is none of the text's is a fault of its folder."""
    summarise = summary.summarise

    def false(briefing: Briefing, press: Press) -> Summary:
        lead = dataclasses.replace(briefing.lead, text="Trade shrank.")
        return summarise(dataclasses.replace(briefing, lead=lead), press)

    monkeypatch.setattr(summary, "summarise", false)
    (fault,) = _made("Trade grew.\n").faults
    assert str(fault).startswith("briefings/note/note.pdf: prints what is no sentence of ¶1 of")


def test_a_template_at_fault_is_no_fault_of_a_text() -> None:
    """It is raised, with its file and line."""
    templates = {**site_templates(), "briefing.html": ("\n{{ nothing }}", "site/briefing.html")}
    with pytest.raises(TemplateError, match=r"briefing\.html:2: the template fails"):
        _made(TEXT, make_imprint(THEMES, templates=templates))


# --- keys -----------------------------------------------------------------------------


def _key(text: Received, imprint: Imprint = IMPRINT) -> str:
    return imprint_of.key_of(text, imprint)


OTHER_TEXTS = {
    "another text": make_received(TEXT + "More.\n"),
    "another name": make_received(TEXT, "other.txt"),
    "another markup": make_received(TEXT, "note.md"),
    "front matter": make_received(f"---\ntitle: Trade\n---\n{TEXT}"),
    "a correction": make_received(f"---\nfiled:\n  1: security\n---\n{TEXT}"),
}


@pytest.mark.parametrize("text", OTHER_TEXTS.values(), ids=OTHER_TEXTS)
def test_another_text_has_another_key(text: Received) -> None:
    """All that is received of a text decides what is made of it."""
    assert _key(text) != _key(make_received(TEXT)) == _key(make_received(TEXT))


def _with(**values: object) -> Callable[[], Imprint]:
    """Return what gathers an imprint with other values."""

    def gather() -> Imprint:
        known: dict[str, object] = {
            name: getattr(IMPRINT, name)
            for name in ("rules", "site", "publication", "words", "templates", "press")
        }
        return imprint_of.gather(**(known | values))  # type: ignore[arg-type]

    return gather


_PRESS = make_press(THEMES, paper="us-letter")
_SAID = Phrases(phrases().locale, {**phrases().phrases, "provenance": "Origin"})
OTHER_IMPRINTS = {
    "language": _with(rules=dataclasses.replace(IMPRINT.rules, language="fr")),
    "theme": _with(rules=dataclasses.replace(IMPRINT.rules, scheme=make_scheme(THEMES[:1]))),
    "limit": _with(
        rules=dataclasses.replace(IMPRINT.rules, limits=dataclasses.replace(LIMITS, paragraphs=5))
    ),
    "navigation": _with(site=dataclasses.replace(SITE, nav=(Link("Home", ""),))),
    "preview": _with(site=dataclasses.replace(SITE, preview=True)),
    "address": _with(publication=dataclasses.replace(IMPRINT.publication, url=None)),
    "word": _with(words=_SAID),
    "template": _with(templates=_altered("base.html", "<html", "<html data-new")),
    "template more": _with(templates={**site_templates(), "parts/new.html": ("", "new.html")}),
    "paper": _with(press=_PRESS),
    "no PDFs": _with(press=None),
}


@pytest.mark.parametrize("imprint", OTHER_IMPRINTS.values(), ids=OTHER_IMPRINTS)
def test_another_imprint_has_another_key(imprint: Callable[[], Imprint]) -> None:
    """All that holds for the whole site decides too."""
    text = make_received(TEXT)
    assert _key(text, imprint()) != _key(text)
    assert _key(text, _with()()) == _key(text)


def test_another_program_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """After an update all is made anew."""
    text, before = make_received(TEXT), _key(make_received(TEXT), _with()())
    monkeypatch.setattr(imprint_of, "program", lambda: "another")
    assert _key(text, _with()()) != before


def test_where_the_templates_lie_does_not_matter() -> None:
    """Two copies of a repository may share what they have made."""
    moved = {name: (text, f"/elsewhere{path}") for name, (text, path) in site_templates().items()}
    assert _key(make_received(TEXT), _with(templates=moved)()) == _key(make_received(TEXT))


def test_one_briefing_is_made_of_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text is filed once, whatever is made of it."""
    filed: list[str] = []
    brief = pipeline.brief

    def noted(text: Received, *args: object) -> object:
        filed.append(text.slug)
        return brief(text, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "brief", noted)
    outputs.make([make_received(TEXT), make_received(TEXT, "b.txt")], IMPRINT)
    assert filed == ["note", "b"]


def test_another_release_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker on another machine that has one says so: what it made would be kept as ours."""
    monkeypatch.setattr(outputs, "program", lambda: "another")
    with pytest.raises(InputError, match="a worker there has another release"):
        outputs.make([make_received(TEXT)], IMPRINT)
