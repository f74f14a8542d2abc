"""The commands that take texts in and say what is in them: `add`, `check`, `explain`, `accept`."""

from pathlib import Path

import click

from dossier.cli import options
from dossier.text import invisible


@click.command()
@options.files
@click.option("--name", metavar="NAME", help="Name of the text in seeds/ [its date and title].")
@click.option("--anyway", is_flag=True, help="Add even what is marked confidential or embargoed.")
@options.config_file
@options.quiet
@options.sentences()
def add(
    files: tuple[Path, ...], name: str | None, anyway: bool, config_file: Path, quiet: bool
) -> None:
    """Turn Word files, web pages, mails and PDFs into texts in seeds/.

    FILE may be .docx, .odt, .rtf, .html, .eml or .pdf. What is not part of the text, such
    as menus and page numbers, is left out and listed.
    """
    from dossier.cli import adding
    from dossier.plugin import commands

    if name and len(files) > 1:
        raise click.UsageError("--name is for one FILE")
    adding.add(files, commands.read_settings(config_file).seeds, name, anyway, quiet)


@click.command()
@options.config_file
@options.quiet
@options.sentences(options.reads)
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


@click.command()
@options.files
@options.config_file
@click.option("--json", "as_json", is_flag=True, help="One JSON object per file and line.")
@click.option("--extracts", is_flag=True, help="The sentences that could be quoted, and why.")
@options.sentences(options.reads)
def explain(files: tuple[Path, ...], config_file: Path, as_json: bool, extracts: bool) -> None:
    """Say where each paragraph is filed, and why.

    For every paragraph of FILE: its theme, the score, the runner-up, and the words that decided.
    With --extracts, for every sentence: how well it would do as lead and as key point, and why.
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
            options.print_json(candidates.candidates_json(briefing))
        elif extracts:
            candidates.print_candidates(briefing)
        elif as_json:
            options.print_json(tables.explanation_json(briefing))
        else:
            tables.print_explanation(briefing, themes)
            report.print_proposals({document.source.path: document.proposals})


@click.command()
@options.files
@options.config_file
@options.quiet
@options.sentences()
def accept(files: tuple[Path, ...], config_file: Path, quiet: bool) -> None:
    """Take over the authors and dates that texts name.

    Writes the authors and dates that `check` and `explain` list into the front matter of each
    FILE. Whatever stands there already stays as it is, and so does the rest of the file.
    """
    from dossier import corrections
    from dossier.plugin import commands

    settings = commands.read_settings(config_file)
    for path, values in corrections.accept(files, settings):
        if not quiet:
            said = ", ".join(f"{key}: {value}" for key, value in values.items())
            line = f"{path.as_posix()}: {said or 'nothing to confirm'}"
            click.echo(invisible.one_line(line))
