"""Front matter: what each key takes, and the sentence for everything it does not."""

import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.errors import InputError
from dossier.model import Correction, FrontMatter, Publish
from dossier.sources.frontmatter import iso_date, read, split
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
watch:
  - The talks in May
  - The tariff list
filed:
  3: economy
  5: {theme: outlook, because: closes the whole text}
publish: extracts
"""


def test_every_key_is_read() -> None:
    """A front matter with all keys gives every field its value."""
    assert read(FULL, "note.txt") == FrontMatter(
        title="Rails: a corridor",
        date=date(2026, 2, 3),
        updated=date(2026, 2, 5),
        author="A. Writer",
        source="The Morning Post",
        url="https://example.org/rails?a=b#c",
        rights="© 2026, with leave",
        language="pt-BR",
        bottom_line="The corridor pays only if both ports open.",
        watch=("The talks in May", "The tariff list"),
        filed={
            3: Correction("economy", None, 17),
            5: Correction("outlook", "closes the whole text", 18),
        },
        publish=Publish.EXTRACTS,
    )


@pytest.mark.parametrize("text", ["", "\n", "# nothing said\n", "{}"])
def test_every_key_is_optional(text: str) -> None:
    """Nothing stated means nothing known, and that all may be published."""
    assert read(text, "note.txt") == FrontMatter()


def test_one_thing_to_watch_needs_no_list() -> None:
    """A single text under watch is a list of one."""
    assert read("watch: The talks in May", "note.txt").watch == ("The talks in May",)


@pytest.mark.parametrize(("text", "expected"), cases("frontmatter/faults.txt"))
def test_what_is_wrong_is_said_with_its_line(text: str, expected: str) -> None:
    """Each thing wrong in a front matter is one sentence with file and line, all in one run."""
    with pytest.raises(InputError) as caught:
        read(text, "note.txt")
    assert str(caught.value) == expected.strip()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Text.\n", ("", "Text.\n", 1), id="none"),
        pytest.param("---\ntitle: A\n---\nText.\n", ("title: A\n", "Text.\n", 4), id="some"),
        pytest.param("---\n---\nText.\n", ("", "Text.\n", 3), id="empty"),
        pytest.param("--- \r\na: b\r\n---\t\r\n\r\nT.", ("a: b\r\n", "\r\nT.", 4), id="CRLF"),
        pytest.param("---\ra: b\r---\rT.\rU.", ("a: b\r", "T.\rU.", 4), id="old Mac"),
        pytest.param("----\na\n---\nb\n", ("", "----\na\n---\nb\n", 1), id="a longer rule"),
        pytest.param("\n---\na: b\n---\n", ("", "\n---\na: b\n---\n", 1), id="not at the top"),
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
    assert split(text, "note.txt") == parts


@pytest.mark.parametrize("text", ["---", "---\n", "---\ntitle: A\n\nText.\n", "---\na\n ---\n"])
def test_front_matter_that_is_not_closed_is_said(text: str) -> None:
    """An opening fence without a closing one is a fault on line 1."""
    with pytest.raises(InputError) as caught:
        split(text, "note.txt")
    sentence = "the front matter opened by --- on line 1 is never closed by a second line of ---"
    assert str(caught.value) == f"note.txt:1: {sentence}"


@pytest.mark.parametrize("text", ["2026-02-30", "2026-2", "03.02.2026", "", "2026-02-03x"])
def test_only_a_day_that_was_or_will_be_is_a_date(text: str) -> None:
    """What is no day raises ValueError."""
    with pytest.raises(ValueError, match=r"."):
        iso_date(text)


def test_a_day_is_read() -> None:
    """Year, month and day with hyphens are a date, the leap day included."""
    assert iso_date("2028-02-29") == date(2028, 2, 29)


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
    found, faults = outcome(read, text, "note.txt")
    assert isinstance(found, FrontMatter) != bool(faults)
    assert [f for f in faults if f.path != "note.txt" or f.line < 2] == []
    assert [f for f in faults if len(f.sentence.split()) < 3 or "YamlValue(" in f.sentence] == []


@given(texts)
def test_splitting_loses_nothing(text: str) -> None:
    """Fences, front matter and body together are the text."""
    whole = "---\n" + text
    parts, faults = outcome(split, whole, "note.txt")
    assert [fault.line for fault in faults] == ([] if parts else [1])
    if parts:
        head, body, first_line = parts
        assert whole.endswith(body)
        fence = whole.removeprefix("---\n" + head).removesuffix(body)
        assert fence.strip() == "---"
        before = whole.removesuffix(body)
        ends = len(re.findall(r"\r\n?|\n", before)) + (before[-1] not in "\r\n")
        assert first_line == ends + 1
