"""Which program this is: caches and workers must agree on it."""

import hashlib
import re
import sys
from functools import lru_cache
from importlib import metadata
from pathlib import Path

DISTRIBUTION = "mkdocs-dossier"
"""Name of this program where packages are installed from."""

_NAME = re.compile(r"[\w.-]+")


@lru_cache(maxsize=1)
def program() -> str:
    """Return a digest of this program and of the releases that it is built on."""
    digest = hashlib.sha256(sys.version.encode())  # Unicode's data come with Python
    package = Path(__file__).parent.parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    for requirement in sorted(metadata.requires(DISTRIBUTION) or ()):
        name = _NAME.match(requirement)
        if name and "extra ==" not in requirement:
            digest.update(f"{name[0]} {metadata.version(name[0])}".encode())
    return digest.hexdigest()
