"""Around a briefing: chosen from the library, put into one gap, and never a source's words."""

import jinja2
import pytest

from dossier.build import outputs
from dossier.build.imprint import PAGE, Folder
from dossier.errors import ProofError, TemplateError
from dossier.model import Briefing
from dossier.pages import neighbours
from dossier.pages.contexts import AroundView, Link
from dossier.pages.neighbours import GAP, fill
from dossier.web import urls
from dossier.web.templates import Templates, environment
from tests.factories import (
    SITE,
    make_briefing,
    make_imprint,
    make_library,
    make_received,
    make_themes,
    phrases,
    site_templates,
    templates,
)

THEMES = make_themes("economy security regional")
ALONE = AroundView(None, None, ())
VIEW = AroundView(
    Link("Older", "briefings/older/"),
    Link("Newer", "briefings/newer/"),
    (Link("Like it", "briefings/like/"),),
)


def _named(day: int, text: str, places: str = "economy") -> Briefing:
    return make_briefing(text, places, f"2026-01-{day:02}-n{day}.txt", THEMES)


# --- what stands there ----------------------------------------------------------------


def test_earlier_and_later_follow_the_order_of_the_library() -> None:
    """The first has no later and the last no earlier one; each is the other's neighbour."""
    library = make_library([_named(day, "Trade.") for day in (1, 2, 3)], THEMES)
    found = list(neighbours.around(library))
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
    (first, *_) = neighbours.around(library)
    assert [link.title for link in first.related] == ["N1", "N2", "N3"]


def test_more_that_share_as_much_are_chosen_among_by_theme_and_nearness() -> None:
    """Of many with one country in common those with the theme come first, then the nearest."""
    texts = [("Peru.", "security" if day % 2 else "economy") for day in range(1, 13)]
    library = make_library([_named(n, *text) for n, text in enumerate(texts, 1)], THEMES)
    (first, *_) = neighbours.around(library)
    assert [link.title for link in first.related] == ["N10", "N8", "N6", "N4"]


def test_neighbours_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many texts share a country, few are looked at and fewer are named."""
    monkeypatch.setattr(neighbours, "NEIGHBOURS", 3)
    library = make_library([_named(day, "Peru. France.") for day in range(1, 29)], THEMES)
    slugs = [record.slug for record in library.records]
    places = {urls.briefing(slug): index for index, slug in enumerate(slugs)}
    found = list(neighbours.around(library))
    assert len(found) == 28
    for index, place in enumerate(found):
        away = [abs(places[link.path] - index) for link in place.related]
        assert min(away) > 0
        assert max(away) <= 3
        named = {link.path for link in place.related}
        assert 0 < len(named) == len(place.related) <= neighbours.RELATED
        assert away == sorted(away)


# --- the gap --------------------------------------------------------------------------


def _filled(page: str, view: AroundView = VIEW, env: jinja2.Environment | None = None) -> str:
    return fill(page, env or templates(), "briefings/note/", SITE, view)


def _with_around(text: str) -> jinja2.Environment:
    """Return the site's templates, but with another `around.html`."""
    other: Templates = {**site_templates(), "around.html": (text, "templates/site/around.html")}
    return environment(other, phrases())


def _made(text: str, file_name: str = "note.txt", known: Templates | None = None) -> str:
    """Return the page that a build makes of a file, its gap open."""
    (made,) = outputs.make([make_received(text, file_name)], make_imprint(templates=known))
    assert isinstance(made, Folder)
    assert made.faults == ()
    return made.files[PAGE].decode()


def test_what_stands_around_is_put_into_the_gap() -> None:
    """All else on the page stays to the letter; links lead from the page."""
    filled = _filled(f"<main>before{GAP}behind</main>")
    before, put, behind = filled.partition(filled[len("<main>before") : -len("behind</main>")])
    assert (before, behind) == ("<main>before", "behind</main>")
    for address in ("older", "newer", "like"):
        assert f'href="../../briefings/{address}/"' in put
    assert [name for name in ("Older", "Newer", "Like it") if name not in put] == []


def test_a_briefing_that_stands_alone_has_nothing_around_it() -> None:
    """The gap is closed with white space."""
    assert _filled(f"before{GAP}behind", ALONE).split() == ["before", "behind"]


def test_titles_of_neighbours_are_escaped_and_open_no_gap() -> None:
    """Whatever a neighbour is called, its title is text."""
    title = f"{GAP}<p data-paragraph='1'>{{{{ x }}}}"
    filled = _filled(f"before{GAP}behind", AroundView(Link(title, "briefings/a/"), None, ()))
    assert GAP not in filled
    escaped = "&lt;!-- dossier: around --&gt;&lt;p data-paragraph=&#39;1&#39;&gt;{{ x }}"
    assert escaped in filled


@pytest.mark.parametrize(("page", "count"), [("none", 0), (f"{GAP}two{GAP}", 2)])
def test_a_page_without_one_gap_is_a_sentence(page: str, count: int) -> None:
    """A template that has no gap, or two, is named, and how many it has."""
    with pytest.raises(TemplateError) as caught:
        _filled(page)
    (fault,) = caught.value.faults
    assert str(fault).startswith(f"briefing.html: must have {GAP} once, ")
    assert str(fault).endswith(f"it has {count}")


@pytest.mark.parametrize(
    "fragment",
    [
        '<p data-paragraph="1" id="p1">Trade fell.</p>',
        '<nav><b data-extract="1">Trade fell.</b></nav>',
        "<section data-section='economy'></section>",
        "{% for x in (1, 2) %}<i DATA-EXTRACT>{{ x }}</i>{% endfor %}",
    ],
)
def test_what_passes_for_words_of_a_source_is_refused(fragment: str) -> None:
    """What stands around a text comes behind its proof, so it may show nothing of one."""
    with pytest.raises(ProofError) as caught:
        _filled(GAP, env=_with_around(fragment))
    sentence = "around.html shows what passes for a source's words; it may hold links alone"
    assert str(caught.value) == f"briefings/note/: {sentence}"


def test_a_template_that_fails_around_a_text_is_named() -> None:
    """It is a sentence with the file and line, as of any template."""
    with pytest.raises(TemplateError, match=r"around\.html:2: the template fails: "):
        _filled(GAP, env=_with_around("\n{{ view.nothing }}"))


@pytest.mark.parametrize("file_name", ["note.txt", "note.md"])
@pytest.mark.parametrize(
    "text",
    [
        f"Trade {GAP} grew.",
        GAP,
        f"{GAP}\n\nTrade grew.",
        f"# {GAP}\n\n> {GAP}\n\n- {GAP}\n\n`{GAP}`\n\n```\n{GAP}\n```\n\nTrade.",
        f"[a]({GAP}) ![{GAP}](b '{GAP}') <{GAP}>\n\nTrade.",
        f"---\ntitle: '{GAP}'\nauthor: '{GAP}'\nsource: '{GAP}'\nrights: '{GAP}'\n"
        f"bottom_line: '{GAP}'\nwatch: ['{GAP}']\n---\nTrade.",
        f"---\npublish: extracts\n---\nTrade {GAP} grew.",
    ],
)
def test_no_text_can_open_a_gap(text: str, file_name: str) -> None:
    """A text or front matter that says what the template says is shown, and stands in no gap."""
    page = _made(text, file_name)
    assert page.count(GAP) == 1
    before, behind = _made("Trade.").split(GAP)
    assert page.endswith(f"{GAP}{behind}")
    assert page.startswith(before[:20])
