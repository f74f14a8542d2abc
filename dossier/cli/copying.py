"""Copy Dossier's own files into a site, where they can be changed."""

import os
from collections.abc import Mapping, Sequence

import click

from dossier.errors import Fault, Faults, InputError
from dossier.plugin.originals import Original
from dossier.runtime.writing import naming
from dossier.text import invisible
from dossier.text.nearest import nearest

_LISTS = """\
Texts in other languages are filed by the lists beside it: copy those that you need, such as \
themes.fr.yml."""


def print_list(originals: Mapping[str, Original]) -> None:
    """Print the name of every file that can be copied, and which of them the site has already."""
    for name, original in originals.items():
        click.echo(f"{name}  (yours)" if os.path.lexists(original.own) else name)


def copy(names: Sequence[str], originals: Mapping[str, Original], quiet: bool) -> None:
    """Copy each of the named files into the site.

    Raises InputError, and copies nothing, if one is not known, or the site has one already.
    """
    faults = Faults()
    chosen = [faults.attempt(_original, name, originals) for name in dict.fromkeys(names)]
    faults.raise_any()
    copied: list[str] = []
    for original in filter(None, chosen):
        try:
            _write(original)
        except OSError as error:
            if copied:
                error.add_note(f"copied {', '.join(copied)}")
            raise
        path = invisible.one_line(original.own.as_posix())
        copied.append(path)
        if not quiet:
            click.echo(f"{path} is yours now; delete it to go back to Dossier's own.")
    if "themes.yml" in names and not quiet:
        click.echo(_LISTS)


def _write(original: Original) -> None:
    """Copy a file, whole or not at all, and never over one that is there."""
    data = original.path.read_bytes()
    original.own.parent.mkdir(parents=True, exist_ok=True)
    with naming(original.own), original.own.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            original.own.unlink(missing_ok=True)
            raise


def _original(name: str, originals: Mapping[str, Original]) -> Original:
    if original := originals.get(name.replace("\\", "/")):
        if os.path.lexists(original.own):
            sentence = "is there already and stays as it is; to begin anew, move it away first"
            raise InputError(Fault(original.own.as_posix(), 0, sentence))
        return original
    ends = {known.rpartition("/")[2]: known for known in originals}
    near = nearest(name, originals) or ends.get(nearest(name, ends) or "")
    hint = f". Did you mean '{near}'?" if near else "; without a name, all are listed"
    raise InputError(Fault("copy", 0, f"Dossier has no file '{name}'{hint}"))
