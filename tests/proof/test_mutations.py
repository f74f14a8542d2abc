"""Every change by which a reader would be shown less, more or something else is refused."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.proof.finished import (
    NOTE,
    NOTE_PUBLISHED,
    READOUT,
    READOUT_JSON,
    READOUT_PUBLISHED,
    SEARCHED,
    STYLES,
    Change,
    golden,
    swap,
)


def each(*changes: Change) -> Change:
    """Return several changes in one."""

    def change(text: str) -> str:
        for one in changes:
            text = one(text)
        return text

    return change


def around(pattern: str, before: str, after: str) -> Change:
    """Return a change that puts something around what a pattern finds."""

    def change(text: str) -> str:
        changed, count = re.subn(
            pattern, lambda m: before + m[0] + after, text, count=1, flags=re.S
        )
        assert count, f"{pattern} is not there"
        return changed

    return change


def edit(work: Callable[[Any], object]) -> Change:
    """Return a change of a JSON file."""

    def change(text: str) -> str:
        record = json.loads(text)
        work(record)
        return json.dumps(record)

    return change


def block(number: int) -> str:
    """Return a pattern for a paragraph with all that stands beside it."""
    return rf'<div class="filed"[^>]*>\n<\w+ id="p{number}".*?</div>\n</div>\n'


def drop(pattern: str) -> Change:
    """Return a change that takes out what a pattern finds."""
    return lambda text: re.sub(pattern, "", text, count=1, flags=re.S)


def move(number: int, before: int) -> Change:
    """Return a change that puts one paragraph before another."""

    def change(text: str) -> str:
        moved = re.search(block(number), text, re.S)
        assert moved
        rest = text.replace(moved[0], "")
        target = re.search(block(before), rest, re.S)
        assert target
        return rest.replace(target[0], moved[0] + target[0])

    return change


P2 = 'id="p2" data-paragraph="2"'
FIRST_SECTION = r'<section class="theme-section".*?</section>'
HEADING = '<h2 id="section-economy" lang="en-GB">'
END_OF_MAIN = "</main>"
FILED = '<div class="filed" data-theme="economy">'

WORDS: dict[str, tuple[str, Change, str]] = {
    "a paragraph is dropped": (READOUT, drop(block(2)), "¶2 is lost"),
    "a paragraph as published is dropped": (READOUT_PUBLISHED, drop(block(2)), "¶2 is lost"),
    "a paragraph is repeated": (
        READOUT,
        around(block(2), "", FILED + "</div>"),
        "is no part of a briefing",
    ),
    "a paragraph stands twice": (
        READOUT,
        lambda t: t.replace(m := re.search(block(2), t, re.S)[0], m + m),  # type: ignore[index]
        "¶2 stands 2 times",
    ),
    "two paragraphs change places": (READOUT_PUBLISHED, move(3, 2), "out of the order"),
    "a paragraph is in another section": (
        READOUT,
        move(3, 2),
        "¶3 stands in economy, not in guard",
    ),
    "an item is out of its list": (NOTE_PUBLISHED, move(3, 2), "¶3 stands in nothing"),
    "a review has another day": (
        READOUT,
        swap(
            "<dt>Filing reviewed</dt><dd>10 February 2025",
            "<dt>Filing reviewed</dt><dd>3 February 2025",
        ),
        "says that its filing was reviewed '3 February 2025', not '10 February 2025'",
    ),
    "a text was not reviewed": (
        NOTE,
        swap("<dt>Date</dt>", "<dt>Filing reviewed</dt>"),
        "not 'never'",
    ),
    "a section has another id": (
        READOUT,
        swap('data-section="economy"', 'data-section="guard"'),
        "not in economy",
    ),
    "a section has another name": (
        READOUT,
        swap("</span>Economy</h2>", "</span>Guard</h2>"),
        "Guard",
    ),
    "two sections change places": (
        READOUT,
        lambda t: re.sub(
            r'(<section class="theme-section" data-section="economy".*?</section>)\n'
            r'(<section class="theme-section" data-section="guard".*?</section>)',
            r"\2\n\1",
            t,
            flags=re.S,
        ),
        "has the sections",
    ),
    "a letter": (READOUT_PUBLISHED, swap("a tenth", "a tents"), "¶2 is altered"),
    "a capital": (READOUT_PUBLISHED, swap("The navies", "the navies"), "¶3 is altered"),
    "a space between words": (READOUT_PUBLISHED, swap("a tenth", "atenth"), "¶2 is altered"),
    "a quotation mark": (READOUT_PUBLISHED, swap("&quot;no boat", "“no boat"), "¶3 is altered"),
    "a word more": (READOUT_PUBLISHED, swap("rose by", "never rose by"), "¶2 is altered"),
    "an end cut off": (READOUT, swap(" to the mines.</p>", ".</p>"), "¶2 is altered"),
    "another number": (READOUT, swap(P2, 'id="p9" data-paragraph="9"'), "¶9 is not in the source"),
    "another ¶ mark": (
        READOUT,
        swap('paragraph 2">¶2</a>', 'paragraph 2">¶3</a>'),
        "the mark of ¶2 says '¶3'",
    ),
    "a ¶ mark that leads elsewhere": (
        READOUT,
        swap('data-furniture href="#p2"', 'data-furniture href="#p3"'),
        "the mark of ¶2",
    ),
    "no id": (READOUT, swap(P2, 'data-paragraph="2"'), "cannot be linked to as #p2"),
    "an id twice": (
        READOUT,
        swap("</body>", '<p id="p2"></p></body>'),
        "another element with the id p2",
    ),
    "a link that leads elsewhere": (
        NOTE_PUBLISHED,
        swap("https://example.org/treaty", "https://example.com/"),
        "¶2 is altered",
    ),
    "emphasis that is not in the source": (
        NOTE_PUBLISHED,
        swap("<em>two</em> banks", "<em>two banks</em>"),
        "¶2 is altered",
    ),
    "another number of an item": (
        NOTE_PUBLISHED,
        swap('<li value="2">', '<li value="7">'),
        "item 7",
    ),
    "an item that hides its number": (
        NOTE_PUBLISHED,
        swap('<li value="2">', '<li data-item="2">'),
        "which is no part of a briefing there",
    ),
    "a quote that is none": (NOTE_PUBLISHED, swap("blockquote", "ul"), "¶5 stands in"),
    "a cell in another row": (NOTE_PUBLISHED, swap("<td>2023</td>\n", ""), "¶6 is altered"),
    "a heading that is none": (
        NOTE_PUBLISHED,
        each(swap('<h2 id="p1"', '<p id="p1"'), swap("river</h2>\n<div", "river</p>\n<div")),
        "¶1 is shown otherwise",
    ),
}

ADDITIONS: dict[str, tuple[str, Change, str]] = {
    "words between paragraphs": (READOUT, swap(FILED, f"Invented. {FILED}"), "'Invented.'"),
    "a paragraph between paragraphs": (READOUT, swap(FILED, f"<p>Invented.</p>{FILED}"), "<p>"),
    "a paragraph outside": (
        READOUT,
        swap("</main>", '<p id="p9" data-paragraph="9">Invented.</p></main>'),
        "no place",
    ),
    "words in a section": (
        READOUT,
        swap(HEADING, f"<p>By us.</p>{HEADING}"),
        "is no part of a briefing",
    ),
    "an advertisement": (
        READOUT,
        swap(FILED, f'<aside class="ad">Buy!</aside>{FILED}'),
        "is no part of a briefing",
    ),
    "a picture": (READOUT, swap(FILED, f'<img src="x.png" alt="Not so">{FILED}'), "<img"),
    "a rule": (READOUT, swap(FILED, f"<hr>{FILED}"), "<hr>"),
    "furniture in a paragraph": (
        READOUT,
        swap("mines.</p>", "mines. <b data-furniture>We hear.</b></p>"),
        "¶2 is altered",
    ),
    "words in the notes": (
        READOUT,
        swap('<p class="place">', '<p class="mark">A lie.</p><p class="place">'),
        "beside ¶1",
    ),
    "a note of no editor": (
        READOUT,
        swap('<p class="place">', '<p class="note">Filed here by the editor</p><p class="place">'),
        "beside ¶1",
    ),
    "another reason of the editor": (READOUT, swap("looks ahead", "looks back"), "beside ¶4"),
    "a reason with other words": (
        READOUT,
        swap("<li><mark>delegations</mark>", "<li><mark>lies</mark>"),
        "beside ¶1",
    ),
    "a reason that says more": (
        READOUT,
        swap(">Why here?", ">Nobody knows why"),
        "beside ¶1",
    ),
    "a reason with a picture": (
        READOUT,
        swap(">Why here?", "><img src=x>Why here?"),
        "no known note",
    ),
    "another theme named beside": (
        READOUT,
        swap('<p class="place">', '<p class="also">also Guard duty</p><p class="place">'),
        "beside ¶1",
    ),
    "another colour": (
        READOUT,
        swap(FILED, '<div class="filed" data-theme="guard">'),
        "is coloured as guard",
    ),
    "a close call that is none": (
        READOUT,
        drop(r'<p class="close-call".*?</p>'),
        "names 0 close calls",
    ),
    "a section that the source has not": (
        READOUT,
        swap(
            '<footer class="after"',
            '<section class="theme-section" data-section="context"><h2>Context</h2></section>'
            '<footer class="after"',
        ),
        "has the sections",
    ),
    "words before the first paragraph": (
        READOUT,
        swap("<p>The paragraphs in", "<p>Lies! The paragraphs in"),
        "says 'Lies!",
    ),
    "another main": (READOUT, swap("</body>", "<main>All of it</main></body>"), "another <main>"),
    "another article": (
        READOUT,
        swap(END_OF_MAIN, "<article>More</article></main>"),
        "another <article>",
    ),
    "another briefing": (
        READOUT,
        swap(END_OF_MAIN, '<article class="briefing"></article></main>'),
        "2 articles",
    ),
    "a base": (READOUT, swap("<head>", '<head><base href="https://example.com/">'), "<base>"),
    "a way out": (
        READOUT,
        swap("<head>", '<head><meta http-equiv="Refresh" content="0;url=x">'),
        "leads its reader",
    ),
}

HIDDEN: dict[str, tuple[str, Change, str]] = {
    f"{kind} {where}": (
        READOUT,
        swap(old, f"{old[:-1]} {kind}>" if old.endswith(">") else f"{kind} {old}"),
        said,
    )
    for kind in ("hidden", 'aria-hidden="true"', "inert", 'style="opacity:0"', "popover")
    for where, old, said in (
        ("on a paragraph", P2, "¶2 is shown otherwise"),
        ("on its block", FILED, "which is no part of a briefing"),
        ("on the article", '<article class="briefing with-rail">', "article"),
        ("on the body", "<body>", "hides its article"),
    )
}

HIDDEN |= {
    "a comment": (READOUT, around(block(2), "<!--", "-->"), "is no part of a briefing"),
    "a comment in a paragraph": (
        READOUT,
        swap("The <mark>navies</mark>", "The <!-- <mark>navies</mark> -->"),
        "¶3 is altered",
    ),
    "noscript": (READOUT, around(FIRST_SECTION, "<noscript>", "</noscript>"), "noscript"),
    "template": (READOUT, around(FIRST_SECTION, "<template>", "</template>"), "template"),
    "a closed details": (READOUT, around(FIRST_SECTION, "<details>", "</details>"), "<details>"),
    "a dialog": (READOUT, around(block(2), "<dialog>", "</dialog>"), "<dialog>"),
    "a script": (READOUT, around(block(2), "<script>", "</script>"), "<script>"),
    "a text field": (READOUT, around(block(2), "<textarea>", "</textarea>"), "<textarea>"),
    "a drawing": (READOUT, around(block(2), "<svg>", "</svg>"), "<svg>"),
    "a frame": (READOUT, around(block(2), "<iframe>", "</iframe>"), "<iframe>"),
    "an object": (READOUT, around(block(2), "<object>", "</object>"), "<object>"),
    "a template around all": (
        READOUT,
        around("<main.*?</main>", "<template>", "</template>"),
        "0 articles",
    ),
    "a dialog around all": (
        READOUT,
        around("<main.*?</main>", "<dialog>", "</dialog>"),
        "hides its article",
    ),
    "struck out": (
        READOUT_PUBLISHED,
        swap("rose by a tenth", "<del>rose by a tenth</del>"),
        "¶2 is altered",
    ),
    "inserted": (
        READOUT_PUBLISHED,
        swap("rose by a tenth", "<ins>rose by a tenth</ins>"),
        "¶2 is altered",
    ),
    "turned round": (
        READOUT_PUBLISHED,
        swap("rose by a tenth", '<bdo dir="rtl">rose by a tenth</bdo>'),
        "¶2 is altered",
    ),
    "another direction": (
        READOUT,
        swap(f'{P2} dir="auto"', f'{P2} dir="rtl"'),
        "¶2 is shown otherwise",
    ),
    "another class": (
        READOUT,
        swap('class="prose"', 'class="prose hidden"'),
        "¶1 is shown otherwise",
    ),
    "another class around": (
        READOUT,
        swap('class="filed"', 'class="filed hidden"'),
        "is no part of a briefing",
    ),
    "editable": (READOUT, swap(P2, f"{P2} contenteditable"), "¶2 is shown otherwise"),
    "words hidden in a paragraph": (
        READOUT_PUBLISHED,
        swap("rose by a tenth", "<span hidden>rose by a tenth</span>"),
        "¶2 is altered",
    ),
    "an extract that is hidden": (
        READOUT,
        swap("<span data-extract", "<span hidden data-extract"),
        "in hidden",
    ),
}

SUMMARY: dict[str, tuple[str, Change, str]] = {
    "another title": (
        READOUT,
        swap(">Readout of the harbour talks</h1>", ">Readout</h1>"),
        "is called ['Readout']",
    ),
    "another title of the window": (
        READOUT,
        swap("<title>Readout", "<title>Failure"),
        "'Failure of",
    ),
    "another date": (
        READOUT,
        swap(">3 February 2025<", ">4 February 2025<"),
        "says '4 February 2025'",
    ),
    "another author": (
        READOUT,
        swap("<bdi>Ines Calloway</bdi>", "<bdi>Nobody</bdi>"),
        "says 'Nobody'",
    ),
    "another lead": (
        NOTE,
        swap(">The river has two banks and one treaty, ", ">The river has two banks, "),
        "extract is not a part of ¶2",
    ),
    "a lead of another ¶": (
        NOTE,
        swap('data-extract="2"', 'data-extract="1"'),
        "extract is not a part of ¶1",
    ),
    "a lead that cites another ¶": (
        NOTE,
        swap('href="#p2">¶2</a></h3>', 'href="#p2">¶3</a></h3>'),
        "cites '¶3'",
    ),
    "a lead whose citation leads elsewhere": (
        NOTE,
        swap('href="#p2">¶2</a></h3>', 'href="#p3">¶2</a></h3>'),
        "cites '#p3'",
    ),
    "a key point that is dropped": (
        READOUT,
        drop(r"<dd dir=\"auto\"><span data-extract=\"3\".*?</dd>"),
        "the extract of ¶3 is missing",
    ),
    "a key point that stands twice": (
        READOUT,
        lambda t: re.sub(r'(<dd dir="auto"><span data-extract="3".*?</dd>)', r"\1\1", t),
        "stands twice",
    ),
    "a key point that is no extract": (
        READOUT,
        swap('<span data-extract="3">', "<span>"),
        "the extract of ¶3 is missing",
    ),
    "an extract that is invented": (
        READOUT,
        swap("</dl>", '<dd><span data-extract="1">The two</span></dd></dl>'),
        "extract is not a part",
    ),
    "an extract outside the summary": (
        READOUT,
        swap(END_OF_MAIN, '<p data-extract="1">The two</p></main>'),
        "1 extracts that stand in no place",
    ),
    "another bottom line": (
        READOUT,
        swap("the patrols are not.</p>", "so are the patrols.</p>"),
        "as its editor's words",
    ),
    "another item to watch": (
        READOUT,
        swap("first joint patrol", "last joint patrol"),
        "as its editor's words",
    ),
    "words in the summary": (
        READOUT,
        swap('<dl class="points">', '<p>We think so.</p><dl class="points">'),
        "says 'We think so.'",
    ),
    "another count in the contents": (
        READOUT,
        swap("Economy <small>2</small>", "Economy <small>1</small>"),
        "has the contents Economy 1,",
    ),
    "a section that the contents leave out": (
        READOUT,
        drop(r'<li data-theme="guard"><a href="#section-guard">.*?</li>'),
        "has the contents Economy 2, Outlook 1, not",
    ),
    "contents that lead elsewhere": (
        READOUT,
        swap('href="#section-guard"', 'href="#section-economy"'),
        "has the contents",
    ),
    "another name in the contents": (
        READOUT,
        swap("Guard duty <small>", "Outlook <small>"),
        "has the contents",
    ),
    "words in the rail": (
        READOUT,
        swap('<dl class="facts">', '<p>Read this first.</p><dl class="facts">'),
        "says 'Read this first.'",
    ),
    "another date in the rail": (
        READOUT,
        swap("<dt>Date</dt><dd>3 February 2025", "<dt>Date</dt><dd>3 March 2025"),
        "says '3 March 2025'",
    ),
    "another rail": (
        READOUT,
        swap('<div class="ways"', '<aside class="ad">Buy!</aside><div class="ways"'),
        "is no part of a briefing",
    ),
    "a rail within the text": (
        READOUT,
        around(block(2), "", '<aside class="rail">Economy</aside>'),
        "is no part of a briefing",
    ),
    "words among what can be done": (
        READOUT,
        swap('<button class="copy"', 'Do not trust it. <button class="copy"'),
        "says 'Do not trust it.'",
    ),
    "a switch that says more": (
        READOUT,
        swap("Show how this was filed", "Show what was left out"),
        "says 'Show what was left out'",
    ),
    "a minute more to read": (READOUT, swap("· <span>1 min", "· <span>2 min"), "says '2 min"),
    "another kind": (
        READOUT,
        swap('<p class="kicker" lang="en-GB" dir="ltr">', '<p class="kicker"><bdi>Verdict</bdi> '),
        "says 'Verdict'",
    ),
    "a person whom the text does not mention": (
        READOUT,
        swap("<li><span><bdi>Farrow<", "<li><span><bdi>Nobody<"),
        "names ['Nobody'] as mentioned, not ['Farrow']",
    ),
    "a person who leads to another": (
        READOUT,
        swap(
            "<li><span><bdi>Farrow</bdi></span>",
            '<li><a href="../../people/nobody/"><bdi>Farrow</bdi></a>',
        ),
        "leads from 'Farrow' to people/nobody/, which is the page of another",
    ),
    "the picture of another briefing": (
        READOUT,
        swap(
            '<meta name="twitter:card"',
            '<meta property="og:image" content="https://briefings.test/golden/briefings/'
            'river-note/river-note.png"><meta name="twitter:card"',
        ),
        "is shown with the picture 'https://briefings.test/golden/briefings/river-note/",
    ),
    "a person more": (
        READOUT,
        swap('<ul class="chips">', '<ul class="chips"><li><span><bdi>Farrow</bdi></span></li>'),
        "names ['Farrow', 'Farrow'] as mentioned",
    ),
    "nobody is mentioned": (READOUT, drop(r'<div class="who".*?</div>\n</dl>'), "names [] as"),
    "a person mentioned elsewhere": (
        READOUT,
        swap(
            'Farrow</bdi> <a class="cite" href="#p4">¶4',
            'Farrow</bdi> <a class="cite" href="#p4">¶3',
        ),
        "does not name all who are mentioned where they are",
    ),
    "a mention that leads elsewhere": (
        READOUT,
        swap(
            'Farrow</bdi> <a class="cite" href="#p4">', 'Farrow</bdi> <a class="cite" href="#p3">'
        ),
        "does not name all who are mentioned where they are",
    ),
    "a reason that two texts do not share": (
        READOUT,
        swap(
            '<nav class="pager"',
            '<section class="related"><ul><li><a href="../x/">X</a> <small>also on '
            '<bdi>Atlantis</bdi></small></li></ul></section><nav class="pager"',
        ),
        "says 'Atlantis'",
    ),
    "words at the end": (
        READOUT,
        swap('<section class="provenance"', '<p>We disagree.</p><section class="provenance"'),
        "says 'We disagree.'",
    ),
    "another citation": (
        READOUT,
        swap("Ines Calloway, “Readout", "Nobody, “Readout"),
        "says 'Nobody, “Readout",
    ),
    "a control that is named after another ¶": (
        READOUT,
        swap("Paragraph 2: why here?", "Paragraph 3: why here?"),
        "beside ¶2, the page names its controls after another paragraph",
    ),
    "a control that is named otherwise": (
        READOUT,
        swap("Paragraph 2, show in original order", "Paragraph 2, hide"),
        "beside ¶2",
    ),
    "another checksum": (
        READOUT,
        lambda t: re.sub(r"<code>\w{4}", "<code>0000", t, count=1),
        "says '0000",
    ),
    "other rights": (
        READOUT,
        swap("Public document</bdi>", "All rights reserved</bdi>"),
        "says 'All rights reserved'",
    ),
}

JSON: dict[str, tuple[str, Change, str]] = {
    f"{name} in briefing.json": (READOUT_JSON, edit(work), said)
    for name, work, said in (
        ("another title", lambda r: r.update(title="Failure"), "as title"),
        ("another date", lambda r: r.update(date="2024-02-03"), "as date"),
        ("a field too many", lambda r: r.update(verdict="good"), "says verdict"),
        ("a field too few", lambda r: r.pop("rights"), "lacks rights"),
        ("another checksum", lambda r: r.update(sha256="0" * 64), "as sha256"),
        (
            "other words",
            lambda r: r["sections"][0]["paragraphs"][0].update(text="No."),
            "paragraphs[0].text",
        ),
        (
            "a paragraph dropped",
            lambda r: r["sections"][0]["paragraphs"].pop(),
            "has 1 sections[0].paragraphs",
        ),
        (
            "another theme",
            lambda r: r["sections"][0]["paragraphs"][0].update(theme="guard"),
            ".theme",
        ),
        ("another number", lambda r: r["sections"][0]["paragraphs"][0].update(number=9), ".number"),
        ("another lead", lambda r: r["lead"].update(text="No."), "lead.text"),
        ("a key point dropped", lambda r: r["extracts"].pop(), "has 2 extracts"),
        (
            "no editor",
            lambda r: r["sections"][2]["paragraphs"][0].update(filed_by="dossier"),
            "filed_by",
        ),
        ("another author", lambda r: r["author"].append("Nobody"), "has 2 author"),
        ("another year", lambda r: r["dates"][1].update(date="2023"), "dates[1].date"),
        ("another sentence", lambda r: r["dates"][1].update(sentence="No."), "dates[1].sentence"),
        ("a date dropped", lambda r: r["dates"].pop(), "has 2 dates"),
        ("another country", lambda r: r["countries"].append({"code": "XX"}), "countries"),
        ("another body", lambda r: r["organisations"].append({"name": "X"}), "organisations"),
        ("another person", lambda r: r["people"].append({"name": "X"}), "people"),
        (
            "a close call",
            lambda r: r["sections"][1]["paragraphs"][0].update(close_call=True),
            "2 close calls",
        ),
    )
}

HARBOUR = "briefings/harbour-readout/harbour-readout"
FILES: dict[str, tuple[str, Change, str]] = {
    "no JSON": (READOUT_JSON, lambda text: "{", "cannot be read back"),
    "an empty page": (READOUT, lambda text: "", "0 articles"),
    "another source": (
        f"{HARBOUR[:-15]}source.txt",
        swap("a tenth", "a fifth"),
        "not the text of its source",
    ),
    "line ends of the source": (
        f"{HARBOUR[:-15]}source.txt",
        lambda t: t.replace("\n", "\r\n"),
        "not the text of its source",
    ),
    "a title in BibTeX": (f"{HARBOUR}.bib", swap("{{Readout", "{{Failure"), "cites otherwise"),
    "a month in BibTeX": (f"{HARBOUR}.bib", swap("month = feb", "month = mar"), "cites otherwise"),
    "an author in BibTeX": (f"{HARBOUR}.bib", swap("Calloway", "Galloway"), "cites otherwise"),
    "an address in RIS": (
        f"{HARBOUR}.ris",
        swap("example.org/quay", "example.com/quay"),
        "cites otherwise",
    ),
    "a source in RIS": (f"{HARBOUR}.ris", swap("The Quay Ledger", "The Times"), "cites otherwise"),
    "an abstract in RIS": (f"{HARBOUR}.ris", swap("are not.", "are."), "cites otherwise"),
    "a date in CSL-JSON": (
        f"{HARBOUR}.csl.json",
        edit(lambda r: r[0].pop("issued")),
        "cites otherwise",
    ),
    "a theme in CSL-JSON": (
        f"{HARBOUR}.csl.json",
        edit(lambda r: r[0].update(keyword="War")),
        "cites otherwise",
    ),
    "a searched paragraph": (
        SEARCHED,
        swap("a tenth", "a fifth"),
        "is searched by other paragraphs",
    ),
    "a searched paragraph dropped": (SEARCHED, swap("[4,", "[5,"), "other paragraphs"),
    "a searched title": (SEARCHED, swap(':"Readout', ':"Failure'), "is called"),
    "a facet": (SEARCHED, swap('"guard"', '"war"'), "by the theme"),
}

LISTS: dict[str, tuple[str, Change, str]] = {
    "a card of another title": (
        "index.html",
        swap(">Readout of the", ">Failure of the"),
        "calls harbour-readout",
    ),
    "a card that leads elsewhere": (
        "index.html",
        swap('briefings/harbour-readout/"', 'briefings/river-note/"'),
        "does not lead to harbour-readout",
    ),
    "a card with another lead": (
        "index.html",
        swap("two banks and one", "two banks and no"),
        "extract is not a part of ¶2",
    ),
    "a card with another ¶": (
        "index.html",
        swap('data-extract="2"', 'data-extract="1"'),
        "extract is not a part of ¶1",
    ),
    "a card with another bottom line": (
        "index.html",
        swap("patrols are not.", "patrols are, too."),
        "as the bottom line of harbour-readout, not ['The tariff is settled; the patrols are",
    ),
    "a history without the bottom line": (
        "themes/guard/index.html",
        drop(r'<p class="bottom-line">.*?</p>'),
        "shows [] as the bottom line of harbour-readout",
    ),
    "a bottom line that no editor wrote": (
        "index.html",
        swap('<p class="line"', '<p class="editor-words">It flows.</p><p class="line"'),
        "shows ['It flows.'] as the bottom line of river-note",
    ),
    "a bottom line hidden": (
        "index.html",
        swap('class="editor-words"', 'class="editor-words" hidden'),
        "hides harbour-readout",
    ),
    "a card dropped": (
        "index.html",
        drop(r'<li data-briefing="river-note".*?</li>'),
        "does not list river-note",
    ),
    "a card hidden": (
        "index.html",
        swap("<li data-briefing", "<li hidden data-briefing"),
        "hides river-note",
    ),
    "cards in another order": (
        "index.html",
        lambda t: re.sub(
            r'(<article .*?</article>)(.*?)(<li data-briefing="r.*?</li>)',
            r"\3\2\1",
            t,
            flags=re.S,
        ),
        "another order",
    ),
    "a card of what is not on the site": (
        "index.html",
        swap('data-briefing="river-note"', 'data-briefing="x"'),
        "lists x, which is not on",
    ),
    "a history with another sentence": (
        "themes/guard/index.html",
        swap('data-extract="4">2. The', 'data-extract="4">No'),
        "part of ¶4",
    ),
    "a year without its briefing": (
        "archive/2025/index.html",
        drop(r"<li data-briefing.*?</li>"),
        "does not list",
    ),
    "an entry of briefings.json": (
        "briefings.json",
        edit(lambda r: r["briefings"].pop()),
        "has 1 briefings",
    ),
    "a title in briefings.json": (
        "briefings.json",
        edit(lambda r: r["briefings"][1].update(title="X")),
        "briefings[1].title",
    ),
    "the order of briefings.json": (
        "briefings.json",
        edit(lambda r: r["briefings"].reverse()),
        "briefings[0].slug",
    ),
    "a page of briefings.json": ("briefings.json", edit(lambda r: r.update(pages=2)), "next"),
    "an entry of the feed": (
        "feed.xml",
        drop(r"<entry.*?</entry>"),
        "lacks https://briefings.test/golden/briefings/h",
    ),
    "a title in the feed": ("feed.xml", swap("<title>Readout", "<title>Failure"), "as title"),
    "the title of the feed": ("feed.xml", swap("<title>Golden", "<title>Silver"), "is called"),
    "a date in the feed": ("feed.xml", swap("<published>2025", "<published>2024"), "as published"),
    "a summary in the feed": (
        "feed.xml",
        swap("<summary>Bottom line, by the editor: The", "<summary>The"),
        "as summary",
    ),
    "a point in the feed": ("feed.xml", swap("no boat", "every boat"), "as content"),
    "a ¶ in the feed": ("feed.xml", swap("&gt;¶3&lt;", "&gt;¶2&lt;"), "as content"),
    "a link in the feed": (
        "feed.xml",
        swap('href="https://briefings.test/golden/briefings', 'href="https://example.com'),
        "as link",
    ),
    "no feed": ("feed.xml", lambda text: "", "cannot be read back"),
    "an item of the JSON feed": ("feed.json", edit(lambda r: r["items"].clear()), "lacks https://"),
    "an author in the JSON feed": (
        "feed.json",
        edit(lambda r: r["items"][0].pop("authors")),
        "as authors",
    ),
    "a point in a theme's feed": (
        "themes/guard/feed.json",
        edit(lambda r: r["items"][0].update(content_html="")),
        "as content",
    ),
}

RULES: dict[str, tuple[str, Change, str]] = {
    rule: (STYLES, lambda text, rule=rule: text + rule, "would hide or change words of a text")  # type: ignore[misc]
    for rule in (
        "[data-paragraph] { display: none }",
        ".filed:hover { opacity: 0 }",
        "@media print { .theme-section > .filed { visibility: hidden } }",
        "@layer a { @supports (gap: 0) { main p { font-size: 0 } } }",
        ".filed { & p { content-visibility: hidden } }",
        ".prose { color: transparent }",
        ".prose { text-transform: uppercase }",
        "article { clip-path: inset(50%) }",
        ".filed > p { text-indent: -999em }",
        ".filed { position: absolute; left: -9999px }",
        "section { height: 0; overflow: hidden }",
        ".prose { unicode-bidi: bidi-override }",
        '.prose::before { content: "It is not true that " }',
        ".prose { -webkit-text-security: disc }",
        ".prose { filter: blur(5px) }",
        ".prose { transform: scale(0) }",
        "#p3, .nothing { display: none }",
        ':root[data-mode="dark"] .filed { display: none }',
        ".filed:has(.close-call) { display: none }",
        "h2 + .filed { display: none }",
        ".filed:nth-child(2) { display: none }",
        "ol { list-style: none }",
        "em { text-decoration: line-through }",
        ".lead { display: none }",
    )
}
RULES["a stylesheet in the page"] = (
    READOUT,
    swap("</head>", "<style>.filed{display:none}</style></head>"),
    "would hide",
)

MUTATIONS = WORDS | ADDITIONS | HIDDEN | SUMMARY | JSON | FILES | LISTS | RULES


def test_the_golden_site_is_proved() -> None:
    """What was built and not changed has no fault."""
    assert golden().faults() == []


@pytest.mark.parametrize(("path", "change", "said"), MUTATIONS.values(), ids=MUTATIONS)
def test_a_change_is_refused(path: str, change: Change, said: str) -> None:
    """A finished file that says less, more or something else is refused with a sentence."""
    before = golden().files[path].decode()
    after = change(before)
    assert after != before
    faults = golden().having(path, after).faults()
    assert [fault for fault in faults if fault.startswith(path) and said in fault], faults


@pytest.mark.parametrize(
    "path", [path for path in golden().files if path.startswith("briefings")] + [*golden().lists]
)
def test_a_missing_file_is_refused(path: str) -> None:
    """Every file of a briefing, every list and every feed must be there."""
    faults = golden().lacking(path).faults()
    assert [fault for fault in faults if fault.startswith(f"{path}: cannot be read back")], faults
