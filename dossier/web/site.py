"""The site itself: what every page, feed, citation and PDF needs to know of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import jinja2

from dossier import __version__
from dossier.model import CONTEXT, OUTLOOK, OVERVIEW, Described, Extract, Theme, Themes
from dossier.runtime.cache import key
from dossier.web import urls
from dossier.web.branding import Branding
from dossier.web.i18n import Phrases, direction
from dossier.web.templates import Templates, environment
from dossier.web.urls import Urls

GENERATOR = f"Dossier {__version__}"
"""Name and version of this program."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the site's navigation: a page, an address elsewhere, or a section of entries."""

    title: str
    path: str | None = None
    """Of a page of the site, from its root; "" is the front page."""

    url: str | None = None
    """Of an entry that leads elsewhere."""

    items: tuple["NavItem", ...] = ()
    """Of a section, which leads nowhere itself."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files that are made together and kept together."""

    texts: Mapping[str, str]
    """By their paths."""


@dataclass(frozen=True, slots=True)
class SiteContext:
    """The site: its name, address, language, navigation, phrases, templates and themes."""

    name: str
    description: str
    url: str | None
    """Full address of its root; None while it is not known."""

    phrases: Phrases
    templates: Templates = field(repr=False)
    themes: Themes = ()
    """In the order in which sections show them."""

    urls: Urls = field(default_factory=Urls)
    own_theme: bool = True
    """Dossier's own theme stands around the articles; False: that of a host."""

    pdfs: bool = False
    """Every briefing has a PDF beside it."""

    share_images: bool = False
    """Every briefing has a picture beside it, for links to it."""

    paper: str = "a4"
    """Paper of the PDFs, by a name that Typst knows."""

    search: bool = True
    """There is a search index."""

    program: str = ""
    """Digest of this program; see `runtime.program`."""

    nav: tuple[NavItem, ...] = ()
    branding: Branding = field(default_factory=Branding)
    preview: bool = False
    """The site is served while it is written; the server adds a script of its own to each page."""

    key: str = field(init=False, repr=False)
    """Cache key; changes with any template, theme, phrase, setting or release.

    The navigation, the branding and the preview are not in it: they stand around the articles.
    """

    def __post_init__(self) -> None:
        texts = {name: text for name, (text, _) in self.templates.items()}
        parts = (self.name, self.description, self.url, self.phrases, self.themes)
        settings = (
            self.urls,
            self.own_theme,
            self.pdfs,
            self.paper,
            self.search,
            texts,
            self.share_images,
        )
        object.__setattr__(self, "key", key(self.program, repr(parts), repr(settings)))

    @property
    def by_id(self) -> dict[str, Theme]:
        """The themes by their ids."""
        return {theme.id: theme for theme in self.themes}

    @property
    def places(self) -> tuple[str, ...]:
        """The sections of a briefing in the order in which they stand."""
        return (OVERVIEW, *(theme.id for theme in self.themes), CONTEXT, OUTLOOK)

    def place_name(self, place: str) -> str:
        """Return the name of a section as pages say it."""
        theme = self.by_id.get(place)
        return theme.name if theme else self.say(place)

    @property
    def language(self) -> str:
        """Of the interface; BCP 47 tag."""
        return self.phrases.language

    @property
    def direction(self) -> str:
        """Of the interface: "ltr" or "rtl"."""
        return direction(self.language)

    @property
    def generator(self) -> str:
        """Name and version of this program."""
        return GENERATOR

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase of the interface; see `i18n.Phrases.say`."""
        return self.phrases.say(phrase, **values)

    def address(self, path: str) -> str | None:
        """Return the full address of `path`; None while the site's own is not known."""
        return absolute(self.url, path) if self.url else None

    @property
    def feeds(self) -> bool:
        """Are there feeds? They need full addresses."""
        return self.url is not None

    @property
    def query(self) -> str:
        """Name of the words in the address of a search; by `q` themes ask their own."""
        return "q" if self.own_theme else "words"

    def asset(self, name: str) -> str:
        """Return the path of a stylesheet or script that articles need."""
        return f"assets/{name}" if self.own_theme else self.urls.asset(name)

    def page(self, briefing: Described) -> str | None:
        """Return the full address of a briefing's page; None while the site's is not known."""
        return self.address(self.urls.briefing(briefing.slug))

    def pdf(self, briefing: Described) -> str | None:
        """Return the path of a briefing's PDF, if it has one."""
        return self.urls.pdf(briefing.slug) if self.pdfs else None

    def share_image(self, briefing: Described) -> str | None:
        """Return the full address of a briefing's picture, if it has one."""
        path = self.urls.share_image(briefing.slug)
        return self.address(path) if self.share_images else None

    def abstract(self, briefing: Described) -> str:
        """Return the editor's bottom line, labelled as the editor's, else the lead with its ¶."""
        if lead := lead_of(briefing):
            return self.say("abstract_lead", number=lead.paragraph, text=lead.text)
        return self.say("abstract_bottom_line", text=briefing.front.bottom_line)


def lead_of(briefing: Described) -> Extract | None:
    """Return the lead with which a text is summed up; None: the editor's bottom line does that."""
    return None if briefing.front.bottom_line else briefing.lead


_environments: dict[str, jinja2.Environment] = {}


def environment_of(site: SiteContext) -> jinja2.Environment:
    """Return the Jinja environment of a site; there is one in each process."""
    if site.key not in _environments:
        _environments.clear()
        _environments[site.key] = environment(site.templates, site.phrases)
    return _environments[site.key]


def absolute(root: str, path: str) -> str:
    """Return the full address of `path`, which leads from the site's root, itself at `root`."""
    return f"{root.rstrip('/')}/{urls.url(path)}"
