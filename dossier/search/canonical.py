"""Order in what Pagefind leaves to chance, so that the same pages give the same bytes.

Given pages one by one, Pagefind 1.5.2 writes the same words and fragments at every run, but the
values of a filter in random order. With the filter's content changes its name, which is made of
its hash, and so does what names it: the meta file and `pagefind-entry.json`. The next release
sorts filters itself (`pagefind/src/index/mod.rs`); with it, this module goes.

The files are gzip around a mark and CBOR (RFC 8949):

    pagefind.NAME.pf_meta       [release, pages, chunks, filters, sorts, fields]
    filter/NAME.pf_filter       [filter, [[value, numbers of pages], ...]]
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import cbor2

_ENTRY = "pagefind-entry.json"
_META = "pagefind.{}.pf_meta"
_FILTER = "filter/{}.pf_filter"

_MARK = b"pagefind_dcd"

_SYSTEM = 9
"""Where gzip's header names the system (RFC 1952, 2.3.1). Python 3.11 writes another value than
3.13 does; Pagefind writes 255, unknown."""


def ordered(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index by name, its filters sorted, and named anew as far as that changes."""
    found = dict(files)
    entry = json.loads(found[_ENTRY])
    for language, known in entry["languages"].items():
        meta = _read(found.pop(_META.format(known["hash"])))
        filters = []
        for _, old in meta[3]:
            name, values = _read(found.pop(_FILTER.format(old)))
            filters.append((name, _put(found, _FILTER, language, [name, sorted(values)])))
        meta[3] = sorted(filters)
        known["hash"] = _put(found, _META, language, meta)
    return found | {_ENTRY: json.dumps(entry, ensure_ascii=False).encode()}


def _read(data: bytes) -> Any:
    return cbor2.loads(gzip.decompress(data).removeprefix(_MARK))


def _put(files: dict[str, bytes], file: str, language: str, content: Any) -> str:
    """Put in a file that is named after its content; the name."""
    data = cbor2.dumps(content)
    name = f"{language}_{hashlib.sha1(data, usedforsecurity=False).hexdigest()[:10]}"
    packed = bytearray(gzip.compress(_MARK + data, mtime=0))
    packed[_SYSTEM] = 255
    files[file.format(name)] = bytes(packed)
    return name
