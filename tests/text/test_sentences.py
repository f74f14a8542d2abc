"""Prose: white space is folded, and sentences are verbatim parts of their paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text.sentences import fold, split_sentences
from tests.factories import cases, plain_texts, texts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" \t\n", ""),
        ("  a \t b\r\nc\u2028d\u3000e ", "a b c d e"),
        ("5\u00a0000\u202f€ \u2007x", "5\u00a0000\u202f€ \u2007x"),
        ("\u00a0a\u00a0", "a"),
        ("zero\u200bwidth", "zero\u200bwidth"),
    ],
)
def test_white_space_is_folded_but_not_spaces_that_forbid_a_break(text: str, folded: str) -> None:
    """Each run of white space becomes a space, none is left at the ends, and 5 000 stays whole."""
    assert fold(text) == folded


@given(texts)
def test_folding_keeps_every_word_and_has_nothing_more_to_fold(text: str) -> None:
    """The words are the same before and after, and folding twice is folding once."""
    assert fold(text).split() == text.split()
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("text", "expected"), cases("prose/sentences.txt"))
def test_sentences(text: str, expected: str) -> None:
    """A paragraph is split where its sentences end, and not at titles or numbers."""
    assert [s.text for s in split_sentences(text.strip(), "en")] == expected.splitlines()


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("وزیر اعظم نے بات کی۔ صدر نے سنا۔", "ur", 2),
        ("会談は五月に始まる。貿易が主題だ。", "ja", 2),
        ("O ministro chegou. O Sr. Silva falou.", "pt-BR", 2),
        ("One here. One there.", "zz", 2),
        ("One here. One there.", "EN-gb", 2),
    ],
)
def test_sentences_of_other_languages(text: str, language: str, count: int) -> None:
    """A language's own marks end its sentences; one that is not known still has full stops."""
    assert len(split_sentences(text, language)) == count


@given(plain_texts.map(fold), st.sampled_from(("en", "ur", "fa", "ja", "pt-BR", "zz")))
def test_sentences_are_verbatim_parts_in_order(text: str, language: str) -> None:
    """Every sentence is what stands in its place, in order, and no word is between them."""
    found = split_sentences(text, language)
    edges = [0, *(edge for s in found for edge in (s.start, s.end)), len(text)]
    assert edges == sorted(edges)
    assert [s.text for s in found] == [text[s.start : s.end] for s in found]
    assert "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).strip() == ""
    assert [s for s in found if not s.text.strip()] == []
    assert len(found) > 0
