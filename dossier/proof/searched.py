"""The page of a briefing that the search reads, held against its source and record."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from dossier.proof.markup import difference
from dossier.proof.record import Text, written
from dossier.text import invisible
from dossier.text.sentences import fold
from dossier.web import urls
from dossier.web.site import SiteContext


def search_page(content: str, text: Text, site: SiteContext) -> Iterator[str]:
    """Yield what the page that Pagefind reads of a briefing says otherwise than it must."""
    tree = LexborHTMLParser(content)
    titles = [fold(node.text()) for node in tree.css("h1")]
    if titles != [wanted := invisible.spell_out(text.document.title)]:
        yield f"is called {titles}, not {wanted!r}"
    wanted_words = list(filter(None, [text.document.source.front.bottom_line]))
    said = [fold(node.text()) for node in tree.css("[data-pagefind-meta=bottom_line]")]
    if said != [written(words) for words in wanted_words]:
        yield f"is summed up by {said}, not {wanted_words}"
    shown = [(extract.paragraph, extract.text) for extract in text.record.extracts]
    if text.is_full:
        shown = list(text.texts.items())
    wanted_lines = [(f"p{number}", fold(invisible.spell_out(words))) for number, words in shown]
    found = [(node.attributes["id"] or "", _below(node)) for node in tree.css("[id]")]
    if found != wanted_lines:
        differences = _searched(wanted_lines, found)
        yield from (f"is searched by other paragraphs: {one}" for one in differences)
    day = text.document.date
    facets = {
        "theme": [theme.name for theme in site.themes if theme.id in text.record.places],
        "year": [str(day.year) if day else "undated"],
        **{
            kind: [one.id for one in text.record.mentions if one.kind == kind and one.id]
            for kind in urls.ENTITIES
        },
    }
    for name, values in facets.items():
        nodes = tree.css(f'[data-pagefind-filter^="{name}"]')
        found_by = [node.attributes.get("content") or "" for node in nodes]
        if found_by != values:
            yield f"is found by the {name} {found_by}, not {values}"


def _searched(wanted: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield how the paragraphs that are searched, each an id and words, differ from the text's."""
    surplus = [*(Counter(found) - Counter(wanted)).elements()]
    missing = [*(Counter(wanted) - Counter(found)).elements()]
    for name, words in missing:
        other = next((one for one in surplus if one[0] == name), None)
        if other is None:
            yield f"{name} is missing: {words[:60]!r}"
        else:
            surplus.remove(other)
            yield f"of {name}, {difference(words, other[1])}"
    yield from (f"{name or 'one'} is not of the text: {words[:60]!r}" for name, words in surplus)
    if not missing and not surplus:
        yield f"{', '.join(name for name, _ in found)} is another order"


def _below(node: Any) -> str:
    """Return the words of the paragraph that an element names: its own, or those below it."""
    if node.tag != "h2":
        return fold(node.text())
    following = node.next
    while following is not None and following.tag == "-text":
        following = following.next
    return fold(following.text()) if following is not None else ""
