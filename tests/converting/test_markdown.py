"""What is written is read back by Dossier with the same words, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.converting import markdown, proof
from dossier.converting.record import (
    Block,
    Code,
    Heading,
    Listing,
    Prose,
    Quote,
    Span,
    Table,
    leaves,
    text_of,
)
from dossier.text.sentences import fold

_MARKUP = st.text(alphabet="*_`[]()<>#+-=~|:!&;\\\"'/0123456789.) \tabZé\u00a0^{}$@", max_size=30)
_WORDS = st.one_of(
    _MARKUP,
    st.sampled_from(
        ["1986. A year", "- no list", "+ 4", "# 4", "> no quote", "| a | b |", "&copy;", "[^1]: x",
         "<https://example.org>", "**no**", "---", "===", "***", "```", "~~~", "    four", "1) x",
         "![a](b)", "[a]: /b", "\\", "a  b", ":-:", "<!-- x -->", "_x_", "snake_case_word"]
    ),
)  # fmt: skip
_SPAN = st.builds(
    Span,
    text=_WORDS | st.just("\n"),
    bold=st.booleans(),
    italic=st.booleans(),
    href=st.sampled_from(["", "", "https://example.org/a_(b)?c=*d*"]),
)
_SPANS = (
    st.lists(_SPAN, min_size=1, max_size=4)
    .map(tuple)
    .filter(lambda spans: any(span.text.strip() and span.text != "\n" for span in spans))
)
_LEAF: st.SearchStrategy[Block] = st.one_of(
    st.builds(Prose, _SPANS),
    st.builds(Heading, st.integers(1, 6), _SPANS),
    st.builds(
        Table,
        st.lists(st.tuples(_SPANS, _SPANS), min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Code, st.text(alphabet="`ab \n<*", max_size=20).filter(str.strip)),
)
_BLOCK: st.SearchStrategy[Block] = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.builds(Quote, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(
            Listing,
            st.lists(
                st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3
            ).map(tuple),
            st.none() | st.integers(0, 99),
        ),
    ),
    max_leaves=6,
)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@given(st.lists(_BLOCK, min_size=1, max_size=5).map(tuple))
def test_every_block_is_read_back_with_its_words(blocks: tuple[Block, ...]) -> None:
    """Headings, lists, quotes, tables and prose hold what they were given, and nothing else."""
    expected = " ".join(fold(text_of(leaf)) for leaf in leaves(blocks))
    assert _squeezed(markdown.read_back(markdown.write(blocks))) == _squeezed(expected)


@given(st.lists(_SPAN.filter(lambda span: span.text.strip() != ""), min_size=1).map(tuple))
def test_emphasis_and_links_are_kept_or_dropped_but_never_shown(spans: tuple[Span, ...]) -> None:
    """No asterisk and no address of a link comes among the words."""
    expected = fold("".join(span.text for span in spans))
    got = markdown.read_back(markdown.write([Prose(spans)]))
    assert _squeezed(got) == _squeezed(expected)


def test_emphasis_and_links_that_can_stand_do_stand() -> None:
    """The way out, writing without them, is not taken for every text."""
    spans = (
        Span("See "),
        Span("the treaty", href="https://example.org/t"),
        Span(" of "),
        Span("1986", bold=True),
        Span(", "),
        Span("as amended", italic=True),
        Span("."),
    )
    line = "See [the treaty](https://example.org/t) of **1986**, *as amended*.\n"
    assert markdown.write([Prose(spans)]) == line


def test_footnotes_are_written_where_they_are_called_and_at_the_end() -> None:
    """The form is `[^1]` and `[^1]: ...`; further paragraphs of a note are indented."""
    blocks = [Prose((Span("It sails"), Span("", note=1), Span(".")))]
    notes = [[Prose((Span("Twice."),)), Prose((Span("Or thrice."),))]]
    expected = "It sails[^1].\n\n[^1]: Twice.\n\n    Or thrice.\n"
    assert markdown.write(blocks, notes) == expected


def test_two_lists_in_a_row_stay_two() -> None:
    """CommonMark would make one list of them if their marks were the same."""
    one = Listing(((Prose((Span("a"),)),),))
    assert markdown.write([one, one, one]) == "- a\n\n* a\n\n- a\n"


@given(st.lists(st.text(alphabet="abc", min_size=1), max_size=8), st.integers(0, 7))
def test_a_lost_word_is_named(words: list[str], place: int) -> None:
    """One word that is in the original and nowhere else is found; joined words are not lost."""
    assert proof.missing(" ".join(words), " ".join(words)) == ""
    lost = [*words[:place], "Zeppelin", *words[place:]]
    assert proof.missing(" ".join(lost), " ".join(words)) == "zeppelin"


def test_joined_words_are_not_lost() -> None:
    """A word that was broken at the end of a line is the same word."""
    assert proof.missing("the govern- ment and 10²", "the government and 102") == ""
