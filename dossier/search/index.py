"""The search index, made by Pagefind shard by shard, and spliced.

Pagefind reads pages. It is given leaner ones than readers get: of each briefing only its
paragraphs, each under a heading that carries its ¶, so that what is found leads to the paragraph.
They stand apart from the site.
"""

from pathlib import Path

import jinja2

from dossier.briefings.library import UNDATED
from dossier.entities.countries import country_name
from dossier.model import COUNTRY, Briefing
from dossier.search import pagefind
from dossier.search.pagefind import FOLDER as FOLDER
from dossier.text import invisible
from dossier.web.site import SiteContext

FEW = 2
"""Shards that are made sooner than processes are started for them."""

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


def page(briefing: Briefing, site: SiteContext) -> str:
    """Return the page that Pagefind reads of a briefing."""
    document = briefing.document
    ids = {section.id for section in briefing.sections}
    names = [country_name(m.id, site.language) for m in briefing.mentions if m.kind == COUNTRY]
    facets = {
        "theme": [theme.name for theme in site.themes if theme.id in ids],
        "country": names,
        "year": [str(document.date.year) if document.date else UNDATED],
    }
    paragraphs = [(p.number, p.text) for p in document.paragraphs]
    if not briefing.is_full:
        paragraphs = [(extract.paragraph, extract.text) for extract in briefing.extracts]
    return _PAGE.render(
        title=document.title,
        language=document.language,
        facets=facets,
        paragraphs=[(number, invisible.spell_out(text)) for number, text in paragraphs],
    )


def build(pages: Path, output: Path, language: str) -> None:
    """Make the index."""
    pagefind.run(pages, output, language)
