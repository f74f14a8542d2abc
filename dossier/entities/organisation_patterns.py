"""Names of organisations that are known by their form, such as "Ministry of Health"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from dossier.entities.capitalised import capitalised
from dossier.entities.lexicon import lexicon
from dossier.entities.organisation_abbreviations import (
    ABBREVIATION,
    AND,
    OF,
    Chain,
    Sighting,
    abbreviated,
    chains,
    explained,
    explanations,
    last_words,
    not_first,
)
from dossier.entities.organisation_names import Found, full_names, organisation_words
from dossier.text.slugs import ascii_slug_of

_SIDES = ("West", "East", "North", "South", "Left", "Right")
"""Of a river: the West Bank."""
_CUT = re.compile(r"(?<=Republic) of |'s? [A-Z]\w* (?:Republic|Party)| and the [A-Z]")
"""What shows that the name goes on: "Bank of the People's Republic" of China."""
_FURTHER = 2
"""Words behind a listed name that make another name of it, at least."""
_LONGEST = 9
"""Words of a name at most."""


def patterns(
    texts: Sequence[str], known: Sequence[Sequence[Found]]
) -> tuple[tuple[Found, ...], ...]:
    """Return where each paragraph of a text names a further organisation.

    `texts` are in plain form. An abbreviation that a paragraph explains, as in "Lower Indus
    Board (LIB)", is found in the other paragraphs, too.
    """
    names = {
        abbreviation[1]: name
        for text in texts
        for _, end, name in explained(text, {})
        if (abbreviation := ABBREVIATION.match(text, end))
    }
    spans: list[list[Sighting]] = []
    for text, taken in zip(texts, known, strict=True):
        ends: list[tuple[int, int]] = []
        one: list[Sighting] = []
        for find in (explained, _formed, abbreviated):
            for start, end, name in find(text, names):
                longer = any(_is_longer(text, start, end, other) for other in taken)
                if all(end <= first or last <= start for first, last in ends) and all(
                    end <= other.start
                    or other.end <= start
                    or (longer and start <= other.start and other.end <= end)
                    for other in taken
                ):
                    one.append((start, end, name))
                    ends.append((start, end))
                    if abbreviation := ABBREVIATION.match(text, end):
                        names[abbreviation[1]] = name
        spans.append(one)
    fullest = _fullest({name for one in spans for _, _, name in one})
    return tuple(
        tuple(Found(s, e, _id(fullest[n]), fullest[n], "") for s, e, n in one) for one in spans
    )


def _is_longer(text: str, start: int, end: int, listed: Found) -> bool:
    """Does a name begin with a listed one and go on for two words or more: UN Population Fund?"""
    if start != listed.start or text[listed.end : listed.end + 1] != " ":
        return False
    rest = capitalised(text[listed.end : end])
    return len(rest) >= _FURTHER and rest[0].start == 1


def without_explained(
    texts: Sequence[str], known: Sequence[Sequence[Found]]
) -> tuple[tuple[Found, ...], ...]:
    """Return `known` without the abbreviations that the text explains as those of other names.

    In a text with "Armed Forces of the Philippines (AFP)", AFP is no news agency.
    """
    meanings = explanations(texts)

    def is_other(text: str, found: Found) -> bool:
        meaning = meanings.get(text[found.start : found.end], frozenset())
        return len(meaning) > 2 * len(meaning.intersection(full_names()[found.id].split()))

    return tuple(
        tuple(found for found in one if not is_other(text, found))
        for text, one in zip(texts, known, strict=True)
    )


def _id(name: str) -> str:
    """Return the id of a name; empty if other texts may mean another: Ministry of Health."""
    common = lexicon().common
    words = [word.text for word in capitalised(name)]
    return ascii_slug_of(name) if any(word.lower() not in common for word in words) else ""


def _fullest(names: set[str]) -> Mapping[str, str]:
    """Return the fullest form of each name; its own where two others have all its words."""
    words = {name: frozenset(name.split()) for name in names}
    having: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for word in words[name]:
            having[word].append(name)
    fullest = {}
    for name in names:
        rarest = min((having[word] for word in words[name]), key=len)
        fuller = list(islice((other for other in rarest if words[name] < words[other]), 2))
        fullest[name] = fuller[0] if len(fuller) == 1 else name
    return fullest


def _formed(text: str, _: Mapping[str, str]) -> Iterator[Sighting]:
    """Yield the names whose last word, or the word before "of", is one of an organisation."""
    nouns = last_words()
    for chain in chains(text):
        end = 0
        for number, word in enumerate(chain):
            if word.text in nouns and number >= end:
                name = _headed(chain, number) or _tailed(chain, number)
                if name:
                    first, end = name
                    start, stop = chain[first].start, chain[end - 1].end
                    if end - first <= _LONGEST and not _CUT.match(text, stop):
                        yield start, stop, text[start:stop]


def _headed(chain: Chain, head: int) -> tuple[int, int] | None:
    """Return first and last + 1 of the words of a name such as "Ministry of Health"."""
    words = organisation_words()
    subject = head + 1
    noun = chain[head].text
    if noun not in words["heads"] or subject == len(chain) or chain[subject].gap not in OF:
        return None
    if chain[subject].text in words["no_subjects"] or chain[subject].text in lexicon().titles:
        return None
    end = _subject_end(chain, subject)
    first = _first(chain, head)
    if first < head:
        return first, end
    if noun in words["weak_heads"]:
        is_on = not chain[subject].gap.startswith(" of")
        return (first, end) if is_on and end - subject > 1 else None
    return (
        (first, end)
        if noun not in ("Bank", "Parliament") or _is_proper(chain[subject].text)
        else None
    )


def _subject_end(chain: Chain, subject: int) -> int:
    """Return where the subject behind "of" ends: Foreign Trade and International Cooperation."""
    common = lexicon().common
    titles = lexicon().titles
    end = subject + 1
    while end < len(chain) and chain[end].text not in titles:
        link = chain[end].gap
        was_common = chain[end - 1].text.lower() in common
        is_common = chain[end].text.lower() in common and was_common
        if was_common and _is_proper(chain[end].text) and chain[end].text not in lexicon().places:
            break
        goes_on = link in (" of ", *AND) and is_common and chain[end].text not in last_words()
        if link == " " or goes_on:
            end += 1
        else:
            break
    return end


def _tailed(chain: Chain, tail: int) -> tuple[int, int] | None:
    """Return first and last + 1 of the words of a name such as "Lowy Institute"."""
    words = organisation_words()
    first = _first(chain, tail)
    end = tail + 1
    if end < len(chain) and chain[end].gap == " ":
        following = chain[end].text
        if following.lower() in lexicon().common and following not in lexicon().titles:
            return None
    before = [word.text for word in chain[first:tail]]
    noun = chain[tail].text
    if noun in words["tails"]:
        return (first, end) if before else None
    proper = [word for word in before if _is_proper(word)]
    named = any(word not in lexicon().places for word in proper)
    if noun in words["named_tails"]:
        return (first, end) if named else None
    if noun in words["papers"]:
        return (first, end) if proper else None
    if noun in words["proper_tails"] and before and before[-1] not in _SIDES:
        return (first, end) if named or (proper and len(before) > 1) else None
    return _of_state(chain, first, tail)


def _of_state(chain: Chain, first: int, tail: int) -> tuple[int, int] | None:
    words = organisation_words()
    end = tail + 1
    for length in (3, 2, 1):
        begin = end - length
        text = " ".join(word.text for word in chain[begin:end]) if begin >= first else ""
        placed = any(word.text in lexicon().places for word in chain[first:begin])
        if (text in words["state_tails"] and placed) or text in words["ministries"]:
            return first if placed else begin, end
    return None


def _first(chain: Chain, last: int) -> int:
    """Return the first of the words before a noun that belong to the name."""
    common = lexicon().common
    first = last
    while first and not _begins_another(chain[first - 1].text, chain[first].text):
        is_common = {chain[first].text.lower(), chain[first - 1].text.lower()} <= common
        if chain[first].gap != " " and not (first < last and chain[first].gap in AND and is_common):
            break
        first -= 1
    while first < last and chain[first].text in not_first():
        first += 1
    return first


def _begins_another(word: str, following: str) -> bool:
    names = lexicon()
    if word == "Sri" and following.startswith("Lanka"):
        return False
    return word in not_first() or word in names.titles or word in names.honorifics


def _is_proper(word: str) -> bool:
    names = lexicon()
    if word in names.places:
        return True
    return not word.endswith(".") and any(
        part.lower() not in names.common for part in word.split("-") if part[:1].isupper()
    )
