"""A refusal says what differs, so that whoever reads it knows where to look."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from tests.proof.finished import Finished, finish

TEXT = """\
---
title: The ferry
filed: {4: outlook}
---
Minister Ibarra, Port Amity

Trade on the ferry grew, and tariffs fell. Exports rose by a tenth.

Troops guard the bridge with rifles.

The end looks ahead.
"""

PAGE, SEARCHED = "briefings/ferry/index.html", "search entry of ferry"


@cache
def site() -> Finished:
    """Return the files of the text."""
    return finish(TEXT, "ferry.txt")


def _turned(text: str) -> str:
    """Put the second paragraph that is searched behind the third."""
    return re.sub(r"(\[2,.*?\],)(\[3,.*?\],)", r"\2\1", text)


CHANGES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "another colour": (
        PAGE,
        lambda t: t.replace('class="filed" data-theme="economy"', 'class="filed"'),
        "¶2 is coloured as no theme, not as economy",
    ),
    "a colour too many": (
        PAGE,
        lambda t: t.replace('class="filed">', 'class="filed" data-theme="security">'),
        "¶4 is coloured as security, not as no theme",
    ),
    "other words to search": (
        SEARCHED,
        lambda t: t.replace("by a tenth", "by a fifth"),
        "is searched by other paragraphs: of p2, '. Exports rose by a tenth.' became "
        "'. Exports rose by a fifth.'",
    ),
    "a paragraph less to search": (
        SEARCHED,
        lambda t: re.sub(r"\[3,.*?\],", "", t),
        "is searched by other paragraphs: p3 is missing: 'Troops guard the bridge",
    ),
    "a paragraph more to search": (
        SEARCHED,
        lambda t: t.replace("[1,", '[9,"We fight."],[1,', 1),
        "is searched by other paragraphs: p9 is not of the text: 'We fight.'",
    ),
    "paragraphs to search in another order": (
        SEARCHED,
        _turned,
        "is searched by other paragraphs: p1, p3, p2, p4 is another order",
    ),
}


@pytest.mark.parametrize(("path", "change", "said"), CHANGES.values(), ids=CHANGES)
def test_a_sentence_says_the_difference(path: str, change: Callable[[str], str], said: str) -> None:
    """It names what is there and what must be."""
    text = site().files[path].decode()
    changed = change(text)
    assert changed != text
    (proved,) = site().having(path, changed).proved()
    found = [str(fault) for fault in proved.faults]
    assert [one for one in found if one.startswith(f"{path}: {said}")], found
