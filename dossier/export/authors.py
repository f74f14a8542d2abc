"""The authors of a text: those that front matter lists, or told apart in the one string it has.

- Each entry of a list is one author, and so is what stands between two `;`. In a string without
  `;`, commas, `and` and `&` part authors if every part is clearly a person, except for a single
  comma with several words on both sides: it stands behind a family name.
- In one author a comma stands behind the family name: Xi, Jinping.
- A name in braces is an organisation: {Deutsche Welle}. So is one with a word such as Ministry.
- A person has two to five capitalised words. Particles (van, de la, bin) lead the family name,
  which otherwise is the last word, or all before a comma. Titles, suffixes, digits, words in
  capitals throughout, and the words of organisations make a name unclear.
- An unclear name stays whole, as it is written.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

_ORGANISATION = re.compile(
    r"\b(academy|affairs|agen(ce|cia|cy|zia)|alliance|assembl(y|ée)|association|authority|bank|board"
    r"|broadcasting|bureau|cabinet|caucus|cent(er|re)|chamber|coalition|commission|committee|company"
    r"|conference|congress|conseil|consejo|corporation|council|court|daily|delegation|department"
    r"|desk|directorate|division|economists|editors?|editorial|embassy|experts?|federation|force"
    r"|forum|foundation|fund|gazette|gobierno|gouvernement|governors|government|group|herald|house"
    r"|initiative|international|institut(e|ion|o)?|jazeera|journal|kyodo|leaders|magazine|members"
    r"|ministers|minist(ry|ère|erio|erium)|mission|monitor|movement|nations|network|news|observer"
    r"|office|organi[sz]ation|parliament|party|post|presidency|press|presse|programme|project|quad"
    r"|radio|reuters|review|school|secretariat|senate|service|society|staff|stiftung|studies|summit"
    r"|tass|team|television|the|times|tribune|trust|union|universit(y|ät|é|à)|watch|welle|xinhua)\b",
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
_DECLARED = re.compile(r"\{\s*([^{};]*[^{};\s])\s*\}")
"""An organisation, as the editor says."""
_FAMILY_FIRST = re.compile(r"[^\s,;]+ [^,;]+, [^\s,;]+ [^,;]+")
_INITIAL = re.compile(r"(?:^|\s)[^\W\d_]\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Author:
    """One author as written, with the parts of the name if it is clearly a person's."""

    text: str
    family: str = ""
    given: str = ""
    particle: str = ""
    """Words that lead the family name, such as van."""

    organisation: bool = False
    """Is it declared as one, or does it have a word that names of persons do not have?"""

    @property
    def inverted(self) -> str:
        """Return "van Family, Given" of a person, and any other name as written."""
        family = f"{self.particle} {self.family}".strip()
        return f"{family}, {self.given}" if self.family else self.text

    @property
    def natural(self) -> str:
        """Return "Given van Family" of a person, and any other name as written."""
        return f"{self.given} {self.particle} {self.family}".replace("  ", " ").strip() or self.text


@lru_cache(maxsize=1024)
def split_authors(authors: tuple[str, ...] | str | None) -> tuple[Author, ...]:
    """Return the authors by the rules above; the text of each is a verbatim part of `authors`."""
    if not isinstance(authors, str):
        return tuple(_author(one.strip()) for one in authors or () if one.strip())
    parts = [part.strip() for part in authors.split(";") if part.strip()]
    if len(parts) != 1 or _is_one(parts[0]):
        return tuple(map(_author, parts))
    persons = tuple(_author(part) for part in _BREAK.split(authors))
    return persons if all(p.family for p in persons) else (_author(parts[0], listed=False),)


def _is_one(author: str) -> bool:
    """Is it one author with a family name of several words first: Ortega Villar, María José?

    Two full names look the same, unless the first has an initial, which family names have not.
    """
    if _DECLARED.fullmatch(author):
        return True
    joined = re.search(r"\s(?:and|&)\s", author) or _INITIAL.search(author.partition(",")[0])
    return bool(_FAMILY_FIRST.fullmatch(author) and not joined)


def _author(text: str, *, listed: bool = True) -> Author:
    """Return one author; what is not `listed` may be several, so its commas may mean anything."""
    if declared := _DECLARED.fullmatch(text):
        return Author(declared[1], organisation=True)
    if _ORGANISATION.search(text):
        return Author(text, organisation=True)
    before, comma, after = text.partition(",")
    family, given = before.split(), after.split()
    if not comma:
        particles = (i for i, word in enumerate(family) if _PARTICLE.fullmatch(word))
        at = next(particles, len(family) - 1)
        family, given = family[at:], family[:at]
    leading = len(list(takewhile(_PARTICLE.fullmatch, family)))
    clear = len(family) + len(given) <= 5 and all(map(_is_clear, given + family))
    unsure = comma and not listed and family[leading + 1 :]
    if not clear or not given or not family[leading:] or unsure:
        return Author(text)
    return Author(text, " ".join(family[leading:]), " ".join(given), " ".join(family[:leading]))


def _is_clear(word: str) -> bool:
    letters = re.sub(r"[-.'’]", "", word)
    usual = letters.isalpha() and _PREFIX.sub("", word)[:1].isupper()
    shouted = len(letters) > 1 and letters.isupper() and "." not in word
    odd = shouted or _TITLE_OR_SUFFIX.fullmatch(letters.lower())
    return bool(_PARTICLE.fullmatch(word)) or (usual and not odd)
