"""The proof: what is whole is proved, and every single change to a built page is found."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.briefings.library import record_of
from dossier.errors import ProofError
from dossier.model import Briefing, Publish
from dossier.proof import Proof, check, check_list, count
from tests.factories import build, make_briefing, outcome, plain_texts, texts

TEXT = """\
Dr. Khan spoke first. Few heard him.

Trade grew by a fifth. It had to.

Troops marched <north> & south. Then they rested.

Tariffs fell, said the envoy. They rise again.

We shall see.
"""


def verify(site: Path, briefings: list[Briefing]) -> Proof:
    """Prove written files as a build does, briefing by briefing."""

    def read(path: str) -> str:
        return (site / path).read_text(encoding="utf-8")

    if faults := [fault for briefing in briefings for fault in check(read, briefing)]:
        raise ProofError(*faults)
    return count([record_of(briefing) for briefing in briefings])


BRIEFING = make_briefing(TEXT, "- economy security economy -")
PAGE = "briefings/note/index.html"
AS_PUBLISHED = "briefings/note/as-published/index.html"
TWIN = "briefings/note/briefing.json"
PAGES = (PAGE, AS_PUBLISHED)

Change = Callable[[str], str]
Edit = Callable[[Any], object]


def _element(html: str, number: int) -> str:
    match = re.search(rf'<(\w+)[^>]*data-paragraph="{number}".*?</\1>', html, re.DOTALL)
    assert match
    return match[0]


def _drop(number: int) -> Change:
    return lambda html: html.replace(_element(html, number), "")


def _repeat(number: int) -> Change:
    return lambda html: html.replace(_element(html, number), _element(html, number) * 2)


def _move(number: int, before: int) -> Change:
    def change(html: str) -> str:
        element = _element(html, number)
        target = _element(html, before)
        return html.replace(element, "").replace(target, element + target)

    return change


def _swap(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def _within(number: int, old: str, new: str) -> Change:
    def change(html: str) -> str:
        element = _element(html, number)
        assert old in element
        return html.replace(element, element.replace(old, new))

    return change


def _before_main_ends(addition: str) -> Change:
    return _swap("</main>", f"{addition}</main>")


def _faults(site: Path, file: str, change: Change) -> list[str]:
    """Build the briefing, change one of its files, and return what the proof finds."""
    build(site, BRIEFING)
    path = site / file
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    with pytest.raises(ProofError) as caught:
        verify(site, [BRIEFING])
    assert {fault.path for fault in caught.value.faults} == {file}
    return [fault.sentence for fault in caught.value.faults]


def test_what_is_whole_is_proved(tmp_path: Path) -> None:
    """Pages as they are built hold all paragraphs, and the proof counts them."""
    other = make_briefing("One.\n\nTwo.", file_name="other.txt")
    for briefing in (BRIEFING, other):
        build(tmp_path, briefing)
    assert verify(tmp_path, [BRIEFING, other]) == Proof(briefings=2, paragraphs=7)


CHANGES: dict[str, tuple[Change, str]] = {
    "dropped": (_drop(3), "¶3 is lost: 'Troops marched <north>"),
    "repeated": (_repeat(2), "¶2 stands 2 times"),
    "a letter": (_within(2, "fifth", "sixth"), "¶2 is altered: "),
    "a capital": (_within(2, "Trade", "trade"), "¶2 is altered: "),
    "a space": (_within(2, "a fifth", "afifth"), "¶2 is altered: "),
    "an end cut off": (_within(2, " It had to.", ""), "¶2 is altered: "),
    "as markup": (_within(3, "&lt;north&gt;", "<i></i>"), "¶3 is altered: "),
    "escaped twice": (_within(3, "&amp;", "&amp;amp;"), "¶3 is altered: "),
    "id": (_within(2, 'id="p2"', 'id="p9"'), "¶2 cannot be linked to as #p2"),
    "no id": (_within(2, 'id="p2"', ""), "¶2 cannot be linked to as #p2"),
    "invented": (
        _before_main_ends('<p id="p9" data-paragraph="9">Invented.</p>'),
        "¶9 is not in the source: 'Invented.'",
    ),
    "declared furniture": (
        _within(2, "It had to.", "<b data-furniture>It had to.</b>"),
        "¶2 is altered: ",
    ),
    "an empty page": (lambda html: "", "¶1 is lost: 'Dr. Khan spoke"),
}


@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize(("change", "sentence"), CHANGES.values(), ids=CHANGES)
def test_a_change_to_a_paragraph_is_found(
    tmp_path: Path, file: str, change: Change, sentence: str
) -> None:
    """A paragraph that is lost, repeated, altered, invented or misnamed is named."""
    found = _faults(tmp_path, file, change)
    assert [s for s in found if s.startswith(sentence)]


def test_a_paragraph_in_another_section_is_found(tmp_path: Path) -> None:
    """A paragraph that was moved to another theme is named with both places."""
    found = _faults(tmp_path, PAGE, _move(3, before=2))
    assert found == ["¶3 stands in economy, not in security"]


def test_a_paragraph_outside_all_sections_is_found(tmp_path: Path) -> None:
    """A paragraph that stands in no section at all is named."""

    def change(html: str) -> str:
        element = _element(html, 3)
        return html.replace(element, "").replace("</main>", element + "</main>")

    assert [s for s in _faults(tmp_path, PAGE, change) if s.startswith("¶3 ")]


def test_a_section_under_another_name_is_found(tmp_path: Path) -> None:
    """All paragraphs of a section that has another's id are named."""
    change = _swap('data-section="economy"', 'data-section="security"')
    assert _faults(tmp_path, PAGE, change) == [
        "¶2 stands in security, not in economy",
        "¶4 stands in security, not in economy",
    ]


@pytest.mark.parametrize(
    ("file", "number", "before"), [(AS_PUBLISHED, 3, 2), (AS_PUBLISHED, 5, 1), (PAGE, 4, 2)]
)
def test_another_order_is_found(tmp_path: Path, file: str, number: int, before: int) -> None:
    """As published, and inside a section, paragraphs stand in the order of the source."""
    (sentence,) = _faults(tmp_path, file, _move(number, before))
    assert "order" in sentence


EXTRACT_CHANGES: dict[str, tuple[Change, str]] = {
    "altered": (
        _swap('">Dr. Khan spoke first.', '">Dr. Khan spoke last.'),
        "an extract is not a part of ¶1: 'Dr. Khan spoke last.'",
    ),
    "under another number": (
        _swap('data-extract="1"', 'data-extract="2"'),
        "an extract is not a part of ¶2: 'Dr. Khan spoke first.'",
    ),
    "invented": (
        _before_main_ends('<p data-extract="9">Invented.</p>'),
        "an extract is not a part of ¶9: 'Invented.'",
    ),
    "empty": (_before_main_ends('<p data-extract="1"></p>'), "an extract is not a part of ¶1: ''"),
}


@pytest.mark.parametrize(("change", "sentence"), EXTRACT_CHANGES.values(), ids=EXTRACT_CHANGES)
def test_an_extract_that_is_not_verbatim_is_found(
    tmp_path: Path, change: Change, sentence: str
) -> None:
    """An extract on the themed page that is no part of its paragraph is named."""
    assert _faults(tmp_path, PAGE, change) == [sentence]


def _json(edit: Edit) -> Change:
    """Return a change of the twin by an edit of its record."""

    def change(twin: str) -> str:
        record = json.loads(twin)
        edit(record)
        return json.dumps(record)

    return change


def _rows(record: Any, section: int) -> Any:
    return record["sections"][section]["paragraphs"]


EDITS: dict[str, tuple[Edit, str]] = {
    "altered": (lambda r: _rows(r, 1)[0].update(text="Trade fell."), "¶2 is altered: "),
    "dropped": (lambda r: _rows(r, 1).pop(0), "¶2 is lost: 'Trade grew"),
    "repeated": (lambda r: _rows(r, 1).append(_rows(r, 1)[0]), "¶2 stands 2 times"),
    "without text": (lambda r: _rows(r, 1)[0].pop("text"), "¶2 is lost: "),
    "number": (lambda r: _rows(r, 1)[0].update(number=9), "¶9 is not in the "),
    "number as a text": (lambda r: _rows(r, 1)[0].update(number="2"), ""),
    "no number": (lambda r: _rows(r, 1)[0].update(number=None), ""),
    "moved": (lambda r: _rows(r, 2).append(_rows(r, 1).pop()), "¶4 stands in security"),
    "an extract": (
        lambda r: r["extracts"][0].update(text="Dr. Khan fled."),
        "an extract is not a part of ¶1: 'Dr. Khan fled.'",
    ),
    "a key point": (
        lambda r: r["sections"][1]["key_points"][0].update(paragraph=3),
        "an extract is not a part of ¶3: ",
    ),
    "the lead": (
        lambda r: r["lead"].update(text="Dr. Khan fled."),
        "an extract is not a part of ¶1: 'Dr. Khan fled.'",
    ),
    "no sections": (lambda r: r.pop("sections"), "cannot be read back: "),
}


@pytest.mark.parametrize(("edit", "sentence"), EDITS.values(), ids=EDITS)
def test_a_change_to_the_twin_is_found(tmp_path: Path, edit: Edit, sentence: str) -> None:
    """What is lost, repeated, altered, invented or moved in briefing.json is named."""
    found = _faults(tmp_path, TWIN, _json(edit))
    assert [s for s in found if s.startswith(sentence)]


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_a_twin_that_cannot_be_read_is_found(tmp_path: Path, text: str) -> None:
    """A file that is no briefing.json is a fault, not a traceback."""
    (sentence,) = _faults(tmp_path, TWIN, lambda twin: text)
    assert sentence.startswith("cannot be read back: ")


@pytest.mark.parametrize("file", [*PAGES, TWIN])
def test_a_missing_file_is_found(tmp_path: Path, file: str) -> None:
    """Each of a briefing's three files must be there."""
    build(tmp_path, BRIEFING)
    (tmp_path / file).unlink()
    with pytest.raises(ProofError) as caught:
        verify(tmp_path, [BRIEFING])
    assert str(caught.value).startswith(f"{file}: cannot be read back: ")


def test_a_parser_that_loses_text_is_found(tmp_path: Path) -> None:
    """A paragraph that is in the source but not in the document is named all the same."""
    document = BRIEFING.document
    source = replace(document.source, text=document.source.text + "\n\nLost.\n")
    briefing = replace(BRIEFING, document=replace(document, source=source))
    build(tmp_path, briefing)
    with pytest.raises(ProofError) as caught:
        verify(tmp_path, [briefing])
    assert [str(fault) for fault in caught.value.faults] == [
        "seeds/note.txt: ¶6 is lost: 'Lost.'",
    ]


def test_faults_of_all_briefings_are_raised_together(tmp_path: Path) -> None:
    """One run names what is wrong with every briefing."""
    other = make_briefing("One.", file_name="other.txt")
    with pytest.raises(ProofError) as caught:
        verify(tmp_path, [BRIEFING, other])
    assert len(caught.value.faults) == 6


EXTRACTS = make_briefing(TEXT, "- economy security economy -", publish=Publish.EXTRACTS)


def test_a_text_for_extracts_is_proved_by_its_extracts(tmp_path: Path) -> None:
    """Its page and twin hold no paragraph, and that is right so."""
    build(tmp_path, EXTRACTS)
    assert verify(tmp_path, [EXTRACTS]).briefings == 1


@pytest.mark.parametrize(
    ("file", "change"),
    [
        (PAGE, _before_main_ends('<p id="p2" data-paragraph="2">Trade grew.</p>')),
        (TWIN, _json(lambda r: _rows(r, 1)[0].update(text="Trade grew by a fifth. It had to."))),
        (AS_PUBLISHED, lambda html: '<p id="p1" data-paragraph="1">Dr. Khan spoke first.</p>'),
    ],
)
def test_a_text_for_extracts_that_shows_more_is_found(
    tmp_path: Path, file: str, change: Change
) -> None:
    """A paragraph on a page or in the twin, where only extracts are allowed, is a fault."""
    build(tmp_path, EXTRACTS)
    path = tmp_path / file
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(change(before), encoding="utf-8")
    with pytest.raises(ProofError) as caught:
        verify(tmp_path, [EXTRACTS])
    assert {fault.path for fault in caught.value.faults} == {file}


# --- lists ----------------------------------------------------------------------------


def _list_faults(html: str) -> list[str]:
    records = {
        b.slug: record_of(b) for b in (BRIEFING, make_briefing("One.", file_name="other.txt"))
    }
    return [str(fault) for fault in check_list("archive/2026/index.html", html, records)]


def _listed(slug: str, number: int, words: str) -> str:
    return f'<li data-briefing="{slug}"><p data-extract="{number}">{words}</p></li>'


def test_a_list_that_shows_extracts_of_its_briefings_passes() -> None:
    """The lead and the key points are allowed, in any number and with any white space."""
    lead, *points = BRIEFING.extracts
    assert len(points) > 1
    shown = "".join(_listed("note", e.paragraph, escape(e.text)) for e in (*points, lead, lead))
    spaced = _listed("other", 1, "\n  One.\n")
    assert _list_faults(f'<ul>{shown}{spaced}<li data-briefing="other">Other</li></ul>') == []


@pytest.mark.parametrize(
    ("slug", "number", "words"),
    [
        ("note", 1, "Dr. Khan fled."),
        ("note", 2, "Dr. Khan spoke first."),
        ("note", 1, "Dr. Khan"),
        ("note", 1, "Few heard him."),
        ("note", 1, ""),
        ("other", 1, "Dr. Khan spoke first."),
    ],
)
def test_a_list_that_shows_anything_else_is_found(slug: str, number: int, words: str) -> None:
    """What is altered, cut, no extract, or another briefing's or ¶'s is named with its page."""
    sentence = f"archive/2026/index.html: an extract is not a part of ¶{number}: {words!r}"
    assert _list_faults(_listed(slug, number, words)) == [sentence]


def test_a_list_that_names_what_is_not_on_the_site_is_found() -> None:
    """A briefing that is not among those that may be listed is named."""
    html = _listed("secret", 1, "Dr. Khan spoke first.") + _listed("note", 1, "Wrong.")
    assert _list_faults(html) == [
        "archive/2026/index.html: lists secret, which is not on the site",
        "archive/2026/index.html: an extract is not a part of ¶1: 'Wrong.'",
    ]


_few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_few
@given(plain_texts)
def test_any_plain_text_is_proved(tmp_path: Path, text: str) -> None:
    """Whatever a .txt holds, its pages come through the templates whole."""
    briefing = make_briefing(text)
    build(tmp_path, briefing)
    assert verify(tmp_path, [briefing]).paragraphs == len(briefing.document.paragraphs)


@_few
@given(texts)
def test_any_markdown_is_proved(tmp_path: Path, text: str) -> None:
    """Whatever a .md holds, its pages come through the templates whole, or it is refused."""
    briefing, faults = outcome(make_briefing, f"{text}\n\nProse.\n", "", "note.md")
    assert bool(briefing) != bool(faults)
    if briefing:
        build(tmp_path, briefing)
        assert verify(tmp_path, [briefing]).paragraphs == len(briefing.document.paragraphs)


@_few
@given(st.sampled_from(PAGES), st.integers(1, 5), st.data())
def test_any_letter_that_changes_is_found(
    tmp_path: Path, file: str, number: int, data: st.DataObject
) -> None:
    """Whichever letter of whichever paragraph is another, its paragraph is named."""
    build(tmp_path, BRIEFING)
    path = tmp_path / file
    html = path.read_text(encoding="utf-8")
    element = _element(html, number)
    words = element.index("</a>") + 4
    letters = re.finditer(r"[A-Za-z](?![^<>]*>)", element[words:-4])
    at = data.draw(st.sampled_from([letter.start() for letter in letters]))
    changed = element[: words + at] + "ß" + element[words + at + 1 :]
    path.write_text(html.replace(element, changed), encoding="utf-8")
    with pytest.raises(ProofError, match=rf"¶{number} is "):
        verify(tmp_path, [BRIEFING])


def test_a_list_whose_extract_has_no_number_is_found() -> None:
    """A template that names something else there is a sentence, not a traceback."""
    (fault,) = _list_faults('<p data-briefing="note"><i data-extract="lead">Few heard him.</i></p>')
    assert fault.startswith("archive/2026/index.html: cannot be read back: ")
