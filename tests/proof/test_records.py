"""A record that says otherwise than its source is refused, wherever it comes from."""

import datetime
from dataclasses import replace

import pytest

from dossier.model import PERSON, Extract, Publish, Record
from tests.factories import make_mention
from tests.proof.finished import READOUT, golden

RECORD = golden().records["harbour-readout"]
ECONOMY, GUARD = RECORD.sections
MONDAY, LAST_YEAR, MAY = RECORD.dates

FORGED: dict[str, tuple[Record, str]] = {
    "path": (replace(RECORD, path="seeds/other.txt"), "has another path"),
    "title": (replace(RECORD, title="Failure of the harbour talks"), "has another title"),
    "date": (replace(RECORD, date=datetime.date(2024, 2, 3)), "has another date"),
    "language": (replace(RECORD, language="fr"), "has another language"),
    "author": (replace(RECORD, front=replace(RECORD.front, author=("Nobody",))), "another author"),
    "rights": (
        replace(RECORD, front=replace(RECORD.front, publish=Publish.EXTRACTS)),
        "another publish",
    ),
    "bottom line": (
        replace(RECORD, front=replace(RECORD.front, bottom_line="All is settled.")),
        "another bottom_line",
    ),
    "a review that was none": (
        replace(RECORD, front=replace(RECORD.front, reviewed=datetime.date(2026, 1, 1))),
        "another reviewed",
    ),
    "a paragraph fewer": (replace(RECORD, places=RECORD.places[:-1]), "has 3 paragraphs"),
    "a paragraph more": (replace(RECORD, places=(*RECORD.places, "guard")), "has 5 paragraphs"),
    "a theme that is none": (
        replace(RECORD, places=("war", *RECORD.places[1:])),
        "under war, which is no theme",
    ),
    "a correction that is not followed": (
        replace(RECORD, places=(*RECORD.places[:-1], "guard")),
        "does not file ¶4 under outlook",
    ),
    "a lead that is invented": (
        replace(RECORD, lead=Extract("The delegations fought.", 1)),
        "not a part of ¶1",
    ),
    "a lead of another ¶": (
        replace(RECORD, lead=replace(RECORD.lead, paragraph=1)),
        "not a part of ¶1",
    ),
    "a lead of no ¶": (replace(RECORD, lead=replace(RECORD.lead, paragraph=9)), "part of ¶9"),
    "an empty lead": (replace(RECORD, lead=Extract("", 1)), "not a part of ¶1"),
    "a key point of another section": (
        replace(RECORD, sections=(replace(ECONOMY, key_points=GUARD.key_points), GUARD)),
        "filed elsewhere",
    ),
    "a key point twice": (
        replace(RECORD, sections=(replace(ECONOMY, key_points=ECONOMY.key_points * 2), GUARD)),
        "two key points of one paragraph",
    ),
    "a section fewer": (replace(RECORD, sections=(ECONOMY,)), "has the sections Economy"),
    "another name of a section": (
        replace(RECORD, sections=(replace(ECONOMY, name="Business"), GUARD)),
        "has the sections Business",
    ),
    "a theme beside itself": (replace(RECORD, also={"guard": (3,)}), "names guard beside ¶3"),
    "a mention of no ¶": (
        replace(RECORD, mentions=(make_mention(PERSON, "Ada Writer", 9),)),
        "finds mentions in ¶9",
    ),
    "a sentence that is invented": (
        replace(RECORD, mentions=(make_mention(PERSON, "Ada Writer", 1, sentence="Ada fought."),)),
        "not a part of ¶1: 'Ada fought.'",
    ),
    "a sentence of another ¶": (
        replace(RECORD, mentions=(replace(make_mention(PERSON, "Ada", 1), sentence=RECORD.lead),)),
        "quotes ¶2 for Ada, which it does not mention",
    ),
    "a date that is invented": (
        replace(RECORD, dates=(replace(MAY, text="in June"),)),
        "a date that is not in its sentence: 'in June'",
    ),
    "a date in another ¶": (
        replace(RECORD, dates=(replace(MAY, sentence=replace(MAY.sentence, paragraph=2)),)),
        "a date in a sentence that is not a part of ¶2",
    ),
    "a date that goes backwards": (
        replace(RECORD, dates=(replace(LAST_YEAR, end=datetime.date(2023, 1, 1)),)),
        "a date that ends before it begins: 'last year'",
    ),
    "a date of one end": (
        replace(RECORD, dates=(replace(MONDAY, start=datetime.date(2025, 2, 3)),)),
        "a date that ends before it begins: 'on Monday'",
    ),
    "decisions that nobody made": (
        replace(RECORD, decisions=RECORD.decisions * 9),
        "decisions of its editor",
    ),
}


@pytest.mark.parametrize(("record", "said"), FORGED.values(), ids=FORGED)
def test_a_forged_record_is_refused(record: Record, said: str) -> None:
    """Whatever the source can tell is not believed of a record."""
    faults = golden().claiming(record).faults()
    wanted = [
        f for f in faults if f.startswith("seeds/2025-02-03-harbour-readout.txt: its record ")
    ]
    assert [fault for fault in wanted if said in fault], faults


def test_a_record_of_another_slug_is_refused() -> None:
    """A record leads nowhere but to the files of its own text."""
    site = golden()
    forged = replace(
        site, records={**site.records, "harbour-readout": replace(RECORD, slug="../x")}
    )
    assert [f for f in forged.faults() if "has another slug: '../x'" in f]


def test_more_close_calls_than_the_page_has_are_refused() -> None:
    """A page names as many close calls as its record counts."""
    faults = golden().claiming(replace(RECORD, close_calls=7)).faults()
    assert f"{READOUT}: names 1 close calls, and its record 7" in faults
