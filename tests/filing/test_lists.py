"""Lists stay whole: filed as one paragraph, shown together, corrected together."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.briefings.compose import compose
from dossier.briefings.library import record_of
from dossier.errors import InputError
from dossier.filing import evidence
from dossier.filing.assign import check_corrections, file_paragraphs
from dossier.model import UNTHEMED, Document, Filed, Filing
from dossier.pages import blocks
from dossier.text.tokens import tokenize
from tests.factories import make_briefing, make_document, make_scored, make_themes, outcome
from tests.filed import classifier, filings_of, scheme

AGREED = """\
Bilateral trade grew by a fifth, and the two banks lowered their rates.

The two ministers met in the old town and agreed to:

- open the customs post to lorries and halve the fee;

- send two hundred soldiers to guard the bridge against rifles and militants;

- lay a wreath for the poets of both nations.

The army said that the armed militants had shelled the garrison with mortars.
"""
LIST = (2, 3, 4, 5)
THEMES = make_themes()


def _items() -> tuple[Document, tuple[Filing, ...]]:
    document = make_document(AGREED)
    return document, filings_of(document)


def test_a_list_is_filed_as_one() -> None:
    """Items on trade, soldiers and poets stand with their introduction, each with its own ¶."""
    document, filings = _items()
    assert document.lists == (LIST,)
    alone = [classifier().score([p.text])[0].ranked()[0] for p in document.paragraphs]
    assert len({theme for theme, value in alone[1:5] if value > 0}) > 1, "else it proves nothing"
    assert len({(f.theme, f.section, f.ranked, f.also) for f in filings[1:5]}) == 1
    assert [filing.filed_with for filing in filings] == [(), *[LIST] * 4, ()]
    assert [filing.number for filing in filings] == [1, 2, 3, 4, 5, 6]


def test_its_score_is_that_of_one_paragraph() -> None:
    """It is scored as if its paragraphs were lines of one."""
    document, filings = _items()
    lines = "\n".join(p.text for p in document.paragraphs[1:5])
    first, last = document.paragraphs[0].text, document.paragraphs[5].text
    joined = make_document(f"{first}\n\n{lines}\n\n{last}\n", paragraphs="blank-lines")
    one = filings_of(joined)
    assert len(one) == 3
    assert dict(filings[1].ranked) == pytest.approx(dict(one[1].ranked), abs=1e-9)
    assert dict(filings[5].ranked) == pytest.approx(dict(one[2].ranked), abs=1e-9)


@pytest.mark.parametrize("index", range(1, 5))
def test_the_shares_of_each_part_add_up_to_the_score_of_all(index: int) -> None:
    """Its own words, the rest of the list, the context and the standing are the score."""
    document, filings = _items()
    text, filing = document.paragraphs[index].text, filings[index]
    found = evidence.explain(filing, text)
    assert found
    assert {word.word for word in found.words} == set(tokenize(text).forms)
    parts = (sum(found.shares.values()), found.rest, found.context, found.standing)
    assert sum(parts) == pytest.approx(found.score, abs=1e-9)
    shown = blocks.with_reason(Filed(document.paragraphs[index], filing), scheme().themes).reason
    assert shown
    words = sum(word.share for word in shown.words) + shown.others
    total = words + shown.rest + shown.context + shown.standing
    assert total == pytest.approx(shown.score, abs=1e-9)


def test_the_rest_of_a_list_is_the_words_of_its_other_parts() -> None:
    """Nothing is estimated: what one part calls the rest, the others show word by word."""
    _, filings = _items()
    scores = [filing.scores for filing in filings[1:5] if filing.scores]
    assert len(scores) == 4
    for one in scores:
        others = sum(other.words.sum(axis=0) for other in scores if other is not one)
        assert one.rest == pytest.approx(others, abs=1e-9)
    alone = filings[0].scores
    assert alone
    assert alone.rest.tolist() == [0.0] * len(alone.themes)


def _two(**front: Any) -> tuple[Filing, ...]:
    """File a list whose parts have other scores than its first, which decides."""
    text = "They met on:\n\n- rails;\n\n- rifles.\n\nSo it was."
    document = make_document(text, **front)
    scores = [
        make_scored(p.text, {"economy": 1.0, "security": second, "regional": -1.0})
        for p, second in zip(document.paragraphs, (0.8, 2.0, 3.0, 2.0), strict=True)
    ]
    return file_paragraphs(document, scores, THEMES)


def test_a_close_call_is_said_once() -> None:
    """It is one decision, and so is one close call, said where the list begins."""
    filings = _two()
    assert [f.section for f in filings] == ["economy"] * 3 + ["security"]
    assert [f.close_call for f in filings] == [True, False, False, False]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_correction_of_any_part_moves_all(number: int) -> None:
    """All of it is the editor's then, and counts as one move."""
    filings = _two(filed={number: ("regional", "all rails")})
    assert [f.section for f in filings] == ["regional"] * 3 + ["security"]
    assert [f.filed_by for f in filings] == ["editor"] * 3 + ["dossier"]
    assert [f.because for f in filings] == ["all rails"] * 3 + [None]
    assert [f.proposed for f in filings] == ["economy"] * 3 + ["security"]
    assert not any(f.close_call for f in filings[:3])
    document = make_document("They met on:\n\n- rails;\n\n- rifles.\n\nSo it was.")
    record = record_of(compose(document, filings, THEMES))
    assert record.moves == (("economy", "regional"),)


def test_parts_may_be_filed_alike() -> None:
    """Two corrections to one place agree, and each paragraph shows its own reason."""
    filings = _two(filed={2: ("regional", "rails"), 3: ("regional", "rifles")})
    assert [f.section for f in filings[:3]] == ["regional"] * 3
    assert [f.because for f in filings[:3]] == ["rails", "rails", "rifles"]


def test_parts_cannot_be_filed_apart() -> None:
    """The sentence says which list it is, and what to do."""
    document = make_document(AGREED, filed={3: "economy", 4: "security", 5: "economy"})
    with pytest.raises(InputError) as caught:
        check_corrections(document, THEMES)
    assert str(caught.value) == (
        "seeds/note.txt:2: filed puts ¶3 under economy and ¶4 under security, but ¶2 to ¶5 are a "
        "list, which stays together; name one place for all of it"
    )


def test_what_stands_between_goes_with_it() -> None:
    """Furniture and headings within a list, and a heading that introduces it, follow the list."""
    text = "Rails grew.\n\n# What they want:\n\n1. rails;\n\n2. rifles.\n\nSo it was."
    briefing = make_briefing(text, "economy - security economy economy", "note.md")
    assert [f.filing.section for f in briefing.filed] == [
        *("economy", "security", "security", "security", "economy")
    ]
    paged = "They agreed on this:\n\n- rails for the lorries,\n\n- 12 -\n\n- rifles.\n\nSo it was."
    briefing = make_briefing(paged, "security economy - economy economy")
    places = [f.filing.section for f in briefing.filed]
    assert places == ["security"] * 4 + ["economy"]


def test_a_list_is_framed_as_one() -> None:
    """Where a text announces its themes, an item that does so neither opens nor closes a part."""
    themes = make_themes("economic security regional")
    text = (
        "We shall speak of:\n\n- economic matters;\n\n- security matters.\n\n"
        "Economic growth is slow.\n\nSecurity is poor.\n\nRegional ties are good.\n\nThus:\n\n"
        "- rails;\n\n- rifles."
    )
    places = "economic economic economic economic security regional economic economic economic"
    briefing = make_briefing(text, places, themes=themes)
    assert [f.filing.section for f in briefing.filed] == [
        *["overview"] * 3, "economic", "security", "regional", *["outlook"] * 3,
    ]  # fmt: skip
    assert [f.filing.framed for f in briefing.filed] == [True] * 3 + [False] * 3 + [True] * 3


_PARTS = st.sampled_from(
    (
        *("Rails grew.", "They agreed to:", "# A heading", "- rails", "- rifles;", "* peace"),
        *("1. rails", "2. rifles", "3. peace;", "(a) rails;", "(b) rifles", "• rails", "peace"),
        *("  - within", "   and more", "Term\n: what it is", "Thank you.", "What?[^1]", "> so"),
        *("[^1]: a note:\n\n    - in it", "NOTES", "—", "- 12 -", "| a |\n|---|"),
    )
)
_VALUES = st.fixed_dictionaries({theme.id: st.floats(-3, 3) for theme in THEMES})


@given(
    st.lists(_PARTS, min_size=1, max_size=14),
    st.sampled_from(("note.txt", "note.md")),
    st.data(),
)
def test_no_list_is_ever_torn_apart(parts: list[str], name: str, data: st.DataObject) -> None:
    """Whatever the scores and the corrections: all of it stands in one section, side by side."""
    document = make_document("\n\n".join(parts), name)
    count = len(document.paragraphs)
    places = st.sampled_from((*(theme.id for theme in THEMES), *UNTHEMED))
    filed = data.draw(st.dictionaries(st.integers(1, count), places, max_size=3))
    document = make_document("\n\n".join(parts), name, filed=filed)
    scores = [
        make_scored(p.text, data.draw(_VALUES)) if p.is_body and tokenize(p.text) else None
        for p in document.paragraphs
    ]
    filings, faults = outcome(file_paragraphs, document, scores, THEMES)
    if filings is None:
        assert all("stays together" in fault.sentence for fault in faults)
        return
    briefing = compose(document, filings, THEMES)
    for one in document.lists:
        assert len(one) > 1
        within = [
            n
            for n in range(one[0], one[-1] + 1)
            if n not in filed or n in one
            if not document.paragraphs[n - 1].noted_in
        ]
        (section,) = (s for s in briefing.sections if one[0] in {f.filing.number for f in s.filed})
        shown = [f.filing.number for f in section.filed if f.filing.number in within]
        assert shown == within
        assert len({filings[n - 1].theme for n in one}) == 1
    for a, b in pairwise(document.lists):
        assert a[-1] < b[0]
