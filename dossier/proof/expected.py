"""What the two pages of a text must show, from its source, its record and the words of the site."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dossier.model import Extract, Frame, Paragraph
from dossier.proof.canonical import canonical, shown
from dossier.proof.facts import SiteFacts, Text
from dossier.text import invisible
from dossier.text.sentences import fold

_TAGS = {"prose": "p", "heading": "h2", "table": "div", "code": "pre"}

_HOLE = "\0"


def written(text: str) -> str:
    """Return what a page shows of the editor's words."""
    return fold(invisible.spell_out(text))


def paragraph(text: Text, one: Paragraph, marked: bool) -> tuple[str, ...]:
    """Return the opening tag of a paragraph; `marked` says whether it is shown as published."""
    tag = "h3" if one.kind == "heading" and not marked else _TAGS[one.kind]
    attributes = {
        "class": f"{one.kind} level-{one.level}" if one.level else one.kind,
        "data-paragraph": str(one.number),
        "dir": "auto",
        "id": f"p{one.number}",
    }
    if one.kind in ("table", "code"):
        attributes["tabindex"] = "0"
    return (tag, *(f"{name}={value}" for name, value in attributes.items()))


def markup(one: Paragraph) -> str:
    """Return the markup of a paragraph in the form of `canonical`."""
    return canonical(one.html)


def frames(one: Paragraph) -> tuple[str, ...]:
    """Return what a paragraph stands in, as a page shows it."""
    return tuple(map(_frame, one.frames))


def _frame(frame: Frame) -> str:
    return f"item {frame.start}" if frame.kind == "item" else frame.kind


def extracts(text: Text) -> list[tuple[str, str]]:
    """Return number and words of each extract of a summary, in the form of `canonical`."""
    record = text.record
    lead = () if text.document.source.front.bottom_line else (record.lead,)
    points = (point for section in record.sections for point in section.key_points)
    return [(str(extract.paragraph), shown(extract.text)) for extract in (*lead, *points)]


def header(text: Text, site: SiteFacts, kicker: str) -> Iterator[str]:
    """Yield the lines of a page's header."""
    front, day = text.document.source.front, text.document.date
    said = [
        site.phrases.day(day) if day else site.phrases.say("undated"),
        front.author,
        front.source,
    ]
    yield f"p.kicker: {site.phrases.say(kicker)}"
    yield f"h1: {written(text.document.title)}"
    yield f"p.dateline: {' · '.join(written(part) for part in said if part)}"


def summary(text: Text, site: SiteFacts, unread: bool) -> Iterator[str]:
    """Yield the lines of a summary; `unread` of a text in a language that is not filed."""
    front, record, say = text.document.source.front, text.record, site.phrases.say
    yield f"h2: {say('summary')}"
    if front.bottom_line:
        yield f"h3: {say('bottom_line')} {say('by_the_editor')}"
        yield f"p.editor-words: {written(front.bottom_line)}"
    else:
        yield f"h3: {say('lead_extract')} ¶{record.lead.paragraph}"
        yield f"p.lead: {fold(record.lead.text)}"
    if unread:
        yield f"p.silent: {say('not_filed')}"
    else:
        yield from _points(text, site)
    if front.watch:
        yield f"h3: {say('watch')} {say('by_the_editor')}"
        yield from (f"li: {written(item)}" for item in front.watch)


def _points(text: Text, site: SiteFacts) -> Iterator[str]:
    points = {section.id: section.key_points for section in text.record.sections}
    for theme in site.themes:
        yield f"dt: {theme.letter}{theme.name}"
        if own := points.get(theme.id):
            yield from (f"dd: {_cited(point)}" for point in own)
            continue
        places = enumerate(text.record.places, start=1)
        cited = " ".join(f"¶{number}" for number, place in places if place == theme.id)
        yield f"dd: {cited or site.phrases.say('nothing')}"


def _cited(point: Extract) -> str:
    return f"{fold(point.text)} ¶{point.paragraph}"


@lru_cache(maxsize=2)
def ways(site: SiteFacts, marked: bool) -> list[re.Pattern[str]]:
    """Return what each line of the ways through a text may say."""
    say = site.phrases.say
    intro, strip = re.escape(say("strip_intro")), r"ol\.strip: .*"
    if marked:
        intro = re.escape(f"{say('strip_intro_published')} {say('themed_briefing')}")
        return [re.compile(f"p: {intro}"), re.compile(strip)]
    whole, pdf, print_it = (re.escape(say(key)) for key in ("read_as_published", "pdf", "print"))
    actions = f"{whole}( {pdf})? {print_it}"
    return [
        re.compile(line)
        for line in (f"p: {intro}", strip, r"figure\.shares: .*", rf"p\.actions: {actions}")
    ]


def notes(text: Text, site: SiteFacts, number: int, marked: bool) -> list[str]:
    """Return what must be said beside a paragraph."""
    say, record = site.phrases.say, text.record
    lines = [f"p.mark: {site.place_name(text.place(number))}"] if marked else []
    if correction := text.document.source.front.filed.get(number):
        because = f": {written(correction.because)}" if correction.because else ""
        lines.append(f"p.note: {say('filed_by_editor')}{because}")
    for theme in site.themes:
        if number in record.also.get(theme.id, ()):
            lines.append(f"p.also: {say('also', name=theme.name)}")
    return [*lines, f"p.place: {say('themed_briefing' if marked else 'read_in_place')}"]


@lru_cache(maxsize=1)
def reason(site: SiteFacts) -> re.Pattern[str]:
    """Return what the reason for a paragraph's filing may say; the groups are its words."""
    say = site.phrases.say
    names = [theme.name for theme in site.themes]

    def phrase(key: str, **holes: str) -> str:
        said = say(key, **{name: f"{_HOLE}{name}{_HOLE}" for name in holes})
        parts = said.split(_HOLE)
        parts[::2] = map(re.escape, parts[::2])
        parts[1::2] = (holes[name] for name in parts[1::2])
        return "".join(parts)

    best = f"(?:{'|'.join(map(re.escape, names))})"
    second = f"(?:{'|'.join(map(re.escape, (*names, say('no_theme'))))})"
    share = r"[+-]\d+\.\d\d"
    why = "|".join(
        phrase(key, best=best) for key in ("reason_framed", "reason_best", "reason_none")
    )
    lines = [
        f"details\\.reason: {re.escape(say('why'))}",
        f"(?:{why})",
        phrase("reason_next", second=second, margin=r"-?\d+\.\d\d"),
        phrase("reason_sum", best=best, score=share),
        rf"(?P<words>(?:\S+ {share} )*)" + phrase("reason_others", share=share),
        phrase("reason_context", share=share),
        phrase("reason_standing", share=share),
    ]
    return re.compile(" ".join(lines))


def provenance(text: Text, site: SiteFacts) -> list[str]:
    """Return what is said of where a text comes from, but for its files."""
    front, day = text.document.source.front, text.document.date
    said = [
        front.author,
        front.source,
        front.url,
        site.phrases.day(day) if day else site.phrases.say("undated"),
        site.phrases.day(front.updated) if front.updated else None,
        front.rights,
        text.document.language,
        text.document.source.sha256,
    ]
    return [written(part) for part in said if part]
