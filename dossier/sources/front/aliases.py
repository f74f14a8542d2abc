"""The key `aliases`: names that a text had before, as links and bookmarks still have them.

Whether an address is free is known when all texts are; see `briefings.aliases`.
"""

import re

from dossier.fields import FieldChecker
from dossier.model import Alias
from dossier.sources.names import LONGEST, RESERVED
from dossier.text.slugs import slug_of
from dossier.yaml_lines import YamlValue

_WRITTEN = re.compile(r"(?:/?briefings/)?([^/]+?)(?:/|(?:/index)?\.(?:html?|md|txt))?")
"""A name alone, or the address of a briefing as other tools write it."""


def aliases(check: FieldChecker, key: str, value: YamlValue) -> tuple[Alias, ...]:
    """Return the earlier names of a text: one, or those of a list, each once."""
    elements = value.elements() if isinstance(value.value, list) else [value]
    found = [_alias(check, key, element) for element in elements]
    by_slug = {alias.slug: alias for alias in reversed(found) if alias}
    return tuple(reversed(by_slug.values()))


def _alias(check: FieldChecker, key: str, value: YamlValue) -> Alias | None:
    """Return a name as it stands in an address; None, with a note, of what is none."""
    text = check.text(key, value)
    if not text:
        return None
    match = _WRITTEN.fullmatch(text)
    name = match[1] if match else text.rstrip("/").rsplit("/", 1)[-1]
    slug = slug_of(name)
    if not match or slug != name.lower():
        meant = f"; write {slug}" if slug else ""
        sentence = f"{key} has {text}, which is not the address of a briefing, and is passed over"
        check.note(value.line, f"{sentence}{meant}")
    elif len(slug.encode()) > LONGEST:
        check.fault(value.line, f"{key} has a name that is too long for an address; shorten it")
    elif RESERVED.fullmatch(slug):
        sentence = f"{key} has {slug}, which no folder on Windows can be called; take it out"
        check.fault(value.line, sentence)
    else:
        return Alias(slug, value.line)
    return None
