"""Stylesheets that change what is struck, numbered, in order or pictured are refused."""

import hashlib
from functools import cache

import pytest

from dossier.model import Beside
from dossier.proof import check_styles, with_imported
from dossier.proof.markup import shape
from tests.proof.finished import Finished, finish
from tests.site import REPOSITORY

TEXT = """\
---
title: The ferry
---
The toll is ~~five~~ three dollars, for ~~*every*~~ trade.[^grain] See [the list](https://a.org).

4. The ministers signed on *trade*.
   - Tariffs fell at the port.
5. They open a market.

- Exports rose.

```
if trade:
    tariff = 1
```

Ferry
: It carries trade.

[^grain]: The toll on grain.

![Map](map.png)

The end looks ahead, with `y = 1`.
"""

MAP = "seeds/map.png"
BESIDE = (
    Beside("map.png", "picture", "map-1.png", 9, 3, MAP, hashlib.sha256(MAP.encode()).hexdigest()),
)


@cache
def site() -> Finished:
    """Return the files of the text."""
    return finish(TEXT, "ferry.md", BESIDE)


def faults(rule: str) -> list[str]:
    """Return what the proof has against a rule, behind Dossier's own."""
    own = (REPOSITORY / "templates" / "site" / "assets").glob("*.css")
    styles = {f"assets/{path.name}": path.read_text(encoding="utf-8") for path in own}
    styles["assets/extra.css"] = rule
    (proved,) = site().proved()
    assert proved.faults == ()
    return [str(fault) for fault in check_styles(styles, proved.shapes)]


@pytest.mark.parametrize(
    "rule",
    [
        # struck words
        "s { text-decoration: none }",
        ".prose s { text-decoration: underline }",
        "* { text-decoration: none }",
        "s { all: unset }",
        "s { text-decoration-color: transparent }",
        "s { text-decoration: line-through transparent }",
        "s { text-decoration-line: underline }",
        "s em { display: inline-block }",
        ".prose a { text-decoration: line-through }",
        # numbers
        "ol { list-style-type: upper-roman }",
        "ol { list-style-type: disc }",
        "ol { list-style: inside }",
        "ol { list-style: url(four.png) decimal }",
        "ul { list-style-type: decimal }",
        "li { counter-increment: list-item 5 }",
        "ol { counter-reset: list-item 7 }",
        "ol > li { display: block }",
        "li::marker { font-size: 0 }",
        "li::marker { color: transparent }",
        "ol li::marker { content: '' }",
        # order
        "ul { display: flex; flex-direction: column-reverse }",
        "ol { display: flex; flex-flow: column-reverse }",
        ".filed { order: -1 }",
        ".theme-section { order: 2 }",
        "li { grid-row: 1 }",
        "li { float: right }",
        ".prose em { float: right }",
        ".filed { position: absolute }",
        # pictures
        "img { object-position: 9999px }",
        "img { object-position: 0 -900px }",
        "img { object-fit: none; width: 9px }",
        "img { content: url(other.png) }",
        "p { background-image: url(words.png) }",
        ".filed { background: #fff url('words.png') }",
        "ul { list-style-image: url(words.png) }",
        # words
        ".note-mark a::before { content: 'see ' }",
        ".note-label::after { content: 'not' }",
        ".filed .number::after { content: ' paragraph' }",
        ".prose a { font-size: 0 }",
        # rules in rules
        ".masthead, main { .filed p { display: none } }",
        "main { .masthead, .filed p { display: none } }",
        ":is(nav, main) { .filed { & > p, & > .x { font-size: 0 } } }",
        # lines of code
        "pre { white-space: normal }",
        "pre code { white-space: nowrap }",
        "pre { white-space-collapse: collapse }",
    ],
)
def test_a_rule_that_changes_what_is_read_is_refused(rule: str) -> None:
    """The rule, and nothing else, is named."""
    found = faults(rule)
    assert found
    assert all(one.startswith("assets/extra.css:1: ") for one in found), found


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "s { text-decoration: line-through; text-decoration-color: gray; color: #555 }",
        "a { text-decoration: none } .prose a:hover { text-decoration: underline }",
        "ol { list-style-type: decimal; padding-left: 2em } ol { list-style-position: outside }",
        "ul { list-style: square inside } ul ul { list-style-type: circle }",
        "li::marker { color: gray; font-weight: bold; font-size: .8em }",
        "ul, ol { display: flex; flex-direction: column; gap: 1rem }",
        "body { display: flex; flex-direction: row-reverse; background: url(paper.png) }",
        "main { position: absolute; order: 2 }",
        ".notes { flex-direction: row-reverse } .notes .place { order: 1; position: absolute }",
        "img { object-fit: contain; object-position: 50% 50%; max-width: 100%; height: auto }",
        "figure, img { float: left; margin: 0 1rem 1rem 0 }",
        "p { background: linear-gradient(#fff, #eee) } .filed { background-image: none }",
        ".summary dl { flex-direction: row-reverse }",
        ".masthead, .colophon { a, p { display: none } } main { nav, .x { & a, b { order: 1 } } }",
        ".masthead { background: url(logo.svg) } .masthead li { display: inline-block }",
        ".notes .note::before { content: 'Editor: ' } .note-mark a::before { content: '[' }",
        ".number::before { content: '\\2192 ' }",
        "pre { white-space: pre-wrap; overflow-x: auto } .prose code { white-space: nowrap }",
        "p::first-letter { float: left; font-size: 3em }",
        "dt { float: left; clear: left; width: 8rem } blockquote { float: none }",
        ".filed { position: relative; grid-column: 2 } .filed { break-inside: auto }",
        "[data-md-component=announce] { display: none } #__comments { display: none }",
        "button { all: unset } .filed { all: revert }",
    ],
)
def test_a_rule_for_looks_passes(rule: str) -> None:
    """Dossier's own stylesheet, and what else a site may need."""
    assert faults(rule) == []


@pytest.mark.parametrize(("part", "is_refused"), [("main", True), ("announce", False)])
def test_a_part_of_material_may_be_hidden_if_no_text_stands_in_it(
    part: str, is_refused: bool
) -> None:
    """Its users hide, for example, the announcement."""
    rule = f'[data-md-component="{part}"] {{ display: none }}'
    main = shape("main", {"data-md-component": "main"})
    paragraph = shape("p", {"data-paragraph": "1"})
    assert bool([*check_styles({"own.css": rule}, {(main, paragraph)})]) == is_refused


def test_what_stylesheets_import_is_read_too() -> None:
    """From files and from pages, once, and as far as it stands on the site."""
    files = {
        "assets/mine.css": b"@import 'more.css'; @import url(https://example.com/far.css);",
        "assets/more.css": b"@import url('mine.css');",
        "briefings/ferry/page.css": b"p {}",
        "unused.css": b"p {}",
    }
    within = {"briefings/ferry/index.html": "@import url(page.css); @import 'missing.css';"}
    found = with_imported(["assets/mine.css"], files.__getitem__, within)
    assert found.keys() == {*files, *within} - {"unused.css"}
