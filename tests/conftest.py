"""What all tests share."""

import signal
from pathlib import Path

import hypothesis
import pytest

from tests.site import REPOSITORY, furnish

hypothesis.settings.register_profile("dossier", deadline=None, derandomize=True)
hypothesis.settings.load_profile("dossier")

# A script that was begun in the background has Ctrl-C ignored, and so would every program that a
# test begins to press it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --write-golden, which accepts the golden site as it is built now."""
    parser.addoption("--write-golden", action="store_true", help="accept today's golden site")


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of everything a site's owner has, with the first seed, as working folder."""
    monkeypatch.chdir(tmp_path)
    return furnish(tmp_path, REPOSITORY / "seeds")
