"""While the address of a site is not known, nothing of it may be cited, fed or mailed."""

import re
from dataclasses import replace

from tests.proof.finished import golden

CITED = (".bib", ".ris", ".csl.json")
FED = ("feed.xml", "feed.json")
MAILED = ("mail.html", "mail.txt")
CITING = r'<section class="citing".*?</section>'


def test_citations_and_feeds_without_an_address_are_refused() -> None:
    """Each file that says where the site stands is named, each page that cites, nothing else."""
    site = golden()
    unknown = replace(site, context=replace(site.context, url=None))
    needless = sorted(path for path in site.files if path.endswith((*CITED, *FED, *MAILED)))
    assert len(needless) >= 10
    refused = "must not be there while the address of the site is not known"
    pages = [path for path in site.files if b'<section class="citing"' in site.files[path]]
    faults = sorted(unknown.faults())
    assert [one for one in faults if refused in one] == [f"{path}: {refused}" for path in needless]
    others = {one.partition(":")[0] for one in faults if "neither source nor interface" in one}
    assert (others, len(faults)) == ({*pages}, len(needless) + 4 * len(pages))
    for path in needless:
        unknown = unknown.lacking(path)
    for path in pages:
        page = re.sub(CITING, "", site.files[path].decode(), flags=re.DOTALL)
        unknown = unknown.having(path, page)
    assert unknown.faults() == []


def test_with_an_address_they_must_be_there() -> None:
    """A feed, a mail or a citation that is lost is named."""
    for ending in (*CITED, *FED, *MAILED):
        path = next(path for path in golden().files if path.endswith(ending))
        assert [fault.partition(":")[0] for fault in golden().lacking(path).faults()] == [path]
