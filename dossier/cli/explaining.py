"""What `explain` prints of each paragraph: its first words, its place, and the words that decided.

It fits the width of any terminal; the same facts as JSON are in `tables`.
"""

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from dossier.cli import entries
from dossier.filing.places import names_of
from dossier.model import Briefing, Themes, WordShare
from dossier.pages.blocks import ParagraphView, Reason, with_reason
from dossier.text import invisible

_LONGEST = 30
"""Characters of a word that are shown: where no spaces divide words, one may be a sentence."""


def print_explanation(briefing: Briefing, themes: Themes) -> None:
    """Print an entry per paragraph: its place, score, next choice, doubt and strongest words."""
    console = entries.screen()
    names = {id_: invisible.one_line(name) for id_, name in names_of(themes).items()}
    entries.print_title(briefing.document.source.path, console)
    marks = [f"¶{filed.paragraph.number}" for filed in briefing.filed]
    indent = entries.indent_of(marks)
    for mark, filed in zip(marks, briefing.filed, strict=True):
        lines = _lines(with_reason(filed, themes), names)
        entries.print_entry(mark, filed.paragraph.numbered_text, lines, indent, console)


def _lines(view: ParagraphView, names: Mapping[str, str]) -> Iterator[Text]:
    place = _place(view, names)
    if view.reason is None:
        yield place
        return
    yield place.append(_choices(view, view.reason, names))
    yield Text(_shares(view, view.reason), style="dim")


def _place(view: ParagraphView, names: Mapping[str, str]) -> Text:
    """Say where a paragraph is filed, and how it came there."""
    filing, reason = view.filing, view.reason
    if filing.theme:
        place = Text(names[filing.theme], style="green")
        if reason and reason.best.id == filing.theme and reason.score > 0:
            place.append(f" {reason.score:+.2f}")
    else:
        role = f"{view.paragraph.role}, of " if view.paragraph.kind == "furniture" else ""
        place = Text(f"{role}no theme ({filing.section})")
    if view.also:
        place.append(f", also {', '.join(names[theme.id] for theme in view.also)}")
    if filing.filed_by == "editor":
        because = invisible.one_line(filing.because or "")
        place.append(f", by the editor{f': {because}' if because else ''}")
    elif filing.framed:
        place.append(", as it opens or closes the text")
    if filing.filed_with:
        place.append(f", with the list ¶{filing.filed_with[0]} to ¶{filing.filed_with[-1]}")
    if filing.close_call:
        place.append(" (close call)", style="yellow")
    return place


def _choices(view: ParagraphView, reason: Reason, names: Mapping[str, str]) -> str:
    """Say which place comes next, and what the words alone say if it stands elsewhere."""
    second = names[reason.second.id] if reason.second else "no theme"
    by_words = reason.best.id if reason.score > 0 else None
    if view.filing.theme == by_words:
        return f"; next {second}, {reason.margin:.2f} behind"
    first = f"{names[by_words]} {reason.score:+.2f}" if by_words else "no theme"
    return f"; by its words {first}, next {second}, {reason.margin:.2f} behind"


def _shares(view: ParagraphView, reason: Reason) -> str:
    """Return the shares of the words that decided, and of all else; they add up to the score."""
    words = _named(reason.words) or "no word"
    rest = f"other words {reason.others:+.2f}"
    if reason.desk:
        rest += f", your desk {reason.desk_share:+.2f} ({_named(reason.desk)})"
    if view.filing.filed_with:
        rest += f", rest of the list {reason.rest:+.2f}"
    rest += f", around {reason.context:+.2f}, start {reason.standing:+.2f}"
    return f"{words}; {rest}{', read twice' if reason.is_twice else ''}"


def _named(words: Iterable[WordShare]) -> str:
    return ", ".join(f"{_short(one.word)} {one.share:+.2f}" for one in words)


def _short(word: str) -> str:
    shown = invisible.one_line(word)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
