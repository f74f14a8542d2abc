"""Where the site will stand: what is left out while that is not known, and how it is said."""

from pathlib import Path

import pytest

from dossier.plugin import address
from tests.factories import make_site
from tests.pdf import pdfs
from tests.site import ADDRESS, EXAMPLE, Page, run, tree

NEEDS_ADDRESS = ("feed.xml", "feed.json", ".bib", ".ris", ".csl.json", "sitemap.xml", "robots.txt")
"""Ends of the names of files that say where the site stands."""


@pytest.mark.parametrize(
    "site_url",
    [
        "https://example.org/",
        "https://www.example.com/desk/",
        "http://EXAMPLE.net",
        "https://desk.example/",
        "https://desk.invalid/",
        "http://localhost:8000/",
        "http://127.0.0.1:8000/desk/",
        "http://[::1]/",
        "",
        None,
    ],
)
def test_an_example_is_said(site_url: str | None) -> None:
    """So is an address that is not set."""
    assert address.missing(site_url, make_site()) is not None


@pytest.mark.parametrize(
    "site_url",
    [
        "https://octocat.github.io/desk/",
        "https://example.org.uk/",
        "https://myexample.com/",
        "https://briefings.test/",
        "http://192.168.1.7/",
        "https://xn--mgbh0fb.xn--kgbechtv/",
    ],
)
def test_any_other_address_is_one(site_url: str) -> None:
    """Names that only look like an example, and those of a network of one's own."""
    assert address.missing(site_url, make_site()) is None


def _set(workshop: Path, setting: str) -> None:
    config = workshop / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines()
    kept = [setting if line.startswith("site_url:") else line for line in lines]
    config.write_text("\n".join(kept), "utf-8")


def test_an_example_is_published_and_said(workshop: Path) -> None:
    """One line says so at every build; feeds and citations are there, to be looked at."""
    _set(workshop, f"site_url: {EXAMPLE}")
    built = run(workshop)
    assert built.returncode == 0, built.stderr
    (line,) = [line for line in built.stderr.splitlines() if "site_url" in line]
    assert line.startswith(f"mkdocs.yml: site_url is still an example, {EXAMPLE}, and feeds and")
    assert EXAMPLE.encode() in (workshop / "site" / "feed.xml").read_bytes()


def test_without_an_address_what_needs_one_is_left_out(workshop: Path) -> None:
    """One line says so at every build, and no page, feed, citation or PDF has a wrong address."""
    _set(workshop, "")
    built = run(workshop)
    assert built.returncode == 0, built.stderr
    (line,) = [line for line in built.stderr.splitlines() if "site_url" in line]
    said = "mkdocs.yml: site_url is not set, so feeds, citations, addresses in PDFs, robots.txt, "
    assert line.startswith(said)
    assert "canonical addresses and sitemap.xml are left out; set it to the address" in line
    site = tree(workshop / "site")
    assert [name for name in site if name.endswith(NEEDS_ADDRESS)] == []
    page = Page(workshop / "site" / "briefings" / "pakistan-iran-partnership" / "index.html")
    assert [e.attributes["id"] for e in page.having("id") if e.attributes["id"] == "cite"] == []
    for name in (name for name in site if name.endswith(".html")):
        relations = [e.attributes["rel"] for e in Page(workshop / "site" / name).having("rel")]
        assert not {"canonical", "alternate"} & {*relations}
        assert b"example.org" not in site[name]
    printed = [data for name, data in site.items() if name.endswith(".pdf")]
    assert printed
    assert [link for data in printed for link in pdfs.links(data)] == []


def test_with_an_address_nothing_is_said_or_left_out(workshop: Path) -> None:
    """All that needs an address is there and has it."""
    built = run(workshop)
    assert built.returncode == 0
    assert "site_url" not in built.stderr
    site = tree(workshop / "site")
    for ending in NEEDS_ADDRESS:
        found = [data for name, data in site.items() if name.endswith(ending)]
        assert found
        assert ADDRESS.encode() in found[0]
    page = Page(workshop / "site" / "briefings" / "pakistan-iran-partnership" / "index.html")
    assert "cite" in [e.attributes["id"] for e in page.having("id")]
