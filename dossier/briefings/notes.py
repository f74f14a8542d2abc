"""What an editor should look at in all texts: their notes, and dates that are doubtful today."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dossier.errors import Fault, Faults, InputError
from dossier.model import Note, Record

FAR_AHEAD = 366
"""Days from today after which a date is doubtful."""


def located(path: str, notes: Iterable[Note]) -> tuple[Fault, ...]:
    """Return the notes on a text with the file that they are about."""
    return tuple(Fault(path, note.line, note.sentence) for note in notes)


def all_notes(
    records: Iterable[Record], faults: Faults, today: date, strict: bool
) -> tuple[Fault, ...]:
    """Return the notes on all texts and on what lies beside them, sorted by file and line.

    What is noted of a text beside today's date is found here, for its other notes may come from the
    cache of an earlier day. Raises InputError for these if notes are faults.
    """
    records = list(records)
    ahead = [fault for record in records for fault in _far_ahead(record, today)]
    if strict and ahead:
        raise InputError(*sorted(ahead))
    notes = (fault for record in records for fault in located(record.path, record.notes))
    return tuple(sorted((*faults.notes, *notes, *ahead)))


def _far_ahead(record: Record, today: date) -> Iterator[Fault]:
    for name, day in (("date", record.date), ("updated", record.front.updated)):
        if day and (day - today).days > FAR_AHEAD:
            sentence = f"{name} {day} is far ahead, and what is newest stands first; see whether "
            yield Fault(record.path, 0, f"{sentence}the year is right")
    reviewed = record.front.reviewed
    if reviewed and reviewed > today + timedelta(days=1):  # it may be tomorrow elsewhere
        yield Fault(
            record.path, 0, f"reviewed {reviewed} is still to come; see whether it is right"
        )
