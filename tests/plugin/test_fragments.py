"""Fragments in whole sites: in Dossier's own theme and in that of a host."""

import re
from pathlib import Path

import pytest

from tests.site import Page, run

PLAIN = """# Plain

| a | b |
| - | - |
| 1 | [there](https://example.com/) |

```
<!-- dossier: newst -->
```
"""

DESK = """# Desk

<!-- dossier: newest 1 -->

<!-- dossier: countries -->

<!-- dossier: search -->
"""

HOST = """site_name: Host
theme: {name: mkdocs}
use_directory_urls: false
exclude_docs: /manual/
plugins: [dossier]
"""


@pytest.fixture
def desk(workshop: Path) -> Path:
    """Return a workshop with two short texts, of which seeds/2026-02-01-rail.txt is the newer."""
    for seed in (workshop / "seeds").iterdir():
        seed.unlink()
    for name, text in (("2026-02-01-rail", "Rail to Iran grew."), ("2026-01-01-tea", "Tea fell.")):
        (workshop / "seeds" / f"{name}.txt").write_text(f"{text}\n", "utf-8")
    (workshop / "docs" / "guide").mkdir()
    (workshop / "docs" / "guide" / "desk.md").write_text(DESK, "utf-8")
    return workshop


def _main(path: Path) -> str:
    """Return what a page of MkDocs' own theme holds of its Markdown."""
    match = re.search(r'role="main">(.*?)</div>\s*</div>\s*</div>', path.read_text("utf-8"), re.S)
    assert match
    return match[1]


def test_a_page_of_a_host_shows_what_it_asks_for(desk: Path) -> None:
    """Nothing else in hand-written pages is changed, and no other page loads our stylesheets."""
    (desk / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (desk / "docs" / "plain.md").write_text(PLAIN, "utf-8")
    (desk / "mkdocs.yml").write_text(HOST, "utf-8")
    done = run(desk)
    assert done.returncode == 0, done.stderr
    plain = _main(desk / "site" / "plain.html")
    assert '<a href="https://example.com/">there</a>' in plain
    assert "&lt;!-- dossier: newst --&gt;" in plain
    assert "scroll" not in plain
    page = Page(desk / "site" / "guide" / "desk.html")
    (entry,) = page.having("data-briefing")
    assert entry.attributes["data-briefing"] == "rail"
    assert {"class": "dossier"} in entry.around
    links = {e.attributes["href"] for e in page.having("href")}
    assert {f"../briefings/assets/{name}.css" for name in ("host", "article", "themes")} <= links
    assert "article.css" not in (desk / "site" / "plain.html").read_text("utf-8")
    assert {"../briefings/rail/", "../briefings/archive/", "../briefings/countries/ir/"} <= links
    (form,) = (
        e
        for e in page.elements
        if "search" in e.attributes.get("class", "").split() and e.tag == "form"
    )
    assert form.attributes["action"] == "../briefings/search/"


def test_the_faults_of_all_pages_are_said_together(desk: Path) -> None:
    """Each with its file and line; the site stays as it was."""
    about = "---\ntitle: A\n---\n\n<!-- dossier: newst -->\n"
    (desk / "docs" / "about.md").write_text(about, "utf-8")
    page = desk / "docs" / "guide" / "desk.md"
    asked = "<!-- dossier: countries 0 -->\n\n<!-- dossier: themes 2 -->\n"
    page.write_text(f"{PLAIN}\n{asked}", "utf-8")
    done = run(desk)
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert "docs/about.md:5: there is no fragment 'newst'. Did you mean 'newest'?" in said
    assert "docs/guide/desk.md:11: countries takes one number from 1 to 9999, not '0'" in said
    assert "docs/guide/desk.md:13: themes takes no number" in said
    assert not (desk / "site").exists()


def test_another_plugin_that_changes_a_list_is_refused(desk: Path) -> None:
    """The finished page is read, whatever came last."""
    hook = "def on_post_page(output, page, config):\n    return output if page.file.src_uri != "
    hook += "'guide/desk.md' else output.replace('to Iran grew', 'to Iran fell')\n"
    (desk / "hook.py").write_text(hook, "utf-8")
    config = desk / "mkdocs.yml"
    config.write_text(f"hooks: [hook.py]\n{config.read_text('utf-8')}", "utf-8")
    done = run(desk)
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert "guide/desk/index.html: an extract is not a part of ¶1: 'Rail to Iran fell.'" in said
    assert "briefings/rail" not in said
