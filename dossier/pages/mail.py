"""The weekly digest as a mail: one file of HTML, with no need of any other, and one of plain text.

The owner of the site pastes it into a mailing tool. It has full addresses, so there is none while
the site's own is not known; and no drafts, for what was sent is sent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.model import Library
from dossier.pages.entities import entity_paths
from dossier.pages.weekly import Digested, Week, digested, weeks
from dossier.proof import MAILED
from dossier.web.site import Files, SiteContext, environment_of
from dossier.web.templates import render

TEMPLATES = {"html": "mail.html", "txt": "mail.txt"}
"""By the ending of the file."""


@dataclass(frozen=True, slots=True)
class MailView:
    """`mail.html` and `mail.txt`: the digest of a week as a mail."""

    week: Week
    title: str
    """The subject."""

    entries: tuple[Digested, ...]
    """Newest first."""

    rest: int
    """Briefings of the week for which the mail has no room."""

    @property
    def key(self) -> str:
        """Cache key of what it says."""
        shown = [(one.record.key, one.named) for one in self.entries]
        return repr((self.week, self.title, shown, self.rest))


def write(views: Sequence[MailView], site: SiteContext) -> list[Files]:
    """Write the mails of some weeks; raises TemplateError."""
    env = environment_of(site)
    return [
        Files(
            {
                path: render(env, template, path, site=site, view=view)
                for ending, template in TEMPLATES.items()
                for path in [site.urls.mail(view.week.name, ending)]
            }
        )
        for view in views
    ]


def mail_views(library: Library, site: SiteContext) -> Iterator[MailView]:
    """Yield what the mail of every week says; none while the site's address is not known."""
    if not site.feeds:
        return
    paths = entity_paths(library, site)
    for week, records in weeks(library, site):
        mailed = [record for record in records if not record.front.publish.is_draft]
        if mailed:
            yield MailView(
                week=week,
                title=site.say("feed_of", site=site.name, name=week.title),
                entries=digested(mailed[:MAILED], paths, site),
                rest=max(0, len(mailed) - MAILED),
            )
