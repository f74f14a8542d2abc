"""A reader who searches, in a real browser: what is found, shown, marked and offered."""

import functools
import http.server
import threading
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dossier.search.words import words
from tests.browser import Quiet, open_page
from tests.browser import start as start
from tests.site import ADDRESS, REPOSITORY, folded, furnish, run

FIXTURES = REPOSITORY / "tests" / "fixtures" / "search"


def _rows(name: str) -> list[tuple[str, str]]:
    """Return the rows of a table for the search."""
    lines = (FIXTURES / name).read_text("utf-8").splitlines()
    rows = [line.partition(" | ") for line in lines if not line.startswith("#")]
    return [(first, second) for first, _, second in rows]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build a site of the texts in fixtures/search, and serve it; return its address."""
    folder = furnish(tmp_path_factory.mktemp("searched"), FIXTURES / "seeds")
    for name, text in _rows("texts.txt"):
        (folder / "seeds" / f"{name}.txt").write_text(text.replace("¶ ", "\n\n"), "utf-8")
    config = folder / "mkdocs.yml"
    settings = config.read_text("utf-8").replace(ADDRESS, f"{ADDRESS}repo/")
    config.write_text(settings, "utf-8")
    built = run(folder)
    assert built.returncode == 0, built.stderr
    (folder / "served").mkdir()
    (folder / "site").rename(folder / "served" / "repo")
    serve = functools.partial(Quiet, directory=str(folder / "served"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/repo/"
        server.shutdown()


def _search(page: Page, site: str, query: str = "", **choices: str) -> None:
    """Open the search page with a query, and wait until what is found stands there."""
    asked = {"q": query, **choices} if query else choices
    page.goto(f"{site}search/?{urlencode(asked)}")
    page.wait_for_selector("#status:not(:empty)")
    said = page.locator("#status").inner_text().split()[0]
    count = min(10, int(said)) if said.isdigit() else 0
    page.wait_for_function(
        "count => document.querySelectorAll('.result').length === count", arg=count
    )


def _found(page: Page) -> list[str]:
    return list(
        page.locator(".result h2 a").evaluate_all("all => all.map(a => a.href.split('/').at(-2))")
    )


# --- what is found --------------------------------------------------------------------


def test_words_are_the_same_in_index_and_browser(site: str, browser: Browser) -> None:
    """What the index calls a word, the browser does, in every script."""
    page, complaints = open_page(browser)
    page.goto(f"{site}search/")
    texts = [text for name in ("words.txt", "texts.txt") for row in _rows(name) for text in row]
    texts += [unicodedata.normalize("NFD", text) for text in texts]
    texts += [path.read_text("utf-8") for path in sorted((FIXTURES / "seeds").iterdir())]
    theirs = page.evaluate(
        """async (texts) => {
          const { words } = await import("../assets/search-words.js");
          return texts.map((text) => words(text).map(
            ({ forms, start, end }) => [forms, text.slice(start, end)]));
        }""",
        texts,
    )
    ours = [[[list(one.forms), text[one.start : one.end]] for one in words(text)] for text in texts]
    assert len(texts) > 50
    for text, one, other in zip(texts, ours, theirs, strict=True):
        assert other == one, text
    assert complaints == []


def test_what_is_typed_finds_the_texts_that_have_it(site: str, browser: Browser) -> None:
    """In any script, accents apart or not; what no text has is not found; excerpts are verbatim."""
    page, complaints = open_page(browser)
    seeds = [path.read_text("utf-8") for path in sorted((FIXTURES / "seeds").iterdir())]
    texts = folded(" ".join([*seeds, *(text.replace("¶ ", "") for _, text in _rows("texts.txt"))]))
    rows = _rows("queries.txt")
    assert len(rows) > 60
    for query, expected in rows:
        for form in dict.fromkeys((query, unicodedata.normalize("NFD", query))):
            _search(page, site, form)
            assert (query, " ".join(sorted(_found(page))) or "-") == (query, expected)
            if expected == "-":
                assert page.locator("#status").inner_text().startswith("Nothing was found for “")
            shown = page.locator(".excerpt-words").all_inner_texts()
            every = unicodedata.normalize("NFC", texts)
            assert [one for one in shown if folded(one) not in every] == []
    assert complaints == []


def test_several_words_may_stand_in_several_paragraphs(site: str, browser: Browser) -> None:
    """All must be in the text; who types one that is in none is told which."""
    page, _ = open_page(browser)
    _search(page, site, "Tashkent November")
    assert _found(page) == ["corridor"]
    assert page.locator(".excerpt > .cite").all_inner_texts() == ["¶1", "¶4"]
    _search(page, site, "Tashkent zyzzyva")
    said = page.locator("#status").inner_text()
    assert said == "Nothing was found for “Tashkent zyzzyva”. “zyzzyva” is in no text."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tarrif", "tariff"),
        ("tashkant", "tashkent"),
        ("Ghalibaf", "qalibaf"),
        ("cotton tarrif", "cotton tariff"),
    ],
)
def test_a_misspelt_word_is_offered_as_it_is_spelt(
    site: str, browser: Browser, typed: str, meant: str
) -> None:
    """By a link, which finds the text."""
    page, complaints = open_page(browser)
    _search(page, site, typed)
    page.wait_for_selector("#meant a")
    assert page.locator("#meant").inner_text() == f"Did you mean {meant}?"
    page.click("#meant a")
    page.wait_for_selector(".result")
    assert "corridor" in _found(page)
    assert page.input_value("#q") == meant
    assert page.locator("#meant").inner_text() == ""
    assert complaints == []


def test_nothing_is_offered_for_what_is_like_nothing(site: str, browser: Browser) -> None:
    """Neither for a number nor for a word that is far from all."""
    page, _ = open_page(browser)
    for query in ("4711", "zyzzyva", "189"):
        _search(page, site, query)
        page.wait_for_load_state("networkidle")
        assert page.locator("#meant").inner_text() == ""


# --- what is shown --------------------------------------------------------------------


def test_a_result_says_what_it_is_and_where_the_words_stand(site: str, browser: Browser) -> None:
    """Kind, date, source, title, the words in their paragraph, other paragraphs, themes."""
    page, complaints = open_page(browser)
    _search(page, site, "tariff")
    result = page.locator(".result", has_text="dry port")
    kicker = result.locator(".kicker").inner_text()
    assert kicker == "Readout · 27 May 2026 · The Lantern Desk"
    excerpt = result.locator(".excerpt")
    assert excerpt.count() == 1
    assert excerpt.locator(".cite").inner_text() == "¶1"
    assert excerpt.locator("mark").all_inner_texts() == ["tariff"]
    assert result.locator(".elsewhere").inner_text() == "Also in ¶3"
    assert "Economy" in result.locator(".result-themes").inner_text()
    assert [*page.locator(".result mark").all_inner_texts()].count("tariffs") == 1
    assert complaints == []


def test_an_excerpt_of_a_long_paragraph_is_a_part_of_it(site: str, browser: Browser) -> None:
    """It begins with a sentence where it can, and says by dots that it is a part."""
    page, _ = open_page(browser)
    _search(page, site, "waiting tariff cotton")
    excerpt = page.locator(".result", has_text="dry port").locator(".excerpt").first
    assert excerpt.locator(".cite").inner_text() == "¶3"
    text = excerpt.inner_text()
    assert text.startswith("¶3 … A tariff on waiting")
    assert text.endswith("the end of the report.")
    _search(page, site, "winter")
    text = page.locator(".excerpt").inner_text()
    assert text.startswith("¶3 … ")
    assert text.endswith(" …")
    assert len(text) < 320


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("Qureshi", "Author Nadia Qureshi"),
        ("lantern", "Source The Lantern Desk"),
        ("trained", "Bottom line · by the editor The scanner is bought; nobody has been trained"),
        ("Uzbekistan", "Country Uzbekistan ¶1"),
    ],
)
def test_a_hit_beside_the_text_says_what_it_is(
    site: str, browser: Browser, query: str, said: str
) -> None:
    """Author, source, the editor's words, and a country of which the text names the capital."""
    page, _ = open_page(browser)
    _search(page, site, query)
    field = page.locator(".result", has_text="dry port").locator(".field")
    assert folded(field.inner_text()).startswith(said)
    assert field.locator("mark").count() == 1


def test_a_text_for_extracts_shows_no_more(site: str, browser: Browser) -> None:
    """Its ¶ is no link, since its paragraph stands nowhere."""
    page, _ = open_page(browser)
    _search(page, site, "lighthouse")
    assert page.locator(".result a.cite").count() == 0
    assert page.locator(".result span.cite").inner_text() == "¶1"


# --- where it leads -------------------------------------------------------------------


_MIDDLE = """([id, word]) => {
  const paragraph = document.getElementById(id);
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(word);
    if (at < 0) continue;
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + word.length);
  }
  const { top, height } = range.getBoundingClientRect();
  return (top + height / 2) / innerHeight;
}"""
"""Where a word of a paragraph stands in the window: 0 at its top, 1 at its bottom."""


@pytest.mark.parametrize(
    ("query", "number"), [("Tashkent", 1), ("cotton", 1), ("memorandum", 2), ("winter", 3)]
)
def test_the_hit_is_marked_where_it_leads(
    site: str, browser: Browser, query: str, number: int
) -> None:
    """The browser finds the words in the paragraph, which it brings to the middle; ¶ holds."""
    page, complaints = open_page(browser, viewport={"width": 900, "height": 500})
    _search(page, site, query)
    link = page.locator(".result", has_text="dry port").locator(".excerpt .cite")
    href = link.get_attribute("href") or ""
    assert href.startswith(f"{site}briefings/corridor/#p{number}:~:text=")
    link.click()
    page.wait_for_url("**/briefings/corridor/**")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("location.hash") == f"#p{number}"
    assert 0.4 < page.evaluate(_MIDDLE, [f"p{number}", query]) < 0.6
    assert complaints == []


# --- order, facets, keyboard ----------------------------------------------------------


def test_results_may_be_ordered_by_date(site: str, browser: Browser) -> None:
    """The best first, or the newest; the address says which."""
    page, _ = open_page(browser)
    _search(page, site, "memorandum")
    assert _found(page) == ["ferry", "corridor"]
    page.select_option("select[name=order]", "newest")
    page.wait_for_function("() => document.querySelector('.result a').href.includes('corridor')")
    assert _found(page) == ["corridor", "ferry"]
    assert "order=newest" in page.url
    page.reload()
    page.wait_for_selector(".result")
    assert _found(page) == ["corridor", "ferry"]


def test_a_facet_alone_lists_the_newest_first(site: str, browser: Browser) -> None:
    """No words are asked for; and only values that lead somewhere are offered."""
    page, complaints = open_page(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    _search(page, site, kind="Readout")
    assert _found(page) == ["corridor"]
    assert "facet-kind" in asked
    assert [name for name in asked if name.startswith(("words", "places", "spelling"))] == []
    names = page.locator("select option:first-child").all_inner_texts()
    assert {"All themes", "All kinds", "All countries", "All years"} <= {*names}
    assert complaints == []


def test_choices_say_how_many_they_leave(site: str, browser: Browser) -> None:
    """Counted when a reader looks at them; what would leave nothing cannot be chosen."""
    page, _ = open_page(browser, viewport={"width": 1280, "height": 900})
    _search(page, site, "lantern")
    page.focus("select[name=year]")
    page.wait_for_selector("select[name=year] option:has-text('(1)')", state="attached")
    options = page.locator("select[name=year] option")
    assert options.all_inner_texts() == ["All years", "2026 (1)", "2025 (1)", "Undated (0)"]
    assert options.nth(3).is_disabled()
    page.select_option("select[name=year]", "2025")
    page.wait_for_function("() => document.querySelectorAll('.result').length === 1")
    assert _found(page) == ["ferry"]


def test_more_results_are_shown_when_asked_for(site: str, browser: Browser) -> None:
    """Ten at a time; the focus goes to the first new one."""
    page, _ = open_page(browser)
    _search(page, site, year="undated")
    assert page.locator("#status").inner_text() == "12 briefings for “Undated”"
    assert page.locator(".result").count() == 10
    page.click("#more")
    page.wait_for_function("() => document.querySelectorAll('.result').length === 12")
    page.wait_for_function("() => document.activeElement.closest('.result:nth-child(11)')")
    assert page.locator("#more").is_hidden()


def test_more_results_that_are_asked_for_twice_are_shown_once(site: str, browser: Browser) -> None:
    """Whoever presses twice sees nothing double, nor an error."""
    page, complaints = open_page(browser)
    _search(page, site, year="undated")
    page.evaluate(
        "() => { const more = document.querySelector('#more'); more.click(); more.click(); }"
    )
    page.wait_for_function("() => document.activeElement.closest('.result:nth-child(11)')")
    page.wait_for_load_state("networkidle")
    assert len(_found(page)) == len({*_found(page)}) == 12
    assert complaints == []


def test_more_results_that_cannot_be_loaded_are_told_of(site: str, browser: Browser) -> None:
    """They can be asked for again, and what was found stays."""
    page, _ = open_page(browser)
    _search(page, site, year="undated")
    page.route("**/text-*", lambda route: route.fulfill(status=404))
    page.click("#more")
    page.wait_for_function("() => document.querySelector('#status').textContent.includes('later')")
    assert page.locator("#status").inner_text().startswith("The search could not be loaded.")
    assert len(_found(page)) == 10
    page.unroute("**/text-*")
    page.click("#more")
    page.wait_for_function("() => document.querySelectorAll('.result').length === 12")
    assert page.locator("#status").inner_text() == "12 briefings for “Undated”"


def test_all_is_reached_by_keyboard_and_said(site: str, browser: Browser) -> None:
    """The key / leads to the field; results follow; what is found is said; axe has no word."""
    page, complaints = open_page(browser, viewport={"width": 1280, "height": 900})
    _search(page, site, "waiting")
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#status").get_attribute("role") == "status"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('.result'))"):
            break
    assert page.evaluate("document.activeElement.closest('.result h2') !== null")
    assert Axe().run(page).response["violations"] == []
    assert complaints == []


@pytest.mark.parametrize("width", [360, 1280])
def test_choices_are_folded_on_a_phone(site: str, browser: Browser, width: int) -> None:
    """There they stand folded above the results; on a wide screen open beside them."""
    page, _ = open_page(browser, viewport={"width": width, "height": 800})
    _search(page, site, "tariff")
    assert page.locator("select[name=theme]").is_visible() == (width > 1100)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    choices, results = page.locator(".rail").bounding_box(), page.locator("#results").bounding_box()
    assert choices
    assert results
    if width > 1100:
        assert choices["x"] > results["x"] + results["width"]
    else:
        assert choices["y"] < results["y"]


def test_without_a_script_other_ways_are_named(site: str, browser: Browser) -> None:
    """Archive and themes lead to every briefing."""
    page, _ = open_page(browser, java_script_enabled=False)
    page.goto(f"{site}search/")
    links = page.locator("noscript a").evaluate_all("all => all.map(a => a.href)")
    assert links == [f"{site}archive/", f"{site}themes/"]
