"""A site in another language: what programs read of a text is in the language of the interface."""

import json
import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.pdf import pdfs
from tests.site import REPOSITORY, Page, furnish, run, tree

FRENCH = {
    "language": "fr",
    "abstract_lead": "Extrait (¶{number}) : {text}",
    "abstract_bottom_line": "L’essentiel, par la rédaction : {text}",
    "briefing_at": "Dossier à l’adresse {address}",
}
SOURCE = "url: https://news.example/rails\n"
PAGE = "https://briefings.test/briefings/note/"
NOTE = f"Dossier à l’adresse {PAGE}"


@pytest.mark.parametrize(
    ("front", "abstract"),
    [
        ("", "Extrait (¶1) : Tariffs on trade rose in May."),
        ("bottom_line: Cela paie.\n", "L’essentiel, par la rédaction : Cela paie."),
    ],
)
def test_abstracts_and_notes_are_in_the_language_of_the_site(
    tmp_path: Path, front: str, abstract: str
) -> None:
    """In JSON-LD, both feeds, all citations and the PDF of one text."""
    furnish(tmp_path)
    words = tmp_path / "templates" / "words.yml"
    text = words.read_text("utf-8")
    for key, phrase in FRENCH.items():
        text, count = re.subn(rf"^{key}: .*$", f'{key}: "{phrase}"', text, flags=re.MULTILINE)
        assert count == 1
    words.write_text(text, "utf-8")
    (tmp_path / "seeds").mkdir()
    seed = tmp_path / "seeds" / "2026-02-03-note.txt"
    seed.write_text(f"---\n{SOURCE}{front}---\nTariffs on trade rose in May.\n", "utf-8")
    built = run(tmp_path)
    assert built.returncode == 0, built.stderr

    site = tmp_path / "site"
    home = site / "briefings" / "note"
    (record,) = (
        json.loads("".join(element.text))
        for element in Page(home / "index.html").having("type")
        if element.attributes["type"] == "application/ld+json"
    )
    assert record["abstract"] == abstract
    (item,) = json.loads((site / "feed.json").read_text("utf-8"))["items"]
    assert item["summary"] == abstract
    assert f">{abstract}</summary>" in (site / "feed.xml").read_text("utf-8")
    (cited,) = json.loads((home / "note.csl.json").read_text("utf-8"))
    assert (cited["abstract"], cited["note"]) == (abstract, NOTE)
    assert f"AB  - {abstract}\nN1  - {NOTE}\n" in (home / "note.ris").read_text("utf-8")
    assert f"note = {{{NOTE}}}" in (home / "note.bib").read_text("utf-8")
    assert f"abstract = {{{abstract}}}" in (home / "note.bib").read_text("utf-8")
    assert "Dossier à l’adresse" in pdfs.text((home / "note.pdf").read_bytes())


def test_a_text_in_a_language_that_nobody_stated_is_said_and_shown_in_it(tmp_path: Path) -> None:
    """Its page has the language and the direction of its letters, and `check` says so."""
    furnish(tmp_path)
    (tmp_path / "seeds").mkdir()
    arabic = "رحبت الحكومتان بإعادة فتح المعبر، وقال الوزير إن التجارة زادت.\n"
    (tmp_path / "seeds" / "maabar.txt").write_text(arabic, "utf-8")
    (tmp_path / "seeds" / "stated.txt").write_text(f"---\nlanguage: ar\n---\n{arabic}", "utf-8")
    note = "seeds/maabar.txt: reads like Arabic, and is taken for it; write language: ar in its "
    note += "front matter, or language: en if it is English.\n"
    assert run(tmp_path, "check").stderr == note
    built = run(tmp_path)
    assert (built.returncode, note in built.stderr) == (0, True)

    briefings = tmp_path / "site" / "briefings"
    assert (
        json.loads((briefings / "maabar" / "briefing.json").read_text("utf-8"))["language"] == "ar"
    )
    page = Page(briefings / "maabar" / "index.html")
    said = {(e.attributes["lang"], e.attributes.get("dir")) for e in page.having("lang")}
    stated = Page(briefings / "stated" / "index.html")
    assert ("ar", "rtl") in said
    assert said == {(e.attributes["lang"], e.attributes.get("dir")) for e in stated.having("lang")}


def test_the_same_text_gives_the_same_bytes_however_it_was_saved(tmp_path: Path) -> None:
    """Windows and Unix, composed and decomposed letters, in text, front matter and file name."""
    name = "2026-02-03-détente"
    text = "---\ntitle: Détente in Tomé\nauthor: Zoë Škoda\n---\n"
    text += "The naïve façade of détente hid a coup d’état.\n\nTariffs rose in São Tomé.\n"
    saved = {
        "unix": (name, text.encode()),
        "windows": (name, text.replace("\n", "\r\n").encode("utf-8-sig")),
        "old-mac": (name, text.replace("\n", "\r").encode()),
        "mac": (unicodedata.normalize("NFD", name), unicodedata.normalize("NFD", text).encode()),
    }
    trees = {}
    for system, (stem, data) in saved.items():
        folder = furnish(tmp_path / system)
        (folder / "seeds").mkdir()
        (folder / "seeds" / f"{stem}.txt").write_bytes(data)
        built = run(folder)
        assert built.returncode == 0, built.stderr
        trees[system] = tree(folder / "site")
    unix = trees.pop("unix")
    assert "briefings/détente/détente.pdf" in unix
    differing = {
        system: [name for name in {*unix, *other} if unix.get(name) != other.get(name)]
        for system, other in trees.items()
    }
    assert differing == {"windows": [], "old-mac": [], "mac": []}


def test_what_an_editor_files_of_a_text_in_another_language_is_shown(tmp_path: Path) -> None:
    """Under its theme, with a key point; without any such the page says that nothing was filed."""
    furnish(tmp_path)
    (tmp_path / "seeds").mkdir()
    welsh = (
        "Cododd masnach drwy'r porthladd y llynedd.\n\n"
        "Cytunodd Llywodraeth Cymru a Llywodraeth Iwerddon ar 9 Mai i dalu £40 miliwn am borthladd "
        "newydd yng Nghaergybi erbyn 2030.\n"
    )
    heads = {"left": "language: cy\n", "filed": "language: cy\nfiled: {2: economy}\n"}
    for name, head in heads.items():
        (tmp_path / "seeds" / f"{name}.txt").write_text(f"---\n{head}---\n{welsh}", "utf-8")
    built = run(tmp_path)
    assert built.returncode == 0, built.stderr

    for name, (is_unfiled, points) in {"left": (True, 1), "filed": (False, 2)}.items():
        html = (tmp_path / "site" / "briefings" / name / "index.html").read_text("utf-8")
        assert ("Not filed" in html) == is_unfiled
        assert html.count("data-extract") == points


def test_words_with_an_apostrophe_may_be_the_reason_of_a_filing(tmp_path: Path) -> None:
    """The typographic one, and forms that differ in small letters; numbers too."""
    furnish(tmp_path)
    (tmp_path / "seeds").mkdir()
    text = "We’ll trade: you’ll see tariffs of 12 in 1999.\n\nWe can’t; it doesn’t. I’ve 5 guns.\n"
    (tmp_path / "seeds" / "note.txt").write_text(text, "utf-8")
    built = run(tmp_path)
    assert built.returncode == 0, built.stderr
    html = (tmp_path / "site" / "briefings" / "note" / "index.html").read_text("utf-8")
    assert re.search(r"<li><mark>\w+(?:'|&#39;)\w+</mark>", html)


def _dispatches(folder: Path) -> Path:
    """Return a folder with a French and a German text, and the French words of the themes."""
    furnish(folder)
    shutil.copy(REPOSITORY / "themes.fr.yml", folder)
    (folder / "seeds").mkdir()
    french = "Les exportations de blé ont augmenté, et la banque a baissé ses taux d’intérêt.\n\n"
    french += "L’armée a envoyé des soldats et des blindés.\n"
    german = "Die Ausfuhr von Weizen ist gestiegen.\n"
    (folder / "seeds" / "depeche.txt").write_text(f"---\nlanguage: fr\n---\n{french}", "utf-8")
    (folder / "seeds" / "meldung.txt").write_text(f"---\nlanguage: de\n---\n{german}", "utf-8")
    return folder


def _home(folder: Path, slug: str) -> str:
    built = run(folder)
    assert built.returncode == 0, built.stderr
    return (folder / "site" / "briefings" / slug / "index.html").read_text("utf-8")


def test_a_text_whose_language_has_a_list_is_filed_and_says_by_which_words(tmp_path: Path) -> None:
    """A French text stands under themes with its own words; a German one is not filed."""
    folder = _dispatches(tmp_path)
    html = _home(folder, "depeche")
    assert "Not filed" not in html
    words = re.findall(r"<li><mark>([^<]*)</mark>", html)
    assert {"exportations", "blé", "soldats"} <= set(words)
    assert {"l’armée", "l'armée", "l&#39;armée"} & set(words)
    briefing = json.loads(
        (folder / "site" / "briefings" / "depeche" / "briefing.json").read_text("utf-8")
    )
    assert [section["id"] for section in briefing["sections"]] == ["economy", "security"]
    german = (folder / "site" / "briefings" / "meldung" / "index.html").read_text("utf-8")
    assert "Not filed" in german


def test_changed_words_of_another_language_file_its_texts_anew(tmp_path: Path) -> None:
    """Nothing of the filing before comes from the cache; without a list nothing is filed."""
    folder = _dispatches(tmp_path)
    assert "Not filed" not in _home(folder, "depeche")
    (folder / "themes.fr.yml").write_text(
        "language: fr\nthemes:\n  symbolism: [{export*: 3}, {soldats: 3}]\n", "utf-8"
    )
    assert 'data-theme="symbolism"' in _home(folder, "depeche")
    note = "themes.fr.yml: has no words for economy, security, regional, so nothing is filed there"
    assert note in run(folder, "check").stderr
    (folder / "themes.fr.yml").unlink()
    assert "Not filed" in _home(folder, "depeche")
