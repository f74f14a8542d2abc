"""Mutations: a template that drops, doubles, hides, alters or moves a string is refused."""

from collections.abc import Callable

import pytest

from dossier.errors import ProofError
from dossier.model import PERSON, Choice
from dossier.pdf import digest
from dossier.pdf.typst import DIGEST, Pdf, Typesetter
from tests.factories import (
    NEWS,
    make_briefing,
    make_library,
    make_mention,
    make_site,
    make_themes,
    mentioning,
    print_out,
)

THEMES = make_themes("economy security")
SITE = make_site(THEMES, pdfs=True)
TEXT = "\n\n".join(NEWS)
PLACES = "economy security economy security"
NAMED = (make_mention(PERSON, "Ada Writer", 1), make_mention(PERSON, "Bo Reader", 2))


_Alter = Callable[[str, str, str], Typesetter]


def _summary(by: Typesetter, text: str = TEXT, **front: object) -> Pdf:
    values = {"title": "Two neighbours", "why_it_matters": "Grain goes this way."} | front
    briefing = make_briefing(text, PLACES, "note.txt", THEMES, **values)
    return print_out(mentioning(briefing, *NAMED), SITE, by)


def _digest(by: Typesetter) -> Pdf:
    briefings = [
        make_briefing(
            *(TEXT, PLACES, f"2026-0{n}-02-{name}.txt", THEMES),
            title=name.title(),
            bottom_line=f"The {name} pays.",
        )
        for n, name in enumerate(("ferry", "bridge", "canal"), start=1)
    ]
    entries = make_library(briefings, THEMES).digests["economy"]["2026"]
    return by.typeset_json(DIGEST, digest.print_data("2026", entries, THEMES[0], SITE))


LACKS, TWICE, ADDS, UNSEEN = (
    "does not say",
    "says twice, or out of its place",
    "says what it was not given",
    "says what cannot be seen",
)
POINT = "passage(it.text)))"
"""Where the templates print a sentence of a theme."""

LEAD = "      passage(it.text)\n"
AT_THE_END = "#provenance"
LIE = '(text: "Atlantis", lang: "en", dir: "ltr")'

IN_SUMMARIES = {
    "why it matters dropped": (LACKS, "#why\n", "\n"),
    "why it matters doubled": (TWICE, "#why\n", "#why\n#why\n"),
    "why it matters before the themes": (TWICE, "#notice\n", "#notice\n#remark(doc.why)\n"),
    "the first point of a theme dropped": (LACKS, "head + point(it.points.first())", "head"),
    "the points after the first dropped": (
        *(LACKS, "  it.points.slice(1).map(point).join()\n", ""),
    ),
    "the last theme dropped": (LACKS, "#doc.themes.map", "#doc.themes.slice(0, -1).map"),
    "the lead dropped": (LACKS, "#lead\n", "\n"),
    "a point doubled": (TWICE, "#chosen\n", "#chosen\n#point(doc.themes.last().points.last())\n"),
    "the lead doubled": (TWICE, AT_THE_END, "#passage(doc.lead.text)\n#provenance"),
    "themes in another order": (TWICE, "#doc.themes.map", "#doc.themes.rev().map"),
    "points in another order": (*(LACKS, "  it.points.slice(1)", "  it.points.rev().slice(1)"),),
    "a theme's name on another": (TWICE, "label(it.name)", "label(doc.themes.last().name)"),
    "a ¶ on all points": (LACKS, "mark(it.mark)), passage", "mark(doc.lead.mark)), passage"),
    "points without their ¶": (LACKS, "pad(top: 1.2pt, mark(it.mark))", "none"),
    "the lead with another ¶": (LACKS, "pad(top: 4pt, mark(it.mark))", "pad(top: 4pt)[¶3]"),
    "a ¶ that is none of the text's": (ADDS, "#chosen\n", "#chosen\n¶17\n"),
    "a number that was not given": (ADDS, "#share.count", "#(share.count + 40)"),
    "a name dropped": (LACKS, "shown = it.names", "shown = it.names.slice(1)"),
    "names in another order": (TWICE, "it.names.map", "it.names.rev().map"),
    "a name that was not given": (ADDS, "it.names.map", f"(..it.names, {LIE}).map"),
    "a name in the place of another": (LACKS, "it.names.map", f"(it.names.first(), {LIE}).map"),
    "a name that is cut": (
        *(LACKS, "say(name, first: sans))", "say(name + (text: name.text.slice(1)), first: sans))"),
    ),
    "countries before people": (TWICE, "..doc.who.kinds.map", "..doc.who.kinds.rev().map"),
    "who and where dropped": (LACKS, "#who\n", "\n"),
    "who and where above the themes": (TWICE, "#notice\n", "#notice\n#who\n"),
    "points cut": (LACKS, POINT, "passage(it.text + (text: it.text.text.slice(0, -1)))))"),
    "points begun later": (LACKS, POINT, "passage(it.text + (text: it.text.text.slice(6)))))"),
    "points in capitals": (LACKS, POINT, "upper(passage(it.text))))"),
    "a word put into the lead": (ADDS, LEAD, "passage(it.text + (text: it.text.text + [ Not]))\n"),
    "an invented sentence": (ADDS, "#chosen\n", "#chosen\nAlmost.\n"),
    "the lead again in capitals": (ADDS, AT_THE_END, "#upper(doc.lead.text.text)\n#provenance"),
    "the end of the lead again": (ADDS, AT_THE_END, "#doc.lead.text.text.slice(3)\n#provenance"),
    "a third page": ("takes more than 2 pages", AT_THE_END, "#provenance#pagebreak()#pagebreak()"),
    "points in white": (UNSEEN, POINT, "{set text(fill: white); passage(it.text)}))"),
    "points in almost white": (UNSEEN, POINT, "{set text(fill: luma(96%)); passage(it.text)}))"),
    "points that can be seen through": (
        *(UNSEEN, POINT, "{set text(fill: rgb(0, 0, 0, 6)); passage(it.text)}))"),
    ),
    "points of a tenth of a point": (UNSEEN, POINT, "{set text(0.1pt); passage(it.text)}))"),
    "points of five points": (UNSEEN, POINT, "{set text(5pt); passage(it.text)}))"),
    "points scaled down": (UNSEEN, POINT, "scale(3%, passage(it.text))))"),
    "points hidden": (LACKS, POINT, "hide(passage(it.text))))"),
    "points off the page": (UNSEEN, POINT, "move(dx: 600pt, passage(it.text))))"),
    "points over the edge": (UNSEEN, POINT, "move(dx: 60mm, passage(it.text))))"),
    "points in a box without height": (
        *(UNSEEN, POINT, "box(height: 0pt, clip: true, passage(it.text))))"),
    ),
    "points cut off on the right": (
        *(UNSEEN, POINT, "box(width: 50pt, clip: true, box(width: 120mm, passage(it.text)))))"),
    ),
    "points covered in white": (
        UNSEEN,
        POINT,
        "{passage(it.text); place(top, rect(width: 100%, height: 2cm, fill: white))}))",
    ),
    "points covered in black": (
        UNSEEN,
        POINT,
        "{passage(it.text); place(top, rect(width: 100%, height: 2cm, fill: black))}))",
    ),
    "dark points on a dark ground": (UNSEEN, POINT, "block(fill: ink, passage(it.text))))"),
    "the lead covered by half": (
        UNSEEN,
        LEAD,
        "passage(it.text); place(top, rect(width: 50%, height: 2cm, fill: white))\n",
    ),
}


@pytest.mark.parametrize(("fault", "before", "after"), IN_SUMMARIES.values(), ids=IN_SUMMARIES)
def test_a_summary_by_a_false_template_is_refused(
    altered: _Alter, fault: str, before: str, after: str
) -> None:
    """Whatever a template does to the source's words, there is no PDF."""
    with pytest.raises(ProofError, match=rf"^Two neighbours \(PDF\): {fault}"):
        _summary(altered("summary.typ", before, after))


IN_BOTH = {
    "another title": (ADDS, "heading(level: 1, say(frame.title))", "heading(level: 1)[News]"),
    "the title hidden": (TWICE, "say(frame.title)", "hide(say(frame.title))"),
    "all sentences in white": (
        UNSEEN,
        "align(start, par(wrapped(phrase.text)))",
        "text(white, phrase.text)",
    ),
    "all sentences twice": (
        *(TWICE, "align(start, par(wrapped(phrase.text)))", "[#phrase.text #phrase.text]"),
    ),
    "a sentence below each page": (
        ADDS,
        "    furniture(size: 8.5pt, page-number(frame)),",
        "[No.]",
    ),
}


@pytest.mark.parametrize(("fault", "before", "after"), IN_BOTH.values(), ids=IN_BOTH)
@pytest.mark.parametrize("typeset", [_summary, _digest])
def test_either_print_by_a_false_house_is_refused(
    altered: _Alter, typeset: Callable[[Typesetter], Pdf], fault: str, before: str, after: str
) -> None:
    """What all prints share can be as false as the template of one."""
    with pytest.raises(ProofError, match=rf"\(PDF\): {fault}"):
        typeset(altered("house.typ", before, after))


IN_DIGESTS = {
    "bottom lines dropped": (LACKS, "remark(it.bottom_line, is-heading: false)", "[]"),
    "the bottom line behind": (
        TWICE,
        "passage(it.point.text))",
        "passage(it.point.text)); remark(it.bottom_line)",
    ),
    "a briefing dropped": (LACKS, "#doc.entries.map", "#doc.entries.slice(1).map"),
    "sentences dropped": (LACKS, "passage(it.point.text)", "[]"),
    "a briefing doubled": (TWICE, "#doc.entries.map", "#entry(doc.entries.last())#doc.entries.map"),
    "briefings in another order": (TWICE, "#doc.entries.map", "#doc.entries.rev().map"),
    "the title of another": (LACKS, "say(it.title)", "say(doc.entries.first().title)"),
    "sentences in white": (UNSEEN, "passage(it.point.text)", "text(white, it.point.text.text)"),
}


@pytest.mark.parametrize(("fault", "before", "after"), IN_DIGESTS.values(), ids=IN_DIGESTS)
def test_a_digest_by_a_false_template_is_refused(
    altered: _Alter, fault: str, before: str, after: str
) -> None:
    """Each briefing that there is room for stands there, with its own sentence."""
    with pytest.raises(ProofError, match=rf"^Economy, 2026 \(PDF\): {fault}"):
        _digest(altered("digest.typ", before, after))


ARABIC = "\n\n".join(
    (
        "نمت التجارة بين البلدين بمقدار النصف في الشمال خلال العام الماضي.",
        "سارت القوات على طول الحدود كلها لمدة يومين في شهر مارس.",
        "ستفتح الموانئ في الجنوب أمام جميع التجار قبل نهاية شهر مايو.",
        "سيتبادل الجيشان ما تراه راداراتهما ابتداء من أول يونيو.",
    )
)

POINTS = tuple(Choice(number, None, 2) for number in range(1, 5))

IN_ANY_SCRIPT = {
    "the last theme dropped": (LACKS, "#doc.themes.map", "#doc.themes.slice(0, -1).map"),
    "the lead dropped": (LACKS, "#lead\n", "\n"),
    "the lead doubled": (TWICE, AT_THE_END, "#passage(doc.lead.text)\n#provenance"),
    "points in white": (UNSEEN, POINT, "{set text(fill: white); passage(it.text)}))"),
    "points hidden": (LACKS, POINT, "hide(passage(it.text))))"),
}


@pytest.mark.parametrize(("fault", "before", "after"), IN_ANY_SCRIPT.values(), ids=IN_ANY_SCRIPT)
def test_a_text_that_runs_leftward_is_proved_by_its_letters(
    altered: _Alter, fault: str, before: str, after: str
) -> None:
    """Arabic comes back in another order, but what is missing, doubled or invisible is noticed."""
    typesetter = altered("summary.typ", before, after)
    with pytest.raises(ProofError, match=fault.partition(",")[0]):
        _summary(typesetter, ARABIC, title="بين بلدين", language="ar", key_points=POINTS)


def test_a_foreign_name_does_not_lift_the_proof(altered: _Alter) -> None:
    """Where a byline alone is Arabic, each sentence must still stand in its place with its ¶."""
    typesetter = altered("summary.typ", "mark(it.mark)), passage", "mark(doc.lead.mark)), passage")
    with pytest.raises(ProofError, match=r"does not say in its place '¶3 Rice"):
        _summary(typesetter, author="التجارة بين البلدين")


HARMLESS = {
    "another colour": ("house.typ", 'ink = rgb("#1d2226")', 'ink = rgb("#5b1d22")'),
    "a colour that fades": (
        *("house.typ", "align(start, par(wrapped(phrase.text)))"),
        "{set text(fill: gradient.linear(black, blue)); align(start, par(wrapped(phrase.text)))}",
    ),
    "a ground behind all": (
        "house.typ",
        "    paper: frame.paper,",
        "    paper: frame.paper, fill: luma(90%),",
    ),
    "white on black": (
        *("summary.typ", POINT),
        "block(fill: black, {set text(fill: white); passage(it.text)})))",
    ),
    "larger type": ("house.typ", "size: 11pt", "size: 12pt"),
    "a frame": ("summary.typ", POINT, "rect(passage(it.text))))"),
    "no shares": ("summary.typ", "#shares\n", "\n"),
    "no provenance": ("summary.typ", "#provenance", ""),
    "no footer": ("house.typ", "    footer: foot(frame),\n", ""),
    "the title on every page": ("house.typ", "counter(page).get().first() > 1", "true"),
}


@pytest.mark.parametrize(("name", "before", "after"), HARMLESS.values(), ids=HARMLESS)
def test_a_harmless_change_passes(altered: _Alter, name: str, before: str, after: str) -> None:
    """The look is the site's own: colours, sizes, frames, and what is no word of the source."""
    typesetter = altered(name, before, after)
    assert _summary(typesetter).data
    assert _summary(typesetter, bottom_line="It pays.").data
