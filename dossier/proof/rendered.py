"""The proof that nothing was lost and nothing invented.

The written files are read back and held against the sources. For a plain text the paragraphs are
counted anew from the source, by another way than the parser's, so that the proof does not lean on
what it proves.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.errors import Fault
from dossier.model import Briefing, Extract, Paragraph, Publish, Record, Source
from dossier.text.sentences import fold
from dossier.web import urls

Texts: TypeAlias = dict[int, str]
"""Paragraphs by number, their white space folded."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)*\n")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved."""

    briefings: int
    paragraphs: int


def count(records: Collection[Record]) -> Proof:
    """Return how much there was to prove."""
    return Proof(len(records), sum(len(record.places) for record in records))


def check(read: Callable[[str], str], briefing: Briefing) -> Iterator[Fault]:
    """Yield what is wrong with the files of one briefing.

    `read` returns a file by its path from the site's root; it raises KeyError or OSError for one
    that is not there.
    """
    source = briefing.document.source
    texts = _texts(briefing.document.paragraphs)
    if source.markup == "plain":
        yield from _compare(source.path, _recount(source, texts), texts)
    full = source.front.publish == Publish.FULL
    expected = texts if full else {}
    page = f"{urls.briefing(briefing.slug)}index.html"
    twin = urls.briefing_json(briefing.slug)
    as_published = f"{urls.as_published(briefing.slug)}index.html"
    for path, examine in ((page, _themed_page), (twin, _json_twin), (as_published, _source_order)):
        try:
            text = read(path)
        except (KeyError, OSError, ValueError) as error:
            if full or path != as_published:
                yield Fault(path, 0, f"cannot be read back: {error}")
            continue
        if not full and path == as_published:
            yield Fault(path, 0, "the rights of this text do not allow this page")
            continue
        try:
            yield from examine(path, text, expected, texts, briefing)
        except ValueError as error:
            yield Fault(path, 0, f"cannot be read back: {error}")


def check_list(where: str, text: str, records: Mapping[str, Record]) -> Iterator[Fault]:
    """Yield what is wrong with the extracts on a page that lists briefings.

    `records` are those that it may list, by slug. Their extracts were proved with their pages.
    """
    for entry in LexborHTMLParser(text).css("[data-briefing]"):
        slug = entry.attributes["data-briefing"] or ""
        if slug not in records:
            yield Fault(where, 0, f"lists {slug}, which is not on the site")
            continue
        known = {(e.paragraph, fold(e.text)) for e in records[slug].extracts}
        try:
            shown = list(_extracts(entry))
        except ValueError as error:
            yield Fault(where, 0, f"cannot be read back: {error}")
            continue
        yield from (_no_part(where, e) for e in shown if (e.paragraph, e.text) not in known)


def _texts(paragraphs: Iterable[Paragraph]) -> Texts:
    return {p.number: fold(p.text) for p in paragraphs}


def _folded(text: str, expected: str | None) -> str:
    """Return `text` folded; `expected` is so already, and what equals it need not be searched."""
    return text if text == expected else fold(text)


def _recount(source: Source, expected: Texts) -> Texts:
    """Split a plain text at its blank lines."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    parts = (part for part in _BLANK_LINES.split(text) if part.strip())
    return {n: _folded(part, expected.get(n)) for n, part in enumerate(parts, start=1)}


def _themed_page(
    where: str, text: str, expected: Texts, texts: Texts, briefing: Briefing
) -> Iterator[Fault]:
    tree = _without_furniture(text)
    nodes = _paragraphs(tree)
    yield from _compare(where, expected, _read(nodes, expected), _repeats(where, nodes))
    placed = [(number, _section_of(node)) for number, node in nodes]
    yield from _compare_places(where, placed, briefing)
    yield from _check_extracts(where, _extracts(tree), texts)


def _source_order(
    where: str, text: str, expected: Texts, texts: Texts, briefing: Briefing
) -> Iterator[Fault]:
    nodes = _paragraphs(_without_furniture(text))
    found = _read(nodes, expected)
    yield from _compare(where, expected, found, _repeats(where, nodes))
    if list(found) != sorted(found):
        yield Fault(where, 0, "the paragraphs are not in the order of the source")


def _json_twin(
    where: str, text: str, expected: Texts, texts: Texts, briefing: Briefing
) -> Iterator[Fault]:
    try:
        record = json.loads(text)
        sections = record["sections"]
        rows = [(row, section["id"]) for section in sections for row in section["paragraphs"]]
        if not all(type(row["number"]) is int for row, _ in rows):
            raise TypeError("a paragraph's number is no whole number")
        points = [point for section in sections for point in section["key_points"]]
        shown = [
            Extract(fold(extract["text"]), extract["paragraph"])
            for extract in (record["lead"], *record["extracts"], *points)
        ]
        placed = [(row["number"], place) for row, place in rows]
        found = {
            row["number"]: _folded(row["text"], expected.get(row["number"]))
            for row, _ in rows
            if "text" in row
        }
    except (KeyError, TypeError, AttributeError) as error:
        yield Fault(where, 0, f"cannot be read back: it lacks its documented form ({error!r})")
        return
    counts = Counter(number for number, _ in placed)
    repeats = [Fault(where, 0, f"¶{n} stands {c} times") for n, c in counts.items() if c > 1]
    yield from _compare(where, expected, found, repeats)
    yield from _compare_places(where, placed, briefing)
    yield from _check_extracts(where, shown, texts)
    if record.get("sha256") != briefing.document.source.sha256:
        yield Fault(where, 0, "sha256 is not that of the source")
    filings = {f.paragraph.number: f.filing for f in briefing.filed}
    for row, _ in rows:
        filing = filings.get(row["number"])
        if filing and (row.get("theme"), row.get("filed_by")) != (filing.theme, filing.filed_by):
            yield Fault(where, 0, f"¶{filing.number} is not said to be filed as it is")


def _compare_places(
    where: str, placed: Iterable[tuple[int, str | None]], briefing: Briefing
) -> Iterator[Fault]:
    """Yield a fault for each paragraph in a wrong section, or out of the source's order in it."""
    sections = {f.paragraph.number: s.id for s in briefing.sections for f in s.filed}
    before: dict[str | None, int] = {}
    for number, place in placed:
        if number in sections and place != sections[number]:
            sentence = f"stands in {place or 'no section'}, not in {sections[number]}"
            yield Fault(where, 0, f"¶{number} {sentence}")
            continue
        if number < before.get(place, 0):
            sentence = f"stands behind ¶{before[place]}, out of the order of the source"
            yield Fault(where, 0, f"¶{number} {sentence}")
        before[place] = number


def _compare(
    where: str, expected: Texts, found: Texts, repeats: Iterable[Fault] = ()
) -> Iterator[Fault]:
    """Yield a fault for each number whose text is not found exactly as expected."""
    yield from repeats
    for number in sorted(expected.keys() | found.keys()):
        if number not in found:
            yield Fault(where, 0, f"¶{number} is lost: {expected[number][:60]!r}")
        elif number not in expected:
            yield Fault(where, 0, f"¶{number} is not in the source: {found[number][:60]!r}")
        elif expected[number] != found[number]:
            sentence = f"¶{number} is altered: {_difference(expected[number], found[number])}"
            yield Fault(where, 0, sentence)


def _check_extracts(where: str, shown: Iterable[Extract], texts: Texts) -> Iterator[Fault]:
    for extract in shown:
        if not extract.text or extract.text not in texts.get(extract.paragraph, ""):
            yield _no_part(where, extract)


def _no_part(where: str, extract: Extract) -> Fault:
    sentence = f"an extract is not a part of ¶{extract.paragraph}: {extract.text[:60]!r}"
    return Fault(where, 0, sentence)


# --- reading a page -------------------------------------------------------------------


def _without_furniture(text: str) -> LexborHTMLParser:
    tree = LexborHTMLParser(text)
    for node in tree.css("[data-furniture]"):
        node.decompose()
    return tree


def _paragraphs(tree: LexborHTMLParser) -> list[tuple[int, LexborNode]]:
    nodes = tree.css("[data-paragraph]")
    return [(int(node.attributes["data-paragraph"] or 0), node) for node in nodes]


def _read(nodes: Iterable[tuple[int, LexborNode]], expected: Texts) -> Texts:
    return {number: _folded(node.text(), expected.get(number)) for number, node in nodes}


def _extracts(tree: LexborHTMLParser | LexborNode) -> list[Extract]:
    return [
        Extract(fold(node.text()), int(node.attributes["data-extract"] or 0))
        for node in tree.css("[data-extract]")
    ]


def _repeats(where: str, nodes: Sequence[tuple[int, LexborNode]]) -> list[Fault]:
    numbers = Counter(number for number, _ in nodes)
    faults = [Fault(where, 0, f"¶{n} stands {c} times") for n, c in numbers.items() if c > 1]
    for _, node in nodes:
        attributes = node.attributes
        number = attributes["data-paragraph"]
        if attributes.get("id") != f"p{number}":
            faults.append(Fault(where, 0, f"¶{number} cannot be linked to as #p{number}"))
    return faults


def _section_of(node: LexborNode) -> str | None:
    parent = node.parent
    while parent is not None and "data-section" not in parent.attributes:
        parent = parent.parent
    return parent.attributes["data-section"] if parent else None


def _difference(expected: str, found: str) -> str:
    at = next(
        (i for i, pair in enumerate(zip(expected, found, strict=False)) if len({*pair}) > 1), -1
    )
    at = min(len(expected), len(found)) if at < 0 else at
    start = max(0, at - 20)
    return f"{expected[start : at + 20]!r} became {found[start : at + 20]!r}"
