"""Printing: which PDFs a library has, each made once, and that none is written unproved."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.errors import InputError, ProofError, TemplateError
from dossier.model import Briefing, Extract, Publish
from dossier.pdf import batch
from dossier.pdf.batch import Workshop
from dossier.pdf.phrases import Printed
from dossier.pdf.typst import Typesetter
from dossier.runtime import ledger
from dossier.runtime.cache import Cache
from dossier.runtime.ledger import Site
from dossier.runtime.progress import Progress
from dossier.settings import Means
from dossier.web import urls
from tests import pdfs
from tests.factories import (
    REPOSITORY,
    make_briefing,
    make_library,
    make_press,
    make_themes,
    print_out,
    shelve,
)
from tests.site import tree

THEMES = make_themes("economy security")
PRESS = make_press(THEMES)


def _briefing(name: str, places: str = "economy", text: str = "Trade grew.") -> Briefing:
    return make_briefing(text, places, f"{name}.txt", THEMES)


BRIEFINGS = (
    _briefing("2025-01-02-first"),
    _briefing("2025-03-04-second", "economy security", "Trade grew.\n\nTroops marched."),
    _briefing("2026-01-02-third"),
    _briefing("undated"),
)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a copy of the templates, to be changed."""
    return shutil.copytree(REPOSITORY / "templates" / "pdf", tmp_path / "pdf")


@pytest.fixture
def workshop(templates: Path) -> Workshop:
    """Return what documents are set with."""
    return batch.workshop(templates, None)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each run of Typst adds its template's name."""
    names: list[str] = []
    compile_ = Typesetter._compile

    def counted(self: Typesetter, template: Path, doc: str) -> bytes:
        names.append(template.name)
        return compile_(self, template, doc)

    monkeypatch.setattr(Typesetter, "_compile", counted)
    return names


def _site(folder: Path) -> Site:
    """Return a site below `folder` that takes the place of none."""
    return Site(folder / "site", folder / "none", {})


def _write(
    folder: Path, briefings: Sequence[Briefing], workshop: Workshop, means: Means, paper: str = "a4"
) -> Printed:
    """Print a library into `site` below `folder`."""
    press = make_press(THEMES, paper=paper)
    shutil.rmtree(folder / "site", ignore_errors=True)
    folders = shelve(folder / f"shelf-{len(list(folder.iterdir()))}", briefings, THEMES, press)
    library = make_library(briefings, THEMES)
    return batch.write(_site(folder), folders, library, press, workshop, means)


class _Steps(Progress):
    """Counts what was begun and what was done."""

    def __init__(self) -> None:
        self.total = self.done = 0

    def begin(self, label: str, total: int) -> None:
        self.total = total

    def step(self) -> None:
        self.done += 1


def test_every_briefing_and_every_year_of_several_is_written(
    tmp_path: Path, workshop: Workshop
) -> None:
    """Each file stands at its address, and is what a single print gives."""
    written = _write(tmp_path, BRIEFINGS, workshop, Means())
    files = tree(tmp_path / "site")
    digest = files.pop(urls.digest("economy", "2025"))
    assert files == {urls.pdf(b.slug): print_out(b, PRESS).data for b in BRIEFINGS}
    assert "Economy, 2025" in pdfs.text(digest)
    assert (written.summaries, written.digests, written.lacking) == (4, 1, ())


def test_progress_ends_where_it_was_said_to(tmp_path: Path, workshop: Workshop) -> None:
    """As many steps are taken as were announced, digests among them."""
    steps = _Steps()
    _write(tmp_path, BRIEFINGS, workshop, Means(steps))
    assert steps.done == steps.total == 5


def test_a_library_is_written_in_order(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than are set together are all written, each from its own text."""
    monkeypatch.setattr(batch, "FEW", 1000)
    count = 3 * batch.SHARE + 1
    briefings = [_briefing(f"note-{n}", text=f"Trade of {n} grew.") for n in range(count)]
    assert _write(tmp_path, briefings, workshop, Means()).summaries == count
    files = tree(tmp_path / "site")
    assert len(files) == count
    for number, briefing in enumerate(briefings):
        assert f"Trade of {number} grew." in pdfs.text(files[urls.pdf(briefing.slug)])


_LATER = """
import sys
from pathlib import Path
from dossier import printing
from dossier.means import Means
from tests.test_printing import REPOSITORY, _briefing, _write

workshop = printing.workshop(REPOSITORY / "templates" / "pdf", None)
for name, count in (("few", 1), ("many", printing.FEW)):
    briefings = [_briefing(f"note-{n}", text=f"Trade of {n} grew.") for n in range(count)]
    (Path(sys.argv[1]) / name).mkdir()
    _write(Path(sys.argv[1]) / name, briefings, workshop, Means())
"""


def test_many_are_printed_by_processes_after_a_few_were_printed_here(tmp_path: Path) -> None:
    """So it goes in a preview: one changed text is set at once, then all by a changed template."""
    with subprocess.Popen(
        [sys.executable, "-c", _LATER, str(tmp_path)], cwd=REPOSITORY, start_new_session=True
    ) as process:
        try:
            assert process.wait(60) == 0
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # those that it started hang too
    files = tree(tmp_path / "many" / "site")
    assert len(files) == batch.FEW
    for number in (0, batch.SHARE, batch.FEW - 1):
        data = files[urls.pdf(f"note-{number}")]
        assert f"Trade of {number} grew." in pdfs.text(data)


def test_withheld_texts_are_not_printed(tmp_path: Path, workshop: Workshop) -> None:
    """What may not be published is in no digest, and gives a year none."""
    names = ("2026-01-02-secret", "2026-02-03-hidden")
    withheld = [
        make_briefing("Trade grew.", "", f"{name}.txt", THEMES, publish=Publish.WITHHELD)
        for name in names
    ]
    library = make_library([*withheld, _briefing("2026-03-04-note")], THEMES)
    written = batch.write(_site(tmp_path), [], library, PRESS, workshop, Means())
    assert written == Printed()
    assert not (tmp_path / "site").exists()


def test_lacking_characters_are_told_the_most_frequent_first(
    tmp_path: Path, workshop: Workshop
) -> None:
    """They are counted by document, kept ones too; among equals the order is of their numbers."""
    texts = ("🚆 and 🚢 and 🚆 and 🚆.", "Only 🚢.", "🛶 again.")
    briefings = [_briefing(f"note-{n}", text=text) for n, text in enumerate(texts)]
    means = Means(cache=Cache(tmp_path / "cache"))
    assert _write(tmp_path, briefings, workshop, means).lacking == ("🚢", "🚆", "🛶")
    assert _write(tmp_path, briefings, workshop, means).lacking == ("🚢", "🚆", "🛶")
    assert means.anew["printed"] == 3


def test_a_false_extract_in_a_digest_stops_everything(tmp_path: Path, workshop: Workshop) -> None:
    """A sentence that is no extract of its briefing is named, and nothing is written."""
    library = make_library(BRIEFINGS, THEMES)
    entries = library.histories["economy"]
    false = tuple(replace(entry, sentence=Extract("Trade shrank.", 1)) for entry in entries)
    changed = replace(library, histories={"economy": false, "security": ()})
    kept = shelve(tmp_path / "shelf", BRIEFINGS, THEMES, PRESS)
    with pytest.raises(ProofError) as raised:
        batch.write(_site(tmp_path), kept, changed, PRESS, workshop, Means())
    sentence = "themes/economy/economy-2025.pdf: prints what is no extract of ¶1 of second"
    assert sentence in str(raised.value)
    assert not (tmp_path / "site").exists()


def test_what_stands_on_the_site_is_linked(tmp_path: Path, workshop: Workshop) -> None:
    """The same print is the same file, and what its fonts lack is told all the same."""
    briefings = [_briefing("note", text="Trade 🚆 grew."), _briefing("other")]
    cache = Cache(tmp_path / "cache")
    kept = shelve(tmp_path / "shelf", briefings, THEMES, PRESS)
    library = make_library(briefings, THEMES)
    stands = ledger.site(tmp_path / "site", tmp_path / "site", cache)
    batch.write(stands, kept, library, PRESS, workshop, Means(cache=cache))
    stands.keep(cache)
    new, steps = ledger.site(tmp_path / "new", tmp_path / "site", cache), _Steps()
    means = Means(steps, cache)
    written = batch.write(new, kept, library, PRESS, workshop, means)
    assert (written.lacking, means.anew["printed"], steps.done) == (("🚆",), 0, 2)
    for slug in ("note", "other"):
        path = urls.pdf(slug)
        assert (tmp_path / "new" / path).samefile(tmp_path / "site" / path)


# --- kept prints ----------------------------------------------------------------------


def test_what_was_set_is_not_set_again(
    tmp_path: Path, workshop: Workshop, compiled: list[str]
) -> None:
    """Another build takes it from the cache, digests too, with the same bytes."""
    first, again = (Means(cache=Cache(tmp_path / "cache")) for _ in range(2))
    _write(tmp_path, BRIEFINGS, workshop, first)
    files, made = tree(tmp_path / "site"), len(compiled)
    assert (first.anew["printed"], made >= 5) == (5, True)
    _write(tmp_path, BRIEFINGS, workshop, again)
    assert tree(tmp_path / "site") == files
    assert (again.anew["printed"], len(compiled)) == (0, made)


def test_without_a_cache_all_is_set(
    tmp_path: Path, workshop: Workshop, compiled: list[str]
) -> None:
    """Nothing is kept where nothing is to be kept."""
    means = Means()
    _write(tmp_path, BRIEFINGS[:1], workshop, means)
    made = len(compiled)
    _write(tmp_path, BRIEFINGS[:1], workshop, means)
    assert (means.anew["printed"], len(compiled)) == (2, 2 * made)


def test_other_data_and_other_templates_are_set_anew(tmp_path: Path, templates: Path) -> None:
    """A changed word, paper or line of a template is never taken from the cache."""
    means = Means(cache=Cache(tmp_path / "cache"))

    def make(title: str, paper: str = "a4") -> bytes:
        briefing = make_briefing("Trade grew.", "", "note.txt", THEMES, title=title)
        _write(tmp_path, [briefing], batch.workshop(templates, None), means, paper)
        return (tmp_path / "site" / urls.pdf("note")).read_bytes()

    made = [make("One"), make("Two"), make("One", "us-letter")]
    house = templates / "house.typ"
    house.write_text(house.read_text("utf-8").replace("#1d2226", "#1d2227"), "utf-8")
    made.append(make("One"))
    assert (len(set(made)), means.anew["printed"]) == (4, 4)


@pytest.mark.parametrize("damage", [b"", b"!", b"[]\n"])
def test_a_damaged_print_is_made_again(tmp_path: Path, workshop: Workshop, damage: bytes) -> None:
    """What the cache holds is proved by its checksum, not trusted."""
    means = Means(cache=Cache(tmp_path / "cache"))
    _write(tmp_path, BRIEFINGS, workshop, means)
    files = tree(tmp_path / "site")
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    entries = [path for path in kept if b"%PDF" in path.read_bytes()]
    assert len(entries) == 5
    for path in entries[:2]:
        path.write_bytes(path.read_bytes()[: -len(damage) or -1] + damage)
    _write(tmp_path, BRIEFINGS, workshop, means)
    assert tree(tmp_path / "site") == files
    assert means.anew["printed"] == 7


def test_a_template_at_fault_is_named(tmp_path: Path, templates: Path) -> None:
    """The sentence is that of a single print."""
    template = templates / "summary.typ"
    template.write_text(f"{template.read_text('utf-8')}#nonsense\n", "utf-8")
    with pytest.raises(TemplateError) as raised:
        _write(tmp_path, BRIEFINGS[:1], batch.workshop(templates, None), Means())
    (fault,) = raised.value.faults
    assert fault.path == template.as_posix()
    assert fault.sentence.startswith("Typst cannot set it: error: ")


def test_a_folder_of_fonts_that_is_not_there_is_a_sentence(tmp_path: Path, templates: Path) -> None:
    """A slip in the option is said before anything is set."""
    with pytest.raises(InputError, match="no such folder"):
        batch.workshop(templates, tmp_path / "fnts")
