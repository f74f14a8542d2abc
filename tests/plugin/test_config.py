"""Options: what follows from those that are left out."""

from typing import Any

import pytest

from dossier.plugin.config import MANY, DossierConfig, share_images


@pytest.mark.parametrize(
    ("stated", "texts", "expected"),
    [
        ({}, MANY, True),
        ({}, MANY + 1, False),
        ({"pdf": False}, 1, False),
        ({"pdf": False, "share_images": True}, 1, True),
        ({"share_images": True}, MANY + 1, True),
        ({"share_images": False}, 1, False),
    ],
)
def test_pictures_are_made_where_pdfs_are_of_some_texts_or_as_stated(
    stated: dict[str, Any], texts: int, expected: bool
) -> None:
    """What is stated goes before what is usual."""
    options = DossierConfig()
    options.load_dict(stated)
    options.validate()
    assert share_images(options, texts) is expected
