"""A text as its source says it, and its record held against that: it may come from anywhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain

from dossier.briefings.candidates import candidates
from dossier.errors import Fault
from dossier.filing.assign import corrections_of
from dossier.model import (
    FURNITURE,
    Correction,
    Document,
    Extract,
    FrontMatter,
    Paragraph,
    Record,
)
from dossier.sources.files import Received
from dossier.text import invisible
from dossier.text.sentences import fold
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class Text:
    """One text: what its source says, read again, and where its record files each paragraph."""

    document: Document
    record: Record
    texts: dict[int, str] = field(init=False)
    """The paragraphs' words by number, behind the numbers that the source gives to items."""

    lists: dict[int, tuple[int, ...]] = field(init=False)
    """Of each paragraph that belongs to a list: the numbers of that list."""

    corrections: Mapping[int, Correction] = field(init=False)
    """Of each paragraph that its editor filed, by its number or by another of its list."""

    def __post_init__(self) -> None:
        texts = {one.number: one.numbered_text for one in self.document.paragraphs}
        object.__setattr__(self, "texts", texts)
        lists = {number: one for one in self.document.lists for number in one}
        object.__setattr__(self, "lists", lists)
        object.__setattr__(self, "corrections", corrections_of(self.document))

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""
        return self.document.source.front.publish.is_full

    @property
    def is_shown(self) -> bool:
        """May anything of the text be on the site?"""
        return self.document.source.front.publish.is_shown

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """All paragraphs in the order of the source."""
        return self.document.paragraphs

    @property
    def extracts(self) -> list[Extract]:
        """Those that its page shows: the key points, and the lead.

        Where there is a bottom line, only a lead that its editor chose is shown as well.
        """
        front = self.document.source.front
        lead, *points = self.record.extracts
        return points if front.bottom_line and not front.lead else [lead, *points]

    @property
    def editors(self) -> list[str]:
        """The editor's own words, in the order in which its page shows them."""
        front = self.document.source.front
        words = (front.bottom_line, front.why_it_matters, *front.watch)
        return [written(one) for one in words if one]

    def place(self, number: int) -> str:
        """Return the section of a paragraph."""
        return self.record.places[number - 1]

    def counts_in(self, number: int) -> str:
        """Return where a paragraph counts: its section, or `FURNITURE`."""
        return FURNITURE if number in self.record.furniture else self.place(number)

    def theme(self, number: int, site: SiteContext) -> str | None:
        """Return the theme of a paragraph, if it has one."""
        place = self.counts_in(number)
        return place if place in site.by_id else None

    def headings(self, site: SiteContext) -> list[tuple[str, str]]:
        """Return each section with its heading, in order."""
        themes = site.by_id
        return [
            (place, f"{themes[place].letter if place in themes else ''}{site.place_name(place)}")
            for place in site.places
            if place in self.record.places
        ]


def written(text: str) -> str:
    """Return what a page shows of the editor's words."""
    return fold(invisible.spell_out(text))


def faults(received: Received, text: Text, site: SiteContext) -> Iterator[Fault]:
    """Yield what a record says otherwise than the source."""
    checks = (_statements(received, text), _places(text, site), _extracts(text, site), _dates(text))
    for sentence in chain.from_iterable(checks):
        yield Fault(received.path, 0, f"its record {sentence}")


def _statements(received: Received, text: Text) -> Iterator[str]:
    document, record = text.document, text.record
    pairs = {
        **{field.name: _stated(text, field.name) for field in fields(FrontMatter)},
        "path": (received.path, record.path),
        "slug": (received.slug, record.slug),
        "title": (document.title, record.title),
        "date": (document.date, record.date),
        "language": (document.language, record.language),
        "minutes": (document.minutes, record.minutes),
    }
    for name, (expected, found) in pairs.items():
        if expected != found:
            yield f"has another {name}: {found!r}, not {expected!r}"


def _stated(text: Text, name: str) -> tuple[object, object]:
    if name == "filed":  # a record holds what became of it
        return {}, dict(text.record.front.filed)
    return getattr(text.document.source.front, name), getattr(text.record.front, name)


def _places(text: Text, site: SiteContext) -> Iterator[str]:
    record, count = text.record, len(text.paragraphs)
    if len(record.places) != count:
        yield f"has {len(record.places)} paragraphs, and the text {count}"
        return
    for place in sorted({*record.places} - {*site.places}):
        yield f"files paragraphs under {place}, which is no theme"
    for number, correction in text.corrections.items():
        if not 0 < number <= count or record.places[number - 1] != correction.place:
            yield f"does not file ¶{number} under {correction.place}, as its editor does"
    for one in text.document.lists:
        if len({record.places[number - 1] for number in one}) > 1:
            yield f"tears apart the list {_numbers(one)}"
    themes = site.by_id
    for theme, numbers in record.also.items():
        wrong = [n for n in numbers if not 0 < n <= count or record.places[n - 1] == theme]
        if wrong or theme not in themes:
            yield f"names {theme} beside {_numbers(wrong or numbers)}, where it cannot be"
    if (found := list(record.furniture)) != (expected := _furniture(text, site)):
        yield f"calls {_numbers(found) or 'nothing'} furniture, not {_numbers(expected)}"
    mentioned = [n for mention in record.mentions for n in mention.paragraphs]
    if wrong := [n for n in mentioned if not 0 < n <= count]:
        yield f"finds mentions in {_numbers(wrong)}, which the text has not"
    for mention in record.mentions:
        if mention.sentence and mention.sentence.paragraph not in mention.paragraphs:
            quoted = mention.sentence.paragraph
            yield f"quotes ¶{quoted} for {mention.id or mention.name}, which it does not mention"
    corrected = len(text.document.source.front.filed)
    if len(record.decisions) > corrected:
        yield f"has {len(record.decisions)} decisions of its editor, who made {corrected}"


def _furniture(text: Text, site: SiteContext) -> list[int]:
    """Return the furniture in sections of themes; what an editor has filed there is none."""
    filed = text.document.source.front.filed
    return [
        paragraph.number
        for paragraph in text.paragraphs
        if paragraph.kind == "furniture"
        and paragraph.number not in filed
        and text.place(paragraph.number) in site.by_id
    ]


def _extracts(text: Text, site: SiteContext) -> Iterator[str]:
    record, places = text.record, text.record.places
    if len(places) != len(text.paragraphs):
        return
    expected = [(theme.id, theme.name) for theme in site.themes if theme.id in places]
    if (found := [(section.id, section.name) for section in record.sections]) != expected:
        yield f"has the sections {_names(found)}, and its paragraphs {_names(expected)}"
    sentences = [one.sentence for one in record.mentions if one.sentence]
    for extract in (*record.extracts, *sentences):
        if not extract.text or fold(extract.text) not in text.texts.get(extract.paragraph, ""):
            words = repr(extract.text[:60])
            yield f"has an extract that is not a part of ¶{extract.paragraph}: {words}"
    yield from _struck(text)
    for section in record.summarised:
        numbers = [point.paragraph for point in section.key_points]
        if len({*numbers}) < len(numbers) and not text.document.source.front.key_points:
            yield f"has two key points of one paragraph under {section.name}"
        elsewhere = [n for n in numbers if 0 < n <= len(places) and places[n - 1] != section.id]
        if elsewhere:
            yield f"has key points under {section.name} of {_numbers(elsewhere)}, filed elsewhere"


def _dates(text: Text) -> Iterator[str]:
    """Yield dates that are not in their sentence, and those whose sentence the text has not."""
    prose = {one.number: one.text for one in text.paragraphs if one.kind == "prose"}
    for mention in text.record.dates:
        sentence = mention.sentence
        if not mention.text or mention.text not in sentence.text:
            yield f"has a date that is not in its sentence: {mention.text!r}"
        elif sentence.text not in prose.get(sentence.paragraph, ""):
            words = repr(sentence.text[:60])
            yield f"has a date in a sentence that is not a part of ¶{sentence.paragraph}: {words}"
        first, last = mention.start, mention.end
        if (first is None) != (last is None) or (first and last and first > last):
            yield f"has a date that ends before it begins: {mention.text!r}"


def _struck(text: Text) -> Iterator[str]:
    """Yield extracts with words that the source strikes out, for nothing says so where they stand.

    The lead may have some where its text has nothing else.
    """
    paragraphs = {one.number: one for one in text.paragraphs if one.struck}
    lead, *points = text.record.extracts
    points += [one.sentence for one in text.record.mentions if one.sentence]
    for extract in (lead, *points) if paragraphs else ():
        paragraph = paragraphs.get(extract.paragraph)
        if paragraph is None or not _is_struck(extract, paragraph):
            continue
        if extract is not lead or _has_sound_sentence(text):
            words = repr(extract.text[:60])
            yield f"has an extract with struck words of ¶{extract.paragraph}: {words}"


def _is_struck(extract: Extract, paragraph: Paragraph) -> bool:
    """Has an extract struck words, wherever in its paragraph it may be from?"""
    before = len(paragraph.numbered_text) - len(paragraph.text)
    words = fold(extract.text)
    starts = [
        at - before
        for at in range(len(paragraph.numbered_text))
        if paragraph.numbered_text.startswith(words, at)
    ]
    return bool(starts) and all(
        any(start < at + len(words) and end > at for start, end in paragraph.struck)
        for at in starts
    )


def _has_sound_sentence(text: Text) -> bool:
    """Is there a sentence without struck words that a lead could be?"""
    return not all(candidate.is_struck for candidate in candidates(text.document))


def _names(sections: list[tuple[str, str]]) -> str:
    return ", ".join(name for _, name in sections) or "none"


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(f"¶{number}" for number in numbers)
