"""What the plugin keeps from event to event of a build, and how it refuses one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from dossier.build.finish import Proof
from dossier.build.outputs import Recipe
from dossier.build.site import Site
from dossier.errors import DossierError, Fault, Faults
from dossier.plugin.host_search import HostSearch
from dossier.plugin.look import Look
from dossier.plugin.other_plugins import HostFeed
from dossier.proof import Listed
from dossier.runtime.resources import Resources
from dossier.runtime.staging import Staging
from dossier.sources.files import Received
from dossier.web.site import SiteContext

if TYPE_CHECKING:
    from dossier.pdf.batch import Printed  # it sets PDFs, which not every build does


@dataclass(slots=True)
class Build:
    """What the build under way has made so far; every build begins with a new one."""

    staging: Staging
    """Where the site is to stand, and where MkDocs writes until it is proved."""

    warnings: CountHandler
    context: SiteContext
    resources: Resources
    look: Look

    unchanged: Path | None = None
    """The site before, if links to its files may take the place of the same written anew."""

    texts: Sequence[Received] = ()
    recipe: Recipe | None = None
    """None until the themes are read."""

    site: Site = field(default_factory=Site)
    faults: Faults = field(default_factory=Faults)
    """In the hand-written pages."""

    listed: dict[str, tuple[Listed, ...]] = field(default_factory=dict)
    """The briefings that each hand-written page lists, by its file."""

    notes: tuple[Fault, ...] = ()
    """What an editor should look at, in the texts and beside them."""

    printed: "Printed | None" = None
    """None: no PDFs are wanted."""

    proof: Proof | None = None
    host_search: HostSearch = field(default_factory=HostSearch)
    host_feed: HostFeed = field(default_factory=HostFeed)


@contextmanager
def refused() -> Iterator[None]:
    """Tell MkDocs of an error of ours in the way in which it stops a build."""
    try:
        yield
    except DossierError as error:
        raise PluginError(str(error)) from error
