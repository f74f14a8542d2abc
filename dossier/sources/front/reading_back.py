"""Read changed front matter back: it must differ from what it was in what was meant alone."""

from collections.abc import Mapping
from dataclasses import replace

from dossier.errors import Fault, InputError
from dossier.model import FrontMatter, Source
from dossier.sources.encoding import normalized
from dossier.sources.front import frontmatter


def check_only_this(
    changed: str, source: Source, expected: Mapping[str, object], sentence: str
) -> None:
    """Raise InputError with `sentence` unless `expected` is all that differs in what is read."""
    fault = InputError(Fault(source.path, 1, sentence))
    try:
        parts = frontmatter.split(normalized(changed), source.path)
        front, _ = frontmatter.read(parts, source.path, source.front.date)
    except InputError:
        raise fault from None
    wanted = replace(source.front, **expected)  # type: ignore[arg-type]
    if parts.body != source.text or _without_lines(front) != _without_lines(wanted):
        raise fault


def _without_lines(front: FrontMatter) -> FrontMatter:
    """Return front matter without the lines of what it names, which move."""
    filed = {number: replace(one, line=0) for number, one in front.filed.items()}
    lead = replace(front.lead, line=0) if front.lead else None
    points = tuple(replace(one, line=0) for one in front.key_points)
    aliases = tuple(replace(one, line=0) for one in front.aliases)
    return replace(front, filed=filed, lead=lead, key_points=points, aliases=aliases)
