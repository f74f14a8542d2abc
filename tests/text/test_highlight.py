"""Marks: words are marked in a paragraph's HTML, and not a letter of its text is touched."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.filing.evidence import marked_spans
from dossier.model import Paragraph, WordShare
from dossier.sources.document import parse
from dossier.text.highlight import mark
from dossier.text.tokens import tokenize
from tests.factories import (
    Marked,
    cases,
    make_document,
    make_source,
    markdown_texts,
    outcome,
    plain_texts,
)


class _Reader(HTMLParser):
    """The text of a fragment, the texts of its marks, and whether its tags are balanced."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marks: list[str] = []
        self.balanced = True
        self._open: list[str] = []
        self.feed(fragment)
        self.close()
        self.balanced &= not self._open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "mark":
            self.marks.append("")
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced &= bool(self._open) and self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self._open:
            self.marks[-1] += data


def _written(paragraph: Paragraph) -> list[str]:
    """Return the words of a paragraph as they are written."""
    return [paragraph.text[start:end] for start, end in tokenize(paragraph.text).spans.tolist()]


def _mark_all(paragraph: Paragraph, *forms: str) -> str:
    """Mark all words of the given forms; every word if none is given."""
    shown = [WordShare(form, 1.0) for form in forms or set(tokenize(paragraph.text).forms)]
    return mark(paragraph.html, paragraph.text, marked_spans(paragraph.text, shown))


@pytest.mark.parametrize(("text", "expected"), cases("marks/marked.txt"))
def test_a_word_is_marked(text: str, expected: str) -> None:
    """All occurrences of "trade" are in mark elements, whatever markup is around them."""
    (paragraph,) = make_document(text, "note.md").paragraphs
    marked = _mark_all(paragraph, "trade")
    assert marked.strip() == expected.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trade grew.", "<mark>Trade</mark> grew."),
        ("*Trade* & <trade>", "*<mark>Trade</mark>* &amp; &lt;<mark>trade</mark>&gt;"),
        ('"trade"', "&quot;<mark>trade</mark>&quot;"),
        ("no\nword", "no word"),
    ],
)
def test_a_word_of_a_plain_text_is_marked(text: str, expected: str) -> None:
    """In a plain text nothing is markup but the marks."""
    (paragraph,) = make_document(text).paragraphs
    assert _mark_all(paragraph, "trade") == expected


@pytest.mark.parametrize("markup", ["plain", "<em>so</em> &amp; so", "", "a\u00a0b"])
def test_without_words_nothing_changes(markup: str) -> None:
    """HTML in which nothing is to be marked comes back as it is."""
    assert mark(markup, html.unescape(re.sub("<.*?>", "", markup)), []) == markup


def _check(paragraph: Paragraph) -> None:
    marked = _mark_all(paragraph)
    before, after = _Reader(paragraph.html), _Reader(marked)
    assert after.text == before.text
    assert after.balanced == before.balanced
    assert re.sub(r"</?mark>", "", marked) == paragraph.html
    written = _written(paragraph)
    assert not [text for text in after.marks if text not in written]


@given(plain_texts)
@example('5 \u00a0 "trade" \u202f\t<deal>')
def test_any_plain_text_keeps_its_letters(text: str) -> None:
    """With every word marked, each word is in a mark of its own, and the HTML is else the same."""
    document = make_document(text)
    for paragraph in document.paragraphs:
        _check(paragraph)
    found = [m for p in document.paragraphs for m in _Reader(_mark_all(p)).marks]
    assert found == [word for p in document.paragraphs for word in _written(p)]


@given(plain_texts)
@example("    \u00a0 trade \u202f\n    rail <x>\n")
def test_any_markdown_keeps_its_letters(text: str) -> None:
    """The same holds of whatever Markdown, save that a word which a tag divides is not marked."""
    document, faults = outcome(parse, make_source(text, "note.md"))
    assert bool(document) != bool(faults)
    for paragraph in document.paragraphs if document else ():
        _check(paragraph)


@given(markdown_texts)
def test_every_word_of_sound_markdown_is_marked(marked: Marked) -> None:
    """In nested quotes, lists, tables, code, links and emphasis no word is passed over."""
    text, expected = marked
    paragraphs = make_document(text, "note.md").paragraphs
    found = [m for p in paragraphs for m in _Reader(_mark_all(p)).marks]
    pictures = re.findall(r"!\[[^\]]*\]", text)
    assert len(found) >= len(expected) > 0 or pictures
    words = [word.strip('"') for word in expected]  # the title of a link is shown in quotes
    assert [word for word in words if word not in " ".join(found)] == []


@given(plain_texts, st.data())
def test_any_choice_of_words_is_marked_and_no_other(text: str, data: st.DataObject) -> None:
    """Of a plain text exactly the words that were chosen are marked."""
    paragraph = make_document(text).paragraphs[0]
    forms = sorted(set(tokenize(paragraph.text).forms))
    chosen = data.draw(st.sets(st.sampled_from(forms)) if forms else st.just(set()))
    spans = marked_spans(paragraph.text, [WordShare(form, 1.0) for form in chosen])
    marked = _Reader(mark(paragraph.html, paragraph.text, spans))
    pairs = zip(tokenize(paragraph.text).forms, _written(paragraph), strict=True)
    assert marked.marks == [word for form, word in pairs if form in chosen]
