"""The commands about a whole site: `new`, `serve`, `build`, `pdf`, `copy`."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from dossier.cli import arguments, endings, options
from dossier.text import invisible


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@endings.sentences()
def new(folder: Path) -> None:
    """Begin a site of your own in FOLDER.

    FOLDER must be new or empty; "." means the folder that you are in.
    """
    from dossier import invocation
    from dossier.cli import scaffold

    name = scaffold.write(folder)
    click.echo(f"{invisible.one_line(name)} is ready. What to do next:")
    if folder.name:
        path = f"./{folder}" if str(folder).startswith("-") else str(folder)  # it is no option
        click.echo(f"  cd {invocation.quoted(path)}")
    click.echo(f"  {invocation.typed_elsewhere('serve', '--open')}")
    click.echo("Put your texts into the folder seeds, in place of the example there.")


@click.command()
@options.config_file
@click.option("-a", "--address", metavar="HOST:PORT", help="Where to serve [127.0.0.1:8000].")
@click.option("--open", "in_browser", is_flag=True, help="Open it in your browser.")
@endings.sentences(writes=False)
def serve(config_file: Path, address: str | None, in_browser: bool) -> None:
    """Preview the site; it follows every change you save.

    Ctrl-C ends it.
    """
    from dossier.cli.preview import audience
    from dossier.plugin import commands

    commands.serve(config_file, address, audience(), in_browser=in_browser)


@click.command()
@options.config_file
@options.quiet
@click.option("--times", is_flag=True, help="Print how long each step took.")
@click.option("--scheduler", metavar="ADDRESS", help="Let a Dask cluster work on the texts.")
@endings.sentences()
def build(config_file: Path, quiet: bool, times: bool, scheduler: str | None) -> None:
    """Build the site and prove it.

    The new site replaces the last one only if nothing is wrong.
    """
    from dossier.cli import report
    from dossier.plugin import commands
    from dossier.runtime import cluster
    from dossier.runtime.progress import Stopwatch

    watch = Stopwatch(report.progress(quiet))
    with nullcontext() if scheduler is None else cluster.workers(scheduler) as executor:
        # Even one text is worked on in a process beside: this one links meanwhile what is kept.
        built = commands.build(config_file, watch, executor, few=1)
    try:
        report.print_notes(built.notes, report.NOTES)
        if not quiet:
            report.print_report(built)
        if times:
            report.print_times(watch.seconds)
        if built.printed:
            report.print_lacking(built.printed.lacking, built.printed.lacking_in)
        sys.stdout.flush()
    except OSError as error:
        error.add_note(commands.PUBLISHED)
        raise


def _names_begun(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
    """Return the names of files to copy that begin like that, for a shell that asks."""
    from dossier.runtime import packaged

    return [name for name in packaged.copied() if name.startswith(begun)]


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=_names_begun)
@options.config_file
@options.quiet
@endings.sentences(lambda given: given["names"])
def copy(names: tuple[str, ...], config_file: Path, quiet: bool) -> None:
    """Copy Dossier's own files into the site, to be changed.

    NAME is a file of Dossier's, such as themes.yml, templates/words.yml or
    templates/site/home.html; without NAME, all are listed. Your copy is used instead of
    Dossier's file; what you do not copy stays up to date. Nothing of yours is ever replaced.
    """
    from dossier.cli import copying
    from dossier.plugin import commands

    originals = commands.originals(config_file)
    if names:
        copying.copy(names, originals, quiet)
    else:
        copying.print_list(originals)


@click.command()
@arguments.seed
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write [named after SEED, here].",
)
@click.option("--open", "is_shown", is_flag=True, help="Open it.")
@options.config_file
@options.quiet
@endings.sentences()
def pdf(seed: Path, output: Path | None, is_shown: bool, config_file: Path, quiet: bool) -> None:
    """Print the summary of SEED as PDF, without a site.

    SEED is a text in seeds/, its name on the site, or any other text.

    Example: dossier pdf visit --output visit.pdf
    """
    from dossier.cli import report
    from dossier.plugin import commands
    from dossier.runtime import writing

    slug, made = commands.print_one(config_file, seed)
    path = output or Path(f"{slug}.pdf")
    writing.replace(path, made.data)
    report.print_lacking(made.lacking, [seed.as_posix()])
    if not quiet:
        click.echo(f"Printed {invisible.one_line(path.as_posix())}.")
    if is_shown and click.launch(str(path)):
        click.echo("No program could be found that opens it.", err=True)
