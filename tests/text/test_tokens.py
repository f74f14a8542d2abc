"""Tokens: the words of a text, their forms and where they stand."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.text.tokens import first_forms, tokenize
from tests.factories import cases, texts


@pytest.mark.parametrize(("text", "expected"), cases("tokens/forms.txt"))
def test_the_form_of_a_word(text: str, expected: str) -> None:
    """Words are lower case, without possessive; hyphens part them; every number is the same."""
    assert list(tokenize(text).forms) == expected.split()


@pytest.mark.parametrize("text", ["", "—", "* _ *", "…!?", "\u200b", "'"])
def test_what_has_no_letter_or_digit_has_no_word(text: str) -> None:
    """Marks alone are no words."""
    found = tokenize(text)
    assert not found
    assert (found.forms, found.spans.shape) == ((), (0, 2))


@given(texts)
@example("the minister’s G7 — 1,250")
def test_words_stand_where_they_say_in_order(text: str) -> None:
    """Words have letters, stand in their order, and hold every letter and digit of the text."""
    found = tokenize(text)
    edges = found.spans.flatten().tolist()
    assert edges == sorted(edges)
    assert len(found.spans) == len(found.forms) == len(found)
    inside = {at for start, end in found.spans.tolist() for at in range(start, end)}
    assert [c for at, c in enumerate(text) if c.isalnum() and at not in inside] == []
    assert [form for form in found.forms if not form or form != form.lower()] == []
    written = [text[start:end] for start, end in found.spans.tolist()]
    assert [word for word in written if any(map(str.isspace, word))] == []


@given(texts, st.integers(0, 4))
def test_the_first_words_are_those_of_all(text: str, count: int) -> None:
    """The head of a text is read as the whole of it is."""
    assert first_forms(text, count) == list(tokenize(text).forms[:count])
