"""Notes, tasks, pictures, definitions and struck words: shown whole, or the build is refused."""

import hashlib
import json
import re
from functools import cache

import pytest

from dossier.model import Beside
from tests.proof.finished import Change, Finished, finish, swap

TEXT = """\
---
title: The crossing
key_points: [1, 6]
---
The ministers agreed to lower tariffs on grain.[^duty] Trade will grow by a tenth.^[So the
ministry.]

![Map of the crossing](images/map.png)

Troops guard the bridge with rifles. The toll is ~~five~~ three dollars, see
[our reply](reply.md#p2).

- [x] Lower the duty on exports
- [ ] Open the bank for trade in exports and tariffs

Corridor
: The road on which exports move.

4. The two sides agreed on trade and tariffs.

[^duty]: The duty was a fifth.

    It was set in 1986.

The end looks ahead.
"""

MAP = "seeds/images/map.png"
BESIDE = (
    Beside("images/map.png", "picture", "map-12345678.png", 900, 300, MAP,
           hashlib.sha256(MAP.encode()).hexdigest()),
    Beside("reply.md", "text", "reply"),
)  # fmt: skip
THEMED, PUBLISHED = "briefings/crossing/index.html", "briefings/crossing/as-published/index.html"
PICTURE = "briefings/crossing/pictures/map-12345678.png"
DATA = "briefings/crossing/briefing.json"


@cache
def site() -> Finished:
    """Return the files of the text."""
    return finish(TEXT, "crossing.md", BESIDE)


def test_all_of_it_is_proved() -> None:
    """Nothing is wrong with the text as it is; what it is about is there."""
    assert site().text_faults() == []
    page = site().files[THEMED].decode()
    for shown in (
        'href="#p10" role="doc-noteref">duty</a>',
        'href="#p1" role="doc-backlink">duty</a>',
        'src="pictures/map-12345678.png" alt="Map of the crossing"',
        'href="../reply/#p2">our reply</a>',
        "<s>five</s>",
        "☑ ",
        "☐ ",
        "<dt>",
    ):
        assert shown in page, shown
    published = site().files[PUBLISHED].decode()
    assert 'src="../pictures/map-12345678.png"' in published
    assert 'href="../../reply/#p2"' in published


def test_notes_stand_at_the_end_of_their_section() -> None:
    """On the page by themes, they follow all else that is filed there; in the source's order."""
    page = site().files[THEMED].decode()
    (section,) = re.findall(r'data-section="economy".*?</section>', page, re.DOTALL)
    numbers = [int(n) for n in re.findall(r'data-paragraph="(\d+)"', section)]
    assert numbers[-3:] == [2, 10, 11]
    assert numbers[:-3] == sorted(numbers[:-3])
    published = site().files[PUBLISHED].decode()
    order = [int(n) for n in re.findall(r'data-paragraph="(\d+)"', published)]
    assert order == sorted(order)


def test_data_say_what_a_text_numbers_and_strikes() -> None:
    """Labels, the paragraph of a note and the place of struck words are in briefing.json."""
    record = json.loads(site().files[DATA])
    rows = {row["number"]: row for part in record["sections"] for row in part["paragraphs"]}
    assert (rows[9]["label"], rows[10]["label"], rows[10]["noted_in"]) == ("4.", "duty", 1)
    start, end = rows[4]["struck"][0]
    assert rows[4]["text"][start:end] == "five"
    assert [e for e in record["extracts"] if "five" in e["text"]] == []


def _to_front(text: str, number: int) -> str:
    """Move a note before the first paragraph of its section."""
    block = rf'<div class="filed"[^>]*>\n<div id="p{number}" .*?</div>\n</div>\n'
    (note,) = re.findall(block, text, re.DOTALL)
    first = '<div class="filed" data-theme="economy">'
    return text.replace(note, "").replace(first, note + first, 1)


MUTATIONS: dict[str, tuple[str, Change, str]] = {
    "a note is dropped": (
        THEMED,
        lambda t: re.sub(r'<div class="filed"[^>]*>\n<div id="p10".*?</div>\n</div>\n', "", t,
                         flags=re.S),
        "¶10 is lost",
    ),
    "a word of a note": (THEMED, swap("was a fifth", "was a sixth"), "¶10 is altered"),
    "another label": (THEMED, swap('role="doc-backlink">duty<', 'role="doc-backlink">due<'), "¶10"),
    "no mark": (
        THEMED,
        lambda t: re.sub(r'<sup class="note-mark".*?</sup>', "", t, count=1),
        "¶1 is altered",
    ),
    "a mark of another note": (THEMED, swap('href="#p10" role', 'href="#p2" role'), "¶1 is alt"),
    "a note as prose": (PUBLISHED, swap('class="note"', 'class="prose"'), "¶2 is shown otherwise"),
    "a note before the text": (
        THEMED,
        lambda t: _to_front(t, 2),
        "out of the order",
    ),
    "no picture": (THEMED, lambda t: re.sub(r"<img[^>]*>", "", t, count=1), "¶3 is altered"),
    "another picture": (THEMED, swap("map-12345678", "map-87654321"), "¶3 is altered"),
    "another description": (THEMED, swap('alt="Map of', 'alt="Plan of'), "¶3 is altered"),
    "a picture of the web": (
        PUBLISHED, swap('src="../pictures/', 'src="https://example.org/pictures/'), "¶3 is alt",
    ),
    "other bytes of a picture": (PICTURE, lambda t: t + "x", "is not the picture seeds/images"),
    "a task done": (PUBLISHED, swap("☐ Open", "☑ Open"), "¶6 is altered: '☐ Open the bank"),
    "an extract of a task done": (
        THEMED, swap("☐ Open", "☑ Open"), "extract is not a part of ¶6, or stands twice: '☑ Open",
    ),
    "a task without its sign": (PUBLISHED, swap("☑ Lower", "Lower"), "¶5 is altered"),
    "words no longer struck": (THEMED, swap("<s>five</s>", "five"), "¶4 is altered"),
    "more words struck": (PUBLISHED, swap("<s>five</s> three", "<s>five three</s>"), "¶4 is alt"),
    "a term in no list": (
        PUBLISHED,
        lambda t: re.sub(r"<dl>\s*<dt>(.*?)</dt>", r"\1<dl>", t, count=1, flags=re.S),
        "¶7 stands in nothing",
    ),
    "a definition as a term": (
        PUBLISHED, lambda t: t.replace("<dd>", "<dt>").replace("</dd>", "</dt>"), "¶8 stands in",
    ),
    "a link to another text": (PUBLISHED, swap("../../reply/", "../../other/"), "¶4 is altered"),
    "another number of an item": (THEMED, swap('<li value="4">', '<li value="5">'), "item 5"),
    "no number in what is searched": (
        "search entry of crossing", swap("4. The two", "The two"), "is searched by other",
    ),
    "another label in the data": (DATA, swap('"4."', '"5."'), "label"),
    "a note of another paragraph": (DATA, swap('"noted_in": 1', '"noted_in": 4'), "noted_in"),
    "nothing struck in the data": (
        DATA, lambda t: re.sub(r'"struck": \[\[.*?\]\]', '"struck": []', t), "struck",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("path", "change", "said"), MUTATIONS.values(), ids=MUTATIONS)
def test_a_change_is_refused(path: str, change: Change, said: str) -> None:
    """A page that shows less, more or something else of them is refused."""
    text = site().files[path].decode()
    changed = change(text)
    assert changed != text
    found = site().having(path, changed).text_faults()
    assert [one for one in found if said in one], found


def test_a_picture_that_is_not_published_is_missed() -> None:
    """Its file must stand beside the page."""
    assert [one for one in site().lacking(PICTURE).text_faults() if PICTURE in one]


HARMLESS: dict[str, Change] = {
    "a picture that is closed": lambda t: re.sub(r"(<img [^>]*)>", r"\1 />", t),
    "attributes in another order": swap('alt="Map of the crossing" loading="lazy"',
                                        'loading="lazy" alt="Map of the crossing"'),
    "an attribute without a value": lambda t: t.replace('data-furniture=""', "data-furniture"),
    "white space around notes": swap('<sup class="note-mark"', '<sup  class="note-mark"'),
    "an end tag left out": lambda t: re.sub(r"</d[dt]>\s*(?=<d[dt]|</dl)", "", t),
}  # fmt: skip


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
@pytest.mark.parametrize("path", [THEMED, PUBLISHED])
def test_a_harmless_change_passes(path: str, change: Change) -> None:
    """A page that reads as before is proved as before."""
    text = site().files[path].decode()
    changed = change(text)
    assert changed != text
    assert site().having(path, changed).text_faults() == []
