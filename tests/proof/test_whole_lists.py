"""A list that is torn apart, or said to be another, is refused."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest

from dossier.model import Record
from tests.proof.finished import Change, Finished, finish, swap

TEXT = """\
---
title: The crossing
filed: {4: {theme: economy, because: "all of it is a bargain"}}
---
Troops guard the bridge with rifles.

The ministers agreed to:

- lower the tariff on exports;

- guard the bridge with rifles.

Trade will grow by a tenth.
"""

THEMED, DATA = "briefings/crossing/index.html", "briefings/crossing/briefing.json"
PUBLISHED = "briefings/crossing/as-published/index.html"
PLACE = '<p class="place">'
WITH = '<p class="list">with the list ¶2 to ¶4</p>'


@cache
def site() -> Finished:
    """Return the files of the text."""
    return finish(TEXT, "crossing.txt")


def _record() -> Record:
    return site().records["crossing"]


def test_a_list_is_shown_whole() -> None:
    """Each of its paragraphs has its ¶ and its own link, and says with which list it is filed."""
    assert site().text_faults() == []
    page = site().files[THEMED].decode()
    assert re.findall(r'data-paragraph="(\d)"', page) == ["2", "3", "4", "5", "1"]
    assert [page.count(f'href="#p{number}"') > 0 for number in (2, 3, 4)] == [True] * 3
    assert page.count(WITH) == site().files[PUBLISHED].decode().count(WITH) == 3
    assert page.count("<q>all of it is a bargain</q>") == 3
    assert page.count("the rest of the list ") == 3
    rows = [row for s in json.loads(site().files[DATA])["sections"] for row in s["paragraphs"]]
    assert [row["filed_with"] for row in rows] == [[2, 3, 4]] * 3 + [[], []]
    assert [row["filed_by"] for row in rows] == ["editor"] * 3 + ["dossier"] * 2


def _other_list(data: str) -> str:
    found = json.loads(data)
    found["sections"][-1]["paragraphs"][0]["filed_with"] = [2, 3]
    return json.dumps(found, ensure_ascii=False) + "\n"


MUTATIONS: dict[str, tuple[str, Change, str]] = {
    "another list": (THEMED, swap(WITH, WITH.replace("¶2", "¶1")), "names another list"),
    "no list": (PUBLISHED, swap(WITH, ""), "names another list"),
    "a list that is none": (
        THEMED,
        lambda t: (WITH + PLACE).join(t.rsplit(PLACE, 1)),
        "beside ¶1, the page",
    ),
    "another list in the data": (DATA, _other_list, "filed_with"),
    "another reason": (THEMED, swap("all of it is", "none of it is"), "as its editor's reason"),
}


@pytest.mark.parametrize(("path", "change", "said"), MUTATIONS.values(), ids=MUTATIONS)
def test_a_change_is_refused(path: str, change: Change, said: str) -> None:
    """A page or data that says another list, or none, is refused."""
    text = site().files[path].decode()
    changed = change(text)
    assert changed != text
    faults = site().having(path, changed).text_faults()
    assert [fault for fault in faults if said in fault], faults


def test_a_record_that_tears_a_list_apart_is_refused() -> None:
    """Wherever it comes from: a part of a list in another section is a fault."""
    one = _record()
    torn = replace(one, places=(*one.places[:2], one.places[0], *one.places[3:]))
    faults = site().claiming(torn).text_faults()
    assert [fault for fault in faults if "its record tears apart the list ¶2, ¶3, ¶4" in fault]
