"""The proof of one text: its finished files held against its source and its record."""

import hashlib
import html
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.errors import Fault, InputError
from dossier.model import Beside, Extract, Paragraph, Record
from dossier.proof import data, page, recount
from dossier.proof import record as records
from dossier.proof.data import Read
from dossier.proof.interface import interface_of, is_close_call
from dossier.proof.markup import Chain, canonical, shown
from dossier.proof.markup import attributes as read_attributes
from dossier.proof.page import Reading, Shown
from dossier.proof.record import Text, written
from dossier.settings import FilingRules
from dossier.sources import files
from dossier.sources.files import Received
from dossier.sources.markdown.links import one_deeper, published
from dossier.text.sentences import fold
from dossier.web import urls
from dossier.web.site import SiteContext

_TAGS = {
    "prose": "p",
    "heading": "h2",
    "table": "div",
    "code": "pre",
    "note": "div",
    "furniture": "p",
}

_ROLES = {"picture": "figure"}


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
    received: Received,
    record: Record,
    read: Read,
    site: SiteContext,
    rules: FilingRules,
    search_page: str | None = None,
) -> Proved:
    """Hold the finished files of a text against its source and its record.

    `search_page` is the page that Pagefind reads of it, if there is a search.
    """
    try:
        document = recount.read(files.parse_source(received), rules.language, rules.limits)
    except InputError as error:
        return Proved(error.faults, 0)
    text = Text(document, record)
    faults = [*recount.lost(document), *records.faults(received, text, site)]
    if faults:  # pages that were made of a wrong record need no comparison
        return Proved(tuple(faults), len(text.paragraphs))
    shapes: set[Chain] = set()
    styles: dict[str, str] = {}
    for where, marked, is_allowed in _pages(text):
        markup = _file(where, read, faults, is_wanted=is_allowed)
        if markup is not None:
            reading = page.read(markup)
            shapes |= reading.shapes.chains
            if reading.styles:
                styles[where] = "\n".join(sorted(reading.styles))
            faults += (Fault(where, 0, sentence) for sentence in _page(reading, text, site, marked))
    for where, check, is_allowed in data.files(text):
        content = _file(where, read, faults, is_wanted=is_allowed)
        if content is not None:
            faults += (Fault(where, 0, sentence) for sentence in check(content, text, site))
    for picture in published(document) if text.is_full else ():
        where = urls.picture(record.slug, picture.to)
        faults += (Fault(where, 0, sentence) for sentence in _picture(where, picture, read))
    if search_page is not None:
        where = f"search page of {record.slug}"
        faults += (Fault(where, 0, s) for s in data.search_page(search_page, text, site))
    return Proved(tuple(faults), len(text.paragraphs), frozenset(shapes), styles)


def _pages(text: Text) -> Iterator[tuple[str, bool, bool]]:
    """Yield the two pages of a text, which is as published, and whether its rights allow them."""
    slug = text.record.slug
    yield f"{urls.briefing(slug)}index.html", False, text.is_shown
    yield f"{urls.as_published(slug)}index.html", True, text.is_full


def _file(where: str, read: Read, faults: list[Fault], *, is_wanted: bool) -> str | None:
    """Return a finished file; None and a fault if it is missing, or there and must not be."""
    try:
        content = read(where).decode()
    except (KeyError, OSError, ValueError) as error:
        if is_wanted:
            faults.append(Fault(where, 0, f"cannot be read back: {error}"))
        return None
    if not is_wanted:
        faults.append(Fault(where, 0, "the rights of this text do not allow this file"))
        return None
    return content


def _picture(where: str, picture: Beside, read: Read) -> Iterator[str]:
    """Yield what is wrong with the file of a picture, which stands beside its text."""
    try:
        data = read(where)
    except (KeyError, OSError) as error:
        yield f"cannot be read back: {error}"
        return
    if hashlib.sha256(data).hexdigest() != picture.sha256:
        yield f"is not the picture {picture.origin}"


def _page(reading: Reading, text: Text, site: SiteContext, marked: bool) -> Iterator[str]:
    """Yield what a page shows otherwise than it must; `marked` is the one as published."""
    yield from (*reading.unseemly, *reading.summary.hidden)
    yield from _summary(reading, text, site, marked)
    if not text.is_full:
        yield from (
            f"¶{one.number} is not in the source: {_start(one.markup)}"
            for one in reading.paragraphs
        )
        return
    yield from _paragraphs(reading.paragraphs, text, site, marked)
    yield from _order(reading.paragraphs, text, site, marked)
    yield from _notes(reading.paragraphs, text, site, marked)
    headings = [] if marked else text.headings(site)
    if reading.sections != headings:
        yield f"has the sections {_named(reading.sections)}, not {_named(headings)}"


# --- title, extracts, the editor's words ----------------------------------------------


def _summary(reading: Reading, text: Text, site: SiteContext, marked: bool) -> Iterator[str]:
    title = written(text.document.title)
    if reading.summary.titles != [title] or not reading.window.startswith(title):
        yield f"is called {reading.summary.titles} and {reading.window!r}, not {title!r}"
    front = text.document.source.front
    wanted = [] if marked else [written(w) for w in (front.bottom_line, *front.watch) if w]
    if reading.summary.editors != wanted:
        yield f"shows {reading.summary.editors} as its editor's words, not {wanted}"
    yield from _extracts([] if marked else text.extracts, reading.summary.extracts)
    phrases, own = interface_of(site).words, text.stated(site)
    extracts = [fold(extract.text) for extract in text.extracts]
    for said in reading.summary.stated:
        if said not in phrases and said not in own and not any(said in one for one in extracts):
            yield f"says {said[:80]!r}, which is neither source nor interface"


def _extracts(extracts: Iterable[Extract], found: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    wanted = Counter((str(extract.paragraph), shown(extract.text)) for extract in extracts)
    counts = Counter((number, words) for number, words, _ in found)
    for number, words in counts - wanted:
        yield f"an extract is not a part of ¶{number}, or stands twice: {_start(words)}"
    for number, words in wanted - counts:
        yield f"the extract of ¶{number} is missing: {_start(words)}"
    for number, words, cited in found:
        if cited != f"¶{number}":
            yield f"an extract of ¶{number} cites {cited!r}: {_start(words)}"


# --- paragraphs -----------------------------------------------------------------------


def _paragraphs(
    found: Sequence[Shown], text: Text, site: SiteContext, marked: bool
) -> Iterator[str]:
    """Compare the paragraphs of a page with those of the source, by their numbers."""
    counts = Counter(one.number for one in found)
    yield from (f"¶{number} stands {count} times" for number, count in counts.items() if count > 1)
    by_number = {one.number: one for one in found}
    for one in text.paragraphs:
        paragraph = by_number.pop(one.number, None)
        if paragraph is None:
            yield f"¶{one.number} is lost: {one.text[:60]!r}"
            continue
        markup = one_deeper(one.html) if marked else one.html
        if (wanted := canonical(markup)) != paragraph.markup:
            yield f"¶{one.number} is altered: {_difference(wanted, paragraph.markup)}"
        yield from _opening(one, paragraph, site, marked)
        frames = tuple(f"item {f.start}" if f.kind == "item" else f.kind for f in one.frames)
        if frames != paragraph.frames:
            around, stands = (" > ".join(path) or "nothing" for path in (frames, paragraph.frames))
            yield f"¶{one.number} stands in {stands}, in the source in {around}"
    for number, paragraph in by_number.items():
        yield f"¶{number} is not in the source: {_start(paragraph.markup)}"


def _opening(one: Paragraph, paragraph: Shown, site: SiteContext, marked: bool) -> Iterator[str]:
    """Compare how a paragraph is presented with how it must be."""
    number = str(one.number)
    level = f" level-{one.level}" if one.level else ""
    index = ' tabindex="0"' if one.kind in ("table", "code") else ""
    own = f' id="p{number}" data-paragraph="{number}" dir="auto" class="{one.kind}{level}"{index}'
    tag = "h3" if one.kind == "heading" and not marked else _TAGS[one.kind]
    tag = _ROLES.get(one.role, tag)
    if f' id="p{number}"' not in paragraph.own:
        yield f"¶{number} cannot be linked to as #p{number}"
    if paragraph.tag != tag or not _is_same(paragraph.own, own):
        yield f"¶{number} is shown otherwise: as <{paragraph.tag}{paragraph.own}>"
    opening, _, words = paragraph.mark.partition(">")
    mark = interface_of(site).mark(one.number)
    if words != f"¶{number}" or not _is_same(opening.removeprefix("<a"), mark):
        yield f"the mark of ¶{number} says {words!r} or leads elsewhere"


def _is_same(attributes: str, others: str) -> bool:
    """Are two tags the same, whatever the order of their attributes?"""
    return attributes == others or read_attributes(attributes) == read_attributes(others)


def _order(found: Iterable[Shown], text: Text, site: SiteContext, marked: bool) -> Iterator[str]:
    """Say of each paragraph that is in a wrong section, or out of the source's order there.

    The notes of a section stand behind its other paragraphs.
    """
    notes = set() if marked else {p.number for p in text.paragraphs if p.kind == "note"}
    ranks: Mapping[str | None, int] = {place: rank for rank, place in enumerate(site.places)}
    last = (0, False, 0)
    for one in found:
        if not 0 < one.number <= len(text.paragraphs):
            continue
        place = None if marked else text.place(one.number)
        if one.section != place:
            yield f"¶{one.number} stands in {one.section or 'no section'}, not in {place}"
            continue
        rank = (ranks.get(place, 0), one.number in notes, one.number)
        if rank < last:
            yield f"¶{one.number} stands behind ¶{last[2]}, out of the order of the source"
        last = rank


def _notes(found: Iterable[Shown], text: Text, site: SiteContext, marked: bool) -> Iterator[str]:
    """Compare what is said beside the paragraphs with what Dossier has to say there."""
    interface = interface_of(site)
    close_calls = 0
    for one in found:
        if one.number not in text.texts:
            continue
        place = text.place(one.number)
        if one.theme != text.theme(one.number, site):
            yield f"¶{one.number} is coloured as {one.theme}, not as {place}"
        correction = text.document.source.front.filed.get(one.number)
        because = written(correction.because or "") if correction else None
        also = [theme for theme, numbers in text.record.also.items() if one.number in numbers]
        words = text.texts[one.number]
        said = interface.check(one, marked, text.counts_in(one.number), because, also, words)
        yield from (f"beside ¶{one.number}, the page {sentence}" for sentence in said)
        close_calls += is_close_call(one)
    if close_calls != text.record.close_calls:
        yield f"names {close_calls} close calls, and its record {text.record.close_calls}"


# --- sentences ------------------------------------------------------------------------


def _named(headings: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({place})" for place, name in headings) or "none"


def _start(markup: str) -> str:
    return repr(html.unescape(markup)[:60])


def _difference(wanted: str, found: str) -> str:
    """Say what became of a paragraph around the first character that differs."""
    pairs = enumerate(zip(wanted, found, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(wanted), len(found)))
    start = max(0, at - 20)
    return f"{wanted[start : at + 20]!r} became {found[start : at + 20]!r}"
