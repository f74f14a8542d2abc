"""The authors of a text, told apart in the one string that front matter has for them.

- `;` separates authors; without it commas, `and` and `&` do, if every part is clearly a person.
- A person has two to five capitalised words. Particles (van, de la, bin) lead the family name,
  which otherwise is the last word, or the one word before a comma. Titles, suffixes, digits, words
  in capitals throughout, and words such as Ministry or Institute make a name unclear.
- An unclear name stays whole, as it is written.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

_INSTITUTION = re.compile(
    r"\b(academy|affairs|agency|alliance|association|authority|bank|board|bureau|cent(er|re)|chamber"
    r"|commission|committee|company|council|court|department|desk|division|editors?|editorial"
    r"|embassy|federation|force|forum|foundation|fund|government|group|house|initiative|international"
    r"|institut(e|ion|o)?|journal|minist(ry|ère|erio|erium)|mission|monitor|movement|nations|network"
    r"|news|office|organi[sz]ation|parliament|party|post|press|programme|project|school|secretariat"
    r"|senate|service|society|staff|studies|team|the|times|trust|union|universit(y|ät|é|à)|watch)\b",
    re.IGNORECASE,
)
_TITLE_OR_SUFFIX = re.compile(
    r"jr|sr|ii|iii|iv|phd|md|mp|esq|dr|prof|professor|sir|dame|lord|lady|mrs?|ms|rev|gen|col|capt"
    r"|amb|ambassador|president|minister|secretary|king|queen|prince(ss)?|sheikh|ayatollah"
)
_PARTICLE = re.compile(
    r"a[fl]|av|bint?|da|das|del?|della|de[nr]|des|d[iou]|dos|el|ibn|l[ae]|las|los|te[nr]|va[nm]"
    r"|vo[mn]|zu|zu[mr]"
)
_PREFIX = re.compile(r"(a[dlnrst]|ash|az|el|d|l)[-'’]", re.IGNORECASE)
"""Prefixes before the capital of a family name, as in al-Khatib and d'Alembert."""
_BREAK = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")


@dataclass(frozen=True, slots=True)
class Author:
    """One author as written, with the parts of the name if it is clearly a person's."""

    text: str
    family: str = ""
    given: str = ""
    particle: str = ""
    """Words that lead the family name, such as van."""

    institution: bool = False
    """Does it have a word that names of persons do not have?"""

    @property
    def inverted(self) -> str:
        """Return "van Family, Given" of a person, and any other name as written."""
        family = f"{self.particle} {self.family}".strip()
        return f"{family}, {self.given}" if self.family else self.text


@lru_cache(maxsize=1024)
def split_authors(author: str) -> tuple[Author, ...]:
    """Return the authors by the rules above; the text of each is a verbatim part of `author`."""
    persons = tuple(_author(part) for part in _BREAK.split(author))
    if all(person.family for person in persons):
        return persons
    return tuple(_author(part.strip()) for part in author.split(";") if part.strip())


def _author(text: str) -> Author:
    if _INSTITUTION.search(text):
        return Author(text, institution=True)
    before, comma, after = text.partition(",")
    family, given = before.split(), after.split()
    if not comma:
        particles = (i for i, word in enumerate(family) if _PARTICLE.fullmatch(word))
        at = next(particles, len(family) - 1)
        family, given = family[at:], family[:at]
    leading = len(list(takewhile(_PARTICLE.fullmatch, family)))
    clear = len(family) + len(given) <= 5 and all(map(_is_clear, given + family))
    if not clear or not given or not family[leading:] or (comma and family[leading + 1 :]):
        return Author(text)
    return Author(text, " ".join(family[leading:]), " ".join(given), " ".join(family[:leading]))


def _is_clear(word: str) -> bool:
    letters = re.sub(r"[-.'’]", "", word)
    usual = letters.isalpha() and _PREFIX.sub("", word)[:1].isupper()
    shouted = len(letters) > 1 and letters.isupper() and "." not in word
    odd = shouted or _TITLE_OR_SUFFIX.fullmatch(letters.lower())
    return bool(_PARTICLE.fullmatch(word)) or (usual and not odd)
