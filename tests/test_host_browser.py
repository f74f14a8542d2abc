"""A reader with a real browser on Dossier's pages inside Material, mkdocs and readthedocs."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import Quiet, open_page
from tests.browser import start as start
from tests.plugin.others import ADDRESS, build, furnish
from tests.site import REPOSITORY

PALETTE = """
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
"""
THEMES = {
    "material": f"\n  name: material\n  font: false\n  features: [navigation.instant]{PALETTE}",
    "mkdocs": "{name: mkdocs, highlightjs: false, user_color_mode_toggle: true}",
    "readthedocs": "{name: readthedocs, highlightjs: false}",
}
TEXTS = ["2024-05-09-sahel-market-towns.md", "2025-04-22-muscat-baghdad-readout.txt"]
TEXTS += ["2024-02-14-karachi-sohar-ferry.txt"]
GUIDE = """\
# Guide

> A quote.

- one
- two

| a | b |
|---|---|
| 1 | 2 |

See [the briefings](briefings/index.md).

## Part

The end.
"""

PAGES = [
    "",
    "sahel-market-towns/",
    "sahel-market-towns/as-published/",
    "muscat-baghdad-readout/",
    "themes/",
    "themes/economy/",
    "archive/2024/",
    "countries/",
    "search/?words=tariff",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build a site of three examples in each theme; serve them below their themes' names."""
    root = tmp_path_factory.mktemp("hosts")
    serve = functools.partial(Quiet, directory=str(root / "served"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        for name, theme in THEMES.items():
            _build(root / name, theme, f"{address}{name}/").rename(root / "served" / name)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def _build(folder: Path, theme: str, address: str) -> Path:
    """Build the site of three examples that will stand at `address`; return its folder."""
    seeds = REPOSITORY / "examples" / "seeds"
    files: dict[str, str | bytes] = {f"seeds/{name}": (seeds / name).read_bytes() for name in TEXTS}
    files |= {"docs/index.md": "# Welcome\n\nTo the site.\n", "docs/guide.md": GUIDE}
    furnish(folder, theme, ("search", "dossier: {pdf: false}"), files)
    config = folder / "mkdocs.yml"
    settings = config.read_text("utf-8")
    assert ADDRESS in settings  # else pages are not swapped where they are served
    config.write_text(settings.replace(ADDRESS, address), "utf-8")
    (folder.parent / "served").mkdir(exist_ok=True)
    return build(folder).folder / "site"


def _darken(page: Page, theme: str) -> None:
    """Choose the dark palette as a reader does."""
    if theme == "material":
        page.click("[data-md-component=palette] label:visible")
    else:
        page.evaluate("localStorage.setItem('mkdocs-colormode', 'dark')")
        page.reload()


READINGS = [
    *(("material", scheme, width) for scheme in ("light", "dark") for width in (360, 1440)),
    ("mkdocs", "dark", 360),
    ("mkdocs", "light", 1440),
    ("readthedocs", "light", 360),
]


@pytest.mark.parametrize(("theme", "scheme", "width"), READINGS)
def test_an_article_is_open_to_all(
    served: str, browser: Browser, theme: str, scheme: str, width: int
) -> None:
    """No axe-core violation in it, no complaint, and nothing is wider than the window."""
    page, complaints = open_page(browser, viewport={"width": width, "height": 900})
    page.goto(f"{served}{theme}/")
    if scheme == "dark":
        _darken(page, theme)
    for path in PAGES:
        page.goto(f"{served}{theme}/briefings/{path}")
        if "search" in path:
            page.wait_for_selector("#results li")
        page.wait_for_load_state("networkidle")
        dark = page.evaluate("getComputedStyle(document.querySelector('.dossier')).colorScheme")
        assert dark == "dark" if scheme == "dark" else dark != "dark"
        page.evaluate("document.querySelectorAll('.dossier details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = Axe().run(page, context=".dossier").response["violations"]
        assert [(path, v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    known = "Cannot set properties of null (setting 'disabled')"  # mkdocs without highlight.js
    assert [said for said in complaints if said != known] == []


_STYLES = """() => {
  const names = ["color", "background-color", "font", "display", "position", "text-decoration",
    "list-style", "padding", "margin", "border", "text-align", "overflow-wrap", "color-scheme"];
  return [...document.querySelectorAll("*")]
    .filter((one) => !one.closest(".dossier, head"))
    .flatMap((one) => [null, "::before", "::after"].map((part) => {
      const style = getComputedStyle(one, part);
      return [one.tagName, ...names.map((name) => style.getPropertyValue(name))].join("; ");
    }));
}"""


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_outside_the_article_is_touched(served: str, browser: Browser, theme: str) -> None:
    """Without our stylesheets, everything around the article looks the same."""
    page, _ = open_page(browser, viewport={"width": 1440, "height": 900})
    page.goto(f"{served}{theme}/briefings/karachi-sohar-ferry/")
    page.wait_for_load_state("networkidle")
    page.add_style_tag(content="* { transition: none !important; }")
    within = page.evaluate(_STYLES)
    removed = page.evaluate(
        """() => {
          const ours = [...document.querySelectorAll("link[href*='briefings/assets/']")];
          ours.forEach((one) => one.remove());
          return ours.length;
        }"""
    )
    assert removed == 3
    assert page.evaluate(_STYLES) == within


@pytest.mark.parametrize("theme", THEMES)
def test_the_theme_dresses_nothing_in_an_article(served: str, browser: Browser, theme: str) -> None:
    """Lists, tables, quotes and folded notes look alike in all themes but for fonts and colours."""
    page, _ = open_page(browser, viewport={"width": 1440, "height": 900})
    page.goto(f"{served}{theme}/briefings/sahel-market-towns/")
    shown = page.evaluate(
        """() => Object.fromEntries([".theme-section ol", "li[value]", "table", "blockquote",
          "details", "summary", "footer.after"].map((name) => {
            const style = getComputedStyle(document.querySelector(`.briefing ${name}`));
            const em = (value) => (parseFloat(value) / parseFloat(style.fontSize)).toFixed(1);
            return [name, [style.display, style.listStyleType, style.boxShadow, style.textAlign,
              style.fontStyle, em(style.paddingLeft), em(style.marginLeft), em(style.marginTop)]];
          }))"""
    )
    assert shown["details"] == ["block", *shown["details"][1:]]
    assert shown[".theme-section ol"][:2] == ["block", "decimal"]
    assert shown["li[value]"][:2] == ["list-item", "decimal"]
    assert shown["table"][0] == "table"
    assert [shown[name][5:] for name in ("details", "li[value]")] == [["0.0"] * 3] * 2
    assert shown["summary"][2] == "none"
    assert shown["footer.after"][3] == "start"
    assert shown["blockquote"][4:6] == ["italic", "1.3"]
    marker = "getComputedStyle(document.querySelector('.briefing summary'), '::before').content"
    assert page.evaluate(marker) in ("none", "normal")


def test_a_readers_way_through_material(served: str, browser: Browser) -> None:
    """By the navigation, while pages are swapped, to the search, twice; by a ¶ to the text."""
    page, complaints = open_page(
        browser,
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.goto(f"{served}material/guide/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.kept = true")
    page.click("text=the briefings")
    for word in ("tariff", "ferry"):
        page.click("nav.md-nav--primary >> text=Search")
        page.wait_for_url("**/briefings/search/*")
        page.fill("#q", word)
        page.wait_for_selector("#results mark")
        page.click("#results .cite >> nth=0")
        page.wait_for_url("**/briefings/*/#p*")
        number = page.evaluate("location.hash.slice(1)")
        page.wait_for_selector(f"#{number}")
        assert word in page.locator(f"#{number}").inner_text().lower()
    page.click(f"#{number} .number")
    page.wait_for_selector("text=Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.evaluate("location.href")
    page.click("nav.md-nav--secondary >> text=Economy")
    assert page.url.endswith("#section-economy")
    assert page.locator("#section-economy").is_visible()
    page.evaluate("window.print = () => { window.printed = true; }")
    page.click(".dossier button.print")
    assert page.evaluate("[window.kept, window.printed]") == [True, True]
    assert complaints == []


def test_the_key_for_searching_stays_the_hosts(served: str, browser: Browser) -> None:
    """Our script does nothing outside an article: "/" opens Material's search, not ours."""
    page, _ = open_page(browser, viewport={"width": 1440, "height": 900})
    address = f"{served}material/briefings/karachi-sohar-ferry/"
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.wait_for_function("document.querySelector('#__search').checked")
    assert page.url == address
    assert page.locator("button.mode").count() == 0


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_an_article_prints_in_black_on_white(served: str, browser: Browser, theme: str) -> None:
    """From the dark palette too, without what only a screen needs, and its words unmarked."""
    page, _ = open_page(browser, viewport={"width": 1440, "height": 900})
    page.goto(f"{served}{theme}/briefings/karachi-sohar-ferry/")
    _darken(page, theme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.emulate_media(media="print")
    colour = "getComputedStyle(document.querySelector('.dossier p[data-paragraph]')).color"
    assert page.evaluate(colour) == "rgb(0, 0, 0)"
    assert page.locator("#p5").is_visible()
    for name in (".ways", ".reason"):
        assert not page.locator(f".dossier {name} >> nth=0").is_visible()
    marked = "getComputedStyle(document.querySelector('.filed mark')).backgroundColor"
    assert page.evaluate(marked) == "rgba(0, 0, 0, 0)"
    assert page.pdf(format="A4").startswith(b"%PDF")
