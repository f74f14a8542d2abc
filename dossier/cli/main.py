"""The command line: all commands, in the order of use."""

import click

from dossier import __version__
from dossier.cli import filing, site, texts


class _Commands(click.Group):
    """Lists commands in the order of use; without a command's name, `build` is meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = ("-h", "--help", "--version")
        if not args or (args[0].startswith("-") and args[0] not in own):
            args.insert(0, "build")
        return super().parse_args(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Dossier")
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
