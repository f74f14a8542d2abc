"""Code is shown with every space and line that the source has."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from tests.proof.finished import Finished, finish

TEXT = """\
---
title: The model
---
Trade follows a rule,[^rule] in which `a  b` is one.

```python
if zz < 5:
    yy = 1

print("<ww>", yy)
```

| port | rule    |
|------|---------|
| Lo   | `x = 1` |

The end looks ahead.

[^rule]: It is short:

        for port in ports:
            open(port)
"""

THEMED, PUBLISHED = "briefings/model/index.html", "briefings/model/as-published/index.html"


@cache
def site() -> Finished:
    """Return the files of the text."""
    return finish(TEXT, "model.md")


def faults(path: str, change: Callable[[str], str]) -> list[str]:
    """Return what the proof finds on a page that is changed, its words no longer marked."""
    text = re.sub("(?<!<li>)<mark>(.*?)</mark>", r"\1", site().files[path].decode())
    changed = change(text)
    assert changed != text
    (proved,) = site().having(path, changed).proved()
    return [str(fault) for fault in proved.faults]


def test_code_is_proved() -> None:
    """Nothing is wrong with the text as it is."""
    (proved,) = site().proved()
    assert proved.faults == ()


@pytest.mark.parametrize("path", [THEMED, PUBLISHED])
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("5:\n    yy", "5: yy", "¶2 is altered"),
        ("    yy", "  yy", "¶2 is altered"),
        ("    yy", "\tyy", "¶2 is altered"),
        ("= 1\n\nprint", "= 1\nprint", "¶2 is altered"),
        ("if zz", " if zz", "¶2 is altered"),
        ("ports:\n    open", "ports: open", "¶6 is altered"),
    ],
)
def test_code_on_other_lines_is_refused(path: str, old: str, new: str, said: str) -> None:
    """White space is a part of code, on a page as in a note."""
    found = faults(path, lambda text: text.replace(old, new))
    assert [one for one in found if said in one], found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("yy)\n</code>", "yy)\n \n</code>"),
        ("</code></pre>", "</code>\n</pre>"),
        ("x = 1", "x =\n1"),
        ("&lt;ww&gt;", "&#60;ww>"),
        ("\n", "\r\n"),
    ],
)
def test_code_that_looks_the_same_passes(old: str, new: str) -> None:
    """What follows the last line shows nothing; nor do line ends of another system."""
    assert faults(THEMED, lambda text: text.replace(old, new)) == []
