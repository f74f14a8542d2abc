"""What other plugins do to pages without changing what is read is let pass."""

import re

import pytest

from tests.proof.finished import (
    NOTE,
    NOTE_PUBLISHED,
    READOUT,
    READOUT_PUBLISHED,
    STYLES,
    Change,
    golden,
)


def _after(mark: str, addition: str) -> Change:
    return lambda text: text.replace(mark, mark + addition, 1)


def _unquoted(text: str) -> str:
    """Take the quotes off the attributes that can do without, as minifiers do."""
    return re.sub(r'="([\w.#:/-]+)"', r"=\1", text)


def _unclosed(text: str) -> str:
    """Leave out the end tags that HTML lets one leave out, as minifiers do."""
    return re.sub(r"</(p|li|dt|dd|td|th|tr|tbody|thead)>(?=\s*<(?!/a|/span|/q))", "", text)


def _collapsed(text: str) -> str:
    """Make every run of white space one space, and none between blocks, as minifiers do."""
    blocks = "div|p|section|article|ol|ul|li|dl|dt|dd|h[1-6]|header|footer|nav|table|tr|td|th|thead"
    folded = re.sub(r"\s+", " ", text)
    return re.sub(rf"\s*(</?(?:{blocks})\b[^>]*>)\s*", r"\1", folded)


def _sorted(text: str) -> str:
    """Put the attributes of every tag in the order of the alphabet, as some minifiers do."""
    attribute = r' [\w:-]+(?:="[^"]*")?'

    def tag(match: re.Match[str]) -> str:
        return f"<{match[1]}{''.join(sorted(re.findall(attribute, match[2])))}{match[3]}"

    return re.sub(rf"<(\w+)((?:{attribute})+)(\s*/?>)", tag, text)


HARMLESS: dict[str, Change] = {
    "a base of windows alone": _after("<head>", '<base target="_top">'),
    "white space between blocks": lambda text: text.replace("\n<", "\n\n \t<"),
    "white space within lines": lambda text: re.sub(r" the (?=[^<>]*<)", "\n   the ", text),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "attributes without quotes": _unquoted,
    "attributes in another order": _sorted,
    "end tags left out": _unclosed,
    "white space collapsed": _collapsed,
    "all of these": lambda text: _unclosed(_unquoted(_collapsed(text))),
    "apostrophes around attributes": lambda text: re.sub(r'="([^"\'<>]*)"', r"='\1'", text),
    "tags in capitals": lambda text: re.sub(r"</?(p|div|section)\b", lambda m: m[0].upper(), text),
    "references written otherwise": lambda text: text.replace("'", "&#x27;").replace("&#34;", '"'),
    "an attribute of the body": lambda text: text.replace(
        "<body>", '<body data-host="x" class="y">'
    ),
    "an attribute of the root": lambda text: text.replace("<html ", '<html class="no-js" '),
    "a script in the head": _after("<head>", '<script src="count.js"></script>'),
    "a stylesheet of another": _after("<head>", "<style>.cookie { display: none }</style>"),
    "a script at the end": _after("</main>", "<script>count()</script>"),
    "a banner above": _after("<body>", '<div role="alert" hidden>We use cookies.</div>'),
    "a footer below": _after("</main>", "<footer><p>Edited on 3 May.</p></footer>"),
    "elements around the article": lambda text: text.replace(
        '<main id="main" tabindex="-1">', '<div class="md-container"><main id="main"><div data-md>'
    ).replace("</main>", "</div></main></div>"),
    "an article of the host around": lambda text: text.replace(
        '<article class="briefing', '<article class="host"><article class="briefing', 1
    ).replace("</article>", "</article></article>"),
    "a comment outside": _after("<body>", "<!-- built by hand -->"),
    "links that open elsewhere": lambda text: text.replace(
        ' rel="noopener"', ' target="_blank" rel="noopener noreferrer"'
    ),
    "a longer title of the window": lambda text: text.replace("</title>", " - a site</title>"),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_a_harmless_change_passes(change: Change) -> None:
    """A page that reads as before is proved as before."""
    site = golden()
    changed = 0
    for path in (READOUT, READOUT_PUBLISHED, NOTE, NOTE_PUBLISHED):
        before = site.files[path].decode()
        after = change(before)
        changed += before != after
        site = site.having(path, after)
    assert changed
    assert site.faults() == []


@pytest.mark.parametrize(
    "rule",
    [
        ".prose { color: #222; font-size: 1.1rem; text-indent: 1em; max-width: 40rem }",
        ".filed .number { display: none }",
        ".notes, .filed:hover > .notes { visibility: hidden }",
        "@media print { .kicker, .ways, .after { display: none } }",
        ".filed:target { transition: background 1s; scroll-margin-top: 2rem }",
        '.prose a::after { content: " ↗" }',
        ".hidden, .nothing { display: none }",
        "h2::before { content: '§ ' }",
        ".filed:not(.filed) > details { font-size: 0 }",
    ],
)
def test_a_stylesheet_that_leaves_the_words_alone_passes(rule: str) -> None:
    """Looks are the owner's; what Dossier puts beside paragraphs may be hidden."""
    site = golden()
    assert site.having(STYLES, site.files[STYLES].decode() + rule).faults() == []
