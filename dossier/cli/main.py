"""The command line; here, and only here, errors become exit codes.

0: done. 1: the input, a template or the proof is at fault. 2: wrong usage.
"""

import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import wraps
from pathlib import Path
from typing import Any

import click

from dossier import __version__
from dossier.errors import DossierError, Fault
from dossier.text import invisible

_config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default="mkdocs.yml",
    show_default=True,
    help="The site's settings.",
)
_quiet = click.option("-q", "--quiet", is_flag=True, help="Print nothing unless it fails.")
_files = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)


def _sentences(command: Callable[..., None]) -> Callable[..., None]:
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


def _outcome(error: Exception) -> str:
    """Return what has become of the site."""
    return "\n".join(getattr(error, "__notes__", ["nothing was changed"]))


class _BuildByDefault(click.Group):
    """Without a command's name, `build` is meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = ("--help", "--version")
        if not args or (args[0] not in own and args[0] not in self.commands and args[0][0] == "-"):
            args.insert(0, "build")
        return super().parse_args(ctx, args)


@click.group(cls=_BuildByDefault, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Dossier")
def main() -> None:
    """Turn the texts in seeds/ into a themed, proved briefing site.

    Without a command, the site is built.
    """


@main.command()
@_files
@click.option("--name", metavar="NAME", help="Name of the text in seeds/ [its date and title].")
@click.option("--anyway", is_flag=True, help="Add what says that it is confidential or embargoed.")
@_config_file
@_quiet
@_sentences
def add(
    files: tuple[Path, ...], name: str | None, anyway: bool, config_file: Path, quiet: bool
) -> None:
    """Make a text in seeds/ of a Word file, a web page, a PDF.

    FILE may be .docx, .odt, .rtf, .html, .eml or .pdf. What belongs to the medium, such as menus
    and page numbers, is left out and listed.
    """
    from dossier.cli import adding
    from dossier.plugin import commands

    if name and len(files) > 1:
        raise click.UsageError("--name is for one FILE")
    adding.add(files, commands.read_settings(config_file).seeds, name, anyway, quiet)


@main.command()
@_config_file
@_quiet
@click.option("--times", is_flag=True, help="Print the seconds that each stretch took.")
@click.option("--scheduler", metavar="ADDRESS", help="Let a Dask cluster work on the texts.")
@_sentences
def build(config_file: Path, quiet: bool, times: bool, scheduler: str | None) -> None:
    """Build the site and prove it.

    The site takes the place of the last one only when all is well.
    """
    from dossier.cli import report
    from dossier.plugin import commands
    from dossier.runtime import cluster
    from dossier.runtime.progress import Stopwatch

    watch = Stopwatch(report.progress(quiet))
    with cluster.workers(scheduler) if scheduler else nullcontext() as executor:
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
        with suppress(OSError):
            sys.stdout.close()  # or Python would try again to print the rest
        error.add_note(commands.PUBLISHED)
        raise


@main.command()
@_config_file
@click.option("-a", "--address", metavar="HOST:PORT", help="Where to serve [127.0.0.1:8000].")
@_sentences
def serve(config_file: Path, address: str | None) -> None:
    """Preview the site; it follows every change you save."""
    from dossier.plugin import commands

    commands.serve(config_file, address)


@main.command()
@_config_file
@_quiet
@_sentences
def check(config_file: Path, quiet: bool) -> None:
    """Check all texts and show how each is filed.

    Nothing is written.
    """
    from dossier import pipeline
    from dossier.cli import report, tables
    from dossier.plugin import commands
    from dossier.runtime import clock

    settings = commands.read_settings(config_file)
    checked = pipeline.check_folder(settings, report.progress(quiet), clock.today())
    if not quiet:
        tables.print_filings(checked.themes, checked.records)
        report.print_waiting(checked.records)
        report.print_proposals({one.path: one.proposals for one in checked.records})
        report.print_weak_leads(checked.records)
    report.print_notes(checked.notes)


@main.command()
@_files
@_config_file
@click.option("--json", "as_json", is_flag=True, help="One JSON object per file and line.")
@click.option("--extracts", is_flag=True, help="The sentences that could be quoted, and why.")
@_sentences
def explain(files: tuple[Path, ...], config_file: Path, as_json: bool, extracts: bool) -> None:
    """Say where each paragraph is filed, and why.

    For every paragraph of FILE: its theme, the score, the runner-up, and the words that decided.
    With --extracts, for every sentence: how fit it is as lead and as key point, and what decided.
    """
    from dossier import pipeline
    from dossier.briefings import notes
    from dossier.cli import candidates, report, tables
    from dossier.plugin import commands

    settings = commands.read_settings(config_file)
    themes, briefings = pipeline.brief_files(files, settings)
    for briefing in briefings:
        document = briefing.document
        report.print_notes(notes.located(document.source.path, document.notes))
        if extracts and as_json:
            click.echo(candidates.candidates_json(briefing))
        elif extracts:
            candidates.print_candidates(briefing)
        elif as_json:
            click.echo(tables.explanation_json(briefing))
        else:
            tables.print_explanation(briefing, themes)
            report.print_proposals({document.source.path: document.proposals})


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@_config_file
@_quiet
@_sentences
def copy(names: tuple[str, ...], config_file: Path, quiet: bool) -> None:
    """Copy Dossier's own files into the site, to be changed.

    NAME is a file of Dossier's, such as themes.yml, templates/words.yml or
    templates/site/home.html; without one, all are listed. A copy wins over Dossier's own file, and
    over no other: what you do not copy stays up to date. Nothing of yours is ever replaced.
    """
    from dossier.cli import copying
    from dossier.plugin import commands

    originals = commands.originals(config_file)
    if names:
        copying.copy(names, originals, quiet)
    else:
        copying.print_list(originals)


@main.command()
@click.argument("seed", type=click.Path(path_type=Path), metavar="SEED")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to [the name of SEED, here].",
)
@_config_file
@_quiet
@_sentences
def pdf(seed: Path, output: Path | None, config_file: Path, quiet: bool) -> None:
    """Print the summary of SEED as PDF, without a site."""
    from dossier.cli import report
    from dossier.plugin import commands

    slug, made = commands.print_one(config_file, seed)
    path = output or Path(f"{slug}.pdf")
    path.write_bytes(made.data)
    report.print_lacking(made.lacking, [seed.as_posix()])
    if not quiet:
        click.echo(f"Printed {invisible.one_line(path.as_posix())}.")


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@_config_file
@click.option("--list", "as_list", is_flag=True, help="Print what waits, and ask nothing.")
@click.option(
    "--json", "as_json", is_flag=True, help="The same, one JSON object per file and line."
)
@_sentences
def review(files: tuple[Path, ...], config_file: Path, as_list: bool, as_json: bool) -> None:
    """Decide the close calls of new texts, one key each.

    Shows each paragraph whose two best places are near each other, and writes where you file it
    into the front matter, as `file` does. A text of which all are decided is marked as reviewed,
    and not asked about again. With FILE, those texts are asked about, reviewed or not.
    """
    from dossier import reviewing
    from dossier.cli import report
    from dossier.cli import reviewing as desk
    from dossier.plugin import commands
    from dossier.runtime import clock

    settings = commands.read_settings(config_file)
    themes, texts = reviewing.waiting(
        [*dict.fromkeys(files)], settings, report.progress(as_list or as_json)
    )
    if as_json:
        for text in texts:
            click.echo(desk.waiting_json(text))
    elif as_list:
        desk.print_list(texts, themes)
    else:
        desk.review(texts, themes, settings, clock.today())


@main.command("file")
@click.argument("seed", type=click.Path(path_type=Path), metavar="SEED")
@click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
@click.argument("place", metavar="THEME")
@click.option("--because", metavar="REASON", help="Why; the page shows it.")
@_config_file
@_quiet
@_sentences
def file_(
    seed: Path, number: int, place: str, because: str | None, config_file: Path, quiet: bool
) -> None:
    """File a paragraph where you would file it.

    Writes into the front matter of SEED that its paragraph NUMBER belongs to THEME, or to
    overview, context or outlook. A list goes there as a whole. The rest of the file stays as it
    is, byte for byte.
    """
    from dossier import corrections
    from dossier.model import Correction
    from dossier.plugin import commands

    settings = commands.read_settings(config_file)
    numbers = corrections.write(seed, number, Correction(place, because, 0), settings)
    if not quiet:
        is_list = len(numbers) > 1
        filed = f"the list ¶{numbers[0]} to ¶{numbers[-1]}" if is_list else f"¶{number}"
        click.echo(f"{invisible.one_line(seed.as_posix())}: {filed} is filed under {place} now.")


@main.command()
@_files
@_config_file
@_quiet
@_sentences
def accept(files: tuple[Path, ...], config_file: Path, quiet: bool) -> None:
    """Confirm what texts say of their authors and dates.

    Writes into the front matter of each FILE what `check` and `explain` have found in it. What is
    stated there already stays as it is, and so does the rest of the file, byte for byte.
    """
    from dossier import corrections
    from dossier.plugin import commands

    settings = commands.read_settings(config_file)
    for path, values in corrections.accept(files, settings):
        if not quiet:
            said = ", ".join(f"{key}: {value}" for key, value in values.items())
            click.echo(f"{invisible.one_line(path.as_posix())}: {said or 'nothing to confirm'}")


@main.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be learned.")
@_config_file
@_sentences
def learn(dry_run: bool, config_file: Path) -> None:
    """Learn your desk's line from your corrections.

    Finds the words that decide in what you filed otherwise than Dossier, and writes them with
    their weights into learned.yml, beside the themes. All texts are filed by it, and "Why here?"
    counts it as "your desk".
    """
    from dossier import learning
    from dossier.cli import learning as lesson
    from dossier.cli import report
    from dossier.plugin import commands

    settings = commands.read_settings(config_file)
    lesson.report(learning.from_folder(settings, report.progress(False)), dry_run)
