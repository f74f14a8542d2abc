"""What commands share: options, and how an error becomes sentences and an exit code."""

import sys
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from dossier.errors import DossierError, Fault

config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default="mkdocs.yml",
    show_default=True,
    help="The site's settings.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Print nothing unless it fails.")
files = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)


def sentences(command: Callable[..., None]) -> Callable[..., None]:
    """Print what is wrong as sentences on standard error and exit with 1."""

    @wraps(command)
    def run(**options: Any) -> None:
        try:
            command(**options)
        except DossierError as error:
            count = len(error.faults)
            click.echo(str(error), err=True)
            click.echo(f"{count} fault{'s' * (count > 1)}; {_outcome(error)}.", err=True)
            sys.exit(1)
        except BrokenPipeError:  # nobody reads what is printed: Click ends in silence
            raise
        except OSError as error:
            sentence = str(error.strerror or error)
            fault = Fault(str(error.filename), 0, sentence) if error.filename else sentence
            click.echo(f"{fault}; {_outcome(error)}.", err=True)
            sys.exit(1)

    return run


def print_anything() -> None:
    """Let standard output take every character; a console of Windows may not know them all."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _outcome(error: Exception) -> str:
    """Return what has become of the site."""
    return "\n".join(getattr(error, "__notes__", ["nothing was changed"]))
