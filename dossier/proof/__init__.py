"""The proof that nothing was lost and nothing invented: finished files held against the sources.

`check_text` proves the files of one text, `check_lists` pages across texts, `check_library` data
and feeds, `check_weekly` the digests of each week, `check_redirects` what leads to texts from where
they were, `check_styles` that no stylesheet of those that pages load (`with_imported`) hides what
they show, and `check_pictures` that there are no other pictures. All of them read the files as they
will be published, and none believes what a cache, a worker or another plugin says of them.
"""

from dossier.proof.lists import Listed as Listed
from dossier.proof.lists import Lists as Lists
from dossier.proof.lists import check_library as check_library
from dossier.proof.lists import check_lists as check_lists
from dossier.proof.redirects import check_redirects as check_redirects
from dossier.proof.styles import aimed as aimed
from dossier.proof.styles import check_styles as check_styles
from dossier.proof.styles import with_imported as with_imported
from dossier.proof.summary import FIRST_POINTS as FIRST_POINTS
from dossier.proof.text import Proved as Proved
from dossier.proof.text import check_pictures as check_pictures
from dossier.proof.text import check_text as check_text
from dossier.proof.weekly import MAILED as MAILED
from dossier.proof.weekly import check_weekly as check_weekly
