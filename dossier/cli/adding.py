"""The command `add`: make texts of files, show what was found, and ask on a terminal."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.table import Table

from dossier import invocation
from dossier.cli.tables import cell, console
from dossier.converting import seed, writing
from dossier.converting.files import refuse
from dossier.converting.record import Heading, Listing, Quote, every, leaves, text_of
from dossier.converting.record import Table as Rows
from dossier.converting.seed import Seed
from dossier.errors import Fault, Faults, InputError
from dossier.text import invisible

_LONGEST_MARKING, _SHOWN = 120, 70
"""Characters of a marking, and of the beginning of a text, that are shown."""


def add(paths: Sequence[Path], folder: Path, name: str | None, anyway: bool, quiet: bool) -> None:
    """Write a text into `folder` for each file.

    Raises InputError with what is wrong with any of them; the others are added all the same.
    """
    if not folder.is_dir():
        raise InputError(Fault(str(folder), 0, "there is no such folder; it should hold the texts"))
    faults = Faults()
    tried = [faults.attempt(_add, path, folder, name, anyway, quiet) for path in paths]
    written = [_shown(path) for path in tried if path is not None]
    try:
        faults.raise_any()
    except InputError as error:
        error.add_note(f"added {', '.join(written)}" if written else "nothing was added")
        raise
    if not quiet:
        one = len(written) == 1
        show = invocation.typed(*(("explain", str(tried[0])) if one else ("check",)))
        click.echo(f"To see how {'it is' if one else 'they are'} filed: {show}")


def _add(path: Path, folder: Path, name: str | None, anyway: bool, quiet: bool) -> Path:
    text = seed.compose(path)
    if text.marking and not anyway:
        line = text.marking[:_LONGEST_MARKING]
        line += "…" if len(text.marking) > _LONGEST_MARKING else ""
        sentence = f"it says “{line}”; ask whether it may be published, then add --anyway"
        raise refuse(path, sentence)
    if not text.stated("title") and sys.stdin.isatty():
        begins = _line(text.beginning(_SHOWN))
        question = f"{_shown(path)} states no title. It begins: {begins}\nIts title"
        given = click.prompt(question, default="", show_default=False, err=True)
        text = text.titled(" ".join(given.split())) if given.strip() else text
    target = writing.write(text, folder, name)
    if not quiet:
        _print(text, target)
    return target


# --- what is shown --------------------------------------------------------------------


def _print(text: Seed, target: Path) -> None:
    screen = console()
    screen.print(cell(f"{text.original.as_posix()} -> {target.as_posix()}", "bold"))
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for key, words, style in _rows(text):
        table.add_row(key, cell(" ".join(words.split()), style))
    screen.print(table)
    screen.print()


def _rows(text: Seed) -> Iterator[tuple[str, str, str]]:
    """Yield what was found: a key, words, and how they look."""
    for fact in text.facts:
        if fact.stated:
            yield fact.key, f"{fact.value} (from {fact.origin})", ""
        else:
            yield fact.key, f"not written: {fact.value} ({fact.origin})", "dim"
    for key in ("title", "author", "date"):
        if not any(fact.key == key for fact in text.facts):
            yield key, "none found", "dim"
    yield "text", _counts(text), ""
    for remark in text.remarks:
        yield "check", remark, "yellow"
    kinds: dict[str, list[str]] = {}
    for out in text.left_out:
        kinds.setdefault(out.kind, []).append(out.words)
    for kind, words in kinds.items():
        yield "left out", f"{kind}: {' · '.join(words)}", "dim"


def _counts(text: Seed) -> str:
    """Return how much of what a text holds."""
    found = list(leaves(text.blocks))
    words = sum(len(text_of(leaf).split()) for leaf in found)
    number_of = Counter(type(block) for block in every(text.blocks))
    kinds = {
        "heading": number_of[Heading],
        "list": number_of[Listing],
        "quote": number_of[Quote],
        "table": number_of[Rows],
        "footnote": len(text.notes),
    }
    parts = [f"{number} {kind}{'s' * (number > 1)}" for kind, number in kinds.items() if number]
    paragraphs = f"{len(found):,} paragraph{'s' * (len(found) != 1)}"
    return ", ".join([f"{words:,} word{'s' * (words != 1)} in {paragraphs}", *parts])


def _line(words: str) -> str:
    return invisible.one_line(" ".join(words.split()))


def _shown(path: Path) -> str:
    return invisible.one_line(path.as_posix())
