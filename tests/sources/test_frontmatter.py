"""Front matter: what each key takes, and the sentence for everything it does not."""

import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.errors import InputError
from dossier.model import Alias, Choice, Correction, FrontMatter, Note, Provenance, Publish
from dossier.sources.front.frontmatter import Split, read, split
from tests.factories import cases, outcome, texts

FULL = """\
title: "Rails: a corridor"
date: 2026-02-03
updated: 2026-02-05
author: A. Writer
source: The Morning Post
url: https://example.org/rails?a=b#c
rights: >
  © 2026,
  with leave
language: pt-BR
bottom_line: The corridor pays only if both ports open.
why_it_matters: Grain goes this way or not at all.
lead: 4
key_points: [3, {paragraph: 9, sentence: 2}]
watch:
  - The talks in May
  - The tariff list
filed:
  3: economy
  5: {theme: outlook, because: closes the whole text}
reviewed: 2026-02-06
publish: extracts
paragraphs: blank-lines
aliases: [rails, /briefings/old-rails/]
received:
  file: letter.docx
  sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
"""


def _read(text: str, dated: date | None = None) -> tuple[FrontMatter, tuple[Note, ...]]:
    return read(Split(text, 2, "", 1), "note.txt", dated)


def _front(text: str) -> FrontMatter:
    return _read(text)[0]


def _whole(text: str) -> tuple[FrontMatter, tuple[Note, ...]]:
    return read(split(text, "note.txt"), "note.txt")


_FULL = FrontMatter(
    title="Rails: a corridor",
    date=date(2026, 2, 3),
    updated=date(2026, 2, 5),
    author=("A. Writer",),
    source="The Morning Post",
    url="https://example.org/rails?a=b#c",
    rights="© 2026, with leave",
    language="pt-BR",
    bottom_line="The corridor pays only if both ports open.",
    why_it_matters="Grain goes this way or not at all.",
    lead=Choice(4, None, 14),
    key_points=(Choice(3, None, 15), Choice(9, 2, 15)),
    watch=("The talks in May", "The tariff list"),
    filed={
        3: Correction("economy", None, 20),
        5: Correction("outlook", "closes the whole text", 21),
    },
    reviewed=date(2026, 2, 6),
    publish=Publish.EXTRACTS,
    paragraphs="blank-lines",
    aliases=(Alias("rails", 25), Alias("old-rails", 25)),
    received=Provenance("letter.docx", 4 * "0123456789abcdef"),
)


def test_every_key_is_read() -> None:
    """A front matter with all keys gives every field its value."""
    assert _read(FULL) == (_FULL, ())


@pytest.mark.parametrize("text", ["", "\n", "# nothing said\n", "{}"])
def test_every_key_is_optional(text: str) -> None:
    """Nothing stated means nothing known, and that all may be published."""
    assert _read(text) == (FrontMatter(), ())


def test_one_thing_to_watch_needs_no_list() -> None:
    """A single text under watch is a list of one."""
    assert _front("watch: The talks in May").watch == ("The talks in May",)


@pytest.mark.parametrize(
    "written",
    [
        *("old-name", "old-name/", "[old-name]", "Old-Name.html", "old-name.txt"),
        *("/briefings/old-name/", "briefings/old-name", "briefings/old-name.md"),
        "/briefings/old-name/index.html",
    ],
)
def test_an_earlier_name_may_be_written_as_an_address(written: str) -> None:
    """People have them as Hugo or a browser shows them; what is meant is the name."""
    assert _read(f"aliases: {written}") == (FrontMatter(aliases=(Alias("old-name", 2),)), ())


@pytest.mark.parametrize("written", ["3", "[3]", "¶3", '"3"', "[¶ 3]", "{paragraph: 3}"])
def test_a_paragraph_may_be_named_as_it_is_shown(written: str) -> None:
    """With its ¶ or without it; a single key point needs no list."""
    assert _front(f"key_points: {written}").key_points == (Choice(3, None, 2),)


@pytest.mark.parametrize(("text", "expected"), cases("frontmatter/faults.txt"))
def test_what_is_wrong_is_said_with_its_line(text: str, expected: str) -> None:
    """Each thing wrong in a front matter is one sentence with file and line, all in one run."""
    with pytest.raises(InputError) as caught:
        _read(text)
    assert str(caught.value) == expected.strip()


@pytest.mark.parametrize(("text", "expected"), cases("frontmatter/notes.txt"))
def test_what_is_taken_or_passed_over_is_noted(text: str, expected: str) -> None:
    """What an editor should know of a front matter that is read is a sentence with its line."""
    notes = [f"{note.line}: {note.sentence}" for note in _read(text)[1]]
    assert notes == expected.splitlines()


@pytest.mark.parametrize(("text", "expected"), cases("frontmatter/near_misses.txt"))
def test_what_nearly_is_front_matter_is_refused(text: str, expected: str) -> None:
    """It is said, with what to write instead, and never taken for text."""
    with pytest.raises(InputError) as caught:
        _whole(text)
    assert str(caught.value) == expected.strip()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("TO: All\nFROM: The Desk\nDATE: 2026-02-03\nTITLE: Rails\n\nText.", id="memo"),
        pytest.param("Date: 3 February 2026\nPlace: Geneva\n\nText.", id="the head of a readout"),
        pytest.param("Title: A corridor\n\nText.", id="one line"),
        pytest.param("Source: a river.\nWhy it matters: it is.\n", id="a heading that is a key"),
        pytest.param("Source: a river.\nDate: a fruit.\nWater runs.\n", id="sentences"),
        pytest.param("—\nText.\n—\n", id="a dash as an ornament"),
        pytest.param("\n---\n\nText.\n\n---\n", id="rules"),
        pytest.param("{x} = {y}\n\nText.", id="a brace"),
        pytest.param("+++\n\nText.\n", id="pluses"),
        pytest.param("<!-- a -->\nText: x\n", id="a comment"),
        pytest.param("---\n---\nTitle: A\nAuthor: B\n\nText.", id="what two fences protect"),
    ],
)
def test_what_only_resembles_front_matter_is_text(text: str) -> None:
    """A memo's head, a rule or an ornament stay where they are."""
    assert split(text, "note.txt").body == text.removeprefix("---\n---\n")


def test_blank_lines_above_front_matter_change_nothing_but_the_lines() -> None:
    """It is read, and said that other tools would not; lines are those of the file."""
    front, notes = _whole("\ufeff\n \n---\ntitle: A\nmood: calm\n---\n\nText.\n")
    assert front == FrontMatter(title="A")
    assert [note.line for note in notes] == [3, 5]
    assert "first line" in notes[0].sentence


# --- values ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        *("2026-02-03", '"2026-02-03"', "2026-02-03 10:00:00", "2026-02-03T10:00:00Z"),
        *("2026-02-03 10:00", "2026-02-03 23:30:00 -0500", "2026-02-03T00:30:00+05:30"),
        *("2026-02-03T10:00:00.123Z", "'2026-02-03 10:00:00 UTC'", "2026-2-3 10:00:00"),
    ],
)
def test_a_day_may_have_a_time(written: str) -> None:
    """The day is the one that is written, whatever the zone."""
    assert _front(f"date: {written}").date == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        ("Ana Ruiz; Bo Li ;", ("Ana Ruiz", "Bo Li")),
        ("Ana Ruiz and Bo Li", ("Ana Ruiz and Bo Li",)),
        ("[Ana Ruiz, Bo Li]", ("Ana Ruiz", "Bo Li")),
        ('["Ruiz, Ana", "Ministry; Trade"]', ("Ruiz, Ana", "Ministry; Trade")),
        ("\n  - name: Ana Ruiz\n    affiliation: A School\n  - Bo Li", ("Ana Ruiz", "Bo Li")),
        ("\n  name: {given: Ana, family: Ruiz}\n  orcid: x", ("Ana Ruiz",)),
        ("[{family: Berg, given: Bo, non-dropping-particle: van den}]", ("Bo van den Berg",)),
        ("[{firstName: Ana, lastName: Ruiz}]", ("Ana Ruiz",)),
        ("[{literal: Ministry of Trade}]", ("Ministry of Trade",)),
        ('["[[Ana Ruiz]]", "[[people/li|Bo Li]]"]', ("Ana Ruiz", "Bo Li")),
        ("[[Ana Ruiz]]", ("Ana Ruiz",)),
        ("By Ana Ruiz and Bo Li", ("Ana Ruiz and Bo Li",)),
        ("BY ANA RUIZ", ("ANA RUIZ",)),
        ("by Reuters", ("Reuters",)),
        ("Written by Ana Ruiz", ("Ana Ruiz",)),
        ("Von Ana Ruiz und Bo Li", ("Ana Ruiz und Bo Li",)),
        ("Par Ana Ruiz; Por Bo Li", ("Ana Ruiz", "Bo Li")),
        ("[By Ana Ruiz, {name: By Bo Li}]", ("Ana Ruiz", "Bo Li")),
        ("Von Miller; von der Leyen", ("Von Miller", "von der Leyen")),
        ("Byron Ruiz; Parker Li", ("Byron Ruiz", "Parker Li")),
    ],
)
def test_authors_are_read_as_other_tools_write_them(written: str, authors: tuple[str, ...]) -> None:
    """A text, texts, or mappings that have a name."""
    assert _front(f"author: {written}").author == authors


def test_keys_of_other_tools_are_taken_where_they_mean_the_same() -> None:
    """What is stated under another name is a value like any other."""
    text = "authors: [A, B]\npubDate: 2026-02-03\nlastmod: 2026-02-04\njournal: J\npublisher: P\n"
    text += "canonical_url: https://a.b\ncopyright: C\nlocale: pt_BR\nLayout: post\n"
    assert _front(text) == FrontMatter(
        date=date(2026, 2, 3),
        updated=date(2026, 2, 4),
        author=("A", "B"),
        source="J",
        url="https://a.b",
        rights="C",
        language="pt-BR",
    )


@pytest.mark.parametrize(
    ("text", "publish"),
    [
        ("publish: draft", Publish.DRAFT),
        ("draft: true", Publish.DRAFT),
        ("draft: true\npublish: full", Publish.DRAFT),
        ("draft: true\npublish: withheld", Publish.WITHHELD),
        ("published: false\nstatus: publish", Publish.DRAFT),
        ("private: 'yes'", Publish.DRAFT),
        ("Status: Draft", Publish.DRAFT),
        ("draft: false\npublish: extracts", Publish.EXTRACTS),
        ("publish: true\npublished: 2026-02-03", Publish.FULL),
    ],
)
def test_what_another_tool_hides_is_not_shown(text: str, publish: Publish) -> None:
    """A draft of any tool is a draft, and nothing makes it less of one."""
    assert _front(text).publish == publish


def test_an_address_as_source_is_the_url() -> None:
    """Obsidian's Web Clipper writes it so; a stated url stays."""
    assert _front("source: https://a.b/c") == FrontMatter(url="https://a.b/c")
    both = _front("source: https://a.b\nurl: https://c.d")
    assert (both.source, both.url) == ("https://a.b", "https://c.d")


def test_the_date_of_the_file_name_is_for_texts_that_state_none() -> None:
    """And a text is not updated before that date either."""
    assert _read("title: A", date(2026, 2, 3))[0].date == date(2026, 2, 3)
    assert _read("date: 2026-02-04", date(2026, 2, 3))[0].date == date(2026, 2, 4)
    with pytest.raises(InputError, match="is before the date 2026-02-03"):
        _read("updated: 2026-02-02", date(2026, 2, 3))


# --- fences ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Text.\n", ("", "Text.\n", 1), id="none"),
        pytest.param("---\ntitle: A\n---\nText.\n", ("title: A\n", "Text.\n", 4), id="some"),
        pytest.param("---\n---\nText.\n", ("", "Text.\n", 3), id="empty"),
        pytest.param("--- \r\na: b\r\n---\t\r\n\r\nT.", ("a: b\r\n", "\r\nT.", 4), id="CRLF"),
        pytest.param("---\ra: b\r---\rT.\rU.", ("a: b\r", "T.\rU.", 4), id="old Mac"),
        pytest.param("----\na\n---\nb\n", ("", "----\na\n---\nb\n", 1), id="a longer rule"),
        pytest.param("T.\n---\na: b\n---\n", ("", "T.\n---\na: b\n---\n", 1), id="not at the top"),
        pytest.param("\n\n---\na: b\n---\nT.", ("a: b\n", "T.", 6), id="below blank lines"),
        pytest.param("---\na: b\n...\nT.\n---\n", ("a: b\n", "T.\n---\n", 4), id="Pandoc's end"),
        pytest.param("---\na: b\n...\n---\nT.", ("a: b\n", "T.", 5), id="both ends"),
        pytest.param("---\na: b\n---\n---\nT.\n", ("a: b\n", "---\nT.\n", 4), id="a rule below"),
        pytest.param("---\na: b\u2028c\n---\nT.", ("a: b\u2028c\n", "T.", 4), id="U+2028"),
        pytest.param("---\na\x0c---\n---\nT.", ("a\x0c---\n", "T.", 4), id="a form feed"),
        pytest.param("---\na: b\n---", ("a: b\n", "", 4), id="no text below"),
    ],
)
def test_front_matter_stands_between_two_fences_at_the_top(
    text: str, parts: tuple[str, str, int]
) -> None:
    """Text is split into front matter, body and the body's first line; only the top counts."""
    found = split(text, "note.txt")
    assert (found.head, found.body, found.body_line) == parts


@pytest.mark.parametrize(
    "text", ["---", "---\n", "---\ntitle: A\n\nText.\n", "---\na\n \u2014 b\n"]
)
def test_front_matter_that_is_not_closed_is_said(text: str) -> None:
    """An opening fence without a closing one is a fault on line 1."""
    with pytest.raises(InputError) as caught:
        split(text, "note.txt")
    sentence = "the front matter opened by --- on line 1 is never closed by a second line of ---"
    assert str(caught.value) == f"note.txt:1: {sentence}"


_KEYS = st.sampled_from([field.name for field in fields(FrontMatter)] + ["titel", "7", "~", "<<"])
_ODD = st.sampled_from(
    (
        *("", "x", "2026-02-03", "2026-02-30", "yes", "7", "0x1F", "1e9", ".nan", "~", "=", "<<"),
        *("[a", "{1: economy}", "{1: {theme: a}}", "[a, 2]", "{a: b}", "&a b", "*a", "'", '"', "|"),
        *(
            ">",
            "!!bool x",
            "!!timestamp x",
            "!!set {a}",
            "!x y",
            "? a",
            "- a",
            "# b",
            "%",
            "@",
            "`",
        ),
        *("https://a.b", "http://[", "full", "\x1b", "\x85", "\u2028", "\ud7ff", "a: b", "\n  - c"),
    )
)
_LINES = st.lists(
    st.one_of(
        st.tuples(_KEYS, st.sampled_from((": ", ":", ":\t")), _ODD).map("".join),
        st.tuples(_KEYS, st.just(": "), texts).map("".join),
        st.tuples(st.sampled_from(("  ", "- ", "  - ", "...", "--- ")), _ODD).map("".join),
    ),
    max_size=6,
).map("\n".join)


@given(_LINES)
@example("title: !!timestamp x")
@example("title: \x1b")
def test_any_front_matter_is_read_or_refused_in_sentences(text: str) -> None:
    """Whatever stands there, the outcome is FrontMatter or faults with file, line and sentence."""
    found, faults = outcome(_read, text)
    assert bool(found) != bool(faults)
    assert [f for f in faults if f.path != "note.txt" or f.line < 2] == []
    assert [f for f in faults if len(f.sentence.split()) < 3 or "YamlValue(" in f.sentence] == []


@given(texts)
def test_splitting_loses_nothing(text: str) -> None:
    """Fences, front matter and body together are the text."""
    whole = "---\n" + text
    parts, faults = outcome(split, whole, "note.txt")
    assert [fault.line for fault in faults] == ([] if parts else [1])
    if parts:
        head, body, first_line = parts.head, parts.body, parts.body_line
        assert whole.endswith(body)
        fence = whole.removeprefix("---\n" + head).removesuffix(body)
        assert fence.split() in (["---"], ["..."], ["...", "---"])
        before = whole.removesuffix(body)
        ends = len(re.findall(r"\r\n?|\n", before)) + (before[-1] not in "\r\n")
        assert first_line == ends + 1
