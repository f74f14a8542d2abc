"""The proof of what is printed.

Before a document is set, every sentence that is said to be a source's is held against its
paragraph. Afterwards its pages, as they are read back from the PDF, must say each promised string
(the title, the lead, each theme or briefing with its sentences and their ¶, why it matters, each
name of who and where) once and in this order, other strings that were given between them, and
nothing else; and all of it must be seen.

Scripts that are written from right to left, or whose letters change their shape, do not come back
from a PDF in the order in which they went in. Of a document with such strings, those in other
scripts must still follow each other, and no letter may be missing, nor all those of a quote be
there once too often; additions, and the order of the sentences in such scripts, are not proved.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dossier.briefings.candidates import quoted, sentences_of
from dossier.entities import name_of
from dossier.model import Briefing, Record
from dossier.pdf.data import Point, WhoAndWhere
from dossier.text.sentences import fold
from dossier.web.i18n import direction

if TYPE_CHECKING:
    from dossier.pdf.read import Page  # it loads PDFium, which a build without PDFs does not need

_SHOWN = frozenset(("text", "label", "letter", "more", "address", "page_of"))
"""Names of the fields whose strings are printed."""

_HOLE = re.compile(r"\{\w+\}")
_FURNITURE = "·:–"
"""What the templates put between strings."""
_PLAIN = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\u017f\u0370-\u03ff\u0400-\u045f\u2010-\u2027\u2030-\u205e€□"
    "\u10d0-\u10ff\u1ea0-\u1ef9\u3000-\u3011\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*"
)
"""Text that a PDF gives back as it was: punctuation, Latin, Greek, Cyrillic and Georgian letters,
and those of Vietnamese, Chinese, Japanese and Korean."""

_LOOSE = re.compile(r"[\s\u00ad\u200b\u2010\ufffe-]+")
"""What depends on where lines break: white space, and hyphens, which Polish for one repeats."""


_ASTRAY, _ENOUGH = 3, 20
"""Letters that may not come back, and letters of a quote that are not all there twice by chance."""


def check_points(points: Iterable[Point], briefing: Briefing) -> Iterator[str]:
    """Yield a sentence for each point that is not a verbatim sentence of its paragraph."""
    language = briefing.document.language
    paragraphs = {p.number: p for p in briefing.document.paragraphs}
    for point in points:
        number, words = point.mark.number, point.text.text
        paragraph = paragraphs.get(number)
        known: set[str] = set()
        if paragraph:
            known = {fold(quoted(paragraph, s)) for s in sentences_of(paragraph, language)}
        if words not in known:
            yield f"prints what is no sentence of ¶{number} of {briefing.slug}: {words[:60]!r}"


def check_extracts(points: Iterable[Point], record: Record) -> Iterator[str]:
    """Yield a sentence for each point that is none of the extracts, proved ones, of a briefing."""
    known = {(extract.paragraph, fold(extract.text)) for extract in record.extracts}
    for point in points:
        number, words = point.mark.number, point.text.text
        if (number, words) not in known:
            yield f"prints what is no extract of ¶{number} of {record.slug}: {words[:60]!r}"


def check_names(who: WhoAndWhere | None, briefing: Briefing, language: str) -> Iterator[str]:
    """Yield a sentence for each name that is not the name of anything that a briefing mentions."""
    for named in who.kinds if who else ():
        mentioned = [mention for mention in briefing.mentions if mention.kind == named.kind]
        known = {fold(name_of(mention, language)) for mention in mentioned}
        for name in (phrase.text for phrase in named.names):
            begun = name.removesuffix("…")
            if name not in known and not (
                begun != name and any(n.startswith(begun) for n in known)
            ):
                yield f"names what {briefing.slug} does not mention: {name[:60]!r}"


def check_print(pages: "Sequence[Page]", shown: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with a PDF; `shown` is what it was set from."""
    for words in (words for page in pages for words in page.unseen):
        yield f"says what cannot be seen: {words[:60]!r}"
    text = "\n".join(page.text for page in pages)
    named = list(fields(shown))
    given = [value for name, value in named if name in _SHOWN]
    if all(map(_PLAIN.fullmatch, given)) and not _runs_leftward(named):
        yield from _check_strings(_bare(text), shown, given, len(pages))
    else:
        yield from _check_letters(text, shown, given, len(pages))


def _check_strings(
    text: str, shown: dict[str, Any], given: Iterable[str], pages: int
) -> Iterator[str]:
    """Yield a sentence for what is missing in `text`, and for where it leaves what was given."""
    promised = [words for words in _promised(shown) if _bare(words)]
    quotes = _quotes(shown)
    once = Counter([*quotes, *_names(shown)])
    known = {_bare(words) for words in _known(shown, Counter(given) - once, pages)}
    met = _followed(text, list(map(_bare, promised)), known - {""})
    lacking = [words for words in promised if _bare(words) not in text]
    yield from (f"does not say {words[:60]!r}" for words in lacking)
    reached = max(place for place, numbers in enumerate(met) if numbers)
    due = promised[met[reached].bit_length() - 1 :]
    if rest := text[reached:]:
        moved = [words for words in (*promised, *quotes) if rest.startswith(_bare(words))]
        if moved:
            place = f"; {due[0][:60]!r} is due there" if due else ""
            yield f"says twice, or out of its place: {moved[0][:60]!r}{place}"
        else:
            yield f"says what it was not given: {rest[:60]!r}"
    elif due and not lacking:
        yield f"does not say in its place {due[0][:60]!r}"


def _promised(shown: dict[str, Any]) -> Iterator[str]:
    """Yield what must be said, once and in this order; a sentence of a source follows its ¶."""
    yield shown["frame"]["title"]["text"]
    yield _quoted(shown.get("lead"))
    for theme in shown.get("themes", ()):
        yield theme["name"]["text"]
        yield from map(_quoted, theme["points"])
    yield _said(shown.get("why"))
    yield from _names(shown)
    for entry in shown.get("entries", ()):
        yield entry["title"]["text"]
        yield _said(entry["bottom_line"])
        yield _quoted(entry["point"])


def _names(shown: dict[str, Any]) -> Iterator[str]:
    """Yield the names of who and where."""
    for named in (shown.get("who") or {"kinds": ()})["kinds"]:
        yield from (name["text"] for name in named["names"])


def _quoted(point: dict[str, Any] | None) -> str:
    """Return a point, or the lead, as it is printed; nothing if it is too long for that."""
    if not point or not point["text"]:
        return ""
    label = f"{point['mark']['label']} " if point["mark"] else ""
    return f"{label}{point['text']['text']}"


def _said(remark: dict[str, Any] | None) -> str:
    """Return the words of an editor's remark; nothing if there is none."""
    return str(remark["text"]["text"]) if remark else ""


def _quotes(shown: dict[str, Any]) -> list[str]:
    """Return the sentences and remarks that are printed once, without their ¶."""
    points = [shown.get("lead"), *(entry["point"] for entry in shown.get("entries", ()))]
    points += [point for theme in shown.get("themes", ()) for point in theme["points"]]
    quotes = [point["text"]["text"] for point in points if point and point["text"]]
    remarks = [shown.get("why"), *(entry["bottom_line"] for entry in shown.get("entries", ()))]
    return quotes + [said for said in map(_said, remarks) if said]


def _known(shown: dict[str, Any], others: Iterable[str], pages: int) -> Iterator[str]:
    """Yield what may be said besides, no matter how often."""
    yield from others
    yield from _HOLE.split(shown["frame"]["page_of"])
    yield from _FURNITURE
    counts = (share["count"] for share in shown.get("shares", ()))
    yield from map(str, (*shown["frame"]["date"], *counts, *range(1, pages + 1)))


def _followed(text: str, promised: Sequence[str], known: Iterable[str]) -> list[int]:
    """Return how many of the promised strings may have been said up to each place of `text`.

    The number of a place has bit n set if known strings, and the first n promised ones in their
    order, lead up to it; it is 0 where nothing does. All ways are followed: one string may begin
    with another, and the longer is not always meant.
    """
    by_letter: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for string in known:
        by_letter[string[0]].append((string, 0))
    for number, string in enumerate(promised):
        by_letter[string[0]].append((string, 1 << number))
    met = [1] + [0] * len(text)
    for place, letter in enumerate(text):
        if met[place]:
            for string, due in by_letter[letter]:
                if text.startswith(string, place):
                    said = (met[place] & due) << 1 if due else met[place]
                    met[place + len(string)] |= said
    return met


def _check_letters(
    text: str, shown: dict[str, Any], given: Iterable[str], pages: int
) -> Iterator[str]:
    """Yield a sentence if letters are missing, or all those of a quote are there once too often.

    Where a glyph is put together from several, its letters may come back twice, or one may not.
    """
    said, promised = _letters(text), _letters(" ".join(_promised(shown)))
    lacking = promised - said
    if lacking.total() > _ASTRAY:
        yield f"does not say all that it should, but lacks letters: {''.join(lacking)[:60]!r}"
    on_each_page = [value for name, value in fields(shown["frame"]) if name in _SHOWN]
    if "rtl" not in (shown["frame"]["dir"], direction(shown["frame"]["lang"])):
        yield from _check_order(_bare(text), filter(_PLAIN.fullmatch, _promised(shown)))
    more = said - _letters(" ".join([*given, *on_each_page * (pages - 1)]))
    for quote in _quotes(shown):
        letters = _letters(quote)
        if letters.total() >= _ENOUGH and letters <= more:
            yield f"says twice: {quote[:60]!r}"


def _check_order(text: str, promised: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each string that does not follow the others."""
    place = 0
    for words in promised:
        found = text.find(_bare(words), place)
        if found < 0:
            yield f"does not say in its place {words[:60]!r}"
        else:
            place = found + len(_bare(words))


def _letters(text: str) -> Counter[str]:
    letters = filter(str.isalpha, unicodedata.normalize("NFKC", text))
    return Counter(letters)


def _runs_leftward(named: Iterable[tuple[str, str]]) -> bool:
    """Is anything written from right to left?"""
    found = {value for name, value in named if name in ("dir", "lang")}
    return "rtl" in found or "rtl" in map(direction, found)


def _bare(text: str) -> str:
    """Return `text` without white space and hyphens; PDFium gives one at a line's end as U+FFFE."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text))


def fields(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield every string of a tree of dicts and lists with the name of its field, in no order."""
    rest = [("", tree)]
    while rest:
        name, value = rest.pop()
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict):
            rest.extend(value.items())
        elif isinstance(value, (list, tuple)):
            rest.extend((name, member) for member in value)
