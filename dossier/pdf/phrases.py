"""How strings, ¶ and addresses are made ready for print."""

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from dossier.model import Described, Extract
from dossier.pdf.data import Frame, Mark, Marks, Phrase, Point, Remark, Share
from dossier.text.languages import primary
from dossier.text.sentences import fold
from dossier.web.i18n import direction
from dossier.web.site import SiteContext

FIXED_DATE = datetime.date(2000, 1, 1)
"""Of the PDF of an undated text: the standard demands a date, and the clock must not enter."""

LONGEST_EXTRACT = 600
"""Characters of a sentence above which its ¶ alone is given."""

NAME, LINE, TITLE, BOTTOM_LINE, STATEMENT = 60, 160, 240, 500, 700
"""Characters of a name, a line, a title, a bottom line in large type, and what is said at length,
before they are cut."""

_LONGEST_LINK = 1000
"""Characters of an address above which it is no link: programs differ in what they take."""

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
"""What stays as it is in an address."""

_MARKS = 18
"""¶ listed in one place; the others are counted."""

_CODE = re.compile(r"[a-z]{2,3}")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def say(site: SiteContext, key: str, **values: object) -> Phrase:
    """Return a phrase of the interface."""
    return phrase(site.say(key, **values), site.language)


def house(site: SiteContext, text: str, limit: int = LINE) -> Phrase:
    """Return a string in the language of the interface."""
    return phrase(cut(text, limit), site.language)


def day(site: SiteContext, date: datetime.date | None) -> Phrase:
    """Write a day in full, or that there is none."""
    return house(site, site.phrases.day(date)) if date else say(site, "undated")


def kicker(site: SiteContext, briefing: Described) -> tuple[Phrase, ...]:
    """Return what stands above a title: what the text is, its day, how long it takes to read."""
    kind = briefing.front.kind
    kinds = (phrase(cut(kind, NAME), briefing.language),) if kind else ()
    return (*kinds, day(site, briefing.date), say(site, "minutes", count=briefing.minutes))


def shares(site: SiteContext, counts: Mapping[str, int], total: int) -> tuple[Share, ...]:
    """Return how many of `total` paragraphs each theme has, and how many are of none.

    `counts` is by theme id, and has only themes with paragraphs.
    """
    found = [
        Share(house(site, theme.name, NAME), theme.letter, theme.light, counts[theme.id])
        for theme in site.themes
        if theme.id in counts
    ]
    if rest := total - sum(counts.values()):
        found.append(Share(say(site, "no_theme"), None, None, rest))
    return tuple(found)


def point(site: SiteContext, briefing: Described, extract: Extract | None) -> Point | None:
    """Return an extract with its ¶; None of one that is too long to be printed."""
    if extract is None or len(extract.text) > LONGEST_EXTRACT:
        return None
    text = phrase(extract.text, briefing.language)
    return Point(text, mark(site, briefing, extract.paragraph))


def remark(
    site: SiteContext, key: str, text: str | None, language: str, limit: int = STATEMENT
) -> Remark | None:
    """Return what an editor says of a text, labelled as the editor's; None of nothing."""
    if not text:
        return None
    return Remark(say(site, key), say(site, "by_the_editor"), phrase(cut(text, limit), language))


def mark(site: SiteContext, briefing: Described, number: int) -> Mark:
    """Return a ¶ that leads to its paragraph, or to its page where that shows extracts only."""
    page = site.page(briefing)
    anchor = f"#p{number}" if briefing.is_full else ""
    return Mark(f"¶{number}", number, link(f"{page}{anchor}") if page else None)


def marks(site: SiteContext, briefing: Described, numbers: Sequence[int]) -> Marks:
    """Return the first of the ¶, and how many more there are."""
    rest = len(numbers) - _MARKS
    more = site.say("and_more", count=rest) if rest > 0 else None
    return Marks(tuple(mark(site, briefing, number) for number in numbers[:_MARKS]), more)


def frame(
    site: SiteContext,
    *,
    title: Phrase,
    kind: str,
    path: str,
    date: datetime.date | None,
    author: str | None = None,
    keywords: Sequence[str] = (),
) -> Frame:
    """Return what stands around a document; `path` is that of its page on the site."""
    day = date or FIXED_DATE
    return Frame(
        paper=site.paper,
        lang=title.lang,
        dir=title.dir,
        title=title,
        author=(cut(fold(author), LINE),) if author else (),
        keywords=tuple(cut(fold(word), LINE) for word in keywords),
        date=(day.year, day.month, day.day),
        site=house(site, site.name),
        kind=say(site, kind),
        address=link(site.address(path)),
        page_of=site.say("page_of", number="{number}", count="{count}"),
    )


def phrase(text: str, language: str) -> Phrase:
    """Return `text` on one line, with the direction of its first letter that has one."""
    text = fold(text)
    code = primary(language)
    strong = (_STRONG.get(unicodedata.bidirectional(character)) for character in text)
    return Phrase(
        text=text,
        lang=code if _CODE.fullmatch(code) else "und",
        dir=next((found for found in strong if found), direction(language)),
    )


def cut(text: str, limit: int) -> str:
    """Return `text`, or its beginning and an ellipsis where it has more than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def link(url: str | None) -> str | None:
    """Return an address that may be linked to; None of one that is too long.

    A PDF's links are ASCII (ISO 32000-1, 12.6.4.7), so any other character is percent-encoded.
    """
    ascii_url = quote(url, safe=_ASCII, errors="replace") if url else ""
    return ascii_url if 0 < len(ascii_url) <= _LONGEST_LINK else None
