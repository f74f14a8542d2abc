"""Entries of a list on the screen: a mark, a line cut to its width, and lines wrapped below it."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from dossier.text import invisible, log_commands

_GAP = 2
"""Cells between the marks and what stands behind them."""

_LEAST = 20
"""Cells that the lines have on the narrowest of screens."""


def screen() -> Console:
    """Return a screen of the width of the terminal, or of 80 cells if there is none."""
    return Console(highlight=False, markup=False)


def print_title(title: str, console: Console) -> None:
    """Print what the entries are about."""
    print_below([Text(invisible.one_line(title), style="bold")], 0, console)


def print_entry(
    mark: str, beginning: str, lines: Iterable[Text], indent: int, console: Console
) -> None:
    """Print an entry; its mark and the gap behind it take `indent` cells.

    Of `beginning` as much is shown as fits into one line, counted in cells: a Chinese character
    takes two of them.
    """
    width = max(console.width - indent, _LEAST)
    first = Text(mark.ljust(indent), style="bold")
    first.append_text(_cut(beginning, width))
    console.print(first, soft_wrap=True)
    print_below(lines, indent, console)


def print_below(lines: Iterable[Text], indent: int, console: Console) -> None:
    """Print lines that are wrapped to the width, `indent` cells from its edge."""
    for line in lines:
        _print(line, max(console.width - indent, _LEAST), indent, console)


def indent_of(marks: Iterable[str]) -> int:
    """Return the cells that the longest of `marks` takes with the gap behind it."""
    return max((len(mark) for mark in marks), default=0) + _GAP


def _cut(words: str, width: int) -> Text:
    """Return what fits into `width` cells, without marks that would turn what stands behind."""
    head = " ".join(words[: 4 * width].split())  # no paragraph is too long for a line
    shown = invisible.one_line(invisible.DIRECTIONS.sub("", head))
    if len(words) > 4 * width or cell_len(shown) > width:
        shown = f"{set_cell_size(shown, width - 1).rstrip()}…"
    return Text(shown, style="not bold")


def _print(text: Text, width: int, indent: int, console: Console) -> None:
    for line in text.wrap(console, width, overflow="fold"):
        line.rstrip()
        plain = log_commands.disarmed(line.plain)  # which it may be only now that it is a line
        shown = line if plain == line.plain else Text(plain)
        console.print(Text(" " * indent).append_text(shown), soft_wrap=True)
