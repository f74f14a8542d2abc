"""Options that commands share."""

import os
from pathlib import Path

import click

from dossier import invocation
from dossier.errors import Fault, InputError

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


def existing(config_file: Path) -> Path:
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
