"""Contexts: a template uses only what its dataclass has, and every field is of use to one."""

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jinja2
import pytest
from jinja2 import meta, nodes

from dossier.briefings.compose import compose
from dossier.export import metadata
from dossier.filing.assign import file_paragraphs
from dossier.model import Briefing, Publish
from dossier.pages import briefing as views
from dossier.pages import contexts, overviews
from dossier.pages.contexts import PageHead, ProseView, Site, SitemapEntry, StaticView
from dossier.pages.neighbours import around
from dossier.search import index
from tests.factories import (
    HEAD,
    PUBLICATION,
    SITE,
    brief,
    make_briefing,
    make_document,
    make_library,
    make_themes,
    show,
    site_templates,
    templates,
)

THEMES = make_themes("economy security regional symbolism")
MARKDOWN = """\
# Rails

Trade grew in France. It had to.

> Quoted.
>
> 1. One
> 2. Two

- item

| a | b |
|---|---|
| 1 | 2 |

```
code
```

Who knows?
"""
STATED: dict[str, Any] = {
    "author": "A. Writer",
    "source": "The Morning Post",
    "url": "https://example.org/rails",
    "rights": "© 2026",
    "updated": datetime.date(2026, 2, 5),
    "bottom_line": "It pays.",
    "watch": ("The talks",),
    "filed": {2: ("security", "it is a toll"), 3: "regional"},
}

VIEWS = {
    "404.html": StaticView,
    "archive.html": contexts.ArchiveView,
    "around.html": contexts.AroundView,
    "as-published.html": contexts.AsPublishedView,
    "briefing.html": contexts.BriefingView,
    "countries.html": contexts.CountriesView,
    "country.html": contexts.CountryView,
    "figures/counts.html": contexts.FiguresView,
    "figures/themes.html": contexts.FiguresView,
    "home.html": contexts.HomeView,
    "main.html": ProseView,
    "pagefind.html": index.PagefindView,
    "search.html": contexts.SearchView,
    "sitemap.xml": StaticView,
    "theme.html": contexts.ThemeView,
    "themes.html": contexts.ThemesView,
    "year.html": contexts.YearView,
}
"""Every template that is rendered with a view."""

DATACLASSES = [
    value
    for module in (contexts, index, metadata)
    for value in vars(module).values()
    if isinstance(value, type)
    and dataclasses.is_dataclass(value)
    and value.__module__ == module.__name__
]
NOT_SHOWN = {"CountryCard.code"}
"""Fields that no template asks for, only the code that makes the pages."""

FIELDS = [f"{c.__name__}.{field.name}" for c in DATACLASSES for field in dataclasses.fields(c)]


@cache
def _briefings() -> tuple[Briefing, ...]:
    """Return briefings in which every branch of every template has something to show."""
    best = "- economy - economy+security - economy security economy -"
    return (
        *(
            make_briefing(f"Peru: {n}.", "economy", f"2025-03-{n % 28 + 1:02}-n{n}.txt", THEMES)
            for n in range(60)
        ),
        make_briefing(MARKDOWN, best, "2026-02-03-full.md", THEMES, **STATED),
        make_briefing("Trade.\n\nTroops.", "- security", "plain.txt", THEMES),
        make_briefing(MARKDOWN, best, "cut.md", THEMES, publish=Publish.EXTRACTS, **STATED),
        make_briefing("Trade.", "economy", "bare.txt", THEMES, publish=Publish.EXTRACTS),
        make_briefing("| a |\n|---|\n| 1 |", "symbolism", "table.md", THEMES),
    )


def _pages() -> Iterator[tuple[str, object]]:
    """Yield template and view of every page of the library, and of an empty one."""
    for gathered in (make_library(_briefings(), THEMES), make_library([], THEMES)):
        yield "home.html", overviews.home_view(gathered, THEMES, "en-GB")
        yield "themes.html", overviews.themes_view(gathered, THEMES)
        yield "archive.html", overviews.archive_view(gathered)
        for theme in THEMES:
            yield from (("theme.html", view) for view in overviews.theme_views(gathered, theme))
        for year in overviews.years(gathered):
            yield from (
                ("year.html", view) for view in overviews.year_views(gathered, year, THEMES)
            )
        yield "search.html", overviews.search_view(gathered, THEMES, "en-GB")
        countries = overviews.countries_view(gathered, "en-GB")
        yield "countries.html", countries
        for named in countries.countries:
            yield from (("country.html", v) for v in overviews.country_views(gathered, named))
        yield from (("around.html", view) for view in around(gathered))
        figures = overviews.figures_view(gathered, THEMES)
        yield from (("figures/counts.html", figures), ("figures/themes.html", figures))
    for briefing in _briefings():
        yield "briefing.html", brief(briefing, THEMES)
        yield "as-published.html", views.as_published_view(briefing, THEMES)
        yield "pagefind.html", index.view(briefing, THEMES, "en-GB")
    yield "main.html", ProseView("<p>Prose</p>")
    entries = (SitemapEntry("https://a.b/", None), SitemapEntry("https://a.b/c", datetime.date.max))
    yield from ((name, StaticView(entries)) for name in ("404.html", "sitemap.xml"))


class Spy:
    """Stands for a dataclass in a template and notes which of its fields are asked for."""

    def __init__(self, value: object, seen: set[str]) -> None:
        self._value = value
        self._seen = seen

    def __getattr__(self, name: str) -> object:
        found = getattr(self._value, name)
        self._seen.add(f"{type(self._value).__name__}.{name}")
        return _spied(found, self._seen)


def _spied(value: object, seen: set[str]) -> Any:
    if dataclasses.is_dataclass(value):
        return Spy(value, seen)
    if isinstance(value, tuple):
        return tuple(_spied(part, seen) for part in value)
    if isinstance(value, Mapping):
        return {key: _spied(part, seen) for key, part in value.items()}
    return value


def _parsed(name: str) -> nodes.Template:
    return templates().parse(site_templates()[name][0])


def test_every_template_is_known_here() -> None:
    """A template that is added must be given a dataclass, and a dataclass a template."""
    names = [name for name in site_templates() if "parts/" not in name]
    assert sorted(names) == sorted([*VIEWS, "base.html", "colours.html"])
    parts = {contexts.SectionView, contexts.ParagraphView}
    assert {c for c in DATACLASSES if c.__name__.endswith("View")} - parts == set(VIEWS.values())


@pytest.mark.parametrize("name", site_templates())
def test_a_template_asks_for_nothing_but_what_all_are_given(name: str) -> None:
    """The names that a template does not make itself are these, whatever it is."""
    given = {"site", "page", "view", "link", "say", "direction"}
    given = {"themes"} if name == "colours.html" else given
    parsed = _parsed(name)
    imports = [part for node in parsed.find_all(nodes.FromImport) for part in node.names]
    imported = {part if isinstance(part, str) else part[1] for part in imports}
    macros = {node.name for node in parsed.find_all(nodes.Macro)}
    assert meta.find_undeclared_variables(parsed) - imported - macros <= given


@pytest.mark.parametrize("name", [*VIEWS, "base.html"])
def test_a_template_uses_only_fields_of_its_dataclass(name: str) -> None:
    """Each `view.x`, `page.x` and `site.x` in a template, rendered or not, is a field."""
    owners = {"site": Site, "page": PageHead} | ({"view": VIEWS[name]} if name in VIEWS else {})
    used = {
        (node.node.name, node.attr)
        for node in _parsed(name).find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name in ("site", "page", "view")
    }
    known = {(key, field.name) for key, c in owners.items() for field in dataclasses.fields(c)}
    assert used <= known


@pytest.mark.parametrize(
    ("template", "view"),
    [
        pytest.param(*page, id=f"{key}-{page[0]}")
        for key, page in enumerate(_pages())
        if key % 9 < 8
    ],
)
def test_every_page_renders_in_strict_mode(template: str, view: object) -> None:
    """A real view has every name that its template asks for."""
    assert templates().undefined is jinja2.StrictUndefined
    assert show(template, view).strip()


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Return every field that some template asked for while all pages were rendered."""
    found: set[str] = set()
    bare = dataclasses.replace(
        HEAD, path="", metadata=dataclasses.replace(HEAD.metadata, canonical=None)
    )
    site = _spied(SITE, found)
    for template, view in _pages():
        head = HEAD
        if isinstance(view, contexts.BriefingView):
            known = metadata.of_briefing(view.briefing, PUBLICATION, "What it holds.")
            head = dataclasses.replace(HEAD, metadata=known)
        show(template, _spied(view, found), site, _spied(head, found))
    show("main.html", ProseView(""), site, _spied(bare, found))
    return found


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_of_use(seen: set[str], field: str) -> None:
    """A field that no template asks for is not in a context."""
    assert (field in seen) != (field in NOT_SHOWN)


@pytest.mark.parametrize(
    ("slug", "expected", "missing"),
    [
        (
            "full",
            (
                *("by the editor", "it is a toll", "As published", "Close call", "also Security"),
                *(
                    "Why here?",
                    "<mark>One</mark>",
                    "<mark>one</mark> +1.25",
                    "starts -0.50",
                    "+1.00",
                ),
            ),
            ("Lead extract",),
        ),
        (
            "plain",
            ("Lead extract", "nothing in this source", "Undated", "Why here?"),
            ("by the editor", "Close call", ">also "),
        ),
        ("cut", ("extracts only", "Read the whole text at its source"), ('id="p', "Who knows")),
        ("bare", ("extracts only",), ("at its source", 'id="p')),
    ],
)
def test_the_themed_page_follows_its_view(
    slug: str, expected: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    """The editor's words, doubt and reasons are shown, a lead is no bottom line, rights hold."""
    briefing = next(b for b in _briefings() if b.slug == slug)
    html = show("briefing.html", brief(briefing, THEMES)).replace('id="provenance"', "")
    assert [text for text in expected if text.lower() not in html.lower()] == []
    assert [text for text in missing if text in html] == []


def test_a_themes_history_names_where_else_it_is_found() -> None:
    """A paragraph that gives a theme a share is listed there as such, without a sentence of it."""
    briefing = make_briefing("Trade.\n\nTroops.", "economy+security -", "n.txt", THEMES)
    gathered = make_library([briefing], THEMES)
    (view,) = overviews.theme_views(gathered, THEMES[1])
    html = show("theme.html", view)
    assert (html.count("also in"), html.count("#p1"), html.count("data-extract")) == (1, 1, 0)


@pytest.mark.parametrize(
    ("text", "places", "unread"),
    [("Trade.", "economy", False), ("Trade.", "-", False), ("—", "-", False), ("Wort.", "?", True)],
)
def test_a_text_without_scores_is_said_not_to_be_filed(
    text: str, places: str, unread: bool
) -> None:
    """Where nothing has scores the page says that nothing was filed; else it lists the themes."""
    briefing = make_briefing(text, places, "n.txt", THEMES)
    if places == "?":
        document = make_document(text)
        briefing = compose(document, file_paragraphs(document, [None], THEMES), THEMES)
    view = brief(briefing, THEMES)
    assert view.unread == unread
    assert ("Not filed" in show("briefing.html", view)) == unread
