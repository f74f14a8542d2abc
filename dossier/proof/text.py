"""The proof of one text: its finished files held against its source and its record."""

import html
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.errors import Fault, InputError
from dossier.model import Record
from dossier.proof import data, expected, page, recount
from dossier.proof import record as records
from dossier.proof.facts import SiteFacts, Text
from dossier.proof.page import Reading, Shown
from dossier.proof.shapes import Chain
from dossier.sources import files
from dossier.sources.files import Received
from dossier.web import urls
from dossier.web.i18n import direction

Read = Callable[[str], bytes]
"""Returns a finished file by its path from the site's root; KeyError or OSError if it is absent."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What the proof of one text found."""

    faults: tuple[Fault, ...]
    paragraphs: int
    shapes: frozenset[Chain] = frozenset()
    """What paragraphs and extracts stand in, for `check_styles`."""

    styles: Mapping[str, str] = field(default_factory=dict)
    """Stylesheets that stand in the pages themselves, by the page, for `check_styles` too."""


def check_text(
    received: Received, record: Record, read: Read, site: SiteFacts, search_page: str | None = None
) -> Proved:
    """Hold the finished files of a text against its source and its record.

    `search_page` is the page that Pagefind reads of it, if there is a search.
    """
    try:
        document = recount.read(files.parse_source(received), site.language, site.limits)
    except InputError as error:
        return Proved(error.faults, 0)
    text = Text(document, record)
    faults = [*recount.lost(document), *records.faults(received, text, site)]
    if faults:  # pages that were made of a wrong record need no comparison
        return Proved(tuple(faults), len(text.paragraphs))
    shapes: set[Chain] = set()
    styles: dict[str, str] = {}
    for path, marked in (
        (urls.briefing(record.slug), False),
        (urls.as_published(record.slug), True),
    ):
        where = f"{path}index.html"
        markup = _file(where, read, faults, wanted=text.is_full or not marked)
        if markup is not None and not text.is_full and marked:
            faults.append(Fault(where, 0, "the rights of this text do not allow this page"))
        elif markup is not None:
            reading = page.read(markup)
            shapes |= reading.shapes.chains
            if reading.styles:
                styles[where] = "\n".join(sorted(reading.styles))
            faults += (Fault(where, 0, sentence) for sentence in _page(reading, text, site, marked))
    for where, check in data.files(text):
        content = _file(where, read, faults)
        if content is not None:
            faults += (Fault(where, 0, sentence) for sentence in check(content, text, site))
    if search_page is not None:
        where = f"search page of {record.slug}"
        faults += (Fault(where, 0, s) for s in data.search_page(search_page, text, site))
    return Proved(tuple(faults), len(text.paragraphs), frozenset(shapes), styles)


def _file(where: str, read: Read, faults: list[Fault], *, wanted: bool = True) -> str | None:
    """Return a finished file, or None and a fault if it is not there."""
    try:
        return read(where).decode()
    except (KeyError, OSError, ValueError) as error:
        if wanted:
            faults.append(Fault(where, 0, f"cannot be read back: {error}"))
        return None


def _page(reading: Reading, text: Text, site: SiteFacts, marked: bool) -> Iterator[str]:
    """Yield what a page shows otherwise than it must; `marked` is the one as published."""
    yield from reading.unseemly
    yield from _lines(reading, text, site, marked)
    if not text.is_full:
        yield from (
            f"¶{one.number} is not in the source: {_start(one.markup)}"
            for one in reading.paragraphs
        )
        return
    yield from _paragraphs(reading.paragraphs, text, marked)
    yield from _order(reading.paragraphs, text, site, marked)
    yield from _notes(reading.paragraphs, text, site, marked)


# --- paragraphs -----------------------------------------------------------------------


def _paragraphs(found: Sequence[Shown], text: Text, marked: bool) -> Iterator[str]:
    """Compare the paragraphs of a page with those of the source, by their numbers."""
    counts = Counter(one.number for one in found)
    yield from (f"¶{number} stands {count} times" for number, count in counts.items() if count > 1)
    by_number = {one.number: one for one in found}
    for one in text.paragraphs:
        shown = by_number.pop(one.number, None)
        if shown is None:
            yield f"¶{one.number} is lost: {one.text[:60]!r}"
            continue
        if (wanted := expected.markup(one)) != shown.markup:
            yield f"¶{one.number} is altered: {_difference(wanted, shown.markup)}"
        if (opening := expected.paragraph(text, one, marked)) != shown.opening:
            yield from _opening(one.number, opening, shown.opening)
        if (around := expected.frames(one)) != shown.frames:
            wanted, stands = (" > ".join(path) or "nothing" for path in (around, shown.frames))
            yield f"¶{one.number} stands in {stands}, in the source in {wanted}"
    for number, shown in by_number.items():
        yield f"¶{number} is not in the source: {_start(shown.markup)}"


def _opening(number: int, wanted: tuple[str, ...], found: tuple[str, ...]) -> Iterator[str]:
    if f"id=p{number}" not in found:
        yield f"¶{number} cannot be linked to as #p{number}"
    surplus = [part for part in found if part not in wanted and not part.startswith("id=")]
    missing = [part for part in wanted if part not in found and not part.startswith("id=")]
    if surplus or missing:
        sentence = f"¶{number} is shown otherwise: as {' '.join(surplus) or 'it is'}"
        yield f"{sentence}, without {' '.join(missing)}" if missing else sentence


def _order(found: Iterable[Shown], text: Text, site: SiteFacts, marked: bool) -> Iterator[str]:
    """Say of each paragraph that is in a wrong section, or out of the source's order there."""
    ranks: Mapping[str | None, int] = {place: rank for rank, place in enumerate(site.places)}
    last = (0, 0)
    for one in found:
        if not 0 < one.number <= len(text.paragraphs):
            continue
        place = None if marked else text.place(one.number)
        if one.section != place:
            yield f"¶{one.number} stands in {one.section or 'no section'}, not in {place}"
            continue
        rank = (ranks.get(place, 0), one.number)
        if rank < last:
            yield f"¶{one.number} stands behind ¶{last[1]}, out of the order of the source"
        last = rank


def _notes(found: Iterable[Shown], text: Text, site: SiteFacts, marked: bool) -> Iterator[str]:
    """Compare what is said beside the paragraphs with what Dossier has to say there."""
    close = f"p.close-call: {site.phrases.say('close_call')}"
    close_calls = 0
    themes = site.by_id
    for one in found:
        if one.number not in text.texts:
            continue
        if one.mark != (f"¶{one.number}", _mark(one.number, site)):
            yield f"the mark of ¶{one.number} says {one.mark[0]!r} or leads elsewhere"
        place = text.place(one.number)
        if one.theme != (place if place in themes else None):
            yield f"¶{one.number} is coloured as {one.theme}, not as {place}"
        lines = list(one.notes)
        if close in lines:
            close_calls += 1
            lines.remove(close)
        if lines and not marked and (match := expected.reason(site).fullmatch(lines[-1])):
            words = match["words"].split()[::2]
            known = text.texts[one.number].casefold()
            if all(word.casefold() in known for word in words):
                lines.pop()
        wanted = expected.notes(text, site, one.number, marked)
        if lines != wanted:
            yield f"beside ¶{one.number} {_first_difference(wanted, lines)}"
    if close_calls != text.record.close_calls:
        yield f"names {close_calls} close calls, and its record {text.record.close_calls}"


def _mark(number: int, site: SiteFacts) -> str:
    title = html.escape(site.phrases.say("link_to", number=number))
    return f'class="number" data-furniture="" href="#p{number}" title="{title}"'


# --- all that surrounds them ----------------------------------------------------------


def _lines(reading: Reading, text: Text, site: SiteFacts, marked: bool) -> Iterator[str]:
    """Compare title, summary, extracts, headings and provenance."""
    title = expected.written(text.document.title)
    if not reading.title.startswith(title):
        yield f"is called {reading.title!r} in its window, not {title!r}"
    wanted = list(expected.header(text, site, "as_published" if marked else "briefing"))
    if not marked:
        wanted += expected.summary(text, site, unread=_is_unread(reading, text, site))
    if wanted != reading.lines:
        yield _first_difference(wanted, reading.lines)
    shown = [] if marked else expected.extracts(text)
    if shown != reading.extracts:
        yield from _extracts(shown, reading.extracts)
    headings = [] if marked or not text.is_full else _headings(text, site)
    if headings != reading.headings:
        yield f"has the sections {_named(reading.headings)}, not {_named(headings)}"
    patterns = expected.ways(site, marked) if text.is_full else []
    if len(patterns) < len(reading.ways) or not all(
        any(pattern.fullmatch(line) for pattern in patterns) for line in reading.ways
    ):
        yield f"shows {reading.ways!r} before its first paragraph"
    if not marked and reading.provenance[: len(said := expected.provenance(text, site))] != said:
        yield f"as its provenance {_first_difference(said, reading.provenance)}"
    directions = {"auto", site.direction, direction(text.document.language)}
    if wrong := reading.directions - directions:
        yield f"turns the direction of its lines: {', '.join(sorted(wrong))}"


def _is_unread(reading: Reading, text: Text, site: SiteFacts) -> bool:
    """May a summary say that the text was not filed, and does it? Only its editor may have."""
    corrected = text.document.source.front.filed
    filed = {n for n, place in enumerate(text.record.places, start=1) if place in site.by_id}
    says_so = f"p.silent: {site.phrases.say('not_filed')}" in reading.lines
    return says_so and filed <= corrected.keys() and not text.record.close_calls


def _headings(text: Text, site: SiteFacts) -> list[tuple[str, str]]:
    """Return each section with its heading, in order."""
    themes = site.by_id
    return [
        (place, f"{themes[place].letter if place in themes else ''}{site.place_name(place)}")
        for place in site.places
        if place in text.record.places
    ]


def _extracts(wanted: list[tuple[str, str]], found: list[tuple[str, str]]) -> Iterator[str]:
    for number, words in found:
        if (number, words) not in wanted:
            yield f"an extract is not a part of ¶{number}: {_start(words)}"
    for number, words in wanted:
        if found.count((number, words)) != wanted.count((number, words)):
            count = found.count((number, words))
            yield f"the extract of ¶{number} stands {count} times: {_start(words)}"


# --- sentences ------------------------------------------------------------------------


def _named(headings: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({place})" for place, name in headings) or "none"


def _start(markup: str) -> str:
    return repr(html.unescape(markup)[:60])


def _first_difference(wanted: Sequence[str], found: Sequence[str]) -> str:
    """Say where what is shown first departs from what must be."""
    for expected_line, line in zip(wanted, found, strict=False):
        if expected_line != line:
            return f"shows {line[:120]!r} instead of {expected_line[:120]!r}"
    if len(found) > len(wanted):
        return f"shows {found[len(wanted)][:120]!r}, which is neither source nor furniture"
    return f"lacks {wanted[len(found)][:120]!r}" if len(wanted) > len(found) else "differs"


def _difference(wanted: str, found: str) -> str:
    """Say what became of a paragraph around the first character that differs."""
    pairs = enumerate(zip(wanted, found, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(wanted), len(found)))
    start = max(0, at - 20)
    return f"{wanted[start : at + 20]!r} became {found[start : at + 20]!r}"
