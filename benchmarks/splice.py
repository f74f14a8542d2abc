"""Put a report into a page, between the two marks that stand there for it."""

from pathlib import Path


def splice(page: Path, begin: str, end: str, text: str) -> None:
    """Replace what stands between the marks; raises ValueError if the page lacks one of them."""
    content = page.read_text(encoding="utf-8")
    before, opened, rest = content.partition(begin)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"{page} has no place for the figures; write {begin} and {end} there")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
