"""What the Content-Security-Policy of Dossier's own theme blocks, and what to do instead.

Pages load nothing but files of their site, and run nothing that stands in a page itself.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from mkdocs.structure.files import File
from selectolax.lexbor import LexborHTMLParser

from dossier.errors import Fault
from dossier.plugin.pages import GeneratedPage

BLOCKED = "script, style, link, iframe, object, embed, img[src*=':'], img[src^='//']"
"""What the policy keeps out of the footer, as a selector."""

_BLOCKED_IN_PAGES = {
    "script:not([src]):not([type*=json])": (
        "put what it says into a file in docs/ and name that in extra_javascript"
    ),
    "style": "put what it says into a file in docs/ and name that in extra_css",
    "[style]": (
        "give it a class and a stylesheet, or a table the option use_align_attribute of tables"
    ),
    ":is(img, script)[src*='//'], img[src^='data:'], link[href*='//'][rel~=stylesheet]": (
        "save the file in docs/ and name its path there"
    ),
    "iframe, object, embed, video, audio": "link to it instead",
}
"""What the policy blocks in a page written by hand, as selectors, and what would be right."""


def blocked(documents: Sequence[File], docs: Path) -> Iterator[Fault]:
    """Yield each kind of element in a hand-written page of `docs` that its policy blocks."""
    for file in documents:
        if file.page and not isinstance(file.page, GeneratedPage):
            tree = LexborHTMLParser(file.page.content or "")
            for selector, cure in _BLOCKED_IN_PAGES.items():
                if node := tree.css_first(selector):
                    what = f"{node.tag} style" if selector == "[style]" else node.tag
                    sentence = f"holds <{what}>, which the policy of the pages blocks; {cure}"
                    yield Fault((docs / file.src_uri).as_posix(), 0, sentence)
