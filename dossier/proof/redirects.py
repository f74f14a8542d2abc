"""Pages at earlier addresses of texts, read back: each leads to the text that says so."""

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from dossier.briefings.aliases import redirects
from dossier.errors import Fault
from dossier.model import Record
from dossier.proof.data import Read
from dossier.proof.lists import target
from dossier.web.site import SiteContext

_REFRESH = re.compile(r"\s*0\s*;\s*url\s*=\s*(.*)", re.IGNORECASE)


def check_redirects(records: Iterable[Record], read: Read, site: SiteContext) -> Iterator[Fault]:
    """Yield the aliases that do not lead to their texts; `records` are those of all texts."""
    for slug, record in redirects(records):
        where = f"{site.urls.briefing(slug)}index.html"
        try:
            page = LexborHTMLParser(read(where).decode())
        except (KeyError, OSError, ValueError) as error:
            yield Fault(where, 0, f"cannot be read back: {error}")
            continue
        if page.css("base[href]"):
            yield Fault(where, 0, "has a <base>, by which every link leads elsewhere")
        wanted = site.urls.briefing(record.slug)
        for kind, links in _links(page, site).items():
            if [target(where, link, site) for link in links] != [wanted]:
                said = ", ".join(links) or "nowhere"
                yield Fault(where, 0, f"leads by its {kind} to {said}, not to {record.slug}")


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
