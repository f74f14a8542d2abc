"""The sentences that a text could be quoted by, with the reasons for and against each."""

import json
from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from dossier.briefings import judge
from dossier.briefings.judge import Judged, Reason
from dossier.cli import entries
from dossier.cli.tables import DIGITS
from dossier.model import Briefing, Extract
from dossier.text import invisible

_NAMED = 3
"""Reasons named at most, for and against."""

_LEAST = 0.2
"""A share below this is no reason."""


def print_candidates(briefing: Briefing) -> None:
    """Print an entry per sentence, the best lead first: how fit it is as lead and key point, why.

    Both are the chance, in per cent, that an editor would take it.
    """
    document = briefing.document
    console = entries.screen()
    entries.print_title(document.source.path, console)
    chosen = _chosen(briefing)
    judged = zip(judge.judge(document), judge.reasons(document, judge.KEY), strict=True)
    rows = sorted(judged, key=lambda pair: -pair[0].lead)
    marks = [f"¶{one.candidate.paragraph.number}, {one.candidate.place}" for one, _ in rows]
    indent = entries.indent_of(marks)
    for mark, (one, reasons) in zip(marks, rows, strict=True):
        lines = _lines(one, reasons, chosen)
        entries.print_entry(mark, one.candidate.text, lines, indent, console)


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


def _lines(
    one: Judged, reasons: Iterable[Reason], chosen: Mapping[tuple[str, int], str]
) -> Iterator[Text]:
    fit = Text(f"lead {_percent(one.lead)}, key point {_percent(one.key)}")
    if taken := chosen.get((one.candidate.text, one.candidate.paragraph.number)):
        fit.append("; chosen as ").append(invisible.one_line(taken), style="green")
    yield fit
    if why := _why(reasons):
        yield Text(why, style="dim")


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
