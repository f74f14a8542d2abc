"""Stage 8 and 9: all files in the folder of a briefing but its print, proved.

They depend on the text, and on what holds for all texts, and on nothing else: so they can be made
anywhere, and kept. What stands around a briefing in its library is put into a gap of its page when
the whole library is known; see `around`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from dossier import pipeline
from dossier.briefings import library
from dossier.briefings.library import is_full
from dossier.build.imprint import (
    AS_PUBLISHED,
    PAGE,
    PRINTED,
    SEARCHED,
    Folder,
    Imprint,
    environment_of,
    key_of,
)
from dossier.errors import Fault, InputError
from dossier.export import citation, feeds, json_export, metadata
from dossier.export.feeds import Publication
from dossier.export.metadata import Alternate, Metadata
from dossier.model import Briefing, Publish
from dossier.pages import briefing as views
from dossier.pages.contexts import PageHead
from dossier.pdf import prints
from dossier.proof import check
from dossier.runtime.kept import program
from dossier.search import index
from dossier.sources.files import Received
from dossier.web import urls
from dossier.web.i18n import direction
from dossier.web.templates import render


def make(share: Sequence[Received], imprint: Imprint) -> list[Folder | tuple[Fault, ...]]:
    """Make and prove the folders of some texts, or say what is wrong with a text.

    Raises TemplateError, and InputError if another release of this program asks for it.
    """
    if imprint.program != program():
        sentence = "a worker there has another release of this program; install the same"
        raise InputError(Fault("--scheduler", 0, sentence))
    classifier = pipeline.classifier_of(imprint.rules)
    results: list[Folder | tuple[Fault, ...]] = []
    for text in share:
        try:
            briefing = pipeline.brief(text, imprint.rules, classifier)
        except InputError as error:
            results.append(error.faults)
        else:
            results.append(_folder(briefing, key_of(text, imprint), imprint))
    return results


def _folder(briefing: Briefing, known_as: str, imprint: Imprint) -> Folder:
    record = library.record(briefing, known_as)
    if briefing.front.publish == Publish.WITHHELD:
        return Folder(record, {})
    files = dict(_files(briefing, imprint))
    home = urls.briefing(briefing.slug)
    faults = list(check(lambda path: files[path.removeprefix(home)], briefing))
    if imprint.press:
        job = prints.of_briefing(briefing, imprint.press)
        files[PRINTED] = json.dumps(asdict(job.printed))
        faults += job.faults
    data = {name: text.encode() for name, text in files.items()}
    return Folder(record, data, tuple(faults))


def _files(briefing: Briefing, imprint: Imprint) -> Iterator[tuple[str, str]]:
    publication, language = imprint.publication, imprint.words.language
    slug, front = briefing.slug, briefing.front
    reference = citation.reference(briefing, publication.page(briefing), publication.labels)
    view = views.briefing_view(briefing, imprint.themes, language, publication.pdf(briefing))
    description = front.bottom_line or briefing.lead.text or imprint.site.description
    known = metadata.of_briefing(
        briefing, publication, description, alternates(briefing, publication), view.pdf
    )
    page = urls.briefing(slug)
    yield PAGE, _page(imprint, briefing, "briefing.html", page, view, description, known)
    if view.full:
        page = urls.as_published(slug)
        address = publication.address(page)
        known = metadata.of_page(
            publication, briefing.title, description, briefing.language, address
        )
        twin = views.as_published_view(briefing, imprint.themes)
        html = _page(imprint, briefing, "as-published.html", page, twin, description, known)
        yield AS_PUBLISHED, html
        yield urls.SOURCE, briefing.document.source.text
    for form in citation.FORMATS:
        yield f"{slug}.{form.ending}", form.write(reference)
    yield urls.TWIN, json_export.briefing_json(briefing)
    if imprint.site.search:
        yield SEARCHED, index.page(briefing, imprint.themes, language, environment_of(imprint))


def _page(
    imprint: Imprint,
    briefing: Briefing,
    template: str,
    path: str,
    view: object,
    description: str,
    known: Metadata,
) -> str:
    language = briefing.language
    head = PageHead(briefing.title, description, language, direction(language), path, known)
    return render(
        environment_of(imprint), template, urls.up(path), site=imprint.site, page=head,
        view=view,
    )  # fmt: skip


def alternates(briefing: Briefing, publication: Publication) -> tuple[Alternate, ...]:
    """Return the formats that stand beside a briefing's page."""
    slug, title = briefing.slug, briefing.title
    found = [Alternate(title, urls.briefing_json(slug), "application/json")]
    if pdf := publication.pdf(briefing):
        found.append(Alternate(title, pdf, feeds.PDF))
    found += [
        Alternate(title, urls.citation(slug, form.ending), form.media_type)
        for form in citation.FORMATS
    ]
    if is_full(briefing):
        found.append(Alternate(title, urls.source_text(slug), "text/plain"))
    return tuple(found)
