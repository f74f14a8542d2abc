"""A reader with a real browser: under a sub-path, in light and dark, with and without scripts."""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser import Quiet, open_page
from tests.browser import start as start
from tests.site import ADDRESS, REPOSITORY, furnish, run

PAGES = [
    "",
    "briefings/karachi-sohar-ferry/",
    "briefings/sahel-market-towns/",
    "briefings/sahel-market-towns/as-published/",
    "briefings/rumichaca-bridge/",
    "briefings/muscat-baghdad-readout/",
    "themes/",
    "themes/regional/",
    "countries/",
    "countries/ge/",
    "organisations/",
    "people/",
    "archive/",
    "archive/2024/",
    "weekly/",
    "weekly/2026-W22/",
    "subscribe/",
    "search/?q=tariff",
    "method/",
    "about/",
    "404.html",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Build the examples and serve them under /repo/; return the folder served, and where."""
    folder = furnish(tmp_path_factory.mktemp("browser"), REPOSITORY / "examples" / "seeds")
    root = folder / "served"
    serve = functools.partial(Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        _own(folder)
        built = run(folder)
        assert built.returncode == 0, built.stderr
        root.mkdir()
        (folder / "site").rename(root / "repo")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield root, address
        server.shutdown()


OWNED = """
copyright: '&copy; 2026 <a href="https://institute.test/">The Institute</a>'
extra: {social: [{link: "https://social.test/@desk"}, {name: Mail, link: "mailto:a@desk.test"}]}
extra_css: [own.css]
extra_javascript: [own.js]
"""

SECTION = """nav:
  - On trade:
      - The theme: themes/economy.md
      - By sea:
          - The ferry: briefings/karachi-sohar-ferry.md
          - Ship owners: countries/om.md
"""


def _own(folder: Path) -> None:
    """Put around the pages in `folder` what a site's owner can, below /repo/."""
    config = folder / "mkdocs.yml"
    settings = config.read_text("utf-8").replace(ADDRESS, f"{ADDRESS}repo/") + OWNED
    settings = settings.replace("theme:\n", "theme:\n  logo: own.svg\n  favicon: own.svg\n")
    config.write_text(settings.replace("nav:\n", SECTION), "utf-8")
    circle = '<circle cx="9" cy="9" r="8" fill="#a50"/>'
    files = {
        "own.svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 18">{circle}</svg>',
        "own.css": ".masthead { letter-spacing: .01em }",
        "own.js": "document.documentElement.dataset.owned = document.title",
    }
    for name, text in files.items():
        (folder / "docs" / name).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def site(served: tuple[Path, str]) -> str:
    """Return the address of the examples."""
    return served[1] + "repo/"


def test_a_readers_way_through_the_site(site: str, browser: Browser) -> None:
    """From the home page by a theme to a briefing: evidence, ¶5, its link, dark, and paper."""
    page, complaints = open_page(browser, permissions=["clipboard-read", "clipboard-write"])
    page.goto(site)
    page.click("nav >> text=Themes")
    page.click("h2 >> text=Security")
    page.click("text=A common tap?")
    page.wait_for_selector("[data-section=security]")
    reason = page.locator("#section-security ~ .filed details").first
    assert not reason.is_visible()
    page.click("text=Show how this was filed")
    top = "summary => summary.getBoundingClientRect().top + scrollY"
    place = reason.locator("summary").evaluate(top)
    reason.locator("summary").click()
    assert "is the sum of" in reason.inner_text()
    assert reason.locator("summary").evaluate(top) == place  # what opens stays where it is
    page.click("ol.strip >> text=S >> nth=0")
    page.goto(site + "briefings/karachi-sohar-ferry/")
    page.click('ol.strip a[href="#p5"]')  # it is remembered
    assert page.url.endswith("/repo/briefings/karachi-sohar-ferry/#p5")
    assert page.locator("#p5").is_visible()
    page.click("#p5 .number")
    page.wait_for_selector("text=Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("button.mode")
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after != before
    assert page.pdf(format="A4").startswith(b"%PDF")
    assert complaints == []


def test_a_long_study_has_few_stops_for_the_keyboard(site: str, browser: Browser) -> None:
    """With its filing put away, paragraphs are no stops; with it shown, each mark is one."""
    page, complaints = open_page(browser)
    page.goto(site + "briefings/two-rivers-study/")
    assert page.evaluate(STOPS) < 100
    page.click("text=Show how this was filed")
    assert page.evaluate(STOPS) > 200
    assert complaints == []


STOPS = """[...document.querySelectorAll("a, button, input, summary, [tabindex]")]
  .filter(one => one.tabIndex >= 0 && one.checkVisibility()).length"""


@pytest.mark.parametrize("width", [360, 1100])
def test_the_way_through_a_long_text_stays_in_sight(
    site: str, browser: Browser, width: int
) -> None:
    """On phones in one line above it, on wide screens beside it; it says where a reader is."""
    page, _ = open_page(browser, viewport={"width": width, "height": 800})
    page.goto(site + "briefings/two-rivers-study/#p40")
    contents = page.locator(".contents")
    page.wait_for_selector('.contents [aria-current]:has-text("Regional issues")')
    box, paragraph = contents.bounding_box(), page.locator("#p40").bounding_box()
    assert box
    assert paragraph
    assert box["y"] >= 0
    if width < 1100:
        assert paragraph["y"] >= box["y"] + box["height"]
    else:
        assert box["x"] >= paragraph["x"] + paragraph["width"]
    contents.locator("text=Back to top").click()
    page.wait_for_function("scrollY < 200")


def test_the_link_of_a_briefing_is_copied(site: str, browser: Browser) -> None:
    """Without the place on the page; and where it is cited is one step away."""
    page, complaints = open_page(browser, permissions=["clipboard-read", "clipboard-write"])
    page.goto(site + "briefings/karachi-sohar-ferry/#p5")
    page.click("text=Copy link")
    page.wait_for_selector("text=Link copied")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == site + "briefings/karachi-sohar-ferry/"
    page.click(".actions >> text=Cite")
    assert page.url.endswith("#cite")
    assert complaints == []


def test_searching_leads_to_the_paragraph(site: str, browser: Browser) -> None:
    """The key / leads to the field of the header, and that to the search; a ¶ to its paragraph."""
    page, complaints = open_page(browser, viewport={"width": 1280, "height": 800})
    page.goto(site + "about/")
    page.keyboard.press("/")
    page.keyboard.type("tariff")
    page.keyboard.press("Enter")
    page.wait_for_url("**/repo/search/?q=tariff")
    page.wait_for_selector("#results li")
    every = page.locator("#results li").count()
    page.select_option("select[name=country]", "GE")
    page.wait_for_function(
        "most => { const n = document.querySelectorAll('#results li').length;"
        " return 0 < n && n < most; }",
        arg=every,
    )
    assert "country=GE" in page.url
    page.focus("#q")
    page.keyboard.type(" ")
    page.wait_for_timeout(500)
    page.click("#results .cite >> nth=0", delay=300)
    page.wait_for_url("**/repo/briefings/*/#p*")
    number = page.evaluate("location.hash.slice(1)")
    assert "tariff" in page.locator(f"#{number}").inner_text()
    page.goto(site + "search/?q=zyzzyva")
    page.wait_for_selector("text=Nothing was found for “zyzzyva”.")
    assert complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_but_the_site_itself_is_let_in(site: str, browser: Browser, path: str) -> None:
    """Each page breaks no rule of its own policy, and the policy lets no foreign thing in."""
    page, complaints = open_page(browser)
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    assert [said for said in complaints if not said.endswith("404 (File not found)")] == []
    page.evaluate(
        """() => {
          window.refused = [];
          document.addEventListener("securitypolicyviolation",
            (event) => window.refused.push(event.effectiveDirective));
          document.body.insertAdjacentHTML("beforeend",
            "<p id='intruder' style='color: red' onclick='window.ran = true'>x</p>"
            + "<img src='https://elsewhere.example/x.png'>"
            + "<iframe src='https://elsewhere.example/'></iframe>");
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          document.querySelector("#intruder").click();
        }"""
    )
    page.wait_for_function("window.refused.length >= 5")
    refused = set(page.evaluate("window.refused"))
    assert refused >= {"style-src-attr", "script-src-attr", "script-src-elem", "img-src"}
    assert page.evaluate("window.ran") is None


def test_the_site_reads_without_javascript(site: str, browser: Browser) -> None:
    """Pages, links and filing notes work without a script; searching says what it needs."""
    page, _ = open_page(browser, java_script_enabled=False)
    page.goto(site + "briefings/karachi-sohar-ferry/")
    assert not page.locator("ol.strip").is_visible()
    page.click("text=Show how this was filed")
    page.click('ol.strip a[href="#p5"]')
    page.click("#p5 + .notes summary")
    assert page.locator("#p5 + .notes details li").first.is_visible()
    page.goto(site + "search/")
    assert page.locator("noscript .notice").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_open_to_all(site: str, browser: Browser, path: str, scheme: str) -> None:
    """No axe-core violation, no complaint, no horizontal scroll at 320 px, all open and shown."""
    page, complaints = open_page(
        browser, color_scheme=scheme, viewport={"width": 320, "height": 800}
    )
    page.goto(site + path)
    if "search" in path:
        page.wait_for_selector("#results li")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate("document.querySelectorAll('.switch input').forEach(box => box.click())")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    assert complaints == []


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_an_owner_sets_is_there_and_reached_by_keyboard(
    site: str, browser: Browser, width: int, scheme: str
) -> None:
    """Logo, style, script and links work; sections open without a mouse and without a script."""
    page, complaints = open_page(
        browser, color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    page.goto(site + "briefings/karachi-sohar-ferry/")
    assert page.evaluate("document.querySelector('.name img').naturalWidth") > 0
    assert page.evaluate("document.documentElement.dataset.owned") == page.title()
    spacing = "getComputedStyle(document.querySelector('.masthead')).letterSpacing"
    assert page.evaluate(spacing) != "normal"
    assert page.locator(".social a").all_inner_texts() == ["social.test", "Mail"]
    assert page.locator(".copyright").inner_text() == "© 2026 The Institute"
    link = page.locator("nav >> text=Ship owners")
    assert not link.is_visible()
    for section in ("On trade", "By sea"):
        page.locator(".name").focus()
        while page.evaluate("document.activeElement.textContent") != section:
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('.masthead')"), section
        page.keyboard.press("Enter")
    box = link.bounding_box()
    assert box
    assert box["x"] + box["width"] <= width
    assert box["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/repo/countries/om/")
    assert complaints == []


def test_a_first_visit_is_light(site: str, browser: Browser) -> None:
    """A briefing's page brings at most 30 KB as hosts send it, all from here, and no font."""
    page, _ = open_page(browser)
    sizes: dict[str, int] = {}
    page.on("response", lambda one: sizes.update({one.url: len(gzip.compress(one.body()))}))
    page.goto(site + "briefings/karachi-sohar-ferry/", wait_until="networkidle")
    assert [url for url in sizes if not url.startswith(site) or "woff" in url] == []
    assert len(sizes) >= 5
    assert sum(sizes.values()) <= 30_000


def test_a_chart_counts_paragraphs_when_asked_without_scripts(site: str, browser: Browser) -> None:
    """It counts briefings until then; the table under it counts the same as the picture."""
    page, complaints = open_page(browser, java_script_enabled=False)
    page.goto(site + "themes/")
    paragraphs = page.get_by_role("img", name="Paragraphs by month")
    assert page.get_by_role("img", name="Briefings by month").is_visible()
    assert not paragraphs.is_visible()
    page.get_by_label("Paragraphs", exact=True).check()
    assert paragraphs.is_visible()
    assert not page.get_by_role("img", name="Briefings by month").is_visible()
    page.get_by_text("As a table").locator("visible=true").click()
    assert page.get_by_role("table", name="Paragraphs").is_visible()
    assert complaints == []


def test_the_map_is_for_the_mouse_and_the_list_for_all(site: str, browser: Browser) -> None:
    """A country on the map leads to its page, but the keyboard goes to the list."""
    page, complaints = open_page(browser)
    page.goto(site + "countries/")
    page.locator("main").get_by_role("link", name="People").focus()
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("link => link.closest('.regions') !== null")
    page.locator('.world a[href$="countries/cn/"] path').click()
    assert page.url == site + "countries/cn/"
    assert complaints == []
