"""Invisible characters are found wherever they stand."""

import sys

from dossier.text import invisible


def test_no_invisible_character_can_be_printed() -> None:
    """Printable text is taken to have none of them, so Python must count none as printable."""
    characters = "".join(map(chr, range(sys.maxunicode + 1)))
    unprinted = "".join(c for c in characters if not c.isprintable())
    assert len(invisible.positions(characters)) == len(invisible.positions(unprinted)) > 0
