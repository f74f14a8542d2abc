"""PDF: the form of the files, read back with programs that did not make them."""

import datetime
import re
from functools import cache
from typing import Any

import pikepdf
import pytest

from dossier import pipeline
from dossier.model import Briefing, Publish, Themes
from dossier.settings import Settings
from dossier.sources import files
from tests.factories import RAIL, REPOSITORY, TROOPS, make_briefing, make_site, print_out, summarise
from tests.pdf import pdfs
from tests.site import folded

TEXT = f"{RAIL}\n\n{TROOPS}\n"
FRONT: dict[str, Any] = {
    "title": "Rails & “ports”",
    "date": datetime.date(2026, 2, 3),
    "author": "A. Writer",
    "language": "en-GB",
}
PAGE = "https://example.org/briefings/note/"


def _briefing(**front: Any) -> Briefing:
    return make_briefing(TEXT, "economy security", **(FRONT | front))


@cache
def _known() -> tuple[Themes, tuple[Briefing, ...]]:
    """Return the site's themes, and briefings of the first seed and of all examples."""
    found: list[Briefing] = []
    for folder in ("seeds", "examples/seeds"):
        cache = REPOSITORY / ".dossier-cache"
        settings = Settings(REPOSITORY / folder, REPOSITORY / "themes.yml", "en", cache)
        themes, briefings = pipeline.brief_files(files.find(settings.seeds), settings)
        found.extend(briefings)
    return themes, tuple(found)


@cache
def _printed() -> dict[str, bytes]:
    """Return the summaries of the first seed and of all examples."""
    themes, briefings = _known()
    return {b.slug: print_out(b, make_site(themes, pdfs=True)).data for b in briefings}


# --- the form ---------------------------------------------------------------------------


def test_it_says_which_standards_it_holds() -> None:
    """The XMP metadata names PDF/UA-1 and PDF/A-2a."""
    with pdfs.opened(print_out(_briefing()).data).open_metadata() as xmp:
        found = [xmp[name] for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")]
    assert found == ["1", "2", "A"]


def test_it_has_what_a_screen_reader_needs() -> None:
    """It is tagged, knows its language, and shows its title instead of its file's name."""
    pdf = pdfs.opened(print_out(_briefing()).data)
    root = pdf.Root
    assert (bool(root.MarkInfo.Marked), str(root.Lang)) == (True, "en")
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert "/StructTreeRoot" in root


def test_its_tags_follow_its_parts() -> None:
    """Behind kicker, title and byline, the lead, each theme, and who and where have a heading."""
    tags = pdfs.structure(print_out(_briefing()).data)
    assert [tag for tag in tags if tag in ("H1", "H2", "P")] == [
        *("P", "H1", "P", "H2", "P", "H2", "P", "H2", "P", "H2")
    ]
    watched = pdfs.structure(print_out(_briefing(watch=("The talks", "The tolls"))).data)
    assert (watched.count("H2"), watched.count("LI")) == (5, 2)
    why = pdfs.structure(print_out(_briefing(why_it_matters="Grain goes this way.")).data)
    assert (why.count("H2"), why.count("P")) == (5, 6)


def test_its_outline_leads_to_its_parts() -> None:
    """A reader sees the title, and below it the lead and the themes."""
    (root,) = pdfs.opened(print_out(_briefing()).data).open_outline().root
    assert root.title == FRONT["title"]
    assert [part.title for part in root.children] == [
        *("Lead extract", "Economy", "Security", "Who and where")
    ]


def test_it_knows_what_it_is() -> None:
    """Title, author, keywords and the text's day are in both kinds of metadata."""
    pdf = pdfs.opened(print_out(_briefing()).data)
    keywords = "Economy, Security, Iran, Pakistan"
    info = {name: str(pdf.docinfo[name]) for name in ("/Title", "/Author", "/Keywords")}
    assert info == {"/Title": FRONT["title"], "/Author": "A. Writer", "/Keywords": keywords}
    assert str(pdf.docinfo["/CreationDate"]) == "D:20260203000000Z"
    with pdf.open_metadata() as xmp:
        assert (xmp["dc:title"], xmp["dc:creator"]) == (FRONT["title"], ["A. Writer"])
        assert (xmp["pdf:Keywords"], xmp["xmp:CreateDate"]) == (keywords, "2026-02-03T00:00:00Z")


def test_an_undated_text_has_a_fixed_day() -> None:
    """The standard demands one; the page itself says that there is none."""
    data = print_out(_briefing(date=None)).data
    pdf = pdfs.opened(data)
    assert str(pdf.docinfo["/CreationDate"]) == "D:20000101000000Z"
    assert "Undated" in pdfs.text(data)
    assert "2000" not in pdfs.text(data)


@pytest.mark.parametrize(
    ("paper", "size"), [("a4", (595.276, 841.89)), ("us-letter", (612.0, 792.0))]
)
def test_the_paper_is_as_chosen(paper: str, size: tuple[float, float]) -> None:
    """A page has the measures of its paper, in points."""
    pdf = pdfs.opened(print_out(_briefing(), make_site(pdfs=True, paper=paper)).data)
    box = pdf.pages[0].MediaBox.as_list()
    assert [float(edge) for edge in box] == pytest.approx([0, 0, *size])


def test_all_fonts_are_within() -> None:
    """A reader needs none of its own."""
    pdf = pdfs.opened(print_out(_briefing()).data)
    described = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
    assert described
    assert [o for o in described if not {"/FontFile", "/FontFile2", "/FontFile3"} & o.keys()] == []


# --- what it says -----------------------------------------------------------------------


def test_every_sentence_is_read_back_verbatim() -> None:
    """Of the first seed and all examples, lead and best points stand in the PDF as they were given.

    Arabic letters come back in another order; test_texts.py looks at them.
    """
    themes, briefings = _known()
    found = 0
    for briefing in briefings:
        said = re.sub("\ufffe ?", "-", pdfs.text(_printed()[briefing.slug]))  # PDFium's line ends
        printed = summarise(briefing, themes=themes)
        shown = [printed.lead.text] if printed.lead.text else []
        pointed = [theme for theme in printed.themes if theme.points]
        shown += [theme.points[theme.ranks.index(1)].text for theme in pointed]
        texts = [folded(words.text) for words in shown if words.dir == "ltr"]
        assert [text for text in texts if text not in said] == []
        found += len(texts)
    assert found > 50


def test_every_example_is_one_page() -> None:
    """Texts of usual length, the first seed among them, take one page."""
    assert "pakistan-iran-partnership" in _printed()
    assert {slug: len(pdfs.pages(data)) for slug, data in _printed().items()} == dict.fromkeys(
        _printed(), 1
    )


def test_it_links_to_its_paragraphs_and_nowhere_else() -> None:
    """Each ¶, the source's address and the whole text, and no other link."""
    found = pdfs.links(print_out(_briefing(url="https://news.example/a?b=1&c=é")).data)
    assert found == [
        *(f"{PAGE}#p1", f"{PAGE}#p1", f"{PAGE}#p1", f"{PAGE}#p2", f"{PAGE}#p2"),
        *("https://news.example/a?b=1&c=%C3%A9", PAGE),
    ]


def test_a_text_for_extracts_links_to_its_page() -> None:
    """Its paragraphs are not on the site; its whole text is at its source."""
    front = {"publish": Publish.EXTRACTS, "url": "https://news.example/"}
    found = pdfs.links(print_out(_briefing(**front)).data)
    assert found == [*[PAGE] * 5, "https://news.example/", "https://news.example/"]


def test_examples_link_by_http_alone() -> None:
    """No link runs a program or opens a file."""
    found = [link for data in _printed().values() for link in pdfs.links(data)]
    assert len(found) > 100
    assert [link for link in found if not link.startswith(("https://", "http://"))] == []


def test_without_the_sites_address_nothing_is_linked() -> None:
    """¶ are printed all the same."""
    data = print_out(_briefing(), make_site(pdfs=True, url=None)).data
    assert pdfs.links(data) == []
    assert "¶2" in pdfs.text(data)
