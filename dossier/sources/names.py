"""The address and the date that the name of a file gives, and addresses that would be the same."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from dossier.errors import Fault, InputError
from dossier.text.dates import day_of
from dossier.text.slugs import slug_of

K = TypeVar("K", bound=Hashable)

LONGEST = 180
"""The most bytes of a slug: file systems allow 255 in a name, and endings are added to it."""

RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names of devices on Windows, where no folder can have them."""

_YEAR = r"(?:1[5-9]|20|21)\d\d"
"""The years in which digits without a form of their own, as in 20260305, are read as a date."""

_BEFORE_NAME = r"(?:[\W_]+(?=.*[^\W_])|$)"

_DAY = re.compile(rf"(\d{{4}})([-_.])(\d\d)\2(\d\d){_BEFORE_NAME}")
_DIGITS = re.compile(rf"({_YEAR})(\d\d)(\d\d){_BEFORE_NAME}")
_MONTH = re.compile(rf"({_YEAR})[-_.](0[1-9]|1[0-2])(?:[\W_]+(?=[^\W\d_])|$)")
_DAY_AT_END = re.compile(r"(?<=\w)[\W_]+(\d{4})-(\d\d)-(\d\d)$")

_PRESENTED = re.compile("[\ufb00-\ufdff\ufe70-\uffef]+")
"""Ligatures, Arabic letters by their place in a word, and wide letters."""

_AFTER_FOLDER = ("index", "readme")
"""Names of a text that is called after its folder."""


@dataclass(frozen=True, slots=True)
class Name:
    """What the name of a file says."""

    slug: str
    """The name in URLs: lower case, words joined by hyphens, in Unicode's form NFC."""

    day: date | None = None
    """Of a month, the first."""

    is_month: bool = False
    """Does the name give no more than a month?"""

    @property
    def dated(self) -> str:
        """The slug with the date in front of it, if there is one; it tells namesakes apart."""
        if self.day is None:
            return self.slug
        day = f"{self.day:%Y-%m}" if self.is_month else self.day.isoformat()
        return self.slug if self.slug == day else f"{day}-{self.slug}"


def name_of(path: Path, folder: Path | None = None) -> Name:
    """Return what the name of a text says; `index.md` is called after its folder.

    But not after `folder`, that of the seeds. Raises InputError if the name begins with a day that
    does not exist, or cannot be an address.
    """
    stem, parent = path.stem, path.parent
    if stem.lower() in _AFTER_FOLDER and parent.name:
        is_at_top = folder is not None and parent.absolute() == folder.absolute()
        stem = stem if is_at_top else parent.name
    return read(stem, path.as_posix())


def read(stem: str, where: str) -> Name:
    """Return what a name without its suffix says; raises as `name_of` does."""
    stem = unicodedata.normalize("NFC", _PRESENTED.sub(_plain, stem))
    rest, day, is_month = stem, None, False
    match = _DAY.match(stem)
    if match:
        day = day_of(match[1], match[3], match[4])
        if day is None:
            shown = "-".join((match[1], match[3], match[4]))
            raise InputError(Fault(where, 0, f"the file name begins with {shown}, which is no day"))
        rest = stem[match.end() :]
    elif (match := _DIGITS.match(stem)) and (day := day_of(*match.groups())):
        rest = stem[match.end() :]
    elif match := _MONTH.match(stem):
        day, is_month = day_of(match[1], match[2], "01"), True
        rest = stem[match.end() :]
    elif (match := _DAY_AT_END.search(stem)) and (day := day_of(*match.groups())):
        rest = stem[: match.start()]
    return Name(_slug(rest or stem, where), day, is_month)


def _slug(words: str, where: str) -> str:
    """Return an address; raises InputError if there is nothing to make it of, or too much."""
    slug = slug_of(words)
    if not slug:
        sentence = "the file name has no letter or digit to make an address of; rename it"
        raise InputError(Fault(where, 0, sentence))
    if (size := len(slug.encode())) > LONGEST:
        letters = LONGEST * len(slug) // size
        sentence = f"the file name is too long for an address: it has {size} bytes, and may have "
        sentence += f"{LONGEST} bytes, some {letters} letters such as these; shorten it"
        raise InputError(Fault(where, 0, sentence))
    if RESERVED.fullmatch(slug):
        sentence = f"Windows keeps the name {slug} for itself, and no folder can have it; rename it"
        raise InputError(Fault(where, 0, sentence))
    return slug


def _plain(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def slugs(names: Mapping[K, Name]) -> dict[K, str]:
    """Return the address of each text: that of namesakes begins with the date.

    It does so for all texts of a name, so that no address depends on which of them came first.
    """
    namesakes: dict[str, list[K]] = defaultdict(list)
    for text, name in names.items():
        namesakes[fold_case(name.slug)].append(text)
    return {
        text: names[text].dated if len(group) > 1 else names[text].slug
        for group in namesakes.values()
        for text in group
    }


def fold_case(slug: str) -> str:
    """Fold case, to find slugs that collide on case-insensitive file systems."""
    return unicodedata.normalize("NFC", slug.casefold())
