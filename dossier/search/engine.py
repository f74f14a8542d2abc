"""What of Pagefind runs in the reader's browser; it is the same whatever the texts."""

import json
from pathlib import Path
from typing import Any

from dossier.errors import Fault, TemplateError
from dossier.search import pagefind

_UNUSED = (
    *("pagefind-component-ui.css", "pagefind-component-ui.js", "pagefind-highlight.js"),
    *("pagefind-modular-ui.css", "pagefind-modular-ui.js", "pagefind-ui.css", "pagefind-ui.js"),
)
"""Ready-made forms, which the search page does without."""

_SCRIPTS = ("pagefind.js", "pagefind-worker.js")

_ASKS = "let index_array=JSON.parse(index_resp);"
_ASKS_LESS = "let index_array=filter_only?[]:JSON.parse(index_resp);"

_PAGE = "<!doctype html><html><body data-pagefind-body><p>word</p></body></html>"


def write(output: Path, language: str) -> dict[str, Any]:
    """Write what runs in the browser into the folder `output`; return the entry of an index.

    Pagefind writes it with every index, so it is asked for one of a single word. Raises
    TemplateError with what Pagefind says if it fails, and as `ask_for_no_words` does.
    """
    with pagefind.temporary() as folder:
        site, made = Path(folder, "site"), Path(folder, "made")
        site.mkdir()
        (site / "index.html").write_text(_PAGE, encoding="utf-8")
        pagefind.run(site, made, language)
        for path in sorted(made.iterdir()):
            if path.is_file() and path.name not in _UNUSED and path.suffix != ".pf_meta":
                data = path.read_bytes()
                if path.name in _SCRIPTS:
                    data = ask_for_no_words(path.name, data.decode()).encode()
                (output / path.name).write_bytes(data)
        entry: dict[str, Any] = json.loads((made / pagefind.ENTRY).read_bytes())
        return entry


def ask_for_no_words(name: str, script: str) -> str:
    """Return a script that fetches no words where only facets are chosen.

    Pagefind 1.5.2 answers a search without a query, which it knows as `filter_only`, with every
    chunk of words there is, 10 MB for 5,000 texts, and then uses none. Later releases ask for none
    (https://github.com/Pagefind/pagefind/pull/1317); with the first of them, this goes. Raises
    TemplateError if the place is not found exactly once.
    """
    if (found := script.count(_ASKS)) != 1:
        sentence = f"must have {_ASKS!r} once, to be told to ask for less; it has it {found} times"
        raise TemplateError(Fault(name, 0, sentence))
    return script.replace(_ASKS, _ASKS_LESS)
