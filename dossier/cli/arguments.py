"""The arguments that name texts and themes, and how a shell completes them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from dossier.cli import options
from dossier.errors import DossierError

if TYPE_CHECKING:  # it loads NumPy, for which no help need wait
    from dossier.settings import Settings

_PATH = click.Path(path_type=Path)


def _settings(ctx: click.Context) -> "Settings":
    from dossier.plugin import commands

    return commands.read_settings(Path(ctx.params.get("config_file") or options.SETTINGS))


def _texts(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the texts of the site that begin so; else the shell looks among all files."""
    from dossier.sources import lookup

    try:
        found = lookup.beginning(incomplete, _settings(ctx).seeds)
    except (DossierError, OSError):  # it is said when the command is run
        found = ()
    return [CompletionItem(name) for name in found] or [CompletionItem(incomplete, type="file")]


def _themes(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the places under which a paragraph can be filed that begin so, by id or name."""
    from dossier.filing import places, themes

    try:
        scheme = themes.read(_settings(ctx).themes)
    except (DossierError, OSError):
        return []
    begin = incomplete.casefold()
    return [
        CompletionItem(id_, help=name)
        for id_, name in places.names_of(scheme.themes).items()
        if id_.startswith(begin) or name.casefold().startswith(begin)
    ]


files = click.argument(
    "files", nargs=-1, required=True, type=_PATH, metavar="FILE...", shell_complete=_texts
)
any_files = click.argument(
    "files", nargs=-1, type=_PATH, metavar="[FILE]...", shell_complete=_texts
)
seed = click.argument("seed", type=_PATH, metavar="SEED", shell_complete=_texts)
number = click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
place = click.argument("place", metavar="THEME", shell_complete=_themes)
