"""The table of the sentences that a text could be quoted by, with the reasons for and against."""

import json
from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from dossier.briefings import judge
from dossier.briefings.judge import Judged, Reason
from dossier.cli.tables import DIGITS, cell, console
from dossier.model import Briefing, Extract
from dossier.text import invisible

_NAMED = 3
"""Reasons named at most, for and against."""

_LEAST = 0.2
"""A share below this is no reason."""

_SHOWN = 90
"""Characters of a sentence that are shown."""


def print_candidates(briefing: Briefing) -> None:
    """Print a row per sentence, the best lead first: how fit it is as lead and key point, and why.

    Both are the chance, in per cent, that an editor would take it.
    """
    document = briefing.document
    judged = judge.judge(document)
    why = judge.reasons(document, judge.KEY)
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    table.title = cell(document.source.path)
    for name in ("¶", "Sentence", "Lead", "Key point"):
        table.add_column(name, justify="right")
    table.add_column("Chosen")
    table.add_column("Words")
    table.add_column("For and against it as a key point")
    chosen = _chosen(briefing)
    for one, reasons in sorted(zip(judged, why, strict=True), key=lambda pair: -pair[0].lead):
        table.add_row(*_row(one, reasons, chosen))
    console().print(table)


def candidates_json(briefing: Briefing) -> str:
    """Return the sentences of a text as one line of JSON; docs/manual/commands.md describes it."""
    document = briefing.document
    chosen = _chosen(briefing)
    why = judge.reasons(document, judge.KEY)
    record = {
        "file": document.source.path,
        "slug": briefing.slug,
        "sha256": document.source.sha256,
        "sentences": [
            {
                "paragraph": one.candidate.paragraph.number,
                "sentence": one.candidate.place,
                "text": one.candidate.text,
                "lead": round(one.lead, DIGITS),
                "key_point": round(one.key, DIGITS),
                "chosen": chosen.get((one.candidate.text, one.candidate.paragraph.number), ""),
                "reasons": {reason.group: round(reason.share, DIGITS) for reason in reasons},
            }
            for one, reasons in zip(judge.judge(document), why, strict=True)
        ],
        "standing": round(float(judge.load().standing[judge.KEY]), DIGITS),
    }
    return invisible.escape_json(json.dumps(record, ensure_ascii=False))


def _chosen(briefing: Briefing) -> Mapping[tuple[str, int], str]:
    places: dict[tuple[str, int], str] = {}
    for section in briefing.sections:
        places |= {_key(point): f"key point, {section.name}" for point in section.key_points}
    lead = _key(briefing.lead)
    return places | {lead: "; ".join(["lead", *([places[lead]] if lead in places else [])])}


def _key(extract: Extract) -> tuple[str, int]:
    return extract.text, extract.paragraph


def _row(
    one: Judged, reasons: Iterable[Reason], chosen: Mapping[tuple[str, int], str]
) -> tuple[Text, ...]:
    candidate = one.candidate
    number, text = candidate.paragraph.number, candidate.text
    words = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
    return (
        Text(str(number)),
        Text(str(candidate.place)),
        Text(_percent(one.lead)),
        Text(_percent(one.key)),
        cell(chosen.get((text, number), "")),
        cell(words),
        cell(_why(reasons), "dim"),
    )


def _percent(score: float) -> str:
    return f"{judge.chance(score):.0%}"


def _why(reasons: Iterable[Reason]) -> str:
    told = [reason for reason in reasons if abs(reason.share) >= _LEAST]
    pleads = [_named(reason) for reason in told if reason.share > 0][:_NAMED]
    objects = [_named(reason) for reason in told if reason.share < 0][:_NAMED]
    sides = (("for", pleads), ("against", objects))
    return "; ".join(f"{side}: {', '.join(named)}" for side, named in sides if named)


def _named(reason: Reason) -> str:
    words = f" ({', '.join(reason.words)})" if reason.words else ""
    return f"{reason.group} {reason.share:+.1f}{words}"
