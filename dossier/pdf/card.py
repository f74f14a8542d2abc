"""The content of the picture that a link to a briefing is shown with."""

import json
from collections import Counter
from dataclasses import asdict, replace

from dossier.model import Record
from dossier.pdf import phrases
from dossier.pdf.data import Card, Share
from dossier.pdf.phrases import STATEMENT, cut, frame, phrase
from dossier.web.site import SiteContext

NAMED = 6
"""Themes whose colours are explained."""

_NAME = 28
"""Characters of the name of a theme, before it is cut."""


def print_data(record: Record, site: SiteContext) -> str:
    """Return what the picture of a briefing says, as JSON."""
    return json.dumps(asdict(card(record, site)))


def card(record: Record, site: SiteContext) -> Card:
    """Return the picture of a briefing: its title, what it is, and its themes."""
    ids = {theme.id for theme in site.themes}
    counts = Counter(place for place in record.filed_places if place in ids)
    shares = phrases.shares(site, counts, len(record.places)) if counts else ()
    most = sorted((one for one in shares if one.letter), key=lambda one: -one.count)[:NAMED]
    return Card(
        frame=frame(
            site,
            title=phrase(cut(record.title, STATEMENT), record.language),
            kind="briefing",
            path=site.urls.briefing(record.slug),
            date=record.date,
        ),
        kicker=phrases.kicker(site, record),
        shares=shares,
        named=tuple(_shortened(one) for one in shares if one in most),
    )


def _shortened(share: Share) -> Share:
    return replace(share, name=replace(share.name, text=cut(share.name.text, _NAME)))
