"""Stage 7: the Jinja environment, and a view to HTML.

There is one environment for all templates. It escapes every value and refuses every name that a
template is not given.
"""

import datetime
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from dossier import addresses
from dossier.errors import Fault, TemplateError


def environment(folders: Iterable[str]) -> jinja2.Environment:
    """Return an environment that looks templates up in `folders`, first match first."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(list(folders)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals["link"] = link
    env.filters["day"] = day
    env.filters["month"] = month
    env.filters["safe_html"] = Markup
    return env


@jinja2.pass_context
def link(context: jinja2.runtime.Context, path: str) -> str:
    """Return `path`, which leads from the site's root, as a link on the page being rendered."""
    base_url: str = context["base_url"]
    return base_url.rstrip("/") + "/" + addresses.url(path)


def day(date: datetime.date) -> str:
    """Write a date as 3 February 2026, in the site's words whatever the machine's locale."""
    return f"{date.day} {month(date.month)} {date.year}"


def month(number: int) -> str:
    """Return the name of a month, 1 to 12."""
    return _MONTHS[number - 1]


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def render(env: jinja2.Environment, template: str, base_url: str, **context: Any) -> str:
    """Render `template` for a page from which `base_url` leads to the site's root.

    Raises TemplateError with the template's file and line.
    """
    try:
        return env.get_template(template).render(base_url=base_url, **context)
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
    return TemplateError(Fault(_short(path), line, f"the template fails: {error}"))


def _short(name: str | None) -> str:
    """Return a template's path as seen from the working folder, where it is below it."""
    if name is None:
        return "templates"
    path = Path(name)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else name
