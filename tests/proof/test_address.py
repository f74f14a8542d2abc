"""While the address of a site is not known, nothing of it may be cited or fed."""

from dataclasses import replace

from tests.proof.finished import golden

CITED = (".bib", ".ris", ".csl.json")
FED = ("feed.xml", "feed.json")


def test_citations_and_feeds_without_an_address_are_refused() -> None:
    """Each file that says where the site stands is named, and nothing else."""
    site = golden()
    unknown = replace(site, context=replace(site.context, url=None))
    needless = sorted(path for path in site.files if path.endswith((*CITED, *FED)))
    assert len(needless) >= 10
    refused = "must not be there while the address of the site is not known"
    assert sorted(unknown.faults()) == [f"{path}: {refused}" for path in needless]
    for path in needless:
        unknown = unknown.lacking(path)
    assert unknown.faults() == []


def test_with_an_address_they_must_be_there() -> None:
    """A feed or a citation that is lost is named."""
    for ending in (*CITED, *FED):
        path = next(path for path in golden().files if path.endswith(ending))
        assert [fault.partition(":")[0] for fault in golden().lacking(path).faults()] == [path]
