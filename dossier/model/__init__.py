"""The frozen records that pass from stage to stage.

In the order in which they arise: source, document, filing, briefing, library.
"""

from dossier.model.briefing import (
    COUNTRY as COUNTRY,
)
from dossier.model.briefing import (
    ORGANISATION as ORGANISATION,
)
from dossier.model.briefing import (
    PERSON as PERSON,
)
from dossier.model.briefing import (
    Briefing as Briefing,
)
from dossier.model.briefing import (
    DateMention as DateMention,
)
from dossier.model.briefing import (
    Extract as Extract,
)
from dossier.model.briefing import (
    Filed as Filed,
)
from dossier.model.briefing import (
    Mention as Mention,
)
from dossier.model.briefing import (
    Section as Section,
)
from dossier.model.document import (
    Document as Document,
)
from dossier.model.document import (
    Frame as Frame,
)
from dossier.model.document import (
    Paragraph as Paragraph,
)
from dossier.model.document import (
    Proposal as Proposal,
)
from dossier.model.filing import (
    CONTEXT as CONTEXT,
)
from dossier.model.filing import (
    FURNITURE as FURNITURE,
)
from dossier.model.filing import (
    OUTLOOK as OUTLOOK,
)
from dossier.model.filing import (
    OVERVIEW as OVERVIEW,
)
from dossier.model.filing import (
    UNTHEMED as UNTHEMED,
)
from dossier.model.filing import (
    Desk as Desk,
)
from dossier.model.filing import (
    DeskWeight as DeskWeight,
)
from dossier.model.filing import (
    Filing as Filing,
)
from dossier.model.filing import (
    Scheme as Scheme,
)
from dossier.model.filing import (
    Scores as Scores,
)
from dossier.model.filing import (
    Term as Term,
)
from dossier.model.filing import (
    Theme as Theme,
)
from dossier.model.filing import (
    Themes as Themes,
)
from dossier.model.filing import (
    WordShare as WordShare,
)
from dossier.model.filing import (
    margin as margin,
)
from dossier.model.library import (
    THEME as THEME,
)
from dossier.model.library import (
    Abridged as Abridged,
)
from dossier.model.library import (
    Companion as Companion,
)
from dossier.model.library import (
    Described as Described,
)
from dossier.model.library import (
    EntityEntry as EntityEntry,
)
from dossier.model.library import (
    Library as Library,
)
from dossier.model.library import (
    Record as Record,
)
from dossier.model.library import (
    Subject as Subject,
)
from dossier.model.library import (
    ThemeEntry as ThemeEntry,
)
from dossier.model.source import (
    Alias as Alias,
)
from dossier.model.source import (
    Beside as Beside,
)
from dossier.model.source import (
    Choice as Choice,
)
from dossier.model.source import (
    Correction as Correction,
)
from dossier.model.source import (
    FrontMatter as FrontMatter,
)
from dossier.model.source import (
    Note as Note,
)
from dossier.model.source import (
    Provenance as Provenance,
)
from dossier.model.source import (
    Publish as Publish,
)
from dossier.model.source import (
    Source as Source,
)
