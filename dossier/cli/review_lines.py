"""What a review shows of a paragraph, as lines: on a whole screen, or one below the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from dossier.filing import evidence
from dossier.filing.doubtful import Doubtful, Place
from dossier.filing.places import names_of as names_by_id
from dossier.filing.review import FIRST, LEAVE, SECOND, SECTIONS, SKIP, UNDO, WHY, Review
from dossier.model import UNTHEMED, Paragraph, Themes, WordShare
from dossier.text import invisible

_AROUND = 60
"""Characters that are shown of the paragraph before and of the one after."""

_WORDS = 4
"""Words at most that are named for a place; an editor reads them at a glance."""

_STYLES = ("bold green", "bold cyan")
"""Of the two best places, and of the words that speak for them."""

_TOLD = 0.05
"""The least share with which a word is named in the full table."""

_COMMANDS = {SKIP: "skip", UNDO: "undo", WHY: "why", LEAVE: "save and leave"}
_LAST = f"All is answered. Enter or {LEAVE} saves and leaves, {UNDO} takes the last answer back."
_MORE = "There is more: space or ↓ moves down, ↑ up"

_GAPS = 2
"""Rows between the parts of a screen."""

_LEAST = 5
"""Rows that the body has at least; where that leaves no room for the places, they move with it."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What is shown, from top to bottom."""

    head: tuple[Text, ...]
    """Which text, which paragraph."""

    body: tuple[Text, ...]
    """What can be moved where there is not room for all of it."""

    places: tuple[Text, ...]
    keys: tuple[tuple[Text, ...], ...]
    """Row by row; no row is divided within a key."""

    said: Text
    """What the last key did."""


def names_of(themes: Themes) -> Mapping[str, str]:
    """Return the names of all places, as a reader of the site sees them."""
    return {id_: _line(name) for id_, name in names_by_id(themes).items()}


def lines_of(review: Review, names: Mapping[str, str]) -> Lines:
    """Return what is shown of a review."""
    asked = review.asked
    if asked is None:
        return Lines((), (Text(_LAST),), (), (), _said(review, names))
    text, place = review.order[len(review.answers)]
    waiting = review.texts[text]
    heading = f"{_line(waiting.path)}, {place + 1} of {len(waiting.doubtful)}"
    if len(review.texts) > 1:
        heading += f" (text {text + 1} of {len(review.texts)})"
    return Lines(
        head=(Text(heading, style="bold"),),
        body=tuple(_body(review, asked, names)),
        places=tuple(_places(asked, names)),
        keys=(_keys(review.places, names), _pairs(_COMMANDS.items())),
        said=_said(review, names),
    )


# --- the paragraph --------------------------------------------------------------------


def _body(review: Review, asked: Doubtful, names: Mapping[str, str]) -> Iterator[Text]:
    if asked.before:
        yield Text(_end(asked.before), style="dim")
    for paragraph in asked.paragraphs:
        yield _paragraph(paragraph, asked.places)
    if asked.after:
        yield Text(_beginning(asked.after), style="dim")
    if review.explains:
        yield from _why(asked, names)


def _end(text: str) -> str:
    cut = text[-_AROUND:]
    return _line(text if cut == text else f"… {cut.partition(' ')[2] or cut}")


def _beginning(text: str) -> str:
    cut = text[:_AROUND]
    return _line(text if cut == text else f"{cut.rpartition(' ')[0] or cut} …")


def _paragraph(paragraph: Paragraph, places: Iterable[Place]) -> Text:
    """Return a paragraph behind its number, with the words marked that speak for its places."""
    text = paragraph.text
    start = f"¶{paragraph.number} {paragraph.label} ".replace("  ", " ")
    shown = Text(start + _line(text))
    if shown.plain != start + text:  # some of its characters are shown by their codes
        return shown
    for place, style in reversed([*zip(places, _STYLES, strict=True)]):
        if place.id not in UNTHEMED:
            for first, last in evidence.marked_spans(text, place.words[:_WORDS]):
                shown.stylize(style, len(start) + first, len(start) + last)
    return shown


# --- the places -----------------------------------------------------------------------


def _places(asked: Doubtful, names: Mapping[str, str]) -> Iterator[Text]:
    best = next(iter(asked.sums)).theme
    for key, place, style in zip((FIRST, SECOND), asked.places, _STYLES, strict=True):
        line = Text(f"{key}  ")
        line.append(_named(place.id, names), style=style)
        line.append(f" {place.score:+.2f}  ")
        line.append(_words(place, names[best]))
        yield line


def _named(place: str, names: Mapping[str, str]) -> str:
    return f"no theme ({names[place]})" if place in UNTHEMED else names[place]


def _words(place: Place, best: str) -> str:
    named = ", ".join(_line(word.word) for word in place.words[:_WORDS])
    if place.id not in UNTHEMED:
        return named or "no word; what stands around it speaks for it"
    return f"against {best}: {named}" if named else f"little for {best}"


def _total(words: Iterable[WordShare]) -> float:
    return sum(word.share for word in words)


def _shares(words: Iterable[WordShare]) -> str:
    return ", ".join(f"{_line(word.word)} {word.share:+.2f}" for word in words)


def _why(asked: Doubtful, names: Mapping[str, str]) -> Iterator[Text]:
    """Yield the sum of each theme's shares, best first, no theme among them."""
    yield Text("Log-odds against no theme, which has 0:")
    for one in asked.sums:
        named = [word for word in one.words if abs(word.share) >= _TOLD]
        others = _total(one.words) - _total(named)
        desk = f"your desk {_total(one.desk):+.2f} ({_shares(one.desk)})" if one.desk else ""
        parts = (f"around {one.context:+.2f}", f"start {one.standing:+.2f}", desk, _shares(named))
        said = ", ".join(filter(None, (*parts, f"other words {others:+.2f}")))
        yield Text.assemble((f"{names[one.theme]} {one.score:+.2f}", "bold"), f" = {said}")


# --- the keys -------------------------------------------------------------------------


def _keys(places: Mapping[str, str], names: Mapping[str, str]) -> tuple[Text, ...]:
    sections = set(SECTIONS.values())
    return _pairs((key, one if one in sections else names[one]) for key, one in places.items())


def _pairs(keys: Iterable[tuple[str, str]]) -> tuple[Text, ...]:
    return tuple(Text.assemble((key, "bold"), f" {meaning}") for key, meaning in keys)


def spaced(keys: Iterable[Text]) -> Text:
    """Return keys in one line."""
    return Text("  ").join(keys)


def _said(review: Review, names: Mapping[str, str]) -> Text:
    if review.said or review.answered is None:
        return Text(review.said, style="yellow")
    paragraph, place = review.answered
    return Text(f"¶{paragraph.number}: {_named(place, names) if place else 'skipped'}", style="dim")


def _line(text: str) -> str:
    return invisible.one_line(text)


# --- on a screen ----------------------------------------------------------------------


def fitted(lines: Lines, console: Console, top: int) -> tuple[list[Text], int]:
    """Return as many rows as the console has, and the first row of the body among them.

    `top` is that row as it is wanted. If there is no room for all, the body can be moved; if there
    is little, the places move with it.
    """
    width, height = console.size

    def wrapped(*parts: Text) -> list[Text]:
        return [row for part in parts for row in part.wrap(console, width)]

    head, body, places = wrapped(*lines.head), wrapped(*lines.body), wrapped(*lines.places)
    foot = [row for keys in lines.keys for row in _flowing(keys, width)] + wrapped(lines.said)
    room = height - len(head) - len(places) - len(foot) - _GAPS
    if room < _LEAST:
        room += len(places)
        body, places = [*body, *places], []
    if len(body) <= room:
        return [*head, Text(), *body, Text(), *places, *foot][:height], 0
    top = max(0, min(top, len(body) - max(room, 1)))
    more = Text(_MORE, style="yellow")
    more.truncate(width, overflow="ellipsis")
    body = body[top : top + max(room, 1)]
    return [*head, more, *body, Text(), *places, *foot][:height], top


def _flowing(keys: Iterable[Text], width: int) -> Iterator[Text]:
    """Yield keys in as few rows as they fit in."""
    row: list[Text] = []
    for key in keys:
        if row and spaced((*row, key)).cell_len > width:
            yield spaced(row)
            row = []
        row.append(key)
    if row:
        yield spaced(row)
