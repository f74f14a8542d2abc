"""Fragments: what a hand-written page may show of the library, in any place and any theme."""

import re
from typing import Any

import markdown as python_markdown  # type: ignore[import-untyped]
import pytest

from dossier.errors import InputError
from dossier.model import Library
from dossier.pages import fragments
from dossier.pages.fragments import FRAGMENTS, Filled, Handwritten
from dossier.proof import list_parts
from dossier.web.urls import Urls
from tests.factories import make_briefing, make_library, make_mention, make_site, mentioning
from tests.proof.finished import found

TEXTS = ("Trade with Oman grew.", "Iran and Oman agreed on customs.", "Tea fell in Peru and Oman.")


def _library() -> Library:
    """Return three briefings, of which the last is the newest, with an organisation in each."""
    return make_library(
        mentioning(
            make_briefing(text, file_name=f"2026-0{n}-01-n{n}.txt"),
            make_mention("organisation", "United Nations", 1),
        )
        for n, text in enumerate(TEXTS, start=1)
    )


def _fill(
    markdown: str, path: str = "about/", library: Library | None = None, **site: Any
) -> Filled:
    """Return a page of docs/about.md as MkDocs makes it of Markdown, with its fragments."""
    html = python_markdown.markdown(markdown, extensions=["fenced_code", "tables"])
    page = Handwritten("docs/about.md", path, markdown)
    return fragments.fill(html, page, library or _library(), make_site(**site))


def _said(markdown: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        _fill(markdown)
    return [str(fault) for fault in caught.value.faults]


# --- what they show -------------------------------------------------------------------


def test_the_newest_are_listed_with_their_leads() -> None:
    """As many as the page asks for, newest first, and a link to all others."""
    filled = _fill("# Desk\n\n<!-- dossier: newest 2 -->\n\nMore.")
    assert re.findall(r'data-briefing="(\w+)"', filled.html) == ["n3", "n2"]
    assert [(one.slug, one.extract and one.extract.text) for one in filled.listed] == [
        ("n3", TEXTS[2]),
        ("n2", TEXTS[1]),
    ]
    assert all(text in filled.html for text in TEXTS[1:])
    assert '<a href="../archive/">All 3 briefings</a>' in filled.html


def test_without_a_number_all_of_a_small_library_are_listed() -> None:
    """There are no others to link to."""
    filled = _fill("<!-- dossier: newest -->")
    assert len(filled.listed) == len(TEXTS)
    assert "All 3 briefings" not in filled.html


def test_the_newest_may_stand_large() -> None:
    """A list of the newest below it begins with the next one; without it, with the newest."""
    filled = _fill("# Desk\n\n<!-- dossier: lead -->\n\n## More\n\n<!-- dossier: newest 1 -->")
    assert re.findall(r'<article class="top-story" data-briefing="(\w+)"', filled.html) == ["n3"]
    assert '<h2><a href="../briefings/n3/">' in filled.html
    assert '<a href="../countries/om/"><bdi>Oman</bdi></a>' in filled.html
    assert [one.slug for one in filled.listed] == ["n3", "n2"]
    assert '<a href="../archive/">All 3 briefings</a>' in filled.html
    assert "All 3" not in _fill("<!-- dossier: lead -->\n\n<!-- dossier: newest 2 -->").html


def test_what_is_moving_is_told_with_what_it_counts() -> None:
    """The period in words, and how many of its texts each theme and country is in."""
    html = " ".join(_fill("<!-- dossier: moving 1 -->").html.split())
    assert "3 new texts from 2 March 2025 to 1 March 2026." in html
    rows = re.findall(r'<a href="([^"]+)"><bdi>([^<]+)</bdi></a></th> <td>(\d)</td>', html)
    assert rows == [("../themes/economy/", "Economy", "3"), ("../countries/om/", "Oman", "3")]
    few = make_library([make_briefing("Tea.", file_name="2026-01-01-a.txt")])
    assert "too few new texts" in _fill("<!-- dossier: moving -->", library=few).html


MEETING = "The two ministers will meet in Mostar in June 2026."


def _ahead(**front: Any) -> Library:
    briefing = make_briefing(f"{MEETING}\n\nTea grew.", "- -", "2026-03-02-n4.txt", **front)
    return make_library([briefing])


def test_what_is_coming_is_told_with_its_sentence() -> None:
    """The date, the briefing that speaks of it, and its words with their paragraph."""
    filled = _fill("# Desk\n\n<!-- dossier: coming -->", library=_ahead())
    assert '<time datetime="2026-06">June 2026</time>' in filled.html
    assert f'data-extract="1">{MEETING}</q>' in filled.html
    assert '<a class="cite" href="../briefings/n4/#p1">¶1</a>' in filled.html
    assert [(one.slug, one.extract and one.extract.text) for one in filled.listed] == [
        ("n4", MEETING)
    ]
    assert "No text speaks of" in _fill("<!-- dossier: coming -->").html


def test_the_most_mentioned_stand_with_their_counts() -> None:
    """Countries, organisations and people that have pages; of more there is a link to all."""
    html = _fill("<!-- dossier: countries 2 -->\n\n<!-- dossier: organisations -->").html
    found = re.findall(r'<a href="([^"]+)"><bdi>([^<]+)</bdi></a> <span>(\d)</span>', html)
    assert found == [
        ("../countries/om/", "Oman", "3"),
        ("../countries/ir/", "Iran", "1"),
        ("../organisations/united-nations/", "United Nations", "3"),
    ]
    assert '<a href="../countries/">and 1 more</a>' in html
    assert "None so far." in _fill("<!-- dossier: people -->").html


def test_the_search_form_leads_to_the_search_page() -> None:
    """Of a site without a search nothing is left."""
    html = _fill("<!-- dossier: search -->").html
    assert '<form class="search" role="search" action="../search/" method="get">' in html
    assert 'name="q"' in html
    assert _fill("Text.\n\n<!-- dossier: search -->", search=False).html.strip() == "<p>Text.</p>"


def test_themes_and_counts_stand_as_before() -> None:
    """Their names and definitions; how much there is."""
    html = _fill("<!-- dossier: themes -->\n\n<!-- dossier: counts -->").html
    assert "All that is economy." in html
    assert "3 paragraphs in 3 briefings" in " ".join(html.split())


@pytest.mark.parametrize("name", FRAGMENTS)
@pytest.mark.parametrize(
    ("path", "root", "up"),
    [
        ("", "", "./"),
        ("about/", "library/", "../library/"),
        ("about.html", "", "./"),
        ("a/b/c.html", "x/y/", "../../x/y/"),
        ("a/b/", "briefings/", "../../briefings/"),
    ],
)
def test_links_lead_from_the_page(name: str, path: str, root: str, up: str) -> None:
    """Wherever the page stands, and wherever the library; all of it is of class dossier."""
    html = _fill(f"<!-- dossier: {name} -->", path, urls=Urls(root)).html
    assert html.startswith('<div class="dossier">')
    assert html.endswith("</div>")
    links = re.findall(r'(?:href|action)="([^"]*)"', html)
    assert links or name in ("people", "counts", "measured", "coming")
    assert [link for link in links if not link.startswith(up)] == []


@pytest.mark.parametrize(
    ("before", "level"),
    [("", 2), ("# Desk\n\n", 2), ("# Desk\n\n## News\n\n", 3), ("### News\n\n", 3)],
)
def test_headings_are_below_those_of_the_page(before: str, level: int) -> None:
    """So that no level is left out for those who listen."""
    assert (
        f'<h{level}><a href="../briefings/n3/">' in _fill(f"{before}<!-- dossier: newest -->").html
    )


# --- where they may stand -------------------------------------------------------------


@pytest.mark.parametrize(
    "comment",
    [
        "<!--dossier:newest 1-->",
        "<!--   dossier:   newest   1   -->",
        "<!-- dossier:\n  newest 1\n-->",
        "<!-- Dossier: Newest 1 -->",
        "<!-- dossier newest 1 -->",
        "- <!-- dossier: newest 1 -->",
        "> <!-- dossier: newest 1 -->",
        "1. One\n\n    <!-- dossier: newest 1 -->",
        "Text\n<!-- dossier: newest 1 -->\nText",
        "| a |\n| --- |\n| <!-- dossier: newest 1 --> |",
    ],
)
def test_spaces_are_free_and_so_are_places(comment: str) -> None:
    """In lists, quotes and tables too."""
    assert [one.slug for one in _fill(comment).listed] == ["n3"]


@pytest.mark.parametrize(
    "code",
    [
        "```\n<!-- dossier: newest -->\n```",
        "~~~ html\n<!-- dossier: newst -->\n~~~",
        "    <!-- dossier: newest -->",
        "Write `<!-- dossier: newest 5 -->` there.",
        "<!-- a dossier: newest -->",
        "<!-- dossier newest of all -->",
        "Text.",
    ],
)
def test_what_shows_how_to_write_one_stays_as_it_is(code: str) -> None:
    """Code is text, and so are other comments."""
    assert _fill(code) == Filled(python_markdown.markdown(code, extensions=["fenced_code"]))


# --- faults ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("newst", "there is no fragment 'newst'. Did you mean 'newest'?"),
        ("countris 5", "there is no fragment 'countris'. Did you mean 'countries'?"),
        ("", "there is no fragment ''; there are lead, newest, moving, coming, themes, countries,"),
        ("newest 0", "newest takes one number from 1 to 9999, not '0'; write <!-- dossier: newest"),
        ("newest five", "newest takes one number from 1 to 9999, not 'five'"),
        ("newest 5 6", "newest takes one number from 1 to 9999, not '5 6'"),
        ("countries -1", "not '-1'; write <!-- dossier: countries 15 -->"),
        ("themes 3", "themes takes no number; write <!-- dossier: themes -->"),
    ],
)
def test_what_cannot_be_understood_is_refused(comment: str, said: str) -> None:
    """With the line on which it stands, whatever code shows above it."""
    asked = f"<!-- dossier: {comment} -->"
    page = f"---\ntitle: Desk\n---\n\n# Desk\n\n```\n{asked}\n```\n\nSee `{asked}`.\n\n{asked}\n"
    (fault,) = _said(page)
    assert fault.startswith("docs/about.md:13: ")
    assert said in fault


def test_a_fragment_within_a_sentence_is_refused() -> None:
    """A list cannot stand in a paragraph; and all faults of a page are said at once."""
    page = "Here <!-- dossier: counts --> they are.\n\nAnd:\n\n- <!-- dossier: peopel -->\n"
    assert _said(page) == [
        "docs/about.md:1: <!-- dossier: counts --> stands within other text; put it on a line of "
        "its own",
        "docs/about.md:5: there is no fragment 'peopel'. Did you mean 'people'?",
    ]


# --- the proof ------------------------------------------------------------------------


PAGE = "# Desk\n\n<!-- dossier: lead -->\n\n<!-- dossier: newest 2 -->"
DATES = "# Desk\n\n<!-- dossier: coming -->"


def _proved(
    change: tuple[str, str] = ("", ""), page: str = PAGE, library: Library | None = None
) -> list[str]:
    library, site = library or _library(), make_site()
    filled = _fill(page, library=library)
    files = {"about/index.html": filled.html.replace(*change, 1).encode()}
    lists = {"about/index.html": filled.listed}
    parts = list_parts(lists, library.records, site)
    return [str(fault) for fault in found(parts, files.__getitem__)]


def test_the_proof_reads_the_lists_of_a_page() -> None:
    """Each fragment that lists briefings, one behind the other."""
    assert _proved() == []
    stated = _ahead(bottom_line="Tea is what it is about.")
    assert _proved(page=DATES, library=stated) == []
    assert _proved(page=f"{PAGE}\n\n<!-- dossier: coming -->", library=stated) == []


def test_the_proof_refuses_other_words_about_what_is_coming() -> None:
    """A date is told in the words of the text, and of no other."""
    said = _proved(("in June 2026.</q>", "in July 2026.</q>"), DATES, _ahead())
    assert "an extract is not a part of ¶1" in "\n".join(said)
    said = _proved(('data-briefing="n4"', 'data-briefing="n5"'), DATES, _ahead())
    assert "does not list n4" in "\n".join(said)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((TEXTS[2], "Tea rose in Peru and Oman."), "an extract is not a part of ¶1"),
        (('data-briefing="n3"', 'data-briefing="n2"'), "about/index.html: does not list n3"),
        (('href="../briefings/n3/"', 'href="../briefings/n2/"'), "does not lead to n3"),
        ((' data-extract="1"', ' hidden data-extract="1"'), "hides n3"),
    ],
)
def test_the_proof_refuses_a_page_that_shows_them_otherwise(
    change: tuple[str, str], said: str
) -> None:
    """Whoever changed it."""
    assert said in "\n".join(_proved(change))
