"""A site in French, from two French texts: no reader meets a word of English."""

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dossier.web.i18n import read
from tests.pdf import pdfs
from tests.site import REPOSITORY, run

SITE = REPOSITORY / "tests" / "fixtures" / "french"
HOLE = re.compile(r"\{\w+\}")
WORD = re.compile(r"[^\W\d_]{3,}")
SAID = frozenset(("alt", "aria-label", "placeholder", "title"))
"""Attributes that are shown or read aloud; those that begin with `data-` may come to be."""

NAMES = frozenset(("Dossier", "JSON", "SHA", "BibTeX", "RIS", "CSL", "PDF", "Wikidata", "Atom"))


KEYS = frozenset({"data-measure"})
"""Attributes that styles and scripts read, and nobody sees."""


class Said(HTMLParser):
    """All that a page says: its text, and the attributes that are shown, read aloud or indexed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._is_code = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes."""
        self._is_code = tag in ("script", "style")
        names = {name: value or "" for name, value in attrs}
        is_said = names.get("name") == "description" or "og:" in names.get("property", "")
        said = {*SAID, *({"content"} if is_said else ())}
        for name, value in names.items():
            if name == "data-words":  # phrases for a script, by keys that nobody sees
                self.parts += _strings(json.loads(value))
            elif name in said or (name.startswith("data-") and name not in KEYS):
                self.parts.append(value)

    def handle_endtag(self, tag: str) -> None:
        """Go on with text behind a script."""
        self._is_code = False

    def handle_data(self, data: str) -> None:
        """Take the text."""
        if not self._is_code:
            self.parts.append(data)


def _folded(text: str) -> str:
    return " ".join(text.split())


@cache
def _english() -> tuple[str, ...]:
    """Return the pieces of words.yml that neither the French words nor the texts say."""
    templates = REPOSITORY / "templates"
    french = [*_pieces(templates / "words.fr.yml")]
    french += (path.read_text("utf-8") for path in SITE.rglob("*") if path.is_file())
    known = _folded(" ".join(french))
    pieces = {piece for piece in _pieces(templates / "words.yml") if WORD.search(piece)}
    return tuple(sorted(piece for piece in pieces if not _has(known, piece)))


def _pieces(path: Path) -> Iterator[str]:
    """Yield the phrases of a file, cut where something is filled in."""
    for phrase in read(path).phrases.values():
        for form in [phrase] if isinstance(phrase, str) else phrase.values():
            yield from (piece.strip(" .:,;()%") for piece in HOLE.split(_folded(form)))


def _has(text: str, piece: str) -> bool:
    return piece in text and re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text) is not None


def _found(text: str) -> list[str]:
    """Return the English that a text says."""
    folded = _folded(text)
    return [piece for piece in _english() if _has(folded, piece)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site from its texts, its settings and nothing else."""
    folder = tmp_path_factory.mktemp("french") / "site"
    shutil.copytree(SITE, folder)
    shutil.copy(REPOSITORY / "build.py", folder)
    built = run(folder)
    assert built.returncode == 0, built.stderr
    return folder / "site"


def _all(site: Path, *endings: str) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.name.endswith(endings))


def test_english_is_found_where_it_is() -> None:
    """In text, in what is read aloud, and in what a script may show."""
    assert len(_english()) > 100
    for html in (
        "<h2>Newest briefings</h2>",
        '<a aria-label="Copy the link to paragraph 4">¶4</a>',
        '<main data-copied="Link copied"></main>',
        "<p>Statt <b>Why here?</b></p>",
    ):
        assert _found(" ".join(Said(html).parts)), html
    assert _found(" ".join(Said("<script>// Newest briefings</script><p>Notes</p>").parts)) == []


def test_no_page_says_a_word_of_english(site: Path) -> None:
    """Pages of every kind, hand-written ones with figures among them."""
    pages = _all(site, ".html")
    assert len(pages) > 20
    said = {
        path.relative_to(site).as_posix(): _found(" ".join(Said(path.read_text("utf-8")).parts))
        for path in pages
    }
    assert {path: found for path, found in said.items() if found} == {}


def test_every_page_states_its_language(site: Path) -> None:
    """So that browsers divide its words and screen readers pronounce them rightly."""
    pages = {path: path.read_text("utf-8") for path in _all(site, ".html")}
    assert [path for path, html in pages.items() if '<html lang="fr"' not in html] == []


def test_no_feed_and_no_citation_says_a_word_of_english(site: Path) -> None:
    """Whole feeds; of citations the values, for their keys are those of the format."""
    files = _all(site, "feed.xml", "feed.json", ".bib", ".ris", ".csl.json")
    assert len(files) > 10
    said = {path.relative_to(site).as_posix(): _found(_values(path)) for path in files}
    assert {path: found for path, found in said.items() if found} == {}


def _values(path: Path) -> str:
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        return " ".join(_strings(json.loads(text)))
    if path.suffix == ".xml":
        return re.sub(r"<[^>]*>", " ", text)
    return re.sub(r"^(\s*\w+ = |\w\w  - )", "", text, flags=re.MULTILINE)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for below in (
        value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    ):
        yield from _strings(below)


def test_no_pdf_says_a_word_of_english(site: Path) -> None:
    """Neither summaries nor digests."""
    files = _all(site, ".pdf")
    assert len(files) > 3
    said = {path.name: _found(pdfs.text(path.read_bytes())) for path in files}
    assert {path: found for path, found in said.items() if found} == {}


def test_signs_dates_and_themes_are_french(site: Path) -> None:
    """Guillemets, days, decimals, titles of further pages, names of languages and themes."""
    html = (site / "briefings" / "dakar-praia" / "index.html").read_text("utf-8")
    said = _folded(" ".join(Said(html).parts))
    for words in (
        "Aminata Sarr-Delgado, « Dakar et Praia : compte rendu du troisième dialogue », Forum des",
        "4 mars 2026",
        "français",
        "Économie",
        "Pourquoi ici ?",
        "Classé ici par la rédaction : C’est un vœu",
    ):
        assert words in said
    assert re.search(r"<mark>[^<]+</mark> \+\d+,\d\d<", html)
    bib = (site / "briefings" / "dakar-praia" / "dakar-praia.bib").read_text("utf-8")
    assert "type = {Rapport}" in bib


# --- no words in templates ----------------------------------------------------------------

NOT_SHOWN = frozenset(("colours.html",))
"""A stylesheet."""

TEMPLATES = sorted(
    path
    for path in (REPOSITORY / "templates").rglob("*")
    if path.suffix in (".html", ".xml") and path.name not in NOT_SHOWN
)
_NO_TEXT = re.compile(
    r"\{#.*?#\}|<!--.*?-->|<script.*?</script>|\{%-? block script_sources %\}.*?\{% endblock %\}",
    re.DOTALL,
)
_CHOSEN = re.compile(r"""\{\{-?\s*["']([^"'{}]+)["'] if |else ["']([^"'{}]+)["']\s*-?\}\}""")
_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def _own_words(source: str) -> set[str]:
    """Return the words that a template writes itself.

    They stand as text, in a string that it puts there, or in an attribute that is shown.
    """
    source = _NO_TEXT.sub("", source)
    chosen = [word for pair in _CHOSEN.findall(source) for word in pair]
    source = _CODE.sub(" ", source)
    shown = re.findall(rf'(?:{"|".join(SAID)})="([^"]*)"', source)
    text = re.sub(r"<[^>]*>?|&\w+;", " ", source)
    return {*WORD.findall(" ".join((*chosen, *shown, text)))} - NAMES


def test_words_of_a_template_are_found() -> None:
    """As text, chosen in an expression, and read aloud; not those of markup or of the program."""
    assert _own_words('<p class="a">{{ say("b") }} of {# no #}all</p>') == {"all"}
    assert _own_words('<b title="One more">{{ "call" if x else "calls" }}</b>') == {
        *("One", "more", "call", "calls")
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_words_of_their_own(path: Path) -> None:
    """All are said by `say`, so that a translation is one file."""
    assert _own_words(path.read_text("utf-8")) == set()
