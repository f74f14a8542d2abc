"""Paragraphs from lines of plain text, as mail programs and text editors break them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dossier.converting.record import Block, Listing, Prose, Quote, Span

_BULLET = re.compile(r"\s{0,8}[-*•–·▪◦]\s+(?=\S)")
_NUMBER = re.compile(r"\s{0,8}(\d{1,3})[.)]\s+(?=\S)")
_RULE = re.compile(r"\s*([-_*=~#]\s?){3,}\s*")
_QUOTED = re.compile(r"\s?>\s?")


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the paragraphs, lists and quotations of lines that blank lines divide."""
    for group in _groups(lines):
        if all(_QUOTED.match(line) for line in group):
            yield Quote(tuple(blocks([_QUOTED.sub("", line, count=1) for line in group])))
        elif _BULLET.match(group[0]):
            yield _listing(group, _BULLET, None)
        elif (match := _NUMBER.match(group[0])) and _counts(group):
            yield _listing(group, _NUMBER, int(match[1]))
        else:
            yield Prose((Span(_joined(group)),))


def marks(lines: Iterable[str]) -> str:
    """Return the numbers of lists in some lines, which are written as numbers of a list."""
    return " ".join(match[1] for line in lines if (match := _NUMBER.match(line)))


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield lines together between blank ones, rulers, and beginnings or ends of quotations."""
    group: list[str] = []
    for line in lines:
        blank = not line.strip() or _RULE.fullmatch(line) is not None
        if group and (blank or bool(_QUOTED.match(line)) != bool(_QUOTED.match(group[0]))):
            yield group
            group = []
        if not blank:
            group.append(line)
    if group:
        yield group


def _counts(group: Sequence[str]) -> bool:
    """Is this a list, and not a line that begins with a year or a number by chance?"""
    numbers = [int(match[1]) for line in group if (match := _NUMBER.match(line))]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _listing(group: Sequence[str], mark: re.Pattern[str], start: int | None) -> Listing:
    items: list[list[str]] = []
    for line in group:
        if match := mark.match(line):
            items.append([line[match.end() :]])
        else:
            items[-1].append(line)
    return Listing(tuple((Prose((Span(_joined(item)),)),) for item in items), start)


def _joined(lines: Iterable[str]) -> str:
    return " ".join(line.strip() for line in lines)
