"""Any text is proved, from its bytes to its finished files, whatever the templates."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from dossier.errors import InputError
from dossier.model import Paragraph
from dossier.proof import recount
from dossier.sources.document import parse
from tests.factories import make_document, make_source, markdown_texts, outcome, plain_texts, texts
from tests.proof.finished import finish
from tests.site import REPOSITORY

TEXT = """\
---
title: A note
filed: {2: {theme: economy, because: "it is about trade"}}
---
Dr. Khan spoke first of trade, tariffs and the exports of the port. Few heard him.

Trade grew by a fifth. It had to.

Troops marched <north> & south with rifles. Then they rested.

We shall see.
"""


# --- whole texts ----------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((REPOSITORY / "examples" / "seeds").iterdir()), ids=str)
def test_the_examples_are_proved(path: Path) -> None:
    """Real texts, in all that they hold."""
    site = finish(path.read_text(encoding="utf-8"), path.name)
    (proved,) = site.proved()
    assert (proved.faults, proved.paragraphs > 1) == ((), True)


_few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@_few
@given(plain_texts)
def test_any_plain_text_is_proved(text: str) -> None:
    """Whatever a .txt holds comes through the templates whole."""
    site, faults = outcome(finish, "---\ntitle: Any\n---\n" + text)
    assert site is None or site.text_faults() == [], faults


@_few
@given(texts)
def test_any_markdown_is_proved(text: str) -> None:
    """Whatever a .md holds comes through the templates whole, or it is refused."""
    text = f"---\ntitle: Any\n---\n{text}\n\nProse.\n"
    try:
        parse(make_source(text, "note.md"))
    except InputError:
        return
    assert finish(text, "note.md").text_faults() == []


@pytest.mark.parametrize("publish", ["extracts", "withheld"])
def test_a_text_is_shown_no_further_than_its_rights_allow(publish: str) -> None:
    """A file that the rights of a text do not allow is refused; what they allow is proved."""
    full = finish(TEXT)
    site = finish(TEXT.replace("filed:", f"publish: {publish}\nfiled:"))
    assert site.text_faults() == []
    for path in full.files.keys() - site.files.keys():
        more = replace(site, files={**site.files, path: full.files[path]})
        assert f"{path}: the rights of this text do not allow this file" in more.text_faults()


def test_a_text_for_extracts_that_shows_more_is_refused() -> None:
    """A paragraph on the page, or its words in briefing.json, are too much."""
    site = finish(TEXT.replace("filed:", "publish: extracts\nfiled:"))
    page, data = "briefings/note/index.html", "briefings/note/briefing.json"
    full = finish(TEXT)
    found = site.having(page, full.files[page].decode()).text_faults()
    assert [one for one in found if "¶2 is not in the source" in one]
    record = json.loads(site.files[data])
    record["sections"][0]["paragraphs"][0]["text"] = "Trade grew by a fifth. It had to."
    found = site.having(data, json.dumps(record)).text_faults()
    assert f"{data}: says sections[0].paragraphs[0].text, which it should not" in found


# --- templates ------------------------------------------------------------------------

_TEMPLATES = {
    "a paragraph is left out": (
        "parts_blocks_html",
        ("{% for node in nodes %}", "{% for node in nodes[1:] %}"),
        "is lost",
    ),
    "words are cut": (
        "parts_blocks_html",
        ("{{ node.html | safe_html }}", "{{ node.html[:40] | safe_html }}"),
        "is altered",
    ),
    "words are escaped twice": (
        "parts_blocks_html",
        ("{{ node.html | safe_html }}", "{{ node.html }}"),
        "¶1 is altered",
    ),
    "words in capitals": (
        "parts_blocks_html",
        ("{{ node.html | safe_html }}", "{{ node.html | upper | safe_html }}"),
        "is altered",
    ),
    "the wrong number": (
        "parts_blocks_html",
        ('id="p{{ p.number }}"', 'id="p{{ p.number + 1 }}"'),
        "cannot be linked to",
    ),
    "the reason of no editor": (
        "parts_blocks_html",
        (
            "{% if filing.close_call %}",
            '<p class="note">{{ say("filed_by_editor") }}</p>{% if filing.close_call %}',
        ),
        "beside ¶1",
    ),
    "a style": (
        "parts_blocks_html",
        ('dir="auto" class', 'dir="auto" style="color: #fff" class'),
        "is shown otherwise",
    ),
    "a line between paragraphs": (
        "parts_blocks_html",
        ('<div class="filed"', '<p>Advertisement</p><div class="filed"'),
        "is no part of a briefing",
    ),
    "sections that are folded": (
        "briefing_html",
        ('<section class="theme-section"', '<details><section class="theme-section"'),
        "<details>",
    ),
    "a section is left out": (
        "briefing_html",
        ("{% for part in view.sections %}", "{% for part in view.sections[:1] %}"),
        "is lost",
    ),
    "the lead of another number": (
        "parts_opening_html",
        ('data-extract="{{ lead.paragraph }}"', 'data-extract="3"'),
        "extract is not a part of ¶3",
    ),
    "key points are left out": (
        "parts_opening_html",
        ("{% for point in part.key_points %}", "{% for point in part.key_points[1:] %}"),
        "is missing",
    ),
    "another title": (
        "briefing_html",
        ("{{ document.title }}</h1>", "{{ document.title }}!</h1>"),
        "is called ['A note!']",
    ),
    "the order of the source is lost": (
        "as_published_html",
        ("blocks(view.blocks,", "blocks(view.blocks | reverse,"),
        "out of the order",
    ),
    "a page that leads elsewhere": (
        "base_html",
        ("<head>", '<head><meta http-equiv="refresh" content="0;url=/x">'),
        "leads its reader elsewhere",
    ),
    "a text that is inert": (
        "base_html",
        ('<main id="main"', '<main inert id="main"'),
        "hides its article",
    ),
}


@pytest.mark.parametrize(("name", "change", "said"), _TEMPLATES.values(), ids=_TEMPLATES)
def test_a_template_that_changes_what_is_read_is_refused(
    name: str, change: tuple[str, str], said: str
) -> None:
    """An owner's template may look as it likes, but must show the text."""
    found = finish(TEXT, "note.txt", **{name: change}).text_faults()
    assert [one for one in found if said in one], found


# --- the count ------------------------------------------------------------------------


@_few
@given(markdown_texts)
def test_sound_markdown_is_counted_in_full(case: tuple[str, list[str]]) -> None:
    """The second count of a .md agrees with the parser where that loses nothing."""
    assert list(recount.lost(parse(make_source(case[0], "note.md")))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\n  Two\nthree.\n", ["One.", "Two three."]),
        ("One.\n\n\n \nTwo - 3 is.\n", ["One.", "Two - 3 is."]),
        ("a\n\nb", ["a", "b"]),
    ],
)
def test_markdown_without_a_mark_is_counted_like_plain_text(text: str, expected: list[str]) -> None:
    """The paragraphs that are counted are what stands between blank lines."""
    document = parse(make_source(text, "note.md"))
    assert [(p.kind, p.text) for p in document.paragraphs] == [("prose", one) for one in expected]
    assert list(recount.lost(document)) == []


MARKDOWN = """\
# A heading & more

See *the* [treaty](https://example.org/a_b "of 1986"), <https://example.org> and ![](http://a.b).

1986. A year.
1987. And `another` &copy; one.

> | a | b |
> |---|---|
> | 1 | x |

```python
print("x")
```
"""


def _without(paragraphs: tuple[Paragraph, ...], number: int, old: str) -> tuple[Paragraph, ...]:
    return tuple(
        replace(p, html=p.html.replace(old, "")) if p.number == number else p for p in paragraphs
    )


@pytest.mark.parametrize(
    ("number", "old", "line"),
    [
        (1, "more", 1),
        (2, "of 1986", 3),
        (2, "treaty", 3),
        (2, "https://example.org/a_b", 3),
        (4, "another", 6),
        (4, "©", 6),
        (5, "<td>x</td>", 10),
        (6, "print", 13),
    ],
)
def test_a_parser_that_loses_words_is_found(number: int, old: str, line: int) -> None:
    """What a parser of Markdown leaves out is missed by the second count, with its line."""
    document = make_document(MARKDOWN, "note.md")
    assert list(recount.lost(document)) == []
    fewer = replace(document, paragraphs=_without(document.paragraphs, number, old))
    assert fewer != document
    (fault,) = recount.lost(fewer)
    assert (fault.path, fault.line) == ("seeds/note.md", line)


def test_a_parser_that_loses_a_paragraph_or_its_number_is_found() -> None:
    """A paragraph that is dropped, and an item whose number is another, are missed too."""
    document = make_document(MARKDOWN, "note.md")
    for paragraphs in (
        document.paragraphs[1:],
        document.paragraphs[:-1],
        document.paragraphs[::-1],
        tuple(replace(p, frames=()) for p in document.paragraphs),
    ):
        assert list(recount.lost(replace(document, paragraphs=paragraphs)))


@pytest.mark.parametrize(
    "text",
    [
        'See ![a [map](https://a.b "of 1986")](https://c.d).',
        "Text ![a <b>map</b> of [the river](https://a.b)](https://c.d '1986').",
    ],
)
def test_what_no_rule_of_ours_knows_of_is_found_by_the_count(text: str) -> None:
    """Phrases that CommonMark leaves out in a way of its own are refused all the same."""
    (found,) = finish(text, "note.md").text_faults()
    assert "the page would show other words than the text has" in found
