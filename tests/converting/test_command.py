"""The command `add`: what it writes, what it prints, and that it never overwrites."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.model import Document
from dossier.sources import document, files
from tests.converting import originals
from tests.site import REPOSITORY, run, tree


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with settings and an empty seeds/, as working folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("build.py", "mkdocs.yml", "themes.yml"):
        (tmp_path / name).write_bytes((REPOSITORY / name).read_bytes())
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "templates" / "site").mkdir(parents=True)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    return tmp_path


def letter(path: Path, *paragraphs: str, title: str = "The ferry") -> Path:
    """Save a Word file with these paragraphs."""
    word = originals.word(path, title=title)
    for words in paragraphs or ("It sails twice a week.", "1986. It is full."):
        word.add_paragraph(words)
    word.save(str(path))
    return path


def parsed(path: Path) -> Document:
    """Read a text as a build does."""
    return document.parse(files.read(path))


def test_a_word_file_becomes_a_text(workshop: Path) -> None:
    """It is written in UTF-8 with LF, states where it is from, and reads back word for word."""
    path = letter(workshop / "letter.docx", "It sails – twice.", "1986. It is *full*.")
    done = run(workshop, "add", "letter.docx")
    assert (done.returncode, done.stderr) == (0, "")
    written = workshop / "seeds" / "the-ferry.txt"
    data = written.read_bytes()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert data.decode("utf-8") == (
        "---\ntitle: The ferry\nreceived:\n  file: letter.docx\n"
        f"  sha256: {digest}\n---\n\nIt sails – twice.\n\n1986. It is *full*.\n"
    )
    read = parsed(written)
    assert [paragraph.text for paragraph in read.paragraphs] == [
        "It sails – twice.",
        "1986. It is *full*.",
    ]
    assert read.title == "The ferry"


def test_the_table_says_what_was_found_and_what_was_left_out(workshop: Path) -> None:
    """Every fact with its origin, a date that is only shown, and the words that are not there."""
    body = "It sails twice a week, wrote the Seaboard Review on 3 February 2026.\n\nIt is full.\n"
    originals.mail(workshop / "mail.eml", f"{body}\n-- \nHarbour Office\n")
    done = run(workshop, "add", "mail.eml")
    assert done.returncode == 0
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0] == "mail.eml -> seeds/the-ferry.txt"
    assert "title The ferry (from the mail's subject)" in lines
    assert (
        "author Mehrunisa Talpur (from the mail's sender; check whether it is the author)" in lines
    )
    assert any(line.startswith("date not written: 2026-02-03 (only in the words") for line in lines)
    assert "text 16 words in 2 paragraphs" in lines
    assert "left out signatures: -- Harbour Office" in lines


def test_nothing_is_overwritten_and_all_errors_come_together(workshop: Path) -> None:
    """Each file at fault has its sentence; the others are added all the same."""
    letter(workshop / "letter.docx")
    letter(workshop / "other.docx", "Something else.", "And more.")
    letter(workshop / "third.docx", "A third.", title="The road")
    (workshop / "broken.pdf").write_bytes(b"nothing of the kind")
    assert run(workshop, "add", "letter.docx").returncode == 0
    before = tree(workshop / "seeds")
    done = run(workshop, "add", "letter.docx", "other.docx", "broken.pdf", "old.doc", "third.docx")
    assert done.returncode == 1
    assert "letter.docx: was added before: seeds/the-ferry.txt is made of it" in done.stderr
    assert "other.docx: seeds/the-ferry.txt has the same address (the-ferry)" in done.stderr
    assert "broken.pdf: is broken, or no .pdf file" in done.stderr
    assert "old.doc: there is no such file" in done.stderr
    assert done.stderr.splitlines()[-1] == "4 faults; added seeds/the-road.txt."
    assert "Traceback" not in done.stderr
    after = tree(workshop / "seeds")
    assert {name: after[name] for name in before} == before
    assert set(after) == {"the-ferry.txt", "the-road.txt"}


def test_a_name_can_be_given(workshop: Path) -> None:
    """For one file; its suffix may be left away."""
    letter(workshop / "letter.docx")
    assert run(workshop, "add", "--name", "2026-02-03-sohar", "letter.docx").returncode == 0
    assert list(tree(workshop / "seeds")) == ["2026-02-03-sohar.txt"]
    assert "1986. It" in (workshop / "seeds" / "2026-02-03-sohar.txt").read_text("utf-8")
    (workshop / "seeds" / "2026-02-03-sohar.txt").unlink()
    assert run(workshop, "add", "--name", "sohar.md", "letter.docx").returncode == 0
    assert "1986\\. It" in (workshop / "seeds" / "sohar.md").read_text("utf-8")
    (workshop / "seeds" / "sohar.md").unlink()
    done = run(workshop, "add", "--name", "a", "letter.docx", "letter.docx")
    assert done.returncode == 2
    assert run(workshop, "add", "--name", "con", "letter.docx").returncode == 1
    assert run(workshop, "add", "--name", "../outside", "letter.docx").returncode == 1
    assert tree(workshop / "seeds") == {}


@pytest.mark.parametrize(
    "line", ["CONFIDENTIAL", "Embargoed until 5 May", "Draft, not for citation"]
)
def test_a_marking_stops_a_text_until_anyway(workshop: Path, line: str) -> None:
    """What says that it may not be published is not added by accident."""
    letter(workshop / "letter.docx", line, "It sails twice a week.")
    done = run(workshop, "add", "letter.docx")
    assert done.returncode == 1
    assert f"letter.docx: it says “{line}”" in done.stderr
    assert "--anyway" in done.stderr
    assert tree(workshop / "seeds") == {}
    assert run(workshop, "add", "--anyway", "letter.docx").returncode == 0
    assert line in (workshop / "seeds" / "the-ferry.txt").read_text("utf-8")


def test_it_never_asks_where_there_is_no_terminal(workshop: Path) -> None:
    """A text without a title is added without one, and named after its file."""
    letter(workshop / "Letter from Sohar.docx", title="")
    done = run(workshop, "add", "Letter from Sohar.docx")
    assert done.returncode == 0
    assert list(tree(workshop / "seeds")) == ["letter-from-sohar.txt"]
    assert "title none found" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("name", "library"),
    [("letter.docx", "mammoth"), ("page.html", "trafilatura"), ("letter.rtf", "striprtf")],
)
def test_without_the_extra_a_sentence_says_what_to_install(
    workshop: Path, name: str, library: str
) -> None:
    """A missing library is no traceback; copy and paste is offered too."""
    path = workshop / name
    path.write_text("{\\rtf1 It sails.}<nav>Home</nav><p>It sails.</p>", "utf-8")
    code = f"import sys; sys.modules[{library!r}] = None\n"
    code += "from dossier.cli.main import main\n"
    code += f"sys.argv = ['build.py', 'add', {name!r}]; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=workshop, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"read with {library}, which is not installed" in done.stderr
    assert 'pip install "mkdocs-dossier[add]"' in done.stderr
    assert "copy the text" in done.stderr


def test_no_other_command_waits_for_the_libraries() -> None:
    """Neither `check` nor the help imports what reads other formats."""
    code = "import sys; from dossier.cli import main, report, tables; "
    code += "from dossier.plugin import commands; from dossier import pipeline; "
    code += "print([n for n in sys.modules if n.split('.')[0] in "
    code += "('mammoth', 'trafilatura', 'striprtf') or n.startswith('dossier.converting')])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert done.stdout.strip() == "[]"
