"""Documents: where paragraphs begin and end, and that no word is lost on the way."""

import datetime
import re
from html.parser import HTMLParser
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import InputError
from dossier.model import Document, Frame
from dossier.sources.document import parse
from tests.factories import (
    cases,
    make_document,
    make_source,
    markdown_texts,
    outcome,
    plain_texts,
    texts,
)


def described(document: Document) -> str:
    """Return a line for each paragraph as the fixture files write it."""
    lines = []
    for p in document.paragraphs:
        kind = f"{p.kind} {p.level}" if p.level else p.kind
        frames = " > ".join(map(_frame, p.frames))
        place = f"line {p.line}, {frames}" if frames else f"line {p.line}"
        lines.append(f"{p.number} {kind}, {place}: {p.text}\n")
    return "".join(lines)


def _frame(frame: Frame) -> str:
    return f"{frame.kind} {frame.start}" if frame.kind in ("numbers", "item") else frame.kind


class _Text(HTMLParser):
    """Gathers a page's text: pictures by their descriptions, without the marks of notes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.furniture = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "data-furniture" in dict(attrs):
            self.furniture = tag
        if tag == "img":
            self.parts.append(dict(attrs)["alt"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.furniture:
            self.furniture = ""

    def handle_data(self, data: str) -> None:
        if not self.furniture:
            self.parts.append(data)


def shown(html: str) -> list[str]:
    """Return the words of an element's text content."""
    return "".join(_Text(html).parts).split()


@pytest.mark.parametrize(("text", "expected"), cases("document/plain.txt"))
def test_plain_text(text: str, expected: str) -> None:
    """A .txt is parted at blank lines alone, and nothing in it is markup."""
    assert described(make_document(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("document/markdown.txt"))
def test_markdown(text: str, expected: str) -> None:
    """A .md is CommonMark with tables: every block with words is a paragraph in its frames."""
    assert described(make_document(text, "note.md")) == expected


@pytest.mark.parametrize(("text", "expected"), cases("document/faults.txt"))
def test_markdown_that_would_lose_words_is_refused(text: str, expected: str) -> None:
    """What CommonMark would leave off the page is a sentence with its line."""
    with pytest.raises(InputError) as caught:
        make_document(text, "note.md")
    assert [str(fault) for fault in caught.value.faults] == [
        f"seeds/{line}" for line in expected.splitlines()
    ]


@pytest.mark.parametrize(("text", "expected"), cases("document/remarks.txt"))
def test_what_is_not_published_is_said(text: str, expected: str) -> None:
    """One sentence a kind, with the line and the words; it stops nothing."""
    notes = make_document(text, "note.md").notes
    assert "".join(f"note.md:{note.line}: {note.sentence}\n" for note in notes) == expected


def test_what_is_nested_too_deeply_is_refused() -> None:
    """A line so deep in quotes that it would not show is a fault."""
    with pytest.raises(InputError, match=r"^seeds/note\.md:3: this line would not show; it is "):
        make_document("Rails.\n\n" + "> " * 120 + "deep\n", "note.md")


@pytest.mark.parametrize(
    "text", ["one\n\ntwo\nthree", "one\r\n\r\ntwo\r\nthree", "one\r\rtwo\rthree"]
)
@pytest.mark.parametrize("file_name", ["note.txt", "note.md"])
def test_all_line_ends_are_line_ends(text: str, file_name: str) -> None:
    """Unix, Windows and old Mac line ends part paragraphs and count lines alike."""
    expected = "1 prose, line 1: one\n2 prose, line 3: two three\n"
    assert described(make_document(text, file_name)) == expected


@pytest.mark.parametrize(
    ("text", "file_name", "front", "title"),
    [
        ("Text.", "2026-02-03-rail-corridor.txt", {}, "Rail corridor"),
        ("# A *heading*\n\nText.", "rail.md", {}, "A heading"),
        ("Text.\n\n## Later", "rail.md", {}, "Later"),
        ("# A heading\n\nText.", "rail.md", {"title": "Stated"}, "Stated"),
        ("# No heading", "rail.txt", {}, "Rail"),
    ],
)
def test_title(text: str, file_name: str, front: dict[str, str], title: str) -> None:
    """The title is the stated one, else the first heading, else the file name in words."""
    assert make_document(text, file_name, **front).title == title


def test_language_and_date_are_those_stated() -> None:
    """What the front matter says holds; otherwise the site's language, and no date."""
    assert make_document("Text.").language == "en"
    assert make_document("Text.").date is None
    assert make_document("Text.", language="ur").language == "ur"
    assert make_document("Text.", "2026-02-03-a.txt").date == datetime.date(2026, 2, 3)


def test_a_page_loads_nothing_for_a_picture() -> None:
    """A picture becomes a link to it."""
    (paragraph,) = make_document("![A *map*](https://a.b/c?d&e)", "note.md").paragraphs
    assert "<img" not in paragraph.html
    assert '<a href="https://a.b/c?d&amp;e"' in paragraph.html


@given(plain_texts)
def test_plain_text_loses_no_word(text: str) -> None:
    """All words of a .txt are the words of its paragraphs, in order."""
    document = make_document(text)
    assert [word for p in document.paragraphs for word in p.text.split()] == text.split()


@given(plain_texts)
def test_plain_text_is_parted_exactly_at_blank_lines(text: str) -> None:
    """The paragraphs of a .txt are what stands between its blank lines."""
    lines = re.split(r"\r\n|\r|\n", text)
    parts = [" ".join(part) for filled, part in groupby(lines, lambda s: bool(s.strip())) if filled]
    expected = [part.split() for part in parts]
    assert [p.text.split() for p in make_document(text).paragraphs] == expected


@given(plain_texts)
def test_plain_text_is_never_markup(text: str) -> None:
    """The HTML of a .txt has no tag, and its text content is the paragraph's text."""
    paragraphs = make_document(text).paragraphs
    sign = re.compile('<bdi class="sign" data-code="U.[0-9A-F]+"><span hidden>.</span></bdi>')
    assert [p for p in paragraphs if "<" in sign.sub("", p.html)] == []
    assert [shown(p.html) for p in paragraphs] == [p.text.split() for p in paragraphs]


@given(plain_texts)
def test_numbers_and_lines_rise(text: str) -> None:
    """Paragraphs are numbered from 1 without a gap, and each begins below the one before."""
    paragraphs = make_document(text).paragraphs
    assert [p.number for p in paragraphs] == list(range(1, len(paragraphs) + 1))
    lines = [p.line for p in paragraphs]
    assert lines == sorted(set(lines))
    starts = re.split(r"\r\n?|\n", text)
    assert [starts[p.line - 1].split()[0] for p in paragraphs] == [
        p.text.split()[0] for p in paragraphs
    ]


_PIECES = (
    *("[^1]", "^[a note", "]", "[^1]: ", "~~", "<b>", "</b>", "<!--", "-->", "{{< x >}}", "<br>"),
    *("**", "![m](m.png)", "[r](r.md)", "- [x] ", ": ", "\n", "\n\n", "    ", " ", "1. ", "(1) "),
    *("<sup>2</sup>", "{: .a}", "::: x\n", "rails", "ports", "`", "|", "> ", "##", "*", "]("),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=14))
def test_whatever_markdown_is_made_of_it_is_counted(pieces: list[str]) -> None:
    """Words are shown in full however pieces of Markdown meet, and HTML and text agree."""
    source = make_source("".join(pieces) + "\n\nProse.\n", "note.md")
    document, faults = outcome(parse, source)
    assert bool(document) != bool(faults)
    if document:
        expected = [p.text.split() for p in document.paragraphs]
        assert [shown(p.html) for p in document.paragraphs] == expected
        assert "".join(pieces).count("rails") >= sum(
            p.text.count("rails") for p in document.paragraphs
        )
        starts = [at for p in document.paragraphs for at in p.breaks if p.text[at].isspace()]
        assert starts == []


@given(markdown_texts)
def test_markdown_loses_no_word(case: tuple[str, list[str]]) -> None:
    """Sound Markdown is never refused, and all its visible words stand in order."""
    text, words = case
    document = make_document(text, "note.md")
    assert [word for p in document.paragraphs for word in p.text.split()] == words


@given(st.lists(texts, min_size=1, max_size=5))
def test_prose_between_any_lines_survives(junk: list[str]) -> None:
    """Whatever stands around them, paragraphs of bare words show once each, or it is refused."""
    parts = [f"{part}\n\nrailqx{key} portqx{key}\n\n" for key, part in enumerate(junk)]
    expected = [f"{noun}qx{key}" for key in range(len(junk)) for noun in ("rail", "port")]
    document, faults = outcome(make_document, "".join(parts), "note.md")
    assert bool(document) != bool(faults)
    assert [fault for fault in faults if fault.line < 1] == []
    if document:
        whole = " ".join(p.text for p in document.paragraphs)
        assert re.findall(r"(?:rail|port)qx\d", whole) == expected


@given(plain_texts)
def test_any_markdown_shows_the_words_it_is_proved_by(text: str) -> None:
    """The text content of every paragraph's HTML is the paragraph's text."""
    document, faults = outcome(make_document, text, "note.md")
    assert bool(document) != bool(faults)
    if document:
        expected = [p.text.split() for p in document.paragraphs]
        assert [shown(p.html) for p in document.paragraphs] == expected
