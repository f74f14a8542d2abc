"""Signs: what has no form, or turns the order of others, is found wherever it stands."""

import sys

from dossier.text import invisible


def test_no_sign_can_be_printed() -> None:
    """A text that can be printed is taken to have no signs, so Python must count none among it."""
    characters = "".join(map(chr, range(sys.maxunicode + 1)))
    unprinted = "".join(c for c in characters if not c.isprintable())
    assert len(invisible.positions(characters)) == len(invisible.positions(unprinted)) > 0
