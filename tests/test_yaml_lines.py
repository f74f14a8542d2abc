"""YAML with lines: every value knows where it stands, and odd YAML is refused in a sentence."""

import datetime

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.errors import InputError
from dossier.yaml_lines import YamlValue, load


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
    ("a: 1\nb: [x\n", "t.yml:3: invalid YAML: expected ',' or ']', but got '<stream end>'"),
    ("a: 1\nb: &n x\nc: *n\n", "t.yml:3: invalid YAML: aliases (*name) are not read here;"),
    ("a: 1\nb:\n  c: 1\n  c: 2\n", "t.yml:4: c is set twice; keep one"),
    ("a: 1\n? [x]\n: 2\n", "t.yml:2: a key must be a single word, not a list or mapping"),
    ("a: 1\n? {x: y}\n: 2\n", "t.yml:2: a key must be a single word, not a list or mapping"),
    ("a: !!python/none x\n", "t.yml:1: "),
    ("a: x\n--- \nb: y\n", "t.yml:2: invalid YAML: but found another document"),
    ("\ta: 1\n", "t.yml:1: invalid YAML: found character '\\t' that cannot start any token"),
    ("[" * 3000, "t.yml:1: invalid YAML: nested too deeply"),
    ("a: 1\nb: \x07\n", "t.yml:2: invalid YAML: the character U+0007 is not allowed"),
    ("a: 1\nb: \x1b\n", "t.yml:2: invalid YAML: the character U+001B is not allowed"),
    ("a: 1\nb: \ufffe\n", "t.yml:2: invalid YAML: the character U+FFFE is not allowed"),
]


@pytest.mark.parametrize(("text", "sentence"), FAULTS, ids=[s[:60] for _, s in FAULTS])
def test_odd_yaml_is_refused_with_its_line(text: str, sentence: str) -> None:
    """What is no YAML, or more than JSON could say, is one sentence with its line."""
    with pytest.raises(InputError) as caught:
        load(text, "t.yml")
    (fault,) = caught.value.faults
    assert str(fault).startswith(sentence)


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
