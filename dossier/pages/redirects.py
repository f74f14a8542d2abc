"""Pages at the addresses that texts had before, which lead to where they are now."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.briefings.aliases import redirects
from dossier.model import Library, Record
from dossier.web.site import SiteContext, environment_of
from dossier.web.templates import render


@dataclass(frozen=True, slots=True)
class RedirectView:
    """`redirect.html`: what leads on to a briefing."""

    record: Record
    path: str
    """Of the briefing's page."""

    address: str | None
    """Full address of that page; None while the site's is not known."""


def redirect_pages(library: Library, site: SiteContext) -> Iterator[tuple[str, str]]:
    """Yield path and HTML of the page of each alias; raises TemplateError.

    They are whole pages without a shell, the same in any theme.
    """
    env = environment_of(site)
    for slug, record in redirects(library.records):
        path = site.urls.briefing(slug)
        view = RedirectView(record, site.urls.briefing(record.slug), site.page(record))
        yield f"{path}index.html", render(env, "redirect.html", path, site=site, view=view)
