"""What MkDocs and other plugins complain of, as faults; most of it is only logged."""

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mkdocs
from mkdocs.exceptions import MkDocsException

import dossier
from dossier.errors import DossierError, Fault, InputError
from dossier.plugin.config import DossierConfig
from dossier.plugin.folders import named
from dossier.text.nearest import alternatives

_ABOUT_PAGE = re.compile(r"Doc file '(?P<page>[^']+)' (?P<sentence>.+)")
""""Doc file 'about.md' contains a link ...", as MkDocs says it."""

_UNKNOWN = re.compile(r"Plugin 'dossier' option '(?P<key>.+)': Unrecognised configuration name")


class Complaints(logging.Handler):
    """Keeps what MkDocs would have printed."""

    def __init__(self, config_file: Path) -> None:
        super().__init__(logging.WARNING)
        self.faults: list[Fault] = []
        self.has_error = False
        """Is there more than warnings?"""

        self.docs = config_file.parent / "docs"
        """Folder of the hand-written pages."""

        self._settings = config_file

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning or an error, but for those of the server of a preview."""
        if not record.name.endswith(".livereload"):
            self.has_error |= record.levelno >= logging.ERROR
            self.add(record.getMessage())

    def add(self, sentence: str) -> None:
        """Keep a sentence; it is about a page, if it names one, else about mkdocs.yml."""
        where, sentence = self._settings, " ".join(sentence.split()).removesuffix(".")
        if unknown := _UNKNOWN.search(sentence):
            keys = (key for key, _ in DossierConfig._schema)
            near = alternatives(unknown["key"], keys, "the options are")
            sentence = f"Dossier has no option '{unknown['key']}'{near}"
        about = _ABOUT_PAGE.fullmatch(sentence)
        if about and (self.docs / about["page"]).is_file():
            where, sentence = self.docs / about["page"], about["sentence"]
        self.faults.append(Fault(where.as_posix(), 0, sentence))


@contextmanager
def complaints_as_faults(config_file: Path) -> Iterator[Complaints]:
    """Raise what MkDocs and other plugins complain of, and what they stumble over, as InputError.

    What they only warn of stands in the complaints that are yielded.
    """
    logger = logging.getLogger("mkdocs")
    complaints = Complaints(config_file)
    logger.addHandler(complaints)
    before, logger.propagate = logger.propagate, False
    try:
        yield complaints
    except MkDocsException as error:
        if not complaints.faults:
            complaints.add(error.format_message())
        raise InputError(*complaints.faults) from error
    except (DossierError, OSError):
        raise
    except Exception as error:
        if not complaints.has_error:  # else MkDocs has said what it was, and in which page
            if not (sentence := _said_by(error)):
                raise
            complaints.add(sentence)
        raise InputError(*complaints.faults) from error
    finally:
        logger.removeHandler(complaints)
        logger.propagate = before


def _said_by(error: Exception) -> str:
    """Return what MkDocs or another plugin raised, and where; "" if it was Dossier.

    They raise anything for a value that they cannot use.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours, theirs = (str(Path(one).parent) for one in (dossier.__file__, mkdocs.__file__))
    known = [one.filename for one in frames if one.filename.startswith((ours, theirs))]
    if not known or known[-1].startswith(ours):
        return ""
    file, line = named(Path(frames[-1].filename)), frames[-1].lineno
    where = file.name if file.is_absolute() else file.as_posix()
    said = f"{type(error).__name__}: {error}"
    return f"MkDocs or another plugin fails with these settings ({where}:{line}: {said})"
