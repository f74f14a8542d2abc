"""The paragraphs of a page, held against those of its source: words, order, frames, notes."""

import html
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from dossier.model import Frame, Paragraph
from dossier.proof.interface import interface_of, is_close_call
from dossier.proof.markup import attributes as read_attributes
from dossier.proof.markup import canonical, difference, with_code
from dossier.proof.page import Shown
from dossier.proof.record import Text, written
from dossier.sources.markdown.links import one_deeper
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


def check(found: Sequence[Shown], text: Text, site: SiteContext, marked: bool) -> Iterator[str]:
    """Yield what a page shows otherwise than it must; `marked` is the one as published."""
    if not text.is_full:
        yield from (f"¶{one.number} is not in the source: {start(one.markup)}" for one in found)
        return
    yield from _paragraphs(found, text, site, marked)
    yield from _order(found, text, site, marked)
    yield from _neighbours(found, text)
    yield from _notes(found, text, site, marked)


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
        form = with_code if one.kind in ("code", "note") else canonical
        if (wanted := form(markup)) != paragraph.markup:
            yield f"¶{one.number} is altered: {difference(wanted, paragraph.markup)}"
        yield from _opening(one, paragraph, site, marked)
        frames = tuple(f"item {f.start}" if f.kind == "item" else f.kind for f in one.frames)
        if frames != paragraph.frames:
            stands = _path(paragraph.frames)
            yield f"¶{one.number} stands in {stands}, in the source in {_path(frames)}"
    for number, paragraph in by_number.items():
        yield f"¶{number} is not in the source: {start(paragraph.markup)}"


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


def _neighbours(found: Sequence[Shown], text: Text) -> Iterator[str]:
    """Compare which quotes, lists and items neighbours share with those of the source.

    Frames of one kind may look alike: two items must not become one, nor one become two.
    """
    sources = {one.number: one.frames for one in text.paragraphs if one.frames}
    for before, one in pairwise(found):
        others = sources.get(before.number, ()) if one.section == before.section else ()
        shared = _shared(sources.get(one.number, ()), others) if others else 0
        if shared != one.shared:
            where = f"{_path(one.frames[: one.shared])} with ¶{before.number}"
            yield f"¶{one.number} stands in {where}, in the source in {_path(one.frames[:shared])}"


def _shared(frames: Sequence[Frame], others: Sequence[Frame]) -> int:
    """Return how many frames two paragraphs have in common, from the outermost."""
    pairs = zip(frames, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _path(frames: Iterable[str]) -> str:
    return " > ".join(frames) or "nothing"


def _notes(found: Iterable[Shown], text: Text, site: SiteContext, marked: bool) -> Iterator[str]:
    """Compare what is said beside the paragraphs with what Dossier has to say there."""
    interface = interface_of(site)
    close_calls = 0
    for one in found:
        if one.number not in text.texts:
            continue
        if one.theme != (theme := text.theme(one.number, site)):
            colour, wanted = one.theme or "no theme", theme or "no theme"
            yield f"¶{one.number} is coloured as {colour}, not as {wanted}"
        correction = text.corrections.get(one.number)
        because = written(correction.because or "") if correction else None
        also = [theme for theme, numbers in text.record.also.items() if one.number in numbers]
        words = text.texts[one.number]
        place, filed_with = text.counts_in(one.number), text.lists.get(one.number, ())
        said = interface.check(one, marked, place, because, also, words, filed_with)
        yield from (f"beside ¶{one.number}, the page {sentence}" for sentence in said)
        close_calls += is_close_call(one)
    if close_calls != text.record.close_calls:
        yield f"names {close_calls} close calls, and its record {text.record.close_calls}"


def start(markup: str) -> str:
    """Return the beginning of markup, for a sentence."""
    return repr(html.unescape(markup)[:60])
