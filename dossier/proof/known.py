"""What a page may say of a text besides its paragraphs, and who and where it must name."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from dossier.entities import MOST_NAMED, name_of
from dossier.export import citation
from dossier.model import Mention
from dossier.proof.interface import interface_of
from dossier.proof.lists import target
from dossier.proof.record import Text, written
from dossier.proof.summary import Summary
from dossier.text.sentences import fold
from dossier.web.site import SiteContext

CITED = 8
"""¶ that a page names beside someone whom a text mentions; the others are counted."""


def check(
    summary: Summary, text: Text, own: Set[str], site: SiteContext, marked: bool
) -> Iterator[str]:
    """Yield what is said around the paragraphs that is neither of the source nor of Dossier.

    `own` is what `stated` returns for the text.
    """
    phrases = interface_of(site).words
    extracts = [fold(extract.text) for extract in text.extracts]
    for said in summary.stated:
        if said not in phrases and said not in own and not any(said in one for one in extracts):
            yield f"says {said[:80]!r}, which is neither source nor interface"
    yield from _review(summary.stated, text, site)
    contents = [] if marked or not text.is_full else _contents(text, site)
    if summary.contents != contents:
        yield f"has the contents {_listed(summary.contents)}, not {_listed(contents)}"
    yield from _who(summary, text, site, marked)


def stated(text: Text, site: SiteContext) -> set[str]:
    """Return what front matter, filing, mentions and checksum state, as pages say it."""
    document, front, record = text.document, text.document.source.front, text.record
    dates = (document.date, front.updated, front.reviewed)
    days = {site.phrases.day(day) for day in dates if day}
    said = (document.title, front.kind, front.byline, front.source, front.url, front.rights)
    words = {*map(written, filter(None, said)), *text.editors}
    names = {written(name_of(mention, site.language)) for mention in record.mentions}
    tongue = site.phrases.language_name(document.language)
    counts = _counts(text, site)
    numbers = {str(number) for number in counts.values()}
    shares = {
        site.say("shares_text", name=theme.name, count=counts[theme.id], total=len(text.texts))
        for theme in site.themes
    }
    folded = {site.say("more_points", count=n) for n in range(1, len(text.extracts))}
    more = {site.say("and_more", count=len(m.paragraphs) - CITED) for m in record.mentions}
    marks = {f"¶{number}" for number in text.texts}
    time = site.say("minutes", count=record.minutes)
    beside = {f"← {site.say('earlier')}", f"{site.say('later')} →", *_citation(text, site)}
    checked = {time, document.language, tongue, document.source.sha256}
    return (
        days | words | names | checked | numbers | beside | marks
        | set(map(fold, (*shares, *folded, *more)))
    )  # fmt: skip


def _counts(text: Text, site: SiteContext) -> Counter[str]:
    """Return how many paragraphs are filed under each section, furniture of no theme apart."""
    themes, numbers = site.by_id, text.texts
    return Counter(
        text.place(n) for n in numbers if text.place(n) not in themes or text.theme(n, site)
    )


def _citation(text: Text, site: SiteContext) -> Iterator[str]:
    """Yield what the page says of citing it."""
    if site.url:
        ref = citation.reference(text.record, site)
        at = site.say("briefing_at", address=site.page(text.record))
        yield fold(written(f"{citation.in_words(ref, site.phrases)} {at}"))
    yield from (form.name for form in citation.formats(site))


def _contents(text: Text, site: SiteContext) -> list[tuple[str, str]]:
    """Return the entries of the table of contents."""
    counts = _counts(text, site)
    return [
        (f"#section-{place}", fold(f"{site.place_name(place)} {counts[place]}"))
        for place in site.places
        if place in text.record.places
    ]


def _review(stated: Sequence[str], text: Text, site: SiteContext) -> Iterator[str]:
    """Yield what is said of a review that the front matter does not say."""
    label, day = fold(site.say("reviewed")), text.document.source.front.reviewed
    expected = site.phrases.day(day) if day else "never"
    for before, said in pairwise(stated):
        if before == label and said != expected:
            yield f"says that its filing was reviewed {said[:80]!r}, not {expected!r}"


def _who(summary: Summary, text: Text, site: SiteContext, marked: bool) -> Iterator[str]:
    """Yield where who and where are named otherwise than in the record."""
    mentions = () if marked else text.record.mentions
    kinds = dict.fromkeys(mention.kind for mention in mentions)
    first = [
        written(name_of(mention, site.language))
        for kind in kinds
        for mention in [one for one in mentions if one.kind == kind][:MOST_NAMED]
    ]
    if sorted(summary.chips) != sorted(first):
        yield f"names {summary.chips} as mentioned, not {first}"
    where = f"{site.urls.briefing(text.record.slug)}index.html"
    pages = {
        (written(name_of(one, site.language)), site.urls.entity(one.kind, one.id))
        for one in mentions
        if one.id
    }
    for name, href in summary.links:
        if (name, led := target(where, href, site)) not in pages:
            yield f"leads from {name!r} to {led}, which is the page of another"
    named = sorted(_mention(mention, text.is_full, site) for mention in mentions)
    is_whole = text.is_full or len(named) > len(first)
    if sorted(summary.mentions) != (named if is_whole else []):
        wrong = [one[0] for one in summary.mentions if one and one not in named]
        yield f"does not name all who are mentioned where they are: {wrong or 'some are missing'}"


def _mention(mention: Mention, is_full: bool, site: SiteContext) -> tuple[str, ...]:
    """Return what stands in the list of all who are mentioned: a name, its ¶, and their links."""
    numbers = mention.paragraphs[:CITED] if is_full else ()
    marks, targets = (f"¶{n}" for n in numbers), (f"#p{n}" for n in numbers)
    return (written(name_of(mention, site.language)), *marks, *targets)


def _listed(entries: Sequence[tuple[str, str]]) -> str:
    return ", ".join(words for _, words in entries) or "none"
