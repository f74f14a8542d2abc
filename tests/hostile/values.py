"""Values that try to be more than one line of text, for every place that somebody can write in."""

import json

VALUES = (
    *("x\n::error::y", "::error::x", "x\r::add-mask::b", "\u3000::group::x", "\t::notice::x"),
    *("##[group]x", "a ##[error]b", "[red]x[/red]", "[/x]", "[link=https://evil.example]x[/link]"),
    *(
        ":smile: x",
        "\x1b[31mx",
        "\x9b31mx",
        "x\u202ey",
        "x\u3164y",
        "x\U000e0041y",
        "\u2028::debug::x",
    ),
    *("<b>x</b>", "~~~~", "\\\n::warning::x", "a" * 170 + "::error::x", "b " * 90 + "::error::x"),
)
"""For a log, a terminal, Rich, Markdown, and where a line of a table is broken."""


def is_fit(line: str) -> bool:
    """May a line be printed? Neither a terminal nor the log of GitHub Actions obeys it."""
    obeyed = line.strip().startswith("::") or "##[" in line
    signs = "\u202e\u2028\u3164\U000e0041"
    return not obeyed and not any(c < " " or "\x7f" <= c < "\xa0" or c in signs for c in line)


def quoted(value: str) -> str:
    """Return a value as YAML, in double quotes, on one line."""
    return json.dumps(value)
