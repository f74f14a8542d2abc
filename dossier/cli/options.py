"""What commands share: options, and here, and only here, errors become exit codes.

0: done. 1: the input, a template or the proof is at fault. 2: wrong usage.
"""

import os
import sys
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from dossier import invocation
from dossier.errors import DossierError, Fault, InputError

SETTINGS = "mkdocs.yml"
"""The site's settings; MkDocs takes mkdocs.yaml as well."""

config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=SETTINGS,
    show_default=True,
    help="The site's settings.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Print nothing unless it fails.")


def sentences(command: Callable[..., None]) -> Callable[..., None]:
    """Print what is wrong as sentences on standard error and exit with 1."""

    @wraps(command)
    def run(**options: Any) -> None:
        try:
            if named := options.get("config_file"):
                options["config_file"] = _existing(named)
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


def _existing(config_file: Path) -> Path:
    """Return the file of settings under the name that it has.

    Raises InputError, with what to do, if there is none.
    """
    if config_file.exists():
        return config_file
    if config_file != Path(SETTINGS):
        raise InputError(Fault(config_file.as_posix(), 0, "there is no such file"))
    other = config_file.with_suffix(".yaml")
    if other.exists():
        return other
    for above in Path.cwd().parents:  # it is not read unasked: it may name programs to run
        if (above / SETTINGS).is_file():
            there = os.path.relpath(above)
            sentence = "is not in this folder, but in one above; go there "
            sentence += f"({invocation.quoted('cd', there)}), or name it: "
            sentence += invocation.quoted("-f", f"{there}/{SETTINGS}")
            raise InputError(Fault(SETTINGS, 0, sentence))
    sentence = f"is not in this folder; begin a site with {invocation.typed('new', 'FOLDER')}, "
    sentence += f"go to the folder of your site (cd), or name its {SETTINGS} with -f"
    raise InputError(Fault(SETTINGS, 0, sentence))


def print_anything() -> None:
    """Let standard output take every character; a console of Windows may not know them all."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _outcome(error: Exception) -> str:
    """Return what has become of the site."""
    return "\n".join(getattr(error, "__notes__", ["nothing was changed"]))
