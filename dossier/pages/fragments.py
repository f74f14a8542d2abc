"""Fragments: what a hand-written page shows of the library, where a comment in it asks for that.

`<!-- dossier: newest 5 -->` on a line of its own becomes the five newest briefings. To add one, add
an entry to `FRAGMENTS` and a template. Comments in code are text, and stay as they are written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from markdown_it import MarkdownIt

from dossier.errors import Fault, Faults
from dossier.model import COUNTRY, ORGANISATION, PERSON, Library
from dossier.pages import coming, home, moving, prose
from dossier.pages.base import Card, card, with_leads
from dossier.pages.entities import kind_of, most_named_of
from dossier.pages.home import TopStory
from dossier.proof import Listed
from dossier.text.nearest import alternatives
from dossier.web.site import SiteContext, environment_of
from dossier.web.templates import render

FRAME = '<div class="dossier">'
"""Around what a hand-written page shows of the library: our stylesheets reach what stands in it."""

_COUNT = re.compile(r"[1-9][0-9]{0,3}")
_HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<(/?)p\b", re.IGNORECASE)


NEWEST = 10
"""The newest briefings, unless a comment says how many."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a comment asks for, and where."""

    number: int
    """Of entries."""

    level: int
    """Of headings among them, 2 or 3: one below the heading that they stand under."""

    is_below_lead: bool
    """Does the page show the newest briefing large, further up?"""


@dataclass(frozen=True, slots=True)
class LeadView:
    """`figures/lead.html`: the newest briefing, large."""

    top: TopStory | None
    level: int


@dataclass(frozen=True, slots=True)
class NewestView:
    """`figures/newest.html`: the newest briefings."""

    cards: tuple[Card, ...]
    more: int
    """How many older ones there are."""

    total: int
    level: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What a comment becomes."""

    view: object
    """What the template of the fragment gets."""

    listed: tuple[Listed, ...] = ()
    """The briefings that it lists, each with what it shows of them."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a comment may ask for."""

    template: str
    show: Callable[[Library, SiteContext, Asked], Shown]
    number: int = 0
    """Entries that it shows unless the comment says how many; 0: it takes no number."""


def _lead(library: Library, site: SiteContext, asked: Asked) -> Shown:
    view = LeadView(home.top_story(library, site), asked.level)
    return Shown(view, with_leads(library.records[:1]))


def _newest(library: Library, site: SiteContext, asked: Asked) -> Shown:
    left = library.records[int(asked.is_below_lead) :]
    records, total = left[: asked.number], len(library.records)
    cards = tuple(card(record, site) for record in records)
    view = NewestView(cards, len(left) - len(records), total, asked.level)
    return Shown(view, with_leads(records))


def _moving(library: Library, site: SiteContext, asked: Asked) -> Shown:
    return Shown(moving.moving_view(library, site, asked.number))


def _coming(library: Library, site: SiteContext, asked: Asked) -> Shown:
    view = coming.coming_view(library, site, asked.number, asked.level)
    return Shown(view, coming.listed(view))


def _named(kind: str, library: Library, site: SiteContext, asked: Asked) -> Shown:
    return Shown(most_named_of(library, kind_of(kind), asked.number, site))


def _figures(library: Library, site: SiteContext, asked: Asked) -> Shown:
    return Shown(prose.figures_view(library, site))


def _nothing(library: Library, site: SiteContext, asked: Asked) -> Shown:
    return Shown(None)


LEAD = "lead"
"""The fragment behind which `newest` begins with the second briefing."""

FRAGMENTS = {
    LEAD: Fragment("lead.html", _lead),
    "newest": Fragment("newest.html", _newest, NEWEST),
    "moving": Fragment("moving.html", _moving, moving.MOST),
    "coming": Fragment("coming.html", _coming, coming.MOST),
    "themes": Fragment("themes.html", _figures),
    "countries": Fragment("named.html", partial(_named, COUNTRY), home.MOST_COUNTRIES),
    "organisations": Fragment("named.html", partial(_named, ORGANISATION), home.MOST_OTHERS),
    "people": Fragment("named.html", partial(_named, PERSON), home.MOST_OTHERS),
    "search": Fragment("search.html", _nothing),
    "counts": Fragment("counts.html", _figures),
    "measured": Fragment("measured.html", _figures),
}
"""What a hand-written page may ask for, by the name in its comment."""

_COMMENT = re.compile(
    rf"<!--\s*dossier(?:\s*:|(?=\s+(?:{'|'.join(FRAGMENTS)})(?:\s+\d+)?\s*-->))(.*?)-->",
    re.DOTALL | re.IGNORECASE,
)
"""A comment that asks for something, in capitals too; of one that is none, nobody would be told."""


@dataclass(frozen=True, slots=True)
class Handwritten:
    """A hand-written page."""

    file: str
    """Its file, as the user would name it."""

    path: str
    """Of the page, from the site's root."""

    source: str
    """The text of its file."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The HTML of a hand-written page with its fragments."""

    html: str
    listed: tuple[Listed, ...] = ()
    """The briefings that it lists, each with the extract that it shows."""


def are_in(html: str) -> bool:
    """Does a hand-written page ask for anything?"""
    return _COMMENT.search(html) is not None


def fill(html: str, page: Handwritten, library: Library, site: SiteContext) -> Filled:
    """Return the HTML of a hand-written page with what its comments ask for.

    Raises InputError with every comment that cannot be understood, and TemplateError.
    """
    faults, listed, parts, end = Faults(), list[Listed](), list[str](), 0
    has_lead = False
    for match in _COMMENT.finditer(html):
        words = match[1].lower().split()
        before = html[: match.start()]
        if sentence := _wrong(words, before, site):
            faults.add([Fault(page.file, _line(match[0], page.source), sentence)])
            continue
        fragment = FRAGMENTS[words[0]]
        number = int(words[1]) if len(words) > 1 else fragment.number
        shown = fragment.show(library, site, Asked(number, _level(before), has_lead))
        has_lead |= words[0] == LEAD
        listed += shown.listed
        env, template = environment_of(site), f"figures/{fragment.template}"
        made = render(env, template, page.path, site=site, view=shown.view).strip()
        wrapped = f"{FRAME}\n{made}\n</div>" if made else ""
        parts += (html[end : match.start()], wrapped)
        end = match.end()
    faults.raise_any()
    return Filled("".join((*parts, html[end:])), tuple(listed))


def _wrong(words: list[str], before: str, site: SiteContext) -> str:
    """Say what is wrong with a comment of these words; "" if nothing is."""
    if not words or words[0] not in FRAGMENTS:
        name = words[0] if words else ""
        ending = alternatives(name, FRAGMENTS, "there are")
        return f"there is no fragment '{name}'{ending}"
    name, *numbers = words
    fragment, comment = FRAGMENTS[name], f"<!-- dossier: {name} -->"
    if numbers and not fragment.number:
        return f"{name} takes no number; write {comment}"
    if len(numbers) > 1 or not all(map(_COUNT.fullmatch, numbers)):
        example = f"<!-- dossier: {name} {fragment.number} -->"
        return f"{name} takes one number from 1 to 9999, not '{' '.join(numbers)}'; write {example}"
    inside = [*_PARAGRAPH.finditer(before)]
    is_inside = inside and not inside[-1][1]
    if is_inside or (name == "measured" and prose.has_measured_themes(site)):
        return f"{comment} stands within other text; put it on a line of its own"
    return ""


def _level(before: str) -> int:
    """Return the level of headings below the last one that stands before a fragment."""
    headings = _HEADING.findall(before)
    return 3 if headings and headings[-1] > "1" else 2


def _line(comment: str, source: str) -> int:
    """Return the line of a page's Markdown on which a comment stands that is no code; else 0."""
    for token in MarkdownIt("commonmark").parse(source):
        is_inline = any(
            c.type == "html_inline" and c.content == comment for c in token.children or ()
        )
        if token.map and (is_inline or (token.type == "html_block" and comment in token.content)):
            return token.map[0] + token.content.split(comment)[0].count("\n") + 1
    return 0
