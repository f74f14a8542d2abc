"""What a build prints: a few plain lines, and bars while it works on a terminal."""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from dossier import invocation
from dossier.errors import Fault
from dossier.model import FURNITURE, UNTHEMED, Proposal, Publish, Record
from dossier.plugin.commands import Report
from dossier.runtime.progress import Progress
from dossier.text import invisible

if TYPE_CHECKING:  # it sets PDFs, which not every command does
    from dossier.pdf.batch import Printed

LACKING = 12
"""Characters without a glyph that are named."""

LACKING_IN = 5
"""Texts with such characters that are named."""

_FONTS_EXTRA = re.compile(
    "[\u0b80-\u0bff\u0c00-\u0c7f\u0e00-\u0e7f\u1780-\u17ff\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""Tamil, Telugu, Thai, Khmer, Chinese, Japanese and Korean, which the extra `fonts` prints."""

NOTES = 30
"""Notes that a build prints; `check` prints all."""


def progress(quiet: bool) -> Progress:
    """Return progress bars on a terminal that can draw them, else silence."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return Progress()
    from dossier.cli.tables import Bars  # it loads Rich, for which no other build need wait

    bars = Bars()
    click.get_current_context().call_on_close(bars.end)  # after Ctrl-C too: they hide the cursor
    return bars


def print_report(report: Report) -> None:
    """Print what a build did, in a few lines."""
    counts = Counter(place for record in report.records for place in record.filed_places)
    parts = [f"{theme.name} {counts[theme.id]}" for theme in report.themes]
    none = sum(counts[place] for place in UNTHEMED)
    furniture = f", furniture {counts[FURNITURE]}" if counts[FURNITURE] else ""
    hidden = Counter(r.front.publish for r in report.records if not r.front.publish.is_shown)
    kinds = [f"{hidden[kind]} {kind}" for kind in (Publish.DRAFT, Publish.WITHHELD) if hidden[kind]]
    note = f" ({', '.join(kinds)})" if kinds else ""
    texts = counted(len(report.records), "text")
    lines = (
        f"Read    {texts}{note}, {counted(counts.total(), 'paragraph')}",
        f"Filed   {', '.join(parts)}, no theme {none}{furniture}",
        *_printed(report.printed),
        *_rebuilt(report),
        f"Proved  {counted(report.proof.paragraphs, 'paragraph')} verbatim and exactly once",
        f"Built   {report.site} in {report.seconds:.1f} s",
    )
    for line in lines:
        sys.stdout.write(f"{invisible.one_line(line)}\n")


def print_notes(notes: Sequence[Fault], most: int | None = None) -> None:
    """Say on standard error what an editor should look at; `most` notes, or all."""
    for note in notes[:most]:
        sys.stderr.write(f"{note}.\n")
    if most is not None and len(notes) > most:
        rest = counted(len(notes) - most, "further note")
        sys.stderr.write(f"{rest}; {invocation.typed('check')} shows all.\n")


def print_waiting(records: Sequence[Record]) -> None:
    """Say how much waits for its review, if anything does."""
    waiting = [
        record.close_calls
        for record in records
        if record.close_calls and record.front.awaits_review
    ]
    if waiting:
        what = f"{counted(sum(waiting), 'paragraph')} of {counted(len(waiting), 'text')}"
        verb = "waits" if sum(waiting) == 1 else "wait"
        sys.stdout.write(f"{what} {verb} for review: {invocation.typed('review')}\n")


def print_proposals(proposals: Mapping[str, Sequence[Proposal]]) -> None:
    """Print what texts say of themselves, by their paths, and how to confirm it."""
    found = {path: few for path, few in proposals.items() if few}
    if not found:
        return
    sys.stdout.write("\nFound in the texts, and not published until you confirm it:\n")
    for path, few in found.items():
        said = ", ".join(
            f"{one.key} {invisible.one_line(one.value)} (line {one.line})" for one in few
        )
        sys.stdout.write(f"  {invisible.one_line(path)}: {said}\n")
    accept = invocation.typed("accept", next(iter(found)))
    sys.stdout.write(f"To confirm, write it into front matter with: {accept}\n")


def print_weak_leads(records: Sequence[Record]) -> None:
    """Name the texts of which no sentence makes a good lead, and say what helps."""
    weak = [record.path for record in records if has_weak_lead(record)]
    if not weak:
        return
    sys.stdout.write("\nNo sentence of these texts says well alone what they are about:\n")
    for path in weak:
        sys.stdout.write(f"  {invisible.one_line(path)}\n")
    explain = invocation.typed("explain", "--extracts", weak[0])
    sys.stdout.write(
        "Write bottom_line, or the ¶ of a better lead, into their front matter; the sentences\n"
        f"that could lead are shown by: {explain}\n"
    )


def has_weak_lead(record: Record) -> bool:
    """Would a reader of the site begin with a sentence that says little alone?"""
    front = record.front
    return record.lead_is_weak and front.publish.is_shown and not front.bottom_line


def print_times(seconds: Mapping[str, float]) -> None:
    """Print how long each stretch of a build took."""
    for stretch, spent in seconds.items():
        sys.stdout.write(f"{stretch:11}{spent:9.2f} s\n")


def print_lacking(lacking: Sequence[str], texts: Sequence[str]) -> None:
    """Warn on standard error of characters that could not be printed, if any, and say in which."""
    if not lacking:
        return
    shown = " ".join(_visible(character) for character in lacking[:LACKING])
    more = f" and {len(lacking) - LACKING} more" if len(lacking) > LACKING else ""
    named = ", ".join(invisible.one_line(text) for text in texts[:LACKING_IN])
    others = f" and {len(texts) - LACKING_IN} more" if len(texts) > LACKING_IN else ""
    extra = any(_FONTS_EXTRA.match(character) for character in lacking)
    cure = 'pip install "mkdocs-dossier[fonts]" adds the fonts' if extra else "add a font"
    sys.stderr.write(
        f"\nWarning: no font has {shown}{more}, and □ stands for them in the PDFs"
        f"{f' of {named}{others}' if texts else ''}; {cure}, as the manual says under Printing.\n"
    )


def _printed(printed: "Printed | None") -> Iterator[str]:
    if printed:
        digests = f" and {counted(printed.digests, 'digest')}" if printed.digests else ""
        yield f"Printed {counted(printed.summaries, 'summary', 'summaries')}{digests} as PDF"


def _rebuilt(report: Report) -> Iterator[str]:
    """Say how much was made anew, unless it was everything."""
    rebuilt = report.rebuilt
    if rebuilt["texts"] < len(report.records):
        parts = [counted(rebuilt["texts"], "text"), counted(rebuilt["pages"], "page")]
        if report.printed:
            parts.append(counted(rebuilt["PDFs"], "PDF"))
        index = " and the search index" if rebuilt["indexes"] else ""
        yield f"Rebuilt {', '.join(parts)}{index}; the rest was in the cache"


def _visible(character: str) -> str:
    """Return a character, or its number where it cannot be seen."""
    numbers = " ".join(f"U+{ord(part):04X}" for part in character)
    can_be_seen = character.isprintable() and not invisible.positions(character)
    return f"{character} ({numbers})" if can_be_seen else numbers


def counted(number: int, noun: str, many: str = "") -> str:
    """Return a number and its noun: 1 text, 2 texts."""
    return f"{number} {noun if number == 1 else many or f'{noun}s'}"
