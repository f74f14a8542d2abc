"""Every PDF of a library: a summary of each briefing, a digest of each theme's year.

And the picture of each briefing, if there are to be any.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dossier.model import Library, Record
from dossier.pdf import card, digest, typst
from dossier.pdf.typst import Pdf, Typesetter
from dossier.runtime import writing
from dossier.runtime.cache import key
from dossier.runtime.resources import Resources
from dossier.web.site import SiteContext

FEW, SHARE = 20, 5
"""Documents up to which they are set in this process, and those that a worker sets together."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The templates and fonts that documents are set with."""

    templates: tuple[Path, ...]
    """Folders of templates; of two with one name the first is meant."""

    fonts: Path | None
    """Folder of further fonts."""

    key: str
    """Cache key of templates, fonts and program."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is to be set."""

    path: str
    """Where on the site."""

    template: str
    data: str
    """What it says, as JSON."""

    text: str = ""
    """The file of the text that it is about; a digest is about many."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed."""

    summaries: int = 0
    digests: int = 0
    pictures: int = 0
    lacking: tuple[str, ...] = ()
    """Characters that no font has, most frequent first."""

    lacking_in: tuple[str, ...] = ()
    """The files of the texts whose summaries lack one, in order."""


def workshop(templates: tuple[Path, ...], fonts: Path | None) -> Workshop:
    """Return what documents are set with; raises InputError if the fonts are at fault."""
    typst.demand_fonts(fonts)
    return Workshop(templates, fonts, typst.made_with(templates, fonts))


def documents(
    summaries: Sequence[tuple[Record, str]], library: Library, site: SiteContext
) -> Iterator[Document]:
    """Yield the summary of each briefing, given with its data, then the digests of the library.

    Then the picture of each briefing. Raises ProofError if a digest says what its texts do not.
    """
    for record, data in summaries:
        yield Document(site.urls.pdf(record.slug), typst.SUMMARY, data, record.path)
    if site.share_images:
        for record in library.records:
            path, data = site.urls.share_image(record.slug), card.print_data(record, site)
            yield Document(path, typst.CARD, data, record.path)
    for theme in site.themes if site.pdfs else ():
        for year, entries in library.digests[theme.id].items():
            data = digest.print_data(year, entries, theme, site)
            yield Document(site.urls.digest(theme.id, year), typst.DIGEST, data)


def write(
    folder: Path,
    prints: Sequence[Document],
    workshop: Workshop,
    resources: Resources,
    before: Path | None = None,
) -> Printed:
    """Set all `prints` and write them below `folder`, or link to those of the site `before`.

    Raises ProofError, and TemplateError for a template that is at fault.
    """
    keys = [key("pdf", workshop.key, one.template, one.data) for one in prints]
    # Typst works in threads of its own, which a copy of this process would wait for in vain.
    few = FEW if not _typesetter.cache_info().currsize else len(prints) + 1
    lacking: Counter[str] = Counter()
    lacking_in: set[str] = set()
    results = resources.cached_map(
        "Printing", _typeset, prints, keys, workshop, Pdf, few=few, share=SHARE
    )
    for one, (pdf, is_new) in zip(prints, results, strict=True):
        writing.write(folder / one.path, pdf.data, before and before / one.path)
        lacking.update(pdf.lacking)
        if pdf.lacking and one.text:
            lacking_in.add(one.text)
        resources.rebuilt["PDFs"] += is_new and one.template != typst.CARD
    often = sorted(lacking, key=lambda character: (-lacking[character], character))
    count = Counter(one.template for one in prints)
    return Printed(
        summaries=count[typst.SUMMARY],
        digests=count[typst.DIGEST],
        pictures=count[typst.CARD],
        lacking=tuple(often),
        lacking_in=tuple(sorted(lacking_in)),
    )


def _typeset(prints: Sequence[Document], workshop: Workshop) -> list[Pdf]:
    typesetter = _typesetter(workshop)
    return [typesetter.typeset_json(one.template, one.data) for one in prints]


@lru_cache(maxsize=1)
def _typesetter(workshop: Workshop) -> Typesetter:
    return Typesetter(workshop.templates, workshop.fonts)
