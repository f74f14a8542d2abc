"""The proof that nothing was lost and nothing invented: finished files held against the sources.

`text_parts` proves the files of each text, `list_parts` pages across texts, `feed_parts` the feeds,
`week_parts` the digests of each week, `redirect_parts` what leads to texts from where they were,
`check_library` the data across texts, `check_styles` that no stylesheet of those that pages load
(`with_imported`) hides what they show, and `check_pictures` that there are no other pictures. All
of them read the files as they will be published, and none believes what a cache, a worker or
another plugin says of them. What such a `Part` of the proof names is all that it depends on, so a
build need not prove again what is the same to the byte (build/finish.py).
"""

from dossier.proof.data import Read as Read
from dossier.proof.feeds import feed_parts as feed_parts
from dossier.proof.lists import Listed as Listed
from dossier.proof.lists import Lists as Lists
from dossier.proof.lists import check_library as check_library
from dossier.proof.lists import list_parts as list_parts
from dossier.proof.markup import Chain as Chain
from dossier.proof.parts import Part as Part
from dossier.proof.parts import Proved as Proved
from dossier.proof.redirects import redirect_parts as redirect_parts
from dossier.proof.styles import aimed as aimed
from dossier.proof.styles import check_styles as check_styles
from dossier.proof.styles import with_imported as with_imported
from dossier.proof.summary import FIRST_POINTS as FIRST_POINTS
from dossier.proof.text import check_pictures as check_pictures
from dossier.proof.text import check_text as check_text
from dossier.proof.text import text_parts as text_parts
from dossier.proof.weekly import MAILED as MAILED
from dossier.proof.weekly import week_parts as week_parts
