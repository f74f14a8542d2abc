"""Weekly digests and mails that say otherwise than the records are refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest

from dossier.briefings.library import gather, record_of
from dossier.model import Choice, Publish, Record
from dossier.pages import list_pages
from dossier.pages.base import render_list
from dossier.proof import Listed, list_parts, week_parts
from tests.factories import mails_of, make_briefing, make_site, make_themes
from tests.proof.finished import Change, found, swap

THEMES = make_themes("economy security")
SITE = make_site(THEMES)
PAGE, WEEKS = "weekly/2026-W22/index.html", "weekly/index.html"
MAIL, TEXT = "weekly/2026-W22/mail.html", "weekly/2026-W22/mail.txt"


@dataclass(frozen=True)
class Finished:
    """The finished pages across some texts, and the mails."""

    files: Mapping[str, str]
    lists: Mapping[str, Sequence[Listed]]
    records: Sequence[Record]

    def faults(self) -> list[str]:
        """Prove them, as a build does."""

        def read(path: str) -> bytes:
            return self.files[path].encode()

        weekly = {path: one for path, one in self.lists.items() if path.startswith("weekly/")}
        parts = (
            *list_parts(weekly, self.records, SITE),
            *week_parts(self.lists, self.records, SITE),
        )
        return [str(fault) for fault in found(parts, read)]


@cache
def _finish(publish: Publish = Publish.FULL) -> Finished:
    """Return what is finished of two texts of a week; the newer has a bottom line."""
    chosen = {"lead": Choice(1, None, 2), "key_points": (Choice(2, None, 2), Choice(3, None, 2))}
    text, places = "Tea grew.\n\nRice fell.\n\nTroops left.", "economy economy security"
    said: tuple[dict[str, Any], ...] = ({"bottom_line": "It pays."}, {})
    records = [
        record_of(
            make_briefing(text, places, f"2026-05-2{8 - n}-n{n}.txt", THEMES, **chosen, **words)
        )
        for n, words in enumerate(said)
    ]
    records[0] = replace(records[0], front=replace(records[0].front, publish=publish))
    library = gather(records, THEMES)
    pages = [*list_pages(library, SITE)]
    files = {f"{p.path}index.html": render_list(p, SITE).blocks["main"] for p in pages}
    lists = {f"{page.path}index.html": page.listed for page in pages}
    return Finished(files | mails_of(library, SITE), lists, records)


@pytest.mark.parametrize("publish", [Publish.FULL, Publish.EXTRACTS, Publish.PREVIEW])
def test_digests_that_were_not_changed_are_proved(publish: Publish) -> None:
    """They have no fault, whatever may be shown of a text."""
    assert _finish(publish).faults() == []
    assert {PAGE, MAIL, TEXT} <= _finish(publish).files.keys()


CHANGES: dict[str, tuple[str, Change, str]] = {
    "a title": (MAIL, swap(">N1<", ">N2<"), "calls n1 ['N2'], not 'N1'"),
    "a bottom line": (MAIL, swap(">It pays.<", ">It costs.<"), "as the bottom line of n0"),
    "no bottom line": (MAIL, swap('class="editor-words"', ""), "as the bottom line of n0"),
    "an extract": (MAIL, swap(">Rice fell.<", ">Rice rose.<"), "an extract is not a part of ¶2"),
    "no extract": (
        MAIL,
        swap('<span data-extract="1">Tea grew.</span>', ""),
        "an extract is not a part of",
    ),
    "an address": (
        MAIL,
        swap("example.org/briefings/n1/", "example.com/briefings/n1/"),
        "does not lead to n1",
    ),
    "a hidden extract": (
        MAIL,
        swap('<p data-section="economy" style="', '<p data-section="economy" style="display:none;'),
        "hides or changes words by display: none",
    ),
    "a hidden mail": (
        MAIL,
        swap('<body style="', '<body style="font-size:0;'),
        "hides or changes words by font-size: 0",
    ),
    "a hidden title": (MAIL, swap("<h2 ", "<h2 hidden "), "hides n0: hidden"),
    "a stylesheet": (
        MAIL,
        swap("</head>", "<style>td{color:red}</style></head>"),
        "has a stylesheet or a script",
    ),
    "another theme in the mail": (MAIL, swap(">Economy<", ">Security<"), "files the key points"),
    "another ¶ in the mail": (MAIL, swap(">¶2<", ">¶3<"), "files the key points of n0 under"),
    "another theme on the page": (PAGE, swap(">Economy<", ">Security<"), "files the key points"),
    "another section on the page": (
        PAGE,
        swap('data-section="economy"', 'data-section="security"'),
        "files the key points of n0",
    ),
    "an extract on the page": (PAGE, swap(">Rice fell.<", ">Rice rose.<"), "an extract is not"),
    "the order of the page": (
        PAGE,
        lambda t: t.replace("n0", "x").replace("n1", "n0").replace("x", "n1"),
        "lists its briefings in another order",
    ),
    "a title in the list of weeks": (WEEKS, swap(">N0<", ">N1<"), "calls n0 ['N1']"),
    "a sentence of the text": (TEXT, swap("Rice fell.", "Rice rose."), "in its place"),
    "a theme of the text": (TEXT, swap("Security:", "Economy:"), "in its place"),
    "a title of the text": (TEXT, swap("\nN1\n", "\nN2\n"), "does not say 'N1' of n1"),
    "the bottom line of the text": (TEXT, swap("It pays.", "It costs."), "does not say 'Bottom"),
    "an address of the text": (TEXT, swap("/n1/", "/n2/"), "does not say 'https"),
}


@pytest.mark.parametrize(("path", "change", "said"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_refused(path: str, change: Change, said: str) -> None:
    """A digest or mail that says less, more or something else is refused with a sentence."""
    one = _finish()
    changed = change(one.files[path])
    assert changed != one.files[path]
    faults = replace(one, files={**one.files, path: changed}).faults()
    assert [fault for fault in faults if fault.startswith(path) and said in fault], faults


@pytest.mark.parametrize("path", [PAGE, WEEKS, MAIL, TEXT])
def test_a_missing_file_is_refused(path: str) -> None:
    """Every week with a dated briefing has its page and its mails."""
    one = _finish()
    files = {name: text for name, text in one.files.items() if name != path}
    faults = replace(one, files=files).faults()
    assert [fault for fault in faults if fault.startswith(f"{path}: cannot be read back")], faults


def test_a_week_that_lists_too_little_is_refused() -> None:
    """The page and its list may have been made of the same mistake."""
    one = _finish()
    cut = replace(one, lists={**one.lists, PAGE: one.lists[PAGE][:1]})
    assert f"{PAGE}: must list n0, n1" in cut.faults()


def test_a_week_in_which_nothing_is_dated_is_refused() -> None:
    """Weeks come from the dates of the texts alone."""
    one = _finish()
    other = "weekly/2026-W23/index.html"
    more = replace(one, lists={**one.lists, other: one.lists[PAGE]})
    assert f"{other}: must list nothing" in more.faults()


def test_a_mail_of_drafts_is_refused() -> None:
    """What the preview alone shows is in no mail."""
    draft, full = _finish(Publish.PREVIEW), _finish()
    forged = replace(draft, files={**draft.files, MAIL: full.files[MAIL]})
    assert f"{MAIL}: lists n0, which does not belong there" in forged.faults()


def test_a_mail_with_no_week_to_tell_of_is_refused() -> None:
    """Where all briefings of a week are drafts there is none."""
    one = _finish()
    drafts = [replace(r, front=replace(r.front, publish=Publish.PREVIEW)) for r in one.records]
    assert f"{MAIL}: has nothing to tell" in replace(one, records=drafts).faults()
