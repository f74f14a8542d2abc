"""All outputs of one text: its record, its pages, its files, what is searched and printed of it.

They depend on the text and on what holds for all texts, and on nothing else: so they can be made
anywhere, and kept. Previous, next and related briefings are added when the library is known.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from dossier import pipeline
from dossier.briefings import library
from dossier.errors import Fault, InputError
from dossier.export import citation
from dossier.export.json_export import briefing_json
from dossier.model import Beside, Briefing, Record
from dossier.pages import briefing as briefing_pages
from dossier.pages.base import RenderedPage
from dossier.pdf import summary
from dossier.runtime.cache import key
from dossier.runtime.program import program
from dossier.search import entry
from dossier.settings import FilingRules
from dossier.sources.files import Received
from dossier.sources.markdown.links import published
from dossier.web.site import SiteContext
from dossier.web.urls import Urls


@dataclass(frozen=True, slots=True)
class Recipe:
    """What all texts of a site have in common: how they are filed, and the site."""

    rules: FilingRules
    site: SiteContext
    cache: Path | None = None
    """Folder where second readings are kept; it does not affect the outputs."""

    def keys(self, texts: Iterable[Received]) -> list[str]:
        """Return, for each of `texts`, the cache key of everything generated from it."""
        return pipeline.keys_of(texts, key("outputs", self.site.key, repr(self.rules)))


@dataclass(frozen=True, slots=True)
class Outputs:
    """The outputs of one text. Of a text that is not shown there is nothing but its record."""

    record: Record
    themed: RenderedPage | None = None
    as_published: RenderedPage | None = None
    json: str = ""
    citations: tuple[str, ...] = ()
    """One for each of `citation.formats`."""

    source: str | None = None
    """The text without its front matter; None unless all that is in it may be shown."""

    pictures: tuple[Beside, ...] = ()
    """Those that it shows."""

    searched: str = ""
    """Its entry in the search, as JSON; empty without a search."""

    print_data: str = ""
    """What the printed summary says, as JSON; empty without PDFs."""

    @property
    def pages(self) -> Iterator[RenderedPage]:
        """The pages of the text, but for the shell around them."""
        return (page for page in (self.themed, self.as_published) if page)

    def files(self, urls: Urls) -> Iterator[tuple[str, str]]:
        """Yield path and text of the files beside the pages."""
        slug = self.record.slug
        if self.json:
            yield urls.briefing_json(slug), self.json
        for form, text in zip(citation.FORMATS, self.citations, strict=False):
            yield urls.citation(slug, form.ending), text
        if self.source is not None:
            yield urls.source_text(slug), self.source


Result: TypeAlias = Outputs | tuple[Fault, ...]
"""The outputs of a text, or what is wrong with it."""


def make(texts: Sequence[Received], recipe: Recipe) -> list[Result]:
    """Make the outputs of some texts, or say what is wrong with a text.

    Raises TemplateError and ProofError, and InputError if this worker runs another release of this
    program than the build.
    """
    if recipe.site.program != program():
        sentence = "a worker there has another release of this program; install the same"
        raise InputError(Fault("--scheduler", 0, sentence))
    filer = pipeline.filer_of(recipe.rules, recipe.cache)
    return pipeline.brief_each(texts, filer, lambda briefing: _outputs(briefing, recipe.site))


def _outputs(briefing: Briefing, site: SiteContext) -> Outputs:
    record = library.record_of(briefing)
    if not briefing.front.publish.is_shown:
        return Outputs(record)
    ref = citation.reference(briefing, site)
    return Outputs(
        record=record,
        themed=briefing_pages.themed(briefing, ref, site),
        as_published=briefing_pages.as_published(briefing, site) if briefing.is_full else None,
        json=briefing_json(briefing),
        citations=tuple(form.write(ref) for form in citation.formats(site)),
        source=briefing.document.source.text if briefing.has_source else None,
        pictures=published(briefing.document) if briefing.is_full else (),
        searched=entry.write(entry.entry(briefing, site)) if site.search else "",
        print_data=summary.print_data(briefing, ref, site) if site.pdfs else "",
    )
