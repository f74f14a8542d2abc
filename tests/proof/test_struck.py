"""No extract has words that its source strikes out, if another sentence could stand there."""

from dataclasses import replace

import pytest

from dossier.model import Extract, Record
from tests.proof.finished import finish

TEXT = """\
---
title: The toll
---
The ministers agreed to lower ~~tariffs and~~ duties on grain. Trade will grow by a tenth.

4. The toll on exports is ~~five~~ three dollars. Exports grew by a fifth in the year.

The market is open to trade and exports of grain.

The end looks ahead.
"""

STRUCK = """\
---
title: The toll
---
The ministers agreed to lower ~~tariffs and~~ duties on grain.

The end looks ahead to ~~more~~ trade and exports.
"""


def _having(record: Record, extract: Extract) -> Record:
    """Return a record with another key point."""
    first, *others = record.sections
    points = (extract, *first.key_points[1:])
    return replace(record, sections=(replace(first, key_points=points), *others))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("The ministers agreed to lower tariffs and duties on grain.", 1),
        ("4. The toll on exports is five three dollars.", 2),
        ("five", 2),
    ],
)
def test_an_extract_with_struck_words_is_refused(words: str, number: int) -> None:
    """A record may neither lead with them, nor have them as a key point."""
    site = finish(TEXT, "toll.md")
    assert site.text_faults() == []
    record, extract = site.records["toll"], Extract(words, number)
    said = f"its record has an extract with struck words of ¶{number}: {words[:60]!r}"
    for forged in (replace(record, lead=extract), _having(record, extract)):
        found = site.claiming(forged).text_faults()
        assert [one for one in found if one.endswith(said)], found


@pytest.mark.parametrize(
    ("words", "number"),
    [("Trade will grow by a tenth.", 1), ("Exports grew by a fifth in the year.", 2)],
)
def test_another_sentence_of_the_paragraph_passes(words: str, number: int) -> None:
    """What is struck beside an extract is no fault of it."""
    site = finish(TEXT, "toll.md")
    forged = replace(site.records["toll"], lead=Extract(words, number))
    assert not [one for one in site.claiming(forged).text_faults() if "struck" in one]


@pytest.mark.parametrize(
    "text",
    [
        STRUCK,
        STRUCK.replace("---\nThe", "---\nOur view  \nThe"),
        STRUCK + "\nA third has ~~some~~ too.\n\nA fourth has none, though it is long enough.\n",
    ],
)
def test_a_text_whose_opening_is_struck_leads_with_it(text: str) -> None:
    """It has no other sentence to lead with."""
    assert finish(text, "toll.md").text_faults() == []
