"""All PDFs of a library: which there are, that each is set once, and that none is unproved."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.errors import InputError, ProofError, TemplateError
from dossier.model import Briefing, Extract
from dossier.pdf import batch
from dossier.pdf.batch import Document, Printed, Workshop
from dossier.runtime.cache import Cache
from dossier.runtime.progress import Progress
from dossier.runtime.resources import Resources
from dossier.web.site import SiteContext
from tests.factories import (
    RAIL,
    REPOSITORY,
    TROOPS,
    make_briefing,
    make_library,
    make_site,
    make_themes,
    print_data,
    print_out,
)
from tests.pdf import pdfs
from tests.site import tree

THEMES = make_themes("economy security")
SITE = make_site(THEMES, pdfs=True)


def named(name: str, places: str = "economy", text: str = RAIL) -> Briefing:
    """Return a briefing of a text with this name."""
    return make_briefing(text, places, f"{name}.txt", THEMES)


BRIEFINGS = (
    named("2025-01-02-first"),
    named("2025-03-04-second", "economy security", f"{RAIL}\n\n{TROOPS}"),
    named("2026-01-02-third"),
    named("undated"),
)


@pytest.fixture
def workshop(templates: Path) -> Workshop:
    """Return what documents are set with."""
    return batch.workshop((templates,), None)


def resources_in(folder: Path, progress: Progress | None = None) -> Resources:
    """Return what a build works with, the cache below `folder`."""
    return Resources(Cache(folder / "cache"), progress or Progress())


def documents(briefings: Sequence[Briefing], site: SiteContext = SITE) -> list[Document]:
    """Return the documents of a library."""
    library = make_library(briefings, THEMES)
    data = {briefing.slug: print_data(briefing, site) for briefing in briefings}
    shown = [(record, data[record.slug]) for record in library.records]
    return list(batch.documents(shown, library, site))


class _Steps(Progress):
    """Counts what was begun and what was done."""

    def __init__(self) -> None:
        self.total = self.done = 0

    def begin(self, label: str, total: int) -> None:
        self.total = total

    def step(self) -> None:
        self.done += 1


# --- which there are ------------------------------------------------------------------


def test_every_briefing_and_every_year_of_several_is_written(
    tmp_path: Path, workshop: Workshop
) -> None:
    """Each file stands at its address, and is what a single print gives."""
    steps = _Steps()
    site, resources = tmp_path / "site", resources_in(tmp_path, steps)
    written = batch.write(site, documents(BRIEFINGS), workshop, resources)
    files = tree(site)
    digest = files.pop(SITE.urls.digest("economy", "2025"))
    assert files == {SITE.urls.pdf(b.slug): print_out(b, SITE).data for b in BRIEFINGS}
    assert "Economy, 2025" in pdfs.text(digest)
    assert written == Printed(summaries=4, digests=1)
    assert (steps.done, steps.total, resources.rebuilt["PDFs"]) == (5, 5, 5)


def test_each_year_in_which_several_have_a_theme_has_a_digest() -> None:
    """Each theme has its own years; undated texts, and single ones, make none."""
    library = [
        *map(named, ("2024-01-02-a", "2025-01-02-b", "2025-03-04-c", "d", "e")),
        *(named(name, "security") for name in ("2026-01-02-f", "2026-03-04-g", "h")),
    ]
    digests = [one.path for one in documents(library) if one.path.startswith("themes/")]
    assert digests == ["themes/economy/economy-2025.pdf", "themes/security/security-2026.pdf"]


def test_a_library_without_texts_has_no_prints(tmp_path: Path, workshop: Workshop) -> None:
    """Nothing is written."""
    assert (
        batch.write(tmp_path / "site", documents([]), workshop, resources_in(tmp_path)) == Printed()
    )
    assert not (tmp_path / "site").exists()


_LATER = """
import sys
from pathlib import Path
from dossier.pdf import batch
from tests.pdf import test_batch

folder = Path(sys.argv[1])
workshop = batch.workshop((test_batch.REPOSITORY / "templates" / "pdf",), None)
for name, count in (("few", 1), ("many", batch.FEW)):
    briefings = [test_batch.named(f"note-{n}", text=f"Trade of {n} grew.") for n in range(count)]
    prints = test_batch.documents(briefings)
    batch.write(folder / name, prints, workshop, test_batch.resources_in(folder))
"""


def test_many_are_set_in_order_after_a_few_were_set_here(tmp_path: Path) -> None:
    """So it goes in a preview: one changed text is set at once, then all by a changed template.

    Typst works in threads, which a copy of this process would wait for in vain.
    """
    with subprocess.Popen(
        [sys.executable, "-c", _LATER, str(tmp_path)], cwd=REPOSITORY, start_new_session=True
    ) as process:
        try:
            assert process.wait(60) == 0
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # those that it started hang too
    files = tree(tmp_path / "many")
    assert len(files) == batch.FEW
    said = [pdfs.text(files[SITE.urls.pdf(f"note-{number}")]) for number in range(batch.FEW)]
    assert [n for n, text in enumerate(said) if f"Trade of {n} grew." not in text] == []


def test_lacking_characters_are_told_the_most_frequent_first(
    tmp_path: Path, workshop: Workshop
) -> None:
    """They are counted by document, cached ones too; among equals the order is of their numbers."""
    texts = ("🚆 and 🚢 and 🚆 and 🚆.", "Only 🚢.", "🛶 again.")
    prints = documents([named(f"note-{n}", text=text) for n, text in enumerate(texts)])
    resources = resources_in(tmp_path)
    for _ in ("cold", "warm"):
        written = batch.write(tmp_path / "site", prints, workshop, resources)
        assert written.lacking == ("🚢", "🚆", "🛶")
        assert written.lacking_in == tuple(f"seeds/note-{n}.txt" for n in range(3))
    assert resources.rebuilt["PDFs"] == 3


# --- what is wrong --------------------------------------------------------------------


def test_a_false_extract_in_a_digest_stops_everything() -> None:
    """A sentence that is no extract of its briefing is named, and nothing is set."""
    library = make_library(BRIEFINGS, THEMES)
    false = {
        year: tuple(replace(entry, sentence=Extract("Trade shrank.", 1)) for entry in entries)
        for year, entries in library.digests["economy"].items()
    }
    changed = replace(library, digests={**library.digests, "economy": false})
    with pytest.raises(ProofError) as raised:
        list(batch.documents([], changed, SITE))
    sentence = "themes/economy/economy-2025.pdf: prints what is no extract of ¶1 of second"
    assert sentence in str(raised.value)


def test_a_template_at_fault_is_named(tmp_path: Path, templates: Path) -> None:
    """The sentence is that of a single print."""
    template = templates / "summary.typ"
    template.write_text(f"{template.read_text('utf-8')}#nonsense\n", "utf-8")
    workshop = batch.workshop((templates,), None)
    with pytest.raises(TemplateError) as raised:
        batch.write(tmp_path, documents(BRIEFINGS[:1]), workshop, resources_in(tmp_path))
    (fault,) = raised.value.faults
    assert fault.path == template.as_posix()
    assert fault.sentence.startswith("Typst cannot set it: error: ")


def test_a_folder_of_fonts_that_is_not_there_is_a_sentence(tmp_path: Path, templates: Path) -> None:
    """A slip in the option is said before anything is set."""
    with pytest.raises(InputError, match="no such folder"):
        batch.workshop((templates,), tmp_path / "fnts")


# --- cached prints --------------------------------------------------------------------


def test_what_was_set_is_not_set_again(tmp_path: Path, workshop: Workshop) -> None:
    """Another build takes it from the cache, digests too, with the same bytes."""
    batch.write(tmp_path / "one", documents(BRIEFINGS), workshop, resources_in(tmp_path))
    again = resources_in(tmp_path)
    batch.write(tmp_path / "two", documents(BRIEFINGS), workshop, again)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert again.rebuilt["PDFs"] == 0


def test_other_data_and_other_templates_are_set_anew(tmp_path: Path, templates: Path) -> None:
    """A changed word, paper or line of a template is never taken from the cache."""
    resources = resources_in(tmp_path)

    def make(title: str, paper: str = "a4") -> bytes:
        briefing = make_briefing("Trade grew.", "", "note.txt", THEMES, title=title)
        prints = documents([briefing], make_site(THEMES, pdfs=True, paper=paper))
        batch.write(tmp_path / "site", prints, batch.workshop((templates,), None), resources)
        return (tmp_path / "site" / SITE.urls.pdf("note")).read_bytes()

    made = [make("One"), make("Two"), make("One", "us-letter")]
    house = templates / "house.typ"
    house.write_text(house.read_text("utf-8").replace("#1d2226", "#1d2227"), "utf-8")
    made.append(make("One"))
    assert (len(set(made)), resources.rebuilt["PDFs"]) == (4, 4)


def test_a_damaged_print_is_set_again(tmp_path: Path, workshop: Workshop) -> None:
    """What the cache holds is not trusted."""
    resources = resources_in(tmp_path)
    batch.write(tmp_path / "one", documents(BRIEFINGS), workshop, resources)
    entries = [path for path in (tmp_path / "cache").rglob("??/*") if path.is_file()]
    assert len(entries) == 5
    for path in entries[:2]:
        path.write_bytes(path.read_bytes().replace(b"%PDF", b"%PFD"))
    batch.write(tmp_path / "two", documents(BRIEFINGS), workshop, resources)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert resources.rebuilt["PDFs"] == 7
