"""What `check` prints of texts: a table with what an editor can do next, or lines of JSON."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dossier.cli import report, streams, tables
from dossier.errors import Fault
from dossier.filing.places import names_of
from dossier.model import FURNITURE, Record, Themes
from dossier.pipeline import Checked
from dossier.text import invisible


def print_checked(checked: Checked) -> None:
    """Print where the paragraphs of each text are filed, and what waits for an editor."""
    tables.print_filings(checked.themes, checked.records)
    report.print_waiting(checked.records)
    report.print_proposals({one.path: one.proposals for one in checked.records})
    report.print_weak_leads(checked.records)


def print_json(checked: Checked, only_remarked: bool) -> None:
    """Print a line of JSON for each text, and for each other file that has a fault or a note.

    Those alone are printed if `only_remarked`. docs/manual/commands.md describes the lines.
    """
    records = {record.path: record for record in checked.records}
    notes, faults = _by_file(checked.notes), _by_file(checked.faults)
    remarked = {*notes, *faults}
    for path in sorted(remarked if only_remarked else {*records, *remarked}):
        said = {"file": path, "faults": faults[path], "notes": notes[path]}
        facts = _facts(records[path], checked.themes) if path in records else {}
        line = json.dumps(said | facts, ensure_ascii=False)
        streams.print_json(invisible.escape_json(line))


def _by_file(faults: Iterable[Fault]) -> Mapping[str, list[dict[str, Any]]]:
    said: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for fault in faults:
        said[fault.path].append({"line": fault.line or None, "sentence": fault.sentence})
    return said


def _facts(record: Record, themes: Themes) -> dict[str, Any]:
    counts = Counter(record.filed_places)
    reviewed = record.front.reviewed
    return {
        "slug": record.slug,
        "title": record.title,
        "date": record.date.isoformat() if record.date else None,
        "publish": record.front.publish,
        "paragraphs": len(record.places),
        "filed": {place: counts[place] for place in (*names_of(themes), FURNITURE)},
        "close_calls": record.close_calls,
        "moved": [{"from": before, "to": after} for before, after in record.moves],
        "reviewed": reviewed.isoformat() if reviewed else None,
        "weak_lead": report.has_weak_lead(record),
        "proposals": [
            {"key": one.key, "value": one.value, "line": one.line} for one in record.proposals
        ],
    }
