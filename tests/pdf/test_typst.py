"""PDF: the same input gives the same bytes, and a template at fault is named."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from dossier.pdf.prints import Job

from dossier.errors import InputError, TemplateError
from dossier.pdf import prints
from dossier.pdf.typst import Typesetter
from tests.factories import REPOSITORY, make_briefing, make_press, typesetter


def _job(title: str = "Rails", paper: str = "a4") -> Job:
    briefing = make_briefing("Trade grew.\n\nTroops marched.\n", "economy security", title=title)
    return prints.of_briefing(briefing, make_press(paper=paper))


def test_the_same_input_gives_the_same_bytes() -> None:
    """Twice, by another typesetter, and in two threads at once."""
    job = _job()
    first = prints.make(job, typesetter())
    other = Typesetter(REPOSITORY / "templates" / "pdf")
    with ThreadPoolExecutor(2) as threads:
        again = list(threads.map(lambda _: prints.make(job, other), range(6)))
    assert {pdf.data for pdf in again} == {first.data}


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a copy of the templates, to be changed."""
    return shutil.copytree(REPOSITORY / "templates" / "pdf", tmp_path / "pdf")


@pytest.mark.parametrize("broken", ["#let x = (\n", "#nonsense\n", '#import "none.typ"\n'])
def test_a_template_at_fault_is_named(templates: Path, broken: str) -> None:
    """The error alone is said, without what Typst warns of besides."""
    template = templates / "summary.typ"
    warned = '#text(font: "No Such Font")[]\n'
    template.write_text(f"{template.read_text('utf-8')}{warned}{broken}", "utf-8")
    with pytest.raises(TemplateError) as raised:
        prints.make(_job(), Typesetter(templates))
    (fault,) = raised.value.faults
    assert fault.path == template.as_posix()
    assert fault.sentence.startswith("Typst cannot set it: error: ")
    assert "warning" not in fault.sentence


def test_a_folder_of_fonts_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """A slip in the option is not passed over in silence."""
    with pytest.raises(InputError, match="no such folder"):
        Typesetter(REPOSITORY / "templates" / "pdf", fonts=tmp_path / "fnts")
