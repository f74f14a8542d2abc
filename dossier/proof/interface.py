"""What may be said beside a paragraph: its theme, who filed it there, and why.

All of it is made of the phrases of the interface, the names of the themes, the editor's reason and
the paragraph's own words; anything else is not of the interface.
"""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from dossier.model import FURNITURE
from dossier.proof.markup import TAG
from dossier.proof.page import Shown
from dossier.text.sentences import fold
from dossier.text.tokens import tokenize
from dossier.web.site import SiteContext

_SPACE = re.compile(r"\s+")
_NO_BREAK = "&nbsp;"
"""U+00A0 as a parser writes it; any other white space is written as it is."""


_THEME = r' data-theme="([^"]*)"'
_ALSO = re.compile(rf'<p(?: class="also")?{_THEME}(?: class="also")?>([^<]*)<')
_ALSO_TAG = r'<p(?: class="also"| data-theme="[^"]*"){2}>'
_WORD = re.compile(r"<mark>([^<]*)</mark>")


class Interface:
    """What Dossier says on the pages of a site, besides the texts."""

    def __init__(self, site: SiteContext) -> None:
        self._site = site
        self._notes = {marked: re.compile(_pattern(site, marked)) for marked in (False, True)}
        phrases = (phrase for phrase in site.phrases.phrases.values() if isinstance(phrase, str))
        themes = (word for theme in site.themes for word in (theme.name, theme.letter))
        self.words = frozenset(map(fold, (*phrases, *themes, "·", ",", "JSON")))
        """What pages say of any text: phrases, and names and letters of themes."""
        self._names = {place: site.place_name(place) for place in (*site.places, FURNITURE)}
        self._also = {theme.id: site.say("also", name=theme.name) for theme in site.themes}
        self._marks: dict[int, str] = {}

    def mark(self, number: int) -> str:
        """Return the attributes of the ¶ mark of a paragraph, as HTML."""
        if number not in self._marks:
            title = html.escape(self._site.say("link_to", number=str(number)))
            title = title.replace("\u00a0", _NO_BREAK)
            self._marks[number] = (
                f' class="number" data-furniture="" href="#p{number}" title="{title}"'
            )
        return self._marks[number]

    def check(
        self,
        shown: Shown,
        marked: bool,
        place: str,
        because: str | None,
        also: Collection[str],
        text: str,
        filed_with: Sequence[int] = (),
    ) -> Iterator[str]:
        """Yield what is wrong beside a paragraph with the words `text` that is filed at `place`.

        `marked` says whether it names its theme there, as on the page as published. `because` is
        the editor's reason for filing it there, "" if there is none; None if it was not the editor.
        `also` are its further themes, `filed_with` the numbers of the list that it is filed with.
        """
        notes = " ".join(shown.notes.replace(_NO_BREAK, " ").split())
        notes = notes.replace("> ", ">").replace(" <", "<")
        match = self._notes[marked].fullmatch(notes)
        if match is None:
            yield f"says {_words(shown.notes)[:80]!r}, which is no known note"
            return
        name = self._names[place]
        if match["mark"] is not None and (mark := _words(match["mark"])) != name:
            yield f"says {mark!r}, not {name!r}"
        said = None if match["note"] is None else _words(match["because"] or "")
        if said != because:
            yield f"gives {said!r} as its editor's reason, not {because!r}"
        said_also = [(theme, _words(words)) for theme, words in _ALSO.findall(match["also"])]
        wanted = [(theme, self._also[theme]) for theme in also]
        if sorted(said_also) != sorted(wanted):
            yield "names other further themes than its record"
        said_with = [int(match[end]) for end in ("first", "last") if match[end]]
        if said_with != [*filed_with[:1], *filed_with[-1:]]:
            yield "names another list that it is filed with"
        if match["target"] != str(shown.number):
            yield f"leads to ¶{match['target']}"
        labels = (match["in_theme_of" if marked else "in_place_of"], match["why_of"])
        if {*labels} - {str(shown.number), None}:
            yield "names its controls after another paragraph"
        known = text.casefold()
        for word in _WORD.findall(match["reason"] or ""):
            if word not in known and _words(word) not in tokenize(text).forms:
                yield f"gives {_words(word)!r} as a reason, which is none of its words"


_interfaces: dict[str, Interface] = {}


def interface_of(site: SiteContext) -> Interface:
    """Return the interface of a site; there is one in each process."""
    if site.key not in _interfaces:
        _interfaces.clear()
        _interfaces[site.key] = Interface(site)
    return _interfaces[site.key]


def is_close_call(shown: Shown) -> bool:
    """Do the notes beside a paragraph call its filing a close call?"""
    return '<p class="close-call"' in shown.notes


@lru_cache(maxsize=4096)
def _words(markup: str) -> str:
    return fold(html.unescape(TAG.sub("", markup)))


def _written(text: str) -> str:
    """Return a pattern for words as a parser writes them."""
    return re.escape(html.escape(_SPACE.sub(" ", text), quote=False))


def _pattern(site: SiteContext, marked: bool) -> str:
    """Return the pattern of all that may be said beside a paragraph."""
    say = site.say
    also = "|".join(_written(say("also", name=theme.name)) for theme in site.themes)
    ends = {"first": r"(?P<first>\d+)", "last": r"(?P<last>\d+)"}
    filed_with = _phrase(site, "filed_with", **ends)
    place = _written(say("read_in_theme" if marked else "read_in_place"))
    named = _label(site, "in_theme_of" if marked else "in_place_of")
    title = _written(say("close_call_text")).replace('"', "&quot;")
    parts = (
        f'(?P<mark><p class="mark">[^<]*</p>){"" if marked else "{0}"}',
        f'(?P<note><p class="note">{_written(say("filed_by_editor"))}'
        rf"(?:{_written(say('colon'))}<q>(?P<because>[^<]*)</q>)?</p>)?",
        f'(?:<p class="list">{filed_with}</p>)?',
        f'(?:<p class="close-call" title="{title}">{_written(say("close_call"))}</p>)?',
        f"(?P<also>(?:{_ALSO_TAG}(?:{also})</p>)*)",
        rf'<p class="place"><a(?: href="[^"]*#p(?P<target>\d+)"|{named}){{2}}>{place}</a></p>',
        f"(?P<reason>{_reason(site)})?",
    )
    return "".join(parts)


def _reason(site: SiteContext) -> str:
    """Return the pattern of the reason for a filing."""
    names = [_written(theme.name) for theme in site.themes]
    best = f"(?:{'|'.join(names)})"
    second = f"(?:{'|'.join((*names, _written(site.say('no_theme'))))})"

    def phrase(key: str, **holes: str) -> str:
        return _phrase(site, key, **holes)

    number = rf"\d+{re.escape(site.phrases.decimal)}\d\d"
    share = f"[+-]{number}"

    kinds = ("reason_framed", "reason_best", "reason_none")
    why = "|".join(phrase(key, best=best) for key in kinds)
    following = phrase("reason_next", second=second, margin=f"-?{number}")
    return (
        rf'<details class="reason"><summary{_label(site, "why_of")}>{phrase("why")}</summary>'
        rf"<p>(?:{why}) {following}(?: {phrase('reason_twice')})?</p>"
        rf"<p>{phrase('reason_sum', best=best, score=share)}</p>"
        rf"<ul>(?:<li><mark>[^<]*</mark>{share}</li>)*"
        f"<li>{phrase('reason_others', share=share)}</li>"
        rf"(?:<li>{phrase('reason_desk', share=share)}{_written(site.say('colon'))}"
        rf"(?:<mark>[^<]*</mark>{share})+</li>)?"
        f"(?:<li>{phrase('reason_list', share=share)}</li>)?"
        f"<li>{phrase('reason_context', share=share)}</li>"
        f"<li>{phrase('reason_standing', share=share)}</li>"
        "</ul></details>"
    )


def _label(site: SiteContext, key: str) -> str:
    """Return the pattern of the name of a control, which says the paragraph that it belongs to."""
    said = _phrase(site, key, number=rf"(?P<{key}>\d+)").replace('"', "&quot;")
    return f' aria-label="{said}"'


def _phrase(site: SiteContext, key: str, **holes: str) -> str:
    """Return the pattern of a phrase; `holes` are the patterns of what it is filled with."""
    said = site.say(key, **{name: f"\0{name}\0" for name in holes})
    parts = said.split("\0")
    parts[::2] = map(_written, parts[::2])
    parts[1::2] = (holes[name] for name in parts[1::2])
    return "".join(parts)
