"""Stage 8: the search index, made by Pagefind.

Pagefind reads pages. It is given leaner ones than readers get: of each briefing only its
paragraphs, each under a heading that carries its ¶, so that what is found leads to the paragraph.
They are written apart from the site, read, and thrown away.
"""

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import jinja2

from dossier import addresses, signs
from dossier.cache import Cache, key
from dossier.canonical import put_in_order
from dossier.countries import country_name
from dossier.errors import Fault, TemplateError
from dossier.kept import program
from dossier.library import UNDATED
from dossier.model import Briefing, Library, Themes
from dossier.views import is_full

FOLDER = "pagefind"

_UNUSED = (
    *("pagefind-component-ui.css", "pagefind-component-ui.js", "pagefind-highlight.js"),
    *("pagefind-modular-ui.css", "pagefind-modular-ui.js", "pagefind-ui.css", "pagefind-ui.js"),
)
"""Ready-made forms, which the search page does without."""

_PAGE = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
    """<!doctype html>
<html lang="{{ language }}"><title>{{ title }}</title><body data-pagefind-body>
{% for name, values in facets.items() %}{% for value in values %}
<meta data-pagefind-filter="{{ name }}[content]" content="{{ value }}">
{% endfor %}{% endfor %}
<h1 data-pagefind-meta="title">{{ title }}</h1>
{% for number, text in paragraphs %}
<h2 id="p{{ number }}">¶{{ number }}</h2><p>{{ text }}</p>
{% endfor %}</body></html>"""
)


def index(
    site: Path, library: Library, themes: Themes, language: str, cache: Cache | None = None
) -> bool:
    """Write the index of all briefings below `site`; tell whether it had to be made.

    An index cannot be mended: if one text has changed, it is made anew. Raises TemplateError with
    what Pagefind says if it fails.
    """
    if not library.briefings:
        return False
    pages = {
        addresses.briefing(briefing.slug): _page(briefing, themes, language)
        for briefing in library.briefings
    }
    known_as = key("search", program(), language, repr(pages))
    before = cache.get(known_as) if cache else None
    if before is not None:
        zipfile.ZipFile(io.BytesIO(before)).extractall(site / FOLDER)
        return False
    _make(site / FOLDER, pages, language)
    if cache:
        cache.put(known_as, _zipped(site / FOLDER))
    return True


def _make(output: Path, pages: Mapping[str, str], language: str) -> None:
    with tempfile.TemporaryDirectory(prefix="dossier-search-") as folder:
        for path, text in pages.items():
            page = Path(folder) / path / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(text, encoding="utf-8")
        _run(Path(folder), output, language)
    put_in_order(output)
    for unused in _UNUSED:
        (output / unused).unlink(missing_ok=True)


def _zipped(folder: Path) -> bytes:
    """Return all files below a folder as a zip; Pagefind has compressed them already."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    return data.getvalue()


def _page(briefing: Briefing, themes: Themes, language: str) -> str:
    document = briefing.document
    ids = {section.id for section in briefing.sections}
    facets = {
        "theme": [theme.name for theme in themes if theme.id in ids],
        "country": [country_name(mention.code, language) for mention in briefing.mentions],
        "year": [str(document.date.year) if document.date else UNDATED],
    }
    paragraphs = [(p.number, p.text) for p in document.paragraphs]
    if not is_full(briefing):
        paragraphs = [(extract.paragraph, extract.text) for extract in briefing.extracts]
    return _PAGE.render(
        title=document.title,
        language=document.language,
        facets=facets,
        paragraphs=[(number, signs.spelled(text)) for number, text in paragraphs],
    )


def _run(pages: Path, output: Path, language: str) -> None:
    """Make one index of all languages, so that one search finds all."""
    command = [sys.executable, "-m", "pagefind", "--site", str(pages)]
    command += ["--output-path", str(output), "--force-language", language.split("-")[0]]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or [""]
        raise TemplateError(Fault(FOLDER, 0, f"the search index failed: {said[-1]}"))
