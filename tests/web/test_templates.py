"""Rendering: values are escaped, unknown names refused, and a failing template is named."""

import datetime
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest

from dossier.errors import TemplateError
from dossier.web.templates import environment, read_templates, render, render_blocks
from tests.factories import phrases


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, which is where templates are looked up."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _environment(*folders: Path) -> jinja2.Environment:
    return environment(read_templates(map(str, folders)), phrases())


def _render(folder: Path, text: str, path: str = "briefings/rails/", **context: object) -> str:
    """Render a template for the page at `path`."""
    (folder / "page.html").write_text(text, encoding="utf-8")
    return render(_environment(folder), "page.html", path, **context)


def test_every_value_is_escaped(folder: Path) -> None:
    """Markup in a value is text on the page, in .html and in .xml."""
    escaped = "&lt;b&gt;&amp;amp; &#34;x&#34;"
    assert _render(folder, "{{ view }}", view='<b>&amp; "x"') == escaped
    (folder / "map.xml").write_text("{{ view }}", encoding="utf-8")
    assert render(_environment(folder), "map.xml", "map.xml", view="<b>") == "&lt;b&gt;"


def test_values_are_never_templates(folder: Path) -> None:
    """Jinja in a value shows as written."""
    assert _render(folder, "{{ view }}", view="{{ 7 * 7 }}{# x #}") == "{{ 7 * 7 }}{# x #}"


def test_html_that_is_known_to_be_safe_is_kept(folder: Path) -> None:
    """The filter safe_html puts HTML on the page as it is."""
    assert _render(folder, "{{ view | safe_html }}", view="<b>&amp;</b>") == "<b>&amp;</b>"


@pytest.mark.parametrize(
    ("page", "path", "address"),
    [
        ("briefings/rails/", "briefings/ports/", "../../briefings/ports/"),
        ("about/", "", "../"),
        ("", "", "./"),
        ("", "briefings/überblick a/", "./briefings/%C3%BCberblick%20a/"),
    ],
)
def test_links_lead_from_the_page_by_the_root(
    folder: Path, page: str, path: str, address: str
) -> None:
    """A path from the root becomes a link from the page, with odd characters quoted."""
    assert _render(folder, "{{ link(view) }}", page, view=path) == address


@pytest.mark.parametrize("root", ["/sub", "/sub/", "https://example.org/sub/"])
def test_links_may_lead_from_a_full_address(root: str) -> None:
    """MkDocs gives one to the page of an error, which stands under any address."""
    template = environment({}, phrases()).from_string("{{ link('assets/a.css') }}")
    assert template.render(base_url=root) == f"{root.rstrip('/')}/assets/a.css"


def test_a_template_calls_wherever_it_stands(folder: Path) -> None:
    """Links, phrases and macros are the same in loops and blocks as anywhere."""
    (folder / "part.html").write_text(
        '{% macro m(p, d="-") %}{{ say("also", name=p) }}{{ d }}{% endmacro %}', encoding="utf-8"
    )
    text = (
        "{% from 'part.html' import m %}"
        "{% block b scoped %}{% for p in view %}{% set q = p %}{{ link(q) }} {{ m(q) }}"
        "{{ ', ' if not loop.last }}{% endfor %}{% endblock %}"
    )
    shown = _render(folder, text, view=("a/", "<b>"))
    assert shown == "../../a/ also a/-, ../../%3Cb%3E also &lt;b&gt;-"


@pytest.mark.parametrize(("block", "framed"), [(SimpleNamespace(frame=1), "1"), ("prose", "0")])
def test_frames_are_told_from_paragraphs(folder: Path, block: object, framed: str) -> None:
    """What has a frame is framed."""
    assert _render(folder, "{{ 1 if view is framed else 0 }}", view=block) == framed


def test_days_and_months_are_in_words(folder: Path) -> None:
    """Dates are in the language of the interface."""
    day = datetime.date(2026, 2, 3)
    assert _render(folder, "{{ view | day }}", view=day) == "3 February 2026"
    assert _render(folder, "{{ 1 | month }}, {{ 12 | month }}") == "January, December"


def test_templates_say_phrases_by_their_key(folder: Path) -> None:
    """What the interface says comes from the file of words, escaped, with its holes filled."""
    said = _render(folder, '{{ say("also", name=view) }}', view="<b>")
    assert said == "also &lt;b&gt;"
    assert _render(folder, '{{ direction("fa") }} {{ direction("en-GB") }}') == "rtl ltr"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n{{ nothing }}", "page.html:2: the template fails: 'nothing' is undefined"),
        ("{{ view.nothing }}", "page.html:1: the template fails: "),
        ("\n\n{% if %}", "page.html:3: "),
        ("{{ view", "page.html:1: "),
        ("{{ view | nothing }}", "page.html:1: No filter named 'nothing'."),
        ("{% include 'nothing.html' %}", "nothing.html: there is no such template"),
        ("\n{{ 1 + view }}", "page.html:2: the template fails: "),
        ("\n{{ 1 // 0 }}", "page.html:2: the template fails: "),
        ("\n{{ view | month }}", "page.html:2: the template fails: "),
        (
            '\n{{ say("no_such") }}',
            "page.html:2: the template fails: there is no phrase no_",
        ),
        (
            '\n{{ say("also") }}',
            "page.html:2: the template fails: the phrase also in words.yml has {name}, and nothing",
        ),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(
    folder: Path, text: str, sentence: str
) -> None:
    """Whatever goes wrong in a template is one sentence with file and line."""
    with pytest.raises(TemplateError) as caught:
        _render(folder, text, view="a text")
    (fault,) = caught.value.faults
    assert str(fault).startswith(sentence)


def test_the_template_at_fault_is_named_not_the_one_that_calls_it(folder: Path) -> None:
    """In a part that another template uses, the part is named."""
    (folder / "part.html").write_text("\n{% macro m() %}\n{{ x }}{% endmacro %}", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        _render(folder, "{% from 'part.html' import m %}{{ m() }}")
    assert str(caught.value) == "part.html:3: the template fails: 'x' is undefined"


def test_a_missing_template_is_said(folder: Path) -> None:
    """A template that is not there is a sentence."""
    with pytest.raises(TemplateError) as caught:
        render(_environment(folder), "none.html", "")
    assert str(caught.value) == "none.html: there is no such template"


def test_templates_of_the_first_folder_win(folder: Path) -> None:
    """Folders are searched in their order."""
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "page.html").write_text(name, encoding="utf-8")
    (folder / "b" / "more.html").write_text("more", encoding="utf-8")
    env = _environment(folder / "a", folder / "b")
    assert render(env, "page.html", "") == "a"
    assert render(env, "more.html", "") == "more"
    assert env.undefined is jinja2.StrictUndefined


def test_a_template_that_is_not_utf_8_is_said(folder: Path) -> None:
    """It is named before anything is rendered, be it used or not."""
    (folder / "parts").mkdir()
    (folder / "parts" / "byline.html").write_bytes("Qualität".encode("latin-1"))
    with pytest.raises(TemplateError) as caught:
        read_templates([str(folder)])
    assert str(caught.value) == "parts/byline.html: is not UTF-8; save it as UTF-8"


def test_templates_are_those_that_were_read(folder: Path) -> None:
    """One that changes while pages are made changes none of them."""
    (folder / "page.html").write_text("before", encoding="utf-8")
    env = _environment(folder)
    (folder / "page.html").write_text("after", encoding="utf-8")
    assert render(env, "page.html", "") == "before"


def test_a_template_may_include_any_text(folder: Path) -> None:
    """A mark in SVG beside the pages is found; a picture that is no text is passed over."""
    (folder / "mark.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG\xff\xfe")
    assert _render(folder, '{% include "mark.svg" %}') == "<svg/>"


def test_a_link_may_be_asked_for_by_name(folder: Path) -> None:
    """Jinja's way to name arguments works for what wants to know the page too."""
    assert _render(folder, "{{ link(path=view) }}", view="a/") == "../../a/"


# --- blocks ---------------------------------------------------------------------------


def _blocks(folder: Path, text: str) -> dict[str, str]:
    (folder / "shell.html").write_text(
        "<html>{% block head %}none{% endblock %}{% block main %}none{% endblock %}</html>", "utf-8"
    )
    (folder / "page.html").write_text(text, "utf-8")
    env = _environment(folder)
    return render_blocks(env, "page.html", "briefings/rails/", view="<b>")


def test_the_blocks_of_a_page_are_rendered_without_its_shell(folder: Path) -> None:
    """What stands above them is known in them; a block that it leaves alone is the shell's."""
    text = (
        "{% extends 'shell.html' %}{% macro m(x) %}[{{ x }}]{% endmacro %}"
        "{% block main %}{{ m(view) }} {{ link('a/') }}{% endblock %}"
    )
    assert _blocks(folder, text) == {"main": "[&lt;b&gt;] ../../a/"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<p>{{ view }}", "page.html: must have a block main, which holds the page's article"),
        ("{% block main %}\n{{ x }}{% endblock %}", "page.html:2: the template fails: 'x' is unde"),
    ],
)
def test_a_page_whose_blocks_fail_is_said(folder: Path, text: str, sentence: str) -> None:
    """A template without an article, or with a fault in it, is one sentence."""
    with pytest.raises(TemplateError) as caught:
        _blocks(folder, text)
    assert str(caught.value).startswith(sentence)
