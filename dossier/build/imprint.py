"""Stage 8: what holds for all briefings of a site, and what is made of each."""

from collections.abc import Mapping
from dataclasses import dataclass

import jinja2

from dossier.errors import Fault
from dossier.export.feeds import Publication
from dossier.model import Record, Themes
from dossier.pages.contexts import Site
from dossier.pdf.phrases import Press
from dossier.runtime.cache import key
from dossier.runtime.kept import program
from dossier.settings import Rules
from dossier.sources.files import Received
from dossier.web.i18n import Phrases
from dossier.web.templates import Templates, environment

PAGE, AS_PUBLISHED = "index.html", "as-published/index.html"
SEARCHED = "searched.html"
"""What the search index is made of."""

PRINTED = "printed.json"
"""What the print says."""

ASIDE = (PAGE, SEARCHED, PRINTED)
"""Files that are not for the site as they are."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What holds for all briefings of a site."""

    rules: Rules
    site: Site
    publication: Publication
    words: Phrases
    templates: Templates
    press: Press | None
    """None: no PDFs are wanted."""

    program: str
    """Digest of this program: who works elsewhere must have the same."""

    key: str
    """Tells what is made with this from what is made otherwise."""

    @property
    def themes(self) -> Themes:
        """All themes in their order."""
        return self.rules.scheme.themes


@dataclass(frozen=True, slots=True)
class Folder:
    """What was made of a text."""

    record: Record
    files: Mapping[str, bytes]
    """By name, those of `ASIDE` among them; none of a text that is withheld."""

    faults: tuple[Fault, ...] = ()
    """What the proof found."""


def gather(
    rules: Rules,
    site: Site,
    publication: Publication,
    words: Phrases,
    templates: Templates,
    press: Press | None,
) -> Imprint:
    """Gather what holds for all briefings."""
    texts = {name: text for name, (text, _) in templates.items()}
    parts = (rules, site, publication, words.phrases, press and press.paper, texts)
    known_as = key(program(), *map(repr, parts))
    return Imprint(rules, site, publication, words, templates, press, program(), known_as)


def key_of(text: Received, imprint: Imprint) -> str:
    """Return the key of what is made of a text."""
    return key("folder", imprint.key, text.path, text.data)


_environments: dict[str, jinja2.Environment] = {}


def environment_of(imprint: Imprint) -> jinja2.Environment:
    """Return the environment of an imprint, one in each process."""
    if imprint.key not in _environments:
        _environments.clear()
        _environments[imprint.key] = environment(imprint.templates, imprint.words)
    return _environments[imprint.key]
