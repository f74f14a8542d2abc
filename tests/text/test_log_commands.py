"""A line of others gives no command to the machine that runs a workflow."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.text import invisible
from dossier.text.log_commands import disarmed, disarmed_anywhere


def is_command(line: str) -> bool:
    """Could the runner of GitHub Actions obey a line? By its own source, not by the package's."""
    return line.strip().startswith("::") or "##[" in line


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error::x", ":⟦U+003A⟧error::x"),
        ("\u3000 ::add-mask::a", "\u3000 :⟦U+003A⟧add-mask::a"),
        ("\u200b::error::x", "\u200b:⟦U+003A⟧error::x"),
        ("a ##[error]x", "a #⟦U+0023⟧[error]x"),
        ("###[group]", "##⟦U+0023⟧[group]"),
        ("std::vector ::1", "std::vector ::1"),
        ("## [a] #[b] :: c", "## [a] #[b] :: c"),
        (": ::error::x", ": ::error::x"),
    ],
)
def test_what_a_log_would_obey_is_spelled_and_nothing_else(line: str, shown: str) -> None:
    """Two colons count at the beginning of a line alone, the other sign everywhere."""
    assert disarmed(line) == shown


@given(st.text(st.sampled_from(":#[]e \u3000\u200b\n\r"), max_size=20))
@example("#" * 5 + "[" + ":" * 5)
def test_no_line_is_a_command_wherever_it_is_broken(text: str) -> None:
    """Whatever part of a text a line begins with, the log prints it."""
    assert not is_command(invisible.one_line(text))
    cell = disarmed_anywhere(invisible.one_line(text))
    assert [cell[at:] for at in range(len(cell)) if is_command(cell[at:])] == []
    assert re.sub("⟦U[+]003A⟧", ":", re.sub("⟦U[+]0023⟧", "#", disarmed_anywhere(text))) == text
