"""Standard input and output, as terminals, pipes and schedulers of jobs hand them over."""

import json
import os
import sys
from io import TextIOWrapper
from pathlib import Path

import click


def ready() -> None:
    """Let standard output take every character, and stand in for streams that are closed.

    A console of Windows or an ASCII terminal may not know them all. The number of a stream that is
    closed would go to the next file that is opened, and what a library prints, into that.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nothing)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def print_json(line: str) -> None:
    """Print a line of JSON; where the terminal lacks a character, by its number, as JSON has it."""
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(json.loads(line))
    click.echo(line)
