"""What all tests share."""

import shutil
from pathlib import Path

import hypothesis
import pytest

from tests.site import REPOSITORY

hypothesis.settings.register_profile("dossier", deadline=None, derandomize=True)
hypothesis.settings.load_profile("dossier")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --write-golden, which accepts the golden site as it is built now."""
    parser.addoption("--write-golden", action="store_true", help="accept today's golden site")


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of everything a site's owner has, with the first seed, as working folder."""
    for name in ("docs", "templates", "seeds"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    for name in ("mkdocs.yml", "themes.yml", "build.py"):
        shutil.copy(REPOSITORY / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path
