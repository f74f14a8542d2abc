"""Neighbours: chosen from the library, and put into the two gaps of a briefing's page."""

from dataclasses import replace

import pytest

from dossier.build import outputs
from dossier.build.outputs import Outputs
from dossier.errors import TemplateError
from dossier.model import ORGANISATION, PERSON, Briefing, Publish
from dossier.pages import neighbours
from dossier.pages.base import Link, RenderedPage
from dossier.pages.neighbours import GAPS, AroundView, Related
from dossier.web.site import SiteContext
from tests.factories import (
    HEAD,
    make_briefing,
    make_library,
    make_mention,
    make_received,
    make_recipe,
    make_site,
    make_themes,
    mentioning,
    site_templates,
)

THEMES = make_themes("economy security regional")
SITE = make_site(THEMES)
WHO, AROUND = GAPS.values()
ALONE = AroundView(HEAD.path, True, (), None, None, ())
VIEW = AroundView(
    HEAD.path,
    True,
    (),
    Link("Older", "briefings/older/"),
    Link("Newer", "briefings/newer/"),
    (Related(Link("Like it", "briefings/like/"), ("Peru", "Economy")),),
)


def _named(day: int, text: str, places: str = "economy") -> Briefing:
    return make_briefing(text, places, f"2026-01-{day:02}-n{day}.txt", THEMES)


# --- what stands there ----------------------------------------------------------------


def test_earlier_and_later_follow_the_order_of_the_library() -> None:
    """The first has no later and the last no earlier one; each is the other's neighbour."""
    library = make_library([_named(day, "Trade.") for day in (1, 2, 3)], THEMES)
    found = list(neighbours.neighbours(library, SITE))
    assert [place.later and place.later.title for place in found] == [None, "N3", "N2"]
    assert [place.earlier and place.earlier.title for place in found] == ["N2", "N1", None]
    assert [place.related for place in found] == [(), (), ()]


def test_related_are_those_that_share_most() -> None:
    """Countries in common count first, then themes, then nearness; never itself."""
    texts = [
        ("Peru. France.", "security"),
        ("Peru.", "economy"),
        ("Peru.", "security"),
        ("Chile.", "economy"),
        ("Peru. France.", "economy"),
    ]
    library = make_library([_named(n, *text) for n, text in enumerate(texts, 1)], THEMES)
    (first, *_) = neighbours.neighbours(library, SITE)
    assert [one.link.title for one in first.related] == ["N1", "N2", "N3"]


def test_more_that_share_as_much_are_chosen_among_by_theme_and_nearness() -> None:
    """Of many with one country in common those with the theme come first, then the nearest."""
    texts = [("Peru.", "security" if day % 2 else "economy") for day in range(1, 13)]
    library = make_library([_named(n, *text) for n, text in enumerate(texts, 1)], THEMES)
    (first, *_) = neighbours.neighbours(library, SITE)
    assert [one.link.title for one in first.related] == ["N10", "N8", "N6", "N4"]


def test_neighbours_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many texts share a country, few are looked at and fewer are named."""
    monkeypatch.setattr(neighbours, "NEIGHBOURS", 3)
    library = make_library([_named(day, "Peru. France.") for day in range(1, 29)], THEMES)
    slugs = [record.slug for record in library.records]
    places = {SITE.urls.briefing(slug): index for index, slug in enumerate(slugs)}
    found = list(neighbours.neighbours(library, SITE))
    assert len(found) == 28
    for index, place in enumerate(found):
        away = [abs(places[one.link.path] - index) for one in place.related]
        assert min(away) > 0
        assert max(away) <= 3
        named = {one.link.path for one in place.related}
        assert 0 < len(named) == len(place.related) <= neighbours.RELATED
        assert away == sorted(away)


def test_organisations_and_people_in_common_count_as_countries_do() -> None:
    """A text that shares an organisation and a person is nearer than one that shares one."""
    un = make_mention(ORGANISATION, "United Nations", 1)
    ada = make_mention(PERSON, "Ada Writer", 1)
    common = [(un, ada), (), (ada,), (make_mention(PERSON, "Sharif", 1),), (un, ada)]
    texts = [mentioning(_named(day, "Trade."), *some) for day, some in enumerate(common, 1)]
    (first, *_) = neighbours.neighbours(make_library(texts, THEMES), SITE)
    assert [one.link.title for one in first.related] == ["N1", "N3"]


# --- who and where --------------------------------------------------------------------


def _who(*briefings: Briefing) -> str:
    """Return what stands around the newest of some briefings."""
    library = make_library(briefings, THEMES)
    (first, *_) = neighbours.neighbours(library, SITE)
    return _filled(WHO + AROUND, replace(first, earlier=None, later=None, related=()))


def test_who_and_where_lead_to_their_pages_and_paragraphs() -> None:
    """Only those that have a page are links; of all, the ¶ are named. People come first."""
    un = make_mention(ORGANISATION, "United Nations", 1)
    ada, sharif = (make_mention(PERSON, name, 1) for name in ("Ada Writer", "Sharif"))
    new = mentioning(_named(2, "Peru."), un, ada, sharif)
    html = _who(new, mentioning(_named(1, "Trade."), un))
    chips, _, folded = html.partition("<details")
    assert '<a href="../countries/pe/"><bdi>Peru</bdi></a>' in chips
    assert '<a href="../organisations/united-nations/"><bdi>United Nations</bdi></a>' in chips
    assert [n for n in ("Ada Writer", "Sharif") if f"<span><bdi>{n}</bdi>" not in chips] == []
    kinds = [chips.index(f">{kind}<") for kind in ("People", "Organisations", "Countries")]
    assert kinds == sorted(kinds)
    assert (chips.count('href="#p1"'), folded.count('href="#p1"')) == (0, 4)


def test_many_are_folded_up() -> None:
    """The first of a kind are named at once; all, and the first of their ¶, in what opens."""
    people = [make_mention(PERSON, f"Ada Writer{n}", *range(1, 12)) for n in range(15)]
    before, _, behind = _who(mentioning(_named(1, "Trade."), *people)).partition("<details")
    assert (before.count("<li>"), behind.count("<dd>")) == (12, 15)
    assert "<summary>In which paragraphs</summary>" in behind
    assert behind.count('class="cite"') == 15 * 8
    assert behind.count("and 3 more") == 15


def test_the_reason_names_what_two_briefings_have_in_common() -> None:
    """The entities that it has most of, two at most, then the themes, two at most."""
    texts = ["Peru. Chile. France.\n\nPeru. Chile.\n\nPeru."] * 2
    library = make_library([_named(n, t, "economy security -") for n, t in enumerate(texts, 1)])
    (first, *_) = neighbours.neighbours(library, SITE)
    assert [one.common for one in first.related] == [("Peru", "Chile", "Economy", "Security")]
    html = _filled(WHO + AROUND, replace(first, named=()))
    assert "also on <bdi>Peru</bdi>, <bdi>Chile</bdi>, <bdi>Economy</bdi>" in html


def test_where_only_extracts_are_published_no_paragraph_is_led_to() -> None:
    """Who and where are named, as in the text's data, without links into it."""
    cut = make_briefing("Peru.", "economy", "cut.txt", THEMES, publish=Publish.EXTRACTS)
    html = _who(mentioning(cut, make_mention(PERSON, "Sharif", 1)))
    assert [name for name in ("Peru", "Sharif") if name not in html] == []
    assert "#p" not in html


# --- the gap --------------------------------------------------------------------------


def _filled(main: str, view: AroundView = VIEW, site: SiteContext | None = None) -> str:
    """Return the article of the page at about/ with its gap filled."""
    page = RenderedPage(HEAD, {"main": main, "head": "<style>"})
    (around,) = neighbours.write([replace(view, path=HEAD.path)], site or make_site(THEMES))
    filled = neighbours.fill(page, around)
    assert (filled.head, filled.blocks["head"]) == (HEAD, "<style>")
    return filled.blocks["main"]


def _article(text: str, file_name: str = "note.txt") -> str:
    """Return the article that is made of a file, its gap open."""
    (made,) = outputs.make([make_received(text, file_name)], make_recipe(THEMES))
    assert isinstance(made, Outputs)
    assert made.themed
    return made.themed.blocks["main"]


def test_what_stands_around_is_put_into_the_gap() -> None:
    """All else on the page stays to the letter; links lead from the page."""
    filled = _filled(f"<main>before{WHO}{AROUND}behind</main>")
    before, put, behind = filled.partition(filled[len("<main>before") : -len("behind</main>")])
    assert (before, behind) == ("<main>before", "behind</main>")
    for address in ("older", "newer", "like"):
        assert f'href="../briefings/{address}/"' in put
    assert [name for name in ("Older", "Newer", "Like it") if name not in put] == []


def test_a_briefing_that_stands_alone_has_nothing_around_it() -> None:
    """The gaps are closed with white space."""
    filled = _filled(f"before{WHO}between{AROUND}behind", ALONE)
    assert filled.split() == ["before", "between", "behind"]


def test_titles_of_neighbours_are_escaped_and_open_no_gap() -> None:
    """Whatever a neighbour is called, its title is text."""
    title = f"{AROUND}<p data-paragraph='1'>{{{{ x }}}}"
    filled = _filled(
        f"before{WHO}{AROUND}behind",
        AroundView("", True, (), Link(title, "briefings/a/"), None, ()),
    )
    assert AROUND not in filled
    escaped = "&lt;!-- dossier: around --&gt;&lt;p data-paragraph=&#39;1&#39;&gt;{{ x }}"
    assert escaped in filled


@pytest.mark.parametrize("gap", [WHO, AROUND])
@pytest.mark.parametrize(("page", "count"), [("none", 0), ("{gap}two{gap}", 2)])
def test_a_page_without_each_gap_once_is_a_sentence(gap: str, page: str, count: int) -> None:
    """A template that lacks a gap, or has it twice, is named, and how often it has it."""
    (other,) = {WHO, AROUND} - {gap}
    with pytest.raises(TemplateError) as caught:
        _filled(page.format(gap=gap) + other)
    (fault,) = caught.value.faults
    assert str(fault).startswith(f"briefing.html: must have {gap} once, ")
    assert str(fault).endswith(f"it has {count}")


def test_a_template_that_fails_around_a_text_is_named() -> None:
    """It is a sentence with the file and line, as of any template."""
    broken = ("\n{{ view.nothing }}", "templates/site/around.html")
    templates = {**site_templates(), "around.html": broken}
    with pytest.raises(TemplateError, match=r"around\.html:2: the template fails: "):
        _filled(WHO + AROUND, site=make_site(THEMES, templates=templates))


@pytest.mark.parametrize("file_name", ["note.txt", "note.md"])
@pytest.mark.parametrize(
    "text",
    [
        f"Trade {AROUND} grew.",
        f"    {AROUND}",
        f"{AROUND}\n\nTrade grew.",
        f"# {AROUND}\n\n> {AROUND}\n\n- {AROUND}\n\n`{AROUND}`\n\n```\n{AROUND}\n```\n\nTrade.",
        f"[a]({AROUND}) ![{AROUND}](b '{AROUND}') <{AROUND}>\n\nTrade.",
        f"---\ntitle: '{AROUND}'\nauthor: '{AROUND}'\nsource: '{AROUND}'\nrights: '{AROUND}'\n"
        f"bottom_line: '{AROUND}'\nwatch: ['{AROUND}']\n---\nTrade.",
        f"---\npublish: extracts\n---\nTrade {AROUND} grew.",
    ],
)
def test_no_text_can_open_a_gap(text: str, file_name: str) -> None:
    """A text or front matter that says what the template says is shown, and stands in no gap."""
    page = _article(text, file_name)
    assert [page.count(gap) for gap in (WHO, AROUND)] == [1, 1]
    before = _article("Trade.").partition(WHO)[0]
    assert page.startswith(before[:20])
    assert page.index(WHO) < page.index("</section>") < page.index(AROUND)
