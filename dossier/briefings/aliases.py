"""Earlier names of texts: whether their addresses are free."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from dossier.errors import Fault
from dossier.model import Record
from dossier.sources.names import fold_case


def check_aliases(
    records: Sequence[Record], reserved: Collection[str] = frozenset()
) -> Iterator[Fault]:
    """Yield the aliases at whose address something else stands.

    `records` are those of all texts, since one that is not shown today may be tomorrow; `reserved`
    are the slugs that no text may have.
    """
    texts = {fold_case(record.slug): record.path for record in records}
    taken: dict[str, str] = {}
    for record in records:
        for alias in record.front.aliases:
            slug, path = fold_case(alias.slug), record.path
            if texts.get(slug) == path:
                sentence = "the name that this text has now; take it out"
            elif slug in texts:
                sentence = f"the address of {texts[slug]}; take it out, or rename that text"
            elif slug in taken:
                sentence = f"an alias of {taken[slug]} too; keep it in one of them"
            elif slug in reserved:
                sentence = "where Dossier itself has a page; take it out, or choose another name"
            else:
                taken[slug] = path
                continue
            yield Fault(path, alias.line, f"the alias {alias.slug} is {sentence}")


def redirects(records: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    """Yield each earlier name of the texts that are shown, and what it leads to."""
    for record in records:
        if record.front.publish.is_shown:
            yield from ((alias.slug, record) for alias in record.front.aliases)
