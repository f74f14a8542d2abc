"""What an owner puts around every page by the usual keys of MkDocs and Material."""

import re
from pathlib import Path

import pytest

from tests.site import Page, run

OWNED = """
copyright: >-
  &copy; 2026 <a href="https://desk.test/">The <b>Desk</a> <img src="https://elsewhere.test/by.png">
extra_css:
  - styles/own.css
  - styles/later.css?v=2
  - https://elsewhere.test/font.css
extra_javascript:
  - scripts/plain.js
  - scripts/module.mjs
  - {path: scripts/both.js, async: true, defer: true}
  - //elsewhere.test/counter.js
extra:
  homepage: https://institute.test/
  social:
    - {icon: fontawesome/brands/mastodon, link: "https://www.social.test/@desk"}
    - {icon: material/email, name: Write to us, link: "mailto:desk@desk.test"}
"""


def _own(folder: Path, settings: str, *files: str, theme: str = "") -> None:
    """Add settings to mkdocs.yml, and files to docs/: CSS that hides nothing, scripts, pictures."""
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  name: null\n", f"  name: null\n{theme}")
    config.write_text(f"{text}\n{settings}", "utf-8")
    for name in files:
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("/* */" if name.endswith((".css", ".js", ".mjs")) else "<svg/>", "utf-8")


def test_what_an_owner_sets_stands_around_every_page(workshop: Path) -> None:
    """Logo, favicon, name, links, footer, styles and scripts, in their order; the rest is said."""
    names = ("styles/own.css", "styles/later.css", "img/logo.svg", "img/mark.png")
    scripts = ("scripts/plain.js", "scripts/module.mjs", "scripts/both.js")
    theme = "  logo: img/logo.svg\n  favicon: img/mark.png\n"
    _own(workshop, OWNED, *names, *scripts, theme=theme)
    built = run(workshop)
    assert built.returncode == 0, built.stderr
    pages = sorted((workshop / "site").rglob("index.html"))
    assert len(pages) > 10
    for path in pages:
        up = "../" * (len(path.relative_to(workshop / "site").parts) - 1) or "./"
        elements = Page(path).elements
        loaded = [e.attributes["href"] for e in elements if e.attributes.get("rel") == "stylesheet"]
        assert loaded[-2:] == [f"{up}styles/own.css", f"{up}styles/later.css?v=2"]
        favicon = next(e for e in elements if e.attributes.get("rel") == "icon")
        assert favicon.attributes["href"] == f"{up}img/mark.png"
        assert favicon.attributes["type"] == "image/png"
        name = next(e for e in elements if e.attributes.get("class") == "name")
        assert (name.words, name.attributes["href"]) == ("Dossier", "https://institute.test/")
        logo = next(e for e in elements if e.tag == "img" and name.attributes in e.around)
        assert logo.attributes == {"src": f"{up}img/logo.svg", "alt": ""}
        assert [e.attributes for e in elements if e.tag == "script"][-3:] == [
            {"src": f"{up}scripts/plain.js"},
            {"src": f"{up}scripts/module.mjs", "type": "module"},
            {"src": f"{up}scripts/both.js", "async": "", "defer": ""},
        ]
        around = [(e, a.get("class")) for e in elements for a in e.around if e.tag == "a"]
        links = [(e.words, e.attributes) for e, cls in around if cls in ("social", "copyright")]
        assert links == [
            ("The Desk", {"href": "https://desk.test/", "rel": "noopener"}),
            ("social.test", {"href": "https://www.social.test/@desk", "rel": "me noopener"}),
            ("Write to us", {"href": "mailto:desk@desk.test", "rel": "me noopener"}),
        ]
        assert "elsewhere.test" not in path.read_text("utf-8")
    right = (
        "which is left out: pages load nothing but files of this site; save it in docs/ and name"
    )
    assert [line for line in built.stderr.splitlines() if "left out" in line] == [
        "mkdocs.yml: copyright holds <img>, which is left out: the policy of the pages blocks it; "
        "words, links and pictures of this site may stand there.",
        f"mkdocs.yml: extra_css names https://elsewhere.test/font.css, {right} its path there.",
        f"mkdocs.yml: extra_javascript names //elsewhere.test/counter.js, {right} its path there.",
    ]


def test_what_a_hand_written_page_may_not_load_is_said(workshop: Path) -> None:
    """What the policy blocks, each kind of it once, and what would be right."""
    about = workshop / "docs" / "about.md"
    about.write_text(
        "# About\n\n<script>run()</script>\n\n<style>p { color: red }</style>\n\n"
        '<p style="color: red">Red</p>\n\n![A map](https://elsewhere.test/map.png)\n\n'
        '![A plan](https://elsewhere.test/plan.png)\n\n<iframe src="https://film.test/"></iframe>\n',
        "utf-8",
    )
    built = run(workshop)
    assert built.returncode == 0, built.stderr
    blocks = "which the policy of the pages blocks"
    said = "put what it says into a file in docs/ and name that in"
    assert [line for line in built.stderr.splitlines() if "about.md" in line] == [
        f"docs/about.md: holds <script>, {blocks}; {said} extra_javascript.",
        f"docs/about.md: holds <style>, {blocks}; {said} extra_css.",
        f"docs/about.md: holds <p style>, {blocks}; give it a class and a stylesheet, or a table "
        "the option use_align_attribute of tables.",
        f"docs/about.md: holds <img>, {blocks}; save the file in docs/ and name its path there.",
        f"docs/about.md: holds <iframe>, {blocks}; link to it instead.",
    ]


@pytest.mark.parametrize(
    ("settings", "theme", "said"),
    [
        (
            "extra: {homepage: 'https://[x', social: [{link: 'https://[y'}]}\n",
            "  logo: 'https://[z'\n",
            [
                "mkdocs.yml: extra.homepage must be an address such as https://..., not 'https://[x'",
                "mkdocs.yml: entry 1 of extra.social must have a link that begins with https:// or",
            ],
        ),
        (
            "extra_css: [style/own.css]\nextra_javascript: [gone.js]\n",
            "  logo: gone.png\n",
            [
                "theme.logo names gone.png, and there is no such file in docs/.",
                "extra_css names style/own.css, and there is no such file; did you mean own.css?.",
                "extra_javascript names gone.js, and there is no such file in docs/.",
            ],
        ),
        (
            "extra: {homepage: there, social: [{icon: x}, {link: 'javascript:alert(1)'}]}\n",
            "  logo: [a]\n",
            [
                "theme.logo must be the path of a picture in docs/, not ['a'].",
                "extra.homepage must be an address such as https://..., not 'there'.",
                "entry 1 of extra.social must have a link that begins with https:// or mailto:",
                "or mailto:, not 'javascript:alert(1)'.",
            ],
        ),
        (
            "extra: {social: {link: 'https://social.test/'}}\n",
            "",
            [
                "extra.social must be a list, one entry a line: - {name: Mastodon, link: https://...}."
            ],
        ),
    ],
)
def test_what_is_missing_or_has_a_wrong_form_is_said(
    workshop: Path, settings: str, theme: str, said: list[str]
) -> None:
    """Each by the name of its key, all at once; nothing is published."""
    _own(workshop, settings, "own.css", theme=theme)
    failed = run(workshop)
    assert failed.returncode == 1
    for sentence in said:
        assert sentence.removesuffix(".") in failed.stderr
    assert not (workshop / "site").exists()


def test_a_stylesheet_of_the_owner_that_hides_words_is_refused(workshop: Path) -> None:
    """Wherever it lies in docs/, and also if it is only imported."""
    _own(workshop, "extra_css: [own.css, deep/down/own.css]\n", "own.css", "deep/down/own.css")
    (workshop / "docs" / "own.css").write_text('@import url("imported.css");', "utf-8")
    for name in ("deep/down/own.css", "imported.css"):
        rules = ".masthead { gap: 0 }\n.filed { display: none }"
        (workshop / "docs" / name).write_text(rules, "utf-8")
    failed = run(workshop)
    assert failed.returncode == 1
    said = "{}:2: .filed {{ display: none }} would hide or change words of a text"
    for name in ("deep/down/own.css", "imported.css"):
        assert said.format(name) in failed.stderr
    assert not (workshop / "site").exists()


def test_the_name_leads_to_the_landing_page_where_there_is_no_other(workshop: Path) -> None:
    """With everything in a folder, and no front page in docs/, nothing stands at the top."""
    config = workshop / "mkdocs.yml"
    text = re.sub(r"^nav:\n(  .*\n)+", "", config.read_text("utf-8"), flags=re.MULTILINE)
    config.write_text(text.replace("  dossier:\n", "  dossier:\n    path: library\n"), "utf-8")
    built = run(workshop)
    assert built.returncode == 0, built.stderr
    page = Page(workshop / "site" / "library" / "themes" / "index.html")
    (name,) = [e for e in page.elements if e.attributes.get("class") == "name"]
    assert name.attributes["href"] == "../../library/"
