"""Sources, documents, themes and briefings made from short texts; cases of fixture files."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import jinja2
import numpy as np
import pytest
from _pytest.mark import ParameterSet
from hypothesis import strategies as st

from dossier.briefings.compose import compose
from dossier.briefings.library import gather, record_of
from dossier.build.outputs import Recipe
from dossier.errors import Fault, InputError
from dossier.export import channels, citation, feeds
from dossier.filing.assign import file_paragraphs
from dossier.filing.desk import with_desk
from dossier.model import (
    PERSON,
    Briefing,
    Correction,
    Document,
    Extract,
    FrontMatter,
    Library,
    Mention,
    Paragraph,
    Scheme,
    Scores,
    Source,
    Theme,
    Themes,
)
from dossier.pages import base, mail
from dossier.pages import briefing as views
from dossier.pages.briefing import BriefingView
from dossier.pdf import summary
from dossier.pdf.data import Summary
from dossier.pdf.typst import SUMMARY, Pdf, Typesetter
from dossier.runtime.program import program
from dossier.settings import FilingRules
from dossier.sources.document import parse
from dossier.sources.files import LIMITS, Received
from dossier.sources.names import name_of
from dossier.sources.readers import READERS
from dossier.text.tokens import tokenize
from dossier.web.i18n import Phrases, read
from dossier.web.site import NavItem, SiteContext, environment_of
from dossier.web.templates import Templates, read_templates, render_blocks
from tests.site import REPOSITORY as REPOSITORY

R = TypeVar("R")

FIXTURES = REPOSITORY / "tests" / "fixtures"

# --- fixture files --------------------------------------------------------------------

_CASE = re.compile(r"^(.+)\n\.\n((?:(?!\.$).*\n)*)\.\n((?:(?!\.$).*\n)*)\.$", re.MULTILINE)
_STAND_INS = str.maketrans({"→": "\t", "⍽": "\u00a0"})


def cases(path: str) -> list[ParameterSet]:
    """Return the cases of a file below fixtures/ as (input, expected) with the title as id.

    A case is a title, a line with a full stop, the input, a full stop, what is expected, a full
    stop. `→` stands for a tab and `⍽` for a non-breaking space.
    """
    text = (FIXTURES / path).read_text(encoding="utf-8").translate(_STAND_INS)
    found = [pytest.param(case[2], case[3], id=case[1]) for case in _CASE.finditer(text)]
    stops = len(re.findall(r"^\.$", text, re.MULTILINE))
    if not found or stops != 3 * len(found):
        raise ValueError(f"{path} has {stops} full stops for {len(found)} cases")
    return found


# --- sentences ------------------------------------------------------------------------

RAIL = (
    "The railway between Quetta and Zahedan will carry 2 million tons of goods a year by 2030, "
    "twice as much as today."
)
TROOPS = (
    "The army of Pakistan has moved 4,000 troops to the border with Iran since March and will "
    "double their number by 2027."
)
RICE = (
    "Rice exports from Pakistan to Iran rose by 30 percent in 2025 and earned $600 million, the "
    "Ministry of Trade said."
)
RADARS = (
    "Iran and Pakistan will share the data of 14 radars along their border to stop militants, "
    "under an agreement of 9 June."
)
NEWS = (RAIL, TROOPS, RICE, RADARS)
"""Sentences that all deserve to be key points, of economy and security in turn; the first leads."""

# --- the stages -----------------------------------------------------------------------


def make_source(text: str, file_name: str = "note.txt", **front: Any) -> Source:
    """Return a source as if `text` had been read from seeds/; `front` as in FrontMatter.

    `author` may be one text, which semicolons divide; `filed` may map a number to a place, or to a
    place and a reason.
    """
    path = Path("seeds", file_name)
    name = name_of(path)
    corrections = {
        number: Correction(said[0], said[1], 2) for number, said in _pairs(front.pop("filed", {}))
    }
    if isinstance(author := front.get("author", ()), str | None):
        front["author"] = tuple(part.strip() for part in (author or "").split(";") if part.strip())
    return Source(
        path=path.as_posix(),
        slug=name.slug,
        markup=READERS[path.suffix].markup,
        front=FrontMatter(**({"date": name.day, "filed": corrections} | front)),
        text=text,
        first_line=1,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _pairs(filed: Mapping[int, str | tuple[str, str]]) -> Iterator[tuple[int, Any]]:
    for number, said in filed.items():
        yield number, (said, None) if isinstance(said, str) else said


def make_received(text: str, file_name: str = "note.txt") -> Received:
    """Return a file that holds `text`, front matter included, as if received from seeds/."""
    path = Path("seeds", file_name)
    name = name_of(path)
    return Received(path.as_posix(), name.slug, name, text.encode())


def make_document(text: str, file_name: str = "note.txt", **front: Any) -> Document:
    """Return the document that `text` becomes."""
    return parse(make_source(text, file_name, **front))


def make_theme(theme_id: str, **values: Any) -> Theme:
    """Return a theme that is named after its id."""
    defaults = {
        "name": theme_id.capitalize(),
        "letter": theme_id[0].upper(),
        "definition": f"All that is {theme_id}.",
        "vocabulary": (),
        "examples": (),
        "light": "#112233",
        "dark": "#ddeeff",
    }
    return Theme(id=theme_id, **(defaults | values))


def make_themes(ids: str = "economy security regional") -> Themes:
    """Return themes with the given ids."""
    return tuple(make_theme(theme_id) for theme_id in ids.split())


def make_scheme(themes: Themes | None = None, **values: Any) -> Scheme:
    """Return a scheme with the given themes; `values` as in Scheme."""
    return Scheme(make_themes() if themes is None else themes, **values)


def make_scored(text: str, values: Mapping[str, float]) -> Scores:
    """Return scores for a text that add up to `values`, theme by theme.

    The first word carries what the context, 0.25, and the standing, -0.5, leave to be carried.
    """
    spans = tokenize(text).spans
    shares = np.zeros((len(spans), len(values)))
    shares[0] = [value + 0.25 for value in values.values()]
    return Scores(
        themes=tuple(values),
        spans=spans,
        words=shares,
        rest=np.zeros(len(values)),
        context=np.full(len(values), 0.25),
        standing=np.full(len(values), -0.5),
    )


def make_scores(paragraph: Paragraph, place: str, themes: Themes) -> Scores | None:
    """Return scores that put the theme `place` first with 1.0, the others at -0.25.

    `economy+security` puts security second with 0.5, which is a close call. Where `place` is no
    theme all are at -1.0. None for what the classifier does not score: headings, and paragraphs
    without a word.
    """
    if paragraph.kind == "heading" or not tokenize(paragraph.text):
        return None
    wanted = dict(zip(place.split("+"), (1.0, 0.5), strict=False))
    rest = -0.25 if wanted.keys() & {theme.id for theme in themes} else -1.0
    return make_scored(paragraph.text, {theme.id: wanted.get(theme.id, rest) for theme in themes})


def make_briefing(
    text: str,
    places: str = "",
    file_name: str = "note.txt",
    themes: Themes | None = None,
    desk: Any = (),
    **front: Any,
) -> Briefing:
    """Return the briefing of `text`, filed with the desk's line `desk`.

    `places` has a word for each paragraph, as in `make_scores`: a theme's id, or anything else for
    none; without it every paragraph goes to the first theme.
    """
    known = make_themes() if themes is None else themes
    document = make_document(text, file_name, **front)
    wanted = places.split() or [known[0].id] * len(document.paragraphs)
    pairs = zip(document.paragraphs, wanted, strict=True)
    scores = with_desk(document, [make_scores(p, place, known) for p, place in pairs], desk)
    filings = file_paragraphs(document, scores, known)
    return compose(document, filings, known)


def make_mention(
    kind: str, name: str, *paragraphs: int, identifier: str = "", sentence: str = ""
) -> Mention:
    """Return the mention of an organisation or a person, first in `sentence`.

    One with a name of one word is a person of whom only the family name is known.
    """
    id_ = "" if kind == PERSON and " " not in name else name.lower().replace(" ", "-")
    quoted = Extract(sentence, paragraphs[0]) if sentence else None
    return Mention(kind, id_, paragraphs, name, identifier, quoted)


def mentioning(briefing: Briefing, *mentions: Mention) -> Briefing:
    """Return a briefing that mentions further organisations and people."""
    return replace(briefing, mentions=(*briefing.mentions, *mentions))


def make_library(briefings: Iterable[Briefing], themes: Themes | None = None) -> Library:
    """Return the library of `briefings`."""
    known = make_themes() if themes is None else themes
    return gather([record_of(briefing) for briefing in briefings], known)


def feeds_of(library: Library, site: SiteContext) -> dict[str, str]:
    """Return the feeds of a site by their paths."""
    written = feeds.write(tuple(channels.all_news(library, site)), site)
    return {path: text for files in written for path, text in files.texts.items()}


def mails_of(library: Library, site: SiteContext) -> dict[str, str]:
    """Return the mails of a site by their paths."""
    written = mail.write(tuple(mail.mail_views(library, site)), site)
    return {path: text for files in written for path, text in files.texts.items()}


def outcome(work: Callable[..., R], *args: object) -> tuple[R | None, tuple[Fault, ...]]:
    """Return what `work` returns and no fault, or None and the faults of its InputError."""
    try:
        return work(*args), ()
    except InputError as error:
        return None, error.faults


# --- pages ----------------------------------------------------------------------------


@cache
def phrases() -> Phrases:
    """Return the words of the interface."""
    return read(REPOSITORY / "templates" / "words.yml")


@cache
def site_templates() -> Templates:
    """Return the site's own templates."""
    folders = ("site", "feeds", "mail")
    return read_templates(str(REPOSITORY / "templates" / folder) for folder in folders)


@cache
def templates() -> jinja2.Environment:
    """Return the environment with the site's own templates."""
    return environment_of(make_site())


def make_site(themes: Themes | None = None, **values: Any) -> SiteContext:
    """Return a site with the given themes, at https://example.org/; `values` as in SiteContext."""
    defaults: dict[str, Any] = {
        "name": "Name",
        "description": "What it is.",
        "url": "https://example.org/",
        "phrases": phrases(),
        "templates": site_templates(),
        "themes": make_themes() if themes is None else themes,
        "program": program(),
        "nav": (NavItem("Home", ""), NavItem("About", "about/")),
    }
    return SiteContext(**(defaults | values))


HEAD = base.head(make_site(), "about/", "Title", "What it holds.")


def show(template: str, view: object, site: SiteContext | None = None, page: object = HEAD) -> str:
    """Render the blocks of a template of the site for a page at about/ and join them."""
    known = site or make_site()
    blocks = render_blocks(
        environment_of(known), template, "about/", site=known, page=page, view=view
    )
    return "".join(blocks.values())


def brief(briefing: Briefing, themes: Themes | None = None, **values: Any) -> BriefingView:
    """Return what a briefing's page shows; `values` as in SiteContext."""
    site = make_site(themes, **values)
    return views.briefing_view(briefing, citation.reference(briefing, site), site)


# --- outputs --------------------------------------------------------------------------


def make_recipe(themes: Themes | None = None, **values: Any) -> Recipe:
    """Return what all texts of a site have in common; `values` as in SiteContext."""
    scheme = make_scheme(themes)
    return Recipe(FilingRules(scheme, "en", LIMITS), make_site(scheme.themes, **values))


@cache
def typesetter() -> Typesetter:
    """Return a typesetter with the site's own templates."""
    return Typesetter([REPOSITORY / "templates" / "pdf"])


def summarise(briefing: Briefing, **values: Any) -> Summary:
    """Return the printed summary of a briefing; `values` as in SiteContext."""
    site = make_site(pdfs=True, **values)
    return summary.summarise(briefing, citation.reference(briefing, site), site)


def print_data(briefing: Briefing, site: SiteContext | None = None) -> str:
    """Return what the printed summary of a briefing says, proved, as JSON."""
    known = site or make_site(pdfs=True)
    return summary.print_data(briefing, citation.reference(briefing, known), known)


def print_out(
    briefing: Briefing, site: SiteContext | None = None, by: Typesetter | None = None
) -> Pdf:
    """Return the proved summary of a briefing as PDF, set with the site's own templates or `by`."""
    return (by or typesetter()).typeset_json(SUMMARY, print_data(briefing, site))


# --- texts for properties -------------------------------------------------------------

_MARKUP = (
    *("*", "_", "**", "`", "```", "~~~", "# ", "## ", "> ", "- ", "+ ", "1. ", "1986) ", "---"),
    *("===", "| ", "|", "|---|", "[", "]", "(", ")", "![", "]: ", "<", ">", "<b>", "<!-- ", " -->"),
    *("&amp;", "&", "&copy;", "{{ x }}", "{% if %}", "{# ", " #}", "\\", "#let x", "$x^2$", "@"),
    *('"', "'", "“", "”", "’", "Dr. ", "e.g. ", "U.S. ", "3.5 ", "?", "!", "… ", "http://a.b/c"),
)
_SPACES = (" ", "  ", "    ", "\t", "\u00a0", "\u202f", "\u2007", "\u200b", "\ufeff", "\u3000")
_CONTROLS = ("\x01", "\x0b", "\x0c", "\x1b", "\x1c", "\x1f", "\x7f", "\x85", "\u2028", "\u2029")
_LINE_ENDS = ("\n", "\r", "\r\n", "\n\n", "\r\r", "\r\n\r\n", "\n \n", "\n\u00a0\n", "\n\t\r\n")
_CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")

pieces = st.one_of(
    st.sampled_from(("rail", "Tehran", "peace", "naïve", "د", "和平", "42", "A.")),
    st.sampled_from(NEWS),
    *map(st.sampled_from, (_MARKUP, _SPACES, _CONTROLS, _LINE_ENDS)),
    st.text(_CHARACTERS, max_size=4),
)
"""Bits of text: words, sentences, markup, white space, control characters, anything else."""

texts = st.lists(pieces, max_size=40).map("".join)
"""Any text whatever, blank ones among them."""

plain_texts = texts.filter(str.strip)
"""Any text that has words."""

# --- Markdown whose words are known ---------------------------------------------------

Marked = tuple[str, list[str]]
"""Markdown, and the words that a reader sees of it."""

_words = st.lists(
    st.sampled_from(("rail", "Tehran", "naïve", "د", "和平", "x2")), min_size=1, max_size=4
)


def _inline(pattern: str) -> st.SearchStrategy[Marked]:
    return _words.map(lambda words: (pattern % " ".join(words), words))


_inlines = st.one_of(
    *map(_inline, ("%s", "*%s*", "**%s**", "`%s`", "![%s](http://a.b)", "[%s](<http://a.b>)")),
    *map(_inline, ("***%s***", "**[%s](http://a.b)**")),
    _inline("[%s](https://a.b/c 'd')").map(lambda marked: (marked[0], [*marked[1], '"d"'])),
    st.sampled_from([("[x]", ["x"]), ("[*x*][x]", ["x"]), ("![x][]", ["x"])]),
)


def _joined(parts: list[Marked], between: str) -> Marked:
    return between.join(text for text, _ in parts), [word for _, words in parts for word in words]


def _line(between: str = " ") -> st.SearchStrategy[Marked]:
    return st.lists(_inlines, min_size=1, max_size=3).map(lambda parts: _joined(parts, between))


def _around(before: str, after: str = "") -> st.SearchStrategy[Marked]:
    return _line().map(lambda marked: (before + marked[0] + after, marked[1]))


@st.composite
def _tables(draw: st.DrawFn) -> Marked:
    columns = draw(st.integers(1, 3))
    row = st.lists(_inlines, min_size=columns, max_size=columns)
    rows = draw(st.lists(row, min_size=1, max_size=3))
    lines = [(f"| {text} |", words) for text, words in (_joined(cells, " | ") for cells in rows)]
    return _joined([lines[0], ("|" + "---|" * columns, []), *lines[1:]], "\n")


_leaves = st.one_of(
    *(_line(between) for between in (" ", "\n", "  \n", "\\\n")),
    *(_around("#" * level + " ") for level in (1, 3, 6)),
    *(_around("", "\n" + rule) for rule in ("===", "---")),
    *map(_inline, ("```\n%s\n```", "~~~~\n%s\n~~~~", "    %s")),
    st.just(("***", [])),
    _tables(),
)


def _framed(marker: str, rest: str) -> Any:
    def frame(marked: Marked) -> Marked:
        lines = marked[0].split("\n")
        return "\n".join([marker + lines[0], *(rest + line for line in lines[1:])]), marked[1]

    return frame


def _blocks(inner: st.SearchStrategy[Marked]) -> st.SearchStrategy[Marked]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(lambda parts: _joined(parts, "\n\n"))
    frames = (("> ", "> "), ("- ", "  "), ("7. ", "   "), ("+ ", "  "))
    return st.one_of(*(blocks.map(_framed(*frame)) for frame in frames))


markdown_texts = (
    st.lists(st.recursive(_leaves, _blocks, max_leaves=6), min_size=1, max_size=4)
    .map(lambda parts: _joined([("[X]", ["X"]), *parts, ("[x]: https://a.b", [])], "\n\n"))
    .filter(lambda marked: bool(marked[1]))
)
"""Sound CommonMark made of nested blocks, with the words of its page in order."""
