"""Stage 8: the search index, made by Pagefind shard by shard, and spliced.

Pagefind reads pages. It is given leaner ones than readers get: of each briefing only its
paragraphs, each under a heading that carries its ¶, so that what is found leads to the paragraph.
They stand apart from the site.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

import jinja2

from dossier.briefings.library import UNDATED, is_full
from dossier.build.imprint import SEARCHED
from dossier.entities.countries import country_name
from dossier.model import Briefing, Themes
from dossier.runtime import parallel
from dossier.runtime.cache import Cache, key
from dossier.runtime.kept import Kept, program
from dossier.runtime.ledger import Site
from dossier.search import engine, pagefind, shards, splice
from dossier.search.pagefind import FOLDER as FOLDER
from dossier.search.shards import Damaged
from dossier.settings import Means
from dossier.text import invisible
from dossier.web import urls

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


def page(briefing: Briefing, themes: Themes, language: str) -> str:
    """Return the page that Pagefind reads of a briefing; `language` is the interface's."""
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
        paragraphs=[(number, invisible.spelled(text)) for number, text in paragraphs],
    )


def index(site: Site, folders: Sequence[Kept], language: str, means: Means) -> None:
    """Write the index of the briefings in `folders` on the site.

    Pages are numbered in the order of `folders`: what is found equally well, as by a facet alone,
    is shown in that order. Raises TemplateError with what Pagefind says if it fails.
    """
    if not folders:
        return
    parts = shards.cut(folders, [kept.note.record.slug for kept in folders])
    keys = [_key(part, language) for part in parts]
    means.progress.begin("Indexing", len(parts))
    whole = key("search", *keys)
    if means.cache:
        for name in keys:  # they are in use, even where nothing is read of them
            means.cache.touch(name)
    if not site.link_below(FOLDER, whole):
        _write(site.folder / FOLDER, parts, keys, language, means)
        site.note_below(FOLDER, whole)


def _write(
    output: Path,
    parts: Sequence[Sequence[Kept]],
    keys: Sequence[str],
    language: str,
    means: Means,
) -> None:
    """Write the index into a folder, from shards that were kept as far as there are any."""
    kept = [means.cache.get(name) if means.cache else None for name in keys]
    try:
        _splice(output, _all(parts, keys, kept, language, means), language)
    except Damaged:  # somebody else wrote to the cache
        _splice(output, _all(parts, keys, [None] * len(keys), language, means), language)


def _key(part: Sequence[Kept], language: str) -> str:
    told = (it for kept in part for it in (kept.note.record.slug, kept.note.searched))
    return key("shard", program(), language, *told)


def _all(
    parts: Sequence[Sequence[Kept]],
    keys: Sequence[str],
    kept: Sequence[bytes | None],
    language: str,
    means: Means,
) -> list[bytes]:
    """Return all shards; those of `kept` that are missing are made."""
    new = [part for part, data in zip(parts, kept, strict=True) if data is None]
    made = parallel.map_shares(_make, new, language, few=FEW, share=1)
    found: list[bytes] = []
    for name, data in zip(keys, kept, strict=True):
        found.append(_keep(means.cache, name, next(made)) if data is None else data)
        means.progress.step()
    means.anew["indexed"] += len(new)
    return found


def _keep(cache: Cache | None, name: str, data: bytes) -> bytes:
    if cache:
        cache.put(name, data)
    return data


def _make(parts: Sequence[Sequence[Kept]], language: str) -> list[bytes]:
    return [_shard(part, language) for part in parts]


def _shard(part: Sequence[Kept], language: str) -> bytes:
    """Let Pagefind read the pages of some briefings; return the shard of what it wrote."""
    with pagefind.temporary() as folder:
        pages, made = Path(folder, "pages"), Path(folder, "made")
        paths = [urls.briefing(kept.note.record.slug) for kept in part]
        for kept, path in zip(part, paths, strict=True):
            (pages / path).mkdir(parents=True)
            (pages / path / "index.html").write_bytes(kept.files()[SEARCHED])
        pagefind.run(pages, made, language)
        numbers = {f"/{path}": number for number, path in enumerate(paths)}
        return shards.gather(pagefind.read(made), numbers)


def _splice(output: Path, found: Sequence[bytes], language: str) -> None:
    """Write an index of some shards in place of any other; raises Damaged."""
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir()
    entry = engine.write(output, language)
    splice.write(output, [shards.read(data) for data in found], entry)
