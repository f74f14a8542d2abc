"""The Jinja environment, and a view to HTML.

There is one environment for all templates. It escapes every value and refuses every name that a
template is not given.
"""

import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import jinja2
from markupsafe import Markup, escape

from dossier.errors import Fault, TemplateError
from dossier.text import invisible
from dossier.text.sentences import fold
from dossier.web import urls
from dossier.web.i18n import Phrases, direction

_ENDINGS = (".html", ".xml")

Templates: TypeAlias = Mapping[str, tuple[str, str]]
"""Each template by its name: the text, and the path of its file."""


def read_templates(folders: Iterable[str]) -> Templates:
    """Read all text below `folders` but their assets; of two with one name the first is meant.

    Raises TemplateError for a page or feed that is not UTF-8.
    """
    found: dict[str, tuple[str, str]] = {}
    for folder in map(Path, folders):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            if path.is_relative_to(folder / "assets"):
                continue  # they are published as they are
            try:
                text = read_text(path)
            except TemplateError:
                if path.suffix not in _ENDINGS:
                    continue  # a picture
                raise
            found.setdefault(path.relative_to(folder).as_posix(), (text, str(path)))
    return found


def read_text(path: Path) -> str:
    """Return what a template or stylesheet says; raises TemplateError if it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        sentence = "is not UTF-8; save it as UTF-8"
        raise TemplateError(Fault(_short(str(path)), 0, sentence)) from error


def environment(templates: Templates, words: Phrases) -> jinja2.Environment:
    """Return an environment that knows `templates`.

    They say what the interface says by `say(key)`, in the language of `words`.
    """
    env = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: _source(templates, name)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_visible,
    )
    env.globals.update(link=link, say=words.say, lang=lang, direction=direction)
    env.filters.update(day=words.day, date_as=words.date_as, month=words.month)
    env.filters.update(language_name=words.language_name, number=words.number)
    env.filters.update(listed=words.listed)
    env.filters.update(safe_html=Markup, verbatim=verbatim)
    env.filters.update(fold=fold)
    env.tests.update(framed=_framed)
    return env


def _source(templates: Templates, name: str) -> tuple[str, str, None] | None:
    return (*templates[name], None) if name in templates else None


def _visible(value: object) -> object:
    """Spell the signs of a plain value; what a filter gives as HTML has none."""
    return invisible.spell_out(value) if type(value) is str else value


def _framed(block: object) -> bool:
    """Tell a Framed from a paragraph: to look for what is not there is slow in a template."""
    return hasattr(block, "frame")


@lru_cache(maxsize=256)
def lang(language: str) -> Markup:
    """Return the attributes by which an element says its language and direction."""
    return Markup('lang="{}" dir="{}"').format(language, direction(language))


def verbatim(text: str) -> Markup:
    """Return words of a source as HTML whose text content they are, whatever signs they hold."""
    return Markup(invisible.show_codes(str(escape(text))))  # noqa: S704 - escaped


@jinja2.pass_context
def link(context: jinja2.runtime.Context, path: str) -> str:
    """Return `path`, which leads from the site's root, as a link on the page being rendered."""
    base_url: str = context["base_url"]
    return base_url.rstrip("/") + "/" + urls.url(path)


def render(env: jinja2.Environment, template: str, path: str, **context: Any) -> str:
    """Render `template` whole for the page at `path`, which leads from the site's root.

    Raises TemplateError with the template's file and line.
    """
    with _faults():
        return env.get_template(template).render(base_url=urls.up(path), **context)


def render_blocks(
    env: jinja2.Environment, template: str, path: str, **context: Any
) -> dict[str, str]:
    """Render the blocks that the template of the page at `path` fills in, by their names.

    What the template that it extends puts around them, the shell, is left out. Raises TemplateError
    with the template's file and line, also if there is no block `main`.
    """
    with _faults():
        page = env.get_template(template)
        known = page.new_context({"base_url": urls.up(path), **context})
        try:
            next(page.root_render_func(known), None)  # what stands above them: imports, macros
            blocks = {name: "".join(block(known)) for name, block in page.blocks.items()}
        except Exception:
            env.handle_exception()  # so that the error has the line of the template
    if "main" not in blocks:
        sentence = "must have a block main, which holds the page's article"
        raise TemplateError(Fault(_short(page.filename), 0, sentence))
    return blocks


@contextmanager
def _faults() -> Iterator[None]:
    """Raise TemplateError with the place in a template for whatever fails there."""
    try:
        yield
    except Exception as error:
        if fault := template_fault(error):
            raise fault from error
        raise


def template_fault(error: Exception) -> TemplateError | None:
    """Say where in a template `error` arose; None if it arose elsewhere."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return TemplateError(
            Fault(_short(error.filename or error.name), error.lineno, str(error.message))
        )
    if isinstance(error, jinja2.TemplateNotFound):
        return TemplateError(Fault(str(error.name), 0, "there is no such template"))
    places = [
        (frame.filename, frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith((".html", ".xml"))
    ]
    if not places:
        return None
    path, line = places[-1]
    said = error.args[0] if isinstance(error, KeyError) and error.args else error
    return TemplateError(Fault(_short(path), line, f"the template fails: {said}"))


def _short(name: str | None) -> str:
    """Return a template's path as seen from the working folder, where it is below it."""
    if name is None:
        return "templates"
    path = Path(name)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else name
