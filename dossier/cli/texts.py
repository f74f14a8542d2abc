"""The commands that take texts in and say what is in them: `add`, `check`, `explain`, `accept`."""

from dataclasses import replace
from pathlib import Path

import click

from dossier.cli import arguments, endings, options, streams
from dossier.text import invisible


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--name", metavar="NAME", help="Name of the text in seeds/ [its date and title].")
@click.option("--anyway", is_flag=True, help="Add even what is marked confidential or embargoed.")
@options.config_file
@options.quiet
@endings.sentences()
def add(
    files: tuple[Path, ...], name: str | None, anyway: bool, config_file: Path, quiet: bool
) -> None:
    """Turn Word files, web pages, mails and PDFs into texts in seeds/.

    FILE may be .docx, .odt, .rtf, .html, .eml or .pdf. What is not part of the text, such
    as menus and page numbers, is left out and listed.

    Example: dossier add letter.docx
    """
    from dossier.cli import adding
    from dossier.plugin import commands

    if name and len(files) > 1:
        raise click.UsageError("--name is for one FILE")
    adding.add(files, commands.read_settings(config_file).seeds, name, anyway, quiet)


@click.command()
@arguments.any_files
@click.option("--json", "as_json", is_flag=True, help="One JSON object per text and line.")
@click.option("--strict", is_flag=True, help="Notes are faults, too, as before a merge.")
@options.config_file
@options.quiet
@endings.sentences(writes=False)
def check(
    files: tuple[Path, ...], as_json: bool, strict: bool, config_file: Path, quiet: bool
) -> None:
    """Check all texts and show how each is filed.

    Nothing is written. With FILE, a text in seeds/ or its name on the site, only that is
    checked and shown.

    Example: dossier check --strict
    """
    from dossier import pipeline
    from dossier.cli import checking, report
    from dossier.errors import InputError
    from dossier.plugin import commands
    from dossier.runtime import clock
    from dossier.sources import lookup

    settings, _ = commands.read_site(config_file, strict=True)
    settings = replace(settings, strict=settings.strict or strict)
    paths = lookup.find(files, settings.seeds)
    checked = pipeline.check(paths, settings, report.progress(quiet), clock.today())
    if as_json:
        checking.print_json(checked, quiet)
    if checked.faults:
        raise InputError(*checked.faults)
    if not quiet and not as_json:
        checking.print_checked(checked)
    report.print_notes(checked.notes)


@click.command()
@arguments.files
@options.config_file
@click.option("--json", "as_json", is_flag=True, help="One JSON object per file and line.")
@click.option("--extracts", is_flag=True, help="The sentences that could be quoted, and why.")
@endings.sentences(writes=False)
def explain(files: tuple[Path, ...], config_file: Path, as_json: bool, extracts: bool) -> None:
    """Say where each paragraph is filed, and why.

    For every paragraph of FILE: its theme, the score, the runner-up, and the words that decided.
    With --extracts, for every sentence: how well it would do as lead and as key point, and why.
    FILE is a text in seeds/, its name on the site, or any other text.

    Example: dossier explain visit
    """
    from dossier import pipeline
    from dossier.briefings import notes
    from dossier.cli import candidates, explaining, report, tables
    from dossier.plugin import commands
    from dossier.sources import lookup

    settings = commands.read_settings(config_file)
    themes, briefings = pipeline.brief_files(lookup.find(files, settings.seeds), settings)
    for briefing in briefings:
        document = briefing.document
        report.print_notes(notes.located(document.source.path, document.notes))
        if extracts and as_json:
            streams.print_json(candidates.candidates_json(briefing))
        elif extracts:
            candidates.print_candidates(briefing)
        elif as_json:
            streams.print_json(tables.explanation_json(briefing))
        else:
            explaining.print_explanation(briefing, themes)
            report.print_proposals({document.source.path: document.proposals})


@click.command()
@arguments.files
@options.config_file
@options.quiet
@endings.sentences()
def accept(files: tuple[Path, ...], config_file: Path, quiet: bool) -> None:
    """Take over the authors and dates that texts name.

    Writes the authors and dates that `check` and `explain` list into the front matter of each
    FILE. Whatever stands there already stays as it is, and so does the rest of the file. FILE
    is a text in seeds/, or its name on the site.

    Example: dossier accept visit
    """
    from dossier import corrections
    from dossier.plugin import commands
    from dossier.sources import lookup

    settings = commands.read_settings(config_file)
    paths = lookup.find(files, settings.seeds)
    for path, values in corrections.accept(paths, settings):
        if not quiet:
            said = ", ".join(f"{key}: {value}" for key, value in values.items())
            line = f"{path.as_posix()}: {said or 'nothing to confirm'}"
            click.echo(invisible.one_line(line))
