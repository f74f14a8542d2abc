"""Pages: a template uses only what its view has, and every field of a view is of use to one."""

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import jinja2
import pytest
from jinja2 import meta, nodes

from dossier import pages
from dossier.briefings.compose import compose
from dossier.export import citation, metadata
from dossier.filing.assign import file_paragraphs
from dossier.model import ORGANISATION, PERSON, Briefing, Choice, DeskWeight, Publish
from dossier.pages import (
    archive,
    base,
    blocks,
    briefing,
    coming,
    countries,
    entities,
    entity,
    fragments,
    home,
    list_pages,
    mail,
    moving,
    neighbours,
    prose,
    redirects,
    search,
    stories,
    subscribe,
    theme,
    weekly,
)
from dossier.pages.base import ListPage, PageHead, RenderedPage
from dossier.web.site import NavItem, SiteContext, environment_of
from dossier.web.templates import render
from tests.factories import (
    HEAD,
    RAIL,
    brief,
    make_briefing,
    make_document,
    make_library,
    make_mention,
    make_site,
    make_themes,
    mentioning,
    show,
    site_templates,
    templates,
)

THEMES = make_themes("economy security regional symbolism")
SITE = make_site(
    THEMES,
    pdfs=True,
    nav=(
        NavItem("About", "about/"),
        NavItem("More", items=(NavItem("Elsewhere", url="https://a.b/"),)),
    ),
)
MARKDOWN = """\
# Rails

Trade with France grew by 40 percent to $3 billion in 2025, the bank said. It had to.

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
    "why_it_matters": "Grain goes this way.",
    "watch": ("The talks",),
    "filed": {2: ("security", "it is a toll"), 3: "regional"},
}

CHOSEN = "A river divides two states.\n\nTrade grew. It had to.\n\nTroops left."
CHOICES: dict[str, Any] = {
    "lead": Choice(3, None, 2),
    "key_points": (Choice(2, 2, 3), Choice(1, None, 3), Choice(2, 1, 3)),
}
"""What an editor chose of it: nothing of Security."""

AHEAD = "The ministers of Peru and Chile will meet again in June 2026."

DESK = (DeskWeight("security", "trade", 0.5),)

MENTIONS = (
    make_mention(ORGANISATION, "United Nations", 1, 2, identifier="Q1065", sentence="Trade."),
    *(make_mention(PERSON, f"{'AB'[n % 2]}da Writer{n}", 1) for n in range(70)),
)

VIEWS = {
    "404.html": prose.StaticView,
    "archive.html": archive.ArchiveView,
    "around.html": neighbours.AroundView,
    "as-published.html": briefing.AsPublishedView,
    "briefing.html": briefing.BriefingView,
    "countries.html": countries.CountriesView,
    "entities.html": entities.EntitiesView,
    "entity.html": entity.EntityView,
    "figures/coming.html": coming.ComingView,
    "figures/counts.html": prose.FiguresView,
    "figures/lead.html": fragments.LeadView,
    "figures/measured.html": prose.FiguresView,
    "figures/moving.html": moving.MovingView,
    "figures/named.html": entities.NamedView,
    "figures/newest.html": fragments.NewestView,
    "figures/themes.html": prose.FiguresView,
    "home.html": home.HomeView,
    "host/article.html": RenderedPage,
    "host/head.html": RenderedPage,
    "main.html": prose.ProseView,
    "redirect.html": redirects.RedirectView,
    "search.html": search.SearchView,
    "shell.html": RenderedPage,
    "sitemap.xml": prose.StaticView,
    "theme.html": theme.ThemeView,
    "subscribe.html": subscribe.SubscribeView,
    "themes.html": theme.ThemesView,
    "week.html": weekly.WeekView,
    "weeks.html": weekly.WeeksView,
    "who.html": neighbours.AroundView,
    "year.html": archive.YearView,
    **dict.fromkeys(mail.TEMPLATES.values(), mail.MailView),
}
"""Every template that is rendered with a view."""

GIVEN = {
    "colours.html": {"themes"},
    "figures/measured.md": set(),
    "figures/search.html": {"site", "say", "link"},
    "atom.xml": {"feed", "generator", "entry", "link", "say", "direction"},
}
"""What templates are given that have no view."""

PROGRAMS = (
    *(ListPage, RenderedPage, stories.StoryPage),
    *(fragments.Asked, fragments.Filled, fragments.Fragment, fragments.Handwritten),
    fragments.Shown,
)
"""Dataclasses of which the program itself asks for what no template does."""

MODULES = (
    *(import_module(f"{pages.__name__}.{one.name}") for one in iter_modules(pages.__path__)),
    metadata,
)
DATACLASSES: list[type[Any]] = [
    NavItem,
    *(
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type)
        and dataclasses.is_dataclass(value)
        and value.__module__ == module.__name__
        and value not in PROGRAMS
    ),
]
FIELDS = [f"{c.__name__}.{field.name}" for c in DATACLASSES for field in dataclasses.fields(c)]
NOT_SHOWN = {
    *("EntityKind.search", "EntityKind.every", "EntityCard.id", "Week.name"),
    *("AroundView.path", "Surroundings.gaps"),
}
"""Fields that no template asks for, only the code that makes the pages."""


@cache
def _briefings() -> tuple[Briefing, ...]:
    """Return briefings in which every branch of every template has something to show."""
    best = "- economy - economy+security - economy security economy -"
    return (
        *(
            make_briefing(f"Peru: {n}.", "economy", f"2025-03-{n % 28 + 1:02}-n{n}.txt", THEMES)
            for n in range(60)
        ),
        mentioning(
            make_briefing(MARKDOWN, best, "2026-02-03-full.md", THEMES, **STATED), *MENTIONS
        ),
        mentioning(
            make_briefing("Trade.\n\nTroops.", "- security", "plain.txt", THEMES), *MENTIONS
        ),
        make_briefing(MARKDOWN, best, "cut.md", THEMES, publish=Publish.EXTRACTS, **STATED),
        make_briefing("Trade.", "economy", "bare.txt", THEMES, publish=Publish.EXTRACTS),
        make_briefing("| a |\n|---|\n| 1 |", "symbolism", "table.md", THEMES),
        make_briefing("Trade grew.", "security", "desk.txt", THEMES, desk=DESK),
        make_briefing(CHOSEN, "- economy security", "chosen.txt", THEMES, **CHOICES),
        make_briefing(AHEAD, "regional", "2024-06-01-ahead.txt", THEMES),
        make_briefing("Trade fell.", "economy", "draft.txt", THEMES, publish=Publish.PREVIEW),
    )


def _views() -> Iterator[tuple[str, PageHead, object]]:
    """Yield template, head and view of every page of a library, and of an empty one."""
    for library in (make_library(_briefings(), THEMES), make_library([], THEMES)):
        for page in list_pages(library, SITE):
            head = base.head(SITE, page.path, page.title, theme=page.theme)
            yield page.template, head, page.view
            if page.template in ("home.html", "search.html"):
                yield "shell.html", head, base.render_list(page, SITE)
        for around in neighbours.neighbours(library, SITE):
            yield "around.html", HEAD, around
            if around.named:
                yield "who.html", HEAD, around
        for mailed in mail.mail_views(library, SITE):
            yield from ((template, HEAD, mailed) for template in mail.TEMPLATES.values())
        figures = prose.figures_view(library, SITE)
        names = ("counts", "measured", "themes")
        yield from ((f"figures/{name}.html", HEAD, figures) for name in names)
        for name in ("lead", "newest", "moving", "coming", *(k.plural for k in entities.KINDS)):
            fragment, asked = fragments.FRAGMENTS[name], fragments.Asked(2, 2, is_below_lead=False)
            view = fragment.show(library, SITE, asked).view
            yield f"figures/{fragment.template}", HEAD, view
        yield "figures/search.html", HEAD, None
    for one in _briefings():
        ref = citation.reference(one, SITE)
        themed = briefing.themed(one, ref, SITE)
        for shell in ("shell.html", "host/article.html", "host/head.html"):
            yield shell, themed.head, themed
        yield "briefing.html", themed.head, briefing.briefing_view(one, ref, SITE)
        yield "as-published.html", HEAD, briefing.as_published_view(one, SITE)
    (record, *_) = make_library(_briefings()[:1], THEMES).records
    for address in (None, "https://example.org/a/"):
        yield "redirect.html", HEAD, redirects.RedirectView(record, "a/", address)
    yield "main.html", HEAD, prose.ProseView("<p>Prose</p>")
    days = (None, datetime.date.max)
    entries = tuple(prose.SitemapEntry("https://a.b/", day) for day in days)
    nowhere = base.head(SITE, "404.html", "Not found", has_address=False)
    yield from ((name, nowhere, prose.StaticView(entries)) for name in ("404.html", "sitemap.xml"))


def _render(template: str, head: object, view: object, site: Any = SITE) -> str:
    """Render a template in its shell, as a reader gets it."""
    return render(environment_of(SITE), template, HEAD.path, site=site, page=head, view=view)


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
    names = [
        name for name in site_templates() if "parts/" not in name and name != "mkdocs_theme.yml"
    ]
    assert sorted(names) == sorted([*VIEWS, *GIVEN, "base.html"])
    views = {c for c in DATACLASSES if c.__name__.endswith("View")}
    parts = {briefing.SectionView, blocks.ParagraphView}
    assert views - parts == set(VIEWS.values()) - {RenderedPage}


@pytest.mark.parametrize("name", site_templates())
def test_a_template_asks_for_nothing_but_what_it_is_given(name: str) -> None:
    """The names that a template does not make itself are these, whatever it is."""
    given = GIVEN.get(name, {"site", "page", "view", "link", "say", "direction"})
    parsed = _parsed(name)
    imports = [part for node in parsed.find_all(nodes.FromImport) for part in node.names]
    imported = {part if isinstance(part, str) else part[1] for part in imports}
    macros = {node.name for node in parsed.find_all(nodes.Macro)}
    made = {name.name for name in parsed.find_all(nodes.Name) if name.ctx == "store"}
    assert meta.find_undeclared_variables(parsed) - imported - macros - made <= given


@pytest.mark.parametrize("name", [*VIEWS, "base.html"])
def test_a_template_uses_only_what_its_dataclass_has(name: str) -> None:
    """Each `view.x`, `page.x` and `site.x` in a template, rendered or not, is known."""
    owners = {"site": SiteContext, "page": PageHead} | (
        {"view": VIEWS[name]} if name in VIEWS else {}
    )
    used = {
        (node.node.name, node.attr)
        for node in _parsed(name).find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name in ("site", "page", "view")
    }
    assert used <= {(name, member) for name, owner in owners.items() for member in dir(owner)}


@pytest.mark.parametrize("template", VIEWS)
def test_every_page_renders_in_strict_mode(template: str) -> None:
    """A real view has every name that its template asks for."""
    assert environment_of(SITE).undefined is jinja2.StrictUndefined
    pages = [_render(*page) for page in _views() if page[0] == template]
    assert pages != []
    assert [page for page in pages if not page.strip()] == []


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Return every field that some template asked for while all pages were rendered."""
    found: set[str] = set()
    site = _spied(SITE, found)
    for template, head, view in _views():
        _render(template, _spied(head, found), _spied(view, found), site)
    return found


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_of_use(seen: set[str], field: str) -> None:
    """A field that no template asks for is not in a view."""
    assert (field in seen) != (field in NOT_SHOWN)


# --- what pages say -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "expected", "missing"),
    [
        (
            "full",
            (
                *("by the editor", "it is a toll", "original order", "Close call", "also Security"),
                *(
                    "Why here?",
                    "<mark>One</mark>",
                    "<mark>one</mark> +1.25",
                    "starts from -0.50",
                    "+1.00",
                ),
            ),
            ("Lead extract",),
        ),
        (
            "plain",
            ("Lead extract", ">Security<", "Undated", "Why here?"),
            ("by the editor", "Close call", ">also ", ">Economy<", "nothing in"),
        ),
        ("cut", ("extracts only", "Read the whole text at its source"), ('id="p', "Who knows")),
        ("bare", ("extracts only",), ("at its source", 'id="p')),
    ],
)
def test_the_themed_page_follows_its_view(
    slug: str, expected: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    """The editor's words, doubt and reasons are shown, a lead is no bottom line, rights hold."""
    (one,) = (one for one in _briefings() if one.slug == slug)
    html = show("briefing.html", brief(one, THEMES)).replace('id="provenance"', "")
    assert [text for text in expected if text.lower() not in html.lower()] == []
    assert [text for text in missing if text in html] == []


def _opening(html: str) -> str:
    """Return the part of a page that says what its text says."""
    return html.partition('<section class="summary"')[2].partition("</section>")[0]


def _order(html: str, *words: str) -> list[str]:
    """Return those of `words` that a page says, in the order in which it does."""
    return sorted((word for word in words if word in html), key=html.index)


def test_the_page_shows_what_the_editor_chose() -> None:
    """The lead, the key points in the editor's order and those of no theme; it says who chose."""
    (one,) = (one for one in _briefings() if one.slug == "chosen")
    html = _opening(show("briefing.html", brief(one, THEMES)))
    said = [
        *("Lead extract", ">¶3<", ">Troops left.<", "Key points", ">Overview<", "two states.<"),
        *(">Economy<", ">It had to.<", ">Trade grew.<"),
    ]
    assert _order(html, *said) == said
    assert html.count("chosen by the editor") == 2
    assert [name for name in (">Context<", ">Security<") if name in html] == []


def test_the_opening_says_first_what_matters_most() -> None:
    """The bottom line, a lead only if it was chosen, why it matters, key points, what to watch."""
    words = {"bottom_line": "It pays.", "why_it_matters": "Grain goes there.", "watch": ("Talks",)}
    for lead in (None, Choice(1, None, 2)):
        one = make_briefing(RAIL, "economy", "n.txt", THEMES, lead=lead, **words)
        html = _opening(show("briefing.html", brief(one, THEMES)))
        said = [
            *("Bottom line", ">It pays.<", *["Lead extract"] * bool(lead)),
            *("Why it matters", ">Grain goes there.<", "Key points", ">Economy<"),
            *("What to watch", ">Talks<"),
        ]
        assert _order(html, *{"Lead extract", *said}) == said
        assert html.count(f">{RAIL}<") == 1 + bool(lead)


def test_key_points_beyond_the_first_five_open_in_place() -> None:
    """Five are shown at once, by theme; the others, and where they belong, are folded up."""
    text = "\n\n".join(f"Trade grew by {n} percent." for n in range(7))
    points = tuple(Choice(n, None, 2) for n in range(1, 8))
    one = make_briefing(text, "economy " * 4 + "security " * 3, "n.txt", THEMES, key_points=points)
    html = _opening(show("briefing.html", brief(one, THEMES)))
    first, _, more = html.partition("<details")
    assert (first.count("<dd"), more.count("<dd"), more.count("<dt")) == (5, 2, 1)
    assert "2 more key points</summary>" in more


def test_the_contents_count_the_paragraphs_of_each_section() -> None:
    """They lead to every section, in order; a theme without paragraphs is not among them."""
    text = "\n\n".join(["| a |\n|---|\n| 1 |"] * 23)
    one = make_briefing(text, " ".join(["economy"] * 20 + ["symbolism"] * 3), "n.md", THEMES)
    html = show("briefing.html", brief(one, THEMES))
    contents = html.partition('<nav class="contents"')[2].partition("</nav>")[0]
    said = ["#section-economy", "<small>20</small>", "#section-symbolism", "<small>3</small>"]
    assert _order(contents, *said, "security") == said


def test_why_a_paragraph_of_a_very_long_text_is_there_is_said_on_its_other_page() -> None:
    """Hundreds of reasons would make the page slow; the other page of a short text has none."""
    for count, reasons in ((250, [0, 250]), (249, [249, 0])):
        text = "\n\n".join(["Trade grew."] * count)
        one = make_briefing(text, " ".join(["economy"] * count), "n.txt", THEMES)
        views = (brief(one, THEMES), briefing.as_published_view(one, SITE))
        names = ("briefing.html", "as-published.html")
        shown = [show(name, view) for name, view in zip(names, views, strict=True)]
        assert [html.count('class="reason"') for html in shown] == reasons
        assert ("said beside it in the original order" in shown[0]) == (count == 250)


@pytest.mark.parametrize("shell", ["shell.html", "host/article.html"])
def test_the_preview_alone_asks_to_show_how_a_text_was_filed(shell: str) -> None:
    """For editors the switch begins on; for readers as they left it."""
    (one,) = (one for one in _briefings() if one.slug == "full")
    page = briefing.themed(one, citation.reference(one, SITE), SITE)
    for preview in (True, False):
        html = _render(shell, page.head, page, dataclasses.replace(SITE, preview=preview))
        assert (" data-preview>" in html) == preview


def test_key_points_of_a_text_that_is_not_filed_are_shown() -> None:
    """An editor may choose sentences in a language that is not the themes' own."""
    document = make_document("Handel wuchs. Er musste.", key_points=(Choice(1, 2, 2),))
    one = compose(document, file_paragraphs(document, [None], THEMES), THEMES)
    html = show("briefing.html", brief(one, THEMES))
    assert _order(html, "Not filed", ">Overview<", ">Er musste.<", 'class="shares"') == [
        *("Not filed", ">Overview<", ">Er musste.<"),
    ]


def test_a_text_of_no_theme_shows_none() -> None:
    """Where nothing belongs to a theme there is neither list nor bar of themes."""
    html = show("briefing.html", brief(make_briefing("Trade.", "-", "n.txt", THEMES), THEMES))
    assert ('class="points"' in html, 'class="shares"' in html) == (False, False)


@pytest.mark.parametrize("path", ["", "themes/economy/", "countries/pe/", "archive/undated/"])
def test_every_list_has_the_bottom_line(path: str) -> None:
    """It is labelled as the editor's: in place of the lead, or below the sentence of a story."""
    text = "Trade with Peru grew by 40 percent to $3 billion in 2025, the bank said. It had to."
    one = make_briefing(text, "economy", "n.txt", THEMES, bottom_line="It <pays>.")
    plain = make_briefing(text, "economy", "o.txt", THEMES)
    pages = {page.path: page for page in list_pages(make_library([one, plain], THEMES), SITE)}
    html = base.render_list(pages[path], SITE).blocks["main"]
    first, second = html.split("data-briefing=")[1:3]
    label, words = "Bottom line · by the editor</small>", "It &lt;pays&gt;.</span>"
    sentence = ["data-extract"] if path.startswith(("themes/", "countries/")) else []
    assert _order(first, label, words, "data-extract") == [*sentence, label, words]
    assert _order(second, label, "data-extract") == ["data-extract"]


def test_a_history_of_a_theme_without_key_points_is_whole() -> None:
    """A line without a sentence leads to its paragraphs."""
    table = make_briefing("| a |\n|---|\n| 1 |", "symbolism", "table.md", THEMES)
    pages = {page.path: page for page in list_pages(make_library([table], THEMES), SITE)}
    html = base.render_list(pages["themes/symbolism/"], SITE).blocks["main"]
    assert ("data-extract" in html, html.count('class="cite"')) == (False, 1)


def test_a_themes_history_names_where_else_it_is_found() -> None:
    """A paragraph that gives a theme a share is listed there as such, without a sentence of it."""
    one = make_briefing("Trade.\n\nTroops.", "economy+security -", "n.txt", THEMES)
    pages = list_pages(make_library([one], THEMES), SITE)
    (view,) = (page.view for page in pages if page.path == "themes/security/")
    html = show("theme.html", view)
    counts = [html.count(part) for part in ("touched on in", "#p1", "data-extract")]
    assert counts == [1, 1, 0]


@pytest.mark.parametrize(
    ("text", "places", "unread"),
    [("Trade.", "economy", False), ("Trade.", "-", False), ("—", "-", False), ("Wort.", "?", True)],
)
def test_a_text_without_scores_is_said_not_to_be_filed(
    text: str, places: str, unread: bool
) -> None:
    """Where nothing has scores the page says that nothing was filed; else it lists the themes."""
    one = make_briefing(text, places, "n.txt", THEMES)
    if places == "?":
        document = make_document(text)
        one = compose(document, file_paragraphs(document, [None], THEMES), THEMES)
    view = brief(one, THEMES)
    assert view.unread == unread
    assert ("Not filed" in show("briefing.html", view)) == unread
