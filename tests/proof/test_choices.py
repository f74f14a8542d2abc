"""What an editor chose or wrote is shown as the editor's, and as nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dossier.model import Extract, Record
from dossier.proof import check_styles
from tests.proof.finished import Change, finish, swap

TEXT = """\
---
bottom_line: The toll is the test.
why_it_matters: Grain goes this way or not at all.
lead: 3
key_points: [2, {paragraph: 1, sentence: 2}, 4]
watch: The talks in May
filed: {1: economy, 2: economy, 3: security, 4: outlook}
---
The ministers agreed to lower duties on grain. Trade will grow by a tenth.

The toll on exports is three dollars. Exports grew by a fifth in the year.

Both armies left the banks of the river.

The talks will be held in spring. Nobody will come.
"""
PAGE = "briefings/note/index.html"


def test_a_text_with_everything_chosen_is_proved() -> None:
    """What is shown is what the editor chose."""
    site = finish(TEXT)
    assert site.text_faults() == []
    assert [extract.text for extract in site.records["note"].extracts] == [
        "Both armies left the banks of the river.",
        "The toll on exports is three dollars.",
        "Trade will grow by a tenth.",
        "The talks will be held in spring.",
    ]


CHANGES: dict[str, tuple[str, Change, str]] = {
    "another bottom line": (PAGE, swap("is the test.</p>", "is no test.</p>"), "is no test"),
    "another reason why it matters": (PAGE, swap("or not at all", "or by rail"), "or by rail"),
    "no reason why it matters": (
        PAGE,
        swap('"editor-words" dir="auto">Grain', '"">Grain'),
        "words",
    ),
    "the editor's words as the source's": (
        PAGE,
        swap('class="editor-words" dir="auto">Grain', 'data-extract="1">Grain'),
        "not a part of ¶1",
    ),
    "the bottom line behind": (
        PAGE,
        lambda page: (
            page.replace("The toll is the test.</p>", "\0")
            .replace("Grain goes this way or not at all.</p>", "The toll is the test.</p>")
            .replace("\0", "Grain goes this way or not at all.</p>")
        ),
        "as its editor's words",
    ),
    "another lead": (PAGE, swap("Both armies left", "Both armies held"), "is not a part of ¶3"),
    "a key point less": (
        PAGE,
        swap('<span data-extract="4">The talks will be held in spring.</span>', ""),
        "the extract of ¶4 is missing",
    ),
    "what nobody said of the choice": (
        PAGE,
        swap("Key points <small>chosen by the editor", "Key points <small>chosen by the author"),
        "neither source nor interface",
    ),
    "another chooser in the data": (
        "briefings/note/briefing.json",
        swap('"chosen_by": "editor"', '"chosen_by": "dossier"'),
        "says 'dossier' as lead.chosen_by",
    ),
    "another reason in the data": (
        "briefings/note/briefing.json",
        swap("or not at all", "or by rail"),
        "as why_it_matters",
    ),
    "another bottom line in the search": (
        "search entry of note",
        swap("is the test", "is no test"),
        "is summed up by",
    ),
}


@pytest.mark.parametrize(("path", "change", "said"), CHANGES.values(), ids=CHANGES)
def test_other_words_of_the_editor_are_refused(path: str, change: Change, said: str) -> None:
    """Words that the front matter does not have, and choices that it does not make."""
    site = finish(TEXT)
    faults = site.having(path, change(site.files[path].decode())).text_faults()
    assert [fault for fault in faults if said in fault], faults


def _points(record: Record, *points: Extract) -> Record:
    """Return a record with other key points of its first theme."""
    first, *others = record.sections
    return replace(record, sections=(replace(first, key_points=points), *others))


def _trade(record: Record) -> tuple[Extract, ...]:
    return record.sections[0].key_points


FORGED: dict[str, tuple[Callable[[Record], Record], str]] = {
    "another lead": (lambda r: replace(r, lead=_trade(r)[0]), "another lead"),
    "a lead that nobody chose": (
        lambda r: replace(r, lead=replace(r.lead, chosen_by="dossier")),
        "another lead",
    ),
    "another order": (lambda r: _points(r, *reversed(_trade(r))), "other key points under Economy"),
    "one less": (lambda r: _points(r, _trade(r)[0]), "other key points under Economy"),
    "one twice": (
        lambda r: _points(r, *_trade(r), _trade(r)[0]),
        "other key points under Economy",
    ),
    "another sentence of the paragraph": (
        lambda r: _points(
            r,
            _trade(r)[0],
            Extract("The ministers agreed to lower duties on grain.", 1, "editor"),
        ),
        "other key points under Economy",
    ),
    "a part of a sentence": (
        lambda r: _points(r, Extract("The toll", 2, "editor"), _trade(r)[1]),
        "other key points under Economy",
    ),
    "one that Dossier chose": (
        lambda r: _points(r, replace(_trade(r)[0], chosen_by="dossier"), _trade(r)[1]),
        "other key points under Economy",
    ),
    "none of no theme": (
        lambda r: replace(r, unthemed=()),
        "has key points of no theme under [], and its editor chose ['Outlook']",
    ),
    "some in a theme without any": (
        lambda r: replace(
            r, sections=(r.sections[0], replace(r.sections[1], key_points=(r.lead,)))
        ),
        "other key points under Security",
    ),
}


@pytest.mark.parametrize(("forge", "said"), FORGED.values(), ids=FORGED)
def test_a_record_that_chooses_otherwise_is_refused(
    forge: Callable[[Record], Record], said: str
) -> None:
    """Whoever made it, a record has the sentences that the editor chose, in this order."""
    site = finish(TEXT)
    faults = site.claiming(forge(site.records["note"])).text_faults()
    assert [fault for fault in faults if said in fault], faults


def test_choices_that_no_editor_made_are_refused() -> None:
    """Where the front matter chooses nothing, nothing is the editor's."""
    site = finish("\n".join(li for li in TEXT.splitlines() if li[:5] not in ("lead:", "key_p")))
    record = site.records["note"]
    assert site.text_faults() == []
    by_editor = replace(record, lead=replace(record.lead, chosen_by="editor"))
    talks = Extract("The talks will be held in spring.", 4, "editor")
    outlook = replace(record.sections[0], id="outlook", name="Outlook", key_points=(talks,))
    for forged, said in (
        (by_editor, "another lead than its editor chose"),
        (replace(record, unthemed=(outlook,)), "key points of no theme under ['Outlook']"),
    ):
        faults = site.claiming(forged).text_faults()
        assert [fault for fault in faults if said in fault], faults


# --- key points that are folded up ----------------------------------------------------

MANY = "\n\n".join(
    [
        "---\nlead: 1\nkey_points: [2, 3, 4, 5, 6, 7, 8]\nwatch: Ice\n---",
        *(f"Trade in timber grew by {number} percent." for number in range(10, 18)),
    ]
)
FOLDED = '<details class="more-points">'


def test_key_points_behind_the_first_five_may_be_folded_up() -> None:
    """A page that folds up the sixth and seventh is proved."""
    site = finish(MANY)
    assert FOLDED in site.files[PAGE].decode()
    assert site.text_faults() == []


HIDDEN: dict[str, tuple[Change, str]] = {
    "all key points": (
        swap('<dl class="points">', FOLDED + '<dl class="points">'),
        "hides 'Trade in timber grew by 11",
    ),
    "the lead": (
        lambda page: page.replace('<p class="lead"', FOLDED + '<p class="lead"', 1),
        "hides 'Trade in timber grew by 10",
    ),
    "what to watch": (
        lambda page: page.replace(
            '<ul class="editor-words"', FOLDED + '<ul class="editor-words"', 1
        ),
        "hides 'Ice' in details",
    ),
    "in another details": (swap(FOLDED, '<details class="more">'), "in details"),
    "in a details of other classes": (
        swap(FOLDED, '<details class="more-points away">'),
        "in details",
    ),
    "in a details that cannot be opened": (
        swap(FOLDED, '<details class="more-points" inert>'),
        "in inert",
    ),
    "in two details": (swap(FOLDED, f"<details><summary>Summary</summary>{FOLDED}"), "in details"),
    "a point that is dropped there": (
        swap('data-extract="8"', ""),
        "the extract of ¶8 is missing",
    ),
    "another number of those folded up": (
        swap("2 more key points", "9 more key points"),
        "says '9 more key points'",
    ),
    "words beside the points": (swap(FOLDED, f"{FOLDED}<p>We think so.</p>"), "We think so."),
}


@pytest.mark.parametrize(("change", "said"), HIDDEN.values(), ids=HIDDEN)
def test_nothing_else_is_folded_up(change: Change, said: str) -> None:
    """Neither the first five key points nor the editor's words, and in that one place alone."""
    site = finish(MANY)
    faults = site.having(PAGE, change(site.files[PAGE].decode())).text_faults()
    assert [fault for fault in faults if said in fault], faults


@pytest.mark.parametrize("rule", ["dl { display: none }", ".more-points { display: none }"])
def test_a_stylesheet_that_hides_what_is_folded_up_is_refused(rule: str) -> None:
    """What opens must be able to open."""
    (proved,) = finish(MANY).proved()
    assert [*check_styles({"a.css": f".briefing {rule}"}, proved.shapes)]
