"""Names of files: the address and the date that each gives."""

from pathlib import Path

import pytest

from dossier.errors import InputError
from dossier.sources.names import name_of, read
from tests.factories import cases


@pytest.mark.parametrize(("stem", "expected"), cases("names.txt"))
def test_file_names(stem: str, expected: str) -> None:
    """A date is taken off; the rest, in lower case and hyphens, is the address."""
    name = read(stem.strip(), "a.txt")
    said = f"{name.day} {name.slug}" if name.day else name.slug
    assert said == expected.strip()


@pytest.mark.parametrize("stem", ["2026-02-30-a", "2024_13_45-a", "2026.00.01 a", "0000-01-01 a"])
def test_a_day_that_does_not_exist_is_said(stem: str) -> None:
    """What is written like a day in front of a name is taken for one."""
    with pytest.raises(InputError, match=r"^a\.txt: the file name begins with .*, which is no day"):
        read(stem, "a.txt")


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("seeds/2024-03-05-rail/index.md", "rail"),
        ("seeds/2024/Rail line/Index.txt", "rail-line"),
        ("seeds/2024-03-05-rail/README.md", "rail"),
        ("seeds/index.md", "index"),
        ("seeds/2024-03-05-rail/annex.md", "annex"),
    ],
)
def test_an_index_is_called_after_its_folder(path: str, slug: str) -> None:
    """But not after the folder of the seeds."""
    assert name_of(Path(path), Path("seeds")).slug == slug


@pytest.mark.parametrize(
    ("stem", "size", "letters"), [("границ" * 20, 240, 90), ("w" * 190, 190, 180)]
)
def test_a_name_that_is_too_long_is_measured_in_bytes(stem: str, size: int, letters: int) -> None:
    """The sentence says how many letters of this script there may be."""
    with pytest.raises(InputError) as caught:
        read(stem, "a.txt")
    assert str(caught.value) == (
        f"a.txt: the file name is too long for an address: it has {size} bytes, and may have 180 "
        f"bytes, some {letters} letters such as these; shorten it"
    )
