"""Pages at earlier addresses of texts, read back: each leads to the text that says so."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from selectolax.lexbor import LexborHTMLParser

from dossier.briefings.aliases import redirects
from dossier.errors import Fault
from dossier.model import Record
from dossier.proof.data import Read
from dossier.proof.lists import target
from dossier.proof.parts import Part, Proved
from dossier.web.site import SiteContext

_REFRESH = re.compile(r"\s*0\s*;\s*url\s*=\s*(.*)", re.IGNORECASE)


def redirect_parts(records: Iterable[Record], site: SiteContext) -> Iterator[Part]:
    """Yield the proof that each alias leads to its text; `records` are those of all texts."""
    for alias, record in redirects(records):
        where = f"{site.urls.briefing(alias)}index.html"
        against = alias, record.slug
        yield Part("redirect", against, (where,), partial(_check, where, record.slug, site))


def _check(where: str, slug: str, site: SiteContext, read: Read) -> Proved:
    """Return what is wrong with a page that must lead to the text `slug`."""
    try:
        sentences = [*_sentences(LexborHTMLParser(read(where).decode()), where, slug, site)]
    except (KeyError, OSError, ValueError) as error:
        sentences = [f"cannot be read back: {error}"]
    return Proved(tuple(Fault(where, 0, sentence) for sentence in sentences))


def _sentences(page: LexborHTMLParser, where: str, slug: str, site: SiteContext) -> Iterator[str]:
    if page.css("base[href]"):
        yield "has a <base>, by which every link leads elsewhere"
    wanted = site.urls.briefing(slug)
    for kind, links in _links(page, site).items():
        if [target(where, link, site) for link in links] != [wanted]:
            yield f"leads by its {kind} to {', '.join(links) or 'nowhere'}, not to {slug}"


def _links(page: LexborHTMLParser, site: SiteContext) -> dict[str, list[str]]:
    """Return where a page leads: at once, by a click, and for search engines."""
    refreshes = [
        node.attributes.get("content") or ""
        for node in page.css("meta")
        if (node.attributes.get("http-equiv") or "").lower() == "refresh"
    ]
    at_once = [match[1] if (match := _REFRESH.fullmatch(one)) else one for one in refreshes]
    links = {"refresh": at_once, "link": _targets(page, "a")}
    if site.url:
        links["canonical address"] = _targets(page, "link[rel=canonical]")
    return links


def _targets(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.attributes.get("href") or "" for node in page.css(selector)]
