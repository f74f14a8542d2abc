"""YAML with lines: every value knows where it stands, and odd YAML is refused in a sentence."""

import datetime

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.errors import InputError
from dossier.yaml_lines import YamlValue, load, load_mended


def test_every_value_carries_its_line() -> None:
    """Values of a mapping stand on the line of their key, elements on their own."""
    root = load("a: 1\nb:\n  - x\n  - y\nc: {d: 2}\n", "t.yml", first_line=10)
    assert root.line == 10
    entries = dict(root.items())
    assert entries["a"] == YamlValue(1, 10)
    assert entries["b"].line == 11
    assert list(entries["b"].elements()) == [YamlValue("x", 12), YamlValue("y", 13)]
    assert dict(entries["c"].items())["d"] == YamlValue(2, 14)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_nothing_at_all_is_none(text: str) -> None:
    """YAML without a value is None on the first line."""
    assert load(text, "t.yml", first_line=2) == YamlValue(None, 2)


def test_what_is_no_mapping_and_no_list_has_no_parts() -> None:
    """A scalar has neither items nor elements, and a list no items."""
    assert list(load("word", "t.yml").items()) == []
    assert list(load("word", "t.yml").elements()) == []
    assert list(load("[word]", "t.yml").items()) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-02-03", datetime.date(2026, 2, 3)),
        ("2026-02-30", "2026-02-30"),
        ("'2026-02-03'", "2026-02-03"),
        ("007", 7),
        ("3.5", 3.5),
        ("yes", True),
        ("~", None),
        ("Café — ‘x’", "Café — ‘x’"),
    ],
)
def test_scalars_are_read_as_yaml_reads_them(written: str, value: object) -> None:
    """A day that is none stays text; all else is what YAML makes of it."""
    assert load(written, "t.yml").value == value


FAULTS = [
    ("a: 1\nb: [x\n", 't.yml:2: this line opens a list by [ that no ] closes; write b: "[x"'),
    ("a: 1\nb: [x,\n", "t.yml:3: a list in [ ] or a mapping in { } is not closed, or lacks"),
    ("a: 1\nb: {x: 1,\n", "t.yml:3: a list in [ ] or a mapping in { } is not closed, or lacks"),
    ("a: 1\nb: &n x\n", "t.yml:2: this line has a value that begins with &, which means"),
    ("a: 1\nb: *n\n", "t.yml:2: this line has a value that begins with *, which means"),
    ("a: 1\nb: [*n]\n", "t.yml:2: & and * (names) and ! (tags) are not read; write the value out"),
    ("a: 1\nb: [&n x]\n", "t.yml:2: & and * (names) and ! (tags) are not read; write the"),
    ("a: 1\nb:\n  c: 1\n  c: 2\n", "t.yml:4: c is set twice; keep one"),
    ("a: 1\n? [x]\n: 2\n", "t.yml:2: a key must be a single word, not a list or mapping;"),
    ("a: 1\n? {x: y}\n: 2\n", "t.yml:2: a key must be a single word, not a list or mapping;"),
    ("a: !!python/none x\n", "t.yml:1: "),
    ("a: x\n--- \nb: y\n", "t.yml:2: a second line of --- or ... stands in it; remove it"),
    ("\ta: 1\n", "t.yml:1: this line is indented by a tab, where YAML wants spaces; write a: 1"),
    ("a:\n  b: 1\n   c: 2\n", "t.yml:3: this line does not begin in the same column as the"),
    ('a: "x\n\n', 't.yml:1: this line opens a quote by " that nothing closes; write a: "x"'),
    ('a: "\\d"\n', "t.yml:1: a backslash between double quotes has a meaning of its own; use"),
    ("- a: [b, %c]\n", "t.yml:1: a mark that YAML keeps for itself begins a value; put the"),
    ("a: 1\nb\n", "t.yml:2: this line is no key: value; add a key, or remove the line"),
    ("[" * 3000, "t.yml:1: brackets or lists are nested too deeply to be read"),
    ("a: 1\nb: \x07\n", "t.yml:2: the character U+0007 is not allowed here; remove it"),
    ("a: 1\nb: \x1b\n", "t.yml:2: the character U+001B is not allowed here; remove it"),
    ("a: 1\nb: \ufffe\n", "t.yml:2: the character U+FFFE is not allowed here; remove it"),
]


@pytest.mark.parametrize(("text", "sentence"), FAULTS, ids=[s[:60] for _, s in FAULTS])
def test_odd_yaml_is_refused_with_its_line(text: str, sentence: str) -> None:
    """What is no YAML, or more than JSON could say, is one sentence with its line."""
    with pytest.raises(InputError) as caught:
        load(text, "t.yml")
    (fault,) = caught.value.faults
    assert str(fault).startswith(sentence)


def test_every_line_that_was_meant_otherwise_is_told_in_one_run() -> None:
    """A line that can be mended hides no later one, nor what the mended lines say."""
    text = "title: A: b\nauthor: @c\n\td: 1\nnone\n"
    root, faults = load_mended(text, "t.yml", 2)
    assert (root, [fault.line for fault in faults]) == (None, [2, 3, 4, 5])
    root, faults = load_mended(text.removesuffix("none\n"), "t.yml", 2)
    assert [fault.sentence.partition("; write ")[2] for fault in faults] == [
        'title: "A: b"',
        'author: "@c"',
        "d: 1",
    ]
    assert root is not None
    assert {key: value.value for key, value in root.items()} == {
        "title": "A: b",
        "author": "@c",
        "d": 1,
    }


@pytest.mark.parametrize(
    "value",
    ["!!bool x", "!!timestamp x", "!!int ''", "!!float ''", "!!binary é", "!!seq x", "!!map x"],
)
def test_tags_are_refused(value: str) -> None:
    """A tag that does not fit its value is a fault, neither a crash nor a silent loss."""
    with pytest.raises(InputError, match=r"^t\.yml:2: "):
        load(f"a: 1\nb: {value}\n", "t.yml")


_PIECES = st.sampled_from(
    [*"ab:-?#|>&*!%@,[]{}'\"\\=<~ \t\n\r", "a: ", "\n- ", "\n  ", "---", "...", "\ufeff", "\x85"]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_no_words_of_the_parser_reach_an_editor(text: str) -> None:
    """Whatever is wrong, the sentence is one of Dossier's, with a line that the text has."""
    _, faults = load_mended(text, "t.yml")
    said = " ".join(fault.sentence for fault in faults)
    assert [word for word in ("expected <", "token", "scalar", "simple key") if word in said] == []
    assert [fault for fault in faults if fault.line < 1] == []


def _read(text: str) -> str:
    try:
        return repr(load(text, "t.yml"))
    except InputError as error:
        return str(error)


@given(st.lists(_PIECES, max_size=12).map("".join))
@example("a: b\tc")
@example("a:\tb")
@example("[a?b]")
@example("\n\ufeffa")
@example("---")
@example("a: &n x")
def test_libyaml_changes_nothing(text: str) -> None:
    """Where PyYAML has no libyaml, every text is read the same, or refused in the same words."""
    found = _read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        assert _read(text) == found
