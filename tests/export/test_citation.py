"""Citations: true to what is stated, silent on what is not, and safe in every format."""

import datetime
import json
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from dossier.export import citation
from dossier.export.citation import Reference
from dossier.web.site import SiteContext
from tests.factories import make_briefing, make_site, make_themes, plain_texts

THEMES = make_themes("economy security")
SITE = make_site(THEMES, url="https://example.org/site/")
UNKNOWN = make_site(THEMES, url=None)
PAGE = "https://example.org/site/briefings/rails/"
FRONT: dict[str, Any] = {
    "title": "Rails & ports: 50% {more}",
    "date": datetime.date(2026, 2, 3),
    "author": "Ludwig van Beethoven and Jane Doe",
    "source": "The Morning Post",
    "url": "https://news.example/a_b?x=1&y={2}#top",
    "language": "en-GB",
}
HOSTILE = '"Q" <b>&amp; ]]> </script>\x01\x0b \\end{x} 100% $5 #1 a_b ~ ^ } @x{y, 🚆 قطار \u202eRTL'

CSL: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["report"]},
            "author": {
                "type": "array",
                "items": {
                    "additionalProperties": False,
                    "properties": {
                        key: {"type": "string"}
                        for key in (
                            *("family", "given", "non-dropping-particle", "suffix", "literal"),
                        )
                    },
                },
            },
            "issued": {
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": "integer"},
                        },
                    }
                },
            },
        }
        | {
            key: {"type": "string"}
            for key in (
                *("id", "title", "publisher", "URL", "language", "keyword", "abstract", "note"),
            )
        },
    },
}
"""What csl-data.json says of the variables that are used here."""


def _reference(site: SiteContext = SITE, **front: Any) -> Reference:
    return citation.reference(make_briefing("Trade grew.", "", "rails.txt", THEMES, **front), site)


def _item(ref: Reference) -> dict[str, Any]:
    (item,) = json.loads(citation.csl_json(ref))
    assert isinstance(item, dict)
    return item


def _ris(ref: Reference) -> list[tuple[str, str]]:
    """Return tag and value of every line, each of which must have the form of one."""
    lines = citation.ris(ref).removesuffix("\n").split("\n")
    matches = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    assert None not in matches
    return [(match[1], match[2]) for match in matches if match]


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (
            FRONT,
            "Ludwig van Beethoven and Jane Doe, “Rails & ports: 50% {more}”, The Morning Post, "
            "3 February 2026 <https://news.example/a_b?x=1&y={2}#top>.",
        ),
        ({"title": "Rails", "source": "Post"}, "“Rails”, Post."),
        ({}, "“Rails”."),
    ],
)
def test_a_citation_in_words(front: dict[str, Any], expected: str) -> None:
    """What is stated stands in it as written, and nothing stands for what is not."""
    assert citation.in_words(_reference(**front), SITE.phrases) == expected


def test_where_the_briefing_is_is_said_where_that_is_known() -> None:
    """Print and page add it to the citation in words, in the language of the interface."""
    assert _reference().found_at == f"Briefing at {PAGE}"
    assert _reference(UNKNOWN).found_at == ""


def test_a_bibtex_entry() -> None:
    """Names are inverted, titles braced, special characters escaped but not in addresses."""
    assert citation.bibtex(_reference(**FRONT)) == (
        "@techreport{rails,\n"
        "  author = {van Beethoven, Ludwig and Doe, Jane},\n"
        "  title = {{Rails \\& ports: 50\\% {\\textbraceleft}more{\\textbraceright}}},\n"
        "  institution = {The Morning Post},\n"
        "  type = {Report},\n"
        "  year = {2026},\n"
        "  day = {3},\n"
        "  url = {https://news.example/a_b?x=1&y=%7B2%7D#top},\n"
        "  note = {Briefing at https://example.org/site/briefings/rails/},\n"
        "  language = {en-GB},\n"
        "  keywords = {Economy},\n"
        "  abstract = {Lead extract (¶1): Trade grew.},\n"
        "  month = feb\n"
        "}\n"
    )


def test_a_ris_record() -> None:
    """The record is a report from TY to ER, one field a line, one line per author and theme."""
    assert _ris(_reference(**FRONT)) == [
        ("TY", "RPRT"),
        ("ID", "rails"),
        ("TI", "Rails & ports: 50% {more}"),
        ("AU", "van Beethoven, Ludwig"),
        ("AU", "Doe, Jane"),
        ("PY", "2026"),
        ("DA", "2026/02/03"),
        ("PB", "The Morning Post"),
        ("UR", "https://news.example/a_b?x=1&y={2}#top"),
        ("LA", "en-GB"),
        ("KW", "Economy"),
        ("AB", "Lead extract (¶1): Trade grew."),
        ("N1", f"Briefing at {PAGE}"),
        ("ER", ""),
    ]


def test_a_csl_item() -> None:
    """The item is a report with names and date in parts, and holds the schema."""
    item = _item(_reference(**FRONT))
    jsonschema.validate([item], CSL)
    assert item["author"] == [
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "Doe", "given": "Jane"},
    ]
    assert item["issued"] == {"date-parts": [[2026, 2, 3]]}
    assert (item["publisher"], item["URL"]) == ("The Morning Post", FRONT["url"])
    assert item["note"] == f"Briefing at {PAGE}"


def test_nothing_is_invented() -> None:
    """A text that states nothing has no author, date, publisher or address in any format."""
    ref = _reference(UNKNOWN)
    assert set(_item(ref)) == {"id", "type", "title", "language", "keyword", "abstract"}
    assert {tag for tag, _ in _ris(ref)} == {"TY", "ID", "TI", "LA", "KW", "AB", "ER"}
    entry = citation.bibtex(ref)
    assert entry.startswith("@misc{rails,")
    fields = re.findall(r"^  (\w+) = ", entry, re.MULTILINE)
    assert fields == ["title", "language", "keywords", "abstract"]


def test_without_a_source_address_the_briefing_is_cited() -> None:
    """The briefing's own address is the address then, and is not repeated in a note."""
    item = _item(_reference(title="Rails"))
    assert (item["URL"], "note" in item) == (PAGE, False)


def test_an_institution_is_braced_in_bibtex() -> None:
    """Without braces, a style would take the last word of a ministry for a family name."""
    ref = _reference(author="Jane Doe; Ministry of Trade and Industry ;")
    assert _item(ref)["author"] == [
        {"family": "Doe", "given": "Jane"},
        {"literal": "Ministry of Trade and Industry"},
    ]
    assert "author = {Doe, Jane and {Ministry of Trade and Industry}}" in citation.bibtex(ref)


def test_the_abstract_says_whose_words_it_has() -> None:
    """A bottom line is labelled as the editor's, a lead extract with its ¶."""
    assert _reference(bottom_line="It pays.").abstract == "Bottom line, by the editor: It pays."
    assert _reference().abstract == "Lead extract (¶1): Trade grew."


def _key(slug: str) -> str:
    return citation.reference(make_briefing("Trade grew.", "", f"{slug}.txt", THEMES), SITE).key


def test_the_key_outlives_the_title() -> None:
    """The key is made from the slug alone."""
    assert _reference(title="One").key == _reference(title="Two").key == "rails"


@pytest.mark.parametrize(
    ("slug", "begins"),
    [
        ("accord-de-pêche", "accord-de-peche-"),
        ("соглашение-о-зерне", "soglashenie-o-zerne-"),
        ("قطار-2", "qtr-2-"),
        ("习近平讲话", "xijinpingjianghua-"),
        ("readout-" * 20, "readout-readout-"),
    ],
)
def test_a_key_is_short_and_readable_in_ascii(slug: str, begins: str) -> None:
    """Some readers refuse other letters, or 80 of them and more."""
    assert _key(slug).startswith(begins)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", _key(slug))
    assert len(_key(slug)) < 80


def test_keys_that_are_cut_or_transliterated_stay_apart() -> None:
    """Two slugs have two keys, and each always the same."""
    exact, long = "a" * 79, "readout-" * 20
    assert _key(exact) == exact
    assert _key(long + "one") == _key(long + "one") != _key(long + "two")
    assert _key("peche") != _key("pêche") != _key("péche")


def test_a_suffix_stands_where_each_format_wants_it() -> None:
    """BibTeX has it between the names, the others behind them."""
    ref = _reference(author="Martin Luther King, Jr.")
    assert "author = {King, Jr., Martin Luther}" in citation.bibtex(ref)
    assert ("AU", "King, Martin Luther, Jr.") in _ris(ref)
    assert _item(ref)["author"] == [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}]


def test_the_braces_of_an_organisation_are_not_shown() -> None:
    """They say to the program what it is; no citation has them."""
    ref = _reference(author="Jane Doe; {Oxfam Mexico}")
    assert _item(ref)["author"] == [{"family": "Doe", "given": "Jane"}, {"literal": "Oxfam Mexico"}]
    assert "author = {Doe, Jane and {Oxfam Mexico}}" in citation.bibtex(ref)
    assert citation.in_words(ref, SITE.phrases).startswith("Jane Doe; Oxfam Mexico, ")


def test_hostile_values_break_no_format() -> None:
    """Line breaks, control characters and each format's own syntax stay within a field."""
    ref = _reference(title=HOSTILE + "\nER  - \r\nTY  - BOOK", author=HOSTILE, source=HOSTILE)
    tags = [tag for tag, _ in _ris(ref)]
    assert (tags.count("TY"), tags.count("ER"), tags[-1]) == (1, 1, "ER")
    assert _balanced(citation.bibtex(ref))
    assert citation.bibtex(ref).count("\n@") == 0
    assert _item(ref)["title"].startswith('"Q" <b>&amp; ]]> </script>\ufffd \\end{x}')
    assert "🚆 قطار \u202eRTL" in citation.bibtex(ref)


@given(plain_texts, plain_texts)
def test_any_text_can_be_cited(title: str, author: str) -> None:
    """For any title and author the formats keep their form, and no name is invented."""
    ref = _reference(title=title, author=author)
    jsonschema.validate(json.loads(citation.csl_json(ref)), CSL)
    assert _ris(ref)[-1] == ("ER", "")
    assert _balanced(citation.bibtex(ref))
    assert [name.text for name in ref.authors if name.text not in ref.author] == []
