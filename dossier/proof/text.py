"""The proof of one text: its finished files held against its source and its record."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import partial
from pathlib import Path

from dossier.errors import Fault, InputError
from dossier.model import Beside, Extract, Record
from dossier.proof import choices, data, known, page, paragraphs, recount, searched
from dossier.proof import record as records
from dossier.proof.data import Read
from dossier.proof.markup import Chain, shown
from dossier.proof.page import Reading
from dossier.proof.parts import Part, Proved
from dossier.proof.record import Text, written
from dossier.proof.styles import local
from dossier.settings import FilingRules
from dossier.sources import files
from dossier.sources.document import parse
from dossier.sources.files import Received
from dossier.sources.markdown.links import published
from dossier.web.site import SiteContext


def text_parts(
    texts: Iterable[Received],
    records: Iterable[Record],
    site: SiteContext,
    rules: FilingRules,
    entries: Path,
) -> Iterator[Part]:
    """Yield the proof of each text; below `entries` stand those of the search."""
    by_slug = {text.slug: text for text in texts}
    for record in records:
        text = by_slug[record.slug]
        check = partial(check_text, text, record, site=site, rules=rules)
        entry = {_entry_of(text.slug): entries / site.urls.searched(text.slug)}
        yield Part("text", (text, record), (*_paths(text, site),), check, entry)


def _paths(text: Received, site: SiteContext) -> Iterator[str]:
    """Yield the path of every published file of a text, whether or not it must be there."""
    yield f"{site.urls.briefing(text.slug)}index.html"
    yield f"{site.urls.as_published(text.slug)}index.html"
    yield from data.paths(text.slug, site)
    pictures = (one.to for one in text.beside if one.kind == "picture")
    yield from (site.urls.picture(text.slug, name) for name in pictures)


def _entry_of(slug: str) -> str:
    """Return the name of a text's entry in the search."""
    return f"search entry of {slug}"


def check_text(
    received: Received,
    record: Record,
    read: Read,
    site: SiteContext,
    rules: FilingRules,
) -> Proved:
    """Hold the finished files of a text, and its entry in the search, against source and record."""
    try:
        document = parse(files.parse_source(received), rules.language, rules.limits)
    except InputError as error:
        return Proved(error.faults)
    text = Text(document, record)
    shown = published(document) if text.is_full else ()
    pictures = {site.urls.picture(record.slug, picture.to): picture for picture in shown}
    faults = [*recount.lost(document), *records.faults(received, text, site)]
    if not faults:
        faults += choices.faults(text)
    if faults:  # pages that were made of a wrong record need no comparison
        return Proved(tuple(faults), pictures=frozenset(pictures))
    shapes: set[Chain] = set()
    styles: dict[str, str] = {}
    linked: set[str] = set()
    own = known.stated(text, site)
    for where, marked, is_allowed in _pages(text, site):
        markup = _file(where, read, faults, "" if is_allowed else data.RIGHTS)
        if markup is not None:
            reading = page.read(markup)
            shapes |= reading.shapes.chains
            if reading.styles:
                styles[where] = "\n".join(sorted(reading.styles))
            linked |= {path for href in reading.linked if (path := local(href, where))}
            said = _page(reading, text, own, site, marked)
            faults += (Fault(where, 0, sentence) for sentence in said)
    for where, check, refused in data.files(text, site):
        content = _file(where, read, faults, refused)
        if content is not None:
            faults += (Fault(where, 0, sentence) for sentence in check(content, text, site))
    for where, picture in pictures.items():
        faults += (Fault(where, 0, sentence) for sentence in _picture(where, picture, read))
    if site.search and text.is_shown:
        where = _entry_of(record.slug)
        content = _file(where, read, faults, "")
        if content is not None:
            faults += (
                Fault(where, 0, sentence) for sentence in searched.entry(content, text, site)
            )
    return Proved(
        tuple(faults),
        len(text.paragraphs),
        frozenset(shapes),
        frozenset(pictures),
        styles,
        frozenset(linked),
    )


def check_pictures(paths: Iterable[str], proved: Iterable[Proved]) -> Iterator[Fault]:
    """Yield each picture of a briefing that its text does not publish.

    `paths` are all files in the folders of the pictures.
    """
    published = {path for one in proved for path in one.pictures}
    for path in sorted({*paths} - published):
        yield Fault(path, 0, "is no picture that its text publishes")


def _pages(text: Text, site: SiteContext) -> Iterator[tuple[str, bool, bool]]:
    """Yield the two pages of a text, which is as published, and whether its rights allow them."""
    slug = text.record.slug
    yield f"{site.urls.briefing(slug)}index.html", False, text.is_shown
    yield f"{site.urls.as_published(slug)}index.html", True, text.is_full


def _file(where: str, read: Read, faults: list[Fault], refused: str) -> str | None:
    """Return a finished file; None and a fault if it is missing, or there though it is `refused`.

    `refused` says why it must not be there, "" if it must.
    """
    try:
        content = read(where).decode()
    except (KeyError, OSError, ValueError) as error:
        if not refused:
            faults.append(Fault(where, 0, f"cannot be read back: {error}"))
        return None
    if refused:
        faults.append(Fault(where, 0, refused))
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


def _page(
    reading: Reading, text: Text, own: Set[str], site: SiteContext, marked: bool
) -> Iterator[str]:
    """Yield what a page shows otherwise than it must; `marked` is the one as published.

    `own` is what it may say of the text itself.
    """
    yield from (*reading.unseemly, *reading.summary.hidden)
    yield from _summary(reading, text, own, site, marked)
    yield from _cards(reading, text, site)
    yield from paragraphs.check(reading.paragraphs, text, site, marked)
    if not text.is_full:
        return
    headings = [] if marked else text.headings(site)
    if reading.sections != headings:
        yield f"has the sections {_named(reading.sections)}, not {_named(headings)}"


def _cards(reading: Reading, text: Text, site: SiteContext) -> Iterator[str]:
    """Yield pictures with which links to a page are shown, and which are of another briefing.

    Other plugins and the site's owner may name pictures of their own.
    """
    briefings, own = site.address(site.urls.briefings), site.page(text.record)
    for card in sorted(reading.cards):
        if briefings and own and card.startswith(briefings) and not card.startswith(own):
            yield f"is shown with the picture {card!r}, which is not its own"


# --- title, extracts, the editor's words ----------------------------------------------


def _summary(
    reading: Reading, text: Text, own: Set[str], site: SiteContext, marked: bool
) -> Iterator[str]:
    title = written(text.document.title)
    window = reading.window  # a host may put its own name first
    is_named = window.startswith(title) if site.own_theme else title in window
    if reading.summary.titles != [title] or not is_named:
        yield f"is called {reading.summary.titles} and {window!r}, not {title!r}"
    wanted = [] if marked else text.editors
    if reading.summary.editors != wanted:
        yield f"shows {reading.summary.editors} as its editor's words, not {wanted}"
    yield from _extracts([] if marked else text.extracts, reading.summary.extracts)
    yield from known.check(reading.summary, text, own, site, marked)


def _extracts(extracts: Iterable[Extract], found: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    wanted = Counter((str(extract.paragraph), shown(extract.text)) for extract in extracts)
    counts = Counter((number, words) for number, words, _ in found)
    for number, words in counts - wanted:
        yield f"an extract is not a part of ¶{number}, or stands twice: {paragraphs.start(words)}"
    for number, words in wanted - counts:
        yield f"the extract of ¶{number} is missing: {paragraphs.start(words)}"
    for number, words, cited in found:
        if cited != f"¶{number}":
            yield f"an extract of ¶{number} cites {cited!r}: {paragraphs.start(words)}"


def _named(headings: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({place})" for place, name in headings) or "none"
