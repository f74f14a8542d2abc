"""Lists: what the pages across briefings count and name."""

import re
from dataclasses import replace
from typing import Any

import pytest

from dossier.briefings.library import record_of
from dossier.model import ORGANISATION, PERSON, Briefing, Extract, Library, Mention, Publish
from dossier.pages import base, home, list_pages, prose, search
from dossier.pages.base import ListPage
from dossier.pages.countries import CountriesView
from dossier.pages.entities import EntitiesView
from dossier.pages.entity import EntityView
from dossier.pages.home import HomeView
from dossier.pages.prose import Move
from dossier.pages.search import SearchView
from dossier.pages.stories import Story, StoryEntry
from dossier.pages.theme import theme_cards
from dossier.proof import list_parts
from tests.factories import (
    make_briefing,
    make_library,
    make_mention,
    make_site,
    make_themes,
    mentioning,
)
from tests.proof.finished import found

THEMES = make_themes("economy security regional")
SITE = make_site(THEMES)
TEXT = "Tea.\n\nTrade.\n\nTroops.\n\nTariffs.\n\nTalks."
PLACES = "- economy+security security economy regional"


def _briefing(name: str, **filed: str) -> Briefing:
    """Return a briefing of `TEXT`; `filed` as in `p2="security"`."""
    corrections = {int(number[1:]): place for number, place in filed.items()}
    return make_briefing(TEXT, PLACES, f"{name}.txt", THEMES, filed=corrections)


def _moves(*briefings: Briefing) -> list[Move]:
    names = {place: SITE.place_name(place) for place in SITE.places}
    return list(prose.moves(map(record_of, briefings), names))


def test_moves_are_counted_from_where_to_where_commonest_first() -> None:
    """Each pair of places that editors moved paragraphs between is counted over all briefings."""
    one = _briefing("a", p1="regional", p2="security", p4="security")
    two = _briefing("b", p2="security", p3="outlook")
    assert _moves(one, two) == [
        Move("Economy", "Security", 3),
        Move("Overview", "Regional", 1),
        Move("Security", "Outlook", 1),
    ]


def test_what_an_editor_confirms_is_no_move() -> None:
    """A correction to where the paragraph stands already is not counted."""
    assert _moves(_briefing("a", p2="economy", p3="security")) == []


def test_the_figures_count_every_paragraph_once() -> None:
    """Paragraphs, those under a theme, close calls and moves are counted over the library."""
    library = make_library([_briefing("a"), _briefing("b", p3="outlook", p4="economy")], THEMES)
    view = prose.figures_view(library, SITE)
    assert (view.briefings, view.paragraphs, view.filed) == (2, 10, 7)
    assert (view.close_calls, view.moved) == (2, 1)
    assert view.moves == (Move("Security", "Outlook", 1),)


def test_a_paragraph_that_an_editor_filed_is_no_close_call() -> None:
    """What an editor decided is not in doubt."""
    view = prose.figures_view(make_library([_briefing("a", p2="economy")], THEMES), SITE)
    assert view.close_calls == 0


def test_a_theme_counts_the_briefings_of_its_story() -> None:
    """Also those in which a paragraph filed elsewhere gives it a share; each counts once."""
    some = make_briefing("Trade.", "economy+security", "c.txt", THEMES)
    library = make_library([_briefing("a"), _briefing("b"), some], THEMES)
    cards = {card.theme.id: card.briefings for card in theme_cards(library, SITE)}
    assert cards == {"economy": 3, "security": 3, "regional": 2}


# --- who and where --------------------------------------------------------------------


def _named(day: int, text: str, places: str = "economy", **front: Any) -> Briefing:
    return make_briefing(text, places, f"2026-01-{day:02}-n{day}.txt", THEMES, **front)


def _pages(library: Library) -> dict[str, ListPage]:
    return {page.path: page for page in list_pages(library, SITE)}


def _entities(library: Library, path: str) -> list[tuple[str, str, int]]:
    """Return name, path and number of briefings of each entity on the page of all."""
    view = _pages(library)[path].view
    assert isinstance(view, EntitiesView | CountriesView)
    parts = view.letters if isinstance(view, EntitiesView) else view.regions
    return [(c.name, c.path, c.briefings) for part in parts for c in part.cards]


def test_countries_are_listed_with_their_briefings() -> None:
    """Each country that is mentioned has a card that counts texts, not paragraphs."""
    library = make_library([_named(1, "Peru and Chile."), _named(2, "France. Peru. Peru.")], THEMES)
    assert _entities(library, "countries/") == [
        ("Chile", "countries/cl/", 1),
        ("Peru", "countries/pe/", 2),
        ("France", "countries/fr/", 1),
    ]


UN = make_mention(ORGANISATION, "United Nations", 1, 2, identifier="Q1065", sentence="Tea grew.")
ADA = make_mention(PERSON, "Ada Writer", 2)
TALKS = "Tea grew.\n\nTalks fell."


def _talks(day: int, *mentions: Mention, **front: Publish) -> Briefing:
    return mentioning(_named(day, TALKS, "economy -", **front), *mentions)


@pytest.mark.parametrize(
    ("mention", "folder", "listed"),
    [
        (UN, "organisations/", ("United Nations", "organisations/united-nations/", 2)),
        (ADA, "people/", ("Ada Writer", "people/ada-writer/", 2)),
    ],
)
def test_others_have_a_page_from_their_second_briefing_on(
    mention: Mention, folder: str, listed: tuple[str, str, int]
) -> None:
    """Who and what only one text mentions is in no list, and has no page."""
    once = make_library([_talks(1, mention), _talks(2)], THEMES)
    assert _entities(once, folder) == []
    assert [path for path in _pages(once) if path.startswith(folder)] == [folder]
    twice = make_library([_talks(1, mention), _talks(2, mention)], THEMES)
    assert _entities(twice, folder) == [listed]
    assert [one.slug for one in _pages(twice)[listed[1]].listed] == ["n2", "n1"]


def test_a_person_without_a_full_name_is_never_merged_across_texts() -> None:
    """Two texts that name a Sharif may mean two people."""
    library = make_library([_talks(n, make_mention(PERSON, "Sharif", 1)) for n in (1, 2)], THEMES)
    assert _entities(library, "people/") == []
    assert library.entities == {}


def test_an_entity_is_called_as_most_texts_call_it() -> None:
    """Texts differ in accents and capitals; of equally many, the newest is followed."""
    names = {1: "Ada Writér", 2: "Ada Writer", 3: "Ada Writer", 4: "Ada Writér"}
    mentions = {n: replace(ADA, name=name) for n, name in names.items()}
    some = make_library([_talks(n, mentions[n]) for n in (1, 2, 3)], THEMES)
    assert [name for name, *_ in _entities(some, "people/")] == ["Ada Writer"]
    every = make_library([_talks(n, mention) for n, mention in mentions.items()], THEMES)
    assert [name for name, *_ in _entities(every, "people/")] == ["Ada Writér"]


def test_a_long_list_is_divided_by_first_letters() -> None:
    """Accents do not count; a short list is not divided, nor one of too many first letters."""
    names = [f"{letter}da Writer{n}" for letter in "BAÁ" for n in range(30)]
    mentions = [make_mention(PERSON, name, 1) for name in names]

    def letters(count: int) -> list[tuple[str, int]]:
        library = make_library([_talks(n, *mentions[:count]) for n in (1, 2)], THEMES)
        view = _pages(library)["people/"].view
        assert isinstance(view, EntitiesView)
        return [(part.letter, len(part.cards)) for part in view.letters]

    assert letters(90) == [("A", 60), ("B", 30)]
    assert letters(40) == [("", 40)]
    mentions = [make_mention(PERSON, f"{chr(0x4E00 + n)} x", 1) for n in range(90)]
    assert letters(90) == [("", 90)]


def test_an_entity_page_says_in_which_sentence() -> None:
    """Each briefing stands with the sentence that mentions it first, and links to other ¶."""
    library = make_library([_talks(1, UN), _talks(2, replace(UN, sentence=None))], THEMES)
    page = _pages(library)["organisations/united-nations/"]
    html = base.render_list(page, SITE).blocks["main"]
    assert html.count("<q data-extract") == 1
    assert '<q data-extract="1">Tea grew.</q>' in html
    for day in (1, 2):
        for number in (1, 2):
            assert html.count(f'href="../../briefings/n{day}/#p{number}"') == 1
    assert [one.extract for one in page.listed] == [None, Extract("Tea grew.", 1)]
    assert 'href="https://www.wikidata.org/wiki/Q1065"' in html


@pytest.mark.parametrize(("sentence", "is_shown"), [("Tea grew.", True), ("Talks fell.", False)])
def test_rights_hold_on_the_page_of_an_entity(sentence: str, is_shown: bool) -> None:
    """Of a text for extracts only, no sentence is shown but an extract, and no ¶ is led to."""
    number = TALKS.split("\n\n").index(sentence) + 1
    mention = make_mention(PERSON, "Ada Writer", number, sentence=sentence)
    cut = _talks(1, mention, publish=Publish.EXTRACTS)
    page = _pages(make_library([cut, _talks(2, ADA)], THEMES))["people/ada-writer/"]
    html = base.render_list(page, SITE).blocks["main"]
    assert (sentence in html) == is_shown
    assert "briefings/n1/" in html
    assert "briefings/n1/#p" not in html


def test_a_country_lists_its_paragraphs_newest_text_first() -> None:
    """A line names a text, where it mentions the country and whether it may be led to."""
    old = _named(1, "Peru.\n\nTrade.\n\nPeru.", "- - -", publish=Publish.EXTRACTS)
    library = make_library([old, _named(2, "Peru."), _named(3, "France.")], THEMES)
    view = _pages(library)["countries/pe/"].view
    assert isinstance(view, EntityView)
    lines = [
        (entry.path, entry.record.is_full, sorted({*entry.paragraphs, *_quoted(entry)}))
        for entry in _entries(view.story)
    ]
    assert lines == [("briefings/n2/", True, [1]), ("briefings/n1/", False, [1, 3])]
    assert (view.card.id, view.card.briefings) == ("PE", 2)


def _entries(story: Story) -> list[StoryEntry]:
    newest = [story.newest] if story.newest else []
    return [*newest, *(entry for year in story.years for entry in year.entries)]


def _quoted(entry: StoryEntry) -> list[int]:
    return [entry.sentence.paragraph] if entry.sentence else []


def test_the_front_page_shows_the_newest_large_and_a_few_more() -> None:
    """Then events ahead; all of them are listed for the proof, in the order of the page."""
    meeting = "The ministers of Peru will meet again in June 2026."
    briefings = [_named(day, "Rain fell.") for day in range(2, 12)]
    briefings.append(_named(1, meeting, bottom_line="Peru wants to talk."))
    library = make_library([*map(_with_ada, briefings)], THEMES)
    page = _pages(library)[""]
    html = base.render_list(page, SITE).blocks["main"]
    assert html.count('class="top-story" data-briefing="n11"') == 1
    assert '<a href="people/ada-writer/"><bdi>Ada Writer</bdi></a>' in html.replace('"./', '"')
    slugs = re.findall(r'data-briefing="(\w+)"', html)
    assert slugs == [*(f"n{day}" for day in range(11, 6, -1)), "n1"]
    assert [one.slug for one in page.listed] == slugs
    last = page.listed[-1]
    assert (last.extract and last.extract.text, last.bottom_line) == (meeting, False)
    parts = list_parts({"": page.listed}, library.records, SITE)
    assert found(parts, lambda _: html.encode()) == []
    assert "All 11 briefings" in html


def _with_ada(briefing: Briefing) -> Briefing:
    return mentioning(briefing, ADA)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((), ["none_yet"]),
        ((1,), []),
        ((1, 2), ["more_new"]),
        ((1, 2, 3), ["more_new", "moving"]),
    ],
)
def test_the_front_page_has_no_empty_blocks(days: tuple[int, ...], found: list[str]) -> None:
    """Of a small library only those are shown that have something to say."""
    library = make_library([_named(day, "Rain fell.") for day in days], THEMES)
    html = base.render_list(_pages(library)[""], SITE).blocks["main"]
    phrases = ("none_yet", "more_new", "moving", "coming")
    assert [phrase for phrase in phrases if SITE.say(phrase) in html] == found


def test_the_home_page_names_the_most_mentioned(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commonest stand first, equals by name, and no more than a few of each kind."""
    monkeypatch.setattr(home, "MOST_COUNTRIES", 2)
    texts = ["Peru. France. Chile.", "Peru. Chile.", "France. Peru."]
    briefings = [mentioning(_named(day, text), ADA) for day, text in enumerate(texts, 1)]
    view = _pages(make_library(briefings, THEMES))[SITE.urls.home].view
    assert isinstance(view, HomeView)
    named = [(part.kind.id, [card.name for card in part.cards]) for part in view.entities]
    assert named == [("country", ["Peru", "Chile"]), ("person", ["Ada Writer"])]


def _offered(library: Library) -> dict[str, tuple[str, ...]]:
    """Return what a reader may choose from, by facet."""
    view = _pages(library)["search/"].view
    assert isinstance(view, SearchView)
    return {facet.name: tuple(label for _, label in facet.values) for facet in view.facets}


def test_one_may_search_by_what_there_is() -> None:
    """The choices are the themes, countries and years that have texts."""
    library = make_library(
        [_named(1, "Peru."), make_briefing("France.", "-", "n.txt", THEMES)], THEMES
    )
    assert _offered(library) == {
        "theme": ("Economy",),
        "country": ("France", "Peru"),
        "year": ("2026", "Undated"),
    }


def test_one_may_search_by_the_most_mentioned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of organisations and people with a page, the most mentioned are offered, by name."""
    monkeypatch.setattr(search, "MOST_OFFERED", 2)
    people = [make_mention(PERSON, f"{name} Writer", 1) for name in ("Eve", "Bob", "Ada")]
    library = make_library(
        [_talks(1, UN, *people), _talks(2, UN, *people), _talks(3, people[0])], THEMES
    )
    offered = _offered(library)
    assert offered["organisation"] == ("United Nations",)
    assert offered["person"] == ("Ada Writer", "Eve Writer")


# --- which pages ----------------------------------------------------------------------

OVERVIEWS = {
    *(
        "",
        "themes/",
        "countries/",
        "organisations/",
        "people/",
        "archive/",
        "search/",
        "subscribe/",
        "weekly/",
    ),
}
"""Pages that stand whatever there is."""


def _old(text: str = "Trade with Peru grew.", places: str = "economy", **front: Any) -> Briefing:
    return make_briefing(text, places, "2025-01-02-old.txt", THEMES, **front)


NEW = make_briefing("Troops of France marched.", "security", "2026-03-04-new.txt", THEMES)
LAST = make_briefing("Trade with Peru fell.", "economy", "2026-05-06-last.txt", THEMES)
PLAIN = make_briefing("Rain fell.", "-", "plain.txt", THEMES)


def test_every_theme_country_and_year_lists_its_own() -> None:
    """Each has a page of its briefings, newest first."""
    pages = _pages(make_library([_old(), NEW, LAST, PLAIN], THEMES))
    listed = {path: [one.slug for one in page.listed] for path, page in pages.items()}
    assert {path: slugs for path, slugs in listed.items() if path not in OVERVIEWS} == {
        "themes/economy/": ["last", "old"],
        "themes/security/": ["new"],
        "themes/regional/": [],
        "countries/fr/": ["new"],
        "countries/pe/": ["last", "old"],
        "archive/2026/": ["last", "new"],
        "archive/2025/": ["old"],
        "archive/undated/": ["plain"],
        "weekly/2026-W19/": ["last"],
        "weekly/2026-W10/": ["new"],
        "weekly/2025-W01/": ["old"],
    }


def test_an_empty_library_has_the_pages_of_its_themes() -> None:
    """They may be linked to before there is a text."""
    themes = {f"themes/{theme.id}/" for theme in THEMES}
    assert set(_pages(make_library([], THEMES))) == OVERVIEWS | themes


@pytest.mark.parametrize(
    ("first", "name"),
    [("themes/economy/", "Economy"), ("countries/pe/", "Peru"), ("archive/2026/", "2026")],
)
def test_a_long_list_runs_over_pages(
    monkeypatch: pytest.MonkeyPatch, first: str, name: str
) -> None:
    """Each line is on one of them; titles, addresses and links tell them apart."""
    monkeypatch.setattr(base, "PAGE_LENGTH", 2)
    pages = _pages(make_library([_named(day, "Peru.") for day in range(1, 6)], THEMES))
    paths = [first, f"{first}page-2/", f"{first}page-3/"]
    slugs = [[one.slug for one in pages[path].listed] for path in paths]
    assert slugs == [["n5", "n4"], ["n3", "n2"], ["n1"]]
    assert [pages[path].title for path in paths] == [name, f"{name}, page 2", f"{name}, page 3"]
    middle = base.render_list(pages[paths[1]], SITE).blocks["main"]
    assert [path for path in paths if f'href="../../../{path}"' in middle] == [paths[0], paths[2]]


# --- their cache keys -----------------------------------------------------------------

_MORE = make_briefing("Troops of Chile.", "security", "2025-07-08-more.txt", THEMES)
_LISTS_OLD = {"", "themes/economy/", "countries/pe/", "archive/2025/"}
_LISTS_OLD |= {"weekly/", "weekly/2025-W01/"}
CHANGES: dict[str, tuple[list[Briefing], set[str]]] = {
    "nothing": ([_old(), NEW, LAST, PLAIN], set()),
    "title": ([_old(title="Elder"), NEW, LAST, PLAIN], _LISTS_OLD),
    "sentence": ([_old("Trade with Peru rose."), NEW, LAST, PLAIN], _LISTS_OLD),
    "rights": ([_old(publish=Publish.EXTRACTS), NEW, LAST, PLAIN], _LISTS_OLD),
    "theme": (
        [_old(places="regional"), NEW, LAST, PLAIN],
        {*_LISTS_OLD, "themes/", "themes/regional/", "search/", "subscribe/"},
    ),
    "country": (
        [_old("Trade with Chad grew."), NEW, LAST, PLAIN],
        {*_LISTS_OLD, "countries/", "countries/td/", "search/", "subscribe/"},
    ),
    "one more": (
        [_old(), NEW, LAST, PLAIN, _MORE],
        {"", "archive/", "archive/2025/", "countries/", "countries/cl/", "search/"}
        | {"themes/", "themes/security/", "subscribe/", "weekly/", "weekly/2025-W28/"}
        | {"weekly/2025-W01/", "weekly/2026-W10/"},  # the weeks before and after
    ),
}
"""Libraries, and which of their pages show something else than before."""


@pytest.mark.parametrize(("briefings", "changed"), CHANGES.values(), ids=CHANGES)
def test_a_page_has_another_key_if_it_shows_something_else(
    briefings: list[Briefing], changed: set[str]
) -> None:
    """A change renders the pages that show it anew, and no page that keeps its key is stale."""
    before = _pages(make_library([_old(), NEW, LAST, PLAIN], THEMES))
    after = _pages(make_library(briefings, THEMES))
    same = {path for path in after if path in before and after[path].key == before[path].key}
    assert after.keys() - same == changed
    assert {path: after[path].view for path in same} == {path: before[path].view for path in same}
