"""The parts of a proof: each is made, and kept, without the others."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.errors import Fault
from dossier.model import Record
from dossier.proof.data import Read
from dossier.proof.markup import Chain
from dossier.runtime.cache import encode, key


@dataclass(frozen=True, slots=True)
class Proved:
    """What the proof of one part found."""

    faults: tuple[Fault, ...] = ()
    paragraphs: int = 0
    """Those of a text."""

    shapes: frozenset[Chain] = frozenset()
    """What paragraphs and extracts stand in, for `check_styles`."""

    pictures: frozenset[str] = frozenset()
    """The files of the pictures that a text publishes, for `check_pictures`."""

    styles: Mapping[str, str] = field(default_factory=dict)
    """Stylesheets that stand in the pages themselves, by the page, for `check_styles` too."""

    linked: frozenset[str] = frozenset()
    """The stylesheets that the pages load from the site, by their paths."""


@dataclass(frozen=True, slots=True)
class Part:
    """Finished files, and what they are held against.

    What the check finds depends on what is named here, on the site, on the rules by which texts are
    read and on this program, and on nothing else. So it need not be made again while all of that
    is the same.
    """

    kind: str
    against: object
    """What the files must say, or what that follows from, in a form that can be encoded."""

    paths: tuple[str, ...]
    """Every file that the check reads, from the site's root, whether or not it is there."""

    check: Callable[[Read], Proved]
    unpublished: Mapping[str, Path] = field(default_factory=dict)
    """Every other file that it reads, by the name that it has there."""


def digests(records: Iterable[Record]) -> dict[str, str]:
    """Return what tells each record from any other, by their slugs."""
    return {record.slug: key(encode(record)) for record in records}
