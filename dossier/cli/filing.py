"""The commands that correct how paragraphs are filed: `file`, `review`, `learn`."""

from pathlib import Path

import click

from dossier.cli import options
from dossier.text import invisible


@click.command("file")
@click.argument("seed", type=click.Path(path_type=Path), metavar="SEED")
@click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
@click.argument("place", metavar="THEME")
@click.option("--because", metavar="REASON", help="Why; the page shows it.")
@options.config_file
@options.quiet
@options.sentences()
def file_(
    seed: Path, number: int, place: str, because: str | None, config_file: Path, quiet: bool
) -> None:
    """Put a paragraph under the theme that you think right.

    Writes into the front matter of SEED that its paragraph NUMBER belongs to THEME, or to
    overview, context or outlook. A list is moved as a whole. The rest of the file stays as it
    is.
    """
    from dossier import corrections
    from dossier.model import Correction
    from dossier.plugin import commands

    settings = commands.read_settings(config_file)
    numbers = corrections.write(seed, number, Correction(place, because, 0), settings)
    if not quiet:
        is_list = len(numbers) > 1
        filed = f"the list ¶{numbers[0]} to ¶{numbers[-1]}" if is_list else f"¶{number}"
        line = f"{seed.as_posix()}: {filed} is filed under {place} now."
        click.echo(invisible.one_line(line))


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@options.config_file
@click.option("--list", "as_list", is_flag=True, help="Print what waits, and ask nothing.")
@click.option(
    "--json", "as_json", is_flag=True, help="The same, one JSON object per file and line."
)
@options.sentences(lambda given: not (given["as_list"] or given["as_json"]))
def review(files: tuple[Path, ...], config_file: Path, as_list: bool, as_json: bool) -> None:
    """Decide the close calls of new texts, one key each.

    Shows each paragraph whose two best places are nearly equal, and writes your choice into the
    front matter, as `file` does. When all of them are decided, the text is marked as reviewed,
    and you are not asked about it again. With FILE, you are asked about that text in any case.
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
            options.print_json(desk.waiting_json(text))
    elif as_list:
        desk.print_list(texts, themes)
    else:
        desk.review(texts, themes, settings, clock.today())


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be learned.")
@options.config_file
@options.sentences(lambda given: not given["dry_run"])
def learn(dry_run: bool, config_file: Path) -> None:
    """Learn your desk's line from your corrections.

    Finds the words that your corrections have in common, and writes them with their weights into
    learned.yml, beside the themes. From then on all texts are filed by them, too; "Why here?"
    shows their share as "your desk".
    """
    from dossier import learning
    from dossier.cli import learning as lesson
    from dossier.cli import report
    from dossier.plugin import commands

    settings = commands.read_settings(config_file)
    lesson.report(learning.from_folder(settings, report.progress(False)), dry_run)
