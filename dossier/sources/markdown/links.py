"""Links and pictures of a Markdown text: those on the web, those beside the text, those nowhere.

A relative link leads to the briefing of another text, a relative picture is published beside the
briefing. Paragraphs have them as they lead from the briefing's own page; `one_deeper` says how they
lead from the page below it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote, unquote, urlsplit

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from dossier.model import Beside, Document
from dossier.sources.blocks import TokenBlock, words
from dossier.sources.markdown.remarks import Remarks

FOLDER = "pictures/"
"""Where the pictures of a text stand, below its briefing's page."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)
_PARAGRAPH = re.compile(r"p[1-9]\d*")
_OWN = re.compile(r'(<(?:a|img) [^>]*?(?:href|src)=")(?=\.\./|pictures/)')


def leads_to_the_web(url: str) -> bool:
    """Is this a full address that a page may link to?"""
    try:
        return urlsplit(url.strip()).scheme.lower() in ("http", "https", "mailto")
    except ValueError:
        return False


def is_relative(url: str) -> bool:
    """Is this an address from where the text stands?"""
    return not _SCHEME.match(url.strip())


def key_of(address: str) -> str:
    """Return the file that a relative address names, without query and anchor."""
    return unquote(re.split("[?#]", address.strip(), maxsplit=1)[0])


def one_deeper(markup: str) -> str:
    """Return the HTML of a paragraph as it stands on the page below its briefing's own."""
    return _OWN.sub(r"\1../", markup) if "<" in markup else markup


def published(document: Document) -> tuple[Beside, ...]:
    """Return the pictures that a text shows."""
    known = [one for one in document.source.beside if one.kind == "picture"]
    shown = "".join(p.html for p in document.paragraphs if "<img " in p.html) if known else ""
    by_name = {one.to: one for one in known if f'src="{FOLDER}{one.to}"' in shown}
    return tuple(by_name.values())


def push_link(state: StateInline, match: re.Match[str], address: str) -> None:
    """Put a link among the tokens: group 1 of `match` holds its words, group 3 its title."""
    state.push("link_open", "a", 1).attrs = {"href": address, "title": match[3] or ""}
    last, state.pos, state.posMax = state.posMax, match.start(1), match.end(1)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = last


class Links:
    """The links and pictures of one text."""

    def __init__(self, beside: Iterable[Beside], remarks: Remarks) -> None:
        self._beside = {one.address: one for one in beside}
        self._remarks = remarks
        self._within: list[tuple[int, Token, Token, str]] = []

    def resolve(self, lined: Iterable[tuple[int, Token]]) -> Iterator[Token]:
        """Yield tokens, each handed in with its line, with links and pictures as they are shown.

        The title of a link or picture stands behind it, in quotes, as words like any other. The
        title of a definition, which may serve several links, is not shown.
        """
        opened: list[tuple[bool, str]] = []
        tokens = list(lined)
        for index, (line, token) in enumerate(tokens):
            title = ""
            if token.type == "link_open":
                end = _closing(tokens, index)
                closing = tokens[end][1]
                said = words(other for _, other in tokens[index + 1 : end])
                opened.append((self._link(token, closing, said, line), _title(token)))
                if str(token.attrs["href"]).startswith("#") and opened[-1][0]:
                    self._within.append((line, token, closing, said))
                if opened[-1][0]:
                    yield token
            elif token.type == "link_close":
                is_shown, title = opened.pop()
                if is_shown and token.meta.get("empty"):
                    yield Token("text", "", 0, content=token.meta["empty"])
                if is_shown:
                    yield token
            elif token.type == "image":
                title = _title(token)
                yield from self._image(token, line, any(is_link for is_link, _ in opened))
            else:
                if opened and token.type == "footnote_ref":
                    token.meta["linked"] = True
                yield token
            if token.type != "link_open" and title:
                yield Token("text", "", 0, content=f' "{title}"')

    def check_within(self, paragraphs: int) -> None:
        """Show the words alone of links to a paragraph that the text, with so many, has not."""
        for line, opening, closing, said in self._within:
            href = str(opening.attrs["href"])
            if int(href.removeprefix("#p")[:9]) > paragraphs:
                opening.type = closing.type = "unpublished"
                self._remarks.add("anchor", line, f"{said} ({href})")

    @property
    def has_within(self) -> bool:
        """Are there links to paragraphs of the text itself?"""
        return bool(self._within)

    def _link(self, token: Token, closing: Token, said: str, line: int) -> bool:
        """Is a link shown as one? If it leads to another text, have it lead there."""
        href = str(token.attrs["href"])
        if leads_to_the_web(href):
            if not said:  # its address is all that it has
                closing.meta["empty"] = href
            token.attrs["rel"] = "noopener"
            return True
        key, _, anchor = href.partition("#")
        found = self._beside.get(key_of(href))
        if key and found and found.kind == "text":
            is_place = _PARAGRAPH.fullmatch(anchor)
            if anchor and not is_place:
                self._remarks.add("lost anchor", line, f"{said} ({unquote(href)})")
            end = f"#{anchor}" if is_place else ""
            token.attrs["href"] = f"../{quote(found.to)}/{end}"
            return True
        if not key and _PARAGRAPH.fullmatch(anchor):
            return True
        self._remarks.add("link" if key else "anchor", line, f"{said} ({unquote(href)})")
        return False

    def _image(self, token: Token, line: int, linked: bool) -> Iterator[Token]:
        """Yield a picture, or the words that are shown in its stead."""
        address = str(token.attrs["src"])
        if leads_to_the_web(address):
            if linked:
                self._remarks.add("linked picture", line, words([token]))
                token.meta["linked"] = True
            yield token
            return
        key = key_of(address)
        name = key.rstrip("/").rpartition("/")[2] or key
        token.children = token.children or [Token("text", "", 0, content=name)]
        found = self._beside.get(key)
        if found and found.kind == "picture":
            token.attrs["src"] = f"{FOLDER}{found.to}"
            token.meta["picture"] = found
            yield token
            return
        why = found.to if found and found.kind == "nothing" else "there is no such file"
        self._remarks.add("picture", line, unquote(address), f", {why}")
        yield from token.children


def _closing(tokens: Sequence[tuple[int, Token]], opening: int) -> int:
    """Return the index of the token that closes a link."""
    return next(i for i in range(opening + 1, len(tokens)) if tokens[i][1].type == "link_close")


def is_picture(block: TokenBlock) -> bool:
    """Is a block nothing but pictures that should stand beside the text, and marks of notes?"""
    if block.kind != "prose":
        return False
    tokens = block.inline.children or []
    pictures = [token for token in tokens if token.type == "image"]
    return (
        bool(pictures)
        and not any(leads_to_the_web(str(picture.attrs["src"])) for picture in pictures)
        and all(
            token.type in ("image", "softbreak", "hardbreak", "footnote_ref")
            or (token.type == "text" and not token.content.strip())
            for token in tokens
        )
    )


def _title(token: Token) -> str:
    title = str(token.attrs.pop("title", ""))
    return "" if "label" in token.meta else title
