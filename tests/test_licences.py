"""Everything that the site is built with may be used by anybody, for anything."""

from importlib.metadata import PackageMetadata, metadata

import pytest
from packaging.requirements import Requirement

from tests.site import REPOSITORY

PERMITTED = {
    "0BSD",
    "Apache Software License",
    "Apache-2.0",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "ISC License (ISCL)",
    "MIT",
    "MIT License",
    "MIT-CMU",
    "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)",
    "OFL-1.1",
    "PSF-2.0",
    "Unlicense",
    "Zlib",
}

LOOKED_UP = {
    # The field says "BSD-3-Clause, Apache-2.0, dependency licenses", which is no expression. Their
    # texts are in the wheel's licenses/LICENSES. What is linked into PDFium is listed beside them,
    # in BUILD_LICENSES; in 5.15.2 a search there finds the GPL only with an exception for such use
    # (scripts that configure ICU, the runtime library of GCC).
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    # The field says "3-Clause BSD License", and the text in the wheel is that.
    "protobuf": "BSD-3-Clause",
    # The field holds the whole text of the MIT License and no name.
    "wordllama": "MIT",
}
"""Packages whose metadata give no name of a licence, with what is known of them."""


def _locked() -> list[str]:
    """Return the packages of requirements.lock that are installed on a machine like this one."""
    lines = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.rstrip("\\")) for line in lines if line[:1].isalnum()]
    return sorted({r.name for r in found if r.marker is None or r.marker.evaluate()})


def _licence(known: PackageMetadata) -> str:
    """Return what a package says of its licence, the most exact word first."""
    if expression := known.get_all("License-Expression"):
        return " AND ".join(expression)
    classifiers = known.get_all("Classifier") or []
    names = [name.split(" :: ")[-1] for name in classifiers if name.startswith("License ::")]
    return " AND ".join(names or known.get_all("License") or [])


def _is_permitted(expression: str) -> bool:
    """Tell whether one way to read a flat SPDX expression needs permitted licences alone."""
    return any(PERMITTED.issuperset(way.split(" AND ")) for way in expression.split(" OR "))


def test_every_locked_package_has_a_permitted_licence() -> None:
    """No package of requirements.lock comes under a licence that is not on the list."""
    licences = {name: LOOKED_UP.get(name) or _licence(metadata(name)) for name in _locked()}
    assert len(licences) > 50
    assert {name: said for name, said in licences.items() if not _is_permitted(said)} == {}


def test_only_what_says_nothing_is_looked_up() -> None:
    """An exception goes when its package goes, or when its metadata come to name a licence."""
    assert LOOKED_UP.keys() <= set(_locked())
    assert [name for name in LOOKED_UP if _is_permitted(_licence(metadata(name)))] == []


@pytest.mark.parametrize(
    ("expression", "permitted"),
    [
        ("MIT", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("BSD-3-Clause AND Apache-2.0", True),
        ("UNKNOWN", False),
        ("", False),
    ],
)
def test_an_expression_is_permitted_if_one_way_to_read_it_is(
    expression: str, permitted: bool
) -> None:
    """Of licences to choose from one must be on the list, of licences together all."""
    assert _is_permitted(expression) is permitted
