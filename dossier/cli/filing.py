"""The commands that correct how texts are filed: `file`, `unfile`, `review`, `learn`."""

from collections.abc import Sequence
from pathlib import Path

import click

from dossier import invocation
from dossier.cli import arguments, endings, options, streams
from dossier.text import invisible


@click.command("file")
@arguments.seed
@arguments.number
@arguments.place
@click.option("--because", metavar="REASON", help="Why; the page shows it.")
@options.config_file
@options.quiet
@endings.sentences()
def file_(
    seed: Path, number: int, place: str, because: str | None, config_file: Path, quiet: bool
) -> None:
    """Put a paragraph under the theme that you think right.

    Writes into the front matter of SEED that its paragraph NUMBER belongs to THEME, or to
    overview, context or outlook. A list is moved as a whole. The rest of the file stays as it
    is. SEED is a text in seeds/, or its name on the site.

    Example: dossier file visit 8 economy --because "it is about the toll"
    """
    from dossier import corrections
    from dossier.errors import Faults
    from dossier.filing import places, themes
    from dossier.model import Correction
    from dossier.plugin import commands
    from dossier.sources import lookup

    settings, phrases = commands.read_site(config_file)
    known = themes.read(settings.themes).themes
    shown = phrases.themes(known)
    faults = Faults()
    paths = faults.attempt(lookup.find, [seed], settings.seeds) or (seed,)
    theme = faults.attempt(places.find, place, known, shown, paths[0].as_posix()) or ""
    faults.raise_any()
    (path,) = paths
    numbers = corrections.write(path, number, Correction(theme, because, 0), settings)
    if not quiet:
        name = invisible.one_line(places.names_of(known)[theme])
        click.echo(f"{_of(path, numbers)} is filed under {name} now.")
        back = invocation.typed("unfile", path.as_posix(), str(number))
        click.echo(f"To take it back: {back}")


@click.command()
@arguments.seed
@arguments.number
@options.config_file
@options.quiet
@endings.sentences()
def unfile(seed: Path, number: int, config_file: Path, quiet: bool) -> None:
    """Take back where you filed a paragraph.

    Removes from the front matter of SEED what `file`, `review` or you yourself wrote there
    under filed for its paragraph NUMBER, or for the list in which that stands. The rest of the
    file stays as it is, and Dossier files the paragraph again. SEED is a text in seeds/, or
    its name on the site.

    Example: dossier unfile visit 8
    """
    from dossier import corrections, pipeline
    from dossier.errors import InputError
    from dossier.filing import places
    from dossier.plugin import commands
    from dossier.sources import lookup

    settings = commands.read_settings(config_file)
    (path,) = lookup.find([seed], settings.seeds)
    numbers = corrections.take_back(path, number, settings)
    if quiet:
        return
    said = f"{_of(path, numbers)} is no longer filed by you"
    try:
        themes, (briefing,) = pipeline.brief_files([path], settings)
        filing = briefing.filed[number - 1].filing
    except (InputError, IndexError):  # something else is wrong with the text, as `check` says
        click.echo(f"{said}.")
    else:
        name = invisible.one_line(places.names_of(themes)[filing.section])
        click.echo(f"{said}; Dossier files it under {name}.")


def _of(path: Path, numbers: Sequence[int]) -> str:
    """Say which paragraph or list of which text is meant."""
    is_list = len(numbers) > 1
    what = f"the list ¶{numbers[0]} to ¶{numbers[-1]}" if is_list else f"¶{numbers[0]}"
    return f"{invisible.one_line(path.as_posix())}: {what}"


@click.command()
@arguments.any_files
@options.config_file
@click.option("--list", "as_list", is_flag=True, help="Print what waits, and ask nothing.")
@click.option(
    "--json", "as_json", is_flag=True, help="The same, one JSON object per file and line."
)
@endings.sentences(lambda given: not (given["as_list"] or given["as_json"]))
def review(files: tuple[Path, ...], config_file: Path, as_list: bool, as_json: bool) -> None:
    """Decide the close calls of new texts, one key each.

    Shows each paragraph whose two best places are nearly equal, and writes your choice into the
    front matter, as `file` does. When all of them are decided, the text is marked as reviewed,
    and you are not asked about it again. With FILE, a text in seeds/ or its name on the site,
    you are asked about that text in any case.

    Example: dossier review visit
    """
    from dossier import reviewing
    from dossier.cli import report
    from dossier.cli import reviewing as desk
    from dossier.plugin import commands
    from dossier.runtime import clock
    from dossier.sources import lookup

    settings = commands.read_settings(config_file)
    paths = lookup.find(files, settings.seeds)
    themes, texts = reviewing.waiting(paths, settings, report.progress(as_list or as_json))
    if as_json:
        for text in texts:
            streams.print_json(desk.waiting_json(text))
    elif as_list:
        desk.print_list(texts, themes)
    else:
        desk.review(texts, themes, settings, clock.today())


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be learned.")
@options.config_file
@endings.sentences(lambda given: not given["dry_run"])
def learn(dry_run: bool, config_file: Path) -> None:
    """Learn your desk's line from your corrections.

    Finds the words that your corrections have in common, and writes them with their weights into
    learned.yml, beside the themes. From then on all texts are filed by them, too; "Why here?"
    shows their share as "your desk".

    Example: dossier learn --dry-run
    """
    from dossier import learning
    from dossier.cli import learning as lesson
    from dossier.cli import report
    from dossier.plugin import commands

    settings = commands.read_settings(config_file)
    lesson.report(learning.from_folder(settings, report.progress(False)), dry_run)
