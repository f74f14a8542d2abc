"""The elements that a briefing's page is made of: nothing else may stand in its article."""

from functools import lru_cache
from typing import TypeAlias

from dossier.proof.canonical import attributes

Attributes: TypeAlias = dict[str, str | None]

SHOWN_AROUND = frozenset(("html", "body", "div", "main", "section", "article"))
"""Elements around an article in which it is shown as it is."""

HIDING = frozenset(("hidden", "inert", "aria-hidden", "style", "popover"))
"""Attributes with which an element is not shown, or not to everybody, or otherwise."""

FURNITURE = frozenset(("header", "section.summary", "nav.ways", "p.notice", "footer.after"))

FOOTER = frozenset(("section", "section.provenance", "section.citing", "nav.pager"))
"""What stands in the footer of an article: provenance, citations, mentions, neighbours."""

_KNOWN = {
    "article.briefing": (),
    "article.briefing.as-published": (),
    "header": (),
    "section.summary": ("aria-labelledby",),
    "section.theme-section": ("data-section", "data-theme", "aria-labelledby"),
    "h1": ("dir",),
    "h2": ("id", "lang"),
    "h3": ("lang",),
    "small": (),
    "p.kicker": ("lang",),
    "p.dateline": (),
    "time": ("datetime", "lang", "dir"),
    "span": ("lang", "data-extract"),
    "bdi": (),
    "cite": (),
    "p.editor-words": ("dir",),
    "ul.editor-words": ("dir",),
    "p.lead": ("dir", "data-extract"),
    "p.silent": ("lang", "dir"),
    "dl.points": (),
    "div": ("data-theme",),
    "div.silent": ("data-theme",),
    "dt": ("lang",),
    "dd": ("lang", "dir"),
    "span.badge": ("data-theme", "aria-hidden"),
    "a.cite": ("href",),
    "span.cite": (),
    "li": (),
    "bdi.sign": ("data-code",),
    "span[hidden]": ("hidden",),
    "div.filed": ("data-theme",),
    "blockquote": (),
    "ul": (),
    "ol": (),
    "div.notes": ("data-furniture", "lang", "dir"),
    "p.mark": (),
    "p.note": (),
    "q": (),
    "p.close-call": ("title",),
    "p.also": ("data-theme",),
    "p.place": (),
    "a": ("href",),
}
"""Elements of an article outside its paragraphs, and the attributes they may have besides their
classes."""

REASON = '<details class="reason">'
"""With which the reason for a paragraph's filing begins, as the last of what is said beside it."""

REASONS = frozenset(
    f"<{slash}{name}>" for name in ("summary", "p", "ul", "li", "mark") for slash in ("", "/")
) | {"</details>"}
"""The tags of a reason."""

LINES = frozenset(["h1", "h2", "h3", "p", "dt", "dd", "li"])
"""Elements that show a line of their own."""


@lru_cache(maxsize=1024)
def judged(
    tag: str | None, classes: str | None, names: tuple[str, ...]
) -> tuple[str, list[str] | None]:
    """Return an element as a selector names it, and what of it is not known; None: all is."""
    selector = ".".join((tag or "", *(classes or "").split()))
    if "hidden" in names:
        selector += "[hidden]"
    allowed = _KNOWN.get(selector)
    surplus = sorted({*names} - {"class", *(allowed or ())})
    return selector, surplus if surplus or allowed is None else None


@lru_cache(maxsize=4096)
def judged_tag(tag: str) -> tuple[str, str, list[str] | None, str]:
    """Return the name of a tag, its selector, what of it is not known, and its direction."""
    said = attributes(tag)
    name = tag[1:-1].split(None, 1)[0]
    selector, surplus = judged(name, said.get("class"), tuple(said))
    return name, selector, surplus, said.get("dir", "")


def opening(selector: str, surplus: list[str] | None = None) -> str:
    """Return an element as sentences name it, with those of its attributes that are at fault."""
    return f"<{' '.join([selector, *(surplus or ())])}>"
