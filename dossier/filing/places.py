"""The themes, and the parts of a text that are of none, by what an editor calls them."""

import re
import unicodedata

from dossier.errors import Fault, InputError
from dossier.model import UNTHEMED, Themes
from dossier.text.nearest import nearest

_BETWEEN = re.compile(r"[\s_-]+")


def names_of(themes: Themes) -> dict[str, str]:
    """Return the name of every place where a paragraph can be filed, by its id."""
    return {theme.id: theme.name for theme in themes} | UNTHEMED


def find(word: str, themes: Themes, shown: Themes = (), where: str = "THEME") -> str:
    """Return the id of the place that `word` names: by its id or its name, in any case.

    `shown` are the themes in the language of the site. Raises InputError about `where`, with the
    place that was probably meant.
    """
    names = names_of(themes)
    ids = {id_: id_ for id_ in names}
    called = {name: id_ for id_, name in (*names_of(shown).items(), *names.items())} | ids
    plain = {_plain(name): id_ for name, id_ in called.items()}
    if found := called.get(word) or plain.get(_plain(word)):
        return found
    near = nearest(_plain(word), plain)
    ending = f". Did you mean '{plain[near]}'?" if near else f"; there are {', '.join(names)}"
    raise InputError(Fault(where, 0, f"there is no theme '{word}'{ending}"))


def _plain(name: str) -> str:
    """Return a name without case, spaces and hyphens."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", name).casefold())
