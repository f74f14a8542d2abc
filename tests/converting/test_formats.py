"""One small original of each format, made by a real writer, becomes the text that it holds."""

from pathlib import Path

import pytest
from docx.oxml import parse_xml

from dossier.converting import seed, writing
from dossier.converting.seed import Seed
from dossier.errors import InputError
from tests.converting import originals


def converted(path: Path) -> Seed:
    """Return the text that is made of a file."""
    return seed.compose(path)


def left_out(text: Seed) -> dict[str, str]:
    """Return what was left out, by kind."""
    kinds: dict[str, list[str]] = {}
    for out in text.left_out:
        kinds.setdefault(out.kind, []).append(out.words)
    return {kind: " / ".join(words) for kind, words in kinds.items()}


# --- Word -----------------------------------------------------------------------------


def test_word(tmp_path: Path) -> None:
    """Title, headings, lists, a quote, a table and emphasis; characters of markup escaped."""
    path = tmp_path / "letter.docx"
    document = originals.word(path, author="Mehrunisa Talpur")
    document.add_paragraph("The ferry", style="Title")
    document.add_paragraph("1986. It was the year of 5*3 ferries, <none> of them full.")
    document.add_heading("What it costs", 2)
    document.add_paragraph("A shed", style="List Bullet")
    document.add_paragraph("A road", style="List Bullet")
    document.add_paragraph("A ferry is a promise.", style="Quote")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Year", "Tons", "1986", "4|5"), strict=True):
        cell.text = words
    paragraph = document.add_paragraph("It is ")
    paragraph.add_run("not").italic = True
    paragraph.add_run(" cheap.")
    document.save(str(path))
    text = converted(path)
    assert text.body() == (
        "1986\\. It was the year of 5\\*3 ferries, \\<none> of them full.\n\n"
        "## What it costs\n\n- A shed\n- A road\n\n> A ferry is a promise.\n\n"
        "| Year | Tons |\n| --- | --- |\n| 1986 | 4\\|5 |\n\nIt is *not* cheap.\n"
    )
    assert (text.stated("title"), text.stated("author")) == ("The ferry", "Mehrunisa Talpur")
    assert text.stated("date") == ""
    assert writing.name_of(text) == "the-ferry.md"
    assert text.left_out == ()


def test_word_shows_no_deleted_or_hidden_words_and_lists_them(tmp_path: Path) -> None:
    """Tracked deletions, hidden text, comments and running heads are left out and listed."""
    path = tmp_path / "tracked.docx"
    document = originals.word(path)
    document.sections[0].header.paragraphs[0].text = "The Seaboard Review"
    paragraph = document.add_paragraph("It sails")
    originals.add_xml(
        paragraph, '<w:del w:id="1" w:author="A"><w:r><w:delText> never</w:delText></w:r></w:del>'
    )
    originals.add_xml(
        paragraph, '<w:ins w:id="2" w:author="A"><w:r><w:t> twice a week</w:t></w:r></w:ins>'
    )
    paragraph.add_run(". Nobody reads this.").font.hidden = True
    document.add_paragraph("Is it full?")
    document.save(str(path))
    comments = f'<w:comments {originals.W}><w:comment w:id="1" w:author="Ed"><w:p><w:r><w:t>Really?'
    comments += "</w:t></w:r></w:p></w:comment></w:comments>"
    originals.with_part(path, "word/comments.xml", comments)
    text = converted(path)
    assert text.body() == "It sails twice a week\n\nIs it full?\n"
    assert text.suffix == ".txt"
    assert left_out(text) == {
        "hidden text": ". Nobody reads this.",
        "headers and footers of the pages": "The Seaboard Review",
        "comments": "Ed: Really?",
        "deleted words (tracked changes)": "never",
    }


def test_word_formulas_are_listed_and_not_lost_in_silence(tmp_path: Path) -> None:
    """What the library passes over is named word by word."""
    path = tmp_path / "formula.docx"
    document = originals.word(path)
    paragraph = document.add_paragraph("The sum is ")
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    paragraph._p.append(
        parse_xml(f'<m:oMath xmlns:m="{math}"><m:r><m:t>seventeen</m:t></m:r></m:oMath>')
    )
    document.add_paragraph("That is all.")
    document.save(str(path))
    assert "seventeen" in " ".join(left_out(converted(path)).values())


def test_word_lists_go_on_counting_after_a_paragraph_in_between(tmp_path: Path) -> None:
    """The numbers are those that Word shows."""
    path = tmp_path / "list.docx"
    document = originals.word(path)
    for words, style in (
        ("A shed", "List Number"),
        ("A road", "List Number"),
        ("In between.", "Normal"),
        ("A crane", "List Number"),
    ):
        document.add_paragraph(words, style=style)
    document.save(str(path))
    assert converted(path).body() == "1. A shed\n2. A road\n\nIn between.\n\n3. A crane\n"


@pytest.mark.parametrize("name", ["Microsoft Office User", "user", "python-docx", "admin2"])
def test_a_name_that_is_no_person_is_not_written_as_author(tmp_path: Path, name: str) -> None:
    """It is shown all the same."""
    path = tmp_path / "letter.docx"
    document = originals.word(path, author=name)
    document.add_paragraph("It sails.")
    document.save(str(path))
    text = converted(path)
    assert text.stated("author") == ""
    assert [fact.value for fact in text.facts if fact.key == "author"] == [name]


# --- OpenDocument, rich text ----------------------------------------------------------


def test_opendocument(tmp_path: Path) -> None:
    """The title from its heading, a footnote, a list; hidden words listed."""
    path = tmp_path / "ferry.odt"
    originals.opendocument(path)
    text = converted(path)
    expected = "It sails twice a week[^1], and it is full.\n\n- Karachi\n- Sohar\n\n"
    assert text.body() == f"{expected}[^1]: Timetable of 2026.\n"
    assert text.stated("title") == "The ferry"
    assert left_out(text) == {"hidden text": "Nobody reads this."}


RTF = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}
{\stylesheet{\s1\outlinelevel0 heading 1;}}{\info{\title The ferry}{\author Mehrunisa Talpur}}
{\header\pard The Seaboard Review\par}
\pard\s1\b The ferry\b0\par
\pard It sails twice a week{\super\chftn}{\footnote\pard{\super\chftn} Timetable of 2026.}, and
 the caf\'e9 is full \u8212? always.{\v Nobody reads this.}{\deleted Never.}\par
{\pntext\'B7\tab}\pard Karachi\par{\pntext\'B7\tab}\pard Sohar\par
\trowd\pard\intbl Year\cell Tons\cell\row\trowd\pard\intbl 1986\cell 40\cell\row
\pard 5 \{men\}.\par}"""


def test_rich_text(tmp_path: Path) -> None:
    """Heading, footnote, list and table; headers, hidden and deleted words listed."""
    path = tmp_path / "ferry.rtf"
    path.write_text(RTF, encoding="ascii", newline="\n")
    text = converted(path)
    assert text.body() == (
        "It sails twice a week[^1], and the café is full — always.\n\n- Karachi\n- Sohar\n\n"
        "| Year | Tons |\n| --- | --- |\n| 1986 | 40 |\n\n5 \\{men}.\n\n[^1]: Timetable of 2026.\n"
    )
    assert text.stated("title") == "The ferry"
    assert text.stated("author") == "Mehrunisa Talpur"
    assert left_out(text) == {
        "headers and footers of the pages": "The Seaboard Review",
        "hidden text": "Nobody reads this.",
        "deleted words (tracked changes)": "Never.",
    }


def test_rich_text_keeps_a_heading_whose_number_is_laid_out(tmp_path: Path) -> None:
    """LibreOffice begins the label of a heading with a paragraph mark of its own."""
    path = tmp_path / "ferry.rtf"
    label = r"{\listtext\pard\plain \tab}"
    path.write_text(
        r"{\rtf1\ansi{\stylesheet{\s1 Heading 1;}}\pard\plain It sails.\par \pard\plain \s1"
        + label
        + r" What it costs\par \pard\plain It is full.\par}",
        encoding="ascii",
    )
    assert converted(path).body() == "It sails.\n\n# What it costs\n\nIt is full.\n"


# --- web pages ------------------------------------------------------------------------

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>The ferry | The Seaboard Review</title>
<link rel="canonical" href="https://example.org/ferry"><meta property="og:site_name"
content="The Seaboard Review"><meta property="article:modified_time" content="2026-03-01">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The ferry",
"author": [{"@type": "Person", "name": "Mehrunisa Talpur"}, {"name": "Ali Khan"}],
"datePublished": "2026-02-03T23:30:00-05:00"}</script></head><body>
<nav><a href="/">Home</a> <a href="/economy">Economy</a></nav>
<article><h1>The ferry</h1>
<p>The ferry from Karachi to Sohar sails twice a week, and it has been full on every crossing since
the day on which it first left the harbour.<sup><a id="r1" href="#n1">1</a></sup></p>
<div class="share">Share on Facebook</div>
<h2>What it costs</h2>
<p>Nobody who has stood on the quay in the heat of June can say that the price of a ticket is what
keeps people from it; see <a href="/tariff">the tariff</a>.</p>
<blockquote><p>A ferry is worth more than a communiqué, as every sailor on this coast has known for
a hundred years and more.</p></blockquote>
<ol><li id="n1"><p>Timetable of 2026. <a href="#r1">↩</a></p></li></ol></article>
<p hidden>Nobody reads this.</p>
<aside><p>Read next: the road</p></aside>
<footer>© The Seaboard Review</footer></body></html>"""


def test_web_page(tmp_path: Path) -> None:
    """The article with its footnote; its facts; menus, share lines and the rest listed."""
    path = tmp_path / "Page.html"
    path.write_text(PAGE, encoding="utf-8")
    text = converted(path)
    body = text.body().split("\n\n")
    assert body[0].endswith("first left the harbour.[^1]")
    assert body[1] == "## What it costs"
    assert body[2].endswith("see [the tariff](https://example.org/tariff).")
    assert body[3].startswith("> A ferry is worth more than a communiqué")
    assert body[4] == "[^1]: Timetable of 2026.\n"
    stated = {key: text.stated(key) for key in seed.WRITTEN}
    assert stated == {
        "title": "The ferry",
        "date": "2026-02-03",
        "author": "Mehrunisa Talpur; Ali Khan",
        "source": "The Seaboard Review",
        "url": "https://example.org/ferry",
        "language": "en-GB",
    }
    assert writing.name_of(text) == "2026-02-03-the-ferry.md"
    out = left_out(text)
    assert out["menus"] == "Home Economy"
    assert out["share lines"] == "Share on Facebook"
    assert out["hidden text"] == "Nobody reads this."
    assert "Read next: the road" in out["other texts on the page"]
    assert out["foot of the page"] == "© The Seaboard Review"


def test_web_page_whose_text_stands_between_headings_without_paragraphs(tmp_path: Path) -> None:
    """Text that is divided by line breaks alone is kept as well as that in paragraphs."""
    path = tmp_path / "page.html"
    loose = "The road from Gwadar to the border was opened in spring, and nobody has used it since."
    page = PAGE.replace("<h2>", f"</p>{loose}<br><br>{loose.replace('road', 'railway')}<h2>")
    path.write_text(page.replace("<article>", "<article><section>"), encoding="utf-8")
    body = converted(path).body()
    assert "The road from Gwadar" in body
    assert "The railway from Gwadar" in body


def test_page_that_shows_nothing_is_a_sentence(tmp_path: Path) -> None:
    """What is hidden, as behind a paywall, is no text; the sentence says that it is there."""
    path = tmp_path / "page.html"
    path.write_text("<body><p hidden>It sails.</p></body>", encoding="utf-8")
    with pytest.raises(InputError, match="there are no words in it but hidden text"):
        converted(path)


def test_web_page_that_states_no_date_has_none(tmp_path: Path) -> None:
    """Neither its last change nor the words of the text are taken for the date."""
    path = tmp_path / "page.html"
    page = PAGE.replace("datePublished", "dateModified").replace(
        "The ferry from", "On 1 May 2026 a"
    )
    path.write_text(page, encoding="utf-8")
    text = converted(path)
    assert text.stated("date") == ""
    proposed = [fact for fact in text.facts if fact.key == "date"]
    assert [(fact.value, fact.stated) for fact in proposed] == [("2026-05-01", False)]


def test_page_of_a_word_processor_is_taken_whole(tmp_path: Path) -> None:
    """There is no menu in it, so nothing is sorted out; its encoding is the one it states."""
    path = tmp_path / "saved.htm"
    page = '<html><head><meta charset="windows-1252"><meta name="Generator" '
    page += 'content="Microsoft Word 15">'
    page += "<title>Café</title></head><body><p>Short.</p><p>Café, 5 men.</p></body></html>"
    path.write_bytes(page.encode("windows-1252"))
    text = converted(path)
    assert (text.body(), text.stated("title")) == ("Short.\n\nCafé, 5 men.\n", "Café")


# --- mail -----------------------------------------------------------------------------

MAIL = """Dear all,

the ferry sails twice a week,
and it is full:

- Karachi
- Sohar

Mehrunisa

--
Harbour Office, Karachi

On Mon, 2 Feb 2026 at 10:00, Ali Khan wrote:
> When does it sail?
"""


def test_mail(tmp_path: Path) -> None:
    """Subject, sender and date are facts; headers, signature and quoted reply are listed."""
    path = tmp_path / "mail.eml"
    headers = {"Subject": "Re: The ferry", "Date": "Tue, 03 Feb 2026 23:30:00 -0500"}
    originals.mail(path, MAIL, **headers)
    text = converted(path)
    expected = (
        "Dear all,\n\nthe ferry sails twice a week, and it is full:\n\n- Karachi\n- Sohar\n\n"
    )
    assert text.body() == f"{expected}Mehrunisa\n"
    stated = [text.stated(key) for key in ("title", "author", "date")]
    assert stated == ["The ferry", "Mehrunisa Talpur", "2026-02-03"]
    out = left_out(text)
    assert "Re: The ferry" in out["mail headers"]
    assert out["signatures"].startswith("-- Harbour Office, Karachi")
    assert "When does it sail?" in " ".join(out.values())


def test_mail_in_html_only_keeps_its_lists_and_leaves_out_the_reply(tmp_path: Path) -> None:
    """Where the plain text is a stub, the HTML is read."""
    path = tmp_path / "mail.eml"
    html = "<p>The ferry sails <b>twice</b> a week, and it is full.</p><ul><li>Karachi</li></ul>"
    html += '<div class="gmail_quote">When does it sail?</div>'
    originals.mail(path, "See the HTML.", html)
    text = converted(path)
    assert text.body() == "The ferry sails **twice** a week, and it is full.\n\n- Karachi\n"
    assert left_out(text)["quoted replies"] == "When does it sail?"


def test_words_that_only_the_html_of_a_mail_has_are_listed(tmp_path: Path) -> None:
    """The plain text is read; what the other version says besides is not passed over."""
    path = tmp_path / "mail.eml"
    originals.mail(path, "It sails twice a week.", "<p>It sails twice a week. Perhaps.</p>")
    text = converted(path)
    assert text.body() == "It sails twice a week.\n"
    assert left_out(text)["only in the HTML version of the mail"] == "perhaps"


def test_forwarded_mail_keeps_what_was_forwarded(tmp_path: Path) -> None:
    """Its date and sender are those of the forwarding, and are only shown."""
    path = tmp_path / "mail.eml"
    body = "---------- Forwarded message ---------\nFrom: Ali Khan <a@example.org>\n"
    body += "Date: Mon, 2 Feb 2026\nSubject: The ferry\n\nIt sails twice a week.\n"
    headers = {"Subject": "Fwd: The ferry", "Date": "Tue, 03 Feb 2026 10:00:00 +0000"}
    originals.mail(path, body, **headers)
    text = converted(path)
    assert text.body() == "It sails twice a week.\n"
    assert (text.stated("date"), text.stated("author")) == ("", "")
    assert "Ali Khan" in left_out(text)["headers of the forwarded mail"]


# --- PDF ------------------------------------------------------------------------------


def _page(number: int, *lines: str) -> list[tuple[float, float, float, str]]:
    """Return a page with a running head, lines of a paragraph, and its number."""
    return [
        (72, 800, 9, f"The Seaboard Review, volume {number}"),
        *((72, 700 - 14 * row, 11, words) for row, words in enumerate(lines)),
        (300, 30, 9, str(number)),
    ]


def test_pdf(tmp_path: Path) -> None:
    """Lines become paragraphs, across pages too; running heads and page numbers are listed."""
    path = tmp_path / "report.pdf"
    one = _page(
        1,
        "The ferry from Karachi to Sohar sails twice a week, as the govern-",
        "ment has said, and the govern-or of the government agreed that the administra-",
        "tion of the harbour would see to it before the sum-",
        "mer is over and before the last of the passengers has gone to sea and the",
    )
    two = _page(
        2,
        "harbour has been closed for another year of repairs to its only crane.",
        "Nobody knows the date.",
    )
    one.insert(1, (72, 740, 18, "The ferry"))
    originals.pdf(path, [one, two])
    text = converted(path)
    paragraphs = text.body().split("\n\n")
    assert text.stated("title") == "The ferry"
    assert "as the government has said" in paragraphs[0]
    assert "the administration of" in paragraphs[0]
    assert "before the sum-mer is over" in paragraphs[0]
    assert "gone to sea and the harbour has been closed" in paragraphs[0]
    assert any("sum-mer" in remark for remark in text.remarks)
    assert any("government, administration" in remark for remark in text.remarks)
    assert left_out(text) == {
        "running heads": "The Seaboard Review, volume 1 · The Seaboard Review, volume 2",
        "page numbers": "1 · 2",
    }


def test_pdf_without_text_is_said(tmp_path: Path) -> None:
    """A scan has no words."""
    path = tmp_path / "scan.pdf"
    originals.pdf(path, [[]])
    with pytest.raises(InputError, match="has no text, only pictures"):
        seed.compose(path)


# --- what cannot be read --------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".rtf", ".pdf", ".eml"])
def test_a_broken_file_is_a_sentence(tmp_path: Path, suffix: str) -> None:
    """Bytes that are nothing of the kind, and an empty file."""
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(InputError, match=f"is broken, or no {suffix} file"):
        seed.compose(path)
    path.write_bytes(b"")
    with pytest.raises(InputError, match="the file is empty"):
        seed.compose(path)


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_file_that_is_cut_off_is_a_sentence(tmp_path: Path, suffix: str) -> None:
    """Half of a file, and one with a part that is no XML."""
    path = tmp_path / f"cut{suffix}"
    if suffix == ".odt":
        originals.opendocument(path)
    else:
        document = originals.word(path)
        document.add_paragraph("It sails.")
        document.save(str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="is broken"):
        seed.compose(path)


def test_a_password_is_a_sentence(tmp_path: Path) -> None:
    """Word's encrypted files look like those of old Word."""
    path = tmp_path / "secret.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    with pytest.raises(InputError, match="protected by a password, or a file of old Word"):
        seed.compose(path)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.doc", "save it as .docx"),
        ("a.pages", "Export To, Word"),
        ("a.epub", "save the chapter"),
        ("a.txt", "this is a text already"),
        ("a.xyz", "only .docx"),
    ],
)
def test_other_formats_are_told_the_way(tmp_path: Path, name: str, sentence: str) -> None:
    """A sentence says how to save the file so that it can be added."""
    path = tmp_path / name
    path.write_bytes(b"x")
    with pytest.raises(InputError, match=sentence):
        seed.compose(path)
