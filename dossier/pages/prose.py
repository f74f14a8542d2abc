"""Hand-written pages, their live figures, and the pages that MkDocs makes of templates."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.model import Library, Record
from dossier.pages.theme import ThemeCard, theme_cards
from dossier.text.languages import primary
from dossier.web.site import SiteContext

_MEASURED = re.compile(
    r"^ {0,3}(?:<!--\s*dossier\s*:?\s*measured\s*-->|<!-- measured -->.*?<!-- end of measured -->)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"""Where the figures of filing stand; in pages copied from an earlier release, the figures too."""

_FENCED = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
"""A block of code, which shows comments as they are written."""

ENOUGH = 100
"""So many decisions of editors, and their share of agreement is known to some ten in a hundred."""

_FRAMED = {
    "<table>": '<div class="scroll" tabindex="0"><table>',
    "</table>": "</table></div>",
    '<a href="http': '<a rel="noopener" href="http',
    **{
        f'<{cell} align="{side}">': f'<{cell} class="{side}">'
        for cell in ("th", "td")
        for side in ("left", "center", "right")
    },
}
"""A wide table scrolls by itself, and by the keyboard too; links that lead elsewhere do not tell
there where they came from; the attribute that aligns a cell is none of HTML any more."""


@dataclass(frozen=True, slots=True)
class ProseView:
    """`main.html`: a hand-written page of docs/."""

    content: str
    """HTML."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page in sitemap.xml."""

    address: str
    changed: datetime.date | None
    """The day on which the text was dated or updated; None for pages that have no such day."""


@dataclass(frozen=True, slots=True)
class StaticView:
    """`404.html` and `sitemap.xml`."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """How many paragraphs editors moved from one place to another."""

    before: str
    """Name of the theme or section where they would have stood."""

    after: str
    """Name of the theme or section that the editor chose."""

    count: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the editors' decisions on one place agree with what Dossier had proposed."""

    name: str
    """Of the theme or section."""

    filed: int
    """Paragraphs that an editor filed there; a list counts as one."""

    as_proposed: int
    """Those of them that Dossier would have filed there too."""

    moved_away: int
    """Paragraphs that Dossier would have filed there, and an editor filed elsewhere."""

    @property
    def moved_in(self) -> int:
        """Paragraphs that an editor filed there, and Dossier would have filed elsewhere."""
        return self.filed - self.as_proposed


@dataclass(frozen=True, slots=True)
class FiguresView:
    """`figures/*.html`: the live figures of hand-written pages."""

    themes: tuple[ThemeCard, ...]
    briefings: int
    paragraphs: int
    filed: int
    """Paragraphs filed under a theme."""

    close_calls: int
    moved: int
    """Paragraphs that an editor filed elsewhere than Dossier would have."""

    moves: tuple[Move, ...]
    """Where to and from, the commonest first."""

    agreement: tuple[Agreement, ...]
    """Of every place that an editor filed a paragraph under or took one from, in their order."""

    overall: Agreement
    """The sum of `agreement`."""

    enough: int
    """With fewer decisions the share of agreement means little."""

    measured: bool
    """Are the themes and the language those that Dossier was measured with?"""


def with_measured(markdown: str, site: SiteContext) -> str:
    """Return the Markdown of a hand-written page with the figures that Dossier was measured by.

    They are put where the page asks for them on a line of its own, if the themes of the site are
    those of the figures; if not, the place is marked for `fragments`, which puts the editors'
    agreement there.
    """
    if not _MEASURED.search(markdown):
        return markdown
    mark = "<!-- dossier: measured -->"
    figures = site.templates["figures/measured.md"][0] if has_measured_themes(site) else mark
    parts, end = list[str](), 0
    for code in (*_FENCED.finditer(markdown), None):
        text = markdown[end : code.start() if code else None]
        parts += (_MEASURED.sub(lambda _: figures, text), code[0] if code else "")
        end = code.end() if code else len(markdown)
    return "".join(parts)


def has_measured_themes(site: SiteContext) -> bool:
    """Are the themes, by their ids, and the language those that Dossier was measured with?

    Its figures are of English texts.
    """
    if primary(site.language) != "en":
        return False
    from dossier.filing import weights  # a site without such a page need not wait for NumPy

    return {theme.id for theme in site.themes} == set(weights.load().themes)


def framed(html: str) -> str:
    """Return the HTML of a hand-written page as Dossier's own theme shows tables and links."""
    for plain, in_frame in _FRAMED.items():
        html = html.replace(plain, in_frame)
    return html


def figures_view(library: Library, site: SiteContext) -> FiguresView:
    """Count what the hand-written pages tell."""
    themes = {theme.id for theme in site.themes}
    agreed = agreement(library.records, site)
    overall = Agreement(
        site.say("agreement_all"),
        sum(one.filed for one in agreed),
        sum(one.as_proposed for one in agreed),
        sum(one.moved_away for one in agreed),
    )
    return FiguresView(
        themes=theme_cards(library, site),
        briefings=len(library.records),
        paragraphs=sum(len(record.places) for record in library.records),
        filed=sum(place in themes for record in library.records for place in record.filed_places),
        close_calls=sum(record.close_calls for record in library.records),
        moved=sum(len(record.moves) for record in library.records),
        moves=moves(library.records, {place: site.place_name(place) for place in site.places}),
        agreement=agreed,
        overall=overall,
        enough=ENOUGH,
        measured=has_measured_themes(site),
    )


def moves(records: Iterable[Record], names: Mapping[str, str]) -> tuple[Move, ...]:
    """Count where editors moved paragraphs from and to, the commonest first.

    `names` are those of the themes and sections by their ids.
    """
    counts = Counter((names[before], names[after]) for r in records for before, after in r.moves)
    return tuple(Move(*places, count) for places, count in counts.most_common())


def agreement(records: Iterable[Record], site: SiteContext) -> tuple[Agreement, ...]:
    """Count, for every place, how editors filed and what Dossier had proposed."""
    decisions = Counter(decision for record in records for decision in record.decisions)
    filed, proposed = Counter[str](), Counter[str]()
    for (before, after), count in decisions.items():
        filed[after] += count
        proposed[before] += count
    agreed = {place: decisions[place, place] for place in site.places}
    return tuple(
        Agreement(
            site.place_name(place), filed[place], agreed[place], proposed[place] - agreed[place]
        )
        for place in site.places
        if filed[place] or proposed[place]
    )
