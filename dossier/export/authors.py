"""The authors of a text: those that front matter lists, or told apart in the one string it has.

- Each entry of a list is one author, and so is what stands between two `;`. In a string without
  `;`, commas, `/`, `and`, `&` and the like part authors if every part is clearly a person.
- In one author a comma stands behind the family name: Xi, Jinping. Where both sides of it have two
  words (Ortega Villar, María José) there are two authors, unless the first two are Spanish family
  names or the last two Spanish given names. A comma before Jr., PhD or an office parts no name.
- A name in braces is an organisation: {Deutsche Welle}. So is one with a word such as Ministry.
- `person_names` tells what is clearly a person, and `name_order` which words the family name is.
- An unclear name stays whole, as it is written.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from dossier.export import name_order, person_names
from dossier.export.name_order import PARTICLE
from dossier.export.person_names import are_clear

_ORGANISATION = re.compile(
    r"\b(abteilung|academy|affairs|agen(ce|cia|cy|zia)|agentur(en)?|alliance|assembl(y|ée)"
    r"|association|authority|bank|board|broadcasting|bund|bureau|cabinet|caucus|cent(er|re)|chamber"
    r"|coalition|collective|commission|committees?|community|company|conference|congress|conseil"
    r"|consejo|corporation|council|court|daily|delegation|department|desk|diario|directorate"
    r"|division|economists|editors|editorial|embassy|experts?|federation|force|forum|foundation|fund"
    r"|gazette|gobierno|gouvernement|governors|government|group|herald|house|initiative"
    r"|international|institut(e|ion|o)?|jazeera|journal|kyodo|leaders|magazine|members|membres"
    r"|ministers|minist(ry|ère|erio|erium)|mission|monitor|movement|nations|network|news|observer"
    r"|office|online|organi[sz]ation|parliament|party|post|presidency|press|presse(stelle)?"
    r"|programme|project|quad|radio|redacción|redaktion|rédaction|redazione|reports?|reuters|review"
    r"|school|secretariat|senate|service|society|staff|stiftung|studies|summit|tass|team|television"
    r"|the|times|tribune|trust|union|universit(y|ät|é|à)|verband|verein|watch|webteam|welle|xinhua)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:analyst|attaché|author|chair(man|woman|person)?|chief|columnist|correspondent|developer"
    r"|director|doctor|editor|engineer|fellow|head|journalist|lecturer|manager|officer|professor"
    r"|reporter|researcher|scientist|secretary|spokes(man|woman|person)|writer)\b",
    re.IGNORECASE,
)
_AND = r"(?:and|&|und|et|y|e|en|och|og)"
_BREAK = re.compile(rf"\s*,\s*(?:{_AND}\s+)?|\s+{_AND}\s+|\s+[/|]\s+", re.IGNORECASE)
_DECLARED = re.compile(r"\{\s*([^{};]*[^{};\s])\s*\}")
"""An organisation, as the editor says."""


@dataclass(frozen=True, slots=True)
class Author:
    """One author as written, with the parts of the name if it is clearly a person's."""

    text: str
    """Without titles, degrees and offices where it is a person."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """Words that lead the family name, such as van."""

    suffix: str = ""
    """Such as Jr."""

    organisation: bool = False
    """Is it declared as one, or does it have a word that names of persons do not have?"""

    @property
    def inverted(self) -> str:
        """Return "van Family, Given, Jr." of a person, and any other name as written."""
        if not self.family:
            return self.text
        parts = (f"{self.particle} {self.family}".strip(), self.given, self.suffix)
        return ", ".join(part for part in parts if part)

    @property
    def natural(self) -> str:
        """Return the name without a comma: "Given van Family" if it is written inverted."""
        if not self.family or "," not in self.text:
            return self.text
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))


@lru_cache(maxsize=1024)
def split_authors(authors: tuple[str, ...] | str | None) -> tuple[Author, ...]:
    """Return the authors by the rules above; the text of each is a verbatim part of `authors`."""
    if not isinstance(authors, str):
        return tuple(_author(one.strip()) for one in authors or () if one.strip())
    parts = [part.strip() for part in authors.split(";") if part.strip()]
    if len(parts) != 1 or _DECLARED.fullmatch(parts[0]):
        return tuple(map(_author, parts))
    return _divided(parts[0])


def _divided(text: str) -> tuple[Author, ...]:
    """Return the authors in a string without `;`: several if each of them is clearly a person."""
    inverted = [_author(part) for part in re.split(r"\s+(?:and|&)\s+", text)]
    if len(inverted) > 1 and all(one.family and "," in one.text for one in inverted):
        return tuple(inverted)
    parts = _BREAK.split(text)
    if len(parts) == 1 or _is_inverted(text) or _with_office(text):
        return (_author(text),)
    persons = [person for part in parts if (person := _person(part))]
    return tuple(persons) if len(persons) == len(parts) else (_author(text, listed=False),)


def _is_inverted(text: str) -> bool:
    """Is it one name with the family name first: Xi, Jinping; Ortega Villar, María José?"""
    family, _, given = text.partition(",")
    if not given.strip() or len(_BREAK.split(given)) > 1:
        return False
    names = [word for word in family.split() if not PARTICLE.fullmatch(word)]
    return len(names) == 1 or name_order.is_spanish_family(names, given)


def _author(text: str, *, listed: bool = True) -> Author:
    """Return one author; what is not `listed` may be several, so its commas may mean anything."""
    if declared := _DECLARED.fullmatch(text):
        return Author(declared[1], organisation=True)
    if person := _person(text) or _with_office(text):
        return person
    if _ORGANISATION.search(text):
        return Author(text, organisation=True)
    family, _, given = (part.split() for part in text.partition(","))
    particles = list(takewhile(PARTICLE.fullmatch, family))
    names = family[len(particles) :]
    whole = not names or not given or not (listed or len(names) == 1)
    if whole or not are_clear([*given, *family]):
        return Author(text)
    return Author(text, " ".join(names), " ".join(given), " ".join(particles))


def _with_office(text: str) -> Author | None:
    """Return the person of `Ana Ruiz, Editor` and `Ana Ruiz, Ministry of Trade`."""
    name, _, office = text.partition(",")
    is_office = _OFFICE.search(office) or _ORGANISATION.search(office)
    return _person(name.strip()) if is_office else None


def _person(text: str) -> Author | None:
    """Return a person; without `family` if it is not certain which word the family name is."""
    name = None if _ORGANISATION.search(text) else person_names.parse(text)
    if name is None:
        return None
    family, given, particles = map(" ".join, (name.family, name.given, name.particles))
    return Author(name.text, family, given, particles, name.suffix)
