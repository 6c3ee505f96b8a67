"""What a PO's seller told its buyers, on the PO's own page."""

from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.faces.storefront.shown.timeline import Entry
from bukapo.faces.ui import pictures
from bukapo.messaging.updates.reads import hidden_of, sent_updates


def news_of(campaign: Campaign) -> tuple[Entry, ...]:
    """The newest updates first, with the workshop's photo where buyers may see it. Two queries at most."""
    rows = sent_updates(campaign)
    hidden = hidden_of(campaign.store_id, [row.photo_id for row in rows if row.photo_id])
    return tuple(
        Entry(
            title=_("Kabar produksi"),
            at=row.ended_at,
            text=row.text,
            photo=pictures.picture(row.photo) if row.photo_id not in hidden else None,
        )
        for row in rows
    )
