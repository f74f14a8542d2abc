"""The command line: all commands, in the order of use."""

import gc
from typing import Any

import click

from dossier import __version__
from dossier.cli import endings, filing, site, streams, texts

_OWN = ("-h", "--help", "-V", "--version")
"""Options that stand without a command."""

_OBJECTS = 50_000
"""Objects after which Python looks for some that only refer to each other. Nearly all that a
command makes lives to its end; to look every 700, as is the custom, takes up to a tenth of it."""


class _Commands(click.Group):
    """Lists commands in the order of use; without a command's name, `build` is meant."""

    def main(self, *args: Any, **extra: Any) -> Any:
        streams.ready()
        gc.set_threshold(_OBJECTS)
        try:
            return super().main(*args, **extra)
        except OSError as error:  # of the help, which Click prints
            return endings.end(error, writes=False)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:  # else a shell asks how a line that is begun may go on
            args = self._command_first(args)
        return super().parse_args(ctx, args)

    def _command_first(self, args: list[str]) -> list[str]:
        """Return `args` with the command first, though options may have been typed before it."""
        if args[:1] == ["help"]:
            return [*args[1:], "--help"]
        if args and (args[0] in _OWN or not args[0].startswith("-")):
            return args
        valued = {option for command in self.commands.values() for option in _valued(command)}
        for at, (before, word) in enumerate(zip(["", *args], args, strict=False)):
            if not word.startswith("-") and before not in valued:
                return [word, *args[:at], *args[at + 1 :]]
        return ["build", *args]


def _valued(command: click.Command) -> list[str]:
    """Return the options of a command that are followed by a value."""
    options = [one for one in command.params if isinstance(one, click.Option) and not one.is_flag]
    return [name for option in options for name in option.opts]


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="Dossier")
def main() -> None:
    """Turn the texts in seeds/ into a themed, proved briefing site.

    Without a command, the site is built.
    """


COMMANDS = (
    *(site.new, texts.add, site.serve),
    *(texts.check, texts.explain, texts.accept),
    *(filing.file_, filing.unfile, filing.review, filing.learn),
    *(site.build, site.pdf, site.copy),
)
"""All commands, in the order of use."""

for _command in COMMANDS:
    main.add_command(_command)
