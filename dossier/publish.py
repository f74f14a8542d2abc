"""Building aside: the site stays as it was until its successor is proved.

A build writes into a hidden folder beside the site and takes the site's place by two renames. If
a build is killed between them, the next one puts the old site back first.
"""

import shutil
from pathlib import Path


def stage(site: Path) -> Path:
    """Return the empty folder in which the successor of `site` is to be built."""
    staging, old = _beside(site)
    if old.exists() and not site.exists():
        old.rename(site)
    for left_over in (staging, old):
        shutil.rmtree(left_over, ignore_errors=True)
    staging.mkdir(parents=True)
    return staging


def publish(site: Path) -> None:
    """Let what was built aside take the place of `site`."""
    staging, old = _beside(site)
    if site.exists():
        site.rename(old)
    staging.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def discard(site: Path) -> None:
    """Throw away what was built aside."""
    staging, _ = _beside(site)
    shutil.rmtree(staging, ignore_errors=True)


def _beside(site: Path) -> tuple[Path, Path]:
    return site.with_name(f".{site.name}.building"), site.with_name(f".{site.name}.old")
