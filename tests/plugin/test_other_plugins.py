"""Other people's plugins beside Dossier: they see its pages, and Dossier keeps its promises."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.plugin.others import DOSSIER, FILES, OWN, Built, add_hook, build, command, furnish

PLUGINS = (
    "search",
    "rss",
    "redirects: {redirect_maps: {old.md: briefings/ferry.md#p4, older.md: themes/economy.md}}",
    "minify: {minify_html: true, minify_css: true, minify_js: true, cache_safe: true,"
    " htmlmin_opts: {remove_comments: true, remove_empty_space: true, reduce_boolean_attributes:"
    " true}}",
    "git-revision-date-localized: {enable_creation_date: true}",
    "glightbox",
    "macros",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a site in Dossier's own theme with all of them, Dossier last."""
    return build(furnish(tmp_path_factory.mktemp("last"), OWN, (*PLUGINS, DOSSIER)))


def test_the_order_of_plugins_does_not_matter(site: Built, tmp_path: Path) -> None:
    """With Dossier first, the same site comes out, to the byte; and so it does twice."""
    first = build(furnish(tmp_path, OWN, (DOSSIER, *PLUGINS)))
    assert "Proved 8 paragraphs" in first.said
    assert sorted(first.files) == sorted(site.files)
    assert [path for path in first.files if first.files[path] != site.files[path]] == []


# --- search ---


def test_the_script_of_a_search_is_left_out_where_no_form_calls_it(tmp_path: Path) -> None:
    """Dossier's theme has a search of its own; the index is there for who reads it."""
    built = build(furnish(tmp_path, "dossier", ("search", DOSSIER)))
    assert "search/main.js" not in built.page("about")
    assert "search/main.js" not in built.files
    assert built.places("quokka") == ["briefings/ferry/#p1"]


def test_a_search_leads_to_the_paragraph_once(site: Built) -> None:
    """Each word of a text is found under its ¶, and nowhere else."""
    assert site.places("quokka") == ["briefings/ferry/#p1"]
    assert site.places("12 xylophones") == ["briefings/ferry/#p3"]
    assert site.places("zugzwang") == ["briefings/ferry/#p4"]
    assert site.places("gnomon") == ["briefings/note/#p1"]


def test_a_search_finds_a_page_by_its_title_and_by_the_editors_words(site: Built) -> None:
    """These lead to the top of the page."""
    assert site.places("zeppelin") == ["briefings/ferry/"]
    titles = {location: title for location, title, _ in site.searched()}
    assert titles["briefings/ferry/"] == 'The ferry {{ and }} the "toll"'
    assert titles["briefings/ferry/#p4"] == 'The ferry {{ and }} the "toll", ¶4'
    assert titles["themes/economy/"] == "Economy"


def test_of_a_text_that_is_not_ours_its_extracts_are_searched(site: Built) -> None:
    """They stand at the top of its page, which has no ¶ to lead to; the rest is in no index."""
    assert site.places("alabaster") == ["briefings/lent/"]
    assert site.places("obsidian") == []
    (text,) = [text for location, _, text in site.searched() if location == "briefings/lent/"]
    assert text.count("alabaster") == 1


COPIES = """\
import shutil
from pathlib import Path

def on_page_context(context, page, config, nav):
    if page.file.abs_src_path:
        target = Path(config.site_dir, page.file.src_uri)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page.file.abs_src_path, target)
"""


def test_a_text_that_is_not_ours_is_no_file_to_copy(tmp_path: Path) -> None:
    """Some themes put the Markdown of every page into the site."""
    furnish(tmp_path, OWN, [DOSSIER])
    add_hook(tmp_path, COPIES)
    files = build(tmp_path).files
    assert b"quokka" in files["briefings/ferry.md"]
    assert [path for path, data in files.items() if b"obsidian" in data] == []


def test_what_is_not_the_texts_is_not_searched(site: Built) -> None:
    """Notes, labels, the page that repeats a text, and the search page are in no index."""
    assert site.places("Why here?") == []
    assert site.places("Read in place") == []
    locations = [location for location, _, _ in site.searched()]
    assert len(locations) == len(set(locations))
    assert [one for one in locations if "as-published" in one or one.startswith("search")] == []


def test_hand_written_pages_are_searched_as_before(site: Built) -> None:
    """An entry for the page and one for its heading; what it shows of the library is not its own.

    The tests above find no word of a text there.
    """
    assert site.places("Harbour house") == ["about/", "about/#about"]
    assert site.places("tadpoles") == ["new/", "new/#new"]
    assert "alabaster" in site.page("new")


def test_the_article_is_put_back_after_the_search(site: Built) -> None:
    """What is published is the briefing, with its notes."""
    assert "data-paragraph=4" in site.page("briefings/ferry")
    assert "Why here?" in site.page("briefings/ferry")


_ADDS = """
def on_page_context(context, page, config, nav):
    page.content += "<!-- added -->"
"""

_CHANGES = """
def on_page_context(context, page, config, nav):
    page.content = page.content.replace("quokka", "")
"""


def test_what_is_put_around_a_page_during_the_search_stays(tmp_path: Path) -> None:
    """A hook that comes with the search adds to the article, not to what is searched."""
    folder = furnish(tmp_path, OWN, ("search", DOSSIER))
    add_hook(folder, _ADDS)
    assert "<!-- added -->" in build(folder).page("briefings/ferry")


def test_a_plugin_that_changes_a_page_during_the_search_is_told(tmp_path: Path) -> None:
    """Its change would be lost: the build stops, and says what the plugin should do."""
    folder = furnish(tmp_path, OWN, ("search", DOSSIER))
    add_hook(folder, _CHANGES)
    done = command(folder, "build")
    assert done.returncode == 1
    assert "briefings/ferry.md: another plugin changes the content of this page" in done.stderr
    assert "Traceback" not in done.stderr


# --- the others ---


def test_redirects_lead_to_generated_pages(site: Built) -> None:
    """An old address may lead to a paragraph, or to a theme."""
    assert 'href="../briefings/ferry/#p4"' in site.page("old")
    assert 'href="../themes/economy/"' in site.page("older")


def test_pages_are_minified_and_proved(site: Built) -> None:
    """Quotes and comments are gone, and the proof has passed on what is left."""
    assert "<html lang=en dir=ltr>" in site.page("briefings/ferry")
    assert "Proved 8 paragraphs verbatim and exactly once" in site.said


def test_stylesheets_and_scripts_are_minified_where_pages_find_them(tmp_path: Path) -> None:
    """The plugin gives files other names, which are not those that the pages link to."""
    names = "css_files: ['assets/*.css'], js_files: ['assets/*.js']"
    minify = f"minify: {{minify_css: true, minify_js: true, {names}}}"
    owners = {"docs/assets/chart.min.js": "let a;\n"}
    files = build(furnish(tmp_path, OWN, (minify, DOSSIER), {**FILES, **owners})).files
    assert "assets/chart.js" not in files
    for name in ("dossier", "themes"):
        assert files[f"assets/{name}.css"] == files[f"assets/{name}.min.css"]
    assert files["assets/dossier.js"] == files["assets/dossier.min.js"]
    assert b"\n" not in files["assets/themes.css"]


def test_a_feed_lists_dated_briefings_by_their_own_dates(site: Built) -> None:
    """Neither the day of a commit nor that of the build; a text without a date is left out."""
    feed = json.loads(site.files["feed_json_created.json"])
    items = {item["url"]: item for item in feed["items"]}
    ferry = items.pop("https://harbour.test/house/briefings/ferry/")
    assert ferry["title"] == 'The ferry {{ and }} the "toll"'
    assert ferry["content_html"] == 'The "zeppelin" toll &lt;is&gt; settled.'
    assert ferry["date_published"] == "2024-03-05T00:00:00+00:00"
    assert ferry["date_modified"] == "2024-04-06T00:00:00+00:00"
    about, new = "https://harbour.test/house/about/", "https://harbour.test/house/new/"
    assert sorted(items) == [about, new]
    assert items[about]["date_published"].startswith("2023-01-02")  # by git, as its owner chose


def test_the_feed_is_xml_whoever_wrote(site: Built) -> None:
    """The template of the feed writes authors as they are."""
    feed = ET.fromstring(site.files["feed_rss_created.xml"])  # noqa: S314 - our own
    assert [one.text for one in feed.iter("author")] == ["Ines Calloway", "Quay & Sons"]


def test_no_page_is_dated_by_the_build(tmp_path: Path) -> None:
    """A generated page is in no repository; of such, the plugin says that it changed today."""
    folder = furnish(tmp_path, OWN, ("git-revision-date-localized", DOSSIER))
    add_hook(folder, _TELLS)
    build(folder)
    told = (folder / "told.log").read_text("utf-8").splitlines()
    dated = [line for line in told if not line.endswith(" none")]
    assert sorted(dated) == ["about.md 2023", "new.md 2023"]
    assert "briefings/ferry.md none" in told


_TELLS = """
from pathlib import Path

def on_page_context(context, page, config, nav):
    day = page.meta.get("git_revision_date_localized_raw_iso_date", "none")
    with Path("told.log").open("a") as log:
        log.write(f"{page.file.src_uri} {day[:4]}\\n")
"""


I18N = """\
from mkdocs.plugins import BasePlugin, event_priority

@event_priority(200)
def on_config(config):
    config.plugins["i18n"] = BasePlugin()
"""


def test_a_plugin_that_knows_no_generated_pages_is_named(tmp_path: Path) -> None:
    """mkdocs-static-i18n would end in a traceback."""
    furnish(tmp_path, OWN, [DOSSIER])
    add_hook(tmp_path, I18N)
    done = command(tmp_path, "build")
    assert done.returncode == 1
    assert "mkdocs.yml: the plugin i18n takes in no pages" in done.stderr


def test_dates_of_git_may_fail_without_a_repository(tmp_path: Path) -> None:
    """With its fallback the plugin goes on, and so does Dossier."""
    options = "git-revision-date-localized: {fallback_to_build_date: true, strict: false}"
    folder = furnish(tmp_path, OWN, (options, DOSSIER))
    (folder / ".git").rename(folder / "elsewhere")
    assert "Proved 8 paragraphs" in build(folder).said


def test_pictures_and_braces_of_a_text_stay_as_they_are(site: Built) -> None:
    """They are no lightbox and no macro, whereas those of a hand-written page are."""
    assert "glightbox" not in site.page("briefings/ferry")
    assert "The ferry {{ and }} the" in site.page("briefings/ferry")
    assert "This is the Harbour house" in site.page("about")
    assert 'class="glightbox"' in site.page("about")


def test_a_feed_lists_a_dated_text_of_which_only_extracts_may_be_shown(tmp_path: Path) -> None:
    """Other plugins are not told where its file lies, and none stumbles over that."""
    lent = str(FILES["seeds/lent.txt"]).replace("title: Lent\n", "title: Lent\ndate: 2024-05-06\n")
    files = {**FILES, "seeds/lent.txt": lent}
    built = build(furnish(tmp_path, OWN, ("rss", DOSSIER), files))
    assert b"<title>Lent</title>" in built.files["feed_rss_created.xml"]
    assert b"obsidian" not in built.files["feed_rss_created.xml"]
