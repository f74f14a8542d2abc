"""The same search index twice: what Pagefind leaves to chance is put in order.

Pagefind 1.5 lists the filters, and the values of each, in an order that differs from run to run.
Each file is gzip around a mark and CBOR, and is named after the SHA-1 of its CBOR; so the lists are
sorted and the files written and named anew, the way Pagefind does it.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
_FILTERS = 3
"""Where the list of [filter, file] stands in the meta file."""


def put_in_order(folder: Path) -> None:
    """Rewrite the filters and the meta file of every language of the index in `folder`."""
    entry = folder / "pagefind-entry.json"
    record = json.loads(entry.read_text(encoding="utf-8"))
    for language in sorted(record["languages"]):
        known = record["languages"][language]
        old = folder / f"pagefind.{known['hash']}.pf_meta"
        meta = _read(old)
        meta[_FILTERS] = sorted([name, _sorted(folder, file)] for name, file in meta[_FILTERS])
        known["hash"] = _name(known["hash"], meta)
        old.unlink()
        _write(folder / f"pagefind.{known['hash']}.pf_meta", meta)
    record["languages"] = dict(sorted(record["languages"].items()))
    entry.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


def _sorted(folder: Path, file: str) -> str:
    """Sort the values of a filter; return the new name of its file."""
    old = folder / "filter" / f"{file}.pf_filter"
    name, values = _read(old)
    content = [name, sorted(values)]
    new = _name(file, content)
    old.unlink()
    _write(old.with_name(f"{new}.pf_filter"), content)
    return new


def _name(old: str, content: Any) -> str:
    """Name `content` as Pagefind does, as long as it named it before."""
    language, _, digits = old.rpartition("_")
    return f"{language}_{hashlib.sha1(cbor2.dumps(content)).hexdigest()[: len(digits)]}"  # noqa: S324


def _read(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))


def _write(path: Path, content: Any) -> None:
    path.write_bytes(gzip.compress(_MARK + cbor2.dumps(content), mtime=0))
