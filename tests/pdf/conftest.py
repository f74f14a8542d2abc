"""Templates of the prints, to be changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.pdf.typst import Typesetter
from tests.factories import REPOSITORY


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a copy of the templates, to be changed."""
    return shutil.copytree(REPOSITORY / "templates" / "pdf", tmp_path / "pdf")


@pytest.fixture
def altered(templates: Path) -> Callable[[str, str, str], Typesetter]:
    """Return what gives a typesetter with one thing replaced in one of its templates."""

    def alter(name: str, before: str, after: str) -> Typesetter:
        template = templates / name
        text = template.read_text("utf-8")
        assert before in text
        template.write_text(text.replace(before, after), "utf-8")
        return Typesetter([templates])

    return alter
