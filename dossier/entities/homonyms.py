"""Tell countries from people, treaties and plain words that bear the same names."""

import re
from collections.abc import Sequence

from dossier.entities.gazetteer import Sighting
from dossier.entities.names import Exceptions

_BEFORE = re.compile(r"((?:Mr|Mrs|Ms|Dr|Gen|Gov|Prof|Rep|Sen|[^\W\d_])\.|[^\W\d_][\w'-]*) $")
_AFTER = re.compile(r" ([^\W\d_][\w'-]*)")
_TITLE = re.compile(r"(?: [A-Z]\w*){1,3}")
_TITLE_OF_PAIR = re.compile(r"(?: ?[-–]? ?[A-Z]\w*)?((?: [A-Z]\w*){1,5})")
_OF = re.compile(r"\b([A-Z][a-z]+) of (?:the )?$")
_SMALL = re.compile(r"(?: peace)? ([a-z]+)\b")
_SHOUT = re.compile(r"[A-Z]{4}")
_BYLINE = re.compile(
    r"\b(?:BY (?P<given>[A-Z][A-Z'-]*\.?)(?: [A-Z]\.)*|(?:MR|MRS|MS|DR|GEN|GOV|PROF|REP|SEN)\.?) $"
)
_LONGEST_ABBREVIATION = 4
"""Letters of the longest abbreviated title: Prof."""
_START = re.compile(r"(?:^|[.!?:][\"'”)\]]*\s)[\"'“(\[]*$")


def is_person(sighting: Sighting, exceptions: Exceptions) -> bool:
    """Is it a name that many people bear, beside another capitalised word?"""
    if sighting.name.usual not in exceptions.personal:
        return False
    return bool(given_name(sighting, exceptions)) or is_surname(sighting, exceptions)


def given_name(sighting: Sighting, exceptions: Exceptions) -> str:
    """Return the name with the surname that follows it, or nothing if none does."""
    after = _AFTER.match(sighting.after)
    if not after or not after[1][0].isupper() or _in_capitals(sighting, after[1]):
        return ""
    surname = after[1].removesuffix("'s")
    return "" if surname in exceptions.offices else f"{sighting.name.usual} {surname}"


def is_surname(sighting: Sighting, exceptions: Exceptions) -> bool:
    """Is it a family name that many people bear, behind a title or a given name?"""
    if sighting.name.usual not in exceptions.personal:
        return False
    before = _BEFORE.search(sighting.before)
    if not before:
        return False
    word = before[1]
    if _in_capitals(sighting, word):
        byline = _BYLINE.search(sighting.before)
        return byline is not None and str(byline["given"]).capitalize() not in exceptions.openers
    if not word[0].isupper() or word.endswith("'s") or word in exceptions.openers:
        return False
    opens = _START.search(sighting.before[: before.start()])
    return not (opens and word.endswith(("ing", "ed", "ly")))


def is_called(sighting: Sighting, exceptions: Exceptions) -> bool:
    """Is it a name that few people bear, but behind a title, so that it must be a person's?"""
    name, before = sighting.name, sighting.before
    beside = before[before.rfind(" ", 0, -1) + 1 :]
    if not beside[:1].isupper() or beside[-1] != " " or beside[-2] == ",":
        return False
    if name.kind not in ("name", "capital") or name.form != name.usual or " " in name.form:
        return False
    words = before.rsplit(" ", 3)
    word = words[-2].rstrip(".")
    if word in exceptions.honorifics:
        return True
    if _is_title(words[-2], exceptions):
        return bool(given_name(sighting, exceptions))
    is_given = word not in exceptions.offices | exceptions.openers and not word.endswith("'s")
    return is_given and len(words) > 2 and _is_title(words[-3], exceptions)


def _is_title(word: str, exceptions: Exceptions) -> bool:
    """Is it a title, and a point behind it an abbreviation's, not the end of a sentence?"""
    bare = word.rstrip(".")
    return bare in exceptions.titles and (bare == word or len(bare) <= _LONGEST_ABBREVIATION)


def is_instrument(sighting: Sighting, exceptions: Exceptions) -> bool:
    """Is it a treaty or the like, named after a capital, or after a pair such as Indo-Soviet?"""
    if sighting.paired:
        title = _TITLE_OF_PAIR.match(sighting.after)
        return bool(title and _names_one(title[1], exceptions))
    if sighting.name.kind != "capital":
        return False
    title = _TITLE.match(sighting.after)
    small, of = _SMALL.match(sighting.after), _OF.search(sighting.before)
    return (
        bool(title and _names_one(title[0], exceptions))
        or bool(small and small[1] in exceptions.small_instruments)
        or bool(of and of[1] in exceptions.instruments | exceptions.events)
    )


def _names_one(title: str, exceptions: Exceptions) -> bool:
    return not exceptions.instruments.isdisjoint(word.capitalize() for word in title.split())


def is_shouted(sighting: Sighting) -> bool:
    """Is it the pronoun "us" in a line of capitals: JOIN US TODAY?"""
    if sighting.name.usual != "US":
        return False
    around = sighting.before + sighting.after
    return around.isupper() and bool(_SHOUT.search(around))


def common_words(sightings: Sequence[Sighting], exceptions: Exceptions, text: str) -> set[str]:
    """Return the names that are common words of the text too, and only ever begin a sentence."""
    common = [s for s in sightings if s.name.usual in exceptions.common]
    within = {s.name.usual for s in common if not opens_sentence(s)}
    opening = {s.name.usual for s in common} - within
    return {form for form in opening if re.search(rf"\b{form.lower()}\b", text)}


def other_places(sightings: Sequence[Sighting], exceptions: Exceptions, text: str) -> set[str]:
    """Return the names that may mean another place, as other words of the text suggest.

    So does a state or province behind the name, anywhere in the text: Lebanon, Ohio.
    """
    forms = {s.name.usual for s in sightings}
    suggested = {
        form
        for form, words in exceptions.elsewhere.items()
        if form in forms
        and any(word in text and re.search(rf"\b{re.escape(word)}\b", text) for word in words)
    }
    return suggested | {s.name.usual for s in sightings if s.is_town}


def opens_sentence(sighting: Sighting) -> bool:
    """Does it begin a sentence?"""
    return bool(_START.search(sighting.before))


def _in_capitals(sighting: Sighting, word: str) -> bool:
    """Do a name and a word beside it stand in a line of capitals, where all look like names?"""
    return sighting.name.form != sighting.name.usual and word.isupper()
