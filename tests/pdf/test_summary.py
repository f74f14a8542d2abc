"""Summary: what the printed summary of a briefing says."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from dossier.briefings.compose import compose
from dossier.errors import ProofError
from dossier.filing.assign import file_paragraphs
from dossier.model import ORGANISATION, PERSON, Choice, Extract, Publish
from dossier.pdf import check
from dossier.pdf.data import Summary
from dossier.pdf.phrases import LONGEST_EXTRACT
from dossier.pdf.summary import NAMED, SHOWN_THEMES, WATCHED, points
from tests.factories import (
    RAIL,
    RICE,
    TROOPS,
    make_briefing,
    make_document,
    make_mention,
    make_theme,
    make_themes,
    mentioning,
    print_data,
    summarise,
)

TEXT = f"{RAIL}\n\n{RICE}\n\n{TROOPS}\n"
PLACES = "economy economy security"


def _summary(text: str = TEXT, places: str = PLACES, **front: Any) -> Summary:
    return summarise(make_briefing(text, places, **front))


def _said(summary: Summary) -> dict[str, str]:
    return {line.label.text: line.text.text for line in summary.provenance}


def _above(summary: Summary) -> list[str]:
    return [phrase.text for phrase in summary.kicker]


def _named(summary: Summary) -> dict[str, list[str]]:
    kinds = summary.who.kinds if summary.who else ()
    return {kind.label.text: [name.text for name in kind.names] for kind in kinds}


def test_the_lead_is_the_sources_with_its_mark() -> None:
    """Without a bottom line the lead extract stands on top, and nothing says it is an editor's."""
    lead = _summary().lead
    assert (lead.label.text, lead.note) == ("Lead extract", None)
    assert lead.text
    assert lead.mark
    assert lead.text.text == RAIL
    assert lead.mark.number == 1


def test_a_bottom_line_is_labelled_as_the_editors() -> None:
    """It takes the lead's place, and has no ¶, for it is in none."""
    lead = _summary(bottom_line="It pays.").lead
    assert lead.note
    assert lead.text
    assert (lead.label.text, lead.note.text) == ("Bottom line", "by the editor")
    assert (lead.text.text, lead.mark) == ("It pays.", None)


def test_editors_words_are_cut_and_sources_are_not() -> None:
    """A long bottom line, title or matter to watch ends with an ellipsis."""
    summary = _summary(bottom_line="b" * 5000, title="t" * 5000, watch=("w" * 5000,))
    assert summary.lead.text
    assert summary.watch
    cut = (summary.lead.text, summary.frame.title, *summary.watch.items)
    assert [(p.text[-1], len(p.text)) for p in cut] == [("…", 500), ("…", 240), ("…", 240)]
    texts = [point.text.text for point in points(summary)]
    assert texts
    assert [text for text in texts if text not in TEXT] == []


def test_an_extract_too_long_becomes_its_mark() -> None:
    """The lead keeps its ¶ where the sentence cannot be printed whole, and its theme vanishes."""
    summary = _summary(
        "word " * LONGEST_EXTRACT + "end.", "economy", key_points=(Choice(1, None, 2),)
    )
    assert (summary.lead.text, summary.themes) == (None, ())
    assert summary.lead.mark
    assert summary.lead.mark.number == 1


def test_the_lead_is_not_said_twice_where_there_is_more() -> None:
    """Of the lead's theme another sentence is shown; a theme with no other repeats it."""
    summary = _summary()
    assert [p.mark.number for p in summary.themes[0].points] == [2]
    alone = _summary(RAIL, "economy")
    assert [p.mark.number for p in alone.themes[0].points] == [1]


def test_a_bottom_line_leaves_the_lead_to_its_theme() -> None:
    """Where the editor speaks on top, the best sentence is said below, in the source's order."""
    points = _summary(bottom_line="It pays.").themes[0].points
    assert [point.mark.number for point in points] == [1, 2]


def test_a_lead_that_the_editor_chose_is_said_to_be_chosen() -> None:
    """The words are the source's, with their ¶; a bottom line takes its place."""
    lead = _summary(lead=Choice(2, None, 2)).lead
    assert lead.note
    assert lead.mark
    assert (lead.note.text, lead.mark.number) == ("chosen by the editor", 2)
    lead = _summary(lead=Choice(2, None, 2), bottom_line="It pays.").lead
    assert lead.note
    assert (lead.note.text, lead.mark) == ("by the editor", None)


def test_the_editors_key_points_keep_their_order() -> None:
    """All are shown, those of no theme under their section; themes without any vanish."""
    choices = tuple(Choice(number, None, 2) for number in (4, 3, 2, 1))
    summary = _summary(f"{TEXT}\nWho knows?\n", f"{PLACES} -", key_points=choices[:3])
    assert summary.chosen
    assert summary.chosen.text == "Key points chosen by the editor"
    found = [(t.name.text, t.letter, [p.mark.number for p in t.points]) for t in summary.themes]
    assert found == [("Economy", "E", [2]), ("Security", "S", [3]), ("Outlook", None, [4])]
    summary = _summary(lead=choices[1], key_points=choices[2:])
    found = [(t.name.text, t.letter, [p.mark.number for p in t.points]) for t in summary.themes]
    assert found == [("Economy", "E", [2, 1])]
    assert _summary().chosen is None


def test_why_it_matters_is_labelled_as_the_editors() -> None:
    """It is said in the editor's words, cut where they are many."""
    why = _summary(why_it_matters="Grain goes this way or not at all.").why
    assert why
    assert (why.label.text, why.note.text) == ("Why it matters", "by the editor")
    assert why.text.text == "Grain goes this way or not at all."
    assert _summary().why is None


def test_ranks_say_which_point_stays_longest() -> None:
    """Each point has a rank of its own, from 1 up."""
    text = "\n\n".join(RAIL.replace("2 million", f"{n} million") for n in range(5))
    theme = _summary(text, " ".join(["economy"] * 5), bottom_line="It pays.").themes[0]
    assert sorted(theme.ranks) == [1, 2, 3]
    assert [p.mark.number for p in theme.points] == sorted(p.mark.number for p in theme.points)


def test_shares_add_up_to_all_paragraphs() -> None:
    """Each theme with text has its count and letter; the rest has neither letter nor colour."""
    shares = _summary(TEXT + "\nWho knows?\n", f"{PLACES} -").shares
    found = [(share.name.text, share.letter, share.colour, share.count) for share in shares]
    assert found == [
        ("Economy", "E", "#112233", 2),
        ("Security", "S", "#112233", 1),
        ("no theme", None, None, 1),
    ]


def test_themes_without_text_vanish() -> None:
    """Nothing is said of a theme that the text has no paragraph of."""
    summary = _summary()
    assert [theme.name.text for theme in summary.themes] == ["Economy", "Security"]
    assert "Regional" not in str(summary)


def test_a_theme_without_a_sentence_is_left_to_its_share() -> None:
    """A table is not quoted from; the bar says how much of the text it is."""
    summary = summarise(make_briefing("| a |\n|---|\n| 1 |", "economy", "note.md"))
    assert summary.themes == ()
    assert [(share.name.text, share.count) for share in summary.shares] == [("Economy", 1)]


# --- who and where --------------------------------------------------------------------


def test_who_and_where_are_named_kind_by_kind() -> None:
    """People, organisations, countries: those of most paragraphs, in the site's words."""
    one = make_briefing("Trade between Iran and Pakistan grew.", "economy")
    un = make_mention(ORGANISATION, "United Nations", 1)
    people = (make_mention(PERSON, name, 1) for name in ("Ada Writer", "Sharif"))
    assert list(_named(summarise(mentioning(one, un, *people))).items()) == [
        ("People", ["Ada Writer"]),
        ("Organisations", ["United Nations"]),
        ("Countries", ["Iran", "Pakistan"]),
    ]


def test_of_many_names_the_first_are_said_and_the_others_counted() -> None:
    """There is no room for an index on the page."""
    people = [make_mention(PERSON, f"Ada Writer{n}", 1) for n in range(NAMED + 3)]
    who = summarise(mentioning(make_briefing("Trade grew."), *people)).who
    assert who
    assert [name.text for name in who.kinds[0].names] == [f"Ada Writer{n}" for n in range(NAMED)]
    assert who.kinds[0].more == "and 3 more"


def test_a_text_that_names_nobody_says_nothing_of_it() -> None:
    """There is no heading without a name, and no label without one."""
    assert summarise(make_briefing("Trade grew.", "economy")).who is None
    assert list(_named(summarise(make_briefing("Iran trades.", "economy")))) == ["Countries"]


def test_an_unread_text_says_so() -> None:
    """Of a text that nothing could be filed of, no shares are told."""
    document, themes = make_document(TEXT, language="cy"), make_themes()
    briefing = compose(document, file_paragraphs(document, [None] * 3, themes), themes)
    summary = summarise(briefing)
    assert summary.notice
    assert summary.notice.text.startswith("Not filed: ")
    assert (summary.shares, summary.themes) == ((), ())
    assert _summary().notice is None


def test_a_draft_is_called_one() -> None:
    """A print of the preview may be handed on."""
    notice = _summary(publish=Publish.PREVIEW).notice
    assert notice
    assert notice.text.startswith("This is a draft")


def test_what_to_watch_is_capped() -> None:
    """The first matters are shown, labelled as the editor's."""
    watch = _summary(watch=tuple(f"Matter {n}" for n in range(50))).watch
    assert watch
    assert [item.text for item in watch.items] == [f"Matter {n}" for n in range(WATCHED)]
    assert (watch.label.text, watch.note.text) == ("What to watch", "by the editor")


def test_what_was_not_stated_is_not_there() -> None:
    """A bare text has no byline, nothing to watch, and no line for what is not known."""
    summary = summarise(make_briefing(TEXT, PLACES), url=None)
    assert (summary.byline, summary.watch) == (None, None)
    assert list(_said(summary)) == ["SHA-256 of the text"]
    assert (summary.frame.author, _above(summary)) == ((), ["Undated", "1 min"])


def test_everything_stated_is_there() -> None:
    """Day, byline, provenance and keywords have what the front matter states."""
    front = {"author": "A. Writer", "source": "The Post", "rights": "© 2026", "kind": "Readout"}
    day, updated = datetime.date(2026, 2, 3), datetime.date(2026, 2, 5)
    summary = _summary(url="https://a.example/b", date=day, updated=updated, **front)
    assert summary.byline
    assert (_above(summary), summary.byline.text) == (
        ["Readout", "3 February 2026", "1 min"],
        "A. Writer · The Post",
    )
    said = _said(summary)
    checksum = make_briefing(TEXT, PLACES).document.source.sha256
    assert [said[key] for key in ("Address", "Updated", "Rights", "SHA-256 of the text")] == [
        *("https://a.example/b", "5 February 2026", "© 2026", checksum)
    ]
    assert "A. Writer" in said["Cite this briefing"]
    assert list(said)[-1] == "SHA-256 of the text"
    assert (summary.frame.author, summary.frame.date) == (("A. Writer",), (2026, 2, 3))


def test_themes_who_and_where_are_keywords() -> None:
    """Themes and countries are given in the language of the interface, all others by name."""
    one = make_briefing("Trade between Iran and Pakistan grew.", "economy")
    un = make_mention(ORGANISATION, "United Nations", 1)
    people = (make_mention(PERSON, name, 1) for name in ("Ada Writer", "Sharif"))
    named = ("Iran", "Pakistan", "United Nations", "Ada Writer")
    assert summarise(mentioning(one, un, *people)).frame.keywords == ("Economy", *named)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ({}, "https://example.org/briefings/note/"),
        ({"publish": Publish.EXTRACTS, "url": "https://a.example/"}, "https://a.example/"),
        ({"publish": Publish.EXTRACTS}, None),
    ],
)
def test_where_the_whole_text_is(front: dict[str, Any], expected: str | None) -> None:
    """It is on the site if its rights allow, else at its source, if that is known."""
    found = [line.url for line in _summary(**front).provenance if "whole" in line.label.text]
    assert found == ([expected] if expected else [])


def test_themes_beyond_twenty_are_left_to_their_shares() -> None:
    """Their blocks would not fit on two pages; their counts do."""
    themes = tuple(make_theme(f"t{n}") for n in range(30))
    text = "\n\n".join(f"Trade of kind {n} grew." for n in range(30))
    places = " ".join(theme.id for theme in themes)
    points = tuple(Choice(number, None, 2) for number in range(1, 31))
    briefing = make_briefing(text, places, themes=themes, key_points=points)
    summary = summarise(briefing, themes=themes)
    assert (len(summary.themes), len(summary.shares)) == (SHOWN_THEMES, 30)


def test_print_shows_no_more_extracts_than_the_page_where_rights_are_few() -> None:
    """A text of which extracts alone may be shown has the same ones on paper."""
    text = "\n\n".join(RAIL.replace("2 million", f"{n} million") for n in range(9))
    full = make_briefing(text, " ".join(["economy"] * 9))
    few = make_briefing(text, " ".join(["economy"] * 9), publish=Publish.EXTRACTS)
    shown = {extract.text for extract in few.extracts}
    printed, more = (
        {point.text.text for point in points(summarise(briefing))} for briefing in (few, full)
    )
    assert printed <= shown
    assert 0 < len(printed) < len(more)


# --- what is false --------------------------------------------------------------------


def test_a_false_extract_stops_its_document() -> None:
    """A sentence that is not in its paragraph is named with its document and its ¶."""
    false = replace(make_briefing("Trade grew."), lead=Extract("Trade shrank.", 1))
    with pytest.raises(ProofError) as raised:
        print_data(false)
    said = "briefings/note/note.pdf: prints what is no sentence of ¶1 of note: 'Trade shrank.'"
    assert str(raised.value) == said


def test_all_false_extracts_of_a_document_are_named_together() -> None:
    """One run shows everything that is wrong with it."""
    briefing = make_briefing(TEXT, PLACES)
    other = make_briefing("Trade shrank.\n\nPorts closed.\n\nTroops went.\n", PLACES)
    with pytest.raises(ProofError) as raised:
        print_data(replace(briefing, document=other.document))
    named = [fault.sentence.partition(" of note")[0] for fault in raised.value.faults]
    assert named == [f"prints what is no sentence of ¶{number}" for number in (1, 2, 3)]


def test_a_name_that_the_text_does_not_mention_stops_its_document() -> None:
    """It is named with its document, whatever its kind."""
    briefing = mentioning(make_briefing("Iran trades."), make_mention(PERSON, "Ada Writer", 1))
    who = summarise(briefing).who
    other = replace(briefing, mentions=())
    assert list(check.check_names(who, briefing, "en")) == []
    assert list(check.check_names(who, other, "en")) == [
        f"names what note does not mention: {name!r}" for name in ("Ada Writer", "Iran")
    ]
