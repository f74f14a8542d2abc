"""Listings: pages that list briefings, each made of what it lists, proved, and made once."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest

from dossier.briefings.library import gather, record_of
from dossier.build.imprint import Imprint
from dossier.errors import ProofError, TemplateError
from dossier.model import Extract, Record
from dossier.pages import listings, overviews
from dossier.runtime import ledger
from dossier.runtime.cache import Cache
from dossier.runtime.progress import Progress
from dossier.settings import Means
from dossier.web.templates import Templates
from tests.factories import SITE, make_briefing, make_imprint, make_themes, site_templates
from tests.site import Page, tree

THEMES = make_themes("economy security")
IMPRINT = make_imprint(THEMES)


def _record(
    name: str, text: str = "Trade grew.", places: str = "economy", title: str | None = None
) -> Record:
    return record_of(make_briefing(text, places, f"{name}.txt", THEMES, title=title), name)


RECORDS = (
    _record("2025-01-02-old", "Trade with Peru grew."),
    _record("2026-03-04-new", "Troops of France marched.", "security"),
    _record("2026-05-06-last", "Trade with Peru fell."),
    _record("plain", "Rain fell.", "-"),
)
PAGES = {
    "themes/economy/": ["last", "old"],
    "themes/security/": ["new"],
    "countries/fr/": ["new"],
    "countries/pe/": ["last", "old"],
    "archive/2026/": ["last", "new"],
    "archive/2025/": ["old"],
    "archive/undated/": ["plain"],
}
"""Which briefings each page lists."""


def _listings(records: Sequence[Record], imprint: Imprint = IMPRINT) -> list[listings.Listing]:
    return list(listings.pages(gather(records, imprint.themes), imprint))


def _write(
    folder: Path, records: Sequence[Record], means: Means, imprint: Imprint = IMPRINT
) -> int:
    """Write the pages into `folder`, which takes the place of no site; return how many are new."""
    before = means.anew["rendered"]
    site = ledger.Site(folder, folder / "none", {})
    listings.write(site, _listings(records, imprint), imprint, means)
    return means.anew["rendered"] - before


@pytest.fixture
def means(tmp_path: Path) -> Means:
    """Return means with an empty cache."""
    return Means(cache=Cache(tmp_path / "cache"))


class _Steps(Progress):
    """Counts what was begun and what was done."""

    def __init__(self) -> None:
        self.total = self.done = 0

    def begin(self, label: str, total: int) -> None:
        self.total = total

    def step(self) -> None:
        self.done += 1


# --- which pages ----------------------------------------------------------------------


def test_every_theme_country_and_year_has_its_pages() -> None:
    """Each lists its own, newest first."""
    found = {one.path: [known.slug for known in one.records] for one in _listings(RECORDS)}
    assert found == PAGES


def test_an_empty_library_has_the_pages_of_its_themes() -> None:
    """They may be linked to before there is a text."""
    assert [one.path for one in _listings([])] == ["themes/economy/", "themes/security/"]


def test_further_pages_of_a_list_are_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their titles and addresses tell them apart."""
    monkeypatch.setattr(overviews, "PAGE_LENGTH", 2)
    records = [_record(f"2026-01-0{day}-n{day}", "Peru.") for day in range(1, 6)]
    found = {one.path: one.title for one in _listings(records)}
    for path, name in (("themes/economy/", "Economy"), ("archive/2026/", "2026")):
        assert found[path] == name
        assert found[f"{path}page-3/"].startswith(name)
        assert len({found[path], found[f"{path}page-2/"], found[f"{path}page-3/"]}) == 3


def test_pages_are_written_where_they_stand(tmp_path: Path, means: Means) -> None:
    """Each names its briefings, and has the title of what it is about."""
    assert _write(tmp_path / "site", RECORDS, means) == len(PAGES)
    assert list(tree(tmp_path / "site")) == sorted(f"{path}index.html" for path in PAGES)
    listed = {
        path: [
            element.attributes["data-briefing"]
            for element in Page(tmp_path / "site" / path / "index.html").having("data-briefing")
        ]
        for path in PAGES
    }
    assert listed == PAGES


def test_progress_ends_where_it_was_said_to(tmp_path: Path) -> None:
    """Kept pages are steps too."""
    for _ in range(2):
        steps = _Steps()
        _write(tmp_path / "site", RECORDS, Means(steps, Cache(tmp_path / "cache")))
        assert steps.done == steps.total == len(PAGES)


def test_processes_write_what_one_does(
    tmp_path: Path, means: Means, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes, wherever the pages are made."""
    _write(tmp_path / "one", RECORDS, Means())
    monkeypatch.setattr(listings, "FEW", 1)
    monkeypatch.setattr(listings, "SHARE", 2)
    assert _write(tmp_path / "more", RECORDS, means) == len(PAGES)
    assert tree(tmp_path / "one") == tree(tmp_path / "more")


# --- made once ------------------------------------------------------------------------


def test_kept_pages_are_not_made_again(tmp_path: Path, means: Means) -> None:
    """The same records give the same bytes without a template."""
    _write(tmp_path / "one", RECORDS, means)
    assert _write(tmp_path / "two", RECORDS, means) == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert _write(tmp_path / "three", RECORDS, Means()) == len(PAGES)


def test_pages_that_stand_are_linked(tmp_path: Path, means: Means) -> None:
    """What the site that stands has of the same is the same file."""
    assert means.cache
    stands = ledger.site(tmp_path / "site", tmp_path / "site", means.cache)
    listings.write(stands, _listings(RECORDS), IMPRINT, means)
    stands.keep(means.cache)
    new, cold = ledger.site(tmp_path / "new", tmp_path / "site", means.cache), Means()
    listings.write(new, _listings(RECORDS), IMPRINT, cold)
    assert cold.anew["rendered"] == 0
    for path in PAGES:
        page = f"{path}index.html"
        assert (tmp_path / "new" / page).samefile(tmp_path / "site" / page)


CHANGES: dict[str, tuple[tuple[Record, ...], set[str]]] = {
    "another title": (
        (_record("2025-01-02-old", "Trade with Peru grew.", title="Elder"), *RECORDS[1:]),
        {"themes/economy/", "countries/pe/", "archive/2025/"},
    ),
    "another sentence": (
        (_record("2025-01-02-old", "Trade with Peru rose."), *RECORDS[1:]),
        {"themes/economy/", "countries/pe/", "archive/2025/"},
    ),
    "another mention": (
        (
            RECORDS[0],
            _record("2026-03-04-new", "Troops of Chad marched.", "security"),
            *RECORDS[2:],
        ),
        {"themes/security/", "countries/td/", "archive/2026/"},
    ),
    "what no page tells": ((dataclasses.replace(RECORDS[0], key="other"), *RECORDS[1:]), set()),
    "one more": (
        (*RECORDS, _record("2025-07-08-more", "Troops of Chile.", "security")),
        {"themes/security/", "countries/cl/", "archive/2025/"},
    ),
    "one less": (RECORDS[:3], set()),
}
"""Records, and which of their pages are others than before."""


@pytest.mark.parametrize(("records", "pages"), CHANGES.values(), ids=CHANGES)
def test_a_changed_record_changes_just_the_pages_that_list_it(
    tmp_path: Path, means: Means, records: Sequence[Record], pages: set[str]
) -> None:
    """All others are kept, and all are what they would be without a cache."""
    _write(tmp_path / "before", RECORDS, means)
    made: list[str] = []
    page = listings._page

    def noted(listing: listings.Listing, imprint: Imprint) -> object:
        made.append(listing.path)
        return page(listing, imprint)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(listings, "_page", noted)
        _write(tmp_path / "warm", records, means)
    assert set(made) == pages
    _write(tmp_path / "cold", records, Means())
    assert tree(tmp_path / "warm") == tree(tmp_path / "cold")


def test_another_imprint_makes_every_page_anew(tmp_path: Path, means: Means) -> None:
    """A name of the site or a template may be on all of them."""
    _write(tmp_path / "site", RECORDS, means)
    named = make_imprint(THEMES, site=dataclasses.replace(SITE, name="Other"))
    assert _write(tmp_path / "site", RECORDS, means, named) == len(PAGES)


def test_a_damaged_page_is_made_again(tmp_path: Path, means: Means) -> None:
    """What the cache holds is proved by its checksum."""
    _write(tmp_path / "one", RECORDS, means)
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert len(kept) == len(PAGES)
    kept[0].write_bytes(b"<p>Trade shrank.</p>")
    assert _write(tmp_path / "two", RECORDS, means) == 1
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


# --- proved ---------------------------------------------------------------------------


def _altered(template: str, before: str, after: str) -> Templates:
    text, path = site_templates()[template]
    assert before in text
    return {**site_templates(), template: (text.replace(before, after), path)}


def test_a_false_extract_stops_the_build(tmp_path: Path, means: Means) -> None:
    """All pages that show one are named, and none of them is kept."""
    before, after = "{{ line.entry.sentence.text | verbatim }}", "Trade shrank."
    false = make_imprint(THEMES, templates=_altered("theme.html", before, after))
    for _ in range(2):
        with pytest.raises(ProofError) as caught:
            _write(tmp_path / "site", RECORDS, means, false)
        assert [str(fault) for fault in caught.value.faults] == [
            f"themes/{path}/index.html: an extract is not a part of ¶1: 'Trade shrank.'"
            for path in ("economy", "economy", "security")
        ]


def test_an_extract_of_another_briefing_is_found(tmp_path: Path, means: Means) -> None:
    """A sentence must be that of the briefing beside which it stands."""
    library = gather(RECORDS, THEMES)
    entries = library.histories["economy"]
    changed = tuple(
        dataclasses.replace(entry, sentence=Extract("Trade grew.", 1)) for entry in entries
    )
    false = dataclasses.replace(library, histories={"economy": changed, "security": ()})
    with pytest.raises(ProofError, match=r"^themes/economy/index\.html: an extract is not a part"):
        listings.write(
            ledger.Site(tmp_path / "site", tmp_path / "none", {}),
            list(listings.pages(false, IMPRINT)),
            IMPRINT,
            means,
        )


def test_a_page_lists_nothing_but_its_own(tmp_path: Path, means: Means) -> None:
    """A briefing that a page may not list, be it on the site, is named."""
    templates = _altered("country.html", 'data-briefing="{{', 'data-briefing="x{{')
    with pytest.raises(ProofError, match="lists xlast, which is not on the site"):
        _write(tmp_path / "site", RECORDS, means, make_imprint(THEMES, templates=templates))


def test_a_template_at_fault_is_named(tmp_path: Path, means: Means) -> None:
    """With its file and line, as everywhere."""
    templates = {**site_templates(), "year.html": ("\n{{ nothing }}", "site/year.html")}
    with pytest.raises(TemplateError, match=r"year\.html:2: the template fails"):
        _write(tmp_path / "site", RECORDS, means, make_imprint(THEMES, templates=templates))
