"""Whole sites, really built: the contracts that others rely on, and the golden site."""

import hashlib
import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin

import feedparser  # type: ignore[import-untyped]
import jsonschema
import pytest

from tests.pdf import pdfs
from tests.site import ADDRESS, REPOSITORY, Page, folded, furnish, run, tree

GOLDEN = REPOSITORY / "tests" / "golden"
SITE_URL = "https://desk.test/site/"
FIRST_SEED_SHA256 = "5929d72f9d4cdeac9910dfe30bc798eb453a83034b4e10f9a6e26539d23ed44e"

LITERAL = """\
5*3*2 = 30, _so_ it is; `code` & <Kyiv> &amp; &copy;
1986. A year, hard-wrapped

# Not a heading

{{ 7 * 7 }} {% raw %} {# gone? #} {{ view.briefing }}

#let x = [typst]; $x^2$ @ref <label>
\u00a0
    four spaces are no code
\ttabs neither

<script>alert(1)</script><!-- no comment -->

- no list
1) no list

[link](https://example.org) ![picture](x.png) <https://example.org>

> no quote

| a | b |
|---|---|

---
title: not front matter here
---
"""


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the examples, with a text besides that looks like every kind of markup."""
    folder = furnish(tmp_path_factory.mktemp("examples"), REPOSITORY / "examples" / "seeds")
    (folder / "seeds" / "literal.txt").write_text(LITERAL, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(ADDRESS, SITE_URL), "utf-8")
    built = run(folder)
    assert built.returncode == 0, built.stderr
    return folder


def _explanations(folder: Path) -> list[dict[str, object]]:
    names = sorted(path.relative_to(folder).as_posix() for path in (folder / "seeds").iterdir())
    said = run(folder, "explain", "--json", *names)
    assert said.returncode == 0, said.stderr
    return [json.loads(line) for line in said.stdout.splitlines()]


def _front_matter(folder: Path, file: object) -> str:
    text = (folder / str(file)).read_text(encoding="utf-8")
    return text.split("---\n")[1] if text.startswith("---\n") else ""


def test_every_paragraph_stands_once_verbatim_on_both_pages_and_in_json(examples: Path) -> None:
    """An independent reading of the built site finds each source paragraph exactly once."""
    proved = 0
    for record in _explanations(examples):
        if "publish:" in _front_matter(examples, record["file"]):
            continue
        paragraphs = record["paragraphs"]
        assert isinstance(paragraphs, list)
        expected = [(f"p{p['number']}", folded(p["text"])) for p in paragraphs]
        home = examples / "site" / "briefings" / str(record["slug"])
        themed = Page(home / "index.html").having("data-paragraph")
        assert sorted(expected) == sorted((e.attributes["id"], e.words) for e in themed)
        published = Page(home / "as-published" / "index.html").having("data-paragraph")
        assert expected == [(e.attributes["id"], e.words) for e in published]
        twin = json.loads((home / "briefing.json").read_text(encoding="utf-8"))
        rows = [row for section in twin["sections"] for row in section["paragraphs"]]
        assert sorted(expected) == sorted((f"p{r['number']}", folded(r["text"])) for r in rows)
        places = {
            e.attributes["id"]: outer["data-section"]
            for e in themed
            for outer in e.around
            if "data-section" in outer
        }
        assert places == {f"p{p['number']}": p["section"] for p in paragraphs}
        proved += len(expected)
    assert proved > 200


def test_plain_text_splits_at_blank_lines_and_nothing_in_it_is_markup(examples: Path) -> None:
    """A .txt that looks like Markdown, Jinja, HTML, Typst shows as written."""
    expected = [folded(part) for part in re.split(r"\n\s*\n", LITERAL) if part.strip()]
    page = Page(examples / "site" / "briefings" / "literal" / "as-published" / "index.html")
    assert [e.words for e in page.having("data-paragraph")] == expected
    within = [e for e in page.elements if any(o.get("id") == "main" for o in e.around)]
    assert within
    assert not [e for e in within if e.tag in ("script", "img", "table", "h4", "code")]


def test_every_link_within_the_site_leads_somewhere(examples: Path) -> None:
    """Links between pages, and to their paragraphs, are resolved one by one."""
    site = examples / "site"
    pages = {path: Page(path) for path in sorted(site.rglob("*.html")) if path.name != "404.html"}
    ids = {path: {e.attributes["id"] for e in page.having("id")} for path, page in pages.items()}
    broken, checked = [], 0
    for path, page in pages.items():
        base = "http://site/" + path.relative_to(site).as_posix()
        for element in page.having("href"):
            target = urljoin(base, element.attributes["href"])
            if not target.startswith("http://site/"):
                continue
            address, _, anchor = unquote(target.removeprefix("http://site/")).partition("#")
            file = site / address / "index.html" if address[-1:] in ("", "/") else site / address
            checked += 1
            if not file.is_file() or (anchor and anchor not in ids[file]):
                broken.append((path.relative_to(site).as_posix(), element.attributes["href"]))
    assert not broken
    assert checked > 1000


def test_a_text_may_be_downloaded_as_it_is(examples: Path) -> None:
    """Of a text in full source.txt is what the file has below its front matter, of others none."""
    downloads = 0
    for record in _explanations(examples):
        home = examples / "site" / "briefings" / str(record["slug"])
        front = _front_matter(examples, record["file"])
        assert (home / "source.txt").is_file() == ("publish:" not in front)
        if "publish:" not in front:
            whole = (examples / str(record["file"])).read_bytes().decode("utf-8-sig")
            text = whole.removeprefix(f"---\n{front}---\n") if front else whole
            assert (home / "source.txt").read_bytes().decode() == text
            downloads += 1
        if home.is_dir():
            names = {path.name for path in home.iterdir()}
            assert names >= {f"{home.name}.{ending}" for ending in ("bib", "ris", "csl.json")}
    assert downloads > 10


def test_every_briefing_and_every_year_of_a_theme_may_be_printed(examples: Path) -> None:
    """Each page links to its PDF, each theme's page to its digests, and there are no others."""
    site = examples / "site"
    linked = {
        (path.parent / e.attributes["href"]).resolve().relative_to(site.resolve()).as_posix()
        for path in site.rglob("index.html")
        for e in Page(path).having("href")
        if e.attributes["href"].endswith(".pdf")
    }
    written = {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")}
    assert linked == written
    slugs = {path.parent.name for path in site.glob("briefings/*/index.html")}
    assert {f"briefings/{slug}/{slug}.pdf" for slug in slugs} < written
    assert {"themes/economy/economy-2025.pdf", "themes/security/security-2026.pdf"} < written


def test_every_briefing_has_a_picture_for_links_to_it(examples: Path) -> None:
    """Its page names it by its full address; a text that is not shown has none."""
    site = examples / "site"
    pages = sorted((site / "briefings").glob("*/index.html"))
    assert len(pages) > 10
    for page in pages:
        named = re.findall(r'property="og:image" content="([^"]+)"', page.read_text("utf-8"))
        path = f"briefings/{page.parent.name}/{page.parent.name}.png"
        assert named == [f"{SITE_URL}{path}"]
        assert (site / path).read_bytes().startswith(b"\x89PNG")
    assert len(list((site / "briefings").glob("*/*.png"))) == len(pages)
    assert "og:image" not in (site / "index.html").read_text("utf-8")


def test_every_link_in_a_pdf_leads_somewhere(examples: Path) -> None:
    """Links to the site are resolved one by one, to the paragraph; all others are the sources'."""
    site = examples / "site"
    found = {link for path in site.rglob("*.pdf") for link in pdfs.links(path.read_bytes())}
    own = {link for link in found if link.startswith(SITE_URL)}
    pages: dict[str, set[str]] = {}
    broken = []
    for link in own:
        address, _, anchor = unquote(link.removeprefix(SITE_URL)).partition("#")
        page = site / address / "index.html"
        if address not in pages:
            pages[address] = {e.attributes["id"] for e in Page(page).having("id")}
        if anchor and anchor not in pages[address]:
            broken.append(link)
    assert not broken
    assert len([link for link in own if "#p" in link]) > 100
    seeds = "".join(path.read_text("utf-8") for path in (examples / "seeds").iterdir())
    assert [link for link in found - own if f"url: {link}\n" not in seeds] == []


def test_a_single_print_is_that_of_the_site(examples: Path, tmp_path: Path) -> None:
    """The command pdf writes the same bytes, where it is told to, and says where."""
    out = tmp_path / "out.pdf"
    seed = "seeds/2025-04-22-muscat-baghdad-readout.txt"
    done = run(examples, "pdf", seed, "-o", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Printed {out.as_posix()}.\n"
    slug = "muscat-baghdad-readout"
    assert out.read_bytes() == (examples / f"site/briefings/{slug}/{slug}.pdf").read_bytes()


def test_pages_of_who_and_where_and_of_searching_stand(examples: Path) -> None:
    """Each country has a page that names its briefings, and the index of the search is there."""
    site = examples / "site"
    least = {"countries": 1, "organisations": 2, "people": 2}
    for folder, fewest in least.items():
        elements = Page(site / folder / "index.html").elements
        links = {e.attributes["href"] for e in elements if e.tag == "a" and "href" in e.attributes}
        pages = {path.name for path in (site / folder).iterdir() if path.is_dir()}
        assert {link for link in links if link.startswith(f"../{folder}/")} == {
            *(f"../{folder}/{page}/" for page in pages),
            f"../{folder}/",
        }
        for page in pages:
            listed = Page(site / folder / page / "index.html").having("data-briefing")
            assert len(listed) >= fewest
    assert len([*(site / "countries").iterdir()]) > 10
    assert (site / "search" / "index.html").is_file()
    entry = json.loads((site / "search" / "index" / "index.json").read_text("utf-8"))
    assert (site / "search" / "index" / entry["folder"] / "words-0").is_file()


def test_feeds_stand_where_the_address_is_known(workshop: Path) -> None:
    """With site_url there are feeds of the site and of every theme, sound and linked to."""
    config = workshop / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(ADDRESS, f"{ADDRESS}desk/"), "utf-8")
    note = workshop / "seeds" / "2026-02-03-note.txt"
    note.write_text("Trade and tariffs on exports rose.", "utf-8")
    built = run(workshop)
    assert built.returncode == 0, built.stderr
    site = workshop / "site"
    themes = [path.parent for path in sorted(site.glob("themes/*/index.html"))]
    for folder in (site, *(theme for theme in themes if (theme / "feed.xml").exists())):
        feed = feedparser.parse((folder / "feed.xml").read_bytes())
        assert not feed.bozo
        assert f"{ADDRESS}desk/briefings/note/" in [e.link for e in feed.entries] or (
            folder not in (site, site / "themes" / "economy")
        )
        assert [entry.link for entry in feed.entries] == [
            item["url"] for item in json.loads((folder / "feed.json").read_text("utf-8"))["items"]
        ]
    for page in (site / "index.html", *site.glob("themes/*/index.html")):
        alternates = [
            e.attributes["href"]
            for e in Page(page).having("href")
            if e.attributes.get("rel") == "alternate"
        ]
        assert alternates
        assert [name for name in alternates if not (page.parent / name).is_file()] == []


def test_a_page_loads_nothing_from_elsewhere(examples: Path) -> None:
    """No stylesheet, script, picture or font comes from another host."""
    loads = [
        e.attributes.get("src", e.attributes.get("href", ""))
        for path in (examples / "site").rglob("*.html")
        for e in Page(path).elements
        if e.tag in ("script", "img", "iframe")
        or (e.tag == "link" and "stylesheet" in e.attributes.values())
    ]
    assert len(loads) > 50
    assert not [address for address in loads if "//" in address]


def test_twins_hold_their_documented_schema(examples: Path) -> None:
    """The files briefing.json and briefings.json are what docs/schema says."""
    site = examples / "site"
    schemas = {
        name: json.loads((site / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
        for name in ("briefing", "briefings")
    }
    twins = sorted(site.rglob("briefing.json"))
    for twin in twins:
        jsonschema.validate(json.loads(twin.read_text(encoding="utf-8")), schemas["briefing"])
    listed = json.loads((site / "briefings.json").read_text(encoding="utf-8"))
    jsonschema.validate(listed, schemas["briefings"])
    assert len(twins) == len(listed["briefings"]) == 21


def test_rights_are_honoured_everywhere(examples: Path) -> None:
    """Of a text for extracts only sentences are shown, of a withheld one nothing at all."""
    site = examples / "site"
    home = site / "briefings" / "rumichaca-bridge"
    assert not (home / "as-published").exists()
    page = Page(home / "index.html")
    assert not page.having("data-paragraph")
    assert 1 <= len(page.having("data-extract")) <= 1 + 2 * 4
    assert [e.attributes["data-extract"] for e in page.having("data-extract") if not e.words] == []
    twin = json.loads((home / "briefing.json").read_text(encoding="utf-8"))
    assert not [row for s in twin["sections"] for row in s["paragraphs"] if "text" in row]
    assert not [name for name, data in tree(site).items() if b"mekong" in data or "mekong" in name]
    assert "mekong" in run(examples, "check").stdout


def test_editors_words_and_corrections_are_marked(examples: Path) -> None:
    """A bottom line, what to watch and a moved paragraph are shown as the editor's."""
    text = (examples / "site/briefings/karachi-sohar-ferry/index.html").read_text(encoding="utf-8")
    assert "Bottom line <small>by the editor</small>" in text
    assert "What to watch <small>by the editor</small>" in text
    assert text.count("Filed here by the editor") == 2
    assert "Lead extract" not in text


def test_navigation_is_bounded(examples: Path) -> None:
    """No page links to all briefings from its header."""
    page = Page(examples / "site" / "index.html")
    header = [
        e
        for e in page.elements
        if e.tag == "a" and any(o.get("class") == "masthead" for o in e.around)
    ]
    assert 4 <= len(header) <= 12


def test_theme_pages_name_their_briefings(examples: Path) -> None:
    """Each entry of a theme's history carries its briefing's slug, newest first."""
    slugs = [
        e.attributes["data-briefing"]
        for e in Page(examples / "site/themes/security/index.html").having("data-briefing")
    ]
    assert len(slugs) == len(set(slugs)) > 5
    dated = ["two-rivers-study", "suva-tuna-talks", "karachi-sohar-ferry"]
    assert [slug for slug in slugs if slug in dated] == dated


def test_first_seed_is_unaltered() -> None:
    """The first seed stands as it was given, with a title and nothing invented."""
    data = (REPOSITORY / "seeds" / "pakistan-iran-partnership.txt").read_bytes()
    head, _, text = data.removeprefix(b"---\n").partition(b"---\n")
    assert hashlib.sha256(text).hexdigest() == FIRST_SEED_SHA256
    assert re.findall(rb"^(\w+):", head, re.MULTILINE) == [b"title"]


def test_two_builds_are_the_same_bytes(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another folder, time zone, locale and hash order, cold and warm: the same files."""
    first = tree(examples / "site")
    again = tmp_path / "über dir"
    shutil.copytree(examples, again)
    for made in ("site", ".dossier-cache"):
        shutil.rmtree(again / made)
    for seed in (again / "seeds").iterdir():
        os.utime(seed, (1, 1))
    for zone, locale, order in (("Pacific/Apia", "C", "1"), ("America/St_Johns", "tr_TR", "2")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setenv("PYTHONHASHSEED", order)
        built = run(again, "-q")
        assert built.returncode == 0, built.stderr
        second = tree(again / "site")
        assert [n for n in first.keys() | second if first.get(n) != second.get(n)] == []
    assert any(name.endswith(".pdf") for name in first)
    assert any(name.startswith("search/index/") for name in first)


def test_golden_site(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A small library gives, to the byte, the site that was looked at and accepted."""
    shutil.copytree(REPOSITORY / "templates", tmp_path / "templates")
    shutil.copytree(GOLDEN, tmp_path / "tests" / "golden", ignore=shutil.ignore_patterns("site"))
    for name in ("mkdocs.yml", "build.py"):
        shutil.copy(REPOSITORY / name, tmp_path / name)
    built = run(tmp_path, "-f", "tests/golden/mkdocs.yml")
    assert built.returncode == 0, built.stderr
    packed = tmp_path / "tests" / "golden" / "site" / "search" / "index"
    shutil.rmtree(packed)  # another version of zlib may pack it otherwise
    for kind in ("*.pdf", "briefings/*/*.png"):  # of other versions, too
        for path in (tmp_path / "tests" / "golden" / "site").glob(f"**/{kind}"):
            path.unlink()
    made = tree(tmp_path / "tests" / "golden" / "site")
    if request.config.getoption("--write-golden"):
        shutil.rmtree(GOLDEN / "site", ignore_errors=True)
        shutil.copytree(tmp_path / "tests" / "golden" / "site", GOLDEN / "site")
    kept = tree(GOLDEN / "site")
    different = sorted(name for name in made.keys() | kept if made.get(name) != kept.get(name))
    assert different == [], "look at the difference; if it is meant: pytest --write-golden"


def test_large_lists_are_paged(workshop: Path) -> None:
    """Histories and years run over pages of fifty, and no page grows beyond that."""
    for number in range(60):
        name = f"2025-{number % 12 + 1:02}-01-note-{number}.txt"
        (workshop / "seeds" / name).write_text("Trade and tariffs on exports rose.", "utf-8")
    assert run(workshop).returncode == 0
    counts = Counter(
        path.relative_to(workshop / "site").as_posix()
        for path in (workshop / "site").rglob("*.html")
        for _ in Page(path).having("data-briefing")
    )
    assert counts["archive/2025/index.html"] == 50
    assert counts["archive/2025/page-2/index.html"] == 10
    assert counts["themes/economy/index.html"] == 50
    assert counts["index.html"] == 5
    assert max(counts.values()) == 50
