"""Read the data files of names that come with the program."""

from importlib.resources import files
from typing import Any

import yaml

_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser if it is installed: it is ten times as fast."""


class _Loader(_SAFE):  # type: ignore[misc, valid-type]
    """A safe loader for lists of words: On, No and Yes are words, and neither true nor false."""


_Loader.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:bool"]
    for first, rules in _SAFE.yaml_implicit_resolvers.items()
}


def read_yaml(name: str, package: str = "dossier.entities") -> dict[str, Any]:
    """Read a data file of a package, such as `organisations.yml`."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, _Loader)  # noqa: S506 - a safe one
    return table
