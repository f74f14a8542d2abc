"""Pages at earlier addresses: the proof refuses one that leads elsewhere, or nowhere."""

import pytest

from dossier.model import Alias
from dossier.pages.redirects import redirect_pages
from dossier.proof import redirect_parts
from dossier.web.urls import Urls
from tests.factories import RAIL, make_briefing, make_library, make_site
from tests.proof.finished import found, swap


def _faults(old: str = "", new: str = "", root: str = "", url: str | None = None) -> list[str]:
    """Return what the proof says of the page of an alias in which `old` is replaced by `new`."""
    site = make_site(urls=Urls(root), url=url)
    briefing = make_briefing(RAIL, file_name="rail.txt", aliases=(Alias("old-rail", 2),))
    library = make_library([briefing])
    files = dict(redirect_pages(library, site))
    if old:
        files = {path: swap(old, new)(html) for path, html in files.items()}
    read = {path: html.encode() for path, html in files.items()}.__getitem__
    return [str(fault) for fault in found(redirect_parts(library.records, site), read)]


@pytest.mark.parametrize("root", ["", "briefings/", "a/b/"])
@pytest.mark.parametrize("url", [None, "https://example.org/", "https://example.org/sub"])
def test_a_page_that_leads_to_its_text_passes(root: str, url: str | None) -> None:
    """Wherever the briefings are, and whether or not the address of the site is known."""
    assert _faults(root=root, url=url) == []
    assert _faults("<meta charset", "<meta  charset", root, url) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("url=../../briefings/rail/", "url=../../briefings/tea/", "by its refresh to ../../b"),
        ("url=../../briefings/rail/", "url=https://example.com/rail/", "by its refresh to https"),
        ('http-equiv="refresh"', 'http-equiv="other"', "by its refresh to nowhere"),
        ('href="../../briefings/rail/"', 'href="../tea"', "by its link to ../tea, not to rail"),
        ("<a ", "<b ", "by its link to nowhere"),
        ("org/briefings/rail/", "org/briefings/old-rail/", "by its canonical address to https"),
    ],
)
def test_a_page_that_leads_elsewhere_is_refused(old: str, new: str, said: str) -> None:
    """At once, by a click, or for search engines."""
    (fault,) = _faults(old, new, url="https://example.org/")
    assert fault.startswith("briefings/old-rail/index.html: leads")
    assert said in fault


def test_a_page_whose_links_begin_elsewhere_is_refused() -> None:
    """Each of them is as it must be."""
    (fault,) = _faults("<meta charset", '<base href="https://example.com/"><meta charset')
    assert fault.startswith("briefings/old-rail/index.html: has a <base>")


def test_a_page_that_is_missing_is_refused() -> None:
    """Another plugin may have taken it away."""
    briefing = make_briefing(RAIL, file_name="rail.txt", aliases=(Alias("old-rail", 2),))
    records = make_library([briefing]).records
    (fault,) = found(redirect_parts(records, make_site()), dict[str, bytes]().__getitem__)
    assert "cannot be read back" in str(fault)
