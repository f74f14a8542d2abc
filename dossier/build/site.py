"""All of a site but its PDFs, its search index and what MkDocs writes: from texts to pages."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from dossier.briefings.aliases import check_aliases
from dossier.briefings.library import EMPTY, gather
from dossier.build import outputs
from dossier.build.outputs import Outputs, Recipe
from dossier.errors import Fault, Faults, InputError, ProofError
from dossier.export import channels, feeds, json_export
from dossier.export.channels import News
from dossier.model import Beside, Library, Record
from dossier.pages import list_pages, mail, neighbours
from dossier.pages.base import ListPage, RenderedPage, render_list
from dossier.pages.mail import MailView
from dossier.pages.neighbours import Surroundings
from dossier.pages.redirects import redirect_pages
from dossier.runtime import writing
from dossier.runtime.cache import key
from dossier.runtime.resources import Resources
from dossier.sources.files import Received
from dossier.sources.names import fold_case
from dossier.web.site import Files, SiteContext, absolute
from dossier.web.urls import Urls

F = TypeVar("F", News, MailView)

FEW_LISTS, LISTS = 40, 8
"""Lists up to which they are rendered in this process, and those that a worker renders together."""

ANOTHER = "what was kept of this is another's; delete .dossier-cache and build again"
"""Said of a cache that somebody else has written, or of a worker that answers for another."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a site was made of."""

    records: tuple[Record, ...] = ()
    """Of all texts, those withheld from the site among them."""

    library: Library = EMPTY
    pages: tuple[RenderedPage, ...] = ()
    """Every page but for its shell: across texts, then of each text."""

    lists: tuple[ListPage, ...] = ()
    """The pages across texts, before they were rendered."""

    search_key: str = ""
    """Cache key of what is searched."""

    print_data: tuple[tuple[Record, str], ...] = ()
    """What the summary of each text on the site says, as JSON; empty without PDFs."""

    redirects: tuple[tuple[str, str], ...] = ()
    """Path and HTML of the pages at earlier addresses of texts; they need no shell."""

    paths: tuple[str, ...] = ()
    """Every file but the pages and the search index, PDFs that are to come among them."""


def make(
    texts: Sequence[Received],
    recipe: Recipe,
    resources: Resources,
    faults: Faults,
    folder: Path,
    search_folder: Path,
    before: Path | None = None,
) -> Site:
    """Make all pages, and write the files beside them.

    The files go below `folder`, or are links to those of the site `before` that hold the same; what
    is searched of each text goes below `search_folder`. Raises InputError with `faults` and those
    of all texts, TemplateError, and ProofError.
    """
    urls = recipe.site.urls
    faults.add(_reserved(texts, urls))
    made = []
    paths = []
    searched: dict[str, str] = {}
    for text, result in zip(texts, _outputs(texts, recipe, resources), strict=True):
        if not isinstance(result, Outputs):
            faults.add(result)
            continue
        _check_identity(result, text, urls)
        for path, content in result.files(urls):
            _write(folder, path, content, before)
            paths.append(path)
        for picture in result.pictures:
            path = urls.picture(result.record.slug, picture.to)
            faults.attempt(_publish, picture, folder / path)
            paths.append(path)
        if result.searched:
            _write(search_folder, urls.searched(result.record.slug), result.searched)
            searched[result.record.slug] = key(result.searched)
        made.append(replace(result, json="", citations=(), source=None, searched=""))
    records = tuple(one.record for one in made)
    faults.add(check_aliases(records, urls.reserved))
    faults.raise_any()

    resources.progress.begin("Gathering", 1)
    library = gather(records, recipe.site.themes)
    lists = tuple(list_pages(library, recipe.site))
    for path, content in _library_files(library, recipe.site, resources):
        _write(folder, path, content, before)
        paths.append(path)
    by_slug = {one.record.slug: one for one in made}
    shown = [by_slug[record.slug] for record in library.records]
    return Site(
        records=records,
        library=library,
        pages=(
            *_list_pages(lists, recipe, resources),
            *_text_pages(shown, library, recipe.site, resources),
        ),
        lists=lists,
        search_key=key(
            *(part for r in library.records for part in (r.slug, searched.get(r.slug, "")))
        ),
        print_data=tuple((one.record, one.print_data) for one in shown if one.print_data),
        redirects=tuple(redirect_pages(library, recipe.site)),
        paths=(*paths, *_print_paths(library, recipe.site)),
    )


def _reserved(texts: Sequence[Received], urls: Urls) -> list[Fault]:
    """Say which texts have the name of another page of Dossier."""
    sentence = "Dossier itself has a page {!r} there; give this file another name"
    return [
        Fault(text.path, 0, sentence.format(text.slug))
        for text in texts
        if fold_case(text.slug) in urls.reserved
    ]


def _outputs(
    texts: Sequence[Received], recipe: Recipe, resources: Resources
) -> Iterator[outputs.Result]:
    """Yield the outputs of every text, or what is wrong with it."""
    results = resources.cached_map(
        "Briefings",
        outputs.make,
        texts,
        recipe.keys(texts),
        recipe,
        Outputs,
        executor=resources.executor,
        few=resources.few,
    )
    for result, is_new in results:
        resources.rebuilt["texts"] += is_new
        if is_new and isinstance(result, Outputs):
            resources.rebuilt["pages"] += len(list(result.pages))
        yield result


def _check_identity(result: Outputs, text: Received, urls: Urls) -> None:
    """Raise ProofError if outputs, from a cache or a worker, are not those of `text`."""
    record = result.record
    expected = [urls.briefing(text.slug), urls.as_published(text.slug)]
    pages = [page.head.path for page in result.pages]
    if (record.slug, record.path) != (text.slug, text.path) or pages != expected[: len(pages)]:
        raise ProofError(Fault(text.path, 0, ANOTHER))


def _text_pages(
    shown: Sequence[Outputs], library: Library, site: SiteContext, resources: Resources
) -> Iterator[RenderedPage]:
    """Yield the pages of each text, with who and where, and its neighbours, filled in."""
    views = tuple(neighbours.neighbours(library, site))
    keys = [key("around", site.key, repr(view)) for view in views]
    results = resources.cached_map("Lists", neighbours.write, views, keys, site, Surroundings)
    for one, (around, _) in zip(shown, results, strict=True):
        for page in one.pages:
            yield neighbours.fill(page, around) if page is one.themed else page


def _list_pages(
    lists: Sequence[ListPage], recipe: Recipe, resources: Resources
) -> Iterator[RenderedPage]:
    """Yield the rendered pages across texts; raises ProofError for one that is another's."""
    site = recipe.site
    keys = [key("list", site.key, page.path, page.title, page.key) for page in lists]
    results = resources.cached_map(
        "Lists", _render, lists, keys, site, RenderedPage, few=FEW_LISTS, share=LISTS
    )
    for page, (rendered, is_new) in zip(lists, results, strict=True):
        if rendered.head.path != page.path:
            raise ProofError(Fault(f"{page.path}index.html", 0, ANOTHER))
        resources.rebuilt["pages"] += is_new
        yield rendered


def _render(lists: Sequence[ListPage], site: SiteContext) -> list[RenderedPage]:
    return [render_list(page, site) for page in lists]


def _library_files(
    library: Library, site: SiteContext, resources: Resources
) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files across texts that are no pages."""
    if site.url and not site.urls.root:
        sitemap = absolute(site.url, "sitemap.xml")
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n"
    for number, text in enumerate(json_export.library_json(library, site), start=1):
        yield site.urls.library_json(number), text
    yield from _kept_files(feeds.write, tuple(channels.all_news(library, site)), site, resources)
    yield from _kept_files(mail.write, tuple(mail.mail_views(library, site)), site, resources)


def _kept_files(
    write: Callable[[Sequence[F], SiteContext], Sequence[Files]],
    items: Sequence[F],
    site: SiteContext,
    resources: Resources,
) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files that `write` makes of the items, or made of them before."""
    keys = [key(type(item).__name__, site.key, item.key) for item in items]
    results = resources.cached_map(
        "Gathering", write, items, keys, site, Files, few=FEW_LISTS, share=LISTS
    )
    for files, _ in results:
        yield from files.texts.items()


def _print_paths(library: Library, site: SiteContext) -> Iterator[str]:
    """Yield where the PDFs, and the pictures of briefings, are to stand."""
    if site.pdfs:
        yield from (site.urls.pdf(record.slug) for record in library.records)
        for theme, years in library.digests.items():
            yield from (site.urls.digest(theme, year) for year in years)
    if site.share_images:
        yield from (site.urls.share_image(record.slug) for record in library.records)


def _publish(picture: Beside, target: Path) -> None:
    """Copy a picture from beside a text; raises InputError if it is no longer what it was."""
    try:
        data = Path(picture.origin).read_bytes()
    except OSError as error:
        raise InputError(Fault(picture.origin, 0, f"cannot be read: {error.strerror}")) from error
    if hashlib.sha256(data).hexdigest() != picture.sha256:
        raise InputError(Fault(picture.origin, 0, "was changed during the build; build again"))
    writing.write(target, data)


def _write(folder: Path, path: str, content: str, before: Path | None = None) -> None:
    writing.write(folder / path, content.encode(), before and before / path)
