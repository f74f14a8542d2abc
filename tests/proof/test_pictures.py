"""Only the pictures that a text publishes stand beside it."""

import hashlib
from dataclasses import replace

import pytest

from dossier.model import Beside
from dossier.proof import check_pictures
from tests.proof.finished import Finished, finish

TEXT = """\
---
title: The crossing
publish: full
---
The ministers agreed to lower tariffs on grain.

![Map of the crossing](map.png)

The end looks ahead.
"""

MAP = "seeds/map.png"
BESIDE = (
    Beside("map.png", "picture", "map-1.png", 9, 3, MAP, hashlib.sha256(MAP.encode()).hexdigest()),
)
PICTURE = "briefings/crossing/pictures/map-1.png"


def faults(site: Finished, *more: str) -> list[str]:
    """Return what the proof finds with more files."""
    site = replace(site, files={**site.files, **dict.fromkeys(more, b"seeds/map.png")})
    proved = [*site.proved()]
    found = [fault for one in proved for fault in one.faults]
    found += check_pictures((path for path in site.files if "/pictures/" in path), proved)
    return [str(fault) for fault in found]


def test_a_picture_that_is_published_passes() -> None:
    """It stands beside the page that shows it."""
    site = finish(TEXT, "crossing.md", BESIDE)
    assert PICTURE in site.files
    assert faults(site) == []


@pytest.mark.parametrize(
    "path",
    [
        "briefings/crossing/pictures/other.png",
        "briefings/crossing/pictures/more/map-1.png",
        "briefings/bridge/pictures/map-1.png",
    ],
)
def test_a_picture_that_no_text_publishes_is_refused(path: str) -> None:
    """Nothing else may stand there."""
    found = faults(finish(TEXT, "crossing.md", BESIDE), path)
    assert found == [f"{path}: is no picture that its text publishes"]


@pytest.mark.parametrize("publish", ["extracts", "withheld", "draft"])
def test_the_picture_of_a_text_that_is_not_published_is_refused(publish: str) -> None:
    """Who may not read a text whole may not see its pictures."""
    site = finish(TEXT.replace("full", publish), "crossing.md", BESIDE)
    assert faults(site) == []
    assert faults(site, PICTURE) == [f"{PICTURE}: is no picture that its text publishes"]
