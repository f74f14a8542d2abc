"""The stylesheets of the site: none may hide or change what stands in a paragraph.

A rule is a fault if it hides or transforms words, and if its selector finds a paragraph, an
extract, or what one of them stands in or holds. Selectors are tried on a page of all shapes that
there are on the site. What that page cannot tell (states, values, positions, neighbours) counts as
given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import zip_longest
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from dossier.errors import Fault
from dossier.proof import hiding
from dossier.proof.data import Read
from dossier.proof.markup import Chain, ancestors
from dossier.proof.selectors import Selector, selectors, split_selectors

_FURNITURE = """
<h2 data-furniture id><span class="badge"></span></h2>
<div class="notes" data-furniture lang dir><p class="mark"></p><p class="note"><q></q></p>
<p class="close-call" title></p><p class="also" data-theme></p><p class="place"><a href></a></p>
<details class="reason" open><summary></summary><p></p><ul><li><mark></mark></li></ul></details>
</div>
"""
"""What Dossier puts beside paragraphs. A selector may mention it, and rules may hide it."""

_NUMBER = '<a class="number" data-furniture href></a>'
"""The same in a paragraph."""

_BESIDE = frozenset(("div", "h2"))
"""The elements of furniture that stand beside paragraphs; others stand within."""


_ARTICLE = re.compile(r"""<article class="[^"]*\bbriefing\b[^"]*"|<div [^>]*\bid="dossier".*""")
_CLASS = re.compile(r'class="([^"]*)"')

_OURS = frozenset(
    ("#dossier", ".dossier", ".filed", ".theme-section", "data-extract", "data-paragraph")
)
"""Parts of selectors by which a rule means a text of ours."""


def aimed(shapes: Iterable[Chain]) -> re.Pattern[str]:
    """Return a pattern of rules that mean a text: by our names, or by a class of its article."""
    tags = {match[0] for chain in shapes for tag in chain if (match := _ARTICLE.match(tag))}
    classes = {name for tag in tags for one in _CLASS.findall(tag) for name in one.split()}
    names = map(re.escape, sorted(_OURS | {f".{name}" for name in classes}))
    return re.compile(rf"(?:{'|'.join(names)}|#p\d+)(?![\w-])")


def check_styles(
    styles: Mapping[str, str],
    shapes: Iterable[Chain],
    only: re.Pattern[str] | None = None,
) -> Iterator[Fault]:
    """Yield each rule by which a stylesheet hides or changes what a paragraph shows.

    `styles` are the finished stylesheets by their paths, `shapes` those of all proved texts.
    `only` is a pattern of the selectors that are looked at.
    """
    page = _page(shapes)
    for path, text in styles.items():
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        for line, selector, declaration in _rules(rules, [""]):
            if only and not only.search(selector.written):
                continue
            if _is_reached(page, selector, declaration):
                said = f"{declaration.name}: {_value(declaration)}"
                sentence = f"{selector.written} {{ {said} }} would hide or change words of a text"
                yield Fault(path, line, sentence)


def local(href: str, where: str) -> str | None:
    """Return the path of what the file at path `where` leads to; None if that is elsewhere.

    Paths lead from the site's root, and so does an address that begins with a slash: where the
    site stands is not known here, and a file that is not there is none.
    """
    try:
        parts = urlsplit(urljoin(f"//site/{quote(where)}", href))
    except ValueError:  # brackets that do not hold an address
        return None
    return unquote(parts.path).lstrip("/") if (parts.scheme, parts.netloc) == ("", "site") else None


def with_imported(
    paths: Iterable[str], read: Read, within: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the stylesheets at `paths`, and those that they import, as far as they are there.

    With those that stand `within` pages, by their pages, and what they import.
    """
    found = dict(within or {})
    ahead = [*paths, *(one for page, text in found.items() for one in _imported(text, page))]
    while ahead:
        path = ahead.pop()
        if path in found:
            continue
        with suppress(KeyError, OSError):
            found[path] = read(path).decode("utf-8", "replace")
            ahead += _imported(found[path], path)
    return dict(sorted(found.items()))


def _imported(text: str, where: str) -> Iterator[str]:
    """Yield the paths of the site's stylesheets that the one at `where` imports."""
    yield from (path for href in _imports(text) if (path := local(href, where)))


def _imports(text: str) -> Iterator[str]:
    """Yield the addresses of the stylesheets that a stylesheet imports."""
    if "@import" not in text.lower():
        return
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            for token in rule.prelude:
                if token.type in ("string", "url"):
                    yield token.value
                elif token.type == "function":  # url("...")
                    yield from (one.value for one in token.arguments if one.type == "string")


def _rules(nodes: Iterable[Any], around: Sequence[str]) -> Iterator[tuple[int, Selector, Any]]:
    """Yield line, selector and declaration of all rules; `around` are the outer selectors."""
    for node in nodes:
        if node.type == "at-rule" and node.content is not None:
            if "keyframes" not in node.lower_at_keyword and node.lower_at_keyword != "font-face":
                yield from _block(node.content, around)
        elif node.type == "qualified-rule":
            prelude = tinycss2.serialize(node.prelude).strip()
            yield from _block(node.content, _nested(prelude, around))


def _block(content: Sequence[Any], around: Sequence[str]) -> Iterator[tuple[int, Selector, Any]]:
    parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for part in parts:
        if part.type == "declaration":
            for written in around:
                for selector in selectors(written):
                    yield part.source_line, selector, part
        else:
            yield from _rules([part], around)


def _nested(prelude: str, around: Sequence[str]) -> list[str]:
    """Return the selectors of a rule in a rule as they would be written outside."""
    if around == [""]:
        return [prelude]
    outers = (f":is({outer})" if "," in outer else outer for outer in around)
    return [
        prelude.replace("&", outer)
        if "&" in prelude
        else ", ".join(f"{outer} {one}" for one in _listed(prelude))
        for outer in outers
    ]


def _listed(prelude: str) -> list[str]:
    """Return the selectors of a list; commas within brackets divide none."""
    parts = split_selectors(tinycss2.parse_component_value_list(prelude, skip_comments=True))
    return [tinycss2.serialize(part).strip() for part in parts]


def _value(declaration: Any) -> str:
    text: str = tinycss2.serialize(declaration.value)
    return text.strip()


def _is_reached(page: LexborHTMLParser, selector: Selector, declaration: Any) -> bool:
    """Does a selector find a part of a text, in a place where the declaration hides it?"""
    places = hiding.places(declaration.lower_name, _value(declaration), selector.element)
    if not places:
        return False
    try:
        found = page.css(selector.simple)
    except (SelectolaxError, ValueError):
        return True  # what cannot be tried cannot be let pass
    adds = declaration.lower_name == "content"
    return any(place(node) for node in found if not _is_interface(node, adds) for place in places)


def _is_interface(node: LexborNode, adds: bool) -> bool:
    """Is it furniture? What `adds` words may do so beside a paragraph, not within."""
    for one in (node, *ancestors(node)):
        if "data-furniture" in one.attributes:
            return not adds or one.tag in _BESIDE
    return False


def _page(shapes: Iterable[Chain]) -> LexborHTMLParser:
    """Write a page in which every chain stands once."""
    parts: list[str] = []
    before: Chain = ()
    for chain in sorted(shapes):
        shared = 0
        for one, other in zip_longest(chain, before):
            if one != other:
                break
            shared += 1
        parts += (_closing(tag) for tag in reversed(before[shared:]))
        for tag in chain[shared:]:
            is_paragraph = "data-paragraph" in tag
            parts += (_FURNITURE, tag, _NUMBER) if is_paragraph else (tag,)
        before = chain
    parts += (_closing(tag) for tag in reversed(before))
    return LexborHTMLParser("".join(parts))


def _closing(tag: str) -> str:
    return f"</{tag[1:-1].split()[0]}>"
