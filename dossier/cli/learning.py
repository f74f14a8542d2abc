"""The command `learn`: say what was learned from the corrections, and write it."""

import click
from rich.table import Table

from dossier.cli.report import counted
from dossier.cli.tables import cell, console
from dossier.errors import Fault, InputError
from dossier.filing import desk
from dossier.learning import FEWEST, Lesson
from dossier.text import invisible


def report(lesson: Lesson, dry_run: bool) -> None:
    """Print what was learned, and write it unless it is nothing new or this is a dry run."""
    for line in _summary(lesson):
        click.echo(line)
    if lesson.is_enough and (lesson.desk or lesson.before):
        console().print(_table(lesson))
    path = invisible.one_line(lesson.path.as_posix())
    if not lesson.is_enough or dry_run:
        click.echo("Nothing was written.")
    elif lesson.desk == lesson.before:
        click.echo("Nothing was written, as nothing is new.")
    elif desk.read(lesson.path, lesson.themes) != lesson.before:
        sentence = "was changed meanwhile, and stays as it is; try again"
        raise InputError(Fault(lesson.path.as_posix(), 0, sentence))
    else:
        desk.write(lesson.desk, lesson.path)
        click.echo(f"Wrote {path}; all texts are filed by it from now on.")


def _summary(lesson: Lesson) -> list[str]:
    count = len(lesson.cases)
    said = f"{counted(count, 'correction')} in {counted(lesson.texts, 'text')} can teach something"
    if lesson.passed_over:
        said += (
            f"; {lesson.passed_over} cannot (of headings, furniture, texts in other languages, "
            "openings and closings)"
        )
    lines = [f"{said}."]
    if not lesson.is_enough:
        lines.append(f"That is too few to learn from: {FEWEST} are needed.")
        return lines
    lines.append(f"By itself, the program agrees with {lesson.alone} of them.")
    if lesson.desk:
        words = counted(len({one.word for one in lesson.desk}), "word")
        lines.append(
            f"With {words} learned, it agrees with {lesson.together}; with {lesson.apart}, if each "
            "text is filed by what the others taught."
        )
    else:
        lines.append("No word stands out in them, so nothing was learned.")
    return lines


def _table(lesson: Lesson) -> Table:
    """Return a row for each word of a theme, learned or no longer so."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Theme", "Word"):
        table.add_column(name)
    for name in ("Weight", "Before", "Corrections with it"):
        table.add_column(name, justify="right")
    now = {(one.theme, one.word): one.weight for one in lesson.desk}
    before = {(one.theme, one.word): one.weight for one in lesson.before}
    names = {theme.id: theme.name for theme in lesson.themes}
    places = list(names)
    for key in sorted({*now, *before}, key=lambda one: (places.index(one[0]), one[1])):
        theme, word = key
        weights = (f"{known[key]:+.2f}" if key in known else "" for known in (now, before))
        count = sum(word in case.words for case in lesson.cases)
        table.add_row(cell(names[theme]), cell(word), *weights, str(count))
    return table
