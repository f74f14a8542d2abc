"""Documents: where paragraphs begin and end, and that no word is lost on the way."""

import datetime
import re
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import InputError
from dossier.model import Document, Frame, Publish
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
        kind = f"{p.kind} {p.level or p.role}".strip()
        frames = " > ".join(map(_frame, p.frames))
        place = f"line {p.line}, {frames}" if frames else f"line {p.line}"
        lines.append(f"{p.number} {kind}, {place}: {' / '.join(p.lines())}\n")
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
    """Nothing in a .txt is markup."""
    assert described(make_document(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("document/layouts.txt"))
def test_layout(text: str, expected: str) -> None:
    """A .txt is parted in the layout in which it was pasted."""
    assert described(make_document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), cases("document/furniture.txt") + cases("document/headings.txt")
)
def test_headings_and_furniture(text: str, expected: str) -> None:
    """What stands around the prose of a text is told from it, and said by its kind."""
    assert described(make_document(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, " * 30,
        "Thank you, Ana, so and ok " * 20,
        "Mr a, " * 50,
        "By " + "de la " * 9 + "!",
        "Minister for A of " * 6 + "!",
        "(" * 600,
        "[" * 300 + "]" * 290,
        "FOR " + "A/" * 290 + "!",
        "(02) 55 " * 70,
        "secret of " * 6 + "x!",
        "a@" * 290,
        "copyright © " * 40,
        "5 March 2024 " * 9,
        "word inter-\nnational " * 100_000,
        "Mr A,\n" * 9_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_no_text_takes_long(text: str) -> None:
    """What repeats the words of furniture, or breaks every word, is read all the same."""
    document = make_document(f"{text}\n\nThe post opens in June.")
    assert document.paragraphs[-1].kind == "prose"


@pytest.mark.parametrize(("text", "expected"), cases("document/marked-headings.txt"))
def test_headings_in_bold(text: str, expected: str) -> None:
    """In Markdown, a line that is emphasized as a whole is a heading."""
    assert described(make_document(text, "note.md")) == expected


@pytest.mark.parametrize(("text", "expected"), cases("document/notes.txt"))
def test_what_is_doubtful_is_said(text: str, expected: str) -> None:
    """Layouts that could be others, long paragraphs and broken words are notes with their line."""
    notes = make_document(text).notes
    assert [f"{note.line}: {note.sentence}" for note in notes] == expected.splitlines()


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
        ("Text.\n\n## Later", "rail.md", {}, "Rail"),
        ("Text.\n\n# The only one\n\nMore.", "rail.md", {}, "The only one"),
        ("Text.\n\n# Background\n\nMore.", "rail.md", {}, "Rail"),
        ("# Article I\n\nText.", "rail.md", {}, "Rail"),
        ("# Part II\n\n# The rail\n\nText.", "rail.md", {}, "The rail"),
        ("## Trade\n\nText.\n\n## Security\n\nText.", "rail.md", {}, "Rail"),
        ("## The rail\n\n### Trade\n\nText.", "rail.md", {}, "The rail"),
        ("The rail opens\n\nBy Ana Ruiz\n\nThe rail opens in May.", "a.txt", {}, "The rail opens"),
        (
            "To: The minister\nSubject: The rail\n\nIt opens in May, they said.",
            "a.txt",
            {},
            "The rail",
        ),
        ("TRADE\n\nIt grew by half.\n\nPORTS\n\nThey grew as well.", "rail.txt", {}, "Rail"),
        ("# A heading\n\nText.", "rail.md", {"title": "Stated"}, "Stated"),
        ("# No heading", "rail.txt", {}, "Rail"),
    ],
)
def test_title(text: str, file_name: str, front: dict[str, str], title: str) -> None:
    """The title is the stated one, else one that stands above all prose, else the file's name."""
    assert make_document(text, file_name, **front).title == title


def test_language_and_date_are_those_stated() -> None:
    """What the front matter says holds; otherwise the site's language, and no date."""
    assert make_document("Text.").language == "en"
    assert make_document("Text.").date is None
    assert make_document("Text.", language="ur").language == "ur"
    assert make_document("Text.", "2026-02-03-a.txt").date == datetime.date(2026, 2, 3)


def test_the_label_of_a_note_turns_no_text_around() -> None:
    """What cannot be seen in a label is shown by its code, as in the words."""
    note = make_document("Trade ends.[^a\u202e]\n\n[^a\u202e]: In May.", "note.md").paragraphs[1]
    assert '<bdi class="sign" data-code="U+202E"><span hidden>' in note.html


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
def test_the_editor_may_state_the_layout(text: str) -> None:
    """With a stated layout, paragraphs are exactly what stands between blank lines, or a line."""
    lines = re.split(r"\r\n|\r|\n", text)
    parts = [" ".join(part) for filled, part in groupby(lines, lambda s: bool(s.strip())) if filled]
    for layout, expected in (("blank-lines", parts), ("lines", [s for s in lines if s.strip()])):
        paragraphs = make_document(text, paragraphs=layout).paragraphs
        assert [p.text.split() for p in paragraphs] == [part.split() for part in expected]


@given(plain_texts)
def test_a_blank_line_always_parts(text: str) -> None:
    """Whatever the layout, no paragraph has words from both sides of a blank line."""
    lines = re.split(r"\r\n|\r|\n", text)
    parts = [" ".join(part) for filled, part in groupby(lines, lambda s: bool(s.strip())) if filled]
    paragraphs = iter(make_document(text).paragraphs)
    for part in parts:
        words: list[str] = []
        while len(words) < len(part.split()):
            words += next(paragraphs).text.split()
        assert words == part.split()


@given(plain_texts)
def test_plain_text_is_never_markup(text: str) -> None:
    """The HTML of a .txt has no tag but <br>, and its text content is the paragraph's text."""
    paragraphs = make_document(text).paragraphs
    sign = re.compile('<br>|<bdi class="sign" data-code="U.[0-9A-F]+"><span hidden>.</span></bdi>')
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


@pytest.mark.parametrize(
    ("front", "said"),
    [({}, 1), ({"rights": "Released in 1999"}, 0), ({"publish": Publish.WITHHELD}, 0)],
)
def test_a_marking_against_publishing_is_said(front: dict[str, Any], said: int) -> None:
    """Unless the editor states who allows it; and the end of an embargo is no date of the text."""
    text = (
        "EMBARGOED UNTIL 1 June 2031\n\nCONFIDENTIAL\n\nThe two sides agreed to reopen the post.\n"
    )
    document = make_document(text, **front)
    assert [note.line for note in document.notes] == [1] * said
    assert document.proposals == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ISLAMABAD, Feb 12, 2026 (APP): The post reopens.", "2026-02-12"),
        ("NAIROBI, 5 March 2024 -- Traders welcomed the news.", "2024-03-05"),
        ("The treaty of 5 May 1920: a history of it.", None),
        (": The post reopens.", None),
    ],
)
def test_the_date_of_a_dateline_is_proposed(text: str, day: str | None) -> None:
    """Where it stands before the first sentence, as agencies write it."""
    assert [one.value for one in make_document(text).proposals] == [day] * (day is not None)
