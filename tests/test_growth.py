"""Time and memory grow with the length of a text, and not with its square, whatever its shape.

Compared is processor time for a text and for one four times as long. Where the time grew with the
square, it would be sixteen times as much; twice as much as expected is allowed for.
"""

import math
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest

from dossier import entities
from dossier.entities import dates
from dossier.errors import InputError
from dossier.export.name_order import family_at
from dossier.proof import recount
from dossier.proof.hiding import places
from dossier.sources.files import parse_source
from dossier.text.highlight import mark
from dossier.text.invisible import show_codes
from dossier.text.sentences import LONGEST, split_sentences
from dossier.text.tokens import tokenize
from tests.factories import make_document, make_received
from tests.filed import scores_of
from tests.proof.finished import finish

Work = Callable[[str], object]

TIMES = 4
MOST = 2 * TIMES
ROUNDS = 4
NOTHING = 0.01
"""Seconds that are too few to be compared."""


def read(text: str) -> None:
    """Read a text in both formats, and count it again."""
    for file_name in ("note.txt", "note.md"):
        document = make_document(text, file_name)
        assert list(recount.lost(document)) == []


def name(text: str) -> None:
    """Find who, where and when, with the sentences that are quoted."""
    document = make_document(text, date=None)
    entities.mentions(document.paragraphs, document.language)
    dates.mentions(document)


def split(text: str) -> None:
    """Split a paragraph into sentences."""
    split_sentences(" ".join(text.split()), "en")


def highlight(text: str) -> None:
    """Mark every word of a paragraph."""
    words = " ".join(text.split())
    spans = [(start, end) for start, end in tokenize(words).spans.tolist() if start % 3]
    mark(f"<b>{show_codes(words.replace('&', '').replace('<', ''))}</b>", words, spans)


def state(text: str) -> None:
    """Read a text as front matter, right or wrong."""
    with suppress(InputError):
        parse_source(make_received(f"---\n{text}\n---\nIt rained.\n"))


def publish(text: str) -> None:
    """File a text, make its pages and prove them."""
    assert finish(text, "note.md").text_faults() == []


def of(unit: str) -> Callable[[int], str]:
    """Return what makes a text of one bit, over and over, of so many characters."""
    return lambda length: (unit * math.ceil(length / len(unit)))[:length]


def numbered(unit: str) -> Callable[[int], str]:
    """Return what makes a text of bits, each with another name, which no other length has."""

    def text(length: int) -> str:
        letters = str.maketrans("0123456789", "aeioulnrst")
        return "".join(
            unit.replace("#", f"K{1000 * length + number}m".translate(letters))
            for number in range(length // len(unit))
        )

    return text


CASES: dict[str, tuple[Work, Callable[[int], str], int]] = {
    # words
    "one word is filed": (scores_of, of("abcdefghij"), 40_000),
    "one Arabic word is filed": (scores_of, of("السلام"), 5_000),
    "different words are filed": (scores_of, numbered("# "), 4_000),
    "one word is sought for names": (name, of("Abcdefghij"), 20_000),
    "a word with an underscore is sought for names": (
        name,
        lambda length: f"Mr. Van Q{'b' * length}_x said so.",
        4,
    ),
    "Chinese is sought for names": (name, of("中国和平与发展。"), 8_000),
    "Thai is sought for names": (name, of("ประเทศไทยและสันติภาพ"), 8_000),
    "Arabic with vowels is sought for names": (name, of("الهِند وعُمان. "), 4_000),
    # sentences
    "lines of backticks are split": (split, of("` "), 16_000),
    "brackets of pictures are split": (split, of("!["), 8_000),
    "open quotes are split": (split, of("“a. "), 16_000),
    "labels are split": (split, lambda length: of("1) ")(length) + "A", 8_000),
    "dots are split": (split, of("a.b.c.d."), 16_000),
    "short sentences are split": (split, of("Mr. A b. "), 16_000),
    # names and dates
    "dates are found": (name, of("5 March 2024, "), 4_000),
    "sentences with dates": (name, of("On 5 March 2024 it rained. "), 4_000),
    "different people": (name, numbered("Mr. # Khan said so. Khan did. "), 8_000),
    "different organisations": (name, numbered("The # Trade Ministry rose. "), 8_000),
    "explained abbreviations": (name, numbered("the # Trade Board (KTB), "), 4_000),
    "initials": (name, of("A.A"), 4_000),
    "capitals": (name, of("Trade and "), 4_000),
    # Markdown
    "backticks": (read, of("a `\n"), 3_000),
    "pictures that begin": (read, of("![\n"), 3_000),
    "brackets": (read, of("["), 3_000),
    "links": (read, of("[a](b) "), 3_000),
    "emphasis": (read, of("*a **a _a __a "), 3_000),
    "struck words": (read, of("~~a~~ "), 3_000),
    "hard breaks": (read, of("Abc  \n"), 3_000),
    "comments": (read, of("<!-- "), 3_000),
    "tags": (read, of("<b>b"), 3_000),
    "entities": (read, of("&amp;"), 3_000),
    "tables": (read, lambda length: "|a|b|\n|-|-|\n" + of("|c|d|\n")(length), 3_000),
    "quotes": (read, of("> a\n\n"), 3_000),
    "items": (read, of("- a\n"), 3_000),
    "notes": (read, numbered("x[^#]\n\n[^#]: y\n\n"), 3_000),
    "spaces": (read, lambda length: f"a{' ' * length}b", 16_000),
    "headings": (read, of("# A b\n\n"), 3_000),
    "speakers": (read, of("MR KHAN: It rained.\n\n"), 3_000),
    # invisible characters
    "overrides are shown": (show_codes, of("\u202e"), 4_000),
    "overrides among letters are shown": (show_codes, of("a\u2066"), 4_000),
    "words are highlighted": (highlight, of("ab & cd <e> "), 4_000),
    # front matter
    "keys": (state, numbered("#: a\n"), 4_000),
    "corrections": (
        state,
        lambda length: "filed:\n" + "".join(f"  {n}: economy\n" for n in range(1, length // 14)),
        4_000,
    ),
    "authors": (state, lambda length: "author: " + of("Ana Ruiz and ")(length), 8_000),
    "spaces in a title": (state, lambda length: f"title: a{' ' * length}b", 16_000),
    # values of others
    "a Japanese name with a digit": (
        lambda text: family_at(text.split()),
        lambda length: f"Abe {'a' * length}1",
        8,
    ),
    "quotes in a stylesheet": (
        lambda text: places("content", text, "before"),
        lambda length: "'" * length + "a",
        9,
    ),
    # everything
    "a text of one paragraph": (publish, of("He said on 5 May: it rains in Iran. "), 3_000),
    "a text of short paragraphs": (publish, of("It rained in Iran.\n\n"), 2_000),
}


def seconds(work: Work, text: str) -> float:
    """Return the processor time of some work."""
    start = process_time()
    work(text)
    return process_time() - start


@pytest.mark.parametrize(("work", "make", "length"), CASES.values(), ids=CASES.keys())
def test_four_times_the_text_takes_four_times_the_time(
    work: Work, make: Callable[[int], str], length: int
) -> None:
    """The best of several rounds counts; no text is given twice, lest it be remembered."""
    work(make(2 * length))  # what is loaded at first use
    short = long = math.inf
    for number in range(ROUNDS):
        short = min(short, seconds(work, make(length) + "x" * number))
        long = min(long, seconds(work, make(TIMES * length) + "x" * number))
        if long <= MOST * max(short, NOTHING):
            return
    pytest.fail(f"{length} characters take {short:.3f} s, {TIMES} times as many {long:.3f} s")


# --- what is too long -----------------------------------------------------------------


def test_a_text_of_invisible_characters_takes_little_memory() -> None:
    """It is refused before a sign is made for each of them, with the number of them."""
    received = make_received("a\u202e" * 400_000)
    tracemalloc.start()
    with pytest.raises(InputError, match="has 400,000 characters that cannot be seen") as refused:
        parse_source(received)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.faults[0].line == 1
    assert peak < 100 * len(received.data)


def test_a_long_paragraph_is_published_whole_and_said_to_be_looked_at_in_parts() -> None:
    """Its sentences are those of people, and all of it is there."""
    text = "It rained in Iran, and the river rose. " * (3 * LONGEST // 39)
    document = make_document(f"Short.\n\n{text}")
    (paragraph,) = document.paragraphs[1:]
    assert paragraph.text == text.strip()
    sentences = split_sentences(paragraph.text, "en")
    assert {one.text for one in sentences} == {"It rained in Iran, and the river rose."}
    (note,) = [one for one in document.notes if "in parts of 5,000" in one.sentence]
    assert note.line == 3
    (country, *_) = entities.mentions(document.paragraphs, "en")
    assert (country.id, country.paragraphs) == ("IR", (2,))


def test_a_long_word_is_filed_by_its_beginning_and_said_to_be() -> None:
    """It is one word still, and stands where it stood."""
    word = "tariff" * 50
    document = make_document(f"The {word} rose.")
    tokens = tokenize(document.paragraphs[0].text)
    assert tokens.spans.tolist()[1] == [4, 4 + len(word)]
    assert tokens.forms[1] == word[:100]
    (note,) = [one for one in document.notes if "a word of 300 letters" in one.sentence]
    assert note.line == 1
