"""The address at which the site will stand, as far as mkdocs.yml gives it away."""

import ipaddress
from urllib.parse import urlsplit

from dossier.web.site import SiteContext

_EXAMPLES = (
    *("example.com", "example.net", "example.org"),
    *("example", "invalid", "localhost"),
)
"""Domains where no site can stand (RFC 2606, RFC 6761). `test` is left to tests of sites."""


def is_example(site_url: str) -> bool:
    """Does an address lead nowhere, or to the reader's own machine?"""
    host = (urlsplit(site_url).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return any(host == one or host.endswith(f".{one}") for one in _EXAMPLES)


def missing(site_url: str | None, site: SiteContext) -> str | None:
    """Return a sentence on an address that is not set, or an example; None if it is neither."""
    cure = (
        "set it to the address where the site will stand, or set the variable SITE_URL if "
        "mkdocs.yml reads that"
    )
    if site_url:
        problem = f"is still an example, {site_url}, and feeds and citations say it"
        return f"site_url {problem}; {cure}" if is_example(site_url) else None
    left_out = ["feeds", "citations"]
    left_out += ["addresses in PDFs"] if site.pdfs else []
    left_out += [] if site.urls.root else ["robots.txt"]
    left_out += ["canonical addresses", "sitemap.xml"] if site.own_theme else []
    listed = f"{', '.join(left_out[:-1])} and {left_out[-1]}"
    return f"site_url is not set, so {listed} are left out; {cure}"
