"""What the command line prints: tables and bars on a terminal, plain lines elsewhere."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from dossier import evidence, overviews, signs, views
from dossier.contexts import ParagraphView
from dossier.model import Briefing, Filed, Publish, Themes
from dossier.plugin.driver import Report
from dossier.prints import Prints
from dossier.progress import Progress

_DIGITS = 6
"""Decimals of a number in JSON."""

LACKING = 12
"""Characters without a glyph that are named."""

FEW = 50
"""Steps up to which no bar is worth drawing."""


def progress(quiet: bool) -> Progress:
    """Return progress bars on a terminal, else silence."""
    return _Bars() if sys.stderr.isatty() and not quiet else Progress()


class _Bars(Progress):
    """One bar per stretch of work, gone when all is done."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bars = Bars(*columns, console=Console(stderr=True), transient=True)

    def begin(self, what: str, total: int) -> None:
        for task in self._bars.task_ids:
            self._bars.remove_task(task)
        if total > FEW:
            self._bars.start()
            self._bars.add_task(what, total=total)

    def step(self) -> None:
        for task in self._bars.task_ids:
            self._bars.advance(task)

    def end(self) -> None:
        self._bars.stop()


def print_report(report: Report) -> None:
    """Print what a build did, in a few lines."""
    filings = [f.filing for b in report.briefings for s in b.sections for f in s.filed]
    counts = Counter(filing.theme for filing in filings)
    parts = [f"{theme.name} {counts[theme.id]}" for theme in report.themes]
    withheld = len(report.briefings) - report.proof.briefings
    note = f" ({withheld} withheld)" if withheld else ""
    texts, paragraphs = _count(len(report.briefings), "text"), _count(len(filings), "paragraph")
    lines = (
        f"Read    {texts}{note}, {paragraphs}",
        f"Filed   {', '.join(parts)}, no theme {counts[None]}",
        *_printed(report.prints),
        *_anew(report),
        f"Proved  {_count(report.proof.paragraphs, 'paragraph')} verbatim and exactly once",
        f"Built   {report.site} in {report.seconds:.1f} s",
    )
    for line in lines:
        sys.stdout.write(line + "\n")


def print_times(seconds: Mapping[str, float]) -> None:
    """Print how long each stretch of a build took."""
    for stretch, spent in seconds.items():
        sys.stdout.write(f"{stretch:11}{spent:9.2f} s\n")


def print_lacking(lacking: Sequence[str]) -> None:
    """Say on standard error which characters could not be printed, if any."""
    if lacking:
        shown = " ".join(_visible(character) for character in lacking[:LACKING])
        more = f" and {len(lacking) - LACKING} more" if len(lacking) > LACKING else ""
        sys.stderr.write(
            f"No font has {shown}{more}; □ stands for them in the PDFs. "
            "docs/manual/printing.md says how to add a font.\n"
        )


def _printed(prints: Prints | None) -> Iterator[str]:
    if prints:
        digests = f" and {_count(prints.digests, 'digest')}" if prints.digests else ""
        yield f"Printed {_count(prints.summaries, 'summary', 'summaries')}{digests} as PDF"


def _anew(report: Report) -> Iterator[str]:
    """Say how much was made anew, unless it was everything."""
    anew, total = report.anew, len(report.briefings)
    if anew["filed"] < total or anew["rendered"] < report.proof.briefings:
        made = f"{anew['filed']} filed, {anew['rendered']} rendered"
        if report.prints:
            made += f", {anew['printed']} printed"
        index = "" if anew["indexed"] else ", no index"
        yield f"Anew    {made}{index}; the rest was kept"


def _visible(character: str) -> str:
    """Return a character, or its number where it cannot be seen."""
    numbers = " ".join(f"U+{ord(part):04X}" for part in character)
    return f"{character} ({numbers})" if character.isprintable() else numbers


def print_filings(themes: Themes, briefings: Sequence[Briefing]) -> None:
    """Print a table with a row per text: where its paragraphs are filed."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Text", overflow="fold")
    table.add_column("Date")
    for name in ("¶", *(theme.name for theme in themes), "No theme", "Close", "Moved"):
        table.add_column(name, justify="right")
    table.add_column("Publish")
    for briefing in briefings:
        document = briefing.document
        filings = [filed.filing for filed in briefing.filed]
        counts = Counter(filing.theme for filing in filings)
        moved = sum(filing.moved for filing in filings)
        table.add_row(
            Text(signs.line(document.source.path)),
            document.date.isoformat() if document.date else "undated",
            str(len(filings)),
            *(str(counts[theme.id] or "") for theme in themes),
            str(counts[None] or ""),
            str(sum(filing.close_call for filing in filings) or ""),
            str(moved or ""),
            "" if document.source.front.publish == Publish.FULL else document.source.front.publish,
        )
    console = _console()
    console.print(table)
    for move in overviews.moves(briefings, themes):
        line = f"Moved by editors: {move.count} from {move.before} to {move.after}"
        console.print(Text(line))


def print_explanation(briefing: Briefing, themes: Themes) -> None:
    """Print a row per paragraph: its place, score, next choice, doubt and strongest words."""
    known = {theme.id: theme.name for theme in themes}
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    table.title = Text(signs.line(briefing.document.source.path))
    table.add_column("¶", justify="right")
    table.add_column("Filed under")
    table.add_column("Score", justify="right")
    table.add_column("Next")
    table.add_column("Margin", justify="right")
    table.add_column("Words and their shares")
    for filed in briefing.filed:
        table.add_row(*_explained(views.with_reason(filed, themes), known))
    _console().print(table)


def _explained(view: ParagraphView, known: Mapping[str, str]) -> Iterator[Text]:
    filing, reason = view.filing, view.reason
    yield Text(str(filing.number))
    if filing.theme:
        place = Text(known[filing.theme], style="green")
    else:
        place = Text(f"no theme ({filing.section})", style="dim")
    for theme in view.also:
        place.append(f", also {theme.name}", style="dim")
    if filing.filed_by == "editor":
        place.append(f", by the editor{': ' + filing.because if filing.because else ''}")
    if filing.close_call:
        place.append(" (close call)", style="yellow")
    yield place
    if reason is None:
        return
    yield Text(f"{reason.score:+.2f}")
    yield Text(reason.second.name if reason.second else "no theme")
    yield Text(f"{reason.margin:.2f}")
    words = ", ".join(f"{word.word} {word.share:+.2f}" for word in reason.words)
    rest = f"other words {reason.others:+.2f}, around {reason.context:+.2f}, "
    yield Text(f"{words}; {rest}start {reason.standing:+.2f}", style="dim")


def explanation_json(briefing: Briefing) -> str:
    """Return the filing of a text as one line of JSON; docs/manual/commands.md describes it."""
    source = briefing.document.source
    record = {
        "file": source.path,
        "slug": source.slug,
        "sha256": source.sha256,
        "paragraphs": [_paragraph_record(filed) for filed in briefing.filed],
    }
    return signs.escaped(json.dumps(record, ensure_ascii=False))


def _paragraph_record(filed: Filed) -> dict[str, Any]:
    filing = filed.filing
    found = evidence.of(filing, filed.paragraph.text)
    return {
        "number": filed.paragraph.number,
        "text": filed.paragraph.text,
        "theme": filing.theme,
        "section": filing.section,
        "also": list(filing.also),
        "filed_by": filing.filed_by,
        "because": filing.because,
        "close_call": filing.close_call,
        "framed": filing.framed,
        "best": found.theme if found else None,
        "score": round(found.score, _DIGITS) if found else 0.0,
        "runner_up": filing.ranked[1][0] if len(filing.ranked) > 1 else None,
        "scores": {theme: round(value, _DIGITS) for theme, value in filing.ranked},
        "evidence": [
            {"word": word.word, "share": round(word.share, _DIGITS)}
            for word in (found.words if found else ())
        ],
        "context": round(found.context, _DIGITS) if found else 0.0,
        "standing": round(found.standing, _DIGITS) if found else 0.0,
    }


def _console() -> Console:
    """Return a console that is wide enough for a table when nobody looks at it."""
    return Console() if sys.stdout.isatty() else Console(width=160)


def _count(number: int, noun: str, many: str = "") -> str:
    return f"{number} {noun if number == 1 else many or f'{noun}s'}"
