"""Typesetting: the same input gives the same bytes, and a template at fault is named."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dossier.errors import InputError, TemplateError
from dossier.pdf.typst import Typesetter
from tests.factories import RAIL, REPOSITORY, TROOPS, make_briefing, print_out

BRIEFING = make_briefing(f"{RAIL}\n\n{TROOPS}\n", "economy security", title="Rails")


def test_the_same_input_gives_the_same_bytes() -> None:
    """Twice, by another typesetter, and in two threads at once."""
    other = Typesetter([REPOSITORY / "templates" / "pdf"])
    with ThreadPoolExecutor(2) as threads:
        again = list(threads.map(lambda _: print_out(BRIEFING, by=other), range(6)))
    assert {pdf.data for pdf in again} == {print_out(BRIEFING).data}


@pytest.mark.parametrize("broken", ["#let x = (\n", "#nonsense\n", '#import "none.typ"\n'])
def test_a_template_at_fault_is_named(templates: Path, broken: str) -> None:
    """The error alone is said, without what Typst warns of besides."""
    template = templates / "summary.typ"
    warned = '#text(font: "No Such Font")[]\n'
    template.write_text(f"{template.read_text('utf-8')}{warned}{broken}", "utf-8")
    with pytest.raises(TemplateError) as raised:
        print_out(BRIEFING, by=Typesetter([templates]))
    (fault,) = raised.value.faults
    assert fault.path == template.as_posix()
    assert fault.sentence.startswith("Typst cannot set it: error: ")
    assert "warning" not in fault.sentence


def test_a_folder_of_templates_may_be_missing(tmp_path: Path) -> None:
    """A site need not have templates of its own, wherever its others lie."""
    by = Typesetter([REPOSITORY / "templates" / "pdf", tmp_path / "templates" / "pdf"])
    assert print_out(BRIEFING, by=by).data == print_out(BRIEFING).data


def test_a_folder_of_fonts_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """A slip in the option is not passed over in silence."""
    with pytest.raises(InputError, match="no such folder"):
        Typesetter([REPOSITORY / "templates" / "pdf"], fonts=tmp_path / "fnts")
