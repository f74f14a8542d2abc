"""Find the people that a text mentions: by office or honorific, by deed, by given name.

A person whom a text names in full is found again by family name, and bears the fullest name that
the text has. In texts that are not in English nobody is sought.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from dossier.entities.data import read_yaml
from dossier.entities.occurrences import Occurrence, gathered
from dossier.entities.organisations import spans
from dossier.entities.people_evidence import introduced, spoken
from dossier.entities.people_merge import People
from dossier.entities.people_names import Candidate, candidates
from dossier.entities.spelling import plain
from dossier.model import PERSON, Mention, Paragraph
from dossier.text.languages import primary
from dossier.text.slugs import ascii_slug_of

_ENGLISH = "en"


def mentions(paragraphs: Sequence[Paragraph], language: str) -> tuple[Mention, ...]:
    """Return the people that a text mentions, those of most paragraphs first, then by name.

    `language` is a BCP 47 tag.
    """
    if primary(language) != _ENGLISH:
        return ()
    bodies = [paragraph for paragraph in paragraphs if paragraph.kind != "furniture"]
    texts = tuple(paragraph.text for paragraph in bodies)
    plains = [plain(text) for text in texts]
    found = [
        list(candidates(text, [(span.start, span.end) for span in organisations]))
        for text, organisations in zip(plains, spans(texts, language), strict=True)
    ]
    places = (
        Occurrence(bodies[index], start, _id(name), name)
        for index, start, name in _named(plains, found, [p.kind != "heading" for p in bodies])
    )
    return gathered(PERSON, places, language)


def _id(name: str) -> str:
    """Return the id of a person; empty for a single name, which others may bear in other texts."""
    key = ascii_slug_of(name) if " " in name else ""
    return _usual().get(key, key)


@cache
def _usual() -> Mapping[str, str]:
    """Return the id of the usual name for those of the other names of `same_people.yml`."""
    names = read_yaml("same_people.yml")
    return {ascii_slug_of(other): ascii_slug_of(name) for name in names for other in names[name]}


def _named(
    texts: Sequence[str], found: Sequence[Sequence[Candidate]], is_body: Sequence[bool]
) -> list[tuple[int, int, str]]:
    """Return index of paragraph, start and full name of each mention."""
    everything = [
        (index, candidate) for index, several in enumerate(found) for candidate in several
    ]
    speakers = {c.key[-1] for i, c in everything if c.is_single and spoken(texts[i], c)}
    people = People(c for i, c in everything if is_body[i] and introduced(texts[i], c, speakers))
    named = []
    for index, candidate in everything:
        name = people.name_of(texts[index], candidate)
        if name:
            named.append((index, candidate.start, name))
    return named
